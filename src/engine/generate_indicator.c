/* The rows of one indicator: where its comparisons turn, in turn with each of its choices.
 *
 * Before: the columns that it reads. After: rows around one in which it is met (or gives the most
 * points) and one in which it is not; with a cell another way, with what divides at 0, and with a
 * cell blank. */
#include "engine/generate_internal.h"

#include <string.h>

enum { MOST_TRIED = 4096, MOST_ROWS = 60, MOST_WAYS = 12 };

static void add_with(TcGenerated *generated, const int64_t *row, uint32_t at, int64_t number)
{
    g_autofree int64_t *other = tc_generated_copy(generated, row);
    other[at] = number;
    if (generated->rows->len < MOST_ROWS)
        tc_generated_add(generated, other);
}

GArray *tc_generated_options(const TcGenerated *generated, uint32_t at)
{
    GArray *options = g_array_new(FALSE, FALSE, sizeof(int64_t));
    int64_t low, high;
    if (tc_probe_range(generated->generator->probe, generated->columns[at], &low, &high))
        for (int64_t number = high; number >= low && high - low < 64; number--)
            g_array_append_val(options, number);
    return options;
}

/* --- a row in which it is met ----------------------------------------------------------------- */

/* How good the row in the probe is: met, or the points. */
static double worth(const TcGenerated *generated)
{
    TcReference *reference = tc_probe_ask(generated->generator->probe);
    const uint32_t index = generated->part.index;
    const TcIndicator *indicator = &generated->generator->model->indicators[index];
    const double met = tc_reference_indicator(reference, index) == TC_OUT_MET ? 1e9 : 0;
    TcValue points;
    tc_value_init(&points);
    if (tc_indicator_has_points(indicator))
        tc_reference_points(reference, index, &points);
    const double worth = met + (points.defined ? mpq_get_d(points.number) : 0);
    tc_value_clear(&points);
    return worth;
}

/* The values to try in each column. */
static GArray **tries_of(const TcGenerated *generated, const int64_t *row)
{
    GArray **tries = g_new0(GArray *, generated->n + 1);
    for (uint32_t i = 0; i < generated->n; i++) {
        if (tc_generated_is_whole(generated, i) || row[i] == TC_GENERATE_BLANK)
            tries[i] = g_array_new(FALSE, FALSE, sizeof(int64_t));
        else if (tc_generated_is_choice(generated, i))
            tries[i] = tc_generated_options(generated, i);
        else
            tries[i] = tc_generated_turns(generated, row, i);
        g_array_prepend_val(tries[i], row[i]);
    }
    return tries;
}

bool tc_generated_next(const TcGenerated *generated, GArray *const *tries, guint *at, int64_t *row)
{
    for (uint32_t i = 0; i < generated->n; i++) {
        at[i] = (at[i] + 1) % tries[i]->len;
        row[i] = g_array_index(tries[i], int64_t, at[i]);
        if (at[i] > 0)
            return true;
    }
    return false;
}

void tc_generated_free_tries(const TcGenerated *generated, GArray **tries)
{
    for (uint32_t i = 0; i < generated->n; i++)
        g_array_unref(tries[i]);
    g_free(tries);
}

/* Makes @row the best of all combinations, the first MOST_TRIED of them. */
static void improve(const TcGenerated *generated, int64_t *row)
{
    GArray **tries = tries_of(generated, row);
    g_autofree guint *at = g_new0(guint, generated->n + 1);
    g_autofree int64_t *now = tc_generated_copy(generated, row);
    double best = tc_generated_put(generated, row) ? worth(generated) : -1;
    for (unsigned i = 0; i < MOST_TRIED; i++) {
        const double found = tc_generated_put(generated, now) ? worth(generated) : -1;
        if (found > best) {
            best = found;
            memcpy(row, now, generated->n * sizeof *row);
        }
        if (!tc_generated_next(generated, tries, at, now))
            break;
    }
    tc_generated_free_tries(generated, tries);
}

int64_t *tc_generate_good(const TcGenerated *generated, int64_t whole)
{
    int64_t *good = tc_generated_nominal(generated, whole, true);
    improve(generated, good);
    return good;
}

/* --- rows around it --------------------------------------------------------------------------- */

static bool is_measured(const TcGenerated *generated, const int64_t *row, uint32_t at)
{
    return row[at] != TC_GENERATE_BLANK && !tc_generated_is_choice(generated, at) &&
           !tc_generated_is_whole(generated, at);
}

static uint64_t outcome(TcReference *reference, const void *data)
{
    const TcGenerated *generated = data;
    return tc_reference_indicator(reference, generated->part.index);
}

static bool is_near(const GArray *numbers, int64_t number)
{
    for (guint i = 0; i < numbers->len; i++) {
        const int64_t other = g_array_index(numbers, int64_t, i);
        if ((uint64_t)MAX(number, other) - (uint64_t)MIN(number, other) <= 1)
            return true;
    }
    return false;
}

/* Where comparisons turn as column @at runs; of an indicator without points those alone that turn
 * the answer with them: just below the level, at it and just above. Returns: (transfer full). */
