/* The inside of a CSV reader: a step for each column of the file, prepared by the heading row
 * (csv_headings.c) and gone through for every row (reader_csv.c). A step knows what its cells
 * mostly look like; a cell that looks otherwise is read by its rule, so a wrong expectation costs
 * time only. */
#ifndef TC_DATA_CSV_STEPS_H
#define TC_DATA_CSV_STEPS_H

#include "data/csv.h"
#include "data/reader_state.h"

typedef enum {
    TC_STEP_SKIP,    /* a column that nobody asked for */
    TC_STEP_UNNAMED, /* the same, without a heading */
    TC_STEP_FIELD,   /* code, name or district alone */
    TC_STEP_WHOLE,   /* mostly whole numbers of a few digits */
    TC_STEP_WORD,    /* mostly one of two short words */
    TC_STEP_ANY,
} TcStepKind;

/* A word of up to seven bytes with the delimiter behind it, as the eight bytes at its place. */
typedef struct {
    uint64_t bytes, mask;
    uint32_t length; /* with the delimiter; 0: none yet */
} TcWordPattern;

typedef struct {
    TcStepKind kind;
    uint32_t file_column;
    int column;        /* of the block, or TC_NO_COLUMN */
    int field;         /* or TC_NO_FIELD */
    TcColumn *cells;   /* of the block being filled */
    int64_t factor;    /* TC_STEP_WHOLE: storage units of one */
    int64_t low, high; /* TC_STEP_WHOLE: in ones */
    bool blank_known;  /* an empty cell is a value */
    int64_t blank_value;
    TcWordPattern words[2]; /* TC_STEP_WORD: for values 0 and 1 */
    bool reported;          /* TC_STEP_UNNAMED: already warned */
} TcStep;

struct TcCsvReader {
    TcCsv csv;
    TcStep *steps;
    uint32_t n_steps;
    uint32_t n_named; /* without the unnamed ones at the end, which a spreadsheet once touched */
    GArray *unknown;  /* TcUnknownHeading */
};

/* Reads a line sep=; if the file begins with one. Returns: false with @error set. */
bool tc_csv_read_sep_line(TcReader *reader, GError **error);
/* Finds the delimiter and makes the steps. Mistakes are reported. */
void tc_csv_read_headings(TcReader *reader, const TcRecord *record);

/* The next record that is not empty. Returns: false at the end, with reader->ended or @error set.
 */
bool tc_csv_next_record(TcReader *reader, TcRecord *record, GError **error);
/* Ends the file with a mistake of its form. */
void tc_csv_refuse_file(TcReader *reader, TcDiagCode code, uint32_t line, uint64_t number);

#endif
