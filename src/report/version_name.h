/* How a report of several versions names one: by its set, and the day from which it is in force. */
#ifndef TC_REPORT_VERSION_NAME_H
#define TC_REPORT_VERSION_NAME_H

#include "report/json_gen.h"
#include "sema/model.h"

/* "CĐS_XÃ từ ngày 01/01/2026"; the code alone where @from is INT32_MIN: the set as first issued.
 * Returns: (transfer full). */
char *tc_version_name(const TcModel *model, int32_t from, TcLang lang);
/* "version" of an object: the day, or null. */
void tc_version_json(TcJson *json, int32_t from);

#endif
