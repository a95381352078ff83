/* Lines that no starter begins and that belong to the clause above or to one that was left out:
 * bands and levels one below the other ("miền núi: từ 50%", "Tốt: từ 80 điểm"), conditions below a
 * head or another condition. Before: the first token of such a line. After: kept as content of the
 * clause above, whose whole sentence is then told by speech.def, or told here once. */
#include "syntax/cut.h"

#include <string.h>
#include "syntax/exceptions.h"
#include "parser.h"

enum { MOST_WORDS = 8 };

static const TcClause *last_clause(const TcCut *cut)
{
    return cut->clauses->len ? &g_array_index(cut->clauses, TcClause, cut->clauses->len - 1) : NULL;
}

static bool begins_level(const TcToken *token)
{
    static const int levels[] = {TC_TOK_FROM,  TC_TOK_TO,      TC_TOK_ABOVE,
                                 TC_TOK_BOUND, TC_TOK_COMPARE, TC_TOK_NUMBER};
    return tc_token_among(token->type, levels, G_N_ELEMENTS(levels));
}

/* How many tokens stand before the colon of the line at hand; 0 if there is none behind words. */
static uint32_t label_length(const TcCut *cut)
{
    uint32_t n = 0;
    while (n < MOST_WORDS && tc_cut_at(cut, n)->type != TC_TOK_COLON &&
           (n == 0 || !tc_cut_at(cut, n)->first))
        n++;
    return n > 0 && tc_cut_at(cut, n)->type == TC_TOK_COLON && !tc_cut_at(cut, n)->first ? n : 0;
}

/* Do the first of the @n words at hand spell a clause: "yêu cầu đối với miền núi"? */
static bool begins_clause(const TcCut *cut, uint32_t n)
{
    for (uint32_t k = 1; k <= n; k++) {
        g_autofree char *words = tc_span_text(tc_cut_span(cut, k));
        if (tc_keyword_clause(words, cut->tokens->lang))
            return true;
    }
    return false;
}

bool tc_cut_is_level_line(const TcCut *cut)
{
    const TcClause *clause = last_clause(cut);
    const uint32_t n = label_length(cut);
    if (clause == NULL || cut->skipping || n == 0 || tc_cut_at(cut, n + 1)->first ||
        !begins_level(tc_cut_at(cut, n + 1)) || begins_clause(cut, n))
        return false;
    if (clause->starter.type == TC_TOK_HEAD_GRADE)
        return true;
    g_autofree char *label = tc_span_text(tc_cut_span(cut, n));
    return (clause->starter.type == TC_TOK_CLAUSE_REQUIREMENT ||
            clause->starter.type == TC_TOK_CLAUSE_VALUE) &&
           tc_exception_is_text(cut->tokens, label);
}

bool tc_cut_is_band_result(const TcCut *cut)
{
    const TcClause *clause = last_clause(cut);
    if (clause == NULL || clause->n == 0 || clause->starter.type != TC_TOK_CLAUSE_VALUE ||
        tc_cut_at(cut, 0)->first || tc_cut_at(cut, 0)->value != TC_KW_NOT_SCORED)
        return false;
    const TcToken *first = &cut->tokens->items[clause->first], *last = first + clause->n - 1;
    if (last->type == TC_TOK_COLON || last->type == TC_TOK_OTHERWISE)
        return true;
    while (last > first && !last->first && last[-1].type != TC_TOK_SEMICOLON &&
           last->type != TC_TOK_COLON)
        last--;
    return last > first && begins_level(last) && last->type != TC_TOK_NUMBER;
}

/* Does a line that begins with a name stand behind a clause that it cannot go on with? */
static bool is_stray_line(TcCut *cut)
{
    static const int open[] = {TC_TOK_CLAUSE_LEVELS, TC_TOK_CLAUSE_LIST, TC_TOK_END};
    const TcToken *token = tc_cut_at(cut, 0);
    const TcToken *last = cut->clauses->len && !cut->skipping ? tc_cut_last(cut) : NULL;
    bool unit = last && (last->type == TC_TOK_NUMBER || last->type == TC_TOK_MAGNITUDE) &&
                (tc_cut_at(cut, 1)->first || tc_cut_at(cut, 1)->type != TC_TOK_NAME);
    if (last == NULL || unit || last->type == TC_TOK_SEMICOLON || tc_cut_is_item_mark(cut) ||
        token->reported || (token->type != TC_TOK_NAME && token->type != TC_TOK_BRACKET))
        return false;
    int starter = g_array_index(cut->clauses, TcClause, cut->clauses->len - 1).starter.type;
    return !tc_token_among(starter, open, G_N_ELEMENTS(open)) && cut->section != TC_KW_DATA_CHECK;
}

