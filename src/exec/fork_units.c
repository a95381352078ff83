/* Units that rules tell apart: before, the lists of one or two sets; after, a unit for each way in
 * which their indicators apply.
 *
 * A unit has one kind, one name in one district, one code. Every name of a list is tried with each
 * kind and district that it may have, and then with every code. Of units that are in the same lists
 * the first one stays: those of any name, kind by kind, before those that are named. */
#include "exec/fork_units.h"

#include <string.h>
#include "base/text.h"
#include "data/unit_name.h"
#include "data/words.h"

typedef struct {
    const TcPlan *const *plans;
    GPtrArray *lists; /* TcUnitList: those that differ */
    GPtrArray *kinds; /* texts: of the level, then those that a list names besides */
    GStringChunk *texts;
    GHashTable *tried; /* keys of names */
    GArray *units;     /* TcUnitTold */
    GHashTable *hits;  /* GBytes of a unit: is it in each of the lists? */
    bool many;         /* not all were tried */
} Finding;

/* Names and codes of all lists; units with a code. */
enum { MOST_LISTED = 4096, MOST_CODED = 20000 };

/* --- lists ------------------------------------------------------------------------------------ */

static void add_list(GPtrArray *lists, const TcUnitList *list)
{
    bool known = list->n == 0;
    for (guint i = 0; i < lists->len && !known; i++)
        known = tc_unit_list_same(g_ptr_array_index(lists, i), list);
    if (!known)
        g_ptr_array_add(lists, (void *)list);
}

/* Returns: do indicators name any unit? */
static bool find_lists(Finding *finding)
{
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        const TcModel *model = finding->plans[v] ? finding->plans[v]->model : NULL;
        for (uint32_t i = 0; model && i < model->n_indicators; i++) {
            add_list(finding->lists, &model->indicators[i].not_for);
            add_list(finding->lists, &model->indicators[i].only_for);
        }
    }
    const bool any = finding->lists->len > 0;
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        if (finding->plans[v])
            add_list(finding->lists, &finding->plans[v]->model->only_for);
    }
    return any;
}

/* Calls @each with every unit of the lists. */
static void each_listed(Finding *finding, void (*each)(Finding *, const TcListedUnit *))
{
    for (guint i = 0; i < finding->lists->len; i++) {
        const TcUnitList *list = g_ptr_array_index(finding->lists, i);
        for (uint32_t k = 0; k < list->n; k++)
            each(finding, &list->units[k]);
    }
}

static bool is_kind(const TcListedUnit *listed)
{
    g_autofree char *meant = NULL;
    return tc_unit_kind_word(listed->text) || tc_unit_list_is_odd(listed->text, &meant);
}

static bool is_code(const TcListedUnit *listed)
{
    return listed->key[strspn(listed->key, "0123456789")] == '\0';
}

static void add_kind(Finding *finding, const TcListedUnit *listed)
{
    const char *word = tc_unit_kind_word(listed->text);
    const char *kind = word ? word : listed->text;
    bool known = !is_kind(listed);
    for (guint i = 0; i < finding->kinds->len && !known; i++)
        known = tc_text_same(g_ptr_array_index(finding->kinds, i), kind);
    if (!known)
        g_ptr_array_add(finding->kinds, (void *)kind);
}

/* A unit of the level of communes has one of their kinds; of another level it may have none. */
static void find_kinds(Finding *finding)
{
    bool communes = false;
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        const char *level = finding->plans[v] ? tc_model_level(finding->plans[v]->model) : NULL;
        communes |= level && tc_word_roles_of(level, strlen(level)) & TC_WORD_COMMUNES;
    }
    if (communes)
        tc_unit_kinds(finding->kinds);
    else
        g_ptr_array_add(finding->kinds, (void *)"");
    each_listed(finding, add_kind);
}

/* --- units ------------------------------------------------------------------------------------ */

/* Which lists name it. Returns: (transfer full). */
static GBytes *hits_of(const Finding *finding, const TcUnitTold *unit)
{
    bool *hits = g_new(bool, finding->lists->len + 1);
    for (guint i = 0; i < finding->lists->len; i++) {
        const TcUnitList *list = g_ptr_array_index(finding->lists, i);
        hits[i] = tc_unit_list_find(list, unit) < list->n;
    }
    return g_bytes_new_take(hits, finding->lists->len * sizeof *hits);
}

