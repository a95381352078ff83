/* What the examples have shown, and what not: as text, and as a page (HTML) with all of it. */
#ifndef TC_REPORT_COVERAGE_H
#define TC_REPORT_COVERAGE_H

#include "engine/coverage.h"

/* That of one set. */
typedef struct {
    const char *file; /* of the rules, shown */
    int32_t from;     /* first day of the version; INT32_MIN: as first issued */
    const TcCoverage *coverage;
} TcCoverageSet;

/* Both append to @out; a last line sums several sets up. */
void tc_coverage_text(const TcCoverageSet *sets, size_t n, TcLang lang, GString *out);
void tc_coverage_html(const TcCoverageSet *sets, size_t n, TcLang lang, GString *out);

/* "CĐS_XÃ: trạng thái của chỉ tiêu 140/147 (95,2%); …"; of @coverage, whose code is @name. Returns:
 * (transfer full). */
char *tc_coverage_sums(const char *name, const TcCoverage *coverage, TcLang lang);
/* All of them in one, counts alone. */
TcCoverage tc_coverage_total(const TcCoverageSet *sets, size_t n);
/* The word of the state TC_COVER_* number @k. */
const char *tc_coverage_state(unsigned k, TcLang lang);

#endif
