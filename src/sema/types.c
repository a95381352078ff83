/* Pass 4: every expression gets its type, bottom up.
 *
 * Before: references are bound, steps are in order. After: every expression node has a type; a bare
 * number has that of what it met, amounts of one currency stand in one scale (a conversion is put
 * into the tree where they did not), conditions are conditions and points are points. What a kind
 * of node is typed by is the table `typers`, what an operator wants the table `operators`, what a
 * clause wants the table `wants`. */
#include "sema/roots.h"
#include "sema/typer.h"
#include "sema/units.h"
#include "sema/words.h"
#include "syntax/hints.h"

#include <string.h>

TcSide tc_side_of(TcTyper *typer, TcNode *node)
{
    const TcType *type = tc_type_of(typer, node);
    return (TcSide){type, node};
}

/* A condition that may be made of @node: of a date that it has come. (transfer full) */
static char *condition_of(const TcTyper *typer, const TcNode *node)
{
    const TcLang lang = typer->sema->model->lang;
    g_autofree char *text = tc_span_text(node->span);
    if (node->type->kind == TC_KIND_DATE)
        return g_strdup_printf("%s %s %s", text, tc_keyword_name(TC_KW_TO, lang),
                               tc_keyword_name(TC_KW_CUTOFF_DATE, lang));
    return g_strdup_printf("… %s 1 %s", tc_keyword_name(TC_KW_FROM, lang),
                           tc_keyword_name(TC_KW_UPWARD, lang));
}

void tc_refuse_kind(TcTyper *typer, TcDiagCode code, const TcNode *node)
{
    g_autofree char *what = tc_words_type(node->type, typer->sema->said);
    g_autofree char *condition = condition_of(typer, node);
    tc_diag(typer->sema->diags, code, node->span, what, condition, NULL);
}

bool tc_is_error(const TcType *type)
{
    return type->kind == TC_KIND_ERROR;
}

bool tc_fits_kind(const TcType *type, TcKind kind)
{
    return type->kind == kind || type->kind == TC_KIND_ERROR || type->kind == TC_KIND_UNKNOWN;
}

void tc_type_condition(TcTyper *typer, TcNode *node)
{
    if (!tc_fits_kind(tc_type_of(typer, node), TC_KIND_BOOL))
        tc_refuse_kind(typer, TC_DIAG_NOT_A_CONDITION, node);
}

/* --- leaves ----------------------------------------------------------------------------------- */

/* "30% hộ": a percentage is a share, of no unit. "từ 5 trở": no unit either, but half a phrase. */
static const TcType *refuse_unit(TcTyper *typer, const TcNode *node)
{
    const bool half = tc_keyword_is_half(node->text, typer->sema->model->lang);
    g_autofree char *text = tc_span_text(node->span);
    g_autofree char *share = g_strndup(text, half ? strlen(text) : strcspn(text, "%") + 1);
    tc_diag(typer->sema->diags, half ? TC_DIAG_HALF_PHRASE : TC_DIAG_PERCENT_UNIT, node->span,
            share, node->text, NULL);
    return &tc_type_error;
}

static const TcType *type_number(TcTyper *typer, TcNode *node)
{
    const bool percent = node->flags & TC_FLAG_PERCENT;
    if (node->text && (percent || tc_keyword_is_half(node->text, typer->sema->model->lang)))
        return refuse_unit(typer, node);
    if (percent)
        return &tc_type_ratio;
    if (!node->text)
        return &tc_type_bare;
    return tc_units_of(typer->sema, node->text);
}

static const TcType *type_text(TcTyper *typer, TcNode *node)
{
    TcType *type = tc_arena_alloc(typer->sema->arena, sizeof *type);
    const char **choices = tc_arena_alloc(typer->sema->arena, sizeof *choices);
    choices[0] = node->text;
    *type = (TcType){.kind = TC_KIND_TEXT, .choices = choices, .n_choices = 1};
    return type;
}

static const TcType *type_date(TcTyper *typer, TcNode *node)
{
    (void)typer;
    (void)node;
    return &tc_type_date;
}

