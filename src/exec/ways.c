/* Ways themselves, and ways through conditions made of conditions; leaves are in ways_leaf.c, sums
 * and balances in files of their own. */
#include "exec/ways.h"

#include <string.h>
#include "exec/reference_internal.h"
#include "exec/ways_internal.h"

enum { MAX_WAYS = 12 };

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

static GPtrArray *list_new(void)
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

/* A number that no sum in the way has. */
static uint32_t next_sum(const GArray *way)
{
    uint32_t sum = 0;
    for (guint i = 0; i < way->len; i++)
        sum = MAX(sum, g_array_index(way, TcMove, i).sum);
    return sum;
}

/* A cell that is moved twice was moved once, further; it is its own then, and so are the others of
 * its sum. */
static void leave_sum(GArray *way, const TcMove *move)
{
    const uint32_t sum = move->sum;
    for (guint i = 0; i < way->len && sum; i++) {
        TcMove *other = &g_array_index(way, TcMove, i);
        if (other->sum == sum) {
            other->sum = 0;
            tc_value_undefine(&other->last, TC_WHY_LITERAL);
            tc_value_undefine(&other->mark, TC_WHY_LITERAL);
        }
    }
}

void tc_way_append(GArray *way, const GArray *more)
{
    const uint32_t sums = next_sum(way);
    for (guint i = 0; i < more->len; i++) {
        const TcMove *from = &g_array_index(more, TcMove, i);
        TcMove *to = NULL;
        for (guint j = 0; j < way->len && !to; j++) {
            TcMove *move = &g_array_index(way, TcMove, j);
            to = move->column == from->column ? move : NULL;
        }
        if (!to) {
            g_array_set_size(way, way->len + 1);
            to = &g_array_index(way, TcMove, way->len - 1);
            to->column = from->column;
            to->dragged = from->dragged;
            init_values(to);
            tc_value_copy(&to->from, &from->from);
            to->sum = from->sum ? sums + from->sum : 0;
        } else {
            leave_sum(way, to);
        }
        tc_value_copy(&to->to, &from->to);
        tc_value_copy(&to->last, &from->last);
        tc_value_copy(&to->limit, &from->limit);
        tc_value_copy(&to->mark, &from->mark);
        tc_value_copy(&to->last_mark, &from->last_mark);
        to->up = from->up;
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

/* --- conditions made of conditions --- */

static void goal_ways(TcProbe *probe, const TcGoal *goal, GPtrArray *ways);
static void indicator_ways(TcProbe *probe, uint32_t indicator, GPtrArray *ways);

/* Condition @i of an AND, OR or list of contents. */
static TcGoal child_goal(const TcGoal *goal, uint32_t i)
{
    const TcNode *child = goal->node->items[i];
    if (child->kind == TC_NODE_ITEM)
        child = child->items[0];
    return (TcGoal){.model = goal->model, .node = child, .self = goal->self};
}

static bool reached(TcProbe *probe, const TcGoal *goal)
{
    return tc_goal_truth(tc_probe_ask(probe), goal) == TC_TRUTH_YES;
}

/* One way for all @goals together, each from where the ones before it led; with a single failing
 * one, all its ways. */
static void all_ways(TcProbe *probe, const TcGoal *goals, uint32_t n, GPtrArray *ways)
{
    const TcProbeState start = tc_probe_save(probe);
    GArray *whole = tc_way_new();
    bool possible = true;
    uint32_t failing = 0;
    GPtrArray *last = NULL;
    for (uint32_t i = 0; i < n && possible; i++) {
        if (reached(probe, &goals[i]))
            continue;
        if (last)
            g_ptr_array_unref(last);
        last = list_new();
        goal_ways(probe, &goals[i], last);
        failing++;
        possible = last->len > 0;
        if (possible) {
            tc_way_append(whole, last->pdata[0]);
            tc_way_apply(probe, last->pdata[0]);
        }
    }
    tc_probe_restore(probe, start);
    for (guint i = 1; possible && failing == 1 && i < last->len; i++)
        g_ptr_array_add(ways, g_array_ref(last->pdata[i]));
    if (possible && failing > 0)
        g_ptr_array_insert(ways, 0, g_array_ref(whole));
    tc_way_free(whole);
    if (last)
        g_ptr_array_unref(last);
}

/* A sum is one change; what a limit takes along is none of its own. */
static uint32_t count_changes(const GArray *way)
{
    uint32_t alone = 0, sums = 0;
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        alone += !move->sum && !move->dragged;
        sums = MAX(sums, move->sum);
    }
    return alone + sums;
}

static int by_changes(const void *a, const void *b)
{
    const uint32_t x = count_changes(*(GArray *const *)a), y = count_changes(*(GArray *const *)b);
    return x < y ? -1 : x > y;
}

/* The @wanted easiest of the conditions that do not hold, and the same with another last one. */
static void some_ways(TcProbe *probe, const TcGoal *goal, uint32_t wanted, GPtrArray *ways)
{
    g_autoptr(GPtrArray) each = list_new();
    for (uint32_t i = 0; i < goal->node->n; i++) {
        const TcGoal child = child_goal(goal, i);
        g_autoptr(GPtrArray) child_ways = list_new();
        if (reached(probe, &child)) {
            wanted -= wanted > 0;
            continue;
        }
        goal_ways(probe, &child, child_ways);
        if (child_ways->len > 0)
            g_ptr_array_add(each, g_array_ref(child_ways->pdata[0]));
    }
    g_ptr_array_sort(each, by_changes);
    for (guint i = wanted; wanted > 0 && i <= each->len && ways->len < MAX_WAYS; i++) {
        GArray *way = tc_way_new();
        for (uint32_t j = 0; j + 1 < wanted; j++)
            tc_way_append(way, each->pdata[j]);
        tc_way_append(way, each->pdata[i - 1]);
        g_ptr_array_add(ways, way);
    }
}

static void node_ways(TcProbe *probe, const TcGoal *goal, bool all, uint32_t wanted,
                      GPtrArray *ways)
{
    if (!all) {
        some_ways(probe, goal, wanted, ways);
        return;
    }
    TcGoal *goals = g_new(TcGoal, goal->node->n);
    for (uint32_t i = 0; i < goal->node->n; i++)
        goals[i] = child_goal(goal, i);
    all_ways(probe, goals, goal->node->n, ways);
    g_free(goals);
}

static const TcNode *definition_of(const TcGoal *goal)
{
    const TcNode *node = goal->node;
    if (!node || node->kind != TC_NODE_NAME || node->ref.kind != TC_REF_DEFINITION)
        return NULL;
    return goal->model->definitions[node->ref.index].value;
}

/* "chỉ tiêu 3.4 đạt": the ways of that indicator. */
static bool asks_other(const TcGoal *goal)
{
    const TcNode *node = goal->node;
    return node && node->kind == TC_NODE_STATE && node->sub == TC_STATE_MET && node->n > 0 &&
           node->items[0]->ref.kind == TC_REF_INDICATOR;
}

static void goal_ways(TcProbe *probe, const TcGoal *goal, GPtrArray *ways)
{
    const TcNode *node = goal->node;
    const TcNode *definition = definition_of(goal);
    if (definition)
        goal_ways(probe, &(TcGoal){.model = goal->model, .node = definition, .self = TC_NO_PART},
                  ways);
    else if (asks_other(goal))
        indicator_ways(probe, node->items[0]->ref.index, ways);
    else if (node && node->kind == TC_NODE_CONTENTS)
        node_ways(probe, goal, node->sub == TC_CONTENTS_ALL,
                  node->sub == TC_CONTENTS_AT_LEAST ? (uint32_t)node->day : 1, ways);
    else if (node && node->kind == TC_NODE_CHAIN && node->sub == TC_OP_AND)
        node_ways(probe, goal, true, 0, ways);
    else if (node && node->kind == TC_NODE_CHAIN && node->sub == TC_OP_OR)
        node_ways(probe, goal, false, 1, ways);
    else
        tc_leaf_ways(probe, goal, ways);
}

/* --- an indicator --- */

/* The evidence that is rejected or awaited has to be accepted. */
static GArray *appraisal_way(TcProbe *probe, uint32_t indicator)
{
    const uint32_t column = probe->model->indicators[indicator].appraisal;
    GArray *way = tc_way_new();
    if (!probe->reference->run.appraisals || column == TC_NO_PART ||
        (probe->cells[column].defined && probe->cells[column].truth))
        return way;
    TcMove *move = tc_way_add(way, probe, column);
    tc_value_set_truth(&move->to, TC_TRUTH_YES, TC_WHY_NOT);
    move->up = true;
    return way;
}

static void indicator_ways(TcProbe *probe, uint32_t indicator, GPtrArray *ways)
{
    const TcIndicator *part = &probe->model->indicators[indicator];
    TcGoal goals[2];
    uint32_t n = 0;
    bool holds = true;
    if (part->required.content || part->required.n_excepts > 0)
        goals[n++] = (TcGoal){.model = probe->model, .self = indicator};
    if (part->met_when)
        goals[n++] = (TcGoal){.model = probe->model, .node = part->met_when, .self = indicator};
    for (uint32_t i = 0; i < n; i++)
        holds &= reached(probe, &goals[i]);
    if (holds)
        g_ptr_array_add(ways, tc_way_new());
    else
        all_ways(probe, goals, n, ways);
    g_autoptr(GArray) papers = appraisal_way(probe, indicator);
    for (guint i = 0; i < ways->len; i++)
        tc_way_append(ways->pdata[i], papers);
}

/* --- lists of ways, each tried --- */

typedef bool TcDoes(TcProbe *probe, uint32_t indicator, const void *data);

/* Drops the ways that, applied as a whole, do not do it or break what the row has to hold. */
static void keep_working(TcProbe *probe, uint32_t indicator, TcDoes *does, const void *data,
                         GPtrArray *ways)
{
    const TcProbeState start = tc_probe_save(probe);
    for (guint i = ways->len; i > 0; i--) {
        const GArray *way = ways->pdata[i - 1];
        tc_way_apply(probe, way);
        if (way->len == 0 || !tc_probe_is_valid(probe) || !does(probe, indicator, data))
            g_ptr_array_remove_index(ways, i - 1);
        tc_probe_restore(probe, start);
    }
    g_ptr_array_sort(ways, by_changes);
}

static bool is_met(TcProbe *probe, uint32_t indicator, const void *data)
{
    (void)data;
    return tc_reference_indicator(tc_probe_ask(probe), indicator) == TC_OUT_MET;
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
    return node && (!single || indicator->required.content || indicator->required.n_excepts > 0);
}

GPtrArray *tc_ways_new(TcProbe *probe, uint32_t indicator)
{
    GPtrArray *ways = list_new();
    if (probe->model->indicators[indicator].judged)
        indicator_ways(probe, indicator, ways);
    keep_working(probe, indicator, is_met, NULL, ways);
    for (guint i = 0; i < ways->len && has_conditions(&probe->model->indicators[indicator]); i++)
        tc_way_windows(probe, indicator, ask_met, ways->pdata[i]);
    return ways;
}

static bool earns(TcProbe *probe, uint32_t indicator, const void *goal)
{
    (void)indicator;
    return reached(probe, goal);
}

GPtrArray *tc_point_ways_new(TcProbe *probe, uint32_t indicator, const TcValue *points,
                             bool or_equal)
{
    const TcGoal goal = {
        .model = probe->model, .self = indicator, .points = points, .or_equal = or_equal};
    GPtrArray *ways = list_new();
    if (probe->model->indicators[indicator].points)
        tc_leaf_ways(probe, &goal, ways);
    else
        indicator_ways(probe, indicator, ways);
    keep_working(probe, indicator, earns, &goal, ways);
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
