/* What the words of a quotation ask of its numbers. See quotation.h. */
#include "sema/quotation.h"

#include <string.h>
#include "sema/quotation_words.h"

typedef struct {
    const char *words; /* parted by blanks */
    TcSign sign;
} SignWords;

/* Sign words before a number; longer ones stand before those that they end in. */
static const SignWords before[TC_N_LANGS][48] = {
    {{"lớn hơn hoặc bằng", TC_SIGN_LEAST},
     {"cao hơn hoặc bằng", TC_SIGN_LEAST},
     {"trên hoặc bằng", TC_SIGN_LEAST},
     {"bằng hoặc trên", TC_SIGN_LEAST},
     {"bằng hoặc hơn", TC_SIGN_LEAST},
     {"bằng hoặc lớn hơn", TC_SIGN_LEAST},
     {"bằng hoặc cao hơn", TC_SIGN_LEAST},
     {"nhỏ hơn hoặc bằng", TC_SIGN_MOST},
     {"thấp hơn hoặc bằng", TC_SIGN_MOST},
     {"dưới hoặc bằng", TC_SIGN_MOST},
     {"bằng hoặc dưới", TC_SIGN_MOST},
     {"bằng hoặc thấp hơn", TC_SIGN_MOST},
     {"bằng hoặc nhỏ hơn", TC_SIGN_MOST},
     {"không thấp hơn", TC_SIGN_LEAST},
     {"không nhỏ hơn", TC_SIGN_LEAST},
     {"không ít hơn", TC_SIGN_LEAST},
     {"không kém", TC_SIGN_LEAST},
     {"không dưới", TC_SIGN_LEAST},
     {"ít nhất", TC_SIGN_LEAST},
     {"tối thiểu", TC_SIGN_LEAST},
     {"không vượt quá", TC_SIGN_MOST},
     {"chưa vượt quá", TC_SIGN_MOST},
     {"không vượt", TC_SIGN_MOST},
     {"không cao hơn", TC_SIGN_MOST},
     {"không lớn hơn", TC_SIGN_MOST},
     {"không nhiều hơn", TC_SIGN_MOST},
     {"không hơn", TC_SIGN_MOST},
     {"không trên", TC_SIGN_MOST},
     {"không quá", TC_SIGN_MOST},
     {"nhiều nhất", TC_SIGN_MOST},
     {"tối đa", TC_SIGN_MOST},
     {"không đạt", TC_SIGN_ANY},
     {"chưa đạt", TC_SIGN_ANY},
     {"vượt quá", TC_SIGN_ABOVE},
     {"quá", TC_SIGN_ABOVE},
     {"vượt", TC_SIGN_ABOVE},
     {"chưa đến", TC_SIGN_BELOW},
     {"chưa tới", TC_SIGN_BELOW},
     {"nhỏ hơn", TC_SIGN_BELOW},
     {"thấp hơn", TC_SIGN_BELOW},
     {"ít hơn", TC_SIGN_BELOW},
     {"kém", TC_SIGN_ANY},
     {"hơn", TC_SIGN_ABOVE},
     {"trên", TC_SIGN_ABOVE},
     {"dưới", TC_SIGN_BELOW},
     {"đạt", TC_SIGN_LEAST}},
    {{"no less than", TC_SIGN_LEAST}, {"not less than", TC_SIGN_LEAST},
     {"not below", TC_SIGN_LEAST},    {"at least", TC_SIGN_LEAST},
     {"minimum", TC_SIGN_LEAST},      {"minimum of", TC_SIGN_LEAST},
     {"no more than", TC_SIGN_MOST},  {"not more than", TC_SIGN_MOST},
     {"not exceeding", TC_SIGN_MOST}, {"not above", TC_SIGN_MOST},
     {"at most", TC_SIGN_MOST},       {"up to", TC_SIGN_MOST},
     {"maximum", TC_SIGN_MOST},       {"maximum of", TC_SIGN_MOST},
     {"more than", TC_SIGN_ABOVE},    {"exceeding", TC_SIGN_ABOVE},
     {"less than", TC_SIGN_BELOW},    {"fewer than", TC_SIGN_BELOW},
     {"above", TC_SIGN_ABOVE},        {"over", TC_SIGN_ABOVE},
     {"below", TC_SIGN_BELOW},        {"under", TC_SIGN_BELOW}},
};

