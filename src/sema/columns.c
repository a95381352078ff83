/* Part of pass 1: the data section becomes the schema.
 *
 * Each COLUMN node gives one TcColumnSpec. Its attributes are a table of handlers. */
#include "sema/collect.h"
#include "sema/column.h"

#include <string.h>
#include "base/date.h"
#include "base/measure.h"
#include "base/text.h"

/* Largest number that a count, an amount or another plain number has unless declared. */
static const unsigned long largest_exponent = 12;

enum {
    LARGEST_AMOUNT = 12, /* 10^12 đồng, more than any commune handles */
    LARGEST_SHARE = 10,  /* 10^10 đồng for one person or hectare */
};

TcValueKind tc_column_kind(const TcColumnDraft *column)
{
    return tc_type_kind(column->spec.type);
}

bool tc_column_is_share(const TcColumnDraft *column)
{
    return column->spec.type == TC_TYPE_PERCENT || column->spec.type == TC_TYPE_RATIO;
}

void tc_column_refuse(const TcColumnDraft *column, const TcNode *attribute)
{
    g_autofree char *text = tc_span_text(attribute->span);
    tc_diag(column->sema->diags, TC_DIAG_ATTRIBUTE_PLACE, attribute->span, text,
            tc_type_name(column->spec.type, column->sema->said), NULL);
}

static char *arena_key(TcSema *sema, const char *text)
{
    g_autofree char *key = tc_text_key(text, strlen(text));
    return tc_arena_strndup(sema->arena, key, strlen(key));
}

/* --- attributes ------------------------------------------------------------------------------- */

static void take_unit(TcColumnDraft *column, const TcNode *attribute)
{
    TcTypeId type = column->spec.type;
    if (type != TC_TYPE_INTEGER && type != TC_TYPE_NUMBER && type != TC_TYPE_MONEY) {
        tc_column_refuse(column, attribute);
        return;
    }
    if (!attribute->text)
        return;
    g_auto(GStrv) parts = g_strsplit(attribute->text, "/", -1);
    for (char **at = parts; *at; at++) {
        TcUnitInfo *part = tc_sema_unit(column->sema, g_strstrip(*at));
        part->counted |= type == TC_TYPE_INTEGER;
    }
    if (type == TC_TYPE_MONEY && !tc_sema_amount(column->sema, parts[0])->currency)
        tc_diag(column->sema->diags, TC_DIAG_MONEY_UNKNOWN, attribute->span, parts[0], NULL);
    column->spec.unit = tc_sema_unit(column->sema, attribute->text)->name;
}

static void take_alias(TcColumnDraft *column, const TcNode *attribute)
{
    if (!attribute->text)
        return;
    tc_sema_declare(column->sema, attribute->text, TC_REF_COLUMN, column->index, attribute->span);
    g_ptr_array_add(column->aliases, arena_key(column->sema, attribute->text));
}

static void take_blank(TcColumnDraft *column, const TcNode *attribute)
{
    const TcNode *value = attribute->n ? attribute->items[0] : NULL;
    TcNodeKind kind = value ? value->kind : TC_NODE_NONE;
    bool numeric = tc_column_kind(column) == TC_VALUE_NUMBER;
    bool yes_no = tc_column_kind(column) == TC_VALUE_BOOL;
    if (kind == TC_NODE_NONE && !numeric && column->spec.type != TC_TYPE_YES_NO)
        column->spec.blank = TC_BLANK_NONE;
    else if (kind == TC_NODE_NUMBER && numeric && mpq_sgn(value->number) == 0)
        column->spec.blank = TC_BLANK_ZERO;
    else if (kind == TC_NODE_BOOL && yes_no && value->sub == 0)
        column->spec.blank = TC_BLANK_NO;
    else if (kind != TC_NODE_ERROR)
        tc_column_refuse(column, attribute);
}

static void take_word(TcColumnDraft *column, const TcNode *attribute)
{
    if (tc_column_kind(column) != TC_VALUE_BOOL) {
        tc_column_refuse(column, attribute);
        return;
    }
    if (!attribute->text || !attribute->n || attribute->items[0]->kind != TC_NODE_BOOL)
        return;
    g_ptr_array_add(attribute->items[0]->sub ? column->yes : column->no, (char *)attribute->text);
}

