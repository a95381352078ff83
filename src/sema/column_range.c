/* Ranges of columns. An end that is another column is a row constraint (TcColumnLimit); one that is
 * more than a column, or that is itself left out, becomes a data check, built as a comparison in
 * the tree's own nodes. */
#include "sema/collect.h"
#include "sema/column.h"
#include "sema/units.h"
#include "sema/words.h"

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

static void add_check(TcColumnDraft *column, TcOperator op, TcNode *bound)
{
    const RangeOf range = {column->index, column->spec.name, column->range};
    build_check(column->sema, &range, op, bound, column->checks);
}

/* The column at the other end may stand further down: tc_collect_limits looks it up. */
static void add_limit(TcColumnDraft *column, TcNode *name, bool is_high)
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

/* What the bare @value, in the unit that cells of the column have, is in %: 0,5 of a ratio is 50%.
 * More than that was hardly meant for a ratio. (transfer full) */
static char *as_percent(const TcColumnDraft *column, TcSpan at, const mpq_t value,
                        const char *plain)
{
    enum { MOST_RATIO = 2 };
    bool ratio = column->spec.type == TC_TYPE_RATIO && mpq_cmp_si(value, MOST_RATIO, 1) < 0 &&
                 mpq_cmp_si(value, -MOST_RATIO, 1) > 0;
    return ratio ? tc_words_share(value, tc_words_lang(column->sema, at))
                 : g_strdup_printf("%s%%", plain);
}

/* A share's range is written in %, or is 0 or 1. */
static bool fits_share(TcColumnDraft *column, const TcNode *node, const mpq_t value)
{
    TcSema *sema = column->sema;
    bool percent = without_sign(node)->flags & TC_FLAG_PERCENT;
    bool free = mpq_sgn(value) == 0 || mpq_cmp_ui(value, 1, 1) == 0;
    if (percent || free)
        return true;
    g_autofree char *plain = tc_words_number(sema, node->span, value, false);
    g_autofree char *meant = as_percent(column, node->span, value, plain);
    TcDiag *diag = tc_diag(sema->diags, TC_DIAG_RANGE_PERCENT, node->span, plain, meant, NULL);
    tc_diag_edit(diag, node->span, meant);
    return false;
}

/* Does a literal of this kind bound a column of this type? */
static bool fits_type(TcColumnDraft *column, const TcNode *node, const mpq_t value)
{
    bool date = node->kind == TC_NODE_DATE;
    bool percent = without_sign(node)->flags & TC_FLAG_PERCENT;
    bool wanted = column->spec.type == TC_TYPE_DATE;
    if (date != wanted || (percent && !tc_column_is_share(column))) {
        tc_column_refuse(column, node);
        return false;
    }
    return !tc_column_is_share(column) || fits_share(column, node, value);
}

static bool other_unit(TcColumnDraft *column, const TcNode *node, const TcType *own,
                       const TcType *written)
{
    TcSema *sema = column->sema;
    g_autofree char *left = tc_words_type(own, sema->said);
    g_autofree char *right = tc_words_type(written, sema->said);
    g_autofree char *remedy = tc_msg_format(sema->said, TC_MSG_REMEDY_UNIT, left, NULL);
    tc_diag(sema->diags, TC_DIAG_UNITS_COMPARE, node->span, left, right, "", remedy, NULL);
    return false;
}

/* An end is kept in the column's scale: 50 triệu in a column of triệu đồng is 50. Returns: is it of
 * the column's unit? */
static bool to_own_scale(TcColumnDraft *column, const TcNode *node, mpq_t value)
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

static void take_literal(TcColumnDraft *column, TcNode *end, mpq_t value, bool is_high, bool open)
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

static void take_end(TcColumnDraft *column, TcNode *end, bool is_high, bool open)
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

void tc_column_take_range(TcColumnDraft *column, const TcNode *attribute)
{
    const TcValueKind kind = tc_column_kind(column);
    const TcNode *phrase = attribute->n ? attribute->items[0] : NULL;
    if (kind != TC_VALUE_NUMBER && kind != TC_VALUE_DATE) {
        tc_column_refuse(column, attribute);
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

/* --- limits by columns that stand further down --- */

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
