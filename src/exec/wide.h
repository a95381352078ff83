/* Questions about small cells, in vectors of 32 or 64 bytes: wide.c. */
#ifndef TC_EXEC_WIDE_H
#define TC_EXEC_WIDE_H

#include <stdbool.h>
#include <stdint.h>

/* Each goes through the rows of @words words of bitmaps and gives what 32 bits do. Returns: false,
 * with nothing done, where the processor has no such vectors. */

/* A column times a weight; @end in place of the cells that are @open. */
typedef struct {
    const int32_t *cells;
    const uint64_t *open;
    int32_t weight, end;
} TcWideTerm;
/* bits[0]: both terms and @constant add up to 0 or more; bits[1]: the second is of a 0. */
bool tc_wide_share(const TcWideTerm term[2], int32_t constant, uint32_t words,
                   uint64_t *const bits[2]);
/* bits[r] = weight[0] x + weight[1] >= 0. */
bool tc_wide_sign(const int32_t *x, const uint32_t weight[2], uint32_t words, uint64_t *bits);
/* bits[r] = cells[r] = @than. */
bool tc_wide_equal(const int32_t *cells, int32_t than, uint32_t words, uint64_t *bits);
/* bits[r] = numbers[r] >= @than, of numbers whose low half is all. */
bool tc_wide_reach(const int64_t *numbers, int32_t than, uint32_t words, uint64_t *bits);
/* bytes[r] = the sum of 2^k where digit[k] is set, of @n digits, at most eight; its bits of @turn
 * turned. Only in vectors of 64 bytes: smaller ones have no such instruction. */
bool tc_wide_bytes(const uint64_t *const digit[], uint32_t n, uint8_t turn, uint32_t words,
                   uint8_t *bytes);

/* A weight, to be added to the rows in either of two bitmaps. */
typedef struct {
    const uint64_t *either[2];
    uint8_t weight;
} TcWideAdd;
/* bytes[r] = the sum of @n weights, which no byte overflows; its bits of @turn turned. Up to three
 * words more may be written. Only in vectors of 64 bytes as well. */
bool tc_wide_sum(const TcWideAdd *adds, uint32_t n, uint8_t turn, uint32_t words, uint8_t *bytes);
/* Will it be done? */
bool tc_wide_sums(void);

/* For tests: from now on no vectors of more than @bytes. Returns: whether there are such. */
bool tc_wide_limit(uint32_t bytes);

#endif
