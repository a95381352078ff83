#include "exec/ways.h"

#include "exec/movable.h"
#include "exec/reference_internal.h"

/* What is to become true: a condition, or (node NULL) the requirement of indicator `self`. */
typedef struct {
    const TcModel *model;
    const TcNode *node;
    uint32_t self;
} Goal;

typedef GArray Way;        /* TcMove */
typedef GPtrArray WayList; /* Way */

enum { MAX_CELLS = 8, MAX_WAYS = 12 };

static void clear_move(void *data)
{
    TcMove *move = data;
    tc_value_clear(&move->from);
    tc_value_clear(&move->to);
    tc_value_clear(&move->last);
}

static Way *way_new(void)
{
    Way *way = g_array_new(FALSE, TRUE, sizeof(TcMove));
    g_array_set_clear_func(way, clear_move);
    return way;
}

static void way_free(void *way)
{
    g_array_unref(way);
}

static WayList *list_new(void)
{
    return g_ptr_array_new_with_free_func(way_free);
}

static TcMove *add_move(Way *way, const TcProbe *probe, uint32_t column)
{
    TcMove move = {.column = column};
    tc_value_init(&move.from);
    tc_value_init(&move.to);
    tc_value_init(&move.last);
    tc_value_copy(&move.from, &probe->cells[column]);
    g_array_append_val(way, move);
    return &g_array_index(way, TcMove, way->len - 1);
}

/* A cell that is moved twice was moved once, further. */
static void append_way(Way *way, const Way *more)
{
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
            tc_value_init(&to->from);
            tc_value_init(&to->to);
            tc_value_init(&to->last);
            tc_value_copy(&to->from, &from->from);
        }
        tc_value_copy(&to->to, &from->to);
        tc_value_copy(&to->last, &from->last);
        to->up = from->up;
        to->strict = from->strict;
    }
}

void tc_way_apply(TcProbe *probe, const GArray *way)
{
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        tc_probe_set(probe, move->column, &move->to);
    }
}

/* --- one condition --- */

static TcTruth goal_truth(TcReference *reference, const Goal *goal)
{
    TcValue value, result;
    tc_value_init(&value);
    tc_value_init(&result);
    if (goal->node) {
        tc_reference_value(reference, goal->node, goal->self, &result);
    } else {
        const TcRequirement *required = &goal->model->indicators[goal->self].required;
        tc_reference_indicator_value(reference, goal->self, &value);
        tc_ref_requirement(reference, required,
                           &(TcRefScope){.self = goal->self, .subject = &value}, &result);
    }
    const TcTruth truth = tc_value_truth(&result);
    tc_value_clear(&result);
    tc_value_clear(&value);
    return truth;
}

static uint64_t is_reached(TcReference *reference, const void *data)
{
    return goal_truth(reference, data) == TC_TRUTH_YES;
}

static void goal_roles(const TcProbe *probe, const Goal *goal, uint8_t *roles)
{
    if (goal->node)
        tc_cell_roles_add(probe->model, goal->node, roles);
    else
        tc_cell_roles_add_requirement(probe->model, goal->self, roles);
    tc_cell_roles_add_guards(probe->model, roles);
}

static bool may_move(const TcProbe *probe, uint32_t column)
{
    const TcColumnSpec *spec = &probe->model->schema.columns[column];
    return !spec->fixed && spec->type != TC_TYPE_DATE && spec->type != TC_TYPE_TEXT;
}

static uint32_t movable_cells(const TcProbe *probe, const Goal *goal, uint8_t *roles,
                              uint32_t cells[MAX_CELLS])
{
    uint32_t n = 0;
    goal_roles(probe, goal, roles);
    for (uint32_t i = 0; i < probe->model->schema.n_columns && n < MAX_CELLS; i++) {
        if (roles[i] == TC_CELL_MEASURED && may_move(probe, i))
            cells[n++] = i;
    }
    return n;
}

/* --- cells that a limit takes along --- */

