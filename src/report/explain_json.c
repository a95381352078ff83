/* The JSON of an explanation, schema "tieuchi/explain/1" (docs/json.md). Keys are English and stay;
 * what has no value is null, what is not asked of a part is left out. */
#include "base/date.h"
#include "report/explain_json.h"
#include "report/explain_writer.h"
#include "report/json.h"

/* --- conclusions --- */

/* What each indicator that may be chosen adds to the total. */
static void gains_member(const TcExplainJson *json, const TcLeastSets *sets)
{
    const TcExplanation *explanation = json->explanation;
    tc_explain_json_open_array(json, "gains");
    for (uint32_t i = 0; i < explanation->n_indicators; i++) {
        if (!sets->gains[i].shown)
            continue;
        tc_json_object(json->gen);
        tc_explain_json_key_text(json, "indicator", explanation->indicators[i].code);
        tc_explain_json_key_shown(json, "gain", sets->gains[i]);
        tc_json_end(json->gen);
    }
    tc_json_close(json->gen);
}

static void sets_member(const TcExplainJson *json, const char *name, const TcLeastSets *sets)
{
    static const char *const statuses[] = {[TC_SETS_NONE] = NULL,
                                           [TC_SETS_FOUND] = "found",
                                           [TC_SETS_IMPOSSIBLE] = "impossible",
                                           [TC_SETS_BUDGET] = "over_budget"};
    if (sets->status == TC_SETS_NONE)
        return;
    tc_explain_json_key(json, name);
    tc_json_object(json->gen);
    tc_explain_json_key_text(json, "status", statuses[sets->status]);
    if (sets->status == TC_SETS_IMPOSSIBLE)
        tc_explain_json_codes(json, "stuck", sets->stuck, sets->n_stuck);
    if (sets->status == TC_SETS_FOUND) {
        tc_explain_json_key_number(json, "size", sets->size);
        tc_explain_json_codes(json, "core", sets->core, sets->n_core);
        tc_explain_json_open_array(json, "choices");
        for (uint32_t i = 0; i < sets->n_choices; i++) {
            tc_json_object(json->gen);
            tc_explain_json_key_number(json, "pick", sets->choices[i].pick);
            tc_explain_json_codes(json, "of", sets->choices[i].of, sets->choices[i].n_of);
            tc_json_end(json->gen);
        }
        tc_json_close(json->gen);
        tc_explain_json_key_bool(json, "other_choices", sets->other_shapes);
        if (sets->together) {
            tc_explain_json_key(json, "together");
            tc_explain_json_way(json, sets->together);
        }
        if (sets->fewer_may)
            tc_explain_json_key_bool(json, "fewer_may_do", true);
        if (sets->gains)
            gains_member(json, sets);
    }
    tc_json_end(json->gen);
}

static void lifts_member(const TcExplainJson *json, const TcExplainedConclusion *conclusion)
{
    tc_explain_json_open_array(json, "by_one_indicator");
    for (uint32_t i = 0; i < conclusion->n_lifts; i++) {
        const TcExplainedLift *lift = &conclusion->lifts[i];
        tc_json_object(json->gen);
        tc_explain_json_key_text(json, "indicator",
                                 json->explanation->indicators[lift->indicator].code);
        tc_explain_json_step_members(json, &lift->step);
        tc_explain_json_key_shown(json, "share_of_denominator", lift->share);
        tc_json_end(json->gen);
    }
    tc_json_close(json->gen);
}

static void conclusion_object(const TcExplainJson *json, const TcExplainedConclusion *conclusion)
{
    tc_json_object(json->gen);
    tc_explain_json_key_text(json, "kind", conclusion->kind == TC_REF_GRADE ? "grade" : "verdict");
    tc_explain_json_key_text(json, "code", conclusion->code);
    tc_explain_json_title(json, conclusion->title);
    tc_explain_json_answer(json, "possible", conclusion->kind, conclusion->outcomes,
                           conclusion->labels);
    tc_explain_json_key_bool(json, "as_of_today", conclusion->as_of_today);
    tc_explain_json_key_bool(json, "none_applies", conclusion->none_applies);
    tc_explain_json_key_condition(json, "met_when", conclusion->why);
    tc_explain_json_codes(json, "failing", conclusion->failing, conclusion->n_failing);
    tc_explain_json_codes(json, "open_indicators", conclusion->open, conclusion->n_open);
    sets_member(json, "least_sets", &conclusion->least);
    sets_member(json, "least_sets_at_worst", &conclusion->least_at_worst);
    if (conclusion->next) {
        tc_explain_json_key_text(json, "next", conclusion->next);
        tc_explain_json_key_shown(json, "missing_to_next", conclusion->next_missing);
        if (conclusion->next_missing_most.shown)
            tc_explain_json_key_shown(json, "missing_to_next_most", conclusion->next_missing_most);
        tc_explain_json_key_bool(json, "more_than_that", conclusion->next_beyond);
        if (conclusion->next_impossible)
            tc_explain_json_key_bool(json, "out_of_reach", true);
        lifts_member(json, conclusion);
        if (conclusion->lifts_tried)
            tc_explain_json_key_number(json, "changes_tried", conclusion->lifts_tried);
    }
    tc_explain_json_openness_member(json, &conclusion->openness, conclusion->kind,
                                    conclusion->labels);
    tc_explain_json_about(json, conclusion->about);
    tc_json_end(json->gen);
}

