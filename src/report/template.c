/* The data file to be filled in. Its style is that of the rule file's language, because that is how
 * the reader will take its numbers. */
#include "report/template.h"

#include <string.h>

#include "base/msg.h"
#include "base/number.h"
#include "data/data_diags.h"
#include "report/csv_writer.h"
#include "report/origin.h"
#include "report/rule_text.h"
#include "sema/words.h"
#include "sema/written.h"

static char *appraisal_heading(const char *code, TcLang lang)
{
    return tc_msg_format(lang, TC_MSG_TEMPLATE_APPRAISAL, code, NULL);
}

static void write_headings(TcCsvWriter *csv, const TcSchema *schema)
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

static void write_unit(TcCsvWriter *csv, const TcSchema *schema, const TcUnit *unit)
{
    bool kind = unit->kind && *unit->kind != '\0';
    g_autofree char *name =
        g_strdup_printf("%s%s%s", kind ? unit->kind : "", kind ? " " : "", unit->name);
    tc_csv_text(csv, unit->code);
    tc_csv_text(csv, name);
    tc_csv_text(csv, unit->parent);
    for (uint32_t i = 0; i < tc_schema_width(schema); i++)
        tc_csv_text(csv, NULL);
    tc_csv_end_line(csv);
}

void tc_template_data(const TcModel *model, const TcUnits *units, GString *out)
{
    TcCsvWriter csv = {.out = out, .style = TC_CSV_EXCEL, .lang = model->lang};
    uint32_t n = units ? tc_units_length(units) : 0;
    tc_csv_begin(&csv);
    write_headings(&csv, &model->schema);
    for (uint32_t i = 0; i < n; i++)
        write_unit(&csv, &model->schema, tc_units_get(units, i));
}

/* --- notes ---------------------------------------------------------------------------------- */

/* Words in the language of the reader, figures and words of cells as the data file takes them. */
typedef struct {
    const TcModel *model;
    TcCsvWriter csv;
    TcLang lang;
    const char *origin;
} Notes;

static char *joined(const char *const *words, uint32_t n)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < n; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? "; " : "", words[i]);
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

static char *yes_no_words(const Notes *notes, const TcColumnSpec *spec)
{
    const char *yes = tc_msg(notes->csv.lang, TC_MSG_EXPLAIN_YES);
    const char *no = tc_msg(notes->csv.lang, TC_MSG_EXPLAIN_NO);
    if (spec->n_yes + spec->n_no == 0)
        return tc_msg_format(notes->lang, TC_MSG_WANTS_YES_NO, yes, no, NULL);
    g_autofree char *all_yes = quoted_words(yes, spec->yes, spec->n_yes);
    g_autofree char *all_no = quoted_words(no, spec->no, spec->n_no);
    return tc_msg_format(notes->lang, TC_MSG_WANTS_YES_NO_WORDS, all_yes, all_no, NULL);
}

/* @message with @thousandths as the data file writes it for {0}, a hundredth of that for {1}. */
static char *with_figure(const Notes *notes, TcMsg message, unsigned long thousandths)
{
    mpq_t figure, hundredth;
    mpq_inits(figure, hundredth, NULL);
    mpq_set_ui(figure, thousandths, 1000);
    mpq_set_ui(hundredth, thousandths, 100000);
    mpq_canonicalize(figure);
    mpq_canonicalize(hundredth);
    g_autofree char *text = tc_number_exact(figure, notes->csv.lang);
    g_autofree char *small = tc_number_exact(hundredth, notes->csv.lang);
    mpq_clears(figure, hundredth, NULL);
    return tc_msg_format(notes->lang, message, text, small, NULL);
}

