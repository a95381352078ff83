/* A difference as a text that amends. See diff.h.
 *
 * What a text amends it finds under the old numbers, so everything is written with these, and the
 * renumberings come last. Before them the edits stand in the order of the second outline; what is
 * repealed comes behind, when nothing that stays can stand in it. */
#include "syntax/diff_writer.h"

#include <string.h>
#include "base/date.h"
#include "base/msg.h"
#include "base/text.h"
#include "syntax/format.h"
#include "syntax/parse.h"
#include "parser.h"

/* --- one clause ------------------------------------------------------------------------------- */

static TcKeyword keyword_at(const TcDiffSide *side, uint32_t item)
{
    return (TcKeyword)tc_outline_clause(side->outline, item)->starter.value;
}

static bool is_flag(const TcDiffSide *side, uint32_t item)
{
    return tc_outline_clause(side->outline, item)->starter.type == TC_TOK_FLAG;
}

static void repeal_clause(const TcDiffWriter *writer, const TcDiffRow *row, uint32_t item)
{
    tc_diff_say(writer, TC_KW_REPEAL);
    g_string_append(writer->out, tc_diff_word(writer, keyword_at(writer->first, item)));
    tc_diff_name_owner(writer, row);
    g_string_append_c(writer->out, '\n');
}

static void insert_clause(const TcDiffWriter *writer, const TcDiffRow *row, uint32_t item)
{
    tc_diff_say(writer, TC_KW_INSERT);
    g_string_append(writer->out, tc_diff_word(writer, keyword_at(writer->second, item)));
    tc_diff_name_owner(writer, row);
    if (is_flag(writer->second, item)) {
        g_string_append_c(writer->out, '\n');
        return;
    }
    g_string_append_c(writer->out, ':');
    tc_diff_put_content(writer, item);
}

static void amend_clause(const TcDiffWriter *writer, const TcDiffRow *row, uint32_t item)
{
    tc_diff_say(writer, TC_KW_AMEND);
    g_string_append(writer->out, tc_diff_word(writer, keyword_at(writer->second, item)));
    tc_diff_name_owner(writer, row);
    g_string_append_printf(writer->out, " %s:", tc_diff_word(writer, TC_KW_TO_READ));
    tc_diff_put_content(writer, item);
}

static char *title_text(const TcDiffSide *side, const TcDiffRow *row)
{
    const TcNode *title = tc_diff_title(side, row);
    return title ? tc_span_text(title->span) : NULL;
}

static void amend_title(const TcDiffWriter *writer, const TcDiffRow *row)
{
    g_autofree char *title = title_text(writer->second, row);
    tc_diff_say(writer, TC_KW_AMEND);
    g_string_append(writer->out, tc_diff_word(writer, TC_KW_TITLE_OF));
    tc_diff_name_owner(writer, row);
    g_string_append_printf(writer->out, " %s: %s\n", tc_diff_word(writer, TC_KW_TO_READ),
                           title ? title : "\"\"");
}

/* --- rows --------------------------------------------------------------------------------------
 */

/* What the head of a grade or ranking holds, as it stands behind the title; empty for others.
 * Returns: (transfer full). */
static char *graded_text(const TcDiffWriter *writer, const TcDiffRow *row)
{
    if (row->noun != TC_KW_GRADE && row->noun != TC_KW_RANKING)
        return g_strdup("");
    g_autofree char *head = tc_diff_clause_text(writer, row->head);
    g_autofree char *title = title_text(writer->second, row);
    const char *behind = title ? strstr(head, title) : NULL;
    if (behind)
        return g_strdup(behind + strlen(title));
    g_autofree char *code = tc_diff_code(writer->second, row);
    behind = strstr(head, code);
    return g_strdup(behind + strlen(code));
}

/* The title if it is another one (or @always), then what the head holds; ends the line. */
static void put_head(const TcDiffWriter *writer, const TcDiffRow *row, bool always)
{
    g_autofree char *title = title_text(writer->second, row);
    g_autofree char *graded = graded_text(writer, row);
    const TcDiffRow *other =
        row->other == TC_DIFF_NO_ROW ? NULL : tc_diff_row(writer->first, row->other);
    g_autofree char *old = other ? title_text(writer->first, other) : NULL;
    if (title && (always || g_strcmp0(title, old) != 0))
        g_string_append_printf(writer->out, "%s%s", always ? " " : "\n    ", title);
    g_string_append(writer->out, *graded ? graded : "\n");
}

