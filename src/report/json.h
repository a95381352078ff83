/* Results as JSON (docs/json.md, tieuchi/eval/1): a head, units one a line, and sums. */
#ifndef TC_REPORT_JSON_H
#define TC_REPORT_JSON_H

#include "report/json_gen.h"
#include "report/origin.h"
#include "report/summary.h"

/* Members that say which rules these are, by which decision, for whom and since when. */
void tc_json_decision(TcJson *json, const TcModel *model);
/* These, how many indicators it has, how many of them are not checked, and what it states of its
 * source. */
void tc_json_set(TcJson *json, const TcModel *model);
/* The members that name a part: its kind and code. */
void tc_json_part(TcJson *json, const TcOriginPart *part);
/* `"run": {…}` */
void tc_json_run(TcJson *json, const TcReportRun *run);
/* The members of all that a part states of where it comes from; with @nulls those too that it does
 * not state. */
void tc_json_provenance(TcJson *json, const TcProvenance *about, bool nulls);
/* The members of one unit: who it is, and what it came to. Thread-safe. */
void tc_json_unit(TcJson *json, const TcBlock *block, const TcResults *results, uint32_t row);
/* `{"schema": …, "units": [` */
void tc_eval_json_begin(const TcModel *model, const TcReportRun *run, GString *out);
/* One unit as an object, without a comma or line end.. Thread-safe. */
void tc_eval_json_unit(const TcBlock *block, const TcResults *results, uint32_t row, GString *out);
/* `], "summary": …}` */
void tc_eval_json_end(const TcSummary *summary, GString *out);

#endif
