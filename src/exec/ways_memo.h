/* TcWaysMemo: the ways of indicators, kept with the cells that they rest on; inside of ways.h. */
#ifndef TC_EXEC_WAYS_MEMO_H
#define TC_EXEC_WAYS_MEMO_H

#include "exec/probe.h"

/* Appends what tc_indicator_ways does: from the memo of the probe where it was found before with
 * the same values in all cells that it rests on. */
void tc_ways_remembered(TcProbe *probe, uint32_t indicator, GPtrArray *ways);
/* The row is another one. @memo: or NULL. */
void tc_ways_memo_forget(struct TcWaysMemo *memo);
void tc_ways_memo_free(struct TcWaysMemo *memo);

#endif
