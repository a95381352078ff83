/* Inside of the prover: prove.c searches, prove_try.c tries rows, prove_referee.c keeps those that
 * the reference confirms. */
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
    unsigned n_holes;     /* rows of holes that were seen for the claim */
} TcProver;

/* prove_common.c: how many parts of the kind @model (may be NULL) has; the one of that code, or
 * TC_NO_PART; the node of a conclusion. */
uint32_t tc_proof_n_parts(const TcModel *model, TcRefKind kind);
uint32_t tc_proof_find_part(const TcModel *model, TcRefKind kind, const char *code);
uint32_t tc_proof_node_of(const TcPlan *plan, TcRefKind kind, uint32_t index);
/* An indicator that is undefined is seen the same way in both versions: which hole it has. Returns:
 * how many there are. */
uint32_t tc_proof_list_holes(const TcProof *proof, uint32_t *holes[TC_FORK_VERSIONS]);
/* Which indicators both versions compute in the same way. */
void tc_proof_list_opaque(const TcProof *proof, bool *opaque[TC_FORK_VERSIONS]);
/* Do both compute it in the same way, all that it rests on too? */
bool tc_proof_is_alike(const TcProver *prover, const TcProofClaim *claim);

/* Returns: (transfer full) a turn of the row, whose answers are to be confirmed. */
TcProofTurn *tc_proof_turn_new(const TcProver *prover, const int64_t *point);
void tc_proof_turn_free(void *turn);
/* Is @a before @b in the order of rows: the values next to 0 first, column by column? */
bool tc_proof_is_nearer(const TcProver *prover, const int64_t *a, const int64_t *b);
/* Notes a row of these answers, unless one that comes before it is there. */
void tc_proof_note_turn(const TcProver *prover, TcProofClaim *claim, const uint32_t *answers,
                        const int64_t *point);
/* Keeps the turns that the reference confirms, and says what they and the search prove. */
void tc_proof_settle(TcProver *prover, TcProofClaim *claim);
/* Looks for turns of what is undecided, and for answers of one set that were not all seen, by
 * evaluating rows. */
void tc_proof_try(TcProver *prover);
/* Finds the indicators that never matter to the conclusion. */
void tc_proof_find_idle(const TcProver *prover, TcProofClaim *claim);
/* Have the two versions of a grade one label? */
bool tc_proof_same_label(const TcProver *prover, const TcProofClaim *claim,
                         const uint32_t *answers);
/* Sets the row of @version in its reference evaluator. Returns: is it one that the set allows? */
bool tc_proof_set_row(TcProver *prover, unsigned version, const int64_t *point);
/* What the reference evaluator says of the row that was set; its points if the claim is of them. */
uint32_t tc_proof_referee(const TcProver *prover, const TcProofClaim *claim, unsigned version,
                          mpq_t points);
/* Does the reference evaluator tell the two versions apart on the row? Then the turn has its
 * answers. */
bool tc_proof_confirm(TcProver *prover, const TcProofClaim *claim, TcProofTurn *turn);

#endif
