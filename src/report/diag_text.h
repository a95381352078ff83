/* Diagnostics as people read them: where, what is wrong, the line itself with the place underlined,
 * what to write, and second places. */
#ifndef TC_REPORT_DIAG_TEXT_H
#define TC_REPORT_DIAG_TEXT_H

#include "base/diag.h"

/* Appends the diagnostics of @diags (sorted before) to @out, at most TC_DIAG_LIMIT a file and the
 * rest counted; nothing if there are none. @colour: with escape codes of a terminal. */
void tc_diag_text(const TcDiagList *diags, bool colour, GString *out);
/* A message or fix of the catalogue as it is in general: … for what it says of a place. Returns:
 * (transfer full). */
char *tc_diag_general(const char *template_text, TcLang lang);
/* "2 lỗi, 1 lưu ý", or that there is none. Returns: (transfer full). */
char *tc_diag_summary(const TcDiagList *diags);

#endif
