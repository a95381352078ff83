/* Sums over components: before, a question; after, all answers with a row for each. */
#include "exec/fork_sums.h"

#include <string.h>
#include "exec/fork_components.h"
#include "exec/fork_internal.h"

/* Paths of a component that the first round goes through; how many more each further one does. */
enum { FIRST_PATHS = 16, MORE_PATHS = 16 };

/* Parts that some path of a component gives, or that some row gives in all components so far. */
typedef struct {
    TcForkPart *parts; /* one a slot, and one more: is it in a hole? */
    uint32_t n;        /* bytes of them */
    bool in_hole;
    int64_t *point;    /* of a path; NULL of a sum: */
    uint32_t sum, way; /* which sum before, and which way of the component it came from */
} Way;

/* Ways in the order found, each with other parts. */
typedef struct {
    GPtrArray *ways;
    GHashTable *known; /* Way to itself */
} Ways;

/* Eight bytes at once: parts are hundreds of bytes, and of a search that adds up many components
 * their hashes byte by byte took a third. */
static guint way_hash(const void *data)
{
    const Way *way = data;
    const char *bytes = (const char *)way->parts;
    uint64_t hash = 14695981039346656037U;
    for (uint32_t i = 0; i < way->n; i += sizeof hash) {
        uint64_t word = 0;
        memcpy(&word, bytes + i, MIN(sizeof word, way->n - i));
        hash = (hash ^ word) * 1099511628211U;
        hash ^= hash >> 29;
    }
    return (guint)(hash ^ hash >> 32);
}

static gboolean way_equal(const void *a, const void *b)
{
    const Way *left = a, *right = b;
    return left->n == right->n && memcmp(left->parts, right->parts, left->n) == 0;
}

static void way_free(void *data)
{
    Way *way = data;
    g_free(way->parts);
    g_free(way->point);
    g_free(way);
}

static Ways *ways_new(void)
{
    Ways *ways = g_new(Ways, 1);
    ways->ways = g_ptr_array_new_with_free_func(way_free);
    ways->known = g_hash_table_new(way_hash, way_equal);
    return ways;
}

static void ways_free(void *data)
{
    Ways *ways = data;
    if (!ways)
        return;
    g_hash_table_unref(ways->known);
    g_ptr_array_unref(ways->ways);
    g_free(ways);
}

static const Way *way_at(const Ways *ways, uint32_t i)
{
    return g_ptr_array_index(ways->ways, i);
}

/* --- one component ---------------------------------------------------------------------------- */

typedef struct {
    const TcForkQuestion *question;
    const uint32_t *nodes;
    TcForkComponents *components;
    TcFork *fork;
    Ways **of;          /* per component: the ways of its paths */
    uint32_t component; /* the one being explored */
    unsigned paths;     /* of a component, in this round */
    bool complete, linear;
    bool lost; /* no round sees all paths */
} Search;

static bool comes_before(const Search *search, const int64_t *a, const int64_t *b)
{
    for (uint32_t i = 0; i < search->question->cells->n_variables; i++) {
        const int64_t left = ABS(a[i]), right = ABS(b[i]);
        if (a[i] != b[i])
            return left != right ? left < right : a[i] > b[i];
    }
    return false;
}

/* Of paths with the same parts the one stays that has the first row. */
static void keep_path(const Search *search, Ways *ways, Way *fresh)
{
    Way *known = g_hash_table_lookup(ways->known, fresh);
    if (!known) {
        g_ptr_array_add(ways->ways, fresh);
        g_hash_table_add(ways->known, fresh);
        return;
    }
    if (comes_before(search, fresh->point, known->point))
        memcpy(known->point, fresh->point,
               search->question->cells->n_variables * sizeof *known->point);
    way_free(fresh);
}

