/* A cell moved with others that keep the data's limits and checks true: what may not be less than
 * it rises with it; where [A] + [B] = [C] has to hold, [A] can become more only as [B] becomes
 * less, or [C] more; where [A] + [B] <= [C] has to, as soon as there is nothing left between the
 * two sides. */
#include "base/number.h"
#include "exec/ways_internal.h"

enum { MOST_PICKS = 32 }; /* cells of one check that are tried as the one that follows */

typedef struct {
    uint32_t column;
    const TcNode *check; /* a comparison, which it keeps */
    mpq_t rate;          /* by how much the check's difference grows as it becomes one more */
    int64_t low, high;   /* how far it may go */
} Follower;

/* One cell moved, and what follows it: the cells that its limits name, one cell of each check that
 * reads it. */
typedef struct {
    TcProbe *probe;
    const TcGoal *goal;
    uint32_t column;
    uint32_t larger[TC_WAY_CELLS]; /* each not below the cell that is moved */
    uint32_t n_larger;
    int64_t highest; /* that these leave it; INT64_MAX: no end */
    Follower followers[TC_WAY_CELLS];
    uint32_t n;
    TcProbeState start;
} Balance;

static void clear_followers(Balance *balance)
{
    while (balance->n > 0)
        mpq_clear(balance->followers[--balance->n].rate);
}

/* --- how a cell moves a check --- */

static bool is_figure(const TcProbe *probe, uint32_t column)
{
    const TcValue *cell = &probe->cells[column];
    return tc_probe_kind(probe, column) == TC_VALUE_NUMBER && cell->defined && !cell->none;
}

/* The left side less the right one. Returns: false if they are no numbers. */
static bool difference(TcProbe *probe, const TcNode *check, mpq_t result)
{
    TcValue left, right;
    tc_value_init(&left);
    tc_value_init(&right);
    tc_reference_value(tc_probe_ask(probe), check->items[0], TC_NO_PART, &left);
    tc_reference_value(probe->reference, check->items[1], TC_NO_PART, &right);
    tc_value_compute(TC_OP_SUB, &left, &right, &left);
    const bool number = left.defined && !left.none && left.kind == TC_VALUE_NUMBER;
    if (number)
        mpq_set(result, left.number);
    tc_value_clear(&left);
    tc_value_clear(&right);
    return number;
}

/* By how much the difference of the sides grows as the cell becomes one more; 0: the check does not
 * read it, or they are no numbers. */
static void slope_of(TcProbe *probe, const TcNode *check, uint32_t column, mpq_t result)
{
    const TcProbeState start = tc_probe_save(probe);
    TcValue more;
    mpq_t before;
    mpq_init(before);
    tc_value_init(&more);
    tc_value_set_integer(&more, 1);
    bool numbers = is_figure(probe, column) && difference(probe, check, before);
    if (numbers) {
        tc_value_compute(TC_OP_ADD, &more, &probe->cells[column], &more);
        tc_probe_set(probe, column, &more);
        numbers = difference(probe, check, result);
    }
    if (numbers)
        mpq_sub(result, result, before);
    else
        mpq_set_ui(result, 0, 1);
    tc_probe_restore(probe, start);
    tc_value_clear(&more);
    mpq_clear(before);
}

/* --- who follows --- */

/* Collects what may be raised with @column; lowers the end to what may not. */
static void collect_larger(Balance *balance, uint32_t column, const TcCellRoles *roles)
{
    const TcProbe *probe = balance->probe;
    uint32_t n;
    const uint32_t *limits = tc_probe_limits(probe, column, &n);
    for (uint32_t i = 0; i < n; i++) {
        const TcColumnLimit *limit = &probe->model->schema.limits[limits[i]];
        const uint32_t large = limit->large;
        if (limit->small != column || !is_figure(probe, large))
            continue;
        if (tc_way_may_follow(probe, roles, large) && balance->n_larger < TC_WAY_CELLS) {
            balance->larger[balance->n_larger++] = large;
            collect_larger(balance, large, roles);
        } else {
            const int64_t end = tc_probe_number(probe, column, &probe->cells[large]);
            balance->highest = MIN(balance->highest, end);
        }
    }
}

static void find_larger(Balance *balance, const TcCellRoles *roles)
{
    const TcColumnSpec *spec = &balance->probe->model->schema.columns[balance->column];
    balance->highest = INT64_MAX;
    if (spec->has_high) {
        TcValue end;
        tc_value_init(&end);
        tc_value_set_number(&end, spec->high);
        balance->highest = tc_probe_number(balance->probe, balance->column, &end);
        tc_value_clear(&end);
    }
    collect_larger(balance, balance->column, roles);
    if (balance->highest == INT64_MAX)
        balance->n_larger = 0;
}

