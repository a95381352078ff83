/* Reading a quotation word by word. See quotation.h. */
#include "sema/quotation.h"

#include <string.h>
#include "base/number.h"
#include "base/text.h"

/* Sign words, parted words by blanks; longer ones first. */
static const struct {
    const char *words;
    TcSign sign;
} before[TC_N_LANGS][16] = {
    {{"không thấp hơn", TC_SIGN_LEAST},
     {"không vượt quá", TC_SIGN_MOST},
     {"không cao hơn", TC_SIGN_MOST},
     {"không dưới", TC_SIGN_LEAST},
     {"không quá", TC_SIGN_MOST},
     {"ít nhất", TC_SIGN_LEAST},
     {"tối thiểu", TC_SIGN_LEAST},
     {"tối đa", TC_SIGN_MOST},
     {"lớn hơn", TC_SIGN_ABOVE},
     {"cao hơn", TC_SIGN_ABOVE},
     {"nhỏ hơn", TC_SIGN_BELOW},
     {"thấp hơn", TC_SIGN_BELOW},
     {"trên", TC_SIGN_ABOVE},
     {"dưới", TC_SIGN_BELOW},
     {"đạt", TC_SIGN_LEAST}},
    {{"no less than", TC_SIGN_LEAST},
     {"not less than", TC_SIGN_LEAST},
     {"no more than", TC_SIGN_MOST},
     {"not more than", TC_SIGN_MOST},
     {"more than", TC_SIGN_ABOVE},
     {"less than", TC_SIGN_BELOW},
     {"at least", TC_SIGN_LEAST},
     {"at most", TC_SIGN_MOST},
     {"above", TC_SIGN_ABOVE},
     {"over", TC_SIGN_ABOVE},
     {"below", TC_SIGN_BELOW},
     {"under", TC_SIGN_BELOW}},
};

static const struct {
    const char *words;
    TcSign sign;
} behind[TC_N_LANGS][4] = {
    {{"trở lên", TC_SIGN_LEAST}, {"trở xuống", TC_SIGN_MOST}},
    {{"or more", TC_SIGN_LEAST},
     {"or less", TC_SIGN_MOST},
     {"upward", TC_SIGN_LEAST},
     {"downward", TC_SIGN_MOST}},
};

/* The numbers that are written in words, from one on. */
static const char *const number_words[TC_N_LANGS][10] = {
    {"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"},
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"},
};

/* Words behind a number that make it larger, by a power of ten. */
static const struct {
    const char *word;
    unsigned power;
} scales[TC_N_LANGS][4] = {
    {{"nghìn", 3}, {"ngàn", 3}, {"triệu", 6}, {"tỷ", 9}},
    {{"thousand", 3}, {"million", 6}, {"billion", 9}},
};

/* How many words may stand between a number and the sign word behind it. */
enum { MAX_APART = 4 };

/* --- words ------------------------------------------------------------------------------------ */

typedef struct {
    char *text; /* without the punctuation around it */
    char *key;  /* folded */
    bool stop;  /* a mark or the end stands behind it: what follows is another clause */
} Word;

typedef struct {
    TcLang lang;
    GArray *words; /* Word */
} Reader;

/* Returns: an empty word where there is none. */
static const Word *word_at(const Reader *reader, int at)
{
    static char nothing[] = "";
    static const Word none = {nothing, nothing, true};
    bool there = at >= 0 && at < (int)reader->words->len;
    return there ? &g_array_index(reader->words, Word, at) : &none;
}

static bool is_word(const Reader *reader, int at, const char *wanted)
{
    g_autofree char *key = tc_text_key(wanted, strlen(wanted));
    return strcmp(word_at(reader, at)->key, key) == 0;
}

static void word_clear(void *data)
{
    Word *word = data;
    g_free(word->text);
    g_free(word->key);
}

