/* JSON files: their forms, their values, and the mistakes in both. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "support/data_file.h"

typedef struct {
    const char *name;
    const char *text;
    const char *want;
} Case;

/* [A] whole, [B] percent, [C] yes/no, [D] date, [E] number. */
static void small_form_init(DataForm *form)
{
    *form = (DataForm){.schema = {.columns = form->columns, .limits = form->limits}};
    data_form_add(form, "A", TC_TYPE_INTEGER);
    data_form_add(form, "B", TC_TYPE_PERCENT);
    data_form_add(form, "C", TC_TYPE_YES_NO);
    data_form_add(form, "D", TC_TYPE_DATE);
    data_form_add(form, "E", TC_TYPE_NUMBER);
}

/* Keys of @text are written with ' for ", to be read here without so many backslashes. */
static void check_case(const TcSchema *schema, const Case *c, const TcReadOptions *options)
{
    g_autofree char *text = g_strdelimit(g_strdup(c->text), "'", '"');
    g_autofree char *got = data_read(schema, "a.json", text, strlen(text), options, TC_BLOCK_ROWS);
    g_autofree char *rows = data_read(schema, "a.json", text, strlen(text), options, 1);

    if (strcmp(c->want, got) != 0)
        fail_msg("%s:\n--- wanted\n%s--- got\n%s", c->name, c->want, got);
    if (*c->want != 'E' && strcmp(c->want, rows) != 0)
        fail_msg("%s, row by row:\n--- wanted\n%s--- got\n%s", c->name, c->want, rows);
}

static void check_cases(const Case *cases, size_t n, const TcReadOptions *options)
{
    DataForm form;

    small_form_init(&form);
    for (size_t i = 0; i < n; i++)
        check_case(&form.schema, &cases[i], options);
    data_form_clear(&form);
}

static void test_forms(void **state)
{
    static const TcReadOptions options = {.any_columns = true};
    static const Case cases[] = {
        {"array", "[{'Mã':'1','A':2},\n{'Mã':'2','A':3}]", "1|1|||2|?|?|?|?\n2|2|||3|?|?|?|?\n"},
        {"object", "{'tỉnh':'TH','x':{'y':[1]},\n'units':[{'Mã':'1','A':2}],'z':0}",
         "2|1|||2|?|?|?|?\n"},
        {"object in Vietnamese", "{'đơn vị':[{'Mã':'1','A':2}]}", "1|1|||2|?|?|?|?\n"},
        {"lines", "{'Mã':'1','A':2}\n{'Mã':'2','A':3}\n", "1|1|||2|?|?|?|?\n2|2|||3|?|?|?|?\n"},
        {"BOM", "\xEF\xBB\xBF[{'Mã':'1'}]", "1|1|||?|?|?|?|?\n"},
        {"no units", "[]", ""},
        {"empty", " \n",
         "E a.json:1: Tệp trống. Dòng đầu ghi tên cột, mỗi dòng sau là một đơn vị\n"},
        {"escapes", "[{'M\\u00e3':'\\u0031','tên':'H\\u00e0 \\u0053ơn'}]",
         "1|1|Hà Sơn||?|?|?|?|?\n"},
    };
    (void)state;
    check_cases(cases, G_N_ELEMENTS(cases), &options);
}

