/* Inside pass 4: a literal in the place of yes, no or a date ("có", 1, "01/7/2026"). See typer.h.
 */
#include "sema/typer.h"

#include <string.h>
#include "base/date.h"
#include "base/text.h"
#include "sema/words.h"

static bool is_word(const char *text, TcKeyword keyword, TcLang lang)
{
    return tc_text_same(text, tc_keyword_name(keyword, lang));
}

/* The word that @literal stands for: có for "có", "đúng", 1; or NULL. */
static const char *answer_of(const TcNode *literal, TcLang lang)
{
    const char *yes = tc_keyword_name(TC_KW_YES, lang);
    const char *no = tc_msg(lang, TC_MSG_DATA_NO);
    if (literal->kind == TC_NODE_NUMBER && !literal->text && !(literal->flags & TC_FLAG_PERCENT))
        return mpq_cmp_ui(literal->number, 1, 1) == 0 ? yes
               : mpq_sgn(literal->number) == 0        ? no
                                                      : NULL;
    if (literal->kind != TC_NODE_TEXT)
        return NULL;
    if (is_word(literal->text, TC_KW_YES, lang) || is_word(literal->text, TC_KW_TRUE, lang))
        return yes;
    g_autofree char *key = tc_text_key(literal->text, strlen(literal->text));
    return strcmp(key, no) == 0 || is_word(literal->text, TC_KW_FALSE, lang) ? no : NULL;
}

/* The date that @literal is without its quotation marks, or NULL. */
static const char *date_of(const TcNode *literal)
{
    int32_t day;
    const bool is = literal->kind == TC_NODE_TEXT &&
                    tc_date_parse(literal->text, strlen(literal->text), &day) == TC_DATE_OK;
    return is ? literal->text : NULL;
}

/* The words of @span with @meant in the place of @literal. */
static char *with_literal(TcSpan span, const TcNode *literal, const char *meant)
{
    const TcSpan at = literal->span;
    if (at.start < span.start || at.end > span.end)
        return g_strdup(meant);
    g_autofree char *before = tc_span_text((TcSpan){span.source, span.start, at.start});
    g_autofree char *behind = tc_span_text((TcSpan){span.source, at.end, span.end});
    return g_strconcat(before, meant, behind, NULL);
}

bool tc_refuse_literal(TcTyper *typer, const TcType *wanted, const TcNode *literal, TcSpan span)
{
    TcSema *sema = typer->sema;
    const char *meant = wanted->kind == TC_KIND_BOOL   ? answer_of(literal, sema->model->lang)
                        : wanted->kind == TC_KIND_DATE ? date_of(literal)
                                                       : NULL;
    if (!meant || !literal->span.source)
        return false;
    g_autofree char *text = tc_span_text(literal->span);
    g_autofree char *is = tc_words_type(literal->type, sema->said);
    g_autofree char *needed = tc_words_type(wanted, sema->said);
    g_autofree char *whole = with_literal(span, literal, meant);
    TcDiag *diag =
        tc_diag(sema->diags, TC_DIAG_LITERAL_KIND, literal->span, text, is, needed, whole, NULL);
    tc_diag_edit(diag, literal->span, meant);
    return true;
}
