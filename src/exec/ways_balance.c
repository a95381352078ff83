/* A cell moved with another one that keeps a data check true: where [A] + [B] = [C] has to hold,
 * [A] can become more only as [B] becomes less, or [C] more. */
#include "exec/ways_internal.h"

typedef struct {
    uint32_t column;
    mpq_t rate; /* what it changes by as the moved cell becomes one more */
} Follower;

/* One cell moved, and what follows it: one cell of each equation that reads it. */
typedef struct {
    TcProbe *probe;
    uint32_t column;
    Follower followers[TC_WAY_CELLS];
    uint32_t n;
    TcProbeState start;
} Balance;

static void clear_followers(Balance *balance)
{
    while (balance->n > 0)
        mpq_clear(balance->followers[--balance->n].rate);
}

/* --- how a cell moves an equation --- */

static bool is_figure(const TcProbe *probe, uint32_t column)
{
    const TcValue *cell = &probe->cells[column];
    return tc_probe_kind(probe, column) == TC_VALUE_NUMBER && cell->defined && !cell->none;
}

/* The left side less the right one. Returns: false if they are no numbers. */
static bool difference(TcProbe *probe, const TcNode *equation, mpq_t result)
{
    TcValue left, right;
    tc_value_init(&left);
    tc_value_init(&right);
    tc_reference_value(tc_probe_ask(probe), equation->items[0], TC_NO_PART, &left);
    tc_reference_value(probe->reference, equation->items[1], TC_NO_PART, &right);
    tc_value_compute(TC_OP_SUB, &left, &right, &left);
    const bool number = left.defined && !left.none && left.kind == TC_VALUE_NUMBER;
    if (number)
        mpq_set(result, left.number);
    tc_value_clear(&left);
    tc_value_clear(&right);
    return number;
}

/* The cell's value and @rate * @by. */
static void value_after(const TcProbe *probe, uint32_t column, const mpq_t rate, const mpq_t by,
                        TcValue *value)
{
    tc_value_set_number(value, rate);
    mpq_mul(value->number, value->number, by);
    mpq_add(value->number, value->number, probe->cells[column].number);
}

static void add_to(TcProbe *probe, uint32_t column, const mpq_t rate, const mpq_t by)
{
    TcValue value;
    tc_value_init(&value);
    value_after(probe, column, rate, by, &value);
    tc_probe_set(probe, column, &value);
    tc_value_clear(&value);
}

/* By how much the difference grows as the cell becomes one more; 0: it does not read it. */
static void slope(TcProbe *probe, const TcNode *equation, uint32_t column, mpq_t result)
{
    const TcProbeState start = tc_probe_save(probe);
    mpq_t one, before;
    mpq_inits(one, before, NULL);
    mpq_set_ui(one, 1, 1);
    bool numbers = is_figure(probe, column) && difference(probe, equation, before);
    if (numbers) {
        add_to(probe, column, one, one);
        numbers = difference(probe, equation, result);
    }
    if (numbers)
        mpq_sub(result, result, before);
    else
        mpq_set_ui(result, 0, 1);
    tc_probe_restore(probe, start);
    mpq_clears(one, before, NULL);
}

/* --- who follows --- */

/* The @pick-th cell, or the last, that can keep the equation as the moved one becomes more.
 * Returns: how many there are. */
static uint32_t add_follower(Balance *balance, const TcNode *equation, const TcCellRoles *roles,
                             uint32_t pick)
{
    TcProbe *probe = balance->probe;
    Follower *follower = &balance->followers[balance->n];
    uint32_t n = 0;
    mpq_t moved, other;
    mpq_inits(moved, other, NULL);
    g_autoptr(TcComparisons) set = tc_comparisons_new(probe->model);
    tc_comparisons_add(set, equation, TC_NO_PART);
    uint32_t n_cells;
    const uint32_t *cells = tc_comparisons_cells(set, &n_cells);
    slope(probe, equation, balance->column, moved);
    for (uint32_t i = 0; i < n_cells && mpq_sgn(moved) != 0; i++) {
        if (cells[i] == balance->column || !tc_way_may_follow(probe, roles, cells[i]))
            continue;
        slope(probe, equation, cells[i], other);
        if (mpq_sgn(other) == 0 || n++ > pick)
            continue;
        if (n == 1)
            mpq_init(follower->rate);
        follower->column = cells[i];
        mpq_div(follower->rate, moved, other);
        mpq_neg(follower->rate, follower->rate);
    }
    balance->n += n > 0;
    mpq_clears(moved, other, NULL);
    return n;
}

