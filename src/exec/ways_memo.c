/* The ways of an indicator, given again while no cell changes that they rest on.
 *
 * For one unit the ways of an indicator are wanted for what it lacks, for the points that it can
 * earn, for the sets of each verdict, as the file has the row and with open cells filled in: mostly
 * of other indicators. They rest on the cells that the indicator reads, on those that limits and
 * data checks tie to these, and on no others: an indicator that looks at others is held to the
 * whole row. Remembering halved what ways cost. */
#include "exec/ways_memo.h"

#include "exec/constraints.h"
#include "exec/readers.h"
#include "exec/reference_internal.h"
#include "exec/ways_internal.h"

enum { KEPT = 8 }; /* of one indicator */

typedef struct {
    TcValue *cells; /* that they rest on, in the order of `rests` */
    int64_t *steps, *steps_after;
    GArray *const *readers; /* of the probe */
    uint64_t work;          /* that finding them was */
    GPtrArray *ways;        /* NULL: nothing is kept here yet */
} Kept;

typedef struct {
    GArray *rests; /* uint32_t: cells; NULL: not asked for yet */
    Kept kept[KEPT];
    uint32_t next; /* to be taken */
} Remembered;

typedef struct TcWaysMemo {
    uint32_t n_indicators;
    Remembered *indicators;
} TcWaysMemo;

/* --- what they rest on --- */

/* Does the indicator look at others? */
static bool looks_at_others(const TcModel *model, const TcComparisons *set, uint32_t indicator)
{
    bool looks = false;
    for (uint32_t i = 0; i < model->n_indicators && !looks; i++)
        looks = i != indicator && tc_comparisons_has_part(set, TC_REF_INDICATOR, i);
    return looks;
}

/* Adds the cells tied to those in @rests, and those tied to these. */
static void add_tied(const TcProbe *probe, GArray *rests)
{
    g_autofree bool *in = g_new0(bool, probe->n + 1);
    for (guint i = 0; i < rests->len; i++)
        in[g_array_index(rests, uint32_t, i)] = true;
    for (guint i = 0; i < rests->len; i++) {
        g_autofree bool *beside =
            tc_constraints_beside(probe->limits, g_array_index(rests, uint32_t, i));
        for (uint32_t j = 0; j < probe->n; j++) {
            if (beside[j] && !in[j])
                g_array_append_val(rests, j);
            in[j] |= beside[j];
        }
    }
}

static GArray *rests_of(const TcProbe *probe, uint32_t indicator)
{
    GArray *rests = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(TcComparisons) set = tc_readers_part(probe->read, TC_REF_INDICATOR, indicator, false);
    uint32_t n;
    if (looks_at_others(probe->model, set, indicator)) {
        for (uint32_t i = 0; i < probe->n; i++)
            g_array_append_val(rests, i);
        return rests;
    }
    const uint32_t *cells = tc_comparisons_cells(set, &n);
    g_array_append_vals(rests, cells, n);
    add_tied(probe, rests);
    return rests;
}

/* --- what is kept --- */

static void clear_kept(Kept *kept, uint32_t n)
{
    if (!kept->ways)
        return;
    tc_values_free(kept->cells, n);
    g_free(kept->steps);
    g_free(kept->steps_after);
    g_clear_pointer(&kept->ways, g_ptr_array_unref);
}

void tc_ways_memo_forget(TcWaysMemo *memo)
{
    for (uint32_t i = 0; memo && i < memo->n_indicators; i++) {
        Remembered *of = &memo->indicators[i];
        for (uint32_t j = 0; j < KEPT && of->rests; j++)
            clear_kept(&of->kept[j], of->rests->len);
        of->next = 0;
    }
}

void tc_ways_memo_free(TcWaysMemo *memo)
{
    if (!memo)
        return;
    tc_ways_memo_forget(memo);
    for (uint32_t i = 0; i < memo->n_indicators; i++)
        g_clear_pointer(&memo->indicators[i].rests, g_array_unref);
    g_free(memo->indicators);
    g_free(memo);
}

