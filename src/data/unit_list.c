/* Names are held against names, kinds against kinds: "xã Yên" is not "xã Yên Thọ". */
#include "data/unit_list.h"

#include <string.h>
#include "base/text.h"
#include "data/unit_name.h"

static char *key_of(const char *text)
{
    return tc_text_key(text ? text : "", text ? strlen(text) : 0);
}

/* The folded "kind name"; "name" without a kind. Returns: (transfer full). */
static char *full_key(const char *kind, const char *name)
{
    g_autofree char *text = g_strconcat(kind, *kind ? " " : "", name, NULL);
    return tc_text_key(text, strlen(text));
}

static const char *keep(char *text, TcArena *arena)
{
    const char *kept = text ? tc_arena_strndup(arena, text, strlen(text)) : NULL;
    g_free(text);
    return kept;
}

void tc_unit_list_read(TcListedUnit *listed, const char *text, TcArena *arena)
{
    g_auto(TcUnitName) name;
    const char *kind = tc_unit_kind_word(text);
    tc_unit_name_split(text, &name);
    listed->text = text;
    listed->key = keep(kind ? key_of(kind) : full_key(name.kind, name.name), arena);
    listed->parent = keep(name.parent ? tc_parent_key(name.parent) : NULL, arena);
}

/* "các phường", "all wards": what stands behind the word for many. */
static const char *without_many(const char *text)
{
    static const char *const words[] = {"các ", "những ", "mọi ", "tất cả các ", "all "};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(text, words[i]))
            return text + strlen(words[i]);
    return text;
}

/* "các phường và thị trấn" as a list. Returns: (transfer full), or NULL if a piece is not a kind.
 */
static char *listed_kinds(const char *text)
{
    g_auto(GStrv) pieces =
        g_regex_split_simple("\\s*(?:,|/|\\bvà\\b|\\bhoặc\\b|\\band\\b|\\bor\\b)\\s*",
                             without_many(text), G_REGEX_CASELESS, 0);
    for (guint i = 0; pieces[i]; i++)
        if (!tc_unit_kind_word(pieces[i]))
            return NULL;
    return g_strjoinv("; ", pieces);
}

bool tc_unit_list_is_odd(const char *text, char **meant)
{
    g_auto(TcUnitName) name = {0};
    *meant = NULL;
    if (tc_unit_kind_word(text))
        return false;
    tc_unit_name_split(text, &name);
    if (!g_unichar_islower(g_utf8_get_char(name.name)))
        return false;
    *meant = listed_kinds(text);
    return true;
}

/* What entries are compared with. */
typedef struct {
    char *code, *kind, *name, *full, *parent;
} Keys;

static void keys_of(const TcUnitTold *unit, Keys *keys)
{
    g_auto(TcUnitName) name;
    tc_unit_name_split(unit->name ? unit->name : "", &name);
    const char *kind = tc_unit_kind(unit->kind, name.kind);
    const char *parent = unit->parent && *unit->parent ? unit->parent : name.parent;
    keys->code = key_of(unit->code);
    keys->kind = key_of(kind);
    keys->name = key_of(name.name);
    keys->full = full_key(kind, name.name);
    keys->parent = parent ? tc_parent_key(parent) : NULL;
}

static void clear_keys(Keys *keys)
{
    char *const all[] = {keys->code, keys->kind, keys->name, keys->full, keys->parent};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        g_free(all[i]);
}

static bool names(const TcListedUnit *listed, const Keys *keys)
{
    if (strcmp(listed->key, keys->code) == 0 || strcmp(listed->key, keys->kind) == 0)
        return true;
    if (listed->parent && keys->parent && strcmp(listed->parent, keys->parent) != 0)
        return false;
    return strcmp(listed->key, keys->full) == 0 || strcmp(listed->key, keys->name) == 0;
}

uint32_t tc_unit_list_find(const TcUnitList *list, const TcUnitTold *unit)
{
    Keys keys;
    uint32_t i = 0;
    if (list->n == 0)
        return 0;
    keys_of(unit, &keys);
    while (i < list->n && !names(&list->units[i], &keys))
        i++;
    clear_keys(&keys);
    return i;
}

bool tc_unit_list_same(const TcUnitList *a, const TcUnitList *b)
{
    bool same = a->n == b->n;
    for (uint32_t i = 0; same && i < a->n; i++)
        same = strcmp(a->units[i].key, b->units[i].key) == 0 &&
               g_strcmp0(a->units[i].parent, b->units[i].parent) == 0;
    return same;
}

static bool all_codes(const TcUnitList *list)
{
    for (uint32_t i = 0; i < list->n; i++)
        if (list->units[i].key[strspn(list->units[i].key, "0123456789")] != '\0')
            return false;
    return true;
}

bool tc_unit_is_left_out(const TcUnitList *only_for, const TcUnitList *not_for,
                         const TcUnitTold *unit)
{
    bool named = unit->name && *unit->name;
    bool coded = unit->code && *unit->code;
    if (tc_unit_list_find(not_for, unit) < not_for->n)
        return true;
    if (only_for->n == 0 || tc_unit_list_find(only_for, unit) < only_for->n)
        return false;
    return named || (coded && all_codes(only_for));
}
