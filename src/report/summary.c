/* Sums over units, and the foot of reports. */
#include "report/summary.h"

#include <string.h>

#include "base/date.h"
#include "report/as_of.h"
#include "report/origin.h"
#include "report/rule_text.h"

enum { N_HARDEST = 5 };

TcSummary *tc_summary_new(const TcModel *model)
{
    TcSummary *summary = g_new0(TcSummary, 1);
    summary->model = model;
    summary->verdicts = g_malloc0_n(model->n_verdicts + 1, sizeof *summary->verdicts);
    summary->labels = g_malloc0_n(model->n_indicators + 1, sizeof *summary->labels);
    summary->grades = g_new0(uint64_t *, model->n_grades + 1);
    for (uint32_t i = 0; i < model->n_grades; i++)
        summary->grades[i] = g_new0(uint64_t, model->grades[i].n_labels + 1);
    return summary;
}

void tc_summary_free(TcSummary *summary)
{
    if (!summary)
        return;
    for (uint32_t i = 0; i < summary->model->n_grades; i++)
        g_free(summary->grades[i]);
    g_free(summary->grades);
    g_free(summary->verdicts);
    g_free(summary->labels);
    for (unsigned i = 0; i < summary->sources.n; i++)
        g_free(summary->sources.text[i]);
    g_free(summary);
}

static uint32_t label_index(const TcGrade *grade, const char *label)
{
    uint32_t i = 0;
    while (i < grade->n_labels && grade->labels[i] != label)
        i++;
    return i;
}

static void add_label(TcSummary *summary, uint32_t i, const TcStateResult *state, uint32_t row)
{
    summary->labels[i][tc_state_label(state, row)]++;
}

void tc_summary_add(TcSummary *summary, const TcResults *results, uint32_t row)
{
    const TcModel *model = summary->model;
    summary->n_units++;
    summary->n_data_errors += tc_bit(results->data_error, row);
    summary->n_none_applies += tc_results_none_applies(results, row);
    summary->n_as_of_today += tc_as_of_today_any(results, row);
    summary->n_unproved += tc_unproved_any(results, row, summary->prints_indicators);
    summary->n_over_budget += tc_over_budget_any(results, row, summary->prints_indicators);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        summary->verdicts[i][tc_figures_verdict(results, row, i)]++;
    for (uint32_t i = 0; i < model->n_grades; i++)
        summary->grades[i][label_index(&model->grades[i], tc_figures_grade(results, row, i))]++;
    for (uint32_t i = 0; i < model->n_indicators; i++)
        add_label(summary, i, &results->indicators[i], row);
}

static char *digits(uint64_t n)
{
    return g_strdup_printf("%" G_GUINT64_FORMAT, n);
}

/* --- where the figures come from ------------------------------------------------------------- */

void tc_summary_add_source(TcSummary *summary, const char *source)
{
    TcSources *sources = &summary->sources;
    unsigned i = 0;
    sources->n_units++;
    if (*source == '\0')
        return;
    while (i < sources->n && strcmp(sources->text[i], source) != 0)
        i++;
    if (i == TC_SOURCES_NAMED) {
        sources->n_others++;
        return;
    }
    if (i == sources->n)
        sources->text[sources->n++] = g_strdup(source);
    sources->units[i]++;
}

char *tc_summary_sources(const TcSummary *summary, TcLang lang)
{
    const TcSources *sources = &summary->sources;
    g_autoptr(GString) list = g_string_new(NULL);
    for (unsigned i = 0; i < sources->n; i++) {
        g_autofree char *count = digits(sources->units[i]);
        g_autofree char *item =
            sources->units[i] == sources->n_units
                ? g_strdup(sources->text[i])
                : tc_msg_format(lang, TC_MSG_SOURCE_OF_UNITS, sources->text[i], count, NULL);
        g_string_append_printf(list, "%s%s", i > 0 ? "; " : "", item);
    }
    if (sources->n_others > 0) {
        g_autofree char *count = digits(sources->n_others);
        g_autofree char *others = tc_msg_format(lang, TC_MSG_SOURCE_OTHERS, count, NULL);
        g_string_append_printf(list, "; %s", others);
    }
    return list->len > 0 ? tc_msg_format(lang, TC_MSG_DATA_SOURCE, list->str, NULL) : NULL;
}

/* --- in words --------------------------------------------------------------------------------- */

static void append_line(GString *out, char *line)
{
    g_string_append_printf(out, "%s\n", line);
    g_free(line);
}

