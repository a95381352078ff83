/* TcGrid: a table of texts for a terminal, aligned by display width, long cells wrapped at blanks.
 */
#ifndef TC_REPORT_GRID_H
#define TC_REPORT_GRID_H

#include <glib.h>
#include <stdbool.h>
#include "report/paint.h"

typedef enum { TC_ALIGN_LEFT, TC_ALIGN_RIGHT } TcAlign;

typedef struct {
    const char *heading;
    TcAlign align;
    bool flexible; /* may be made narrower and wrapped */
    bool optional; /* left out while all its cells are empty */
} TcGridColumn;

typedef struct TcGrid TcGrid;

/* Headings are copied. Returns: (transfer full). */
TcGrid *tc_grid_new(const TcGridColumn *columns, unsigned n);
void tc_grid_free(TcGrid *grid);

/* Adds a row of empty cells, then fills its cells from left to right (texts are copied, NULL is an
 * empty cell). */
void tc_grid_row(TcGrid *grid);
void tc_grid_cell(TcGrid *grid, const char *text, TcPaint paint);
/* Adds a row that is one text over all columns. */
void tc_grid_span(TcGrid *grid, const char *text);

/* Appends the table, at most @width columns wide where wrapping can do it. */
void tc_grid_print(const TcGrid *grid, unsigned width, bool colour, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcGrid, tc_grid_free)

#endif
