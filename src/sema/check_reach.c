/* Checks of reach: requirements that no row meets or every row does, points over the maximum,
 * stated maxima. What is told here is proved over the declared ranges; what is not proved is left
 * alone. */
#include "sema/builtins.h"
#include "sema/checker.h"
#include "sema/roots.h"
#include "sema/words.h"
#include "syntax/token.h"

/* --- requirements ----------------------------------------------------------------------------- */

typedef struct {
    TcChecker *checker;
    const TcIndicator *indicator;
    const TcRange *range; /* of its value */
} Reach;

static void check_phrase(TcNode *node, void *data)
{
    const Reach *reach = data;
    TcChecker *checker = reach->checker;
    TcWanted wanted;
    if (node->kind != TC_NODE_PHRASE || !node->type || node->type->kind == TC_KIND_ERROR)
        return;
    tc_wanted_init(&wanted);
    TcReach found = tc_wanted_of_phrase(checker->model, node, &wanted)
                        ? tc_wanted_reach(&wanted, reach->range)
                        : TC_REACH_SOME;
    tc_wanted_clear(&wanted);
    if (found == TC_REACH_SOME)
        return;
    g_autofree char *text =
        tc_check_range_text(checker, reach->indicator->value->type, reach->range);
    tc_diag(checker->sema->diags, found == TC_REACH_NEVER ? TC_DIAG_NEVER_MET : TC_DIAG_ALWAYS_MET,
            node->span, reach->indicator->code, text, NULL);
}

static void check_requirement(Reach *reach, const TcRequirement *requirement)
{
    if (requirement->content)
        tc_each_result((TcNode *)requirement->content, check_phrase, reach);
    for (uint32_t i = 0; i < requirement->n_excepts; i++)
        if (requirement->excepts[i]->n > 1)
            tc_each_result(requirement->excepts[i]->items[1], check_phrase, reach);
}

/* --- đạt khi ---------------------------------------------------------------------------------- */

/* On how many cells does a condition hold, on how many not? */
typedef struct {
    uint32_t yes, no;
} Held;

static void count_held(const TcPatch *patch, void *data)
{
    Held *held = data;
    if (patch->n_rows)
        held->yes++;
    else
        held->no++;
}

TcReach tc_check_condition_reach(const TcChecker *checker, const TcNode *condition)
{
    TcGuard guard = {.condition = condition};
    TcSpace *space = tc_space_new(checker, &guard, 1, (TcAssumption){NULL});
    Held held = {0, 0};
    bool decided = space && tc_space_visit(space, count_held, &held) && tc_space_exact(space);
    tc_space_free(space);
    return !decided   ? TC_REACH_SOME
           : held.yes ? (held.no ? TC_REACH_SOME : TC_REACH_ALWAYS)
                      : TC_REACH_NEVER;
}

/* Does @a @op @b hold for all values of their difference, or for none? */
static TcReach order_reach(TcOperator op, const TcRange *difference)
{
    TcWanted wanted;
    tc_wanted_init(&wanted); /* both ends are 0 */
    wanted.range.has_low = op == TC_OP_GT || op == TC_OP_GE || op == TC_OP_EQ;
    wanted.range.has_high = op == TC_OP_LT || op == TC_OP_LE || op == TC_OP_EQ;
    wanted.low_open = op == TC_OP_GT;
    wanted.high_open = op == TC_OP_LT;
    const TcReach reach = op == TC_OP_NE ? TC_REACH_SOME : tc_wanted_reach(&wanted, difference);
    tc_wanted_clear(&wanted);
    return reach;
}

/* A comparison of two things that vary; one with itself is told elsewhere. */
static void check_two_sides(TcChecker *checker, const TcNode *compare, const char *code)
{
    const TcNode *a = compare->items[0], *b = compare->items[1];
    TcRange difference;
    if (!a->type || a->type->kind != TC_KIND_NUMBER || tc_check_same(a, b) ||
        tc_has_constant(checker->model, a) || tc_has_constant(checker->model, b))
        return;
    tc_range_init(&difference);
    const TcReach reach = tc_range_of_difference(checker, a, b, &difference)
                              ? order_reach((TcOperator)compare->sub, &difference)
                              : TC_REACH_SOME;
    tc_range_clear(&difference);
    if (reach != TC_REACH_SOME)
        tc_diag(checker->sema->diags,
                reach == TC_REACH_NEVER ? TC_DIAG_CONDITION_NEVER : TC_DIAG_CONDITION_ALWAYS,
                compare->span, code, NULL);
}

static void check_orders(TcChecker *checker, const TcNode *condition, const char *code)
{
    const bool joined = condition->kind == TC_NODE_CHAIN || condition->kind == TC_NODE_UNARY ||
                        condition->kind == TC_NODE_CONTENTS || condition->kind == TC_NODE_ITEM;
    if (condition->kind == TC_NODE_COMPARE)
        check_two_sides(checker, condition, code);
    for (uint32_t i = 0; joined && i < condition->n; i++)
        check_orders(checker, condition->items[i], code);
}

