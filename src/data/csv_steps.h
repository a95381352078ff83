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
} TcCsvStepKind;

/* A word of up to seven bytes with the delimiter behind it, as the eight bytes at its place. */
typedef struct {
    uint64_t bytes, mask;
} TcWordPattern;

typedef struct {
    TcCsvStepKind kind;
    int column;      /* of the block, or TC_NO_COLUMN */
    int field;       /* of the unit, or TC_NO_FIELD */
    bool blank_open; /* an empty cell is missing; else it is `blank_value` */
    uint32_t line;   /* UNNAMED: where something stood first; 0: nothing yet, or it was told */
    bool reported;   /* UNNAMED: already warned */
    TcColumn *cells; /* of the block being filled */
    int32_t *narrow; /* theirs */
    int64_t *wide;
    int64_t blank_value;
    int64_t factor;       /* WHOLE: storage units of one */
    int64_t low, high;    /* WHOLE: in ones */
    int64_t narrow_high;  /* WHOLE: of what narrow cells hold, in ones */
    uint32_t run;         /* WHOLE: how many such columns stand side by side from here on */
    TcWordPattern *words; /* WORD: two, for the values 0 and 1, owned */
} TcCsvStep;

/* low, the high that the cells have room for and factor of the steps again, each lying side by
 * side. */
enum { TC_WHOLE_LOW, TC_WHOLE_HIGH, TC_WHOLE_FACTOR, TC_N_WHOLES };

struct TcCsvReader {
    TcCsv csv;
    TcCsvStep *steps; /* one for each column of the file */
    int64_t *wholes;  /* TC_N_WHOLES times n_steps */
    bool any_wide;    /* are some columns of the block being filled? */
    uint32_t n_steps;
    uint32_t n_named; /* without the unnamed ones at the end, which a spreadsheet once touched */
    uint32_t *stops;  /* of the record being read; n_steps + TC_CSV_STOPS_SLACK */
    GArray *unknown;  /* TcUnknownHeading */
};

/* Reads a line sep=; if the file begins with one. Returns: false with @error set. */
bool tc_csv_read_sep_line(TcReader *reader, GError **error);
/* Finds the delimiter and makes the steps. Mistakes are reported. */
void tc_csv_read_headings(TcReader *reader, const TcRecord *record);
/* Is the row behind the headings cut into cells as they are? Returns: false after reporting that it
 * is all in one cell, or with @error. */
bool tc_csv_check_first_row(TcReader *reader, GError **error);

/* csv_cells.c. When all steps are made: finds what stands side by side. */
void tc_csv_find_runs(TcCsvReader *csv);
/* Reads the cells of the record at @start, cut at csv->stops, from number @first on as long as they
 * look as their steps expect. Returns: the number of the first other cell, or @n. */
uint32_t tc_csv_take_expected(const TcCsvReader *csv, const char *start, uint32_t first, uint32_t n,
                              uint32_t row);
/* The step writes to the cells of its column as they are now. */
void tc_csv_aim_step(TcCsvReader *csv, TcCsvStep *step);
/* The eight bytes at @at as a number, the first one its least digits. */
uint64_t tc_csv_eight(const char *at);

/* The next record that is not empty. Returns: false at the end (reader->ended) or with @error. */
bool tc_csv_next_record(TcReader *reader, TcRecord *record, GError **error);
/* The same headings for another reader. */
TcCsvReader *tc_csv_reader_fork(const TcCsvReader *csv);
/* Reads one record as the next row of @block, for which the steps were pointed at it. */
void tc_csv_reader_aim(TcCsvReader *csv, TcBlock *block);
void tc_csv_reader_take(TcReader *reader, TcBlock *block, const TcRecord *record);
/* Reports columns without heading in which @apart saw something. */
void tc_csv_reader_join(TcReader *reader, TcReader *apart);
/* "dấu chấm phẩy": the mark between cells. Returns: static. */
const char *tc_csv_mark_name(char mark, TcLang lang);
/* Ends the file with a mistake of its form. */
void tc_csv_refuse_file(TcReader *reader, TcDiagCode code, uint32_t line, uint64_t number);

#endif
