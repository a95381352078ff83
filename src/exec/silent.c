/* Conclusions that every completion leaves open by the rule.
 *
 * An indicator that the rule leaves undefined is seen both ways. So a row is judged once for every
 * way to see all of them that a conclusion rests on, over all its completions together. Two ways
 * that certainly give different answers: every completion has both, and no data can close it. All
 * ways that certainly give the same: the conclusion has that answer. */
#include "base/clones.h"
#include "exec/bits.h"
#include "exec/complete.h"
#include "exec/evaluator.h"
#include "exec/rows.h"

#include <string.h>

enum { MOST_WAYS = 64, STATES = 3 };

/* A conclusion of a row, and where its ways stand. */
typedef struct {
    uint32_t row, first, n;
    bool all; /* these are all ways */
} Seen;

typedef struct {
    TcEvaluator *ev;
    TcAsk ask;
    uint32_t index;
    const TcPlanBasis *basis;
    TcBits settled;
    Seen seen[TC_BLOCK_ROWS];
    uint32_t n_seen, n_ways;
} Silence;

/* Leaves out the rows for which @can has more than one member. */
TC_CLONES static void leave_several(uint64_t *restrict rows, const TcBits *restrict can)
{
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        rows[w] &= ~tc_several(can, w);
}

/* Leaves out the rows in which an indicator can be seen in all ways: where it may not apply, it is
 * otherwise seen as its figures say, and these may be open. */
static void leave_unlike(uint64_t *rows, const TcBits *view)
{
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        rows[w] &= ~(view[0][w] & view[1][w] & view[2][w]);
}

/* Leaves out the rows in which an indicator that is only scored waits for data: whether it applies
 * may be open, and of its outcomes only that it does not is told. */
static void leave_missing(uint64_t *rows, const TcStateResult *state)
{
    uint32_t row;
    TC_FOR_ROWS(row, rows)
    {
        if (tc_state_label(state, row) == TC_LABEL_DATA_MISSING)
            tc_bit_put(rows, row, false);
    }
}

void tc_settled_rows(const TcEvaluator *ev, const TcPlanBasis *basis, uint64_t *rows)
{
    memcpy(rows, ev->rows, sizeof(TcBits));
    for (uint32_t i = 0; i < basis->n_columns; i++) {
        const TcColumn *cells = &ev->block->columns[basis->columns[i]];
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            rows[w] &= ~cells->open[w];
    }
    for (uint32_t i = 0; i < basis->n_indicators; i++) {
        const uint32_t indicator = basis->indicators[i];
        leave_several(rows, ev->results->indicators[indicator].can);
        leave_unlike(rows, ev->view[indicator]);
        if (!ev->model->indicators[indicator].judged)
            leave_missing(rows, &ev->results->indicators[indicator]);
    }
}

/* --- ways to see a row ------------------------------------------------------------------------ */

/* The states as which an indicator can be seen. Returns: how many. */
static uint32_t list_states(const TcEvaluator *ev, uint32_t indicator, uint32_t row,
                            unsigned *states)
{
    uint32_t n = 0;
    for (unsigned k = 0; k < STATES; k++) {
        if (tc_bit(ev->view[indicator][k], row))
            states[n++] = 1U << k;
    }
    return n;
}

static bool is_undefined(const TcEvaluator *ev, uint32_t indicator, uint32_t row)
{
    return tc_bit(ev->results->indicators[indicator].can[3], row);
}

/* Returns: 0 if there are too many. */
static uint32_t count_ways(const Silence *silence, uint32_t row)
{
    unsigned states[STATES];
    uint32_t n = 1;
    for (uint32_t i = 0; i < silence->basis->n_indicators && n <= MOST_WAYS; i++) {
        const uint32_t indicator = silence->basis->indicators[i];
        if (is_undefined(silence->ev, indicator, row))
            n *= list_states(silence->ev, indicator, row, states);
    }
    return n <= MOST_WAYS ? n : 0;
}

/* The indicators take their states in turn, each slower than the one before. */
static void see_all_ways(const Silence *silence, const Seen *seen)
{
    unsigned states[STATES];
    uint32_t stride = 1;
    for (uint32_t i = 0; i < silence->basis->n_indicators; i++) {
        const uint32_t indicator = silence->basis->indicators[i];
        if (!is_undefined(silence->ev, indicator, seen->row))
            continue;
        const uint32_t n = list_states(silence->ev, indicator, seen->row, states);
        for (uint32_t k = 0; k < seen->n; k++)
            tc_see(silence->ev, indicator, states[k / stride % n], seen->first + k);
        stride *= n;
    }
}

/* --- what they give --------------------------------------------------------------------------- */

