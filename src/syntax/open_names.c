/* Names without their closing bracket, for the scanner. Before: bytes from "[" on. After: how many
 * of them the name is. */
#include "syntax/open_names.h"

#include <glib.h>
#include <string.h>

enum { MOST_BYTES = 400 }; /* of a name that is looked for */

/* Is "[" and these bytes "]" elsewhere in @source? */
static bool is_name_of(const TcSource *source, const char *bytes, size_t length)
{
    g_autofree char *name = g_strdup_printf("%.*s]", (int)length, bytes);
    return g_strstr_len(tc_source_text(source), (gssize)tc_source_length(source), name) != NULL;
}

size_t tc_open_name_length(const TcSource *source, const char *bytes, size_t length)
{
    size_t longest = 1 + strcspn(bytes + 1, ":;=<>+*/|[");
    longest = MIN(longest, length);
    while (longest > 1 && strchr(" -", bytes[longest - 1]))
        longest--;
    for (size_t n = MIN(longest, MOST_BYTES); n > 1; n--)
        if ((n == longest || g_ascii_isspace(bytes[n]) || g_ascii_ispunct(bytes[n])) &&
            is_name_of(source, bytes, n))
            return n;
    return longest;
}

bool tc_opens_twice(const char *bytes, size_t length)
{
    const char *inner = memchr(bytes + 1, '[', length - 1);
    return inner && !g_strstr_len(inner, (gssize)(bytes + length - inner), "]]");
}
