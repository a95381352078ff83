/* A history as text for a terminal or a file. See history.h. */
#include "base/date.h"
#include "report/grid.h"
#include "report/history_internal.h"

/* How the page is laid out. */
typedef struct {
    const TcHistoryPage *page;
    unsigned width;
    bool colour;
    GString *out;
} Sheet;

static void add_line(const Sheet *sheet, const char *indent, char *line)
{
    g_string_append_printf(sheet->out, "%s%s\n", indent, line);
    g_free(line);
}

static void add_words(const Sheet *sheet, TcMsg words)
{
    g_string_append_printf(sheet->out, "%s\n", tc_msg(sheet->page->lang, words));
}

static void add_table(const Sheet *sheet, const TcHistoryTable *table)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(TcGridColumn));
    for (guint i = 0; i < table->heads->len; i++) {
        const TcHistoryHead *head = &g_array_index(table->heads, TcHistoryHead, i);
        const TcGridColumn column = {head->text, TC_ALIGN_LEFT, !head->narrow, false};
        g_array_append_val(columns, column);
    }
    g_autoptr(TcGrid) grid = tc_grid_new((const TcGridColumn *)(void *)columns->data, columns->len);
    for (guint i = 0; i < table->rows->len; i++) {
        const GPtrArray *row = g_ptr_array_index(table->rows, i);
        tc_grid_row(grid);
        for (guint k = 0; k < row->len; k++)
            tc_grid_cell(grid, g_ptr_array_index(row, k), TC_PAINT_PLAIN);
    }
    tc_grid_print(grid, sheet->width, sheet->colour, sheet->out);
}

/* --- periods ---------------------------------------------------------------------------------- */

static void add_head(const Sheet *sheet)
{
    const TcHistoryPage *page = sheet->page;
    const TcModel *model = tc_program_model(tc_history_last(page)->program);
    g_autofree char *unit = tc_history_unit(page, tc_history_last(page));
    g_autofree char *n = g_strdup_printf("%u", page->history->periods->len);
    add_line(sheet, "", tc_msg_format(page->lang, TC_MSG_HISTORY_TITLE, unit, n, NULL));
    g_string_append_printf(sheet->out, "%s: %s\n\n", model->code, model->title);
}

/* --- steps ------------------------------------------------------------------------------------ */

/* A table below what it is about, or that there is nothing to tell. */
static void add_part(const Sheet *sheet, const TcHistoryTable *table, TcMsg words, TcMsg none)
{
    g_string_append_c(sheet->out, '\n');
    add_words(sheet, table->rows->len ? words : none);
    if (table->rows->len)
        add_table(sheet, table);
}

static void add_step(const Sheet *sheet, const TcHistoryStep *step)
{
    char from[TC_DATE_TEXT], to[TC_DATE_TEXT];
    const TcHistoryPage *page = sheet->page;
    g_autoptr(GPtrArray) rules = tc_history_rule_lines(page, step);
    g_autoptr(TcHistoryTable) cells = tc_history_cells_table(page, step);
    g_autoptr(TcHistoryTable) changes = tc_history_changes_table(page, step);
    g_string_append_c(sheet->out, '\n');
    add_line(sheet, "",
             tc_msg_format(page->lang, TC_MSG_HISTORY_STEP,
                           tc_date_format(step->from->day, page->lang, from),
                           tc_date_format(step->to->day, page->lang, to), NULL));
    for (guint i = 0; i < rules->len; i++)
        g_string_append_printf(sheet->out, "%s%s\n", i ? "  " : "",
                               (const char *)g_ptr_array_index(rules, i));
    add_part(sheet, cells, TC_MSG_HISTORY_CELLS, TC_MSG_HISTORY_NO_CELLS);
    add_part(sheet, changes, TC_MSG_HISTORY_CHANGES, TC_MSG_HISTORY_NO_CHANGES);
}

void tc_history_text(const TcHistoryPage *page, unsigned width, bool colour, GString *out)
{
    const Sheet sheet = {page, width, colour, out};
    g_autoptr(TcHistoryTable) periods = tc_history_periods_table(page);
    g_autoptr(GPtrArray) marks = tc_history_marks(page);
    g_autofree char *foot = tc_history_foot(page);
    add_head(&sheet);
    add_table(&sheet, periods);
    for (guint i = 0; i < marks->len; i++)
        g_string_append_printf(out, "%s\n", (const char *)g_ptr_array_index(marks, i));
    for (guint i = 0; i < page->history->steps->len; i++)
        add_step(&sheet, g_ptr_array_index(page->history->steps, i));
    g_string_append_printf(out, "\n%s", foot);
}
