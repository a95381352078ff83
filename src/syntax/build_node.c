/* Nodes in the tree's arena. */
#include "syntax/build_node.h"

TcNode *tc_node_new(TcParse *parse, TcNodeKind kind, TcSpan span, uint32_t n)
{
    TcNode *node = tc_arena_alloc(parse->arena, sizeof *node);
    node->kind = kind;
    node->span = node->at = span;
    node->depth = 1;
    node->n = n;
    if (n > 0)
        node->items = tc_arena_alloc(parse->arena, n * sizeof *node->items);
    return node;
}

static void report_depth(TcParse *parse, TcSpan span)
{
    if (!parse->too_deep)
        tc_parse_too_deep(parse, span);
}

void tc_node_set(TcParse *parse, TcNode *node, uint32_t index, TcNode *item)
{
    node->items[index] = item;
    if (item->depth >= node->depth)
        node->depth = item->depth + 1;
    if (node->depth > TC_TREE_MAX_DEPTH)
        report_depth(parse, item->span);
}

TcNode *tc_node_leaf(TcParse *parse, TcNodeKind kind, const TcToken *token)
{
    TcNode *node = tc_node_new(parse, kind, token->span, 0);
    node->text = token->text;
    return node;
}

TcNode *tc_node_of_one(TcParse *parse, TcNodeKind kind, TcSpan span, TcNode *item)
{
    TcNode *node = tc_node_new(parse, kind, span, item ? 1 : 0);
    if (item)
        tc_node_set(parse, node, 0, item);
    return node;
}

TcNode *tc_node_of_list(TcParse *parse, TcNodeKind kind, TcSpan span, GPtrArray *items)
{
    TcNode *node = tc_node_new(parse, kind, span, items->len);
    for (uint32_t i = 0; i < items->len; i++)
        tc_node_set(parse, node, i, g_ptr_array_index(items, i));
    g_ptr_array_free(items, TRUE);
    return node;
}
