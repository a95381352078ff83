/* Completions: open cells of a row filled in and judged by an evaluator of their own (complete.c),
 * to prove answers open (witness.c, sweep.c); parts of rows (halve.c). */
#ifndef TC_EXEC_COMPLETE_H
#define TC_EXEC_COMPLETE_H

#include "exec/asked.h"

/* How the open cells of a completion are filled: at one of eight corners, or cell by cell. */
typedef struct {
    unsigned bits;        /* of a corner */
    const uint8_t *cells; /* per column an option; NULL: the corner */
} TcWish;
/* How many options an open cell has: low, high; no, yes; each choice, and another text; chưa có is
 * the last. Where ev->within has a value of the column, that comes before them. */
uint32_t tc_complete_options(const TcEvaluator *ev, uint32_t column, uint32_t row);
/* Makes room for @n completions in ev->inner_block. @resolves: what is undefined is seen one way in
 * a row, in even rows as not applicable (or not met), in odd ones as met; else both ways. */
void tc_complete_start(TcEvaluator *ev, uint32_t n, bool resolves);
/* Writes a completion of @row into row @to of it. */
void tc_complete(TcEvaluator *ev, uint32_t row, const TcWish *wish, uint32_t to);
/* Judges completions or parts into ev->inner_results; @data_error there tells which completions
 * break a rule after all, and which parts hold no completion. */
void tc_complete_judge(TcEvaluator *ev);
/* Asks only whether they break a rule. */
void tc_complete_check(TcEvaluator *ev);
/* Does completion @row, as it was judged, leave a conclusion with one answer, and hold nothing of
 * what it rests on that could be seen another way? */
bool tc_closes(const TcEvaluator *ev, TcAsk ask, uint32_t index, uint32_t row);
/* What a part of a row holds an open cell to; a value where low is high. */
typedef struct {
    uint32_t column;
    int64_t low, high;
    bool may_none; /* or it is chưa có */
} TcPartCell;
/* The same for @n parts. */
void tc_parts_start(TcEvaluator *ev, uint32_t n, bool resolves);
/* Writes the part of @row in which the @n @cells are held so into row @to of it. */
void tc_parts_put(TcEvaluator *ev, uint32_t row, const TcPartCell *cells, uint32_t n, uint32_t to);
/* What is undefined of @indicator is seen as @outcome, 0: both ways, in row @row of what is
 * started. Pre: it resolves. */
void tc_see(TcEvaluator *ev, uint32_t indicator, unsigned outcome, uint32_t row);
/* Cuts rows with an answer that is not proved open into parts (halve.c). */
void tc_halve_block(TcEvaluator *ev);
/* Rows in which all that a conclusion rests on is settled, or undefined, whatever is missing. */
void tc_settled_rows(const TcEvaluator *ev, const TcPlanBasis *basis, uint64_t *rows);
/* Finds conclusions not proved open that every completion leaves open by the rule (silent.c). */
void tc_silent_block(TcEvaluator *ev);
/* Tries the best and the worst of every cell on conclusions that are not proved open. */
void tc_sweep_block(TcEvaluator *ev);
void tc_sweep_row(TcEvaluator *ev, uint32_t row);
/* Finds rows in which a grade that is told has three labels or more, not each of which a completion
 * was found to have: ev->wide. */
void tc_wide_block(TcEvaluator *ev);
/* Tries eight completions of every row with an unsettled answer; sets `unproved`. */
void tc_witness_block(TcEvaluator *ev);

#endif
