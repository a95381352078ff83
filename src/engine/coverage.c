/* Asking each example what it shows. See coverage.h. */
#include "engine/coverage.h"

#include <string.h>
#include "engine/trial_row.h"
#include "exec/evaluate.h"
#include "exec/probe.h"
#include "exec/reference.h"

/* One example at a time. */
typedef struct {
    TcCoverage *coverage;
    const TcProgram *program;
    const TcExample *example;
    TcRests *rests; /* what it rests on */
    TcRun run;
    TcBlock *block;
    TcResults *results;
    TcEvaluator *evaluator;
    TcReference *reference;
} Asker;

static unsigned bit_of(TcLabel label)
{
    static const unsigned bits[TC_N_LABELS] = {
        [TC_LABEL_MET] = TC_COVER_MET,
        [TC_LABEL_NOT_MET] = TC_COVER_NOT_MET,
        [TC_LABEL_NOT_APPLICABLE] = TC_COVER_NOT_APPLICABLE,
        [TC_LABEL_DATA_MISSING] = TC_COVER_MISSING,
        [TC_LABEL_AWAITS_APPRAISAL] = TC_COVER_MISSING,
    };
    return bits[label];
}

static void ask_states(const Asker *asker)
{
    GArray *states = asker->coverage->states;
    for (guint i = 0; i < states->len; i++) {
        TcCoveredState *state = &g_array_index(states, TcCoveredState, i);
        const TcStep part = {TC_REF_INDICATOR, state->indicator};
        if (!tc_rests_has(asker->rests, &part, TC_RESTS_APPLIES))
            continue;
        tc_evaluator_ask_for(asker->evaluator, TC_ASK_INDICATOR, state->indicator);
        tc_evaluate(asker->evaluator, asker->block, asker->results);
        const TcLabel label = tc_state_label(&asker->results->indicators[state->indicator], 0);
        if (label == TC_LABEL_NOT_APPLICABLE || tc_rests_has(asker->rests, &part, TC_RESTS_MET))
            state->seen |= bit_of(label) & state->can;
    }
}

static void ask_places(const Asker *asker)
{
    GArray *places = asker->coverage->places;
    TcValue value;
    tc_value_init(&value);
    for (guint i = 0; i < places->len; i++) {
        TcCoveredPlace *place = &g_array_index(places, TcCoveredPlace, i);
        if (!tc_rests_has(asker->rests, &place->part, place->clause))
            continue;
        const uint32_t self = place->part.kind == TC_REF_INDICATOR ? place->part.index : TC_NO_PART;
        tc_reference_value(asker->reference, place->condition, self, &value);
        const TcTruth truth = tc_value_truth(&value);
        if (truth != TC_TRUTH_OPEN)
            place->seen[truth == TC_TRUTH_YES] = true;
    }
    tc_value_clear(&value);
}

/* An evaluator for the day of the example; the last one, if it is that. */
static void prepare(Asker *asker)
{
    const TcRun run = {.date_judged = asker->example->day,
                       .appraisals = tc_trial_appraises(asker->example)};
    if (asker->evaluator && run.date_judged == asker->run.date_judged &&
        run.appraisals == asker->run.appraisals)
        return;
    tc_evaluator_free(asker->evaluator);
    tc_reference_free(asker->reference);
    asker->run = run;
    asker->evaluator = tc_evaluator_new(tc_program_plan(asker->program), &asker->run);
    asker->reference = tc_reference_new(asker->coverage->model, &asker->run);
}

static void ask_example(Asker *asker)
{
    const TcModel *model = asker->coverage->model;
    const uint32_t n = tc_schema_width(&model->schema);
    TcValue *cells = tc_values_new(n);
    g_autofree bool *known = g_new0(bool, n + 1);
    prepare(asker);
    tc_trial_fill(asker->block, &model->schema, asker->example);
    const TcRowInfo *row = &asker->block->rows[0];
    const TcUnitTold unit = {row->code, row->name, row->parent, row->kind};
    tc_reference_read_row(model, asker->block, 0, cells, known);
    tc_reference_set_row(asker->reference, cells, known);
    tc_reference_set_unit(asker->reference, &unit);
    g_autoptr(TcRests) rests = tc_rests_new(model, asker->reference);
    for (uint32_t i = 0; i < asker->example->n_expected; i++)
        tc_rests_add(rests, asker->example->expected[i].condition);
    asker->rests = rests;
    ask_states(asker);
    ask_places(asker);
    tc_values_free(cells, n);
}

/* --- all of them ------------------------------------------------------------------------------ */

/* Can an empty cell leave the indicator open? */
static bool can_miss(const TcModel *model, uint32_t indicator)
{
    g_autoptr(TcComparisons) set = tc_comparisons_new(model);
    uint32_t n;
    tc_comparisons_add_outcome(set, indicator);
    const uint32_t *cells = tc_comparisons_cells(set, &n);
    for (uint32_t i = 0; i < n; i++)
        if (cells[i] < model->schema.n_columns &&
            model->schema.columns[cells[i]].blank == TC_BLANK_MISSING)
            return true;
    return false;
}

static void add_states(TcCoverage *coverage)
{
    const TcModel *model = coverage->model;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[i];
        TcCoveredState state = {.indicator = i, .can = TC_COVER_MET | TC_COVER_NOT_MET};
        if (!indicator->judged)
            continue;
        if (indicator->not_applicable_when)
            state.can |= TC_COVER_NOT_APPLICABLE;
        if (can_miss(model, i))
            state.can |= TC_COVER_MISSING;
        g_array_append_val(coverage->states, state);
    }
}

static void count(TcCoverage *coverage)
{
    for (guint i = 0; i < coverage->states->len; i++) {
        const TcCoveredState *state = &g_array_index(coverage->states, TcCoveredState, i);
        for (unsigned k = 0; k < TC_COVER_STATES; k++) {
            coverage->n_states += state->can >> k & 1;
            coverage->n_states_seen += state->seen >> k & 1;
        }
    }
    for (guint i = 0; i < coverage->places->len; i++) {
        const TcCoveredPlace *place = &g_array_index(coverage->places, TcCoveredPlace, i);
        coverage->n_ways += 2;
        coverage->n_ways_seen += (uint32_t)place->seen[0] + place->seen[1];
    }
}

TcCoverage *tc_coverage_run(const TcProgram *program)
{
    TcCoverage *coverage = g_new0(TcCoverage, 1);
    const GArray *examples = tc_program_examples(program);
    coverage->model = tc_program_model(program);
    coverage->arena = tc_arena_new();
    coverage->states = g_array_new(FALSE, FALSE, sizeof(TcCoveredState));
    coverage->places = g_array_new(FALSE, FALSE, sizeof(TcCoveredPlace));
    add_states(coverage);
    tc_coverage_find(coverage);
    Asker asker = {.coverage = coverage, .program = program};
    asker.block = tc_block_new(&coverage->model->schema);
    asker.results = tc_results_new(coverage->model);
    for (guint i = 0; i < examples->len; i++) {
        asker.example = &g_array_index(examples, TcExample, i);
        if (!asker.example->unreviewed)
            ask_example(&asker);
    }
    tc_evaluator_free(asker.evaluator);
    tc_reference_free(asker.reference);
    tc_results_free(asker.results);
    tc_block_free(asker.block);
    count(coverage);
    return coverage;
}

void tc_coverage_free(TcCoverage *coverage)
{
    if (!coverage)
        return;
    g_array_unref(coverage->states);
    g_array_unref(coverage->places);
    tc_arena_free(coverage->arena);
    g_free(coverage);
}
