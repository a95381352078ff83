/* Lines of lists and tables without the marks that the language has: items "1) …", "- …", rows of a
 * table without their outer "|". Before: a line of a condition or table that begins so. After: told
 * once, and the rest of the clause is passed over. Items with a name before a colon are read
 * without it. */
#include "syntax/cut.h"

#include "parser.h"

/* The rest of the line behind the @n tokens at hand. (transfer full) */
static char *line_behind(const TcCut *cut, uint32_t n)
{
    uint32_t last = n;
    while (!tc_cut_at(cut, last + 1)->first)
        last++;
    return tc_span_text(tc_span_join(tc_cut_at(cut, n)->span, tc_cut_at(cut, last)->span));
}

/* How many tokens are a wrong mark of an item ("1)", "-"): 0 for none. */
static uint32_t wrong_mark(const TcCut *cut)
{
    if (!tc_cut_at(cut, 0)->first || cut->depth > 0 || tc_cut_at(cut, 1)->first)
        return 0;
    if (tc_cut_at(cut, 0)->type == TC_TOK_ADDITIVE)
        return 1;
    bool numbered = tc_cut_at(cut, 0)->type == TC_TOK_NUMBER &&
                    tc_cut_at(cut, 1)->type == TC_TOK_RPAREN && !tc_cut_at(cut, 2)->first;
    return numbered ? 2 : 0;
}

/* Does the next line begin as the one at hand? A single "-" is a minus sign. */
static bool has_next(const TcCut *cut)
{
    uint32_t n = 1;
    while (!tc_cut_at(cut, n)->first)
        n++;
    return tc_cut_at(cut, n)->type == tc_cut_at(cut, 0)->type;
}

bool tc_cut_wrong_item(TcCut *cut)
{
    const uint32_t n = wrong_mark(cut);
    TcClause *clause = n && cut->clauses->len
                           ? &g_array_index(cut->clauses, TcClause, cut->clauses->len - 1)
                           : NULL;
    if (clause == NULL || cut->skipping || clause->starter.type != TC_TOK_CLAUSE_CONDITION)
        return false;
    const TcToken *opening = clause->n ? &cut->tokens->items[clause->first] : NULL;
    if (opening == NULL && !has_next(cut))
        return false;
    if (opening && opening->type != TC_TOK_CONTENTS && opening->type != TC_TOK_CONTENTS_COUNT)
        return false;
    TcSpan span = tc_cut_span(cut, n);
    g_autofree char *mark = tc_span_text(span), *rest = line_behind(cut, n);
    tc_diag(cut->diags, opening ? TC_DIAG_ITEMS_FORM : TC_DIAG_CONTENTS_OPENING, span, mark, rest,
            NULL);
    clause->starter.type = TC_TOK_END;
    cut->skipping = true;
    cut->index += n;
    return true;
}

/* How many tokens of words, or a text, stand from the @n-th one at hand to the colon of their line,
 * it included; 0 for none, or if nothing stands behind it. */
static uint32_t label_length(const TcCut *cut, uint32_t n)
{
    static const int others[] = {TC_TOK_BRACKET, TC_TOK_COMPARE, TC_TOK_WHEN, TC_TOK_BY,
                                 TC_TOK_LPAREN,  TC_TOK_BAR,     TC_TOK_END};
    uint32_t end = n;
    while (tc_cut_at(cut, end)->type != TC_TOK_COLON) {
        const TcToken *token = tc_cut_at(cut, end++);
        if (token->first || tc_token_opens_clause(token->type) ||
            tc_token_among(token->type, others, G_N_ELEMENTS(others)))
            return 0;
    }
    return end > n && !tc_cut_at(cut, end)->first && !tc_cut_at(cut, end + 1)->first ? end + 1 - n
                                                                                     : 0;
}

bool tc_cut_labelled_item(TcCut *cut)
{
    enum { MARK = 2 };
    const TcClause *clause = cut->clauses->len && !cut->skipping
                                 ? &g_array_index(cut->clauses, TcClause, cut->clauses->len - 1)
                                 : NULL;
    if (clause == NULL || clause->n == 0 || clause->starter.type != TC_TOK_CLAUSE_CONDITION ||
        !tc_cut_at(cut, 0)->first || !tc_cut_is_item_mark(cut))
        return false;
    const uint32_t n = label_length(cut, MARK);
    if (n == 0)
        return false;
    g_autofree char *mark = tc_span_text(tc_cut_span(cut, MARK));
    g_autofree char *condition = line_behind(cut, MARK + n);
    g_autofree char *meant = g_strdup_printf("%s %s", mark, condition);
    const TcSpan label =
        tc_span_join(tc_cut_at(cut, MARK)->span, tc_cut_at(cut, MARK + n - 1)->span);
    tc_diag_edit(tc_diag(cut->diags, TC_DIAG_ITEM_LABEL, label, mark, meant, NULL), label, "");
    for (uint32_t i = MARK; i > 0; i--)
        cut->tokens->items[cut->index + n + i - 1] = *tc_cut_at(cut, i - 1);
    cut->index += n;
    return true;
}

/* Does the line at hand have cells, but no mark before the first? */
static bool is_open_row(const TcCut *cut)
{
    uint32_t n = 0;
    if (!tc_cut_at(cut, 0)->first || tc_cut_at(cut, 0)->type == TC_TOK_ROW)
        return false;
    while (tc_cut_at(cut, n)->type != TC_TOK_BAR && !tc_cut_at(cut, n + 1)->first)
        n++;
    return tc_cut_at(cut, n)->type == TC_TOK_BAR;
}

bool tc_cut_open_row(TcCut *cut)
{
    const TcToken *last = cut->clauses->len ? tc_cut_last(cut) : NULL;
    if (last == NULL || cut->skipping || (last->type != TC_TOK_TABLE && last->type != TC_TOK_BAR) ||
        !is_open_row(cut))
        return false;
    g_autofree char *line = line_behind(cut, 0);
    g_autofree char *meant = g_strdup_printf("| %s |", line);
    tc_diag(cut->diags, TC_DIAG_ROW_BARS, tc_cut_at(cut, 0)->span, meant, NULL);
    g_array_index(cut->clauses, TcClause, cut->clauses->len - 1).starter.type = TC_TOK_END;
    cut->skipping = true;
    cut->index++;
    return true;
}
