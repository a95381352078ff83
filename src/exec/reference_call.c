/* The reference evaluator: builtin functions. Every one but DEFAULT is strict. */
#include "exec/reference_internal.h"

#include "base/date.h"
#include "base/number.h"
#include "sema/builtins.h"

enum { MAX_PLACES = 1000 };

/* Folds one more argument into @sum. */
typedef void Fold(TcValue *sum, const TcValue *argument);

static void add(TcValue *sum, const TcValue *argument)
{
    tc_value_compute(TC_OP_ADD, sum, argument, sum);
}

static void keep(TcOperator wanted, TcValue *best, const TcValue *argument)
{
    if (best->defined && best->none)
        tc_value_undefine(best, TC_WHY_NONE);
    TcTruth better = tc_value_compare(wanted, argument, best);
    if (!argument->defined && best->defined)
        tc_value_undefine(best, argument->why);
    else if (argument->defined && argument->none && best->defined)
        tc_value_undefine(best, TC_WHY_NONE);
    else if (better == TC_TRUTH_YES)
        tc_value_copy(best, argument);
}

static void least(TcValue *best, const TcValue *argument)
{
    keep(TC_OP_LT, best, argument);
}

static void greatest(TcValue *best, const TcValue *argument)
{
    keep(TC_OP_GT, best, argument);
}

static void fold(TcReference *reference, const TcNode *node, uint32_t self, Fold *step,
                 TcValue *result)
{
    TcValue argument;
    tc_value_init(&argument);
    tc_value_undefine(result, TC_WHY_EMPTY);
    for (uint32_t i = 0; i < node->n; i++) {
        tc_ref_expression(reference, node->items[i], self, i == 0 ? result : &argument);
        if (i > 0)
            step(result, &argument);
    }
    tc_value_clear(&argument);
}

static void mean(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    TcValue count;
    tc_value_init(&count);
    tc_value_set_integer(&count, node->n);
    fold(reference, node, self, add, result);
    tc_value_compute(TC_OP_DIV, result, &count, result);
    tc_value_clear(&count);
}

static void absolute(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    tc_ref_expression(reference, node->items[0], self, result);
    if (result->none || (result->defined && mpq_sgn(result->number) < 0))
        tc_value_negate(result);
}

/* Sets *@places; false when @value is not a usable number of decimals of @number. More than the
 * limit are usable where they leave the number as it is. */
static bool read_places(const TcValue *value, const mpq_t number, long *places)
{
    unsigned needed;
    if (!value->defined || value->none || mpz_cmp_ui(mpq_denref(value->number), 1) != 0)
        return false;
    mpz_srcptr asked = mpq_numref(value->number);
    if (mpz_cmpabs_ui(asked, MAX_PLACES) > 0 &&
        (mpz_sgn(asked) < 0 || !tc_number_is_decimal(number, &needed) || needed > MAX_PLACES))
        return false;
    *places = mpz_cmp_ui(asked, MAX_PLACES) > 0 ? MAX_PLACES : mpz_get_si(asked);
    return true;
}

/* round(x; places?; mode?): each of the two may be left out. */
static void round_call(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    TcValue argument;
    TcRoundMode mode = TC_ROUND_HALF_UP;
    long places = 0;
    tc_value_init(&argument);
    tc_value_set_integer(&argument, 0);
    tc_ref_expression(reference, node->items[0], self, result);
    for (uint32_t i = 1; i < node->n; i++) {
        if (node->items[i]->ref.kind == TC_REF_ROUND_MODE)
            mode = (TcRoundMode)node->items[i]->ref.index;
        else
            tc_ref_expression(reference, node->items[i], self, &argument);
    }
    if (result->none)
        tc_value_undefine(result, TC_WHY_NONE);
    else if (!read_places(&argument, result->number, &places))
        tc_value_undefine(result, argument.defined ? TC_WHY_RANGE : argument.why);
    else if (result->defined)
        tc_number_round(result->number, places, mode);
    tc_value_clear(&argument);
}

static void default_call(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    bool known = tc_ref_is_known(reference, node->items[0], self);
    tc_ref_expression(reference, node->items[known ? 0 : 1], self, result);
}

static void date_part(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    int year, month, day;
    tc_ref_expression(reference, node->items[0], self, result);
    if (result->none)
        tc_value_undefine(result, TC_WHY_NONE);
    if (!result->defined)
        return;
    tc_date_to_ymd(result->day, &year, &month, &day);
    if (node->ref.index == TC_BUILTIN_YEAR)
        tc_value_set_integer(result, year);
    else
        tc_value_set_integer(result, node->ref.index == TC_BUILTIN_MONTH ? month : day);
}

static int64_t time_between(uint32_t builtin, int32_t from, int32_t to)
{
    if (builtin == TC_BUILTIN_MONTHS_BETWEEN)
        return tc_date_months_between(from, to);
    if (builtin == TC_BUILTIN_YEARS_BETWEEN)
        return tc_date_years_between(from, to);
    return (int64_t)to - from;
}

static void between(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    TcValue to;
    tc_value_init(&to);
    tc_ref_expression(reference, node->items[0], self, result);
    tc_ref_expression(reference, node->items[1], self, &to);
    if (!result->defined || !to.defined)
        tc_value_undefine(result, result->defined ? to.why : result->why);
    else if (result->none || to.none)
        tc_value_undefine(result, TC_WHY_NONE);
    else
        tc_value_set_integer(result, time_between(node->ref.index, result->day, to.day));
    tc_value_clear(&to);
}

void tc_ref_call(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    switch ((TcBuiltin)node->ref.index) {
    case TC_BUILTIN_MIN:
        fold(reference, node, self, least, result);
        return;
    case TC_BUILTIN_MAX:
        fold(reference, node, self, greatest, result);
        return;
    case TC_BUILTIN_SUM:
        fold(reference, node, self, add, result);
        return;
    case TC_BUILTIN_MEAN:
        mean(reference, node, self, result);
        return;
    case TC_BUILTIN_ABS:
        absolute(reference, node, self, result);
        return;
    case TC_BUILTIN_ROUND:
        round_call(reference, node, self, result);
        return;
    case TC_BUILTIN_DEFAULT:
        default_call(reference, node, self, result);
        return;
    case TC_BUILTIN_YEAR:
    case TC_BUILTIN_MONTH:
    case TC_BUILTIN_DAY:
        date_part(reference, node, self, result);
        return;
    case TC_BUILTIN_DAYS_BETWEEN:
    case TC_BUILTIN_MONTHS_BETWEEN:
    case TC_BUILTIN_YEARS_BETWEEN:
        between(reference, node, self, result);
        return;
    case TC_N_BUILTINS:
        break;
    }
    g_assert_not_reached();
}
