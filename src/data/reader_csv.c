/* CSV: the heading row, and the loop over cells on which the time of a run is spent.
 *
 * Each column of the file is a step of a kind. Whole numbers and the common yes/no words are taken
 * eight bytes at a time; a step that does not find what it expects leaves the cell to take_any,
 * which reads whatever is there. */
#include <string.h>

#include "base/text.h"
#include "data/csv.h"
#include "data/reader_state.h"

typedef enum {
    STEP_SKIP,    /* a column that nobody asked for */
    STEP_UNNAMED, /* the same, without a heading */
    STEP_FIELD,   /* code, name or district alone */
    STEP_WHOLE,   /* mostly digits: whole numbers, percentages written whole */
    STEP_WORD,    /* mostly one of two short words */
    STEP_ANY,
} StepKind;

/* A word of up to seven bytes with the delimiter behind it, as the eight bytes at its place. */
typedef struct {
    uint64_t bytes, mask;
    uint32_t length; /* with the delimiter; 0: none yet */
} WordPattern;

typedef struct {
    StepKind kind;
    uint32_t file_column;
    int column; /* of the block, or TC_NO_COLUMN */
    int field;  /* or TC_NO_FIELD */
    TcColumn *cells;       /* of the block being filled */
    int64_t factor;        /* STEP_WHOLE: storage units of one */
    int64_t low, high;     /* STEP_WHOLE: in ones */
    bool blank_known;      /* an empty cell is a value */
    int64_t blank_value;
    WordPattern words[2];  /* STEP_WORD: for values 0 and 1 */
    bool reported;         /* STEP_UNNAMED: already warned */
} Step;

struct TcCsvReader {
    TcCsv csv;
    Step *steps;
    uint32_t n_steps;
    GArray *unknown; /* TcUnknownHeading */
};

/* --- eight bytes at a time ----------------------------------------------------------------------- */

static inline uint64_t load_eight(const char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return GUINT64_FROM_LE(bytes);
}

/* A high bit at the first byte that is not a digit (bits above it mean nothing); 0: all digits. */
static inline uint64_t find_non_digit(uint64_t bytes)
{
    uint64_t digits = bytes ^ UINT64_C(0x3030303030303030);
    return (digits | (digits + UINT64_C(0x7676767676767676))) & UINT64_C(0x8080808080808080);
}

/* Value of the first @n digits (1..8): pairs, then fours, then all. */
static inline int64_t value_of_digits(uint64_t bytes, unsigned n)
{
    uint64_t digits = (bytes ^ UINT64_C(0x3030303030303030)) << (64 - 8 * n);

    digits = digits * 10 + (digits >> 8);
    digits = ((digits & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x000F424000000064) +
              ((digits >> 16) & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x0000271000000001)) >>
             32;
    return (int64_t)(uint32_t)digits;
}

/* --- cells --------------------------------------------------------------------------------------- */

static inline char *take_blank(const Step *step, uint32_t row, char *at)
{
    step->cells->value[row] = step->blank_value;
    if (!step->blank_known) {
        tc_bit_set(step->cells->open, row);
        step->cells->reason[row] = TC_REASON_BLANK;
    }
    return at + 1;
}

/* A whole number of up to seven digits, or nothing. Returns: NULL if it is something else. */
static inline char *take_whole(const Step *step, uint32_t row, char *at, char delimiter)
{
    uint64_t bytes = load_eight(at);
    uint64_t stop = find_non_digit(bytes);

    if (*at == delimiter)
        return take_blank(step, row, at);
    if (stop == 0)
        return NULL;
    unsigned n = (unsigned)__builtin_ctzll(stop) / 8;
    if (n == 0 || at[n] != delimiter)
        return NULL;
    int64_t value = value_of_digits(bytes, n);
    if (value < step->low || value > step->high)
        return NULL;
    step->cells->value[row] = value * step->factor;
    return at + n + 1;
}

static inline char *take_word(const Step *step, uint32_t row, char *at, char delimiter)
{
    uint64_t bytes = load_eight(at);
    bool is_one = (bytes & step->words[1].mask) == step->words[1].bytes;
    bool is_zero = (bytes & step->words[0].mask) == step->words[0].bytes;

    if (is_one | is_zero) {
        step->cells->value[row] = is_one;
        return at + step->words[is_one].length;
    }
    return *at == delimiter ? take_blank(step, row, at) : NULL;
}

