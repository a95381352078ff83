/* The reference evaluator: names, indicators, their states and points. */
#include "exec/reference_internal.h"

#include <string.h>
#include "base/date.h"

/* Where expressions stand deeper in each other than one of them can be, the parts are evaluated
 * bottom up first, so a long chain of definitions does not become a deep recursion. */
enum { MAX_DEPTH = TC_TREE_MAX_DEPTH };

typedef struct {
    uint64_t epoch;
    TcRefResolution *resolution;
    const TcSupposed *const *supposed;
} Context;

/* Indicators are what the rule makes of the row, whatever a conclusion supposes of them. */
static Context leave_resolution(TcReference *reference)
{
    Context context = {reference->epoch, reference->resolution, reference->supposed};
    reference->epoch = reference->row_epoch;
    reference->resolution = NULL;
    reference->supposed = NULL;
    return context;
}

static void enter_again(TcReference *reference, Context context)
{
    reference->epoch = context.epoch;
    reference->resolution = context.resolution;
    reference->supposed = context.supposed;
}

static void definition(TcReference *reference, uint32_t index, TcValue *result);

static void evaluate_step(TcReference *reference, const TcStep *step, TcValue *ignored)
{
    if (step->kind == TC_REF_DEFINITION) {
        definition(reference, step->index, ignored);
    } else if (step->kind == TC_REF_INDICATOR) {
        tc_ref_indicator_state(reference, step->index);
        tc_ref_points(reference, step->index, ignored);
    } else if (step->kind == TC_REF_VERDICT) {
        tc_ref_verdict(reference, step->index);
    }
}

static void evaluate_in_order(TcReference *reference)
{
    TcValue ignored;
    tc_value_init(&ignored);
    TcRefMark *outer = reference->reading;
    reference->in_order = true;
    reference->reading = NULL;
    for (uint32_t i = 0; i < reference->model->n_steps; i++)
        evaluate_step(reference, &reference->model->steps[i], &ignored);
    reference->reading = outer;
    reference->in_order = false;
    tc_value_clear(&ignored);
}

/* Before a part is evaluated that is not remembered. */
static void begin_part(TcReference *reference)
{
    if (reference->depth > MAX_DEPTH && !reference->in_order)
        evaluate_in_order(reference);
}

/* Does @slot hold an answer? It is copied to @result then. */
static bool remembered(TcReference *reference, const TcRefSlot *slot, TcValue *result)
{
    if (!tc_ref_holds(reference, &slot->mark))
        return false;
    tc_value_copy(result, &slot->value);
    return true;
}

static void remember(TcReference *reference, TcRefSlot *slot, const TcValue *result,
                     TcRefMark *outer)
{
    tc_ref_end(reference, &slot->mark, outer);
    tc_value_copy(&slot->value, result);
}

static void let_value(TcReference *reference, TcRefSlot *slot, const TcNode *node, TcValue *result)
{
    if (remembered(reference, slot, result))
        return;
    begin_part(reference);
    TcRefMark *outer = tc_ref_begin(reference, &slot->mark);
    tc_ref_expression(reference, node, TC_NO_PART, result);
    remember(reference, slot, result, outer);
}

static void definition(TcReference *reference, uint32_t index, TcValue *result)
{
    let_value(reference, &reference->memo->definitions[index],
              reference->model->definitions[index].value, result);
}

static void cell(TcReference *reference, uint32_t column, TcValue *result)
{
    tc_ref_reads(reference, column);
    bool open = reference->known && !reference->known[column];
    if (open && reference->memo == &reference->in_file)
        tc_value_undefine(result, TC_WHY_LITERAL);
    else
        tc_value_copy(result, &reference->cells[column]);
}

static void year_judged(const TcReference *reference, TcValue *result)
{
    int year, month, day;
    tc_date_to_ymd(reference->run.date_judged, &year, &month, &day);
    tc_value_set_integer(result, year);
}

static TcTruth met_and_applies(TcRefState state)
{
    return tc_truth_and(state.applies, state.met);
}

