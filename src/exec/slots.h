/* Slots: what the nodes of a plan give for the rows of a block.
 *
 * TRUTH: four bitmaps, bit r of bitmap k says that row r can have the k-th member (true, false,
 * apart, unknown; of outcomes: met, not met, not applicable, undefined). NUMBER: which of {a
 * number, undefined, chưa có} are possible, and for a number low and high times 1/denominator of
 * the node, or as rationals for rows in `exact`. LABELS: a bitmap a label. */
#ifndef TC_EXEC_SLOTS_H
#define TC_EXEC_SLOTS_H

#include "exec/evaluate.h"

/* What the rule leaves undefined of an outcome: whether it applies, with figures that are met, not
 * met, undefined; or whether it is met, where it applies. */
enum { TC_UNSAID_MET, TC_UNSAID_NOT_MET, TC_UNSAID_ALL, TC_UNSAID_FIGURES };

typedef struct {
    TcBits can[4];
    TcBits settled; /* outcomes: exactly one is possible */
    /* Outcomes that are asked strictly: met, not met, not applicable without those that are
     * undefined; and these: TC_UNSAID_* */
    TcBits strict[3], unsaid[4];
} TcTruths;

typedef struct {
    int64_t *low, *high; /* the same array while no row differs */
    int64_t *room[2];    /* where they lie */
    TcBits number, undefined, none;
    TcBits exact;        /* low and high are in `exacts` */
    TcBits below, above; /* no lower, no upper bound; only where exact */
    TcBits apart;        /* of an answer, after the run: rows to be read the exact way */
    bool any_exact;
    uint64_t magnitude; /* of low and high: never above TC_ROOM */
    mpq_t *exacts;      /* two a row, of rows up to `exact_rows`, which grows as they are needed */
    uint32_t exact_rows;
    TcBits made; /* rows whose `exacts` have been needed once */
} TcNumbers;

/* Bit r of can[l]: row r can have label l; of the last: it can be undefined. Only the bitmaps of
 * labels in `used` say something; no row has the others. */
enum { TC_UNDEFINED_PLACE = 63 };
typedef struct {
    uint64_t used;
    TcBits can[TC_UNDEFINED_PLACE + 1];
} TcLabelSets;

/* int64 results stay below this, so that a sum of two still fits. */
#define TC_ROOM ((uint64_t)1 << 61)
/* Holds the product of any two of them. */
__extension__ typedef __int128 TcWide;

static inline uint64_t tc_magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

/* One row's value as rationals. */
typedef struct {
    unsigned truths; /* TC_IS_* */
    bool number, undefined, none, below, above;
    mpq_t low, high;
} TcExact;

void tc_slots_init(TcEvaluator *ev);
void tc_slots_clear(TcEvaluator *ev);
/* A number slot where every row is a number and low is high; the kernel fills `low`. */
TcNumbers *tc_numbers_start(TcEvaluator *ev, const TcPlanNode *node);
/* Gives `high` an array of its own, a copy of `low`. */
void tc_numbers_split(TcNumbers *numbers);
/* The same before anything is in them: nothing is copied. */
void tc_numbers_part(TcNumbers *numbers);
/* Adds @labels, a set, to those that @row can have. */
void tc_labels_add(TcLabelSets *sets, uint32_t row, uint64_t labels);
void tc_exact_init(TcExact *exact);
void tc_exact_clear(TcExact *exact);
/* Makes @exact the empty set of numbers. */
void tc_exact_reset(TcExact *exact);
/* Reads and writes row @row of the slot of @node. */
void tc_exact_load(const TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *exact);
void tc_exact_store(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, const TcExact *exact);

#endif
