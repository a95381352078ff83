/* Units of measure: amounts in full and short, scales, periods, keys. */
#include "base/measure.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static void test_currency(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool brief;
        const char *want; /* NULL: no amount */
        unsigned zeros;
    } cases[] = {
        {"đồng", false, "đồng", 0},
        {"Triệu Đồng", false, "đồng", 6},
        {"million dong", false, "đồng", 6},
        {"triệu VNĐ", false, "đồng", 6},
        {"1.000 đồng", false, "đồng", 3},
        {"ngàn đồng", false, "đồng", 3},
        {"nghìn USD", false, "USD", 3},
        {"trđ", true, "đồng", 6},
        {"tr.đ", true, "đồng", 6},
        {"tr. đồng", true, "đồng", 6},
        {"1.000đ", true, "đồng", 3},
        {"tỷ đ", true, "đồng", 9},
        {"triệu", true, "đồng", 6},
        {"triệu", false, NULL, 0},
        {"trđ", false, NULL, 0},
        {"đ", false, NULL, 0}, /* points, outside amounts */
        {"1", true, NULL, 0},
        {"hợp đồng", true, NULL, 0},
        {"cộng đồng", false, NULL, 0},
        {"triệu đồng/người", true, NULL, 0},
        {"", true, NULL, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *key = tc_measure_key(cases[i].text, strlen(cases[i].text));
        unsigned zeros = 0;
        const char *got = tc_measure_currency(key, cases[i].brief, &zeros);
        if (g_strcmp0(got, cases[i].want) != 0 || (got && zeros != cases[i].zeros))
            fail_msg("\"%s\": %s, %u zeros", cases[i].text, got ? got : "(none)", zeros);
    }
}

static void test_words(void **state)
{
    (void)state;
    bool year;
    g_autofree char *scaled = tc_measure_key("triệu hộ", strlen("triệu hộ"));
    g_autofree char *month = tc_measure_key("tháng", strlen("tháng"));
    assert_int_equal(tc_measure_scale(scaled), 6);
    assert_int_equal(tc_measure_scale("ha"), 0);
    assert_true(tc_measure_is_period("năm", &year) && year);
    assert_true(tc_measure_is_period(month, &year) && !year);
    assert_false(tc_measure_is_period("ha", &year));
    g_autofree char *key = tc_measure_key("Triệu  đồng / Người", strlen("Triệu  đồng / Người"));
    g_autofree char *same = tc_measure_key("triệu đồng/người", strlen("triệu đồng/người"));
    assert_string_equal(key, same);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_currency),
                                       cmocka_unit_test(test_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
