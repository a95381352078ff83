/* Lines of JSON to answers: values, names of any kind, and lines that are wrong in every way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "engine/batch.h"

#define ERROR(code) "\"error\":{\"code\":\"" code "\""

/* The answer holds these bytes. */
static const struct {
    const char *line, *answer;
} cases[] = {
    {"{\"id\":1,\"expr\":\"1 + 2\"}", "{\"id\":1,\"type\":\"number\",\"value\":\"3\"}"},
    {"{\"id\":\"a\\\"b\",\"expr\":\"7 / 3\"}",
     "{\"id\":\"a\\\"b\",\"type\":\"number\",\"value\":\"7/3\"}"},
    {"{\"expr\":\"1 < 2\"}", "{\"id\":null,\"type\":\"bool\",\"value\":true}"},
    {"{\"id\":1e3,\"expr\":\"unknown\"}", "{\"id\":1e3,\"type\":\"unknown\",\"value\":null}"},
    {"{\"id\":true,\"expr\":\"2024-02-29 + 1 days\"}",
     "{\"id\":true,\"type\":\"date\",\"value\":\"2024-03-01\"}"},
    {"{\"expr\":\"\\\"a\\\"\"}", "\"type\":\"text\",\"value\":\"a\""},
    {"{\"lang\":\"vi\",\"expr\":\"60,5% * 1.000\"}", "\"value\":\"605\""},
    {"{\"expr\":\"[x.name] + 1\",\"set\":{\"x.name\":\"1024\"}}", "\"value\":\"1025\""},
    {"{\"expr\":\"not [dégradation mineure]\",\"set\":{\"dégradation mineure\":\"no\"}}",
     "\"value\":true"},
    {"{\"lang\":\"vi\",\"expr\":\"[có sổ] = không\",\"set\":{\"có sổ\":\"không\"}}",
     "\"value\":true"},
    {"{\"lang\":\"vi\",\"expr\":\"x\",\"set\":{\"x\":\"-2,5\"}}", "\"value\":\"-2.5\""},
    {"{\"set\":{\"x\":\"1\"},\"note\":[{\"a\":[1,\"b\"]},null],\"expr\":\"x\",\"more\":{\"set\":{"
     "\"x\":2}}}",
     "\"value\":\"1\""},
    {"{\"expr\":\"1\",\"expr\":\"2\"}",
     "\"value\":\"2\""}, /* the last of two, as JSON readers do */
    /* names with their brackets, the values of a run, the whole language */
    {"{\"expr\":\"[A] + [b]]]\",\"set\":{\"[A]\":\"1\",\" [b]]] \":\"2\"}}", "\"value\":\"3\""},
    {"{\"expr\":\"year judged - 1\",\"set\":{\"year judged\":\"2024\"}}", "\"value\":\"2023\""},
    {"{\"lang\":\"vi\",\"expr\":\"năm(ngày chốt số liệu)\",\"set\":{\"[ngày chốt số liệu]\":"
     "\"31/12/2024\"}}",
     "\"value\":\"2024\""},
    {"{\"expr\":\"year judged\"}", ERROR("TC0240")},
    {"{\"expr\":\"(table\\n| x | |\\n| from 3 up | 1 |\\n| otherwise | 0 |\\n) * "
     "2\",\"set\":{\"x\":"
     "\"4\"}}",
     "\"value\":\"2\""},
    {"{\"lang\":\"vi\",\"expr\":\"max(min(3; 1); round(2,5; 0; half-even))\"}", "\"value\":\"2\""},
    {"{\"lang\":\"vi\",\"expr\":\"không\"}", "\"value\":false"},
    {"{\"lang\":\"vi\",\"expr\":\"mặc định(x; không)\",\"set\":{\"x\":\"để trống\"}}",
     "\"value\":false"},
    {"{\"expr\":\"x * 60% - 5\",\"set\":{\"x\":\"20\"}}", "\"value\":\"7\""},
    {"{\"expr\":\"2024-01-31 - unknown\"}", "\"type\":\"unknown\""},
    {"{\"expr\":\"true and false or true\"}", ERROR("TC0440")},
    {"{\"expr\":\"1.5e3\"}", ERROR("TC0164")},
    {"{\"expr\":\"x\",\"set\":{\"x\":\"1e5\"}}", ERROR("TC0164")},
    /* what is wrong costs its own line only */
    {"", ERROR("TC0570")},
    {"1 + 2", ERROR("TC0570")},
    {"[1]", ERROR("TC0570")},
    {"\"expr\"", ERROR("TC0570")},
    {"{\"expr\":\"1\"", ERROR("TC0570")},
    {"{\"expr\":\"1\"} {\"expr\":\"2\"}", ERROR("TC0570")},
    {"{\"expr\":\"\xff\"}", ERROR("TC0570")},
    {"{\"id\":1}", "{\"id\":1," ERROR("TC0572")},
    {"{\"id\":2,\"expr\":3}", "{\"id\":2," ERROR("TC0572")},
    {"{\"expr\":\"1\",\"set\":[\"x\"]}", ERROR("TC0572")},
    {"{\"expr\":\"1\",\"set\":\"x\"}", ERROR("TC0572")},
    {"{\"expr\":\"x\",\"set\":{\"x\":1}}", ERROR("TC0572")},
    {"{\"expr\":\"x\",\"set\":{\"x\":{\"y\":\"1\"}}}", ERROR("TC0572")},
    {"{\"expr\":\"1\",\"lang\":\"fr\"}", ERROR("TC0572")},
    {"{\"expr\":\"1\",\"lang\":null}", ERROR("TC0572")},
    {"{\"expr\":\"x\",\"set\":{\"x\":\"1 + 1\"}}", ERROR("TC0573")},
    {"{\"expr\":\"x\",\"set\":{\"x\":\"y\"}}", ERROR("TC")},
    {"{\"expr\":\"x\",\"set\":{\"x\":\"\"}}", ERROR("TC")},
    {"{\"expr\":\"\"}", ERROR("TC")},
    {"{\"expr\":\"1 +\"}", ERROR("TC")},
    {"{\"expr\":\"\\u0000\"}", ERROR("TC")},
    {"{\"expr\":\"1\",\"set\":{\"\\u0000\":\"1\"}}", ERROR("TC")},
    {"{\"expr\":\"y\"}", ERROR("TC0240")},
};

