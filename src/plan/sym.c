/* Making syms, and arithmetic carried into their leaves; comparisons are in sym_compare.c. */
#include "plan/sym.h"

#include <string.h>
#include "base/number.h"
#include "plan/sym_internal.h"

/* Weights of forms stay below this: they are copied from form to form. */
enum { WEIGHT_MAX_BITS = 1 << 14 };

static TcSym *sym_new(TcSymPool *pool, TcSymKind kind)
{
    TcSym *sym = tc_arena_alloc(pool->syms, sizeof *sym);
    sym->kind = kind;
    sym->leaves = 1;
    sym->kinds = 1u << kind;
    return sym;
}

/* --- questions -------------------------------------------------------------------------------- */

static guint question_hash(gconstpointer key)
{
    const TcSymQuestion *question = key;
    return g_direct_hash(question->a) * 31 + g_direct_hash(question->b) * 17 + question->sub;
}

static gboolean question_equal(gconstpointer a, gconstpointer b)
{
    const TcSymQuestion *left = a, *right = b;
    return left->find == right->find && left->sub == right->sub && left->a == right->a &&
           left->b == right->b;
}

uint32_t tc_sym_ask(TcSymPool *pool, const TcSymQuestion *question)
{
    gpointer answer;
    if (question->a->kind != TC_SYM_CHOOSE && (!question->b || question->b->kind != TC_SYM_CHOOSE))
        return question->find(pool, question);
    if (!g_hash_table_lookup_extended(pool->answers, question, NULL, &answer)) {
        answer = GUINT_TO_POINTER(question->find(pool, question));
        g_hash_table_insert(pool->answers, g_memdup2(question, sizeof *question), answer);
    }
    return GPOINTER_TO_UINT(answer);
}

/* --- making them ------------------------------------------------------------------------------ */

TcSymPool *tc_sym_pool_new(TcBuilder *builder, TcFormPool *forms)
{
    TcSymPool *pool = g_new0(TcSymPool, 1);
    pool->builder = builder;
    pool->forms = forms;
    pool->syms = tc_arena_new();
    pool->undefined = sym_new(pool, TC_SYM_UNDEFINED);
    pool->never = sym_new(pool, TC_SYM_NEVER);
    pool->answers = g_hash_table_new_full(question_hash, question_equal, g_free, NULL);
    pool->without_never = g_hash_table_new(NULL, NULL);
    return pool;
}

void tc_sym_pool_free(TcSymPool *pool)
{
    if (!pool)
        return;
    g_hash_table_unref(pool->answers);
    g_hash_table_unref(pool->without_never);
    tc_arena_free(pool->syms);
    g_free(pool);
}

const TcSym *tc_sym_truth(TcSymPool *pool, uint32_t node)
{
    TcSym *sym = sym_new(pool, TC_SYM_TRUTH);
    sym->node = node;
    return sym;
}

const TcSym *tc_sym_form(TcSymPool *pool, const TcForm *num, const TcForm *den, bool nonzero)
{
    TcSym *sym = sym_new(pool, TC_SYM_FORM);
    sym->num = num;
    sym->den = den;
    sym->nonzero = nonzero;
    sym->may_zero = !(tc_form_is_constant(num) && mpq_sgn(num->constant) != 0);
    for (uint32_t i = 0; i < num->n; i++)
        sym->may_none |= num->terms[i].kind == TC_ATOM_COLUMN && num->terms[i].kept;
    return sym;
}

const TcSym *tc_sym_number(TcSymPool *pool, const mpq_t value)
{
    return tc_sym_form(pool, tc_form_constant(pool->forms, value), NULL, false);
}

const TcSym *tc_sym_integer(TcSymPool *pool, long value)
{
    mpq_t number;
    mpq_init(number);
    mpq_set_si(number, value, 1);
    const TcSym *sym = tc_sym_number(pool, number);
    mpq_clear(number);
    return sym;
}

const TcSym *tc_sym_node(TcSymPool *pool, uint32_t number_node)
{
    const TcPlanNode *node = tc_builder_node(pool->builder, number_node);
    bool kept = node->may_none || node->may_undefined;
    return tc_sym_form(pool, tc_form_atom(pool->forms, TC_ATOM_NUMBER, number_node, 0, kept), NULL,
                       false);
}

const TcSym *tc_sym_column(TcSymPool *pool, uint32_t column)
{
    bool kept = tc_builder_column_may_none(pool->builder, column);
    return tc_sym_form(pool, tc_form_atom(pool->forms, TC_ATOM_COLUMN, column, 0, kept), NULL,
                       false);
}

const TcSym *tc_sym_text(TcSymPool *pool, const char *text)
{
    TcSym *sym = sym_new(pool, TC_SYM_TEXT);
    sym->text = text;
    return sym;
}

const TcSym *tc_sym_text_column(TcSymPool *pool, uint32_t column)
{
    TcSym *sym = sym_new(pool, TC_SYM_COLUMN);
    sym->column = column;
    sym->may_none = tc_builder_column_may_none(pool->builder, column);
    return sym;
}

