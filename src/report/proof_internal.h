/* What the two reports of a proof share. */
#ifndef TC_REPORT_PROOF_INTERNAL_H
#define TC_REPORT_PROOF_INTERNAL_H

#include "report/explain_writer.h"
#include "report/proof.h"

/* The version whose words a part has: the second, unless only the first has it. */
static inline unsigned tc_proof_version(const TcProofClaim *claim)
{
    return claim->index[1] != TC_NO_PART;
}
const char *tc_proof_code(const TcProof *proof, const TcProofClaim *claim);
const char *tc_proof_title(const TcProof *proof, const TcProofClaim *claim);
/* Is the cell told of a turn? Those that the indicator reads; of a conclusion those of the
 * indicators that are not the same in both versions; all that it reads, if there are none. */
bool tc_proof_tells(const TcProof *proof, const TcProofClaim *claim, const TcProofTurn *turn,
                    uint32_t cell);
/* What was proved, as a word: "B chặt hơn". */
TcMsg tc_proof_word(const TcProofClaim *claim);
/* The communes that show it, a line each; of what is not decided that it is not. */
void tc_proof_tell_turns(const TcProof *proof, const TcProofClaim *claim,
                         const TcExplainWriter *writer);
/* A value of a cell of @turn. @value is initialised. */
void tc_proof_value(const TcProof *proof, const TcProofTurn *turn, uint32_t cell, TcValue *value);
/* Of one set, or of both: can the part never be met, never fail? @occurs: the answers of @version.
 */
typedef enum { TC_PROOF_NEVER_MET, TC_PROOF_NEVER_FAILS, TC_N_PROOF_NEVERS } TcProofNever;
bool tc_proof_is_never(const TcProof *proof, const TcProofClaim *claim, unsigned version,
                       TcProofNever never);

#endif
