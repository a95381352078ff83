/* Explanations of many units against each unit alone.
 *
 *   property_units [sets [seed]]
 *
 * The rows of a block are explained one after the other with one kit, and each with a kit of its
 * own: as JSON and as text they must be the same, whatever was explained before. The reference is
 * held to one that forgets all between two changes of a cell. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "exec/evaluate.h"
#include "exec/probe.h"
#include "report/explain.h"
#include "support/rule_set.h"
#include "tools/random_rules.h"

#ifdef __SANITIZE_ADDRESS__
enum { SETS = 5 };
#else
enum { SETS = 25 };
#endif
enum { ROWS = 6, MOST_OPEN = 4, CHANGES = 60, MOST_REPORTS = 3 };

static unsigned long n_units, n_open, n_answers, failures;
static uint64_t at_seed;
static const char *at_text;

static void report(const char *what, uint32_t row)
{
    if (failures++ < MOST_REPORTS)
        printf("%s of row %u differs; seed %" G_GUINT64_FORMAT "\n%s\n", what, row, at_seed,
               getenv("RULES") ? at_text : "");
}

/* --- explanations --- */

static void check_unit(const TcRuleSet *set, TcExplainKit *kit, const TcBlock *block, uint32_t row,
                       const TcResults *results, const TcRun *run)
{
    const TcExplainOptions options = {.lang = row % 2 ? TC_LANG_VI : TC_LANG_EN};
    const TcExplainView view = {.indicator = TC_NO_PART};
    g_autoptr(TcExplanation) among = tc_explain_with(kit, block, row, results, &options);
    g_autoptr(TcExplanation) alone = tc_explain(set->model, block, row, results, run, &options);
    g_autoptr(GString) one = g_string_new(NULL);
    g_autoptr(GString) other = g_string_new(NULL);
    tc_explain_json(among, &view, one);
    tc_explain_json(alone, &view, other);
    tc_explain_text(among, &view, one);
    tc_explain_text(alone, &view, other);
    n_units++;
    for (uint32_t i = 0; i < among->n_conclusions; i++)
        n_open += among->conclusions[i].openness.open;
    if (!g_string_equal(one, other))
        report("the explanation", row);
}

/* --- what the reference keeps --- */

static void put(TcRandom *random, TcProbe *probe)
{
    const uint32_t column = tc_random_below(random, probe->n);
    int64_t low, high;
    if (!tc_probe_range(probe, column, &low, &high))
        return;
    const int64_t few[] = {low, low + 1, low + (high - low) / 2, high};
    tc_probe_put(probe, column, MIN(few[tc_random_below(random, G_N_ELEMENTS(few))], high));
}

static void change(TcRandom *random, TcProbe *probe)
{
    if (tc_random_chance(random, 15))
        tc_probe_reset(probe);
    else
        put(random, probe);
}

static void check_answers(const TcRuleSet *set, TcProbe *probe, TcReference *anew, uint32_t row)
{
    TcReference *kept = tc_probe_ask(probe);
    TcValue a, b;
    bool same = true;
    tc_value_init(&a);
    tc_value_init(&b);
    tc_reference_set_row(anew, probe->cells, probe->known);
    tc_reference_set_unit(anew, &probe->unit);
    for (uint32_t i = 0; i < set->model->n_indicators; i++) {
        same &= tc_reference_indicator(kept, i) == tc_reference_indicator(anew, i);
        tc_reference_points(kept, i, &a);
        tc_reference_points(anew, i, &b);
        same &= tc_value_same(&a, &b);
    }
    for (uint32_t i = 0; i < set->model->n_verdicts; i++)
        same &= tc_reference_verdict(kept, i) == tc_reference_verdict(anew, i);
    for (uint32_t i = 0; i < set->model->n_grades; i++)
        same &= tc_reference_grade(kept, i) == tc_reference_grade(anew, i);
    n_answers++;
    if (!same)
        report("an answer of the reference", row);
    tc_value_clear(&b);
    tc_value_clear(&a);
}

static void check_reference(TcRandom *random, const TcRuleSet *set, const TcBlock *block,
                            uint32_t row, const TcRun *run)
{
    g_autoptr(TcProbe) probe = tc_probe_new(set->model, run, block, row);
    g_autoptr(TcReference) anew = tc_reference_new(set->model, run);
    for (unsigned i = 0; i < CHANGES; i++) {
        change(random, probe);
        if (tc_random_chance(random, 70))
            check_answers(set, probe, anew, row);
    }
}

/* --- cases --- */

static void judge(TcRandom *random, const TcRandomRules *rules, const TcRuleSet *set)
{
    const uint32_t n = set->model->schema.n_columns + set->model->schema.n_appraised;
    const TcRun run = {.appraisals = tc_random_chance(random, 50), .date_judged = 19723};
    g_autoptr(TcBlock) block = tc_block_new(&set->model->schema);
    g_autoptr(TcExplainKit) kit = tc_explain_kit_new(set->model, &run);
    TcPlan *plan = tc_plan_new(set->model);
    TcEvaluator *evaluator = tc_evaluator_new(plan, &run);
    TcResults *results = tc_results_new(set->model);
    TcValue *cells = tc_values_new(n);
    g_autofree bool *known = g_new(bool, n + 1);
    for (uint32_t row = 0; row < ROWS; row++) {
        tc_random_row(random, rules, set->model, cells);
        tc_random_open(random, set->model, tc_random_below(random, MOST_OPEN + 1), cells, known);
        block->rows[row] = tc_row_info(row + 2);
        tc_random_store(set->model, cells, known, block, row);
    }
    tc_block_finish(block);
    tc_evaluate(evaluator, block, results);
    for (uint32_t row = 0; row < ROWS; row++) {
        check_unit(set, kit, block, row, results, &run);
        check_reference(random, set, block, row, &run);
    }
    tc_values_free(cells, n);
    tc_results_free(results);
    tc_evaluator_free(evaluator);
    tc_plan_free(plan);
}

static void check_random(uint64_t seed)
{
    static const unsigned kinds[] = {0, TC_RANDOM_SMALL, TC_RANDOM_CLOSED, TC_RANDOM_DAYS,
                                     TC_RANDOM_WIDE};
    TcRandom random = {seed};
    TcRuleSet set;
    TcRandomRules *rules =
        tc_random_rules_new(&random, TC_LANG_VI, kinds[seed % G_N_ELEMENTS(kinds)]);
    at_seed = seed;
    at_text = rules->text->str;
    if (tc_rule_set_open(&set, rules->text->str, TC_LANG_VI))
        judge(&random, rules, &set);
    tc_rule_set_close(&set);
    tc_random_rules_free(rules);
}

int main(int argc, char **argv)
{
    const unsigned long n = argc > 1 ? strtoul(argv[1], NULL, 10) : SETS;
    const uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 20240101;
    for (unsigned long i = 0; i < n; i++)
        check_random(seed + i);
    printf("%lu units explained, %lu open conclusions; %lu rows asked anew; %lu failures\n",
           n_units, n_open, n_answers, failures);
    return failures > 0;
}
