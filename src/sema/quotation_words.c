/* Words and numbers of a quotation. See quotation_words.h. */
#include "sema/quotation_words.h"

#include <stdlib.h>
#include <string.h>
#include "base/number.h"
#include "base/text.h"

/* --- cutting ---------------------------------------------------------------------------------- */

/* Marks that are words of their own; >= and <= are written as ≥ and ≤ before. */
static const char *const signs[] = {"≥", "≤", ">", "<"};
static const char *const dashes[] = {"-", "–", "—", "÷"};

static size_t mark_at(const char *text, const char *const *marks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (g_str_has_prefix(text, marks[i]))
            return strlen(marks[i]);
    return 0;
}

/* Does a dash at @text part two numbers: behind a figure or %, before a figure? */
static bool parts_numbers(const char *start, const char *text, size_t length)
{
    const char *before = text, *behind = text + length;
    while (before > start && before[-1] == ' ')
        before--;
    behind += strspn(behind, " ");
    return before > start && (g_ascii_isdigit(before[-1]) || before[-1] == '%') &&
           g_ascii_isdigit(*behind);
}

/* @text with blanks around signs and around the dashes of ranges. Returns: (transfer full). */
static char *part_marks(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at;) {
        const size_t sign = mark_at(at, signs, G_N_ELEMENTS(signs));
        const size_t dash = mark_at(at, dashes, G_N_ELEMENTS(dashes));
        if (sign) {
            const bool equal = sign == 1 && at[1] == '=';
            g_string_append_printf(out, " %s ",
                                   *at == '>'                  ? (equal ? "≥" : ">")
                                   : *at == '<'                ? (equal ? "≤" : "<")
                                   : g_str_has_prefix(at, "≥") ? "≥"
                                                               : "≤");
            at += sign + equal;
        } else if (dash && parts_numbers(text, at, dash)) {
            g_string_append(out, " - ");
            at += dash;
        } else {
            g_string_append_c(out, *at++);
        }
    }
    return g_string_free(out, FALSE);
}

static void word_clear(void *data)
{
    TcQuotedWord *word = data;
    g_free(word->text);
    g_free(word->key);
}

/* Appends @text without marks at its ends. A % alone belongs to the number before it. */
static void add_word(TcQuotedWords *words, const char *text)
{
    size_t skip = strspn(text, "(\"'"), length = strlen(text + skip);
    bool stop = false;
    for (; length && strchr(".,;:)!?\"'", text[skip + length - 1]); length--)
        stop = true;
    g_autofree char *kept = g_strndup(text + skip, length);
    TcQuotedWord *last = words->words->len
                             ? &g_array_index(words->words, TcQuotedWord, words->words->len - 1)
                             : NULL;
    if (last && strcmp(kept, "%") == 0 && g_ascii_isdigit(last->text[0]) && !last->stop) {
        char *joined = g_strconcat(last->text, "%", NULL);
        word_clear(last);
        *last = (TcQuotedWord){joined, tc_text_key(joined, strlen(joined)), stop, false};
    } else if (length) {
        TcQuotedWord word = {g_strdup(kept), tc_text_key(kept, length), stop, *text == '('};
        g_array_append_val(words->words, word);
    } else if (last) {
        last->stop |= stop;
    }
}

void tc_quoted_words_init(TcQuotedWords *words, const char *text, TcLang lang)
{
    g_autofree char *apart = part_marks(text);
    g_auto(GStrv) parts = g_strsplit_set(apart, " \t\n", -1);
    *words = (TcQuotedWords){lang, g_array_new(FALSE, FALSE, sizeof(TcQuotedWord))};
    g_array_set_clear_func(words->words, word_clear);
    for (char **part = parts; *part; part++)
        add_word(words, *part);
}

void tc_quoted_words_clear(TcQuotedWords *words)
{
    g_array_free(words->words, TRUE);
}

const TcQuotedWord *tc_quoted_word(const TcQuotedWords *words, int at)
{
    static char nothing[] = "";
    static const TcQuotedWord none = {nothing, nothing, true, false};
    bool there = at >= 0 && at < (int)words->words->len;
    return there ? &g_array_index(words->words, TcQuotedWord, at) : &none;
}

bool tc_quoted_is(const TcQuotedWords *words, int at, const char *wanted)
{
    g_autofree char *key = tc_text_key(wanted, strlen(wanted));
    return strcmp(tc_quoted_word(words, at)->key, key) == 0;
}

/* A mark between two words parts them: "60%, trở lên" says nothing of 60%. */
int tc_quoted_phrase(const TcQuotedWords *words, int at, const char *phrase)
{
    g_auto(GStrv) wanted = g_strsplit(phrase, " ", -1);
    int count = (int)g_strv_length(wanted);
    for (int i = 0; i < count; i++)
        if (!tc_quoted_is(words, at + i, wanted[i]))
            return 0;
    return count;
}

/* --- numbers in figures ----------------------------------------------------------------------- */

static void divide_by(mpq_t value, unsigned long by)
{
    mpz_mul_ui(mpq_denref(value), mpq_denref(value), by);
    mpq_canonicalize(value);
}

/* "2/3": a share; 1/6/2024 and a larger bottom are days and numbers of papers. */
static bool read_fraction(const char *text, mpq_t value)
{
    const size_t top = strspn(text, "0123456789");
    if (top == 0 || top > 3 || text[top] != '/')
        return false;
    const size_t bottom = strspn(text + top + 1, "0123456789");
    if (bottom == 0 || bottom > 3 || text[top + 1 + bottom])
        return false;
    const unsigned long above = strtoul(text, NULL, 10), below = strtoul(text + top + 1, NULL, 10);
    if (above == 0 || above >= below)
        return false;
    mpq_set_ui(value, above, below);
    mpq_canonicalize(value);
    return true;
}

