/* Outcomes of indicators on a path of the fork search, and what others ask of them: before, what
 * its conditions came to; after, how conclusions see it. */
#include "exec/fork_internal.h"

/* --- outcomes --------------------------------------------------------------------------------- */

/* An outcome that cannot be computed here, but is the same in both versions: each in turn. */
static TcForkValue see_opaque(const TcForkAt *at)
{
    const bool *opaque = at->fork->opaque[at->version];
    if (!opaque || !opaque[at->node->data])
        return tc_fork_state(TC_FORK_BEYOND);
    at->fork->in_hole = true;
    return tc_fork_state((TcForkState)tc_fork_decided(
        at->fork, tc_fork_hole(at->fork->cells, at->fork->holes[at->version][at->node->data])));
}

static TcForkValue outcome_of(const TcForkAt *at)
{
    const TcForkState apart = tc_fork_input(at, 0).state;
    if (apart == TC_FORK_YES)
        return tc_fork_state(TC_FORK_APART);
    const TcForkValue figures = tc_fork_input(at, 1);
    if (apart == TC_FORK_BEYOND || figures.state == TC_FORK_BEYOND)
        return see_opaque(at);
    TcForkValue unsaid = tc_fork_state(TC_FORK_UNKNOWN);
    if (apart == TC_FORK_UNKNOWN)
        unsaid.unsaid = figures.state == TC_FORK_YES   ? TC_FORK_UNSAID_MET
                        : figures.state == TC_FORK_NOT ? TC_FORK_UNSAID_NOT
                                                       : TC_FORK_UNSAID_ALL;
    else if (figures.state == TC_FORK_UNKNOWN)
        unsaid.unsaid = TC_FORK_UNSAID_FIGURES;
    else
        return figures;
    return unsaid;
}

/* As the version has it: one of them may see an indicator the other way round. */
static TcForkState turned(const TcForkAt *at, uint32_t indicator, TcForkState state)
{
    if (at->version == 0 || at->fork->turned != indicator || state > TC_FORK_NOT)
        return state;
    return state == TC_FORK_YES ? TC_FORK_NOT : TC_FORK_YES;
}

TcForkValue tc_fork_outcome(const TcForkAt *at)
{
    TcForkValue value = outcome_of(at);
    value.state = turned(at, at->node->data, value.state);
    return value;
}

/* How the hole is seen on this path, or now. */
static int64_t way_of(TcFork *fork, uint32_t hole)
{
    for (guint i = 0; fork->ways && i < fork->ways->len; i++) {
        const TcForkWay *way = &g_array_index(fork->ways, TcForkWay, i);
        if (way->hole == hole)
            return way->seen;
    }
    if (!fork->ways) {
        fork->in_hole = true;
        return tc_fork_decided(fork, hole);
    }
    const TcForkWay fresh = {hole, 0};
    g_array_append_val(fork->ways, fresh);
    return 0;
}

bool tc_fork_next_way(TcFork *fork)
{
    while (fork->ways && fork->ways->len > 0) {
        if (++g_array_index(fork->ways, TcForkWay, fork->ways->len - 1).seen <= 2) {
            fork->epoch++;
            return true;
        }
        g_array_set_size(fork->ways, fork->ways->len - 1);
    }
    return false;
}

/* As what conclusions see an indicator that the rule leaves undefined: as each of what it can be;
 * the same in both versions. The hole's values: met, not met, not applicable. */
static TcForkState see_unsaid(const TcForkAt *at, uint32_t indicator, uint8_t unsaid)
{
    static const bool can[][3] = {[TC_FORK_UNSAID_MET] = {true, false, true},
                                  [TC_FORK_UNSAID_NOT] = {false, true, true},
                                  [TC_FORK_UNSAID_ALL] = {true, true, true},
                                  [TC_FORK_UNSAID_FIGURES] = {true, true, false}};
    const uint32_t hole = tc_fork_hole(at->fork->cells, at->fork->holes[at->version][indicator]);
    const int64_t seen = way_of(at->fork, hole);
    if (can[unsaid][seen])
        return (TcForkState)seen;
    /* a value that this version cannot have stands for the next one that it can */
    return (TcForkState)(can[unsaid][(seen + 1) % 3] ? (seen + 1) % 3 : (seen + 2) % 3);
}

/* Does a component see an indicator of none, which others may see by themselves? */
static bool sees_from_outside(const TcForkAt *at, uint32_t index)
{
    const TcFork *fork = at->fork;
    return fork->ways && fork->shares && fork->component != TC_FORK_NO_COMPONENT &&
           fork->shares->component[at->version][index] != fork->component;
}

TcForkState tc_fork_outcome_seen(const TcForkAt *at, uint32_t index)
{
    const TcPlanNode *node = &at->plan->nodes[index];
    const TcForkValue value = tc_fork_value(at->fork, at->version, index);
    if (value.state != TC_FORK_UNKNOWN)
        return value.state;
    at->fork->mixed |= sees_from_outside(at, index);
    return node->op == TC_PLAN_OUTCOME
               ? turned(at, node->data, see_unsaid(at, node->data, value.unsaid))
               : TC_FORK_BEYOND;
}

static bool has_state(TcForkState seen, TcState asked)
{
    return asked == TC_STATE_MET              ? seen == TC_FORK_YES
           : asked == TC_STATE_NOT_MET        ? seen == TC_FORK_NOT
           : asked == TC_STATE_NOT_APPLICABLE ? seen == TC_FORK_APART
                                              : seen != TC_FORK_APART;
}

/* An indicator asks: where the rule does not say, the answer is what it is either way, or unknown.
 */
TcForkValue tc_fork_state_asked(const TcForkAt *at)
{
    static const int8_t answers[TC_N_STATES][4] = {
        [TC_STATE_MET] = {-1, 0, -1, -1},
        [TC_STATE_NOT_MET] = {0, -1, -1, -1},
        [TC_STATE_NOT_APPLICABLE] = {-1, -1, -1, 0},
        [TC_STATE_APPLICABLE] = {-1, -1, -1, 1},
    };
    const uint32_t index = tc_plan_inputs(at->plan, at->node)[0];
    const TcState asked = (TcState)(at->node->sub & ~(unsigned)TC_STATE_STRICT);
    if (at->node->sub & TC_STATE_STRICT && at->plan->nodes[index].op == TC_PLAN_OUTCOME) {
        const TcForkValue value = tc_fork_value(at->fork, at->version, index);
        if (value.state == TC_FORK_UNKNOWN) {
            const int8_t answer = answers[asked][value.unsaid];
            return answer < 0 ? tc_fork_state(TC_FORK_UNKNOWN) : tc_fork_truth(answer);
        }
    }
    const TcForkState seen = tc_fork_outcome_seen(at, index);
    return seen == TC_FORK_BEYOND ? tc_fork_state(TC_FORK_BEYOND)
                                  : tc_fork_truth(has_state(seen, asked));
}
