/* Laws of the reference evaluator alone, on random rules.
 *
 *   property_laws [rule sets [seed]]
 *
 * The same rules in both languages give the same; what holds with the open cells undefined (Kleene)
 * holds for every completion; an answer that every completion gives stays when a cell is filled in;
 * and the set of a conclusion holds what Kleene logic settles. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "support/rule_set.h"
#include "tools/brute.h"
#include "tools/random_rules.h"

enum { ROWS = 4, COMPLETIONS = 3000 };

typedef struct {
    TcRandomRules *rules;
    TcRuleSet read;
    const TcModel *model; /* of `read` */
} Set;

static unsigned long failures, answers, settled_by_kleene, settled;

static void set_open(Set *set, uint64_t seed, TcLang lang)
{
    TcRandom random = {seed};
    set->rules = tc_random_rules_new(&random, lang, TC_RANDOM_SMALL | TC_RANDOM_DAYS);
    tc_rule_set_open(&set->read, set->rules->text->str, lang);
    set->model = set->read.model;
    if (!set->model) {
        printf("%s\n%s\n", set->rules->text->str, tc_rule_set_mistake(&set->read));
        failures++;
    }
}

static void set_close(Set *set)
{
    tc_rule_set_close(&set->read);
    tc_random_rules_free(set->rules);
}

static void fail(const Set *set, const char *law, uint32_t index, uint64_t a, uint64_t b)
{
    if (failures++ < 5)
        printf("%s\n%s, %u: %" G_GINT64_MODIFIER "x, %" G_GINT64_MODIFIER "x\n",
               set->rules->text->str, law, index, a, b);
}

/* Every answer of @vi is a subset of that of @en. */
static void compare(const Set *set, const char *law, const TcBrute *small, const TcBrute *large)
{
    for (uint32_t i = 0; i < set->model->n_indicators; i++) {
        if (small->indicators[i] & ~large->indicators[i])
            fail(set, law, i, small->indicators[i], large->indicators[i]);
    }
    for (uint32_t i = 0; i < set->model->n_verdicts; i++) {
        if (small->verdicts[i] & ~large->verdicts[i])
            fail(set, law, 100 + i, small->verdicts[i], large->verdicts[i]);
    }
    for (uint32_t i = 0; i < set->model->n_grades; i++) {
        if (small->grades[i] & ~large->grades[i])
            fail(set, law, 200 + i, small->grades[i], large->grades[i]);
    }
    if (small->total_low.defined && (tc_value_order(&small->total_low, &large->total_low) < 0 ||
                                     tc_value_order(&small->total_high, &large->total_high) > 0))
        fail(set, law, 300, 0, 0);
}

/* The reference itself, with undefined values in the open cells. */
static void check_kleene(const Set *set, const TcValue *cells, const TcBrute *brute)
{
    const TcRun run = {.appraisals = true};
    g_autoptr(TcReference) reference = tc_reference_new(set->model, &run);
    tc_reference_set_row(reference, cells, NULL);
    for (uint32_t i = 0; i < set->model->n_indicators; i++) {
        unsigned outcome = tc_reference_indicator(reference, i);
        answers++;
        settled += (brute->indicators[i] & (brute->indicators[i] - 1)) == 0;
        settled_by_kleene += outcome != TC_OUT_UNDEFINED;
        if (outcome != TC_OUT_UNDEFINED && brute->indicators[i] != outcome)
            fail(set, "Kleene", i, outcome, brute->indicators[i]);
    }
    for (uint32_t i = 0; i < set->model->n_verdicts; i++) {
        unsigned verdict = tc_reference_verdict(reference, i);
        if ((verdict == TC_OUT_TRUE || verdict == TC_OUT_FALSE) && brute->verdicts[i] != verdict)
            fail(set, "Kleene verdict", i, verdict, brute->verdicts[i]);
    }
}

/* Fills one open cell with the value that it has in @full. */
static void check_filling(const Set *set, const TcValue *full, TcValue *cells, bool *known,
                          const TcBrute *before)
{
    const TcRun run = {.appraisals = true};
    const uint32_t n = set->model->schema.n_columns + set->model->schema.n_appraised;
    uint32_t open = 0;
    while (open < n && known[open])
        open++;
    if (open == n)
        return;
    known[open] = true;
    tc_value_copy(&cells[open], &full[open]);
    TcBrute *after = tc_brute_new(set->model, &run, cells, known, COMPLETIONS);
    if (after && after->completions)
        compare(set, "filling", after, before);
    if (after)
        tc_brute_free(after, set->model);
}

static void check_row(const Set *vi, const Set *en, TcRandom *random, TcValue *full, TcValue *cells,
                      bool *known)
{
    const TcRun run = {.appraisals = true};
    const uint32_t n = vi->model->schema.n_columns + vi->model->schema.n_appraised;
    tc_random_row(random, vi->rules, vi->model, full);
    for (uint32_t i = 0; i < n; i++)
        tc_value_copy(&cells[i], &full[i]);
    tc_random_open(random, vi->model, 1 + tc_random_below(random, 4), cells, known);
    TcBrute *a = tc_brute_new(vi->model, &run, cells, known, COMPLETIONS);
    TcBrute *b = tc_brute_new(en->model, &run, cells, known, COMPLETIONS);
    if (a && b && a->completions) {
        compare(vi, "Vietnamese in English", a, b);
        compare(vi, "English in Vietnamese", b, a);
        check_kleene(vi, cells, a);
        check_filling(vi, full, cells, known, a);
    }
    if (a)
        tc_brute_free(a, vi->model);
    if (b)
        tc_brute_free(b, en->model);
}

static void check_rows(const Set *vi, const Set *en, TcRandom *random)
{
    const uint32_t n = vi->model->schema.n_columns + vi->model->schema.n_appraised;
    g_autofree bool *known = g_new(bool, n);
    TcValue *values[2];
    for (int k = 0; k < 2; k++) {
        values[k] = g_new(TcValue, n);
        for (uint32_t i = 0; i < n; i++)
            tc_value_init(&values[k][i]);
    }
    for (int row = 0; row < ROWS; row++)
        check_row(vi, en, random, values[0], values[1], known);
    for (int k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < n; i++)
            tc_value_clear(&values[k][i]);
        g_free(values[k]);
    }
}

int main(int argc, char **argv)
{
    uint64_t sets = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : 500;
    TcRandom random = {argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 7};
    for (uint64_t i = 0; i < sets; i++) {
        Set vi, en;
        uint64_t seed = tc_random_next(&random);
        set_open(&vi, seed, TC_LANG_VI);
        set_open(&en, seed, TC_LANG_EN);
        if (vi.model && en.model)
            check_rows(&vi, &en, &random);
        set_close(&vi);
        set_close(&en);
    }
    printf("laws: %" G_GUINT64_FORMAT " rule sets, %lu answers of indicators, %.1f%% certain "
           "(%.1f%% by Kleene logic alone), %lu failures\n",
           sets, answers, 100.0 * (double)settled / (double)(answers ? answers : 1),
           100.0 * (double)settled_by_kleene / (double)(answers ? answers : 1), failures);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