const TcSym *tc_sym_labels(TcSymPool *pool, uint32_t node, uint32_t grade)
{
    TcSym *sym = sym_new(pool, TC_SYM_LABELS);
    sym->node = node;
    sym->grade = grade;
    return sym;
}

const TcSym *tc_sym_undefined(TcSymPool *pool)
{
    return pool->undefined;
}

const TcSym *tc_sym_never(TcSymPool *pool)
{
    return pool->never;
}

bool tc_sym_constant(const TcSym *sym, mpq_t value)
{
    if (sym->kind != TC_SYM_FORM || sym->den || !tc_form_is_constant(sym->num))
        return false;
    mpq_set(value, sym->num->constant);
    return true;
}

/* --- choices ---------------------------------------------------------------------------------- */

bool tc_sym_same_form(const TcForm *a, const TcForm *b)
{
    return a == b || (a && b && tc_form_equal(a, b));
}

static bool same_leaf(const TcSym *a, const TcSym *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case TC_SYM_TRUTH:
    case TC_SYM_LABELS:
        return a->node == b->node;
    case TC_SYM_FORM:
        return tc_sym_same_form(a->num, b->num) && tc_sym_same_form(a->den, b->den) &&
               a->nonzero == b->nonzero;
    case TC_SYM_TEXT:
        return strcmp(a->text, b->text) == 0;
    case TC_SYM_COLUMN:
        return a->column == b->column;
    case TC_SYM_UNDEFINED:
    case TC_SYM_NEVER:
        return true;
    case TC_SYM_CHOOSE:
        break;
    }
    return false;
}

static bool same(TcSymPool *pool, const TcSym *a, const TcSym *b);

static uint32_t same_choices(TcSymPool *pool, const TcSymQuestion *question)
{
    const TcSym *a = question->a, *b = question->b;
    return a->node == b->node && same(pool, a->then, b->then) &&
           same(pool, a->otherwise, b->otherwise);
}

static bool same(TcSymPool *pool, const TcSym *a, const TcSym *b)
{
    if (a == b || a->kind != b->kind || a->leaves != b->leaves)
        return a == b;
    const TcSymQuestion question = {same_choices, 0, a, b};
    return a->kind == TC_SYM_CHOOSE ? tc_sym_ask(pool, &question) != 0 : same_leaf(a, b);
}

const TcSym *tc_sym_choose(TcSymPool *pool, uint32_t guard, const TcSym *then,
                           const TcSym *otherwise)
{
    const TcPlanNode *node = tc_builder_node(pool->builder, guard);
    if (node->op == TC_PLAN_TRUTH && node->sub == TC_IS_TRUE)
        return then;
    if (node->op == TC_PLAN_TRUTH && node->sub == TC_IS_FALSE)
        return otherwise;
    if (same(pool, then, otherwise))
        return then;
    if (then->kind == TC_SYM_TRUTH && otherwise->kind == TC_SYM_TRUTH)
        return tc_sym_truth(pool, tc_build_choose(pool->builder, TC_CHOOSE_AGREE, guard, then->node,
                                                  otherwise->node));
    TcSym *sym = sym_new(pool, TC_SYM_CHOOSE);
    sym->node = guard;
    sym->then = then;
    sym->otherwise = otherwise;
    sym->leaves = (uint32_t)MIN((uint64_t)then->leaves + otherwise->leaves, UINT32_MAX);
    sym->kinds = then->kinds | otherwise->kinds;
    sym->may_none = then->may_none || otherwise->may_none;
    sym->may_zero = then->may_zero || otherwise->may_zero;
    sym->unknown_guard = then->unknown_guard || otherwise->unknown_guard || !node->never_unknown;
    return sym;
}

static bool is_constant_leaf(const TcSym *leaf)
{
    return leaf->kind == TC_SYM_TEXT || leaf->kind == TC_SYM_UNDEFINED ||
           leaf->kind == TC_SYM_NEVER ||
           (leaf->kind == TC_SYM_FORM && !leaf->den && tc_form_is_constant(leaf->num));
}

/* Are @leaf and all leaves of @tree constants, none the same? */
static bool leaf_apart(const TcSym *leaf, const TcSym *tree)
{
    if (tree->kind == TC_SYM_CHOOSE)
        return leaf_apart(leaf, tree->then) && leaf_apart(leaf, tree->otherwise);
    return is_constant_leaf(leaf) && is_constant_leaf(tree) && !same_leaf(leaf, tree);
}

static bool trees_apart(const TcSym *a, const TcSym *b)
{
    if (a->kind == TC_SYM_CHOOSE)
        return trees_apart(a->then, b) && trees_apart(a->otherwise, b);
    return leaf_apart(a, b);
}

bool tc_sym_too_many(const TcSym *a, const TcSym *b)
{
    return (uint64_t)a->leaves * b->leaves > TC_SYM_MAX_LEAVES;
}

