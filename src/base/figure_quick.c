/* Figures of fractions of machine integers: the texts of tc_figure, without its rationals. */
#include "base/figure.h"

__extension__ typedef __int128 Wide;

/* A mark has so little room that its products with any fraction stay within 128 bits. */
#define MOST_OF_MARK ((int64_t)1 << 40)

enum { LEAST_PLACES = 6, MOST_PLACES = 18 };

void tc_figure_marks_add(TcFigureMarks *marks, const mpq_t mark)
{
    TcFraction *added = &marks->marks[marks->n];
    if (marks->n == TC_FIGURE_MARKS || !tc_number_to_fraction(mark, added) ||
        added->number > MOST_OF_MARK || added->number < -MOST_OF_MARK ||
        added->denominator > MOST_OF_MARK)
        marks->beyond = true;
    else
        marks->n++;
}

/* --- fractions --- */

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
    while (b > 0) {
        const uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* @value times @factor in lowest terms. Returns: false if it has no room. */
static bool reduce(TcFraction *value, int64_t factor)
{
    if (__builtin_mul_overflow(value->number, factor, &value->number) || value->number == INT64_MIN)
        return false;
    const int64_t divisor =
        (int64_t)common_divisor((uint64_t)ABS(value->number), (uint64_t)value->denominator);
    value->number /= divisor;
    value->denominator /= divisor;
    return true;
}

static int64_t power_of_ten(unsigned places)
{
    int64_t power = 1;
    for (unsigned i = 0; i < places; i++)
        power *= 10;
    return power;
}

/* How often @factor divides *@number, which is divided by all of it. */
static unsigned take_factor(int64_t *number, int64_t factor)
{
    unsigned n = 0;
    for (; *number % factor == 0; *number /= factor)
        n++;
    return n;
}

/* A decimal: digits / 10^places. */
typedef struct {
    int64_t digits;
    unsigned places;
} Decimal;

/* Is the fraction, in lowest terms, a finite decimal? *@places: of how many. */
static bool is_decimal(TcFraction value, unsigned *places)
{
    const unsigned twos = take_factor(&value.denominator, 2);
    const unsigned fives = take_factor(&value.denominator, 5);
    *places = MAX(twos, fives);
    return value.denominator == 1;
}

/* Rounded half away from zero. Returns: false if it has no room. */
static bool round_to(TcFraction value, unsigned places, Decimal *decimal)
{
    if (places > MOST_PLACES)
        return false;
    const Wide twice = (Wide)value.number * 2 * power_of_ten(places);
    const Wide away = value.number < 0 ? -(Wide)value.denominator : (Wide)value.denominator;
    const Wide digits = (twice + away) / (2 * (Wide)value.denominator);
    *decimal = (Decimal){(int64_t)digits, places};
    return digits <= INT64_MAX && digits > INT64_MIN;
}

static int order_of(Wide a, Wide b)
{
    return (a > b) - (a < b);
}

/* Do both stand alike to @mark, times @factor? */
static bool keeps_order(TcFraction value, const Decimal *rounded, TcFraction mark, int64_t factor)
{
    const Wide held = (Wide)mark.number * factor;
    return order_of((Wide)value.number * mark.denominator, held * value.denominator) ==
           order_of((Wide)rounded->digits * mark.denominator, held * power_of_ten(rounded->places));
}

static bool keeps_orders(TcFraction value, const Decimal *rounded, const TcFigureMarks *marks,
                         bool percent)
{
    bool kept = keeps_order(value, rounded, (TcFraction){0, 1}, 1);
    if (percent)
        kept &= keeps_order(value, rounded, (TcFraction){1, 1}, 100);
    for (unsigned i = 0; i < marks->n && kept; i++)
        kept = keeps_order(value, rounded, marks->marks[i], percent ? 100 : 1);
    return kept;
}

/* --- texts --- */

/* Writes the digits of @number that end before @end, at least @n. Returns: where they begin. */
static char *put_digits(char *end, uint64_t number, unsigned n)
{
    for (unsigned i = 0; number > 0 || i < n; i++) {
        *--end = (char)('0' + number % 10);
        number /= 10;
    }
    return end;
}

static void write_decimal(Decimal decimal, const TcFigureForm *form, char *text)
{
    char room[TC_FIGURE_ROOM], *const end = room + sizeof room;
    uint64_t digits = (uint64_t)ABS(decimal.digits);
    for (; decimal.places > 0 && digits % 10 == 0; decimal.places--)
        digits /= 10;
    const char *first = put_digits(end, digits, decimal.places + 1);
    const char *point = end - decimal.places;
    if (decimal.digits < 0)
        *text++ = '-';
    while (first < point)
        *text++ = *first++;
    if (decimal.places > 0)
        *text++ = form->style == TC_LANG_VI ? ',' : '.';
    while (first < end)
        *text++ = *first++;
    if (form->percent)
        *text++ = '%';
    *text = '\0';
}

bool tc_figure_quick(TcFraction value, const TcFigureMarks *marks, const TcFigureForm *form,
                     char *text)
{
    Decimal decimal;
    unsigned places;
    if (form->kind != TC_FIGURE_SHEET || !reduce(&value, form->percent ? 100 : 1))
        return false;
    const bool exact = is_decimal(value, &places);
    if (!exact)
        places = LEAST_PLACES;
    if (!round_to(value, places, &decimal))
        return false;
    if (!exact && (marks->beyond || !keeps_orders(value, &decimal, marks, form->percent)))
        return false;
    write_decimal(decimal, form, text);
    return true;
}

bool tc_figure_quick_exact(TcFraction value, TcLang style, char *text)
{
    const TcFigureForm form = {.kind = TC_FIGURE_SHEET, .style = style};
    Decimal decimal;
    unsigned places;
    if (!reduce(&value, 1))
        return false;
    if (!is_decimal(value, &places))
        g_snprintf(text, TC_FIGURE_ROOM, "%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, value.number,
                   value.denominator);
    else if (round_to(value, places, &decimal))
        write_decimal(decimal, &form, text);
    else
        return false;
    return true;
}
