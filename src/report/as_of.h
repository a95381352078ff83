/* Results that every report marks: those that rest on a question about the data file as it is (có
 * số liệu, mặc định …), for data that come in can change them; and those that are open without a
 * proof that they are. */
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
/* Open, and not proved open; what the rule leaves open is no such. @kind as above. */
bool tc_unproved(const TcResults *results, TcRefKind kind, uint32_t index, uint32_t row);
/* Of some conclusion, or of some indicator too. */
bool tc_unproved_any(const TcResults *results, uint32_t row, bool indicators);
/* The same where the search for a proof ended at its budget. */
bool tc_over_budget(const TcResults *results, TcRefKind kind, uint32_t index, uint32_t row);
bool tc_over_budget_any(const TcResults *results, uint32_t row, bool indicators);
/* "Đạt *", "Chưa kết luận được ?", or the word alone. Returns: (transfer full). */
char *tc_marked_word(const TcResults *results, TcRefKind kind, uint32_t index, uint32_t row,
                     const char *word);
/* "Theo số liệu hiện có trong tệp: K, 1, 2; chưa chứng minh được: L", the codes of all such
 * results. Returns: (transfer full), NULL if there are none. */
char *tc_marks_note(const TcResults *results, uint32_t row, TcLang lang);

#endif
