/* What two sets have in common: before, their models and plans; after, which parts are one, and
 * which of these both compute in the same way. */
#include <string.h>
#include "base/text.h"
#include "engine/prove_internal.h"
#include "exec/fork_same.h"
#include "sema/part_names.h"

/* --- parts ------------------------------------------------------------------------------------ */

uint32_t tc_proof_n_parts(const TcModel *model, TcRefKind kind)
{
    return !model                     ? 0
           : kind == TC_REF_INDICATOR ? model->n_indicators
           : kind == TC_REF_VERDICT   ? model->n_verdicts
                                      : model->n_grades;
}

uint32_t tc_proof_find_part(const TcModel *model, TcRefKind kind, const char *code)
{
    for (uint32_t i = 0; i < tc_proof_n_parts(model, kind); i++) {
        if (tc_text_same(tc_part_code(model, kind, i), code))
            return i;
    }
    return TC_NO_PART;
}

uint32_t tc_proof_node_of(const TcPlan *plan, TcRefKind kind, uint32_t index)
{
    return kind == TC_REF_VERDICT ? plan->verdicts[index] : plan->grades[index];
}

uint32_t tc_proof_list_holes(const TcProof *proof, uint32_t *holes[TC_FORK_VERSIONS])
{
    uint32_t n = 0;
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        const TcModel *model = proof->models[v];
        holes[v] = g_new(uint32_t, tc_proof_n_parts(model, TC_REF_INDICATOR) + 1);
        for (uint32_t i = 0; i < tc_proof_n_parts(model, TC_REF_INDICATOR); i++) {
            const uint32_t first = v == 0 ? TC_NO_PART
                                          : tc_proof_find_part(proof->models[0], TC_REF_INDICATOR,
                                                               model->indicators[i].code);
            holes[v][i] = first == TC_NO_PART ? n++ : holes[0][first];
        }
    }
    return n;
}

void tc_proof_list_opaque(const TcProof *proof, bool *opaque[TC_FORK_VERSIONS])
{
    const TcForkCells *cells = proof->cells;
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++)
        opaque[v] = g_new0(bool, tc_proof_n_parts(proof->models[v], TC_REF_INDICATOR) + 1);
    for (uint32_t i = 0; i < tc_proof_n_parts(proof->models[1], TC_REF_INDICATOR); i++) {
        const uint32_t first = tc_proof_find_part(proof->models[0], TC_REF_INDICATOR,
                                                  proof->models[1]->indicators[i].code);
        if (first != TC_NO_PART)
            opaque[0][first] = opaque[1][i] =
                tc_fork_same(cells, cells->plans[0]->indicators[first].outcome,
                             cells->plans[1]->indicators[i].outcome);
    }
}

/* --- rules that are one ----------------------------------------------------------------------- */

static bool same_labels(const TcGrade *a, const TcGrade *b)
{
    bool same = a->n_labels == b->n_labels;
    for (uint32_t i = 0; same && i < a->n_labels; i++)
        same = strcmp(a->labels[i], b->labels[i]) == 0;
    return same;
}

static bool same_points(const TcForkCells *cells, uint32_t first, uint32_t second)
{
    const TcPlanAnswer *a = &cells->plans[0]->indicators[first].points;
    const TcPlanAnswer *b = &cells->plans[1]->indicators[second].points;
    return !a->by_outcome && !b->by_outcome && a->node != TC_NO_NODE && b->node != TC_NO_NODE &&
           tc_fork_same(cells, a->node, b->node);
}

bool tc_proof_is_alike(const TcProver *prover, const TcProofClaim *claim)
{
    const TcForkCells *cells = prover->proof->cells;
    const TcModel *const *models = prover->proof->models;
    const uint32_t a = claim->index[0], b = claim->index[1];
    if (!tc_proof_in_both(claim))
        return false;
    if (claim->kind == TC_REF_INDICATOR)
        return claim->of_points ? same_points(cells, a, b)
                                : tc_fork_same(cells, cells->plans[0]->indicators[a].outcome,
                                               cells->plans[1]->indicators[b].outcome);
    return tc_fork_same(cells, tc_proof_node_of(cells->plans[0], claim->kind, a),
                        tc_proof_node_of(cells->plans[1], claim->kind, b)) &&
           (claim->kind != TC_REF_GRADE ||
            same_labels(&models[0]->grades[a], &models[1]->grades[b]));
}
