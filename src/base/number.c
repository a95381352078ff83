/* Exact numbers over GMP. Reading: one pass over the text counts its digits and signs, a table of
 * cases decides, and only a number that is accepted is built. Printing: the number becomes a whole
 * count of its last decimal place, and the decimal sign is put into the digits of that count. */
#include "base/number.h"

#include <stdlib.h>
#include <string.h>

/* What stands in the text of a number: digits, group signs and decimal signs of its style. */
typedef struct {
    bool negative;
    const char *body; /* behind the minus sign */
    size_t length;    /* of @body */
    size_t digits, groups, decimals;
    bool misplaced;      /* a sign that does not stand between two digits */
    bool group_behind;   /* a group sign behind a decimal sign */
    bool decimal_behind; /* a decimal sign behind a group sign */
} Shape;

static char decimal_sign(TcLang style)
{
    return style == TC_LANG_VI ? ',' : '.';
}

static char group_sign(TcLang style)
{
    return style == TC_LANG_VI ? '.' : ',';
}

static void count_sign(Shape *shape, size_t at, TcLang style)
{
    const char *body = shape->body;
    if (at == 0 || at + 1 == shape->length || !g_ascii_isdigit(body[at - 1]) ||
        !g_ascii_isdigit(body[at + 1])) {
        shape->misplaced = true;
    }
    if (body[at] == decimal_sign(style)) {
        shape->decimals++;
        shape->decimal_behind |= shape->groups > 0;
    } else {
        shape->groups++;
        shape->group_behind |= shape->decimals > 0;
    }
}

static TcNumberStatus read_shape(const char *text, size_t length, TcLang style, Shape *shape)
{
    bool negative = length > 0 && text[0] == '-';
    *shape = (Shape){.negative = negative, .body = text + negative, .length = length - negative};
    for (size_t i = 0; i < shape->length; i++) {
        char c = shape->body[i];
        if (g_ascii_isdigit(c)) {
            shape->digits++;
        } else if (c == '.' || c == ',') {
            count_sign(shape, i, style);
        } else {
            return TC_NUMBER_BAD;
        }
    }
    if (shape->digits == 0) {
        return TC_NUMBER_EMPTY;
    }
    if (shape->digits > TC_NUMBER_MAX_DIGITS) {
        return TC_NUMBER_TOO_LONG;
    }
    return shape->misplaced ? TC_NUMBER_BAD : TC_NUMBER_OK;
}

/* Offset of the first @sign in the body, or the body's length. */
static size_t find_sign(const Shape *shape, char sign)
{
    const char *at = memchr(shape->body, sign, shape->length);
    return at ? (size_t)(at - shape->body) : shape->length;
}

/* Do the group signs in front of @end part the digits as 1.234.567 does? */
static bool has_good_groups(const Shape *shape, size_t end, char sign)
{
    size_t run = 0; /* digits of the group that is read */
    bool first = true;
    for (size_t i = 0; i <= end; i++) {
        if (i < end && shape->body[i] != sign) {
            run++;
            continue;
        }
        if (first ? run > 3 : run != 3) {
            return false;
        }
        first = false;
        run = 0;
    }
    return shape->body[0] != '0'; /* 0.500 is no 500 */
}

static void append_whole(GString *out, const char *digits, size_t n, bool grouped)
{
    for (size_t i = 0; i < n; i++) {
        if (grouped && i > 0 && (n - i) % 3 == 0) {
            g_string_append_c(out, group_sign(TC_LANG_VI));
        }
        g_string_append_c(out, digits[i]);
    }
}

/* Copies the digits of body[from..to) to @digits. Returns: how many there are. */
static size_t copy_digits(const Shape *shape, size_t from, size_t to, char *digits)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++) {
        if (g_ascii_isdigit(shape->body[i])) {
            digits[n++] = shape->body[i];
        }
    }
    return n;
}

/* What should have been written for @shape when the sign at @split is the decimal one. */
static char *meant_text(const Shape *shape, size_t split, TcLang style, bool grouped)
{
    char digits[TC_NUMBER_MAX_DIGITS];
    size_t n = copy_digits(shape, 0, split, digits);
    size_t zeros = 0;
    while (grouped && zeros + 1 < n && digits[zeros] == '0') {
        zeros++;
    }
    GString *out = g_string_new(shape->negative ? "-" : "");
    append_whole(out, digits + zeros, n - zeros, grouped && style == TC_LANG_VI);
    if (split < shape->length) {
        n = copy_digits(shape, split, shape->length, digits);
        g_string_append_c(out, decimal_sign(style));
        g_string_append_len(out, digits, (gssize)n);
    }
    return g_string_free(out, FALSE);
}

