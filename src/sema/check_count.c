/* Checks of comparisons that can never hold or always do: counts of more than there is, shares over
 * 100%, points over the maximum. */
#include "sema/checker.h"

/* --- one comparison --------------------------------------------------------------------------- */

/* What the number on one side can be, and what the other side asks of it. */
typedef struct {
    TcRange range;
    TcWanted wanted;
    const TcType *type; /* of the number; NULL: indicators that are counted */
} Asked;

static bool ask_compare(const TcChecker *checker, const TcNode *node, Asked *asked)
{
    const TcModel *model = checker->model;
    bool left = tc_has_constant(model, node->items[0]);
    const TcNode *subject = node->items[left ? 1 : 0], *end = node->items[left ? 0 : 1];
    TcOperator op = left ? tc_check_flipped((TcOperator)node->sub) : (TcOperator)node->sub;
    asked->type = subject->type;
    return tc_wanted_of_order(model, op, end, &asked->wanted) &&
           tc_range_of(checker, subject, &asked->range);
}

static bool ask_within(const TcChecker *checker, const TcNode *node, Asked *asked)
{
    asked->type = node->items[0]->type;
    return node->items[1]->kind == TC_NODE_PHRASE && node->items[1]->type &&
           node->items[1]->type->kind != TC_KIND_ERROR &&
           tc_wanted_of_phrase(checker->model, node->items[1], &asked->wanted) &&
           tc_range_of(checker, node->items[0], &asked->range);
}

/* Where nothing is counted that is told instead. */
static bool ask_count(const TcChecker *checker, const TcNode *node, Asked *asked)
{
    static const TcOperator orders[] = {[TC_COUNT_AT_LEAST] = TC_OP_GE,
                                        [TC_COUNT_AT_MOST] = TC_OP_LE,
                                        [TC_COUNT_EXACTLY] = TC_OP_EQ};
    TcQuantity quantity = TC_COUNT_QUANTITY(node->sub);
    return quantity >= TC_COUNT_AT_LEAST && node->n && tc_range_counted(checker->model, node) &&
           tc_wanted_of_order(checker->model, orders[quantity], node->items[0], &asked->wanted) &&
           tc_range_count(checker->model, node, &asked->range);
}

static bool ask(const TcChecker *checker, const TcNode *node, Asked *asked)
{
    if (node->kind == TC_NODE_COMPARE)
        return ask_compare(checker, node, asked);
    if (node->kind == TC_NODE_WITHIN)
        return ask_within(checker, node, asked);
    return node->kind == TC_NODE_COUNT && node->ref.kind != TC_REF_NONE &&
           ask_count(checker, node, asked);
}

static void asked_init(Asked *asked)
{
    asked->type = NULL;
    tc_range_init(&asked->range);
    tc_wanted_init(&asked->wanted);
}

static void asked_clear(Asked *asked)
{
    tc_wanted_clear(&asked->wanted);
    tc_range_clear(&asked->range);
}

static void report(TcChecker *checker, const Asked *asked, const TcNode *node, TcDiagCode code)
{
    g_autofree char *text = tc_check_text(node);
    g_autofree char *range = tc_check_range_text(checker, asked->type, &asked->range);
    tc_diag(checker->sema->diags, code, node->span, text, range, NULL);
}

/* Can a cell that @node reads be chưa có? No comparison with that holds. */
static bool may_none(const TcModel *model, const TcNode *node)
{
    g_autoptr(GArray) columns = tc_model_columns(model, node, NULL);
    bool may = false;
    for (guint i = 0; i < columns->len && !may; i++)
        may = model->schema.columns[g_array_index(columns, uint32_t, i)].blank == TC_BLANK_NONE;
    return may;
}

static void check_comparison(TcChecker *checker, const TcNode *node)
{
    Asked asked;
    asked_init(&asked);
    if (node->type && node->type->kind == TC_KIND_BOOL && ask(checker, node, &asked)) {
        TcReach reach = tc_wanted_reach(&asked.wanted, &asked.range);
        if (reach == TC_REACH_NEVER)
            report(checker, &asked, node, TC_DIAG_COUNT_NEVER);
        else if (reach == TC_REACH_ALWAYS && !may_none(checker->model, node))
            report(checker, &asked, node, TC_DIAG_COUNT_ALWAYS);
    }
    asked_clear(&asked);
}

bool tc_check_band_beyond(TcChecker *checker, const TcNode *scale, const TcNode *band)
{
    const TcNode *subject = scale->items[0];
    const TcNode within = {.kind = TC_NODE_WITHIN,
                           .n = 2,
                           .items = (TcNode *[]){scale->items[0], band->items[band->n - 1]}};
    Asked asked;
    asked_init(&asked);
    bool beyond = band->n == 2 && subject->type->kind == TC_KIND_NUMBER &&
                  ask_within(checker, &within, &asked) &&
                  tc_wanted_reach(&asked.wanted, &asked.range) == TC_REACH_NEVER;
    if (beyond)
        report(checker, &asked, band->items[1], TC_DIAG_COUNT_NEVER);
    asked_clear(&asked);
    return beyond;
}

/* --- all of a condition ----------------------------------------------------------------------- */

void tc_check_comparisons(TcChecker *checker, const TcNode *condition)
{
    bool joined = condition->kind == TC_NODE_CHAIN || condition->kind == TC_NODE_UNARY ||
                  condition->kind == TC_NODE_CONTENTS || condition->kind == TC_NODE_ITEM;
    if (!joined)
        check_comparison(checker, condition);
    for (uint32_t i = 0; joined && i < condition->n; i++)
        tc_check_comparisons(checker, condition->items[i]);
}

/* Conditions of indicators are looked at as a whole first (check_reach.c). */
void tc_check_verdicts(TcChecker *checker)
{
    const TcModel *model = checker->model;
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        if (model->verdicts[i].met_when &&
            !tc_check_has_reversed(checker, model->verdicts[i].met_when, (TcAssumption){NULL}))
            tc_check_comparisons(checker, model->verdicts[i].met_when);
}

/* --- counts of nothing ------------------------------------------------------------------------ */

void tc_check_count(TcChecker *checker, TcNode *node)
{
    static const TcKeyword marks[] = {[TC_FILTER_MANDATORY] = TC_KW_MANDATORY,
                                      [TC_FILTER_ELECTIVE] = TC_KW_ELECTIVE,
                                      [TC_FILTER_CRITERIA] = TC_KW_NONE};
    const TcModel *model = checker->model;
    TcLang said = checker->sema->said;
    TcKeyword mark = marks[TC_COUNT_FILTER(node->sub)];
    if (node->ref.kind == TC_REF_NONE || model->entered_of || tc_range_counted(model, node))
        return;
    g_autofree char *text = tc_check_text(node);
    g_autofree char *cure =
        mark ? tc_msg_format(said, TC_MSG_COUNT_MARK_FIX, tc_check_word(checker, mark), NULL)
             : g_strdup(tc_msg(said, TC_MSG_COUNT_NONE_FIX));
    tc_diag(checker->sema->diags, TC_DIAG_COUNT_OF_NONE, node->span, text, cure, NULL);
}
