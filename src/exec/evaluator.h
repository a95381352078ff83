/* The inside of TcEvaluator: what the files that run a plan share.
 *
 * Its parts have headers of their own: slots.h what nodes give, ranges.h and box.h open cells,
 * linear.h sums of cells, kernels.h the two kinds of kernels, labels.h answers, complete.h
 * witnesses. Block kernels do whole blocks and may write rubbish into rows beyond the block's
 * last. */
#ifndef TC_EXEC_EVALUATOR_H
#define TC_EXEC_EVALUATOR_H

#include "exec/bits.h"
#include "exec/box.h"
#include "exec/slots.h"
#include "plan/slice.h"

/* A value of an open cell between its ends, at which an indicator is another than there. */
typedef struct {
    bool is;
    int64_t value;
} TcWithin;

/* Rows in which an indicator that the rule leaves undefined is seen as met, as not met, as not
 * applicable, as far as it can be so; in all others it is seen both ways. */
typedef struct {
    TcBits met, failing, apart;
} TcSeen;

struct TcEvaluator {
    const TcPlan *plan;
    const TcModel *model;
    TcRun run;
    const TcPlanSlice *slice; /* NULL: the whole plan runs */
    TcPlanSlice **slices;     /* per root: made when first asked for */
    uint32_t n, words;        /* of the block: rows, and words of bitmaps */
    uint32_t rounded;         /* 64 * words: the rows that a loop goes through */
    TcBlock *block;
    TcResults *results;
    TcBits rows;           /* the block's rows */
    TcBits exact_rows;     /* rows that go the exact way through every node */
    bool any_exact;        /* there is one */
    bool any_exact_number; /* some number of this block was stored as rationals */
    TcTruths *truths;
    TcNumbers *numbers;
    TcLabelSets *labels;
    struct TcRanges *ranges; /* per column: ranges.h */
    TcBox boxes[2];          /* scratch: a row, and what is tried of it */
    uint8_t *wished;         /* scratch: TcWish.cells */
    TcBits completed;        /* rows of which a completion was found where one was looked for */
    TcWithin *within;        /* scratch: per column, of the row that is cut */
    uint64_t *magnitude;     /* per column: of the known cells of this block */
    TcExact
        scratch[5]; /* 0: a kernel's result; 1, 2: its inputs; 3: below linear forms; 4: labels */
    mpq_t spare[4];
    /* Evidence: this pass takes whatever is awaited as accepted; what such a pass gave. */
    bool accepting;
    TcBits (*accepted)[TC_OUT_MEMBERS]; /* per indicator, or NULL while never needed */
    bool have_accepted;
    TcBits (*view)[3]; /* per indicator: the outcomes that conclusions see */
    /* A completion asks closed questions of the row that it completes. */
    const TcEvaluator *outer;
    const uint32_t *outer_rows;
    bool in_parts;      /* its rows are parts of rows, with cells still open */
    bool resolves;      /* what is undefined is seen one way in a row (kernel_outcome.c) */
    TcSeen *seen;       /* which: per indicator; NULL while it was never asked for */
    TcEvaluator *inner; /* for witnesses and parts; made when first needed */
    TcResults *inner_results;
    TcBlock *inner_block;
    uint32_t inner_rows[TC_BLOCK_ROWS];
    bool asks;                /* a rule asks a closed question */
    GArray **asked;           /* per closed root: columns; see labels.c */
    TcBits *wide;             /* per grade: rows in which it may be told too wide (wide_grades.c) */
    struct TcOneRow *one_row; /* one_row.h: what it completes, of an inner one what it judges, is
                                 one row; NULL: any rows */
    uint32_t filled;   /* of an inner one: rows of its block whose cells that are alike stand */
    uint32_t standing; /* words of rows for which what is alike stands in the slots, */
    const TcPlanSlice *standing_slice; /* of this slice */
    struct TcForkOpen *fork_open;      /* fork_open.h; made when first needed */
    struct TcRowMarks *row_marks;      /* what figures are held against; made when first needed */
};

/* The schema's columns, and behind them the appraisals. */
static inline uint32_t tc_column_count(const TcEvaluator *ev)
{
    return tc_schema_width(&ev->model->schema);
}

static inline const TcPlanNode *tc_node_at(const TcEvaluator *ev, uint32_t node)
{
    return &ev->plan->nodes[node];
}
static inline const TcPlanNode *tc_input_at(const TcEvaluator *ev, const TcPlanNode *node,
                                            uint32_t i)
{
    return tc_node_at(ev, tc_plan_inputs(ev->plan, node)[i]);
}
static inline TcTruths *tc_truths_of(const TcEvaluator *ev, const TcPlanNode *node)
{
    return &ev->truths[node->slot];
}
static inline TcNumbers *tc_numbers_of(const TcEvaluator *ev, const TcPlanNode *node)
{
    return &ev->numbers[node->slot];
}

/* Does the node run: is its answer there to read? */
static inline bool tc_is_run(const TcEvaluator *ev, uint32_t node)
{
    return !ev->slice || ev->slice->holds[node];
}

/* --- runs (evaluate.c) --- */

/* Keeps in the results what a row breaks. */
void tc_note_breach(TcEvaluator *ev, const TcBreach *breach);

#endif
