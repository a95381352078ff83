/* TcResults: what a block of rows came to. Written by exec/evaluate.c, read by reports and explain.
 *
 * Every answer is a set of possibilities: over all completions of the row's open cells
 * (semantics.md 2.1). A certain answer has one member. `unproved` tells, for an answer that is not
 * certain, that no two completions were found that differ (of a conclusion: one of which closes
 * it): it is open and *chưa chứng minh được*. Per-row arrays are indexed [row]; a results
 * object is reused from block to block. */
#ifndef TC_EXEC_RESULTS_H
#define TC_EXEC_RESULTS_H

#include "base/number.h"
#include "data/block.h"
#include "sema/model.h"

/* Outcomes of an indicator or criterion on a completion, as bits of a set. UNDEFINED: the rule does
 * not say (x/0, no case fits); conclusions see it both as met and as not met. */
enum { TC_OUT_MET = 1, TC_OUT_NOT_MET = 2, TC_OUT_NOT_APPLICABLE = 4, TC_OUT_UNDEFINED = 8 };
/* Outcomes of a verdict; of a data check. */
enum { TC_OUT_TRUE = 1, TC_OUT_FALSE = 2, TC_OUT_UNKNOWN = 8 };

/* The one word that is printed for an indicator. */
typedef enum {
    TC_LABEL_MET,
    TC_LABEL_NOT_MET,
    TC_LABEL_NOT_APPLICABLE,
    TC_LABEL_DATA_MISSING,
    TC_LABEL_AWAITS_APPRAISAL,
    TC_LABEL_SCORED,
    TC_LABEL_RULE_SILENT, /* open, and no data can close it: quy định chưa nói */
    TC_N_LABELS
} TcLabel;

enum { TC_OUT_MEMBERS = 4, TC_LABEL_DIGITS = 3 };

/* Read by tc_state_outcome and tc_state_label; bits beyond the block's rows mean nothing. */
typedef struct {
    TcBits can[TC_OUT_MEMBERS];    /* the outcome 1 << k is possible */
    TcBits label[TC_LABEL_DIGITS]; /* binary digits of the TcLabel */
    TcBits unproved;               /* open, and neither proved so nor by the rule */
    TcBits over_budget;            /* unproved: because the search ended at its budget */
    TcBits as_of_today;            /* rests on a closed question (có số liệu, default …) */
} TcStateResult;

/* The set of TC_OUT_* of one row. */
static inline unsigned tc_state_outcome(const TcStateResult *state, uint32_t row)
{
    unsigned set = 0;
    for (unsigned k = 0; k < TC_OUT_MEMBERS; k++)
        set |= (unsigned)tc_bit(state->can[k], row) << k;
    return set;
}

static inline TcLabel tc_state_label(const TcStateResult *state, uint32_t row)
{
    unsigned label = 0;
    for (unsigned k = 0; k < TC_LABEL_DIGITS; k++)
        label |= (unsigned)tc_bit(state->label[k], row) << k;
    return (TcLabel)label;
}

struct TcEvaluator;
struct TcPlanAnswer;

/* A numeric answer. Read it by tc_results_number; many are computed only then (a ratio, points that
 * follow from the outcome), so the evaluator that wrote it and its block must still stand.
 * Where `low` is not NULL the block's numbers lie ready: low <= high, times 1/denominator, equal
 * pointers where no row is open; rows that cannot be read so (too large, undefined) are in
 * `apart`. */
typedef struct {
    const int64_t *low, *high;
    int64_t denominator;
    const uint64_t *apart;         /* TcBits, or NULL: no row is */
    struct TcEvaluator *evaluator; /* private: how it is computed */
    const struct TcPlanAnswer *answer;
    uint32_t indicator;
} TcNumberResult;

typedef struct {
    uint64_t set[TC_BLOCK_ROWS]; /* bit i: label i is possible; bit 63: undefined is */
    TcBits several;              /* of these more than one is, or undefined alone */
    TcBits unproved, over_budget;
    TcBits as_of_today;
    TcBits silent; /* open, and no data can close it */
} TcGradeResult;

