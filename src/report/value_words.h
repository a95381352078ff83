/* The value of a cell as words for people, and exactly, for programs. */
#ifndef TC_REPORT_VALUE_WORDS_H
#define TC_REPORT_VALUE_WORDS_H

#include "base/lang.h"
#include "data/schema.h"
#include "exec/value.h"

/* "1.500 hộ", "\"miền núi\"", "có". @spec: of its column; NULL: an appraisal. Returns: (transfer
 * full). */
char *tc_value_words(const TcColumnSpec *spec, const TcValue *value, TcLang lang);
/* A number as a decimal or n/d, a day as 2024-12-31, yes or no, the text. Returns: (transfer full)
 * NULL of chưa có. */
char *tc_value_exact(const TcValue *value);

#endif
