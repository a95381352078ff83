/* A history as a page for a browser. See history.h. */
#include "base/date.h"
#include "report/history_internal.h"
#include "report/html.h"

static void put_table(const TcHistoryTable *table, GString *out)
{
    g_autofree const char **heads = g_new(const char *, table->heads->len + 1);
    for (guint i = 0; i < table->heads->len; i++)
        heads[i] = g_array_index(table->heads, TcHistoryHead, i).text;
    tc_html_table(out, heads, table->heads->len);
    for (guint i = 0; i < table->rows->len; i++) {
        const GPtrArray *row = g_ptr_array_index(table->rows, i);
        tc_html_row(out);
        for (guint k = 0; k < row->len; k++)
            tc_html_cell(out, g_ptr_array_index(row, k));
        tc_html_row_end(out);
    }
    tc_html_table_end(out);
}

/* How many indicators are surely met in each period, as bars. */
static void put_bars(const TcHistoryPage *page, GString *out)
{
    const guint n = page->history->periods->len;
    g_autofree TcHtmlBar *bars = g_new(TcHtmlBar, n);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < n; i++) {
        char day[TC_DATE_TEXT];
        const TcHistoryPeriod *period = tc_history_period(page->history, i);
        char *name = g_strdup(tc_date_format(period->day, page->lang, day));
        g_ptr_array_add(names, name);
        bars[i] = (TcHtmlBar){name, tc_results_tally(period->row.results, 0, TC_NO_PART).met_low};
    }
    tc_html_element(out, "h2", tc_msg(page->lang, TC_MSG_HISTORY_MET));
    tc_html_bars(out, tc_msg(page->lang, TC_MSG_HISTORY_MET), bars, n);
}

static void put_lines(GPtrArray *lines, GString *out)
{
    for (guint i = 0; i < lines->len; i++)
        tc_html_element(out, "p", g_ptr_array_index(lines, i));
    g_ptr_array_unref(lines);
}

static void put_part(const TcHistoryPage *page, const TcHistoryTable *table, TcMsg words,
                     TcMsg none, GString *out)
{
    tc_html_element(out, "h3", tc_msg(page->lang, table->rows->len ? words : none));
    if (table->rows->len)
        put_table(table, out);
}

static void put_step(const TcHistoryPage *page, const TcHistoryStep *step, GString *out)
{
    char from[TC_DATE_TEXT], to[TC_DATE_TEXT];
    g_autoptr(TcHistoryTable) cells = tc_history_cells_table(page, step);
    g_autoptr(TcHistoryTable) changes = tc_history_changes_table(page, step);
    g_autofree char *title = tc_msg_format(page->lang, TC_MSG_HISTORY_STEP,
                                           tc_date_format(step->from->day, page->lang, from),
                                           tc_date_format(step->to->day, page->lang, to), NULL);
    tc_html_element(out, "h2", title);
    put_lines(tc_history_rule_lines(page, step), out);
    put_part(page, cells, TC_MSG_HISTORY_CELLS, TC_MSG_HISTORY_NO_CELLS, out);
    put_part(page, changes, TC_MSG_HISTORY_CHANGES, TC_MSG_HISTORY_NO_CHANGES, out);
}

static void put_foot(const TcHistoryPage *page, GString *out)
{
    g_autofree char *foot = tc_history_foot(page);
    g_auto(GStrv) lines = g_strsplit(foot, "\n", -1);
    g_string_append(out, "<hr>\n");
    for (char **line = lines; *line; line++)
        if (**line)
            tc_html_element(out, "p", *line);
}

void tc_history_html(const TcHistoryPage *page, GString *out)
{
    const TcModel *model = tc_program_model(tc_history_last(page)->program);
    g_autofree char *unit = tc_history_unit(page, tc_history_last(page));
    g_autofree char *n = g_strdup_printf("%u", page->history->periods->len);
    g_autofree char *title = tc_msg_format(page->lang, TC_MSG_HISTORY_TITLE, unit, n, NULL);
    g_autoptr(TcHistoryTable) periods = tc_history_periods_table(page);
    tc_html_begin(out, page->lang, title);
    tc_html_element(out, "p", model->title);
    put_table(periods, out);
    put_lines(tc_history_marks(page), out);
    if (tc_model_judges(model))
        put_bars(page, out);
    for (guint i = 0; i < page->history->steps->len; i++)
        put_step(page, g_ptr_array_index(page->history->steps, i), out);
    put_foot(page, out);
    tc_html_end(out);
}
