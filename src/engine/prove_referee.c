/* Rows that tell two versions apart, confirmed by the reference evaluator: before, solutions of the
 * search; after, answers that anyone can re-run. */
#include <string.h>
#include "engine/prove_internal.h"

/* --- turns ------------------------------------------------------------------------------------ */

TcProofTurn *tc_proof_turn_new(const TcProver *prover, const int64_t *point)
{
    TcProofTurn *turn = g_new0(TcProofTurn, 1);
    mpq_inits(turn->points[0], turn->points[1], NULL);
    turn->point = g_memdup2(point, prover->proof->cells->n_variables * sizeof *point);
    return turn;
}

void tc_proof_turn_free(void *data)
{
    TcProofTurn *turn = data;
    mpq_clears(turn->points[0], turn->points[1], NULL);
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++)
        g_free(turn->states[v]);
    g_free(turn->point);
    g_free(turn);
}

bool tc_proof_is_nearer(const TcProver *prover, const int64_t *a, const int64_t *b)
{
    for (uint32_t i = 0; i < prover->proof->cells->n_variables; i++) {
        const int64_t left = ABS(a[i]), right = ABS(b[i]);
        if (a[i] != b[i])
            return left != right ? left < right : a[i] > b[i];
    }
    return false;
}

void tc_proof_note_turn(const TcProver *prover, TcProofClaim *claim, const uint32_t *answers,
                        const int64_t *point)
{
    const size_t size = prover->proof->cells->n_variables * sizeof *point;
    for (guint i = 0; i < claim->turns->len; i++) {
        TcProofTurn *known = g_ptr_array_index(claim->turns, i);
        if (memcmp(known->answers, answers, sizeof known->answers) != 0)
            continue;
        if (tc_proof_is_nearer(prover, point, known->point))
            memcpy(known->point, point, size);
        return;
    }
    TcProofTurn *turn = tc_proof_turn_new(prover, point);
    memcpy(turn->answers, answers, sizeof turn->answers);
    g_ptr_array_add(claim->turns, turn);
}

/* --- the reference evaluator ------------------------------------------------------------------ */

static uint32_t answer_of_set(unsigned set)
{
    return set == TC_OUT_MET              ? TC_SAID_YES
           : set == TC_OUT_NOT_MET        ? TC_SAID_NO
           : set == TC_OUT_NOT_APPLICABLE ? TC_SAID_APART
                                          : TC_SAID_UNSAID;
}

static uint32_t label_of_set(uint64_t set)
{
    for (uint32_t i = 0; i < 63; i++) {
        if (set == (uint64_t)1 << i)
            return i;
    }
    return TC_SAID_NO_LABEL;
}

uint32_t tc_proof_referee(const TcProver *prover, const TcProofClaim *claim, unsigned version,
                          mpq_t points)
{
    TcReference *reference = prover->references[version];
    const uint32_t index = claim->index[version];
    if (claim->kind == TC_REF_VERDICT)
        return answer_of_set(tc_reference_verdict(reference, index));
    if (claim->kind == TC_REF_GRADE)
        return label_of_set(tc_reference_grade(reference, index));
    if (claim->of_points) {
        TcValue value;
        tc_value_init(&value);
        tc_reference_points(reference, index, &value);
        const bool known = value.defined && !value.none;
        if (known)
            mpq_set(points, value.number);
        tc_value_clear(&value);
        return known ? TC_SAID_YES : TC_SAID_UNSAID;
    }
    const unsigned outcome = tc_reference_indicator(reference, index);
    return outcome == 0 ? TC_SAID_YES : answer_of_set(outcome);
}

bool tc_proof_set_row(TcProver *prover, unsigned version, const int64_t *point)
{
    const TcUnitTold *unit = tc_fork_cells_unit(prover->proof->cells, point);
    tc_fork_cells_row(prover->proof->cells, version, point, prover->rows[version]);
    tc_reference_set_row(prover->references[version], prover->rows[version], NULL);
    if (unit)
        tc_reference_set_unit(prover->references[version], unit);
    return tc_reference_row_valid(prover->references[version]);
}

bool tc_proof_same_label(const TcProver *prover, const TcProofClaim *claim, const uint32_t *answers)
{
    const TcModel *const *models = prover->proof->models;
    if (answers[0] == TC_SAID_NO_LABEL || answers[1] == TC_SAID_NO_LABEL)
        return answers[0] == answers[1];
    return strcmp(models[0]->grades[claim->index[0]].labels[answers[0]],
                  models[1]->grades[claim->index[1]].labels[answers[1]]) == 0;
}

/* Are the answers one? */
static bool same_answers(const TcProver *prover, const TcProofClaim *claim, const TcProofTurn *turn)
{
    if (claim->kind == TC_REF_GRADE)
        return tc_proof_same_label(prover, claim, turn->answers);
    return turn->answers[0] == turn->answers[1] && mpq_equal(turn->points[0], turn->points[1]);
}

/* What all indicators are on the row that was set. Returns: (transfer full). */
static uint8_t *states_of(const TcProver *prover, unsigned version)
{
    const uint32_t n = prover->proof->models[version]->n_indicators;
    uint8_t *states = g_new(uint8_t, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        const unsigned outcome = tc_reference_indicator(prover->references[version], i);
        states[i] = (uint8_t)(outcome == 0 ? TC_SAID_YES : answer_of_set(outcome));
    }
    return states;
}

bool tc_proof_confirm(TcProver *prover, const TcProofClaim *claim, TcProofTurn *turn)
{
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        if (!tc_proof_set_row(prover, v, turn->point))
            return false;
        turn->answers[v] = tc_proof_referee(prover, claim, v, turn->points[v]);
        if (claim->kind == TC_REF_INDICATOR)
            continue;
        g_free(turn->states[v]);
        turn->states[v] = states_of(prover, v);
    }
    return !same_answers(prover, claim, turn);
}
