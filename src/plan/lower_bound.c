/* Points within 0 and their maximum.
 *
 * "trường hợp giá trị từ 70% trở lên thì điểm tối đa còn lại giá trị / 70% * điểm tối đa": where
 * the second case holds its points are below the maximum, but the range of an open value goes on
 * beyond it. A case whose own guards keep it within a bound is lowered as the lesser (greater) of
 * the two, which is the same number on every row. */
#include "plan/lower_internal.h"

/* A guard on the way to a case, and how it came out. */
typedef struct Guard {
    const struct Guard *before;
    uint32_t node;
    bool holds;
} Guard;

/* That a node comes to this is asked for. */
typedef struct {
    const TcBuilder *builder;
    uint32_t node;
    bool is;
    GHashTable *seen; /* nodes that were asked, times 2, + 1 if they hold */
} Wanted;

/* Does "@node comes to @holds" say so? */
static bool says(const Wanted *wanted, uint32_t node, bool holds)
{
    const TcPlanNode *found = tc_builder_node(wanted->builder, node);
    if (node == wanted->node)
        return holds == wanted->is;
    if (found->op == TC_PLAN_NOT)
        return says(wanted, tc_builder_input(wanted->builder, found, 0), !holds);
    if (found->op != (holds ? TC_PLAN_AND : TC_PLAN_OR) ||
        !g_hash_table_add(wanted->seen, GUINT_TO_POINTER(2 * node + holds)))
        return false;
    for (uint32_t i = 0; i < found->n; i++) {
        if (says(wanted, tc_builder_input(wanted->builder, found, i), holds))
            return true;
    }
    return false;
}

static bool is_said(const TcLower *lower, const Guard *guards, uint32_t node)
{
    const TcBuilder *builder = lower->builder;
    const TcPlanNode *found = tc_builder_node(builder, node);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    const bool negated = found->op == TC_PLAN_NOT;
    const Wanted wanted = {builder, negated ? tc_builder_input(builder, found, 0) : node, !negated,
                           seen};
    bool said = false;
    for (; guards && !said; guards = guards->before)
        said = says(&wanted, guards->node, guards->holds);
    return said;
}

/* Do the guards say that @leaf stands to @end as @op, or is equal to it (@equal)? */
static bool stands(TcLower *lower, const TcSym *leaf, const Guard *guards, TcOperator op,
                   TcOperator equal, const TcSym *end)
{
    return is_said(lower, guards, tc_sym_compare(lower->syms, op, leaf, end)) ||
           is_said(lower, guards, tc_sym_compare(lower->syms, equal, leaf, end));
}

static const TcSym *extreme(TcLower *lower, TcPlanOp op, const TcSym *a, const TcSym *b)
{
    const uint32_t sides[2] = {tc_sym_to_number(lower->syms, a), tc_sym_to_number(lower->syms, b)};
    return tc_sym_node(lower->syms, tc_build_call(lower->builder, op, 0, sides, 2));
}

static const TcSym *bound_cases(TcLower *lower, const TcSym *sym, const Guard *guards,
                                const TcSym *most)
{
    if (sym->kind == TC_SYM_CHOOSE) {
        const Guard yes = {guards, sym->node, true}, no = {guards, sym->node, false};
        return tc_sym_choose(lower->syms, sym->node, bound_cases(lower, sym->then, &yes, most),
                             bound_cases(lower, sym->otherwise, &no, most));
    }
    if (sym->kind != TC_SYM_FORM || tc_form_is_constant(sym->num))
        return sym;
    const TcSym *zero = tc_sym_integer(lower->syms, 0), *bounded = sym;
    if (stands(lower, sym, guards, TC_OP_LT, TC_OP_LE, most))
        bounded = extreme(lower, TC_PLAN_LEAST, bounded, most);
    if (stands(lower, sym, guards, TC_OP_GT, TC_OP_GE, zero))
        bounded = extreme(lower, TC_PLAN_GREATEST, bounded, zero);
    return bounded;
}

const TcSym *tc_lower_bounded(TcLower *lower, const TcSym *points, const TcNode *maximum)
{
    const TcSym *most = tc_lower_expr(lower, maximum);
    mpq_t constant;
    mpq_init(constant);
    if (points->kind == TC_SYM_CHOOSE && points->leaves <= TC_SYM_MAX_LEAVES &&
        tc_sym_constant(most, constant))
        points = bound_cases(lower, points, NULL, most);
    mpq_clear(constant);
    return points;
}