/* What is to be typed. (transfer full) */
static char *type_words(const Notes *notes, const TcColumnSpec *spec)
{
    switch (spec->type) {
    case TC_TYPE_INTEGER:
        return with_figure(notes, TC_MSG_WANTS_INTEGER, 1234000);
    case TC_TYPE_NUMBER:
        return with_figure(notes, TC_MSG_WANTS_NUMBER, 60500);
    case TC_TYPE_PERCENT:
        return with_figure(notes, TC_MSG_WANTS_PERCENT, 60500);
    case TC_TYPE_RATIO:
        return with_figure(notes, TC_MSG_WANTS_RATIO, 60500);
    case TC_TYPE_MONEY:
        return with_figure(notes, TC_MSG_WANTS_MONEY, 60500);
    case TC_TYPE_DATE:
        return g_strdup(tc_msg(notes->lang, TC_MSG_WANTS_DATE));
    case TC_TYPE_YES_NO:
        return yes_no_words(notes, spec);
    case TC_TYPE_TEXT:
        return g_strdup(tc_msg(notes->lang, TC_MSG_WANTS_TEXT));
    case TC_TYPE_DOCUMENT:
        return g_strdup(tc_msg(notes->lang, TC_MSG_WANTS_DOCUMENT));
    case TC_TYPE_CHOICE: {
        g_autofree char *choices = joined(spec->choices, spec->n_choices);
        return tc_msg_format(notes->lang, TC_MSG_WANTS_CHOICE, choices, NULL);
    }
    case TC_N_TYPES:
        break;
    }
    g_assert_not_reached();
}

