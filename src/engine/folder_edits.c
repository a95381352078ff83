/* The edits of a folder: which are in force on a day, in which order, and the outline with them.
 * See folder.h.
 *
 * Versions are asked for in the order of their days, and each has what the one before it has and
 * some edits more. So the last one is kept, and the next goes on from it: a thousand amendments are
 * applied once each. */
#include "engine/folder_internal.h"

#include <string.h>
#include "base/date.h"
#include "base/msg.h"

/* --- days ------------------------------------------------------------------------------------- */

static int by_day(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static void drop_equal(GArray *days)
{
    guint n = 0;
    for (guint i = 0; i < days->len; i++)
        if (n == 0 || g_array_index(days, int32_t, i) != g_array_index(days, int32_t, n - 1))
            g_array_index(days, int32_t, n++) = g_array_index(days, int32_t, i);
    g_array_set_size(days, n);
}

/* The day on which what is in force from @from to @until begins, and the one behind its last. */
static void add_days(GArray *days, int32_t from, int32_t until)
{
    if (from > until)
        return;
    const int32_t next = until == INT32_MAX ? until : until + 1;
    if (from != INT32_MIN)
        g_array_append_val(days, from);
    if (until != INT32_MAX)
        g_array_append_val(days, next);
}

/* The days on which what @amendment says begins and ends, appended. */
static void add_days_of(GArray *days, const TcAmendment *amendment)
{
    for (guint k = 0; k < amendment->edits->len; k++) {
        const TcEdit *edit = &g_array_index(amendment->edits, TcEdit, k);
        add_days(days, edit->from, edit->until);
    }
    if (amendment->transitions->len > 0)
        add_days(days, amendment->from, amendment->until);
}

GArray *tc_folder_days(const TcFolder *folder, uint32_t set)
{
    return g_array_copy(tc_folder_set(folder, set)->days);
}

/* --- edits ------------------------------------------------------------------------------------ */

int tc_in_force_order(const void *a, const void *b)
{
    const TcInForce *x = a, *y = b;
    if (x->edit->from != y->edit->from)
        return x->edit->from < y->edit->from ? -1 : 1;
    if (x->amendment->depth != y->amendment->depth)
        return x->amendment->depth < y->amendment->depth ? -1 : 1;
    if (x->amendment->signed_on != y->amendment->signed_on)
        return x->amendment->signed_on < y->amendment->signed_on ? -1 : 1;
    if (x->by != y->by)
        return x->by < y->by ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* Those of @amendment that are applied some day, appended to @edits. */
static void add_edits_of(GArray *edits, const TcAmendment *amendment, uint32_t by)
{
    for (guint k = 0; k < amendment->edits->len; k++) {
        const TcEdit *edit = &g_array_index(amendment->edits, TcEdit, k);
        const TcInForce found = {amendment, edit, by, k};
        if (!edit->withdraws && edit->from != INT32_MIN && edit->from <= edit->until)
            g_array_append_val(edits, found);
    }
}

void tc_folder_find_edits(TcFolder *folder)
{
    for (guint i = 0; i < folder->amendments->len; i++) {
        const TcAmendment *amendment = g_ptr_array_index(folder->amendments, i);
        if (amendment->set == TC_NO_SET)
            continue;
        TcFolderSet *set = tc_folder_set(folder, amendment->set);
        set->amended = true;
        add_days_of(set->days, amendment);
        add_edits_of(set->edits, amendment, i + 1);
    }
    for (guint i = 0; i < folder->sets->len; i++) {
        const TcFolderSet *set = tc_folder_set(folder, i);
        g_array_sort(set->days, by_day);
        drop_equal(set->days);
        g_array_sort(set->edits, tc_in_force_order);
    }
}

GArray *tc_folder_edits(const TcFolder *folder, uint32_t set, int32_t day)
{
    const GArray *all = tc_folder_set(folder, set)->edits;
    GArray *edits = g_array_new(FALSE, FALSE, sizeof(TcInForce));
    for (guint i = 0; i < all->len; i++) {
        const TcInForce *one = &g_array_index(all, TcInForce, i);
        if (one->edit->from <= day && day <= one->edit->until)
            g_array_append_val(edits, *one);
    }
    return edits;
}

/* The edits of one text that take effect together. */
guint tc_in_force_together(const GArray *edits, guint first)
{
    const TcInForce *start = &g_array_index(edits, TcInForce, first);
    guint end = first + 1;
    while (end < edits->len && g_array_index(edits, TcInForce, end).by == start->by &&
           g_array_index(edits, TcInForce, end).edit->from == start->edit->from)
        end++;
    return end;
}

/* --- outlines --------------------------------------------------------------------------------- */

/* Applies @edits from @first on, which begin after those before them. */
static void apply(TcOutline *outline, const GArray *edits, guint first, TcDiagList *diags)
{
    const bool clash = tc_folder_clashes(edits, first, diags);
    for (guint end; !clash && first < edits->len; first = end) {
        const TcInForce *start = &g_array_index(edits, TcInForce, first);
        g_autoptr(GPtrArray) at_once = g_ptr_array_new();
        end = tc_in_force_together(edits, first);
        for (guint i = first; i < end; i++)
            g_ptr_array_add(at_once, (void *)g_array_index(edits, TcInForce, i).edit);
        const TcEditing editing = {start->amendment, (const TcEdit *const *)at_once->pdata,
                                   at_once->len, start->by};
        tc_amend(outline, &editing, diags);
    }
}

TcOutline *tc_folder_outline_with(const TcFolder *folder, uint32_t set, const GArray *edits,
                                  TcDiagList *diags)
{
    TcOutline *outline = tc_outline_new(tc_folder_set(folder, set)->text, folder->known);
    apply(outline, edits, 0, diags);
    return outline;
}

/* Do @edits begin with all that are within the version that was asked for last, and go on with
 * later ones? */
static bool goes_on(const TcFolderSet *set, const GArray *edits)
{
    const guint n = set->within->len;
    if (edits->len < n)
        return false;
    for (guint i = 0; i < n; i++)
        if (g_array_index(edits, TcInForce, i).edit !=
            g_array_index(set->within, TcInForce, i).edit)
            return false;
    return n == 0 || n == edits->len ||
           g_array_index(edits, TcInForce, n).edit->from >
               g_array_index(edits, TcInForce, n - 1).edit->from;
}

/* Is the version with @edits a later one than that? */
static bool is_later(const TcFolderSet *set, const GArray *edits)
{
    const guint n = set->within->len;
    return n == 0 ||
           (edits->len > 0 && g_array_index(edits, TcInForce, edits->len - 1).edit->from >
                                  g_array_index(set->within, TcInForce, n - 1).edit->from);
}

/* @outline (transfer full) is the version that was asked for last; what it took from the one before
 * lives on with it. */
static void keep_last(TcFolderSet *set, TcOutline *outline, const GArray *edits)
{
    if (set->last)
        tc_outline_lend(outline, set->last);
    set->last = outline;
    g_array_set_size(set->within, 0);
    g_array_append_vals(set->within, edits->data, edits->len);
}

/* What went wrong is told by each version anew, so that one is not kept. */
TcOutline *tc_folder_outline(const TcFolder *folder, uint32_t index, int32_t day, TcDiagList *diags)
{
    TcFolderSet *set = tc_folder_set(folder, index);
    g_autoptr(GArray) edits = tc_folder_edits(folder, index, day);
    g_autoptr(TcDiagList) told = tc_diag_list_like(diags);
    const bool further = set->last && goes_on(set, edits);
    TcOutline *outline =
        further ? tc_outline_copy(set->last) : tc_outline_new(set->text, folder->known);
    apply(outline, edits, further ? set->within->len : 0, told);
    if (tc_diag_list_length(told) > 0) {
        tc_diag_list_move(told, diags, NULL, NULL);
        return outline;
    }
    if (set->last && !is_later(set, edits))
        return outline;
    keep_last(set, outline, edits);
    return tc_outline_copy(outline);
}