static const TcType *type_bool(TcTyper *typer, TcNode *node)
{
    (void)typer;
    (void)node;
    return &tc_type_bool;
}

static const TcType *type_unknown(TcTyper *typer, TcNode *node)
{
    (void)typer;
    (void)node;
    return &tc_type_unknown;
}

static const TcType *type_error(TcTyper *typer, TcNode *node)
{
    (void)typer;
    (void)node;
    return &tc_type_error;
}

/* --- references ------------------------------------------------------------------------------- */

static const TcType *column_type_build(TcTyper *typer, const TcColumnSpec *column)
{
    if (column->type == TC_TYPE_PERCENT || column->type == TC_TYPE_RATIO)
        return &tc_type_ratio;
    if (column->type == TC_TYPE_DATE)
        return &tc_type_date;
    if (column->type == TC_TYPE_YES_NO || column->type == TC_TYPE_DOCUMENT)
        return &tc_type_bool;
    if (column->type == TC_TYPE_TEXT)
        return &tc_type_text;
    if (column->type == TC_TYPE_MONEY &&
        !(column->unit && tc_units_money(tc_units_of(typer->sema, column->unit))))
        return &tc_type_error;
    if (column->type != TC_TYPE_CHOICE)
        return column->unit ? tc_units_of(typer->sema, column->unit) : &tc_type_plain;
    TcType *type = tc_arena_alloc(typer->sema->arena, sizeof *type);
    *type =
        (TcType){.kind = TC_KIND_TEXT, .choices = column->choices, .n_choices = column->n_choices};
    return type;
}

static const TcType *column_type(TcTyper *typer, uint32_t column)
{
    if (!typer->columns[column])
        typer->columns[column] =
            column_type_build(typer, &typer->sema->model->schema.columns[column]);
    return typer->columns[column];
}

/* Of a part that comes earlier in the order; one in a loop has no type yet, and is reported. */
static const TcType *known_type(const TcNode *value)
{
    return value && value->type ? value->type : &tc_type_error;
}

/* The type of a counted unit that the program knows by itself, kept in @kept. */
static const TcType *counted_type(TcTyper *typer, const TcType **kept, const char *vi,
                                  const char *en)
{
    const char *name = typer->sema->model->lang == TC_LANG_VI ? vi : en;
    if (!*kept)
        *kept = tc_units_of(typer->sema, name);
    return *kept;
}

const TcType *tc_points_type(TcTyper *typer)
{
    return counted_type(typer, &typer->points, "điểm", "points");
}

static const TcType *grade_type(TcTyper *typer, const TcGrade *grade)
{
    TcType *type = tc_arena_alloc(typer->sema->arena, sizeof *type);
    *type = (TcType){.kind = TC_KIND_TEXT, .choices = grade->labels, .n_choices = grade->n_labels};
    return type;
}

static const TcType *type_reference(TcTyper *typer, TcNode *node)
{
    const TcModel *model = typer->sema->model;
    uint32_t index = node->ref.index;
    if (node->ref.kind == TC_REF_COLUMN)
        return column_type(typer, index);
    if (node->ref.kind == TC_REF_DEFINITION)
        return known_type(model->definitions[index].value);
    if (node->ref.kind == TC_REF_PARAMETER)
        return known_type(model->parameters[index].value);
    if (node->ref.kind == TC_REF_DATE_JUDGED)
        return &tc_type_date;
    if (node->ref.kind == TC_REF_YEAR_JUDGED)
        return &tc_type_calendar;
    if (node->ref.kind == TC_REF_VERDICT || node->ref.kind == TC_REF_CRITERION)
        return &tc_type_bool;
    if (node->ref.kind == TC_REF_GRADE)
        return grade_type(typer, &model->grades[index]);
    return &tc_type_error; /* the grammar gives no other part in the place of a value */
}

/* Does the indicator itself lack what its other clauses rest on? check_parts.c tells of that. */
static bool is_told_there(const TcSema *sema, const TcNode *node)
{
    const TcIndicator *of = &sema->model->indicators[node->ref.index];
    bool needs_value = of->required.content || of->aiming_at.content || of->encouraged_at.content;
    return !sema->broken && ((node->sub == TC_OWN_MAX_POINTS && of->points) ||
                             (node->sub == TC_OWN_VALUE && needs_value));
}

