/* What is open turns out well, or badly: the row filled in one way, for the least sets. */
#include "exec/explain_sets.h"
#include "exec/readers.h"

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
    const GArray *cells = tc_readers_cells(probe->read, indicator);
    unsigned bit = 0;
    for (guint i = 0; i < cells->len; i++) {
        const uint32_t cell = g_array_index(cells, uint32_t, i);
        int64_t low, high;
        if (probe->known[cell] || !tc_probe_range(probe, cell, &low, &high))
            continue;
        tc_probe_put(probe, cell, nth_value(probe, cell, nth, bit++, low, high));
    }
}

/* How many tries are not the same again: each cell with two sides doubles them. */
static unsigned n_fills(const TcExplainer *explainer, uint32_t indicator)
{
    const TcProbe *probe = explainer->probe;
    const GArray *cells = tc_readers_cells(probe->read, indicator);
    unsigned n = 1;
    for (guint i = 0; i < cells->len; i++) {
        const uint32_t cell = g_array_index(cells, uint32_t, i);
        if (!probe->known[cell])
            n *= tc_probe_kind(probe, cell) == TC_VALUE_TEXT ? MAX_FILLS : 2;
        n = MIN(n, MAX_FILLS);
    }
    return n;
}

/* Fills one open cell of the indicator with the first value that makes it @wanted, the others as
 * they are filled. */
