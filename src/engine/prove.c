/* Proofs: before, rule sets; after, a claim for each of their parts, with rows that were
 * re-evaluated. */
#include "engine/prove_internal.h"

#include <string.h>
#include "base/text.h"
#include "exec/fork_components.h"
#include "exec/fork_same.h"
#include "sema/part_names.h"

static const TcPlan *plan_of(const TcProver *prover, unsigned version)
{
    return prover->proof->cells->plans[version];
}

/* --- what is proved --------------------------------------------------------------------------- */

/* Up: from not met to met, or to more points; down: the other way. */
static TcProved proved_by(const TcProofClaim *claim)
{
    bool up = false, down = false, other = false;
    for (guint i = 0; i < claim->turns->len; i++) {
        const TcProofTurn *turn = g_ptr_array_index(claim->turns, i);
        const uint32_t a = turn->answers[0], b = turn->answers[1];
        const int order = mpq_cmp(turn->points[0], turn->points[1]);
        if (claim->kind == TC_REF_GRADE || a > TC_SAID_NO || b > TC_SAID_NO)
            other = true;
        else if (claim->of_points)
            *(order < 0 ? &up : &down) = true;
        else
            *(a == TC_SAID_NO ? &up : &down) = true;
    }
    if (other || (up && down))
        return TC_PROVED_DIFFERENT;
    if ((!claim->complete || claim->may_turn) && !claim->alike)
        return TC_PROVED_UNDECIDED;
    return up ? TC_PROVED_LOOSER : down ? TC_PROVED_STRICTER : TC_PROVED_SAME;
}

void tc_proof_settle(TcProver *prover, TcProofClaim *claim)
{
    if (!tc_proof_in_both(claim))
        return;
    for (guint i = 0; i < claim->turns->len;) {
        TcProofTurn *turn = g_ptr_array_index(claim->turns, i);
        if (tc_proof_confirm(prover, claim, turn)) {
            i++;
        } else {
            claim->complete = false;
            g_ptr_array_remove_index(claim->turns, i);
        }
    }
    claim->proved = proved_by(claim);
}

/* --- indicators ------------------------------------------------------------------------------- */

/* The answer of an indicator's outcome; false: it is beyond the search. */
static bool answer_of(const TcForkValue *value, uint32_t *answer)
{
    *answer = value->state == TC_FORK_YES     ? TC_SAID_YES
              : value->state == TC_FORK_NOT   ? TC_SAID_NO
              : value->state == TC_FORK_APART ? TC_SAID_APART
                                              : TC_SAID_UNSAID;
    return value->state != TC_FORK_BEYOND;
}

static void visit_outcomes(TcFork *fork, TcProver *prover)
{
    TcProofClaim *claim = prover->claim;
    uint32_t answers[TC_FORK_VERSIONS] = {0};
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        if (claim->index[v] == TC_NO_PART)
            continue;
        const TcForkValue value =
            tc_fork_value(fork, v, plan_of(prover, v)->indicators[claim->index[v]].outcome);
        if (answer_of(&value, &answers[v]))
            claim->occurs[v][answers[v]] = true;
        else
            claim->complete = false;
    }
    if (tc_proof_in_both(claim) && answers[0] != answers[1])
        tc_proof_note_turn(prover, claim, answers, tc_fork_point(fork));
}

/* The points of an indicator on a path. */
static TcForkValue points_of(TcFork *fork, const TcPlan *plan, unsigned version, uint32_t index)
{
    const TcPlanAnswer *answer = &plan->indicators[index].points;
    if (!answer->by_outcome)
        return tc_fork_value(fork, version, answer->node);
    const TcForkValue outcome = tc_fork_value(fork, version, plan->indicators[index].outcome);
    if (outcome.state > TC_FORK_APART)
        return (TcForkValue){.state = outcome.state == TC_FORK_BEYOND ? TC_FORK_BEYOND
                                                                      : TC_FORK_UNDEFINED};
    TcFraction fraction;
    if (!tc_number_to_fraction(plan->numbers[answer->weights[outcome.state]].value, &fraction))
        return (TcForkValue){.state = TC_FORK_BEYOND};
    return (TcForkValue){.state = TC_FORK_NUMBER,
                         .num = {.constant = fraction.number},
                         .den = {.constant = fraction.denominator}};
}

