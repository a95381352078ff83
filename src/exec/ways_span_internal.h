/* Inside of ways_span.c and ways_moved.c: the search for the gap of an open measure. */
#ifndef TC_EXEC_WAYS_SPAN_INTERNAL_H
#define TC_EXEC_WAYS_SPAN_INTERNAL_H

#include "exec/ways_internal.h"

enum {
    TC_SPAN_MAX_OPEN = TC_WAY_CELLS,
    TC_SPAN_MAX_BESIDE = 3,
    TC_SPAN_MAX_TRIALS = 192, /* completions for which ways are looked for */
    TC_SPAN_SMALL = 64,       /* ranges of that many values are gone through */
    TC_SPAN_POINTS = 8,       /* of larger ones */
};

typedef struct {
    uint32_t column;
    int64_t low, high;
    int64_t points[TC_SPAN_SMALL];
    uint32_t n_points;
    bool all; /* the points are all its values */
} TcSpanOpen;

typedef struct {
    TcProbe *probe;
    uint32_t indicator;
    TcComparisons *set;                  /* of its outcome and the data checks */
    uint32_t beside[TC_SPAN_MAX_BESIDE]; /* cells that are open in data checks alone */
    uint32_t n_beside;
    bool kept;                         /* only completions that these leave possible are asked */
    TcSpanOpen open[TC_SPAN_MAX_OPEN]; /* a number is the last of them */
    uint32_t n;
    TcGapSpan *span;
    uint32_t column, sum; /* what moves, once n_found > 0 */
    uint32_t n_found;     /* completions with a gap that a way closes */
    uint32_t n_met;       /* those that have none */
    uint32_t n_stuck;     /* those that no way closes */
    bool fits;            /* one cell or sum, one direction, monotone */
    mpq_t now, last;      /* the gaps at the present point of the number and at the one before */
    bool has_now;
    bool falls, rises; /* … as the number grows */
    bool was_stuck;    /* no way closed it at the point before */
} TcSpanSearch;

/* Sets the ends of the gap by what the row is judged as after the move: the open cells are all that
 * they can be then. `fits`: they are known. */
void tc_span_ask_anew(TcSpanSearch *search);

#endif
