/* The exact way: every operation on numbers for one row, by rational bounds of any size.
 *
 * A result covers all values of the operation over members of its inputs' sets. Input values are
 * read into scratch[1] and scratch[2], scratch[3] is used below linear forms; scratch[0] is the
 * result's. */
#include "exec/kernels.h"

#include "base/date.h"
#include "base/number.h"
#include "exec/ranges.h"
#include "exec/slots.h"
#include "exec/exact.h"

TcExact *tc_exact_input(TcEvaluator *ev, const TcPlanNode *node, uint32_t i, uint32_t row)
{
    TcExact *value = &ev->scratch[1 + i];
    tc_exact_load(ev, tc_input_at(ev, node, i), row, value);
    return value;
}

static void set_point(TcExact *result, const mpq_t value)
{
    result->number = true;
    mpq_set(result->low, value);
    mpq_set(result->high, value);
}

static void set_integer(TcExact *result, int64_t value)
{
    result->number = true;
    mpq_set_si(result->low, value, 1);
    mpq_set_si(result->high, value, 1);
}

static bool is_point(const TcExact *value)
{
    return value->number && !value->undefined && !value->none && !value->below && !value->above &&
           mpq_equal(value->low, value->high);
}

/* Flags of an operation that is undefined where an input is undefined or chưa có. */
bool tc_exact_strict(TcExact *result, const TcExact *a, const TcExact *b)
{
    result->undefined = a->undefined || a->none || (b && (b->undefined || b->none));
    result->number = a->number && (!b || b->number);
    return result->number;
}

/* --- what needs no input ---------------------------------------------------------------------- */

void tc_exact_number(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    (void)row;
    set_point(result, ev->plan->numbers[node->data].value);
}

void tc_exact_nothing(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    (void)ev, (void)row;
    result->undefined = node->sub == TC_NOTHING_UNDEFINED;
}

void tc_exact_column(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    tc_cell_exact(ev, node->data, row, result);
}

void tc_exact_run_day(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    (void)node, (void)row;
    set_integer(result, ev->run.date_judged);
}

void tc_exact_run_year(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    int year, month, day;
    (void)node, (void)row;
    tc_date_to_ymd(ev->run.date_judged, &year, &month, &day);
    set_integer(result, year);
}

/* --- two operands ----------------------------------------------------------------------------- */

void tc_exact_multiply(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    const TcExact *a = tc_exact_input(ev, node, 0, row), *b = tc_exact_input(ev, node, 1, row);
    if (!tc_exact_strict(result, a, b))
        return;
    if (a->below || a->above || b->below || b->above) {
        bool zero = (is_point(a) && mpq_sgn(a->low) == 0) || (is_point(b) && mpq_sgn(b->low) == 0);
        result->below = result->above = !zero;
        mpq_set_si(result->low, 0, 1);
        mpq_set_si(result->high, 0, 1);
        return;
    }
    for (unsigned i = 0; i < 4; i++) {
        mpq_mul(ev->spare[2], i & 1 ? a->high : a->low, i & 2 ? b->high : b->low);
        if (i == 0 || mpq_cmp(ev->spare[2], result->low) < 0)
            mpq_set(result->low, ev->spare[2]);
        if (i == 0 || mpq_cmp(ev->spare[2], result->high) > 0)
            mpq_set(result->high, ev->spare[2]);
    }
}

/* --- extremes --------------------------------------------------------------------------------- */

static void take_least(TcExact *result, const TcExact *value)
{
    if (value->below)
        result->below = true;
    else if (mpq_cmp(value->low, result->low) < 0)
        mpq_set(result->low, value->low);
    if (!value->above && (result->above || mpq_cmp(value->high, result->high) < 0)) {
        result->above = false;
        mpq_set(result->high, value->high);
    }
}

static void take_greatest(TcExact *result, const TcExact *value)
{
    if (value->above)
        result->above = true;
    else if (mpq_cmp(value->high, result->high) > 0)
        mpq_set(result->high, value->high);
    if (!value->below && (result->below || mpq_cmp(value->low, result->low) > 0)) {
        result->below = false;
        mpq_set(result->low, value->low);
    }
}

static void extreme(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result,
                    void (*take)(TcExact *, const TcExact *))
{
    TcExact *value = &ev->scratch[1];
    result->number = node->n > 0;
    result->undefined = node->n == 0;
    for (uint32_t i = 0; i < node->n; i++) {
        tc_exact_load(ev, tc_input_at(ev, node, i), row, value);
        result->undefined |= value->undefined || value->none;
        result->number &= value->number;
        if (!result->number)
            continue;
        if (i == 0) {
            result->below = value->below;
            result->above = value->above;
            mpq_set(result->low, value->low);
            mpq_set(result->high, value->high);
        } else
            take(result, value);
    }
}

void tc_exact_least(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    extreme(ev, node, row, result, take_least);
}

