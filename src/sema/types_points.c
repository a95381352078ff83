/* Inside pass 4: what gives points. See typer.h.
 *
 * Before: names are bound, the clause is not typed. After: every result of a clause of points is
 * points, or is told with what to write. What stands in the place of points (a result, a term of
 * it, an argument of nhỏ nhất) is marked first, so that "[Lớp] * 5" is lớp elsewhere and points
 * here: 5 for each. */
#include "sema/typer.h"

#include "sema/sema.h"
#include "sema/units.h"
#include "sema/words.h"

/* --- the places of points --------------------------------------------------------------------- */

static bool is_product(const TcNode *node, TcOperator op)
{
    return node->kind == TC_NODE_BINARY && node->sub == op;
}

static void mark_result(TcNode *node, void *data)
{
    node->flags |= TC_FLAG_POINTS;
    bool sum =
        node->kind == TC_NODE_UNARY || (node->kind == TC_NODE_CHAIN && node->sub == TC_OP_ADD);
    bool part = is_product(node, TC_OP_DIV) && node->items[1]->kind == TC_NODE_NUMBER;
    for (uint32_t i = 0; i < node->n; i++)
        if (sum || (part && i == 0) || tc_call_keeps_unit(node, i))
            tc_each_result(node->items[i], mark_result, data);
}

/* --- their types ------------------------------------------------------------------------------ */

static bool holds(const TcType *type, const TcType *unit)
{
    for (uint32_t i = 0; i < type->n_powers; i++)
        if (type->powers[i].base == unit->powers[0].base)
            return true;
    return false;
}

/* Things that are counted one by one, and no points among them. */
static bool is_count(TcTyper *typer, const TcType *type)
{
    return type->kind == TC_KIND_NUMBER && type->n_powers && tc_units_counted(typer->sema, type) &&
           !holds(type, tc_points_type(typer));
}

/* 5 * [Số lần họp], 5 điểm * [Số lần họp]: points for each. */
static bool is_priced(TcTyper *typer, const TcType *count, const TcType *price)
{
    return is_count(typer, count) && (price->bare || tc_units_same(price, tc_points_type(typer)));
}

/* --- what to write instead -------------------------------------------------------------------- */

static bool is_plain_number(const TcNode *node)
{
    return node->kind == TC_NODE_NUMBER && !node->text && !(node->flags & TC_FLAG_PERCENT) &&
           node->span.source;
}

/* The number of points among the factors of @node, the greatest: 20 of "[A] * 20 / [B]"; NULL. */
static const TcNode *factor_of(const TcNode *node)
{
    if (is_plain_number(node))
        return node;
    bool fraction = is_product(node, TC_OP_DIV) && is_plain_number(node->items[0]) &&
                    is_plain_number(node->items[1]);
    if (fraction || node->kind != TC_NODE_BINARY)
        return NULL;
    const TcNode *left = factor_of(node->items[0]);
    const TcNode *right = node->sub == TC_OP_MUL ? factor_of(node->items[1]) : NULL;
    return left && right ? (mpq_cmp(left->number, right->number) < 0 ? right : left)
                         : (left ? left : right);
}

/* The factor of a share as points: 20 is 20 điểm, but 100 where there are at most 20 is that of a
 * spreadsheet, and 0,5 a part of the maximum (NULL). Returns: (transfer full). */
static char *factor_as_points(TcTyper *typer, const TcNode *factor)
{
    const TcModel *model = typer->sema->model;
    const TcNode *stated = typer->root.owner == TC_REF_INDICATOR
                               ? model->indicators[typer->root.index].max_points
                               : NULL;
    g_autofree char *text = tc_span_text(factor->span);
    mpq_t max;
    mpq_init(max);
    int order = stated && tc_constant(model, stated, max) ? mpq_cmp(factor->number, max) : -1;
    mpq_clear(max);
    if (order > 0)
        return g_strdup(tc_keyword_name(TC_KW_OWN_MAX_POINTS, model->lang));
    bool part = order < 0 && mpq_cmp_ui(factor->number, 1, 1) <= 0;
    return part
               ? NULL
               : g_strdup_printf("%s %s", text, tc_keyword_name(TC_KW_UNIT_OF_POINTS, model->lang));
}

/* The text of @node with @meant in the place of @inner. (transfer full) */
static char *text_with(const TcNode *node, const TcNode *inner, const char *meant)
{
    g_autofree char *before =
        tc_span_text((TcSpan){node->span.source, node->span.start, inner->span.start});
    g_autofree char *after =
        tc_span_text((TcSpan){node->span.source, inner->span.end, node->span.end});
    return g_strconcat(before, meant, after, NULL);
}

/* "[Lớp] + 5" in parentheses, so that it can be multiplied. */
static char *text_as_factor(const TcNode *node, bool product)
{
    g_autofree char *text = tc_span_text(node->span);
    bool loose = node->kind == TC_NODE_CHAIN || (product && node->kind == TC_NODE_BINARY);
    return g_strdup_printf(loose ? "(%s)" : "%s", text);
}

static bool is_in(const TcType *type, const char *unit)
{
    return type->n_powers == 1 && type->powers[0].exponent == 1 && type->powers[0].unit == unit;
}

/* The first column in @unit, in brackets. (transfer full) */
static char *column_in(TcTyper *typer, const char *unit)
{
    const TcSchema *schema = &typer->sema->model->schema;
    for (uint32_t i = 0; i < schema->n_columns; i++)
        if (schema->columns[i].unit &&
            is_in(tc_units_of(typer->sema, schema->columns[i].unit), unit))
            return g_strdup_printf("[%s]", schema->columns[i].name);
    return g_strdup("[…]");
}

