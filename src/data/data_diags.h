/* TcDataDiags: the diagnostics of one data file: places, the limit, strict or lenient.
 *
 * Mistakes of cells and rows are listed up to the limit and counted beyond it, so neither memory
 * nor output grows with a bad file. Lenient: they are warnings. Mistakes of the file itself (its
 * headings, its form) are errors in either case. */
#ifndef TC_DATA_DATA_DIAGS_H
#define TC_DATA_DATA_DIAGS_H

#include "base/diag.h"
#include "data/cell.h"

typedef struct {
    TcDiagList *diags; /* borrowed */
    char *file;        /* as messages print it */
    bool lenient;
    unsigned limit;
    unsigned listed;
    uint64_t unlisted;
    uint64_t blanks; /* empty cells that mean missing, listed or not */
    bool encoding;   /* a wrong encoding was reported: once is enough for a file */
    bool failed;     /* an error that ends the run: any when strict */
    bool of_file;    /* an error of the file itself: lenient or not, it ends the run */
    struct {
        unsigned length, listed;
        uint64_t unlisted;
        bool encoding, failed;
    } before; /* how things stood before the row */
} TcDataDiags;

/* Where: a line of the file; a column by letter and heading, a key of JSON without letter. */
typedef struct {
    uint32_t line;
    uint64_t row;        /* as a spreadsheet numbers it; 0 in JSON */
    const char *letter;  /* NULL: none */
    const char *heading; /* NULL: the row as a whole */
} TcDataPlace;

void tc_data_diags_init(TcDataDiags *report, TcDiagList *diags, const char *path, bool lenient,
                        unsigned limit);
void tc_data_diags_clear(TcDataDiags *report);

/* Of a part of the file that is read apart: @part collects by itself, in a list of its own, and is
 * added to @whole in the order of the file, which then decides what is listed. */
void tc_data_diags_init_part(TcDataDiags *part, const TcDataDiags *whole);
void tc_data_diags_clear_part(TcDataDiags *part);
/* Empties @part. */
void tc_data_diags_join(TcDataDiags *whole, TcDataDiags *part);

enum { TC_DATA_ARGS = 6 };
/* A mistake of the file: an error always (unless the catalogue says warning). @args: up to
 * TC_DATA_ARGS texts, the rest NULL. */
void tc_data_diag_file(TcDataDiags *report, TcDiagCode code, const TcDataPlace *place,
                       const char *const args[TC_DATA_ARGS]);
/* A row begins; what was said of its cells is forgotten if it turns out to be no unit. */
void tc_data_diags_begin_row(TcDataDiags *report);
void tc_data_diags_forget_row(TcDataDiags *report);
/* Will the next mistake of a row only be counted? */
bool tc_data_diags_full(const TcDataDiags *report);
/* A mistake of a cell or row: under the limit, softened when lenient. */
void tc_data_diag_row(TcDataDiags *report, TcDiagCode code, const TcDataPlace *place,
                      const char *const args[TC_DATA_ARGS]);
/* The refused cell @cell whose text is @text. */
void tc_data_diag_cell(TcDataDiags *report, const TcCellRule *rule, const TcCell *cell,
                       const TcDataPlace *place, const char *text, size_t length);
/* A cell outside the schema (code, name): the same without a rule. */
void tc_data_diag_text(TcDataDiags *report, TcDiagCode code, const TcDataPlace *place,
                       const char *text, size_t length);
/* One line for what was not listed, and one for empty cells beyond the first @blanks. */
void tc_data_diags_finish(TcDataDiags *report, unsigned blanks);

/* "file:line: column F [heading]" of @place. Returns: (transfer full). */
char *tc_data_place(const TcDataDiags *report, const TcDataPlace *place);
/* "C7", or the heading where there are no letters. Returns: (transfer full). */
char *tc_data_cell_name(const TcDataPlace *place);
/* At most 60 letters of a cell, valid, on one line. Returns: (transfer full). */
char *tc_data_quote(const char *text, size_t length);
/* "en" for a file of Vietnamese style: what --data-style would have to say. Returns: static. */
const char *tc_data_other_style(TcLang style);
/* A storage value or exact number of the column as people write it. Returns: (transfer full). */
char *tc_data_number(const TcColumnSpec *spec, const mpq_t value, TcLang lang);
/* "từ 0% đến dưới 50%": the range of a column in the words of @lang, its ends as the cells of a
 * @style file are written; STATED: without ends that nobody stated but 0; LOW: the lower end alone;
 * HIGH: without a lower one that is only how far any number may go.
 * Returns: (transfer full), "" if there is none. */
typedef enum { TC_ENDS_ALL, TC_ENDS_STATED, TC_ENDS_LOW, TC_ENDS_HIGH } TcRangeEnds;
char *tc_data_range(const TcColumnSpec *spec, TcRangeEnds ends, TcLang style, TcLang lang);
/* Excel's letters of a column: 0 is A, 26 is AA. */
enum { TC_LETTERS = 8 };
char *tc_data_letters(uint32_t column, char letters[TC_LETTERS]);

#endif
