/* The catalogue of diagnostics, the list of one run, and the filling of placeholders. Rows of the
 * catalogue come and go: the tests lean on BAD_UTF8 only, and on what holds for every row. */
#include "base/diag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "base/msg.h"

static void test_fill(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *args[3];
        const char *want;
    } cases[] = {
        {"", {NULL}, ""},
        {"Viết: {0}", {"60,5%"}, "Viết: 60,5%"},
        {"{1} và {0} và {1}", {"a", "b"}, "b và a và b"},
        {"{0}", {NULL}, "{0}"},
        {"{0} {1}", {"a"}, "a {1}"},
        {"{0}", {"{1}", "x"}, "{1}"}, /* words are not filled again */
        {"{", {"a"}, "{"},
        {"}{}", {"a"}, "}{}"},
        {"{{0}}", {"a"}, "{a}"},
        {"{0", {"a"}, "{0"},
        {"{x} {-1} {0 }", {"a"}, "{x} {-1} {0 }"},
        {"{00}", {"a"}, "a"},
        {"{10} {99999999999}", {"a"}, "{10} {99999999999}"},
        {"{0} {0|row|rows}", {"1"}, "1 row"},
        {"{0} {0|row|rows}", {"1,5"}, "1,5 rows"},
        {"{0} {1|x|y}", {"2"}, "2 {1|x|y}"},
        {"{0|row} {0|a|b|c} {0|a{0}|b} {0||s}", {"1"}, "{0|row} {0|a|b|c} {0|a1|b} "},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        unsigned n = 0;
        while (n < 3 && cases[i].args[n]) {
            n++;
        }
        g_autofree char *got = tc_text_fill(cases[i].text, cases[i].args, n);
        if (strcmp(got, cases[i].want) != 0) {
            fail_msg("\"%s\": \"%s\"", cases[i].text, got);
        }
    }
}

/* Every text is there in both languages and its placeholders are the same ones. */
static void test_messages(void **state)
{
    (void)state;
    static const char *const args[] = {"<0>", "<1>", "<2>", "<3>", "<4>",
                                       "<5>", "<6>", "<7>", "<8>", "<9>"};
    for (unsigned i = 0; i < TC_N_MSGS; i++) {
        g_autofree char *vi = tc_text_fill(tc_msg(TC_LANG_VI, (TcMsg)i), args, 10);
        g_autofree char *en = tc_text_fill(tc_msg(TC_LANG_EN, (TcMsg)i), args, 10);
        for (unsigned k = 0; k < 10; k++) {
            if (!strstr(vi, args[k]) != !strstr(en, args[k])) {
                fail_msg("{%u} is in one language only: %s", k, vi);
            }
        }
    }
    assert_string_equal(tc_msg(TC_LANG_VI, TC_MSG_ERROR), "Lỗi");
    g_autofree char *text = tc_msg_format(TC_LANG_EN, TC_MSG_ERROR, "unused", NULL);
    assert_string_equal(text, "Error");
}

static void test_catalogue(void **state)
{
    (void)state;
    for (unsigned i = 0; i < TC_N_DIAGS; i++) {
        TcDiagCode code = (TcDiagCode)i, found = TC_N_DIAGS;
        const char *name = tc_diag_name(code);
        assert_int_equal(strlen(name), 6);
        if (!tc_diag_find(name, &found) || found != code) {
            fail_msg("%s: the number stands in two rows", name);
        }
        if (i > 0 && strcmp(tc_diag_name((TcDiagCode)(i - 1)), name) >= 0) {
            fail_msg("%s: not in the order of numbers", name);
        }
        for (int lang = 0; lang < TC_N_LANGS; lang++) {
            if (*tc_diag_template(code, (TcLang)lang) == '\0' ||
                *tc_diag_explanation(code, (TcLang)lang) == '\0' || *tc_diag_slug(code) == '\0') {
                fail_msg("%s: a text is missing", name);
            }
        }
        if (!*tc_diag_fix_template(code, TC_LANG_VI) != !*tc_diag_fix_template(code, TC_LANG_EN)) {
            fail_msg("%s: a fix in one language only", name);
        }
    }
}

static void test_find(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool found;
    } cases[] = {{"TC0101", true}, {"tc0101", true}, {"TC101", false},
                 {"", false},      {"0101", false},  {"TC9999", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        TcDiagCode code = TC_N_DIAGS;
        if (tc_diag_find(cases[i].name, &code) != cases[i].found ||
            code != (cases[i].found ? TC_DIAG_BAD_UTF8 : TC_N_DIAGS)) {
            fail_msg("%s", cases[i].name);
        }
    }
}

