/* Reads levels, days and quotients off a tree, and draws cells at them. */
#include "tools/adversary.h"

#include "base/number.h"

/* "quotient of two columns", or their comparison. */
typedef struct {
    uint32_t numerator, denominator;
} Pair;

struct TcAdversary {
    const TcModel *model;
    GArray *levels; /* mpq_t: numbers of the rules */
    GArray *days;   /* int32_t: dates of the rules */
    GArray *pairs;  /* Pair */
};

enum { MOST_LEVELS = 500, MOST_PAIRS = 500, DECIMALS = 6, MOST_DECIMALS = 25, MOST_POWER = 36 };

/* --- what the rules turn on ------------------------------------------------------------------- */

static bool holds_numbers(const TcModel *model, uint32_t column)
{
    return tc_type_kind(model->schema.columns[column].type) == TC_VALUE_NUMBER;
}

static bool is_number_column(const TcModel *model, const TcNode *node)
{
    return node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN &&
           holds_numbers(model, node->ref.index);
}

/* @seen: definitions without one. */
static uint32_t look_for_column(const TcModel *model, const TcNode *node, GHashTable *seen)
{
    uint32_t found = TC_NO_PART;
    if (is_number_column(model, node))
        return node->ref.index;
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_DEFINITION) {
        const TcNode *value = model->definitions[node->ref.index].value;
        return g_hash_table_add(seen, (void *)value) ? look_for_column(model, value, seen) : found;
    }
    for (uint32_t i = 0; i < node->n && found == TC_NO_PART; i++)
        found = look_for_column(model, node->items[i], seen);
    return found;
}

/* The first column of numbers below @node, or TC_NO_PART. */
static uint32_t first_column(const TcModel *model, const TcNode *node)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    return look_for_column(model, node, seen);
}

static void add_pair(TcAdversary *adversary, uint32_t numerator, uint32_t denominator)
{
    const Pair pair = {numerator, denominator};
    if (numerator != TC_NO_PART && denominator != TC_NO_PART && numerator != denominator &&
        adversary->pairs->len < MOST_PAIRS)
        g_array_append_val(adversary->pairs, pair);
}

static void add_level(TcAdversary *adversary, const mpq_t number)
{
    mpq_t level;
    if (adversary->levels->len >= MOST_LEVELS)
        return;
    mpq_init(level);
    mpq_set(level, number);
    g_array_append_val(adversary->levels, level);
}

static void collect(TcAdversary *adversary, const TcNode *node)
{
    const TcModel *model = adversary->model;
    if (node->kind == TC_NODE_NUMBER)
        add_level(adversary, node->number);
    else if (node->kind == TC_NODE_DATE && adversary->days->len < MOST_LEVELS)
        g_array_append_val(adversary->days, node->day);
    else if (node->kind == TC_NODE_COMPARE ||
             (node->kind == TC_NODE_BINARY && node->sub == TC_OP_DIV))
        add_pair(adversary, first_column(model, node->items[0]),
                 first_column(model, node->items[1]));
    for (uint32_t i = 0; i < node->n; i++)
        collect(adversary, node->items[i]);
}

TcAdversary *tc_adversary_new(const TcModel *model, const TcNode *tree)
{
    TcAdversary *adversary = g_new0(TcAdversary, 1);
    mpq_t one;
    adversary->model = model;
    adversary->levels = g_array_new(FALSE, FALSE, sizeof(mpq_t));
    adversary->days = g_array_new(FALSE, FALSE, sizeof(int32_t));
    adversary->pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    add_level(adversary, one);
    mpq_clear(one);
    collect(adversary, tree);
    for (uint32_t i = 0; i < model->schema.n_limits; i++) {
        if (holds_numbers(model, model->schema.limits[i].small))
            add_pair(adversary, model->schema.limits[i].small, model->schema.limits[i].large);
    }
    return adversary;
}

void tc_adversary_free(TcAdversary *adversary)
{
    for (guint i = 0; i < adversary->levels->len; i++)
        mpq_clear(g_array_index(adversary->levels, mpq_t, i));
    g_array_unref(adversary->levels);
    g_array_unref(adversary->days);
    g_array_unref(adversary->pairs);
    g_free(adversary);
}

/* --- numbers ---------------------------------------------------------------------------------- */

