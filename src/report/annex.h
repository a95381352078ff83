/* The annex of one unit: every indicator in the decision's order, as the province's own form has
 * it. */
#ifndef TC_REPORT_ANNEX_H
#define TC_REPORT_ANNEX_H

#include "exec/run.h"
#include "report/figures.h"

typedef struct {
    const TcFigures *figures;
    const TcRun *run; /* by which the unit was judged */
    TcLang lang;
    unsigned width; /* columns of a line */
    bool colour;
} TcAnnexPage;

/* Appends the annex of row @row. Pre: the results' evaluator stands (see exec/evaluate.h). */
void tc_annex(const TcAnnexPage *page, const TcBlock *block, const TcResults *results, uint32_t row,
              GString *out);

#endif
