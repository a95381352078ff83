/* Comparisons: the sign of a linear form over cells, a number against a threshold. */
#include "exec/bits.h"
#include "exec/ends.h"
#include "exec/kernels.h"
#include "exec/linear.h"
#include "exec/ranges.h"
#include "exec/rows.h"
#include "exec/slots.h"
#include "exec/spans.h"

#include <string.h>

static const TcLinear *linear_at(const TcEvaluator *ev, uint32_t linear)
{
    return &ev->plan->linears[linear];
}

/* What `low..high >= 0` (or = 0) can be. */
static unsigned signs_of(bool equal, TcSpanSigns ends)
{
    if (!equal)
        return (ends.high_negative ? 0 : TC_IS_TRUE) | (ends.low_negative ? TC_IS_FALSE : 0);
    bool reaches = (ends.low_negative || ends.low_zero) && !ends.high_negative;
    bool only = ends.low_zero && ends.high_zero;
    return (reaches ? TC_IS_TRUE : 0) | (only ? 0 : TC_IS_FALSE);
}

/* --- TEST: one row, on either way ------------------------------------------------------------- */

/* No multiple of the open cells' weights can close the gap, though the bounds are on both sides. */
static bool misses_zero(const TcEvaluator *ev, const TcLinear *form, uint32_t row)
{
    const TcTerm *terms = ev->plan->terms + form->first;
    uint64_t divisor = 0;
    TcWide rest = form->constant;
    for (uint32_t i = 0; i < form->n_columns; i++) {
        int64_t weight = terms[i].weight[0];
        uint64_t size = weight < 0 ? 0 - (uint64_t)weight : (uint64_t)weight;
        if (!tc_bit(ev->block->columns[terms[i].index].open, row)) {
            rest += (TcWide)weight * tc_column_value(&ev->block->columns[terms[i].index], row);
            continue;
        }
        while (size != 0) {
            uint64_t next = divisor % size;
            divisor = size;
            size = next;
        }
    }
    return divisor > 1 && rest % (TcWide)divisor != 0;
}

/* @signs where cells can be chưa có: false, whatever was asked, where one is. */
static unsigned beside_none(const TcEvaluator *ev, const TcLinear *form, uint32_t row,
                            unsigned signs)
{
    for (uint32_t i = 0; form->may_none && i < form->n_columns; i++) {
        const uint32_t column = ev->plan->terms[form->first + i].index;
        if (tc_cell_is_none(ev, column, row))
            return TC_IS_FALSE;
        if (tc_cell_may_none(ev, column, row))
            signs |= TC_IS_FALSE;
    }
    return signs;
}

/* The same of a test, which may ask for the contrary. */
static unsigned asked_signs(const TcPlanNode *node, TcSpanSigns ends)
{
    const unsigned signs = signs_of(node->sub & TC_TEST_EQUAL, ends);
    if (node->sub & TC_TEST_NEGATED)
        return (signs & TC_IS_TRUE) << 1 | (signs & TC_IS_FALSE) >> 1;
    return signs;
}

/* What a test whose form lies between @ends can be, but for its divisor. */
static unsigned test_set(const TcEvaluator *ev, const TcPlanNode *node, uint32_t row,
                         TcSpanSigns ends)
{
    const TcLinear *form = linear_at(ev, node->data);
    const bool equal = node->sub & TC_TEST_EQUAL;
    const bool reaches = signs_of(equal, ends) & TC_IS_TRUE;
    unsigned signs = asked_signs(node, ends);
    if (equal && form->whole && reaches && !tc_bit(ev->block->exact, row) &&
        misses_zero(ev, form, row))
        signs = node->sub & TC_TEST_NEGATED ? TC_IS_TRUE : TC_IS_FALSE;
    return beside_none(ev, form, row, signs);
}

/* --- TEST: whole blocks ----------------------------------------------------------------------- */

/* Rows where a cell of @form is known to be chưa có: false, whatever was asked. */
static void put_none(TcEvaluator *ev, const TcLinear *form, TcTruths *truths)
{
    for (uint32_t i = 0; form->may_none && i < form->n_columns; i++) {
        const TcColumn *cells = &ev->block->columns[ev->plan->terms[form->first + i].index];
        for (uint32_t r = 0; r < ev->n; r++) {
            if (tc_column_value(cells, r) != TC_VALUE_NONE || tc_bit(cells->open, r))
                continue;
            tc_bit_put(truths->can[0], r, false);
            tc_bit_put(truths->can[1], r, true);
        }
    }
}

