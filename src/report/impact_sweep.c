/* The counts of --sweep in all forms of the report: how many units would pass at each level, of all
 * units and of each parent unit. See impact.h. */
#include "report/impact_internal.h"

#include "report/grid.h"
#include "report/html.h"

/* What passes: 0 the indicator, then each verdict. */
static uint64_t passing(const TcLevelSums *sums, uint32_t what)
{
    return what == 0 ? sums->met : sums->eligible[what - 1];
}

static const char *indicator_code(const TcLevelSweep *sweep)
{
    return sweep->model->indicators[sweep->indicator].code;
}

/* "Chỉ tiêu 3.4", "Kết luận X". Returns: (transfer full). */
static char *name_of(const TcLevelSweep *sweep, uint32_t what, TcLang lang)
{
    return tc_msg_format(lang, what == 0 ? TC_MSG_HEAD_INDICATOR_OF : TC_MSG_IMPACT_VERDICT,
                         what == 0 ? indicator_code(sweep) : sweep->model->verdicts[what - 1].code,
                         NULL);
}

/* Of the parent unit @parent; NULL where the rules cannot be judged with that level. */
static const TcLevelSums *parent_sums(const TcLevelSweep *sweep, guint level, guint parent)
{
    const GPtrArray *parents = tc_level_count(sweep, level)->parents;
    return parent < parents->len ? g_ptr_array_index(parents, parent) : NULL;
}

static const char *parent_name(const TcLevelSweep *sweep, guint parent)
{
    const TcLevelSums *sums = NULL;
    for (guint i = 0; !sums && i < sweep->counts->len; i++)
        sums = parent_sums(sweep, i, parent);
    return sums ? sums->parent : "";
}

/* Sums of parent units tell more than those of all where there are several. */
static bool has_parents(const TcLevelSweep *sweep)
{
    return tc_level_parents(sweep) > 1;
}

/* --- text ------------------------------------------------------------------------------------- */

static void count_cell(TcGrid *grid, uint64_t count)
{
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, count);
    tc_grid_cell(grid, text, TC_PAINT_PLAIN);
}

static void add_column(GArray *columns, const char *heading, TcAlign align)
{
    const TcGridColumn column = {heading, align, align == TC_ALIGN_LEFT, false};
    g_array_append_val(columns, column);
}

static TcGrid *grid_of(const GArray *columns)
{
    return tc_grid_new((const TcGridColumn *)(const void *)columns->data, columns->len);
}

static void add_all(const TcImpactPage *page, unsigned width, bool colour, GString *out)
{
    static const TcMsg heads[] = {TC_MSG_IMPACT_LEVEL, TC_MSG_MET, TC_MSG_NOT_MET,
                                  TC_MSG_IMPACT_OPEN};
    const TcLevelSweep *sweep = page->sweep;
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(TcGridColumn));
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        add_column(columns, tc_msg(page->lang, heads[i]), TC_ALIGN_RIGHT);
    for (uint32_t i = 0; i < sweep->model->n_verdicts; i++)
        add_column(columns, sweep->model->verdicts[i].code, TC_ALIGN_RIGHT);
    g_autoptr(TcGrid) grid = grid_of(columns);
    for (guint i = 0; i < sweep->counts->len; i++) {
        const TcLevelCount *count = tc_level_count(sweep, i);
        tc_grid_row(grid);
        tc_grid_cell(grid, count->level, TC_PAINT_PLAIN);
        count_cell(grid, count->all.met);
        count_cell(grid, count->all.not_met);
        count_cell(grid, count->all.other);
        for (uint32_t k = 0; k < sweep->model->n_verdicts; k++)
            count_cell(grid, count->all.eligible[k]);
    }
    tc_grid_print(grid, width, colour, out);
}

static void parent_row(TcGrid *grid, const TcLevelSweep *sweep, guint parent, uint32_t what,
                       guint from, guint to)
{
    tc_grid_row(grid);
    tc_grid_cell(grid, parent_name(sweep, parent), TC_PAINT_PLAIN);
    for (guint i = from; i < to; i++) {
        const TcLevelSums *sums = parent_sums(sweep, i, parent);
        if (sums)
            count_cell(grid, passing(sums, what));
        else
            tc_grid_cell(grid, NULL, TC_PAINT_PLAIN);
    }
}

