/* Whether a sym has a value, and whether that is not chưa có. */
#include "plan/sym_internal.h"

/* --- defined ---------------------------------------------------------------------------------- */

/* A text is chosen by a guard that is known, or since both cases have the same. */
static uint32_t choice_defined(TcSymPool *pool, const TcSym *sym)
{
    TcBuilder *builder = pool->builder;
    const uint32_t then = tc_sym_is_defined(pool, sym->then);
    const uint32_t otherwise = tc_sym_is_defined(pool, sym->otherwise);
    const uint32_t chosen = tc_build_choose(builder, TC_CHOOSE_AGREE, sym->node, then, otherwise);
    if (tc_builder_node(builder, sym->node)->never_unknown)
        return chosen;
    const uint32_t known = tc_build_has_data(builder, NULL, 0, sym->node);
    const uint32_t same = tc_sym_compare(pool, TC_OP_EQ, sym->then, sym->otherwise);
    return tc_build_or2(builder, tc_build_and2(builder, known, chosen),
                        tc_build_and(builder, (uint32_t[]){then, otherwise, same}, 3));
}

static uint32_t node_defined(TcSymPool *pool, uint32_t node, bool certain)
{
    return certain ? tc_build_truth(pool->builder, TC_IS_TRUE)
                   : tc_build_has_data(pool->builder, NULL, 0, node);
}

static uint32_t number_defined(TcSymPool *pool, const TcSym *sym)
{
    const uint32_t node = tc_sym_to_number(pool, sym);
    return node_defined(pool, node, !tc_builder_node(pool->builder, node)->may_undefined);
}

static uint32_t find_defined(TcSymPool *pool, const TcSymQuestion *question)
{
    const TcSym *sym = question->a;
    const TcBuilder *builder = pool->builder;
    if (sym->kind == TC_SYM_UNDEFINED)
        return tc_build_truth(pool->builder, TC_IS_FALSE);
    if (sym->kind == TC_SYM_TRUTH)
        return node_defined(pool, sym->node, tc_builder_node(builder, sym->node)->never_unknown);
    if (sym->kind == TC_SYM_FORM)
        return number_defined(pool, sym);
    if (sym->kind != TC_SYM_CHOOSE)
        return tc_build_truth(pool->builder, TC_IS_TRUE);
    if (tc_builder_node(builder, sym->node)->never_unknown || tc_sym_is_text(sym))
        return choice_defined(pool, sym);
    return number_defined(pool, sym);
}

uint32_t tc_sym_is_defined(TcSymPool *pool, const TcSym *sym)
{
    return tc_sym_ask(pool, &(TcSymQuestion){find_defined, 0, sym, NULL});
}

/* --- there ------------------------------------------------------------------------------------ */

/* What is chưa có stands on no side of a number, and a text that is chưa có is not even itself. */
static uint32_t leaf_there(TcSymPool *pool, const TcSym *leaf)
{
    if (leaf->kind == TC_SYM_COLUMN)
        return tc_sym_compare(pool, TC_OP_EQ, leaf, leaf);
    const TcSym *zero = tc_sym_integer(pool, 0);
    return tc_build_or2(pool->builder, tc_sym_compare(pool, TC_OP_GE, leaf, zero),
                        tc_sym_compare(pool, TC_OP_LT, leaf, zero));
}

static uint32_t find_there(TcSymPool *pool, const TcSymQuestion *question)
{
    const TcSym *sym = question->a;
    if (sym->kind == TC_SYM_UNDEFINED)
        return tc_build_truth(pool->builder, TC_IS_UNKNOWN);
    if (sym->kind == TC_SYM_NEVER)
        return tc_build_truth(pool->builder, 0);
    if (sym->kind != TC_SYM_CHOOSE)
        return sym->may_none ? leaf_there(pool, sym) : tc_build_truth(pool->builder, TC_IS_TRUE);
    return tc_build_choose(pool->builder, TC_CHOOSE_AGREE, sym->node,
                           tc_sym_is_there(pool, sym->then), tc_sym_is_there(pool, sym->otherwise));
}

uint32_t tc_sym_is_there(TcSymPool *pool, const TcSym *sym)
{
    return tc_sym_ask(pool, &(TcSymQuestion){find_there, 0, sym, NULL});
}
