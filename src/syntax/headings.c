/* A heading as decisions have it: "I. Nhóm hạ tầng", "Chỉ tiêu 1.1 - Tên", "1.1. Tên". Before: a
 * line that is no head. After: told by a row of headings.def and read as the head that is meant, so
 * that what stands below it stays there. */
#include "syntax/cut.h"

#include <string.h>
#include "syntax/patterns.h"
#include "syntax/vocabulary.h"
#include "parser.h"

enum { MOST_BYTES = 400 };

typedef struct {
    TcLang lang;
    TcDiagCode code;
    bool sure;
    const char *pattern, *head;
} Row;

static const Row rows[] = {
#define TC_HEADING(lang, code, sure, pattern, head)                                                \
    {TC_LANG_##lang, TC_DIAG_##code, sure, "^" pattern "$", head},
#include "headings.def"
};

static const TcPatternMacro macros[] = {
#define TC_HEADING_MACRO(name, pattern) {name, pattern},
#include "headings.def"
};

static const GRegex *regex_of(unsigned i)
{
    static GRegex *compiled[G_N_ELEMENTS(rows)];
    return tc_pattern(&compiled[i], rows[i].pattern, macros, G_N_ELEMENTS(macros));
}

/* The row that @line is told by, with *@head as it should be (transfer full); or NULL. */
static const Row *row_of(const TcCut *cut, const char *line, char **head)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].lang != cut->tokens->lang || !g_regex_match(regex_of(i), line, 0, NULL))
            continue;
        *head = g_regex_replace(regex_of(i), line, -1, 0, rows[i].head, 0, NULL);
        return *head ? &rows[i] : NULL;
    }
    return NULL;
}

static bool is_elsewhere(const TcDiag *diag, void *user)
{
    const TcSpan *line = user;
    return diag->span.source != line->source || diag->span.start < line->start ||
           diag->span.start > line->end;
}

/* Says what @line should be in place of what was said of its marks and numbers. */
static void report(TcCut *cut, const Row *row, TcSpan line, const char *code, const char *head)
{
    tc_diag_list_keep(cut->diags, is_elsewhere, &line);
    TcDiag *diag = row->code == TC_DIAG_ROW_PASTED
                       ? tc_diag(cut->diags, row->code, line, code, head, NULL)
                       : tc_diag(cut->diags, row->code, line, head, NULL);
    if (row->sure)
        tc_diag_edit(diag, line, head);
}

/* The @n tokens at hand become the head @noun @code "@title". */
static void start_head(TcCut *cut, uint32_t n, const char *noun, const char *code,
                       const char *title)
{
    TcToken part = *tc_cut_at(cut, 0);
    part.type = TC_TOK_HEAD_PART;
    part.value = (int)tc_keyword_head(noun, cut->tokens->lang);
    part.span = tc_span_join(part.span, tc_cut_at(cut, n - 1)->span);
    TcToken *last = &cut->tokens->items[cut->index + n - 2];
    last[0] = (TcToken){.type = TC_TOK_CODE, .span = part.span, .text = tc_cut_text(code)};
    last[1] = (TcToken){.type = TC_TOK_TEXT, .span = part.span, .text = tc_cut_text(title)};
    cut->section = TC_KW_NONE;
    cut->doubtful = false;
    tc_cut_start(cut, part, n - 2);
}

/* Is the line of @n tokens a head as it should be, or another clause? A right file has only those.
 */
static bool is_right(const TcCut *cut, uint32_t n)
{
    if (!tc_token_names_part(tc_cut_at(cut, 0)->type))
        return tc_cut_starts(cut);
    const int code = tc_cut_at(cut, 1)->type;
    return n >= 3 && (code == TC_TOK_CODE || code == TC_TOK_NAME) &&
           tc_cut_at(cut, 2)->type == TC_TOK_TEXT;
}

bool tc_cut_heading(TcCut *cut)
{
    static const int begins[] = {TC_TOK_NAME, TC_TOK_NUMBER, TC_TOK_CODE};
    const TcToken *token = tc_cut_at(cut, 0);
    if (!token->first || cut->depth > 0 || cut->clauses->len == 0 || tc_cut_unfinished(cut) ||
        (!tc_token_names_part(token->type) &&
         !tc_token_among(token->type, begins, G_N_ELEMENTS(begins))))
        return false;
    uint32_t n = 1;
    while (!tc_cut_at(cut, n)->first)
        n++;
    TcSpan line = tc_pattern_line(token->span);
    if (n < 2 || is_right(cut, n) || line.end - line.start > MOST_BYTES)
        return false;
    g_autofree char *text = tc_span_text(line), *head = NULL;
    const Row *row = row_of(cut, text, &head);
    if (row == NULL)
        return false;
    g_auto(GStrv) quoted = g_strsplit(head, "\"", 3);
    char *code = strrchr(g_strchomp(quoted[0]), ' ') + 1;
    report(cut, row, line, code, head);
    code[-1] = '\0';
    start_head(cut, n, quoted[0], code, quoted[1]);
    return true;
}
