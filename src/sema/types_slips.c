/* Inside pass 4: slips that are good arithmetic. See typer.h. */
#include "sema/typer.h"
#include "sema/units.h"

#include <string.h>

/* --- ranges ----------------------------------------------------------------------------------- */

static bool is_literal(const TcNode *node)
{
    return (node->kind == TC_NODE_NUMBER || node->kind == TC_NODE_DATE) &&
           !(node->flags & TC_FLAG_PAREN);
}

/* Clauses of one value that may be computed; elsewhere two literals are no calculation. */
static bool is_computed(const TcTyper *typer)
{
    static const TcKeyword computed[] = {TC_KW_DEFINITIONS, TC_KW_PARAMETERS, TC_KW_COMPUTED_AS,
                                         TC_KW_MAX_POINTS, TC_KW_WEIGHT};
    for (size_t i = 0; i < G_N_ELEMENTS(computed); i++)
        if (typer->root.clause == computed[i])
            return true;
    return typer->root.clause == TC_KW_NONE && typer->root.owner == TC_REF_NONE;
}

/* What stands behind the figures of "60 triệu đồng", "70%". */
static const char *measure_of(const char *text)
{
    const char *at = text + strspn(text, "0123456789.,");
    return at + strspn(at, " ");
}

static bool is_measured(const TcNode *node)
{
    g_autofree char *text = tc_span_text(node->span);
    return node->kind == TC_NODE_NUMBER && *measure_of(text);
}

/* Is the sign between them a dash of Word, which nobody types for minus? */
static bool has_long_dash(const TcNode *left, const TcNode *right)
{
    g_autofree char *sign = tc_span_text(tc_span_between(left->span, right->span));
    return strstr(sign, "–") || strstr(sign, "—");
}

static bool rises(const TcNode *left, const TcNode *right)
{
    if (left->kind == TC_NODE_DATE)
        return left->day < right->day;
    return mpq_cmp(left->number, right->number) < 0;
}

bool tc_is_range(const TcTyper *typer, const TcNode *node, const TcNode *left, const TcNode *right)
{
    if (!is_literal(left) || !is_literal(right) || left->kind != right->kind ||
        node->flags & TC_FLAG_PAREN)
        return false;
    const bool level = !is_computed(typer), lacks = !is_measured(left) && is_measured(right);
    if (node->kind == TC_NODE_CHAIN) /* 7 - 5 is no range to anyone, 80% - 70% may be */
        return lacks || has_long_dash(left, right) || (level && is_measured(left)) ||
               (typer->sema->tree && rises(left, right));
    g_autofree char *sign = tc_span_text(node->at);
    const bool shares = left->flags & right->flags & TC_FLAG_PERCENT;
    return level && (shares || strcmp(sign, "÷") == 0);
}

/* The end of a range: 60 of "60 - 70%" is 60%, 50 of "50 - 60 triệu đồng" 50 triệu đồng. */
static char *end_text(const TcNode *end, const TcNode *other)
{
    char *text = tc_span_text(end->span);
    g_autofree char *others = tc_span_text(other->span);
    const char *measure = measure_of(others);
    if (end->kind != TC_NODE_NUMBER || *measure_of(text) || !*measure)
        return text;
    char *whole = g_strdup_printf("%s%s%s", text, *measure == '%' ? "" : " ", measure);
    g_free(text);
    return whole;
}

/* Levels beside each other are told as requirement and aim; one value is no range. */
static TcDiagCode code_of_range(const TcTyper *typer)
{
    static const TcKeyword levels[] = {TC_KW_REQUIRED, TC_KW_AIMING_AT, TC_KW_ENCOURAGED,
                                       TC_KW_EXCEPT};
    for (size_t i = 0; i < G_N_ELEMENTS(levels); i++)
        if (typer->root.clause == levels[i])
            return TC_DIAG_RANGE_AS_SUBTRACTION;
    const bool value = is_computed(typer) || typer->root.clause == TC_KW_SCORED_AS;
    return value && !typer->fitting ? TC_DIAG_RANGE_FOR_VALUE : TC_DIAG_RANGE_AS_CALCULATION;
}

const TcType *tc_refuse_range(TcTyper *typer, const TcNode *node, TcMsg what)
{
    TcSema *sema = typer->sema;
    const TcNode *left = node->items[0], *right = node->items[1];
    bool alike = is_measured(left) == is_measured(right);
    bool falls = alike && rises(right, left);
    TcSpan span = tc_span_join(left->span, right->span);
    g_autofree char *text = tc_span_text(span);
    g_autofree char *low = falls ? end_text(right, left) : end_text(left, right);
    g_autofree char *high = falls ? end_text(left, right) : end_text(right, left);
    tc_diag(sema->diags, code_of_range(typer), span, text, low, high, tc_msg(sema->said, what),
            NULL);
    return &tc_type_error;
}

/* --- points for their share ------------------------------------------------------------------- */

bool tc_refuse_total(TcTyper *typer, TcSide subject, TcSide level)
{
    TcSema *sema = typer->sema;
    const TcNode *total = subject.node;
    if (!total || !level.type->ratio || total->kind != TC_NODE_TOTAL ||
        total->sub != TC_TOTAL_POINTS || !total->span.source)
        return false;
    if (total == typer->refused)
        return true;
    typer->refused = total;
    const TcLang lang = sema->model->lang;
    g_autofree char *of =
        tc_span_text((TcSpan){total->span.source, total->at.end, total->span.end});
    g_autofree char *meant = g_strconcat(tc_keyword_name(TC_KW_SHARE_OF_POINTS, lang), of, NULL);
    g_autofree char *text = tc_span_text(total->span);
    g_autofree char *share = level.node ? tc_span_text(level.node->span) : g_strdup("%");
    TcDiag *diag =
        tc_diag(sema->diags, TC_DIAG_TOTAL_AGAINST_SHARE, total->span, text, share, meant, NULL);
    tc_diag_edit(diag, total->span, meant);
    return true;
}
