/* The text of an explanation: head, conclusions, indicators. */
#include "base/number.h"
#include "report/explain_writer.h"
#include "report/figures.h"
#include "report/kinds.h"
#include "report/origin.h"
#include "report/rule_text.h"

#include "base/date.h"

enum { WIDTH = 100, LEAST_WIDTH = 40 };

/* --- the head --- */

static void write_unit(TcExplainWriter *writer)
{
    const TcExplanation *explanation = writer->explanation;
    GString *text = g_string_new(explanation->unit_name);
    if (*explanation->unit_parent)
        g_string_append_printf(text, "%s%s", text->len ? ", " : "", explanation->unit_parent);
    if (*explanation->unit_code) {
        g_autofree char *code =
            tc_msg_format(writer->lang, TC_MSG_EXPLAIN_CODE, explanation->unit_code, NULL);
        g_string_append_printf(text, "%s%s", text->len ? ", " : "", code);
    }
    tc_explain_line(writer, 0, g_string_free(text, FALSE));
}

static void write_source(TcExplainWriter *writer)
{
    const TcExplanation *explanation = writer->explanation;
    char day[TC_DATE_TEXT];
    tc_date_format(explanation->run.date_judged, writer->lang, day);
    g_autofree char *line = g_strdup_printf("%u", explanation->line);
    g_autofree char *until = explanation->has_date
                                 ? tc_msg_format(writer->lang, TC_MSG_EXPLAIN_UNTIL, day, NULL)
                                 : g_strdup("");
    if (explanation->line == 0)
        tc_explain_say(writer, 0, TC_MSG_EXPLAIN_DATA_NONE, until, NULL);
    else if (explanation->file)
        tc_explain_say(writer, 0, TC_MSG_EXPLAIN_DATA, explanation->file, line, until, NULL);
    else
        tc_explain_say(writer, 0, TC_MSG_EXPLAIN_DATA_LINE, line, until, NULL);
    if (*explanation->data_source)
        tc_explain_say(writer, 0, TC_MSG_DATA_SOURCE, explanation->data_source, NULL);
    if (explanation->run.closed)
        tc_explain_say(writer, 0, TC_MSG_EXPLAIN_CLOSED, NULL);
    if (explanation->breaks_constraint)
        tc_explain_say(writer, 0, TC_MSG_EXPLAIN_DATA_ERROR, NULL);
    g_autofree char *bad = g_strdup_printf("%u", explanation->n_bad_cells);
    if (explanation->n_bad_cells > 0)
        tc_explain_say(writer, 0, TC_MSG_EXPLAIN_BAD_CELLS, bad, NULL);
}

static void write_decision(TcExplainWriter *writer)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    tc_rule_decision(writer->explanation->model, writer->lang, lines);
    g_auto(GStrv) each = g_strsplit(lines->str, "\n", -1);
    for (unsigned i = 0; each[i] && *each[i]; i++)
        tc_explain_line(writer, 0, g_strdup(each[i]));
}

static void write_set(TcExplainWriter *writer)
{
    const TcModel *model = writer->explanation->model;
    const uint32_t unchecked = tc_model_unchecked(model);
    g_autofree char *n = g_strdup_printf("%u", unchecked);
    g_autofree char *all = g_strdup_printf("%u", model->n_indicators);
    tc_explain_say(writer, 0, TC_MSG_EXPLAIN_SET, model->title ? model->title : "",
                   model->code ? model->code : "", NULL);
    write_decision(writer);
    if (model->entered_of > 0) {
        g_autofree char *entered = g_strdup_printf("%u", model->entered);
        g_autofree char *of = g_strdup_printf("%u", model->entered_of);
        tc_explain_say(writer, 0, TC_MSG_EXPLAIN_ENTERED, entered, of, NULL);
    }
    if (unchecked > 0)
        tc_explain_say(writer, 0, TC_MSG_EXPLAIN_UNCHECKED, n, all, NULL);
    tc_explain_provenance(writer, 0, &model->about);
}

