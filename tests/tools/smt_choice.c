/* Choices: before, case lists, scales, tables, riêng; after, the value of the branch that holds.
 *
 * Each item is a guard with a result. A case list is read in order; of the others the first that
 * holds answers. Beside guards that are unknown the answer is the one that all branches agree on
 * that may be reached. */
#include "tools/smt_internal.h"

typedef struct {
    TcSmtTruth guard;
    TcSmtValue result;
} Branch;

/* --- requirements ----------------------------------------------------------------------------- */

static TcSmtTruth compare_with(TcSmtSet *set, TcOperator operator, const TcSmtValue * subject,
                               const TcNode *node, uint32_t self)
{
    const TcSmtValue end = tc_smt_expression(set, node, self);
    if (operator!= TC_OP_EQ && operator!= TC_OP_NE && subject->kind == TC_VALUE_TEXT)
        set->lost = true;
    return tc_smt_compare(set->smt, operator, subject, &end);
}

/* The one value of a phrase that has one, or its first end. */
static const TcNode *phrase_end(const TcNode *phrase)
{
    const bool low = phrase->items[0]->kind != TC_NODE_NONE;
    return phrase->items[low || phrase->n < 2 ? 0 : 1];
}

TcSmtTruth tc_smt_fits(TcSmtSet *set, const TcNode *node, const TcSmtValue *subject, uint32_t self)
{
    const unsigned ends = node->sub;
    if (node->kind != TC_NODE_PHRASE)
        return compare_with(set, TC_OP_EQ, subject, node, self);
    if (ends & (TC_PHRASE_BARE | TC_PHRASE_EQUAL))
        return compare_with(set, TC_OP_EQ, subject, phrase_end(node), self);
    if (ends & TC_PHRASE_NOT)
        return compare_with(set, TC_OP_NE, subject, phrase_end(node), self);
    TcSmtTruth fits = tc_smt_constant(true);
    if (ends & TC_PHRASE_LOW)
        fits = compare_with(set, ends & TC_PHRASE_LOW_OPEN ? TC_OP_GT : TC_OP_GE, subject,
                            node->items[0], self);
    if (ends & TC_PHRASE_HIGH)
        fits = tc_smt_both(set->smt, fits,
                           compare_with(set, ends & TC_PHRASE_HIGH_OPEN ? TC_OP_LT : TC_OP_LE,
                                        subject, node->items[1], self));
    return fits;
}

/* A result: of a subject a bare number or day asks for that at least, a text or answer for just
 * that. */
static TcSmtValue result_of(TcSmtSet *set, const TcNode *node, const TcSmtScope *scope)
{
    const bool asks = scope->subject && !scope->level;
    if (tc_node_is_choice(node))
        return tc_smt_choice(set, node, scope);
    if (node->kind == TC_NODE_PHRASE && node->sub & TC_PHRASE_BARE)
        return result_of(set, phrase_end(node), scope);
    if (node->kind == TC_NODE_PHRASE && !asks)
        return tc_smt_expression(set, phrase_end(node), scope->self);
    if (node->kind == TC_NODE_PHRASE)
        return tc_smt_of_truth(set->smt, tc_smt_fits(set, node, scope->subject, scope->self));
    const TcSmtValue value = tc_smt_expression(set, node, scope->self);
    const bool ordered = value.kind == TC_VALUE_NUMBER || value.kind == TC_VALUE_DATE;
    if (!asks)
        return value;
    return tc_smt_of_truth(
        set->smt, tc_smt_compare(set->smt, ordered ? TC_OP_GE : TC_OP_EQ, scope->subject, &value));
}

/* --- what holds ------------------------------------------------------------------------------- */

/* @branch before @rest, in order. */
static TcSmtValue before(TcSmt *smt, const Branch *branch, const TcSmtValue *rest)
{
    if (tc_smt_is_sure(smt, branch->guard))
        return tc_smt_pick(smt, branch->guard.yes, &branch->result, rest);
    const TcSmtValue agreed = tc_smt_agreed(smt, &branch->result, rest);
    const TcSmtValue open = tc_smt_pick(smt, branch->guard.no, rest, &agreed);
    return tc_smt_pick(smt, branch->guard.yes, &branch->result, &open);
}

/* @otherwise: what holds where none does. */
static TcSmtValue chosen(TcSmt *smt, const GArray *branches, bool ordered, TcSmtValue otherwise)
{
    TcSmtValue value = otherwise;
    for (guint i = branches->len; i-- > 0;)
        value = before(smt, &g_array_index(branches, Branch, i), &value);
    for (guint i = branches->len; i-- > 0 && !ordered;) {
        const Branch *branch = &g_array_index(branches, Branch, i);
        value = tc_smt_pick(smt, branch->guard.yes, &branch->result, &value);
    }
    return value;
}

/* --- the forms -------------------------------------------------------------------------------- */

