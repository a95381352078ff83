/* Results as JSON. The head and the end are written around the units, which threads make apart. */
#include "report/json.h"

#include "base/date.h"
#include "base/figure.h"
#include "report/as_of.h"
#include "report/json_gen.h"
#include "report/origin.h"
#include "report/ranks.h"
#include "report/rule_text.h"

void tc_json_run(TcJson *json, const TcReportRun *run)
{
    char date[TC_DATE_TEXT];
    tc_json_key(json, "run");
    tc_json_object(json);
    tc_json_key_text(json, "date",
                     run->has_date ? tc_date_format(run->date_judged, TC_LANG_EN, date) : NULL);
    tc_json_key_text(json, "data", run->data_file);
    tc_json_key_bool(json, "closed", run->closed);
    tc_json_key_bool(json, "appraisals", run->appraisals);
    tc_json_key_bool(json, "lenient", run->lenient);
    tc_json_end(json);
}

static void some_day(TcJson *json, const char *key, bool has, int32_t day)
{
    char text[TC_DATE_TEXT];
    if (has)
        tc_json_key_text(json, key, tc_date_format(day, TC_LANG_EN, text));
}

static void some_text(TcJson *json, const char *key, const char *text)
{
    if (text && *text != '\0')
        tc_json_key_text(json, key, text);
}

/* An array, left out while it is empty. */
static void texts(TcJson *json, const char *key, const char *const *items, uint32_t n)
{
    if (n == 0)
        return;
    tc_json_key(json, key);
    tc_json_array(json);
    for (uint32_t i = 0; i < n; i++)
        tc_json_text(json, items[i]);
    tc_json_close(json);
}

void tc_json_decision(TcJson *json, const TcModel *model)
{
    char from[TC_DATE_TEXT];
    tc_json_key_text(json, "code", model->code);
    tc_json_key_text(json, "title", model->title);
    tc_json_key_text(json, "issued_with", model->issued_with);
    some_text(json, "amended_by", model->amended_by);
    some_day(json, "known_on", model->has_known, model->known_on);
    texts(json, "applies_to", model->levels, model->n_levels);
    some_day(json, "signed_on", model->has_signed, model->signed_on);
    tc_json_key_text(json, "in_force_from",
                     model->has_from ? tc_date_format(model->in_force_from, TC_LANG_EN, from)
                                     : NULL);
    some_day(json, "expires_on", model->has_until, model->in_force_until + 1);
    some_text(json, "supersedes", model->supersedes);
    g_autofree const char **units = g_new(const char *, model->only_for.n + 1);
    for (uint32_t i = 0; i < model->only_for.n; i++)
        units[i] = model->only_for.units[i].text;
    texts(json, "only_for", units, model->only_for.n);
    g_autofree char *points = tc_rule_max_points(model, model->max_points, TC_LANG_EN);
    some_text(json, "max_points", points);
}

void tc_json_provenance(TcJson *json, const TcProvenance *about, bool nulls)
{
    for (size_t i = 0; i < tc_origin_n_texts; i++) {
        const char *text = tc_origin_text(about, &tc_origin_texts[i]);
        if (text || nulls)
            tc_json_key_text(json, tc_origin_texts[i].member, text);
    }
}

static void write_marks_of(TcJson *json, const TcProvenance *about)
{
    for (size_t i = 0; i < tc_origin_n_texts; i++) {
        const TcTold told = tc_origin_texts[i].told;
        if (told == TC_TOLD_MARK || told == TC_TOLD_READING)
            some_text(json, tc_origin_texts[i].member, tc_origin_text(about, &tc_origin_texts[i]));
    }
}

