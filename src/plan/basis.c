/* What a conclusion rests on by itself: the columns that its own conditions and sums read, and the
 * indicators whose outcomes it counts or names, without what those rest on in turn. */
#include "plan/passes.h"

#include "base/order.h"

static bool note_indicator(uint32_t indicator, void *user)
{
    g_array_append_val((GArray *)user, indicator);
    return false;
}

static bool has_count(const TcNode *node)
{
    bool found = node->kind == TC_NODE_COUNT;
    for (uint32_t i = 0; !found && i < node->n; i++)
        found = has_count(node->items[i]);
    return found;
}

static TcPlanBasis basis_of(const TcPlan *plan, uint32_t node)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    GArray *indicators = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tc_plan_columns_read(plan, node, note_indicator, indicators, columns);
    tc_sort_unique(indicators);
    TcPlanBasis basis = {.n_columns = columns->len, .n_indicators = indicators->len};
    basis.columns = (uint32_t *)(void *)g_array_free(columns, FALSE);
    basis.indicators = (uint32_t *)(void *)g_array_free(indicators, FALSE);
    return basis;
}

void tc_plan_find_bases(TcPlan *plan)
{
    const TcModel *model = plan->model;
    plan->bases = g_new0(TcPlanBasis, model->n_verdicts + model->n_grades + 1);
    for (uint32_t i = 0; i < model->n_verdicts; i++) {
        plan->bases[i] = basis_of(plan, plan->verdicts[i]);
        plan->bases[i].counts =
            model->verdicts[i].met_when && has_count(model->verdicts[i].met_when);
    }
    for (uint32_t i = 0; i < model->n_grades; i++)
        plan->bases[model->n_verdicts + i] = basis_of(plan, plan->grades[i]);
}

void tc_plan_bases_free(TcPlan *plan)
{
    const uint32_t n = plan->bases ? plan->model->n_verdicts + plan->model->n_grades : 0;
    for (uint32_t i = 0; i < n; i++) {
        g_free(plan->bases[i].columns);
        g_free(plan->bases[i].indicators);
    }
    g_free(plan->bases);
}
