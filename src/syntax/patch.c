/* Clauses in other words. See patch.h.
 *
 * The new words are read as a file is: behind as many line ends as bring them to the line of what
 * asks for them, and know where each of them was written: a message about them names that place. */
#include "syntax/patch.h"

#include "parser.h"

TcMadeWords *tc_made_words_new(void)
{
    TcMadeWords *words = g_new(TcMadeWords, 1);
    words->text = g_string_new(NULL);
    words->pieces = g_array_new(FALSE, FALSE, sizeof(TcSourcePiece));
    return words;
}

void tc_made_words_free(TcMadeWords *words)
{
    if (words) {
        g_string_free(words->text, TRUE);
        g_array_unref(words->pieces);
        g_free(words);
    }
}

void tc_made_words_put(TcMadeWords *words, const char *text, TcSpan from)
{
    const uint32_t start = (uint32_t)words->text->len;
    g_string_append(words->text, text);
    const TcSourcePiece piece = {start, (uint32_t)words->text->len, from};
    if (from.source)
        g_array_append_val(words->pieces, piece);
}

void tc_made_words_put_made(TcMadeWords *words, const char *text)
{
    g_string_append(words->text, text);
}

void tc_made_words_put_span(TcMadeWords *words, TcSpan span)
{
    g_autofree char *text = tc_span_text(span);
    tc_made_words_put(words, text, span);
}

const TcText *tc_patch_text(TcOutline *outline, TcSpan near, const char *above,
                            const TcMadeWords *body, TcDiagList *diags)
{
    const TcPlace place = tc_source_place(near.source, near.start);
    g_autoptr(GString) text = g_string_new(above);
    for (uint32_t line = 1; line < MAX(place.line, *above ? 2 : 1); line++)
        g_string_append_c(text, '\n');
    g_autoptr(GArray) pieces = g_array_copy(body->pieces);
    for (guint i = 0; i < pieces->len; i++) {
        g_array_index(pieces, TcSourcePiece, i).start += (uint32_t)text->len;
        g_array_index(pieces, TcSourcePiece, i).end += (uint32_t)text->len;
    }
    g_string_append(text, body->text->str);
    TcSource *source = tc_source_new_made(tc_source_name(near.source), text->str, text->len, near,
                                          (const TcSourcePiece *)(void *)pieces->data, pieces->len);
    g_ptr_array_add(outline->sources, source);
    TcText *made = tc_text_new(source, outline->known, diags);
    made->made = true;
    g_ptr_array_add(outline->made, made);
    return made;
}

/* The bytes of @span with what @patches make of them. */
static void put_patched(TcMadeWords *words, TcSpan span, const GArray *patches)
{
    for (guint i = 0; i < patches->len; i++) {
        const TcPatch *patch = &g_array_index(patches, TcPatch, i);
        if (patch->start < span.start || patch->end > span.end)
            continue;
        tc_made_words_put_span(words, (TcSpan){span.source, span.start, patch->start});
        tc_made_words_put(words, patch->text, patch->from);
        span.start = patch->end;
    }
    tc_made_words_put_span(words, span);
}

/* The word of its section that an entry needs above it; "" for what is none. */
static const char *section_above(const TcOutline *outline, uint32_t index)
{
    const TcOutlineItem *item = tc_outline_at(outline, index);
    const int type = tc_outline_clause(outline, index)->starter.type;
    if (type != TC_TOK_ENTRY_COLUMN && type != TC_TOK_ENTRY_LET)
        return "";
    while (index > 0 && !tc_clause_is_head(tc_outline_clause(outline, index)))
        index--;
    return tc_keyword_name((TcKeyword)tc_outline_clause(outline, index)->starter.value,
                           item->text->tokens.lang);
}

/* The starter and the content of a clause, between which the rest of an edit may stand, or further
 * checks of a section. */
static TcMadeWords *patched_body(const TcOutline *outline, uint32_t index, const GArray *patches)
{
    const TcOutlineItem *item = tc_outline_at(outline, index);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *tokens = tc_clause_tokens(item->text, clause);
    const TcToken *starter = &clause->starter;
    const bool colon = tc_token_opens_clause(starter->type) ||
                       starter->type == TC_TOK_ENTRY_COLUMN || starter->type == TC_TOK_ENTRY_LET;
    TcMadeWords *body = tc_made_words_new();
    put_patched(body, starter->span, patches);
    if (clause->n) {
        tc_made_words_put_made(body, colon ? ": " : " ");
        put_patched(body, tc_span_join(tokens[0].span, tokens[clause->n - 1].span), patches);
    }
    return body;
}

void tc_patch_item(TcOutline *outline, uint32_t index, const GArray *patches, TcSpan near,
                   uint32_t by, TcDiagList *diags)
{
    g_autoptr(TcMadeWords) body = patched_body(outline, index, patches);
    const TcText *made = tc_patch_text(outline, near, section_above(outline, index), body, diags);
    if (made->clauses->len > 0)
        *tc_outline_at(outline, index) = (TcOutlineItem){made, made->clauses->len - 1, by};
}
