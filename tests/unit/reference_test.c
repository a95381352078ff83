/* The reference evaluator: expressions by table, rule sets by small files with rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>
#include "base/date.h"
#include "engine/expression.h"
#include "exec/reference.h"
#include "support/rule_set.h"

static const struct {
    TcLang lang;
    const char *expression, *type, *text;
} expressions[] = {
    /* exact numbers */
    {TC_LANG_EN, "0.1 + 0.2", "number", "0.3"},
    {TC_LANG_EN, "1 / 3", "number", "1/3"},
    {TC_LANG_EN, "1 / 3 * 3", "number", "1"},
    {TC_LANG_VI, "7 / 2", "number", "3.5"},
    {TC_LANG_VI, "60,5% * 1.000", "number", "605"},
    {TC_LANG_EN, "2 - 3 - 4", "number", "-5"},
    {TC_LANG_EN, "-(2 + 3) * 4", "number", "-20"},
    {TC_LANG_EN, "99999999999999999999 * 99999999999999999999", "number",
     "9999999999999999999800000000000000000001"},
    {TC_LANG_EN, "300% / 5 >= 60%", "bool", "true"},
    {TC_LANG_VI, "59,996% từ 60% trở lên", "bool", "false"},
    /* undefined: strict in arithmetic, unknown in comparisons, Kleene in logic */
    {TC_LANG_EN, "1 / 0", "unknown", NULL},
    {TC_LANG_EN, "0 * unknown", "unknown", NULL},
    {TC_LANG_EN, "unknown = unknown", "unknown", NULL},
    {TC_LANG_EN, "1 / 0 > 1 and 1 > 2", "bool", "false"},
    {TC_LANG_EN, "1 / 0 > 1 or 2 > 1", "bool", "true"},
    {TC_LANG_EN, "1 / 0 > 1 and 2 > 1", "unknown", NULL},
    {TC_LANG_EN, "not (1 / 0 > 1)", "unknown", NULL},
    {TC_LANG_VI, "1 / 0 > 1 hoặc 2 > 1", "bool", "true"},
    /* closed questions */
    {TC_LANG_EN, "unknown has data", "bool", "false"},
    {TC_LANG_EN, "(1 / 0) has no data", "bool", "true"},
    {TC_LANG_EN, "default(1 / 0; 7)", "number", "7"},
    {TC_LANG_VI, "mặc định(3; 7)", "number", "3"},
    /* phrases and lists */
    {TC_LANG_EN, "5 from 1 to 5", "bool", "true"},
    {TC_LANG_EN, "5 from 1 to below 5", "bool", "false"},
    {TC_LANG_EN, "5 above 5", "bool", "false"},
    {TC_LANG_EN, "5 at most 5", "bool", "true"},
    {TC_LANG_VI, "5 trên 1 đến dưới 6", "bool", "true"},
    {TC_LANG_VI, "5 ít nhất 6", "bool", "false"},
    {TC_LANG_EN, "3 in {1; 2; 3}", "bool", "true"},
    {TC_LANG_EN, "3 not in {1; 2}", "bool", "true"},
    {TC_LANG_EN, "3 in {1; unknown}", "unknown", NULL},
    {TC_LANG_EN, "1 in {1; unknown}", "bool", "true"},
    {TC_LANG_EN, "1 / 0 from 1 upward", "unknown", NULL},
    /* choices: known when all possible branches agree */
    {TC_LANG_EN, "(when 1 > 2 then 10 when 2 > 1 then 20 otherwise 30)", "number", "20"},
    {TC_LANG_EN, "(when 1 / 0 > 1 then 10 otherwise 10)", "number", "10"},
    {TC_LANG_EN, "(when 1 / 0 > 1 then 10 otherwise 20)", "unknown", NULL},
    {TC_LANG_EN, "(when 1 / 0 > 1 then 10 when 2 > 1 then 10 otherwise 20)", "number", "10"},
    {TC_LANG_EN, "(when 1 > 2 then 10)", "unknown", NULL},
    {TC_LANG_EN, "(by 7 from 5 upward: 1; below 5: 2)", "number", "1"},
    {TC_LANG_EN, "(by 1 / 0 from 5 upward: 1; otherwise: 1)", "number", "1"},
    {TC_LANG_EN, "(by 3  1, 2: 10; 3, 4: 20; otherwise: 30)", "number", "20"},
    {TC_LANG_VI, "(theo 4  từ 5 trở lên: 1; còn lại: 0)", "number", "0"},
    /* functions */
    {TC_LANG_EN, "min(3; 1; 2)", "number", "1"},
    {TC_LANG_EN, "max(2023-01-01; 2024-01-01)", "date", "2024-01-01"},
    {TC_LANG_EN, "min(\"b\"; \"a\")", "text", "a"},
    {TC_LANG_EN, "max(1; unknown)", "unknown", NULL},
    {TC_LANG_EN, "sum(1; 2; 3)", "number", "6"},
    {TC_LANG_EN, "mean(1; 2)", "number", "1.5"},
    {TC_LANG_EN, "abs(-3)", "number", "3"},
    {TC_LANG_EN, "round(2.345; 2)", "number", "2.35"},
    {TC_LANG_EN, "round(-2.5)", "number", "-3"},
    {TC_LANG_EN, "round(1250; -2; half-even)", "number", "1200"},
    {TC_LANG_EN, "round(1/3; 100000)", "unknown", NULL},
    {TC_LANG_EN, "round(5.5; 100000)", "number", "5.5"},
    {TC_LANG_EN, "round(5; 1/2)", "unknown", NULL},
    {TC_LANG_VI, "làm tròn(2,345; 2; xuống)", "number", "2.34"},
    /* dates and texts */
    {TC_LANG_VI, "năm(30/5/2023)", "number", "2023"},
    {TC_LANG_EN, "days_between(2024-01-01; 2024-03-01)", "number", "60"},
    {TC_LANG_EN, "months_between(2024-01-31; 2024-02-29)", "number", "0"},
    {TC_LANG_EN, "years_between(2020-06-01; 2024-05-31)", "number", "3"},
    {TC_LANG_EN, "2024-02-29 < 2024-03-01", "bool", "true"},
    {TC_LANG_EN, "\"a\" < \"b\"", "bool", "true"},
    {TC_LANG_EN, "\"Z\" < \"a\"", "bool", "true"}, /* by code point, not by dictionary */
    {TC_LANG_EN,
     "\"ho\xcc\x81"
     "a\" = \"h\xc3\xb3"
     "a\"",
     "bool", "true"}, /* NFD and NFC */
};

