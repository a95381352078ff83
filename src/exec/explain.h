/* Why a unit got what it got: the tree of reasons of one row.
 *
 * Built by asking the reference evaluator again and keeping what each part came to; holds texts and
 * plain facts only, so reports need no syntax. What a completion of the row was asked for (a gap, a
 * pair of completions, a set of indicators) was evaluated anew before it got in here. Every text is
 * in the language asked for, words of the rules and of the data as they were written; texts and
 * arrays belong to the explanation, `about` to the model. */
#ifndef TC_EXEC_EXPLAIN_H
#define TC_EXEC_EXPLAIN_H

#include "exec/results.h"
#include "exec/run.h"
#include "exec/value.h"

/* A value twice: for people, and exact for files (a decimal of English style or n/d, true or false,
 * an ISO date, the text itself, "none" for chưa có). Both NULL: it has none. */
typedef struct {
    const char *shown, *exact;
} TcShown;

typedef struct {
    uint32_t column; /* of the schema; above n_columns: an appraisal */
    const char *heading;
    const char *unit; /* NULL if none */
    TcValueKind kind;
    TcShown value;     /* without the unit */
    TcReason reason;   /* KNOWN, or why it is open */
    const char *place; /* "so-lieu.csv:14: cột F", or NULL */
} TcExplainedCell;

typedef enum {
    TC_BECAUSE_CONDITION, /* a comparison or a question */
    TC_BECAUSE_ALL,       /* và; all contents */
    TC_BECAUSE_ANY,       /* hoặc; one of the contents */
    TC_BECAUSE_FIRST,     /* one of the contents, in order: `by` */
    TC_BECAUSE_AT_LEAST,  /* `wanted` of the contents */
    TC_BECAUSE_NOT,
    TC_BECAUSE_COUNT, /* of indicators: `tally` */
    TC_BECAUSE_CASE,  /* a case list; children: the branches that may hold */
} TcBecauseKind;

/* A condition and what made it true or false. */
typedef struct TcBecause {
    TcBecauseKind kind;
    TcTruth truth;
    const char *label;   /* letter of a content, or NULL */
    const char *text;    /* as the rule has it, on one line */
    TcShown left, right; /* what the compared came to; NULL where the text shows it */
    TcShown left_most;   /* the other end of a total or count that is open; else NULL */
    uint32_t wanted;     /* AT_LEAST */
    const char **by;     /* FIRST, of what holds: the letters that may be the first that does */
    uint32_t n_by;
    TcShown missing;      /* of points that are too few: at least that much; else NULL */
    TcShown missing_most; /* while they are open: at most that; else NULL */
    bool missing_beyond, missing_share; /* more than that; it is of percentages */
    TcState state;                      /* COUNT: what is counted */
    TcTally tally;                      /* COUNT: how many are in it, as `met` */
    struct TcBecause **children;
    uint32_t n_children;
} TcBecause;

typedef enum {
    TC_LEVEL_GENERAL,
    TC_LEVEL_EXCEPT, /* riêng */
    TC_LEVEL_CASE,   /* a branch of a case list or scale */
    TC_LEVEL_REST,   /* còn lại */
} TcLevelOrigin;

/* A requirement that is in force, or may be while what chooses it is open. */
typedef struct {
    TcLevelOrigin origin;
    TcTruth in_force;
    const char *text;      /* "từ 50% trở lên" */
    const char *condition; /* why this one; NULL: there is no other */
    TcShown level;         /* the number or day asked for, if it is one */
    bool least, beyond;    /* it is asked for at least; for more than it */
} TcExplainedLevel;

/* One cell to be changed. */
typedef struct {
    uint32_t column;
    const char *heading, *unit;
    TcShown from;   /* NULL: the cell is open */
    TcShown to;     /* the least change that does it */
    TcShown last;   /* end of the window of changes that do it; NULL: all up to the cell's limit */
    TcShown amount; /* |to - from| of numbers, else NULL */
    bool number;    /* of a number: it may be put as an end, "at most" */
    TcShown mark;   /* of decimals: it has to be beyond this, however little; `to` is the next that
                       a file can hold; NULL: `to` itself does */
    TcShown beyond; /* |mark - from|: the change has to be more; NULL: none, or no mark */
    TcShown last_mark; /* the same of `last`: it has to stay short of this */
    bool up;           /* to above from */
    bool dragged;      /* a limit of the data takes it along */
    uint32_t sum;      /* 0: alone; else one more than its index in the way's sums */
    TcShown limit;     /* of an addend: how far it can go */
    bool limit_far;    /* that is only as far as any number may */
} TcExplainedMove;

