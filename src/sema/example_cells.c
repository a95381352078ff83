/* What an example gives: a cell of a column, held to the type and range of its declaration.
 *
 * Before: a name and what stands behind its sign. After: the column and a constant in its unit; the
 * cell is typed as the comparison that it looks like, so what is told of it is what rules are told.
 */
#include "sema/example_internal.h"

#include <string.h>
#include "base/number.h"
#include "sema/roots.h"
#include "sema/words.h"

uint32_t tc_example_column(const TcExampleDraft *draft, const TcNode *name)
{
    const TcSymbol *symbol = tc_sema_name(draft->sema, name->text);
    if (symbol)
        return symbol->kind == TC_REF_COLUMN ? symbol->index : TC_NO_PART;
    const int found = tc_headings_find(draft->headings, name->text, strlen(name->text)).column;
    return found >= 0 ? (uint32_t)found : TC_NO_PART;
}

/* A name that is no column's: something computed, or unknown. */
static void refuse_name(const TcExampleDraft *draft, TcNode *name)
{
    const TcRoot root = {.owner = TC_REF_VERDICT, .clause = TC_KW_MET_WHEN, .node = name};
    tc_resolve_root(draft->sema, &root); /* tells if nothing has that name */
    if (name->ref.kind != TC_REF_NONE)
        tc_diag(draft->sema->diags, TC_DIAG_EXAMPLE_NOT_A_COLUMN, name->at, name->text, NULL);
}

static bool is_literal(const TcNode *node)
{
    static const TcNodeKind kinds[] = {TC_NODE_NUMBER, TC_NODE_DATE, TC_NODE_TEXT, TC_NODE_BOOL};
    if (node->kind == TC_NODE_UNARY && node->sub == TC_OP_NEG)
        return node->items[0]->kind == TC_NODE_NUMBER;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (node->kind == kinds[i])
            return true;
    return false;
}

static void refuse_value(const TcExampleDraft *draft, const TcNode *name, TcNode *value)
{
    if (value->kind == TC_NODE_NAME) {
        const TcRoot root = {.owner = TC_REF_VERDICT, .clause = TC_KW_MET_WHEN, .node = value};
        tc_resolve_root(draft->sema, &root);
        if (value->ref.kind == TC_REF_NONE)
            return;
    }
    g_autofree char *text = tc_span_text(value->span);
    tc_diag(draft->sema->diags, TC_DIAG_EXAMPLE_NOT_A_VALUE, value->span, text, name->text, NULL);
}

/* The comparison that the cell looks like. */
static TcNode *comparison(TcSema *sema, TcNode *name, TcNode *value)
{
    TcNode *node = tc_arena_alloc(sema->arena, sizeof *node);
    *node = (TcNode){.kind = TC_NODE_COMPARE,
                     .sub = TC_OP_EQ,
                     .span = value->span,
                     .at = value->at,
                     .depth = value->depth + 1,
                     .n = 2};
    node->items = tc_arena_alloc(sema->arena, 2 * sizeof *node->items);
    node->items[0] = name;
    node->items[1] = value;
    return node;
}

/* Does @value lie in the range of @column? */
static bool in_range(const TcColumnSpec *column, const mpq_t value)
{
    const int low = column->has_low ? mpq_cmp(value, column->low) : 1;
    const int high = column->has_high ? mpq_cmp(value, column->high) : -1;
    const bool whole = column->type != TC_TYPE_INTEGER || mpz_cmp_ui(mpq_denref(value), 1) == 0;
    return whole && low >= column->low_open && high <= -(int)column->high_open;
}

/* "từ 0 đến 100 hộ": what the cells of @column may hold, in the words of its declaration. */
static char *declared(const TcColumnSpec *column)
{
    g_autofree char *text = tc_span_text(column->span);
    const char *colon = strchr(text, ':');
    return g_strstrip(g_strdup(colon ? colon + 1 : text));
}

