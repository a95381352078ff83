/* Expressions: from nodes of the tree to syms. */
#include "plan/lower_internal.h"

static const TcSym *truth(TcLower *lower, uint32_t node)
{
    return tc_sym_truth(lower->syms, node);
}

/* For a plan that tells. What is asked of the file as it is stands for no condition of the row. */
static void tell(TcLower *lower, const TcNode *condition, uint32_t node)
{
    if (lower->plan->told && !lower->in_file)
        g_hash_table_insert(lower->plan->told, (void *)condition, GUINT_TO_POINTER(node + 1));
}

uint32_t tc_lower_condition(TcLower *lower, const TcNode *node)
{
    uint32_t condition = tc_sym_to_truth(lower->syms, tc_lower_expr(lower, node));
    tell(lower, node, condition);
    return condition;
}

/* --- names ------------------------------------------------------------------------------------ */

static const TcSym *lower_cell(TcLower *lower, uint32_t column)
{
    switch (tc_type_kind(lower->model->schema.columns[column].type)) {
    case TC_VALUE_NUMBER:
    case TC_VALUE_DATE:
        return tc_sym_column(lower->syms, column);
    case TC_VALUE_BOOL:
        return truth(lower, tc_build_yes(lower->builder, column, true));
    case TC_VALUE_TEXT:
        return tc_sym_text_column(lower->syms, column);
    }
    return tc_sym_undefined(lower->syms);
}

static const TcSym *lower_column(TcLower *lower, uint32_t column)
{
    const TcSym *cell = lower_cell(lower, column);
    if (!lower->in_file)
        return cell;
    return tc_sym_choose(lower->syms, tc_build_has_data(lower->builder, &column, 1, TC_NO_NODE),
                         cell, tc_sym_undefined(lower->syms));
}

/* A definition means the same wherever it is used: it is lowered by itself, once for each way to
 * ask the cells and to see indicators. */
static const TcSym *lower_let(TcLower *lower, const TcLet *let, const TcSym **kept)
{
    if (!*kept) {
        GPtrArray *nonzero = lower->nonzero;
        uint32_t self = lower->self;
        lower->nonzero = g_ptr_array_new();
        lower->self = TC_NO_PART;
        *kept = tc_lower_expr(lower, let->value);
        g_ptr_array_unref(lower->nonzero);
        lower->nonzero = nonzero;
        lower->self = self;
    }
    return *kept;
}

static const TcSym *lower_definition(TcLower *lower, uint32_t index)
{
    const TcLet *definition = &lower->model->definitions[index];
    const TcSym *sym =
        lower_let(lower, definition, &lower->definitions[lower->in_file][lower->concluding][index]);
    if (lower->plan->told && definition->value->type->kind == TC_KIND_NUMBER)
        tell(lower, definition->value, tc_sym_to_number(lower->syms, sym));
    return sym;
}

/* A verdict, grade or indicator named as a value. */
static const TcSym *lower_part(TcLower *lower, const TcNode *node)
{
    uint32_t index = node->ref.index;
    switch ((int)node->ref.kind) {
    case TC_REF_VERDICT:
        return truth(lower, tc_lower_verdict(lower, index));
    case TC_REF_GRADE:
        return tc_sym_labels(lower->syms, tc_lower_grade(lower, index), index);
    case TC_REF_INDICATOR:
        return truth(lower, tc_lower_state_of(lower, index, TC_STATE_MET));
    case TC_REF_CRITERION:
        return truth(lower, tc_build_simple(lower->builder, TC_PLAN_STATE, TC_STATE_MET, 0,
                                            (uint32_t[]){tc_lower_criterion(lower, index)}, 1));
    default:
        return tc_sym_undefined(lower->syms);
    }
}

static const TcSym *lower_name(TcLower *lower, const TcNode *node)
{
    uint32_t index = node->ref.index;
    switch ((int)node->ref.kind) {
    case TC_REF_COLUMN:
        return lower_column(lower, index);
    case TC_REF_DEFINITION:
        return lower_definition(lower, index);
    case TC_REF_PARAMETER:
        return lower_let(lower, &lower->model->parameters[index], &lower->parameters[index]);
    case TC_REF_DATE_JUDGED:
    case TC_REF_YEAR_JUDGED: {
        TcPlanOp op = node->ref.kind == TC_REF_DATE_JUDGED ? TC_PLAN_RUN_DAY : TC_PLAN_RUN_YEAR;
        return tc_sym_node(lower->syms, tc_build_simple(lower->builder, op, 0, 0, NULL, 0));
    }
    default:
        return lower_part(lower, node);
    }
}

