/* One indicator: what it came to, by which figures, and what is missing. */
#include "exec/explain_internal.h"
#include "exec/explain_points.h"
#include "exec/explain_words.h"
#include "exec/readers.h"

/* --- outcomes and labels --- */

static bool reads_open_cell(const TcExplainer *explainer, uint32_t index)
{
    g_autoptr(TcComparisons) set =
        tc_readers_part(explainer->probe->read, TC_REF_INDICATOR, index, false);
    uint32_t n;
    const uint32_t *cells = tc_comparisons_cells(set, &n);
    bool open = false;
    for (uint32_t i = 0; i < n; i++)
        open |= !explainer->probe->known[cells[i]];
    return open;
}

/* Would accepting all awaited evidence settle it? */
static bool waits_only(TcExplainer *explainer, uint32_t index)
{
    TcProbe *probe = explainer->probe;
    g_autoptr(TcComparisons) set = tc_readers_part(probe->read, TC_REF_INDICATOR, index, false);
    TcValue yes;
    uint32_t n;
    tc_value_init(&yes);
    tc_value_set_truth(&yes, TC_TRUTH_YES, TC_WHY_NOT);
    const uint32_t *cells = tc_comparisons_cells(set, &n);
    for (uint32_t i = 0; i < n; i++) {
        if (cells[i] >= explainer->model->schema.n_columns && !probe->known[cells[i]])
            tc_probe_set(probe, cells[i], &yes);
    }
    const unsigned outcome = tc_reference_indicator(tc_probe_ask(probe), index);
    tc_probe_reset(probe);
    tc_value_clear(&yes);
    return outcome != TC_OUT_UNDEFINED;
}

static TcLabel label_of(TcExplainer *explainer, uint32_t index, unsigned outcome)
{
    if (outcome == TC_OUT_MET)
        return TC_LABEL_MET;
    if (outcome == TC_OUT_NOT_MET)
        return TC_LABEL_NOT_MET;
    if (outcome == TC_OUT_NOT_APPLICABLE)
        return TC_LABEL_NOT_APPLICABLE;
    if (outcome == 0)
        return TC_LABEL_SCORED;
    if (!reads_open_cell(explainer, index))
        return TC_LABEL_RULE_SILENT;
    return waits_only(explainer, index) ? TC_LABEL_AWAITS_APPRAISAL : TC_LABEL_DATA_MISSING;
}

static void outcome_of(TcExplainer *explainer, uint32_t index)
{
    TcExplainedIndicator *indicator = &explainer->out->indicators[index];
    const TcResults *results = explainer->results;
    indicator->index = index;
    if (results) {
        const TcStateResult *state = &results->indicators[index];
        indicator->outcomes = tc_state_outcome(state, explainer->row);
        indicator->label = (uint8_t)tc_state_label(state, explainer->row);
        indicator->as_of_today = tc_bit(state->as_of_today, explainer->row);
        return;
    }
    unsigned outcome = tc_reference_indicator(tc_probe_ask(explainer->probe), index);
    indicator->label = (uint8_t)label_of(explainer, index, outcome);
    if (outcome == TC_OUT_UNDEFINED && indicator->label != TC_LABEL_RULE_SILENT)
        outcome = TC_OUT_MET | TC_OUT_NOT_MET;
    indicator->outcomes = outcome;
}

void tc_explain_outcomes(TcExplainer *explainer)
{
    for (uint32_t i = 0; i < explainer->model->n_indicators; i++)
        outcome_of(explainer, i);
}

/* --- figures --- */

static TcShown number_of(TcExplainer *explainer, const TcNode *node, uint32_t self)
{
    TcValue value;
    tc_value_init(&value);
    tc_reference_value(tc_probe_ask(explainer->probe), node, self, &value);
    const TcShown shown = tc_explain_value(explainer, &value, node->type, NULL);
    tc_value_clear(&value);
    return shown;
}

/* "1.163 / 2.000 hộ" of a quotient of two things counted alike, "1.163 hộ / 80 km" of others. */
static void calculation_of(TcExplainer *explainer, const TcNode *value,
                           TcExplainedIndicator *indicator)
{
    if (value->kind != TC_NODE_BINARY || value->sub != TC_OP_DIV)
        return;
    const TcNode *top = value->items[0], *bottom = value->items[1];
    const char *unit = tc_explain_unit(top->type), *measure = tc_explain_unit(bottom->type);
    const bool alike = g_strcmp0(unit, measure) == 0;
    indicator->numerator = number_of(explainer, top, indicator->index);
    const char *n = indicator->numerator.shown;
    const char *d = number_of(explainer, bottom, indicator->index).shown;
    indicator->calculation =
        tc_explain_keep(explainer, g_strconcat(n ? n : "…", !alike && unit ? " " : "",
                                               !alike && unit ? unit : "", " / ", d ? d : "…",
                                               measure ? " " : "", measure ? measure : "", NULL));
}

