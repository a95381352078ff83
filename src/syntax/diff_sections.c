/* What an amendment says of entries of sections and of data checks. See diff_writer.h. */
#include "syntax/diff_writer.h"

#include "parser.h"

static char *entry_name(const TcDiffSide *side, uint32_t item)
{
    return tc_span_text(tc_outline_clause(side->outline, item)->starter.span);
}

void tc_diff_repeal_entry(const TcDiffWriter *writer, const TcDiffRow *row, uint32_t item)
{
    g_autofree char *name = entry_name(writer->first, item);
    tc_diff_say(writer, TC_KW_REPEAL);
    g_string_append_printf(writer->out, "%s %s\n", tc_diff_word(writer, row->noun), name);
}

/* Entries while their section is amended: which of the second side's stay where they are. */
typedef struct {
    const TcDiffPart *part;
    const TcDiffRow *row, *other; /* of the second and the first side */
    uint32_t first, n;            /* of the second side */
    uint32_t *old;                /* by entry: its item on the first side, or TC_DIFF_NO_ROW */
    bool *stays;
} Entries;

static void find_entries(const TcDiffWriter *writer, Entries *entries)
{
    const TcDiffRow *row = entries->row;
    uint32_t both = 0;
    entries->first = tc_diff_first_item(row);
    entries->n = row->head + row->n - entries->first;
    entries->old = g_new(uint32_t, entries->n + 1);
    entries->stays = g_new0(bool, entries->n + 1);
    g_autofree uint32_t *numbers = g_new(uint32_t, entries->n + 1);
    g_autofree uint32_t *which = g_new(uint32_t, entries->n + 1);
    g_autofree bool *rising = g_new0(bool, entries->n + 1);
    for (uint32_t i = 0; i < entries->n; i++) {
        const char *name = tc_diff_known(writer->second, row, entries->first + i).name;
        const int64_t found = tc_outline_find_entry(writer->first->outline, row->noun, name);
        entries->old[i] = found < 0 ? TC_DIFF_NO_ROW : (uint32_t)found;
        if (found < 0)
            continue;
        which[both] = i;
        numbers[both++] = (uint32_t)found;
    }
    tc_diff_rising(numbers, both, rising);
    for (uint32_t i = 0; i < both; i++)
        entries->stays[which[i]] = rising[i];
}

/* "bổ sung số liệu vào sau số liệu [Vùng]" for the entries from @start up to @end, none of which
 * stays. */
static void insert_run(const TcDiffWriter *writer, const Entries *entries, uint32_t start,
                       uint32_t end)
{
    const TcKeyword noun = entries->row->noun;
    tc_diff_say(writer, TC_KW_INSERT);
    g_string_append(writer->out, tc_diff_word(writer, noun));
    if (end < entries->n) {
        const uint32_t by = start > 0 ? start - 1 : end;
        g_autofree char *name = entry_name(writer->second, entries->first + by);
        g_string_append_printf(writer->out, " %s %s %s",
                               tc_diff_word(writer, start > 0 ? TC_KW_BEHIND : TC_KW_AHEAD),
                               tc_diff_word(writer, noun), name);
    }
    g_string_append_c(writer->out, '\n');
    tc_diff_put_clauses(writer, entries->first + start, end - start);
}

static void insert_runs(const TcDiffWriter *writer, const Entries *entries)
{
    for (uint32_t start = 0, end; start < entries->n; start = end) {
        end = start + 1;
        if (entries->stays[start])
            continue;
        while (end < entries->n && !entries->stays[end])
            end++;
        insert_run(writer, entries, start, end);
    }
}

/* Those that change where they stand: one by its name, several below their section. */
static void amend_entries(const TcDiffWriter *writer, const Entries *entries)
{
    g_autoptr(GArray) changed = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < entries->n; i++) {
        const uint32_t item = entries->first + i;
        if (entries->stays[i] && tc_diff_is_changed(entries->part, item))
            g_array_append_val(changed, item);
    }
    if (changed->len == 0)
        return;
    tc_diff_say(writer, TC_KW_AMEND);
    g_string_append(writer->out, tc_diff_word(writer, entries->row->noun));
    if (changed->len == 1) {
        const uint32_t item = g_array_index(changed, uint32_t, 0);
        g_autofree char *name = entry_name(writer->second, item);
        g_string_append_printf(writer->out, " %s %s:", name, tc_diff_word(writer, TC_KW_TO_READ));
        tc_diff_put_content(writer, item);
        return;
    }
    g_string_append_printf(writer->out, " %s\n", tc_diff_word(writer, TC_KW_TO_READ));
    tc_diff_put_listed(writer, changed);
}

/* A moved entry is taken out and put in again; what is repealed goes last, so that its section is
 * not empty meanwhile. */
void tc_diff_put_entries(const TcDiffWriter *writer, const TcDiffPart *part, const TcDiffRow *row)
{
    Entries entries = {.part = part, .row = row};
    find_entries(writer, &entries);
    for (uint32_t i = 0; i < entries.n; i++)
        if (entries.old[i] != TC_DIFF_NO_ROW && !entries.stays[i])
            tc_diff_repeal_entry(writer, row, entries.old[i]);
    amend_entries(writer, &entries);
    insert_runs(writer, &entries);
    for (guint i = 0; i < part->clauses->len; i++) {
        const TcDiffClause *one = &g_array_index(part->clauses, TcDiffClause, i);
        if (one->items[1] < 0)
            tc_diff_repeal_entry(writer, row, (uint32_t)one->items[0]);
    }
    g_free(entries.old);
    g_free(entries.stays);
}

void tc_diff_repeal_check(const TcDiffWriter *writer, uint32_t item)
{
    const TcOutlineItem *at = tc_outline_at(writer->first->outline, item);
    const TcClause *clause = tc_text_clause(at->text, at->clause);
    const TcToken *last = tc_clause_tokens(at->text, clause) + clause->n - 1;
    g_autofree char *says = tc_span_text(last->span);
    tc_diff_say(writer, TC_KW_REPEAL);
    g_string_append_printf(writer->out, "%s %s\n", tc_diff_word(writer, TC_KW_DATA_CHECK), says);
}

void tc_diff_insert_checks(const TcDiffWriter *writer, uint32_t first, uint32_t n)
{
    if (n == 0)
        return;
    tc_diff_say(writer, TC_KW_INSERT);
    g_string_append_printf(writer->out, "%s\n", tc_diff_word(writer, TC_KW_DATA_CHECK));
    tc_diff_put_clauses(writer, first, n);
}

/* New checks come last, so what stands behind the first that changed is taken out and put in
 * again. */
void tc_diff_put_checks(const TcDiffWriter *writer, const TcDiffPart *part, const TcDiffRow *row)
{
    const TcDiffRow *other = tc_diff_row(writer->first, row->other);
    g_autoptr(GHashTable) stay = g_hash_table_new(NULL, NULL);
    TcDiffRow same = *row; /* up to the first that changed */
    same.n = 0;
    while (same.n < row->n && !tc_diff_is_changed(part, row->head + same.n))
        same.n++;
    const uint32_t kept = tc_diff_kept_items(writer, other, &same, stay);
    tc_diff_insert_checks(writer, row->head + kept, row->n - kept);
    for (uint32_t i = other->head; i < other->head + other->n; i++)
        if (!g_hash_table_contains(stay, GUINT_TO_POINTER(i)))
            tc_diff_repeal_check(writer, i);
}
