/* A condition where a value is computed ("cách tính: [Có trang]  yêu cầu: có"): the clause that is
 * meant stands in the place of both. */
#include "sema/typer.h"

#include <string.h>
#include "base/msg.h"

/* What is required, a bare value being the level of a phrase; NULL if nothing is. */
static const TcNode *level_of(const TcIndicator *indicator)
{
    const TcNode *content = indicator->required.content;
    return content && content->kind == TC_NODE_PHRASE ? content->items[0] : content;
}

/* Is it the answer to the condition: có, không, đạt, chưa đạt? */
static bool is_answer(const TcNode *level)
{
    return level->kind == TC_NODE_BOOL || (level->kind == TC_NODE_STATE && level->n == 0);
}

static bool is_denial(const TcNode *level)
{
    return level->kind == TC_NODE_BOOL ? level->sub == 0 : level->sub != TC_STATE_MET;
}

/* Does the indicator hold nothing that one condition could not say? */
static bool is_one_condition(const TcIndicator *indicator)
{
    const TcNode *level = level_of(indicator);
    return !indicator->met_when && !indicator->aiming_at.content &&
           !indicator->encouraged_at.content && !indicator->required.n_excepts &&
           (!level || is_answer(level));
}

/* The condition @value with the answer that is wanted. (transfer full) */
static char *condition_of(const TcModel *model, const TcNode *value, const TcNode *level)
{
    const bool no = level && is_denial(level);
    g_autofree char *text = tc_span_text(value->span);
    if (value->kind == TC_NODE_NAME)
        return g_strdup_printf("%s = %s", text,
                               tc_keyword_name(no ? TC_KW_NOT : TC_KW_YES, model->lang));
    return no ? g_strdup_printf("%s (%s)", tc_keyword_name(TC_KW_NOT, model->lang), text)
              : g_strdup(text);
}

/* Do only blanks stand between @before and @after? */
static bool are_neighbours(TcSpan before, TcSpan after)
{
    if (after.start < before.end)
        return false;
    g_autofree char *between = tc_span_text((TcSpan){before.source, before.end, after.start});
    return between[strspn(between, " \t\r\n")] == '\0';
}

bool tc_refuse_condition_value(TcTyper *typer, const TcNode *value)
{
    const TcSema *sema = typer->sema;
    const TcIndicator *indicator = &sema->model->indicators[typer->root.index];
    const TcNode *computed = tc_head_clause(indicator->head, TC_KW_COMPUTED_AS);
    const TcNode *required = tc_head_clause(indicator->head, TC_KW_REQUIRED);
    if (value->type->kind != TC_KIND_BOOL || !is_one_condition(indicator))
        return false;
    const char *const met_when = tc_keyword_name(TC_KW_MET_WHEN, sema->model->lang);
    g_autofree char *condition = condition_of(sema->model, value, level_of(indicator));
    g_autofree char *meant = g_strdup_printf("%s: %s", met_when, condition);
    g_autofree char *asked = tc_span_text(computed->at);
    g_autofree char *level = required ? tc_span_text(required->at) : NULL;
    g_autofree char *replaced =
        level ? tc_msg_format(sema->said, TC_MSG_BOTH, asked, level, NULL) : g_strdup(asked);
    TcSpan span = tc_span_join(computed->at, value->span);
    TcDiag *diag = tc_diag(sema->diags, TC_DIAG_VALUE_IS_CONDITION, value->span, indicator->code,
                           meant, replaced, NULL);
    if (required && are_neighbours(span, required->at))
        tc_diag_edit(diag, tc_span_join(span, indicator->required.content->span), meant);
    else if (!required)
        tc_diag_edit(diag, span, meant);
    return true;
}
