/* Open cells: what each can be, from its declaration and from the row limits. */
#include "exec/evaluator.h"

#include "base/date.h"

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
    return !tc_bit(cells->open, row) && cells->value[row] == TC_VALUE_NONE;
}

/* --- declared ranges -------------------------------------------------------------------------- */

/* A declared end in stored units, rounded down or up; @beyond where it does not fit. */
static int64_t stored_end(const mpq_t end, int64_t unit, bool down, int64_t beyond)
{
    mpz_t z;
    mpz_init(z);
    mpz_mul_si(z, mpq_numref(end), unit);
    if (down)
        mpz_fdiv_q(z, z, mpq_denref(end));
    else
        mpz_cdiv_q(z, z, mpq_denref(end));
    bool fits = mpz_sizeinbase(z, 2) <= 61;
    int64_t stored = fits ? mpz_get_si(z) : beyond;
    mpz_clear(z);
    return stored;
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
    if (spec->type == TC_TYPE_PERCENT) {
        *low = 0;
        *high = unit;
    }
    if (spec->has_low)
        *low = stored_end(spec->low, unit, !whole, TC_NO_LOW);
    if (spec->has_high)
        *high = stored_end(spec->high, unit, whole, TC_NO_HIGH);
}

void tc_ranges_init(TcEvaluator *ev, uint32_t n_columns)
{
    const TcSchema *schema = &ev->model->schema;
    ev->ranges = g_new0(TcRanges, n_columns + 1);
    for (uint32_t i = 0; i < n_columns; i++) {
        TcRanges *ranges = &ev->ranges[i];
        const TcColumnSpec *spec = spec_of(ev, i);
        ranges->unit = 1;
        for (unsigned k = 0; spec && k < spec->scale; k++)
            ranges->unit *= 10;
        declared_range(spec, ranges->unit, &ranges->declared[0], &ranges->declared[1]);
    }
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        ev->ranges[schema->limits[i].small].limited = true;
        ev->ranges[schema->limits[i].large].limited = true;
    }
}

void tc_ranges_clear(TcEvaluator *ev, uint32_t n_columns)
{
    for (uint32_t i = 0; i < n_columns; i++) {
        g_free(ev->ranges[i].low);
        g_free(ev->ranges[i].high);
    }
    g_free(ev->ranges);
}

static void declare_cell(TcEvaluator *ev, uint32_t column, uint32_t row)
{
    TcRanges *ranges = &ev->ranges[column];
    ranges->low[row] = ranges->declared[0];
    ranges->high[row] = ranges->declared[1];
}

/* Gives every open cell that limits may narrow the range that was declared. */
static void declare_column(TcEvaluator *ev, uint32_t column)
{
    TcRanges *ranges = &ev->ranges[column];
    uint32_t row;
    if (!ranges->limited)
        return;
    if (!ranges->low) {
        ranges->low = g_new0(int64_t, TC_BLOCK_ROWS);
        ranges->high = g_new0(int64_t, TC_BLOCK_ROWS);
    }
    TC_FOR_ROWS(row, ev->block->columns[column].open)
    declare_cell(ev, column, row);
}

static void declare_row(TcEvaluator *ev, uint32_t row)
{
    uint32_t n = ev->model->schema.n_columns + ev->model->schema.n_appraised;
    for (uint32_t i = 0; i < n; i++) {
        if (ev->ranges[i].limited && tc_bit(ev->block->columns[i].open, row))
            declare_cell(ev, i, row);
    }
}

/* --- row limits ------------------------------------------------------------------------------- */

static bool has_integer(const TcEvaluator *ev, uint32_t column, uint32_t row)
{
    const TcColumn *cells = &ev->block->columns[column];
    if (tc_bit(cells->open, row))
        return true;
    if (cells->value[row] == TC_VALUE_NONE)
        return false;
    for (uint32_t i = 0; tc_bit(ev->block->exact, row) && i < ev->block->n_exacts; i++) {
        if (ev->block->exacts[i].row == row && ev->block->exacts[i].column == column)
            return false;
    }
    return true;
}

