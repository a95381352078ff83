/* Gaps of one quotient against the closed forms: n of d, requirement t. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>
#include "exec/ways.h"
#include "support/rule_set.h"

static const struct {
    const char *required; /* of n / d; n is at most d */
    const char *cells;    /* declarations of n and d */
    int64_t n, d;
    int64_t to;   /* -1: there is no way */
    int64_t last; /* -1: up to the limit */
} cases[] = {
    {"at least 60%", "", 1163, 2000, 1200, -1}, /* ceil(td) */
    {"at least 60%", "", 0, 7, 5, -1},          /* ceil(4.2) */
    {"above 60%", "", 1200, 2000, 1201, -1},    /* floor(td) + 1 */
    {"above 60%", "", 0, 7, 5, -1},             /* floor(4.2) + 1 */
    {"at most 5%", "", 51, 1000, 50, -1},       /* floor(td) */
    {"below 5%", "", 60, 1000, 49, -1},         /* ceil(td) - 1 */
    {"below 5%", "", 60, 990, 49, -1},          /* ceil(49.5) - 1 */
    {"exactly 50%", "", 3, 8, 4, 4},            /* td, if it is whole */
    {"exactly 50%", "", 3, 7, -1, -1},
    {"from 52% to 55%", "", 500, 1000, 520, 550}, /* a window */
    {"from 52% to 55%", "", 600, 1000, 550, 520},
    {"at least 100%", "", 16, 17, 17, -1},
    {"at least 60%", ", fixed", 3, 10, -1, -1},
    {"at least 60%", "", 600000000001, 1000000000000, -1, -1}, /* met already: no way to give */
};

typedef struct {
    TcRuleSet rules;
    TcBlock *block;
} Row;

static void row_open(Row *row, size_t i)
{
    g_autofree char *text = g_strdup_printf("criteria T \"t\"\n  applies to: level commune\n"
                                            "data\n"
                                            "  [n] : integer (households), at most [d]%s\n"
                                            "  [d] : integer (households), from 1 upward\n"
                                            "indicator 1 \"i\"\n"
                                            "  computed as: [n] / [d]\n"
                                            "  required: %s\n",
                                            cases[i].cells, cases[i].required);
    if (!tc_rule_set_open(&row->rules, text, TC_LANG_EN))
        fail_msg("%s: %s", cases[i].required, tc_rule_set_mistake(&row->rules));
    row->block = tc_block_new(&row->rules.model->schema);
    row->block->n = 1;
    row->block->rows[0] = tc_row_info(2);
    row->block->rows[0].code = "1";
    tc_block_set_value(row->block, 0, 0, cases[i].n);
    tc_block_set_value(row->block, 0, 1, cases[i].d);
    tc_block_finish(row->block);
}

static void row_close(Row *row)
{
    tc_block_free(row->block);
    tc_rule_set_close(&row->rules);
}

static void check_ways(size_t i, const Row *row)
{
    const TcRun run = {0};
    g_autoptr(TcProbe) probe = tc_probe_new(row->rules.model, &run, row->block, 0);
    g_autoptr(GPtrArray) ways = tc_ways_new(probe, 0);
    if (ways->len != (cases[i].to >= 0))
        fail_msg("%s of %d: %u ways", cases[i].required, (int)i, ways->len);
    if (ways->len == 0)
        return;
    const TcMove *move = &g_array_index((GArray *)ways->pdata[0], TcMove, 0);
    assert_int_equal(tc_probe_number(probe, 0, &move->to), cases[i].to);
    assert_int_equal(move->last.defined ? tc_probe_number(probe, 0, &move->last) : -1,
                     cases[i].last);
    assert_int_equal(move->up, cases[i].to > cases[i].n);
}

static void check_case(size_t i)
{
    Row row;
    row_open(&row, i);
    check_ways(i, &row);
    row_close(&row);
}

static void test_closed_forms(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check_case(i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_closed_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
