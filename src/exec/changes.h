/* TcChanges: changes of a row's cells, to be undone from the last; inside of probe.h.
 *
 * After some of them the row was found to hold its constraints: then only what changed later can
 * break one. */
#ifndef TC_EXEC_CHANGES_H
#define TC_EXEC_CHANGES_H

#include "exec/probe.h"

/* Returns: (transfer full). */
TcChanges *tc_changes_new(void);
void tc_changes_free(TcChanges *changes);

uint32_t tc_changes_length(const TcChanges *changes);
/* The cell that change @i is of. */
uint32_t tc_changes_column(const TcChanges *changes, uint32_t i);
/* Before the cell is changed from @value. */
void tc_changes_add(TcChanges *changes, uint32_t column, const TcValue *value, bool known);
/* Back to where there were @n changes. Pre: there are not fewer now. */
void tc_changes_undo(TcChanges *changes, uint32_t n, TcValue *cells, bool *known);

/* The row as it stands now holds its constraints. */
void tc_changes_mark_sound(TcChanges *changes);
/* After how many of the changes it last did; 0: the row of the file. */
uint32_t tc_changes_sound(const TcChanges *changes);

#endif
