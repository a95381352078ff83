/* tieuchi fmt FILE… */
#include <limits.h>
#include <string.h>
#include "cli/output.h"
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

/* One file. Its source lives on in @sources, for messages. Returns: an exit status. */
static int format_file(const TcArgs *args, const char *path, GPtrArray *sources, TcDiagList *diags,
                       GString *said)
{
    GError *error = NULL;
    TcSource *source = tc_source_read(path, &error);
    if (!source)
        return tc_say_world(args->lang, error);
    g_ptr_array_add(sources, source);
    TcLang to = tc_args_has(args, TC_OPT_LANG) ? args->lang : TC_N_LANGS;
    g_autofree char *text = NULL;
    if (!tc_format(source, to, diags, &text))
        return TC_EXIT_FAULT;
    return text ? deliver(args, source, text, said) : refuse(args, source);
}

int tc_cmd_fmt(const TcArgs *args)
{
    g_autoptr(GPtrArray) sources = tc_sources_new();
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    g_autoptr(GString) said = g_string_new(NULL);
    int worst = TC_EXIT_DONE;
    if (!tc_args_operands(args, 1, tc_args_has(args, TC_OPT_OUTPUT) ? 1 : UINT_MAX))
        return TC_EXIT_USAGE;
    for (unsigned i = 0; i < args->n_operands; i++) {
        int status = format_file(args, args->operands[i], sources, diags, said);
        worst = MAX(worst, status);
    }
    tc_say_diags(diags);
    int status = said->len ? tc_output_text(NULL, args->lang, said) : TC_EXIT_DONE;
    return MAX(worst, status);
}