/* Remembers how this file writes @value, so that take_word knows it the next time. */
static void learn_word(Step *step, int64_t value, const char *text, size_t length, char delimiter)
{
    char bytes[8] = {0};

    if (value < 0 || value > 1 || length == 0 || length > 7)
        return;
    memcpy(bytes, text, length);
    bytes[length] = delimiter;
    WordPattern *word = &step->words[value];
    word->length = (uint32_t)length + 1;
    word->mask = word->length == 8 ? UINT64_MAX : ((uint64_t)1 << (8 * word->length)) - 1;
    word->bytes = load_eight(bytes) & word->mask;
}

static TcDataPlace step_place(const TcReader *reader, const Step *step, TcRowPlace place)
{
    uint32_t source = step->column != TC_NO_COLUMN ? (uint32_t)step->column
                                                   : reader->n_columns + (uint32_t)step->field;
    return tc_reader_cell_place(reader, place, source);
}

static void refuse_quote(TcReader *reader, TcBlock *block, const Step *step, TcRowPlace place,
                         const TcCsvCell *cell)
{
    TcDataPlace where = step_place(reader, step, place);

    tc_data_diag_text(&reader->report, TC_DIAG_CSV_STRAY_QUOTE, &where, cell->text, cell->length);
    if (step->column != TC_NO_COLUMN)
        tc_block_set_open(block, place.index, (uint32_t)step->column, TC_REASON_BAD_CELL);
}

static void note_unnamed(TcReader *reader, Step *step, TcRowPlace place)
{
    char letters[TC_LETTERS], line[16];

    if (step->reported)
        return;
    step->reported = true;
    g_snprintf(line, sizeof line, "%u", place.line);
    const char *args[TC_DATA_ARGS] = {tc_data_letters(step->file_column, letters), line};
    TcDataPlace where = {.line = place.line, .row = place.row};
    tc_data_diag_file(&reader->report, TC_DIAG_COLUMN_UNNAMED, &where, args);
}

/* Any cell in any form. */
static char *take_any(TcReader *reader, TcBlock *block, Step *step, TcRowPlace place, char *at,
                      char *end)
{
    TcCsvCell cell;
    char delimiter = reader->csv->csv.delimiter;
    char *next = tc_csv_cell(at, end, delimiter, &cell);

    if (step->kind == STEP_UNNAMED && cell.length > 0)
        note_unnamed(reader, step, place);
    if (step->kind == STEP_SKIP || step->kind == STEP_UNNAMED)
        return next;
    if (cell.stray_quote) {
        refuse_quote(reader, block, step, place, &cell);
        return next;
    }
    if (step->field != TC_NO_FIELD)
        tc_row_field(reader, block, place, (TcUnitField)step->field, cell.text, cell.length);
    if (step->column == TC_NO_COLUMN)
        return next;
    uint32_t column = (uint32_t)step->column;
    tc_row_cell(reader, block, place, column, cell.text, cell.length);
    if (step->kind == STEP_WORD && cell.text == at && cell.length == (size_t)(next - 1 - at) &&
        !tc_bit(block->columns[column].open, place.index))
        learn_word(step, block->columns[column].value[place.index], cell.text, cell.length,
                   delimiter);
    return next;
}

static inline char *take_cell(TcReader *reader, TcBlock *block, Step *step, TcRowPlace place,
                              char *at, char *end, char delimiter)
{
    char *next = NULL;

    if (step->kind == STEP_WHOLE)
        next = take_whole(step, place.index, at, delimiter);
    else if (step->kind == STEP_WORD)
        next = take_word(step, place.index, at, delimiter);
    return next ? next : take_any(reader, block, step, place, at, end);
}

/* --- rows ---------------------------------------------------------------------------------------- */

/* A row of nothing but delimiters, blanks and quotes. */
static bool is_empty_row(const TcRecord *record, char delimiter)
{
    const char *empty = delimiter ? " \t\r\"" : " \t\r\",;";

    for (const char *at = record->start; at < record->end; at++)
        if (*at != delimiter && (*at == '\0' || !strchr(empty, *at)))
            return false;
    return true;
}

