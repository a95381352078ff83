/* What is open turns out well, or badly: the row filled in one way, for the least sets. */
#include "exec/explain_sets.h"

enum { MAX_FILLS = 16 };

/* The value of the @nth try to fill the @bit-th open cell: all sides of the ranges of the first
 * four, choices one by one. */
static int64_t nth_value(const TcProbe *probe, uint32_t column, unsigned nth, unsigned bit,
                         int64_t low, int64_t high)
{
    if (tc_probe_kind(probe, column) == TC_VALUE_TEXT)
        return low + (int64_t)nth % (high - low + 1);
    return nth >> (bit % 4) & 1 ? high : low;
}

static uint64_t ask_indicator(TcReference *reference, const void *data)
{
    return tc_reference_indicator(reference, *(const uint32_t *)data);
}

/* Fills the open cells of an indicator. */
static void fill_open(TcExplainer *explainer, uint32_t indicator, unsigned nth)
{
    TcProbe *probe = explainer->probe;
    g_autoptr(TcComparisons) set = tc_comparisons_new(explainer->model);
    uint32_t n;
    tc_comparisons_add_part(set, TC_REF_INDICATOR, indicator);
    const uint32_t *cells = tc_comparisons_cells(set, &n);
    unsigned bit = 0;
    for (uint32_t i = 0; i < n; i++) {
        int64_t low, high;
        if (probe->known[cells[i]] || !tc_probe_range(probe, cells[i], &low, &high))
            continue;
        tc_probe_put(probe, cells[i], nth_value(probe, cells[i], nth, bit++, low, high));
    }
}

/* Fills one open cell of the indicator with the first value that makes it @wanted, the others as
 * they are filled. */
static bool fill_one(TcExplainer *explainer, uint32_t indicator, unsigned wanted)
{
    TcProbe *probe = explainer->probe;
    const TcAsking asking = {.question = ask_indicator, .data = &indicator, .weight = 1};
    g_autoptr(TcComparisons) set = tc_comparisons_new(explainer->model);
    g_autoptr(TcComparisons) turning = tc_comparisons_new(explainer->model);
    bool does = false;
    uint32_t n;
    tc_comparisons_add_part(set, TC_REF_INDICATOR, indicator);
    tc_comparisons_add_part(turning, TC_REF_INDICATOR, indicator);
    tc_comparisons_add_checks(turning);
    const uint32_t *cells = tc_comparisons_cells(set, &n);
    for (uint32_t i = 0; i < n && !does; i++) {
        int64_t low, high;
        if (probe->known[cells[i]] || !tc_probe_range(probe, cells[i], &low, &high))
            continue;
        g_autoptr(GArray) pieces = tc_probe_pieces(probe, turning, cells[i], low, high, &asking);
        for (guint j = 0; j < pieces->len && !does; j++) {
            const TcPiece *piece = &g_array_index(pieces, TcPiece, j);
            does = piece->answer == wanted;
            if (does)
                tc_probe_put(probe, cells[i], piece->low);
        }
    }
    return does;
}

/* Fills the open cells of the indicator so that it becomes @wanted. Returns: false, with the cells
 * as they were, if none of the tries does. */
static bool fill_until(TcExplainer *explainer, uint32_t indicator, unsigned wanted)
{
    TcProbe *probe = explainer->probe;
    const TcProbeState before = tc_probe_save(probe);
    bool does = false;
    for (unsigned nth = 0; nth < MAX_FILLS && !does; nth++) {
        tc_probe_restore(probe, before);
        fill_open(explainer, indicator, nth);
        does = tc_reference_indicator(tc_probe_ask(probe), indicator) == wanted &&
               tc_probe_is_valid(probe);
    }
    for (unsigned nth = 0; nth <= MAX_FILLS && !does; nth++) {
        tc_probe_restore(probe, before);
        if (nth > 0)
            fill_open(explainer, indicator, nth - 1);
        does = fill_one(explainer, indicator, wanted);
    }
    if (!does)
        tc_probe_restore(probe, before);
    return does;
}

