/* Rules in quotation marks. Before: a clause of one text, where a level, a condition or a value is
 * asked for. After: told, if what is quoted reads as such: a text that names a choice does not. */
#include "syntax/quoted_rule.h"

#include <string.h>
#include "syntax/speech.h"
#include "syntax/subject.h"
#include "parser.h"

static bool is_rule(int starter)
{
    static const int types[] = {TC_TOK_CLAUSE_CONDITION, TC_TOK_CLAUSE_VALUE,
                                TC_TOK_CLAUSE_REQUIREMENT, TC_TOK_CLAUSE_LEVELS,
                                TC_TOK_CLAUSE_DATE};
    return tc_token_among(starter, types, G_N_ELEMENTS(types));
}

/* The text without the mark that ends a sentence. Returns: (transfer full). */
static char *content_of(const TcToken *text)
{
    char *content = g_strstrip(g_strdup(text->text));
    const size_t length = strlen(content);
    if (length > 0 && strchr(".;", content[length - 1]))
        content[length - 1] = '\0';
    return g_strchomp(content);
}

/* A number alone may be a choice: [Loại] may be "1" or "2". */
static bool may_be_rule(const char *content)
{
    return strpbrk(content, "[%") || (strpbrk(content, "0123456789") && strchr(content, ' '));
}

/* The text with the full stop behind it. */
static TcSpan with_stop(TcSpan span)
{
    const char *behind = tc_source_text(span.source) + span.end;
    const size_t blanks = strspn(behind, " \t");
    if (behind[blanks] == '.')
        span.end += (uint32_t)blanks + 1;
    return span;
}

/* The clauses of an edit are read once more with each version: what was told of them stays. */
static bool is_elsewhere(const TcDiag *diag, void *user)
{
    const TcSpan *quoted = user;
    return diag->code == TC_DIAG_RULE_QUOTED || diag->span.source != quoted->source ||
           diag->span.start < quoted->start || diag->span.start >= quoted->end;
}

/* Bands without what they go by: @content behind that. Returns: (transfer full) NULL if the clause
 * has none. */
static char *with_subject(const TcParse *parse, const char *content)
{
    bool known;
    const TcLang lang = parse->tokens->lang;
    if (parse->starter.value != TC_KW_SCORED_AS || !strchr(content, ':'))
        return NULL;
    g_autofree char *subject = tc_subject_of_bands(parse, &known);
    const char *by = known ? subject : tc_keyword_name(TC_KW_VALUE, lang);
    return g_strdup_printf("%s %s  %s", tc_keyword_name(TC_KW_BY, lang), by, content);
}

/* The rule that the quoted @content is, or NULL. (transfer full) */
static char *rule_of(const TcParse *parse, const char *content)
{
    if (!may_be_rule(content))
        return NULL;
    if (tc_speech_reads(parse, content))
        return g_strdup(content);
    char *bands = with_subject(parse, content);
    if (bands && !tc_speech_reads(parse, bands))
        g_clear_pointer(&bands, g_free);
    return bands;
}

bool tc_quoted_rule(const TcParse *parse)
{
    const TcToken *text = &parse->tokens->items[parse->first];
    if (parse->tokens->trial || parse->limit != parse->first + 1 || text->type != TC_TOK_TEXT ||
        !is_rule(parse->starter.type) || tc_diag_count(parse->diags, TC_ERROR) > TC_DIAG_MOST_CURED)
        return false;
    g_autofree char *content = content_of(text);
    g_autofree char *rule = rule_of(parse, content);
    if (rule == NULL)
        return false;
    TcSpan whole = with_stop(text->span);
    tc_diag_list_keep(parse->diags, is_elsewhere, &whole);
    tc_diag_edit(tc_diag(parse->diags, TC_DIAG_RULE_QUOTED, text->span, rule, NULL), whole, rule);
    return true;
}
