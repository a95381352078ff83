/* Outlines in pieces that can be compared. See outline_parts.h. */
#include "syntax/outline_parts.h"

#include <string.h>
#include "base/text.h"
#include "parser.h"

bool tc_clause_has_no_effect(TcKeyword keyword)
{
    static const TcKeyword told[] = {TC_KW_TITLE,        TC_KW_ISSUED_WITH,    TC_KW_IN_FORCE_FROM,
                                     TC_KW_EXPIRES_ON,   TC_KW_SIGNED_ON,      TC_KW_SUPERSEDES,
                                     TC_KW_LAID_DOWN_IN, TC_KW_VERBATIM,       TC_KW_BASIS,
                                     TC_KW_READING,      TC_KW_DATA_SOURCE,    TC_KW_NOTE,
                                     TC_KW_NOT_CHECKED,  TC_KW_ASSUMED,        TC_KW_COMPRISES,
                                     TC_KW_ENTERED,      TC_KW_UNIT_OF_MEASURE};
    for (size_t i = 0; i < G_N_ELEMENTS(told); i++)
        if (told[i] == keyword)
            return true;
    return false;
}

char *tc_part_key(TcKeyword keyword, const char *code)
{
    const TcKeyword noun = keyword == TC_KW_PLAN ? TC_KW_SET : keyword;
    g_autofree char *name =
        code && noun != TC_KW_SET ? tc_text_key(code, strlen(code)) : g_strdup("");
    return g_strdup_printf("%d %s", (int)noun, name);
}

static void part_free(void *data)
{
    TcOutlinePart *part = data;
    g_free(part->key);
    g_free(part->stand);
    g_free(part->says);
    g_free(part->made_of);
    g_free(part);
}

static void say_token(GString *says, const TcToken *token)
{
    g_string_append_printf(says, "%d %d ", token->type, token->value);
    if (token->number) {
        g_autofree char *number = g_malloc(mpz_sizeinbase(mpq_numref(token->number), 10) +
                                           mpz_sizeinbase(mpq_denref(token->number), 10) + 3);
        g_string_append(says, mpq_get_str(number, 10, token->number));
    } else if (token->text) {
        g_string_append(says, token->text);
    }
    g_string_append_printf(says, " %d;", token->day);
}

/* The title of a head, which stands behind its code; else UINT32_MAX. */
static uint32_t title_at(const TcOutline *outline, uint32_t index, const TcToken *tokens,
                         uint32_t n)
{
    const uint32_t at = tc_outline_code(outline, index) ? 1 : 0;
    return at < n && tokens[at].type == TC_TOK_TEXT ? at : UINT32_MAX;
}

/* What the item at @index says, but for titles and for what has no effect. */
static void say_item(const TcOutline *outline, uint32_t index, GString *says)
{
    const TcOutlineItem *item = tc_outline_at(outline, index);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *tokens = tc_clause_tokens(item->text, clause);
    const bool head = tc_clause_is_head(clause);
    const uint32_t title = head ? title_at(outline, index, tokens, clause->n) : UINT32_MAX;
    if (!head && tc_clause_has_no_effect((TcKeyword)clause->starter.value))
        return;
    say_token(says, &clause->starter);
    for (uint32_t i = 0; i < clause->n; i++)
        if (i != title)
            say_token(says, &tokens[i]);
    g_string_append_c(says, '\n');
}

/* Is it written in a clause that results hang on? The head of a grade or ranking says it all. */
static bool has_effect(const TcClause *clause)
{
    static const int heads[] = {TC_TOK_HEAD_GRADE, TC_TOK_HEAD_RANKING};
    return tc_clause_is_head(clause)
               ? tc_token_among(clause->starter.type, heads, G_N_ELEMENTS(heads))
               : !tc_clause_has_no_effect((TcKeyword)clause->starter.value);
}

/* Where the walk through an outline is. */
typedef struct {
    const TcOutline *outline;
    GPtrArray *parts;
    TcKeyword section; /* NONE: not in one with entries */
    char *group, *criterion;
} Walk;

