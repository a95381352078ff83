/* Rows tried by evaluation: before, claims that the search left undecided; after, these with the
 * rows on which the reference evaluator tells the versions apart; of one set, whether each answer
 * is that of some row.
 *
 * Cells that row limits and data checks link are filled together, a few ways each, some of their
 * cells held to a value and the others the smallest that go with it. A row takes one of the ways of
 * each: the best of them in few places or in many, so that rows of all sums come up. The draws are
 * the same in every run. */
#include <string.h>
#include "engine/prove_internal.h"
#include "exec/fork_components.h"

enum { WAYS = 96, ROWS = 600, MAX_JUDGED = 12000, NEAR_WAYS = 12 };

typedef struct {
    TcProver *prover;
    const TcForkCells *cells;
    TcForkComponents *components;
    TcFork *fork;
    GRand *draws;
    GPtrArray **ways; /* per component: int64_t points, the smallest first */
    guint *best;      /* per component: a way */
    GPtrArray *open;  /* TcProofClaim: borrowed */
    uint64_t *seen;   /* of one set, per open claim: the answers found, as a set */
} Trial;

/* --- ways to fill a component ----------------------------------------------------------------- */

typedef struct {
    const Trial *trial;
    uint32_t component;
} Drawing;

/* The cells of the component as @from has them. */
static void put_cells(const Trial *trial, uint32_t component, const int64_t *from, int64_t *point)
{
    for (uint32_t i = 0; i < trial->cells->n; i++) {
        const uint32_t none = tc_fork_none(trial->cells, i);
        if (trial->components->component[i] != component)
            continue;
        point[i] = from[i];
        point[none] = from[none];
    }
}

static bool note_point(TcFork *fork, void *user)
{
    const Drawing *drawing = user;
    const Trial *trial = drawing->trial;
    const int64_t *found = tc_fork_point(fork);
    int64_t *point =
        g_memdup2(trial->prover->question.usual, trial->cells->n_variables * sizeof *point);
    put_cells(trial, drawing->component, found, point);
    g_ptr_array_add(trial->ways[drawing->component], point);
    return false;
}

/* A value of the variable: one of the first, or one that lies further off. */
static int64_t draw_value(Trial *trial, uint32_t variable)
{
    static const int64_t further[] = {0, 1, 2, 3, 4, 5, 7, 10, 20, 50, 100, 1000, 1000000};
    const TcForkBounds *bounds = &trial->cells->bounds[variable];
    const int64_t from = CLAMP(0, bounds->low, bounds->high);
    const int32_t pick = g_rand_int_range(trial->draws, 0, G_N_ELEMENTS(further));
    return CLAMP(from + further[pick], bounds->low, bounds->high);
}

static void release(Trial *trial)
{
    for (uint32_t i = 0; i < trial->cells->n_variables; i++)
        tc_fork_hold(trial->fork, i, trial->cells->bounds[i]);
}

static void draw_way(Trial *trial, uint32_t component, const bool *within)
{
    Drawing drawing = {trial, component};
    for (uint32_t i = 0; i < trial->cells->n; i++) {
        if (!within[i] || g_rand_int_range(trial->draws, 0, 4) == 0)
            continue;
        const int64_t value = draw_value(trial, i);
        tc_fork_hold(trial->fork, i, tc_fork_between(value, value));
    }
    tc_fork_explore(trial->fork, within, 1, note_point, &drawing);
    release(trial);
}

/* How well the indicators of the last set come off: those that are met, and their points. */
static double score_at(const Trial *trial, const int64_t *point)
{
    const TcProof *proof = trial->prover->proof;
    const unsigned version = proof->models[1] ? 1 : 0;
    TcReference *reference = trial->prover->references[version];
    double score = 0;
    TcValue points;
    if (!tc_proof_set_row(trial->prover, version, point))
        return -1;
    tc_value_init(&points);
    for (uint32_t i = 0; i < proof->models[version]->n_indicators; i++) {
        score += tc_reference_indicator(reference, i) == TC_OUT_MET;
        tc_reference_points(reference, i, &points);
        if (points.defined && !points.none)
            score += mpq_get_d(points.number);
    }
    tc_value_clear(&points);
    return score;
}

