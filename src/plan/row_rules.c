/* What every row must keep, as linear rules over its cells: for exec/box.c, which narrows open
 * cells by them.
 *
 * A row limit is a rule of two columns. A data check gives a rule for each comparison of sums of
 * columns that must hold for the check to hold; what else a check asks (an either-or, a product, a
 * column that can be chưa có) is only checked. */
#include "plan/passes.h"

#include <string.h>
#include "base/order.h"

typedef struct {
    TcPlan *plan;
    GArray *rules, *terms;
    GHashTable *seen; /* conditions that were added, times 2, + 1 if negated */
    uint32_t source;  /* the limit or check at hand */
} Rules;

static void add_term(Rules *rules, TcRowRule *rule, uint32_t column, int64_t weight)
{
    TcRuleTerm term = {column, weight};
    g_array_append_val(rules->terms, term);
    rule->n++;
}

static int64_t unit_of(const TcColumnSpec *spec)
{
    int64_t unit = 1;
    for (unsigned k = 0; k < spec->scale; k++)
        unit *= 10;
    return unit;
}

/* small <= large: each is its stored value over its unit. */
static void add_limit(Rules *rules)
{
    const TcColumnSpec *columns = rules->plan->model->schema.columns;
    const TcColumnLimit *limit = &rules->plan->model->schema.limits[rules->source];
    TcRowRule rule = {.first = rules->terms->len, .source = rules->source, .positive = TC_NO_NODE};
    add_term(rules, &rule, limit->small, -unit_of(&columns[limit->large]));
    add_term(rules, &rule, limit->large, unit_of(&columns[limit->small]));
    g_array_append_val(rules->rules, rule);
}

/* @form, or with @negated its negation, is at least 0. */
static void add_form(Rules *rules, const TcLinear *form, bool negated, bool strict,
                     uint32_t positive)
{
    const TcTerm *terms = rules->plan->terms + form->first;
    const int64_t sign = negated ? -1 : 1;
    TcRowRule rule = {.first = rules->terms->len,
                      .constant = sign * form->constant,
                      .source = rules->source,
                      .strict = strict,
                      .whole = form->whole,
                      .positive = positive};
    for (uint32_t i = 0; i < form->n_columns; i++)
        add_term(rules, &rule, terms[i].index, sign * terms[i].weight[0]);
    g_array_append_val(rules->rules, rule);
}

/* The column that is the denominator of @test; false: it is not one column. */
static bool one_divisor(const TcPlan *plan, const TcPlanNode *test, uint32_t *column)
{
    *column = TC_NO_NODE;
    if (test->data2 == TC_NO_NODE)
        return true;
    const TcLinear *den = &plan->linears[test->data2];
    const TcTerm *terms = plan->terms + den->first;
    *column = terms[0].index;
    return den->n == 1 && den->n_columns == 1 && den->constant == 0 && terms[0].weight[0] > 0;
}

static void add_test(Rules *rules, const TcPlanNode *test, bool negated)
{
    const TcLinear *form = &rules->plan->linears[test->data];
    uint32_t positive;
    if (form->may_none || form->n != form->n_columns || !one_divisor(rules->plan, test, &positive))
        return;
    if (test->sub & TC_TEST_EQUAL) {
        if (negated)
            return;
        add_form(rules, form, false, false, positive);
        add_form(rules, form, true, false, positive);
    } else {
        add_form(rules, form, negated, negated, positive);
    }
}

/* What must hold for the condition @node (or with @negated its negation) not to be false. */
static void add_condition(Rules *rules, uint32_t index, bool negated)
{
    const TcPlanNode *node = &rules->plan->nodes[index];
    const uint32_t *inputs = tc_plan_inputs(rules->plan, node);
    if (node->op == TC_PLAN_NOT)
        add_condition(rules, inputs[0], !negated);
    else if (node->op == TC_PLAN_TEST)
        add_test(rules, node, negated != ((node->sub & TC_TEST_NEGATED) != 0));
    else if (node->op == (negated ? TC_PLAN_OR : TC_PLAN_AND) &&
             g_hash_table_add(rules->seen, GUINT_TO_POINTER(2 * index + negated))) {
        for (uint32_t i = 0; i < node->n; i++)
            add_condition(rules, inputs[i], negated);
    }
}

static void list_columns(TcPlan *plan)
{
    const TcSchema *schema = &plan->model->schema;
    const uint32_t n_limit_terms = 2 * schema->n_limits;
    GArray *ruled = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    plan->summed = g_new0(bool, schema->n_columns + 1);
    for (uint32_t i = n_limit_terms; i < plan->n_rule_terms; i++)
        plan->summed[plan->rule_terms[i].column] = true;
    for (uint32_t i = 0; i < plan->n_rule_terms; i++)
        g_array_append_val(ruled, plan->rule_terms[i].column);
    tc_sort_unique(ruled);
    plan->n_ruled = ruled->len;
    plan->ruled = (uint32_t *)(void *)g_array_free(ruled, FALSE);
}

/* Counts the columns of a rule in @at; with @rules_of puts the rule where each one's next is. */
static void note_rule(const TcPlan *plan, uint32_t rule, uint32_t *at, uint32_t *rules_of)
{
    const TcRowRule *found = &plan->rules[rule];
    for (uint32_t i = 0; i < found->n + (found->positive != TC_NO_NODE); i++) {
        uint32_t *next =
            &at[i < found->n ? plan->rule_terms[found->first + i].column : found->positive];
        if (rules_of)
            rules_of[*next] = rule;
        ++*next;
    }
}

/* Which rules read a column. */
static void list_rules(TcPlan *plan)
{
    const uint32_t n_columns = plan->model->schema.n_columns;
    g_autofree uint32_t *at = g_new0(uint32_t, n_columns + 1);
    for (uint32_t i = 0; i < plan->n_rules; i++)
        note_rule(plan, i, at, NULL);
    plan->first_rule = g_new0(uint32_t, n_columns + 1);
    for (uint32_t i = 0; i < n_columns; i++)
        plan->first_rule[i + 1] = plan->first_rule[i] + at[i];
    memcpy(at, plan->first_rule, n_columns * sizeof *at);
    plan->rules_of = g_new(uint32_t, plan->first_rule[n_columns] + 1);
    for (uint32_t i = 0; i < plan->n_rules; i++)
        note_rule(plan, i, at, plan->rules_of);
}

void tc_plan_find_rules(TcPlan *plan)
{
    const TcSchema *schema = &plan->model->schema;
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    Rules rules = {.plan = plan,
                   .seen = seen,
                   .rules = g_array_new(FALSE, FALSE, sizeof(TcRowRule)),
                   .terms = g_array_new(FALSE, FALSE, sizeof(TcRuleTerm))};
    for (rules.source = 0; rules.source < schema->n_limits; rules.source++)
        add_limit(&rules);
    for (rules.source = 0; rules.source < plan->model->n_checks; rules.source++)
        add_condition(&rules, plan->checks[rules.source], false);
    plan->n_rules = rules.rules->len;
    plan->n_rule_terms = rules.terms->len;
    plan->rules = (TcRowRule *)(void *)g_array_free(rules.rules, FALSE);
    plan->rule_terms = (TcRuleTerm *)(void *)g_array_free(rules.terms, FALSE);
    list_columns(plan);
    list_rules(plan);
}