/* Appends @text without marks at its ends. A % alone belongs to the number before it. */
static void add_word(Reader *reader, const char *text)
{
    size_t skip = strspn(text, "(\"'"), length = strlen(text + skip);
    bool stop = false;
    for (; length && strchr(".,;:)!?\"'", text[skip + length - 1]); length--)
        stop = true;
    g_autofree char *kept = g_strndup(text + skip, length);
    Word *last =
        reader->words->len ? &g_array_index(reader->words, Word, reader->words->len - 1) : NULL;
    if (last && strcmp(kept, "%") == 0 && g_ascii_isdigit(last->text[0]) && !last->stop) {
        char *joined = g_strconcat(last->text, "%", NULL);
        word_clear(last);
        *last = (Word){joined, tc_text_key(joined, strlen(joined)), stop};
    } else if (length) {
        Word word = {g_strdup(kept), tc_text_key(kept, length), stop};
        g_array_append_val(reader->words, word);
    } else if (last) {
        last->stop |= stop;
    }
}

static void read_words(Reader *reader, const char *text)
{
    g_auto(GStrv) parts = g_strsplit_set(text, " \t\n", -1);
    for (char **part = parts; *part; part++)
        add_word(reader, *part);
}

/* --- signs ------------------------------------------------------------------------------------ */

/* Do the words of @phrase stand from @at on? Returns: how many they are, 0 if not. */
static int words_at(const Reader *reader, int at, const char *phrase)
{
    g_auto(GStrv) wanted = g_strsplit(phrase, " ", -1);
    int count = (int)g_strv_length(wanted);
    for (int i = 0; i < count; i++)
        if (!is_word(reader, at + i, wanted[i]))
            return 0;
    return count;
}

static TcSign sign_at(const Reader *reader, int at, int *length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(behind[0]) && behind[reader->lang][i].words; i++) {
        *length = words_at(reader, at, behind[reader->lang][i].words);
        if (*length)
            return behind[reader->lang][i].sign;
    }
    return TC_SIGN_NONE;
}

static bool is_number(const Reader *reader, int at)
{
    return g_ascii_isdigit(word_at(reader, at)->text[0]);
}

/* The sign behind the number at @at, perhaps behind words that say of what (từ 02 lớp trở lên);
 * *@end: the word behind it. */
static TcSign sign_behind(const Reader *reader, int at, int *end)
{
    for (int next = at + 1; next <= at + 1 + MAX_APART; next++) {
        int length = 0;
        if (word_at(reader, next - 1)->stop || is_number(reader, next))
            return TC_SIGN_NONE;
        TcSign sign = sign_at(reader, next, &length);
        *end = next + length;
        if (sign)
            return sign;
    }
    return TC_SIGN_NONE;
}

static TcSign sign_before(const Reader *reader, int at, int *start)
{
    for (size_t i = 0; i < G_N_ELEMENTS(before[0]) && before[reader->lang][i].words; i++) {
        const char *words = before[reader->lang][i].words;
        int count = 1;
        for (const char *c = words; *c; c++)
            count += *c == ' ';
        *start = at - count;
        if (words_at(reader, at - count, words))
            return before[reader->lang][i].sign;
    }
    return TC_SIGN_NONE;
}

static bool is_sure(TcSign sign)
{
    return sign == TC_SIGN_LEAST || sign == TC_SIGN_MOST;
}

TcSign tc_quotation_sign(const char *text, TcLang lang)
{
    g_autofree char *plain = g_strdelimit(g_strdup(text), "[]()\"_", ' ');
    Reader reader = {lang, g_array_new(FALSE, FALSE, sizeof(Word))};
    TcSign found = TC_SIGN_NONE;
    g_array_set_clear_func(reader.words, word_clear);
    read_words(&reader, plain);
    for (int at = 0; at < (int)reader.words->len && !found; at++) {
        int start = 0, length = 0;
        const TcSign before_it = sign_before(&reader, at + 1, &start);
        const TcSign behind_it = sign_at(&reader, at, &length);
        if (is_sure(before_it) && !is_word(&reader, at, "đạt"))
            found = before_it;
        else if (is_sure(behind_it))
            found = behind_it;
    }
    g_array_free(reader.words, TRUE);
    return found;
}

/* The upper end of từ 60% đến 70%, whose sign is that of the range. */
static bool is_upper_end(const Reader *reader, int at)
{
    return is_word(reader, at - 1, "đến") || is_word(reader, at - 2, "đến");
}

/* --- numbers ---------------------------------------------------------------------------------- */

static void quoted_clear(void *data)
{
    TcQuoted *quoted = data;
    mpq_clear(quoted->value);
    mpq_clear(quoted->scaled);
    g_free(quoted->text);
}

