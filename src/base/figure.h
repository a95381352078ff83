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

/* --- without rationals --- */

enum { TC_FIGURE_ROOM = 48, TC_FIGURE_MARKS = 8 };

/* Numbers that values are compared with, for tc_figure_quick. Start with {0}. */
typedef struct {
    unsigned n;
    bool beyond; /* there are more, or one has no room here: only exact figures are quick */
    TcFraction marks[TC_FIGURE_MARKS];
} TcFigureMarks;
void tc_figure_marks_add(TcFigureMarks *marks, const mpq_t mark);

/* The text of tc_figure for a TC_FIGURE_SHEET of a fraction that was compared with @marks, where
 * machine integers are enough to find it, as for nearly all cells of a sheet. @text: has
 * TC_FIGURE_ROOM bytes. Returns: false: ask tc_figure. */
bool tc_figure_quick(TcFraction value, const TcFigureMarks *marks, const TcFigureForm *form,
                     char *text);
/* The same of tc_number_exact. */
bool tc_figure_quick_exact(TcFraction value, TcLang style, char *text);

#endif
