/* The reference evaluator: what is asked of several indicators: counts, states, criteria,
 * and the conclusions that rest on them. */
#include "exec/reference_internal.h"

static bool is_counted(const TcIndicator *indicator)
{
    return indicator->judged && !indicator->encouraged;
}

static bool passes(const TcIndicator *indicator, TcFilter filter)
{
    if (filter == TC_FILTER_MANDATORY)
        return indicator->mandatory;
    return filter == TC_FILTER_ANY || indicator->elective;
}

/* thiếu số liệu and chờ thẩm định are asked of the file; on a row without open cells nothing is
 * missing, and an appraisal is awaited where only it keeps the state open. */
static TcTruth is_labelled(TcReference *reference, uint32_t indicator, TcLabel label)
{
    if (reference->labels)
        return reference->labels[indicator] == label ? TC_TRUTH_YES : TC_TRUTH_NO;
    const TcSchema *schema = &reference->model->schema;
    for (uint32_t i = 0; reference->known && i < schema->n_columns; i++) {
        tc_ref_reads(reference, i);
        if (!reference->known[i])
            return TC_TRUTH_OPEN;
    }
    return TC_TRUTH_NO;
}

/* What a state answers: the table of semantics.md 7.3. */
static TcTruth answer(TcReference *reference, uint32_t index, TcRefState seen, TcState asked)
{
    bool judged = index == TC_NO_PART || reference->model->indicators[index].judged;
    switch (asked) {
    case TC_STATE_MET:
        return judged ? tc_truth_and(seen.applies, seen.met) : TC_TRUTH_OPEN;
    case TC_STATE_NOT_MET:
        return judged ? tc_truth_and(seen.applies, tc_truth_not(seen.met)) : TC_TRUTH_OPEN;
    case TC_STATE_NOT_APPLICABLE:
        return tc_truth_not(seen.applies);
    case TC_STATE_APPLICABLE:
        return seen.applies;
    case TC_STATE_MISSING:
    case TC_STATE_AWAITS:
        if (index == TC_NO_PART)
            return TC_TRUTH_OPEN;
        return is_labelled(reference, index,
                           asked == TC_STATE_MISSING ? TC_LABEL_DATA_MISSING
                                                     : TC_LABEL_AWAITS_APPRAISAL);
    case TC_N_STATES:
        break;
    }
    g_assert_not_reached();
}

/* R15: met if none that applies is not met; not applicable if none applies. */
TcRefState tc_ref_criterion(TcReference *reference, uint32_t criterion)
{
    const TcGroup *group = &reference->model->criteria[criterion];
    TcRefState state = {TC_TRUTH_NO, TC_TRUTH_YES};
    for (uint32_t i = 0; i < group->n_indicators; i++) {
        const uint32_t index = group->indicators[i];
        if (!is_counted(&reference->model->indicators[index]))
            continue;
        TcRefState one = tc_ref_indicator_seen(reference, index);
        state.applies = tc_truth_or(state.applies, one.applies);
        state.met = tc_truth_and(state.met, tc_truth_or(tc_truth_not(one.applies), one.met));
    }
    return state;
}

TcTruth tc_ref_state(TcReference *reference, const TcNode *node, uint32_t self)
{
    const TcNode *part = node->n > 0 ? node->items[0] : NULL;
    const TcState asked = (TcState)node->sub;
    if (part && part->ref.kind == TC_REF_VERDICT) {
        TcTruth met = tc_ref_verdict(reference, part->ref.index);
        return answer(reference, TC_NO_PART, (TcRefState){TC_TRUTH_YES, met}, asked);
    }
    if (part && part->ref.kind == TC_REF_CRITERION)
        return answer(reference, TC_NO_PART, tc_ref_criterion(reference, part->ref.index), asked);
    const uint32_t index = part ? part->ref.index : self;
    return answer(reference, index, tc_ref_indicator_seen(reference, index), asked);
}

/* How many indicators are surely, and how many perhaps, in the state asked for; and applicable. */
typedef struct {
    int64_t in, in_perhaps, applicable, applicable_perhaps, all;
} Tally;

static void tally_one(TcReference *reference, uint32_t index, TcRefState seen, TcState asked,
                      Tally *tally)
{
    TcTruth in = answer(reference, index, seen, asked);
    tally->all++;
    tally->in += in == TC_TRUTH_YES;
    tally->in_perhaps += in != TC_TRUTH_NO;
    tally->applicable += seen.applies == TC_TRUTH_YES;
    tally->applicable_perhaps += seen.applies != TC_TRUTH_NO;
}

static Tally tally_criteria(TcReference *reference, const TcNode *part, TcState asked)
{
    Tally result = {0};
    for (uint32_t i = 0; i < reference->model->n_criteria; i++) {
        if (!part || part->ref.kind != TC_REF_GROUP ||
            reference->model->criteria[i].group == part->ref.index)
            tally_one(reference, TC_NO_PART, tc_ref_criterion(reference, i), asked, &result);
    }
    return result;
}

