/* CSV files as people and spreadsheets write them, read into rows and diagnostics. */
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

/* [A] whole, [B] percent, [C] yes/no ("x" là có), [D] date, [E] ratio. */
static void small_form_init(DataForm *form)
{
    static const char *yes[] = {"x"};

    *form = (DataForm){.schema = {.columns = form->columns, .limits = form->limits}};
    data_form_add(form, "A", TC_TYPE_INTEGER);
    data_form_add(form, "B", TC_TYPE_PERCENT);
    TcColumnSpec *column = data_form_add(form, "C", TC_TYPE_YES_NO);
    column->yes = yes;
    column->n_yes = 1;
    data_form_add(form, "D", TC_TYPE_DATE);
    data_form_add(form, "E", TC_TYPE_RATIO);
}

static void check_text(const char *name, const char *want, const char *got)
{
    if (strcmp(want, got) != 0)
        fail_msg("%s:\n--- wanted\n%s--- got\n%s", name, want, got);
}

/* Every case is read in large blocks and row by row: both must give the same. */
static void check_cases(const Case *cases, size_t n, const TcReadOptions *options)
{
    DataForm form;

    small_form_init(&form);
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(cases[i].text);
        g_autofree char *blocks =
            data_read(&form.schema, "a.csv", cases[i].text, length, options, TC_BLOCK_ROWS);
        g_autofree char *rows = data_read(&form.schema, "a.csv", cases[i].text, length, options, 1);
        check_text(cases[i].name, cases[i].want, blocks);
        if (*cases[i].want != 'E') /* row by row, rows before the error are delivered */
            check_text(cases[i].name, cases[i].want, rows);
    }
    data_form_clear(&form);
}

static void test_forms(void **state)
{
    static const Case cases[] = {
        {"comma", "Mã,A,B,C,D,E\n1,2,60,có,1/6/2023,0.5\n",
         "E a.csv:2: cột F [E]: Ô F2 ghi \"0.5\". Số thập phân dùng dấu phẩy. Viết: 0,5\n"},
        {"quoted decimals", "Mã,A,B,C,D,E\n1,2,\"60,5\",có,1/6/2023,\"0,5\"\n",
         "2|1|||2|0.605|có|2023-06-01|0.5\n"},
        {"semicolons", "Mã;A;B;C;D;E\r\n1;2;60,5;có;01/06/2023;0,5\r\n",
         "2|1|||2|0.605|có|2023-06-01|0.5\n"},
        {"tabs and BOM", "\xEF\xBB\xBFMã\tA\tB\tC\tD\tE\n1\t2\t60%\tkhông\t2023-06-01\t50%",
         "2|1|||2|0.6|không|2023-06-01|0.5\n"},
        {"sep line", "sep=;\r\nMã;A;B;C;D;E\r\n1;2;0;x;;\r\n", "3|1|||2|0|có|_|_\n"},
        {"sep line in quotes", "\"sep=;\"\nMã;A;B;C;D;E\n1;2;0;x;;\n", "3|1|||2|0|có|_|_\n"},
        {"delimiters in headings",
         "\"Mã\";\"A\";\"B\";\"C\";\"D\";\"E\";\"x, y, z, t, u, v, w\"\n1;2;;;;;\n",
         "2|1|||2|_|_|_|_\n"},
        {"quotes", "Mã,Tên xã,A,B,C,D,E\n\"1\",\"Xã \"\"An\"\", cũ\",\" 7 \",,\"có\",,\n",
         "2|1|Xã \"An\", cũ||7|_|có|_|_\n"},
        {"line ends in cells", "Mã,\"Tên\nxã\",A,B,C,D,E\n1,\"a\r\nb\",1,,,,\n2,c,2,,,,\n",
         "3|1|a\r\nb||1|_|_|_|_\n5|2|c||2|_|_|_|_\n"},
        {"headings in NFD", "Ma\xCC\x83 xa\xCC\x83;a;b;c;d;e\n1;2;;;;\n", "2|1|||2|_|_|_|_\n"},
        {"heading case and blanks", " mã_XÃ ; a ;b;C;d;E \n1;2;;;;\n", "2|1|||2|_|_|_|_\n"},
        {"empty rows and columns",
         ";;;;;;;\nMã;A;B;C;D;E;;\n\n1;2;;;;;;\n;;;;;;;\n\"\";\"\";;;;;;\n3;4;;;;;;\n;;\n\n",
         "4|1|||2|_|_|_|_\n7|3|||4|_|_|_|_\n"},
        {"columns nobody knows", "STT;Mã;Zzzzz;A;B;C;D;E\n1;9;\"ab;c\";2;;;;\n",
         "2|9|||2|_|_|_|_\n"},
        {"no line end", "Mã;A;B;C;D;E\n1;2;3;x;;0", "2|1|||2|0.03|có|_|0\n"},
        {"no-break spaces",
         "Mã;A;B;C;D;E\n1;\xC2\xA0"
         "12\xC2\xA0;;;;\n",
         "2|1|||12|_|_|_|_\n"},
    };
    (void)state;
    check_cases(cases, G_N_ELEMENTS(cases), NULL);
}

