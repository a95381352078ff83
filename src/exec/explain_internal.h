/* Inside of explain.h: what its files share.
 *
 * explain.c puts the explanation together, explain_words.c writes values, explain_because.c the
 * trees of conditions, explain_told.c what they come to, explain_extent.c the bounds under them,
 * explain_groups.c groups, explain_criteria.c criteria,
 * explain_level.c the requirement in force, explain_definitions.c what definitions came to,
 * explain_indicator.c one indicator, explain_gap.c what it lacks, explain_points.c what would earn
 * it more, explain_open.c what could settle an open answer, explain_runs*.c what of that is proved,
 * explain_sets*.c and explain_rises.c the least sets, explain_conclusion.c verdicts and grades,
 * explain_ranking.c ranks. */
#ifndef TC_EXEC_EXPLAIN_INTERNAL_H
#define TC_EXEC_EXPLAIN_INTERNAL_H

#include "exec/explain.h"
#include "exec/marks.h"
#include "exec/needs.h"
#include "exec/probe.h"

/* A plan, and what judges by it; see explain_told.c. */
typedef struct {
    TcEvaluator *evaluator; /* NULL: not used yet */
    TcResults *results;
    TcBlock *block;
} TcTold;

struct TcExplainKit {
    const TcModel *model;
    TcRun run;
    TcProbe *probe;          /* of the row that is explained; NULL: none was yet */
    TcPlan *telling, *plain; /* NULL: not used yet */
    TcTold told;             /* the row, by the plan that tells what conditions come to */
    TcTold valued;           /* rows with a value in an open cell */
    TcTold blanked;          /* the row with cells made open */
    TcNeeds *figures;        /* of what is read of that row where all of it is judged */
    TcThresholds **of_values, *of_points; /* per indicator (NULL: not used yet); of points */
};

typedef struct {
    TcExplanation *out;
    TcArena *arena; /* of the explanation */
    TcLang lang;
    const TcModel *model;
    TcExplainKit *kit;
    const TcBlock *block;
    uint32_t row;
    const TcResults *results; /* or NULL */
    const TcExplainOptions *options;
    TcProbe *probe;     /* the row; whoever changes it puts it back */
    GArray *gains;      /* what indicators can earn: see explain_points.c */
    TcMarks points;     /* what points are held against */
    const TcTold *told; /* of the kit; NULL: all is settled, or there are no results */
    uint64_t runs_left; /* what explain_runs.c may yet judge */
} TcExplainer;

TcBecause *tc_explain_because(TcExplainer *explainer, const TcNode *node, uint32_t self);
/* The branch of a scale, case list or table that holds; else the node itself, on one line. */
const char *tc_explain_branch(TcExplainer *explainer, const TcNode *node, uint32_t self);
void tc_explain_levels(TcExplainer *explainer, TcExplainedIndicator *indicator);
/* How many indicators of a part (SET: all), of those that @filter takes, are in @state (counted as
 * met) and apply. */
TcTally tc_explain_tally(const TcExplainer *explainer, TcRefKind kind, uint32_t index,
                         TcFilter filter, TcState state);
/* explain_extent.c: what a COUNT node counts. */
TcTally tc_explain_tally_of(const TcExplainer *explainer, const TcNode *count);
/* What a TOTAL or a number or share of a COUNT can come to. NONE: no number, or another node; OPEN:
 * between its ends, and where they are one perhaps nothing at all. */
typedef enum { TC_EXTENT_NONE, TC_EXTENT_KNOWN, TC_EXTENT_OPEN } TcExtent;
TcExtent tc_explain_extent(const TcExplainer *explainer, const TcNode *node, TcValue *low,
                           TcValue *high);
/* Rounds an end of what is open outward where it has more decimals than people read (they come from
 * how far an open cell may go), unless a mark lies between. */
void tc_explain_outward(mpq_t end, bool up, const TcMarks *marks);
/* explain_told.c. Returns: (transfer none) the row judged once more; NULL where all is settled. */
const TcTold *tc_explain_tell(const TcExplainer *explainer);
/* What a condition comes to whatever is open. Returns: false where the evaluator does not say. */
bool tc_explain_told(const TcExplainer *explainer, const TcNode *condition, TcTruth *truth);
/* What the value of a definition, a number, comes to: as tc_results_number. */
TcNumberState tc_explain_told_definition(const TcExplainer *explainer, const TcNode *value,
                                         mpq_t low, mpq_t high);
/* Appends to @columns (uint32_t, rising) the open cells that can decide an INDICATOR, VERDICT or
 * GRADE. Returns: false where the evaluator does not say. */
bool tc_explain_deciding(const TcExplainer *explainer, TcRefKind kind, uint32_t index,
                         GArray *columns);
