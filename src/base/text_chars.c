/* What the files about text ask of one character. See text_chars.h. */
#include "base/text_chars.h"

/* Tone marks in the order of the tones: huyền, hỏi, ngã, sắc, nặng. */
static const gunichar tone_marks[] = {0x0300, 0x0309, 0x0303, 0x0301, 0x0323};

gunichar tc_read_char(const char *text, size_t length, size_t *size)
{
    gunichar c = g_utf8_get_char_validated(text, (gssize)length);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
        *size = 1;
        return 0xFFFD;
    }
    *size = (size_t)g_utf8_skip[(guchar)*text];
    return c;
}

bool tc_is_in_syllable(gunichar c)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c);
}

bool tc_is_blank(gunichar c)
{
    return c == '_' || g_unichar_isspace(c);
}

unsigned tc_tone_of(gunichar c)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(tone_marks); i++) {
        if (tone_marks[i] == c) {
            return i + 1;
        }
    }
    return 0;
}
