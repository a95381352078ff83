/* Numbers of the fork search: quotients of linear forms, with what can be computed of them without
 * leaving what is linear. */
#include "base/number.h"
#include "exec/fork_internal.h"

typedef __int128 Wide;

static bool fits(Wide value)
{
    return value < INT64_MAX && value > -INT64_MAX;
}

TcForkValue tc_fork_state(TcForkState state)
{
    return (TcForkValue){.state = state};
}

TcForkValue tc_fork_truth(bool truth)
{
    return tc_fork_state(truth ? TC_FORK_YES : TC_FORK_NOT);
}

TcForkValue tc_fork_fraction(int64_t number, int64_t denominator)
{
    return (TcForkValue){
        .state = TC_FORK_NUMBER, .num = {.constant = number}, .den = {.constant = denominator}};
}

TcForkValue tc_fork_integer(int64_t number)
{
    return tc_fork_fraction(number, 1);
}

TcForkValue tc_fork_rational(const mpq_t number)
{
    TcFraction fraction;
    if (!tc_number_to_fraction(number, &fraction))
        return tc_fork_state(TC_FORK_BEYOND);
    return tc_fork_fraction(fraction.number, fraction.denominator);
}

TcForkForm tc_fork_variable(TcFork *fork, uint32_t variable)
{
    const TcForkTerm term = {variable, 1};
    if (tc_fork_is_one(&fork->bounds[variable]))
        return (TcForkForm){.first = fork->terms->len, .constant = fork->bounds[variable].low};
    const TcForkForm form = {.first = fork->terms->len, .n = 1};
    g_array_append_val(fork->terms, term);
    return form;
}

static TcForkTerm term_at(const TcFork *fork, const TcForkForm *form, uint32_t i)
{
    return g_array_index(fork->terms, TcForkTerm, form->first + i);
}

/* a * times + b * weight. */
static bool combine(TcFork *fork, const TcForkForm *a, int64_t times, const TcForkForm *b,
                    int64_t weight, TcForkForm *sum)
{
    const Wide constant = (Wide)a->constant * times + (Wide)b->constant * weight;
    TcForkForm result = {.first = fork->terms->len, .constant = (int64_t)constant};
    bool room = fits(constant);
    for (uint32_t i = 0, k = 0; i < a->n || k < b->n;) {
        TcForkTerm from_a = {UINT32_MAX, 0}, from_b = {UINT32_MAX, 0};
        if (i < a->n)
            from_a = term_at(fork, a, i);
        if (k < b->n)
            from_b = term_at(fork, b, k);
        const uint32_t variable = MIN(from_a.variable, from_b.variable);
        Wide added = 0;
        if (from_a.variable == variable) {
            added += (Wide)from_a.weight * times;
            i++;
        }
        if (from_b.variable == variable) {
            added += (Wide)from_b.weight * weight;
            k++;
        }
        room &= fits(added);
        const TcForkTerm term = {variable, (int64_t)added};
        if (added != 0) {
            g_array_append_val(fork->terms, term);
            result.n++;
        }
    }
    *sum = result;
    return room;
}

bool tc_fork_add(TcFork *fork, const TcForkForm *a, const TcForkForm *b, int64_t weight,
                 TcForkForm *sum)
{
    return combine(fork, a, 1, b, weight, sum);
}

/* One of them is a constant, or it is not linear. */
static bool multiply(TcFork *fork, const TcForkForm *a, const TcForkForm *b, TcForkForm *product)
{
    const TcForkForm nothing = {0};
    if (a->n > 0 && b->n > 0)
        return false;
    return a->n == 0 ? combine(fork, b, a->constant, &nothing, 0, product)
                     : combine(fork, a, b->constant, &nothing, 0, product);
}

static bool same_form(const TcFork *fork, const TcForkForm *a, const TcForkForm *b)
{
    bool same = a->n == b->n && a->constant == b->constant;
    for (uint32_t i = 0; same && i < a->n; i++) {
        const TcForkTerm left = term_at(fork, a, i), right = term_at(fork, b, i);
        same = left.variable == right.variable && left.weight == right.weight;
    }
    return same;
}

/* What a strict operation gives where an operand is no number; NUMBER where both are. */
static TcForkState strict(const TcForkValue *a, const TcForkValue *b)
{
    if (a->state == TC_FORK_BEYOND || b->state == TC_FORK_BEYOND)
        return TC_FORK_BEYOND;
    return a->state == TC_FORK_NUMBER && b->state == TC_FORK_NUMBER ? TC_FORK_NUMBER
                                                                    : TC_FORK_UNDEFINED;
}

