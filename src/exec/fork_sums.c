/* Sums over components: before, a question; after, all answers with a row for each. */
#include "exec/fork_sums.h"

#include <string.h>
#include "exec/fork_components.h"
#include "exec/fork_internal.h"

/* Paths of a component that the first round goes through; how many more each further one does. */
enum { FIRST_PATHS = 16, MORE_PATHS = 16 };

/* Of what is told together: ways to see the undefined indicators of a path or row, pairs of them
 * that are added up in all. Of any: bytes of the sums of a layer. */
enum { MAX_SEEN = 256, MAX_PAIRS = 1 << 20, MAX_SIZE = 64 << 20 };

/* Parts that some path of a component gives, or that some row gives in all components so far. */
typedef struct {
    TcForkPart
        *parts; /* one a slot, and one more: is it in a hole? All that, way by way to see it */
    uint32_t n; /* bytes of them */
    bool in_hole;
    int64_t *point;    /* the first row of them; of a sum not yet, while it is looked for: */
    uint32_t sum, way; /* the row is of which sum before, and of which way of the component */
} Way;

/* Ways in the order found, each with other parts. */
typedef struct {
    GPtrArray *ways;
    GHashTable *known; /* Way to itself */
    size_t size;       /* bytes of their parts */
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
    Ways *ways = g_new0(Ways, 1);
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
    bool lost, too_many; /* no round sees all paths; ways or sums were left out */
    uint64_t pairs;      /* of ways to see rows, added up */
} Search;

static void lose(Search *search)
{
    search->complete = false;
    search->lost = search->too_many = true;
}

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

static uint32_t width_of(const Search *search)
{
    return search->components->slots->len + 1;
}

static gint compare_bytes(gconstpointer a, gconstpointer b, gpointer size)
{
    return memcmp(a, b, *(const size_t *)size);
}

/* Takes @set, whose elements are the parts of each way to see the row; each once, in one order. */
static Way *way_of_set(Search *search, GArray *set)
{
    size_t size = g_array_get_element_size(set);
    Way *way = g_new0(Way, 1);
    guint n = 0;
    g_array_sort_with_data(set, compare_bytes, &size);
    for (guint i = 0; i < set->len; i++) {
        if (n == 0 || memcmp(set->data + (n - 1) * size, set->data + i * size, size) != 0)
            memmove(set->data + n++ * size, set->data + i * size, size);
    }
    if (n > MAX_SEEN)
        lose(search);
    way->n = MIN(n, MAX_SEEN) * (uint32_t)size;
    way->parts = g_realloc(g_array_free(set, FALSE), way->n);
    return way;
}

/* The parts of this path that lie in its component. */
static void add_parts(const Search *search, TcFork *fork, GArray *set)
{
    const GArray *slots = search->components->slots;
    g_array_set_size(set, set->len + 1);
    TcForkPart *parts = &g_array_index(set, TcForkPart, (set->len - 1) * width_of(search));
    for (guint i = 0; i < slots->len; i++) {
        const TcForkShare *share = &g_array_index(slots, TcForkShare, i);
        if (!share->whole || share->component == search->component)
            parts[i] = tc_fork_part(fork, share->version, share->node, share->whole);
    }
    parts[slots->len].a = tc_fork_in_hole(fork);
}

static GArray *set_new(const Search *search)
{
    return g_array_new(FALSE, TRUE, width_of(search) * (guint)sizeof(TcForkPart));
}