static void check_range(const TcExampleDraft *draft, uint32_t index, const TcNode *value)
{
    const TcColumnSpec *column = &draft->sema->model->schema.columns[index];
    const TcValueKind kind = tc_type_kind(column->type);
    mpq_t number;
    mpq_init(number);
    bool known = kind == TC_VALUE_NUMBER && tc_constant(draft->sema->model, value, number);
    if (kind == TC_VALUE_DATE && value->kind == TC_NODE_DATE) {
        mpq_set_si(number, value->day, 1);
        known = true;
    }
    if (known && !in_range(column, number)) {
        g_autofree char *text = tc_span_text(value->span);
        g_autofree char *range = declared(column);
        tc_diag(draft->sema->diags, TC_DIAG_EXAMPLE_RANGE, value->span, text, column->name, range,
                NULL);
    }
    mpq_clear(number);
}

/* An appraisal is accepted (có) or rejected (không). */
static bool check_appraisal(const TcExampleDraft *draft, const TcNode *name, TcNode *value)
{
    if (value->kind != TC_NODE_BOOL)
        refuse_value(draft, name, value);
    return value->kind == TC_NODE_BOOL;
}

static bool check_cell(const TcExampleDraft *draft, uint32_t column, TcNode *name, TcNode *value)
{
    TcSema *sema = draft->sema;
    if (column >= sema->model->schema.n_columns)
        return check_appraisal(draft, name, value);
    if (!is_literal(value)) {
        refuse_value(draft, name, value);
        return false;
    }
    const unsigned before = tc_diag_count(sema->diags, TC_ERROR);
    const TcRoot root = {
        .owner = TC_REF_VERDICT, .clause = TC_KW_MET_WHEN, .node = comparison(sema, name, value)};
    tc_resolve_root(sema, &root);
    tc_type_alone(sema, &root);
    if (tc_diag_count(sema->diags, TC_ERROR) > before)
        return false;
    check_range(draft, column, value);
    return tc_diag_count(sema->diags, TC_ERROR) == before;
}

/* chưa có, where an empty cell is not that. */
static bool check_not_yet(const TcExampleDraft *draft, uint32_t index, const TcNode *value)
{
    const TcSchema *schema = &draft->sema->model->schema;
    if (index < schema->n_columns && schema->columns[index].blank == TC_BLANK_NONE)
        return true;
    tc_diag(draft->sema->diags, TC_DIAG_EXAMPLE_NOT_YET, value->span,
            index < schema->n_columns ? schema->columns[index].name : "", NULL);
    return false;
}

static bool check_value(const TcExampleDraft *draft, uint32_t column, TcNode *name, TcNode *value)
{
    if (value->kind == TC_NODE_UNKNOWN || value->kind == TC_NODE_ERROR)
        return true;
    return value->kind == TC_NODE_NOT_YET ? check_not_yet(draft, column, value)
                                          : check_cell(draft, column, name, value);
}

static bool is_given(const TcExampleDraft *draft, uint32_t column)
{
    for (guint i = 0; i < draft->cells->len; i++)
        if (g_array_index(draft->cells, TcExampleCell, i).column == column)
            return true;
    return false;
}

static mpq_srcptr number_of(const TcExampleDraft *draft, const TcNode *value)
{
    mpq_t number;
    mpq_init(number);
    mpq_srcptr kept = tc_constant(draft->sema->model, value, number)
                          ? tc_number_keep(draft->sema->arena, number)
                          : NULL;
    mpq_clear(number);
    return kept;
}

void tc_example_give(TcExampleDraft *draft, TcNode *name, TcNode *value)
{
    const uint32_t column = tc_example_column(draft, name);
    if (column == TC_NO_PART)
        refuse_name(draft, name);
    else if (is_given(draft, column))
        tc_diag(draft->sema->diags, TC_DIAG_EXAMPLE_TWICE, name->at, name->text, NULL);
    else if (check_value(draft, column, name, value)) {
        const TcExampleCell cell = {
            .column = column, .value = value, .number = number_of(draft, value)};
        g_array_append_val(draft->cells, cell);
    }
}
