/* Sums over outcomes: points by which indicators are met, of all rows at once.
 *
 * What is added where was found when the plan was made (plan/sum_steps.c). A sum that cannot pass
 * 255 is a byte a row where vectors take a bitmap to say which of their bytes a weight is added to
 * (AVX-512, wide.c): half of the time, and nothing is counted out; a seventh of judging 547 rows.
 * All others are kept as bitmaps of their digits (sliced.h). Terms that add the same whatever the
 * outcome leave the two ends one array, and a sum of nothing else is counted out straight into it.
 */
#include "exec/outcome_sum.h"

#include "exec/bits.h"
#include "exec/evaluator.h"
#include "exec/rows.h"
#include "exec/sliced.h"

enum { MOST_OF_BYTE = 255 };

/* Rows beyond the last hold rubbish: their arithmetic may wrap. */
static inline int64_t plus(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

/* --- an end by its steps ---------------------------------------------------------------------- */

static const TcBits *outcomes_of(const TcEvaluator *ev, const TcSumStep *step)
{
    return (const TcBits *)tc_truths_of(ev, tc_node_at(ev, step->node))->can;
}

static void sum_in_bytes(const TcEvaluator *ev, const TcSumEnd *end, int64_t base, bool less,
                         int64_t *sum)
{
    const TcSumStep *steps = ev->plan->sum_steps + end->first;
    TcWideAdd adds[MOST_OF_BYTE];
    for (uint32_t i = 0; i < end->n; i++) {
        const TcBits *can = outcomes_of(ev, &steps[i]);
        adds[i] = (TcWideAdd){{can[steps[i].either[0]], can[steps[i].either[1]]},
                              (uint8_t)steps[i].weight};
    }
    tc_rows_sum(adds, end->n, base, less, ev->words, sum);
}

static void sum_in_digits(const TcEvaluator *ev, const TcSumEnd *end, uint64_t most, int64_t base,
                          bool less, int64_t *sum)
{
    const TcSumStep *steps = ev->plan->sum_steps + end->first;
    TcSliced digits;
    TcBits rows;
    tc_sliced_start(&digits, most);
    for (uint32_t i = 0; i < end->n; i++) {
        const TcBits *can = outcomes_of(ev, &steps[i]);
        const uint64_t *a = can[steps[i].either[0]], *b = can[steps[i].either[1]];
        for (uint32_t w = 0; a != b && w < TC_BLOCK_WORDS; w++)
            rows[w] = a[w] | b[w];
        tc_sliced_add(&digits, a != b ? rows : a, a == b, steps[i].weight);
    }
    tc_sliced_count_out(&digits, base, less, ev->words, sum);
}

/* @fresh: nothing is in @sum yet. */
static void put_end(const TcEvaluator *ev, const TcLinear *form, unsigned which, bool fresh,
                    int64_t *sum)
{
    const TcSumEnd *end = &form->ends[which];
    const int64_t base = plus(end->base, fresh ? form->constant : 0);
    const bool less = which == TC_SUM_LOW;
    int64_t more[TC_BLOCK_ROWS];
    int64_t *to = fresh ? sum : more;
    if (form->most_steps <= MOST_OF_BYTE && tc_wide_sums())
        sum_in_bytes(ev, end, base, less, to);
    else
        sum_in_digits(ev, end, form->most_steps, base, less, to);
    for (uint32_t i = 0; !fresh && i < ev->rounded; i++)
        sum[i] = plus(sum[i], more[i]);
}

/* --- row by row: steps that no counter holds -------------------------------------------------- */

static void add_plain_outcome(const TcTruths *view, const int64_t *weight, TcNumbers *sum,
                              uint32_t n)
{
    for (uint32_t r = 0; r < n; r++) {
        int64_t low = INT64_MAX, high = INT64_MIN;
        for (uint32_t k = 0; k < 3; k++) {
            if (!tc_bit(view->can[k], r))
                continue;
            low = MIN(low, weight[k]);
            high = MAX(high, weight[k]);
        }
        if (low > high)
            continue;
        sum->low[r] = plus(sum->low[r], low);
        if (sum->high != sum->low)
            sum->high[r] = plus(sum->high[r], high);
    }
}

static void add_plain_outcomes(TcEvaluator *ev, const TcLinear *form, TcNumbers *sum)
{
    const TcTerm *terms = ev->plan->terms + form->first + form->n_columns;
    for (uint32_t i = 0; i < form->n_outcomes; i++)
        add_plain_outcome(tc_truths_of(ev, tc_node_at(ev, terms[i].index)), terms[i].weight, sum,
                          ev->rounded);
}

/* --- both ends -------------------------------------------------------------------------------- */

bool tc_outcome_sum_is_counted(const TcLinear *form)
{
    return form->n_outcomes > 0 && form->most_steps >> TC_SLICED_DIGITS == 0;
}

void tc_outcome_sum_add(TcEvaluator *ev, const TcLinear *form, bool fresh, TcNumbers *sum)
{
    if (!tc_outcome_sum_is_counted(form)) {
        add_plain_outcomes(ev, form, sum);
        return;
    }
    put_end(ev, form, TC_SUM_LOW, fresh, sum->low);
    if (sum->low != sum->high)
        put_end(ev, form, TC_SUM_HIGH, fresh, sum->high);
}

bool tc_outcomes_settled(const TcEvaluator *ev, const TcLinear *form)
{
    const TcSumEnd *end = &form->ends[TC_SUM_LOW]; /* the other has steps of the same outcomes */
    for (uint32_t i = end->first; i < end->first + end->n; i++) {
        const TcTruths *view = tc_truths_of(ev, tc_node_at(ev, ev->plan->sum_steps[i].node));
        for (uint32_t w = 0; w < ev->words; w++) {
            if (~view->settled[w] & ev->rows[w])
                return false;
        }
    }
    return true;
}
