/* What is required where there is no value: a condition ("yêu cầu: [Kế hoạch] = có") or an answer
 * ("yêu cầu: Có"), which stand under met when. */
#include "sema/checker.h"

#include <string.h>
#include "base/text.h"

/* The column that is yes or no and named like the title of @indicator, or NULL. */
static const TcColumnSpec *column_titled(const TcModel *model, const TcIndicator *indicator)
{
    g_autofree char *title = tc_text_key(indicator->title, strlen(indicator->title));
    for (uint32_t i = 0; i < model->schema.n_columns; i++) {
        const TcColumnSpec *column = &model->schema.columns[i];
        if (tc_type_kind(column->type) == TC_VALUE_BOOL && strcmp(column->key, title) == 0)
            return column;
    }
    return NULL;
}

/* What is required, a bare value being the level of a phrase; NULL if nothing is. */
static const TcNode *content_of(const TcIndicator *indicator)
{
    const TcNode *content = indicator->required.content;
    return content && content->kind == TC_NODE_PHRASE ? content->items[0] : content;
}

/* Is the answer itself required and nothing that it is of: "Có", "Đạt"? */
static bool is_answer(const TcNode *content)
{
    return content->kind == TC_NODE_BOOL || (content->kind == TC_NODE_STATE && content->n == 0);
}

static bool is_condition(const TcNode *content)
{
    return is_answer(content) || (content->type && content->type->kind == TC_KIND_BOOL);
}

static bool is_denial(const TcNode *content)
{
    return content->kind == TC_NODE_BOOL ? content->sub == 0 : content->sub != TC_STATE_MET;
}

/* The condition that is meant by the @content that is required; *@found: no part of it is left for
 * the writer to fill in. (transfer full) */
static char *condition_meant(const TcChecker *checker, const TcIndicator *indicator,
                             const TcNode *content, bool *found)
{
    *found = true;
    if (!is_answer(content))
        return tc_span_text(content->span);
    const TcColumnSpec *column = column_titled(checker->model, indicator);
    *found = column != NULL;
    return g_strdup_printf("[%s] = %s", column ? column->name : "…",
                           tc_check_word(checker, is_denial(content) ? TC_KW_NOT : TC_KW_YES));
}

bool tc_check_required_condition(TcChecker *checker, const TcIndicator *indicator)
{
    const TcNode *content = content_of(indicator);
    if (!content || indicator->required.n_excepts || indicator->value || indicator->met_when ||
        !is_condition(content))
        return false;
    bool found;
    const TcNode *clause = tc_head_clause(indicator->head, TC_KW_REQUIRED);
    g_autofree char *condition = condition_meant(checker, indicator, content, &found);
    g_autofree char *meant =
        g_strdup_printf("%s: %s", tc_check_word(checker, TC_KW_MET_WHEN), condition);
    TcSpan span = tc_span_join(clause->at, content->span);
    TcDiag *diag =
        tc_diag(checker->sema->diags, found ? TC_DIAG_REQUIRED_CONDITION : TC_DIAG_REQUIRED_ANSWER,
                span, indicator->code, meant, NULL);
    if (found)
        tc_diag_edit(diag, span, meant);
    return true;
}