static void test_numbers(void **state)
{
    static const Case cases[] = {
        {"groups", "Mã;A;B;C;D;E\n1;1.234.567;;;;\n2;1234567;;;;\n3;0012;;;;\n4;12,0;;;;\n",
         "2|1|||1234567|_|_|_|_\n3|2|||1234567|_|_|_|_\n4|3|||12|_|_|_|_\n5|4|||12|_|_|_|_\n"},
        {"edges", "Mã;A;B;C;D;E\n1;1000000000000;100;;;1,123456789\n2;99999999;0,0001%;;;-5\n",
         "2|1|||1000000000000|1|_|_|1.123456789\n3|2|||99999999|0.000001|_|_|-5\n"},
        {"beyond int64", "Mã;A;B;C;D;E\n1;;;;;123456789012345678901234567890,5\n",
         "2|1|||_|_|_|_|123456789012345678901234567890.5\n"},
        {"over the range", "Mã;A;B;C;D;E\n1;1000000000001;101;;;\n",
         "E a.csv:2: cột B [A]: Ô B2 ghi \"1000000000001\". Cột này nhận giá trị từ 0 đến "
         "1.000.000.000.000. Nhập giá trị từ 0 đến 1.000.000.000.000; nếu mức này sai, sửa khai "
         "báo "
         "của cột trong tệp quy định\n"
         "E a.csv:2: cột C [B]: Ô C2 ghi \"101\". Cột này nhận giá trị từ 0% đến 100%. Nhập giá "
         "trị "
         "từ 0% đến 100%; nếu mức này sai, sửa khai báo của cột trong tệp quy định\n"},
        {"negative", "Mã;A;B;C;D;E\n1;-5;;;;\n",
         "E a.csv:2: cột B [A]: Ô B2 ghi \"-5\". Cột này không nhận số âm. Nhập số từ 0 "
         "trở lên; nếu số âm là đúng, thêm vào khai báo cột: có thể âm\n"},
        {"not whole", "Mã;A;B;C;D;E\n1;1,5;;;;\n",
         "E a.csv:2: cột B [A]: Ô B2 ghi \"1,5\". Cột này nhận số nguyên. Nhập số không có phần "
         "lẻ, viết liền, ví dụ: 1234\n"},
        {"percent sign on a count", "Mã;A;B;C;D;E\n1;60%;;;;\n",
         "E a.csv:2: cột B [A]: Ô B2 ghi \"60%\". Cột này nhận: số nguyên, không nhận phần trăm. "
         "Nhập số tuyệt đối; nếu cột là tỷ lệ, khai trong tệp quy định: phần trăm\n"},
        {"two commas", "Mã;A;B;C;D;E\n1;1,234,567;;;;\n",
         "E a.csv:2: cột B [A]: Ô B2 ghi \"1,234,567\". Dấu ngăn trong số này không hiểu được. "
         "Viết: "
         "1.234.567\n"},
        {"rough figures", "Mã;A;B;C;D;E\n1;gần 4.400;trên 50%;;;60 - 70%\n",
         "E a.csv:2: cột B [A]: Ô B2 ghi \"gần 4.400\": số gần đúng hoặc khoảng, không phải số "
         "liệu. "
         "Nhập số đúng; chưa có thì để trống\n"
         "E a.csv:2: cột C [B]: Ô C2 ghi \"trên 50%\": số gần đúng hoặc khoảng, không phải số "
         "liệu. "
         "Nhập số đúng; chưa có thì để trống\n"
         "E a.csv:2: cột F [E]: Ô F2 ghi \"60 - 70%\": số gần đúng hoặc khoảng, không phải số "
         "liệu. "
         "Nhập số đúng; chưa có thì để trống\n"},
        {"mixture", "Mã;A;B;C;D;E\n1;;60;;;\n2;;0,6;;;\n3;;0,7;;;\n",
         "E a.csv:2: cột C [B]: Cột [B] lẫn \"60\" (dòng 2) và \"0,6\" (dòng 3 và 1 ô khác), không "
         "rõ \"0,6\" là bao nhiêu phần trăm. Ghi dấu % cho rõ: 0,6% hoặc 60%; hoặc ghi cả cột một "
         "cách: trong tệp quy định, phần trăm đọc \"60\" "
         "là 60%, tỷ lệ đọc \"0,6\" là 60%\n"},
        {"a sign says it", "Mã;A;B;C;D;E\n1;;60;;;\n2;;0,6%;;;\n",
         "2|1|||_|0.6|_|_|_\n3|2|||_|0.006|_|_|_\n"},
        {"all small", "Mã;A;B;C;D;E\n1;;0,6;;;\n2;;1;;;\n",
         "2|1|||_|0.006|_|_|_\n3|2|||_|0.01|_|_|_\n"
         "W a.csv:2: cột C [B]: Cột [B] khai phần trăm nhưng mọi số đều không quá 1, ví dụ \"0,6\" "
         "(dòng 2). Nếu \"0,6\" nghĩa là 60%, khai: tỷ lệ; nếu là 0,6%, viết rõ dấu %\n"},
    };
    (void)state;
    check_cases(cases, G_N_ELEMENTS(cases), NULL);
}

