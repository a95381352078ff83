/* Rows that no filling in of their open cells can bring together. */
#ifndef TC_EXEC_CONTRADICT_H
#define TC_EXEC_CONTRADICT_H

#include "exec/evaluator.h"

/* Looks for them, notes a breach of each and opens the cells of the check that is told. Before:
 * open cells are narrowed. Returns: was there one? Narrow again, then. */
bool tc_contradictions(TcEvaluator *ev);

#endif
