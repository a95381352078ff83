/* The texts of `tieuchi help`. */
#ifndef TC_CLI_HELP_H
#define TC_CLI_HELP_H

#include "cli/cli.h"

void tc_help_main(TcLang lang, GString *out);
void tc_help_command(TcCommandId command, TcLang lang, GString *out);
/* Tells the user that there is no such command. Returns: TC_EXIT_USAGE. */
int tc_help_no_command(TcLang lang, const char *name);

#endif
