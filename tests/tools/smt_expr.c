/* Expressions: before, nodes of the tree; after, values. */
#include "base/date.h"
#include "sema/builtins.h"
#include "tools/smt_internal.h"

static TcSmtValue lost(TcSmtSet *set)
{
    set->lost = true;
    return tc_smt_undefined();
}

TcSmtTruth tc_smt_condition(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    const TcSmtValue value = tc_smt_expression(set, node, self);
    return tc_smt_truth(set->smt, &value);
}

static bool is_plain_comparison(TcOperator operator)
{
    return operator== TC_OP_EQ || operator== TC_OP_NE;
}

/* Texts are numbered in no order. */
static TcSmtTruth compare(TcSmtSet *set, TcOperator operator, const TcSmtValue * a,
                          const TcSmtValue *b)
{
    if (!is_plain_comparison(operator) && (a->kind == TC_VALUE_TEXT || a->kind == TC_VALUE_BOOL))
        set->lost = true;
    return tc_smt_compare(set->smt, operator, a, b);
}

/* --- operations ------------------------------------------------------------------------------- */

static TcSmtValue literal(TcSmtSet *set, const TcNode *node)
{
    TcSmt *smt = set->smt;
    mpq_t day;
    switch ((int)node->kind) {
    case TC_NODE_NUMBER:
        return tc_smt_defined(TC_VALUE_NUMBER, tc_smt_number(smt, node->number));
    case TC_NODE_TEXT:
        return tc_smt_text_of(smt, node->text);
    case TC_NODE_BOOL:
        return tc_smt_defined(TC_VALUE_BOOL, node->sub ? "true" : "false");
    case TC_NODE_DATE:
        mpq_init(day);
        mpq_set_si(day, node->day, 1);
        const TcSmtValue value = tc_smt_defined(TC_VALUE_DATE, tc_smt_number(smt, day));
        mpq_clear(day);
        return value;
    default:
        return tc_smt_undefined();
    }
}

static TcSmtValue chain(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    TcSmtValue result = tc_smt_expression(set, node->items[0], self);
    TcSmtTruth truth = tc_smt_truth(set->smt, &result);
    for (uint32_t i = 1; i < node->n; i++) {
        const TcSmtValue next = tc_smt_expression(set, node->items[i], self);
        const TcSmtTruth one = tc_smt_truth(set->smt, &next);
        if (node->sub == TC_OP_ADD)
            result = tc_smt_compute(set, tc_chain_sign(node, i), &result, &next);
        else
            truth = node->sub == TC_OP_AND ? tc_smt_both(set->smt, truth, one)
                                           : tc_smt_either(set->smt, truth, one);
    }
    return node->sub == TC_OP_ADD ? result : tc_smt_of_truth(set->smt, truth);
}

static TcSmtValue binary(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    const TcOperator operator=(TcOperator) node->sub;
    const TcSmtValue a = tc_smt_expression(set, node->items[0], self);
    const TcSmtValue b = tc_smt_expression(set, node->items[1], self);
    if (node->kind != TC_NODE_COMPARE)
        return tc_smt_compute(set, operator, & a, &b);
    return tc_smt_of_truth(set->smt, compare(set, operator, & a, &b));
}

static TcSmtValue unary(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    const TcSmtValue value = tc_smt_expression(set, node->items[0], self);
    if (node->sub != TC_OP_NOT)
        return tc_smt_negated(set->smt, &value);
    return tc_smt_of_truth(set->smt, tc_smt_opposite(tc_smt_truth(set->smt, &value)));
}

/* x thuộc {a; b}; chưa có is neither in the list nor outside. */
static TcSmtValue member(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    TcSmt *smt = set->smt;
    const TcSmtValue subject = tc_smt_expression(set, node->items[0], self);
    TcSmtTruth found = tc_smt_constant(false);
    for (uint32_t i = 1; i < node->n; i++)
        found = tc_smt_either(smt, found, tc_smt_fits(set, node->items[i], &subject, self));
    if ((node->flags & TC_FLAG_NEGATED) == 0)
        return tc_smt_of_truth(smt, found);
    const char *none = tc_smt_and(smt, subject.defined, subject.none);
    const TcSmtTruth outside = {tc_smt_and(smt, found.no, tc_smt_not(smt, none)),
                                tc_smt_or(smt, found.yes, none)};
    return tc_smt_of_truth(smt, outside);
}

/* Of a complete row: has it a value? */
static TcSmtValue has_data(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    const char *known = tc_smt_expression(set, node->items[0], self).defined;
    if (node->flags & TC_FLAG_NEGATED)
        known = tc_smt_not(set->smt, known);
    return tc_smt_defined(TC_VALUE_BOOL, known);
}

/* --- functions -------------------------------------------------------------------------------- */

