/* Pages for a browser: one file, without scripts, that needs nothing else and prints well. */
#ifndef TC_REPORT_HTML_H
#define TC_REPORT_HTML_H

#include <glib.h>
#include <stdint.h>
#include "base/lang.h"

/* Head and style, up to the first heading, which is @title. Appended, as all below, to @out. */
void tc_html_begin(GString *out, TcLang lang, const char *title);
void tc_html_end(GString *out);
/* @text with & < > " as entities; NULL is nothing; bytes that are no UTF-8 become U+FFFD. */
void tc_html_text(GString *out, const char *text);
/* `<tag>text</tag>` on a line. */
void tc_html_element(GString *out, const char *tag, const char *text);

/* A table: its head, then rows of cells. Numbers are set to the right. */
void tc_html_table(GString *out, const char *const *heads, unsigned n);
void tc_html_row(GString *out);
void tc_html_cell(GString *out, const char *text);
void tc_html_number(GString *out, uint64_t number);
void tc_html_row_end(GString *out);
void tc_html_table_end(GString *out);

/* A bar of a chart: what it is of, and how long. */
typedef struct {
    const char *name;
    uint64_t n;
} TcHtmlBar;
/* Bars one below the other, the longest as wide as the chart, with their numbers, as SVG. @title is
 * told to who does not see it. */
void tc_html_bars(GString *out, const char *title, const TcHtmlBar *bars, unsigned n);

#endif