static void test_answers(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *line = cases[i].line;
        g_autofree char *answer = tc_batch_answer(line, strlen(line), 1, TC_LANG_EN, TC_LANG_EN);
        g_autofree char *wanted = g_strdup(cases[i].answer);
        if (g_str_has_suffix(wanted, "TC\""))
            wanted[strlen(wanted) - 1] = 0;
        if (!strstr(answer, wanted))
            fail_msg("%s: %s, not %s", line, answer, wanted);
    }
}

static void test_depth(void **state)
{
    g_autoptr(GString) line = g_string_new("{\"expr\":\"");
    for (int i = 0; i < 100000; i++)
        g_string_append_c(line, '(');
    g_string_append(line, "\"}");
    g_autofree char *deep = tc_batch_answer(line->str, line->len, 1, TC_LANG_EN, TC_LANG_EN);
    assert_non_null(strstr(deep, "\"error\""));
    g_string_assign(line, "{\"a\":");
    for (int i = 0; i < 100000; i++)
        g_string_append_c(line, '[');
    g_autofree char *lists = tc_batch_answer(line->str, line->len, 1, TC_LANG_EN, TC_LANG_EN);
    assert_non_null(strstr(lists, "TC0570"));
}

/* Every line is answered in order, whatever stands before it. */
static void test_run(void **state)
{
    static const char odd[] =
        "{\"id\":\0}\n{\"id\":3,\"expr\":\"3\"}"; /* a NUL; no last line end */
    FILE *in = tmpfile(), *out = tmpfile();
    char text[512] = {0};
    GError *error = NULL;
    fputs("{\"id\":1,\"expr\":\"1\"}\r\n\n  \nnonsense\n{\"id\":2,\"expr\":\"", in);
    for (int i = 0; i < TC_BATCH_MAX_LINE; i++)
        fputc('1', in);
    fputs("\"}\n", in);
    fwrite(odd, 1, sizeof odd - 1, in);
    rewind(in);
    assert_true(tc_batch_run(in, out, TC_LANG_EN, TC_LANG_EN, &error));
    rewind(out);
    fread(text, 1, sizeof text - 1, out);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    assert_int_equal(g_strv_length(lines), 6);
    assert_string_equal(lines[0], "{\"id\":1,\"type\":\"number\",\"value\":\"1\"}");
    assert_non_null(strstr(lines[1], "Line 4"));
    assert_non_null(strstr(lines[2], "TC0571"));
    assert_non_null(strstr(lines[3], "TC0570"));
    assert_string_equal(lines[4], "{\"id\":3,\"type\":\"number\",\"value\":\"3\"}");
    fclose(in);
    fclose(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
