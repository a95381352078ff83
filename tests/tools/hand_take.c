/* Edits by hand that give no clauses: repealing, replacing words, renumbering. */
#include "tools/hand_internal.h"

#include <string.h>

static bool is_section(const TcHandPart *part)
{
    return part->noun == TC_HAND_DATA || part->noun == TC_HAND_DEFINITIONS ||
           part->noun == TC_HAND_CHECK;
}

/* --- repealing -------------------------------------------------------------------------------- */

/* One or two, a group with what stands in it. */
bool tc_hand_repeal_parts(TcHandEdits *edits)
{
    const unsigned n = 1 + tc_hand_below(edits, 2);
    g_autoptr(GString) names = g_string_new(NULL);
    for (unsigned i = 0; i < n; i++) {
        const TcHandPart *part = tc_hand_draw_part(
            edits, edits->hand, tc_hand_below(edits, 4) ? TC_HAND_ROWS : TC_HAND_GROUPS);
        guint index;
        if (!part)
            continue;
        g_autofree char *name = tc_hand_named(edits, part);
        g_string_append_printf(names, "%s%s",
                               names->len ? (tc_hand_below(edits, 2) ? ", " : "; ") : "", name);
        tc_hand_touch(edits, part);
        g_ptr_array_find(edits->hand->parts, part, &index);
        g_ptr_array_remove_range(edits->hand->parts, index,
                                 tc_hand_end(edits->hand, index) - index);
    }
    if (names->len)
        g_string_append_printf(edits->edits, "%s %s\n", tc_hand_word(edits, TC_HAND_WORD_REPEAL),
                               names->str);
    edits->undoable = false;
    return names->len > 0;
}

/* Is the item the last, so that it comes back where it was? */
static bool is_last(const TcHandPart *part, guint index)
{
    return index + 1 == part->items->len && index > 0;
}

bool tc_hand_repeal_clause(TcHandEdits *edits)
{
    const TcHandPart *part = tc_hand_draw_part(edits, edits->hand, TC_HAND_CLAUSED);
    const TcHandItem *item = part ? tc_hand_draw_item(edits, part) : NULL;
    guint index;
    if (!item)
        return false;
    g_ptr_array_find(part->items, item, &index);
    g_autofree char *name = tc_hand_named(edits, part);
    g_string_append_printf(edits->edits, "%s %s %s %s\n", tc_hand_word(edits, TC_HAND_WORD_REPEAL),
                           item->key, tc_hand_word(edits, TC_HAND_WORD_OF), name);
    tc_hand_undo(edits, "%s %s %s %s%s%s\n", tc_hand_word(edits, TC_HAND_WORD_INSERT), item->key,
                 tc_hand_word(edits, TC_HAND_WORD_OF), name, *item->body ? ": " : "", item->body);
    edits->undoable &= is_last(part, index);
    g_ptr_array_remove_index(part->items, index);
    tc_hand_touch(edits, part);
    return true;
}

bool tc_hand_repeal_entry(TcHandEdits *edits)
{
    const TcHandPart *part =
        tc_hand_draw_part(edits, edits->hand, TC_HAND_ENTRIES | 1 << TC_HAND_CHECK);
    const TcHandItem *item = part ? tc_hand_draw_item(edits, part) : NULL;
    guint index;
    if (!item)
        return false;
    const char *noun = tc_hand_noun_of(edits, part);
    const bool check = part->noun == TC_HAND_CHECK;
    const char *quote = check ? strchr(item->body, '"') : item->key;
    if (!quote)
        return false;
    g_ptr_array_find(part->items, item, &index);
    g_string_append_printf(edits->edits, "%s %s %s\n", tc_hand_word(edits, TC_HAND_WORD_REPEAL),
                           noun, quote);
    tc_hand_undo(edits, "%s %s\n  %s%s%s\n", tc_hand_word(edits, TC_HAND_WORD_INSERT), noun,
                 item->key, check ? "" : " : ", item->body);
    edits->undoable &= is_last(part, index);
    g_ptr_array_add(edits->about, g_strdup_printf("%s %s", noun, item->key));
    g_ptr_array_remove_index(part->items, index);
    if (part->items->len == 0 && g_ptr_array_find(edits->hand->parts, part, &index))
        g_ptr_array_remove_index(edits->hand->parts, index);
    return true;
}

/* --- words ------------------------------------------------------------------------------------ */

static unsigned count_words(const char *text, const char *words)
{
    unsigned n = 0;
    for (const char *at = text; (at = strstr(at, words)) != NULL; at++)
        n++;
    return n;
}