static void take_choice(TcColumnDraft *column, const TcNode *attribute)
{
    if (column->spec.type != TC_TYPE_CHOICE || !attribute->text) {
        tc_column_refuse(column, attribute);
        return;
    }
    if (!g_hash_table_add(column->chosen, (char *)attribute->text)) {
        tc_diag(column->sema->diags, TC_DIAG_CHOICE_TWICE, attribute->span, attribute->text, NULL);
        return;
    }
    g_ptr_array_add(column->choices, (char *)attribute->text);
}

static void take_negative(TcColumnDraft *column, const TcNode *attribute)
{
    if (tc_column_kind(column) == TC_VALUE_NUMBER)
        column->negative = true;
    else
        tc_column_refuse(column, attribute);
}

static void take_fixed(TcColumnDraft *column, const TcNode *attribute)
{
    (void)attribute;
    column->spec.fixed = true;
}

static void (*const takers[])(TcColumnDraft *column, const TcNode *attribute) = {
    [TC_ATTRIBUTE_UNIT] = take_unit,
    [TC_ATTRIBUTE_RANGE] = tc_column_take_range,
    [TC_ATTRIBUTE_ALIAS] = take_alias,
    [TC_ATTRIBUTE_BLANK] = take_blank,
    [TC_ATTRIBUTE_WORD] = take_word,
    [TC_ATTRIBUTE_CHOICE] = take_choice,
    [TC_ATTRIBUTE_MAY_BE_NEGATIVE] = take_negative,
    [TC_ATTRIBUTE_FIXED] = take_fixed,
};

/* --- defaults --------------------------------------------------------------------------------- */

/* The unit stands behind the type, so it is read before any range that needs it; the range in turn
 * needs the final word on có thể âm only for its defaults. */
static void read_attributes(TcColumnDraft *column)
{
    for (uint32_t i = 0; i < column->node->n; i++) {
        const TcNode *attribute = column->node->items[i];
        if (attribute->kind == TC_NODE_ATTRIBUTE && attribute->sub < G_N_ELEMENTS(takers))
            takers[attribute->sub](column, attribute);
    }
}

static void set_power(mpq_t value, unsigned long exponent, bool negative)
{
    mpq_set_ui(value, 1, 1);
    mpz_ui_pow_ui(mpq_numref(value), 10, exponent);
    if (negative)
        mpq_neg(value, value);
}

/* A share is 0..100% unless declared; below 0 it goes as far as a number once it may be negative.
 */
static void default_share(TcColumnDraft *column)
{
    TcColumnSpec *spec = &column->spec;
    spec->has_low = spec->has_high = true;
    spec->low_default = !column->low_declared;
    if (spec->low_default && column->negative)
        set_power(spec->low, largest_exponent, true);
    if (!column->high_declared)
        mpq_set_ui(spec->high, 1, 1);
}

static void default_number(TcColumnDraft *column)
{
    TcColumnSpec *spec = &column->spec;
    spec->has_low = spec->has_high = true;
    spec->low_default = !column->low_declared;
    if (spec->low_default && column->negative)
        set_power(spec->low, largest_exponent, true);
    spec->high_default = !column->high_declared;
    if (spec->high_default)
        set_power(spec->high, largest_exponent, false);
}

static void default_date(TcColumnDraft *column)
{
    TcColumnSpec *spec = &column->spec;
    spec->has_low = spec->has_high = true;
    spec->low_default = !column->low_declared;
    spec->high_default = !column->high_declared;
    if (spec->low_default)
        mpq_set_si(spec->low, tc_date_from_ymd(TC_DATE_FIRST_YEAR, 1, 1), 1);
    if (spec->high_default)
        mpq_set_si(spec->high, tc_date_from_ymd(TC_DATE_LAST_YEAR, 12, 31), 1);
}

static void set_defaults(TcColumnDraft *column)
{
    if (tc_column_is_share(column))
        default_share(column);
    else if (tc_column_kind(column) == TC_VALUE_NUMBER)
        default_number(column);
    else if (column->spec.type == TC_TYPE_DATE)
        default_date(column);
}

