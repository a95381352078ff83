/* The table of units. */
#include "report/table.h"

#include "report/as_of.h"
#include "report/grid.h"
#include "report/ranks.h"

struct TcUnitTable {
    const TcModel *model;
    const TcFigures *figures;
    TcLang lang;
    TcGrid *grid;
    bool judges, scores;
};

typedef struct {
    GArray *columns; /* of TcGridColumn */
    GPtrArray *texts;
} Heads;

static void add_head(Heads *heads, char *heading, TcAlign align, bool flexible, bool optional)
{
    TcGridColumn column = {heading, align, flexible, optional};
    g_array_append_val(heads->columns, column);
    g_ptr_array_add(heads->texts, heading);
}

/* "Kết luận" for the only one, "Kết luận X" among several. */
static char *conclusion_head(const TcUnitTable *table, uint32_t n, TcMsg alone, TcMsg of,
                             const char *code)
{
    return n == 1 ? g_strdup(tc_msg(table->lang, alone))
                  : tc_msg_format(table->lang, of, code, NULL);
}

static void add_groups(const TcUnitTable *table, Heads *heads)
{
    for (uint32_t i = 0; i < table->model->n_groups; i++)
        add_head(
            heads,
            tc_msg_format(table->lang, TC_MSG_HEAD_GROUP_OF, table->model->groups[i].code, NULL),
            TC_ALIGN_RIGHT, false, false);
}

static void add_heads(const TcUnitTable *table, Heads *heads)
{
    const TcModel *model = table->model;
    TcLang lang = table->lang;
    add_head(heads, g_strdup(tc_msg(lang, TC_MSG_HEAD_CODE)), TC_ALIGN_LEFT, false, true);
    add_head(heads, g_strdup(tc_msg(lang, TC_MSG_HEAD_UNIT)), TC_ALIGN_LEFT, true, false);
    add_head(heads, g_strdup(tc_msg(lang, TC_MSG_HEAD_PARENT)), TC_ALIGN_LEFT, true, true);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        add_head(heads,
                 conclusion_head(table, model->n_verdicts, TC_MSG_HEAD_VERDICT,
                                 TC_MSG_COLUMN_VERDICT, model->verdicts[i].code),
                 TC_ALIGN_LEFT, false, false);
    if (table->judges)
        add_head(heads, g_strdup(tc_msg(lang, TC_MSG_HEAD_MET)), TC_ALIGN_RIGHT, false, false);
    add_groups(table, heads);
    for (uint32_t i = 0; i < model->n_grades; i++)
        add_head(heads,
                 conclusion_head(table, model->n_grades, TC_MSG_HEAD_GRADE, TC_MSG_COLUMN_GRADE,
                                 model->grades[i].code),
                 TC_ALIGN_LEFT, false, false);
    if (table->scores)
        add_head(heads, g_strdup(tc_msg(lang, TC_MSG_HEAD_TOTAL)), TC_ALIGN_RIGHT, false, false);
    for (uint32_t i = 0; i < model->n_rankings; i++)
        add_head(heads, tc_rank_head(model, i, lang), TC_ALIGN_RIGHT, false, false);
}

TcUnitTable *tc_unit_table_new(const TcModel *model, const TcFigures *figures, TcLang lang)
{
    TcUnitTable *table = g_new0(TcUnitTable, 1);
    Heads heads = {g_array_new(FALSE, FALSE, sizeof(TcGridColumn)),
                   g_ptr_array_new_with_free_func(g_free)};
    table->model = model;
    table->figures = figures;
    table->lang = lang;
    table->judges = tc_model_judges(model);
    table->scores = tc_model_has_points(model);
    add_heads(table, &heads);
    table->grid =
        tc_grid_new((const TcGridColumn *)(void *)heads.columns->data, heads.columns->len);
    g_array_free(heads.columns, TRUE);
    g_ptr_array_free(heads.texts, TRUE);
    return table;
}

void tc_unit_table_free(TcUnitTable *table)
{
    if (!table)
        return;
    tc_grid_free(table->grid);
    g_free(table);
}

/* A figure, with a mark if it rests on what the file lacks. */
static void add_sum(TcUnitTable *table, const char *figure, bool marked)
{
    g_autofree char *text = figure && marked ? g_strconcat(figure, " *", NULL) : NULL;
    tc_grid_cell(table->grid, text ? text : figure, TC_PAINT_PLAIN);
}

static void add_tally(TcUnitTable *table, const TcResults *results, uint32_t row, uint32_t group)
{
    g_autofree char *tally = tc_figures_tally(tc_results_tally(results, row, group));
    add_sum(table, tally, tc_as_of_today_sum(results, TC_AS_OF_JUDGED, group, row));
}

static void add_points(TcUnitTable *table, const TcResults *results, uint32_t row, uint32_t group)
{
    const TcNumberResult *points =
        group == TC_NO_PART ? &results->total : &results->group_points[group];
    g_autofree char *text = tc_figures_points(table->figures, points, row);
    add_sum(table, text, tc_as_of_today_sum(results, TC_AS_OF_POINTS, group, row));
}

/* Groups show how many are met, or points where nothing is judged. */
static void add_group(TcUnitTable *table, const TcResults *results, uint32_t row, uint32_t group)
{
    if (table->judges)
        add_tally(table, results, row, group);
    else
        add_points(table, results, row, group);
}

void tc_unit_table_add(TcUnitTable *table, const TcBlock *block, const TcResults *results,
                       uint32_t row)
{
    const TcModel *model = table->model;
    const TcRowInfo *info = &block->rows[row];
    tc_grid_row(table->grid);
    tc_grid_cell(table->grid, info->code, TC_PAINT_PLAIN);
    tc_grid_cell(table->grid, info->name, TC_PAINT_PLAIN);
    tc_grid_cell(table->grid, info->parent, TC_PAINT_PLAIN);
    for (uint32_t i = 0; i < model->n_verdicts; i++) {
        TcVerdictAnswer answer = tc_figures_verdict(results, row, i);
        g_autofree char *word =
            tc_marked_word(results, TC_REF_VERDICT, i, row,
                           tc_msg(table->lang, tc_figures_answer_word(results, row, i)));
        tc_grid_cell(table->grid, word, tc_answer_paint(answer));
    }
    if (table->judges)
        add_tally(table, results, row, TC_NO_PART);
    for (uint32_t i = 0; i < model->n_groups; i++)
        add_group(table, results, row, i);
    for (uint32_t i = 0; i < model->n_grades; i++) {
        const char *label = tc_figures_grade(results, row, i);
        g_autofree char *word = tc_marked_word(
            results, TC_REF_GRADE, i, row, label ? label : tc_msg(table->lang, TC_MSG_GRADE_OPEN));
        tc_grid_cell(table->grid, word, label ? TC_PAINT_PLAIN : TC_PAINT_DOUBT);
    }
    if (table->scores)
        add_points(table, results, row, TC_NO_PART);
    for (uint32_t i = 0; i < model->n_rankings; i++) {
        g_autofree char *rank = tc_rank_words(results, row, i, table->lang);
        g_autofree char *word = tc_marked_word(results, TC_REF_RANKING, i, row, rank);
        tc_grid_cell(table->grid, word,
                     tc_rank_settled(results, row, i) ? TC_PAINT_PLAIN : TC_PAINT_DOUBT);
    }
}

void tc_unit_table_print(const TcUnitTable *table, unsigned width, bool colour, GString *out)
{
    tc_grid_print(table->grid, width, colour, out);
}
