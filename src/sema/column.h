/* Inside the reading of the data section: one column on its way to its TcColumnSpec. columns.c
 * reads its attributes, column_range.c those that bound it. */
#ifndef TC_SEMA_COLUMN_H
#define TC_SEMA_COLUMN_H

#include "sema/sema.h"

typedef struct {
    TcSema *sema;
    const TcNode *node;
    TcColumnSpec spec;
    uint32_t index;
    GPtrArray *aliases, *choices, *yes, *no;
    GHashTable *chosen; /* the choices so far */
    GArray *limits, *checks;
    bool negative; /* có thể âm */
    bool low_declared, high_declared;
    TcSpan range; /* the one being read */
} TcColumnDraft;

/* What kind of value its cells hold. */
TcValueKind tc_column_kind(const TcColumnDraft *column);
bool tc_column_is_share(const TcColumnDraft *column);
/* Tells that the attribute does not go with the column's type. */
void tc_column_refuse(const TcColumnDraft *column, const TcNode *attribute);

/* An attribute that bounds the column: its ends, a limit by another column or a data check. */
void tc_column_take_range(TcColumnDraft *column, const TcNode *attribute);

#endif
