/* Inside of the prover: prove.c searches, prove_referee.c keeps rows that the reference confirms.
 */
#ifndef TC_ENGINE_PROVE_INTERNAL_H
#define TC_ENGINE_PROVE_INTERNAL_H

#include "engine/prove.h"
#include "exec/fork_sums.h"
#include "exec/reference.h"

/* The claim at hand, and what it is found by. */
typedef struct {
    TcProof *proof;
    TcForkQuestion question;
    TcReference *references[TC_FORK_VERSIONS];
    TcValue *rows[TC_FORK_VERSIONS];
    TcProofClaim *claim;
    TcProofClaim *points; /* beside the claim of an indicator; NULL: it gives none */
} TcProver;

void tc_proof_turn_free(void *turn);
/* Notes a row of these answers, unless one that comes before it is there; those in no hole do. */
void tc_proof_note_turn(const TcProver *prover, TcProofClaim *claim, const uint32_t *answers,
                        bool in_hole, const int64_t *point);
/* Finds the indicators that never matter to the conclusion. */
void tc_proof_find_idle(const TcProver *prover, TcProofClaim *claim);
/* Have the two versions of a grade one label? */
bool tc_proof_same_label(const TcProver *prover, const TcProofClaim *claim,
                         const uint32_t *answers);
/* Does the reference evaluator tell the two versions apart on the row? Then the turn has its
 * answers. */
bool tc_proof_confirm(TcProver *prover, const TcProofClaim *claim, TcProofTurn *turn);

#endif
