/* What the files of the exact way share. */
#ifndef TC_EXEC_EXACT_H
#define TC_EXEC_EXACT_H

#include "exec/kernels.h"

/* The value of the @i-th input (0 or 1) on one row, in scratch[1 + i]. */
TcExact *tc_exact_input(TcEvaluator *ev, const TcPlanNode *node, uint32_t i, uint32_t row);
/* Sets the flags of an operation that is undefined where an input is undefined or chưa có; @b may
 * be NULL. Returns: whether it can be a number. */
bool tc_exact_strict(TcExact *result, const TcExact *a, const TcExact *b);
/* A quotient (TC_PLAN_QUOTIENT) of known integers, without rationals. Returns: false: it is none.
 */
bool tc_quotient_fraction(const TcEvaluator *ev, const TcPlanNode *node, uint32_t row,
                          TcFraction *value);

#endif
