/* Linear forms over cells: dense over known cells, bounds at the corners for rows with open ones.
 *
 * Over independent cells the bounds of a sum are the sums of bounds. Two open cells of which a row
 * limit says x <= y are taken together: the extremes of a linear function lie at the corners of
 * {x <= y} within their ranges. Only one such pair a cell is used; what is left out makes bounds
 * wider, never wrong. */
#include "exec/linear.h"
#include "base/clones.h"
#include "exec/bits.h"
#include "exec/evaluator.h"
#include "exec/lanes.h"
#include "exec/ranges.h"
#include "exec/slots.h"
#include "exec/wide.h"

#include <string.h>

static const TcTerm *terms_of(const TcEvaluator *ev, const TcLinear *form)
{
    return ev->plan->terms + form->first;
}

uint32_t tc_linear_only_column(const TcEvaluator *ev, const TcLinear *form)
{
    const TcTerm *terms = terms_of(ev, form);
    bool only =
        form->n == 1 && form->n_columns == 1 && form->constant == 0 && terms[0].weight[0] > 0;
    return only ? terms[0].index : TC_NO_NODE;
}

uint32_t tc_linear_counted(const TcEvaluator *ev, const TcLinear *form)
{
    uint32_t column = tc_linear_only_column(ev, form);
    bool counted = column != TC_NO_NODE && column < ev->model->schema.n_columns &&
                   ev->model->schema.columns[column].type == TC_TYPE_INTEGER;
    return counted ? column : TC_NO_NODE;
}

void tc_linear_open(const TcEvaluator *ev, const TcLinear *form, uint64_t *open)
{
    const TcTerm *terms = terms_of(ev, form);
    tc_bits_fill(open, false);
    for (uint32_t i = 0; i < form->n_columns; i++) {
        const TcColumn *cells = &ev->block->columns[terms[i].index];
        for (uint32_t w = 0; cells->any_open && w < TC_BLOCK_WORDS; w++)
            open[w] |= cells->open[w];
    }
}

uint64_t tc_linear_magnitude(const TcEvaluator *ev, const TcLinear *form)
{
    const TcTerm *terms = terms_of(ev, form);
    uint64_t sum = form->constant < 0 ? 0 - (uint64_t)form->constant : (uint64_t)form->constant;
    for (uint32_t i = 0; i < form->n_columns; i++) {
        int64_t weight = terms[i].weight[0];
        uint64_t product;
        if (__builtin_mul_overflow(weight < 0 ? 0 - (uint64_t)weight : (uint64_t)weight,
                                   ev->magnitude[terms[i].index], &product) ||
            __builtin_add_overflow(sum, product, &sum))
            return UINT64_MAX;
    }
    return sum;
}

/* --- dense ------------------------------------------------------------------------------------ */

/* Arithmetic is unsigned: rows with open cells and rows beyond the last hold rubbish that may
 * wrap. */
#define ADD(name, cell, factor)                                                                    \
    TC_CLONES static void name(uint64_t *restrict sum, const cell *restrict cells, factor weight,  \
                               uint32_t n)                                                         \
    {                                                                                              \
        for (uint32_t i = 0; i < n; i++)                                                           \
            sum[i] += (uint64_t)(int64_t)cells[i] * (uint64_t)(int64_t)weight;                     \
    }
ADD(add_wide, int64_t, int64_t)
ADD(add_narrow, int32_t, int64_t)
ADD(add_small, int32_t, int32_t) /* what the widening multiplication of vectors takes */

static void add_column(uint64_t *sum, const TcColumn *cells, int64_t weight, uint32_t n)
{
    if (cells->wide)
        add_wide(sum, cells->wide, weight, n);
    else if (weight == (int32_t)weight)
        add_small(sum, cells->narrow, (int32_t)weight, n);
    else
        add_narrow(sum, cells->narrow, weight, n);
}

