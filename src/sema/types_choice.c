/* Inside pass 4: lists of cases, scales, tables and requirements. See typer.h. */
#include "sema/roots.h"
#include "sema/typer.h"
#include "sema/units.h"

/* --- results of nested choices ---------------------------------------------------------------- */

/* The result of one branch, band or row; NULL for a table's heads and broken rows. */
static TcNode *result_of(const TcNode *choice, uint32_t index)
{
    TcNode *item = choice->items[index];
    TcNode *result = NULL;
    if (item->kind == TC_NODE_BRANCH)
        result = item->n > 1 ? item->items[1] : NULL;
    else if (item->kind == TC_NODE_OTHERWISE || item->kind == TC_NODE_BAND)
        result = item->n ? item->items[0] : NULL;
    else if (item->kind == TC_NODE_ROW && index > 0)
        result = item->n ? item->items[item->n - 1] : NULL;
    if (result && item->kind == TC_NODE_ROW && result->kind == TC_NODE_OTHERWISE)
        return result->n ? result->items[0] : NULL;
    return result;
}

void tc_each_result(TcNode *node, void (*visit)(TcNode *result, void *data), void *data)
{
    if (!tc_node_is_choice(node)) {
        visit(node, data);
        return;
    }
    for (uint32_t i = node->kind == TC_NODE_SCALE; i < node->n; i++) {
        TcNode *result = result_of(node, i);
        if (result)
            tc_each_result(result, visit, data);
    }
}

/* --- one type for all results ----------------------------------------------------------------- */

/* What the results seen so far have in common. */
typedef struct {
    TcTyper *typer;
    TcSide lead; /* the first that says something */
    bool failed, texts;
    GHashTable *seen; /* the texts so far */
    GPtrArray *choices;
    bool any_text; /* one of them can be any text */
} Results;

static void type_result(TcNode *node, void *data)
{
    Results *results = data;
    const TcType *type = tc_type_of(results->typer, node);
    bool says = type->kind != TC_KIND_UNKNOWN && type->kind != TC_KIND_ERROR;
    results->failed |= type->kind == TC_KIND_ERROR;
    bool first = !results->lead.type ||
                 (results->lead.type->bare && !type->bare && type->kind == TC_KIND_NUMBER);
    if (says && first)
        results->lead = (TcSide){type, node};
}

static void meet_result(TcNode *node, void *data)
{
    Results *results = data;
    if (node == results->lead.node || !node->type)
        return;
    const TcType *type = tc_meet(results->typer, results->lead, (TcSide){node->type, node},
                                 TC_MEET_BRANCH, node->span);
    results->failed |= type->kind == TC_KIND_ERROR;
}

static void add_texts(TcNode *node, void *data)
{
    Results *results = data;
    if (!node->type || node->type->kind != TC_KIND_TEXT)
        return;
    results->any_text |= !node->type->choices;
    for (uint32_t i = 0; i < node->type->n_choices; i++)
        if (g_hash_table_add(results->seen, (char *)node->type->choices[i]))
            g_ptr_array_add(results->choices, (char *)node->type->choices[i]);
}

/* A text type with all values that the results can have. */
static const TcType *union_of_texts(TcSema *sema, TcNode *node)
{
    Results results = {.seen = g_hash_table_new(g_str_hash, g_str_equal),
                       .choices = g_ptr_array_new()};
    tc_each_result(node, add_texts, &results);
    TcType *type = tc_arena_alloc(sema->arena, sizeof *type);
    *type = tc_type_text;
    if (!results.any_text) {
        type->choices = tc_arena_pointers(sema->arena, results.choices);
        type->n_choices = results.choices->len;
    }
    g_hash_table_destroy(results.seen);
    g_ptr_array_free(results.choices, TRUE);
    return type;
}

static const TcType *common_type(TcTyper *typer, TcNode *node)
{
    Results results = {.typer = typer};
    tc_each_result(node, type_result, &results);
    if (!results.lead.type)
        return results.failed ? &tc_type_error : &tc_type_unknown;
    tc_each_result(node, meet_result, &results);
    if (results.failed)
        return &tc_type_error;
    if (results.lead.type->kind == TC_KIND_TEXT)
        return union_of_texts(typer->sema, node);
    return results.lead.type;
}

/* --- guards ----------------------------------------------------------------------------------- */

static void type_band(TcTyper *typer, TcSide subject, TcNode *band)
{
    for (uint32_t i = 1; band->kind == TC_NODE_BAND && i < band->n; i++)
        tc_type_fit(typer, subject, band->items[i]);
}

static void type_row(TcTyper *typer, const TcNode *heads, const TcSide *subjects, TcNode *row)
{
    bool otherwise = row->n && row->items[0]->kind == TC_NODE_OTHERWISE;
    for (uint32_t i = 1; otherwise && i + 1 < row->n; i++)
        if (row->items[i]->kind != TC_NODE_NONE) {
            tc_diag(typer->sema->diags, TC_DIAG_OTHERWISE_CELL, row->items[0]->span, NULL);
            break;
        }
    if (row->kind != TC_NODE_ROW || otherwise)
        return;
    if (row->n != heads->n) {
        g_autofree char *wants = g_strdup_printf("%u", heads->n);
        g_autofree char *has = g_strdup_printf("%u", row->n);
        tc_diag(typer->sema->diags, TC_DIAG_ROW_LENGTH, row->span, has, wants, NULL);
        return;
    }
    for (uint32_t i = 0; i + 1 < row->n; i++) {
        TcNode *cell = row->items[i];
        if (cell->kind == TC_NODE_OTHERWISE)
            tc_diag(typer->sema->diags, TC_DIAG_OTHERWISE_CELL, cell->span, NULL);
        else if (cell->kind != TC_NODE_NONE)
            tc_type_fit(typer, subjects[i], cell);
    }
}

