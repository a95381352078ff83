/* Which way a scale goes. See trend.h. */
#include "sema/trend.h"
#include "sema/roots.h"
#include "sema/words.h"

void tc_trend_init(TcTrend *trend, TcChecker *checker, TcSpace *space, TcAssumption assumption)
{
    *trend = (TcTrend){.checker = checker, .space = space, .assumption = assumption};
    mpq_init(trend->value);
}

void tc_trend_clear(TcTrend *trend)
{
    mpq_clear(trend->value);
}

void tc_trend_add(TcTrend *trend, const TcPatch *patch, const TcNode *result)
{
    mpq_t now;
    mpq_init(now);
    trend->unknown |= !result || !tc_assume(trend->checker->model, result, trend->assumption, now);
    int order = trend->before && !trend->unknown ? mpq_cmp(now, trend->value) : 0;
    TcTrendStep *step = order > 0 ? &trend->rise : &trend->fall;
    if (order != 0 && !step->there) {
        trend->rose_first |= order > 0 && !trend->fall.there;
        *step = (TcTrendStep){true, patch->at[0] - 1, trend->before, result};
    }
    trend->before = result;
    mpq_set(trend->value, now);
    mpq_clear(now);
}

/* --- telling ---------------------------------------------------------------------------------- */

/* The values and points on both sides of a step, in words. */
typedef struct {
    char *low, *low_points, *high, *high_points;
} StepWords;

static char *points_of(const TcTrend *trend, const TcNode *result)
{
    mpq_t points;
    mpq_init(points);
    tc_assume(trend->checker->model, result, trend->assumption, points);
    char *text = tc_words_number(trend->checker->sema, result->span, points, false);
    mpq_clear(points);
    return text;
}

static StepWords words_of(const TcTrend *trend, const TcTrendStep *step)
{
    return (StepWords){tc_space_value(trend->space, step->below), points_of(trend, step->low),
                       tc_space_value(trend->space, step->below + 1), points_of(trend, step->high)};
}

static void words_clear(StepWords *words)
{
    g_free(words->low);
    g_free(words->low_points);
    g_free(words->high);
    g_free(words->high_points);
}

/* "từ 4 trở lên: 20", where the band that gives @result names one value only. */
static char *open_top(const TcTrend *trend, const TcNode *scale, const TcNode *result)
{
    const TcChecker *checker = trend->checker;
    for (uint32_t i = 1; i < scale->n; i++) {
        const TcNode *band = scale->items[i];
        if (band->kind != TC_NODE_BAND || band->n != 2 || band->items[0] != result)
            continue;
        const TcNode *fit = band->items[1];
        bool phrase = fit->kind == TC_NODE_PHRASE;
        if (phrase && !(fit->sub & (TC_PHRASE_BARE | TC_PHRASE_EQUAL)))
            continue;
        g_autofree char *value = tc_check_text(phrase ? fit->items[0] : fit);
        g_autofree char *points = tc_check_text(result);
        return g_strdup_printf("%s %s %s: %s", tc_check_word(checker, TC_KW_FROM), value,
                               tc_check_word(checker, TC_KW_UPWARD), points);
    }
    return NULL;
}

static void report_both_ways(const TcTrend *trend, const TcNode *scale, TcSpan place)
{
    StepWords words = words_of(trend, &trend->fall);
    g_autofree char *meant = open_top(trend, scale, trend->fall.low);
    tc_diag(trend->checker->sema->diags, meant ? TC_DIAG_SCALE_FALLS_OPEN : TC_DIAG_SCALE_FALLS,
            place, words.high, words.high_points, words.low, words.low_points, meant, NULL);
    words_clear(&words);
}

/* --- what is better --------------------------------------------------------------------------- */

/* What the phrases of a requirement have in common. */
typedef struct {
    bool more, less;
    const TcNode *phrase; /* one of them */
} Wish;

