/* The order of Vietnamese texts: the letters and the tones in that of the Vietnamese alphabet. A
 * text becomes a sort key of three levels, and keys compare as bytes. */
#include <string.h>

#include "base/text.h"
#include "base/text_chars.h"

/* Classes of what is compared, in their order; the first byte of each element of a sort key. The
 * elements of no level start with a byte as low as LEVEL_END, so a prefix comes first. */
enum {
    LEVEL_END = 1,
    SORT_BLANK = 2,
    SORT_SIGN = 3,
    SORT_NUMBER = 4,
    SORT_LETTER = 5, /* and the letter's place in the alphabet: up to 5 + 33 */
    SORT_OTHER_LETTER = 60,
};
enum { SYLLABLE_END = 2, SORT_TONE = 2 /* + 1..5 */, SORT_OTHER_MARK = 8 };
enum { SORT_LOWER = 2, SORT_UPPER = 3 };

/* Letters in the order of the alphabet; the foreign f, j, w and z stand where Latin has them. */
static const char *const alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/* Place of the small letter @c in the alphabet, or -1. */
static int alphabet_place(gunichar c)
{
    int place = 0;
    for (const char *p = alphabet; *p != '\0'; p = g_utf8_next_char(p), place++) {
        if (g_utf8_get_char(p) == c) {
            return place;
        }
    }
    return -1;
}

/* The three levels of a sort key, each used only where the ones in front are equal. */
typedef struct {
    GString *letters; /* letters, numbers and signs */
    GString *tones;   /* tones and other marks of each syllable; letters do not matter here */
    GString *cases;
    bool in_syllable;
} SortKey;

static void append_element(GString *level, int class, gunichar c)
{
    g_string_append_c(level, (gchar) class);
    g_string_append_unichar(level, c);
}

static void end_syllable(SortKey *key)
{
    if (key->in_syllable) {
        g_string_append_c(key->tones, SYLLABLE_END);
    }
    key->in_syllable = false;
}

static void append_mark(SortKey *key, gunichar mark)
{
    unsigned tone = tc_tone_of(mark);
    if (tone > 0) {
        g_string_append_c(key->tones, (gchar)(SORT_TONE + tone));
    } else {
        append_element(key->tones, SORT_OTHER_MARK, mark);
    }
}

/* Takes the marks off @c that make no letter of the alphabet; they go to the tones.
 * Returns: the letter that is left. */
static gunichar append_marks(SortKey *key, gunichar c)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH], joined = 0;
    gsize n = g_unichar_fully_decompose(c, FALSE, parts, G_UNICHAR_MAX_DECOMPOSITION_LENGTH);
    gunichar letter = parts[0];
    for (gsize i = 1; i < n && i < G_UNICHAR_MAX_DECOMPOSITION_LENGTH; i++) {
        if (tc_tone_of(parts[i]) == 0 && g_unichar_compose(letter, parts[i], &joined) &&
            alphabet_place(joined) >= 0) {
            letter = joined;
        } else {
            append_mark(key, parts[i]);
        }
    }
    return letter;
}

static void append_letter(SortKey *key, gunichar c)
{
    key->in_syllable = true;
    if (g_unichar_ismark(c)) {
        append_mark(key, c);
        return;
    }
    gunichar letter = append_marks(key, g_unichar_tolower(c));
    int place = alphabet_place(letter);
    if (place >= 0) {
        g_string_append_c(key->letters, (gchar)(SORT_LETTER + place));
    } else {
        append_element(key->letters, SORT_OTHER_LETTER, letter);
    }
    g_string_append_c(key->cases, g_unichar_isupper(c) ? SORT_UPPER : SORT_LOWER);
}

/* Appends the number at @text so that bytes compare as values: how many digits, then the digits.
 * Returns: what follows it. */
static const char *append_number(GString *level, const char *text)
{
    while (*text == '0') {
        text++;
    }
    size_t n = strspn(text, "0123456789");
    g_string_append_c(level, SORT_NUMBER);
    for (int shift = 28; shift >= 0; shift -= 7) {
        g_string_append_c(level, (gchar)(0x80 | ((n >> shift) & 0x7F)));
    }
    g_string_append_len(level, text, (gssize)n);
    return text + n;
}

/* Appends the number, the letter or the sign at @text. Returns: what follows it. */
static const char *append_sort_part(SortKey *key, const char *text)
{
    gunichar c = g_utf8_get_char(text);
    if (tc_is_in_syllable(c)) {
        append_letter(key, c);
        return g_utf8_next_char(text);
    }
    end_syllable(key);
    if (g_ascii_isdigit(*text)) {
        return append_number(key->letters, text);
    }
    if (tc_is_blank(c)) {
        g_string_append_c(key->letters, SORT_BLANK);
    } else {
        append_element(key->letters, SORT_SIGN, c);
    }
    return g_utf8_next_char(text);
}

/* A string whose bytes order texts as tc_text_collate does. */
static char *sort_key(const char *text)
{
    g_autofree char *nfc = tc_text_nfc(text, strlen(text));
    SortKey key = {g_string_new(NULL), g_string_new(NULL), g_string_new(NULL), false};
    for (const char *p = nfc; *p != '\0';) {
        p = append_sort_part(&key, p);
    }
    end_syllable(&key);
    g_string_append_c(key.letters, LEVEL_END);
    g_string_append_len(key.letters, key.tones->str, (gssize)key.tones->len);
    g_string_append_c(key.letters, LEVEL_END);
    g_string_append_len(key.letters, key.cases->str, (gssize)key.cases->len);
    g_string_free(key.tones, TRUE);
    g_string_free(key.cases, TRUE);
    return g_string_free(key.letters, FALSE);
}

int tc_code_compare(const char *a, const char *b)
{
    /* A dot comes before a letter there and a number counts by its value: the parts of codes
     * compare one after the other. */
    return tc_text_collate(a, b);
}

int tc_text_collate(const char *a, const char *b)
{
    g_autofree char *a_key = sort_key(a);
    g_autofree char *b_key = sort_key(b);
    int order = strcmp(a_key, b_key);
    return order != 0 ? order : strcmp(a, b); /* texts of other bytes are never the same one */
}
