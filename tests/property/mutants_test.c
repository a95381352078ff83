/* What is done to the rules of a mutant, held to the sentence that tells it.
 *
 *   property_mutants [sets [seed]]
 *
 * Each mistake is planted once more, by hand, into the words that the sentence names, and read
 * anew: on rows that stand where the rules turn (with and without the mistake) the reference
 * evaluator gives the same for both. Only what rests on the part that is named changes. Where a
 * mistake is told to be found some example does not hold for it, judged by the reference evaluator;
 * where it is told to be missed all do; and where it is proved to change nothing no row tells it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "engine/generate.h"
#include "engine/mutants.h"
#include "engine/trial_row.h"
#include "exec/probe.h"
#include "exec/reference.h"
#include "sema/document.h"
#include "tools/adversary.h"
#include "tools/beside.h"
#include "tools/hand_mutant.h"
#include "tools/random_rules.h"
#include "tools/small_rules.h"

#ifdef __SANITIZE_ADDRESS__
enum { ROUNDS = 3, ROWS = 30 };
#else
enum { ROUNDS = 8, ROWS = 50 };
#endif
enum { N_KINDS = TC_MUTANT_SWAPPED + 1, MOST_MUTANTS = 60 };

static const char *const kinds[N_KINDS] = {
    [TC_MUTANT_MOVED] = "moved",     [TC_MUTANT_OPENED] = "opened",
    [TC_MUTANT_CLOSED] = "closed",   [TC_MUTANT_OTHER_SIDE] = "other side",
    [TC_MUTANT_ANY] = "any",         [TC_MUTANT_ALL] = "all",
    [TC_MUTANT_TURNED] = "turned",   [TC_MUTANT_DROPPED] = "dropped",
    [TC_MUTANT_SWAPPED] = "swapped",
};

/* Of each kind: all; planted by hand too; refused by the checks then; of those that were read, the
 * ones that change something on a row. */
static unsigned long all_of[N_KINDS], written[N_KINDS], refused[N_KINDS], differing[N_KINDS];
static unsigned long failures, sets, held_examples, n_found;

/* A set of rules, asked about the row at hand. */
typedef struct {
    const TcModel *model;
    TcReference *reference; /* NULL: there is none */
} Rules;

typedef struct {
    const char *rules;
    const TcProgram *program;
    TcRandom *random;
    TcAdversary *adversary;
    Rules own;
    uint32_t n;
    TcValue *cells;
} Case;

static void fail(const char *what, const Case *at, const TcMutant *mutant, const char *hand)
{
    if (failures++ < 3)
        printf("%s: %s \"%s\" (%s, %s)\n%s\n-----\n%s\n", what, kinds[mutant->what], mutant->words,
               mutant->was ? mutant->was : "-", mutant->becomes ? mutant->becomes : "-", at->rules,
               hand ? hand : "");
}

/* --- what two sets give on a row -------------------------------------------------------------- */

typedef void Number(TcReference *reference, uint32_t index, TcValue *value);

static bool same_number(TcReference *a, TcReference *b, Number *ask, uint32_t index)
{
    TcValue x, y;
    tc_value_init(&x);
    tc_value_init(&y);
    ask(a, index, &x);
    ask(b, index, &y);
    const bool same = tc_value_same(&x, &y);
    tc_value_clear(&x);
    tc_value_clear(&y);
    return same;
}

/* By their words: labels are counted in the order in which the rules name them. */
static bool same_labels(const Rules *a, const Rules *b, uint32_t index)
{
    const TcGrade *one = &a->model->grades[index], *other = &b->model->grades[index];
    const uint64_t set = tc_reference_grade(a->reference, index);
    const uint64_t set_of_other = tc_reference_grade(b->reference, index);
    bool same = one->n_labels == other->n_labels && set >> 63 == set_of_other >> 63;
    for (uint32_t i = 0; i < one->n_labels && same; i++)
        for (uint32_t k = 0; k < one->n_labels; k++)
            if (strcmp(one->labels[i], other->labels[k]) == 0)
                same &= (set >> i & 1) == (set_of_other >> k & 1);
    return same;
}

static bool same_part(const Rules *a, const Rules *b, const TcStep *part)
{
    TcReference *one = a->reference, *other = b->reference;
    const uint32_t i = part->index;
    if (part->kind == TC_REF_VERDICT)
        return tc_reference_verdict(one, i) == tc_reference_verdict(other, i);
    if (part->kind == TC_REF_GRADE)
        return same_labels(a, b, i);
    return tc_reference_indicator(one, i) == tc_reference_indicator(other, i) &&
           same_number(one, other, tc_reference_indicator_value, i) &&
           (!tc_indicator_has_points(&a->model->indicators[i]) ||
            same_number(one, other, tc_reference_points, i));
}

