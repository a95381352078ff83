/* Items of a list of contents that are marked as decisions mark them: "1) …", "- …". Before: a line
 * of a condition that begins so. After: told once, and the rest of the clause is passed over. */
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
