/* Tokens and trees as text: for `tieuchi dump` and golden tests. */
#include "syntax/parse.h"

#include "base/date.h"
#include "base/number.h"
#include "syntax/build.h"

/* What the sub of a node names: a keyword, an operator, or only a number. */
static const char *sub_name(const TcNode *node)
{
    TcNodeKind kind = node->kind;
    if (kind == TC_NODE_HEAD || kind == TC_NODE_CLAUSE || kind == TC_NODE_PART ||
        kind == TC_NODE_PLACE || (kind == TC_NODE_TARGET && node->sub))
        return node->sub == TC_KW_TITLE ? "title"
                                        : tc_keyword_name((TcKeyword)node->sub, TC_LANG_EN);
    if (kind == TC_NODE_UNARY || kind == TC_NODE_BINARY || kind == TC_NODE_CHAIN ||
        kind == TC_NODE_COMPARE)
        return tc_operator_name((TcOperator)node->sub, TC_LANG_EN);
    return NULL;
}

static void put_value(GString *out, const TcNode *node)
{
    if (node->text)
        g_string_append_printf(out, " \"%s\"", node->text);
    if (node->number) {
        g_autofree char *number = tc_number_exact(node->number, TC_LANG_EN);
        g_string_append_printf(out, " %s", number);
    }
    if (node->kind == TC_NODE_DATE) {
        char date[TC_DATE_TEXT];
        g_string_append_printf(out, " %s", tc_date_format(node->day, TC_LANG_EN, date));
    }
}

static void put_node(GString *out, const TcNode *node, unsigned level)
{
    const char *name = sub_name(node);
    g_string_append_printf(out, "%*s%s", (int)(2 * level), "", tc_node_kind_name(node->kind));
    if (name)
        g_string_append_printf(out, " %s", name);
    else if (node->sub)
        g_string_append_printf(out, " #%u", node->sub);
    put_value(out, node);
    if (node->flags & TC_FLAG_NEGATED)
        g_string_append(out, " negated");
    if (node->flags & TC_FLAG_TAKEN)
        g_string_append(out, " taken");
    g_string_append_c(out, '\n');
    for (uint32_t i = 0; i < node->n; i++)
        put_node(out, node->items[i], level + 1);
}

char *tc_dump_tree(const TcNode *tree)
{
    GString *out = g_string_new(NULL);
    put_node(out, tree, 0);
    return g_string_free(out, FALSE);
}

static void put_token(GString *out, const TcToken *token)
{
    TcPlace place = tc_source_place(token->span.source, token->span.start);
    g_autofree char *text = tc_span_text(token->span);
    g_string_append_printf(out, "%u:%u\t%s\t%s\n", place.line, place.column,
                           tc_token_name(token->type), text);
}

char *tc_dump_tokens(const TcSource *source, TcDiagList *diags)
{
    g_autoptr(TcArena) arena = tc_arena_new();
    TcTokenList tokens = {0};
    GString *out = g_string_new(NULL);
    tc_scan(source, arena, &tokens, diags);
    tc_keywords_apply(&tokens, TC_READ_FILE, TC_N_LANGS, arena, diags);
    for (uint32_t i = 0; i + 1 < tokens.n; i++)
        put_token(out, &tokens.items[i]);
    tc_token_list_clear(&tokens);
    return g_string_free(out, FALSE);
}
