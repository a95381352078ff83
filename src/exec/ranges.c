/* Open cells: what each can be, from its declaration and from the row limits. */
#include "exec/ranges.h"
#include "exec/bits.h"
#include "exec/box.h"
#include "exec/evaluator.h"

#include <string.h>
#include "base/date.h"
#include "base/number.h"
#include "exec/slots.h"

static const TcColumnSpec *spec_of(const TcEvaluator *ev, uint32_t column)
{
    const TcSchema *schema = &ev->model->schema;
    return column < schema->n_columns ? &schema->columns[column] : NULL;
}

bool tc_column_may_none(const TcEvaluator *ev, uint32_t column)
{
    const TcColumnSpec *spec = spec_of(ev, column);
    return spec && spec->blank == TC_BLANK_NONE;
}

bool tc_cell_is_none(const TcEvaluator *ev, uint32_t column, uint32_t row)
{
    const TcColumn *cells = &ev->block->columns[column];
    return !tc_bit(cells->open, row) && tc_column_value(cells, row) == TC_VALUE_NONE;
}

bool tc_cell_may_none(const TcEvaluator *ev, uint32_t column, uint32_t row)
{
    if (!tc_bit(ev->block->columns[column].open, row))
        return tc_cell_is_none(ev, column, row);
    return tc_column_may_none(ev, column) &&
           !(ev->in_parts && tc_bit(ev->ranges[column].there, row));
}

/* --- declared ranges -------------------------------------------------------------------------- */

/* A declared end in stored units, rounded down or up; @beyond where it does not fit. */
static int64_t stored_end(const mpq_t end, int64_t unit, bool down, int64_t beyond)
{
    int64_t stored;
    return tc_number_whole(end, unit, !down, 61, &stored) ? stored : beyond;
}

/* Whole numbers lie inside the declared range, so its ends are rounded inwards; others outwards. */
static void declared_range(const TcColumnSpec *spec, int64_t unit, int64_t *low, int64_t *high)
{
    *low = TC_NO_LOW;
    *high = TC_NO_HIGH;
    if (!spec || tc_type_kind(spec->type) == TC_VALUE_BOOL ||
        tc_type_kind(spec->type) == TC_VALUE_TEXT) {
        *low = 0;
        *high = 1;
        return;
    }
    if (spec->type == TC_TYPE_DATE) {
        *low = tc_date_from_ymd(1900, 1, 1);
        *high = tc_date_from_ymd(2100, 12, 31);
    }
    bool whole = spec->type == TC_TYPE_INTEGER;
    if (spec->has_low)
        *low = stored_end(spec->low, unit, !whole, TC_NO_LOW);
    if (spec->has_high)
        *high = stored_end(spec->high, unit, whole, TC_NO_HIGH);
}

void tc_ranges_init(TcEvaluator *ev, uint32_t n_columns)
{
    ev->ranges = g_new0(TcRanges, n_columns + 1);
    for (uint32_t i = 0; i < n_columns; i++) {
        TcRanges *ranges = &ev->ranges[i];
        const TcColumnSpec *spec = spec_of(ev, i);
        ranges->unit = 1;
        for (unsigned k = 0; spec && k < spec->scale; k++)
            ranges->unit *= 10;
        declared_range(spec, ranges->unit, &ranges->declared[0], &ranges->declared[1]);
    }
    for (uint32_t i = 0; i < ev->plan->n_ruled; i++)
        ev->ranges[ev->plan->ruled[i]].ruled = true;
}

void tc_evaluator_open_from(TcEvaluator *ev, uint32_t column, int64_t low)
{
    TcRanges *ranges = &ev->ranges[column];
    declared_range(spec_of(ev, column), ranges->unit, &ranges->declared[0], &ranges->declared[1]);
    ranges->declared[0] = MAX(ranges->declared[0], low);
}

void tc_ranges_clear(TcEvaluator *ev, uint32_t n_columns)
{
    for (uint32_t i = 0; i < n_columns; i++) {
        g_free(ev->ranges[i].low);
        g_free(ev->ranges[i].high);
        g_free(ev->ranges[i].part[0]);
        g_free(ev->ranges[i].part[1]);
        g_free(ev->ranges[i].there);
    }
    g_free(ev->ranges);
}

static void declare_cell(TcEvaluator *ev, uint32_t column, uint32_t row)
{
    TcRanges *ranges = &ev->ranges[column];
    ranges->low[row] = ev->in_parts ? ranges->part[0][row] : ranges->declared[0];
    ranges->high[row] = ev->in_parts ? ranges->part[1][row] : ranges->declared[1];
}

