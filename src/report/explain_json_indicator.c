/* JSON of an explanation: one indicator. */
#include "report/explain_json.h"
#include "report/json.h"

static void span_member(const TcExplainJson *json, const TcExplainedSpan *span)
{
    if (!span->cells)
        return;
    tc_explain_json_key(json, "while_open");
    tc_json_object(json->gen);
    tc_explain_json_key_text(json, "of", span->cells);
    tc_explain_json_some_text(json, "unit", span->unit);
    tc_explain_json_key_text(json, "figures", span->is_level ? "level" : "missing");
    tc_explain_json_key_text(json, "direction", span->up ? "up" : "down");
    tc_explain_json_key_shown(json, "may_be_met", span->least);
    tc_explain_json_key_shown(json, "surely_met",
                              span->impossible ? (TcShown){NULL, NULL} : span->most);
    tc_explain_json_key_text(json, "depends_on", span->hangs);
    if (span->if_applies)
        tc_explain_json_key_bool(json, "if_applicable", true);
    if (span->if_accepted)
        tc_explain_json_key_bool(json, "if_accepted", true);
    tc_json_end(json->gen);
}

static void gap_member(const TcExplainJson *json, const TcExplainedGap *gap)
{
    if (gap->status == TC_GAP_NONE && !gap->span.cells)
        return;
    tc_explain_json_key(json, "gap");
    tc_json_object(json->gen);
    if (gap->status != TC_GAP_UNKNOWN)
        tc_explain_json_key_bool(json, "possible", gap->status != TC_GAP_IMPOSSIBLE);
    tc_explain_json_some_text(json, "movable", gap->movable);
    span_member(json, &gap->span);
    tc_explain_json_key_shown(json, "share_of_denominator", gap->share);
    tc_explain_json_open_array(json, "ways");
    for (uint32_t i = 0; i < gap->n_ways; i++)
        tc_explain_json_way(json, &gap->ways[i]);
    tc_json_close(json->gen);
    tc_json_end(json->gen);
}

static void more_member(const TcExplainJson *json, const TcExplainedSteps *more)
{
    if (more->n_steps == 0)
        return;
    tc_explain_json_key(json, "more_points");
    tc_json_object(json->gen);
    if (more->each.shown) {
        tc_explain_json_key_shown(json, "each", more->each);
        tc_explain_json_key_text(json, "for",
                                 more->each_percent ? "percentage point" : more->each_of);
    }
    tc_explain_json_open_array(json, "steps");
    for (uint32_t i = 0; i < more->n_steps; i++) {
        tc_json_object(json->gen);
        tc_explain_json_step_members(json, &more->steps[i]);
        tc_json_end(json->gen);
    }
    tc_json_close(json->gen);
    tc_json_end(json->gen);
}

/* --- indicators --- */

static void levels(const TcExplainJson *json, const TcExplainedIndicator *indicator)
{
    static const char *const origins[] = {[TC_LEVEL_GENERAL] = "general",
                                          [TC_LEVEL_EXCEPT] = "except",
                                          [TC_LEVEL_CASE] = "case",
                                          [TC_LEVEL_REST] = "otherwise"};
    tc_explain_json_open_array(json, "required");
    for (uint32_t i = 0; i < indicator->n_levels; i++) {
        const TcExplainedLevel *level = &indicator->levels[i];
        tc_json_object(json->gen);
        tc_explain_json_key_text(json, "text", level->text);
        tc_explain_json_key_text(json, "origin", origins[level->origin]);
        tc_explain_json_some_text(json, "condition", level->condition);
        tc_explain_json_key_text(json, "in_force", tc_explain_json_truth_name(level->in_force));
        tc_explain_json_key_shown(json, "level", level->level);
        tc_json_end(json->gen);
    }
    tc_json_close(json->gen);
}

