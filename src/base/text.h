/* Vietnamese text: one spelling for comparison, order, likeness and width.
 *
 * Texts are UTF-8. The author's bytes are kept for echo; names, headings and codes are compared by
 * keys. The key of a name: NFC, case folded, white space and '_' runs to one blank, trimmed, and in
 * every syllable the tone mark moved to its end (so hoá = hóa, thuỷ = thủy), nothing else. */
#ifndef TC_BASE_TEXT_H
#define TC_BASE_TEXT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define TC_TEXT_BOM "\xEF\xBB\xBF" /* the byte order mark */

/* Bytes that @text begins with which are ASCII without NUL or precomposed Latin letters (all of
 * Vietnamese is), but none with a byte 84 and no sign of Latin-1: good UTF-8 that NFC leaves alone
 * and no wrong encoding gives. Ends with a whole letter. */
size_t tc_text_plain(const char *text, size_t length);
/* Offset of the first byte that is not UTF-8 (or is NUL), or @length. */
size_t tc_text_invalid(const char *text, size_t length);

/* Are all characters such that NFC leaves them alone? Pre: good UTF-8. */
bool tc_text_is_nfc(const char *text, size_t length);
/* NFC in linear time: ASCII runs are copied, the rest is normalised piece by piece (GLib's own
 * is quadratic). A run of over 4096 bytes without ASCII is left as it is; bytes that are no UTF-8
 * become U+FFFD. Returns: (transfer full). */
char *tc_text_nfc(const char *text, size_t length);

/* The key of a name (above). Returns: (transfer full). */
char *tc_text_key(const char *text, size_t length);
/* Have the two names one key? */
bool tc_text_same(const char *a, const char *b);
/* The key without any marks and with đ as d: for suggestions only. Returns: (transfer full). */
char *tc_text_bare_key(const char *text, size_t length);

/* Levenshtein distance in characters of two keys, or @limit + 1 when it is above @limit. */
unsigned tc_text_distance(const char *a, const char *b, unsigned limit);

/* The candidate nearest to @wanted (both folded here): equal without marks, or within a third of
 * its length without them; of equally near ones the one with the likest marks.
 * Returns: (transfer none) one of @candidates, or NULL. */
const char *tc_text_suggest(const char *wanted, const char *const *candidates, size_t n);

/* The one candidate that says @wanted with a word or two more, or fewer, marks apart: "Tổng số hộ"
 * for "Số hộ" or "Tổng hộ". One word alone says too little. Returns: (transfer none) or NULL: none,
 * or several. */
const char *tc_text_suggest_words(const char *wanted, const char *const *candidates, size_t n);

/* Order of codes by their parts: 1.2 < 1.10, 3.12 < 3.12a < 3.12đ, letters a b c d đ e. */
int tc_code_compare(const char *a, const char *b);
/* Order of Vietnamese names: base letters (a ă â … d đ … o ô ơ u ư), then tones, then case;
 * numbers in a text by their value. */
int tc_text_collate(const char *a, const char *b);

/* Columns on a terminal. */
size_t tc_text_width(const char *text, size_t length);

/* Offset of the first look-alike (Ð U+00D0, ð U+00F0, a Cyrillic or Greek letter beside Latin
 * ones or in a word of such alone), or @length; *@meant is then the letter to write ("Đ"). */
size_t tc_text_lookalike(const char *text, size_t length, const char **meant);
/* @text with every look-alike replaced. *@first (transfer full) and *@meant: the first one and its
 * proper letter. Returns: (transfer full), or NULL if there is none. */
char *tc_text_without_lookalikes(const char *text, char **first, const char **meant);
/* Does it look like UTF-8 read as Windows-1252 ("Tá»· lá»‡")? */
bool tc_text_is_mojibake(const char *text, size_t length);

#endif