void tc_json_part(TcJson *json, const TcOriginPart *part)
{
    static const char *const kinds[] = {[TC_REF_SET] = "set",
                                        [TC_REF_GROUP] = "group",
                                        [TC_REF_CRITERION] = "criterion",
                                        [TC_REF_INDICATOR] = "indicator",
                                        [TC_REF_VERDICT] = "verdict",
                                        [TC_REF_GRADE] = "grade",
                                        [TC_REF_RANKING] = "ranking"};
    tc_json_key_text(json, "kind", kinds[part->kind]);
    tc_json_key_text(json, "code", part->code);
}

/* Every part that was not compared with the original, is assumed or was read in some way. */
static void write_provenance(TcJson *json, const TcModel *model)
{
    tc_json_key(json, "provenance");
    tc_json_array(json);
    for (uint32_t i = 0; i < tc_origin_n_parts(model); i++) {
        const TcOriginPart part = tc_origin_part(model, i);
        if (!tc_origin_is_marked(part.about))
            continue;
        tc_json_object(json);
        tc_json_part(json, &part);
        write_marks_of(json, part.about);
        tc_json_end(json);
    }
    tc_json_close(json);
}

void tc_json_set(TcJson *json, const TcModel *model)
{
    tc_json_decision(json, model);
    tc_json_key_count(json, "indicators", model->n_indicators);
    tc_json_key_count(json, "unchecked", tc_model_unchecked(model));
    tc_json_key_count(json, "entered", model->entered);
    tc_json_key_count(json, "entered_of", model->entered_of);
    tc_json_provenance(json, &model->about, false);
}

static void write_rules(TcJson *json, const TcModel *model)
{
    tc_json_key(json, "rules");
    tc_json_object(json);
    tc_json_set(json, model);
    write_provenance(json, model);
    tc_json_end(json);
}

void tc_eval_json_begin(const TcModel *model, const TcReportRun *run, GString *out)
{
    g_autoptr(TcJson) json = tc_json_new(false);
    tc_json_object(json);
    tc_json_key_text(json, "schema", "tieuchi/eval/1");
    write_rules(json, model);
    tc_json_run(json, run);
    tc_json_key(json, "units");
    tc_json_array(json);
    tc_json_take(json, out);
    g_string_append_c(out, '\n');
}

/* --- a unit --------------------------------------------------------------------------------- */

/* "value": exact text, or an object with "low" and "high" while it is open. */
static void write_number(TcJson *json, const char *key, const TcNumberResult *number, uint32_t row,
                         bool share)
{
    TcFraction known;
    char text[TC_FIGURE_ROOM];
    if (tc_results_fraction(number, row, &known) &&
        tc_figure_quick_exact(known, TC_LANG_EN, text)) {
        tc_json_key_text(json, key, text);
        return;
    }
    mpq_t low, high;
    mpq_inits(low, high, NULL);
    const TcNumberState state = tc_figures_number(number, row, low, high);
    g_autofree char *from = tc_number_exact(low, TC_LANG_EN);
    g_autofree char *to = tc_number_exact(high, TC_LANG_EN);
    if (state == TC_NUMBER_OPEN) {
        tc_json_key(json, key);
        tc_json_object(json);
        tc_json_key_text(json, "low", tc_results_is_end(low, share) ? from : NULL);
        tc_json_key_text(json, "high", tc_results_is_end(high, share) ? to : NULL);
        tc_json_end(json);
    } else {
        tc_json_key_text(json, key, state == TC_NUMBER_KNOWN ? from : NULL);
    }
    mpq_clears(low, high, NULL);
}

static void write_as_of(TcJson *json, const TcResults *results, TcRefKind kind, uint32_t index,
                        uint32_t row)
{
    if (tc_as_of_today(results, kind, index, row))
        tc_json_key_bool(json, "as_of_today", true);
}

/* A count that may be open, as a range with equal ends while it is not. */
static void write_range(TcJson *json, const char *key, uint32_t low, uint32_t high)
{
    tc_json_key(json, key);
    tc_json_array(json);
    tc_json_count(json, low);
    tc_json_count(json, high);
    tc_json_close(json);
}