/* Marks, in any language. */
static const SignWords marks[] = {
    {"≥", TC_SIGN_LEAST}, {"≤", TC_SIGN_MOST}, {">", TC_SIGN_ABOVE}, {"<", TC_SIGN_BELOW}};

static const SignWords behind[TC_N_LANGS][8] = {
    {{"trở lên", TC_SIGN_LEAST},
     {"hoặc hơn", TC_SIGN_LEAST},
     {"hoặc cao hơn", TC_SIGN_LEAST},
     {"trở xuống", TC_SIGN_MOST},
     {"trở lại", TC_SIGN_MOST},
     {"hoặc thấp hơn", TC_SIGN_MOST}},
    {{"or more", TC_SIGN_LEAST},
     {"and above", TC_SIGN_LEAST},
     {"upward", TC_SIGN_LEAST},
     {"or less", TC_SIGN_MOST},
     {"and below", TC_SIGN_MOST},
     {"downward", TC_SIGN_MOST}},
};

/* Words that may stand between a sign word and its number: tối thiểu phải đạt 60%. */
static const char *const fillers[TC_N_LANGS][8] = {
    {"là", "phải", "đạt", "được", "có", "mức", "khoảng"}, {"of", "is", "be"}};

/* Words that begin and join a range. */
static const char *const from_words[] = {"từ", "from"}, *const to_words[] = {"đến", "tới", "to",
                                                                             "-"};

/* Words that open an exception. */
static const char *const except_words[] = {"riêng", "except"};

/* Words behind a number that make it larger, by a power of ten. */
static const struct {
    const char *word;
    unsigned power;
} scales[TC_N_LANGS][4] = {
    {{"nghìn", 3}, {"ngàn", 3}, {"triệu", 6}, {"tỷ", 9}},
    {{"thousand", 3}, {"million", 6}, {"billion", 9}},
};

/* How many words may stand between a number and the sign word behind it, and between the ends of a
 * range. */
enum { MAX_APART = 4 };

/* --- signs ------------------------------------------------------------------------------------ */

static bool is_one_of(const TcQuotedWords *words, int at, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n && list[i]; i++)
        if (tc_quoted_is(words, at, list[i]))
            return true;
    return false;
}

static TcSign sign_at(const TcQuotedWords *words, int at, int *length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(behind[0]) && behind[words->lang][i].words; i++) {
        *length = tc_quoted_phrase(words, at, behind[words->lang][i].words);
        if (*length)
            return behind[words->lang][i].sign;
    }
    return TC_SIGN_NONE;
}

static bool is_number(const TcQuotedWords *words, int at)
{
    return g_ascii_isdigit(tc_quoted_word(words, at)->text[0]);
}

/* The sign behind the number whose last word is @last, perhaps behind words that say of what (từ
 * 02 lớp trở lên); * *@end: the word behind it. */
static TcSign sign_behind(const TcQuotedWords *words, int last, int *end)
{
    for (int next = last + 1; next <= last + 1 + MAX_APART; next++) {
        int length = 0;
        if (tc_quoted_word(words, next - 1)->stop || is_number(words, next))
            return TC_SIGN_NONE;
        TcSign sign = sign_at(words, next, &length);
        *end = next + length;
        if (sign)
            return sign;
    }
    return TC_SIGN_NONE;
}

static int count_words(const char *phrase)
{
    int count = 1;
    for (const char *c = phrase; *c; c++)
        count += *c == ' ';
    return count;
}