/* @value in units of @from as units of @to, rounded to the side that keeps more. */
static int64_t rescaled(int64_t value, int64_t from, int64_t to, bool up)
{
    if (from == to || value == TC_NO_LOW || value == TC_NO_HIGH)
        return value;
    TcWide wide = (TcWide)value * to;
    TcWide quotient = wide / from;
    if (quotient * from != wide) {
        if (up && wide > 0)
            quotient++;
        else if (!up && wide < 0)
            quotient--;
    }
    if (quotient > INT64_MAX / 4)
        return TC_NO_HIGH;
    return quotient < INT64_MIN / 4 ? TC_NO_LOW : (int64_t)quotient;
}

/* Narrows open cells by one limit. Returns: whether anything moved. */
static bool narrow(TcEvaluator *ev, const TcColumnLimit *limit, uint32_t row)
{
    int64_t small[2], large[2];
    int64_t small_unit = ev->ranges[limit->small].unit;
    int64_t large_unit = ev->ranges[limit->large].unit;
    bool moved = false;
    if (!has_integer(ev, limit->small, row) || !has_integer(ev, limit->large, row))
        return false;
    tc_cell_range(ev, limit->small, row, &small[0], &small[1]);
    tc_cell_range(ev, limit->large, row, &large[0], &large[1]);
    if (tc_bit(ev->block->columns[limit->small].open, row)) {
        int64_t most = rescaled(large[1], large_unit, small_unit, true);
        moved |= most < small[1];
        ev->ranges[limit->small].high[row] = MIN(small[1], most);
    }
    if (tc_bit(ev->block->columns[limit->large].open, row)) {
        int64_t least = rescaled(small[0], small_unit, large_unit, false);
        moved |= least > large[0];
        ev->ranges[limit->large].low[row] = MAX(large[0], least);
    }
    return moved;
}

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

static void open_cell(TcEvaluator *ev, uint32_t column, uint32_t row)
{
    if (tc_bit(ev->block->columns[column].open, row))
        return;
    tc_block_withdraw(ev->block, row, column);
    ev->block->columns[column].any_open = true;
    declare_column(ev, column);
}

static void declare_all(TcEvaluator *ev)
{
    const TcSchema *schema = &ev->model->schema;
    uint32_t n = schema->n_limits > 0 ? schema->n_columns + schema->n_appraised : 0;
    for (uint32_t i = 0; i < n; i++) {
        if (ev->block->columns[i].any_open)
            declare_column(ev, i);
    }
}

/* Does @row have an open cell in a column under a limit? */
static void rows_under_limits(const TcEvaluator *ev, uint64_t *rows)
{
    const TcSchema *schema = &ev->model->schema;
    tc_bits_fill(rows, false);
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        const uint64_t *small = ev->block->columns[schema->limits[i].small].open;
        const uint64_t *large = ev->block->columns[schema->limits[i].large].open;
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            rows[w] |= small[w] | large[w];
    }
}

/* Chains of limits need as many rounds as they have links; every round that moves something
 * shortens what is left, so this ends. */
static void narrow_row(TcEvaluator *ev, uint32_t row)
{
    const TcSchema *schema = &ev->model->schema;
    bool moved = true;
    for (uint32_t round = 0; moved && round <= schema->n_limits; round++) {
        moved = false;
        for (uint32_t i = 0; i < schema->n_limits; i++)
            moved |= narrow(ev, &schema->limits[i], row);
    }
}

