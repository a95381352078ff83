#include "exec/movable.h"

typedef struct {
    const TcModel *model;
    uint8_t *roles;
    bool guards_only; /* mark what stands in guards, nothing else */
} Reader;

typedef enum {
    READ_MEASURED,
    READ_GIVEN,
    READ_EARNS, /* in a guard of points: figures and yes/no are achieved, choices are given */
} Reading;

static void read_node(const Reader *reader, const TcNode *node, Reading as);

static bool is_given(const Reader *reader, uint32_t column, Reading as)
{
    const TcValueKind kind = tc_type_kind(reader->model->schema.columns[column].type);
    return as == READ_GIVEN || (as == READ_EARNS && kind == TC_VALUE_TEXT);
}

static void read_name(const Reader *reader, const TcNode *node, Reading as)
{
    const uint32_t index = node->ref.index;
    if (node->ref.kind == TC_REF_COLUMN) {
        if (is_given(reader, index, as))
            reader->roles[index] |= TC_CELL_GIVEN;
        else if (!reader->guards_only)
            reader->roles[index] |= TC_CELL_MEASURED;
    } else if (node->ref.kind == TC_REF_DEFINITION) {
        read_node(reader, reader->model->definitions[index].value, as);
    } else if (node->ref.kind == TC_REF_INDICATOR && !reader->guards_only) {
        read_node(reader, reader->model->indicators[index].value, as);
    }
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

static void read_node(const Reader *reader, const TcNode *node, Reading as)
{
    if (!node)
        return;
    if (node->kind == TC_NODE_NAME || node->kind == TC_NODE_PART)
        read_name(reader, node, as);
    const bool quotient = node->kind == TC_NODE_BINARY && node->sub == TC_OP_DIV;
    const uint32_t guards = as == READ_EARNS ? 0 : guards_of(node);
    for (uint32_t i = 0; i < node->n; i++) {
        const bool measure = i < guards || (quotient && i == 1 && !reader->guards_only);
        read_node(reader, node->items[i], measure ? READ_GIVEN : as);
    }
}

void tc_cell_roles_add(const TcModel *model, const TcNode *node, uint8_t *roles)
{
    const Reader reader = {model, roles, false};
    read_node(&reader, node, READ_MEASURED);
}

void tc_cell_roles_add_requirement(const TcModel *model, uint32_t indicator, uint8_t *roles)
{
    const TcIndicator *part = &model->indicators[indicator];
    const Reader reader = {model, roles, false};
    read_node(&reader, part->value, READ_MEASURED);
    read_node(&reader, part->required.content, READ_GIVEN);
    for (uint32_t i = 0; i < part->required.n_excepts; i++)
        read_node(&reader, part->required.excepts[i], READ_GIVEN);
}

/* The subject of a scale is what points are given for, a choice too. */
void tc_cell_roles_add_points(const TcModel *model, uint32_t indicator, uint8_t *roles)
{
    const TcIndicator *part = &model->indicators[indicator];
    const Reader reader = {model, roles, false};
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

void tc_cell_roles_add_guards(const TcModel *model, uint8_t *roles)
{
    const TcSchema *schema = &model->schema;
    uint8_t *guards = g_new0(uint8_t, schema->n_columns + 1);
    const Reader reader = {model, guards, true};
    for (uint32_t i = 0; i < model->n_definitions; i++)
        read_node(&reader, model->definitions[i].value, READ_MEASURED);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        read_guards(&reader, &model->indicators[i]);
    for (uint32_t i = 0; i < schema->n_columns; i++) {
        const TcValueKind kind = tc_type_kind(schema->columns[i].type);
        if (kind == TC_VALUE_BOOL || kind == TC_VALUE_TEXT)
            roles[i] |= guards[i];
    }
    g_free(guards);
}