TcForkValue tc_fork_plus(TcFork *fork, const TcForkValue *a, const TcForkValue *b)
{
    TcForkValue sum = {.state = strict(a, b)};
    TcForkForm left, right;
    if (sum.state != TC_FORK_NUMBER)
        return sum;
    if (same_form(fork, &a->den, &b->den)) {
        sum.den = a->den;
        if (!tc_fork_add(fork, &a->num, &b->num, 1, &sum.num))
            sum.state = TC_FORK_BEYOND;
    } else if (!multiply(fork, &a->num, &b->den, &left) ||
               !multiply(fork, &b->num, &a->den, &right) ||
               !multiply(fork, &a->den, &b->den, &sum.den) ||
               !tc_fork_add(fork, &left, &right, 1, &sum.num)) {
        sum.state = TC_FORK_BEYOND;
    }
    return sum;
}

TcForkValue tc_fork_times(TcFork *fork, const TcForkValue *a, const TcForkValue *b)
{
    TcForkValue product = {.state = strict(a, b)};
    if (product.state == TC_FORK_NUMBER && (!multiply(fork, &a->num, &b->num, &product.num) ||
                                            !multiply(fork, &a->den, &b->den, &product.den)))
        product.state = TC_FORK_BEYOND;
    return product;
}

/* The sign of a form: decided by at most two comparisons. */
static int sign_of(TcFork *fork, const TcForkForm *form)
{
    TcForkForm turned;
    const TcForkForm nothing = {0};
    if (!tc_fork_holds(fork, form))
        return -1;
    if (!combine(fork, form, -1, &nothing, 0, &turned))
        return 2;
    return tc_fork_holds(fork, &turned) ? 0 : 1;
}

TcForkValue tc_fork_divide(TcFork *fork, const TcForkValue *a, const TcForkValue *b)
{
    TcForkValue quotient = {.state = strict(a, b)};
    if (quotient.state != TC_FORK_NUMBER)
        return quotient;
    const int sign = sign_of(fork, &b->num);
    if (sign == 0)
        return tc_fork_state(TC_FORK_UNDEFINED);
    if (sign == 2 || !multiply(fork, &a->num, &b->den, &quotient.num) ||
        !multiply(fork, &a->den, &b->num, &quotient.den))
        return tc_fork_state(TC_FORK_BEYOND);
    return quotient;
}

int tc_fork_order(TcFork *fork, const TcForkValue *a, const TcForkValue *b)
{
    TcForkValue minus = *b;
    const TcForkForm nothing = {0};
    if (!combine(fork, &b->num, -1, &nothing, 0, &minus.num))
        return 2;
    const TcForkValue difference = tc_fork_plus(fork, a, &minus);
    if (difference.state != TC_FORK_NUMBER)
        return 2;
    const int top = sign_of(fork, &difference.num), bottom = sign_of(fork, &difference.den);
    return top == 2 || bottom == 2 ? 2 : top * bottom;
}

bool tc_fork_constant(const TcForkValue *value, mpq_t number)
{
    if (value->state != TC_FORK_NUMBER || value->num.n > 0 || value->den.n > 0)
        return false;
    mpz_set_si(mpq_numref(number), value->num.constant);
    mpz_set_si(mpq_denref(number), value->den.constant);
    mpq_canonicalize(number);
    return true;
}

/* --- numbers one by one ----------------------------------------------------------------------- */

static int64_t step_of(const TcFork *fork, const TcForkForm *form)
{
    int64_t step = 0;
    for (uint32_t i = 0; i < form->n; i++) {
        int64_t rest = ABS(term_at(fork, form, i).weight);
        while (rest != 0) {
            const int64_t left = step % rest;
            step = rest;
            rest = left;
        }
    }
    return step;
}

/* Halves what the form can be until one value is left. */
static bool decide(TcFork *fork, TcForkForm *form)
{
    Wide low, high;
    const TcForkRule rule = {&g_array_index(fork->terms, TcForkTerm, form->first), form->n,
                             form->constant, false};
    if (tc_fork_rule_is_real(&rule, fork->bounds))
        return false;
    tc_fork_rule_ends(&rule, fork->bounds, &low, &high);
    const int64_t step = step_of(fork, form);
    if (!fits(low) || !fits(high))
        return false;
    Wide most = (high - low) / step;
    while (most > 0) {
        const Wide half = (most + 1) / 2;
        TcForkForm above = *form;
        const Wide constant = form->constant - low - half * step;
        if (!fits(constant))
            return false;
        above.constant = (int64_t)constant;
        const bool holds = tc_fork_holds(fork, &above);
        low += holds ? half * step : 0;
        most = holds ? most - half : half - 1;
    }
    *form = (TcForkForm){.constant = (int64_t)low};
    return true;
}

TcForkValue tc_fork_decide_number(TcFork *fork, const TcForkValue *value)
{
    TcForkValue decided = *value;
    if (value->state != TC_FORK_NUMBER || (value->num.n == 0 && value->den.n == 0))
        return decided;
    return value->den.n == 0 && decide(fork, &decided.num) ? decided
                                                           : tc_fork_state(TC_FORK_BEYOND);
}
