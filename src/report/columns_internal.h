/* The inside of TcColumns: shared by the choice of columns and the writing of their cells. */
#ifndef TC_REPORT_COLUMNS_INTERNAL_H
#define TC_REPORT_COLUMNS_INTERNAL_H

#include "report/columns.h"

typedef enum {
#define TC_FIELD(id, ...) TC_COLUMN_##id,
#include "columns.def"
    TC_N_FIELD_IDS
} TcFieldId;

typedef struct {
    TcFieldId field;
    TcRefKind kind; /* NONE: the whole set */
    uint32_t index;
    char *heading;
    char **words; /* of a verdict: yes, no, open; NULL: the usual ones */
} TcReportColumn;

struct TcColumns {
    GArray *items; /* of TcReportColumn */
    char *note;    /* what every row must say of the rules */
};

#endif
