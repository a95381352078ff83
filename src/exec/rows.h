/* Plain questions about all rows of a block: values that lie in an array, answers as a bitmap. */
#ifndef TC_EXEC_ROWS_H
#define TC_EXEC_ROWS_H

#include "data/block.h"
#include "exec/wide.h"

/* bits[r] = the cell's value is @wanted. */
void tc_rows_equal(const TcColumn *cells, int64_t wanted, uint32_t words, uint64_t *bits);
/* bits[r] = values[r] >= @threshold. @small: all values fit 32 bits. */
void tc_rows_reach(const int64_t *values, int64_t threshold, bool small, uint32_t words,
                   uint64_t *bits);
/* tc_wide_share on any processor. */
void tc_rows_share(const TcWideTerm term[2], int32_t constant, uint32_t words,
                   uint64_t *const bits[2]);
/* numbers[r] = @base + (if @less: -) the sum of 2^k where digit[k] is set; of @n digits, at
 * most 63.
 */
void tc_rows_numbers(const uint64_t *const digit[], uint32_t n, int64_t base, bool less,
                     uint32_t words, int64_t *numbers);
/* numbers[r] = @base + (if @less: -) the sum of @n weights. Pre: tc_wide_sums(). */
void tc_rows_sum(const TcWideAdd *adds, uint32_t n, int64_t base, bool less, uint32_t words,
                 int64_t *numbers);

#endif
