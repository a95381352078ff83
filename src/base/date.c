/* Dates as day numbers. The arithmetic counts years from March, so that the leap day is the last
 * of its year, in eras of 400 years, which all have the same number of days. */
#include "base/date.h"

#include <glib.h>

enum { DAYS_PER_ERA = 146097, DAYS_TO_1970 = 719468 /* from 01/03/0000 */, CENTURY_PIVOT = 50 };

typedef struct {
    int value;
    int digits;
} Part;

/* The numbers of a date in the order written, and the one sign that parts them. */
typedef struct {
    Part part[3];
    int n;
    char separator; /* '\0': one number only */
} Parts;

static bool is_separator(char c)
{
    return c == '/' || c == '-' || c == '.';
}

/* Reads up to three numbers of up to four digits. Returns: false if there is anything else. */
static bool read_parts(const char *text, size_t length, Parts *parts)
{
    *parts = (Parts){.n = 1};
    for (size_t i = 0; i < length; i++) {
        Part *part = &parts->part[parts->n - 1];
        char c = text[i];
        if (g_ascii_isdigit(c) && part->digits < 4) {
            part->value = part->value * 10 + g_ascii_digit_value(c);
            part->digits++;
        } else if (is_separator(c) && part->digits > 0 && parts->n < 3 &&
                   (parts->n == 1 || c == parts->separator)) {
            parts->separator = c;
            parts->n++;
        } else {
            return false;
        }
    }
    return parts->part[parts->n - 1].digits > 0;
}

static bool is_short(Part part)
{
    return part.digits <= 2;
}

