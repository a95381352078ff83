/* Numbers, whole blocks: low and high as int64 over one denominator a node. */
#include "exec/bits.h"
#include "exec/kernels.h"

#include <string.h>
#include "exec/linear.h"
#include "exec/outcome_sum.h"
#include "exec/slots.h"

/* a * b + c, saturating. */
static uint64_t grown(uint64_t a, uint64_t b, uint64_t c)
{
    uint64_t product;
    if (__builtin_mul_overflow(a, b, &product) || __builtin_add_overflow(product, c, &product))
        return UINT64_MAX;
    return product;
}

/* Rows beyond the last hold rubbish: their arithmetic may wrap, what is in range never does. */
static inline int64_t times(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a * (uint64_t)b);
}

static inline int64_t plus(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

static void fill(TcNumbers *numbers, int64_t value, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        numbers->low[i] = value;
    numbers->magnitude = tc_magnitude(value);
}

bool tc_block_number(TcEvaluator *ev, const TcPlanNode *node)
{
    if (node->denominator == 0)
        return false;
    fill(tc_numbers_start(ev, node), mpz_get_si(mpq_numref(ev->plan->numbers[node->data].value)),
         ev->rounded);
    return true;
}

bool tc_block_nothing(TcEvaluator *ev, const TcPlanNode *node)
{
    TcNumbers *numbers = tc_numbers_start(ev, node);
    fill(numbers, 0, ev->rounded);
    tc_bits_fill(numbers->number, false);
    tc_bits_fill(numbers->none, false);
    tc_bits_fill(numbers->undefined, node->sub == TC_NOTHING_UNDEFINED);
    return true;
}

static void run_exact_row(TcEvaluator *ev, const TcPlanNode *node, uint32_t row)
{
    TcExact *result = &ev->scratch[0];
    tc_exact_reset(result);
    tc_kernels[node->op].exact(ev, node, row, result);
    tc_exact_store(ev, node, row, result);
}

bool tc_block_column(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcColumn *cells = &ev->block->columns[node->data];
    if (ev->magnitude[node->data] > TC_ROOM)
        return false;
    TcNumbers *numbers = tc_numbers_start(ev, node);
    tc_column_copy(cells, 0, ev->n, numbers->low);
    numbers->magnitude = ev->magnitude[node->data];
    for (uint32_t r = 0; node->may_none && r < ev->n; r++) {
        bool none = numbers->low[r] == TC_VALUE_NONE && !tc_bit(cells->open, r);
        tc_bit_put(numbers->number, r, !none);
        tc_bit_put(numbers->none, r, none);
        if (none)
            numbers->low[r] = 0;
    }
    uint32_t row;
    TC_FOR_ROWS(row, cells->open) /* rubbish there; the store splits low from high */
    numbers->low[row] = 0;
    TC_FOR_ROWS(row, cells->open)
    run_exact_row(ev, node, row);
    return true;
}

/* --- LINEAR ----------------------------------------------------------------------------------- */

static uint64_t linear_size(const TcEvaluator *ev, const TcLinear *form)
{
    const TcTerm *terms = ev->plan->terms + form->first;
    uint64_t sum = grown(form->outcomes_size, 1, tc_linear_magnitude(ev, form));
    for (uint32_t i = form->n_columns + form->n_outcomes; i < form->n; i++)
        sum = grown(tc_magnitude(terms[i].weight[0]),
                    tc_numbers_of(ev, tc_node_at(ev, terms[i].index))->magnitude, sum);
    return sum;
}

static void add_weighted(int64_t *restrict sum, const int64_t *restrict more, int64_t weight,
                         uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        sum[i] = plus(sum[i], times(more[i], weight));
}

/* Adds a number node; what is undefined or chưa có in it makes the sum undefined, unless chưa có is
 * to pass (a comparison's two sides). */
static void add_number(TcNumbers *sum, const TcNumbers *more, int64_t weight, bool none_passes,
                       uint32_t n)
{
    add_weighted(sum->low, weight < 0 ? more->high : more->low, weight, n);
    if (sum->high != sum->low)
        add_weighted(sum->high, weight < 0 ? more->low : more->high, weight, n);
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        sum->number[w] &= more->number[w];
        sum->undefined[w] |= more->undefined[w] | (none_passes ? 0 : more->none[w]);
        sum->none[w] |= none_passes ? more->none[w] : 0;
    }
}

