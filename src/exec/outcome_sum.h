/* The part of a linear form that sums over outcomes: outcome_sum.c. */
#ifndef TC_EXEC_OUTCOME_SUM_H
#define TC_EXEC_OUTCOME_SUM_H

#include "exec/slots.h"

/* The most that steps between weights can add up to; UINT64_MAX: more than a counter holds. */
uint64_t tc_outcome_sum_most(const TcEvaluator *ev, const TcLinear *form);
/* Do all rows have one sum: has every outcome on which it depends one member? */
bool tc_outcomes_settled(const TcEvaluator *ev, const TcLinear *form);
/* Adds the outcomes of @form, whose steps add up to @most, to both ends of @sum. @fresh: nothing is
 * in them yet, and the constant is added too; not if @most is UINT64_MAX. */
void tc_outcome_sum_add(TcEvaluator *ev, const TcLinear *form, uint64_t most, bool fresh,
                        TcNumbers *sum);

#endif
