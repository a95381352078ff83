/* Parts that only have another number. See diff.h.
 *
 * A part that has no counterpart of its number, or one of another title, is held to be that of the
 * same title on the other side, if no other has that title. The numbers must be free for it: what
 * an amendment could not renumber is no renumbering here. */
#include "syntax/diff_internal.h"

#include <string.h>
#include "base/text.h"
#include "syntax/amend.h"

static bool may_have_number(const TcDiffRow *row)
{
    return row->code && (row->noun == TC_KW_GROUP || row->noun == TC_KW_CRITERION ||
                         row->noun == TC_KW_INDICATOR || row->noun == TC_KW_VERDICT);
}

/* "14 tỷ lệ hộ …" Returns: (transfer full) NULL if there is no title. */
static char *title_key(const TcDiffSide *side, const TcDiffRow *row)
{
    const TcNode *title = may_have_number(row) ? tc_diff_title(side, row) : NULL;
    g_autofree char *key = title ? tc_text_key(title->text, strlen(title->text)) : NULL;
    return key ? g_strdup_printf("%d %s", (int)row->noun, key) : NULL;
}

/* From titles to their rows + 1; to 0 where several rows have one. */
static GHashTable *titles_of(const TcDiffSide *side)
{
    GHashTable *titles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i < side->rows->len; i++) {
        char *key = title_key(side, tc_diff_row(side, i));
        if (key)
            g_hash_table_insert(titles, key,
                                GUINT_TO_POINTER(g_hash_table_contains(titles, key) ? 0 : i + 1));
    }
    return titles;
}

/* The row of the first side with the title of the second side's @row, if it alone has it. */
static const TcDiffRow *same_title(const TcDiff *diff, GHashTable *const *titles,
                                   const TcDiffRow *row)
{
    g_autofree char *key = title_key(&diff->sides[1], row);
    const bool alone = key && g_hash_table_lookup(titles[1], key);
    const uint32_t found = alone ? GPOINTER_TO_UINT(g_hash_table_lookup(titles[0], key)) : 0;
    return found ? tc_diff_row(&diff->sides[0], found - 1) : NULL;
}

/* Is there a renumbering of a part of @noun that has @code on the side @old or new? */
static bool is_renumbered(const TcDiff *diff, TcKeyword noun, const char *code, bool old)
{
    for (guint i = 0; i + 2 < diff->numbers->len; i += 3) {
        void *const *pair = &diff->numbers->pdata[i];
        if (GPOINTER_TO_UINT(pair[0]) == (guint)noun && tc_text_same(pair[old ? 1 : 2], code))
            return true;
    }
    return false;
}

static bool has_number(const TcDiffSide *side, TcKeyword noun, const char *code)
{
    TcOutlineRange range;
    return tc_outline_part(side->outline, noun, code, false, &range);
}

/* Drops what needs a number that is not free, on either side, until nothing does. */
static void drop_taken(TcDiff *diff)
{
    for (guint i = 0; i + 2 < diff->numbers->len;) {
        void *const *pair = &diff->numbers->pdata[i];
        const TcKeyword noun = (TcKeyword)GPOINTER_TO_UINT(pair[0]);
        const char *old = pair[1], *new = pair[2];
        const bool taken =
            (has_number(&diff->sides[0], noun, new) && !is_renumbered(diff, noun, new, true)) ||
            (has_number(&diff->sides[1], noun, old) && !is_renumbered(diff, noun, old, false));
        if (taken)
            g_ptr_array_remove_range(diff->numbers, i, 3);
        i = taken ? 0 : i + 3;
    }
}

void tc_diff_find_numbers(TcDiff *diff)
{
    const TcDiffSide *second = &diff->sides[1];
    GHashTable *titles[] = {titles_of(&diff->sides[0]), titles_of(second)};
    for (uint32_t i = 0; i < second->rows->len; i++) {
        const TcDiffRow *row = tc_diff_row(second, i);
        const TcDiffRow *found = same_title(diff, titles, row);
        if (!found || tc_text_same(found->code, row->code))
            continue;
        g_ptr_array_add(diff->numbers, GUINT_TO_POINTER(row->noun));
        g_ptr_array_add(diff->numbers, (void *)found->code);
        g_ptr_array_add(diff->numbers, (void *)row->code);
    }
    g_hash_table_unref(titles[0]);
    g_hash_table_unref(titles[1]);
    drop_taken(diff);
}

bool tc_diff_apply(TcOutline *outline, const char *text)
{
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN);
    TcSource *source = tc_source_new("", text, strlen(text));
    g_ptr_array_add(outline->sources, source);
    TcText *read = tc_text_new(source, outline->known, heard);
    read->made = true;
    g_ptr_array_add(outline->made, read);
    if (!tc_text_amends(read))
        return false;
    const TcAmendment *amendment = tc_amendment_read(read, read->arena, heard);
    g_autoptr(GPtrArray) edits = g_ptr_array_new();
    for (guint i = 0; i < amendment->edits->len; i++)
        g_ptr_array_add(edits, &g_array_index(amendment->edits, TcEdit, i));
    const TcEditing editing = {amendment, (const TcEdit *const *)edits->pdata, edits->len, 1};
    return tc_amend(outline, &editing, heard) && !tc_diag_has_errors(heard);
}

TcOutline *tc_diff_with_old_numbers(const TcDiff *diff, const TcOutline *outline)
{
    g_autoptr(TcOutline) copy = tc_outline_copy(outline);
    g_autoptr(GString) text = g_string_new("amendment T\n  in force from: 2000-01-01\n");
    for (guint i = 0; i + 2 < diff->numbers->len; i += 3) {
        void *const *pair = &diff->numbers->pdata[i];
        g_string_append_printf(text, "renumber %s %s as %s\n",
                               tc_keyword_name((TcKeyword)GPOINTER_TO_UINT(pair[0]), TC_LANG_EN),
                               (const char *)pair[2], (const char *)pair[1]);
    }
    return tc_diff_apply(copy, text->str) ? g_steal_pointer(&copy) : NULL;
}