static bool fill_one(TcExplainer *explainer, uint32_t indicator, unsigned wanted)
{
    TcProbe *probe = explainer->probe;
    const TcAsking asking = {.question = ask_indicator, .data = &indicator, .weight = 1};
    const GArray *cells = tc_readers_cells(probe->read, indicator);
    g_autoptr(TcComparisons) turning =
        tc_readers_part(probe->read, TC_REF_INDICATOR, indicator, true);
    bool does = false;
    for (guint i = 0; i < cells->len && !does; i++) {
        const uint32_t cell = g_array_index(cells, uint32_t, i);
        int64_t low, high;
        if (probe->known[cell] || !tc_probe_range(probe, cell, &low, &high))
            continue;
        g_autoptr(GArray) pieces = tc_probe_pieces(probe, turning, cell, low, high, &asking);
        for (guint j = 0; j < pieces->len && !does; j++) {
            const TcPiece *piece = &g_array_index(pieces, TcPiece, j);
            does = piece->answer == wanted;
            if (does)
                tc_probe_put(probe, cell, piece->low);
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
    const unsigned n = n_fills(explainer, indicator);
    bool does = false;
    for (unsigned nth = 0; nth < n && !does; nth++) {
        tc_probe_restore(probe, before);
        fill_open(explainer, indicator, nth);
        does = tc_reference_indicator(tc_probe_ask(probe), indicator) == wanted &&
               tc_probe_is_valid(probe);
    }
    for (unsigned nth = 0; nth <= n && !does; nth++) {
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

/* What the open cells of an indicator are filled with. */
typedef struct {
    uint32_t *columns; /* n of them, of room for `room` */
    TcValue *cells;
    uint32_t n, room;
    TcValue points; /* undefined: none is found yet */
} Best;

/* Are the points those that are wanted, the most or the least so far? */
static bool is_better(const TcValue *points, const TcValue *best, bool most)
{
    if (!points->defined || points->kind != TC_VALUE_NUMBER)
        return false;
    const int order = best->defined ? tc_value_order(points, best) : 0;
    return !best->defined || (most ? order > 0 : order < 0);
}

/* Keeps the cells as they are now as the best so far, if they are possible and better. */
static void keep_better(TcExplainer *explainer, uint32_t indicator, bool most, Best *best)
{
    TcProbe *probe = explainer->probe;
    TcValue points;
    if (!tc_probe_is_valid(probe))
        return;
    tc_value_init(&points);
    tc_reference_points(tc_probe_ask(probe), indicator, &points);
    if (is_better(&points, &best->points, most)) {
        tc_value_copy(&best->points, &points);
        for (uint32_t i = 0; i < best->n; i++)
            tc_value_copy(&best->cells[i], &probe->cells[best->columns[i]]);
    }
    tc_value_clear(&points);
}

static void put_best(TcProbe *probe, const Best *best)
{
    for (uint32_t i = 0; i < best->n && best->points.defined; i++)
        tc_probe_set(probe, best->columns[i], &best->cells[i]);
}

/* Points to the millionth, so that runs of a cell end where they change. */
static uint64_t ask_points(TcReference *reference, const void *data)
{
    uint64_t key = 0;
    TcValue points;
    tc_value_init(&points);
    tc_reference_points(reference, *(const uint32_t *)data, &points);
    if (points.defined && points.kind == TC_VALUE_NUMBER) {
        mpz_mul_ui(mpq_numref(points.number), mpq_numref(points.number), 1000000);
        mpz_fdiv_q(mpq_numref(points.number), mpq_numref(points.number), mpq_denref(points.number));
        key = mpz_get_ui(mpq_numref(points.number)) % TC_PIECE_INVALID + 1;
    }
    tc_value_clear(&points);
    return key;
}

/* One cell more, at the ends of all its runs, beside the best of the others. */
static void vary_best(TcExplainer *explainer, uint32_t indicator, bool most, uint32_t column,
                      Best *best)
{
    TcProbe *probe = explainer->probe;
    const TcAsking asking = {.question = ask_points, .data = &indicator, .weight = 1};
    const TcProbeState before = tc_probe_save(probe);
    g_autoptr(TcComparisons) set = tc_readers_part(probe->read, TC_REF_INDICATOR, indicator, true);
    int64_t low, high;
    put_best(probe, best);
    const TcProbeState filled = tc_probe_save(probe);
    tc_probe_sharpen(probe, set, column);
    g_autoptr(GArray) pieces = NULL;
    if (tc_probe_range(probe, column, &low, &high))
        pieces = tc_probe_pieces(probe, set, column, low, high, &asking);
    for (guint i = 0; pieces && i < 2 * pieces->len; i++) {
        const TcPiece *piece = &g_array_index(pieces, TcPiece, i / 2);
        tc_probe_put(probe, column, i % 2 ? piece->high : piece->low);
        keep_better(explainer, indicator, most, best);
        tc_probe_restore(probe, filled);
    }
    tc_probe_restore(probe, before);
}

static Best best_new(TcExplainer *explainer, uint32_t indicator)
{
    const TcProbe *probe = explainer->probe;
    const GArray *cells = tc_readers_cells(probe->read, indicator);
    Best best = {.columns = g_new(uint32_t, cells->len + 1), .cells = tc_values_new(cells->len)};
    for (guint i = 0; i < cells->len; i++) {
        const uint32_t cell = g_array_index(cells, uint32_t, i);
        if (!probe->known[cell])
            best.columns[best.n++] = cell;
    }
    best.room = cells->len;
    tc_value_init(&best.points);
    return best;
}

static void best_clear(Best *best)
{
    tc_values_free(best->cells, best->room);
    g_free(best->columns);
    tc_value_clear(&best->points);
}

/* Fills the open cells of an indicator whose points are open so that it earns most, or least. */
static void fill_points(TcExplainer *explainer, uint32_t indicator, bool most)
{
    TcProbe *probe = explainer->probe;
    const TcProbeState before = tc_probe_save(probe);
    TcValue points;
    tc_value_init(&points);
    tc_reference_points(tc_probe_ask(probe), indicator, &points);
    if (!points.defined) {
        Best best = best_new(explainer, indicator);
        const unsigned n = n_fills(explainer, indicator);
        for (unsigned nth = 0; nth < n; nth++) {
            fill_open(explainer, indicator, nth);
            keep_better(explainer, indicator, most, &best);
            tc_probe_restore(probe, before);
        }
        for (uint32_t i = 0; i < best.n; i++)
            vary_best(explainer, indicator, most, best.columns[i], &best);
        put_best(probe, &best);
        best_clear(&best);
    }
    tc_value_clear(&points);
}

/* What is taken away is to be least where the rest is most. */
static void fill_points_well(TcExplainer *explainer, uint32_t indicator, bool well)
{
    const TcIndicator *part = &explainer->model->indicators[indicator];
    if (tc_indicator_has_points(part))
        fill_points(explainer, indicator, well != part->penalty);
}

/* Of all that the verdict looks at. */
static void fill_all_points(TcExplainer *explainer, const TcComparisons *set, bool well)
{
    for (uint32_t i = 0; i < explainer->model->n_indicators; i++) {
        if (tc_comparisons_has_part(set, TC_REF_INDICATOR, i))
            fill_points_well(explainer, i, well);
    }
}

/* The points of all indicators in @set, each with its own open cells filled well, or badly. Leaves
 * the cells as they are. Returns: (transfer full) one per indicator. */
static TcValue *points_alone(TcExplainer *explainer, const TcComparisons *set, bool well)
{
    TcProbe *probe = explainer->probe;
    const TcProbeState before = tc_probe_save(probe);
    TcValue *points = tc_values_new(explainer->model->n_indicators);
    for (uint32_t i = 0; i < explainer->model->n_indicators; i++) {
        if (!tc_comparisons_has_part(set, TC_REF_INDICATOR, i))
            continue;
        fill_points_well(explainer, i, well);
        tc_reference_points(tc_probe_ask(probe), i, &points[i]);
        tc_probe_restore(probe, before);
    }
    return points;
}

/* Does each earn that now? A cell may earn here what it costs there: then it is not known which
 * filling is the best. @alone: (transfer full). */
static bool earn_as_alone(TcExplainer *explainer, const TcComparisons *set, TcValue *alone)
{
    const uint32_t n = explainer->model->n_indicators;
    bool same = true;
    TcValue now;
    tc_value_init(&now);
    for (uint32_t i = 0; i < n && same; i++) {
        if (!tc_comparisons_has_part(set, TC_REF_INDICATOR, i))
            continue;
        tc_reference_points(tc_probe_ask(explainer->probe), i, &now);
        same = now.defined == alone[i].defined && (!now.defined || tc_value_same(&now, &alone[i]));
    }
    tc_value_clear(&now);
    tc_values_free(alone, n);
    return same;
}

/* --- all that is open --- */

/* Can it be met, or else be of no account? */
static bool turns_out_well(TcExplainer *explainer, uint32_t indicator)
{
    const unsigned outcome = tc_reference_indicator(tc_probe_ask(explainer->probe), indicator);
    return outcome == TC_OUT_MET || outcome == TC_OUT_NOT_APPLICABLE ||
           explainer->out->indicators[indicator].label == TC_LABEL_RULE_SILENT;
}

/* Does it fail as its open cells are filled now? */
static bool turns_out_badly(TcExplainer *explainer, uint32_t indicator)
{
    return tc_reference_indicator(tc_probe_ask(explainer->probe), indicator) == TC_OUT_NOT_MET;
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

/* The one outcome of an indicator, whatever its open cells hold; 0: it has several. */
static unsigned certain_outcome(const TcExplainedIndicator *indicator)
{
    switch (indicator->label) {
    case TC_LABEL_MET:
        return TC_OUT_MET;
    case TC_LABEL_NOT_MET:
        return TC_OUT_NOT_MET;
    case TC_LABEL_NOT_APPLICABLE:
        return TC_OUT_NOT_APPLICABLE;
    default:
        return 0;
    }
}

/* What is certain though cells of it are open has them filled too, for the verdict is asked of
 * filled cells. */
static void fill_certain(TcExplainer *explainer, const TcComparisons *set)
{
    for (uint32_t i = 0; i < explainer->model->n_indicators; i++) {
        const unsigned outcome = certain_outcome(&explainer->out->indicators[i]);
        if (outcome && tc_comparisons_has_part(set, TC_REF_INDICATOR, i) &&
            tc_reference_indicator(tc_probe_ask(explainer->probe), i) == TC_OUT_UNDEFINED)
            fill_until(explainer, i, outcome);
    }
}

bool tc_explain_turn_out_well(TcExplainer *explainer, const TcExplainedConclusion *conclusion,
                              const TcComparisons *set, const TcSight *sight)
{
    bool well = true;
    TcValue *alone = sight->points ? points_alone(explainer, set, true) : NULL;
    for (uint32_t i = 0; i < conclusion->n_open; i++) {
        const TcProbeState before = tc_probe_save(explainer->probe);
        if (sight->points)
            fill_points_well(explainer, conclusion->open[i], true);
        if (sight->one_total || turns_out_well(explainer, conclusion->open[i]))
            continue;
        tc_probe_restore(explainer->probe, before);
        fill_well(explainer, conclusion->open[i]);
    }
    if (sight->points)
        fill_all_points(explainer, set, true);
    fill_certain(explainer, set);
    for (uint32_t i = 0; i < conclusion->n_open && well; i++)
        well = sight->one_total || turns_out_well(explainer, conclusion->open[i]);
    return (!alone || earn_as_alone(explainer, set, alone)) && well;
}

bool tc_explain_turn_out_badly(TcExplainer *explainer, const TcExplainedConclusion *conclusion,
                               const TcComparisons *set, const TcSight *sight)
{
    bool badly = true;
    TcValue *alone = sight->points ? points_alone(explainer, set, false) : NULL;
    for (uint32_t i = 0; i < conclusion->n_open && badly; i++) {
        const TcProbeState before = tc_probe_save(explainer->probe);
        if (sight->points)
            fill_points_well(explainer, conclusion->open[i], false);
        if (sight->one_total || turns_out_badly(explainer, conclusion->open[i]))
            continue;
        tc_probe_restore(explainer->probe, before);
        badly = fill_until(explainer, conclusion->open[i], TC_OUT_NOT_MET);
    }
    if (sight->points)
        fill_all_points(explainer, set, false);
    fill_certain(explainer, set);
    return (!alone || earn_as_alone(explainer, set, alone)) && badly;
}
