/* The run before the run, where rules rank units: all units are judged, and the units of the
 * register that have no row stand among them with all that they could have. */
#include "cli/eval.h"

static bool add_block(const TcBlock *block, const TcResults *results, const GString *text,
                      void *context, GError **error)
{
    TcEval *eval = context;
    (void)text;
    (void)error;
    for (uint32_t row = 0; row < block->n; row++)
        tc_eval_tick_off(eval, block, row);
    tc_standings_add(eval->standings, results);
    return true;
}

static bool add_absent(TcEval *eval, const TcRun *run, GError **error)
{
    const TcSink sink = {.deliver = add_block, .context = eval};
    return !eval->units ||
           tc_program_run_feed(eval->program, tc_absent_feed, &eval->absent, run, &sink, error);
}

bool tc_eval_rank(TcEval *eval, GError **error)
{
    if (eval->model->n_rankings == 0)
        return true;
    GError *failed = NULL;
    const TcSink sink = {.deliver = add_block, .context = eval};
    g_autoptr(TcDiagList) told_later = tc_diag_list_new(eval->lang);
    g_autoptr(TcReader) reader = tc_eval_open_data(eval, NULL, told_later, &failed);
    g_autoptr(TcNeeds) numbers = tc_needs_new(eval->model);
    TcRun run = eval->run;
    run.needs = numbers;
    eval->standings = tc_standings_new(eval->model);
    if (reader) {
        run.appraisals = tc_reader_has_appraisals(reader);
        if (tc_program_run(eval->program, reader, &run, &sink, &failed))
            add_absent(eval, &run, &failed);
    }
    tc_standings_close(eval->standings);
    tc_absent_restart(&eval->absent);
    eval->run.standings = eval->standings;
    if (failed)
        g_propagate_error(error, failed);
    return !failed;
}