/* The parts that the rules answer about, one by one. Returns: false after the last. */
static bool next_part(const TcModel *model, TcStep *part)
{
    const struct {
        TcRefKind kind;
        uint32_t n;
    } all[] = {{TC_REF_INDICATOR, model->n_indicators},
               {TC_REF_VERDICT, model->n_verdicts},
               {TC_REF_GRADE, model->n_grades}};
    bool found = part->kind == TC_REF_SET;
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        const uint32_t next = found ? 0 : part->index + 1;
        if (!found && all[i].kind != part->kind)
            continue;
        found = true;
        if (next < all[i].n) {
            *part = (TcStep){all[i].kind, next};
            return true;
        }
    }
    return false;
}

static bool rests_on(const TcModel *model, const TcStep *part, const TcStep *other)
{
    g_autoptr(TcComparisons) set = tc_comparisons_new(model);
    tc_comparisons_add_part(set, part->kind, part->index);
    return tc_comparisons_has_part(set, other->kind, other->index);
}

/* --- one mutant ------------------------------------------------------------------------------- */

typedef struct {
    Rules mutant, hand; /* planted by the program, by hand */
    bool differs;       /* on some row, from the rules without it */
} Against;

static void check_row(Case *at, const TcMutant *mutant, Against *against, const char *text)
{
    TcStep part = {TC_REF_SET, 0};
    tc_reference_set_row(at->own.reference, at->cells, NULL);
    tc_reference_set_row(against->mutant.reference, at->cells, NULL);
    if (against->hand.reference)
        tc_reference_set_row(against->hand.reference, at->cells, NULL);
    if (!tc_reference_row_valid(at->own.reference))
        return;
    while (next_part(at->own.model, &part)) {
        if (against->hand.reference && !same_part(&against->mutant, &against->hand, &part))
            fail("not what is told", at, mutant, text);
        if (same_part(&at->own, &against->mutant, &part))
            continue;
        against->differs = true;
        if (!rests_on(at->own.model, &part, &mutant->part))
            fail("changes another part", at, mutant, text);
        if (mutant->fate == TC_MUTANT_SAME && part.kind == mutant->part.kind &&
            part.index == mutant->part.index)
            fail("told to change nothing", at, mutant, text);
    }
}

static void check_rows(Case *at, const TcMutant *mutant, Against *against,
                       const TcAdversary *adversary, const char *text)
{
    const unsigned long before = failures;
    for (unsigned i = 0; i < ROWS && failures == before; i++) {
        tc_adversary_row(adversary, at->random, at->cells);
        check_row(at, mutant, against, text);
    }
}

/* What the example gives for @model. Its cells that are open are read by nothing that it asks. */
static bool holds(const TcModel *model, const TcExample *example, const TcBlock *block)
{
    const TcRun run = {.date_judged = example->has_day ? example->day : 0};
    bool holds = true;
    g_autoptr(TcProbe) probe = tc_probe_new(model, &run, block, 0);
    TcReference *reference = tc_probe_ask(probe);
    for (uint32_t i = 0; i < example->n_expected; i++) {
        TcValue value;
        tc_value_init(&value);
        tc_reference_value(reference, example->expected[i].condition, TC_NO_PART, &value);
        holds &= value.defined && value.truth;
        tc_value_clear(&value);
    }
    return holds;
}

/* Is a cell open that what is asked reads? */
static bool is_open(const TcModel *model, const TcExample *example, const TcBlock *block)
{
    const TcRun run = {0};
    uint32_t n;
    bool open = false;
    g_autoptr(TcProbe) probe = tc_probe_new(model, &run, block, 0);
    g_autoptr(TcComparisons) set = tc_comparisons_new(model);
    for (uint32_t i = 0; i < example->n_expected; i++) {
        tc_comparisons_add(set, example->expected[i].condition, TC_NO_PART);
        open |= example->expected[i].open;
    }
    const uint32_t *cells = tc_comparisons_cells(set, &n);
    for (uint32_t i = 0; i < n; i++)
        open |= !probe->known[cells[i]];
    return open;
}

/* Is what is told of the examples so? One with an open cell is not judged here. */
static void check_fate(const Case *at, const TcMutant *mutant, const TcModel *model)
{
    const GArray *all = tc_program_examples(at->program);
    TcBlock *block = tc_block_new(&at->own.model->schema);
    bool open = false, fails = false;
    for (guint i = 0; i < all->len; i++) {
        const TcExample *example = &g_array_index(all, TcExample, i);
        tc_trial_fill(block, &at->own.model->schema, example);
        if (is_open(at->own.model, example, block)) {
            open = true;
            continue;
        }
        held_examples++;
        fails |= !holds(model, example, block);
    }
    if (fails && mutant->fate != TC_MUTANT_FOUND)
        fail("an example finds it", at, mutant, NULL);
    if (!fails && !open && mutant->fate == TC_MUTANT_FOUND)
        fail("no example finds it", at, mutant, NULL);
    n_found += fails;
    tc_block_free(block);
}

