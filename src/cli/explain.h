/* What explain of one unit (cmd_explain.c) and of many (eval_explain.c) share. */
#ifndef TC_CLI_EXPLAIN_H
#define TC_CLI_EXPLAIN_H

#include "cli/cli.h"
#include "data/reader.h"
#include "sema/model.h"

/* So many rows are read and judged at once: an explanation takes long, and many of them much room.
 */
enum { TC_EXPLAIN_ROWS = 16 };

/* The indicator of --indicator, or TC_NO_PART. Returns: false after telling the user that there is
 * none. */
bool tc_explain_find_indicator(const TcArgs *args, const TcModel *model, uint32_t *indicator);
/* Where a cell stands in the file of @reader, a TcReader: as TcExplainOptions asks. */
char *tc_explain_place(const void *reader, uint32_t line, uint32_t column);

#endif