/* The indicators that can earn more, and how much. */
static void write_lifts(TcExplainWriter *writer)
{
    const TcExplanation *explanation = writer->explanation;
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < explanation->n_lifts; i++) {
        const uint32_t of = explanation->lifts[i].indicator;
        const TcMsg msg = explanation->model->indicators[of].penalty ? TC_MSG_EXPLAIN_LIFT_PENALTY
                                                                     : TC_MSG_EXPLAIN_LIFT;
        const char *code = explanation->indicators[of].code;
        g_autofree char *lift =
            tc_msg_format(writer->lang, msg, code, explanation->lifts[i].gain.shown, NULL);
        g_string_append_printf(text, "%s%s", i ? "; " : "", lift);
    }
    tc_explain_say_if(writer, 0, TC_MSG_EXPLAIN_LIFTS, text->str);
    g_string_free(text, TRUE);
}

static void write_totals(TcExplainWriter *writer)
{
    const TcExplanation *explanation = writer->explanation;
    tc_explain_write_tally(writer, 0, &explanation->tally);
    g_autofree char *total = tc_explain_ends(explanation->total, explanation->total_most);
    g_autofree char *max = tc_explain_ends(explanation->total_max, explanation->total_max_most);
    if (total && max) {
        char *line = tc_msg_format(writer->lang, TC_MSG_EXPLAIN_TOTAL, total, max, NULL);
        tc_explain_line(
            writer, 0,
            tc_explain_perhaps(writer, explanation->total, explanation->total_most, line));
    } else if (max)
        tc_explain_say(writer, 0, TC_MSG_EXPLAIN_TOTAL_OPEN, max, NULL);
    if (max)
        tc_explain_write_adding(writer);
    write_lifts(writer);
}

/* --- conclusions --- */

void tc_explain_as_of(TcExplainWriter *writer, unsigned indent, bool as_of_today)
{
    char day[TC_DATE_TEXT];
    tc_date_format(writer->explanation->run.date_judged, writer->lang, day);
    if (as_of_today && writer->explanation->has_date)
        tc_explain_say(writer, indent, TC_MSG_EXPLAIN_AS_OF, day, NULL);
    else if (as_of_today)
        tc_explain_say(writer, indent, TC_MSG_EXPLAIN_AS_THEY_ARE, NULL);
}

void tc_explain_provenance(TcExplainWriter *writer, unsigned indent, const TcProvenance *about)
{
    for (size_t i = 0; i < tc_origin_n_texts; i++)
        tc_explain_say_if(writer, indent, tc_origin_texts[i].words,
                          tc_origin_text(about, &tc_origin_texts[i]));
}

static void write_next_grade(TcExplainWriter *writer, const TcExplainedConclusion *conclusion)
{
    if (!conclusion->next)
        return;
    const bool share = g_str_has_suffix(conclusion->next_missing.shown, "%");
    g_autofree char *ends = tc_explain_difference(
        writer, tc_explain_ends(conclusion->next_missing, conclusion->next_missing_most));
    g_autofree char *more = tc_msg_format(writer->lang, TC_MSG_EXPLAIN_MORE_THAN, ends, NULL);
    tc_explain_say(writer, 2, share ? TC_MSG_EXPLAIN_NEXT_GRADE_SHARE : TC_MSG_EXPLAIN_NEXT_GRADE,
                   conclusion->next_beyond ? more : ends, conclusion->next, NULL);
    if (conclusion->next_impossible)
        tc_explain_say(writer, 2, TC_MSG_EXPLAIN_GRADE_CANNOT, NULL);
    if (conclusion->n_lifts > 0)
        tc_explain_line(writer, 2,
                        g_strdup_printf("%s:", tc_msg(writer->lang, TC_MSG_EXPLAIN_GRADE_LIFTS)));
    for (uint32_t i = 0; i < conclusion->n_lifts; i++) {
        const TcExplainedLift *lift = &conclusion->lifts[i];
        g_autofree char *step = tc_explain_step(writer, &lift->step);
        tc_explain_line(writer, 4,
                        g_strdup_printf("- %s: %s",
                                        writer->explanation->indicators[lift->indicator].code,
                                        step));
    }
    if (conclusion->lifts_tried) {
        g_autofree char *tried = g_strdup_printf("%u", conclusion->lifts_tried);
        tc_explain_say(writer, 2, TC_MSG_EXPLAIN_LIFTS_TRIED, tried, NULL);
    }
}

