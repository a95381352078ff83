/* Completions and parts of one row, judged again and again: what rests on no cell in which they
 * differ is judged once. Before: an evaluator that has judged a block of that one row; after: the
 * blocks that it completes and cuts keep the cells that are alike, and its inner evaluators run
 * the nodes that differ (complete.c, evaluate.c). */
#ifndef TC_EXEC_ONE_ROW_H
#define TC_EXEC_ONE_ROW_H

#include "exec/evaluator.h"

/* Cells, and nodes of the plan, that differ from completion to completion of the row. */
typedef struct TcOneRow {
    uint32_t *columns; /* that are open in the row; n_columns, sorted */
    uint32_t n_columns;
    bool *cells, *nodes; /* per column, per node: does it differ? */
} TcOneRow;

/* From now on all that @ev completes and cuts is the row that it has judged; until the end of that,
 * where it is judged anew. Nothing happens where cells of the row do not fit, or a rule asks what
 * is open. Pre: the plan keeps what its nodes give (tc_plan_new_telling). */
void tc_one_row_begin(TcEvaluator *ev);
void tc_one_row_end(TcEvaluator *ev);

/* Empties the inner block for @n completions; of one row the cells that are alike stay there. */
void tc_one_row_start(TcEvaluator *ev, uint32_t n);

/* Of an inner evaluator: are its rows completions of one row, and what is alike of the slice known
 * for as many? */
bool tc_one_row_stands(const TcEvaluator *ev);
/* Runs what differs of the slice, and what is alike if it does not stand. Pre: they are. */
void tc_one_row_run(TcEvaluator *ev);

#endif