static bool is_entry(const TcClause *clause)
{
    return clause->starter.type == TC_TOK_ENTRY_COLUMN || clause->starter.type == TC_TOK_ENTRY_LET;
}

static void enter(Walk *walk, TcKeyword keyword, const char *key)
{
    if (keyword == TC_KW_GROUP) {
        g_free(walk->group);
        walk->group = g_strdup(key);
    }
    if (keyword == TC_KW_GROUP || keyword == TC_KW_CRITERION) {
        g_free(walk->criterion);
        walk->criterion = g_strdup(keyword == TC_KW_CRITERION ? key : "");
    }
}

static bool stands_in_group(TcKeyword keyword)
{
    return keyword == TC_KW_INDICATOR || keyword == TC_KW_CRITERION;
}

static TcOutlinePart *open_part(Walk *walk, uint32_t index)
{
    const TcClause *clause = tc_outline_clause(walk->outline, index);
    const TcToken *code = tc_outline_code(walk->outline, index);
    const TcKeyword keyword = is_entry(clause) ? walk->section : (TcKeyword)clause->starter.value;
    TcOutlinePart *part = g_new0(TcOutlinePart, 1);
    part->range = (TcOutlineRange){index, 0};
    part->declares = is_entry(clause);
    if (clause->starter.type == TC_TOK_SECTION)
        walk->section = keyword;
    else if (keyword != TC_KW_EXAMPLE)
        part->key = tc_part_key(keyword, is_entry(clause) ? clause->starter.text
                                         : code           ? code->text
                                                          : NULL);
    part->stand =
        stands_in_group(keyword)
            ? g_strconcat(walk->group, "/", keyword == TC_KW_INDICATOR ? walk->criterion : "", NULL)
            : g_strdup("");
    if (part->key && !is_entry(clause))
        enter(walk, keyword, part->key);
    g_ptr_array_add(walk->parts, part);
    return part;
}

/* Ends a part: its range, and what its items say. */
static void close_part(const TcOutline *outline, TcOutlinePart *part, uint32_t end)
{
    GString *says = g_string_new(NULL), *made_of = g_string_new(NULL);
    part->range.n = end - part->range.first;
    for (uint32_t i = part->range.first; i < end; i++) {
        const TcOutlineItem *item = tc_outline_at(outline, i);
        const TcClause *clause = tc_text_clause(item->text, item->clause);
        say_item(outline, i, says);
        if (has_effect(clause))
            g_string_append_printf(made_of, "%p %u;", (const void *)item->text, item->clause);
    }
    part->says = g_string_free(says, FALSE);
    part->made_of = g_string_free(made_of, FALSE);
}

GPtrArray *tc_outline_parts(const TcOutline *outline)
{
    Walk walk = {.outline = outline,
                 .parts = g_ptr_array_new_with_free_func(part_free),
                 .group = g_strdup(""),
                 .criterion = g_strdup("")};
    TcOutlinePart *part = NULL;
    for (uint32_t i = 0; i < outline->items->len; i++) {
        const TcClause *clause = tc_outline_clause(outline, i);
        if (part && !tc_clause_is_head(clause) && !is_entry(clause))
            continue;
        if (part)
            close_part(outline, part, i);
        part = open_part(&walk, i);
    }
    if (part)
        close_part(outline, part, outline->items->len);
    g_free(walk.group);
    g_free(walk.criterion);
    return walk.parts;
}

char *tc_outline_part_words(const TcOutline *outline, const TcOutlinePart *part)
{
    const TcOutlineItem *item = tc_outline_at(outline, part->range.first);
    const TcClause *clause = tc_text_clause(item->text, item->clause);
    const TcToken *code = tc_outline_code(outline, part->range.first);
    g_autofree char *noun = tc_span_text(clause->starter.span);
    g_autofree char *name = code ? tc_span_text(code->span) : NULL;
    return name && !is_entry(clause) ? g_strdup_printf("%s %s", noun, name) : g_strdup(noun);
}
