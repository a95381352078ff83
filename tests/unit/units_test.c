/* A register of units, and finding one by what people type. The rows are of the register of Thanh
 * Hóa in 2023 (as published by the project vietnamese-provinces-database, MIT). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include "data/units.h"

static const char *const rows[][3] = {
    {"16264", "xã Yên Thọ", "Huyện Như Thanh"},
    {"15415", "Xã Yên Thọ", "Huyện Yên Định"},
    {"15313", "Xã Hà Sơn", "Huyện Hà Trung"},
    {"15772", "Thị trấn Thiệu Hóa", "Huyện Thiệu Hóa"},
    {"16012", "TT. Hậu Lộc", "Huyện Hậu Lộc"},
    {"15889", "Xã Hoằng Đông", "Huyện Hoằng Hóa"},
    {"15892", "Xã Hoằng Đồng", "Huyện Hoằng Hóa"},
    {"14755", "Phường Hàm Rồng", "Thành phố Thanh Hóa"},
    {"16012", "Xã Nga An", "Huyện Nga Sơn"},
};

static void add(TcUnits *units, const char *code, const char *name, const char *parent)
{
    tc_units_add_row(units, &(TcRowInfo){.code = code, .name = name, .parent = parent});
}

static TcUnits *some_units(void)
{
    TcUnits *units = tc_units_new();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        add(units, rows[i][0], rows[i][1], rows[i][2]);
    return units;
}

static void test_split(void **state)
{
    g_autoptr(TcUnits) units = some_units();
    (void)state;

    assert_int_equal(tc_units_length(units), G_N_ELEMENTS(rows));
    const TcUnit *unit = tc_units_get(units, 4);
    assert_string_equal(unit->name, "Hậu Lộc");
    assert_string_equal(unit->kind, "thị trấn");
    assert_string_equal(unit->parent, "Huyện Hậu Lộc");
    assert_string_equal(tc_units_get(units, 7)->kind, "phường");
}

static void test_codes(void **state)
{
    static const struct {
        const char *code;
        uint32_t exact, number; /* index; 4: none */
    } cases[] = {{"00001", 0, 0}, {"1", 4, 0}, {"01", 4, 0}, {"0020", 1, 4}, {"20", 2, 4},
                 {"020", 4, 4},   {"7", 3, 3}, {"2", 4, 4},  {"", 4, 4}};
    g_autoptr(TcUnits) units = tc_units_new();
    (void)state;

    add(units, "00001", "xã An Phú", "");
    add(units, "0020", "xã Bình", "");
    add(units, "20", "xã Cát", "");
    add(units, "7", "xã Dương", "");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_int_equal(tc_units_of_code(units, cases[i].code), cases[i].exact);
        assert_int_equal(tc_units_of_number(units, cases[i].code), cases[i].number);
    }
}

static void test_has_name(void **state)
{
    static const struct {
        uint32_t unit;
        const char *name;
        bool has;
    } cases[] = {
        {2, "xã Hà Sơn", true},       {2, "Hà Sơn", true},     {2, "UBND xã Ha Son", true},
        {2, "thị trấn Hà Sơn", true}, {2, "Hà Sơn 2", false},  {5, "Hoằng Đông", true},
        {5, "Hoằng Đồng", false},     {5, "Hoang Dong", true}, {2, "xa Ha Son", true},
        {2, "xa Ha", false},          {3, "Thiệu Hoá", true},
    };
    g_autoptr(TcUnits) units = some_units();
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_int_equal(tc_units_has_name(units, cases[i].unit, cases[i].name), cases[i].has);
}