void tc_linear_dense(const TcEvaluator *ev, const TcLinear *form, int64_t *sum)
{
    const TcTerm *terms = terms_of(ev, form);
    uint64_t *total = (uint64_t *)sum;
    const uint64_t constant = (uint64_t)form->constant;
    const uint32_t n = ev->rounded;
    for (uint32_t i = 0; i < n; i++)
        total[i] = constant;
    for (uint32_t i = 0; i < form->n_columns; i++)
        add_column(total, &ev->block->columns[terms[i].index], terms[i].weight[0], n);
}

static void many_signs(const TcEvaluator *ev, const TcLinear *form, bool equal, uint64_t *bits)
{
    int64_t sum[TC_BLOCK_ROWS];
    tc_linear_dense(ev, form, sum);
    for (uint32_t w = 0; w < ev->words; w++) {
        uint8_t bytes[64];
        for (uint32_t k = 0; k < 64; k++)
            bytes[k] = equal ? sum[64 * w + k] == 0 : sum[64 * w + k] >= 0;
        bits[w] = tc_pack(bytes);
    }
}

/* bits[r] = a x + c >= 0 (or = 0), in 32 bits. */
TC_CLONES static void one_sign(const int32_t *restrict x, const uint32_t weight[2], bool equal,
                               uint32_t words, uint64_t *restrict bits)
{
    for (uint32_t w = 0; w < words; w++) {
        TcSquare square = {0};
        TC_FOR_FOURS(i, h, w)
        {
            const TcLanes sum = weight[0] * tc_lanes_at(x + i) + weight[1];
            tc_square_put(&square, h, (TcLanes)(equal ? sum == 0 : (TcSignedLanes)sum >= 0));
        }
        bits[w] = tc_square_word(&square);
    }
}

/* bits[r] = a x + b y + c >= 0 (or = 0). */
TC_CLONES static void two_signs(const int32_t *restrict x, const int32_t *restrict y,
                                const uint32_t weight[3], bool equal, uint32_t words,
                                uint64_t *restrict bits)
{
    for (uint32_t w = 0; w < words; w++) {
        TcSquare square = {0};
        TC_FOR_FOURS(i, h, w)
        {
            const TcLanes sum =
                weight[0] * tc_lanes_at(x + i) + weight[1] * tc_lanes_at(y + i) + weight[2];
            tc_square_put(&square, h, (TcLanes)(equal ? sum == 0 : (TcSignedLanes)sum >= 0));
        }
        bits[w] = tc_square_word(&square);
    }
}

/* One or two narrow columns whose sums over known cells fit 32 bits, of which vectors hold twice as
 * many; and not every processor multiplies vectors of 64 bits. */
static bool is_small(const TcEvaluator *ev, const TcLinear *form)
{
    const TcTerm *terms = terms_of(ev, form);
    const TcColumn *columns = ev->block->columns;
    return form->n > 0 && form->n <= 2 && form->n_columns == form->n &&
           !columns[terms[0].index].wide && !columns[terms[form->n - 1].index].wide &&
           tc_linear_magnitude(ev, form) <= INT32_MAX;
}

void tc_linear_signs(const TcEvaluator *ev, const TcLinear *form, bool equal, uint64_t *bits)
{
    const TcTerm *terms = terms_of(ev, form);
    const TcColumn *columns = ev->block->columns;
    const uint32_t c = (uint32_t)form->constant;
    if (!is_small(ev, form)) {
        many_signs(ev, form, equal, bits);
        return;
    }
    const uint32_t a = (uint32_t)terms[0].weight[0], b = (uint32_t)terms[form->n - 1].weight[0];
    const int32_t *x = columns[terms[0].index].narrow;
    if (form->n == 1 && !equal && tc_wide_sign(x, (uint32_t[]){a, c}, ev->words, bits))
        return;
    if (form->n == 1)
        one_sign(x, (uint32_t[]){a, c}, equal, ev->words, bits);
    else
        two_signs(x, columns[terms[1].index].narrow, (uint32_t[]){a, b, c}, equal, ev->words, bits);
}

/* --- one row ---------------------------------------------------------------------------------- */

/* The range of a term's cell. */
static inline void term_range(const TcEvaluator *ev, const TcTerm *term, uint32_t row,
                              uint32_t positive, int64_t *low, int64_t *high)
{
    tc_cell_range(ev, term->index, row, low, high);
    if (term->index == positive)
        *low = MAX(*low, 1);
}

