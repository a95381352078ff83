/* TcEvaluator: runs a plan over blocks of rows. One evaluator, one thread; a plan serves any
 * number.
 *
 * Every node gives the set of values that it can take over all completions of a row (semantics.md
 * 2.1), never too small: a settled answer is certain. Rows without an open cell are the case where
 * every set has one member. Answers that stay open are tried on eight completions, conclusions on a
 * few more (witnesses); two results that differ prove them open, the rest are marked `unproved`. */
#ifndef TC_EXEC_EVALUATE_H
#define TC_EXEC_EVALUATE_H

#include "exec/results.h"
#include "exec/run.h"
#include "plan/plan.h"

typedef struct TcEvaluator TcEvaluator;

/* Returns: (transfer full) an evaluator; @plan and its model are borrowed, @run is copied. */
TcEvaluator *tc_evaluator_new(const TcPlan *plan, const TcRun *run);
void tc_evaluator_free(TcEvaluator *evaluator);

/* Judges the rows of @block into @results. Cells that break a row limit or data check become open
 * (TC_REASON_CONSTRAINT) in @block first. @results holds until the next call; its numbers need the
 * evaluator and the block to stand. Cost: rows times plan; allocates nothing per row. */
void tc_evaluate(TcEvaluator *evaluator, TcBlock *block, TcResults *results);

/* The first step of that alone: which rows break a limit or data check? */
void tc_check_rows(TcEvaluator *evaluator, TcBlock *block, TcResults *results);

/* What a condition came to on @row: a set of TC_IS_*; 0: the plan does not tell. Pre: @evaluator
 * has just evaluated the row's block. */
unsigned tc_evaluator_condition(const TcEvaluator *evaluator, const TcNode *condition,
                                uint32_t row);
/* The same of a definition of a number, by its value: as tc_results_number; UNDEFINED too where the
 * plan does not tell. */
TcNumberState tc_evaluator_definition(TcEvaluator *evaluator, const TcNode *value, uint32_t row,
                                      mpq_t low, mpq_t high);

typedef enum {
    TC_ASK_INDICATOR,
    TC_ASK_CRITERION,
    TC_ASK_VERDICT,
    TC_ASK_GRADE,
} TcAsk;

/* From now on tc_evaluate runs only what this answer comes from (plan/slice.h): of the results it
 * and what it rests on may be read, all others are empty sets. Rows break checks as ever.
 * Completions and parts that are judged for @evaluator keep to that too. */
void tc_evaluator_ask_for(TcEvaluator *evaluator, TcAsk ask, uint32_t index);
/* From now on it runs all of the plan again. */
void tc_evaluator_ask_for_all(TcEvaluator *evaluator);

/* From now on it looks for proofs of answers as a run does whose outputs need these alone (needs.h;
 * NULL: all). @needs is borrowed. */
void tc_evaluator_need(TcEvaluator *evaluator, const struct TcNeeds *needs);

/* From now on an open cell of the column is at least @low, in stored units, beside what is
 * declared; INT64_MIN: what is declared alone. */
void tc_evaluator_open_from(TcEvaluator *evaluator, uint32_t column, int64_t low);

/* Appends to @columns (uint32_t; appraisals behind the schema's columns) the open columns of @row
 * that can decide the conclusion: those that its open indicators and its own conditions read.
 * Pre: @evaluator has just evaluated the row's block into @results. */
void tc_deciding_columns(TcEvaluator *evaluator, const TcResults *results, uint32_t row, TcAsk ask,
                         uint32_t index, GArray *columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcEvaluator, tc_evaluator_free)

#endif
