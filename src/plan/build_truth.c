/* Conditions: logic with its constants folded. */
#include "plan/build_internal.h"

#include "base/order.h"
#include <stdlib.h>
#include <string.h>

uint32_t tc_build_truth(TcBuilder *builder, unsigned set)
{
    return tc_build_simple(builder, TC_PLAN_TRUTH, set, 0, NULL, 0);
}

uint32_t tc_build_yes(TcBuilder *builder, uint32_t column, bool yes)
{
    if (!yes && !tc_builder_column_may_none(builder, column))
        return tc_build_not(builder, tc_build_yes(builder, column, true));
    return tc_build_simple(builder, TC_PLAN_YES, yes, column, NULL, 0);
}

/* The set of a constant, or 0. */
static unsigned constant_set(const TcBuilder *builder, uint32_t node)
{
    const TcPlanNode *n = tc_builder_node(builder, node);
    return n->op == TC_PLAN_TRUTH ? n->sub : 0;
}

uint32_t tc_build_not(TcBuilder *builder, uint32_t a)
{
    const TcPlanNode *node = tc_builder_node(builder, a);
    unsigned set = constant_set(builder, a);
    if (set)
        return tc_build_truth(builder, (set & TC_IS_UNKNOWN) | (set & TC_IS_TRUE) << 1 |
                                           (set & TC_IS_FALSE) >> 1);
    if (node->op == TC_PLAN_NOT)
        return g_array_index(builder->inputs, uint32_t, node->first);
    return tc_build_simple(builder, TC_PLAN_NOT, 0, 0, &a, 1);
}

/* Is one of the sorted @kept the opposite of @node, both never unknown? */
static bool has_opposite(const TcBuilder *builder, const GArray *kept, uint32_t node)
{
    const TcPlanNode *n = tc_builder_node(builder, node);
    if (n->op != TC_PLAN_NOT || !n->never_unknown)
        return false;
    uint32_t inner = g_array_index(builder->inputs, uint32_t, n->first);
    return bsearch(&inner, kept->data, kept->len, sizeof inner, tc_order_uint32) != NULL;
}

/* And (@absorbing FALSE) or or (TRUE) of @n inputs: flat, sorted, without constants and doubles. */
static uint32_t build_junction(TcBuilder *builder, TcPlanOp op, unsigned absorbing,
                               const uint32_t *inputs, uint32_t n)
{
    unsigned neutral = TC_IS_TRUE + TC_IS_FALSE - absorbing;
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < n; i++) {
        const TcPlanNode *node = tc_builder_node(builder, inputs[i]);
        unsigned set = constant_set(builder, inputs[i]);
        if (set == absorbing)
            return tc_build_truth(builder, absorbing);
        if (node->op == op)
            g_array_append_vals(kept, &g_array_index(builder->inputs, uint32_t, node->first),
                                node->n);
        else if (set != neutral)
            g_array_append_val(kept, inputs[i]);
    }
    g_array_sort(kept, tc_order_uint32);
    uint32_t length = 0;
    uint32_t *list = (uint32_t *)(void *)kept->data;
    for (uint32_t i = 0; i < kept->len; i++) {
        if (length == 0 || list[length - 1] != list[i])
            list[length++] = list[i];
    }
    g_array_set_size(kept, length);
    for (uint32_t i = 0; i < length; i++) {
        if (has_opposite(builder, kept, list[i]))
            return tc_build_truth(builder, absorbing);
    }
    if (length == 0)
        return tc_build_truth(builder, neutral);
    if (length == 1)
        return list[0];
    return tc_build_simple(builder, op, 0, 0, list, length);
}

uint32_t tc_build_and(TcBuilder *builder, const uint32_t *inputs, uint32_t n)
{
    return build_junction(builder, TC_PLAN_AND, TC_IS_FALSE, inputs, n);
}

