/* Ways to make one condition true: one cell, one with those that it takes along (ways_balance.c),
 * or several filled one after the other. */
#include "exec/comparisons.h"
#include "exec/readers.h"
#include "exec/reference_internal.h"
#include "exec/ways_internal.h"

TcTruth tc_goal_truth(TcReference *reference, const TcGoal *goal)
{
    TcValue value;
    TcTruth truth;
    tc_value_init(&value);
    if (goal->points) {
        const bool penalty = goal->model->indicators[goal->self].penalty;
        const TcOperator better = penalty ? TC_OP_LT : TC_OP_GT;
        const TcOperator as_good = penalty ? TC_OP_LE : TC_OP_GE;
        tc_reference_points(reference, goal->self, &value);
        truth = tc_value_compare(goal->or_equal ? as_good : better, &value, goal->points);
    } else if (goal->node) {
        tc_reference_value(reference, goal->node, goal->self, &value);
        truth = tc_value_truth(&value);
    } else {
        truth = tc_reference_requirement(reference, goal->self,
                                         &goal->model->indicators[goal->self].required);
    }
    tc_value_clear(&value);
    return truth;
}

const TcNode *tc_goal_left_out_when(const TcGoal *goal)
{
    return goal->self == TC_NO_PART ? NULL
                                    : goal->model->indicators[goal->self].not_applicable_when;
}

bool tc_goal_applies(TcReference *reference, const TcGoal *goal)
{
    const TcNode *left_out = tc_goal_left_out_when(goal);
    bool applies = !left_out || tc_ref_condition(reference, left_out, goal->self) != TC_TRUTH_YES;
    for (uint32_t i = 0; i < goal->n_kept && applies; i++)
        applies = tc_goal_truth(reference, &goal->kept[i]) == TC_TRUTH_YES;
    return applies;
}

/* Where its indicator does not apply nothing is reached. */
static uint64_t is_reached(TcReference *reference, const void *goal)
{
    return tc_goal_truth(reference, goal) == TC_TRUTH_YES && tc_goal_applies(reference, goal);
}

static void goal_roles(const TcGoal *goal, TcCellRoles *roles)
{
    if (goal->points)
        tc_cell_roles_add_points(roles, goal->self);
    else if (goal->node)
        tc_cell_roles_add(roles, goal->node, goal->self);
    else
        tc_cell_roles_add_requirement(roles, goal->self);
}

/* @own in the goal, and as a guard anywhere. */
static unsigned role_of(const TcProbe *probe, unsigned own, uint32_t column)
{
    return (own | tc_cell_roles_of(probe->guards, column)) & (TC_CELL_MEASURED | TC_CELL_GIVEN);
}

bool tc_way_is_to_come(const TcProbe *probe, uint32_t column)
{
    const TcValue *cell = &probe->base[column];
    return tc_probe_kind(probe, column) == TC_VALUE_DATE && cell->defined && cell->none;
}

void tc_way_hold_days(const TcProbe *probe, uint32_t column, int64_t *low)
{
    if (tc_way_is_to_come(probe, column))
        *low = MAX(*low, tc_run_first_day(&probe->reference->run));
}

static bool has_days(const TcProbe *probe, uint32_t column)
{
    int64_t low, high;
    const bool some = tc_probe_range(probe, column, &low, &high);
    tc_way_hold_days(probe, column, &low);
    return some && low <= high;
}

static bool may_move(const TcProbe *probe, uint32_t column)
{
    const TcColumnSpec *spec = &probe->model->schema.columns[column];
    const bool moves =
        spec->type != TC_TYPE_DATE || (tc_way_is_to_come(probe, column) && has_days(probe, column));
    return !spec->fixed && moves && spec->type != TC_TYPE_TEXT;
}

bool tc_way_may_follow(const TcProbe *probe, const TcCellRoles *roles, uint32_t column)
{
    return !(role_of(probe, tc_cell_roles_of(roles, column), column) & TC_CELL_GIVEN) &&
           may_move(probe, column) && tc_probe_kind(probe, column) != TC_VALUE_DATE;
}