static void append_verdict(const TcSummary *summary, uint32_t index, TcLang lang, GString *out)
{
    const uint64_t *counts = summary->verdicts[index];
    g_autofree char *yes = digits(counts[TC_ANSWER_YES]);
    g_autofree char *no = digits(counts[TC_ANSWER_NO]);
    g_autofree char *open = digits(counts[TC_ANSWER_OPEN]);
    append_line(out, tc_msg_format(lang, TC_MSG_SUMMARY_VERDICT,
                                   summary->model->verdicts[index].code, yes, no, open, NULL));
}

static void append_grade(const TcSummary *summary, uint32_t index, TcLang lang, GString *out)
{
    const TcGrade *grade = &summary->model->grades[index];
    const uint64_t *counts = summary->grades[index];
    g_autofree char *head = tc_msg_format(lang, TC_MSG_SUMMARY_GRADE, grade->code, NULL);
    g_string_append(out, head);
    for (uint32_t i = 0; i < grade->n_labels; i++)
        g_string_append_printf(out, "%s%s %" G_GUINT64_FORMAT, i > 0 ? ", " : "", grade->labels[i],
                               counts[i]);
    if (counts[grade->n_labels] > 0)
        g_string_append_printf(out, ", %s %" G_GUINT64_FORMAT, tc_msg(lang, TC_MSG_GRADE_OPEN),
                               counts[grade->n_labels]);
    g_string_append(out, ".\n");
}

static uint64_t n_missing(const TcSummary *summary, uint32_t i)
{
    return summary->labels[i][TC_LABEL_DATA_MISSING];
}

static uint64_t n_awaiting(const TcSummary *summary, uint32_t i)
{
    return summary->labels[i][TC_LABEL_AWAITS_APPRAISAL];
}

static uint64_t n_silent(const TcSummary *summary, uint32_t i)
{
    return summary->labels[i][TC_LABEL_RULE_SILENT];
}

static uint64_t n_open(const TcSummary *summary, uint32_t i)
{
    return n_missing(summary, i) + n_awaiting(summary, i) + n_silent(summary, i);
}

/* What is only encouraged keeps nobody from anything. */
static uint64_t n_not_met(const TcSummary *summary, uint32_t i)
{
    return summary->model->indicators[i].encouraged ? 0 : summary->labels[i][TC_LABEL_NOT_MET];
}

typedef uint64_t (*Measure)(const TcSummary *summary, uint32_t indicator);

/* The indicators with the greatest measure, first in the decision's order among equals. */
static unsigned find_greatest(const TcSummary *summary, Measure measure, uint32_t found[N_HARDEST])
{
    unsigned n = 0;
    for (uint32_t i = 0; i < summary->model->n_indicators; i++) {
        if (measure(summary, i) == 0)
            continue;
        unsigned at = n < N_HARDEST ? n : N_HARDEST;
        for (; at > 0 && measure(summary, found[at - 1]) < measure(summary, i); at--) {
            if (at < N_HARDEST)
                found[at] = found[at - 1];
        }
        if (at < N_HARDEST)
            found[at] = i;
        n = MIN(n + 1, (unsigned)N_HARDEST);
    }
    return n;
}

static void append_hardest(const TcSummary *summary, bool closed, TcLang lang, GString *out)
{
    uint32_t found[N_HARDEST];
    unsigned n = find_greatest(summary, n_not_met, found);
    if (n == 0)
        return;
    g_string_append(out, tc_msg(lang, TC_MSG_SUMMARY_HARDEST));
    for (unsigned i = 0; i < n; i++) {
        g_autofree char *not_met = digits(n_not_met(summary, found[i]));
        g_autofree char *open = digits(n_open(summary, found[i]));
        const bool tells_open = !closed && n_open(summary, found[i]) > 0;
        g_autofree char *item =
            tc_msg_format(lang, tells_open ? TC_MSG_SUMMARY_HARD_OPEN : TC_MSG_SUMMARY_HARD,
                          summary->model->indicators[found[i]].code, not_met, open, NULL);
        g_string_append_printf(out, "%s%s", i > 0 ? "; " : "", item);
    }
    g_string_append(out, ".\n");
}

/* The indicators with the greatest measure, each with it, if there are any. */
static void append_greatest(const TcSummary *summary, Measure measure, TcMsg head, TcLang lang,
                            GString *out)
{
    uint32_t found[N_HARDEST];
    unsigned n = find_greatest(summary, measure, found);
    if (n == 0)
        return;
    g_string_append(out, tc_msg(lang, head));
    for (unsigned i = 0; i < n; i++) {
        g_autofree char *count = digits(measure(summary, found[i]));
        g_autofree char *item = tc_msg_format(
            lang, TC_MSG_SUMMARY_COUNT, summary->model->indicators[found[i]].code, count, NULL);
        g_string_append_printf(out, "%s%s", i > 0 ? "; " : "", item);
    }
    g_string_append(out, ".\n");
}

