/* Texts and outlines: reading, finding, putting in and taking out. See outline.h. */
#include "syntax/outline.h"

#include <string.h>
#include "base/text.h"
#include "parser.h"

/* --- texts ------------------------------------------------------------------------------------ */

static TcText *text_empty(const TcSource *source)
{
    TcText *text = g_new0(TcText, 1);
    text->source = source;
    text->arena = tc_arena_new();
    text->clauses = g_array_new(FALSE, FALSE, sizeof(TcClause));
    return text;
}

TcText *tc_text_new(const TcSource *source, const TcText *const *also, TcDiagList *diags)
{
    TcText *text = text_empty(source);
    g_autoptr(GPtrArray) lists = g_ptr_array_new();
    for (; also && *also; also++)
        g_ptr_array_add(lists, (void *)&(*also)->tokens);
    g_ptr_array_add(lists, NULL);
    tc_clauses_read(source, (const TcTokenList *const *)lists->pdata, TC_N_LANGS, text->arena,
                    &text->tokens, text->clauses, diags);
    return text;
}

TcText *tc_text_trial(const TcSource *source, TcLang lang, TcDiagList *diags)
{
    TcText *text = text_empty(source);
    text->tokens.trial = true;
    tc_clauses_read(source, NULL, lang, text->arena, &text->tokens, text->clauses, diags);
    return text;
}

void tc_text_free(TcText *text)
{
    if (!text)
        return;
    tc_token_list_clear(&text->tokens);
    g_array_unref(text->clauses);
    tc_arena_free(text->arena);
    g_free(text);
}

TcSpan tc_text_clause_span(const TcText *text, uint32_t index)
{
    const TcClause *clause = tc_text_clause(text, index);
    const TcToken *tokens = tc_clause_tokens(text, clause);
    return clause->n ? tc_span_join(clause->starter.span, tokens[clause->n - 1].span)
                     : clause->starter.span;
}

bool tc_clause_is_head(const TcClause *clause)
{
    static const int types[] = {TC_TOK_HEAD_PART,  TC_TOK_HEAD_GRADE, TC_TOK_HEAD_RANKING,
                                TC_TOK_SECTION,    TC_TOK_DATA_CHECK, TC_TOK_EDIT,
                                TC_TOK_TRANSITION, TC_TOK_FOR_UNITS};
    return tc_token_among(clause->starter.type, types, G_N_ELEMENTS(types));
}

/* --- outlines --------------------------------------------------------------------------------- */

static void free_text(void *text)
{
    tc_text_free(text);
}

static TcOutline *outline_empty(const TcText **known)
{
    TcOutline *outline = g_new0(TcOutline, 1);
    outline->items = g_array_new(FALSE, FALSE, sizeof(TcOutlineItem));
    outline->made = g_ptr_array_new_with_free_func(free_text);
    outline->sources = tc_sources_new();
    outline->known = known;
    outline->repealed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return outline;
}

/* The clauses of @text that are those of examples, or that are not. */
static TcOutline *outline_of(const TcText *text, const TcText **known, bool examples)
{
    TcOutline *outline = outline_empty(known);
    bool within = false;
    for (uint32_t i = 0; i < text->clauses->len; i++) {
        const TcClause *clause = tc_text_clause(text, i);
        if (tc_clause_is_head(clause))
            within = clause->starter.value == TC_KW_EXAMPLE;
        if (within == examples)
            tc_outline_insert(outline, outline->items->len, text, i, 1, 0);
    }
    return outline;
}

TcOutline *tc_outline_new(const TcText *text, const TcText **known)
{
    return outline_of(text, known, false);
}

TcOutline *tc_outline_examples(const TcText *text)
{
    return outline_of(text, NULL, true);
}

TcOutline *tc_outline_copy(const TcOutline *outline)
{
    TcOutline *copy = outline_empty(outline->known);
    GHashTableIter iter;
    void *key, *span;
    g_array_append_vals(copy->items, outline->items->data, outline->items->len);
    g_hash_table_iter_init(&iter, outline->repealed);
    while (g_hash_table_iter_next(&iter, &key, &span))
        g_hash_table_insert(copy->repealed, g_strdup(key), g_memdup2(span, sizeof(TcSpan)));
    return copy;
}

static void free_outline(void *outline)
{
    tc_outline_free(outline);
}

void tc_outline_lend(TcOutline *borrower, TcOutline *outline)
{
    if (!borrower->lent)
        borrower->lent = g_ptr_array_new_with_free_func(free_outline);
    g_ptr_array_add(borrower->lent, outline);
}

void tc_outline_free(TcOutline *outline)
{
    if (!outline)
        return;
    g_clear_pointer(&outline->lent, g_ptr_array_unref);
    g_array_unref(outline->items);
    g_ptr_array_unref(outline->made);
    g_ptr_array_unref(outline->sources);
    g_hash_table_unref(outline->repealed);
    g_free(outline);
}

const TcToken *tc_outline_code(const TcOutline *outline, uint32_t index)
{
    const TcOutlineItem *item = tc_outline_at(outline, index);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *code = clause->n ? tc_clause_tokens(item->text, clause) : NULL;
    static const int types[] = {TC_TOK_CODE, TC_TOK_NAME, TC_TOK_BRACKET};
    return code && tc_token_among(code->type, types, G_N_ELEMENTS(types)) ? code : NULL;
}

