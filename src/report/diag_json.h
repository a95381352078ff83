/* Diagnostics for programs: our own JSON (docs/json.md, tieuchi/check/1) and SARIF 2.1.0. All of
 * them, without a limit; positions count lines and columns from 1 unless the name says otherwise.
 */
#ifndef TC_REPORT_DIAG_JSON_H
#define TC_REPORT_DIAG_JSON_H

#include "base/diag.h"

/* @files: what was checked, n of them. Appended to @out with a line end. */
void tc_diag_json(const TcDiagList *diags, const char *const *files, unsigned n, GString *out);
/* @whole: every file could be read. */
void tc_diag_sarif(const TcDiagList *diags, bool whole, const char *version, GString *out);

#endif