/* Decides whether @shape is a number of @style; if not, *@split is the sign that was meant as the
 * decimal one and *@grouped tells whether the digits in front of it were meant as groups. */
static TcNumberStatus judge(const Shape *shape, TcLang style, size_t *split, bool *grouped)
{
    const size_t decimal = find_sign(shape, decimal_sign(style));
    const size_t group = find_sign(shape, group_sign(style));
    *grouped = true;
    if (shape->decimals <= 1 && !shape->group_behind) {
        *split = decimal;
        bool good = has_good_groups(shape, decimal, group_sign(style));
        if (shape->groups == 0 || (good && style == TC_LANG_VI)) {
            return TC_NUMBER_OK;
        }
        if (good) {
            return TC_NUMBER_GROUPED;
        }
        if (shape->groups > 1 || shape->decimals > 0) {
            return TC_NUMBER_GROUPING; /* 12.34,5 */
        }
        *split = group; /* 60.5 in Vietnamese */
        *grouped = false;
        return TC_NUMBER_OTHER_STYLE;
    }
    if (shape->groups <= 1 && !shape->decimal_behind) {
        *split = group; /* 1,234,567.5 in Vietnamese: the other style as a whole */
        return shape->decimals > 1 ? TC_NUMBER_GROUPING : TC_NUMBER_OTHER_STYLE;
    }
    return TC_NUMBER_BAD;
}

static void build(const Shape *shape, size_t split, mpq_t value)
{
    char digits[TC_NUMBER_MAX_DIGITS + 1];
    size_t whole = copy_digits(shape, 0, split, digits);
    size_t places = copy_digits(shape, split, shape->length, digits + whole);
    digits[whole + places] = '\0';
    mpz_set_str(mpq_numref(value), digits, 10);
    mpz_ui_pow_ui(mpq_denref(value), 10, places);
    mpq_canonicalize(value);
    if (shape->negative) {
        mpq_neg(value, value);
    }
}

/* Does rounding go away from zero? @half compares the rest with a half, @odd is of the digit kept.
 */
static bool rounds_away(TcRoundMode mode, int sign, int half, bool odd)
{
    switch (mode) {
    case TC_ROUND_HALF_UP:
        return half >= 0;
    case TC_ROUND_HALF_EVEN:
        return half > 0 || (half == 0 && odd);
    case TC_ROUND_HALF_DOWN:
        return half > 0;
    case TC_ROUND_UP:
        return true;
    case TC_ROUND_DOWN:
        return false;
    case TC_ROUND_CEILING:
        return sign > 0;
    case TC_ROUND_FLOOR:
        return sign < 0;
    }
    g_assert_not_reached();
}

/* Sets @count to @numerator / @divisor, rounded to a whole number. */
static void divide(mpz_t count, const mpz_t numerator, const mpz_t divisor, TcRoundMode mode)
{
    int sign = mpz_sgn(numerator);
    mpz_t rest;
    mpz_init(rest);
    mpz_tdiv_qr(count, rest, numerator, divisor);
    bool exact = mpz_sgn(rest) == 0;
    mpz_mul_2exp(rest, rest, 1);
    if (!exact && rounds_away(mode, sign, mpz_cmpabs(rest, divisor), mpz_odd_p(count) != 0)) {
        if (sign > 0) {
            mpz_add_ui(count, count, 1);
        } else {
            mpz_sub_ui(count, count, 1);
        }
    }
    mpz_clear(rest);
}

/* Sets @count to @value in units of its @places-th decimal, halves away from zero. */
static void count_units(mpz_t count, const mpq_t value, unsigned places)
{
    mpz_t numerator;
    mpz_init(numerator);
    mpz_ui_pow_ui(numerator, 10, places);
    mpz_mul(numerator, numerator, mpq_numref(value));
    divide(count, numerator, mpq_denref(value), TC_ROUND_HALF_UP);
    mpz_clear(numerator);
}

static char *count_digits(const mpz_t count)
{
    char *digits = g_malloc(mpz_sizeinbase(count, 10) + 2);
    mpz_get_str(digits, 10, count);
    return digits;
}