/* The words of the file, once, also where they name two columns. */
static void append_limit(GString *out, TcSpan words)
{
    g_autofree char *text = tc_written_span(words);
    if (!strstr(out->str, text))
        g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", text);
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

static void look_for_another(const TcNode *node, void *data)
{
    Search *search = data;
    search->found =
        search->found || (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN &&
                          node->ref.index != search->column);
}

/* "từ 0 trở lên, không quá [Tổng số hộ]": the ends that are constant, then those that are columns
 * or computed from columns. */
static char *range_words(const Notes *notes, uint32_t column)
{
    const TcModel *model = notes->model;
    const TcColumnSpec *spec = &model->schema.columns[column];
    g_autofree char *range = spec->has_low || spec->has_high
                                 ? tc_data_range(spec, TC_ENDS_STATED, notes->csv.lang, notes->lang)
                                 : NULL;
    GString *out = g_string_new(range);
    for (uint32_t i = 0; i < model->schema.n_limits; i++) {
        if (model->schema.limits[i].column == column)
            append_limit(out, model->schema.limits[i].words);
    }
    for (uint32_t i = 0; i < model->n_checks; i++) {
        Search search = {.column = column};
        if (model->checks[i].column != column)
            continue;
        tc_rule_walk(model, model->checks[i].condition, look_for_another, &search);
        if (search.found)
            append_limit(out, model->checks[i].words);
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

/* The parts that read a column. */
typedef struct {
    const Notes *notes;
    uint32_t column;
    GString *out;
    TcRefKind last; /* kind of the part told last */
} Users;

/* "chỉ tiêu 2.1, 2.2; kết luận HT": the kind once for parts of one. */
static void add_user(Users *users, TcRefKind kind, uint32_t index, const char *code)
{
    bool another = users->last == kind;
    g_autofree char *part = tc_words_part(users->notes->model, kind, index, users->notes->lang);
    g_string_append(users->out, another ? ", " : users->out->len > 0 ? "; " : "");
    g_string_append(users->out, another ? code : part);
    users->last = kind;
}

static bool reads(const Users *users, const TcNode *node)
{
    Search search = {.column = users->column};
    tc_rule_walk(users->notes->model, node, look_for_column, &search);
    return search.found;
}

static void add_indicators(Users *users)
{
    const TcModel *model = users->notes->model;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        Search search = {.column = users->column};
        tc_rule_walk_indicator(model, &model->indicators[i], look_for_column, &search);
        if (search.found)
            add_user(users, TC_REF_INDICATOR, i, model->indicators[i].code);
    }
}

/* What reads the column itself, not by way of an indicator. */
static void add_conclusions(Users *users)
{
    const TcModel *model = users->notes->model;
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        if (reads(users, model->verdicts[i].met_when))
            add_user(users, TC_REF_VERDICT, i, model->verdicts[i].code);
    for (uint32_t i = 0; i < model->n_grades; i++)
        if (reads(users, model->grades[i].content))
            add_user(users, TC_REF_GRADE, i, model->grades[i].code);
    for (uint32_t i = 0; i < model->n_rankings; i++)
        if (reads(users, model->rankings[i].by) ||
            reads(users, model->rankings[i].not_applicable_when))
            add_user(users, TC_REF_RANKING, i, model->rankings[i].code);
}

/* (transfer full) */
static char *used_by(const Notes *notes, uint32_t column)
{
    Users users = {notes, column, g_string_new(NULL), TC_REF_NONE};
    add_indicators(&users);
    add_conclusions(&users);
    return g_string_free(users.out, FALSE);
}

static void note_column(Notes *notes, uint32_t column)
{
    const TcColumnSpec *spec = &notes->model->schema.columns[column];
    g_autofree char *wants = type_words(notes, spec);
    g_autofree char *range = range_words(notes, column);
    g_autofree char *users = used_by(notes, column);
    tc_csv_text(&notes->csv, spec->name);
    tc_csv_text(&notes->csv, wants);
    tc_csv_text(&notes->csv, spec->unit);
    tc_csv_text(&notes->csv, range);
    tc_csv_text(&notes->csv, blank_words(spec, notes->lang));
    tc_csv_text(&notes->csv, users);
    tc_csv_text(&notes->csv, notes->origin);
    tc_csv_end_line(&notes->csv);
}

static const TcIndicator *find_indicator(const TcModel *model, const char *code)
{
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (g_strcmp0(model->indicators[i].code, code) == 0)
            return &model->indicators[i];
    }
    return NULL;
}

static void note_appraisal(Notes *notes, const char *code)
{
    const TcIndicator *indicator = find_indicator(notes->model, code);
    const char *evidence = indicator ? indicator->about.evidence : NULL;
    g_autofree char *heading = appraisal_heading(code, notes->csv.lang);
    tc_csv_text(&notes->csv, heading);
    tc_csv_text(&notes->csv, tc_msg(notes->lang, TC_MSG_WANTS_APPRAISAL));
    tc_csv_text(&notes->csv, NULL);
    tc_csv_text(&notes->csv, evidence);
    tc_csv_text(&notes->csv, tc_msg(notes->lang, TC_MSG_BLANK_AWAITS));
    tc_csv_text(&notes->csv, code);
    tc_csv_text(&notes->csv, notes->origin);
    tc_csv_end_line(&notes->csv);
}

void tc_template_notes(const TcModel *model, TcLang lang, GString *out)
{
    static const TcMsg heads[] = {TC_MSG_NOTE_COLUMN, TC_MSG_NOTE_WANTS, TC_MSG_NOTE_UNIT,
                                  TC_MSG_NOTE_RANGE,  TC_MSG_NOTE_BLANK, TC_MSG_NOTE_USED_BY,
                                  TC_MSG_COLUMN_NOTE};
    g_autofree char *origin = tc_origin_note(model, lang);
    Notes notes = {model, {.out = out, .style = TC_CSV_EXCEL, .lang = model->lang}, lang, origin};
    tc_csv_begin(&notes.csv);
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        tc_csv_text(&notes.csv, tc_msg(lang, heads[i]));
    tc_csv_end_line(&notes.csv);
    for (uint32_t i = 0; i < model->schema.n_columns; i++)
        note_column(&notes, i);
    for (uint32_t i = 0; i < model->schema.n_appraised; i++)
        note_appraisal(&notes, model->schema.appraised[i]);
}
