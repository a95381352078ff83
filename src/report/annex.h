/* The annex of one unit: every indicator in the decision's order, as the province's own form has
 * it. */
#ifndef TC_REPORT_ANNEX_H
#define TC_REPORT_ANNEX_H

#include "exec/run.h"
#include "report/figures.h"

/* Appends the annex of row @row, judged by @run. Pre: the results' evaluator stands (see
 * exec/evaluate.h). */
void tc_annex(const TcFigures *figures, const TcBlock *block, const TcResults *results,
              uint32_t row, const TcRun *run, TcLang lang, unsigned width, bool colour,
              GString *out);

#endif
