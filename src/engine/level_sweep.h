/* TcLevelSweep: how many units would meet an indicator, and each conclusion, if its level were
 * another one: the rules judged again with each of a row of levels.
 *
 * Before: a version without errors, an indicator of which yêu cầu is one level (what is said behind
 * riêng stays as it is). After: counts of each level. */
#ifndef TC_ENGINE_LEVEL_SWEEP_H
#define TC_ENGINE_LEVEL_SWEEP_H

#include "data/data_file.h"
#include "engine/between.h"

enum { TC_LEVELS_MAX = 100 };

/* From `low` by `step` as long as it is below `high`, and `high`: at most TC_LEVELS_MAX. */
typedef struct {
    char *code; /* of the indicator */
    mpq_t low, high, step;
    bool percent; /* they are written with % */
} TcLevels;

/* Over the units of one parent unit, or over all. */
typedef struct {
    char *parent; /* its name; NULL: all */
    uint64_t met, not_met, other;
    uint64_t *eligible; /* per verdict */
} TcLevelSums;

typedef struct {
    char *level; /* as it would be written */
    char *exact; /* for programs: in English style */
    TcLevelSums all;
    GPtrArray *parents; /* of TcLevelSums, in the order met: the same for all levels */
} TcLevelCount;

typedef enum {
    TC_SWEEP_READY,
    TC_SWEEP_NO_INDICATOR,
    TC_SWEEP_NO_LEVEL, /* its yêu cầu is not one level */
    TC_SWEEP_PERCENT,  /* its level is written with % and those asked for are not */
    TC_SWEEP_NO_PERCENT,
} TcSweepStatus;

typedef struct {
    TcVersionOf version;  /* its folder is borrowed */
    const TcModel *model; /* borrowed */
    const TcLevels *levels;
    uint32_t indicator;
    TcSpan place;   /* of the level in the rules */
    GArray *counts; /* of TcLevelCount */
} TcLevelSweep;

/* Finds the level. All but @sweep are borrowed. @sweep is to be cleared whatever is returned. */
TcSweepStatus tc_level_sweep_init(TcLevelSweep *sweep, const TcVersionOf *version,
                                  const TcProgram *program, const TcLevels *levels);
/* Tells which of the levels the value of the indicator never gets to, in one warning with @place.
 */
void tc_level_sweep_check(const TcLevelSweep *sweep, TcProgram *program, const char *place,
                          TcDiagList *diags);
/* Judges all rows of @data by each level; mistakes in the data are passed over. Returns: false with
 * @error set. */
bool tc_level_sweep_run(TcLevelSweep *sweep, const TcDataFile *data, const TcRun *run,
                        const TcReadOptions *options, GError **error);
void tc_level_sweep_clear(TcLevelSweep *sweep);

static inline const TcLevelCount *tc_level_count(const TcLevelSweep *sweep, guint index)
{
    return &g_array_index(sweep->counts, TcLevelCount, index);
}
/* How many parent units there are. */
static inline guint tc_level_parents(const TcLevelSweep *sweep)
{
    guint most = 0;
    for (guint i = 0; i < sweep->counts->len; i++)
        most = MAX(most, tc_level_count(sweep, i)->parents->len);
    return most;
}

#endif
