/* Row rules (plan->rules): open cells of one row held to each other, exactly.
 *
 * A box is what the cells of a row can be, of the columns that row rules name. The evaluator has
 * two: the row, and what is tried of it. */
#ifndef TC_EXEC_BOX_H
#define TC_EXEC_BOX_H

#include "exec/evaluate.h"
#include "exec/value.h"

/* What the cells of one row can be, of the columns that row rules name (plan->ruled); by column.
 */
typedef enum { TC_BOX_KNOWN, TC_BOX_OPEN, TC_BOX_APART } TcBoxCell;
typedef struct {
    int64_t *low, *high; /* stored units */
    uint8_t *cell; /* TcBoxCell; APART: no int64, or perhaps chưa có: rules are silent on it */
    uint64_t *due; /* per rule a bit: its cells moved since it was last looked at */
    bool empty;    /* nothing is in it */
} TcBox;

void tc_boxes_init(TcEvaluator *ev, uint32_t n_columns);
void tc_boxes_clear(TcEvaluator *ev);
/* Rows with an open cell that a row rule names. */
void tc_box_rows(const TcEvaluator *ev, uint64_t *rows);
/* Narrows the open cells of @row by the row rules, to nothing less than what its completions can
 * be. Known cells of a rule that no completion keeps become open. Pre: the row's ranges are those
 * declared. */
void tc_box_narrow_row(TcEvaluator *ev, uint32_t row);
/* Starts a completion of @row: its ruled cells as they were narrowed. */
void tc_box_start(TcEvaluator *ev, uint32_t row);
/* What an open cell can be beside the values given so far; false: no rule names it. */
bool tc_box_range(TcEvaluator *ev, uint32_t column, int64_t *low, int64_t *high);
/* Gives the open cell a value and narrows the others. */
void tc_box_give(TcEvaluator *ev, uint32_t column, int64_t value);

/* With other values in the row that was judged alone, by column (undefined: open): do the rules
 * leave its open cells anything? @moved: the @n columns that may be other than when they did. Yes
 * proves nothing. Cost: what the rules tie to those. */
bool tc_box_leaves(TcEvaluator *ev, const uint32_t *moved, uint32_t n, const TcValue *cells);

#endif
