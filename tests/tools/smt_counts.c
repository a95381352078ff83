/* What is asked of several parts: before, their states and points; after, criteria, counts, totals
 * (semantics.md 7.3). */
#include "tools/smt_internal.h"

static bool is_counted(const TcIndicator *indicator)
{
    return indicator->judged && !indicator->encouraged;
}

static bool passes(const TcIndicator *indicator, TcFilter filter)
{
    return filter == TC_FILTER_MANDATORY  ? indicator->mandatory
           : filter == TC_FILTER_ELECTIVE ? indicator->elective
                                          : true;
}

/* --- states ----------------------------------------------------------------------------------- */

/* Of a complete row nothing is missing, nothing awaited. */
static TcSmtTruth answer(TcSmtSet *set, bool judged, TcSmtState seen, TcState asked)
{
    switch (asked) {
    case TC_STATE_MET:
        if (judged)
            return tc_smt_both(set->smt, seen.applies, seen.met);
        break;
    case TC_STATE_NOT_MET:
        if (judged)
            return tc_smt_both(set->smt, seen.applies, tc_smt_opposite(seen.met));
        break;
    case TC_STATE_NOT_APPLICABLE:
        return tc_smt_opposite(seen.applies);
    case TC_STATE_APPLICABLE:
        return seen.applies;
    default:
        return tc_smt_constant(false);
    }
    return (TcSmtTruth){"false", "false"};
}

TcSmtState tc_smt_criterion(TcSmtSet *set, uint32_t criterion)
{
    TcSmt *smt = set->smt;
    const TcGroup *group = &set->model->criteria[criterion];
    TcSmtState state = {tc_smt_constant(false), tc_smt_constant(true)};
    for (uint32_t i = 0; i < group->n_indicators; i++) {
        if (!is_counted(&set->model->indicators[group->indicators[i]]))
            continue;
        const TcSmtState one = tc_smt_seen(set, group->indicators[i]);
        const TcSmtTruth fine = tc_smt_either(smt, tc_smt_opposite(one.applies), one.met);
        state.applies = tc_smt_either(smt, state.applies, one.applies);
        state.met = tc_smt_both(smt, state.met, fine);
    }
    return state;
}

TcSmtTruth tc_smt_state(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    const TcNode *part = node->n > 0 ? node->items[0] : NULL;
    const uint32_t index = part ? part->ref.index : self;
    const TcState asked = (TcState)node->sub;
    TcSmtState seen;
    if (part && part->ref.kind == TC_REF_VERDICT) {
        const TcSmtValue met = tc_smt_conclusion(set, TC_SMT_VERDICT, index);
        seen = (TcSmtState){tc_smt_constant(true), tc_smt_truth(set->smt, &met)};
        return answer(set, true, seen, asked);
    }
    if (part && part->ref.kind == TC_REF_CRITERION)
        return answer(set, true, tc_smt_criterion(set, index), asked);
    seen = tc_smt_seen(set, index);
    return answer(set, set->model->indicators[index].judged, seen, asked);
}

/* --- counts ----------------------------------------------------------------------------------- */

/* The members that are counted, in the state asked for and applicable. Returns: (transfer full) of
 * TcSmtState, `met` being the former. */
static GArray *counted(TcSmtSet *set, const TcNode *node, const TcNode *part, TcState asked)
{
    GArray *members = g_array_new(FALSE, FALSE, sizeof(TcSmtState));
    const TcModel *model = set->model;
    const TcFilter filter = TC_COUNT_FILTER(node->sub);
    const bool criteria = filter == TC_FILTER_CRITERIA;
    const TcRefKind kind = part ? part->ref.kind : TC_REF_SET;
    const TcMembers all = tc_model_members(model, kind, part ? part->ref.index : 0);
    for (uint32_t i = 0; i < (criteria ? model->n_criteria : all.n); i++) {
        const uint32_t index = criteria ? i : tc_member(&all, i);
        const TcIndicator *indicator = criteria ? NULL : &model->indicators[index];
        if (criteria && kind == TC_REF_GROUP && model->criteria[i].group != part->ref.index)
            continue;
        if (indicator && !(is_counted(indicator) && passes(indicator, filter)))
            continue;
        const TcSmtState seen = indicator ? tc_smt_seen(set, index) : tc_smt_criterion(set, index);
        const TcSmtState one = {seen.applies, answer(set, true, seen, asked)};
        g_array_append_val(members, one);
    }
    return members;
}