static void check_mutant(Case *at, const TcMutant *mutant)
{
    const TcRun run = {0};
    TcMutated mutated;
    g_autofree char *text = tc_hand_mutant(at->rules, mutant);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    TcDocument *hand =
        text ? tc_document_new(tc_source_new("hand", text, strlen(text)), diags) : NULL;
    const TcModel *other = hand ? tc_document_model(hand) : NULL;
    tc_mutated_init(&mutated, at->own.model, mutant);
    Against against = {{&mutated.model, tc_reference_new(&mutated.model, &run)},
                       {other, other ? tc_reference_new(other, &run) : NULL},
                       false};
    all_of[mutant->what]++;
    written[mutant->what] += text != NULL;
    refused[mutant->what] += text && !other;
    check_rows(at, mutant, &against, at->adversary, text);
    if (other) {
        TcAdversary *adversary = tc_adversary_new(other, tc_document_tree(hand));
        check_rows(at, mutant, &against, adversary, text);
        tc_adversary_free(adversary);
    }
    differing[mutant->what] += other && against.differs;
    check_fate(at, mutant, &mutated.model);
    if (other)
        tc_reference_free(against.hand.reference);
    tc_reference_free(against.mutant.reference);
    tc_mutated_clear(&mutated);
    tc_document_free(hand);
}

/* --- sets ------------------------------------------------------------------------------------- */

static void check_program(const char *rules, const TcProgram *program, TcRandom *random)
{
    const TcRun run = {0};
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcDocument) document =
        tc_document_new(tc_source_new("rules", rules, strlen(rules)), diags);
    g_autoptr(TcMutants) mutants = tc_mutants_run(program);
    Case at = {.rules = rules, .program = program, .random = random};
    at.own.model = tc_program_model(program);
    at.n = at.own.model->schema.n_columns + at.own.model->schema.n_appraised;
    at.cells = g_new(TcValue, at.n);
    for (uint32_t i = 0; i < at.n; i++)
        tc_value_init(&at.cells[i]);
    at.adversary = tc_adversary_new(at.own.model, tc_document_tree(document));
    at.own.reference = tc_reference_new(at.own.model, &run);
    sets++;
    const guint step = 1 + mutants->list->len / MOST_MUTANTS; /* long tables have hundreds */
    for (guint i = 0; i < mutants->list->len && failures < 3; i += step)
        check_mutant(&at, &g_array_index(mutants->list, TcMutant, i));
    tc_reference_free(at.own.reference);
    tc_adversary_free(at.adversary);
    for (uint32_t i = 0; i < at.n; i++)
        tc_value_clear(&at.cells[i]);
    g_free(at.cells);
}

/* With some of the examples that are made from it, looked over. */
static void check_set(const char *rules, TcRandom *random)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcProgram) program = tc_program_load_text("rules", rules, strlen(rules), diags);
    g_autoptr(GString) made = g_string_new(NULL), few = g_string_new(NULL);
    TcBeside beside;
    if (!tc_program_model(program))
        return;
    tc_generate(program, INT32_MIN, made);
    g_auto(GStrv) lines = g_strsplit(made->str, "\n", -1);
    for (char **line = lines; *line; line++)
        if (!strstr(*line, "chưa rà soát") && !strstr(*line, "unreviewed") &&
            (!strstr(*line, "    | ") || strstr(*line, "[") || tc_random_chance(random, 40)))
            g_string_append_printf(few, "%s\n", *line);
    tc_beside_open(&beside, rules, few->str);
    check_program(rules, beside.program ? beside.program : program, random);
    tc_beside_close(&beside);
}

int main(int argc, char **argv)
{
    const uint64_t n = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : ROUNDS;
    TcRandom random = {argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 3};
    bool poor = false;
    for (uint64_t i = 0; i < n && failures < 3; i++) {
        uint32_t choices;
        const TcSmallRules small = {tc_random_next(&random), UINT32_MAX, UINT32_MAX, 0, 0};
        g_autofree char *text = tc_small_rules(&small, &choices);
        TcRandomRules *nasty =
            tc_random_rules_new(&random, i % 2 ? TC_LANG_VI : TC_LANG_EN, (unsigned)(i / 2 % 16));
        check_set(text, &random);
        check_set(nasty->text->str, &random);
        tc_random_rules_free(nasty);
    }
    for (unsigned kind = 0; kind < N_KINDS; kind++) {
        printf("%s: %lu, by hand %lu, refused %lu, seen to differ %lu\n", kinds[kind], all_of[kind],
               written[kind], refused[kind], differing[kind]);
        poor |= differing[kind] < all_of[kind] / 12;
    }
    printf("mutants: %lu sets, %lu times an example, %lu found; %lu failures\n", sets,
           held_examples, n_found, failures);
    return failures || poor || n_found == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