/* Each path gives the parts that lie in its component. */
static bool visit_path(TcFork *fork, void *user)
{
    Search *search = user;
    const GArray *slots = search->components->slots;
    const uint32_t n = search->question->cells->n_variables;
    Way *way = g_new0(Way, 1);
    way->n = (slots->len + 1) * (uint32_t)sizeof *way->parts;
    way->parts = g_new0(TcForkPart, slots->len + 1);
    for (guint i = 0; i < slots->len; i++) {
        const TcForkShare *share = &g_array_index(slots, TcForkShare, i);
        if (!share->whole || share->component == search->component)
            way->parts[i] = tc_fork_part(fork, share->version, share->node, share->whole);
    }
    way->in_hole = tc_fork_in_hole(fork);
    way->parts[slots->len].a = way->in_hole;
    way->point = g_memdup2(tc_fork_point(fork), n * sizeof *way->point);
    keep_path(search, search->of[search->component], way);
    return true;
}

static void explore(Search *search, uint32_t component)
{
    ways_free(search->of[component]);
    search->of[component] = ways_new();
    search->component = component;
    search->fork->component = component;
    search->fork->parts = NULL;
    g_autofree bool *within = tc_fork_components_cells(search->components, component);
    const TcForkSeen seen =
        tc_fork_explore(search->fork, within, search->paths, visit_path, search);
    search->complete &= seen == TC_FORK_SEEN;
    search->lost |= seen == TC_FORK_LOST;
}

/* --- sums ------------------------------------------------------------------------------------- */

static Way *add_way(const Search *search, const Way *sum, const Way *way)
{
    const GArray *slots = search->components->slots;
    Way *added = g_new0(Way, 1);
    added->n = sum->n;
    added->parts = g_memdup2(sum->parts, sum->n);
    for (guint i = 0; i < slots->len; i++) {
        const TcForkShare *share = &g_array_index(slots, TcForkShare, i);
        tc_fork_part_join(share->whole ? TC_PLAN_TRUTH : share->op, &added->parts[i],
                          &way->parts[i]);
    }
    added->in_hole = sum->in_hole || way->in_hole;
    added->parts[slots->len].a = added->in_hole;
    return added;
}

static void keep_sum(Ways *sums, Way *fresh)
{
    if (g_hash_table_lookup(sums->known, fresh)) {
        way_free(fresh);
        return;
    }
    g_ptr_array_add(sums->ways, fresh);
    g_hash_table_add(sums->known, fresh);
}

/* All sums of one of @sums and one way of the component. */
static Ways *next_sums(Search *search, const Ways *sums, const Ways *ways)
{
    Ways *next = ways_new();
    for (guint i = 0; i < sums->ways->len; i++) {
        for (guint k = 0; k < ways->ways->len; k++) {
            if (next->ways->len >= TC_FORK_MAX_SUMS) {
                search->complete = false;
                search->lost = true;
                return next;
            }
            Way *fresh = add_way(search, way_at(sums, i), way_at(ways, k));
            fresh->sum = i;
            fresh->way = k;
            keep_sum(next, fresh);
        }
    }
    return next;
}

static Ways *no_sums(const Search *search)
{
    Ways *ways = ways_new();
    Way *way = g_new0(Way, 1);
    way->n = (search->components->slots->len + 1) * (uint32_t)sizeof *way->parts;
    way->parts = g_new0(TcForkPart, search->components->slots->len + 1);
    g_ptr_array_add(ways->ways, way);
    g_hash_table_add(ways->known, way);
    return ways;
}

/* Puts into @point what the component's way has of its cells. */
static void put_cells(const Search *search, uint32_t component, const Way *way, int64_t *point)
{
    const TcForkCells *cells = search->question->cells;
    for (uint32_t i = 0; i < cells->n; i++) {
        if (search->components->component[i] != component)
            continue;
        point[i] = way->point[i];
        point[tc_fork_none(cells, i)] = way->point[tc_fork_none(cells, i)];
    }
}

