/* The exact way: sums of cells, outcomes and numbers, and their quotients. */
#include "exec/exact.h"
#include "exec/kernels.h"
#include "exec/linear.h"
#include "exec/ranges.h"
#include "exec/slots.h"

/* A sum while terms are added. */
typedef struct {
    TcExact *bounds;
    bool point; /* one number so far, bounds->low; bounds->high waits for the second */
} Sum;

static bool is_one_number(const TcExact *value)
{
    return !value->below && !value->above && mpq_equal(value->low, value->high);
}

static Sum sum_of(TcExact *bounds)
{
    return (Sum){bounds, is_one_number(bounds)};
}

/* From here on the bounds are two. */
static void part(Sum *sum)
{
    if (sum->point)
        mpq_set(sum->bounds->high, sum->bounds->low);
    sum->point = false;
}

/* bound += weight * end */
static void add_product(TcEvaluator *ev, mpq_t bound, const mpq_t weight, const mpq_t end)
{
    const bool one = mpq_cmp_ui(weight, 1, 1) == 0;
    if (!one)
        mpq_mul(ev->spare[2], weight, end);
    mpq_add(bound, bound, one ? end : ev->spare[2]);
}

/* sum += weight * value, where the bounds are of one kind or infinite. */
static void add_weighted(TcEvaluator *ev, Sum *sum, const mpq_t weight, const TcExact *value)
{
    TcExact *bounds = sum->bounds;
    const bool up = mpq_sgn(weight) >= 0;
    if (mpq_sgn(weight) == 0)
        return;
    if (!is_one_number(value))
        part(sum);
    bounds->below |= up ? value->below : value->above;
    bounds->above |= up ? value->above : value->below;
    if (!bounds->below)
        add_product(ev, bounds->low, weight, up ? value->low : value->high);
    if (!bounds->above && !sum->point)
        add_product(ev, bounds->high, weight, up ? value->high : value->low);
}

/* bound += number / denominator */
static void add_fraction(TcEvaluator *ev, mpq_t bound, int64_t number, int64_t denominator)
{
    if (number == 0)
        return;
    mpq_set_si(ev->spare[2], number, (unsigned long)denominator);
    mpq_canonicalize(ev->spare[2]);
    mpq_add(bound, bound, ev->spare[2]);
}

static void add_outcome(TcEvaluator *ev, Sum *sum, const TcLinear *form, const TcTerm *term,
                        uint32_t row)
{
    const TcTruths *view = tc_truths_of(ev, tc_node_at(ev, term->index));
    int64_t low = INT64_MAX, high = INT64_MIN;
    for (uint32_t k = 0; k < 3; k++) {
        if (!tc_bit(view->can[k], row))
            continue;
        low = MIN(low, term->weight[k]);
        high = MAX(high, term->weight[k]);
    }
    if (low > high)
        return;
    if (low < high)
        part(sum);
    add_fraction(ev, sum->bounds->low, low, form->denominator);
    if (!sum->point)
        add_fraction(ev, sum->bounds->high, high, form->denominator);
}

static void add_number(TcEvaluator *ev, Sum *sum, const TcLinear *form, const TcTerm *term,
                       uint32_t row, bool none_passes)
{
    const TcPlanNode *input = tc_node_at(ev, term->index);
    TcExact *value = &ev->scratch[1], *bounds = sum->bounds;
    tc_exact_load(ev, input, row, value);
    bounds->number &= value->number;
    bounds->undefined |= value->undefined || (value->none && !none_passes);
    bounds->none |= value->none && none_passes;
    if (!value->number)
        return;
    mpq_set_si(ev->spare[3], term->weight[0], (unsigned long)form->denominator);
    if (input->denominator)
        mpz_mul_si(mpq_numref(ev->spare[3]), mpq_numref(ev->spare[3]), input->denominator);
    mpq_canonicalize(ev->spare[3]);
    add_weighted(ev, sum, ev->spare[3], value);
}

