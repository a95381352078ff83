/* A rule in the words of its file, for those who read results: on one line, without comments, and a
 * table row by row, since its bars mean nothing outside a table; behind a parameter stands what it
 * is set to: "từ mức (60%) trở lên". */
#ifndef TC_SEMA_WRITTEN_H
#define TC_SEMA_WRITTEN_H

#include "sema/model.h"

/* The words of @node: "[A], [B]: có, từ 48 trở lên → 50; có, dưới 48 → 10" of a table. Returns:
 * (transfer full), "" for NULL. */
char *tc_written(const TcModel *model, const TcNode *node);
/* The words of a place of the rule file, on one line. Returns: (transfer full). */
char *tc_written_span(TcSpan span);
/* The same of the content of a clause without its keyword. */
char *tc_written_clause(const TcModel *model, const TcNode *clause);

#endif
