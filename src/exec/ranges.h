/* Open cells: the range of each, as it was declared and as the rules of its row narrow it; known
 * cells become open here where they break a limit or a check. */
#ifndef TC_EXEC_RANGES_H
#define TC_EXEC_RANGES_H

#include "exec/evaluator.h"

/* Bounds of an open cell in stored units; ends without bound are these. */
#define TC_NO_LOW  (INT64_MIN + 1)
#define TC_NO_HIGH INT64_MAX
typedef struct TcRanges {
    int64_t declared[2]; /* low and high of every open cell, but for what row rules narrow */
    int64_t unit;        /* stored units of one: 10^scale */
    bool ruled;          /* some row rule names the column: it has arrays once a cell was open */
    int64_t *low, *high; /* per row, valid where open; NULL: `declared` holds */
    int64_t *part[2];    /* per row: what is declared of it where parts of rows are judged */
    uint64_t *there;     /* there: rows in which it is held to that, so that it is not chưa có */
} TcRanges;

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
/* The parts of rows in which a column lies: in all of @n as far as is declared, and perhaps chưa
 * có. */
void tc_ranges_start_parts(TcRanges *ranges, uint32_t n);
/* Low and high of a cell, known or open, in stored units. Pre: fits int64, is not chưa có. */
static inline void tc_cell_range(const TcEvaluator *ev, uint32_t column, uint32_t row, int64_t *low,
                                 int64_t *high)
{
    const TcColumn *cells = &ev->block->columns[column];
    bool open = tc_bit(cells->open, row);
    const TcRanges *ranges = &ev->ranges[column];
    const int64_t least = ranges->low ? ranges->low[row] : ranges->declared[0];
    const int64_t most = ranges->high ? ranges->high[row] : ranges->declared[1];
    const int64_t value = tc_column_value(cells, row);
    *low = open ? least : value; /* all read first: which are open cannot be predicted */
    *high = open ? most : value;
}
/* The same as rationals in the column's unit. */
void tc_cell_exact(const TcEvaluator *ev, uint32_t column, uint32_t row, TcExact *exact);
/* The same of a known number among machine integers. Returns: false: it is none. */
bool tc_cell_fraction(const TcEvaluator *ev, uint32_t column, uint32_t row, TcFraction *value);
bool tc_cell_is_none(const TcEvaluator *ev, uint32_t column, uint32_t row);
bool tc_column_may_none(const TcEvaluator *ev, uint32_t column);
/* Is the cell chưa có, or can it be? */
bool tc_cell_may_none(const TcEvaluator *ev, uint32_t column, uint32_t row);

#endif