/* Strict: what an extreme is taken of has values, none is chưa có. */
static TcSmtValue extreme(TcSmtSet *set, const TcNode *node, uint32_t self, TcOperator wanted)
{
    TcSmt *smt = set->smt;
    TcSmtValue best = tc_smt_expression(set, node->items[0], self);
    for (uint32_t i = 1; i < node->n; i++) {
        const TcSmtValue other = tc_smt_expression(set, node->items[i], self);
        const TcSmtTruth better = compare(set, wanted, &other, &best);
        const char *all = tc_smt_and(smt, best.defined, other.defined);
        const char *some = tc_smt_not(smt, tc_smt_or(smt, best.none, other.none));
        best = tc_smt_pick(smt, better.yes, &other, &best);
        best.defined = tc_smt_and(smt, all, some);
        best.none = "false";
    }
    return best;
}

static TcSmtValue sum(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    TcSmtValue result = tc_smt_expression(set, node->items[0], self);
    for (uint32_t i = 1; i < node->n; i++) {
        const TcSmtValue next = tc_smt_expression(set, node->items[i], self);
        result = tc_smt_compute(set, TC_OP_ADD, &result, &next);
    }
    return result;
}

static TcSmtValue mean(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    const TcSmtValue all = sum(set, node, self);
    const TcSmtValue n = tc_smt_defined(TC_VALUE_NUMBER, tc_smt_word(set->smt, "%u.0", node->n));
    return tc_smt_compute(set, TC_OP_DIV, &all, &n);
}

static TcSmtValue absolute(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    const TcSmtValue value = tc_smt_expression(set, node->items[0], self);
    const TcSmtValue zero = tc_smt_defined(TC_VALUE_NUMBER, "0.0");
    const TcSmtValue minus = tc_smt_negated(set->smt, &value);
    TcSmtValue plain = value;
    plain.defined = minus.defined;
    plain.none = "false";
    return tc_smt_pick(set->smt, tc_smt_compare(set->smt, TC_OP_LT, &value, &zero).yes, &minus,
                       &plain);
}

static TcSmtValue call(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    TcSmtValue first, second;
    switch ((TcBuiltin)node->ref.index) {
    case TC_BUILTIN_MIN:
        return extreme(set, node, self, TC_OP_LT);
    case TC_BUILTIN_MAX:
        return extreme(set, node, self, TC_OP_GT);
    case TC_BUILTIN_SUM:
        return sum(set, node, self);
    case TC_BUILTIN_MEAN:
        return mean(set, node, self);
    case TC_BUILTIN_ABS:
        return absolute(set, node, self);
    case TC_BUILTIN_DEFAULT:
        first = tc_smt_expression(set, node->items[0], self);
        second = tc_smt_expression(set, node->items[1], self);
        return tc_smt_pick(set->smt, first.defined, &first, &second);
    case TC_BUILTIN_DAYS_BETWEEN:
        first = tc_smt_expression(set, node->items[0], self);
        second = tc_smt_expression(set, node->items[1], self);
        return tc_smt_compute(set, TC_OP_SUB, &second, &first);
    default: /* rounding, parts of dates */
        return lost(set);
    }
}

/* --- all -------------------------------------------------------------------------------------- */

TcSmtValue tc_smt_expression(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    TcSmtValue subject;
    switch ((int)node->kind) {
    case TC_NODE_NUMBER:
    case TC_NODE_DATE:
    case TC_NODE_TEXT:
    case TC_NODE_BOOL:
    case TC_NODE_UNKNOWN:
        return literal(set, node);
    case TC_NODE_NAME:
    case TC_NODE_PART:
        return tc_smt_name(set, node);
    case TC_NODE_OWN:
        return tc_smt_own(set, node, self);
    case TC_NODE_TOTAL:
        return tc_smt_total(set, node);
    case TC_NODE_STATE:
        return tc_smt_of_truth(set->smt, tc_smt_state(set, node, self));
    case TC_NODE_COUNT:
        return tc_smt_count(set, node, self);
    case TC_NODE_UNARY:
        return unary(set, node, self);
    case TC_NODE_BINARY:
    case TC_NODE_COMPARE:
        return binary(set, node, self);
    case TC_NODE_CHAIN:
        return chain(set, node, self);
    case TC_NODE_WITHIN:
        subject = tc_smt_expression(set, node->items[0], self);
        return tc_smt_of_truth(set->smt, tc_smt_fits(set, node->items[1], &subject, self));
    case TC_NODE_MEMBER:
        return member(set, node, self);
    case TC_NODE_HAS_DATA:
        return has_data(set, node, self);
    case TC_NODE_CALL:
        return call(set, node, self);
    case TC_NODE_CASES:
    case TC_NODE_SCALE:
    case TC_NODE_TABLE:
        return tc_smt_choice(set, node, &(TcSmtScope){.self = self});
    case TC_NODE_CONTENTS:
        return tc_smt_contents(set, node, self);
    default:
        return lost(set);
    }
}
