/* The corners between periods, and what moved. See history.h. */
#include "engine/history.h"

#include "engine/breaches.h"
#include "engine/transitions.h"

/* --- the unit's row --------------------------------------------------------------------------- */

static void row_clear(TcHistoryRow *row)
{
    tc_results_free(row->results);
    tc_evaluator_free(row->evaluator);
    tc_block_free(row->block);
    tc_standings_free(row->standings);
}

TcReadOptions tc_history_reading(const TcHistory *history, const TcModel *model)
{
    return (TcReadOptions){
        .lenient = true, .style = history->style, .level = tc_model_level(model)};
}

/* Reads on to the unit and judges it. */
static bool find_unit(TcHistoryRow *row, TcReader *reader, const TcPlan *plan, uint64_t unit,
                      GError **error)
{
    g_autoptr(TcBlock) block = tc_block_new(&plan->model->schema);
    row->evaluator = tc_evaluator_new(plan, &row->run);
    row->results = tc_results_new(plan->model);
    row->block = tc_block_new(&plan->model->schema);
    while (tc_reader_next(reader, block, TC_BLOCK_ROWS, error)) {
        if (unit >= block->first + block->n)
            continue;
        tc_block_take_row(row->block, block, (uint32_t)(unit - block->first));
        tc_evaluate(row->evaluator, row->block, row->results);
        tc_breaches_report(reader, plan, row->block, row->results);
        return true;
    }
    return false;
}

/* What is said of the row at hand, and what lets nothing be read. */
static bool is_of_row(const TcDiag *diag, void *user)
{
    const TcHistoryRow *row = user;
    return diag->severity == TC_ERROR ||
           (row->block && !diag->span.source && diag->span.start == row->block->rows[0].line);
}

static bool any_diag(TcDiagCode code, void *user)
{
    (void)code;
    (void)user;
    return true;
}

/* The unit in the data of @period as @program judges it, on the day of the data. */
static bool judge(const TcHistory *history, const TcHistoryPeriod *period, const TcProgram *program,
                  TcHistoryRow *row, TcDiagList *diags, GError **error)
{
    const TcPlan *plan = tc_program_plan(program);
    const TcReadOptions options = tc_history_reading(history, plan->model);
    g_autoptr(TcDiagList) own = tc_diag_list_like(diags);
    GError *failed = NULL;
    g_autoptr(TcReader) reader =
        tc_data_file_open(period->data, &plan->model->schema, &options, own, &failed);
    row->run = (TcRun){.date_judged = period->day, .closed = history->closed};
    if (reader &&
        tc_program_rank(program, period->data, &options, &row->run, &row->standings, &failed)) {
        row->run.appraisals = tc_reader_has_appraisals(reader);
        find_unit(row, reader, plan, period->unit, &failed);
    }
    tc_diag_list_keep(own, is_of_row, row);
    tc_diag_list_move(own, diags, any_diag, NULL);
    if (failed)
        g_propagate_error(error, failed);
    return !failed && !tc_diag_has_errors(diags);
}

/* --- changes ---------------------------------------------------------------------------------- */

static TcImpactRow pair_of(const TcHistoryRow *before, const TcHistoryRow *after)
{
    return (TcImpactRow){.blocks = {before->block, after->block},
                         .results = {before->results, after->results},
                         .runs = {before->run, after->run}};
}

/* The rows of the data that @mover picks, by the earlier and the later rules. */
static TcImpactRow by_both(const TcHistoryStep *step, unsigned mover)
{
    return pair_of(step->corners[mover], step->corners[mover | TC_MOVER_LAW]);
}

unsigned tc_history_least_movers(const uint32_t at[TC_N_CORNERS])
{
    if (at[TC_CORNER_NEW] == at[TC_CORNER_OLD])
        return 0;
    unsigned least = 0;
    for (unsigned mover = TC_MOVER_DATA; mover <= TC_MOVER_LAW; mover++)
        if (at[mover] == at[TC_CORNER_NEW])
            least |= 1U << mover;
    return least ? least : 1U << TC_CORNER_NEW;
}

