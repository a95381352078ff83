/* Results that rest on a question about the data file as it is (có số liệu, mặc định …): data that
 * come in can change them, so every report marks them. */
#ifndef TC_REPORT_AS_OF_H
#define TC_REPORT_AS_OF_H

#include "base/msg.h"
#include "exec/results.h"

/* @kind: VERDICT, GRADE, RANKING or INDICATOR. */
bool tc_as_of_today(const TcResults *results, TcRefKind kind, uint32_t index, uint32_t row);
bool tc_as_of_today_any(const TcResults *results, uint32_t row);
/* Of some indicator of @group (TC_NO_PART: of all) that is judged, or has points. */
typedef enum { TC_AS_OF_JUDGED, TC_AS_OF_POINTS } TcAsOfSum;
bool tc_as_of_today_sum(const TcResults *results, TcAsOfSum sum, uint32_t group, uint32_t row);
/* "Đạt *", or the word alone. Returns: (transfer full). */
char *tc_as_of_marked(const TcResults *results, TcRefKind kind, uint32_t index, uint32_t row,
                      const char *word);
/* "Theo số liệu hiện có trong tệp: K, 1, 2", the codes of all such results. Returns: (transfer
 * full), NULL if there are none. */
char *tc_as_of_note(const TcResults *results, uint32_t row, TcLang lang);

#endif
