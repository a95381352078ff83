/* The block evaluator: small rule sets with rows, each on the fast and on the exact way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "support/judge.h"

#define HEAD "criteria T \"T\"\n applies to: level commune\n"

/* What one row must come to; indicators and verdicts by their sets, in order. */
typedef struct {
    const char *row;
    const char
        *indicators; /* letters a state: m met, n not, a apart, u undefined; blanks part them */
    const char *verdicts; /* t true, f false, u unknown */
    const char *total;    /* NULL: not asked */
} Row;

typedef struct {
    const char *name, *rules;
    const Row *rows;
    uint32_t n;
} Case;

static char *set_text(unsigned set, const char *letters)
{
    GString *text = g_string_new(NULL);
    for (unsigned k = 0; k < 4; k++) {
        if (set >> k & 1)
            g_string_append_c(text, letters[k]);
    }
    return g_string_free(text, FALSE);
}

static char *states_text(const TcStateResult *states, uint32_t n, uint32_t row, const char *letters)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < n; i++) {
        g_autofree char *set = set_text(tc_state_outcome(&states[i], row), letters);
        g_string_append_printf(text, "%s%s", i ? " " : "", set);
    }
    return g_string_free(text, FALSE);
}

static void check_row(const Case *test, const TcJudge *judge, uint32_t row)
{
    const Row *wanted = &test->rows[row];
    g_autofree char *indicators =
        states_text(judge->results->indicators, judge->model->n_indicators, row, "mnau");
    g_autofree char *verdicts =
        states_text(judge->results->verdicts, judge->model->n_verdicts, row, "tf?u");
    g_autofree char *total = tc_judge_text(&judge->results->total, row);
    if (strcmp(indicators, wanted->indicators) != 0 || strcmp(verdicts, wanted->verdicts) != 0)
        fail_msg("%s, %s: %s / %s, not %s / %s", test->name, wanted->row, indicators, verdicts,
                 wanted->indicators, wanted->verdicts);
    if (wanted->total && strcmp(total, wanted->total) != 0)
        fail_msg("%s, %s: total %s, not %s", test->name, wanted->row, total, wanted->total);
}

static void run_case(const Case *test, TcRun run)
{
    TcJudge judge;
    g_autofree const char **rows = g_new(const char *, test->n);
    for (uint32_t i = 0; i < test->n; i++)
        rows[i] = test->rows[i].row;
    tc_judge_start(&judge, test->rules, run);
    tc_judge_rows(&judge, rows, test->n);
    for (uint32_t i = 0; i < test->n; i++)
        check_row(test, &judge, i);
    tc_judge_end(&judge);
}

/* --- the counter-examples of the semantics, 2.2 ----------------------------------------------- */

static const Row exactly_one[] = {{"?", "mn mn", "t f", NULL}, {"5", "m n", "t f", NULL}};
static const Row zones[] = {{"70 | 100 | ?", "m", "t", "7"},
                            {"55 | 100 | ?", "mn", "tf", "0..7"},
                            {"55 | 100 | b", "m", "t", NULL}};
static const Row apart_or_met[] = {{"? | yes", "ma m", "t", NULL}, {"? | no", "ma n", "f", NULL}};
static const Row tautology[] = {{"?", "m", "t", NULL}};
static const Row no_half[] = {{"? | 7", "m m", "t", NULL}, {"? | 8", "mn m", "tf", NULL}};
static const Row points_open[] = {{"yes | ?", "m mn", "t", "50..70"}};
static const Row same_cell[] = {{"?", "m m m", "t", NULL}};
static const Row zero_divided[] = {{"0 | 0", "u", "tf", "undefined"}, {"? | 0", "u", "tf", NULL}};

/* --- further rules ---------------------------------------------------------------------------- */

static const Row limits[] = {
    {"? | ?", "mn", "tf", NULL}, /* n <= d, d >= 1 */
    {"5 | ?", "mn", "tf", NULL},
    {"? | 4", "mn", "tf", NULL},
    {"6 | 5", "mn", "tf", NULL}, /* broken: both cells open */
};
static const Row not_zero[] = {
    {"0 | 0", "a", "t", "0"}, {"0 | ?", "na", "tf", "0"}, {"3 | ?", "mn", "tf", "0..5"}};
