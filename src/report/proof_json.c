/* A proof for programs: tieuchi/prove/1 of docs/json.md. */
#include <string.h>
#include "base/number.h"
#include "report/json_gen.h"
#include "report/proof_internal.h"
#include "report/value_words.h"

static const char *const kinds[] = {
    [TC_REF_INDICATOR] = "indicator", [TC_REF_VERDICT] = "verdict", [TC_REF_GRADE] = "grade"};

static const char *answer_id(const TcProof *proof, const TcProofClaim *claim, unsigned version,
                             uint32_t answer)
{
    static const char *const states[] = {"met", "not_met", "not_applicable", "rule_silent"};
    static const char *const verdicts[] = {"eligible", "not_eligible", "not_applicable",
                                           "rule_silent"};
    if (claim->kind != TC_REF_GRADE)
        return (claim->kind == TC_REF_VERDICT ? verdicts : states)[answer];
    return answer == TC_SAID_NO_LABEL
               ? NULL
               : proof->models[version]->grades[claim->index[version]].labels[answer];
}

/* Returns: (transfer full) NULL where there is no number. */
static char *points_text(const TcProofTurn *turn, unsigned version)
{
    return turn->answers[version] == TC_SAID_YES
               ? tc_number_exact(turn->points[version], TC_LANG_EN)
               : NULL;
}

static const char *told_name(const char *name)
{
    return name && strcmp(name, TC_FORK_ANY_NAME) != 0 ? name : NULL;
}

static void write_unit(TcJson *json, const TcProof *proof, const TcProofClaim *claim,
                       const TcProofTurn *turn)
{
    const TcUnitTold *told = tc_fork_cells_unit(proof->cells, turn->point);
    if (!told)
        return;
    tc_json_key(json, "unit");
    tc_json_object(json);
    tc_json_key_text(json, "kind", *told->kind ? told->kind : NULL);
    tc_json_key_text(json, "name", told_name(told->name));
    tc_json_key_text(json, "parent", told_name(told->parent));
    tc_json_key_text(json, "code", told->code);
    tc_json_key_bool(json, "read", claim->reads[proof->cells->unit]);
    tc_json_end(json);
}

static void write_row(TcJson *json, const TcProof *proof, const TcProofClaim *claim,
                      const TcProofTurn *turn)
{
    TcValue value;
    tc_value_init(&value);
    tc_json_key(json, "row");
    tc_json_array(json);
    for (uint32_t i = 0; i < proof->cells->n; i++) {
        if (i == proof->cells->unit)
            continue;
        tc_proof_value(proof, turn, i, &value);
        tc_json_object(json);
        tc_json_key_text(json, "column", proof->cells->cells[i].spec->name);
        g_autofree char *exact = tc_value_exact(&value);
        tc_json_key_text(json, "value", exact);
        tc_json_key_bool(json, "read", claim->reads[i]);
        tc_json_end(json);
    }
    tc_json_close(json);
    tc_value_clear(&value);
}

/* What the indicators are on the row of a conclusion. */
static void write_states(TcJson *json, const TcProof *proof, const TcProofTurn *turn)
{
    static const char *const states[] = {"met", "not_met", "not_applicable", "rule_silent"};
    static const char *const keys[] = {"first_indicators", "second_indicators"};
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        const TcModel *model = proof->models[v];
        tc_json_key(json, keys[v]);
        tc_json_object(json);
        for (uint32_t i = 0; i < model->n_indicators; i++)
            tc_json_key_text(json, model->indicators[i].code, states[turn->states[v][i]]);
        tc_json_end(json);
    }
}

static void write_turn(TcJson *json, const TcProof *proof, const TcProofClaim *claim,
                       const TcProofTurn *turn)
{
    static const char *const keys[] = {"first", "second"};
    tc_json_object(json);
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        g_autofree char *points = claim->of_points ? points_text(turn, v) : NULL;
        tc_json_key_text(json, keys[v],
                         claim->of_points ? points : answer_id(proof, claim, v, turn->answers[v]));
    }
    if (turn->states[0])
        write_states(json, proof, turn);
    write_unit(json, proof, claim, turn);
    write_row(json, proof, claim, turn);
    tc_json_end(json);
}

static const char *proved_id(const TcProofClaim *claim)
{
    static const char *const ids[TC_N_PROVED] = {
        [TC_PROVED_SAME] = "same",           [TC_PROVED_STRICTER] = "stricter",
        [TC_PROVED_LOOSER] = "looser",       [TC_PROVED_DIFFERENT] = "different",
        [TC_PROVED_UNDECIDED] = "undecided",
    };
    return claim->index[0] == TC_NO_PART   ? "added"
           : claim->index[1] == TC_NO_PART ? "repealed"
                                           : ids[claim->proved];
}

