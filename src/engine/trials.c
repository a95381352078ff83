/* Running examples: one model with all that must come out as verdicts, one row after the other. */
#include "engine/trials.h"

#include <string.h>
#include "engine/trial_row.h"
#include "exec/asked.h"
#include "exec/reference.h"

enum { AT_ONCE = 32 }; /* examples of one plan: it makes room for all that they ask */

typedef struct {
    const TcModel *model;
    TcLang said;
    TcModel tested; /* the model, and a verdict for each expectation */
    uint32_t next;  /* of these, the first of the example at hand */
    TcPlan *plan;
    TcRun run; /* that the evaluator is for */
    TcEvaluator *evaluator;
    TcBlock *block;
    TcResults *results;
    bool held; /* where no cell is open the reference evaluator has to agree */
} Runner;

/* --- expectations as verdicts ----------------------------------------------------------------- */

/* Which expectations of an example are wanted; NULL: all. */
static uint32_t count_asked(const TcExample *example, const TcTrialAnswer *answers)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < example->n_expected; i++)
        n += !example->expected[i].open && (!answers || answers[i] != TC_TRIAL_HOLDS);
    return n;
}

/* A copy of @model with room for @n verdicts more. Returns: its first. */
static uint32_t widen(TcModel *copy, const TcModel *model, uint32_t n)
{
    *copy = *model;
    copy->verdicts = g_new0(TcVerdict, model->n_verdicts + n + 1);
    copy->steps = g_new0(TcStep, model->n_steps + n + 1);
    memcpy(copy->verdicts, model->verdicts, model->n_verdicts * sizeof *copy->verdicts);
    memcpy(copy->steps, model->steps, model->n_steps * sizeof *copy->steps);
    copy->schema.columns =
        g_memdup2(model->schema.columns, model->schema.n_columns * sizeof *copy->schema.columns);
    return model->n_verdicts;
}

static void add_verdict(TcModel *copy, const TcNode *condition)
{
    copy->steps[copy->n_steps++] = (TcStep){TC_REF_VERDICT, copy->n_verdicts};
    copy->verdicts[copy->n_verdicts++] = (TcVerdict){.code = "", .met_when = condition};
}

static void add_verdicts(TcModel *copy, const TcExample *example, const TcTrialAnswer *answers)
{
    for (uint32_t i = 0; i < example->n_expected; i++)
        if (!example->expected[i].open && (!answers || answers[i] != TC_TRIAL_HOLDS))
            add_verdict(copy, example->expected[i].condition);
}

static void add_text(GPtrArray *texts, const char *text)
{
    for (guint i = 0; i < texts->len; i++)
        if (strcmp(g_ptr_array_index(texts, i), text) == 0)
            return;
    g_ptr_array_add(texts, (char *)text);
}

static void add_literals(GPtrArray *texts, const TcNode *node)
{
    if (node->kind == TC_NODE_TEXT)
        add_text(texts, node->text);
    for (uint32_t i = 0; i < node->n; i++)
        add_literals(texts, node->items[i]);
}

/* Text columns know the texts that they are compared with, those of @known first (a cell is kept as
 * its place in that list), and share one list of them. */
static void name_texts(TcModel *copy, const TcModel *known)
{
    TcSchema *schema = &copy->schema;
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    for (uint32_t i = 0; i < schema->n_columns; i++) {
        const TcColumnSpec *column = &known->schema.columns[i];
        for (uint32_t c = 0; column->type == TC_TYPE_TEXT && c < column->n_choices; c++)
            add_text(texts, column->choices[c]);
    }
    for (uint32_t i = 0; i < copy->n_verdicts; i++)
        add_literals(texts, copy->verdicts[i].met_when);
    for (uint32_t i = 0; i < schema->n_columns; i++)
        if (schema->columns[i].type == TC_TYPE_TEXT) {
            schema->columns[i].choices = g_memdup2(texts->pdata, texts->len * sizeof(char *));
            schema->columns[i].n_choices = texts->len;
        }
}