/* What its value is compared with: found once for all rows. */
static const TcThresholds *thresholds_of(TcExplainKit *kit, uint32_t indicator)
{
    TcThresholds **of = &kit->of_values[indicator];
    if (!*of)
        *of = tc_thresholds_of_value(kit->model, indicator);
    return *of;
}

static void value_of(TcExplainer *explainer, TcExplainedIndicator *indicator)
{
    const TcNode *node = explainer->model->indicators[indicator->index].value;
    TcMarks marks = {0};
    TcValue value;
    if (!node)
        return;
    tc_value_init(&value);
    tc_explain_marks(explainer, thresholds_of(explainer->kit, indicator->index), &marks);
    tc_reference_indicator_value(tc_probe_ask(explainer->probe), indicator->index, &value);
    if (explainer->results)
        tc_explain_rank_marks(&explainer->results->values[indicator->index], &value, &marks);
    indicator->value = tc_explain_value(explainer, &value, node->type, &marks);
    indicator->why = value.defined ? TC_WHY_NOT : value.why;
    indicator->unit = tc_explain_unit(node->type);
    indicator->formula = tc_explain_source(explainer, node);
    calculation_of(explainer, node, indicator);
    tc_marks_clear(&marks);
    tc_value_clear(&value);
}

void tc_explain_take_settled(const TcExplainer *explainer, const TcNumberResult *result,
                             TcValue *value)
{
    mpq_t low, high;
    mpq_inits(low, high, NULL);
    if (!value->defined && tc_results_number(result, explainer->row, low, high) == TC_NUMBER_KNOWN)
        tc_value_set_number(value, low);
    mpq_clears(low, high, NULL);
}

/* Where it may not apply, what it can earn at most is what it can if it does. */
static void most_points(TcExplainer *explainer, uint32_t index, TcValue *most)
{
    const TcNode *node = explainer->model->indicators[index].max_points;
    TcReference *reference = tc_probe_ask(explainer->probe);
    tc_reference_max_points(reference, index, most);
    if (!most->defined && node)
        tc_reference_value(reference, node, index, most);
}

static void points_of(TcExplainer *explainer, TcExplainedIndicator *indicator)
{
    const TcIndicator *part = &explainer->model->indicators[indicator->index];
    TcReference *reference = tc_probe_ask(explainer->probe);
    TcMarks marks = {0};
    TcValue points;
    if (!tc_indicator_has_points(part))
        return;
    TcValue most;
    tc_value_init(&points);
    tc_value_init(&most);
    tc_reference_points(reference, indicator->index, &points);
    most_points(explainer, indicator->index, &most);
    if (explainer->results)
        tc_explain_take_settled(explainer, &explainer->results->points[indicator->index], &points);
    const bool bounded = most.defined && most.kind == TC_VALUE_NUMBER;
    if (bounded)
        tc_marks_add(&marks, most.number);
    tc_marks_add_all(&marks, &explainer->points);
    indicator->points = tc_explain_value(explainer, &points, NULL, &marks);
    indicator->max_points = tc_explain_value(explainer, &most, NULL, NULL);
    tc_marks_clear(&marks);
    tc_value_clear(&most);
    tc_value_clear(&points);
    if (part->points)
        indicator->scored = tc_explain_branch(explainer, part->points, indicator->index);
}

static void cells_of(TcExplainer *explainer, TcExplainedIndicator *indicator, TcComparisons *set)
{
    uint32_t n;
    const uint32_t *read = tc_comparisons_cells(set, &n);
    indicator->cells = TC_EXPLAIN_NEW(explainer, TcExplainedCell, n);
    for (uint32_t i = 0; i < n && read[i] < explainer->model->schema.n_columns; i++)
        indicator->cells[indicator->n_cells++] = tc_explain_cell(explainer, read[i]);
}

static void evidence_of(TcExplainer *explainer, TcExplainedIndicator *indicator)
{
    const uint32_t column = explainer->model->indicators[indicator->index].appraisal;
    indicator->evidence_asked = explainer->model->indicators[indicator->index].evidence;
    indicator->evidence_tracked = explainer->out->run.appraisals && column != TC_NO_PART;
    indicator->evidence = TC_TRUTH_OPEN;
    if (indicator->evidence_tracked)
        indicator->evidence = tc_value_truth(&explainer->probe->base[column]);
}

/* --- open ones --- */

static uint64_t ask_judged(TcReference *reference, const void *data)
{
    return tc_reference_indicator(reference, *(const uint32_t *)data);
}

