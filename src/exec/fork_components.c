/* Components of cells: before, plans and the nodes asked for; after, which cells go together, and
 * what each component gives the nodes above. */
#include "exec/fork_components.h"

#include "base/order.h"

enum { MAX_CASES = 64, SHARED_BY = 3 };

/* Sets of cells and units being joined: element i is cell i, element cells->n + k is unit k. */
typedef struct {
    const TcForkCells *cells;
    GPtrArray *units; /* GArray of cells */
    uint32_t *parent;
} Joining;

static uint32_t root_of(const Joining *joining, uint32_t element)
{
    while (joining->parent[element] != element) {
        joining->parent[element] = joining->parent[joining->parent[element]];
        element = joining->parent[element];
    }
    return element;
}

static void join(Joining *joining, uint32_t a, uint32_t b)
{
    const uint32_t left = root_of(joining, a), right = root_of(joining, b);
    joining->parent[MAX(left, right)] = MIN(left, right);
}

/* --- what is read together -------------------------------------------------------------------- */

static void unit_free(void *data)
{
    g_array_unref(data);
}

static void add_unit(GPtrArray *units, GArray *cells)
{
    tc_sort_unique(cells);
    if (cells->len > 0)
        g_ptr_array_add(units, cells);
    else
        g_array_unref(cells);
}

typedef struct {
    const TcForkCells *cells;
    uint32_t version;
    GPtrArray *units;
    GArray *unit; /* being read */
} Reading;

/* A cell that is held to one value joins nothing. */
static void add_free(const TcForkCells *cells, GArray *unit, uint32_t cell)
{
    if (!tc_fork_is_held(cells, cell))
        g_array_append_val(unit, cell);
}

static void read_cell(uint32_t cell, void *user)
{
    const Reading *reading = user;
    add_free(reading->cells, reading->unit, cell);
}

/* All that a node reads by itself or through its inputs. */
static void add_reads(Reading *reading, uint32_t node)
{
    g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tc_fork_cells_read(reading->cells, reading->version, node, read);
    reading->unit = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint i = 0; i < read->len; i++)
        read_cell(g_array_index(read, uint32_t, i), reading);
    add_unit(reading->units, reading->unit);
}

static bool enter_node(const TcPlanNode *node, void *user)
{
    Reading *reading = user;
    const TcPlan *plan = reading->cells->plans[reading->version];
    if (node->op == TC_PLAN_OUTCOME) {
        add_reads(reading, (uint32_t)(node - plan->nodes));
        return false;
    }
    reading->unit = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tc_fork_own_cells(reading->cells, reading->version, node, read_cell, reading);
    add_unit(reading->units, reading->unit);
    return true;
}

static GPtrArray *units_of_nodes(const TcForkCells *cells, const uint32_t *nodes)
{
    GPtrArray *units = g_ptr_array_new_with_free_func(unit_free);
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        Reading reading = {cells, v, units, NULL};
        if (nodes[v] != TC_NO_NODE)
            tc_plan_walk(cells->plans[v], nodes[v], enter_node, &reading);
    }
    return units;
}

static void add_units_of_rules(const TcForkCells *cells, GPtrArray *units)
{
    for (guint k = 0; k < cells->keeps->len; k++) {
        const TcForkKeep *keep = &g_array_index(cells->keeps, TcForkKeep, k);
        GArray *unit = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        for (uint32_t i = 0; i < keep->rule.n; i++)
            add_free(cells, unit, keep->rule.terms[i].variable);
        if (keep->positive != TC_NO_NODE)
            add_free(cells, unit, keep->positive);
        add_unit(units, unit);
    }
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        const TcPlan *plan = cells->plans[v];
        Reading reading = {cells, v, units, NULL};
        for (uint32_t i = 0; plan && i < plan->model->n_checks; i++)
            add_reads(&reading, plan->checks[i]);
    }
}

/* --- components ------------------------------------------------------------------------------- */

static bool is_discrete(const TcForkCells *cells, uint32_t cell)
{
    return cells->cells[cell].kind == TC_VALUE_BOOL || cells->cells[cell].kind == TC_VALUE_TEXT;
}

