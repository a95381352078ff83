/* Inside of an open answer: what is tried of its cells (explain_open.c), and the completions of
 * them (explain_completions.c). */
#ifndef TC_EXEC_EXPLAIN_OPEN_INTERNAL_H
#define TC_EXEC_EXPLAIN_OPEN_INTERNAL_H

#include "exec/explain_runs.h"

enum {
    TC_OPEN_MAX_CELLS = 24,   /* whose values are gone through */
    TC_OPEN_MAX_TRIALS = 400, /* completions */
};
/* Indicators judged for the values of cells, and for completions. */
#define TC_OPEN_BUDGET UINT64_C(2000000)

typedef struct {
    TcExplainer *explainer;
    TcComparisons *set;
    TcAsking asking;
    uint64_t budget; /* of the indicators that the answers along the cells take */
    TcIsSettled *is_settled;
    const TcOpenPart *part;
    uint32_t cells[TC_OPEN_MAX_CELLS];
    uint32_t n;
    GArray *others; /* uint32_t: open cells that are read too, whose values are no matter */
    GArray *pieces[TC_OPEN_MAX_CELLS];   /* TcPiece, or NULL */
    bool numbered[TC_OPEN_MAX_CELLS];    /* their values can be gone through */
    int64_t found[2][TC_OPEN_MAX_CELLS]; /* what the witnesses have there, by number */
    bool proved[TC_OPEN_MAX_CELLS]; /* the pieces are; points alone and the reference alone prove
                                       nothing */
    TcPower power[TC_OPEN_MAX_CELLS];
    uint32_t order[TC_OPEN_MAX_CELLS]; /* the stronger first */
} TcOpen;

/* The answers of a part by the values of its open cells, each asked for once (explain_open_memo.c):
 * tc_open_ask_remembered with the memo in place of the question and its data. @open is borrowed;
 * its cells are known. */
typedef struct TcOpenMemo TcOpenMemo;
TcOpenMemo *tc_open_memo_new(const TcOpen *open, const TcAsking *asking); /* (transfer full) */
void tc_open_memo_free(TcOpenMemo *memo);
uint64_t tc_open_ask_remembered(TcReference *reference, const void *memo);

/* Gives all cells but @left_out a value, each @trial others. Returns: false if they cannot be so.
 */
bool tc_open_complete(TcOpen *open, uint32_t left_out, uint64_t trial);
/* Looks for two completions with different settled answers; both are kept in `found`, or none. */
void tc_open_find_witnesses(TcOpen *open, TcOpenness *openness);
/* Gives the cells before the @nth what one of the two has, the others what the other one has.
 * Returns: false if they cannot be so. */
bool tc_open_mix_witnesses(TcOpen *open, uint32_t left_out, uint64_t nth);

#endif