/* In a unit with a scale: the power of ten of it that few amounts come to but those that were
 * entered without it. Less of one that is for each person, household, hectare. */
static unsigned unusual_amount(TcSema *sema, const char *unit)
{
    g_auto(GStrv) parts = g_strsplit(unit, "/", -1);
    unsigned zeros = tc_sema_amount(sema, g_strstrip(parts[0]))->zeros;
    unsigned largest = LARGEST_AMOUNT;
    bool year;
    for (char **at = parts + 1; *at; at++)
        if (!tc_measure_is_period(tc_sema_unit(sema, g_strstrip(*at))->key, &year))
            largest = LARGEST_SHARE;
    return zeros > 0 && zeros < largest ? largest - zeros : 0;
}

static void check_column(TcColumnDraft *column)
{
    TcSema *sema = column->sema;
    TcColumnSpec *spec = &column->spec;
    if (spec->has_low && spec->has_high && mpq_cmp(spec->low, spec->high) > 0) {
        tc_diag(sema->diags, TC_DIAG_RANGE_REVERSED, column->node->span, spec->name, NULL);
        spec->has_low = spec->has_high = false; /* what follows from it is not told again */
    }
    if (spec->type == TC_TYPE_CHOICE && column->choices->len < 2)
        tc_diag(sema->diags, TC_DIAG_FEW_CHOICES, column->node->span, spec->name, NULL);
    if (spec->type == TC_TYPE_MONEY && !spec->unit)
        tc_diag(sema->diags, TC_DIAG_MONEY_UNIT, column->node->at, spec->name, NULL);
    if (spec->type == TC_TYPE_MONEY && spec->unit)
        spec->unusual = unusual_amount(sema, spec->unit);
}

/* --- one column, then all --------------------------------------------------------------------- */

static const char **keep(TcSema *sema, GPtrArray *texts, uint32_t *n)
{
    const char **kept = tc_arena_pointers(sema->arena, texts);
    *n = texts->len;
    g_ptr_array_free(texts, TRUE);
    return kept;
}

static void column_init(TcColumnDraft *column, TcSema *sema, const TcNode *node)
{
    column->sema = sema;
    column->node = node;
    column->aliases = g_ptr_array_new();
    column->choices = g_ptr_array_new();
    column->chosen = g_hash_table_new(g_str_hash, g_str_equal);
    column->yes = g_ptr_array_new();
    column->no = g_ptr_array_new();
    TcColumnSpec *spec = &column->spec;
    spec->name = node->text;
    spec->key = arena_key(sema, node->text);
    spec->type = (TcTypeId)node->sub;
    spec->span = node->span;
    bool fraction = tc_column_kind(column) == TC_VALUE_NUMBER && spec->type != TC_TYPE_INTEGER;
    spec->scale = fraction ? 6 : 0;
    mpq_init(spec->low);
    mpq_init(spec->high);
}

static void column_finish(TcColumnDraft *column)
{
    TcColumnSpec *spec = &column->spec;
    set_defaults(column);
    check_column(column);
    g_hash_table_destroy(column->chosen);
    spec->aliases = keep(column->sema, column->aliases, &spec->n_aliases);
    spec->choices = keep(column->sema, column->choices, &spec->n_choices);
    spec->yes = keep(column->sema, column->yes, &spec->n_yes);
    spec->no = keep(column->sema, column->no, &spec->n_no);
}

static void read_column(TcSema *sema, const TcNode *node, GArray *columns, GArray *limits,
                        GArray *checks)
{
    TcColumnDraft column = {.index = columns->len, .limits = limits, .checks = checks};
    column_init(&column, sema, node);
    tc_sema_declare(sema, node->text, TC_REF_COLUMN, column.index, node->at);
    read_attributes(&column);
    column_finish(&column);
    g_array_append_val(columns, column.spec);
}

void tc_collect_columns(TcSema *sema, const TcNode *head, GArray *columns, GArray *limits,
                        GArray *checks)
{
    for (uint32_t i = 0; i < head->n; i++) {
        const TcNode *node = head->items[i];
        if (node->kind == TC_NODE_COLUMN && node->text && node->sub < TC_N_TYPES)
            read_column(sema, node, columns, limits, checks);
    }
}