uint32_t tc_build_or(TcBuilder *builder, const uint32_t *inputs, uint32_t n)
{
    return build_junction(builder, TC_PLAN_OR, TC_IS_TRUE, inputs, n);
}

uint32_t tc_build_and2(TcBuilder *builder, uint32_t a, uint32_t b)
{
    return tc_build_and(builder, (uint32_t[]){a, b}, 2);
}

uint32_t tc_build_or2(TcBuilder *builder, uint32_t a, uint32_t b)
{
    return tc_build_or(builder, (uint32_t[]){a, b}, 2);
}

/* A condition that is read with a part of it assumed to be false. */
typedef struct {
    TcBuilder *builder;
    uint32_t assumed;
    GHashTable *found; /* node + 1 to what it comes to, + 1 */
} WhereFalse;

static uint32_t where_false(WhereFalse *where, uint32_t node);

/* A junction without the inputs that are decided. */
static uint32_t junction_where_false(WhereFalse *where, const TcPlanNode node)
{
    TcBuilder *builder = where->builder;
    g_autofree uint32_t *inputs = g_new(uint32_t, node.n);
    for (uint32_t i = 0; i < node.n; i++)
        inputs[i] = g_array_index(builder->inputs, uint32_t, node.first + i);
    for (uint32_t i = 0; i < node.n; i++)
        inputs[i] = where_false(where, inputs[i]);
    return node.op == TC_PLAN_AND ? tc_build_and(builder, inputs, node.n)
                                  : tc_build_or(builder, inputs, node.n);
}

static uint32_t compound_where_false(WhereFalse *where, const TcPlanNode node)
{
    if (node.op != TC_PLAN_NOT)
        return junction_where_false(where, node);
    const uint32_t inner = g_array_index(where->builder->inputs, uint32_t, node.first);
    return tc_build_not(where->builder, where_false(where, inner));
}

/* Nodes are shared: each is gone into once. */
static uint32_t where_false(WhereFalse *where, uint32_t node)
{
    const TcPlanNode found = *tc_builder_node(where->builder, node);
    if (node == where->assumed)
        return tc_build_truth(where->builder, TC_IS_FALSE);
    if (found.op != TC_PLAN_NOT && found.op != TC_PLAN_AND && found.op != TC_PLAN_OR)
        return node;
    gpointer known = g_hash_table_lookup(where->found, GUINT_TO_POINTER(node + 1));
    if (!known) {
        known = GUINT_TO_POINTER(compound_where_false(where, found) + 1);
        g_hash_table_insert(where->found, GUINT_TO_POINTER(node + 1), known);
    }
    return GPOINTER_TO_UINT(known) - 1;
}

uint32_t tc_build_where_false(TcBuilder *builder, uint32_t node, uint32_t assumed)
{
    g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
    return where_false(&(WhereFalse){builder, assumed, found}, node);
}

uint32_t tc_build_at_least(TcBuilder *builder, uint32_t k, const uint32_t *inputs, uint32_t n)
{
    if (k == 0)
        return tc_build_truth(builder, TC_IS_TRUE);
    if (k > n)
        return tc_build_truth(builder, TC_IS_FALSE);
    if (k == 1)
        return tc_build_or(builder, inputs, n);
    if (k == n)
        return tc_build_and(builder, inputs, n);
    return tc_build_simple(builder, TC_PLAN_AT_LEAST, 0, k, inputs, n);
}

uint32_t tc_build_choose(TcBuilder *builder, unsigned flavor, uint32_t guard, uint32_t then,
                         uint32_t otherwise)
{
    unsigned set = constant_set(builder, guard);
    if (tc_builder_node(builder, guard)->never_unknown)
        flavor = TC_CHOOSE_AGREE;
    if (set == TC_IS_TRUE || (then == otherwise && flavor == TC_CHOOSE_AGREE))
        return then;
    if (set == TC_IS_FALSE)
        return otherwise;
    if (flavor == TC_CHOOSE_AGREE && constant_set(builder, then) == TC_IS_TRUE &&
        constant_set(builder, otherwise) == TC_IS_FALSE)
        return guard;
    return tc_build_simple(builder, TC_PLAN_CHOOSE, flavor, 0, (uint32_t[]){guard, then, otherwise},
                           3);
}

