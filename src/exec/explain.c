/* The entry of an explanation: the unit, its totals, then every part by the file of its kind. */
#include "exec/explain_internal.h"
#include "exec/explain_points.h"
#include "exec/explain_runs.h"
#include "exec/explain_words.h"

#include <string.h>

/* indicators and cells judged to prove runs (explain_runs.c), of one explanation */
#define RUNS_BUDGET UINT64_C(2000000)

static bool is_counted(const TcIndicator *indicator, TcFilter filter)
{
    if (!indicator->judged || indicator->encouraged)
        return false;
    if (filter == TC_FILTER_MANDATORY)
        return indicator->mandatory;
    return filter == TC_FILTER_ANY || indicator->elective;
}

/* The outcomes that conclusions see: what is undefined is both met and not met, unless the results
 * know better. */
static unsigned outcomes_seen(const TcExplainer *explainer, uint32_t indicator)
{
    unsigned outcomes = explainer->out->indicators[indicator].outcomes;
    if (outcomes & TC_OUT_UNDEFINED && explainer->results)
        return tc_results_seen(explainer->results, indicator, explainer->row);
    return outcomes & TC_OUT_UNDEFINED ? outcomes | TC_OUT_MET | TC_OUT_NOT_MET : outcomes;
}

/* R15 over sets, as the evaluator has it. */
unsigned tc_explain_criterion_seen(const TcExplainer *explainer, uint32_t criterion)
{
    const TcGroup *group = &explainer->model->criteria[criterion];
    unsigned any = 0;
    bool apart = true, all_pass = true;
    for (uint32_t i = 0; i < group->n_indicators; i++) {
        const uint32_t index = group->indicators[i];
        if (!is_counted(&explainer->model->indicators[index], TC_FILTER_ANY))
            continue;
        unsigned outcomes = outcomes_seen(explainer, index);
        any |= outcomes;
        apart &= (outcomes & TC_OUT_NOT_APPLICABLE) != 0;
        all_pass &= (outcomes & (TC_OUT_MET | TC_OUT_NOT_APPLICABLE)) != 0;
    }
    return (any & TC_OUT_NOT_MET) | (all_pass ? any & TC_OUT_MET : 0) |
           (apart ? (unsigned)TC_OUT_NOT_APPLICABLE : 0);
}

/* The outcomes that are the state. */
static unsigned outcomes_of(TcState state)
{
    switch (state) {
    case TC_STATE_NOT_MET:
        return TC_OUT_NOT_MET;
    case TC_STATE_NOT_APPLICABLE:
        return TC_OUT_NOT_APPLICABLE;
    case TC_STATE_APPLICABLE:
        return TC_OUT_MET | TC_OUT_NOT_MET;
    case TC_STATE_MET:
    case TC_STATE_MISSING:
    case TC_STATE_AWAITS:
    case TC_N_STATES:
        break;
    }
    return TC_OUT_MET;
}

/* thiếu số liệu, chờ thẩm định: of the file as it is, so its label tells. */
static unsigned outcomes_in(const TcExplainer *explainer, uint32_t indicator, TcState state)
{
    const TcExplainedIndicator *explained = &explainer->out->indicators[indicator];
    if (state != TC_STATE_MISSING && state != TC_STATE_AWAITS)
        return outcomes_seen(explainer, indicator);
    if (explained->outcomes == TC_OUT_NOT_APPLICABLE)
        return explained->outcomes;
    const TcLabel wanted =
        state == TC_STATE_MISSING ? TC_LABEL_DATA_MISSING : TC_LABEL_AWAITS_APPRAISAL;
    return explained->label == wanted ? TC_OUT_MET : TC_OUT_NOT_MET;
}

static void tally_one(TcTally *tally, unsigned outcomes, unsigned wanted)
{
    tally->met_low += (outcomes & ~wanted) == 0;
    tally->met_high += (outcomes & wanted) != 0;
    tally->applicable_low += (outcomes & TC_OUT_NOT_APPLICABLE) == 0;
    tally->applicable_high += outcomes != TC_OUT_NOT_APPLICABLE;
}

