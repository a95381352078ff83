/* The JSON of an explanation, schema "tieuchi/explain/1" (docs/json.md). Keys are English and stay;
 * what has no value is null, what is not asked of a part is left out. */
#include "report/explain.h"

#include "base/date.h"
#include "report/json.h"

typedef struct {
    const TcExplanation *explanation;
    TcJson *gen;
} Json;

static void text(const Json *json, const char *value)
{
    tc_json_text(json->gen, value);
}

static void key(const Json *json, const char *name)
{
    tc_json_key(json->gen, name);
}

static void key_text(const Json *json, const char *name, const char *value)
{
    tc_json_key_text(json->gen, name, value);
}

/* Left out without a value. */
static void some_text(const Json *json, const char *name, const char *value)
{
    if (value && *value)
        key_text(json, name, value);
}

static void key_bool(const Json *json, const char *name, bool value)
{
    tc_json_key_bool(json->gen, name, value);
}

static void key_number(const Json *json, const char *name, uint32_t value)
{
    tc_json_key_count(json->gen, name, value);
}

static void key_shown(const Json *json, const char *name, TcShown value)
{
    key(json, name);
    if (!value.shown) {
        tc_json_null(json->gen);
        return;
    }
    tc_json_object(json->gen);
    key_text(json, "exact", value.exact);
    key_text(json, "shown", value.shown);
    tc_json_end(json->gen);
}

static void open_array(const Json *json, const char *name)
{
    key(json, name);
    tc_json_array(json->gen);
}

static const char *truth_name(TcTruth truth)
{
    static const char *const names[] = {
        [TC_TRUTH_NO] = "no", [TC_TRUTH_YES] = "yes", [TC_TRUTH_OPEN] = "open"};
    return names[truth];
}

static const char *code_of(const Json *json, uint32_t indicator)
{
    return json->explanation->indicators[indicator].code;
}

static void codes(const Json *json, const char *name, const uint32_t *indicators, uint32_t n)
{
    open_array(json, name);
    for (uint32_t i = 0; i < n; i++)
        text(json, code_of(json, indicators[i]));
    tc_json_close(json->gen);
}

/* --- cells, conditions --- */

static void cell_members(const Json *json, const TcExplainedCell *cell)
{
    static const char *const reasons[TC_N_REASONS] = {[TC_REASON_KNOWN] = "known",
                                                      [TC_REASON_BLANK] = "blank",
                                                      [TC_REASON_NO_COLUMN] = "no_column",
                                                      [TC_REASON_NO_ROW] = "no_row",
                                                      [TC_REASON_BAD_CELL] = "bad_cell",
                                                      [TC_REASON_CONSTRAINT] = "constraint",
                                                      [TC_REASON_APPROXIMATE] = "approximate"};
    key_text(json, "heading", cell->heading);
    key_shown(json, "value", cell->value);
    some_text(json, "unit", cell->unit);
    if (cell->reason != TC_REASON_KNOWN)
        key_text(json, "open", reasons[cell->reason]);
    some_text(json, "place", cell->place);
}

static void condition(const Json *json, const TcBecause *because)
{
    static const char *const kinds[] = {[TC_BECAUSE_CONDITION] = "condition",
                                        [TC_BECAUSE_ALL] = "all",
                                        [TC_BECAUSE_ANY] = "any",
                                        [TC_BECAUSE_AT_LEAST] = "at_least",
                                        [TC_BECAUSE_NOT] = "not",
                                        [TC_BECAUSE_COUNT] = "count",
                                        [TC_BECAUSE_CASE] = "case"};
    tc_json_object(json->gen);
    key_text(json, "kind", kinds[because->kind]);
    key_text(json, "holds", truth_name(because->truth));
    some_text(json, "label", because->label);
    some_text(json, "text", because->text);
    if (because->left.shown)
        key_shown(json, "left", because->left);
    if (because->right.shown)
        key_shown(json, "right", because->right);
    if (because->kind == TC_BECAUSE_AT_LEAST)
        key_number(json, "wanted", because->wanted);
    if (because->kind == TC_BECAUSE_COUNT) {
        key_number(json, "met_least", because->tally.met_low);
        key_number(json, "met_most", because->tally.met_high);
        key_number(json, "applicable_least", because->tally.applicable_low);
        key_number(json, "applicable_most", because->tally.applicable_high);
    }
    if (because->n_children > 0) {
        open_array(json, "parts");
        for (uint32_t i = 0; i < because->n_children; i++)
            condition(json, because->children[i]);
        tc_json_close(json->gen);
    }
    tc_json_end(json->gen);
}

static void key_condition(const Json *json, const char *name, const TcBecause *because)
{
    if (!because)
        return;
    key(json, name);
    condition(json, because);
}

/* --- open answers --- */

