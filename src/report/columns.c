/* Choosing the columns of a CSV. What stands in their cells: columns_cells.c. */
#include "report/columns_internal.h"

#include <string.h>
#include "base/text.h"
#include "report/kinds.h"
#include "report/origin.h"
#include "sema/part_names.h"

typedef enum {
    ARG_NONE,
    ARG_GROUP,
    ARG_PART,
    ARG_INDICATOR,
    ARG_VERDICT,
    ARG_GRADE,
    ARG_RANKING
} Argument;

typedef enum { TELLS_NUMBERS, TELLS_ANSWER, TELLS_WHY } Tells;

static const struct {
    const char *name[TC_N_LANGS];
    Argument argument;
    Tells tells;
    const char *doc[TC_N_LANGS];
} fields[TC_N_FIELD_IDS] = {
#define TC_FIELD(id, en, vi, argument_kind, tells_of, vi_doc, en_doc)                              \
    [TC_COLUMN_##id] = {{[TC_LANG_VI] = vi, [TC_LANG_EN] = en},                                    \
                        ARG_##argument_kind,                                                       \
                        TELLS_##tells_of,                                                          \
                        {[TC_LANG_VI] = vi_doc, [TC_LANG_EN] = en_doc}},
#include "columns.def"
};

static void column_clear(void *data)
{
    TcReportColumn *column = data;
    g_free(column->heading);
    g_strfreev(column->words);
}

static TcColumns *columns_new(const TcModel *model, TcLang lang)
{
    TcColumns *columns = g_new0(TcColumns, 1);
    columns->note = tc_origin_note(model, lang);
    columns->items = g_array_new(FALSE, TRUE, sizeof(TcReportColumn));
    g_array_set_clear_func(columns->items, column_clear);
    return columns;
}

void tc_columns_note(TcColumns *columns, const char *text)
{
    g_autofree char *before = columns->note;
    columns->note = g_strconcat(before, *before ? "; " : "", text, NULL);
}

void tc_columns_free(TcColumns *columns)
{
    if (!columns)
        return;
    g_array_free(columns->items, TRUE);
    g_free(columns->note);
    g_free(columns);
}

/* --- the usual columns ---------------------------------------------------------------------- */

typedef struct {
    TcColumns *columns;
    TcLang lang;
    TcCsvStyle style;
} Maker;

/* A column headed by @message for people, by the field itself for programs. */
static void add(Maker *maker, TcFieldId field, TcMsg message, TcRefKind kind, uint32_t index,
                const char *code)
{
    const char *name = fields[field].name[TC_LANG_EN];
    char *heading = maker->style == TC_CSV_EXCEL ? tc_msg_format(maker->lang, message, code, NULL)
                    : code                       ? g_strdup_printf("%s(%s)", name, code)
                                                 : g_strdup(name);
    TcReportColumn column = {field, kind, index, heading, NULL};
    g_array_append_val(maker->columns->items, column);
}

static void add_plain(Maker *maker, TcFieldId field, TcMsg message)
{
    add(maker, field, message, TC_REF_NONE, 0, NULL);
}

static void add_conclusions(Maker *maker, const TcModel *model)
{
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        add(maker, TC_COLUMN_VERDICT, TC_MSG_COLUMN_VERDICT, TC_REF_VERDICT, i,
            model->verdicts[i].code);
    for (uint32_t i = 0; i < model->n_grades; i++)
        add(maker, TC_COLUMN_GRADE, TC_MSG_COLUMN_GRADE, TC_REF_GRADE, i, model->grades[i].code);
    if (tc_model_has_points(model))
        add_plain(maker, TC_COLUMN_TOTAL, TC_MSG_HEAD_TOTAL);
    for (uint32_t i = 0; i < model->n_rankings; i++)
        add(maker, TC_COLUMN_RANK, TC_MSG_COLUMN_RANK, TC_REF_RANKING, i, model->rankings[i].code);
    if (tc_model_judges(model)) {
        add_plain(maker, TC_COLUMN_MET, TC_MSG_COLUMN_MET);
        add_plain(maker, TC_COLUMN_APPLICABLE, TC_MSG_COLUMN_APPLICABLE);
    }
}

