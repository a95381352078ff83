/* Verdicts whose title has no quotation marks and begins with a keyword. Part of cutting clauses,
 * see cut.h. */
#include "syntax/cut.h"

#include <string.h>
#include "parser.h"

/* A letter stands where it begins. */
static bool is_worded(const TcToken *token)
{
    const TcSource *source = token->span.source;
    return token->type != TC_TOK_END && source &&
           g_unichar_isalpha(g_utf8_get_char(tc_source_text(source) + token->span.start));
}

/* The words behind the noun of a head, none of which is a text: how many, on its line, before what
 * says when the part is met. */
static uint32_t words_for_title(const TcCut *cut)
{
    uint32_t n = 0;
    while (!tc_cut_at(cut, n + 1)->first && is_worded(tc_cut_at(cut, n + 1)) &&
           tc_cut_at(cut, n + 1)->type != TC_TOK_TEXT && tc_cut_at(cut, n + 1)->type != TC_TOK_WHEN)
        n++;
    return n;
}

/* What the words of a title are as the code of its part: a name as it stands, a keyword in
 * brackets, several words joined. (transfer full) */
static char *code_of(const TcCut *cut, uint32_t n, const char *title)
{
    if (n == 1 && tc_cut_at(cut, 1)->type == TC_TOK_NAME)
        return g_strdup(title);
    char *upper = g_utf8_strup(title, -1);
    if (strchr(upper, ' '))
        return g_strdelimit(upper, " ", '_');
    g_autofree char *word = upper;
    return g_strdup_printf("[%s]", word);
}

/* Reads the words of the title as the code, and @after as what begins the clause that says when the
 * verdict is met, if a condition stands behind it. */
static void start_verdict(TcCut *cut, uint32_t n, TcToken *after, const char *code, bool met_when)
{
    TcToken starter = *tc_cut_at(cut, 0), *place = after - 1;
    starter.type = TC_TOK_HEAD_PART;
    if (met_when) {
        after->type = TC_TOK_CLAUSE_CONDITION;
        after->value = TC_KW_MET_WHEN;
    } else if (!after->first) {
        place = after; /* a colon that says nothing */
        n++;
    }
    place->type = TC_TOK_BRACKET;
    place->text = tc_cut_text(code);
    cut->section = TC_KW_NONE;
    tc_cut_start(cut, starter, n);
}

bool tc_cut_bare_verdict(TcCut *cut)
{
    const uint32_t n = words_for_title(cut);
    TcToken *after = cut->tokens->items + cut->index + n + 1;
    const bool joined = after->type == TC_TOK_WHEN || after->type == TC_TOK_COLON;
    if (tc_cut_at(cut, 0)->type != TC_TOK_VERDICT || n == 0 || (!after->first && !joined))
        return false;
    const bool met_when = !after->first && !after[1].first;
    TcSpan words = tc_span_join(tc_cut_at(cut, 1)->span, tc_cut_at(cut, n)->span);
    TcSpan whole = tc_span_join(tc_cut_at(cut, 0)->span, after->first ? words : after->span);
    g_autofree char *title = tc_span_text(words), *code = code_of(cut, n, title);
    g_autofree char *when =
        met_when ? g_strdup_printf("  %s:", tc_keyword_name(TC_KW_MET_WHEN, cut->tokens->lang))
                 : g_strdup("");
    g_autofree char *meant = g_strdup_printf(
        "%s %s \"%s\"%s", tc_keyword_name(TC_KW_VERDICT, cut->tokens->lang), code, title, when);
    g_autofree char *offered = g_strconcat(meant, met_when ? " …" : "", NULL);
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_TITLE_QUOTES, tc_cut_span(cut, n + 1), offered, NULL),
                 whole, meant);
    start_verdict(cut, n, after, code, met_when);
    return true;
}
