/* Strict arithmetic and three-valued comparison of single values. */
#include "exec/value.h"

#include <string.h>
#include "base/date.h"
#include "base/number.h"
#include "base/text.h"

TcTruth tc_truth_not(TcTruth truth)
{
    if (truth == TC_TRUTH_OPEN)
        return TC_TRUTH_OPEN;
    return truth == TC_TRUTH_YES ? TC_TRUTH_NO : TC_TRUTH_YES;
}

TcTruth tc_truth_and(TcTruth a, TcTruth b)
{
    if (a == TC_TRUTH_NO || b == TC_TRUTH_NO)
        return TC_TRUTH_NO;
    return a == TC_TRUTH_OPEN || b == TC_TRUTH_OPEN ? TC_TRUTH_OPEN : TC_TRUTH_YES;
}

TcTruth tc_truth_or(TcTruth a, TcTruth b)
{
    return tc_truth_not(tc_truth_and(tc_truth_not(a), tc_truth_not(b)));
}

static TcTruth truth_from(bool truth)
{
    return truth ? TC_TRUTH_YES : TC_TRUTH_NO;
}

void tc_value_init(TcValue *value)
{
    memset(value, 0, sizeof *value);
    mpq_init(value->number);
    value->why = TC_WHY_LITERAL;
}

void tc_value_clear(TcValue *value)
{
    mpq_clear(value->number);
}

static void define(TcValue *value, TcValueKind kind)
{
    value->kind = kind;
    value->defined = true;
    value->none = false;
    value->why = TC_WHY_NOT;
}

void tc_value_copy(TcValue *to, const TcValue *from)
{
    if (to == from)
        return;
    to->kind = from->kind;
    to->defined = from->defined;
    to->none = from->none;
    to->why = from->why;
    to->truth = from->truth;
    to->day = from->day;
    to->text = from->text;
    if (from->defined && from->kind == TC_VALUE_NUMBER)
        mpq_set(to->number, from->number);
}

TcValue *tc_values_new(uint32_t n)
{
    TcValue *values = g_new(TcValue, n);
    for (uint32_t i = 0; i < n; i++)
        tc_value_init(&values[i]);
    return values;
}

void tc_values_free(TcValue *values, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        tc_value_clear(&values[i]);
    g_free(values);
}

void tc_value_set_number(TcValue *value, const mpq_t number)
{
    define(value, TC_VALUE_NUMBER);
    mpq_set(value->number, number);
}

void tc_value_set_integer(TcValue *value, int64_t number)
{
    define(value, TC_VALUE_NUMBER);
    mpq_set_si(value->number, number, 1);
}

void tc_value_set_day(TcValue *value, int32_t day)
{
    define(value, TC_VALUE_DATE);
    value->day = day;
}

void tc_value_set_text(TcValue *value, const char *text)
{
    define(value, TC_VALUE_TEXT);
    value->text = text;
}

void tc_value_set_truth(TcValue *value, TcTruth truth, TcWhy why)
{
    define(value, TC_VALUE_BOOL);
    value->truth = truth == TC_TRUTH_YES;
    if (truth == TC_TRUTH_OPEN)
        tc_value_undefine(value, why);
}

void tc_value_set_none(TcValue *value, TcValueKind kind)
{
    value->kind = kind;
    value->defined = value->none = true;
    value->why = TC_WHY_NOT;
}

void tc_value_undefine(TcValue *value, TcWhy why)
{
    value->defined = false;
    value->none = false;
    value->why = why;
}

TcTruth tc_value_truth(const TcValue *value)
{
    if (!value->defined)
        return TC_TRUTH_OPEN;
    return truth_from(!value->none && value->truth);
}

static bool is_plain(const char *text)
{
    const size_t length = strlen(text);
    return tc_text_plain(text, length) == length;
}

/* Order of two texts after NFC, which plain ones are in; UTF-8 bytes are in the order of code
 * points. */
static int text_order(const char *a, const char *b)
{
    if (is_plain(a) && is_plain(b))
        return strcmp(a, b);
    g_autofree char *left = tc_text_nfc(a, strlen(a));
    g_autofree char *right = tc_text_nfc(b, strlen(b));
    return strcmp(left, right);
}

int tc_value_order(const TcValue *a, const TcValue *b)
{
    switch (a->kind) {
    case TC_VALUE_NUMBER:
        return mpq_cmp(a->number, b->number);
    case TC_VALUE_BOOL:
        return a->truth - b->truth;
    case TC_VALUE_TEXT:
        return text_order(a->text, b->text);
    case TC_VALUE_DATE:
        return (a->day > b->day) - (a->day < b->day);
    }
    g_assert_not_reached();
}

bool tc_value_same(const TcValue *a, const TcValue *b)
{
    if (a->defined != b->defined || a->none != b->none)
        return false;
    if (!a->defined || a->none)
        return true;
    return a->kind == b->kind && tc_value_order(a, b) == 0;
}

bool tc_value_is_zero(const TcValue *value)
{
    return value->defined && !value->none && value->kind == TC_VALUE_NUMBER &&
           mpq_sgn(value->number) == 0;
}

static bool order_fits(TcOperator operator, int order)
{
    if (operator== TC_OP_EQ)
        return order == 0;
    if (operator== TC_OP_NE)
        return order != 0;
    if (operator== TC_OP_LT)
        return order < 0;
    if (operator== TC_OP_LE)
        return order <= 0;
    return operator== TC_OP_GT ? order > 0 : order >= 0;
}

