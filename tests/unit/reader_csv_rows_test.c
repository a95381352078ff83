/* CSV files: headings, rows that are no units, what breaks a limit, what is blank. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "support/data_cases.h"

static void test_headings(void **state)
{
    static const DataCase cases[] = {
        {"twice", "Mã;A;B;C;D;E;a\n",
         "E a.csv:1: cột G [a]: Hai cột cùng tên [a]: cột B và cột G. Xóa một cột hoặc đổi tên\n"},
        {"unit twice", "Mã;Mã;A;B;C;D;E\n",
         "E a.csv:1: cột B [Mã]: Hai cột cùng tên [Mã]: cột A và cột B. Xóa một cột hoặc đổi "
         "tên\n"},
        {"none", "BÁO CÁO\n1;2\n",
         "E a.csv:1: Không tên cột nào ở dòng 1 khớp với phần số liệu của tệp quy định. Dòng đầu "
         "phải là dòng tên cột (xóa dòng tiêu đề ở trên, nếu có); tên cột cần có: [A], [B], [C], "
         "[D], [E]\n"},
        {"absent", "Mã;A;D\n1;2;\n",
         "2|1|||2|?|?|_|?\n"
         "W a.csv:1: Tệp số liệu không có cột: [B], [C], [E]. Thêm cột vào tệp số liệu; nếu tệp "
         "ghi tên khác, khai ở cột đó trong tệp quy định: tên khác […]\n"},
        {"no unit", "A;B;C;D;E\n1;;;;\n",
         "2||||1|_|_|_|_\n"
         "W a.csv:1: Tệp số liệu không có cột mã hoặc tên đơn vị. Thêm cột \"Mã xã\" hoặc \"Tên "
         "xã\"; nếu "
         "không, kết quả chỉ ghi số dòng\n"},
        {"unnamed", "Mã;A;;B;C;D;E\n1;2;x;;;;\n2;3;y;;;;\n",
         "2|1|||2|_|_|_|_\n3|2|||3|_|_|_|_\n"
         "W a.csv:2: Cột C không có tên nhưng có số liệu (dòng 2). Ghi tên cột vào dòng tên cột, "
         "hoặc "
         "xóa cột\n"},
        {"mojibake",
         "M\xC3\x83\xC2\xA3 x\xC3\x83\xC2\xA3;T\xC3\xA1\xC2\xBB\xC2\xB7;A;B;C;D;E\n1;;;;;\n",
         "E a.csv:1: cột A [M\xC3\x83\xC2\xA3 x\xC3\x83\xC2\xA3]: Ô A1 ghi \"M\xC3\x83\xC2\xA3 "
         "x\xC3\x83\xC2\xA3\": chữ bị hỏng vì tệp từng được mở sai bảng mã. Lấy lại tệp gốc, khi "
         "mở "
         "chọn bảng mã UTF-8 rồi lưu\n"},
        {"empty file", "",
         "E a.csv:1: Tệp trống. Dòng đầu ghi tên cột, mỗi dòng sau là một đơn vị\n"},
        {"blank file", "\n;;\n\n",
         "E a.csv:1: Tệp trống. Dòng đầu ghi tên cột, mỗi dòng sau là một đơn vị\n"},
        {"headings only", "Mã;A;B;C;D;E\n",
         "W a.csv:1: Tệp số liệu không có dòng đơn vị nào. Nhập mỗi đơn vị một dòng dưới dòng tên "
         "cột\n"},
        {"workbook", "PK\x03\x04xxxxxxxxxxxxxxx",
         "E a.csv:1: Tệp không phải CSV hay JSON mà là sổ tính Excel (.xlsx). Mở bằng "
         "Excel, "
         "chọn Lưu thành (Save As): CSV UTF-8\n"},
        {"old Macintosh", "Mã;A;B\r1;2;3\r",
         "E a.csv:1: Tệp xuống dòng theo kiểu Macintosh cũ (chỉ có CR). Lưu lại dạng CSV UTF-8\n"},
        {"legacy encoding", "M\xB7;A;B;C;D;E\n1;2\n",
         "E a.csv:1: cột A [M�]: Tệp không phải Unicode UTF-8 (có thể TCVN3 hoặc Windows-1258). Mở "
         "bằng "
         "phần mềm gốc, lưu lại dạng UTF-8\n"},
    };
    (void)state;
    data_check_cases(cases, G_N_ELEMENTS(cases), NULL);
}

static void test_rows(void **state)
{
    static const DataCase cases[] = {
        {"totals", "Mã;Tên;A;B;C;D;E\n1;x;2;;;;\n;Tổng cộng:;3;;;;\n",
         "E a.csv:3: Dòng \"Tổng cộng:\" là dòng tổng, không phải đơn vị. Xóa dòng này khỏi tệp; "
         "nếu đúng là tên đơn vị, ghi thêm mã hoặc loại (xã …)\n"},
        {"totals in NFD", "Mã;A;B;C;D;E\nCo\xCC\xA3\xCC\x82ng;2;;;;\n",
         "E a.csv:2: Dòng \"Cộng\" là dòng tổng, không phải đơn vị. Xóa dòng này "
         "khỏi tệp; nếu đúng là tên đơn vị, ghi thêm mã hoặc loại (xã …)\n"},
        {"no total", "Mã;Tên;A;B;C;D;E\n1;Tống Sơn;2;;;;\n2;Cổ Lũng;2;;;;\n",
         "2|1|Tống Sơn||2|_|_|_|_\n3|2|Cổ Lũng||2|_|_|_|_\n"},
        {"no unit", "Mã;Tên;A;B;C;D;E\n;;2;;;;\n",
         "E a.csv:2: Dòng có số liệu nhưng không có mã và tên đơn vị. Ghi mã hoặc tên đơn vị, hoặc "
         "xóa dòng\n"},
        {"twice", "Mã;A;B;C;D;E\n5;;;;;\n3;;;;;\n5;;;;;\n",
         "E a.csv:4: Hai dòng cùng mã \"5\" (dòng 2 và 4). Mỗi đơn vị chỉ có một dòng: xóa hoặc "
         "sửa mã "
         "một dòng\n"},
        {"1.10 became 1.1", "Mã;A;B;C;D;E\n1.1;;;;;\n1.2;;;;;\n1.1;;;;;\n",
         "E a.csv:4: Hai dòng cùng mã \"1.1\" (dòng 2 và 4). Có thể Excel đã bỏ số 0 của 1.10; "
         "định dạng "
         "cột mã là Text rồi nhập lại\n"},
        {"name twice", "Tên;Huyện;A;B;C;D;E\nX;h;;;;;\nX;k;;;;;\nX;h;;;;;\n",
         "E a.csv:4: Hai dòng cùng đơn vị \"X, h\" (dòng 2 và 4). Mỗi đơn vị chỉ có một dòng: xóa "
         "một "
         "dòng, hoặc thêm cột mã, cột huyện để phân biệt\n"},
        {"long row", "Mã,A,B,C,D,E\n1,2,60,5,,,0,5\n",
         "E a.csv:2: Dòng có 8 ô, dòng tên cột chỉ có 6. Đặt số có dấu phẩy trong ngoặc kép "
         "(\"60,5\"), "
         "hoặc lưu tệp với dấu chấm phẩy giữa các cột\n"},
        {"more blanks than headings", "Mã,A,B,C,D,E\n1,2,60,x,,,,\"\", \n", "2|1|||2|0.6|có|_|_\n"},
        {"short row", "Mã;A;B;C;D;E\n1;2;3\n",
         "2|1|||2|0.03|_|_|_\n"
         "W a.csv:2: Dòng có 3 ô, dòng tên cột có 6; các ô còn lại tính là thiếu số liệu. "
         "Ghi đủ 6 ô của dòng này\n"},
        {"stray quote", "Mã;Tên;A;B;C;D;E\n1;\"Xã \"An\" Bình\";2;;;;\n",
         "E a.csv:2: cột B [Tên]: Ô B2: sau dấu ngoặc kép đóng còn chữ. Dấu ngoặc kép ở trong ô "
         "viết hai "
         "lần: \"Xã \"\"An Bình\"\"\"\n"},
        {"open quote", "Mã;Tên;A;B;C;D;E\n1;\"x;2;;;;\n2;y;\n",
         "E a.csv:2: Dấu ngoặc kép mở ở dòng 2 chưa đóng. Thêm dấu ngoặc kép đóng; dấu ngoặc kép ở "
         "trong "
         "ô viết hai lần (\"\")\n"},
        {"quote inside a plain cell", "Mã;Tên;A;B;C;D;E\n1;màn 15\" x;2;;;;\n",
         "2|1|màn 15\" x||2|_|_|_|_\n"},
    };
    (void)state;
    data_check_cases(cases, G_N_ELEMENTS(cases), NULL);
}

static void test_lenient(void **state)
{
    static const TcReadOptions options = {.lenient = true, .limit = 2};
    static const DataCase cases[] = {
        {"bad cells are open", "Mã;A;B;C;D;E\n1;x;60;v;;0,5\n2;gần 3;;;;\nTổng;9;;;;\n3;4;;;;\n",
         "2|1|||!|0.6|!|_|0.5\n3|2|||~|_|_|_|_\n5|3|||4|_|_|_|_\n"
         "W a.csv:2: cột B [A]: Ô B2 ghi \"x\": không có con số. Cột này nhận: số nguyên. Nhập "
         "bằng "
         "chữ số; nếu là không có, nhập 0; nếu chưa có số liệu, để trống ô\n"
         "W a.csv:2: cột D [C]: Ô D2 ghi \"v\". Cột này nhận: có, không, \"x\" (là có). Ghi "
         "theo các từ đó, hoặc khai nghĩa ở cột: \"v\" là có, hoặc là không\n"
         "W a.csv: Còn 2 lỗi số liệu nữa không liệt kê. Sửa các lỗi trên rồi kiểm tra lại\n"},
    };
    (void)state;
    data_check_cases(cases, G_N_ELEMENTS(cases), &options);
}

#define HEAD                                                                                                               \
    "Mã xã;Tên xã;Huyện;Tổng số hộ;Hộ trả tiền điện;Tỷ lệ;Hệ số;Số tiền;Có trang;Vùng;" \
    "Ngày công nhận;Ghi chú;Kế hoạch;Thẩm định 3.4\n"

/* A breach is told with the figures that the block has kept, and fails a strict file. */
static void check_breach(bool is_lenient)
{
    const char *text = HEAD "1;Hà Sơn;;1.000;1.200;;;;;;;;;\n";
    const TcReadOptions options = {.lenient = is_lenient};
    DataForm form;

    data_form_init(&form);
    {
        g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
        g_autoptr(TcBlock) block = tc_block_new(&form.schema);
        g_autoptr(TcReader) reader =
            tc_reader_open_bytes("a.csv", text, strlen(text), &form.schema, &options, diags);
        const TcRowBreach breach = {.limit = &form.schema.limits[0], .column = 1};
        assert_true(tc_reader_next(reader, block, 1, NULL));
        tc_block_withdraw(block, 0, 0);
        tc_block_withdraw(block, 0, 1);
        assert_true(tc_bit(block->columns[0].open, 0));
        tc_reader_breach(reader, block, &breach);
        assert_int_equal(tc_reader_failed(reader), !is_lenient);
        assert_int_equal(tc_diag_count(diags, is_lenient ? TC_WARNING : TC_ERROR), 1);
        assert_string_equal(tc_diag_list_get(diags, 0)->message,
                            "Hà Sơn: Hộ trả tiền điện (1.200) lớn hơn Tổng số hộ (1.000)");
        tc_block_clear(block);
        assert_null(tc_block_withdrawn(block, 0, 0));
    }
    data_form_clear(&form);
}

