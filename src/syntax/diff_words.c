/* The words of an amendment that is written from a difference. See diff_writer.h. */
#include "syntax/diff_writer.h"

#include <string.h>
#include "syntax/format.h"
#include "parser.h"

const char *tc_diff_word(const TcDiffWriter *writer, TcKeyword keyword)
{
    return tc_keyword_name(keyword, writer->lang);
}

void tc_diff_say(const TcDiffWriter *writer, TcKeyword keyword)
{
    g_string_append_printf(writer->out, "%s ", tc_diff_word(writer, keyword));
}

/* The word of the row's head: a set may be a plan. */
static TcKeyword noun_at(const TcDiffSide *side, const TcDiffRow *row)
{
    return (TcKeyword)tc_outline_clause(side->outline, row->head)->starter.value;
}

char *tc_diff_code(const TcDiffSide *side, const TcDiffRow *row)
{
    const TcToken *code = row->code ? tc_outline_code(side->outline, row->head) : NULL;
    const bool brackets = code && code->type == TC_TOK_BRACKET;
    return brackets ? tc_span_text(code->span) : g_strdup(row->code ? row->code : "");
}

/* "chỉ tiêu 3.4"; the set and sections have no number. */
void tc_diff_name_row(const TcDiffWriter *writer, const TcDiffSide *side, const TcDiffRow *row)
{
    g_autofree char *code = tc_diff_code(side, row);
    g_string_append(writer->out, tc_diff_word(writer, noun_at(side, row)));
    if (*code && row->noun != TC_KW_SET)
        g_string_append_printf(writer->out, " %s", code);
}

/* " của chỉ tiêu 3.4" */
void tc_diff_name_owner(const TcDiffWriter *writer, const TcDiffRow *row)
{
    g_string_append_printf(writer->out, " %s ", tc_diff_word(writer, TC_KW_OF_PART));
    tc_diff_name_row(writer, writer->second, row);
}

/* The clause @item of the second side as it stands in a rule set. Returns: (transfer full). */
char *tc_diff_clause_text(const TcDiffWriter *writer, uint32_t item)
{
    return tc_format_clauses(writer->second->outline, &item, 1, writer->lang);
}

void tc_diff_put_listed(const TcDiffWriter *writer, const GArray *items)
{
    g_autofree char *text =
        tc_format_clauses(writer->second->outline, (const uint32_t *)(const void *)items->data,
                          items->len, writer->lang);
    g_string_append(writer->out, text);
}

void tc_diff_put_clauses(const TcDiffWriter *writer, uint32_t first, uint32_t n)
{
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = first; i < first + n; i++)
        g_array_append_val(items, i);
    tc_diff_put_listed(writer, items);
}

/* What stands behind the colon of the clause or entry @item, with its line end. */
void tc_diff_put_content(const TcDiffWriter *writer, uint32_t item)
{
    g_autofree char *text = tc_diff_clause_text(writer, item);
    const TcToken *starter = &tc_outline_clause(writer->second->outline, item)->starter;
    const bool entry = starter->type == TC_TOK_ENTRY_COLUMN || starter->type == TC_TOK_ENTRY_LET;
    g_autofree char *name = entry ? tc_span_text(starter->span) : NULL;
    const char *key = entry ? name : tc_diff_word(writer, (TcKeyword)starter->value);
    const char *content = strstr(text, key) + strlen(key);
    content += strspn(content, " :=");
    g_string_append_printf(writer->out, "%s%s", *content == '\n' ? "" : " ", content);
}

bool tc_diff_is_changed(const TcDiffPart *part, uint32_t item)
{
    for (guint i = 0; i < part->clauses->len; i++)
        if (g_array_index(part->clauses, TcDiffClause, i).items[1] == item)
            return true;
    return false;
}

/* How many items of the second row, from its first on, stand in the first row in the same order;
 * @kept (by item of the first side) gets those. What comes behind them is put behind. */
uint32_t tc_diff_kept_items(const TcDiffWriter *writer, const TcDiffRow *a, const TcDiffRow *b,
                            GHashTable *kept)
{
    uint32_t n = tc_diff_first_item(b), at = tc_diff_first_item(a);
    for (; n < b->head + b->n; n++) {
        const TcDiffClause wanted = tc_diff_known(writer->second, b, n);
        uint32_t found = at;
        for (; found < a->head + a->n; found++) {
            const TcDiffClause known = tc_diff_known(writer->first, a, found);
            if (tc_diff_same_known(&wanted, &known))
                break;
        }
        if (found == a->head + a->n)
            break;
        g_hash_table_add(kept, GUINT_TO_POINTER(found));
        at = found + 1;
    }
    return n - tc_diff_first_item(b);
}
