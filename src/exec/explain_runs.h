/* Inside of explain.h: what is proved of an open answer as one open cell runs through its values
 * (explain_runs.c), with the evaluator of the row (explain_told.c). Pre: `told`. */
#ifndef TC_EXEC_EXPLAIN_RUNS_H
#define TC_EXEC_EXPLAIN_RUNS_H

#include "exec/evaluate.h"
#include "exec/explain_internal.h"

/* What was found by trying: where the answer seems to turn, and two completions that differ. */
typedef struct {
    const GArray *pieces;  /* TcPiece, all the values of the cell */
    const uint32_t *cells; /* n_cells open ones */
    uint32_t n_cells;
    bool has_witnesses;
    const int64_t *witnesses[2]; /* their values by number (probe.h) */
} TcTried;

/* What an INDICATOR, VERDICT or GRADE comes to for every value of @column in a run, whatever the
 * other open cells are: runs in order, neighbours that come to the same joined; `answer` is a set,
 * never too small. @tried: TcPiece, all the values of the cell, as they seem to turn. @proved: set
 * to whether what is open is so at each value; it is not known of all within the budget. Returns:
 * (transfer full) TcPiece. */
GArray *tc_explain_runs(TcExplainer *explainer, TcRefKind kind, uint32_t index, uint32_t column,
                        const TcTried *tried, bool *proved);

TcAsk tc_explain_ask_of(TcRefKind kind);
/* The evaluator that has judged the row. (transfer none) */
TcEvaluator *tc_explain_told_evaluator(const TcExplainer *explainer);
/* What the row comes to with each of @n values (by number: probe.h; at most TC_BLOCK_ROWS) in
 * @column as if it stood in the file: sets of TC_OUT_* or labels; TC_PIECE_INVALID: it breaks a
 * constraint. */
void tc_explain_at_values(const TcExplainer *explainer, TcAsk ask, uint32_t index, uint32_t column,
                          const int64_t *numbers, uint32_t n, uint64_t *answers);

#endif
