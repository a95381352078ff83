/* What both reports of a proof ask of it. */
#include "report/proof_internal.h"
#include "sema/part_names.h"

enum { ANY_CELL = UINT32_MAX };

const char *tc_proof_code(const TcProof *proof, const TcProofClaim *claim)
{
    const unsigned version = tc_proof_version(claim);
    return tc_part_code(proof->models[version], claim->kind, claim->index[version]);
}

const char *tc_proof_title(const TcProof *proof, const TcProofClaim *claim)
{
    const unsigned version = tc_proof_version(claim);
    return tc_part_title(proof->models[version], claim->kind, claim->index[version]);
}

/* What an indicator is in @version on the row of a conclusion. */
static uint32_t state_of(const TcProofClaim *indicator, const TcProofTurn *turn, unsigned version)
{
    const uint32_t index = indicator->index[version];
    return index == TC_NO_PART ? TC_N_SAID : turn->states[version][index];
}

/* Is an indicator that @cell is read by (of ANY_CELL: any one) another in each version there? */
static bool any_turned(const TcProof *proof, const TcProofTurn *turn, uint32_t cell)
{
    for (guint i = 0; i < proof->claims->len; i++) {
        const TcProofClaim *one = g_ptr_array_index(proof->claims, i);
        if (one->kind == TC_REF_INDICATOR && (cell == ANY_CELL || one->reads[cell]) &&
            state_of(one, turn, 0) != state_of(one, turn, 1))
            return true;
    }
    return false;
}

bool tc_proof_tells(const TcProof *proof, const TcProofClaim *claim, const TcProofTurn *turn,
                    uint32_t cell)
{
    if (!claim->reads[cell] || claim->kind == TC_REF_INDICATOR)
        return claim->reads[cell];
    return any_turned(proof, turn, cell) || !any_turned(proof, turn, ANY_CELL);
}

void tc_proof_value(const TcProof *proof, const TcProofTurn *turn, uint32_t cell, TcValue *value)
{
    tc_fork_cells_value(proof->cells, cell, turn->point, value);
}

/* Is it about rows that only a part of one version's declarations allows? */
static bool reads_differing(const TcProof *proof, const TcProofClaim *claim)
{
    bool differing = false;
    for (uint32_t i = 0; i < proof->cells->n && !differing; i++)
        differing = claim->reads[i] && proof->cells->cells[i].differs;
    return differing;
}

bool tc_proof_is_never(const TcProof *proof, const TcProofClaim *claim, unsigned version,
                       TcProofNever never)
{
    const uint32_t index = claim->index[version];
    const TcModel *model = proof->models[version];
    const uint32_t wanted = never == TC_PROOF_NEVER_MET ? TC_SAID_YES : TC_SAID_NO;
    if (proof->no_rows || index == TC_NO_PART || claim->of_points || claim->kind == TC_REF_GRADE ||
        !claim->complete || reads_differing(proof, claim))
        return false;
    if (claim->kind == TC_REF_INDICATOR && !model->indicators[index].judged)
        return false;
    /* where the rule does not say, a conclusion is seen both ways */
    return !claim->occurs[version][wanted] &&
           !(claim->kind == TC_REF_VERDICT && claim->occurs[version][TC_SAID_UNSAID]);
}
