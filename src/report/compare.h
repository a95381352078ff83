/* What of two versions differs: text for people, JSON for programs, HTML, and the table of old and
 * new rules that goes with a draft. */
#ifndef TC_REPORT_COMPARE_H
#define TC_REPORT_COMPARE_H

#include "base/msg.h"
#include "engine/compare.h"

/* @names: what the sides are called. */
void tc_compare_text(const TcComparison *comparison, const char *const *names, TcLang lang,
                     unsigned width, GString *out);
/* docs/json.md, tieuchi/diff/1. */
void tc_compare_json(const TcComparison *comparison, const char *const *names, GString *out);
/* A page to read, with the communes that show what changes. */
void tc_compare_page(const TcComparison *comparison, const char *const *names, TcLang lang,
                     GString *out);
/* The table of old and new, which word processors open. */
void tc_compare_table(const TcComparison *comparison, const char *const *names, TcLang lang,
                      GString *out);

#endif
