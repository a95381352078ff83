/* CSV rows: cells as their steps expect them are taken by csv_cells.c, all others by take_any. */
#include <string.h>

#include "base/msg.h"
#include "data/csv_steps.h"

/* Remembers how this file writes @value, so that take_word knows it the next time. */
static void learn_word(TcCsvStep *step, int64_t value, const char *text, size_t length,
                       char delimiter)
{
    char bytes[8] = {0};

    if (value < 0 || value > 1 || length == 0 || length > 7)
        return;
    memcpy(bytes, text, length);
    bytes[length] = delimiter;
    TcWordPattern *word = &step->words[value];
    word->mask = length == 7 ? UINT64_MAX : ((uint64_t)1 << (8 * (length + 1))) - 1;
    word->bytes = tc_csv_eight(bytes) & word->mask;
}

static TcDataPlace step_place(const TcReader *reader, const TcCsvStep *step, TcRowPlace place)
{
    uint32_t source = step->column != TC_NO_COLUMN ? (uint32_t)step->column
                                                   : reader->n_columns + (uint32_t)step->field;
    return tc_reader_cell_place(reader, place, source);
}

static void refuse_quote(TcReader *reader, TcBlock *block, const TcCsvStep *step, TcRowPlace place,
                         const TcCsvCell *cell)
{
    TcDataPlace where = step_place(reader, step, place);

    tc_data_diag_text(&reader->report, TC_DIAG_CSV_STRAY_QUOTE, &where, cell->text, cell->length);
    if (step->column != TC_NO_COLUMN)
        tc_block_set_open(block, place.index, (uint32_t)step->column, TC_REASON_BAD_CELL);
}

static void report_unnamed(TcReader *reader, uint32_t column, uint32_t line)
{
    TcCsvStep *step = &reader->csv->steps[column];
    char letters[TC_LETTERS], number[16];

    if (step->reported)
        return;
    step->reported = true;
    g_snprintf(number, sizeof number, "%u", line);
    const char *args[TC_DATA_ARGS] = {tc_data_letters(column, letters), number};
    TcDataPlace where = {.line = line};
    tc_data_diag_file(&reader->report, TC_DIAG_COLUMN_UNNAMED, &where, args);
}

static void note_unnamed(TcReader *reader, TcCsvStep *step, TcRowPlace place)
{
    if (!reader->apart)
        report_unnamed(reader, (uint32_t)(step - reader->csv->steps), place.line);
    else if (step->line == 0)
        step->line = place.line;
}

void tc_csv_reader_join(TcReader *reader, TcReader *apart)
{
    for (uint32_t i = 0; i < apart->csv->n_steps; i++) {
        TcCsvStep *step = &apart->csv->steps[i];
        if (step->line > 0)
            report_unnamed(reader, i, step->line);
        step->line = 0;
    }
}

static void take_column(TcReader *reader, TcBlock *block, TcCsvStep *step, TcRowPlace place,
                        const TcCsvCell *cell, bool plain)
{
    tc_row_cell(reader, block, place, (uint32_t)step->column, cell->text, cell->length);
    if (step->wide != step->cells->wide)
        tc_csv_aim_step(reader->csv, step);
    if (plain && step->kind == TC_STEP_WORD && !tc_bit(step->cells->open, place.index))
        learn_word(step, tc_column_value(step->cells, place.index), cell->text, cell->length,
                   reader->csv->csv.delimiter);
}

/* Any cell in any form, from @at to the delimiter at @stop. */
static void take_any(TcReader *reader, TcBlock *block, TcCsvStep *step, TcRowPlace place, char *at,
                     char *stop)
{
    TcCsvCell cell;

    if (step->kind == TC_STEP_SKIP)
        return;
    if (at < stop && *at == '"') {
        tc_csv_cell(at, stop, reader->csv->csv.delimiter, &cell);
    } else {
        cell = (TcCsvCell){.text = at, .length = (size_t)(stop - at)};
        tc_csv_trim(&cell);
    }
    if (step->kind == TC_STEP_UNNAMED) {
        if (cell.length > 0)
            note_unnamed(reader, step, place);
        return;
    }
    if (cell.stray_quote) {
        refuse_quote(reader, block, step, place, &cell);
        return;
    }
    if (step->field != TC_NO_FIELD)
        tc_row_field(reader, block, place, (TcUnitField)step->field, cell.text, cell.length);
    if (step->column != TC_NO_COLUMN)
        take_column(reader, block, step, place, &cell,
                    cell.text == at && cell.length == (size_t)(stop - at));
}

/* --- rows --- */