static const Row shares[] = {{"yes | yes | ?", "m m mn", "tf t", NULL},
                             {"yes | no | ?", "m n mn", "f tf", NULL},
                             {"yes | yes | yes", "m m m", "t t", NULL}};
static const Row scored[] = {{"3 | 4", "m", "t", "75/2"}, {"? | 4", "mn", "tf", "0..50"}};
static const Row dates[] = {{"2024-03-31", "m", "t", NULL},
                            {"2024-04-01", "n", "f", NULL},
                            {"-", "n", "f", NULL},
                            {"?", "mn", "tf", NULL}};
static const Row wide[] = {{"3/7 | 1", "n", "f", NULL},
                           {"100000000000000000000 | 1", "m", "t", NULL},
                           {"1/3 | 1", "m", "t", NULL}};
static const Row asked[] = {{"?", "n m", "t", NULL}, {"4", "m n", "f", NULL}};
static const Row calls[] = {{"2.5 | -4", "m m m", "t", NULL}, {"2.4 | 1", "n m n", "f", NULL}};

#define CASE(rows, text)                                                                           \
    {                                                                                              \
#rows, HEAD text, rows, G_N_ELEMENTS(rows)                                                 \
    }
static const Case cases[] = {
    CASE(exactly_one, "data\n [x] : integer (hộ), from 0 to 9\n"
                      "indicator 1 \"A\"\n met when: [x] from 5 upward\n"
                      "indicator 2 \"B\"\n met when: [x] below 5\n"
                      "verdict V \"V\"\n met when: there are exactly 1 indicators met\n"
                      "verdict W \"W\"\n met when: all indicators are met\n"),
    CASE(zones, "data\n [n] : integer (hộ), from 0 upward\n [d] : integer (hộ), from 1 upward\n"
                " [z] : one of \"a\", \"b\"\n"
                "indicator 1 \"A\"\n computed as: [n] / [d]\n"
                " required: from 60% upward; except [z] = \"b\": from 50% upward\n"
                " maximum points: 7\n"
                "verdict V \"V\"\n met when: indicator 1 is met\n"),
    CASE(apart_or_met, "data\n [x] : yes/no\n [y] : yes/no\n"
                       "indicator 1 \"A\"\n not applicable when: [x] = yes\n met when: [x] = no\n"
                       "indicator 2 \"B\"\n met when: [y] = yes\n"
                       "verdict V \"V\"\n met when: share of indicators met from 95% upward\n"),
    CASE(tautology, "data\n [b] : yes/no\n"
                    "indicator 1 \"A\"\n met when: [b] or not [b]\n"
                    "verdict V \"V\"\n met when: indicator 1 is met or not (indicator 1 is met)\n"),
    CASE(no_half, "data\n [n] : integer (hộ), from 0 upward, at most [d]\n"
                  " [d] : integer (hộ), from 1 upward\n"
                  "indicator 1 \"A\"\n met when: [n] / [d] <> 50%\n"
                  "indicator 2 \"B\"\n computed as: [n] / [d]\n required: at most 100%\n"
                  "verdict V \"V\"\n met when: all indicators are met\n"),
    CASE(points_open, "data\n [a] : yes/no\n [b] : yes/no\n"
                      "indicator 1 \"A\"\n met when: [a]\n maximum points: 50\n"
                      "indicator 2 \"B\"\n met when: [b]\n maximum points: 20\n"
                      "verdict V \"V\"\n met when: total points from 50 upward\n"),
    CASE(same_cell, "data\n [x] : integer (hộ), from 0 upward\n"
                    "indicator 1 \"A\"\n met when: 0 * [x] = 0\n"
                    "indicator 2 \"B\"\n met when: [x] - [x] = 0\n"
                    "indicator 3 \"C\"\n met when: [x] = [x]\n"
                    "verdict V \"V\"\n met when: all indicators are met\n"),
    CASE(zero_divided,
         "data\n [n] : integer (hộ), from 0 upward\n [d] : integer (hộ), from 0 upward\n"
         "indicator 1 \"A\"\n computed as: [n] / [d]\n required: from 60% upward\n"
         " maximum points: 5\n"
         "verdict V \"V\"\n met when: all indicators are met\n"),
    CASE(limits, "data\n [n] : integer (hộ), from 0 to 9, at most [d]\n"
                 " [d] : integer (hộ), from 1 to 9\n"
                 "indicator 1 \"A\"\n computed as: [n] / [d]\n required: from 60% upward\n"
                 "verdict V \"V\"\n met when: all indicators are met\n"),
    CASE(not_zero, "data\n [n] : integer (hộ), from 0 upward, at most [d]\n"
                   " [d] : integer (hộ), from 0 upward\n"
                   "indicator 1 \"A\"\n not applicable when: [d] = 0\n computed as: [n] / [d]\n"
                   " required: from 60% upward\n maximum points: 5\n"
                   "verdict V \"V\"\n met when: all indicators are met\n"),
    CASE(shares, "data\n [a] : yes/no\n [b] : yes/no\n [c] : yes/no\n"
                 "indicator 1 \"A\"\n met when: [a]\n"
                 "indicator 2 \"B\"\n met when: [b]\n"
                 "indicator 3 \"C\"\n met when: [c]\n"
                 "verdict V \"V\"\n met when: share of indicators met from 90% upward\n"
                 "verdict W \"W\"\n met when: number of indicators met >= 2\n"),
    CASE(scored, "data\n [n] : integer (hộ), from 0 upward, at most [d]\n"
                 " [d] : integer (hộ), from 1 upward\n"
                 "indicator 1 \"A\"\n computed as: [n] / [d]\n required: from 60% upward\n"
                 " maximum points: 50\n scored: value * maximum points\n"
                 "verdict V \"V\"\n met when: total points from 30 upward\n"),
    CASE(dates, "data\n [day] : date, blank means none yet\n"
                "indicator 1 \"A\"\n met when: [day] at most 2024-03-31\n"
                "verdict V \"V\"\n met when: indicator 1 is met\n"),
    CASE(wide, "data\n [x] : number, from 0 upward\n [y] : number, from 0 upward\n"
               "indicator 1 \"A\"\n met when: 3 * [x] = [y] or [x] > 10\n"
               "verdict V \"V\"\n met when: indicator 1 is met\n"),
    CASE(asked, "data\n [x] : integer (hộ), from 0 upward\n"
                "indicator 1 \"A\"\n met when: default([x]; 0) > 3\n"
                "indicator 2 \"B\"\n met when: [x] has no data\n"
                "verdict V \"V\"\n met when: indicator 2 is met\n"),
    CASE(calls, "data\n [x] : number\n [y] : number\n"
                "indicator 1 \"A\"\n met when: round([x]) = 3\n"
                "indicator 2 \"B\"\n met when: max([x]; [y]) = [x]\n"
                "indicator 3 \"C\"\n met when: abs([y]) >= 4\n"
                "verdict V \"V\"\n met when: all indicators are met\n"),
};

