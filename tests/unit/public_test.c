/* The public interface, used as a program of somebody else would use it. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>
#include "tieuchi/tieuchi.h"

static const char rules_text[] =
    "bộ tiêu chí THỬ \"Thử\"\n"
    "  gồm 2 chỉ tiêu\n"
    "  giả định: \"để thử\"\n"
    "số liệu\n"
    "  [Tổng số hộ] : số nguyên (hộ), từ 1 trở lên\n"
    "  [Hộ đạt] : số nguyên (hộ), từ 0 trở lên, không quá [Tổng số hộ]\n"
    "  [Có kế hoạch] : có/không\n"
    "nhóm 1 \"Nhóm\" gồm 2 chỉ tiêu\n"
    "chỉ tiêu 1.1 \"Tỷ lệ hộ\"\n"
    "  cách tính: [Hộ đạt] / [Tổng số hộ]\n"
    "  yêu cầu: từ 60% trở lên\n"
    "  điểm tối đa: 10\n"
    "  quy định tại: \"thử\"\n"
    "chỉ tiêu 1.2 \"Kế hoạch\"\n"
    "  đạt khi: [Có kế hoạch] = có\n"
    "  quy định tại: \"thử\"\n"
    "kết luận XONG \"Xong\"\n"
    "  đạt khi: tất cả chỉ tiêu đạt\n"
    "xếp loại MỨC theo tổng điểm  từ 10 trở lên: \"Tốt\"; còn lại: \"Chưa tốt\"\n"
    "xếp hạng HẠNG theo tổng điểm\n"
    "xếp hạng TỶ_LỆ theo [Hộ đạt] / [Tổng số hộ]\n"
    "  không áp dụng khi: không ([Có kế hoạch] = có)\n";

static const char *const headings[] = {"Mã đơn vị", "Tên đơn vị", "Tổng số hộ", "Hộ đạt",
                                       "Có kế hoạch"};
static const char *const cells[] = {
    "1", "xã Một",     "1000", "600", "có", /* exactly the threshold */
    "2", "xã \"Hai\"", "1000", "599", "có", /* quotes in a name */
    "3", "xã Ba",      "3",    "2",   NULL, /* open */
};

static TieuchiRules *compile(void)
{
    char *messages = NULL;
    TieuchiRules *rules =
        tieuchi_compile_text("thử.tieuchi", rules_text, strlen(rules_text), TIEUCHI_VI, &messages);
    if (!rules)
        print_error("%s", messages);
    tieuchi_free(messages);
    assert_non_null(rules);
    return rules;
}

static void test_asks_rules(void **state)
{
    TieuchiRules *rules = compile();
    assert_int_equal(tieuchi_n_indicators(rules), 2);
    assert_string_equal(tieuchi_indicator_code(rules, 1), "1.2");
    assert_string_equal(tieuchi_indicator_title(rules, 0), "Tỷ lệ hộ");
    assert_null(tieuchi_indicator_code(rules, 2));
    assert_int_equal(tieuchi_n_columns(rules), 3);
    assert_string_equal(tieuchi_column_name(rules, 0), "Tổng số hộ");
    assert_int_equal(tieuchi_n_verdicts(rules), 1);
    assert_string_equal(tieuchi_verdict_code(rules, 0), "XONG");
    assert_int_equal(tieuchi_n_grades(rules), 1);
    assert_string_equal(tieuchi_grade_code(rules, 0), "MỨC");
    assert_null(tieuchi_grade_code(rules, 1));
    assert_int_equal(tieuchi_n_rankings(rules), 2);
    assert_string_equal(tieuchi_ranking_code(rules, 1), "TỶ_LỆ");
    assert_null(tieuchi_ranking_code(rules, 2));
    tieuchi_rules_free(rules);
}

