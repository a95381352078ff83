/* Conclusions that every completion leaves open by the rule.
 *
 * An indicator that the rule leaves undefined is seen both ways. Where a conclusion is certain with
 * all of them seen as met, and certainly another with all of them seen as not met, then every
 * completion has such an indicator and gives both: no data can close it. */
#include "exec/complete.h"
#include "exec/evaluator.h"
#include "exec/labels.h"
#include "exec/ranges.h"

#include <string.h>

enum { BATCH = TC_BLOCK_ROWS / 2 };

/* Rows in which an indicator of the conclusion can be undefined. */
static void find_undefined(const TcEvaluator *ev, const TcPlanBasis *basis, uint64_t *rows)
{
    memset(rows, 0, sizeof(TcBits));
    for (uint32_t i = 0; i < basis->n_indicators; i++) {
        const TcStateResult *state = &ev->results->indicators[basis->indicators[i]];
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            rows[w] |= state->can[3][w] & ev->rows[w];
    }
}

/* Puts each row twice. */
static void judge_both_ways(TcEvaluator *ev, const uint32_t *rows, uint32_t n)
{
    tc_parts_start(ev, 2 * n, true);
    for (uint32_t i = 0; i < 2 * n; i++)
        tc_parts_put(ev, rows[i / 2], NULL, 0, i);
    tc_complete_judge(ev);
}

static bool is_silent(const TcEvaluator *ev, TcAsk ask, uint32_t index, uint32_t i)
{
    const TcResults *results = ev->inner_results;
    const uint64_t failing = tc_answer_set(results, ask, index, 2 * i);
    const uint64_t met = tc_answer_set(results, ask, index, 2 * i + 1);
    return !tc_bit(results->data_error, 2 * i) && !tc_bit(results->data_error, 2 * i + 1) &&
           failing != met && !tc_set_is_open(failing) && !tc_set_is_open(met);
}

static void note_silent(TcEvaluator *ev, TcAsk ask, uint32_t index, uint32_t row)
{
    if (ask == TC_ASK_GRADE) {
        tc_bit_set(ev->results->grades[index].silent, row);
        tc_bit_set(ev->results->grades[index].unproved, row);
        return;
    }
    TcStateResult *verdict = &ev->results->verdicts[index];
    tc_label_put(verdict->label, row, TC_LABEL_RULE_SILENT);
    tc_bit_set(verdict->unproved, row);
}

static void label_rows(TcEvaluator *ev, TcAsk ask, uint32_t index, const uint32_t *rows, uint32_t n)
{
    judge_both_ways(ev, rows, n);
    for (uint32_t i = 0; i < n; i++) {
        if (is_silent(ev, ask, index, i))
            note_silent(ev, ask, index, rows[i]);
    }
}

static void label(TcEvaluator *ev, TcAsk ask, uint32_t index, const TcPlanBasis *basis)
{
    TcBits undefined;
    uint32_t rows[BATCH], n = 0, row;
    find_undefined(ev, basis, undefined);
    TC_FOR_ROWS(row, undefined)
    {
        if (!tc_set_is_open(tc_answer_set(ev->results, ask, index, row)))
            continue;
        rows[n++] = row;
        if (n == BATCH) {
            label_rows(ev, ask, index, rows, n);
            n = 0;
        }
    }
    if (n > 0)
        label_rows(ev, ask, index, rows, n);
}

void tc_silent_block(TcEvaluator *ev)
{
    const TcModel *model = ev->model;
    if (ev->outer || ev->run.closed)
        return;
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        label(ev, TC_ASK_VERDICT, i, &ev->plan->bases[i]);
    for (uint32_t i = 0; i < model->n_grades; i++)
        label(ev, TC_ASK_GRADE, i, &ev->plan->bases[model->n_verdicts + i]);
}
