/* Counts of indicators, sums of points, questions about states: linear forms over outcomes. */
#include "plan/lower_internal.h"

/* --- states ----------------------------------------------------------------------------------- */

uint32_t tc_lower_state_of(TcLower *lower, uint32_t indicator, TcState state)
{
    uint32_t outcome = tc_lower_outcome(lower, indicator);
    if (state == TC_STATE_MISSING || state == TC_STATE_AWAITS)
        return tc_build_simple(lower->builder, TC_PLAN_LABELLED, state, indicator, &outcome, 1);
    unsigned asked = state | (lower->self == TC_NO_PART ? 0 : TC_STATE_STRICT);
    return tc_build_simple(lower->builder, TC_PLAN_STATE, asked, 0, &outcome, 1);
}

static uint32_t verdict_state(TcLower *lower, uint32_t verdict, TcState state)
{
    uint32_t node = tc_lower_verdict(lower, verdict);
    if (state == TC_STATE_MET)
        return node;
    return state == TC_STATE_NOT_MET ? tc_build_not(lower->builder, node)
                                     : tc_build_truth(lower->builder, TC_IS_UNKNOWN);
}

uint32_t tc_lower_state(TcLower *lower, const TcNode *node)
{
    TcState state = (TcState)node->sub;
    if (node->n == 0)
        return tc_lower_state_of(lower, lower->self, state);
    const TcNode *part = node->items[0];
    switch ((int)part->ref.kind) {
    case TC_REF_INDICATOR:
        return tc_lower_state_of(lower, part->ref.index, state);
    case TC_REF_CRITERION:
        return tc_build_simple(lower->builder, TC_PLAN_STATE, state, 0,
                               (uint32_t[]){tc_lower_criterion(lower, part->ref.index)}, 1);
    case TC_REF_VERDICT:
        return verdict_state(lower, part->ref.index, state);
    default:
        return tc_build_truth(lower->builder, TC_IS_UNKNOWN);
    }
}

/* --- counts ----------------------------------------------------------------------------------- */

/* The indicators that a COUNT runs over. */
static GArray *counted_indicators(TcLower *lower, const TcNode *node, const TcNode *part)
{
    const TcModel *model = lower->model;
    GArray *found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    TcFilter filter = TC_COUNT_FILTER(node->sub);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[i];
        bool inside =
            !part || part->ref.kind == TC_REF_SET ||
            (part->ref.kind == TC_REF_GROUP && indicator->group == part->ref.index) ||
            (part->ref.kind == TC_REF_CRITERION && indicator->criterion == part->ref.index) ||
            (part->ref.kind == TC_REF_INDICATOR && part->ref.index == i);
        bool wanted = filter == TC_FILTER_ANY ||
                      (filter == TC_FILTER_MANDATORY ? indicator->mandatory : indicator->elective);
        if (inside && wanted && indicator->judged && !indicator->encouraged)
            g_array_append_val(found, i);
    }
    return found;
}

/* The number of @indicators in @state as a form over outcomes. */
static const TcSym *count_form(TcLower *lower, const GArray *indicators, TcState state)
{
    static const bool counts[TC_N_STATES][3] = {
        [TC_STATE_MET] = {true, false, false},
        [TC_STATE_NOT_MET] = {false, true, false},
        [TC_STATE_NOT_APPLICABLE] = {false, false, true},
        [TC_STATE_APPLICABLE] = {true, true, false},
    };
    g_autofree uint32_t *nodes = g_new(uint32_t, indicators->len + 1);
    mpq_t *weights = g_new(mpq_t, 3 * (size_t)indicators->len + 1);
    for (uint32_t i = 0; i < indicators->len; i++) {
        nodes[i] = tc_lower_outcome(lower, g_array_index(indicators, uint32_t, i));
        for (uint32_t k = 0; k < 3; k++) {
            mpq_init(weights[3 * i + k]);
            mpq_set_ui(weights[3 * i + k], counts[state][k], 1);
        }
    }
    const TcForm *form =
        tc_form_outcomes(lower->forms, nodes, (const mpq_t *)weights, indicators->len);
    for (uint32_t i = 0; i < 3 * indicators->len; i++)
        mpq_clear(weights[i]);
    g_free(weights);
    return tc_sym_form(lower->syms, form, NULL, false);
}

/* The same from conditions: of the closed states, and where an indicator counts others. */
static const TcSym *count_conditions(TcLower *lower, const GArray *indicators, TcState state)
{
    g_autofree const TcSym **parts = g_new(const TcSym *, indicators->len + 1);
    uint32_t one = tc_sym_to_number(lower->syms, tc_sym_integer(lower->syms, 1));
    uint32_t zero = tc_sym_to_number(lower->syms, tc_sym_integer(lower->syms, 0));
    for (uint32_t i = 0; i < indicators->len; i++) {
        uint32_t is = tc_lower_state_of(lower, g_array_index(indicators, uint32_t, i), state);
        parts[i] =
            tc_sym_node(lower->syms, tc_build_pick(lower->builder, TC_CHOOSE_APART, is, one, zero));
    }
    return tc_sym_sum(lower->syms, parts, indicators->len);
}

static const TcSym *count(TcLower *lower, const GArray *indicators, TcState state)
{
    if (state == TC_STATE_MISSING || state == TC_STATE_AWAITS || lower->self != TC_NO_PART)
        return count_conditions(lower, indicators, state);
    return count_form(lower, indicators, state);
}