typedef struct {
    uint32_t column[MAX_CELLS]; /* each not below the cell that is moved */
    uint32_t n;
    TcProbeState *start;
} Drag;

/* Collects what may be raised with @column; lowers @high to what may not. */
static void collect_drag(const TcProbe *probe, uint32_t column, const uint8_t *roles, Drag *drag,
                         int64_t *high)
{
    const TcSchema *schema = &probe->model->schema;
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        const uint32_t large = schema->limits[i].large;
        const TcValue *cell = &probe->cells[large];
        if (schema->limits[i].small != column || !cell->defined || cell->none)
            continue;
        if (!(roles[large] & TC_CELL_GIVEN) && may_move(probe, large) && drag->n < MAX_CELLS) {
            drag->column[drag->n++] = large;
            collect_drag(probe, large, roles, drag, high);
        } else {
            *high = MIN(*high, tc_probe_number(probe, column, cell));
        }
    }
}

static void move_with_drag(TcProbe *probe, uint32_t column, int64_t number, const void *data)
{
    const Drag *drag = data;
    TcValue value;
    tc_value_init(&value);
    tc_probe_restore(probe, drag->start);
    tc_probe_value(probe, column, number, &value);
    tc_probe_set(probe, column, &value);
    for (uint32_t i = 0; i < drag->n; i++) {
        if (tc_value_order(&probe->cells[drag->column[i]], &value) < 0)
            tc_probe_set(probe, drag->column[i], &value);
    }
    tc_value_clear(&value);
}

/* --- the nearest value that does --- */

typedef struct {
    int64_t to, last;
    bool found, up, windowed;
} Nearest;

static Nearest upward(const GArray *pieces, guint i, int64_t high)
{
    const TcPiece *piece = &g_array_index(pieces, TcPiece, i);
    return (Nearest){piece->low, piece->high, true, true, piece->high < high};
}

static Nearest downward(const GArray *pieces, guint i, int64_t low)
{
    const TcPiece *piece = &g_array_index(pieces, TcPiece, i);
    return (Nearest){piece->high, piece->low, true, false, piece->low > low};
}

/* The nearest value to @now whose answer is 1; of two that are equally near, the upper. An open
 * cell (@has_now false) begins at the bottom of its range, or where that does, at the top. */
static Nearest nearest(const GArray *pieces, int64_t low, int64_t high, bool has_now, int64_t now)
{
    Nearest best = {0};
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
            Nearest up = upward(pieces, i, high);
            return best.found && now - best.to < up.to - now ? best : up;
        }
    }
    return best;
}

static void record_move(TcProbe *probe, const TcComparisons *set, uint32_t column, Nearest found,
                        Way *way)
{
    TcMove *move = add_move(way, probe, column);
    const bool number = tc_probe_kind(probe, column) == TC_VALUE_NUMBER;
    tc_probe_value(probe, column, found.to, &move->to);
    if (found.windowed && number)
        tc_probe_value(probe, column, found.last, &move->last);
    move->up = found.up;
    if (number && !tc_probe_is_whole(probe, column))
        move->strict = tc_probe_touches(probe, set, column, found.to + (found.up ? -1 : 1));
}

static Way *move_one(TcProbe *probe, const TcComparisons *set, uint32_t column, const Goal *goal,
                     int64_t low, int64_t high, const Drag *drag)
{
    const TcAsking asking = {is_reached, goal, drag ? move_with_drag : NULL, drag};
    const TcValue *now = &probe->cells[column];
    const bool has_now = now->defined && !now->none;
    g_autoptr(GArray) pieces = tc_probe_pieces(probe, set, column, low, high, &asking);
    const Nearest found = nearest(pieces, low, high, has_now,
                                  has_now ? tc_probe_number(probe, column, now) : low);
    if (!found.found)
        return NULL;
    Way *way = way_new();
    record_move(probe, set, column, found, way);
    return way;
}

