/* Completions: open cells of a row filled in and judged by an evaluator of their own (complete.c),
 * to prove answers open (witness.c, sweep.c). */
#ifndef TC_EXEC_COMPLETE_H
#define TC_EXEC_COMPLETE_H

#include "exec/evaluate.h"

/* How the open cells of a completion are filled: at one of eight corners, or cell by cell. */
typedef struct {
    unsigned bits;        /* of a corner */
    const uint8_t *cells; /* per column: low or high, no or yes, which choice; NULL: the corner */
} TcWish;
/* Makes room for @n completions in ev->inner_block. */
void tc_complete_start(TcEvaluator *ev, uint32_t n);
/* Writes a completion of @row into row @to of it. */
void tc_complete(TcEvaluator *ev, uint32_t row, const TcWish *wish, uint32_t to);
/* Judges them into ev->inner_results; @data_error there tells which break a rule after all. */
void tc_complete_judge(TcEvaluator *ev);
/* Tries the best and the worst of every cell on conclusions that are not proved open. */
void tc_sweep_block(TcEvaluator *ev);
/* Tries eight completions of every row with an unsettled answer; sets `unproved`. */
void tc_witness_block(TcEvaluator *ev);

#endif