static void rankings_member(const TcExplainJson *json)
{
    if (json->explanation->n_rankings == 0)
        return;
    tc_explain_json_open_array(json, "rankings");
    for (uint32_t i = 0; i < json->explanation->n_rankings; i++) {
        tc_json_object(json->gen);
        tc_explain_json_key_text(json, "code", json->explanation->rankings[i].code);
        tc_explain_json_title(json, json->explanation->rankings[i].title);
        tc_explain_json_ranking(json->gen, &json->explanation->rankings[i]);
        tc_explain_json_key_condition(json, "not_applicable_when",
                                      json->explanation->rankings[i].left_out);
        tc_explain_json_about(json, json->explanation->rankings[i].about);
        tc_json_end(json->gen);
    }
    tc_json_close(json->gen);
}

/* --- the whole --- */

static void head(const TcExplainJson *json)
{
    const TcExplanation *explanation = json->explanation;
    const TcModel *model = explanation->model;
    char day[TC_DATE_TEXT];
    tc_explain_json_key_text(json, "schema", "tieuchi/explain/1");
    tc_explain_json_key(json, "rules");
    tc_json_object(json->gen);
    tc_json_decision(json->gen, model);
    tc_explain_json_key_number(json, "indicators", model->n_indicators);
    tc_explain_json_key_number(json, "unchecked", tc_model_unchecked(model));
    tc_json_provenance(json->gen, &model->about, false);
    tc_json_end(json->gen);
    tc_date_format(explanation->run.date_judged, TC_LANG_EN, day);
    tc_explain_json_key_text(json, "date", explanation->has_date ? day : NULL);
    tc_explain_json_key_bool(json, "closed", explanation->run.closed);
    tc_explain_json_key(json, "unit");
    tc_json_object(json->gen);
    tc_explain_json_key_text(json, "code", explanation->unit_code);
    tc_explain_json_key_text(json, "name", explanation->unit_name);
    tc_explain_json_key_text(json, "parent", explanation->unit_parent);
    tc_explain_json_some_text(json, "file", explanation->file);
    tc_explain_json_key_number(json, "line", explanation->line);
    if (*explanation->data_source)
        tc_explain_json_key_text(json, "data_source", explanation->data_source);
    tc_json_end(json->gen);
    tc_explain_json_key_bool(json, "data_error", explanation->data_error);
    tc_explain_json_key_number(json, "bad_cells", explanation->n_bad_cells);
}

static void totals(const TcExplainJson *json)
{
    const TcExplanation *explanation = json->explanation;
    tc_explain_json_key_number(json, "met_least", explanation->tally.met_low);
    tc_explain_json_key_number(json, "met_most", explanation->tally.met_high);
    tc_explain_json_key_number(json, "applicable_least", explanation->tally.applicable_low);
    tc_explain_json_key_number(json, "applicable_most", explanation->tally.applicable_high);
    if (explanation->total_max.shown) {
        tc_explain_json_key_shown(json, "points", explanation->total);
        if (explanation->total_most.shown)
            tc_explain_json_key_shown(json, "points_most", explanation->total_most);
        tc_explain_json_key_shown(json, "maximum_points", explanation->total_max);
        if (explanation->total_max_most.shown)
            tc_explain_json_key_shown(json, "maximum_points_most", explanation->total_max_most);
        tc_explain_json_open_array(json, "can_earn_more");
        for (uint32_t i = 0; i < explanation->n_lifts; i++) {
            tc_json_object(json->gen);
            tc_explain_json_key_text(json, "indicator",
                                     explanation->indicators[explanation->lifts[i].indicator].code);
            tc_explain_json_key_shown(json, "gain", explanation->lifts[i].gain);
            tc_json_end(json->gen);
        }
        tc_json_close(json->gen);
    }
}

void tc_explain_json_body(const TcExplainJson *json, const TcExplainView *view)
{
    const TcExplanation *explanation = json->explanation;
    const bool all = view->indicator == TC_NO_PART;
    if (all) {
        totals(json);
        tc_explain_json_open_array(json, "conclusions");
        for (uint32_t i = 0; i < explanation->n_conclusions; i++)
            conclusion_object(json, &explanation->conclusions[i]);
        tc_json_close(json->gen);
        rankings_member(json);
        tc_explain_json_groups(json);
        tc_explain_json_criteria(json);
    }
    tc_explain_json_open_array(json, "indicators");
    for (uint32_t i = 0; i < explanation->n_indicators; i++) {
        if (all || i == view->indicator)
            tc_explain_json_indicator_object(json, &explanation->indicators[i]);
    }
    tc_json_close(json->gen);
}

void tc_explain_json(const TcExplanation *explanation, const TcExplainView *view, GString *out)
{
    g_autoptr(TcJson) gen = tc_json_new(true);
    const TcExplainJson json = {explanation, gen, .alone = true};
    tc_json_object(gen);
    head(&json);
    tc_explain_json_body(&json, view);
    tc_json_end(gen);
    tc_json_take(gen, out);
}