/* --- operations ------------------------------------------------------------------------------- */

static const TcSym *lower_junction(TcLower *lower, const TcNode *node)
{
    g_autofree uint32_t *inputs = g_new(uint32_t, node->n);
    for (uint32_t i = 0; i < node->n; i++)
        inputs[i] = tc_lower_condition(lower, node->items[i]);
    return truth(lower, node->sub == TC_OP_AND ? tc_build_and(lower->builder, inputs, node->n)
                                               : tc_build_or(lower->builder, inputs, node->n));
}

static const TcSym *negated(TcLower *lower, const TcSym *sym)
{
    return tc_sym_compute(lower->syms, TC_OP_MUL, tc_sym_integer(lower->syms, -1), sym);
}

static const TcSym *lower_sum(TcLower *lower, const TcNode *node)
{
    g_autofree const TcSym **parts = g_new(const TcSym *, node->n);
    for (uint32_t i = 0; i < node->n; i++) {
        parts[i] = tc_lower_expr(lower, node->items[i]);
        if (tc_chain_sign(node, i) == TC_OP_SUB)
            parts[i] = negated(lower, parts[i]);
    }
    return tc_lower_has_dates(node) ? tc_lower_dates(lower, node, parts)
                                    : tc_sym_sum(lower->syms, parts, node->n);
}

static const TcSym *lower_chain(TcLower *lower, const TcNode *node)
{
    return node->sub == TC_OP_ADD ? lower_sum(lower, node) : lower_junction(lower, node);
}

/* A quotient whose denominator is known not to be 0 here says so. */
static const TcSym *mark_nonzero(TcLower *lower, const TcSym *sym)
{
    if (sym->kind != TC_SYM_FORM || !sym->den || sym->nonzero)
        return sym;
    for (uint32_t i = 0; i < lower->nonzero->len; i++) {
        if (tc_form_equal(g_ptr_array_index(lower->nonzero, i), sym->den))
            return tc_sym_form(lower->syms, sym->num, sym->den, true);
    }
    return sym;
}

static const TcSym *lower_binary(TcLower *lower, const TcNode *node)
{
    TcOperator op = (TcOperator)node->sub;
    const TcSym *left = tc_lower_expr(lower, node->items[0]);
    const TcSym *right = tc_lower_expr(lower, node->items[1]);
    const TcSym *result = tc_sym_compute(lower->syms, op, left, right);
    return op == TC_OP_DIV ? mark_nonzero(lower, result) : result;
}

static const TcSym *lower_unary(TcLower *lower, const TcNode *node)
{
    if (node->sub == TC_OP_NOT)
        return truth(lower,
                     tc_build_not(lower->builder, tc_lower_condition(lower, node->items[0])));
    return negated(lower, tc_lower_expr(lower, node->items[0]));
}

static const TcSym *lower_compare(TcLower *lower, const TcNode *node)
{
    const TcSym *left = tc_lower_expr(lower, node->items[0]);
    const TcSym *right = tc_lower_expr(lower, node->items[1]);
    return truth(lower, tc_sym_compare(lower->syms, (TcOperator)node->sub, left, right));
}

static const TcSym *lower_within(TcLower *lower, const TcNode *node)
{
    const TcSym *subject = tc_lower_expr(lower, node->items[0]);
    return truth(lower, tc_lower_phrase(lower, subject, node->items[1], TC_OP_EQ));
}

/* x thuộc {…}: for a column of texts one look-up, else a row of equalities. */
static const TcSym *lower_member(TcLower *lower, const TcNode *node)
{
    const TcSym *subject = tc_lower_expr(lower, node->items[0]);
    TcOperator op = node->flags & TC_FLAG_NEGATED ? TC_OP_NE : TC_OP_EQ;
    g_autofree uint32_t *inputs = g_new(uint32_t, node->n);
    for (uint32_t i = 1; i < node->n; i++)
        inputs[i - 1] =
            tc_sym_compare(lower->syms, op, subject, tc_lower_expr(lower, node->items[i]));
    return truth(lower, op == TC_OP_EQ ? tc_build_or(lower->builder, inputs, node->n - 1)
                                       : tc_build_and(lower->builder, inputs, node->n - 1));
}

static const TcSym *lower_date(TcLower *lower, const TcNode *node)
{
    return tc_sym_integer(lower->syms, node->day);
}

