/* Inside of probe.h: the set of comparisons, filled by comparisons.c and read by pieces.c. */
#ifndef TC_EXEC_COMPARISONS_H
#define TC_EXEC_COMPARISONS_H

#include "exec/probe.h"

typedef struct {
    const TcNode *left; /* NULL: the value of indicator `subject` */
    const TcNode *right;
    uint32_t self, subject;
    const TcValue *points; /* the points of `subject` against these; left, right NULL; or NULL */
    int like_equal; /* equal sides are to it as the left one below (-1) or above (1) the right
                       one is; 0: as neither */
} TcComparison;

struct TcComparisons {
    const TcModel *model;
    unsigned holders;    /* who free it; it goes with the last */
    GArray *list;        /* TcComparison */
    GArray *cells;       /* uint32_t: read by any of it */
    bool sorted;         /* the cells are */
    unsigned wholes;     /* kinds of counts and totals over all indicators that have been added */
    bool keeps;          /* other indicators and conclusions are not entered */
    GHashTable *seen;    /* parts and cells that are in it */
    GHashTable *reading; /* column + 1: tc_comparisons_reading of it, as far as asked for */
};

/* One more holder. Returns: (transfer full) @set. */
TcComparisons *tc_comparisons_hold(TcComparisons *set);
/* Keeps to the comparisons of @indicator (added; TC_NO_PART: none) and of what is added by itself,
 * with the definitions that they name. */
void tc_comparisons_keep_to(TcComparisons *set, uint32_t indicator);
/* All of them. Returns: (transfer full) const TcComparison *. */
GPtrArray *tc_comparisons_all(const TcComparisons *set);
/* Those whose sides may read column @column. Returns: (transfer full) const TcComparison *. */
GPtrArray *tc_comparisons_reading(const TcComparisons *set, uint32_t column);

/* As the cells that @reference was told stand: -1, 0, 1 as the left side is below, at or above the
 * right one; 2: a side is undefined or chưa có, or they are no values of one kind. */
int tc_comparison_sign(TcReference *reference, const TcComparison *comparison);
/* The left side less the right one. Returns: false if they are no numbers. */
bool tc_comparison_difference(TcReference *reference, const TcComparison *comparison,
                              mpq_t difference);

/* Does the COUNT or TOTAL @node look at the indicator? */
bool tc_looks_at(const TcNode *node, const TcIndicator *indicator);

#endif
