/* docs/diagnostics.md: every code of the catalogue with its texts in both languages. */
#ifndef TC_REPORT_DIAG_PAGE_H
#define TC_REPORT_DIAG_PAGE_H

#include <glib.h>

/* Appends the whole page, its first line naming the command that prints it. */
void tc_diag_page(GString *out);

#endif
