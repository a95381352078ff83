/* đính chính: an edit of a correction must leave what the rules say as it is.
 *
 * Before and after the edit the clauses must be the same trees, but for titles and for the words of
 * clauses that hold texts; a number that is given to a part stands wherever the part is named, so
 * it changes nothing. */
#include "syntax/amend_internal.h"

#include <string.h>
#include "base/text.h"
#include "syntax/parse.h"
#include "parser.h"

static bool same_item(const TcOutlineItem *a, const TcOutlineItem *b)
{
    return a->text == b->text && a->clause == b->clause;
}

static bool is_title(const TcNode *node)
{
    return node->kind == TC_NODE_CLAUSE && node->sub == TC_KW_TITLE;
}

/* Two heads, but for their titles. */
static bool same_head(const TcNode *a, const TcNode *b)
{
    uint32_t i = 0, k = 0;
    if (a->kind != TC_NODE_HEAD || a->sub != b->sub || !a->text != !b->text ||
        (a->text && !tc_text_same(a->text, b->text)))
        return false;
    for (; i < a->n || k < b->n; i++, k++) {
        i += i < a->n && is_title(a->items[i]);
        k += k < b->n && is_title(b->items[k]);
        if (i >= a->n || k >= b->n)
            return i >= a->n && k >= b->n;
        if (!tc_node_equal(a->items[i], b->items[k]))
            return false;
    }
    return true;
}

/* Do two clauses say the same? */
static bool says_the_same(const TcOutlineItem *a, const TcOutlineItem *b, TcArena *arena,
                          TcDiagList *heard)
{
    const TcToken *starter = &tc_text_clause(a->text, a->clause)->starter;
    const TcToken *other = &tc_text_clause(b->text, b->clause)->starter;
    if (starter->type != other->type || starter->value != other->value)
        return false;
    if (same_item(a, b) || starter->type == TC_TOK_CLAUSE_TEXT)
        return true;
    const TcNode *x = tc_parse_clause(a->text, a->clause, arena, heard);
    const TcNode *y = tc_parse_clause(b->text, b->clause, arena, heard);
    return x && y && (tc_node_equal(x, y) || same_head(x, y));
}

bool tc_amend_keeps_meaning(const GArray *before, const TcOutline *outline)
{
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN);
    bool same = before->len == outline->items->len;
    for (guint i = 0; same && i < before->len; i++)
        same = says_the_same(&g_array_index(before, TcOutlineItem, i), tc_outline_at(outline, i),
                             arena, heard);
    return same;
}
