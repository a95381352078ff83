/* Parts of an explanation: verdicts and grades with the least sets of indicators that turn them,
 * and rankings. Indicators are told by their index in the model. See explain.h. */
#ifndef TC_EXEC_EXPLAINED_VERDICT_H
#define TC_EXEC_EXPLAINED_VERDICT_H

#include "exec/explained_gap.h"
#include "exec/explained_open.h"

/* The least number of indicators that turn a verdict. */
typedef enum {
    TC_SETS_NONE, /* not asked: the verdict holds, or does not rise with its indicators */
    TC_SETS_FOUND,
    TC_SETS_IMPOSSIBLE, /* even all that can be met do not turn it */
    TC_SETS_BUDGET,     /* not found within the budget */
} TcSetsStatus;

typedef struct {
    uint32_t pick; /* that many … */
    uint32_t *of;  /* … of these indicators */
    uint32_t n_of;
} TcChoiceOfSet;

typedef struct {
    TcSetsStatus status;
    uint32_t size;
    uint32_t *core; /* indicators in every least set */
    uint32_t n_core;
    TcChoiceOfSet *choices; /* of one shape of least set: together with the core they are `size` */
    uint32_t n_choices;
    bool other_shapes;        /* there are least sets of another shape */
    bool fewer_may;           /* it is enough, but was not proved to be the least */
    TcExplainedWay *together; /* the changes that meet the core and the first of the choices, where
                                 they are not just those that meet each by itself; else NULL */
    TcShown *gains;           /* per indicator what it adds to the total; NULL: no points count */
    bool gains_share;         /* they are of the share of points */
    bool points_alone; /* the verdict looks at one total and nothing else: none need be met */
    uint32_t tried;    /* BUDGET: choices, until it was given up */
    uint32_t *stuck;   /* IMPOSSIBLE: indicators that fail and that nothing makes met */
    uint32_t n_stuck;
} TcLeastSets;

/* What one indicator has to earn, and by which change, to reach the next grade. */
typedef struct {
    uint32_t indicator;
    TcExplainedStep step;
    TcShown share; /* of the denominator; NULL if its value is no quotient */
} TcExplainedLift;

typedef struct {
    TcRefKind kind; /* VERDICT or GRADE */
    uint32_t index;
    const char *code, *title;
    uint64_t outcomes;         /* of a verdict TC_OUT_*; of a grade bits of labels, 63: undefined */
    const char *const *labels; /* of a grade */
    bool as_of_today, none_applies;
    TcBecause *why;
    uint32_t *failing, *open; /* indicators */
    uint32_t n_failing, n_open;
    TcOpenness openness;
    TcLeastSets least;          /* without open indicators, or as if they all turned out well */
    TcLeastSets least_at_worst; /* as if they all turned out badly; status NONE without open ones */
    const char *next;           /* of a grade: the next label up, or NULL */
    TcShown next_missing;       /* points to it */
    TcShown next_missing_most;  /* while the total is open: at most that; else NULL */
    bool next_beyond;           /* more than that */
    bool next_impossible;       /* proved: no values of the cells that may change bring it */
    TcExplainedLift *lifts;     /* single indicators whose points make it, the easiest first */
    uint32_t n_lifts;
    uint32_t lifts_tried; /* only so many changes were tried for them; 0: all */
    const TcProvenance *about;
} TcExplainedConclusion;

/* The units of the rank next to one, where that is certain. */
typedef struct {
    uint64_t rank; /* 0: it is not, or there are none */
    TcShown value; /* what they are ranked by */
} TcRankNeighbour;

typedef struct {
    uint32_t index;
    const char *code, *title;
    const char *by, *unit; /* what it orders by, as written; its unit or NULL */
    TcBecause *left_out;   /* the condition that leaves it out, or NULL */
    bool as_of_today;
    unsigned ranked;          /* set of TC_OUT_TRUE, TC_OUT_FALSE */
    uint64_t best, worst;     /* the ranks that it can have; 0 if none */
    uint64_t surely, perhaps; /* units that have a rank */
    bool known;               /* it has a rank and one number, least = most */
    TcShown least, most;      /* what it is ranked by; NULL where it has no number */
    const char *endless; /* the open cells, "[A], [B]", without an end of their own that it hangs
                            on: its ends say nothing then; or NULL */
    uint64_t sharing_least, sharing_most; /* other units of its rank, where that is certain */
    TcRankNeighbour before, behind;       /* where its own rank is certain */
    const TcProvenance *about;
} TcExplainedRanking;

#endif