static void join_units(Joining *joining, bool discrete)
{
    for (guint k = 0; k < joining->units->len; k++) {
        const GArray *unit = g_ptr_array_index(joining->units, k);
        for (guint i = 0; i < unit->len; i++) {
            const uint32_t cell = g_array_index(unit, uint32_t, i);
            if (discrete || !is_discrete(joining->cells, cell))
                join(joining, cell, joining->cells->n + k);
        }
    }
}

/* The sets of the units that read @cell. Returns: (transfer full) uint32_t, sorted. */
static GArray *readers_of(const Joining *joining, uint32_t cell)
{
    GArray *roots = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint k = 0; k < joining->units->len; k++) {
        const GArray *unit = g_ptr_array_index(joining->units, k);
        for (guint i = 0; i < unit->len; i++) {
            const uint32_t root = root_of(joining, joining->cells->n + k);
            if (g_array_index(unit, uint32_t, i) == cell)
                g_array_append_val(roots, root);
        }
    }
    tc_sort_unique(roots);
    return roots;
}

static int64_t n_values(const TcForkCells *cells, uint32_t variable)
{
    return cells->bounds[variable].high - cells->bounds[variable].low + 1;
}

/* Discrete cells are held by cases while there are few of these, else they join what reads them. */
static void part_discrete(Joining *joining, TcForkComponents *components)
{
    const TcForkCells *cells = joining->cells;
    for (uint32_t cell = 0; cell < cells->n; cell++) {
        if (!is_discrete(cells, cell))
            continue;
        g_autoptr(GArray) readers = readers_of(joining, cell);
        const uint32_t none = tc_fork_none(cells, cell);
        const int64_t values = n_values(cells, cell) * n_values(cells, none);
        if (readers->len >= SHARED_BY && values > 0 && components->n_cases * values <= MAX_CASES) {
            components->n_cases *= values;
            g_array_append_val(components->cases, cell);
            g_array_append_val(components->cases, none);
            continue;
        }
        for (guint i = 0; i < readers->len; i++)
            join(joining, cell, g_array_index(readers, uint32_t, i));
    }
}

static bool is_case(const TcForkComponents *components, uint32_t cell)
{
    for (guint i = 0; i < components->cases->len; i++) {
        if (g_array_index(components->cases, uint32_t, i) == cell)
            return true;
    }
    return false;
}

/* Numbers the sets that @wanted units (the first ones) are in. */
static void number_components(TcForkComponents *components, const Joining *joining, guint wanted)
{
    const uint32_t n = joining->cells->n;
    g_autofree uint32_t *number = g_new(uint32_t, n + joining->units->len + 1);
    for (uint32_t i = 0; i < n + joining->units->len; i++)
        number[i] = TC_FORK_NO_COMPONENT;
    for (guint k = 0; k < wanted; k++) {
        const uint32_t root = root_of(joining, n + k);
        if (number[root] == TC_FORK_NO_COMPONENT)
            number[root] = components->n++;
    }
    components->component = g_new(uint32_t, n + 1);
    components->reads_case = g_new0(bool, components->n + 1);
    for (uint32_t i = 0; i < n; i++)
        components->component[i] =
            is_case(components, i) ? TC_FORK_NO_COMPONENT : number[root_of(joining, i)];
    for (guint k = 0; k < joining->units->len; k++) {
        const GArray *unit = g_ptr_array_index(joining->units, k);
        const uint32_t component = number[root_of(joining, n + k)];
        for (guint i = 0; i < unit->len && component != TC_FORK_NO_COMPONENT; i++)
            components->reads_case[component] |=
                is_case(components, g_array_index(unit, uint32_t, i));
    }
}

/* @wanted of the @units make components, the others only join; @cases: are discrete cells held? */
static TcForkComponents *components_of(const TcForkCells *cells, GPtrArray *units, guint wanted,
                                       bool cases)
{
    TcForkComponents *components = g_new0(TcForkComponents, 1);
    Joining joining = {cells, units, g_new(uint32_t, cells->n + units->len + 1)};
    components->cells = cells;
    components->cases = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    components->slots = g_array_new(FALSE, TRUE, sizeof(TcForkShare));
    components->held = g_new0(int64_t, cells->n_variables + 1);
    components->bounds = g_memdup2(cells->bounds, (cells->n_variables + 1) * sizeof *cells->bounds);
    components->n_cases = 1;
    for (uint32_t i = 0; i < cells->n + units->len; i++)
        joining.parent[i] = i;
    join_units(&joining, !cases);
    if (cases)
        part_discrete(&joining, components);
    number_components(components, &joining, wanted);
    g_free(joining.parent);
    return components;
}