static void make_arrays(TcRanges *ranges)
{
    if (ranges->low)
        return;
    ranges->low = g_new0(int64_t, TC_BLOCK_ROWS);
    ranges->high = g_new0(int64_t, TC_BLOCK_ROWS);
}

/* Gives every open cell that row rules may narrow the range that was declared. */
static void declare_column(TcEvaluator *ev, uint32_t column)
{
    uint32_t row;
    make_arrays(&ev->ranges[column]);
    TC_FOR_ROWS(row, ev->block->columns[column].open)
    declare_cell(ev, column, row);
}

void tc_ranges_declare_row(TcEvaluator *ev, uint32_t row)
{
    for (uint32_t i = 0; i < ev->plan->n_ruled; i++) {
        uint32_t column = ev->plan->ruled[i];
        if (tc_bit(ev->block->columns[column].open, row))
            declare_cell(ev, column, row);
    }
}

void tc_ranges_start_parts(TcRanges *ranges, uint32_t n)
{
    if (!ranges->there)
        ranges->there = g_new0(uint64_t, TC_BLOCK_WORDS);
    memset(ranges->there, 0, (n + 63) / 64 * sizeof *ranges->there);
    for (unsigned end = 0; end < 2; end++) {
        if (!ranges->part[end])
            ranges->part[end] = g_new0(int64_t, TC_BLOCK_ROWS);
        for (uint32_t i = 0; i < n; i++)
            ranges->part[end][i] = ranges->declared[end];
    }
}

/* --- row limits ------------------------------------------------------------------------------- */

/* Is a <= b violated by what the two cells can be at best? */
static bool is_broken(const TcEvaluator *ev, const TcColumnLimit *limit, uint32_t row)
{
    TcExact small, large;
    bool broken;
    tc_exact_init(&small);
    tc_exact_init(&large);
    tc_cell_exact(ev, limit->small, row, &small);
    tc_cell_exact(ev, limit->large, row, &large);
    broken = small.number && large.number && !small.none && !large.none && !small.below &&
             !large.above && mpq_cmp(small.low, large.high) > 0;
    tc_exact_clear(&small);
    tc_exact_clear(&large);
    return broken;
}

void tc_ranges_open_cell(TcEvaluator *ev, uint32_t column, uint32_t row)
{
    if (tc_bit(ev->block->columns[column].open, row))
        return;
    tc_block_withdraw(ev->block, row, column);
    ev->block->columns[column].any_open = true;
    if (!ev->ranges[column].ruled)
        return;
    make_arrays(&ev->ranges[column]);
    declare_cell(ev, column, row);
}

static void declare_all(TcEvaluator *ev)
{
    for (uint32_t i = 0; i < ev->plan->n_ruled; i++) {
        if (ev->block->columns[ev->plan->ruled[i]].any_open)
            declare_column(ev, ev->plan->ruled[i]);
    }
    for (uint32_t i = 0; ev->in_parts && i < tc_column_count(ev); i++) {
        if (ev->block->columns[i].any_open && !ev->ranges[i].ruled)
            declare_column(ev, i);
    }
}

/* Rows in which the two columns of a limit are known and break it, among integers. */
static void find_broken(const TcEvaluator *ev, const TcColumnLimit *limit, uint64_t *rows)
{
    const TcColumn *columns = ev->block->columns;
    const uint64_t *small_open = columns[limit->small].open;
    const uint64_t *large_open = columns[limit->large].open;
    bool same_unit = ev->ranges[limit->small].unit == ev->ranges[limit->large].unit;
    for (uint32_t w = 0; w < ev->words; w++) {
        int64_t small[64], large[64];
        uint64_t above = 0;
        tc_column_copy(&columns[limit->small], 64 * w, 64, small);
        tc_column_copy(&columns[limit->large], 64 * w, 64, large);
        for (uint32_t i = 0; i < 64; i++)
            above |= (uint64_t)(small[i] > large[i]) << i;
        uint64_t known = ~(small_open[w] | large_open[w]) & ev->rows[w];
        rows[w] = known & (same_unit ? above : ~(uint64_t)0);
    }
    for (uint32_t w = 0; w < ev->words; w++)
        rows[w] |= ev->block->exact[w] & ~(small_open[w] | large_open[w]) & ev->rows[w];
}

