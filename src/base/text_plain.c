/* One pass over what nearly all texts are made of.
 *
 * A text of data is asked whether it is UTF-8, whether NFC leaves it alone and whether it may have
 * gone through a wrong encoding: six passes, which were a tenth of reading a commune. ASCII and the
 * precomposed Vietnamese letters are all of that at once, so each question first skips them. */
#include "base/text.h"

static inline bool continues(unsigned char byte)
{
    return (byte & 0xC0) == 0x80 && byte != 0x84;
}

/* Bytes of the letter at @at, of which @left are there: 2 for U+00C0..U+02FF, 3 for U+1E80..U+1EFF,
 * 0 for any other. */
static inline size_t letter_bytes(const unsigned char *at, size_t left)
{
    if (*at >= 0xC3 && *at <= 0xCB)
        return left > 1 && continues(at[1]) ? 2 : 0;
    if (*at != 0xE1)
        return 0;
    return left > 2 && (at[1] == 0xBA || at[1] == 0xBB) && continues(at[2]) ? 3 : 0;
}

size_t tc_text_plain(const char *text, size_t length)
{
    const unsigned char *first = (const unsigned char *)text, *at = first, *end = first + length;
    while (at < end) {
        const size_t n = *at < 0x80 ? *at != '\0' : letter_bytes(at, (size_t)(end - at));
        if (n == 0)
            break;
        at += n;
    }
    return (size_t)(at - first);
}