static Way *move_with_others(TcProbe *probe, const TcComparisons *set, uint32_t column,
                             const Goal *goal, const uint8_t *roles)
{
    const TcColumnSpec *spec = &probe->model->schema.columns[column];
    int64_t low, high = INT64_MAX;
    Drag drag = {.n = 0};
    if (spec->has_high) {
        TcValue end;
        tc_value_init(&end);
        tc_value_set_number(&end, spec->high);
        high = tc_probe_number(probe, column, &end);
        tc_value_clear(&end);
    }
    collect_drag(probe, column, roles, &drag, &high);
    if (drag.n == 0 || high == INT64_MAX || !probe->cells[column].defined)
        return NULL;
    low = tc_probe_number(probe, column, &probe->cells[column]);
    if (low >= high)
        return NULL;
    drag.start = tc_probe_save(probe);
    Way *way = move_one(probe, set, column, goal, low, high, &drag);
    tc_probe_state_free(probe, drag.start);
    for (uint32_t i = 0; way && i < drag.n; i++) {
        const TcValue *to = &g_array_index(way, TcMove, 0).to;
        if (tc_value_order(&probe->cells[drag.column[i]], to) >= 0)
            continue;
        TcMove *move = add_move(way, probe, drag.column[i]);
        tc_value_copy(&move->to, &g_array_index(way, TcMove, 0).to);
        move->up = move->dragged = true;
    }
    return way;
}

/* Fills one cell after the other to the end of its range until one more does it. */
static Way *fill(TcProbe *probe, const TcComparisons *set, const Goal *goal, const uint32_t *cells,
                 uint32_t n, bool up)
{
    TcProbeState *start = tc_probe_save(probe);
    Way *way = way_new();
    bool done = false;
    for (uint32_t i = 0; i < n && !done; i++) {
        int64_t low, high;
        const bool number = tc_probe_kind(probe, cells[i]) == TC_VALUE_NUMBER;
        if (!number || !probe->cells[cells[i]].defined ||
            !tc_probe_range(probe, cells[i], &low, &high))
            continue;
        Way *last = move_one(probe, set, cells[i], goal, low, high, NULL);
        if (last) {
            append_way(way, last);
            way_free(last);
            done = true;
        } else if (tc_probe_number(probe, cells[i], &probe->cells[cells[i]]) != (up ? high : low)) {
            TcMove *move = add_move(way, probe, cells[i]);
            tc_probe_value(probe, cells[i], up ? high : low, &move->to);
            move->up = up;
            tc_probe_set(probe, cells[i], &move->to);
        }
    }
    tc_probe_restore(probe, start);
    tc_probe_state_free(probe, start);
    if (!done)
        g_clear_pointer(&way, way_free);
    return way;
}

static void leaf_ways(TcProbe *probe, const Goal *goal, WayList *ways)
{
    const TcModel *model = probe->model;
    uint32_t cells[MAX_CELLS];
    uint8_t *roles = g_new0(uint8_t, model->schema.n_columns + 1);
    const uint32_t n = movable_cells(probe, goal, roles, cells);
    g_autoptr(TcComparisons) set = tc_comparisons_new(model);
    tc_comparisons_add(set, goal->node, goal->self);
    if (!goal->node)
        tc_comparisons_add_part(set, TC_REF_INDICATOR, goal->self);
    tc_comparisons_add_checks(set);
    for (uint32_t i = 0; i < n; i++) {
        int64_t low, high;
        Way *way = NULL;
        if (tc_probe_range(probe, cells[i], &low, &high))
            way = move_one(probe, set, cells[i], goal, low, high, NULL);
        if (!way && tc_probe_kind(probe, cells[i]) == TC_VALUE_NUMBER)
            way = move_with_others(probe, set, cells[i], goal, roles);
        if (way)
            g_ptr_array_add(ways, way);
    }
    for (int up = 1; up >= 0 && ways->len == 0 && n > 1; up--) {
        Way *way = fill(probe, set, goal, cells, n, up);
        if (way)
            g_ptr_array_add(ways, way);
    }
    g_free(roles);
}

