/* Parts of an explanation: why an answer is open, and what could settle it. See explain.h. */
#ifndef TC_EXEC_EXPLAINED_OPEN_H
#define TC_EXEC_EXPLAINED_OPEN_H

#include "exec/explained_parts.h"

/* What an open answer becomes for a run of values of one cell, all else as it is. */
typedef struct {
    TcShown low, high; /* ends of the run, both in it; equal: one value */
    bool first, last;  /* it begins (ends) where the cell's values do */
    bool joins;        /* it begins right behind the run before it */
    uint64_t answer;   /* set of TC_OUT_*, or of labels of a grade */
} TcExplainedPiece;

/* An open cell and what it can do to an open answer. */
typedef enum {
    TC_DECIDES,    /* whatever is filled in settles the answer */
    TC_MAY_DECIDE, /* some of what may be filled in does */
    TC_MATTERS,    /* only with others */
    TC_UNTRIED,    /* not proved to matter within the budget */
    TC_NO_MATTER,  /* another decides: not listed */
} TcPower;

typedef struct {
    TcExplainedCell cell;
    TcPower power;
    TcExplainedPiece *pieces; /* of the cell's values; 0 when there are too many */
    uint32_t n_pieces;
} TcDecidingCell;

/* A completion: values of the open cells that matter, and the answer that they give. */
typedef struct {
    TcShown *values; /* of `deciding`, in its order */
    uint64_t answer;
} TcExplainedWitness;

typedef struct {
    bool open, proved;
    bool over_budget; /* not proved, and the search for a proof ended at its budget */
    bool silent;      /* no data can close it: the rule does not say */
    bool settled;     /* one cell is open and all that it may be gives one answer: its one piece */
    TcDecidingCell *deciding; /* the stronger first */
    uint32_t n_deciding;
    TcExplainedWitness witnesses[2]; /* they differ; unused while n_witnesses is 0 */
    uint32_t n_witnesses;            /* 0 or 2 */
} TcOpenness;

#endif
