/* The rows of a verdict or grade: a unit in which everything is as good as can be, made worse
 * column by column; kept is where the answer turns, and (generate_total.c) where a total is at a
 * level. */
#include "engine/generate_internal.h"

#include <string.h>

enum { MOST_TURNS = 24 };

/* Takes over what makes indicator @index good. */
static void take_good(const TcGenerated *generated, uint32_t index, int64_t whole, int64_t *row)
{
    TcGenerated own;
    tc_generated_init(&own, generated->generator, (TcStep){TC_REF_INDICATOR, index});
    g_autofree int64_t *good = tc_generate_good(&own, whole);
    for (uint32_t i = 0, k = 0; i < own.n; i++) {
        while (k < generated->n && generated->columns[k] < own.columns[i])
            k++;
        if (k < generated->n && generated->columns[k] == own.columns[i])
            row[k] = good[i];
    }
    tc_generated_clear(&own);
}

int64_t *tc_generate_best(const TcGenerated *generated, int64_t whole)
{
    int64_t *row = tc_generated_nominal(generated, whole, true);
    for (uint32_t i = 0; i < generated->generator->model->n_indicators; i++)
        if (tc_comparisons_has_part(generated->set, TC_REF_INDICATOR, i))
            take_good(generated, i, whole, row);
    return row;
}

static uint64_t answer(TcReference *reference, const void *data)
{
    const TcStep *part = data;
    return part->kind == TC_REF_VERDICT ? tc_reference_verdict(reference, part->index)
                                        : tc_reference_grade(reference, part->index);
}

static void add_with(TcGenerated *generated, const int64_t *row, uint32_t at, int64_t number)
{
    g_autofree int64_t *other = tc_generated_copy(generated, row);
    other[at] = number;
    tc_generated_add(generated, other);
}

/* Both sides of each place where the answer turns as column @at of @row runs. */
static void add_turns(TcGenerated *generated, const int64_t *row, uint32_t at)
{
    g_autoptr(GArray) turns = tc_generated_turns_of(generated, row, at, answer, &generated->part);
    for (guint i = 0; i < turns->len; i++)
        add_with(generated, row, at, g_array_index(turns, int64_t, i));
}

/* Makes the columns worse that are choices, or that are none. */
static void go_down(TcGenerated *generated, int64_t *row, const int64_t *bad, bool choices)
{
    for (uint32_t i = 0; i < generated->n && generated->rows->len < MOST_TURNS; i++) {
        if (tc_generated_is_whole(generated, i) || row[i] == TC_GENERATE_BLANK ||
            tc_generated_is_choice(generated, i) != choices)
            continue;
        add_turns(generated, row, i);
        row[i] = bad[i];
    }
}

/* The best row without the first cell that differs among the others. */
static void add_blank(TcGenerated *generated, const int64_t *best)
{
    for (guint r = 1; r < generated->rows->len; r++) {
        const int64_t *row = g_ptr_array_index(generated->rows, r);
        for (uint32_t i = 0; i < generated->n; i++)
            if (row[i] != best[i]) {
                add_with(generated, best, i, TC_GENERATE_BLANK);
                return;
            }
    }
}

void tc_generate_conclusion(TcGenerated *generated)
{
    if (generated->n == 0)
        return;
    g_autofree int64_t *row = tc_generate_best(generated, TC_GENERATE_WHOLE);
    g_autofree int64_t *bad = tc_generated_nominal(generated, TC_GENERATE_WHOLE, false);
    tc_generated_add(generated, row);
    g_autofree int64_t *best = tc_generated_copy(generated, row);
    go_down(generated, row, bad, false);
    go_down(generated, row, bad, true);
    tc_generate_totals(generated);
    add_blank(generated, best);
}
