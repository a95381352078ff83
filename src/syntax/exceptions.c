/* What people write for a level that a kind of units has of its own ("riêng miền núi: 50%", "yêu
 * cầu đối với miền núi: 50%"), and the condition that is meant. */
#include "syntax/exceptions.h"

#include <string.h>
#include "base/text.h"
#include "parser.h"

enum { MOST_TOKENS = 20000 }; /* looked through for declarations */

/* Does what @words say end in @text: "các xã miền núi" in "miền núi"? */
static bool ends_in(const char *words, const char *text)
{
    g_autofree char *all = tc_text_key(words, strlen(words));
    g_autofree char *end = tc_text_key(text, strlen(text));
    size_t length = strlen(all), tail = strlen(end);
    return tail > 0 && tail <= length && strcmp(all + length - tail, end) == 0 &&
           (tail == length || all[length - tail - 1] == ' ');
}

char *tc_exception_column(const TcToken *token)
{
    const char *text = tc_source_text(token->span.source);
    uint32_t start = token->span.start;
    while (start > 0 && text[start - 1] != '\n')
        start--;
    start += (uint32_t)strspn(text + start, " \t");
    const char *end = strchr(text + start, ']');
    bool named = text[start] == '[' && end && end < text + token->span.start;
    return named ? g_strndup(text + start, (gsize)(end + 1 - (text + start))) : NULL;
}

/* The condition of the column whose text @words end in, or NULL. (transfer full) */
static char *known_condition(const TcTokenList *tokens, const char *words)
{
    for (uint32_t i = 0; i < MIN(tokens->n, MOST_TOKENS); i++) {
        const TcToken *token = &tokens->items[i];
        if (token->type != TC_TOK_TEXT || !ends_in(words, token->text))
            continue;
        g_autofree char *column = tc_exception_column(token);
        if (column)
            return g_strdup_printf("%s = \"%s\"", column, token->text);
    }
    return NULL;
}

char *tc_exception_condition(const TcTokenList *tokens, const char *words)
{
    char *known = known_condition(tokens, words);
    return known ? known : g_strdup_printf("[…] = \"%s\"", words);
}

bool tc_exception_is_text(const TcTokenList *tokens, const char *words)
{
    g_autofree char *known = known_condition(tokens, words);
    return known != NULL;
}

void tc_exception_report(const TcTokenList *tokens, TcSpan words, TcDiagList *diags)
{
    g_autofree char *text = tc_span_text(words);
    size_t quoted = strlen(text);
    const bool bare = text[0] != '"' || quoted < 3;
    g_autofree char *inner = bare ? g_strdup(text) : g_strndup(text + 1, quoted - 2);
    g_autofree char *known = known_condition(tokens, inner);
    g_autofree char *condition = tc_exception_condition(tokens, inner);
    const char *except = tc_keyword_name(TC_KW_EXCEPT, tokens->lang);
    g_autofree char *meant = g_strdup_printf("%s %s:", except, condition);
    TcDiag *diag = tc_diag(diags, TC_DIAG_EXCEPT_CONDITION, words, inner, meant, except, NULL);
    if (known)
        tc_diag_edit(diag, words, known);
}
