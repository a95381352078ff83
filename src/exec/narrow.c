/* Row rules narrow a box: a rule with all but one cell at their best says how far that one may go.
 * So the open cells of each rule that is due are narrowed in turn, until none is due or the rounds
 * are over. Whole numbers are rounded inwards, others outwards. */
#include "exec/narrow.h"
#include "exec/evaluator.h"
#include "exec/ranges.h"

#include <string.h>

enum { RULE_ROUNDS = 8 };
#define BOX_FAR  (INT64_MAX / 4)
#define SUM_ROOM ((TcWide)1 << 126) /* so that a term can be taken from a sum */

/* --- one rule --------------------------------------------------------------------------------- */

/* The most that a rule's sum can be. */
typedef struct {
    TcWide sum;           /* of the terms that have an end */
    uint32_t n_unbounded; /* the others */
} Most;

static const TcRuleTerm *terms_of(const TcNarrowing *n, const TcRowRule *rule)
{
    return n->ev->plan->rule_terms + rule->first;
}

/* The end of a term's cell that makes the sum most; false: it has none. */
static bool best_end(const TcBox *box, const TcRuleTerm *term, int64_t *end)
{
    *end = term->weight > 0 ? box->high[term->column] : box->low[term->column];
    return term->weight == 0 || (*end != TC_NO_HIGH && *end != TC_NO_LOW);
}

/* Returns: false where the rule says nothing of this row. */
static bool rule_most(const TcNarrowing *n, const TcRowRule *rule, Most *most)
{
    const TcRuleTerm *terms = terms_of(n, rule);
    const TcBox *box = n->box;
    bool counts = n->rounding == TC_ROUND_INWARDS || rule->whole;
    bool good = true;
    *most = (Most){rule->constant - (TcWide)(rule->strict && counts), 0};
    if (rule->positive != TC_NO_NODE &&
        (box->cell[rule->positive] == TC_BOX_APART || box->low[rule->positive] <= 0))
        return false;
    for (uint32_t i = 0; i < rule->n; i++) {
        int64_t end;
        if (box->cell[terms[i].column] == TC_BOX_APART)
            return false;
        if (best_end(box, &terms[i], &end))
            good &= !__builtin_add_overflow(most->sum, (TcWide)terms[i].weight * end, &most->sum);
        else
            most->n_unbounded++;
    }
    return good && most->sum < SUM_ROOM && most->sum > -SUM_ROOM;
}

bool tc_narrow_violates(const TcNarrowing *n, const TcRowRule *rule)
{
    Most most;
    return rule_most(n, rule, &most) && most.n_unbounded == 0 && most.sum < 0;
}

bool tc_narrow_speaks(const TcNarrowing *n, const TcRowRule *rule)
{
    Most most;
    return rule_most(n, rule, &most);
}

/* @top / @bottom (positive), rounded up or down. */
static TcWide divide(TcWide top, TcWide bottom, bool up)
{
    TcWide quotient = top / bottom;
    if (quotient * bottom != top)
        quotient += up ? top > 0 : -(top < 0);
    return quotient;
}

bool tc_narrows_inwards(const TcNarrowing *n, uint32_t column)
{
    const TcTypeId type = n->ev->model->schema.columns[column].type;
    return n->rounding == TC_ROUND_INWARDS || type == TC_TYPE_INTEGER || type == TC_TYPE_DATE;
}

/* The cell moved: the rules that read it are due. */
static void moved(const TcNarrowing *n, uint32_t column)
{
    TcBox *box = n->box;
    box->empty |= box->low[column] > box->high[column];
    tc_narrow_column(n->ev->plan, box, column);
}

static void raise_low(const TcNarrowing *n, uint32_t column, TcWide least)
{
    if (least <= n->box->low[column])
        return;
    n->box->low[column] = (int64_t)MIN(least, BOX_FAR);
    moved(n, column);
}

static void drop_high(const TcNarrowing *n, uint32_t column, TcWide greatest)
{
    if (greatest >= n->box->high[column])
        return;
    n->box->high[column] = (int64_t)MAX(greatest, -BOX_FAR);
    moved(n, column);
}

/* weight * cell + @rest must not be negative. */
static void narrow_cell(const TcNarrowing *n, const TcRuleTerm *term, TcWide rest)
{
    bool inward = tc_narrows_inwards(n, term->column);
    if (term->weight > 0)
        raise_low(n, term->column, divide(-rest, term->weight, inward));
    else
        drop_high(n, term->column, divide(rest, -(TcWide)term->weight, !inward));
}

/* Narrows the open cells of a rule. A term's own best end, which its rest leaves out, is not what
 * it moves, so one sum serves all, and a rule has nothing more to say until another moves its
 * cells.
 */
static void narrow_by(const TcNarrowing *n, const TcRowRule *rule)
{
    const TcRuleTerm *terms = terms_of(n, rule);
    Most most;
    if (!rule_most(n, rule, &most))
        return;
    n->box->empty |= most.n_unbounded == 0 && most.sum < 0;
    for (uint32_t i = 0; i < rule->n && most.n_unbounded <= 1; i++) {
        int64_t end;
        bool bounded = best_end(n->box, &terms[i], &end);
        if (n->box->cell[terms[i].column] == TC_BOX_OPEN && terms[i].weight != 0 &&
            (!bounded || most.n_unbounded == 0))
            narrow_cell(n, &terms[i],
                        bounded ? most.sum - (TcWide)terms[i].weight * end : most.sum);
    }
}

/* --- all rules -------------------------------------------------------------------------------- */

void tc_narrow_all(const TcPlan *plan, TcBox *box)
{
    memset(box->due, 0xff, (plan->n_rules / 64 + 1) * sizeof *box->due);
}

void tc_narrow_column(const TcPlan *plan, TcBox *box, uint32_t column)
{
    for (uint32_t i = plan->first_rule[column]; i < plan->first_rule[column + 1]; i++)
        box->due[plan->rules_of[i] / 64] |= (uint64_t)1 << (plan->rules_of[i] % 64);
}

/* The first rule from @from on that is due; n_rules or more: none is. */
static uint32_t next_due(const TcNarrowing *n, uint32_t from)
{
    uint32_t word = from / 64;
    uint64_t left = n->box->due[word] & ~(uint64_t)0 << (from % 64);
    while (left == 0 && ++word <= n->ev->plan->n_rules / 64)
        left = n->box->due[word];
    return left ? word * 64 + (uint32_t)__builtin_ctzll(left) : n->n_rules;
}

bool tc_narrow(const TcNarrowing *n)
{
    const TcPlan *plan = n->ev->plan;
    const uint32_t rounds = plan->model->schema.n_limits + RULE_ROUNDS;
    uint32_t rule;
    for (uint32_t round = 0; round < rounds && next_due(n, 0) < n->n_rules; round++) {
        for (rule = next_due(n, 0); rule < n->n_rules; rule = next_due(n, rule + 1)) {
            narrow_by(n, &plan->rules[rule]);
            n->box->due[rule / 64] &= ~((uint64_t)1 << (rule % 64));
        }
    }
    for (rule = next_due(n, 0); rule < n->n_rules; rule = next_due(n, rule + 1))
        n->box->empty |= tc_narrow_violates(n, &plan->rules[rule]);
    return !n->box->empty;
}
