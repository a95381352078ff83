/* Vietnamese text. Properties of characters come from GLib; the order of the letters and of the
 * tones is that of the Vietnamese alphabet.
 *
 * A syllable is a run of letters and combining marks. Work on a syllable is not linear (GLib's
 * normalisation), so runs longer than any syllable are left as they are. */
#include "base/text.h"

#include <string.h>

enum {
    MAX_RUN_BYTES = 4096,     /* without ASCII: above, a run is not normalised */
    MAX_SYLLABLE_BYTES = 256, /* above, no tone is moved */
    MAX_NAME_CHARS = 1000,    /* above, a name is not compared letter by letter */
    MAX_MARK_STEPS = 16,      /* as far as marks are counted to choose between two candidates */
};

enum { NO_BREAK_SPACE = 0x00A0, D_STROKE = 0x0111, ETH = 0x00F0 };

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

/* Tone marks in the order of the tones: huyền, hỏi, ngã, sắc, nặng. */
static const gunichar tone_marks[] = {0x0300, 0x0309, 0x0303, 0x0301, 0x0323};

/* Letters in the order of the alphabet; the foreign f, j, w and z stand where Latin has them. */
static const char *const alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/* Letters of other alphabets that look like Latin ones. */
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

static bool is_ascii(char c)
{
    return (guchar)c < 0x80;
}

static bool is_in_syllable(gunichar c)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c);
}

/* 1..5, or 0 if @c is no tone mark. */
static unsigned tone_of(gunichar c)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(tone_marks); i++) {
        if (tone_marks[i] == c) {
            return i + 1;
        }
    }
    return 0;
}

/* Appends @text, @length bytes of good UTF-8, in @mode; bytes GLib will not take stay as they are.
 */
static void append_normal(GString *out, const char *text, size_t length, GNormalizeMode mode)
{
    g_autofree char *normal = g_utf8_normalize(text, (gssize)length, mode);
    if (normal) {
        g_string_append(out, normal);
    } else {
        g_string_append_len(out, text, (gssize)length);
    }
}

/* End of the piece that starts at @text[@at]: ASCII bytes, or one ASCII byte and the run behind it.
 * A mark joins to the character in front, so the last ASCII byte goes with what follows. */
static size_t find_piece(const char *text, size_t length, size_t at, bool *plain)
{
    size_t end = at;
    while (end < length && is_ascii(text[end])) {
        end++;
    }
    *plain = end == length || end > at + 1;
    if (*plain) {
        return end == length ? end : end - 1;
    }
    while (end < length && !is_ascii(text[end])) {
        end++;
    }
    return end;
}

static void append_nfc(GString *out, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        bool plain = false;
        size_t end = find_piece(text, length, at, &plain);
        if (plain || end - at > MAX_RUN_BYTES) {
            g_string_append_len(out, text + at, (gssize)(end - at));
        } else {
            append_normal(out, text + at, end - at, G_NORMALIZE_NFC);
        }
        at = end;
    }
}

/* Appends one syllable with its tone marks, if it has any, behind its letters. */
static void append_syllable(GString *out, const char *text, size_t length)
{
    g_autoptr(GString) parted = g_string_new(NULL);
    g_autoptr(GString) letters = g_string_new(NULL);
    g_autoptr(GString) tones = g_string_new(NULL);
    append_normal(parted, text, length, G_NORMALIZE_NFD);
    for (const char *p = parted->str; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(tone_of(c) > 0 ? tones : letters, c);
    }
    append_normal(out, letters->str, letters->len, G_NORMALIZE_NFC);
    g_string_append(out, tones->str);
}

/* End of the syllable at @text, a good UTF-8 text; *@plain: it has ASCII letters only. */
static const char *find_syllable_end(const char *text, bool *plain)
{
    const char *end = text;
    *plain = true;
    while (*end != '\0' && is_in_syllable(g_utf8_get_char(end))) {
        *plain = *plain && is_ascii(*end);
        end = g_utf8_next_char(end);
    }
    return end;
}

static bool is_blank(gunichar c)
{
    return c == '_' || g_unichar_isspace(c);
}