void tc_exact_linear(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    const TcLinear *form = &ev->plan->linears[node->data];
    const TcTerm *terms = ev->plan->terms + form->first;
    tc_linear_exact(ev, form, row, TC_NO_NODE, result);
    if (result->none) { /* only where int64 had no room: nothing can be computed */
        result->none = false;
        result->undefined = true;
    }
    Sum sum = sum_of(result);
    for (uint32_t i = form->n_columns; i < form->n; i++) {
        if (terms[i].kind == TC_TERM_OUTCOME)
            add_outcome(ev, &sum, form, &terms[i], row);
        else
            add_number(ev, &sum, form, &terms[i], row, node->sub);
    }
    part(&sum);
}

/* a / b where b is not 0: bounds at the corners; a b that reaches 0 from one side leaves them
 * open. */
static void divide(TcExact *result, const TcExact *a, const TcExact *b)
{
    bool zero_inside = (b->below || mpq_sgn(b->low) < 0) && (b->above || mpq_sgn(b->high) > 0);
    bool touches = !zero_inside &&
                   ((!b->below && mpq_sgn(b->low) == 0) || (!b->above && mpq_sgn(b->high) == 0));
    if (a->below || a->above || b->below || zero_inside || (touches && b->above)) {
        result->below = result->above = true;
        return;
    }
    if (touches) { /* 0 < b <= high or low <= b < 0: as far out as a / 0 */
        const mpq_t *end = mpq_sgn(b->high) > 0 ? &b->high : &b->low;
        bool up = mpq_sgn(*end) > 0;
        result->above = up ? mpq_sgn(a->high) > 0 : mpq_sgn(a->low) < 0;
        result->below = up ? mpq_sgn(a->low) < 0 : mpq_sgn(a->high) > 0;
        mpq_div(result->low, up ? a->low : a->high, *end);
        mpq_div(result->high, up ? a->high : a->low, *end);
        return;
    }
    mpq_t corner;
    mpq_init(corner);
    bool first = true;
    for (unsigned i = 0; i < 4; i++) {
        if (i & 2 && b->above)
            mpq_set_si(corner, 0, 1); /* the limit for b without end */
        else
            mpq_div(corner, i & 1 ? a->high : a->low, i & 2 ? b->high : b->low);
        if (first || mpq_cmp(corner, result->low) < 0)
            mpq_set(result->low, corner);
        if (first || mpq_cmp(corner, result->high) > 0)
            mpq_set(result->high, corner);
        first = false;
    }
    mpq_clear(corner);
}

/* Whole numbers of things: a divisor that is not 0 is at least 1. */
static void lift_divisor(const TcEvaluator *ev, const TcLinear *den, TcExact *divisor)
{
    if (!divisor->below && mpq_sgn(divisor->low) == 0 && den->whole && den->denominator == 1 &&
        (divisor->above || mpq_sgn(divisor->high) > 0))
        mpq_set_si(divisor->low, 1, 1);
    (void)ev;
}

static bool has_limit(const TcSchema *schema, uint32_t small, uint32_t large)
{
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        if (schema->limits[i].small == small && schema->limits[i].large == large)
            return true;
    }
    return false;
}

/* What one of the form's only column counts for. */
static void weight_of_one(const TcEvaluator *ev, const TcLinear *form, uint32_t column,
                          mpq_t weight)
{
    mpz_set_si(mpq_numref(weight), ev->plan->terms[form->first].weight[0]);
    mpz_mul_si(mpq_numref(weight), mpq_numref(weight), ev->ranges[column].unit);
    mpz_set_si(mpq_denref(weight), form->denominator);
    mpq_canonicalize(weight);
}

/* w n / d with 0 <= n <= d by a row limit is at most w. Returns: false: there is no such limit. */
static bool share_limit(const TcEvaluator *ev, const TcLinear *num, const TcLinear *den,
                        mpq_t limit)
{
    const uint32_t n = tc_linear_only_column(ev, num), d = tc_linear_only_column(ev, den);
    if (n == TC_NO_NODE || d == TC_NO_NODE || !has_limit(&ev->model->schema, n, d))
        return false;
    mpq_t of;
    mpq_init(of);
    weight_of_one(ev, num, n, limit);
    weight_of_one(ev, den, d, of);
    mpq_div(limit, limit, of);
    mpq_clear(of);
    return true;
}

