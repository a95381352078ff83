/* Totals, counts and shares as the verdicts see them: the ends of what they can come to over all
 * completions of the row. */
#include "exec/explain_internal.h"

#include "base/number.h"
#include "exec/reference_internal.h"

enum { END_PLACES = 6 };

/* Does one of the marks lie from @a to @b? */
static bool is_parted(const TcMarks *marks, const mpq_t a, const mpq_t b)
{
    bool parted = false;
    for (size_t i = 0; i < marks->n; i++)
        parted |= mpq_cmp(marks->numbers[i], a) >= 0 && mpq_cmp(marks->numbers[i], b) <= 0;
    return parted;
}

void tc_explain_outward(mpq_t end, bool up, const TcMarks *marks)
{
    unsigned places;
    mpq_t rounded;
    if (tc_number_is_decimal(end, &places) && places <= END_PLACES)
        return;
    mpq_init(rounded);
    mpq_set(rounded, end);
    tc_number_round(rounded, END_PLACES, up ? TC_ROUND_CEILING : TC_ROUND_FLOOR);
    if (!is_parted(marks, up ? end : rounded, up ? rounded : end))
        mpq_set(end, rounded);
    mpq_clear(rounded);
}

static const TcNode *part_of(const TcNode *node)
{
    const TcNode *last = node->n ? node->items[node->n - 1] : NULL;
    return last && last->kind == TC_NODE_PART ? last : NULL;
}

TcTally tc_explain_tally_of(const TcExplainer *explainer, const TcNode *count)
{
    const TcNode *part = part_of(count);
    return tc_explain_tally(explainer, part ? part->ref.kind : TC_REF_SET,
                            part ? part->ref.index : 0, TC_COUNT_FILTER(count->sub),
                            TC_COUNT_STATE(count->sub));
}

static void quotient(TcValue *value, uint32_t n, uint32_t of)
{
    TcValue whole;
    tc_value_init(&whole);
    tc_value_set_integer(value, n);
    tc_value_set_integer(&whole, of);
    tc_value_compute(TC_OP_DIV, value, &whole, value);
    tc_value_clear(&whole);
}

/* At most all of those that apply are in it. */
static TcExtent share_extent(const TcTally *tally, TcState state, TcValue *low, TcValue *high)
{
    if (tally->applicable_low == 0 || state == TC_STATE_NOT_APPLICABLE)
        return TC_EXTENT_NONE;
    quotient(low, tally->met_low, tally->applicable_high);
    quotient(high, MIN(tally->met_high, tally->applicable_low), tally->applicable_low);
    return tc_value_same(low, high) ? TC_EXTENT_KNOWN : TC_EXTENT_OPEN;
}

static TcExtent count_extent(const TcExplainer *explainer, const TcNode *node, TcValue *low,
                             TcValue *high)
{
    const TcTally tally = tc_explain_tally_of(explainer, node);
    const TcQuantity quantity = TC_COUNT_QUANTITY(node->sub);
    if (quantity == TC_COUNT_SHARE)
        return share_extent(&tally, TC_COUNT_STATE(node->sub), low, high);
    if (quantity != TC_COUNT_NUMBER)
        return TC_EXTENT_NONE;
    tc_value_set_integer(low, tally.met_low);
    tc_value_set_integer(high, tally.met_high);
    return tally.met_low == tally.met_high ? TC_EXTENT_KNOWN : TC_EXTENT_OPEN;
}

/* Ends of points that are open have no more decimals than people read. */
static void tidy_ends(const TcExplainer *explainer, mpq_t least, mpq_t most)
{
    tc_explain_outward(least, false, &explainer->points);
    tc_explain_outward(most, true, &explainer->points);
}

static TcExtent number_extent(const TcExplainer *explainer, const TcNumberResult *result,
                              TcValue *low, TcValue *high)
{
    static const TcExtent extents[] = {[TC_NUMBER_KNOWN] = TC_EXTENT_KNOWN,
                                       [TC_NUMBER_OPEN] = TC_EXTENT_OPEN,
                                       [TC_NUMBER_UNDEFINED] = TC_EXTENT_NONE,
                                       [TC_NUMBER_UNBOUNDED] = TC_EXTENT_NONE};
    mpq_t least, most;
    mpq_inits(least, most, NULL);
    const TcExtent extent = extents[tc_results_number(result, explainer->row, least, most)];
    if (extent == TC_EXTENT_OPEN)
        tidy_ends(explainer, least, most);
    if (extent != TC_EXTENT_NONE) {
        tc_value_set_number(low, least);
        tc_value_set_number(high, most);
    }
    mpq_clears(least, most, NULL);
    return extent;
}

/* Divides the ends of the points by those of the maximum, outward: no share lies beyond. */
static TcExtent share_of_maximum(const TcExplainer *explainer, TcExtent extent, TcValue *low,
                                 TcValue *high)
{
    TcValue least, most;
    tc_value_init(&least);
    tc_value_init(&most);
    const TcExtent max = number_extent(explainer, &explainer->results->total_max, &least, &most);
    const bool has_max = max != TC_EXTENT_NONE && mpq_sgn(least.number) > 0;
    if (has_max) {
        tc_value_compute(TC_OP_DIV, low, mpq_sgn(low->number) < 0 ? &least : &most, low);
        tc_value_compute(TC_OP_DIV, high, mpq_sgn(high->number) < 0 ? &most : &least, high);
    }
    tc_value_clear(&least);
    tc_value_clear(&most);
    if (!has_max)
        return TC_EXTENT_NONE;
    return max == TC_EXTENT_OPEN ? TC_EXTENT_OPEN : extent;
}

/* Of the whole set, or points of a group. */
static TcExtent total_extent(const TcExplainer *explainer, const TcNode *node, TcValue *low,
                             TcValue *high)
{
    const TcResults *results = explainer->results;
    const TcNode *part = part_of(node);
    if (part && (part->ref.kind != TC_REF_GROUP || node->sub != TC_TOTAL_POINTS))
        return TC_EXTENT_NONE;
    if (part)
        return number_extent(explainer, &results->group_points[part->ref.index], low, high);
    if (node->sub == TC_TOTAL_MAX)
        return number_extent(explainer, &results->total_max, low, high);
    const TcExtent extent = number_extent(explainer, &results->total, low, high);
    if (extent == TC_EXTENT_NONE || node->sub == TC_TOTAL_POINTS)
        return extent;
    return share_of_maximum(explainer, extent, low, high);
}

TcExtent tc_explain_extent(const TcExplainer *explainer, const TcNode *node, TcValue *low,
                           TcValue *high)
{
    if (!explainer->results)
        return TC_EXTENT_NONE;
    if (node->kind == TC_NODE_COUNT)
        return count_extent(explainer, node, low, high);
    return node->kind == TC_NODE_TOTAL ? total_extent(explainer, node, low, high) : TC_EXTENT_NONE;
}
