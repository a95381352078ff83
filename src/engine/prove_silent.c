/* Conclusions that the rule leaves open: before, a claim with rows on which an indicator is
 * undefined and was seen one way at a time; after, whether such a row may be silent beyond what is
 * told.
 *
 * A version is held against itself with its undefined indicators seen another way the second time:
 * what then never differs is never silent, and every row of a hole has the answer that was seen. */
#include "engine/prove_internal.h"

static void note_difference(const TcForkValue *values, bool in_hole, const int64_t *point,
                            void *user)
{
    const TcForkValue *a = &values[0], *b = &values[1];
    bool *silent = user;
    (void)in_hole, (void)point;
    *silent |= a->state != b->state || a->state == TC_FORK_BEYOND ||
               (a->state == TC_FORK_LABEL && a->label != b->label);
}

static bool is_wanted(bool all, void *user)
{
    const bool *silent = user;
    return all && !*silent;
}

/* May the conclusion of @version be silent on some row? */
static bool may_be_silent(const TcProver *prover, const TcProofClaim *claim, unsigned version)
{
    const TcPlan *plan = prover->proof->cells->plans[version];
    const TcPlan *const twice[TC_FORK_VERSIONS] = {plan, plan};
    const uint32_t n = plan->model->n_indicators;
    const uint32_t node = tc_proof_node_of(plan, claim->kind, claim->index[version]);
    const uint32_t nodes[TC_FORK_VERSIONS] = {node, node};
    g_autoptr(TcForkCells) cells = tc_fork_cells_new(twice, TC_FORK_VERSIONS, 2 * n);
    g_autofree uint32_t *first = g_new(uint32_t, n + 1), *second = g_new(uint32_t, n + 1);
    g_autofree int64_t *usual = g_new0(int64_t, cells->n_variables + 1);
    for (uint32_t i = 0; i < n; i++) {
        first[i] = i;
        second[i] = n + i;
    }
    const TcForkQuestion question = {.cells = cells,
                                     .run = prover->question.run,
                                     .holes = {first, second},
                                     .usual = usual,
                                     .wanted = is_wanted};
    bool silent = false;
    return tc_fork_answers(&question, nodes, note_difference, &silent) != TC_FORK_ALL || silent;
}

void tc_proof_find_silent(TcProver *prover, TcProofClaim *claim)
{
    for (unsigned v = 0; v < TC_FORK_VERSIONS && !claim->may_be_silent; v++)
        claim->may_be_silent = may_be_silent(prover, claim, v);
}
