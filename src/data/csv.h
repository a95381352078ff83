/* TcCsv: splits the bytes of a CSV file into records, and a record into cells.
 *
 * A record ends at a line end (LF or CRLF) outside quotes. A quote opens a quoted cell only as its
 * first byte; inside, two quotes stand for one. The record is handed out in the input's window with
 * its line end overwritten by the delimiter, so that every cell, the last too, ends with one.
 * A cell over the limit is cut to its first bytes while it is read: it is never stored. */
#ifndef TC_DATA_CSV_H
#define TC_DATA_CSV_H

#include <stdint.h>
#include "data/input.h"

enum { TC_CSV_KEPT_BYTES = 32 }; /* of a cell that was cut */

typedef struct TcRecord {
    char *start, *end;     /* *end is the delimiter; start == end: an empty line */
    uint32_t line;         /* where it starts, from 1 */
    bool quoted;           /* it holds a quote somewhere */
    uint64_t row;          /* as a spreadsheet numbers it: the heading row is 1 */
    size_t offset, length; /* of its bytes, while these may move */
    GArray *cut; /* uint32_t: numbers of the cells that were too long; or NULL. Borrowed */
} TcRecord;

typedef enum {
    TC_CSV_RECORD,
    TC_CSV_END,
    TC_CSV_OPEN_QUOTE, /* the file ends inside a quoted cell; record.line is where it was opened */
    TC_CSV_TOO_LONG,   /* a record over TC_INPUT_MAX_BYTES */
    TC_CSV_FAILED,     /* read error */
} TcCsvStatus;

typedef struct {
    TcInput *input;
    char delimiter; /* 0: not known yet, any of , ; and tab */
    size_t cell_limit;
    uint32_t line; /* of the next record */
    uint64_t row;
    GArray *cut;
} TcCsv;

void tc_csv_init(TcCsv *csv, TcInput *input, size_t cell_limit);
void tc_csv_clear(TcCsv *csv);

/* The next record; it stays until the next call. */
TcCsvStatus tc_csv_next(TcCsv *csv, TcRecord *record, GError **error);
/* Looks at the bytes to come without consuming them: at most @most. */
const char *tc_csv_ahead(TcCsv *csv, size_t most, size_t *length, GError **error);
/* Looks at the next line without consuming it: at most @most bytes, no line end. */
const char *tc_csv_peek(TcCsv *csv, size_t most, size_t *length, GError **error);
void tc_csv_skip_line(TcCsv *csv);

/* Finds where the first @max cells of @record end: stops[i] is the offset from its start of the
 * delimiter behind cell i. @stops has room for @max + TC_CSV_STOPS_SLACK. Returns: how many cells
 * it found, at most @max. */
enum { TC_CSV_STOPS_SLACK = 64 + 8 };
uint32_t tc_csv_split(const TcRecord *record, char delimiter, uint32_t *stops, uint32_t max);

/* One cell, unquoted and without blanks around it. */
typedef struct {
    char *text;
    size_t length;
    bool stray_quote; /* something stands behind the closing quote */
} TcCsvCell;

/* Takes blanks off both ends: spaces, tabs, line ends, no-break spaces, zero-width marks. */
void tc_csv_trim(TcCsvCell *cell);

/* Reads the cell that starts at @at (quotes taken off in place). Returns: the byte after its
 * delimiter; beyond @end it was the last. */
char *tc_csv_cell(char *at, char *end, char delimiter, TcCsvCell *cell);

#endif