static bool is_head_at(const TcOutline *outline, uint32_t index)
{
    return tc_clause_is_head(tc_outline_clause(outline, index));
}

/* A commune's plan and a set of criteria are named by either word. */
static bool same_noun(TcKeyword a, TcKeyword b)
{
    bool set = a == TC_KW_SET || a == TC_KW_PLAN;
    return a == b || (set && (b == TC_KW_SET || b == TC_KW_PLAN));
}

static bool is_part(const TcOutline *outline, uint32_t index, TcKeyword keyword, const char *code)
{
    if (!is_head_at(outline, index) ||
        !same_noun((TcKeyword)tc_outline_clause(outline, index)->starter.value, keyword))
        return false;
    const TcToken *found = tc_outline_code(outline, index);
    return !code || (found && tc_text_same(found->text, code));
}

/* How far out a head stands: those further in belong to it. */
static unsigned depth_of(const TcOutline *outline, uint32_t index)
{
    const int keyword = tc_outline_clause(outline, index)->starter.value;
    return keyword == TC_KW_INDICATOR ? 3 : keyword == TC_KW_CRITERION ? 2 : 1;
}

static uint32_t end_of(const TcOutline *outline, uint32_t head, bool whole)
{
    const unsigned depth = depth_of(outline, head);
    uint32_t end = head + 1;
    while (end < outline->items->len &&
           (!is_head_at(outline, end) || (whole && depth_of(outline, end) > depth)))
        end++;
    return end;
}

bool tc_outline_part(const TcOutline *outline, TcKeyword keyword, const char *code, bool whole,
                     TcOutlineRange *range)
{
    for (uint32_t i = 0; i < outline->items->len; i++) {
        if (!is_part(outline, i, keyword, code))
            continue;
        *range = (TcOutlineRange){i, end_of(outline, i, whole) - i};
        return true;
    }
    return false;
}

/* "khuyến khích" is a clause with a colon and a flag without one. */
static bool same_clause(TcKeyword a, TcKeyword b)
{
    bool encouraged = a == TC_KW_ENCOURAGED || a == TC_KW_ENCOURAGED_FLAG;
    return a == b || (encouraged && (b == TC_KW_ENCOURAGED || b == TC_KW_ENCOURAGED_FLAG));
}

int64_t tc_outline_find_clause(const TcOutline *outline, TcOutlineRange range, TcKeyword keyword)
{
    for (uint32_t i = range.first + 1; i < range.first + range.n; i++) {
        if (same_clause((TcKeyword)tc_outline_clause(outline, i)->starter.value, keyword))
            return i;
    }
    return -1;
}

int32_t tc_outline_day(const TcOutline *outline, TcKeyword keyword, int32_t otherwise)
{
    if (outline->items->len == 0)
        return otherwise;
    const TcOutlineRange head = {0, end_of(outline, 0, false)};
    const int64_t found = tc_outline_find_clause(outline, head, keyword);
    if (found < 0)
        return otherwise;
    const TcOutlineItem *item = tc_outline_at(outline, (uint32_t)found);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *day = clause->n ? tc_clause_tokens(item->text, clause) : NULL;
    return day && day->type == TC_TOK_DATE ? day->day : otherwise;
}

static bool is_entry(const TcClause *clause)
{
    return clause->starter.type == TC_TOK_ENTRY_COLUMN || clause->starter.type == TC_TOK_ENTRY_LET;
}

int64_t tc_outline_find_entry(const TcOutline *outline, TcKeyword section, const char *name)
{
    TcKeyword at = TC_KW_NONE;
    for (uint32_t i = 0; i < outline->items->len; i++) {
        const TcClause *clause = tc_outline_clause(outline, i);
        if (tc_clause_is_head(clause))
            at = (TcKeyword)clause->starter.value;
        else if (at == section && is_entry(clause) && tc_text_same(clause->starter.text, name))
            return i;
    }
    return -1;
}

static char *repealed_key(TcKeyword keyword, const char *code)
{
    g_autofree char *key = tc_text_key(code, strlen(code));
    return g_strdup_printf("%d %s", (int)keyword, key);
}

void tc_outline_note_repealed(TcOutline *outline, TcKeyword keyword, const char *code, TcSpan span)
{
    g_hash_table_insert(outline->repealed, repealed_key(keyword, code),
                        g_memdup2(&span, sizeof span));
}

const TcSpan *tc_outline_repealed(const TcOutline *outline, TcKeyword keyword, const char *code)
{
    g_autofree char *key = repealed_key(keyword, code);
    return g_hash_table_lookup(outline->repealed, key);
}

void tc_outline_insert(TcOutline *outline, uint32_t index, const TcText *text, uint32_t first,
                       uint32_t n, uint32_t by)
{
    g_autofree TcOutlineItem *items = g_new(TcOutlineItem, n + 1);
    for (uint32_t i = 0; i < n; i++)
        items[i] = (TcOutlineItem){text, first + i, by};
    g_array_insert_vals(outline->items, index, items, n);
}

void tc_outline_remove(TcOutline *outline, TcOutlineRange range)
{
    g_array_remove_range(outline->items, range.first, range.n);
}
