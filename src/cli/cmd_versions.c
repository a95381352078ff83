/* tieuchi versions FOLDER */
#include <limits.h>
#include <unistd.h>
#include "cli/output.h"
#include "cli/rule_files.h"
#include "report/versions.h"

enum { TABLE, JSON };

static void free_versions(void *versions)
{
    g_ptr_array_unref(versions);
}

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
        !tc_args_choice(args, TC_OPT_FORMAT, formats, G_N_ELEMENTS(formats), &format))
        return TC_EXIT_USAGE;
    g_autoptr(GPtrArray) paths = tc_rule_files(args, &status);
    GPtrArray *sources = paths ? tc_rule_sources(args, paths, &status) : NULL;
    if (!sources)
        return status;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    g_autoptr(TcFolder) folder = tc_folder_new(sources, diags);
    if (status != TC_EXIT_DONE)
        return status;
    g_autoptr(GPtrArray) sets = g_ptr_array_new_with_free_func(free_versions);
    for (uint32_t set = 0; set < tc_folder_n_sets(folder); set++)
        g_ptr_array_add(sets, tc_versions_of(folder, set, diags));
    if (tc_diag_has_errors(diags))
        return tc_say_diags(diags);
    g_autoptr(GString) out = g_string_new(NULL);
    render(args, format, sets, out);
    return tc_output_text(tc_args_value(args, TC_OPT_OUTPUT), args->lang, out);
}
