/* Sets of indicators for a verdict on points: those first that add most. A total rises by the sum
 * of what each adds, so no set of as many adds more than the first of them. */
#include "exec/explain_sets.h"
#include "exec/explain_words.h"

/* --- what is added --- */

enum { MAX_MEASURED = 4000000 }; /* indicators looked at to tell what each adds */

static void measure_now(TcSetSearch *search, TcValue *value)
{
    tc_reference_value(tc_explain_sets_ask(search), search->sight.measure, TC_NO_PART, value);
    tc_explain_sets_asked(search);
}

/* What the measure comes to with the way, less @before; none if it has no value. */
static TcShown gain_of(TcSetSearch *search, const TcCandidate *one, const TcValue *before,
                       bool share)
{
    const TcMarks none = {0};
    TcShown shown = {NULL, NULL};
    TcValue after;
    tc_value_init(&after);
    tc_explain_sets_take(search, one);
    measure_now(search, &after);
    tc_explain_sets_put_back(search);
    tc_value_compute(TC_OP_SUB, &after, before, &after);
    if (after.defined && after.kind == TC_VALUE_NUMBER && mpq_sgn(after.number) > 0)
        shown = share ? tc_explain_percent_points(search->explainer, after.number, &none)
                      : tc_explain_number(search->explainer, after.number, false, NULL);
    tc_value_clear(&after);
    return shown;
}

void tc_explain_list_gains(TcSetSearch *search, TcLeastSets *sets)
{
    const TcNode *measure = search->sight.measure;
    const uint64_t n = search->explainer->model->n_indicators;
    TcValue before;
    sets->points_alone = search->sight.one_total;
    sets->gains = TC_EXPLAIN_NEW(search->explainer, TcShown, n);
    if (!measure || search->candidates->len * n > MAX_MEASURED)
        return;
    sets->gains_share = measure->kind == TC_NODE_TOTAL && measure->sub == TC_TOTAL_SHARE;
    tc_value_init(&before);
    measure_now(search, &before);
    for (guint i = 0; i < search->candidates->len; i++) {
        const TcCandidate *one = tc_candidate(search, i);
        /* else the points of another, that reads the same cell, are not its own */
        if (tc_indicator_scores(&search->explainer->model->indicators[one->indicator]))
            sets->gains[one->indicator] = gain_of(search, one, &before, sets->gains_share);
    }
    tc_value_clear(&before);
}

/* --- what adds most first --- */

typedef struct {
    TcSetSearch *search;
    GArray *order; /* uint32_t: candidates, what adds most first */
} Earning;

static int most_first(const void *a, const void *b, void *user)
{
    const TcSetSearch *search = user;
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    const int order = mpq_cmp(tc_candidate(search, y)->gain, tc_candidate(search, x)->gain);
    return order ? order : (x > y) - (x < y);
}

static Earning earning_new(TcSetSearch *search)
{
    Earning earning = {search, g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    for (uint32_t i = 0; i < search->candidates->len; i++)
        g_array_append_val(earning.order, i);
    g_array_sort_with_data(earning.order, most_first, search);
    return earning;
}

static const TcCandidate *nth(const Earning *earning, uint32_t n)
{
    return tc_candidate(earning->search, g_array_index(earning->order, uint32_t, n));
}

/* Do the first @n turn it, without the one at @but? */
static bool turn(const Earning *earning, uint32_t n, uint32_t but)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i != but)
            tc_explain_sets_take(earning->search, nth(earning, i));
    }
    const bool does = tc_explain_sets_hold(earning->search);
    tc_explain_sets_put_back(earning->search);
    return does;
}

/* Pre: all do. */
static uint32_t least_that_turn(const Earning *earning)
{
    uint32_t low = 0, high = earning->order->len;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (turn(earning, middle, UINT32_MAX))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Of the first @n: how many the next one cannot stand for. What adds more is missed more. */
static uint32_t needed(const Earning *earning, uint32_t n)
{
    uint32_t low = 0, high = n;
    while (low < high && n < earning->order->len) {
        const uint32_t middle = low + (high - low) / 2;
        if (turn(earning, n + 1, middle))
            high = middle;
        else
            low = middle + 1;
    }
    return n < earning->order->len ? low : n;
}

static uint32_t list(const Earning *earning, uint32_t from, uint32_t to, uint32_t *indicators)
{
    for (uint32_t i = from; i < to; i++)
        indicators[i - from] = nth(earning, i)->indicator;
    return to - from;
}

/* From where on the last of @n can be any: those that turn it in its place. */
static uint32_t end_of_choice(const Earning *earning, uint32_t n)
{
    uint32_t low = n, high = earning->order->len;
    while (low < high) { /* does the one at `middle` do, in place of the last? */
        const uint32_t middle = low + (high - low) / 2;
        for (uint32_t i = 0; i + 1 < n; i++)
            tc_explain_sets_take(earning->search, nth(earning, i));
        tc_explain_sets_take(earning->search, nth(earning, middle));
        if (tc_explain_sets_hold(earning->search))
            low = middle + 1;
        else
            high = middle;
        tc_explain_sets_put_back(earning->search);
    }
    return low;
}

void tc_explain_earn_sets(TcSetSearch *search, TcLeastSets *sets)
{
    const Earning earning = earning_new(search);
    const uint32_t n = least_that_turn(&earning);
    const bool least = search->sight.one_total;
    const uint32_t n_core = least ? needed(&earning, n) : 0;
    const bool any_last = least && n_core + 1 == n;
    sets->status = TC_SETS_FOUND;
    sets->size = n;
    sets->fewer_may = !least;
    sets->core = TC_EXPLAIN_NEW(search->explainer, uint32_t, n);
    sets->n_core = list(&earning, 0, n_core, sets->core);
    sets->other_shapes = least && n_core < n && !any_last;
    if (n_core < n) {
        const uint32_t end = any_last ? end_of_choice(&earning, n) : n;
        TcChoiceOfSet *choice = sets->choices = TC_EXPLAIN_NEW(search->explainer, TcChoiceOfSet, 1);
        sets->n_choices = 1;
        choice->pick = n - n_core;
        choice->of = TC_EXPLAIN_NEW(search->explainer, uint32_t, end - n_core);
        choice->n_of = list(&earning, n_core, end, choice->of);
    }
    g_array_unref(earning.order);
}