/* The text of @count units of the @places-th decimal. */
static char *decimal_text(const mpz_t count, size_t places, TcLang style, bool grouped)
{
    g_autofree char *text = count_digits(count);
    const char *digits = text + (mpz_sgn(count) < 0);
    size_t n = strlen(digits);
    size_t whole = n > places ? n - places : 0;
    GString *out = g_string_new(mpz_sgn(count) < 0 ? "-" : "");
    if (whole > 0) {
        append_whole(out, digits, whole, grouped && style == TC_LANG_VI);
    } else {
        g_string_append_c(out, '0');
    }
    if (places > 0) {
        g_string_append_c(out, decimal_sign(style));
        for (size_t i = n; i < places; i++) {
            g_string_append_c(out, '0');
        }
        g_string_append(out, digits + whole);
    }
    return g_string_free(out, FALSE);
}

/* As most numbers are: whole, of few digits. */
static bool is_short_whole(const mpq_t value)
{
    return mpz_cmp_ui(mpq_denref(value), 1) == 0 && mpz_fits_slong_p(mpq_numref(value));
}

static char *short_whole_text(long value, bool grouped)
{
    char room[24], *const end = room + sizeof room - 1, *first = end;
    unsigned long rest = value < 0 ? 0 - (unsigned long)value : (unsigned long)value;
    *end = '\0';
    do {
        *--first = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (!grouped || end - first <= 3) {
        if (value < 0)
            *--first = '-';
        return g_strdup(first);
    }
    GString *out = g_string_new(value < 0 ? "-" : "");
    append_whole(out, first, (size_t)(end - first), true);
    return g_string_free(out, FALSE);
}

static char *rounded_text(const mpq_t value, unsigned places, TcLang style, bool grouped)
{
    if (places == 0 && is_short_whole(value))
        return short_whole_text(mpz_get_si(mpq_numref(value)), grouped && style == TC_LANG_VI);
    mpz_t count;
    mpz_init(count);
    count_units(count, value, places);
    char *text = decimal_text(count, places, style, grouped);
    mpz_clear(count);
    return text;
}

static char *fraction_text(const mpq_t value)
{
    g_autofree char *numerator = count_digits(mpq_numref(value));
    g_autofree char *denominator = count_digits(mpq_denref(value));
    return g_strdup_printf("%s/%s", numerator, denominator);
}

TcNumberStatus tc_number_parse(const char *text, size_t length, TcLang style, mpq_t value,
                               char **meant)
{
    Shape shape;
    size_t split = 0;
    bool grouped = false;
    TcNumberStatus status = read_shape(text, length, style, &shape);
    if (status != TC_NUMBER_OK) {
        return status;
    }
    status = judge(&shape, style, &split, &grouped);
    if (status == TC_NUMBER_OK || status == TC_NUMBER_GROUPED) {
        build(&shape, split, value);
    }
    if (status != TC_NUMBER_OK && status != TC_NUMBER_BAD && meant) {
        *meant = meant_text(&shape, split, style, grouped);
    }
    return status;
}

void tc_number_round(mpq_t value, long places, TcRoundMode mode)
{
    places = CLAMP(places, -TC_NUMBER_MAX_DIGITS, TC_NUMBER_MAX_DIGITS);
    mpz_t power, count;
    mpz_init(power);
    mpz_init(count);
    mpz_ui_pow_ui(power, 10, (unsigned long)labs(places));
    if (places >= 0) {
        mpz_mul(mpq_numref(value), mpq_numref(value), power);
        divide(count, mpq_numref(value), mpq_denref(value), mode);
        mpz_set(mpq_denref(value), power);
    } else {
        mpz_mul(mpq_denref(value), mpq_denref(value), power);
        divide(count, mpq_numref(value), mpq_denref(value), mode);
        mpz_mul(count, count, power);
        mpz_set_ui(mpq_denref(value), 1);
    }
    mpz_set(mpq_numref(value), count);
    mpq_canonicalize(value);
    mpz_clear(power);
    mpz_clear(count);
}

/* Takes the fives out of @n. Returns: how many there were. */
static unsigned take_fives(uint64_t *n)
{
    unsigned fives = 0;
    for (; *n % 5 == 0; *n /= 5)
        fives++;
    return fives;
}

/* The same of a number of any size. */
static mp_bitcnt_t take_fives_big(mpz_t n)
{
    mpz_t five;
    mpz_init_set_ui(five, 5);
    mp_bitcnt_t fives = mpz_remove(n, n, five);
    mpz_clear(five);
    return fives;
}

static bool is_decimal_big(const mpz_t divisor, mp_bitcnt_t twos, mp_bitcnt_t *fives)
{
    mpz_t rest;
    mpz_init(rest);
    mpz_tdiv_q_2exp(rest, divisor, twos);
    *fives = take_fives_big(rest);
    bool decimal = mpz_cmp_ui(rest, 1) == 0;
    mpz_clear(rest);
    return decimal;
}

bool tc_number_is_decimal(const mpq_t value, unsigned *places)
{
    const mp_bitcnt_t twos = mpz_scan1(mpq_denref(value), 0);
    mp_bitcnt_t fives = 0;
    bool decimal = false;
    if (mpz_fits_ulong_p(mpq_denref(value))) { /* nearly always */
        uint64_t rest = mpz_get_ui(mpq_denref(value)) >> twos;
        fives = take_fives(&rest);
        decimal = rest == 1;
    } else {
        decimal = is_decimal_big(mpq_denref(value), twos, &fives);
    }
    if (decimal)
        *places = (unsigned)MAX(twos, fives);
    return decimal;
}

char *tc_number_exact(const mpq_t value, TcLang style)
{
    unsigned places = 0;
    if (!tc_number_is_decimal(value, &places)) {
        return fraction_text(value);
    }
    return rounded_text(value, places, style, false);
}

char *tc_number_fixed(const mpq_t value, unsigned places, TcLang style)
{
    return rounded_text(value, places, style, true);
}

char *tc_number_brief(const mpq_t value, unsigned places, TcLang style)
{
    unsigned needed = 0;
    if (tc_number_is_decimal(value, &needed)) {
        places = MIN(places, needed);
    }
    return rounded_text(value, places, style, true);
}

bool tc_number_to_fraction(const mpq_t value, TcFraction *fraction)
{
    if (!mpz_fits_slong_p(mpq_numref(value)) || !mpz_fits_slong_p(mpq_denref(value)))
        return false;
    *fraction = (TcFraction){mpz_get_si(mpq_numref(value)), mpz_get_si(mpq_denref(value))};
    return true;
}

bool tc_number_to_scaled(const mpq_t value, unsigned scale, int64_t *scaled)
{
    mpq_t product;
    mpq_init(product);
    mpz_ui_pow_ui(mpq_numref(product), 10, scale);
    mpq_mul(product, product, value);
    uint64_t magnitude = 0;
    bool fits =
        mpz_cmp_ui(mpq_denref(product), 1) == 0 && mpz_sizeinbase(mpq_numref(product), 2) <= 63;
    if (fits) {
        mpz_export(&magnitude, NULL, -1, sizeof magnitude, 0, 0, mpq_numref(product));
        *scaled = mpq_sgn(product) < 0 ? -(int64_t)magnitude : (int64_t)magnitude;
    }
    mpq_clear(product);
    return fits;
}

bool tc_number_whole(mpq_srcptr value, int64_t factor, bool up, unsigned bits, int64_t *whole)
{
    mpz_t z;
    mpz_init(z);
    mpz_mul_si(z, mpq_numref(value), factor);
    (up ? mpz_cdiv_q : mpz_fdiv_q)(z, z, mpq_denref(value));
    bool fits = mpz_sizeinbase(z, 2) <= bits;
    *whole = fits ? mpz_get_si(z) : 0;
    mpz_clear(z);
    return fits;
}

char *tc_number_with_unit(const char *number, const char *unit, TcLang style)
{
    if (!unit)
        return g_strdup(number);
    const bool one = style == TC_LANG_EN && (g_str_equal(number, "1") || g_str_equal(number, "-1"));
    return g_strdup_printf(one ? "%s (%s)" : "%s %s", number, unit);
}

char *tc_number_thousands(const char *text, size_t length, TcLang style)
{
    enum { GROUP = 3 };
    const char sign = style == TC_LANG_VI ? ',' : '.';
    const size_t minus = length > 0 && *text == '-';
    const char *digits = text + minus;
    const size_t n = length - minus;
    if (n < GROUP + 2 || n > 2 * GROUP + 1 || digits[n - GROUP - 1] != sign || *digits == '0')
        return NULL;
    for (size_t i = 0; i < n; i++)
        if (!g_ascii_isdigit(digits[i]) && i != n - GROUP - 1)
            return NULL;
    return g_strdup_printf("%.*s%.*s", (int)(length - GROUP - 1), text, GROUP,
                           text + length - GROUP);
}

size_t tc_number_bits(const mpq_t value)
{
    const size_t above = mpz_sizeinbase(mpq_numref(value), 2);
    const size_t below = mpz_sizeinbase(mpq_denref(value), 2);
    return MAX(above, below);
}