/* Words that a number of the share's form stands behind when it is a day or the place of a text. */
static bool is_named(const TcQuotedWords *words, int at)
{
    static const char *const names[] = {"ngày", "số", "mục", "điều", "khoản", "no", "item"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (tc_quoted_is(words, at, names[i]))
            return true;
    return false;
}

static bool says_percent(const TcQuotedWords *words, int at, int *n)
{
    static const char *const spellings[TC_N_LANGS][2] = {{"phần trăm", "phần trăm"},
                                                         {"percent", "per cent"}};
    for (size_t i = 0; i < G_N_ELEMENTS(spellings[0]); i++) {
        const int found = tc_quoted_phrase(words, at, spellings[words->lang][i]);
        if (found) {
            *n += found;
            return true;
        }
    }
    return false;
}

int tc_quoted_figures(const TcQuotedWords *words, int at, mpq_t value, bool *percent)
{
    const TcQuotedWord *word = tc_quoted_word(words, at);
    const char *sign = strchr(word->text, '%');
    size_t length = sign ? (size_t)(sign - word->text) : strlen(word->text);
    int n = 1;
    *percent = sign != NULL;
    if (!g_ascii_isdigit(word->text[0]))
        return 0;
    if (!sign && !is_named(words, at - 1) && read_fraction(word->text, value)) {
        *percent = true;
        return 1;
    }
    if (tc_number_parse(word->text, length, words->lang, value, NULL) != TC_NUMBER_OK)
        return 0;
    if (!sign && !word->stop)
        *percent = says_percent(words, at + 1, &n);
    if (*percent)
        divide_by(value, 100);
    return n;
}

/* --- numbers in words ------------------------------------------------------------------------- */

/* From one to ten; behind mươi some are said otherwise. */
static const char *const digits[TC_N_LANGS][10] = {
    {"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"},
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"},
};

/* Returns: 1 to 10, 0: no such word. */
static unsigned digit_at(const TcQuotedWords *words, int at)
{
    static const struct {
        const char *word;
        unsigned value;
    } others[] = {{"mốt", 1}, {"tư", 4}, {"lăm", 5}, {"bẩy", 7}};
    for (unsigned i = 0; i < G_N_ELEMENTS(digits[0]); i++)
        if (tc_quoted_is(words, at, digits[words->lang][i]))
            return i + 1;
    for (size_t i = 0; words->lang == TC_LANG_VI && i < G_N_ELEMENTS(others); i++)
        if (tc_quoted_is(words, at, others[i].word))
            return others[i].value;
    return 0;
}

/* "mười lăm", "hai mươi", "bảy mươi lăm", "một trăm". Returns: how many words, 0: none. */
static int read_whole(const TcQuotedWords *words, int at, unsigned *value)
{
    const unsigned first = digit_at(words, at);
    if (!first)
        return 0;
    *value = first;
    if (words->lang != TC_LANG_VI || tc_quoted_word(words, at)->stop)
        return 1;
    const bool tens = first < 10 && tc_quoted_is(words, at + 1, "mươi");
    if (first < 10 && tc_quoted_is(words, at + 1, "trăm")) {
        *value = first * 100;
        return 2;
    }
    if (!tens && first != 10)
        return 1;
    const int n = tens ? 2 : 1;
    const unsigned unit = tc_quoted_word(words, at + n - 1)->stop ? 0 : digit_at(words, at + n);
    *value = (tens ? first * 10 : 10) + (unit < 10 ? unit : 0);
    return n + (unit > 0 && unit < 10);
}

/* "hai phần ba", "một nửa", "two thirds"; Returns: how many words, 0: none. */
static int read_part(const TcQuotedWords *words, int at, mpq_t value)
{
    static const struct {
        const char *words;
        unsigned top, bottom;
    } parts[TC_N_LANGS][5] = {
        {{"một nửa", 1, 2}, {"nửa", 1, 2}},
        {{"two thirds", 2, 3},
         {"one third", 1, 3},
         {"three quarters", 3, 4},
         {"one half", 1, 2},
         {"half", 1, 2}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(parts[0]) && parts[words->lang][i].words; i++) {
        const int n = tc_quoted_phrase(words, at, parts[words->lang][i].words);
        if (n) {
            mpq_set_ui(value, parts[words->lang][i].top, parts[words->lang][i].bottom);
            return n;
        }
    }
    unsigned top, bottom;
    const int n = read_whole(words, at, &top);
    if (!n || words->lang != TC_LANG_VI || !tc_quoted_is(words, at + n, "phần"))
        return 0;
    const int more = read_whole(words, at + n + 1, &bottom);
    if (!more || top >= bottom)
        return 0;
    mpq_set_ui(value, top, bottom);
    mpq_canonicalize(value);
    return n + 1 + more;
}

int tc_quoted_in_words(const TcQuotedWords *words, int at, mpq_t value, bool *percent)
{
    unsigned whole;
    int n = read_part(words, at, value);
    *percent = n > 0;
    if (n)
        return n;
    n = read_whole(words, at, &whole);
    if (!n)
        return 0;
    mpq_set_ui(value, whole, 1);
    *percent = says_percent(words, at + n, &n);
    if (*percent)
        divide_by(value, 100);
    return n;
}
