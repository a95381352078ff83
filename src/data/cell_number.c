/* Cells of numbers: an int64 straight from the bytes, else GMP; % only where the type has it. */
#include "data/cell.h"

#include <string.h>

#include "base/number.h"
#include "data/cell_meant.h"

enum { INT64_DIGITS = 18, MAX_EXPONENT = 1000 };

static const int64_t powers[] = {
    1,
    10,
    100,
    1000,
    10000,
    100000,
    1000000,
    10000000,
    100000000,
    1000000000,
    10000000000,
    100000000000,
    1000000000000,
    10000000000000,
    100000000000000,
    1000000000000000,
    10000000000000000,
    100000000000000000,
    1000000000000000000,
};

/* A plain decimal: mantissa * 10^-decimals. */
typedef struct {
    int64_t mantissa;
    unsigned decimals;
    bool grouped; /* with marks between its thousands */
} Decimal;

static const char *read_digits(const char *at, const char *end, uint64_t *mantissa)
{
    for (; at < end && *at >= '0' && *at <= '9'; at++)
        *mantissa = *mantissa * 10 + (uint64_t)(*at - '0');
    return at;
}

/* Groups of three behind @mark (1.234.567). Returns: where they end, or NULL. */
static const char *read_groups(const char *at, const char *end, char mark, uint64_t *mantissa)
{
    while (at < end && *at == mark) {
        const char *next = read_digits(at + 1, MIN(end, at + 4), mantissa);
        if (next != at + 4)
            return NULL;
        at = next;
    }
    return at;
}

/* Reads a number of at most 18 digits in @style (0.500 has no groups). Returns: false if it is
 * anything else. */
static bool read_plain(const char *at, const char *end, TcLang style, Decimal *decimal)
{
    const char sign = style == TC_LANG_VI ? ',' : '.';
    const char mark = style == TC_LANG_VI ? '.' : ',';
    bool negative = at < end && *at == '-';
    uint64_t mantissa = 0;

    at += negative;
    const char *start = at;
    if (end - at > 2 * INT64_DIGITS)
        return false;
    at = read_digits(at, end, &mantissa);
    if (at == start)
        return false;
    decimal->grouped = at < end && *at == mark && at - start <= 3 && *start != '0';
    if (decimal->grouped)
        at = read_groups(at, end, mark, &mantissa);
    decimal->decimals = 0;
    if (at && at < end && *at == sign) {
        const char *fraction = at + 1;
        at = read_digits(fraction, end, &mantissa);
        decimal->decimals = (unsigned)(at - fraction);
        if (at == fraction)
            return false;
    }
    if (at != end || end - start > INT64_DIGITS)
        return false; /* the digits that were read may have run over the 64 bits */
    decimal->mantissa = negative ? -(int64_t)mantissa : (int64_t)mantissa;
    return true;
}

static bool takes_percent(const TcCellRule *rule)
{
    return rule->type == TC_TYPE_PERCENT || rule->type == TC_TYPE_RATIO;
}

/* Moves the decimal point of @decimal into storage. Returns: false if it does not fit there. */
static bool to_storage(const TcCellRule *rule, Decimal decimal, bool hundredth, int64_t *value)
{
    unsigned needed = decimal.decimals + (hundredth ? 2 : 0);

    while (needed > rule->scale && decimal.mantissa % 10 == 0 && decimal.mantissa != 0) {
        decimal.mantissa /= 10;
        needed--;
    }
    if (decimal.mantissa == 0)
        needed = rule->scale;
    if (needed > rule->scale || rule->scale - needed > INT64_DIGITS)
        return false;
    return !__builtin_mul_overflow(decimal.mantissa, powers[rule->scale - needed], value);
}

/* 60 and 0,6 in one column have two readings; 0 and 1 tell nothing. */
static TcBareSize bare_size(const TcCellRule *rule)
{
    static const int64_t one = 1;
    int sign = mpq_sgn(rule->number);
    int against_one = mpq_cmp_si(rule->number, (long)one, 1);

    if (sign <= 0 || against_one == 0)
        return TC_BARE_NEUTRAL;
    return against_one > 0 ? TC_BARE_LARGE : TC_BARE_SMALL;
}

static TcBareSize plain_bare_size(Decimal decimal)
{
    int64_t one = powers[decimal.decimals];

    if (decimal.mantissa <= 0 || decimal.mantissa == one)
        return TC_BARE_NEUTRAL;
    return decimal.mantissa > one ? TC_BARE_LARGE : TC_BARE_SMALL;
}

/* A column whose lower end was stated is not one that takes no negative numbers by itself. */
static TcDiagCode range_problem(const TcCellRule *rule, int sign)
{
    const TcColumnSpec *spec = rule->spec;
    bool from_zero = spec->has_low && spec->low_default && mpq_sgn(spec->low) == 0;
    return sign < 0 && from_zero ? TC_DIAG_CELL_NEGATIVE : TC_DIAG_CELL_RANGE;
}