/* The names of a set of outcomes, as an array. */
static void answer(const Json *json, const char *name, TcRefKind kind, uint64_t set,
                   const char *const *labels)
{
    static const char *const verdict[] = {"true", "false", NULL, "unknown"};
    static const char *const indicator[] = {"met", "not_met", "not_applicable", "undefined"};
    const char *const *names = kind == TC_REF_VERDICT ? verdict : indicator;
    open_array(json, name);
    for (unsigned i = 0; i < 63; i++) {
        if (!(set >> i & 1))
            continue;
        if (kind == TC_REF_GRADE)
            text(json, labels[i]);
        else if (i < 4)
            text(json, names[i]);
    }
    if (set >> 63)
        tc_json_null(json->gen);
    tc_json_close(json->gen);
}

static void deciding_cell(const Json *json, const TcDecidingCell *deciding, TcRefKind kind,
                          const char *const *labels)
{
    static const char *const powers[] = {
        [TC_DECIDES] = "decides", [TC_MAY_DECIDE] = "may_decide", [TC_MATTERS] = "matters"};
    tc_json_object(json->gen);
    cell_members(json, &deciding->cell);
    key_text(json, "power", powers[deciding->power]);
    open_array(json, "runs");
    for (uint32_t i = 0; i < deciding->n_pieces; i++) {
        const TcExplainedPiece *piece = &deciding->pieces[i];
        tc_json_object(json->gen);
        key_shown(json, "from", piece->low);
        key_shown(json, "to", piece->high);
        answer(json, "answer", kind, piece->answer, labels);
        tc_json_end(json->gen);
    }
    tc_json_close(json->gen);
    tc_json_end(json->gen);
}

static void witness(const Json *json, const TcOpenness *openness,
                    const TcExplainedWitness *completion, TcRefKind kind, const char *const *labels)
{
    tc_json_object(json->gen);
    answer(json, "answer", kind, completion->answer, labels);
    key(json, "values");
    tc_json_object(json->gen);
    for (uint32_t i = 0; i < openness->n_deciding; i++)
        key_shown(json, openness->deciding[i].cell.heading, completion->values[i]);
    tc_json_end(json->gen);
    tc_json_end(json->gen);
}

static void openness_member(const Json *json, const TcOpenness *openness, TcRefKind kind,
                            const char *const *labels)
{
    if (!openness->open)
        return;
    key(json, "open");
    tc_json_object(json->gen);
    key_bool(json, "proved", openness->proved);
    open_array(json, "deciding");
    for (uint32_t i = 0; i < openness->n_deciding; i++)
        deciding_cell(json, &openness->deciding[i], kind, labels);
    tc_json_close(json->gen);
    open_array(json, "completions");
    for (uint32_t i = 0; i < openness->n_witnesses; i++)
        witness(json, openness, &openness->witnesses[i], kind, labels);
    tc_json_close(json->gen);
    tc_json_end(json->gen);
}

/* --- gaps --- */

static void move(const Json *json, const TcExplainedMove *step)
{
    tc_json_object(json->gen);
    key_text(json, "heading", step->heading);
    some_text(json, "unit", step->unit);
    key_shown(json, "from", step->from);
    key_shown(json, "to", step->to);
    key_shown(json, "last", step->last);
    key_shown(json, "missing", step->amount);
    key_text(json, "direction", step->up ? "up" : "down");
    key_shown(json, "beyond", step->mark);
    key_bool(json, "taken_along", step->dragged);
    tc_json_end(json->gen);
}

static void gap_member(const Json *json, const TcExplainedGap *gap)
{
    if (gap->status == TC_GAP_NONE)
        return;
    key(json, "gap");
    tc_json_object(json->gen);
    key_bool(json, "possible", gap->status == TC_GAP_FOUND);
    key_shown(json, "share_of_denominator", gap->share);
    open_array(json, "ways");
    for (uint32_t i = 0; i < gap->n_ways; i++) {
        tc_json_array(json->gen);
        for (uint32_t j = 0; j < gap->ways[i].n_moves; j++)
            move(json, &gap->ways[i].moves[j]);
        tc_json_close(json->gen);
    }
    tc_json_close(json->gen);
    tc_json_end(json->gen);
}

/* --- indicators --- */

static void provenance(const Json *json, const TcProvenance *about)
{
    some_text(json, "laid_down_in", about->laid_down_in);
    some_text(json, "verbatim", about->verbatim);
    some_text(json, "reading", about->reading);
    some_text(json, "data_source", about->data_source);
    some_text(json, "evidence", about->evidence);
    some_text(json, "appraised_by", about->appraised_by);
    some_text(json, "note", about->note);
    some_text(json, "not_checked", about->not_checked);
    some_text(json, "assumed", about->assumed);
}