/* --- conditions made of conditions --- */

static void goal_ways(TcProbe *probe, const Goal *goal, WayList *ways);
static void indicator_ways(TcProbe *probe, uint32_t indicator, WayList *ways);

/* Condition @i of an AND, OR or list of contents. */
static Goal child_goal(const Goal *goal, uint32_t i)
{
    const TcNode *child = goal->node->items[i];
    if (child->kind == TC_NODE_ITEM)
        child = child->items[0];
    return (Goal){goal->model, child, goal->self};
}

static bool reached(TcProbe *probe, const Goal *goal)
{
    return goal_truth(tc_probe_ask(probe), goal) == TC_TRUTH_YES;
}

/* One way for all @goals together, each from where the ones before it led; with a single failing
 * one, all its ways. */
static void all_ways(TcProbe *probe, const Goal *goals, uint32_t n, WayList *ways)
{
    TcProbeState *start = tc_probe_save(probe);
    Way *whole = way_new();
    bool possible = true;
    uint32_t failing = 0;
    WayList *last = NULL;
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
            append_way(whole, last->pdata[0]);
            tc_way_apply(probe, last->pdata[0]);
        }
    }
    tc_probe_restore(probe, start);
    tc_probe_state_free(probe, start);
    for (guint i = 1; possible && failing == 1 && i < last->len; i++)
        g_ptr_array_add(ways, g_array_ref(last->pdata[i]));
    if (possible && failing > 0)
        g_ptr_array_insert(ways, 0, g_array_ref(whole));
    way_free(whole);
    if (last)
        g_ptr_array_unref(last);
}

static int by_moves(const void *a, const void *b)
{
    const Way *x = *(Way *const *)a, *y = *(Way *const *)b;
    return x->len < y->len ? -1 : x->len > y->len;
}

/* The @wanted easiest of the conditions that do not hold, and the same with another last one. */
static void some_ways(TcProbe *probe, const Goal *goal, uint32_t wanted, WayList *ways)
{
    g_autoptr(GPtrArray) each = list_new();
    for (uint32_t i = 0; i < goal->node->n; i++) {
        const Goal child = child_goal(goal, i);
        g_autoptr(GPtrArray) child_ways = list_new();
        if (reached(probe, &child)) {
            wanted -= wanted > 0;
            continue;
        }
        goal_ways(probe, &child, child_ways);
        if (child_ways->len > 0)
            g_ptr_array_add(each, g_array_ref(child_ways->pdata[0]));
    }
    g_ptr_array_sort(each, by_moves);
    for (guint i = wanted; wanted > 0 && i <= each->len && ways->len < MAX_WAYS; i++) {
        Way *way = way_new();
        for (uint32_t j = 0; j + 1 < wanted; j++)
            append_way(way, each->pdata[j]);
        append_way(way, each->pdata[i - 1]);
        g_ptr_array_add(ways, way);
    }
}

static void node_ways(TcProbe *probe, const Goal *goal, bool all, uint32_t wanted, WayList *ways)
{
    if (!all) {
        some_ways(probe, goal, wanted, ways);
        return;
    }
    Goal *goals = g_new(Goal, goal->node->n);
    for (uint32_t i = 0; i < goal->node->n; i++)
        goals[i] = child_goal(goal, i);
    all_ways(probe, goals, goal->node->n, ways);
    g_free(goals);
}

static const TcNode *definition_of(const Goal *goal)
{
    const TcNode *node = goal->node;
    if (!node || node->kind != TC_NODE_NAME || node->ref.kind != TC_REF_DEFINITION)
        return NULL;
    return goal->model->definitions[node->ref.index].value;
}

