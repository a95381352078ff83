/* TcLine: a comparison as one cell of the row runs through its values, where its sides are sums,
 * multiples and quotients of straight lines in that cell. So which side is above is computed, with
 * no question to the evaluator; what it gives is what the evaluator would answer. */
#ifndef TC_EXEC_LINE_H
#define TC_EXEC_LINE_H

#include "exec/comparisons.h"

typedef struct TcLine TcLine;

/* The other cells are as they stand in @probe. Returns: (transfer full), or NULL where it is not
 * such a comparison, or a part of it has no value. */
TcLine *tc_line_new(TcProbe *probe, const TcComparison *comparison, uint32_t column);
void tc_line_free(TcLine *line);
/* As tc_comparison_sign with the value of this number (probe.h) in the cell. */
int tc_line_sign(TcLine *line, int64_t number);

#endif