/* All are met: none is not met; "all do not apply" is just that. */
static TcSmtTruth all_are(TcSmtSet *set, const TcNode *node, const TcNode *part)
{
    const TcState asked = TC_COUNT_STATE(node->sub);
    const bool judged = asked == TC_STATE_MET || asked == TC_STATE_NOT_MET;
    const TcState other = asked == TC_STATE_MET ? TC_STATE_NOT_MET : TC_STATE_MET;
    g_autoptr(GArray) members = counted(set, node, part, judged ? other : asked);
    TcSmtTruth all = tc_smt_constant(true);
    for (guint i = 0; i < members->len; i++) {
        const TcSmtTruth one = g_array_index(members, TcSmtState, i).met;
        all = tc_smt_both(set->smt, all, judged ? tc_smt_opposite(one) : one);
    }
    return all;
}

/* How many surely and perhaps are in the state asked for, and apply. */
typedef struct {
    const char *in, *in_perhaps, *applicable, *applicable_perhaps;
} Tally;

static Tally tally_of(TcSmtSet *set, const TcNode *node, const TcNode *part)
{
    TcSmt *smt = set->smt;
    Tally tally = {"0.0", "0.0", "0.0", "0.0"};
    g_autoptr(GArray) members = counted(set, node, part, TC_COUNT_STATE(node->sub));
    for (guint i = 0; i < members->len; i++) {
        const TcSmtState *one = &g_array_index(members, TcSmtState, i);
        const char *may_apply = tc_smt_not(smt, one->applies.no);
        tally.in = tc_smt_more(smt, tally.in, one->met.yes);
        tally.in_perhaps = tc_smt_more(smt, tally.in_perhaps, tc_smt_not(smt, one->met.no));
        tally.applicable = tc_smt_more(smt, tally.applicable, one->applies.yes);
        tally.applicable_perhaps = tc_smt_more(smt, tally.applicable_perhaps, may_apply);
    }
    return tally;
}

/* A count between two ends against a limit. */
static TcSmtTruth limited(TcSmtSet *set, const TcNode *node, const TcNode *part, uint32_t self)
{
    TcSmt *smt = set->smt;
    const TcQuantity quantity = TC_COUNT_QUANTITY(node->sub);
    const Tally tally = tally_of(set, node, part);
    const TcSmtValue limit = tc_smt_expression(set, node->items[0], self);
    const TcSmtValue low = tc_smt_defined(TC_VALUE_NUMBER, tally.in);
    const TcSmtValue high = tc_smt_defined(TC_VALUE_NUMBER, tally.in_perhaps);
    const TcSmtTruth enough_low = tc_smt_compare(smt, TC_OP_GE, &low, &limit);
    const TcSmtTruth enough_high = tc_smt_compare(smt, TC_OP_GE, &high, &limit);
    const TcSmtTruth few_low = tc_smt_compare(smt, TC_OP_LE, &low, &limit);
    const TcSmtTruth few_high = tc_smt_compare(smt, TC_OP_LE, &high, &limit);
    set->lost |= limit.den || !tc_smt_is(limit.none, "false");
    if (quantity == TC_COUNT_AT_LEAST)
        return (TcSmtTruth){enough_low.yes, enough_high.no};
    if (quantity == TC_COUNT_AT_MOST)
        return (TcSmtTruth){few_high.yes, few_low.no};
    const char *whole = tc_smt_bool(smt, "(is_int %s)", limit.term);
    const char *outside = tc_smt_or(smt, enough_high.no, few_low.no);
    return (TcSmtTruth){
        tc_smt_and(smt, enough_low.yes, few_high.yes),
        tc_smt_and(smt, limit.defined, tc_smt_or(smt, outside, tc_smt_not(smt, whole)))};
}

