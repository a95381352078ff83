/* Inside of explain_runs.h: parts of the values of one open cell, and how they are judged. */
#ifndef TC_EXEC_EXPLAIN_RUNS_INTERNAL_H
#define TC_EXEC_EXPLAIN_RUNS_INTERNAL_H

#include "exec/complete.h"
#include "exec/evaluator.h"
#include "exec/explain_runs.h"
#include "exec/ranges.h"

enum { TC_RUNS_TOGETHER = 32 }; /* parts that are judged in one block */

typedef enum { TC_RUN_LEFT, TC_RUN_KNOWN, TC_RUN_OPEN } TcRunState;

typedef struct {
    TcPiece piece;
    TcRunState state;
} TcRunPart;

typedef struct {
    const TcExplainer *explainer;
    const TcTried *tried;
    TcEvaluator *ev;
    TcRefKind kind;
    TcAsk ask;
    uint32_t index, column;
    uint32_t n_open; /* cells; 1: no other one */
    bool asked;      /* rules ask for the label that the cell gives as it is open */
    uint64_t budget; /* indicators and cells that may yet be judged */
    bool spent;      /* more was wanted */
    bool settled;    /* the answer is, somewhere, as far as known */
    GArray *endless; /* TcPartCell: other open cells that only what any number may be ends */
    GArray *parts, *smaller, *pieces;
    GArray *held; /* TcPartCell: scratch */
} TcRuns;

/* Takes from the budget what judging so many rows costs, and so many more whose open cells are
 * first completed one by one, each narrowing the others. Returns: false, for good, where that is
 * more than is left. */
bool tc_runs_take(TcRuns *runs, uint32_t n_rows, uint32_t n_completed);
/* The column held from @low to @high, by number. */
TcPartCell tc_runs_cell(const TcRuns *runs, uint32_t column, int64_t low, int64_t high);
/* Writes the row with the cells in `held` held so into row @to of the parts. */
void tc_runs_put_held(TcRuns *runs, uint32_t to);
/* The same with the cell alone held from @low to @high. */
void tc_runs_put(TcRuns *runs, int64_t low, int64_t high, uint32_t to);
/* What row @row of the parts gives, or TC_PIECE_INVALID. */
uint64_t tc_runs_answer(const TcRuns *runs, uint32_t row);

/* explain_runs_open.c: mark those of @n parts that are left and open at each of their values. */
void tc_runs_find_silent(TcRuns *runs, TcRunPart *parts, uint32_t n);
void tc_runs_find_open(TcRuns *runs, TcRunPart *parts, uint32_t n);

#endif
