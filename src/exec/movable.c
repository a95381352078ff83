/* Reads the rules for what each column is to them: a measure, a denominator, a guard, a day. */
#include "exec/movable.h"

#include "base/order.h"
struct TcCellRoles {
    const TcModel *model;
    const bool *populations;
    GHashTable *cells; /* column + 1: its roles */
    GHashTable *seen;  /* definitions that were read, and how */
};

typedef struct {
    const TcModel *model;
    TcCellRoles *roles;
    bool guards_only; /* mark what stands in guards, nothing else */
    uint32_t self;    /* the indicator that giá trị speaks of, or TC_NO_PART */
} Reader;

typedef enum {
    READ_MEASURED,
    READ_GIVEN,
    READ_EARNS, /* in a guard of points: figures and yes/no are achieved, choices are given */
} Reading;

TcCellRoles *tc_cell_roles_new(const TcModel *model, const bool *populations)
{
    TcCellRoles *roles = g_new(TcCellRoles, 1);
    roles->model = model;
    roles->populations = populations;
    roles->cells = g_hash_table_new(g_direct_hash, g_direct_equal);
    roles->seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    return roles;
}

void tc_cell_roles_free(TcCellRoles *roles)
{
    if (!roles)
        return;
    g_hash_table_unref(roles->cells);
    g_hash_table_unref(roles->seen);
    g_free(roles);
}

unsigned tc_cell_roles_of(const TcCellRoles *roles, uint32_t column)
{
    return GPOINTER_TO_UINT(
        g_hash_table_lookup(roles->cells, GSIZE_TO_POINTER((size_t)column + 1)));
}

static void add_role(TcCellRoles *roles, uint32_t column, unsigned role)
{
    g_hash_table_insert(roles->cells, GSIZE_TO_POINTER((size_t)column + 1),
                        GUINT_TO_POINTER(tc_cell_roles_of(roles, column) | role));
}

GArray *tc_cell_roles_list(const TcCellRoles *roles)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    GHashTableIter iter;
    void *key;
    g_hash_table_iter_init(&iter, roles->cells);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const uint32_t column = (uint32_t)(GPOINTER_TO_SIZE(key) - 1);
        g_array_append_val(list, column);
    }
    g_array_sort(list, tc_order_uint32);
    return list;
}

static void read_node(const Reader *reader, const TcNode *node, Reading as);
static void read_requirement(const Reader *reader, const TcRequirement *requirement);

static bool is_given(const Reader *reader, uint32_t column, Reading as)
{
    const TcValueKind kind = tc_type_kind(reader->model->schema.columns[column].type);
    return as == READ_GIVEN || (as == READ_EARNS && kind == TC_VALUE_TEXT);
}

/* Is the definition read for the first time in this way? */
static bool is_new(const Reader *reader, uint32_t definition, Reading as)
{
    const size_t ways = READ_EARNS + 1;
    return g_hash_table_add(
        reader->roles->seen,
        GSIZE_TO_POINTER(((size_t)definition * ways + (size_t)as) * 2 + reader->guards_only + 1));
}

static void read_name(const Reader *reader, const TcNode *node, Reading as)
{
    const uint32_t index = node->ref.index;
    if (node->ref.kind == TC_REF_COLUMN) {
        if (is_given(reader, index, as))
            add_role(reader->roles, index, TC_CELL_GIVEN);
        else if (!reader->guards_only)
            add_role(reader->roles, index, TC_CELL_MEASURED);
    } else if (node->ref.kind == TC_REF_DEFINITION) {
        if (is_new(reader, index, as))
            read_node(reader, reader->model->definitions[index].value, as);
    } else if (node->ref.kind == TC_REF_INDICATOR && !reader->guards_only) {
        read_node(reader, reader->model->indicators[index].value, as);
    }
}

/* "giá trị", "mức yêu cầu" of the indicator itself: what it is computed by, or asked for. */
static void read_own(const Reader *reader, const TcNode *node, Reading as)
{
    if (reader->self == TC_NO_PART || reader->guards_only)
        return;
    const TcIndicator *part = &reader->model->indicators[reader->self];
    if (node->sub == TC_OWN_VALUE)
        read_node(reader, part->value, as);
    else if (node->sub == TC_OWN_LEVEL)
        read_requirement(reader, &part->required);
}

static bool is_literal_truth(const TcNode *node)
{
    return node->kind == TC_NODE_BOOL;
}

