/* CSV files beyond the reader's window: long cells and rows, bytes that are no text, records that
 * straddle two reads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "support/data_cases.h"

/* A quoted cell of many megabytes, with line ends, quotes and delimiters in it. */
static GString *long_cell_file(size_t length)
{
    GString *text = g_string_new("Mã;A;B;C;D;E\n1;2;\"");

    for (size_t i = 0; i < length; i += 8)
        g_string_append(text, i % 4096 ? "12345678" : "\n\"\";;\"\" ");
    g_string_append(text, "\";;;\n2;3;4;;;\n");
    return text;
}

static void test_long_cell(void **state)
{
    static const TcReadOptions lenient = {.lenient = true};
    static const size_t lengths[] = {1 << 20, (1 << 20) + 8, 5 << 20};
    DataForm form;
    (void)state;

    small_form_init(&form);
    for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
        GString *text = long_cell_file(lengths[i]);
        g_autofree char *got = data_read(&form.schema, "a.csv", text->str, text->len, &lenient, 9);
        g_autofree char *want = g_strdup_printf("2|1|||!|!|!|!|!\n%zu|2|||3|0.04|_|_|_\n"
                                                "W a.csv:2: cột C [B]: Ô C2 dài quá 1048576 byte. "
                                                "Kiểm tra dấu ngoặc kép ở các dòng phía "
                                                "trên; một ô số liệu chỉ vài chữ\n",
                                                (lengths[i] + 4095) / 4096 + 3);
        data_check_text("long cell", want, got);
        g_string_free(text, TRUE);
    }
    data_form_clear(&form);
}

/* The same without quotes: the line is longer than one read. */
static void test_long_plain_cell(void **state)
{
    static const TcReadOptions lenient = {.lenient = true};
    DataForm form;
    GString *text = g_string_new("Mã;A;B;C;D;E\n1;2;");
    (void)state;

    for (size_t i = 0; i < 3 << 20; i += 16)
        g_string_append(text, "1234567890123456");
    g_string_append(text, ";;;\n2;3;4;;;\n");
    small_form_init(&form);
    g_autofree char *got = data_read(&form.schema, "a.csv", text->str, text->len, &lenient, 9);
    data_check_text(
        "long plain cell",
        "2|1|||!|!|!|!|!\n3|2|||3|0.04|_|_|_\n"
        "W a.csv:2: cột C [B]: Ô C2 dài quá 1048576 byte. Kiểm tra dấu ngoặc kép ở các dòng phía "
        "trên; một ô số liệu chỉ vài chữ\n",
        got);
    g_string_free(text, TRUE);
    data_form_clear(&form);
}

/* A line without end: nothing of it is kept, and reading stops at the window's limit. */
static void test_long_row(void **state)
{
    DataForm form;
    GString *text = g_string_new("Mã;A;B;C;D;E\n1;2");
    (void)state;

    for (size_t i = 0; i < 9 << 20; i += 16)
        g_string_append(text, ";234567890123456");
    small_form_init(&form);
    g_autofree char *got = data_read(&form.schema, "a.csv", text->str, text->len, NULL, 9);
    data_check_text(
        "long row",
        "E a.csv:2: Dòng dài quá 8388608 byte, không đọc tiếp. Kiểm tra dấu ngoặc kép và chỗ "
        "xuống dòng của tệp\n",
        got);
    g_string_free(text, TRUE);
    data_form_clear(&form);
}

static void test_bytes(void **state)
{
    static const char text[] = "Mã;A;B;C;D;E\n1;2\0;;\xB7;;\n\0;;;;;\n";
    DataForm form;
    (void)state;

    small_form_init(&form);
    g_autofree char *got =
        data_read(&form.schema, "a.csv", text, sizeof text - 1, NULL, TC_BLOCK_ROWS);
    data_check_text(
        "bytes",
        "E a.csv:2: cột B [A]: Ô B2 có ký tự rỗng (byte 0). Lưu lại tệp dạng CSV UTF-8; nếu vẫn "
        "còn, gõ lại ô này\n"
        "E a.csv:2: cột D [C]: Tệp không phải Unicode UTF-8 (có thể TCVN3 hoặc Windows-1258). Mở "
        "bằng phần mềm gốc, lưu lại dạng UTF-8\n"
        "E a.csv:3: cột A [Mã]: Ô A3 có ký tự rỗng (byte 0). Lưu lại tệp dạng CSV UTF-8; nếu vẫn "
        "còn, gõ lại ô này\n"
        "E a.csv:3: Dòng có số liệu nhưng không có mã và tên đơn vị. Ghi mã hoặc tên đơn vị, hoặc "
        "xóa dòng\n",
        got);
    data_form_clear(&form);
}

/* Records that straddle the reads of a file, in every position: the window moves under them. */
static void test_straddling(void **state)
{
    DataForm form;
    GString *text = g_string_new("Mã;A;B;C;D;E\n");
    (void)state;

    for (unsigned i = 0; i < 60000; i++)
        g_string_append_printf(text, "%u;%u;\"5\n0%%\";%s;;\n", i, i * 7, i % 3 ? "có" : "không");
    small_form_init(&form);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcReader) reader = tc_reader_open_bytes("a.csv", text->str, text->len, &form.schema,
                                                      &(TcReadOptions){.lenient = true}, diags);
    g_autoptr(TcBlock) block = tc_block_new(&form.schema);
    uint64_t n = 0;
    while (tc_reader_next(reader, block, 1000, NULL)) {
        assert_int_equal(block->first, n);
        for (uint32_t row = 0; row < block->n; row++, n++) {
            assert_int_equal(block->rows[row].line, 2 + 2 * n);
            assert_int_equal(atoi(block->rows[row].code), n);
            assert_int_equal(tc_column_value(&block->columns[0], row), n * 7);
            assert_int_equal(tc_column_value(&block->columns[2], row), n % 3 != 0);
        }
    }
    assert_int_equal(n, 60000);
    assert_int_equal(tc_diag_list_length(diags), TC_DIAG_LIMIT + 1); /* "5 0%" is no number */
    g_string_free(text, TRUE);
    data_form_clear(&form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long_cell),       cmocka_unit_test(test_long_row),
        cmocka_unit_test(test_long_plain_cell), cmocka_unit_test(test_straddling),
        cmocka_unit_test(test_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
