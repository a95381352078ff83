/* The cells of a CSV of results. */
#include "report/columns_internal.h"

#include "base/figure.h"
#include "report/as_of.h"
#include "report/kinds.h"
#include "report/ranks.h"

typedef struct {
    const TcFigures *figures;
    const TcBlock *block;
    const TcResults *results;
    uint32_t row;
    TcCsvWriter *csv;
    const char *note; /* of the rules */
} Cell;

static void take(TcCsvWriter *csv, char *text)
{
    tc_csv_number(csv, text);
    g_free(text);
}

/* A number, or its range. Most are whole and lie ready: those take no memory. */
static void write_number(const Cell *cell, const TcNumberResult *number)
{
    int64_t value;
    bool certain;
    char text[TC_FIGURE_ROOM];
    if (tc_figures_whole(number, cell->row, TC_END_LOW, &value, &certain) && certain)
        tc_csv_integer(cell->csv, value);
    else if (tc_figures_quick_points(cell->figures, number, cell->row, text))
        tc_csv_number(cell->csv, text);
    else
        take(cell->csv, tc_figures_points(cell->figures, number, cell->row));
}

static void write_end(const Cell *cell, const TcNumberResult *number, TcFigureEnd end)
{
    int64_t value;
    bool certain;
    if (tc_figures_whole(number, cell->row, end, &value, &certain))
        tc_csv_integer(cell->csv, value);
    else
        take(cell->csv, tc_figures_points_end(cell->figures, number, cell->row, end));
}

static void write_value(const Cell *cell, uint32_t indicator)
{
    char text[TC_FIGURE_ROOM];
    if (tc_figures_quick_value(cell->figures, cell->results, cell->row, indicator, text))
        tc_csv_number(cell->csv, text);
    else
        take(cell->csv, tc_figures_value(cell->figures, cell->results, cell->row, indicator));
}

/* The points of what the column is about: the whole set, a group or an indicator. */
static const TcNumberResult *points_of(const Cell *cell, const TcReportColumn *column)
{
    return column->kind == TC_REF_GROUP       ? &cell->results->group_points[column->index]
           : column->kind == TC_REF_INDICATOR ? &cell->results->points[column->index]
                                              : &cell->results->total;
}

static void write_count(const Cell *cell, uint32_t low, uint32_t high)
{
    if (low == high)
        tc_csv_integer(cell->csv, low);
    else if (cell->csv->style == TC_CSV_PLAIN)
        take(cell->csv, g_strdup_printf("%u..%u", low, high));
    else
        take(cell->csv, tc_figures_count(low, high));
}

static TcTally tally_of(const Cell *cell, const TcReportColumn *column)
{
    return tc_results_tally(cell->results, cell->row,
                            column->kind == TC_REF_GROUP ? column->index : TC_NO_PART);
}

static void write_verdict(const Cell *cell, const TcReportColumn *column)
{
    TcVerdictAnswer answer = tc_figures_verdict(cell->results, cell->row, column->index);
    tc_csv_text(cell->csv,
                column->words ? column->words[answer]
                : cell->csv->style == TC_CSV_PLAIN
                    ? tc_answer_id(answer)
                    : tc_msg(cell->csv->lang,
                             tc_figures_answer_word(cell->results, cell->row, column->index)));
}

static void write_state(const Cell *cell, const TcReportColumn *column)
{
    const TcIndicator *indicator = &cell->results->model->indicators[column->index];
    TcLabel label = tc_state_label(&cell->results->indicators[column->index], cell->row);
    tc_csv_text(cell->csv, cell->csv->style == TC_CSV_PLAIN
                               ? tc_label_id(label)
                               : tc_msg(cell->csv->lang, tc_kind_label_word(indicator, label)));
}

static void write_rank(const Cell *cell, uint32_t ranking)
{
    bool none = cell->results->rankings[ranking].ranked[cell->row] == TC_OUT_FALSE;
    bool plain = none || cell->csv->style == TC_CSV_PLAIN;
    g_autofree char *rank = plain
                                ? tc_rank_plain(cell->results, cell->row, ranking)
                                : tc_rank_words(cell->results, cell->row, ranking, cell->csv->lang);
    tc_csv_number(cell->csv, rank);
}

/* What is said of the unit itself. */
static void write_unit(const Cell *cell, TcFieldId field)
{
    const TcRowInfo *info = &cell->block->rows[cell->row];
    if (field == TC_COLUMN_LINE)
        tc_csv_integer(cell->csv, info->line);
    else
        tc_csv_text(cell->csv, field == TC_COLUMN_CODE   ? info->code
                               : field == TC_COLUMN_NAME ? info->name
                                                         : info->parent);
}

static bool is_bad(uint8_t reason)
{
    return reason == TC_REASON_BAD_CELL || reason == TC_REASON_APPROXIMATE ||
           reason == TC_REASON_CONSTRAINT;
}

