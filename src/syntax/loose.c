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