static Tally tally(TcReference *reference, const TcNode *node, const TcNode *part, TcState asked)
{
    Tally result = {0};
    const TcFilter filter = TC_COUNT_FILTER(node->sub);
    if (filter == TC_FILTER_CRITERIA)
        return tally_criteria(reference, part, asked);
    const TcMembers members = tc_model_members(reference->model, part ? part->ref.kind : TC_REF_SET,
                                               part ? part->ref.index : 0);
    for (uint32_t i = 0; i < members.n; i++) {
        const uint32_t index = tc_member(&members, i);
        const TcIndicator *indicator = &reference->model->indicators[index];
        if (is_counted(indicator) && passes(indicator, filter))
            tally_one(reference, index, tc_ref_indicator_seen(reference, index), asked, &result);
    }
    return result;
}

/* R16: all are met means that none is not met; "all are not applicable" means just that. */
static TcTruth none_in(const Tally *others)
{
    if (others->in > 0)
        return TC_TRUTH_NO;
    return others->in_perhaps > 0 ? TC_TRUTH_OPEN : TC_TRUTH_YES;
}

static TcTruth all_are(TcReference *reference, const TcNode *node, const TcNode *part)
{
    const TcState asked = TC_COUNT_STATE(node->sub);
    Tally others;
    if (asked == TC_STATE_MET || asked == TC_STATE_NOT_MET) {
        others =
            tally(reference, node, part, asked == TC_STATE_MET ? TC_STATE_NOT_MET : TC_STATE_MET);
    } else {
        Tally counted = tally(reference, node, part, asked);
        others =
            (Tally){.in = counted.all - counted.in_perhaps, .in_perhaps = counted.all - counted.in};
    }
    return none_in(&others);
}

/* Compares a count between @low and @high with @limit. */
static TcTruth compare_count(TcOperator wanted, int64_t low, int64_t high, const TcValue *limit)
{
    TcValue count;
    tc_value_init(&count);
    tc_value_set_integer(&count, low);
    TcTruth at_low = tc_value_compare(wanted, &count, limit);
    TcTruth truth = at_low;
    for (int64_t i = low + 1; i <= high && truth != TC_TRUTH_OPEN; i++) {
        tc_value_set_integer(&count, i);
        if (tc_value_compare(wanted, &count, limit) != at_low)
            truth = TC_TRUTH_OPEN;
    }
    tc_value_clear(&count);
    return truth;
}

static void limited(TcReference *reference, const TcNode *node, const TcNode *part, uint32_t self,
                    TcValue *result)
{
    const TcQuantity quantity = TC_COUNT_QUANTITY(node->sub);
    Tally counted = tally(reference, node, part, TC_COUNT_STATE(node->sub));
    TcOperator wanted = quantity == TC_COUNT_AT_LEAST  ? TC_OP_GE
                        : quantity == TC_COUNT_AT_MOST ? TC_OP_LE
                                                       : TC_OP_EQ;
    tc_ref_expression(reference, node->items[0], self, result);
    tc_value_set_truth(result, compare_count(wanted, counted.in, counted.in_perhaps, result),
                       TC_WHY_STATE);
}

static void count_or_share(const Tally *counted, bool share, TcValue *result)
{
    TcValue applicable;
    if (counted->in != counted->in_perhaps ||
        (share && counted->applicable != counted->applicable_perhaps)) {
        tc_value_undefine(result, TC_WHY_STATE);
        return;
    }
    tc_value_set_integer(result, counted->in);
    if (!share)
        return;
    tc_value_init(&applicable);
    tc_value_set_integer(&applicable, counted->applicable);
    tc_value_compute(TC_OP_DIV, result, &applicable, result);
    if (!result->defined)
        tc_value_undefine(result, TC_WHY_EMPTY);
    tc_value_clear(&applicable);
}

void tc_ref_count(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    const TcQuantity quantity = TC_COUNT_QUANTITY(node->sub);
    const bool has_limit = quantity == TC_COUNT_AT_LEAST || quantity == TC_COUNT_AT_MOST ||
                           quantity == TC_COUNT_EXACTLY;
    const TcNode *part = node->n > has_limit ? node->items[has_limit] : NULL;
    if (has_limit) {
        limited(reference, node, part, self, result);
    } else if (quantity == TC_COUNT_ALL) {
        tc_value_set_truth(result, all_are(reference, node, part), TC_WHY_STATE);
    } else {
        Tally counted = tally(reference, node, part, TC_COUNT_STATE(node->sub));
        count_or_share(&counted, quantity == TC_COUNT_SHARE, result);
    }
}

/* Conclusions, in the present resolution. */

static const TcValue *concluded(TcReference *reference, TcRefSlot *slot, const TcNode *node)
{
    if (!tc_ref_holds(reference, &slot->mark)) {
        TcRefMark *outer = tc_ref_begin(reference, &slot->mark);
        tc_ref_expression(reference, node, TC_NO_PART, &slot->value);
        tc_ref_end(reference, &slot->mark, outer);
    }
    return &slot->value;
}

TcTruth tc_ref_verdict(TcReference *reference, uint32_t verdict)
{
    return tc_value_truth(concluded(reference, &reference->memo->verdicts[verdict],
                                    reference->model->verdicts[verdict].met_when));
}

void tc_ref_grade(TcReference *reference, uint32_t grade, TcValue *result)
{
    tc_value_copy(result, concluded(reference, &reference->memo->grades[grade],
                                    reference->model->grades[grade].content));
}
