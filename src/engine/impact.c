/* The run over the data: both versions side by side, sums, turns. See impact.h. */
#include "engine/impact.h"

#include <string.h>
#include "engine/breaches.h"
#include "engine/impact_internal.h"

/* --- the object ------------------------------------------------------------------------------- */

const TcImpactAnswer *tc_impact_answer(const TcImpact *impact, uint32_t index)
{
    return &g_array_index(impact->answers, TcImpactAnswer, index);
}

const TcCause *tc_impact_cause(const TcImpact *impact, uint32_t index)
{
    return g_ptr_array_index(impact->causes, index);
}

static void clear_answer(void *answer)
{
    g_free(((TcImpactAnswer *)answer)->key);
}

static void free_cause(void *data)
{
    TcCause *cause = data;
    g_free(cause->sets);
    g_free(cause);
}

/* Indicators are counted over all units alone: they are many, and so may parent units be. */
static void sums_init(const TcImpact *impact, TcImpactSums *sums, const char *name)
{
    sums->name = g_strdup(name);
    sums->counts = g_new0(uint64_t *, impact->answers->len);
    for (guint i = 0; i < impact->answers->len; i++)
        if (!name || tc_impact_answer(impact, i)->kind != TC_REF_INDICATOR)
            sums->counts[i] = g_new0(uint64_t, (size_t)impact->n_can * impact->n_can);
}

static void sums_clear(const TcImpact *impact, TcImpactSums *sums)
{
    for (guint i = 0; i < impact->answers->len; i++)
        g_free(sums->counts[i]);
    g_free(sums->counts);
    g_free(sums->name);
}

static void list_labels(TcImpact *impact)
{
    for (int side = 0; side < 2; side++) {
        const TcModel *model = tc_program_model(impact->programs[side]);
        for (uint32_t i = 0; i < model->n_grades; i++)
            for (uint32_t k = 0; k < model->grades[i].n_labels; k++)
                tc_impact_label(impact, model->grades[i].labels[k]);
    }
    impact->n_can = TC_CAN_GRADE + impact->labels->len;
}

TcImpact *tc_impact_new(TcBetween *between, TcProgram *const programs[2])
{
    TcImpact *impact = g_new0(TcImpact, 1);
    impact->between = between;
    impact->programs[0] = programs[0];
    impact->programs[1] = programs[1];
    impact->answers = g_array_new(FALSE, FALSE, sizeof(TcImpactAnswer));
    g_array_set_clear_func(impact->answers, clear_answer);
    impact->labels = g_ptr_array_new_with_free_func(g_free);
    impact->causes = g_ptr_array_new_with_free_func(free_cause);
    impact->counts = g_array_new(FALSE, FALSE, sizeof(TcTurnCount));
    impact->bundles = g_array_new(FALSE, FALSE, sizeof(TcClauses));
    impact->parents = g_ptr_array_new();
    mpq_init(impact->gained);
    tc_impact_list_answers(impact);
    list_labels(impact);
    sums_init(impact, &impact->all, NULL);
    return impact;
}

void tc_impact_free(TcImpact *impact)
{
    if (!impact)
        return;
    sums_clear(impact, &impact->all);
    for (guint i = 0; i < impact->parents->len; i++) {
        sums_clear(impact, g_ptr_array_index(impact->parents, i));
        g_free(g_ptr_array_index(impact->parents, i));
    }
    g_ptr_array_unref(impact->parents);
    g_array_unref(impact->answers);
    g_ptr_array_unref(impact->labels);
    g_ptr_array_unref(impact->causes);
    g_array_unref(impact->counts);
    g_array_unref(impact->bundles);
    mpq_clear(impact->gained);
    tc_program_free(impact->programs[0]);
    tc_program_free(impact->programs[1]);
    tc_between_free(impact->between);
    g_free(impact);
}

/* --- one version over the file ---------------------------------------------------------------- */

typedef struct {
    const TcPlan *plan;
    TcDiagList *diags;
    TcReader *reader;
    TcEvaluator *evaluator;
    TcBlock *block;
    TcResults *results;
    uint32_t at; /* the next row of the block */
} Side;

static bool side_open(Side *side, const TcProgram *program, const TcDataFile *data, TcRun *run,
                      const TcReadOptions *options, TcDiagList *diags, GError **error)
{
    side->plan = tc_program_plan(program);
    side->diags = tc_diag_list_like(diags);
    side->reader = tc_data_file_open(data, &side->plan->model->schema, options, side->diags, error);
    if (!side->reader)
        return false;
    run->appraisals = tc_reader_has_appraisals(side->reader);
    side->evaluator = tc_evaluator_new(side->plan, run);
    side->block = tc_block_new(&side->plan->model->schema);
    side->results = tc_results_new(side->plan->model);
    return true;
}

static bool any_diag(TcDiagCode code, void *user)
{
    (void)code;
    (void)user;
    return true;
}

static void side_close(Side *side, TcDiagList *diags)
{
    if (side->reader)
        tc_reader_finish(side->reader);
    tc_results_free(side->results);
    tc_evaluator_free(side->evaluator);
    tc_block_free(side->block);
    tc_reader_free(side->reader);
    if (side->diags) {
        tc_diag_list_move(side->diags, diags, any_diag, NULL);
        tc_diag_list_free(side->diags);
    }
}