static void model_clear(TcModel *copy)
{
    for (uint32_t i = 0; i < copy->schema.n_columns; i++)
        if (copy->schema.columns[i].type == TC_TYPE_TEXT)
            g_free(copy->schema.columns[i].choices);
    g_free(copy->schema.columns);
    g_free(copy->verdicts);
    g_free(copy->steps);
}

/* --- one example ------------------------------------------------------------------------------ */

/* An evaluator for the day and the appraisals of @example; the last one, if it is that. */
static void prepare(Runner *runner, const TcExample *example)
{
    const TcRun run = {.date_judged = example->day, .appraisals = tc_trial_appraises(example)};
    const bool same = runner->evaluator && runner->run.date_judged == run.date_judged &&
                      runner->run.appraisals == run.appraisals;
    if (same)
        return;
    tc_evaluator_free(runner->evaluator);
    runner->run = run;
    runner->evaluator = tc_evaluator_new(runner->plan, &run);
}

static char *column_words(const TcModel *model, uint32_t column, TcSpan span)
{
    g_autofree char *words = tc_span_text(span);
    return column == TC_NO_PART
               ? g_strdup(words)
               : g_strdup_printf("[%s] %s", model->schema.columns[column].name, words);
}

/* "[A] không quá [B]", or the words of a data check. Returns: (transfer full). */
static char *breach_words(const TcModel *model, const TcBreach *breach)
{
    if (breach->limit) {
        const TcColumnLimit *limit = &model->schema.limits[breach->index];
        return column_words(model, limit->column, limit->words);
    }
    const TcDataCheck *check = &model->checks[breach->index];
    return check->message ? g_strdup(check->message)
                          : column_words(model, check->column, check->words);
}

static TcAsk ask_of(TcRefKind kind)
{
    return kind == TC_REF_INDICATOR   ? TC_ASK_INDICATOR
           : kind == TC_REF_CRITERION ? TC_ASK_CRITERION
           : kind == TC_REF_VERDICT   ? TC_ASK_VERDICT
                                      : TC_ASK_GRADE;
}

static uint64_t answer(Runner *runner, TcAsk ask, uint32_t index)
{
    tc_evaluator_ask_for(runner->evaluator, ask, index);
    tc_evaluate(runner->evaluator, runner->block, runner->results);
    return tc_answer_set(runner->results, ask, index, 0);
}

/* The two evaluators may not differ. */
static void hold_to_reference(const Runner *runner, uint32_t verdict, uint64_t set)
{
    const uint32_t n = tc_schema_width(&runner->model->schema);
    if (!tc_trial_is_complete(runner->block, runner->model, runner->run.appraisals))
        return;
    const TcRowInfo *row = &runner->block->rows[0];
    const TcUnitTold unit = {row->code, row->name, row->parent, row->kind};
    g_autoptr(TcReference) reference = tc_reference_new(&runner->tested, &runner->run);
    TcValue *cells = tc_values_new(n);
    g_autofree bool *known = g_new0(bool, n + 1);
    tc_reference_read_row(&runner->tested, runner->block, 0, cells, known);
    tc_reference_set_row(reference, cells, known);
    tc_reference_set_unit(reference, &unit);
    g_assert((set & ~(uint64_t)tc_reference_verdict(reference, verdict)) == 0);
    tc_values_free(cells, n);
}

static TcTrialAnswer try_condition(Runner *runner)
{
    const uint32_t verdict = runner->next++;
    const uint64_t set = answer(runner, TC_ASK_VERDICT, verdict);
    if (runner->held)
        hold_to_reference(runner, verdict, set);
    return set == TC_OUT_TRUE    ? TC_TRIAL_HOLDS
           : set == TC_OUT_FALSE ? TC_TRIAL_FAILS
                                 : TC_TRIAL_OPEN;
}

