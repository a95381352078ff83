/* Arithmetic carried into the leaves of syms. */
#include "base/number.h"
#include "plan/sym_internal.h"

/* Weights of forms stay below this: they are copied from form to form. */
enum { WEIGHT_MAX_BITS = 1 << 14 };

/* Can what @atom stands for be chưa có? */
static bool may_none(const TcSymPool *pool, const TcFormTerm *atom)
{
    if (atom->kind == TC_ATOM_NUMBER)
        return tc_builder_node(pool->builder, atom->index)->may_none;
    return atom->kind == TC_ATOM_COLUMN && atom->kept;
}

/* A quotient becomes a node, so that what is left is linear and its undefined rows are seen. So
 * does what can be chưa có, undefined there: nothing can be computed with it. */
const TcForm *tc_sym_linear(TcSymPool *pool, const TcSym *leaf)
{
    for (uint32_t i = 0; !leaf->den && i < leaf->num->n; i++) {
        if (may_none(pool, &leaf->num->terms[i]))
            return tc_sym_node(pool, tc_build_strict(pool->builder, tc_sym_to_number(pool, leaf)))
                ->num;
    }
    return leaf->den ? tc_sym_node(pool, tc_sym_to_number(pool, leaf))->num : leaf->num;
}

static const TcSym *add_leaves(TcSymPool *pool, const TcSym *a, const TcSym *b, int sign)
{
    mpq_t weight;
    mpq_init(weight);
    mpq_set_si(weight, sign, 1);
    const TcSym *sum;
    if (a->den && b->den && tc_form_equal(a->den, b->den))
        sum = tc_sym_form(pool, tc_form_add(pool->forms, a->num, b->num, weight), a->den,
                          a->nonzero && b->nonzero);
    else
        sum = tc_sym_form(
            pool, tc_form_add(pool->forms, tc_sym_linear(pool, a), tc_sym_linear(pool, b), weight),
            NULL, false);
    mpq_clear(weight);
    return sum;
}

static const TcSym *scale_leaf(TcSymPool *pool, const TcSym *a, const mpq_t factor)
{
    const TcForm *num = a->den ? a->num : tc_sym_linear(pool, a);
    return tc_sym_form(pool, tc_form_scale(pool->forms, num, factor), a->den, a->nonzero);
}

static const TcSym *call_leaves(TcSymPool *pool, TcPlanOp op, const TcSym *a, const TcSym *b)
{
    uint32_t inputs[2] = {tc_sym_to_number(pool, a), tc_sym_to_number(pool, b)};
    return tc_sym_node(pool, tc_build_call(pool->builder, op, 0, inputs, 2));
}

/* Would @a times @factor have weights of so many bits that the product is better left to the rows?
 */
static bool is_large_product(const TcSym *a, const mpq_t factor)
{
    size_t most = tc_number_bits(a->num->constant);
    for (uint32_t i = 0; i < a->num->n; i++)
        most = MAX(most, tc_number_bits(a->num->terms[i].weight));
    return most + tc_number_bits(factor) > WEIGHT_MAX_BITS;
}

static const TcSym *multiply_leaves(TcSymPool *pool, const TcSym *a, const TcSym *b)
{
    mpq_t factor;
    mpq_init(factor);
    const TcSym *product;
    if (tc_sym_constant(a, factor) && !is_large_product(b, factor))
        product = scale_leaf(pool, b, factor);
    else if (tc_sym_constant(b, factor) && !is_large_product(a, factor))
        product = scale_leaf(pool, a, factor);
    else
        product = call_leaves(pool, TC_PLAN_MULTIPLY, a, b);
    mpq_clear(factor);
    return product;
}

static const TcSym *divide_leaves(TcSymPool *pool, const TcSym *a, const TcSym *b)
{
    mpq_t factor;
    mpq_init(factor);
    const TcSym *quotient;
    if (tc_sym_constant(b, factor) && mpq_sgn(factor) == 0)
        quotient = tc_sym_undefined(pool);
    else if (tc_sym_constant(b, factor) && !is_large_product(a, factor)) {
        mpq_inv(factor, factor);
        quotient = scale_leaf(pool, a, factor);
    } else if (!a->den && !b->den && !tc_form_is_constant(b->num))
        quotient = tc_sym_form(pool, tc_sym_linear(pool, a), tc_sym_linear(pool, b), false);
    else
        quotient = call_leaves(pool, TC_PLAN_DIVIDE, a, b);
    mpq_clear(factor);
    return quotient;
}

static const TcSym *compute_leaves(TcSymPool *pool, TcOperator op, const TcSym *a, const TcSym *b)
{
    if (a->kind == TC_SYM_NEVER || b->kind == TC_SYM_NEVER)
        return tc_sym_never(pool);
    if (a->kind != TC_SYM_FORM || b->kind != TC_SYM_FORM)
        return tc_sym_undefined(pool);
    if (op == TC_OP_MUL)
        return multiply_leaves(pool, a, b);
    if (op == TC_OP_DIV)
        return divide_leaves(pool, a, b);
    return add_leaves(pool, a, b, op == TC_OP_SUB ? -1 : 1);
}

static const TcSym *compute_tree(TcSymPool *pool, TcOperator op, const TcSym *a, const TcSym *b)
{
    if (a->kind == TC_SYM_CHOOSE)
        return tc_sym_choose(pool, a->node, compute_tree(pool, op, a->then, b),
                             compute_tree(pool, op, a->otherwise, b));
    if (b->kind == TC_SYM_CHOOSE)
        return tc_sym_choose(pool, b->node, compute_tree(pool, op, a, b->then),
                             compute_tree(pool, op, a, b->otherwise));
    return compute_leaves(pool, op, a, b);
}

/* Times 0 the branches of a choice would fall together, and with them an unknown guard would be
 * lost that makes the choice undefined. */
static bool would_collapse(TcOperator op, const TcSym *left, const TcSym *right)
{
    if (op != TC_OP_MUL && op != TC_OP_DIV)
        return false;
    return (left->unknown_guard && right->may_zero) || (right->unknown_guard && left->may_zero);
}

const TcSym *tc_sym_compute(TcSymPool *pool, TcOperator op, const TcSym *left, const TcSym *right)
{
    if (tc_sym_too_many(left, right) || would_collapse(op, left, right)) {
        left = tc_sym_one_leaf(pool, left);
        right = tc_sym_one_leaf(pool, right);
    }
    return compute_tree(pool, op, left, right);
}

/* Does @part go into one linear form with the other parts? A quotient stays apart as long as all
 * that is apart has its denominator. */
static bool is_linear(const TcSym *part, const TcSym *rest)
{
    if (part->kind != TC_SYM_FORM || !part->den)
        return part->kind == TC_SYM_FORM;
    return rest && rest->kind == TC_SYM_FORM && !(rest->den && tc_form_equal(rest->den, part->den));
}

const TcSym *tc_sym_sum(TcSymPool *pool, const TcSym *const *parts, uint32_t n)
{
    g_autofree const TcForm **forms = g_new(const TcForm *, n + 1);
    const TcSym *rest = NULL;
    uint32_t linear = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (is_linear(parts[i], rest))
            forms[linear++] = tc_sym_linear(pool, parts[i]);
        else if (rest)
            rest = tc_sym_compute(pool, TC_OP_ADD, rest, parts[i]);
        else
            rest = parts[i];
    }
    const TcSym *sum =
        tc_sym_form(pool, tc_form_sum(pool->forms, forms, NULL, linear), NULL, false);
    if (!rest)
        return sum;
    return linear == 0 ? rest : tc_sym_compute(pool, TC_OP_ADD, rest, sum);
}
