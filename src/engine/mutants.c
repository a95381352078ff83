/* Running mutants: the model with one clause of one part replaced, and the examples that rest on
 * that part, until one does not hold. See mutants.h. */
#include "engine/mutants.h"

#include <stddef.h>
#include <string.h>
#include "engine/prove.h"
#include "engine/trials.h"
#include "exec/probe.h"

/* Which parts an example rests on. */
typedef struct {
    const TcExample *example;
    TcComparisons *parts;
} Tester;

static void clear_tester(void *data)
{
    tc_comparisons_free(((Tester *)data)->parts);
}

static GArray *testers_of(const TcProgram *program)
{
    const GArray *examples = tc_program_examples(program);
    GArray *testers = g_array_new(FALSE, FALSE, sizeof(Tester));
    g_array_set_clear_func(testers, clear_tester);
    for (guint i = 0; i < examples->len; i++) {
        const TcExample *example = &g_array_index(examples, TcExample, i);
        const Tester tester = {example, tc_comparisons_new(tc_program_model(program))};
        for (uint32_t e = 0; e < example->n_expected; e++)
            tc_comparisons_add(tester.parts, example->expected[e].condition, TC_NO_PART);
        g_array_append_val(testers, tester);
    }
    return testers;
}

/* Parameters may rest on others, which nobody follows. */
static bool rests_on(const Tester *tester, const TcStep *part, const TcModel *model)
{
    if (part->kind != TC_REF_PARAMETER)
        return tc_comparisons_has_part(tester->parts, part->kind, part->index);
    for (uint32_t i = 0; i < model->n_parameters; i++)
        if (tc_comparisons_has_part(tester->parts, TC_REF_PARAMETER, i))
            return true;
    return false;
}

/* --- the changed model ------------------------------------------------------------------------ */

/* The struct of part @index in a copy of the array @items of @n parts of @size bytes, which takes
 * the place of it. */
static char *own_part(void **items, uint32_t n, size_t size, uint32_t index)
{
    *items = g_memdup2(*items, n * size);
    return (char *)*items + index * size;
}

static char *part_of(TcModel *copy, const TcStep *part)
{
    switch ((int)part->kind) {
    case TC_REF_DEFINITION:
        return own_part((void **)&copy->definitions, copy->n_definitions, sizeof(TcLet),
                        part->index);
    case TC_REF_PARAMETER:
        return own_part((void **)&copy->parameters, copy->n_parameters, sizeof(TcLet), part->index);
    case TC_REF_VERDICT:
        return own_part((void **)&copy->verdicts, copy->n_verdicts, sizeof(TcVerdict), part->index);
    case TC_REF_GRADE:
        return own_part((void **)&copy->grades, copy->n_grades, sizeof(TcGrade), part->index);
    default:
        return own_part((void **)&copy->indicators, copy->n_indicators, sizeof(TcIndicator),
                        part->index);
    }
}

/* Puts @root in the place of exception @index, or takes that out. */
static void change_except(TcRequirement *requirement, uint32_t index, const TcNode *root)
{
    requirement->excepts =
        g_memdup2(requirement->excepts, requirement->n_excepts * sizeof *requirement->excepts);
    if (root) {
        requirement->excepts[index] = root;
        return;
    }
    requirement->n_excepts--;
    memmove(&requirement->excepts[index], &requirement->excepts[index + 1],
            (requirement->n_excepts - index) * sizeof *requirement->excepts);
}

void tc_mutated_init(TcMutated *mutated, const TcModel *model, const TcMutant *mutant)
{
    *mutated = (TcMutated){*model, model, NULL};
    char *part = part_of(&mutated->model, &mutant->part);
    if (mutant->except < 0) {
        memcpy(part + mutant->offset, &mutant->root, sizeof mutant->root);
        return;
    }
    TcRequirement *requirement = (TcRequirement *)(void *)(part + mutant->offset);
    change_except(requirement, (uint32_t)mutant->except, mutant->root);
    mutated->excepts = requirement->excepts;
}

