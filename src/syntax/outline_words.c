/* What messages say of an outline: the names that are in force, the line that amends a clause. See
 * outline.h.
 *
 * Before: an outline. After: text in the words of the rules, of which whole lines can be pasted. */
#include "syntax/outline.h"

#include "syntax/ast.h"
#include "parser.h"

enum { MOST_NAMES = 40 };

static bool is_entry(const TcClause *clause)
{
    return clause->starter.type == TC_TOK_ENTRY_COLUMN || clause->starter.type == TC_TOK_ENTRY_LET;
}

char *tc_outline_names(const TcOutline *outline, TcKeyword noun)
{
    GString *names = g_string_new(NULL);
    TcKeyword at = TC_KW_NONE;
    for (uint32_t i = 0, n = 0; i < outline->items->len && n < MOST_NAMES; i++) {
        const TcClause *clause = tc_outline_clause(outline, i);
        const bool head = tc_clause_is_head(clause);
        at = head ? (TcKeyword)clause->starter.value : at;
        const TcToken *name = head ? tc_outline_code(outline, i) : &clause->starter;
        if (at != noun || !name || (!head && !is_entry(clause)))
            continue;
        g_autofree char *text = tc_span_text(name->span);
        g_string_append_printf(names, "%s%s", n++ ? ", " : "", text);
    }
    return g_string_free(names, FALSE);
}

/* Which item has the clause in which @named stands; -1: none. */
static int64_t item_with(const TcOutline *outline, TcSpan named)
{
    for (uint32_t i = 0; i < outline->items->len; i++) {
        const TcOutlineItem *item = tc_outline_at(outline, i);
        const TcSpan span = tc_text_clause_span(item->text, item->clause);
        if (span.source == named.source && span.start <= named.start && named.start < span.end)
            return i;
    }
    return -1;
}

uint32_t tc_outline_put_by(const TcOutline *outline, TcSpan named)
{
    const int64_t found = item_with(outline, named);
    return found < 0 ? 0 : tc_outline_at(outline, (uint32_t)found)->by;
}

/* "kết luận XONG": the part that the head at @index begins; a section and the set by their word. */
static char *head_words(const TcOutline *outline, uint32_t index)
{
    const TcToken *starter = &tc_outline_clause(outline, index)->starter;
    const TcToken *code = starter->value == TC_KW_SET ? NULL : tc_outline_code(outline, index);
    g_autofree char *noun = tc_span_text(starter->span);
    g_autofree char *name = code ? tc_span_text(code->span) : NULL;
    return g_strjoin(" ", noun, name, NULL);
}

/* What stands behind the starter of the clause at @index, on one line. */
static char *content_of(const TcOutline *outline, uint32_t index)
{
    const TcClause *clause = tc_outline_clause(outline, index);
    const TcToken *tokens =
        clause->n ? tc_clause_tokens(tc_outline_at(outline, index)->text, clause) : NULL;
    return tokens ? tc_span_line(tc_span_join(tokens[0].span, tokens[clause->n - 1].span))
                  : g_strdup("");
}

/* A data check is known by its message, which stands last. */
static char *repealed_check(const TcOutline *outline, uint32_t index, TcLang lang)
{
    const TcClause *clause = tc_outline_clause(outline, index);
    const TcToken *tokens = tc_clause_tokens(tc_outline_at(outline, index)->text, clause);
    g_autofree char *message = tc_span_text(tokens[clause->n - 1].span);
    return g_strdup_printf("%s %s %s", tc_keyword_name(TC_KW_REPEAL, lang),
                           tc_keyword_name(TC_KW_DATA_CHECK, lang), message);
}

char *tc_outline_edit_of(const TcOutline *outline, TcSpan named)
{
    const int64_t found = item_with(outline, named);
    if (found < 0)
        return NULL;
    const uint32_t index = (uint32_t)found;
    const TcClause *clause = tc_outline_clause(outline, index);
    const TcLang lang = tc_outline_at(outline, index)->text->tokens.lang;
    uint32_t head = index;
    while (head > 0 && !tc_clause_is_head(tc_outline_clause(outline, head)))
        head--;
    g_autofree char *part = head_words(outline, head);
    if (clause->starter.type == TC_TOK_DATA_CHECK)
        return repealed_check(outline, index, lang);
    if (head == index) /* what the head itself says goes with the whole part */
        return g_strdup_printf("%s %s", tc_keyword_name(TC_KW_REPEAL, lang), part);
    g_autofree char *word = tc_span_text(clause->starter.span);
    g_autofree char *content = content_of(outline, index);
    return is_entry(clause)
               ? g_strdup_printf("%s %s %s %s: %s", tc_keyword_name(TC_KW_AMEND, lang), part, word,
                                 tc_keyword_name(TC_KW_TO_READ, lang), content)
               : g_strdup_printf("%s %s %s %s %s: %s", tc_keyword_name(TC_KW_AMEND, lang), word,
                                 tc_keyword_name(TC_KW_OF_PART, lang), part,
                                 tc_keyword_name(TC_KW_TO_READ, lang), content);
}