TcForkComponents *tc_fork_components_of_rules(const TcForkCells *cells)
{
    g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func(unit_free);
    add_units_of_rules(cells, units);
    for (uint32_t i = 0; i < cells->n; i++) {
        GArray *alone = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_array_append_val(alone, i);
        add_unit(units, alone);
    }
    return components_of(cells, units, units->len, false);
}

TcForkComponents *tc_fork_components_of_reads(const TcForkCells *cells, const TcForkReads *reads,
                                              uint32_t n)
{
    g_autoptr(GPtrArray) units = g_ptr_array_new_with_free_func(unit_free);
    GArray *together = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < n; i++) {
        g_autoptr(GPtrArray) read = g_ptr_array_new_with_free_func(unit_free);
        Reading reading = {cells, reads[i].version, read, NULL};
        add_reads(&reading, reads[i].node);
        for (guint k = 0; k < read->len; k++) {
            const GArray *unit = g_ptr_array_index(read, k);
            g_array_append_vals(together, unit->data, unit->len);
        }
    }
    add_unit(units, together);
    const guint wanted = units->len;
    add_units_of_rules(cells, units);
    return components_of(cells, units, wanted, false);
}

void tc_fork_components_free(TcForkComponents *components)
{
    if (!components)
        return;
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        g_free(components->shares.component[v]);
        g_free(components->shares.slot[v]);
    }
    g_array_unref(components->cases);
    g_array_unref(components->slots);
    g_free(components->component);
    g_free(components->reads_case);
    g_free(components->held);
    g_free(components->bounds);
    g_free(components);
}

bool *tc_fork_components_cells(const TcForkComponents *components, uint32_t component)
{
    bool *within = g_new0(bool, components->cells->n + 1);
    for (uint32_t i = 0; i < components->cells->n; i++)
        within[i] = components->component[i] == component || is_case(components, i) ||
                    tc_fork_is_held(components->cells, i);
    return within;
}

/* All components may see a case that is no cell. */
bool tc_fork_components_add_case(TcForkComponents *components, uint32_t variable, int64_t high)
{
    TcForkBounds *bounds = &components->bounds[variable];
    if (is_case(components, variable)) {
        high = MAX(high, bounds->high);
        components->n_cases /= bounds->high - bounds->low + 1;
    } else {
        g_array_append_val(components->cases, variable);
    }
    bounds->high = high;
    components->n_cases *= high - bounds->low + 1;
    for (uint32_t c = 0; c < components->n; c++)
        components->reads_case[c] = true;
    return components->n_cases <= MAX_CASES;
}

bool tc_fork_components_next_case(TcForkComponents *components, TcFork *fork, bool first)
{
    const TcForkBounds *bounds = components->bounds;
    bool next = first;
    for (guint i = 0; i < components->cases->len; i++) {
        const uint32_t variable = g_array_index(components->cases, uint32_t, i);
        int64_t *value = &components->held[variable];
        if (first) {
            *value = bounds[variable].low;
        } else if (!next) {
            next = *value < bounds[variable].high;
            *value = next ? *value + 1 : bounds[variable].low;
        }
        tc_fork_hold(fork, variable, tc_fork_between(*value, *value));
    }
    return next;
}

void tc_fork_components_put_case(const TcForkComponents *components, int64_t *point)
{
    for (guint i = 0; i < components->cases->len; i++) {
        const uint32_t variable = g_array_index(components->cases, uint32_t, i);
        point[variable] = components->held[variable];
    }
}

/* --- what the components give ----------------------------------------------------------------- */

static void add_slot(TcForkComponents *components, uint32_t version, uint32_t node, bool whole)
{
    const TcForkShare share = {version, node, components->shares.component[version][node],
                               components->cells->plans[version]->nodes[node].op, whole};
    components->shares.slot[version][node] = components->slots->len;
    g_array_append_val(components->slots, share);
}