/* The row of the @last sum, gathered from the layers before. */
static int64_t *row_of(const Search *search, const GPtrArray *layers, uint32_t last)
{
    const uint32_t n = search->question->cells->n_variables;
    int64_t *point = g_memdup2(search->question->usual, n * sizeof *point);
    tc_fork_components_put_case(search->components, point);
    for (guint layer = layers->len - 1; layer > 0; layer--) {
        const Way *sum = way_at(g_ptr_array_index(layers, layer), last);
        put_cells(search, layer - 1, way_at(search->of[layer - 1], sum->way), point);
        last = sum->sum;
    }
    return point;
}

static void tell_sum(Search *search, const GPtrArray *layers, uint32_t index, TcForkFound found,
                     void *user)
{
    const Way *sum = way_at(g_ptr_array_index(layers, layers->len - 1), index);
    TcFork *fork = search->fork;
    TcForkValue values[TC_FORK_VERSIONS] = {{0}};
    tc_fork_begin(fork);
    fork->component = TC_FORK_NO_COMPONENT;
    fork->parts = sum->parts;
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        if (search->nodes[v] != TC_NO_NODE)
            values[v] = tc_fork_value(fork, v, search->nodes[v]);
    }
    fork->parts = NULL;
    search->linear &= !tc_fork_undo(fork); /* nothing is left to decide */
    g_autofree int64_t *point = row_of(search, layers, index);
    found(values, sum->in_hole || fork->in_hole, point, user);
}

/* Adds up the components and tells the answers. */
static void tell_sums(Search *search, TcForkFound found, void *user)
{
    g_autoptr(GPtrArray) layers = g_ptr_array_new_with_free_func(ways_free);
    g_ptr_array_add(layers, no_sums(search));
    for (uint32_t c = 0; c < search->components->n; c++)
        g_ptr_array_add(layers, next_sums(search, g_ptr_array_index(layers, c), search->of[c]));
    const Ways *all = g_ptr_array_index(layers, layers->len - 1);
    for (guint i = 0; i < all->ways->len; i++)
        tell_sum(search, layers, i, found, user);
}

/* --- the question ----------------------------------------------------------------------------- */

/* The indicators as which a node sees others. */
static bool enter_seen(const TcPlanNode *node, void *user)
{
    GPtrArray *seen = user;
    if (node->op == TC_PLAN_OUTCOME)
        g_ptr_array_add(seen, (gpointer)node);
    return node->op != TC_PLAN_OUTCOME;
}

/* An indicator that no open cell of a component is read by, and of which the rule does not say, is
 * seen as each outcome in all components alike. Returns: false: that cannot be done. */
static bool hold_given_holes(Search *search, unsigned version)
{
    const TcPlan *plan = search->question->cells->plans[version];
    TcForkComponents *components = search->components;
    g_autoptr(GPtrArray) seen = g_ptr_array_new();
    bool held = true;
    if (search->nodes[version] == TC_NO_NODE)
        return true;
    tc_plan_walk(plan, search->nodes[version], enter_seen, seen);
    for (guint i = 0; i < seen->len && held; i++) {
        const TcPlanNode *node = g_ptr_array_index(seen, i);
        const uint32_t index = (uint32_t)(node - plan->nodes);
        if (components->shares.component[version][index] != TC_FORK_NO_COMPONENT)
            continue;
        tc_fork_begin(search->fork);
        const TcForkValue value = tc_fork_value(search->fork, version, index);
        if (!tc_fork_undo(search->fork) && value.state == TC_FORK_UNKNOWN)
            held = tc_fork_components_add_case(
                components,
                tc_fork_hole(search->question->cells, search->question->holes[version][node->data]),
                value.unsaid == TC_FORK_UNSAID_FIGURES ? 1 : 2);
    }
    return held;
}

static void answer_case(Search *search, bool first, TcForkFound found, void *user)
{
    for (uint32_t c = 0; c < search->components->n; c++) {
        if (first || tc_fork_components_reads_case(search->components, c))
            explore(search, c);
    }
    tell_sums(search, found, user);
}