/* A row for each parent unit, a column for each of the levels from @from to before @to. */
static void add_parents(const TcImpactPage *page, uint32_t what, guint from, guint to,
                        unsigned width, bool colour, GString *out)
{
    const TcLevelSweep *sweep = page->sweep;
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(TcGridColumn));
    add_column(columns, tc_msg(page->lang, TC_MSG_HEAD_PARENT), TC_ALIGN_LEFT);
    for (guint i = from; i < to; i++)
        add_column(columns, tc_level_count(sweep, i)->level, TC_ALIGN_RIGHT);
    g_autoptr(TcGrid) grid = grid_of(columns);
    for (guint parent = 0; parent < tc_level_parents(sweep); parent++)
        parent_row(grid, sweep, parent, what, from, to);
    g_autofree char *name = name_of(sweep, what, page->lang);
    g_autofree char *heading = tc_msg_format(page->lang, TC_MSG_IMPACT_SWEEP_PARENTS, name, NULL);
    g_string_append_printf(out, "\n%s\n", heading);
    tc_grid_print(grid, width, colour, out);
}

void tc_sweep_text(const TcImpactPage *page, unsigned width, bool colour, GString *out)
{
    enum { LEVELS_A_TABLE = 8 };
    const TcLevelSweep *sweep = page->sweep;
    g_autofree char *heading =
        tc_msg_format(page->lang, TC_MSG_IMPACT_SWEEP, indicator_code(sweep), NULL);
    g_string_append_printf(out, "\n%s\n", heading);
    add_all(page, width, colour, out);
    for (uint32_t what = 0; has_parents(sweep) && what <= sweep->model->n_verdicts; what++)
        for (guint from = 0; from < sweep->counts->len; from += LEVELS_A_TABLE)
            add_parents(page, what, from, MIN(from + LEVELS_A_TABLE, sweep->counts->len), width,
                        colour, out);
}

/* --- a page ----------------------------------------------------------------------------------- */

static void put_bars(const TcLevelSweep *sweep, uint32_t what, const char *name, GString *out)
{
    g_autofree TcHtmlBar *bars = g_new(TcHtmlBar, sweep->counts->len + 1);
    for (guint i = 0; i < sweep->counts->len; i++) {
        const TcLevelCount *count = tc_level_count(sweep, i);
        bars[i] = (TcHtmlBar){count->level, passing(&count->all, what)};
    }
    tc_html_bars(out, name, bars, sweep->counts->len);
}

static void put_parents(const TcImpactPage *page, uint32_t what, GString *out)
{
    const TcLevelSweep *sweep = page->sweep;
    g_autofree const char **heads = g_new(const char *, sweep->counts->len + 1);
    heads[0] = tc_msg(page->lang, TC_MSG_HEAD_PARENT);
    for (guint i = 0; i < sweep->counts->len; i++)
        heads[i + 1] = tc_level_count(sweep, i)->level;
    tc_html_table(out, heads, sweep->counts->len + 1);
    for (guint parent = 0; parent < tc_level_parents(sweep); parent++) {
        tc_html_row(out);
        tc_html_cell(out, parent_name(sweep, parent));
        for (guint i = 0; i < sweep->counts->len; i++) {
            const TcLevelSums *sums = parent_sums(sweep, i, parent);
            if (sums)
                tc_html_number(out, passing(sums, what));
            else
                tc_html_cell(out, "");
        }
        tc_html_row_end(out);
    }
    tc_html_table_end(out);
}