static bool is_outside(const TcColumnSpec *spec, const mpq_t number)
{
    int over_low = spec->has_low ? mpq_cmp(number, spec->low) : 1;
    int over_high = spec->has_high ? mpq_cmp(number, spec->high) : -1;
    return over_low < 0 || over_high > 0 || (over_low == 0 && spec->low_open) ||
           (over_high == 0 && spec->high_open);
}

/* Judges the rule's `number`: whole where it must be, in range, in storage if it fits. */
static void give_exact(TcCellRule *rule, TcCell *cell)
{
    const TcColumnSpec *spec = rule->spec;

    if (rule->type == TC_TYPE_INTEGER && mpz_cmp_ui(mpq_denref(rule->number), 1) != 0)
        tc_cell_refuse(cell, TC_DIAG_CELL_NOT_WHOLE, NULL);
    else if (is_outside(spec, rule->number))
        tc_cell_refuse(cell, range_problem(rule, mpq_sgn(rule->number)), NULL);
    else if (tc_number_to_scaled(rule->number, rule->scale, &cell->value) &&
             cell->value > -powers[INT64_DIGITS] && cell->value < powers[INT64_DIGITS])
        cell->status = TC_CELL_VALUE;
    else
        cell->status = TC_CELL_EXACT;
}

static void divide_by_hundred(mpq_t number)
{
    mpz_mul_ui(mpq_denref(number), mpq_denref(number), 100);
    mpq_canonicalize(number);
}

static TcDiagCode number_problem(TcNumberStatus status, TcLang style)
{
    switch (status) {
    case TC_NUMBER_OTHER_STYLE:
        return style == TC_LANG_VI ? TC_DIAG_CELL_DECIMAL_COMMA : TC_DIAG_CELL_DECIMAL_POINT;
    case TC_NUMBER_GROUPING:
        return TC_DIAG_CELL_GROUPING;
    case TC_NUMBER_TOO_LONG:
        return TC_DIAG_CELL_NUMBER_LONG;
    case TC_NUMBER_OK:
    case TC_NUMBER_GROUPED:
    case TC_NUMBER_EMPTY:
    case TC_NUMBER_BAD:
        break;
    }
    return TC_DIAG_CELL_NUMBER;
}

/* 1,2E+05: what Excel writes for a long number in a narrow column. */
static bool is_scientific(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length && (g_ascii_isdigit(text[at]) || text[at] == ',' || text[at] == '.'))
        at++;
    if (at == 0 || at + 2 > length || (text[at] != 'E' && text[at] != 'e'))
        return false;
    at += text[at + 1] == '+' || text[at + 1] == '-' ? 2 : 1;
    for (size_t i = at; i < length; i++)
        if (!g_ascii_isdigit(text[i]))
            return false;
    return at < length;
}

/* What @meant offers to a column of whole numbers: no decimals. Returns: (transfer full), or NULL
 * if it has some that are not 0. */
static char *whole_meant(TcCellRule *rule, char *meant)
{
    g_autofree char *number = meant;
    if (tc_number_parse(number, strlen(number), rule->style, rule->number, NULL) != TC_NUMBER_OK ||
        mpz_cmp_ui(mpq_denref(rule->number), 1) != 0)
        return NULL;
    return tc_number_exact(rule->number, rule->style);
}

static void refuse_number(TcCellRule *rule, const char *text, size_t length, TcNumberStatus status,
                          char *meant, TcCell *cell)
{
    TcDiagCode problem = number_problem(status, rule->style);

    if (status == TC_NUMBER_OTHER_STYLE && meant && rule->type == TC_TYPE_INTEGER) {
        meant = whole_meant(rule, meant);
        problem = meant ? problem : TC_DIAG_CELL_NOT_WHOLE;
    }
    if (problem == TC_DIAG_CELL_NUMBER && !tc_cell_leftover(text, length, &problem)) {
        if (tc_cell_is_approximate(text, length))
            problem = TC_DIAG_CELL_APPROXIMATE;
        else if (is_scientific(text, length))
            problem = TC_DIAG_CELL_SCIENTIFIC;
        else
            problem = tc_cell_number_meant(rule, text, length, &meant);
    }
    tc_cell_refuse(cell, problem, meant);
}

/* The way of GMP, for long numbers and for saying what is wrong. */
static void read_exact(TcCellRule *rule, const char *text, size_t length, bool percent,
                       TcCell *cell)
{
    char *meant = NULL;
    size_t digits = length - (percent ? 1 : 0);

    while (digits > 0 && text[digits - 1] == ' ')
        digits--;
    TcNumberStatus status = tc_number_parse(text, digits, rule->style, rule->number, &meant);
    if (status != TC_NUMBER_OK && status != TC_NUMBER_GROUPED) {
        refuse_number(rule, text, length, status, meant, cell);
        return;
    }
    g_free(meant);
    if (takes_percent(rule) && !percent)
        cell->bare = bare_size(rule);
    if (percent || rule->type == TC_TYPE_PERCENT)
        divide_by_hundred(rule->number);
    give_exact(rule, cell);
}

/* Could the column also hold what 12,345 is in the other style? */
static bool takes_thousandfold(const TcCellRule *rule, int64_t mantissa, bool hundredth)
{
    int64_t value;
    return to_storage(rule, (Decimal){.mantissa = mantissa}, hundredth, &value) &&
           value >= rule->low && value <= rule->high;
}

