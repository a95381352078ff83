/* The unit in the file of each period. See history.h.
 *
 * A unit is looked for by every name that was given, and by the code that it has in another period.
 * Nothing is picked where two rows fit. */
#include "cli/history.h"

#include <string.h>
#include "base/order.h"
#include "base/text.h"

/* What is known of the unit in one file. */
typedef struct {
    TcUnits *units;
    TcUnits *twins; /* of rows that are left out: a row before is of the same unit */
    GArray *rows;   /* uint32_t: that fit, each once */
    bool told;      /* why none of its rows is taken */
} Found;

typedef struct {
    const TcArgs *args;
    TcHistory *history;
    TcDiagList *diags;
    Found *found; /* of each period */
} Search;

static TcHistoryPeriod *period_at(const Search *search, guint index)
{
    return g_ptr_array_index(search->history->periods, index);
}

static const GPtrArray *names_of(const Search *search)
{
    return search->args->values[TC_OPT_UNIT];
}

/* --- looking ---------------------------------------------------------------------------------- */

/* Why @name picks no row of the file. */
static void tell(const Search *search, guint index, const char *name, TcUnitMatch match,
                 const GArray *rows)
{
    const unsigned before = tc_diag_list_length(search->diags);
    tc_units_report(search->found[index].units, name, match, rows, search->diags);
    tc_diag_list_place(search->diags, before, period_at(search, index)->shown);
    search->found[index].told = true;
}

static void look_for(const Search *search, guint index, const char *name)
{
    Found *found = &search->found[index];
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    const TcUnitMatch match = tc_units_find(found->units, name, rows);
    if (match == TC_UNIT_FOUND) {
        g_array_append_vals(found->rows, rows->data, rows->len);
        tc_sort_unique(found->rows);
    } else if (match == TC_UNIT_AMBIGUOUS && !found->told) {
        tell(search, index, name, match, rows);
    }
}

static bool read_units(const Search *search, guint index, GError **error)
{
    TcHistoryPeriod *period = period_at(search, index);
    const TcModel *model = tc_program_model(period->program);
    TcReadOptions options = tc_history_reading(search->history, model);
    Found *found = &search->found[index];
    options.twins = found->twins = tc_units_new();
    found->rows = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    found->units = tc_units_of_file(period->data, &model->schema, &options, error);
    if (found->units && tc_units_length(found->units) == 0) { /* is it the file's own fault? */
        tc_reader_free(
            tc_data_file_open(period->data, &model->schema, &options, search->diags, error));
        found->told = tc_diag_has_errors(search->diags);
    }
    for (guint i = 0; found->units && i < names_of(search)->len; i++) {
        g_autofree char *name = g_utf8_make_valid(g_ptr_array_index(names_of(search), i), -1);
        look_for(search, index, name);
    }
    return found->units != NULL;
}

static const TcUnit *unit_in(const Search *search, guint index)
{
    const Found *found = &search->found[index];
    return tc_units_get(found->units, g_array_index(found->rows, uint32_t, 0));
}

/* --- telling ---------------------------------------------------------------------------------- */

/* It is in no file: what is like it in the last one that has such a name, else that there is none.
 */
static void tell_nowhere(const Search *search)
{
    const guint last = search->history->periods->len - 1;
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autofree char *name = g_utf8_make_valid(g_ptr_array_index(names_of(search), 0), -1);
    for (guint i = last + 1; i-- > 0;)
        if (tc_units_find(search->found[i].units, name, rows) == TC_UNIT_SIMILAR) {
            tell(search, i, name, TC_UNIT_SIMILAR, rows);
            return;
        }
    tell(search, last, name, TC_UNIT_UNKNOWN, rows);
}

/* It is in another file, and not in this one. */
static void tell_missing(const Search *search, guint index)
{
    const Found *found = &search->found[index];
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autofree char *name = g_utf8_make_valid(g_ptr_array_index(names_of(search), 0), -1);
    g_autofree char *quoted = g_strdup_printf("\"%s\"", name);
    const TcLang lang = search->args->lang;
    if (tc_units_find(found->units, name, near) != TC_UNIT_SIMILAR) {
        g_array_set_size(near, 0);
        tc_units_near(found->units, name, near);
    }
    g_autofree char *list = near->len ? tc_units_candidates(found->units, near, lang) : NULL;
    g_autofree char *told =
        list ? tc_msg_format(lang, TC_MSG_HISTORY_NEAR, list, NULL) : g_strdup("");
    g_autofree char *other =
        near->len ? tc_unit_full_name(tc_units_get(found->units, g_array_index(near, uint32_t, 0)))
                  : g_strdup(tc_msg(lang, TC_MSG_HISTORY_OTHER_NAME));
    g_autofree char *other_quoted = g_strdup_printf("\"%s\"", other);
    tc_diag_place(tc_diag(search->diags, TC_DIAG_HISTORY_NO_UNIT, (TcSpan){0}, quoted, told,
                          other_quoted, NULL),
                  period_at(search, index)->shown);
}

