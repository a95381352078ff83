/* Are all splits of a sum as good? A way joins what several conditions need, and any of them, or
 * of the data checks, may look at one addend where the sum was found for their total. */
#include "exec/ways_internal.h"
#include "exec/ways_terms.h"

enum { MOST_SPLIT_WORK = 1000000 }; /* comparisons looked at for the window of one total */

/* One sum of a way; the cells stand where the way leads. */
typedef struct {
    TcProbe *probe;
    const TcComparisons *set;
    GArray *way;
    TcDoes *does;
    const void *data;
    uint32_t number;                /* of the sum */
    TcMove *moves[TC_WAY_CELLS];    /* its own */
    uint32_t columns[TC_WAY_CELLS]; /* theirs */
    int64_t from[TC_WAY_CELLS], to[TC_WAY_CELLS], limits[TC_WAY_CELLS];
    uint32_t n;
    uint32_t others[TC_WAY_CELLS]; /* addends of other sums of the way */
    uint32_t n_others;
} Split;

/* Returns: false: too many cells. */
static bool list_addends(Split *split)
{
    for (guint i = 0; i < split->way->len; i++) {
        TcMove *move = &g_array_index(split->way, TcMove, i);
        if (!move->sum)
            continue;
        if (split->n == TC_WAY_CELLS || split->n_others == TC_WAY_CELLS)
            return false;
        if (move->sum == split->number)
            split->moves[split->n++] = move;
        else
            split->others[split->n_others++] = move->column;
    }
    for (uint32_t i = 0; i < split->n; i++)
        split->columns[i] = split->moves[i]->column;
    tc_sum_share_steps(split->probe, split->columns, split->n);
    for (uint32_t i = 0; i < split->n; i++) {
        const TcMove *move = split->moves[i];
        split->from[i] = tc_probe_number(split->probe, move->column, &move->from);
        split->to[i] = tc_probe_number(split->probe, move->column, &move->to);
        split->limits[i] = tc_probe_number(split->probe, move->column, &move->limit);
    }
    return true;
}

/* --- how far one addend may go --- */

/* What the comparison says with the @i-th addend at @number. */
static int side_at(const Split *split, const TcComparison *comparison, uint32_t i, int64_t number)
{
    const TcProbeState start = tc_probe_save(split->probe);
    tc_probe_put(split->probe, split->columns[i], number);
    const int sign = tc_comparison_sign(tc_probe_ask(split->probe), comparison);
    tc_probe_restore(split->probe, start);
    return sign == 0 ? comparison->like_equal : sign;
}

/* Ends the @i-th addend where a comparison that looks at it alone turns. Returns: false: it says
 * another thing of where the addend stands than of where it is led, or nothing. */
static bool end_at_turn(Split *split, const TcComparison *comparison, uint32_t i)
{
    const int side = side_at(split, comparison, i, split->to[i]);
    int64_t does = split->to[i], does_not = split->limits[i];
    if (side == 2 || side_at(split, comparison, i, split->from[i]) != side)
        return false;
    if (side_at(split, comparison, i, does_not) == side)
        return true;
    while (llabs(does_not - does) > 1) {
        const int64_t middle = does + (does_not - does) / 2;
        if (side_at(split, comparison, i, middle) == side)
            does = middle;
        else
            does_not = middle;
    }
    split->limits[i] = does;
    return true;
}

static bool looks_at_others(const Split *split, const TcComparison *comparison)
{
    const TcSplit of_others =
        tc_terms_split(split->probe, comparison, split->others, split->n_others, NULL);
    return of_others == TC_SPLIT_ONE || of_others == TC_SPLIT_MIXED;
}