/* A test, taken apart once for its open rows. */
typedef struct {
    const TcPlanNode *node;
    const TcLinear *form, *den; /* den: or NULL */
    uint32_t positive;          /* the column of den if it counts things, or TC_NO_NODE */
    TcSpanner spanners[2];      /* of form and den, if `quick` */
    bool quick;
} OpenTest;

static OpenTest open_test(const TcEvaluator *ev, const TcPlanNode *node)
{
    const TcLinear *den = node->data2 == TC_NO_NODE ? NULL : linear_at(ev, node->data2);
    OpenTest test = {.node = node, .form = linear_at(ev, node->data), .den = den};
    test.positive = den ? tc_linear_counted(ev, den) : TC_NO_NODE;
    test.quick = tc_spanner_init(&test.spanners[0], ev, test.form, test.positive) &&
                 (!den || tc_spanner_init(&test.spanners[1], ev, den, TC_NO_NODE));
    return test;
}

/* The ends of the form, or of the divisor. False: no room. */
static inline bool test_signs(const TcEvaluator *ev, const OpenTest *test, bool of_divisor,
                              uint32_t row, uint32_t positive, TcSpanSigns *signs)
{
    TcWideSpan span;
    if (test->quick && (of_divisor || positive == test->positive)) {
        *signs = tc_spanner_signs(&test->spanners[of_divisor], row);
        return true;
    }
    if (!tc_linear_span(ev, of_divisor ? test->den : test->form, row, positive, &span))
        return false;
    *signs = tc_span_signs(&span);
    return true;
}

/* The set of answers on one row, by integers. False: no room. */
static bool test_row(const TcEvaluator *ev, const OpenTest *test, uint32_t row, unsigned *set)
{
    const TcPlanNode *node = test->node;
    TcSpanSigns ends, divisor = {0};
    if (test->den && !test_signs(ev, test, true, row, TC_NO_NODE, &divisor))
        return false;
    const bool zero = divisor.high_negative | divisor.high_zero;
    const bool may_zero = divisor.low_negative | divisor.low_zero;
    *set = test->den && may_zero && !(node->sub & TC_TEST_NONZERO) ? TC_IS_UNKNOWN : 0;
    if (zero && *set)
        return true;
    if (!test_signs(ev, test, false, row, zero ? TC_NO_NODE : test->positive, &ends))
        return false;
    *set |= test_set(ev, node, row, ends);
    return true;
}

/* Rows with an open cell in the form or its denominator. */
static void test_open_rows(const TcEvaluator *ev, const TcPlanNode *node, uint64_t *open)
{
    tc_linear_open(ev, linear_at(ev, node->data), open);
    if (node->data2 == TC_NO_NODE)
        return;
    TcBits more;
    tc_linear_open(ev, linear_at(ev, node->data2), more);
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        open[w] |= more[w];
}

static bool divisor_may_be_zero(const TcEvaluator *ev, const TcPlanNode *node)
{
    if (node->data2 == TC_NO_NODE || node->sub & TC_TEST_NONZERO)
        return false;
    uint32_t column = tc_linear_only_column(ev, linear_at(ev, node->data2));
    return column == TC_NO_NODE || ev->block->columns[column].low <= 0;
}

/* Known rows by signs alone; rows with rubbish are mended after. */
static void test_dense(TcEvaluator *ev, const TcPlanNode *node, TcTruths *truths)
{
    bool turned = node->sub & TC_TEST_NEGATED, zero = divisor_may_be_zero(ev, node);
    uint64_t *yes = truths->can[turned ? 1 : 0], *no = truths->can[turned ? 0 : 1];
    tc_linear_signs(ev, linear_at(ev, node->data), node->sub & TC_TEST_EQUAL, yes);
    if (zero)
        tc_linear_signs(ev, linear_at(ev, node->data2), true, truths->can[3]);
    else
        tc_bits_fill(truths->can[3], false);
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        no[w] = ~yes[w];
    put_none(ev, linear_at(ev, node->data), truths);
    if (!zero)
        return;
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        truths->can[0][w] &= ~truths->can[3][w];
        truths->can[1][w] &= ~truths->can[3][w];
    }
}