static TcFork *fork_of(const TcForkQuestion *question)
{
    TcFork *fork = tc_fork_new(question->cells, &question->run, question->holes);
    tc_fork_see_opaque(fork, question->opaque);
    tc_fork_see_row(fork, question->row);
    if (question->turned)
        tc_fork_turn(fork, *question->turned);
    return fork;
}

/* One round: the answers of the first paths of each component. */
static void answer_round(Search *search, unsigned paths, TcForkFound found, void *user)
{
    bool first = true;
    search->paths = paths;
    search->complete = true;
    while (search->linear &&
           tc_fork_components_next_case(search->components, search->fork, first)) {
        answer_case(search, first, found, user);
        first = false;
    }
}

static bool any_beyond(const Search *search)
{
    bool any = false;
    for (uint32_t c = 0; c < search->components->n && !any; c++) {
        g_autofree bool *within = tc_fork_components_cells(search->components, c);
        any = tc_fork_any_beyond(search->fork, within);
    }
    return any;
}

/* Goes through more paths each round while answers are wanted. */
static TcForkOutcome answer_rounds(Search *search, TcForkFound found, void *user)
{
    const TcForkWanted wanted = search->question->wanted;
    unsigned paths = wanted ? FIRST_PATHS : TC_FORK_MAX_PATHS;
    const bool beyond = any_beyond(search);
    search->lost = beyond;
    while (search->linear) {
        if (wanted && !wanted(!search->lost, user))
            return TC_FORK_ENOUGH;
        answer_round(search, paths, found, user);
        if (search->complete || paths >= TC_FORK_MAX_PATHS)
            break;
        paths = MIN(paths * MORE_PATHS, TC_FORK_MAX_PATHS);
    }
    return !search->linear || beyond ? TC_FORK_NOT_LINEAR
           : search->complete        ? TC_FORK_ALL
                                     : TC_FORK_OVER_BUDGET;
}

TcForkOutcome tc_fork_answers(const TcForkQuestion *question, const uint32_t *nodes,
                              TcForkFound found, void *user)
{
    g_autoptr(TcForkComponents) components = tc_fork_components_new(question->cells, nodes);
    if (!components)
        return TC_FORK_NOT_LINEAR;
    g_autoptr(TcFork) fork = fork_of(question);
    Search search = {.question = question, .nodes = nodes, .components = components, .fork = fork};
    search.linear = true;
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++)
        search.linear &= hold_given_holes(&search, v);
    search.of = g_new0(Ways *, components->n + 1);
    fork->shares = &components->shares;
    const TcForkOutcome outcome = answer_rounds(&search, found, user);
    for (uint32_t c = 0; c < components->n; c++)
        ways_free(search.of[c]);
    g_free(search.of);
    return outcome;
}

/* --- a first row ------------------------------------------------------------------------------ */

typedef struct {
    int64_t *point;
    uint32_t n;
    bool found;
} FirstRow;

static bool note_first(TcFork *fork, void *user)
{
    FirstRow *row = user;
    memcpy(row->point, tc_fork_point(fork), row->n * sizeof *row->point);
    row->found = true;
    return false;
}

bool tc_fork_first_row(const TcForkQuestion *question, int64_t *point)
{
    const uint32_t n = question->cells->n_variables;
    g_autofree int64_t *found = g_new0(int64_t, n + 1);
    bool all = !question->cells->empty;
    memset(point, 0, n * sizeof *point);
    g_autoptr(TcForkComponents) components = tc_fork_components_of_rules(question->cells);
    g_autoptr(TcFork) fork = fork_of(question);
    for (uint32_t c = 0; c < components->n && all; c++) {
        FirstRow row = {found, n, false};
        g_autofree bool *within = tc_fork_components_cells(components, c);
        tc_fork_explore(fork, within, TC_FORK_MAX_PATHS, note_first, &row);
        all = row.found;
        for (uint32_t i = 0; i < question->cells->n && all; i++) {
            if (!within[i])
                continue;
            point[i] = found[i];
            point[tc_fork_none(question->cells, i)] = found[tc_fork_none(question->cells, i)];
        }
    }
    return all;
}