/* R19: what no data can close. */
static void write_silent(TcExplainWriter *writer, const TcExplainedConclusion *conclusion)
{
    g_autofree uint32_t *silent = g_new(uint32_t, conclusion->n_open + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < conclusion->n_open; i++) {
        if (writer->explanation->indicators[conclusion->open[i]].label == TC_LABEL_RULE_SILENT)
            silent[n++] = conclusion->open[i];
    }
    g_autofree char *codes = tc_explain_codes(writer, silent, n);
    tc_explain_say_if(writer, 2, TC_MSG_EXPLAIN_SILENT_ONES, codes);
}

void tc_explain_write_conclusion(TcExplainWriter *writer, const TcExplainedConclusion *conclusion)
{
    const bool grade = conclusion->kind == TC_REF_GRADE;
    g_autofree char *answer =
        conclusion->openness.silent && !grade
            ? g_strdup(tc_msg(writer->lang, TC_MSG_VERDICT_SILENT))
            : tc_explain_answer(writer, conclusion->kind, conclusion->outcomes, conclusion->labels);
    g_autofree char *title = tc_explain_title(conclusion->title);
    tc_explain_say(writer, 0, grade ? TC_MSG_EXPLAIN_GRADE : TC_MSG_EXPLAIN_VERDICT,
                   conclusion->code ? conclusion->code : "", title, answer, NULL);
    tc_explain_as_of(writer, 2, conclusion->as_of_today);
    if (conclusion->none_applies)
        tc_explain_say(writer, 2, TC_MSG_EXPLAIN_NONE_APPLIES, NULL);
    if (conclusion->why)
        tc_explain_condition(writer, 2, conclusion->why);
}

static void write_conclusion(TcExplainWriter *writer, const TcExplainedConclusion *conclusion)
{
    tc_explain_write_conclusion(writer, conclusion);
    g_autofree char *failing = tc_explain_codes(writer, conclusion->failing, conclusion->n_failing);
    g_autofree char *open_ones = tc_explain_codes(writer, conclusion->open, conclusion->n_open);
    tc_explain_say_if(writer, 2, TC_MSG_EXPLAIN_FAILING, failing);
    tc_explain_say_if(writer, 2, TC_MSG_EXPLAIN_OPEN_ONES, open_ones);
    write_silent(writer, conclusion);
    const bool open = conclusion->n_open || conclusion->least_at_worst.status != TC_SETS_NONE;
    tc_explain_sets(writer, 2, &conclusion->least,
                    open ? TC_MSG_EXPLAIN_LEAST_WELL : TC_MSG_EXPLAIN_LEAST);
    if (conclusion->least_at_worst.status == TC_SETS_FOUND)
        tc_explain_sets(writer, 2, &conclusion->least_at_worst, TC_MSG_EXPLAIN_LEAST_BADLY);
    write_next_grade(writer, conclusion);
    tc_explain_opens(writer, 2, &conclusion->openness, conclusion->kind, conclusion->labels);
    tc_explain_provenance(writer, 2, conclusion->about);
    g_string_append_c(writer->out, '\n');
}

/* --- indicators --- */

static char *required_words(const TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    if (indicator->n_levels != 1 || !indicator->levels[0].text)
        return NULL;
    return tc_msg_format(writer->lang, TC_MSG_EXPLAIN_REQUIRED, indicator->levels[0].text, NULL);
}

