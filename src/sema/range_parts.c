/* What totals and counts of indicators can be. See checker.h. */
#include "sema/checker.h"

static void set_ends(TcRange *range, unsigned long high, bool whole)
{
    range->has_low = range->has_high = true;
    mpq_set_ui(range->low, 0, 1);
    mpq_set_ui(range->high, high, 1);
    range->whole = whole;
}

/* Does @node (TOTAL, COUNT) speak of what stands in this group and criterion? */
static bool is_inside(const TcNode *node, uint32_t group, uint32_t criterion)
{
    if (node->ref.kind == TC_REF_SET)
        return true;
    return node->ref.index == (node->ref.kind == TC_REF_GROUP ? group : criterion);
}

/* --- counts ----------------------------------------------------------------------------------- */

static bool has_counted(const TcModel *model, const TcGroup *criterion)
{
    for (uint32_t i = 0; i < criterion->n_indicators; i++)
        if (tc_indicator_counts(&model->indicators[criterion->indicators[i]], TC_FILTER_ANY))
            return true;
    return false;
}

uint32_t tc_range_counted(const TcModel *model, const TcNode *count)
{
    TcFilter filter = TC_COUNT_FILTER(count->sub);
    uint32_t n = 0;
    if (filter == TC_FILTER_CRITERIA) {
        for (uint32_t i = 0; i < model->n_criteria; i++)
            n += is_inside(count, model->criteria[i].group, i) &&
                 has_counted(model, &model->criteria[i]);
        return n;
    }
    for (uint32_t i = 0; i < model->n_indicators; i++)
        n += is_inside(count, model->indicators[i].group, model->indicators[i].criterion) &&
             tc_indicator_counts(&model->indicators[i], filter);
    return n;
}

bool tc_range_count(const TcModel *model, const TcNode *count, TcRange *range)
{
    TcQuantity quantity = TC_COUNT_QUANTITY(count->sub);
    if (quantity == TC_COUNT_ALL)
        return false;
    set_ends(range, 1, false);
    if (quantity == TC_COUNT_SHARE)
        return true;
    set_ends(range, tc_range_counted(model, count), true);
    range->has_high = !model->entered_of; /* more are to be entered */
    return true;
}

/* --- totals ----------------------------------------------------------------------------------- */

/* Adds the maximum of @indicator to @sum, in a total of the whole set times its group's weight.
 * Returns: are they constant? */
static bool add_maximum(const TcModel *model, const TcNode *total, const TcIndicator *indicator,
                        mpq_t sum)
{
    const TcNode *weight = total->ref.kind == TC_REF_SET && indicator->group != TC_NO_PART
                               ? model->groups[indicator->group].weight
                               : NULL;
    mpq_t points, factor;
    mpq_init(points);
    mpq_init(factor);
    mpq_set_ui(factor, 1, 1);
    bool known = tc_constant(model, indicator->max_points, points) &&
                 (!weight || tc_constant(model, weight, factor));
    mpq_mul(points, points, factor);
    mpq_add(sum, sum, points);
    mpq_clear(points);
    mpq_clear(factor);
    return known && mpq_sgn(sum) >= 0;
}

/* Bonus points raise the total, penalties lower it; neither is in the sum of maxima. */
static bool total_ends(const TcModel *model, const TcNode *total, TcRange *range)
{
    bool maxima = total->sub == TC_TOTAL_MAX;
    bool known = true;
    set_ends(range, 0, false);
    for (uint32_t i = 0; known && i < model->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[i];
        if (!is_inside(total, indicator->group, indicator->criterion) || indicator->not_scored ||
            (maxima && (indicator->bonus || indicator->penalty)))
            continue;
        if (indicator->points && !indicator->max_points)
            return false;
        if (indicator->max_points)
            known =
                add_maximum(model, total, indicator, indicator->penalty ? range->low : range->high);
    }
    mpq_neg(range->low, range->low);
    return known;
}

/* Beyond 100% or below 0% only what is in no maximum takes a share of points. */
static void share_ends(const TcModel *model, const TcNode *total, TcRange *range)
{
    set_ends(range, 1, false);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[i];
        bool inside = is_inside(total, indicator->group, indicator->criterion);
        range->has_high &= !(inside && indicator->bonus);
        range->has_low &= !(inside && indicator->penalty);
    }
}

bool tc_range_total(const TcModel *model, const TcNode *total, TcRange *range)
{
    if (total->sub == TC_TOTAL_SHARE) {
        share_ends(model, total, range);
        return true;
    }
    if (!total_ends(model, total, range))
        return false;
    range->has_high = !model->entered_of; /* more are to be entered */
    range->has_low &= !model->entered_of || mpq_sgn(range->low) == 0;
    return true;
}
