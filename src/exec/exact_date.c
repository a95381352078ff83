/* The exact way for dates: parts of them and times between them. */
#include "base/date.h"
#include "exec/exact.h"
#include "exec/slots.h"

/* The day number of an end, kept within the years 1 to 9999. */
static int32_t day_of(const mpq_t value)
{
    mpz_t z;
    mpz_init(z);
    mpz_fdiv_q(z, mpq_numref(value), mpq_denref(value));
    long day = mpz_fits_slong_p(z) ? mpz_get_si(z) : 0;
    mpz_clear(z);
    return (int32_t)CLAMP(day, tc_date_from_ymd(1, 1, 1), tc_date_from_ymd(9999, 12, 31));
}

static bool start_date(TcExact *result, const TcExact *a)
{
    if (!tc_exact_strict(result, a, NULL))
        return false;
    result->below = result->above = a->below || a->above;
    return !result->below;
}

void tc_exact_year(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    const TcExact *a = tc_exact_input(ev, node, 0, row);
    int first, last, month, day;
    if (!start_date(result, a))
        return;
    tc_date_to_ymd(day_of(a->low), &first, &month, &day);
    tc_date_to_ymd(day_of(a->high), &last, &month, &day);
    mpq_set_si(result->low, first, 1);
    mpq_set_si(result->high, last, 1);
}

/* Months of one year, else any of them. */
void tc_exact_month(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    const TcExact *a = tc_exact_input(ev, node, 0, row);
    int year[2], month[2], day;
    if (!start_date(result, a))
        return;
    tc_date_to_ymd(day_of(a->low), &year[0], &month[0], &day);
    tc_date_to_ymd(day_of(a->high), &year[1], &month[1], &day);
    bool same = year[0] == year[1];
    mpq_set_si(result->low, same ? month[0] : 1, 1);
    mpq_set_si(result->high, same ? month[1] : 12, 1);
}

void tc_exact_day(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    const TcExact *a = tc_exact_input(ev, node, 0, row);
    int year[2], month[2], day[2];
    if (!start_date(result, a))
        return;
    tc_date_to_ymd(day_of(a->low), &year[0], &month[0], &day[0]);
    tc_date_to_ymd(day_of(a->high), &year[1], &month[1], &day[1]);
    bool same = year[0] == year[1] && month[0] == month[1];
    mpq_set_si(result->low, same ? day[0] : 1, 1);
    mpq_set_si(result->high, same ? day[1] : 31, 1);
}

/* Time between rises with the later date and falls with the earlier one. */
static void between(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result,
                    int64_t (*count)(int32_t, int32_t))
{
    const TcExact *from = tc_exact_input(ev, node, 0, row), *to = tc_exact_input(ev, node, 1, row);
    if (!tc_exact_strict(result, from, to))
        return;
    result->below = result->above = from->below || from->above || to->below || to->above;
    if (result->below)
        return;
    mpq_set_si(result->low, count(day_of(from->high), day_of(to->low)), 1);
    mpq_set_si(result->high, count(day_of(from->low), day_of(to->high)), 1);
}

void tc_exact_months(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    between(ev, node, row, result, tc_date_months_between);
}

void tc_exact_years(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    between(ev, node, row, result, tc_date_years_between);
}
