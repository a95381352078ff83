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
    TcExplainedDefinition *definitions; /* that it rests on, in the order of the rules */
    uint32_t n_definitions;
    TcTruth evidence; /* accepted; OPEN: awaited */
    bool evidence_asked, evidence_tracked;
    TcExplainedGap gap;
    TcOpenness openness;
    const TcProvenance *about;
} TcExplainedIndicator;

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
    TcExplainedGroup *groups; /* all of the model */
    uint32_t n_groups;
    bool has_ungrouped;             /* there are groups, and points outside of them: */
    TcShown ungrouped;              /* these; NULL: open */
    TcExplainedCriterion *criteria; /* all of the model */
    uint32_t n_criteria;
    TcExplainedConclusion *conclusions; /* verdicts, then grades */
    uint32_t n_conclusions;
    TcExplainedRanking *rankings; /* where the run knew the standings */
    uint32_t n_rankings;
} TcExplanation;

typedef struct {
    TcLang lang;
    bool has_date;    /* the date judged was told */
    const char *file; /* name of the data file, or NULL */
    /* The place of a cell that the file has, without its heading. Runs in the caller's thread.
     * Returns: (transfer full) or NULL. */
    char *(*place)(const void *data, uint32_t line, uint32_t column);
    const void *place_data;
} TcExplainOptions;

/* What explaining rows needs and no row changes: plans, evaluators and blocks, made when they are
 * first used. One a thread. @model is borrowed, @run copied. Returns: (transfer full). */
typedef struct TcExplainKit TcExplainKit;
TcExplainKit *tc_explain_kit_new(const TcModel *model, const TcRun *run);
void tc_explain_kit_free(TcExplainKit *kit);

/* Explains row @row of @block. @results: what it came to, or NULL: then the answers are those that
 * hold whatever the open cells are by Kleene logic, which leaves more open. All are borrowed; the
 * block is not needed afterwards. Returns: (transfer full). Cost: some thousand evaluations of the
 * row. */
TcExplanation *tc_explain_with(TcExplainKit *kit, const TcBlock *block, uint32_t row,
                               const TcResults *results, const TcExplainOptions *options);
/* No more than what each indicator came to, and what is missing (`gap`) of those not met. */
TcExplanation *tc_explain_gaps(TcExplainKit *kit, const TcBlock *block, uint32_t row,
                               const TcResults *results, const TcExplainOptions *options);
/* All of one row alone. */
TcExplanation *tc_explain(const TcModel *model, const TcBlock *block, uint32_t row,
                          const TcResults *results, const TcRun *run,
                          const TcExplainOptions *options);
void tc_explanation_free(TcExplanation *explanation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcExplanation, tc_explanation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcExplainKit, tc_explain_kit_free)

#endif
