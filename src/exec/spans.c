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

/* What an open cell adds: weight * [low, high]. Returns: false if it does not fit. */
static bool set_ends(TcSpanCorner *ends, int64_t weight, int64_t low, int64_t high)
{
    const bool up = weight >= 0;
    const int64_t cell[2] = {low == TC_NO_LOW ? 0 : low, high == TC_NO_HIGH ? 0 : high};
    ends->below = weight != 0 && (up ? low == TC_NO_LOW : high == TC_NO_HIGH);
    ends->above = weight != 0 && (up ? high == TC_NO_HIGH : low == TC_NO_LOW);
    return !__builtin_mul_overflow(weight, cell[!up], &ends->low) && has_room(ends->low) &&
           !__builtin_mul_overflow(weight, cell[up], &ends->high) && has_room(ends->high);
}

static bool add_term(TcSpanner *spanner, const TcEvaluator *ev, const TcTerm *term, uint32_t i,
                     uint32_t positive)
{
    const TcRanges *ranges = &ev->ranges[term->index];
    const TcColumn *cells = &ev->block->columns[term->index];
    const int64_t low = ranges->declared[0];
    TcSpanCorner ends;
    spanner->value[i] = cells->value;
    spanner->open[i] = cells->open;
    spanner->weight[i] = term->weight[0];
    if (ranges->low || !set_ends(&ends, term->weight[0],
                                 term->index == positive ? MAX(low, 1) : low, ranges->declared[1]))
        return false;
    for (uint32_t open = 1U << i; open < 2U << i; open++) { /* with and without the terms before */
        const TcSpanCorner *before = &spanner->corner[open - (1U << i)];
        spanner->corner[open] =
            (TcSpanCorner){before->low + ends.low, before->high + ends.high,
                           before->below | ends.below, before->above | ends.above};
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
    spanner->corner[0] = (TcSpanCorner){form->constant, form->constant, false, false};
    for (uint32_t i = 0; i < form->n_columns; i++) {
        if (!add_term(spanner, ev, &terms[i], i, positive))
            return false;
    }
    for (uint32_t i = form->n_columns; i < TC_SPAN_TERMS; i++) { /* adds nothing to any row */
        spanner->value[i] = spanner->value[0];
        spanner->open[i] = no_row;
        spanner->weight[i] = 0;
    }
    return true;
}
