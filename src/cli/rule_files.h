/* The rule files of a command: a folder stands for the .tieuchi files in it. */
#ifndef TC_CLI_RULE_FILES_H
#define TC_CLI_RULE_FILES_H

#include "cli/cli.h"
#include "engine/folder.h"

/* The files that the operands of @args name, in their order; those of a folder in the order of
 * their names. A folder without such a file is told. Returns: (transfer full) of char *, ended by
 * NULL, or NULL with *@status set. */
GPtrArray *tc_rule_files(const TcArgs *args, int *status);
/* The same, with the files of the folders in a folder. */
GPtrArray *tc_rule_files_below(const TcArgs *args, int *status);
/* The rule files in the folder @path by name, none if it cannot be read. Returns: (transfer full)
 * of char *. */
GPtrArray *tc_rule_files_in(const char *path);
/* @sources (transfer full) as a folder; with --known as it was known on that day. */
TcFolder *tc_rule_folder(const TcArgs *args, GPtrArray *sources, TcDiagList *diags);
/* Reads @paths. What could not be read is told, and sets *@status. Returns: (transfer full) of
 * TcSource, those that could be read. */
GPtrArray *tc_rule_sources(const TcArgs *args, const GPtrArray *paths, int *status);

#endif
