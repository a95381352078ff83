/* The reference evaluator: expressions. */
#include "exec/reference_internal.h"

TcTruth tc_ref_condition(TcReference *reference, const TcNode *node, uint32_t self)
{
    TcValue value;
    tc_value_init(&value);
    tc_ref_expression(reference, node, self, &value);
    TcTruth truth = tc_value_truth(&value);
    tc_value_clear(&value);
    return truth;
}

static void literal(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    (void)reference, (void)self;
    if (node->kind == TC_NODE_NUMBER)
        tc_value_set_number(result, node->number);
    else if (node->kind == TC_NODE_DATE)
        tc_value_set_day(result, node->day);
    else if (node->kind == TC_NODE_TEXT)
        tc_value_set_text(result, node->text);
    else if (node->kind == TC_NODE_BOOL)
        tc_value_set_truth(result, node->sub ? TC_TRUTH_YES : TC_TRUTH_NO, TC_WHY_NOT);
    else
        tc_value_undefine(result, TC_WHY_LITERAL);
}

static void unary(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    tc_ref_expression(reference, node->items[0], self, result);
    if (node->sub == TC_OP_NOT)
        tc_value_set_truth(result, tc_truth_not(tc_value_truth(result)), result->why);
    else
        tc_value_negate(result);
}

/* Strong Kleene: all sides are evaluated, so that a reason does not hang on their order. */
static void logic(const TcNode *node, TcValue *left, const TcValue *right)
{
    TcTruth a = tc_value_truth(left), b = tc_value_truth(right);
    TcWhy why = left->defined ? right->why : left->why;
    tc_value_set_truth(left, node->sub == TC_OP_AND ? tc_truth_and(a, b) : tc_truth_or(a, b), why);
}

static void chain(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    TcValue next;
    tc_value_init(&next);
    tc_ref_expression(reference, node->items[0], self, result);
    for (uint32_t i = 1; i < node->n; i++) {
        tc_ref_expression(reference, node->items[i], self, &next);
        if (node->sub == TC_OP_ADD)
            tc_value_compute(tc_chain_sign(node, i), result, &next, result);
        else
            logic(node, result, &next);
    }
    tc_value_clear(&next);
}

static void compare(const TcNode *node, TcValue *left, const TcValue *right, TcValue *result)
{
    TcWhy why = left->defined ? right->why : left->why;
    tc_value_set_truth(result, tc_value_compare((TcOperator)node->sub, left, right), why);
}

static void binary(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    TcValue right;
    tc_value_init(&right);
    tc_ref_expression(reference, node->items[0], self, result);
    tc_ref_expression(reference, node->items[1], self, &right);
    if (node->kind == TC_NODE_COMPARE)
        compare(node, result, &right, result);
    else
        tc_value_compute((TcOperator)node->sub, result, &right, result);
    tc_value_clear(&right);
}

static void within(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    TcValue subject;
    tc_value_init(&subject);
    tc_ref_expression(reference, node->items[0], self, &subject);
    TcTruth truth = tc_ref_fits(reference, node->items[1], &subject, self);
    tc_value_set_truth(result, truth, subject.defined ? TC_WHY_LITERAL : subject.why);
    tc_value_clear(&subject);
}

/* x thuộc {a; b}: a comparison with each; chưa có is neither in the list nor outside. */
static void member(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    TcValue subject;
    tc_value_init(&subject);
    tc_ref_expression(reference, node->items[0], self, &subject);
    TcTruth found = TC_TRUTH_NO;
    for (uint32_t i = 1; i < node->n; i++)
        found = tc_truth_or(found, tc_ref_fits(reference, node->items[i], &subject, self));
    if (node->flags & TC_FLAG_NEGATED)
        found = subject.defined && subject.none ? TC_TRUTH_NO : tc_truth_not(found);
    tc_value_set_truth(result, found, subject.defined ? TC_WHY_LITERAL : subject.why);
    tc_value_clear(&subject);
}

static void has_data(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    bool known = tc_ref_is_known(reference, node->items[0], self);
    bool negated = node->flags & TC_FLAG_NEGATED;
    tc_value_set_truth(result, known != negated ? TC_TRUTH_YES : TC_TRUTH_NO, TC_WHY_NOT);
}

static void total(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    (void)self;
    const TcNode *part = node->n > 0 ? node->items[0] : NULL;
    TcRefKind kind = part ? part->ref.kind : TC_REF_SET;
    tc_ref_total(reference, (TcTotal)node->sub, kind, part ? part->ref.index : 0, result);
}

static void choice(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    tc_ref_choice(reference, node, &(TcRefScope){.self = self}, result);
}

static void contents(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    tc_value_set_truth(result, tc_ref_contents(reference, node, self), TC_WHY_LITERAL);
}

static void state(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    tc_value_set_truth(result, tc_ref_state(reference, node, self), TC_WHY_STATE);
}

static void name(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    (void)self;
    tc_ref_name(reference, node, result);
}

typedef void Evaluate(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result);

/* The other kinds never stand in the place of a value of a complete model. */
static Evaluate *const evaluators[TC_N_NODE_KINDS] = {
    [TC_NODE_NUMBER] = literal,    [TC_NODE_DATE] = literal,       [TC_NODE_TEXT] = literal,
    [TC_NODE_BOOL] = literal,      [TC_NODE_UNKNOWN] = literal,    [TC_NODE_NAME] = name,
    [TC_NODE_PART] = name,         [TC_NODE_OWN] = tc_ref_own,     [TC_NODE_TOTAL] = total,
    [TC_NODE_STATE] = state,       [TC_NODE_COUNT] = tc_ref_count, [TC_NODE_UNARY] = unary,
    [TC_NODE_BINARY] = binary,     [TC_NODE_COMPARE] = binary,     [TC_NODE_WITHIN] = within,
    [TC_NODE_MEMBER] = member,     [TC_NODE_HAS_DATA] = has_data,  [TC_NODE_CALL] = tc_ref_call,
    [TC_NODE_CASES] = choice,      [TC_NODE_SCALE] = choice,       [TC_NODE_TABLE] = choice,
    [TC_NODE_CONTENTS] = contents, [TC_NODE_CHAIN] = chain,
};

void tc_ref_expression(TcReference *reference, const TcNode *node, uint32_t self, TcValue *result)
{
    reference->depth++;
    if (evaluators[node->kind])
        evaluators[node->kind](reference, node, self, result);
    else
        tc_value_undefine(result, TC_WHY_NO_CASE);
    reference->depth--;
}
