/* Ways that are remembered, and a probe that goes from row to row, against a probe that is new. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "exec/ways.h"
#include "support/rule_set.h"

enum { CELLS = 6, ROWS = 4, STEPS = 40, INDICATORS = 4 };

/* 1 and 2 share no cell, yet a limit ties 1 to [b]; 3 is tied to [e] by a check, 4 looks at 1. */
static const char rules[] = "criteria T \"t\"\n"
                            "  applies to: level commune\n"
                            "data\n"
                            "  [a] : integer, from 0 to 90, at most [b]\n"
                            "  [b] : integer, from 1 to 100\n"
                            "  [c] : yes/no\n"
                            "  [d] : integer, from 0 to 100\n"
                            "  [e] : integer, from 0 to 100\n"
                            "  [f] : integer, from 1 to 100\n"
                            "data check\n"
                            "  [d] + [e] <= 120\n"
                            "indicator 1 \"i\"\n"
                            "  computed as: [a] / [f]\n"
                            "  required: at least 60%\n"
                            "indicator 2 \"i\"\n"
                            "  met when: [c] = yes\n"
                            "indicator 3 \"i\"\n"
                            "  met when: [d] >= 70 and [f] >= 0\n"
                            "indicator 4 \"i\"\n"
                            "  met when: indicator 1 met and [e] >= 20\n";

static uint32_t lot_state;

static int64_t lot(int64_t n)
{
    lot_state = lot_state * 1664525 + 1013904223;
    return (lot_state >> 8) % n;
}

static void fill_rows(TcBlock *block)
{
    block->n = ROWS;
    for (uint32_t row = 0; row < ROWS; row++) {
        const int64_t values[CELLS] = {lot(20), 50 + lot(50), lot(2),
                                       lot(60), lot(60),      1 + lot(50)};
        block->rows[row] = tc_row_info(row + 2);
        block->rows[row].code = "1";
        for (uint32_t i = 0; i < CELLS; i++)
            tc_block_set_value(block, row, i, values[i]);
    }
    tc_block_set_open(block, ROWS - 1, 3, TC_REASON_BLANK);
    tc_block_finish(block);
}

static bool is_same_way(const GArray *a, const GArray *b)
{
    bool same = a->len == b->len;
    for (guint i = 0; i < a->len && same; i++) {
        const TcMove *x = &g_array_index(a, TcMove, i), *y = &g_array_index(b, TcMove, i);
        same = x->column == y->column && x->up == y->up && x->dragged == y->dragged &&
               x->sum == y->sum && tc_value_same(&x->from, &y->from) &&
               tc_value_same(&x->to, &y->to) && tc_value_same(&x->last, &y->last) &&
               tc_value_same(&x->limit, &y->limit);
    }
    return same;
}

static void check_indicator(TcProbe *probe, TcProbe *anew, uint32_t indicator)
{
    g_autoptr(GPtrArray) ways = tc_ways_new(probe, indicator);
    g_autoptr(GPtrArray) others = tc_ways_new(anew, indicator);
    assert_int_equal(ways->len, others->len);
    for (guint i = 0; i < ways->len; i++)
        assert_true(is_same_way(ways->pdata[i], others->pdata[i]));
}

/* Twice, so that the second time they are remembered. */
static void check_all(TcProbe *probe, TcProbe *anew)
{
    for (uint32_t i = 0; i < 2 * INDICATORS; i++)
        check_indicator(probe, anew, i % INDICATORS);
}

static void check_row(TcProbe *probe, const TcRun *run, TcBlock *block, uint32_t row)
{
    tc_probe_turn_to(probe, block, row);
    g_autoptr(TcProbe) first = tc_probe_new(probe->model, run, block, row);
    check_all(probe, first);
    for (uint32_t step = 0; step < STEPS; step++) {
        const uint32_t column = (uint32_t)lot(CELLS);
        const int64_t value = column == 2 ? lot(2) : 1 + lot(90);
        g_autoptr(TcProbe) anew = tc_probe_new(probe->model, run, block, row);
        tc_probe_put(probe, column, value);
        for (uint32_t i = 0; i < CELLS; i++)
            tc_probe_set(anew, i, &probe->cells[i]);
        check_all(probe, anew);
        if (lot(4) == 0)
            tc_probe_reset(probe);
    }
}

static void test_remembered_ways(void **state)
{
    const TcRun run = {0};
    TcRuleSet set;
    if (!tc_rule_set_open(&set, rules, TC_LANG_EN))
        fail_msg("%s", tc_rule_set_mistake(&set));
    TcBlock *block = tc_block_new(&set.model->schema);
    lot_state = 1;
    fill_rows(block);
    TcProbe *probe = tc_probe_new(set.model, &run, block, 0);
    for (uint32_t row = 0; row < 2 * ROWS; row++)
        check_row(probe, &run, block, row % ROWS);
    tc_probe_free(probe);
    tc_block_free(block);
    tc_rule_set_close(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_remembered_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