static void test_breach(void **state)
{
    (void)state;
    check_breach(false);
    check_breach(true);
}

static void test_blanks(void **state)
{
    static const TcReadOptions options = {.blanks = 100, .any_columns = true};
    (void)state;
    data_check_large(
        "Mã xã;Tên xã;Tổng số hộ;Ngày công nhận\n1;Xã Triệu Thành;;\n", &options,
        "2|1|Xã Triệu Thành||_|?|?|?|?|?|?|none|?|?|?\n"
        "W a.csv:2: cột C [Tổng số hộ]: Xã Triệu Thành: [Tổng số hộ] để trống (dòng 2, cột C), "
        "tính là thiếu số liệu, không phải 0. Nếu không có, nhập 0\n");
}

static void test_suggestions(void **state)
{
    (void)state;
    data_check_large(
        "Mã xã;TỔNG SỐ HỘ DÂN CƯ;Hộ trả tiền điên;Tỷ lệ;Hệ số;Số tiền;Có trang;Vùng;Ngày công nhận;"
        "Ghi chú;Kế hoạch\n",
        NULL,
        "W a.csv:1: cột C [Hộ trả tiền điên]: Tệp số liệu không có cột [Hộ trả tiền điện]. Cột "
        "gần giống: [Hộ trả tiền điên] (cột C). Nếu là một, sửa tiêu đề cột "
        "trong tệp số liệu thành [Hộ trả tiền điện], hoặc thêm vào khai báo cột: tên khác "
        "[Hộ trả tiền điên]\n"
        "W a.csv:1: Tệp số liệu không có dòng đơn vị nào. Nhập mỗi đơn vị một dòng dưới dòng "
        "tên cột\n");
    data_check_large(
        "Mã xã;Tổng số hộ;Hộ trả tiền điện;Tỷ lệ;Hệ số;Số tiền;Có trаng;Vùng;Ngày công nhận;"
        "Ghi chú;Kế hoạch\n",
        NULL,
        "W a.csv:1: cột G [Có trаng]: Tên cột [Có trаng] (cột G) có chữ \"а\" trông như \"a\" "
        "nhưng là chữ khác. Gõ lại tên cột: [Có trang]\n"
        "W a.csv:1: Tệp số liệu không có dòng đơn vị nào. Nhập mỗi đơn vị một dòng dưới dòng "
        "tên cột\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headings), cmocka_unit_test(test_rows),
        cmocka_unit_test(test_lenient),  cmocka_unit_test(test_breach),
        cmocka_unit_test(test_blanks),   cmocka_unit_test(test_suggestions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