static void add_phrase(TcNode *node, void *data)
{
    Wish *wish = data;
    bool low = node->kind == TC_NODE_PHRASE && node->sub & (TC_PHRASE_LOW | TC_PHRASE_BARE);
    bool high = node->kind == TC_NODE_PHRASE && node->sub & TC_PHRASE_HIGH;
    wish->more |= !high;
    wish->less |= !low;
    wish->phrase = node;
}

static bool is_own_value(const TcIndicator *indicator, const TcNode *subject)
{
    bool own = subject->kind == TC_NODE_OWN && subject->sub == TC_OWN_VALUE && !subject->n;
    return own || (indicator->value && tc_check_same(subject, indicator->value));
}

/* By the requirement, or by an aim or encouraged level in its place. */
static Wish wish_of(const TcIndicator *indicator, const TcNode *subject)
{
    const TcRequirement *levels[] = {&indicator->required, &indicator->aiming_at,
                                     &indicator->encouraged_at};
    const TcNode *met_when = indicator->met_when;
    Wish wish = {false, false, NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(levels) && !wish.phrase; i++)
        if (levels[i]->content && is_own_value(indicator, subject))
            tc_each_result((TcNode *)levels[i]->content, add_phrase, &wish);
    if (!wish.phrase && met_when && met_when->kind == TC_NODE_WITHIN &&
        (tc_check_same(met_when->items[0], subject) ||
         (is_own_value(indicator, subject) && is_own_value(indicator, met_when->items[0]))))
        add_phrase(met_when->items[1], &wish);
    return wish;
}

static void report_against(const TcTrend *trend, const TcTrendStep *step, const TcNode *wish,
                           TcSpan place)
{
    StepWords words = words_of(trend, step);
    g_autofree char *text = tc_check_text(wish);
    TcDiag *diag = tc_diag(trend->checker->sema->diags, TC_DIAG_SCALE_AGAINST, place, words.low,
                           words.low_points, words.high, words.high_points, text, NULL);
    tc_diag_label(diag, wish->span, tc_msg(trend->checker->sema->said, TC_MSG_OTHER_PLACE));
    words_clear(&words);
}

static void report_only_falls(const TcTrend *trend, TcSpan place)
{
    const TcChecker *checker = trend->checker;
    StepWords words = words_of(trend, &trend->fall);
    g_autofree char *meant = g_strdup_printf("%s: \"%s\"", tc_check_word(checker, TC_KW_READING),
                                             tc_msg(checker->model->lang, TC_MSG_LESS_IS_BETTER));
    tc_diag(checker->sema->diags, TC_DIAG_SCALE_ONLY_FALLS, place, words.low, words.low_points,
            words.high, words.high_points, meant, NULL);
    words_clear(&words);
}

/* A scale that only goes one way, as all of the points of an indicator. Which way is good for a
 * penalty is anyone's guess. */
static void check_one_way(const TcTrend *trend, const TcIndicator *indicator, const TcNode *scale,
                          TcSpan place)
{
    Wish wish = wish_of(indicator, scale->items[0]);
    bool more = wish.more && !wish.less, less = wish.less && !wish.more;
    if (indicator->penalty)
        return;
    if (trend->fall.there && more)
        report_against(trend, &trend->fall, wish.phrase, place);
    else if (trend->rise.there && less)
        report_against(trend, &trend->rise, wish.phrase, place);
    else if (trend->fall.there && !less && !indicator->about.reading)
        report_only_falls(trend, place);
}

void tc_trend_report(const TcTrend *trend, const TcNode *scale, TcSpan place)
{
    const TcRoot *root = &trend->checker->root;
    bool points = root->owner == TC_REF_INDICATOR && root->clause == TC_KW_SCORED_AS;
    if (trend->unknown)
        return;
    if (trend->rise.there && trend->fall.there && (trend->rose_first || points))
        report_both_ways(trend, scale, place);
    else if (points && root->node == scale && !(trend->rise.there && trend->fall.there))
        check_one_way(trend, &trend->checker->model->indicators[root->index], scale, place);
}
