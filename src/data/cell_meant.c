/* What was meant by a cell that is refused: to be offered, never taken. */
#include "data/cell_meant.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "data/words.h"

/* What is longer is no figure, date or word. */
enum { MOST_BYTES = 200 };
enum { GROUP = 3, DATE_PARTS = 3 };

/* --- numbers --- */

typedef struct {
    bool digits, letters, marks; /* marks: footnote signs and brackets */
} Signs;

static Signs signs_of(const char *text, size_t length)
{
    Signs signs = {false, false, false};

    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        signs.digits |= g_unichar_isdigit(c);
        signs.letters |= g_unichar_isalpha(c);
        signs.marks |= c == '*' || c == '(' || c == '[' || c == '?' || c == '$';
    }
    return signs;
}

/* Has every blank three digits behind it, and no more? */
static bool blanks_part_thousands(const char *text)
{
    for (const char *at = strchr(text, ' '); at; at = strchr(at + 1, ' ')) {
        size_t digits = strspn(at + 1, "0123456789");
        if (at == text || !g_ascii_isdigit(at[-1]) || digits != GROUP)
            return false;
    }
    return true;
}

static char *without_blanks(const char *text)
{
    GString *out = g_string_new(NULL);

    for (; *text; text++)
        if (*text != ' ')
            g_string_append_c(out, *text);
    return g_string_free(out, FALSE);
}

/* The figure without blanks between its thousands, +, a full stop behind it, digits of double
 * width. Returns: (transfer full), or NULL if it is none even so. */
static char *plain_figure(TcCellRule *rule, const char *text, size_t length)
{
    g_autofree char *narrow = g_utf8_normalize(text, (gssize)length, G_NORMALIZE_NFKC);
    g_autofree char *tidied = g_strstrip(g_strdup(narrow + (*narrow == '+')));
    bool percent = g_str_has_suffix(tidied, "%");

    if (percent || g_str_has_suffix(tidied, "."))
        tidied[strlen(tidied) - 1] = '\0';
    g_strchomp(tidied);
    if (!blanks_part_thousands(tidied))
        return NULL;
    g_autofree char *figure = without_blanks(tidied);
    if (tc_number_parse(figure, strlen(figure), rule->style, rule->number, NULL) != TC_NUMBER_OK)
        return NULL;
    return g_strconcat(figure, percent ? "%" : "", NULL);
}

TcDiagCode tc_cell_number_meant(TcCellRule *rule, const char *text, size_t length, char **meant)
{
    int32_t day;
    const TcDateStatus date =
        length <= MOST_BYTES ? tc_date_parse(text, length, &day) : TC_DATE_BAD;

    if (length > MOST_BYTES)
        return TC_DIAG_CELL_NUMBER;
    *meant = plain_figure(rule, text, length);
    if (*meant)
        return TC_DIAG_CELL_NUMBER_SIGNS;
    if (date == TC_DATE_OK || date == TC_DATE_SEPARATOR)
        return TC_DIAG_CELL_DATE_FOR_NUMBER;
    const Signs signs = signs_of(text, length);
    if (!signs.digits)
        return TC_DIAG_CELL_NO_FIGURE;
    return signs.letters || signs.marks ? TC_DIAG_CELL_WORDS : TC_DIAG_CELL_NUMBER;
}

bool tc_cell_is_other_style(const char *text, size_t length, TcLang style)
{
    mpq_t number;

    if (length > MOST_BYTES)
        return false;
    while (length > 0 && (text[length - 1] == '%' || text[length - 1] == ' '))
        length--;
    mpq_init(number);
    TcNumberStatus status =
        tc_number_parse(text, length, style == TC_LANG_VI ? TC_LANG_EN : TC_LANG_VI, number, NULL);
    mpq_clear(number);
    return status == TC_NUMBER_OK || status == TC_NUMBER_GROUPED;
}

/* --- dates --- */

/* The number of the month that stands at @at by its name (Jun, Thg6), with its length; 0: none. */
static int named_month(const char *at, size_t *length)
{
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};

    for (int i = 0; i < (int)G_N_ELEMENTS(names); i++) {
        if (g_ascii_strncasecmp(at, names[i], 3) == 0) {
            *length = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
            return i + 1;
        }
    }
    return 0;
}

/* The first three numbers of @text, a month by its name among them. Returns: where they end, or
 * NULL if there are not so many. */
