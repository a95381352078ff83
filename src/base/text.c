/* Forms of Vietnamese text: NFC, the key of a name, nearness of names, width on a terminal.
 * Properties of characters come from GLib.
 *
 * A syllable is a run of letters and combining marks. Work on a syllable is not linear (GLib's
 * normalisation), so runs longer than any syllable are left as they are. */
#include "base/text.h"

#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

#include "base/text_chars.h"

enum {
    MAX_RUN_BYTES = 4096,     /* without ASCII: above, a run is not normalised */
    MAX_SYLLABLE_BYTES = 256, /* above, no tone is moved */
    MAX_NAME_CHARS = 1000,    /* above, a name is not compared letter by letter */
    MAX_MARK_STEPS = 16,      /* as far as marks are counted to choose between two candidates */
};

enum { NO_BREAK_SPACE = 0x00A0, D_STROKE = 0x0111, ETH = 0x00F0 };

static bool is_ascii(char c)
{
    return (guchar)c < 0x80;
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
        g_string_append_unichar(tc_tone_of(c) > 0 ? tones : letters, c);
    }
    append_normal(out, letters->str, letters->len, G_NORMALIZE_NFC);
    g_string_append(out, tones->str);
}

/* End of the syllable at @text, a good UTF-8 text; *@plain: it has ASCII letters only. */
static const char *find_syllable_end(const char *text, bool *plain)
{
    const char *end = text;
    *plain = true;
    while (*end != '\0' && tc_is_in_syllable(g_utf8_get_char(end))) {
        *plain = *plain && is_ascii(*end);
        end = g_utf8_next_char(end);
    }
    return end;
}