/* A way that changes no known cell: it only fills in what is missing. Returns: false if none. */
static bool fill_way(TcProbe *probe, const GPtrArray *ways)
{
    for (guint i = 0; i < ways->len; i++) {
        const GArray *way = ways->pdata[i];
        bool fills = true;
        for (guint j = 0; j < way->len; j++)
            fills &= !g_array_index(way, TcMove, j).from.defined;
        if (fills) {
            tc_explain_apply(probe, way);
            return true;
        }
    }
    return false;
}

/* --- points --- */

/* Are the points those that are wanted, the most or the least so far? */
static bool is_better(const TcValue *points, const TcValue *best, bool most)
{
    if (!points->defined || points->kind != TC_VALUE_NUMBER)
        return false;
    const int order = best->defined ? tc_value_order(points, best) : 0;
    return !best->defined || (most ? order > 0 : order < 0);
}

/* Fills the open cells of an indicator whose points are open so that it earns most, or least, by
 * the ends of their ranges. */
static void fill_points(TcExplainer *explainer, uint32_t indicator, bool most)
{
    TcProbe *probe = explainer->probe;
    const TcProbeState before = tc_probe_save(probe);
    TcValue points, best;
    unsigned chosen = MAX_FILLS;
    tc_value_init(&points);
    tc_value_init(&best);
    tc_reference_points(tc_probe_ask(probe), indicator, &points);
    for (unsigned nth = 0; nth < MAX_FILLS && !points.defined; nth++) {
        TcValue filled;
        tc_value_init(&filled);
        fill_open(explainer, indicator, nth);
        tc_reference_points(tc_probe_ask(probe), indicator, &filled);
        if (tc_probe_is_valid(probe) && is_better(&filled, &best, most)) {
            tc_value_copy(&best, &filled);
            chosen = nth;
        }
        tc_value_clear(&filled);
        tc_probe_restore(probe, before);
    }
    if (chosen < MAX_FILLS)
        fill_open(explainer, indicator, chosen);
    tc_value_clear(&points);
    tc_value_clear(&best);
}

/* Of all that the verdict looks at. What is taken away is to be least where the rest is most. */
static void fill_all_points(TcExplainer *explainer, const TcComparisons *set, bool well)
{
    for (uint32_t i = 0; i < explainer->model->n_indicators; i++) {
        if (tc_comparisons_has_part(set, TC_REF_INDICATOR, i))
            fill_points(explainer, i, well != explainer->model->indicators[i].penalty);
    }
}

/* --- all that is open --- */

/* Can it be met, or else be of no account? */
static bool turns_out_well(TcExplainer *explainer, uint32_t indicator)
{
    const unsigned outcome = tc_reference_indicator(tc_probe_ask(explainer->probe), indicator);
    return outcome == TC_OUT_MET || outcome == TC_OUT_NOT_APPLICABLE ||
           explainer->out->indicators[indicator].label == TC_LABEL_RULE_SILENT;
}

/* Ways first: they change least. What is filled must leave the others no worse, so all is asked
 * again afterwards by the search. */
static void fill_well(TcExplainer *explainer, uint32_t indicator)
{
    if (turns_out_well(explainer, indicator))
        return;
    g_autoptr(GPtrArray) ways = tc_ways_new(explainer->probe, indicator);
    if (!fill_way(explainer->probe, ways) && !fill_until(explainer, indicator, TC_OUT_MET))
        fill_until(explainer, indicator, TC_OUT_NOT_APPLICABLE);
}

bool tc_explain_turn_out_well(TcExplainer *explainer, const TcExplainedConclusion *conclusion,
                              const TcComparisons *set, bool points)
{
    bool well = true;
    for (uint32_t i = 0; i < conclusion->n_open; i++)
        fill_well(explainer, conclusion->open[i]);
    if (points)
        fill_all_points(explainer, set, true);
    for (uint32_t i = 0; i < conclusion->n_open && well; i++)
        well = turns_out_well(explainer, conclusion->open[i]);
    return well;
}

bool tc_explain_turn_out_badly(TcExplainer *explainer, const TcExplainedConclusion *conclusion,
                               const TcComparisons *set, bool points)
{
    for (uint32_t i = 0; i < conclusion->n_open; i++) {
        if (!fill_until(explainer, conclusion->open[i], TC_OUT_NOT_MET))
            return false;
    }
    if (points)
        fill_all_points(explainer, set, false);
    return true;
}