static void find_changes(TcHistoryStep *step)
{
    g_autoptr(GArray) questions = tc_impact_questions(step->impact);
    const TcImpactRow rows[] = {by_both(step, 0), by_both(step, TC_MOVER_DATA)};
    for (guint i = 0; i < questions->len; i++) {
        TcHistoryChange change = {.what = g_array_index(questions, TcImpactTurn, i)};
        bool moves = false;
        for (unsigned corner = 0; corner < TC_N_CORNERS; corner++) {
            change.at[corner] = tc_impact_row_read(step->impact, &rows[corner & TC_MOVER_DATA],
                                                   corner & TC_MOVER_LAW ? 1 : 0, &change.what);
            moves |= change.at[corner] != change.at[TC_CORNER_OLD];
        }
        if (!moves)
            continue;
        change.what.before = change.at[TC_CORNER_OLD];
        change.what.after = change.at[TC_CORNER_NEW];
        change.what.cause = TC_NO_PART;
        change.movers = tc_history_least_movers(change.at);
        change.cells = tc_history_cells_read(step, &change.what);
        g_array_append_val(step->changes, change);
    }
}

/* --- clauses ---------------------------------------------------------------------------------- */

/* On which data the law moves the answer: the old ones if it does so alone there, else the new
 * ones. Returns: the mover, or -1 if it does on neither. */
static int law_moves_on(const TcHistoryChange *change)
{
    const uint32_t *at = change->at;
    const bool old = at[TC_CORNER_LAW] != at[TC_CORNER_OLD];
    const bool new = at[TC_CORNER_NEW] != at[TC_CORNER_DATA];
    if (change->movers & 1U << TC_MOVER_LAW || (change->movers == 0 && old && !new))
        return 0;
    return change->movers == 1U << TC_MOVER_DATA || !new ? -1 : TC_MOVER_DATA;
}

/* Puts what the law moves on the data of @mover down to clauses, unless a transition holds there.
 */
static void attribute(const TcHistoryStep *step, unsigned mover)
{
    const TcImpactRow row = by_both(step, mover);
    g_autoptr(GArray) turns = g_array_new(FALSE, FALSE, sizeof(TcImpactTurn));
    g_autoptr(GArray) of = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < step->changes->len; i++) {
        const TcHistoryChange *change = &g_array_index(step->changes, TcHistoryChange, i);
        TcImpactTurn turn = change->what;
        if (law_moves_on(change) != (int)mover)
            continue;
        turn.before = change->at[mover];
        turn.after = change->at[mover | TC_MOVER_LAW];
        g_array_append_val(turns, turn);
        g_array_append_val(of, i);
    }
    if (turns->len == 0 || (step->transitions && !tc_impact_row_is_plain(step->impact, &row)))
        return;
    tc_impact_row_attribute(step->impact, &row, turns);
    for (guint i = 0; i < turns->len; i++)
        g_array_index(step->changes, TcHistoryChange, g_array_index(of, guint, i)).what.cause =
            g_array_index(turns, TcImpactTurn, i).cause;
}

/* --- steps ------------------------------------------------------------------------------------ */

static void clear_change(void *change)
{
    g_array_unref(((TcHistoryChange *)change)->cells);
}

static void free_step(void *data)
{
    TcHistoryStep *step = data;
    row_clear(&step->crossed[0]);
    row_clear(&step->crossed[1]);
    g_array_unref(step->cells);
    g_array_unref(step->changes);
    g_array_unref(step->ranks);
    tc_impact_free(step->impact);
    g_free(step);
}

