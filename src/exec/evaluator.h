/* The inside of TcEvaluator: slots, open ranges, and the two kinds of kernels.
 *
 * A slot holds what one node gives for the rows of the block. TRUTH: four bitmaps, bit r of bitmap
 * k says that row r can have the k-th member (true, false, apart, unknown; of outcomes: met, not
 * met, not applicable, undefined). NUMBER: which of {a number, undefined, chưa có} are possible,
 * and for a number low and high times 1/denominator of the node, or as rationals for rows in
 * `exact`. Block kernels do whole blocks and may write rubbish into rows beyond the block's
 * last. */
#ifndef TC_EXEC_EVALUATOR_H
#define TC_EXEC_EVALUATOR_H

#include "exec/evaluate.h"

__extension__ typedef __int128 TcWide;

typedef struct {
    TcBits can[4];
    TcBits settled;   /* outcomes: exactly one is possible */
    TcBits strict[3]; /* outcomes: met, not met, not applicable without those that are undefined */
} TcTruths;

typedef struct {
    int64_t *low, *high; /* the same array while no row differs */
    int64_t *room[2];    /* where they lie */
    TcBits number, undefined, none;
    TcBits exact;        /* low and high are in `exacts` */
    TcBits below, above; /* no lower, no upper bound; only where exact */
    TcBits apart;        /* of an answer, after the run: rows to be read the exact way */
    bool any_exact;
    uint64_t magnitude; /* of low and high: never above TC_ROOM */
    mpq_t *exacts;      /* two a row, of rows up to `exact_rows`, which grows as they are needed */
    uint32_t exact_rows;
    TcBits made; /* rows whose `exacts` have been needed once */
} TcNumbers;

/* int64 results stay below this, so that a sum of two still fits. */
#define TC_ROOM ((uint64_t)1 << 61)

/* One row's value as rationals. */
typedef struct {
    unsigned truths; /* TC_IS_* */
    bool number, undefined, none, below, above;
    mpq_t low, high;
} TcExact;

/* Bounds of an open cell in stored units; ends without bound are these. */
#define TC_NO_LOW  (INT64_MIN + 1)
#define TC_NO_HIGH INT64_MAX
typedef struct {
    int64_t declared[2]; /* low and high of every open cell, but for what row rules narrow */
    int64_t unit;        /* stored units of one: 10^scale */
    bool ruled;          /* some row rule names the column: it has arrays once a cell was open */
    int64_t *low, *high; /* per row, valid where open; NULL: `declared` holds */
    int64_t *part[2];    /* per row: what is declared of it where parts of rows are judged */
} TcRanges;

/* What the cells of one row can be, of the columns that row rules name (plan->ruled); by column.
 */
typedef enum { TC_BOX_KNOWN, TC_BOX_OPEN, TC_BOX_APART } TcBoxCell;
typedef struct {
    int64_t *low, *high; /* stored units */
    uint8_t *cell; /* TcBoxCell; APART: no int64, or perhaps chưa có: rules are silent on it */
} TcBox;

/* A value of an open cell between its ends, at which an indicator is another than there. */
typedef struct {
    bool is;
    int64_t value;
} TcWithin;

struct TcEvaluator {
    const TcPlan *plan;
    const TcModel *model;
    TcRun run;
    uint32_t n, words; /* of the block: rows, and words of bitmaps */
    uint32_t rounded;  /* 64 * words: the rows that a loop goes through */
    TcBlock *block;
    TcResults *results;
    TcBits rows;       /* the block's rows */
    TcBits exact_rows; /* rows that go the exact way through every node */
    TcTruths *truths;
    TcNumbers *numbers;
    uint64_t **labels;   /* per LABELS slot a set a row */
    TcRanges *ranges;    /* per column */
    TcBox boxes[2];      /* scratch: a row, and what is tried of it */
    uint8_t *wished;     /* scratch: TcWish.cells */
    TcWithin *within;    /* scratch: per column, of the row that is cut */
    uint64_t *magnitude; /* per column: of the known cells of this block */
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
    TcEvaluator *inner; /* for witnesses and parts; made when first needed */
    TcResults *inner_results;
    TcBlock *inner_block;
    uint32_t inner_rows[TC_BLOCK_ROWS];
    GArray **asked; /* per closed root: columns; see closed.c */
};

