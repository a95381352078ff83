/* Finding units by what a person types. */
#include "data/units_internal.h"

#include <string.h>

#include "base/text.h"
#include "data/unit_name.h"

enum {
    MOST_KIND_WORDS = 2, /* thi tran */
    SHORTEST_NAME = 3,   /* letters of a name in which a slip can be told */
    SHORT_NAME = 6       /* and in which only one can */
};

static bool fits_kind(const TcUnit *unit, const TcUnitName *wanted)
{
    return !*wanted->kind || !*unit->kind || tc_text_same(unit->kind, wanted->kind);
}

static bool fits_parent(const TcUnit *unit, const char *parent_key)
{
    if (!parent_key)
        return true;
    g_autofree char *own = tc_parent_key(unit->parent);
    return strcmp(own, parent_key) == 0 ||
           (*unit->parent_code && strcmp(unit->parent_code, parent_key) == 0);
}

static void append_fitting(const TcUnits *units, const GArray *from, const TcUnitName *wanted,
                           GArray *found)
{
    g_autofree char *parent_key = wanted->parent ? tc_parent_key(wanted->parent) : NULL;

    for (guint i = 0; from && i < from->len; i++) {
        uint32_t index = g_array_index(from, uint32_t, i);
        const TcUnit *unit = tc_units_get(units, index);
        if (fits_kind(unit, wanted) && fits_parent(unit, parent_key))
            g_array_append_val(found, index);
    }
}

static bool find_code(const TcUnits *units, const char *wanted, GArray *found)
{
    g_autofree char *code = g_strstrip(g_strdup(wanted));
    uint32_t index = tc_units_of_code(units, code);

    if (index == tc_units_length(units))
        return false;
    g_array_append_val(found, index);
    return true;
}

/* Candidates that are not what was asked for: the same name of another kind or district, or a name
 * equal without marks, also behind the word for a kind without marks ("xa Yen Tho"). */
static void append_similar(const TcUnits *units, const TcUnitName *wanted, GArray *found)
{
    const char *name = wanted->name;

    for (int dropped = 0; dropped <= MOST_KIND_WORDS; dropped++) {
        g_autofree char *bare = tc_text_bare_key(name, strlen(name));
        const GArray *indices = g_hash_table_lookup(units->by_bare, bare);
        if (indices) {
            g_array_append_vals(found, indices->data, indices->len);
            return;
        }
        const char *blank = strchr(name, ' ');
        if (!blank)
            return;
        name = blank + 1;
    }
}

static TcUnitMatch find_name(const TcUnits *units, const char *wanted, GArray *found)
{
    guint before = found->len;
    g_auto(TcUnitName) parts = {0};

    tc_unit_name_split(wanted, &parts);
    if (!*parts.name)
        return TC_UNIT_UNKNOWN;
    g_autofree char *key = tc_text_key(parts.name, strlen(parts.name));
    append_fitting(units, g_hash_table_lookup(units->by_name, key), &parts, found);
    if (found->len > before)
        return found->len == before + 1 ? TC_UNIT_FOUND : TC_UNIT_AMBIGUOUS;
    append_similar(units, &parts, found);
    return found->len > before ? TC_UNIT_SIMILAR : TC_UNIT_UNKNOWN;
}

/* "xã Yên Thọ - Như Thanh" with a comma for the mark. Returns: (transfer full), or NULL. */
static char *parted(const char *wanted)
{
    static const char *const marks[] = {"-", "–", "—", "/", ";"};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        const char *mark = strstr(wanted, marks[i]);
        if (mark)
            return g_strdup_printf("%.*s, %s", (int)(mark - wanted), wanted,
                                   mark + strlen(marks[i]));
    }
    return NULL;
}

/* A closing full stop or comma belongs to the sentence that the name was taken from. */
static char *without_end(const char *wanted)
{
    char *text = g_strstrip(g_strdup(wanted));
    size_t length = strlen(text);
    while (length > 0 && strchr(".,; ", text[length - 1]))
        text[--length] = '\0';
    return text;
}

TcUnitMatch tc_units_find(const TcUnits *units, const char *wanted, GArray *found)
{
    if (find_code(units, wanted, found))
        return TC_UNIT_FOUND;
    g_autofree char *plain = without_end(wanted);
    if (find_code(units, plain, found))
        return TC_UNIT_FOUND;
    TcUnitMatch match = find_name(units, plain, found);
    g_autofree char *comma = match == TC_UNIT_UNKNOWN ? parted(plain) : NULL;
    if (comma)
        match = find_name(units, comma, found);
    return match;
}

/* --- one row after the other --- */

struct TcUnitWanted {
    char *text, *plain;
    char *names[2]; /* keys that its name may have, of the text as it is and parted; or NULL */
};