/* The equations of a data check. Returns: the most cells that one has to choose from. */
static uint32_t add_followers(Balance *balance, const TcNode *check, const TcCellRoles *roles,
                              uint32_t pick)
{
    uint32_t most = 0;
    if (check->kind == TC_NODE_COMPARE && check->sub == TC_OP_EQ && balance->n < TC_WAY_CELLS)
        return add_follower(balance, check, roles, pick);
    for (uint32_t i = 0; check->kind == TC_NODE_CHAIN && check->sub == TC_OP_AND && i < check->n;
         i++) {
        const uint32_t n = add_followers(balance, check->items[i], roles, pick);
        most = MAX(most, n);
    }
    return most;
}

static uint32_t find_followers(Balance *balance, const TcCellRoles *roles, uint32_t pick)
{
    const TcModel *model = balance->probe->model;
    uint32_t most = 0;
    for (uint32_t i = 0; i < model->n_checks; i++) {
        const uint32_t n = add_followers(balance, model->checks[i].condition, roles, pick);
        most = MAX(most, n);
    }
    return most;
}

/* --- the move --- */

/* A TcMover. */
static void move_balanced(TcProbe *probe, uint32_t column, int64_t number, const void *data)
{
    const Balance *balance = data;
    mpq_t by;
    mpq_init(by);
    tc_probe_restore(probe, balance->start);
    mpq_set(by, probe->cells[column].number);
    tc_probe_put(probe, column, number);
    mpq_sub(by, probe->cells[column].number, by);
    for (uint32_t i = 0; i < balance->n; i++)
        add_to(probe, balance->followers[i].column, balance->followers[i].rate, by);
    mpq_clear(by);
}

/* The number of the moved cell as the follower comes to @end of its range. */
static int64_t number_at(const Balance *balance, const Follower *follower, int64_t end)
{
    TcProbe *probe = balance->probe;
    TcValue value;
    tc_value_init(&value);
    tc_probe_value(probe, follower->column, end, &value);
    mpq_sub(value.number, value.number, probe->cells[follower->column].number);
    mpq_div(value.number, value.number, follower->rate);
    mpq_add(value.number, value.number, probe->cells[balance->column].number);
    const int64_t number = tc_probe_number(probe, balance->column, &value);
    tc_value_clear(&value);
    return number;
}

/* How far the moved cell can go within the ranges of all. */
static bool range(const Balance *balance, const TcGoal *goal, int64_t *low, int64_t *high)
{
    bool some = tc_way_range(balance->probe, goal, balance->column, low, high);
    for (uint32_t i = 0; i < balance->n && some; i++) {
        const Follower *follower = &balance->followers[i];
        const bool falls = mpq_sgn(follower->rate) < 0;
        int64_t least, most;
        some = tc_way_range(balance->probe, goal, follower->column, &least, &most);
        if (some) {
            *low = MAX(*low, number_at(balance, follower, falls ? most : least));
            *high = MIN(*high, number_at(balance, follower, falls ? least : most));
        }
    }
    return some && *low <= *high;
}

/* A move for each, as far as the first one of @way takes it. */
static void record_followers(const Balance *balance, GArray *way)
{
    const bool up = g_array_index(way, TcMove, 0).up;
    mpq_t by;
    mpq_init(by);
    tc_way_amount(way, by);
    if (!up)
        mpq_neg(by, by);
    for (uint32_t i = 0; i < balance->n; i++) {
        const Follower *follower = &balance->followers[i];
        TcMove *move = tc_way_add(way, balance->probe, follower->column);
        value_after(balance->probe, follower->column, follower->rate, by, &move->to);
        move->up = (mpq_sgn(follower->rate) > 0) == up;
        move->dragged = true;
    }
    mpq_clear(by);
}

static GArray *balanced_way(Balance *balance, const TcComparisons *set, const TcGoal *goal)
{
    TcProbe *probe = balance->probe;
    int64_t low, high;
    balance->start = tc_probe_save(probe);
    if (balance->n == 0 || !range(balance, goal, &low, &high))
        return NULL;
    GArray *way =
        tc_way_of_cell(probe, set, goal, balance->column, low, high, move_balanced, balance);
    if (way)
        record_followers(balance, way);
    return way;
}

void tc_balanced_ways(TcProbe *probe, const TcComparisons *set, uint32_t column, const TcGoal *goal,
                      const TcCellRoles *roles, GPtrArray *ways)
{
    Balance balance = {.probe = probe, .column = column};
    uint32_t n = 1; /* choices */
    for (uint32_t pick = 0; pick < n; pick++) {
        n = find_followers(&balance, roles, pick);
        GArray *way = balanced_way(&balance, set, goal);
        if (way)
            g_ptr_array_add(ways, way);
        clear_followers(&balance);
    }
}
