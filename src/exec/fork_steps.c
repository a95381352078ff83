/* Comparisons of what goes in steps: a rounding, the year of a date, the whole months or years
 * between two dates of which one is fixed. Before, a node of a plan; after, where what is under the
 * step has to be for the step to come up to a number, and whether it is on this path. */
#include "base/date.h"
#include "base/number.h"
#include "exec/fork_internal.h"

enum { MOST_PLACES = 15, MOST_DAYS = 1 << 24, FIRST_YEAR = 1, LAST_YEAR = 9999 };

/* The step comes up to a number from @place on (@above: behind it; @falls: up to before it). */
typedef struct {
    mpq_t place;
    bool above, falls;
} Mark;

bool tc_fork_is_step(TcPlanOp op)
{
    return op == TC_PLAN_ROUND || op == TC_PLAN_YEAR || op == TC_PLAN_MONTHS || op == TC_PLAN_YEARS;
}

static bool is_fixed(const TcForkStep *step, const TcForkValue *value)
{
    const int64_t most = step->node->op == TC_PLAN_ROUND ? MOST_PLACES : MOST_DAYS;
    return value->num.n == 0 && value->den.n == 0 && value->den.constant == 1 &&
           ABS(value->num.constant) <= most;
}

TcForkStep tc_fork_step(const TcForkAt *at)
{
    const TcForkValue a = tc_fork_input(at, 0);
    const TcForkValue b = at->node->n > 1 ? tc_fork_input(at, 1) : tc_fork_integer(0);
    TcForkStep step = {.fork = at->fork, .node = at->node, .under = a, .fixed = b.num.constant};
    if (a.state == TC_FORK_BEYOND || b.state == TC_FORK_BEYOND) {
        step.under = tc_fork_state(TC_FORK_BEYOND);
    } else if (a.state != TC_FORK_NUMBER || b.state != TC_FORK_NUMBER) {
        step.under = tc_fork_state(TC_FORK_UNDEFINED);
    } else if (!is_fixed(&step, &b)) {
        step.second = at->node->op != TC_PLAN_ROUND && is_fixed(&step, &a);
        step.under = step.second ? b : tc_fork_state(TC_FORK_BEYOND);
        step.fixed = a.num.constant;
    }
    return step;
}

/* Is the step of @under at least @least? */
static bool comes_up_to(const TcForkStep *step, const mpq_t under, const mpq_t least)
{
    mpq_t a, b;
    mpq_inits(a, b, NULL);
    mpq_set(step->second ? b : a, under);
    mpq_set_si(step->second ? a : b, step->fixed, 1);
    tc_fork_compute(step->node, a, b);
    const bool enough = mpq_cmp(a, least) >= 0;
    mpq_clears(a, b, NULL);
    return enough;
}

/* From one value of the step to the next. */
static void set_height(const TcForkStep *step, mpq_t height)
{
    const int64_t places = step->node->op == TC_PLAN_ROUND ? step->fixed : 0;
    mpq_set_ui(height, 1, 1);
    mpz_ui_pow_ui(mpq_numref(height), 10, (unsigned long)ABS(places));
    if (places > 0)
        mpq_inv(height, height);
}

/* The least value of the step that is @number or more (@above: more). */
static void find_least(const TcForkStep *step, const mpq_t number, bool above, mpq_t least)
{
    mpq_t height;
    mpq_init(height);
    set_height(step, height);
    mpq_div(least, number, height);
    tc_number_round(least, 0, above ? TC_ROUND_FLOOR : TC_ROUND_CEILING);
    if (above)
        mpz_add_ui(mpq_numref(least), mpq_numref(least), 1);
    mpq_mul(least, least, height);
    mpq_clear(height);
}

/* @least less so many quarters of @height. */
static void set_below(const mpq_t least, const mpq_t height, unsigned quarters, mpq_t place)
{
    mpq_set_ui(place, quarters, 4);
    mpq_canonicalize(place);
    mpq_mul(place, place, height);
    mpq_sub(place, least, place);
}

/* Between two values a rounding goes up behind the lower one, at the half, behind the half, or at
 * the upper one. Which it is the rounding itself tells, tried in the quarters between. */
static void find_rounding(const TcForkStep *step, const mpq_t least, Mark *mark)
{
    static const struct {
        unsigned tried, place; /* quarters below the upper one */
        bool above;
    } turns[] = {{3, 4, true}, {2, 2, false}, {1, 2, true}, {0, 0, false}};
    mpq_t height;
    unsigned i = 0;
    mpq_init(height);
    set_height(step, height);
    for (bool up = false; !up; i += !up) {
        set_below(least, height, turns[i].tried, mark->place);
        up = comes_up_to(step, mark->place, least);
    }
    set_below(least, height, turns[i].place, mark->place);
    mark->above = turns[i].above;
    mpq_clear(height);
}

/* The first day on which the step comes up to @least, or does so no more: halved. */
static void find_day(const TcForkStep *step, const mpq_t least, Mark *mark)
{
    int32_t low = tc_date_from_ymd(FIRST_YEAR, 1, 1);
    int32_t high = tc_date_from_ymd(LAST_YEAR, 12, 31) + 1;
    mark->falls = step->node->op != TC_PLAN_YEAR && !step->second;
    while (low < high) {
        const int32_t half = low + (high - low) / 2;
        mpq_set_si(mark->place, half, 1);
        if (comes_up_to(step, mark->place, least) != mark->falls)
            high = half;
        else
            low = half + 1;
    }
    mpq_set_si(mark->place, low, 1);
}

/* Is the step @number or more (@above: more)? */
static TcForkValue reaches(const TcForkStep *step, const mpq_t number, bool above)
{
    Mark mark = {.above = false};
    mpq_t least;
    mpq_inits(mark.place, least, NULL);
    find_least(step, number, above, least);
    if (step->node->op == TC_PLAN_ROUND)
        find_rounding(step, least, &mark);
    else
        find_day(step, least, &mark);
    const unsigned sub = (mark.above ? TC_TEST_ABOVE : 0) | (mark.falls ? TC_TEST_NEGATED : 0);
    const TcForkValue truth = tc_fork_compare(step->fork, &step->under, mark.place, sub);
    mpq_clears(mark.place, least, NULL);
    return truth;
}

/* YES or NOT; UNKNOWN and BEYOND as they are. */
static TcForkValue is_equal(const TcForkStep *step, const mpq_t number)
{
    const TcForkValue up = reaches(step, number, false);
    if (up.state != TC_FORK_YES)
        return up;
    const TcForkValue beyond = reaches(step, number, true);
    return beyond.state > TC_FORK_NOT ? beyond : tc_fork_truth(beyond.state == TC_FORK_NOT);
}

TcForkValue tc_fork_step_compare(const TcForkStep *step, const mpq_t number, unsigned sub)
{
    const TcForkValue truth = sub & TC_TEST_EQUAL
                                  ? is_equal(step, number)
                                  : reaches(step, number, (sub & TC_TEST_ABOVE) != 0);
    return tc_fork_turned(truth, (sub & TC_TEST_NEGATED) != 0);
}

int tc_fork_step_order(const TcForkStep *step, const mpq_t number)
{
    const TcForkState up = reaches(step, number, false).state;
    const TcForkState beyond = up == TC_FORK_YES ? reaches(step, number, true).state : up;
    return up > TC_FORK_NOT || beyond > TC_FORK_NOT ? 2
           : up == TC_FORK_NOT                      ? -1
                                                    : beyond == TC_FORK_YES;
}
