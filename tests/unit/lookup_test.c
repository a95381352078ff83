/* Look-ups: long tables and scales of constants, known rows and open ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "support/judge.h"

#define HEAD "criteria T \"T\"\n applies to: level commune\n"

static bool has_op(const TcPlan *plan, TcPlanOp op)
{
    for (uint32_t i = 0; i < plan->n_order; i++) {
        if (plan->nodes[plan->order[i]].op == op)
            return true;
    }
    return false;
}

/* Judges one row at a time: row and what the points of indicator 1 are. */
typedef struct {
    const char *row, *points;
} Case;

static void check_cases(TcJudge *judge, const Case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        tc_judge_rows(judge, &cases[i].row, 1);
        g_autofree char *points = tc_judge_text(&judge->results->points[0], 0);
        if (strcmp(points, cases[i].points) != 0)
            fail_msg("%s: %s, not %s", cases[i].row, points, cases[i].points);
    }
}

/* Both ways through the numbers. */
static void judge_both_ways(const char *rules, const Case *cases, size_t n)
{
    for (int exact = 0; exact < 2; exact++) {
        TcJudge judge;
        tc_judge_start(&judge, rules, (TcRun){.exact_only = exact});
        assert_true(has_op(judge.plan, TC_PLAN_LOOKUP));
        check_cases(&judge, cases, n);
        tc_judge_end(&judge);
    }
}

/* --- one large table, against arithmetic ------------------------------------------------------ */

enum { A = 60, B = 50, C = 3 };
static const char *const kinds[C] = {"x", "y", "z"};

static int wanted(int a, int b, int c)
{
    return a >= 10 * A || b >= B ? 7 : (a / 10 * B + b) * C + c;
}

static char *large_table(void)
{
    GString *text = g_string_new(HEAD "data\n a : integer, from 0 upward\n"
                                      " b : integer, from 0 upward\n"
                                      " c : one of \"x\", \"y\", \"z\"\n"
                                      "indicator 1 \"P\"\n maximum points: 100000\n"
                                      " scored: table\n  | a | b | c | points |\n");
    for (int i = 0; i < A * B * C; i++) {
        int a = i / C / B, b = i / C % B, c = i % C;
        g_string_append_printf(text, "  | from %d to below %d | %d | \"%s\" | %d |\n", 10 * a,
                               10 * a + 10, b, kinds[c], i);
    }
    g_string_append(text, "  | otherwise | 7 |\n");
    return g_string_free(text, FALSE);
}

static void test_large_table(void **state)
{
    enum { ROWS = TC_BLOCK_ROWS };
    g_autofree char *rules = large_table();
    TcJudge judge;
    tc_judge_start(&judge, rules, (TcRun){0});
    assert_true(has_op(judge.plan, TC_PLAN_LOOKUP));
    assert_false(has_op(judge.plan, TC_PLAN_PICK));
    tc_block_clear(judge.block);
    judge.block->n = ROWS;
    int values[ROWS][3];
    for (int r = 0; r < ROWS; r++) {
        int a = r * 7919 % (10 * A + 20), b = r * 31 % (B + 2), c = r % C;
        int cells[] = {a, b, c};
        judge.block->rows[r] = tc_row_info((uint32_t)r + 1);
        for (uint32_t k = 0; k < 3; k++)
            tc_block_set_value(judge.block, (uint32_t)r, k, values[r][k] = cells[k]);
    }
    tc_block_finish(judge.block);
    tc_evaluate(judge.evaluator, judge.block, judge.results);
    for (int r = 0; r < ROWS; r++) {
        g_autofree char *got = tc_judge_text(&judge.results->points[0], (uint32_t)r);
        g_autofree char *want =
            g_strdup_printf("%d", wanted(values[r][0], values[r][1], values[r][2]));
        assert_string_equal(got, want);
    }
    tc_judge_end(&judge);
}

/* --- subjects of every kind ------------------------------------------------------------------- */

/* 100 rows by @row, where LOW and HIGH are tens, then @last. */
static char *table_of(const char *data, const char *heads, const char *row, const char *last)
{
    GString *text = g_string_new(HEAD);
    g_string_append_printf(text,
                           "data\n%sindicator 1 \"P\"\n maximum points: 1000\n scored: table\n"
                           "  | %s | points |\n",
                           data, heads);
    for (int i = 0; i < 100; i++) {
        g_string_append(text, "  | ");
        g_autofree char *low = g_strdup_printf("%d", 10 * i);
        g_autofree char *high = g_strdup_printf("%d", 10 * i + 10);
        GString *cells = g_string_new(row);
        g_string_replace(cells, "LOW", low, 0);
        g_string_replace(cells, "HIGH", high, 0);
        g_string_append(text, cells->str);
        g_string_free(cells, TRUE);
        g_string_append_printf(text, " | %d |\n", i);
    }
    g_string_append(text, last);
    return g_string_free(text, FALSE);
}

