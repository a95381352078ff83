/* Counters in slices: one small sum per row, kept as bitmaps of its binary digits.
 *
 * Adding a weight where a bitmap is set costs a few words for 64 rows, so a sum over outcomes of
 * many indicators is done without touching rows; they are counted out once, at the end. A digit is
 * not carried on at once: it waits for the next one of its value, and the two are added together,
 * so that of every two one carry goes on (a ripple through all digits for each cost three times as
 * much). */
#ifndef TC_EXEC_SLICED_H
#define TC_EXEC_SLICED_H

#include "data/block.h"

enum { TC_SLICED_DIGITS = 32 };

typedef struct {
    TcBits digit[TC_SLICED_DIGITS];
    TcBits waiting[TC_SLICED_DIGITS]; /* to be added to digit k where bit k of `waits` is set */
    uint32_t waits;
    uint32_t n; /* digits in use */
    bool any;   /* something was added */
} TcSliced;

/* All rows 0; sums may reach @most (< 2^32). */
void tc_sliced_start(TcSliced *sliced, uint64_t most);
void tc_sliced_add(TcSliced *sliced, const uint64_t *where, uint64_t weight);
/* sum[r] += the row's sum, for the first @n rows, a multiple of 64. */
void tc_sliced_count_out(TcSliced *sliced, int64_t *sum, uint32_t n);

#endif