static void put_items(const TcDiffWriter *writer, const TcDiffRow *row)
{
    const uint32_t first = tc_diff_first_item(row);
    tc_diff_put_clauses(writer, first, row->head + row->n - first);
}

static void amend_row(const TcDiffWriter *writer, const TcDiffRow *row)
{
    tc_diff_say(writer, TC_KW_AMEND);
    tc_diff_name_row(writer, writer->second, row);
    g_string_append_printf(writer->out, " %s", tc_diff_word(writer, TC_KW_TO_READ));
    put_head(writer, row, false);
    put_items(writer, row);
}

/* Has the row two clauses of one keyword, on its side? */
static bool has_twice(const TcDiffSide *side, const TcDiffRow *row, TcKeyword keyword)
{
    unsigned n = 0;
    for (uint32_t i = row->head + 1; i < row->head + row->n; i++)
        n += tc_diff_known(side, row, i).keyword == keyword;
    return n > 1;
}

/* Can the one difference of @part be said of the clause alone? */
static bool is_clause_alone(const TcDiffWriter *writer, const TcDiffPart *part,
                            const TcDiffRow *row)
{
    const TcDiffClause *one = &g_array_index(part->clauses, TcDiffClause, 0);
    if (part->clauses->len != 1 || part->reordered || one->keyword == TC_KW_SCORED_AS ||
        has_twice(writer->second, row, one->keyword) ||
        has_twice(writer->first, tc_diff_row(writer->first, row->other), one->keyword))
        return false;
    if (one->keyword == TC_KW_TITLE)
        return tc_diff_title(writer->second, row) != NULL;
    if (one->items[0] >= 0 && one->items[1] >= 0)
        return !is_flag(writer->first, (uint32_t)one->items[0]) &&
               !is_flag(writer->second, (uint32_t)one->items[1]);
    return one->items[1] < 0 || one->items[1] == row->head + row->n - 1;
}

static void put_clause_edit(const TcDiffWriter *writer, const TcDiffRow *row,
                            const TcDiffClause *one)
{
    if (one->keyword == TC_KW_TITLE)
        amend_title(writer, row);
    else if (one->items[1] < 0)
        repeal_clause(writer, row, (uint32_t)one->items[0]);
    else if (one->items[0] < 0)
        insert_clause(writer, row, (uint32_t)one->items[1]);
    else
        amend_clause(writer, row, (uint32_t)one->items[1]);
}

static void put_row_edit(const TcDiffWriter *writer, const TcDiffPart *part, const TcDiffRow *row)
{
    if (is_clause_alone(writer, part, row))
        put_clause_edit(writer, row, &g_array_index(part->clauses, TcDiffClause, 0));
    else
        amend_row(writer, row);
}

/* --- groups and the set: their clauses one by one --------------------------------------------- */

/* Does the keyword of the clause @item stand among the changed or new ones? Then all of its clauses
 * are given: they take the place of all. */
static bool is_given(const TcDiffWriter *writer, const TcDiffPart *part, const TcDiffRow *row,
                     uint32_t kept, uint32_t item)
{
    const TcDiffClause known = tc_diff_known(writer->second, row, item);
    for (uint32_t i = row->head + 1; i < row->head + row->n; i++) {
        const TcDiffClause other = tc_diff_known(writer->second, row, i);
        if (tc_diff_same_known(&known, &other) &&
            (tc_diff_is_changed(part, i) || i - (row->head + 1) >= kept))
            return true;
    }
    return false;
}

/* "sửa đổi nhóm 3 như sau" with what changes or is new. */
static void amend_clauses(const TcDiffWriter *writer, const TcDiffPart *part, const TcDiffRow *row,
                          uint32_t kept)
{
    g_autoptr(GArray) given = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    const bool title =
        part->clauses->len && g_array_index(part->clauses, TcDiffClause, 0).keyword == TC_KW_TITLE;
    for (uint32_t i = row->head + 1; i < row->head + row->n; i++) {
        if (is_given(writer, part, row, kept, i))
            g_array_append_val(given, i);
    }
    if (given->len == 0 && !title)
        return;
    tc_diff_say(writer, TC_KW_AMEND);
    tc_diff_name_row(writer, writer->second, row);
    g_string_append_printf(writer->out, " %s", tc_diff_word(writer, TC_KW_TO_READ));
    put_head(writer, row, false);
    tc_diff_put_listed(writer, given);
}

