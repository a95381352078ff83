/* Which columns are tied to which: limits and data checks, made easy to look up. See checker.h. */
#include "sema/ties.h"

/* Union and find, with halving of paths. */
static uint32_t root_of(uint32_t *parent, uint32_t column)
{
    while (parent[column] != column) {
        parent[column] = parent[parent[column]];
        column = parent[column];
    }
    return column;
}

static void unite(uint32_t *parent, uint32_t a, uint32_t b)
{
    parent[root_of(parent, a)] = root_of(parent, b);
}

/* Ties all columns below @node to each other; *@first is one of them, TC_NO_PART before the first.
 */
static void tie_columns(uint32_t *parent, const TcNode *node, uint32_t *first)
{
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN) {
        if (*first == TC_NO_PART)
            *first = node->ref.index;
        unite(parent, node->ref.index, *first);
    }
    for (uint32_t i = 0; i < node->n; i++)
        tie_columns(parent, node->items[i], first);
}

static void build_components(TcChecker *checker)
{
    const TcModel *model = checker->model;
    const TcSchema *schema = &model->schema;
    uint32_t *parent = g_new(uint32_t, schema->n_columns + 1);
    for (uint32_t i = 0; i <= schema->n_columns; i++)
        parent[i] = i;
    for (uint32_t i = 0; i < schema->n_limits; i++)
        unite(parent, schema->limits[i].small, schema->limits[i].large);
    for (uint32_t i = 0; i < model->n_checks; i++) {
        uint32_t first = TC_NO_PART;
        tie_columns(parent, model->checks[i].condition, &first);
    }
    for (uint32_t i = 0; i < schema->n_columns; i++)
        parent[i] = root_of(parent, i);
    checker->component = parent;
}

/* A bound of one column from above. */
typedef struct {
    uint32_t column, large;
    const TcNode *bound;
} Bound;

static int by_column(const void *a, const void *b)
{
    const Bound *left = a, *right = b;
    return left->column < right->column ? -1 : left->column > right->column;
}

/* Sorts @bounds and writes where those of each column start. Returns: (transfer full) the starts.
 */
static uint32_t *index_bounds(GArray *bounds, uint32_t n_columns)
{
    uint32_t *start = g_new0(uint32_t, n_columns + 2);
    g_array_sort(bounds, by_column);
    for (guint i = 0; i < bounds->len; i++)
        start[g_array_index(bounds, Bound, i).column + 1]++;
    for (uint32_t c = 0; c <= n_columns; c++)
        start[c + 1] += start[c];
    return start;
}

static void build_limits(TcChecker *checker)
{
    const TcSchema *schema = &checker->model->schema;
    g_autoptr(GArray) bounds = g_array_new(FALSE, TRUE, sizeof(Bound));
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        Bound bound = {schema->limits[i].small, schema->limits[i].large, NULL};
        g_array_append_val(bounds, bound);
    }
    checker->limit_start = index_bounds(bounds, schema->n_columns);
    checker->large = g_new(uint32_t, bounds->len + 1);
    for (guint i = 0; i < bounds->len; i++)
        checker->large[i] = g_array_index(bounds, Bound, i).large;
}

/* Data checks of the form [column] <= expression. */
static void build_bounds(TcChecker *checker)
{
    const TcModel *model = checker->model;
    g_autoptr(GArray) bounds = g_array_new(FALSE, TRUE, sizeof(Bound));
    for (uint32_t i = 0; i < model->n_checks; i++) {
        const TcNode *check = model->checks[i].condition;
        if (check->kind != TC_NODE_COMPARE || (check->sub != TC_OP_LE && check->sub != TC_OP_LT) ||
            check->items[0]->kind != TC_NODE_NAME || check->items[0]->ref.kind != TC_REF_COLUMN)
            continue;
        Bound bound = {check->items[0]->ref.index, 0, check->items[1]};
        g_array_append_val(bounds, bound);
    }
    checker->bound_start = index_bounds(bounds, model->schema.n_columns);
    checker->bounds = g_new(const TcNode *, bounds->len + 1);
    for (guint i = 0; i < bounds->len; i++)
        checker->bounds[i] = g_array_index(bounds, Bound, i).bound;
}

void tc_ties_build(TcChecker *checker)
{
    build_components(checker);
    build_limits(checker);
    build_bounds(checker);
}

void tc_ties_clear(TcChecker *checker)
{
    g_free(checker->component);
    g_free(checker->limit_start);
    g_free(checker->large);
    g_free(checker->bound_start);
    g_free(checker->bounds);
}
