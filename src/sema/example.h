/* Examples (ví dụ): cells that are given and answers that must come out. They test a rule set and
 * are no part of it: no model holds them. See document.h for who does. */
#ifndef TC_SEMA_EXAMPLE_H
#define TC_SEMA_EXAMPLE_H

#include <glib.h>
#include "data/block.h"
#include "sema/model.h"

/* A cell of the row that an example is; columns that it does not give are blank. */
typedef struct {
    uint32_t column;     /* of the schema; behind its columns: an appraisal */
    const TcNode *value; /* a literal of the column's type, UNKNOWN (blank) or NOT_YET */
    mpq_srcptr number;   /* of a column of numbers: in its unit */
} TcExampleCell;

typedef struct {
    const TcNode *condition; /* bound and typed; `open`: the PART that is asked about */
    bool open;               /* chưa rõ: the answer is open */
    TcSpan span;             /* where it is written; in a table the cell */
    const char *text;        /* in words, on one line */
    const char *place;       /* of a cell of a data file; NULL: the span is the place */
} TcExpectation;

/* One example, or one row of the table of one. */
typedef struct {
    const TcModel *model; /* the set that it is under */
    const char *title;
    TcSpan at;
    uint32_t row;    /* of its table, from 1; 0: it has none */
    bool unreviewed; /* chưa rà soát: nobody has looked yet whether its results are right */
    bool has_day;
    int32_t day;
    TcExampleCell *cells; /* n_cells, no column twice */
    uint32_t n_cells;
    const TcBlock *data; /* its row is row `data_row` of this, not `cells`; or NULL */
    uint32_t data_row;
    bool appraised;          /* the data track appraisals */
    const char *unit;        /* that the row is of, in words; NULL if it is no unit's */
    const char *place;       /* of that row in the file of data; NULL: `at` is the place */
    TcExpectation *expected; /* n_expected */
    uint32_t n_expected;
} TcExample;

/* The code of the set that the example @head says it is under, or NULL; and the day. */
const char *tc_example_set(const TcNode *head, bool *has_day, int32_t *day);

#endif
