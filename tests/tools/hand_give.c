/* Edits by hand that give something: amending, inserting. */
#include "tools/hand_internal.h"

#include <string.h>

/* --- amending --------------------------------------------------------------------------------- */

static void put_part(TcHandEdits *edits, GString *out, const char *name, const TcHandPart *part)
{
    g_string_append_printf(out, "%s %s %s", tc_hand_word(edits, TC_HAND_WORD_AMEND), name,
                           tc_hand_word(edits, TC_HAND_WORD_TO_READ));
    if (*part->title)
        g_string_append_printf(out, "%s%s", tc_hand_gap(edits), part->title);
    if (*part->graded)
        g_string_append_printf(out, "%s%s", tc_hand_gap(edits), part->graded);
    g_string_append_c(out, '\n');
    tc_hand_put_items(out, part);
}

/* The whole row; the title stays if there is no other. */
bool tc_hand_amend_part(TcHandEdits *edits)
{
    TcHandPart *part = tc_hand_draw_part(edits, edits->hand, TC_HAND_ROWS);
    const TcHandPart *from = part ? tc_hand_draw_part(edits, edits->donor, 1u << part->noun) : NULL;
    if (!from)
        return false;
    g_autofree char *name = tc_hand_named(edits, part);
    g_autofree char *title =
        tc_hand_below(edits, 2) ? g_strdup_printf("\"Tên %u\"", ++*edits->fresh) : g_strdup("");
    g_autoptr(GString) back = g_string_new(NULL);
    put_part(edits, back, name, part);
    tc_hand_undo(edits, "%s", back->str);
    edits->undoable &= *part->title || !*title;
    g_autoptr(TcHandPart) given = tc_hand_part_new(part->noun, "", title, from->graded);
    tc_hand_take_items(given, from);
    put_part(edits, edits->edits, name, given);
    tc_hand_take_items(part, given);
    tc_hand_set(&part->graded, given->graded);
    if (*title)
        tc_hand_set(&part->title, title);
    tc_hand_touch(edits, part);
    return true;
}

/* A clause of the donor under @key, or NULL. */
static const TcHandItem *donated(const TcHandEdits *edits, const TcHandPart *part, const char *key)
{
    for (unsigned tries = 0; tries < 10; tries++) {
        const TcHandPart *from = tc_hand_draw_part(edits, edits->donor, 1u << part->noun);
        const int found = from ? tc_hand_find_item(from, key) : -1;
        if (found >= 0)
            return tc_hand_item(from, (guint)found);
    }
    return NULL;
}

bool tc_hand_amend_clause(TcHandEdits *edits)
{
    const TcHandPart *part = tc_hand_draw_part(edits, edits->hand, TC_HAND_CLAUSED);
    TcHandItem *item = part ? tc_hand_draw_item(edits, part) : NULL;
    const TcHandItem *from = item && *item->body ? donated(edits, part, item->key) : NULL;
    if (!from)
        return false;
    g_autofree char *name = tc_hand_named(edits, part);
    g_string_append_printf(
        edits->edits, "%s %s %s %s %s:%s%s\n", tc_hand_word(edits, TC_HAND_WORD_AMEND), item->key,
        tc_hand_word(edits, TC_HAND_WORD_OF), name, tc_hand_word(edits, TC_HAND_WORD_TO_READ),
        tc_hand_gap(edits), from->body);
    tc_hand_undo(edits, "%s %s %s %s %s: %s\n", tc_hand_word(edits, TC_HAND_WORD_AMEND), item->key,
                 tc_hand_word(edits, TC_HAND_WORD_OF), name,
                 tc_hand_word(edits, TC_HAND_WORD_TO_READ), item->body);
    tc_hand_set(&item->body, from->body);
    tc_hand_touch(edits, part);
    return true;
}

bool tc_hand_amend_title(TcHandEdits *edits)
{
    TcHandPart *part = tc_hand_draw_part(edits, edits->hand, TC_HAND_CLAUSED | TC_HAND_ROWS);
    if (!part)
        return false;
    g_autofree char *name = tc_hand_named(edits, part);
    g_autofree char *title = g_strdup_printf("\"Tên, %u\"", ++*edits->fresh);
    g_string_append_printf(
        edits->edits, "%s %s %s %s %s: %s\n", tc_hand_word(edits, TC_HAND_WORD_AMEND),
        tc_hand_word(edits, TC_HAND_WORD_TITLE), tc_hand_word(edits, TC_HAND_WORD_OF), name,
        tc_hand_word(edits, TC_HAND_WORD_TO_READ), title);
    tc_hand_undo(edits, "%s %s %s %s %s: %s\n", tc_hand_word(edits, TC_HAND_WORD_AMEND),
                 tc_hand_word(edits, TC_HAND_WORD_TITLE), tc_hand_word(edits, TC_HAND_WORD_OF),
                 name, tc_hand_word(edits, TC_HAND_WORD_TO_READ), part->title);
    edits->undoable &= *part->title != '\0';
    tc_hand_set(&part->title, title);
    tc_hand_touch(edits, part);
    return true;
}