/* A turn of points: fewer, more, or none in one version. */
static void visit_points(TcFork *fork, TcProver *prover)
{
    enum { FEWER, MORE, NO_VALUE };
    TcProofClaim *claim = prover->points;
    TcForkValue values[TC_FORK_VERSIONS];
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++)
        values[v] = points_of(fork, plan_of(prover, v), v, claim->index[v]);
    const bool a = values[0].state == TC_FORK_NUMBER, b = values[1].state == TC_FORK_NUMBER;
    const int order = a && b ? tc_fork_order(fork, &values[0], &values[1]) : 0;
    if (values[0].state == TC_FORK_BEYOND || values[1].state == TC_FORK_BEYOND || order == 2)
        claim->complete = false;
    else if (a != b || order != 0)
        tc_proof_note_turn(prover, claim,
                           (uint32_t[]){a != b      ? NO_VALUE
                                        : order > 0 ? FEWER
                                                    : MORE,
                                        a},
                           tc_fork_point(fork));
}

static bool visit(TcFork *fork, void *user)
{
    TcProver *prover = user;
    visit_outcomes(fork, prover);
    if (prover->points)
        visit_points(fork, prover);
    return true;
}

/* What the parts of the claims rest on. */
static uint32_t list_reads(const TcProver *prover, TcForkReads *reads)
{
    uint32_t n = 0;
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        if (prover->claim->index[v] == TC_NO_PART)
            continue;
        const TcPlanIndicator *indicator = &plan_of(prover, v)->indicators[prover->claim->index[v]];
        reads[n++] = (TcForkReads){v, indicator->outcome};
        if (prover->points && !indicator->points.by_outcome)
            reads[n++] = (TcForkReads){v, indicator->points.node};
    }
    return n;
}

static void note_reads(const TcProver *prover, TcProofClaim *claim, uint32_t version, uint32_t node)
{
    g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tc_fork_cells_read(prover->proof->cells, version, node, read);
    for (guint i = 0; i < read->len; i++)
        claim->reads[g_array_index(read, uint32_t, i)] = true;
}

/* Rows that no path tells apart have the usual value in cells that are not read. */
static void complete_rows(const TcProver *prover, TcProofClaim *claim, const bool *within)
{
    const TcForkCells *cells = prover->proof->cells;
    for (guint i = 0; i < claim->turns->len; i++) {
        int64_t *point = ((TcProofTurn *)g_ptr_array_index(claim->turns, i))->point;
        for (uint32_t cell = 0; cell < cells->n; cell++) {
            const uint32_t none = tc_fork_none(cells, cell);
            if (within[cell])
                continue;
            point[cell] = prover->question.usual[cell];
            point[none] = prover->question.usual[none];
        }
    }
}

static void search_indicator(TcProver *prover)
{
    TcForkReads reads[2 * TC_FORK_VERSIONS];
    const TcForkQuestion *question = &prover->question;
    const uint32_t n = list_reads(prover, reads);
    for (uint32_t i = 0; i < n; i++)
        note_reads(prover, prover->claim, reads[i].version, reads[i].node);
    g_autoptr(TcForkComponents) components = tc_fork_components_of_reads(question->cells, reads, n);
    g_autofree bool *within = tc_fork_components_cells(components, 0);
    g_autoptr(TcFork) fork = tc_fork_new(question->cells, &question->run, question->holes);
    tc_fork_see_opaque(fork, question->opaque);
    prover->claim->complete = true;
    if (prover->points)
        prover->points->complete = true;
    const bool complete =
        tc_fork_explore(fork, within, TC_FORK_MAX_PATHS, visit, prover) == TC_FORK_SEEN;
    prover->claim->complete &= complete;
    complete_rows(prover, prover->claim, within);
    if (!prover->points)
        return;
    prover->points->complete &= complete;
    memcpy(prover->points->reads, prover->claim->reads, question->cells->n * sizeof(bool));
    complete_rows(prover, prover->points, within);
}

/* --- conclusions ------------------------------------------------------------------------------ */

/* Rows of a hole are seen one way at a time: what they come to is for the referee to say. */
static void note_hole(TcProver *prover, TcProofClaim *claim, const int64_t *point)
{
    if (prover->n_holes++ >= TC_PROOF_MAX_HOLES)
        return;
    TcProofTurn *turn = tc_proof_turn_new(prover, point);
    if (tc_proof_confirm(prover, claim, turn))
        tc_proof_note_turn(prover, claim, turn->answers, point);
    tc_proof_turn_free(turn);
}

/* The answer that a conclusion gives one way to see the row; false: it is beyond the search. */
static bool answer_one_way(TcProofClaim *claim, unsigned version, const TcForkValue *value,
                           uint32_t *answer)
{
    if (value->state == TC_FORK_BEYOND)
        return false;
    if (claim->kind != TC_REF_GRADE) {
        answer_of(value, answer);
        claim->occurs[version][*answer] = true;
    } else if (value->state == TC_FORK_LABEL) {
        *answer = value->label;
        claim->labels[version] |= (uint64_t)1 << value->label;
    } else {
        *answer = TC_SAID_NO_LABEL;
        claim->labels[version] |= TC_LABEL_UNDEFINED;
    }
    return true;
}

