/* Figures: digits, forms, and that no figure contradicts what its value was compared with. */
#include "base/figure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void set(mpq_t value, const char *fraction)
{
    assert_int_equal(mpq_set_str(value, fraction, 10), 0);
    mpq_canonicalize(value);
}

static void test_figure(void **state)
{
    (void)state;
    static const struct {
        const char *value, *threshold;
        bool percent;
        const char *vi, *en;
    } cases[] = {
        {"3/5", "3/5", true, "60%", "60%"},
        {"121/200", "3/5", true, "60,5%", "60.5%"},
        {"2/3", "3/5", true, "66,67%", "66.67%"},
        {"14999/25000", "3/5", true, "59,996%", "59.996%"},
        {"5999999/10000000", "3/5", true, "59,99999%", "59.99999%"},
        {"599999999/1000000000", "3/5", true, "59,9999999%", "59.9999999%"},
        {"99999/100000", "3/5", true, "99,999%", "99.999%"}, /* 100% is always a threshold */
        {"99999/1000", "3", false, "99,999", "99.999"},
        {"1/100000", "3/5", true, "0,001%", "0.001%"}, /* and so is 0 */
        {"-1/300000", "3/5", true, "-0,0003%", "-0.0003%"},
        {"1/3", "1/3", true, "1/3", "1/3"}, /* just at a limit that has no end */
        {"3333/10000", "1/3", true, "33,33%", "33.33%"},
        {"10001/30000", "1/3", true, "33,34%", "33.34%"},
        {"100001/300000", "1/3", true, "33,334%", "33.334%"},
        {"1000000001/3000000000", "1/3", true, "33,3333334%", "33.3333334%"},
        {"599999999999999/1000000000000000", "3/5", true, "59,9999999999999%", "59.9999999999999%"},
        {"20/7", "3", false, "2,86", "2.86"},
        {"6665/1000", "7", false, "6,665", "6.665"}, /* a number is exact up to 4 decimals */
        {"1499999/1000", "1500", false, "1.499,999", "1499.999"},
        {"12345678/10", "3", false, "1.234.567,8", "1234567.8"},
        {"60", "60", true, "6.000%", "6000%"},
    };
    mpq_t value, threshold[1];
    mpq_init(value);
    mpq_init(threshold[0]);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        set(value, cases[i].value);
        set(threshold[0], cases[i].threshold);
        TcFigureSides sides = {NULL, NULL};
        tc_figure_sides_add(&sides, value, threshold[0]);
        const TcFigureForm vi_form = {TC_FIGURE_PAGE, cases[i].percent, TC_LANG_VI};
        const TcFigureForm en_form = {TC_FIGURE_PAGE, cases[i].percent, TC_LANG_EN};
        g_autofree char *vi = tc_figure(value, &sides, &vi_form);
        g_autofree char *en = tc_figure(value, &sides, &en_form);
        if (strcmp(vi, cases[i].vi) != 0 || strcmp(en, cases[i].en) != 0) {
            fail_msg("%s against %s: %s %s", cases[i].value, cases[i].threshold, vi, en);
        }
    }
    mpq_clear(value);
    mpq_clear(threshold[0]);
}

static void test_forms(void **state)
{
    (void)state;
    static const struct {
        TcFigureKind kind;
        const char *value;
        bool percent;
        const char *want;
    } cases[] = {
        {TC_FIGURE_SHEET, "20/7", false, "2,857143"},
        {TC_FIGURE_SHEET, "12345678/10", false, "1234567,8"},
        {TC_FIGURE_SHEET, "1163/2001", true, "58,12094%"},
        {TC_FIGURE_SHEET, "1/4096", true, "0,0244140625%"},
        {TC_FIGURE_SHEET, "20/3", false, "6 2/3"}, /* compared with itself: no decimals will do */
        {TC_FIGURE_SHEET, "-2/3", false, "-0 2/3"},
        {TC_FIGURE_FINE, "12345678/10", false, "1.234.567,8"},
        {TC_FIGURE_FINE, "599999999/1000000000", true, "59,9999999%"},
        {TC_FIGURE_FINE, "1/150", false, "0,006667"},
        {TC_FIGURE_PAGE, "1/300000000", false, "0,000000003"},
        {TC_FIGURE_PAGE, "60", true, "6.000%"},
    };
    mpq_t value;
    mpq_init(value);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        set(value, cases[i].value);
        const TcFigureForm form = {cases[i].kind, cases[i].percent, TC_LANG_VI};
        const bool itself = strchr(cases[i].want, '/') != NULL;
        const TcFigureSides sides = {itself ? value : NULL, itself ? value : NULL};
        g_autofree char *got = tc_figure(value, &sides, &form);
        assert_string_equal(got, cases[i].want);
    }
    mpq_clear(value);
}

static uint32_t random_below(uint32_t n)
{
    static uint64_t state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 33) % n;
}

/* Sets @printed to the number that stands in @text (a percentage without its sign, or n/d). */
static void read_figure(const char *text, bool percent, mpq_t printed)
{
    size_t length = strlen(text);
    const char *parted = strchr(text, ' ');
    if (strchr(text, '/')) { /* "2/3", "6 2/3" */
        mpq_t whole;
        mpq_init(whole);
        mpq_set_si(whole, parted ? atol(text) : 0, 1);
        set(printed, parted ? parted + 1 : text);
        if (parted && *text == '-')
            mpq_neg(printed, printed);
        mpq_add(printed, printed, whole);
        mpq_clear(whole);
        return;
    }
    if (percent) {
        assert_int_equal(text[--length], '%');
    }
    assert_int_equal(tc_number_parse(text, length, TC_LANG_EN, printed, NULL), TC_NUMBER_OK);
    if (percent) {
        mpz_mul_ui(mpq_denref(printed), mpq_denref(printed), 100);
        mpq_canonicalize(printed);
    }
}

