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

/* Behind the sign at @at, or behind the text in quotation marks that begins there; one that nothing
 * closes goes to the end of its line. */
static const char *behind(const char *at)
{
    static const char open[] = "\u201C", close[] = "\u201D";
    const bool plain = *at == '"';
    if (!plain && !g_str_has_prefix(at, open))
        return at + 1;
    const char *end = at + strcspn(at, "\r\n"), *mark = plain ? "\"" : close;
    const char *closed = g_strstr_len(at + 1, end - at - 1, mark);
    return closed ? closed + strlen(mark) : end;
}

TcSpan tc_pattern_line(TcSpan first)
{
    const char *text = tc_source_text(first.source), *end = text + first.start;
    while (*end && !strchr("#\r\n", *end))
        end = behind(end);
    first.end = (uint32_t)(end - text);
    while (first.end > first.start && g_ascii_isspace(text[first.end - 1]))
        first.end--;
    return first;
}