/* The schema's columns, and behind them the appraisals. */
static inline uint32_t tc_column_count(const TcEvaluator *ev)
{
    return ev->model->schema.n_columns + ev->model->schema.n_appraised;
}

/* --- nodes ------------------------------------------------------------------------------------ */

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

/* --- bitmaps ---------------------------------------------------------------------------------- */

static inline void tc_bit_put(uint64_t *bits, uint32_t row, bool value)
{
    uint64_t bit = (uint64_t)1 << (row % 64);
    bits[row / 64] = value ? bits[row / 64] | bit : bits[row / 64] & ~bit;
}
static inline bool tc_bits_any(const uint64_t *bits)
{
    uint64_t any = 0;
    for (uint32_t i = 0; i < TC_BLOCK_WORDS; i++)
        any |= bits[i];
    return any != 0;
}
static inline void tc_bits_fill(uint64_t *bits, bool value)
{
    for (uint32_t i = 0; i < TC_BLOCK_WORDS; i++)
        bits[i] = value ? ~(uint64_t)0 : 0;
}
/* Rows in word @w for which @can, as in TcTruths, has more than one member. */
static inline uint64_t tc_several(const TcBits *can, uint32_t w)
{
    uint64_t a = can[0][w], b = can[1][w], c = can[2][w], d = can[3][w];
    return (a & (b | c | d)) | (b & (c | d)) | (c & d);
}
/* Runs the body for every row whose bit is set in @bits. */
#define TC_FOR_ROWS(row, bits)                                                                     \
    for (uint32_t tc_word = 0; tc_word < TC_BLOCK_WORDS; tc_word++)                                \
        for (uint64_t tc_left = (bits)[tc_word];                                                   \
             tc_left != 0 && ((row) = tc_word * 64 + (uint32_t)__builtin_ctzll(tc_left), true);    \
             tc_left &= tc_left - 1)

/* --- slots (slots.c) -------------------------------------------------------------------------- */

void tc_slots_init(TcEvaluator *ev);
void tc_slots_clear(TcEvaluator *ev);
/* A number slot where every row is a number and low is high; the kernel fills `low`. */
TcNumbers *tc_numbers_start(TcEvaluator *ev, const TcPlanNode *node);
/* Gives `high` an array of its own, a copy of `low`. */
void tc_numbers_split(TcNumbers *numbers);
void tc_exact_init(TcExact *exact);
void tc_exact_clear(TcExact *exact);
/* Makes @exact the empty set of numbers. */
void tc_exact_reset(TcExact *exact);
/* Reads and writes row @row of the slot of @node. */
void tc_exact_load(const TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *exact);
void tc_exact_store(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, const TcExact *exact);

/* --- open cells (ranges.c) -------------------------------------------------------------------- */

/* Prepares ev->ranges for the columns of the model; @n_columns of them. */
void tc_ranges_init(TcEvaluator *ev, uint32_t n_columns);
void tc_ranges_clear(TcEvaluator *ev, uint32_t n_columns);
/* Gives every open cell the range that was declared; sets ev->magnitude. */
void tc_ranges_declare(TcEvaluator *ev);
/* Narrows the open cells by the row rules; known cells of a row that has no completion become
 * open. Returns: whether there was a row to narrow. */
bool tc_ranges_narrow(TcEvaluator *ev);
/* Opens the cells of row limits that known cells break. */
void tc_ranges_break_limits(TcEvaluator *ev);
/* A ruled open cell of the row is what was declared, before rules narrow it. */
void tc_ranges_declare_row(TcEvaluator *ev, uint32_t row);
/* Makes a known cell open because it contradicts others. */
void tc_ranges_open_cell(TcEvaluator *ev, uint32_t column, uint32_t row);
/* Opens the known cells of @row among @columns because a data check is broken. Returns: whether
 * there was one. */
