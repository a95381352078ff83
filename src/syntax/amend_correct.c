/* What an edit changed. đính chính: an edit of a correction must leave what the rules say as it is.
 *
 * Before and after the edit the clauses must be the same trees, but for titles and for the words of
 * clauses that hold texts; a number that is given to a part stands wherever the part is named, so
 * it changes nothing. Titles and verbatim quote the decision: a number in them is of what it rules
 * and stays; one of a reference may be mended. */
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

bool tc_amend_changes(const GArray *before, const TcOutline *outline)
{
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN);
    bool same = before->len == outline->items->len;
    for (guint i = 0; same && i < before->len; i++) {
        const TcOutlineItem *a = &g_array_index(before, TcOutlineItem, i);
        const TcOutlineItem *b = tc_outline_at(outline, i);
        if (same_item(a, b))
            continue;
        const TcNode *x = tc_parse_clause(a->text, a->clause, arena, heard);
        const TcNode *y = tc_parse_clause(b->text, b->clause, arena, heard);
        same = x && y && tc_node_equal(x, y);
    }
    return !same;
}

/* --- numbers in words ------------------------------------------------------------------------- */

/* The words of the decision that the item holds, with their kind; NULL if it holds none. */
static char *words_of(const TcOutlineItem *item, TcKeyword *kind)
{
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *tokens = tc_clause_tokens(item->text, clause);
    const bool verbatim = clause->starter.value == TC_KW_VERBATIM;
    g_autoptr(GString) words = g_string_new(NULL);
    if (!verbatim && !tc_clause_is_head(clause))
        return NULL;
    *kind = verbatim ? TC_KW_VERBATIM : TC_KW_TITLE_OF;
    for (uint32_t i = 0; i < clause->n; i++)
        if (tokens[i].type == TC_TOK_TEXT)
            g_string_append_printf(words, "%s ", tokens[i].text);
    return g_strdup(words->str);
}

/* The first number in *@text, with what belongs to it ("1.234,5", "01/7/2024", "60%"): *@text goes
 * on behind it. Returns: (transfer full) "" if there is none. */
static char *next_number(const char **text)
{
    const char *start = *text + strcspn(*text, "0123456789");
    const char *end = start;
    while (g_ascii_isdigit(*end) ||
           (end > start && *end && strchr(".,/-", *end) && g_ascii_isdigit(end[1])))
        end++;
    end += end > start && *end == '%';
    *text = end;
    return g_strndup(start, (gsize)(end - start));
}

/* Finds the first number in which two texts differ. */
static bool numbers_differ(const char *a, const char *b, char **was, char **is)
{
    do {
        g_free(*was);
        g_free(*is);
        *was = next_number(&a);
        *is = next_number(&b);
    } while (**was && strcmp(*was, *is) == 0);
    return **was || **is;
}

bool tc_amend_changes_number(const GArray *before, const TcOutline *outline, TcKeyword *in,
                             char **was, char **is)
{
    bool differ = false;
    for (guint i = 0; !differ && i < MIN(before->len, outline->items->len); i++) {
        const TcOutlineItem *a = &g_array_index(before, TcOutlineItem, i);
        const TcOutlineItem *b = tc_outline_at(outline, i);
        TcKeyword other = TC_KW_NONE;
        g_autofree char *x = same_item(a, b) ? NULL : words_of(a, in);
        g_autofree char *y = x ? words_of(b, &other) : NULL;
        differ = y && *in == other && numbers_differ(x, y, was, is);
    }
    return differ;
}
