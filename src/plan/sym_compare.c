/* Comparisons of syms: carried into the cases, then into one sign test over the forms of a leaf. */
#include <string.h>
#include "plan/sym_internal.h"
#include "syntax/relation.h"

/* Compares two forms where a cell by itself may be chưa có: it stays itself, the rest is a node. */
static uint32_t compare_with_none(TcSymPool *pool, TcOperator op, const TcSym *a, const TcSym *b)
{
    mpq_t minus;
    mpq_init(minus);
    mpq_set_si(minus, -1, 1);
    const TcForm *left = a->num, *right = b->num;
    if (a->den || (!a->may_none && !tc_form_is_constant(left)))
        left = tc_sym_node(pool, tc_sym_to_number(pool, a))->num;
    if (b->den || (!b->may_none && !tc_form_is_constant(right)))
        right = tc_sym_node(pool, tc_sym_to_number(pool, b))->num;
    const TcForm *difference = tc_form_add(pool->forms, left, right, minus);
    if (!tc_form_only_columns(difference)) {
        left = tc_sym_node(pool, tc_sym_to_number(pool, a))->num;
        right = tc_sym_node(pool, tc_sym_to_number(pool, b))->num;
        difference = tc_form_add(pool->forms, left, right, minus);
    }
    mpq_clear(minus);
    return tc_build_test(pool->builder, difference, NULL, false, op);
}

static uint32_t compare_forms(TcSymPool *pool, TcOperator op, const TcSym *a, const TcSym *b)
{
    mpq_t weight;
    mpq_init(weight);
    mpq_set_si(weight, -1, 1);
    uint32_t node;
    bool nonzero = a->nonzero || b->nonzero;
    if (a->may_none || b->may_none)
        node = compare_with_none(pool, op, a, b);
    else if (tc_sym_same_form(a->den, b->den))
        node = tc_build_test(pool->builder, tc_form_add(pool->forms, a->num, b->num, weight),
                             a->den, nonzero, op);
    else if (a->den && tc_sym_constant(b, weight)) {
        mpq_neg(weight, weight);
        node = tc_build_test(pool->builder, tc_form_add(pool->forms, a->num, a->den, weight),
                             a->den, nonzero, op);
    } else if (b->den && tc_sym_constant(a, weight)) {
        mpq_neg(weight, weight); /* a - n/d = (a d - n) / d, so turn both sides round */
        const TcForm *num = tc_form_add(pool->forms, b->num, b->den, weight);
        mpq_set_si(weight, -1, 1);
        node = tc_build_test(pool->builder, tc_form_scale(pool->forms, num, weight), b->den,
                             nonzero, op);
    } else
        node = tc_build_test(
            pool->builder,
            tc_form_add(pool->forms, tc_sym_linear(pool, a), tc_sym_linear(pool, b), weight), NULL,
            false, op);
    mpq_clear(weight);
    return node;
}

static uint32_t truth_of(TcSymPool *pool, bool truth)
{
    return tc_build_truth(pool->builder, truth ? TC_IS_TRUE : TC_IS_FALSE);
}

static TcTextOperand operand(const TcSym *sym)
{
    if (sym->kind == TC_SYM_COLUMN)
        return (TcTextOperand){.column = sym->column};
    return (TcTextOperand){.column = TC_NO_NODE, .text = sym->text};
}

/* The text of a column against a literal. */
static uint32_t compare_column(TcSymPool *pool, TcOperator op, const TcSym *column,
                               const char *text)
{
    const TcColumnSpec *spec = &tc_builder_model(pool->builder)->schema.columns[column->column];
    bool equal = op == TC_OP_EQ || op == TC_OP_NE;
    if (!equal || (op == TC_OP_NE && spec->blank == TC_BLANK_NONE))
        return tc_build_texts(pool->builder, op, operand(column),
                              (TcTextOperand){.column = TC_NO_NODE, .text = text});
    uint32_t node = tc_build_choice(pool->builder, column->column, &text, 1);
    return op == TC_OP_EQ ? node : tc_build_not(pool->builder, node);
}

