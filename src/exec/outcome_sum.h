/* The part of a linear form that sums over outcomes: outcome_sum.c. */
#ifndef TC_EXEC_OUTCOME_SUM_H
#define TC_EXEC_OUTCOME_SUM_H

#include "exec/slots.h"

/* Has it outcomes, and a counter room for their steps? */
bool tc_outcome_sum_is_counted(const TcLinear *form);
/* Do all rows have one sum: has every outcome on which it depends one member? */
bool tc_outcomes_settled(const TcEvaluator *ev, const TcLinear *form);
/* Adds the outcomes of @form to both ends of @sum. @fresh: nothing is in them yet, and the constant
 * is added too. Pre: if fresh, it is counted. */
void tc_outcome_sum_add(TcEvaluator *ev, const TcLinear *form, bool fresh, TcNumbers *sum);

#endif