/* "sửa đổi số liệu [a] như sau: …", or the section with the entry below. */
bool tc_hand_amend_entry(TcHandEdits *edits)
{
    const TcHandPart *part = tc_hand_draw_part(edits, edits->hand, TC_HAND_ENTRIES);
    TcHandItem *item = part ? tc_hand_draw_item(edits, part) : NULL;
    const TcHandItem *from = item ? donated(edits, part, item->key) : NULL;
    if (!from)
        return false;
    const char *noun = tc_hand_noun_of(edits, part);
    const bool below_it = tc_hand_below(edits, 2);
    if (below_it)
        g_string_append_printf(edits->edits, "%s %s %s\n  %s : %s\n",
                               tc_hand_word(edits, TC_HAND_WORD_AMEND), noun,
                               tc_hand_word(edits, TC_HAND_WORD_TO_READ), item->key, from->body);
    else
        g_string_append_printf(edits->edits, "%s %s %s %s: %s\n",
                               tc_hand_word(edits, TC_HAND_WORD_AMEND), noun, item->key,
                               tc_hand_word(edits, TC_HAND_WORD_TO_READ), from->body);
    tc_hand_undo(edits, "%s %s %s %s: %s\n", tc_hand_word(edits, TC_HAND_WORD_AMEND), noun,
                 item->key, tc_hand_word(edits, TC_HAND_WORD_TO_READ), item->body);
    tc_hand_set(&item->body, from->body);
    if (below_it)
        g_ptr_array_add(edits->about, g_strdup(noun));
    g_ptr_array_add(edits->about, g_strdup_printf("%s %s", noun, item->key));
    return true;
}

/* "sửa đổi nhóm 2 như sau" with clauses: those of their kind are put in the place of theirs. */
bool tc_hand_amend_group(TcHandEdits *edits)
{
    TcHandPart *part = tc_hand_draw_part(edits, edits->hand, 1 << TC_HAND_GROUP);
    const char *key = edits->hand->lang == TC_LANG_VI ? "trọng số" : "weight";
    if (!part)
        return false;
    const int found = tc_hand_find_item(part, key);
    g_autofree char *name = tc_hand_named(edits, part);
    g_autofree char *weight = g_strdup_printf("%u", 2 + tc_hand_below(edits, 7));
    g_string_append_printf(edits->edits, "%s %s %s\n  %s: %s\n",
                           tc_hand_word(edits, TC_HAND_WORD_AMEND), name,
                           tc_hand_word(edits, TC_HAND_WORD_TO_READ), key, weight);
    if (found >= 0) {
        TcHandItem *item = tc_hand_item(part, (guint)found);
        tc_hand_undo(edits, "%s %s %s\n  %s: %s\n", tc_hand_word(edits, TC_HAND_WORD_AMEND), name,
                     tc_hand_word(edits, TC_HAND_WORD_TO_READ), key, item->body);
        tc_hand_set(&item->body, weight);
    } else {
        tc_hand_undo(edits, "%s %s %s %s\n", tc_hand_word(edits, TC_HAND_WORD_REPEAL), key,
                     tc_hand_word(edits, TC_HAND_WORD_OF), name);
        g_ptr_array_add(part->items, tc_hand_item_new(key, weight));
    }
    tc_hand_touch(edits, part);
    return true;
}

/* --- inserting -------------------------------------------------------------------------------- */

/* Behind the last of its kind; an indicator behind the last of its group, if there is that. */
static guint place_of(const TcHand *hand, TcHandNoun noun, const char *code)
{
    const char *dot = strchr(code, '.');
    g_autofree char *group = g_strndup(code, dot ? (gsize)(dot - code) : 0);
    int found = dot ? tc_hand_find(hand, TC_HAND_CRITERION, group) : -1;
    if (dot && found < 0)
        found = tc_hand_find(hand, TC_HAND_GROUP, group);
    if (found >= 0)
        return tc_hand_end(hand, (guint)found);
    for (guint i = hand->parts->len; i-- > 0;)
        if (tc_hand_part(hand, i)->noun == noun)
            return tc_hand_end(hand, i);
    return hand->parts->len;
}