static guint best_of(const Trial *trial, const GPtrArray *ways)
{
    double best = -1;
    guint at = 0;
    for (guint i = 0; i < ways->len; i++) {
        const double score = score_at(trial, g_ptr_array_index(ways, i));
        if (score > best) {
            best = score;
            at = i;
        }
    }
    return at;
}

static gint compare_ways(gconstpointer a, gconstpointer b, gpointer user)
{
    const Trial *trial = user;
    const int64_t *left = *(int64_t *const *)a, *right = *(int64_t *const *)b;
    return tc_proof_is_nearer(trial->prover, left, right)   ? -1
           : tc_proof_is_nearer(trial->prover, right, left) ? 1
                                                            : 0;
}

/* The smallest first, each once. */
static void sort_ways(Trial *trial, GPtrArray *ways)
{
    const size_t size = trial->cells->n_variables * sizeof(int64_t);
    g_ptr_array_sort_with_data(ways, compare_ways, trial);
    for (guint i = 1; i < ways->len;) {
        if (memcmp(g_ptr_array_index(ways, i - 1), g_ptr_array_index(ways, i), size) == 0)
            g_ptr_array_remove_index(ways, i);
        else
            i++;
    }
}

static void draw_ways(Trial *trial)
{
    const int64_t *usual = trial->prover->question.usual;
    for (uint32_t c = 0; c < trial->components->n; c++) {
        g_autofree bool *within = tc_fork_components_cells(trial->components, c);
        trial->ways[c] = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(trial->ways[c],
                        g_memdup2(usual, trial->cells->n_variables * sizeof *usual));
        for (unsigned i = 0; i < WAYS; i++)
            draw_way(trial, c, within);
        sort_ways(trial, trial->ways[c]);
        trial->best[c] = best_of(trial, trial->ways[c]);
    }
}

/* --- rows ------------------------------------------------------------------------------------- */

static void put_way(const Trial *trial, uint32_t component, guint way, int64_t *point)
{
    put_cells(trial, component, g_ptr_array_index(trial->ways[component], way), point);
}

/* A turn of the row, NULL: the reference evaluator does not tell the versions apart there. */
static TcProofTurn *turn_at(const Trial *trial, const TcProofClaim *claim, const int64_t *point)
{
    TcProofTurn *turn = tc_proof_turn_new(trial->prover, point);
    if (tc_proof_confirm(trial->prover, claim, turn))
        return turn;
    tc_proof_turn_free(turn);
    return NULL;
}

/* The same answers; of points, that they are more, or fewer. */
static bool alike(const TcProofTurn *a, const TcProofTurn *b)
{
    const int first = mpq_cmp(a->points[0], a->points[1]);
    const int second = mpq_cmp(b->points[0], b->points[1]);
    return memcmp(a->answers, b->answers, sizeof a->answers) == 0 && (first < 0) == (second < 0);
}

/* The turn with the component filled in that way instead, NULL: it is none of these answers. */
static TcProofTurn *turn_instead(const Trial *trial, const TcProofClaim *claim,
                                 const TcProofTurn *turn, uint32_t component, guint way)
{
    const size_t size = trial->cells->n_variables * sizeof *turn->point;
    g_autofree int64_t *point = g_memdup2(turn->point, size);
    put_way(trial, component, way, point);
    TcProofTurn *fewer =
        tc_proof_is_nearer(trial->prover, point, turn->point) ? turn_at(trial, claim, point) : NULL;
    if (!fewer || alike(fewer, turn))
        return fewer;
    tc_proof_turn_free(fewer);
    return NULL;
}

/* What need not be as it is becomes smaller. */
static TcProofTurn *shrink(const Trial *trial, const TcProofClaim *claim, TcProofTurn *turn)
{
    for (uint32_t c = 0; c < trial->components->n; c++) {
        TcProofTurn *fewer = NULL;
        for (guint way = 0; !fewer && way < MIN(NEAR_WAYS, trial->ways[c]->len); way++)
            fewer = turn_instead(trial, claim, turn, c, way);
        if (!fewer)
            continue;
        tc_proof_turn_free(turn);
        turn = fewer;
    }
    return turn;
}

static bool is_known(const TcProofClaim *claim, const TcProofTurn *turn)
{
    bool known = false;
    for (guint i = 0; i < claim->turns->len && !known; i++)
        known = alike(g_ptr_array_index(claim->turns, i), turn);
    return known;
}