/* Appends the blank, the syllable or the one character at @text. Returns: what follows it. */
static const char *append_key_part(GString *key, const char *text)
{
    bool plain = false;
    const char *end = find_syllable_end(text, &plain);
    size_t length = (size_t)(end - text);
    if (length == 0) {
        gunichar c = g_utf8_get_char(text);
        if (!is_blank(c)) {
            g_string_append_unichar(key, c);
        } else if (key->len > 0 && key->str[key->len - 1] != ' ') {
            g_string_append_c(key, ' ');
        }
        return g_utf8_next_char(text);
    }
    if (plain || length > MAX_SYLLABLE_BYTES) {
        g_string_append_len(key, text, (gssize)length);
    } else {
        append_syllable(key, text, length);
    }
    return end;
}

/* The text without its marks. đ has no decomposition, and ð is taken for it. */
static char *bare(const char *key)
{
    GString *out = g_string_new(NULL);
    for (const char *p = key; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
        gsize n = g_unichar_fully_decompose(g_utf8_get_char(p), FALSE, parts,
                                            G_UNICHAR_MAX_DECOMPOSITION_LENGTH);
        for (gsize i = 0; i < n && i < G_UNICHAR_MAX_DECOMPOSITION_LENGTH; i++) {
            if (parts[i] == D_STROKE || parts[i] == ETH) {
                g_string_append_c(out, 'd');
            } else if (!g_unichar_ismark(parts[i])) {
                g_string_append_unichar(out, parts[i]);
            }
        }
    }
    return g_string_free(out, FALSE);
}

/* One row of the table of distances, only as far from the diagonal as @limit reaches.
 * @row: distances of a's prefixes in front of @a to all prefixes of @b. Returns: the least. */
static unsigned next_row(unsigned *row, gunichar a, unsigned i, const gunichar *b, unsigned n,
                         unsigned limit)
{
    unsigned from = i > limit ? i - limit : 1;
    unsigned to = MIN(n, i + limit);
    unsigned corner = row[from - 1];
    row[from - 1] = from == 1 ? i : limit + 1;
    unsigned least = row[from - 1];
    for (unsigned j = from; j <= to; j++) {
        unsigned replaced = corner + (a != b[j - 1]);
        corner = row[j];
        row[j] = MIN(replaced, MIN(row[j - 1], row[j]) + 1);
        least = MIN(least, row[j]);
    }
    return least;
}