static void test_words_and_dates(void **state)
{
    static const Case cases[] = {
        {"yes and no", "Mã;A;B;C;D;E\n1;;;Có;;\n2;;;KHÔNG;;\n3;;;X;;\n4;;;co\xCC\x81;;\n",
         "2|1|||_|_|có|_|_\n3|2|||_|_|không|_|_\n4|3|||_|_|có|_|_\n5|4|||_|_|có|_|_\n"},
        {"other marks", "Mã;A;B;C;D;E\n1;;;v;;\n2;;;1;;\n3;;;yes;;\n",
         "E a.csv:2: cột D [C]: Ô D2 ghi \"v\". Cột này nhận: có, không, \"x\" (là có). Ghi "
         "theo các từ đó, hoặc khai nghĩa ở cột: \"v\" là có, hoặc là không\n"
         "E a.csv:3: cột D [C]: Ô D3 ghi \"1\". Cột này nhận: có, không, \"x\" (là có). Ghi "
         "theo các từ đó, hoặc khai nghĩa ở cột: \"1\" là có, hoặc là không\n"
         "E a.csv:4: cột D [C]: Ô D4 ghi \"yes\". Cột này nhận: có, không, \"x\" (là có). Có "
         "phải \"có\"? Ghi theo các từ đó, hoặc khai nghĩa ở cột: \"yes\" là có, hoặc là không\n"},
        {"dates",
         "Mã;A;B;C;D;E\n1;;;;7/1/2025;\n2;;;;29/02/2024;\n3;;;;2025-12-31;\n4;;;;10-11-2021;\n",
         "2|1|||_|_|_|2025-01-07|_\n3|2|||_|_|_|2024-02-29|_\n4|3|||_|_|_|2025-12-31|_\n"
         "5|4|||_|_|_|2021-11-10|_\n"},
        {"bad dates",
         "Mã;A;B;C;D;E\n1;;;;01/15/2024;\n2;;;;29/02/2023;\n3;;;;31/12/25;\n4;;;;6/"
         "2023;\n5;;;;45076;\n6;;;;quý II;\n",
         "E a.csv:2: cột E [D]: Ô E2 ghi \"01/15/2024\". Không có tháng đó. Ngày viết theo "
         "ngày/tháng/năm: 15/01/2024\n"
         "E a.csv:3: cột E [D]: Ô E3 ghi \"29/02/2023\". Tháng đó không có ngày này. Sửa lại "
         "ngày; ngày cuối của tháng đó: 28/02/2023\n"
         "E a.csv:4: cột E [D]: Ô E4 ghi \"31/12/25\". Năm phải đủ bốn chữ số. Viết: 31/12/2025\n"
         "E a.csv:5: cột E [D]: Ô E5 ghi \"6/2023\". Ngày chưa đủ ngày, tháng, năm. Viết đủ "
         "ngày, tháng, năm, ví dụ: 01/06/2023\n"
         "E a.csv:6: cột E [D]: Ô E6 ghi \"45076\": có thể là số thứ tự ngày của Excel "
         "(30/05/2023). "
         "Trong Excel định dạng cột là Ngày (dd/mm/yyyy) rồi lưu lại\n"
         "E a.csv:7: cột E [D]: Ô E7 ghi \"quý II\": không có ngày. Cột này nhận ngày. Nhập ngày, "
         "ví dụ 15/01/2024; nếu chưa biết thì để trống ô; nếu việc đó chưa làm, khai ở cột: để "
         "trống là chưa có\n"},
        {"Excel's leftovers", "Mã;A;B;C;D;E\n1;###;#N/A;#DIV/0!;'1/1/2024;=A1*2\n",
         "E a.csv:2: cột B [A]: Ô B2 ghi \"###\": cột trong Excel quá hẹp nên số không hiện ra. Mở "
         "rộng "
         "cột trong Excel rồi lưu lại\n"
         "E a.csv:2: cột C [B]: Ô C2 ghi \"#N/A\": công thức trong Excel bị lỗi. Sửa công thức "
         "hoặc nhập "
         "số; chưa có số liệu thì để trống\n"
         "E a.csv:2: cột D [C]: Ô D2 ghi \"#DIV/0!\": công thức trong Excel bị lỗi. Sửa công thức "
         "hoặc "
         "nhập số; chưa có số liệu thì để trống\n"
         "E a.csv:2: cột E [D]: Ô E2 ghi \"'1/1/2024\": có dấu nháy đơn ở đầu. Bỏ dấu nháy đơn, "
         "giữ phần "
         "sau\n"
         "E a.csv:2: cột F [E]: Ô F2 ghi \"=A1*2\": là công thức, không phải giá trị. Trong Excel "
         "chép "
         "rồi dán giá trị (Paste Values), lưu lại\n"},
    };
    (void)state;
    check_cases(cases, G_N_ELEMENTS(cases), NULL);
}

