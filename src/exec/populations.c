#include "exec/populations.h"
#include "base/order.h"
#include "exec/marks.h"

typedef struct {
    const TcModel *model;
    bool *whole, *part; /* of each column */
    bool in_check;      /* what is read is a data check */
} Reader;

static void mark(const TcModel *model, const TcNode *node, bool *marked)
{
    g_autoptr(GArray) columns = tc_model_columns(model, node, NULL);
    for (guint i = 0; i < columns->len; i++)
        marked[g_array_index(columns, uint32_t, i)] = true;
}

/* --- what makes a column a whole, or a part --- */

static bool is_column(const TcNode *node)
{
    return node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN;
}

static void read_limits(const Reader *reader)
{
    const TcSchema *schema = &reader->model->schema;
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        reader->whole[schema->limits[i].large] = true;
        reader->part[schema->limits[i].small] = true;
    }
}

/* What divides and is no part of what is divided: of [A] / ([A] + [B]) that is [B]. */
static void read_quotient(const Reader *reader, const TcNode *node)
{
    g_autoptr(GArray) top = tc_model_columns(reader->model, node->items[0], NULL);
    g_autoptr(GArray) bottom = tc_model_columns(reader->model, node->items[1], NULL);
    for (guint i = 0; i < bottom->len; i++) {
        const uint32_t column = g_array_index(bottom, uint32_t, i);
        if (top->len == 0 || !bsearch(&column, top->data, top->len, sizeof column, tc_order_uint32))
            reader->whole[column] = true;
    }
    if (node->type->ratio && is_column(node->items[0]))
        reader->part[node->items[0]->ref.index] = true;
}

/* A data check [A] + [B] <= [C] or = [C] says what a limit says. */
static void read_bound(const Reader *reader, const TcNode *small, const TcNode *large)
{
    if (!is_column(large) || tc_is_constant(small))
        return;
    reader->whole[large->ref.index] = true;
    mark(reader->model, small, reader->part);
}

static bool is_count(const TcModel *model, const TcNode *node)
{
    return is_column(node) && model->schema.columns[node->ref.index].type == TC_TYPE_INTEGER;
}

/* [Thôn có loa] >= [Thôn]: the count to come up to. */
static void read_goal(const Reader *reader, const TcNode *node)
{
    const bool up = node->sub == TC_OP_GE || node->sub == TC_OP_GT || node->sub == TC_OP_EQ;
    if (up && is_count(reader->model, node->items[0]) && is_count(reader->model, node->items[1]))
        reader->whole[node->items[1]->ref.index] = true;
}

static void read_comparison(const Reader *reader, const TcNode *node)
{
    const TcNode *left = node->items[0], *right = node->items[1];
    if (!reader->in_check)
        read_goal(reader, node);
    else if (node->sub == TC_OP_GE || node->sub == TC_OP_GT)
        read_bound(reader, right, left);
    else if (node->sub == TC_OP_EQ && is_column(left) && !is_column(right))
        read_bound(reader, right, left);
    else if (node->sub == TC_OP_LE || node->sub == TC_OP_LT ||
             (node->sub == TC_OP_EQ && !is_column(left)))
        read_bound(reader, left, right);
}

static void read_node(const Reader *reader, const TcNode *node)
{
    if (!node)
        return;
    if (node->kind == TC_NODE_BINARY && node->sub == TC_OP_DIV)
        read_quotient(reader, node);
    else if (node->kind == TC_NODE_COMPARE)
        read_comparison(reader, node);
    for (uint32_t i = 0; i < node->n; i++)
        read_node(reader, node->items[i]);
}

static void read_indicator(const Reader *reader, const TcIndicator *indicator)
{
    read_node(reader, indicator->value);
    read_node(reader, indicator->met_when);
    read_node(reader, indicator->points);
    read_node(reader, indicator->required.content);
    for (uint32_t i = 0; i < indicator->required.n_excepts; i++)
        read_node(reader, indicator->required.excepts[i]);
}

bool *tc_populations_new(const TcModel *model)
{
    const uint32_t n = model->schema.n_columns;
    bool *whole = g_new0(bool, n + 1);
    g_autofree bool *part = g_new0(bool, n + 1);
    Reader reader = {.model = model, .whole = whole, .part = part};
    read_limits(&reader);
    for (uint32_t i = 0; i < model->n_definitions; i++)
        read_node(&reader, model->definitions[i].value);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        read_indicator(&reader, &model->indicators[i]);
    reader.in_check = true;
    for (uint32_t i = 0; i < model->n_checks; i++)
        read_node(&reader, model->checks[i].condition);
    for (uint32_t i = 0; i < n; i++)
        whole[i] &= !part[i];
    return whole;
}
