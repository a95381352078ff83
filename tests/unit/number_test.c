/* Numbers: literals of both styles, rounding, printing, and figures that keep every comparison. */
#include "base/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { VI = TC_LANG_VI, EN = TC_LANG_EN };

static void set(mpq_t value, const char *fraction)
{
    assert_int_equal(mpq_set_str(value, fraction, 10), 0);
    mpq_canonicalize(value);
}

/* @want: the value as GMP writes it, or what was meant, or NULL. */
static void check_parse(const char *text, TcLang style, TcNumberStatus status, const char *want)
{
    mpq_t value;
    mpq_init(value);
    char *got = NULL;
    TcNumberStatus got_status = tc_number_parse(text, strlen(text), style, value, &got);
    if (got_status == TC_NUMBER_OK || got_status == TC_NUMBER_GROUPED) {
        assert_true((got == NULL) == (got_status == TC_NUMBER_OK));
        g_free(got);
        got = g_malloc(mpz_sizeinbase(mpq_numref(value), 10) +
                       mpz_sizeinbase(mpq_denref(value), 10) + 3);
        mpq_get_str(got, 10, value);
    }
    if (got_status != status || g_strcmp0(got, want) != 0) {
        fail_msg("%s (%s): status %d, %s", text, style == TC_LANG_VI ? "vi" : "en", got_status,
                 got ? got : "nothing");
    }
    g_free(got);
    mpq_clear(value);
}

typedef struct {
    const char *text;
    TcNumberStatus status;
    const char *want;
} Parse;

static void check_parses(const Parse *cases, size_t n, TcLang style)
{
    for (size_t i = 0; i < n; i++)
        check_parse(cases[i].text, style, cases[i].status, cases[i].want);
}

static void test_parse(void **state)
{
    (void)state;
    static const Parse cases[] = {
        {"0", TC_NUMBER_OK, "0"},
        {"04", TC_NUMBER_OK, "4"},
        {"-04,50", TC_NUMBER_OK, "-9/2"},
        {"-0", TC_NUMBER_OK, "0"},
        {"60,5", TC_NUMBER_OK, "121/2"},
        {"0,500", TC_NUMBER_OK, "1/2"},
        {"1.500", TC_NUMBER_OK, "1500"},
        {"60.500", TC_NUMBER_OK, "60500"},
        {"1.234.567", TC_NUMBER_OK, "1234567"},
        {"1234567", TC_NUMBER_OK, "1234567"},
        {"1.234,5", TC_NUMBER_OK, "2469/2"},
        {"1234,5", TC_NUMBER_OK, "2469/2"},
        {"1,234", TC_NUMBER_OK, "617/500"},
    };
    check_parses(cases, G_N_ELEMENTS(cases), TC_LANG_VI);
}

static void test_parse_refused(void **state)
{
    (void)state;
    static const Parse cases[] = {
        {"60.5", TC_NUMBER_OTHER_STYLE, "60,5"},
        {"-60.5", TC_NUMBER_OTHER_STYLE, "-60,5"},
        {"0.500", TC_NUMBER_OTHER_STYLE, "0,500"},
        {"0.5", TC_NUMBER_OTHER_STYLE, "0,5"},
        {"1234.567", TC_NUMBER_OTHER_STYLE, "1234,567"},
        {"1.2345", TC_NUMBER_OTHER_STYLE, "1,2345"},
        {"1,234.5", TC_NUMBER_OTHER_STYLE, "1.234,5"},
        {"1,234,567", TC_NUMBER_GROUPING, "1.234.567"},
        {"1,234,567.5", TC_NUMBER_GROUPING, "1.234.567,5"},
        {"1,5,0", TC_NUMBER_GROUPING, "150"},
        {"12.34.567", TC_NUMBER_GROUPING, "1.234.567"},
        {"1.2.3", TC_NUMBER_GROUPING, "123"},
        {"12.34,5", TC_NUMBER_GROUPING, "1.234,5"},
        {"0.500.000", TC_NUMBER_GROUPING, "500.000"},
        {"0.0.0", TC_NUMBER_GROUPING, "0"},
        {"1.234,567.8", TC_NUMBER_BAD, NULL},
        {"1,5.0,1", TC_NUMBER_BAD, NULL},
        {"", TC_NUMBER_EMPTY, NULL},
        {"-", TC_NUMBER_EMPTY, NULL},
        {",", TC_NUMBER_EMPTY, NULL},
        {"5,", TC_NUMBER_BAD, NULL},
        {",5", TC_NUMBER_BAD, NULL},
        {"1..234", TC_NUMBER_BAD, NULL},
        {"1.,5", TC_NUMBER_BAD, NULL},
        {"--1", TC_NUMBER_BAD, NULL},
        {"+1", TC_NUMBER_BAD, NULL},
        {"1-", TC_NUMBER_BAD, NULL},
        {" 1", TC_NUMBER_BAD, NULL},
        {"1 000", TC_NUMBER_BAD, NULL},
        {"60%", TC_NUMBER_BAD, NULL},
        {"1e5", TC_NUMBER_BAD, NULL},
        {"0x1F", TC_NUMBER_BAD, NULL},
        {"\xD9\xA3", TC_NUMBER_BAD, NULL}, /* a digit of another script */
    };
    check_parses(cases, G_N_ELEMENTS(cases), TC_LANG_VI);
}