static bool visit_path(TcFork *fork, void *user)
{
    Search *search = user;
    const uint32_t n = search->question->cells->n_variables;
    GArray *set = set_new(search);
    unsigned ways = 0;
    do {
        add_parts(search, fork, set);
    } while (tc_fork_next_way(fork) && ++ways < 3 * MAX_SEEN);
    if (ways == 3 * MAX_SEEN || fork->mixed) {
        search->complete = false;
        search->lost = true;
    }
    Way *way = way_of_set(search, set);
    way->in_hole = tc_fork_in_hole(fork);
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

static void join_parts(const Search *search, TcForkPart *parts, const TcForkPart *others)
{
    const GArray *slots = search->components->slots;
    for (guint i = 0; i < slots->len; i++) {
        const TcForkShare *share = &g_array_index(slots, TcForkShare, i);
        tc_fork_part_join(share->whole ? TC_PLAN_TRUTH : share->op, &parts[i], &others[i]);
    }
    parts[slots->len].a |= others[slots->len].a;
}

static uint32_t n_seen(const Search *search, const Way *way)
{
    return way->n / (width_of(search) * (uint32_t)sizeof *way->parts);
}

/* Each way to see the one with each way to see the other. */
static Way *add_way(Search *search, const Way *sum, const Way *way)
{
    const uint32_t width = width_of(search);
    GArray *set = set_new(search);
    for (uint32_t i = 0; i < n_seen(search, sum); i++) {
        for (uint32_t k = 0; k < n_seen(search, way); k++) {
            g_array_append_vals(set, sum->parts + i * width, 1);
            join_parts(search, &g_array_index(set, TcForkPart, (set->len - 1) * width),
                       way->parts + k * width);
        }
    }
    Way *added = way_of_set(search, set);
    added->in_hole = sum->in_hole || way->in_hole;
    return added;
}

/* What is added to the sums before: the ways of a component. */
typedef struct {
    const Ways *sums, *ways;
    const bool *own; /* per variable: is it of the component? */
} Layer;

static int64_t value_at(const Layer *layer, const Way *sum, uint32_t variable)
{
    const Way *from =
        layer->own[variable] ? way_at(layer->ways, sum->way) : way_at(layer->sums, sum->sum);
    return from->point[variable];
}

static bool sum_comes_before(const Search *search, const Layer *layer, const Way *a, const Way *b)
{
    for (uint32_t i = 0; i < search->question->cells->n_variables; i++) {
        const int64_t left = value_at(layer, a, i), right = value_at(layer, b, i);
        if (left != right)
            return ABS(left) != ABS(right) ? ABS(left) < ABS(right) : left > right;
    }
    return false;
}

/* Of sums that are one the first row stays: with whatever is added it comes first still. */
static void keep_sum(const Search *search, const Layer *layer, Ways *sums, Way *fresh)
{
    Way *known = g_hash_table_lookup(sums->known, fresh);
    if (!known) {
        g_ptr_array_add(sums->ways, fresh);
        g_hash_table_add(sums->known, fresh);
        sums->size += fresh->n;
        return;
    }
    if (sum_comes_before(search, layer, fresh, known)) {
        known->sum = fresh->sum;
        known->way = fresh->way;
    }
    way_free(fresh);
}

static void put_rows(const Search *search, const Layer *layer, Ways *sums)
{
    const uint32_t n = search->question->cells->n_variables;
    for (guint i = 0; i < sums->ways->len; i++) {
        Way *sum = g_ptr_array_index(sums->ways, i);
        sum->point = g_new(int64_t, n + 1);
        for (uint32_t k = 0; k < n; k++)
            sum->point[k] = value_at(layer, sum, k);
    }
}

/* All sums of one of the layer's sums and one of its ways. */
static void add_sums(Search *search, const Layer *layer, Ways *next)
{
    for (guint i = 0; i < layer->sums->ways->len; i++) {
        for (guint k = 0; k < layer->ways->ways->len; k++) {
            const Way *sum = way_at(layer->sums, i), *way = way_at(layer->ways, k);
            search->pairs += n_seen(search, sum) * n_seen(search, way);
            if (next->ways->len >= TC_FORK_MAX_SUMS || next->size >= MAX_SIZE ||
                (search->question->together && search->pairs > MAX_PAIRS)) {
                lose(search);
                return;
            }
            Way *fresh = add_way(search, sum, way);
            fresh->sum = i;
            fresh->way = k;
            keep_sum(search, layer, next, fresh);
        }
    }
}

static Ways *next_sums(Search *search, const Ways *sums, uint32_t component)
{
    const TcForkCells *cells = search->question->cells;
    g_autofree bool *own = g_new0(bool, cells->n_variables + 1);
    for (uint32_t i = 0; i < cells->n; i++)
        own[i] = own[tc_fork_none(cells, i)] = search->components->component[i] == component;
    const Layer layer = {sums, search->of[component], own};
    Ways *next = ways_new();
    add_sums(search, &layer, next);
    put_rows(search, &layer, next);
    return next;
}

/* No parts, and the usual row with what cases hold. */
static Ways *no_sums(const Search *search)
{
    Ways *ways = ways_new();
    Way *way = g_new0(Way, 1);
    way->n = width_of(search) * (uint32_t)sizeof *way->parts;
    way->parts = g_new0(TcForkPart, width_of(search));
    way->point = g_memdup2(search->question->usual,
                           search->question->cells->n_variables * sizeof *way->point);
    tc_fork_components_put_case(search->components, way->point);
    g_ptr_array_add(ways->ways, way);
    g_hash_table_add(ways->known, way);
    return ways;
}

/* The answers of one way to see the row, or of several if indicators of no component are undefined.
 */
static void add_answers(Search *search, const TcForkPart *parts, GArray *ways)
{
    TcFork *fork = search->fork;
    tc_fork_begin(fork);
    fork->component = TC_FORK_NO_COMPONENT;
    fork->parts = parts;
    do {
        TcForkValue values[TC_FORK_VERSIONS] = {{0}};
        for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
            if (search->nodes[v] != TC_NO_NODE)
                values[v] = tc_fork_value(fork, v, search->nodes[v]);
        }
        g_array_append_vals(ways, values, 1);
    } while (tc_fork_next_way(fork));
    fork->parts = NULL;
    search->linear &= !tc_fork_undo(fork); /* nothing is left to decide */
}

