/* One unit over several periods, for people and for programs: text, CSV (a line a change), JSON
 * (tieuchi/history/1) and a page for a browser. */
#ifndef TC_REPORT_HISTORY_H
#define TC_REPORT_HISTORY_H

#include "engine/history.h"
#include "report/csv_writer.h"
#include "report/figures.h"

typedef struct {
    const TcHistory *history; /* after its run */
    TcLang lang;
    TcFiguresFor figures;
} TcHistoryPage;

void tc_history_text(const TcHistoryPage *page, unsigned width, bool colour, GString *out);
void tc_history_csv(const TcHistoryPage *page, TcCsvWriter *csv);
void tc_history_json(const TcHistoryPage *page, GString *out);
void tc_history_html(const TcHistoryPage *page, GString *out);

#endif
