/* Plans: freeing, walking, and what a node reads. */
#include "plan/plan.h"

#include "plan/passes.h"

void tc_plan_free(TcPlan *plan)
{
    if (!plan)
        return;
    for (uint32_t i = 0; i < plan->n_numbers; i++)
        mpq_clear(plan->numbers[i].value);
    for (uint32_t i = 0; i < plan->n_lookups; i++)
        tc_lookup_free(plan->lookups[i]);
    void *pools[] = {plan->nodes,        plan->inputs,     plan->order,         plan->terms,
                     plan->linears,      plan->numbers,    plan->members,       plan->choice_sets,
                     plan->operands,     plan->columns,    plan->indicators,    plan->criteria,
                     plan->verdicts,     plan->grades,     plan->checks,        plan->group_points,
                     plan->denominators, plan->certified,  plan->verdict_rises, plan->grade_rises,
                     plan->pairs,        plan->shares,     plan->rankings,      plan->lookups,
                     plan->rules,        plan->rule_terms, plan->ruled,         plan->summed};
    for (size_t i = 0; i < G_N_ELEMENTS(pools); i++)
        g_free(pools[i]);
    tc_plan_bases_free(plan);
    if (plan->told)
        g_hash_table_unref(plan->told);
    g_free(plan);
}

uint32_t tc_plan_condition(const TcPlan *plan, const TcNode *condition)
{
    const void *found = plan->told ? g_hash_table_lookup(plan->told, condition) : NULL;
    return GPOINTER_TO_UINT(found) - 1;
}

/* --- columns read ----------------------------------------------------------------------------- */

static void add_linear(const TcPlan *plan, uint32_t linear, GHashTable *columns)
{
    const TcLinear *form = &plan->linears[linear];
    for (uint32_t i = 0; i < form->n_columns; i++)
        g_hash_table_add(columns, GUINT_TO_POINTER(plan->terms[form->first + i].index));
}

static void add_operand(const TcPlan *plan, uint32_t operand, GHashTable *columns)
{
    if (plan->operands[operand].column != TC_NO_NODE)
        g_hash_table_add(columns, GUINT_TO_POINTER(plan->operands[operand].column));
}

/* What it reads besides its inputs. */
static void add_axes(const TcPlan *plan, const TcLookup *lookup, GHashTable *columns)
{
    for (uint32_t i = 0; i < lookup->n_axes; i++) {
        const TcLookupAxis *axis = &lookup->axes[i];
        if (axis->kind == TC_AXIS_TEXT)
            g_hash_table_add(columns, GUINT_TO_POINTER(axis->input));
        if (axis->kind != TC_AXIS_RATIO)
            continue;
        add_linear(plan, plan->nodes[axis->input].data, columns);
        add_linear(plan, plan->nodes[axis->input].data2, columns);
    }
}

/* The columns that @node itself reads. */
static void add_own(const TcPlan *plan, const TcPlanNode *node, GHashTable *columns)
{
    switch ((int)node->op) {
    case TC_PLAN_YES:
    case TC_PLAN_CHOICE:
    case TC_PLAN_COLUMN:
    case TC_PLAN_APPRAISED:
        g_hash_table_add(columns, GUINT_TO_POINTER(node->data));
        break;
    case TC_PLAN_TEXTS:
        add_operand(plan, node->data, columns);
        add_operand(plan, node->data2, columns);
        break;
    case TC_PLAN_TEST:
    case TC_PLAN_QUOTIENT:
    case TC_PLAN_LINEAR:
        add_linear(plan, node->data, columns);
        if (node->op != TC_PLAN_LINEAR && node->data2 != TC_NO_NODE)
            add_linear(plan, node->data2, columns);
        break;
    case TC_PLAN_LOOKUP:
    case TC_PLAN_LOOKUP_LABEL:
        add_axes(plan, plan->lookups[node->data], columns);
        break;
    case TC_PLAN_HAS_DATA:
        for (uint32_t i = 0; i < plan->columns[node->data]; i++)
            g_hash_table_add(columns, GUINT_TO_POINTER(plan->columns[node->data + 1 + i]));
        break;
    default:
        break;
    }
}

static int compare_indices(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

void tc_plan_sort_unique(GArray *columns)
{
    uint32_t *list = (uint32_t *)(void *)columns->data;
    uint32_t n = 0;
    g_array_sort(columns, compare_indices);
    for (uint32_t i = 0; i < columns->len; i++) {
        if (n == 0 || list[n - 1] != list[i])
            list[n++] = list[i];
    }
    g_array_set_size(columns, n);
}

void tc_plan_walk(const TcPlan *plan, uint32_t start, TcEnterNode enter, void *user)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) waiting = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_val(waiting, start);
    while (waiting->len > 0) {
        uint32_t index = g_array_index(waiting, uint32_t, waiting->len - 1);
        const TcPlanNode *node = &plan->nodes[index];
        g_array_set_size(waiting, waiting->len - 1);
        if (g_hash_table_add(seen, GUINT_TO_POINTER(index + 1)) && enter(node, user))
            g_array_append_vals(waiting, tc_plan_inputs(plan, node), node->n);
    }
}

typedef struct {
    const TcPlan *plan;
    TcEnterOutcome enter;
    void *user;
    GHashTable *columns;
} ColumnsRead;

static bool add_columns(const TcPlanNode *node, void *user)
{
    ColumnsRead *read = user;
    if (node->op == TC_PLAN_OUTCOME && read->enter && !read->enter(node->data, read->user))
        return false;
    add_own(read->plan, node, read->columns);
    return true;
}

void tc_plan_columns_read(const TcPlan *plan, uint32_t start, TcEnterOutcome enter, void *user,
                          GArray *found)
{
    g_autoptr(GHashTable) columns = g_hash_table_new(NULL, NULL);
    ColumnsRead read = {plan, enter, user, columns};
    tc_plan_walk(plan, start, add_columns, &read);
    GHashTableIter iter;
    void *key;
    g_hash_table_iter_init(&iter, columns);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        uint32_t column = GPOINTER_TO_UINT(key);
        g_array_append_val(found, column);
    }
    tc_plan_sort_unique(found);
}
