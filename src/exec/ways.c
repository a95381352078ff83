/* Ways themselves, and lists of those that do it: found in ways_conditions.c, put in order in
 * ways_order.c. */
#include "exec/ways.h"

#include <string.h>
#include "exec/ways_internal.h"
#include "exec/ways_memo.h"

enum { N_VALUES = 6 };

static void list_values(TcMove *move, TcValue *values[N_VALUES])
{
    TcValue *const all[N_VALUES] = {&move->from,  &move->to,   &move->last,
                                    &move->limit, &move->mark, &move->last_mark};
    memcpy(values, all, sizeof all);
}

static void init_values(TcMove *move)
{
    TcValue *values[N_VALUES];
    list_values(move, values);
    for (int i = 0; i < N_VALUES; i++)
        tc_value_init(values[i]);
}

static void clear_move(void *data)
{
    TcValue *values[N_VALUES];
    list_values(data, values);
    for (int i = 0; i < N_VALUES; i++)
        tc_value_clear(values[i]);
}

GArray *tc_way_new(void)
{
    GArray *way = g_array_new(FALSE, TRUE, sizeof(TcMove));
    g_array_set_clear_func(way, clear_move);
    return way;
}

void tc_way_free(void *way)
{
    g_array_unref(way);
}

GPtrArray *tc_ways_list_new(void)
{
    return g_ptr_array_new_with_free_func(tc_way_free);
}

TcMove *tc_way_add(GArray *way, const TcProbe *probe, uint32_t column)
{
    TcMove move = {.column = column};
    init_values(&move);
    tc_value_copy(&move.from, &probe->cells[column]);
    g_array_append_val(way, move);
    return &g_array_index(way, TcMove, way->len - 1);
}

GArray *tc_way_copy(const GArray *way)
{
    GArray *copy = tc_way_new();
    for (guint i = 0; i < way->len; i++) {
        const TcMove *from = &g_array_index(way, TcMove, i);
        TcMove to = *from;
        TcValue *values[N_VALUES], *others[N_VALUES];
        init_values(&to);
        list_values(&to, values);
        list_values((TcMove *)from, others);
        for (int j = 0; j < N_VALUES; j++)
            tc_value_copy(values[j], others[j]);
        g_array_append_val(copy, to);
    }
    return copy;
}

uint32_t tc_way_sums(const GArray *way)
{
    uint32_t sums = 0;
    for (guint i = 0; i < way->len; i++)
        sums = MAX(sums, g_array_index(way, TcMove, i).sum);
    return sums;
}

/* A cell that is moved twice was moved once, further; it is its own then, and so are the others of
 * its sum. The last sum takes the number. */
static void leave_sum(GArray *way, uint32_t sum)
{
    const uint32_t last = tc_way_sums(way);
    for (guint i = 0; i < way->len && sum; i++) {
        TcMove *move = &g_array_index(way, TcMove, i);
        if (move->sum == sum) {
            move->sum = 0;
            tc_value_undefine(&move->last, TC_WHY_LITERAL);
            tc_value_undefine(&move->mark, TC_WHY_LITERAL);
        } else if (move->sum == last) {
            move->sum = sum;
        }
    }
}

static TcMove *move_of(GArray *way, uint32_t column)
{
    for (guint i = 0; i < way->len; i++) {
        TcMove *move = &g_array_index(way, TcMove, i);
        if (move->column == column)
            return move;
    }
    return NULL;
}

static TcMove *add_copy(GArray *way, const TcMove *from)
{
    g_array_set_size(way, way->len + 1);
    TcMove *to = &g_array_index(way, TcMove, way->len - 1);
    to->column = from->column;
    to->dragged = from->dragged;
    init_values(to);
    tc_value_copy(&to->from, &from->from);
    return to;
}

/* A cell that was moved there and part of the way back: beyond where it came back to it does not
 * do. */
static void turn_round(TcMove *move)
{
    if (!move->from.defined || move->from.none || move->from.kind != TC_VALUE_NUMBER ||
        tc_value_order(&move->from, &move->to) * (move->up ? 1 : -1) <= 0)
        return;
    move->up = !move->up;
    tc_value_copy(&move->last, &move->to);
    tc_value_copy(&move->last_mark, &move->mark);
    tc_value_undefine(&move->mark, TC_WHY_LITERAL);
}

