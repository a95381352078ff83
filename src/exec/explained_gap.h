/* Parts of an explanation: what is missing, the changes that make an indicator met or earn it more
 * points. See explain.h. */
#ifndef TC_EXEC_EXPLAINED_GAP_H
#define TC_EXEC_EXPLAINED_GAP_H

#include "exec/explained_parts.h"

/* One cell to be changed. */
typedef struct {
    uint32_t column;
    const char *heading, *unit;
    TcShown from;   /* NULL: the cell is open */
    TcShown to;     /* the least change that does it */
    TcShown last;   /* end of the window of changes that do it; NULL: all up to the cell's limit */
    TcShown amount; /* |to - from| of numbers, else NULL */
    bool number;    /* of a number: it may be put as an end, "at most" */
    bool to_come;   /* a date that is chưa có: `to` to `last` are the days that do */
    TcShown mark;   /* of decimals: it has to be beyond this, however little; `to` is the next that
                       a file can hold; NULL: `to` itself does */
    TcShown beyond; /* |mark - from|: the change has to be more; NULL: none, or no mark */
    TcShown last_mark; /* the same of `last`: it has to stay short of this */
    bool up;           /* to above from */
    bool dragged;      /* a limit of the data takes it along */
    uint32_t sum;      /* 0: alone; else one more than its index in the way's sums */
    TcShown limit;     /* of an addend: how far it can go */
    bool limit_far;    /* that is only as far as any number may */
} TcExplainedMove;

/* Like cells that are added: their total is what counts, any split of it does. */
typedef struct {
    const char *cells; /* "[Thẻ ngân hàng] + [Ví điện tử]" */
    const char *unit;
    TcShown from, to, last, amount; /* totals; see TcExplainedMove */
    TcShown mark, beyond;
    bool up;
} TcExplainedSum;

/* All moves together make the indicator met. */
typedef struct {
    TcExplainedMove *moves;
    uint32_t n_moves;
    TcExplainedSum *sums;
    uint32_t n_sums;
} TcExplainedWay;

typedef enum {
    TC_GAP_NONE,       /* met, or does not apply: nothing is missing */
    TC_GAP_FOUND,      /* `ways`, at most TC_GAP_WAYS, the easiest first */
    TC_GAP_UNKNOWN,    /* no way was found, which proves nothing */
    TC_GAP_IMPOSSIBLE, /* no values at all of what may be changed do it */
} TcGapStatus;

enum { TC_GAP_WAYS = 3 };

/* Two numbers of one change while other cells are open: with the least it may be met, with the most
 * it certainly is. */
typedef struct {
    const char *cells; /* "[Hộ]", "[A] + [B]"; NULL: there is no span */
    const char *unit;
    TcShown least, most; /* changes, or what an open cell has to be; NULL: not told (endless) */
    TcShown no_change;   /* of changes: none */
    bool up;
    bool is_level;     /* of an open cell: what it has to be */
    bool met_already;  /* the least is none */
    bool impossible;   /* on some completions nothing makes it met */
    bool if_applies;   /* sure to be met, if it applies: open cells may leave it out */
    bool if_accepted;  /* sure to be met, if its evidence is accepted, which it is not yet */
    const char *hangs; /* "[Vùng], [Tổng số hộ]": the open cells that it hangs on */
    const char *whole; /* endless: what the levels are shares of; NULL: there is no such cell */
    const char *whole_unit;
    bool per; /* the levels are so much for each of it, no shares */
} TcExplainedSpan;

typedef struct {
    TcGapStatus status;
    TcExplainedSpan span;
    TcExplainedWay *ways;
    uint32_t n_ways;
    TcShown share; /* of the denominator, of the first way; NULL if the value is no quotient */
    const char *movable; /* UNKNOWN, IMPOSSIBLE: the cells that may change of what
                            does not hold, "" if there are none */
    bool to_come;        /* some of them is a date that is chưa có */
} TcExplainedGap;

/* A change that earns an indicator more points, or takes fewer away. */
typedef struct {
    TcExplainedWay way;
    bool penalty;         /* its points are taken away */
    TcShown points, gain; /* what it comes to, and what that adds to the total */
} TcExplainedStep;

/* How an indicator can earn more: from rung to rung of its scale or, where every thing counts, what
 * each adds and how far it goes. */
typedef struct {
    TcExplainedStep *steps; /* the nearer first; of points by the thing only the last */
    uint32_t n_steps;
    TcShown each;        /* points by the thing; NULL: by steps */
    const char *each_of; /* that thing: a unit, or NULL */
    bool each_percent;   /* it is a percentage point */
} TcExplainedSteps;

#endif
