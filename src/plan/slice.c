/* Slices: what an answer rests on, through the inputs of its nodes. */
#include "plan/slice.h"

typedef struct {
    const TcPlan *plan;
    bool *holds;
    GArray *waiting; /* uint32_t: nodes whose inputs were not yet looked at */
} Slicing;

static void add(const Slicing *slicing, uint32_t node)
{
    if (node == TC_NO_NODE || slicing->holds[node])
        return;
    slicing->holds[node] = true;
    g_array_append_val(slicing->waiting, node);
}

/* The label of an indicator that is only scored says whether its points are settled; a sum over
 * outcomes is undefined where one of them is. */
static void add_points(const Slicing *slicing, const TcPlanIndicator *indicator)
{
    const TcPlanAnswer *points = &indicator->points;
    if (indicator->figures != TC_NO_NODE)
        return;
    if (!points->by_outcome)
        add(slicing, points->node);
    for (uint32_t i = 0; i < points->n; i++)
        add(slicing,
            slicing->plan->indicators[slicing->plan->shares[points->first + i].indicator].outcome);
}

static void add_inputs(const Slicing *slicing, const TcPlanNode *node)
{
    const uint32_t *inputs = tc_plan_inputs(slicing->plan, node);
    for (uint32_t i = 0; i < node->n; i++)
        add(slicing, inputs[i]);
    if (node->op == TC_PLAN_OUTCOME)
        add_points(slicing, &slicing->plan->indicators[node->data]);
}

TcPlanSlice *tc_plan_slice_new(const TcPlan *plan, const uint32_t *nodes, uint32_t n)
{
    TcPlanSlice *slice = g_new0(TcPlanSlice, 1);
    g_autoptr(GArray) waiting = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    slice->holds = g_new0(bool, plan->n_nodes + 1);
    const Slicing slicing = {plan, slice->holds, waiting};
    for (uint32_t i = 0; i < n; i++)
        add(&slicing, nodes[i]);
    while (waiting->len > 0) {
        const uint32_t next = g_array_index(waiting, uint32_t, waiting->len - 1);
        g_array_set_size(waiting, waiting->len - 1);
        add_inputs(&slicing, &plan->nodes[next]);
    }
    slice->order = g_new(uint32_t, plan->n_order + 1);
    for (uint32_t i = plan->n_check_nodes; i < plan->n_order; i++) {
        if (slice->holds[plan->order[i]])
            slice->order[slice->n_order++] = plan->order[i];
    }
    return slice;
}

void tc_plan_slice_free(TcPlanSlice *slice)
{
    if (!slice)
        return;
    g_free(slice->order);
    g_free(slice->holds);
    g_free(slice);
}
