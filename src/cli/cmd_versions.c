/* tieuchi versions FOLDER */
#include <limits.h>
#include <unistd.h>
#include "cli/output.h"
#include "cli/form.h"
#include "cli/rule_files.h"
#include "report/versions.h"

enum { TABLE, JSON };

static void render(const TcArgs *args, unsigned format, const GPtrArray *sets, GString *out)
{
    const bool file = tc_args_has(args, TC_OPT_OUTPUT);
    if (format == JSON) {
        tc_versions_json(sets, out);
        return;
    }
    for (guint i = 0; i < sets->len; i++) {
        if (i > 0)
            g_string_append_c(out, '\n');
        tc_versions_table(g_ptr_array_index(sets, i), args->lang, tc_say_width(STDOUT_FILENO),
                          !file && tc_say_colour(STDOUT_FILENO), out);
    }
}

int tc_cmd_versions(const TcArgs *args)
{
    static const char *const formats[] = {[TABLE] = "table", [JSON] = "json"};
    unsigned format = TABLE;
    int status;
    if (!tc_args_operands(args, 1, UINT_MAX) ||
        !tc_form_read(args, formats, G_N_ELEMENTS(formats), &format))
        return TC_EXIT_USAGE;
    g_autoptr(GPtrArray) paths = tc_rule_files(args, &status);
    if (!paths)
        return status;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    g_autoptr(TcFolder) folder = tc_rule_folder(args, tc_rule_sources(args, paths, &status), diags);
    g_autoptr(GPtrArray) sets = tc_versions(folder, diags);
    if (!tc_say_errors(diags, &status))
        return status;
    g_autoptr(GString) out = g_string_new(NULL);
    render(args, format, sets, out);
    return tc_output_text(tc_args_value(args, TC_OPT_OUTPUT), args->lang, out);
}