static void report_count(TcReader *reader, TcDiagCode code, TcRowPlace place, uint32_t n)
{
    char counts[2][16];
    TcDataPlace where = {.line = place.line, .row = place.row};

    g_snprintf(counts[0], sizeof counts[0], "%u", n);
    g_snprintf(counts[1], sizeof counts[1], "%u", reader->csv->n_steps);
    const char *args[TC_DATA_ARGS] = {counts[0], counts[1]};
    tc_data_diag_row(&reader->report, code, &where, args);
}

/* The cells beyond the last heading: nothing but blanks may stand there. */
static void check_rest(TcReader *reader, TcBlock *block, TcRowPlace place, char *at, char *end)
{
    TcCsvCell cell;
    uint32_t n = reader->csv->n_steps, last = 0;

    while (at <= end) {
        at = tc_csv_cell(at, end, reader->csv->csv.delimiter, &cell);
        n++;
        if (cell.length > 0)
            last = n;
    }
    if (last == 0)
        return;
    report_count(reader, TC_DIAG_CSV_ROW_LONG, place, last);
    tc_row_spoil(reader, block, place);
}

static void fill_short_row(TcReader *reader, TcBlock *block, TcRowPlace place, uint32_t n)
{
    const TcCsvReader *csv = reader->csv;

    report_count(reader, TC_DIAG_CSV_ROW_SHORT, place, n);
    for (uint32_t i = n; i < csv->n_steps; i++)
        if (csv->steps[i].column != TC_NO_COLUMN)
            tc_row_blank(reader, block, place.index, (uint32_t)csv->steps[i].column);
}

static void report_cut(TcReader *reader, TcBlock *block, TcRowPlace place, const GArray *cut)
{
    char limit[16];

    g_snprintf(limit, sizeof limit, "%zu", reader->csv->csv.cell_limit);
    for (guint i = 0; i < cut->len; i++) {
        uint32_t file_column = g_array_index(cut, uint32_t, i);
        const Step *step =
            file_column < reader->csv->n_steps ? &reader->csv->steps[file_column] : NULL;
        char letters[TC_LETTERS];
        TcDataPlace where = {.line = place.line, .row = place.row,
                             .letter = tc_data_letters(file_column, letters)};
        if (step && (step->column != TC_NO_COLUMN || step->field != TC_NO_FIELD))
            where = step_place(reader, step, place);
        g_autofree char *name = tc_data_cell_name(&where);
        const char *args[TC_DATA_ARGS] = {name, limit};
        tc_data_diag_row(&reader->report, TC_DIAG_CELL_TOO_LONG, &where, args);
    }
    tc_row_spoil(reader, block, place);
}

static void take_record(TcReader *reader, TcBlock *block, const TcRecord *record)
{
    TcCsvReader *csv = reader->csv;
    char delimiter = csv->csv.delimiter;
    TcRowPlace place = {block->n, record->line, record->row};
    char *at = record->start, *end = record->end;
    uint32_t i = 0;

    tc_row_begin(block, place);
    for (; i < csv->n_steps && at <= end; i++)
        at = take_cell(reader, block, &csv->steps[i], place, at, end, delimiter);
    if (i < csv->n_steps)
        fill_short_row(reader, block, place, i);
    else if (at <= end)
        check_rest(reader, block, place, at, end);
    if (record->cut->len > 0)
        report_cut(reader, block, place, record->cut);
    tc_row_end(reader, block, place);
}

/* Ends the file with a mistake of its form. */
static void refuse_file(TcReader *reader, TcDiagCode code, uint32_t line, uint64_t number)
{
    char text[24];
    TcDataPlace place = {.line = line};

    g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT, number);
    const char *args[TC_DATA_ARGS] = {text};
    tc_data_diag_file(&reader->report, code, &place, args);
    reader->ended = true;
}

/* The next record that is not empty. Returns: false at the end, with reader->ended or @error set. */
static bool next_record(TcReader *reader, TcRecord *record, GError **error)
{
    TcCsv *csv = &reader->csv->csv;

    for (;;) {
        switch (tc_csv_next(csv, record, error)) {
        case TC_CSV_RECORD:
            if (is_empty_row(record, csv->delimiter))
                continue;
            return true;
        case TC_CSV_END:
            reader->ended = true;
            return false;
        case TC_CSV_OPEN_QUOTE:
            refuse_file(reader, TC_DIAG_CSV_OPEN_QUOTE, record->line, record->line);
            return false;
        case TC_CSV_TOO_LONG:
            refuse_file(reader, TC_DIAG_ROW_TOO_LONG, record->line, TC_INPUT_MAX_BYTES);
            return false;
        case TC_CSV_FAILED:
            return false;
        }
    }
}