/* Adds weight * [low, high]. False: overflow. */
static inline bool add_range(TcWideSpan *span, int64_t weight, int64_t low, int64_t high)
{
    TcWide ends[2] = {(TcWide)weight * low, (TcWide)weight * high};
    bool no_low = low == TC_NO_LOW, no_high = high == TC_NO_HIGH;
    if (weight == 0)
        return true;
    span->below |= weight > 0 ? no_low : no_high;
    span->above |= weight > 0 ? no_high : no_low;
    return !__builtin_add_overflow(span->low, ends[weight < 0], &span->low) &&
           !__builtin_add_overflow(span->high, ends[weight > 0], &span->high);
}

/* Adds the extremes of a x + b y over x in @x, y in @y, x <= y. */
static bool add_pair(TcWideSpan *span, int64_t a, int64_t b, const int64_t x[2], const int64_t y[2])
{
    if (x[0] == TC_NO_LOW || y[0] == TC_NO_LOW || x[1] == TC_NO_HIGH || y[1] == TC_NO_HIGH)
        return add_range(span, a, x[0], x[1]) && add_range(span, b, y[0], y[1]);
    int64_t first = MAX(x[0], y[0]), last = MIN(x[1], y[1]);
    const int64_t corners[][2] = {{x[0], y[0]},   {x[0], y[1]}, {x[1], y[0]},  {x[1], y[1]},
                                  {first, first}, {last, last}, {x[0], first}, {last, y[1]}};
    TcWide low = 0, high = 0;
    bool found = false;
    for (size_t i = 0; i < G_N_ELEMENTS(corners); i++) {
        const int64_t *corner = corners[i];
        if (corner[0] > corner[1] || corner[0] < x[0] || corner[0] > x[1] || corner[1] < y[0] ||
            corner[1] > y[1])
            continue;
        TcWide value = (TcWide)a * corner[0] + (TcWide)b * corner[1];
        low = found ? MIN(low, value) : value;
        high = found ? MAX(high, value) : value;
        found = true;
    }
    if (!found)
        return add_range(span, a, x[0], x[1]) && add_range(span, b, y[0], y[1]);
    return !__builtin_add_overflow(span->low, low, &span->low) &&
           !__builtin_add_overflow(span->high, high, &span->high);
}

/* The pair in which both cells of @pair are open on @row. */
static bool is_open_pair(const TcEvaluator *ev, const TcTerm *terms, const TcTermPair *pair,
                         uint32_t row)
{
    return tc_bit(ev->block->columns[terms[pair->small].index].open, row) &&
           tc_bit(ev->block->columns[terms[pair->large].index].open, row);
}

bool tc_linear_span(const TcEvaluator *ev, const TcLinear *form, uint32_t row, uint32_t positive,
                    TcWideSpan *span)
{
    const TcTerm *terms = terms_of(ev, form);
    uint32_t paired = 0; /* a bit a term: pairs are made in short forms only */
    bool good = true;
    int64_t x[2], y[2];
    *span = (TcWideSpan){form->constant, form->constant, false, false};
    for (uint32_t i = 0; i < form->n_pairs; i++) {
        const TcTermPair *pair = &ev->plan->pairs[form->first_pair + i];
        if (!is_open_pair(ev, terms, pair, row))
            continue;
        paired |= 1U << pair->small | 1U << pair->large;
        term_range(ev, &terms[pair->small], row, positive, &x[0], &x[1]);
        term_range(ev, &terms[pair->large], row, positive, &y[0], &y[1]);
        good &= add_pair(span, terms[pair->small].weight[0], terms[pair->large].weight[0], x, y);
    }
    for (uint32_t i = 0; i < form->n_columns; i++) {
        if (i < 32 && paired >> i & 1)
            continue;
        term_range(ev, &terms[i], row, positive, &x[0], &x[1]);
        good &= add_range(span, terms[i].weight[0], x[0], x[1]);
    }
    return good;
}

