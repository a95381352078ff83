/* The heading row of a CSV file: its delimiter, what each column is, and how its cells are taken.
 */
#include <string.h>

#include "base/msg.h"
#include "base/text.h"
#include "data/csv_steps.h"

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
static char find_delimiter(const TcReader *reader, const char *text, size_t length, char *copy)
{
    static const char candidates[] = {';', '\t', ','};
    char best = ',';
    uint32_t best_known = 0, best_columns = 1;

    for (size_t i = 0; i < G_N_ELEMENTS(candidates); i++) {
        g_autoptr(GArray) cells = split_headings(text, length, candidates[i], copy);
        uint32_t known = count_known(reader, cells);
        if (known < best_known || (known == best_known && cells->len <= best_columns))
            continue;
        best = candidates[i];
        best_known = known;
        best_columns = cells->len;
    }
    return best;
}

enum { SEP_BYTES = 16, ROW_BYTES = 4096, AHEAD_BYTES = 16384, MOST_TITLES = 20 };

bool tc_csv_read_sep_line(TcReader *reader, GError **error)
{
    TcCsv *csv = &reader->csv->csv;
    size_t length;
    GError *failure = NULL;
    const char *line = tc_csv_peek(csv, SEP_BYTES, &length, &failure);

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
    TcDataPlace place = {
        .line = line, .row = 1, .heading = quoted, .letter = tc_data_letters(column, letters)};
    g_autofree char *name = tc_data_cell_name(&place);
    const char *args[TC_DATA_ARGS] = {name, quoted};

    tc_data_diag_file(&reader->report, code, &place, args);
}

static bool same_heading(const TcColumnSource *source, const TcCsvCell *cell)
{
    g_autofree char *first = tc_text_key(source->heading, strlen(source->heading));
    g_autofree char *second = tc_text_key(cell->text, cell->length);
    return strcmp(first, second) == 0;
}

