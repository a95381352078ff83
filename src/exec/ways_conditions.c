/* Ways through conditions made of conditions: what all, one or some of them need, through
 * definitions and other indicators. What single conditions need is in ways_leaf.c. */
#include "exec/reference_internal.h"
#include "exec/ways_internal.h"

enum {
    MAX_WAYS = 12,       /* that one condition hands on */
    MOST_KEPT = 16,      /* conditions that one way is to keep */
    MOST_EXPLORED = 2000 /* single conditions in one search: past these nothing more is found */
};

/* The ways of a definition or an indicator, looked for where @place had led. */
typedef struct {
    const void *part;
    GArray *place;
    GPtrArray *ways;
} Explored;

typedef struct {
    TcProbe *probe;
    GArray *place;     /* the way that led from the first cells to the present ones */
    GArray *explored;  /* Explored: conditions may name one definition again and again */
    uint32_t n_leaves; /* single conditions that were looked at */
} Search;

static void clear_explored(void *data)
{
    const Explored *explored = data;
    tc_way_free(explored->place);
    g_ptr_array_unref(explored->ways);
}

static GArray *copy_of(const GArray *way)
{
    GArray *copy = tc_way_new();
    tc_way_append(copy, way);
    return copy;
}

/* --- going on from where a way leads --- */

typedef struct {
    TcProbeState start;
    GArray *from; /* the search's place there */
    GArray *way;
} Trip;

static Trip leave(const Search *search)
{
    return (Trip){tc_probe_save(search->probe), search->place, tc_way_new()};
}

static void set_place(Search *search, const Trip *trip, GArray *place)
{
    if (search->place != trip->from)
        tc_way_free(search->place);
    search->place = place;
}

static void go_on(Search *search, const Trip *trip, const GArray *way)
{
    tc_way_append(trip->way, way);
    tc_way_apply(search->probe, way);
    set_place(search, trip, tc_way_join(trip->from, trip->way));
}

static void come_back(Search *search, const Trip *trip)
{
    tc_probe_restore(search->probe, trip->start);
    set_place(search, trip, trip->from);
    tc_way_free(trip->way);
}

/* --- all, one or some of several --- */

static void goal_ways(Search *search, const TcGoal *goal, GPtrArray *ways);

static bool does_reach(TcProbe *probe, const void *goal)
{
    return tc_goal_truth(tc_probe_ask(probe), goal) == TC_TRUTH_YES;
}

static bool reached(const Search *search, const TcGoal *goal)
{
    return does_reach(search->probe, goal);
}

/* Goes the easiest way to @goal, unless it is reached. Returns: false: there is none. */
static bool go_to(Search *search, const Trip *trip, const TcGoal *goal)
{
    g_autoptr(GPtrArray) ways = tc_ways_list_new();
    if (reached(search, goal))
        return true;
    goal_ways(search, goal, ways);
    if (ways->len > 0)
        go_on(search, trip, ways->pdata[0]);
    return ways->len > 0;
}

/* The same so that those of the first @n @others which are reached stay so, beside what it has to
 * keep anyway. Returns: false too where none of them is. */
static bool go_keeping(Search *search, const Trip *trip, TcGoal goal, const TcGoal *others,
                       uint32_t n)
{
    TcGoal kept[MOST_KEPT];
    const uint32_t n_before = goal.n_kept;
    if (n_before + n > MOST_KEPT)
        return false;
    for (uint32_t i = 0; i < n_before; i++)
        kept[i] = goal.kept[i];
    for (uint32_t i = 0; i < n; i++) {
        if (reached(search, &others[i]))
            kept[goal.n_kept++] = others[i];
    }
    goal.kept = kept;
    return goal.n_kept > n_before && go_to(search, trip, &goal);
}