/* "chỉ tiêu 3.4 đạt": the ways of that indicator. */
static bool asks_other(const Goal *goal)
{
    const TcNode *node = goal->node;
    return node && node->kind == TC_NODE_STATE && node->sub == TC_STATE_MET && node->n > 0 &&
           node->items[0]->ref.kind == TC_REF_INDICATOR;
}

static void goal_ways(TcProbe *probe, const Goal *goal, WayList *ways)
{
    const TcNode *node = goal->node;
    const TcNode *definition = definition_of(goal);
    if (definition)
        goal_ways(probe, &(Goal){goal->model, definition, TC_NO_PART}, ways);
    else if (asks_other(goal))
        indicator_ways(probe, node->items[0]->ref.index, ways);
    else if (node && node->kind == TC_NODE_CONTENTS)
        node_ways(probe, goal, node->sub == TC_CONTENTS_ALL,
                  node->sub == TC_CONTENTS_AT_LEAST ? (uint32_t)node->day : 1, ways);
    else if (node && node->kind == TC_NODE_BINARY && node->sub == TC_OP_AND)
        node_ways(probe, goal, true, 0, ways);
    else if (node && node->kind == TC_NODE_BINARY && node->sub == TC_OP_OR)
        node_ways(probe, goal, false, 1, ways);
    else
        leaf_ways(probe, goal, ways);
}

/* --- an indicator --- */

/* The evidence that is rejected or awaited has to be accepted. */
static Way *appraisal_way(TcProbe *probe, uint32_t indicator)
{
    const TcSchema *schema = &probe->model->schema;
    Way *way = way_new();
    for (uint32_t i = 0; i < schema->n_appraised; i++) {
        const uint32_t column = schema->n_columns + i;
        const TcValue *cell = &probe->cells[column];
        if (!probe->reference->run.appraisals || (cell->defined && cell->truth) ||
            g_strcmp0(schema->appraised[i], probe->model->indicators[indicator].code) != 0)
            continue;
        TcMove *move = add_move(way, probe, column);
        tc_value_set_truth(&move->to, TC_TRUTH_YES, TC_WHY_NOT);
        move->up = true;
    }
    return way;
}

static void indicator_ways(TcProbe *probe, uint32_t indicator, WayList *ways)
{
    const TcIndicator *part = &probe->model->indicators[indicator];
    Goal goals[2];
    uint32_t n = 0;
    bool holds = true;
    if (part->required.content || part->required.n_excepts > 0)
        goals[n++] = (Goal){probe->model, NULL, indicator};
    if (part->met_when)
        goals[n++] = (Goal){probe->model, part->met_when, indicator};
    for (uint32_t i = 0; i < n; i++)
        holds &= reached(probe, &goals[i]);
    if (holds)
        g_ptr_array_add(ways, way_new());
    else
        all_ways(probe, goals, n, ways);
    g_autoptr(GArray) papers = appraisal_way(probe, indicator);
    for (guint i = 0; i < ways->len; i++)
        append_way(ways->pdata[i], papers);
}

/* Applied as a whole, does it make the indicator met, and hold what the row has to hold? */
static bool works(TcProbe *probe, uint32_t indicator, const Way *way)
{
    TcProbeState *start = tc_probe_save(probe);
    tc_way_apply(probe, way);
    const bool does =
        tc_probe_is_valid(probe) &&
        tc_reference_indicator(tc_probe_ask(probe), indicator) == TC_OUT_MET;
    tc_probe_restore(probe, start);
    tc_probe_state_free(probe, start);
    return does;
}

GPtrArray *tc_ways_new(TcProbe *probe, uint32_t indicator)
{
    WayList *ways = list_new();
    if (probe->model->indicators[indicator].judged)
        indicator_ways(probe, indicator, ways);
    for (guint i = ways->len; i > 0; i--) {
        const Way *way = ways->pdata[i - 1];
        if (way->len == 0 || !works(probe, indicator, way))
            g_ptr_array_remove_index(ways, i - 1);
    }
    g_ptr_array_sort(ways, by_moves);
    return ways;
}