static int sign(int order)
{
    return (order > 0) - (order < 0);
}

/* Values n/d near and far from finite thresholds: what is printed never contradicts. */
static void test_figure_keeps_order(void **state)
{
    (void)state;
    static const uint32_t wholes[] = {0, 5, 10, 29, 50, 60, 65, 70, 80, 95, 100};
    mpq_t value, printed, threshold[3];
    mpq_init(value);
    mpq_init(printed);
    for (int k = 0; k < 3; k++) {
        mpq_init(threshold[k]);
    }
    for (int i = 0; i < 20000; i++) {
        uint32_t d = 1 + random_below(i % 3 == 0 ? 50 : i % 3 == 1 ? 5000 : 2000000000);
        uint32_t whole = wholes[random_below(G_N_ELEMENTS(wholes))];
        mpq_set_ui(threshold[0], whole, 100);
        mpq_set_ui(threshold[1], random_below(1001), 1000);
        mpq_set_ui(threshold[2], 1, 1);
        int64_t n = (int64_t)((uint64_t)d * whole / 100) + (int64_t)random_below(5) - 2;
        mpq_set_si(value, i % 2 == 0 ? n : (int64_t)random_below(d + 1), d);
        mpq_canonicalize(value);
        bool percent = random_below(2) == 0;
        for (int k = 0; k < 3; k++) {
            mpq_canonicalize(threshold[k]);
        }
        const TcFigureForm form = {(TcFigureKind)random_below(3), percent, TC_LANG_EN};
        TcFigureSides sides = {NULL, NULL};
        for (int k = 0; k < 3; k++)
            tc_figure_sides_add(&sides, value, threshold[k]);
        g_autofree char *text = tc_figure(value, &sides, &form);
        read_figure(text, percent, printed);
        for (int k = 0; k < 3; k++) {
            if (sign(mpq_cmp(printed, threshold[k])) != sign(mpq_cmp(value, threshold[k]))) {
                fail_msg("%s: contradicts threshold %d", text, k);
            }
        }
        if (mpq_sgn(printed) != mpq_sgn(value)) {
            fail_msg("%s: contradicts 0", text);
        }
    }
    mpq_clear(value);
    mpq_clear(printed);
    for (int k = 0; k < 3; k++) {
        mpq_clear(threshold[k]);
    }
}

/* Fractions near marks and far from them, of all sizes: what is quick is the same text. */
static void check_quick(TcFraction value, const mpq_t marks[], unsigned n, const TcFigureForm *form,
                        unsigned *n_quick)
{
    TcFigureMarks quick = {0};
    TcFigureSides sides = {NULL, NULL};
    char text[TC_FIGURE_ROOM];
    mpq_t exact;
    mpq_init(exact);
    mpq_set_si(exact, value.number, (unsigned long)value.denominator);
    mpq_canonicalize(exact);
    for (unsigned i = 0; i < n; i++) {
        tc_figure_marks_add(&quick, marks[i]);
        tc_figure_sides_add(&sides, exact, marks[i]);
    }
    if (tc_figure_quick(value, &quick, form, text)) {
        g_autofree char *slow = tc_figure(exact, &sides, form);
        assert_string_equal(text, slow);
        (*n_quick)++;
    }
    if (tc_figure_quick_exact(value, form->style, text)) {
        g_autofree char *slow = tc_number_exact(exact, form->style);
        assert_string_equal(text, slow);
    }
    mpq_clear(exact);
}

static void test_quick(void **state)
{
    (void)state;
    static const int64_t ends[] = {INT64_MAX, INT64_MIN, INT64_MIN + 1, 0, 1, -1};
    g_autoptr(GRand) random = g_rand_new_with_seed(20261123);
    mpq_t marks[TC_FIGURE_MARKS + 1];
    unsigned n_quick = 0;
    enum { CASES = 60000 };
    for (unsigned i = 0; i <= TC_FIGURE_MARKS; i++)
        mpq_init(marks[i]);
    for (unsigned i = 0; i < CASES; i++) {
        const unsigned n = (unsigned)g_rand_int_range(random, 0, TC_FIGURE_MARKS + 2);
        const unsigned size = (unsigned)g_rand_int_range(random, 1, 63);
        const int64_t wide = (int64_t)((uint64_t)g_rand_int(random) << 32 | g_rand_int(random));
        TcFraction value = {wide >> size, (g_rand_int(random) >> (size % 31)) + 1};
        if (i % 100 == 0)
            value.number = ends[g_rand_int_range(random, 0, G_N_ELEMENTS(ends))];
        for (unsigned k = 0; k < n; k++) { /* the figure itself, or a number somewhere */
            const bool itself = k % 2 == 0;
            mpq_set_si(marks[k], itself ? value.number : g_rand_int_range(random, -9, 9999),
                       itself ? (unsigned long)value.denominator : 100);
            mpq_canonicalize(marks[k]);
            tc_number_round(marks[k], 4 + (long)k, TC_ROUND_HALF_UP);
        }
        const TcFigureForm form = {i % 50 ? TC_FIGURE_SHEET : TC_FIGURE_PAGE, i & 1,
                                   i & 2 ? TC_LANG_VI : TC_LANG_EN};
        check_quick(value, (const mpq_t *)marks, n, &form, &n_quick);
    }
    for (unsigned i = 0; i <= TC_FIGURE_MARKS; i++)
        mpq_clear(marks[i]);
    assert_true(n_quick > CASES / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figure),
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_figure_keeps_order),
        cmocka_unit_test(test_quick),
    };
    return cmocka_run_group_tests_name("figure", tests, NULL, NULL);
}