static void type_table(TcTyper *typer, TcNode *table)
{
    const TcNode *heads = table->n ? table->items[0] : NULL;
    if (!heads || heads->n < 2)
        return;
    TcSide *subjects = g_new0(TcSide, heads->n);
    for (uint32_t i = 0; i + 1 < heads->n; i++)
        subjects[i] = tc_side_of(typer, heads->items[i]);
    for (uint32_t i = 1; i < table->n; i++)
        type_row(typer, heads, subjects, table->items[i]);
    g_free(subjects);
}

static bool is_otherwise(const TcNode *item)
{
    return item->kind == TC_NODE_OTHERWISE ||
           (item->kind == TC_NODE_ROW && item->n && item->items[0]->kind == TC_NODE_OTHERWISE);
}

/* There is one default: of two the second would win unseen. */
static void check_defaults(TcTyper *typer, const TcNode *choice)
{
    const TcNode *first = NULL;
    for (uint32_t i = 0; i < choice->n; i++) {
        if (!is_otherwise(choice->items[i]))
            continue;
        if (first) {
            TcDiag *diag =
                tc_diag(typer->sema->diags, TC_DIAG_OTHERWISE_TWICE, choice->items[i]->span, NULL);
            tc_diag_label(diag, first->span, tc_msg(typer->sema->said, TC_MSG_FIRST_PLACE));
        }
        first = choice->items[i];
    }
}

/* Conditions, bands and cells of @node and of choices nested in its results. */
static void type_guards(TcTyper *typer, TcNode *node)
{
    check_defaults(typer, node);
    if (node->kind == TC_NODE_TABLE)
        type_table(typer, node);
    TcSide subject = {0};
    if (node->kind == TC_NODE_SCALE && node->n)
        subject = tc_side_of(typer, node->items[0]);
    for (uint32_t i = node->kind == TC_NODE_SCALE; i < node->n; i++) {
        TcNode *item = node->items[i];
        if (item->kind == TC_NODE_BRANCH && item->n)
            tc_type_condition(typer, item->items[0]);
        else if (node->kind == TC_NODE_SCALE)
            type_band(typer, subject, item);
        TcNode *result = result_of(node, i);
        if (result && tc_node_is_choice(result))
            type_guards(typer, result);
    }
}

/* Types that a choice shares reach the nested ones too: they are results of the outer one. */
static void set_types(TcNode *node, const TcType *type)
{
    if (!tc_node_is_choice(node))
        return;
    node->type = type;
    for (uint32_t i = node->kind == TC_NODE_SCALE; i < node->n; i++) {
        TcNode *result = result_of(node, i);
        if (result)
            set_types(result, type);
    }
}

const TcType *tc_type_choice(TcTyper *typer, TcNode *node)
{
    type_guards(typer, node);
    const TcType *type = common_type(typer, node);
    set_types(node, type);
    return type;
}

/* --- requirements ----------------------------------------------------------------------------- */

typedef struct {
    TcTyper *typer;
    TcSide subject;
} Required;

/* "giá trị từ 60% trở lên", "50% đến 80%": a condition where the level alone is wanted. Returns:
 * it, or NULL. */
static TcNode *whole_condition(const Required *required, TcNode *node)
{
    TcNode *inner =
        node->kind == TC_NODE_PHRASE && node->sub & TC_PHRASE_BARE ? node->items[0] : node;
    bool condition = inner->kind == TC_NODE_WITHIN || inner->kind == TC_NODE_COMPARE;
    return condition && inner->n == 2 && required->subject.type->kind == TC_KIND_NUMBER ? inner
                                                                                        : NULL;
}

static void level_alone(const Required *required, TcNode *node)
{
    TcSema *sema = required->typer->sema;
    const TcNode *left = node->items[0];
    bool range = left->kind == TC_NODE_NUMBER && node->kind == TC_NODE_WITHIN;
    TcSpan level = {node->span.source, range ? node->span.start : left->span.end, node->span.end};
    g_autofree char *text = tc_span_text(level);
    g_autofree char *meant =
        g_strdup_printf("%s%s%s", range ? tc_keyword_name(TC_KW_FROM, sema->model->lang) : "",
                        range ? " " : "", g_strstrip(text));
    tc_diag_edit(tc_diag(sema->diags, TC_DIAG_LEVEL_ALONE, node->span, meant, NULL), node->span,
                 meant);
    node->type = &tc_type_error;
}

static void fit_result(TcNode *node, void *data)
{
    Required *required = data;
    TcNode *condition = whole_condition(required, node);
    if (condition) {
        level_alone(required, condition);
        node->type = &tc_type_error;
        return;
    }
    tc_type_fit(required->typer, required->subject, node);
}

void tc_type_required(TcTyper *typer, TcSide subject, TcNode *node)
{
    Required required = {typer, subject};
    if (tc_node_is_choice(node))
        type_guards(typer, node);
    tc_each_result(node, fit_result, &required);
    set_types(node, &tc_type_bool);
}