static void test_parse_english(void **state)
{
    (void)state;
    static const Parse cases[] = {
        {"60.5", TC_NUMBER_OK, "121/2"},
        {"1.500", TC_NUMBER_OK, "3/2"},
        {"0.500", TC_NUMBER_OK, "1/2"},
        {"1234567", TC_NUMBER_OK, "1234567"},
        {"-1234.5", TC_NUMBER_OK, "-2469/2"},
        {"1,234", TC_NUMBER_GROUPED, "1234"},
        {"1,234,567.5", TC_NUMBER_GROUPED, "2469135/2"},
        {"1,23,456", TC_NUMBER_GROUPING, "123456"},
        {"1.234.567", TC_NUMBER_GROUPING, "1234567"},
        {"60,5", TC_NUMBER_OTHER_STYLE, "60.5"},
        {"0,500", TC_NUMBER_OTHER_STYLE, "0.500"},
        {"1.234,5", TC_NUMBER_OTHER_STYLE, "1234.5"},
        {"", TC_NUMBER_EMPTY, NULL},
        {".5", TC_NUMBER_BAD, NULL},
    };
    check_parses(cases, G_N_ELEMENTS(cases), TC_LANG_EN);
}

static void test_long_numbers(void **state)
{
    (void)state;
    static const struct {
        size_t digits;
        TcNumberStatus status;
    } cases[] = {
        {TC_NUMBER_MAX_DIGITS, TC_NUMBER_OK},
        {TC_NUMBER_MAX_DIGITS + 1, TC_NUMBER_TOO_LONG},
        {5000000, TC_NUMBER_TOO_LONG},
    };
    mpq_t value;
    mpq_init(value);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strnfill(cases[i].digits, '9');
        g_autofree char *meant = NULL;
        if (tc_number_parse(text, cases[i].digits, TC_LANG_VI, value, NULL) != cases[i].status) {
            fail_msg("%zu digits", cases[i].digits);
        }
        text[1] = ',';
        text[3] = ',';
        tc_number_parse(text, cases[i].digits, TC_LANG_VI, value, &meant);
    }
    mpq_clear(value);
}

static void test_round(void **state)
{
    (void)state;
    enum { N_MODES = TC_ROUND_FLOOR + 1 };
    static const struct {
        const char *value;
        long places;
        const char *want[N_MODES]; /* half up, half even, half down, up, down, ceiling, floor */
    } cases[] = {
        {"5/2", 0, {"3", "2", "2", "3", "2", "3", "2"}},
        {"7/2", 0, {"4", "4", "3", "4", "3", "4", "3"}},
        {"-5/2", 0, {"-3", "-2", "-2", "-3", "-2", "-2", "-3"}},
        {"26/10", 0, {"3", "3", "3", "3", "2", "3", "2"}},
        {"-24/10", 0, {"-2", "-2", "-2", "-3", "-2", "-2", "-3"}},
        {"2345/1000", 2, {"47/20", "117/50", "117/50", "47/20", "117/50", "47/20", "117/50"}},
        {"-1/3", 1, {"-3/10", "-3/10", "-3/10", "-2/5", "-3/10", "-3/10", "-2/5"}},
        {"3", 5, {"3", "3", "3", "3", "3", "3", "3"}},
        {"0", -3, {"0", "0", "0", "0", "0", "0", "0"}},
        {"1250", -2, {"1300", "1200", "1200", "1300", "1200", "1300", "1200"}},
        {"-4", -1, {"0", "0", "0", "-10", "0", "0", "-10"}},
        {"1/7", 0, {"0", "0", "0", "1", "0", "1", "0"}},
    };
    mpq_t value, want;
    mpq_init(value);
    mpq_init(want);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        for (int mode = 0; mode < N_MODES; mode++) {
            set(value, cases[i].value);
            set(want, cases[i].want[mode]);
            tc_number_round(value, cases[i].places, (TcRoundMode)mode);
            if (!mpq_equal(value, want)) {
                fail_msg("%s to %ld, mode %d", cases[i].value, cases[i].places, mode);
            }
        }
    }
    set(value, "1/3");
    tc_number_round(value, 2000000000, TC_ROUND_HALF_UP);
    tc_number_round(value, -2000000000, TC_ROUND_HALF_UP);
    assert_int_equal(mpq_sgn(value), 0);
    mpq_clear(value);
    mpq_clear(want);
}

