/* What conditions come to over all completions of the row, by the evaluator itself, so that no
 * reason contradicts the answer that it stands under: a row that is not all settled is judged once
 * more, alone, by a plan that keeps what every condition came to. */
#include "exec/explain_runs.h"

#include <string.h>
#include "exec/complete.h"
#include "exec/one_row.h"

/* --- the kit --- */

TcExplainKit *tc_explain_kit_new(const TcModel *model, const TcRun *run)
{
    TcExplainKit *kit = g_new0(TcExplainKit, 1);
    kit->model = model;
    kit->run = *run;
    kit->figures = tc_needs_new(model);
    kit->of_values = g_new0(TcThresholds *, model->n_indicators + 1);
    kit->of_points = tc_thresholds_of_points(model);
    return kit;
}

static void told_clear(TcTold *told)
{
    tc_results_free(told->results);
    tc_evaluator_free(told->evaluator);
    tc_block_free(told->block);
}

void tc_explain_kit_free(TcExplainKit *kit)
{
    if (!kit)
        return;
    told_clear(&kit->told);
    told_clear(&kit->valued);
    told_clear(&kit->blanked);
    tc_probe_free(kit->probe);
    tc_needs_free(kit->figures);
    for (uint32_t i = 0; i < kit->model->n_indicators; i++)
        tc_thresholds_free(kit->of_values[i]);
    g_free(kit->of_values);
    tc_thresholds_free(kit->of_points);
    tc_plan_free(kit->telling);
    tc_plan_free(kit->plain);
    g_free(kit);
}

static void told_init(const TcExplainKit *kit, TcTold *told, const TcPlan *plan, bool closed)
{
    TcRun run = kit->run;
    run.standings = NULL;
    run.closed = closed;
    told->evaluator = tc_evaluator_new(plan, &run);
    told->results = tc_results_new(kit->model);
    told->block = tc_block_new(&kit->model->schema);
}

static TcTold *told_of(TcExplainKit *kit)
{
    if (!kit->telling)
        kit->telling = tc_plan_new_telling(kit->model);
    if (!kit->told.evaluator)
        told_init(kit, &kit->told, kit->telling, kit->run.closed);
    return &kit->told;
}

/* One of those that judge by the plain plan. */
static TcTold *plainly(TcExplainKit *kit, TcTold *told, bool closed)
{
    if (!kit->plain)
        kit->plain = tc_plan_new(kit->model);
    if (!told->evaluator)
        told_init(kit, told, kit->plain, closed);
    return told;
}

/* --- the row --- */

/* Could an answer be more than one? What is undefined is seen both ways by conclusions. */
static bool is_open(const TcExplainer *explainer)
{
    const TcSchema *schema = &explainer->model->schema;
    for (uint32_t i = 0; i < explainer->model->n_indicators; i++) {
        const TcStateResult *state = &explainer->results->indicators[i];
        if (tc_bit(state->can[3], explainer->row))
            return true;
    }
    for (uint32_t i = 0; i < tc_schema_width(schema); i++) {
        if (tc_bit(explainer->block->columns[i].open, explainer->row))
            return true;
    }
    return false;
}

static void copy_cell(const TcBlock *from, uint32_t row, uint32_t column, TcBlock *to, uint32_t at)
{
    const TcColumn *cells = &from->columns[column];
    if (tc_bit(cells->open, row)) {
        tc_block_set_open(to, at, column, (TcReason)cells->reason[row]);
    } else if (from->texts[column]) {
        const char *text = from->texts[column][row];
        tc_block_set_text(to, at, column, tc_column_value(cells, row), text ? text : "",
                          text ? strlen(text) : 0);
    } else {
        tc_block_set_value(to, at, column, tc_column_value(cells, row));
    }
}

/* Copies the row to row @at of @block, with the columns of @blank (or NULL) open. */
static void copy_row(const TcExplainer *explainer, const bool *blank, TcBlock *block, uint32_t at)
{
    const TcBlock *from = explainer->block;
    const TcSchema *schema = &explainer->model->schema;
    for (uint32_t i = 0; i < tc_schema_width(schema); i++) {
        if (blank && blank[i])
            tc_block_set_open(block, at, i, TC_REASON_BLANK);
        else
            copy_cell(from, explainer->row, i, block, at);
    }
    for (uint32_t i = 0; i < from->n_exacts; i++) {
        const uint32_t column = from->exacts[i].column;
        if (from->exacts[i].row == explainer->row && !(blank && blank[column]))
            tc_block_set_number(block, at, column, from->exacts[i].value);
    }
    block->rows[at] = from->rows[explainer->row];
}

static void put_value(const TcExplainer *explainer, TcBlock *block, uint32_t row, uint32_t column,
                      int64_t number)
{
    const TcProbe *probe = explainer->probe;
    TcValue value;
    if (tc_probe_is_whole(probe, column)) {
        tc_block_set_value(block, row, column, number);
        return;
    }
    tc_value_init(&value);
    tc_probe_value(probe, column, number, &value);
    tc_block_set_number(block, row, column, value.number);
    tc_value_clear(&value);
}

/* The cells that are open in the file as the probe has them now. */
static void put_filled(const TcExplainer *explainer, const bool *blank, TcBlock *block)
{
    const TcProbe *probe = explainer->probe;
    for (uint32_t i = 0; i < explainer->model->schema.n_columns; i++) {
        const TcValue *cell = &probe->cells[i];
        const bool open = tc_bit(explainer->block->columns[i].open, explainer->row);
        if (!blank[i] && open && cell->defined && !cell->none)
            put_value(explainer, block, 0, i, tc_probe_number(probe, i, cell));
    }
}