/* Rows in which the two columns of a limit are known and break it, among integers. */
static void find_broken(const TcEvaluator *ev, const TcColumnLimit *limit, uint64_t *rows)
{
    const int64_t *small = ev->block->columns[limit->small].value;
    const int64_t *large = ev->block->columns[limit->large].value;
    const uint64_t *small_open = ev->block->columns[limit->small].open;
    const uint64_t *large_open = ev->block->columns[limit->large].open;
    bool same_unit = ev->ranges[limit->small].unit == ev->ranges[limit->large].unit;
    for (uint32_t w = 0; w < ev->words; w++) {
        uint64_t above = 0;
        for (uint32_t i = 0; i < 64; i++)
            above |= (uint64_t)(small[64 * w + i] > large[64 * w + i]) << i;
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
    open_cell(ev, limit->small, row);
    open_cell(ev, limit->large, row);
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

/* Opens the known cells of limits that no value of an open cell can keep. Returns: whether it
 * did. */
static bool break_empty(TcEvaluator *ev, uint32_t row)
{
    const TcSchema *schema = &ev->model->schema;
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        const TcColumnLimit *limit = &schema->limits[i];
        if (!is_broken(ev, limit, row))
            continue;
        bool known = !tc_bit(ev->block->columns[limit->small].open, row) ||
                     !tc_bit(ev->block->columns[limit->large].open, row);
        if (known) {
            break_limit(ev, row, i);
            return true;
        }
    }
    return false;
}

static bool is_empty_row(const TcEvaluator *ev, uint32_t row)
{
    const TcSchema *schema = &ev->model->schema;
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        if (is_broken(ev, &schema->limits[i], row))
            return true;
    }
    return false;
}

/* Narrows the rows under limits; a row left without completion loses what is known of a limit that
 * cannot be kept, and is tried again. */
static void narrow_rows(TcEvaluator *ev)
{
    TcBits rows;
    uint32_t row;
    rows_under_limits(ev, rows);
    TC_FOR_ROWS(row, rows)
    {
        narrow_row(ev, row);
        for (uint32_t i = 0; i <= ev->model->schema.n_limits && is_empty_row(ev, row); i++) {
            if (!break_empty(ev, row))
                break;
            declare_row(ev, row); /* its ranges start again from the declarations */
            narrow_row(ev, row);
        }
    }
}

/* --- magnitudes ------------------------------------------------------------------------------- */

static uint64_t size_of(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

static uint64_t column_magnitude(const TcEvaluator *ev, uint32_t column)
{
    const TcColumn *cells = &ev->block->columns[column];
    uint64_t most = 0;
    if (!tc_column_may_none(ev, column))
        return cells->low > cells->high ? 0 : MAX(size_of(cells->low), size_of(cells->high));
    for (uint32_t i = 0; i < ev->n; i++) {
        if (!tc_bit(cells->open, i) && cells->value[i] != TC_VALUE_NONE)
            most = MAX(most, size_of(cells->value[i]));
    }
    return most;
}

void tc_ranges_prepare(TcEvaluator *ev)
{
    uint32_t n = ev->model->schema.n_columns + ev->model->schema.n_appraised;
    declare_all(ev);
    narrow_rows(ev);
    for (uint32_t i = 0; i < n; i++)
        ev->magnitude[i] = column_magnitude(ev, i);
}

void tc_ranges_open(TcEvaluator *ev, uint32_t row, const GArray *columns)
{
    for (uint32_t i = 0; i < columns->len; i++)
        open_cell(ev, g_array_index(columns, uint32_t, i), row);
}

/* --- cells as rationals ----------------------------------------------------------------------- */

static void set_stored(mpq_t value, int64_t stored, int64_t unit)
{
    mpq_set_si(value, stored, (unsigned long)unit);
    mpq_canonicalize(value);
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
            set_stored(exact->low, ev->block->columns[column].value[row], ev->ranges[column].unit);
        mpq_set(exact->high, exact->low);
        return;
    }
    int64_t low, high;
    tc_cell_range(ev, column, row, &low, &high);
    exact->none = tc_column_may_none(ev, column);
    exact->below = low == TC_NO_LOW;
    exact->above = high == TC_NO_HIGH;
    if (!exact->below)
        set_stored(exact->low, low, ev->ranges[column].unit);
    if (!exact->above)
        set_stored(exact->high, high, ev->ranges[column].unit);
}
