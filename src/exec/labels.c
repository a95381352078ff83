/* Labels: the one word for an indicator's possible outcomes; what rests on closed questions. */
#include "exec/labels.h"
#include "base/clones.h"
#include "exec/bits.h"
#include "exec/evaluator.h"
#include "exec/rows.h"

#include <string.h>

static uint64_t exactly_one(uint64_t a, uint64_t b, uint64_t c)
{
    return (a ^ b ^ c) & ~(a & b & c);
}

void tc_label_put(TcBits *digits, uint32_t row, TcLabel label)
{
    for (unsigned k = 0; k < TC_LABEL_DIGITS; k++)
        tc_bit_put(digits[k], row, (unsigned)label >> k & 1);
}

/* One member: its own label. Several: they wait for data. None but undefined: the rule is silent.
 */
TC_CLONES void tc_label_outcomes(const TcBits *restrict can, TcBits *restrict label)
{
    G_STATIC_ASSERT(TC_LABEL_MET == 0 && TC_LABEL_NOT_MET == 1 && TC_LABEL_NOT_APPLICABLE == 2);
    G_STATIC_ASSERT(TC_LABEL_DATA_MISSING == 3 && TC_LABEL_RULE_SILENT == 6);
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        uint64_t n = can[1][w], a = can[2][w], silent = ~(can[0][w] | n | a);
        uint64_t several = tc_several(can, w);
        label[0][w] = several | n;
        label[1][w] = several | a | silent;
        label[2][w] = silent & ~several;
    }
}

/* R12: what accepting all awaited evidence settles awaits the appraisal. */
static void label_awaited(const TcBits *accepted, TcBits *label)
{
    G_STATIC_ASSERT(TC_LABEL_AWAITS_APPRAISAL == 4);
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        uint64_t m = accepted[0][w], n = accepted[1][w], a = accepted[2][w], u = accepted[3][w];
        uint64_t missing = label[0][w] & label[1][w] & ~label[2][w];
        uint64_t settled = missing & exactly_one(m, n, a) & ~u;
        uint64_t silent = missing & u & ~(m | n | a);
        label[0][w] &= ~(settled | silent);
        label[1][w] &= ~settled;
        label[2][w] |= settled | silent;
    }
}

void tc_label_indicator(TcEvaluator *ev, uint32_t indicator)
{
    TcStateResult *result = &ev->results->indicators[indicator];
    tc_label_outcomes((const TcBits *)result->can, result->label);
    if (ev->have_accepted)
        label_awaited(ev->accepted[indicator], result->label);
}

/* --- indicators that are only scored ---------------------------------------------------------- */

static TcLabel scored_label(TcEvaluator *ev, uint32_t indicator, uint32_t row)
{
    const TcPlanAnswer *points = &ev->plan->indicators[indicator].points;
    const TcNumberResult *ready = &ev->results->points[indicator];
    if (ready->low && points->n == 0 && !(ready->apart && tc_bit(ready->apart, row)))
        return ready->low[row] == ready->high[row] ? TC_LABEL_SCORED : TC_LABEL_DATA_MISSING;
    switch (tc_answer_number(ev, points, indicator, row, &ev->scratch[4])) {
    case TC_NUMBER_KNOWN:
        return TC_LABEL_SCORED;
    case TC_NUMBER_UNDEFINED:
        return TC_LABEL_RULE_SILENT;
    case TC_NUMBER_OPEN:
    case TC_NUMBER_UNBOUNDED:
        break;
    }
    return TC_LABEL_DATA_MISSING;
}

