/* Sums over outcomes: points by which indicators are met, of all rows at once.
 *
 * A sum that cannot pass 255 is a byte a row where vectors take a bitmap to say which of their
 * bytes a weight is added to (AVX-512, wide.c): half of the time, and nothing is counted out; a
 * seventh of judging 547 rows. All others are kept as bitmaps of their digits (sliced.h).
 *
 * Either end of a sum takes the bitmaps of outcomes as they lie: the high end adds up from the
 * least weights, the low end takes away from the largest. Terms that add the same whatever the
 * outcome leave the two ends one array, and a sum of nothing else is counted out straight into it.
 */
#include "exec/outcome_sum.h"

#include "exec/bits.h"
#include "exec/evaluator.h"
#include "exec/rows.h"
#include "exec/sliced.h"

/* Rows beyond the last hold rubbish: their arithmetic may wrap. */
static inline int64_t plus(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

static inline void put_in_order(const int64_t *weight, uint32_t *a, uint32_t *b)
{
    const uint32_t first = *a;
    if (weight[first] > weight[*b]) {
        *a = *b;
        *b = first;
    }
}

/* The outcomes in the order of their weights, least first. */
static inline void by_weight(const int64_t *weight, uint32_t order[3])
{
    order[0] = 0;
    order[1] = 1;
    order[2] = 2;
    put_in_order(weight, &order[0], &order[1]);
    put_in_order(weight, &order[1], &order[2]);
    put_in_order(weight, &order[0], &order[1]);
}

enum { MOST_OF_BYTE = 255 };

/* One end of the bounds of a sum over outcomes. */
typedef struct {
    bool in_bytes;
    uint32_t n;
    TcWideAdd adds[MOST_OF_BYTE]; /* in bytes: n of them, each of 1 or more */
    TcSliced sum;                 /* else */
    int64_t base;                 /* of all rows */
} End;

/* A step of weights in the rows of two bitmaps, which stay as they are. */
static void add_step(End *end, const uint64_t *a, const uint64_t *b, uint64_t step)
{
    TcBits rows;
    if (end->in_bytes) {
        end->adds[end->n++] = (TcWideAdd){{a, b}, (uint8_t)step};
        return;
    }
    for (uint32_t w = 0; a != b && w < TC_BLOCK_WORDS; w++)
        rows[w] = a[w] | b[w];
    tc_sliced_add(&end->sum, a != b ? rows : a, a == b, step);
}

/* The same in the rows in which one of two outcomes is possible. */
static void add_either(End *end, const TcTruths *view, uint32_t a, uint32_t b, bool never_apart,
                       uint64_t step)
{
    const bool one = never_apart && (a == 2 || b == 2);
    const uint32_t first = one && a == 2 ? b : a, last = one ? first : b;
    add_step(end, view->can[first], view->can[last], step);
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
        add_step(low, view->can[order[0]], view->can[order[0]], step);
    if (last > 0)
        add_either(low, view, order[0], order[1], never_apart, last);
    if (!high)
        return;
    high->base += weight[order[passed ? 1 : 0]];
    if (step > 0 && !passed)
        add_either(high, view, order[1], order[2], never_apart, step);
    if (last > 0)
        add_step(high, view->can[order[2]], view->can[order[2]], last);
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
        const int64_t *weight = terms[i].weight;
        int64_t low = MIN(weight[0], weight[1]), high = MAX(weight[0], weight[1]);
        if (weight[2] > low || !tc_node_at(ev, terms[i].index)->never_apart) {
            low = MIN(low, weight[2]);
            high = MAX(high, weight[2]);
        }
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
    int64_t *to = fresh ? sum : more;
    if (end->in_bytes)
        tc_rows_sum(end->adds, end->n, end->base, less, words, to);
    else
        tc_sliced_count_out(&end->sum, end->base, less, words, to);
    for (uint32_t i = 0; !fresh && i < 64 * words; i++)
        sum[i] = plus(sum[i], more[i]);
}

static void start_end(End *end, int64_t base, uint64_t most)
{
    end->base = base;
    end->n = 0;
    end->in_bytes = most <= MOST_OF_BYTE && tc_wide_sums();
    if (!end->in_bytes)
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