/* Where a unit stands among all units of a file. */
typedef struct {
    TcNumberResult value;          /* what it is ranked by */
    uint8_t ranked[TC_BLOCK_ROWS]; /* set of TC_OUT_TRUE, TC_OUT_FALSE: has it a rank? */
    /* The best and the worst rank that it can have, from 1; 0: it has none, or the run knows of no
     * standings. */
    uint64_t best[TC_BLOCK_ROWS], worst[TC_BLOCK_ROWS];
    TcBits as_of_today; /* its own number, or that of a unit it is ranked among */
} TcRankingResult;

/* A row limit or data check that the cells of a row cannot keep. */
typedef struct {
    uint32_t row;
    bool limit;     /* of the schema's limits, else of the model's checks: */
    uint32_t index; /* which */
    bool together;  /* it can be kept, but not with all others */
} TcBreach;

typedef struct TcResults {
    const TcModel *model;
    const TcBlock *block;
    TcStateResult *indicators; /* n_indicators */
    TcStateResult *criteria;   /* n_criteria */
    TcNumberResult *values;    /* n_indicators; undefined in all rows where it has no cách tính */
    TcNumberResult *points;    /* n_indicators */
    TcNumberResult *max_points;   /* n_indicators: 0 where not applicable */
    TcNumberResult *group_points; /* n_groups */
    TcNumberResult total, total_max;
    TcStateResult *verdicts; /* n_verdicts: TC_OUT_TRUE/FALSE/UNKNOWN; labelled as indicators are */
    TcBits *none_applies;    /* n_verdicts: it counts indicators, and none of them applies */
    TcGradeResult *grades;   /* n_grades */
    TcRankingResult *rankings; /* n_rankings */
    TcBits data_error;         /* a row constraint or data check is broken: see block reasons */
    GArray *breaches;          /* TcBreach: what is broken */
    bool unproved;             /* a bitmap `unproved` may have a bit set */
    const TcBits (*view)[3];   /* private: tc_results_seen */
} TcResults;

TcResults *tc_results_new(const TcModel *model);
void tc_results_free(TcResults *results);
/* Every set of an answer is empty, nothing unproved, in the first @n rows. */
void tc_results_clear(TcResults *results, uint32_t n);

/* What can be asked of a numeric answer, in exact numbers. */
typedef enum {
    TC_NUMBER_KNOWN,
    TC_NUMBER_OPEN,
    TC_NUMBER_UNDEFINED,
    TC_NUMBER_UNBOUNDED
} TcNumberState;
/* @low and @high are initialised; they are set for KNOWN (equal) and OPEN. */
TcNumberState tc_results_number(const TcNumberResult *result, uint32_t row, mpq_t low, mpq_t high);
/* The number of a row where it is known and had without rationals, as most are. Returns: false: ask
 * tc_results_number. */
bool tc_results_fraction(const TcNumberResult *result, uint32_t row, TcFraction *value);
/* Is this the end of what a figure may be? Beyond 1000% of a share, 10^9 of anything else, it only
 * comes from how far any number may go: such a range has no end to that side, in every output. */
bool tc_results_is_end(const mpq_t end, bool share);

/* The outcomes as which conclusions see an indicator: its own, and for TC_OUT_UNDEFINED those that
 * its figures leave (met and not met, unless it is only unsaid whether it applies). */
unsigned tc_results_seen(const TcResults *results, uint32_t indicator, uint32_t row);

/* How many indicators of @group (TC_NO_PART: of all) are met and apply, as bounds over the sets. */
typedef struct {
    uint32_t met_low, met_high, applicable_low, applicable_high;
} TcTally;
/* Is there something to be met, but none of it applies to the unit? */
bool tc_results_none_applies(const TcResults *results, uint32_t row);
TcTally tc_results_tally(const TcResults *results, uint32_t row, uint32_t group);
/* The state of a criterion; of an open one that of its open indicators: missing data first. */
TcLabel tc_results_criterion(const TcResults *results, uint32_t row, uint32_t criterion);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcResults, tc_results_free)

#endif