/* Has the version rows at hand? Reads and judges the next ones if not. */
static bool side_more(Side *side, GError **error)
{
    while (side->at == side->block->n) {
        side->at = 0;
        if (!tc_reader_next(side->reader, side->block, TC_BLOCK_ROWS, error))
            return false;
        tc_evaluate(side->evaluator, side->block, side->results);
        tc_breaches_report(side->reader, side->plan, side->block, side->results);
        if (tc_reader_failed(side->reader))
            return false;
    }
    return true;
}

/* --- rows of both ----------------------------------------------------------------------------- */

typedef struct {
    TcImpact *impact;
    const TcImpactRun *run;
    TcAttribution *attribution;
    GHashTable *parents; /* name to TcImpactSums */
    TcRowPairs pairs;
    GArray *turns; /* TcImpactTurn: of the rows at hand */
    GArray *rows;  /* uint32_t: of the turns */
    const TcImpactTurn *next_turn;
    mpq_t totals[2], ends[2];
} Pairing;

static uint32_t can_of(const Pairing *pairing, int side, uint32_t row, const TcImpactAnswer *answer)
{
    const TcRowPairs *pairs = &pairing->pairs;
    return tc_impact_read(pairing->impact, pairs->results[side], pairs->first[side] + row,
                          answer->kind, side ? answer->after : answer->before);
}

static TcImpactSums *sums_of(Pairing *pairing, const char *parent)
{
    TcImpactSums *sums = g_hash_table_lookup(pairing->parents, parent);
    if (!sums) {
        sums = g_new0(TcImpactSums, 1);
        sums_init(pairing->impact, sums, parent);
        g_ptr_array_add(pairing->impact->parents, sums);
        g_hash_table_insert(pairing->parents, sums->name, sums);
    }
    return sums;
}

static const TcRowInfo *info_of(const Pairing *pairing, uint32_t row)
{
    return &pairing->pairs.blocks[1]->rows[pairing->pairs.first[1] + row];
}

/* Is the unit one that either version judges? */
static bool concerned(const Pairing *pairing, uint32_t row)
{
    const TcRowInfo *info = info_of(pairing, row);
    const TcUnitTold told = {info->code, info->name, info->parent, info->kind};
    return tc_model_concerns(pairing->pairs.results[0]->model, &told) ||
           tc_model_concerns(pairing->pairs.results[1]->model, &told);
}

/* Counts what the row comes to, and lists its turns. */
static void compare_row(Pairing *pairing, uint32_t row)
{
    TcImpact *impact = pairing->impact;
    TcImpactSums *parent = sums_of(pairing, info_of(pairing, row)->parent);
    impact->all.n_units++;
    parent->n_units++;
    for (guint i = 0; i < impact->answers->len; i++) {
        const TcImpactAnswer *answer = tc_impact_answer(impact, i);
        const TcImpactTurn turn = {i, can_of(pairing, 0, row, answer),
                                   can_of(pairing, 1, row, answer), 0, TC_TURN_STATE};
        const size_t cell = (size_t)turn.before * impact->n_can + turn.after;
        impact->all.counts[i][cell]++;
        if (parent->counts[i])
            parent->counts[i][cell]++;
        if (turn.before == turn.after || !tc_impact_can_turn(answer))
            continue;
        g_array_append_val(pairing->turns, turn);
        g_array_append_val(pairing->rows, row);
    }
}

static void count_turn(TcImpact *impact, const TcImpactTurn *turn)
{
    for (guint i = 0; i < impact->counts->len; i++) {
        TcTurnCount *count = &g_array_index(impact->counts, TcTurnCount, i);
        if (memcmp(&count->turn, turn, sizeof *turn) != 0)
            continue;
        count->n++;
        return;
    }
    const TcTurnCount count = {*turn, 1};
    g_array_append_val(impact->counts, count);
}

/* How the total of points changed: its sign; counted. */
static int compare_points(Pairing *pairing, uint32_t row)
{
    TcImpact *impact = pairing->impact;
    const TcRowPairs *pairs = &pairing->pairs;
    bool known = true;
    for (int side = 0; side < 2; side++)
        known &= tc_results_number(&pairs->results[side]->total, pairs->first[side] + row,
                                   pairing->totals[side], pairing->ends[side]) == TC_NUMBER_KNOWN;
    if (!known) {
        impact->n_points_open++;
        return 0;
    }
    const int sign = mpq_cmp(pairing->totals[1], pairing->totals[0]);
    mpq_sub(pairing->totals[1], pairing->totals[1], pairing->totals[0]);
    mpq_add(impact->gained, impact->gained, pairing->totals[1]);
    *(sign > 0 ? &impact->n_more : sign < 0 ? &impact->n_less : &impact->n_same) += 1;
    return (sign > 0) - (sign < 0);
}

bool tc_impact_scores(const TcImpact *impact)
{
    return tc_model_has_points(tc_program_model(impact->programs[0])) ||
           tc_model_has_points(tc_program_model(impact->programs[1]));
}