static TcSmtTruth band_fits(TcSmtSet *set, const TcNode *band, const TcSmtValue *subject,
                            uint32_t self)
{
    TcSmtTruth fits = tc_smt_constant(false);
    for (uint32_t i = 1; i < band->n; i++)
        fits = tc_smt_either(set->smt, fits, tc_smt_fits(set, band->items[i], subject, self));
    return fits;
}

static TcSmtTruth row_fits(TcSmtSet *set, const TcNode *row, const TcNode *heads, uint32_t self)
{
    TcSmtTruth fits = tc_smt_constant(true);
    for (uint32_t i = 0; i + 1 < row->n; i++) {
        if (row->items[i]->kind == TC_NODE_NONE)
            continue;
        const TcSmtValue subject = tc_smt_expression(set, heads->items[i], self);
        fits = tc_smt_both(set->smt, fits, tc_smt_fits(set, row->items[i], &subject, self));
    }
    return fits;
}

static bool is_otherwise(const TcNode *choice, const TcNode *item)
{
    return choice->kind == TC_NODE_TABLE ? item->items[0]->kind == TC_NODE_OTHERWISE
                                         : item->kind == TC_NODE_OTHERWISE;
}

static const TcNode *result_node(const TcNode *choice, const TcNode *item)
{
    if (choice->kind == TC_NODE_CASES)
        return item->items[item->kind == TC_NODE_OTHERWISE ? 0 : 1];
    if (choice->kind == TC_NODE_SCALE)
        return item->items[0];
    const TcNode *result = item->items[item->n - 1];
    return result->kind == TC_NODE_OTHERWISE ? result->items[0] : result;
}

static TcSmtTruth guard_of(TcSmtSet *set, const TcNode *choice, const TcNode *item,
                           const TcSmtValue *subject, uint32_t self)
{
    if (choice->kind == TC_NODE_CASES)
        return tc_smt_condition(set, item->items[0], self);
    return choice->kind == TC_NODE_SCALE ? band_fits(set, item, subject, self)
                                         : row_fits(set, item, choice->items[0], self);
}

TcSmtValue tc_smt_choice(TcSmtSet *set, const TcNode *node, const TcSmtScope *scope)
{
    g_autoptr(GArray) branches = g_array_new(FALSE, FALSE, sizeof(Branch));
    TcSmtValue otherwise = tc_smt_undefined(), subject = otherwise;
    if (node->kind == TC_NODE_SCALE)
        subject = tc_smt_expression(set, node->items[0], scope->self);
    for (uint32_t i = node->kind == TC_NODE_CASES ? 0 : 1; i < node->n; i++) {
        const TcNode *item = node->items[i];
        Branch branch = {.result = result_of(set, result_node(node, item), scope)};
        if (is_otherwise(node, item)) {
            otherwise = branch.result;
            continue;
        }
        branch.guard = guard_of(set, node, item, &subject, scope->self);
        g_array_append_val(branches, branch);
    }
    return chosen(set->smt, branches, node->kind == TC_NODE_CASES, otherwise);
}

TcSmtValue tc_smt_requirement(TcSmtSet *set, const TcRequirement *requirement,
                              const TcSmtScope *scope)
{
    g_autoptr(GArray) branches = g_array_new(FALSE, FALSE, sizeof(Branch));
    TcSmtValue otherwise = tc_smt_undefined();
    if (requirement->content)
        otherwise = result_of(set, requirement->content, scope);
    for (uint32_t i = 0; i < requirement->n_excepts; i++) {
        const TcNode *except = requirement->excepts[i];
        const Branch branch = {tc_smt_condition(set, except->items[0], scope->self),
                               result_of(set, except->items[1], scope)};
        g_array_append_val(branches, branch);
    }
    return chosen(set->smt, branches, false, otherwise);
}

/* --- contents --------------------------------------------------------------------------------- */

TcSmtValue tc_smt_contents(TcSmtSet *set, const TcNode *node, uint32_t self)
{
    TcSmt *smt = set->smt;
    const int64_t wanted = node->sub == TC_CONTENTS_ALL        ? (int64_t)node->n
                           : node->sub == TC_CONTENTS_AT_LEAST ? node->day
                                                               : 1;
    const char *held = "0.0", *perhaps = "0.0";
    for (uint32_t i = 0; i < node->n; i++) {
        const TcSmtTruth item = tc_smt_condition(set, node->items[i]->items[0], self);
        held = tc_smt_more(smt, held, item.yes);
        perhaps = tc_smt_more(smt, perhaps, tc_smt_not(smt, item.no));
    }
    const char *yes = tc_smt_bool(smt, "(>= %s %" G_GINT64_FORMAT ".0)", held, wanted);
    const char *may = tc_smt_bool(smt, "(>= %s %" G_GINT64_FORMAT ".0)", perhaps, wanted);
    return tc_smt_of_truth(smt, (TcSmtTruth){yes, tc_smt_not(smt, may)});
}
