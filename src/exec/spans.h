/* Where the bounds of a short linear form stand to 0 on open rows, in 64 bits.
 *
 * tc_linear_span asks of every cell what it is, what it can be, and works in 128 bits: 20 ns a
 * form. Where all open cells of a column are bounded alike (no row rule narrows them) and no sum
 * can leave 64 bits, what open cells add is found once for the block; a row is then a few
 * additions. */
#ifndef TC_EXEC_SPANS_H
#define TC_EXEC_SPANS_H

#include "exec/bits.h"
#include "exec/linear.h"

/* An end that is missing lies beyond. */
typedef struct {
    bool low_negative, low_zero, high_negative, high_zero;
} TcSpanSigns;

static inline TcSpanSigns tc_span_signs(const TcWideSpan *span)
{
    return (TcSpanSigns){span->below || span->low < 0, !span->below && span->low == 0,
                         !span->above && span->high < 0, !span->above && span->high == 0};
}

enum { TC_SPAN_TERMS = 2 };

/* The constant, and what open cells add. */
typedef struct {
    int64_t low, high;
} TcSpanCorner;

typedef struct {
    unsigned n; /* terms; those behind add nothing to any row */
    const TcColumn *cells[TC_SPAN_TERMS];
    const uint64_t *open[TC_SPAN_TERMS];
    int64_t weight[TC_SPAN_TERMS];
    TcSpanCorner corner[1 << TC_SPAN_TERMS]; /* by the terms that are open, a bit each */
} TcSpanner;

/* Prepares @form for the block; @positive as for tc_linear_span. Returns: false if it must be asked
 * row by row. Pre: tc_linear_magnitude is at most TC_ROOM. */
bool tc_spanner_init(TcSpanner *spanner, const TcEvaluator *ev, const TcLinear *form,
                     uint32_t positive);

/* The signs of what tc_linear_span gives on @row. */
static inline TcSpanSigns tc_spanner_signs(const TcSpanner *spanner, uint32_t row)
{
    const uint64_t first = tc_bit(spanner->open[0], row), second = tc_bit(spanner->open[1], row);
    const uint64_t a =
        (uint64_t)spanner->weight[0] * (uint64_t)tc_column_value(spanner->cells[0], row);
    const uint64_t b =
        (uint64_t)spanner->weight[1] * (uint64_t)tc_column_value(spanner->cells[1], row);
    const uint64_t known = (a & (first - 1)) + (b & (second - 1));
    const TcSpanCorner *corner = &spanner->corner[first | second << 1];
    const uint64_t low = (uint64_t)corner->low + known, high = (uint64_t)corner->high + known;
    return (TcSpanSigns){low >> 63, low == 0, high >> 63, high == 0};
}

#endif
