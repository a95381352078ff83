/* Indicators, criteria, verdicts, grades and rankings: each lowered once, when it is first asked
 * for. */
#include "plan/lower_internal.h"

static const TcIndicator *indicator_at(const TcLower *lower, uint32_t indicator)
{
    return &lower->model->indicators[indicator];
}

/* A part means the same wherever it is asked for: it is lowered without what is assumed there. */
typedef struct {
    GPtrArray *nonzero;
    uint32_t self;
    bool in_file, concluding;
} Place;

static Place enter(TcLower *lower, uint32_t self)
{
    Place place = {lower->nonzero, lower->self, lower->in_file, lower->concluding};
    lower->in_file = false;
    lower->concluding = self == TC_NO_PART;
    lower->nonzero = g_ptr_array_new();
    lower->self = self;
    return place;
}

static void leave(TcLower *lower, Place place)
{
    g_ptr_array_unref(lower->nonzero);
    lower->nonzero = place.nonzero;
    lower->self = place.self;
    lower->in_file = place.in_file;
    lower->concluding = place.concluding;
}

/* --- an indicator's own clauses --------------------------------------------------------------- */

static uint32_t lower_not_applicable(TcLower *lower, const TcIndicator *indicator, uint32_t index)
{
    uint32_t inputs[2] = {tc_build_truth(lower->builder, TC_IS_FALSE),
                          tc_build_truth(lower->builder, TC_IS_FALSE)};
    if (indicator->not_applicable_when)
        inputs[0] = tc_lower_condition(lower, indicator->not_applicable_when);
    if (indicator->not_for.n > 0 || indicator->only_for.n > 0)
        inputs[1] = tc_build_simple(lower->builder, TC_PLAN_UNIT_IS, 0, index, NULL, 0);
    return tc_build_or(lower->builder, inputs, 2);
}

/* Met or not by the figures, as yêu cầu and đạt khi say. */
static uint32_t lower_figures(TcLower *lower, const TcIndicator *indicator,
                              const TcLoweredIndicator *lowered)
{
    uint32_t inputs[2], n = 0;
    if (indicator->required.content || indicator->required.n_excepts > 0)
        inputs[n++] = tc_lower_requirement(lower, lowered->own_value, &indicator->required);
    if (indicator->met_when)
        inputs[n++] = tc_lower_condition(lower, indicator->met_when);
    return tc_build_and(lower->builder, inputs, n);
}

static uint32_t appraisal_column(const TcLower *lower, const TcIndicator *indicator)
{
    if (!indicator->evidence || !indicator->code)
        return TC_NO_NODE;
    uint32_t found = GPOINTER_TO_UINT(g_hash_table_lookup(lower->appraised, indicator->code));
    return found ? found - 1 : TC_NO_NODE;
}

/* The evidence is accepted, or none is asked for. */
static uint32_t lower_accepted(TcLower *lower, const TcIndicator *indicator, uint32_t index)
{
    uint32_t column = appraisal_column(lower, indicator);
    lower->plan->indicators[index].appraised = column;
    if (column == TC_NO_NODE)
        return tc_build_truth(lower->builder, TC_IS_TRUE);
    return tc_build_simple(lower->builder, TC_PLAN_APPRAISED, 0, column, NULL, 0);
}

static const TcSym *value_or_nothing(TcLower *lower, const TcNode *value)
{
    return value ? tc_lower_expr(lower, value) : tc_sym_undefined(lower->syms);
}

static void lower_clauses(TcLower *lower, uint32_t index, TcLoweredIndicator *lowered)
{
    const TcIndicator *indicator = indicator_at(lower, index);
    lowered->value = value_or_nothing(lower, indicator->value);
    lowered->not_applicable = lower_not_applicable(lower, indicator, index);
    uint32_t before = tc_lower_assume(lower, indicator->not_applicable_when, false);
    lowered->own_value = value_or_nothing(lower, indicator->value);
    lowered->figures = lower_figures(lower, indicator, lowered);
    if (tc_builder_node(lower->builder, lowered->not_applicable)->never_unknown)
        lowered->figures =
            tc_build_where_false(lower->builder, lowered->figures, lowered->not_applicable);
    tc_lower_forget(lower, before);
    lowered->accepted = lower_accepted(lower, indicator, index);
    uint32_t inputs[2] = {lowered->not_applicable,
                          tc_build_and2(lower->builder, lowered->figures, lowered->accepted)};
    lowered->outcome = tc_build_simple(lower->builder, TC_PLAN_OUTCOME, 0, index, inputs, 2);
}

const TcLoweredIndicator *tc_lower_indicator(TcLower *lower, uint32_t indicator)
{
    TcLoweredIndicator *lowered = &lower->indicators[indicator];
    if (!lowered->started) {
        Place place = enter(lower, indicator);
        lowered->started = true;
        lower_clauses(lower, indicator, lowered);
        leave(lower, place);
    }
    return lowered;
}

uint32_t tc_lower_outcome(TcLower *lower, uint32_t indicator)
{
    return tc_lower_indicator(lower, indicator)->outcome;
}

