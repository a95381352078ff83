/* Patterns of the tables of what people write. See patterns.h. */
#include "syntax/patterns.h"

#include <string.h>

static GRegex *compile(const char *pattern, const TcPatternMacro *macros, size_t n)
{
    g_autoptr(GString) text = g_string_new(pattern);
    for (size_t i = 0; i < n; i++)
        g_string_replace(text, macros[i].name, macros[i].pattern, 0);
    return g_regex_new(text->str, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
}

const GRegex *tc_pattern(GRegex **place, const char *pattern, const TcPatternMacro *macros,
                         size_t n)
{
    if (g_once_init_enter(place))
        g_once_init_leave(place, compile(pattern, macros, n));
    return *place;
}

TcSpan tc_pattern_line(TcSpan first)
{
    const char *text = tc_source_text(first.source);
    first.end = first.start + (uint32_t)strcspn(text + first.start, "#\r\n");
    while (first.end > first.start && g_ascii_isspace(text[first.end - 1]))
        first.end--;
    return first;
}
