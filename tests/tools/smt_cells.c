/* Cells and what rows keep: before, the declarations of rule sets; after, constants and assertions.
 */
#include <string.h>
#include "base/date.h"
#include "base/text.h"
#include "tools/smt_internal.h"

static TcSmtCell *find_cell(const TcSmt *smt, const TcColumnSpec *spec)
{
    for (guint i = 0; i < smt->cells->len; i++) {
        TcSmtCell *cell = &g_array_index(smt->cells, TcSmtCell, i);
        if (cell->kind == tc_type_kind(spec->type) && tc_text_same(cell->name, spec->name))
            return cell;
    }
    return NULL;
}

/* Equal texts have one place. */
static unsigned place_of(TcSmt *smt, const char *text)
{
    gpointer place = g_hash_table_lookup(smt->texts, text);
    if (!place) {
        place = GUINT_TO_POINTER(g_hash_table_size(smt->texts) + 1);
        g_hash_table_insert(smt->texts, g_strdup(text), place);
    }
    return GPOINTER_TO_UINT(place) - 1;
}

TcSmtValue tc_smt_text_of(TcSmt *smt, const char *text)
{
    g_autofree char *plain = tc_text_nfc(text, strlen(text));
    return tc_smt_defined(TC_VALUE_TEXT, tc_smt_word(smt, "%u.0", place_of(smt, plain)));
}

