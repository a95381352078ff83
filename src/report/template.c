/* The data file to be filled in. Its style is that of the rule file's language, because that is how
 * the reader will take its numbers. */
#include "report/template.h"

#include "base/msg.h"
#include "data/data_diags.h"
#include "report/csv.h"
#include "report/origin.h"
#include "report/rule_text.h"

static char *appraisal_heading(const char *code, TcLang lang)
{
    return tc_msg_format(lang, TC_MSG_TEMPLATE_APPRAISAL, code, NULL);
}

static void write_headings(TcCsv *csv, const TcSchema *schema)
{
    static const TcMsg units[] = {TC_MSG_HEAD_UNIT_CODE, TC_MSG_HEAD_UNIT_NAME, TC_MSG_HEAD_PARENT};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        tc_csv_text(csv, tc_msg(csv->lang, units[i]));
    for (uint32_t i = 0; i < schema->n_columns; i++)
        tc_csv_text(csv, schema->columns[i].name);
    for (uint32_t i = 0; i < schema->n_appraised; i++) {
        g_autofree char *heading = appraisal_heading(schema->appraised[i], csv->lang);
        tc_csv_text(csv, heading);
    }
    tc_csv_end_line(csv);
}

static void write_unit(TcCsv *csv, const TcSchema *schema, const TcUnit *unit)
{
    bool kind = unit->kind && *unit->kind != '\0';
    g_autofree char *name =
        g_strdup_printf("%s%s%s", kind ? unit->kind : "", kind ? " " : "", unit->name);
    tc_csv_text(csv, unit->code);
    tc_csv_text(csv, name);
    tc_csv_text(csv, unit->parent);
    for (uint32_t i = 0; i < schema->n_columns + schema->n_appraised; i++)
        tc_csv_text(csv, NULL);
    tc_csv_end_line(csv);
}

void tc_template_data(const TcModel *model, const TcUnits *units, TcLang lang, GString *out)
{
    TcCsv csv = {.out = out, .style = TC_CSV_EXCEL, .lang = lang};
    uint32_t n = units ? tc_units_length(units) : 0;
    tc_csv_begin(&csv);
    write_headings(&csv, &model->schema);
    for (uint32_t i = 0; i < n; i++)
        write_unit(&csv, &model->schema, tc_units_get(units, i));
}

/* --- notes ---------------------------------------------------------------------------------- */

static char *joined(const char *const *words, uint32_t n)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < n; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", words[i]);
    return g_string_free(text, FALSE);
}

/* "có", "x" */
static char *quoted_words(const char *first, const char *const *words, uint32_t n)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "\"%s\"", first);
    for (uint32_t i = 0; i < n; i++)
        g_string_append_printf(text, ", \"%s\"", words[i]);
    return g_string_free(text, FALSE);
}

static char *yes_no_words(const TcColumnSpec *spec, TcLang lang)
{
    if (spec->n_yes + spec->n_no == 0)
        return g_strdup(tc_msg(lang, TC_MSG_WANTS_YES_NO));
    g_autofree char *yes = quoted_words(tc_msg(lang, TC_MSG_EXPLAIN_YES), spec->yes, spec->n_yes);
    g_autofree char *no = quoted_words(tc_msg(lang, TC_MSG_EXPLAIN_NO), spec->no, spec->n_no);
    return tc_msg_format(lang, TC_MSG_WANTS_YES_NO_WORDS, yes, no, NULL);
}

/* What is to be typed. (transfer full) */
static char *type_words(const TcColumnSpec *spec, TcLang lang)
{
    switch (spec->type) {
    case TC_TYPE_INTEGER:
        return g_strdup(tc_msg(lang, TC_MSG_WANTS_INTEGER));
    case TC_TYPE_NUMBER:
        return g_strdup(tc_msg(lang, TC_MSG_WANTS_NUMBER));
    case TC_TYPE_PERCENT:
        return g_strdup(tc_msg(lang, TC_MSG_WANTS_PERCENT));
    case TC_TYPE_RATIO:
        return g_strdup(tc_msg(lang, TC_MSG_WANTS_RATIO));
    case TC_TYPE_MONEY:
        return g_strdup(tc_msg(lang, TC_MSG_WANTS_MONEY));
    case TC_TYPE_DATE:
        return g_strdup(tc_msg(lang, TC_MSG_WANTS_DATE));
    case TC_TYPE_YES_NO:
        return yes_no_words(spec, lang);
    case TC_TYPE_TEXT:
        return g_strdup(tc_msg(lang, TC_MSG_WANTS_TEXT));
    case TC_TYPE_DOCUMENT:
        return g_strdup(tc_msg(lang, TC_MSG_WANTS_DOCUMENT));
    case TC_TYPE_CHOICE: {
        g_autofree char *choices = joined(spec->choices, spec->n_choices);
        return tc_msg_format(lang, TC_MSG_WANTS_CHOICE, choices, NULL);
    }
    case TC_N_TYPES:
        break;
    }
    g_assert_not_reached();
}

