/* TcProgram: rule files, loaded, checked and planned; and the run over a data file.
 *
 * The front ends see the core through this: load, ask the model, evaluate block by block. Blocks
 * are evaluated by several threads and handed to the sink in the file's order, so neither the order
 * nor the bytes of an output depend on their number; a slow sink holds the reader back (memory is
 * bounded by two blocks a thread). A program is never changed after it was loaded: any number of
 * runs may share it. */
#ifndef TC_ENGINE_PROGRAM_H
#define TC_ENGINE_PROGRAM_H

#include "base/diag.h"
#include "data/data_file.h"
#include "data/units.h"
#include "exec/results.h"
#include "exec/run.h"
#include "exec/standings.h"
#include "plan/plan.h"
#include "sema/document.h"
#include "sema/model.h"
#include "syntax/outline.h"

typedef struct TcProgram TcProgram;

/* Reads, checks and plans the rule file @path. Mistakes go to @diags, whose places stand in the
 * program's sources: keep it until they are shown. Returns: (transfer full) the program, with a
 * model only if there was no error; NULL with @error set when the file cannot be read. */
TcProgram *tc_program_load(const char *path, TcDiagList *diags, GError **error);
/* The same of @length bytes of @text; @name is what messages print. Never NULL. */
TcProgram *tc_program_load_text(const char *name, const char *text, size_t length,
                                TcDiagList *diags);
/* The same of a version of a set in @folder, of which the program holds a reference. @outline
 * (transfer full): that of @version. Never NULL. */
struct TcFolder;
TcProgram *tc_program_version(struct TcFolder *folder, TcOutline *outline,
                              const TcVersionText *version, TcDiagList *diags);
/* The examples in the file of a set with versions: see tc_document_examples_of. @outline (transfer
 * full). Never NULL. */
TcProgram *tc_program_examples_of(struct TcFolder *folder, TcOutline *outline, const char *code,
                                  TcLang lang, TcDiagList *diags);
/* @other (transfer full), in whose words messages stand, lives as long as @program. */
void tc_program_keep(TcProgram *program, TcProgram *other);
/* Texts signed after @day were left out: reports say so. */
void tc_program_known_on(TcProgram *program, int32_t day);
void tc_program_free(TcProgram *program);
GPtrArray *tc_programs_new(void); /* (transfer full) a list that frees its programs */

/* Its rule set and plan, or NULL while there are errors. (transfer none) */
const TcModel *tc_program_model(const TcProgram *program);
const TcPlan *tc_program_plan(const TcProgram *program);
/* Where its set begins, for messages. */
TcSpan tc_program_place(const TcProgram *program);
/* The first day of a version, INT32_MIN: the set is as first issued. */
int32_t tc_program_from(const TcProgram *program);
/* Is @day one of the days of the version? Of what is none every day is. */
bool tc_program_has_day(const TcProgram *program, int32_t day);
/* What the value of @indicator can be over the declared ranges: sets @range, which is initialised.
 * Returns: (transfer full) it in words; NULL if nothing is known. */
char *tc_program_value_range(TcProgram *program, uint32_t indicator, TcRange *range);
/* Its examples (TcExample), and those that were shared to it. */
const GArray *tc_program_examples(const TcProgram *program);
/* One of them; and reads one more, as tc_document_add_example. */
TcExample *tc_program_example(TcProgram *program, uint32_t index);
void tc_program_add_example(TcProgram *program, TcNode *head, TcDiagList *diags);
/* Does its file hold examples alone? Then it has no rule set. */
bool tc_program_is_examples(const TcProgram *program);
/* Gives the examples of files that hold nothing else to the sets of the others (TcProgram). */
void tc_programs_share_examples(const GPtrArray *programs, TcDiagList *diags);
/* Does some rule ask for ngày chốt số liệu or năm đánh giá? */
bool tc_program_asks_date(const TcProgram *program);

/* Writes the next rows into @block, which is empty; none: the end. Returns: false with @error set.
 */
typedef bool (*TcFeed)(TcBlock *block, uint32_t max_rows, void *context, GError **error);

/* What becomes of each block. */
typedef struct {
    /* May be NULL: all are. Is anything on this block asked for? If not it is delivered as it was
     * read, not judged, and nothing is told of its breaches. Runs in any thread. */
    bool (*wants)(const TcBlock *block, const void *context);
    /* May be NULL. Runs in any thread, several at a time: appends what the block is to give to
     * @text, and changes nothing else but *@kept, which is its own from block to block: NULL at
     * first, and in the end given to `drop` unless it is NULL still. */
    void (*render)(const TcBlock *block, const TcResults *results, GString *text, void **kept,
                   const void *context);
    GDestroyNotify drop;
    /* Runs in the caller's thread, in the order of the file. Returns: false with @error set to stop
     * the run. */
    bool (*deliver)(const TcBlock *block, const TcResults *results, const GString *text,
                    void *context, GError **error);
    void *context;
} TcSink;

/* Evaluates all rows that @feed gives. Returns: false with @error set. */
bool tc_program_run_feed(const TcProgram *program, TcFeed feed, void *feed_context,
                         const TcRun *run, const TcSink *sink, GError **error);
/* Evaluates all rows that @reader delivers. Whether the data were good the reader's diagnostics
 * tell (a strict reader stops at the block with the first bad cell). Returns: false with @error
 * set. */
bool tc_program_run(const TcProgram *program, TcReader *reader, const TcRun *run,
                    const TcSink *sink, GError **error);

/* Where rules rank units, all of them are judged before the run that tells of them: gathers the
 * standings of all rows of @file (and of the units of @options' register that have none) and puts
 * them into @run. Mistakes in the data are passed over here: the run tells of them. *@standings:
 * (transfer full), NULL where no rule ranks. Returns: false with
 * @error set. */
bool tc_program_rank(const TcProgram *program, const TcDataFile *file, const TcReadOptions *options,
                     TcRun *run, TcStandings **standings, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcProgram, tc_program_free)

#endif
