/* TcColumns: which columns a CSV of results has, and their cells.
 *
 * A choice is written `id=code,g1=points(1),band=grade,verdict=verdict(X|đạt|không đạt|chưa rõ)`:
 * items parted by commas; heading=field, or the field alone, which is its own heading then. Fields
 * have an English and a Vietnamese name (grammar/columns.def). */
#ifndef TC_REPORT_COLUMNS_H
#define TC_REPORT_COLUMNS_H

#include "exec/needs.h"
#include "report/csv_writer.h"
#include "report/figures.h"

typedef struct TcColumns TcColumns;

/* All that staff ask for: the unit, verdicts, grades, total, each group, each indicator. Returns:
 * (transfer full). */
TcColumns *tc_columns_default(const TcModel *model, TcLang lang, TcCsvStyle style);
/* Reads a choice. Returns: (transfer full), or NULL with what is wrong and what to write in
 * @message and @fix (transfer full). */
TcColumns *tc_columns_parse(const char *text, const TcModel *model, TcLang lang, char **message,
                            char **fix);
/* Makes every row's note say @text too. */
void tc_columns_note(TcColumns *columns, const char *text);
void tc_columns_free(TcColumns *columns);

/* Returns: (transfer full) all that the columns tell, or NULL: they tell why answers are open, or
 * of indicators more than numbers. */
TcNeeds *tc_columns_needs(const TcColumns *columns, const TcModel *model, const TcFigures *figures);

void tc_columns_head(const TcColumns *columns, TcCsvWriter *csv);
/* The line of row @row. Thread-safe. */
void tc_columns_row(const TcColumns *columns, const TcFigures *figures, const TcBlock *block,
                    const TcResults *results, uint32_t row, TcCsvWriter *csv);

/* The fields and what they are, for help. Appended to @out. */
void tc_columns_help(TcLang lang, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcColumns, tc_columns_free)

#endif
