/* What indicators read, by the rules: no row changes it, so it is found once for all of them. */
#include "exec/readers.h"

#include "exec/comparisons.h"
#include "exec/movable.h"

struct TcReaders {
    const TcModel *model;
    const bool *populations;
    GArray **cells;    /* per indicator, or NULL: not asked for */
    GArray **roles[2]; /* the same; without points, with them */
    GArray **of_cells; /* per cell; NULL: not asked for */
    uint64_t n_of_cells;
    GHashTable *parts[2]; /* key_of → TcComparisons; without data checks, with them */
    size_t n_parts;       /* comparisons of all these */
};

enum { MOST_OF_PARTS = 1000000 }; /* beyond, all are made anew: parts may rest on all before them */

static uint32_t n_cells(const TcModel *model)
{
    return tc_schema_width(&model->schema);
}

TcReaders *tc_readers_new(const TcModel *model, const bool *populations)
{
    TcReaders *readers = g_new0(TcReaders, 1);
    readers->model = model;
    readers->populations = populations;
    readers->cells = g_new0(GArray *, model->n_indicators + 1);
    for (unsigned i = 0; i < 2; i++) {
        readers->roles[i] = g_new0(GArray *, model->n_indicators + 1);
        readers->parts[i] = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL,
                                                  (GDestroyNotify)tc_comparisons_free);
    }
    return readers;
}

static void lists_free(GArray **lists, uint32_t n)
{
    for (uint32_t i = 0; lists && i < n; i++)
        g_clear_pointer(&lists[i], g_array_unref);
    g_free(lists);
}

void tc_readers_free(TcReaders *readers)
{
    if (!readers)
        return;
    lists_free(readers->cells, readers->model->n_indicators);
    for (unsigned i = 0; i < 2; i++) {
        lists_free(readers->roles[i], readers->model->n_indicators);
        g_hash_table_unref(readers->parts[i]);
    }
    lists_free(readers->of_cells, n_cells(readers->model));
    g_free(readers);
}

/* --- comparisons --- */

static void forget_parts(TcReaders *readers)
{
    for (unsigned i = 0; i < 2; i++)
        g_hash_table_remove_all(readers->parts[i]);
    readers->n_parts = 0;
}

static TcComparisons *part_new(const TcReaders *readers, TcRefKind kind, uint32_t index,
                               bool checks)
{
    TcComparisons *set = tc_comparisons_new(readers->model);
    tc_comparisons_add_part(set, kind, index);
    if (checks)
        tc_comparisons_add_checks(set);
    return set;
}

TcComparisons *tc_readers_part(TcReaders *readers, TcRefKind kind, uint32_t index, bool checks)
{
    GHashTable *parts = readers->parts[checks];
    void *key = GSIZE_TO_POINTER((size_t)index * 32 + (size_t)kind + 1);
    TcComparisons *set = g_hash_table_lookup(parts, key);
    if (!set) {
        set = part_new(readers, kind, index, checks);
        if (readers->n_parts > MOST_OF_PARTS)
            forget_parts(readers);
        readers->n_parts += set->list->len + set->cells->len;
        g_hash_table_insert(parts, key, set);
    }
    return tc_comparisons_hold(set);
}

/* --- cells --- */

static GArray *cells_of(TcComparisons *set)
{
    uint32_t n;
    const uint32_t *cells = tc_comparisons_cells(set, &n);
    GArray *list = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_vals(list, cells, n);
    return list;
}

const GArray *tc_readers_cells(TcReaders *readers, uint32_t indicator)
{
    if (!readers->cells[indicator]) {
        g_autoptr(TcComparisons) set = tc_readers_part(readers, TC_REF_INDICATOR, indicator, false);
        readers->cells[indicator] = cells_of(set);
    }
    return readers->cells[indicator];
}

/* --- roles --- */

static GArray *roles_of(const TcReaders *readers, uint32_t indicator, bool points)
{
    const TcIndicator *part = &readers->model->indicators[indicator];
    GArray *list = g_array_new(FALSE, FALSE, sizeof(TcColumnRole));
    g_autoptr(TcCellRoles) roles = tc_cell_roles_new(readers->model, readers->populations);
    tc_cell_roles_add_requirement(roles, indicator);
    if (part->met_when)
        tc_cell_roles_add(roles, part->met_when, indicator);
    if (part->points && points)
        tc_cell_roles_add_points(roles, indicator);
    g_autoptr(GArray) columns = tc_cell_roles_list(roles);
    for (guint i = 0; i < columns->len; i++) {
        const uint32_t column = g_array_index(columns, uint32_t, i);
        const TcColumnRole role = {column, tc_cell_roles_of(roles, column)};
        g_array_append_val(list, role);
    }
    return list;
}

const GArray *tc_readers_roles(TcReaders *readers, uint32_t indicator, bool points)
{
    GArray **list = &readers->roles[points][indicator];
    if (!*list)
        *list = roles_of(readers, indicator, points);
    return *list;
}

/* --- by cells --- */

static void add_reader(TcReaders *readers, uint32_t indicator)
{
    g_autoptr(TcComparisons) set = tc_comparisons_new(readers->model);
    uint32_t n;
    tc_comparisons_add_outcome(set, indicator);
    tc_comparisons_add(set, readers->model->indicators[indicator].max_points, indicator);
    const uint32_t *cells = tc_comparisons_cells(set, &n);
    for (uint32_t i = 0; i < n; i++) {
        GArray **list = &readers->of_cells[cells[i]];
        if (!*list)
            *list = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_array_append_val(*list, indicator);
    }
    readers->n_of_cells += n;
}

GArray *const *tc_readers_of_cells(TcReaders *readers, uint64_t *n)
{
    if (!readers->of_cells) {
        readers->of_cells = g_new0(GArray *, n_cells(readers->model) + 1);
        for (uint32_t i = 0; i < readers->model->n_indicators; i++)
            add_reader(readers, i);
    }
    *n = readers->n_of_cells;
    return readers->of_cells;
}