void tc_exact_greatest(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    extreme(ev, node, row, result, take_greatest);
}

void tc_exact_absolute(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    const TcExact *a = tc_exact_input(ev, node, 0, row);
    if (!tc_exact_strict(result, a, NULL))
        return;
    bool negative = !a->above && mpq_sgn(a->high) <= 0;
    bool positive = !a->below && mpq_sgn(a->low) >= 0;
    result->above = a->below || a->above;
    mpq_set_si(result->low, 0, 1);
    if (positive)
        mpq_set(result->low, a->low);
    if (negative)
        mpq_neg(result->low, a->high);
    if (result->above)
        return;
    mpq_abs(result->high, a->low);
    mpq_abs(ev->spare[2], a->high);
    if (mpq_cmp(ev->spare[2], result->high) > 0)
        mpq_set(result->high, ev->spare[2]);
}

/* A whole number of decimals within the limit, or more where @value needs no more than the
 * limit. */
static bool usable_places(const TcExact *value, const TcExact *places, long *digits)
{
    unsigned needed;
    if (!is_point(places) || mpz_cmp_ui(mpq_denref(places->low), 1) != 0)
        return false;
    mpz_srcptr asked = mpq_numref(places->low);
    bool beyond = mpz_cmpabs_ui(asked, TC_NUMBER_MAX_DIGITS) > 0;
    if (beyond && (mpz_sgn(asked) < 0 || !is_point(value) ||
                   !tc_number_is_decimal(value->low, &needed) || needed > TC_NUMBER_MAX_DIGITS))
        return false;
    *digits = beyond ? TC_NUMBER_MAX_DIGITS : mpz_get_si(asked);
    return true;
}

/* Rounding rises with its argument, so the bounds are those of the ends. */
void tc_exact_round(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    const TcExact *a = tc_exact_input(ev, node, 0, row), *places = tc_exact_input(ev, node, 1, row);
    if (!tc_exact_strict(result, a, places))
        return;
    long digits;
    if (!usable_places(a, places, &digits)) {
        result->undefined = true;
        result->number = !is_point(places) || !is_point(a);
        result->below = result->above = true;
        return;
    }
    result->below = a->below;
    result->above = a->above;
    if (!a->below) {
        mpq_set(result->low, a->low);
        tc_number_round(result->low, digits, (TcRoundMode)node->sub);
    }
    if (!a->above) {
        mpq_set(result->high, a->high);
        tc_number_round(result->high, digits, (TcRoundMode)node->sub);
    }
}

/* --- choices ---------------------------------------------------------------------------------- */

static void include(TcExact *result, const TcExact *value)
{
    result->undefined |= value->undefined;
    result->none |= value->none;
    if (!value->number)
        return;
    if (!result->number) {
        result->number = true;
        result->below = value->below;
        result->above = value->above;
        mpq_set(result->low, value->low);
        mpq_set(result->high, value->high);
        return;
    }
    result->below |= value->below;
    result->above |= value->above;
    if (!result->below && mpq_cmp(value->low, result->low) < 0)
        mpq_set(result->low, value->low);
    if (!result->above && mpq_cmp(value->high, result->high) > 0)
        mpq_set(result->high, value->high);
}

static bool overlap(const TcExact *a, const TcExact *b)
{
    return a->number && b->number && (a->below || b->above || mpq_cmp(a->low, b->high) <= 0) &&
           (b->below || a->above || mpq_cmp(b->low, a->high) <= 0);
}

/* An unknown guard: the value if both branches have the same, else undefined. */
static void include_agreed(TcExact *result, const TcExact *a, const TcExact *b, unsigned flavor)
{
    bool same = is_point(a) && is_point(b) && mpq_equal(a->low, b->low);
    bool none = a->none && b->none;
    if (same) {
        include(result, a);
        return;
    }
    result->undefined |= !(none && !a->number && !b->number && !a->undefined && !b->undefined);
    result->none |= none;
    if (flavor != TC_CHOOSE_APART && overlap(a, b)) {
        include(result, a);
        include(result, b);
    }
}

void tc_exact_pick(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    const TcTruths *g = tc_truths_of(ev, tc_input_at(ev, node, 0));
    TcExact *a = &ev->scratch[1], *b = &ev->scratch[2];
    tc_exact_load(ev, tc_input_at(ev, node, 1), row, a);
    tc_exact_load(ev, tc_input_at(ev, node, 2), row, b);
    if (tc_bit(g->can[0], row))
        include(result, a);
    if (tc_bit(g->can[1], row))
        include(result, b);
    if (tc_bit(g->can[3], row))
        include_agreed(result, a, b, node->sub);
}

void tc_exact_settle(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    const TcExact *a = tc_exact_input(ev, node, 1, row);
    if (ev->run.closed && !is_point(a))
        set_integer(result, 0);
    else
        include(result, a);
}