/* Rows with open cells: bounds at the corners, instead of the rubbish of the dense sum. */
static void put_open_cells(TcEvaluator *ev, const TcLinear *form, TcNumbers *sum, uint64_t *failed)
{
    TcBits open;
    uint32_t row;
    tc_linear_open(ev, form, open);
    if (tc_bits_any(open))
        tc_numbers_split(sum);
    TC_FOR_ROWS(row, open)
    {
        TcWideSpan span;
        sum->low[row] = sum->high[row] = 0;
        if (!tc_linear_span(ev, form, row, TC_NO_NODE, &span) || span.below || span.above ||
            span.low < -(TcWide)TC_ROOM || span.high > (TcWide)TC_ROOM) {
            tc_bit_set(failed, row);
            continue;
        }
        sum->low[row] = (int64_t)span.low;
        sum->high[row] = (int64_t)span.high;
        sum->magnitude =
            MAX(sum->magnitude, MAX(tc_magnitude(sum->low[row]), tc_magnitude(sum->high[row])));
    }
}

static bool number_inputs_fit(const TcEvaluator *ev, const TcPlanNode *node, uint32_t outcomes)
{
    for (uint32_t i = outcomes; i < node->n; i++) {
        if (tc_input_at(ev, node, i)->denominator == 0)
            return false;
    }
    return true;
}

bool tc_block_linear(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcLinear *form = &ev->plan->linears[node->data];
    const TcTerm *terms = ev->plan->terms + form->first;
    const bool fresh = form->n_columns == 0 && tc_outcome_sum_is_counted(form);
    uint64_t size = linear_size(ev, form);
    TcBits failed = {0};
    if (size > TC_ROOM / 2 || !number_inputs_fit(ev, node, form->n_outcomes))
        return false;
    TcNumbers *sum = tc_numbers_start(ev, node);
    if (!fresh) {
        tc_linear_dense(ev, form, sum->low);
        put_open_cells(ev, form, sum, failed);
    }
    if (sum->magnitude > TC_ROOM / 2)
        return false;
    size += sum->magnitude;
    if (!tc_outcomes_settled(ev, form))
        (fresh ? tc_numbers_part : tc_numbers_split)(sum);
    tc_outcome_sum_add(ev, form, fresh, sum);
    for (uint32_t i = form->n_columns + form->n_outcomes; i < form->n; i++) {
        const TcNumbers *more = tc_numbers_of(ev, tc_node_at(ev, terms[i].index));
        if (more->low != more->high)
            tc_numbers_split(sum);
        add_number(sum, more, terms[i].weight[0], node->sub, ev->rounded);
    }
    sum->magnitude = size;
    uint32_t row;
    TC_FOR_ROWS(row, failed)
    run_exact_row(ev, node, row);
    return true;
}

/* --- products, extremes, picks ---------------------------------------------------------------- */

static void union_of_flags(TcNumbers *to, const TcNumbers *a, const TcNumbers *b)
{
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        to->number[w] = a->number[w] & b->number[w];
        to->undefined[w] = a->undefined[w] | b->undefined[w] | a->none[w] | b->none[w];
    }
}

bool tc_block_multiply(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcNumbers *a = tc_numbers_of(ev, tc_input_at(ev, node, 0));
    const TcNumbers *b = tc_numbers_of(ev, tc_input_at(ev, node, 1));
    uint64_t size = grown(a->magnitude, b->magnitude, 0);
    if (node->denominator == 0 || size > TC_ROOM)
        return false;
    TcNumbers *to = tc_numbers_start(ev, node);
    union_of_flags(to, a, b);
    to->magnitude = size;
    for (uint32_t i = 0; i < ev->rounded; i++)
        to->low[i] = times(a->low[i], b->low[i]);
    if (a->low == a->high && b->low == b->high)
        return true;
    tc_numbers_split(to);
    for (uint32_t i = 0; i < ev->n; i++) {
        int64_t ends[4] = {a->low[i] * b->low[i], a->low[i] * b->high[i], a->high[i] * b->low[i],
                           a->high[i] * b->high[i]};
        to->low[i] = MIN(MIN(ends[0], ends[1]), MIN(ends[2], ends[3]));
        to->high[i] = MAX(MAX(ends[0], ends[1]), MAX(ends[2], ends[3]));
    }
    return true;
}

/* Multiplier from the integers of @input to those of @node. */
static uint64_t rise(const TcPlanNode *node, const TcPlanNode *input)
{
    return (uint64_t)(node->denominator / input->denominator);
}

static void extreme(int64_t *restrict to, const int64_t *restrict more, int64_t factor, bool least,
                    uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        int64_t value = times(more[i], factor);
        to[i] = least ? MIN(to[i], value) : MAX(to[i], value);
    }
}