static void write_tally(TcJson *json, const TcResults *results, uint32_t row, uint32_t group)
{
    TcTally tally = tc_results_tally(results, row, group);
    write_range(json, "met", tally.met_low, tally.met_high);
    write_range(json, "applicable", tally.applicable_low, tally.applicable_high);
}

/* Of an answer that the rule does not leave open. */
static void write_unproved(TcJson *json, bool over_budget)
{
    tc_json_key_bool(json, "proved", false);
    if (over_budget)
        tc_json_key_bool(json, "over_budget", true);
}

static void write_verdicts(TcJson *json, const TcResults *results, uint32_t row)
{
    tc_json_key(json, "verdicts");
    tc_json_array(json);
    for (uint32_t i = 0; i < results->model->n_verdicts; i++) {
        TcVerdictAnswer answer = tc_figures_verdict(results, row, i);
        tc_json_object(json);
        tc_json_key_text(json, "code", results->model->verdicts[i].code);
        tc_json_key_text(json, "answer", tc_answer_id(answer));
        if (tc_figures_verdict_silent(results, row, i))
            tc_json_key_bool(json, "rule_silent", true);
        else if (tc_unproved(results, TC_REF_VERDICT, i, row))
            write_unproved(json, tc_over_budget(results, TC_REF_VERDICT, i, row));
        else if (answer == TC_ANSWER_OPEN)
            tc_json_key_bool(json, "proved", true);
        if (tc_figures_answer_word(results, row, i) == TC_MSG_ELIGIBLE_NONE_APPLIES)
            tc_json_key_bool(json, "none_applies", true);
        write_as_of(json, results, TC_REF_VERDICT, i, row);
        tc_json_end(json);
    }
    tc_json_close(json);
}

static void write_labels(TcJson *json, const TcGrade *grade, uint64_t set)
{
    tc_json_key(json, "possible");
    tc_json_array(json);
    for (uint32_t i = 0; i < grade->n_labels && i < 62; i++) {
        if ((set >> i & 1) != 0)
            tc_json_text(json, grade->labels[i]);
    }
    if (set >> 63)
        tc_json_null(json); /* the rule may not say */
    tc_json_close(json);
}

static void write_grades(TcJson *json, const TcResults *results, uint32_t row)
{
    tc_json_key(json, "grades");
    tc_json_array(json);
    for (uint32_t i = 0; i < results->model->n_grades; i++) {
        const TcGrade *grade = &results->model->grades[i];
        const char *label = tc_figures_grade(results, row, i);
        tc_json_object(json);
        tc_json_key_text(json, "code", grade->code);
        tc_json_key_text(json, "label", label);
        if (!label)
            write_labels(json, grade, results->grades[i].set[row]);
        if (tc_bit(results->grades[i].silent, row))
            tc_json_key_bool(json, "rule_silent", true);
        else if (tc_unproved(results, TC_REF_GRADE, i, row))
            write_unproved(json, tc_over_budget(results, TC_REF_GRADE, i, row));
        else if (!label)
            tc_json_key_bool(json, "proved", true);
        write_as_of(json, results, TC_REF_GRADE, i, row);
        tc_json_end(json);
    }
    tc_json_close(json);
}

static void write_ranking(TcJson *json, const TcResults *results, uint32_t row, uint32_t i)
{
    const TcRankingResult *ranking = &results->rankings[i];
    tc_json_object(json);
    tc_json_key_text(json, "code", results->model->rankings[i].code);
    tc_rank_json(json, results, row, i);
    write_as_of(json, results, TC_REF_RANKING, i, row);
    const TcNode *by = results->model->rankings[i].by;
    write_number(json, "value", &ranking->value, row, by->type && by->type->ratio);
    tc_json_end(json);
}

static void write_rankings(TcJson *json, const TcResults *results, uint32_t row)
{
    if (results->model->n_rankings == 0)
        return;
    tc_json_key(json, "rankings");
    tc_json_array(json);
    for (uint32_t i = 0; i < results->model->n_rankings; i++)
        write_ranking(json, results, row, i);
    tc_json_close(json);
}