/* At @number, one unit below, or one above. */
static void beside(TcRandom *random, unsigned decimals, mpq_t number)
{
    mpq_t unit;
    tc_number_round(number, (long)decimals,
                    tc_random_chance(random, 50) ? TC_ROUND_FLOOR : TC_ROUND_CEILING);
    mpq_init(unit);
    mpq_set_si(unit, (long)tc_random_below(random, 3) - 1, 1);
    mpz_ui_pow_ui(mpq_denref(unit), 10, decimals);
    mpq_canonicalize(unit);
    mpq_add(number, number, unit);
    mpq_clear(unit);
}

static void draw_level(const TcAdversary *adversary, TcRandom *random, mpq_t number)
{
    mpq_set(number, g_array_index(adversary->levels, mpq_t,
                                  tc_random_below(random, adversary->levels->len)));
}

/* 10^12, 10^19, 10^30 and the like, a little beside. */
static void draw_huge(TcRandom *random, mpq_t number)
{
    mpq_set_ui(number, 1, 1);
    mpz_ui_pow_ui(mpq_numref(number), 10, tc_random_below(random, MOST_POWER));
    if (tc_random_chance(random, 30))
        mpz_ui_pow_ui(mpq_numref(number), 2, 60 + tc_random_below(random, 6));
    mpz_mul_ui(mpq_numref(number), mpq_numref(number), 1 + tc_random_below(random, 9));
}

/* Many digits behind the point, after rounding to units: 0.0314159… */
static void draw_digits(TcRandom *random, mpq_t number)
{
    mpz_set_ui(mpq_numref(number), (unsigned long)(tc_random_next(random) >> 1));
    mpz_mul_ui(mpq_numref(number), mpq_numref(number), (unsigned long)tc_random_next(random) | 1);
    mpz_ui_pow_ui(mpq_denref(number), 10, 10 + tc_random_below(random, 28));
    mpq_canonicalize(number);
}

static void draw_end(const TcColumnSpec *spec, TcRandom *random, mpq_t number)
{
    mpq_set_ui(number, 0, 1);
    if (spec->has_high && tc_random_chance(random, 50))
        mpq_set(number, spec->high);
    else if (spec->has_low)
        mpq_set(number, spec->low);
}

static void keep_range(const TcColumnSpec *spec, mpq_t number)
{
    if (spec->has_low && mpq_cmp(number, spec->low) < 0)
        mpq_set(number, spec->low);
    if (spec->has_high && mpq_cmp(number, spec->high) > 0)
        mpq_set(number, spec->high);
}

static void keep_cell(const TcColumnSpec *spec, TcValue *cell)
{
    const bool day = cell->kind == TC_VALUE_DATE;
    if (day)
        mpq_set_si(cell->number, cell->day, 1);
    keep_range(spec, cell->number);
    if (day)
        tc_value_set_day(cell, (int32_t)mpz_get_si(mpq_numref(cell->number)));
}

static unsigned draw_decimals(const TcColumnSpec *spec, TcRandom *random)
{
    if (spec->scale == 0)
        return 0;
    return tc_random_chance(random, 90) ? tc_random_below(random, DECIMALS + 1)
                                        : tc_random_below(random, MOST_DECIMALS);
}

static void draw_number(const TcAdversary *adversary, TcRandom *random, const TcColumnSpec *spec,
                        TcValue *cell)
{
    const uint32_t form = tc_random_below(random, 20);
    mpq_t number;
    mpq_init(number);
    if (form < 6)
        draw_level(adversary, random, number);
    else if (form < 8)
        draw_end(spec, random, number);
    else if (form < 10)
        draw_huge(random, number);
    else if (form < 11)
        draw_digits(random, number);
    else
        mpq_set_si(number, (long)tc_random_below(random, form < 16 ? 12 : 5000) - 1, 1);
    if (form >= 18)
        mpz_neg(mpq_numref(number), mpq_numref(number));
    beside(random, draw_decimals(spec, random), number);
    keep_range(spec, number);
    tc_value_set_number(cell, number);
    mpq_clear(number);
}

/* Level times denominator, beside. */
static void draw_quotient(const TcAdversary *adversary, TcRandom *random, const Pair *pair,
                          TcValue *cells)
{
    const TcColumnSpec *spec = &adversary->model->schema.columns[pair->numerator];
    const TcValue *denominator = &cells[pair->denominator];
    mpq_t number;
    if (!denominator->defined || denominator->none)
        return;
    mpq_init(number);
    draw_level(adversary, random, number);
    mpq_mul(number, number, denominator->number);
    beside(random, draw_decimals(spec, random), number);
    keep_range(spec, number);
    tc_value_set_number(&cells[pair->numerator], number);
    mpq_clear(number);
}

