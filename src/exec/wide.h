/* Questions about small cells, in vectors of 32 bytes: wide.c. */
#ifndef TC_EXEC_WIDE_H
#define TC_EXEC_WIDE_H

#include <stdbool.h>
#include <stdint.h>

/* Each goes through the rows of @words words of bitmaps, takes of every cell the low half, which is
 * all of it, and computes in 32 bits. Returns: false, with nothing done, where the processor has no
 * such vectors. */

/* bits[0]: weight[0] * part + weight[1] * whole + weight[2] >= 0; bits[1]: the whole is 0. */
bool tc_wide_share(const int64_t *part, const int64_t *whole, const uint32_t weight[3],
                   uint32_t words, uint64_t *const bits[2]);
/* bits[r] = weight[0] x + weight[1] >= 0. */
bool tc_wide_sign(const int64_t *x, const uint32_t weight[2], uint32_t words, uint64_t *bits);
/* bits[r] = values[r] = @than. */
bool tc_wide_equal(const int64_t *values, int32_t than, uint32_t words, uint64_t *bits);
/* bits[r] = values[r] >= @than. */
bool tc_wide_reach(const int64_t *values, int32_t than, uint32_t words, uint64_t *bits);

#endif