TcTruth tc_value_compare(TcOperator operator, const TcValue * a, const TcValue *b)
{
    if (!a->defined || !b->defined)
        return TC_TRUTH_OPEN;
    if (a->none || b->none)
        return TC_TRUTH_NO;
    if (a->kind != b->kind) /* the checker lets none through */
        return TC_TRUTH_OPEN;
    return truth_from(order_fits(operator, tc_value_order(a, b)));
}

static void (*const operations[TC_N_OPERATORS])(mpq_ptr, mpq_srcptr, mpq_srcptr) = {
    [TC_OP_ADD] = mpq_add,
    [TC_OP_SUB] = mpq_sub,
    [TC_OP_MUL] = mpq_mul,
    [TC_OP_DIV] = mpq_div,
};

static bool is_whole(const mpq_t number)
{
    return mpz_cmp_ui(mpq_denref(number), 1) == 0;
}

/* The share of two whole numbers in lowest terms. Pre: both fit a long, @b is not 0. */
static void divide_small(long a, long b, mpq_t result)
{
    const unsigned long size = a < 0 ? 0 - (unsigned long)a : (unsigned long)a;
    unsigned long divisor = b < 0 ? 0 - (unsigned long)b : (unsigned long)b, rest = size;
    const unsigned long whole = divisor;
    while (rest != 0) {
        const unsigned long next = divisor % rest;
        divisor = rest;
        rest = next;
    }
    mpz_set_ui(mpq_numref(result), size / divisor);
    mpz_set_ui(mpq_denref(result), whole / divisor);
    if ((a < 0) != (b < 0))
        mpz_neg(mpq_numref(result), mpq_numref(result));
}

/* Whole numbers without looking for common factors, but of two that are divided. */
static bool compute_whole(TcOperator operator, mpz_srcptr a, mpz_srcptr b, mpq_t result)
{
    if (operator== TC_OP_DIV) {
        const bool small = mpz_fits_slong_p(a) && mpz_fits_slong_p(b);
        if (small)
            divide_small(mpz_get_si(a), mpz_get_si(b), result);
        return small;
    }
    if (operator== TC_OP_ADD)
        mpz_add(mpq_numref(result), a, b);
    else if (operator== TC_OP_SUB)
        mpz_sub(mpq_numref(result), a, b);
    else
        mpz_mul(mpq_numref(result), a, b);
    mpz_set_ui(mpq_denref(result), 1);
    return true;
}

/* Most numbers are whole: those go a way of their own. */
static void compute_quickly(TcOperator operator, const mpq_t a, const mpq_t b, mpq_t result)
{
    if (!is_whole(a) || !is_whole(b) ||
        !compute_whole(operator, mpq_numref(a), mpq_numref(b), result))
        operations[operator](result, a, b);
}

/* Over TC_NUMBER_MAX_BITS, which are whole limbs. */
static bool is_too_long(const mpq_t number)
{
    const size_t most = TC_NUMBER_MAX_BITS / GMP_NUMB_BITS;
    return mpz_size(mpq_numref(number)) > most || mpz_size(mpq_denref(number)) > most;
}

static void compute_numbers(TcOperator operator, const mpq_t a, const mpq_t b, TcValue *result)
{
    if (operator== TC_OP_DIV && mpq_sgn(b) == 0) {
        tc_value_undefine(result, TC_WHY_ZERO);
        return;
    }
    define(result, TC_VALUE_NUMBER);
    compute_quickly(operator, a, b, result->number);
    if (is_too_long(result->number)) /* of operands that are not */
        tc_value_undefine(result, TC_WHY_RANGE);
}

/* The day @days after (before) @day: whole days within the calendar only. */
static void shift_day(int32_t day, const mpq_t days, bool back, TcValue *result)
{
    const int32_t first = tc_date_from_ymd(1, 1, 1), last = tc_date_from_ymd(9999, 12, 31);
    tc_value_undefine(result, TC_WHY_RANGE);
    if (mpz_cmp_ui(mpq_denref(days), 1) != 0 || !mpz_fits_sint_p(mpq_numref(days)))
        return;
    int64_t moved = day + (back ? -1 : 1) * (int64_t)mpz_get_si(mpq_numref(days));
    if (moved >= first && moved <= last)
        tc_value_set_day(result, (int32_t)moved);
}

static void compute_days(TcOperator operator, const TcValue * a, const TcValue *b, TcValue *result)
{
    if (a->kind == TC_VALUE_DATE && b->kind == TC_VALUE_DATE)
        tc_value_set_integer(result, (int64_t)a->day - b->day);
    else if (a->kind == TC_VALUE_DATE && b->kind == TC_VALUE_NUMBER)
        shift_day(a->day, b->number, operator== TC_OP_SUB, result);
    else if (a->kind == TC_VALUE_NUMBER && b->kind == TC_VALUE_DATE)
        shift_day(b->day, a->number, false, result);
    else
        tc_value_undefine(result, TC_WHY_LITERAL); /* the checker lets none through */
}

void tc_value_compute(TcOperator operator, const TcValue * a, const TcValue *b, TcValue *result)
{
    if (!a->defined || !b->defined)
        tc_value_undefine(result, a->defined ? b->why : a->why);
    else if (a->none || b->none)
        tc_value_undefine(result, TC_WHY_NONE);
    else if (a->kind == TC_VALUE_NUMBER && b->kind == TC_VALUE_NUMBER)
        compute_numbers(operator, a->number, b->number, result);
    else
        compute_days(operator, a, b, result);
}

void tc_value_negate(TcValue *value)
{
    if (value->none)
        tc_value_undefine(value, TC_WHY_NONE);
    else if (value->defined)
        mpq_neg(value->number, value->number);
}
