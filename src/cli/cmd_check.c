/* tieuchi check FILE… | tieuchi check --explain CODE | tieuchi check --explain all (the catalogue)
 */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include "cli/output.h"
#include "cli/rule_files.h"
#include "engine/timeline.h"
#include "engine/transitions.h"
#include "report/diag_json.h"
#include "report/diag_page.h"
#include "report/diag_text.h"
#include "sema/document.h"

static int explain(const TcArgs *args)
{
    const char *name = tc_args_value(args, TC_OPT_EXPLAIN);
    TcDiagCode code;
    g_autoptr(GString) out = g_string_new(NULL);
    if (!tc_args_operands(args, 0, 0))
        return TC_EXIT_USAGE;
    if (strcmp(name, "all") == 0) {
        tc_diag_page(out);
        return tc_output_text(NULL, args->lang, out);
    }
    if (!tc_diag_find(name, &code)) {
        g_autofree char *shown = tc_say_shown(name);
        return tc_say_usage(args->lang, tc_msg_format(args->lang, TC_MSG_CODE_UNKNOWN, shown, NULL),
                            g_strdup(tc_msg(args->lang, TC_MSG_CODE_UNKNOWN_FIX)));
    }
    g_autofree char *message = tc_diag_general(tc_diag_template(code, args->lang), args->lang);
    g_autofree char *fix = tc_diag_general(tc_diag_fix_template(code, args->lang), args->lang);
    g_string_append_printf(
        out, "%s (%s) — %s\n%s\n", tc_diag_name(code), tc_diag_slug(code),
        tc_msg(args->lang, tc_diag_severity(code) == TC_ERROR ? TC_MSG_ERROR : TC_MSG_WARNING),
        message);
    if (*fix != '\0')
        g_string_append_printf(out, "%s: %s\n", tc_msg(args->lang, TC_MSG_FIX), fix);
    g_string_append_printf(out, "\n%s\n", tc_diag_explanation(code, args->lang));
    return tc_output_text(NULL, args->lang, out);
}

/* What was read and checked. */
typedef struct {
    GPtrArray *documents; /* of TcDocument: files by themselves */
    GPtrArray *programs;  /* of TcProgram: versions */
    TcFolder *folder;     /* of the versions, or NULL */
} Checked;

/* Each file by itself. Returns: false when some could not be read. */
static bool check_files(const TcArgs *args, const GPtrArray *paths, const Checked *checked,
                        TcDiagList *diags)
{
    bool all = true;
    for (guint i = 0; i + 1 < paths->len; i++) {
        GError *error = NULL;
        TcSource *source = tc_source_read(g_ptr_array_index(paths, i), &error);
        if (source) {
            g_ptr_array_add(checked->documents, tc_document_new(source, diags));
        } else {
            tc_say_world(args->lang, error);
            all = false;
        }
    }
    tc_documents_share_examples(checked->documents, diags);
    return all;
}

static void free_versions(void *versions)
{
    g_ptr_array_unref(versions);
}

/* Several files are a folder if one of them amends another. Returns: false when some could not be
 * read. */
static bool check_all(const TcArgs *args, const GPtrArray *paths, Checked *checked,
                      TcDiagList *diags)
{
    int status;
    if (paths->len == 2)
        return check_files(args, paths, checked, diags);
    GPtrArray *sources = tc_rule_sources(args, paths, &status);
    checked->folder = tc_folder_new(sources, diags);
    g_autoptr(GPtrArray) sets = g_ptr_array_new_with_free_func(free_versions);
    tc_folder_programs(checked->folder, tc_judged_program, checked->programs, sets, diags);
    tc_timeline_check(checked->folder, sets, diags);
    return status == TC_EXIT_DONE;
}

enum { TEXT, JSON, SARIF };

/* @whole: every file could be read. */
static void render(const GPtrArray *paths, unsigned format, const TcDiagList *diags, bool whole,
                   GString *out)
{
    if (format == JSON) {
        tc_diag_json(diags, (const char *const *)paths->pdata, paths->len - 1, out);
    } else if (format == SARIF) {
        tc_diag_sarif(diags, whole, TIEUCHI_VERSION, out);
    } else {
        g_autofree char *summary = tc_diag_summary(diags);
        tc_diag_text(diags, tc_say_colour(fileno(stdout)), out);
        g_string_append_printf(out, "%s\n", summary);
    }
}

int tc_cmd_check(const TcArgs *args)
{
    static const char *const formats[] = {[TEXT] = "text", [JSON] = "json", [SARIF] = "sarif"};
    unsigned format = TEXT;
    if (tc_args_has(args, TC_OPT_EXPLAIN))
        return explain(args);
    if (!tc_args_operands(args, 1, UINT_MAX) ||
        !tc_args_choice(args, TC_OPT_FORMAT, formats, G_N_ELEMENTS(formats), &format))
        return TC_EXIT_USAGE;
    int status;
    g_autoptr(GPtrArray) documents = tc_documents_new();
    g_autoptr(GPtrArray) programs = tc_programs_new();
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GPtrArray) paths = tc_rule_files(args, &status);
    if (!paths)
        return status;
    Checked checked = {documents, programs, NULL};
    bool all = check_all(args, paths, &checked, diags);
    tc_diag_list_sort(diags);
    if (documents->len + programs->len > 0 || format != TEXT)
        render(paths, format, diags, all, out);
    tc_folder_unref(checked.folder);
    status = tc_output_text(NULL, args->lang, out);
    if (!all || status != TC_EXIT_DONE)
        return TC_EXIT_WORLD;
    return tc_diag_has_errors(diags) ? TC_EXIT_FAULT : TC_EXIT_DONE;
}
