/* Places, lines and spans of a source, and the reading of files. */
#include "base/source.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static void test_place(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        uint32_t offset;
        TcPlace want;
    } cases[] = {
        {"empty", "", 0, {1, 1, 0}},
        {"first byte", "abc", 0, {1, 1, 0}},
        {"end of text", "abc", 3, {1, 4, 3}},
        {"behind the text", "abc", 9, {1, 4, 3}},
        {"LF belongs to its line", "a\nb", 1, {1, 2, 1}},
        {"after LF", "a\nb", 2, {2, 1, 0}},
        {"after the last LF", "a\n", 2, {2, 1, 0}},
        {"CR LF is one end", "a\r\nb", 3, {2, 1, 0}},
        {"CR alone ends a line", "a\rb\r", 4, {3, 1, 0}},
        {"letters of two and three bytes", "tiêu lệ", 10, {1, 8, 7}},
        {"inside a letter: its start", "lệ", 2, {1, 2, 1}},
        {"combining marks have no width", "lê\xCC\xA3 x", 6, {1, 4, 4}},
        {"tab to 8", "a\tb", 2, {1, 9, 2}},
        {"tab at column 9", "12345678\tb", 9, {1, 17, 9}},
        {"wide letter", "\xE4\xB8\xAD x", 3, {1, 3, 1}},
        {"surrogate pair", "\xF0\x9F\x98\x80x", 4, {1, 3, 2}},
        {"byte order mark", "\xEF\xBB\xBFx", 3, {1, 1, 1}},
        {"bad bytes count one each", "\xFF\xE1\xBBx", 3, {1, 4, 3}},
        {"cut letter at the end", "a\xE1\xBB", 3, {1, 4, 3}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(TcSource) source = tc_source_new("x", cases[i].text, strlen(cases[i].text));
        TcPlace got = tc_source_place(source, cases[i].offset);
        if (got.line != cases[i].want.line || got.column != cases[i].want.column ||
            got.utf16 != cases[i].want.utf16) {
            fail_msg("%s: line %u column %u utf16 %u", cases[i].name, got.line, got.column,
                     got.utf16);
        }
    }
}

static void test_place_of_every_line(void **state)
{
    (void)state;
    GString *text = g_string_new(NULL);
    for (int i = 0; i < 1000; i++) {
        g_string_append(text, "dòng\n");
    }
    g_autoptr(TcSource) source = tc_source_new("x", text->str, text->len);
    for (uint32_t i = 0; i < 1000; i++) {
        assert_int_equal(tc_source_place(source, i * 6).line, i + 1);
        assert_int_equal(tc_source_place(source, i * 6 + 5).column, 5);
    }
    g_string_free(text, TRUE);
}

static void test_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t line;
        const char *want;
    } cases[] = {
        {"", 1, ""},
        {"a", 1, "a"},
        {"a\nbc\r\nd\re", 1, "a"},
        {"a\nbc\r\nd\re", 2, "bc"},
        {"a\nbc\r\nd\re", 3, "d"},
        {"a\nbc\r\nd\re", 4, "e"},
        {"a\n", 2, ""},
        {"\n\na", 2, ""},
        {"a\n", 3, ""},
        {"a", 0, ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(TcSource) source = tc_source_new("x", cases[i].text, strlen(cases[i].text));
        uint32_t length = 0;
        const char *line = tc_source_line(source, cases[i].line, &length);
        if (length != strlen(cases[i].want) || strncmp(line, cases[i].want, length) != 0) {
            fail_msg("line %u of \"%s\": \"%.*s\"", cases[i].line, cases[i].text, (int)length,
                     line);
        }
    }
}

static void test_text_and_spans(void **state)
{
    (void)state;
    g_autoptr(TcSource) source = tc_source_new("a.tc", "một\0hai ba", 13);
    assert_string_equal(tc_source_name(source), "a.tc");
    assert_int_equal(tc_source_length(source), 13);
    assert_memory_equal(tc_source_text(source), "một\0hai ba", 13);
    TcSpan first = {source, 6, 9}, last = {source, 10, 12};
    g_autofree char *one = tc_span_text(first);
    assert_string_equal(one, "hai");
    g_autofree char *both = tc_span_text(tc_span_join(first, last));
    assert_string_equal(both, "hai ba");
    g_autofree char *none = tc_span_text((TcSpan){NULL, 0, 0});
    assert_string_equal(none, "");
}

