/* Which of several ways is the easier, and what in them is too much. */
#include "exec/comparisons.h"
#include "exec/ways_internal.h"

enum {
    MOST_ROUNDS = 8,         /* in which each cell of a way is brought nearer */
    MOST_TIGHT_WORK = 200000 /* comparisons looked at for one way */
};

/* --- the easier one --- */

/* A sum is one change; what a limit takes along is none of its own. */
uint32_t tc_way_changes(const GArray *way)
{
    uint32_t alone = 0, sums = 0;
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        alone += !move->sum && !move->dragged;
        sums = MAX(sums, move->sum);
    }
    return alone + sums;
}

static bool is_like(const TcProbe *probe, uint32_t a, uint32_t b)
{
    const TcSchema *schema = &probe->model->schema;
    if (a >= schema->n_columns || b >= schema->n_columns)
        return false;
    const TcColumnSpec *x = &schema->columns[a], *y = &schema->columns[b];
    return x->type == y->type && g_strcmp0(x->unit, y->unit) == 0;
}

static const TcMove *move_of(const GArray *way, uint32_t column)
{
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        if (move->column == column)
            return move;
    }
    return NULL;
}

/* Does @more lead the cell where @less does, or on in that direction? */
static bool goes_on(const TcMove *less, const TcMove *more)
{
    if (tc_value_same(&less->to, &more->to))
        return less->up == more->up;
    if (less->to.kind != TC_VALUE_NUMBER || more->to.kind != TC_VALUE_NUMBER)
        return false;
    const int order = tc_value_order(&less->to, &more->to);
    return less->up == more->up && less->sum == more->sum && (less->up ? order < 0 : order > 0);
}

/* Is @more all of @less and perhaps more? */
static bool holds(const GArray *more, const GArray *less)
{
    bool all = true;
    for (guint i = 0; i < less->len && all; i++) {
        const TcMove *move = &g_array_index(less, TcMove, i);
        const TcMove *other = move_of(more, move->column);
        all = other && goes_on(move, other);
    }
    return all;
}

/* Fewer changes; as many, but of like things fewer. */
static bool is_easier(const TcProbe *probe, const GArray *way, const GArray *other)
{
    const uint32_t changes = tc_way_changes(way), others = tc_way_changes(other);
    if (changes != others || changes == 0)
        return changes < others;
    const TcMove *x = &g_array_index(way, TcMove, 0), *y = &g_array_index(other, TcMove, 0);
    if (changes > 1 || !is_like(probe, x->column, y->column))
        return holds(other, way) && !holds(way, other);
    mpq_t amount, amount_of_other;
    mpq_inits(amount, amount_of_other, NULL);
    const bool easier = tc_way_amount(way, amount) && tc_way_amount(other, amount_of_other) &&
                        mpq_cmp(amount, amount_of_other) < 0;
    mpq_clears(amount, amount_of_other, NULL);
    return easier;
}

guint tc_way_rank(const TcProbe *probe, const GPtrArray *ways, const GArray *way)
{
    guint rank = 0;
    while (rank < ways->len && !is_easier(probe, way, ways->pdata[rank]))
        rank++;
    return rank;
}

void tc_ways_sort(const TcProbe *probe, GPtrArray *ways)
{
    g_autoptr(GPtrArray) sorted = tc_ways_list_new();
    for (guint i = 0; i < ways->len; i++)
        g_ptr_array_insert(sorted, (gint)tc_way_rank(probe, sorted, ways->pdata[i]),
                           g_array_ref(ways->pdata[i]));
    g_ptr_array_set_size(ways, 0);
    for (guint i = 0; i < sorted->len; i++)
        g_ptr_array_add(ways, g_array_ref(sorted->pdata[i]));
}

/* --- what is too much --- */

/* Is the end of @less's window beyond where @more leads? Of a sum the window is its total's. */
static bool is_in_window(const GArray *more, const GArray *less)
{
    bool in = true;
    for (guint i = 0; i < less->len && in; i++) {
        const TcMove *move = &g_array_index(less, TcMove, i);
        const TcMove *other = move_of(more, move->column);
        if (!move->last.defined || tc_value_same(&move->to, &other->to))
            continue;
        const int beyond = tc_value_order(&other->to, &move->last);
        in = !move->sum && (move->up ? beyond <= 0 : beyond >= 0);
    }
    return in;
}

void tc_ways_drop_held(GPtrArray *ways)
{
    for (guint i = ways->len; i > 1; i--) {
        bool held = false;
        for (guint j = 0; j + 1 < i && !held; j++)
            held = holds(ways->pdata[i - 1], ways->pdata[j]) &&
                   is_in_window(ways->pdata[i - 1], ways->pdata[j]);
        if (held)
            g_ptr_array_remove_index(ways, i - 1);
    }
}

