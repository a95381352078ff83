/* Failures of examples in words: a diagnostic at its place, and why. */
#include "report/trials_told.h"

#include <string.h>
#include "report/explain_writer.h"

enum { WIDTH = 100 };

static char *row_words(const TcTrial *trial, TcLang lang)
{
    g_autofree char *row = g_strdup_printf("%u", trial->example->row);
    if (trial->example->unit)
        return g_strdup("");
    return trial->example->row ? tc_msg_format(lang, TC_MSG_TEST_ROW, row, NULL) : g_strdup("");
}

/* Its title, or the unit that it is. */
static const char *title_of(const TcTrial *trial)
{
    return trial->example->unit ? trial->example->unit : trial->example->title;
}

char *tc_trial_name(const TcTrial *trial, TcLang lang)
{
    g_autofree char *row = row_words(trial, lang);
    return g_strconcat(title_of(trial), row, NULL);
}

bool tc_trial_is_told(const TcTrial *trial, uint32_t expected)
{
    if (trial->broken)
        return expected == 0;
    return trial->answers[expected] != TC_TRIAL_HOLDS;
}

static TcDiagCode code_of(const TcTrial *trial, uint32_t expected)
{
    if (trial->broken)
        return TC_DIAG_EXAMPLE_BREAKS;
    if (trial->example->expected[expected].open)
        return TC_DIAG_EXAMPLE_SETTLED;
    return trial->answers[expected] == TC_TRIAL_OPEN ? TC_DIAG_EXAMPLE_UNSURE
                                                     : TC_DIAG_EXAMPLE_FAILS;
}

const TcDiag *tc_trial_diag(const TcTrial *trial, uint32_t expected, TcDiagList *diags)
{
    const TcExpectation *expectation = &trial->example->expected[expected];
    g_autofree char *row = row_words(trial, tc_diag_list_lang(diags));
    tc_diag_list_rules(diags, trial->example->model->lang);
    const char *place = trial->broken ? trial->example->place : expectation->place;
    const TcSpan span = trial->broken ? trial->example->at : expectation->span;
    TcDiag *diag =
        tc_diag(diags, code_of(trial, expected), place ? (TcSpan){0} : span, title_of(trial), row,
                trial->broken ? trial->broken : expectation->text, NULL);
    if (place)
        tc_diag_place(diag, place);
    return diag;
}

static void write_part(TcExplainWriter *writer, const TcStep *part)
{
    const TcExplanation *explanation = writer->explanation;
    if (part->kind == TC_REF_INDICATOR) {
        tc_explain_write_indicator(writer, &explanation->indicators[part->index]);
        return;
    }
    for (uint32_t i = 0; i < explanation->n_conclusions; i++) {
        const TcExplainedConclusion *conclusion = &explanation->conclusions[i];
        if (conclusion->kind == part->kind && conclusion->index == part->index)
            tc_explain_write_conclusion(writer, conclusion);
    }
}

/* The condition, and the empty cells that could settle it. */
static void write_condition(TcExplainWriter *writer, const TcExplainedConclusion *conclusion)
{
    tc_explain_condition(writer, 0, conclusion->why);
    g_autoptr(GString) missing = g_string_new(NULL);
    for (uint32_t i = 0; i < conclusion->openness.n_deciding; i++)
        g_string_append_printf(missing, "%s[%s]", missing->len ? ", " : "",
                               conclusion->openness.deciding[i].cell.heading);
    tc_explain_say_if(writer, 2, TC_MSG_TEST_MISSING, missing->str);
}

static void append_indented(GString *out, const char *text, unsigned indent)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++)
        if (**line)
            g_string_append_printf(out, "%*s%s\n", (int)indent, "", *line);
}

void tc_trial_details(const TcTrial *trial, uint32_t expected, TcLang lang, unsigned indent,
                      GString *out)
{
    if (!trial->explanation)
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GArray) parts = tc_trial_parts(trial, expected);
    const uint32_t conclusion = trial->conclusions[expected];
    TcExplainWriter writer = {trial->explanation, lang, WIDTH - indent, text};
    if (conclusion != TC_NO_PART)
        write_condition(&writer, &trial->explanation->conclusions[conclusion]);
    for (guint i = 0; i < parts->len; i++)
        write_part(&writer, &g_array_index(parts, TcStep, i));
    append_indented(out, text->str, indent);
}