/* The same to the @j-th of @goals: keeping all that are reached, or those before it, or none. */
static bool go_on_to(Search *search, const Trip *trip, const TcGoal *goals, uint32_t n, uint32_t j)
{
    return reached(search, &goals[j]) || go_keeping(search, trip, goals[j], goals, n) ||
           go_keeping(search, trip, goals[j], goals, j) || go_to(search, trip, &goals[j]);
}

static bool all_reached(const Search *search, const TcGoal *goals, uint32_t n)
{
    bool all = true;
    for (uint32_t i = 0; i < n && all; i++)
        all = reached(search, &goals[i]);
    return all;
}

/* The way for all @goals that begins with @start, each from where the ones before it led. @keeps:
 * each so that others stay reached. Returns: (transfer full), or NULL: one has none; @all: they all
 * hold at its end. */
static GArray *way_from(Search *search, const TcGoal *goals, uint32_t n, const GArray *start,
                        bool keeps, bool *all)
{
    const Trip trip = leave(search);
    GArray *way = NULL;
    bool possible = true;
    go_on(search, &trip, start);
    for (uint32_t j = 0; j < n && possible; j++)
        possible = keeps ? go_on_to(search, &trip, goals, n, j) : go_to(search, &trip, &goals[j]);
    *all = possible && all_reached(search, goals, n);
    if (possible)
        way = g_array_ref(trip.way);
    come_back(search, &trip);
    return way;
}

/* That way; where a later goal undoes an earlier one, one on which it does not. */
static void add_way_from(Search *search, const TcGoal *goals, uint32_t n, const GArray *start,
                         GPtrArray *ways)
{
    bool all;
    GArray *way = way_from(search, goals, n, start, false, &all);
    if (!all) {
        GArray *keeping = way_from(search, goals, n, start, true, &all);
        g_clear_pointer(&way, tc_way_free);
        way = keeping;
    }
    if (way)
        g_ptr_array_add(ways, way);
}

/* One way for all @goals together: the easiest that begins with the first failing one, or if that
 * leads nowhere with another way or another goal; with a single failing one, all its ways. */
static void all_ways(Search *search, const TcGoal *goals, uint32_t n, GPtrArray *ways)
{
    uint32_t failing = 0;
    for (uint32_t i = 0; i < n; i++)
        failing += !reached(search, &goals[i]);
    for (uint32_t i = 0; i < n && (failing == 1 || ways->len == 0); i++) {
        g_autoptr(GPtrArray) starts = tc_ways_list_new();
        if (reached(search, &goals[i]))
            continue;
        goal_ways(search, &goals[i], starts);
        for (guint j = 0; j < starts->len && (failing == 1 || ways->len == 0); j++)
            add_way_from(search, goals, n, starts->pdata[j], ways);
    }
}

/* The goals that are not reached and have ways, the easiest first, and all these. Returns: how many
 * are not reached. */
static uint32_t list_failing(Search *search, const TcGoal *goals, uint32_t n, GArray *failing,
                             GPtrArray *ways)
{
    g_autoptr(GPtrArray) firsts = tc_ways_list_new();
    uint32_t n_failing = 0;
    for (uint32_t i = 0; i < n; i++) {
        g_autoptr(GPtrArray) own = tc_ways_list_new();
        if (reached(search, &goals[i]))
            continue;
        n_failing++;
        goal_ways(search, &goals[i], own);
        if (own->len == 0)
            continue;
        const guint at = tc_way_rank(search->probe, firsts, own->pdata[0]);
        g_ptr_array_insert(firsts, (gint)at, g_array_ref(own->pdata[0]));
        g_array_insert_val(failing, at, goals[i]);
        for (guint j = 0; j < own->len; j++)
            g_ptr_array_add(ways, g_array_ref(own->pdata[j]));
    }
    return n_failing;
}

/* The @wanted easiest of those that fail, each from where the ones before it led, and the same with
 * another last one; what this one does for others too, they need no more. */