/* "1.163 / 2.000 hộ = 58,15%; yêu cầu từ 60% trở lên; cần 1.200 hộ; còn thiếu 37 hộ". */
static void write_figures(TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    GString *text = g_string_new(indicator->calculation);
    g_autofree char *required = required_words(writer, indicator);
    g_autofree char *gap = tc_explain_short_gap(writer, indicator);
    if (indicator->value.shown) {
        g_autofree char *value =
            tc_number_with_unit(indicator->value.shown, indicator->unit, writer->lang);
        g_string_append_printf(text, "%s%s", indicator->calculation ? " = " : "", value);
    }
    if (required)
        g_string_append_printf(text, "%s%s", text->len ? "; " : "", required);
    if (gap && indicator->openness.open)
        g_string_append_printf(text, "; %s %s", tc_msg(writer->lang, TC_MSG_EXPLAIN_SURELY), gap);
    else if (gap)
        g_string_append_printf(text, "; %s", gap);
    if (text->len > 0)
        tc_explain_line(writer, 2, g_strdup(text->str));
    g_string_free(text, TRUE);
}

static void write_level(TcExplainWriter *writer, const TcExplainedLevel *level)
{
    static const TcMsg words[] = {[TC_LEVEL_GENERAL] = TC_MSG_EXPLAIN_LEVEL_GENERAL,
                                  [TC_LEVEL_EXCEPT] = TC_MSG_EXPLAIN_LEVEL_EXCEPT,
                                  [TC_LEVEL_CASE] = TC_MSG_EXPLAIN_LEVEL_CASE,
                                  [TC_LEVEL_REST] = TC_MSG_EXPLAIN_LEVEL_REST};
    const TcMsg msg =
        level->in_force == TC_TRUTH_YES ? words[level->origin] : TC_MSG_EXPLAIN_LEVEL_MAYBE;
    if (level->condition)
        tc_explain_say(writer, 2, msg, level->text ? level->text : "", level->condition, NULL);
}

static const TcIndicator *model_of(const TcExplainWriter *writer,
                                   const TcExplainedIndicator *indicator)
{
    return &writer->explanation->model->indicators[indicator->index];
}

static TcMsg points_word(const TcIndicator *indicator)
{
    if (indicator->penalty)
        return TC_MSG_EXPLAIN_POINTS_PENALTY;
    return indicator->bonus ? TC_MSG_EXPLAIN_POINTS_BONUS : TC_MSG_EXPLAIN_POINTS_OWN;
}

static void write_points(TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    const char *max = indicator->max_points.shown ? indicator->max_points.shown : "";
    const char *head = tc_msg(writer->lang, points_word(model_of(writer, indicator)));
    g_autofree char *by = NULL;
    if (indicator->label == TC_LABEL_NOT_APPLICABLE)
        return;
    if (indicator->scored)
        by = tc_msg_format(writer->lang, TC_MSG_EXPLAIN_SCORED_BY, indicator->scored, NULL);
    g_autofree char *points = NULL;
    if (indicator->points.shown && !indicator->max_points.shown)
        points = tc_msg_format(writer->lang, TC_MSG_EXPLAIN_POINTS_ALONE, head,
                               indicator->points.shown, NULL);
    else if (indicator->points.shown)
        points = tc_msg_format(writer->lang, TC_MSG_EXPLAIN_POINTS, head, indicator->points.shown,
                               max, NULL);
    else if (indicator->max_points.shown)
        points = tc_msg_format(writer->lang, TC_MSG_EXPLAIN_POINTS_OPEN, head, max, NULL);
    if (points)
        tc_explain_line(writer, 2, g_strconcat(points, by, NULL));
}

static void write_goal(TcExplainWriter *writer, TcMsg msg, const char *text, TcTruth reached)
{
    static const TcMsg words[] = {[TC_TRUTH_NO] = TC_MSG_EXPLAIN_NOT_REACHED,
                                  [TC_TRUTH_YES] = TC_MSG_EXPLAIN_REACHED,
                                  [TC_TRUTH_OPEN] = TC_MSG_EXPLAIN_OPEN};
    if (text)
        tc_explain_say(writer, 2, msg, text, tc_msg(writer->lang, words[reached]), NULL);
}

bool tc_explain_applies_is_told(const TcExplainedIndicator *indicator)
{
    return indicator->applies && indicator->applies->truth != TC_TRUTH_NO;
}

