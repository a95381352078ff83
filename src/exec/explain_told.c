/* What conditions come to over all completions of the row, by the evaluator itself, so that no
 * reason contradicts the answer that it stands under: a row that is not all settled is judged once
 * more, alone, by a plan that keeps what every condition came to. */
#include "exec/explain_internal.h"

#include <string.h>
#include "exec/evaluate.h"

struct TcTold {
    TcPlan *plan;
    TcEvaluator *evaluator;
    TcResults *results;
    TcBlock *block; /* the row */
};

/* Could an answer be more than one? What is undefined is seen both ways by conclusions. */
static bool is_open(const TcExplainer *explainer)
{
    const TcSchema *schema = &explainer->model->schema;
    for (uint32_t i = 0; i < explainer->model->n_indicators; i++) {
        const TcStateResult *state = &explainer->results->indicators[i];
        if (tc_bit(state->can[3], explainer->row))
            return true;
    }
    for (uint32_t i = 0; i < schema->n_columns + schema->n_appraised; i++) {
        if (tc_bit(explainer->block->columns[i].open, explainer->row))
            return true;
    }
    return false;
}

static void copy_cell(const TcBlock *from, uint32_t row, uint32_t column, TcBlock *to)
{
    const TcColumn *cells = &from->columns[column];
    if (tc_bit(cells->open, row)) {
        tc_block_set_open(to, 0, column, (TcReason)cells->reason[row]);
    } else if (from->texts[column]) {
        const char *text = from->texts[column][row];
        tc_block_set_text(to, 0, column, cells->value[row], text ? text : "",
                          text ? strlen(text) : 0);
    } else {
        tc_block_set_value(to, 0, column, cells->value[row]);
    }
}

/* Returns: (transfer full) a block of the one row, with the columns of @blank (or NULL) open. */
static TcBlock *copy_row(const TcExplainer *explainer, const bool *blank)
{
    const TcBlock *from = explainer->block;
    const TcSchema *schema = &explainer->model->schema;
    TcBlock *block = tc_block_new(schema);
    block->n = 1;
    for (uint32_t i = 0; i < schema->n_columns + schema->n_appraised; i++) {
        if (blank && blank[i])
            tc_block_set_open(block, 0, i, TC_REASON_BLANK);
        else
            copy_cell(from, explainer->row, i, block);
    }
    for (uint32_t i = 0; i < from->n_exacts; i++) {
        const uint32_t column = from->exacts[i].column;
        if (from->exacts[i].row == explainer->row && !(blank && blank[column]))
            tc_block_set_number(block, 0, column, from->exacts[i].value);
    }
    block->rows[0] = from->rows[explainer->row];
    tc_block_finish(block);
    return block;
}

/* Takes @plan. */
static TcTold *told_new(const TcExplainer *explainer, TcPlan *plan, bool closed)
{
    TcRun run = explainer->out->run;
    TcTold *told = g_new0(TcTold, 1);
    run.standings = NULL;
    run.closed = closed;
    told->plan = plan;
    told->evaluator = tc_evaluator_new(plan, &run);
    told->results = tc_results_new(explainer->model);
    return told;
}

static void judge(const TcExplainer *explainer, TcTold *told, const bool *blank)
{
    tc_block_free(told->block);
    told->block = copy_row(explainer, blank);
    tc_evaluate(told->evaluator, told->block, told->results);
}

TcTold *tc_explain_told_new(const TcExplainer *explainer)
{
    if (!explainer->results || !is_open(explainer))
        return NULL;
    TcTold *told =
        told_new(explainer, tc_plan_new_telling(explainer->model), explainer->out->run.closed);
    judge(explainer, told, NULL);
    return told;
}

void tc_explain_told_free(TcTold *told)
{
    if (!told)
        return;
    tc_results_free(told->results);
    tc_evaluator_free(told->evaluator);
    tc_block_free(told->block);
    tc_plan_free(told->plan);
    g_free(told);
}

bool tc_explain_told(const TcExplainer *explainer, const TcNode *condition, TcTruth *truth)
{
    if (!explainer->told)
        return false;
    const unsigned set = tc_evaluator_condition(explainer->told->evaluator, condition, 0);
    *truth = set == TC_IS_TRUE ? TC_TRUTH_YES : set == TC_IS_FALSE ? TC_TRUTH_NO : TC_TRUTH_OPEN;
    return set != 0;
}

bool tc_explain_deciding(const TcExplainer *explainer, TcRefKind kind, uint32_t index,
                         GArray *columns)
{
    const TcAsk ask = kind == TC_REF_INDICATOR ? TC_ASK_INDICATOR
                      : kind == TC_REF_VERDICT ? TC_ASK_VERDICT
                                               : TC_ASK_GRADE;
    if (!explainer->told)
        return false;
    tc_deciding_columns(explainer->told->evaluator, explainer->told->results, 0, ask, index,
                        columns);
    return true;
}

bool tc_explain_never_met(TcExplainer *explainer, uint32_t indicator, const bool *blank)
{
    if (!explainer->blanked)
        explainer->blanked = told_new(explainer, tc_plan_new(explainer->model), false);
    judge(explainer, explainer->blanked, blank);
    const TcStateResult *state = &explainer->blanked->results->indicators[indicator];
    /* what a question about open cells comes to ("có số liệu") is no answer for all their values */
    return !(tc_state_outcome(state, 0) & TC_OUT_MET) && !tc_bit(state->as_of_today, 0);
}
