/* Expectations that no data can meet: a figure outside of all that it can be, a state that the
 * indicator never has. What is told is proved over the declared ranges. */
#include "sema/checker.h"
#include "sema/example_internal.h"

static void tell(const TcChecker *checker, const TcExpectation *expectation, const char *why)
{
    tc_diag(checker->sema->diags, TC_DIAG_EXAMPLE_NEVER, expectation->span, expectation->text, why,
            NULL);
}

/* --- figures ---------------------------------------------------------------------------------- */

static bool wanted_of(const TcModel *model, const TcNode *node, TcWanted *wanted)
{
    if (node->kind == TC_NODE_WITHIN && node->items[1]->kind == TC_NODE_PHRASE)
        return tc_wanted_of_phrase(model, node->items[1], wanted);
    return node->kind == TC_NODE_COMPARE &&
           tc_wanted_of_order(model, (TcOperator)node->sub, node->items[1], wanted);
}

static bool is_number(const TcNode *node)
{
    return node->type && node->type->kind == TC_KIND_NUMBER;
}

static void check_figure(const TcChecker *checker, const TcExpectation *expectation)
{
    const TcNode *node = expectation->condition;
    TcRange range;
    TcWanted wanted;
    if ((node->kind != TC_NODE_WITHIN && node->kind != TC_NODE_COMPARE) ||
        !is_number(node->items[0]))
        return;
    tc_range_init(&range);
    tc_wanted_init(&wanted);
    if (tc_range_of(checker, node->items[0], &range) && wanted_of(checker->model, node, &wanted) &&
        tc_wanted_reach(&wanted, &range) == TC_REACH_NEVER) {
        g_autofree char *text = tc_check_range_text(checker, node->items[0]->type, &range);
        g_autofree char *why =
            tc_msg_format(checker->sema->said, TC_MSG_EXAMPLE_CAN_BE, text, NULL);
        tell(checker, expectation, why);
    }
    tc_wanted_clear(&wanted);
    tc_range_clear(&range);
}

/* --- states ----------------------------------------------------------------------------------- */

static bool never_apart(const TcIndicator *indicator)
{
    return !indicator->not_applicable_when && !indicator->not_for.n && !indicator->only_for.n;
}

static void check_state(const TcChecker *checker, const TcExpectation *expectation)
{
    const TcNode *node = expectation->condition;
    if (node->kind != TC_NODE_STATE || node->ref.kind != TC_REF_INDICATOR)
        return;
    const TcIndicator *indicator = &checker->model->indicators[node->ref.index];
    const TcLang said = checker->sema->said;
    if (node->sub == TC_STATE_NOT_APPLICABLE && never_apart(indicator))
        tell(checker, expectation, tc_msg(said, TC_MSG_EXAMPLE_ALWAYS_APPLIES));
    if (node->sub == TC_STATE_AWAITS && !indicator->evidence)
        tell(checker, expectation, tc_msg(said, TC_MSG_EXAMPLE_NO_APPRAISAL));
}

void tc_example_check(TcSema *sema, const GArray *examples, guint first)
{
    if (sema->broken || tc_diag_has_errors(sema->diags))
        return;
    TcChecker checker;
    tc_checker_init(&checker, sema);
    for (guint i = first; i < examples->len; i++) {
        const TcExample *example = &g_array_index(examples, TcExample, i);
        for (uint32_t e = 0; e < example->n_expected; e++) {
            check_figure(&checker, &example->expected[e]);
            check_state(&checker, &example->expected[e]);
        }
    }
    tc_checker_clear(&checker);
}