/* Each clause by itself, behind what was taken out: a text does not amend a group and repeal a
 * clause of it. */
static void amend_one_by_one(const TcDiffWriter *writer, const TcDiffPart *part,
                             const TcDiffRow *row, uint32_t kept)
{
    for (guint i = 0; i < part->clauses->len; i++)
        if (g_array_index(part->clauses, TcDiffClause, i).keyword == TC_KW_TITLE)
            amend_title(writer, row);
    for (uint32_t i = row->head + 1; i < row->head + row->n; i++) {
        if (i - (row->head + 1) >= kept)
            insert_clause(writer, row, i);
        else if (tc_diff_is_changed(part, i))
            amend_clause(writer, row, i);
    }
}

static void put_clauses_edit(const TcDiffWriter *writer, const TcDiffPart *part,
                             const TcDiffRow *row)
{
    const TcDiffRow *other = tc_diff_row(writer->first, row->other);
    g_autoptr(GHashTable) stay = g_hash_table_new(NULL, NULL);
    const uint32_t kept = tc_diff_kept_items(writer, other, row, stay);
    bool repealed = false;
    if (part->clauses->len == 1 && is_clause_alone(writer, part, row)) {
        put_clause_edit(writer, row, &g_array_index(part->clauses, TcDiffClause, 0));
        return;
    }
    for (uint32_t i = other->head + 1; i < other->head + other->n; i++) {
        if (g_hash_table_contains(stay, GUINT_TO_POINTER(i)))
            continue;
        repeal_clause(writer, row, i);
        repealed = true;
    }
    if (repealed && row->noun == TC_KW_GROUP)
        amend_one_by_one(writer, part, row, kept);
    else
        amend_clauses(writer, part, row, kept);
}

/* --- all -------------------------------------------------------------------------------------- */

static bool is_section(TcKeyword noun)
{
    return noun == TC_KW_DATA || noun == TC_KW_DEFINITIONS || noun == TC_KW_PARAMETERS;
}

static void put_place(const TcDiffWriter *writer, uint32_t by, bool ahead)
{
    g_string_append_printf(writer->out, " %s ",
                           tc_diff_word(writer, ahead ? TC_KW_AHEAD : TC_KW_BEHIND));
    tc_diff_name_row(writer, writer->second, tc_diff_row(writer->second, by));
}

static void put_move(const TcDiffWriter *writer, const TcDiffRow *row, uint32_t by, bool ahead)
{
    tc_diff_say(writer, TC_KW_MOVE);
    tc_diff_name_row(writer, writer->second, row);
    put_place(writer, by, ahead);
    g_string_append_c(writer->out, '\n');
}

/* The row @freed goes ahead of @part, in which it stands. */
static void put_freed(const TcDiffWriter *writer, uint32_t freed, const TcDiffSide *side,
                      const TcDiffRow *part)
{
    tc_diff_say(writer, TC_KW_MOVE);
    tc_diff_name_row(writer, writer->second, tc_diff_row(writer->second, freed));
    g_string_append_printf(writer->out, " %s ", tc_diff_word(writer, TC_KW_AHEAD));
    tc_diff_name_row(writer, side, part);
    g_string_append_c(writer->out, '\n');
}

/* A new part; what a head holds does not stand with a place, so such a part is moved there. */
static void insert_row(const TcDiffWriter *writer, const TcDiffRow *row, TcDiffPlaced placed,
                       uint32_t by, bool ahead)
{
    const bool graded = row->noun == TC_KW_GRADE || row->noun == TC_KW_RANKING;
    g_autofree char *title = title_text(writer->second, row);
    tc_diff_say(writer, TC_KW_INSERT);
    tc_diff_name_row(writer, writer->second, row);
    if (graded) {
        put_head(writer, row, true);
    } else {
        g_string_append_printf(writer->out, "%s%s", title ? " " : "", title ? title : "");
        if (placed == TC_DIFF_GOES)
            put_place(writer, by, ahead);
        g_string_append_c(writer->out, '\n');
    }
    put_items(writer, row);
    if (graded && placed == TC_DIFF_GOES)
        put_move(writer, row, by, ahead);
}

/* A section that only the second side has. */
static void insert_section(const TcDiffWriter *writer, const TcDiffRow *row)
{
    if (row->noun == TC_KW_DATA_CHECK) {
        tc_diff_insert_checks(writer, row->head, row->n);
        return;
    }
    tc_diff_say(writer, TC_KW_INSERT);
    g_string_append_printf(writer->out, "%s\n", tc_diff_word(writer, row->noun));
    put_items(writer, row);
}

