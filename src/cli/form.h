/* The form in which a result is written: table, CSV, JSON, a page. */
#ifndef TC_CLI_FORM_H
#define TC_CLI_FORM_H

#include "cli/cli.h"
#include "report/csv_writer.h"
#include "report/figures.h"

/* Which of the forms that the command has, @names as --format has them: the one of --format, else
 * the one that the name of --output ends in, else *@form as it came. A name that ends as a file
 * does that the command does not write (.xlsx, or .html where it has no page) is refused. Returns:
 * false, told. */
bool tc_form_read(const TcArgs *args, const char *const *names, size_t n, unsigned *form);
/* May a file of the form @name (csv, rules) be called as @option says? Tells the user if not. */
bool tc_form_is(const TcArgs *args, TcOptionId option, const char *name);

/* The forms of what is a text, a list, or a page for a browser; and the style of the list. */
typedef enum { TC_PAGE_TEXT, TC_PAGE_CSV, TC_PAGE_JSON, TC_PAGE_HTML } TcPageFormat;
/* Reads the form and --csv-style. Returns: false, told. */
bool tc_form_page(const TcArgs *args, TcPageFormat *format, TcCsvStyle *style);
/* For whom its figures are. */
TcFiguresFor tc_form_figures(TcPageFormat format, TcCsvStyle style);

#endif