static TcTrialAnswer try_open(Runner *runner, const TcNode *part)
{
    const TcAsk ask = ask_of(part->ref.kind);
    const uint64_t set = answer(runner, ask, part->ref.index);
    return tc_answer_is_settled(ask, set) ? TC_TRIAL_FAILS : TC_TRIAL_HOLDS;
}

/* In a table the words of a condition are its cell and the head of its column. */
static void name_conditions(const TcTrial *trial)
{
    for (uint32_t i = 0; i < trial->example->n_expected; i++)
        if (trial->conclusions[i] != TC_NO_PART) {
            TcBecause *why = trial->explanation->conclusions[trial->conclusions[i]].why;
            if (why->kind == TC_BECAUSE_CONDITION && trial->example->row)
                why->text = trial->example->expected[i].text;
        }
}

static void explain(const Runner *runner, TcTrial *trial)
{
    const TcExample *example = trial->example;
    const TcExplainOptions options = {.lang = runner->said, .has_date = example->has_day};
    TcModel *explained = g_new0(TcModel, 1);
    uint32_t next = widen(explained, runner->model, count_asked(example, trial->answers));
    add_verdicts(explained, example, trial->answers);
    name_texts(explained, &runner->tested);
    for (uint32_t i = 0; i < example->n_expected; i++)
        if (!example->expected[i].open && trial->answers[i] != TC_TRIAL_HOLDS)
            trial->conclusions[i] = next++;
    g_autoptr(TcPlan) plan = tc_plan_new(explained);
    g_autoptr(TcEvaluator) evaluator = tc_evaluator_new(plan, &runner->run);
    TcResults *results = tc_results_new(explained);
    tc_evaluate(evaluator, runner->block, results);
    trial->explained = explained;
    trial->explanation = tc_explain(explained, runner->block, 0, results, &runner->run, &options);
    name_conditions(trial);
    tc_results_free(results);
}

static TcTrialAnswer try_expectation(Runner *runner, const TcExpectation *expectation)
{
    return expectation->open ? try_open(runner, expectation->condition) : try_condition(runner);
}

static void try_example(Runner *runner, TcTrial *trial)
{
    const TcExample *example = trial->example;
    prepare(runner, example);
    tc_trial_fill(runner->block, &runner->tested.schema, example);
    runner->held = !example->data; /* as many as the file has units */
    trial->holds = true;
    for (uint32_t i = 0; i < example->n_expected; i++) {
        trial->answers[i] = try_expectation(runner, &example->expected[i]);
        trial->conclusions[i] = TC_NO_PART;
        trial->holds &= trial->answers[i] == TC_TRIAL_HOLDS;
        if (!trial->broken && runner->results->breaches->len)
            trial->broken =
                breach_words(runner->model, &g_array_index(runner->results->breaches, TcBreach, 0));
    }
    trial->holds &= trial->broken == NULL;
    if (!trial->holds && !trial->broken)
        explain(runner, trial);
}

/* --- all of them ------------------------------------------------------------------------------ */

/* For the @n_trials @trials. */
static void runner_init(Runner *runner, const TcModel *model, const TcTrial *trials,
                        uint32_t n_trials, TcLang said)
{
    uint32_t n = 0;
    *runner = (Runner){.model = model, .said = said};
    for (uint32_t i = 0; i < n_trials; i++)
        n += count_asked(trials[i].example, NULL);
    runner->next = widen(&runner->tested, model, n);
    for (uint32_t i = 0; i < n_trials; i++)
        add_verdicts(&runner->tested, trials[i].example, NULL);
    name_texts(&runner->tested, model);
    runner->plan = tc_plan_new(&runner->tested);
    runner->block = tc_block_new(&runner->tested.schema);
    runner->results = tc_results_new(&runner->tested);
}

static void runner_clear(Runner *runner)
{
    tc_results_free(runner->results);
    tc_block_free(runner->block);
    tc_evaluator_free(runner->evaluator);
    tc_plan_free(runner->plan);
    model_clear(&runner->tested);
}

