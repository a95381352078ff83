/* What a line that amends has to look like: one model for each edit and what it is about, with the
 * part that the line names. */
#include "syntax/hint_case.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "syntax/edit_forms.h"
#include "parser.h"

enum {
    ANYTHING,
    A_CLAUSE = -1,
    A_FLAG = -2,
    AN_ENTRY = -3,
}; /* what an edit is about, beside keywords of parts and sections */

static const struct {
    TcKeyword edit; /* EFFECTIVE: the day of a part */
    int about;
    TcMsg example;
} examples[] = {
    {TC_KW_AMEND, TC_KW_COMPRISES, TC_MSG_EXAMPLE_AMEND_COUNT},
    {TC_KW_AMEND, TC_KW_GROUP, TC_MSG_EXAMPLE_AMEND_COUNT},
    {TC_KW_AMEND, TC_KW_SET, TC_MSG_EXAMPLE_AMEND_PART},
    {TC_KW_AMEND, TC_KW_CRITERION, TC_MSG_EXAMPLE_AMEND_PART},
    {TC_KW_AMEND, TC_KW_VERDICT, TC_MSG_EXAMPLE_AMEND_PART},
    {TC_KW_AMEND, TC_KW_GRADE, TC_MSG_EXAMPLE_AMEND_PART},
    {TC_KW_AMEND, TC_KW_RANKING, TC_MSG_EXAMPLE_AMEND_PART},
    {TC_KW_AMEND, AN_ENTRY, TC_MSG_EXAMPLE_AMEND_ENTRY},
    {TC_KW_AMEND, ANYTHING, TC_MSG_EXAMPLE_AMEND},
    {TC_KW_INSERT, A_CLAUSE, TC_MSG_EXAMPLE_INSERT_CLAUSE},
    {TC_KW_INSERT, A_FLAG, TC_MSG_EXAMPLE_INSERT_FLAG},
    {TC_KW_INSERT, TC_KW_GROUP, TC_MSG_EXAMPLE_INSERT_GROUP},
    {TC_KW_INSERT, TC_KW_VERDICT, TC_MSG_EXAMPLE_INSERT_VERDICT},
    {TC_KW_INSERT, TC_KW_GRADE, TC_MSG_EXAMPLE_INSERT_GRADE},
    {TC_KW_INSERT, TC_KW_RANKING, TC_MSG_EXAMPLE_INSERT_RANKING},
    {TC_KW_INSERT, AN_ENTRY, TC_MSG_EXAMPLE_INSERT_SECTION},
    {TC_KW_INSERT, ANYTHING, TC_MSG_EXAMPLE_INSERT},
    {TC_KW_REPEAL, A_CLAUSE, TC_MSG_EXAMPLE_REPEAL_CLAUSE},
    {TC_KW_REPEAL, A_FLAG, TC_MSG_EXAMPLE_REPEAL_CLAUSE},
    {TC_KW_REPEAL, ANYTHING, TC_MSG_EXAMPLE_REPEAL},
    {TC_KW_REPLACE, TC_KW_INDICATOR, TC_MSG_EXAMPLE_REPLACE},
    {TC_KW_REPLACE, A_CLAUSE, TC_MSG_EXAMPLE_REPLACE},
    {TC_KW_REPLACE, ANYTHING, TC_MSG_EXAMPLE_REPLACE_IN_PART},
    {TC_KW_RENUMBER, ANYTHING, TC_MSG_EXAMPLE_RENUMBER},
    {TC_KW_MOVE, ANYTHING, TC_MSG_EXAMPLE_MOVE},
    {TC_KW_EFFECTIVE, ANYTHING, TC_MSG_EXAMPLE_EFFECTIVE},
    {TC_KW_FOR_UNITS, ANYTHING, TC_MSG_EXAMPLE_KEEP},
    {TC_KW_CONTINUE, ANYTHING, TC_MSG_EXAMPLE_CONTINUE},
    {TC_KW_TRANSITION, ANYTHING, TC_MSG_EXAMPLE_TRANSITION},
};

/* What @token shows a line to be about. */
static int about_token(const TcToken *token)
{
    if (token->type == TC_TOK_FLAG)
        return A_FLAG;
    if (tc_token_opens_clause(token->type) || token->type == TC_TOK_TITLE_OF)
        return A_CLAUSE;
    if (token->type == TC_TOK_SECTION)
        return AN_ENTRY;
    return tc_token_names_part(token->type) ? token->value : ANYTHING;
}

/* What the line is about: what it counts, else what it names first; what is inserted stands first
 * of all. */