static void tell_sum(Search *search, const Way *sum, TcForkFound found, void *user)
{
    g_autoptr(GArray) ways =
        g_array_new(FALSE, FALSE, TC_FORK_VERSIONS * (guint)sizeof(TcForkValue));
    bool in_hole = sum->in_hole;
    for (uint32_t i = 0; i < n_seen(search, sum); i++) {
        add_answers(search, sum->parts + i * width_of(search), ways);
        in_hole |= tc_fork_in_hole(search->fork);
    }
    const TcForkRowFound row = {(const TcForkValue(*)[TC_FORK_VERSIONS])(void *)ways->data,
                                ways->len, in_hole, sum->point};
    found(&row, user);
}

/* Adds up the components and tells the answers. */
static void tell_sums(Search *search, TcForkFound found, void *user)
{
    const bool together =
        search->question->together; /* of rows with ways left out nothing is told */
    Ways *sums = no_sums(search);
    for (uint32_t c = 0; c < search->components->n && !(together && search->too_many); c++) {
        Ways *next = next_sums(search, sums, c);
        ways_free(sums);
        sums = next;
    }
    for (guint i = 0; i < sums->ways->len && !(together && search->too_many); i++)
        tell_sum(search, way_at(sums, i), found, user);
    ways_free(sums);
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
    g_autoptr(TcFork) fork = tc_fork_for(question);
    Search search = {.question = question, .nodes = nodes, .components = components, .fork = fork};
    search.linear = true;
    for (unsigned v = 0; v < TC_FORK_VERSIONS && !question->together; v++)
        search.linear &= hold_given_holes(&search, v);
    search.of = g_new0(Ways *, components->n + 1);
    fork->shares = &components->shares;
    const TcForkOutcome outcome = answer_rounds(&search, found, user);
    for (uint32_t c = 0; c < components->n; c++)
        ways_free(search.of[c]);
    g_free(search.of);
    return outcome;
}
