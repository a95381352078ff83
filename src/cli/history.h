/* What tieuchi history needs before it can judge: the data files with their days, and the unit in
 * each of them. */
#ifndef TC_CLI_HISTORY_H
#define TC_CLI_HISTORY_H

#include "cli/cli.h"
#include "engine/history.h"

/* A data file as the user gave it. */
typedef struct {
    const char *path; /* borrowed from the arguments */
    int32_t day;
} TcHistoryFile;

/* The files of --data by their days: those of --date, else the last day of the year in the file's
 * name. Returns: (transfer full) of TcHistoryFile, or NULL after telling the user. */
GArray *tc_history_files(const TcArgs *args);

/* Finds the unit of --unit, which may have several names, in the files of all periods. What is
 * wrong goes to @diags. Returns: false with @error set, or with errors in @diags. */
bool tc_history_find_unit(const TcArgs *args, TcHistory *history, TcDiagList *diags,
                          GError **error);

#endif