static void write_conditions(TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    tc_explain_say_if(writer, 2, TC_MSG_EXPLAIN_EXCLUDED_NOT_FOR, indicator->not_for);
    tc_explain_say_if(writer, 2, TC_MSG_EXPLAIN_EXCLUDED_ONLY_FOR, indicator->only_for);
    if (tc_explain_applies_is_told(indicator)) {
        tc_explain_line(
            writer, 2,
            g_strdup_printf("%s:", tc_msg(writer->lang, TC_MSG_EXPLAIN_NOT_APPLICABLE_WHEN)));
        tc_explain_condition(writer, 4, indicator->applies);
    }
    if (indicator->met_when) {
        tc_explain_line(writer, 2,
                        g_strdup_printf("%s:", tc_msg(writer->lang, TC_MSG_EXPLAIN_MET_WHEN)));
        tc_explain_condition(writer, 4, indicator->met_when);
    }
}

/* What it comes to once the evidence is accepted: evidence is awaited only where the figures pass.
 */
static const char *provisional(const TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    const bool judged = (indicator->outcomes & TC_OUT_MET) != 0;
    return tc_msg(writer->lang, judged ? TC_MSG_MET : TC_MSG_SCORED);
}

/* Why the rule says nothing, or whose turn it is. */
static void write_silence(TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    if (indicator->label == TC_LABEL_NOT_APPLICABLE)
        return;
    if (indicator->why == TC_WHY_ZERO)
        tc_explain_say(writer, 2, TC_MSG_EXPLAIN_WHY_ZERO, NULL);
    else if (indicator->label == TC_LABEL_RULE_SILENT && indicator->why == TC_WHY_NOT)
        tc_explain_say(writer, 2, TC_MSG_EXPLAIN_WHY_NO_CASE, NULL);
    else if (indicator->label == TC_LABEL_RULE_SILENT)
        tc_explain_say(writer, 2,
                       indicator->why == TC_WHY_NO_CASE ? TC_MSG_EXPLAIN_WHY_NO_CASE
                                                        : TC_MSG_EXPLAIN_WHY_OTHER,
                       NULL);
    if (indicator->label == TC_LABEL_AWAITS_APPRAISAL) {
        const char *who = indicator->about->appraised_by;
        tc_explain_say(writer, 2, TC_MSG_EXPLAIN_WAITS,
                       who ? who : tc_msg(writer->lang, TC_MSG_EXPLAIN_WAITS_PAPER), NULL);
        tc_explain_say(writer, 2, TC_MSG_EXPLAIN_PROVISIONAL, provisional(writer, indicator), NULL);
    }
    if (indicator->evidence_tracked && indicator->evidence == TC_TRUTH_NO)
        tc_explain_say(writer, 2, TC_MSG_EXPLAIN_REJECTED, NULL);
}

/* A certain answer that rests on open cells, and not on their being open. */
static void write_whatever(TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    const bool certain = indicator->label == TC_LABEL_MET || indicator->label == TC_LABEL_NOT_MET;
    bool open = false;
    for (uint32_t i = 0; i < indicator->n_cells; i++)
        open |= indicator->cells[i].reason != TC_REASON_KNOWN;
    if (certain && open && !indicator->as_of_today && !writer->explanation->run.closed)
        tc_explain_say(writer, 2, TC_MSG_EXPLAIN_WHATEVER, NULL);
}

static void write_heading(TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    const TcIndicator *part = model_of(writer, indicator);
    g_autofree char *title = tc_explain_title(indicator->title);
    const TcMsg state = tc_kind_label_word(part, indicator->label);
    g_autofree char *words = state == TC_MSG_INFORMS ? tc_kind_apart(part, writer->lang)
                                                     : tc_kind_words(part, writer->lang);
    g_autofree char *kind =
        *words ? tc_msg_format(writer->lang, TC_MSG_EXPLAIN_KIND, words, NULL) : g_strdup("");
    tc_explain_say(writer, 0, TC_MSG_EXPLAIN_INDICATOR, indicator->code, title,
                   tc_msg(writer->lang, state), kind, NULL);
}

static void write_levels(TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    for (uint32_t i = 0; i < indicator->n_levels; i++)
        write_level(writer, &indicator->levels[i]);
}

