/* TcConstraints: which row limits and data checks of a model speak of a column; inside of probe.h.
 */
#ifndef TC_EXEC_CONSTRAINTS_H
#define TC_EXEC_CONSTRAINTS_H

#include "exec/probe.h"

/* Returns: (transfer full). @model: borrowed. */
TcConstraints *tc_constraints_new(const TcModel *model);
void tc_constraints_free(TcConstraints *constraints);

/* Indices in the schema of the limits that name @column, @n of them. (transfer none) */
const uint32_t *tc_constraints_limits(const TcConstraints *constraints, uint32_t column,
                                      uint32_t *n);
/* The same of data checks. */
const uint32_t *tc_constraints_checks(const TcConstraints *constraints, uint32_t column,
                                      uint32_t *n);
/* The cells that limits and checks of @column read, itself among them. Returns: (transfer full) one
 * bool for each. */
bool *tc_constraints_beside(const TcConstraints *constraints, uint32_t column);
/* Does the row of @reference hold the range of @column, and all limits and checks that read it? */
bool tc_constraints_hold(const TcConstraints *constraints, TcReference *reference, uint32_t column);
/* Adds to @set the data checks that limits and checks tie to the cells of it that are not @known.
 */
void tc_constraints_add_tied(const TcConstraints *constraints, const bool *known,
                             TcComparisons *set);

#endif