bool tc_hand_insert_part(TcHandEdits *edits)
{
    const TcHandPart *from = tc_hand_draw_part(edits, edits->donor, TC_HAND_ROWS | TC_HAND_GROUPS);
    if (!from)
        return false;
    g_autofree char *code = tc_hand_fresh_code(edits, from->noun);
    g_autofree char *title = g_strdup_printf("\"Mới %u\"", *edits->fresh);
    TcHandPart *part = tc_hand_part_new(from->noun, code, title, from->graded);
    tc_hand_take_items(part, from);
    const TcHandPart *behind = from->noun != TC_HAND_GRADE && tc_hand_below(edits, 2)
                                   ? tc_hand_draw_part(edits, edits->hand, 1u << from->noun)
                                   : NULL;
    guint index = place_of(edits->hand, part->noun, code), at = 0;
    g_string_append_printf(edits->edits, "%s %s %s %s", tc_hand_word(edits, TC_HAND_WORD_INSERT),
                           tc_hand_noun_of(edits, part), code, title);
    if (behind) {
        g_ptr_array_find(edits->hand->parts, behind, &at);
        index = tc_hand_end(edits->hand, at);
        g_string_append_printf(edits->edits, " %s %s %s", tc_hand_word(edits, TC_HAND_WORD_AFTER),
                               tc_hand_noun_of(edits, behind), behind->code);
    }
    g_string_append_printf(edits->edits, "%s%s\n", *part->graded ? tc_hand_gap(edits) : "",
                           part->graded);
    tc_hand_put_items(edits->edits, part);
    g_ptr_array_insert(edits->hand->parts, (gint)index, part);
    tc_hand_undo(edits, "%s %s %s\n", tc_hand_word(edits, TC_HAND_WORD_REPEAL),
                 tc_hand_noun_of(edits, part), code);
    tc_hand_touch(edits, part);
    return true;
}

bool tc_hand_insert_clause(TcHandEdits *edits)
{
    TcHandPart *part = tc_hand_draw_part(edits, edits->hand, TC_HAND_CLAUSED);
    const TcHandPart *from = part ? tc_hand_draw_part(edits, edits->donor, 1u << part->noun) : NULL;
    const TcHandItem *item = from ? tc_hand_draw_item(edits, from) : NULL;
    if (!item || tc_hand_find_item(part, item->key) >= 0)
        return false;
    g_autofree char *name = tc_hand_named(edits, part);
    g_string_append_printf(
        edits->edits, "%s %s %s %s%s%s\n", tc_hand_word(edits, TC_HAND_WORD_INSERT), item->key,
        tc_hand_word(edits, TC_HAND_WORD_OF), name, *item->body ? ": " : "", item->body);
    tc_hand_undo(edits, "%s %s %s %s\n", tc_hand_word(edits, TC_HAND_WORD_REPEAL), item->key,
                 tc_hand_word(edits, TC_HAND_WORD_OF), name);
    g_ptr_array_add(part->items, tc_hand_item_new(item->key, item->body));
    tc_hand_touch(edits, part);
    return true;
}

/* A section that is not there comes behind the data and the definitions, or the set's head. */
static TcHandPart *section(TcHandEdits *edits, TcHandNoun noun)
{
    const int found = tc_hand_find(edits->hand, noun, NULL);
    if (found >= 0)
        return tc_hand_part(edits->hand, (guint)found);
    const int data = tc_hand_find(edits->hand, TC_HAND_DATA, NULL);
    const int definitions = tc_hand_find(edits->hand, TC_HAND_DEFINITIONS, NULL);
    TcHandPart *made = tc_hand_part_new(noun, "", "", "");
    g_ptr_array_insert(edits->hand->parts, 1 + MAX(0, MAX(data, definitions)), made);
    edits->undoable &= noun == TC_HAND_CHECK;
    return made;
}

bool tc_hand_insert_entries(TcHandEdits *edits)
{
    static const TcHandNoun sections[] = {TC_HAND_DATA, TC_HAND_DEFINITIONS, TC_HAND_CHECK};
    const TcHandNoun noun = sections[tc_hand_below(edits, G_N_ELEMENTS(sections))];
    const TcHandPart *from = tc_hand_draw_part(edits, edits->donor, 1u << noun);
    if (!from || !from->items->len)
        return false;
    const unsigned n = 1 + tc_hand_below(edits, 2);
    TcHandPart *to = section(edits, noun);
    g_autoptr(TcHandPart) given = tc_hand_part_new(noun, "", "", "");
    const char *called = tc_hand_noun_of(edits, to);
    for (unsigned i = 0; i < n; i++) {
        const TcHandItem *item = tc_hand_draw_item(edits, from);
        const unsigned fresh = ++*edits->fresh;
        const bool check = noun == TC_HAND_CHECK;
        const size_t length = strcspn(item->body, "\"");
        g_autofree char *key = check ? g_strdup("") : g_strdup_printf("[Mới %u]", fresh);
        g_autofree char *body =
            check ? g_strdup_printf("%.*s\"Mới %u\"", (int)length, item->body, fresh)
                  : g_strdup(item->body);
        g_ptr_array_add(given->items, tc_hand_item_new(key, body));
        g_ptr_array_add(to->items, tc_hand_item_new(key, body));
        if (check)
            tc_hand_undo(edits, "%s %s \"Mới %u\"\n", tc_hand_word(edits, TC_HAND_WORD_REPEAL),
                         called, fresh);
        else
            tc_hand_undo(edits, "%s %s %s\n", tc_hand_word(edits, TC_HAND_WORD_REPEAL), called,
                         key);
    }
    g_string_append_printf(edits->edits, "%s %s\n", tc_hand_word(edits, TC_HAND_WORD_INSERT),
                           called);
    tc_hand_put_items(edits->edits, given);
    tc_hand_touch(edits, to);
    return true;
}