static bool is_among(const char *text, const char *const *members, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (strcmp(text, members[i]) == 0)
            return true;
    }
    return false;
}

/* Is a text that the column's list does not hold among @members? Only free texts can be: sema lists
 * the literals of the rules as choices of TEXT columns, so an unlisted text is none of them. */
uint32_t tc_build_choice(TcBuilder *builder, uint32_t column, const char *const *members,
                         uint32_t n)
{
    const TcColumnSpec *spec = &builder->plan->model->schema.columns[column];
    uint32_t index, count = 0;
    g_autofree uint8_t *bytes = g_new0(uint8_t, spec->n_choices + 1);
    for (uint32_t i = 0; i < spec->n_choices; i++)
        count += bytes[i] = is_among(spec->choices[i], members, n);
    bool listed = spec->type == TC_TYPE_CHOICE;
    if (count == 0 && !tc_builder_column_may_none(builder, column))
        return tc_build_truth(builder, TC_IS_FALSE);
    if (listed && count == spec->n_choices && !tc_builder_column_may_none(builder, column))
        return tc_build_truth(builder, TC_IS_TRUE);
    tc_key_start(builder, TC_KEY_MEMBERS);
    tc_key_add(builder, bytes, spec->n_choices + 1);
    if (!tc_key_find(builder, &index)) {
        TcChoiceSet set = {builder->members->len, spec->n_choices};
        g_array_append_vals(builder->members, bytes, spec->n_choices + 1);
        g_array_append_val(builder->choice_sets, set);
        index = tc_key_keep(builder, builder->choice_sets->len - 1);
    }
    TcPlanNode wanted = {.op = TC_PLAN_CHOICE, .data = column, .data2 = index};
    return tc_build_node(builder, wanted, NULL);
}

static uint32_t operand_index(TcBuilder *builder, TcTextOperand operand)
{
    uint32_t index;
    tc_key_start(builder, TC_KEY_OPERAND);
    tc_key_add(builder, &operand.column, sizeof operand.column);
    if (operand.text)
        tc_key_add(builder, operand.text, strlen(operand.text));
    if (tc_key_find(builder, &index))
        return index;
    g_array_append_val(builder->operands, operand);
    return tc_key_keep(builder, builder->operands->len - 1);
}

uint32_t tc_build_texts(TcBuilder *builder, TcOperator op, TcTextOperand a, TcTextOperand b)
{
    TcPlanNode wanted = {.op = TC_PLAN_TEXTS, .sub = (uint16_t)op};
    wanted.data = operand_index(builder, a);
    wanted.data2 = operand_index(builder, b);
    return tc_build_node(builder, wanted, NULL);
}

uint32_t tc_build_has_data(TcBuilder *builder, const uint32_t *columns, uint32_t n, uint32_t node)
{
    uint32_t index;
    tc_key_start(builder, TC_KEY_COLUMNS);
    tc_key_add(builder, columns, n * sizeof *columns);
    if (!tc_key_find(builder, &index)) {
        index = tc_key_keep(builder, builder->columns->len);
        g_array_append_val(builder->columns, n);
        g_array_append_vals(builder->columns, columns, n);
    }
    return tc_build_simple(builder, TC_PLAN_HAS_DATA, 0, index, &node, node == TC_NO_NODE ? 0 : 1);
}

uint32_t tc_build_label_in(TcBuilder *builder, uint32_t labels, uint64_t mask)
{
    TcPlanNode wanted = {.op = TC_PLAN_LABEL_IN, .n = 1};
    wanted.data = (uint32_t)mask;
    wanted.data2 = (uint32_t)(mask >> 32);
    return tc_build_node(builder, wanted, &labels);
}