/* Makes @column what follows in @check. Returns: false if it may not, or does not move the check.
 */
static bool set_follower(const Balance *balance, const TcNode *check, const TcCellRoles *roles,
                         uint32_t column, Follower *follower)
{
    if (column == balance->column || !tc_way_may_follow(balance->probe, roles, column) ||
        !tc_way_range(balance->probe, balance->goal, column, &follower->low, &follower->high))
        return false;
    follower->column = column;
    follower->check = check;
    slope_of(balance->probe, check, column, follower->rate);
    return mpq_sgn(follower->rate) != 0;
}

/* The @pick-th cell, or the last, that can keep the check as the moved one changes. Returns: how
 * many there are. */
static uint32_t add_follower(Balance *balance, const TcNode *check, const TcCellRoles *roles,
                             uint32_t pick)
{
    Follower *follower = &balance->followers[balance->n];
    uint32_t n = 0, n_cells, last = TC_NO_PART;
    mpq_init(follower->rate);
    g_autoptr(TcComparisons) set = tc_comparisons_new(balance->probe->model);
    tc_comparisons_add(set, check, TC_NO_PART);
    const uint32_t *cells = tc_comparisons_cells(set, &n_cells);
    slope_of(balance->probe, check, balance->column, follower->rate);
    const bool moves = mpq_sgn(follower->rate) != 0;
    for (uint32_t i = 0; i < n_cells && n < MOST_PICKS && moves; i++) {
        if (set_follower(balance, check, roles, cells[i], follower) && n++ <= pick)
            last = cells[i];
    }
    if (n > 0)
        set_follower(balance, check, roles, last, follower);
    else
        mpq_clear(follower->rate);
    balance->n += n > 0;
    return n;
}

/* Can the two sides of the comparison be kept by moving a cell? */
static bool is_kept_by_moving(const TcNode *check)
{
    return check->kind == TC_NODE_COMPARE && check->sub != TC_OP_NE;
}