/* What item @i of a choice comes to. */
static const TcNode *result_of(const TcNode *choice, uint32_t i)
{
    const TcNode *item = choice->items[i];
    if (choice->kind == TC_NODE_TABLE)
        item = item->items[item->n - 1];
    if (item->kind == TC_NODE_OTHERWISE)
        return item->items[0];
    return item->kind == TC_NODE_BRANCH ? item->items[1]
           : item->kind == TC_NODE_BAND ? item->items[0]
                                        : item;
}

/* Is a choice a condition by its guards alone: does it come to nothing but có and không? */
static bool is_asked_by_guards(const TcNode *node)
{
    bool truths = tc_node_is_choice(node) && node->n > 0;
    for (uint32_t i = node->kind != TC_NODE_CASES; i < node->n && truths; i++)
        truths = is_literal_truth(result_of(node, i));
    return truths;
}

/* How many of the first children choose, and are no part of what is chosen. */
static uint32_t guards_of(const TcNode *node)
{
    switch ((int)node->kind) {
    case TC_NODE_BRANCH:
    case TC_NODE_EXCEPT:
    case TC_NODE_SCALE:
    case TC_NODE_TABLE:
        return 1;
    case TC_NODE_HAS_DATA:
        return node->n;
    default:
        return 0;
    }
}

/* --- the sides of a comparison --- */

/* The columns (uint32_t, rising) that a side reads. (transfer full) */
static GArray *side_columns(const Reader *reader, const TcNode *side)
{
    const TcModel *model = reader->model;
    const TcNode *own =
        side->kind == TC_NODE_OWN && side->sub == TC_OWN_VALUE && reader->self != TC_NO_PART
            ? model->indicators[reader->self].value
            : NULL;
    return tc_model_columns(model, own ? own : side, NULL);
}

/* Has it figures or yes/no that an answer may change? */
static bool has_achieved(const TcModel *model, const GArray *side)
{
    bool some = false;
    for (guint i = 0; i < side->len && !some; i++) {
        const TcColumnSpec *spec = &model->schema.columns[g_array_index(side, uint32_t, i)];
        const TcValueKind kind = tc_type_kind(spec->type);
        some = !spec->fixed && (kind == TC_VALUE_NUMBER || kind == TC_VALUE_BOOL);
    }
    return some;
}

static bool has_column(const GArray *side, uint32_t column)
{
    return side->len > 0 &&
           bsearch(&column, side->data, side->len, sizeof column, tc_order_uint32) != NULL;
}

static bool share_columns(const GArray *a, const GArray *b)
{
    bool some = false;
    for (guint i = 0; i < a->len && !some; i++)
        some = has_column(b, g_array_index(a, uint32_t, i));
    return some;
}

static bool has_population(const TcCellRoles *roles, const GArray *side)
{
    bool some = false;
    for (guint i = 0; i < side->len && !some; i++)
        some = roles->populations[g_array_index(side, uint32_t, i)];
    return some;
}

/* Is a column of @large what one of @small is a part of? */
static bool bounds(const TcCellRoles *roles, const GArray *large, const GArray *small)
{
    const TcSchema *schema = &roles->model->schema;
    bool does = has_population(roles, large) && !has_population(roles, small);
    for (uint32_t i = 0; i < schema->n_limits && !does; i++)
        does = has_column(large, schema->limits[i].large) &&
               has_column(small, schema->limits[i].small);
    return does;
}

static bool reads_names(const TcNode *node)
{
    bool does = node->kind == TC_NODE_NAME || node->kind == TC_NODE_OWN;
    for (uint32_t i = 0; i < node->n && !does; i++)
        does = reads_names(node->items[i]);
    return does;
}

/* Which side, 0 or 1, is given: the right one, as a level is; the left one where that is what the
 * right one is a part of, or has nothing to change. 2: neither. */
static uint32_t given_side(const Reader *reader, const TcNode *node)
{
    const TcModel *model = reader->model;
    if (!reads_names(node->items[1]))
        return 2;
    g_autoptr(GArray) left = side_columns(reader, node->items[0]);
    g_autoptr(GArray) right = side_columns(reader, node->items[1]);
    if (!has_achieved(model, right) || share_columns(left, right))
        return 2;
    return !has_achieved(model, left) || bounds(reader->roles, left, right) ? 0 : 1;
}

/* --- all --- */

static bool is_quotient(const TcNode *node)
{
    return node->kind == TC_NODE_BINARY && node->sub == TC_OP_DIV;
}

/* [A] / ([A] + [B]): what is divided is achieved, though it divides too; only the rest is given.
 * Returns: false: it is another quotient. */
