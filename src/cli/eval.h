/* TcEval: one call of `tieuchi eval`, from its options to its output.
 *
 * cmd_eval.c runs it, eval_rank.c runs it before that where units are ranked, eval_options.c reads
 * what the user asked for, eval_units.c knows which units are wanted and which are missing,
 * eval_sink.c turns judged blocks into output; eval_explain.c does so for `tieuchi explain` of many
 * units, which is the same run with another output. */
#ifndef TC_CLI_EVAL_H
#define TC_CLI_EVAL_H

#include "cli/load.h"
#include "cli/output.h"
#include "engine/absent.h"
#include "exec/explain.h"
#include "report/columns.h"
#include "report/explain.h"
#include "report/missing.h"
#include "report/summary.h"
#include "report/table.h"

typedef enum {
    TC_EVAL_TABLE,
    TC_EVAL_CSV,
    TC_EVAL_JSON,
    TC_EVAL_REASONS_TEXT, /* of explain */
    TC_EVAL_REASONS_JSON,
} TcEvalFormat;

typedef struct {
    const TcArgs *args;
    TcLang lang;
    TcEvalFormat format;
    TcCsvStyle style;
    bool lenient;
    TcLang data_style;
    char *data_shown; /* name of the data file */
    TcDataFile *data;
    TcStandings *standings; /* of all units, where rules rank them */
    TcRun run;
    TcReportRun report;

    TcProgram *program;
    const TcModel *model;
    TcFigures *figures;
    TcColumns *columns; /* CSV */
    TcNeeds *needs;     /* of them; NULL: everything */
    TcUnitTable *table; /* TABLE of several units */
    TcSummary *summary;
    GString *annex;     /* TABLE of one unit, once it was met */
    TcExplainView view; /* REASONS_* */
    TcExplainOptions explaining;
    TcOutput *output;
    TcWriter *writer;
    TcMissing *missing; /* --missing, or NULL; its file: */
    TcOutput *missing_output;
    uint64_t n_written;
    int64_t started, said; /* for progress: microseconds */
    bool progress;

    GArray *wanted;       /* rows of the file (uint64_t, sorted) picked by --unit; NULL: all */
    uint64_t n_rows;      /* of the file, where they were counted to find `wanted` */
    TcUnits *units;       /* --units, or NULL */
    TcAbsent absent;      /* units of that without a row */
    bool *present;        /* per unit of model->only_for: has been met */
    GPtrArray *outsiders; /* names of rows that the rules are not for; the first few */
} TcEval;

/* Is it explain? */
static inline bool tc_eval_gives_reasons(const TcEval *eval)
{
    return eval->format == TC_EVAL_REASONS_TEXT || eval->format == TC_EVAL_REASONS_JSON;
}

/* --- cmd_eval.c --- */

/* All of a call, of eval or of explain. Returns: its exit status. */
int tc_eval(const TcArgs *args);

/* --- eval_options.c --- */

/* Reads options, rules and register. Returns: false with *@status set after telling the user. */
bool tc_eval_prepare(TcEval *eval, const TcArgs *args, int *status);
void tc_eval_clear(TcEval *eval);
/* Opens the data file; @namesakes as in TcReadOptions. Returns: (transfer full), or NULL (mistakes
 * in @diags, or @error set). */
TcReader *tc_eval_open_data(const TcEval *eval, TcUnits *namesakes, TcDiagList *diags,
                            GError **error);

/* --- eval_rank.c --- */

/* Judges all units once, for the standings that ranks need. Returns: false with @error set. */
bool tc_eval_rank(TcEval *eval, GError **error);

/* --- eval_units.c --- */

/* Finds the rows of --unit. Returns: false with *@status set after telling the user. */
bool tc_eval_find_units(TcEval *eval, int *status);
/* Is the row to be judged: picked, and of a unit that the rules are for? */
bool tc_eval_wants(const TcEval *eval, const TcBlock *block, uint32_t row);
/* Ticks the unit of the row off in the register and among the units that the rules are for. */
void tc_eval_tick_off(TcEval *eval, const TcBlock *block, uint32_t row);
/* Refuses units of chỉ áp dụng cho, không áp dụng đối với that the register does not have. Returns:
 * false with *@status set after telling the user. */
bool tc_eval_check_lists(const TcEval *eval, int *status);
/* Warns of rows whose unit is not one that the rules are for, and of units that the rules are for
 * and the data file has not. */
void tc_eval_say_units(const TcEval *eval);

/* --- eval_sink.c --- */

void tc_eval_begin(TcEval *eval);
TcSink tc_eval_sink(TcEval *eval);
/* What stands between two units of the output. */
const char *tc_eval_between(const TcEval *eval);
/* Sums and foot. */
void tc_eval_end(TcEval *eval);

/* --- eval_explain.c: of REASONS_* --- */

/* Reads --indicator. Returns: false after telling the user. */
bool tc_eval_explain_prepare(TcEval *eval);
/* Places of cells come from @reader (borrowed) from now on. */
void tc_eval_explain_from(TcEval *eval, const TcReader *reader);
void tc_eval_explain_begin(const TcEval *eval, GString *out);
/* In any thread; @kept: its TcExplainKit, as a TcSink has it. */
void tc_eval_explain_render(const TcEval *eval, const TcBlock *block, const TcResults *results,
                            void **kept, GString *text);
void tc_eval_explain_drop(void *kept);

#endif