static uint32_t compare_labels(TcSymPool *pool, TcOperator op, const TcSym *labels,
                               const char *text)
{
    const TcGrade *grade = &tc_builder_model(pool->builder)->grades[labels->grade];
    uint64_t mask = 0;
    for (uint32_t i = 0; i < grade->n_labels && i < TC_MAX_LABELS; i++) {
        if (tc_relation_holds(op, strcmp(grade->labels[i], text)))
            mask |= (uint64_t)1 << i;
    }
    return tc_build_label_in(pool->builder, labels->node, mask);
}

static bool is_text(const TcSym *sym)
{
    return sym->kind == TC_SYM_TEXT || sym->kind == TC_SYM_COLUMN;
}

static TcOperator swapped(TcOperator op)
{
    return op == TC_OP_LT   ? TC_OP_GT
           : op == TC_OP_LE ? TC_OP_GE
           : op == TC_OP_GT ? TC_OP_LT
           : op == TC_OP_GE ? TC_OP_LE
                            : op;
}

static uint32_t compare_truths(TcSymPool *pool, TcOperator op, uint32_t a, uint32_t b)
{
    TcBuilder *builder = pool->builder;
    const TcPlanNode *left = tc_builder_node(builder, a), *right = tc_builder_node(builder, b);
    if (left->op == TC_PLAN_TRUTH)
        return right->op == TC_PLAN_TRUTH
                   ? truth_of(pool, tc_relation_holds(op, left->sub != right->sub))
                   : compare_truths(pool, op, b, a);
    bool wants = op == TC_OP_EQ;
    if (right->op == TC_PLAN_TRUTH && right->sub != TC_IS_UNKNOWN) {
        wants = wants == (right->sub == TC_IS_TRUE);
        if (left->op == TC_PLAN_YES && left->sub == 1)
            return tc_build_yes(builder, left->data, wants);
        return wants ? a : tc_build_not(builder, a);
    }
    uint32_t same_truth =
        tc_build_or2(builder, tc_build_and2(builder, a, b),
                     tc_build_and2(builder, tc_build_not(builder, a), tc_build_not(builder, b)));
    return wants ? same_truth : tc_build_not(builder, same_truth);
}

static uint32_t compare_leaves(TcSymPool *pool, TcOperator op, const TcSym *a, const TcSym *b)
{
    if (a->kind == TC_SYM_NEVER || b->kind == TC_SYM_NEVER)
        return tc_build_truth(pool->builder, 0);
    if (a->kind == TC_SYM_UNDEFINED || b->kind == TC_SYM_UNDEFINED)
        return tc_build_truth(pool->builder, TC_IS_UNKNOWN);
    if (a->kind == TC_SYM_FORM && b->kind == TC_SYM_FORM)
        return compare_forms(pool, op, a, b);
    if (a->kind == TC_SYM_TRUTH && b->kind == TC_SYM_TRUTH)
        return compare_truths(pool, op, a->node, b->node);
    if (a->kind == TC_SYM_TEXT && b->kind == TC_SYM_TEXT)
        return truth_of(pool, tc_relation_holds(op, strcmp(a->text, b->text)));
    if (a->kind == TC_SYM_TEXT)
        return compare_leaves(pool, swapped(op), b, a);
    if (a->kind == TC_SYM_COLUMN && b->kind == TC_SYM_TEXT)
        return compare_column(pool, op, a, b->text);
    if (a->kind == TC_SYM_LABELS && b->kind == TC_SYM_TEXT)
        return compare_labels(pool, op, a, b->text);
    if (is_text(a) && is_text(b))
        return tc_build_texts(pool->builder, op, operand(a), operand(b));
    return tc_build_truth(pool->builder, TC_IS_UNKNOWN);
}

/* --- choices ---------------------------------------------------------------------------------- */

/* Can it be asked whether the two cases of @tree are the same? */
static bool can_ask_same(const TcSym *tree)
{
    const uint32_t plain = 1u << TC_SYM_UNDEFINED | 1u << TC_SYM_NEVER | 1u << TC_SYM_FORM |
                           1u << TC_SYM_TEXT | 1u << TC_SYM_COLUMN;
    return (tree->kinds & ~plain) == 0 && !tc_sym_too_many(tree->then, tree->otherwise);
}