/* The move ends where @from does, in sum @sum. */
static void end_as(TcMove *move, const TcMove *from, uint32_t sum)
{
    tc_value_copy(&move->to, &from->to);
    tc_value_copy(&move->last, &from->last);
    tc_value_copy(&move->limit, &from->limit);
    tc_value_copy(&move->mark, &from->mark);
    tc_value_copy(&move->last_mark, &from->last_mark);
    move->up = from->up;
    move->sum = sum;
}

void tc_way_append(GArray *way, const GArray *more)
{
    const guint n_before = way->len;
    for (guint i = 0; i < more->len; i++) { /* out of the sums of the first way … */
        TcMove *twice = move_of(way, g_array_index(more, TcMove, i).column);
        if (twice)
            leave_sum(way, twice->sum);
    }
    const uint32_t sums = tc_way_sums(way);
    for (guint i = 0; i < more->len; i++) {
        const TcMove *from = &g_array_index(more, TcMove, i);
        TcMove *to = move_of(way, from->column);
        if (to)
            to->dragged &= from->dragged;
        else
            to = add_copy(way, from);
        end_as(to, from, from->sum ? sums + from->sum : 0);
    }
    for (guint i = 0; i < more->len; i++) { /* … and of those of the second */
        TcMove *move = move_of(way, g_array_index(more, TcMove, i).column);
        if (move >= &g_array_index(way, TcMove, n_before))
            continue;
        leave_sum(way, move->sum);
        turn_round(move);
    }
}

GArray *tc_way_join(const GArray *way, const GArray *more)
{
    GArray *both = tc_way_new();
    tc_way_append(both, way);
    tc_way_append(both, more);
    return both;
}

GArray *tc_way_between(const TcProbe *probe, const TcValue *cells)
{
    GArray *way = tc_way_new();
    for (uint32_t i = 0; i < probe->n; i++) {
        const TcValue *now = &probe->cells[i];
        if (now->defined == cells[i].defined && (!now->defined || tc_value_same(now, &cells[i])))
            continue;
        TcMove *move = tc_way_add(way, probe, i);
        tc_value_copy(&move->to, &cells[i]);
        move->up = now->defined && !now->none && tc_value_order(now, &cells[i]) < 0;
        if (tc_way_is_to_come(probe, i)) /* that day does, others were not asked */
            tc_value_copy(&move->last, &move->to);
    }
    return way;
}

void tc_way_apply(TcProbe *probe, const GArray *way)
{
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        tc_probe_set(probe, move->column, &move->to);
    }
}

/* --- lists of ways, each tried --- */

/* Drops the ways that, applied as a whole, do not do it or break what the row has to hold, and of
 * the others what they do not need. */
static void keep_working(TcProbe *probe, TcDoes *does, const void *data, GPtrArray *ways)
{
    const TcProbeState start = tc_probe_save(probe);
    for (guint i = ways->len; i > 0; i--) {
        GArray *way = ways->pdata[i - 1];
        tc_way_apply(probe, way);
        const bool works = way->len > 0 && tc_probe_is_valid(probe) && does(probe, data);
        tc_probe_restore(probe, start);
        if (works)
            tc_way_lighten(probe, way, does, data);
        else
            g_ptr_array_remove_index(ways, i - 1);
    }
    tc_ways_sort(probe, ways);
}

static bool some_move_several(const GPtrArray *ways)
{
    bool some = false;
    for (guint i = 0; i < ways->len && !some; i++)
        some = ((const GArray *)ways->pdata[i])->len > 1;
    return some;
}

/* What it turns on whether the indicator is met, or (@points not NULL) earns them. */
static TcComparisons *outcome_of(const TcProbe *probe, uint32_t indicator, const TcValue *points)
{
    TcComparisons *set = tc_comparisons_new(probe->model);
    if (points) {
        tc_comparisons_add_part(set, TC_REF_INDICATOR, indicator);
        tc_comparisons_add_points(set, indicator, points);
    } else {
        tc_comparisons_add_outcome(set, indicator);
    }
    tc_comparisons_add_checks(set);
    return set;
}

