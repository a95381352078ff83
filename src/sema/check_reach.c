/* Checks of reach: requirements that no row meets or every row does, points over the maximum,
 * stated maxima. What is told here is proved over the declared ranges; what is not proved is left
 * alone. */
#include "sema/checker.h"

/* --- requirements ----------------------------------------------------------------------------- */

typedef struct {
    TcChecker *checker;
    const TcIndicator *indicator;
    const TcRange *range; /* of its value */
} Reach;

/* Ends of a phrase as a requirement reads them: a bare number is "at least". */
static bool ends_of(const TcModel *model, const TcNode *phrase, TcRange *wanted, bool *open_low,
                    bool *open_high)
{
    unsigned ends = phrase->sub;
    bool single = ends & (TC_PHRASE_BARE | TC_PHRASE_EQUAL);
    if (ends & TC_PHRASE_NOT)
        return false;
    wanted->has_low = single || ends & TC_PHRASE_LOW;
    wanted->has_high = ends & (TC_PHRASE_EQUAL | TC_PHRASE_HIGH);
    *open_low = ends & TC_PHRASE_LOW_OPEN;
    *open_high = ends & TC_PHRASE_HIGH_OPEN;
    if (wanted->has_low && !tc_constant(model, phrase->items[0], wanted->low))
        return false;
    const TcNode *high = phrase->items[ends & TC_PHRASE_EQUAL ? 0 : 1];
    return !wanted->has_high || tc_constant(model, high, wanted->high);
}

/* Does every value up to @high of the range stay below the wanted low end? */
static bool below_all(const TcRange *range, const TcRange *wanted, bool open)
{
    int order = wanted->has_low && range->has_high ? mpq_cmp(range->high, wanted->low) : 1;
    return order < 0 || (order == 0 && open);
}

static bool above_all(const TcRange *range, const TcRange *wanted, bool open)
{
    int order = wanted->has_high && range->has_low ? mpq_cmp(range->low, wanted->high) : -1;
    return order > 0 || (order == 0 && open);
}

static bool holds_all(const TcRange *range, const TcRange *wanted, bool open_low, bool open_high)
{
    int low = range->has_low && wanted->has_low ? mpq_cmp(range->low, wanted->low) : -1;
    int high = range->has_high && wanted->has_high ? mpq_cmp(range->high, wanted->high) : 1;
    return (!wanted->has_low || low > 0 || (low == 0 && !open_low)) &&
           (!wanted->has_high || high < 0 || (high == 0 && !open_high));
}

static char *range_text(const TcChecker *checker, const TcType *type, const TcRange *range)
{
    g_autofree char *low = tc_check_number(checker, type, range->low);
    g_autofree char *high = tc_check_number(checker, type, range->high);
    const char *from = tc_check_word(checker, TC_KW_FROM), *to = tc_check_word(checker, TC_KW_TO);
    if (range->has_low && range->has_high)
        return g_strdup_printf("%s %s %s %s", from, low, to, high);
    if (range->has_low)
        return g_strdup_printf("%s %s %s", from, low, tc_check_word(checker, TC_KW_UPWARD));
    return g_strdup_printf("%s %s %s", from, high, tc_check_word(checker, TC_KW_DOWNWARD));
}

static void check_phrase(TcNode *node, void *data)
{
    const Reach *reach = data;
    TcChecker *checker = reach->checker;
    TcRange wanted;
    bool open_low, open_high;
    if (node->kind != TC_NODE_PHRASE || !node->type || node->type->kind == TC_KIND_ERROR)
        return;
    tc_range_init(&wanted);
    if (ends_of(checker->model, node, &wanted, &open_low, &open_high)) {
        bool never = below_all(reach->range, &wanted, open_low) ||
                     above_all(reach->range, &wanted, open_high);
        bool always = holds_all(reach->range, &wanted, open_low, open_high);
        g_autofree char *text = range_text(checker, reach->indicator->value->type, reach->range);
        if (never || always)
            tc_diag(checker->sema->diags, never ? TC_DIAG_NEVER_MET : TC_DIAG_ALWAYS_MET,
                    node->span, reach->indicator->code, text, NULL);
    }
    tc_range_clear(&wanted);
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

/* A condition that the partition decides: on all cells true, or on all false. */
static void check_condition(TcChecker *checker, const TcNode *condition, const char *code)
{
    TcGuard guard = {.condition = condition};
    TcSpace *space = tc_space_new(checker, &guard, 1, (TcAssumption){NULL});
    uint32_t held = 0;
    if (!space)
        return;
    bool reversed = tc_check_has_reversed(checker, condition, (TcAssumption){NULL});
    uint32_t cells = tc_space_cells(space);
    for (uint32_t cell = 0; cell < cells; cell++)
        held += tc_space_holds(space, cell, &guard) == TC_GUARD_YES;
    if (tc_space_exact(space) && held == 0 && !reversed)
        tc_diag(checker->sema->diags, TC_DIAG_CONDITION_NEVER, condition->span, code, NULL);
    else if (tc_space_exact(space) && held == cells)
        tc_diag(checker->sema->diags, TC_DIAG_CONDITION_ALWAYS, condition->span, code, NULL);
    tc_space_free(space);
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
        check_indicator(checker, &checker->model->indicators[i]);
}

/* --- points ----------------------------------------------------------------------------------- */

typedef struct {
    TcChecker *checker;
    const TcIndicator *indicator;
    mpq_ptr max;
    bool nested; /* the result holds on a part of the values only */
} Points;

static void report_points(const Points *points, const TcNode *node, const TcRange *range)
{
    TcChecker *checker = points->checker;
    g_autofree char *max = tc_words_number(checker->sema, points->max, false);
    g_autofree char *high =
        range->has_high ? tc_words_number(checker->sema, range->high, false) : NULL;
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
        tc_diag(checker->sema->diags, TC_DIAG_POINTS_UNBOUNDED, node->span, points->indicator->code,
                max, NULL);
}

/* A constant is what it is; a computed result is told of only where its range is surely taken. */
static void check_points_result(TcNode *node, void *data)
{
    const Points *points = data;
    TcRange range;
    if (!node->type || node->type->kind != TC_KIND_NUMBER)
        return;
    tc_range_init(&range);
    bool constant = tc_constant(points->checker->model, node, range.low);
    if (constant) {
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

void tc_check_points(TcChecker *checker)
{
    const TcModel *model = checker->model;
    mpq_t max;
    mpq_init(max);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[i];
        if (!indicator->points || !indicator->max_points ||
            !tc_constant(model, indicator->max_points, max))
            continue;
        bool nested = indicator->points->kind == TC_NODE_CASES ||
                      indicator->points->kind == TC_NODE_SCALE ||
                      indicator->points->kind == TC_NODE_TABLE;
        Points points = {checker, indicator, max, nested};
        tc_each_result((TcNode *)indicator->points, check_points_result, &points);
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
        g_autofree char *says = tc_words_number(checker->sema, wanted, false);
        g_autofree char *is = tc_words_number(checker->sema, sum, false);
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
