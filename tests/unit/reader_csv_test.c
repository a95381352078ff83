/* CSV files as people and spreadsheets write them: the form of the file and its cells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "support/data_cases.h"

static void test_forms(void **state)
{
    static const DataCase cases[] = {
        {"comma", "Mã,A,B,C,D,E\n1,2,60,có,1/6/2023,0.5\n",
         "E a.csv:2: cột F [E]: Ô F2 ghi \"0.5\". Số thập phân dùng dấu phẩy. Viết: 0,5; cả tệp "
         "viết như vậy thì thêm --data-style en\n"},
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
    data_check_cases(cases, G_N_ELEMENTS(cases), NULL);
}

static void test_numbers(void **state)
{
    static const DataCase cases[] = {
        {"groups", "Mã;A;B;C;D;E\n1;1.234.567;;;;\n2;1234567;;;;\n3;0012;;;;\n4;12,0;;;;\n",
         "2|1|||1234567|_|_|_|_\n3|2|||1234567|_|_|_|_\n4|3|||12|_|_|_|_\n5|4|||12|_|_|_|_\n"},
        {"no groups behind a 0", "Mã;A;B;C;D;E\n1;;;;;0.500\n",
         "E a.csv:2: cột F [E]: Ô F2 ghi \"0.500\". Số thập phân dùng dấu phẩy. Viết: 0,500; cả "
         "tệp viết như vậy thì thêm --data-style en\n"},
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
         "1.234.567; cả tệp viết như vậy thì thêm --data-style en\n"},
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
    data_check_cases(cases, G_N_ELEMENTS(cases), NULL);
}

static void test_words_and_dates(void **state)
{
    static const DataCase cases[] = {
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
    data_check_cases(cases, G_N_ELEMENTS(cases), NULL);
}

static void test_english_style(void **state)
{
    static const TcReadOptions options = {.style = TC_LANG_EN};
    static const DataCase cases[] = {
        {"points", "Code,A,B,C,D,E\n1,1234567,60.5,yes,2023-06-01,0.5\n2,3,60%,FALSE,,1\n",
         "2|1|||1234567|0.605|có|2023-06-01|0.5\n3|2|||3|0.6|không|_|1\n"},
        {"groups",
         "Code;A;B;C;D;E\n1;1,234,567;;;;1,234.5\n2;1,234;;;;-12,000,000,000,000,000,000\n",
         "2|1|||1234567|_|_|_|1234.5\n3|2|||1234|_|_|_|-12000000000000000000\n"},
        {"comma", "Code;A;B;C;D;E\n1;;60,5;;;\n",
         "E a.csv:2: cột C [B]: Ô C2 ghi \"60,5\". Tệp này viết số kiểu quốc tế: số thập phân dùng "
         "dấu "
         "chấm. Viết: 60.5; cả tệp viết như vậy thì thêm --data-style vi\n"},
    };
    (void)state;
    data_check_cases(cases, G_N_ELEMENTS(cases), &options);
}

#define HEAD                                                                                                               \
    "Mã xã;Tên xã;Huyện;Tổng số hộ;Hộ trả tiền điện;Tỷ lệ;Hệ số;Số tiền;Có trang;Vùng;" \
    "Ngày công nhận;Ghi chú;Kế hoạch;Thẩm định 3.4\n"

static void test_types(void **state)
{
    (void)state;
    data_check_large(
        HEAD "16264;Yên Thọ;Như Thanh;1.520;912;60%;0,6;1.234,5;x;MIỀN  NÚI;;đã họp;12/KH;đạt\n"
             "15415;Yên Thọ;Yên Định;1;1;;;-3,25;;đồng bằng;chưa có;kha\xCC\x81"
             "c;không;không\n"
             "15416;Hà Sơn;;;;;;;;;01/6/2023;;;chờ thẩm định\n",
        NULL,
        "2|16264|Yên Thọ|Như Thanh|1520|912|0.6|0.6|1234.5|có|#1|none|0'đã họp'|1'12/KH'|có\n"
        "3|15415|Yên Thọ|Yên Định|1|1|_|_|-3.25|_|#0|none|-1'khác'|0'không'|không\n"
        "4|15416|Hà Sơn||_|_|_|_|_|_|_|2023-06-01|_|_|_\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),           cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_words_and_dates), cmocka_unit_test(test_english_style),
        cmocka_unit_test(test_types),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
