/* Finds what a line that amends is meant to say. Before: a line that the grammar refused. After:
 * told with the line as it should be, by the rows of edit_forms.def; or nothing. */
#include "syntax/edit_forms.h"

#include <string.h>
#include "syntax/amend.h"
#include "syntax/patterns.h"
#include "parser.h"

/* Of a line; of what stands below it; messages that may be of the line's words. */
enum { MOST_BYTES = 800, MOST_BELOW = 4000, LATEST = 8 };

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

static const char *const words[] = {
#define TC_EDIT_WORDS(lang, pattern) [TC_LANG_##lang] = "^" pattern,
#include "edit_forms.def"
};

static const GRegex *regex_of(unsigned i)
{
    static GRegex *compiled[G_N_ELEMENTS(rows)];
    return tc_pattern(&compiled[i], rows[i].pattern, macros, G_N_ELEMENTS(macros));
}

static const GRegex *regex_of_words(TcLang lang)
{
    static GRegex *compiled[G_N_ELEMENTS(words)];
    return tc_pattern(&compiled[lang], words[lang], macros, G_N_ELEMENTS(macros));
}

/* @text with single blanks and plain quotation marks. (transfer full) */
static char *plain_text(const char *text)
{
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

/* @text, the words that it has for a clause being that clause. (transfer full) */
static char *with_clause(TcLang lang, const char *text)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(regex_of_words(lang), text, 0, &match))
        return g_strdup(text);
    g_autofree char *spoken = g_match_info_fetch(match, 0);
    const TcKeyword clause = tc_keyword_taken_for(spoken, lang);
    int start, end;
    g_match_info_fetch_pos(match, 0, &start, &end);
    return clause
               ? g_strdup_printf("%.*s%s%s", start, text, tc_keyword_name(clause, lang), text + end)
               : g_strdup(text);
}

/* @text through the rows of its language, one after the other. (transfer full) */
static char *rewrite(TcLang lang, const char *text)
{
    char *line = with_clause(lang, text);
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

char *tc_edit_form_word(const TcToken *token, TcLang lang)
{
    const TcKeyword keyword = (TcKeyword)token->value;
    return token->meant && tc_keyword_token(keyword) == token->type
               ? g_strdup(tc_keyword_name(keyword, lang))
               : tc_span_text(token->span);
}

/* @line, its words as they are meant. (transfer full) */
static char *line_of(const TcTokenList *tokens, const TcToken *starter, TcSpan line)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const char *source = tc_source_text(line.source);
    uint32_t written = starter->span.end;
    g_string_append(text, tc_keyword_name((TcKeyword)starter->value, tokens->lang));
    for (uint32_t i = 0; i < tokens->n; i++) {
        const TcToken *token = &tokens->items[i];
        if (!token->meant || token->span.source != line.source || token->span.start < written ||
            token->span.end > line.end)
            continue;
        g_autofree char *word = tc_edit_form_word(token, tokens->lang);
        g_string_append_len(text, source + written, token->span.start - written);
        g_string_append(text, word);
        written = token->span.end;
    }
    g_string_append_len(text, source + written, line.end - written);
    return plain_text(text->str);
}

/* What was said of single words of the line is said by the whole of it. */
static bool is_elsewhere(const TcDiag *diag, void *user)
{
    const TcSpan *line = user;
    return diag->span.source != line->source || diag->span.start < line->start ||
           diag->span.start > line->end;
}

/* The columns that make units of several words on @line known in a trial. */
static void append_units(const TcTokenList *tokens, TcSpan line, GString *file)
{
    unsigned n = 0;
    for (uint32_t i = 0; i < tokens->n; i++) {
        const TcToken *unit = &tokens->items[i];
        if (unit->type == TC_TOK_NAME && unit->span.source == line.source &&
            unit->span.start > line.start && unit->span.end <= line.end && strchr(unit->text, ' '))
            g_string_append_printf(file, "%s %s [%u] : %s (%s)\n",
                                   tc_keyword_name(TC_KW_INSERT, tokens->lang),
                                   tc_keyword_name(TC_KW_DATA, tokens->lang), n++,
                                   tc_keyword_name(TC_KW_TYPE_INTEGER, tokens->lang), unit->text);
    }
}

/* What is set in below @line belongs to it: whole lines, up to so many bytes. */
static void append_below(TcSpan line, GString *file)
{
    const char *begin = tc_source_text(line.source) + line.end;
    begin += strcspn(begin, "\r\n");
    const char *end = begin, *next = begin;
    while (next - begin < MOST_BELOW) {
        end = next;
        next += strspn(next, "\r\n");
        if (*next != ' ' && *next != '\t')
            break;
        next += strcspn(next, "\r\n");
    }
    g_string_append_len(file, begin, end - begin);
}

/* Do @diags tell no mistake between the bytes @start and @end of a trial? */
static bool is_right(const TcDiagList *diags, size_t start, size_t end)
{
    for (unsigned i = 0; i < tc_diag_list_length(diags); i++) {
        const TcDiag *diag = tc_diag_list_get(diags, i);
        if (diag->severity == TC_ERROR && diag->span.start >= start && diag->span.start <= end)
            return false;
    }
    return true;
}

/* Can @meant be read in the place of @line? */
static bool is_readable(const TcTokenList *tokens, TcSpan line, const char *meant)
{
    g_autoptr(GString) file = g_string_new(NULL);
    g_string_append_printf(file, "%s T \"T\"\n", tc_keyword_name(TC_KW_AMENDMENT, tokens->lang));
    append_units(tokens, line, file);
    const size_t start = file->len;
    g_string_append(file, meant);
    const size_t end = file->len;
    append_below(line, file);
    g_string_append_c(file, '\n');
    g_autoptr(TcSource) source = tc_source_new("", file->str, file->len);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcText) text = tc_text_trial(source, tokens->lang, diags);
    tc_amendment_read(text, text->arena, diags);
    return is_right(diags, start, end);
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
    if (starter->type != TC_TOK_EDIT || tokens->trial || line.end - line.start > MOST_BYTES ||
        tc_diag_count(diags, TC_ERROR) > TC_DIAG_MOST_CURED)
        return false;
    g_autofree char *text = line_of(tokens, starter, line);
    g_autofree char *meant = rewrite(tokens->lang, text);
    if (strcmp(text, meant) == 0 || !is_readable(tokens, line, meant))
        return false;
    g_autofree char *word = tc_span_text(starter->span);
    tc_diag_list_keep(diags, is_elsewhere, &line);
    tc_diag_edit(tc_diag(diags, TC_DIAG_EDIT_FORM, at, word, meant, NULL), line, meant);
    return true;
}