/* One open row on whichever way has room for it. */
static unsigned open_row_set(TcEvaluator *ev, const OpenTest *test, uint32_t row)
{
    unsigned set;
    if (test_row(ev, test, row, &set))
        return set;
    tc_exact_test(ev, test->node, row, &ev->scratch[0]);
    return ev->scratch[0].truths;
}

/* The open rows of word @w one by one. */
static void ask_rows(TcEvaluator *ev, const OpenTest *test, uint32_t w, uint64_t open,
                     uint64_t answers[3])
{
    answers[0] = answers[1] = answers[2] = 0;
    for (uint64_t left = open; left; left &= left - 1) {
        const uint32_t k = (uint32_t)__builtin_ctzll(left);
        const uint64_t set = open_row_set(ev, test, 64 * w + k);
        answers[0] |= (set & TC_IS_TRUE) << k;
        answers[1] |= (set >> 1 & 1) << k;
        answers[2] |= (set >> 3 & 1) << k;
    }
}

static void put_open_rows(TcEvaluator *ev, const TcPlanNode *node, const uint64_t *open,
                          TcTruths *truths)
{
    const OpenTest test = open_test(ev, node);
    for (uint32_t w = 0; w < ev->words; w++) {
        uint64_t answers[3];
        ask_rows(ev, &test, w, open[w], answers);
        truths->can[0][w] = (truths->can[0][w] & ~open[w]) | answers[0];
        truths->can[1][w] = (truths->can[1][w] & ~open[w]) | answers[1];
        truths->can[3][w] = (truths->can[3][w] & ~open[w]) | answers[2];
    }
}

bool tc_block_test(TcEvaluator *ev, const TcPlanNode *node)
{
    TcTruths *truths = tc_truths_of(ev, node);
    TcBits open;
    if (tc_ends_test(ev, node, truths))
        return true;
    if (tc_linear_magnitude(ev, linear_at(ev, node->data)) > TC_ROOM ||
        (node->data2 != TC_NO_NODE &&
         tc_linear_magnitude(ev, linear_at(ev, node->data2)) > TC_ROOM))
        return false;
    test_dense(ev, node, truths);
    test_open_rows(ev, node, open);
    if (tc_bits_any(open))
        put_open_rows(ev, node, open, truths);
    return true;
}

/* --- TEST: one row in rationals --------------------------------------------------------------- */

static TcSpanSigns exact_signs(const TcExact *value)
{
    int low = value->below ? -1 : mpq_sgn(value->low);
    int high = value->above ? 1 : mpq_sgn(value->high);
    return (TcSpanSigns){low < 0, low == 0, high < 0, high == 0};
}

void tc_exact_test(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    const TcLinear *form = linear_at(ev, node->data);
    TcExact *value = &ev->scratch[2];
    uint32_t positive = TC_NO_NODE;
    unsigned set = 0;
    bool zero = false;
    if (node->data2 != TC_NO_NODE) {
        positive = tc_linear_counted(ev, linear_at(ev, node->data2));
        tc_linear_exact(ev, linear_at(ev, node->data2), row, TC_NO_NODE, value);
        zero = !value->above && mpq_sgn(value->high) <= 0;
        if ((value->below || mpq_sgn(value->low) <= 0) && !(node->sub & TC_TEST_NONZERO))
            set = TC_IS_UNKNOWN;
    }
    result->truths = set;
    if (zero && set)
        return;
    tc_linear_exact(ev, form, row, zero ? TC_NO_NODE : positive, value);
    result->truths = set | test_set(ev, node, row, exact_signs(value));
}

/* --- COMPARE: a number node against a threshold ----------------------------------------------- */

/* The threshold in units of the input's integers, so that `>=` asks the same; for = *@reachable
 * says whether any integer is equal. False: no room. */
