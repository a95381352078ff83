/* Grades that may be told too wide: before, bounds with three labels or more, of which the first
 * and the last may be possible and none between; after, those of which not every label was met.
 *
 * A row is completed from all that is low (what divides: high) to all that is high, one open cell
 * after the other: a total of points rises step by step on the way, so most labels are met. What is
 * not met is for a search that sees all completions (fork_open.c). */
#include <string.h>
#include "exec/asked.h"
#include "exec/bits.h"
#include "exec/complete.h"
#include "exec/evaluator.h"
#include "exec/needs.h"
#include "exec/rows.h"

typedef struct {
    uint32_t row, first, n; /* completions */
} Walk;

typedef struct {
    TcEvaluator *ev;
    uint32_t grade;
    uint64_t *rows;
    Walk walks[TC_BLOCK_ROWS];
    uint32_t n_walks, n;
} Walks;

static bool is_open(const TcEvaluator *ev, uint32_t column, uint32_t row)
{
    return tc_bit(ev->block->columns[column].open, row);
}

static uint32_t count_open(const TcEvaluator *ev, uint32_t row)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < tc_column_count(ev); i++)
        n += is_open(ev, i, row);
    return n;
}

static void complete(TcEvaluator *ev, const Walk *walk)
{
    const TcWish wish = {.cells = ev->wished};
    uint32_t to = walk->first;
    for (uint32_t i = 0; i < tc_column_count(ev); i++)
        ev->wished[i] = ev->plan->denominators[i] > 0;
    tc_complete(ev, walk->row, &wish, to++);
    for (uint32_t i = 0; i < tc_column_count(ev); i++) {
        if (!is_open(ev, i, walk->row))
            continue;
        ev->wished[i] = !ev->wished[i];
        tc_complete(ev, walk->row, &wish, to++);
    }
    memset(ev->wished, 0, tc_column_count(ev) * sizeof *ev->wished);
}

/* Leaves out the row if all its labels were met. */
static void take(const Walks *walks, const Walk *walk)
{
    const TcResults *found = walks->ev->inner_results;
    uint64_t missing = walks->ev->results->grades[walks->grade].set[walk->row];
    for (uint32_t i = walk->first; i < walk->first + walk->n; i++) {
        const uint64_t set = found->grades[walks->grade].set[i];
        if (!tc_bit(found->data_error, i) && !tc_set_is_open(set))
            missing &= ~set;
    }
    tc_bit_put(walks->rows, walk->row, missing != 0);
}

static void judge(Walks *walks)
{
    if (walks->n_walks == 0)
        return;
    memset(walks->ev->within, 0, tc_column_count(walks->ev) * sizeof *walks->ev->within);
    tc_complete_start(walks->ev, walks->n, true);
    for (uint32_t i = 0; i < walks->n_walks; i++)
        complete(walks->ev, &walks->walks[i]);
    tc_complete_judge(walks->ev);
    for (uint32_t i = 0; i < walks->n_walks; i++)
        take(walks, &walks->walks[i]);
    walks->n_walks = walks->n = 0;
}

/* A row with more open cells than a block has rows is not walked through. */
static void add(Walks *walks, uint32_t row)
{
    const uint32_t n = count_open(walks->ev, row) + 1;
    if (n > TC_BLOCK_ROWS)
        return;
    if (walks->n + n > TC_BLOCK_ROWS)
        judge(walks);
    walks->walks[walks->n_walks++] = (Walk){row, walks->n, n};
    walks->n += n;
}

static bool is_told(const TcEvaluator *ev, uint32_t grade)
{
    return !ev->run.needs || ev->run.needs->grades[grade];
}

/* Rows with three labels or more. */
static void find_many(const TcEvaluator *ev, uint32_t grade, uint64_t *rows)
{
    uint32_t row;
    for (uint32_t w = 0; w < ev->words; w++)
        rows[w] = ev->rows[w] & ev->results->grades[grade].several[w];
    TC_FOR_ROWS(row, rows)
    {
        const uint64_t set = ev->results->grades[grade].set[row];
        tc_bit_put(rows, row, tc_set_is_open(set & (set - 1)));
    }
}

static void find_wide(TcEvaluator *ev, uint32_t grade, uint64_t *rows)
{
    uint32_t row;
    memset(rows, 0, sizeof(TcBits));
    if (is_told(ev, grade))
        find_many(ev, grade, rows);
    if (!tc_bits_any(rows))
        return;
    Walks *walks = g_new0(Walks, 1);
    *walks = (Walks){.ev = ev, .grade = grade, .rows = rows};
    TC_FOR_ROWS(row, rows)
    {
        add(walks, row);
    }
    judge(walks);
    g_free(walks);
}

void tc_wide_block(TcEvaluator *ev)
{
    for (uint32_t i = 0; i < ev->model->n_grades; i++)
        find_wide(ev, i, ev->wide[i]);
}
