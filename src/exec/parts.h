/* Parts of a row: its open cells held to less than they can be (parts.c, halve.c). */
#ifndef TC_EXEC_PARTS_H
#define TC_EXEC_PARTS_H

#include "exec/complete.h"
#include "exec/evaluator.h"

enum { TC_MOST_CUT = 12 }; /* cells of a row that are cut */

typedef struct {
    TcPartCell cells[TC_MOST_CUT];
    uint32_t n;      /* cells */
    uint32_t next;   /* the cell that is cut next */
    uint32_t search; /* for which it is judged */
} TcPart;

/* The place of an open cell of @row among those of @whole that are cut, which it joins.
 * Returns: TC_MOST_CUT: it cannot. */
uint32_t tc_part_place(const TcEvaluator *ev, uint32_t row, TcPart *whole, uint32_t column);
/* Is it a number or a day, with others between its ends? */
bool tc_part_is_range(const TcEvaluator *ev, const TcPartCell *cell);
/* Cuts the cell @only of @part (TC_MOST_CUT: the next one that can be cut) and adds what comes of
 * it to @smaller. Returns: false if nothing can be cut. */
bool tc_part_cut(const TcEvaluator *ev, const TcPart *part, uint32_t only, GArray *smaller);

#endif
