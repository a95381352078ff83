/* Sums of a date and days: a whole day within the calendar, else undefined.
 *
 * Most sums are evidently days: whole numbers are added, and by the declared ranges the calendar is
 * not left. Such a sum stays the form that it is. Any other is chosen by the question whether it is
 * a day. */
#include "plan/lower_internal.h"

#include "base/date.h"
#include "base/number.h"

static bool is_date(const TcNode *chain, uint32_t i)
{
    const TcType *type = chain->items[i]->type;
    return type && type->kind == TC_KIND_DATE;
}

/* Is the form of @sum a whole number? Its round is itself. */
static uint32_t is_rounded(TcLower *lower, const TcSym *sum)
{
    const uint32_t inputs[] = {tc_sym_to_number(lower->syms, sum),
                               tc_sym_to_number(lower->syms, tc_sym_integer(lower->syms, 0))};
    const uint32_t rounded =
        tc_build_call(lower->builder, TC_PLAN_ROUND, TC_ROUND_DOWN, inputs, G_N_ELEMENTS(inputs));
    return tc_sym_compare(lower->syms, TC_OP_EQ, tc_sym_node(lower->syms, rounded), sum);
}

/* The form of @sum where it is a day; @evident: what it can be, or NULL if it need not be whole. */
static const TcSym *where_day(TcLower *lower, const TcSym *sum, const TcDays *evident)
{
    const TcDays calendar = {tc_date_from_ymd(1, 1, 1), tc_date_from_ymd(9999, 12, 31)};
    if (evident && evident->first >= calendar.first && evident->last <= calendar.last)
        return sum;
    const uint32_t asked[] = {
        tc_sym_compare(lower->syms, TC_OP_GE, sum, tc_sym_integer(lower->syms, calendar.first)),
        tc_sym_compare(lower->syms, TC_OP_LE, sum, tc_sym_integer(lower->syms, calendar.last)),
        evident ? tc_build_truth(lower->builder, TC_IS_TRUE) : is_rounded(lower, sum)};
    return tc_sym_choose(lower->syms, tc_build_and(lower->builder, asked, G_N_ELEMENTS(asked)), sum,
                         tc_sym_undefined(lower->syms));
}

static const TcSym *as_day(TcLower *lower, const TcSym *sum)
{
    TcDays days;
    if (sum->kind == TC_SYM_CHOOSE)
        return tc_sym_choose(lower->syms, sum->node, as_day(lower, sum->then),
                             as_day(lower, sum->otherwise));
    if (sum->kind != TC_SYM_FORM)
        return sum;
    bool known = !sum->den && tc_builder_days(lower->builder, sum->num, &days);
    if (known && mpz_cmp_ui(mpq_denref(sum->num->constant), 1) != 0) /* never whole */
        return tc_sym_undefined(lower->syms);
    return where_day(lower, sum, known ? &days : NULL);
}

bool tc_lower_has_dates(const TcNode *chain)
{
    uint32_t i = 0;
    while (i < chain->n && !is_date(chain, i))
        i++;
    return i < chain->n;
}

/* A date and days are a date, two dates are days. */
const TcSym *tc_lower_dates(TcLower *lower, const TcNode *chain, const TcSym *const *parts)
{
    const TcSym *sum = parts[0];
    bool date = is_date(chain, 0);
    for (uint32_t i = 1; i < chain->n; i++) {
        sum = tc_sym_compute(lower->syms, TC_OP_ADD, sum, parts[i]);
        date = date != is_date(chain, i);
        if (date)
            sum = as_day(lower, sum);
    }
    return sum;
}