static unsigned distance(const gunichar *a, unsigned a_length, const gunichar *b, unsigned b_length,
                         unsigned limit)
{
    limit = MIN(limit, MAX(a_length, b_length));
    if (MAX(a_length, b_length) - MIN(a_length, b_length) > limit) {
        return limit + 1;
    }
    g_autofree unsigned *row = g_new(unsigned, (gsize)b_length + 1);
    for (unsigned j = 0; j <= b_length; j++) {
        row[j] = MIN(j, limit + 1);
    }
    for (unsigned i = 1; i <= a_length; i++) {
        if (next_row(row, a[i - 1], i, b, b_length, limit) > limit) {
            return limit + 1;
        }
    }
    return MIN(row[b_length], limit + 1);
}

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
    unsigned tone = tone_of(mark);
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
        if (tone_of(parts[i]) == 0 && g_unichar_compose(letter, parts[i], &joined) &&
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
    if (is_in_syllable(c)) {
        append_letter(key, c);
        return g_utf8_next_char(text);
    }
    end_syllable(key);
    if (g_ascii_isdigit(*text)) {
        return append_number(key->letters, text);
    }
    if (is_blank(c)) {
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

static size_t find_word_end(const char *text, size_t length, size_t at)
{
    size_t size = 0;
    while (at < length && is_in_syllable(read_char(text + at, length - at, &size))) {
        at += size;
    }
    return at;
}

static const char *look_alike_of(gunichar c)
{
    for (size_t i = 0; i < G_N_ELEMENTS(look_alikes); i++) {
        if (look_alikes[i].letter == c) {
            return look_alikes[i].meant;
        }
    }
    return NULL;
}

/* Offset of the first look-alike of the word text[at..end), or @end if there is none or the word
 * has no Latin letter (Ð is one). */
static size_t find_look_alike(const char *text, size_t at, size_t end, const char **meant)
{
    size_t found = end, size = 0;
    bool latin = false;
    for (; at < end; at += size) {
        gunichar c = read_char(text + at, end - at, &size);
        const char *letter = found == end ? look_alike_of(c) : NULL;
        latin = latin || g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN;
        if (letter) {
            found = at;
            *meant = letter;
        }
    }
    return latin ? found : end;
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

size_t tc_text_invalid(const char *text, size_t length)
{
    const char *end = text;
    if (length > 0) {
        g_utf8_validate_len(text, length, &end);
    }
    return (size_t)(end - text);
}

char *tc_text_nfc(const char *text, size_t length)
{
    GString *out = g_string_sized_new(length + 1);
    if (tc_text_invalid(text, length) == length) {
        append_nfc(out, text, length);
    } else {
        g_autofree char *valid = g_utf8_make_valid(text, (gssize)length);
        append_nfc(out, valid, strlen(valid));
    }
    return g_string_free(out, FALSE);
}

char *tc_text_key(const char *text, size_t length)
{
    g_autofree char *nfc = tc_text_nfc(text, length);
    g_autofree char *folded = g_utf8_casefold(nfc, -1);
    GString *key = g_string_sized_new(length + 1);
    for (const char *p = folded; *p != '\0';) {
        p = append_key_part(key, p);
    }
    if (key->len > 0 && key->str[key->len - 1] == ' ') {
        g_string_truncate(key, key->len - 1);
    }
    return g_string_free(key, FALSE);
}

char *tc_text_bare_key(const char *text, size_t length)
{
    g_autofree char *key = tc_text_key(text, length);
    return bare(key);
}

unsigned tc_text_distance(const char *a, const char *b, unsigned limit)
{
    glong a_length = 0, b_length = 0;
    g_autofree gunichar *a_chars = g_utf8_to_ucs4_fast(a, -1, &a_length);
    g_autofree gunichar *b_chars = g_utf8_to_ucs4_fast(b, -1, &b_length);
    return distance(a_chars, (unsigned)a_length, b_chars, (unsigned)b_length, limit);
}

const char *tc_text_suggest(const char *wanted, const char *const *candidates, size_t n)
{
    g_autofree char *key = tc_text_key(wanted, strlen(wanted));
    g_autofree char *bare_key = bare(key);
    const glong n_chars = g_utf8_strlen(bare_key, -1);
    const char *best = NULL;
    unsigned least = n_chars > MAX_NAME_CHARS ? 0 : (unsigned)n_chars / 3;
    unsigned least_marked = G_MAXUINT;
    for (size_t i = 0; i < n; i++) {
        g_autofree char *candidate = tc_text_key(candidates[i], strlen(candidates[i]));
        g_autofree char *bare_candidate = bare(candidate);
        unsigned steps = tc_text_distance(bare_key, bare_candidate, least);
        if (steps > least) {
            continue;
        }
        unsigned marked = tc_text_distance(key, candidate, MAX_MARK_STEPS);
        if (!best || steps < least || marked < least_marked) {
            best = candidates[i];
            least = steps;
            least_marked = marked;
        }
    }
    return best;
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

size_t tc_text_width(const char *text, size_t length)
{
    size_t width = 0, size = 0;
    for (size_t at = 0; at < length; at += size) {
        gunichar c = read_char(text + at, length - at, &size);
        width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return width;
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
            read_char(text + end, length - end, &size); /* what ended the word */
        }
        at = end + size;
    }
    return length;
}

bool tc_text_is_mojibake(const char *text, size_t length)
{
    gunichar first = 0, second = 0;
    unsigned weight = 0;
    size_t size = 0;
    for (size_t at = 0; at < length && weight < 2; at += size) {
        gunichar third = read_char(text + at, length - at, &size);
        weight += misread_weight(first, second, third);
        first = second;
        second = third;
    }
    return weight + misread_weight(first, second, 0) >= 2;
}
