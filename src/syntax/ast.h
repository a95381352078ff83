/* The tree of a rule file: one kind of node for everything.
 *
 * A node is a kind (node_kinds.def says what its children, `sub` and `text` are), a span and
 * children. All passes walk it the same way; sema writes `type` and `ref`, nothing else changes
 * after the parser. Nodes, arrays, texts and numbers belong to the document's arena. A subtree that
 * could not be read is an ERROR node (or its clause is missing), reported already: be silent about
 * it. */
#ifndef TC_SYNTAX_AST_H
#define TC_SYNTAX_AST_H

#include <gmp.h>
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/source.h"
#include "syntax/sub.h"

typedef enum {
#define TC_NODE(id, ...) TC_NODE_##id,
#include "node_kinds.def"
    TC_N_NODE_KINDS
} TcNodeKind;

typedef enum {
    TC_KW_NONE,
#define TC_KEYWORD(id, ...) TC_KW_##id,
#include "keywords.def"
    TC_N_KEYWORDS
} TcKeyword;

typedef enum {
#define TC_OPERATOR(id, ...) TC_OP_##id,
#include "operators.def"
    TC_N_OPERATORS
} TcOperator;

typedef struct TcType TcType; /* sema/types.h */

typedef struct TcNode {
    TcNodeKind kind;
    uint16_t sub;
    uint8_t flags;
    bool covers;    /* a choice: sema proved that some branch fits all that its subjects can be */
    uint32_t depth; /* 1 + that of the deepest child */
    TcSpan span;    /* all of it */
    TcSpan at;      /* the word that makes it: operator, keyword, code, name */
    const char *text;
    mpq_ptr number; /* NUMBER: its exact value, % and triệu applied */
    int32_t day;    /* DATE: day number; CONTENTS: k */
    uint32_t n;
    struct TcNode **items;
    const TcType *type; /* set by sema */
    struct {
        TcRefKind kind;
        uint32_t index;
    } ref; /* set by sema */
} TcNode;

enum { TC_TREE_MAX_DEPTH = 1000 }; /* deeper is refused, so every pass may recurse */

const char *tc_node_kind_name(TcNodeKind kind);
/* Does it choose one of its results: CASES, SCALE or TABLE? */
static inline bool tc_node_is_choice(const TcNode *node)
{
    return node->kind == TC_NODE_CASES || node->kind == TC_NODE_SCALE ||
           node->kind == TC_NODE_TABLE;
}
/* The first clause of @head with this keyword, or NULL. */
TcNode *tc_head_clause(const TcNode *head, TcKeyword keyword);
/* ADD or SUB: how operand @index of a sum is joined to those before it. */
TcOperator tc_chain_sign(const TcNode *chain, uint32_t index);
/* Is @node a phrase without an end: the words alone? */
bool tc_phrase_is_words(const TcNode *node);
/* Gives the bare @phrase the words @sub, which are written elsewhere. */
void tc_phrase_lend(TcNode *phrase, uint16_t sub);
/* Same tree? Spans and parentheses around a node do not matter. */
bool tc_node_equal(const TcNode *a, const TcNode *b);

#endif
