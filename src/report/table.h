/* The province's table: a line for each unit, and sums below. */
#ifndef TC_REPORT_TABLE_H
#define TC_REPORT_TABLE_H

#include "report/summary.h"

typedef struct TcUnitTable TcUnitTable;

/* @figures is borrowed. Returns: (transfer full). */
TcUnitTable *tc_unit_table_new(const TcModel *model, const TcFigures *figures, TcLang lang);
void tc_unit_table_free(TcUnitTable *table);
void tc_unit_table_add(TcUnitTable *table, const TcBlock *block, const TcResults *results,
                       uint32_t row);
void tc_unit_table_print(const TcUnitTable *table, unsigned width, bool colour, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcUnitTable, tc_unit_table_free)

#endif