bool tc_ranges_open(TcEvaluator *ev, uint32_t row, const GArray *columns);
/* Keeps in the results what a row breaks. */
void tc_note_breach(TcEvaluator *ev, const TcBreach *breach);
/* Low and high of a cell, known or open, in stored units. Pre: fits int64, is not chưa có. */
static inline void tc_cell_range(const TcEvaluator *ev, uint32_t column, uint32_t row, int64_t *low,
                                 int64_t *high)
{
    const TcColumn *cells = &ev->block->columns[column];
    bool open = tc_bit(cells->open, row);
    const TcRanges *ranges = &ev->ranges[column];
    const int64_t least = ranges->low ? ranges->low[row] : ranges->declared[0];
    const int64_t most = ranges->high ? ranges->high[row] : ranges->declared[1];
    const int64_t value = cells->value[row];
    *low = open ? least : value; /* all read first: which are open cannot be predicted */
    *high = open ? most : value;
}
/* The same as rationals in the column's unit. */
void tc_cell_exact(const TcEvaluator *ev, uint32_t column, uint32_t row, TcExact *exact);
bool tc_cell_is_none(const TcEvaluator *ev, uint32_t column, uint32_t row);
bool tc_column_may_none(const TcEvaluator *ev, uint32_t column);

/* --- row rules (box.c) ------------------------------------------------------------------------ */

void tc_boxes_init(TcEvaluator *ev, uint32_t n_columns);
void tc_boxes_clear(TcEvaluator *ev);
/* Rows with an open cell that a row rule names. */
void tc_box_rows(const TcEvaluator *ev, uint64_t *rows);
/* Narrows the open cells of @row by the row rules, to nothing less than what its completions can
 * be. Known cells of a rule that no completion keeps become open. Pre: the row's ranges are those
 * declared. Cost: rounds of all rules' terms; a row limit adds a round, and eight more are for
 * other rules. */
void tc_box_narrow_row(TcEvaluator *ev, uint32_t row);
/* Starts a completion of @row: its ruled cells as they were narrowed. */
void tc_box_start(TcEvaluator *ev, uint32_t row);
/* What an open cell can be beside the values given so far; false: no rule names it. */
bool tc_box_range(TcEvaluator *ev, uint32_t column, int64_t *low, int64_t *high);
/* Gives the open cell a value and narrows the others. */
void tc_box_give(TcEvaluator *ev, uint32_t column, int64_t value);

/* --- linear forms over cells (linear.c) ------------------------------------------------------- */

typedef struct {
    TcWide low, high;
    bool below, above;
} TcWideSpan;
/* Bounds of the column terms and constant of @form on one row, times the form's denominator. Cells
 * of
 * @positive (a column or TC_NO_NODE) are taken to be at least 1. Returns: false when it
 * overflows. */
bool tc_linear_span(const TcEvaluator *ev, const TcLinear *form, uint32_t row, uint32_t positive,
                    TcWideSpan *span);
/* The same in rationals, of any size. */
void tc_linear_exact(TcEvaluator *ev, const TcLinear *form, uint32_t row, uint32_t positive,
                     TcExact *exact);
/* The one column that makes up @form with a positive weight, or TC_NO_NODE. */
uint32_t tc_linear_only_column(const TcEvaluator *ev, const TcLinear *form);
/* The same if it counts whole things, so that it is at least 1 where it is not 0. */
uint32_t tc_linear_counted(const TcEvaluator *ev, const TcLinear *form);
/* Rows in which a cell of @form is open. */
void tc_linear_open(const TcEvaluator *ev, const TcLinear *form, uint64_t *open);
/* Upper bound of |sum| over known cells; saturates at UINT64_MAX. */
uint64_t tc_linear_magnitude(const TcEvaluator *ev, const TcLinear *form);
/* sum[r] = constant + sum of weight * cell, known cells only, modulo 2^64. */
void tc_linear_dense(const TcEvaluator *ev, const TcLinear *form, int64_t *sum);
/* bits[r] = sum[r] >= 0 (or = 0) of the same sums. */
void tc_linear_signs(const TcEvaluator *ev, const TcLinear *form, bool equal, uint64_t *bits);
/* tc_linear_signs for >=, and zero[r] = cell of @divisor is 0, in one pass. Returns: false, with
 * nothing done, unless @form is of two columns of small numbers. */
bool tc_linear_share_signs(const TcEvaluator *ev, const TcLinear *form, uint32_t divisor,
                           uint64_t *bits, uint64_t *zero);