static void tell_several(const Search *search, guint index)
{
    const Found *found = &search->found[index];
    g_autofree char *list = tc_units_candidates(found->units, found->rows, search->args->lang);
    const char *code = unit_in(search, index)->code;
    g_autofree char *name = tc_unit_full_name(unit_in(search, index));
    g_autofree char *one = *code ? g_strdup(code) : g_strdup_printf("\"%s\"", name);
    tc_diag_place(tc_diag(search->diags, TC_DIAG_HISTORY_TWO_UNITS, (TcSpan){0}, list, one, NULL),
                  period_at(search, index)->shown);
}

/* Nobody knows which of two rows with its code is the unit. */
static void check_twin(const Search *search, guint index)
{
    const Found *found = &search->found[index];
    const TcUnit *unit = unit_in(search, index);
    const TcUnit *twin = NULL;
    for (uint32_t i = tc_units_length(found->twins); i-- > 0;)
        if (tc_unit_same(tc_units_get(found->twins, i), unit))
            twin = tc_units_get(found->twins, i);
    if (!twin)
        return;
    g_autofree char *first = g_strdup_printf("%u", unit->line);
    g_autofree char *second = g_strdup_printf("%u", twin->line);
    g_autofree char *name = tc_unit_full_name(unit);
    g_autofree char *place = g_strdup_printf("%s:%s", period_at(search, index)->shown, second);
    tc_diag_place(tc_diag(search->diags, tc_unit_twice_code(unit->code), (TcSpan){0},
                          *unit->code ? unit->code : name, first, second, NULL),
                  place);
}

/* One name that fits two codes may be that of two units. */
static void check_codes(const Search *search)
{
    const guint n = search->history->periods->len;
    for (guint i = 1; names_of(search)->len == 1 && i < n; i++) {
        const TcUnit *before = unit_in(search, i - 1), *now = unit_in(search, i);
        if (!*before->code || !*now->code || tc_code_compare(before->code, now->code) == 0)
            continue;
        const char *file = period_at(search, i)->shown;
        g_autofree char *name = tc_unit_full_name(now);
        tc_diag_place(tc_diag(search->diags, TC_DIAG_HISTORY_CODES, (TcSpan){0}, name, before->code,
                              period_at(search, i - 1)->shown, now->code, file, NULL),
                      file);
    }
}

/* --- all periods ------------------------------------------------------------------------------ */

/* Its code in each file in which its names pick one row, else NULL. Returns: (transfer full). */
static const char **codes_by_name(const Search *search)
{
    const guint n = search->history->periods->len;
    const char **codes = g_new0(const char *, n);
    for (guint i = 0; i < n; i++)
        if (search->found[i].rows->len == 1 && *unit_in(search, i)->code)
            codes[i] = unit_in(search, i)->code;
    return codes;
}

/* Looks for the codes of other files in file @index: where its names pick nothing there; and where
 * there is but one name, which may be that of another unit there. */
static void look_for_codes(const Search *search, guint index, const char *const *codes)
{
    const Found *found = &search->found[index];
    if (found->told || (found->rows->len > 0 && names_of(search)->len > 1))
        return;
    for (guint i = 0; i < search->history->periods->len; i++)
        if (i != index && codes[i])
            look_for(search, index, codes[i]);
}

static void settle_in(const Search *search, guint index)
{
    const Found *found = &search->found[index];
    if (found->rows->len == 1) {
        period_at(search, index)->unit = g_array_index(found->rows, uint32_t, 0);
        check_twin(search, index);
    } else if (found->rows->len > 1) {
        tell_several(search, index);
    } else if (!found->told) {
        tell_missing(search, index);
    }
}

static bool found_anywhere(const Search *search)
{
    bool any = false;
    for (guint i = 0; i < search->history->periods->len; i++)
        any |= search->found[i].told || search->found[i].rows->len > 0;
    return any;
}

static void settle(const Search *search)
{
    const guint n = search->history->periods->len;
    if (!found_anywhere(search)) {
        tell_nowhere(search);
        return;
    }
    g_autofree const char **codes = codes_by_name(search);
    for (guint i = 0; i < n; i++)
        look_for_codes(search, i, codes);
    for (guint i = 0; i < n; i++)
        settle_in(search, i);
    if (!tc_diag_has_errors(search->diags))
        check_codes(search);
}

bool tc_history_find_unit(const TcArgs *args, TcHistory *history, TcDiagList *diags, GError **error)
{
    const guint n = history->periods->len;
    Search search = {args, history, diags, g_new0(Found, n)};
    bool good = true;
    for (guint i = 0; good && i < n; i++)
        good = read_units(&search, i, error);
    if (good)
        settle(&search);
    for (guint i = 0; i < n; i++) {
        tc_units_free(search.found[i].units);
        tc_units_free(search.found[i].twins);
        if (search.found[i].rows)
            g_array_unref(search.found[i].rows);
    }
    g_free(search.found);
    return good && !tc_diag_has_errors(diags);
}
