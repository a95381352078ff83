/* Completions: open cells of a row filled in, within their ranges and the row rules, and judged by
 * an evaluator of its own; parts: rows with open cells held to a part of what they can be. */
#include "exec/complete.h"
#include "exec/box.h"
#include "exec/evaluator.h"
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
    tc_block_clear(ev->inner_block);
    ev->inner_block->n = n;
    ev->inner->in_parts = in_parts;
    ev->inner->resolves = resolves;
}

void tc_complete_start(TcEvaluator *ev, uint32_t n, bool resolves)
{
    start(ev, n, false, resolves);
}

void tc_complete_judge(TcEvaluator *ev)
{
    tc_block_finish(ev->inner_block);
    tc_evaluate(ev->inner, ev->inner_block, ev->inner_results);
}

void tc_complete_check(TcEvaluator *ev)
{
    tc_block_finish(ev->inner_block);
    tc_check_rows(ev->inner, ev->inner_block, ev->inner_results);
}

/* --- one cell --------------------------------------------------------------------------------- */

enum { COUNTED_HIGH = 1, DIVIDING_HIGH = 2, YES = 4 }; /* bits of a corner */

/* A completion while it is made: yes/no and texts take turns, so that no two go together always. */
typedef struct {
    const TcWish *wish;
    unsigned n_truths, n_texts; /* cells so far */
} Corner;

static bool next_truth(Corner *corner, uint32_t column)
{
    static const unsigned bits[] = {YES, COUNTED_HIGH, DIVIDING_HIGH};
    if (corner->wish->cells)
        return corner->wish->cells[column];
    return corner->wish->bits & bits[corner->n_truths++ % G_N_ELEMENTS(bits)];
}

static int64_t next_choice(Corner *corner, uint32_t column, uint32_t n)
{
    const unsigned bits = corner->wish->bits;
    if (n == 0)
        return TC_TEXT_OTHER;
    if (corner->wish->cells)
        return corner->wish->cells[column];
    return (corner->n_texts++ % 2 ? bits / n : bits) % n;
}

/* A number of an open cell: one end of its range, far out where it has none. */
static int64_t number_for(TcEvaluator *ev, uint32_t column, uint32_t row, const TcWish *wish)
{
    static const int64_t far = 1000000000000;
    const int8_t divides = ev->plan->denominators[column];
    bool wants_high = wish->bits & (divides ? DIVIDING_HIGH : COUNTED_HIGH);
    int64_t low, high;
    if (!tc_box_range(ev, column, &low, &high))
        tc_cell_range(ev, column, row, &low, &high);
    if (low == TC_NO_LOW)
        low = high == TC_NO_HIGH ? -far : high - far;
    if (high == TC_NO_HIGH)
        high = low + far;
    if (divides > 0 && low == 0 && high > 0 && !(wish->bits & YES))
        low = 1;
    if (wish->cells && wish->cells[column] > 1)
        return CLAMP(ev->within[column].value, low, high);
    if (wish->cells)
        return wish->cells[column] ? high : low;
    return wants_high != (divides < 0) ? high : low;
}

static int64_t value_for(TcEvaluator *ev, uint32_t column, uint32_t row, Corner *corner)
{
    if (column >= ev->model->schema.n_columns)
        return next_truth(corner, column);
    const TcColumnSpec *spec = &ev->model->schema.columns[column];
    switch (tc_type_kind(spec->type)) {
    case TC_VALUE_BOOL:
        return next_truth(corner, column);
    case TC_VALUE_TEXT:
        return next_choice(corner, column, spec->n_choices);
    case TC_VALUE_NUMBER:
    case TC_VALUE_DATE:
        return number_for(ev, column, row, corner->wish);
    }
    return 0;
}

static void complete_cell(TcEvaluator *ev, uint32_t column, uint32_t row, Corner *corner,
                          uint32_t to)
{
    const TcColumn *cells = &ev->block->columns[column];
    const char **texts = ev->inner_block->texts[column];
    bool open = tc_bit(cells->open, row);
    int64_t value = open ? value_for(ev, column, row, corner) : cells->value[row];
    ev->inner_block->columns[column].value[to] = value;
    if (open)
        tc_box_give(ev, column, value);
    if (texts)
        texts[to] = open ? "" : ev->block->texts[column][row];
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
    tc_box_start(ev, row);
    for (uint32_t dividing = 2; dividing-- > 0;) {
        for (uint32_t i = 0; i < tc_column_count(ev); i++) {
            if ((ev->plan->denominators[i] != 0) == dividing)
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
    for (uint32_t i = 0; i < tc_column_count(ev); i++) {
        TcRanges *ranges = &ev->inner->ranges[i];
        for (unsigned end = 0; end < 2 && !ranges->part[end]; end++)
            ranges->part[end] = g_new0(int64_t, TC_BLOCK_ROWS);
    }
}

/* A known cell as it is; an open one as far as the row's rules leave it. */
static void part_cell(TcEvaluator *ev, uint32_t column, uint32_t row, uint32_t to)
{
    const TcColumn *cells = &ev->block->columns[column];
    TcColumn *put = &ev->inner_block->columns[column];
    TcRanges *ranges = &ev->inner->ranges[column];
    const char **texts = ev->inner_block->texts[column];
    const bool open = tc_bit(cells->open, row);
    int64_t low = ranges->declared[0], high = ranges->declared[1];
    put->value[to] = cells->value[row];
    if (texts)
        texts[to] = open ? "" : ev->block->texts[column][row];
    if (open) {
        tc_bit_set(put->open, to);
        put->reason[to] = cells->reason[row];
        tc_cell_range(ev, column, row, &low, &high);
    }
    ranges->part[0][to] = low;
    ranges->part[1][to] = high;
}

static void hold_cell(TcEvaluator *ev, const TcPartCell *cell, uint32_t to)
{
    TcColumn *put = &ev->inner_block->columns[cell->column];
    ev->inner->ranges[cell->column].part[0][to] = cell->low;
    ev->inner->ranges[cell->column].part[1][to] = cell->high;
    if (cell->low != cell->high)
        return;
    tc_bit_put(put->open, to, false);
    put->value[to] = cell->low;
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
    for (uint32_t i = 0; i < tc_column_count(ev); i++)
        part_cell(ev, i, row, to);
    for (uint32_t i = 0; i < n; i++)
        hold_cell(ev, &cells[i], to);
    carry_row(ev, row, to);
}
