/* TcReader: a data file read block by block, as CSV or JSON, every bad cell reported with its
 * place.
 *
 * The first row holds headings, matched to the schema by the name rule; unit columns are found by
 * their usual headings (Mã đơn vị, Mã xã, Code; Tên đơn vị, Xã, Unit; Huyện, District). Strict: a
 * file with a bad cell ends in diagnostics and no block is delivered after it; lenient: the cell is
 * open with reason BAD_CELL and the diagnostic is a warning. Memory does not grow with the file. */
#ifndef TC_DATA_READER_H
#define TC_DATA_READER_H

#include "base/diag.h"
#include "data/block.h"

typedef struct TcReader TcReader;

typedef enum { TC_FORMAT_BY_NAME, TC_FORMAT_CSV, TC_FORMAT_JSON } TcDataFormat;

typedef struct {
    TcDataFormat format;
    bool lenient;
    unsigned limit; /* diagnostics of cells listed; 0: TC_DIAG_LIMIT; the rest are counted */
} TcReadOptions;

enum { TC_CELL_MAX_BYTES = 1 << 20 }; /* a longer cell is an error, found without storing it */

/* Opens @path ("-": standard input). Mistakes of the heading row go to @diags; NULL then, or with
 * @error set when the file cannot be read. @schema and @diags are borrowed.
 * Returns: (transfer full). */
TcReader *tc_reader_open(const char *path, const TcSchema *schema, const TcReadOptions *options,
                         TcDiagList *diags, GError **error);
void tc_reader_free(TcReader *reader);

/* Reads up to @max_rows (<= TC_BLOCK_ROWS) rows into @block. Returns: false at the end of the file,
 * or with errors in the diagnostics (strict), or with @error set (read failure). */
bool tc_reader_next(TcReader *reader, TcBlock *block, uint32_t max_rows, GError **error);

/* Facts for reports. The place "file:line:column [heading]" of a cell. Returns: (transfer full). */
char *tc_reader_place(const TcReader *reader, uint32_t line, uint32_t column);
bool tc_reader_has_column(const TcReader *reader, uint32_t column);
bool tc_reader_has_appraisals(const TcReader *reader); /* at least one "Thẩm định <code>" column */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcReader, tc_reader_free)

#endif
