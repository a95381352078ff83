/* Inside pass 1, what its files share: collect_clauses.c, columns.c, column_range.c, counts.c. */
#ifndef TC_SEMA_COLLECT_H
#define TC_SEMA_COLLECT_H

#include "sema/sema.h"

/* Parts of collect: puts the clauses of @head into @fields (TcModel, TcGroup, TcIndicator … by
 * @kind) and its texts into @about. */
void tc_collect_clauses(TcSema *sema, const TcNode *head, TcRefKind kind, void *fields,
                        TcProvenance *about);
/* Reports a clause that does not belong under @head. */
void tc_collect_refuse(TcSema *sema, const TcNode *clause, TcKeyword head);

/* A range that ends at another column, which may be declared further down. */
typedef struct {
    TcNode *name;
    uint32_t column; /* whose range it is */
    bool is_high;
    TcSpan words; /* the range */
} TcPendingLimit;

/* Parts of collect: reads the columns of a data section into @columns (TcColumnSpec), ranges that
 * end at a column into @pending (TcPendingLimit), ends that are more into @checks (TcDataCheck). */
void tc_collect_columns(TcSema *sema, const TcNode *head, GArray *columns, GArray *pending,
                        GArray *checks);
/* When all names are known: @pending becomes @limits (TcColumnLimit) or, where no column has that
 * name, @checks. */
void tc_collect_limits(TcSema *sema, const GArray *pending, const GArray *columns, GArray *limits,
                       GArray *checks);
/* Holds the counts that the file states against what stands in it. */
void tc_collect_counts(TcSema *sema);

#endif
