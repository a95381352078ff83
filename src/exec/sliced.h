/* Counters in slices: one small sum per row, kept as bitmaps of its binary digits.
 *
 * Adding a weight where a bitmap is set costs a few words for 64 rows, so a sum over outcomes of
 * many indicators is done without touching rows; they are counted out once, at the end. */
#ifndef TC_EXEC_SLICED_H
#define TC_EXEC_SLICED_H

#include "data/block.h"

enum { TC_SLICED_DIGITS = 32 };

typedef struct {
    TcBits digit[TC_SLICED_DIGITS];
    uint32_t n; /* digits in use */
} TcSliced;

/* All rows 0; sums may reach @most (< 2^32). */
void tc_sliced_start(TcSliced *sliced, uint64_t most);
void tc_sliced_add(TcSliced *sliced, const uint64_t *where, uint64_t weight);
/* sum[r] += the row's sum, for the first @n rows, a multiple of 64. */
void tc_sliced_count_out(const TcSliced *sliced, int64_t *sum, uint32_t n);

/* Eight bits into eight bytes of 0 or 1. */
static inline uint64_t tc_spread(uint64_t eight)
{
    uint64_t bytes = (eight * UINT64_C(0x0101010101010101)) & UINT64_C(0x8040201008040201);
    return ((bytes + UINT64_C(0x7f7f7f7f7f7f7f7f)) | bytes) >> 7 & UINT64_C(0x0101010101010101);
}

#endif
