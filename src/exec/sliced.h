/* Sums in slices: one small sum per row, kept as bitmaps of its binary digits.
 *
 * To add a weight where a bitmap is set costs a few words for 64 rows, so a sum over outcomes of
 * many indicators is done without touching rows; they are counted out once, at the end. */
#ifndef TC_EXEC_SLICED_H
#define TC_EXEC_SLICED_H

#include "data/block.h"

enum { TC_SLICED_DIGITS = 32 };

typedef struct {
    TcBits digit[TC_SLICED_DIGITS];
    uint32_t n;                              /* digits in use */
    const uint64_t *waits[TC_SLICED_DIGITS]; /* to be added to the digit; NULL: nothing is */
    TcBits waiting[TC_SLICED_DIGITS];        /* room for what waits and lies nowhere else */
    TcBits carry[2];
} TcSliced;

/* All rows 0; sums may reach @most (< 2^32). */
void tc_sliced_start(TcSliced *sliced, uint64_t most);
/* @lasts: @where stays as it is until the sum is counted out. Pre: the sum stays below what was
 * said. */
void tc_sliced_add(TcSliced *sliced, const uint64_t *where, bool lasts, uint64_t weight);
/* sum[r] = @base and the row's sum, or if @less without it. */
void tc_sliced_count_out(TcSliced *sliced, int64_t base, bool less, uint32_t words, int64_t *sum);

#endif
