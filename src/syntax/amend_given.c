/* What an edit gives, put into the outline. */
#include "syntax/amend_internal.h"

#include "syntax/patch.h"
#include "parser.h"

/* Puts the clauses that the edit gives before @index, sections' own heads only if @heads. */
uint32_t tc_amend_put_given(const TcAmending *amending, uint32_t index, bool heads)
{
    const TcEdit *edit = amending->edit;
    for (uint32_t i = edit->first; i < edit->first + edit->n; i++) {
        if (!heads && tc_text_clause(amending->amendment->text, i)->starter.type == TC_TOK_SECTION)
            continue;
        tc_outline_insert(amending->outline, index++, amending->amendment->text, i, 1,
                          amending->by);
    }
    return index;
}

/* Where @type stands among the tokens of the edit's head, or their number. */
uint32_t tc_amend_token(const TcAmending *amending, int type)
{
    const TcText *text = amending->amendment->text;
    const TcClause *clause = tc_text_clause(text, amending->edit->clause);
    const TcToken *tokens = tc_clause_tokens(text, clause);
    uint32_t i = 0;
    while (i < clause->n && tokens[i].type != type)
        i++;
    return i;
}

/* The part that @tokens name first; its noun as it is meant, if that was told. */
static void put_part(TcMadeWords *head, const TcText *text, const TcToken *tokens, TcSpan part)
{
    if (tokens[0].meant) {
        tc_made_words_put(head, tc_keyword_name((TcKeyword)tokens[0].value, text->tokens.lang),
                          tokens[0].span);
        part.start = tokens[0].span.end;
    }
    tc_made_words_put_span(head, part);
}

/* The head that the edit gives its part, as it would stand in a rule set: noun and code, then what
 * stands behind "như sau", or up to "vào sau". NULL: none is given. */
TcMadeWords *tc_amend_given_head(const TcAmending *amending)
{
    const TcText *text = amending->amendment->text;
    const TcClause *clause = tc_text_clause(text, amending->edit->clause);
    const TcToken *tokens = tc_clause_tokens(text, clause);
    const TcSpan part = tc_amend_target(amending->edit, 0)->items[0]->span;
    const uint32_t end = tc_amend_token(amending, TC_TOK_BEHIND);
    uint32_t first = 0;
    while (first < end &&
           (tokens[first].span.start < part.end || tokens[first].type == TC_TOK_TO_READ))
        first++;
    if (first == end)
        return NULL;
    TcMadeWords *head = tc_made_words_new();
    put_part(head, text, tokens, part);
    tc_made_words_put_made(head, " ");
    tc_made_words_put_span(head, tc_span_join(tokens[first].span, tokens[end - 1].span));
    return head;
}

void tc_amend_put_head(const TcAmending *amending, uint32_t index, const TcMadeWords *body)
{
    const TcText *made =
        tc_patch_text(amending->outline, amending->edit->head->span, "", body, amending->diags);
    if (made->clauses->len > 0)
        tc_outline_insert(amending->outline, index, made, 0, 1, amending->by);
}