/* --- points ----------------------------------------------------------------------------------- */

/* Points by outcome as a form: @met, @not_met, and 0 where it does not apply. */
static const TcSym *points_by_outcome(TcLower *lower, uint32_t outcome, const mpq_t met,
                                      const mpq_t not_met)
{
    mpq_t weights[3];
    for (uint32_t i = 0; i < 3; i++)
        mpq_init(weights[i]);
    mpq_set(weights[0], met);
    mpq_set(weights[1], not_met);
    const TcForm *form = tc_form_outcomes(lower->forms, &outcome, (const mpq_t *)weights, 1);
    for (uint32_t i = 0; i < 3; i++)
        mpq_clear(weights[i]);
    return tc_sym_form(lower->syms, form, NULL, false);
}

static const TcSym *zero_unless(TcLower *lower, uint32_t guard, const TcSym *points)
{
    return tc_sym_choose(lower->syms, guard, points, tc_sym_integer(lower->syms, 0));
}

/* chấm điểm; nothing: the maximum if met, else 0. Before evidence. What is undefined counts both
 * ways, as everywhere in sums of points. */
static const TcSym *lower_scored(TcLower *lower, const TcIndicator *indicator,
                                 const TcLoweredIndicator *lowered)
{
    const TcSym *points = tc_sym_integer(lower->syms, 0);
    if (indicator->points && indicator->max_points)
        points =
            tc_lower_bounded(lower, tc_lower_expr(lower, indicator->points), indicator->max_points);
    else if (indicator->points)
        points = tc_lower_expr(lower, indicator->points);
    else if (indicator->max_points && indicator->judged)
        points = zero_unless(
            lower,
            tc_build_simple(lower->builder, TC_PLAN_STATE, TC_STATE_MET, 0, &lowered->outcome, 1),
            tc_lower_expr(lower, indicator->max_points));
    return points;
}

/* Points that the outcome alone decides; NULL where they do not. */
static const TcSym *lower_plain_points(TcLower *lower, const TcIndicator *indicator,
                                       const TcLoweredIndicator *lowered)
{
    mpq_t maximum, zero;
    const TcSym *points = NULL;
    if (indicator->points || !indicator->judged)
        return NULL;
    mpq_inits(maximum, zero, NULL);
    if (!indicator->max_points ||
        tc_sym_constant(tc_lower_expr(lower, indicator->max_points), maximum))
        points = points_by_outcome(lower, lowered->outcome, maximum, zero);
    mpq_clears(maximum, zero, NULL);
    return points;
}

/* Does the indicator apply? A conclusion sees both where its rule does not say. */
static uint32_t applies(TcLower *lower, const TcLoweredIndicator *lowered, bool concluding)
{
    if (!concluding || tc_builder_node(lower->builder, lowered->not_applicable)->never_unknown)
        return tc_build_not(lower->builder, lowered->not_applicable);
    return tc_build_simple(lower->builder, TC_PLAN_STATE, TC_STATE_APPLICABLE, 0, &lowered->outcome,
                           1);
}

/* Points by their own clause: 0 where not applicable or the evidence was rejected. In a closed run
 * a value that is still open counts as 0. */
static const TcSym *lower_own_points(TcLower *lower, uint32_t index,
                                     const TcLoweredIndicator *lowered, bool concluding)
{
    const TcIndicator *indicator = indicator_at(lower, index);
    uint32_t before = tc_lower_assume(lower, indicator->not_applicable_when, false);
    const TcSym *points = lower_scored(lower, indicator, lowered);
    tc_lower_forget(lower, before);
    points = zero_unless(lower, lowered->accepted, points);
    points = zero_unless(lower, applies(lower, lowered, concluding), points);
    mpq_t constant;
    mpq_init(constant);
    if (!tc_sym_constant(points, constant)) {
        uint32_t inputs[2] = {lowered->outcome, tc_sym_to_number(lower->syms, points)};
        points = tc_sym_node(lower->syms,
                             tc_build_simple(lower->builder, TC_PLAN_SETTLE, 0, 0, inputs, 2));
    }
    mpq_clear(constant);
    return points;
}

const TcSym *tc_lower_points(TcLower *lower, uint32_t indicator)
{
    TcLoweredIndicator *lowered = &lower->indicators[indicator];
    tc_lower_indicator(lower, indicator);
    const bool concluding = lower->concluding;
    const TcSym **points = &lowered->points[concluding];
    if (!*points) {
        Place place = enter(lower, indicator);
        *points = lower_plain_points(lower, indicator_at(lower, indicator), lowered);
        if (!*points)
            *points = lower_own_points(lower, indicator, lowered, concluding);
        leave(lower, place);
    }
    return *points;
}

