/* Outcomes of indicators and criteria, and what conclusions see of them.
 *
 * The slot of an OUTCOME holds the conclusions' view: an indicator that the rule leaves undefined
 * is there both as met and as not met (or as applicable and not). The strict outcomes go to the
 * results. */
#include "base/clones.h"
#include "exec/bits.h"
#include "exec/kernels.h"
#include "exec/labels.h"
#include "exec/slots.h"

#include <string.h>

/* Exactly one outcome, and that is not undefined. */
static inline uint64_t only_one(uint64_t met, uint64_t not_met, uint64_t apart)
{
    return (met ^ not_met ^ apart) & ~(met & not_met & apart);
}

static void find_settled(TcTruths *view)
{
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        view->settled[w] = only_one(view->can[0][w], view->can[1][w], view->can[2][w]);
}

/* All of it in one pass, since most of the time goes into reading and writing bitmaps: the strict
 * outcomes, and what conclusions see (@seen: as it lies in @view, but to the end of the run). */
TC_CLONES static void find_outcomes(const TcTruths *apart, const TcTruths *figures,
                                    TcTruths *restrict view, TcBits *restrict seen,
                                    TcBits *restrict strict)
{
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        const uint64_t is_apart = apart->can[0][w], applies = apart->can[1][w];
        const uint64_t unclear = apart->can[3][w], open = figures->can[3][w];
        const uint64_t met = figures->can[0][w], not_met = figures->can[1][w];
        const uint64_t both = (applies | unclear) & open;
        const uint64_t see_met = (applies & met) | both | (unclear & met);
        const uint64_t see_not_met = (applies & not_met) | both | (unclear & not_met);
        strict[0][w] = applies & met;
        strict[1][w] = applies & not_met;
        strict[2][w] = is_apart;
        strict[3][w] = view->can[3][w] = unclear | (applies & open);
        view->can[0][w] = seen[0][w] = see_met;
        view->can[1][w] = seen[1][w] = see_not_met;
        view->can[2][w] = seen[2][w] = is_apart | unclear;
        view->settled[w] = only_one(see_met, see_not_met, is_apart | unclear);
    }
}

/* What other indicators ask: mostly none does. */
static void find_unsaid(const TcTruths *apart, const TcTruths *figures, const TcBits *strict,
                        TcTruths *view)
{
    memcpy(view->strict, strict, sizeof view->strict);
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        const uint64_t applies = apart->can[1][w], unclear = apart->can[3][w];
        const uint64_t met = figures->can[0][w], not_met = figures->can[1][w];
        const uint64_t open = figures->can[3][w];
        view->unsaid[TC_UNSAID_MET][w] = unclear & met;
        view->unsaid[TC_UNSAID_NOT_MET][w] = unclear & not_met;
        view->unsaid[TC_UNSAID_ALL][w] = unclear & open;
        view->unsaid[TC_UNSAID_FIGURES][w] = applies & open;
    }
}

static inline uint64_t pick(uint64_t where, uint64_t there, uint64_t elsewhere)
{
    return (where & there) | (~where & elsewhere);
}

/* Seen one way where a row says so (TcSeen): so a conclusion has one answer on a completion. Over
 * the completions of a part each is seen that way. */
static void resolve_undefined(const TcTruths *apart, const TcTruths *figures, const TcBits *strict,
                              const TcSeen *seen, TcTruths *view)
{
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        const uint64_t met = seen->met[w], failing = seen->failing[w], left = seen->apart[w];
        const uint64_t unclear = apart->can[3][w], open = figures->can[3][w];
        const uint64_t both = apart->can[1][w] & open, one = met | failing | left;
        const uint64_t can_meet = unclear & figures->can[0][w];
        const uint64_t can_fail = unclear & figures->can[1][w];
        const uint64_t can_both = both | (unclear & open);
        const uint64_t is_met = (met & (can_both | can_meet)) | (failing & can_meet);
        const uint64_t fails = (failing & (can_both | can_fail)) | (met & can_fail) | (left & both);
        view->can[0][w] = pick(one, strict[0][w] | is_met, view->can[0][w]);
        view->can[1][w] = pick(one, strict[1][w] | fails, view->can[1][w]);
        view->can[2][w] = pick(one, strict[2][w] | (left & unclear), view->can[2][w]);
    }
    find_settled(view);
}

/* R20: in a closed run every indicator that is still open counts as not met. */
static void close_outcomes(TcTruths *view, TcBits *result)
{
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        uint64_t open = ~view->settled[w] | view->can[3][w];
        result[1][w] |= open;
        for (uint32_t k = 0; k < 4; k++) {
            view->can[k][w] &= ~open;
            if (k != 1)
                result[k][w] &= ~open;
            if (k < 3)
                view->strict[k][w] &= ~open;
            view->unsaid[k][w] &= ~open;
        }
        view->can[1][w] |= open;
        view->strict[1][w] |= open;
        view->settled[w] = ~(uint64_t)0;
    }
}