bool tc_csv_reader_fill(TcReader *reader, TcBlock *block, uint32_t max_rows, GError **error)
{
    TcCsvReader *csv = reader->csv;
    TcRecord record;

    for (uint32_t i = 0; i < csv->n_steps; i++)
        if (csv->steps[i].column != TC_NO_COLUMN)
            csv->steps[i].cells = &block->columns[csv->steps[i].column];
    while (!tc_block_is_full(block, max_rows)) {
        if (!next_record(reader, &record, error))
            return reader->ended;
        take_record(reader, block, &record);
    }
    return true;
}

/* --- the heading row ----------------------------------------------------------------------------- */

/* Splits a copy of the heading row. Returns: (transfer full) array of TcCsvCell into @copy. */
static GArray *split_headings(const char *text, size_t length, char delimiter, char *copy)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(TcCsvCell));
    TcCsvCell cell;

    memcpy(copy, text, length);
    copy[length] = delimiter;
    for (char *at = copy, *end = copy + length; at <= end && cells->len <= TC_MAX_FILE_COLUMNS;) {
        at = tc_csv_cell(at, end, delimiter, &cell);
        g_array_append_val(cells, cell);
    }
    return cells;
}

static uint32_t count_known(const TcReader *reader, const GArray *cells)
{
    uint32_t known = 0;

    for (guint i = 0; i < cells->len; i++) {
        const TcCsvCell *cell = &g_array_index(cells, TcCsvCell, i);
        TcHeadingMatch match = tc_headings_find(reader->headings, cell->text, cell->length);
        known += match.column != TC_NO_COLUMN || match.field != TC_NO_FIELD;
    }
    return known;
}

/* The delimiter under which most headings are known; of equals the one that gives more columns. */
static char find_delimiter(const TcReader *reader, const TcRecord *record, char *copy)
{
    static const char candidates[] = {';', '\t', ','};
    size_t length = (size_t)(record->end - record->start);
    char best = ',';
    uint32_t best_known = 0, best_columns = 1;

    for (size_t i = 0; i < G_N_ELEMENTS(candidates); i++) {
        g_autoptr(GArray) cells = split_headings(record->start, length, candidates[i], copy);
        uint32_t known = count_known(reader, cells);
        if (known < best_known || (known == best_known && cells->len <= best_columns))
            continue;
        best = candidates[i];
        best_known = known;
        best_columns = cells->len;
    }
    return best;
}

/* sep=; in the first line, as Excel writes and reads it. */
static bool read_sep_line(TcReader *reader, GError **error)
{
    TcCsv *csv = &reader->csv->csv;
    size_t length;
    GError *failure = NULL;
    const char *line = tc_csv_peek(csv, &length, &failure);

    if (failure) {
        g_propagate_error(error, failure);
        return false;
    }
    bool quoted = length > 0 && *line == '"';
    line += quoted;
    if (length == 5 + 2u * quoted && g_ascii_strncasecmp(line, "sep=", 4) == 0 &&
        strchr(",;\t|", line[4])) {
        csv->delimiter = line[4];
        tc_csv_skip_line(csv);
    }
    return true;
}

static void report_heading(TcReader *reader, TcDiagCode code, uint32_t line, uint32_t column,
                           const TcCsvCell *cell)
{
    char letters[TC_LETTERS];
    g_autofree char *quoted = tc_data_quote(cell->text, cell->length);
    TcDataPlace place = {.line = line, .row = 1, .heading = quoted,
                         .letter = tc_data_letters(column, letters)};
    g_autofree char *name = tc_data_cell_name(&place);
    const char *args[TC_DATA_ARGS] = {name, quoted};

    tc_data_diag_file(&reader->report, code, &place, args);
}

