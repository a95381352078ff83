/* Explanations of many units as one JSON, "tieuchi/explanations/1" (docs/json.md). */
#ifndef TC_REPORT_EXPLAIN_UNITS_H
#define TC_REPORT_EXPLAIN_UNITS_H

#include "report/explain.h"
#include "report/json.h"

/* `{"schema": …, "units": [`; tc_eval_json_end closes it. */
void tc_explain_json_begin(const TcModel *model, const TcReportRun *run, const TcExplainView *view,
                           GString *out);
/* One unit as an object, without a comma or line end. Thread-safe. */
void tc_explain_json_unit(const TcExplanation *explanation, const TcExplainView *view,
                          GString *out);

#endif
