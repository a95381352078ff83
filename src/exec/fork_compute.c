/* Numbers on a path of the fork search: before, cells; after, quotients of linear forms. */
#include "base/date.h"
#include "base/number.h"
#include "exec/fork_internal.h"

/* --- linear forms ----------------------------------------------------------------------------- */

/* The columns of a linear form as a number; NONE if one of them is chưa có. */
TcForkValue tc_fork_columns(const TcForkAt *at, const TcLinear *form)
{
    const TcTerm *terms = at->plan->terms + form->first;
    TcForkValue value = tc_fork_fraction(form->constant, form->denominator);
    bool room = true, none = false;
    for (uint32_t i = 0; i < form->n_columns; i++)
        none |= form->may_none && tc_fork_is_none(at->fork, tc_fork_cell(at, terms[i].index));
    for (uint32_t i = 0; i < form->n_columns && !none; i++) {
        int64_t weight;
        const TcForkForm one = tc_fork_variable(at->fork, tc_fork_cell(at, terms[i].index));
        room = room &&
               !__builtin_mul_overflow(terms[i].weight[0],
                                       at->fork->cells->factor_of[at->version][terms[i].index],
                                       &weight) &&
               tc_fork_add(at->fork, &value.num, &one, weight, &value.num);
    }
    return none ? tc_fork_state(TC_FORK_NONE) : room ? value : tc_fork_state(TC_FORK_BEYOND);
}

/* What an outcome or a number adds to a linear form. */
static TcForkValue term_value(const TcForkAt *at, const TcLinear *form, const TcTerm *term)
{
    if (term->kind == TC_TERM_OUTCOME) {
        const TcForkState seen = tc_fork_outcome_seen(at, term->index);
        return seen == TC_FORK_BEYOND ? tc_fork_state(TC_FORK_BEYOND)
                                      : tc_fork_fraction(term->weight[seen], form->denominator);
    }
    TcForkValue value = tc_fork_value(at->fork, at->version, term->index);
    const int64_t scale = at->plan->nodes[term->index].denominator;
    const TcForkValue stored = tc_fork_integer(scale ? scale : 1);
    const TcForkValue weight = tc_fork_fraction(term->weight[0], form->denominator);
    if (value.state == TC_FORK_NUMBER)
        value = tc_fork_times(at->fork, &value, &stored);
    return value.state == TC_FORK_NUMBER ? tc_fork_times(at->fork, &value, &weight) : value;
}

/* Is it only asked what one component gives the node? */
static bool asks_part(const TcForkAt *at)
{
    const TcForkShares *shares = at->fork->shares;
    return shares && at->fork->component != TC_FORK_NO_COMPONENT &&
           shares->component[at->version][at->node - at->plan->nodes] == TC_FORK_SEVERAL;
}

TcForkValue tc_fork_linear(const TcForkAt *at)
{
    const TcLinear *form = &at->plan->linears[at->node->data];
    const TcForkPart *given = tc_fork_given(at->fork, at->version, at->node);
    TcForkValue sum = asks_part(at) ? tc_fork_integer(0) : tc_fork_columns(at, form);
    bool none = false;
    if (sum.state == TC_FORK_NONE)
        sum = tc_fork_state(TC_FORK_UNDEFINED);
    if (given) {
        const TcForkValue others = tc_fork_part_value(given);
        sum = tc_fork_plus(at->fork, &sum, &others);
    }
    for (uint32_t i = form->n_columns; i < form->n; i++) {
        if (!tc_fork_asks(at->fork, at->version, at->node, at->plan->terms[form->first + i].index))
            continue;
        TcForkValue term = term_value(at, form, &at->plan->terms[form->first + i]);
        if (term.state == TC_FORK_NONE && at->node->sub) {
            none = true;
            continue;
        }
        sum = tc_fork_plus(at->fork, &sum, &term);
    }
    return none && sum.state == TC_FORK_NUMBER ? tc_fork_state(TC_FORK_NONE) : sum;
}

TcForkValue tc_fork_quotient(TcFork *fork, uint32_t version, const TcPlanNode *node)
{
    const TcForkAt at = {fork, fork->cells->plans[version], version, node};
    const TcForkValue top = tc_fork_columns(&at, &at.plan->linears[node->data]);
    const TcForkValue bottom = tc_fork_columns(&at, &at.plan->linears[node->data2]);
    return tc_fork_divide(fork, &top, &bottom);
}

/* --- numbers ---------------------------------------------------------------------------------- */

static TcForkValue column_value(const TcForkAt *at)
{
    const uint32_t cell = tc_fork_cell(at, at->node->data);
    if (tc_fork_is_none(at->fork, cell))
        return tc_fork_state(TC_FORK_NONE);
    TcForkValue value = tc_fork_integer(0);
    int64_t unit = 1;
    for (unsigned k = 0; k < at->fork->cells->cells[cell].scale; k++)
        unit *= 10;
    value.num = tc_fork_variable(at->fork, cell);
    value.den.constant = unit;
    return value;
}

/* LEAST, GREATEST: @sign times the order tells which one stays. */
static TcForkValue eval_extreme(const TcForkAt *at, int sign)
{
    TcForkValue best = at->node->n ? tc_fork_input(at, 0) : tc_fork_state(TC_FORK_UNDEFINED);
    for (uint32_t i = 0; i < at->node->n; i++) {
        const TcForkValue other = tc_fork_input(at, i);
        const bool lost = best.state == TC_FORK_BEYOND || other.state == TC_FORK_BEYOND;
        if (best.state != TC_FORK_NUMBER || other.state != TC_FORK_NUMBER)
            return lost ? tc_fork_state(TC_FORK_BEYOND) : tc_fork_state(TC_FORK_UNDEFINED);
        const int order = i ? tc_fork_order(at->fork, &other, &best) : 0;
        if (order == 2)
            return tc_fork_state(TC_FORK_BEYOND);
        if (order * sign > 0)
            best = other;
    }
    return best;
}