/* Returns: (transfer full) NULL if no name is told. */
static char *name_key(const char *text)
{
    g_auto(TcUnitName) parts = {0};
    tc_unit_name_split(text, &parts);
    return *parts.name ? tc_text_key(parts.name, strlen(parts.name)) : NULL;
}

TcUnitWanted *tc_unit_wanted_new(const char *wanted)
{
    TcUnitWanted *new = g_new0(TcUnitWanted, 1);
    new->text = g_strstrip(g_strdup(wanted));
    new->plain = without_end(wanted);
    g_autofree char *comma = parted(new->plain);
    new->names[0] = name_key(new->plain);
    new->names[1] = comma ? name_key(comma) : NULL;
    return new;
}

void tc_unit_wanted_free(TcUnitWanted *wanted)
{
    if (!wanted)
        return;
    g_free(wanted->text);
    g_free(wanted->plain);
    for (size_t i = 0; i < G_N_ELEMENTS(wanted->names); i++)
        g_free(wanted->names[i]);
    g_free(wanted);
}

/* A unit's name stands in its row's name as it is, beside words for its kind and district. */
static bool may_have_name(const TcUnitWanted *wanted, const TcRowInfo *row)
{
    g_autofree char *key = tc_text_key(row->name, strlen(row->name));
    bool may = false;
    for (size_t i = 0; i < G_N_ELEMENTS(wanted->names); i++)
        may |= wanted->names[i] && strstr(key, wanted->names[i]);
    return may;
}

bool tc_unit_wanted_is(const TcUnitWanted *wanted, const TcRowInfo *row)
{
    if (*row->code &&
        (strcmp(row->code, wanted->text) == 0 || strcmp(row->code, wanted->plain) == 0))
        return true;
    if (!may_have_name(wanted, row))
        return false;
    g_autoptr(TcUnits) alone = tc_units_new();
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tc_units_add_row(alone, row);
    return tc_units_find(alone, wanted->text, found) == TC_UNIT_FOUND;
}

/* --- slips --- */

/* The units whose names, marks aside, are nearest to @wanted, if they differ by a slip or two. */
static void append_near(const TcUnits *units, const char *wanted, GArray *found)
{
    g_auto(TcUnitName) parts = {0};

    tc_unit_name_split(wanted, &parts);
    g_autofree char *bare = tc_text_bare_key(parts.name, strlen(parts.name));
    unsigned nearest = strlen(bare) < SHORT_NAME ? 1 : 2;
    for (uint32_t i = 0; strlen(bare) >= SHORTEST_NAME && i < tc_units_length(units); i++) {
        const char *name = tc_units_get(units, i)->name;
        g_autofree char *own = tc_text_bare_key(name, strlen(name));
        unsigned distance = tc_text_distance(bare, own, nearest);
        if (distance < nearest)
            g_array_set_size(found, 0);
        if (distance <= nearest)
            g_array_append_val(found, i);
        nearest = MIN(nearest, distance);
    }
}

bool tc_units_near(const TcUnits *units, const char *wanted, GArray *found)
{
    g_autofree char *plain = without_end(wanted);
    g_autofree char *comma = parted(plain);
    uint32_t index = tc_units_of_number(units, plain);

    if (index < tc_units_length(units))
        g_array_append_val(found, index);
    else
        append_near(units, comma ? comma : plain, found);
    return found->len > 0;
}

bool tc_units_has_name(const TcUnits *units, uint32_t index, const char *name)
{
    const TcUnit *unit = tc_units_get(units, index);
    g_auto(TcUnitName) parts = {0};

    tc_unit_name_split(name, &parts);
    if (tc_text_same(parts.name, unit->name))
        return true;
    g_autofree char *key = tc_text_key(parts.name, strlen(parts.name));
    g_autofree char *bare = tc_text_bare_key(parts.name, strlen(parts.name));
    g_autofree char *own = tc_text_bare_key(unit->name, strlen(unit->name));
    g_autofree char *full = tc_unit_full_name(unit);
    g_autofree char *with_kind = tc_text_bare_key(full, strlen(full));
    return (strcmp(bare, own) == 0 || strcmp(bare, with_kind) == 0) &&
           !g_hash_table_contains(units->by_name, key);
}

bool tc_units_agree(const TcUnits *units, uint32_t index, const TcRowInfo *row)
{
    const TcUnit *unit = tc_units_get(units, index);
    g_auto(TcUnitName) parts = {0};

    tc_unit_name_split(row->name, &parts);
    const char *kind = tc_unit_kind(*row->kind ? row->kind : NULL, parts.kind);
    const char *parent = *row->parent ? row->parent : parts.parent;
    g_autofree char *parent_key = parent ? tc_parent_key(parent) : NULL;
    return (!*kind || !*unit->kind || tc_text_same(kind, unit->kind)) &&
           (!*unit->parent || fits_parent(unit, parent_key));
}