/* Appends the blank, the syllable or the one character at @text. Returns: what follows it. */
static const char *append_key_part(GString *key, const char *text)
{
    bool plain = false;
    const char *end = find_syllable_end(text, &plain);
    size_t length = (size_t)(end - text);
    if (length == 0) {
        gunichar c = g_utf8_get_char(text);
        if (!tc_is_blank(c)) {
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

/* --- the short way to a key ------------------------------------------------------------------- */

/* No letter has more bytes in its key than twice its own. */
enum { MAX_PLAIN_BYTES = 1024, MAX_PLAIN_TONES = 8 };

typedef struct {
    char bytes[2 * MAX_PLAIN_BYTES];
    size_t n;
    uint16_t tones[MAX_PLAIN_TONES]; /* of the syllable under way */
    unsigned n_tones;
} PlainKey;

/* Letters of Vietnamese and its neighbours, and between the two runs what stands among them. They
 * stand in NFC as they are, and folding their case is making them small (not so ß, İ, ŉ, ſ). */
enum { LATIN_FIRST = 0xC0, LATIN_LAST = 0x1B0, TONED_FIRST = 0x1EA0, TONED_LAST = 0x1EF9 };
enum { N_LATIN = LATIN_LAST - LATIN_FIRST + 1, N_TONED = TONED_LAST - TONED_FIRST + 1 };

/* The place of @c among them, or -1. */
static int plain_place(gunichar c)
{
    if (c >= TONED_FIRST && c <= TONED_LAST)
        return (int)(c - TONED_FIRST) + N_LATIN;
    bool other = c == 0xDF || c == 0x130 || c == 0x149 || c == 0x17F;
    return c >= LATIN_FIRST && c <= LATIN_LAST && !other ? (int)(c - LATIN_FIRST) : -1;
}

#define NO_LETTER UINT32_MAX

/* The small letter of @c without its tone, and 65536 times the tone; none has two. NO_LETTER: it is
 * a sign. */
static uint32_t part_letter(gunichar c)
{
    if (!tc_is_in_syllable(c))
        return NO_LETTER;
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize n = g_unichar_fully_decompose(g_unichar_tolower(c), FALSE, parts,
                                        G_UNICHAR_MAX_DECOMPOSITION_LENGTH);
    gunichar letter = parts[0], tone = 0;
    for (gsize i = 1; i < n; i++) {
        if (tc_tone_of(parts[i]) > 0)
            tone = parts[i];
        else
            g_unichar_compose(letter, parts[i], &letter);
    }
    return tone << 16 | letter;
}

/* The same, asked of GLib's tables once for each letter: they are searched, and that would be half
 * of the time for a key. */
static uint32_t parted_letter(gunichar c, int place)
{
    static _Atomic uint32_t known[N_LATIN + N_TONED];
    uint32_t parts = atomic_load_explicit(&known[place], memory_order_relaxed);
    if (parts == 0) {
        parts = part_letter(c);
        atomic_store_explicit(&known[place], parts, memory_order_relaxed);
    }
    return parts;
}

static void add_plain(PlainKey *plain, gunichar c)
{
    if (c < 0x80) {
        plain->bytes[plain->n++] = (char)c;
    } else if (c < 0x800) {
        plain->bytes[plain->n++] = (char)(0xC0 | c >> 6);
        plain->bytes[plain->n++] = (char)(0x80 | (c & 0x3F));
    } else {
        plain->n += (size_t)g_unichar_to_utf8(c, plain->bytes + plain->n);
    }
}

static void end_plain_syllable(PlainKey *plain)
{
    for (unsigned i = 0; i < plain->n_tones; i++)
        add_plain(plain, plain->tones[i]);
    plain->n_tones = 0;
}

/* Appends the letter without its tone, which is kept. Returns: false when there are too many. */
static bool add_plain_letter(PlainKey *plain, uint32_t parts)
{
    add_plain(plain, parts & 0xFFFF);
    if (parts >> 16 == 0)
        return true;
    if (plain->n_tones == MAX_PLAIN_TONES)
        return false;
    plain->tones[plain->n_tones++] = (uint16_t)(parts >> 16);
    return true;
}

/* What is no letter ends the syllable. */
static void add_plain_other(PlainKey *plain, gunichar c)
{
    end_plain_syllable(plain);
    if (c != ' ' && !tc_is_blank(c))
        add_plain(plain, c);
    else if (plain->n > 0 && plain->bytes[plain->n - 1] != ' ')
        add_plain(plain, ' ');
}

/* Appends a character. Returns: false if it is not plain. */
static bool add_plain_char(PlainKey *plain, gunichar c)
{
    if (c < 0x80 && g_ascii_isalpha((gchar)c)) {
        add_plain(plain, c | 0x20);
        return true;
    }
    int place = plain_place(c);
    uint32_t parts = place >= 0 ? parted_letter(c, place) : NO_LETTER;
    if (parts != NO_LETTER)
        return add_plain_letter(plain, parts);
    if (c == 0 || (c >= 0x80 && c != NO_BREAK_SPACE && place < 0))
        return false;
    add_plain_other(plain, c);
    return true;
}

/* The key of a text of plain letters, as nearly all are, without normalising it. Returns: false if
 * it is not one; @plain holds rubbish then. */
static bool make_plain_key(PlainKey *plain, const char *text, size_t length)
{
    size_t size = 1;
    if (length > MAX_PLAIN_BYTES)
        return false;
    for (size_t at = 0; at < length; at += size) {
        gunichar c = (guchar)text[at];
        size = 1;
        if (c >= 0x80)
            c = tc_read_char(text + at, length - at, &size);
        if (!add_plain_char(plain, c))
            return false;
    }
    end_plain_syllable(plain);
    return true;
}

/* --- nearness --------------------------------------------------------------------------------- */

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

size_t tc_text_invalid(const char *text, size_t length)
{
    const size_t plain = tc_text_plain(text, length);
    const char *end = text + plain;
    if (plain < length)
        g_utf8_validate_len(text + plain, length - plain, &end);
    return (size_t)(end - text);
}

/* Of no script does NFC touch what is below U+0300, nor the precomposed Latin letters from U+1E00
 * on; all Vietnamese is of these. */
bool tc_text_is_nfc(const char *text, size_t length)
{
    const guchar *end = (const guchar *)text + length;
    for (const guchar *at = (const guchar *)text + tc_text_plain(text, length); at < end; at++) {
        bool latin = *at < 0xCC || *at == 0xE1; /* lead bytes from U+0300 on, but U+1000..U+1FFF */
        bool additional = *at != 0xE1 || (at[1] >= 0xB8 && at[1] <= 0xBB); /* U+1E00..U+1EFF */
        if (!latin || !additional)
            return false;
    }
    return true;
}

char *tc_text_nfc(const char *text, size_t length)
{
    GString *out = g_string_sized_new(length + 1);
    if (tc_text_invalid(text, length) == length) {
        if (tc_text_is_nfc(text, length))
            g_string_append_len(out, text, (gssize)length);
        else
            append_nfc(out, text, length);
    } else {
        g_autofree char *valid = g_utf8_make_valid(text, (gssize)length);
        append_nfc(out, valid, strlen(valid));
    }
    return g_string_free(out, FALSE);
}

/* The key of any text, by GLib's normalisation. */
static GString *make_key(const char *text, size_t length)
{
    GString *key = g_string_sized_new(length + 1);
    g_autofree char *nfc = tc_text_nfc(text, length);
    g_autofree char *folded = g_utf8_casefold(nfc, -1);
    for (const char *p = folded; *p != '\0';)
        p = append_key_part(key, p);
    return key;
}

char *tc_text_key(const char *text, size_t length)
{
    PlainKey plain;
    plain.n = plain.n_tones = 0;
    if (make_plain_key(&plain, text, length)) {
        bool blank = plain.n > 0 && plain.bytes[plain.n - 1] == ' ';
        return g_strndup(plain.bytes, plain.n - blank);
    }
    GString *key = make_key(text, length);
    if (key->len > 0 && key->str[key->len - 1] == ' ')
        g_string_truncate(key, key->len - 1);
    return g_string_free(key, FALSE);
}

bool tc_text_same(const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return true;
    g_autofree char *key_a = tc_text_key(a, strlen(a));
    g_autofree char *key_b = tc_text_key(b, strlen(b));
    return strcmp(key_a, key_b) == 0;
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

static unsigned count_words(const char *key)
{
    unsigned n = *key != '\0';
    for (const char *c = key; *c; c++)
        n += *c == ' ';
    return n;
}

/* How the words of a name stand in one that has a word or two more; the last is the likeliest. */
typedef enum {
    HELD_NOT,
    HELD_APART,  /* around the words more: "tổng hộ" in "tổng số hộ" */
    HELD,        /* together */
    HELD_AT_END, /* where Vietnamese says what it is of */
    N_HOLDS,
} Hold;

/* Does @whole begin with some words of @part and end with its others? */
static bool holds_apart(const char *whole, const char *part)
{
    for (const char *gap = strchr(part, ' '); gap; gap = strchr(gap + 1, ' '))
        if (strncmp(whole, part, (size_t)(gap - part) + 1) == 0 && g_str_has_suffix(whole, gap))
            return true;
    return false;
}

/* The words of one of the two keys in the other. */
static Hold hold_of(const char *a, const char *b)
{
    enum { LEAST_WORDS = 2, MOST_FURTHER = 2 };
    const unsigned n_a = count_words(a), n_b = count_words(b);
    const char *longer = n_a > n_b ? a : b, *shorter = n_a > n_b ? b : a;
    g_autofree char *whole = g_strdup_printf(" %s ", longer);
    g_autofree char *part = g_strdup_printf(" %s ", shorter);
    if (MIN(n_a, n_b) < LEAST_WORDS || MAX(n_a, n_b) - MIN(n_a, n_b) > MOST_FURTHER)
        return HELD_NOT;
    if (strstr(whole, part))
        return g_str_has_suffix(whole, part) ? HELD_AT_END : HELD;
    return n_a != n_b && holds_apart(longer, shorter) ? HELD_APART : HELD_NOT;
}

const char *tc_text_suggest_words(const char *wanted, const char *const *candidates, size_t n)
{
    g_autofree char *key = tc_text_bare_key(wanted, strlen(wanted));
    const char *found[N_HOLDS] = {NULL};
    unsigned n_found[N_HOLDS] = {0};
    for (size_t i = 0; i < n; i++) {
        g_autofree char *other = tc_text_bare_key(candidates[i], strlen(candidates[i]));
        const Hold hold = hold_of(key, other);
        found[hold] = candidates[i];
        n_found[hold]++;
    }
    Hold best = N_HOLDS - 1;
    while (best > HELD_NOT && n_found[best] == 0)
        best--;
    return best > HELD_NOT && n_found[best] == 1 ? found[best] : NULL;
}

size_t tc_text_width(const char *text, size_t length)
{
    size_t width = 0, size = 0;
    for (size_t at = 0; at < length; at += size) {
        gunichar c = tc_read_char(text + at, length - at, &size);
        width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return width;
}
