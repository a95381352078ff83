/* Expressions with the answers that other languages' test suites, or reckoning by hand, give: see
 * tests/public/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <gmp.h>
#include <string.h>
#include <yajl/yajl_tree.h>
#include "base/number.h"
#include "engine/batch.h"

static const char *text_at(yajl_val object, const char *key)
{
    return YAJL_GET_STRING(yajl_tree_get(object, (const char *[]){key, NULL}, yajl_t_string));
}

/* A decimal, or n/d as answers have it. */
static bool read_number(const char *text, mpq_t number)
{
    if (!strchr(text, '/'))
        return tc_number_parse(text, strlen(text), TC_LANG_EN, number, NULL) == TC_NUMBER_OK;
    return mpq_set_str(number, text, 10) == 0;
}

static bool same_number(const char *a, const char *b)
{
    mpq_t left, right;
    mpq_inits(left, right, NULL);
    bool same = read_number(a, left) && read_number(b, right) && mpq_equal(left, right);
    mpq_clears(left, right, NULL);
    return same;
}

static bool accepts(yajl_val expected, const char *type)
{
    yajl_val list = yajl_tree_get(expected, (const char *[]){"accept", NULL}, yajl_t_array);
    for (size_t i = 0; list && i < list->u.array.len; i++) {
        if (g_strcmp0(YAJL_GET_STRING(list->u.array.values[i]), type) == 0)
            return true;
    }
    return false;
}

static bool same_value(yajl_val expected, yajl_val answer, const char *type)
{
    yajl_val wanted = yajl_tree_get(expected, (const char *[]){"value", NULL}, yajl_t_any);
    yajl_val actual = yajl_tree_get(answer, (const char *[]){"value", NULL}, yajl_t_any);
    if (strcmp(type, "unknown") == 0)
        return true;
    if (strcmp(type, "bool") == 0)
        return wanted->type == actual->type;
    const char *a = YAJL_GET_STRING(wanted), *b = YAJL_GET_STRING(actual);
    return strcmp(type, "number") == 0 ? same_number(a, b) : g_strcmp0(a, b) == 0;
}

static bool agrees(yajl_val expected, yajl_val answer)
{
    const char *type = text_at(answer, "type");
    const char *wanted = text_at(expected, "type");
    if (!type)
        type = "error";
    if (strcmp(wanted, "error") == 0)
        return accepts(expected, type);
    return strcmp(wanted, type) == 0 && same_value(expected, answer, type);
}

/* Returns: does the answer to the case of this line agree with the suite's? */
static bool check_line(const char *line, uint64_t number)
{
    g_autofree char *text = tc_batch_answer(line, strlen(line), number, TC_LANG_EN, TC_LANG_EN);
    yajl_val request = yajl_tree_parse(line, NULL, 0);
    yajl_val answer = yajl_tree_parse(text, NULL, 0);
    yajl_val expected = yajl_tree_get(request, (const char *[]){"expected", NULL}, yajl_t_object);
    bool good = expected && agrees(expected, answer);
    if (!good)
        print_error("%s\n  gives %s\n", line, text);
    yajl_tree_free(request);
    yajl_tree_free(answer);
    return good;
}

static void check_file(const char *name, unsigned least)
{
    g_autofree char *path = g_build_filename(TEST_SOURCE_DIR, "tests", "public", name, NULL);
    g_autofree char *text = NULL;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    unsigned n = 0, bad = 0;
    for (; lines[n] && *lines[n]; n++)
        bad += !check_line(lines[n], n + 1);
    print_message("%s: %u cases, %u differ\n", name, n, bad);
    assert_true(n >= least);
    assert_int_equal(bad, 0);
}

static void test_public_cases(void **state)
{
    check_file("expressions.jsonl", 456);
}

static void test_own_cases(void **state)
{
    check_file("own.jsonl", 374);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_public_cases),
                                       cmocka_unit_test(test_own_cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
