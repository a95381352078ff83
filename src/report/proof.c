/* What both reports of a proof ask of it. */
#include "report/proof_internal.h"

#include <string.h>
#include "base/text.h"
#include "sema/part_names.h"

enum { ANY_CELL = UINT32_MAX };

const char *tc_proof_code(const TcProof *proof, const TcProofClaim *claim)
{
    const unsigned version = tc_proof_version(claim);
    return tc_part_code(proof->models[version], claim->kind, claim->index[version]);
}

const char *tc_proof_first_code(const TcProof *proof, const TcProofClaim *claim)
{
    const char *first = tc_proof_in_both(claim)
                            ? tc_part_code(proof->models[0], claim->kind, claim->index[0])
                            : NULL;
    return first && !tc_text_same(first, tc_proof_code(proof, claim)) ? first : NULL;
}

char *tc_proof_name(const TcProof *proof, const TcProofClaim *claim, TcLang lang)
{
    const char *first = tc_proof_first_code(proof, claim);
    return first ? tc_msg_format(lang, TC_MSG_PROOF_RENUMBERED, tc_proof_code(proof, claim), first,
                                 NULL)
                 : g_strdup(tc_proof_code(proof, claim));
}

const char *tc_proof_title(const TcProof *proof, const TcProofClaim *claim)
{
    const unsigned version = tc_proof_version(claim);
    return tc_part_title(proof->models[version], claim->kind, claim->index[version]);
}

bool tc_proof_other_level(const TcProof *proof)
{
    const TcModel *const *models = proof->models;
    return models[1] && g_strcmp0(tc_model_level(models[0]), tc_model_level(models[1])) != 0;
}

bool tc_proof_other_scope(const TcProof *proof)
{
    const TcModel *const *models = proof->models;
    return models[1] && !tc_unit_list_same(&models[0]->only_for, &models[1]->only_for);
}

bool tc_proof_other_unit(const TcProof *proof, uint32_t cell)
{
    const TcColumnSpec *const *specs = proof->cells->cells[cell].specs;
    return specs[0] && specs[1] && g_strcmp0(specs[0]->unit, specs[1]->unit) != 0;
}

/* What an indicator is in @version on the row of a conclusion. */
static uint32_t state_of(const TcProofClaim *indicator, const TcProofTurn *turn, unsigned version)
{
    const uint32_t index = indicator->index[version];
    return index == TC_NO_PART ? TC_N_SAID : turn->states[version][index];
}

/* Is an indicator another in each version there that reads @cell (of ANY_CELL: any that the claim
 * reads)? */
static bool any_turned(const TcProof *proof, const TcProofClaim *claim, const TcProofTurn *turn,
                       uint32_t cell)
{
    for (guint i = 0; i < proof->claims->len; i++) {
        const TcProofClaim *one = g_ptr_array_index(proof->claims, i);
        if (one->kind != TC_REF_INDICATOR || state_of(one, turn, 0) == state_of(one, turn, 1))
            continue;
        for (uint32_t k = 0; k < proof->cells->n; k++) {
            if (one->reads[k] && (cell == ANY_CELL ? claim->reads[k] : k == cell))
                return true;
        }
    }
    return false;
}

bool tc_proof_tells(const TcProof *proof, const TcProofClaim *claim, const TcProofTurn *turn,
                    uint32_t cell)
{
    if (!claim->reads[cell] || claim->kind == TC_REF_INDICATOR)
        return claim->reads[cell];
    return any_turned(proof, claim, turn, cell) || !any_turned(proof, claim, turn, ANY_CELL);
}

/* Returns: (transfer full). */
static char *name_of(const TcForkUnits *units, const TcUnitTold *told, TcLang lang)
{
    if (strcmp(told->name, TC_FORK_ANY_NAME) != 0)
        return told->parent ? g_strdup_printf("%s (%s)", told->name, told->parent)
                            : g_strdup(told->name);
    g_autofree char *kind = *told->kind
                                ? tc_msg_format(lang, TC_MSG_PROOF_UNIT_KIND, told->kind, NULL)
                                : g_strdup(tc_msg(lang, TC_MSG_PROOF_UNIT_OF_NO_KIND));
    return units->any_named && !told->code
               ? tc_msg_format(lang, TC_MSG_PROOF_UNIT_NOT_NAMED, kind, NULL)
               : g_steal_pointer(&kind);
}

char *tc_proof_unit(const TcProof *proof, const TcProofClaim *claim, const TcProofTurn *turn,
                    TcLang lang)
{
    const TcForkCells *cells = proof->cells;
    if (!cells->units || !claim->reads[cells->unit])
        return NULL;
    if (turn->point[cells->unit] == 0 && !tc_proof_tells(proof, claim, turn, cells->unit))
        return NULL;
    const TcUnitTold *told = tc_fork_cells_unit(cells, turn->point);
    char *name = name_of(cells->units, told, lang);
    if (!told->code)
        return name;
    char *coded = tc_msg_format(lang, TC_MSG_PROOF_UNIT_CODE, name, told->code, NULL);
    g_free(name);
    return coded;
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

uint64_t tc_proof_never_labels(const TcProof *proof, const TcProofClaim *claim, unsigned version)
{
    const uint32_t index = claim->index[version];
    if (proof->no_rows || index == TC_NO_PART || claim->kind != TC_REF_GRADE || !claim->complete ||
        reads_differing(proof, claim))
        return 0;
    const uint64_t all = ((uint64_t)1 << proof->models[version]->grades[index].n_labels) - 1;
    return all & ~claim->labels[version];
}