/* Cells that were refused, or withdrawn because the row contradicts itself. */
static unsigned count_bad(const Cell *cell)
{
    unsigned n = 0;
    for (uint32_t i = 0; i < cell->results->model->schema.n_columns; i++) {
        const TcColumn *column = &cell->block->columns[i];
        if (column->any_open && tc_bit(column->open, cell->row))
            n += is_bad(column->reason[cell->row]);
    }
    return n;
}

/* "2 ô có lỗi, tính là thiếu số liệu". Returns: (transfer full) NULL where nothing is wrong. */
static char *bad_words(const Cell *cell)
{
    const unsigned n = count_bad(cell);
    g_autofree char *count = g_strdup_printf("%u", n);
    if (n > 0)
        return tc_msg_format(cell->csv->lang, TC_MSG_NOTE_BAD_CELLS, count, NULL);
    const bool broken = tc_bit(cell->results->data_error, cell->row);
    return broken ? g_strdup(tc_msg(cell->csv->lang, TC_MSG_NOTE_DATA_ERROR)) : NULL;
}

/* What the rules' own sources want said, where the unit's figures come from, which of them
 * were not usable, and which of its results further data can change. */
static void write_note(const Cell *cell)
{
    const char *source = cell->block->rows[cell->row].source;
    g_autofree char *marks = tc_marks_note(cell->results, cell->row, cell->csv->lang);
    g_autofree char *bad = bad_words(cell);
    if (*source == '\0' && !marks && !bad) {
        tc_csv_text(cell->csv, cell->note);
        return;
    }
    g_autofree char *words =
        *source ? tc_msg_format(cell->csv->lang, TC_MSG_DATA_SOURCE, source, NULL) : NULL;
    const char *parts[] = {cell->note, words ? words : "", bad ? bad : "", marks ? marks : ""};
    g_autoptr(GString) note = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        g_string_append_printf(note, "%s%s", note->len && *parts[i] ? "; " : "", parts[i]);
    tc_csv_text(cell->csv, note->str);
}

static void write_cell(const Cell *cell, const TcReportColumn *column)
{
    const TcResults *results = cell->results;
    switch (column->field) {
    case TC_COLUMN_CODE:
    case TC_COLUMN_NAME:
    case TC_COLUMN_PARENT:
    case TC_COLUMN_LINE:
        return write_unit(cell, column->field);
    case TC_COLUMN_VERDICT:
        return write_verdict(cell, column);
    case TC_COLUMN_GRADE:
        return tc_csv_text(cell->csv, tc_figures_grade(results, cell->row, column->index));
    case TC_COLUMN_LEAST_GRADE:
        return tc_csv_text(
            cell->csv, tc_figures_least_grade(cell->figures, results, cell->row, column->index));
    case TC_COLUMN_RANK:
        return write_rank(cell, column->index);
    case TC_COLUMN_RANKED_BY:
        return take(cell->csv,
                    tc_figures_ranked_by(cell->figures, results, cell->row, column->index));
    case TC_COLUMN_TOTAL:
    case TC_COLUMN_POINTS:
        return write_number(cell, points_of(cell, column));
    case TC_COLUMN_LEAST_TOTAL:
    case TC_COLUMN_LEAST_POINTS:
        return write_end(cell, points_of(cell, column), TC_END_LOW);
    case TC_COLUMN_MOST_TOTAL:
    case TC_COLUMN_MOST_POINTS:
        return write_end(cell, points_of(cell, column), TC_END_HIGH);
    case TC_COLUMN_MAX_TOTAL:
        return write_number(cell, &results->total_max);
    case TC_COLUMN_MET:
        return write_count(cell, tally_of(cell, column).met_low, tally_of(cell, column).met_high);
    case TC_COLUMN_LEAST_MET:
        return tc_csv_integer(cell->csv, tally_of(cell, column).met_low);
    case TC_COLUMN_APPLICABLE:
        return write_count(cell, tally_of(cell, column).applicable_low,
                           tally_of(cell, column).applicable_high);
    case TC_COLUMN_STATE:
        return write_state(cell, column);
    case TC_COLUMN_VALUE:
        return write_value(cell, column->index);
    case TC_COLUMN_NOTE:
        return write_note(cell);
    case TC_N_FIELD_IDS:
        break;
    }
    g_assert_not_reached();
}

void tc_columns_row(const TcColumns *columns, const TcFigures *figures, const TcBlock *block,
                    const TcResults *results, uint32_t row, TcCsvWriter *csv)
{
    Cell cell = {figures, block, results, row, csv, columns->note};
    for (guint i = 0; i < columns->items->len; i++)
        write_cell(&cell, &g_array_index(columns->items, TcReportColumn, i));
    tc_csv_end_line(csv);
}
