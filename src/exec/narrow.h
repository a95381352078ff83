/* Row rules (plan->rules) over a box: what they leave of its open cells. */
#ifndef TC_EXEC_NARROW_H
#define TC_EXEC_NARROW_H

#include "exec/box.h"

/* Inwards, whole numbers only: of a completion every number is one of the stored ones. */
typedef enum { TC_ROUND_OUTWARDS, TC_ROUND_INWARDS } TcRounding;

typedef struct {
    const TcEvaluator *ev;
    TcBox *box;
    uint32_t n_rules; /* the first of the plan's */
    TcRounding rounding;
} TcNarrowing;

/* Narrows the box by the rules that are due. Returns: whether it holds anything still. Cost: the
 * terms of those rules, in rounds: a row limit adds a round, and eight more are for other rules. */
bool tc_narrow(const TcNarrowing *n);
/* All rules are due: the box is new, or is rounded another way from now on. */
void tc_narrow_all(const TcPlan *plan, TcBox *box);
/* The rules that read @column are due. */
void tc_narrow_column(const TcPlan *plan, TcBox *box, uint32_t column);
/* Does the rule not hold, whatever the box's open cells are? */
bool tc_narrow_violates(const TcNarrowing *n, const TcRowRule *rule);
/* Does the rule say something of the box's row? */
bool tc_narrow_speaks(const TcNarrowing *n, const TcRowRule *rule);
/* Is what is left of the column rounded to whole numbers within? */
bool tc_narrows_inwards(const TcNarrowing *n, uint32_t column);

#endif