static void add_unit(Finding *finding, const TcUnitTold *unit)
{
    if (g_hash_table_add(finding->hits, hits_of(finding, unit)))
        g_array_append_val(finding->units, *unit);
}

/* The district that @listed has for a unit of one of these keys, as written. Returns: NULL: none.
 */
static const char *district_for(const Finding *finding, const TcListedUnit *listed,
                                const char *full, const char *name)
{
    g_auto(TcUnitName) parts = {0};
    if (!listed->parent || (strcmp(listed->key, full) != 0 && strcmp(listed->key, name) != 0))
        return NULL;
    tc_unit_name_split(listed->text, &parts);
    return g_string_chunk_insert_const(finding->texts, parts.parent);
}

/* The unit in each district that a list has for its name, in one that is not told, in another. */
static void add_in_districts(Finding *finding, TcUnitTold unit, const char *name)
{
    const TcUnitTold anywhere = unit;
    g_autofree char *full_key = tc_text_key(unit.name, strlen(unit.name));
    g_autofree char *name_key = tc_text_key(name, strlen(name));
    bool any = false;
    for (guint i = 0; i < finding->lists->len; i++) {
        const TcUnitList *list = g_ptr_array_index(finding->lists, i);
        for (uint32_t k = 0; k < list->n; k++) {
            unit.parent = district_for(finding, &list->units[k], full_key, name_key);
            if (!unit.parent)
                continue;
            add_unit(finding, &unit);
            any = true;
        }
    }
    add_unit(finding, &anywhere);
    unit.parent = TC_FORK_ANY_NAME;
    if (any)
        add_unit(finding, &unit);
}

static void add_named(Finding *finding, const TcListedUnit *listed)
{
    g_auto(TcUnitName) name = {0};
    if (is_kind(listed) || is_code(listed) ||
        !g_hash_table_add(finding->tried, (void *)listed->key))
        return;
    tc_unit_name_split(listed->text, &name);
    for (guint i = 0; i < finding->kinds->len; i++) {
        const char *kind = g_ptr_array_index(finding->kinds, i);
        const char *word = tc_unit_kind_word(kind);
        g_autofree char *full = g_strconcat(word ? word : "", word ? " " : "", name.name, NULL);
        const TcUnitTold unit = {.name = g_string_chunk_insert_const(finding->texts, full),
                                 .kind = kind};
        if (!*name.kind || tc_text_same(kind, name.kind))
            add_in_districts(finding, unit, name.name);
    }
}

/* Every unit that has no code yet, with this one. */
static void add_coded(Finding *finding, const TcListedUnit *listed)
{
    const guint n = finding->units->len;
    for (guint i = 0; i < n && is_code(listed); i++) {
        TcUnitTold unit = g_array_index(finding->units, TcUnitTold, i);
        if (unit.code)
            continue;
        unit.code = listed->key;
        add_unit(finding, &unit);
    }
}

static bool any_code(const Finding *finding)
{
    bool any = false;
    for (guint i = 0; i < finding->lists->len; i++) {
        const TcUnitList *list = g_ptr_array_index(finding->lists, i);
        for (uint32_t k = 0; k < list->n; k++)
            any |= is_code(&list->units[k]);
    }
    return any;
}

static uint32_t count_listed(const Finding *finding)
{
    uint32_t n = 0;
    for (guint i = 0; i < finding->lists->len; i++)
        n += ((const TcUnitList *)g_ptr_array_index(finding->lists, i))->n;
    return n;
}

static void find_units(Finding *finding)
{
    const uint32_t listed = count_listed(finding);
    for (guint i = 0; i < finding->kinds->len; i++) {
        const TcUnitTold unit = {.name = TC_FORK_ANY_NAME,
                                 .kind = g_ptr_array_index(finding->kinds, i)};
        add_unit(finding, &unit);
    }
    finding->many = listed > MOST_LISTED;
    if (!finding->many)
        each_listed(finding, add_named);
    finding->many |= (uint64_t)listed * finding->units->len > MOST_CODED && any_code(finding);
    if (!finding->many)
        each_listed(finding, add_coded);
}