static int about_of(TcKeyword edit, const TcToken *tokens, uint32_t n)
{
    int about = ANYTHING;
    for (uint32_t i = 0; i < n; i++)
        if (tokens[i].type == TC_TOK_COMPRISES)
            return TC_KW_COMPRISES;
    for (uint32_t i = 0; i < n && about == ANYTHING && (i == 0 || edit != TC_KW_INSERT); i++)
        about = about_token(&tokens[i]);
    return about;
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
        return tc_edit_form_word(tokens, lang);
    for (uint32_t i = 0; i + 1 < n; i++) {
        if ((!tc_token_names_part(tokens[i].type) && tokens[i].type != TC_TOK_SECTION) ||
            !tc_token_among(tokens[i + 1].type, codes, G_N_ELEMENTS(codes)))
            continue;
        g_autofree char *noun = tc_edit_form_word(&tokens[i], lang);
        g_autofree char *code = tc_span_text(tokens[i + 1].span);
        return g_strdup_printf("%s %s", noun, code);
    }
    return g_strdup_printf("%s 3.4", tc_keyword_name(TC_KW_INDICATOR, lang));
}

/* For whom a transition is, up to what becomes of them; some units if no column says so. Returns:
 * (transfer full). */
static char *units_among(const TcToken *tokens, uint32_t n, TcLang lang, TcLang said)
{
    static const int ends[] = {TC_TOK_COLON, TC_TOK_THEN, TC_TOK_KEEP, TC_TOK_CONTINUE};
    bool columns = false;
    uint32_t i = 0;
    for (; i < n && !tc_token_among(tokens[i].type, ends, G_N_ELEMENTS(ends)); i++)
        columns = columns || tokens[i].type == TC_TOK_BRACKET;
    return columns ? tc_span_text(tc_span_join(tokens[0].span, tokens[i - 1].span))
                   : tc_diag_words(tc_msg(said, TC_MSG_EXAMPLE_UNITS), lang);
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
    for (uint32_t i = 0; i < n; i++) {
        const int about = about_token(&tokens[i]);
        if (about == A_CLAUSE || about == A_FLAG || about == AN_ENTRY)
            return tc_edit_form_word(&tokens[i], lang);
    }
    return g_strdup(tc_keyword_name(TC_KW_REQUIRED, lang));
}

/* The @which-th quoted text, from 0 on, or @otherwise. Returns: (transfer full). */
static char *text_among(const TcToken *tokens, uint32_t n, uint32_t which, const char *otherwise)
{
    for (uint32_t i = 0; i < n; i++)
        if (tokens[i].type == TC_TOK_TEXT && which-- == 0)
            return tc_span_text(tokens[i].span);
    return g_strdup(otherwise);
}

/* How many indicators are stated, or any number. Returns: (transfer full). */
static char *count_among(const TcToken *tokens, uint32_t n)
{
    for (uint32_t i = 0; i + 1 < n; i++)
        if (tokens[i].type == TC_TOK_NUMBER &&
            (tokens[i + 1].type == TC_TOK_INDICATOR || tokens[i + 1].type == TC_TOK_CRITERION))
            return tc_span_text(tokens[i].span);
    return g_strdup("5");
}

/* That the line's first word is none of the language is said by the form of the line. */
static bool is_behind_word(const TcDiag *diag, void *user)
{
    const TcSpan *word = user;
    return diag->span.source != word->source || diag->span.start < word->start ||
           diag->span.end > word->end;
}

void tc_hint_edit_form(const TcTokenList *list, const TcClause *clause, TcSpan at,
                       TcDiagList *diags)
{
    if (tc_edit_form_report(list, &clause->starter, at, diags))
        return;
    const TcLang lang = list->lang;
    const TcKeyword edit = form_of(list, clause);
    const TcToken *tokens = list->items + clause->first;
    const uint32_t n = clause->n;
    g_autofree char *part = part_among(tokens, n, lang);
    g_autofree char *own = clause_among(tokens, n, lang);
    g_autofree char *units = units_among(tokens, n, lang, tc_diag_list_lang(diags));
    g_autofree char *old = text_among(tokens, n, 0, "\"50%\"");
    const char *example_new = strcmp(old, "\"50%\"") == 0 ? "\"55%\"" : "\"…\"";
    g_autofree char *new = text_among(tokens, n, 1, example_new);
    g_autofree char *count = count_among(tokens, n);
    g_autofree char *word = tc_span_text(clause->starter.span);
    const TcMsg example = example_of(edit, about_of(edit, tokens, n));
    g_autofree char *model = tc_diag_words(tc_msg(tc_diag_list_lang(diags), example), lang);
    const char *const named[] = {part, own, units, old, new, count};
    g_autofree char *filled = tc_text_fill(model, named, G_N_ELEMENTS(named));
    TcSpan starter = clause->starter.span;
    tc_diag_list_keep(diags, is_behind_word, &starter);
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
