/* The run before the run: what all units of a file have in the rankings. */
#include "engine/program.h"

static bool add_block(const TcBlock *block, const TcResults *results, const GString *text,
                      void *context, GError **error)
{
    (void)block;
    (void)text;
    (void)error;
    tc_standings_add(context, results);
    return true;
}

static bool add_rows(const TcProgram *program, TcReader *reader, TcRun run, TcStandings *standings,
                     GError **error)
{
    const TcSink sink = {.deliver = add_block, .context = standings};
    run.appraisals = tc_reader_has_appraisals(reader);
    return tc_program_run(program, reader, &run, &sink, error);
}

bool tc_program_rank(const TcProgram *program, const TcDataFile *file, const TcReadOptions *options,
                     TcRun *run, TcStandings **standings, GError **error)
{
    const TcModel *model = tc_program_model(program);
    g_autoptr(TcDiagList) told_later = tc_diag_list_new(model->lang);
    *standings = NULL;
    if (model->n_rankings == 0)
        return true;
    GError *failed = NULL;
    g_autoptr(TcReader) reader =
        tc_data_file_open(file, &model->schema, options, told_later, &failed);
    *standings = tc_standings_new(model);
    if (reader)
        add_rows(program, reader, *run, *standings, &failed);
    tc_standings_close(*standings);
    run->standings = *standings;
    if (failed)
        g_propagate_error(error, failed);
    return !failed;
}
