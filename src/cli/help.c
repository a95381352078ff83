/* Help, made from the tables of commands and options. */
#include "cli/help.h"

#include <stdio.h>
#include <string.h>
#include "base/text.h"

enum { SLIPS = 2 };

/* "  left      right", the left padded to @width display columns. */
static void append_row(GString *out, const char *left, size_t width, const char *right)
{
    size_t used = tc_text_width(left, strlen(left));
    g_string_append_printf(out, "  %s%*s  %s\n", left, (int)(width > used ? width - used : 0), "",
                           right);
}

/* "-f, --format DẠNG". Returns: (transfer full). */
static char *option_words(const TcOption *option, TcLang lang)
{
    GString *words = g_string_new(NULL);
    const char *argument = option->argument[lang];
    if (option->letter != 0)
        g_string_append_printf(words, "-%c, ", option->letter);
    else
        g_string_append(words, "    ");
    g_string_append_printf(words, "--%s%s%s", option->name, *argument != '\0' ? " " : "", argument);
    return g_string_free(words, FALSE);
}

typedef void (*OptionVisitor)(TcOptionId option, const char *doc, TcLang lang, void *data);

static void each_option(TcCommandId command, TcLang lang, OptionVisitor visit, void *data)
{
    for (size_t i = 0; i < tc_n_command_options; i++) {
        if (tc_command_options[i].command == command)
            visit(tc_command_options[i].option, tc_command_options[i].doc[lang], lang, data);
    }
    visit(TC_OPT_LANG, tc_msg(lang, TC_MSG_HELP_LANG), lang, data);
    visit(TC_OPT_HELP, tc_msg(lang, TC_MSG_HELP_HELP), lang, data);
}

static void measure_option(TcOptionId option, const char *doc, TcLang lang, void *data)
{
    size_t *widest = data;
    g_autofree char *words = option_words(&tc_options[option], lang);
    (void)doc;
    *widest = MAX(*widest, tc_text_width(words, strlen(words)));
}

typedef struct {
    GString *out;
    size_t width;
} Rows;

static void print_option(TcOptionId option, const char *doc, TcLang lang, void *data)
{
    const Rows *rows = data;
    g_autofree char *words = option_words(&tc_options[option], lang);
    append_row(rows->out, words, rows->width, doc);
}

static void append_usage(GString *out, TcLang lang, const char *what)
{
    g_autofree char *usage = tc_msg_format(lang, TC_MSG_HELP_USAGE, what, NULL);
    g_string_append_printf(out, "%s\n", usage);
}

void tc_help_main(TcLang lang, GString *out)
{
    size_t width = 0;
    g_string_append_printf(out, "%s\n\n", tc_msg(lang, TC_MSG_HELP_TAGLINE));
    append_usage(out, lang, tc_msg(lang, TC_MSG_HELP_USAGE_MAIN));
    g_string_append_printf(out, "\n%s\n", tc_msg(lang, TC_MSG_HELP_COMMANDS));
    for (unsigned i = 0; i < TC_N_COMMANDS; i++)
        width = MAX(width, strlen(tc_commands[i].name));
    for (unsigned i = 0; i < TC_N_COMMANDS; i++)
        append_row(out, tc_commands[i].name, width, tc_commands[i].doc[lang]);
    g_string_append_printf(out, "\n%s\n%s\n", tc_msg(lang, TC_MSG_HELP_MORE),
                           tc_msg(lang, TC_MSG_HELP_STATUS));
}

void tc_help_command(TcCommandId id, TcLang lang, GString *out)
{
    const TcCommand *command = &tc_commands[id];
    Rows rows = {.out = out};
    g_autofree char *usage = g_strdup_printf("%s %s", command->name, command->operands[lang]);
    append_usage(out, lang, usage);
    g_string_append_printf(out, "\n%s\n\n%s\n", command->doc[lang],
                           tc_msg(lang, TC_MSG_HELP_OPTIONS));
    each_option(id, lang, measure_option, &rows.width);
    each_option(id, lang, print_option, &rows);
    g_string_append_printf(out, "\n%s\n  %s\n", tc_msg(lang, TC_MSG_HELP_EXAMPLE),
                           command->example[lang]);
}

int tc_help_no_command(TcLang lang, const char *name)
{
    const char *names[TC_N_COMMANDS];
    for (unsigned i = 0; i < TC_N_COMMANDS; i++)
        names[i] = tc_commands[i].name;
    g_autofree char *shown = tc_say_shown(name);
    const char *near = tc_text_suggest(shown, names, TC_N_COMMANDS);
    for (unsigned i = 0; i < TC_N_COMMANDS && !near; i++) {
        if (tc_text_distance(shown, names[i], SLIPS) <= SLIPS && strlen(shown) > SLIPS)
            near = names[i]; /* names are short: two letters changed places */
    }
    return tc_say_usage(lang, tc_msg_format(lang, TC_MSG_USAGE_NO_COMMAND, shown, NULL),
                        near ? tc_msg_format(lang, TC_MSG_USAGE_NO_COMMAND_NEAR, near, NULL)
                             : g_strdup(tc_msg(lang, TC_MSG_USAGE_SEE_COMMANDS)));
}