static unsigned long power_of_ten(unsigned exponent)
{
    unsigned long power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* A number is a whole number of its last decimals, a day a whole number of days. */
TcSmtValue tc_smt_cell(TcSmtSet *set, uint32_t column)
{
    TcSmt *smt = set->smt;
    const TcSmtCell *cell = find_cell(smt, &set->model->schema.columns[column]);
    const char *name = tc_smt_word(smt, "c%u", cell->number);
    TcSmtValue value = tc_smt_defined(cell->kind, name);
    if (cell->may_none)
        value.none = tc_smt_word(smt, "none%u", cell->number);
    if (cell->kind != TC_VALUE_BOOL)
        value.term = tc_smt_real(smt, "(to_real %s)", name);
    if (cell->kind == TC_VALUE_NUMBER && cell->scale > 0)
        value.term = tc_smt_real(smt, "(/ %s %lu.0)", value.term, power_of_ten(cell->scale));
    return value;
}

/* --- declarations ----------------------------------------------------------------------------- */

static void declare_cell(TcSmt *smt, const TcColumnSpec *spec)
{
    TcSmtCell *known = find_cell(smt, spec);
    const bool may_none = spec->blank == TC_BLANK_NONE;
    if (known) {
        known->scale = MIN(known->scale, spec->scale);
        known->may_none &= may_none;
        return;
    }
    const TcSmtCell cell = {spec->name, tc_type_kind(spec->type), spec->scale, may_none,
                            smt->cells->len};
    g_string_append_printf(smt->text, "(declare-const c%u %s)\n(declare-const none%u Bool)\n",
                           cell.number, cell.kind == TC_VALUE_BOOL ? "Bool" : "Int", cell.number);
    g_array_append_val(smt->cells, cell);
}

void tc_smt_declare_cells(TcSmtSet *set)
{
    for (uint32_t i = 0; i < set->model->schema.n_columns; i++)
        declare_cell(set->smt, &set->model->schema.columns[i]);
}

/* --- what rows keep --------------------------------------------------------------------------- */

/* chưa có breaks no range and no limit. */
static void keep(TcSmt *smt, const TcSmtValue *cell, const char *holds)
{
    g_string_append_printf(smt->text, "(assert %s)\n", tc_smt_or(smt, cell->none, holds));
}

static void keep_range(TcSmtSet *set, uint32_t column)
{
    TcSmt *smt = set->smt;
    const TcColumnSpec *spec = &set->model->schema.columns[column];
    const TcSmtValue cell = tc_smt_cell(set, column);
    const bool day = cell.kind == TC_VALUE_DATE;
    if (cell.kind != TC_VALUE_NUMBER && !day)
        return;
    if (spec->has_low)
        keep(smt, &cell,
             tc_smt_bool(smt, "(%s %s %s)",
                         spec->low_open ? "<" : "<=", tc_smt_number(smt, spec->low), cell.term));
    else if (day)
        keep(smt, &cell,
             tc_smt_bool(smt, "(<= (- %d.0) %s)", -tc_date_from_ymd(1900, 1, 1), cell.term));
    if (spec->has_high)
        keep(smt, &cell,
             tc_smt_bool(smt, "(%s %s %s)",
                         spec->high_open ? ">" : ">=", tc_smt_number(smt, spec->high), cell.term));
    else if (day)
        keep(smt, &cell,
             tc_smt_bool(smt, "(<= %s %d.0)", cell.term, tc_date_from_ymd(2100, 12, 31)));
}

static void keep_choices(TcSmtSet *set, uint32_t column)
{
    TcSmt *smt = set->smt;
    const TcColumnSpec *spec = &set->model->schema.columns[column];
    const TcSmtValue cell = tc_smt_cell(set, column);
    const char *listed = "false";
    if (spec->type != TC_TYPE_CHOICE)
        return;
    for (uint32_t i = 0; i < spec->n_choices; i++) {
        const TcSmtValue text = tc_smt_text_of(smt, spec->choices[i]);
        listed = tc_smt_or(smt, listed, tc_smt_bool(smt, "(= %s %s)", cell.term, text.term));
    }
    keep(smt, &cell, listed);
}

static void keep_limit(TcSmtSet *set, const TcColumnLimit *limit)
{
    const TcSmtValue small = tc_smt_cell(set, limit->small), large = tc_smt_cell(set, limit->large);
    const TcSmtTruth above = tc_smt_compare(set->smt, TC_OP_GT, &small, &large);
    g_string_append_printf(set->smt->text, "(assert %s)\n", tc_smt_not(set->smt, above.yes));
}

/* One whose answer is unknown is kept, and one that is a column's range says nothing of chưa có. */
static void keep_check(TcSmtSet *set, const TcDataCheck *check)
{
    TcSmt *smt = set->smt;
    set->lost = false;
    const char *kept = tc_smt_not(smt, tc_smt_condition(set, check->condition, TC_NO_PART).no);
    for (uint32_t i = 0; i < 2 && check->column != TC_NO_PART; i++) {
        const TcSmtValue end = tc_smt_expression(set, check->condition->items[i], TC_NO_PART);
        kept = tc_smt_or(smt, kept, tc_smt_and(smt, end.defined, end.none));
    }
    smt->rows_lost |= set->lost;
    if (!set->lost)
        g_string_append_printf(smt->text, "(assert %s)\n", kept);
}

/* A set that names no units in its indicators judges them all alike. */
static void keep_units(TcSmtSet *set)
{
    static const TcUnitList nobody = {NULL, 0};
    set->lost = false;
    const char *out = tc_smt_left_out(set, &set->model->only_for, &nobody);
    set->smt->rows_lost |= set->lost;
    if (!set->lost)
        g_string_append_printf(set->smt->text, "(assert %s)\n", tc_smt_not(set->smt, out));
}

void tc_smt_assert_rows(TcSmt *smt)
{
    for (guint i = 0; i < smt->sets->len; i++) {
        TcSmtSet *set = g_ptr_array_index(smt->sets, i);
        for (uint32_t k = 0; k < set->model->schema.n_columns; k++) {
            keep_range(set, k);
            keep_choices(set, k);
        }
        for (uint32_t k = 0; k < set->model->schema.n_limits; k++)
            keep_limit(set, &set->model->schema.limits[k]);
        for (uint32_t k = 0; k < set->model->n_checks; k++)
            keep_check(set, &set->model->checks[k]);
        keep_units(set);
    }
}
