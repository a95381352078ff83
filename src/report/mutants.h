/* What planted mistakes came to: sentences of the rules that no example tests, and how many of the
 * mistakes the examples find; as text and as JSON ("tieuchi/mutants/1", docs/json.md). */
#ifndef TC_REPORT_MUTANTS_H
#define TC_REPORT_MUTANTS_H

#include "engine/mutants.h"

/* Those of one set. */
typedef struct {
    const char *file; /* of the rules, shown */
    int32_t from;     /* first day of the version; INT32_MIN: as first issued */
    const TcMutants *mutants;
} TcMutantSet;

/* Both append to @out. */
void tc_mutants_text(const TcMutantSet *sets, size_t n, TcLang lang, GString *out);
void tc_mutants_json(const TcMutantSet *sets, size_t n, TcLang lang, GString *out);

#endif
