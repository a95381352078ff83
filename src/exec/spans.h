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
    bool below, above; /* no such end */
} TcSpanCorner;

typedef struct {
    const int64_t *value[TC_SPAN_TERMS];
    const uint64_t *open[TC_SPAN_TERMS];
    int64_t weight[TC_SPAN_TERMS];
    TcSpanCorner corner[1 << TC_SPAN_TERMS]; /* by the terms that are open, a bit each */
} TcSpanner;

/* Prepares @form for the block; @positive as for tc_linear_span. Returns: false if it must be asked
 * row by row. */
bool tc_spanner_init(TcSpanner *spanner, const TcEvaluator *ev, const TcLinear *form,
                     uint32_t positive);

/* The signs of what tc_linear_span gives on @row. */
static inline TcSpanSigns tc_spanner_signs(const TcSpanner *spanner, uint32_t row)
{
    uint64_t known = 0;
    unsigned open = 0;
    for (unsigned i = 0; i < TC_SPAN_TERMS; i++) {
        const uint64_t is_open = tc_bit(spanner->open[i], row);
        known += (uint64_t)spanner->weight[i] * (uint64_t)spanner->value[i][row] & (is_open - 1);
        open |= (unsigned)is_open << i;
    }
    const TcSpanCorner *corner = &spanner->corner[open];
    const int64_t low = (int64_t)((uint64_t)corner->low + known);
    const int64_t high = (int64_t)((uint64_t)corner->high + known);
    return (TcSpanSigns){corner->below | (low < 0), !corner->below & (low == 0),
                         !corner->above & (high < 0), !corner->above & (high == 0)};
}

#endif