static char *range_words(const TcSchema *schema, uint32_t column, TcLang lang)
{
    GString *out = g_string_new(NULL);
    if (tc_type_kind(schema->columns[column].type) == TC_VALUE_NUMBER) {
        g_autofree char *range = tc_data_range(&schema->columns[column], TC_ENDS_STATED, lang);
        g_string_append(out, range);
    }
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        if (schema->limits[i].small != column)
            continue;
        g_autofree char *name =
            g_strdup_printf("[%s]", schema->columns[schema->limits[i].large].name);
        g_autofree char *limit = tc_msg_format(lang, TC_MSG_DATA_UP_TO, name, NULL);
        g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", limit);
    }
    return g_string_free(out, FALSE);
}

static const char *blank_words(const TcColumnSpec *spec, TcLang lang)
{
    switch (spec->blank) {
    case TC_BLANK_MISSING:
        return tc_msg(lang, TC_MSG_BLANK_MISSING);
    case TC_BLANK_ZERO:
        return tc_msg(lang, TC_MSG_BLANK_ZERO);
    case TC_BLANK_NO:
        return tc_msg(lang, TC_MSG_BLANK_NO);
    case TC_BLANK_NONE:
        return tc_msg(lang, TC_MSG_BLANK_NONE);
    }
    g_assert_not_reached();
}

typedef struct {
    uint32_t column;
    bool found;
} Search;

static void look_for_column(const TcNode *node, void *data)
{
    Search *search = data;
    search->found =
        search->found || (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN &&
                          node->ref.index == search->column);
}

/* The indicators that read the column. (transfer full) */
static char *used_by(const TcModel *model, uint32_t column)
{
    GString *codes = g_string_new(NULL);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        Search search = {.column = column};
        tc_rule_walk_indicator(model, &model->indicators[i], look_for_column, &search);
        if (search.found)
            g_string_append_printf(codes, "%s%s", codes->len > 0 ? ", " : "",
                                   model->indicators[i].code);
    }
    return g_string_free(codes, FALSE);
}

static void note_column(TcCsv *csv, const TcModel *model, uint32_t column, const char *origin)
{
    const TcColumnSpec *spec = &model->schema.columns[column];
    g_autofree char *wants = type_words(spec, csv->lang);
    g_autofree char *range = range_words(&model->schema, column, csv->lang);
    g_autofree char *users = used_by(model, column);
    tc_csv_text(csv, spec->name);
    tc_csv_text(csv, wants);
    tc_csv_text(csv, spec->unit);
    tc_csv_text(csv, range);
    tc_csv_text(csv, blank_words(spec, csv->lang));
    tc_csv_text(csv, users);
    tc_csv_text(csv, origin);
    tc_csv_end_line(csv);
}

static const TcIndicator *find_indicator(const TcModel *model, const char *code)
{
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (g_strcmp0(model->indicators[i].code, code) == 0)
            return &model->indicators[i];
    }
    return NULL;
}

static void note_appraisal(TcCsv *csv, const TcModel *model, const char *code, const char *origin)
{
    const TcIndicator *indicator = find_indicator(model, code);
    const char *evidence = indicator ? indicator->about.evidence : NULL;
    g_autofree char *heading = appraisal_heading(code, csv->lang);
    tc_csv_text(csv, heading);
    tc_csv_text(csv, tc_msg(csv->lang, TC_MSG_WANTS_APPRAISAL));
    tc_csv_text(csv, NULL);
    tc_csv_text(csv, evidence);
    tc_csv_text(csv, tc_msg(csv->lang, TC_MSG_BLANK_AWAITS));
    tc_csv_text(csv, code);
    tc_csv_text(csv, origin);
    tc_csv_end_line(csv);
}

void tc_template_notes(const TcModel *model, TcLang lang, GString *out)
{
    static const TcMsg heads[] = {TC_MSG_NOTE_COLUMN, TC_MSG_NOTE_WANTS, TC_MSG_NOTE_UNIT,
                                  TC_MSG_NOTE_RANGE,  TC_MSG_NOTE_BLANK, TC_MSG_NOTE_USED_BY,
                                  TC_MSG_COLUMN_NOTE};
    g_autofree char *origin = tc_origin_note(model, lang);
    TcCsv csv = {.out = out, .style = TC_CSV_EXCEL, .lang = lang};
    tc_csv_begin(&csv);
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        tc_csv_text(&csv, tc_msg(lang, heads[i]));
    tc_csv_end_line(&csv);
    for (uint32_t i = 0; i < model->schema.n_columns; i++)
        note_column(&csv, model, i, origin);
    for (uint32_t i = 0; i < model->schema.n_appraised; i++)
        note_appraisal(&csv, model, model->schema.appraised[i], origin);
}
