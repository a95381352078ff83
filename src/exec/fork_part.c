/* Parts: what one component of cells gives a node that rests on several, and how such parts add
 * up. */
#include "exec/fork_internal.h"

/* Of a junction or a criterion, in b. */
enum { SOME_YES = 1, SOME_NO = 2, SOME_UNKNOWN = 4, SOME_LOST = 8 };

bool tc_fork_is_shared(TcPlanOp op)
{
    return op == TC_PLAN_AND || op == TC_PLAN_OR || op == TC_PLAN_AT_LEAST ||
           op == TC_PLAN_CRITERION || op == TC_PLAN_LINEAR;
}

/* --- which inputs are asked for --------------------------------------------------------------- */

static uint32_t index_of(const TcFork *fork, uint32_t version, const TcPlanNode *node)
{
    return (uint32_t)(node - fork->cells->plans[version]->nodes);
}

static bool rests_on_several(const TcFork *fork, uint32_t version, const TcPlanNode *node)
{
    return fork->shares &&
           fork->shares->component[version][index_of(fork, version, node)] == TC_FORK_SEVERAL;
}

bool tc_fork_asks(const TcFork *fork, uint32_t version, const TcPlanNode *node, uint32_t index)
{
    if (!rests_on_several(fork, version, node))
        return true;
    const uint32_t component = fork->shares->component[version][index];
    if (fork->component != TC_FORK_NO_COMPONENT)
        return component == fork->component;
    return component == TC_FORK_NO_COMPONENT || component == TC_FORK_SEVERAL;
}

const TcForkPart *tc_fork_given(const TcFork *fork, uint32_t version, const TcPlanNode *node)
{
    if (!fork->parts || !rests_on_several(fork, version, node))
        return NULL;
    const uint32_t slot = fork->shares->slot[version][index_of(fork, version, node)];
    return slot == TC_NO_NODE ? NULL : &fork->parts[slot];
}

const TcForkPart *tc_fork_given_whole(const TcFork *fork, uint32_t version, uint32_t node)
{
    if (!fork->parts || fork->shares->component[version][node] == TC_FORK_SEVERAL ||
        fork->shares->slot[version][node] == TC_NO_NODE)
        return NULL;
    return &fork->parts[fork->shares->slot[version][node]];
}

/* --- parts ------------------------------------------------------------------------------------ */

TcForkPart tc_fork_part_of_tally(const TcPlanNode *node, const TcForkTally *tally)
{
    const bool all = node->op == TC_PLAN_AND, one = node->op == TC_PLAN_OR;
    if (node->op == TC_PLAN_AT_LEAST)
        return (TcForkPart){.a = tally->yes,
                            .b = (int64_t)tally->unknown << 32 | (int64_t)tally->lost};
    return (TcForkPart){.b = (tally->yes && !all ? SOME_YES : 0) |
                             (tally->no && !one ? SOME_NO : 0) |
                             (tally->unknown ? SOME_UNKNOWN : 0) | (tally->lost ? SOME_LOST : 0)};
}

void tc_fork_part_tally(const TcPlanNode *node, const TcForkPart *part, TcForkTally *tally)
{
    const int64_t b = part->b;
    *tally = node->op == TC_PLAN_AT_LEAST ? (TcForkTally){.yes = (uint32_t)part->a,
                                                          .unknown = (uint32_t)(b >> 32),
                                                          .lost = (uint32_t)(b & UINT32_MAX)}
                                          : (TcForkTally){.yes = (b & SOME_YES) != 0,
                                                          .no = (b & SOME_NO) != 0,
                                                          .unknown = (b & SOME_UNKNOWN) != 0,
                                                          .lost = (b & SOME_LOST) != 0};
}

TcForkPart tc_fork_part_of_value(const TcForkValue *value)
{
    TcForkPart part = {.state = value->state + 1U, .b = value->unsaid};
    if (value->state == TC_FORK_LABEL)
        part.a = value->label;
    if (value->state != TC_FORK_NUMBER)
        return part;
    if (value->num.n > 0 || value->den.n > 0)
        return (TcForkPart){.state = TC_FORK_BEYOND + 1U};
    int64_t a = value->num.constant, b = value->den.constant;
    while (b != 0) {
        const int64_t rest = a % b;
        a = b;
        b = rest;
    }
    if ((a < 0) != (value->den.constant < 0))
        a = -a;
    part.a = value->num.constant / a;
    part.b = value->den.constant / a;
    return part;
}

TcForkValue tc_fork_part_value(const TcForkPart *part)
{
    if (part->state == 0)
        return tc_fork_integer(0);
    TcForkValue value = {.state = (TcForkState)(part->state - 1)};
    if (value.state == TC_FORK_NUMBER) {
        value.num.constant = part->a;
        value.den.constant = part->b;
    } else {
        value.label = (uint32_t)part->a;
        value.unsaid = (uint8_t)part->b;
    }
    return value;
}

static void add_numbers(TcForkPart *part, const TcForkPart *other)
{
    const TcForkValue a = tc_fork_part_value(part), b = tc_fork_part_value(other);
    TcForkValue sum = tc_fork_state(MAX(a.state, b.state));
    if (sum.state == TC_FORK_NUMBER) {
        const __int128 top =
            (__int128)a.num.constant * b.den.constant + (__int128)b.num.constant * a.den.constant;
        const __int128 bottom = (__int128)a.den.constant * b.den.constant;
        if (top > INT64_MAX || top < -INT64_MAX || bottom > INT64_MAX)
            sum.state = TC_FORK_BEYOND;
        sum.num.constant = (int64_t)top;
        sum.den.constant = (int64_t)bottom;
    }
    *part = tc_fork_part_of_value(&sum);
}

void tc_fork_part_join(TcPlanOp op, TcForkPart *part, const TcForkPart *other)
{
    if (op == TC_PLAN_LINEAR) {
        add_numbers(part, other);
    } else if (op == TC_PLAN_AT_LEAST) {
        part->a += other->a;
        part->b += other->b;
    } else if (tc_fork_is_shared(op)) {
        part->b |= other->b;
    } else if (other->state != 0) {
        *part = *other;
    }
}
