/* Witnesses: is an answer that the bounds leave open truly open?
 *
 * Every row in question is completed in eight ways (what is counted low or high, what divides low
 * or high, yes or no; choices in turn), each within its ranges and row rules, and the completions
 * are judged by an evaluator of their own (complete.c). Two results that differ prove the answer
 * open; of a conclusion one of them must close it, or it may be open by the rule (silent.c).
 * Conclusions for which none were found are tried once more (sweep.c). Rows whose open cells are
 * all certified (plan/certificate.c) need no proof. */
#include "base/order.h"
#include "exec/bits.h"
#include "exec/complete.h"
#include "exec/evaluator.h"
#include "exec/fork_open.h"
#include "exec/needs.h"

#include <string.h>

enum { COMPLETIONS = 8, BATCH = TC_BLOCK_ROWS / COMPLETIONS };

/* Completes @n rows and judges all completions. */
static void judge(TcEvaluator *ev, const uint32_t *rows, uint32_t n, bool resolves)
{
    tc_complete_start(ev, n * COMPLETIONS, resolves);
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

typedef struct {
    TcAsk ask;
    uint32_t index;
    uint64_t *unproved;
    bool certain_bounds;      /* on certified rows the bounds are exact, if nothing is undefined */
    const TcPlanBasis *basis; /* of a conclusion, else NULL */
} Asked;

/* Do the completions of the @i-th row of the batch give more than one answer? A conclusion over an
 * undefined indicator may have more members than it should, so only single ones count. */
static bool differs(const TcEvaluator *ev, const Asked *asked, uint32_t i)
{
    uint64_t all = 0;
    for (uint32_t k = 0; k < COMPLETIONS; k++) {
        uint32_t row = i * COMPLETIONS + k;
        uint64_t set = tc_answer_set(ev->inner_results, asked->ask, asked->index, row);
        if (!tc_bit(ev->inner_results->data_error, row) && !tc_set_is_open(set))
            all |= set;
    }
    return tc_set_is_open(all);
}

/* Does one of them close the conclusion? Where they were judged one way, so that it may have been
 * seen only in part, if it rests on nothing undefined. */
static bool closes(const TcEvaluator *ev, const Asked *asked, uint32_t i)
{
    for (uint32_t k = 0; k < COMPLETIONS; k++) {
        const uint32_t row = i * COMPLETIONS + k;
        if (tc_closes(ev, asked->ask, asked->index, row))
            return true;
    }
    return false;
}

/* --- all rows of a block ---------------------------------------------------------------------- */

typedef void (*EachAnswer)(TcEvaluator *ev, const Asked *asked, void *user);

/* Those that are there to read. */
static void each_of_kind(TcEvaluator *ev, TcAsk ask, uint32_t n, const bool *certain_bounds,
                         EachAnswer each, void *user)
{
    for (uint32_t i = 0; i < n; i++) {
        const Asked asked = {ask, i, tc_answer_unproved(ev->results, ask, i),
                             !certain_bounds || certain_bounds[i],
                             tc_answer_basis(ev->plan, ask, i)};
        if (tc_is_run(ev, tc_answer_node(ev->plan, ask, i)))
            each(ev, &asked, user);
    }
}

static void each_answer(TcEvaluator *ev, EachAnswer each, void *user)
{
    const TcModel *model = ev->model;
    const TcPlan *plan = ev->plan;
    each_of_kind(ev, TC_ASK_INDICATOR, model->n_indicators, NULL, each, user);
    each_of_kind(ev, TC_ASK_CRITERION, model->n_criteria, NULL, each, user);
    each_of_kind(ev, TC_ASK_VERDICT, model->n_verdicts, plan->verdict_rises, each, user);
    each_of_kind(ev, TC_ASK_GRADE, model->n_grades, plan->grade_rises, each, user);
}

typedef struct {
    TcBits asked; /* rows of which a proof could tell something */
    TcBits uncertified, wanted, doubted;
    uint32_t rows[BATCH], n;
} Search;

/* Rows whose answer, if it is open, needs a proof; of those @settled nothing that could be filled
 * in changes it. */
static void find_unsure(const TcEvaluator *ev, const Asked *asked, const Search *search,
                        uint64_t *rows, uint64_t *settled)
{
    memcpy(rows, asked->certain_bounds ? search->uncertified : ev->rows, sizeof(TcBits));
    memset(settled, 0, sizeof(TcBits));
    if (asked->basis)
        tc_settled_rows(ev, asked->basis, settled);
    for (uint32_t i = 0; asked->basis && i < asked->basis->n_indicators; i++) {
        const TcStateResult *state = &ev->results->indicators[asked->basis->indicators[i]];
        for (uint32_t w = 0; w < ev->words; w++)
            rows[w] |= state->can[3][w] & ~(state->can[0][w] | state->can[1][w] | state->can[2][w]);
    }
    for (uint32_t w = 0; w < ev->words; w++)
        rows[w] = (rows[w] | settled[w]) & search->asked[w];
}

/* Adds the rows whose answer needs a proof. */
static void want_rows(TcEvaluator *ev, const Asked *asked, void *user)
{
    Search *search = user;
    TcBits rows, settled;
    uint32_t row;
    memset(asked->unproved, 0, sizeof(TcBits));
    if (!tc_bits_any(search->asked))
        return;
    find_unsure(ev, asked, search, rows, settled);
    TC_FOR_ROWS(row, rows)
    {
        if (!tc_set_is_open(tc_answer_set(ev->results, asked->ask, asked->index, row)))
            continue;
        tc_bit_set(asked->unproved, row);
        ev->results->unproved = true;
        if (!tc_bit(settled, row))
            tc_bit_set(search->wanted, row);
    }
}

/* Two completions that differ are a proof. That of a conclusion is in doubt while none is known to
 * close it: they may be two ways to see the same. */
static void note_proved(TcEvaluator *ev, const Asked *asked, void *user)
{
    Search *search = user;
    for (uint32_t i = 0; i < search->n; i++) {
        const uint32_t row = search->rows[i];
        if (!tc_bit(asked->unproved, row) || !differs(ev, asked, i))
            continue;
        tc_bit_put(asked->unproved, row, false);
        if (asked->basis && !closes(ev, asked, i))
            tc_bit_set(search->doubted, row);
    }
}

/* Takes back proofs of conclusions that no completion closes. */
static void note_doubted(TcEvaluator *ev, const Asked *asked, void *user)
{
    const Search *search = user;
    TcBits rows, settled;
    if (!asked->basis)
        return;
    find_unsure(ev, asked, search, rows, settled);
    for (uint32_t i = 0; i < search->n; i++) {
        const uint32_t row = search->rows[i];
        if (tc_bit(search->doubted, row) && tc_bit(rows, row) &&
            tc_set_is_open(tc_answer_set(ev->results, asked->ask, asked->index, row)) &&
            !closes(ev, asked, i))
            tc_bit_set(asked->unproved, row);
    }
}

static void prove(TcEvaluator *ev, Search *search)
{
    judge(ev, search->rows, search->n, true);
    note_completed(ev, search->rows, search->n);
    each_answer(ev, note_proved, search);
    if (tc_bits_any(search->doubted)) {
        judge(ev, search->rows, search->n, false);
        each_answer(ev, note_doubted, search);
        memset(search->doubted, 0, sizeof search->doubted);
    }
    search->n = 0;
}

static void find_uncertified(const TcEvaluator *ev, uint64_t *rows)
{
    tc_bits_fill(rows, false);
    for (uint32_t i = 0; i < tc_schema_width(&ev->model->schema); i++) {
        const TcColumn *cells = &ev->block->columns[i];
        if (ev->plan->certified[i] || !cells->any_open)
            continue;
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            rows[w] |= cells->open[w];
    }
}

/* Where a run tells only some answers, and not why they are open, proofs tell nothing of rows in
 * which their bounds are exact. */
static void find_asked(const TcEvaluator *ev, const uint64_t *uncertified, uint64_t *rows)
{
    const TcNeeds *needs = ev->run.needs;
    bool all = !needs;
    for (uint32_t i = 0; !all && i < ev->model->n_verdicts; i++)
        all = needs->verdicts[i] && !ev->plan->verdict_rises[i];
    for (uint32_t i = 0; !all && i < ev->model->n_grades; i++)
        all = needs->grades[i] && !ev->plan->grade_rises[i];
    memcpy(rows, all ? ev->rows : uncertified, sizeof(TcBits));
}

void tc_witness_block(TcEvaluator *ev)
{
    Search search; /* cleared as far as it is needed */
    uint32_t row;
    search.n = 0;
    find_uncertified(ev, search.uncertified);
    find_asked(ev, search.uncertified, search.asked);
    memset(search.wanted, 0, sizeof search.wanted);
    memset(search.doubted, 0, sizeof search.doubted);
    memset(ev->completed, 0, sizeof ev->completed);
    if (ev->outer)
        return;
    if (tc_bits_any(search.asked) || ev->results->unproved) {
        ev->results->unproved = false;
        each_answer(ev, want_rows, &search);
    }
    TC_FOR_ROWS(row, search.wanted)
    {
        search.rows[search.n++] = row;
        if (search.n == BATCH)
            prove(ev, &search);
    }
    if (search.n > 0)
        prove(ev, &search);
    tc_silent_block(ev);
    if (ev->results->unproved) {
        tc_sweep_block(ev);
        tc_halve_block(ev);
    }
    tc_fork_open_block(ev);
}

/* --- cells that can decide -------------------------------------------------------------------- */

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

void tc_deciding_columns(TcEvaluator *ev, const TcResults *results, uint32_t row, TcAsk ask,
                         uint32_t index, GArray *columns)
{
    struct {
        const TcResults *results;
        uint32_t row, start;
    } asked = {results, row, ask == TC_ASK_INDICATOR ? index : TC_NO_PART};
    g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tc_plan_columns_read(ev->plan, tc_answer_node(ev->plan, ask, index), enter_if_open, &asked,
                         read);
    const TcPlanIndicator *scored = ask == TC_ASK_INDICATOR ? &ev->plan->indicators[index] : NULL;
    if (scored && scored->figures == TC_NO_NODE && scored->points.node != TC_NO_NODE)
        tc_plan_columns_read(ev->plan, scored->points.node, enter_if_open, &asked, read);
    tc_sort_unique(read);
    for (uint32_t i = 0; i < read->len; i++) {
        uint32_t column = g_array_index(read, uint32_t, i);
        bool counts = column < ev->model->schema.n_columns || ev->run.appraisals;
        if (counts && tc_bit(ev->block->columns[column].open, row))
            g_array_append_val(columns, column);
    }
}