/* The clause above it is kept whole. Below a condition another condition is meant. */
static void pass_stray_line(TcCut *cut)
{
    const TcClause *above = &g_array_index(cut->clauses, TcClause, cut->clauses->len - 1);
    const TcToken *token = tc_cut_at(cut, 0);
    g_autofree char *text = tc_span_text(tc_cut_at(cut, 0)->span);
    if (above->starter.type == TC_TOK_CLAUSE_CONDITION && token->type == TC_TOK_BRACKET)
        tc_diag(cut->diags, TC_DIAG_CONDITIONS_COMMA, token->span, NULL);
    else
        tc_diag(cut->diags, TC_DIAG_STRAY_LINE, token->span, text, NULL);
    cut->skipping = true;
    cut->index++;
}

/* "1.2  Tỷ lệ hộ …  60%": a row of a table of a word processor or spreadsheet. Returns: whether it
 * was one. */
static bool pass_pasted_row(TcCut *cut)
{
    const TcToken *code = tc_cut_at(cut, 0), *word = tc_cut_at(cut, 1), *next = tc_cut_at(cut, 2);
    bool numbered = code->type == TC_TOK_CODE || code->type == TC_TOK_NUMBER;
    bool words = !word->first && word->type != TC_TOK_COLON && word->type != TC_TOK_COMMA &&
                 !next->first && word->type != TC_TOK_TEXT;
    bool prose = word->type == TC_TOK_NAME || next->type == TC_TOK_NAME;
    if (!numbered || !words || !prose || cut->clauses->len == 0)
        return false;
    g_autofree char *text = tc_span_text(tc_cut_at(cut, 0)->span);
    g_autofree char *meant =
        g_strdup_printf("%s %s \"…\"", tc_keyword_name(TC_KW_INDICATOR, cut->tokens->lang), text);
    if (!cut->skipping)
        tc_diag(cut->diags, TC_DIAG_ROW_PASTED, code->span, text, meant, NULL);
    cut->skipping = true;
    cut->index++;
    return true;
}

bool tc_cut_loose(TcCut *cut)
{
    if (pass_pasted_row(cut))
        return true;
    if (!is_stray_line(cut))
        return false;
    pass_stray_line(cut);
    return true;
}

bool tc_cut_awaits_condition(const TcCut *cut)
{
    const TcClause *clause = last_clause(cut);
    return clause && !cut->skipping && cut->depth == 0 && (clause->n == 1 || clause->n == 2) &&
           clause->starter.type == TC_TOK_HEAD_PART && clause->starter.value == TC_KW_VERDICT;
}

bool tc_cut_bare_condition(TcCut *cut)
{
    static const int begins[] = {TC_TOK_STATE, TC_TOK_ALL,     TC_TOK_HAS_COUNT,
                                 TC_TOK_TOTAL, TC_TOK_COUNT,   TC_TOK_LPAREN,
                                 TC_TOK_NOT,   TC_TOK_BRACKET, TC_TOK_BOUND};
    const TcToken *token = tc_cut_at(cut, 0);
    if (token->type == TC_TOK_STATE && tc_cut_at(cut, 1)->type == TC_TOK_COLON)
        return false; /* "đạt: …" */
    if (!tc_token_among(token->type, begins, G_N_ELEMENTS(begins)) &&
        !tc_token_names_part(token->type))
        return false;
    g_autofree char *word =
        g_strdup_printf("%s:", tc_keyword_name(TC_KW_MET_WHEN, cut->tokens->lang));
    g_autofree char *added = g_strdup_printf("%s ", word);
    const TcSpan place = {token->span.source, token->span.start, token->span.start};
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_WORD_MISSING, token->span, word, NULL), place, added);
    tc_cut_start_clause(cut, TC_KW_MET_WHEN, place, 0);
    return true;
}