static Remembered *remembered_of(TcProbe *probe, uint32_t indicator)
{
    if (!probe->ways) {
        probe->ways = g_new0(TcWaysMemo, 1);
        probe->ways->n_indicators = probe->model->n_indicators;
        probe->ways->indicators = g_new0(Remembered, probe->model->n_indicators);
    }
    Remembered *of = &probe->ways->indicators[indicator];
    if (!of->rests)
        of->rests = rests_of(probe, indicator);
    return of;
}

static bool holds(const TcProbe *probe, const GArray *rests, const Kept *kept)
{
    bool same = kept->ways && kept->readers == probe->readers;
    for (guint i = 0; i < rests->len && same; i++) {
        const uint32_t cell = g_array_index(rests, uint32_t, i);
        const bool column = cell < probe->model->schema.n_columns;
        same = tc_value_same(&kept->cells[i], &probe->cells[cell]) &&
               (!column || kept->steps[i] == probe->steps[cell]);
    }
    return same;
}

static const Kept *find(const TcProbe *probe, const Remembered *of)
{
    for (uint32_t i = 0; i < KEPT; i++) {
        if (holds(probe, of->rests, &of->kept[i]))
            return &of->kept[i];
    }
    return NULL;
}

static int64_t *steps_now(const TcProbe *probe, const GArray *rests)
{
    int64_t *steps = g_new0(int64_t, rests->len + 1);
    for (guint i = 0; i < rests->len; i++) {
        const uint32_t cell = g_array_index(rests, uint32_t, i);
        if (cell < probe->model->schema.n_columns)
            steps[i] = probe->steps[cell];
    }
    return steps;
}

static void add_copies(GPtrArray *to, const GPtrArray *ways)
{
    for (guint i = 0; i < ways->len; i++)
        g_ptr_array_add(to, tc_way_copy(ways->pdata[i]));
}

/* Finds them, in the place of what was kept longest. */
static const Kept *find_anew(TcProbe *probe, uint32_t indicator, Remembered *of)
{
    Kept *kept = &of->kept[of->next];
    const uint64_t work = probe->work;
    clear_kept(kept, of->rests->len);
    of->next = (of->next + 1) % KEPT;
    *kept = (Kept){.cells = tc_values_new(of->rests->len),
                   .steps = steps_now(probe, of->rests),
                   .readers = probe->readers,
                   .ways = tc_ways_list_new()};
    for (guint i = 0; i < of->rests->len; i++)
        tc_value_copy(&kept->cells[i], &probe->cells[g_array_index(of->rests, uint32_t, i)]);
    tc_indicator_ways(probe, indicator, kept->ways);
    kept->steps_after = steps_now(probe, of->rests);
    kept->work = probe->work - work;
    return kept;
}

/* As if they had been looked for: the cells have the steps of then, and the work counts. */
static void tell(TcProbe *probe, const Remembered *of, const Kept *kept)
{
    for (guint i = 0; i < of->rests->len; i++) {
        const uint32_t cell = g_array_index(of->rests, uint32_t, i);
        if (cell < probe->model->schema.n_columns)
            probe->steps[cell] = kept->steps_after[i];
    }
    probe->work += kept->work;
}

/* May the rest of the row have a say, beside the cells that they rest on? It has where open cells
 * must be left room, where the row as it stands breaks what rows have to hold, and in what is
 * supposed. */
static bool hangs_on_the_row(TcProbe *probe)
{
    return probe->evaluator || probe->reference->supposed || !tc_probe_is_valid(probe);
}

void tc_ways_remembered(TcProbe *probe, uint32_t indicator, GPtrArray *ways)
{
    if (hangs_on_the_row(probe)) {
        tc_indicator_ways(probe, indicator, ways);
        return;
    }
    Remembered *of = remembered_of(probe, indicator);
    const Kept *kept = find(probe, of);
    if (kept)
        tell(probe, of, kept);
    else
        kept = find_anew(probe, indicator, of);
    add_copies(ways, kept->ways);
}
