/* What the reports of a comparison share. */
#ifndef TC_REPORT_COMPARE_INTERNAL_H
#define TC_REPORT_COMPARE_INTERNAL_H

#include "report/compare.h"

/* "Chỉ tiêu 3.5 (ở A là chỉ tiêu 3.4)". Returns: (transfer full). */
char *tc_change_name(const TcChange *change, TcLang lang);
/* "sửa đổi, đổi số; B chặt hơn". Returns: (transfer full). */
char *tc_change_what(const TcChange *change, TcLang lang);
/* A clause of @side, a title with its word; NULL: there is none. Returns: (transfer full). */
char *tc_changed_text(const TcChangedClause *clause, unsigned side, TcLang lang);

#endif