/* Their outcome says only whether they apply; the label whether their points are settled. */
static void label_scored(TcEvaluator *ev, uint32_t indicator)
{
    TcStateResult *result = &ev->results->indicators[indicator];
    TcBits applies;
    uint32_t row;
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        applies[w] = ev->rows[w] & result->can[0][w] & ~tc_several(result->can, w);
    TC_FOR_ROWS(row, applies)
    {
        tc_label_put(result->label, row, scored_label(ev, indicator, row));
    }
    tc_bits_fill(result->can[0], false);
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

/* What a result comes from: its nodes, as far as it has them (else TC_NO_NODE). */
typedef struct {
    uint32_t nodes[3];
} Roots;

static bool is_closed(const TcEvaluator *ev, uint32_t node)
{
    return node != TC_NO_NODE && tc_node_at(ev, node)->closed;
}

/* The columns that closed questions below @roots ask about. */
static GArray *asked_columns(const TcEvaluator *ev, const Roots *roots)
{
    Asked asked = {ev->plan, g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    for (size_t i = 0; i < G_N_ELEMENTS(roots->nodes); i++) {
        if (is_closed(ev, roots->nodes[i]))
            tc_plan_walk(ev->plan, roots->nodes[i], add_asked, &asked);
    }
    return asked.columns;
}

/* Rows in which a cell that was asked about is open. */
static void closed_rows(TcEvaluator *ev, uint32_t root, Roots roots, uint64_t *rows)
{
    tc_bits_fill(rows, false);
    if (!is_closed(ev, roots.nodes[0]) && !is_closed(ev, roots.nodes[1]) &&
        !is_closed(ev, roots.nodes[2]))
        return;
    if (!ev->asked[root])
        ev->asked[root] = asked_columns(ev, &roots);
    for (uint32_t i = 0; i < ev->asked[root]->len; i++) {
        const TcColumn *cells = &ev->block->columns[g_array_index(ev->asked[root], uint32_t, i)];
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            rows[w] |= cells->open[w];
    }
}

static uint32_t node_of(const TcPlanAnswer *answer)
{
    return answer->by_outcome ? TC_NO_NODE : answer->node;
}

static Roots one_root(uint32_t node)
{
    return (Roots){{node, TC_NO_NODE, TC_NO_NODE}};
}

void tc_closed_rows(TcEvaluator *ev)
{
    const TcModel *model = ev->model;
    const TcPlan *plan = ev->plan;
    uint32_t root = 0;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcPlanIndicator *indicator = &plan->indicators[i];
        closed_rows(
            ev, root++,
            (Roots){{indicator->outcome, node_of(&indicator->value), node_of(&indicator->points)}},
            ev->results->indicators[i].as_of_today);
    }
    for (uint32_t i = 0; i < model->n_criteria; i++)
        closed_rows(ev, root++, one_root(plan->criteria[i]), ev->results->criteria[i].as_of_today);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        closed_rows(ev, root++, one_root(plan->verdicts[i]), ev->results->verdicts[i].as_of_today);
    for (uint32_t i = 0; i < model->n_grades; i++)
        closed_rows(ev, root++, one_root(plan->grades[i]), ev->results->grades[i].as_of_today);
    for (uint32_t i = 0; i < model->n_rankings; i++) {
        const TcPlanRanking *ranking = &plan->rankings[i];
        closed_rows(ev, root++,
                    (Roots){{ranking->not_applicable, node_of(&ranking->value), TC_NO_NODE}},
                    ev->results->rankings[i].as_of_today);
    }
}

/* --- conclusions ------------------------------------------------------------------------------ */

/* Said of a verdict that counts: none of what it counts or names applies, or there is none. An
 * indicator does not apply where that is its one outcome. */
static void none_applies(const TcEvaluator *ev, const TcPlanBasis *basis, uint64_t *rows)
{
    memset(rows, 0, sizeof(TcBits));
    if (basis->counts)
        memcpy(rows, ev->rows, sizeof(TcBits));
    for (uint32_t i = 0; i < basis->n_indicators && tc_bits_any(rows); i++) {
        const TcStateResult *state = &ev->results->indicators[basis->indicators[i]];
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            rows[w] &= state->can[2][w] & ~(state->can[0][w] | state->can[1][w] | state->can[3][w]);
    }
}

void tc_label_none_applies(TcEvaluator *ev)
{
    for (uint32_t i = 0; i < ev->model->n_verdicts && !ev->outer; i++)
        none_applies(ev, &ev->plan->bases[i], ev->results->none_applies[i]);
}