void tc_ref_name(TcReference *reference, const TcNode *node, TcValue *result)
{
    const uint32_t index = node->ref.index;
    if (node->ref.kind == TC_REF_COLUMN)
        cell(reference, index, result);
    else if (node->ref.kind == TC_REF_DEFINITION)
        definition(reference, index, result);
    else if (node->ref.kind == TC_REF_PARAMETER)
        let_value(reference, &reference->memo->parameters[index],
                  reference->model->parameters[index].value, result);
    else if (node->ref.kind == TC_REF_INDICATOR)
        tc_ref_value_of(reference, index, result);
    else if (node->ref.kind == TC_REF_VERDICT)
        tc_value_set_truth(result, tc_ref_verdict(reference, index), TC_WHY_STATE);
    else if (node->ref.kind == TC_REF_CRITERION)
        tc_value_set_truth(result, met_and_applies(tc_ref_criterion(reference, index)),
                           TC_WHY_STATE);
    else if (node->ref.kind == TC_REF_GRADE)
        tc_ref_grade(reference, index, result);
    else if (node->ref.kind == TC_REF_DATE_JUDGED)
        tc_value_set_day(result, reference->run.date_judged);
    else if (node->ref.kind == TC_REF_YEAR_JUDGED)
        year_judged(reference, result);
    else
        g_assert_not_reached();
}

bool tc_ref_is_known(TcReference *reference, const TcNode *node, uint32_t self)
{
    TcRefMemo *memo = reference->memo;
    TcValue value;
    tc_value_init(&value);
    reference->memo = &reference->in_file;
    tc_ref_expression(reference, node, self, &value);
    reference->memo = memo;
    tc_value_clear(&value);
    return value.defined;
}

/* Indicators. */

void tc_ref_value_of(TcReference *reference, uint32_t indicator, TcValue *result)
{
    const Context context = leave_resolution(reference);
    TcRefSlot *slot = &reference->memo->values[indicator];
    const TcNode *node = reference->model->indicators[indicator].value;
    if (!remembered(reference, slot, result)) {
        begin_part(reference);
        TcRefMark *outer = tc_ref_begin(reference, &slot->mark);
        if (node)
            tc_ref_expression(reference, node, indicator, result);
        else
            tc_value_undefine(result, TC_WHY_NO_CASE);
        slot->mark.steady = true; /* no resolution is seen from here */
        remember(reference, slot, result, outer);
    }
    enter_again(reference, context);
}

/* Is the unit of the row, as far as it is told, outside the indicator's lists? */
static bool excluded(const TcReference *reference, const TcIndicator *indicator)
{
    return tc_unit_is_left_out(&indicator->only_for, &indicator->not_for, &reference->unit);
}

static TcTruth applies(TcReference *reference, uint32_t index)
{
    const TcIndicator *indicator = &reference->model->indicators[index];
    if (excluded(reference, indicator))
        return TC_TRUTH_NO;
    if (!indicator->not_applicable_when)
        return TC_TRUTH_YES;
    return tc_truth_not(tc_ref_condition(reference, indicator->not_applicable_when, index));
}

/* R11: has the evidence that the rule asks for been accepted? */
static TcTruth accepted(TcReference *reference, uint32_t index)
{
    const uint32_t column = reference->model->indicators[index].appraisal;
    if (!reference->run.appraisals || column == TC_NO_PART)
        return TC_TRUTH_YES;
    tc_ref_reads(reference, column);
    if (reference->memo == &reference->in_file && reference->known && !reference->known[column])
        return TC_TRUTH_OPEN;
    return tc_value_truth(&reference->cells[column]);
}

static bool is_asked(const TcRequirement *requirement)
{
    return requirement->content || requirement->n_excepts > 0;
}

static TcTruth requirement_met(TcReference *reference, uint32_t index)
{
    TcValue subject, result;
    tc_value_init(&subject);
    tc_value_init(&result);
    tc_ref_value_of(reference, index, &subject);
    tc_ref_requirement(reference, &reference->model->indicators[index].required,
                       &(TcRefScope){.self = index, .subject = &subject}, &result);
    TcTruth met = tc_value_truth(&result);
    tc_value_clear(&result);
    tc_value_clear(&subject);
    return met;
}

