/* Short tests over whole blocks, open cells and all: ends.c. */
#ifndef TC_EXEC_ENDS_H
#define TC_EXEC_ENDS_H

#include "exec/slots.h"

/* The answers of the TEST @node for all rows, but for what goes the exact way. Returns: false, with
 * nothing done, if the test is not of one or two columns of small numbers whose open cells are
 * bounded alike. */
bool tc_ends_test(const TcEvaluator *ev, const TcPlanNode *node, TcTruths *truths);

#endif