/* What it gives in all ways; where they differ the rule does not say. */
static bool answer_of_row(TcProofClaim *claim, unsigned version, const TcForkRowFound *row,
                          uint32_t *answer)
{
    bool known = true;
    for (uint32_t i = 0; i < row->n; i++) {
        uint32_t one = 0;
        known &= answer_one_way(claim, version, &row->ways[i][version], &one);
        if (i == 0)
            *answer = one;
        else if (*answer != one)
            *answer = claim->kind == TC_REF_GRADE ? TC_SAID_NO_LABEL : TC_SAID_UNSAID;
    }
    return known;
}

static void found_conclusion(const TcForkRowFound *row, void *user)
{
    TcProver *prover = user;
    TcProofClaim *claim = prover->claim;
    uint32_t answers[TC_FORK_VERSIONS] = {0};
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        if (claim->index[v] != TC_NO_PART && !answer_of_row(claim, v, row, &answers[v])) {
            claim->complete = false;
            return;
        }
    }
    const bool same = claim->kind == TC_REF_GRADE
                          ? !tc_proof_in_both(claim) || tc_proof_same_label(prover, claim, answers)
                          : answers[0] == answers[1];
    if (tc_proof_in_both(claim) && !same && row->in_hole)
        note_hole(prover, claim, row->point);
    else if (tc_proof_in_both(claim) && !same)
        tc_proof_note_turn(prover, claim, answers, row->point);
}

/* Where an undefined indicator was seen one way at a time, and the versions differ that way, rows
 * are told with all ways. */
static void search_conclusion(TcProver *prover)
{
    TcProofClaim *claim = prover->claim;
    TcForkQuestion question = prover->question;
    uint32_t nodes[TC_FORK_VERSIONS];
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        nodes[v] = TC_NO_NODE;
        if (claim->index[v] == TC_NO_PART)
            continue;
        nodes[v] = tc_proof_node_of(plan_of(prover, v), claim->kind, claim->index[v]);
        note_reads(prover, claim, v, nodes[v]);
    }
    prover->n_holes = 0;
    claim->complete = true;
    claim->complete &= tc_fork_answers(&question, nodes, found_conclusion, prover) == TC_FORK_ALL;
    if (prover->n_holes == 0)
        return;
    prover->n_holes = 0;
    question.together = true;
    claim->may_turn = tc_fork_answers(&question, nodes, found_conclusion, prover) != TC_FORK_ALL ||
                      prover->n_holes > 0;
}

/* --- all parts -------------------------------------------------------------------------------- */

static void claim_free(void *data)
{
    TcProofClaim *claim = data;
    g_ptr_array_unref(claim->turns);
    g_free(claim->reads);
    g_free(claim->idle);
    g_free(claim);
}

static TcProofClaim *new_claim(TcProver *prover, TcRefKind kind, uint32_t first, uint32_t second)
{
    TcProofClaim *claim = g_new0(TcProofClaim, 1);
    claim->kind = kind;
    claim->index[0] = first;
    claim->index[1] = second;
    claim->reads = g_new0(bool, prover->proof->cells->n + 1);
    claim->turns = g_ptr_array_new_with_free_func(tc_proof_turn_free);
    g_ptr_array_add(prover->proof->claims, claim);
    return claim;
}

static void claim_part(TcProver *prover, TcRefKind kind, uint32_t first, uint32_t second)
{
    const TcModel *const *models = prover->proof->models;
    TcProofClaim *claim = new_claim(prover, kind, first, second);
    prover->claim = claim;
    prover->points = NULL;
    if (prover->proof->no_rows)
        return;
    if (kind != TC_REF_INDICATOR) {
        search_conclusion(prover);
    } else {
        if (tc_proof_in_both(claim) && (tc_indicator_has_points(&models[0]->indicators[first]) ||
                                        tc_indicator_has_points(&models[1]->indicators[second]))) {
            prover->points = new_claim(prover, kind, first, second);
            prover->points->of_points = true;
        }
        search_indicator(prover);
    }
    claim->alike = tc_proof_is_alike(prover, claim);
    tc_proof_settle(prover, claim);
    if (kind != TC_REF_INDICATOR && !models[1])
        tc_proof_find_idle(prover, claim);
    if (prover->points) {
        prover->points->complete &= claim->complete;
        prover->points->alike = tc_proof_is_alike(prover, prover->points);
        tc_proof_settle(prover, prover->points);
    }
}

