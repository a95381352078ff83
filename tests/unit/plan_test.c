/* The plan: what rules become, what is shared, what is left out, how large sets behave. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "support/judge.h"

#define HEAD "criteria T \"T\"\n applies to: level commune\n"

static char *dump(const char *rules)
{
    TcJudge judge;
    GString *text = g_string_new(NULL);
    tc_judge_start(&judge, rules, (TcRun){0});
    tc_plan_dump(judge.plan, text);
    tc_judge_end(&judge);
    return g_string_free(text, FALSE);
}

static unsigned count(const char *text, const char *what)
{
    unsigned found = 0;
    for (const char *at = strstr(text, what); at; at = strstr(at + 1, what))
        found++;
    return found;
}

/* A ratio against a constant is one sign test over integers; no quotient is run for it. */
static void test_compare_do_not_divide(void **state)
{
    g_autofree char *plan = dump(HEAD "data\n [n] : integer (hộ), from 0 upward\n"
                                      " [d] : integer (hộ), from 1 upward\n"
                                      "indicator 1 \"A\"\n computed as: [n] / [d]\n"
                                      " required: from 62.5% upward\n"
                                      "verdict V \"V\"\n met when: all indicators are met\n");
    assert_non_null(strstr(plan, "test.0 [1] (8*c0 + -5*c1 + 0) over (1*c1 + 0)"));
    assert_int_equal(count(plan, "quotient"), 0);
    assert_int_equal(count(plan, "divide"), 0);
}

/* A threshold that varies by case: one test a case, chosen; equal tests are one node. */
static void test_thresholds_by_case(void **state)
{
    g_autofree char *plan = dump(HEAD "data\n [n] : integer (hộ), from 0 upward\n"
                                      " [d] : integer (hộ), from 1 upward\n"
                                      " [z] : one of \"a\", \"b\", \"c\"\n"
                                      "definitions\n"
                                      " [level] : when [z] = \"a\" then 60% otherwise 50%\n"
                                      "indicator 1 \"A\"\n met when: [n] / [d] >= [level]\n"
                                      "indicator 2 \"B\"\n computed as: [n] / [d]\n"
                                      " required: when [z] = \"a\" then from 60% upward"
                                      " otherwise from 50% upward\n"
                                      "verdict V \"V\"\n met when: all indicators are met\n");
    assert_int_equal(count(plan, " test."), 2);
    assert_int_equal(count(plan, " choice."), 1);
    assert_int_equal(count(plan, "choose"), 1);
}

/* Shares and totals are sums over outcomes; a threshold asks the sum that the report prints. */
static void test_sums_over_outcomes(void **state)
{
    g_autofree char *plan = dump(HEAD "data\n [a] : yes/no\n [b] : yes/no\n"
                                      "group 1 \"G\"\n"
                                      "indicator 1.1 \"A\"\n met when: [a]\n maximum points: 3\n"
                                      "indicator 1.2 \"B\"\n met when: [b]\n maximum points: 2.5\n"
                                      "verdict V \"V\"\n met when: total points from 3 upward\n"
                                      "verdict W \"W\"\n"
                                      " met when: share of indicators met from 90% upward\n");
    assert_int_equal(count(plan, "(6,0,0*o"), 1);
    assert_non_null(strstr(plan, "/2 <-"));
    assert_int_equal(count(plan, "divide"), 0);
    assert_non_null(strstr(plan, "(1,-9,0*o"));
}

/* Constants are folded, and nothing is run that nobody asks for. */
static void test_folding(void **state)
{
    g_autofree char *plan = dump(HEAD "parameters\n limit = 10 * 5\n"
                                      "data\n [x] : integer (hộ), from 0 upward\n"
                                      "definitions\n [unused] : [x] * [x]\n"
                                      "indicator 1 \"A\"\n met when: [x] >= limit and 2 > 1\n"
                                      "verdict V \"V\"\n met when: indicator 1 is met\n");
    assert_non_null(strstr(plan, "(1*c0 + -50)"));
    assert_int_equal(count(plan, "multiply"), 0);
    assert_int_equal(count(plan, "and"), 0);
}

static char *large_rules(unsigned n)
{
    GString *text = g_string_new(HEAD "data\n [d] : integer (hộ), from 1 upward\n"
                                      " [x] : integer (hộ), from 0 upward\n");
    for (unsigned i = 0; i < n; i++)
        g_string_append_printf(text,
                               "indicator %u \"I\"\n computed as: [x] / [d]\n"
                               " required: from %u%% upward\n maximum points: 2\n",
                               i + 1, i % 90 + 5);
    g_string_append(text, "verdict V \"V\"\n met when: all indicators are met and"
                          " share of indicators met from 90% upward\n");
    return g_string_free(text, FALSE);
}

/* Nodes grow with the set, not with its square; 90 different tests stay 90. */
static void test_large_set(void **state)
{
    enum { MANY = 3000 };
    g_autofree char *rules = large_rules(MANY);
    const char *rows[] = {"100 | 94", "100 | 50", "100 | ?"};
    TcJudge judge;
    tc_judge_start(&judge, rules, (TcRun){0});
    assert_true(judge.plan->n_order < 5 * MANY);
    tc_judge_rows(&judge, rows, 3);
    assert_int_equal(tc_state_outcome(&judge.results->verdicts[0], 0), TC_OUT_TRUE);
    assert_int_equal(tc_state_outcome(&judge.results->verdicts[0], 1), TC_OUT_FALSE);
    assert_int_equal(tc_state_outcome(&judge.results->verdicts[0], 2), TC_OUT_TRUE | TC_OUT_FALSE);
    g_autofree char *total = tc_judge_text(&judge.results->total, 0);
    assert_string_equal(total, "6000");
    tc_judge_end(&judge);
}

/* Cells that one comparison of one indicator reads leave bounds exact; shared ones do not. */
static void test_certificate(void **state)
{
    TcJudge judge;
    tc_judge_start(&judge,
                   HEAD "data\n [a] : integer (hộ), from 0 upward, at most [b]\n"
                        " [b] : integer (hộ), from 1 upward\n [c] : yes/no\n [x] : yes/no\n"
                        "indicator 1 \"A\"\n computed as: [a] / [b]\n required: from 60% upward\n"
                        "indicator 2 \"B\"\n met when: [c] and [x]\n"
                        "indicator 3 \"C\"\n met when: [x]\n"
                        "verdict V \"V\"\n met when: all indicators are met\n"
                        "verdict W \"W\"\n met when: there are exactly 2 indicators met\n",
                   (TcRun){0});
    assert_true(judge.plan->certified[0] && judge.plan->certified[1] && judge.plan->certified[2]);
    assert_false(judge.plan->certified[3]);
    assert_true(judge.plan->verdict_rises[0]);
    assert_false(judge.plan->verdict_rises[1]);
    tc_judge_end(&judge);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compare_do_not_divide),
        cmocka_unit_test(test_thresholds_by_case),
        cmocka_unit_test(test_sums_over_outcomes),
        cmocka_unit_test(test_folding),
        cmocka_unit_test(test_large_set),
        cmocka_unit_test(test_certificate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