/* --- one row, in rationals -------------------------------------------------------------------- */

/* Adds weight * unit * [low, high] to @sum. */
static void add_exact(TcEvaluator *ev, TcExact *sum, const mpq_t weight, const TcExact *cell)
{
    bool up = mpq_sgn(weight) >= 0;
    if (mpq_sgn(weight) == 0)
        return;
    sum->below |= up ? cell->below : cell->above;
    sum->above |= up ? cell->above : cell->below;
    if (!sum->below) {
        mpq_mul(ev->spare[0], weight, up ? cell->low : cell->high);
        mpq_add(sum->low, sum->low, ev->spare[0]);
    }
    if (!sum->above) {
        mpq_mul(ev->spare[0], weight, up ? cell->high : cell->low);
        mpq_add(sum->high, sum->high, ev->spare[0]);
    }
}

static void set_weight(const TcEvaluator *ev, mpq_t weight, const TcLinear *form,
                       const TcTerm *term)
{
    mpq_set_si(weight, term->weight[0], (unsigned long)form->denominator);
    mpq_canonicalize(weight);
    mpz_mul_si(mpq_numref(weight), mpq_numref(weight), ev->ranges[term->index].unit);
    mpq_canonicalize(weight);
}

/* An open pair is bounded by integers as on the fast way. False: its ranges have no such bounds. */
static bool add_exact_pair(const TcEvaluator *ev, const TcLinear *form, const TcTermPair *pair,
                           uint32_t row, uint32_t positive, TcExact *sum)
{
    const TcTerm *terms = terms_of(ev, form);
    TcWideSpan span = {0};
    int64_t x[2], y[2];
    term_range(ev, &terms[pair->small], row, positive, &x[0], &x[1]);
    term_range(ev, &terms[pair->large], row, positive, &y[0], &y[1]);
    if (!add_pair(&span, terms[pair->small].weight[0], terms[pair->large].weight[0], x, y) ||
        span.low < INT64_MIN || span.high > INT64_MAX || span.below || span.above)
        return false;
    mpq_t end;
    mpq_init(end);
    mpq_set_si(end, (int64_t)span.low, (unsigned long)form->denominator);
    mpq_canonicalize(end);
    mpq_add(sum->low, sum->low, end);
    mpq_set_si(end, (int64_t)span.high, (unsigned long)form->denominator);
    mpq_canonicalize(end);
    mpq_add(sum->high, sum->high, end);
    mpq_clear(end);
    return true;
}

void tc_linear_exact(TcEvaluator *ev, const TcLinear *form, uint32_t row, uint32_t positive,
                     TcExact *sum)
{
    const TcTerm *terms = terms_of(ev, form);
    TcExact *cell = &ev->scratch[3];
    uint32_t paired = 0;
    tc_exact_reset(sum);
    sum->number = true;
    mpq_set_si(sum->low, form->constant, (unsigned long)form->denominator);
    mpq_canonicalize(sum->low);
    mpq_set(sum->high, sum->low);
    for (uint32_t i = 0; i < form->n_pairs; i++) {
        const TcTermPair *pair = &ev->plan->pairs[form->first_pair + i];
        if (is_open_pair(ev, terms, pair, row) &&
            add_exact_pair(ev, form, pair, row, positive, sum))
            paired |= 1U << pair->small | 1U << pair->large;
    }
    for (uint32_t i = 0; i < form->n_columns; i++) {
        if (i < 32 && paired >> i & 1) { /* both open */
            sum->none |= tc_cell_may_none(ev, terms[i].index, row);
            continue;
        }
        tc_cell_exact(ev, terms[i].index, row, cell);
        if (cell->none && !cell->number) {
            sum->none = true; /* the caller decides what that means */
            continue;
        }
        sum->none |= cell->none;
        if (terms[i].index == positive && mpq_cmp_si(cell->low, 1, 1) < 0 && !cell->below)
            mpq_set_si(cell->low, 1, 1);
        set_weight(ev, ev->spare[1], form, &terms[i]);
        add_exact(ev, sum, ev->spare[1], cell);
    }
}
