/* Patterns of the tables of what people write (speech.def, headings.def, edit_forms.def). */
#ifndef TC_SYNTAX_PATTERNS_H
#define TC_SYNTAX_PATTERNS_H

#include <glib.h>
#include "base/source.h"

/* A word of a table that stands for a part of a pattern. It may hold those behind it. */
typedef struct {
    const char *name, *pattern;
} TcPatternMacro;

/* Returns: (transfer none) @pattern with its @n @macros in their places, in any case. It is
 * compiled when it is first asked for and kept in @place, which begins as NULL. */
const GRegex *tc_pattern(GRegex **place, const char *pattern, const TcPatternMacro *macros,
                         size_t n);

/* The rest of the line from where @first begins, without a comment and the blanks before it. */
TcSpan tc_pattern_line(TcSpan first);

#endif
