/* Questions about a tree. */
#include "syntax/ast.h"

#include <glib.h>
#include "syntax/token.h"

const char *tc_node_kind_name(TcNodeKind kind)
{
    static const char *const names[] = {
#define TC_NODE(id, name, children) [TC_NODE_##id] = name,
#include "node_kinds.def"
    };
    return names[kind];
}

TcNode *tc_head_clause(const TcNode *head, TcKeyword keyword)
{
    for (uint32_t i = 0; i < head->n; i++)
        if (head->items[i]->kind == TC_NODE_CLAUSE && head->items[i]->sub == keyword)
            return head->items[i];
    return NULL;
}

TcOperator tc_chain_sign(const TcNode *chain, uint32_t index)
{
    return chain->items[index]->flags & TC_FLAG_TAKEN ? TC_OP_SUB : TC_OP_ADD;
}

bool tc_phrase_is_words(const TcNode *node)
{
    if (node->kind != TC_NODE_PHRASE)
        return false;
    for (uint32_t i = 0; i < node->n; i++)
        if (node->items[i]->kind != TC_NODE_NONE)
            return false;
    return true;
}

void tc_phrase_lend(TcNode *phrase, uint16_t sub)
{
    phrase->sub = sub;
    phrase->flags |= TC_FLAG_LENT;
    if (!(sub & TC_PHRASE_HIGH))
        return;
    TcNode *value = phrase->items[0];
    phrase->items[0] = phrase->items[1];
    phrase->items[1] = value;
}

/* "điểm/vụ" and "points/vụ": what each is a quotient of may be the same by another word. */
static bool same_unit(const char *a, const char *b)
{
    g_auto(GStrv) of_a = g_strsplit(a, "/", -1);
    g_auto(GStrv) of_b = g_strsplit(b, "/", -1);
    bool same = g_strv_length(of_a) == g_strv_length(of_b);
    for (guint i = 0; same && of_a[i]; i++)
        same =
            strcmp(tc_keyword_unit(g_strstrip(of_a[i])), tc_keyword_unit(g_strstrip(of_b[i]))) == 0;
    return same;
}

static bool same_text(const TcNode *a, const TcNode *b)
{
    if (g_strcmp0(a->text, b->text) == 0)
        return true;
    return a->kind == TC_NODE_NUMBER && a->text && b->text && same_unit(a->text, b->text);
}

/* What a node is to those above it does not matter to what it is itself. */
static bool same_leaf(const TcNode *a, const TcNode *b)
{
    const unsigned above = TC_FLAG_PAREN | TC_FLAG_TAKEN | TC_FLAG_LENT | TC_FLAG_POINTS;
    bool same_flags = ((a->flags ^ b->flags) & ~above) == 0;
    return a->kind == b->kind && a->sub == b->sub && same_flags && a->day == b->day &&
           a->n == b->n && same_text(a, b) && (a->number == NULL) == (b->number == NULL) &&
           (a->number == NULL || mpq_equal(a->number, b->number));
}

bool tc_node_equal(const TcNode *a, const TcNode *b)
{
    if (!same_leaf(a, b))
        return false;
    for (uint32_t i = 0; i < a->n; i++)
        if (tc_chain_sign(a, i) != tc_chain_sign(b, i) || !tc_node_equal(a->items[i], b->items[i]))
            return false;
    return true;
}