static void test_append(void **state)
{
    (void)state;
    g_autoptr(TcSource) source = tc_source_new("a.tc", "abcdef", 6);
    TcSpan span = {source, 1, 3};
    g_autoptr(TcDiagList) list = tc_diag_list_new(TC_LANG_EN);
    assert_int_equal(tc_diag_list_lang(list), TC_LANG_EN);
    assert_false(tc_diag_has_errors(list));
    TcDiag *diag = tc_diag(list, TC_DIAG_BAD_UTF8, span, NULL);
    tc_diag_label(diag, span, "one");
    tc_diag_label(diag, span, "two");
    tc_diag_label(diag, span, "one too many");
    tc_diag_edit(diag, span, "x");
    tc_diag_edit(diag, (TcSpan){source, 2, 2}, "y");
    tc_diag_place(diag, "a.csv:1:1");
    tc_diag_place(diag, "a.csv:14:6");
    assert_true(tc_diag_has_errors(list));
    const TcDiag *got = tc_diag_list_get(list, 0);
    assert_string_equal(got->message, tc_diag_template(TC_DIAG_BAD_UTF8, TC_LANG_EN));
    assert_string_equal(got->fix, tc_diag_fix_template(TC_DIAG_BAD_UTF8, TC_LANG_EN));
    assert_string_equal(got->label[0], "one");
    assert_string_equal(got->label[1], "two");
    assert_string_equal(got->edit, "y");
    assert_int_equal(got->edit_span.start, 2);
    assert_string_equal(got->place, "a.csv:14:6");
}

/* Three equal entries leave the first: a set that lets a later key replace the first would free it.
 */
static void test_drop_equal(void **state)
{
    (void)state;
    g_autoptr(TcDiagList) list = tc_diag_list_new(TC_LANG_VI);
    for (int i = 0; i < 3; i++)
        tc_diag(list, TC_DIAG_BAD_UTF8, (TcSpan){0}, NULL);
    tc_diag_list_sort(list);
    tc_diag_list_sort(list);
    assert_int_equal(tc_diag_list_length(list), 1);
}

static void test_sort(void **state)
{
    (void)state;
    g_autoptr(TcSource) a = tc_source_new("a.tc", "0123456789", 10);
    g_autoptr(TcSource) b = tc_source_new("b.tc", "0123456789", 10);
    const struct {
        const TcSource *source;
        uint32_t start;
        TcSeverity severity;
        const char *place;
    } given[] = {
        {NULL, 0, TC_ERROR, "p2"}, {b, 1, TC_ERROR, "2"},     {b, 1, TC_WARNING, "3"},
        {a, 9, TC_ERROR, "1"},     {b, 1, TC_ERROR, "1"},     {a, 10, TC_WARNING, "1"},
        {b, 1, TC_ERROR, "2"},     {NULL, 0, TC_ERROR, "p1"}, {a, 9, TC_ERROR, "1"},
        {NULL, 0, TC_ERROR, "p2"},
    };
    g_autoptr(TcDiagList) list = tc_diag_list_new(TC_LANG_VI);
    for (size_t i = 0; i < G_N_ELEMENTS(given); i++) {
        TcSpan span = {given[i].source, given[i].start, given[i].start};
        TcDiag *diag = tc_diag(list, TC_DIAG_BAD_UTF8, span, NULL);
        diag->severity = given[i].severity;
        tc_diag_place(diag, given[i].place);
    }
    tc_diag_list_sort(list);
    GString *order = g_string_new(NULL);
    for (unsigned i = 0; i < tc_diag_list_length(list); i++) {
        const TcDiag *diag = tc_diag_list_get(list, i);
        const char *name = diag->span.source ? tc_source_name(diag->span.source) : "-";
        g_string_append_printf(order, "%s:%u:%d:%s ", name, diag->span.start, diag->severity,
                               diag->place);
    }
    assert_string_equal(order->str, "a.tc:9:0:1 a.tc:10:1:1 b.tc:1:0:2 b.tc:1:0:1 b.tc:1:1:3 "
                                    "-:0:0:p2 -:0:0:p1 ");
    g_string_free(order, TRUE);
    assert_int_equal(tc_diag_count(list, TC_ERROR), 5);
    assert_int_equal(tc_diag_count(list, TC_WARNING), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fill),      cmocka_unit_test(test_messages),
        cmocka_unit_test(test_catalogue), cmocka_unit_test(test_find),
        cmocka_unit_test(test_append),    cmocka_unit_test(test_drop_equal),
        cmocka_unit_test(test_sort),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