static TcSign sign_among(const TcQuotedWords *words, int at, const SignWords *list, size_t n,
                         int *start)
{
    for (size_t i = 0; i < n && list[i].words; i++) {
        *start = at - count_words(list[i].words);
        if (tc_quoted_phrase(words, *start, list[i].words) && !tc_quoted_word(words, at - 1)->stop)
            return list[i].sign;
    }
    return TC_SIGN_NONE;
}

/* The sign right before the word @at. */
static TcSign sign_right_before(const TcQuotedWords *words, int at, int *start)
{
    TcSign sign = sign_among(words, at, marks, G_N_ELEMENTS(marks), start);
    return sign ? sign : sign_among(words, at, before[words->lang], G_N_ELEMENTS(before[0]), start);
}

/* The sign before it, perhaps with đạt, là … between; *@start: where it begins. */
static TcSign sign_before(const TcQuotedWords *words, int at, int *start)
{
    TcSign near = sign_right_before(words, at, start);
    const bool weak =
        near == TC_SIGN_LEAST && *start == at - 1 && tc_quoted_is(words, *start, "đạt");
    if (near && !weak)
        return near;
    for (int first = at - 1; first >= at - 2; first--) {
        int further = 0;
        if (!is_one_of(words, first, fillers[words->lang], G_N_ELEMENTS(fillers[0])) ||
            tc_quoted_word(words, first)->stop)
            break;
        TcSign sign = sign_right_before(words, first, &further);
        if (sign && !(further == first - 1 && tc_quoted_is(words, further, "đạt"))) {
            *start = further;
            return sign;
        }
    }
    return near;
}

static bool is_sure(TcSign sign)
{
    return sign == TC_SIGN_LEAST || sign == TC_SIGN_MOST;
}

TcSign tc_quotation_sign(const char *text, TcLang lang)
{
    g_autofree char *plain = g_strdelimit(g_strdup(text), "[]()\"_", ' ');
    TcQuotedWords words;
    TcSign found = TC_SIGN_NONE;
    tc_quoted_words_init(&words, plain, lang);
    for (int at = 0; at < (int)words.words->len && !found; at++) {
        int start = 0, length = 0;
        const TcSign before_it = sign_right_before(&words, at + 1, &start);
        const TcSign behind_it = sign_at(&words, at, &length);
        if (is_sure(before_it) && !tc_quoted_is(&words, at, "đạt"))
            found = before_it;
        else if (is_sure(behind_it))
            found = behind_it;
    }
    tc_quoted_words_clear(&words);
    return found;
}

/* --- numbers ---------------------------------------------------------------------------------- */

static void quoted_clear(void *data)
{
    TcQuoted *quoted = data;
    mpq_clear(quoted->value);
    mpq_clear(quoted->scaled);
    g_free(quoted->text);
}

/* Does a sign word, or the beginning of a range, stand before? */
static bool is_announced(const TcQuotedWords *words, int at)
{
    int start;
    return sign_before(words, at, &start) ||
           is_one_of(words, at - 1, from_words, G_N_ELEMENTS(from_words)) ||
           is_one_of(words, at - 1, to_words, G_N_ELEMENTS(to_words));
}

/* A word such as "năm" (five, or year) is a number only where it is announced as one. Returns: how
 * many words it has. */
static int read_number(const TcQuotedWords *words, int at, mpq_t value, bool *percent)
{
    int n = tc_quoted_figures(words, at, value, percent);
    if (n)
        return n;
    const bool announced = is_announced(words, at);
    if (!announced && !tc_quoted_is(words, at + 1, "phần"))
        return 0;
    n = tc_quoted_in_words(words, at, value, percent);
    return announced || *percent ? n : 0; /* "ba phần mềm" is no share */
}

