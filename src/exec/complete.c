/* Completions: open cells of a row filled in, within their ranges and the row rules, and judged by
 * an evaluator of its own; parts: rows with open cells held to a part of what they can be. */
#include "exec/complete.h"
#include "exec/box.h"
#include "exec/evaluator.h"
#include "exec/one_row.h"
#include "exec/ranges.h"

#include <string.h>

static void start_inner(TcEvaluator *ev)
{
    if (ev->inner)
        return;
    ev->inner = tc_evaluator_new(ev->plan, &ev->run);
    ev->inner->outer = ev;
    ev->inner->outer_rows = ev->inner_rows;
    ev->inner_results = tc_results_new(ev->model);
    ev->inner_block = tc_block_new(&ev->model->schema);
}

/* In turn: a row as not applicable, or not met; the next one as met. */
static void see_in_turn(TcEvaluator *ev)
{
    if (!ev->seen)
        ev->seen = g_new(TcSeen, ev->model->n_indicators + 1);
    for (uint32_t i = 0; i < ev->model->n_indicators; i++) {
        memset(ev->seen[i].met, 0xaa, sizeof ev->seen[i].met);
        memset(ev->seen[i].failing, 0, sizeof ev->seen[i].failing);
        memset(ev->seen[i].apart, 0x55, sizeof ev->seen[i].apart);
    }
}

static void start(TcEvaluator *ev, uint32_t n, bool in_parts, bool resolves)
{
    start_inner(ev);
    ev->inner->slice = ev->slice;
    if (resolves)
        see_in_turn(ev->inner);
    tc_one_row_start(ev, n);
    ev->inner_block->n = n;
    ev->inner->in_parts = in_parts;
    ev->inner->resolves = resolves;
}

void tc_complete_start(TcEvaluator *ev, uint32_t n, bool resolves)
{
    start(ev, n, false, resolves);
}

/* The columns whose cells have to be written: of completions of one row some. */
typedef struct {
    const uint32_t *columns; /* NULL: all, in order */
    uint32_t n;
} Written;

static Written written_of(const TcEvaluator *ev)
{
    const struct TcOneRow *one = ev->inner->one_row;
    return one ? (Written){one->columns, one->n_columns} : (Written){NULL, tc_column_count(ev)};
}

static inline uint32_t column_at(const Written *written, uint32_t i)
{
    return written->columns ? written->columns[i] : i;
}

static void finish(TcEvaluator *ev)
{
    const Written written = written_of(ev);
    if (written.columns)
        tc_block_finish_columns(ev->inner_block, written.columns, written.n);
    else
        tc_block_finish(ev->inner_block);
}

void tc_complete_judge(TcEvaluator *ev)
{
    finish(ev);
    tc_evaluate(ev->inner, ev->inner_block, ev->inner_results);
}

void tc_complete_check(TcEvaluator *ev)
{
    finish(ev);
    tc_check_rows(ev->inner, ev->inner_block, ev->inner_results);
}

/* --- one cell --------------------------------------------------------------------------------- */

enum { COUNTED_HIGH = 1, DIVIDING_HIGH = 2, YES = 4 }; /* bits of a corner */

/* A completion while it is made: yes/no and texts take turns, so that no two go together always. */
typedef struct {
    const TcWish *wish;
    unsigned n_truths, n_choices; /* cells so far */
} Corner;

static TcValueKind kind_of(const TcEvaluator *ev, uint32_t column)
{
    const TcSchema *schema = &ev->model->schema;
    return column < schema->n_columns ? tc_type_kind(schema->columns[column].type) : TC_VALUE_BOOL;
}

static uint32_t values_of(const TcEvaluator *ev, uint32_t column)
{
    if (kind_of(ev, column) != TC_VALUE_TEXT)
        return 2;
    const TcColumnSpec *spec = &ev->model->schema.columns[column];
    return spec->type == TC_TYPE_TEXT ? spec->n_choices + 1 : MAX(spec->n_choices, 1);
}

uint32_t tc_complete_options(const TcEvaluator *ev, uint32_t column, uint32_t row)
{
    return values_of(ev, column) + tc_cell_may_none(ev, column, row);
}

/* One of @n options: the next cell takes them in another order. */
static uint32_t next_choice(Corner *corner, uint32_t n)
{
    const unsigned bits = corner->wish->bits;
    return (corner->n_choices++ % 2 ? bits / n : bits) % n;
}