static void write_groups(TcJson *json, const TcResults *results, uint32_t row, bool scores)
{
    tc_json_key(json, "groups");
    tc_json_array(json);
    for (uint32_t i = 0; i < results->model->n_groups; i++) {
        tc_json_object(json);
        tc_json_key_text(json, "code", results->model->groups[i].code);
        write_tally(json, results, row, i);
        if (scores)
            write_number(json, "points", &results->group_points[i], row, false);
        g_autofree char *weight =
            tc_rule_max_points(results->model, results->model->groups[i].weight, TC_LANG_EN);
        some_text(json, "weight", weight);
        tc_json_end(json);
    }
    tc_json_close(json);
}

static void write_criteria(TcJson *json, const TcResults *results, uint32_t row)
{
    if (results->model->n_criteria == 0)
        return;
    tc_json_key(json, "criteria");
    tc_json_array(json);
    for (uint32_t i = 0; i < results->model->n_criteria; i++) {
        const TcStateResult *state = &results->criteria[i];
        const TcLabel label = tc_results_criterion(results, row, i);
        tc_json_object(json);
        tc_json_key_text(json, "code", results->model->criteria[i].code);
        tc_json_key_text(json, "state", tc_label_id(label));
        if (tc_bit(state->as_of_today, row))
            tc_json_key_bool(json, "as_of_today", true);
        if (tc_bit(state->unproved, row) && label != TC_LABEL_RULE_SILENT)
            write_unproved(json, tc_bit(state->over_budget, row));
        tc_json_end(json);
    }
    tc_json_close(json);
}

/* What sets the indicator apart from those that are counted and added. */
static void write_marks(TcJson *json, const TcIndicator *indicator)
{
    if (indicator->encouraged)
        tc_json_key_bool(json, "encouraged", true);
    if (indicator->bonus)
        tc_json_key_bool(json, "bonus", true);
    if (indicator->penalty)
        tc_json_key_bool(json, "penalty", true);
    if (indicator->not_scored)
        tc_json_key_bool(json, "not_scored", true);
}

static void write_indicator(TcJson *json, const TcResults *results, uint32_t row, uint32_t i)
{
    const TcIndicator *indicator = &results->model->indicators[i];
    const TcStateResult *state = &results->indicators[i];
    tc_json_object(json);
    tc_json_key_text(json, "code", indicator->code);
    tc_json_key_text(json, "state", tc_label_id(tc_state_label(state, row)));
    write_as_of(json, results, TC_REF_INDICATOR, i, row);
    if (tc_unproved(results, TC_REF_INDICATOR, i, row))
        write_unproved(json, tc_over_budget(results, TC_REF_INDICATOR, i, row));
    write_marks(json, indicator);
    if (indicator->value)
        write_number(json, "value", &results->values[i], row,
                     indicator->value->type && indicator->value->type->ratio);
    if (tc_indicator_has_points(indicator)) {
        write_number(json, "points", &results->points[i], row, false);
        write_number(json, "max_points", &results->max_points[i], row, false);
    }
    tc_json_end(json);
}

static void write_indicators(TcJson *json, const TcResults *results, uint32_t row)
{
    tc_json_key(json, "indicators");
    tc_json_array(json);
    for (uint32_t i = 0; i < results->model->n_indicators; i++)
        write_indicator(json, results, row, i);
    tc_json_close(json);
}

static void write_head(TcJson *json, const TcBlock *block, const TcResults *results, uint32_t row)
{
    const TcRowInfo *info = &block->rows[row];
    tc_json_key_text(json, "code", info->code);
    tc_json_key_text(json, "name", info->name);
    tc_json_key_text(json, "parent", info->parent);
    tc_json_key(json, "line");
    if (info->line > 0)
        tc_json_count(json, info->line);
    else
        tc_json_null(json); /* of the register, without a row */
    some_text(json, "data_source", info->source);
    tc_json_key_bool(json, "data_error", tc_bit(results->data_error, row));
}