static bool end_at_turns(Split *split)
{
    bool all = true;
    for (guint i = 0; i < split->set->list->len && all; i++) {
        const TcComparison *comparison = &g_array_index(split->set->list, TcComparison, i);
        uint32_t one;
        switch (tc_terms_split(split->probe, comparison, split->columns, split->n, &one)) {
        case TC_SPLIT_NONE:
        case TC_SPLIT_TOTAL:
            break;
        case TC_SPLIT_ONE:
            all = !looks_at_others(split, comparison) && end_at_turn(split, comparison, one);
            break;
        case TC_SPLIT_MIXED:
            all = false;
            break;
        }
    }
    return all;
}

static void put_addends(const Split *split, const int64_t *numbers)
{
    for (uint32_t i = 0; i < split->n; i++)
        tc_probe_put(split->probe, split->columns[i], numbers[i]);
}

/* Does a limit of the data hold the @i-th addend against one of another sum? */
static bool is_held_by_others(const Split *split, uint32_t i)
{
    uint32_t n;
    bool held = false;
    const uint32_t *limits = tc_probe_limits(split->probe, split->columns[i], &n);
    for (uint32_t j = 0; j < n * split->n_others; j++) {
        const TcColumnLimit *limit =
            &split->probe->model->schema.limits[limits[j / split->n_others]];
        const uint32_t other = split->others[j % split->n_others];
        held |= limit->small == other || limit->large == other;
    }
    return held;
}

/* Ends the addends at what the data's limits leave them beside the other cells of the way. */
static bool end_at_limits(Split *split)
{
    const TcProbeState start = tc_probe_save(split->probe);
    bool all = true;
    put_addends(split, split->from);
    for (uint32_t i = 0; i < split->n && all; i++) {
        int64_t low, high;
        all = tc_probe_range(split->probe, split->columns[i], &low, &high) &&
              !is_held_by_others(split, i);
        if (all)
            split->limits[i] =
                split->moves[i]->up ? MIN(split->limits[i], high) : MAX(split->limits[i], low);
    }
    tc_probe_restore(split->probe, start);
    return all;
}

/* Is each addend led to between where it stands and where it ends, and can more than one move? */
static bool has_room(const Split *split)
{
    uint32_t n = 0;
    bool all = true;
    for (uint32_t i = 0; i < split->n; i++) {
        const bool up = split->moves[i]->up;
        all &= up == split->moves[0]->up;
        all &= up ? split->from[i] <= split->to[i] && split->to[i] <= split->limits[i]
                  : split->from[i] >= split->to[i] && split->to[i] >= split->limits[i];
        n += split->from[i] != split->limits[i];
    }
    return all && n > 1;
}

/* --- how far the total may --- */

static uint64_t ask_does(TcReference *reference, const void *data)
{
    const Split *split = data;
    (void)reference; /* the probe's own */
    return split->does(split->probe, split->data);
}

/* Filled from the @first on. */
static TcSum sum_from(const Split *split, uint32_t first)
{
    TcSum sum = {.probe = split->probe, .n = split->n, .start = tc_probe_save(split->probe)};
    for (uint32_t i = 0; i < split->n; i++) {
        const uint32_t at = (first + i) % split->n;
        sum.addends[i] = (TcAddend){.column = split->columns[at],
                                    .now = split->from[at],
                                    .low = MIN(split->from[at], split->limits[at]),
                                    .high = MAX(split->from[at], split->limits[at])};
    }
    return sum;
}

/* Does the total @by beyond where it stands, whichever addend is the first to be filled? */
static bool does_split(const Split *split, int64_t by)
{
    bool all = true;
    for (uint32_t i = 0; i < split->n && all; i++) {
        const TcSum sum = sum_from(split, i);
        tc_sum_move(split->probe, sum.addends[0].column, sum.addends[0].now + by, &sum);
        all = tc_probe_is_valid(split->probe) && split->does(split->probe, split->data);
        tc_probe_restore(split->probe, sum.start);
    }
    return all;
}

/* Finds how far the total may go on from where it is led: @end, as its change; @window: that is
 * before the ends of its addends. */
