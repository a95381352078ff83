/* Lists, made once for a model: of each column the limits and the data checks that read it. */
#include "exec/constraints.h"

struct TcConstraints {
    const TcModel *model;
    GArray **limits, **checks; /* per cell: uint32_t, or NULL where there are none */
};

static void add(GArray **lists, uint32_t column, uint32_t one)
{
    if (!lists[column])
        lists[column] = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_val(lists[column], one);
}

static void add_check(TcConstraints *constraints, uint32_t check)
{
    g_autoptr(TcComparisons) set = tc_comparisons_new(constraints->model);
    uint32_t n;
    tc_comparisons_add(set, constraints->model->checks[check].condition, TC_NO_PART);
    const uint32_t *cells = tc_comparisons_cells(set, &n);
    for (uint32_t i = 0; i < n; i++)
        add(constraints->checks, cells[i], check);
}

static uint32_t n_cells(const TcConstraints *constraints)
{
    return tc_schema_width(&constraints->model->schema);
}

TcConstraints *tc_constraints_new(const TcModel *model)
{
    TcConstraints *constraints = g_new(TcConstraints, 1);
    constraints->model = model;
    constraints->limits = g_new0(GArray *, n_cells(constraints) + 1);
    constraints->checks = g_new0(GArray *, n_cells(constraints) + 1);
    for (uint32_t i = 0; i < model->schema.n_limits; i++) {
        add(constraints->limits, model->schema.limits[i].small, i);
        add(constraints->limits, model->schema.limits[i].large, i);
    }
    for (uint32_t i = 0; i < model->n_checks; i++)
        add_check(constraints, i);
    return constraints;
}

static void free_lists(GArray **lists, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (lists[i])
            g_array_unref(lists[i]);
    }
    g_free(lists);
}

void tc_constraints_free(TcConstraints *constraints)
{
    if (!constraints)
        return;
    free_lists(constraints->limits, n_cells(constraints));
    free_lists(constraints->checks, n_cells(constraints));
    g_free(constraints);
}

static const uint32_t *items(const GArray *list, uint32_t *n)
{
    *n = list ? list->len : 0;
    return list ? (const uint32_t *)(const void *)list->data : NULL;
}

const uint32_t *tc_constraints_limits(const TcConstraints *constraints, uint32_t column,
                                      uint32_t *n)
{
    return items(constraints->limits[column], n);
}

const uint32_t *tc_constraints_checks(const TcConstraints *constraints, uint32_t column,
                                      uint32_t *n)
{
    return items(constraints->checks[column], n);
}

bool tc_constraints_hold(const TcConstraints *constraints, TcReference *reference, uint32_t column)
{
    uint32_t n_limits, n_checks;
    const uint32_t *limits = items(constraints->limits[column], &n_limits);
    const uint32_t *checks = items(constraints->checks[column], &n_checks);
    bool holds = column >= constraints->model->schema.n_columns ||
                 tc_reference_range_holds(reference, column);
    for (uint32_t i = 0; i < n_limits && holds; i++)
        holds = tc_reference_limit_holds(reference, limits[i]);
    for (uint32_t i = 0; i < n_checks && holds; i++)
        holds = tc_reference_check_holds(reference, checks[i]);
    return holds;
}

/* --- what ties cells to each other --- */

bool *tc_constraints_beside(const TcConstraints *constraints, uint32_t column)
{
    const TcModel *model = constraints->model;
    bool *beside = g_new0(bool, n_cells(constraints) + 1);
    uint32_t n_limits, n_checks;
    const uint32_t *limits = items(constraints->limits[column], &n_limits);
    const uint32_t *checks = items(constraints->checks[column], &n_checks);
    g_autoptr(TcComparisons) set = tc_comparisons_new(model);
    for (uint32_t i = 0; i < n_limits; i++) {
        beside[model->schema.limits[limits[i]].small] = true;
        beside[model->schema.limits[limits[i]].large] = true;
    }
    for (uint32_t i = 0; i < n_checks; i++)
        tc_comparisons_add(set, model->checks[checks[i]].condition, TC_NO_PART);
    const uint32_t *cells = tc_comparisons_cells(set, &n_checks);
    for (uint32_t i = 0; i < n_checks; i++)
        beside[cells[i]] = true;
    return beside;
}

typedef struct {
    const TcConstraints *constraints;
    const bool *known;
    TcComparisons *set;
    bool *cells, *checks; /* that have been reached */
    GArray *next;         /* uint32_t: cells to go on from */
} Walk;

static void reach(const Walk *walk, uint32_t cell)
{
    if (walk->known[cell] || walk->cells[cell])
        return;
    walk->cells[cell] = true;
    g_array_append_val(walk->next, cell);
}

static void reach_by_check(const Walk *walk, uint32_t check)
{
    const TcModel *model = walk->constraints->model;
    const TcNode *condition = model->checks[check].condition;
    uint32_t n;
    if (walk->checks[check])
        return;
    walk->checks[check] = true;
    g_autoptr(TcComparisons) one = tc_comparisons_new(model);
    tc_comparisons_add(one, condition, TC_NO_PART);
    const uint32_t *cells = tc_comparisons_cells(one, &n);
    for (uint32_t i = 0; i < n; i++)
        reach(walk, cells[i]);
    tc_comparisons_add(walk->set, condition, TC_NO_PART);
}

static void go_on(const Walk *walk, uint32_t cell)
{
    const TcConstraints *constraints = walk->constraints;
    uint32_t n_limits, n_checks;
    const uint32_t *limits = items(constraints->limits[cell], &n_limits);
    const uint32_t *checks = items(constraints->checks[cell], &n_checks);
    for (uint32_t i = 0; i < n_limits; i++) {
        const TcColumnLimit *limit = &constraints->model->schema.limits[limits[i]];
        reach(walk, limit->small);
        reach(walk, limit->large);
    }
    for (uint32_t i = 0; i < n_checks; i++)
        reach_by_check(walk, checks[i]);
}

void tc_constraints_add_tied(const TcConstraints *constraints, const bool *known,
                             TcComparisons *set)
{
    g_autofree bool *cells = g_new0(bool, n_cells(constraints) + 1);
    g_autofree bool *checks = g_new0(bool, constraints->model->n_checks + 1);
    g_autoptr(GArray) next = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    const Walk walk = {constraints, known, set, cells, checks, next};
    uint32_t n;
    const uint32_t *first = tc_comparisons_cells(set, &n);
    for (uint32_t i = 0; i < n; i++)
        reach(&walk, first[i]);
    for (guint i = 0; i < next->len; i++)
        go_on(&walk, g_array_index(next, uint32_t, i));
}