static void test_runs_rows(void **state)
{
    TieuchiRules *rules = compile();
    char *messages = NULL;
    GError *error = NULL;
    TieuchiResults *results =
        tieuchi_run_rows(rules, headings, 5, cells, 3, NULL, &messages, &error);
    assert_null(error);
    assert_non_null(results);
    assert_int_equal(tieuchi_n_units(results), 3);
    assert_string_equal(tieuchi_unit_name(results, 1), "xã \"Hai\"");
    assert_int_equal(tieuchi_state(results, 0, 0), TIEUCHI_MET);
    assert_string_equal(tieuchi_value(results, 0, 0), "0.6");
    assert_string_equal(tieuchi_points(results, 0, 0), "10");
    assert_string_equal(tieuchi_verdict_text(results, 0, 0), "Đủ điều kiện");
    assert_string_equal(tieuchi_state_text(results, 1, 0), "Chưa đạt");
    assert_int_equal(tieuchi_verdict(results, 1, 0), TIEUCHI_NOT_ELIGIBLE);
    assert_string_equal(tieuchi_grade(results, 1, 0), "Chưa tốt");
    assert_string_equal(tieuchi_value(results, 2, 0), "2/3");
    assert_int_equal(tieuchi_state(results, 2, 1), TIEUCHI_DATA_MISSING);
    assert_int_equal(tieuchi_verdict(results, 2, 0), TIEUCHI_OPEN);
    assert_string_equal(tieuchi_total(results, 1), "0");
    assert_string_equal(tieuchi_unit_code(results, 2), "3");
    assert_null(tieuchi_unit_code(results, 3));
    assert_null(tieuchi_total(results, 3));
    assert_int_equal(tieuchi_state(results, 3, 0), TIEUCHI_RULE_SILENT);
    assert_int_equal(tieuchi_verdict(results, 0, 1), TIEUCHI_OPEN);
    assert_string_equal(tieuchi_rank(results, 0, 0), "1");
    assert_string_equal(tieuchi_rank(results, 1, 0), "3");
    assert_string_equal(tieuchi_rank(results, 0, 1), "1..2");
    assert_string_equal(tieuchi_rank(results, 2, 1), "1|none");
    assert_null(tieuchi_rank(results, 0, 2));
    tieuchi_free(messages);
    tieuchi_results_free(results);
    tieuchi_rules_free(rules);
}

/* What stands nowhere in the data is an empty text. */
static void test_units_without_codes(void **state)
{
    TieuchiRules *rules = compile();
    TieuchiResults *results =
        tieuchi_run_rows(rules, headings + 1, 4, cells + 1, 1, NULL, NULL, NULL);
    assert_non_null(results);
    assert_string_equal(tieuchi_unit_code(results, 0), "");
    assert_string_equal(tieuchi_unit_name(results, 0), "xã Một");
    tieuchi_results_free(results);
    tieuchi_rules_free(rules);
}

static void test_closes(void **state)
{
    TieuchiRules *rules = compile();
    const TieuchiOptions options = {.closed = true, .jobs = 1};
    TieuchiResults *results = tieuchi_run_rows(rules, headings, 5, cells, 3, &options, NULL, NULL);
    assert_int_equal(tieuchi_verdict(results, 2, 0), TIEUCHI_NOT_ELIGIBLE);
    tieuchi_results_free(results);
    tieuchi_rules_free(rules);
}

static void test_tells_mistakes(void **state)
{
    char *messages = NULL;
    GError *error = NULL;
    TieuchiRules *rules = tieuchi_compile_text("sai.tieuchi", "xin chào", 9, TIEUCHI_EN, &messages);
    assert_null(rules);
    assert_non_null(strstr(messages, "sai.tieuchi:1:1: Error TC"));
    tieuchi_free(messages);

    rules = tieuchi_compile_file("/khong/co", TIEUCHI_VI, &messages, &error);
    assert_null(rules);
    assert_null(messages);
    assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT));
    g_clear_error(&error);
}