/* A number of @text. Returns: (transfer full) NULL if the draw hit none. */
static char *draw_number(const TcHandEdits *edits, const char *text)
{
    const char *at = text + tc_hand_below(edits, (uint32_t)strlen(text) + 1);
    while (*at && !g_ascii_isdigit(*at))
        at++;
    while (at > text && strchr("0123456789.,-/", at[-1]))
        at--;
    size_t length = strspn(at, "0123456789.,-/%");
    while (length && strchr(".,-/", at[length - 1]))
        length--;
    return length && !strchr(".,-/", *at) ? g_strndup(at, length) : NULL;
}

bool tc_hand_replace_words(TcHandEdits *edits)
{
    const TcHandPart *part =
        tc_hand_draw_part(edits, edits->hand, TC_HAND_CLAUSED | TC_HAND_ENTRIES);
    TcHandItem *item = part ? tc_hand_draw_item(edits, part) : NULL;
    g_autofree char *from = item ? draw_number(edits, item->body) : NULL;
    if (!from || count_words(item->body, from) != 1 || strpbrk(from, "/-"))
        return false;
    const char *percent = strchr(from, '%');
    g_autofree char *to = g_strdup_printf("%u%s", 7 + tc_hand_below(edits, 80), percent ? "%" : "");
    char *at = strstr(item->body, from);
    g_autofree char *name = is_section(part)
                                ? g_strdup_printf("%s %s", tc_hand_noun_of(edits, part), item->key)
                                : tc_hand_named(edits, part);
    g_autofree char *where =
        is_section(part)
            ? g_strdup(name)
            : g_strdup_printf("%s %s %s", item->key, tc_hand_word(edits, TC_HAND_WORD_OF), name);
    g_autofree char *body =
        g_strdup_printf("%.*s%s%s", (int)(at - item->body), item->body, to, at + strlen(from));
    g_string_append_printf(edits->edits, "%s \"%s\" %s \"%s\" %s %s\n",
                           tc_hand_word(edits, TC_HAND_WORD_REPLACE), from,
                           tc_hand_word(edits, TC_HAND_WORD_BY), to,
                           tc_hand_word(edits, TC_HAND_WORD_IN), where);
    tc_hand_undo(edits, "%s \"%s\" %s \"%s\" %s %s\n", tc_hand_word(edits, TC_HAND_WORD_REPLACE),
                 to, tc_hand_word(edits, TC_HAND_WORD_BY), from,
                 tc_hand_word(edits, TC_HAND_WORD_IN), where);
    tc_hand_set(&item->body, body);
    edits->undoable &= count_words(item->body, to) == 1;
    g_ptr_array_add(edits->about, g_strdup(name));
    return true;
}

/* --- renumbering ------------------------------------------------------------------------------ */

/* Parts of one kind: to new numbers, or each to the number of the next. */
bool tc_hand_renumber_parts(TcHandEdits *edits)
{
    static const TcHandNoun nouns[] = {TC_HAND_INDICATOR, TC_HAND_INDICATOR, TC_HAND_GROUP,
                                       TC_HAND_CRITERION, TC_HAND_VERDICT};
    const TcHandNoun noun = nouns[tc_hand_below(edits, G_N_ELEMENTS(nouns))];
    const unsigned n = 1 + tc_hand_below(edits, 3), in_turn = tc_hand_below(edits, 2);
    g_autoptr(GPtrArray) old = g_ptr_array_new();
    g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < n; i++) {
        TcHandPart *part = tc_hand_draw_part(edits, edits->hand, 1u << noun);
        if (part && !g_ptr_array_find(old, part, NULL))
            g_ptr_array_add(old, part);
    }
    const bool turn = in_turn && old->len > 1;
    for (guint i = 0; i < old->len; i++) {
        const TcHandPart *part = g_ptr_array_index(old, i);
        const TcHandPart *next = g_ptr_array_index(old, (i + 1) % old->len);
        char *to = turn ? g_strdup(next->code) : tc_hand_fresh_code(edits, noun);
        g_ptr_array_add(codes, g_strdup(part->code));
        g_ptr_array_add(codes, to);
        g_string_append_printf(
            edits->edits, "%s %s %s %s %s\n", tc_hand_word(edits, TC_HAND_WORD_RENUMBER),
            tc_hand_noun_of(edits, part), part->code, tc_hand_word(edits, TC_HAND_WORD_AS), to);
        tc_hand_undo(edits, "%s %s %s %s %s\n", tc_hand_word(edits, TC_HAND_WORD_RENUMBER),
                     tc_hand_noun_of(edits, part), to, tc_hand_word(edits, TC_HAND_WORD_AS),
                     part->code);
    }
    g_ptr_array_add(codes, NULL);
    tc_hand_renumber(edits->hand, noun, (const char *const *)codes->pdata);
    return old->len > 0;
}
