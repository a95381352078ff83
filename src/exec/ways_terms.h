/* What expressions are in some cells: of which weights, and whether of their total alone. Inside of
 * ways.h. */
#ifndef TC_EXEC_WAYS_TERMS_H
#define TC_EXEC_WAYS_TERMS_H

#include "exec/comparisons.h"
#include "exec/ways.h"

typedef struct {
    TcProbe *probe;
    const uint32_t *columns; /* borrowed */
    uint32_t n;
    mpq_t weights[TC_WAY_CELLS];
    uint32_t steps;
    bool linear; /* in the columns, and of them nothing was left out */
} TcTerms;

void tc_terms_init(TcTerms *terms, TcProbe *probe, const uint32_t *columns, uint32_t n);
void tc_terms_clear(TcTerms *terms);
/* Adds what @node, of indicator @self or TC_NO_PART, is a linear form of, as the other cells stand;
 * what it is not is left out. */
void tc_terms_add(TcTerms *terms, const TcNode *node, uint32_t self);
bool tc_terms_too_many(const TcTerms *terms);

/* What a comparison takes of cells whose total is split among them. */
typedef enum {
    TC_SPLIT_NONE,  /* nothing: what it counts of other parts turns on their own comparisons */
    TC_SPLIT_TOTAL, /* their total alone */
    TC_SPLIT_ONE,   /* one of them alone, as a linear form */
    TC_SPLIT_MIXED  /* more than that, as far as is known */
} TcSplit;

/* @one: which of @columns it is of TC_SPLIT_ONE; or NULL. */
TcSplit tc_terms_split(TcProbe *probe, const TcComparison *comparison, const uint32_t *columns,
                       uint32_t n, uint32_t *one);

#endif