/* Brings the cells of ways of several nearer, and holds their sums to all of it. */
static void tighten(TcProbe *probe, const TcComparisons *set, TcDoes *does, const void *data,
                    GPtrArray *ways)
{
    for (guint i = 0; i < ways->len; i++) {
        bool ended = true;
        while (ended) {
            tc_way_tighten(probe, set, ways->pdata[i], does, data);
            ended = tc_way_settle_sums(probe, set, ways->pdata[i], does, data);
        }
    }
    tc_ways_sort(probe, ways);
}

static bool is_met(TcProbe *probe, const void *indicator)
{
    return tc_reference_indicator(tc_probe_ask(probe), *(const uint32_t *)indicator) == TC_OUT_MET;
}

static uint64_t ask_met(TcReference *reference, const void *indicator)
{
    return tc_reference_indicator(reference, *(const uint32_t *)indicator) == TC_OUT_MET;
}

/* Is it met by more than its requirement, so that a window of one condition is not all? */
static bool has_conditions(const TcIndicator *indicator)
{
    const TcNode *node = indicator->met_when;
    const bool single = node && (node->kind == TC_NODE_COMPARE || node->kind == TC_NODE_WITHIN);
    const bool required = indicator->required.content || indicator->required.n_excepts > 0;
    return node && (!single || required || indicator->not_applicable_when);
}

GPtrArray *tc_ways_new(TcProbe *probe, uint32_t indicator)
{
    GPtrArray *ways = tc_ways_list_new();
    if (probe->model->indicators[indicator].judged)
        tc_ways_remembered(probe, indicator, ways);
    keep_working(probe, is_met, &indicator, ways);
    const bool several = some_move_several(ways);
    if (several) {
        g_autoptr(TcComparisons) set = outcome_of(probe, indicator, NULL);
        tighten(probe, set, is_met, &indicator, ways);
    }
    const bool open_ends = several || has_conditions(&probe->model->indicators[indicator]);
    for (guint i = 0; i < ways->len && open_ends; i++)
        tc_way_windows(probe, indicator, ask_met, ways->pdata[i]);
    tc_ways_drop_held(ways);
    return ways;
}

static bool earns(TcProbe *probe, const void *goal)
{
    return tc_goal_truth(tc_probe_ask(probe), goal) == TC_TRUTH_YES;
}

GPtrArray *tc_point_ways_new(TcProbe *probe, uint32_t indicator, const TcValue *points,
                             bool or_equal)
{
    const TcGoal goal = {
        .model = probe->model, .self = indicator, .points = points, .or_equal = or_equal};
    GPtrArray *ways = tc_ways_list_new();
    if (probe->model->indicators[indicator].points)
        tc_leaf_ways(probe, &goal, ways);
    else
        tc_ways_remembered(probe, indicator, ways);
    keep_working(probe, earns, &goal, ways);
    if (some_move_several(ways)) {
        g_autoptr(TcComparisons) set = outcome_of(probe, indicator, points);
        tighten(probe, set, earns, &goal, ways);
    }
    tc_ways_drop_held(ways);
    return ways;
}

/* --- how much a way changes --- */

bool tc_way_is_single(const GArray *way)
{
    const uint32_t sum = way->len ? g_array_index(way, TcMove, 0).sum : 0;
    bool single = way->len > 0 && (sum || way->len == 1);
    for (guint i = 0; i < way->len; i++)
        single &= g_array_index(way, TcMove, i).sum == sum;
    return single;
}

bool tc_way_amount(const GArray *way, mpq_t amount)
{
    const uint32_t sum = g_array_index(way, TcMove, 0).sum;
    mpq_set_ui(amount, 0, 1);
    for (guint i = 0; i < (sum ? way->len : 1); i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        if (move->sum != sum)
            continue;
        if (!move->from.defined || move->from.none || move->to.kind != TC_VALUE_NUMBER)
            return false;
        mpq_add(amount, amount, move->to.number);
        mpq_sub(amount, amount, move->from.number);
    }
    mpq_abs(amount, amount);
    return true;
}
