/* Two plans side by side: before, a node of each; after, whether all below them is alike. */
#include "exec/fork_same.h"

#include <string.h>

typedef struct {
    const TcForkCells *cells;
    const TcPlan *plans[TC_FORK_VERSIONS];
    GHashTable
        *known; /* nodes of the first plan that were found alike, to those of the second + 1 */
} Both;

static bool same_column(const Both *both, uint32_t a, uint32_t b)
{
    const TcForkCells *cells = both->cells;
    const uint32_t n = both->plans[0]->model->schema.n_columns;
    const uint32_t other = both->plans[1]->model->schema.n_columns;
    return a < n && b < other && cells->cell_of[0][a] == cells->cell_of[1][b] &&
           cells->factor_of[0][a] == cells->factor_of[1][b];
}

static bool same_linear(const Both *both, uint32_t a, uint32_t b)
{
    if (a == TC_NO_NODE || b == TC_NO_NODE)
        return a == b;
    const TcLinear *left = &both->plans[0]->linears[a], *right = &both->plans[1]->linears[b];
    bool same = left->n == right->n && left->n_columns == right->n_columns &&
                left->n_outcomes == right->n_outcomes && left->constant == right->constant &&
                left->denominator == right->denominator;
    for (uint32_t i = 0; same && i < left->n; i++) {
        const TcTerm *x = &both->plans[0]->terms[left->first + i];
        const TcTerm *y = &both->plans[1]->terms[right->first + i];
        const size_t weights = (x->kind == TC_TERM_OUTCOME ? 3 : 1) * sizeof *x->weight;
        same = x->kind == y->kind && memcmp(x->weight, y->weight, weights) == 0 &&
               (x->kind != TC_TERM_COLUMN || same_column(both, x->index, y->index));
    }
    return same;
}

/* Do both columns list the same choices? */
static bool same_list(const Both *both, uint32_t a, uint32_t b)
{
    const TcColumnSpec *left = &both->plans[0]->model->schema.columns[a];
    const TcColumnSpec *right = &both->plans[1]->model->schema.columns[b];
    bool same = left->n_choices == right->n_choices;
    for (uint32_t i = 0; same && i < left->n_choices; i++)
        same = strcmp(left->choices[i], right->choices[i]) == 0;
    return same;
}

static bool same_choices(const Both *both, const TcPlanNode *a, const TcPlanNode *b)
{
    const TcChoiceSet *x = &both->plans[0]->choice_sets[a->data2];
    const TcChoiceSet *y = &both->plans[1]->choice_sets[b->data2];
    return same_column(both, a->data, b->data) && same_list(both, a->data, b->data) &&
           x->n == y->n &&
           memcmp(both->plans[0]->members + x->first, both->plans[1]->members + y->first, x->n) ==
               0;
}

static bool same_operand(const Both *both, uint32_t a, uint32_t b)
{
    const TcTextOperand *x = &both->plans[0]->operands[a], *y = &both->plans[1]->operands[b];
    if (x->column == TC_NO_NODE || y->column == TC_NO_NODE)
        return x->column == y->column && strcmp(x->text, y->text) == 0;
    return same_column(both, x->column, y->column);
}

static bool same_nodes(const Both *both, uint32_t first, uint32_t second, unsigned depth);

/* A text is read from its column, a ratio by a node that is no input. */
static bool same_axis(const Both *both, const TcLookupAxis *a, const TcLookupAxis *b)
{
    bool same = a->kind == b->kind && a->n == b->n;
    for (uint32_t i = 0; same && a->cuts && i < a->n / 2; i++)
        same = mpq_equal(a->cuts[i], b->cuts[i]) != 0;
    if (!same || a->kind == TC_AXIS_NUMBER || a->kind == TC_AXIS_TRUTH)
        return same && a->input == b->input;
    return a->kind == TC_AXIS_RATIO
               ? same_nodes(both, a->input, b->input, 0)
               : same_column(both, a->input, b->input) && same_list(both, a->input, b->input);
}