/* All are met: none is not met (R16). All in another state: each is. */
static uint32_t all_in(TcLower *lower, const GArray *indicators, TcState state)
{
    g_autofree uint32_t *inputs = g_new(uint32_t, indicators->len + 1);
    for (uint32_t i = 0; i < indicators->len; i++) {
        uint32_t indicator = g_array_index(indicators, uint32_t, i);
        inputs[i] = state == TC_STATE_MET
                        ? tc_build_not(lower->builder,
                                       tc_lower_state_of(lower, indicator, TC_STATE_NOT_MET))
                        : tc_lower_state_of(lower, indicator, state);
    }
    return tc_build_and(lower->builder, inputs, indicators->len);
}

static const TcNode *count_part(const TcNode *node, bool has_limit)
{
    uint32_t at = has_limit ? 1 : 0;
    return node->n > at && node->items[at]->kind == TC_NODE_PART ? node->items[at] : NULL;
}

const TcSym *tc_lower_count(TcLower *lower, const TcNode *node)
{
    static const TcOperator relations[] = {[TC_COUNT_AT_LEAST] = TC_OP_GE,
                                           [TC_COUNT_AT_MOST] = TC_OP_LE,
                                           [TC_COUNT_EXACTLY] = TC_OP_EQ};
    TcQuantity quantity = TC_COUNT_QUANTITY(node->sub);
    TcState state = TC_COUNT_STATE(node->sub);
    bool has_limit = quantity == TC_COUNT_AT_LEAST || quantity == TC_COUNT_AT_MOST ||
                     quantity == TC_COUNT_EXACTLY;
    g_autoptr(GArray) indicators = counted_indicators(lower, node, count_part(node, has_limit));
    if (quantity == TC_COUNT_ALL)
        return tc_sym_truth(lower->syms, all_in(lower, indicators, state));
    const TcSym *number = count(lower, indicators, state);
    if (quantity == TC_COUNT_NUMBER)
        return number;
    if (quantity == TC_COUNT_SHARE)
        return tc_sym_compute(lower->syms, TC_OP_DIV, number,
                              count(lower, indicators, TC_STATE_APPLICABLE));
    const TcSym *limit = tc_lower_expr(lower, node->items[0]);
    return tc_sym_truth(lower->syms,
                        tc_sym_compare(lower->syms, relations[quantity], number, limit));
}

/* --- points ----------------------------------------------------------------------------------- */

static const TcSym *sum_points(TcLower *lower, const uint32_t *indicators, uint32_t n, bool maximum)
{
    g_autofree const TcSym **parts = g_new(const TcSym *, n + 1);
    uint32_t length = 0;
    for (uint32_t i = 0; i < n; i++) {
        const TcIndicator *indicator = &lower->model->indicators[indicators[i]];
        bool beside = indicator->bonus || indicator->penalty;
        if (indicator->not_scored || (maximum && beside))
            continue;
        const TcSym *points = maximum ? tc_lower_max_points(lower, indicators[i])
                                      : tc_lower_points(lower, indicators[i]);
        if (points->kind == TC_SYM_CHOOSE) /* bounds of a node, or trees would multiply */
            points = tc_sym_node(lower->syms, tc_sym_to_number(lower->syms, points));
        if (indicator->penalty)
            points = tc_sym_compute(lower->syms, TC_OP_SUB, tc_sym_integer(lower->syms, 0), points);
        parts[length++] = points;
    }
    return tc_sym_sum(lower->syms, parts, length);
}

const TcSym *tc_lower_group_points(TcLower *lower, const TcGroup *group, bool maximum)
{
    return sum_points(lower, group->indicators, group->n_indicators, maximum);
}

static const TcSym *weighted_group(TcLower *lower, const TcGroup *group, bool maximum)
{
    const TcSym *points = tc_lower_group_points(lower, group, maximum);
    if (!group->weight)
        return points;
    return tc_sym_compute(lower->syms, TC_OP_MUL, points, tc_lower_expr(lower, group->weight));
}

/* Groups times their weights, and what stands in no group. */
const TcSym *tc_lower_all_points(TcLower *lower, bool maximum)
{
    const TcModel *model = lower->model;
    g_autofree const TcSym **parts = g_new(const TcSym *, model->n_groups + 1);
    g_autoptr(GArray) loose = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < model->n_groups; i++)
        parts[i] = weighted_group(lower, &model->groups[i], maximum);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (model->indicators[i].group == TC_NO_PART)
            g_array_append_val(loose, i);
    }
    parts[model->n_groups] =
        sum_points(lower, (const uint32_t *)(const void *)loose->data, loose->len, maximum);
    return tc_sym_sum(lower->syms, parts, model->n_groups + 1);
}

static const TcSym *points_of(TcLower *lower, const TcNode *part, bool maximum)
{
    const TcModel *model = lower->model;
    if (part && part->ref.kind == TC_REF_GROUP)
        return tc_lower_group_points(lower, &model->groups[part->ref.index], maximum);
    if (part && part->ref.kind == TC_REF_CRITERION)
        return tc_lower_group_points(lower, &model->criteria[part->ref.index], maximum);
    return tc_lower_all_points(lower, maximum);
}

const TcSym *tc_lower_total(TcLower *lower, const TcNode *node)
{
    const TcNode *part = node->n > 0 ? node->items[0] : NULL;
    switch ((TcTotal)node->sub) {
    case TC_TOTAL_POINTS:
        return points_of(lower, part, false);
    case TC_TOTAL_MAX:
        return points_of(lower, part, true);
    case TC_TOTAL_SHARE:
        return tc_sym_compute(lower->syms, TC_OP_DIV, points_of(lower, part, false),
                              points_of(lower, part, true));
    }
    return tc_sym_undefined(lower->syms);
}
