/* Which days a number can be by the declared ranges, where it is evidently whole. */
#include "plan/build_internal.h"

#include "base/date.h"
#include "base/number.h"

enum { MOST_BITS = 40, MOST_VISITS = 1000 };

/* Choices of choices that share their branches are not gone through to the end. */
typedef struct {
    const TcBuilder *builder;
    unsigned left; /* nodes that may still be looked at */
} Look;

static bool is_whole(const mpq_t value, int64_t *whole)
{
    return mpz_cmp_ui(mpq_denref(value), 1) == 0 &&
           tc_number_whole(value, 1, false, MOST_BITS, whole);
}

static bool days_of_column(const TcBuilder *builder, uint32_t column, TcDays *days)
{
    const TcColumnSpec *spec = &builder->plan->model->schema.columns[column];
    return (spec->type == TC_TYPE_INTEGER || spec->type == TC_TYPE_DATE) && spec->has_low &&
           spec->has_high && tc_number_whole(spec->low, 1, false, MOST_BITS, &days->first) &&
           tc_number_whole(spec->high, 1, true, MOST_BITS, &days->last);
}

static bool days_of_number(const TcBuilder *builder, uint32_t number, TcDays *days)
{
    if (!is_whole(g_array_index(builder->numbers, TcPlanNumber, number).value, &days->first))
        return false;
    days->last = days->first;
    return true;
}

static bool add_weighted(const TcDays *days, int64_t weight, TcDays *sum)
{
    int64_t first, last;
    return !__builtin_mul_overflow(weight < 0 ? days->last : days->first, weight, &first) &&
           !__builtin_mul_overflow(weight < 0 ? days->first : days->last, weight, &last) &&
           !__builtin_add_overflow(sum->first, first, &sum->first) &&
           !__builtin_add_overflow(sum->last, last, &sum->last);
}

static bool days_of_node(Look *look, uint32_t index, TcDays *days);

/* What the extremes, or the branches of a choice, from input @from on can be. */
static bool days_of_inputs(Look *look, const TcPlanNode *node, uint32_t from, TcDays *days)
{
    TcDays next;
    *days = (TcDays){INT64_MAX, INT64_MIN};
    for (uint32_t i = from; i < node->n; i++) {
        if (!days_of_node(look, tc_builder_input(look->builder, node, i), &next))
            return false;
        days->first = MIN(days->first, next.first);
        days->last = MAX(days->last, next.last);
    }
    return from < node->n;
}

/* A column that may be chưa có, where it is a number. */
static bool days_of_term(const TcBuilder *builder, const TcTerm *term, TcDays *days)
{
    const TcPlanNode *node = tc_builder_node(builder, term->index);
    return term->kind == TC_TERM_NUMBER && node->op == TC_PLAN_COLUMN && node->denominator == 1 &&
           days_of_column(builder, node->data, days);
}

static bool days_of_linear(const TcBuilder *builder, const TcLinear *linear, TcDays *days)
{
    TcDays next;
    *days = (TcDays){linear->constant, linear->constant};
    for (uint32_t i = 0; i < linear->n; i++) {
        const TcTerm *term = &g_array_index(builder->terms, TcTerm, linear->first + i);
        const bool known = i < linear->n_columns ? days_of_column(builder, term->index, &next)
                                                 : days_of_term(builder, term, &next);
        if (!known || !add_weighted(&next, term->weight[0], days))
            return false;
    }
    return linear->denominator == 1;
}

static bool days_of_node(Look *look, uint32_t index, TcDays *days)
{
    const TcBuilder *builder = look->builder;
    const TcPlanNode *node = tc_builder_node(builder, index);
    if (look->left == 0)
        return false;
    look->left--;
    switch ((int)node->op) {
    case TC_PLAN_COLUMN:
        return days_of_column(builder, node->data, days);
    case TC_PLAN_NUMBER:
        return days_of_number(builder, node->data, days);
    case TC_PLAN_LINEAR:
        return days_of_linear(builder, &g_array_index(builder->linears, TcLinear, node->data),
                              days);
    case TC_PLAN_RUN_DAY:
        *days = (TcDays){tc_date_from_ymd(1, 1, 1), tc_date_from_ymd(9999, 12, 31)};
        return true;
    case TC_PLAN_LEAST:
    case TC_PLAN_GREATEST:
        return days_of_inputs(look, node, 0, days);
    case TC_PLAN_PICK:
        return days_of_inputs(look, node, 1, days);
    default:
        return false;
    }
}

bool tc_builder_days(const TcBuilder *builder, const TcForm *form, TcDays *days)
{
    Look look = {builder, MOST_VISITS};
    TcDays next;
    int64_t weight;
    if (!tc_number_whole(form->constant, 1, false, MOST_BITS, &weight))
        return false;
    *days = (TcDays){weight, weight};
    for (uint32_t i = 0; i < form->n; i++) {
        const TcFormTerm *term = &form->terms[i];
        bool known = term->kind == TC_ATOM_COLUMN   ? days_of_column(builder, term->index, &next)
                     : term->kind == TC_ATOM_NUMBER ? days_of_node(&look, term->index, &next)
                                                    : false;
        if (!known || !is_whole(term->weight, &weight) || !add_weighted(&next, weight, days))
            return false;
    }
    return true;
}