static void test_headings(void **state)
{
    static const Case cases[] = {
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
         "E a.csv:1: Tệp số liệu trống. Dòng đầu ghi tên cột, mỗi dòng sau là một đơn vị\n"},
        {"blank file", "\n;;\n\n",
         "E a.csv:1: Tệp số liệu trống. Dòng đầu ghi tên cột, mỗi dòng sau là một đơn vị\n"},
        {"headings only", "Mã;A;B;C;D;E\n",
         "W a.csv:1: Tệp số liệu không có dòng đơn vị nào. Nhập mỗi đơn vị một dòng dưới dòng tên "
         "cột\n"},
        {"workbook", "PK\x03\x04xxxxxxxxxxxxxxx",
         "E a.csv:1: Tệp số liệu không phải tệp CSV hay JSON mà là sổ tính Excel (.xlsx). Mở bằng "
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
    check_cases(cases, G_N_ELEMENTS(cases), NULL);
}

static void test_rows(void **state)
{
    static const Case cases[] = {
        {"totals", "Mã;Tên;A;B;C;D;E\n1;x;2;;;;\n;Tổng cộng:;3;;;;\n",
         "E a.csv:3: Dòng \"Tổng cộng:\" là dòng tổng, không phải đơn vị. Xóa dòng này khỏi tệp số "
         "liệu; nếu đúng là tên đơn vị, ghi thêm mã hoặc loại (xã …)\n"},
        {"totals in NFD", "Mã;A;B;C;D;E\nCo\xCC\xA3\xCC\x82ng;2;;;;\n",
         "E a.csv:2: Dòng \"Co\xCC\xA3\xCC\x82ng\" là dòng tổng, không phải đơn vị. Xóa dòng này "
         "khỏi tệp số liệu; nếu đúng là tên đơn vị, ghi thêm mã hoặc loại (xã …)\n"},
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
         "W a.csv:2: Dòng có 3 ô, dòng tên cột có 6; các ô còn lại tính là để trống. Kiểm tra dòng "
         "này có "
         "bị cắt hay không\n"},
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
    check_cases(cases, G_N_ELEMENTS(cases), NULL);
}

static void test_english_style(void **state)
{
    static const TcReadOptions options = {.style = TC_LANG_EN};
    static const Case cases[] = {
        {"points", "Code,A,B,C,D,E\n1,1234567,60.5,yes,2023-06-01,0.5\n2,3,60%,FALSE,,1\n",
         "2|1|||1234567|0.605|có|2023-06-01|0.5\n3|2|||3|0.6|không|_|1\n"},
        {"comma", "Code;A;B;C;D;E\n1;;60,5;;;\n",
         "E a.csv:2: cột C [B]: Ô C2 ghi \"60,5\". Tệp này viết số kiểu quốc tế: số thập phân dùng "
         "dấu "
         "chấm. Viết: 60.5\n"},
    };
    (void)state;
    check_cases(cases, G_N_ELEMENTS(cases), &options);
}

static void test_lenient(void **state)
{
    static const TcReadOptions options = {.lenient = true, .limit = 2};
    static const Case cases[] = {
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
    check_cases(cases, G_N_ELEMENTS(cases), &options);
}

/* Breaches, appraisals, choices, texts, documents, aliases, suggestions: the larger form. */
static void check_large(const char *text, const TcReadOptions *options, const char *want)
{
    DataForm form;

    data_form_init(&form);
    g_autofree char *got =
        data_read(&form.schema, "a.csv", text, strlen(text), options, TC_BLOCK_ROWS);
    data_form_clear(&form);
    check_text(text, want, got);
}

#define HEAD                                                                                                               \
    "Mã xã;Tên xã;Huyện;Tổng số hộ;Hộ trả tiền điện;Tỷ lệ;Hệ số;Số tiền;Có trang;Vùng;" \
    "Ngày công nhận;Ghi chú;Kế hoạch;Thẩm định 3.4\n"

static void test_types(void **state)
{
    (void)state;
    check_large(
        HEAD "16264;Yên Thọ;Như Thanh;1.520;912;60%;0,6;1.234,5;x;MIỀN  NÚI;;đã họp;12/KH;đạt\n"
             "15415;Yên Thọ;Yên Định;1;1;;;-3,25;;đồng bằng;chưa có;kha\xCC\x81"
             "c;không;không\n"
             "15416;Hà Sơn;;;;;;;;;01/6/2023;;;chờ thẩm định\n",
        NULL,
        "2|16264|Yên Thọ|Như Thanh|1520|912|0.6|0.6|1234.5|có|#1|none|0'đã họp'|1'12/KH'|có\n"
        "3|15415|Yên Thọ|Yên Định|1|1|_|_|-3.25|_|#0|none|-1'khác'|0'không'|không\n"
        "4|15416|Hà Sơn||_|_|_|_|_|_|_|2023-06-01|_|_|_\n");
}

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
    check_large(
        "Mã xã;Tên xã;Tổng số hộ;Ngày công nhận\n1;Xã Triệu Thành;;\n", &options,
        "2|1|Xã Triệu Thành||_|?|?|?|?|?|?|none|?|?|?\n"
        "W a.csv:2: cột C [Tổng số hộ]: Xã Triệu Thành: [Tổng số hộ] để trống (dòng 2, cột C), "
        "tính là thiếu số liệu, không phải 0. Nếu không có, nhập 0\n");
}

static void test_suggestions(void **state)
{
    (void)state;
    check_large(
        "Mã xã;TỔNG SỐ HỘ DÂN CƯ;Hộ trả tiền điên;Tỷ lệ;Hệ số;Số tiền;Có trang;Vùng;Ngày công nhận;"
        "Ghi chú;Kế hoạch\n",
        NULL,
        "W a.csv:1: cột C [Hộ trả tiền điên]: Tệp số liệu không có cột [Hộ trả tiền điện]. Cột "
        "gần giống: [Hộ trả tiền điên] (cột C). Nếu là một, sửa tiêu đề cột "
        "trong tệp số liệu thành [Hộ trả tiền điện], hoặc thêm vào khai báo cột: tên khác "
        "[Hộ trả tiền điên]\n"
        "W a.csv:1: Tệp số liệu không có dòng đơn vị nào. Nhập mỗi đơn vị một dòng dưới dòng "
        "tên cột\n");
    check_large(
        "Mã xã;Tổng số hộ;Hộ trả tiền điện;Tỷ lệ;Hệ số;Số tiền;Có trаng;Vùng;Ngày công nhận;"
        "Ghi chú;Kế hoạch\n",
        NULL,
        "W a.csv:1: cột G [Có trаng]: Tên cột [Có trаng] (cột G) có chữ \"а\" trông như \"a\" "
        "nhưng là chữ khác. Gõ lại tên cột: [Có trang]\n"
        "W a.csv:1: Tệp số liệu không có dòng đơn vị nào. Nhập mỗi đơn vị một dòng dưới dòng "
        "tên cột\n");
}

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
        check_text("long cell", want, got);
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
    check_text(
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
    check_text(
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
    check_text(
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
            assert_int_equal(block->columns[0].value[row], n * 7);
            assert_int_equal(block->columns[2].value[row], n % 3 != 0);
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
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_words_and_dates),
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_english_style),
        cmocka_unit_test(test_lenient),
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_breach),
        cmocka_unit_test(test_blanks),
        cmocka_unit_test(test_suggestions),
        cmocka_unit_test(test_long_cell),
        cmocka_unit_test(test_long_row),
        cmocka_unit_test(test_long_plain_cell),
        cmocka_unit_test(test_straddling),
        cmocka_unit_test(test_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
