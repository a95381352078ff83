/* Sweeps: the best and the worst completion of a row, found cell by cell.
 *
 * A verdict that asks for much at once is reached by few completions. So from a row with all its
 * open cells low, or where cutting the row found an indicator to turn (halve.c), each cell is
 * changed alone to all that it may be at its ends, and what makes most indicators met is the best
 * of it, what makes least the worst. All the best together and all the worst together are two
 * completions more; if they differ, the conclusion is open. */
#include "exec/bits.h"
#include "exec/complete.h"
#include "exec/evaluator.h"

#include <string.h>

enum { MOST_CELLS = 24, MOST_OPTIONS = 5, ENDS = 2 };

typedef struct {
    uint32_t column, n; /* options; 0 is the first */
    uint32_t first;     /* where the completion with option 1 stands */
} SweptCell;

typedef struct {
    SweptCell cells[MOST_CELLS];
    uint32_t n_cells, n; /* cells; completions */
} Sweep;

static uint32_t options_of(const TcEvaluator *ev, uint32_t column, uint32_t row)
{
    return MIN(tc_complete_options(ev, column, row), MOST_OPTIONS) + ev->within[column].is;
}

/* Returns: false: there are none, or too many. */
static bool list_cells(const TcEvaluator *ev, uint32_t row, Sweep *sweep)
{
    const TcSchema *schema = &ev->model->schema;
    sweep->n_cells = 0;
    sweep->n = 1;
    for (uint32_t i = 0; i < tc_schema_width(schema); i++) {
        if (!tc_bit(ev->block->columns[i].open, row))
            continue;
        if (sweep->n_cells == MOST_CELLS)
            return false;
        const uint32_t n = options_of(ev, i, row);
        sweep->cells[sweep->n_cells++] = (SweptCell){i, n, sweep->n};
        sweep->n += n > 1 ? n - 1 : 0;
    }
    return sweep->n_cells > 0;
}

/* What indicators count for: those that are met twice, those that do not apply once. */
static uint32_t score(const TcEvaluator *ev, uint32_t row)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < ev->model->n_indicators; i++) {
        unsigned set = tc_state_outcome(&ev->inner_results->indicators[i], row);
        sum += set == TC_OUT_MET ? 2 : set == TC_OUT_NOT_APPLICABLE;
    }
    return sum;
}

static void judge_options(TcEvaluator *ev, uint32_t row, const Sweep *sweep)
{
    const TcWish wish = {.cells = ev->wished};
    tc_complete_start(ev, sweep->n, true);
    tc_complete(ev, row, &wish, 0);
    for (uint32_t i = 0; i < sweep->n_cells; i++) {
        const SweptCell *cell = &sweep->cells[i];
        for (uint32_t k = 1; k < cell->n; k++) {
            ev->wished[cell->column] = (uint8_t)k;
            tc_complete(ev, row, &wish, cell->first + k - 1);
        }
        ev->wished[cell->column] = 0;
    }
    tc_complete_judge(ev);
}

/* The option of a cell with the highest score, or the lowest. */
static uint8_t best_option(const TcEvaluator *ev, const SweptCell *cell, bool highest)
{
    uint32_t found = score(ev, 0);
    uint8_t best = 0;
    for (uint32_t k = 1; k < cell->n; k++) {
        const uint32_t reached = score(ev, cell->first + k - 1);
        if (highest ? reached <= found : reached >= found)
            continue;
        found = reached;
        best = (uint8_t)k;
    }
    return best;
}

/* Judges all the best together as completion 0, all the worst as 1; and the same two once more with
 * all that is undefined seen both ways. */
static void judge_ends(TcEvaluator *ev, uint32_t row, const Sweep *sweep)
{
    uint8_t options[2][MOST_CELLS];
    for (uint32_t i = 0; i < sweep->n_cells; i++) {
        options[0][i] = best_option(ev, &sweep->cells[i], true);
        options[1][i] = best_option(ev, &sweep->cells[i], false);
    }
    tc_complete_start(ev, 2 * ENDS, true);
    for (uint32_t end = 0; end < 2 * ENDS; end++) {
        for (uint32_t i = 0; i < sweep->n_cells; i++)
            ev->wished[sweep->cells[i].column] = options[end % ENDS][i];
        for (uint32_t i = 0; i < ev->model->n_indicators && end >= ENDS; i++)
            tc_see(ev, i, 0, end);
        tc_complete(ev, row, &(TcWish){.cells = ev->wished}, end);
    }
    for (uint32_t i = 0; i < sweep->n_cells; i++)
        ev->wished[sweep->cells[i].column] = 0;
    tc_complete_judge(ev);
}

/* Two answers, each of one member, of which one closes the conclusion. */
static void note_proof(TcEvaluator *ev, TcAsk ask, uint32_t index, uint32_t row)
{
    const uint64_t best = tc_answer_set(ev->inner_results, ask, index, 0);
    const uint64_t worst = tc_answer_set(ev->inner_results, ask, index, 1);
    if (best != worst && !tc_set_is_open(best) && !tc_set_is_open(worst) &&
        (tc_closes(ev, ask, index, ENDS) || tc_closes(ev, ask, index, ENDS + 1)))
        tc_bit_put(tc_answer_unproved(ev->results, ask, index), row, false);
}

static void note_proofs(TcEvaluator *ev, uint32_t row)
{
    const TcResults *ends = ev->inner_results;
    if (tc_bit(ends->data_error, 0) || tc_bit(ends->data_error, 1))
        return;
    for (uint32_t i = 0; i < ev->model->n_verdicts; i++)
        note_proof(ev, TC_ASK_VERDICT, i, row);
    for (uint32_t i = 0; i < ev->model->n_grades; i++)
        note_proof(ev, TC_ASK_GRADE, i, row);
}

void tc_sweep_row(TcEvaluator *ev, uint32_t row)
{
    Sweep sweep;
    if (!list_cells(ev, row, &sweep))
        return;
    judge_options(ev, row, &sweep);
    judge_ends(ev, row, &sweep);
    note_proofs(ev, row);
}

void tc_sweep_block(TcEvaluator *ev)
{
    TcBits rows = {0};
    uint32_t row;
    memset(ev->within, 0, tc_column_count(ev) * sizeof *ev->within);
    for (uint32_t w = 0; w < ev->words; w++) {
        for (uint32_t i = 0; i < ev->model->n_verdicts; i++)
            rows[w] |= ev->results->verdicts[i].unproved[w];
        for (uint32_t i = 0; i < ev->model->n_grades; i++)
            rows[w] |= ev->results->grades[i].unproved[w];
    }
    TC_FOR_ROWS(row, rows)
    tc_sweep_row(ev, row);
}
