/* Random edits by hand. See hand_edits.h. */
#include "tools/hand_internal.h"

#include <string.h>

void tc_hand_edits_init(TcHandEdits *edits, TcRandom *random, TcHand *hand, const TcHand *donor,
                        unsigned *fresh)
{
    *edits = (TcHandEdits){random,
                           hand,
                           donor,
                           g_string_new(NULL),
                           g_string_new(NULL),
                           true,
                           g_ptr_array_new_with_free_func(g_free),
                           fresh};
}

void tc_hand_edits_clear(TcHandEdits *edits)
{
    g_string_free(edits->edits, TRUE);
    g_string_free(edits->undo, TRUE);
    g_ptr_array_unref(edits->about);
}

/* --- words ------------------------------------------------------------------------------------ */

const char *tc_hand_word(const TcHandEdits *edits, TcHandWord which)
{
    static const char *const words[][2] = {
        [TC_HAND_WORD_AMEND] = {"sửa đổi", "amend"},
        [TC_HAND_WORD_INSERT] = {"bổ sung", "insert"},
        [TC_HAND_WORD_REPEAL] = {"bãi bỏ", "repeal"},
        [TC_HAND_WORD_REPLACE] = {"thay thế", "replace"},
        [TC_HAND_WORD_BY] = {"bằng", "by"},
        [TC_HAND_WORD_IN] = {"tại", "in"},
        [TC_HAND_WORD_RENUMBER] = {"đổi số", "renumber"},
        [TC_HAND_WORD_AS] = {"thành", "as"},
        [TC_HAND_WORD_OF] = {"của", "of"},
        [TC_HAND_WORD_TO_READ] = {"như sau", "to read"},
        [TC_HAND_WORD_AFTER] = {"vào sau", "after"},
        [TC_HAND_WORD_TITLE] = {"tên", "title"},
    };
    return words[which][edits->hand->lang == TC_LANG_VI ? 0 : 1];
}

const char *tc_hand_noun_of(const TcHandEdits *edits, const TcHandPart *part)
{
    return tc_hand_noun(edits->hand->lang, part->noun);
}

uint32_t tc_hand_below(const TcHandEdits *edits, uint32_t n)
{
    return tc_random_below(edits->random, n);
}

/* "chỉ tiêu 1.1". Returns: (transfer full). */
char *tc_hand_named(const TcHandEdits *edits, const TcHandPart *part)
{
    return g_strdup_printf("%s%s%s", tc_hand_noun_of(edits, part), *part->code ? " " : "",
                           part->code);
}

void tc_hand_touch(TcHandEdits *edits, const TcHandPart *part)
{
    g_ptr_array_add(edits->about, tc_hand_named(edits, part));
}

/* What takes an edit back comes before what takes the earlier ones back. */
void tc_hand_undo(TcHandEdits *edits, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_string_prepend(edits->undo, text);
}

/* --- drawing ---------------------------------------------------------------------------------- */

/* A random part that is one of @nouns (bits). Returns: NULL if there is none. */
TcHandPart *tc_hand_draw_part(const TcHandEdits *edits, const TcHand *hand, unsigned nouns)
{
    for (unsigned tries = 0; tries < 30; tries++) {
        TcHandPart *part = tc_hand_part(hand, tc_hand_below(edits, hand->parts->len));
        if (nouns >> part->noun & 1)
            return part;
    }
    return NULL;
}

TcHandItem *tc_hand_draw_item(const TcHandEdits *edits, const TcHandPart *part)
{
    return part->items->len ? tc_hand_item(part, tc_hand_below(edits, part->items->len)) : NULL;
}

/* A blank, or the next line. */
const char *tc_hand_gap(const TcHandEdits *edits)
{
    return tc_hand_below(edits, 3) ? " " : "\n    ";
}

char *tc_hand_fresh_code(const TcHandEdits *edits, TcHandNoun noun)
{
    static const char *const groups[] = {"1.", "2.", "5.", "8."};
    const unsigned fresh = ++*edits->fresh;
    return noun == TC_HAND_INDICATOR
               ? g_strdup_printf("%s%ua", groups[tc_hand_below(edits, G_N_ELEMENTS(groups))],
                                 50 + fresh)
           : noun == TC_HAND_VERDICT || noun == TC_HAND_GRADE ? g_strdup_printf("MỚI_%u", fresh)
                                                              : g_strdup_printf("%u", 50 + fresh);
}

/* --- which ------------------------------------------------------------------------------------ */

static bool make(TcHandEdits *edits, TcHandEditKind kind)
{
    static bool (*const all[])(TcHandEdits *) = {
        tc_hand_amend_part,    tc_hand_amend_clause,   tc_hand_amend_title,   tc_hand_amend_entry,
        tc_hand_replace_words, tc_hand_amend_group,    tc_hand_insert_clause, tc_hand_repeal_clause,
        tc_hand_insert_part,   tc_hand_insert_entries, tc_hand_repeal_entry,  tc_hand_repeal_parts,
    };
    enum { N_INNER = 8 }; /* the first */
    if (kind == TC_HAND_RENUMBER)
        return tc_hand_renumber_parts(edits);
    return all[tc_hand_below(edits, kind == TC_HAND_INNER ? N_INNER : G_N_ELEMENTS(all))](edits);
}

