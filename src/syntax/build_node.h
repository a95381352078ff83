/* Making a node of the tree, whatever its kind; private to the builders (build.h). */
#ifndef TC_SYNTAX_BUILD_NODE_H
#define TC_SYNTAX_BUILD_NODE_H

#include "syntax/build.h"

/* A node of @n items, all to be set. */
TcNode *tc_node_new(TcParse *parse, TcNodeKind kind, TcSpan span, uint32_t n);
/* Sets an item; a tree that grows too deep by it is told once. */
void tc_node_set(TcParse *parse, TcNode *node, uint32_t index, TcNode *item);
/* A node of a token alone, with its text. */
TcNode *tc_node_leaf(TcParse *parse, TcNodeKind kind, const TcToken *token);
TcNode *tc_node_of_one(TcParse *parse, TcNodeKind kind, TcSpan span, TcNode *item);
/* A node of all @items (transfer full). */
TcNode *tc_node_of_list(TcParse *parse, TcNodeKind kind, TcSpan span, GPtrArray *items);

#endif
