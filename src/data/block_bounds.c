/* What the cells of a block span: least and greatest of each column, once they are written. Before:
 * a block whose cells were set. After: low, high and any_open of its columns; open cells hold the
 * value of a known one. */
#include "base/clones.h"
#include "data/block.h"

/* Least and greatest of @n values. */
#define BOUNDS(name, type)                                                                         \
    TC_CLONES static void name(const type *restrict values, uint32_t n, int64_t bounds[2])         \
    {                                                                                              \
        type low = values[0], high = values[0];                                                    \
        for (uint32_t i = 1; i < n; i++) {                                                         \
            low = values[i] < low ? values[i] : low;                                               \
            high = values[i] > high ? values[i] : high;                                            \
        }                                                                                          \
        bounds[0] = low;                                                                           \
        bounds[1] = high;                                                                          \
    }
BOUNDS(narrow_bounds, int32_t)
BOUNDS(wide_bounds, int64_t)

/* Gives open cells the value of a known one, so that bounds may be taken over all; they are
 * undefined anyway. Returns: false if no cell is known. */
static bool fill_open(TcBlock *block, uint32_t c)
{
    const TcColumn *column = &block->columns[c];
    uint32_t known = 0;

    while (known < block->n && tc_bit(column->open, known))
        known++;
    if (known == block->n)
        return false;
    const int64_t value = tc_column_value(column, known);
    for (uint32_t word = 0; word * 64 < block->n; word++)
        for (uint64_t open = column->open[word]; open; open &= open - 1)
            tc_block_put(block, word * 64 + (uint32_t)__builtin_ctzll(open), c, value);
    return true;
}

static void finish_column(TcBlock *block, uint32_t c)
{
    TcColumn *column = &block->columns[c];
    int64_t bounds[2] = {INT64_MAX, INT64_MIN};
    column->any_open = false;
    for (uint32_t word = 0; word * 64 < block->n; word++)
        column->any_open |= column->open[word] != 0;
    if (block->n > 0 && (!column->any_open || fill_open(block, c))) {
        if (column->wide)
            wide_bounds(column->wide, block->n, bounds);
        else
            narrow_bounds(column->narrow, block->n, bounds);
    }
    column->low = bounds[0];
    column->high = bounds[1];
}

void tc_block_finish(TcBlock *block)
{
    for (uint32_t i = 0; i < tc_schema_width(block->schema); i++)
        finish_column(block, i);
}

void tc_block_finish_columns(TcBlock *block, const uint32_t *columns, uint32_t n_columns)
{
    for (uint32_t i = 0; i < n_columns; i++)
        finish_column(block, columns[i]);
}