static const struct {
    const char *wanted;
    TcUnitMatch match;
    const char *code; /* of the first found; NULL: none */
} wanted_cases[] = {
    {"16264", TC_UNIT_FOUND, "16264"},
    {" 15313 ", TC_UNIT_FOUND, "15313"},
    {"Hà Sơn", TC_UNIT_FOUND, "15313"},
    {"xã hà sơn", TC_UNIT_FOUND, "15313"},
    {"UBND xã Hà Sơn", TC_UNIT_FOUND, "15313"},
    {"Ủy ban nhân dân xã Hà Sơn", TC_UNIT_FOUND, "15313"},
    {"xã\xC2\xA0Hà_Sơn", TC_UNIT_FOUND, "15313"},
    {"thị trấn Thiệu Hoá", TC_UNIT_FOUND, "15772"},
    {"TT. Thiệu Hóa", TC_UNIT_FOUND, "15772"},
    {"TT.Thiệu Hóa", TC_UNIT_FOUND, "15772"},
    {"TT Thiệu Hóa", TC_UNIT_FOUND, "15772"},
    {"P. Hàm Rồng", TC_UNIT_FOUND, "14755"},
    {"xã Yên Thọ (Như Thanh)", TC_UNIT_FOUND, "16264"},
    {"xã Yên Thọ (huyện Như Thanh)", TC_UNIT_FOUND, "16264"},
    {"Yên Thọ, huyện Yên Định", TC_UNIT_FOUND, "15415"},
    {"Yên Thọ, Yên Định, Thanh Hóa", TC_UNIT_FOUND, "15415"},
    {"Hàm Rồng (TP. Thanh Hóa)", TC_UNIT_FOUND, "14755"},
    {"xã Yên Thọ", TC_UNIT_AMBIGUOUS, "16264"},
    {"yen tho", TC_UNIT_SIMILAR, "16264"},
    {"hoang dong", TC_UNIT_SIMILAR, "15889"},
    {"phường Hà Sơn", TC_UNIT_SIMILAR, "15313"},
    {"xã Yên Thọ (Thọ Xuân)", TC_UNIT_SIMILAR, "16264"},
    {"xã Yên Thọ huyện Như Thanh", TC_UNIT_FOUND, "16264"},
    {"Yên Thọ H. Yên Định.", TC_UNIT_FOUND, "15415"},
    {"phường Hàm Rồng TP Thanh Hóa", TC_UNIT_FOUND, "14755"},
    {"xã Yên Thọ - Như Thanh", TC_UNIT_FOUND, "16264"},
    {"Yên Thọ – huyện Yên Định", TC_UNIT_FOUND, "15415"},
    {"xã Yên Thọ/Yên Định", TC_UNIT_FOUND, "15415"},
    {"xã Yên Thọ huyện Thọ Xuân", TC_UNIT_SIMILAR, "16264"},
    {"Hà Sơn.", TC_UNIT_FOUND, "15313"},
    {"15313.", TC_UNIT_FOUND, "15313"},
    {"xã Hà Sơm", TC_UNIT_UNKNOWN, NULL},
    {"Hà", TC_UNIT_UNKNOWN, NULL},
    {"xã Thanh Hương", TC_UNIT_UNKNOWN, NULL},
    {"xã Thanh Hương, huyện Thanh Chương", TC_UNIT_UNKNOWN, NULL},
    {"99999", TC_UNIT_UNKNOWN, NULL},
    {"", TC_UNIT_UNKNOWN, NULL},
    {"xã", TC_UNIT_UNKNOWN, NULL},
    {"(", TC_UNIT_UNKNOWN, NULL},
};

static void test_find(void **state)
{
    g_autoptr(TcUnits) units = some_units();
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(wanted_cases); i++) {
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        TcUnitMatch match = tc_units_find(units, wanted_cases[i].wanted, found);
        if (match != wanted_cases[i].match || (found->len > 0) != (wanted_cases[i].code != NULL))
            fail_msg("\"%s\": match %d, %u found", wanted_cases[i].wanted, match, found->len);
        if (found->len > 0)
            assert_string_equal(tc_units_get(units, g_array_index(found, uint32_t, 0))->code,
                                wanted_cases[i].code);
    }
}

/* Asked of one row, what is wanted is what it is among the units of this row alone. */
static void check_row(const char *text, const TcUnit *unit)
{
    g_autofree char *name = tc_unit_full_name(unit);
    const TcRowInfo row = {.code = unit->code, .name = name, .parent = unit->parent, .kind = ""};
    g_autoptr(TcUnitWanted) wanted = tc_unit_wanted_new(text);
    g_autoptr(TcUnits) alone = tc_units_new();
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tc_units_add_row(alone, &row);
    const bool is = tc_units_find(alone, text, found) == TC_UNIT_FOUND;
    if (tc_unit_wanted_is(wanted, &row) != is)
        fail_msg("\"%s\" and the row of %s: not %d", text, name, is);
}

static void test_wanted(void **state)
{
    g_autoptr(TcUnits) units = some_units();
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(wanted_cases); i++)
        for (uint32_t u = 0; u < tc_units_length(units); u++)
            check_row(wanted_cases[i].wanted, tc_units_get(units, u));
}