/* Could a clause of the indicator not be read? It may be the one that @node asks for. Those of a
 * version stand in several texts. */
static bool is_unread(const TcSema *sema, const TcNode *node)
{
    return (sema->broken && sema->outline) ||
           sema->model->indicators[node->ref.index].head->flags & TC_FLAG_BROKEN;
}

static const TcType *without(TcTyper *typer, const TcNode *node)
{
    TcSema *sema = typer->sema;
    if (is_told_there(sema, node) || is_unread(sema, node))
        return &tc_type_error;
    g_autofree char *part =
        tc_words_sentence(sema->model, TC_REF_INDICATOR, node->ref.index, sema->said);
    g_autofree char *asked = tc_span_text(node->at);
    tc_diag(sema->diags, TC_DIAG_PART_WITHOUT, node->span, part, asked, NULL);
    return &tc_type_error;
}

static const TcType *type_own(TcTyper *typer, TcNode *node)
{
    if (node->ref.kind != TC_REF_INDICATOR)
        return &tc_type_error;
    const TcIndicator *of = &typer->sema->model->indicators[node->ref.index];
    bool missing = (node->sub == TC_OWN_VALUE && !of->value) ||
                   (node->sub == TC_OWN_LEVEL && !of->required.content) ||
                   (node->sub == TC_OWN_POINTS && !tc_indicator_has_points(of)) ||
                   (node->sub == TC_OWN_MAX_POINTS && !of->max_points);
    if (missing)
        return without(typer, node);
    bool of_value = node->sub == TC_OWN_VALUE || node->sub == TC_OWN_LEVEL;
    return of_value ? known_type(of->value) : tc_points_type(typer);
}

static const TcType *type_total(TcTyper *typer, TcNode *node)
{
    if (node->ref.kind == TC_REF_NONE)
        return &tc_type_error;
    return node->sub == TC_TOTAL_SHARE ? &tc_type_ratio : tc_points_type(typer);
}

static const TcType *type_state(TcTyper *typer, TcNode *node)
{
    TcSema *sema = typer->sema;
    bool asks_met = node->sub == TC_STATE_MET || node->sub == TC_STATE_NOT_MET;
    if (node->ref.kind == TC_REF_NONE)
        return &tc_type_error;
    if (node->ref.kind != TC_REF_INDICATOR || !asks_met ||
        sema->model->indicators[node->ref.index].judged || is_unread(sema, node))
        return &tc_type_bool;
    tc_diag(sema->diags, TC_DIAG_STATE_OF_SCORED, node->span,
            sema->model->indicators[node->ref.index].code, NULL);
    return &tc_type_error;
}

/* What is counted is the unit: indicators or criteria. */
static const TcType *number_type(TcTyper *typer, const TcNode *count)
{
    if (TC_COUNT_FILTER(count->sub) == TC_FILTER_CRITERIA)
        return counted_type(typer, &typer->criteria, "tiêu chí", "criteria");
    return counted_type(typer, &typer->count, "chỉ tiêu", "indicators");
}

static const TcType *type_count(TcTyper *typer, TcNode *node)
{
    TcNode *limit =
        node->n && node->items[0]->kind != TC_NODE_PART && node->items[0]->kind != TC_NODE_NONE
            ? node->items[0]
            : NULL;
    TcQuantity quantity = TC_COUNT_QUANTITY(node->sub);
    if (limit) {
        TcSide count = {number_type(typer, node), NULL};
        tc_meet(typer, count, tc_side_of(typer, limit), TC_MEET_COMPARE, limit->span);
    }
    if (node->ref.kind == TC_REF_NONE)
        return &tc_type_error;
    if (quantity == TC_COUNT_NUMBER)
        return number_type(typer, node);
    return quantity == TC_COUNT_SHARE ? &tc_type_ratio : &tc_type_bool;
}

/* --- all nodes -------------------------------------------------------------------------------- */

