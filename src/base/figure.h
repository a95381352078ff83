/* Figures: numbers as they are printed beside what was concluded from them.
 *
 * A figure never contradicts a comparison (semantics.md 4): read back, it stands to every number
 * that its value was compared with just as the value does, and so to 0 and, of a percentage, to
 * 100%. It is exact if it has few decimals; else it has the least number of decimals, up to 12,
 * that keeps all those orders; where none does it is exact: a decimal or n/d. */
#ifndef TC_BASE_FIGURE_H
#define TC_BASE_FIGURE_H

#include "base/number.h"

typedef enum {
    TC_FIGURE_PAGE,  /* for reading: exact up to 4 decimals (of a percentage 2), else at least 2 */
    TC_FIGURE_FINE,  /* for cells and levels: exact if it is a decimal, else at least 6 */
    TC_FIGURE_SHEET, /* the same for a spreadsheet: without grouping, and n/d as "6 2/3", the one
                        form of a fraction that is taken for a number there and not for a day */
} TcFigureKind;

typedef struct {
    TcFigureKind kind;
    bool percent; /* prints value * 100 and a '%' (n/d without either) */
    TcLang style;
} TcFigureForm;

/* The nearest on either side of a value among the numbers that it was compared with: a figure that
 * keeps to its side of these keeps to its side of all. Start with {NULL, NULL}. */
typedef struct {
    mpq_srcptr below, above; /* at or below it, at or above it; NULL: none; borrowed */
} TcFigureSides;
/* Takes in one more number that @value was compared with. */
void tc_figure_sides_add(TcFigureSides *sides, const mpq_t value, mpq_srcptr mark);

/* Is it printed exactly, whatever it was compared with? */
bool tc_figure_is_exact(const mpq_t value, const TcFigureForm *form);
/* @sides: of @value; NULL: it was compared with nothing. Trailing zeros are dropped. Returns:
 * (transfer full). */
char *tc_figure(const mpq_t value, const TcFigureSides *sides, const TcFigureForm *form);

#endif
