/* What a line that amends has to look like: one model for each edit and what it is about, with the
 * part that the line names. */
#include "syntax/hint_case.h"

#include "base/msg.h"
#include "base/text.h"
#include "parser.h"

enum {
    ANYTHING,
    A_CLAUSE = -1,
    A_FLAG = -2
}; /* what an edit is about, beside keywords of parts and sections */

static const struct {
    TcKeyword edit; /* EFFECTIVE: the day of a part */
    int about;
    TcMsg example;
} examples[] = {
    {TC_KW_AMEND, TC_KW_COMPRISES, TC_MSG_EXAMPLE_AMEND_COUNT},
    {TC_KW_AMEND, TC_KW_SET, TC_MSG_EXAMPLE_AMEND_PART},
    {TC_KW_AMEND, TC_KW_VERDICT, TC_MSG_EXAMPLE_AMEND_PART},
    {TC_KW_AMEND, TC_KW_GRADE, TC_MSG_EXAMPLE_AMEND_PART},
    {TC_KW_AMEND, ANYTHING, TC_MSG_EXAMPLE_AMEND},
    {TC_KW_INSERT, A_CLAUSE, TC_MSG_EXAMPLE_INSERT_CLAUSE},
    {TC_KW_INSERT, A_FLAG, TC_MSG_EXAMPLE_INSERT_FLAG},
    {TC_KW_INSERT, TC_KW_GROUP, TC_MSG_EXAMPLE_INSERT_GROUP},
    {TC_KW_INSERT, TC_KW_VERDICT, TC_MSG_EXAMPLE_INSERT_VERDICT},
    {TC_KW_INSERT, TC_KW_GRADE, TC_MSG_EXAMPLE_INSERT_GRADE},
    {TC_KW_INSERT, TC_KW_RANKING, TC_MSG_EXAMPLE_INSERT_RANKING},
    {TC_KW_INSERT, TC_KW_DATA, TC_MSG_EXAMPLE_INSERT_SECTION},
    {TC_KW_INSERT, TC_KW_DEFINITIONS, TC_MSG_EXAMPLE_INSERT_SECTION},
    {TC_KW_INSERT, TC_KW_PARAMETERS, TC_MSG_EXAMPLE_INSERT_SECTION},
    {TC_KW_INSERT, ANYTHING, TC_MSG_EXAMPLE_INSERT},
    {TC_KW_REPEAL, ANYTHING, TC_MSG_EXAMPLE_REPEAL},
    {TC_KW_REPLACE, ANYTHING, TC_MSG_EXAMPLE_REPLACE},
    {TC_KW_RENUMBER, ANYTHING, TC_MSG_EXAMPLE_RENUMBER},
    {TC_KW_MOVE, ANYTHING, TC_MSG_EXAMPLE_MOVE},
    {TC_KW_EFFECTIVE, ANYTHING, TC_MSG_EXAMPLE_EFFECTIVE},
    {TC_KW_FOR_UNITS, ANYTHING, TC_MSG_EXAMPLE_KEEP},
    {TC_KW_CONTINUE, ANYTHING, TC_MSG_EXAMPLE_CONTINUE},
    {TC_KW_TRANSITION, ANYTHING, TC_MSG_EXAMPLE_TRANSITION},
};

/* What the line is about: what it counts, else what stands first behind the word that amends. */
static int about_of(const TcToken *tokens, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (tokens[i].type == TC_TOK_COMPRISES)
            return TC_KW_COMPRISES;
    if (n == 0)
        return ANYTHING;
    if (tc_token_opens_clause(tokens->type) || tokens->type == TC_TOK_FLAG)
        return tokens->type == TC_TOK_FLAG ? A_FLAG : A_CLAUSE;
    return tc_token_names_part(tokens->type) || tokens->type == TC_TOK_SECTION ? tokens->value
                                                                               : ANYTHING;
}

static TcMsg example_of(TcKeyword edit, int about)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(examples); i++)
        if (examples[i].edit == edit &&
            (examples[i].about == about || examples[i].about == ANYTHING))
            return examples[i].example;
    return examples[0].example;
}

