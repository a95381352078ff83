/* Diagnostics as JSON and SARIF. */
#include "report/diag_json.h"

#include <string.h>
#include "report/diag_text.h"
#include "report/json_gen.h"

static void write_place(TcJson *json, const char *key, const TcSource *source, uint32_t offset)
{
    TcPlace place = tc_source_place(source, offset);
    tc_json_key(json, key);
    tc_json_object(json);
    tc_json_key_count(json, "line", place.line);
    tc_json_key_count(json, "column", place.column);
    tc_json_key_count(json, "utf16", place.utf16);
    tc_json_key_count(json, "byte", offset);
    tc_json_end(json);
}

/* Members file, start and end. */
static void write_span(TcJson *json, TcSpan span)
{
    tc_json_key_text(json, "file", tc_source_name(span.source));
    write_place(json, "start", span.source, span.start);
    write_place(json, "end", span.source, span.end);
}

static void write_labels(TcJson *json, const TcDiag *diag)
{
    tc_json_key(json, "labels");
    tc_json_array(json);
    for (size_t i = 0; i < G_N_ELEMENTS(diag->label) && diag->label[i]; i++) {
        tc_json_object(json);
        tc_json_key_text(json, "text", diag->label[i]);
        if (diag->label_span[i].source)
            write_span(json, diag->label_span[i]);
        tc_json_end(json);
    }
    tc_json_close(json);
}

static void write_edit(TcJson *json, const TcDiag *diag)
{
    if (!diag->edit || !diag->edit_span.source)
        return;
    tc_json_key(json, "edit");
    tc_json_object(json);
    write_span(json, diag->edit_span);
    tc_json_key_text(json, "text", diag->edit);
    tc_json_end(json);
}

static void write_diag(TcJson *json, const TcDiag *diag)
{
    tc_json_object(json);
    tc_json_key_text(json, "code", tc_diag_name(diag->code));
    tc_json_key_text(json, "name", tc_diag_slug(diag->code));
    tc_json_key_text(json, "severity", diag->severity == TC_ERROR ? "error" : "warning");
    tc_json_key_text(json, "message", diag->message);
    tc_json_key_text(json, "fix", diag->fix);
    if (diag->span.source)
        write_span(json, diag->span);
    else
        tc_json_key_text(json, "place", diag->place);
    write_labels(json, diag);
    write_edit(json, diag);
    tc_json_end(json);
}

void tc_diag_json(const TcDiagList *diags, const char *const *files, unsigned n, GString *out)
{
    g_autoptr(TcJson) json = tc_json_new(true);
    tc_json_object(json);
    tc_json_key_text(json, "schema", "tieuchi/check/1");
    tc_json_key(json, "files");
    tc_json_array(json);
    for (unsigned i = 0; i < n; i++)
        tc_json_text(json, files[i]);
    tc_json_close(json);
    tc_json_key_count(json, "errors", tc_diag_count(diags, TC_ERROR));
    tc_json_key_count(json, "warnings", tc_diag_count(diags, TC_WARNING));
    tc_json_key(json, "diagnostics");
    tc_json_array(json);
    for (unsigned i = 0; i < tc_diag_list_length(diags); i++)
        write_diag(json, tc_diag_list_get(diags, i));
    tc_json_close(json);
    tc_json_end(json);
    tc_json_take(json, out);
}

/* --- SARIF ---------------------------------------------------------------------------------- */

/* A key and an object with a text: {"text": …}. */
static void write_message(TcJson *json, const char *key, const char *text)
{
    tc_json_key(json, key);
    tc_json_object(json);
    tc_json_key_text(json, "text", text);
    tc_json_end(json);
}

/* A name of a file as a relative or absolute URI. */
static void write_artifact(TcJson *json, const TcSource *source)
{
    g_autofree char *uri =
        g_uri_escape_string(tc_source_name(source), G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);
    tc_json_key(json, "artifactLocation");
    tc_json_object(json);
    tc_json_key_text(json, "uri", uri);
    tc_json_end(json);
}

static void write_region(TcJson *json, const char *key, TcSpan span)
{
    TcPlace start = tc_source_place(span.source, span.start);
    TcPlace end = tc_source_place(span.source, span.end);
    tc_json_key(json, key);
    tc_json_object(json);
    tc_json_key_count(json, "startLine", start.line);
    tc_json_key_count(json, "startColumn", start.utf16 + 1);
    tc_json_key_count(json, "endLine", end.line);
    tc_json_key_count(json, "endColumn", end.utf16 + 1);
    tc_json_end(json);
}

static void write_location(TcJson *json, TcSpan span, const char *message)
{
    tc_json_object(json);
    tc_json_key(json, "physicalLocation");
    tc_json_object(json);
    write_artifact(json, span.source);
    write_region(json, "region", span);
    tc_json_end(json);
    if (message)
        write_message(json, "message", message);
    tc_json_end(json);
}