/* What is open: for want of data, of an appraisal, and because the rule does not say, which no data
 * can cure. */
static void append_open(const TcSummary *summary, bool closed, TcLang lang, GString *out)
{
    if (closed) {
        append_greatest(summary, n_open, TC_MSG_SUMMARY_CLOSED, lang, out);
        return;
    }
    append_greatest(summary, n_missing, TC_MSG_SUMMARY_MISSING, lang, out);
    append_greatest(summary, n_awaiting, TC_MSG_SUMMARY_AWAITING, lang, out);
    append_greatest(summary, n_silent, TC_MSG_SUMMARY_SILENT, lang, out);
}

/* A line about @n units, if there are any. */
static void append_units(uint64_t n, TcMsg message, TcLang lang, GString *out)
{
    g_autofree char *count = digits(n);
    if (n > 0)
        append_line(out, tc_msg_format(lang, message, count, NULL));
}

void tc_summary_text(const TcSummary *summary, const TcReportRun *run, TcLang lang, GString *out)
{
    g_autofree char *units = digits(summary->n_units);
    append_line(out, tc_msg_format(lang, TC_MSG_SUMMARY_UNITS, units, NULL));
    for (uint32_t i = 0; i < summary->model->n_verdicts; i++)
        append_verdict(summary, i, lang, out);
    for (uint32_t i = 0; i < summary->model->n_grades; i++)
        append_grade(summary, i, lang, out);
    append_hardest(summary, run->closed, lang, out);
    append_open(summary, run->closed, lang, out);
    append_units(summary->n_none_applies, TC_MSG_SUMMARY_NONE_APPLIES, lang, out);
    append_units(summary->n_data_errors, TC_MSG_SUMMARY_DATA_ERRORS, lang, out);
    append_units(summary->n_outside, TC_MSG_SUMMARY_OUTSIDE, lang, out);
}

static bool asks_evidence(const TcModel *model)
{
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (model->indicators[i].evidence)
            return true;
    }
    return false;
}

static void append_amended(const TcModel *model, TcLang lang, GString *out)
{
    g_autofree char *line =
        model->amended_by ? tc_msg_format(lang, TC_MSG_DECISION_AMENDED, model->amended_by, NULL)
                          : NULL;
    if (line)
        g_string_append_printf(out, "%s.\n", line);
}

static void append_known(const TcModel *model, TcLang lang, GString *out)
{
    g_autofree char *line = tc_rule_known(model, lang);
    if (line)
        g_string_append_printf(out, "%s.\n", line);
}

void tc_foot_text(const TcSummary *summary, const TcReportRun *run, TcLang lang, GString *out)
{
    const TcModel *model = summary->model;
    g_autofree char *sources = tc_summary_sources(summary, lang);
    char date[TC_DATE_TEXT];
    const char *decision = model->issued_with ? model->issued_with : model->code;
    if (run->has_date)
        append_line(out,
                    tc_msg_format(lang, TC_MSG_FOOT_DATE,
                                  tc_date_format(run->date_judged, lang, date), decision, NULL));
    else
        append_line(out, tc_msg_format(lang, TC_MSG_FOOT_NO_DATE, decision, NULL));
    append_amended(model, lang, out);
    append_known(model, lang, out);
    if (run->closed)
        g_string_append_printf(out, "%s\n", tc_msg(lang, TC_MSG_FOOT_CLOSED));
    if (asks_evidence(model))
        g_string_append_printf(
            out, "%s\n",
            tc_msg(lang, run->appraisals ? TC_MSG_FOOT_APPRAISED : TC_MSG_FOOT_NOT_APPRAISED));
    if (summary->n_as_of_today > 0)
        g_string_append_printf(out, "%s\n", tc_msg(lang, TC_MSG_FOOT_AS_OF));
    if (summary->n_unproved > 0)
        g_string_append_printf(out, "%s\n", tc_msg(lang, TC_MSG_FOOT_UNPROVED));
    if (summary->n_over_budget > 0) {
        g_autofree char *units = digits(summary->n_over_budget);
        append_line(out, tc_msg_format(lang, TC_MSG_FOOT_OVER_BUDGET, units, NULL));
    }
    if (run->lenient)
        g_string_append_printf(out, "%s\n", tc_msg(lang, TC_MSG_FOOT_LENIENT));
    if (sources)
        g_string_append_printf(out, "%s.\n", sources);
    tc_origin_lines(model, lang, out);
}