/* The first part that the tokens name; the set has no code. Returns: (transfer full). */
static char *part_among(const TcToken *tokens, uint32_t n, TcLang lang)
{
    static const int codes[] = {TC_TOK_CODE, TC_TOK_NAME, TC_TOK_BRACKET};
    if (n > 0 && tokens->type == TC_TOK_HEAD_PART && tokens->value == TC_KW_SET)
        return tc_span_text(tokens->span);
    for (uint32_t i = 0; i + 1 < n; i++)
        if ((tc_token_names_part(tokens[i].type) || tokens[i].type == TC_TOK_SECTION) &&
            tc_token_among(tokens[i + 1].type, codes, G_N_ELEMENTS(codes)))
            return tc_span_text(tc_span_join(tokens[i].span, tokens[i + 1].span));
    return g_strdup_printf("%s 3.4", tc_keyword_name(TC_KW_INDICATOR, lang));
}

/* For whom a transition is, up to what becomes of them. Returns: (transfer full). */
static char *units_among(const TcToken *tokens, uint32_t n)
{
    static const int ends[] = {TC_TOK_COLON, TC_TOK_THEN, TC_TOK_KEEP, TC_TOK_CONTINUE};
    uint32_t i = 0;
    while (i < n && !tc_token_among(tokens[i].type, ends, G_N_ELEMENTS(ends)))
        i++;
    return i > 0 ? tc_span_text(tc_span_join(tokens[0].span, tokens[i - 1].span)) : g_strdup("…");
}

/* EDIT_DAY: EFFECTIVE; a transition that continues something: CONTINUE. */
static TcKeyword form_of(const TcTokenList *tokens, const TcClause *clause)
{
    for (uint32_t i = 0; i < clause->n; i++)
        if (tokens->items[clause->first + i].type == TC_TOK_CONTINUE)
            return TC_KW_CONTINUE;
    return clause->starter.type == TC_TOK_EDIT_DAY ? TC_KW_EFFECTIVE
                                                   : (TcKeyword)clause->starter.value;
}

/* The first clause, flag or section that they name. Returns: (transfer full). */
static char *clause_among(const TcToken *tokens, uint32_t n, TcLang lang)
{
    for (uint32_t i = 0; i < n; i++)
        if (tc_token_opens_clause(tokens[i].type) || tokens[i].type == TC_TOK_FLAG ||
            tokens[i].type == TC_TOK_SECTION)
            return tc_span_text(tokens[i].span);
    return g_strdup(tc_keyword_name(TC_KW_REQUIRED, lang));
}

void tc_hint_edit_form(const TcTokenList *tokens, const TcClause *clause, TcSpan at,
                       TcDiagList *diags)
{
    const TcLang lang = tokens->lang;
    const TcKeyword edit = form_of(tokens, clause);
    g_autofree char *part = part_among(tokens->items + clause->first, clause->n, lang);
    g_autofree char *own = clause_among(tokens->items + clause->first, clause->n, lang);
    g_autofree char *units = units_among(tokens->items + clause->first, clause->n);
    g_autofree char *word = tc_span_text(clause->starter.span);
    const TcMsg example = example_of(edit, about_of(tokens->items + clause->first, clause->n));
    g_autofree char *model = tc_diag_words(tc_msg(tc_diag_list_lang(diags), example), lang);
    const char *const named[] = {part, own, units};
    g_autofree char *filled = tc_text_fill(model, named, G_N_ELEMENTS(named));
    tc_diag(diags, TC_DIAG_EDIT_FORM, at, word, filled, NULL);
}

bool tc_hint_edit(const TcHintCase *c)
{
    const TcParse *parse = c->parse;
    static const int lines[] = {TC_TOK_EDIT, TC_TOK_EDIT_DAY, TC_TOK_TRANSITION, TC_TOK_FOR_UNITS};
    if (!tc_token_among(parse->starter.type, lines, G_N_ELEMENTS(lines)))
        return false;
    const TcClause clause = {
        .starter = parse->starter, .first = parse->first, .n = parse->limit - parse->first};
    tc_hint_edit_form(parse->tokens, &clause,
                      c->token->type == TC_TOK_END ? parse->starter.span : c->token->span,
                      parse->diags);
    return true;
}
