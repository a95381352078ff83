/* tieuchi fmt FILE|FOLDER… */
#include <limits.h>
#include <string.h>
#include "cli/form.h"
#include "cli/output.h"
#include "cli/rule_files.h"
#include "syntax/format.h"

static int refuse(const TcArgs *args, const TcSource *source)
{
    g_autofree char *shown = tc_say_shown(tc_source_name(source));
    tc_say_usage(args->lang, tc_msg_format(args->lang, TC_MSG_FMT_NO_WORDS, shown, NULL),
                 g_strdup(tc_msg(args->lang, TC_MSG_FMT_NO_WORDS_FIX)));
    return TC_EXIT_FAULT;
}

static void report(const TcArgs *args, const TcSource *source, TcMsg message, GString *said)
{
    g_autofree char *shown = tc_say_shown(tc_source_name(source));
    g_autofree char *line = tc_msg_format(args->lang, message, shown, NULL);
    g_string_append_printf(said, "%s\n", line);
}

/* What is done with @text, the layout of @source. Returns: an exit status. */
static int deliver(const TcArgs *args, const TcSource *source, const char *text, GString *said)
{
    g_autoptr(GString) out = g_string_new(text);
    bool same = strcmp(text, tc_source_text(source)) == 0;
    if (tc_args_has(args, TC_OPT_CHECK)) {
        if (!same)
            report(args, source, TC_MSG_FMT_WOULD, said);
        return same ? TC_EXIT_DONE : TC_EXIT_FAULT;
    }
    if (tc_args_has(args, TC_OPT_OUTPUT))
        return tc_output_text(tc_args_value(args, TC_OPT_OUTPUT), args->lang, out);
    int status = same ? TC_EXIT_DONE : tc_output_text(tc_source_name(source), args->lang, out);
    if (!same && status == TC_EXIT_DONE)
        report(args, source, TC_MSG_FMT_DONE, said);
    return status;
}

/* --- what stands beside an amendment ---------------------------------------------------------- */

/* The sets whose units an amendment may use: those in the folders of the files, read when a file
 * that amends asks for them. */
typedef struct {
    GPtrArray *folders; /* of char * */
    GPtrArray *sources; /* of TcSource */
    GPtrArray *texts;   /* of TcText, ended by NULL */
} Beside;

static void free_text(void *text)
{
    tc_text_free(text);
}

static void read_set(Beside *beside, const char *path)
{
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN);
    TcSource *source = tc_source_read(path, NULL);
    if (!source)
        return;
    g_ptr_array_add(beside->sources, source);
    TcText *text = tc_text_new(source, NULL, heard);
    if (tc_text_amends(text))
        tc_text_free(text);
    else
        g_ptr_array_add(beside->texts, text);
}

/* The sets in the folder of the file @path. */
static void read_beside(Beside *beside, const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    if (g_ptr_array_find_with_equal_func(beside->folders, folder, g_str_equal, NULL))
        return;
    g_autoptr(GPtrArray) paths = tc_rule_files_in(folder);
    if (beside->texts->len > 0)
        g_ptr_array_set_size(beside->texts, (int)beside->texts->len - 1);
    for (guint i = 0; i < paths->len; i++)
        read_set(beside, g_ptr_array_index(paths, i));
    g_ptr_array_add(beside->texts, NULL);
    g_ptr_array_add(beside->folders, g_steal_pointer(&folder));
}

static bool amends(const TcSource *source)
{
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN);
    g_autoptr(TcText) text = tc_text_new(source, NULL, heard);
    return tc_text_amends(text);
}

/* --- files ------------------------------------------------------------------------------------ */

/* One file. Its source lives on in @sources, for messages. Returns: an exit status. */
static int format_file(const TcArgs *args, const char *path, Beside *beside, GPtrArray *sources,
                       TcDiagList *diags, GString *said)
{
    GError *error = NULL;
    TcSource *source = tc_source_read(path, &error);
    if (!source)
        return tc_say_world(args->lang, error);
    g_ptr_array_add(sources, source);
    const bool amending = amends(source);
    if (amending)
        read_beside(beside, path);
    TcLang to = tc_args_has(args, TC_OPT_LANG) ? args->lang : TC_N_LANGS;
    g_autofree char *text = NULL;
    if (!tc_format_beside(source, amending ? (const TcText *const *)beside->texts->pdata : NULL, to,
                          diags, &text))
        return TC_EXIT_FAULT;
    return text ? deliver(args, source, text, said) : refuse(args, source);
}

/* The files to be laid out, ended by NULL. With --output there is one, and no folder. */
static GPtrArray *files_of(const TcArgs *args, int *status)
{
    *status = TC_EXIT_DONE;
    if (!tc_args_has(args, TC_OPT_OUTPUT))
        return tc_rule_files(args, status);
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(paths, g_strdup(args->operands[0]));
    g_ptr_array_add(paths, NULL);
    return paths;
}

static int format_all(const TcArgs *args, const GPtrArray *paths, TcDiagList *diags, GString *said)
{
    g_autoptr(GPtrArray) sources = tc_sources_new();
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) others = tc_sources_new();
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(free_text);
    Beside beside = {folders, others, texts};
    int worst = TC_EXIT_DONE;
    for (guint i = 0; i + 1 < paths->len; i++) {
        int status = format_file(args, g_ptr_array_index(paths, i), &beside, sources, diags, said);
        worst = MAX(worst, status);
    }
    tc_say_diags(diags);
    return worst;
}

int tc_cmd_fmt(const TcArgs *args)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    g_autoptr(GString) said = g_string_new(NULL);
    int status;
    if (!tc_args_operands(args, 1, tc_args_has(args, TC_OPT_OUTPUT) ? 1 : UINT_MAX) ||
        !tc_form_is(args, TC_OPT_OUTPUT, "rules"))
        return TC_EXIT_USAGE;
    g_autoptr(GPtrArray) paths = files_of(args, &status);
    if (!paths)
        return status;
    const int worst = format_all(args, paths, diags, said);
    status = said->len ? tc_output_text(NULL, args->lang, said) : TC_EXIT_DONE;
    return MAX(worst, status);
}
