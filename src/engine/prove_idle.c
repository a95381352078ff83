/* Indicators that never matter to a conclusion: before, a conclusion of one set that was searched;
 * after, of each indicator that it rests on whether some row tells it met from not met.
 *
 * The set is held against itself, seen a second time with the indicator the other way round (met
 * where it is not met, not met where it is) and with whatever asks for it following: what then
 * differs on no row is never changed by it. Nothing is claimed where the conclusion also looks past
 * the outcome at what the indicator reads (its points on a scale, its value). */
#include <string.h>
#include "engine/prove_internal.h"

typedef struct {
    const TcPlan *plan;
    TcForkQuestion question; /* of the set, twice */
    uint32_t node;           /* of the conclusion */
    bool *asked;             /* per indicator: can whether it is met tell? */
    bool *opaque; /* scratch: per indicator, its outcome does not follow the turned one */
} Turning;

typedef struct {
    bool differs;    /* on some row */
    bool may_differ; /* on one where an indicator is seen one way that may not be its own */
    bool lost;       /* beyond the search somewhere */
} Seen;

/* --- what is asked ---------------------------------------------------------------------------- */

static bool note_indicator(const TcPlanNode *node, void *user)
{
    bool *read = user;
    if (node->op == TC_PLAN_OUTCOME)
        read[node->data] = true;
    return true;
}

static bool stay_outside(uint32_t indicator, void *user)
{
    (void)indicator, (void)user;
    return false;
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

/* The indicators that the conclusion rests on by their outcomes alone. Returns: how many. */
static uint32_t find_asked(Turning *turning)
{
    uint32_t n = 0;
    const TcPlan *plan = turning->plan;
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tc_plan_walk(plan, turning->node, note_indicator, turning->asked);
    tc_plan_columns_read(plan, turning->node, stay_outside, NULL, own);
    for (uint32_t i = 0; i < plan->model->n_indicators; i++) {
        g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        if (turning->asked[i])
            tc_plan_columns_read(plan, plan->indicators[i].outcome, NULL, NULL, columns);
        turning->asked[i] &= plan->model->indicators[i].judged && !share_columns(own, columns);
        n += turning->asked[i];
    }
    return n;
}

/* --- one indicator ---------------------------------------------------------------------------- */

static void compare(const TcForkRowFound *row, void *user)
{
    Seen *seen = user;
    const TcForkValue *a = &row->ways[0][0], *b = &row->ways[0][1];
    const bool same = a->state == b->state && (a->state != TC_FORK_LABEL || a->label == b->label);
    if (a->state == TC_FORK_BEYOND || b->state == TC_FORK_BEYOND)
        seen->lost = true;
    else if (!same)
        *(row->in_hole ? &seen->may_differ : &seen->differs) = true;
}

static bool is_wanted(bool all, void *user)
{
    const Seen *seen = user;
    return all && !seen->lost && !seen->differs;
}

/* What asks for the turned indicator is not the same in both. */
static void find_opaque(Turning *turning, uint32_t indicator)
{
    const TcPlan *plan = turning->plan;
    const uint32_t n = plan->model->n_indicators;
    g_autofree bool *read = g_new(bool, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        memset(read, 0, n * sizeof *read);
        tc_plan_walk(plan, plan->indicators[i].outcome, note_indicator, read);
        turning->opaque[i] = i == indicator || !read[indicator];
    }
}

/* @complete: each way that an indicator is seen is one that the rule leaves. */
static TcIdle is_idle(Turning *turning, uint32_t indicator, bool complete)
{
    const uint32_t nodes[TC_FORK_VERSIONS] = {turning->node, turning->node};
    Seen seen = {false};
    find_opaque(turning, indicator);
    turning->question.turned = &indicator;
    const TcForkOutcome outcome = tc_fork_answers(&turning->question, nodes, compare, &seen);
    if (seen.differs || (seen.may_differ && complete))
        return TC_IDLE_NO;
    return outcome == TC_FORK_ALL && !seen.lost && !seen.may_differ ? TC_IDLE_YES
                                                                    : TC_IDLE_UNPROVED;
}

/* --- the conclusion --------------------------------------------------------------------------- */

/* Does the conclusion come to one answer alone, which nothing changes? */
static bool is_fixed(const TcProofClaim *claim)
{
    unsigned n = (unsigned)__builtin_popcountll(claim->labels[0]);
    for (unsigned i = 0; i < TC_N_SAID; i++)
        n += claim->occurs[0][i];
    return claim->complete && n < 2;
}

void tc_proof_find_idle(const TcProver *prover, TcProofClaim *claim)
{
    const TcPlan *plan = prover->proof->cells->plans[0];
    const TcPlan *const twice[TC_FORK_VERSIONS] = {plan, plan};
    const uint32_t n = plan->model->n_indicators;
    if (is_fixed(claim))
        return;
    g_autofree bool *asked = g_new0(bool, n + 1), *opaque = g_new(bool, n + 1);
    g_autoptr(TcForkCells) cells = tc_fork_cells_new(twice, TC_FORK_VERSIONS, n);
    Turning turning = {plan, prover->question, 0, asked, opaque};
    turning.node = claim->kind == TC_REF_VERDICT ? plan->verdicts[claim->index[0]]
                                                 : plan->grades[claim->index[0]];
    turning.question.cells = cells;
    turning.question.holes[1] = turning.question.holes[0];
    turning.question.opaque[0] = turning.question.opaque[1] = opaque;
    turning.question.wanted = is_wanted;
    const bool few = find_asked(&turning) <= TC_PROOF_MAX_TURNED;
    claim->idle = g_new0(TcIdle, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        if (asked[i])
            claim->idle[i] = few ? is_idle(&turning, i, claim->complete) : TC_IDLE_UNPROVED;
    }
}