static void write_related(TcJson *json, const TcDiag *diag)
{
    tc_json_key(json, "relatedLocations");
    tc_json_array(json);
    for (size_t i = 0; i < G_N_ELEMENTS(diag->label) && diag->label[i]; i++) {
        if (diag->label_span[i].source)
            write_location(json, diag->label_span[i], diag->label[i]);
    }
    tc_json_close(json);
}

static void write_replacement(TcJson *json, const TcDiag *diag)
{
    tc_json_key(json, "replacements");
    tc_json_array(json);
    tc_json_object(json);
    write_region(json, "deletedRegion", diag->edit_span);
    write_message(json, "insertedContent", diag->edit);
    tc_json_end(json);
    tc_json_close(json);
}

static void write_fixes(TcJson *json, const TcDiag *diag)
{
    if (!diag->edit || !diag->edit_span.source)
        return;
    tc_json_key(json, "fixes");
    tc_json_array(json);
    tc_json_object(json);
    if (diag->fix)
        write_message(json, "description", diag->fix);
    tc_json_key(json, "artifactChanges");
    tc_json_array(json);
    tc_json_object(json);
    write_artifact(json, diag->edit_span.source);
    write_replacement(json, diag);
    tc_json_end(json);
    tc_json_close(json);
    tc_json_end(json);
    tc_json_close(json);
}

static void write_result(TcJson *json, const TcDiag *diag)
{
    g_autofree char *text =
        diag->fix ? g_strdup_printf("%s. %s", diag->message, diag->fix) : g_strdup(diag->message);
    tc_json_object(json);
    tc_json_key_text(json, "ruleId", tc_diag_name(diag->code));
    tc_json_key_text(json, "level", diag->severity == TC_ERROR ? "error" : "warning");
    write_message(json, "message", text);
    tc_json_key(json, "locations");
    tc_json_array(json);
    if (diag->span.source)
        write_location(json, diag->span, NULL);
    tc_json_close(json);
    write_related(json, diag);
    write_fixes(json, diag);
    tc_json_end(json);
}

static void write_rule(TcJson *json, TcDiagCode code, TcLang lang)
{
    tc_json_object(json);
    tc_json_key_text(json, "id", tc_diag_name(code));
    tc_json_key_text(json, "name", tc_diag_slug(code));
    g_autofree char *general = tc_diag_general(tc_diag_template(code, lang), lang);
    write_message(json, "shortDescription", general);
    write_message(json, "fullDescription", tc_diag_explanation(code, lang));
    tc_json_end(json);
}

/* Each code that occurs, once, in the order of the catalogue. */
static void write_rules(TcJson *json, const TcDiagList *diags)
{
    bool used[TC_N_DIAGS] = {false};
    for (unsigned i = 0; i < tc_diag_list_length(diags); i++)
        used[tc_diag_list_get(diags, i)->code] = true;
    tc_json_key(json, "rules");
    tc_json_array(json);
    for (unsigned code = 0; code < TC_N_DIAGS; code++) {
        if (used[code])
            write_rule(json, (TcDiagCode)code, tc_diag_list_lang(diags));
    }
    tc_json_close(json);
}

static void write_tool(TcJson *json, const TcDiagList *diags, const char *version)
{
    tc_json_key(json, "tool");
    tc_json_object(json);
    tc_json_key(json, "driver");
    tc_json_object(json);
    tc_json_key_text(json, "name", "tieuchi");
    tc_json_key_text(json, "version", version);
    write_rules(json, diags);
    tc_json_end(json);
    tc_json_end(json);
}

/* Mistakes in the files are results, not failures of the run. */
static void write_invocation(TcJson *json, bool whole)
{
    tc_json_key(json, "invocations");
    tc_json_array(json);
    tc_json_object(json);
    tc_json_key_bool(json, "executionSuccessful", whole);
    tc_json_end(json);
    tc_json_close(json);
}

static void write_run(TcJson *json, const TcDiagList *diags, bool whole, const char *version)
{
    tc_json_object(json);
    write_tool(json, diags, version);
    write_invocation(json, whole);
    tc_json_key_text(json, "columnKind", "utf16CodeUnits");
    tc_json_key(json, "results");
    tc_json_array(json);
    for (unsigned i = 0; i < tc_diag_list_length(diags); i++)
        write_result(json, tc_diag_list_get(diags, i));
    tc_json_close(json);
    tc_json_end(json);
}

void tc_diag_sarif(const TcDiagList *diags, bool whole, const char *version, GString *out)
{
    g_autoptr(TcJson) json = tc_json_new(true);
    tc_json_object(json);
    tc_json_key_text(json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    tc_json_key_text(json, "version", "2.1.0");
    tc_json_key(json, "runs");
    tc_json_array(json);
    write_run(json, diags, whole, version);
    tc_json_close(json);
    tc_json_end(json);
    tc_json_take(json, out);
}
