/* Vietnamese text. Properties of characters come from GLib; the order of the letters and of the
 * tones is that of the Vietnamese alphabet. */
#include "base/text.h"

/* Reads the character at @text; a byte that belongs to none counts as U+FFFD. */
static gunichar read_char(const char *text, size_t length, size_t *size)
{
    gunichar c = g_utf8_get_char_validated(text, (gssize)length);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
        *size = 1;
        return 0xFFFD;
    }
    *size = (size_t)g_utf8_skip[(guchar)*text];
    return c;
}

size_t tc_text_width(const char *text, size_t length)
{
    size_t width = 0, size = 0;
    for (size_t at = 0; at < length; at += size) {
        gunichar c = read_char(text + at, length - at, &size);
        width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return width;
}