/* A row of nothing but delimiters, blanks and quotes. */
static bool is_empty_row(const TcRecord *record, char delimiter)
{
    const char *empty = delimiter ? " \t\r\"" : " \t\r\",;";

    for (const char *at = record->start; at < record->end; at++)
        if (*at != delimiter && (*at == '\0' || !strchr(empty, *at)))
            return false;
    return true;
}

/* In a file parted by commas it is a decimal comma most of the time. Returns: (transfer full). */
static char *row_long_fix(const TcReader *reader)
{
    const TcLang lang = tc_diag_list_lang(reader->report.diags);
    const char mark = reader->csv->csv.delimiter;

    if (mark == ',')
        return g_strdup(tc_msg(lang, TC_MSG_ROW_LONG_COMMA));
    return tc_msg_format(lang, TC_MSG_ROW_LONG_OTHER, tc_csv_mark_name(mark, lang), NULL);
}

static void report_count(TcReader *reader, TcDiagCode code, TcRowPlace place, uint32_t n)
{
    char counts[2][16];
    TcDataPlace where = {.line = place.line, .row = place.row};

    g_snprintf(counts[0], sizeof counts[0], "%u", n);
    g_snprintf(counts[1], sizeof counts[1], "%u", reader->csv->n_named);
    g_autofree char *fix = row_long_fix(reader);
    const char *args[TC_DATA_ARGS] = {counts[0], counts[1], fix};
    tc_data_diag_row(&reader->report, code, &where, args);
}

/* Number of the last cell that is not blank among those beyond the last heading, from 1; 0: none.
 */
static uint32_t last_beyond(const TcReader *reader, char *at, char *end)
{
    TcCsvCell cell;
    uint32_t n = reader->csv->n_steps, last = 0;

    while (at <= end) {
        at = tc_csv_cell(at, end, reader->csv->csv.delimiter, &cell);
        n++;
        if (cell.length > 0)
            last = n;
    }
    return last;
}

/* Cells that are not there are missing, whatever blank means: the row may have been cut. */
static void fill_short_row(TcReader *reader, TcBlock *block, TcRowPlace place, uint32_t n)
{
    const TcCsvReader *csv = reader->csv;

    report_count(reader, TC_DIAG_CSV_ROW_SHORT, place, n);
    for (uint32_t i = n; i < csv->n_steps; i++)
        if (csv->steps[i].column != TC_NO_COLUMN)
            tc_block_set_open(block, place.index, (uint32_t)csv->steps[i].column, TC_REASON_BLANK);
}

static void report_cut(TcReader *reader, TcRowPlace place, uint32_t file_column)
{
    char limit[16], letters[TC_LETTERS];
    TcDataPlace where = {
        .line = place.line, .row = place.row, .letter = tc_data_letters(file_column, letters)};

    if (file_column < reader->csv->n_steps) {
        const TcCsvStep *step = &reader->csv->steps[file_column];
        if (step->column != TC_NO_COLUMN || step->field != TC_NO_FIELD)
            where = step_place(reader, step, place);
    }
    g_snprintf(limit, sizeof limit, "%zu", reader->csv->csv.cell_limit);
    g_autofree char *name = tc_data_cell_name(&where);
    const char *args[TC_DATA_ARGS] = {name, limit};
    tc_data_diag_row(&reader->report, TC_DIAG_CELL_TOO_LONG, &where, args);
}

/* A record whose cells are too long or too many: only its unit is read. */
static void take_spoilt(TcReader *reader, TcBlock *block, const TcRecord *record, TcRowPlace place)
{
    const TcCsvReader *csv = reader->csv;
    char *at = record->start;
    guint n_cut = 0;
    TcCsvCell cell;

    for (uint32_t i = 0; at <= record->end; i++) {
        at = tc_csv_cell(at, record->end, csv->csv.delimiter, &cell);
        if (record->cut && n_cut < record->cut->len &&
            g_array_index(record->cut, uint32_t, n_cut) == i) {
            report_cut(reader, place, i);
            n_cut++;
        } else if (i < csv->n_steps && csv->steps[i].field != TC_NO_FIELD) {
            tc_row_field(reader, block, place, (TcUnitField)csv->steps[i].field, cell.text,
                         cell.length);
        }
    }
    tc_row_spoil(reader, block, place);
}