/* Returns: is there such a word? */
static bool scale_number(const TcQuotedWords *words, int at, TcQuoted *quoted)
{
    bool scaled = false;
    mpq_set(quoted->scaled, quoted->value);
    for (size_t i = 0; i < G_N_ELEMENTS(scales[0]) && scales[words->lang][i].word; i++)
        if (tc_quoted_is(words, at, scales[words->lang][i].word)) {
            scaled = true;
            for (unsigned power = scales[words->lang][i].power; power > 0; power--)
                mpz_mul_ui(mpq_numref(quoted->scaled), mpq_numref(quoted->scaled), 10);
        }
    mpq_canonicalize(quoted->scaled);
    return scaled;
}

/* --- ranges ----------------------------------------------------------------------------------- */

/* The number behind "đến" after the one that ends before @at: từ 50 hộ đến dưới 60 hộ. Returns:
 * where it stands, -1: there is none. */
static int other_end(const TcQuotedWords *words, int at)
{
    for (int next = at; next <= at + MAX_APART - 1; next++) {
        if (tc_quoted_word(words, next - 1)->stop || is_number(words, next))
            return -1;
        if (!is_one_of(words, next, to_words, G_N_ELEMENTS(to_words)))
            continue;
        next++;
        next += tc_quoted_is(words, next, "dưới") || tc_quoted_is(words, next, "hết");
        return is_number(words, next) ? next : -1;
    }
    return -1;
}

/* The lower end of a range takes %, triệu and the like of the upper one: từ 50 đến 60%. */
static void take_measure(const TcQuotedWords *words, int end, TcQuoted *low)
{
    TcQuoted high = {.text = NULL};
    mpq_inits(high.value, high.scaled, NULL);
    const int n = tc_quoted_figures(words, end, high.value, &high.percent);
    if (n && high.percent && !low->percent) {
        low->percent = true;
        mpz_mul_ui(mpq_denref(low->value), mpq_denref(low->value), 100);
        mpq_canonicalize(low->value);
        mpq_set(low->scaled, low->value);
    } else if (n && mpq_equal(low->value, low->scaled) && scale_number(words, end + n, &high)) {
        mpq_div(high.scaled, high.scaled, high.value);
        mpq_mul(low->scaled, low->value, high.scaled);
    }
    mpq_clears(high.value, high.scaled, NULL);
}

/* A range whose lower end was read; the upper one stands at @high (-1: none is awaited). */
typedef struct {
    int high;
    TcSign low;
} Range;

static TcSign sign_of_low(const TcQuotedWords *words, int low)
{
    int start;
    if (sign_right_before(words, low, &start) == TC_SIGN_ABOVE)
        return TC_SIGN_ABOVE;
    return is_one_of(words, low - 1, from_words, G_N_ELEMENTS(from_words)) ? TC_SIGN_LEAST
                                                                           : TC_SIGN_ANY;
}

static TcSign sign_of_high(const TcQuotedWords *words, const Range *range)
{
    if (tc_quoted_is(words, range->high - 1, "dưới") ||
        tc_quoted_is(words, range->high - 1, "below"))
        return TC_SIGN_BELOW;
    return range->low == TC_SIGN_ANY ? TC_SIGN_ANY : TC_SIGN_MOST;
}

/* Do the words behind @end say that the range is of ages or times? */
static bool says_of_whom(const TcQuotedWords *words, int end)
{
    static const char *const things[] = {"tuổi", "năm", "tháng", "giờ", "years", "months", "hours"};
    return is_one_of(words, end, things, G_N_ELEMENTS(things));
}

/* --- reading ---------------------------------------------------------------------------------- */

static char *join_words(const TcQuotedWords *words, int from, int to)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = from; i < to; i++)
        g_string_append_printf(text, "%s%s", i > from ? " " : "", tc_quoted_word(words, i)->text);
    return g_strdup(text->str);
}

/* The sign of a number that is no end of a range; it and its triệu, tỷ … are the words from @at to
 * before @end. */
