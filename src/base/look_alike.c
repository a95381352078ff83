/* Letters that are not what they look like: of other alphabets, or read in the wrong encoding. */
#include "base/text.h"
#include "base/text_chars.h"

enum { NO_BREAK_SPACE = 0x00A0 };

/* Letters of other alphabets that look like Latin ones, in the order of their code points. */
static const struct {
    gunichar letter;
    const char *meant;
} look_alikes[] = {
    {0x00D0, "Đ"}, {0x00F0, "đ"}, {0x0189, "Đ"}, {0x0391, "A"}, {0x0392, "B"}, {0x0395, "E"},
    {0x0396, "Z"}, {0x0397, "H"}, {0x0399, "I"}, {0x039A, "K"}, {0x039C, "M"}, {0x039D, "N"},
    {0x039F, "O"}, {0x03A1, "P"}, {0x03A4, "T"}, {0x03A5, "Y"}, {0x03A7, "X"}, {0x03B1, "a"},
    {0x03B9, "i"}, {0x03BD, "v"}, {0x03BF, "o"}, {0x03C1, "p"}, {0x03C5, "u"}, {0x0405, "S"},
    {0x0406, "I"}, {0x0408, "J"}, {0x0410, "A"}, {0x0412, "B"}, {0x0415, "E"}, {0x041A, "K"},
    {0x041C, "M"}, {0x041D, "H"}, {0x041E, "O"}, {0x0420, "P"}, {0x0421, "C"}, {0x0422, "T"},
    {0x0423, "Y"}, {0x0425, "X"}, {0x0430, "a"}, {0x0435, "e"}, {0x043E, "o"}, {0x0440, "p"},
    {0x0441, "c"}, {0x0443, "y"}, {0x0445, "x"}, {0x0455, "s"}, {0x0456, "i"}, {0x0458, "j"},
};

/* UTF-8 of Vietnamese letters read as Windows-1252: what stands first, what may follow (the third
 * byte of á», áº is any). No-break space is left out: "XÃ HỘI" may hold one in place of a blank. */
static const struct {
    gunichar first;
    const char *second;
    unsigned weight; /* 2: enough alone; 1: seen in good texts too ("XÃ²", a footnote) */
} misread[] = {
    {0x00E1, "»º", 2},             /* á: the letters with two marks, U+1EA0..U+1EFF */
    {0x00C4, "‘‚ƒ\xC2\x90¨©", 2},  /* Ä: đ Ă ă Đ Ĩ ĩ */
    {0x00C5, "¨©", 2},             /* Å: Ũ ũ */
    {0x00C6, "¡°¯", 2},            /* Æ: ơ ư Ư */
    {0x00C3, "¡¢£¨©ª¬²³´µ¹º½", 1}, /* Ã: á â ã è é ê ì ò ó ô õ ù ú ý */
};

static size_t find_word_end(const char *text, size_t length, size_t at)
{
    size_t size = 0;
    while (at < length && tc_is_in_syllable(tc_read_char(text + at, length - at, &size))) {
        at += size;
    }
    return at;
}

static const char *look_alike_of(gunichar c)
{
    if (c < look_alikes[0].letter) /* ASCII */
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(look_alikes); i++) {
        if (look_alikes[i].letter == c) {
            return look_alikes[i].meant;
        }
    }
    return NULL;
}

/* α, ν and their like stand alone as what they are, in formulas. */
static bool is_small_greek(gunichar c)
{
    return c >= 0x03B1 && c <= 0x03C9;
}

/* Offset of the first look-alike of the word text[at..end), or @end if there is none or the word
 * has no Latin letter (Ð is one) and another one that looks like none. */
static size_t find_look_alike(const char *text, size_t at, size_t end, const char **meant)
{
    size_t found = end, size = 0;
    bool latin = false, alike = true;
    for (; at < end; at += size) {
        gunichar c = tc_read_char(text + at, end - at, &size);
        const char *letter = found == end ? look_alike_of(c) : NULL;
        latin = latin || (c < 0x80 && g_ascii_isalpha((gchar)c)) ||
                g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN;
        alike = alike && !is_small_greek(c) && (!g_unichar_isalpha(c) || look_alike_of(c));
        if (letter) {
            found = at;
            *meant = letter;
        }
    }
    return latin || alike ? found : end;
}

/* How strongly @first, @second, @third look like one letter read in the wrong encoding: 0..2. */
static unsigned misread_weight(gunichar first, gunichar second, gunichar third)
{
    for (size_t i = 0; i < G_N_ELEMENTS(misread); i++) {
        if (misread[i].first == first && g_utf8_strchr(misread[i].second, -1, second)) {
            bool whole = first != 0x00E1 || (third >= 0x80 && third != NO_BREAK_SPACE);
            return whole ? misread[i].weight : 0;
        }
    }
    return 0;
}

size_t tc_text_lookalike(const char *text, size_t length, const char **meant)
{
    for (size_t at = 0; at < length;) {
        size_t end = find_word_end(text, length, at);
        const char *letter = NULL;
        size_t found = find_look_alike(text, at, end, &letter);
        if (found < end) {
            *meant = letter;
            return found;
        }
        size_t size = 0;
        if (end < length) {
            tc_read_char(text + end, length - end, &size); /* what ended the word */
        }
        at = end + size;
    }
    return length;
}

char *tc_text_without_lookalikes(const char *text, char **first, const char **meant)
{
    size_t length = strlen(text), at;
    const char *letter = NULL;

    *first = NULL;
    if (tc_text_lookalike(text, length, &letter) == length)
        return NULL;
    GString *fixed = g_string_new(NULL);
    while ((at = tc_text_lookalike(text, length, &letter)) < length) {
        const char *next = g_utf8_next_char(text + at);
        if (!*first) {
            *first = g_strndup(text + at, (size_t)(next - text) - at);
            *meant = letter;
        }
        g_string_append_len(fixed, text, (gssize)at);
        g_string_append(fixed, letter);
        length -= (size_t)(next - text);
        text = next;
    }
    g_string_append(fixed, text);
    return g_string_free(fixed, FALSE);
}

bool tc_text_is_mojibake(const char *text, size_t length)
{
    gunichar first = 0, second = 0;
    unsigned weight = 0;
    size_t size = 0;
    for (size_t at = 0; at < length && weight < 2; at += size) {
        gunichar third = tc_read_char(text + at, length - at, &size);
        weight += misread_weight(first, second, third);
        first = second;
        second = third;
    }
    return weight + misread_weight(first, second, 0) >= 2;
}