/* The end of what is changed together with move @first: what is taken along, and its sum. */
static guint end_of_change(const GArray *way, guint first)
{
    const uint32_t sum = g_array_index(way, TcMove, first).sum;
    guint end = first + 1;
    for (; end < way->len; end++) {
        const TcMove *move = &g_array_index(way, TcMove, end);
        if (!move->dragged && (!sum || move->sum != sum))
            break;
    }
    return end;
}

static bool does_without(TcProbe *probe, const GArray *way, guint from, guint end, TcDoes *does,
                         const void *data)
{
    const TcProbeState start = tc_probe_save(probe);
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        if (i < from || i >= end)
            tc_probe_set(probe, move->column, &move->to);
    }
    const bool done = tc_probe_is_valid(probe) && does(probe, data);
    tc_probe_restore(probe, start);
    return done;
}

void tc_way_lighten(TcProbe *probe, GArray *way, TcDoes *does, const void *data)
{
    guint i = 0;
    while (i < way->len && end_of_change(way, 0) < way->len) {
        const guint end = end_of_change(way, i);
        if (does_without(probe, way, i, end, does, data))
            g_array_remove_range(way, i, end - i);
        else
            i = end;
    }
}

/* --- nearer --- */

typedef struct {
    TcProbe *probe;
    TcDoes *does;
    const void *data;
} Doing;

static uint64_t ask_does(TcReference *reference, const void *data)
{
    const Doing *doing = data;
    (void)reference; /* the probe's own */
    return doing->does(doing->probe, doing->data);
}

static bool is_brought_nearer(const TcMove *move)
{
    return !move->sum && move->from.defined && !move->from.none &&
           move->from.kind == TC_VALUE_NUMBER && move->to.kind == TC_VALUE_NUMBER;
}

/* The number of the first value on the cell's way that does, the others where the way leads. */
static int64_t first_that_does(TcProbe *probe, const TcComparisons *set, const TcMove *move,
                               const TcAsking *asking)
{
    const int64_t now = tc_probe_number(probe, move->column, &move->from);
    const int64_t to = tc_probe_number(probe, move->column, &move->to);
    g_autoptr(GArray) pieces =
        tc_probe_pieces(probe, set, move->column, MIN(now, to), MAX(now, to), asking);
    for (guint i = 0; pieces && i < pieces->len; i++) {
        const TcPiece *piece = &g_array_index(pieces, TcPiece, now < to ? i : pieces->len - 1 - i);
        if (piece->answer == 1)
            return now < to ? piece->low : piece->high;
    }
    return to;
}

void tc_way_end_at(TcProbe *probe, const TcComparisons *set, TcMove *move, int64_t number)
{
    const int64_t before = number + (move->up ? -1 : 1);
    tc_probe_value(probe, move->column, number, &move->to);
    tc_value_undefine(&move->mark, TC_WHY_LITERAL);
    if (!tc_probe_is_whole(probe, move->column) &&
        tc_probe_touches(probe, set, move->column, before, NULL, NULL))
        tc_probe_value(probe, move->column, before, &move->mark);
}

/* Brings move @i nearer. Returns: false if it is as near as can be. */
static bool bring_nearer(TcProbe *probe, const TcComparisons *set, GArray *way, guint i,
                         const TcAsking *asking)
{
    TcMove *move = &g_array_index(way, TcMove, i);
    const TcProbeState start = tc_probe_save(probe);
    tc_way_apply(probe, way);
    const int64_t nearest = first_that_does(probe, set, move, asking);
    const bool nearer = nearest != tc_probe_number(probe, move->column, &move->to);
    const bool stays = nearest == tc_probe_number(probe, move->column, &move->from);
    if (nearer && !stays)
        tc_way_end_at(probe, set, move, nearest);
    tc_probe_restore(probe, start);
    if (nearer && stays)
        g_array_remove_index(way, i);
    return nearer;
}

void tc_way_tighten(TcProbe *probe, const TcComparisons *set, GArray *way, TcDoes *does,
                    const void *data)
{
    const Doing doing = {probe, does, data};
    uint64_t budget = MOST_TIGHT_WORK;
    const TcAsking asking = {
        .question = ask_does, .data = &doing, .weight = set->list->len + 1, .budget = &budget};
    bool nearer = true;
    for (int round = 0; round < MOST_ROUNDS && nearer; round++) {
        nearer = false;
        for (guint i = way->len; i > 0 && way->len > 1; i--) {
            if (is_brought_nearer(&g_array_index(way, TcMove, i - 1)))
                nearer |= bring_nearer(probe, set, way, i - 1, &asking);
        }
    }
}