/* An empty phrase is told where it stands. */
static void check_condition(TcChecker *checker, const TcNode *condition, const char *code)
{
    if (!condition->type || condition->type->kind != TC_KIND_BOOL ||
        tc_check_has_reversed(checker, condition, (TcAssumption){NULL}))
        return;
    TcReach reach = tc_check_condition_reach(checker, condition);
    if (reach == TC_REACH_SOME) {
        tc_check_comparisons(checker, condition);
        check_orders(checker, condition, code);
    } else
        tc_diag(checker->sema->diags,
                reach == TC_REACH_NEVER ? TC_DIAG_CONDITION_NEVER : TC_DIAG_CONDITION_ALWAYS,
                condition->span, code, NULL);
}

static void check_indicator(TcChecker *checker, const TcIndicator *indicator)
{
    TcRange range;
    Reach reach = {checker, indicator, &range};
    tc_range_init(&range);
    if (indicator->value && indicator->value->type &&
        indicator->value->type->kind == TC_KIND_NUMBER &&
        tc_range_of(checker, indicator->value, &range)) {
        check_requirement(&reach, &indicator->required);
        check_requirement(&reach, &indicator->aiming_at);
        check_requirement(&reach, &indicator->encouraged_at);
    }
    tc_range_clear(&range);
    if (indicator->met_when)
        check_condition(checker, indicator->met_when, indicator->code);
    if (indicator->not_applicable_when)
        check_condition(checker, indicator->not_applicable_when, indicator->code);
}

void tc_check_reach(TcChecker *checker)
{
    for (uint32_t i = 0; i < checker->model->n_indicators; i++)
        if (checker->whole[i])
            check_indicator(checker, &checker->model->indicators[i]);
}

/* --- points ----------------------------------------------------------------------------------- */

typedef struct {
    TcChecker *checker;
    const TcIndicator *indicator;
    mpq_ptr max;
    bool nested; /* the result holds on a part of the values only */
    bool open;   /* some result is no constant */
    mpq_t best;  /* of the constant ones */
} Points;

/* What a name or giá trị stands for, or NULL. */
static const TcNode *meaning(const TcModel *model, const TcNode *node)
{
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_DEFINITION)
        return model->definitions[node->ref.index].value;
    bool value = node->kind == TC_NODE_OWN && node->sub == TC_OWN_VALUE;
    return value && node->ref.kind == TC_REF_INDICATOR ? model->indicators[node->ref.index].value
                                                       : NULL;
}

/* Is it by a column, so that the one above it can be limited? */
static bool has_denominator(const TcModel *model, const TcNode *node)
{
    const TcNode *other = meaning(model, node);
    bool found = (node->kind == TC_NODE_BINARY && node->sub == TC_OP_DIV &&
                  !tc_has_constant(model, node->items[1])) ||
                 (other && has_denominator(model, other));
    for (uint32_t i = 0; i < node->n && !found; i++)
        found = has_denominator(model, node->items[i]);
    return found;
}

/* A share is limited by its columns, a count by what it is at most worth. */
static void report_unbounded(const Points *points, const TcNode *node, const char *max)
{
    TcSema *sema = points->checker->sema;
    const TcLang lang = points->checker->model->lang;
    const bool share = has_denominator(points->checker->model, node);
    g_autofree char *text = tc_span_text(node->span);
    g_autofree char *least = g_strdup_printf("%s(%s; %s)", tc_function_name(TC_BUILTIN_MIN, lang),
                                             text, tc_keyword_name(TC_KW_OWN_MAX_POINTS, lang));
    g_autofree char *fix = share ? tc_diag_words(tc_msg(sema->said, TC_MSG_LIMIT_NUMERATOR), lang)
                                 : tc_msg_format(sema->said, TC_MSG_WRITE, least, NULL);
    TcDiag *diag = tc_diag(sema->diags, TC_DIAG_POINTS_UNBOUNDED, node->span,
                           points->indicator->code, max, fix, NULL);
    if (!share)
        tc_diag_edit(diag, node->span, least);
}

static void report_points(const Points *points, const TcNode *node, const TcRange *range)
{
    TcChecker *checker = points->checker;
    g_autofree char *max = tc_words_number(checker->sema, node->span, points->max, false);
    g_autofree char *high =
        range->has_high ? tc_words_number(checker->sema, node->span, range->high, false) : NULL;
    bool below = range->has_low && mpq_sgn(range->low) < 0;
    mpq_t far; /* beyond this only the default limits of columns speak */
    mpq_init(far);
    mpq_mul_2exp(far, points->max, 20);
    bool limited = high && mpq_cmp(range->high, far) < 0;
    mpq_clear(far);
    if (below)
        tc_diag(checker->sema->diags, TC_DIAG_POINTS_NEGATIVE, node->span, points->indicator->code,
                NULL);
    else if (limited)
        tc_diag(checker->sema->diags, TC_DIAG_POINTS_OVER, node->span, points->indicator->code,
                high, max, NULL);
    else
        report_unbounded(points, node, max);
}

