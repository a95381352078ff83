/* Sums over outcomes, as steps from a base.
 *
 * Before: linear forms and their outcome nodes. After: plan->sum_steps; of each form both ends, and
 * how much its outcomes can add up to.
 *
 * The high end is the least weight and the steps up to an outcome that is possible; the low end
 * the largest without the steps down to one. So both take the bitmaps of outcomes as they lie
 * (exec/outcome_sum.c), and a term that adds the same whatever the outcome has no step. */
#include "plan/passes.h"

enum { OUTCOMES = 3, APART = 2 };

typedef struct {
    TcPlan *plan;
    GArray *found; /* TcSumStep */
} Steps;

static void put_in_order(const int64_t *weight, uint8_t *a, uint8_t *b)
{
    const uint8_t first = *a;
    if (weight[first] > weight[*b]) {
        *a = *b;
        *b = first;
    }
}

/* The outcomes in the order of their weights, least first. */
static void by_weight(const int64_t *weight, uint8_t order[OUTCOMES])
{
    for (uint8_t i = 0; i < OUTCOMES; i++)
        order[i] = i;
    put_in_order(weight, &order[0], &order[1]);
    put_in_order(weight, &order[1], &order[2]);
    put_in_order(weight, &order[0], &order[1]);
}

/* @a, @b: outcomes; one that is never the case need not be asked of. */
static void add_step(Steps *steps, uint32_t node, uint8_t a, uint8_t b, uint64_t weight)
{
    const bool never = steps->plan->nodes[node].never_apart;
    const TcSumStep step = {
        node, {never && a == APART ? b : a, never && b == APART ? a : b}, weight};
    if (weight > 0)
        g_array_append_val(steps->found, step);
}

static void add_to_base(TcSumEnd *end, int64_t weight)
{
    end->base = (int64_t)((uint64_t)end->base + (uint64_t)weight); /* of small sums it is right */
}

/* The steps of one term. A least weight of an outcome that is never the case is passed over. */
static void add_term(Steps *steps, const TcTerm *term, unsigned which, TcSumEnd *end)
{
    uint8_t order[OUTCOMES];
    by_weight(term->weight, order);
    const bool passed = order[0] == APART && steps->plan->nodes[term->index].never_apart;
    const int64_t least = term->weight[order[0]], middle = term->weight[order[1]];
    const int64_t largest = term->weight[order[2]];
    const uint64_t first = passed ? 0 : (uint64_t)middle - (uint64_t)least;
    const uint64_t last = (uint64_t)largest - (uint64_t)middle;
    if (which == TC_SUM_LOW) {
        add_to_base(end, largest);
        add_step(steps, term->index, order[0], order[0], first);
        add_step(steps, term->index, order[0], order[1], last);
    } else {
        add_to_base(end, passed ? middle : least);
        add_step(steps, term->index, order[1], order[2], first);
        add_step(steps, term->index, order[2], order[2], last);
    }
}

static void find_end(Steps *steps, TcLinear *form, unsigned which)
{
    const TcTerm *terms = steps->plan->terms + form->first + form->n_columns;
    TcSumEnd *end = &form->ends[which];
    end->first = steps->found->len;
    for (uint32_t i = 0; i < form->n_outcomes; i++)
        add_term(steps, &terms[i], which, end);
    end->n = steps->found->len - end->first;
}

static uint64_t plus(uint64_t a, uint64_t b)
{
    uint64_t sum;
    return __builtin_add_overflow(a, b, &sum) ? UINT64_MAX : sum;
}

static uint64_t size_of(int64_t weight)
{
    return weight < 0 ? 0 - (uint64_t)weight : (uint64_t)weight;
}

/* The steps between weights pass by on the way to a sum, so a weight may count twice. */
static void measure(const Steps *steps, TcLinear *form)
{
    const TcTerm *terms = steps->plan->terms + form->first + form->n_columns;
    const TcSumEnd *low = &form->ends[TC_SUM_LOW];
    for (uint32_t i = low->first; i < low->first + low->n; i++)
        form->most_steps = plus(form->most_steps, g_array_index(steps->found, TcSumStep, i).weight);
    for (uint32_t i = 0; i < form->n_outcomes; i++) {
        uint64_t most = 0;
        for (uint32_t k = 0; k < OUTCOMES; k++)
            most = MAX(most, size_of(terms[i].weight[k]));
        form->outcomes_size = plus(form->outcomes_size, plus(most, most));
    }
}

void tc_plan_find_sum_steps(TcPlan *plan)
{
    Steps steps = {plan, g_array_sized_new(FALSE, FALSE, sizeof(TcSumStep), 1)}; /* not NULL */
    for (uint32_t i = 0; i < plan->n_linears; i++) {
        TcLinear *form = &plan->linears[i];
        for (unsigned which = TC_SUM_LOW; which < TC_SUM_ENDS; which++)
            find_end(&steps, form, which);
        measure(&steps, form);
    }
    plan->n_sum_steps = steps.found->len;
    plan->sum_steps = (TcSumStep *)(void *)g_array_free(steps.found, FALSE);
}