static void report_twice(TcReader *reader, uint32_t line, uint32_t column, const TcCsvCell *cell,
                         const TcColumnSource *first)
{
    char letters[TC_LETTERS];
    g_autofree char *quoted = tc_data_quote(cell->text, cell->length);
    TcDataPlace place = {.line = line, .row = 1, .heading = quoted,
                         .letter = tc_data_letters(column, letters)};
    const char *args[TC_DATA_ARGS] = {quoted, first->letters, letters};

    tc_data_diag_file(&reader->report, TC_DIAG_COLUMN_TWICE, &place, args);
}

/* Enters that @source stands in @column of the file. Returns: false if it stands elsewhere too. */
static bool claim_source(TcReader *reader, uint32_t source, uint32_t column, const TcCsvCell *cell)
{
    TcColumnSource *where = &reader->sources[source];

    if (where->present)
        return false;
    where->present = true;
    where->heading = tc_data_quote(cell->text, cell->length);
    tc_data_letters(column, where->letters);
    return true;
}

static bool same_heading(const TcColumnSource *source, const TcCsvCell *cell)
{
    g_autofree char *first = tc_text_key(source->heading, strlen(source->heading));
    g_autofree char *second = tc_text_key(cell->text, cell->length);
    return strcmp(first, second) == 0;
}

/* A field of the unit has several usual headings: the first counts, the same one twice is refused. */
static void claim_field(TcReader *reader, Step *step, int field, uint32_t line,
                        const TcCsvCell *cell)
{
    uint32_t source = reader->n_columns + (uint32_t)field;

    if (claim_source(reader, source, step->file_column, cell))
        step->field = field;
    else if (same_heading(&reader->sources[source], cell))
        report_twice(reader, line, step->file_column, cell, &reader->sources[source]);
}

static void note_unknown(TcReader *reader, uint32_t column, uint32_t line, const TcCsvCell *cell)
{
    TcDiagCode problem;

    if (tc_cell_leftover(cell->text, cell->length, &problem)) {
        report_heading(reader, problem, line, column, cell);
        return;
    }
    TcUnknownHeading unknown = {tc_data_quote(cell->text, cell->length), column};
    g_array_append_val(reader->csv->unknown, unknown);
}

static void match_heading(TcReader *reader, Step *step, uint32_t line, const TcCsvCell *cell)
{
    if (cell->length == 0) {
        step->kind = STEP_UNNAMED;
        return;
    }
    TcHeadingMatch match = tc_headings_find(reader->headings, cell->text, cell->length);
    if (match.column != TC_NO_COLUMN) {
        uint32_t source = (uint32_t)match.column;
        if (claim_source(reader, source, step->file_column, cell))
            step->column = match.column;
        else
            report_twice(reader, line, step->file_column, cell, &reader->sources[source]);
    }
    if (match.field != TC_NO_FIELD)
        claim_field(reader, step, match.field, line, cell);
    if (match.column == TC_NO_COLUMN && match.field == TC_NO_FIELD)
        note_unknown(reader, step->file_column, line, cell);
}

