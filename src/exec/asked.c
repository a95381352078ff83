#include "exec/asked.h"
#include "exec/bits.h"
#include "exec/labels.h"

/* NULL: a grade. */
static TcStateResult *state_of(const TcResults *results, TcAsk ask, uint32_t index)
{
    switch (ask) {
    case TC_ASK_INDICATOR:
        return &results->indicators[index];
    case TC_ASK_CRITERION:
        return &results->criteria[index];
    case TC_ASK_VERDICT:
        return &results->verdicts[index];
    case TC_ASK_GRADE:
        break;
    }
    return NULL;
}

uint64_t tc_answer_set(const TcResults *results, TcAsk ask, uint32_t index, uint32_t row)
{
    const TcStateResult *state = state_of(results, ask, index);
    return state ? tc_state_outcome(state, row) : results->grades[index].set[row];
}

bool tc_answer_is_settled(TcAsk ask, uint64_t set)
{
    G_STATIC_ASSERT((unsigned)TC_OUT_UNDEFINED == (unsigned)TC_OUT_UNKNOWN);
    const uint64_t undefined = ask == TC_ASK_GRADE ? TC_LABEL_UNDEFINED : TC_OUT_UNDEFINED;
    return set != 0 && !tc_set_is_open(set) && set != undefined;
}

uint64_t *tc_answer_unproved(TcResults *results, TcAsk ask, uint32_t index)
{
    TcStateResult *state = state_of(results, ask, index);
    return state ? state->unproved : results->grades[index].unproved;
}

uint64_t *tc_answer_over_budget(TcResults *results, TcAsk ask, uint32_t index)
{
    TcStateResult *state = state_of(results, ask, index);
    return state ? state->over_budget : results->grades[index].over_budget;
}

void tc_answer_narrow(TcResults *results, TcAsk ask, uint32_t index, uint32_t row, uint64_t set)
{
    TcStateResult *state = state_of(results, ask, index);
    if (!state) {
        results->grades[index].set[row] = set;
        tc_bit_put(results->grades[index].several, row,
                   tc_set_is_open(set) || set == TC_LABEL_UNDEFINED);
    }
    for (unsigned k = 0; state && k < TC_OUT_MEMBERS; k++)
        tc_bit_put(state->can[k], row, set >> k & 1);
}

void tc_answer_settle(TcResults *results, TcAsk ask, uint32_t index, uint32_t row, uint64_t answer)
{
    G_STATIC_ASSERT(TC_LABEL_MET == 0 && TC_LABEL_NOT_MET == 1 && TC_LABEL_NOT_APPLICABLE == 2);
    TcStateResult *state = state_of(results, ask, index);
    tc_bit_put(tc_answer_unproved(results, ask, index), row, false);
    tc_answer_narrow(results, ask, index, row, answer);
    if (state)
        tc_label_put(state->label, row, (TcLabel)__builtin_ctzll(answer));
}

void tc_answer_silence(TcResults *results, TcAsk ask, uint32_t index, uint32_t row)
{
    tc_bit_put(tc_answer_unproved(results, ask, index), row, false);
    if (ask == TC_ASK_GRADE)
        tc_bit_set(results->grades[index].silent, row);
    else
        tc_label_put(state_of(results, ask, index)->label, row, TC_LABEL_RULE_SILENT);
}

uint32_t tc_answer_node(const TcPlan *plan, TcAsk ask, uint32_t index)
{
    switch (ask) {
    case TC_ASK_INDICATOR:
        return plan->indicators[index].outcome;
    case TC_ASK_CRITERION:
        return plan->criteria[index];
    case TC_ASK_VERDICT:
        return plan->verdicts[index];
    case TC_ASK_GRADE:
        return plan->grades[index];
    }
    return 0;
}

const TcPlanBasis *tc_answer_basis(const TcPlan *plan, TcAsk ask, uint32_t index)
{
    if (ask == TC_ASK_VERDICT)
        return &plan->bases[index];
    return ask == TC_ASK_GRADE ? &plan->bases[plan->model->n_verdicts + index] : NULL;
}
