/* Inside of the reports of examples: what is told of a failure in each of them. */
#ifndef TC_REPORT_TRIALS_TOLD_H
#define TC_REPORT_TRIALS_TOLD_H

#include "report/trials.h"

/* Is expectation @expected of @trial told as a failure? Of a row that cannot be, once. */
bool tc_trial_is_told(const TcTrial *trial, uint32_t expected);
/* The failure as a diagnostic in @diags, which is in its language. Returns: (transfer none). */
const TcDiag *tc_trial_diag(const TcTrial *trial, uint32_t expected, TcDiagList *diags);
/* Appends what its parts came to, as explain words it; each line behind @indent blanks. */
void tc_trial_details(const TcTrial *trial, uint32_t expected, TcLang lang, unsigned indent,
                      GString *out);
/* "Đúng 60% là đạt (dòng 2 của bảng)". Returns: (transfer full). */
char *tc_trial_name(const TcTrial *trial, TcLang lang);

#endif