static const TcType *(*const typers[TC_N_NODE_KINDS])(TcTyper *typer, TcNode *node) = {
    [TC_NODE_NUMBER] = type_number,
    [TC_NODE_DATE] = type_date,
    [TC_NODE_TEXT] = type_text,
    [TC_NODE_BOOL] = type_bool,
    [TC_NODE_UNKNOWN] = type_unknown,
    [TC_NODE_NAME] = type_reference,
    [TC_NODE_PART] = type_reference,
    [TC_NODE_OWN] = type_own,
    [TC_NODE_TOTAL] = type_total,
    [TC_NODE_STATE] = type_state,
    [TC_NODE_COUNT] = type_count,
    [TC_NODE_UNARY] = tc_type_unary,
    [TC_NODE_BINARY] = tc_type_binary,
    [TC_NODE_CHAIN] = tc_type_chain,
    [TC_NODE_COMPARE] = tc_type_binary,
    [TC_NODE_WITHIN] = tc_type_within,
    [TC_NODE_MEMBER] = tc_type_within,
    [TC_NODE_HAS_DATA] = tc_type_has_data,
    [TC_NODE_CALL] = tc_type_call,
    [TC_NODE_CASES] = tc_type_choice,
    [TC_NODE_SCALE] = tc_type_choice,
    [TC_NODE_TABLE] = tc_type_choice,
    [TC_NODE_CONTENTS] = tc_type_contents,
    [TC_NODE_ERROR] = type_error,
};

/* A phrase or an empty cell where a value is wanted; "=" as formulas of a spreadsheet begin. */
static const TcType *type_stray(TcTyper *typer, TcNode *node)
{
    TcSema *sema = typer->sema;
    g_autofree char *text = tc_span_text(node->span);
    if (*text != '=') {
        tc_diag(sema->diags, TC_DIAG_UNEXPECTED, node->span, text, NULL);
        return &tc_type_error;
    }
    const TcSpan sign = {node->span.source, node->span.start, node->span.start + 1};
    g_autofree char *before = tc_hint_before(sign);
    tc_diag_edit(tc_diag(sema->diags, TC_DIAG_MARK_TOO_MANY, sign, "=", before, NULL), sign, "");
    return &tc_type_error;
}

const TcType *tc_type_of(TcTyper *typer, TcNode *node)
{
    const TcType *type = (typers[node->kind] ? typers[node->kind] : type_stray)(typer, node);
    node->type = type;
    return type;
}

/* --- what clauses want ------------------------------------------------------------------------ */

static void want_condition(TcTyper *typer, TcNode *node)
{
    tc_type_condition(typer, node);
}

static void want_value(TcTyper *typer, TcNode *node)
{
    if (tc_fits_kind(tc_type_of(typer, node), TC_KIND_NUMBER) ||
        tc_refuse_condition_value(typer, node))
        return;
    tc_refuse_kind(typer, TC_DIAG_VALUE_NOT_NUMBER, node);
    node->type = &tc_type_error;
}

static void want_anything(TcTyper *typer, TcNode *node)
{
    tc_type_of(typer, node);
}

static void want_weight(TcTyper *typer, TcNode *node)
{
    const TcType *type = tc_type_of(typer, node);
    if (!tc_fits_kind(type, TC_KIND_NUMBER) || type->n_powers)
        tc_refuse_kind(typer, TC_DIAG_NOT_A_NUMBER, node);
}

/* The subject is what the indicator is computed as. */
static TcSide value_side(TcTyper *typer)
{
    const TcIndicator *indicator = &typer->sema->model->indicators[typer->root.index];
    TcNode *value = (TcNode *)indicator->value;
    return (TcSide){known_type(value), NULL};
}

/* Of a goal or an encouraged level too: these stand beside what is required. */
static void want_requirement(TcTyper *typer, TcNode *node)
{
    const TcIndicator *indicator = &typer->sema->model->indicators[typer->root.index];
    const TcSide subject = value_side(typer);
    tc_settle_levels(typer, subject, &indicator->required, node);
    tc_type_required(typer, subject, node);
}