static void add_groups(Maker *maker, const TcModel *model)
{
    for (uint32_t i = 0; i < model->n_groups; i++) {
        const char *code = model->groups[i].code;
        if (tc_model_has_points(model))
            add(maker, TC_COLUMN_POINTS, TC_MSG_COLUMN_GROUP_POINTS, TC_REF_GROUP, i, code);
        if (tc_model_judges(model)) {
            add(maker, TC_COLUMN_MET, TC_MSG_COLUMN_GROUP_MET, TC_REF_GROUP, i, code);
            add(maker, TC_COLUMN_APPLICABLE, TC_MSG_COLUMN_GROUP_APPLICABLE, TC_REF_GROUP, i, code);
        }
    }
}

/* "Điểm 5.2 (điểm trừ)": of an indicator that is not counted or not added like the others. */
static void add_of(Maker *maker, TcFieldId field, TcMsg message, const TcIndicator *indicator,
                   uint32_t index)
{
    g_autofree char *kind =
        maker->style == TC_CSV_EXCEL ? tc_kind_apart(indicator, maker->lang) : g_strdup("");
    add(maker, field, message, TC_REF_INDICATOR, index, indicator->code);
    if (*kind == '\0')
        return;
    TcReportColumn *column =
        &g_array_index(maker->columns->items, TcReportColumn, maker->columns->items->len - 1);
    g_autofree char *plain = column->heading;
    column->heading = g_strdup_printf("%s (%s)", plain, kind);
}

static void add_indicators(Maker *maker, const TcModel *model)
{
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[i];
        add_of(maker, TC_COLUMN_STATE, TC_MSG_COLUMN_STATE, indicator, i);
        if (indicator->value)
            add_of(maker, TC_COLUMN_VALUE, TC_MSG_COLUMN_VALUE, indicator, i);
        if (tc_indicator_has_points(indicator))
            add_of(maker, TC_COLUMN_POINTS, TC_MSG_COLUMN_POINTS, indicator, i);
    }
}

TcColumns *tc_columns_default(const TcModel *model, TcLang lang, TcCsvStyle style)
{
    Maker maker = {columns_new(model, lang), lang, style};
    add_plain(&maker, TC_COLUMN_CODE, TC_MSG_HEAD_UNIT_CODE);
    add_plain(&maker, TC_COLUMN_NAME, TC_MSG_HEAD_UNIT_NAME);
    add_plain(&maker, TC_COLUMN_PARENT, TC_MSG_HEAD_PARENT);
    add_conclusions(&maker, model);
    add_groups(&maker, model);
    add_indicators(&maker, model);
    add_plain(&maker, TC_COLUMN_NOTE, TC_MSG_COLUMN_NOTE);
    return maker.columns;
}

/* --- a choice of columns -------------------------------------------------------------------- */

typedef struct {
    const TcModel *model;
    TcLang lang;
    char **message, **fix;
} Reader;

typedef struct {
    TcRefKind kind;
    uint32_t n;
} Parts;

static bool find_part(const TcModel *model, Parts parts, const char *code, TcReportColumn *column)
{
    for (uint32_t i = 0; i < parts.n; i++) {
        if (tc_text_same(tc_part_code(model, parts.kind, i), code)) {
            column->kind = parts.kind;
            column->index = i;
            return true;
        }
    }
    return false;
}