void tc_sweep_html(const TcImpactPage *page, GString *out)
{
    const TcLevelSweep *sweep = page->sweep;
    g_autofree char *title =
        tc_msg_format(page->lang, TC_MSG_IMPACT_SWEEP, indicator_code(sweep), NULL);
    tc_html_element(out, "h2", title);
    for (uint32_t what = 0; what <= sweep->model->n_verdicts; what++) {
        g_autofree char *name = name_of(sweep, what, page->lang);
        tc_html_element(out, "h3", name);
        put_bars(sweep, what, name, out);
        if (has_parents(sweep))
            put_parents(page, what, out);
    }
}

/* --- programs --------------------------------------------------------------------------------- */

static void json_sums(const TcLevelSweep *sweep, const TcLevelSums *sums, TcJson *json)
{
    tc_json_key_count(json, "met", sums->met);
    tc_json_key_count(json, "not_met", sums->not_met);
    tc_json_key_count(json, "other", sums->other);
    tc_json_key(json, "eligible");
    tc_json_object(json);
    for (uint32_t k = 0; k < sweep->model->n_verdicts; k++)
        tc_json_key_count(json, sweep->model->verdicts[k].code, sums->eligible[k]);
    tc_json_end(json);
}

static void json_parents(const TcLevelSweep *sweep, const TcLevelCount *count, TcJson *json)
{
    tc_json_key(json, "parents");
    tc_json_array(json);
    for (guint i = 0; i < count->parents->len; i++) {
        const TcLevelSums *sums = g_ptr_array_index(count->parents, i);
        tc_json_object(json);
        tc_json_key_text(json, "name", sums->parent);
        json_sums(sweep, sums, json);
        tc_json_end(json);
    }
    tc_json_close(json);
}

void tc_sweep_json(const TcLevelSweep *sweep, TcJson *json)
{
    tc_json_key(json, "sweep");
    tc_json_object(json);
    tc_json_key_text(json, "indicator", indicator_code(sweep));
    tc_json_key(json, "levels");
    tc_json_array(json);
    for (guint i = 0; i < sweep->counts->len; i++) {
        const TcLevelCount *count = tc_level_count(sweep, i);
        tc_json_object(json);
        tc_json_key_text(json, "level", count->exact);
        json_sums(sweep, &count->all, json);
        json_parents(sweep, count, json);
        tc_json_end(json);
    }
    tc_json_close(json);
    tc_json_end(json);
}

static void csv_line(const TcLevelSweep *sweep, const char *level, const char *parent,
                     const TcLevelSums *sums, TcCsvWriter *csv)
{
    tc_csv_text(csv, indicator_code(sweep));
    tc_csv_text(csv, level);
    tc_csv_text(csv, parent);
    tc_csv_integer(csv, (gint64)sums->met);
    tc_csv_integer(csv, (gint64)sums->not_met);
    tc_csv_integer(csv, (gint64)sums->other);
    for (uint32_t k = 0; k < sweep->model->n_verdicts; k++)
        tc_csv_integer(csv, (gint64)sums->eligible[k]);
    tc_csv_end_line(csv);
}

void tc_sweep_csv(const TcLevelSweep *sweep, TcCsvWriter *csv)
{
    static const TcMsg heads[] = {TC_MSG_HEAD_INDICATOR, TC_MSG_IMPACT_LEVEL,
                                  TC_MSG_HEAD_PARENT,    TC_MSG_MET,
                                  TC_MSG_NOT_MET,        TC_MSG_IMPACT_OPEN};
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        tc_csv_text(csv, tc_msg(csv->lang, heads[i]));
    for (uint32_t k = 0; k < sweep->model->n_verdicts; k++) {
        g_autofree char *name = name_of(sweep, k + 1, csv->lang);
        tc_csv_text(csv, name);
    }
    tc_csv_end_line(csv);
    for (guint i = 0; i < sweep->counts->len; i++) {
        const TcLevelCount *count = tc_level_count(sweep, i);
        csv_line(sweep, count->level, tc_msg(csv->lang, TC_MSG_IMPACT_ALL), &count->all, csv);
        for (guint k = 0; has_parents(sweep) && k < count->parents->len; k++) {
            const TcLevelSums *sums = g_ptr_array_index(count->parents, k);
            csv_line(sweep, count->level, sums->parent, sums, csv);
        }
    }
}