/* What an unknown guard of these two branches gives (TC_CHOOSE_*). */
unsigned tc_sym_flavor(const TcSym *then, const TcSym *otherwise)
{
    if (tc_sym_too_many(then, otherwise))
        return TC_CHOOSE_EITHER;
    return trees_apart(then, otherwise) ? TC_CHOOSE_APART : TC_CHOOSE_EITHER;
}

/* --- into nodes ------------------------------------------------------------------------------- */

static uint32_t find_number(TcSymPool *pool, const TcSymQuestion *question)
{
    const TcSym *sym = question->a;
    if (sym->kind == TC_SYM_CHOOSE)
        return tc_build_pick(pool->builder, tc_sym_flavor(sym->then, sym->otherwise), sym->node,
                             tc_sym_to_number(pool, sym->then),
                             tc_sym_to_number(pool, sym->otherwise));
    if (sym->kind == TC_SYM_FORM)
        return tc_build_form(pool->builder, sym->num, sym->den, sym->nonzero);
    return tc_build_nothing(pool->builder,
                            sym->kind == TC_SYM_NEVER ? TC_NOTHING_NEVER : TC_NOTHING_UNDEFINED);
}

uint32_t tc_sym_to_number(TcSymPool *pool, const TcSym *sym)
{
    return tc_sym_ask(pool, &(TcSymQuestion){find_number, 0, sym, NULL});
}

static uint32_t find_truth(TcSymPool *pool, const TcSymQuestion *question)
{
    const TcSym *sym = question->a;
    if (sym->kind == TC_SYM_TRUTH)
        return sym->node;
    if (sym->kind == TC_SYM_CHOOSE)
        return tc_build_choose(pool->builder, TC_CHOOSE_AGREE, sym->node,
                               tc_sym_to_truth(pool, sym->then),
                               tc_sym_to_truth(pool, sym->otherwise));
    return tc_build_truth(pool->builder, sym->kind == TC_SYM_NEVER ? 0 : TC_IS_UNKNOWN);
}

uint32_t tc_sym_to_truth(TcSymPool *pool, const TcSym *sym)
{
    return tc_sym_ask(pool, &(TcSymQuestion){find_truth, 0, sym, NULL});
}

static uint32_t label_index(const TcGrade *grade, const char *text)
{
    for (uint32_t i = 0; i < grade->n_labels && i < TC_MAX_LABELS; i++) {
        if (strcmp(grade->labels[i], text) == 0)
            return i;
    }
    return 63;
}

static uint32_t build_label(TcSymPool *pool, uint32_t bit)
{
    return tc_build_simple(pool->builder, TC_PLAN_LABEL, 0, bit, NULL, 0);
}

/* A column of texts as labels: a choice among those that are labels of the grade. */
static uint32_t column_to_labels(TcSymPool *pool, uint32_t column, const TcGrade *grade)
{
    uint32_t node = build_label(pool, 63);
    for (uint32_t i = 0; i < grade->n_labels && i < TC_MAX_LABELS; i++) {
        uint32_t is = tc_build_choice(pool->builder, column, &grade->labels[i], 1);
        node = tc_build_simple(pool->builder, TC_PLAN_PICK_LABEL, 0, 0,
                               (uint32_t[]){is, build_label(pool, i), node}, 3);
    }
    return node;
}

static uint32_t find_labels(TcSymPool *pool, const TcSymQuestion *question)
{
    const TcSym *sym = question->a;
    const uint32_t grade = question->sub;
    const TcGrade *labels = &tc_builder_model(pool->builder)->grades[grade];
    if (sym->kind == TC_SYM_CHOOSE) {
        uint32_t inputs[3] = {sym->node, tc_sym_to_labels(pool, sym->then, grade),
                              tc_sym_to_labels(pool, sym->otherwise, grade)};
        if (inputs[1] == inputs[2])
            return inputs[1];
        return tc_build_simple(pool->builder, TC_PLAN_PICK_LABEL, 0, 0, inputs, 3);
    }
    if (sym->kind == TC_SYM_TEXT)
        return build_label(pool, label_index(labels, sym->text));
    if (sym->kind == TC_SYM_COLUMN)
        return column_to_labels(pool, sym->column, labels);
    if (sym->kind == TC_SYM_NEVER)
        return tc_build_simple(pool->builder, TC_PLAN_LABEL, 1, 0, NULL, 0);
    return build_label(pool, 63);
}

uint32_t tc_sym_to_labels(TcSymPool *pool, const TcSym *sym, uint32_t grade)
{
    return tc_sym_ask(pool, &(TcSymQuestion){find_labels, grade, sym, NULL});
}

/* A value of one leaf: the same number with its cases forgotten. */
const TcSym *tc_sym_one_leaf(TcSymPool *pool, const TcSym *sym)
{
    const TcSym *leaf = sym;
    while (leaf->kind == TC_SYM_CHOOSE)
        leaf = leaf->then;
    if (leaf == sym || leaf->kind != TC_SYM_FORM)
        return sym;
    return tc_sym_node(pool, tc_sym_to_number(pool, sym));
}

/* --- arithmetic ------------------------------------------------------------------------------- */

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