/* @name: of the column as declared. */
static void report_twice(TcReader *reader, uint32_t line, uint32_t column, const TcCsvCell *cell,
                         const TcColumnSource *first, const char *name)
{
    char letters[TC_LETTERS];
    g_autofree char *quoted = tc_data_quote(cell->text, cell->length);
    TcDataPlace place = {
        .line = line, .row = 1, .heading = quoted, .letter = tc_data_letters(column, letters)};
    const char *args[TC_DATA_ARGS] = {quoted, first->letters, letters, first->heading, name};
    const bool same = same_heading(first, cell);

    tc_data_diag_file(&reader->report, same ? TC_DIAG_COLUMN_TWICE : TC_DIAG_COLUMN_BY_ALIAS,
                      &place, args);
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

/* A field of the unit has several usual headings: the first counts, the same one twice is refused.
 */
static void claim_field(TcReader *reader, uint32_t column, int field, uint32_t line,
                        const TcCsvCell *cell)
{
    uint32_t source = reader->n_columns + (uint32_t)field;

    if (claim_source(reader, source, column, cell))
        reader->csv->steps[column].field = field;
    else if (same_heading(&reader->sources[source], cell))
        report_twice(reader, line, column, cell, &reader->sources[source], "");
}

static void note_unknown(TcReader *reader, uint32_t column, uint32_t line, const TcCsvCell *cell)
{
    TcDiagCode problem;

    if (tc_cell_leftover(cell->text, cell->length, &problem)) {
        report_heading(reader, problem, line, column, cell);
        return;
    }
    TcUnknownHeading unknown = {tc_data_quote(cell->text, cell->length), column, line};
    g_array_append_val(reader->csv->unknown, unknown);
}

static const char *column_name(const TcReader *reader, uint32_t source)
{
    const TcSchema *schema = reader->schema;
    return source < schema->n_columns ? schema->columns[source].name
                                      : schema->appraised[source - schema->n_columns];
}

static void match_heading(TcReader *reader, uint32_t column, uint32_t line, const TcCsvCell *cell)
{
    TcCsvStep *step = &reader->csv->steps[column];

    if (cell->length == 0) {
        step->kind = TC_STEP_UNNAMED;
        return;
    }
    TcHeadingMatch match = tc_headings_find(reader->headings, cell->text, cell->length);
    if (match.column != TC_NO_COLUMN) {
        uint32_t source = (uint32_t)match.column;
        if (claim_source(reader, source, column, cell))
            step->column = match.column;
        else
            report_twice(reader, line, column, cell, &reader->sources[source],
                         column_name(reader, source));
    }
    if (match.field != TC_NO_FIELD)
        claim_field(reader, column, match.field, line, cell);
    if (match.column == TC_NO_COLUMN && match.field == TC_NO_FIELD)
        note_unknown(reader, column, line, cell);
}

enum { MAX_WHOLE_SCALE = 10 }; /* seven digits and that many zeros fit an int64 */

/* Percentages and ratios are not taken so: their figures are watched for mixtures. */
static void set_whole(TcCsvStep *step, const TcCellRule *rule)
{
    if (rule->scale > MAX_WHOLE_SCALE)
        return;
    step->kind = TC_STEP_WHOLE;
    step->factor = tc_power_of_ten(rule->scale);
    /* rounded inwards; a value at the edge that is lost here is read by its rule */
    step->low = rule->low / step->factor + (rule->low > 0);
    step->high = rule->high / step->factor - (rule->high < 0);
    if (step->high >= rule->huge_from / step->factor)
        step->high = rule->huge_from / step->factor - 1; /* looked at by its rule */
    step->narrow_high = MIN(step->high, INT32_MAX / step->factor);
}

static void set_word(TcCsvStep *step)
{
    step->kind = TC_STEP_WORD;
    step->words = g_new0(TcWordPattern, 2);
    step->words[0].bytes = step->words[1].bytes = 1; /* with mask 0: equal to nothing */
}

static void set_kind(TcCsvStep *step, const TcReader *reader)
{
    TcCell blank;

    if (step->column == TC_NO_COLUMN) {
        if (step->field != TC_NO_FIELD)
            step->kind = TC_STEP_FIELD;
        return;
    }
    const TcCellRule *rule = &reader->rules[step->column];
    tc_cell_blank(rule, &blank);
    step->blank_open = blank.status == TC_CELL_BLANK;
    step->blank_value = blank.value;
    step->kind = TC_STEP_ANY;
    if (step->field != TC_NO_FIELD)
        return;
    if (rule->type == TC_TYPE_YES_NO)
        set_word(step);
    else if (rule->type == TC_TYPE_INTEGER || rule->type == TC_TYPE_NUMBER ||
             rule->type == TC_TYPE_MONEY)
        set_whole(step, rule);
}

static void build_steps(TcReader *reader, const GArray *cells, uint32_t line)
{
    TcCsvReader *csv = reader->csv;

    csv->n_steps = cells->len;
    csv->steps = g_new0(TcCsvStep, cells->len);
    csv->stops = g_new(uint32_t, cells->len + TC_CSV_STOPS_SLACK);
    for (uint32_t i = 0; i < csv->n_steps; i++) {
        TcCsvStep *step = &csv->steps[i];
        *step = (TcCsvStep){.column = TC_NO_COLUMN, .field = TC_NO_FIELD};
        match_heading(reader, i, line, &g_array_index(cells, TcCsvCell, i));
        set_kind(step, reader);
        if (step->kind != TC_STEP_UNNAMED)
            csv->n_named = i + 1;
    }
    tc_csv_find_runs(csv);
}

/* Is @text a line that names columns, and not just one by chance? */
static bool names_columns(const TcReader *reader, const char *text, size_t length)
{
    g_autofree char *copy = g_malloc(length + 1);
    const char delimiter = find_delimiter(reader, text, length, copy);
    g_autoptr(GArray) cells = split_headings(text, length, delimiter, copy);

    return count_known(reader, cells) > 1;
}

/* The line further below that names the columns, for a report has titles above it; 0: none does. */
static uint32_t headings_below(TcReader *reader)
{
    TcCsv *csv = &reader->csv->csv;
    g_autoptr(GError) failure = NULL;
    size_t length, n;
    const char *at = tc_csv_ahead(csv, AHEAD_BYTES, &length, &failure), *end = at + length;

    for (uint32_t i = 0; i < MOST_TITLES && at < end && !failure; i++, at += n + 1) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        n = (size_t)((stop ? stop : end) - at);
        if (names_columns(reader, at, n - (n > 0 && at[n - 1] == '\r')))
            return csv->line + i;
    }
    return 0;
}