static int64_t power_of_ten(unsigned exponent)
{
    int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* Whole figures of a percent column would have to be watched for mixtures, so they are not STEP_WHOLE
 * until one large figure was seen; see refresh_percent. */
static void set_whole(Step *step, const TcCellRule *rule)
{
    unsigned scale = rule->scale;

    if (rule->type == TC_TYPE_PERCENT) {
        if (scale < 2)
            return;
        scale -= 2;
    }
    if (scale > 10)
        return;
    step->kind = STEP_WHOLE;
    step->factor = power_of_ten(scale);
    /* rounded inwards; a value at the edge that is lost here is read by take_any */
    step->low = rule->low / step->factor + (rule->low > 0);
    step->high = rule->high / step->factor - (rule->high < 0);
}

static void set_kind(Step *step, const TcReader *reader)
{
    TcCell blank;

    if (step->column == TC_NO_COLUMN) {
        if (step->field != TC_NO_FIELD)
            step->kind = STEP_FIELD;
        return;
    }
    const TcCellRule *rule = &reader->rules[step->column];
    tc_cell_blank(rule, &blank);
    step->blank_known = blank.status != TC_CELL_BLANK;
    step->blank_value = blank.value;
    step->kind = STEP_ANY;
    if (step->field != TC_NO_FIELD)
        return;
    if (rule->type == TC_TYPE_YES_NO)
        step->kind = STEP_WORD;
    else if (rule->type == TC_TYPE_INTEGER || rule->type == TC_TYPE_NUMBER ||
             rule->type == TC_TYPE_MONEY)
        set_whole(step, rule);
}

static void build_steps(TcReader *reader, const GArray *cells, uint32_t line)
{
    TcCsvReader *csv = reader->csv;

    csv->n_steps = cells->len;
    csv->steps = g_new0(Step, cells->len);
    for (uint32_t i = 0; i < csv->n_steps; i++) {
        Step *step = &csv->steps[i];
        *step = (Step){.file_column = i, .column = TC_NO_COLUMN, .field = TC_NO_FIELD};
        step->words[0].bytes = step->words[1].bytes = 1; /* with mask 0: never equal */
        match_heading(reader, step, line, &g_array_index(cells, TcCsvCell, i));
        set_kind(step, reader);
    }
}

static void check_headings(TcReader *reader, uint32_t line)
{
    g_autofree bool *has = g_new0(bool, reader->n_columns + 1);
    bool any = reader->schema->n_columns == 0 || reader->options.any_columns;

    for (uint32_t i = 0; i < reader->n_columns; i++)
        any |= has[i] = reader->sources[i].present;
    if (reader->report.failed || reader->options.any_columns)
        return;
    if (any)
        tc_headings_report(reader->headings, has, reader->csv->unknown, true, line,
                           &reader->report);
    else
        tc_headings_refuse(reader->headings, line, &reader->report);
    if (!reader->sources[reader->n_columns + TC_FIELD_CODE].present &&
        !reader->sources[reader->n_columns + TC_FIELD_NAME].present && any) {
        TcDataPlace place = {.line = line};
        const char *args[TC_DATA_ARGS] = {NULL};
        tc_data_diag_file(&reader->report, TC_DIAG_NO_UNIT_COLUMN, &place, args);
    }
}

/* Empty headings at the end are columns that a spreadsheet once touched. */
static void drop_trailing(GArray *cells)
{
    while (cells->len > 1 && g_array_index(cells, TcCsvCell, cells->len - 1).length == 0)
        g_array_set_size(cells, cells->len - 1);
}

static void read_headings(TcReader *reader, const TcRecord *record)
{
    TcCsv *csv = &reader->csv->csv;
    size_t length = (size_t)(record->end - record->start);
    g_autofree char *copy = g_malloc(length + 1);

    if (memchr(record->start, '\r', length) && !memchr(record->start, '"', length)) {
        refuse_file(reader, TC_DIAG_CSV_OLD_LINE_ENDS, record->line, 0);
        return;
    }
    if (!csv->delimiter)
        csv->delimiter = find_delimiter(reader, record, copy);
    g_autoptr(GArray) cells = split_headings(record->start, length, csv->delimiter, copy);
    if (cells->len > TC_MAX_FILE_COLUMNS) {
        refuse_file(reader, TC_DIAG_DATA_TOO_MANY_COLUMNS, record->line, TC_MAX_FILE_COLUMNS);
        return;
    }
    drop_trailing(cells);
    build_steps(reader, cells, record->line);
    check_headings(reader, record->line);
}

static void clear_unknown(void *data)
{
    g_free(((TcUnknownHeading *)data)->text);
}

bool tc_csv_reader_open(TcReader *reader, GError **error)
{
    TcRecord record;
    TcCsvReader *csv = reader->csv = g_new0(TcCsvReader, 1);

    tc_csv_init(&csv->csv, reader->input, TC_CELL_MAX_BYTES);
    csv->unknown = g_array_new(FALSE, FALSE, sizeof(TcUnknownHeading));
    g_array_set_clear_func(csv->unknown, clear_unknown);
    if (!read_sep_line(reader, error))
        return false;
    if (next_record(reader, &record, error))
        read_headings(reader, &record);
    else if (reader->ended && !reader->report.failed)
        refuse_file(reader, TC_DIAG_DATA_EMPTY, 1, 0);
    else
        return false;
    return !reader->report.failed;
}

void tc_csv_reader_free(TcCsvReader *csv)
{
    if (!csv)
        return;
    tc_csv_clear(&csv->csv);
    g_array_unref(csv->unknown);
    g_free(csv->steps);
    g_free(csv);
}