static uint32_t next_truth(Corner *corner)
{
    static const unsigned bits[] = {YES, COUNTED_HIGH, DIVIDING_HIGH};
    return (corner->wish->bits & bits[corner->n_truths++ % G_N_ELEMENTS(bits)]) != 0;
}

static uint32_t option_for(const TcEvaluator *ev, uint32_t column, uint32_t row, Corner *corner)
{
    const int8_t divides = ev->plan->denominators[column];
    const TcValueKind kind = kind_of(ev, column);
    if (corner->wish->cells)
        return corner->wish->cells[column];
    if (kind == TC_VALUE_TEXT || tc_cell_may_none(ev, column, row))
        return next_choice(corner, tc_complete_options(ev, column, row));
    if (kind == TC_VALUE_BOOL)
        return next_truth(corner);
    return (corner->wish->bits & (divides ? DIVIDING_HIGH : COUNTED_HIGH)) ? divides >= 0
                                                                           : divides < 0;
}

/* One end of a number's range, far out where it has none. @value: another that it shall have, or
 * NULL. */
static int64_t number_at(TcEvaluator *ev, uint32_t column, uint32_t row, bool upper,
                         const TcWish *wish, const int64_t *value)
{
    static const int64_t far = 1000000000000;
    int64_t low, high;
    if (!tc_box_range(ev, column, &low, &high))
        tc_cell_range(ev, column, row, &low, &high);
    if (low == TC_NO_LOW)
        low = high == TC_NO_HIGH ? -far : high - far;
    if (high == TC_NO_HIGH)
        high = low + far;
    if (ev->plan->denominators[column] > 0 && low == 0 && high > 0 && !(wish->bits & YES))
        low = 1;
    if (value)
        return CLAMP(*value, low, high);
    return upper ? high : low;
}

/* The value of an option; of what was wished, a value within comes before all others. */
static int64_t value_for(TcEvaluator *ev, uint32_t column, uint32_t row, Corner *corner)
{
    const TcWithin *within = corner->wish->cells ? &ev->within[column] : NULL;
    const TcValueKind kind = kind_of(ev, column);
    const bool is_number = kind == TC_VALUE_NUMBER || kind == TC_VALUE_DATE;
    uint32_t option = option_for(ev, column, row, corner);
    const int64_t *value = NULL;
    if (within && within->is && option-- == 0)
        value = &within->value;
    if (value && (!is_number || *value == TC_VALUE_NONE))
        return *value;
    if (!value && option == values_of(ev, column))
        return TC_VALUE_NONE;
    if (is_number)
        return number_at(ev, column, row, option, corner->wish, value);
    const bool other =
        kind == TC_VALUE_TEXT && option == ev->model->schema.columns[column].n_choices;
    return other ? TC_TEXT_OTHER : (int64_t)option;
}

static inline bool is_open(const TcEvaluator *ev, uint32_t column, uint32_t row)
{
    return tc_bit(ev->block->columns[column].open, row);
}

/* All cells as the row has them, as most of them stay; of open ones only that they have no text. */
static void copy_cells(TcEvaluator *ev, const Written *written, uint32_t row, uint32_t to)
{
    for (uint32_t k = 0; k < written->n; k++) {
        const uint32_t i = column_at(written, k);
        const char **texts = ev->inner_block->texts[i];
        tc_block_put(ev->inner_block, to, i, tc_column_value(&ev->block->columns[i], row));
        if (texts)
            texts[to] = is_open(ev, i, row) ? "" : ev->block->texts[i][row];
    }
}

static void complete_cell(TcEvaluator *ev, uint32_t column, uint32_t row, Corner *corner,
                          uint32_t to)
{
    const int64_t value = value_for(ev, column, row, corner);
    tc_block_put(ev->inner_block, to, column, value);
    tc_box_give(ev, column, value);
}

/* What of @row is not in its columns' values. */
static void carry_row(TcEvaluator *ev, uint32_t row, uint32_t to)
{
    TcBlock *block = ev->inner_block;
    block->rows[to] = ev->block->rows[row];
    ev->inner_rows[to] = row;
    for (uint32_t i = 0; tc_bit(ev->block->exact, row) && i < ev->block->n_exacts; i++) {
        const TcExactCell *cell = &ev->block->exacts[i];
        if (cell->row == row)
            tc_block_set_number(block, to, cell->column, cell->value);
    }
}