static TcForkValue eval_absolute(const TcForkAt *at)
{
    const TcForkValue value = tc_fork_input(at, 0), zero = tc_fork_integer(0),
                      minus = tc_fork_integer(-1);
    if (value.state == TC_FORK_NONE)
        return tc_fork_state(TC_FORK_UNDEFINED);
    if (value.state != TC_FORK_NUMBER)
        return value;
    const int order = tc_fork_order(at->fork, &value, &zero);
    return order == 2   ? tc_fork_state(TC_FORK_BEYOND)
           : order >= 0 ? value
                        : tc_fork_times(at->fork, &value, &minus);
}

void tc_fork_compute(const TcPlanNode *node, mpq_t a, const mpq_t b)
{
    const TcPlanOp op = node->op;
    int year, month, day;
    const int32_t date = (int32_t)mpq_get_d(a);
    if (op == TC_PLAN_ROUND) {
        tc_number_round(a, mpz_get_si(mpq_numref(b)), (TcRoundMode)node->sub);
        return;
    }
    tc_date_to_ymd(date, &year, &month, &day);
    const int32_t to = (int32_t)mpq_get_d(b);
    const int64_t result = op == TC_PLAN_YEAR     ? year
                           : op == TC_PLAN_MONTH  ? month
                           : op == TC_PLAN_DAY    ? day
                           : op == TC_PLAN_MONTHS ? tc_date_months_between(date, to)
                                                  : tc_date_years_between(date, to);
    mpq_set_si(a, result, 1);
}

/* Rounding and parts of dates: of what is the same for every row. */
static TcForkValue eval_constant(const TcForkAt *at)
{
    const TcForkValue a = tc_fork_input(at, 0);
    const TcForkValue b = at->node->n > 1 ? tc_fork_input(at, 1) : tc_fork_integer(0);
    if (a.state == TC_FORK_BEYOND || b.state == TC_FORK_BEYOND)
        return tc_fork_state(TC_FORK_BEYOND);
    if (a.state != TC_FORK_NUMBER || b.state != TC_FORK_NUMBER)
        return tc_fork_state(TC_FORK_UNDEFINED);
    TcForkValue result = tc_fork_state(TC_FORK_BEYOND);
    mpq_t x, y;
    mpq_inits(x, y, NULL);
    const bool whole = tc_fork_constant(&a, x) && tc_fork_constant(&b, y) &&
                       mpz_cmp_ui(mpq_denref(y), 1) == 0 &&
                       mpz_cmpabs_ui(mpq_numref(y), 1 << 24) < 0;
    if (whole && (at->node->op != TC_PLAN_ROUND || mpz_cmpabs_ui(mpq_numref(y), 15) <= 0)) {
        tc_fork_compute(at->node, x, y);
        result = tc_fork_rational(x);
    }
    mpq_clears(x, y, NULL);
    return result;
}

static TcForkValue eval_run_day(const TcForkAt *at)
{
    int year, month, day;
    const int32_t judged = at->fork->run.date_judged;
    if (at->node->op == TC_PLAN_RUN_DAY)
        return tc_fork_integer(judged);
    tc_date_to_ymd(judged, &year, &month, &day);
    return tc_fork_integer(year);
}

static TcForkValue eval_arithmetic(const TcForkAt *at)
{
    const TcForkValue a = tc_fork_input(at, 0), b = tc_fork_input(at, 1);
    return at->node->op == TC_PLAN_MULTIPLY ? tc_fork_times(at->fork, &a, &b)
                                            : tc_fork_divide(at->fork, &a, &b);
}

TcForkValue tc_fork_number(const TcForkAt *at)
{
    switch ((int)at->node->op) {
    case TC_PLAN_NUMBER:
        return tc_fork_rational(at->plan->numbers[at->node->data].value);
    case TC_PLAN_NOTHING:
        return at->node->sub == TC_NOTHING_UNDEFINED ? tc_fork_state(TC_FORK_UNDEFINED)
                                                     : tc_fork_state(TC_FORK_BEYOND);
    case TC_PLAN_COLUMN:
        return column_value(at);
    case TC_PLAN_LINEAR:
        return tc_fork_linear(at);
    case TC_PLAN_QUOTIENT:
        return tc_fork_quotient(at->fork, at->version, at->node);
    case TC_PLAN_MULTIPLY:
    case TC_PLAN_DIVIDE:
        return eval_arithmetic(at);
    case TC_PLAN_LEAST:
        return eval_extreme(at, -1);
    case TC_PLAN_GREATEST:
        return eval_extreme(at, 1);
    case TC_PLAN_ABSOLUTE:
        return eval_absolute(at);
    case TC_PLAN_PICK:
        return tc_fork_choose(at, TC_FORK_UNDEFINED);
    case TC_PLAN_LOOKUP:
        return tc_fork_lookup(at->fork, at->version, at->node);
    case TC_PLAN_SETTLE: /* the books are open */
        return tc_fork_input(at, 1);
    case TC_PLAN_RUN_DAY:
    case TC_PLAN_RUN_YEAR:
        return eval_run_day(at);
    default:
        return eval_constant(at);
    }
}