static void put_changed(const TcDiffWriter *writer, const TcDiffPart *part, const TcDiffRow *row)
{
    if (part->clauses->len == 0 && !part->reordered)
        return;
    if (is_section(row->noun))
        tc_diff_put_entries(writer, part, row);
    else if (row->noun == TC_KW_DATA_CHECK)
        tc_diff_put_checks(writer, part, row);
    else if (row->noun == TC_KW_SET || row->noun == TC_KW_GROUP)
        put_clauses_edit(writer, part, row);
    else
        put_row_edit(writer, part, row);
}

static const TcDiffPart *part_at(const TcDiff *diff, uint32_t head)
{
    for (guint i = 0; i < diff->parts->len; i++) {
        const TcDiffPart *part = g_ptr_array_index(diff->parts, i);
        if (part->heads[1] == head)
            return part;
    }
    return NULL;
}

static void put_rows(const TcDiffWriter *writer, TcDiffPlaces *places)
{
    for (uint32_t i = 0; i < writer->second->rows->len; i++) {
        const TcDiffRow *row = tc_diff_row(writer->second, i);
        const TcDiffPart *part = part_at(writer->diff, row->head);
        uint32_t by;
        bool ahead;
        TcDiffPlaced placed;
        while ((placed = tc_diff_place(places, i, &by, &ahead)) == TC_DIFF_FREES)
            put_freed(writer, by, writer->second, row);
        if (row->other == TC_DIFF_NO_ROW && !row->code) {
            insert_section(writer, row);
        } else if (row->other == TC_DIFF_NO_ROW) {
            insert_row(writer, row, placed, by, ahead);
        } else {
            if (placed == TC_DIFF_GOES)
                put_move(writer, row, by, ahead);
            if (part)
                put_changed(writer, part, row);
        }
    }
}

static void repeal_row(const TcDiffWriter *writer, const TcDiffRow *row)
{
    if (row->code) {
        tc_diff_say(writer, TC_KW_REPEAL);
        tc_diff_name_row(writer, writer->first, row);
        g_string_append_c(writer->out, '\n');
        return;
    }
    for (uint32_t i = tc_diff_first_item(row); i < row->head + row->n; i++) {
        if (row->noun == TC_KW_DATA_CHECK)
            tc_diff_repeal_check(writer, i);
        else
            tc_diff_repeal_entry(writer, row, i);
    }
}

static void put_repealed(const TcDiffWriter *writer, TcDiffPlaces *places)
{
    uint32_t row, freed;
    while ((row = tc_diff_next_repealed(places, &freed)) != TC_DIFF_NO_ROW) {
        const TcDiffRow *gone = tc_diff_row(writer->first, row);
        if (freed == TC_DIFF_NO_ROW) {
            repeal_row(writer, gone);
            continue;
        }
        put_freed(writer, freed, writer->first, gone);
    }
}

static void put_numbers(const TcDiffWriter *writer)
{
    const GPtrArray *numbers = writer->diff->numbers;
    for (guint i = 0; tc_diff_renumbers(writer->diff) && i + 2 < numbers->len; i += 3) {
        tc_diff_say(writer, TC_KW_RENUMBER);
        g_string_append_printf(
            writer->out, "%s %s %s %s\n",
            tc_diff_word(writer, (TcKeyword)GPOINTER_TO_UINT(g_ptr_array_index(numbers, i))),
            (const char *)g_ptr_array_index(numbers, i + 1), tc_diff_word(writer, TC_KW_BECOMES),
            (const char *)g_ptr_array_index(numbers, i + 2));
    }
}

/* The title of the set within one of the amendment; none if that would end it. */
static void put_title(const TcDiffWriter *writer)
{
    const TcNode *title = tc_diff_title(writer->first, tc_diff_row(writer->first, 0));
    if (!title || strchr(title->text, '"'))
        return;
    g_autofree char *text =
        tc_msg_format(writer->lang, TC_MSG_DIFF_AMENDMENT_TITLE, title->text, NULL);
    g_string_append_printf(writer->out, " \"%s\"", text);
}