static void joint_ways(Search *search, const TcGoal *goal, const GArray *failing, uint32_t wanted,
                       GPtrArray *ways)
{
    const Trip trip = leave(search);
    bool possible = failing->len >= wanted;
    for (uint32_t i = 0; i + 1 < wanted && possible; i++)
        possible = go_to(search, &trip, &g_array_index(failing, TcGoal, i));
    for (guint i = wanted - 1; i < failing->len && possible && ways->len < MAX_WAYS; i++) {
        const Trip last = leave(search);
        if (go_to(search, &last, &g_array_index(failing, TcGoal, i)) && reached(search, goal))
            g_ptr_array_add(ways, tc_way_join(trip.way, last.way));
        come_back(search, &last);
    }
    come_back(search, &trip);
    for (guint i = 0; i < ways->len; i++)
        tc_way_lighten(search->probe, ways->pdata[i], does_reach, goal);
}

/* @wanted of @goals, which @goal is made of. */
static void some_ways(Search *search, const TcGoal *goal, const TcGoal *goals, uint32_t n,
                      uint32_t wanted, GPtrArray *ways)
{
    g_autoptr(GArray) failing = g_array_new(FALSE, FALSE, sizeof(TcGoal));
    g_autoptr(GPtrArray) each = tc_ways_list_new();
    const uint32_t holding = n - list_failing(search, goals, n, failing, each);
    if (wanted > holding + 1)
        joint_ways(search, goal, failing, wanted - holding, ways);
    else
        g_ptr_array_extend(ways, each, (GCopyFunc)(void (*)(void))g_array_ref, NULL);
}

/* Condition @i of an AND, OR or list of contents. */
static TcGoal child_goal(const TcGoal *goal, uint32_t i)
{
    const TcNode *child = goal->node->items[i];
    if (child->kind == TC_NODE_ITEM)
        child = child->items[0];
    return (TcGoal){.model = goal->model,
                    .node = child,
                    .self = goal->self,
                    .kept = goal->kept,
                    .n_kept = goal->n_kept};
}

/* @wanted 0: all. What one cell does for several conditions is less than the sum of what each
 * needs. */
static void node_ways(Search *search, const TcGoal *goal, uint32_t wanted, GPtrArray *ways)
{
    const uint32_t n = goal->node->n;
    g_autofree TcGoal *goals = g_new(TcGoal, n);
    for (uint32_t i = 0; i < n; i++)
        goals[i] = child_goal(goal, i);
    if (wanted == 0)
        all_ways(search, goals, n, ways);
    else
        some_ways(search, goal, goals, n, wanted, ways);
    tc_ways_sort(search->probe, ways);
    if (wanted != 1 && (ways->len == 0 || tc_way_changes(ways->pdata[0]) > 1))
        search->n_leaves += tc_shared_cell_ways(search->probe, goal, goals, n, ways);
}

/* --- one --- */

static const TcNode *definition_of(const TcGoal *goal)
{
    const TcNode *node = goal->node;
    if (!node || node->kind != TC_NODE_NAME || node->ref.kind != TC_REF_DEFINITION)
        return NULL;
    return goal->model->definitions[node->ref.index].value;
}

/* "chỉ tiêu 3.4 đạt": the ways of that indicator. */
static const TcIndicator *other_asked(const TcGoal *goal)
{
    const TcNode *node = goal->node;
    const bool asks = node && node->kind == TC_NODE_STATE && node->sub == TC_STATE_MET &&
                      node->n > 0 && node->items[0]->ref.kind == TC_REF_INDICATOR;
    return asks ? &goal->model->indicators[node->items[0]->ref.index] : NULL;
}

static void indicator_ways(Search *search, uint32_t indicator, GPtrArray *ways);

static bool is_same_place(const GArray *a, const GArray *b)
{
    bool same = a->len == b->len;
    for (guint i = 0; i < a->len && same; i++) {
        const TcMove *x = &g_array_index(a, TcMove, i), *y = &g_array_index(b, TcMove, i);
        same = x->column == y->column && tc_value_same(&x->to, &y->to);
    }
    return same;
}