static uint32_t list_movable(const TcProbe *probe, const TcCellRoles *roles, uint32_t *cells)
{
    uint32_t n = 0;
    g_autoptr(GArray) columns = tc_cell_roles_list(roles);
    for (guint i = 0; i < columns->len && n < TC_WAY_CELLS; i++) {
        const uint32_t column = g_array_index(columns, uint32_t, i);
        if (role_of(probe, tc_cell_roles_of(roles, column), column) == TC_CELL_MEASURED &&
            may_move(probe, column))
            cells[n++] = column;
    }
    return n;
}

/* --- populations --- */

/* Is @column all that the indicator is about? */
static bool is_about(const TcProbe *probe, uint32_t indicator, uint32_t column)
{
    if (indicator == TC_NO_PART)
        return false;
    const GArray *roles = tc_readers_roles(probe->read, indicator, true);
    return roles->len == 1 && g_array_index(roles, TcColumnRole, 0).column == column;
}

/* May the cell not become less, for @indicator (TC_NO_PART: something that is none)? */
static bool is_kept(const TcProbe *probe, uint32_t indicator, uint32_t column)
{
    const TcValue *cell = &probe->cells[column];
    return column < probe->model->schema.n_columns && probe->populations[column] && cell->defined &&
           !cell->none && !is_about(probe, indicator, column);
}

bool tc_way_range(const TcProbe *probe, const TcGoal *goal, uint32_t column, int64_t *low,
                  int64_t *high)
{
    if (!tc_probe_range(probe, column, low, high))
        return false;
    tc_way_hold_days(probe, column, low);
    if (tc_probe_kind(probe, column) == TC_VALUE_NUMBER && is_kept(probe, goal->self, column))
        *low = MAX(*low, tc_probe_number(probe, column, &probe->cells[column]));
    return *low <= *high;
}

/* --- what an indicator could be met by --- */

/* The roles in what does not hold of @node: of conditions that all have to, in those that do not.
 */
static void add_failing(TcProbe *probe, const TcNode *node, uint32_t self, TcCellRoles *roles)
{
    const TcGoal goal = {.model = probe->model, .node = node, .self = self};
    const bool all = (node->kind == TC_NODE_CHAIN && node->sub == TC_OP_AND) ||
                     (node->kind == TC_NODE_CONTENTS && node->sub == TC_CONTENTS_ALL);
    if (tc_goal_truth(tc_probe_ask(probe), &goal) == TC_TRUTH_YES)
        return;
    if (!all)
        tc_cell_roles_add(roles, node, self);
    for (uint32_t i = 0; all && i < node->n; i++) {
        const TcNode *child = node->items[i];
        add_failing(probe, child->kind == TC_NODE_ITEM ? child->items[0] : child, self, roles);
    }
}

uint32_t tc_ways_cells(TcProbe *probe, uint32_t indicator, uint32_t *cells)
{
    const TcNode *met_when = probe->model->indicators[indicator].met_when;
    const TcGoal required = {.model = probe->model, .self = indicator};
    g_autoptr(TcCellRoles) roles = tc_cell_roles_new(probe->model, probe->populations);
    if (tc_goal_truth(tc_probe_ask(probe), &required) != TC_TRUTH_YES)
        goal_roles(&required, roles);
    if (met_when)
        add_failing(probe, met_when, indicator, roles);
    uint32_t n_movable = list_movable(probe, roles, cells), n = 0;
    for (uint32_t i = 0; i < n_movable; i++) {
        if (!is_kept(probe, indicator, cells[i]))
            cells[n++] = cells[i];
    }
    return n;
}

/* The roles of all cells in what the indicators could be met by. Returns: (transfer full) one for
 * each cell. */
