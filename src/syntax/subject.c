/* Looks through the part that a clause belongs to for what its bands can go by. */
#include "syntax/subject.h"

#include <string.h>
#include "base/text.h"
#include "syntax/exceptions.h"
#include "parser.h"

enum { MOST_TOKENS = 20000 }; /* looked through for declarations */

static const TcClause *clause_at(const TcParse *parse, uint32_t i)
{
    return &g_array_index(parse->clauses, TcClause, i);
}

static bool is_head(const TcClause *clause)
{
    return clause->starter.type == TC_TOK_HEAD_PART;
}

/* Where the part of the clause at hand begins: its head, or the first clause of the file. */
static uint32_t part_start(const TcParse *parse)
{
    uint32_t i = parse->index;
    while (i > 0 && !is_head(clause_at(parse, i)))
        i--;
    return i;
}

/* Is it said how the value of the part is computed, and not by the clause at hand? */
static bool has_value(const TcParse *parse, uint32_t start)
{
    for (uint32_t i = start + 1; i < parse->clauses->len && !is_head(clause_at(parse, i)); i++)
        if (i != parse->index && clause_at(parse, i)->starter.type == TC_TOK_CLAUSE_VALUE &&
            clause_at(parse, i)->starter.value == TC_KW_COMPUTED_AS)
            return true;
    return false;
}

static const char *title_of(const TcParse *parse, const TcClause *head)
{
    const TcToken *last = head->n ? &parse->tokens->items[head->first + head->n - 1] : NULL;
    return last && last->type == TC_TOK_TEXT ? last->text : NULL;
}

/* The column of numbers that is named @title, in brackets, or NULL. (transfer full) */
static char *column_named(const TcTokenList *tokens, const char *title)
{
    static const int numbers[] = {TC_KW_TYPE_INTEGER, TC_KW_TYPE_NUMBER, TC_KW_TYPE_PERCENT,
                                  TC_KW_TYPE_RATIO, TC_KW_TYPE_MONEY};
    g_autofree char *bracketed = g_strdup_printf("[%s]", title);
    for (uint32_t i = 0; i < MIN(tokens->n, MOST_TOKENS); i++) {
        const TcToken *type = &tokens->items[i];
        if (type->type != TC_TOK_TYPE ||
            !tc_token_among(type->value, numbers, G_N_ELEMENTS(numbers)))
            continue;
        g_autofree char *column = tc_exception_column(type);
        if (column && tc_text_same(column, bracketed))
            return g_steal_pointer(&column);
    }
    return NULL;
}

char *tc_subject_of_bands(const TcParse *parse, bool *known)
{
    *known = true;
    if (parse->clauses == NULL)
        return g_strdup(tc_keyword_name(TC_KW_VALUE, parse->tokens->lang));
    const uint32_t start = part_start(parse);
    const char *title = title_of(parse, clause_at(parse, start));
    if (has_value(parse, start))
        return g_strdup(tc_keyword_name(TC_KW_VALUE, parse->tokens->lang));
    char *column = title ? column_named(parse->tokens, title) : NULL;
    *known = column != NULL;
    return column ? column : g_strdup("[…]");
}
