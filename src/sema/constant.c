/* Exact values of what is constant: literals, parameters and arithmetic on them. */
#include "sema/sema.h"

/* Parameters that double each other would cost more than the file is long: this many nodes are
 * looked at, then the value counts as not known. */
enum { BUDGET = 2000 };

typedef struct {
    const TcModel *model;
    unsigned left;
} Folder;

static bool fold(Folder *folder, const TcNode *node, mpq_t value);

static bool fold_binary(Folder *folder, const TcNode *node, mpq_t value)
{
    mpq_t right;
    mpq_init(right);
    bool known = fold(folder, node->items[0], value) && fold(folder, node->items[1], right);
    if (known && node->sub == TC_OP_ADD)
        mpq_add(value, value, right);
    else if (known && node->sub == TC_OP_SUB)
        mpq_sub(value, value, right);
    else if (known && node->sub == TC_OP_MUL)
        mpq_mul(value, value, right);
    else if (known && node->sub == TC_OP_DIV && mpq_sgn(right) != 0)
        mpq_div(value, value, right);
    else
        known = false;
    mpq_clear(right);
    return known;
}

static bool fold(Folder *folder, const TcNode *node, mpq_t value)
{
    if (folder->left-- == 0) {
        folder->left = 0;
        return false;
    }
    if (node->kind == TC_NODE_NUMBER && node->number) {
        mpq_set(value, node->number);
        return true;
    }
    if (node->kind == TC_NODE_UNARY && node->sub == TC_OP_NEG && node->n) {
        bool known = fold(folder, node->items[0], value);
        mpq_neg(value, value);
        return known;
    }
    if (node->kind == TC_NODE_BINARY && node->n == 2)
        return fold_binary(folder, node, value);
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_PARAMETER &&
        folder->model->parameters[node->ref.index].value)
        return fold(folder, folder->model->parameters[node->ref.index].value, value);
    return false;
}

bool tc_constant(const TcModel *model, const TcNode *node, mpq_t value)
{
    Folder folder = {model, BUDGET};
    return fold(&folder, node, value);
}