static void start_block(const TcTold *told, uint32_t n)
{
    tc_block_clear(told->block);
    told->block->n = n;
}

/* @filled: what the file leaves open is as the probe has it. */
static void judge(const TcExplainer *explainer, const TcTold *told, const bool *blank, bool filled)
{
    start_block(told, 1);
    copy_row(explainer, blank, told->block, 0);
    if (filled)
        put_filled(explainer, blank, told->block);
    tc_block_finish(told->block);
    tc_evaluate(told->evaluator, told->block, told->results);
}

const TcTold *tc_explain_tell(const TcExplainer *explainer)
{
    if (!explainer->results || !is_open(explainer))
        return NULL;
    const TcTold *told = told_of(explainer->kit);
    tc_one_row_end(told->evaluator);
    judge(explainer, told, NULL, false);
    return told;
}

bool tc_explain_told(const TcExplainer *explainer, const TcNode *condition, TcTruth *truth)
{
    if (!explainer->told)
        return false;
    const unsigned set = tc_evaluator_condition(explainer->told->evaluator, condition, 0);
    *truth = set == TC_IS_TRUE ? TC_TRUTH_YES : set == TC_IS_FALSE ? TC_TRUTH_NO : TC_TRUTH_OPEN;
    return set != 0;
}

TcNumberState tc_explain_told_definition(const TcExplainer *explainer, const TcNode *value,
                                         mpq_t low, mpq_t high)
{
    if (!explainer->told)
        return TC_NUMBER_UNDEFINED;
    return tc_evaluator_definition(explainer->told->evaluator, value, 0, low, high);
}

TcAsk tc_explain_ask_of(TcRefKind kind)
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
    tc_deciding_columns(explainer->told->evaluator, explainer->told->results, 0,
                        tc_explain_ask_of(kind), index, columns);
    return true;
}

TcEvaluator *tc_explain_told_evaluator(const TcExplainer *explainer)
{
    return explainer->told->evaluator;
}

void tc_explain_at_values(const TcExplainer *explainer, TcAsk ask, uint32_t index, uint32_t column,
                          const int64_t *numbers, uint32_t n, uint64_t *answers)
{
    TcExplainKit *kit = explainer->kit;
    const TcTold *valued = plainly(kit, &kit->valued, kit->run.closed);
    start_block(valued, n);
    tc_evaluator_ask_for(valued->evaluator, ask, index);
    for (uint32_t i = 0; i < n; i++) {
        copy_row(explainer, NULL, valued->block, i);
        put_value(explainer, valued->block, i, column, numbers[i]);
    }
    tc_block_finish(valued->block);
    tc_evaluate(valued->evaluator, valued->block, valued->results);
    for (uint32_t i = 0; i < n; i++)
        answers[i] = tc_bit(valued->results->data_error, i)
                         ? TC_PIECE_INVALID
                         : tc_answer_set(valued->results, ask, index, i);
}

static const TcTold *blanked(const TcExplainer *explainer)
{
    return plainly(explainer->kit, &explainer->kit->blanked, false);
}

/* What is blanked though it is chưa có can become a day that is still to come. */
static void hold_days(const TcExplainer *explainer, const TcTold *told, const bool *blank)
{
    const TcSchema *schema = &explainer->model->schema;
    for (uint32_t i = 0; i < schema->n_columns; i++) {
        if (schema->columns[i].type != TC_TYPE_DATE)
            continue;
        const bool to_come = blank[i] && explainer->probe->base[i].none;
        tc_evaluator_open_from(told->evaluator, i,
                               to_come ? tc_run_first_day(&explainer->out->run) : INT64_MIN);
    }
}

const TcResults *tc_explain_judge_blanked(TcExplainer *explainer, const bool *blank, bool filled)
{
    const TcTold *told = blanked(explainer);
    tc_evaluator_ask_for_all(told->evaluator);
    tc_evaluator_need(told->evaluator, explainer->kit->figures);
    hold_days(explainer, told, blank);
    judge(explainer, told, blank, filled);
    return told->results;
}

/* The same for one answer alone. */
static const TcResults *judge_blanked_for(TcExplainer *explainer, TcAsk ask, uint32_t index,
                                          const bool *blank, bool filled)
{
    const TcTold *told = blanked(explainer);
    tc_evaluator_ask_for(told->evaluator, ask, index);
    tc_evaluator_need(told->evaluator, NULL);
    hold_days(explainer, told, blank);
    judge(explainer, told, blank, filled);
    return told->results;
}

/* What a question about open cells comes to ("có số liệu") is no answer for all their values. */
static bool is_never(const TcStateResult *state, unsigned outcome)
{
    return !(tc_state_outcome(state, 0) & outcome) && !tc_bit(state->as_of_today, 0);
}

bool tc_explain_never_met(TcExplainer *explainer, uint32_t indicator, const bool *blank)
{
    const TcResults *results =
        judge_blanked_for(explainer, TC_ASK_INDICATOR, indicator, blank, false);
    return is_never(&results->indicators[indicator], TC_OUT_MET);
}

bool tc_explain_never_holds(TcExplainer *explainer, uint32_t verdict, const bool *blank,
                            bool filled)
{
    const TcResults *results = judge_blanked_for(explainer, TC_ASK_VERDICT, verdict, blank, filled);
    return is_never(&results->verdicts[verdict], TC_OUT_TRUE);
}
