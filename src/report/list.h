/* The indicators of a rule set, in the order of the decision: what `tieuchi list` prints. */
#ifndef TC_REPORT_LIST_H
#define TC_REPORT_LIST_H

#include "report/csv_writer.h"
#include "sema/model.h"

void tc_list_table(const TcModel *model, TcLang lang, unsigned width, bool colour, GString *out);
void tc_list_csv(const TcModel *model, TcLang lang, TcCsvStyle style, GString *out);
/* docs/json.md, tieuchi/list/1. */
void tc_list_json(const TcModel *model, GString *out);

#endif