static void test_values(void **state)
{
    static const Case cases[] = {
        {"exact", "[{'Mã':16264,'A':1520,'B':60.5,'C':true,'D':'1/6/2023','E':-1.25e-3}]",
         "1|16264|||1520|0.605|có|2023-06-01|-0.00125\n"},
        {"long",
         "[{'Mã':'1','A':1000000000000,'B':0,'C':false,'D':null,'E':123456789012345678901234567890."
         "5}]",
         "1|1|||1000000000000|0|không|_|123456789012345678901234567890.5\n"},
        {"strings as cells",
         "[{'Mã':'1','A':'1.520','B':'60,5%','C':'Không','D':'2023-06-01','E':' 1,5 '}]",
         "1|1|||1520|0.605|không|2023-06-01|1.5\n"},
        {"whole by value", "[{'Mã':'1','A':12.0,'B':1E2,'C':null,'D':'','E':0e5}]",
         "1|1|||12|1|_|_|0\n"},
        {"bad values", "[{'Mã':'1','A':1.5,'B':true,'C':1,\n'D':45076,'E':[1,{}]}]",
         "E a.json:1: [A]: Ô [A] ghi \"1.5\". Cột này nhận số nguyên. Nhập số không có phần lẻ, "
         "viết liền, ví dụ: 1234\n"
         "E a.json:1: [B]: Ô [B] ghi \"true\". Cột này nhận: phần trăm. Giá trị true, false chỉ "
         "dùng cho "
         "cột có/không\n"
         "E a.json:1: [C]: Ô [C] ghi \"1\". Cột này nhận: có, không. Ghi theo các từ đó, hoặc "
         "khai nghĩa ở cột: \"1\" là có, hoặc là không\n"
         "E a.json:2: [D]: Ô [D] ghi \"45076\": có thể là số thứ tự ngày của Excel (30/05/2023). "
         "Trong "
         "Excel định dạng cột là Ngày (dd/mm/yyyy) rồi lưu lại\n"
         "E a.json:2: [E]: Ô [E] là một danh sách hoặc đối tượng, không phải giá trị. Ghi số, "
         "chuỗi, true, "
         "false; chưa có thì null\n"},
        {"endless exponent", "[{'Mã':'1','A':1,'B':1,'C':null,'D':null,'E':1e1001}]",
         "E a.json:1: [E]: Ô [E] có số quá dài. Một số có nhiều nhất 1.000 chữ số\n"},
        {"zero byte", "[{'Mã':'1','A':'1\\u0000','B':1,'C':null,'D':null,'E':1}]",
         "E a.json:1: [A]: Ô [A] có ký tự rỗng (byte 0). Lưu lại tệp dạng CSV UTF-8; nếu vẫn còn, "
         "gõ lại "
         "ô này\n"},
        {"unit twice", "[{'Mã':'1','A':1,'B':1,'C':null,'D':null,'E':1},\n{'Mã':1,'A':1}]",
         "E a.json:2: Hai dòng cùng mã \"1\" (dòng 1 và 2). Mỗi đơn vị chỉ có một dòng: xóa hoặc "
         "sửa mã "
         "một dòng\n"},
    };
    (void)state;
    check_cases(cases, G_N_ELEMENTS(cases), NULL);
}

static void test_mistakes(void **state)
{
    static const Case cases[] = {
        {"key twice", "[{'Mã':'1','A':1,\n'a':2,'B':1,'C':null,'D':null,'E':1}]",
         "E a.json:2: [A]: Khóa \"A\" có hai lần trong một đơn vị. Giữ một lần\n"},
        {"no object", "[{'A':1,'B':1,'C':null,'D':null,'E':1},\n5,[1]]",
         "E a.json:2: Dòng 2 của tệp JSON không phải một đơn vị. Viết mỗi đơn vị là một đối tượng: "
         "{\"Mã "
         "xã\": \"16264\", \"Tổng số hộ\": 1520}\n"
         "E a.json:2: Dòng 2 của tệp JSON không phải một đơn vị. Viết mỗi đơn vị là một đối tượng: "
         "{\"Mã "
         "xã\": \"16264\", \"Tổng số hộ\": 1520}\n"},
        {"bare value", "5",
         "E a.json:1: Dòng 1 của tệp JSON không phải một đơn vị. Viết mỗi đơn vị là một đối tượng: "
         "{\"Mã "
         "xã\": \"16264\", \"Tổng số hộ\": 1520}\n"},
        {"depth", "[[[[\n[1]]]]]",
         "E a.json:1: Tệp JSON lồng quá 4 bậc ở dòng 1. Số liệu của một đơn vị viết phẳng: mỗi cột "
         "một "
         "khóa\n"},
        {"comma too many", "[{'A':1},\n{'A':2,}]",
         "E a.json:2: Tệp JSON viết sai ở dòng 2. Kiểm tra dấu phẩy, dấu ngoặc và dấu ngoặc kép "
         "quanh chỗ "
         "đó: , {\"A\":2,}\n"},
        {"cut off", "[{'A':1},\n{'A':",
         "E a.json:2: Tệp JSON viết sai ở dòng 2. Kiểm tra dấu phẩy, dấu ngoặc và dấu ngoặc kép "
         "quanh chỗ "
         "đó: tệp kết thúc giữa chừng\n"},
        {"cut off behind a unit", "[{'A':1}",
         "E a.json:1: Tệp JSON viết sai ở dòng 1. Kiểm tra dấu phẩy, dấu ngoặc và dấu ngoặc kép "
         "quanh chỗ "
         "đó: tệp kết thúc giữa chừng\n"},
        {"encoding", "[{'A':'\xB7'}]",
         "E a.json:1: Tệp không phải Unicode UTF-8 (có thể TCVN3 hoặc Windows-1258). Mở bằng phần "
         "mềm gốc, "
         "lưu lại dạng UTF-8\n"},
        {"nothing known", "[{'q':1}]",
         "E a.json:1: Đơn vị ở dòng 1 không có tên trường nào khớp với phần số liệu của tệp quy "
         "định. Đặt tên trường theo tên cột đã khai; cần có: [A], [B], [C], [D], [E]\n"},
    };
    (void)state;
    check_cases(cases, G_N_ELEMENTS(cases), NULL);
}