/* Open cells reach what lies between their ends; no còn lại where the bands leave no gap. */
static void test_open_cells(void **state)
{
    g_autofree char *rules =
        table_of(" a : integer, from 0 to 999\n v : yes/no\n", "a | v",
                 "from LOW to below HIGH | yes", "  | | no | 500 |\n  | otherwise | 999 |\n");
    const Case cases[] = {
        {"0 | yes", "0"},    {"9 | yes", "0"},     {"10 | yes", "1"},
        {"999 | yes", "99"}, {"999 | no", "500"},  {"? | yes", "0..99"},
        {"? | no", "500"},   {"25 | ?", "2..500"}, {"? | ?", "0..500"},
    };
    judge_both_ways(rules, cases, G_N_ELEMENTS(cases));
}

/* Between two bands of whole numbers there is nothing. */
static void test_whole_numbers(void **state)
{
    g_autofree char *rules = table_of(" a : integer, from 0 to 999\n b : integer, at most a\n", "a",
                                      "from LOW to HIGH - 1", "  | otherwise | 999 |\n");
    const Case cases[] = {
        {"19 | 0", "1"}, {"? | 995", "99"}, {"? | ?", "0..99"}, {"? | 25", "2..99"}};
    judge_both_ways(rules, cases, G_N_ELEMENTS(cases));
}

/* A quotient is undefined where its divisor is 0: known only if all rows and còn lại agree. */
static void test_undefined(void **state)
{
    g_autofree char *rules = table_of(
        " a : integer, may be negative\n d : integer, may be negative\n"
        " v : yes/no\n",
        "a / d | v", "from LOW% to below HIGH% | yes", "  | | no | 500 |\n  | otherwise | 999 |\n");
    const Case cases[] = {{"30 | 200 | yes", "1"},
                          {"1 | 3 | yes", "3"},
                          {"5 | 0 | yes", "undefined"},
                          {"-30 | -200 | yes", "1"},
                          {"-30 | 200 | yes", "999"},
                          {"0 | -5 | no", "500"},
                          {"100000000000000000000 | 500000000000000000000 | yes", "2"},
                          {"50 | ? | no", "500"},
                          {"5 | 0 | no", "500"},
                          {"9999 | 1 | yes", "999"}};
    judge_both_ways(rules, cases, G_N_ELEMENTS(cases));
}

/* chưa có fits an empty cell alone; a text that no row names fits what excludes others. */
static void test_none_and_texts(void **state)
{
    g_autofree char *rules = table_of(
        " a : integer, from 0 upward\n t : text, blank means none yet\n", "a | t",
        "from LOW to below HIGH | \"x\"", "  | | <> \"x\" | 500 |\n  | otherwise | 999 |\n");
    const Case cases[] = {
        {"35 | x", "3"},       {"35 | -", "999"},    {"9999 | x", "999"},
        {"35 | other", "500"}, {"35 | ?", "3..999"},
    };
    judge_both_ways(rules, cases, G_N_ELEMENTS(cases));
}

/* Cuts between stored numbers, results of several denominators, cells beyond int64. */
static void test_fractions(void **state)
{
    g_autofree char *rules =
        table_of(" a : number, from 0 upward\n", "a", "from LOW.0000001 to below HIGH.0000001",
                 "  | below 0.0000001 | 0.25 |\n  | otherwise | 0.025 |\n");
    const Case cases[] = {{"0", "1/4"},
                          {"0.000001", "0"},
                          {"10", "0"},
                          {"10.000001", "1"},
                          {"10.00000009", "0"},
                          {"10.0000001", "1"},
                          {"123456789012345678901", "1/40"}};
    judge_both_ways(rules, cases, G_N_ELEMENTS(cases));
}

static void test_dates(void **state)
{
    GString *text = g_string_new(
        HEAD "data\n d : date, blank means none yet\nindicator 1 \"P\"\n maximum points: 1000\n"
             " scored: by d\n");
    for (int i = 0; i < 80; i++)
        g_string_append_printf(text, "  from 01/01/%d to below 01/01/%d: %d;\n", 1900 + i, 1901 + i,
                               i);
    g_string_append(text, "  otherwise: 100\n");
    const Case cases[] = {{"1899-12-31", "100"}, {"1900-01-01", "0"}, {"1979-12-31", "79"},
                          {"1980-01-01", "100"}, {"?", "0..100"},     {"-", "100"}};
    judge_both_ways(text->str, cases, G_N_ELEMENTS(cases));
    g_string_free(text, TRUE);
}

