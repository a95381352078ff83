/* What a line that amends has to look like: one model for each edit, with the part that the line
 * names. */
#include "syntax/hint_case.h"

#include "base/msg.h"
#include "base/text.h"
#include "parser.h"

static const struct {
    TcKeyword edit; /* EFFECTIVE: the day of a part */
    TcMsg example;
} examples[] = {
    {TC_KW_AMEND, TC_MSG_EXAMPLE_AMEND},         {TC_KW_INSERT, TC_MSG_EXAMPLE_INSERT},
    {TC_KW_REPEAL, TC_MSG_EXAMPLE_REPEAL},       {TC_KW_REPLACE, TC_MSG_EXAMPLE_REPLACE},
    {TC_KW_RENUMBER, TC_MSG_EXAMPLE_RENUMBER},   {TC_KW_MOVE, TC_MSG_EXAMPLE_MOVE},
    {TC_KW_EFFECTIVE, TC_MSG_EXAMPLE_EFFECTIVE},
};

/* The first part that the tokens name. Returns: (transfer full). */
static char *part_among(const TcToken *tokens, uint32_t n, TcLang lang)
{
    static const int codes[] = {TC_TOK_CODE, TC_TOK_NAME, TC_TOK_BRACKET};
    for (uint32_t i = 0; i + 1 < n; i++)
        if ((tc_token_names_part(tokens[i].type) || tokens[i].type == TC_TOK_SECTION) &&
            tc_token_among(tokens[i + 1].type, codes, G_N_ELEMENTS(codes)))
            return tc_span_text(tc_span_join(tokens[i].span, tokens[i + 1].span));
    return g_strdup_printf("%s 3.4", tc_keyword_name(TC_KW_INDICATOR, lang));
}

/* The first clause that they name. Returns: (transfer full). */
static char *clause_among(const TcToken *tokens, uint32_t n, TcLang lang)
{
    for (uint32_t i = 0; i < n; i++)
        if (tc_token_opens_clause(tokens[i].type))
            return tc_span_text(tokens[i].span);
    return g_strdup(tc_keyword_name(TC_KW_REQUIRED, lang));
}

void tc_hint_edit_form(const TcTokenList *tokens, const TcClause *clause, TcSpan at,
                       TcDiagList *diags)
{
    const TcLang lang = tokens->lang;
    const bool day = clause->starter.type == TC_TOK_EDIT_DAY;
    const TcKeyword edit = day ? TC_KW_EFFECTIVE : (TcKeyword)clause->starter.value;
    g_autofree char *part = part_among(tokens->items + clause->first, clause->n, lang);
    g_autofree char *own = clause_among(tokens->items + clause->first, clause->n, lang);
    g_autofree char *word = tc_span_text(clause->starter.span);
    TcMsg example = examples[0].example;
    for (unsigned i = 0; i < G_N_ELEMENTS(examples); i++)
        if (examples[i].edit == edit)
            example = examples[i].example;
    g_autofree char *model = tc_diag_words(tc_msg(tc_diag_list_lang(diags), example), lang);
    const char *const named[] = {part, own};
    g_autofree char *filled = tc_text_fill(model, named, G_N_ELEMENTS(named));
    tc_diag(diags, TC_DIAG_EDIT_FORM, at, word, filled, NULL);
}

bool tc_hint_edit(const TcHintCase *c)
{
    const TcParse *parse = c->parse;
    if (parse->starter.type != TC_TOK_EDIT && parse->starter.type != TC_TOK_EDIT_DAY)
        return false;
    const TcClause clause = {
        .starter = parse->starter, .first = parse->first, .n = parse->limit - parse->first};
    tc_hint_edit_form(parse->tokens, &clause,
                      c->token->type == TC_TOK_END ? parse->starter.span : c->token->span,
                      parse->diags);
    return true;
}