/* A string of megabytes is cut while it is read, wherever its escapes and letters fall. */
static void test_long_string(void **state)
{
    static const TcReadOptions options = {.lenient = true, .any_columns = true};
    DataForm form;
    (void)state;

    small_form_init(&form);
    for (size_t shift = 0; shift < 9; shift++) {
        GString *text = g_string_new("[{\"Mã\":\"1\",\"A\":\"");
        g_string_append_len(text, "xxxxxxxxx", (gssize)shift);
        for (size_t i = 0; i < 2 << 20; i += 9)
            g_string_append(text, "\\u00e1ệ");
        g_string_append(text, "\",\n\"E\":7}]");
        g_autofree char *got = data_read(&form.schema, "a.json", text->str, text->len, &options, 5);
        assert_string_equal(
            got, "1|1|||!|?|?|?|7\nW a.json:1: [A]: Ô [A] dài quá 1048576 byte. Kiểm tra "
                 "dấu ngoặc kép ở các dòng phía trên; một ô số liệu chỉ vài chữ\n");
        g_string_free(text, TRUE);
    }
    data_form_clear(&form);
}

/* More units than a block, and texts that straddle the reads. */
static void test_many(void **state)
{
    static const TcReadOptions options = {.any_columns = true};
    DataForm form;
    GString *text = g_string_new("[");
    uint64_t n = 0;
    (void)state;

    for (unsigned i = 0; i < 20000; i++)
        g_string_append_printf(text, "%s{\"Mã\":\"%u\",\"A\":%u,\n\"tên\":\"Xã số %u\"}",
                               i ? "," : "", i, i * 3, i);
    g_string_append(text, "]\n");
    small_form_init(&form);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(TcReader) reader =
        tc_reader_open_bytes("-", text->str, text->len, &form.schema, &options, diags);
    g_autoptr(TcBlock) block = tc_block_new(&form.schema);
    while (tc_reader_next(reader, block, 700, NULL))
        for (uint32_t row = 0; row < block->n; row++, n++) {
            assert_int_equal(block->rows[row].line, n + 1);
            assert_int_equal(tc_column_value(&block->columns[0], row), n * 3);
            assert_int_equal(atoi(block->rows[row].code), n);
        }
    assert_int_equal(n, 20000);
    assert_int_equal(tc_diag_list_length(diags), 0);
    g_string_free(text, TRUE);
    data_form_clear(&form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),    cmocka_unit_test(test_values),
        cmocka_unit_test(test_mistakes), cmocka_unit_test(test_long_string),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
