/* Versions by hand. See hand.h. */
#include "tools/hand.h"

#include <string.h>

static const char *const nouns[TC_HAND_NOUNS][2] = {
    {"bộ tiêu chí", "criteria"},
    {"số liệu", "data"},
    {"giải thích từ ngữ", "definitions"},
    {"kiểm tra số liệu", "data check"},
    {"nhóm", "group"},
    {"tiêu chí", "criterion"},
    {"chỉ tiêu", "indicator"},
    {"kết luận", "verdict"},
    {"xếp loại", "grade"},
};

const char *tc_hand_noun(TcLang lang, TcHandNoun noun)
{
    return nouns[noun][lang == TC_LANG_VI ? 0 : 1];
}

void tc_hand_set(char **text, const char *to)
{
    char *copy = g_strdup(to);
    g_free(*text);
    *text = copy;
}

/* --- items and parts -------------------------------------------------------------------------- */

TcHandItem *tc_hand_item_new(const char *key, const char *body)
{
    TcHandItem *item = g_new(TcHandItem, 1);
    *item = (TcHandItem){g_strdup(key), g_strdup(body)};
    return item;
}

static void free_item(void *data)
{
    TcHandItem *item = data;
    g_free(item->key);
    g_free(item->body);
    g_free(item);
}

TcHandPart *tc_hand_part_new(TcHandNoun noun, const char *code, const char *title,
                             const char *graded)
{
    TcHandPart *part = g_new(TcHandPart, 1);
    *part = (TcHandPart){noun, g_strdup(code), g_strdup(title), g_strdup(graded),
                         g_ptr_array_new_with_free_func(free_item)};
    return part;
}

void tc_hand_part_free(TcHandPart *part)
{
    g_free(part->code);
    g_free(part->title);
    g_free(part->graded);
    g_ptr_array_unref(part->items);
    g_free(part);
}

static void free_part(void *part)
{
    tc_hand_part_free(part);
}

static void *copy_item(const void *data, void *unused)
{
    const TcHandItem *item = data;
    (void)unused;
    return tc_hand_item_new(item->key, item->body);
}

void tc_hand_take_items(TcHandPart *part, const TcHandPart *from)
{
    GPtrArray *items = g_ptr_array_copy(from->items, (GCopyFunc)copy_item, NULL);
    g_ptr_array_set_free_func(items, free_item);
    g_ptr_array_unref(part->items);
    part->items = items;
}

/* --- from lines ------------------------------------------------------------------------------- */

/* Is it a line of its own below a head? What begins deeper, a table and its end go on. */
static bool begins_item(const char *line, const TcHandPart *part)
{
    const size_t blanks = strspn(line, " ");
    return part->noun != TC_HAND_GRADE && blanks < 4 && line[blanks] != '|' && line[blanks] != ')';
}

static void add_line(TcHandPart *part, const char *line)
{
    if (part->noun == TC_HAND_GRADE || !begins_item(line, part)) {
        TcHandItem *last = part->items->len ? tc_hand_item(part, part->items->len - 1) : NULL;
        char **text = last ? &last->body : &part->graded;
        g_autofree char *longer = g_strdup_printf("%s\n%s", *text, line);
        tc_hand_set(text, longer);
        return;
    }
    g_autofree char *whole = g_strstrip(g_strdup(line));
    const char *colon = part->noun == TC_HAND_CHECK ? NULL : strchr(whole, ':');
    g_autofree char *key =
        g_strchomp(g_strndup(whole, colon ? (gsize)(colon - whole) : strlen(whole)));
    if (part->noun == TC_HAND_CHECK && g_str_has_suffix(whole, ";"))
        whole[strlen(whole) - 1] = '\0';
    g_ptr_array_add(part->items,
                    part->noun == TC_HAND_CHECK
                        ? tc_hand_item_new("", whole)
                        : tc_hand_item_new(key, colon ? colon + 1 + strspn(colon + 1, " ") : ""));
}

/* The head that @line is, or NULL. */
static TcHandPart *head_of(TcLang lang, const char *line)
{
    for (TcHandNoun noun = 0; noun < TC_HAND_NOUNS; noun++) {
        const char *word = tc_hand_noun(lang, noun);
        const size_t length = strlen(word);
        const bool section = noun >= TC_HAND_DATA && noun <= TC_HAND_CHECK;
        if (!g_str_has_prefix(line, word) ||
            (line[length] != '\0' && (section || line[length] != ' ')))
            continue;
        const char *code = line + length + strspn(line + length, " ");
        const char *title = code + strcspn(code, " ");
        g_autofree char *named = g_strndup(code, (gsize)(title - code));
        const bool graded = noun == TC_HAND_GRADE;
        title += strspn(title, " ");
        return tc_hand_part_new(noun, named, graded ? "" : title, graded ? title : "");
    }
    return NULL;
}

TcHand *tc_hand_new(TcLang lang, const char *text)
{
    TcHand *hand = g_new(TcHand, 1);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    *hand = (TcHand){lang, g_ptr_array_new_with_free_func(free_part)};
    for (char **line = lines; *line; line++) {
        TcHandPart *head = head_of(lang, *line);
        if (head)
            g_ptr_array_add(hand->parts, head);
        else if (**line)
            add_line(tc_hand_part(hand, hand->parts->len - 1), *line);
    }
    return hand;
}

