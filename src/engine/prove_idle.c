/* Indicators that never matter to a conclusion: before, a conclusion of one set that was searched;
 * after, of each indicator that it reads whether any row tells the indicator met from not met.
 *
 * The set is held against itself, seen once with the indicator the other way round: what then
 * differs on no row is never changed by it. Nothing is claimed where the conclusion looks at what
 * the indicator rests on by another way too (its points on a scale, its value), or where the search
 * did not see all rows. */
#include "engine/prove_internal.h"

static void compare(const TcForkValue *values, bool in_hole, const int64_t *point, void *user)
{
    bool *differs = user;
    const TcForkValue *a = &values[0], *b = &values[1];
    (void)in_hole, (void)point;
    *differs |= a->state != b->state || a->state == TC_FORK_BEYOND ||
                (a->state == TC_FORK_LABEL && a->label != b->label);
}

static bool stay_outside(uint32_t indicator, void *user)
{
    (void)indicator, (void)user;
    return false;
}

static bool note_indicator(const TcPlanNode *node, void *user)
{
    bool *read = user;
    if (node->op == TC_PLAN_OUTCOME)
        read[node->data] = true;
    return true;
}

static bool share_columns(const GArray *a, const GArray *b)
{
    bool shared = false;
    for (guint i = 0; i < a->len; i++) {
        for (guint k = 0; k < b->len; k++)
            shared |= g_array_index(a, uint32_t, i) == g_array_index(b, uint32_t, k);
    }
    return shared;
}

/* Leaves out of @read the indicators of which the conclusion reads some column beside their
 * outcome. */
static void leave_out_looked_at(const TcPlan *plan, uint32_t node, bool *read)
{
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tc_plan_columns_read(plan, node, stay_outside, NULL, own);
    for (uint32_t i = 0; i < plan->model->n_indicators; i++) {
        g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        if (read[i])
            tc_plan_columns_read(plan, plan->indicators[i].outcome, NULL, NULL, columns);
        read[i] &= !share_columns(own, columns);
    }
}

static bool is_idle(TcForkQuestion *question, uint32_t node, uint32_t indicator)
{
    const uint32_t nodes[TC_FORK_VERSIONS] = {node, node};
    bool differs = false;
    question->turned = &indicator;
    return tc_fork_answers(question, nodes, compare, &differs) == TC_FORK_ALL && !differs;
}

/* Does the verdict come to one answer alone, which nothing changes? */
static bool is_fixed(const TcProofClaim *claim)
{
    unsigned n = 0;
    for (unsigned i = 0; i < TC_N_SAID; i++)
        n += claim->occurs[0][i];
    return claim->kind == TC_REF_VERDICT && n < 2;
}

/* Of the indicators in @read those that never matter. */
static void find_idle(const TcProver *prover, TcProofClaim *claim, uint32_t node, const bool *read)
{
    const TcPlan *plan = prover->proof->cells->plans[0];
    const uint32_t n = plan->model->n_indicators;
    const TcPlan *const twice[TC_FORK_VERSIONS] = {plan, plan};
    g_autoptr(TcForkCells) cells = tc_fork_cells_new(twice, TC_FORK_VERSIONS, n);
    g_autofree bool *opaque = g_new(bool, n + 1);
    TcForkQuestion question = prover->question;
    question.cells = cells;
    question.holes[1] = question.holes[0];
    question.opaque[0] = question.opaque[1] = opaque;
    for (uint32_t i = 0; i < n; i++)
        opaque[i] = true; /* computed the same in both */
    claim->idle = g_new0(bool, n + 1);
    for (uint32_t i = 0; i < n; i++)
        claim->idle[i] =
            read[i] && plan->model->indicators[i].judged && is_idle(&question, node, i);
}

void tc_proof_find_idle(const TcProver *prover, TcProofClaim *claim)
{
    const TcPlan *plan = prover->proof->cells->plans[0];
    const uint32_t node = claim->kind == TC_REF_VERDICT ? plan->verdicts[claim->index[0]]
                                                        : plan->grades[claim->index[0]];
    g_autofree bool *read = g_new0(bool, plan->model->n_indicators + 1);
    if (!claim->complete || is_fixed(claim))
        return;
    tc_plan_walk(plan, node, note_indicator, read);
    leave_out_looked_at(plan, node, read);
    find_idle(prover, claim, node, read);
}
