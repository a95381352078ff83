/* Edits of one day that depend on their order: two texts that amend one part, or two lines of one
 * text. One message for all that clash over a part. See folder_internal.h. */
#include "engine/folder_internal.h"

#include <string.h>
#include "base/date.h"
#include "base/msg.h"
#include "base/text.h"

/* Edits of one part and day that clash with one another. */
typedef struct {
    const TcInForce *first, *second;
    const TcInForce *before_last, *last; /* in the order of their days of signing */
    const TcNode *target;                /* of the second */
    unsigned others;                     /* edits besides the first two */
} Clash;

/* An edit and one of its targets. */
typedef struct {
    const TcInForce *edit;
    const TcNode *target;
    Clash *clash; /* NULL: with no one yet */
} Aimed;

/* Do two targets touch: are they one, or one the part of which the other is a clause? */
static bool targets_touch(const TcNode *a, const TcNode *b)
{
    return tc_node_equal(a->items[0], b->items[0]) && a->items[0]->text &&
           (a->sub == b->sub || a->sub == 0 || b->sub == 0);
}

/* Do two edits of one text depend on their order? Words are replaced one behind the other; what is
 * renumbered is so behind all others; what is inserted must not be there; where a part stands and
 * what it holds are two things. */
static bool is_ordered(const TcEdit *a, const TcEdit *b)
{
    const int x = a->head->sub, y = b->head->sub;
    if (x == TC_KW_RENUMBER || y == TC_KW_RENUMBER)
        return x == y;
    if (x == TC_KW_MOVE || y == TC_KW_MOVE)
        return false;
    return x != TC_KW_INSERT && y != TC_KW_INSERT && (x != TC_KW_REPLACE || y != TC_KW_REPLACE);
}

/* Does the order of two edits of one day, which touch, decide? */
static bool depends(const TcInForce *earlier, const TcInForce *later)
{
    return earlier->by == later->by ? is_ordered(earlier->edit, later->edit)
                                    : !tc_amendments_chained(earlier->amendment, later->amendment);
}

/* Of several texts the one that was issued last prevails, if all say when they were signed. */
static void report(const Clash *clash, TcDiagList *diags)
{
    char day[TC_DATE_TEXT];
    const TcLang lang = tc_diag_list_lang(diags);
    const TcAmendment *last = clash->last->amendment, *earlier = clash->before_last->amendment;
    const char *first = tc_amendment_named(clash->first->amendment);
    const bool prevails =
        clash->first->amendment->signed_on != INT32_MIN && earlier->signed_on < last->signed_on;
    g_autofree char *what = tc_span_text(clash->target->span);
    g_autofree char *n = g_strdup_printf("%u", clash->others);
    g_autofree char *dropped =
        clash->others ? tc_msg_format(lang, TC_MSG_CLASH_DROPPED, first, n, NULL) : g_strdup(first);
    g_autofree char *other = clash->others ? tc_msg_format(lang, TC_MSG_CLASH_OTHERS, n, NULL)
                                           : g_strdup(tc_msg(lang, TC_MSG_OTHER_PLACE));
    TcDiag *diag =
        tc_diag(diags, prevails ? TC_DIAG_TEXTS_CLASH : TC_DIAG_EDITS_CLASH, clash->target->span,
                what, tc_date_format(clash->first->edit->from, lang, day), tc_amendment_named(last),
                dropped, NULL);
    tc_diag_label(diag, clash->first->edit->head->span, other);
}

static void join(Clash *clash, const Aimed *later)
{
    if (clash->last == later->edit)
        return;
    if (!clash->second) {
        clash->second = later->edit;
        clash->target = later->target;
    } else {
        clash->others++;
    }
    clash->before_last = clash->last;
    clash->last = later->edit;
}

/* Holds @later to those before it of the same part; the first that it clashes with names all. */
static void hold_to(GArray *before, Aimed *later, GPtrArray *clashes)
{
    for (guint i = 0; i < before->len && !later->clash; i++) {
        Aimed *earlier = &g_array_index(before, Aimed, i);
        if (earlier->edit == later->edit || !targets_touch(earlier->target, later->target) ||
            !depends(earlier->edit, later->edit))
            continue;
        if (!earlier->clash) {
            earlier->clash = g_new0(Clash, 1);
            earlier->clash->first = earlier->clash->last = earlier->edit;
            g_ptr_array_add(clashes, earlier->clash);
        }
        later->clash = earlier->clash;
        join(later->clash, later);
    }
    g_array_append_val(before, *later);
}

static void free_aimed(void *aimed)
{
    g_array_unref(aimed);
}

/* Those before that aim at the same part: what @target may touch. */
static GArray *same_part(GHashTable *by_part, const TcNode *target)
{
    const char *code = target->items[0]->text;
    g_autofree char *key = tc_text_key(code, strlen(code));
    char *name = g_strdup_printf("%d %s", target->items[0]->sub, key);
    GArray *before = g_hash_table_lookup(by_part, name);
    if (before) {
        g_free(name);
        return before;
    }
    before = g_array_new(FALSE, FALSE, sizeof(Aimed));
    g_hash_table_insert(by_part, name, before);
    return before;
}

static void hold_edit(GHashTable *by_part, const TcInForce *edit, GPtrArray *clashes)
{
    const TcNode *head = edit->edit->head;
    for (uint32_t i = 0; i < head->n; i++) {
        Aimed aimed = {edit, head->items[i], NULL};
        if (aimed.target->kind == TC_NODE_TARGET && aimed.target->items[0]->text)
            hold_to(same_part(by_part, aimed.target), &aimed, clashes);
    }
}

bool tc_folder_clashes(const GArray *edits, guint first, TcDiagList *diags)
{
    g_autoptr(GPtrArray) clashes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) by_part =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_aimed);
    for (guint i = first; i < edits->len; i++) {
        const TcInForce *edit = &g_array_index(edits, TcInForce, i);
        if (i > first && edit->edit->from != g_array_index(edits, TcInForce, i - 1).edit->from)
            g_hash_table_remove_all(by_part);
        hold_edit(by_part, edit, clashes);
    }
    for (guint i = 0; i < clashes->len; i++)
        report(g_ptr_array_index(clashes, i), diags);
    return clashes->len > 0;
}
