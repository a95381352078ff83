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
/* The number that the first version gives it, if that is another one; else NULL. */
const char *tc_proof_first_code(const TcProof *proof, const TcProofClaim *claim);
/* "4.9 (ở A là 4.8)". Returns: (transfer full). */
char *tc_proof_name(const TcProof *proof, const TcProofClaim *claim, TcLang lang);
const char *tc_proof_title(const TcProof *proof, const TcProofClaim *claim);
/* Do the versions judge another level; other units of it; count a column in another unit? What is
 * proved takes no account of that. */
bool tc_proof_other_level(const TcProof *proof);
bool tc_proof_other_scope(const TcProof *proof);
bool tc_proof_other_unit(const TcProof *proof, uint32_t cell);
/* Is the cell told of a turn? Those that the indicator reads; of a conclusion those of the
 * indicators that are not the same in both versions; all that it reads, if there are none. */
bool tc_proof_tells(const TcProof *proof, const TcProofClaim *claim, const TcProofTurn *turn,
                    uint32_t cell);
/* What was proved, as a word: "B chặt hơn". */
TcMsg tc_proof_word(const TcProofClaim *claim);
/* The communes that show it, a line each; of what is not decided that it is not. */
void tc_proof_tell_turns(const TcProof *proof, const TcProofClaim *claim,
                         const TcExplainWriter *writer);
/* The unit of @turn, as "phường", "xã Yên Thọ (Như Thanh)". Returns: (transfer full); NULL: the
 * claim does not rest on it, or it is any unit of the first kind and told no more than cells are.
 */
char *tc_proof_unit(const TcProof *proof, const TcProofClaim *claim, const TcProofTurn *turn,
                    TcLang lang);
/* A value of a cell of @turn. @value is initialised. */
void tc_proof_value(const TcProof *proof, const TcProofTurn *turn, uint32_t cell, TcValue *value);
/* Of one set, or of both: can the part never be met, never fail? @occurs: the answers of @version.
 */
typedef enum { TC_PROOF_NEVER_MET, TC_PROOF_NEVER_FAILS, TC_N_PROOF_NEVERS } TcProofNever;
bool tc_proof_is_never(const TcProof *proof, const TcProofClaim *claim, unsigned version,
                       TcProofNever never);
/* The labels of a grade that no row has, as a set. */
uint64_t tc_proof_never_labels(const TcProof *proof, const TcProofClaim *claim, unsigned version);

#endif
