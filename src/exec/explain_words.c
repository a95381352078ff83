/* Values and sources as texts. */
#include "exec/explain_internal.h"

#include <string.h>
#include "base/date.h"
#include "base/msg.h"
#include "base/number.h"
#include "exec/comparisons.h"
#include "sema/written.h"

enum { BRIEF_PLACES = 6 };

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
    return tc_explain_keep(explainer, tc_written(node));
}

static TcShown shown(TcExplainer *explainer, char *people, char *exact)
{
    return (TcShown){tc_explain_keep(explainer, people), tc_explain_keep(explainer, exact)};
}

static char *percent_text(const mpq_t number, TcLang lang)
{
    mpq_t hundred;
    mpq_init(hundred);
    mpq_set_ui(hundred, 100, 1);
    mpq_mul(hundred, hundred, number);
    g_autofree char *text = tc_number_brief(hundred, BRIEF_PLACES, lang);
    mpq_clear(hundred);
    return g_strconcat(text, "%", NULL);
}

TcShown tc_explain_number(TcExplainer *explainer, const mpq_t number, bool percent,
                          const TcMarks *marks)
{
    const TcLang lang = explainer->lang;
    unsigned places = 0;
    char *people;
    bool short_number = !percent && tc_number_is_decimal(number, &places) && places <= 4;
    if (!short_number && marks)
        people = tc_number_figure(number, (const mpq_t *)marks->numbers, marks->n, percent, lang);
    else if (percent)
        people = percent_text(number, lang);
    else
        people = tc_number_brief(number, BRIEF_PLACES, lang);
    return shown(explainer, people, tc_number_exact(number, TC_LANG_EN));
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

const char *tc_explain_column_unit(const TcExplainer *explainer, uint32_t column)
{
    const TcColumnSpec *spec = spec_of(explainer, column);
    return spec ? spec->unit : NULL;
}

/* A document is shown by what stands in its cell. */
static TcShown document_text(TcExplainer *explainer, uint32_t column, TcShown otherwise)
{
    const char ***texts = explainer->block->texts;
    const char *text = texts && texts[column] ? texts[column][explainer->row] : NULL;
    if (!text || !*text)
        return otherwise;
    return shown(explainer, g_strdup_printf("\"%s\"", text), g_strdup(text));
}

TcExplainedCell tc_explain_cell(TcExplainer *explainer, uint32_t column)
{
    const TcExplainOptions *options = explainer->options;
    const TcColumn *stored = &explainer->block->columns[column];
    const TcColumnSpec *spec = spec_of(explainer, column);
    const bool open = tc_bit(stored->open, explainer->row);
    TcExplainedCell cell = {.column = column,
                            .heading = tc_explain_heading(explainer, column),
                            .unit = tc_explain_column_unit(explainer, column),
                            .kind = tc_probe_kind(explainer->probe, column)};
    cell.reason = open ? (TcReason)stored->reason[explainer->row] : TC_REASON_KNOWN;
    if (!open)
        cell.value = tc_explain_cell_value(explainer, column, &explainer->probe->base[column]);
    if (!open && spec && spec->type == TC_TYPE_DOCUMENT)
        cell.value = document_text(explainer, column, cell.value);
    if (options->place)
        cell.place = tc_explain_keep(
            explainer, options->place(options->place_data,
                                      explainer->block->rows[explainer->row].line, column));
    return cell;
}

const char *tc_explain_unit(const TcType *type)
{
    return type ? type->name : NULL;
}

/* --- marks --- */

/* Stands a number there that something is held against, not the thing that is held against it? */
static bool is_mark(const TcNode *node)
{
    return node && !(node->kind == TC_NODE_OWN && node->sub == TC_OWN_VALUE) &&
           node->kind != TC_NODE_COUNT && node->kind != TC_NODE_TOTAL;
}

static bool is_left_mark(const TcNode *node)
{
    return node && (node->kind == TC_NODE_NUMBER || node->ref.kind == TC_REF_PARAMETER);
}

static void add_mark(TcExplainer *explainer, TcMarks *marks, const TcNode *node, uint32_t self)
{
    TcValue value;
    tc_value_init(&value);
    tc_reference_value(explainer->probe->reference, node, self, &value);
    if (value.defined && !value.none && value.kind == TC_VALUE_NUMBER) {
        marks->numbers = g_renew(mpq_t, marks->numbers, marks->n + 1);
        mpq_init(marks->numbers[marks->n]);
        mpq_set(marks->numbers[marks->n++], value.number);
    }
    tc_value_clear(&value);
}

void tc_explain_marks(TcExplainer *explainer, const TcComparisons *set, TcMarks *marks)
{
    tc_probe_ask(explainer->probe);
    *marks = (TcMarks){NULL, 0};
    for (guint i = 0; i < set->list->len; i++) {
        const TcComparison *comparison = &g_array_index(set->list, TcComparison, i);
        if (is_mark(comparison->right))
            add_mark(explainer, marks, comparison->right, comparison->self);
        if (is_left_mark(comparison->left))
            add_mark(explainer, marks, comparison->left, comparison->self);
    }
}

void tc_explain_marks_clear(TcMarks *marks)
{
    for (size_t i = 0; i < marks->n; i++)
        mpq_clear(marks->numbers[i]);
    g_free(marks->numbers);
}