static bool block_extreme(TcEvaluator *ev, const TcPlanNode *node, bool least)
{
    uint64_t size = 0;
    bool open = false;
    if (node->denominator == 0 || node->n == 0)
        return false;
    for (uint32_t i = 0; i < node->n; i++) {
        const TcPlanNode *input = tc_input_at(ev, node, i);
        const TcNumbers *a = tc_numbers_of(ev, input);
        size = MAX(size, grown(a->magnitude, rise(node, input), 0));
        open |= a->low != a->high;
    }
    if (size > TC_ROOM)
        return false;
    TcNumbers *to = tc_numbers_start(ev, node);
    fill(to, least ? INT64_MAX : INT64_MIN, ev->rounded);
    if (open)
        tc_numbers_split(to);
    for (uint32_t i = 0; i < node->n; i++) {
        const TcPlanNode *input = tc_input_at(ev, node, i);
        const TcNumbers *a = tc_numbers_of(ev, input);
        extreme(to->low, a->low, (int64_t)rise(node, input), least, ev->rounded);
        if (open)
            extreme(to->high, a->high, (int64_t)rise(node, input), least, ev->rounded);
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
            to->number[w] &= a->number[w];
            to->undefined[w] |= a->undefined[w] | a->none[w];
        }
    }
    to->magnitude = size;
    return true;
}

bool tc_block_least(TcEvaluator *ev, const TcPlanNode *node)
{
    return block_extreme(ev, node, true);
}

bool tc_block_greatest(TcEvaluator *ev, const TcPlanNode *node)
{
    return block_extreme(ev, node, false);
}

/* The flags of a row by which branches are possible; rows with an unknown guard come after. */
static void pick_flags(TcNumbers *to, const TcTruths *g, const TcNumbers *a, const TcNumbers *b)
{
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        uint64_t yes = g->can[0][w], no = g->can[1][w];
        to->number[w] = (yes & a->number[w]) | (no & b->number[w]);
        to->undefined[w] = (yes & a->undefined[w]) | (no & b->undefined[w]);
        to->none[w] = (yes & a->none[w]) | (no & b->none[w]);
    }
}

bool tc_block_pick(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcPlanNode *inputs[2] = {tc_input_at(ev, node, 1), tc_input_at(ev, node, 2)};
    const TcTruths *g = tc_truths_of(ev, tc_input_at(ev, node, 0));
    const TcNumbers *a = tc_numbers_of(ev, inputs[0]), *b = tc_numbers_of(ev, inputs[1]);
    uint32_t row;
    if (node->denominator == 0)
        return false;
    const int64_t ra = (int64_t)rise(node, inputs[0]), rb = (int64_t)rise(node, inputs[1]);
    uint64_t size = MAX(grown(a->magnitude, (uint64_t)ra, 0), grown(b->magnitude, (uint64_t)rb, 0));
    if (size > TC_ROOM)
        return false;
    TcNumbers *to = tc_numbers_start(ev, node);
    pick_flags(to, g, a, b);
    to->magnitude = size;
    TcBits both, unknown;
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        both[w] = g->can[0][w] & g->can[1][w] & ev->rows[w];
        unknown[w] = g->can[3][w] & ev->rows[w];
        for (uint32_t k = 0; k < 64; k++) {
            uint32_t i = 64 * w + k;
            int64_t yes = (int64_t)(0 - (g->can[0][w] >> k & 1));
            to->low[i] = (times(a->low[i], ra) & yes) | (times(b->low[i], rb) & ~yes);
        }
    }
    if (a->low != a->high || b->low != b->high || tc_bits_any(both)) {
        tc_numbers_split(to);
        for (uint32_t i = 0; i < ev->rounded; i++)
            to->high[i] = tc_bit(g->can[0], i) ? times(a->high[i], ra) : times(b->high[i], rb);
    }
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        unknown[w] |= both[w];
    TC_FOR_ROWS(row, unknown)
    run_exact_row(ev, node, row);
    return true;
}

/* In a closed run points that are still open count as 0, and so do those of an indicator that
 * is. */
bool tc_block_settle(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcPlanNode *input = tc_input_at(ev, node, 1);
    const TcNumbers *a = tc_numbers_of(ev, input);
    if (node->denominator == 0)
        return false;
    TcNumbers *to = tc_numbers_start(ev, node);
    memcpy(to->low, a->low, ev->rounded * sizeof(int64_t));
    if (a->high != a->low) {
        tc_numbers_split(to);
        memcpy(to->high, a->high, ev->rounded * sizeof(int64_t));
    }
    memcpy(to->number, a->number, sizeof(TcBits));
    memcpy(to->undefined, a->undefined, sizeof(TcBits));
    memcpy(to->none, a->none, sizeof(TcBits));
    to->magnitude = a->magnitude;
    for (uint32_t r = 0; ev->run.closed && r < ev->n; r++) {
        if (!tc_bit(a->undefined, r) && a->low[r] == a->high[r])
            continue;
        to->low[r] = to->high[r] = 0;
        tc_bit_put(to->number, r, true);
        tc_bit_put(to->undefined, r, false);
        tc_bit_put(to->none, r, false);
    }
    return true;
}