static void test_expressions(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(expressions); i++) {
        TcAnswer answer;
        const char *expression = expressions[i].expression;
        tc_expression_evaluate(expression, strlen(expression), NULL, 0, expressions[i].lang,
                               TC_LANG_EN, &answer);
        if (strcmp(tc_answer_type_name(answer.type), expressions[i].type) != 0 ||
            (expressions[i].text && g_strcmp0(answer.text, expressions[i].text) != 0))
            fail_msg("%s is %s %s, not %s %s", expression, tc_answer_type_name(answer.type),
                     answer.text ? answer.text : "", expressions[i].type,
                     expressions[i].text ? expressions[i].text : "");
        tc_answer_clear(&answer);
    }
}

static void test_given_names(void **state)
{
    const TcGiven given[] = {{"x.name", 6, "1024", 4},
                             {"dégradation mineure", strlen("dégradation mineure"), "yes", 3},
                             {"n", 1, "-2.5", 4},
                             {"nothing", 7, "unknown", 7}};
    static const struct {
        const char *expression, *type, *text;
    } rows[] = {
        {"[x.name] + n", "number", "1021.5"},
        {"not [dégradation mineure]", "bool", "false"},
        {"nothing has data or n > 0", "bool", "false"},
        {"nothing + 1", "unknown", NULL},
        {"[y] + 1", "error", NULL},
        {"n + \"a\"", "error", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        TcAnswer answer;
        tc_expression_evaluate(rows[i].expression, strlen(rows[i].expression), given,
                               G_N_ELEMENTS(given), TC_LANG_EN, TC_LANG_EN, &answer);
        assert_string_equal(tc_answer_type_name(answer.type), rows[i].type);
        if (rows[i].text)
            assert_string_equal(answer.text, rows[i].text);
        tc_answer_clear(&answer);
    }
}

/* --- rule sets ------------------------------------------------------------------------------ */

typedef struct {
    TcRuleSet rules;
    const TcModel *model; /* of `rules` */
    TcReference *reference;
    TcValue cells[16];
    bool known[16];
} Set;

static void set_open(Set *set, const char *text, bool appraisals)
{
    const TcRun run = {.date_judged = tc_date_from_ymd(2024, 12, 31), .appraisals = appraisals};
    memset(set, 0, sizeof *set);
    if (!tc_rule_set_open(&set->rules, text, TC_LANG_EN))
        fail_msg("%s", tc_rule_set_mistake(&set->rules));
    set->model = set->rules.model;
    set->reference = tc_reference_new(set->model, &run);
    for (size_t i = 0; i < G_N_ELEMENTS(set->cells); i++) {
        tc_value_init(&set->cells[i]);
        set->known[i] = true;
    }
}

static void set_close(Set *set)
{
    for (size_t i = 0; i < G_N_ELEMENTS(set->cells); i++)
        tc_value_clear(&set->cells[i]);
    tc_reference_free(set->reference);
    tc_rule_set_close(&set->rules);
}

/* Cells from a text of numbers, ISO dates, y, n, '-' (chưa có) and '?' (undefined), parted by
 * blanks. */
static void set_row(Set *set, const char *row)
{
    g_auto(GStrv) words = g_strsplit(row, " ", -1);
    for (size_t i = 0; words[i]; i++) {
        TcValue *cell = &set->cells[i];
        int32_t day;
        if (*words[i] == 'y' || *words[i] == 'n')
            tc_value_set_truth(cell, *words[i] == 'y' ? TC_TRUTH_YES : TC_TRUTH_NO, TC_WHY_NOT);
        else if (tc_date_parse(words[i], strlen(words[i]), &day) == TC_DATE_OK)
            tc_value_set_day(cell, day);
        else
            tc_value_set_integer(cell, g_ascii_strtoll(words[i], NULL, 10));
        cell->none = strcmp(words[i], "-") == 0;
        if (*words[i] == '?')
            tc_value_undefine(cell, TC_WHY_LITERAL);
    }
    tc_reference_set_row(set->reference, set->cells, set->known);
}

/* Is the reference's number @text (or undefined: NULL)? */
static void assert_number(const TcValue *value, const char *text)
{
    g_autofree char *actual = value->defined ? mpq_get_str(NULL, 10, value->number) : NULL;
    assert_string_equal(actual ? actual : "?", text);
}

static const char states_text[] =
    "criteria S \"Set\"\n"
    "data\n"
    "  [n] : integer (hộ)\n"
    "  [d] : integer (hộ)\n"
    "  [flag] : yes/no\n"
    "group 1 \"A\"\n"
    "  weight: 2\n"
    "indicator 1.1 \"ratio\"\n"
    "  mandatory\n"
    "  computed as: [n] / [d]\n"
    "  required: from 60% upward; except [flag] = yes: from 50% upward\n"
    "  maximum points: 10\n"
    "indicator 1.2 \"flag\"\n"
    "  not applicable when: [n] = 0\n"
    "  met when: [flag] = yes\n"
    "  maximum points: 4\n"
    "group 2 \"B\"\n"
    "indicator 2.1 \"scored\"\n"
    "  maximum points: 5\n"
    "  scored: by [n] from 3 upward: maximum points; otherwise: 1\n"
    "indicator 2.2 \"bonus\"\n"
    "  met when: [n] >= 5\n"
    "  maximum points: 3\n"
    "  bonus points\n"
    "verdict ALL \"all\"\n"
    "  met when: all indicators are met\n"
    "verdict ONE \"one\"\n"
    "  met when: indicator 1.1 is met or indicator 1.1 is not met\n"
    "verdict SHARE \"share\"\n"
    "  met when: share of indicators met from 60% upward\n"
    "grade G \"grade\" by share of points from 80% upward: \"good\"; "
    "from 20% to below 80%: \"fair\"; otherwise: \"poor\"\n";

enum {
    MET = TC_OUT_MET,
    NOT_MET = TC_OUT_NOT_MET,
    NOT_APPLICABLE = TC_OUT_NOT_APPLICABLE,
    UNDEFINED = TC_OUT_UNDEFINED,
    TRUE_ = TC_OUT_TRUE,
    FALSE_ = TC_OUT_FALSE
};

static const struct {
    const char *row;
    unsigned ratio, flag, bonus, all, one, share;
    uint64_t grade;
    const char *ratio_points, *total, *maximum;
} states[] = {
    {"6 10 n", MET, NOT_MET, MET, FALSE_, TRUE_, TRUE_, 1, "10", "28", "33"},
    {"5 10 n", NOT_MET, NOT_MET, MET, FALSE_, TRUE_, FALSE_, 2, "0", "8", "33"},
    {"5 10 y", MET, MET, MET, TRUE_, TRUE_, TRUE_, 1, "10", "36", "33"},
    {"0 10 y", NOT_MET, NOT_APPLICABLE, NOT_MET, FALSE_, TRUE_, FALSE_, 4, "0", "1", "25"},
    /* the rule does not say what 5 of 0 is: conclusions see it both ways */
    {"5 0 y", UNDEFINED, MET, MET, TRUE_ | FALSE_, TRUE_, TRUE_, 3, "?", "?", "33"},
};

static void test_states(void **state)
{
    Set set;
    TcValue value;
    set_open(&set, states_text, false);
    tc_value_init(&value);
    for (size_t i = 0; i < G_N_ELEMENTS(states); i++) {
        set_row(&set, states[i].row);
        assert_int_equal(tc_reference_indicator(set.reference, 0), states[i].ratio);
        assert_int_equal(tc_reference_indicator(set.reference, 1), states[i].flag);
        assert_int_equal(tc_reference_indicator(set.reference, 2), 0);
        assert_int_equal(tc_reference_indicator(set.reference, 3), states[i].bonus);
        assert_int_equal(tc_reference_verdict(set.reference, 0), states[i].all);
        assert_int_equal(tc_reference_verdict(set.reference, 1), states[i].one);
        assert_int_equal(tc_reference_verdict(set.reference, 2), states[i].share);
        assert_int_equal(tc_reference_grade(set.reference, 0), states[i].grade);
        tc_reference_points(set.reference, 0, &value);
        assert_number(&value, states[i].ratio_points);
        tc_reference_total(set.reference, TC_TOTAL_POINTS, &value);
        assert_number(&value, states[i].total);
        tc_reference_total(set.reference, TC_TOTAL_MAX, &value);
        assert_number(&value, states[i].maximum);
    }
    tc_value_clear(&value);
    set_close(&set);
}

static const char choices_text[] =
    "bộ tiêu chí S \"Bộ\"\n"
    "số liệu\n"
    "  [n] : số nguyên (hộ)\n"
    "  [web] : có/không\n"
    "  [d] : số nguyên (hộ)\n"
    "tham số\n"
    "  mức = 4\n"
    "chỉ tiêu 1 \"bảng\"\n"
    "  điểm tối đa: 50\n"
    "  chấm điểm: bảng\n"
    "    | [web] | [n]                | điểm |\n"
    "    | có    | từ 8 trở lên       | 50   |\n"
    "    | có    | từ mức đến dưới 8  | 30   |\n"
    "    | không |                    | 1    |\n"
    "    | còn lại |                  | 10   |\n"
    "chỉ tiêu 2 \"mức yêu cầu\"\n"
    "  cách tính: [n] / [d]\n"
    "  yêu cầu: trường hợp [web] = có thì từ 60% trở lên còn lại không quá 20%\n"
    "  điểm tối đa: 10\n"
    "  chấm điểm: mức yêu cầu * điểm tối đa\n"
    "chỉ tiêu 3 \"nội dung\"\n"
    "  đạt khi: đáp ứng ít nhất 02 nội dung\n"
    "    a) [web] = có\n"
    "    b) [n] >= 3\n"
    "    c) [n] >= 6\n"
    "chỉ tiêu 4 \"điểm\"\n"
    "  đạt khi: điểm của chỉ tiêu 1 từ 30 trở lên và giá trị của chỉ tiêu 2 <= 70%\n"
    "kết luận V \"v\"\n"
    "  đạt khi: có đúng 02 chỉ tiêu đạt\n";

static const struct {
    const char *row, *table, *level;
    unsigned required, contents, points, verdict;
} choices[] = {
    {"9 y 10", "50", "6", MET, MET, NOT_MET, TRUE_},
    {"6 y 10", "30", "6", MET, MET, MET, FALSE_},
    {"4 y 10", "30", "6", NOT_MET, MET, MET, TRUE_},
    {"3 y 10", "10", "6", NOT_MET, MET, NOT_MET, FALSE_},
    {"2 n 10", "1", "2", MET, NOT_MET, NOT_MET, FALSE_},
    {"2 ? 10", "?", "?", UNDEFINED, NOT_MET, UNDEFINED, TRUE_ | FALSE_},
};

static void test_choices(void **state)
{
    Set set;
    TcValue value;
    set_open(&set, choices_text, false);
    tc_value_init(&value);
    for (size_t i = 0; i < G_N_ELEMENTS(choices); i++) {
        set_row(&set, choices[i].row);
        tc_reference_points(set.reference, 0, &value);
        assert_number(&value, choices[i].table);
        tc_reference_points(set.reference, 1, &value);
        assert_number(&value, choices[i].level);
        assert_int_equal(tc_reference_indicator(set.reference, 1), choices[i].required);
        assert_int_equal(tc_reference_indicator(set.reference, 2), choices[i].contents);
        assert_int_equal(tc_reference_indicator(set.reference, 3), choices[i].points);
        assert_int_equal(tc_reference_verdict(set.reference, 0), choices[i].verdict);
    }
    tc_value_clear(&value);
    set_close(&set);
}

static const char evidence_text[] =
    "criteria S \"Set\"\n"
    "data\n"
    "  [n] : integer (hộ), from 0 to 100\n"
    "  [m] : integer (hộ), at most [n]\n"
    "  [since] : date, blank means none yet\n"
    "data check\n"
    "  [n] <> 13 \"unlucky\"\n"
    "criterion 1 \"C\"\n"
    "indicator 1.1 \"papers\"\n"
    "  met when: [n] >= 5\n"
    "  maximum points: 10\n"
    "  evidence: \"report\"\n"
    "indicator 1.2 \"since\"\n"
    "  not for: phường\n"
    "  met when: not ([since] before 2020-01-01) and [since] has data\n"
    "verdict V \"v\"\n"
    "  met when: there are at least 2 indicators met\n";

/* n, m, since, and the appraisal of 1.1. */
static const struct {
    const char *row;
    unsigned papers, since, criterion, verdict;
    const char *points;
    bool valid;
} evidence[] = {
    {"5 2 2023-05-30 y", MET, MET, MET, TRUE_, "10", true},
    {"5 2 2023-05-30 n", NOT_MET, MET, NOT_MET, FALSE_, "0", true},
    {"5 2 2023-05-30 ?", UNDEFINED, MET, MET | NOT_MET, TRUE_ | FALSE_, "?", true},
    {"4 2 2023-05-30 ?", NOT_MET, MET, NOT_MET, FALSE_, "0", true},
    {"5 2 - y", MET, MET, MET, TRUE_, "10", true}, /* chưa có is not before it */
    {"5 6 2019-12-31 y", MET, NOT_MET, NOT_MET, FALSE_, "10", false},
    {"101 6 2019-12-31 y", MET, NOT_MET, NOT_MET, FALSE_, "10", false},
    {"13 6 2019-12-31 y", MET, NOT_MET, NOT_MET, FALSE_, "10", false},
};

static void test_evidence(void **state)
{
    Set set;
    TcValue value;
    set_open(&set, evidence_text, true);
    tc_value_init(&value);
    for (size_t i = 0; i < G_N_ELEMENTS(evidence); i++) {
        set_row(&set, evidence[i].row);
        assert_int_equal(tc_reference_indicator(set.reference, 0), evidence[i].papers);
        assert_int_equal(tc_reference_indicator(set.reference, 1), evidence[i].since);
        assert_int_equal(tc_reference_criterion(set.reference, 0), evidence[i].criterion);
        assert_int_equal(tc_reference_verdict(set.reference, 0), evidence[i].verdict);
        tc_reference_points(set.reference, 0, &value);
        assert_number(&value, evidence[i].points);
        assert_int_equal(tc_reference_row_valid(set.reference), evidence[i].valid);
    }
    tc_value_clear(&value);
    set_close(&set);
}

static void test_unit(void **state)
{
    Set set;
    set_open(&set, evidence_text, false);
    set_row(&set, "5 2 2019-12-31 y");
    assert_int_equal(tc_reference_indicator(set.reference, 1), NOT_MET);
    tc_reference_set_unit(set.reference, &(TcUnitTold){"14752", "Ba Đình", NULL, "Phường"});
    assert_int_equal(tc_reference_indicator(set.reference, 1), NOT_APPLICABLE);
    assert_int_equal(tc_reference_criterion(set.reference, 0), MET);
    set_close(&set);
}

static void test_closed_question(void **state)
{
    Set set;
    set_open(&set, evidence_text, false);
    set_row(&set, "5 2 2023-05-30 y");
    set.known[2] = false; /* completed, but the file holds nothing */
    tc_reference_set_row(set.reference, set.cells, set.known);
    assert_int_equal(tc_reference_indicator(set.reference, 1), NOT_MET);
    set_close(&set);
}

/* A chain of 20,000 definitions, each twice the last: not a deep recursion, and no endless number.
 */
static void test_long_chain(void **state)
{
    g_autoptr(GString) text = g_string_new("criteria S \"Set\"\n"
                                           "data\n  [n] : integer (hộ)\n"
                                           "definitions\n  [x0] : [n] * 1\n");
    for (int i = 1; i < 20000; i++)
        g_string_append_printf(text, "  [x%d] : [x%d] + [x%d]\n", i, i - 1, i - 1);
    g_string_append(text, "indicator 1 \"A\"\n  met when: [x19999] > 0\n"
                          "verdict V \"v\"\n  met when: all indicators are met\n");
    Set set;
    set_open(&set, text->str, false);
    set_row(&set, "1");
    assert_int_equal(tc_reference_indicator(set.reference, 0), MET);
    assert_int_equal(tc_reference_verdict(set.reference, 0), TRUE_);
    set_close(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_expressions),     cmocka_unit_test(test_given_names),
        cmocka_unit_test(test_states),          cmocka_unit_test(test_choices),
        cmocka_unit_test(test_evidence),        cmocka_unit_test(test_unit),
        cmocka_unit_test(test_closed_question), cmocka_unit_test(test_long_chain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
