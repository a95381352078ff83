/* Inside pass 4: slips that are good arithmetic. See typer.h. */
#include "sema/typer.h"

#include <string.h>

/* --- ranges ----------------------------------------------------------------------------------- */

static bool is_literal(const TcNode *node)
{
    return node->kind == TC_NODE_NUMBER && !(node->flags & TC_FLAG_PAREN);
}

/* Is a level wanted, which nobody computes from two numbers? */
static bool wants_level(const TcTyper *typer)
{
    static const TcKeyword computed[] = {TC_KW_DEFINITIONS, TC_KW_PARAMETERS, TC_KW_COMPUTED_AS,
                                         TC_KW_MAX_POINTS,  TC_KW_WEIGHT,     TC_KW_NONE};
    for (size_t i = 0; i < G_N_ELEMENTS(computed); i++)
        if (typer->root.clause == computed[i])
            return false;
    return typer->root.owner != TC_REF_NONE;
}

bool tc_is_range(const TcTyper *typer, const TcNode *node, const TcNode *left, const TcNode *right)
{
    if (!is_literal(left) || !is_literal(right) || node->flags & TC_FLAG_PAREN)
        return false;
    bool first = left->flags & TC_FLAG_PERCENT, second = right->flags & TC_FLAG_PERCENT;
    if (node->kind == TC_NODE_CHAIN)
        return second && (!first || wants_level(typer));
    g_autofree char *sign = tc_span_text(node->at);
    return wants_level(typer) && ((first && second) || strcmp(sign, "÷") == 0);
}

/* The end of a range: 60 of "60 - 70%" is 60%. */
static char *end_text(const TcNode *end, const TcNode *other)
{
    g_autofree char *text = tc_span_text(end->span);
    bool lacks = other->flags & TC_FLAG_PERCENT && !(end->flags & TC_FLAG_PERCENT);
    return g_strdup_printf("%s%s", text, lacks ? "%" : "");
}

const TcType *tc_refuse_range(TcTyper *typer, const TcNode *node, TcMsg what)
{
    TcSema *sema = typer->sema;
    const TcNode *left = node->items[0], *right = node->items[1];
    bool alike = (left->flags & TC_FLAG_PERCENT) == (right->flags & TC_FLAG_PERCENT);
    bool falls = alike && mpq_cmp(left->number, right->number) > 0;
    TcSpan span = tc_span_join(left->span, right->span);
    g_autofree char *text = tc_span_text(span);
    g_autofree char *low = falls ? end_text(right, left) : end_text(left, right);
    g_autofree char *high = falls ? end_text(left, right) : end_text(right, left);
    tc_diag(sema->diags, TC_DIAG_RANGE_AS_SUBTRACTION, span, text, low, high,
            tc_msg(sema->said, what), NULL);
    return &tc_type_error;
}
