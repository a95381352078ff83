/* Comparisons in a chain, which the language does not have: the range that is meant. */
#include "syntax/build.h"

#include "parser.h"

static bool is_below(const TcToken *op)
{
    return op->value == TC_OP_LT || op->value == TC_OP_LE;
}

/* "50% <= giá trị < 80%" as it should be: "giá trị từ 50% đến dưới 80%", in a requirement without
 * its subject. Two signs that point apart are two conditions. Returns: (transfer full). */
static char *chained_range(const TcParse *parse, const TcToken *first, const TcToken *second,
                           const TcNode *a, const TcNode *b, const TcNode *c)
{
    TcLang lang = parse->tokens->lang;
    bool rising = is_below(first);
    const TcToken *low_op = rising ? first : second, *high_op = rising ? second : first;
    bool low_open = low_op->value == TC_OP_LT || low_op->value == TC_OP_GT;
    bool high_open = high_op->value == TC_OP_LT || high_op->value == TC_OP_GT;
    bool own = parse->starter.type == TC_TOK_CLAUSE_REQUIREMENT && b->kind == TC_NODE_OWN;
    g_autofree char *left = tc_span_text(a->span), *middle = tc_span_text(b->span);
    g_autofree char *right = tc_span_text(c->span);
    bool equal = first->value == TC_OP_EQ || second->value == TC_OP_EQ;
    if (equal || rising != is_below(second))
        return g_strdup_printf("%s %s %s %s %s %s %s", left,
                               tc_operator_name((TcOperator)first->value, lang), middle,
                               tc_keyword_name(TC_KW_AND, lang), middle,
                               tc_operator_name((TcOperator)second->value, lang), right);
    return g_strdup_printf(
        "%s%s%s %s %s %s", own ? "" : middle, own ? "" : " ",
        tc_keyword_name(low_open ? TC_KW_ABOVE : TC_KW_FROM, lang), rising ? left : right,
        tc_keyword_name(high_open ? TC_KW_TO_BELOW : TC_KW_TO, lang), rising ? right : left);
}

TcNode *tc_tree_chained(TcParse *parse, TcSpan span, const TcToken *first, const TcToken *second,
                        TcNode *a, TcNode *b, TcNode *c)
{
    g_autofree char *meant = chained_range(parse, first, second, a, b, c);
    tc_diag_edit(tc_diag(parse->diags, TC_DIAG_CHAINED_COMPARISON, span, meant, NULL), span, meant);
    TcNode *node = tc_tree_binary(parse, span, first, a, b);
    node->kind = TC_NODE_ERROR;
    return node;
}
