/* The program: finds the command and hands over. Nothing is set up before it is known what to do.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include "base/number_memory.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/help.h"
#include "cli/output.h"

static int print_version(TcLang lang)
{
    g_autoptr(GString) out = g_string_new("tieuchi " TIEUCHI_VERSION "\n");
    return tc_output_text(NULL, lang, out);
}

static int print_help(TcLang lang)
{
    g_autoptr(GString) out = g_string_new(NULL);
    tc_help_main(lang, out);
    return tc_output_text(NULL, lang, out);
}

/* No command at all: the help, as the answer to a mistake. */
static int no_command(TcLang lang)
{
    g_autoptr(GString) out = g_string_new(NULL);
    tc_help_main(lang, out);
    fputs(out->str, stderr);
    return TC_EXIT_USAGE;
}

static int unknown_option(TcLang lang, const char *option)
{
    static const char *const names[] = {"--version", "--help", "--lang"};
    g_autofree char *shown = tc_say_shown(option);
    const char *near = tc_text_suggest(shown, names, G_N_ELEMENTS(names));
    return tc_say_usage(lang, tc_msg_format(lang, TC_MSG_USAGE_NO_OPTION_MAIN, shown, NULL),
                        near ? tc_msg_format(lang, TC_MSG_USAGE_NO_OPTION_NEAR, near + 2, NULL)
                             : g_strdup(tc_msg(lang, TC_MSG_USAGE_SEE_COMMANDS)));
}

/* Will none of its outputs replace an input? Tells the user if one does. */
static bool spares_inputs(const TcArgs *args)
{
    static const TcOptionId outputs[] = {TC_OPT_OUTPUT, TC_OPT_MISSING};
    bool spares = true;
    for (size_t i = 0; spares && i < G_N_ELEMENTS(outputs); i++)
        spares = tc_output_spares_inputs(args, outputs[i], tc_args_value(args, outputs[i]));
    return spares;
}

/* Runs the command argv[0] on what follows. --lang before it counts as behind it. */
static int run_command(TcLang lang, int argc, char **argv)
{
    TcArgs args;
    TcCommandId id = tc_command_find(argv[0]);
    if (id == TC_N_COMMANDS)
        return tc_help_no_command(lang, argv[0]);
    int status = TC_EXIT_USAGE;
    if (tc_args_parse(&args, id, lang, argc, argv)) {
        g_autoptr(GString) help = g_string_new(NULL);
        tc_help_command(id, lang, help);
        if (tc_args_has(&args, TC_OPT_HELP))
            status = tc_output_text(NULL, lang, help);
        else if (spares_inputs(&args))
            status = tc_commands[id].run(&args);
    }
    tc_args_clear(&args);
    return status;
}

/* Is argv[@at] --lang? @used: how many arguments it takes. */
static bool is_language(int argc, char **argv, int at, int *used)
{
    *used = strcmp(argv[at], "--lang") == 0 && at + 1 < argc ? 2 : 1;
    return *used == 2 || g_str_has_prefix(argv[at], "--lang=");
}

static bool known_language(char **argv, int at, int used)
{
    TcLang lang;
    return tc_language_find(used == 2 ? argv[at + 1] : argv[at] + strlen("--lang="), &lang);
}

static int bad_language(TcLang lang, char **argv, int at, int used)
{
    g_autofree char *shown = tc_say_shown(used == 2 ? argv[at + 1] : argv[at] + strlen("--lang="));
    return tc_say_usage(lang, tc_msg_format(lang, TC_MSG_USAGE_BAD_VALUE, "lang", shown, NULL),
                        tc_msg_format(lang, TC_MSG_USAGE_CHOOSE, "vi, en", NULL));
}

int main(int argc, char **argv)
{
    int at = 1, used;
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is a failed write, told by the exit status */
    signal(SIGXFSZ, SIG_IGN); /* so is a file that may not grow any more */
    tc_number_memory_use();
    TcLang lang = tc_language(argc, argv);
    for (; at < argc && is_language(argc, argv, at, &used); at += used) {
        if (!known_language(argv, at, used))
            return bad_language(lang, argv, at, used);
    }
    if (at >= argc)
        return no_command(lang);
    if (strcmp(argv[at], "--version") == 0 || strcmp(argv[at], "-V") == 0)
        return print_version(lang);
    if (strcmp(argv[at], "--help") == 0 || strcmp(argv[at], "-h") == 0)
        return print_help(lang);
    return argv[at][0] == '-' ? unknown_option(lang, argv[at])
                              : run_command(lang, argc - at, argv + at);
}
