/* Standings: two sorted lists of ends a ranking, and binary searches in them. */
#include "exec/standings.h"

#include "exec/evaluator.h"

/* An end of what a unit can have, turned so that more is better: top/bottom; bottom 0: less or more
 * than any number, as the sign of top says; bottom -1: number `top` of the ranking's `large`. */
typedef struct {
    int64_t top, bottom;
} End;

typedef struct {
    bool lowest_first;
    bool as_of_today; /* of some unit that may have a rank */
    GArray *least;    /* End: of units that surely have a rank, the least that each can have */
    GArray *most;     /* End: of units that may have a rank, the most that each can have */
    GPtrArray *large; /* mpq_ptr */
} Ranking;

struct TcStandings {
    Ranking *rankings;
    uint32_t n; /* of the model */
};

/* An end with its number at hand. */
typedef struct {
    End end;
    mpq_srcptr large; /* of bottom -1 */
} View;

static void free_large(void *data)
{
    mpq_ptr number = data;
    mpq_clear(number);
    g_free(number);
}

TcStandings *tc_standings_new(const TcModel *model)
{
    TcStandings *standings = g_new0(TcStandings, 1);
    standings->n = model->n_rankings;
    standings->rankings = g_new0(Ranking, model->n_rankings);
    for (uint32_t i = 0; i < model->n_rankings; i++) {
        Ranking *ranking = &standings->rankings[i];
        ranking->lowest_first = model->rankings[i].lowest_first;
        ranking->least = g_array_new(FALSE, FALSE, sizeof(End));
        ranking->most = g_array_new(FALSE, FALSE, sizeof(End));
        ranking->large = g_ptr_array_new_with_free_func(free_large);
    }
    return standings;
}

void tc_standings_free(TcStandings *standings)
{
    if (!standings)
        return;
    for (uint32_t i = 0; i < standings->n; i++) {
        g_array_unref(standings->rankings[i].least);
        g_array_unref(standings->rankings[i].most);
        g_ptr_array_unref(standings->rankings[i].large);
    }
    g_free(standings->rankings);
    g_free(standings);
}

/* --- order ------------------------------------------------------------------------------------ */

static View view_of(const Ranking *ranking, End end)
{
    bool large = end.bottom < 0;
    return (View){end, large ? g_ptr_array_index(ranking->large, (guint)end.top) : NULL};
}

static void number_of(const View *view, mpq_t number)
{
    if (view->large) {
        mpq_set(number, view->large);
        return;
    }
    mpz_set_si(mpq_numref(number), view->end.top);
    mpz_set_si(mpq_denref(number), view->end.bottom);
    mpq_canonicalize(number);
}

static int compare_large(const View *a, const View *b)
{
    mpq_t left, right;
    mpq_inits(left, right, NULL);
    number_of(a, left);
    number_of(b, right);
    int order = mpq_cmp(left, right);
    mpq_clears(left, right, NULL);
    return order;
}

/* -1, 0 or 1 of an end without number, 0 of any other. */
static int beyond(const View *view)
{
    return view->end.bottom != 0 ? 0 : view->end.top < 0 ? -1 : 1;
}

static int compare(const View *a, const View *b)
{
    if (beyond(a) != 0 || beyond(b) != 0)
        return beyond(a) - beyond(b);
    if (a->large || b->large)
        return compare_large(a, b);
    TcWide left = (TcWide)a->end.top * b->end.bottom;
    TcWide right = (TcWide)b->end.top * a->end.bottom;
    return (left > right) - (left < right);
}

static int compare_ends(const void *a, const void *b, void *data)
{
    View left = view_of(data, *(const End *)a), right = view_of(data, *(const End *)b);
    return compare(&left, &right);
}

