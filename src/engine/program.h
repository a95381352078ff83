/* TcProgram: rule files, loaded, checked and planned; and the run over a data file.
 *
 * The front ends see the core through this: load, ask the model, evaluate block by block. Blocks
 * are evaluated by several threads and handed to the sink in the file's order, so neither the order
 * nor the bytes of an output depend on their number; a slow sink holds the readers back (memory is
 * bounded by a few blocks a thread). */
#ifndef TC_ENGINE_PROGRAM_H
#define TC_ENGINE_PROGRAM_H

#include "base/diag.h"
#include "data/reader.h"
#include "data/units.h"
#include "exec/results.h"
#include "exec/run.h"
#include "sema/model.h"

typedef struct TcProgram TcProgram;

/* Reads, checks and plans the rule files @paths (n of them; later: a folder). Mistakes go to
 * @diags. Returns: (transfer full) the program; NULL with @error set when a file cannot be read,
 * NULL without when @diags holds errors. */
TcProgram *tc_program_load(const char *const *paths, unsigned n, TcDiagList *diags, GError **error);
void tc_program_free(TcProgram *program);

/* Its rule set. (transfer none) */
const TcModel *tc_program_model(const TcProgram *program);

/* Takes each block's results in order. Returns: false with @error set to stop the run. */
typedef bool (*TcSink)(const TcBlock *block, const TcResults *results, void *context,
                       GError **error);

/* Evaluates all rows that @reader delivers. Returns: false with @error set (file, disk), or when
 * the data held errors (then @diags of the reader has them). */
bool tc_program_run(const TcProgram *program, TcReader *reader, const TcRun *run, TcSink sink,
                    void *context, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcProgram, tc_program_free)

#endif