TcHand *tc_hand_copy(const TcHand *hand)
{
    TcHand *copy = g_new(TcHand, 1);
    *copy = (TcHand){hand->lang, g_ptr_array_new_with_free_func(free_part)};
    for (guint i = 0; i < hand->parts->len; i++) {
        const TcHandPart *part = tc_hand_part(hand, i);
        TcHandPart *own = tc_hand_part_new(part->noun, part->code, part->title, part->graded);
        tc_hand_take_items(own, part);
        g_ptr_array_add(copy->parts, own);
    }
    return copy;
}

void tc_hand_free(TcHand *hand)
{
    if (!hand)
        return;
    g_ptr_array_unref(hand->parts);
    g_free(hand);
}

/* --- to a text -------------------------------------------------------------------------------- */

void tc_hand_put_items(GString *out, const TcHandPart *part)
{
    for (guint i = 0; i < part->items->len; i++) {
        const TcHandItem *item = tc_hand_item(part, i);
        const bool check = part->noun == TC_HAND_CHECK;
        g_string_append_printf(out, "  %s%s%s%s\n", item->key,
                               *item->key && *item->body ? ": " : "", item->body,
                               check && i + 1 < part->items->len ? ";" : "");
    }
}

char *tc_hand_text(const TcHand *hand)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < hand->parts->len; i++) {
        const TcHandPart *part = tc_hand_part(hand, i);
        const char *const words[] = {part->code, part->title, part->graded};
        g_string_append(out, tc_hand_noun(hand->lang, part->noun));
        for (size_t k = 0; k < G_N_ELEMENTS(words); k++)
            g_string_append_printf(out, "%s%s", *words[k] ? " " : "", words[k]);
        g_string_append_c(out, '\n');
        tc_hand_put_items(out, part);
    }
    return g_string_free(out, FALSE);
}

/* --- finding ---------------------------------------------------------------------------------- */

int tc_hand_find(const TcHand *hand, TcHandNoun noun, const char *code)
{
    for (guint i = 0; i < hand->parts->len; i++) {
        const TcHandPart *part = tc_hand_part(hand, i);
        if (part->noun == noun && (!code || strcmp(part->code, code) == 0))
            return (int)i;
    }
    return -1;
}

int tc_hand_find_item(const TcHandPart *part, const char *key)
{
    for (guint i = 0; i < part->items->len; i++)
        if (strcmp(tc_hand_item(part, i)->key, key) == 0)
            return (int)i;
    return -1;
}

/* Do parts of @inner stand in those of @outer? */
static bool holds(TcHandNoun outer, TcHandNoun inner)
{
    return inner == TC_HAND_INDICATOR ? outer == TC_HAND_GROUP || outer == TC_HAND_CRITERION
                                      : inner == TC_HAND_CRITERION && outer == TC_HAND_GROUP;
}

guint tc_hand_end(const TcHand *hand, guint index)
{
    guint end = index + 1;
    while (end < hand->parts->len &&
           holds(tc_hand_part(hand, index)->noun, tc_hand_part(hand, end)->noun))
        end++;
    return end;
}

/* --- renumbering ------------------------------------------------------------------------------ */

static const char *new_code(const char *code, size_t length, const char *const *codes)
{
    for (size_t i = 0; codes[i]; i += 2)
        if (strlen(codes[i]) == length && strncmp(codes[i], code, length) == 0)
            return codes[i + 1];
    return NULL;
}

/* Every "chỉ tiêu 1.1" outside quotes. */
static void renumber_text(char **text, const char *noun, const char *const *codes)
{
    g_autoptr(GString) out = g_string_new(NULL);
    bool quoted = false;
    for (const char *at = *text; *at; at++) {
        const size_t length = strlen(noun);
        quoted = *at == '"' ? !quoted : quoted;
        g_string_append_c(out, *at);
        if (quoted || out->len < length + 1 || *at != ' ' ||
            strncmp(out->str + out->len - length - 1, noun, length) != 0)
            continue;
        const size_t code = strcspn(at + 1, " )\n;:,\"");
        const char *becomes = new_code(at + 1, code, codes);
        if (becomes) {
            g_string_append(out, becomes);
            at += code;
        }
    }
    tc_hand_set(text, out->str);
}

void tc_hand_renumber(TcHand *hand, TcHandNoun noun, const char *const *codes)
{
    for (guint i = 0; i < hand->parts->len; i++) {
        TcHandPart *part = tc_hand_part(hand, i);
        const char *code =
            part->noun == noun ? new_code(part->code, strlen(part->code), codes) : NULL;
        if (code)
            tc_hand_set(&part->code, code);
        renumber_text(&part->graded, tc_hand_noun(hand->lang, noun), codes);
        for (guint k = 0; k < part->items->len; k++)
            renumber_text(&tc_hand_item(part, k)->body, tc_hand_noun(hand->lang, noun), codes);
    }
}