/* What divides comes first: what is counted lies within it. */
void tc_complete(TcEvaluator *ev, uint32_t row, const TcWish *wish, uint32_t to)
{
    Corner corner = {.wish = wish};
    const Written written = written_of(ev);
    copy_cells(ev, &written, row, to);
    tc_box_start(ev, row);
    for (uint32_t dividing = 2; dividing-- > 0;) {
        for (uint32_t k = 0; k < written.n; k++) {
            const uint32_t i = column_at(&written, k);
            if (is_open(ev, i, row) && (ev->plan->denominators[i] != 0) == dividing)
                complete_cell(ev, i, row, &corner, to);
        }
    }
    carry_row(ev, row, to);
}

static bool is_seen_one_way(const TcEvaluator *inner, uint32_t indicator, uint32_t row)
{
    const TcSeen *seen = inner->resolves ? &inner->seen[indicator] : NULL;
    return seen &&
           (tc_bit(seen->met, row) || tc_bit(seen->failing, row) || tc_bit(seen->apart, row));
}

static bool is_seen_in_part(const TcEvaluator *ev, const TcPlanBasis *basis, uint32_t row)
{
    for (uint32_t i = 0; i < basis->n_indicators; i++) {
        const uint32_t indicator = basis->indicators[i];
        if (tc_bit(ev->inner_results->indicators[indicator].can[3], row) &&
            is_seen_one_way(ev->inner, indicator, row))
            return true;
    }
    return false;
}

bool tc_closes(const TcEvaluator *ev, TcAsk ask, uint32_t index, uint32_t row)
{
    return !tc_bit(ev->inner_results->data_error, row) &&
           tc_answer_is_settled(ask, tc_answer_set(ev->inner_results, ask, index, row)) &&
           !is_seen_in_part(ev, tc_answer_basis(ev->plan, ask, index), row);
}

/* --- parts ------------------------------------------------------------------------------------ */

void tc_parts_start(TcEvaluator *ev, uint32_t n, bool resolves)
{
    start(ev, n, true, resolves);
    const Written written = written_of(ev);
    for (uint32_t i = 0; i < written.n; i++)
        tc_ranges_start_parts(&ev->inner->ranges[column_at(&written, i)], n);
}

/* An open cell is in a part as far as the row's rules leave it. */
static void open_cell(TcEvaluator *ev, uint32_t column, uint32_t row, uint32_t to)
{
    TcColumn *put = &ev->inner_block->columns[column];
    TcRanges *ranges = &ev->inner->ranges[column];
    tc_bit_set(put->open, to);
    put->reason[to] = ev->block->columns[column].reason[row];
    tc_cell_range(ev, column, row, &ranges->part[0][to], &ranges->part[1][to]);
}

static void hold_cell(TcEvaluator *ev, const TcPartCell *cell, uint32_t to)
{
    TcColumn *put = &ev->inner_block->columns[cell->column];
    TcRanges *ranges = &ev->inner->ranges[cell->column];
    ranges->part[0][to] = cell->low;
    ranges->part[1][to] = cell->high;
    tc_bit_put(ranges->there, to, !cell->may_none);
    if (cell->low != cell->high || cell->may_none)
        return;
    tc_bit_put(put->open, to, false);
    tc_block_put(ev->inner_block, to, cell->column, cell->low);
}

void tc_see(TcEvaluator *ev, uint32_t indicator, unsigned outcome, uint32_t row)
{
    TcSeen *seen = &ev->inner->seen[indicator];
    tc_bit_put(seen->met, row, outcome == TC_OUT_MET);
    tc_bit_put(seen->failing, row, outcome == TC_OUT_NOT_MET);
    tc_bit_put(seen->apart, row, outcome == TC_OUT_NOT_APPLICABLE);
}

void tc_parts_put(TcEvaluator *ev, uint32_t row, const TcPartCell *cells, uint32_t n, uint32_t to)
{
    const Written written = written_of(ev);
    copy_cells(ev, &written, row, to);
    for (uint32_t i = 0; i < written.n; i++) {
        if (is_open(ev, column_at(&written, i), row))
            open_cell(ev, column_at(&written, i), row, to);
    }
    for (uint32_t i = 0; i < n; i++)
        hold_cell(ev, &cells[i], to);
    carry_row(ev, row, to);
}
