/* Linear forms over the cells of a block (plan->linears): their sums over known cells, their bounds
 * over open ones. */
#ifndef TC_EXEC_LINEAR_H
#define TC_EXEC_LINEAR_H

#include "exec/slots.h"

typedef struct {
    TcWide low, high;
    bool below, above;
} TcWideSpan;
/* Bounds of the column terms and constant of @form on one row, times the form's denominator. Cells
 * of @positive (a column or TC_NO_NODE) are taken to be at least 1. Returns: false when it
 * overflows. */
bool tc_linear_span(const TcEvaluator *ev, const TcLinear *form, uint32_t row, uint32_t positive,
                    TcWideSpan *span);
/* The same in rationals, of any size. */
void tc_linear_exact(TcEvaluator *ev, const TcLinear *form, uint32_t row, uint32_t positive,
                     TcExact *exact);
/* The one column that makes up @form with a positive weight, or TC_NO_NODE. */
uint32_t tc_linear_only_column(const TcEvaluator *ev, const TcLinear *form);
/* The same if it counts whole things, so that it is at least 1 where it is not 0. */
uint32_t tc_linear_counted(const TcEvaluator *ev, const TcLinear *form);
/* Rows in which a cell of @form is open. */
void tc_linear_open(const TcEvaluator *ev, const TcLinear *form, uint64_t *open);
/* Upper bound of |sum| over known cells; saturates at UINT64_MAX. */
uint64_t tc_linear_magnitude(const TcEvaluator *ev, const TcLinear *form);
/* sum[r] = constant + sum of weight * cell, known cells only, modulo 2^64. */
void tc_linear_dense(const TcEvaluator *ev, const TcLinear *form, int64_t *sum);
/* bits[r] = sum[r] >= 0 (or = 0) of the same sums. */
void tc_linear_signs(const TcEvaluator *ev, const TcLinear *form, bool equal, uint64_t *bits);
#endif
