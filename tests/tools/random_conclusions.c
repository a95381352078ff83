/* Verdicts and grades of a random rule set. */
#include "tools/random_internal.h"

void tc_random_put_verdict(TcRandom *random, TcRandomRules *rules, uint32_t index)
{
    static const TcRandomWords verdicts[] = {
        {"tất cả chỉ tiêu đạt", "all indicators are met"},
        {"tất cả chỉ tiêu bắt buộc đạt", "all mandatory indicators are met"},
        {"tỷ lệ chỉ tiêu đạt từ 50% trở lên", "share of indicators met from 50% upward"},
        {"tỷ lệ chỉ tiêu đạt từ 90% trở lên", "share of indicators met from 90% upward"},
        {"tỷ lệ chỉ tiêu bắt buộc đạt từ 66,7% trở lên",
         "share of mandatory indicators met from 66.7% upward"},
        {"có ít nhất 02 chỉ tiêu đạt", "there are at least 2 indicators met"},
        {"có không quá 01 chỉ tiêu chưa đạt", "there are at most 1 indicators not met"},
        {"có đúng 01 chỉ tiêu đạt", "there are exactly 1 indicators met"},
        {"số chỉ tiêu đạt >= 3", "number of indicators met >= 3"},
        {"tổng điểm từ 7 trở lên", "total points from 7 upward"},
        {"không (chỉ tiêu 1.1 đạt)", "not (indicator 1.1 is met)"},
        {"chỉ tiêu 1.1 chưa đạt hoặc chỉ tiêu 1.2 đạt",
         "indicator 1.1 is not met or indicator 1.2 is met"},
        {"số chỉ tiêu áp dụng từ 2 trở lên", "number of indicators applicable from 2 upward"},
        {"tiêu chí 5 đạt", "criterion 5 is met"},
        {"tỷ lệ chỉ tiêu của nhóm 2 đạt từ 50% trở lên",
         "share of indicators of group 2 met from 50% upward"},
        {"tỷ lệ điểm từ 50% trở lên", "share of points from 50% upward"},
        {"có ít nhất 01 chỉ tiêu bắt buộc chưa đạt",
         "there are at least 1 mandatory indicators not met"},
        {"tất cả tiêu chí đạt", "all criteria are met"},
        {"tất cả tiêu chí của nhóm 2 đạt", "all criteria of group 2 are met"},
        {"số tiêu chí đạt từ 1 trở lên", "number of criteria met from 1 upward"},
        {"số tiêu chí áp dụng từ 2 trở lên", "number of criteria applicable from 2 upward"},
        {"tỷ lệ tiêu chí đạt từ 50% trở lên", "share of criteria met from 50% upward"},
        {"có ít nhất 01 tiêu chí chưa đạt", "there are at least 1 criteria not met"},
        {"có đúng 01 tiêu chí đạt", "there are exactly 1 criteria met"},
        {"tổng điểm của tiêu chí 5 từ 4 trở lên", "total points of criterion 5 from 4 upward"},
        {"số chỉ tiêu của tiêu chí 5 đạt >= 1", "number of indicators of criterion 5 met >= 1"},
        {"chỉ tiêu 1.1 đạt và chỉ tiêu 1.2 đạt và tiêu chí 5 đạt",
         "indicator 1.1 is met and indicator 1.2 is met and criterion 5 is met"},
        {"chỉ tiêu 1.1 đạt hoặc chỉ tiêu 1.2 đạt hoặc tiêu chí 5 chưa đạt",
         "indicator 1.1 is met or indicator 1.2 is met or criterion 5 is not met"},
    };
    const TcRandomWords *a = &verdicts[tc_random_below(random, G_N_ELEMENTS(verdicts))];
    const TcRandomWords *b = &verdicts[tc_random_below(random, G_N_ELEMENTS(verdicts))];
    tc_random_put(rules, "\nkết luận KẾT_", "\nverdict KẾT_");
    g_string_append_printf(rules->text, "%u \"Kết luận\"\n", index);
    tc_random_put(rules, "  đạt khi: (", "  met when: (");
    tc_random_put(rules, a->vi, a->en);
    g_string_append_c(rules->text, ')');
    if (tc_random_chance(random, 40)) {
        bool both = tc_random_chance(random, 60);
        tc_random_put(rules, both ? " và (" : " hoặc (", both ? " and (" : " or (");
        tc_random_put(rules, b->vi, b->en);
        g_string_append_c(rules->text, ')');
    }
    g_string_append_c(rules->text, '\n');
}

void tc_random_put_grade(TcRandom *random, TcRandomRules *rules)
{
    tc_random_put(rules, "\nxếp loại MỨC ", "\ngrade MỨC ");
    if (tc_random_chance(random, 8))
        tc_random_put_long_grade(random, rules);
    else if (tc_random_chance(random, 60))
        tc_random_put(
            rules,
            "theo tổng điểm  từ 12 trở lên: \"Tốt\"; từ 6 đến dưới 12: \"Khá\"; dưới 6: \"Yếu\"\n",
            "by total points  from 12 upward: \"Tốt\"; from 6 to below 12: \"Khá\"; below 6: "
            "\"Yếu\"\n");
    else if (tc_random_chance(random, 50))
        tc_random_put(
            rules,
            "theo tỷ lệ điểm  từ 80% trở lên: \"Tốt\"; từ 50% đến dưới 80%: \"Khá\"; dưới 50%: "
            "\"Yếu\"\n",
            "by share of points  from 80% upward: \"Tốt\"; from 50% to below 80%: \"Khá\"; below "
            "50%: \"Yếu\"\n");
    else
        tc_random_put(
            rules,
            "theo số chỉ tiêu đạt  từ 3 trở lên: \"Tốt\"; từ 2 đến dưới 3: \"Khá\"; còn lại: "
            "\"Yếu\"\n",
            "by number of indicators met  from 3 upward: \"Tốt\"; from 2 to below 3: \"Khá\"; "
            "otherwise: \"Yếu\"\n");
}