/* @tree with no value where nothing fits: beside an unknown guard it is asked after all. */
static const TcSym *without_never(TcSymPool *pool, const TcSym *tree)
{
    if ((tree->kinds & 1u << TC_SYM_NEVER) == 0)
        return tree;
    if (tree->kind != TC_SYM_CHOOSE)
        return tc_sym_undefined(pool);
    const TcSym *without = g_hash_table_lookup(pool->without_never, tree);
    if (!without) {
        without = tc_sym_choose(pool, tree->node, without_never(pool, tree->then),
                                without_never(pool, tree->otherwise));
        g_hash_table_insert(pool->without_never, (void *)tree, (void *)without);
    }
    return without;
}

static uint32_t compare_trees(TcSymPool *pool, TcOperator op, const TcSym *a, const TcSym *b);

/* Are the two cases of the tree the same: equal, or both chưa có? */
static uint32_t find_same_cases(TcSymPool *pool, const TcSymQuestion *question)
{
    TcBuilder *builder = pool->builder;
    const TcSym *a = without_never(pool, question->a->then);
    const TcSym *b = without_never(pool, question->a->otherwise);
    const uint32_t equal = compare_trees(pool, TC_OP_EQ, a, b);
    if (!a->may_none || !b->may_none)
        return equal;
    const uint32_t neither = tc_build_and2(builder, tc_build_not(builder, tc_sym_is_there(pool, a)),
                                           tc_build_not(builder, tc_sym_is_there(pool, b)));
    return tc_build_or2(builder, equal, neither);
}

/* The comparison's answers @then and @otherwise in the two cases of @tree. Where its guard is
 * unknown the tree has a value only if both cases have the same; whether they have is asked where
 * it can be. */
static uint32_t choose_answer(TcSymPool *pool, const TcSym *tree, uint32_t then, uint32_t otherwise)
{
    TcBuilder *builder = pool->builder;
    const unsigned flavor = tc_sym_flavor(tree->then, tree->otherwise);
    if (flavor != TC_CHOOSE_EITHER || tc_builder_node(builder, tree->node)->never_unknown ||
        !can_ask_same(tree))
        return tc_build_choose(builder, flavor, tree->node, then, otherwise);
    const uint32_t same = tc_sym_ask(pool, &(TcSymQuestion){find_same_cases, 0, tree, NULL});
    return tc_build_choose(builder, TC_CHOOSE_AGREE, same,
                           tc_build_choose(builder, TC_CHOOSE_AGREE, tree->node, then, otherwise),
                           tc_build_choose(builder, TC_CHOOSE_APART, tree->node, then, otherwise));
}

static uint32_t find_comparison(TcSymPool *pool, const TcSymQuestion *question)
{
    const TcOperator op = question->sub;
    const TcSym *a = question->a, *b = question->b, *tree = a->kind == TC_SYM_CHOOSE ? a : b;
    if (tree->kind != TC_SYM_CHOOSE)
        return compare_leaves(pool, op, a, b);
    uint32_t then =
        tree == a ? compare_trees(pool, op, a->then, b) : compare_trees(pool, op, a, b->then);
    uint32_t otherwise = tree == a ? compare_trees(pool, op, a->otherwise, b)
                                   : compare_trees(pool, op, a, b->otherwise);
    return choose_answer(pool, tree, then, otherwise);
}

static uint32_t compare_trees(TcSymPool *pool, TcOperator op, const TcSym *a, const TcSym *b)
{
    return tc_sym_ask(pool, &(TcSymQuestion){find_comparison, op, a, b});
}

uint32_t tc_sym_compare(TcSymPool *pool, TcOperator op, const TcSym *left, const TcSym *right)
{
    if (tc_sym_too_many(left, right))
        left = tc_sym_one_leaf(pool, left);
    if (tc_sym_too_many(left, right))
        right = tc_sym_one_leaf(pool, right);
    return compare_trees(pool, op, left, right);
}