static void write_goals(TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    write_goal(writer, TC_MSG_EXPLAIN_AIMING, indicator->aiming_at.text,
               indicator->aiming_at.reached);
    write_goal(writer, TC_MSG_EXPLAIN_ENCOURAGED, indicator->encouraged_at.text,
               indicator->encouraged_at.reached);
}

void tc_explain_write_indicator(TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    write_heading(writer, indicator);
    tc_explain_as_of(writer, 2, indicator->as_of_today);
    if (indicator->label != TC_LABEL_NOT_APPLICABLE) {
        write_figures(writer, indicator);
        write_levels(writer, indicator);
        write_goals(writer, indicator);
    }
    write_silence(writer, indicator);
    write_conditions(writer, indicator);
    write_whatever(writer, indicator);
    write_points(writer, indicator);
}

static void write_whole(TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    tc_explain_write_indicator(writer, indicator);
    if (!tc_explain_gap_is_told(writer, indicator))
        tc_explain_ways(writer, 2, indicator);
    if (indicator->scored)
        tc_explain_more(writer, 2, &indicator->more);
    tc_explain_opens(writer, 2, &indicator->openness, TC_REF_INDICATOR, NULL);
    tc_explain_say_if(writer, 2, TC_MSG_EXPLAIN_FORMULA, indicator->formula);
    tc_explain_write_definitions(writer, 2, indicator);
    tc_explain_cells(writer, 2, indicator->cells, indicator->n_cells);
    tc_explain_provenance(writer, 2, indicator->about);
    g_string_append_c(writer->out, '\n');
}

static void write_brief(TcExplainWriter *writer, const TcExplainedIndicator *indicator)
{
    write_heading(writer, indicator);
    tc_explain_as_of(writer, 2, indicator->as_of_today);
    write_figures(writer, indicator);
    write_levels(writer, indicator);
    write_goals(writer, indicator);
    write_conditions(writer, indicator);
    write_whatever(writer, indicator);
    write_points(writer, indicator);
    tc_explain_more(writer, 2, &indicator->more);
    tc_explain_write_definitions(writer, 2, indicator);
    tc_explain_say_if(writer, 2, TC_MSG_EXPLAIN_LAID_DOWN, indicator->about->laid_down_in);
    tc_explain_say_if(writer, 2, TC_MSG_EXPLAIN_NOT_CHECKED, indicator->about->not_checked);
    tc_explain_say_if(writer, 2, TC_MSG_EXPLAIN_ASSUMED, indicator->about->assumed);
    g_string_append_c(writer->out, '\n');
}

static void write_all(TcExplainWriter *writer)
{
    const TcExplanation *explanation = writer->explanation;
    for (uint32_t i = 0; i < explanation->n_conclusions; i++)
        write_conclusion(writer, &explanation->conclusions[i]);
    for (uint32_t i = 0; i < explanation->n_rankings; i++)
        tc_explain_write_ranking(writer, &explanation->rankings[i]);
    tc_explain_write_groups(writer);
    tc_explain_write_criteria(writer);
    for (uint32_t i = 0; i < explanation->n_indicators; i++) {
        const TcExplainedIndicator *indicator = &explanation->indicators[i];
        if (indicator->label == TC_LABEL_MET)
            write_brief(writer, indicator);
        else
            write_whole(writer, indicator);
    }
}

void tc_explain_text(const TcExplanation *explanation, const TcExplainView *view, GString *out)
{
    TcExplainWriter writer = {explanation, explanation->lang, view->width ? view->width : WIDTH,
                              out};
    writer.width = MAX(writer.width, LEAST_WIDTH);
    write_unit(&writer);
    write_set(&writer);
    write_source(&writer);
    if (view->indicator == TC_NO_PART)
        write_totals(&writer);
    g_string_append_c(out, '\n');
    if (view->indicator == TC_NO_PART)
        write_all(&writer);
    else
        write_whole(&writer, &explanation->indicators[view->indicator]);
    g_string_truncate(out, out->len - 1);
}