/* --- what is told apart ----------------------------------------------------------------------- */

static bool is_judged(const Finding *finding, const TcUnitTold *unit)
{
    bool judged = true;
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++)
        judged &= !finding->plans[v] || tc_model_concerns(finding->plans[v]->model, unit);
    return judged;
}

/* Units of which one set judges none are not left out: then each is judged as it stands. */
static void keep_judged(Finding *finding)
{
    guint judged = 0;
    for (guint i = 0; i < finding->units->len; i++)
        judged += is_judged(finding, &g_array_index(finding->units, TcUnitTold, i));
    for (guint i = finding->units->len; i-- > 0 && judged > 0;) {
        if (!is_judged(finding, &g_array_index(finding->units, TcUnitTold, i)))
            g_array_remove_index(finding->units, i);
    }
}

/* To which indicators of both sets it is not one that they apply to. Returns: (transfer full). */
static GBytes *left_out_of(const Finding *finding, const TcUnitTold *unit)
{
    GByteArray *out = g_byte_array_new();
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        const TcModel *model = finding->plans[v] ? finding->plans[v]->model : NULL;
        for (uint32_t i = 0; model && i < model->n_indicators; i++) {
            const TcIndicator *indicator = &model->indicators[i];
            const uint8_t is = tc_unit_is_left_out(&indicator->only_for, &indicator->not_for, unit);
            g_byte_array_append(out, &is, 1);
        }
    }
    return g_byte_array_free_to_bytes(out);
}

static bool names_unit(const Finding *finding)
{
    bool any = false;
    for (guint i = 0; i < finding->lists->len; i++) {
        const TcUnitList *list = g_ptr_array_index(finding->lists, i);
        for (uint32_t k = 0; k < list->n; k++)
            any |= !is_kind(&list->units[k]);
    }
    return any;
}

/* Of units that no indicator tells apart the first. */
static void keep_apart(const Finding *finding, TcForkUnits *units)
{
    units->told = g_new(TcUnitTold, finding->units->len);
    units->left_out = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_bytes_hash, g_bytes_equal);
    for (guint i = 0; i < finding->units->len; i++) {
        const TcUnitTold *unit = &g_array_index(finding->units, TcUnitTold, i);
        GBytes *out = left_out_of(finding, unit);
        if (g_hash_table_contains(seen, out)) {
            g_bytes_unref(out);
            continue;
        }
        g_hash_table_add(seen, out);
        units->told[units->n++] = *unit;
        g_ptr_array_add(units->left_out, out);
    }
}

TcForkUnits *tc_fork_units_new(const TcPlan *const plans[TC_FORK_VERSIONS])
{
    g_autoptr(GPtrArray) lists = g_ptr_array_new();
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    g_autoptr(GHashTable) tried = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) hits =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    Finding finding = {
        .plans = plans, .lists = lists, .kinds = kinds, .tried = tried, .hits = hits};
    if (!find_lists(&finding))
        return NULL;
    finding.texts = g_string_chunk_new(64);
    finding.units = g_array_new(FALSE, FALSE, sizeof(TcUnitTold));
    find_kinds(&finding);
    find_units(&finding);
    keep_judged(&finding);
    TcForkUnits *units = g_new0(TcForkUnits, 1);
    units->texts = finding.texts;
    units->any_named = names_unit(&finding);
    units->many = finding.many;
    units->n_first = plans[0]->model->n_indicators;
    keep_apart(&finding, units);
    g_array_unref(finding.units);
    return units;
}

bool tc_fork_unit_is_left_out(const TcForkUnits *units, uint32_t unit, unsigned version,
                              uint32_t indicator)
{
    const uint8_t *out = g_bytes_get_data(g_ptr_array_index(units->left_out, unit), NULL);
    return out[(version > 0 ? units->n_first : 0) + indicator] != 0;
}

void tc_fork_units_free(TcForkUnits *units)
{
    if (!units)
        return;
    g_ptr_array_unref(units->left_out);
    g_string_chunk_free(units->texts);
    g_free(units->told);
    g_free(units);
}
