/* What conditions come to over all completions of the row, by the evaluator itself, so that no
 * reason contradicts the answer that it stands under: a row that is not all settled is judged once
 * more, alone, by a plan that keeps what every condition came to. */
#include "exec/explain_internal.h"

#include <string.h>
#include "exec/complete.h"
#include "exec/ranges.h"

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

static TcAsk ask_of(TcRefKind kind)
{
    if (kind == TC_REF_INDICATOR)
        return TC_ASK_INDICATOR;
    return kind == TC_REF_VERDICT ? TC_ASK_VERDICT : TC_ASK_GRADE;
}

bool tc_explain_deciding(const TcExplainer *explainer, TcRefKind kind, uint32_t index,
                         GArray *columns)
{
    if (!explainer->told)
        return false;
    tc_deciding_columns(explainer->told->evaluator, explainer->told->results, 0, ask_of(kind),
                        index, columns);
    return true;
}

/* A value by its number as the block keeps it, rounded down or up where it keeps fewer decimals. */
static int64_t stored(const TcExplainer *explainer, uint32_t column, int64_t number, bool up)
{
    const TcProbe *probe = explainer->probe;
    TcValue value;
    if (tc_probe_is_whole(probe, column))
        return number;
    tc_value_init(&value);
    tc_probe_value(probe, column, number, &value);
    mpz_t scaled;
    mpz_init(scaled);
    mpz_ui_pow_ui(scaled, 10, explainer->model->schema.columns[column].scale);
    mpz_mul(scaled, scaled, mpq_numref(value.number));
    if (up)
        mpz_cdiv_q(scaled, scaled, mpq_denref(value.number));
    else
        mpz_fdiv_q(scaled, scaled, mpq_denref(value.number));
    const int64_t result = mpz_fits_slong_p(scaled) ? mpz_get_si(scaled)
                           : mpz_sgn(scaled) < 0    ? TC_NO_LOW
                                                    : TC_NO_HIGH;
    mpz_clear(scaled);
    tc_value_clear(&value);
    return result;
}

uint64_t tc_explain_run(const TcExplainer *explainer, TcRefKind kind, uint32_t index,
                        uint32_t column, int64_t low, int64_t high)
{
    TcEvaluator *ev = explainer->told->evaluator;
    TcPartCell cell = {column, stored(explainer, column, low, false),
                       stored(explainer, column, high, true)};
    const TcValueKind of = tc_probe_kind(explainer->probe, column);
    if (of == TC_VALUE_NUMBER || of == TC_VALUE_DATE) {
        int64_t least, most;
        tc_cell_range(ev, column, 0, &least, &most);
        cell.low = MAX(cell.low, least);
        cell.high = MIN(cell.high, most);
        if (cell.low > cell.high)
            return TC_PIECE_INVALID;
    }
    tc_parts_start(ev, 1, false);
    tc_parts_put(ev, 0, &cell, 1, 0);
    tc_complete_judge(ev);
    if (tc_bit(ev->inner_results->data_error, 0))
        return TC_PIECE_INVALID;
    return tc_answer_set(ev->inner_results, ask_of(kind), index, 0);
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