/* Notes what the claims of one set come to on the row. */
static void see_row(const Trial *trial, const int64_t *row)
{
    if (!tc_proof_set_row(trial->prover, 0, row))
        return;
    for (guint i = 0; i < trial->open->len; i++) {
        const uint32_t answer =
            tc_proof_referee(trial->prover, g_ptr_array_index(trial->open, i), 0, NULL);
        if (answer < 63)
            trial->seen[i] |= (uint64_t)1 << answer;
    }
}

static void note_seen(const Trial *trial)
{
    const TcModel *model = trial->prover->proof->models[0];
    for (guint i = 0; i < trial->open->len; i++) {
        TcProofClaim *claim = g_ptr_array_index(trial->open, i);
        const uint64_t all = claim->kind == TC_REF_GRADE
                                 ? ((uint64_t)1 << model->grades[claim->index[0]].n_labels) - 1
                                 : (uint64_t)1 << TC_SAID_YES | (uint64_t)1 << TC_SAID_NO;
        claim->all_occur = (trial->seen[i] & all) == all;
    }
}

static void try_row(const Trial *trial, const int64_t *row)
{
    if (!trial->prover->proof->models[1]) {
        see_row(trial, row);
        return;
    }
    for (guint i = 0; i < trial->open->len; i++) {
        TcProofClaim *claim = g_ptr_array_index(trial->open, i);
        TcProofTurn *turn = turn_at(trial, claim, row);
        if (turn && !is_known(claim, turn))
            g_ptr_array_add(claim->turns, shrink(trial, claim, turn));
        else if (turn)
            tc_proof_turn_free(turn);
    }
}

static void try_rows(Trial *trial)
{
    const unsigned rows = MIN(ROWS, MAX_JUDGED / trial->open->len);
    g_autofree int64_t *row =
        g_memdup2(trial->prover->question.usual, trial->cells->n_variables * sizeof *row);
    for (unsigned r = 0; r < rows; r++) {
        const double share = g_rand_double(trial->draws);
        for (uint32_t c = 0; c < trial->components->n; c++) {
            const gint32 any = g_rand_int_range(trial->draws, 0, (gint32)trial->ways[c]->len);
            put_way(trial, c, g_rand_double(trial->draws) < share ? trial->best[c] : (guint)any,
                    row);
        }
        try_row(trial, row);
    }
}

/* ---------------------------------------------------------------------------------------------- */

static GPtrArray *undecided(const TcProof *proof)
{
    GPtrArray *open = g_ptr_array_new();
    for (guint i = 0; i < proof->claims->len; i++) {
        TcProofClaim *claim = g_ptr_array_index(proof->claims, i);
        if (proof->models[1] ? tc_proof_in_both(claim) && claim->proved == TC_PROVED_UNDECIDED
                             : !claim->complete && !claim->of_points)
            g_ptr_array_add(open, claim);
    }
    return open;
}

void tc_proof_try(TcProver *prover)
{
    enum { SEED = 1 };
    const TcForkQuestion *question = &prover->question;
    g_autoptr(GPtrArray) open = undecided(prover->proof);
    if (open->len == 0 || prover->proof->no_rows)
        return;
    g_autoptr(TcForkComponents) components = tc_fork_components_of_rules(question->cells);
    g_autoptr(TcFork) fork = tc_fork_new(question->cells, &question->run, question->holes);
    Trial trial = {prover,
                   question->cells,
                   components,
                   fork,
                   g_rand_new_with_seed(SEED),
                   g_new0(GPtrArray *, components->n + 1),
                   g_new0(guint, components->n + 1),
                   open,
                   g_new0(uint64_t, open->len)};
    draw_ways(&trial);
    try_rows(&trial);
    if (!prover->proof->models[1])
        note_seen(&trial);
    for (guint i = 0; i < open->len; i++)
        tc_proof_settle(prover, g_ptr_array_index(open, i));
    for (uint32_t c = 0; c < components->n; c++)
        g_ptr_array_unref(trial.ways[c]);
    g_free(trial.ways);
    g_free(trial.best);
    g_free(trial.seen);
    g_rand_free(trial.draws);
}
