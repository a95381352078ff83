/* The inside of a TcReader, shared by its parts: reader.c (open, next), reader_csv.c and
 * reader_json.c (one format each), rows.c (what a row must be, whatever the format). */
#ifndef TC_DATA_READER_STATE_H
#define TC_DATA_READER_STATE_H

#include "data/cell.h"
#include "data/codes.h"
#include "data/data_diags.h"
#include "data/headings.h"
#include "data/input.h"
#include "data/reader.h"

/* Where a column of the schema, or a field of the unit, stands in the file. */
typedef struct {
    bool present;
    char letters[TC_LETTERS]; /* "" in JSON */
    char *heading;            /* as in the file; NULL while not present */
} TcColumnSource;

typedef struct TcCsvReader TcCsvReader;
typedef struct TcJsonReader TcJsonReader;

struct TcReader {
    const TcSchema *schema;
    uint32_t n_columns; /* the schema's and its appraisals */
    TcReadOptions options;
    TcDataDiags report;
    TcInput *input;
    TcHeadings *headings;
    TcCellRule *rules;       /* n_columns */
    TcColumnSource *sources; /* n_columns, then TC_N_FIELDS */
    TcCodes *codes;
    TcCsvReader *csv; /* one of the two */
    TcJsonReader *json;
    TcFilePart *part; /* of tc_reader_next, made when first needed */
    uint64_t n_rows;  /* cut off so far */
    bool ended;       /* nothing more to read */
    bool no_field;    /* a cell of the row's unit could not be read */
    bool finished;    /* what is judged over the whole file was judged */
    bool apart; /* reads parts of the file, and knows nothing of the rows before (file_part.c) */
};

/* What is known of the row being read. */
typedef struct {
    uint32_t index; /* in the block */
    uint32_t line;
    uint64_t row; /* as a spreadsheet numbers it; 0 in JSON */
} TcRowPlace;

/* --- rows.c, row_unit.c (fields, end of the row, units twice), row_other.c (rows that are no
 * units), row_register.c --- */

void tc_row_begin(TcReader *reader, TcBlock *block, TcRowPlace place);
/* A cell of any kind: read by its rule, stored or reported. @text without blanks around it. */
void tc_row_cell(TcReader *reader, TcBlock *block, TcRowPlace place, uint32_t column,
                 const char *text, size_t length);
void tc_row_blank(TcReader *reader, TcBlock *block, uint32_t row, uint32_t column);
/* Stores a cell that was read already, or reports it. */
void tc_row_store(TcReader *reader, TcBlock *block, TcRowPlace place, uint32_t column, TcCell *cell,
                  const char *text, size_t length);
void tc_row_field(TcReader *reader, TcBlock *block, TcRowPlace place, TcUnitField field,
                  const char *text, size_t length);
/* Makes every cell of the row BAD_CELL: its columns cannot be told apart. */
void tc_row_spoil(TcReader *reader, TcBlock *block, TcRowPlace place);
/* Checks the row as a whole and counts it in, or drops it. */
void tc_row_end(TcReader *reader, TcBlock *block, TcRowPlace place);
/* Is the row one of a unit, and not of totals, notes, headings or a district? Reports it if not. */
bool tc_row_is_unit(TcReader *reader, const TcBlock *block, TcRowPlace place);
/* Holds the unit of a row against the register, if there is one, and takes its code and kind from
 * there. Returns: false after reporting that it is not a unit of the register, or doubtful. */
bool tc_row_check_register(TcReader *reader, TcRowInfo *info, TcRowPlace place);
/* Reports the unit of a row if an earlier row has it. Returns: is it so? Lenient, such a row is
 * left out as it is read. */
bool tc_row_check_twice(TcReader *reader, const TcRowInfo *info);
/* "Xã Hà Sơn", else the code, else the line: what a message calls the row. Returns: (transfer
 * full). */
char *tc_row_name(const TcReader *reader, const TcRowInfo *info);
/* What is done over a whole block: absent columns opened, then its bounds. */
void tc_rows_finish(TcReader *reader, TcBlock *block);
/* What is judged with the rows before: units that stand twice, percentages in two forms, empty
 * cells, what is listed. @apart: the reader that read the block, or NULL if it was @reader. */
void tc_rows_join(TcReader *reader, TcReader *apart, const TcBlock *block);
/* What is judged over a whole file. */
void tc_rows_finish_file(TcReader *reader);

/* Place of a cell; its pointers are borrowed from the reader. */
TcDataPlace tc_reader_cell_place(const TcReader *reader, TcRowPlace place, uint32_t source);

/* --- reader_csv.c, reader_json.c --- */

/* Reads the headings. Returns: false with diagnostics or @error. */
bool tc_csv_reader_open(TcReader *reader, GError **error);
void tc_csv_reader_free(TcCsvReader *csv);
void tc_json_reader_open(TcReader *reader);
void tc_json_reader_free(TcJsonReader *json);
bool tc_json_reader_fill(TcReader *reader, TcBlock *block, uint32_t max_rows, GError **error);
/* Speaks of columns that no unit had; at the end of the file. */
void tc_json_reader_finish(TcReader *reader);

TcCellRule *tc_reader_new_rules(const TcReader *reader);
void tc_reader_free_rules(const TcReader *reader, TcCellRule *rules);

enum { TC_BLOCK_TEXT_BYTES = 4 << 20 }; /* a block with more texts ends early */
static inline bool tc_block_is_full(const TcBlock *block, uint32_t max_rows)
{
    return block->n >= max_rows || tc_block_kept(block) > TC_BLOCK_TEXT_BYTES;
}

#endif
