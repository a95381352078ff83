/* Labels: the one word for an indicator's possible outcomes; what rests on closed questions. */
#include "exec/evaluator.h"

#include <string.h>
#include "exec/sliced.h"

/* @n bitmaps into a byte a row, the k-th as its k-th bit. */
static void put_bytes(const TcBits *planes, uint32_t n, uint8_t *to)
{
    for (uint32_t i = 0; i < TC_BLOCK_ROWS / 8; i++) {
        uint64_t bytes = 0;
        for (uint32_t k = 0; k < n; k++)
            bytes |= tc_spread(planes[k][i / 8] >> (8 * (i % 8)) & 0xff) << k;
        memcpy(to + 8 * i, &bytes, 8);
    }
}

/* The labels of `by_outcome` for a whole block, as the binary digits of TcLabel. */
static void put_labels(const TcBits *strict, uint8_t *label)
{
    TcBits planes[3];
    G_STATIC_ASSERT(TC_LABEL_NOT_MET == 1 && TC_LABEL_NOT_APPLICABLE == 2);
    G_STATIC_ASSERT(TC_LABEL_DATA_MISSING == 3 && TC_LABEL_RULE_SILENT == 6);
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        uint64_t m = strict[0][w], n = strict[1][w], a = strict[2][w], u = strict[3][w];
        uint64_t several = (m & (n | a | u)) | (n & (a | u)) | (a & u);
        uint64_t silent = ~(m | n | a);
        planes[0][w] = several | (n & ~several);
        planes[1][w] = several | (a & ~several) | silent;
        planes[2][w] = silent & ~several;
    }
    put_bytes((const TcBits *)planes, 3, label);
}

/* By the set of outcomes; those that are open wait for data, unless accepting all evidence
 * settles. */
static const uint8_t by_outcome[16] = {
    [0] = TC_LABEL_RULE_SILENT,
    [TC_OUT_MET] = TC_LABEL_MET,
    [TC_OUT_NOT_MET] = TC_LABEL_NOT_MET,
    [TC_OUT_NOT_APPLICABLE] = TC_LABEL_NOT_APPLICABLE,
    [TC_OUT_UNDEFINED] = TC_LABEL_RULE_SILENT,
    [3] = TC_LABEL_DATA_MISSING,
    [5] = TC_LABEL_DATA_MISSING,
    [6] = TC_LABEL_DATA_MISSING,
    [7] = TC_LABEL_DATA_MISSING,
    [9] = TC_LABEL_DATA_MISSING,
    [10] = TC_LABEL_DATA_MISSING,
    [11] = TC_LABEL_DATA_MISSING,
    [12] = TC_LABEL_DATA_MISSING,
    [13] = TC_LABEL_DATA_MISSING,
    [14] = TC_LABEL_DATA_MISSING,
    [15] = TC_LABEL_DATA_MISSING,
};

static bool is_settled(unsigned set)
{
    return set == TC_OUT_MET || set == TC_OUT_NOT_MET || set == TC_OUT_NOT_APPLICABLE;
}

/* R12: what accepting all awaited evidence leaves of an open outcome. */
static uint8_t open_label(const TcEvaluator *ev, uint32_t indicator, uint32_t row, uint8_t label)
{
    unsigned accepted = ev->accepted_outcome[indicator][row];
    if (label != TC_LABEL_DATA_MISSING)
        return label;
    if (is_settled(accepted))
        return TC_LABEL_AWAITS_APPRAISAL;
    return accepted == TC_OUT_UNDEFINED ? TC_LABEL_RULE_SILENT : TC_LABEL_DATA_MISSING;
}

void tc_label_indicator(TcEvaluator *ev, uint32_t indicator, const TcBits *strict)
{
    TcStateResult *result = &ev->results->indicators[indicator];
    put_bytes(strict, 4, result->outcome);
    put_labels(strict, result->label);
    if (!ev->have_accepted)
        return;
    for (uint32_t r = 0; r < ev->n; r++)
        result->label[r] = open_label(ev, indicator, r, result->label[r]);
}

/* --- indicators that are only scored ---------------------------------------------------------- */

/* Their outcome says only whether they apply; the label whether their points are settled. */
static void label_scored(TcEvaluator *ev, uint32_t indicator)
{
    TcStateResult *result = &ev->results->indicators[indicator];
    const TcPlanAnswer *points = &ev->plan->indicators[indicator].points;
    for (uint32_t r = 0; r < ev->n; r++) {
        unsigned set = result->outcome[r];
        result->outcome[r] = (uint8_t)(set & ~(unsigned)TC_OUT_MET);
        if (set != TC_OUT_MET) {
            result->label[r] = by_outcome[set];
            continue;
        }
        TcNumberState state = tc_answer_number(ev, points, indicator, r, &ev->scratch[4]);
        result->label[r] = state == TC_NUMBER_KNOWN       ? TC_LABEL_SCORED
                           : state == TC_NUMBER_UNDEFINED ? TC_LABEL_RULE_SILENT
                                                          : TC_LABEL_DATA_MISSING;
    }
}

void tc_label_scored(TcEvaluator *ev)
{
    for (uint32_t i = 0; i < ev->model->n_indicators; i++) {
        if (!ev->model->indicators[i].judged)
            label_scored(ev, i);
    }
}

/* --- answers as of today ---------------------------------------------------------------------- */

typedef struct {
    const TcPlan *plan;
    GArray *columns;
} Asked;

static bool add_asked(const TcPlanNode *node, void *user)
{
    Asked *asked = user;
    const TcPlan *plan = asked->plan;
    if (!node->closed)
        return false;
    if (node->op == TC_PLAN_HAS_DATA)
        g_array_append_vals(asked->columns, plan->columns + node->data + 1,
                            plan->columns[node->data]);
    if (node->op == TC_PLAN_LABELLED)
        tc_plan_columns_read(plan, tc_plan_inputs(plan, node)[0], NULL, NULL, asked->columns);
    return true;
}

/* The columns that closed questions below @start ask about. */
static GArray *asked_columns(const TcPlan *plan, uint32_t start)
{
    Asked asked = {plan, g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    tc_plan_walk(plan, start, add_asked, &asked);
    return asked.columns;
}

/* Rows in which a cell that was asked about is open. */
static void closed_rows(TcEvaluator *ev, uint32_t root, uint32_t node, uint64_t *rows)
{
    tc_bits_fill(rows, false);
    if (!tc_node_at(ev, node)->closed)
        return;
    if (!ev->asked[root])
        ev->asked[root] = asked_columns(ev->plan, node);
    for (uint32_t i = 0; i < ev->asked[root]->len; i++) {
        const TcColumn *cells = &ev->block->columns[g_array_index(ev->asked[root], uint32_t, i)];
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            rows[w] |= cells->open[w];
    }
}

void tc_closed_rows(TcEvaluator *ev)
{
    const TcModel *model = ev->model;
    const TcPlan *plan = ev->plan;
    uint32_t root = 0;
    for (uint32_t i = 0; i < model->n_indicators; i++)
        closed_rows(ev, root++, plan->indicators[i].outcome,
                    ev->results->indicators[i].as_of_today);
    for (uint32_t i = 0; i < model->n_criteria; i++)
        closed_rows(ev, root++, plan->criteria[i], ev->results->criteria[i].as_of_today);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        closed_rows(ev, root++, plan->verdicts[i], ev->results->verdicts[i].as_of_today);
    for (uint32_t i = 0; i < model->n_grades; i++)
        closed_rows(ev, root++, plan->grades[i], ev->results->grades[i].as_of_today);
}