void tc_mutated_clear(TcMutated *mutated)
{
    const TcModel *copy = &mutated->model, *model = mutated->of;
    if (copy->definitions != model->definitions)
        g_free(copy->definitions);
    if (copy->parameters != model->parameters)
        g_free(copy->parameters);
    if (copy->verdicts != model->verdicts)
        g_free(copy->verdicts);
    if (copy->grades != model->grades)
        g_free(copy->grades);
    if (copy->indicators != model->indicators)
        g_free(copy->indicators);
    g_free(mutated->excepts);
}

/* --- fates ------------------------------------------------------------------------------------ */

/* Does one of the examples that are @unreviewed or not find the mutant, @copy? */
static bool is_found(const TcModel *copy, const TcMutant *mutant, const GArray *testers,
                     bool unreviewed)
{
    g_autoptr(GPtrArray) asked = g_ptr_array_new();
    for (guint i = 0; i < testers->len; i++) {
        const Tester *tester = &g_array_index(testers, Tester, i);
        if (tester->example->unreviewed == unreviewed && rests_on(tester, &mutant->part, copy))
            g_ptr_array_add(asked, (void *)tester->example);
    }
    return !tc_trials_all_hold(copy, (const TcExample *const *)asked->pdata, asked->len);
}

/* Does a proof see all that @mutant changes? What an indicator's value is it does not claim, nor
 * what other days give. */
static bool is_provable(const TcProgram *program, const TcMutant *mutant)
{
    const TcRefKind kind = mutant->part.kind;
    const bool of_value =
        kind == TC_REF_INDICATOR && mutant->offset == offsetof(TcIndicator, value);
    return (kind == TC_REF_INDICATOR || kind == TC_REF_VERDICT || kind == TC_REF_GRADE) &&
           !of_value && !tc_program_asks_date(program);
}

static bool is_same(const TcProgram *program, const TcModel *copy, const TcMutant *mutant)
{
    const TcRun run = {0};
    if (!is_provable(program, mutant))
        return false;
    g_autoptr(TcPlan) plan = tc_plan_new(copy);
    const TcPlan *const plans[] = {tc_program_plan(program), plan};
    return tc_prove_same(plans, &run, &mutant->part);
}

static TcMutantFate fate_of(const TcProgram *program, const TcMutant *mutant, const GArray *testers)
{
    const TcModel *model = tc_program_model(program);
    TcMutated mutated;
    tc_mutated_init(&mutated, model, mutant);
    const TcModel *copy = &mutated.model;
    const TcMutantFate fate = is_found(copy, mutant, testers, false)  ? TC_MUTANT_FOUND
                              : is_found(copy, mutant, testers, true) ? TC_MUTANT_BY_UNREVIEWED
                              : testers->len && is_same(program, copy, mutant) ? TC_MUTANT_SAME
                                                                               : TC_MUTANT_MISSED;
    tc_mutated_clear(&mutated);
    return fate;
}

TcMutants *tc_mutants_run(const TcProgram *program)
{
    TcMutants *mutants = g_new0(TcMutants, 1);
    mutants->model = tc_program_model(program);
    mutants->arena = tc_arena_new();
    mutants->list = g_array_new(FALSE, FALSE, sizeof(TcMutant));
    tc_mutants_find(mutants);
    g_autoptr(GArray) testers = testers_of(program);
    mutants->n_examples = testers->len;
    for (guint i = 0; i < mutants->list->len; i++) {
        TcMutant *mutant = &g_array_index(mutants->list, TcMutant, i);
        mutant->fate = fate_of(program, mutant, testers);
        mutants->n_found += mutant->fate == TC_MUTANT_FOUND;
        mutants->n_by_unreviewed += mutant->fate == TC_MUTANT_BY_UNREVIEWED;
        mutants->n_missed += mutant->fate == TC_MUTANT_MISSED;
        mutants->n_same += mutant->fate == TC_MUTANT_SAME;
    }
    return mutants;
}

void tc_mutants_free(TcMutants *mutants)
{
    if (!mutants)
        return;
    g_array_unref(mutants->list);
    tc_arena_free(mutants->arena);
    g_free(mutants);
}
