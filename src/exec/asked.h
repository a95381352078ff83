/* One answer of a row, of whichever kind is asked for: its set of possibilities, and whether that
 * is proved. */
#ifndef TC_EXEC_ASKED_H
#define TC_EXEC_ASKED_H

#include "exec/evaluate.h"

/* What @row gives: TC_OUT_* or labels. */
uint64_t tc_answer_set(const TcResults *results, TcAsk ask, uint32_t index, uint32_t row);
/* Has the set of answers more than one member? */
static inline bool tc_set_is_open(uint64_t set)
{
    return (set & (set - 1)) != 0;
}
/* Is it one answer, and not that there is none? */
bool tc_answer_is_settled(TcAsk ask, uint64_t set);
/* Puts the one answer that was found. */
void tc_answer_settle(TcResults *results, TcAsk ask, uint32_t index, uint32_t row, uint64_t answer);
/* Puts what is possible, which stays open. */
void tc_answer_narrow(TcResults *results, TcAsk ask, uint32_t index, uint32_t row, uint64_t set);
/* A conclusion that no data can close; an indicator of which the rule says nothing. */
void tc_answer_silence(TcResults *results, TcAsk ask, uint32_t index, uint32_t row);
/* Rows in which it is open, and neither proved to be so nor found to be open by the rule. */
uint64_t *tc_answer_unproved(TcResults *results, TcAsk ask, uint32_t index);
/* Rows of those in which the search for a proof ended at its budget. */
uint64_t *tc_answer_over_budget(TcResults *results, TcAsk ask, uint32_t index);
/* Its node. */
uint32_t tc_answer_node(const TcPlan *plan, TcAsk ask, uint32_t index);
/* What a conclusion rests on; NULL for anything else. */
const TcPlanBasis *tc_answer_basis(const TcPlan *plan, TcAsk ask, uint32_t index);

#endif