TcTally tc_explain_tally(const TcExplainer *explainer, TcRefKind kind, uint32_t index,
                         TcFilter filter, TcState state)
{
    const unsigned wanted = outcomes_of(state);
    const TcModel *model = explainer->model;
    const bool criteria = filter == TC_FILTER_CRITERIA;
    TcTally tally = {0};
    for (uint32_t i = 0; criteria && i < model->n_criteria; i++) {
        if (kind != TC_REF_GROUP || model->criteria[i].group == index)
            tally_one(&tally, tc_explain_criterion_seen(explainer, i), wanted);
    }
    const TcMembers members = tc_model_members(model, kind, index);
    for (uint32_t i = 0; !criteria && i < members.n; i++) {
        const uint32_t one = tc_member(&members, i);
        if (is_counted(&model->indicators[one], filter))
            tally_one(&tally, outcomes_in(explainer, one, state), wanted);
    }
    return tally;
}

static const char *keep_copy(TcExplainer *explainer, const char *text)
{
    return tc_explain_keep(explainer, g_strdup(text ? text : ""));
}

static void describe_unit(TcExplainer *explainer)
{
    const TcRowInfo *row = &explainer->block->rows[explainer->row];
    TcExplanation *out = explainer->out;
    out->unit_code = keep_copy(explainer, row->code);
    out->unit_name = keep_copy(explainer, row->name);
    out->unit_parent = keep_copy(explainer, row->parent);
    out->data_source = keep_copy(explainer, row->source);
    out->line = row->line;
    if (explainer->options->file)
        out->file = keep_copy(explainer, explainer->options->file);
    out->breaks_constraint =
        explainer->results && tc_bit(explainer->results->data_error, explainer->row);
    for (uint32_t i = 0; i < explainer->probe->n; i++) {
        const TcColumn *column = &explainer->block->columns[i];
        out->n_bad_cells += tc_bit(column->open, explainer->row) &&
                            column->reason[explainer->row] == TC_REASON_BAD_CELL;
    }
    out->data_error = out->breaks_constraint || out->n_bad_cells > 0;
}

void tc_explain_number_ends(TcExplainer *explainer, const TcNumberResult *result,
                            const TcMarks *marks, TcShown *least, TcShown *most)
{
    mpq_t low, high;
    mpq_inits(low, high, NULL);
    const TcNumberState state = tc_results_number(result, explainer->row, low, high);
    if (state == TC_NUMBER_OPEN) {
        tc_explain_outward(low, false, marks);
        tc_explain_outward(high, true, marks);
        *most = tc_explain_number(explainer, high, false, marks);
    }
    if (state == TC_NUMBER_KNOWN || state == TC_NUMBER_OPEN)
        *least = tc_explain_number(explainer, low, false, marks);
    mpq_clears(low, high, NULL);
}

/* The total against all that grades and verdicts hold it to. */
static void describe_total(TcExplainer *explainer)
{
    TcExplanation *out = explainer->out;
    const TcResults *results = explainer->results;
    TcMarks marks = {0}, none = {0};
    TcValue total;
    tc_value_init(&total);
    tc_marks_add_all(&marks, &explainer->points);
    tc_reference_total(tc_probe_ask(explainer->probe), TC_TOTAL_POINTS, &total);
    if (results)
        tc_explain_rank_marks(&results->total, &total, &marks);
    out->total = tc_explain_value(explainer, &total, NULL, &marks);
    if (!total.defined && results)
        tc_explain_number_ends(explainer, &results->total, &marks, &out->total, &out->total_most);
    tc_reference_total(explainer->probe->reference, TC_TOTAL_MAX, &total);
    out->total_max = tc_explain_value(explainer, &total, NULL, NULL);
    if (!total.defined && results)
        tc_explain_number_ends(explainer, &results->total_max, &none, &out->total_max,
                               &out->total_max_most);
    tc_marks_clear(&marks);
    tc_value_clear(&total);
}

static void explain_conclusions(TcExplainer *explainer)
{
    const TcModel *model = explainer->model;
    TcExplanation *out = explainer->out;
    out->n_conclusions = model->n_verdicts + model->n_grades;
    out->conclusions = TC_EXPLAIN_NEW(explainer, TcExplainedConclusion, out->n_conclusions);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        tc_explain_conclusion(explainer, TC_REF_VERDICT, i, &out->conclusions[i]);
    for (uint32_t i = 0; i < model->n_grades; i++)
        tc_explain_conclusion(explainer, TC_REF_GRADE, i, &out->conclusions[model->n_verdicts + i]);
}