bool tc_block_outcome(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcTruths *apart = tc_truths_of(ev, tc_input_at(ev, node, 0));
    const TcTruths *figures = tc_truths_of(ev, tc_input_at(ev, node, 1));
    TcTruths *view = tc_truths_of(ev, node);
    TcBits *strict = ev->results->indicators[node->data].can;
    const bool closes =
        ev->run.closed && !ev->accepting && ev->model->indicators[node->data].judged;
    find_outcomes(apart, figures, view, ev->view[node->data], strict);
    if (node->asked_strictly)
        find_unsaid(apart, figures, (const TcBits *)strict, view);
    if (ev->resolves)
        resolve_undefined(apart, figures, (const TcBits *)strict, &ev->seen[node->data], view);
    tc_label_indicator(ev, node->data);
    if (closes)
        close_outcomes(view, strict); /* the label keeps the reason */
    if (ev->resolves || closes)
        memcpy(ev->view[node->data], view->can, sizeof *ev->view);
    return true;
}

/* R15 over sets: not met if one can be; met if all can be met or apart and one can be met; apart if
 * all can be. */
bool tc_block_criterion(TcEvaluator *ev, const TcPlanNode *node)
{
    TcTruths *to = tc_truths_of(ev, node);
    tc_bits_fill(to->can[0], false);
    tc_bits_fill(to->can[1], false);
    tc_bits_fill(to->can[2], true);
    tc_bits_fill(to->can[3], false);
    TcBits soft;
    tc_bits_fill(soft, true);
    for (uint32_t i = 0; i < node->n; i++) {
        const TcTruths *a = tc_truths_of(ev, tc_input_at(ev, node, i));
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
            to->can[0][w] |= a->can[0][w];
            to->can[1][w] |= a->can[1][w];
            to->can[2][w] &= a->can[2][w];
            soft[w] &= a->can[0][w] | a->can[2][w];
        }
    }
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        to->can[0][w] &= soft[w];
    find_settled(to);
    return true;
}

/* The answers where the rule does not say the outcome: yes, no or unknown (0, 1, 3), as it is
 * either way. */
static void add_unsaid(const TcTruths *outcome, TcState asked, TcTruths *to)
{
    static const uint8_t answers[TC_N_STATES][4] = {
        [TC_STATE_MET] = {3, 1, 3, 3},
        [TC_STATE_NOT_MET] = {1, 3, 3, 3},
        [TC_STATE_NOT_APPLICABLE] = {3, 3, 3, 1},
        [TC_STATE_APPLICABLE] = {3, 3, 3, 0},
    };
    for (uint32_t k = 0; k < 4; k++) {
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            to->can[answers[asked][k]][w] |= outcome->unsaid[k][w];
    }
}

/* Yes where an outcome of @wanted is possible, no where another one is. */
TC_CLONES static void divide_outcomes(const TcBits *restrict can, unsigned wanted,
                                      uint64_t *restrict yes, uint64_t *restrict no)
{
    const uint64_t met = 0 - (uint64_t)(wanted & 1), not_met = 0 - (uint64_t)(wanted >> 1 & 1);
    const uint64_t apart = 0 - (uint64_t)(wanted >> 2 & 1);
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++) {
        const uint64_t m = can[0][w], n = can[1][w], a = can[2][w];
        yes[w] = (m & met) | (n & not_met) | (a & apart);
        no[w] = (m & ~met) | (n & ~not_met) | (a & ~apart);
    }
}

bool tc_block_state(TcEvaluator *ev, const TcPlanNode *node)
{
    static const uint8_t members[TC_N_STATES] = {
        [TC_STATE_MET] = 1,
        [TC_STATE_NOT_MET] = 2,
        [TC_STATE_NOT_APPLICABLE] = 4,
        [TC_STATE_APPLICABLE] = 3,
    };
    const TcTruths *a = tc_truths_of(ev, tc_input_at(ev, node, 0));
    TcTruths *to = tc_truths_of(ev, node);
    const bool strict =
        node->sub & TC_STATE_STRICT && tc_input_at(ev, node, 0)->op == TC_PLAN_OUTCOME;
    const TcState asked = (TcState)(node->sub & ~(unsigned)TC_STATE_STRICT);
    const TcBits *can = (const TcBits *)(strict ? a->strict : a->can);
    divide_outcomes(can, members[asked], to->can[0], to->can[1]);
    tc_bits_fill(to->can[3], false);
    if (strict)
        add_unsaid(a, asked, to);
    return true;
}

/* Closed questions about the label that the row has now. */
bool tc_block_labelled(TcEvaluator *ev, const TcPlanNode *node)
{
    TcTruths *to = tc_truths_of(ev, node);
    const TcEvaluator *asked = ev->outer ? ev->outer : ev;
    const TcStateResult *state = &asked->results->indicators[node->data];
    const TcLabel wanted =
        node->sub == TC_STATE_MISSING ? TC_LABEL_DATA_MISSING : TC_LABEL_AWAITS_APPRAISAL;
    tc_bits_fill(to->can[3], false);
    for (uint32_t r = 0; r < ev->n; r++) {
        bool is = tc_state_label(state, ev->outer ? ev->outer_rows[r] : r) == wanted;
        tc_bit_put(to->can[0], r, is);
        tc_bit_put(to->can[1], r, !is);
    }
    return true;
}