static void test_print(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        unsigned places;
        const char *exact_vi, *exact_en, *fixed_vi, *fixed_en, *brief_vi;
    } cases[] = {
        {"0", 2, "0", "0", "0,00", "0.00", "0"},
        {"-1/1000", 2, "-0,001", "-0.001", "0,00", "0.00", "0,00"},
        {"1/2", 0, "0,5", "0.5", "1", "1", "1"},
        {"-1/2", 0, "-0,5", "-0.5", "-1", "-1", "-1"},
        {"2469/2", 2, "1234,5", "1234.5", "1.234,50", "1234.50", "1.234,5"},
        {"-1234567", 0, "-1234567", "-1234567", "-1.234.567", "-1234567", "-1.234.567"},
        {"999", 1, "999", "999", "999,0", "999.0", "999"},
        {"2/3", 4, "2/3", "2/3", "0,6667", "0.6667", "0,6667"},
        {"-2/3", 1, "-2/3", "-2/3", "-0,7", "-0.7", "-0,7"},
        {"999999/1000000", 4, "0,999999", "0.999999", "1,0000", "1.0000", "1,0000"},
        {"1/1024", 3, "0,0009765625", "0.0009765625", "0,001", "0.001", "0,001"},
        {"1/50", 1, "0,02", "0.02", "0,0", "0.0", "0,0"},
    };
    mpq_t value;
    mpq_init(value);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        set(value, cases[i].value);
        g_autofree char *exact_vi = tc_number_exact(value, TC_LANG_VI);
        g_autofree char *exact_en = tc_number_exact(value, TC_LANG_EN);
        g_autofree char *fixed_vi = tc_number_fixed(value, cases[i].places, TC_LANG_VI);
        g_autofree char *fixed_en = tc_number_fixed(value, cases[i].places, TC_LANG_EN);
        g_autofree char *brief_vi = tc_number_brief(value, cases[i].places, TC_LANG_VI);
        if (strcmp(exact_vi, cases[i].exact_vi) != 0 || strcmp(exact_en, cases[i].exact_en) != 0 ||
            strcmp(fixed_vi, cases[i].fixed_vi) != 0 || strcmp(fixed_en, cases[i].fixed_en) != 0 ||
            strcmp(brief_vi, cases[i].brief_vi) != 0) {
            fail_msg("%s: %s %s %s %s %s", cases[i].value, exact_vi, exact_en, fixed_vi, fixed_en,
                     brief_vi);
        }
    }
    mpq_clear(value);
}

static void test_is_decimal(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        bool decimal;
        unsigned places;
    } cases[] = {
        {"0", true, 0},    {"-7", true, 0},       {"1/8", true, 3},
        {"3/25", true, 2}, {"1/1000", true, 3},   {"1/3", false, 0},
        {"1/6", false, 0}, {"22/7000", false, 0}, {"21/14", true, 1},
    };
    mpq_t value;
    mpq_init(value);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        unsigned places = 0;
        set(value, cases[i].value);
        if (tc_number_is_decimal(value, &places) != cases[i].decimal || places != cases[i].places) {
            fail_msg("%s: %u", cases[i].value, places);
        }
    }
    mpq_clear(value);
}

static void test_to_scaled(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        unsigned scale;
        bool fits;
        int64_t want;
    } cases[] = {
        {"0", 6, true, 0},
        {"121/2", 1, true, 605},
        {"-121/2", 2, true, -6050},
        {"121/2", 0, false, 0},
        {"1/3", 6, false, 0},
        {"9223372036854775807", 0, true, INT64_MAX},
        {"-9223372036854775807", 0, true, -INT64_MAX},
        {"9223372036854775808", 0, false, 0},
        {"-9223372036854775808", 0, false, 0},
        {"922337203685477581", 1, false, 0},
    };
    mpq_t value;
    mpq_init(value);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int64_t scaled = 0;
        set(value, cases[i].value);
        if (tc_number_to_scaled(value, cases[i].scale, &scaled) != cases[i].fits ||
            scaled != cases[i].want) {
            fail_msg("%s, scale %u", cases[i].value, cases[i].scale);
        }
    }
    mpq_clear(value);
}

static void test_with_unit(void **state)
{
    static const struct {
        const char *number, *unit, *en, *vi;
    } cases[] = {
        {"37", "hộ", "37 hộ", "37 hộ"},
        {"1", "hộ", "1 (hộ)", "1 hộ"},
        {"-1", "điểm", "-1 (điểm)", "-1 điểm"},
        {"1.5", "km", "1.5 km", "1.5 km"},
        {"1", NULL, "1", "1"},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *en = tc_number_with_unit(cases[i].number, cases[i].unit, TC_LANG_EN);
        g_autofree char *vi = tc_number_with_unit(cases[i].number, cases[i].unit, TC_LANG_VI);
        assert_string_equal(en, cases[i].en);
        assert_string_equal(vi, cases[i].vi);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),         cmocka_unit_test(test_parse_refused),
        cmocka_unit_test(test_parse_english), cmocka_unit_test(test_long_numbers),
        cmocka_unit_test(test_round),         cmocka_unit_test(test_print),
        cmocka_unit_test(test_is_decimal),    cmocka_unit_test(test_to_scaled),
        cmocka_unit_test(test_with_unit),
    };
    return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