static bool same_lookup(const Both *both, uint32_t a, uint32_t b)
{
    const TcLookup *x = both->plans[0]->lookups[a], *y = both->plans[1]->lookups[b];
    const size_t boxes = x->n_boxes;
    bool same = x->n_axes == y->n_axes && x->n_boxes == y->n_boxes &&
                x->otherwise == y->otherwise && x->n_values == y->n_values &&
                (x->values == NULL) == (y->values == NULL) &&
                memcmp(x->runs, y->runs, boxes * x->n_axes * sizeof *x->runs) == 0 &&
                memcmp(x->results, y->results, boxes * sizeof *x->results) == 0;
    for (uint32_t i = 0; same && x->values && i < x->n_values; i++)
        same = mpq_equal(x->values[i], y->values[i]) != 0;
    for (uint32_t i = 0; same && i < x->n_axes; i++)
        same = same_axis(both, &x->axes[i], &y->axes[i]);
    return same;
}

static bool same_units(const Both *both, uint32_t a, uint32_t b)
{
    const TcIndicator *x = &both->plans[0]->model->indicators[a];
    const TcIndicator *y = &both->plans[1]->model->indicators[b];
    return tc_unit_list_same(&x->not_for, &y->not_for) &&
           tc_unit_list_same(&x->only_for, &y->only_for);
}

/* What the nodes read besides their inputs. */
static bool same_data(const Both *both, const TcPlanNode *a, const TcPlanNode *b)
{
    switch ((int)a->op) {
    case TC_PLAN_YES:
    case TC_PLAN_COLUMN:
        return same_column(both, a->data, b->data);
    case TC_PLAN_CHOICE:
        return same_choices(both, a, b);
    case TC_PLAN_TEST:
    case TC_PLAN_QUOTIENT:
        return same_linear(both, a->data, b->data) && same_linear(both, a->data2, b->data2);
    case TC_PLAN_LINEAR:
        return same_linear(both, a->data, b->data);
    case TC_PLAN_NUMBER:
    case TC_PLAN_COMPARE:
        return mpq_equal(both->plans[0]->numbers[a->data].value,
                         both->plans[1]->numbers[b->data].value) != 0;
    case TC_PLAN_TEXTS:
        return same_operand(both, a->data, b->data) && same_operand(both, a->data2, b->data2);
    case TC_PLAN_AT_LEAST:
    case TC_PLAN_LABEL:
        return a->data == b->data;
    case TC_PLAN_LABEL_IN:
        return a->data == b->data && a->data2 == b->data2;
    case TC_PLAN_LOOKUP:
    case TC_PLAN_LOOKUP_LABEL:
        return same_lookup(both, a->data, b->data);
    case TC_PLAN_UNIT_IS:
        return same_units(both, a->data, b->data);
    default:
        return true;
    }
}

static bool same_nodes(const Both *both, uint32_t first, uint32_t second, unsigned depth)
{
    enum { MAX_DEPTH = 500 };
    const TcPlanNode *a = &both->plans[0]->nodes[first], *b = &both->plans[1]->nodes[second];
    void *const key = GUINT_TO_POINTER(first + 1), *const value = GUINT_TO_POINTER(second + 1);
    if (g_hash_table_lookup(both->known, key) == value)
        return true;
    bool same = depth < MAX_DEPTH && a->op == b->op && a->sub == b->sub && a->n == b->n &&
                same_data(both, a, b);
    for (uint32_t i = 0; same && i < a->n; i++)
        same = same_nodes(both, tc_plan_inputs(both->plans[0], a)[i],
                          tc_plan_inputs(both->plans[1], b)[i], depth + 1);
    if (same)
        g_hash_table_insert(both->known, key, value);
    return same;
}

bool tc_fork_same(const TcForkCells *cells, uint32_t first, uint32_t second)
{
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    const Both both = {cells, {cells->plans[0], cells->plans[1]}, known};
    return same_nodes(&both, first, second, 0);
}
