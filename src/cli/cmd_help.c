/* tieuchi help [COMMAND] */
#include <string.h>
#include "cli/help.h"
#include "cli/output.h"
#include "report/columns.h"

int tc_cmd_help(const TcArgs *args)
{
    g_autoptr(GString) out = g_string_new(NULL);
    if (!tc_args_operands(args, 0, 1))
        return TC_EXIT_USAGE;
    if (args->n_operands == 0) {
        tc_help_main(args->lang, out);
    } else if (strcmp(args->operands[0], "columns") == 0) { /* a matter of its own */
        tc_columns_help(args->lang, out);
    } else {
        TcCommandId id = tc_command_find(args->operands[0]);
        if (id == TC_N_COMMANDS)
            return tc_help_no_command(args->lang, args->operands[0]);
        tc_help_command(id, args->lang, out);
    }
    return tc_output_text(NULL, args->lang, out);
}
