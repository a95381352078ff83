/* Dates: what is read and what is refused, day numbers there and back, spans of months. */
#include "base/date.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

typedef struct {
    const char *text;
    TcDateStatus status;
    const char *want; /* as printed in English; NULL: refused */
} Parse;

static void check_parses(const Parse *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int32_t day = INT32_MIN;
        char text[TC_DATE_TEXT] = "";
        TcDateStatus status = tc_date_parse(cases[i].text, strlen(cases[i].text), &day);
        if (day != INT32_MIN) {
            tc_date_format(day, TC_LANG_EN, text);
        }
        if (status != cases[i].status || strcmp(text, cases[i].want ? cases[i].want : "") != 0) {
            fail_msg("%s: status %d, %s", cases[i].text, status, text);
        }
    }
}

static void test_parse(void **state)
{
    (void)state;
    static const Parse cases[] = {
        {"01/01/1970", TC_DATE_OK, "1970-01-01"},
        {"1/7/2025", TC_DATE_OK, "2025-07-01"},
        {"2025-07-01", TC_DATE_OK, "2025-07-01"},
        {"29/02/2024", TC_DATE_OK, "2024-02-29"},
        {"29/02/2000", TC_DATE_OK, "2000-02-29"},
        {"01/01/0001", TC_DATE_OK, "0001-01-01"},
        {"31/12/9999", TC_DATE_OK, "9999-12-31"},
        {"31-12-2025", TC_DATE_SEPARATOR, "2025-12-31"},
        {"31.12.2025", TC_DATE_SEPARATOR, "2025-12-31"},
        {"2025/12/31", TC_DATE_SEPARATOR, "2025-12-31"},
        {"2025-1-5", TC_DATE_SEPARATOR, "2025-01-05"},
    };
    check_parses(cases, G_N_ELEMENTS(cases));
}

static void test_parse_refused(void **state)
{
    (void)state;
    static const Parse cases[] = {
        {"01/15/2024", TC_DATE_MONTH, NULL},
        {"45/15/2024", TC_DATE_MONTH, NULL},
        {"1/0/2024", TC_DATE_MONTH, NULL},
        {"2024-13-01", TC_DATE_MONTH, NULL},
        {"29/02/2023", TC_DATE_DAY, NULL},
        {"29/02/1900", TC_DATE_DAY, NULL},
        {"31/4/2024", TC_DATE_DAY, NULL},
        {"0/4/2024", TC_DATE_DAY, NULL},
        {"31/12/25", TC_DATE_SHORT_YEAR, NULL},
        {"6/2023", TC_DATE_PARTIAL, NULL},
        {"22/7", TC_DATE_PARTIAL, NULL},
        {"2023-06", TC_DATE_PARTIAL, NULL},
        {"60.5", TC_DATE_BAD, NULL},
        {"01/01/0000", TC_DATE_BAD, NULL},
        {"1/1/202", TC_DATE_BAD, NULL},
        {"1/1/20255", TC_DATE_BAD, NULL},
        {"001/1/2025", TC_DATE_BAD, NULL},
        {"2025/6/2025", TC_DATE_BAD, NULL},
        {"2025", TC_DATE_BAD, NULL},
        {"2023/2024", TC_DATE_BAD, NULL},
        {"", TC_DATE_BAD, NULL},
        {"/", TC_DATE_BAD, NULL},
        {"1/1/", TC_DATE_BAD, NULL},
        {"1//2025", TC_DATE_BAD, NULL},
        {"1/1-2025", TC_DATE_BAD, NULL},
        {"1/1/2025/", TC_DATE_BAD, NULL},
        {" 1/1/2025", TC_DATE_BAD, NULL},
        {"-1/1/2025", TC_DATE_BAD, NULL},
        {"1/1/2025x", TC_DATE_BAD, NULL},
        {"99999999999999/1/2025", TC_DATE_BAD, NULL},
    };
    check_parses(cases, G_N_ELEMENTS(cases));
}

/* Every day of the calendar, against GLib's. */
static void test_all_days(void **state)
{
    (void)state;
    const int32_t first = tc_date_from_ymd(1, 1, 1), last = tc_date_from_ymd(9999, 12, 31);
    assert_int_equal(tc_date_from_ymd(1970, 1, 1), 0);
    assert_int_equal(first, -719162);
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, 1, G_DATE_JANUARY, 1);
    for (int32_t day = first; day <= last; day++) {
        int y = 0, m = 0, d = 0;
        tc_date_to_ymd(day, &y, &m, &d);
        if (y != g_date_get_year(&date) || m != (int)g_date_get_month(&date) ||
            d != g_date_get_day(&date) || tc_date_from_ymd(y, m, d) != day) {
            fail_msg("day %d: %d-%d-%d", day, y, m, d);
        }
        if (day < last) {
            g_date_add_days(&date, 1);
        }
    }
}

static void test_format(void **state)
{
    (void)state;
    char text[TC_DATE_TEXT];
    assert_string_equal(tc_date_format(0, TC_LANG_VI, text), "01/01/1970");
    assert_string_equal(tc_date_format(0, TC_LANG_EN, text), "1970-01-01");
    /* days that no date has, from arithmetic: printed, never out of the buffer */
    assert_string_equal(tc_date_format(INT32_MAX, TC_LANG_VI, text), "11/07/5881580");
    assert_string_equal(tc_date_format(INT32_MIN, TC_LANG_EN, text), "-5877641-06-23");
}

static void test_between(void **state)
{
    (void)state;
    static const struct {
        int from[3], to[3];
        int64_t months, years;
    } cases[] = {
        {{2024, 1, 31}, {2024, 2, 28}, 0, 0},      {{2024, 1, 31}, {2024, 2, 29}, 0, 0},
        {{2024, 1, 31}, {2024, 3, 31}, 2, 0},      {{2024, 1, 15}, {2024, 2, 15}, 1, 0},
        {{2024, 1, 15}, {2024, 2, 14}, 0, 0},      {{2020, 2, 29}, {2024, 2, 28}, 47, 3},
        {{2020, 2, 29}, {2024, 2, 29}, 48, 4},     {{2024, 2, 15}, {2024, 1, 15}, -1, 0},
        {{2024, 2, 14}, {2024, 1, 15}, 0, 0},      {{2025, 7, 1}, {2021, 7, 1}, -48, -4},
        {{2024, 12, 31}, {2025, 1, 1}, 0, 0},      {{2024, 7, 1}, {2024, 7, 1}, 0, 0},
        {{1, 1, 1}, {9999, 12, 31}, 119987, 9998},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const int *f = cases[i].from, *t = cases[i].to;
        int32_t from = tc_date_from_ymd(f[0], f[1], f[2]);
        int32_t to = tc_date_from_ymd(t[0], t[1], t[2]);
        if (tc_date_months_between(from, to) != cases[i].months ||
            tc_date_years_between(from, to) != cases[i].years) {
            fail_msg("%d-%d-%d to %d-%d-%d: %d months", f[0], f[1], f[2], t[0], t[1], t[2],
                     (int)tc_date_months_between(from, to));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),    cmocka_unit_test(test_parse_refused),
        cmocka_unit_test(test_all_days), cmocka_unit_test(test_format),
        cmocka_unit_test(test_between),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