/* What of @node is written otherwise, and how. */
typedef struct {
    const TcNode *inner; /* NULL: nothing of it can be, @meant is another line */
    char *meant;
} Remedy;

static Remedy remedy_of_share(TcTyper *typer, const TcNode *node)
{
    const TcNode *factor = factor_of(node);
    char *meant = factor ? factor_as_points(typer, factor) : NULL;
    if (meant)
        return (Remedy){factor, meant};
    meant = tc_remedy_parameter(typer, node, tc_points_type(typer));
    if (meant)
        return (Remedy){NULL, meant};
    g_autofree char *text = text_as_factor(node, false);
    const TcLang lang = typer->sema->model->lang;
    return (Remedy){node,
                    g_strdup_printf("%s * %s", text, tc_keyword_name(TC_KW_OWN_MAX_POINTS, lang))};
}

/* "[Km] * 2" is 2 điểm/km, "5 điểm/lớp" 5 for each of a column; @meant NULL: neither. */
static Remedy remedy_of_unit(TcTyper *typer, const TcNode *node)
{
    const TcType *type = node->type, *points = tc_points_type(typer);
    const TcNode *factor = factor_of(node);
    g_autofree char *text = tc_span_text(node->span);
    if (type->n_powers == 2 && holds(type, points)) {
        const TcUnitPower *by = &type->powers[type->powers[0].base == points->powers[0].base];
        g_autofree char *column = column_in(typer, by->unit);
        return (Remedy){node, by->exponent == -1 ? g_strdup_printf("%s * %s", text, column) : NULL};
    }
    if (!factor || type->n_powers != 1 || type->powers[0].exponent != 1 || is_count(typer, type))
        return (Remedy){NULL, NULL};
    g_autofree char *number = tc_span_text(factor->span);
    g_autofree char *unit = tc_units_written(typer->sema, type);
    return (Remedy){factor, g_strdup_printf("%s %s/%s", number, points->name, unit)};
}

static void tell(TcTyper *typer, const TcNode *node, const char *fix, const Remedy *remedy)
{
    g_autofree char *what = tc_words_type(node->type, typer->sema->said);
    TcDiag *diag = tc_diag(typer->sema->diags, TC_DIAG_NOT_POINTS, node->span, what, fix, NULL);
    if (remedy->inner)
        tc_diag_edit(diag, remedy->inner->span, remedy->meant);
}

/* Tells what gives points in the place of @node, a share or a count. */
static void refuse(TcTyper *typer, TcNode *node)
{
    const TcLang said = typer->sema->said;
    const bool number = node->type->kind == TC_KIND_NUMBER;
    Remedy remedy = {NULL, NULL};
    if (number && node->type->ratio && typer->root.clause == TC_KW_SCORED_AS)
        remedy = remedy_of_share(typer, node);
    else if (number && !node->type->ratio)
        remedy = remedy_of_unit(typer, node);
    const bool count = number && !node->type->ratio && is_count(typer, node->type);
    g_autofree char *factor = text_as_factor(node, true);
    g_autofree char *whole = remedy.inner   ? text_with(node, remedy.inner, remedy.meant)
                             : remedy.meant ? g_strdup(remedy.meant)
                                            : g_strdup(factor);
    const TcMsg fix = remedy.inner   ? TC_MSG_WRITE
                      : remedy.meant ? TC_MSG_REMEDY_PARAMETER
                      : count        ? TC_MSG_POINTS_OF_COUNT
                                     : TC_MSG_POINTS_AS_NUMBER;
    g_autofree char *told = tc_msg_format(said, fix, whole, NULL);
    tell(typer, node, told, &remedy);
    g_free(remedy.meant);
    node->type = &tc_type_error;
}

/* --- terms ------------------------------------------------------------------------------------ */

const TcType *tc_points_product(TcTyper *typer, TcNode *node, TcSide a, TcSide b,
                                const TcType *type)
{
    const bool product = node->sub == TC_OP_MUL;
    if (!(node->flags & TC_FLAG_POINTS))
        return type;
    if (product && (is_priced(typer, a.type, b.type) || is_priced(typer, b.type, a.type)))
        return tc_points_type(typer);
    if (!type->ratio || typer->root.clause != TC_KW_SCORED_AS || !factor_of(node))
        return type;
    node->type = type;
    refuse(typer, node);
    return &tc_type_error;
}

bool tc_points_terms(TcTyper *typer, TcNode *node)
{
    const TcType *points = tc_points_type(typer);
    bool among = false, good = true;
    if (!(node->flags & TC_FLAG_POINTS))
        return true;
    for (uint32_t i = 0; i < node->n; i++)
        among |= node->items[i]->type && tc_units_same(node->items[i]->type, points);
    for (uint32_t i = 0; among && i < node->n; i++) {
        if (!node->items[i]->type || !is_count(typer, node->items[i]->type))
            continue;
        refuse(typer, node->items[i]);
        good = false;
    }
    return good;
}

static void want_points(TcNode *node, void *data)
{
    TcTyper *typer = data;
    const TcType *type = node->type;
    if (!type || tc_is_error(type) || type->kind == TC_KIND_UNKNOWN)
        return;
    bool plain = type->kind == TC_KIND_NUMBER && !type->ratio && !type->n_powers;
    if (!plain && !tc_units_same(type, tc_points_type(typer)))
        refuse(typer, node);
}

void tc_type_points(TcTyper *typer, TcNode *node)
{
    tc_each_result(node, mark_result, NULL);
    if (!tc_is_error(tc_type_of(typer, node)))
        tc_each_result(node, want_points, typer);
}
