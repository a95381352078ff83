#include "exec/movable.h"

typedef struct {
    const TcModel *model;
    uint8_t *roles;
    bool guards_only; /* mark what stands in guards, nothing else */
} Reader;

static void read_node(const Reader *reader, const TcNode *node, bool given);

static void read_name(const Reader *reader, const TcNode *node, bool given)
{
    const uint32_t index = node->ref.index;
    if (node->ref.kind == TC_REF_COLUMN) {
        if (given)
            reader->roles[index] |= TC_CELL_GIVEN;
        else if (!reader->guards_only)
            reader->roles[index] |= TC_CELL_MEASURED;
    } else if (node->ref.kind == TC_REF_DEFINITION) {
        read_node(reader, reader->model->definitions[index].value, given);
    } else if (node->ref.kind == TC_REF_INDICATOR && !reader->guards_only) {
        read_node(reader, reader->model->indicators[index].value, given);
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

static void read_node(const Reader *reader, const TcNode *node, bool given)
{
    if (!node)
        return;
    if (node->kind == TC_NODE_NAME || node->kind == TC_NODE_PART)
        read_name(reader, node, given);
    const bool quotient = node->kind == TC_NODE_BINARY && node->sub == TC_OP_DIV;
    const uint32_t guards = guards_of(node);
    for (uint32_t i = 0; i < node->n; i++) {
        bool measure = i < guards || (quotient && i == 1 && !reader->guards_only);
        read_node(reader, node->items[i], given || measure);
    }
}

void tc_cell_roles_add(const TcModel *model, const TcNode *node, uint8_t *roles)
{
    const Reader reader = {model, roles, false};
    read_node(&reader, node, false);
}

void tc_cell_roles_add_requirement(const TcModel *model, uint32_t indicator, uint8_t *roles)
{
    const TcIndicator *part = &model->indicators[indicator];
    const Reader reader = {model, roles, false};
    read_node(&reader, part->value, false);
    read_node(&reader, part->required.content, true);
    for (uint32_t i = 0; i < part->required.n_excepts; i++)
        read_node(&reader, part->required.excepts[i], true);
}

static void read_guards(const Reader *reader, const TcIndicator *indicator)
{
    read_node(reader, indicator->not_applicable_when, true);
    read_node(reader, indicator->value, false);
    read_node(reader, indicator->met_when, false);
    read_node(reader, indicator->required.content, false);
    for (uint32_t i = 0; i < indicator->required.n_excepts; i++)
        read_node(reader, indicator->required.excepts[i], false);
}

void tc_cell_roles_add_guards(const TcModel *model, uint8_t *roles)
{
    const TcSchema *schema = &model->schema;
    uint8_t *guards = g_new0(uint8_t, schema->n_columns + 1);
    const Reader reader = {model, guards, true};
    for (uint32_t i = 0; i < model->n_definitions; i++)
        read_node(&reader, model->definitions[i].value, false);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        read_guards(&reader, &model->indicators[i]);
    for (uint32_t i = 0; i < schema->n_columns; i++) {
        const TcValueKind kind = tc_type_kind(schema->columns[i].type);
        if (kind == TC_VALUE_BOOL || kind == TC_VALUE_TEXT)
            roles[i] |= guards[i];
    }
    g_free(guards);
}
