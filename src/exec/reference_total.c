/* The reference evaluator: totals of points.
 *
 * Points are added in their order. While a row's cells are changed one by one a total is asked
 * again and again, so of the whole set sums of eight indicators are remembered too: what hangs on
 * the changed cell is added anew, five numbers in place of 37 in the job of bench/. The order of
 * adding shows only where a sum grows too long for a number, which short points cannot. */
#include "exec/reference_internal.h"

#include "base/number.h"

enum { EIGHT = TC_REF_SUMMED };

/* Does the indicator enter this sum? Bonus and penalty have no part in a maximum. */
static bool enters(const TcIndicator *indicator, bool maximum)
{
    bool beside = indicator->bonus || indicator->penalty;
    return !indicator->not_scored && !(maximum && beside);
}

/* The weight of an indicator's points in the total of the whole set, or NULL. */
static const TcNode *weight_of(const TcReference *reference, const TcIndicator *indicator)
{
    const uint32_t group = indicator->group;
    return group == TC_NO_PART ? NULL : reference->model->groups[group].weight;
}

static void weigh(TcReference *reference, const TcNode *node, TcValue *points)
{
    TcValue weight;
    tc_value_init(&weight);
    tc_ref_expression(reference, node, TC_NO_PART, &weight);
    tc_value_compute(TC_OP_MUL, points, &weight, points);
    tc_value_clear(&weight);
}

/* What the indicator adds: as it is remembered, or in @made. */
static const TcValue *share_of(TcReference *reference, bool maximum, TcRefKind kind, uint32_t index,
                               TcValue *made)
{
    const TcNode *weight =
        kind == TC_REF_SET ? weight_of(reference, &reference->model->indicators[index]) : NULL;
    if (!maximum && !weight)
        return tc_ref_points_of(reference, index);
    if (maximum)
        tc_ref_max_points(reference, index, made);
    else
        tc_ref_points(reference, index, made);
    if (weight)
        weigh(reference, weight, made);
    return made;
}

/* May sums of the members be put together in any way: do they stay numbers? Each adds two limbs at
 * most. */
static bool may_part(bool maximum, TcRefKind kind, const TcMembers *members)
{
    return !maximum && kind == TC_REF_SET && members->n <= TC_NUMBER_MAX_BITS / GMP_NUMB_BITS / 4;
}

static bool is_short(const TcValue *points)
{
    return !points->defined || points->none || points->kind != TC_VALUE_NUMBER ||
           (mpz_size(mpq_numref(points->number)) <= 1 && mpz_size(mpq_denref(points->number)) <= 1);
}

/* Adds points that are a whole number of few digits to @sum, as most are: without fractions.
 * Returns: false: they are none. */
static bool add_whole(const TcValue *points, bool away, int64_t *sum)
{
    mpz_srcptr top = mpq_numref(points->number), bottom = mpq_denref(points->number);
    const bool whole = points->defined && !points->none && points->kind == TC_VALUE_NUMBER &&
                       mpz_size(bottom) == 1 && mpz_getlimbn(bottom, 0) == 1 &&
                       mpz_size(top) <= 1 && mpz_getlimbn(top, 0) <= INT32_MAX;
    if (whole) {
        const int64_t size = (int64_t)mpz_getlimbn(top, 0);
        *sum += away != (mpz_sgn(top) < 0) ? -size : size;
    }
    return whole;
}

typedef struct {
    TcReference *reference;
    bool maximum;
    TcRefKind kind;
    TcMembers members;
    TcValue made; /* scratch */
} Sum;

/* What member @i adds, or NULL: it has no part in the sum. */
static const TcValue *share_at(Sum *sum, uint32_t i, bool *away)
{
    const uint32_t one = tc_member(&sum->members, i);
    const TcIndicator *indicator = &sum->reference->model->indicators[one];
    *away = indicator->penalty;
    if (!enters(indicator, sum->maximum))
        return NULL;
    return share_of(sum->reference, sum->maximum, sum->kind, one, &sum->made);
}

static void add_members(Sum *sum, TcValue *total)
{
    bool away;
    for (uint32_t i = 0; i < sum->members.n; i++) {
        const TcValue *points = share_at(sum, i, &away);
        if (points)
            tc_value_compute(away ? TC_OP_SUB : TC_OP_ADD, total, points, total);
    }
}

/* Adds the members @from..@to in any order, whole points by themselves. Returns: whether all of
 * them are short, so that this is their sum. */
static bool add_short(Sum *sum, uint32_t from, uint32_t to, TcValue *total)
{
    bool all_short = true, away;
    int64_t whole = 0;
    for (uint32_t i = from; i < to; i++) {
        const TcValue *points = share_at(sum, i, &away);
        if (!points || add_whole(points, away, &whole))
            continue;
        all_short &= is_short(points);
        tc_value_compute(away ? TC_OP_SUB : TC_OP_ADD, total, points, total);
    }
    tc_value_set_integer(&sum->made, whole);
    tc_value_compute(TC_OP_ADD, total, &sum->made, total);
    return all_short;
}

/* Those from @from on, as they are remembered. */
static const TcRefSumSlot *eight_from(Sum *sum, uint32_t from)
{
    TcReference *reference = sum->reference;
    TcRefSumSlot *slot = &reference->memo->sums[from / EIGHT];
    if (!tc_ref_holds(reference, &slot->mark)) {
        TcRefMark *outer = tc_ref_begin(reference, &slot->mark);
        tc_value_set_integer(&slot->value, 0);
        slot->all_short = add_short(sum, from, MIN(from + EIGHT, sum->members.n), &slot->value);
        tc_ref_end(reference, &slot->mark, outer);
    }
    return slot;
}

/* Returns: false if the members are to be added one by one. */
static bool add_eights(Sum *sum, TcValue *total)
{
    if (!may_part(sum->maximum, sum->kind, &sum->members))
        return false;
    for (uint32_t from = 0; from < sum->members.n; from += EIGHT) {
        const TcRefSumSlot *eight = eight_from(sum, from);
        if (!eight->all_short)
            return false;
        tc_value_compute(TC_OP_ADD, total, &eight->value, total);
    }
    return true;
}

static void sum_points(TcReference *reference, bool maximum, TcRefKind kind, uint32_t index,
                       TcValue *total)
{
    Sum sum = {reference, maximum, kind, tc_model_members(reference->model, kind, index), {0}};
    tc_value_init(&sum.made);
    tc_value_set_integer(total, 0);
    if (!add_eights(&sum, total)) {
        tc_value_set_integer(total, 0);
        add_members(&sum, total);
    }
    tc_value_clear(&sum.made);
}

void tc_ref_total(TcReference *reference, TcTotal what, TcRefKind kind, uint32_t index,
                  TcValue *result)
{
    TcValue maximum;
    if (kind == TC_REF_INDICATOR)
        g_assert_not_reached(); /* the checker has refused it */
    if (what != TC_TOTAL_SHARE) {
        sum_points(reference, what == TC_TOTAL_MAX, kind, index, result);
        return;
    }
    tc_value_init(&maximum);
    sum_points(reference, false, kind, index, result);
    sum_points(reference, true, kind, index, &maximum);
    tc_value_compute(TC_OP_DIV, result, &maximum, result);
    tc_value_clear(&maximum);
}
