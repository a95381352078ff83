/* What was meant by a cell that is refused: to be offered, never taken. */
#ifndef TC_DATA_CELL_MEANT_H
#define TC_DATA_CELL_MEANT_H

#include "base/date.h"
#include "base/diag.h"
#include "data/cell.h"

/* What is wrong with a text in a column of numbers that is neither a rough figure nor left by a
 * spreadsheet: thousands parted by blanks, words beside the figure, a date, no figure at all.
 * *@meant: (transfer full) the figure as it is to be written, or NULL. */
TcDiagCode tc_cell_number_meant(TcCellRule *rule, const char *text, size_t length, char **meant);

/* Is it a number in the style that is not @style, such as 1,234.5 in a Vietnamese file? */
bool tc_cell_is_other_style(const char *text, size_t length, TcLang style);

/* The date in "ngày 15 tháng 6 năm 2026", "15/06/2026 7:30", "15-Jun-26", as cells of @style are
 * written. Returns: false if there is none, or more than one. */
bool tc_cell_date_meant(const char *text, size_t length, TcLang style, char meant[TC_DATE_TEXT]);

/* The one choice that is meant by "mien nui", "MN", "xã miền núi". Returns: (transfer none), NULL
 * if none is, or several may be. */
const char *tc_cell_choice_meant(const TcColumnSpec *spec, const char *text, size_t length);

typedef enum { TC_MEANT_NEITHER, TC_MEANT_YES, TC_MEANT_NO } TcYesNoMeant;
/* What "co", "k/có", "chưa có" says in a yes/no column. @text: UTF-8. */
TcYesNoMeant tc_cell_yes_no_meant(const char *text, size_t length);

#endif
