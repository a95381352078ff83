/* Why a unit got what it got: the tree of reasons of one row.
 *
 * Built by asking the reference evaluator again and keeping what each part came to; holds texts and
 * plain facts only, so reports need no syntax. What a completion of the row was asked for (a gap, a
 * pair of completions, a set of indicators) was evaluated anew before it got in here. Every text is
 * in the language asked for, words of the rules and of the data as they were written; texts and
 * arrays belong to the explanation, `about` to the model. What it is made of is in explained_*.h.
 */
#ifndef TC_EXEC_EXPLAIN_H
#define TC_EXEC_EXPLAIN_H

#include "exec/explained_gap.h"
#include "exec/explained_open.h"
#include "exec/explained_verdict.h"
#include "exec/run.h"

typedef struct {
    uint32_t index; /* in the model */
    const char *code, *title;
    uint8_t label; /* TcLabel */
    unsigned outcomes;
    bool as_of_today, mandatory, elective, encouraged;
    const char *formula;     /* cách tính as written, or NULL */
    const char *calculation; /* "1.163 / 2.000 hộ", or NULL */
    TcShown numerator;       /* of it */
    TcShown value;
    const char *unit; /* of the value; NULL for ratios and plain numbers */
    TcWhy why;        /* it has no value, or the rule does not say */
    TcExplainedLevel *levels;
    uint32_t n_levels;
    struct {
        const char *text; /* NULL: there is none */
        TcTruth reached;
    } aiming_at, encouraged_at;
    TcBecause *applies;   /* không áp dụng khi, or NULL */
    bool excluded;        /* by the lists of units and kinds: */
    const char *not_for;  /* what names it in không áp dụng đối với, or NULL */
    const char *only_for; /* else all of chỉ áp dụng cho, as it does not name it */
    TcBecause *met_when;  /* đạt khi, or NULL */
    const char *scored;   /* chấm điểm, or the branch of it that holds; NULL if it has none */
    TcShown points, max_points;
    TcExplainedSteps more; /* points that can be had yet */
    TcExplainedCell *cells;
    uint32_t n_cells;
    TcTruth evidence; /* accepted; OPEN: awaited */
    bool evidence_asked, evidence_tracked;
    TcExplainedGap gap;
    TcOpenness openness;
    const TcProvenance *about;
} TcExplainedIndicator;

<<<<<<< HEAD
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
    bool other_shapes; /* there are least sets of another shape */
    bool fewer_may;    /* it is enough, but was not shown to be the least */
    TcShown *gains;    /* per indicator what it adds to the total; NULL: no points count */
    bool gains_share;  /* they are of the share of points */
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
    unsigned ranked;                      /* set of TC_OUT_TRUE, TC_OUT_FALSE */
    uint64_t best, worst;                 /* the ranks that it can have; 0 if none */
    uint64_t surely, perhaps;             /* units that have a rank */
    bool known;                           /* it has a rank and one number, least = most */
    TcShown least, most;                  /* what it is ranked by; NULL where it has no number */
    const char *endless; /* the open cells, "[A], [B]", without an end of their own that it hangs on:
                            its ends say nothing then; or NULL */
    uint64_t sharing_least, sharing_most; /* other units of its rank, where that is certain */
    TcRankNeighbour before, behind;       /* where its own rank is certain */
    const TcProvenance *about;
} TcExplainedRanking;

=======
>>>>>>> told
typedef struct TcExplanation {
    TcArena *arena;
    TcLang lang;
    const TcModel *model;
    TcRun run;
    bool has_date;
    const char *unit_code, *unit_name, *unit_parent; /* "" if the file has none */
    const char *data_source;                         /* of the unit's row; "" if it says none */
    const char *file;                                /* the data file; NULL if not told */
    uint32_t line;
    TcTally tally;
    TcShown total, total_max;           /* points; NULL where nothing is scored */
    TcShown total_most, total_max_most; /* the other ends of what is open; else NULL */
    struct {
        uint32_t indicator;
        TcShown gain; /* of the total, with the group's weight */
    } * lifts;        /* indicators that can earn more, the one that can most first */
    uint32_t n_lifts;
    bool data_error; /* the row breaks a constraint, or has cells that cannot be read */
    bool breaks_constraint;
    uint32_t n_bad_cells;             /* that cannot be read and count as missing */
    TcExplainedIndicator *indicators; /* all of the model */
    uint32_t n_indicators;
    TcExplainedConclusion *conclusions; /* verdicts, then grades */
    uint32_t n_conclusions;
    TcExplainedRanking *rankings; /* where the run knew the standings */
    uint32_t n_rankings;
} TcExplanation;

typedef struct {
    TcLang lang;
    bool has_date;    /* the date judged was told */
    const char *file; /* name of the data file, or NULL */
    /* The place of a cell without its heading. Returns: (transfer full) or NULL. */
    char *(*place)(void *data, uint32_t line, uint32_t column);
    void *place_data;
} TcExplainOptions;

/* Explains row @row of @block. @results: what it came to, or NULL: then the answers are those that
 * hold whatever the open cells are by Kleene logic, which leaves more open. All are borrowed; the
 * block is not needed afterwards. Returns: (transfer full). Cost: some thousand evaluations of the
 * row. */
TcExplanation *tc_explain(const TcModel *model, const TcBlock *block, uint32_t row,
                          const TcResults *results, const TcRun *run,
                          const TcExplainOptions *options);
void tc_explanation_free(TcExplanation *explanation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcExplanation, tc_explanation_free)

#endif