static void test_tells_mistakes_of_data(void **state)
{
    static const char *const bad[] = {"1", "xã Một", "nghìn", "600", "có"};
    TieuchiRules *rules = compile();
    char *messages = NULL;
    assert_null(tieuchi_run_rows(rules, headings, 5, bad, 1, NULL, &messages, NULL));
    assert_non_null(strstr(messages, "cột C"));
    tieuchi_free(messages);
    const TieuchiOptions lenient = {.lenient = true};
    TieuchiResults *results = tieuchi_run_rows(rules, headings, 5, bad, 1, &lenient, NULL, NULL);
    assert_int_equal(tieuchi_state(results, 0, 0), TIEUCHI_DATA_MISSING);
    tieuchi_results_free(results);

    GError *error = NULL;
    const TieuchiOptions no_date = {.date = "31/02/2024"};
    assert_null(tieuchi_run_rows(rules, headings, 5, cells, 3, &no_date, NULL, &error));
    assert_non_null(error);
    g_clear_error(&error);
    tieuchi_rules_free(rules);
}

static const char dated_text[] = "bộ tiêu chí NGÀY \"Ngày\"\n"
                                 "  ban hành kèm theo: \"Quyết định 7\"\n"
                                 "  có hiệu lực từ: 01/01/2024\n"
                                 "  hết hiệu lực từ: 01/01/2026\n"
                                 "số liệu\n"
                                 "  [Năm tốt] : số nguyên, từ 0 trở lên\n"
                                 "  [Hộ] : số nguyên (hộ), từ 1 trở lên\n"
                                 "  [Bài] : số nguyên (bài), từ 0 trở lên\n"
                                 "chỉ tiêu 1 \"Bài\"\n"
                                 "  cách tính: [Bài] + 1\n"
                                 "  yêu cầu: từ 5 trở lên\n"
                                 "  quy định tại: \"thử\"\n"
                                 "chỉ tiêu 2 \"Năm\"\n"
                                 "  đạt khi: [Năm tốt] = năm đánh giá\n"
                                 "  quy định tại: \"thử\"\n";

static const char *const dated_headings[] = {"Mã đơn vị", "Tên đơn vị", "Năm tốt", "Hộ", "Bài"};
static const char *const dated_cells[] = {"1", "xã Một", "2024", "10", NULL};

/* Run on @date; @says: a piece of the messages, NULL: it is judged. */
static void check_day(const TieuchiRules *rules, const char *date, const char *says)
{
    char *messages = NULL;
    const TieuchiOptions options = {.date = date, .jobs = 1};
    TieuchiResults *results = tieuchi_run_rows(rules, dated_headings, 5, dated_cells, 1,
                                               date ? &options : NULL, &messages, NULL);
    assert_int_equal(results == NULL, says != NULL);
    if (says)
        assert_non_null(strstr(messages, says));
    tieuchi_free(messages);
    tieuchi_results_free(results);
}

static void test_days(void **state)
{
    TieuchiRules *rules =
        tieuchi_compile_text("ngày", dated_text, strlen(dated_text), TIEUCHI_VI, NULL);
    assert_non_null(rules);
    check_day(rules, NULL, "ngày chốt số liệu");
    check_day(rules, "2023-12-31", "chưa có bộ tiêu chí nào có hiệu lực");
    check_day(rules, "01/01/2026", "Quyết định 7, đến hết 31/12/2025");
    check_day(rules, "2024-01-01", NULL);
    check_day(rules, "31/12/2025", NULL);
    tieuchi_rules_free(rules);
    (void)state;
}

/* No end is made up where nothing ends a number. */
static void test_open_ends(void **state)
{
    const TieuchiOptions options = {.date = "2024-12-31", .jobs = 1};
    TieuchiRules *rules =
        tieuchi_compile_text("ngày", dated_text, strlen(dated_text), TIEUCHI_VI, NULL);
    TieuchiResults *results =
        tieuchi_run_rows(rules, dated_headings, 5, dated_cells, 1, &options, NULL, NULL);
    assert_string_equal(tieuchi_value(results, 0, 0), "1..");
    assert_int_equal(tieuchi_state(results, 0, 1), TIEUCHI_MET);
    tieuchi_results_free(results);
    tieuchi_rules_free(rules);
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_asks_rules),
        cmocka_unit_test(test_runs_rows),
        cmocka_unit_test(test_units_without_codes),
        cmocka_unit_test(test_closes),
        cmocka_unit_test(test_tells_mistakes),
        cmocka_unit_test(test_tells_mistakes_of_data),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_open_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
