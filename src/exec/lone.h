/* Open rows of a short test, by which of its cells are open: lone.c. */
#ifndef TC_EXEC_LONE_H
#define TC_EXEC_LONE_H

#include "exec/spans.h"

/* A sum of what one known cell adds and all that the rest can add. */
typedef struct {
    int64_t weight;
    TcSpanCorner rest;
} TcLoneSum;

/* The rows in which the same cells are open. */
typedef struct {
    const int64_t *value; /* of the cell that is known, or of any, with weights 0 */
    TcLoneSum form, divisor;
} TcLoneCase;

typedef struct {
    const uint64_t *open[2];    /* of the form's two cells */
    TcLoneCase when[4];         /* by the cells that are open, a bit each; 0 is none */
    bool divides;               /* by one of the two */
    uint8_t set[TC_SPAN_SIGNS]; /* answers by tc_spanner_place */
} TcLoneTest;

/* Prepares a test of @form, whose answers by the signs of its ends are @set, and of @divisor if
 * there is one (NULL: none), which makes it unknown where it may be 0 or less. Returns: false if
 * its open rows are to be asked in another way. */
bool tc_lone_init(TcLoneTest *test, const TcSpanner *form, const TcSpanner *divisor,
                  const uint8_t set[TC_SPAN_SIGNS]);
/* What the rows of word @w with an open cell can be: a bit for true, false and unknown. */
void tc_lone_word(const TcLoneTest *test, uint32_t w, uint64_t answers[3]);

#endif