static TcTruth figures_met(TcReference *reference, uint32_t index)
{
    const TcIndicator *indicator = &reference->model->indicators[index];
    TcTruth met = TC_TRUTH_YES;
    if (is_asked(&indicator->required))
        met = requirement_met(reference, index);
    if (indicator->met_when)
        met = tc_truth_and(met, tc_ref_condition(reference, indicator->met_when, index));
    return met;
}

static TcRefState judge(TcReference *reference, uint32_t index)
{
    TcRefState state = {applies(reference, index), TC_TRUTH_YES};
    if (reference->model->indicators[index].judged && state.applies != TC_TRUTH_NO)
        state.met = tc_truth_and(figures_met(reference, index), accepted(reference, index));
    return state;
}

TcRefState tc_ref_indicator_state(TcReference *reference, uint32_t indicator)
{
    const Context context = leave_resolution(reference);
    TcRefStateSlot *slot = &reference->memo->states[indicator];
    if (!tc_ref_holds(reference, &slot->mark)) {
        begin_part(reference);
        TcRefMark *outer = tc_ref_begin(reference, &slot->mark);
        slot->state = judge(reference, indicator);
        slot->mark.steady = true; /* no resolution is seen from here */
        tc_ref_end(reference, &slot->mark, outer);
    }
    TcRefState state = slot->state;
    enter_again(reference, context);
    return state;
}

static unsigned possible_outcomes(TcRefState state)
{
    unsigned possible = state.applies != TC_TRUTH_YES ? TC_OUT_NOT_APPLICABLE : 0;
    if (state.applies != TC_TRUTH_NO && state.met != TC_TRUTH_NO)
        possible |= TC_OUT_MET;
    if (state.applies != TC_TRUTH_NO && state.met != TC_TRUTH_YES)
        possible |= TC_OUT_NOT_MET;
    return possible;
}

/* The state chosen for @indicator in this resolution; its first possible one if it is new there. */
static TcRefState resolved(TcRefResolution *resolution, uint32_t indicator, TcRefState state)
{
    uint32_t i = 0;
    while (i < resolution->n && resolution->choices[i].indicator != indicator)
        i++;
    if (i == TC_REFERENCE_MAX_UNDEFINED) {
        resolution->overflow = true;
        return state;
    }
    if (i == resolution->n) {
        unsigned possible = possible_outcomes(state);
        resolution->choices[i].indicator = indicator;
        resolution->choices[i].possible = (uint8_t)possible;
        resolution->choices[i].chosen = (uint8_t)(possible & (~possible + 1));
        resolution->n++;
    }
    unsigned chosen = resolution->choices[i].chosen;
    return (TcRefState){chosen == TC_OUT_NOT_APPLICABLE ? TC_TRUTH_NO : TC_TRUTH_YES,
                        chosen == TC_OUT_NOT_MET ? TC_TRUTH_NO : TC_TRUTH_YES};
}

/* With chốt số liệu, whatever is open on that day counts as not met (R20). */
static bool closed_as_not_met(const TcReference *reference, uint32_t indicator, bool open)
{
    if (!reference->run.closed)
        return false;
    if (!reference->labels)
        return open;
    const uint8_t label = reference->labels[indicator];
    return label == TC_LABEL_DATA_MISSING || label == TC_LABEL_AWAITS_APPRAISAL ||
           label == TC_LABEL_RULE_SILENT;
}

/* NULL: nothing is supposed of it. */
static const TcSupposed *supposed_of(const TcReference *reference, uint32_t indicator)
{
    return reference->supposed ? reference->supposed[indicator] : NULL;
}

TcRefState tc_ref_indicator_seen(TcReference *reference, uint32_t indicator)
{
    const TcSupposed *supposed = supposed_of(reference, indicator);
    if (supposed && supposed->has_state)
        return (TcRefState){supposed->applies, supposed->met};
    TcRefState state = tc_ref_indicator_state(reference, indicator);
    unsigned possible = possible_outcomes(state);
    bool open = (possible & (possible - 1)) != 0;
    if (open)
        tc_ref_is_unsteady(reference);
    if (closed_as_not_met(reference, indicator, open))
        return (TcRefState){TC_TRUTH_YES, TC_TRUTH_NO};
    if (open && reference->resolution)
        return resolved(reference->resolution, indicator, state);
    return state;
}

