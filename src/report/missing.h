/* TcMissing: the list of what units still have to send in, as CSV (eval --missing).
 *
 * Before: a plan, which tells the columns that each answer reads; judged rows. After: a line for
 * each open cell of a row that an open answer reads, with why it is open and which answers wait for
 * it. A cell that nothing open reads has no line: whatever it is, nothing changes. A unit of the
 * register that has no row has one line. */
#ifndef TC_REPORT_MISSING_H
#define TC_REPORT_MISSING_H

#include "exec/results.h"
#include "exec/run.h"
#include "plan/plan.h"
#include "report/csv_writer.h"

typedef struct TcMissing TcMissing;

/* @plan and @run are borrowed; @run->appraisals may be set later, before the first row. Returns:
 * (transfer full). Cost: the plan, once an indicator. */
TcMissing *tc_missing_new(const TcPlan *plan, const TcRun *run);
void tc_missing_free(TcMissing *missing);

void tc_missing_head(TcCsvWriter *csv);
/* The lines of row @row, in the order of the declared columns, appraisals behind them. Pre: the
 * results' evaluator stands (exec/evaluate.h). */
void tc_missing_row(TcMissing *missing, const TcBlock *block, const TcResults *results,
                    uint32_t row, TcCsvWriter *csv);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcMissing, tc_missing_free)

#endif
