/* Open answers of a row that are neither certain nor proved open, by the fork search (semantics.md
 * 2.3, step 3). */
#ifndef TC_EXEC_FORK_OPEN_H
#define TC_EXEC_FORK_OPEN_H

#include "exec/evaluate.h"

/* Searches all completions of each row for its unproved answers: an answer becomes the set of what
 * they give, and is proved open or certain. What the budget does not settle stays unproved, told in
 * the results. Not of one answer that is asked alone (tc_evaluator_ask_for): explaining asks that
 * of many rows, within a budget of its own. */
void tc_fork_open_block(TcEvaluator *ev);

typedef struct TcForkOpen TcForkOpen; /* what an evaluator keeps for it from row to row */
void tc_fork_open_free(TcForkOpen *open);

#endif
