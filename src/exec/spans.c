/* What the open cells of a form add at either end, found once for a block. */
#include "exec/spans.h"

#include "exec/evaluator.h"
#include "exec/ranges.h"

static const TcBits no_row;

static bool has_room(int64_t value)
{
    const int64_t most = (int64_t)(TC_ROOM / (TC_SPAN_TERMS + 1));
    return value >= -most && value <= most;
}

/* Ends that are missing: so far out that no known cells bring them back. */
#define NO_LOW  (-2 * (int64_t)TC_ROOM)
#define NO_HIGH (2 * (int64_t)TC_ROOM)

/* One end of what an open cell adds: weight * @end, or @missing. Returns: false if it does not fit.
 */
static bool set_end(int64_t *to, int64_t weight, int64_t end, int64_t missing)
{
    if (weight != 0 && (end == TC_NO_LOW || end == TC_NO_HIGH)) {
        *to = missing;
        return true;
    }
    return !__builtin_mul_overflow(weight, weight == 0 ? 0 : end, to) && has_room(*to);
}

static int64_t add_ends(int64_t a, int64_t b, int64_t missing)
{
    return a == missing || b == missing ? missing : a + b;
}

static bool add_term(TcSpanner *spanner, const TcEvaluator *ev, const TcTerm *term, uint32_t i,
                     uint32_t positive)
{
    const TcRanges *ranges = &ev->ranges[term->index];
    const TcColumn *cells = &ev->block->columns[term->index];
    const int64_t low = ranges->declared[0];
    const int64_t cell[2] = {term->index == positive ? MAX(low, 1) : low, ranges->declared[1]};
    const bool up = term->weight[0] >= 0;
    TcSpanCorner ends;
    spanner->cells[i] = cells;
    spanner->open[i] = cells->open;
    spanner->weight[i] = term->weight[0];
    if (ranges->low || !set_end(&ends.low, term->weight[0], cell[!up], NO_LOW) ||
        !set_end(&ends.high, term->weight[0], cell[up], NO_HIGH))
        return false;
    for (uint32_t open = 1U << i; open < 2U << i; open++) { /* with and without the terms before */
        const TcSpanCorner *before = &spanner->corner[open - (1U << i)];
        spanner->corner[open].low = add_ends(before->low, ends.low, NO_LOW);
        spanner->corner[open].high = add_ends(before->high, ends.high, NO_HIGH);
    }
    return true;
}

bool tc_spanner_init(TcSpanner *spanner, const TcEvaluator *ev, const TcLinear *form,
                     uint32_t positive)
{
    const TcTerm *terms = ev->plan->terms + form->first;
    if (form->n_columns == 0 || form->n_columns > TC_SPAN_TERMS || form->n_pairs > 0 ||
        form->may_none || !has_room(form->constant))
        return false;
    spanner->n = form->n_columns;
    spanner->corner[0] = (TcSpanCorner){form->constant, form->constant};
    for (uint32_t i = 0; i < form->n_columns; i++) {
        if (!add_term(spanner, ev, &terms[i], i, positive))
            return false;
    }
    for (uint32_t i = form->n_columns; i < TC_SPAN_TERMS; i++) { /* adds nothing to any row */
        spanner->cells[i] = spanner->cells[0];
        spanner->open[i] = no_row;
        spanner->weight[i] = 0;
    }
    return true;
}
