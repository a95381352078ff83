/* The tables of commands and options. */
#include "cli/cli.h"

#include <string.h>

const TcCommand tc_commands[TC_N_COMMANDS] = {
#define TC_COMMAND(id, name_text, function, vi_operands, vi, vi_example, en_operands, en,          \
                   en_example)                                                                     \
    [TC_COMMAND_##id] = {                                                                          \
        .name = name_text,                                                                         \
        .run = function,                                                                           \
        .operands = {[TC_LANG_VI] = vi_operands, [TC_LANG_EN] = en_operands},                      \
        .doc = {[TC_LANG_VI] = vi, [TC_LANG_EN] = en},                                             \
        .example = {[TC_LANG_VI] = vi_example, [TC_LANG_EN] = en_example},                         \
    },
#include "commands.def"
};

const TcOption tc_options[TC_N_OPTIONS] = {
#define TC_OPTION(id, name_text, letter_char, vi, en)                                              \
    [TC_OPT_##id] = {name_text, letter_char, {[TC_LANG_VI] = vi, [TC_LANG_EN] = en}},
#include "options.def"
};

const TcCommandOption tc_command_options[] = {
#define TC_COMMAND_OPTION(command, option, vi, en)                                                 \
    {TC_COMMAND_##command, TC_OPT_##option, {[TC_LANG_VI] = vi, [TC_LANG_EN] = en}},
#include "options.def"
};
const size_t tc_n_command_options = G_N_ELEMENTS(tc_command_options);

TcCommandId tc_command_find(const char *name)
{
    unsigned id = 0;
    while (id < TC_N_COMMANDS && strcmp(tc_commands[id].name, name) != 0)
        id++;
    return (TcCommandId)id;
}

bool tc_command_takes(TcCommandId command, TcOptionId option)
{
    if (option == TC_OPT_LANG || option == TC_OPT_HELP)
        return true;
    for (size_t i = 0; i < tc_n_command_options; i++) {
        if (tc_command_options[i].command == command && tc_command_options[i].option == option)
            return true;
    }
    return false;
}