/* Boxes that overlap everywhere make no tree: they are asked in turn. */
static void test_no_tree(void **state)
{
    GString *text = g_string_new(HEAD "data\n a : integer, from 0 upward\n"
                                      " b : integer, from 0 upward\n"
                                      "indicator 1 \"P\"\n maximum points: 1000\n"
                                      " scored: table\n  | a | b | points |\n");
    for (int i = 0; i < 1000; i++)
        g_string_append_printf(text, "  | from %d upward | below %d | 3 |\n", i, i + 1);
    g_string_append(text, "  | otherwise | 4 |\n");
    const Case cases[] = {{"5 | 5", "3"},       {"5 | 6", "4"},    {"2000 | 999", "3"},
                          {"2000 | 1000", "4"}, {"? | 2000", "4"}, {"? | 5", "3..4"}};
    TcJudge judge;
    tc_judge_start(&judge, text->str, (TcRun){0});
    assert_false(judge.plan->lookups[0]->has_tree);
    tc_judge_end(&judge);
    judge_both_ways(text->str, cases, G_N_ELEMENTS(cases));
    g_string_free(text, TRUE);
}

/* --- labels ----------------------------------------------------------------------------------- */

static void test_labels(void **state)
{
    static const char *const labels[] = {"low", "middle", "high", "top"};
    GString *text = g_string_new(HEAD "data\n a : integer, from 0 upward\n b : integer, at most a\n"
                                      "grade G by a\n");
    for (int i = 0; i < 80; i++)
        g_string_append_printf(text, "  from %d to below %d: \"%s\";\n", i, i + 1, labels[i / 20]);
    g_string_append(text, "  otherwise: \"none\"\nverdict V \"V\"\n met when: G = \"low\"\n");
    const char *rows[] = {"0|0", "19|0", "20|0", "79|0", "80|0", "?|40", "?|80"};
    const uint64_t sets[] = {1, 1, 2, 8, 16, 4 | 8 | 16, 16};
    TcJudge judge;
    tc_judge_start(&judge, text->str, (TcRun){0});
    assert_true(has_op(judge.plan, TC_PLAN_LOOKUP_LABEL));
    tc_judge_rows(&judge, rows, G_N_ELEMENTS(rows));
    for (uint32_t r = 0; r < G_N_ELEMENTS(rows); r++)
        assert_int_equal(judge.results->grades[0].set[r], sets[r]);
    assert_int_equal(tc_state_outcome(&judge.results->verdicts[0], 1), TC_OUT_TRUE);
    assert_int_equal(tc_state_outcome(&judge.results->verdicts[0], 5), TC_OUT_FALSE);
    tc_judge_end(&judge);
    g_string_free(text, TRUE);
}

static void test_truths(void **state)
{
    GString *text = g_string_new(HEAD "data\n a : integer, from 0 upward\ndefinitions\n"
                                      " [fits] : table\n  | a | fits |\n");
    for (int i = 0; i < 80; i++)
        g_string_append_printf(text, "  | %d | %s |\n", i, i < 40 ? "yes" : "no");
    g_string_append(text, "  | otherwise | no |\nverdict V \"V\"\n met when: [fits]\n");
    const char *rows[] = {"39", "40", "80", "?"};
    const unsigned sets[] = {TC_OUT_TRUE, TC_OUT_FALSE, TC_OUT_FALSE, TC_OUT_TRUE | TC_OUT_FALSE};
    TcJudge judge;
    tc_judge_start(&judge, text->str, (TcRun){0});
    tc_judge_rows(&judge, rows, G_N_ELEMENTS(rows));
    for (uint32_t r = 0; r < G_N_ELEMENTS(rows); r++)
        assert_int_equal(tc_state_outcome(&judge.results->verdicts[0], r), sets[r]);
    tc_judge_end(&judge);
    g_string_free(text, TRUE);
}

/* --- what is none ----------------------------------------------------------------------------- */

/* Short tables keep their cases; results that are computed are no constants. */
static void test_no_look_up(void **state)
{
    const char *data = " a : integer, from 0 upward\n";
    g_autofree char *computed =
        table_of(data, "a", "from LOW to below HIGH", "  | otherwise | a + 1 |\n");
    TcJudge judge;
    tc_judge_start(&judge, computed, (TcRun){0});
    assert_false(has_op(judge.plan, TC_PLAN_LOOKUP));
    check_cases(&judge, (const Case[]){{"15", "1"}, {"2000", "2001"}}, 2);
    tc_judge_end(&judge);
    tc_judge_start(&judge,
                   HEAD
                   "data\n a : integer, from 0 upward\nindicator 1 \"P\"\n maximum points: 9\n"
                   " scored: table\n  | a | points |\n  | below 5 | 1 |\n  | otherwise | 2 |\n",
                   (TcRun){0});
    assert_false(has_op(judge.plan, TC_PLAN_LOOKUP));
    tc_judge_end(&judge);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_large_table),    cmocka_unit_test(test_open_cells),
        cmocka_unit_test(test_whole_numbers),  cmocka_unit_test(test_undefined),
        cmocka_unit_test(test_none_and_texts), cmocka_unit_test(test_fractions),
        cmocka_unit_test(test_dates),          cmocka_unit_test(test_no_tree),
        cmocka_unit_test(test_labels),         cmocka_unit_test(test_truths),
        cmocka_unit_test(test_no_look_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