/* "yêu cầu: từ 65%" of an amendment that says "65%" and a set that says the rest. */
static void test_made(void **state)
{
    (void)state;
    g_autoptr(TcSource) set = tc_source_new("set", "yeu cau: tu 60%", 15);
    g_autoptr(TcSource) edit = tc_source_new("edit", "thay \"65%\"", 10);
    const TcSpan asked = {edit, 0, 10};
    const TcSourcePiece pieces[] = {
        {0, 7, {set, 0, 7}}, {9, 12, {set, 9, 12}}, {12, 15, {edit, 6, 9}}};
    g_autoptr(TcSource) made =
        tc_source_new_made("edit", "yeu cau: tu 65%", 15, asked, pieces, G_N_ELEMENTS(pieces));
    const struct {
        uint32_t start, end;
        TcSpan origin;
        bool written;
    } cases[] = {
        {12, 15, {edit, 6, 9}, true}, {12, 14, {edit, 6, 8}, true}, {9, 11, {set, 9, 11}, true},
        {0, 7, {set, 0, 7}, true},    {9, 15, {edit, 6, 9}, false}, {0, 12, {set, 0, 12}, false},
        {7, 9, {edit, 0, 10}, false}, {0, 15, {edit, 6, 9}, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const TcSpan span = {made, cases[i].start, cases[i].end};
        const TcSpan origin = tc_span_origin(span);
        assert_ptr_equal(origin.source, cases[i].origin.source);
        assert_int_equal(origin.start, cases[i].origin.start);
        assert_int_equal(origin.end, cases[i].origin.end);
        assert_int_equal(tc_span_is_written(span), cases[i].written);
    }
    const TcSpan itself = tc_span_origin((TcSpan){set, 1, 2});
    assert_ptr_equal(itself.source, set);
    assert_null(tc_span_origin((TcSpan){NULL, 0, 0}).source);
}

static void test_no_stretch(void **state)
{
    (void)state;
    g_autoptr(TcSource) one = tc_source_new("one", "a b c", 5);
    g_autoptr(TcSource) two = tc_source_new("two", "d", 1);
    const TcSpan a = {one, 0, 1}, c = {one, 4, 5}, d = {two, 0, 1};
    g_autofree char *reversed = tc_span_text((TcSpan){one, 4, 1});
    g_autofree char *between = tc_span_text(tc_span_between(a, c));
    g_autofree char *behind = tc_span_text(tc_span_between(c, a));
    g_autofree char *back = tc_span_text(tc_span_join(c, a));
    g_autofree char *apart = tc_span_text(tc_span_join(a, d));
    assert_string_equal(reversed, "");
    assert_string_equal(between, " b ");
    assert_string_equal(behind, "");
    assert_string_equal(back, "a b c");
    assert_string_equal(apart, "a");
}

static void test_read(void **state)
{
    (void)state;
    g_autofree char *folder = g_dir_make_tmp("source_test_XXXXXX", NULL);
    assert_non_null(folder);
    g_autofree char *path = g_build_filename(folder, "quy định.tc", NULL);
    GString *text = g_string_new("tiêu chí\r\n");
    while (text->len < 200000) {
        g_string_append(text, "điểm\n");
    }
    assert_true(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
    g_autoptr(GError) error = NULL;
    g_autoptr(TcSource) source = tc_source_read(path, &error);
    assert_null(error);
    assert_int_equal(tc_source_length(source), text->len);
    assert_string_equal(tc_source_text(source), text->str);
    assert_string_equal(tc_source_name(source), path);
    g_string_free(text, TRUE);
    g_remove(path);
    g_rmdir(folder);
}

static void test_read_errors(void **state)
{
    (void)state;
    const struct {
        const char *name, *path;
        int code;
    } cases[] = {
        {"missing", "no/such/file.tc", G_FILE_ERROR_NOENT},
        {"a directory", g_get_tmp_dir(), G_FILE_ERROR_ISDIR},
#ifdef __linux__
        {"without end", "/dev/zero", G_FILE_ERROR_NOMEM},
#endif
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        TcSource *source = tc_source_read(cases[i].path, &error);
        if (source || !g_error_matches(error, G_FILE_ERROR, cases[i].code) ||
            !strstr(error->message, cases[i].path)) {
            fail_msg("%s: %s", cases[i].name, error ? error->message : "no error");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_place), cmocka_unit_test(test_place_of_every_line),
        cmocka_unit_test(test_line),  cmocka_unit_test(test_text_and_spans),
        cmocka_unit_test(test_made),  cmocka_unit_test(test_no_stretch),
        cmocka_unit_test(test_read),  cmocka_unit_test(test_read_errors),
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