static uint32_t both(uint32_t a, uint32_t b)
{
    if (a == TC_FORK_NO_COMPONENT || a == b)
        return b;
    return b == TC_FORK_NO_COMPONENT ? a : TC_FORK_SEVERAL;
}

typedef struct {
    const TcForkComponents *components;
    uint32_t component;
    bool own;   /* some cell of a component is read by the node itself */
    bool cased; /* a cell of cases is */
} Finding;

static void find_component(uint32_t cell, void *user)
{
    Finding *finding = user;
    finding->component = both(finding->component, finding->components->component[cell]);
    finding->own |= finding->components->component[cell] != TC_FORK_NO_COMPONENT;
    finding->cased |= is_case(finding->components, cell);
}

/* The component of each node, and which components see cases beside what they read themselves;
 * inputs stand before what reads them. */
static void find_components(TcForkComponents *components, uint32_t version, bool *own)
{
    const TcPlan *plan = components->cells->plans[version];
    uint32_t *found = components->shares.component[version];
    g_autofree bool *cased = g_new0(bool, plan->n_nodes + 1);
    for (uint32_t i = 0; i < plan->n_nodes; i++) {
        const TcPlanNode *node = &plan->nodes[i];
        Finding finding = {components, TC_FORK_NO_COMPONENT, false, false};
        tc_fork_own_cells(components->cells, version, node, find_component, &finding);
        for (uint32_t k = 0; k < node->n; k++) {
            finding.component = both(finding.component, found[tc_plan_inputs(plan, node)[k]]);
            finding.cased |= cased[tc_plan_inputs(plan, node)[k]];
        }
        found[i] = finding.component;
        own[i] = finding.own;
        cased[i] = finding.cased;
        if (finding.cased && finding.component < components->n)
            components->reads_case[finding.component] = true;
    }
}

/* Gives slots to what @node rests on. Returns: false: a node of several reads cells itself. */
static bool add_slots(TcForkComponents *components, uint32_t version, uint32_t start,
                      const bool *own)
{
    const TcPlan *plan = components->cells->plans[version];
    const uint32_t *component = components->shares.component[version];
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) waiting = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_val(waiting, start);
    while (waiting->len > 0) {
        const uint32_t index = g_array_index(waiting, uint32_t, waiting->len - 1);
        const TcPlanNode *node = &plan->nodes[index];
        g_array_set_size(waiting, waiting->len - 1);
        if (!g_hash_table_add(seen, GUINT_TO_POINTER(index + 1)))
            continue;
        if (component[index] != TC_FORK_SEVERAL) {
            if (component[index] != TC_FORK_NO_COMPONENT)
                add_slot(components, version, index, true);
            continue;
        }
        if (own[index])
            return false;
        const bool shared = tc_fork_is_shared(node->op);
        if (shared)
            add_slot(components, version, index, false);
        for (uint32_t k = 0; k < node->n; k++) {
            const uint32_t input = tc_plan_inputs(plan, node)[k];
            const bool local = component[input] != TC_FORK_SEVERAL;
            if (!(shared && local))
                g_array_append_val(waiting, input);
        }
    }
    return true;
}

TcForkComponents *tc_fork_components_new(const TcForkCells *cells, const uint32_t *nodes)
{
    g_autoptr(GPtrArray) units = units_of_nodes(cells, nodes);
    const guint wanted = units->len;
    bool linear = true;
    add_units_of_rules(cells, units);
    TcForkComponents *components = components_of(cells, units, wanted, true);
    for (unsigned v = 0; v < TC_FORK_VERSIONS && linear; v++) {
        if (!cells->plans[v])
            continue;
        const uint32_t n = cells->plans[v]->n_nodes;
        g_autofree bool *own = g_new0(bool, n + 1);
        components->shares.component[v] = g_new(uint32_t, n + 1);
        components->shares.slot[v] = g_new(uint32_t, n + 1);
        for (uint32_t i = 0; i < n; i++)
            components->shares.slot[v][i] = TC_NO_NODE;
        find_components(components, v, own);
        linear = nodes[v] == TC_NO_NODE || add_slots(components, v, nodes[v], own);
    }
    components->shares.n = components->slots->len;
    if (linear)
        return components;
    tc_fork_components_free(components);
    return NULL;
}