static void break_limit(TcEvaluator *ev, uint32_t row, uint32_t index)
{
    const TcColumnLimit *limit = &ev->model->schema.limits[index];
    const TcBreach breach = {.row = row, .limit = true, .index = index};
    tc_ranges_open_cell(ev, limit->small, row);
    tc_ranges_open_cell(ev, limit->large, row);
    tc_note_breach(ev, &breach);
}

void tc_ranges_break_limits(TcEvaluator *ev)
{
    const TcSchema *schema = &ev->model->schema;
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        const TcColumnLimit *limit = &schema->limits[i];
        TcBits rows = {0};
        uint32_t row;
        find_broken(ev, limit, rows);
        TC_FOR_ROWS(row, rows)
        {
            if (is_broken(ev, limit, row))
                break_limit(ev, row, i);
        }
    }
}

bool tc_ranges_narrow(TcEvaluator *ev)
{
    TcBits rows;
    uint32_t row;
    declare_all(ev);
    tc_box_rows(ev, rows);
    TC_FOR_ROWS(row, rows)
    tc_box_narrow_row(ev, row);
    return tc_bits_any(rows);
}

/* --- magnitudes ------------------------------------------------------------------------------- */

static uint64_t column_magnitude(const TcEvaluator *ev, uint32_t column)
{
    const TcColumn *cells = &ev->block->columns[column];
    uint64_t most = 0;
    if (!tc_column_may_none(ev, column))
        return cells->low > cells->high ? 0
                                        : MAX(tc_magnitude(cells->low), tc_magnitude(cells->high));
    for (uint32_t i = 0; i < ev->n; i++) {
        const int64_t value = tc_column_value(cells, i);
        if (!tc_bit(cells->open, i) && value != TC_VALUE_NONE)
            most = MAX(most, tc_magnitude(value));
    }
    return most;
}

void tc_ranges_declare(TcEvaluator *ev)
{
    declare_all(ev);
    for (uint32_t i = 0; i < tc_column_count(ev); i++)
        ev->magnitude[i] = column_magnitude(ev, i);
}

bool tc_ranges_open(TcEvaluator *ev, uint32_t row, const GArray *columns)
{
    bool opened = false;
    for (uint32_t i = 0; i < columns->len; i++) {
        uint32_t column = g_array_index(columns, uint32_t, i);
        opened |= !tc_bit(ev->block->columns[column].open, row);
        tc_ranges_open_cell(ev, column, row);
    }
    return opened;
}

/* --- cells as rationals ----------------------------------------------------------------------- */

static void set_stored(mpq_t value, int64_t stored, int64_t unit)
{
    mpq_set_si(value, stored, (unsigned long)unit);
    mpq_canonicalize(value);
}

bool tc_cell_fraction(const TcEvaluator *ev, uint32_t column, uint32_t row, TcFraction *value)
{
    const TcColumnSpec *spec = spec_of(ev, column);
    if (!spec || tc_type_kind(spec->type) != TC_VALUE_NUMBER || tc_bit(ev->block->exact, row) ||
        tc_bit(ev->block->columns[column].open, row) || tc_cell_is_none(ev, column, row))
        return false;
    *value =
        (TcFraction){tc_column_value(&ev->block->columns[column], row), ev->ranges[column].unit};
    return true;
}

void tc_cell_exact(const TcEvaluator *ev, uint32_t column, uint32_t row, TcExact *exact)
{
    tc_exact_reset(exact);
    if (tc_cell_is_none(ev, column, row)) {
        exact->none = true;
        return;
    }
    exact->number = true;
    if (!tc_bit(ev->block->columns[column].open, row)) {
        const TcColumnSpec *spec = spec_of(ev, column);
        if (spec && tc_bit(ev->block->exact, row) && tc_type_kind(spec->type) == TC_VALUE_NUMBER)
            tc_block_get_number(ev->block, row, column, exact->low);
        else
            set_stored(exact->low, tc_column_value(&ev->block->columns[column], row),
                       ev->ranges[column].unit);
        mpq_set(exact->high, exact->low);
        return;
    }
    int64_t low, high;
    tc_cell_range(ev, column, row, &low, &high);
    exact->none = tc_cell_may_none(ev, column, row);
    exact->below = low == TC_NO_LOW;
    exact->above = high == TC_NO_HIGH;
    if (!exact->below)
        set_stored(exact->low, low, ev->ranges[column].unit);
    if (!exact->above)
        set_stored(exact->high, high, ev->ranges[column].unit);
}
