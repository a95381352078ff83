/* What numbers can be: the range of an expression over all rows (range.c, range_parts.c). */
#ifndef TC_SEMA_RANGE_H
#define TC_SEMA_RANGE_H

#include "sema/model.h"

typedef struct TcChecker TcChecker;

/* All values that an expression can take lie in it; ends count as belonging to it. */
typedef struct {
    bool has_low, has_high;
    bool whole; /* whole numbers only */
    bool exact; /* every value in it is taken by some row */
    mpq_t low, high;
} TcRange;

void tc_range_init(TcRange *range);
void tc_range_clear(TcRange *range);
/* Sets @range to what the number or date @node can be. Returns: false if nothing is known of it. */
bool tc_range_of(const TcChecker *checker, const TcNode *node, TcRange *range);
/* The same of @a - @b. It says nothing of which values are taken. */
bool tc_range_of_difference(const TcChecker *checker, const TcNode *a, const TcNode *b,
                            TcRange *range);
/* Appends the columns that @node rests on, through definitions and values of indicators; the day
 * judged counts as one behind them all. Returns: false if it rests on something else too, or on one
 * column twice. */
bool tc_range_columns(const TcChecker *checker, const TcNode *node, GArray *columns);
/* Are no two of @columns tied, and none of them to one of @others? */
bool tc_range_independent(const TcChecker *checker, const GArray *columns, const GArray *others);

/* Parts of it: @node is a TOTAL or a COUNT that is a number. */
bool tc_range_total(const TcModel *model, const TcNode *node, TcRange *range);
bool tc_range_count(const TcModel *model, const TcNode *node, TcRange *range);
/* How many indicators or criteria @count counts over. */
uint32_t tc_range_counted(const TcModel *model, const TcNode *count);

#endif