static void take_cells(TcReader *reader, TcBlock *block, const TcRecord *record, TcRowPlace place)
{
    TcCsvReader *csv = reader->csv;
    uint32_t n = tc_csv_split(record, csv->csv.delimiter, csv->stops, csv->n_steps);
    char *behind = record->start + csv->stops[n - 1] + 1;
    uint32_t last = behind <= record->end ? last_beyond(reader, behind, record->end) : 0;

    if (last > 0) {
        report_count(reader, TC_DIAG_CSV_ROW_LONG, place, last);
        take_spoilt(reader, block, record, place);
        return;
    }
    for (uint32_t i = 0; (i = tc_csv_take_expected(csv, record->start, i, n, place.index)) < n;
         i++) {
        char *at = i > 0 ? record->start + csv->stops[i - 1] + 1 : record->start;
        take_any(reader, block, &csv->steps[i], place, at, record->start + csv->stops[i]);
    }
    if (n < csv->n_named)
        fill_short_row(reader, block, place, n);
}

void tc_csv_reader_take(TcReader *reader, TcBlock *block, const TcRecord *record)
{
    TcRowPlace place = {block->n, record->line, record->row};

    tc_row_begin(reader, block, place);
    if (record->cut)
        take_spoilt(reader, block, record, place);
    else
        take_cells(reader, block, record, place);
    tc_row_end(reader, block, place);
}

void tc_csv_refuse_file(TcReader *reader, TcDiagCode code, uint32_t line, uint64_t number)
{
    char text[24];
    TcDataPlace place = {.line = line};

    g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT, number);
    const char *args[TC_DATA_ARGS] = {text};
    tc_data_diag_file(&reader->report, code, &place, args);
    reader->ended = true;
}

bool tc_csv_next_record(TcReader *reader, TcRecord *record, GError **error)
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
            tc_csv_refuse_file(reader, TC_DIAG_CSV_OPEN_QUOTE, record->line, record->line);
            return false;
        case TC_CSV_TOO_LONG:
            tc_csv_refuse_file(reader, TC_DIAG_ROW_TOO_LONG, record->line, TC_INPUT_MAX_BYTES);
            return false;
        case TC_CSV_FAILED:
            return false;
        }
    }
}

void tc_csv_reader_aim(TcCsvReader *csv, TcBlock *block)
{
    csv->any_wide = false;
    for (uint32_t i = 0; i < csv->n_steps; i++) {
        TcCsvStep *step = &csv->steps[i];
        if (step->column == TC_NO_COLUMN)
            continue;
        step->cells = &block->columns[step->column];
        tc_csv_aim_step(csv, step);
    }
}

TcCsvReader *tc_csv_reader_fork(const TcCsvReader *csv)
{
    TcCsvReader *fork = g_new0(TcCsvReader, 1);

    tc_csv_init(&fork->csv, NULL, csv->csv.cell_limit);
    fork->csv.delimiter = csv->csv.delimiter;
    fork->n_steps = csv->n_steps;
    fork->n_named = csv->n_named;
    fork->wholes = g_memdup2(csv->wholes, TC_N_WHOLES * csv->n_steps * sizeof *csv->wholes);
    fork->steps = g_memdup2(csv->steps, csv->n_steps * sizeof *csv->steps);
    fork->stops = g_new(uint32_t, csv->n_steps + TC_CSV_STOPS_SLACK);
    for (uint32_t i = 0; i < csv->n_steps; i++)
        fork->steps[i].words =
            csv->steps[i].words ? g_memdup2(csv->steps[i].words, 2 * sizeof(TcWordPattern)) : NULL;
    return fork;
}

bool tc_csv_reader_open(TcReader *reader, GError **error)
{
    TcRecord record;
    TcCsvReader *csv = reader->csv = g_new0(TcCsvReader, 1);

    tc_csv_init(&csv->csv, reader->input, TC_CELL_MAX_BYTES);
    csv->unknown = g_array_new(FALSE, FALSE, sizeof(TcUnknownHeading));
    g_array_set_clear_func(csv->unknown, tc_unknown_heading_clear);
    if (!tc_csv_read_sep_line(reader, error))
        return false;
    if (tc_csv_next_record(reader, &record, error))
        tc_csv_read_headings(reader, &record);
    else if (reader->ended && !reader->report.failed)
        tc_csv_refuse_file(reader, TC_DIAG_DATA_EMPTY, 1, 0);
    else
        return false;
    return !reader->report.failed && tc_csv_check_first_row(reader, error);
}

void tc_csv_reader_free(TcCsvReader *csv)
{
    if (!csv)
        return;
    tc_csv_clear(&csv->csv);
    g_clear_pointer(&csv->unknown, g_array_unref);
    for (uint32_t i = 0; i < csv->n_steps; i++)
        g_free(csv->steps[i].words);
    g_free(csv->stops);
    g_free(csv->wholes);
    g_free(csv->steps);
    g_free(csv);
}