/* A constant is what it is; a computed result is told of only where its range is surely taken. */
static void check_points_result(TcNode *node, void *data)
{
    Points *points = data;
    TcRange range;
    if (!node->type || node->type->kind != TC_KIND_NUMBER) {
        points->open = true;
        return;
    }
    tc_range_init(&range);
    bool constant = tc_constant(points->checker->model, node, range.low);
    points->open |= !constant;
    if (constant) {
        if (mpq_cmp(range.low, points->best) > 0)
            mpq_set(points->best, range.low);
        range.has_low = range.has_high = true;
        mpq_set(range.high, range.low);
    }
    bool known =
        constant || (!points->nested && tc_range_of(points->checker, node, &range) && range.exact);
    bool outside = known && ((range.has_low && mpq_sgn(range.low) < 0) || !range.has_high ||
                             mpq_cmp(range.high, points->max) > 0);
    if (outside)
        report_points(points, node, &range);
    tc_range_clear(&range);
}

/* Does every result give less than the maximum? One that could not be read may be the best. */
static void check_best(const Points *points)
{
    TcChecker *checker = points->checker;
    const TcIndicator *indicator = points->indicator;
    if (points->open || tc_diag_has_errors(checker->sema->diags) ||
        mpq_cmp(points->best, points->max) >= 0)
        return;
    const TcSpan at = indicator->max_points->span;
    g_autofree char *max = tc_words_number(checker->sema, at, points->max, false);
    g_autofree char *best = tc_words_number(checker->sema, at, points->best, false);
    tc_diag(checker->sema->diags, TC_DIAG_POINTS_SHORT, at, indicator->code, max, best, NULL);
}

static void check_points_of(TcChecker *checker, const TcIndicator *indicator, mpq_ptr max)
{
    const TcNode *given = indicator->points;
    bool nested = tc_node_is_choice(given);
    Points points = {.checker = checker, .indicator = indicator, .max = max, .nested = nested};
    mpq_init(points.best);
    tc_each_result((TcNode *)given, check_points_result, &points);
    check_best(&points);
    mpq_clear(points.best);
}

void tc_check_points(TcChecker *checker)
{
    const TcModel *model = checker->model;
    mpq_t max;
    mpq_init(max);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[i];
        if (checker->whole[i] && indicator->points && indicator->max_points &&
            tc_constant(model, indicator->max_points, max))
            check_points_of(checker, indicator, max);
    }
    mpq_clear(max);
}

/* --- stated maxima ---------------------------------------------------------------------------- */

static bool counts_in_maximum(const TcIndicator *indicator)
{
    return indicator->max_points && !indicator->bonus && !indicator->penalty &&
           !indicator->not_scored;
}

/* Sums the maxima of @n indicators (@list, or all if NULL). Returns: are all of them constant? */
static bool sum_maxima(const TcModel *model, const uint32_t *list, uint32_t n, mpq_t sum)
{
    mpq_t one;
    bool known = true;
    mpq_init(one);
    mpq_set_ui(sum, 0, 1);
    for (uint32_t i = 0; known && i < n; i++) {
        const TcIndicator *indicator = &model->indicators[list ? list[i] : i];
        if (!counts_in_maximum(indicator))
            continue;
        known = tc_constant(model, indicator->max_points, one);
        mpq_add(sum, sum, one);
    }
    mpq_clear(one);
    return known;
}

static void check_maximum(TcChecker *checker, const TcNode *stated, const uint32_t *list,
                          uint32_t n)
{
    mpq_t wanted, sum;
    mpq_init(wanted);
    mpq_init(sum);
    if (stated && tc_constant(checker->model, stated, wanted) &&
        sum_maxima(checker->model, list, n, sum) && mpq_cmp(wanted, sum) != 0) {
        g_autofree char *says = tc_words_number(checker->sema, stated->span, wanted, false);
        g_autofree char *is = tc_words_number(checker->sema, stated->span, sum, false);
        tc_diag(checker->sema->diags, TC_DIAG_MAXIMUM_SUM, stated->span, says, is, NULL);
    }
    mpq_clear(wanted);
    mpq_clear(sum);
}

void tc_check_maxima(TcChecker *checker)
{
    const TcModel *model = checker->model;
    bool weighted = false;
    if (model->entered_of)
        return;
    for (uint32_t i = 0; i < model->n_groups; i++) {
        const TcGroup *group = &model->groups[i];
        weighted |= group->weight != NULL;
        check_maximum(checker, group->max_points, group->indicators, group->n_indicators);
    }
    for (uint32_t i = 0; i < model->n_criteria; i++)
        check_maximum(checker, model->criteria[i].max_points, model->criteria[i].indicators,
                      model->criteria[i].n_indicators);
    if (!weighted)
        check_maximum(checker, model->max_points, NULL, model->n_indicators);
}