static unsigned *roles_in(const TcProbe *probe, const uint32_t *indicators, uint32_t n, bool points)
{
    unsigned *roles = g_new0(unsigned, probe->n + 1);
    for (uint32_t i = 0; i < n; i++) {
        const GArray *own = tc_readers_roles(probe->read, indicators[i], points);
        for (guint j = 0; j < own->len; j++) {
            const TcColumnRole *one = &g_array_index(own, TcColumnRole, j);
            roles[one->column] |= one->role;
        }
    }
    return roles;
}

/* Does some cell stand for what is achieved and for what that is measured by, as in [A] / ([A] +
 * [B])? */
static bool measures_by_itself(const unsigned *roles, uint32_t n)
{
    const unsigned both = TC_CELL_MEASURED | TC_CELL_GIVEN;
    bool some = false;
    for (uint32_t i = 0; i < n && !some; i++)
        some = (roles[i] & TC_CELL_SHARES) || (roles[i] & both) == both;
    return some;
}

bool *tc_ways_changing(const TcProbe *probe, const uint32_t *indicators, uint32_t n, bool verdict)
{
    bool *changing = g_new(bool, probe->n + 1);
    g_autofree unsigned *roles = roles_in(probe, indicators, n, verdict);
    const bool all = measures_by_itself(roles, probe->n);
    for (uint32_t i = 0; i < probe->n; i++) {
        const bool column = i < probe->model->schema.n_columns;
        const bool figure = column && tc_probe_kind(probe, i) == TC_VALUE_NUMBER;
        const bool kept = column && !verdict && is_kept(probe, indicators[0], i);
        changing[i] =
            !column ||
            (may_move(probe, i) &&
             ((all && figure) || (!kept && role_of(probe, roles[i], i) != TC_CELL_GIVEN)));
    }
    return changing;
}

/* --- the nearest value that does --- */

static TcNearest upward(const GArray *pieces, guint i, int64_t high)
{
    const TcPiece *piece = &g_array_index(pieces, TcPiece, i);
    return (TcNearest){piece->low, piece->high, true, true, piece->high < high};
}

static TcNearest downward(const GArray *pieces, guint i, int64_t low)
{
    const TcPiece *piece = &g_array_index(pieces, TcPiece, i);
    return (TcNearest){piece->high, piece->low, true, false, piece->low > low};
}

/* The nearest value to @now whose answer is 1; of two that are equally near, the upper. An open
 * cell (@has_now false) begins at the bottom of its range, or where that does, at the top. */
static TcNearest nearest(const GArray *pieces, int64_t low, int64_t high, bool has_now, int64_t now)
{
    TcNearest best = {0};
    for (guint i = 0; i < pieces->len; i++) {
        const TcPiece *piece = &g_array_index(pieces, TcPiece, i);
        if (piece->answer != 1)
            continue;
        if (!has_now)
            return piece->low == low && piece->high < high ? downward(pieces, i, low)
                                                           : upward(pieces, i, high);
        if (piece->high < now)
            best = downward(pieces, i, low);
        else if (piece->low > now) {
            TcNearest up = upward(pieces, i, high);
            return best.found && now - best.to < up.to - now ? best : up;
        }
    }
    return best;
}

TcNearest tc_nearest(TcProbe *probe, const TcComparisons *set, const TcGoal *goal, uint32_t column,
                     int64_t low, int64_t high, TcMover *mover, const void *mover_data)
{
    const TcAsking asking = {is_reached, goal, mover, mover_data, 1, NULL};
    const TcValue *now = &probe->cells[column];
    const bool has_now = now->defined && !now->none;
    g_autoptr(GArray) pieces = tc_probe_pieces(probe, set, column, low, high, &asking);
    return nearest(pieces, low, high, has_now, has_now ? tc_probe_number(probe, column, now) : low);
}