/* The share of an open numerator goes no further than its row limit lets it. */
static void cap_share(TcEvaluator *ev, const TcLinear *num, const TcLinear *den, const TcExact *a,
                      TcExact *result)
{
    const bool open = a->above || !mpq_equal(a->low, a->high);
    if (!open || a->below || mpq_sgn(a->low) < 0 || !share_limit(ev, num, den, ev->spare[2]) ||
        (!result->above && mpq_cmp(result->high, ev->spare[2]) <= 0))
        return;
    result->above = false;
    mpq_set(result->high, ev->spare[2]);
    if (result->below) {
        result->below = false;
        mpq_set_si(result->low, 0, 1);
    }
}

/* The one number that a form comes to among integers. Returns: false: there are several, or it has
 * no room. */
static bool one_integer(const TcEvaluator *ev, const TcLinear *form, uint32_t row, int64_t times,
                        int64_t *number)
{
    TcWideSpan span;
    if (form->may_none || tc_bit(ev->block->exact, row) ||
        !tc_linear_span(ev, form, row, TC_NO_NODE, &span) || span.below || span.above ||
        span.low != span.high || span.low > INT64_MAX || span.low < -INT64_MAX)
        return false;
    return !__builtin_mul_overflow((int64_t)span.low, times, number) && *number != INT64_MIN;
}

bool tc_quotient_fraction(const TcEvaluator *ev, const TcPlanNode *node, uint32_t row,
                          TcFraction *value)
{
    const TcLinear *num = &ev->plan->linears[node->data], *den = &ev->plan->linears[node->data2];
    int64_t n, d;
    if (!one_integer(ev, num, row, den->denominator, &n) ||
        !one_integer(ev, den, row, num->denominator, &d) || d == 0)
        return false;
    *value = (TcFraction){d < 0 ? -n : n, d < 0 ? -d : d};
    return true;
}

/* A quotient of known integers, which most are. Returns: false: it is none. */
static bool divide_integers(const TcEvaluator *ev, const TcPlanNode *node, uint32_t row,
                            TcExact *result)
{
    TcFraction value;
    if (!tc_quotient_fraction(ev, node, row, &value))
        return false;
    mpq_set_si(result->low, value.number, (unsigned long)value.denominator);
    mpq_canonicalize(result->low);
    mpq_set(result->high, result->low);
    result->number = true;
    return true;
}

void tc_exact_quotient(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    const TcLinear *num = &ev->plan->linears[node->data], *den = &ev->plan->linears[node->data2];
    if (divide_integers(ev, node, row, result))
        return;
    TcExact *a = &ev->scratch[1], *b = &ev->scratch[2];
    tc_linear_exact(ev, num, row, TC_NO_NODE, a);
    tc_linear_exact(ev, den, row, TC_NO_NODE, b);
    bool may_zero = (b->below || mpq_sgn(b->low) <= 0) && (b->above || mpq_sgn(b->high) >= 0);
    bool zero = !b->below && !b->above && mpq_sgn(b->low) == 0 && mpq_sgn(b->high) == 0;
    result->undefined =
        a->none || b->none || (may_zero && (zero || !(node->sub & TC_TEST_NONZERO)));
    result->number = !zero;
    if (zero)
        return;
    lift_divisor(ev, den, b);
    divide(result, a, b);
    cap_share(ev, num, den, a, result);
}

void tc_exact_divide(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    const TcExact *a = tc_exact_input(ev, node, 0, row), *b = tc_exact_input(ev, node, 1, row);
    if (!tc_exact_strict(result, a, b))
        return;
    bool may_zero = (b->below || mpq_sgn(b->low) <= 0) && (b->above || mpq_sgn(b->high) >= 0);
    bool zero = !b->below && !b->above && mpq_sgn(b->low) == 0 && mpq_sgn(b->high) == 0;
    result->undefined |= may_zero;
    result->number = !zero;
    if (!zero)
        divide(result, a, b);
}
