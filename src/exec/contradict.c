/* Rows that no filling in can bring together: their data checks contradict each other (R25).
 *
 * Narrowing finds what checks that are sums leave of each open cell by itself. What several of them
 * together ask, or others, is tried: a row with an open cell that a check reads is completed in
 * eight ways (complete.c); where all of these break a check it is cut into parts (parts.c). If
 * every part breaks one, the row has no completion. One of the checks that they broke is told, and
 * its cells become open. A row that is not settled within the budget of parts is judged as it is.
 */
#include "exec/contradict.h"
#include "base/order.h"
#include "exec/bits.h"
#include "exec/parts.h"
#include "exec/ranges.h"

#include <string.h>

enum { COMPLETIONS = 8, PARTS = 256 };

typedef struct {
    TcEvaluator *ev;
    GArray *columns;         /* that checks read */
    GArray *parts, *smaller; /* TcPart: to be tried; what is cut of them */
    bool *broken;            /* per check: some part breaks it */
} Trial;

static const TcPart *part_at(const Trial *trial, guint i)
{
    return &g_array_index(trial->parts, TcPart, i);
}

/* --- completions ------------------------------------------------------------------------------ */

/* Rows with an open cell that a check reads, of which nothing was found to be broken. */
static void find_rows(const Trial *trial, uint64_t *rows)
{
    const TcEvaluator *ev = trial->ev;
    memset(rows, 0, sizeof(TcBits));
    for (guint i = 0; i < trial->columns->len; i++) {
        const TcColumn *cells = &ev->block->columns[g_array_index(trial->columns, uint32_t, i)];
        for (uint32_t w = 0; w < ev->words; w++)
            rows[w] |= cells->open[w] & ~ev->results->data_error[w];
    }
}

/* Leaves out of @rows those whose completion at @corner breaks nothing. */
static void try_corner(const Trial *trial, unsigned corner, uint64_t *rows)
{
    TcEvaluator *ev = trial->ev;
    uint32_t row, n = 0, i = 0;
    for (uint32_t w = 0; w < ev->words; w++)
        n += (uint32_t)__builtin_popcountll(rows[w]);
    tc_complete_start(ev, n, false);
    TC_FOR_ROWS(row, rows)
    tc_complete(ev, row, &(TcWish){.bits = corner}, i++);
    tc_complete_check(ev);
    i = 0;
    TC_FOR_ROWS(row, rows)
    tc_bit_put(rows, row, tc_bit(ev->inner_results->data_error, i++));
}

/* --- parts ------------------------------------------------------------------------------------ */

static void note_broken(const Trial *trial)
{
    const GArray *breaches = trial->ev->inner_results->breaches;
    for (guint i = 0; i < breaches->len; i++) {
        const TcBreach *breach = &g_array_index(breaches, TcBreach, i);
        if (!breach->limit)
            trial->broken[breach->index] = true;
    }
}

/* Cuts the parts that break nothing. Returns: false if one of them cannot be cut. */
static bool cut_parts(Trial *trial, uint32_t row)
{
    TcEvaluator *ev = trial->ev;
    tc_parts_start(ev, trial->parts->len, false);
    for (guint i = 0; i < trial->parts->len; i++)
        tc_parts_put(ev, row, part_at(trial, i)->cells, part_at(trial, i)->n, i);
    tc_complete_check(ev);
    note_broken(trial);
    g_array_set_size(trial->smaller, 0);
    for (guint i = 0; i < trial->parts->len; i++) {
        if (!tc_bit(ev->inner_results->data_error, i) &&
            !tc_part_cut(ev, part_at(trial, i), TC_MOST_CUT, trial->smaller))
            return false;
    }
    GArray *parts = trial->parts;
    trial->parts = trial->smaller;
    trial->smaller = parts;
    return true;
}

static bool is_contradiction(Trial *trial, uint32_t row)
{
    TcPart whole = {.n = 0};
    memset(trial->broken, 0, trial->ev->model->n_checks * sizeof *trial->broken);
    for (guint i = 0; i < trial->columns->len; i++) {
        const uint32_t column = g_array_index(trial->columns, uint32_t, i);
        if (tc_bit(trial->ev->block->columns[column].open, row))
            tc_part_place(trial->ev, row, &whole, column);
    }
    g_array_set_size(trial->parts, 0);
    g_array_append_val(trial->parts, whole);
    guint left = PARTS;
    while (trial->parts->len > 0 && trial->parts->len <= left) {
        left -= trial->parts->len;
        if (!cut_parts(trial, row))
            return false;
    }
    return trial->parts->len == 0;
}

/* --- what is told ----------------------------------------------------------------------------- */

/* The last broken check with a cell that can be opened, else the last one, if there is any. */
static void tell(const Trial *trial, uint32_t row)
{
    TcEvaluator *ev = trial->ev;
    TcBreach breach = {.row = row, .index = TC_NO_PART, .together = true};
    for (uint32_t i = ev->model->n_checks; i-- > 0;) {
        if (!trial->broken[i])
            continue;
        g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        tc_plan_columns_read(ev->plan, ev->plan->checks[i], NULL, NULL, columns);
        const bool opened = tc_ranges_open(ev, row, columns);
        if (opened || breach.index == TC_NO_PART)
            breach.index = i;
        if (opened)
            break;
    }
    if (breach.index != TC_NO_PART)
        tc_note_breach(ev, &breach);
}

static bool tell_rows(Trial *trial, const uint64_t *rows)
{
    bool found = false;
    uint32_t row;
    TC_FOR_ROWS(row, rows)
    {
        if (!is_contradiction(trial, row))
            continue;
        tell(trial, row);
        found = true;
    }
    return found;
}

static bool any_open(const TcEvaluator *ev)
{
    for (uint32_t i = 0; i < ev->model->schema.n_columns; i++) {
        if (ev->block->columns[i].any_open)
            return true;
    }
    return false;
}

bool tc_contradictions(TcEvaluator *ev)
{
    if (ev->outer || ev->model->n_checks == 0 || !any_open(ev))
        return false;
    Trial trial = {.ev = ev,
                   .columns = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                   .parts = g_array_new(FALSE, FALSE, sizeof(TcPart)),
                   .smaller = g_array_new(FALSE, FALSE, sizeof(TcPart)),
                   .broken = g_new(bool, ev->model->n_checks)};
    TcBits rows;
    for (uint32_t i = 0; i < ev->model->n_checks; i++)
        tc_plan_columns_read(ev->plan, ev->plan->checks[i], NULL, NULL, trial.columns);
    tc_sort_unique(trial.columns);
    find_rows(&trial, rows);
    for (unsigned corner = 0; corner < COMPLETIONS && tc_bits_any(rows); corner++)
        try_corner(&trial, corner, rows);
    const bool found = tell_rows(&trial, rows);
    g_array_unref(trial.columns);
    g_array_unref(trial.parts);
    g_array_unref(trial.smaller);
    g_free(trial.broken);
    return found;
}