static TcSmtValue number_or_share(TcSmtSet *set, const Tally *tally, bool share)
{
    TcSmt *smt = set->smt;
    TcSmtValue value = tc_smt_defined(TC_VALUE_NUMBER, tally->in);
    if (!tc_smt_is(tally->in, tally->in_perhaps))
        value.defined = tc_smt_bool(smt, "(= %s %s)", tally->in, tally->in_perhaps);
    if (!share)
        return value;
    TcSmtValue applicable = tc_smt_defined(TC_VALUE_NUMBER, tally->applicable);
    if (!tc_smt_is(tally->applicable, tally->applicable_perhaps))
        applicable.defined =
            tc_smt_bool(smt, "(= %s %s)", tally->applicable, tally->applicable_perhaps);
    return tc_smt_compute(set, TC_OP_DIV, &value, &applicable);
}

TcSmtValue tc_smt_count(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    const TcQuantity quantity = TC_COUNT_QUANTITY(node->sub);
    const bool has_limit = quantity == TC_COUNT_AT_LEAST || quantity == TC_COUNT_AT_MOST ||
                           quantity == TC_COUNT_EXACTLY;
    const TcNode *part = node->n > has_limit ? node->items[has_limit] : NULL;
    if (has_limit)
        return tc_smt_of_truth(set->smt, limited(set, node, part, self));
    if (quantity == TC_COUNT_ALL)
        return tc_smt_of_truth(set->smt, all_are(set, node, part));
    const Tally tally = tally_of(set, node, part);
    return number_or_share(set, &tally, quantity == TC_COUNT_SHARE);
}

/* --- totals ----------------------------------------------------------------------------------- */

/* Bonus and penalty have no part in a maximum; a group weighs in the total of the whole set. */
static TcSmtValue sum_of(TcSmtSet *set, bool maximum, TcRefKind kind, uint32_t index)
{
    const TcModel *model = set->model;
    const TcMembers members = tc_model_members(model, kind, index);
    TcSmtValue total = tc_smt_defined(TC_VALUE_NUMBER, "0.0");
    for (uint32_t i = 0; i < members.n; i++) {
        const uint32_t one = tc_member(&members, i);
        const TcIndicator *indicator = &model->indicators[one];
        const bool beside = indicator->bonus || indicator->penalty;
        const TcNode *weight = kind == TC_REF_SET && indicator->group != TC_NO_PART
                                   ? model->groups[indicator->group].weight
                                   : NULL;
        if (indicator->not_scored || (maximum && beside))
            continue;
        TcSmtValue points = maximum ? tc_smt_max_points(set, one) : tc_smt_part_points(set, one);
        if (weight) {
            const TcSmtValue by = tc_smt_expression(set, weight, TC_NO_PART);
            points = tc_smt_compute(set, TC_OP_MUL, &points, &by);
        }
        total = tc_smt_compute(set, indicator->penalty ? TC_OP_SUB : TC_OP_ADD, &total, &points);
    }
    return total;
}

TcSmtValue tc_smt_total(TcSmtSet *set, const TcNode *node)
{
    const TcNode *part = node->n > 0 ? node->items[0] : NULL;
    const TcRefKind kind = part ? part->ref.kind : TC_REF_SET;
    const uint32_t index = part ? part->ref.index : 0;
    if ((TcTotal)node->sub != TC_TOTAL_SHARE)
        return sum_of(set, (TcTotal)node->sub == TC_TOTAL_MAX, kind, index);
    const TcSmtValue points = sum_of(set, false, kind, index);
    const TcSmtValue maximum = sum_of(set, true, kind, index);
    return tc_smt_compute(set, TC_OP_DIV, &points, &maximum);
}