static void run_some(const TcModel *model, TcTrial *trials, uint32_t n, TcLang said)
{
    Runner runner;
    runner_init(&runner, model, trials, n, said);
    for (uint32_t i = 0; i < n; i++)
        try_example(&runner, &trials[i]);
    runner_clear(&runner);
}

TcTrials *tc_trials_run(const TcProgram *program, TcLang said)
{
    const GArray *examples = tc_program_examples(program);
    TcTrials *out = g_new0(TcTrials, 1);
    out->n = examples->len;
    out->trials = g_new0(TcTrial, out->n + 1);
    for (uint32_t i = 0; i < out->n; i++) {
        TcTrial *trial = &out->trials[i];
        trial->example = &g_array_index(examples, TcExample, i);
        trial->answers = g_new0(TcTrialAnswer, trial->example->n_expected + 1);
        trial->conclusions = g_new0(uint32_t, trial->example->n_expected + 1);
    }
    for (uint32_t i = 0; i < out->n; i += AT_ONCE)
        run_some(tc_program_model(program), &out->trials[i], MIN(AT_ONCE, out->n - i), said);
    for (uint32_t i = 0; i < out->n; i++)
        out->n_failing += !out->trials[i].holds;
    return out;
}

static bool holds_in(Runner *runner, const TcExample *example)
{
    bool holds = true;
    prepare(runner, example);
    tc_trial_fill(runner->block, &runner->tested.schema, example);
    for (uint32_t i = 0; i < example->n_expected && holds; i++)
        holds = try_expectation(runner, &example->expected[i]) == TC_TRIAL_HOLDS;
    return holds;
}

static bool some_hold(const TcModel *model, const TcTrial *trials, uint32_t n)
{
    Runner runner;
    bool all = true;
    runner_init(&runner, model, trials, n, TC_LANG_VI);
    for (uint32_t i = 0; i < n && all; i++)
        all = holds_in(&runner, trials[i].example);
    runner_clear(&runner);
    return all;
}

bool tc_trials_all_hold(const TcModel *model, const TcExample *const *examples, uint32_t n)
{
    g_autofree TcTrial *trials = g_new0(TcTrial, n + 1);
    bool all = true;
    for (uint32_t i = 0; i < n; i++)
        trials[i].example = examples[i];
    for (uint32_t i = 0; i < n && all; i += AT_ONCE)
        all = some_hold(model, &trials[i], MIN(AT_ONCE, n - i));
    return all;
}

static void add_part(GArray *parts, TcRefKind kind, uint32_t index)
{
    for (guint i = 0; i < parts->len; i++) {
        const TcStep *step = &g_array_index(parts, TcStep, i);
        if (step->kind == kind && step->index == index)
            return;
    }
    const TcStep step = {kind, index};
    g_array_append_val(parts, step);
}

static void look_for_parts(const TcNode *node, GArray *parts)
{
    const TcRefKind kind = node->ref.kind;
    if (kind == TC_REF_INDICATOR || kind == TC_REF_VERDICT || kind == TC_REF_GRADE)
        add_part(parts, kind, node->ref.index);
    for (uint32_t i = 0; i < node->n; i++)
        look_for_parts(node->items[i], parts);
}

GArray *tc_trial_parts(const TcTrial *trial, uint32_t expected)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(TcStep));
    look_for_parts(trial->example->expected[expected].condition, parts);
    return parts;
}

void tc_trials_free(TcTrials *trials)
{
    if (!trials)
        return;
    for (uint32_t i = 0; i < trials->n; i++) {
        TcTrial *trial = &trials->trials[i];
        g_free(trial->broken);
        g_free(trial->answers);
        g_free(trial->conclusions);
        tc_explanation_free(trial->explanation);
        if (trial->explained)
            model_clear(trial->explained);
        g_free(trial->explained);
    }
    g_free(trials->trials);
    g_free(trials);
}