/* How many of @ends are less than @key; or, with @equal, not more. */
static uint32_t count_less(const Ranking *ranking, const GArray *ends, const View *key, bool equal)
{
    uint32_t low = 0, high = ends->len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        View view = view_of(ranking, g_array_index(ends, End, middle));
        int order = compare(&view, key);
        if (order < 0 || (equal && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t count_more(const Ranking *ranking, const GArray *ends, const View *key)
{
    return ends->len - count_less(ranking, ends, key, true);
}

/* --- what a unit can have --------------------------------------------------------------------- */

typedef struct {
    View low, high;
    mpq_t numbers[2]; /* where large ones lie */
} Span;

static View view_number(const mpq_t number)
{
    View view = {.end = {.bottom = -1}, .large = number};
    if (mpz_fits_slong_p(mpq_numref(number)) && mpz_fits_slong_p(mpq_denref(number)) &&
        mpz_get_si(mpq_numref(number)) != INT64_MIN)
        view = (View){{mpz_get_si(mpq_numref(number)), mpz_get_si(mpq_denref(number))}, NULL};
    return view;
}

static View view_turned(const View *view, mpq_t number)
{
    if (view->large) {
        mpq_neg(number, view->large);
        return (View){view->end, number};
    }
    return (View){{-view->end.top, view->end.bottom}, NULL};
}

static void turn(Span *span)
{
    View low = span->low;
    mpq_swap(span->numbers[0], span->numbers[1]);
    if (low.large)
        low.large = span->numbers[1];
    if (span->high.large)
        span->high.large = span->numbers[0];
    span->low = view_turned(&span->high, span->numbers[0]);
    span->high = view_turned(&low, span->numbers[1]);
}

/* Pre: the unit may have a rank. @span->numbers are initialised. */
static void read_span(const TcNumberResult *value, uint32_t row, bool lowest_first, Span *span)
{
    if (value->low && !(value->apart && tc_bit(value->apart, row))) {
        span->low = (View){{value->low[row], value->denominator}, NULL};
        span->high = (View){{value->high[row], value->denominator}, NULL};
    } else if (tc_results_number(value, row, span->numbers[0], span->numbers[1]) ==
               TC_NUMBER_UNBOUNDED) {
        span->low = (View){{-1, 0}, NULL};
        span->high = (View){{1, 0}, NULL};
    } else {
        span->low = view_number(span->numbers[0]);
        span->high = view_number(span->numbers[1]);
    }
    if (lowest_first)
        turn(span);
}

static void keep(Ranking *ranking, GArray *ends, const View *view)
{
    End end = view->end;
    if (view->large) {
        mpq_ptr number = g_new(__mpq_struct, 1);
        mpq_init(number);
        mpq_set(number, view->large);
        end.top = ranking->large->len;
        g_ptr_array_add(ranking->large, number);
    }
    g_array_append_val(ends, end);
}

static void add_rows(Ranking *ranking, const TcRankingResult *result, uint32_t n, Span *span)
{
    for (uint32_t row = 0; row < n; row++) {
        if (!(result->ranked[row] & TC_OUT_TRUE))
            continue;
        ranking->as_of_today |= tc_bit(result->as_of_today, row);
        read_span(&result->value, row, ranking->lowest_first, span);
        keep(ranking, ranking->most, &span->high);
        if (result->ranked[row] == TC_OUT_TRUE)
            keep(ranking, ranking->least, &span->low);
    }
}

void tc_standings_add(TcStandings *standings, const TcResults *results)
{
    Span span;
    mpq_inits(span.numbers[0], span.numbers[1], NULL);
    for (uint32_t i = 0; i < standings->n; i++)
        add_rows(&standings->rankings[i], &results->rankings[i], results->block->n, &span);
    mpq_clears(span.numbers[0], span.numbers[1], NULL);
}

void tc_standings_close(TcStandings *standings)
{
    for (uint32_t i = 0; i < standings->n; i++) {
        Ranking *ranking = &standings->rankings[i];
        g_array_sort_with_data(ranking->least, compare_ends, ranking);
        g_array_sort_with_data(ranking->most, compare_ends, ranking);
    }
}

/* --- ranks ------------------------------------------------------------------------------------ */

static void place_rows(const Ranking *ranking, TcRankingResult *result, uint32_t n, Span *span)
{
    for (uint32_t row = 0; row < n; row++) {
        if (!(result->ranked[row] & TC_OUT_TRUE))
            continue;
        if (ranking->as_of_today)
            tc_bit_set(result->as_of_today, row);
        read_span(&result->value, row, ranking->lowest_first, span);
        uint32_t itself = compare(&span->high, &span->low) > 0;
        result->best[row] = 1 + (uint64_t)count_more(ranking, ranking->least, &span->high);
        result->worst[row] = 1 + (uint64_t)count_more(ranking, ranking->most, &span->low) - itself;
    }
}

void tc_standings_place(const TcStandings *standings, TcResults *results)
{
    Span span;
    mpq_inits(span.numbers[0], span.numbers[1], NULL);
    for (uint32_t i = 0; i < standings->n; i++)
        place_rows(&standings->rankings[i], &results->rankings[i], results->block->n, &span);
    mpq_clears(span.numbers[0], span.numbers[1], NULL);
}

TcRankedUnits tc_standings_units(const TcStandings *standings, uint32_t ranking)
{
    const Ranking *among = &standings->rankings[ranking];
    return (TcRankedUnits){among->least->len, among->most->len};
}

/* --- neighbours ------------------------------------------------------------------------------- */

/* The end at @index of @ends, if it is a number that is nearer than @found. */
static void take_nearer(const Ranking *ranking, const GArray *ends, uint32_t index, bool up,
                        View *found)
{
    if (index >= ends->len)
        return;
    View view = view_of(ranking, g_array_index(ends, End, index));
    if (beyond(&view) == 0 && (beyond(found) != 0 || (compare(&view, found) < 0) == up))
        *found = view;
}

/* The next better (@up) or worse number than @value, which is turned as the ends are. */
static bool neighbour(const Ranking *ranking, const mpq_t value, bool up, mpq_t found)
{
    const GArray *lists[] = {ranking->least, ranking->most};
    View key = view_number(value), nearest = {.end = {0, 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        /* UINT32_MAX, which is nowhere, before the first */
        uint32_t at = count_less(ranking, lists[i], &key, up) - (up ? 0 : 1);
        take_nearer(ranking, lists[i], at, up, &nearest);
    }
    if (beyond(&nearest) != 0)
        return false;
    number_of(&nearest, found);
    return true;
}

static bool next_number(const TcStandings *standings, uint32_t index, const mpq_t value, bool up,
                        mpq_t found)
{
    const Ranking *ranking = &standings->rankings[index];
    mpq_t turned;
    mpq_init(turned);
    mpq_set(turned, value);
    if (ranking->lowest_first)
        mpq_neg(turned, turned);
    bool there = neighbour(ranking, turned, up != ranking->lowest_first, found);
    if (there && ranking->lowest_first)
        mpq_neg(found, found);
    mpq_clear(turned);
    return there;
}

bool tc_standings_above(const TcStandings *standings, uint32_t ranking, const mpq_t value,
                        mpq_t above)
{
    return next_number(standings, ranking, value, true, above);
}

bool tc_standings_below(const TcStandings *standings, uint32_t ranking, const mpq_t value,
                        mpq_t below)
{
    return next_number(standings, ranking, value, false, below);
}

/* Units that have more than a number, and that have it or more: as bounds. */
typedef struct {
    TcRankedUnits more, at_least;
} Around;

static Around look_around(const TcStandings *standings, uint32_t index, const mpq_t value)
{
    const Ranking *ranking = &standings->rankings[index];
    const GArray *least = ranking->least, *most = ranking->most;
    mpq_t turned;
    mpq_init(turned);
    mpq_set(turned, value);
    if (ranking->lowest_first)
        mpq_neg(turned, turned);
    View key = view_number(turned);
    Around around = {{count_more(ranking, least, &key), count_more(ranking, most, &key)},
                     {least->len - count_less(ranking, least, &key, false),
                      most->len - count_less(ranking, most, &key, false)}};
    mpq_clear(turned);
    return around;
}

TcRankedUnits tc_standings_equal(const TcStandings *standings, uint32_t ranking, const mpq_t value)
{
    Around around = look_around(standings, ranking, value);
    return (TcRankedUnits){around.at_least.surely - around.more.surely,
                           around.at_least.perhaps - around.more.perhaps};
}

uint64_t tc_standings_rank(const TcStandings *standings, uint32_t ranking, const mpq_t value)
{
    Around around = look_around(standings, ranking, value);
    bool certain = around.more.surely == around.more.perhaps &&
                   around.at_least.surely == around.at_least.perhaps &&
                   around.at_least.surely > around.more.surely;
    return certain ? around.more.surely + 1 : 0;
}

/* @middle: scratch. */
static void add_middle(const mpq_t a, const mpq_t b, mpq_t middle, TcMarks *marks)
{
    mpq_add(middle, a, b);
    mpq_div_2exp(middle, middle, 1);
    tc_marks_add(marks, middle);
}

static bool orders_by(const TcPlanRanking *ranking, const TcNumberResult *result)
{
    return !result->answer->by_outcome && ranking->value.node == result->answer->node;
}

bool tc_standings_order_by(const TcNumberResult *result)
{
    const TcEvaluator *ev = result->evaluator;
    for (uint32_t i = 0; ev->run.standings && i < ev->model->n_rankings; i++) {
        if (orders_by(&ev->plan->rankings[i], result))
            return true;
    }
    return false;
}

void tc_standings_marks(const TcNumberResult *result, const mpq_t value, TcMarks *marks)
{
    const TcEvaluator *ev = result->evaluator;
    const TcStandings *standings = ev->run.standings;
    mpq_t next, middle;
    mpq_inits(next, middle, NULL);
    for (uint32_t i = 0; standings && i < ev->model->n_rankings; i++) {
        if (!orders_by(&ev->plan->rankings[i], result))
            continue;
        if (tc_standings_above(standings, i, value, next))
            add_middle(value, next, middle, marks);
        if (tc_standings_below(standings, i, value, next))
            add_middle(value, next, middle, marks);
    }
    mpq_clears(next, middle, NULL);
}