static void take(const Silence *silence, const Seen *seen)
{
    const TcEvaluator *ev = silence->ev;
    uint64_t answers = 0;
    bool open = !seen->all;
    for (uint32_t i = seen->first; i < seen->first + seen->n; i++) {
        const uint64_t set = tc_answer_set(ev->inner_results, silence->ask, silence->index, i);
        if (tc_bit(ev->inner_results->data_error, i))
            return;
        open |= tc_set_is_open(set);
        answers |= tc_set_is_open(set) ? 0 : set;
    }
    if (!open && tc_answer_is_settled(silence->ask, answers))
        tc_answer_settle(ev->results, silence->ask, silence->index, seen->row, answers);
    else if (tc_set_is_open(answers) || !open || tc_bit(silence->settled, seen->row))
        tc_answer_silence(ev->results, silence->ask, silence->index, seen->row);
}

static void judge(Silence *silence)
{
    TcEvaluator *ev = silence->ev;
    if (silence->n_seen == 0)
        return;
    tc_parts_start(ev, silence->n_ways, true);
    for (uint32_t i = 0; i < silence->n_seen; i++) {
        const Seen *seen = &silence->seen[i];
        for (uint32_t k = 0; k < seen->n; k++)
            tc_parts_put(ev, seen->row, NULL, 0, seen->first + k);
        if (seen->all)
            see_all_ways(silence, seen);
    }
    tc_complete_judge(ev);
    for (uint32_t i = 0; i < silence->n_seen; i++)
        take(silence, &silence->seen[i]);
    silence->n_seen = silence->n_ways = 0;
}

/* Too many ways: two of them, which a resolving evaluator takes in turn; they begin at an even row
 * or an odd one. */
static void add(Silence *silence, uint32_t row)
{
    const uint32_t all = count_ways(silence, row), n = all ? all : 2;
    if (silence->n_ways + n > TC_BLOCK_ROWS)
        judge(silence);
    silence->seen[silence->n_seen++] = (Seen){row, silence->n_ways, n, all > 0};
    silence->n_ways += n;
}

/* --- all rows of a block ---------------------------------------------------------------------- */

/* Can an indicator of the conclusion be undefined? */
static bool rests_on_undefined(const Silence *silence, uint32_t row)
{
    for (uint32_t i = 0; i < silence->basis->n_indicators; i++) {
        if (is_undefined(silence->ev, silence->basis->indicators[i], row))
            return true;
    }
    return false;
}

/* Rows in which it is open, or undefined whatever is filled in; @unproved: of the open ones, those
 * in which that is not proved. Returns: are there any? */
static bool find_open(const TcEvaluator *ev, TcAsk ask, uint32_t index, const uint64_t *unproved,
                      uint64_t *rows)
{
    memcpy(rows, unproved, sizeof(TcBits));
    for (uint32_t w = 0; ask == TC_ASK_GRADE && w < ev->words; w++)
        rows[w] |= ev->rows[w] & ev->results->grades[index].several[w];
    return tc_bits_any(rows);
}

static void find(TcEvaluator *ev, TcAsk ask, uint32_t index)
{
    Silence silence; /* `seen` is large and mostly not needed: it is not cleared */
    TcBits rows;
    uint32_t row;
    const uint64_t *unproved = tc_answer_unproved(ev->results, ask, index);
    if (!tc_is_run(ev, tc_answer_node(ev->plan, ask, index)) ||
        !find_open(ev, ask, index, unproved, rows))
        return;
    silence.ev = ev;
    silence.ask = ask;
    silence.index = index;
    silence.n_seen = silence.n_ways = 0;
    silence.basis = tc_answer_basis(ev->plan, ask, index);
    if (tc_bits_any(unproved)) /* asked of these rows only */
        tc_settled_rows(ev, silence.basis, silence.settled);
    TC_FOR_ROWS(row, rows)
    {
        if (!tc_set_is_open(tc_answer_set(ev->results, ask, index, row)))
            tc_answer_silence(ev->results, ask, index, row);
        else if (tc_bit(unproved, row) &&
                 (tc_bit(silence.settled, row) || rests_on_undefined(&silence, row)))
            add(&silence, row);
    }
    judge(&silence);
}

void tc_silent_block(TcEvaluator *ev)
{
    for (uint32_t i = 0; i < ev->model->n_verdicts; i++)
        find(ev, TC_ASK_VERDICT, i);
    for (uint32_t i = 0; i < ev->model->n_grades; i++) {
        memset(ev->results->grades[i].silent, 0, sizeof(TcBits));
        find(ev, TC_ASK_GRADE, i);
    }
}
