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

static uint32_t criterion_state(TcLower *lower, uint32_t criterion, TcState state)
{
    uint32_t outcome = tc_lower_criterion(lower, criterion);
    return tc_build_simple(lower->builder, TC_PLAN_STATE, state, 0, &outcome, 1);
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
        return criterion_state(lower, part->ref.index, state);
    case TC_REF_VERDICT:
        return verdict_state(lower, part->ref.index, state);
    default:
        return tc_build_truth(lower->builder, TC_IS_UNKNOWN);
    }
}

/* --- counts ----------------------------------------------------------------------------------- */

/* What a COUNT runs over: indicators, or criteria as wholes. */
typedef struct {
    TcRefKind kind;
    GArray *parts; /* indexes in the model */
} Counted;

static bool is_inside(const TcNode *part, uint32_t index, uint32_t group, uint32_t criterion)
{
    if (!part || part->ref.kind == TC_REF_SET)
        return true;
    if (part->ref.kind == TC_REF_GROUP)
        return group == part->ref.index;
    return (part->ref.kind == TC_REF_CRITERION ? criterion : index) == part->ref.index;
}

/* Returns: its parts are for the caller to free. */
static Counted counted_parts(TcLower *lower, const TcNode *node, const TcNode *part)
{
    const TcModel *model = lower->model;
    TcFilter filter = TC_COUNT_FILTER(node->sub);
    Counted found = {filter == TC_FILTER_CRITERIA ? TC_REF_CRITERION : TC_REF_INDICATOR,
                     g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    for (uint32_t i = 0; found.kind == TC_REF_CRITERION && i < model->n_criteria; i++) {
        if (is_inside(part, i, model->criteria[i].group, i))
            g_array_append_val(found.parts, i);
    }
    for (uint32_t i = 0; found.kind == TC_REF_INDICATOR && i < model->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[i];
        if (is_inside(part, i, indicator->group, indicator->criterion) &&
            tc_indicator_counts(indicator, filter))
            g_array_append_val(found.parts, i);
    }
    return found;
}

static uint32_t outcome_at(TcLower *lower, const Counted *counted, uint32_t i)
{
    uint32_t part = g_array_index(counted->parts, uint32_t, i);
    return counted->kind == TC_REF_CRITERION ? tc_lower_criterion(lower, part)
                                             : tc_lower_outcome(lower, part);
}

static uint32_t state_at(TcLower *lower, const Counted *counted, uint32_t i, TcState state)
{
    uint32_t part = g_array_index(counted->parts, uint32_t, i);
    return counted->kind == TC_REF_CRITERION ? criterion_state(lower, part, state)
                                             : tc_lower_state_of(lower, part, state);
}

/* The number of parts in @state as a form over outcomes. */
static const TcSym *count_form(TcLower *lower, const Counted *counted, TcState state)
{
    static const bool counts[TC_N_STATES][3] = {
        [TC_STATE_MET] = {true, false, false},
        [TC_STATE_NOT_MET] = {false, true, false},
        [TC_STATE_NOT_APPLICABLE] = {false, false, true},
        [TC_STATE_APPLICABLE] = {true, true, false},
    };
    const uint32_t n = counted->parts->len;
    g_autofree uint32_t *nodes = g_new(uint32_t, n + 1);
    mpq_t *weights = g_new(mpq_t, 3 * (size_t)n + 1);
    for (uint32_t i = 0; i < n; i++) {
        nodes[i] = outcome_at(lower, counted, i);
        for (uint32_t k = 0; k < 3; k++) {
            mpq_init(weights[3 * i + k]);
            mpq_set_ui(weights[3 * i + k], counts[state][k], 1);
        }
    }
    const TcForm *form = tc_form_outcomes(lower->forms, nodes, (const mpq_t *)weights, n);
    for (uint32_t i = 0; i < 3 * n; i++)
        mpq_clear(weights[i]);
    g_free(weights);
    return tc_sym_form(lower->syms, form, NULL, false);
}

/* The same from conditions: of the closed states, and where an indicator counts others. */
static const TcSym *count_conditions(TcLower *lower, const Counted *counted, TcState state)
{
    g_autofree const TcSym **parts = g_new(const TcSym *, counted->parts->len + 1);
    uint32_t one = tc_sym_to_number(lower->syms, tc_sym_integer(lower->syms, 1));
    uint32_t zero = tc_sym_to_number(lower->syms, tc_sym_integer(lower->syms, 0));
    for (uint32_t i = 0; i < counted->parts->len; i++) {
        uint32_t is = state_at(lower, counted, i, state);
        parts[i] =
            tc_sym_node(lower->syms, tc_build_pick(lower->builder, TC_CHOOSE_APART, is, one, zero));
    }
    return tc_sym_sum(lower->syms, parts, counted->parts->len);
}

static const TcSym *count(TcLower *lower, const Counted *counted, TcState state)
{
    if (state == TC_STATE_MISSING || state == TC_STATE_AWAITS || lower->self != TC_NO_PART)
        return count_conditions(lower, counted, state);
    return count_form(lower, counted, state);
}

/* All are met: none is not met (R16). All in another state: each is. */
static uint32_t all_in(TcLower *lower, const Counted *counted, TcState state)
{
    g_autofree uint32_t *inputs = g_new(uint32_t, counted->parts->len + 1);
    for (uint32_t i = 0; i < counted->parts->len; i++)
        inputs[i] =
            state == TC_STATE_MET
                ? tc_build_not(lower->builder, state_at(lower, counted, i, TC_STATE_NOT_MET))
                : state_at(lower, counted, i, state);
    return tc_build_and(lower->builder, inputs, counted->parts->len);
}

static const TcNode *count_part(const TcNode *node, bool has_limit)
{
    uint32_t at = has_limit ? 1 : 0;
    return node->n > at && node->items[at]->kind == TC_NODE_PART ? node->items[at] : NULL;
}

static const TcSym *lower_counted(TcLower *lower, const TcNode *node, const Counted *counted)
{
    static const TcOperator relations[] = {[TC_COUNT_AT_LEAST] = TC_OP_GE,
                                           [TC_COUNT_AT_MOST] = TC_OP_LE,
                                           [TC_COUNT_EXACTLY] = TC_OP_EQ};
    TcQuantity quantity = TC_COUNT_QUANTITY(node->sub);
    TcState state = TC_COUNT_STATE(node->sub);
    if (quantity == TC_COUNT_ALL)
        return tc_sym_truth(lower->syms, all_in(lower, counted, state));
    const TcSym *number = count(lower, counted, state);
    if (quantity == TC_COUNT_NUMBER)
        return number;
    if (quantity == TC_COUNT_SHARE)
        return tc_sym_compute(lower->syms, TC_OP_DIV, number,
                              count(lower, counted, TC_STATE_APPLICABLE));
    const TcSym *limit = tc_lower_expr(lower, node->items[0]);
    return tc_sym_truth(lower->syms,
                        tc_sym_compare(lower->syms, relations[quantity], number, limit));
}

const TcSym *tc_lower_count(TcLower *lower, const TcNode *node)
{
    TcQuantity quantity = TC_COUNT_QUANTITY(node->sub);
    bool has_limit = quantity == TC_COUNT_AT_LEAST || quantity == TC_COUNT_AT_MOST ||
                     quantity == TC_COUNT_EXACTLY;
    Counted counted = counted_parts(lower, node, count_part(node, has_limit));
    const TcSym *sym = lower_counted(lower, node, &counted);
    g_array_free(counted.parts, TRUE);
    return sym;
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