/* Like cells that are added: their total is what counts, any split of it does. */
typedef struct {
    const char *cells; /* "[Thẻ ngân hàng] + [Ví điện tử]" */
    const char *unit;
    TcShown from, to, last, amount; /* totals; see TcExplainedMove */
    TcShown mark, beyond;
    bool up;
} TcExplainedSum;

/* All moves together make the indicator met. */
typedef struct {
    TcExplainedMove *moves;
    uint32_t n_moves;
    TcExplainedSum *sums;
    uint32_t n_sums;
} TcExplainedWay;

typedef enum {
    TC_GAP_NONE,       /* met, or does not apply: nothing is missing */
    TC_GAP_FOUND,      /* `ways`, at most TC_GAP_WAYS, the easiest first */
    TC_GAP_IMPOSSIBLE, /* no change of what may be changed does it */
} TcGapStatus;

enum { TC_GAP_WAYS = 3 };

/* Two numbers of one change while other cells are open: with the least it may be met, with the most
 * it certainly is. */
typedef struct {
    const char *cells; /* "[Hộ]", "[A] + [B]"; NULL: there is no span */
    const char *unit;
    TcShown least, most; /* changes, or what an open cell has to be; `most` NULL: endless */
    bool up;
    bool is_level;     /* of an open cell: what it has to be */
    bool met_already;  /* the least is none */
    bool impossible;   /* on some completions nothing makes it met */
    const char *hangs; /* "[Vùng], [Tổng số hộ]": the open cells that it hangs on */
    const char *whole; /* endless: what the levels are shares of; NULL: there is no such cell */
    const char *whole_unit;
    bool per; /* the levels are so much for each of it, no shares */
} TcExplainedSpan;

typedef struct {
    TcGapStatus status;
    TcExplainedSpan span;
    TcExplainedWay *ways;
    uint32_t n_ways;
    TcShown share; /* of the denominator, of the first way; NULL if the value is no quotient */
    const char *movable; /* IMPOSSIBLE: the cells that may change, "" if there are none */
} TcExplainedGap;

/* A change that earns an indicator more points. */
typedef struct {
    TcExplainedWay way;
    TcShown points, gain; /* what it comes to, and what that adds */
} TcExplainedStep;

/* How an indicator can earn more: from rung to rung of its scale or, where every thing counts, what
 * each adds and how far it goes. */
typedef struct {
    TcExplainedStep *steps; /* the nearer first; of points by the thing only the last */
    uint32_t n_steps;
    TcShown each;        /* points by the thing; NULL: by steps */
    const char *each_of; /* that thing: a unit, or NULL */
    bool each_percent;   /* it is a percentage point */
} TcExplainedSteps;

/* What an open answer becomes for a run of values of one cell, all else as it is. */
typedef struct {
    TcShown low, high; /* ends of the run, both in it; equal: one value */
    bool first, last;  /* it begins (ends) where the cell's values do */
    bool joins;        /* it begins right behind the run before it */
    uint64_t answer;   /* set of TC_OUT_*, or of labels of a grade */
} TcExplainedPiece;

/* An open cell and what it can do to an open answer. */
typedef enum {
    TC_DECIDES,    /* whatever is filled in settles the answer */
    TC_MAY_DECIDE, /* some of what may be filled in does */
    TC_MATTERS,    /* only with others */
    TC_UNTRIED,    /* its values are too many, and too many indicators turn on them, to be tried */
} TcPower;

typedef struct {
    TcExplainedCell cell;
    TcPower power;
    TcExplainedPiece *pieces; /* of the cell's values; 0 when there are too many */
    uint32_t n_pieces;
} TcDecidingCell;

/* A completion: values of the open cells that matter, and the answer that they give. */
typedef struct {
    TcShown *values; /* of `deciding`, in its order */
    uint64_t answer;
} TcExplainedWitness;

typedef struct {
    bool open, proved;
    bool silent;  /* no data can close it: the rule does not say */
    bool settled; /* one cell is open and all that it may be gives one answer: its one piece */
    TcDecidingCell *deciding; /* the stronger first */
    uint32_t n_deciding;
    TcExplainedWitness witnesses[2]; /* they differ; unused while n_witnesses is 0 */
    uint32_t n_witnesses;            /* 0 or 2 */
} TcOpenness;

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
    TcShown total, total_max; /* points; NULL where nothing is scored */
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