/* The row judged with the columns that @blank marks open (columns, then appraisals); of what it
 * gives indicators, points and totals may be read, no conclusion. @filled: the other open cells are
 * as the probe has them. Returns: (transfer none) until the next call. */
const TcResults *tc_explain_judge_blanked(TcExplainer *explainer, const bool *blank, bool filled);
/* Is the indicator met with no values at all of the columns that @blank marks? That is proved: the
 * evaluator sees them as open. */
bool tc_explain_never_met(TcExplainer *explainer, uint32_t indicator, const bool *blank);
/* The same of a verdict that is never true. */
bool tc_explain_never_holds(TcExplainer *explainer, uint32_t verdict, const bool *blank,
                            bool filled);
void tc_explain_indicator(TcExplainer *explainer, uint32_t index);
/* Outcomes and label alone, for all indicators, first. */
void tc_explain_outcomes(TcExplainer *explainer);
/* explain_definitions.c: those that are in @set, which is of the indicator. */
void tc_explain_definitions(TcExplainer *explainer, const TcComparisons *set,
                            TcExplainedIndicator *indicator);
/* explain_gap.c. @way: a GArray of TcMove. */
void tc_explain_gap(TcExplainer *explainer, TcExplainedIndicator *indicator);
TcExplainedWay tc_explain_way(TcExplainer *explainer, const GArray *way);
/* A difference of percentages; @marks as of tc_explain_number, NULL of cells. */
TcShown tc_explain_percent_points(TcExplainer *explainer, const mpq_t amount, const TcMarks *marks);
/* What the first move of a way, or its sum, is of the denominator of the indicator's value.
 * Returns: false if there is no such share. */
bool tc_explain_share(TcExplainer *explainer, uint32_t indicator, const GArray *way, mpq_t share);
/* explain_indicator.c: a number that all completions of the row give, though its open cells leave
 * the reference without one. */
void tc_explain_take_settled(const TcExplainer *explainer, const TcNumberResult *result,
                             TcValue *value);
/* explain_groups.c: what each adds to the total. */
void tc_explain_groups(TcExplainer *explainer);
/* explain.c: the ends of what a total or its maximum may come to, where one row without its open
 * cells does not tell. */
void tc_explain_number_ends(TcExplainer *explainer, const TcNumberResult *result,
                            const TcMarks *marks, TcShown *least, TcShown *most);
/* explain_criteria.c. Pre: the labels of all indicators. */
void tc_explain_criteria(TcExplainer *explainer);
/* explain.c: the outcomes of a criterion by those of its indicators. */
unsigned tc_explain_criterion_seen(const TcExplainer *explainer, uint32_t criterion);
/* Is it open: missing data, an appraisal, or the rule that does not say? */
bool tc_explain_is_open(const TcExplainedIndicator *indicator);
/* --- explain_conclusion.c --- */

void tc_explain_conclusion(TcExplainer *explainer, TcRefKind kind, uint32_t index,
                           TcExplainedConclusion *conclusion);

/* explain_ranking.c. Pre: results, and a run with standings. */
void tc_explain_ranking(TcExplainer *explainer, uint32_t index, TcExplainedRanking *ranking);
/* Adds to @marks what keeps figures of units with unequal ranks apart. @result is what @value came
 * to for reports. */
void tc_explain_rank_marks(const TcNumberResult *result, const TcValue *value, TcMarks *marks);

typedef bool TcIsSettled(uint64_t answer);
/* What is asked of a part that is open: of which, and how. */
typedef struct {
    TcRefKind kind; /* INDICATOR, VERDICT or GRADE */
    uint32_t index;
    TcAsking asking;
    TcIsSettled *is_settled;
    bool judged; /* false: an indicator that is only scored */
} TcOpenPart;
/* What could settle the answer of a part. @set: its comparisons; the data checks are added. */
void tc_explain_openness(TcExplainer *explainer, TcComparisons *set, const TcOpenPart *part,
                         TcOpenness *openness);
/* Does a condition never fall as more indicators are met? */
bool tc_explain_rises(const TcModel *model, const TcNode *node);
/* Does the verdict look at points, so that it may rise without another indicator met? */
bool tc_explain_sees_points(const TcModel *model, uint32_t verdict);
void tc_explain_least_sets(TcExplainer *explainer, uint32_t verdict,
                           TcExplainedConclusion *conclusion);

/* Array @field of @n elements in the arena. */
#define TC_EXPLAIN_NEW(explainer, type, n)                                                         \
    ((type *)tc_arena_alloc((explainer)->arena, sizeof(type) * ((size_t)(n) + 1)))

#endif
