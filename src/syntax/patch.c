/* Clauses in other words. See patch.h.
 *
 * The new words are read as a file is: behind as many line ends as bring them to the line of what
 * asks for them, so that a message about them names that place. */
#include "syntax/patch.h"

#include "parser.h"

const TcText *tc_patch_text(TcOutline *outline, TcSpan near, const char *above, const char *body,
                            TcDiagList *diags)
{
    const TcPlace place = tc_source_place(near.source, near.start);
    g_autoptr(GString) text = g_string_new(above);
    for (uint32_t line = 1; line < MAX(place.line, *above ? 2 : 1); line++)
        g_string_append_c(text, '\n');
    g_string_append(text, body);
    TcSource *source = tc_source_new(tc_source_name(near.source), text->str, text->len);
    g_ptr_array_add(outline->sources, source);
    TcText *made = tc_text_new(source, outline->known, diags);
    made->made = true;
    g_ptr_array_add(outline->made, made);
    return made;
}

/* The bytes @start..@end of @source with what @patches make of them. */
static void append_patched(GString *out, const TcSource *source, uint32_t start, uint32_t end,
                           const GArray *patches)
{
    const char *text = tc_source_text(source);
    for (guint i = 0; i < patches->len; i++) {
        const TcPatch *patch = &g_array_index(patches, TcPatch, i);
        if (patch->start < start || patch->end > end)
            continue;
        g_string_append_len(out, text + start, patch->start - start);
        g_string_append(out, patch->text);
        start = patch->end;
    }
    g_string_append_len(out, text + start, end - start);
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
static char *patched_body(const TcOutline *outline, uint32_t index, const GArray *patches)
{
    const TcOutlineItem *item = tc_outline_at(outline, index);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *tokens = tc_clause_tokens(item->text, clause);
    const TcToken *starter = &clause->starter;
    const bool colon = tc_token_opens_clause(starter->type) ||
                       starter->type == TC_TOK_ENTRY_COLUMN || starter->type == TC_TOK_ENTRY_LET;
    GString *body = g_string_new(NULL);
    append_patched(body, starter->span.source, starter->span.start, starter->span.end, patches);
    if (clause->n) {
        g_string_append(body, colon ? ": " : " ");
        append_patched(body, starter->span.source, tokens[0].span.start,
                       tokens[clause->n - 1].span.end, patches);
    }
    return g_string_free(body, FALSE);
}

void tc_patch_item(TcOutline *outline, uint32_t index, const GArray *patches, TcSpan near,
                   uint32_t by, TcDiagList *diags)
{
    g_autofree char *body = patched_body(outline, index, patches);
    const TcText *made = tc_patch_text(outline, near, section_above(outline, index), body, diags);
    if (made->clauses->len > 0)
        *tc_outline_at(outline, index) = (TcOutlineItem){made, made->clauses->len - 1, by};
}