static void record_move(TcProbe *probe, const TcComparisons *set, uint32_t column, TcNearest found,
                        TcMover *mover, const void *mover_data, GArray *way)
{
    TcMove *move = tc_way_add(way, probe, column);
    const bool number = tc_probe_kind(probe, column) == TC_VALUE_NUMBER;
    tc_probe_value(probe, column, found.to, &move->to);
    if (found.windowed && (number || move->to.kind == TC_VALUE_DATE))
        tc_probe_value(probe, column, found.last, &move->last);
    move->up = found.up;
    if (!number || tc_probe_is_whole(probe, column))
        return;
    const int step = found.up ? 1 : -1;
    if (tc_probe_touches(probe, set, column, found.to - step, mover, mover_data))
        tc_probe_value(probe, column, found.to - step, &move->mark);
    if (found.windowed &&
        tc_probe_touches(probe, set, column, found.last + step, mover, mover_data))
        tc_probe_value(probe, column, found.last + step, &move->last_mark);
}

GArray *tc_way_of_cell(TcProbe *probe, const TcComparisons *set, const TcGoal *goal,
                       uint32_t column, int64_t low, int64_t high, TcMover *mover,
                       const void *mover_data)
{
    const TcNearest found = tc_nearest(probe, set, goal, column, low, high, mover, mover_data);
    if (!found.found)
        return NULL;
    GArray *way = tc_way_new();
    record_move(probe, set, column, found, mover, mover_data, way);
    return way;
}

/* Fills one cell after the other to the end of its range until one more does it. */
static GArray *fill(TcProbe *probe, const TcComparisons *set, const TcGoal *goal,
                    const uint32_t *cells, uint32_t n, bool up)
{
    const TcProbeState start = tc_probe_save(probe);
    GArray *way = tc_way_new();
    bool done = false;
    for (uint32_t i = 0; i < n && !done; i++) {
        int64_t low, high;
        const bool number = tc_probe_kind(probe, cells[i]) == TC_VALUE_NUMBER;
        if (!number || !probe->cells[cells[i]].defined ||
            !tc_way_range(probe, goal, cells[i], &low, &high))
            continue;
        GArray *last = tc_way_of_cell(probe, set, goal, cells[i], low, high, NULL, NULL);
        if (last) {
            tc_way_append(way, last);
            tc_way_free(last);
            done = true;
        } else if (tc_probe_number(probe, cells[i], &probe->cells[cells[i]]) != (up ? high : low)) {
            TcMove *move = tc_way_add(way, probe, cells[i]);
            tc_probe_value(probe, cells[i], up ? high : low, &move->to);
            move->up = up;
            tc_probe_set(probe, cells[i], &move->to);
        }
    }
    tc_probe_restore(probe, start);
    if (!done)
        g_clear_pointer(&way, tc_way_free);
    return way;
}

/* What "giá trị" and "mức yêu cầu" in a condition lead to. */
static void add_own(TcComparisons *set, const TcNode *node, const TcGoal *goal)
{
    const bool own = node->kind == TC_NODE_OWN && node->n == 0;
    if (own && node->sub == TC_OWN_VALUE)
        tc_comparisons_add(set, goal->model->indicators[goal->self].value, goal->self);
    else if (own)
        tc_comparisons_add_part(set, TC_REF_INDICATOR, goal->self);
    for (uint32_t i = 0; i < node->n; i++)
        add_own(set, node->items[i], goal);
}

/* Those that the goal itself turns on. */
static void add_goal(TcComparisons *set, const TcGoal *goal)
{
    tc_comparisons_add(set, goal->node, goal->self);
    if (!goal->node && goal->points)
        tc_comparisons_add_part(set, TC_REF_INDICATOR, goal->self);
    else if (!goal->node)
        tc_comparisons_add_outcome(set, goal->self);
    else if (goal->self != TC_NO_PART)
        add_own(set, goal->node, goal);
}

