/* TcCsvWriter: CSV in the two styles that people need: for Excel by double click, and for programs.
 *
 * Excel: UTF-8 with BOM, lines ended by CR LF, parted by ';' in Vietnamese (whose decimal sign is
 * the comma) and ',' in English; a text that Excel would run as a formula is kept from it by an
 * apostrophe. Plain: no BOM, ',', LF, nothing changed. Cells are quoted only where they must be. */
#ifndef TC_REPORT_CSV_WRITER_H
#define TC_REPORT_CSV_WRITER_H

#include <glib.h>
#include <stdbool.h>
#include "base/lang.h"

typedef enum { TC_CSV_EXCEL, TC_CSV_PLAIN } TcCsvStyle;

typedef struct {
    GString *out;
    TcCsvStyle style;
    TcLang lang;
    bool begun; /* the line has a cell */
} TcCsvWriter;

/* Begins a file: the BOM, where there is one. */
void tc_csv_begin(TcCsvWriter *csv);
/* A cell of words. NULL is an empty one. */
void tc_csv_text(TcCsvWriter *csv, const char *text);
/* A cell that is a number already written in the file's style, or empty. */
void tc_csv_number(TcCsvWriter *csv, const char *text);
void tc_csv_integer(TcCsvWriter *csv, gint64 number);
void tc_csv_end_line(TcCsvWriter *csv);

/* The style of numbers: plain files have English ones. */
static inline TcLang tc_csv_numbers(const TcCsvWriter *csv)
{
    return csv->style == TC_CSV_PLAIN ? TC_LANG_EN : csv->lang;
}

#endif