static TcSigns signs_of(const TcCellRule *rule, const char *text, const Decimal *decimal,
                        bool percent)
{
    enum { GROUP = 3, LEAST = 1000, BEYOND = 1000000 };
    const int64_t size = ABS(decimal->mantissa);

    if (decimal->decimals == 0 && !decimal->grouped)
        return TC_SIGNS_NONE;
    if (decimal->decimals != GROUP)
        return TC_SIGNS_OTHER;
    if (percent || decimal->grouped || size < LEAST || size >= BEYOND ||
        text[*text == '-'] == '0' ||
        !takes_thousandfold(rule, decimal->mantissa, rule->type == TC_TYPE_PERCENT))
        return TC_SIGNS_THREE;
    return size % LEAST == 0 ? TC_SIGNS_ROUND : TC_SIGNS_THOUSANDS;
}

/* "4,000" in a column of whole numbers is 4, or 4.000 from an Excel with other settings. */
static bool refuse_thousands(const TcCellRule *rule, const char *text, size_t length, TcCell *cell)
{
    char *meant = tc_number_thousands(text, length, rule->style);
    if (meant)
        tc_cell_refuse(cell, TC_DIAG_CELL_THOUSANDS, meant);
    return meant != NULL;
}

void tc_cell_read_number(TcCellRule *rule, const char *text, size_t length, TcCell *cell)
{
    Decimal decimal;
    bool percent = length > 1 && text[length - 1] == '%';
    const char *end = text + length - (percent ? 1 : 0);

    if (percent && !takes_percent(rule)) {
        tc_cell_refuse(cell, TC_DIAG_CELL_PERCENT_SIGN, NULL);
        return;
    }
    while (end > text && end[-1] == ' ')
        end--;
    rule->percent_sign |= percent;
    if (rule->type == TC_TYPE_INTEGER && refuse_thousands(rule, text, (size_t)(end - text), cell))
        return;
    if (read_plain(text, end, rule->style, &decimal) &&
        to_storage(rule, decimal, percent || rule->type == TC_TYPE_PERCENT, &cell->value) &&
        cell->value >= rule->low && cell->value <= rule->high) {
        cell->status = TC_CELL_VALUE;
        if (takes_percent(rule) && !percent)
            cell->bare = plain_bare_size(decimal);
        cell->signs = signs_of(rule, text, &decimal, percent);
        return;
    }
    read_exact(rule, text, length, percent, cell);
}

/* --- JSON --- */

/* Cuts the exponent off: its value is in @exponent. Returns: false if it is beyond the limit. */
static bool read_exponent(const char *text, size_t *length, long *exponent)
{
    size_t at = 0;
    long value = 0;

    *exponent = 0;
    while (at < *length && text[at] != 'e' && text[at] != 'E')
        at++;
    if (at == *length)
        return true;
    size_t digit = at + 1;
    bool negative = digit < *length && text[digit] == '-';
    digit += digit < *length && (text[digit] == '-' || text[digit] == '+');
    for (; digit < *length; digit++) {
        value = value * 10 + (text[digit] - '0');
        if (value > MAX_EXPONENT)
            return false;
    }
    *length = at;
    *exponent = negative ? -value : value;
    return true;
}

static void scale_by_ten(mpq_t number, long exponent)
{
    mpz_t power;

    mpz_init(power);
    mpz_ui_pow_ui(power, 10, (unsigned long)ABS(exponent));
    if (exponent >= 0)
        mpz_mul(mpq_numref(number), mpq_numref(number), power);
    else
        mpz_mul(mpq_denref(number), mpq_denref(number), power);
    mpq_canonicalize(number);
    mpz_clear(power);
}

static void read_json_exponent(TcCellRule *rule, const char *text, size_t length, TcCell *cell)
{
    long exponent;

    if (!read_exponent(text, &length, &exponent) ||
        tc_number_parse(text, length, TC_LANG_EN, rule->number, NULL) != TC_NUMBER_OK) {
        tc_cell_refuse(cell, TC_DIAG_CELL_NUMBER_LONG, NULL);
        return;
    }
    scale_by_ten(rule->number, exponent);
    if (takes_percent(rule))
        cell->bare = bare_size(rule);
    if (rule->type == TC_TYPE_PERCENT)
        divide_by_hundred(rule->number);
    give_exact(rule, cell);
}

void tc_cell_read_json_number(TcCellRule *rule, const char *text, size_t length, TcCell *cell)
{
    TcLang style = rule->style;
    bool number = tc_type_kind(rule->type) == TC_VALUE_NUMBER;

    if (number && (memchr(text, 'e', length) || memchr(text, 'E', length))) {
        *cell = (TcCell){.status = TC_CELL_BAD};
        read_json_exponent(rule, text, length, cell);
        return;
    }
    if (number)
        rule->style = TC_LANG_EN;
    tc_cell_read(rule, text, length, cell);
    cell->signs = TC_SIGNS_NONE; /* a number of JSON has no other style */
    rule->style = style;
}
