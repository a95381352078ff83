/* Inside of probe.h: the set of comparisons, filled by comparisons.c and read by pieces.c. */
#ifndef TC_EXEC_COMPARISONS_H
#define TC_EXEC_COMPARISONS_H

#include "exec/probe.h"

typedef struct {
    const TcNode *left; /* NULL: the value of indicator `subject` */
    const TcNode *right;
    uint32_t self, subject;
    const TcValue *points; /* the points of `subject` against these; left, right NULL; or NULL */
} TcComparison;

struct TcComparisons {
    const TcModel *model;
    GArray *list;     /* TcComparison */
    bool *cells;      /* read by any of it */
    GHashTable *seen; /* parts that are in it */
};

#endif