static const char *first_numbers(const char *text, GString *date)
{
    const char *at = text;
    int n = 0;

    while (*at && n < DATE_PARTS) {
        size_t length = strspn(at, "0123456789");
        int month = length == 0 && n > 0 ? named_month(at, &length) : 0;
        if (length == 0) {
            at = g_utf8_next_char(at);
            continue;
        }
        if (n++ > 0)
            g_string_append_c(date, '/');
        if (month)
            g_string_append_printf(date, "%d", month);
        else
            g_string_append_len(date, at, (gssize)length);
        at += length;
    }
    return n == DATE_PARTS ? at : NULL;
}

/* Is there nothing behind the date that may be another one, nor a sign of the American order? */
static bool is_time_or_words(const char *rest)
{
    const char *digit = rest + strcspn(rest, "0123456789");
    return !strpbrk(digit, "/-") && !strstr(rest, "AM") && !strstr(rest, "PM");
}

bool tc_cell_date_meant(const char *text, size_t length, TcLang style, char meant[TC_DATE_TEXT])
{
    g_autofree char *whole = g_strndup(text, length);
    g_autoptr(GString) date = g_string_new(NULL);
    char offered[2][TC_DATE_TEXT];

    if (length > MOST_BYTES || !g_utf8_validate(whole, -1, NULL))
        return false;
    const char *rest = first_numbers(whole, date);
    if (!rest || !is_time_or_words(rest) ||
        tc_date_meant(date->str, date->len, style, offered) != 1)
        return false;
    memcpy(meant, offered[0], TC_DATE_TEXT);
    return true;
}

/* --- words --- */

/* "mn" of "miền núi". Returns: (transfer full). */
static char *initials_of(const char *bare)
{
    GString *out = g_string_new(NULL);

    for (const char *at = bare; *at; at++)
        if (*at != ' ' && (at == bare || at[-1] == ' '))
            g_string_append_c(out, *at);
    return g_string_free(out, FALSE);
}

static bool is_letter_at(const char *at)
{
    return g_ascii_isalnum(*at);
}

/* Does @word stand in @text as words? */
static bool has_words(const char *text, const char *word)
{
    const size_t length = strlen(word);

    for (const char *at = strstr(text, word); at && length; at = strstr(at + 1, word))
        if ((at == text || !is_letter_at(at - 1)) && !is_letter_at(at + length))
            return true;
    return false;
}

static bool fits_choice(const char *bare, const char *choice)
{
    g_autofree char *key = tc_text_bare_key(choice, strlen(choice));
    g_autofree char *initials = initials_of(key);

    return has_words(bare, key) || (initials[0] && initials[1] && strcmp(bare, initials) == 0);
}

const char *tc_cell_choice_meant(const TcColumnSpec *spec, const char *text, size_t length)
{
    const char *found = NULL;

    if (length > MOST_BYTES)
        return NULL;
    g_autofree char *key = tc_text_bare_key(text, length);
    g_autofree char *bare = g_strdelimit(g_strdup(key), "-/.", ' ');
    g_strchomp(bare);
    if (has_words(bare, "khong") || has_words(bare, "not"))
        return NULL; /* "không thuộc miền núi" */
    for (uint32_t i = 0; i < spec->n_choices; i++) {
        if (!fits_choice(bare, spec->choices[i]))
            continue;
        if (found)
            return NULL; /* "đồng bằng, miền núi": none of them */
        found = spec->choices[i];
    }
    g_autofree char *copy = g_strndup(text, length);
    return found ? found : tc_text_suggest(copy, spec->choices, spec->n_choices);
}

/* Are the letters of @word without their marks those of @bare? */
static bool is_bare(const char *bare, const char *word)
{
    g_autofree char *key = tc_text_bare_key(word, strlen(word));
    return strcmp(bare, key) == 0;
}

TcYesNoMeant tc_cell_yes_no_meant(const char *text, size_t length)
{
    while (length > 0 && strchr(".!,;", text[length - 1]))
        length--;
    if (length == 0 || length > MOST_BYTES)
        return TC_MEANT_NEITHER;
    g_autofree char *bare = tc_text_bare_key(text, length);
    const unsigned roles = tc_word_roles_of(text, length);
    if (roles & (TC_WORD_ABSENT | TC_WORD_NO | TC_WORD_NO_EN | TC_WORD_SHORT_NO) ||
        is_bare(bare, "không"))
        return TC_MEANT_NO;
    if (roles & (TC_WORD_YES | TC_WORD_YES_EN) || is_bare(bare, "có"))
        return TC_MEANT_YES;
    return TC_MEANT_NEITHER;
}
