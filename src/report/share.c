/* See share.h. */
#include "report/share.h"

#include <glib.h>

char *tc_share_text(uint32_t part, uint32_t all, TcLang lang)
{
    const uint64_t tenths = all ? (uint64_t)part * 1000 / all : 1000;
    const unsigned whole = (unsigned)(tenths / 10), rest = (unsigned)(tenths % 10);
    return rest ? g_strdup_printf("%u%c%u%%", whole, lang == TC_LANG_VI ? ',' : '.', rest)
                : g_strdup_printf("%u%%", whole);
}