static void read_sign(const TcQuotedWords *words, int at, int end, TcQuoted *quoted)
{
    int start = at, last = end;
    TcSign behind_it = sign_behind(words, end - 1, &last);
    TcSign before_it = sign_before(words, at, &start);
    bool bare = before_it && start == at - 1 && tc_quoted_is(words, start, "đạt");
    if (!before_it && quoted->percent &&
        is_one_of(words, at - 1, from_words, G_N_ELEMENTS(from_words)))
        before_it = TC_SIGN_LEAST;
    if (bare && !quoted->percent)
        before_it = TC_SIGN_NONE;
    quoted->sign = behind_it ? behind_it : before_it;
    const bool amount = !mpq_equal(quoted->value, quoted->scaled); /* 50 triệu đồng trở lên */
    quoted->apart = behind_it && !amount && !sign_at(words, end, &(int){0});
    quoted->text = join_words(words, behind_it || !before_it ? at : start, behind_it ? last : end);
}

static void read_ends(const TcQuotedWords *words, int at, int end, Range *range, TcQuoted *quoted)
{
    const int high = other_end(words, end);
    if (range->high == at) {
        quoted->sign = sign_of_high(words, range);
        quoted->apart = says_of_whom(words, end);
        range->high = -1;
    } else if (high >= 0) {
        *range = (Range){high, sign_of_low(words, at)};
        quoted->sign = range->low;
        quoted->apart = says_of_whom(words, high + 1);
        take_measure(words, high, quoted);
    } else {
        read_sign(words, at, end, quoted);
    }
}

/* Where the exception begins that the number @at is the level of, or -1: "riêng" behind a mark or a
 * number. "Nhà vệ sinh riêng" is none. */
static int exception_of(const TcQuotedWords *words, int at)
{
    for (int first = at - 1; first >= 0 && !is_number(words, first); first--)
        if (is_one_of(words, first, except_words, G_N_ELEMENTS(except_words)))
            return tc_quoted_word(words, first)->opens || tc_quoted_word(words, first - 1)->stop ||
                           is_number(words, first - 1)
                       ? first
                       : -1;
    return -1;
}

/* A level of an exception without a sign word; @end: the word behind it. */
static void read_exception(const TcQuotedWords *words, int at, int end, TcQuoted *quoted)
{
    const bool level = quoted->percent || !mpq_equal(quoted->value, quoted->scaled);
    const int start = level && quoted->sign == TC_SIGN_NONE ? exception_of(words, at) : -1;
    quoted->excepted = start >= 0;
    if (!quoted->excepted)
        return;
    g_autofree char *number = quoted->text ? quoted->text : join_words(words, at, end);
    quoted->text = g_strdup_printf("%s … %s", tc_quoted_word(words, start)->text, number);
}

/* The number at @at. Returns: how many words to go on by. */
static int read_at(const TcQuotedWords *words, int at, Range *range, GArray *numbers)
{
    TcQuoted quoted = {.text = NULL};
    mpq_inits(quoted.value, quoted.scaled, NULL);
    const int n = read_number(words, at, quoted.value, &quoted.percent);
    if (!n) {
        quoted_clear(&quoted);
        return 1;
    }
    const int end = at + n + scale_number(words, at + n, &quoted);
    read_ends(words, at, end, range, &quoted);
    quoted.bare = quoted.percent && (quoted.sign == TC_SIGN_NONE || quoted.sign == TC_SIGN_ANY);
    if (quoted.sign == TC_SIGN_ANY)
        quoted.sign = TC_SIGN_NONE;
    if (!quoted.text)
        quoted.text = join_words(words, at, end);
    read_exception(words, at, end, &quoted);
    g_array_append_val(numbers, quoted);
    return n;
}

GArray *tc_quotation_read(const char *text, TcLang lang)
{
    TcQuotedWords words;
    GArray *numbers = g_array_new(FALSE, TRUE, sizeof(TcQuoted));
    Range range = {-1, TC_SIGN_NONE};
    g_array_set_clear_func(numbers, quoted_clear);
    tc_quoted_words_init(&words, text, lang);
    for (int at = 0; at < (int)words.words->len;)
        at += read_at(&words, at, &range, numbers);
    tc_quoted_words_clear(&words);
    return numbers;
}