static void test_near(void **state)
{
    static const struct {
        const char *wanted;
        unsigned n;
        const char *code; /* of the first */
    } cases[] = {
        {"0015313", 1, "15313"},
        {"xã Hà Sơm", 1, "15313"},
        {"thị trấn Thiệu Háo, huyện Thiệu Hóa", 1, "15772"},
        {"Hoằng Đôn - Hoằng Hóa", 2, "15889"},
        {"Yên Thọo", 2, "16264"},
        {"Yên Lạc", 0, NULL},
        {"Hà", 0, NULL},
        {"", 0, NULL},
    };
    g_autoptr(TcUnits) units = some_units();
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        assert_int_equal(tc_units_near(units, cases[i].wanted, found), cases[i].n > 0);
        if (found->len != cases[i].n)
            fail_msg("\"%s\": %u found", cases[i].wanted, found->len);
        if (found->len > 0)
            assert_string_equal(tc_units_get(units, g_array_index(found, uint32_t, 0))->code,
                                cases[i].code);
    }
}

static void test_report(void **state)
{
    static const struct {
        const char *wanted, *message;
    } cases[] = {
        {"xã Yên Thọ", "Có 02 xã Yên Thọ: huyện Như Thanh (16264), huyện Yên Định (15415)"},
        {"xã Thanh Hương", "Không có xã Thanh Hương trong tệp số liệu"},
        {"hoang dong",
         "Không có hoang dong trong tệp số liệu. Gần giống: xã "
         "Hoằng Đông, huyện Hoằng Hóa (15889); xã Hoằng Đồng, huyện Hoằng Hóa (15892)"},
    };
    g_autoptr(TcUnits) units = some_units();
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
        TcUnitMatch match = tc_units_find(units, cases[i].wanted, found);
        tc_units_report(units, cases[i].wanted, match, found, diags);
        assert_int_equal(tc_diag_list_length(diags), 1);
        assert_string_equal(tc_diag_list_get(diags, 0)->message, cases[i].message);
    }
}

/* Reads a register written to a file for the occasion. */
static TcUnits *read_text(const char *text, TcDiagList *diags)
{
    g_autofree char *path = NULL;
    int fd = g_file_open_tmp("register-XXXXXX.csv", &path, NULL);

    assert_true(fd >= 0);
    FILE *file = fdopen(fd, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    TcUnits *units = tc_units_read(path, "cấp xã", diags, NULL);
    g_remove(path);
    return units;
}

static void test_read(void **state)
{
    static const struct {
        const char *text;
        unsigned length, errors;
    } cases[] = {
        {"code,name,kind,district_code,district_name\n14758,Hàm Rồng,phường,,\n16264,Yên "
         "Thọ,xã,403,Huyện "
         "Như Thanh\n",
         2, 0},
        {"\xEF\xBB\xBFMã;Tên;Loại;Mã huyện;Huyện\r\n1;A;xã;2;H\r\n", 1, 0},
        {"Mã,Tên\n1,Xã A\n", 1, 0},
        {"Mã,Tên\n1,A\n1,B\n", 0, 1},
        {"Mã,Tên\n1,\n", 0, 1},
        {"Mã,Huyện\n1,\n", 0, 1},
        {"", 0, 1},
        {"Mã,Tên\n", 0, 1},
        {"Mã,Tên\n403,Huyện Như Thanh\n16264,Yên Thọ\n", 0, 1},
    };
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
        g_autoptr(TcUnits) units = read_text(cases[i].text, diags);
        assert_int_equal(units ? tc_units_length(units) : 0, cases[i].length);
        assert_int_equal(tc_diag_list_length(diags), cases[i].errors);
        if (units && i == 0) {
            assert_string_equal(tc_units_get(units, 1)->kind, "xã");
            assert_string_equal(tc_units_get(units, 1)->parent_code, "403");
            assert_string_equal(tc_units_get(units, 1)->parent, "Huyện Như Thanh");
        }
    }
}

static void test_missing_file(void **state)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
    g_autoptr(GError) error = NULL;
    (void)state;

    assert_null(tc_units_read("/nowhere/units.csv", NULL, diags, &error));
    assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT));
    assert_non_null(strstr(error->message, "/nowhere/units.csv"));
    g_clear_error(&error);
    assert_null(tc_units_read("/", NULL, diags, &error));
    assert_non_null(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_split),        cmocka_unit_test(test_codes),
        cmocka_unit_test(test_has_name),     cmocka_unit_test(test_find),
        cmocka_unit_test(test_wanted),       cmocka_unit_test(test_near),
        cmocka_unit_test(test_report),       cmocka_unit_test(test_read),
        cmocka_unit_test(test_missing_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