static void levels(const Json *json, const TcExplainedIndicator *indicator)
{
    static const char *const origins[] = {[TC_LEVEL_GENERAL] = "general",
                                          [TC_LEVEL_EXCEPT] = "except",
                                          [TC_LEVEL_CASE] = "case",
                                          [TC_LEVEL_REST] = "otherwise"};
    open_array(json, "required");
    for (uint32_t i = 0; i < indicator->n_levels; i++) {
        const TcExplainedLevel *level = &indicator->levels[i];
        tc_json_object(json->gen);
        key_text(json, "text", level->text);
        key_text(json, "origin", origins[level->origin]);
        some_text(json, "condition", level->condition);
        key_text(json, "in_force", truth_name(level->in_force));
        key_shown(json, "level", level->level);
        tc_json_end(json->gen);
    }
    tc_json_close(json->gen);
}

static void goal(const Json *json, const char *name, const char *words, TcTruth reached)
{
    if (!words)
        return;
    key(json, name);
    tc_json_object(json->gen);
    key_text(json, "text", words);
    key_text(json, "reached", truth_name(reached));
    tc_json_end(json->gen);
}

static const char *label_name(unsigned label)
{
    static const char *const names[TC_N_LABELS] = {
        [TC_LABEL_MET] = "met",
        [TC_LABEL_NOT_MET] = "not_met",
        [TC_LABEL_NOT_APPLICABLE] = "not_applicable",
        [TC_LABEL_DATA_MISSING] = "data_missing",
        [TC_LABEL_AWAITS_APPRAISAL] = "awaits_appraisal",
        [TC_LABEL_SCORED] = "scored",
        [TC_LABEL_RULE_SILENT] = "rule_silent",
    };
    return names[label];
}

static void why_undefined(const Json *json, TcWhy why)
{
    static const char *const names[] = {[TC_WHY_NOT] = NULL,
                                        [TC_WHY_LITERAL] = "missing",
                                        [TC_WHY_ZERO] = "zero_denominator",
                                        [TC_WHY_NO_CASE] = "no_case",
                                        [TC_WHY_EMPTY] = "nothing_to_compute",
                                        [TC_WHY_NONE] = "none_yet",
                                        [TC_WHY_STATE] = "other_part",
                                        [TC_WHY_RANGE] = "out_of_range"};
    some_text(json, "undefined", names[why]);
}

static void figures(const Json *json, const TcExplainedIndicator *indicator)
{
    if (indicator->formula) {
        key_text(json, "formula", indicator->formula);
        some_text(json, "calculation", indicator->calculation);
        key_shown(json, "value", indicator->value);
        some_text(json, "unit", indicator->unit);
    }
    why_undefined(json, indicator->why);
    levels(json, indicator);
    goal(json, "aiming_at", indicator->aiming_at.text, indicator->aiming_at.reached);
    goal(json, "encouraged_at", indicator->encouraged_at.text, indicator->encouraged_at.reached);
    key_condition(json, "not_applicable_when", indicator->applies);
    key_condition(json, "met_when", indicator->met_when);
    if (indicator->max_points.shown) {
        key_shown(json, "points", indicator->points);
        key_shown(json, "maximum_points", indicator->max_points);
        some_text(json, "scored_by", indicator->scored);
    }
}

static void indicator_object(const Json *json, const TcExplainedIndicator *indicator)
{
    tc_json_object(json->gen);
    key_text(json, "code", indicator->code);
    key_text(json, "title", indicator->title);
    key_text(json, "state", label_name(indicator->label));
    answer(json, "possible", TC_REF_INDICATOR, indicator->outcomes, NULL);
    key_bool(json, "mandatory", indicator->mandatory);
    key_bool(json, "elective", indicator->elective);
    key_bool(json, "encouraged", indicator->encouraged);
    key_bool(json, "as_of_today", indicator->as_of_today);
    if (indicator->excluded)
        key_bool(json, "excluded", true);
    figures(json, indicator);
    if (indicator->evidence_tracked)
        key_text(json, "evidence_accepted", truth_name(indicator->evidence));
    open_array(json, "cells");
    for (uint32_t i = 0; i < indicator->n_cells; i++) {
        tc_json_object(json->gen);
        cell_members(json, &indicator->cells[i]);
        tc_json_end(json->gen);
    }
    tc_json_close(json->gen);
    gap_member(json, &indicator->gap);
    openness_member(json, &indicator->openness, TC_REF_INDICATOR, NULL);
    provenance(json, indicator->about);
    tc_json_end(json->gen);
}

/* --- conclusions --- */

