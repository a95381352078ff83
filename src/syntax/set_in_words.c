/* Heads that name their set in words. Before: the text of an amendment whose set was not found.
 * After: told with the code of the set, if it is clear which one is meant. */
#include "syntax/set_in_words.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "parser.h"

static bool names_code(const TcText *text, const TcClause *head)
{
    const TcToken *tokens = tc_clause_tokens(text, head);
    return head->n > 0 && !tokens->first && tokens->type != TC_TOK_TEXT &&
           (head->n == 1 || (head->n == 2 && tokens[1].type == TC_TOK_TEXT));
}

/* What stands on the line behind @word, without a comment and blanks around it. */
static TcSpan rest_of_line(TcSpan word)
{
    const char *text = tc_source_text(word.source);
    TcSpan rest = {.source = word.source, .start = word.end};
    rest.start += (uint32_t)strspn(text + rest.start, " \t");
    rest.end = rest.start + (uint32_t)strcspn(text + rest.start, "#\r\n");
    while (rest.end > rest.start && g_ascii_isspace(text[rest.end - 1]))
        rest.end--;
    return rest;
}

/* The code that stands among @words, else the only one. NULL: it may be several. */
static const char *code_meant(const char *words, const GPtrArray *codes)
{
    g_auto(GStrv) all = g_strsplit(words, " ", -1);
    for (char **word = all; *word; word++)
        for (guint i = 0; i < codes->len; i++)
            if (tc_text_same(*word, g_ptr_array_index(codes, i)))
                return g_ptr_array_index(codes, i);
    return codes->len == 1 ? g_ptr_array_index(codes, 0) : NULL;
}

/* @words as the title of the amendment: what is quoted of them, else all. Returns: (transfer full).
 */
static char *title_of(const char *words)
{
    const char *plain = strchr(words, '"'), *curly = strstr(words, "“");
    if (plain || curly)
        return g_strdup(plain ? plain : curly);
    return g_strdup_printf("\"%s\"", *words ? words : "…");
}

static bool is_elsewhere(const TcDiag *diag, void *user)
{
    const TcSpan *words = user;
    return diag->span.source != words->source || diag->span.start < words->start ||
           diag->span.start > words->end;
}

bool tc_set_in_words(const TcText *text, const GPtrArray *codes, TcDiagList *diags)
{
    const TcClause *head = tc_text_clause(text, 0);
    const TcSpan starter = head->starter.span;
    TcSpan rest = rest_of_line(starter);
    if (names_code(text, head))
        return false;
    tc_diag_list_keep(diags, is_elsewhere, &rest);
    g_autofree char *words = tc_span_text(rest), *title = title_of(words);
    const char *code = code_meant(words, codes);
    const char *shown = code ? code : tc_msg(tc_diag_list_lang(diags), TC_MSG_CODE_OF_SET);
    g_autofree char *named = g_strdup_printf("%s %s", shown, title);
    const char *word = tc_keyword_name((TcKeyword)head->starter.value, text->tokens.lang);
    TcDiag *diag =
        tc_diag(diags, TC_DIAG_AMENDS_BY_CODE, *words ? rest : starter, word, named, NULL);
    if (code && *words)
        tc_diag_edit(diag, rest, named);
    return true;
}