static bool stored_threshold(const TcEvaluator *ev, const TcPlanNode *node, int64_t denominator,
                             int64_t *threshold, bool *reachable)
{
    mpq_srcptr value = ev->plan->numbers[node->data].value;
    mpz_t z;
    mpz_init(z);
    mpz_mul_si(z, mpq_numref(value), denominator);
    *reachable = mpz_divisible_p(z, mpq_denref(value)) != 0;
    if (node->sub & TC_TEST_ABOVE) {
        mpz_fdiv_q(z, z, mpq_denref(value));
        mpz_add_ui(z, z, 1);
    } else
        mpz_cdiv_q(z, z, mpq_denref(value));
    bool fits = mpz_sizeinbase(z, 2) <= 62;
    *threshold = fits ? mpz_get_si(z) : 0;
    mpz_clear(z);
    return fits;
}

static void reach_from(const TcNumbers *numbers, int64_t threshold, uint32_t words, uint64_t *yes,
                       uint64_t *no)
{
    const bool small = numbers->magnitude <= INT32_MAX;
    tc_rows_reach(numbers->high, threshold, small, words, yes);
    tc_rows_reach(numbers->low, threshold, small, words, no);
    for (uint32_t w = 0; w < words; w++)
        no[w] = ~no[w];
}

/* A threshold that no stored integer reaches lies just below @threshold: known values miss it, the
 * values of an open row may be any between its bounds. */
static void reach_equal(const TcNumbers *numbers, int64_t threshold, bool reachable, uint32_t words,
                        uint64_t *yes, uint64_t *no)
{
    const int64_t *restrict low = numbers->low, *restrict high = numbers->high;
    const int64_t below = threshold - !reachable;
    for (uint32_t w = 0; w < words; w++) {
        uint64_t can = 0, fail = 0;
        for (uint32_t k = 0; k < 64; k++) {
            uint32_t i = 64 * w + k;
            can |= (uint64_t)(low[i] <= below && high[i] >= threshold) << k;
            fail |= (uint64_t)(low[i] != below || high[i] != threshold || !reachable) << k;
        }
        yes[w] = can;
        no[w] = fail;
    }
}

bool tc_block_compare(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcPlanNode *input = tc_input_at(ev, node, 0);
    const TcNumbers *numbers = tc_numbers_of(ev, input);
    TcTruths *truths = tc_truths_of(ev, node);
    int64_t threshold;
    bool reachable, turned = node->sub & TC_TEST_NEGATED;
    if (input->denominator == 0 ||
        !stored_threshold(ev, node, input->denominator, &threshold, &reachable))
        return false;
    uint64_t *yes = truths->can[turned ? 1 : 0], *no = truths->can[turned ? 0 : 1];
    if (node->sub & TC_TEST_EQUAL)
        reach_equal(numbers, threshold, reachable, ev->words, yes, no);
    else
        reach_from(numbers, threshold, ev->words, yes, no);
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        truths->can[0][w] &= numbers->number[w];
        truths->can[1][w] = (truths->can[1][w] & numbers->number[w]) | numbers->none[w];
        truths->can[3][w] = numbers->undefined[w];
    }
    return true;
}

void tc_exact_compare(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    TcExact *value = &ev->scratch[2];
    mpq_srcptr threshold = ev->plan->numbers[node->data].value;
    unsigned set = 0;
    tc_exact_load(ev, tc_input_at(ev, node, 0), row, value);
    if (value->number) {
        if (!value->below)
            mpq_sub(value->low, value->low, threshold);
        if (!value->above)
            mpq_sub(value->high, value->high, threshold);
        set = signs_of(node->sub & TC_TEST_EQUAL, exact_signs(value));
        if (node->sub & TC_TEST_ABOVE) {
            bool reaches = value->above || mpq_sgn(value->high) > 0;
            bool fails = value->below || mpq_sgn(value->low) <= 0;
            set = (reaches ? TC_IS_TRUE : 0) | (fails ? TC_IS_FALSE : 0);
        }
        if (node->sub & TC_TEST_NEGATED)
            set = (set & TC_IS_TRUE) << 1 | (set & TC_IS_FALSE) >> 1;
    }
    result->truths = set | (value->none ? TC_IS_FALSE : 0) | (value->undefined ? TC_IS_UNKNOWN : 0);
}