/* Both versions were judged, so they have no errors. */
static TcImpact *between(const TcVersionOf *from, const TcVersionOf *to)
{
    g_autoptr(TcDiagList) heard = tc_diag_list_new(TC_LANG_EN);
    TcProgram *const programs[] = {tc_judged_program(from->folder, from->set, from->day, heard),
                                   tc_judged_program(to->folder, to->set, to->day, heard)};
    return tc_impact_new(tc_edits_between(from, to), programs);
}

static bool transitional(const TcVersionOf *version)
{
    return tc_any_transition(version->folder, version->set, version->day);
}

static TcHistoryStep *step_new(const TcHistoryPeriod *from, const TcHistoryPeriod *to)
{
    TcHistoryStep *step = g_new0(TcHistoryStep, 1);
    step->from = from;
    step->to = to;
    step->impact = between(&from->version, &to->version);
    step->transitions = transitional(&from->version) || transitional(&to->version);
    step->cells = g_array_new(FALSE, FALSE, sizeof(TcHistoryCell));
    step->changes = g_array_new(FALSE, FALSE, sizeof(TcHistoryChange));
    g_array_set_clear_func(step->changes, clear_change);
    step->ranks = g_array_new(FALSE, FALSE, sizeof(TcHistoryRank));
    step->corners[TC_CORNER_OLD] = &from->row;
    step->corners[TC_CORNER_DATA] = &step->crossed[0];
    step->corners[TC_CORNER_LAW] = &step->crossed[1];
    step->corners[TC_CORNER_NEW] = &to->row;
    return step;
}

static bool run_step(const TcHistory *history, TcHistoryStep *step, TcDiagList *diags,
                     GError **error)
{
    g_autoptr(TcDiagList) heard = tc_diag_list_like(diags); /* each period has told of its row */
    const bool good =
        judge(history, step->to, step->from->program, &step->crossed[0], heard, error) &&
        judge(history, step->from, step->to->program, &step->crossed[1], heard, error);
    if (!good) {
        tc_diag_list_move(heard, diags, any_diag, NULL);
        return false;
    }
    tc_history_find_cells(step);
    find_changes(step);
    tc_history_find_ranks(step);
    attribute(step, 0);
    attribute(step, TC_MOVER_DATA);
    return true;
}

/* --- the object ------------------------------------------------------------------------------- */

static void free_period(void *data)
{
    TcHistoryPeriod *period = data;
    row_clear(&period->row);
    tc_program_free(period->program);
    tc_data_file_free(period->data);
    g_free(period->shown);
    g_free(period);
}

TcHistory *tc_history_new(bool closed, TcLang style)
{
    TcHistory *history = g_new(TcHistory, 1);
    *history = (TcHistory){.periods = g_ptr_array_new_with_free_func(free_period),
                           .steps = g_ptr_array_new_with_free_func(free_step),
                           .closed = closed,
                           .style = style};
    return history;
}

void tc_history_free(TcHistory *history)
{
    if (!history)
        return;
    g_ptr_array_unref(history->steps);
    g_ptr_array_unref(history->periods);
    g_free(history);
}

void tc_history_add(TcHistory *history, const TcHistoryPeriod *period)
{
    g_ptr_array_add(history->periods, g_memdup2(period, sizeof *period));
}

const TcHistoryPeriod *tc_history_period(const TcHistory *history, uint32_t index)
{
    return g_ptr_array_index(history->periods, index);
}

bool tc_history_run(TcHistory *history, TcDiagList *diags, GError **error)
{
    bool good = true;
    for (guint i = 0; good && i < history->periods->len; i++) {
        TcHistoryPeriod *period = g_ptr_array_index(history->periods, i);
        good = judge(history, period, period->program, &period->row, diags, error);
    }
    for (guint i = 1; good && i < history->periods->len; i++) {
        TcHistoryStep *step =
            step_new(tc_history_period(history, i - 1), tc_history_period(history, i));
        g_ptr_array_add(history->steps, step);
        good = run_step(history, step, diags, error);
    }
    return good;
}
