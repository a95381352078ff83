/* Does a conclusion only rise as indicators are met? Advice to meet one more holds only then. */
#include "exec/explain_internal.h"

static bool speaks_of_parts(const TcModel *model, const TcNode *node)
{
    if (node->kind == TC_NODE_COUNT || node->kind == TC_NODE_STATE || node->kind == TC_NODE_TOTAL ||
        node->kind == TC_NODE_OWN)
        return true;
    if (node->kind == TC_NODE_NAME || node->kind == TC_NODE_PART)
        return node->ref.kind != TC_REF_COLUMN && node->ref.kind != TC_REF_PARAMETER &&
               node->ref.kind != TC_REF_DEFINITION;
    for (uint32_t i = 0; i < node->n; i++) {
        if (speaks_of_parts(model, node->items[i]))
            return true;
    }
    return false;
}

static bool count_rises(const TcNode *node)
{
    const TcState state = TC_COUNT_STATE(node->sub);
    if (TC_COUNT_QUANTITY(node->sub) == TC_COUNT_AT_MOST)
        return state == TC_STATE_NOT_MET;
    return state == TC_STATE_MET && TC_COUNT_QUANTITY(node->sub) != TC_COUNT_EXACTLY;
}

/* A number that rises, held to be at least something. */
static bool measure_rises(const TcModel *model, const TcNode *node)
{
    const TcNode *left = node->items[0], *right = node->items[1];
    const bool total = left->kind == TC_NODE_TOTAL && left->sub != TC_TOTAL_MAX;
    const bool points = left->kind == TC_NODE_OWN && left->sub == TC_OWN_POINTS;
    const bool count = left->kind == TC_NODE_COUNT && count_rises(left);
    if (!(total || points || count) || speaks_of_parts(model, right))
        return false;
    if (node->kind == TC_NODE_COMPARE)
        return node->sub == TC_OP_GE || node->sub == TC_OP_GT;
    return (right->sub & TC_PHRASE_LOW) && !(right->sub & (TC_PHRASE_HIGH | TC_PHRASE_EQUAL));
}

static bool rises(const TcModel *model, const TcNode *node, GHashTable *seen);

/* What was asked before is answered there. @seen: conditions of verdicts. */
static bool name_rises(const TcModel *model, const TcNode *node, GHashTable *seen)
{
    if (node->ref.kind != TC_REF_VERDICT)
        return node->ref.kind == TC_REF_CRITERION;
    const TcNode *condition = model->verdicts[node->ref.index].met_when;
    return !g_hash_table_add(seen, (void *)condition) || rises(model, condition, seen);
}

static bool state_rises(const TcModel *model, const TcNode *node, GHashTable *seen)
{
    if (node->sub != TC_STATE_MET || node->n == 0)
        return false;
    const TcNode *part = node->items[0];
    return part->ref.kind == TC_REF_VERDICT ? name_rises(model, part, seen) : true;
}

static bool rises(const TcModel *model, const TcNode *node, GHashTable *seen)
{
    bool all = true;
    if (!node || !speaks_of_parts(model, node))
        return true;
    if (node->kind == TC_NODE_COUNT)
        return count_rises(node);
    if (node->kind == TC_NODE_STATE)
        return state_rises(model, node, seen);
    if (node->kind == TC_NODE_NAME || node->kind == TC_NODE_PART)
        return name_rises(model, node, seen);
    if (node->kind == TC_NODE_COMPARE || node->kind == TC_NODE_WITHIN)
        return measure_rises(model, node);
    if (node->kind != TC_NODE_CHAIN && node->kind != TC_NODE_CONTENTS && node->kind != TC_NODE_ITEM)
        return false;
    for (uint32_t i = 0; i < node->n; i++)
        all &= rises(model, node->items[i], seen);
    return all;
}

bool tc_explain_rises(const TcModel *model, const TcNode *node)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    return rises(model, node, seen);
}
