/* What a small rule file becomes: parts, schema, types, order; what its numbers are taken for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "base/diag.h"
#include "support/rule_set.h"

static const char head[] = "bộ tiêu chí THỬ \"Bộ thử\"\n"
                           "  ban hành kèm theo: \"Quyết định\"\n"
                           "  đối tượng áp dụng: cấp xã trực thuộc tỉnh\n"
                           "  có hiệu lực từ: 01/6/2023\n";

static const char data[] = "số liệu\n"
                           "  [Hộ] : số nguyên (hộ), từ 1 trở lên, tên khác [Tổng số hộ]\n"
                           "  [Hộ điện] : số nguyên (hộ), không quá [Hộ]\n"
                           "  [Người] : số nguyên (người)\n"
                           "  [Kinh phí] : tiền (triệu đồng)\n"
                           "  [Tên] : chữ\n";

static TcRuleSet read_rules(const char *rules)
{
    g_autofree char *text = g_strconcat(head, data, rules, NULL);
    TcRuleSet set;
    tc_rule_set_open(&set, text, TC_LANG_VI);
    return set;
}

static void test_schema(void **state)
{
    TcRuleSet set = read_rules("nhóm 1 \"G\"\nchỉ tiêu 1.1 \"A\"\n  đạt khi: [Hộ] >= 5\n");
    (void)state;
    assert_non_null(set.model);
    const TcSchema *schema = &set.model->schema;
    assert_int_equal(schema->n_columns, 5);
    assert_int_equal(schema->columns[0].n_aliases, 1);
    assert_int_equal(mpq_cmp_ui(schema->columns[0].low, 1, 1), 0);
    assert_int_equal(mpq_cmp_ui(schema->columns[2].high, 1000000000000, 1), 0);
    assert_int_equal(schema->n_limits, 1);
    assert_int_equal(schema->limits[0].small, 1);
    assert_int_equal(schema->limits[0].large, 0);
    assert_int_equal(set.model->groups[0].n_indicators, 1);
    assert_int_equal(set.model->indicators[0].group, 0);
    tc_rule_set_close(&set);
}

/* A step stands behind all that it needs. */
static void test_order(void **state)
{
    TcRuleSet set = read_rules("giải thích từ ngữ\n  [a] : [b] + [Hộ]\n  [b] : [Hộ] * 2\n"
                               "chỉ tiêu 1.1 \"A\"\n  đạt khi: chỉ tiêu 1.2 đạt\n"
                               "chỉ tiêu 1.2 \"B\"\n  đạt khi: [a] > 5\n");
    (void)state;
    assert_non_null(set.model);
    const uint32_t wanted[] = {1, 0, 1, 0};
    assert_int_equal(set.model->n_steps, 4);
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(set.model->steps[i].index, wanted[i]);
    assert_int_equal(set.model->steps[1].kind, TC_REF_DEFINITION);
    assert_int_equal(set.model->steps[2].kind, TC_REF_INDICATOR);
    tc_rule_set_close(&set);
}

/* Whether a condition passes, by the first code it draws. */
static void test_units(void **state)
{
    static const struct {
        const char *condition, *code;
    } cases[] = {
        {"[Hộ] >= 5", NULL},
        {"[Hộ điện] / [Hộ] >= 60%", NULL},
        {"[Hộ điện] / [Hộ] >= 60", "TC0347"},
        {"1 - [Hộ điện] / [Hộ] >= 60%", NULL},
        {"[Hộ] + [Người] >= 5", "TC0345"},
        {"[Hộ] >= 60%", "TC0346"},
        {"60% * [Hộ] >= [Hộ điện]", NULL},
        {"[Hộ] * [Hộ] >= [Hộ]", "TC0346"},
        {"[Người] / [Hộ] >= 2", NULL},
        {"[Kinh phí] >= 50", "TC0349"},
        {"[Kinh phí] >= 50 triệu", NULL},
        {"[Kinh phí] >= 0", NULL},
        {"[Hộ] = \"5\"", "TC0344"},
        {"[Tên] = \"a\"", NULL},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *rules =
            g_strdup_printf("chỉ tiêu 1.1 \"A\"\n  đạt khi: %s\n", cases[i].condition);
        TcRuleSet set = read_rules(rules);
        const char *found = NULL;
        for (unsigned d = 0; d < tc_diag_list_length(set.diags) && !found; d++)
            if (tc_diag_list_get(set.diags, d)->severity == TC_ERROR)
                found = tc_diag_name(tc_diag_list_get(set.diags, d)->code);
        if (g_strcmp0(found, cases[i].code) != 0)
            fail_msg("%s: %s", cases[i].condition, found ? found : "passes");
        tc_rule_set_close(&set);
    }
}

/* 50 triệu against a column of triệu đồng is 50: a division by a million is put in. */
static void test_amount(void **state)
{
    TcRuleSet set = read_rules("chỉ tiêu 1.1 \"A\"\n  đạt khi: [Kinh phí] >= 50 triệu\n");
    (void)state;
    assert_non_null(set.model);
    const TcNode *right = set.model->indicators[0].met_when->items[1];
    assert_int_equal(right->kind, TC_NODE_BINARY);
    assert_int_equal(right->sub, TC_OP_DIV);
    assert_int_equal(mpq_cmp_ui(right->items[1]->number, 1000000, 1), 0);
    tc_rule_set_close(&set);
}

/* Texts that rules compare text columns with are the choices of those columns. */
static void test_texts(void **state)
{
    TcRuleSet set = read_rules("chỉ tiêu 1.1 \"A\"\n  đạt khi: [Tên] = \"a\" hoặc [Tên] = \"b\"\n");
    (void)state;
    assert_non_null(set.model);
    const TcColumnSpec *column = &set.model->schema.columns[4];
    assert_int_equal(column->n_choices, 2);
    assert_string_equal(column->choices[1], "b");
    tc_rule_set_close(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_schema), cmocka_unit_test(test_order), cmocka_unit_test(test_units),
        cmocka_unit_test(test_amount), cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
