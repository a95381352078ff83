/* Values and sources as texts. */
#include "exec/explain_words.h"
#include "exec/explain_internal.h"

#include <string.h>
#include "base/date.h"
#include "base/figure.h"
#include "base/msg.h"
#include "sema/written.h"

const char *tc_explain_keep(TcExplainer *explainer, char *text)
{
    if (!text)
        return NULL;
    const char *kept = tc_arena_strndup(explainer->arena, text, strlen(text));
    g_free(text);
    return kept;
}

const char *tc_explain_source(TcExplainer *explainer, const TcNode *node)
{
    if (!node || !node->span.source)
        return NULL;
    return tc_explain_keep(explainer, tc_written(explainer->model, node));
}

static TcShown shown(TcExplainer *explainer, char *people, char *exact)
{
    return (TcShown){tc_explain_keep(explainer, people), tc_explain_keep(explainer, exact)};
}

TcShown tc_explain_number(TcExplainer *explainer, const mpq_t number, bool percent,
                          const TcMarks *marks)
{
    const TcFigureForm form = {marks ? TC_FIGURE_PAGE : TC_FIGURE_FINE, percent, explainer->lang};
    TcFigureSides sides = {NULL, NULL};
    if (marks)
        tc_marks_sides(marks, number, &sides);
    return shown(explainer, tc_figure(number, &sides, &form), tc_number_exact(number, TC_LANG_EN));
}

static TcShown truth_text(TcExplainer *explainer, bool truth)
{
    const char *word = tc_msg(explainer->lang, truth ? TC_MSG_EXPLAIN_YES : TC_MSG_EXPLAIN_NO);
    return shown(explainer, g_strdup(word), g_strdup(truth ? "true" : "false"));
}

static TcShown day_text(TcExplainer *explainer, int32_t day)
{
    char people[TC_DATE_TEXT], exact[TC_DATE_TEXT];
    tc_date_format(day, explainer->lang, people);
    tc_date_format(day, TC_LANG_EN, exact);
    return shown(explainer, g_strdup(people), g_strdup(exact));
}

static TcShown any_value(TcExplainer *explainer, const TcValue *value, bool percent,
                         const TcMarks *marks)
{
    if (!value->defined)
        return (TcShown){NULL, NULL};
    if (value->none)
        return shown(explainer, g_strdup(tc_msg(explainer->lang, TC_MSG_EXPLAIN_NONE_YET)),
                     g_strdup("none"));
    switch (value->kind) {
    case TC_VALUE_NUMBER:
        return tc_explain_number(explainer, value->number, percent, marks);
    case TC_VALUE_BOOL:
        return truth_text(explainer, value->truth);
    case TC_VALUE_TEXT:
        return shown(explainer, g_strdup_printf("\"%s\"", value->text), g_strdup(value->text));
    case TC_VALUE_DATE:
        return day_text(explainer, value->day);
    }
    g_assert_not_reached();
}

TcShown tc_explain_value(TcExplainer *explainer, const TcValue *value, const TcType *type,
                         const TcMarks *marks)
{
    if (value->defined && type && type->calendar)
        return shown(explainer, tc_number_exact(value->number, explainer->lang),
                     tc_number_exact(value->number, TC_LANG_EN));
    return any_value(explainer, value, type && type->ratio, marks);
}

/* --- columns --- */

static const TcColumnSpec *spec_of(const TcExplainer *explainer, uint32_t column)
{
    const TcSchema *schema = &explainer->model->schema;
    return column < schema->n_columns ? &schema->columns[column] : NULL;
}

bool tc_explain_is_percent(const TcExplainer *explainer, uint32_t column)
{
    const TcColumnSpec *spec = spec_of(explainer, column);
    return spec && spec->type == TC_TYPE_PERCENT;
}

/* An appraisal is no "có" or "không". */
static TcShown appraisal_text(TcExplainer *explainer, bool accepted)
{
    const TcMsg msg = accepted ? TC_MSG_EXPLAIN_ACCEPTED : TC_MSG_EXPLAIN_NOT_ACCEPTED;
    return shown(explainer, g_strdup(tc_msg(explainer->lang, msg)),
                 g_strdup(accepted ? "true" : "false"));
}

TcShown tc_explain_cell_value(TcExplainer *explainer, uint32_t column, const TcValue *value)
{
    if (column >= explainer->model->schema.n_columns && value->defined)
        return appraisal_text(explainer, value->truth);
    return any_value(explainer, value, tc_explain_is_percent(explainer, column), NULL);
}

const char *tc_explain_heading(TcExplainer *explainer, uint32_t column)
{
    const TcSchema *schema = &explainer->model->schema;
    if (column < schema->n_columns)
        return schema->columns[column].name;
    return tc_explain_keep(explainer,
                           tc_msg_format(explainer->lang, TC_MSG_EXPLAIN_APPRAISAL,
                                         schema->appraised[column - schema->n_columns], NULL));
}

const char *tc_explain_headings(TcExplainer *explainer, const uint32_t *columns, uint32_t n)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < n; i++)
        g_string_append_printf(text, "%s[%s]", i ? ", " : "",
                               tc_explain_heading(explainer, columns[i]));
    return tc_explain_keep(explainer, g_string_free(text, FALSE));
}

const char *tc_explain_column_unit(const TcExplainer *explainer, uint32_t column)
{
    const TcColumnSpec *spec = spec_of(explainer, column);
    return spec ? spec->unit : NULL;
}

TcShown tc_explain_document(TcExplainer *explainer, uint32_t column)
{
    const TcColumnSpec *spec = spec_of(explainer, column);
    const char ***texts = explainer->block->texts;
    const bool open = tc_bit(explainer->block->columns[column].open, explainer->row);
    const char *text = texts && texts[column] ? texts[column][explainer->row] : NULL;
    if (open || !spec || spec->type != TC_TYPE_DOCUMENT || !text || !*text)
        return (TcShown){NULL, NULL};
    return shown(explainer, g_strdup_printf("\"%s\"", text), g_strdup(text));
}

TcExplainedCell tc_explain_cell(TcExplainer *explainer, uint32_t column)
{
    const TcExplainOptions *options = explainer->options;
    const TcColumn *stored = &explainer->block->columns[column];
    const bool open = tc_bit(stored->open, explainer->row);
    TcExplainedCell cell = {.column = column,
                            .heading = tc_explain_heading(explainer, column),
                            .unit = tc_explain_column_unit(explainer, column),
                            .kind = tc_probe_kind(explainer->probe, column)};
    cell.reason = open ? (TcReason)stored->reason[explainer->row] : TC_REASON_KNOWN;
    if (!open)
        cell.value = tc_explain_cell_value(explainer, column, &explainer->probe->base[column]);
    const TcShown document = tc_explain_document(explainer, column);
    if (document.shown)
        cell.value = document;
    if (options->place && cell.reason != TC_REASON_NO_COLUMN && cell.reason != TC_REASON_NO_ROW)
        cell.place = tc_explain_keep(
            explainer, options->place(options->place_data,
                                      explainer->block->rows[explainer->row].line, column));
    return cell;
}

const char *tc_explain_unit(const TcType *type)
{
    return type ? type->name : NULL;
}

void tc_explain_marks(const TcExplainer *explainer, const TcThresholds *thresholds, TcMarks *marks)
{
    tc_thresholds_read(thresholds, tc_probe_ask(explainer->probe), TC_MARKS_ALL, marks);
}