/* The comparisons of a data check. Returns: the most cells that one has to choose from. */
static uint32_t add_followers(Balance *balance, const TcNode *check, const TcCellRoles *roles,
                              uint32_t pick)
{
    const bool all = check->kind == TC_NODE_CHAIN && check->sub == TC_OP_AND;
    uint32_t most = 0;
    if (is_kept_by_moving(check) && balance->n < TC_WAY_CELLS)
        return add_follower(balance, check, roles, pick);
    for (uint32_t i = 0; all && i < check->n; i++) {
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

/* Does a comparison whose left side is @by more than the right one not hold? */
static bool is_broken(const TcNode *check, const mpq_t by)
{
    const int sign = mpq_sgn(by);
    switch ((int)check->sub) {
    case TC_OP_LE:
        return sign > 0;
    case TC_OP_LT:
        return sign >= 0;
    case TC_OP_GE:
        return sign < 0;
    case TC_OP_GT:
        return sign <= 0;
    default:
        return sign != 0;
    }
}

static bool holds(TcProbe *probe, const TcNode *check)
{
    mpq_t by;
    mpq_init(by);
    const bool does = difference(probe, check, by) && !is_broken(check, by);
    mpq_clear(by);
    return does;
}

/* Puts it where the check's sides are equal, if it can be there. Returns: its number there, or of
 * the value next below. */
static int64_t put_level(const Balance *balance, const Follower *follower, const mpq_t by)
{
    TcProbe *probe = balance->probe;
    unsigned places;
    TcValue level, low, high;
    tc_value_init(&level);
    tc_value_init(&low);
    tc_value_init(&high);
    tc_value_set_number(&level, by);
    mpq_div(level.number, level.number, follower->rate);
    mpq_sub(level.number, probe->cells[follower->column].number, level.number);
    tc_probe_value(probe, follower->column, follower->low, &low);
    tc_probe_value(probe, follower->column, follower->high, &high);
    if (tc_value_order(&level, &low) >= 0 && tc_value_order(&level, &high) <= 0 &&
        tc_number_is_decimal(level.number, &places) &&
        (places == 0 || !tc_probe_is_whole(probe, follower->column)))
        tc_probe_set(probe, follower->column, &level);
    const int64_t number = tc_probe_number(probe, follower->column, &level);
    tc_value_clear(&level);
    tc_value_clear(&low);
    tc_value_clear(&high);
    return number;
}

/* Moves the cell just so far that its check holds; where none of its values does that, the row
 * goes on to break it. */
static void follow(const Balance *balance, const Follower *follower)
{
    static const int next[] = {0, 1, -1};
    TcProbe *probe = balance->probe;
    mpq_t by;
    mpq_init(by);
    if (difference(probe, follower->check, by) && is_broken(follower->check, by)) {
        const int64_t level = put_level(balance, follower, by);
        for (guint i = 0; i < G_N_ELEMENTS(next) && !holds(probe, follower->check); i++)
            tc_probe_put(probe, follower->column,
                         CLAMP(level + next[i], follower->low, follower->high));
    }
    mpq_clear(by);
}

/* A TcMover. */
static void move_balanced(TcProbe *probe, uint32_t column, int64_t number, const void *data)
{
    const Balance *balance = data;
    TcValue value;
    tc_value_init(&value);
    tc_probe_restore(probe, balance->start);
    tc_probe_value(probe, column, number, &value);
    tc_probe_set(probe, column, &value);
    for (uint32_t i = 0; i < balance->n_larger; i++) {
        if (tc_value_order(&probe->cells[balance->larger[i]], &value) < 0)
            tc_probe_set(probe, balance->larger[i], &value);
    }
    for (uint32_t i = 0; i < balance->n; i++)
        follow(balance, &balance->followers[i]);
    tc_value_clear(&value);
}

/* The cells that go along, in turn. */
static uint32_t other_cell(const Balance *balance, uint32_t i)
{
    return i < balance->n_larger ? balance->larger[i]
                                 : balance->followers[i - balance->n_larger].column;
}

static bool is_in(const GArray *way, uint32_t column)
{
    bool in = false;
    for (guint i = 0; i < way->len && !in; i++)
        in = g_array_index(way, TcMove, i).column == column;
    return in;
}

/* A move for each that goes along, as far as the first one of @way takes it. */
static void record_others(const Balance *balance, GArray *way)
{
    TcProbe *probe = balance->probe;
    const TcMove *first = &g_array_index(way, TcMove, 0);
    const uint32_t n = balance->n_larger + balance->n;
    TcValue *to = tc_values_new(n);
    move_balanced(probe, first->column, tc_probe_number(probe, first->column, &first->to), balance);
    for (uint32_t i = 0; i < n; i++)
        tc_value_copy(&to[i], &probe->cells[other_cell(balance, i)]);
    tc_probe_restore(probe, balance->start);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t column = other_cell(balance, i);
        const int order = tc_value_order(&to[i], &probe->cells[column]);
        if (order == 0 || is_in(way, column))
            continue;
        TcMove *move = tc_way_add(way, probe, column);
        tc_value_copy(&move->to, &to[i]);
        move->up = order > 0;
        move->dragged = true;
    }
    tc_values_free(to, n);
}

/* Ends the window where a cell that follows can go no further; an end of numbers that nothing
 * declares is none. */
static void leave_far_window(const Balance *balance, GArray *way)
{
    TcProbe *probe = balance->probe;
    TcMove *first = &g_array_index(way, TcMove, 0);
    bool far = false;
    if (!first->last.defined)
        return;
    const int64_t last = tc_probe_number(probe, first->column, &first->last);
    move_balanced(probe, first->column, first->up ? last + 1 : last - 1, balance);
    for (uint32_t i = 0; i < balance->n_larger + balance->n; i++) {
        const uint32_t column = other_cell(balance, i);
        far |= tc_probe_is_far(probe, column, &probe->cells[column]);
    }
    tc_probe_restore(probe, balance->start);
    if (far) {
        tc_value_undefine(&first->last, TC_WHY_LITERAL);
        tc_value_undefine(&first->last_mark, TC_WHY_LITERAL);
    }
}

static GArray *balanced_way(Balance *balance, const TcComparisons *set)
{
    TcProbe *probe = balance->probe;
    int64_t low, high;
    balance->start = tc_probe_save(probe);
    if (balance->n + balance->n_larger == 0 ||
        !tc_way_range(probe, balance->goal, balance->column, &low, &high))
        return NULL;
    if (balance->n_larger > 0)
        high = MAX(high, balance->highest);
    GArray *way = tc_way_of_cell(probe, set, balance->goal, balance->column, low, high,
                                 move_balanced, balance);
    if (!way)
        return NULL;
    leave_far_window(balance, way);
    record_others(balance, way);
    return way;
}

void tc_balanced_ways(TcProbe *probe, const TcComparisons *set, uint32_t column, const TcGoal *goal,
                      const TcCellRoles *roles, GPtrArray *ways)
{
    Balance balance = {.probe = probe, .goal = goal, .column = column};
    uint32_t n = 1; /* choices */
    if (!is_figure(probe, column))
        return;
    find_larger(&balance, roles);
    for (uint32_t pick = 0; pick < n; pick++) {
        n = find_followers(&balance, roles, pick);
        GArray *way = balanced_way(&balance, set);
        if (way)
            g_ptr_array_add(ways, way);
        clear_followers(&balance);
    }
}