/* The comparisons that it turns on whether the goal is reached. */
static TcComparisons *comparisons_of(const TcGoal *goal)
{
    TcComparisons *set = tc_comparisons_new(goal->model);
    add_goal(set, goal);
    for (uint32_t i = 0; i < goal->n_kept; i++)
        add_goal(set, &goal->kept[i]);
    if (goal->points)
        tc_comparisons_add_points(set, goal->self, goal->points);
    tc_comparisons_add(set, tc_goal_left_out_when(goal), goal->self);
    tc_comparisons_add_checks(set);
    return set;
}

/* By cell @column alone, or with those that the data's limits and checks take along. */
static void one_cell_ways(TcProbe *probe, const TcComparisons *set, uint32_t column,
                          const TcGoal *goal, const TcCellRoles *roles, GPtrArray *ways)
{
    int64_t low, high;
    GArray *way = NULL;
    if (tc_way_range(probe, goal, column, &low, &high))
        way = tc_way_of_cell(probe, set, goal, column, low, high, NULL, NULL);
    if (way)
        g_ptr_array_add(ways, way);
    else if (tc_probe_kind(probe, column) == TC_VALUE_NUMBER)
        tc_balanced_ways(probe, set, column, goal, roles, ways);
}

/* --- one cell for several conditions --- */

/* The cells that more than one of the parts read. Returns: (transfer full) uint32_t. */
static GArray *shared_cells(const TcProbe *probe, const TcGoal *parts, uint32_t n)
{
    g_autofree uint8_t *readers = g_new0(uint8_t, probe->n);
    GArray *shared = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < n; i++) {
        g_autoptr(TcCellRoles) roles = tc_cell_roles_new(probe->model, probe->populations);
        goal_roles(&parts[i], roles);
        g_autoptr(GArray) columns = tc_cell_roles_list(roles);
        for (guint j = 0; j < columns->len; j++) {
            const uint32_t column = g_array_index(columns, uint32_t, j);
            if (++readers[column] == 2)
                g_array_append_val(shared, column);
            readers[column] = MIN(readers[column], 2);
        }
    }
    return shared;
}

uint32_t tc_shared_cell_ways(TcProbe *probe, const TcGoal *goal, const TcGoal *parts, uint32_t n,
                             GPtrArray *ways)
{
    g_autoptr(GArray) shared = shared_cells(probe, parts, n);
    g_autoptr(TcCellRoles) roles = tc_cell_roles_new(probe->model, probe->populations);
    if (shared->len == 0)
        return 0;
    goal_roles(goal, roles);
    g_autoptr(TcComparisons) set = comparisons_of(goal);
    for (guint i = 0; i < shared->len; i++) {
        const uint32_t column = g_array_index(shared, uint32_t, i);
        if (role_of(probe, tc_cell_roles_of(roles, column), column) != TC_CELL_MEASURED ||
            !may_move(probe, column))
            continue;
        tc_probe_sharpen(probe, set, column);
        one_cell_ways(probe, set, column, goal, roles, ways);
    }
    return shared->len;
}

void tc_leaf_ways(TcProbe *probe, const TcGoal *goal, GPtrArray *ways)
{
    uint32_t cells[TC_WAY_CELLS];
    bool in_sum[TC_WAY_CELLS] = {false};
    g_autoptr(TcCellRoles) roles = tc_cell_roles_new(probe->model, probe->populations);
    goal_roles(goal, roles);
    const uint32_t n = list_movable(probe, roles, cells);
    g_autoptr(TcComparisons) set = comparisons_of(goal);
    for (uint32_t i = 0; i < n; i++)
        tc_probe_sharpen(probe, set, cells[i]);
    GArray *way = tc_sum_way(probe, set, goal, cells, n, in_sum);
    if (way)
        g_ptr_array_add(ways, way);
    for (uint32_t i = 0; i < n; i++) {
        if (!in_sum[i])
            one_cell_ways(probe, set, cells[i], goal, roles, ways);
    }
    for (int up = 1; up >= 0 && ways->len == 0 && n > 1; up--) {
        way = fill(probe, set, goal, cells, n, up);
        if (way)
            g_ptr_array_add(ways, way);
    }
}
