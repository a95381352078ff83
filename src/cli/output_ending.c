/* Names of outputs that say another program's format: what is written is no workbook and no
 * document of a word processor, which would refuse to open it. See output.h. */
#include "cli/output.h"

#include <string.h>

/* The ending that a command's result has instead: of a list, of what is read. */
static const struct {
    TcCommandId command;
    const char *list, *page;
} instead[] = {
    {TC_COMMAND_EVAL, "csv", "csv"},        {TC_COMMAND_TEMPLATE, "csv", "csv"},
    {TC_COMMAND_IMPACT, "csv", "html"},     {TC_COMMAND_HISTORY, "csv", "html"},
    {TC_COMMAND_DIFF, "html", "html"},      {TC_COMMAND_TEST, "html", "html"},
    {TC_COMMAND_FMT, "tieuchi", "tieuchi"}, {TC_COMMAND_CONSOLIDATE, "tieuchi", "tieuchi"},
};

static const char *const workbooks[] = {".xlsx", ".xls", ".ods"};
static const char *const documents[] = {".docx", ".doc", ".odt", ".rtf", ".pdf"};

static bool ends_in_one(const char *path, const char *const *endings, size_t n)
{
    g_autofree char *lower = g_ascii_strdown(path, -1);
    bool ends = false;
    for (size_t i = 0; i < n && !ends; i++)
        ends = g_str_has_suffix(lower, endings[i]);
    return ends;
}

static const char *ending_instead(const TcArgs *args, TcOptionId option, bool list)
{
    for (size_t i = 0; i < G_N_ELEMENTS(instead); i++)
        if (instead[i].command == args->command)
            return list || option == TC_OPT_MISSING ? instead[i].list : instead[i].page;
    return "txt";
}

bool tc_output_check_ending(const TcArgs *args, TcOptionId option)
{
    const char *path = tc_args_value(args, option);
    const bool list = path && ends_in_one(path, workbooks, G_N_ELEMENTS(workbooks));
    if (!list && !(path && ends_in_one(path, documents, G_N_ELEMENTS(documents))))
        return true;
    const char *ending = ending_instead(args, option, list);
    g_autofree char *stem = g_strndup(path, (gsize)(strrchr(path, '.') - path));
    g_autofree char *name = g_strdup_printf("%s.%s", stem, ending);
    g_autofree char *shown = tc_say_shown(path), *shown_name = tc_say_shown(name);
    const bool sheet = strcmp(ending, "csv") == 0;
    tc_say_usage(args->lang,
                 tc_msg_format(args->lang, list ? TC_MSG_OUTPUT_WORKBOOK : TC_MSG_OUTPUT_DOCUMENT,
                               shown, NULL),
                 tc_msg_format(args->lang, sheet ? TC_MSG_OUTPUT_AS_LIST : TC_MSG_OUTPUT_AS_TEXT,
                               ending, tc_options[option].name, shown_name, NULL));
    return false;
}
