/* Plans: freeing, walking, and what a node reads. */
#include "plan/plan.h"

#include "base/order.h"
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
                     plan->rules,        plan->rule_terms, plan->rules_of,      plan->first_rule,
                     plan->ruled,        plan->summed,     plan->sum_steps};
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

/* Who is told of the columns. */
typedef struct {
    const TcPlan *plan;
    TcReadColumn read;
    void *user;
} Reading;

static void read_linear(const Reading *reading, uint32_t linear)
{
    const TcLinear *form = &reading->plan->linears[linear];
    for (uint32_t i = 0; i < form->n_columns; i++)
        reading->read(reading->plan->terms[form->first + i].index, reading->user);
}

/* A linear form, or the quotient of two. */
static void read_form(const Reading *reading, const TcPlanNode *node)
{
    read_linear(reading, node->data);
    if (node->op != TC_PLAN_LINEAR && node->data2 != TC_NO_NODE)
        read_linear(reading, node->data2);
}

static void read_operand(const Reading *reading, uint32_t operand)
{
    const uint32_t column = reading->plan->operands[operand].column;
    if (column != TC_NO_NODE)
        reading->read(column, reading->user);
}

static void read_axes(const Reading *reading, const TcLookup *lookup)
{
    for (uint32_t i = 0; i < lookup->n_axes; i++) {
        const TcLookupAxis *axis = &lookup->axes[i];
        if (axis->kind == TC_AXIS_TEXT)
            reading->read(axis->input, reading->user);
        if (axis->kind == TC_AXIS_RATIO)
            read_form(reading, &reading->plan->nodes[axis->input]);
    }
}

static void read_list(const Reading *reading, uint32_t list)
{
    const uint32_t *columns = reading->plan->columns + list;
    for (uint32_t i = 0; i < columns[0]; i++)
        reading->read(columns[1 + i], reading->user);
}

void tc_plan_own_columns(const TcPlan *plan, const TcPlanNode *node, TcReadColumn read, void *user)
{
    const Reading reading = {plan, read, user};
    switch ((int)node->op) {
    case TC_PLAN_YES:
    case TC_PLAN_CHOICE:
    case TC_PLAN_COLUMN:
    case TC_PLAN_APPRAISED:
        read(node->data, user);
        break;
    case TC_PLAN_TEXTS:
        read_operand(&reading, node->data);
        read_operand(&reading, node->data2);
        break;
    case TC_PLAN_TEST:
    case TC_PLAN_QUOTIENT:
    case TC_PLAN_LINEAR:
        read_form(&reading, node);
        break;
    case TC_PLAN_LOOKUP:
    case TC_PLAN_LOOKUP_LABEL:
        read_axes(&reading, plan->lookups[node->data]);
        break;
    case TC_PLAN_HAS_DATA:
        read_list(&reading, node->data);
        break;
    default:
        break;
    }
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

static void add_column(uint32_t column, void *columns)
{
    g_hash_table_add(columns, GUINT_TO_POINTER(column));
}

static bool add_columns(const TcPlanNode *node, void *user)
{
    ColumnsRead *read = user;
    if (node->op == TC_PLAN_OUTCOME && read->enter && !read->enter(node->data, read->user))
        return false;
    tc_plan_own_columns(read->plan, node, add_column, read->columns);
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
    tc_sort_unique(found);
}
