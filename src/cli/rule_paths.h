/* The rule files that the operands of a command are: a folder stands for those in it. */
#ifndef TC_CLI_RULE_PATHS_H
#define TC_CLI_RULE_PATHS_H

#include <glib.h>
#include "cli/cli.h"

/* The operands of @args, each folder replaced by its files *.tieuchi and those of its folders, by
 * name. Returns: (transfer full) paths, or NULL with @error set when a folder cannot be read. */
GPtrArray *tc_rule_paths(const TcArgs *args, GError **error);

#endif