/* The ways to @part, a definition or indicator, found before from the present cells. */
static const GPtrArray *find_explored(const Search *search, const void *part)
{
    for (guint i = 0; i < search->explored->len; i++) {
        const Explored *explored = &g_array_index(search->explored, Explored, i);
        if (explored->part == part && is_same_place(explored->place, search->place))
            return explored->ways;
    }
    return NULL;
}

/* Each is looked for once from one place. */
static void part_ways(Search *search, const TcNode *definition, const TcIndicator *indicator,
                      GPtrArray *ways)
{
    const void *part = definition ? (const void *)definition : indicator;
    const GPtrArray *known = find_explored(search, part);
    if (!known) {
        const TcModel *model = search->probe->model;
        Explored found = {part, copy_of(search->place), tc_ways_list_new()};
        if (definition)
            goal_ways(search, &(TcGoal){.model = model, .node = definition, .self = TC_NO_PART},
                      found.ways);
        else
            indicator_ways(search, (uint32_t)(indicator - model->indicators), found.ways);
        g_array_append_val(search->explored, found);
        known = found.ways;
    }
    for (guint i = 0; i < known->len; i++)
        g_ptr_array_add(ways, copy_of(known->pdata[i]));
}

static void leaf_ways(Search *search, const TcGoal *goal, GPtrArray *ways)
{
    if (search->n_leaves++ < MOST_EXPLORED)
        tc_leaf_ways(search->probe, goal, ways);
}

/* The easiest first. */
static void goal_ways(Search *search, const TcGoal *goal, GPtrArray *ways)
{
    const TcNode *node = goal->node;
    const TcNode *definition = definition_of(goal);
    const TcIndicator *other = other_asked(goal);
    if (definition || other)
        part_ways(search, definition, other, ways);
    else if (node && node->kind == TC_NODE_CONTENTS && node->sub == TC_CONTENTS_ALL)
        node_ways(search, goal, 0, ways);
    else if (node && node->kind == TC_NODE_CONTENTS)
        node_ways(search, goal, node->sub == TC_CONTENTS_AT_LEAST ? (uint32_t)node->day : 1, ways);
    else if (node && node->kind == TC_NODE_CHAIN && node->sub == TC_OP_AND)
        node_ways(search, goal, 0, ways);
    else if (node && node->kind == TC_NODE_CHAIN && node->sub == TC_OP_OR)
        node_ways(search, goal, 1, ways);
    else
        leaf_ways(search, goal, ways);
    tc_ways_sort(search->probe, ways);
    tc_ways_drop_held(ways);
    if (ways->len > MAX_WAYS)
        g_ptr_array_set_size(ways, MAX_WAYS);
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

static void indicator_ways(Search *search, uint32_t indicator, GPtrArray *ways)
{
    const TcModel *model = search->probe->model;
    const TcIndicator *part = &model->indicators[indicator];
    TcGoal goals[2];
    uint32_t n = 0;
    if (part->required.content || part->required.n_excepts > 0)
        goals[n++] = (TcGoal){.model = model, .self = indicator};
    if (part->met_when)
        goals[n++] = (TcGoal){.model = model, .node = part->met_when, .self = indicator};
    if (all_reached(search, goals, n))
        g_ptr_array_add(ways, tc_way_new());
    else
        all_ways(search, goals, n, ways);
    g_autoptr(GArray) papers = appraisal_way(search->probe, indicator);
    for (guint i = 0; i < ways->len; i++)
        tc_way_append(ways->pdata[i], papers);
}

void tc_indicator_ways(TcProbe *probe, uint32_t indicator, GPtrArray *ways)
{
    Search search = {.probe = probe,
                     .place = tc_way_new(),
                     .explored = g_array_new(FALSE, FALSE, sizeof(Explored))};
    g_array_set_clear_func(search.explored, clear_explored);
    indicator_ways(&search, indicator, ways);
    g_array_unref(search.explored);
    tc_way_free(search.place);
}