/* Points. */

static void optional(TcReference *reference, const TcNode *node, uint32_t index, TcValue *result)
{
    if (node)
        tc_ref_expression(reference, node, index, result);
    else
        tc_value_set_integer(result, 0);
}

static void points_of_state(TcReference *reference, uint32_t index, TcTruth met, TcValue *result)
{
    const TcIndicator *indicator = &reference->model->indicators[index];
    if (met == TC_TRUTH_NO || !indicator->judged)
        tc_value_set_integer(result, 0);
    else
        optional(reference, indicator->max_points, index, result);
    if (met == TC_TRUTH_OPEN && !tc_value_is_zero(result))
        tc_value_undefine(result, TC_WHY_STATE);
}

/* Nothing if the indicator does not apply or its evidence is refused. */
static void granted(TcTruth grant, TcValue *earned)
{
    if (grant == TC_TRUTH_NO)
        tc_value_set_integer(earned, 0);
    else if (grant == TC_TRUTH_OPEN && !tc_value_is_zero(earned))
        tc_value_undefine(earned, TC_WHY_STATE);
}

/* Met means met and accepted, also where a conclusion only supposes it. */
static TcTruth grant_of(TcReference *reference, uint32_t index, TcRefState state)
{
    bool supposed = reference->model->indicators[index].judged && state.met == TC_TRUTH_YES;
    TcTruth evidence = supposed ? TC_TRUTH_YES : accepted(reference, index);
    return tc_truth_and(state.applies, evidence);
}

static void earn(TcReference *reference, uint32_t index, TcValue *result)
{
    const TcIndicator *indicator = &reference->model->indicators[index];
    TcRefState state = tc_ref_indicator_seen(reference, index);
    TcTruth grant = grant_of(reference, index, state);
    if (grant == TC_TRUTH_NO)
        tc_value_set_integer(result, 0);
    else if (indicator->points)
        tc_ref_expression(reference, indicator->points, index, result);
    else
        points_of_state(reference, index, state.met, result);
    granted(grant, result);
}

const TcValue *tc_ref_points_of(TcReference *reference, uint32_t indicator)
{
    const TcSupposed *supposed = supposed_of(reference, indicator);
    TcRefSlot *slot = &reference->memo->points[indicator];
    if (supposed && supposed->points.defined)
        return &supposed->points;
    if (!tc_ref_holds(reference, &slot->mark)) {
        TcValue found;
        tc_value_init(&found);
        begin_part(reference);
        TcRefMark *outer = tc_ref_begin(reference, &slot->mark);
        earn(reference, indicator, &found);
        remember(reference, slot, &found, outer);
        tc_value_clear(&found);
    }
    return &slot->value;
}

void tc_ref_points(TcReference *reference, uint32_t indicator, TcValue *result)
{
    tc_value_copy(result, tc_ref_points_of(reference, indicator));
}

void tc_ref_max_points(TcReference *reference, uint32_t indicator, TcValue *result)
{
    optional(reference, reference->model->indicators[indicator].max_points, indicator, result);
    granted(tc_ref_indicator_seen(reference, indicator).applies, result);
}

static void level_of(TcReference *reference, uint32_t index, TcValue *result)
{
    TcValue subject;
    tc_value_init(&subject);
    tc_ref_requirement(reference, &reference->model->indicators[index].required,
                       &(TcRefScope){.self = index, .subject = &subject, .level = true}, result);
    tc_value_clear(&subject);
}

void tc_ref_own(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    const uint32_t index = node->n > 0 ? node->items[0]->ref.index : self;
    switch ((TcOwn)node->sub) {
    case TC_OWN_VALUE:
        tc_ref_value_of(reference, index, result);
        return;
    case TC_OWN_LEVEL:
        level_of(reference, index, result);
        return;
    case TC_OWN_POINTS:
        tc_ref_points(reference, index, result);
        return;
    case TC_OWN_MAX_POINTS:
        optional(reference, reference->model->indicators[index].max_points, index, result);
        return;
    }
    g_assert_not_reached();
}
