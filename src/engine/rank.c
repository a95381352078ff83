/* The run before the run: what all units of a file have in the rankings. */
#include "engine/absent.h"
#include "exec/needs.h"

typedef struct {
    TcStandings *standings;
    TcAbsent absent;
} Gathering;

static bool add_block(const TcBlock *block, const TcResults *results, const GString *text,
                      void *context, GError **error)
{
    Gathering *gathering = context;
    (void)text;
    (void)error;
    for (uint32_t i = 0; i < block->n; i++)
        tc_absent_tick_off(&gathering->absent, &block->rows[i]);
    tc_standings_add(gathering->standings, results);
    return true;
}

/* The rows of the file, and the units of the register that have none. */
static bool add_rows(const TcProgram *program, TcReader *reader, const TcUnits *units, TcRun run,
                     TcStandings *standings, GError **error)
{
    g_autoptr(TcNeeds) numbers = tc_needs_new(tc_program_model(program));
    Gathering gathering = {standings, tc_absent_new(tc_program_model(program), units)};
    TcAbsent feed = gathering.absent; /* ticked off through the one, gone through by the other */
    const TcSink sink = {.deliver = add_block, .context = &gathering};
    run.appraisals = tc_reader_has_appraisals(reader);
    run.needs = numbers;
    const bool done = tc_program_run(program, reader, &run, &sink, error) &&
                      tc_program_run_feed(program, tc_absent_feed, &feed, &run, &sink, error);
    tc_absent_clear(&gathering.absent);
    return done;
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
        add_rows(program, reader, options->units, *run, *standings, &failed);
    tc_standings_close(*standings);
    run->standings = *standings;
    if (failed)
        g_propagate_error(error, failed);
    return !failed;
}