static void sets_member(const Json *json, const char *name, const TcLeastSets *sets)
{
    static const char *const statuses[] = {[TC_SETS_NONE] = NULL,
                                           [TC_SETS_FOUND] = "found",
                                           [TC_SETS_IMPOSSIBLE] = "impossible",
                                           [TC_SETS_BUDGET] = "over_budget"};
    if (sets->status == TC_SETS_NONE)
        return;
    key(json, name);
    tc_json_object(json->gen);
    key_text(json, "status", statuses[sets->status]);
    if (sets->status == TC_SETS_IMPOSSIBLE)
        codes(json, "stuck", sets->stuck, sets->n_stuck);
    if (sets->status == TC_SETS_FOUND) {
        key_number(json, "size", sets->size);
        codes(json, "core", sets->core, sets->n_core);
        open_array(json, "choices");
        for (uint32_t i = 0; i < sets->n_choices; i++) {
            tc_json_object(json->gen);
            key_number(json, "pick", sets->choices[i].pick);
            codes(json, "of", sets->choices[i].of, sets->choices[i].n_of);
            tc_json_end(json->gen);
        }
        tc_json_close(json->gen);
        key_bool(json, "other_choices", sets->other_shapes);
    }
    tc_json_end(json->gen);
}

static void conclusion_object(const Json *json, const TcExplainedConclusion *conclusion)
{
    tc_json_object(json->gen);
    key_text(json, "kind", conclusion->kind == TC_REF_GRADE ? "grade" : "verdict");
    key_text(json, "code", conclusion->code);
    key_text(json, "title", conclusion->title);
    answer(json, "possible", conclusion->kind, conclusion->outcomes, conclusion->labels);
    key_bool(json, "as_of_today", conclusion->as_of_today);
    key_bool(json, "none_applies", conclusion->none_applies);
    key_condition(json, "met_when", conclusion->why);
    codes(json, "failing", conclusion->failing, conclusion->n_failing);
    codes(json, "open_indicators", conclusion->open, conclusion->n_open);
    sets_member(json, "least_sets", &conclusion->least);
    sets_member(json, "least_sets_at_worst", &conclusion->least_at_worst);
    if (conclusion->next) {
        key_text(json, "next", conclusion->next);
        key_shown(json, "missing_to_next", conclusion->next_missing);
    }
    openness_member(json, &conclusion->openness, conclusion->kind, conclusion->labels);
    provenance(json, conclusion->about);
    tc_json_end(json->gen);
}

/* --- the whole --- */

static void head(const Json *json)
{
    const TcExplanation *explanation = json->explanation;
    const TcModel *model = explanation->model;
    char day[TC_DATE_TEXT];
    key_text(json, "schema", "tieuchi/explain/1");
    key(json, "rules");
    tc_json_object(json->gen);
    tc_json_decision(json->gen, model);
    key_number(json, "indicators", model->n_indicators);
    key_number(json, "unchecked", tc_model_unchecked(model));
    provenance(json, &model->about);
    tc_json_end(json->gen);
    tc_date_format(explanation->run.date_judged, TC_LANG_EN, day);
    key_text(json, "date", explanation->has_date ? day : NULL);
    key_bool(json, "closed", explanation->run.closed);
    key(json, "unit");
    tc_json_object(json->gen);
    key_text(json, "code", explanation->unit_code);
    key_text(json, "name", explanation->unit_name);
    key_text(json, "parent", explanation->unit_parent);
    some_text(json, "file", explanation->file);
    key_number(json, "line", explanation->line);
    tc_json_end(json->gen);
    key_bool(json, "data_error", explanation->data_error);
}

static void totals(const Json *json)
{
    const TcExplanation *explanation = json->explanation;
    key_number(json, "met_least", explanation->tally.met_low);
    key_number(json, "met_most", explanation->tally.met_high);
    key_number(json, "applicable_least", explanation->tally.applicable_low);
    key_number(json, "applicable_most", explanation->tally.applicable_high);
    if (explanation->total_max.shown) {
        key_shown(json, "points", explanation->total);
        key_shown(json, "maximum_points", explanation->total_max);
    }
}

static void body(const Json *json, const TcExplainView *view)
{
    const TcExplanation *explanation = json->explanation;
    const bool all = view->indicator == TC_NO_PART;
    if (all) {
        totals(json);
        open_array(json, "conclusions");
        for (uint32_t i = 0; i < explanation->n_conclusions; i++)
            conclusion_object(json, &explanation->conclusions[i]);
        tc_json_close(json->gen);
    }
    open_array(json, "indicators");
    for (uint32_t i = 0; i < explanation->n_indicators; i++) {
        if (all || i == view->indicator)
            indicator_object(json, &explanation->indicators[i]);
    }
    tc_json_close(json->gen);
}

void tc_explain_json(const TcExplanation *explanation, const TcExplainView *view, GString *out)
{
    g_autoptr(TcJson) gen = tc_json_new(true);
    const Json json = {explanation, gen};
    tc_json_object(gen);
    head(&json);
    body(&json, view);
    tc_json_end(gen);
    tc_json_take(gen, out);
}
