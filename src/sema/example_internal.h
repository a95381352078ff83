/* Inside of examples: what example.c (clauses), example_cells.c (what is given), example_rows.c
 * (tables) and example_check.c (what can never be) share. */
#ifndef TC_SEMA_EXAMPLE_INTERNAL_H
#define TC_SEMA_EXAMPLE_INTERNAL_H

#include "data/headings.h"
#include "sema/example.h"
#include "sema/sema.h"

/* One head being read. */
typedef struct {
    TcSema *sema;
    TcHeadings *headings; /* of the set's columns: appraisals are found by theirs */
    const TcNode *head;
    TcExample common;    /* what all rows of its table share */
    unsigned errors;     /* how many there were before the head was read */
    GArray *cells;       /* TcExampleCell */
    GArray *expected;    /* TcExpectation */
    const TcNode *table; /* NULL: none */
} TcExampleDraft;

/* Appends the cell @name = @value; of what cannot be given it tells. */
void tc_example_give(TcExampleDraft *draft, TcNode *name, TcNode *value);
/* The column that @name is the heading of, or TC_NO_PART. */
uint32_t tc_example_column(const TcExampleDraft *draft, const TcNode *name);
/* Appends what must come out, bound and typed. @span, @text: see TcExpectation. */
void tc_example_expect(TcExampleDraft *draft, TcNode *condition, bool open, TcSpan span,
                       const char *text);
/* Appends the draft to @examples (TcExample), once for each row of its table. */
void tc_example_rows(TcExampleDraft *draft, GArray *examples);
/* Tells of expectations of @examples from @first on that no data can meet. */
void tc_example_check(TcSema *sema, const GArray *examples, guint first);

#endif