/* Binds the argument of a field. "" is the whole set, or the first of its kind. */
static bool bind(const TcModel *model, Argument argument, const char *code, TcReportColumn *column)
{
    const Parts groups = {TC_REF_GROUP, model->n_groups};
    const Parts indicators = {TC_REF_INDICATOR, model->n_indicators};
    const Parts verdicts = {TC_REF_VERDICT, model->n_verdicts};
    const Parts grades = {TC_REF_GRADE, model->n_grades};
    const Parts rankings = {TC_REF_RANKING, model->n_rankings};
    const Parts *one = argument == ARG_VERDICT ? &verdicts
                       : argument == ARG_GRADE ? &grades
                                               : &rankings;
    bool none = *code == '\0';
    switch (argument) {
    case ARG_NONE:
        return none;
    case ARG_GROUP:
        return none || find_part(model, groups, code, column);
    case ARG_PART:
        return find_part(model, groups, code, column) || find_part(model, indicators, code, column);
    case ARG_INDICATOR:
        return find_part(model, indicators, code, column);
    case ARG_VERDICT:
    case ARG_GRADE:
    case ARG_RANKING:
        column->kind = one->kind;
        return none ? one->n > 0 : find_part(model, *one, code, column);
    }
    g_assert_not_reached();
}

static bool is_written(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* The field that one of the names @same says. */
static TcFieldId field_with(const char *name, bool (*same)(const char *a, const char *b))
{
    unsigned id = 0;
    while (id < TC_N_FIELD_IDS && !same(fields[id].name[TC_LANG_EN], name) &&
           !same(fields[id].name[TC_LANG_VI], name))
        id++;
    return (TcFieldId)id;
}

/* Mostly it is written as in the table. */
static TcFieldId find_field(const char *name)
{
    const TcFieldId id = field_with(name, is_written);
    return id < TC_N_FIELD_IDS ? id : field_with(name, tc_text_same);
}

static const char *suggest_field(const char *name)
{
    const char *names[2 * TC_N_FIELD_IDS];
    for (unsigned i = 0; i < TC_N_FIELD_IDS; i++) {
        names[2 * i] = fields[i].name[TC_LANG_VI];
        names[2 * i + 1] = fields[i].name[TC_LANG_EN];
    }
    return tc_text_suggest(name, names, G_N_ELEMENTS(names));
}

static bool refuse_field(Reader *reader, const char *name)
{
    const char *near = suggest_field(name);
    *reader->message = tc_msg_format(reader->lang, TC_MSG_COLUMNS_FIELD, name, NULL);
    *reader->fix = near ? tc_msg_format(reader->lang, TC_MSG_COLUMNS_NEAR, near, NULL)
                        : g_strdup(tc_msg(reader->lang, TC_MSG_COLUMNS_SEE));
    return false;
}

static bool refuse_argument(Reader *reader, const char *item)
{
    *reader->message = tc_msg_format(reader->lang, TC_MSG_COLUMNS_ARGUMENT, item, NULL);
    *reader->fix = g_strdup(tc_msg(reader->lang, TC_MSG_COLUMNS_ARGUMENT_FIX));
    return false;
}

/* Words take the place of a verdict's three answers. */
static bool read_words(char **parts, TcReportColumn *column)
{
    guint n = g_strv_length(parts);
    if (n <= 1)
        return true;
    if (column->field != TC_COLUMN_VERDICT || n != 1 + TC_N_ANSWERS)
        return false;
    column->words = g_strdupv(parts + 1);
    return true;
}

/* "points(1)" */
static bool read_field(Reader *reader, const char *item, TcReportColumn *column)
{
    size_t length = strlen(item);
    const char *open = strchr(item, '(');
    bool closed = open && item[length - 1] == ')';
    g_autofree char *name = open ? g_strndup(item, (gsize)(open - item)) : g_strdup(item);
    g_autofree char *inside =
        closed ? g_strndup(open + 1, (gsize)(item + length - 1 - open - 1)) : g_strdup("");
    g_auto(GStrv) parts = g_strsplit(inside, "|", -1);
    column->field = find_field(g_strstrip(name));
    if (column->field == TC_N_FIELD_IDS)
        return refuse_field(reader, name);
    const char *code = parts[0] ? g_strstrip(parts[0]) : "";
    if ((open && !closed) || !bind(reader->model, fields[column->field].argument, code, column) ||
        !read_words(parts, column))
        return refuse_argument(reader, item);
    return true;
}

static bool read_item(Reader *reader, const char *item, TcColumns *columns)
{
    const char *open = strchr(item, '('), *equals = strchr(item, '=');
    bool named = equals && (!open || equals < open);
    TcReportColumn column = {.kind = TC_REF_NONE};
    g_autofree char *field = g_strstrip(g_strdup(named ? equals + 1 : item));
    if (!read_field(reader, field, &column)) {
        column_clear(&column);
        return false;
    }
    column.heading = named ? g_strstrip(g_strndup(item, (gsize)(equals - item))) : g_strdup(field);
    g_array_append_val(columns->items, column);
    return true;
}

/* Bytes up to the next comma that is not inside parentheses. */
static size_t item_length(const char *text)
{
    size_t length = 0;
    int depth = 0;
    for (; text[length] != '\0' && (depth > 0 || text[length] != ','); length++)
        depth += (text[length] == '(') - (text[length] == ')');
    return length;
}

TcColumns *tc_columns_parse(const char *text, const TcModel *model, TcLang lang, char **message,
                            char **fix)
{
    g_autoptr(TcColumns) columns = columns_new(model, lang);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    Reader reader = {model, lang, message, fix};
    for (const char *at = valid;; at++) {
        size_t length = item_length(at);
        g_autofree char *item = g_strndup(at, length);
        if (!read_item(&reader, item, columns))
            return NULL;
        at += length;
        if (*at == '\0')
            return g_steal_pointer(&columns);
    }
}

/* --- what they tell ------------------------------------------------------------------------- */

/* A verdict in words of the user's own says only what it is; the least grade of a scale is read off
 * the total. */
static Tells tells(const TcReportColumn *column, const TcFigures *figures)
{
    if (column->field == TC_COLUMN_VERDICT && column->words)
        return TELLS_ANSWER;
    if (column->field == TC_COLUMN_LEAST_GRADE && tc_figures_has_scale(figures, column->index))
        return TELLS_NUMBERS;
    return fields[column->field].tells;
}

TcNeeds *tc_columns_needs(const TcColumns *columns, const TcModel *model, const TcFigures *figures)
{
    g_autoptr(TcNeeds) needs = tc_needs_new(model);
    for (guint i = 0; i < columns->items->len; i++) {
        const TcReportColumn *column = &g_array_index(columns->items, TcReportColumn, i);
        const Tells how = tells(column, figures);
        if (how == TELLS_WHY)
            return NULL;
        if (how == TELLS_ANSWER)
            (column->field == TC_COLUMN_VERDICT ? needs->verdicts : needs->grades)[column->index] =
                true;
    }
    return g_steal_pointer(&needs);
}

/* --- help ----------------------------------------------------------------------------------- */

void tc_columns_help(TcLang lang, GString *out)
{
    static const char *const arguments[] = {
        [ARG_NONE] = "",       [ARG_GROUP] = "(1)", [ARG_PART] = "(3.4)", [ARG_INDICATOR] = "(3.4)",
        [ARG_VERDICT] = "(X)", [ARG_GRADE] = "(X)", [ARG_RANKING] = "(X)"};
    g_string_append_printf(out, "%s\n\n", tc_msg(lang, TC_MSG_COLUMNS_HELP));
    for (unsigned i = 0; i < TC_N_FIELD_IDS; i++) {
        g_autofree char *name =
            g_strdup_printf("%s%s", fields[i].name[lang], arguments[fields[i].argument]);
        size_t width = tc_text_width(name, strlen(name));
        g_string_append_printf(out, "  %s%*s  %s\n", name, (int)(width < 24 ? 24 - width : 0), "",
                               fields[i].doc[lang]);
    }
}

void tc_columns_head(const TcColumns *columns, TcCsvWriter *csv)
{
    for (guint i = 0; i < columns->items->len; i++)
        tc_csv_text(csv, g_array_index(columns->items, TcReportColumn, i).heading);
    tc_csv_end_line(csv);
}
