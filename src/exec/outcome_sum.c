/* Sums over outcomes: points by which indicators are met, of all rows at once (sliced.h).
 *
 * Either end of a sum takes the bitmaps of outcomes as they lie: the high end adds up from the
 * least weights, the low end takes away from the largest. Terms that add the same whatever the
 * outcome leave the two ends one array, and a sum of nothing else is counted out straight into it:
 * together with the counting out by bytes a twelfth of judging. */
#include "exec/outcome_sum.h"

#include "exec/bits.h"
#include "exec/evaluator.h"
#include "exec/sliced.h"

/* Rows beyond the last hold rubbish: their arithmetic may wrap. */
static inline int64_t plus(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

/* The outcomes in the order of their weights, least first. */
static void by_weight(const int64_t *weight, uint32_t order[3])
{
    order[0] = 0;
    order[1] = 1;
    order[2] = 2;
    for (uint32_t i = 0; i < 2; i++) {
        for (uint32_t k = 0; k < 2 - i; k++) {
            if (weight[order[k]] > weight[order[k + 1]]) {
                uint32_t swap = order[k];
                order[k] = order[k + 1];
                order[k + 1] = swap;
            }
        }
    }
}

/* One end of the bounds of a sum over outcomes. */
typedef struct {
    TcSliced sum;
    int64_t base; /* of all rows */
} End;

/* A step of weights in the rows in which one of two outcomes is possible. */
static void add_either(End *end, const TcTruths *view, uint32_t a, uint32_t b, bool never_apart,
                       uint64_t step)
{
    TcBits rows;
    if (never_apart && (a == 2 || b == 2)) {
        tc_sliced_add(&end->sum, view->can[a == 2 ? b : a], true, step);
        return;
    }
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        rows[w] = view->can[a][w] | view->can[b][w];
    tc_sliced_add(&end->sum, rows, false, step);
}

/* The high end is the least weight and the steps up to an outcome that is possible; the low end
 * (which counts downwards) the largest without the steps down to one. So both take bitmaps as they
 * are. A least weight of an outcome that is never the case (@never_apart) is passed over. @high:
 * NULL: it is the same. */
static void add_outcome(const TcTruths *view, const int64_t *weight, bool never_apart, End *low,
                        End *high)
{
    uint32_t order[3];
    by_weight(weight, order);
    const bool passed = never_apart && order[0] == 2;
    const uint64_t step = (uint64_t)weight[order[1]] - (uint64_t)weight[order[0]];
    const uint64_t last = (uint64_t)weight[order[2]] - (uint64_t)weight[order[1]];
    low->base += weight[order[2]];
    if (step > 0 && !passed)
        tc_sliced_add(&low->sum, view->can[order[0]], true, step);
    if (last > 0)
        add_either(low, view, order[0], order[1], never_apart, last);
    if (!high)
        return;
    high->base += weight[order[passed ? 1 : 0]];
    if (step > 0 && !passed)
        add_either(high, view, order[1], order[2], never_apart, step);
    if (last > 0)
        tc_sliced_add(&high->sum, view->can[order[2]], true, last);
}

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

uint64_t tc_outcome_sum_most(const TcEvaluator *ev, const TcLinear *form)
{
    const TcTerm *terms = ev->plan->terms + form->first + form->n_columns;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < form->n_outcomes; i++) {
        int64_t low = MIN(terms[i].weight[0], MIN(terms[i].weight[1], terms[i].weight[2]));
        int64_t high = MAX(terms[i].weight[0], MAX(terms[i].weight[1], terms[i].weight[2]));
        sum += (uint64_t)high - (uint64_t)low;
        if (sum >> TC_SLICED_DIGITS || ((uint64_t)high - (uint64_t)low) >> TC_SLICED_DIGITS)
            return UINT64_MAX;
    }
    return sum;
}

/* @fresh: nothing is in @sum yet. */
static void put_end(End *end, bool less, bool fresh, uint32_t words, int64_t *sum)
{
    int64_t more[TC_BLOCK_ROWS];
    tc_sliced_count_out(&end->sum, end->base, less, words, fresh ? sum : more);
    for (uint32_t i = 0; !fresh && i < 64 * words; i++)
        sum[i] = plus(sum[i], more[i]);
}

static void start_end(End *end, int64_t base, uint64_t most)
{
    end->base = base;
    tc_sliced_start(&end->sum, most);
}

static void add_outcomes(TcEvaluator *ev, const TcLinear *form, uint64_t most, bool fresh,
                         TcNumbers *sum)
{
    const TcTerm *terms = ev->plan->terms + form->first + form->n_columns;
    const bool open = sum->low != sum->high;
    End low, high;
    start_end(&low, fresh ? form->constant : 0, most);
    start_end(&high, fresh ? form->constant : 0, most);
    for (uint32_t i = 0; i < form->n_outcomes; i++) {
        const TcPlanNode *node = tc_node_at(ev, terms[i].index);
        add_outcome(tc_truths_of(ev, node), terms[i].weight, node->never_apart, &low,
                    open ? &high : NULL);
    }
    put_end(&low, true, fresh, ev->words, sum->low);
    if (open)
        put_end(&high, false, fresh, ev->words, sum->high);
}

/* Adds one by one what has no room in a counter. */
static void add_plain_outcomes(TcEvaluator *ev, const TcLinear *form, TcNumbers *sum)
{
    const TcTerm *terms = ev->plan->terms + form->first + form->n_columns;
    for (uint32_t i = 0; i < form->n_outcomes; i++)
        add_plain_outcome(tc_truths_of(ev, tc_node_at(ev, terms[i].index)), terms[i].weight, sum,
                          ev->rounded);
}

void tc_outcome_sum_add(TcEvaluator *ev, const TcLinear *form, uint64_t most, bool fresh,
                        TcNumbers *sum)
{
    if (most == UINT64_MAX)
        add_plain_outcomes(ev, form, sum);
    else if (form->n_outcomes > 0)
        add_outcomes(ev, form, most, fresh, sum);
}

/* Does the term add the same whatever the outcome, of those that there are? */
static bool adds_alike(const TcTerm *term, const TcPlanNode *outcome)
{
    return term->weight[0] == term->weight[1] &&
           (outcome->never_apart || term->weight[0] == term->weight[2]);
}

bool tc_outcomes_settled(const TcEvaluator *ev, const TcLinear *form)
{
    const TcTerm *terms = ev->plan->terms + form->first + form->n_columns;
    for (uint32_t i = 0; i < form->n_outcomes; i++) {
        const TcPlanNode *node = tc_node_at(ev, terms[i].index);
        const TcTruths *view = tc_truths_of(ev, node);
        if (adds_alike(&terms[i], node))
            continue;
        for (uint32_t w = 0; w < ev->words; w++) {
            if (~view->settled[w] & ev->rows[w])
                return false;
        }
    }
    return true;
}
