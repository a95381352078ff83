/* Which of several rule sets a run uses: the one in force on the day that is judged.
 *
 * Each file is a whole set, in force from its first day to its last one; a set that replaces
 * another (thay thế names the decision of that one) ends it the day before. A set that states no
 * first day has always been in force. Of a set that is amended one version is among them. */
#ifndef TC_ENGINE_IN_FORCE_H
#define TC_ENGINE_IN_FORCE_H

#include "engine/program.h"

typedef struct {
    const GPtrArray *programs; /* of TcProgram, without errors; borrowed */
    int32_t day;
} TcRulesOnDay;

/* The days on which @model is in force among the sets of @programs. */
void tc_in_force_days(const GPtrArray *programs, const TcModel *model, int32_t *first,
                      int32_t *last);
/* Does @later say that it replaces the decision of @model? */
bool tc_supersedes(const TcModel *later, const TcModel *model);

/* The set in force. Several are told to @diags, with their places. Returns: (transfer none) NULL
 * when there is none, or several. */
TcProgram *tc_in_force(const TcRulesOnDay *rules, TcDiagList *diags);

/* "Ngày … chưa có bộ tiêu chí nào có hiệu lực", with those in force before and after that day.
 * Returns: (transfer full). */
char *tc_in_force_none(const TcRulesOnDay *rules, TcLang lang);

/* The last of the days from which one of @programs alone is in force; else the last of those to
 * which one is. Returns: whether there is one. */
bool tc_in_force_day(const GPtrArray *programs, int32_t *day);

#endif
