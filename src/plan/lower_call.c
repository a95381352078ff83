/* Calls of builtin functions, and the closed question có số liệu. */
#include "plan/lower_internal.h"

#include "base/number.h"
#include "sema/builtins.h"

/* --- có số liệu ------------------------------------------------------------------------------- */

/* Does the file say what @node is? The expression is read with every open cell undefined, so a cell
 * that it does not come to matters not. */
static uint32_t has_data(TcLower *lower, const TcNode *node)
{
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN)
        return tc_build_has_data(lower->builder, &node->ref.index, 1, TC_NO_NODE);
    bool in_file = lower->in_file;
    lower->in_file = true;
    const TcSym *value = tc_lower_expr(lower, node);
    lower->in_file = in_file;
    return tc_sym_is_defined(lower->syms, value);
}

uint32_t tc_lower_has_data(TcLower *lower, const TcNode *node)
{
    uint32_t known = has_data(lower, node->items[0]);
    return node->flags & TC_FLAG_NEGATED ? tc_build_not(lower->builder, known) : known;
}

/* --- functions -------------------------------------------------------------------------------- */

typedef const TcSym *(*Lowering)(TcLower *lower, const TcNode *call, const TcSym *const *arguments);

static const TcSym *call_op(TcLower *lower, TcPlanOp op, unsigned sub,
                            const TcSym *const *arguments, uint32_t n)
{
    g_autofree uint32_t *inputs = g_new(uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        inputs[i] = tc_sym_to_number(lower->syms, arguments[i]);
    return tc_sym_node(lower->syms, tc_build_call(lower->builder, op, sub, inputs, n));
}

/* The first (or last) of texts in order, one comparison after the other; there is none with what is
 * chưa có. */
static const TcSym *extreme_text(TcLower *lower, TcOperator op, const TcSym *const *arguments,
                                 uint32_t n)
{
    const TcSym *best = arguments[0];
    uint32_t all = tc_sym_is_there(lower->syms, best);
    for (uint32_t i = 1; i < n; i++) {
        best = tc_sym_choose(lower->syms, tc_sym_compare(lower->syms, op, arguments[i], best),
                             arguments[i], best);
        all = tc_build_and2(lower->builder, all, tc_sym_is_there(lower->syms, arguments[i]));
    }
    return tc_sym_choose(lower->syms, all, best, tc_sym_undefined(lower->syms));
}

static const TcSym *lower_least(TcLower *lower, const TcNode *call, const TcSym *const *arguments)
{
    if (tc_sym_is_text(arguments[0]))
        return extreme_text(lower, TC_OP_LT, arguments, call->n);
    return call_op(lower, TC_PLAN_LEAST, 0, arguments, call->n);
}

static const TcSym *lower_greatest(TcLower *lower, const TcNode *call,
                                   const TcSym *const *arguments)
{
    if (tc_sym_is_text(arguments[0]))
        return extreme_text(lower, TC_OP_GT, arguments, call->n);
    return call_op(lower, TC_PLAN_GREATEST, 0, arguments, call->n);
}

static const TcSym *lower_sum(TcLower *lower, const TcNode *call, const TcSym *const *arguments)
{
    return tc_sym_sum(lower->syms, arguments, call->n);
}

static const TcSym *lower_mean(TcLower *lower, const TcNode *call, const TcSym *const *arguments)
{
    return tc_sym_compute(lower->syms, TC_OP_DIV, lower_sum(lower, call, arguments),
                          tc_sym_integer(lower->syms, (long)call->n));
}

static const TcSym *lower_absolute(TcLower *lower, const TcNode *call,
                                   const TcSym *const *arguments)
{
    return call_op(lower, TC_PLAN_ABSOLUTE, 0, arguments, call->n);
}

static const TcSym *lower_round(TcLower *lower, const TcNode *call, const TcSym *const *arguments)
{
    const TcSym *inputs[2] = {arguments[0], tc_sym_integer(lower->syms, 0)};
    unsigned mode = TC_ROUND_HALF_UP;
    for (uint32_t i = 1; i < call->n; i++) {
        if (call->items[i]->ref.kind == TC_REF_ROUND_MODE)
            mode = call->items[i]->ref.index;
        else
            inputs[1] = arguments[i];
    }
    return call_op(lower, TC_PLAN_ROUND, mode, inputs, 2);
}

static const TcSym *lower_default(TcLower *lower, const TcNode *call, const TcSym *const *arguments)
{
    return tc_sym_choose(lower->syms, has_data(lower, call->items[0]), arguments[0], arguments[1]);
}

static const TcSym *lower_year(TcLower *lower, const TcNode *call, const TcSym *const *arguments)
{
    return call_op(lower, TC_PLAN_YEAR, 0, arguments, call->n);
}

static const TcSym *lower_month(TcLower *lower, const TcNode *call, const TcSym *const *arguments)
{
    return call_op(lower, TC_PLAN_MONTH, 0, arguments, call->n);
}

static const TcSym *lower_day(TcLower *lower, const TcNode *call, const TcSym *const *arguments)
{
    return call_op(lower, TC_PLAN_DAY, 0, arguments, call->n);
}

static const TcSym *lower_days(TcLower *lower, const TcNode *call, const TcSym *const *arguments)
{
    (void)call;
    return tc_sym_compute(lower->syms, TC_OP_SUB, arguments[1], arguments[0]);
}

static const TcSym *lower_months(TcLower *lower, const TcNode *call, const TcSym *const *arguments)
{
    return call_op(lower, TC_PLAN_MONTHS, 0, arguments, call->n);
}

static const TcSym *lower_years(TcLower *lower, const TcNode *call, const TcSym *const *arguments)
{
    return call_op(lower, TC_PLAN_YEARS, 0, arguments, call->n);
}

/* Without a default, so that the compiler asks for a new function here. */
static Lowering lowering_of(TcBuiltin builtin)
{
    switch (builtin) {
    case TC_BUILTIN_MIN:
        return lower_least;
    case TC_BUILTIN_MAX:
        return lower_greatest;
    case TC_BUILTIN_SUM:
        return lower_sum;
    case TC_BUILTIN_MEAN:
        return lower_mean;
    case TC_BUILTIN_ABS:
        return lower_absolute;
    case TC_BUILTIN_ROUND:
        return lower_round;
    case TC_BUILTIN_DEFAULT:
        return lower_default;
    case TC_BUILTIN_YEAR:
        return lower_year;
    case TC_BUILTIN_MONTH:
        return lower_month;
    case TC_BUILTIN_DAY:
        return lower_day;
    case TC_BUILTIN_DAYS_BETWEEN:
        return lower_days;
    case TC_BUILTIN_MONTHS_BETWEEN:
        return lower_months;
    case TC_BUILTIN_YEARS_BETWEEN:
        return lower_years;
    case TC_N_BUILTINS:
        break;
    }
    return NULL;
}

const TcSym *tc_lower_call(TcLower *lower, const TcNode *node)
{
    const Lowering lowering = lowering_of((TcBuiltin)node->ref.index);
    if (!lowering)
        return tc_sym_undefined(lower->syms);
    g_autofree const TcSym **arguments = g_new(const TcSym *, node->n + 1);
    for (uint32_t i = 0; i < node->n; i++)
        arguments[i] = tc_lower_expr(lower, node->items[i]);
    return lowering(lower, node, arguments);
}