static bool read_share(const Reader *reader, const TcNode *quotient, Reading as)
{
    g_autoptr(GArray) top = side_columns(reader, quotient->items[0]);
    g_autoptr(GArray) bottom = side_columns(reader, quotient->items[1]);
    if (!share_columns(top, bottom))
        return false;
    read_node(reader, quotient->items[0], as);
    for (guint i = 0; i < bottom->len; i++) {
        const uint32_t column = g_array_index(bottom, uint32_t, i);
        add_role(reader->roles, column, has_column(top, column) ? TC_CELL_SHARES : TC_CELL_GIVEN);
    }
    return true;
}

/* Is child @i of what is achieved a measure of it? */
static bool is_measure(const TcNode *node, uint32_t i, uint32_t given)
{
    return (is_quotient(node) && i == 1) || i == given;
}

static void read_node(const Reader *reader, const TcNode *node, Reading as)
{
    if (!node)
        return;
    if (node->kind == TC_NODE_NAME || node->kind == TC_NODE_PART)
        read_name(reader, node, as);
    else if (node->kind == TC_NODE_OWN && node->n == 0)
        read_own(reader, node, as);
    if (as == READ_MEASURED && is_asked_by_guards(node))
        as = READ_EARNS;
    const bool sides = node->kind == TC_NODE_COMPARE || node->kind == TC_NODE_WITHIN;
    const bool achieved = as != READ_GIVEN && !reader->guards_only;
    if (achieved && is_quotient(node) && read_share(reader, node, as))
        return;
    const uint32_t given = sides && achieved ? given_side(reader, node) : node->n;
    const uint32_t guards = as == READ_EARNS ? 0 : guards_of(node);
    for (uint32_t i = 0; i < node->n; i++) {
        const bool measure = i < guards || (achieved && is_measure(node, i, given));
        read_node(reader, node->items[i], measure ? READ_GIVEN : as);
    }
}

/* Levels are given. */
static void read_requirement(const Reader *reader, const TcRequirement *requirement)
{
    read_node(reader, requirement->content, READ_GIVEN);
    for (uint32_t i = 0; i < requirement->n_excepts; i++)
        read_node(reader, requirement->excepts[i], READ_GIVEN);
}

void tc_cell_roles_add(TcCellRoles *roles, const TcNode *node, uint32_t self)
{
    const Reader reader = {roles->model, roles, false, self};
    read_node(&reader, node, READ_MEASURED);
}

void tc_cell_roles_add_requirement(TcCellRoles *roles, uint32_t indicator)
{
    const TcIndicator *part = &roles->model->indicators[indicator];
    const Reader reader = {roles->model, roles, false, indicator};
    read_node(&reader, part->value, READ_MEASURED);
    read_requirement(&reader, &part->required);
}

/* The subject of a scale is what points are given for, a choice too. */
void tc_cell_roles_add_points(TcCellRoles *roles, uint32_t indicator)
{
    const TcIndicator *part = &roles->model->indicators[indicator];
    const Reader reader = {roles->model, roles, false, indicator};
    read_node(&reader, part->value, READ_MEASURED);
    read_node(&reader, part->met_when, READ_MEASURED);
    if (part->points->kind == TC_NODE_SCALE)
        read_node(&reader, part->points->items[0], READ_MEASURED);
    else
        read_node(&reader, part->points, READ_EARNS);
}

static void read_guards(const Reader *reader, const TcIndicator *indicator)
{
    read_node(reader, indicator->not_applicable_when, READ_GIVEN);
    read_node(reader, indicator->value, READ_MEASURED);
    read_node(reader, indicator->met_when, READ_MEASURED);
    read_node(reader, indicator->required.content, READ_MEASURED);
    for (uint32_t i = 0; i < indicator->required.n_excepts; i++)
        read_node(reader, indicator->required.excepts[i], READ_MEASURED);
}

void tc_cell_roles_add_guards(TcCellRoles *roles)
{
    const TcModel *model = roles->model;
    g_autoptr(TcCellRoles) guards = tc_cell_roles_new(model, roles->populations);
    const Reader reader = {model, guards, true, TC_NO_PART};
    for (uint32_t i = 0; i < model->n_definitions; i++)
        read_node(&reader, model->definitions[i].value, READ_MEASURED);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        read_guards(&reader, &model->indicators[i]);
    g_autoptr(GArray) columns = tc_cell_roles_list(guards);
    for (guint i = 0; i < columns->len; i++) {
        const uint32_t column = g_array_index(columns, uint32_t, i);
        const TcValueKind kind = tc_type_kind(model->schema.columns[column].type);
        if (kind == TC_VALUE_BOOL || kind == TC_VALUE_TEXT)
            add_role(roles, column, tc_cell_roles_of(guards, column));
    }
}
