/* What the examples of rule files came to: as text for people, as JUnit's XML for build servers, as
 * JSON ("tieuchi/test/1", docs/json.md). */
#ifndef TC_REPORT_TRIALS_H
#define TC_REPORT_TRIALS_H

#include "engine/trials.h"

/* The examples of one set. */
typedef struct {
    const TcModel *model;
    const char *file; /* of the rules, shown */
    int32_t from;     /* first day of the version; INT32_MIN: as first issued */
    const TcTrials *trials;
} TcTrialSet;

/* All append to @out. */
void tc_trials_text(const TcTrialSet *sets, size_t n, TcLang lang, bool colour, GString *out);
void tc_trials_junit(const TcTrialSet *sets, size_t n, TcLang lang, GString *out);
void tc_trials_json(const TcTrialSet *sets, size_t n, TcLang lang, GString *out);

/* How many examples there are, and how many fail. */
uint32_t tc_trials_count(const TcTrialSet *sets, size_t n, uint32_t *failing);

#endif