static bool find_window(const Split *split, int64_t *end, bool *window)
{
    uint64_t budget = MOST_SPLIT_WORK;
    const TcSum sum = sum_from(split, 0);
    const TcAsking asking = {ask_does, split, tc_sum_move, &sum, split->set->list->len + 1,
                             &budget};
    const int64_t base = sum.addends[0].now;
    int64_t by = 0, most = 0;
    for (uint32_t i = 0; i < split->n; i++) {
        by += split->to[i] - split->from[i];
        most += split->limits[i] - split->from[i];
    }
    g_autoptr(GArray) pieces = tc_probe_pieces(split->probe, split->set, split->columns[0],
                                               base + MIN(by, most), base + MAX(by, most), &asking);
    if (!pieces)
        return false;
    const TcPiece *piece = &g_array_index(pieces, TcPiece, most < by ? pieces->len - 1 : 0);
    *end = (most < by ? piece->low : piece->high) - base;
    *window = *end != most;
    return piece->answer == 1 && does_split(split, by) && does_split(split, *end);
}

/* --- the sum --- */

/* Its addends and its total end there. */
static void set_ends(const Split *split, int64_t end, bool window)
{
    TcMove *first = split->moves[0];
    for (uint32_t i = 0; i < split->n; i++)
        tc_probe_value(split->probe, split->columns[i], split->limits[i], &split->moves[i]->limit);
    tc_value_undefine(&first->last, TC_WHY_LITERAL);
    if (!window)
        return;
    tc_probe_value(split->probe, first->column, end, &first->last);
    for (uint32_t i = 0; i < split->n; i++)
        tc_value_compute(TC_OP_ADD, &first->last, &split->moves[i]->from, &first->last);
}

/* Takes addends that cannot move out of the way. */
static void drop_still(GArray *way, uint32_t sum)
{
    for (guint i = way->len; i > 0; i--) {
        const TcMove *move = &g_array_index(way, TcMove, i - 1);
        if (move->sum == sum && tc_value_same(&move->from, &move->limit))
            g_array_remove_index(way, i - 1);
    }
}

/* The addends are moves of their own: those that stay where they are, none. */
static void break_up(const Split *split)
{
    GArray *way = split->way;
    for (guint i = way->len; i > 0; i--) {
        TcMove *move = &g_array_index(way, TcMove, i - 1);
        if (move->sum != split->number)
            continue;
        if (tc_value_same(&move->from, &move->to)) {
            g_array_remove_index(way, i - 1);
            continue;
        }
        move->sum = 0;
        tc_value_undefine(&move->last, TC_WHY_LITERAL);
        tc_way_end_at(split->probe, split->set, move,
                      tc_probe_number(split->probe, move->column, &move->to));
    }
}

static bool settle(Split *split)
{
    int64_t end;
    bool window;
    bool all =
        list_addends(split) && end_at_limits(split) && end_at_turns(split) && has_room(split);
    const TcProbeState start = tc_probe_save(split->probe);
    if (all)
        put_addends(split, split->from);
    all = all && find_window(split, &end, &window);
    tc_probe_restore(split->probe, start);
    if (all)
        set_ends(split, end, window);
    return all;
}

/* The sums of a way are numbered on without a gap. */
static void number_sums(GArray *way, uint32_t gone)
{
    for (guint i = 0; i < way->len; i++) {
        TcMove *move = &g_array_index(way, TcMove, i);
        move->sum -= move->sum > gone;
    }
}

bool tc_way_settle_sums(TcProbe *probe, const TcComparisons *set, GArray *way, TcDoes *does,
                        const void *data)
{
    bool broken = false;
    for (uint32_t number = tc_way_sums(way); number > 0; number--) {
        const TcProbeState start = tc_probe_save(probe);
        Split split = {
            .probe = probe, .set = set, .way = way, .does = does, .data = data, .number = number};
        tc_way_apply(probe, way);
        if (settle(&split)) {
            drop_still(way, number);
        } else {
            break_up(&split);
            number_sums(way, number);
            broken = true;
        }
        tc_probe_restore(probe, start);
    }
    return broken;
}
