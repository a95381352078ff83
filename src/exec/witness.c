/* Witnesses: is an answer that the bounds leave open truly open?
 *
 * Every row in question is completed in eight ways (what is counted low or high, what divides low
 * or high, yes or no; choices in turn), each within its ranges and row rules, and the completions
 * are judged by an evaluator of their own (complete.c). Two results that differ prove the answer
 * open; conclusions for which none were found are tried once more (sweep.c). Rows whose open cells
 * are all certified (plan/certificate.c) need no proof. */
#include "exec/bits.h"
#include "exec/complete.h"
#include "exec/evaluator.h"

#include <string.h>

enum { COMPLETIONS = 8, BATCH = TC_BLOCK_ROWS / COMPLETIONS };

/* Completes @n rows and judges all completions. */
static void judge(TcEvaluator *ev, const uint32_t *rows, uint32_t n)
{
    tc_complete_start(ev, n * COMPLETIONS);
    for (uint32_t i = 0; i < n; i++) {
        for (unsigned corner = 0; corner < COMPLETIONS; corner++)
            tc_complete(ev, rows[i], &(TcWish){.bits = corner}, i * COMPLETIONS + corner);
    }
    tc_complete_judge(ev);
}

/* Rows of the batch of which a completion breaks no rule. */
static void note_completed(TcEvaluator *ev, const uint32_t *rows, uint32_t n)
{
    for (uint32_t i = 0; i < n * COMPLETIONS; i++) {
        if (!tc_bit(ev->inner_results->data_error, i))
            tc_bit_set(ev->completed, rows[i / COMPLETIONS]);
    }
}

/* --- what they give --------------------------------------------------------------------------- */

uint64_t tc_answer_set(const TcResults *results, TcAsk ask, uint32_t index, uint32_t row)
{
    switch (ask) {
    case TC_ASK_INDICATOR:
        return tc_state_outcome(&results->indicators[index], row);
    case TC_ASK_CRITERION:
        return tc_state_outcome(&results->criteria[index], row);
    case TC_ASK_VERDICT:
        return tc_state_outcome(&results->verdicts[index], row);
    case TC_ASK_GRADE:
        return results->grades[index].set[row];
    }
    return 0;
}

/* Do the completions of the @i-th row of the batch give more than one answer? A conclusion over an
 * undefined indicator may have more members than it should, so only single ones count. */
static bool differs(const TcEvaluator *ev, TcAsk ask, uint32_t index, uint32_t i)
{
    uint64_t all = 0;
    for (uint32_t k = 0; k < COMPLETIONS; k++) {
        uint32_t row = i * COMPLETIONS + k;
        uint64_t set = tc_answer_set(ev->inner_results, ask, index, row);
        if (!tc_bit(ev->inner_results->data_error, row) && !tc_set_is_open(set))
            all |= set;
    }
    return tc_set_is_open(all);
}

/* --- all rows of a block ---------------------------------------------------------------------- */

typedef struct {
    TcAsk ask;
    uint32_t index;
    uint64_t *unproved;
    bool certain_bounds; /* on certified rows the bounds are exact */
} Asked;

typedef void (*EachAnswer)(TcEvaluator *ev, const Asked *asked, void *user);

static void each_answer(TcEvaluator *ev, EachAnswer each, void *user)
{
    const TcModel *model = ev->model;
    TcResults *results = ev->results;
    for (uint32_t i = 0; i < model->n_indicators; i++)
        each(ev, &(Asked){TC_ASK_INDICATOR, i, results->indicators[i].unproved, true}, user);
    for (uint32_t i = 0; i < model->n_criteria; i++)
        each(ev, &(Asked){TC_ASK_CRITERION, i, results->criteria[i].unproved, true}, user);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        each(ev,
             &(Asked){TC_ASK_VERDICT, i, results->verdicts[i].unproved, ev->plan->verdict_rises[i]},
             user);
    for (uint32_t i = 0; i < model->n_grades; i++)
        each(ev, &(Asked){TC_ASK_GRADE, i, results->grades[i].unproved, ev->plan->grade_rises[i]},
             user);
}

typedef struct {
    TcBits uncertified, wanted;
    uint32_t rows[BATCH], n;
} Search;