static void test_cases(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        run_case(&cases[i], (TcRun){.date_judged = 19800});
        run_case(&cases[i], (TcRun){.date_judged = 19800, .exact_only = true});
    }
}

/* --- evidence, closing, labels ---------------------------------------------------------------- */

static const char evidence[] = HEAD "data\n [a] : yes/no\n [x] : integer (hộ), from 0 upward\n"
                                    "indicator 1 \"A\"\n met when: [a]\n evidence: \"paper\"\n"
                                    " maximum points: 5\n"
                                    "indicator 2 \"B\"\n met when: [x] >= 3\n"
                                    "verdict V \"V\"\n met when: all indicators are met\n";

static void check_labels(const TcJudge *judge, uint32_t row, TcLabel first, TcLabel second)
{
    assert_int_equal(tc_state_label(&judge->results->indicators[0], row), first);
    assert_int_equal(tc_state_label(&judge->results->indicators[1], row), second);
}

static void test_evidence(void **state)
{
    const char *rows[] = {"yes | 3 | ?", "yes | 3 | no", "no | ? | ?", "? | 3 | ?",
                          "yes | 4 | yes"};
    TcJudge judge;
    tc_judge_start(&judge, evidence, (TcRun){.appraisals = true});
    tc_judge_rows(&judge, rows, G_N_ELEMENTS(rows));
    check_labels(&judge, 0, TC_LABEL_AWAITS_APPRAISAL, TC_LABEL_MET);
    check_labels(&judge, 1, TC_LABEL_NOT_MET, TC_LABEL_MET);
    check_labels(&judge, 2, TC_LABEL_NOT_MET, TC_LABEL_DATA_MISSING);
    check_labels(&judge, 3, TC_LABEL_DATA_MISSING, TC_LABEL_MET);
    check_labels(&judge, 4, TC_LABEL_MET, TC_LABEL_MET);
    g_autofree char *points = tc_judge_text(&judge.results->points[0], 1);
    assert_string_equal(points, "0");
    tc_judge_end(&judge);
    tc_judge_start(&judge, evidence, (TcRun){.appraisals = false});
    tc_judge_rows(&judge, rows, G_N_ELEMENTS(rows));
    check_labels(&judge, 0, TC_LABEL_MET, TC_LABEL_MET);
    check_labels(&judge, 1, TC_LABEL_MET, TC_LABEL_MET);
    tc_judge_end(&judge);
}