static void refuse_headings(TcReader *reader, uint32_t line)
{
    const TcDataPlace below = {.line = headings_below(reader)};
    char numbers[2][16];

    if (!below.line) {
        tc_headings_refuse(reader->headings, reader->csv->unknown, true, line, &reader->report);
        return;
    }
    g_snprintf(numbers[0], sizeof numbers[0], "%u", below.line);
    g_snprintf(numbers[1], sizeof numbers[1], "%u", below.line - line);
    const char *args[TC_DATA_ARGS] = {numbers[0], numbers[1]};
    tc_data_diag_file(&reader->report, TC_DIAG_DATA_HEADINGS_BELOW, &below, args);
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
        refuse_headings(reader, line);
    if (!reader->sources[reader->n_columns + TC_FIELD_CODE].present &&
        !reader->sources[reader->n_columns + TC_FIELD_NAME].present && any) {
        TcDataPlace place = {.line = line};
        const char *args[TC_DATA_ARGS] = {NULL};
        tc_data_diag_file(&reader->report, TC_DIAG_NO_UNIT_COLUMN, &place, args);
    }
}

static uint32_t count_mark(const char *text, size_t length, char mark)
{
    uint32_t n = 0;

    for (size_t i = 0; i < length; i++)
        n += text[i] == mark;
    return n;
}

/* Is the whole row one cell that marks would have parted: another one than in the headings, or
 * quotation marks around all of it? */
static bool is_one_cell(const TcCsvReader *csv, const char *row, size_t length)
{
    static const char marks[] = {';', '\t', ',', '|'};
    const char own = csv->csv.delimiter;
    const bool quoted =
        length > 1 && row[0] == '"' && row[length - 1] == '"' && count_mark(row, length, '"') == 2;
    const uint32_t wanted = csv->n_named - 1;

    if (csv->n_named < 3 || (!quoted && memchr(row, own, length)))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (count_mark(row, length, marks[i]) >= wanted)
            return true;
    return false;
}

const char *tc_csv_mark_name(char mark, TcLang lang)
{
    switch (mark) {
    case ';':
        return tc_msg(lang, TC_MSG_MARK_SEMICOLON);
    case '\t':
        return tc_msg(lang, TC_MSG_MARK_TAB);
    case ',':
        return tc_msg(lang, TC_MSG_MARK_COMMA);
    default:
        return "|";
    }
}

bool tc_csv_check_first_row(TcReader *reader, GError **error)
{
    TcCsvReader *csv = reader->csv;
    GError *failure = NULL;
    size_t length;
    char counts[2][16];
    const char *row = tc_csv_peek(&csv->csv, ROW_BYTES, &length, &failure);

    if (failure) {
        g_propagate_error(error, failure);
        return false;
    }
    if (!is_one_cell(csv, row, length))
        return true;
    TcDataPlace where = {.line = csv->csv.line};
    g_snprintf(counts[0], sizeof counts[0], "%u", csv->n_named);
    g_snprintf(counts[1], sizeof counts[1], "%u", (unsigned)csv->csv.line);
    const char *args[TC_DATA_ARGS] = {
        counts[0], tc_csv_mark_name(csv->csv.delimiter, tc_diag_list_lang(reader->report.diags)),
        counts[1]};
    tc_data_diag_file(&reader->report, TC_DIAG_CSV_MARKS_MIXED, &where, args);
    return false;
}

void tc_csv_read_headings(TcReader *reader, const TcRecord *record)
{
    TcCsv *csv = &reader->csv->csv;
    size_t length = (size_t)(record->end - record->start);
    g_autofree char *copy = g_malloc(length + 1);

    if (memchr(record->start, '\r', length) && !memchr(record->start, '"', length)) {
        tc_csv_refuse_file(reader, TC_DIAG_CSV_OLD_LINE_ENDS, record->line, 0);
        return;
    }
    if (!csv->delimiter)
        csv->delimiter = find_delimiter(reader, record->start, length, copy);
    g_autoptr(GArray) cells = split_headings(record->start, length, csv->delimiter, copy);
    if (cells->len > TC_MAX_FILE_COLUMNS) {
        tc_csv_refuse_file(reader, TC_DIAG_DATA_TOO_MANY_COLUMNS, record->line,
                           TC_MAX_FILE_COLUMNS);
        return;
    }
    build_steps(reader, cells, record->line);
    check_headings(reader, record->line);
}
