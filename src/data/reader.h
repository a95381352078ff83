/* TcReader: a data file read block by block, as CSV or JSON, each bad cell reported with its place.
 *
 * The first row holds headings, matched to the schema by the name rule; unit columns are found by
 * their usual headings (Mã đơn vị, Mã xã, Code; Tên đơn vị, Xã, Unit; Huyện, District), the words
 * of which stand in grammar/data_words.def. Strict: a file with a bad cell ends in diagnostics and
 * no block is delivered after it, but the rest is still checked; lenient: the cell is open with
 * reason BAD_CELL (a rough figure: APPROXIMATE) and the diagnostic is a warning.
 *
 * CSV: UTF-8, parted by , ; or tab as the heading row shows or a line sep= says; quoted cells may
 * hold line ends. Empty rows, empty columns and columns that the schema does not know are passed
 * over. An appraisal column takes chấp nhận, có, đạt, x, accepted, yes (accepted) and không chấp
 * nhận, không, không đạt, chưa đạt, rejected, no (rejected); chờ thẩm định, pending are as empty.
 * JSON: an array of objects, an object whose key "units" holds one, or an object a line; null is an
 * empty cell, and so is a key that a unit leaves out while one before it, or one of the same block,
 * has it; else that is open with NO_COLUMN.
 *
 * Memory does not grow with the file, but for the codes of its rows, kept up to a million rows to
 * find one that stands twice. What the rules ask of the row as a whole is for whoever judges the
 * block to find, and for tc_reader_breach to report. */
#ifndef TC_DATA_READER_H
#define TC_DATA_READER_H

#include "base/diag.h"
#include "data/block.h"
#include "data/unit_list.h"

typedef struct TcReader TcReader;
typedef struct TcUnits TcUnits;

typedef enum { TC_FORMAT_BY_NAME, TC_FORMAT_CSV, TC_FORMAT_JSON } TcDataFormat;

typedef struct {
    TcDataFormat format;
    bool lenient;
    unsigned limit; /* diagnostics of cells listed; 0: TC_DIAG_LIMIT; the rest are counted */
    TcLang style;   /* of numbers and yes/no words: 60,5 or 60.5. JSON numbers are always English */
    bool any_columns;     /* columns that the file lacks are no matter: nothing is said of them */
    unsigned blanks;      /* warn of the first so many empty cells that mean missing; 0: of none */
    const TcUnits *units; /* a register: every row must be of one of its units; may be NULL */
    const char *level;  /* of the units, as the rules say it: no district among communes; or NULL */
    TcUnits *namesakes; /* takes the rows that, lenient, are left out because a row before has
                           their name and neither has a code; may be NULL */
    TcUnits *twins;     /* takes all rows that are left out so: a row before is of the same unit */
    const TcUnitList *only_for; /* empty cells of other units are no matter; NULL: of all are */
} TcReadOptions;

enum { TC_CELL_MAX_BYTES = 1 << 20 }; /* a longer cell is an error, found without storing it */

/* Opens @path ("-": standard input). Mistakes of the heading row go to @diags; NULL then, or with
 * @error set when the file cannot be read. @schema and @diags are borrowed.
 * Returns: (transfer full). */
TcReader *tc_reader_open(const char *path, const TcSchema *schema, const TcReadOptions *options,
                         TcDiagList *diags, GError **error);
/* The same from @fd, which is closed in the end; @name is what messages print. */
TcReader *tc_reader_open_fd(const char *name, int fd, const TcSchema *schema,
                            const TcReadOptions *options, TcDiagList *diags, GError **error);
/* The same over @length bytes of @bytes, which stay borrowed; @name is what messages print. The
 * format BY_NAME is told by the first byte when the name does not tell it. */
TcReader *tc_reader_open_bytes(const char *name, const char *bytes, size_t length,
                               const TcSchema *schema, const TcReadOptions *options,
                               TcDiagList *diags);
void tc_reader_free(TcReader *reader);

/* Reads up to @max_rows (<= TC_BLOCK_ROWS) rows into @block; fewer come where texts are very long.
 * Returns: false at the end of the file, or with errors in the diagnostics (strict; or a file that
 * cannot be read on), or with @error set (read failure). */
bool tc_reader_next(TcReader *reader, TcBlock *block, uint32_t max_rows, GError **error);

/* The same in three steps, so that the rows of several blocks can be read at once. A TcFilePart
 * holds the bytes of one block's rows. */
typedef struct TcFilePart TcFilePart;
TcFilePart *tc_file_part_new(TcReader *reader);
void tc_file_part_free(TcFilePart *part);
/* First, in one thread: cuts the next rows off the file for @part; where rows must be read in order
 * (JSON, lenient) they are already read into @block. Returns: false at the end of the file, or with
 * @error set. */
bool tc_reader_cut(TcReader *reader, TcFilePart *part, TcBlock *block, uint32_t max_rows,
                   GError **error);
/* Second, in any thread: reads them into @block, the one given before. */
void tc_file_part_read(TcFilePart *part, TcBlock *block);
/* Third, in the thread and in the order of the cuts: holds them against the rows before. Returns:
 * false when the block is not to be used: it is empty, or the file has mistakes (strict). */
bool tc_reader_join(TcReader *reader, TcFilePart *part, const TcBlock *block);
/* A row of a joined block that breaks a limit between columns or a data check, as whoever judged
 * the block found. Cells that were known are told as they were (tc_block_withdrawn). */
typedef struct {
    uint32_t row;
    const uint32_t *columns; /* the cells that it is about: n_columns, in order */
    uint32_t n_columns;
    const TcColumnLimit *limit; /* the limit; NULL: another condition … */
    uint32_t column;     /* … on this column, or >= the schema's number of them: on the row */
    const char *message; /* what the rules say of it; NULL if nothing */
    TcSpan words;        /* the condition in the rule file */
    bool together;       /* it can be kept, but not with all others */
} TcRowBreach;
/* After the join of the block, in the same thread: reports it, as a bad cell is reported. */
void tc_reader_breach(TcReader *reader, const TcBlock *block, const TcRowBreach *breach);
/* Do the file's mistakes forbid to use any of its blocks from now on (strict)? */
bool tc_reader_failed(const TcReader *reader);
/* Would the run go on if the reader were lenient? */
bool tc_reader_lenient_helps(const TcReader *reader);
/* After the last block was joined: what is judged over the whole file. */
void tc_reader_finish(TcReader *reader);

/* Facts for reports. The place "file:line: column F [heading]" of a cell, in the diagnostics'
 * language. In any thread, of a cell that a block handed out has (its column is there). Returns:
 * (transfer full). */
char *tc_reader_place(const TcReader *reader, uint32_t line, uint32_t column);
/* Of all that was read so far the headings that name no column of the schema and no field of a
 * unit. */
unsigned tc_reader_n_unknown(const TcReader *reader);
/* One of them; *@place: (transfer full) as of a cell. */
const char *tc_reader_unknown(const TcReader *reader, unsigned index, char **place);
bool tc_reader_has_appraisals(const TcReader *reader); /* at least one "Thẩm định <code>" column */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcReader, tc_reader_free)

#endif
