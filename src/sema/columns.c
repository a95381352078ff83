/* Part of pass 1: the data section becomes the schema.
 *
 * Each COLUMN node gives one TcColumnSpec. Its attributes are a table of handlers. A range whose
 * end is another column is a row constraint (TcColumnLimit); an end that is more than one column,
 * or that is itself left out, becomes a data check, built as a comparison in the tree's own nodes.
 */
#include "sema/sema.h"

#include <string.h>
#include "base/date.h"
#include "base/text.h"

typedef struct {
    TcSema *sema;
    const TcNode *node;
    TcColumnSpec spec;
    uint32_t index;
    GPtrArray *aliases, *choices, *yes, *no;
    GHashTable *chosen; /* the choices so far */
    GArray *limits, *checks;
    bool negative; /* có thể âm */
    bool low_declared, high_declared;
    TcSpan range; /* the one being read */
} Column;

/* Largest number that a count, an amount or another plain number has unless declared. */
static const unsigned long largest_exponent = 12;

typedef struct {
    const char *vi, *en;
    TcValueKind kind;
    bool numeric;
} TypeRow;

static const TypeRow type_rows[TC_N_TYPES] = {
#define TC_TYPE(id, vi, en, kind, numeric, ordered)                                                \
    [TC_TYPE_##id] = {vi, en, TC_VALUE_##kind, numeric},
#include "types.def"
};

static const char *type_word(const Column *column)
{
    const TypeRow *row = &type_rows[column->spec.type];
    return column->sema->said == TC_LANG_VI ? row->vi : row->en;
}

static bool is_share(const Column *column)
{
    return column->spec.type == TC_TYPE_PERCENT || column->spec.type == TC_TYPE_RATIO;
}

static void refuse_attribute(Column *column, const TcNode *attribute)
{
    g_autofree char *text = tc_span_text(attribute->span);
    tc_diag(column->sema->diags, TC_DIAG_ATTRIBUTE_PLACE, attribute->span, text, type_word(column),
            NULL);
}

static char *arena_key(TcSema *sema, const char *text)
{
    g_autofree char *key = tc_text_key(text, strlen(text));
    return tc_arena_strndup(sema->arena, key, strlen(key));
}

/* --- ranges ----------------------------------------------------------------------------------- */

/* A new node in the tree, standing where @like stands. */
static TcNode *build_node(TcSema *sema, TcNodeKind kind, const TcNode *like, uint32_t n)
{
    TcNode *node = tc_arena_alloc(sema->arena, sizeof *node);
    node->kind = kind;
    node->span = node->at = like->span;
    node->depth = 1;
    node->n = n;
    node->items = tc_arena_alloc(sema->arena, sizeof(TcNode *) * n);
    return node;
}

/* Where the range of a column stands. */
typedef struct {
    uint32_t column;
    const char *name; /* the column's */
    TcSpan words;
} RangeOf;

/* Adds the data check [the column] @op @bound. */
static void build_check(TcSema *sema, const RangeOf *range, TcOperator op, TcNode *bound,
                        GArray *checks)
{
    TcNode *left = build_node(sema, TC_NODE_NAME, bound, 0);
    TcNode *compare = build_node(sema, TC_NODE_COMPARE, bound, 2);
    left->text = range->name;
    compare->sub = (uint16_t)op;
    compare->items[0] = left;
    compare->items[1] = bound;
    compare->depth = bound->depth + 1;
    TcDataCheck check = {.condition = compare, .column = range->column, .words = range->words};
    g_array_append_val(checks, check);
}

static void add_check(Column *column, TcOperator op, TcNode *bound)
{
    const RangeOf range = {column->index, column->spec.name, column->range};
    build_check(column->sema, &range, op, bound, column->checks);
}

/* The column at the other end may stand further down: tc_collect_limits looks it up. */
static void add_limit(Column *column, TcNode *name, bool is_high)
{
    TcPendingLimit limit = {
        .name = name, .column = column->index, .is_high = is_high, .words = column->range};
    g_array_append_val(column->limits, limit);
}

/* The number of a literal end, sign included. */
static bool literal_end(const TcNode *node, mpq_t value)
{
    bool negative = node->kind == TC_NODE_UNARY && node->sub == TC_OP_NEG;
    if (negative)
        node = node->items[0];
    if (node->kind == TC_NODE_DATE && !negative) {
        mpq_set_si(value, node->day, 1);
        return true;
    }
    if (node->kind != TC_NODE_NUMBER || !node->number)
        return false;
    mpq_set(value, node->number);
    if (negative)
        mpq_neg(value, value);
    return true;
}

static const TcNode *without_sign(const TcNode *node)
{
    return node->kind == TC_NODE_UNARY && node->n ? node->items[0] : node;
}

/* A share's range is written in %, or is 0 or 1. */
static bool fits_share(Column *column, const TcNode *node, const mpq_t value)
{
    TcSema *sema = column->sema;
    bool percent = without_sign(node)->flags & TC_FLAG_PERCENT;
    bool free = mpq_sgn(value) == 0 || mpq_cmp_ui(value, 1, 1) == 0;
    if (percent || free)
        return true;
    g_autofree char *plain = tc_words_number(sema, value, false);
    g_autofree char *meant = g_strdup_printf("%s%%", plain);
    TcDiag *diag = tc_diag(sema->diags, TC_DIAG_RANGE_PERCENT, node->span, plain, meant, NULL);
    tc_diag_edit(diag, node->span, meant);
    return false;
}

/* Does a literal of this kind bound a column of this type? */
static bool fits_type(Column *column, const TcNode *node, const mpq_t value)
{
    bool date = node->kind == TC_NODE_DATE;
    bool percent = without_sign(node)->flags & TC_FLAG_PERCENT;
    bool wanted = column->spec.type == TC_TYPE_DATE;
    if (date != wanted || (percent && !is_share(column))) {
        refuse_attribute(column, node);
        return false;
    }
    return !is_share(column) || fits_share(column, node, value);
}

static bool other_unit(Column *column, const TcNode *node, const TcType *own, const TcType *written)
{
    TcSema *sema = column->sema;
    g_autofree char *left = tc_words_type(own, sema->said);
    g_autofree char *right = tc_words_type(written, sema->said);
    tc_diag(sema->diags, TC_DIAG_UNITS_COMPARE, node->span, left, right, NULL);
    return false;
}

/* An end is kept in the column's scale: 50 triệu in a column of triệu đồng is 50. Returns: is it of
 * the column's unit? */
static bool to_own_scale(Column *column, const TcNode *node, mpq_t value)
{
    const TcNode *literal = without_sign(node);
    bool named = literal->kind == TC_NODE_NUMBER && (literal->text || tc_units_scaled(literal));
    const TcType *own = column->spec.unit ? tc_units_of(column->sema, column->spec.unit) : NULL;
    if (!named || !own || (!literal->text && column->spec.type != TC_TYPE_MONEY))
        return true;
    const TcType *written =
        literal->text ? tc_units_of(column->sema, literal->text) : &tc_type_plain;
    if (literal->text && !tc_units_same(own, written))
        return other_unit(column, node, own, written);
    mpz_t scale;
    mpz_init(scale);
    mpz_ui_pow_ui(scale, 10, (unsigned)ABS(own->zeros - written->zeros));
    mpz_ptr side = own->zeros > written->zeros ? mpq_denref(value) : mpq_numref(value);
    mpz_mul(side, side, scale);
    mpq_canonicalize(value);
    mpz_clear(scale);
    return true;
}

static void take_literal(Column *column, TcNode *end, mpq_t value, bool is_high, bool open)
{
    if (!fits_type(column, end, value) || !to_own_scale(column, end, value))
        return;
    bool whole = column->spec.scale == 0;
    if (open && whole) {
        mpq_t one;
        mpq_init(one);
        mpq_set_ui(one, 1, 1);
        (is_high ? mpq_sub : mpq_add)(value, value, one);
        mpq_clear(one);
    } else if (open) {
        add_check(column, is_high ? TC_OP_LT : TC_OP_GT, end);
    }
    *(is_high ? &column->spec.high_open : &column->spec.low_open) = open && !whole;
    mpq_set(is_high ? column->spec.high : column->spec.low, value);
    *(is_high ? &column->high_declared : &column->low_declared) = true;
}

static void take_end(Column *column, TcNode *end, bool is_high, bool open)
{
    mpq_t value;
    mpq_init(value);
    if (end->kind == TC_NODE_ERROR || end->kind == TC_NODE_NONE)
        ;
    else if (literal_end(end, value))
        take_literal(column, end, value, is_high, open);
    else if (end->kind == TC_NODE_NAME && !open)
        add_limit(column, end, is_high);
    else if (is_high)
        add_check(column, open ? TC_OP_LT : TC_OP_LE, end);
    else
        add_check(column, open ? TC_OP_GT : TC_OP_GE, end);
    mpq_clear(value);
}

static void take_range(Column *column, const TcNode *attribute)
{
    bool ordered = type_rows[column->spec.type].numeric || column->spec.type == TC_TYPE_DATE;
    const TcNode *phrase = attribute->n ? attribute->items[0] : NULL;
    if (!ordered) {
        refuse_attribute(column, attribute);
        return;
    }
    if (!phrase || phrase->kind != TC_NODE_PHRASE || phrase->n < 2)
        return;
    column->range = attribute->span;
    bool both = phrase->sub & (TC_PHRASE_EQUAL | TC_PHRASE_BARE);
    if (both || phrase->sub & TC_PHRASE_LOW)
        take_end(column, phrase->items[0], false, phrase->sub & TC_PHRASE_LOW_OPEN);
    if (both || phrase->sub & TC_PHRASE_HIGH)
        take_end(column, phrase->items[both ? 0 : 1], true, phrase->sub & TC_PHRASE_HIGH_OPEN);
}

/* --- the other attributes --------------------------------------------------------------------- */

static void take_unit(Column *column, const TcNode *attribute)
{
    TcTypeId type = column->spec.type;
    if (type != TC_TYPE_INTEGER && type != TC_TYPE_NUMBER && type != TC_TYPE_MONEY) {
        refuse_attribute(column, attribute);
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

static void take_alias(Column *column, const TcNode *attribute)
{
    if (!attribute->text)
        return;
    tc_sema_declare(column->sema, attribute->text, TC_REF_COLUMN, column->index, attribute->span);
    g_ptr_array_add(column->aliases, arena_key(column->sema, attribute->text));
}

static void take_blank(Column *column, const TcNode *attribute)
{
    const TcNode *value = attribute->n ? attribute->items[0] : NULL;
    TcNodeKind kind = value ? value->kind : TC_NODE_NONE;
    bool numeric = type_rows[column->spec.type].numeric;
    bool yes_no = type_rows[column->spec.type].kind == TC_VALUE_BOOL;
    if (kind == TC_NODE_NONE && !numeric && column->spec.type != TC_TYPE_YES_NO)
        column->spec.blank = TC_BLANK_NONE;
    else if (kind == TC_NODE_NUMBER && numeric && mpq_sgn(value->number) == 0)
        column->spec.blank = TC_BLANK_ZERO;
    else if (kind == TC_NODE_BOOL && yes_no && value->sub == 0)
        column->spec.blank = TC_BLANK_NO;
    else if (kind != TC_NODE_ERROR)
        refuse_attribute(column, attribute);
}

static void take_word(Column *column, const TcNode *attribute)
{
    if (type_rows[column->spec.type].kind != TC_VALUE_BOOL) {
        refuse_attribute(column, attribute);
        return;
    }
    if (!attribute->text || !attribute->n || attribute->items[0]->kind != TC_NODE_BOOL)
        return;
    g_ptr_array_add(attribute->items[0]->sub ? column->yes : column->no, (char *)attribute->text);
}

static void take_choice(Column *column, const TcNode *attribute)
{
    if (column->spec.type != TC_TYPE_CHOICE || !attribute->text) {
        refuse_attribute(column, attribute);
        return;
    }
    if (!g_hash_table_add(column->chosen, (char *)attribute->text)) {
        tc_diag(column->sema->diags, TC_DIAG_CHOICE_TWICE, attribute->span, attribute->text, NULL);
        return;
    }
    g_ptr_array_add(column->choices, (char *)attribute->text);
}

static void take_negative(Column *column, const TcNode *attribute)
{
    if (type_rows[column->spec.type].numeric)
        column->negative = true;
    else
        refuse_attribute(column, attribute);
}

static void take_fixed(Column *column, const TcNode *attribute)
{
    (void)attribute;
    column->spec.fixed = true;
}

static void (*const takers[])(Column *column, const TcNode *attribute) = {
    [TC_ATTRIBUTE_UNIT] = take_unit,
    [TC_ATTRIBUTE_RANGE] = take_range,
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
static void read_attributes(Column *column)
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
static void default_share(Column *column)
{
    TcColumnSpec *spec = &column->spec;
    spec->has_low = spec->has_high = true;
    spec->low_default = !column->low_declared;
    if (spec->low_default && column->negative)
        set_power(spec->low, largest_exponent, true);
    if (!column->high_declared)
        mpq_set_ui(spec->high, 1, 1);
}

static void default_number(Column *column)
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

static void default_date(Column *column)
{
    TcColumnSpec *spec = &column->spec;
    spec->has_low = spec->has_high = true;
    if (!column->low_declared)
        mpq_set_si(spec->low, tc_date_from_ymd(1900, 1, 1), 1);
    if (!column->high_declared)
        mpq_set_si(spec->high, tc_date_from_ymd(2100, 12, 31), 1);
}

static void set_defaults(Column *column)
{
    if (is_share(column))
        default_share(column);
    else if (type_rows[column->spec.type].numeric)
        default_number(column);
    else if (column->spec.type == TC_TYPE_DATE)
        default_date(column);
}

static void check_column(Column *column)
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
        spec->magnitude = tc_sema_amount(sema, spec->unit)->zeros;
}

/* --- one column, then all --------------------------------------------------------------------- */

static const char **keep(TcSema *sema, GPtrArray *texts, uint32_t *n)
{
    const char **kept = tc_arena_pointers(sema->arena, texts);
    *n = texts->len;
    g_ptr_array_free(texts, TRUE);
    return kept;
}

static void column_init(Column *column, TcSema *sema, const TcNode *node)
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
    bool fraction = type_rows[spec->type].numeric && spec->type != TC_TYPE_INTEGER;
    spec->scale = fraction ? 6 : 0;
    mpq_init(spec->low);
    mpq_init(spec->high);
}

static void column_finish(Column *column)
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
    Column column = {.index = columns->len, .limits = limits, .checks = checks};
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

static void settle_limit(TcSema *sema, const TcPendingLimit *pending, GArray *limits,
                         GArray *checks, const TcColumnSpec *columns)
{
    const TcSymbol *symbol = tc_sema_name(sema, pending->name->text);
    if (!symbol || symbol->kind != TC_REF_COLUMN) {
        const RangeOf range = {pending->column, columns[pending->column].name, pending->words};
        build_check(sema, &range, pending->is_high ? TC_OP_LE : TC_OP_GE, pending->name, checks);
        return;
    }
    TcColumnLimit limit = {.small = pending->column,
                           .large = symbol->index,
                           .span = pending->name->span,
                           .column = pending->column,
                           .words = pending->words};
    if (!pending->is_high) {
        limit.small = symbol->index;
        limit.large = pending->column;
    }
    g_array_append_val(limits, limit);
}

void tc_collect_limits(TcSema *sema, const GArray *pending, const GArray *columns, GArray *limits,
                       GArray *checks)
{
    for (guint i = 0; i < pending->len; i++)
        settle_limit(sema, &g_array_index(pending, TcPendingLimit, i), limits, checks,
                     (const TcColumnSpec *)(const void *)columns->data);
}