static TcDateStatus judge_two(const Parts *parts)
{
    Part first = parts->part[0], second = parts->part[1];
    bool has_year = first.digits == 4 || second.digits == 4;
    bool has_month = is_short(first) || is_short(second);
    bool all_short = is_short(first) && is_short(second);
    bool good = (has_year && has_month) || all_short;
    return good && parts->separator != '.' ? TC_DATE_PARTIAL : TC_DATE_BAD;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static TcDateStatus judge_ymd(int year, int month, int day)
{
    if (year < 1 || year > 9999) {
        return TC_DATE_BAD;
    }
    if (month < 1 || month > 12) {
        return TC_DATE_MONTH;
    }
    return day >= 1 && day <= month_days(year, month) ? TC_DATE_OK : TC_DATE_DAY;
}

/* Is it written as it should be: 1/7/2025 or 2025-07-01? */
static bool is_well_written(const Parts *parts, bool year_first)
{
    if (!year_first) {
        return parts->separator == '/';
    }
    return parts->separator == '-' && parts->part[1].digits == 2 && parts->part[2].digits == 2;
}

static TcDateStatus judge_three(const Parts *parts, int32_t *day)
{
    const Part *part = parts->part;
    bool year_first = part[0].digits == 4;
    const Part year = part[year_first ? 0 : 2], last = part[year_first ? 2 : 0];
    if (!is_short(part[1]) || !is_short(last)) {
        return TC_DATE_BAD;
    }
    if (year.digits != 4) {
        return year.digits == 2 ? TC_DATE_SHORT_YEAR : TC_DATE_BAD;
    }
    TcDateStatus status = judge_ymd(year.value, part[1].value, last.value);
    if (status != TC_DATE_OK) {
        return status;
    }
    *day = tc_date_from_ymd(year.value, part[1].value, last.value);
    return is_well_written(parts, year_first) ? TC_DATE_OK : TC_DATE_SEPARATOR;
}

TcDateStatus tc_date_parse(const char *text, size_t length, int32_t *day)
{
    Parts parts;
    if (!read_parts(text, length, &parts) || parts.n == 1) {
        return TC_DATE_BAD;
    }
    return parts.n == 2 ? judge_two(&parts) : judge_three(&parts, day);
}

static bool exists(int year, int month, int day)
{
    return judge_ymd(year, month, day) == TC_DATE_OK;
}

static unsigned offer(int year, int month, int day, TcLang lang, char *buffer)
{
    if (!exists(year, month, day)) {
        return 0;
    }
    tc_date_format(tc_date_from_ymd(year, month, day), lang, buffer);
    return 1;
}

static unsigned offer_month(const Parts *parts, TcLang lang, char meant[2][TC_DATE_TEXT])
{
    bool year_first = parts->part[0].digits == 4;
    int year = parts->part[year_first ? 0 : 1].value, month = parts->part[year_first].value;
    if (year < 1000 || month < 1 || month > 12) {
        return 0; /* a day and a month: no year is known */
    }
    offer(year, month, 1, lang, meant[0]);
    return 1 + offer(year, month, month_days(year, month), lang, meant[1]);
}

unsigned tc_date_meant(const char *text, size_t length, TcLang lang, char meant[2][TC_DATE_TEXT])
{
    Parts parts;
    int32_t date;
    TcDateStatus status = tc_date_parse(text, length, &date);
    if (!read_parts(text, length, &parts) || parts.n == 1) {
        return 0;
    }
    if (status == TC_DATE_PARTIAL) {
        return offer_month(&parts, lang, meant);
    }
    bool year_first = parts.part[0].digits == 4;
    int year = parts.part[year_first ? 0 : 2].value, month = parts.part[1].value;
    int day = parts.part[year_first ? 2 : 0].value;
    switch (status) {
    case TC_DATE_MONTH:
        return offer(year, day, month, lang, meant[0]);
    case TC_DATE_DAY:
        return offer(year, month, month_days(year, month), lang, meant[0]);
    case TC_DATE_SHORT_YEAR:
        return offer(year + (year < CENTURY_PIVOT ? 2000 : 1900), month, day, lang, meant[0]);
    case TC_DATE_OK:
    case TC_DATE_SEPARATOR:
        return offer(year, month, day, lang, meant[0]);
    case TC_DATE_BAD:
    case TC_DATE_PARTIAL:
        break;
    }
    return 0;
}

int32_t tc_date_from_ymd(int year, int month, int day)
{
    g_assert(exists(year, month, day));
    int from_march = (month + 9) % 12;
    int y = month <= 2 ? year - 1 : year;
    int day_of_year = (153 * from_march + 2) / 5 + day - 1;
    int day_of_era = y % 400 * 365 + y % 400 / 4 - y % 400 / 100 + day_of_year;
    return y / 400 * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

void tc_date_to_ymd(int32_t date, int *year, int *month, int *day)
{
    int64_t days = (int64_t)date + DAYS_TO_1970;
    int64_t era = (days >= 0 ? days : days - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
    int day_of_era = (int)(days - era * DAYS_PER_ERA);
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (DAYS_PER_ERA - 1)) /
        365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int from_march = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    *year = (int)(era * 400) + year_of_era + (*month <= 2);
}

char *tc_date_format(int32_t date, TcLang lang, char buffer[TC_DATE_TEXT])
{
    int year = 0, month = 0, day = 0;
    tc_date_to_ymd(date, &year, &month, &day);
    if (lang == TC_LANG_VI) {
        g_snprintf(buffer, TC_DATE_TEXT, "%02d/%02d/%04d", day, month, year);
    } else {
        g_snprintf(buffer, TC_DATE_TEXT, "%04d-%02d-%02d", year, month, day);
    }
    return buffer;
}

int64_t tc_date_months_between(int32_t from, int32_t to)
{
    if (to < from) {
        return -tc_date_months_between(to, from);
    }
    int y1 = 0, m1 = 0, d1 = 0, y2 = 0, m2 = 0, d2 = 0;
    tc_date_to_ymd(from, &y1, &m1, &d1);
    tc_date_to_ymd(to, &y2, &m2, &d2);
    return (int64_t)(y2 - y1) * 12 + (m2 - m1) - (d2 < d1);
}

int64_t tc_date_years_between(int32_t from, int32_t to)
{
    return tc_date_months_between(from, to) / 12;
}