/* Adds the rows whose answer needs a proof. */
static void want_rows(TcEvaluator *ev, const Asked *asked, void *user)
{
    Search *search = user;
    memset(asked->unproved, 0, sizeof(TcBits));
    for (uint32_t w = 0; w < ev->words; w++) {
        uint64_t rows = ev->rows[w];
        if (asked->certain_bounds)
            rows &= search->uncertified[w];
        while (rows) {
            uint32_t row = 64 * w + (uint32_t)__builtin_ctzll(rows);
            rows &= rows - 1;
            if (tc_set_is_open(tc_answer_set(ev->results, asked->ask, asked->index, row)))
                tc_bit_set(search->wanted, row);
        }
    }
}

static void note_unproved(TcEvaluator *ev, const Asked *asked, void *user)
{
    const Search *search = user;
    for (uint32_t i = 0; i < search->n; i++) {
        uint32_t row = search->rows[i];
        bool bounds_hold = asked->certain_bounds && !tc_bit(search->uncertified, row);
        if (!bounds_hold &&
            tc_set_is_open(tc_answer_set(ev->results, asked->ask, asked->index, row)) &&
            !differs(ev, asked->ask, asked->index, i))
            tc_bit_set(asked->unproved, row);
    }
}

static void prove(TcEvaluator *ev, Search *search)
{
    judge(ev, search->rows, search->n);
    note_completed(ev, search->rows, search->n);
    each_answer(ev, note_unproved, search);
    search->n = 0;
}

static void find_uncertified(const TcEvaluator *ev, uint64_t *rows)
{
    tc_bits_fill(rows, false);
    for (uint32_t i = 0; i < ev->model->schema.n_columns + ev->model->schema.n_appraised; i++) {
        const TcColumn *cells = &ev->block->columns[i];
        if (ev->plan->certified[i] || !cells->any_open)
            continue;
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            rows[w] |= cells->open[w];
    }
}

void tc_witness_block(TcEvaluator *ev)
{
    Search search = {.n = 0};
    uint32_t row;
    find_uncertified(ev, search.uncertified);
    memset(search.wanted, 0, sizeof search.wanted);
    memset(ev->completed, 0, sizeof ev->completed);
    memset(ev->halved, 0, sizeof ev->halved);
    if (ev->outer)
        return;
    each_answer(ev, want_rows, &search);
    TC_FOR_ROWS(row, search.wanted)
    {
        search.rows[search.n++] = row;
        if (search.n == BATCH)
            prove(ev, &search);
    }
    if (search.n > 0)
        prove(ev, &search);
    tc_sweep_block(ev);
    tc_halve_block(ev);
}

/* --- deciding cells ----------------------------------------------------------------------------
 */

static bool enter_if_open(uint32_t indicator, void *user)
{
    const struct {
        const TcResults *results;
        uint32_t row, start;
    } *asked = user;
    unsigned set = tc_state_outcome(&asked->results->indicators[indicator], asked->row);
    return indicator == asked->start || tc_set_is_open(set) || set == TC_OUT_UNDEFINED ||
           tc_state_label(&asked->results->indicators[indicator], asked->row) ==
               TC_LABEL_DATA_MISSING;
}

static uint32_t node_of(const TcPlan *plan, TcAsk ask, uint32_t index)
{
    switch (ask) {
    case TC_ASK_INDICATOR:
        return plan->indicators[index].outcome;
    case TC_ASK_CRITERION:
        return plan->criteria[index];
    case TC_ASK_VERDICT:
        return plan->verdicts[index];
    case TC_ASK_GRADE:
        return plan->grades[index];
    }
    return 0;
}

void tc_deciding_columns(TcEvaluator *ev, const TcResults *results, uint32_t row, TcAsk ask,
                         uint32_t index, GArray *columns)
{
    struct {
        const TcResults *results;
        uint32_t row, start;
    } asked = {results, row, ask == TC_ASK_INDICATOR ? index : TC_NO_PART};
    g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tc_plan_columns_read(ev->plan, node_of(ev->plan, ask, index), enter_if_open, &asked, read);
    const TcPlanIndicator *scored = ask == TC_ASK_INDICATOR ? &ev->plan->indicators[index] : NULL;
    if (scored && scored->figures == TC_NO_NODE && scored->points.node != TC_NO_NODE)
        tc_plan_columns_read(ev->plan, scored->points.node, enter_if_open, &asked, read);
    tc_plan_sort_unique(read);
    for (uint32_t i = 0; i < read->len; i++) {
        uint32_t column = g_array_index(read, uint32_t, i);
        bool counts = column < ev->model->schema.n_columns || ev->run.appraisals;
        if (counts && tc_bit(ev->block->columns[column].open, row))
            g_array_append_val(columns, column);
    }
}
