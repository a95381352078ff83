/* The evaluator itself: a block is started, its data checks are asked, then the plan is run and
 * what it leaves open is looked into, step by step (docs/architecture.md, "Open cells"). */
#include "exec/evaluate.h"

#include <string.h>
#include "exec/asked.h"
#include "exec/bits.h"
#include "exec/box.h"
#include "exec/complete.h"
#include "exec/contradict.h"
#include "exec/evaluator.h"
#include "exec/fork_open.h"
#include "exec/kernels.h"
#include "exec/labels.h"
#include "exec/marks.h"
#include "exec/one_row.h"
#include "exec/ranges.h"
#include "exec/rows.h"
#include "exec/slots.h"
#include "exec/standings.h"

static uint32_t count_roots(const TcModel *model)
{
    return model->n_indicators + model->n_criteria + model->n_verdicts + model->n_grades +
           model->n_rankings;
}

TcEvaluator *tc_evaluator_new(const TcPlan *plan, const TcRun *run)
{
    TcEvaluator *ev = g_new0(TcEvaluator, 1);
    uint32_t n_columns = tc_schema_width(&plan->model->schema);
    ev->plan = plan;
    ev->model = plan->model;
    ev->run = *run;
    tc_ranges_init(ev, n_columns);
    tc_boxes_init(ev, n_columns);
    ev->magnitude = g_new0(uint64_t, n_columns + 1);
    ev->view = g_malloc0((ev->model->n_indicators + 1) * sizeof *ev->view);
    ev->asked = g_new0(GArray *, count_roots(ev->model) + 1);
    ev->slices = g_new0(TcPlanSlice *, count_roots(ev->model) + 1);
    ev->wide = g_malloc0((ev->model->n_grades + 1) * sizeof *ev->wide);
    tc_slots_init(ev);
    for (uint32_t i = 0; i < plan->n_nodes && !ev->asks; i++)
        ev->asks = plan->nodes[i].closed;
    for (size_t i = 0; i < G_N_ELEMENTS(ev->scratch); i++)
        tc_exact_init(&ev->scratch[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(ev->spare); i++)
        mpq_init(ev->spare[i]);
    return ev;
}

void tc_evaluator_free(TcEvaluator *ev)
{
    if (!ev)
        return;
    uint32_t n_columns = tc_schema_width(&ev->model->schema);
    tc_evaluator_free(ev->inner);
    if (!ev->outer)
        tc_one_row_end(ev);
    tc_results_free(ev->inner_results);
    tc_row_marks_free(ev->row_marks);
    tc_fork_open_free(ev->fork_open);
    tc_block_free(ev->inner_block);
    tc_slots_clear(ev);
    tc_ranges_clear(ev, n_columns);
    tc_boxes_clear(ev);
    for (uint32_t i = 0; i < count_roots(ev->model); i++) {
        if (ev->asked[i])
            g_array_unref(ev->asked[i]);
        tc_plan_slice_free(ev->slices[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(ev->scratch); i++)
        tc_exact_clear(&ev->scratch[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(ev->spare); i++)
        mpq_clear(ev->spare[i]);
    g_free(ev->magnitude);
    g_free(ev->wide);
    g_free(ev->accepted);
    g_free(ev->view);
    g_free(ev->seen);
    g_free(ev->asked);
    g_free(ev->slices);
    g_free(ev);
}

/* The place of an answer among those of the model. */
static uint32_t root_of(const TcModel *model, TcAsk ask, uint32_t index)
{
    const uint32_t n[] = {model->n_indicators, model->n_criteria, model->n_verdicts};
    for (unsigned i = 0; i < (unsigned)ask; i++)
        index += n[i];
    return index;
}

void tc_evaluator_ask_for(TcEvaluator *ev, TcAsk ask, uint32_t index)
{
    TcPlanSlice **slice = &ev->slices[root_of(ev->model, ask, index)];
    const uint32_t node = tc_answer_node(ev->plan, ask, index);
    if (!*slice)
        *slice = tc_plan_slice_new(ev->plan, &node, 1);
    ev->slice = *slice;
}

void tc_evaluator_ask_for_all(TcEvaluator *ev)
{
    ev->slice = NULL;
}

void tc_evaluator_need(TcEvaluator *ev, const struct TcNeeds *needs)
{
    ev->run.needs = needs;
}

/* --- one block -------------------------------------------------------------------------------- */

static void take_exact_rows(TcEvaluator *ev)
{
    memcpy(ev->exact_rows, ev->block->exact, sizeof ev->exact_rows);
    ev->any_exact = tc_bits_any(ev->exact_rows);
}

static void start_block(TcEvaluator *ev, TcBlock *block, TcResults *results)
{
    ev->block = block;
    ev->results = results;
    tc_row_marks_forget(ev->row_marks);
    ev->n = block->n;
    ev->words = (block->n + 63) / 64;
    ev->rounded = 64 * ev->words;
    results->block = block;
    tc_bits_fill(ev->rows, false);
    for (uint32_t w = 0; w < ev->words; w++)
        ev->rows[w] = block->n - 64 * w < 64 ? ~(~UINT64_C(0) << (block->n % 64)) : ~UINT64_C(0);
    take_exact_rows(ev);
    ev->any_exact_number = false;
    memset(results->data_error, 0, sizeof results->data_error);
    g_array_set_size(results->breaches, 0);
}

static void run_nodes(TcEvaluator *ev, const uint32_t *nodes, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        tc_run_node(ev, tc_node_at(ev, nodes[i]));
}

/* The nodes of data checks run first. */
static void run_checks(TcEvaluator *ev)
{
    run_nodes(ev, ev->plan->order, ev->plan->n_check_nodes);
}

static void run_answers(TcEvaluator *ev)
{
    const TcPlan *plan = ev->plan;
    if (ev->slice && ev->outer && ev->one_row)
        tc_one_row_run(ev);
    else if (ev->slice)
        run_nodes(ev, ev->slice->order, ev->slice->n_order);
    else
        run_nodes(ev, plan->order + plan->n_check_nodes, plan->n_order - plan->n_check_nodes);
}

void tc_note_breach(TcEvaluator *ev, const TcBreach *breach)
{
    g_array_append_val(ev->results->breaches, *breach);
    tc_bit_set(ev->results->data_error, breach->row);
}

/* Rows in which a check can only be false, whatever their open cells hold. */
static bool find_broken(const TcEvaluator *ev, uint32_t check, uint64_t *rows)
{
    const TcTruths *truths = tc_truths_of(ev, tc_node_at(ev, ev->plan->checks[check]));
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        rows[w] = ev->rows[w] & truths->can[1][w] & ~(truths->can[0][w] | truths->can[3][w]);
    return tc_bits_any(rows);
}

/* What is declared of a column's range says nothing of chưa có. */
static void pass_over_none(const TcEvaluator *ev, const GArray *columns, uint64_t *rows)
{
    for (uint32_t i = 0; i < columns->len; i++) {
        uint32_t column = g_array_index(columns, uint32_t, i);
        uint32_t row;
        if (!tc_column_may_none(ev, column))
            continue;
        TC_FOR_ROWS(row, rows)
        {
            if (tc_cell_may_none(ev, column, row))
                tc_bit_put(rows, row, false);
        }
    }
}

/* R25: cells of a data check that cannot hold become open. @again: that was done before, so a check
 * without known cells was told of. */
static void break_check(TcEvaluator *ev, uint32_t check, bool again)
{
    TcBits rows;
    uint32_t row;
    if (!find_broken(ev, check, rows))
        return;
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tc_plan_columns_read(ev->plan, ev->plan->checks[check], NULL, NULL, columns);
    if (ev->model->checks[check].column != TC_NO_PART)
        pass_over_none(ev, columns, rows);
    TC_FOR_ROWS(row, rows)
    {
        const TcBreach breach = {.row = row, .index = check};
        if (tc_ranges_open(ev, row, columns) || !again)
            tc_note_breach(ev, &breach);
    }
}

/* Asks all limits and checks and opens the cells of those that are broken. Returns: whether there
 * was one. */
static bool break_data(TcEvaluator *ev, bool again)
{
    guint before = ev->results->breaches->len;
    take_exact_rows(ev);
    run_checks(ev);
    tc_ranges_break_limits(ev);
    for (uint32_t i = 0; i < ev->model->n_checks; i++)
        break_check(ev, i, again);
    return ev->results->breaches->len > before;
}

static void narrow_again(TcEvaluator *ev)
{
    tc_ranges_narrow(ev);
    take_exact_rows(ev);
    run_checks(ev);
}

/* Row limits and data checks, before anything is judged: first of the cells as they are, so that
 * every one that is broken is told of, then with open cells narrowed by all of them. */
static void check_data(TcEvaluator *ev)
{
    tc_ranges_declare(ev);
    bool broke = break_data(ev, false);
    if (tc_ranges_narrow(ev) | broke)
        broke = break_data(ev, true);
    if (broke)
        narrow_again(ev);
    if (tc_contradictions(ev))
        narrow_again(ev);
}

void tc_check_rows(TcEvaluator *ev, TcBlock *block, TcResults *results)
{
    start_block(ev, block, results);
    check_data(ev);
}

static bool evidence_awaited(const TcEvaluator *ev)
{
    const TcSchema *schema = &ev->model->schema;
    if (!ev->run.appraisals || !ev->plan->any_evidence || ev->outer)
        return false;
    for (uint32_t i = 0; i < schema->n_appraised; i++) {
        if (tc_bits_any(ev->block->columns[schema->n_columns + i].open))
            return true;
    }
    return false;
}

/* A pass with all awaited evidence accepted: what then stays open waits for data. */
static void run_accepting(TcEvaluator *ev)
{
    ev->accepting = true;
    run_answers(ev);
    ev->accepting = false;
    if (!ev->accepted)
        ev->accepted = g_malloc_n(ev->model->n_indicators, sizeof *ev->accepted);
    for (uint32_t i = 0; i < ev->model->n_indicators; i++)
        memcpy(ev->accepted[i], ev->results->indicators[i].can, sizeof *ev->accepted);
    ev->have_accepted = true;
}

/* --- into the results ------------------------------------------------------------------------- */

static void put_states(const TcEvaluator *ev, uint32_t node, TcStateResult *result)
{
    if (!tc_is_run(ev, node))
        return;
    memcpy(result->can, tc_truths_of(ev, tc_node_at(ev, node))->can, sizeof result->can);
    if (tc_node_at(ev, node)->op != TC_PLAN_CRITERION)
        tc_bits_fill(result->can[2], false); /* truths have no such member */
    tc_label_outcomes((const TcBits *)result->can, result->label);
}

/* Rows whose bounds do not lie ready as integers; NULL: none. */
static const uint64_t *rows_apart(const TcEvaluator *ev, TcNumbers *numbers)
{
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        numbers->apart[w] =
            (numbers->exact[w] | numbers->undefined[w] | numbers->none[w] | ~numbers->number[w]) &
            ev->rows[w];
    return tc_bits_any(numbers->apart) ? numbers->apart : NULL;
}

static void put_number(TcEvaluator *ev, const TcPlanAnswer *answer, uint32_t indicator,
                       TcNumberResult *result)
{
    *result = (TcNumberResult){.evaluator = ev, .answer = answer, .indicator = indicator};
    if (answer->by_outcome || !tc_node_at(ev, answer->node)->live || !tc_is_run(ev, answer->node))
        return;
    const TcPlanNode *node = tc_node_at(ev, answer->node);
    TcNumbers *numbers = tc_numbers_of(ev, node);
    if (node->denominator == 0 || node->n == 0)
        return;
    result->low = numbers->low;
    result->high = numbers->high;
    result->denominator = node->denominator;
    result->apart = rows_apart(ev, numbers);
}

/* Rows with more than one label, or undefined. */
static void find_several(const TcLabelSets *sets, uint64_t *several)
{
    TcBits once = {0};
    uint64_t left = sets->used & ~TC_LABEL_UNDEFINED;
    memset(several, 0, sizeof(TcBits));
    if (sets->used & TC_LABEL_UNDEFINED)
        memcpy(several, sets->can[TC_UNDEFINED_PLACE], sizeof(TcBits));
    for (; left; left &= left - 1) {
        const uint64_t *label = sets->can[__builtin_ctzll(left)];
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
            several[w] |= once[w] & label[w];
            once[w] |= label[w];
        }
    }
}

/* From bitmaps to a set a row. */
static void put_grade(const TcEvaluator *ev, uint32_t node, TcGradeResult *result)
{
    static const TcBits none;
    const TcLabelSets *sets = &ev->labels[tc_node_at(ev, node)->slot];
    const uint64_t *label[TC_UNDEFINED_PLACE], used = sets->used & ~TC_LABEL_UNDEFINED;
    uint32_t n = 0, row;
    if (!tc_is_run(ev, node))
        return;
    for (; used >> n; n++)
        label[n] = used >> n & 1 ? sets->can[n] : none;
    tc_rows_numbers(label, n, 0, false, ev->words, (int64_t *)result->set);
    find_several(sets, result->several);
    if (!(sets->used & TC_LABEL_UNDEFINED))
        return;
    TC_FOR_ROWS(row, sets->can[TC_UNDEFINED_PLACE])
    result->set[row] |= TC_LABEL_UNDEFINED;
}

/* A unit without a number has no rank; nor has one that the ranking leaves out. */
static unsigned ranked_set(TcEvaluator *ev, const TcNumberResult *value, const TcTruths *left_out,
                           uint32_t row)
{
    bool number = true, nothing = false;
    if (!value->low || (value->apart && tc_bit(value->apart, row))) {
        TcExact *exact = &ev->scratch[0];
        tc_answer_number(ev, value->answer, TC_NO_PART, row, exact);
        number = exact->number;
        nothing = exact->undefined || exact->none;
    }
    bool out = tc_bit(left_out->can[0], row) || tc_bit(left_out->can[3], row);
    bool in = tc_bit(left_out->can[1], row) || tc_bit(left_out->can[3], row);
    return (in && number ? TC_OUT_TRUE : 0U) | (out || nothing ? TC_OUT_FALSE : 0U);
}

static void put_ranking(TcEvaluator *ev, const TcPlanRanking *ranking, TcRankingResult *result)
{
    const TcTruths *left_out = tc_truths_of(ev, tc_node_at(ev, ranking->not_applicable));
    put_number(ev, &ranking->value, TC_NO_PART, &result->value);
    for (uint32_t r = 0; r < ev->n; r++) {
        result->ranked[r] = (uint8_t)ranked_set(ev, &result->value, left_out, r);
        result->best[r] = result->worst[r] = 0;
    }
}

static void put_results(TcEvaluator *ev)
{
    const TcModel *model = ev->model;
    const TcPlan *plan = ev->plan;
    TcResults *results = ev->results;
    results->view = (const TcBits(*)[3])ev->view;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        put_number(ev, &plan->indicators[i].value, i, &results->values[i]);
        put_number(ev, &plan->indicators[i].points, i, &results->points[i]);
        put_number(ev, &plan->indicators[i].max_points, i, &results->max_points[i]);
    }
    for (uint32_t i = 0; i < model->n_groups; i++)
        put_number(ev, &plan->group_points[i], TC_NO_PART, &results->group_points[i]);
    put_number(ev, &plan->total, TC_NO_PART, &results->total);
    put_number(ev, &plan->total_max, TC_NO_PART, &results->total_max);
    for (uint32_t i = 0; i < model->n_criteria; i++)
        put_states(ev, plan->criteria[i], &results->criteria[i]);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        put_states(ev, plan->verdicts[i], &results->verdicts[i]);
    for (uint32_t i = 0; i < model->n_grades; i++)
        put_grade(ev, plan->grades[i], &results->grades[i]);
    for (uint32_t i = 0; i < model->n_rankings && !ev->outer && !ev->slice; i++)
        put_ranking(ev, &plan->rankings[i], &results->rankings[i]);
}

void tc_evaluate(TcEvaluator *ev, TcBlock *block, TcResults *results)
{
    tc_check_rows(ev, block, results);
    ev->have_accepted = false;
    if (ev->slice && !tc_one_row_stands(ev))
        tc_results_clear(results, block->n);
    if (evidence_awaited(ev))
        run_accepting(ev);
    run_answers(ev);
    put_results(ev);
    tc_label_scored(ev);
    if (ev->asks)
        tc_closed_rows(ev);
    if (ev->run.standings && !ev->outer)
        tc_standings_place(ev->run.standings, results);
    tc_witness_block(ev);
    tc_label_none_applies(ev);
}

unsigned tc_evaluator_condition(const TcEvaluator *ev, const TcNode *condition, uint32_t row)
{
    uint32_t node = tc_plan_condition(ev->plan, condition);
    unsigned set = 0;
    if (node == TC_NO_NODE)
        return set;
    const TcTruths *truths = tc_truths_of(ev, tc_node_at(ev, node));
    for (unsigned k = 0; k < 4; k++)
        set |= (unsigned)tc_bit(truths->can[k], row) << k;
    return set & ~(unsigned)TC_IS_APART; /* no condition is; its bits are another node's */
}

TcNumberState tc_evaluator_definition(TcEvaluator *ev, const TcNode *value, uint32_t row, mpq_t low,
                                      mpq_t high)
{
    const TcPlanAnswer answer = {.node = tc_plan_condition(ev->plan, value)};
    TcNumberResult result;
    if (answer.node == TC_NO_NODE)
        return TC_NUMBER_UNDEFINED;
    put_number(ev, &answer, TC_NO_PART, &result);
    return tc_results_number(&result, row, low, high);
}
