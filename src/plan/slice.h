/* A slice of a plan: the nodes that one answer, or some answers, come from.
 *
 * Who asks for one answer of many rows has an evaluator run the slice in place of the plan
 * (tc_evaluator_ask_for): its cost is that of what the answer rests on, however many other parts
 * the rule set has. The nodes of data checks are in no slice: they always run. */
#ifndef TC_PLAN_SLICE_H
#define TC_PLAN_SLICE_H

#include "plan/plan.h"

typedef struct {
    uint32_t *order; /* in the order of the plan */
    uint32_t n_order;
    bool *holds; /* per node of the plan: is it in the slice? Of answers: are they there to read? */
} TcPlanSlice;

/* Returns: (transfer full) the slice for the answers of @n @nodes. */
TcPlanSlice *tc_plan_slice_new(const TcPlan *plan, const uint32_t *nodes, uint32_t n);
void tc_plan_slice_free(TcPlanSlice *slice);

#endif