static void goal(const TcExplainJson *json, const char *name, const char *words, TcTruth reached)
{
    if (!words)
        return;
    tc_explain_json_key(json, name);
    tc_json_object(json->gen);
    tc_explain_json_key_text(json, "text", words);
    tc_explain_json_key_text(json, "reached", tc_explain_json_truth_name(reached));
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

static void why_undefined(const TcExplainJson *json, TcWhy why)
{
    static const char *const names[] = {[TC_WHY_NOT] = NULL,
                                        [TC_WHY_LITERAL] = "missing",
                                        [TC_WHY_ZERO] = "zero_denominator",
                                        [TC_WHY_NO_CASE] = "no_case",
                                        [TC_WHY_EMPTY] = "nothing_to_compute",
                                        [TC_WHY_NONE] = "none_yet",
                                        [TC_WHY_STATE] = "other_part",
                                        [TC_WHY_RANGE] = "out_of_range"};
    tc_explain_json_some_text(json, "undefined", names[why]);
}

static void figures(const TcExplainJson *json, const TcExplainedIndicator *indicator)
{
    if (indicator->formula) {
        tc_explain_json_key_text(json, "formula", indicator->formula);
        tc_explain_json_some_text(json, "calculation", indicator->calculation);
        tc_explain_json_key_shown(json, "value", indicator->value);
        tc_explain_json_some_text(json, "unit", indicator->unit);
    }
    why_undefined(json, indicator->why);
    levels(json, indicator);
    goal(json, "aiming_at", indicator->aiming_at.text, indicator->aiming_at.reached);
    goal(json, "encouraged_at", indicator->encouraged_at.text, indicator->encouraged_at.reached);
    tc_explain_json_key_condition(json, "not_applicable_when", indicator->applies);
    tc_explain_json_key_condition(json, "met_when", indicator->met_when);
    if (indicator->max_points.shown) {
        tc_explain_json_key_shown(json, "points", indicator->points);
        tc_explain_json_key_shown(json, "maximum_points", indicator->max_points);
        tc_explain_json_some_text(json, "scored_by", indicator->scored);
    }
}

/* Left out where it rests on none. */
static void definitions(const TcExplainJson *json, const TcExplainedIndicator *indicator)
{
    if (indicator->n_definitions == 0)
        return;
    tc_explain_json_open_array(json, "definitions");
    for (uint32_t i = 0; i < indicator->n_definitions; i++) {
        const TcExplainedDefinition *definition = &indicator->definitions[i];
        tc_json_object(json->gen);
        tc_explain_json_key_text(json, "name", definition->name);
        tc_explain_json_key_text(json, "formula", definition->formula);
        tc_explain_json_key_shown(json, "value", definition->value);
        if (definition->most.shown)
            tc_explain_json_key_shown(json, "value_most", definition->most);
        tc_explain_json_some_text(json, "unit", definition->unit);
        tc_json_end(json->gen);
    }
    tc_json_close(json->gen);
}

static void cells(const TcExplainJson *json, const TcExplainedIndicator *indicator)
{
    tc_explain_json_open_array(json, "cells");
    for (uint32_t i = 0; i < indicator->n_cells; i++) {
        tc_json_object(json->gen);
        tc_explain_json_cell_members(json, &indicator->cells[i]);
        tc_json_end(json->gen);
    }
    tc_json_close(json->gen);
}

void tc_explain_json_traits(TcJson *json, const TcIndicator *indicator)
{
    tc_json_key_bool(json, "mandatory", indicator->mandatory);
    tc_json_key_bool(json, "elective", indicator->elective);
    tc_json_key_bool(json, "encouraged", indicator->encouraged);
}

void tc_explain_json_indicator_object(const TcExplainJson *json,
                                      const TcExplainedIndicator *indicator)
{
    const TcModel *model = json->explanation->model;
    tc_json_object(json->gen);
    tc_explain_json_key_text(json, "code", indicator->code);
    tc_explain_json_title(json, indicator->title);
    tc_explain_json_key_text(json, "state", label_name(indicator->label));
    tc_explain_json_answer(json, "possible", TC_REF_INDICATOR, indicator->outcomes, NULL);
    if (json->alone)
        tc_explain_json_traits(json->gen, &model->indicators[indicator->index]);
    tc_explain_json_key_bool(json, "as_of_today", indicator->as_of_today);
    if (indicator->excluded)
        tc_explain_json_key_bool(json, "excluded", true);
    tc_explain_json_some_text(json, "not_for", indicator->not_for);
    tc_explain_json_some_text(json, "only_for", indicator->only_for);
    figures(json, indicator);
    if (indicator->evidence_tracked)
        tc_explain_json_key_text(json, "evidence_accepted",
                                 tc_explain_json_truth_name(indicator->evidence));
    definitions(json, indicator);
    cells(json, indicator);
    gap_member(json, &indicator->gap);
    more_member(json, &indicator->more);
    tc_explain_json_openness_member(json, &indicator->openness, TC_REF_INDICATOR, NULL);
    tc_explain_json_about(json, indicator->about);
    tc_json_end(json->gen);
}