static void put_amending_head(const TcDiffWriter *writer, const TcDiffAmending *as)
{
    char day[TC_DATE_TEXT];
    g_autofree char *laid_out = NULL;
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN);
    GString *out = writer->out;
    const TcDiffRow *set = tc_diff_row(writer->first, 0);
    if (!as->number)
        g_string_append_printf(out, "# %s\n", tc_msg(as->lang, TC_MSG_DIFF_FILL_NUMBER));
    g_autofree char *fill_day = tc_msg_format(as->lang, TC_MSG_DIFF_FILL_DAY,
                                              tc_diff_word(writer, TC_KW_IN_FORCE_FROM), NULL);
    if (as->from == INT32_MIN)
        g_string_append_printf(out, "# %s\n", fill_day);
    g_autofree char *code = tc_diff_code(writer->first, set);
    g_string_append_printf(out, "%s %s", tc_diff_word(writer, TC_KW_AMENDMENT), code);
    put_title(writer);
    g_string_append_printf(out, "\n  %s:  \"%s\"\n", tc_diff_word(writer, TC_KW_ISSUED_WITH),
                           as->number ? as->number : tc_msg(as->lang, TC_MSG_DIFF_NUMBER));
    if (as->from != INT32_MIN)
        g_string_append_printf(out, "  %s: %s\n", tc_diff_word(writer, TC_KW_IN_FORCE_FROM),
                               tc_date_format(as->from, as->lang, day));
    g_autoptr(TcSource) source = tc_source_new("", out->str, out->len);
    if (tc_format(source, TC_N_LANGS, heard, &laid_out) && laid_out)
        g_string_assign(out, laid_out);
    g_string_append_c(out, '\n');
}

/* What units keep or go on under, word for word, behind an empty line. */
static void put_transitions(const TcDiffWriter *writer, const GArray *transitions)
{
    if (!transitions || transitions->len == 0)
        return;
    while (g_str_has_suffix(writer->out->str, "\n"))
        g_string_truncate(writer->out, writer->out->len - 1);
    g_string_append_printf(writer->out, "\n\n%s\n", tc_diff_word(writer, TC_KW_TRANSITION));
    for (guint i = 0; i < transitions->len; i++) {
        const TcTransitional *what = &g_array_index(transitions, TcTransitional, i);
        g_autofree char *line =
            tc_format_clause(what->amendment->text, what->transition->clause, writer->lang);
        g_string_append_printf(writer->out, "  %s\n", line);
    }
}

char *tc_diff_amendment(const TcDiff *diff, const TcDiffAmending *as)
{
    const TcDiffWriter writer = {diff, &diff->sides[0], &diff->sides[1], as->lang,
                                 g_string_new(NULL)};
    TcDiffPlaces *places = tc_diff_places_new(diff);
    put_amending_head(&writer, as);
    put_rows(&writer, places);
    put_repealed(&writer, places);
    put_numbers(&writer);
    put_transitions(&writer, as->transitions);
    tc_diff_places_free(places);
    return g_string_free(writer.out, FALSE);
}

/* The first head or clause of @wanted that is not in @got at its place. */
static TcSpan first_other(const TcNode *got, const TcNode *wanted)
{
    for (uint32_t i = 0; i < wanted->n; i++) {
        const TcNode *head = wanted->items[i];
        if (i < got->n && tc_node_equal(got->items[i], head))
            continue;
        const TcNode *other = i < got->n && got->items[i]->sub == head->sub ? got->items[i] : NULL;
        if (other && tc_head_clause(other, TC_KW_TITLE) && !tc_head_clause(head, TC_KW_TITLE))
            other = NULL;
        for (uint32_t k = 0; other && k < head->n; k++)
            if (k >= other->n || !tc_node_equal(other->items[k], head->items[k]))
                return head->items[k]->span;
        return head->at;
    }
    return wanted->n ? wanted->items[wanted->n - 1]->at : wanted->span;
}

bool tc_diff_amends(const TcDiff *diff, TcSpan *at)
{
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcOutline) amended = tc_outline_copy(diff->sides[0].outline);
    const TcDiffAmending as = {.lang = tc_outline_at(amended, 0)->text->tokens.lang, .from = 0};
    g_autofree char *text = tc_diff_amendment(diff, &as);
    const bool applied = diff->parts->len == 0 || tc_diff_apply(amended, text);
    const TcNode *got = tc_parse_outline(amended, arena, heard);
    const TcNode *wanted = tc_parse_outline(diff->second, arena, heard);
    if (applied && tc_node_equal(got, wanted))
        return true;
    *at = first_other(got, wanted);
    return false;
}
