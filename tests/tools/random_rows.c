/* Random numbers, and rows for a random rule set. */
#include "tools/random_rules.h"

#include <string.h>

uint64_t tc_random_next(TcRandom *random)
{
    uint64_t z = (random->state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

uint32_t tc_random_below(TcRandom *random, uint32_t n)
{
    return (uint32_t)(tc_random_next(random) % n);
}

bool tc_random_chance(TcRandom *random, uint32_t percent)
{
    return tc_random_below(random, 100) < percent;
}

void tc_random_set_none(const TcColumnSpec *spec, TcValue *cell)
{
    cell->kind = tc_type_kind(spec->type);
    cell->defined = cell->none = true;
    cell->why = TC_WHY_NOT;
}

/* --- rows ----------------------------------------------------------------------------------- */

static int64_t random_size(TcRandom *random, bool small)
{
    static const int64_t sizes[] = {0, 1, 2, 7, 10, 1000, 4000, 999999999989, 1000000000000};
    if (small)
        return tc_random_below(random, 6);
    if (tc_random_chance(random, 50))
        return sizes[tc_random_below(random, G_N_ELEMENTS(sizes))];
    return tc_random_below(random, 5000);
}

/* The least n with n / denominator >= top / bottom, moved by at most one. */
static int64_t at_turn(TcRandom *random, const TcTurn *turn, int64_t denominator)
{
    int64_t whole = denominator / turn->bottom, rest = denominator % turn->bottom;
    int64_t level = whole * turn->top + (rest * turn->top + turn->bottom - 1) / turn->bottom;
    return level + (int64_t)tc_random_below(random, 3) - 1;
}

static void set_numerators(TcRandom *random, const TcRandomRules *rules, TcValue *cells)
{
    const int64_t most = rules->small ? 5 : 1000000000000;
    for (uint32_t i = 0; i < rules->turns->len; i++) {
        const TcTurn *turn = &g_array_index(rules->turns, TcTurn, i);
        int64_t denominator = 1;
        if (!tc_random_chance(random, 70))
            continue;
        if (turn->denominator != TC_NO_PART)
            denominator = (int64_t)mpq_get_d(cells[turn->denominator].number);
        int64_t level = at_turn(random, turn, denominator);
        tc_value_set_integer(&cells[turn->numerator], CLAMP(level, 0, most));
    }
}

/* Brings the row within its limits, in most draws. */
static void keep_limits(TcRandom *random, const TcSchema *schema, TcValue *cells)
{
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        const TcColumnLimit *limit = &schema->limits[i];
        if (!cells[limit->small].none && !cells[limit->large].none &&
            tc_value_order(&cells[limit->small], &cells[limit->large]) > 0 &&
            tc_random_chance(random, 85))
            tc_value_copy(&cells[limit->small], &cells[limit->large]);
    }
}

/* A day within the declared ones; of a column that may be chưa có, that in some draws. */
static void draw_days(TcRandom *random, const TcRandomRules *rules, const TcSchema *schema,
                      TcValue *cells)
{
    for (uint32_t i = rules->days; i < rules->days + rules->n_days; i++) {
        const uint32_t first = (uint32_t)mpq_get_d(schema->columns[i].low);
        const uint32_t last = (uint32_t)mpq_get_d(schema->columns[i].high);
        tc_value_set_day(&cells[i], (int32_t)(first + tc_random_below(random, last - first + 1)));
    }
    for (uint32_t i = rules->zone; i < schema->n_columns; i++) {
        if (schema->columns[i].blank == TC_BLANK_NONE && tc_random_chance(random, 25))
            tc_random_set_none(&schema->columns[i], &cells[i]);
    }
}

void tc_random_row(TcRandom *random, const TcRandomRules *rules, const TcModel *model,
                   TcValue *cells)
{
    const TcSchema *schema = &model->schema;
    for (uint32_t i = 0; i < rules->zone; i++)
        tc_value_set_integer(&cells[i], random_size(random, rules->small));
    set_numerators(random, rules, cells);
    tc_value_set_text(&cells[rules->zone], schema->columns[rules->zone].choices[tc_random_below(
                                               random, schema->columns[rules->zone].n_choices)]);
    for (uint32_t i = rules->zone + 1; i < schema->n_columns + schema->n_appraised; i++)
        tc_value_set_truth(&cells[i], tc_random_chance(random, 60) ? TC_TRUTH_YES : TC_TRUTH_NO,
                           TC_WHY_NOT);
    draw_days(random, rules, schema, cells);
    keep_limits(random, schema, cells);
}

void tc_random_open(TcRandom *random, const TcModel *model, uint32_t n, TcValue *cells, bool *known)
{
    const uint32_t n_cells = model->schema.n_columns + model->schema.n_appraised;
    for (uint32_t i = 0; i < n_cells; i++)
        known[i] = true;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t cell = tc_random_below(random, n_cells);
        known[cell] = false;
        tc_value_undefine(&cells[cell], TC_WHY_LITERAL);
    }
}

static int64_t stored(const TcSchema *schema, uint32_t column, const TcValue *cell)
{
    if (cell->none)
        return TC_VALUE_NONE;
    if (cell->kind == TC_VALUE_BOOL)
        return cell->truth;
    if (cell->kind == TC_VALUE_DATE)
        return cell->day;
    for (uint32_t i = 0; i < schema->columns[column].n_choices; i++) {
        if (strcmp(schema->columns[column].choices[i], cell->text) == 0)
            return i;
    }
    return TC_TEXT_OTHER;
}

void tc_random_store(const TcModel *model, const TcValue *cells, const bool *known, TcBlock *block,
                     uint32_t row)
{
    const TcSchema *schema = &model->schema;
    block->n = row + 1;
    for (uint32_t i = 0; i < schema->n_columns + schema->n_appraised; i++) {
        if (known && !known[i])
            tc_block_set_open(block, row, i, TC_REASON_BLANK);
        else if (cells[i].kind == TC_VALUE_NUMBER && !cells[i].none)
            tc_block_set_number(block, row, i, cells[i].number);
        else if (cells[i].kind == TC_VALUE_TEXT && !cells[i].none)
            tc_block_set_text(block, row, i, stored(schema, i, &cells[i]), cells[i].text,
                              strlen(cells[i].text));
        else
            tc_block_set_value(block, row, i, stored(schema, i, &cells[i]));
    }
}
