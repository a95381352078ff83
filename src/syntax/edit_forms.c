/* Finds what a line that amends is meant to say. Before: a line that the grammar refused. After:
 * told with the line as it should be, by the rows of edit_forms.def; or nothing. */
#include "syntax/edit_forms.h"

#include <string.h>
#include "syntax/patterns.h"
#include "parser.h"

enum { MOST_BYTES = 800, LATEST = 8 }; /* of a line; messages that may be of its words */

typedef struct {
    TcLang lang;
    const char *pattern, *right;
} Row;

static const Row rows[] = {
#define TC_EDIT_FORM(lang, pattern, right) {TC_LANG_##lang, "^" pattern, right},
#include "edit_forms.def"
};

static const TcPatternMacro macros[] = {
#define TC_EDIT_FORM_MACRO(name, pattern) {name, pattern},
#include "edit_forms.def"
};

static const GRegex *regex_of(unsigned i)
{
    static GRegex *compiled[G_N_ELEMENTS(rows)];
    return tc_pattern(&compiled[i], rows[i].pattern, macros, G_N_ELEMENTS(macros));
}

/* @line with single blanks and plain quotation marks. (transfer full) */
static char *plain_line(TcSpan line)
{
    g_autofree char *text = tc_span_line(line);
    g_autoptr(GString) plain = g_string_new(NULL);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        const bool blank = g_unichar_isspace(c);
        if (c == 0x201C || c == 0x201D)
            g_string_append_c(plain, '"');
        else if (!blank)
            g_string_append_unichar(plain, c);
        else if (plain->len > 0 && plain->str[plain->len - 1] != ' ')
            g_string_append_c(plain, ' ');
    }
    return g_string_free(g_steal_pointer(&plain), FALSE);
}

/* @text through the rows of its language, one after the other. (transfer full) */
static char *rewrite(TcLang lang, const char *text)
{
    char *line = g_strdup(text);
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *next = rows[i].lang == lang
                         ? g_regex_replace(regex_of(i), line, -1, 0, rows[i].right, 0, NULL)
                         : NULL;
        if (next) {
            g_free(line);
            line = next;
        }
    }
    return line;
}

/* The line of @starter as it is written, its first words as they are meant. (transfer full) */
static char *line_of(const TcTokenList *tokens, const TcToken *starter, TcSpan line)
{
    TcSpan rest = line;
    rest.start = starter->span.end;
    if (!starter->meant)
        return plain_line(line);
    g_autofree char *behind = plain_line(rest);
    return g_strdup_printf("%s %s", tc_keyword_name((TcKeyword)starter->value, tokens->lang),
                           g_strchug(behind));
}

/* What was said of single words of the line is said by the whole of it. */
static bool is_elsewhere(const TcDiag *diag, void *user)
{
    const TcSpan *line = user;
    return diag->span.source != line->source || diag->span.start < line->start ||
           diag->span.start > line->end;
}

bool tc_edit_form_is_told(const TcDiagList *diags, TcSpan at)
{
    bool told = false;
    const unsigned n = tc_diag_list_length(diags);
    for (unsigned i = n; !told && i > 0 && n - i < LATEST; i--) {
        const TcDiag *diag = tc_diag_list_get(diags, i - 1);
        told = diag->code == TC_DIAG_EDIT_FORM && diag->edit &&
               diag->edit_span.source == at.source && diag->edit_span.start <= at.start &&
               at.start < diag->edit_span.end;
    }
    return told;
}

bool tc_edit_form_report(const TcTokenList *tokens, const TcToken *starter, TcSpan at,
                         TcDiagList *diags)
{
    TcSpan line = tc_pattern_line(starter->span);
    if (starter->type != TC_TOK_EDIT || tokens->trial || line.end - line.start > MOST_BYTES)
        return false;
    g_autofree char *text = line_of(tokens, starter, line);
    g_autofree char *meant = rewrite(tokens->lang, text);
    if (strcmp(text, meant) == 0)
        return false;
    g_autofree char *word = tc_span_text(starter->span);
    tc_diag_list_keep(diags, is_elsewhere, &line);
    tc_diag_edit(tc_diag(diags, TC_DIAG_EDIT_FORM, at, word, meant, NULL), line, meant);
    return true;
}
