/* Making syms, and nodes of them; arithmetic is in sym_compute.c, comparisons in sym_compare.c. */
#include "plan/sym.h"

#include <string.h>
#include "base/number.h"
#include "plan/sym_internal.h"

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
