/* TcHistory: one unit over several periods, each with its data and the rules in force on its day,
 * and of every change between two periods what the data moved and what the law moved.
 *
 * Between two periods there are four corners: the data of either, judged by the rules of either.
 * What a corner has of the later period are its movers: nothing, the data, the law, or both. An
 * answer changes where the last corner differs from the first; a set of movers suffices if it, and
 * every set that holds it, comes to the new answer (semantics.md 5.7 with the two clauses *data*
 * and *law*), and the least sets that suffice are told. So no order of the two is preferred, and
 * whoever judges the same file by the same version finds the same corner. An answer that is what it
 * was although data or law alone would move it is told too: the one has made up for the other. The
 * day judged goes with the data.
 *
 * Law is put down to clauses as in impact.h, on the data on which it moves the answer.
 *
 * Before: versions without errors, data files with a row of the unit. After: all results stand
 * until the history is freed, for reports to read. Memory: a block of one row a corner. */
#ifndef TC_ENGINE_HISTORY_H
#define TC_ENGINE_HISTORY_H

#include "data/data_file.h"
#include "engine/impact.h"
#include "exec/evaluate.h"

/* What of the later period a corner has: a set of movers. */
enum { TC_MOVER_DATA = 1, TC_MOVER_LAW = 2, TC_N_CORNERS = 4 };
enum { TC_CORNER_OLD, TC_CORNER_DATA, TC_CORNER_LAW, TC_CORNER_NEW };

/* The unit's row of one file as one version judges it: the first row of its block. */
typedef struct {
    TcRun run;
    TcStandings *standings;
    TcEvaluator *evaluator;
    TcBlock *block;
    TcResults *results;
} TcHistoryRow;

typedef struct {
    int32_t day;
    TcVersionOf version;
    TcProgram *program; /* of the version, with its transitions (owned) */
    TcDataFile *data;   /* (owned) */
    char *shown;        /* the file, for people (owned) */
    uint64_t unit;      /* which row of the file */
    TcHistoryRow row;
} TcHistoryPeriod;

/* A cell that is another one now. */
typedef struct {
    uint32_t columns[2]; /* in the schemas of the earlier and the later rules; TC_NO_PART: it is not
                            there */
    int rules;           /* by whose rules it was read, from both files: 0 the earlier, 1 */
} TcHistoryCell;

typedef struct {
    TcImpactTurn what;         /* its `cause` is that of the law, or TC_NO_PART: no clause moves it,
                                  or a transition does */
    uint32_t at[TC_N_CORNERS]; /* in the terms of `before` and `after` */
    unsigned movers;           /* bit 1 << s: the set s suffices, and none within it; 0: it is what
                                  it was */
    GArray *cells;             /* uint32_t: of the step's cells those that it reads */
} TcHistoryChange;

/* A ranking in which the unit has another place now. */
typedef struct {
    const char *code;     /* borrowed */
    uint32_t rankings[2]; /* in the models of the earlier and the later rules; TC_NO_PART: it is
                             not there */
    uint32_t at[TC_N_CORNERS]; /* equal where the place is; of a ranking of both */
    unsigned movers;           /* as of a change */
} TcHistoryRank;

/* From one period to the next. */
typedef struct {
    const TcHistoryPeriod *from, *to;
    TcImpact *impact; /* between the versions with their transitions */
    bool transitions; /* some is in force on either day: what holds by them comes of no clause */
    TcHistoryRow crossed[2];
    const TcHistoryRow *corners[TC_N_CORNERS];
    GArray *cells;   /* of TcHistoryCell, in the order of the later rules */
    GArray *changes; /* of TcHistoryChange, as tc_impact_questions has them */
    GArray *ranks;   /* of TcHistoryRank */
} TcHistoryStep;

typedef struct {
    GPtrArray *periods; /* of TcHistoryPeriod, by their days */
    GPtrArray *steps;   /* of TcHistoryStep */
    bool closed;
    TcLang style; /* of the data */
} TcHistory;

TcHistory *tc_history_new(bool closed, TcLang style);
void tc_history_free(TcHistory *history);
/* Periods are added in the order of their days. @period (transfer full) but for `row`. */
void tc_history_add(TcHistory *history, const TcHistoryPeriod *period);
const TcHistoryPeriod *tc_history_period(const TcHistory *history, uint32_t index);
/* How the file of @period is read by the rules of @model: a bad cell counts as missing. */
TcReadOptions tc_history_reading(const TcHistory *history, const TcModel *model);
/* Does the answer @answer of the step's impact read the cell, by either version? */
bool tc_history_reads(const TcHistoryStep *step, uint32_t answer, uint32_t cell);
/* Does the conclusion or the total that @what is about rest on the indicator that @on is about? */
bool tc_history_rests_on(const TcHistoryStep *step, const TcImpactTurn *what,
                         const TcImpactTurn *on);
/* The unit's place in a corner; NULL where its rules have not the ranking. */
const TcRankingResult *tc_history_rank_at(const TcHistoryStep *step, const TcHistoryRank *rank,
                                          unsigned corner);
/* Judges all corners and finds the changes. What is wrong with the unit's own row goes to @diags.
 * Returns: false with @error set, or with errors in @diags. */
bool tc_history_run(TcHistory *history, TcDiagList *diags, GError **error);

/* --- private to history*.c --- */

/* The least sets of movers that come to the new answer whatever else moves. */
unsigned tc_history_least_movers(const uint32_t at[TC_N_CORNERS]);
/* Lists the rankings in which the unit's place moves. */
void tc_history_find_ranks(TcHistoryStep *step);
/* Lists the cells that differ between the files of a step. */
void tc_history_find_cells(TcHistoryStep *step);
/* Of these, those that @what reads by either version. Returns: (transfer full). */
GArray *tc_history_cells_read(const TcHistoryStep *step, const TcImpactTurn *what);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcHistory, tc_history_free)

#endif