/* --- kernels ---------------------------------------------------------------------------------- */

typedef bool (*TcBlockKernel)(TcEvaluator *ev, const TcPlanNode *node);
typedef void (*TcExactKernel)(TcEvaluator *ev, const TcPlanNode *node, uint32_t row,
                              TcExact *result);
typedef struct {
    TcBlockKernel block;
    TcExactKernel exact;
} TcKernel;
extern const TcKernel tc_kernels[TC_N_PLAN_OPS];

/* Runs one node over the block: block kernel, then the rows that go the exact way. */
void tc_run_node(TcEvaluator *ev, const TcPlanNode *node);

/* --- labels and answers ----------------------------------------------------------------------- */

/* Labels from possible outcomes: @can as in TcTruths. */
void tc_label_outcomes(const TcBits *can, TcBits *label);
/* Writes outcome and label of an indicator from its possible outcomes. */
void tc_label_indicator(TcEvaluator *ev, uint32_t indicator, const TcBits *strict);
/* Where bounds lie ready for a block, may @row not be read from them? Its outcomes are
 * undefined. */
bool tc_answer_undefined(const TcEvaluator *ev, const TcPlanAnswer *answer, uint32_t row);
/* After all nodes have run: labels of indicators that are only scored. */
void tc_label_scored(TcEvaluator *ev);
TcNumberState tc_answer_number(TcEvaluator *ev, const TcPlanAnswer *answer, uint32_t indicator,
                               uint32_t row, TcExact *exact);
/* Rows whose answers rest on a closed question about a cell that is open. */
void tc_closed_rows(TcEvaluator *ev);
/* After the witnesses: conclusions that are open by the rule alone; verdicts of which nothing
 * applies. */
void tc_label_conclusions(TcEvaluator *ev);
/* --- completions (complete.c, sweep.c) -------------------------------------------------------- */

/* How the open cells of a completion are filled: at one of eight corners, or cell by cell. */
typedef struct {
    unsigned bits; /* of a corner */
    /* Per column: low, high or within, no or yes, which choice; NULL: the corner. */
    const uint8_t *cells;
} TcWish;
/* Makes room for @n completions in ev->inner_block. */
void tc_complete_start(TcEvaluator *ev, uint32_t n);
/* Writes a completion of @row into row @to of it. */
void tc_complete(TcEvaluator *ev, uint32_t row, const TcWish *wish, uint32_t to);
/* Judges completions or parts into ev->inner_results; @data_error there tells which completions
 * break a rule after all, and which parts hold no completion. */
void tc_complete_judge(TcEvaluator *ev);
/* Judges all eight corners of @row. Returns: whether one breaks no rule. */
bool tc_has_completion(TcEvaluator *ev, uint32_t row);
/* What a part of a row holds an open cell to; a value where low is high. */
typedef struct {
    uint32_t column;
    int64_t low, high;
} TcPartCell;
/* Makes room for @n parts in ev->inner_block. @resolves: what is undefined is seen in even rows as
 * not met (or not applicable), in odd ones as met; else both ways. */
void tc_parts_start(TcEvaluator *ev, uint32_t n, bool resolves);
/* Writes the part of @row in which the @n @cells are held so into row @to of it. */
void tc_parts_put(TcEvaluator *ev, uint32_t row, const TcPartCell *cells, uint32_t n, uint32_t to);
/* What @row gives: TC_OUT_* or labels. */
uint64_t tc_answer_set(const TcResults *results, TcAsk ask, uint32_t index, uint32_t row);
/* Cuts rows with an answer that is not proved open into parts (halve.c). */
void tc_halve_block(TcEvaluator *ev);
/* Labels conclusions that every completion leaves open by the rule (silent.c). */
void tc_silent_block(TcEvaluator *ev);
/* Tries the best and the worst of every cell on conclusions that are not proved open. */
void tc_sweep_block(TcEvaluator *ev);
void tc_sweep_row(TcEvaluator *ev, uint32_t row);
/* Tries eight completions of every row with an unsettled answer; sets `unproved`. */
void tc_witness_block(TcEvaluator *ev);
/* Runs all nodes behind the data checks. */
void tc_run_plan(TcEvaluator *ev, uint32_t first, uint32_t end);

#endif