static bool read_figures(const Reader *reader, int at, TcQuoted *quoted)
{
    const char *text = word_at(reader, at)->text;
    size_t length = strlen(text);
    quoted->percent = length > 1 && text[length - 1] == '%';
    if (!is_number(reader, at) || tc_number_parse(text, length - quoted->percent, reader->lang,
                                                  quoted->value, NULL) != TC_NUMBER_OK)
        return false;
    if (quoted->percent) {
        mpz_mul_ui(mpq_denref(quoted->value), mpq_denref(quoted->value), 100);
        mpq_canonicalize(quoted->value);
    }
    return true;
}

static bool read_number(const Reader *reader, int at, TcQuoted *quoted)
{
    for (size_t i = 0; i < G_N_ELEMENTS(number_words[0]); i++)
        if (is_word(reader, at, number_words[reader->lang][i])) {
            mpq_set_ui(quoted->value, i + 1, 1);
            return true;
        }
    return read_figures(reader, at, quoted);
}

/* Returns: is there such a word? */
static bool scale_number(const Reader *reader, int at, TcQuoted *quoted)
{
    bool scaled = false;
    mpq_set(quoted->scaled, quoted->value);
    for (size_t i = 0; i < G_N_ELEMENTS(scales[0]) && scales[reader->lang][i].word; i++)
        if (is_word(reader, at + 1, scales[reader->lang][i].word)) {
            scaled = true;
            for (unsigned power = scales[reader->lang][i].power; power > 0; power--)
                mpz_mul_ui(mpq_numref(quoted->scaled), mpq_numref(quoted->scaled), 10);
        }
    mpq_canonicalize(quoted->scaled);
    return scaled;
}

static char *join_words(const Reader *reader, int from, int to)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = from; i < to; i++)
        g_string_append_printf(text, "%s%s", i > from ? " " : "", word_at(reader, i)->text);
    return g_strdup(text->str);
}

/* The number and its triệu, tỷ … are the words from @at to before @behind_number. */
static void read_sign(const Reader *reader, int at, int behind_number, TcQuoted *quoted)
{
    int start = at, end = behind_number;
    TcSign behind_it = sign_behind(reader, at, &end);
    TcSign before_it = sign_before(reader, at, &start);
    bool bare = before_it && start == at - 1 && is_word(reader, start, "đạt");
    if (bare && !quoted->percent)
        before_it = TC_SIGN_NONE;
    quoted->sign = is_upper_end(reader, at) ? TC_SIGN_NONE : behind_it ? behind_it : before_it;
    quoted->apart = behind_it && !sign_at(reader, at + 1, &(int){0});
    quoted->text =
        join_words(reader, behind_it || !before_it ? at : start, behind_it ? end : behind_number);
}

/* Does a sign word, or the beginning of "từ … trở lên", stand right before? */
static bool is_announced(const Reader *reader, int at)
{
    int start;
    return sign_before(reader, at, &start) || is_word(reader, at - 1, "từ") ||
           is_word(reader, at - 1, "from");
}

/* A word such as "năm" (five, or year) is a number only where it is announced as one. */
static void read_at(const Reader *reader, int at, GArray *numbers)
{
    TcQuoted quoted = {.text = NULL};
    mpq_init(quoted.value);
    mpq_init(quoted.scaled);
    bool number =
        (is_number(reader, at) || is_announced(reader, at)) && read_number(reader, at, &quoted);
    if (number) {
        bool scaled = scale_number(reader, at, &quoted);
        read_sign(reader, at, at + 1 + scaled, &quoted);
        g_array_append_val(numbers, quoted);
    } else {
        quoted_clear(&quoted);
    }
}

GArray *tc_quotation_read(const char *text, TcLang lang)
{
    Reader reader = {lang, g_array_new(FALSE, FALSE, sizeof(Word))};
    GArray *numbers = g_array_new(FALSE, TRUE, sizeof(TcQuoted));
    g_array_set_clear_func(reader.words, word_clear);
    g_array_set_clear_func(numbers, quoted_clear);
    read_words(&reader, text);
    for (int at = 0; at < (int)reader.words->len; at++)
        read_at(&reader, at, numbers);
    g_array_free(reader.words, TRUE);
    return numbers;
}