static const TcSym *lower_number(TcLower *lower, const TcNode *node)
{
    return tc_sym_number(lower->syms, node->number);
}

static const TcSym *lower_text(TcLower *lower, const TcNode *node)
{
    return tc_sym_text(lower->syms, node->text);
}

static const TcSym *lower_bool(TcLower *lower, const TcNode *node)
{
    return truth(lower, tc_build_truth(lower->builder, node->sub ? TC_IS_TRUE : TC_IS_FALSE));
}

static const TcSym *lower_nothing(TcLower *lower, const TcNode *node)
{
    (void)node;
    return tc_sym_undefined(lower->syms);
}

static const TcSym *lower_contents(TcLower *lower, const TcNode *node)
{
    return truth(lower, tc_lower_contents(lower, node));
}

static const TcSym *lower_has_data(TcLower *lower, const TcNode *node)
{
    return truth(lower, tc_lower_has_data(lower, node));
}

static const TcSym *lower_state(TcLower *lower, const TcNode *node)
{
    return truth(lower, tc_lower_state(lower, node));
}

const TcSym *tc_lower_expr(TcLower *lower, const TcNode *node)
{
    static const TcSym *(*const lowerings[TC_N_NODE_KINDS])(TcLower *, const TcNode *) = {
        [TC_NODE_NUMBER] = lower_number,     [TC_NODE_DATE] = lower_date,
        [TC_NODE_TEXT] = lower_text,         [TC_NODE_BOOL] = lower_bool,
        [TC_NODE_NAME] = lower_name,         [TC_NODE_PART] = lower_name,
        [TC_NODE_OWN] = tc_lower_own,        [TC_NODE_TOTAL] = tc_lower_total,
        [TC_NODE_STATE] = lower_state,       [TC_NODE_COUNT] = tc_lower_count,
        [TC_NODE_UNARY] = lower_unary,       [TC_NODE_BINARY] = lower_binary,
        [TC_NODE_COMPARE] = lower_compare,   [TC_NODE_WITHIN] = lower_within,
        [TC_NODE_MEMBER] = lower_member,     [TC_NODE_HAS_DATA] = lower_has_data,
        [TC_NODE_CALL] = tc_lower_call,      [TC_NODE_CASES] = tc_lower_cases,
        [TC_NODE_SCALE] = tc_lower_scale,    [TC_NODE_TABLE] = tc_lower_table,
        [TC_NODE_CONTENTS] = lower_contents, [TC_NODE_CHAIN] = lower_chain,
    };
    const TcSym *sym = (lowerings[node->kind] ? lowerings[node->kind] : lower_nothing)(lower, node);
    if (sym->kind == TC_SYM_TRUTH)
        tell(lower, node, sym->node);
    return sym;
}

/* --- denominators that cannot be 0 ------------------------------------------------------------ */

static void remember(TcLower *lower, const TcNode *side)
{
    const TcSym *sym = tc_lower_expr(lower, side);
    if (sym->kind == TC_SYM_FORM && !sym->den && tc_form_only_columns(sym->num) && sym->num->n > 0)
        g_ptr_array_add(lower->nonzero, (void *)sym->num);
}

static bool is_zero(const TcNode *node)
{
    return node->kind == TC_NODE_NUMBER && mpq_sgn(node->number) == 0;
}

static void assume(TcLower *lower, const TcNode *node, bool truth_value)
{
    if (node->kind == TC_NODE_UNARY && node->sub == TC_OP_NOT)
        assume(lower, node->items[0], !truth_value);
    if (node->kind == TC_NODE_CHAIN && node->sub == (truth_value ? TC_OP_AND : TC_OP_OR))
        for (uint32_t i = 0; i < node->n; i++)
            assume(lower, node->items[i], truth_value);
    if (node->kind == TC_NODE_COMPARE && is_zero(node->items[1])) {
        bool excludes =
            truth_value ? node->sub == TC_OP_NE || node->sub == TC_OP_GT || node->sub == TC_OP_LT
                        : node->sub == TC_OP_EQ || node->sub == TC_OP_LE || node->sub == TC_OP_GE;
        if (excludes)
            remember(lower, node->items[0]);
    }
}

uint32_t tc_lower_assume(TcLower *lower, const TcNode *condition, bool truth_value)
{
    uint32_t before = lower->nonzero->len;
    if (condition)
        assume(lower, condition, truth_value);
    return before;
}

void tc_lower_forget(TcLower *lower, uint32_t before)
{
    g_ptr_array_set_size(lower->nonzero, (int)before);
}