static void want_except(TcTyper *typer, TcNode *node)
{
    if (node->n < 2)
        return;
    tc_type_condition(typer, node->items[0]);
    want_requirement(typer, node->items[1]);
}

static const struct {
    TcKeyword clause;
    void (*want)(TcTyper *typer, TcNode *node);
} wants[] = {
    {TC_KW_NOT_APPLICABLE_WHEN, want_condition},
    {TC_KW_MET_WHEN, want_condition},
    {TC_KW_DATA_CHECK, want_condition},
    {TC_KW_COMPUTED_AS, want_value},
    {TC_KW_REQUIRED, want_requirement},
    {TC_KW_AIMING_AT, want_requirement},
    {TC_KW_ENCOURAGED, want_requirement},
    {TC_KW_EXCEPT, want_except},
    {TC_KW_MAX_POINTS, tc_type_points},
    {TC_KW_SCORED_AS, tc_type_points},
    {TC_KW_WEIGHT, want_weight},
    {TC_KW_DEFINITIONS, want_anything},
    {TC_KW_PARAMETERS, want_anything},
};

static void type_root(const TcRoot *root, void *data)
{
    TcTyper *typer = data;
    typer->root = *root;
    for (size_t i = 0; i < G_N_ELEMENTS(wants); i++)
        if (wants[i].clause == root->clause && root->owner != TC_REF_GRADE)
            wants[i].want(typer, root->node);
    if (root->owner == TC_REF_GRADE)
        tc_type_grade(typer, root->node);
}

/* Points, days and numbers of indicators are counted, however a column declares them; one that no
 * column does has the name of the file's language. */
static void count_known_units(TcSema *sema)
{
    static const char *const names[][TC_N_LANGS] = {
        {"điểm", "points"}, {"chỉ tiêu", "indicators"}, {"tiêu chí", "criteria"},
        {"ngày", "days"},   {"tháng", "months"},        {"năm", "years"}};
    const TcLang lang = sema->model->lang;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        tc_sema_unit(sema, names[i][lang])->counted = true;
        tc_sema_unit(sema, names[i][!lang])->counted = true;
    }
}

/* Columns of a simple limit are of one unit. */
static void type_limits(TcTyper *typer)
{
    const TcSchema *schema = &typer->sema->model->schema;
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        const TcColumnLimit *limit = &schema->limits[i];
        if (i && limit->span.start == limit[-1].span.start)
            continue; /* "= [Đi]" is two limits and one mistake */
        TcSide small = {column_type(typer, limit->small), NULL};
        TcSide large = {column_type(typer, limit->large), NULL};
        tc_meet(typer, small, large, TC_MEET_COMPARE, limit->span);
    }
}

void tc_type_alone(TcSema *sema, const TcRoot *root)
{
    TcTyper typer = {.sema = sema,
                     .columns = g_new0(const TcType *, sema->model->schema.n_columns + 1)};
    type_root(root, &typer);
    g_free(typer.columns);
}

void tc_types(TcSema *sema)
{
    const TcModel *model = sema->model;
    TcTyper typer = {.sema = sema, .columns = g_new0(const TcType *, model->schema.n_columns + 1)};
    count_known_units(sema);
    for (guint i = 0; i < sema->parameter_order->len; i++) {
        const TcLet *let = g_ptr_array_index(sema->parameter_order, i);
        tc_part_roots(model, TC_REF_PARAMETER, (uint32_t)(let - model->parameters), type_root,
                      &typer);
    }
    for (uint32_t i = 0; i < model->n_steps; i++)
        tc_part_roots(model, model->steps[i].kind, model->steps[i].index, type_root, &typer);
    for (uint32_t i = 0; i < model->n_groups; i++)
        tc_part_roots(model, TC_REF_GROUP, i, type_root, &typer);
    for (uint32_t i = 0; i < model->n_checks; i++)
        tc_part_roots(model, TC_REF_NONE, i, type_root, &typer);
    tc_part_roots(model, TC_REF_SET, 0, type_root, &typer);
    type_limits(&typer);
    tc_type_texts(sema);
    g_free(typer.columns);
}