/* Points that are not known leave it open though it applies. */
static uint64_t ask_scored(TcReference *reference, const void *data)
{
    const uint32_t index = *(const uint32_t *)data;
    const uint64_t outcome = tc_reference_indicator(reference, index);
    TcValue points;
    tc_value_init(&points);
    tc_reference_points(reference, index, &points);
    const bool known = points.defined;
    tc_value_clear(&points);
    return outcome == 0 && !known ? TC_OUT_UNDEFINED : outcome;
}

/* 0: it is only scored. */
static bool is_settled(uint64_t answer)
{
    return answer == 0 || answer == TC_OUT_MET || answer == TC_OUT_NOT_MET ||
           answer == TC_OUT_NOT_APPLICABLE;
}

static void openness_of(TcExplainer *explainer, TcExplainedIndicator *indicator, TcComparisons *set)
{
    const TcResults *results = explainer->results;
    const bool judged = explainer->model->indicators[indicator->index].judged;
    const TcOpenPart part = {
        TC_REF_INDICATOR,
        indicator->index,
        {.question = judged ? ask_judged : ask_scored, .data = &indicator->index, .weight = 1},
        is_settled,
        judged};
    if (indicator->label != TC_LABEL_DATA_MISSING && indicator->label != TC_LABEL_AWAITS_APPRAISAL)
        return;
    indicator->openness.open = true;
    indicator->openness.proved =
        results && !tc_bit(results->indicators[indicator->index].unproved, explainer->row);
    indicator->openness.over_budget =
        results && !indicator->openness.proved &&
        tc_bit(results->indicators[indicator->index].over_budget, explainer->row);
    tc_explain_openness(explainer, set, &part, &indicator->openness);
}

/* A completion that meets it as it stands says more of the least change than the spans do. */
static void note_may_be_met(TcExplainedIndicator *indicator)
{
    const TcOpenness *openness = &indicator->openness;
    for (uint32_t i = 0; i < openness->n_deciding; i++) {
        const TcDecidingCell *deciding = &openness->deciding[i];
        for (uint32_t j = 0; j < deciding->n_pieces; j++)
            indicator->gap.span.met_already |= deciding->pieces[j].answer == TC_OUT_MET;
    }
    for (uint32_t i = 0; i < openness->n_witnesses; i++)
        indicator->gap.span.met_already |= openness->witnesses[i].answer == TC_OUT_MET;
    if (indicator->gap.span.met_already && !indicator->gap.span.is_level)
        indicator->gap.span.least = indicator->gap.span.no_change;
}

/* "xã A; xã B", as written. */
static const char *listed(TcExplainer *explainer, const TcUnitList *list)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < list->n; i++)
        g_string_append_printf(text, "%s%s", i ? "; " : "", list->units[i].text);
    return tc_explain_keep(explainer, g_string_free(text, FALSE));
}

/* Does it not apply by its lists of units and kinds, and by which? */
static void exclusion_of(TcExplainer *explainer, TcExplainedIndicator *indicator)
{
    const TcIndicator *part = &explainer->model->indicators[indicator->index];
    const TcUnitTold *unit = &explainer->probe->unit;
    indicator->excluded = indicator->label == TC_LABEL_NOT_APPLICABLE &&
                          tc_unit_is_left_out(&part->only_for, &part->not_for, unit);
    if (!indicator->excluded)
        return;
    const uint32_t named = tc_unit_list_find(&part->not_for, unit);
    if (named < part->not_for.n)
        indicator->not_for = part->not_for.units[named].text;
    else
        indicator->only_for = listed(explainer, &part->only_for);
}

static void words_of(TcExplainer *explainer, TcExplainedIndicator *indicator)
{
    const TcIndicator *part = &explainer->model->indicators[indicator->index];
    indicator->code = part->code;
    indicator->title = part->title;
    indicator->mandatory = part->mandatory;
    indicator->elective = part->elective;
    indicator->encouraged = part->encouraged;
    indicator->about = &part->about;
}

void tc_explain_indicator(TcExplainer *explainer, uint32_t index)
{
    const TcIndicator *part = &explainer->model->indicators[index];
    TcExplainedIndicator *indicator = &explainer->out->indicators[index];
    g_autoptr(TcComparisons) set =
        tc_readers_part(explainer->probe->read, TC_REF_INDICATOR, index, false);
    words_of(explainer, indicator);
    value_of(explainer, indicator);
    points_of(explainer, indicator);
    cells_of(explainer, indicator, set);
    tc_explain_definitions(explainer, set, indicator);
    evidence_of(explainer, indicator);
    tc_explain_levels(explainer, indicator);
    indicator->applies = tc_explain_because(explainer, part->not_applicable_when, index);
    exclusion_of(explainer, indicator);
    indicator->met_when = tc_explain_because(explainer, part->met_when, index);
    tc_explain_gap(explainer, indicator);
    tc_explain_more_points(explainer, indicator);
    openness_of(explainer, indicator, set);
    if (indicator->gap.span.cells && !indicator->gap.span.is_level)
        note_may_be_met(indicator);
}