static void test_closed(void **state)
{
    const char *rows[] = {"yes | ? | yes", "yes | 3 | ?"};
    TcJudge judge;
    tc_judge_start(&judge, evidence, (TcRun){.appraisals = true, .closed = true});
    tc_judge_rows(&judge, rows, 2);
    g_autofree char *points = tc_judge_text(&judge.results->points[0], 1);
    assert_string_equal(points, "0");
    assert_int_equal(tc_state_label(&judge.results->indicators[0], 1), TC_LABEL_AWAITS_APPRAISAL);
    assert_int_equal(tc_state_outcome(&judge.results->indicators[1], 0), TC_OUT_NOT_MET);
    assert_int_equal(tc_state_label(&judge.results->indicators[1], 0), TC_LABEL_DATA_MISSING);
    assert_int_equal(tc_state_outcome(&judge.results->verdicts[0], 0), TC_OUT_FALSE);
    tc_judge_end(&judge);
}

/* --- proofs and deciding cells -----------------------------------------------------------------
 */

static void test_deciding(void **state)
{
    const char *rows[] = {"? | 100 | ?", "70 | 100 | ?"};
    TcJudge judge;
    tc_judge_start(&judge, cases[1].rules, (TcRun){0});
    tc_judge_rows(&judge, rows, 2);
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tc_deciding_columns(judge.evaluator, judge.results, 0, TC_ASK_VERDICT, 0, columns);
    assert_int_equal(columns->len, 2);
    assert_int_equal(g_array_index(columns, uint32_t, 0), 0);
    assert_int_equal(g_array_index(columns, uint32_t, 1), 2);
    assert_false(tc_bit(judge.results->verdicts[0].unproved, 0));
    assert_int_equal(tc_state_outcome(&judge.results->verdicts[0], 0), TC_OUT_TRUE | TC_OUT_FALSE);
    tc_judge_end(&judge);
}

static void test_broken_limit(void **state)
{
    const char *rows[] = {"6 | 5", "4 | 5"};
    TcJudge judge;
    tc_judge_start(&judge, cases[8].rules, (TcRun){0});
    tc_judge_rows(&judge, rows, 2);
    assert_true(tc_bit(judge.results->data_error, 0));
    assert_false(tc_bit(judge.results->data_error, 1));
    assert_int_equal(judge.block->columns[0].reason[0], TC_REASON_CONSTRAINT);
    assert_int_equal(judge.block->columns[1].reason[0], TC_REASON_CONSTRAINT);
    tc_judge_end(&judge);
}

static void test_as_of_today(void **state)
{
    const char *rows[] = {"?", "4"};
    TcJudge judge;
    const Case *test = &cases[14];
    assert_string_equal(test->name, "asked");
    tc_judge_start(&judge, test->rules, (TcRun){0});
    tc_judge_rows(&judge, rows, 2);
    assert_true(tc_bit(judge.results->indicators[0].as_of_today, 0));
    assert_true(tc_bit(judge.results->verdicts[0].as_of_today, 0));
    assert_false(tc_bit(judge.results->verdicts[0].as_of_today, 1));
    tc_judge_end(&judge);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),        cmocka_unit_test(test_evidence),
        cmocka_unit_test(test_closed),       cmocka_unit_test(test_deciding),
        cmocka_unit_test(test_broken_limit), cmocka_unit_test(test_as_of_today),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