static void claim_parts(TcProver *prover, TcRefKind kind)
{
    const TcModel *const *models = prover->proof->models;
    const unsigned last = models[1] ? 1 : 0;
    for (uint32_t i = 0; i < tc_proof_n_parts(models[last], kind); i++) {
        const uint32_t other =
            last ? tc_proof_find_part(models[0], kind, tc_part_code(models[1], kind, i))
                 : TC_NO_PART;
        claim_part(prover, kind, last ? other : i, last ? i : TC_NO_PART);
    }
    for (uint32_t i = 0; last && i < tc_proof_n_parts(models[0], kind); i++) {
        if (tc_proof_find_part(models[1], kind, tc_part_code(models[0], kind, i)) == TC_NO_PART)
            claim_part(prover, kind, i, TC_NO_PART);
    }
}

/* @part: alone, in both versions; NULL: all parts. */
static void prove_parts(TcProver *prover, const TcStep *part)
{
    TcProof *proof = prover->proof;
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        if (!proof->models[v])
            continue;
        const TcSchema *schema = &proof->models[v]->schema;
        prover->references[v] = tc_reference_new(proof->models[v], &prover->question.run);
        prover->rows[v] = tc_values_new(tc_schema_width(schema));
    }
    if (part) {
        claim_part(prover, part->kind, part->index, part->index);
    } else {
        claim_parts(prover, TC_REF_INDICATOR);
        claim_parts(prover, TC_REF_VERDICT);
        claim_parts(prover, TC_REF_GRADE);
        tc_proof_try(prover);
    }
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        if (!proof->models[v])
            continue;
        const TcSchema *schema = &proof->models[v]->schema;
        tc_values_free(prover->rows[v], tc_schema_width(schema));
        tc_reference_free(prover->references[v]);
    }
}

static TcProof *prove(const TcPlan *const *plans, unsigned n, const TcRun *run, const TcStep *part)
{
    TcProof *proof = g_new0(TcProof, 1);
    uint32_t *holes[TC_FORK_VERSIONS];
    for (unsigned v = 0; v < n; v++)
        proof->models[v] = plans[v]->model;
    proof->claims = g_ptr_array_new_with_free_func(claim_free);
    proof->cells = tc_fork_cells_new(plans, n, tc_proof_list_holes(proof, holes));
    g_autofree int64_t *usual = g_new0(int64_t, proof->cells->n_variables + 1);
    bool *opaque[TC_FORK_VERSIONS];
    tc_proof_list_opaque(proof, opaque);
    TcProver prover = {.proof = proof,
                       .question = {.cells = proof->cells,
                                    .run = *run,
                                    .holes = {holes[0], holes[1]},
                                    .opaque = {opaque[0], opaque[1]},
                                    .usual = usual}};
    proof->no_rows = !tc_fork_first_row(&prover.question, usual);
    prove_parts(&prover, part);
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        g_free(holes[v]);
        g_free(opaque[v]);
    }
    return proof;
}

TcProof *tc_prove(const TcProgram *const *programs, unsigned n, const TcRun *run)
{
    const TcPlan *plans[TC_FORK_VERSIONS] = {NULL};
    for (unsigned v = 0; v < n; v++)
        plans[v] = tc_program_plan(programs[v]);
    return prove(plans, n, run, NULL);
}

TcProof *tc_prove_renumbered(const TcProgram *const *programs, TcProgram *renumbered,
                             const TcRun *run)
{
    const TcProgram *const alike[] = {programs[0], renumbered ? renumbered : programs[1]};
    TcProof *proof = tc_prove(alike, TC_FORK_VERSIONS, run);
    proof->renumbered = renumbered;
    proof->models[1] = tc_program_model(programs[1]); /* the same parts, by their own names */
    return proof;
}

bool tc_prove_same(const TcPlan *const plans[TC_FORK_VERSIONS], const TcRun *run,
                   const TcStep *part)
{
    g_autoptr(TcProof) proof = prove(plans, TC_FORK_VERSIONS, run, part);
    bool same = !proof->no_rows;
    for (guint i = 0; i < proof->claims->len; i++)
        same &=
            ((const TcProofClaim *)g_ptr_array_index(proof->claims, i))->proved == TC_PROVED_SAME;
    return same;
}

void tc_proof_free(TcProof *proof)
{
    if (!proof)
        return;
    g_ptr_array_unref(proof->claims);
    tc_fork_cells_free(proof->cells);
    tc_program_free(proof->renumbered);
    g_free(proof);
}