static GArray *telling_turns(const TcGenerated *generated, const int64_t *row, uint32_t at)
{
    const TcIndicator *indicator = &generated->generator->model->indicators[generated->part.index];
    GArray *turns = tc_generated_turns(generated, row, at);
    if (tc_indicator_has_points(indicator))
        return turns;
    g_autoptr(GArray) told = tc_generated_turns_of(generated, row, at, outcome, generated);
    for (guint i = turns->len; i > 0; i--)
        if (!is_near(told, g_array_index(turns, int64_t, i - 1)))
            g_array_remove_index(turns, i - 1);
    return turns;
}

static void add_turns(TcGenerated *generated, const int64_t *row)
{
    for (uint32_t i = 0; i < generated->n; i++) {
        if (!is_measured(generated, row, i))
            continue;
        g_autoptr(GArray) turns = telling_turns(generated, row, i);
        for (guint k = 0; k < turns->len; k++)
            add_with(generated, row, i, g_array_index(turns, int64_t, k));
    }
}

static bool is_option(const TcGenerated *generated, const int64_t *row, uint32_t at)
{
    return row[at] != TC_GENERATE_BLANK && tc_generated_is_choice(generated, at);
}

/* In how many ways its choices can be made. */
static unsigned count_ways(const TcGenerated *generated, const int64_t *row)
{
    unsigned ways = 1;
    for (uint32_t i = 0; i < generated->n && ways <= MOST_WAYS; i++)
        if (is_option(generated, row, i)) {
            g_autoptr(GArray) options = tc_generated_options(generated, i);
            ways *= MAX(options->len, 1);
        }
    return ways;
}

static void add_row(TcGenerated *generated, const int64_t *row)
{
    if (generated->rows->len < MOST_ROWS)
        tc_generated_add(generated, row);
    add_turns(generated, row);
}

/* The choices from column @from on in every way. */
static void add_all_ways(TcGenerated *generated, int64_t *row, uint32_t from)
{
    while (from < generated->n && !is_option(generated, row, from))
        from++;
    if (from == generated->n) {
        add_row(generated, row);
        return;
    }
    const int64_t kept = row[from];
    g_autoptr(GArray) options = tc_generated_options(generated, from);
    for (guint k = 0; k < options->len; k++) {
        row[from] = g_array_index(options, int64_t, k);
        add_all_ways(generated, row, from + 1);
    }
    row[from] = kept;
}

/* Each choice by itself. */
static void add_single_ways(TcGenerated *generated, int64_t *row)
{
    for (uint32_t i = 0; i < generated->n; i++) {
        if (!is_option(generated, row, i))
            continue;
        const int64_t kept = row[i];
        g_autoptr(GArray) options = tc_generated_options(generated, i);
        for (guint k = 0; k < options->len; k++) {
            row[i] = g_array_index(options, int64_t, k);
            add_row(generated, row);
        }
        row[i] = kept;
    }
}

/* The row, where its comparisons turn, and the same with its choices made in other ways. */
static void add_around(TcGenerated *generated, int64_t *row)
{
    add_row(generated, row);
    if (count_ways(generated, row) <= MOST_WAYS)
        add_all_ways(generated, row, 0);
    else
        add_single_ways(generated, row);
}

/* Choices of lists: the first one as in @good, the first two … */
static void add_counts(TcGenerated *generated, const int64_t *good, const int64_t *bad)
{
    g_autofree int64_t *row = tc_generated_copy(generated, bad);
    for (uint32_t i = 0; i < generated->n; i++) {
        row[i] = good[i];
        if (generated->rows->len < MOST_ROWS)
            tc_generated_add(generated, row);
    }
}

/* What divides at 0 and where that turns. */
static void add_wholes(TcGenerated *generated)
{
    g_autofree int64_t *row = tc_generated_nominal(generated, 0, false);
    tc_generated_add(generated, row);
    for (uint32_t i = 0; i < generated->n; i++) {
        if (!tc_generated_is_whole(generated, i))
            continue;
        g_autoptr(GArray) turns = tc_generated_turns(generated, row, i);
        for (guint k = 0; k < turns->len; k++)
            add_with(generated, row, i, g_array_index(turns, int64_t, k));
    }
}

/* Points that rest on a whole that may be any number have no ends that mean something. */
static void add_blanks(TcGenerated *generated, const int64_t *row)
{
    const TcModel *model = generated->generator->model;
    g_autofree int64_t *none = tc_generated_copy(generated, row);
    const bool points = tc_indicator_has_points(&model->indicators[generated->part.index]);
    for (uint32_t i = 0; i < generated->n; i++)
        if (model->schema.columns[generated->columns[i]].blank == TC_BLANK_MISSING &&
            !(points && tc_generated_is_whole(generated, i)))
            add_with(generated, row, i, TC_GENERATE_BLANK);
    for (uint32_t i = 0; i < generated->n; i++)
        none[i] = TC_GENERATE_BLANK;
    if (!points)
        tc_generated_add(generated, none);
}

void tc_generate_indicator(TcGenerated *generated)
{
    if (generated->n == 0)
        return;
    g_autofree int64_t *good = tc_generate_good(generated, TC_GENERATE_WHOLE);
    g_autofree int64_t *bad = tc_generated_nominal(generated, TC_GENERATE_WHOLE, false);
    add_around(generated, good);
    tc_generated_add(generated, bad);
    add_turns(generated, bad);
    add_counts(generated, good, bad);
    add_wholes(generated);
    add_blanks(generated, good);
}
