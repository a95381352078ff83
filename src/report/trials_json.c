/* Examples as JSON: "tieuchi/test/1". */
#include "report/json_gen.h"
#include "report/trials_told.h"
#include "report/version_name.h"

/* @of_data: it is a cell or row of a data file, whose columns are no places in a line. */
static void write_place(TcJson *json, TcSpan span, bool of_data)
{
    const TcPlace place = tc_source_place(span.source, span.start);
    tc_json_key_text(json, "file", tc_source_name(span.source));
    tc_json_key_count(json, "line", place.line);
    tc_json_key(json, "column");
    if (of_data)
        tc_json_null(json);
    else
        tc_json_count(json, place.column);
}

static void write_failure(TcJson *json, const TcTrial *trial, uint32_t expected, TcLang lang)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(lang);
    g_autoptr(GString) details = g_string_new(NULL);
    const TcDiag *diag = tc_trial_diag(trial, expected, diags);
    const TcExpectation *expectation = &trial->example->expected[expected];
    tc_trial_details(trial, expected, lang, 0, details);
    tc_json_object(json);
    tc_json_key_text(json, "code", tc_diag_name(diag->code));
    write_place(json, trial->broken ? trial->example->at : expectation->span,
                trial->example->data != NULL);
    tc_json_key_text(json, "place", diag->place);
    tc_json_key_text(json, "expected", expectation->text);
    tc_json_key_text(json, "message", diag->message);
    tc_json_key_text(json, "details", details->str);
    tc_json_end(json);
}

static void write_example(TcJson *json, const TcTrial *trial, TcLang lang)
{
    const TcExample *example = trial->example;
    tc_json_object(json);
    tc_json_key_text(json, "title", example->unit ? example->unit : example->title);
    tc_json_key(json, "row");
    if (example->row)
        tc_json_count(json, example->row);
    else
        tc_json_null(json);
    write_place(json, example->at, example->data != NULL);
    tc_json_key_bool(json, "unreviewed", example->unreviewed);
    tc_json_key_bool(json, "holds", trial->holds);
    tc_json_key(json, "failures");
    tc_json_array(json);
    for (uint32_t e = 0; e < example->n_expected && !trial->holds; e++)
        if (tc_trial_is_told(trial, e))
            write_failure(json, trial, e, lang);
    tc_json_close(json);
    tc_json_end(json);
}

static void write_set(TcJson *json, const TcTrialSet *set, TcLang lang)
{
    tc_json_object(json);
    tc_json_key_text(json, "rules", set->model->code);
    tc_json_key_text(json, "file", set->file);
    tc_version_json(json, set->from);
    tc_json_key(json, "examples");
    tc_json_array(json);
    for (uint32_t t = 0; t < set->trials->n; t++)
        write_example(json, &set->trials->trials[t], lang);
    tc_json_close(json);
    tc_json_end(json);
}

void tc_trials_json(const TcTrialSet *sets, size_t n, TcLang lang, GString *out)
{
    uint32_t failing;
    const uint32_t all = tc_trials_count(sets, n, &failing);
    g_autoptr(TcJson) json = tc_json_new(true);
    tc_json_object(json);
    tc_json_key_text(json, "schema", "tieuchi/test/1");
    tc_json_key_count(json, "examples", all);
    tc_json_key_count(json, "failing", failing);
    tc_json_key(json, "sets");
    tc_json_array(json);
    for (size_t s = 0; s < n; s++)
        write_set(json, &sets[s], lang);
    tc_json_close(json);
    tc_json_end(json);
    tc_json_take(json, out);
}