const TcSym *tc_lower_max_points(TcLower *lower, uint32_t indicator)
{
    TcLoweredIndicator *lowered = &lower->indicators[indicator];
    const TcNode *maximum = indicator_at(lower, indicator)->max_points;
    tc_lower_indicator(lower, indicator);
    const bool concluding = lower->concluding;
    const TcSym **found = &lowered->max_points[concluding];
    if (!*found) {
        mpq_t value;
        mpq_init(value);
        Place place = enter(lower, indicator);
        const TcSym *stated =
            maximum ? tc_lower_expr(lower, maximum) : tc_sym_integer(lower->syms, 0);
        if (tc_sym_constant(stated, value))
            *found = points_by_outcome(lower, lowered->outcome, value, value);
        else
            *found = zero_unless(lower, applies(lower, lowered, concluding), stated);
        leave(lower, place);
        mpq_clear(value);
    }
    return *found;
}

/* --- giá trị, mức yêu cầu, điểm, điểm tối đa -------------------------------------------------- */

static const TcSym *own_level(TcLower *lower, uint32_t indicator)
{
    TcLoweredIndicator *lowered = &lower->indicators[indicator];
    const TcRequirement *required = &indicator_at(lower, indicator)->required;
    if (!lowered->level) {
        Place place = enter(lower, indicator);
        lowered->level =
            required->content ? tc_lower_level(lower, required) : tc_sym_undefined(lower->syms);
        leave(lower, place);
    }
    return lowered->level;
}

/* Inside its own clauses điểm tối đa is the number stated, whether the indicator applies or not. */
static const TcSym *own_maximum(TcLower *lower, uint32_t indicator)
{
    const TcNode *maximum = indicator_at(lower, indicator)->max_points;
    return maximum ? tc_lower_expr(lower, maximum) : tc_sym_integer(lower->syms, 0);
}

const TcSym *tc_lower_own(TcLower *lower, const TcNode *node)
{
    bool own = node->n == 0;
    uint32_t indicator = own ? lower->self : node->items[0]->ref.index;
    if (indicator >= lower->model->n_indicators)
        return tc_sym_undefined(lower->syms);
    switch ((TcOwn)node->sub) {
    case TC_OWN_VALUE: {
        if (lower->in_file)
            return value_or_nothing(lower, indicator_at(lower, indicator)->value);
        /* While its own clauses are lowered the value stands ready. */
        const TcLoweredIndicator *lowered =
            own ? &lower->indicators[indicator] : tc_lower_indicator(lower, indicator);
        const TcSym *value = own && lowered->own_value ? lowered->own_value : lowered->value;
        return value ? value : tc_sym_undefined(lower->syms);
    }
    case TC_OWN_LEVEL:
        return own_level(lower, indicator);
    case TC_OWN_POINTS:
        return tc_lower_points(lower, indicator);
    case TC_OWN_MAX_POINTS:
        return own ? own_maximum(lower, indicator) : tc_lower_max_points(lower, indicator);
    }
    return tc_sym_undefined(lower->syms);
}

/* --- conclusions ------------------------------------------------------------------------------ */

uint32_t tc_lower_criterion(TcLower *lower, uint32_t criterion)
{
    if (lower->criteria[criterion] == TC_NO_NODE) {
        const TcGroup *group = &lower->model->criteria[criterion];
        g_autofree uint32_t *inputs = g_new(uint32_t, group->n_indicators + 1);
        uint32_t n = 0;
        for (uint32_t i = 0; i < group->n_indicators; i++) {
            const TcIndicator *indicator = indicator_at(lower, group->indicators[i]);
            if (indicator->judged && !indicator->encouraged)
                inputs[n++] = tc_lower_outcome(lower, group->indicators[i]);
        }
        lower->criteria[criterion] =
            tc_build_simple(lower->builder, TC_PLAN_CRITERION, 0, criterion, inputs, n);
    }
    return lower->criteria[criterion];
}

uint32_t tc_lower_verdict(TcLower *lower, uint32_t verdict)
{
    if (lower->verdicts[verdict] == TC_NO_NODE) {
        Place place = enter(lower, TC_NO_PART);
        lower->verdicts[verdict] =
            tc_lower_condition(lower, lower->model->verdicts[verdict].met_when);
        leave(lower, place);
    }
    return lower->verdicts[verdict];
}

uint32_t tc_lower_grade(TcLower *lower, uint32_t grade)
{
    if (lower->grades[grade] == TC_NO_NODE) {
        Place place = enter(lower, TC_NO_PART);
        lower->grades[grade] = tc_sym_to_labels(
            lower->syms, tc_lower_expr(lower, lower->model->grades[grade].content), grade);
        leave(lower, place);
    }
    return lower->grades[grade];
}

/* A conclusion: it sees an undefined indicator both ways, so its bounds are those of the node. */
void tc_lower_ranking(TcLower *lower, uint32_t ranking)
{
    const TcRanking *stated = &lower->model->rankings[ranking];
    TcPlanRanking *lowered = &lower->plan->rankings[ranking];
    Place place = enter(lower, TC_NO_PART);
    lowered->not_applicable = stated->not_applicable_when
                                  ? tc_lower_condition(lower, stated->not_applicable_when)
                                  : tc_build_truth(lower->builder, TC_IS_FALSE);
    lowered->value.node = tc_sym_to_number(lower->syms, tc_lower_expr(lower, stated->by));
    leave(lower, place);
}