static void write_found(TcJson *json, const TcProof *proof, const TcProofClaim *claim,
                        const char *key, TcIdle found)
{
    tc_json_key(json, key);
    tc_json_array(json);
    for (uint32_t i = 0; i < proof->models[0]->n_indicators; i++) {
        if (claim->idle[i] == found)
            tc_json_text(json, proof->models[0]->indicators[i].code);
    }
    tc_json_close(json);
}

static void write_never_labels(TcJson *json, const TcProof *proof, const TcProofClaim *claim,
                               unsigned version)
{
    const TcGrade *grade = &proof->models[version]->grades[claim->index[version]];
    const uint64_t never = tc_proof_never_labels(proof, claim, version);
    tc_json_key(json, "never_given");
    tc_json_array(json);
    for (uint32_t i = 0; i < grade->n_labels; i++) {
        if (never >> i & 1)
            tc_json_text(json, grade->labels[i]);
    }
    tc_json_close(json);
}

static void write_claim(TcJson *json, const TcProof *proof, const TcProofClaim *claim)
{
    const unsigned version = tc_proof_version(claim);
    tc_json_object(json);
    tc_json_key_text(json, "kind", claim->of_points ? "points" : kinds[claim->kind]);
    tc_json_key_text(json, "code", tc_proof_code(proof, claim));
    if (tc_proof_first_code(proof, claim))
        tc_json_key_text(json, "first_code", tc_proof_first_code(proof, claim));
    if (proof->models[1])
        tc_json_key_text(json, "proved", proved_id(claim));
    tc_json_key_bool(json, "complete", claim->complete);
    if (claim->all_occur)
        tc_json_key_bool(json, "all_occur", true);
    if (claim->may_turn)
        tc_json_key_bool(json, "may_turn", true);
    tc_json_key_bool(json, "never_met",
                     tc_proof_is_never(proof, claim, version, TC_PROOF_NEVER_MET));
    tc_json_key_bool(json, "never_fails",
                     tc_proof_is_never(proof, claim, version, TC_PROOF_NEVER_FAILS));
    if (claim->kind == TC_REF_GRADE)
        write_never_labels(json, proof, claim, version);
    if (claim->idle) {
        write_found(json, proof, claim, "never_matter", TC_IDLE_YES);
        write_found(json, proof, claim, "may_matter", TC_IDLE_UNPROVED);
    }
    tc_json_key(json, "turns");
    tc_json_array(json);
    for (guint i = 0; i < claim->turns->len; i++)
        write_turn(json, proof, claim, g_ptr_array_index(claim->turns, i));
    tc_json_close(json);
    tc_json_end(json);
}

/* What the claims take no account of. */
static void write_scope(TcJson *json, const TcProof *proof)
{
    tc_json_key_bool(json, "level_differs", tc_proof_other_level(proof));
    tc_json_key_bool(json, "scope_differs", tc_proof_other_scope(proof));
    tc_json_key(json, "units_differ");
    tc_json_array(json);
    for (uint32_t i = 0; i < proof->cells->n; i++) {
        if (tc_proof_other_unit(proof, i))
            tc_json_text(json, proof->cells->cells[i].spec->name);
    }
    tc_json_close(json);
}

void tc_proof_json(const TcProof *proof, const char *const *names, GString *out)
{
    g_autoptr(TcJson) json = tc_json_new(true);
    tc_json_object(json);
    tc_json_key_text(json, "schema", "tieuchi/prove/1");
    tc_json_key_text(json, "first", names[0]);
    tc_json_key_text(json, "second", proof->models[1] ? names[1] : NULL);
    tc_json_key_bool(json, "no_rows", proof->no_rows);
    tc_json_key(json, "ranges_differ");
    tc_json_array(json);
    for (uint32_t i = 0; i < proof->cells->n; i++) {
        if (proof->cells->cells[i].differs)
            tc_json_text(json, proof->cells->cells[i].spec->name);
    }
    tc_json_close(json);
    if (proof->models[1])
        write_scope(json, proof);
    tc_json_key(json, "claims");
    tc_json_array(json);
    for (guint i = 0; i < proof->claims->len && !proof->no_rows; i++)
        write_claim(json, proof, g_ptr_array_index(proof->claims, i));
    tc_json_close(json);
    tc_json_end(json);
    tc_json_take(json, out);
}