/* Is one of the parts from the one at @first on among those before? A section without the name of
 * an entry is none. */
static bool meets_earlier(const TcHandEdits *edits, guint first)
{
    for (guint i = first; i < edits->about->len; i++)
        for (guint k = 0; k < first; k++)
            if (strcmp(g_ptr_array_index(edits->about, i), g_ptr_array_index(edits->about, k)) == 0)
                return true;
    return false;
}

static void swap_parts(TcHand *a, TcHand *b)
{
    GPtrArray *parts = a->parts;
    a->parts = b->parts;
    b->parts = parts;
}

bool tc_hand_edit(TcHandEdits *edits, TcHandEditKind kind)
{
    g_autoptr(TcHand) before = tc_hand_copy(edits->hand);
    g_autofree char *undo_before = g_strdup(edits->undo->str);
    const gsize length = edits->edits->len;
    const guint n = edits->about->len;
    const bool undoable = edits->undoable;
    if (make(edits, kind) && !meets_earlier(edits, n))
        return true;
    swap_parts(edits->hand, before);
    g_string_truncate(edits->edits, length);
    g_string_assign(edits->undo, undo_before);
    g_ptr_array_set_size(edits->about, (gint)n);
    edits->undoable = undoable;
    return false;
}

void tc_hand_misfit(TcHandEdits *edits)
{
    static const char *const forms[][2] = {
        {"bãi bỏ chỉ tiêu 77.7\n", "repeal indicator 77.7\n"},
        {"sửa đổi chỉ tiêu 77.7 như sau\n  đạt khi: [a] = 1\n",
         "amend indicator 77.7 to read\n  met when: [a] = 1\n"},
        {"sửa đổi cách tính của kết luận KẾT_0 như sau: 1\n",
         "amend computed as of verdict KẾT_0 to read: 1\n"},
        {"bãi bỏ phấn đấu của chỉ tiêu 1.1\n", "repeal target of indicator 1.1\n"},
        {"sửa đổi số liệu [Không có] như sau: số nguyên (hộ)\n",
         "amend data [Không có] to read: integer (hộ)\n"},
        {"bãi bỏ số liệu [Không có]\n", "repeal data [Không có]\n"},
        {"bãi bỏ số liệu\n", "repeal data\n"},
        {"bãi bỏ bộ tiêu chí THỬ\n", "repeal criteria THỬ\n"},
        {"bãi bỏ kiểm tra số liệu \"Không có\"\n", "repeal data check \"Không có\"\n"},
        {"thay thế \"77777\" bằng \"1\" tại chỉ tiêu 1.1\n",
         "replace \"77777\" by \"1\" in indicator 1.1\n"},
        {"thay thế \"\" bằng \"1\" tại chỉ tiêu 1.1\n", "replace \"\" by \"1\" in indicator 1.1\n"},
        {"thay thế \"1\" bằng \"2\" tại chỉ tiêu 77.7\n",
         "replace \"1\" by \"2\" in indicator 77.7\n"},
        {"bổ sung chỉ tiêu 1.1 \"Lại\"\n  đạt khi: [a] = 1\n",
         "insert indicator 1.1 \"Lại\"\n  met when: [a] = 1\n"},
        {"bổ sung chỉ tiêu 1.77 \"Mới\" vào sau chỉ tiêu 77.7\n  đạt khi: [a] = 1\n",
         "insert indicator 1.77 \"Mới\" after indicator 77.7\n  met when: [a] = 1\n"},
        {"bổ sung đạt khi của kết luận KẾT_0: [a] = 1\n",
         "insert met when of verdict KẾT_0: [a] = 1\n"},
        {"bổ sung số liệu\n  [Vùng] : số nguyên (hộ)\n", "insert data\n  [Vùng] : integer (hộ)\n"},
        {"đổi số chỉ tiêu 77.7 thành 77.8\n", "renumber indicator 77.7 as 77.8\n"},
        {"đổi số chỉ tiêu 1.1 thành 1.2\n", "renumber indicator 1.1 as 1.2\n"},
        {"đổi số chỉ tiêu 1.1 thành 1.77\nđổi số chỉ tiêu 1.2 thành 1.77\n",
         "renumber indicator 1.1 as 1.77\nrenumber indicator 1.2 as 1.77\n"},
        {"đổi số chỉ tiêu 1.1 thành 1.77\nđổi số chỉ tiêu 1.1 thành 1.78\n",
         "renumber indicator 1.1 as 1.77\nrenumber indicator 1.1 as 1.78\n"},
        {"đổi số chỉ tiêu thành 1.77\n", "renumber indicator as 1.77\n"},
        {"sửa đổi nhóm 77 như sau\n  trọng số: 2\n", "amend group 77 to read\n  weight: 2\n"},
    };
    const size_t form = tc_hand_below(edits, G_N_ELEMENTS(forms));
    g_string_append(edits->edits, forms[form][edits->hand->lang == TC_LANG_VI ? 0 : 1]);
}