static void explain_rankings(TcExplainer *explainer)
{
    TcExplanation *out = explainer->out;
    if (!explainer->results || !out->run.standings)
        return;
    out->n_rankings = explainer->model->n_rankings;
    out->rankings = TC_EXPLAIN_NEW(explainer, TcExplainedRanking, out->n_rankings);
    for (uint32_t i = 0; i < out->n_rankings; i++)
        tc_explain_ranking(explainer, i, &out->rankings[i]);
}

/* What each indicator is, before anything is said of why. */
static void begin_indicators(TcExplainer *explainer)
{
    TcExplanation *out = explainer->out;
    out->n_indicators = explainer->model->n_indicators;
    out->indicators = TC_EXPLAIN_NEW(explainer, TcExplainedIndicator, out->n_indicators);
    tc_explain_outcomes(explainer);
}

static void explain_row(TcExplainer *explainer)
{
    const TcModel *model = explainer->model;
    TcExplanation *out = explainer->out;
    describe_unit(explainer);
    begin_indicators(explainer);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        tc_explain_indicator(explainer, i);
    out->tally = tc_explain_tally(explainer, TC_REF_SET, 0, TC_FILTER_ANY, TC_STATE_MET);
    if (tc_model_has_points(model))
        describe_total(explainer);
    tc_explain_groups(explainer);
    tc_explain_lifts(explainer);
    tc_explain_criteria(explainer);
    explain_conclusions(explainer);
    explain_rankings(explainer);
}

/* Of the indicators that are not met alone what is missing. */
static void explain_gaps(TcExplainer *explainer)
{
    const TcModel *model = explainer->model;
    TcExplanation *out = explainer->out;
    begin_indicators(explainer);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        if (out->indicators[i].outcomes == TC_OUT_NOT_MET)
            tc_explain_gap(explainer, &out->indicators[i]);
}

static TcProbe *probe_of(TcExplainKit *kit, const TcBlock *block, uint32_t row)
{
    if (kit->probe)
        tc_probe_turn_to(kit->probe, block, row);
    else
        kit->probe = tc_probe_new(kit->model, &kit->run, block, row);
    return kit->probe;
}

/* What @explain_what fills in of the row. */
static TcExplanation *explain(TcExplainKit *kit, const TcBlock *block, uint32_t row,
                              const TcResults *results, const TcExplainOptions *options,
                              void (*explain_what)(TcExplainer *explainer))
{
    TcExplanation *out = g_new0(TcExplanation, 1);
    out->arena = tc_arena_new();
    out->lang = options->lang;
    out->has_date = options->has_date;
    out->model = kit->model;
    out->run = kit->run;
    TcExplainer explainer = {
        .out = out,
        .arena = out->arena,
        .lang = options->lang,
        .model = kit->model,
        .kit = kit,
        .block = block,
        .row = row,
        .results = results,
        .options = options,
        .probe = probe_of(kit, block, row),
        .gains = tc_explain_gains_new(),
        .runs_left = RUNS_BUDGET,
    };
    tc_explain_marks(&explainer, kit->of_points, &explainer.points);
    explainer.told = tc_explain_tell(&explainer);
    if (explainer.told)
        tc_probe_fill_open(explainer.probe, tc_explain_told_evaluator(&explainer));
    explain_what(&explainer);
    tc_marks_clear(&explainer.points);
    g_array_unref(explainer.gains);
    return out;
}

TcExplanation *tc_explain_with(TcExplainKit *kit, const TcBlock *block, uint32_t row,
                               const TcResults *results, const TcExplainOptions *options)
{
    return explain(kit, block, row, results, options, explain_row);
}

TcExplanation *tc_explain_gaps(TcExplainKit *kit, const TcBlock *block, uint32_t row,
                               const TcResults *results, const TcExplainOptions *options)
{
    return explain(kit, block, row, results, options, explain_gaps);
}

TcExplanation *tc_explain(const TcModel *model, const TcBlock *block, uint32_t row,
                          const TcResults *results, const TcRun *run,
                          const TcExplainOptions *options)
{
    g_autoptr(TcExplainKit) kit = tc_explain_kit_new(model, run);
    return tc_explain_with(kit, block, row, results, options);
}

void tc_explanation_free(TcExplanation *explanation)
{
    if (!explanation)
        return;
    tc_arena_free(explanation->arena);
    g_free(explanation);
}
