/* tieuchi template RULES [--units REGISTER] [--output FILE] */
#include <stdio.h>
#include <string.h>
#include "cli/form.h"
#include "cli/load.h"
#include "cli/output.h"
#include "report/template.h"

/* "so-lieu.csv" -> "so-lieu-ghi-chu.csv". */
static char *notes_path(const char *path, TcLang lang)
{
    const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
    const char *end = dot && dot > path && (!slash || dot > slash + 1) ? dot : path + strlen(path);
    g_autofree char *stem = g_strndup(path, (gsize)(end - path));
    return g_strconcat(stem, tc_msg(lang, TC_MSG_TEMPLATE_NOTES_SUFFIX), *end ? end : ".csv", NULL);
}

/* Somebody may have filled the files in. */
static bool may_write(const TcArgs *args, const char *path, const char *notes)
{
    if (!tc_output_spares_inputs(args, TC_OPT_OUTPUT, notes))
        return false;
    return tc_args_has(args, TC_OPT_FORCE) ||
           (tc_output_is_new(args, path) && tc_output_is_new(args, notes));
}

static int write_notes(const TcArgs *args, const TcModel *model, const char *path,
                       const char *notes)
{
    g_autoptr(GString) out = g_string_new(NULL);
    tc_template_notes(model, args->lang, out);
    int status = tc_output_text(notes, args->lang, out);
    if (status == TC_EXIT_DONE) {
        g_autofree char *shown = tc_say_shown(path);
        g_autofree char *notes_shown = tc_say_shown(notes);
        g_autofree char *said =
            tc_msg_format(args->lang, TC_MSG_TEMPLATE_WRITTEN, shown, notes_shown, NULL);
        fprintf(stderr, "%s\n", said);
        tc_load_say_origin(model, NULL, args->lang);
    }
    return status;
}

int tc_cmd_template(const TcArgs *args)
{
    static const char *const forms[] = {"csv"};
    unsigned form = 0;
    if (!tc_form_read(args, forms, G_N_ELEMENTS(forms), &form))
        return TC_EXIT_USAGE;
    const char *path = tc_args_value(args, TC_OPT_OUTPUT);
    bool file = path && strcmp(path, "-") != 0;
    g_autofree char *notes = file ? notes_path(path, args->lang) : NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(TcUnits) units = NULL;
    int status;
    g_autoptr(TcProgram) program = tc_load_rules(args, &status);
    if (!program)
        return status;
    if (tc_args_has(args, TC_OPT_UNITS) &&
        !(units = tc_load_register(args, tc_program_model(program), &status)))
        return status;
    if (file && !may_write(args, path, notes))
        return TC_EXIT_USAGE;
    const TcModel *model = tc_program_model(program);
    tc_template_data(model, units, out);
    status = tc_output_text(path, args->lang, out);
    return status == TC_EXIT_DONE && file ? write_notes(args, model, path, notes) : status;
}
