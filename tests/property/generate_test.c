/* Examples made from random rule sets, and mutants of these.
 *
 *   property_generate [sets [seed]]
 *
 * What is generated is laid out as the formatter would have it, is the same when it is made again,
 * reads without mistakes beside its set, is unreviewed, and holds. Of the mutants each has one
 * fate, found only by examples that somebody reviewed; they are found by the same examples once the
 * marks are out, and nothing is left of the set's own tree. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "engine/generate.h"
#include "engine/mutants.h"
#include "engine/trials.h"
#include "syntax/format.h"
#include "tools/beside.h"
#include "tools/random_rules.h"
#include "tools/small_rules.h"

#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 4 };
#else
enum { ROUNDS = 24 };
#endif

static unsigned long failures, sets, examples, mutants, found;

static void fail(const char *what, const char *rules, const char *made)
{
    if (failures++ < 3)
        printf("%s\n%s\n-----\n%s\n", what, rules, made);
}

/* --- the text --------------------------------------------------------------------------------- */

static bool is_laid_out(const char *made)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcSource) source = tc_source_new("made", made, strlen(made));
    g_autofree char *text = NULL;
    return tc_format(source, TC_N_LANGS, diags, &text) && text && strcmp(text, made) == 0;
}

/* Without the marks chưa rà soát. Returns: (transfer full). */
static char *reviewed(const char *made)
{
    g_auto(GStrv) lines = g_strsplit(made, "\n", -1);
    g_autoptr(GString) text = g_string_new(NULL);
    for (char **line = lines; *line; line++) {
        if (!strstr(*line, "chưa rà soát") && !strstr(*line, "unreviewed"))
            g_string_append_printf(text, "%s\n", *line);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* --- run -------------------------------------------------------------------------------------- */

/* Do the counts say what the list does? */
static bool counts_add_up(const TcMutants *all)
{
    uint32_t fates[TC_MUTANT_SAME + 1] = {0};
    for (guint i = 0; i < all->list->len; i++)
        fates[g_array_index(all->list, TcMutant, i).fate]++;
    return fates[TC_MUTANT_FOUND] == all->n_found && fates[TC_MUTANT_MISSED] == all->n_missed &&
           fates[TC_MUTANT_BY_UNREVIEWED] == all->n_by_unreviewed &&
           fates[TC_MUTANT_SAME] == all->n_same &&
           all->n_found + all->n_by_unreviewed + all->n_missed + all->n_same == all->list->len;
}

static void check_mutants(const char *rules, const char *made, const TcProgram *program)
{
    g_autoptr(TcMutants) all = tc_mutants_run(program);
    g_autofree char *text = reviewed(made);
    TcBeside beside;
    if (!counts_add_up(all) || all->n_found > 0)
        fail("mutants found by what nobody has reviewed", rules, made);
    mutants += all->list->len;
    found += all->n_by_unreviewed;
    tc_beside_open(&beside, rules, text);
    if (!beside.program) {
        fail(tc_beside_mistake(&beside), rules, text);
    } else {
        g_autoptr(TcMutants) again = tc_mutants_run(beside.program);
        if (!counts_add_up(again) || again->n_found != all->n_by_unreviewed ||
            again->n_by_unreviewed > 0)
            fail("the marks change what is found", rules, text);
    }
    tc_beside_close(&beside);
}

static void check_examples(const char *rules, const char *made, const TcProgram *program)
{
    const GArray *list = tc_program_examples(program);
    g_autoptr(TcTrials) trials = tc_trials_run(program, TC_LANG_VI);
    if (trials->n_failing > 0)
        fail("an example does not hold", rules, made);
    for (guint i = 0; i < list->len; i++) {
        if (!g_array_index(list, TcExample, i).unreviewed)
            fail("an example is without its mark", rules, made);
    }
    examples += list->len;
}

static void check_set(const char *rules, bool with_mutants)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcProgram) program = tc_program_load_text("rules", rules, strlen(rules), diags);
    g_autoptr(GString) made = g_string_new(NULL), again = g_string_new(NULL);
    TcBeside beside;
    if (!tc_program_model(program))
        return;
    tc_generate(program, INT32_MIN, made);
    tc_generate(program, INT32_MIN, again);
    if (made->len == 0)
        return;
    sets++;
    if (!g_string_equal(made, again))
        fail("another text the second time", rules, made->str);
    if (!is_laid_out(made->str))
        fail("not laid out", rules, made->str);
    tc_beside_open(&beside, rules, made->str);
    if (!beside.program) {
        fail(tc_beside_mistake(&beside), rules, made->str);
    } else {
        check_examples(rules, made->str, beside.program);
        if (with_mutants && failures == 0)
            check_mutants(rules, made->str, beside.program);
    }
    tc_beside_close(&beside);
}

int main(int argc, char **argv)
{
    const uint64_t n = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : ROUNDS;
    TcRandom random = {argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 3};
    for (uint64_t i = 0; i < n && failures < 3; i++) {
        uint32_t choices;
        const TcSmallRules small = {tc_random_next(&random), UINT32_MAX, UINT32_MAX, 0, 20};
        g_autofree char *text = tc_small_rules(&small, &choices);
        TcRandomRules *nasty =
            tc_random_rules_new(&random, i % 2 ? TC_LANG_VI : TC_LANG_EN, (unsigned)(i / 2 % 16));
        g_autofree char *expressions = tc_random_expressions(&random);
        check_set(text, i % 4 == 0);
        check_set(nasty->text->str, i % 8 == 1);
        check_set(expressions, i % 8 == 3);
        tc_random_rules_free(nasty);
    }
    printf("generate: %lu sets, %lu examples; %lu mutants, %lu found; %lu failures\n", sets,
           examples, mutants, found, failures);
    return failures || examples == 0 || found < mutants / 2 ? EXIT_FAILURE : EXIT_SUCCESS;
}