/* --- cells ------------------------------------------------------------------------------------ */

static void draw_day(const TcAdversary *adversary, TcRandom *random, const TcColumnSpec *spec,
                     TcValue *cell)
{
    int32_t day = 18000 + (int32_t)tc_random_below(random, 3000);
    if (adversary->days->len > 0 && tc_random_chance(random, 60))
        day =
            g_array_index(adversary->days, int32_t, tc_random_below(random, adversary->days->len)) +
            (int32_t)tc_random_below(random, 3) - 1;
    tc_value_set_day(cell, day);
    keep_cell(spec, cell);
}

static void draw_cell(const TcAdversary *adversary, TcRandom *random, uint32_t column,
                      TcValue *cell)
{
    const TcSchema *schema = &adversary->model->schema;
    const TcColumnSpec *spec = column < schema->n_columns ? &schema->columns[column] : NULL;
    tc_value_undefine(cell, TC_WHY_LITERAL);
    cell->none = false;
    if (spec && spec->blank == TC_BLANK_NONE && tc_random_chance(random, 20)) {
        tc_random_set_none(spec, cell);
        return;
    }
    switch (spec ? tc_type_kind(spec->type) : TC_VALUE_BOOL) {
    case TC_VALUE_NUMBER:
        draw_number(adversary, random, spec, cell);
        break;
    case TC_VALUE_DATE:
        draw_day(adversary, random, spec, cell);
        break;
    case TC_VALUE_BOOL:
        tc_value_set_truth(cell, tc_random_chance(random, 60) ? TC_TRUTH_YES : TC_TRUTH_NO,
                           TC_WHY_NOT);
        break;
    case TC_VALUE_TEXT:
        if (spec->n_choices == 0 || (spec->type == TC_TYPE_TEXT && tc_random_chance(random, 30)))
            tc_value_set_text(cell, "khác");
        else
            tc_value_set_text(cell, spec->choices[tc_random_below(random, spec->n_choices)]);
        break;
    }
}

static bool may_draw(const bool *known, uint32_t cell)
{
    return !known || !known[cell];
}

/* Brings a pair into order by the cell that may be changed; whole things stay whole. A row that has
 * no such order within the ranges of its columns stays out of order: no reader passes a cell that
 * is out of its range. */
static void keep_limit(const TcSchema *schema, const TcColumnLimit *limit, TcValue *cells,
                       const bool *known)
{
    TcValue *small = &cells[limit->small], *large = &cells[limit->large];
    if (small->none || large->none || tc_value_order(small, large) <= 0)
        return;
    if (may_draw(known, limit->small)) {
        tc_value_copy(small, large);
        if (schema->columns[limit->small].scale == 0)
            tc_number_round(small->number, 0, TC_ROUND_FLOOR);
        keep_cell(&schema->columns[limit->small], small);
    } else if (may_draw(known, limit->large)) {
        tc_value_copy(large, small);
        if (schema->columns[limit->large].scale == 0)
            tc_number_round(large->number, 0, TC_ROUND_CEILING);
        keep_cell(&schema->columns[limit->large], large);
    }
}

void tc_adversary_complete(const TcAdversary *adversary, TcRandom *random, TcValue *cells,
                           const bool *known)
{
    const TcSchema *schema = &adversary->model->schema;
    for (uint32_t i = 0; i < schema->n_columns + schema->n_appraised; i++) {
        if (may_draw(known, i))
            draw_cell(adversary, random, i, &cells[i]);
    }
    for (guint i = 0; i < adversary->pairs->len; i++) {
        const Pair *pair = &g_array_index(adversary->pairs, Pair, i);
        if (may_draw(known, pair->numerator) && tc_random_chance(random, 40))
            draw_quotient(adversary, random, pair, cells);
    }
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        if (known || tc_random_chance(random, 90))
            keep_limit(schema, &schema->limits[i], cells, known);
    }
}

void tc_adversary_row(const TcAdversary *adversary, TcRandom *random, TcValue *cells)
{
    tc_adversary_complete(adversary, random, cells, NULL);
}
