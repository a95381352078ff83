/* TcSums: which totals can be made of summands of which each is one of a few numbers. */
#ifndef TC_ENGINE_GENERATE_SUMS_H
#define TC_ENGINE_GENERATE_SUMS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    int64_t sum;
    uint32_t before; /* the sum of the summands before, in the layer of these */
    uint32_t pick;   /* which of its numbers the last summand is */
} TcSum;

typedef struct {
    GPtrArray *layers; /* of GArray of TcSum, rising: of no summand, of the first one … */
} TcSums;

void tc_sums_init(TcSums *sums);
void tc_sums_clear(TcSums *sums);
/* One more summand: one of these numbers. Of many sums some are left out, spread evenly. */
void tc_sums_add(TcSums *sums, const int64_t *numbers, uint32_t n);
/* The sum that is the nearest below @target (@side -1), it (0), the nearest above it (1).
 * @picks[summand]: which number of each makes it. Returns: is there one? */
bool tc_sums_find(const TcSums *sums, int64_t target, int side, uint32_t *picks);

#endif