void tc_json_unit(TcJson *json, const TcBlock *block, const TcResults *results, uint32_t row)
{
    bool scores = tc_model_has_points(results->model);
    write_head(json, block, results, row);
    write_verdicts(json, results, row);
    write_grades(json, results, row);
    write_rankings(json, results, row);
    write_tally(json, results, row, TC_NO_PART);
    if (scores) {
        write_number(json, "total", &results->total, row, false);
        write_number(json, "max_total", &results->total_max, row, false);
    }
    write_groups(json, results, row, scores);
    write_criteria(json, results, row);
    write_indicators(json, results, row);
}

void tc_eval_json_unit(const TcBlock *block, const TcResults *results, uint32_t row, GString *out)
{
    g_autoptr(TcJson) json = tc_json_new(false);
    tc_json_object(json);
    tc_json_unit(json, block, results, row);
    tc_json_end(json);
    tc_json_take(json, out);
}

/* --- sums ----------------------------------------------------------------------------------- */

static void write_verdict_sums(TcJson *json, const TcSummary *summary)
{
    tc_json_key(json, "verdicts");
    tc_json_array(json);
    for (uint32_t i = 0; i < summary->model->n_verdicts; i++) {
        tc_json_object(json);
        tc_json_key_text(json, "code", summary->model->verdicts[i].code);
        for (unsigned answer = 0; answer < TC_N_ANSWERS; answer++)
            tc_json_key_count(json, tc_answer_id((TcVerdictAnswer)answer),
                              summary->verdicts[i][answer]);
        tc_json_end(json);
    }
    tc_json_close(json);
}

static void write_indicator_sums(TcJson *json, const TcSummary *summary)
{
    tc_json_key(json, "indicators");
    tc_json_array(json);
    for (uint32_t i = 0; i < summary->model->n_indicators; i++) {
        tc_json_object(json);
        tc_json_key_text(json, "code", summary->model->indicators[i].code);
        for (unsigned label = 0; label < TC_N_LABELS; label++) {
            if (summary->labels[i][label] > 0)
                tc_json_key_count(json, tc_label_id((TcLabel)label), summary->labels[i][label]);
        }
        tc_json_end(json);
    }
    tc_json_close(json);
}

static void write_sources(TcJson *json, const TcSources *sources)
{
    if (sources->n == 0)
        return;
    tc_json_key(json, "data_sources");
    tc_json_array(json);
    for (unsigned i = 0; i < sources->n; i++) {
        tc_json_object(json);
        tc_json_key_text(json, "text", sources->text[i]);
        tc_json_key_count(json, "units", sources->units[i]);
        tc_json_end(json);
    }
    tc_json_close(json);
    if (sources->n_others > 0)
        tc_json_key_count(json, "other_data_sources", sources->n_others);
}

void tc_eval_json_end(const TcSummary *summary, GString *out)
{
    g_autoptr(TcJson) json = tc_json_new(false);
    tc_json_object(json);
    tc_json_key_count(json, "units", summary->n_units);
    tc_json_key_count(json, "data_errors", summary->n_data_errors);
    if (summary->n_none_applies > 0)
        tc_json_key_count(json, "none_applies", summary->n_none_applies);
    if (summary->n_over_budget > 0)
        tc_json_key_count(json, "over_budget", summary->n_over_budget);
    if (summary->model->only_for.n > 0)
        tc_json_key_count(json, "not_judged", summary->n_outside);
    write_sources(json, &summary->sources);
    write_verdict_sums(json, summary);
    write_indicator_sums(json, summary);
    tc_json_end(json);
    g_string_append(out, "\n],\"summary\":");
    tc_json_take(json, out);
    g_string_append(out, "}\n");
}
