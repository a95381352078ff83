/* Exact values of what is constant: literals, parameters and arithmetic on them. */
#include "sema/checker.h"

/* Parameters that double each other would cost more than the file is long: this many nodes are
 * looked at, then the value counts as not known. */
enum { BUDGET = 2000 };

typedef struct {
    const TcModel *model;
    TcAssumption assumption;
    unsigned left;
} Folder;

static bool fold(Folder *folder, const TcNode *node, mpq_t value);

static bool fold_binary(Folder *folder, const TcNode *node, mpq_t value)
{
    mpq_t right;
    mpq_init(right);
    bool known = fold(folder, node->items[0], value) && fold(folder, node->items[1], right);
    if (known && node->sub == TC_OP_MUL)
        mpq_mul(value, value, right);
    else if (known && node->sub == TC_OP_DIV && mpq_sgn(right) != 0)
        mpq_div(value, value, right);
    else
        known = false;
    mpq_clear(right);
    return known;
}

static bool fold_sum(Folder *folder, const TcNode *node, mpq_t value)
{
    mpq_t next;
    mpq_init(next);
    bool known = node->sub == TC_OP_ADD && fold(folder, node->items[0], value);
    for (uint32_t i = 1; known && i < node->n; i++) {
        known = fold(folder, node->items[i], next);
        if (tc_chain_sign(node, i) == TC_OP_SUB)
            mpq_neg(next, next);
        mpq_add(value, value, next);
    }
    mpq_clear(next);
    return known;
}

/* What a name or an own word stands for, or NULL. */
static const TcNode *meaning(const TcModel *model, const TcNode *node)
{
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_PARAMETER)
        return model->parameters[node->ref.index].value;
    if (node->kind == TC_NODE_OWN && node->sub == TC_OWN_MAX_POINTS &&
        node->ref.kind == TC_REF_INDICATOR)
        return model->indicators[node->ref.index].max_points;
    return NULL;
}

static bool fold(Folder *folder, const TcNode *node, mpq_t value)
{
    const TcNode *inner = meaning(folder->model, node);
    if (folder->left == 0)
        return false;
    folder->left--;
    if (inner)
        return fold(folder, inner, value);
    if (node->kind == TC_NODE_NUMBER && node->number) {
        mpq_set(value, node->number);
        return true;
    }
    if (node->kind == TC_NODE_DATE) {
        mpq_set_si(value, node->day, 1);
        return true;
    }
    if (node->kind == TC_NODE_OWN && node->sub == TC_OWN_LEVEL && folder->assumption.level) {
        mpq_set(value, folder->assumption.level);
        return true;
    }
    if (node->kind == TC_NODE_UNARY && node->sub == TC_OP_NEG && node->n) {
        bool known = fold(folder, node->items[0], value);
        mpq_neg(value, value);
        return known;
    }
    if (node->kind == TC_NODE_CHAIN)
        return fold_sum(folder, node, value);
    return node->kind == TC_NODE_BINARY && node->n == 2 && fold_binary(folder, node, value);
}

bool tc_assume(const TcModel *model, const TcNode *node, TcAssumption assumption, mpq_t value)
{
    Folder folder = {model, assumption, BUDGET};
    return fold(&folder, node, value);
}

bool tc_constant(const TcModel *model, const TcNode *node, mpq_t value)
{
    return tc_assume(model, node, (TcAssumption){NULL}, value);
}

bool tc_has_constant(const TcModel *model, const TcNode *node)
{
    mpq_t value;
    mpq_init(value);
    bool known = tc_constant(model, node, value);
    mpq_clear(value);
    return known;
}