/* Hands a row on, with its turns, which are the next ones. */
static bool tell_row(Pairing *pairing, uint32_t row, guint *next, GError **error)
{
    const TcRowPairs *pairs = &pairing->pairs;
    const guint first = *next;
    while (*next < pairing->turns->len && g_array_index(pairing->rows, uint32_t, *next) == row)
        count_turn(pairing->impact, &g_array_index(pairing->turns, TcImpactTurn, (*next)++));
    const TcImpactUnit unit = {
        .info = info_of(pairing, row),
        .blocks = {pairs->blocks[0], pairs->blocks[1]},
        .results = {pairs->results[0], pairs->results[1]},
        .rows = {pairs->first[0] + row, pairs->first[1] + row},
        .turns = &g_array_index(pairing->turns, TcImpactTurn, first),
        .n_turns = *next - first,
        .points = tc_impact_scores(pairing->impact) ? compare_points(pairing, row) : 0,
    };
    return pairing->run->each(&unit, pairing->run->context, error);
}

/* The rows that both sides have at hand. */
static bool compare_rows(Pairing *pairing, Side sides[2], GError **error)
{
    TcRowPairs *pairs = &pairing->pairs;
    guint next = 0;
    for (int i = 0; i < 2; i++) {
        pairs->blocks[i] = sides[i].block;
        pairs->results[i] = sides[i].results;
        pairs->first[i] = sides[i].at;
    }
    pairs->n = MIN(sides[0].block->n - sides[0].at, sides[1].block->n - sides[1].at);
    g_array_set_size(pairing->turns, 0);
    g_array_set_size(pairing->rows, 0);
    for (uint32_t row = 0; row < pairs->n; row++)
        if (concerned(pairing, row))
            compare_row(pairing, row);
    tc_attribute(pairing->attribution, pairs, pairing->turns, pairing->rows);
    for (uint32_t row = 0; row < pairs->n; row++)
        if (concerned(pairing, row) && !tell_row(pairing, row, &next, error))
            return false;
    sides[0].at += pairs->n;
    sides[1].at += pairs->n;
    return true;
}

void tc_impact_whole_causes(TcImpact *impact)
{
    for (guint i = 0; i < impact->causes->len; i++) {
        TcCause *cause = g_ptr_array_index(impact->causes, i);
        for (uint32_t k = 0; k < cause->n; k++)
            cause->sets[k] = tc_impact_whole(impact, cause->sets[k]);
    }
}

/* Every turn has one cause: causes add up to all turns. */
static void assert_sums(const TcImpact *impact)
{
    for (guint i = 0; i < impact->answers->len; i++) {
        uint64_t turned = 0, caused = 0;
        for (uint32_t before = 0; before < impact->n_can; before++)
            for (uint32_t after = 0; after < impact->n_can; after++)
                if (before != after && tc_impact_can_turn(tc_impact_answer(impact, i)))
                    turned += tc_impact_count(impact, &impact->all, i, before, after);
        for (guint k = 0; k < impact->counts->len; k++) {
            const TcTurnCount *count = &g_array_index(impact->counts, TcTurnCount, k);
            caused += count->turn.answer == i ? count->n : 0;
        }
        g_assert(turned == caused);
    }
}

static bool run_sides(TcImpact *impact, const TcImpactRun *run, Side sides[2], const TcRun runs[2],
                      GError **error)
{
    Pairing pairing = {.impact = impact,
                       .run = run,
                       .attribution = tc_attribution_new(impact, runs),
                       .parents = g_hash_table_new(g_str_hash, g_str_equal),
                       .turns = g_array_new(FALSE, TRUE, sizeof(TcImpactTurn)),
                       .rows = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    GError *failed = NULL;
    mpq_inits(pairing.totals[0], pairing.totals[1], pairing.ends[0], pairing.ends[1], NULL);
    while (side_more(&sides[0], &failed) && side_more(&sides[1], &failed) &&
           compare_rows(&pairing, sides, &failed)) {
    }
    tc_attribution_free(pairing.attribution);
    g_hash_table_unref(pairing.parents);
    g_array_unref(pairing.turns);
    g_array_unref(pairing.rows);
    mpq_clears(pairing.totals[0], pairing.totals[1], pairing.ends[0], pairing.ends[1], NULL);
    tc_impact_whole_causes(impact);
    assert_sums(impact);
    if (failed)
        g_propagate_error(error, failed);
    return !failed;
}

bool tc_impact_run(TcImpact *impact, const TcDataFile *data, const TcImpactRun *run,
                   TcDiagList *diags, GError **error)
{
    TcRun runs[] = {run->runs[0], run->runs[1]};
    Side sides[2] = {{0}, {0}};
    bool good =
        side_open(&sides[0], impact->programs[0], data, &runs[0], &run->read, diags, error) &&
        side_open(&sides[1], impact->programs[1], data, &runs[1], &run->read, diags, error);
    if (good)
        good = run_sides(impact, run, sides, runs, error);
    side_close(&sides[0], diags);
    side_close(&sides[1], diags);
    return good;
}
