/* Completions of one row: which cells and nodes differ, and the rest kept from block to block. Most
 * rows that explain looks into have a few open cells of many: of the nodes that an answer comes
 * from a fifth has to run again. */
#include "exec/one_row.h"

#include "exec/bits.h"
#include "exec/kernels.h"
#include "exec/ranges.h"

#include <string.h>

enum { WORD = 64 };

/* --- what differs ----------------------------------------------------------------------------- */

typedef struct {
    const bool *cells;
    bool differs;
} Reading;

static void read_column(uint32_t column, void *user)
{
    Reading *reading = user;
    reading->differs |= reading->cells[column];
}

/* What the rule leaves undefined is seen now so, now so; what is only scored rests on its points
 * too. */
static bool is_seen_anew(const TcEvaluator *ev, const TcPlanNode *node)
{
    return node->op == TC_PLAN_OUTCOME && (ev->plan->indicators[node->data].figures == TC_NO_NODE ||
                                           tc_bit(ev->results->indicators[node->data].can[3], 0));
}

static bool differs(const TcEvaluator *ev, const TcOneRow *one, const TcPlanNode *node)
{
    const uint32_t *inputs = tc_plan_inputs(ev->plan, node);
    Reading reading = {one->cells, is_seen_anew(ev, node)};
    for (uint32_t i = 0; i < node->n; i++)
        reading.differs |= one->nodes[inputs[i]];
    tc_plan_own_columns(ev->plan, node, read_column, &reading);
    return reading.differs;
}

static TcOneRow *one_row_new(const TcEvaluator *ev)
{
    const uint32_t n = tc_column_count(ev);
    TcOneRow *one = g_new0(TcOneRow, 1);
    one->columns = g_new(uint32_t, n + 1);
    one->cells = g_new(bool, n + 1);
    one->nodes = g_new(bool, ev->plan->n_nodes + 1);
    for (uint32_t i = 0; i < n; i++) {
        one->cells[i] = tc_bit(ev->block->columns[i].open, 0);
        if (one->cells[i])
            one->columns[one->n_columns++] = i;
    }
    for (uint32_t i = 0; i < ev->plan->n_nodes; i++) /* inputs come before their readers */
        one->nodes[i] = differs(ev, one, tc_node_at(ev, i));
    return one;
}

static void forget(TcEvaluator *inner)
{
    inner->filled = inner->standing = 0;
}

void tc_one_row_begin(TcEvaluator *ev)
{
    if (ev->one_row || ev->asks || ev->block->n_withdrawn > 0 || ev->block->n_exacts > 0)
        return;
    ev->one_row = one_row_new(ev);
    for (TcEvaluator *inner = ev->inner; inner; inner = inner->inner)
        forget(inner);
}

void tc_one_row_end(TcEvaluator *ev)
{
    if (!ev->one_row)
        return;
    g_free(ev->one_row->columns);
    g_free(ev->one_row->cells);
    g_free(ev->one_row->nodes);
    g_clear_pointer(&ev->one_row, g_free);
}

/* --- the block -------------------------------------------------------------------------------- */

static void fill_column(const TcEvaluator *ev, uint32_t column, uint32_t from, uint32_t to)
{
    TcColumn *put = &ev->inner_block->columns[column];
    const char **texts = ev->inner_block->texts[column];
    put->low = put->high = tc_column_value(&ev->block->columns[column], 0);
    for (uint32_t row = from; row < to; row++)
        tc_block_put(ev->inner_block, row, column, put->low);
    for (uint32_t row = from; texts && row < to; row++)
        texts[row] = ev->block->texts[column][0];
}

/* Whole words of rows, so that what is alike may be run over all of them. */
static void fill(TcEvaluator *ev, uint32_t n)
{
    const uint32_t from = ev->inner->filled, to = (n + WORD - 1) / WORD * WORD;
    if (from >= to)
        return;
    for (uint32_t i = 0; i < tc_column_count(ev); i++) {
        if (ev->one_row->cells[i])
            continue;
        fill_column(ev, i, from, to);
        tc_ranges_start_parts(&ev->inner->ranges[i], to); /* it opens where it breaks a rule */
    }
    for (uint32_t row = from; row < to; row++)
        ev->inner_block->rows[row] = ev->block->rows[0];
    ev->inner->filled = to;
}

void tc_one_row_start(TcEvaluator *ev, uint32_t n)
{
    TcEvaluator *inner = ev->inner;
    const bool are_alike = ev->one_row && ev->block->n_withdrawn == 0;
    inner->one_row = are_alike ? ev->one_row : NULL;
    if (!are_alike || ev->inner_block->n_withdrawn > 0)
        forget(inner);
    if (inner->filled > 0)
        tc_block_reopen(ev->inner_block, ev->one_row->columns, ev->one_row->n_columns);
    else
        tc_block_clear(ev->inner_block);
    if (are_alike)
        fill(ev, n);
}

/* --- the plan --------------------------------------------------------------------------------- */

bool tc_one_row_stands(const TcEvaluator *ev)
{
    return ev->outer && ev->one_row && ev->standing >= ev->words && ev->standing_slice == ev->slice;
}

static void run(TcEvaluator *ev, bool that_differ)
{
    const uint32_t *order = ev->slice->order;
    for (uint32_t i = 0; i < ev->slice->n_order; i++) {
        if (ev->one_row->nodes[order[i]] == that_differ)
            tc_run_node(ev, tc_node_at(ev, order[i]));
    }
}

/* Over whole words of rows: the next block may have more. */
static void run_alike(TcEvaluator *ev)
{
    const uint32_t n = ev->n;
    TcBits rows;
    memcpy(rows, ev->rows, sizeof rows);
    memset(ev->rows, 0xff, ev->words * sizeof *ev->rows);
    ev->n = ev->rounded;
    run(ev, false);
    ev->n = n;
    memcpy(ev->rows, rows, sizeof rows);
    ev->standing = ev->words;
    ev->standing_slice = ev->slice;
}

void tc_one_row_run(TcEvaluator *ev)
{
    if (!tc_one_row_stands(ev))
        run_alike(ev);
    run(ev, true);
}
