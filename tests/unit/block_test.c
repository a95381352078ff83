/* Blocks: cells set in any order, exact numbers beside, bounds, texts that stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "support/data_file.h"

static void set_text(TcBlock *block, uint32_t row, uint32_t column, const char *number)
{
    mpq_t value;

    mpq_init(value);
    assert_int_equal(mpq_set_str(value, number, 10), 0);
    mpq_canonicalize(value);
    tc_block_set_number(block, row, column, value);
    mpq_clear(value);
}

static void check_number(const TcBlock *block, uint32_t row, uint32_t column, const char *want)
{
    mpq_t value;

    mpq_init(value);
    tc_block_get_number(block, row, column, value);
    g_autofree char *got = tc_number_exact(value, TC_LANG_EN);
    mpq_clear(value);
    assert_string_equal(got, want);
}

enum { WHOLE, RATIO = 3, DATE = 7, NOTE = 8 };

static void test_exact(void **state)
{
    DataForm form;
    (void)state;

    data_form_init(&form);
    g_autoptr(TcBlock) block = tc_block_new(&form.schema);
    set_text(block, 5, RATIO, "1/3");
    set_text(block, 2, RATIO, "2/7");
    set_text(block, 5, WHOLE, "99999999999999999999");
    set_text(block, 5, RATIO, "1/9");
    set_text(block, 0, RATIO, "1/8");
    assert_int_equal(block->n_exacts, 3);
    assert_int_equal(block->exacts[0].row, 2);
    assert_true(tc_bit(block->exact, 5));
    assert_false(tc_bit(block->exact, 0));
    check_number(block, 0, RATIO, "0.125");
    check_number(block, 2, RATIO, "2/7");
    check_number(block, 5, RATIO, "1/9");
    check_number(block, 5, WHOLE, "99999999999999999999");
    tc_block_set_open(block, 5, WHOLE, TC_REASON_CONSTRAINT);
    assert_true(tc_bit(block->exact, 5));
    set_text(block, 5, RATIO, "1/2");
    assert_false(tc_bit(block->exact, 5));
    assert_int_equal(block->n_exacts, 1);
    tc_block_clear(block);
    assert_int_equal(block->n_exacts, 0);
    assert_false(tc_bit(block->exact, 2));
    data_form_clear(&form);
}

static void test_bounds(void **state)
{
    DataForm form;
    (void)state;

    data_form_init(&form);
    g_autoptr(TcBlock) block = tc_block_new(&form.schema);
    for (uint32_t row = 0; row < 130; row++) {
        if (row % 3)
            tc_block_set_value(block, row, WHOLE, row);
        else
            tc_block_set_open(block, row, WHOLE, TC_REASON_BLANK);
        tc_block_set_open(block, row, RATIO, TC_REASON_NO_COLUMN);
        tc_block_set_value(block, row, DATE, row == 7 ? TC_VALUE_NONE : 5);
    }
    block->n = 130;
    tc_block_finish(block);
    assert_int_equal(block->columns[WHOLE].low, 1);
    assert_int_equal(block->columns[WHOLE].high, 128);
    assert_true(block->columns[WHOLE].any_open);
    assert_true(block->columns[RATIO].low > block->columns[RATIO].high);
    assert_true(block->columns[DATE].low == TC_VALUE_NONE);
    assert_false(block->columns[DATE].any_open);
    data_form_clear(&form);
}

/* A value in one row between small ones, and whether it makes the column wide. */
static const struct {
    int64_t value;
    bool wide;
} widths[] = {
    {0, false},
    {INT32_MAX, false},
    {INT32_MIN, false},
    {INT64_C(1) + INT32_MAX, true},
    {INT64_C(-1) + INT32_MIN, true},
    {INT64_MAX, true},
    {INT64_MIN + 1, true},
    {TC_VALUE_NONE, true},
};

static void check_width(TcBlock *block, size_t i)
{
    const TcColumn *cells = &block->columns[WHOLE];
    const int64_t value = widths[i].value;
    int64_t copied[70];
    for (uint32_t row = 0; row < 70; row++)
        tc_block_set_value(block, row, WHOLE, row == 65 ? value : -(int64_t)row);
    block->n = 70;
    tc_block_finish(block);
    assert_int_equal(cells->wide != NULL, widths[i].wide);
    tc_column_copy(cells, 0, 70, copied);
    for (uint32_t row = 0; row < 70; row++) {
        assert_true(tc_column_value(cells, row) == (row == 65 ? value : -(int64_t)row));
        assert_true(copied[row] == tc_column_value(cells, row));
    }
    assert_true(cells->low == MIN(value, -69) && cells->high == MAX(value, 0));
    assert_null(block->columns[DATE].wide); /* by itself */
}

static void test_widths(void **state)
{
    DataForm form;
    (void)state;

    data_form_init(&form);
    g_autoptr(TcBlock) block = tc_block_new(&form.schema);
    g_autoptr(TcBlock) one = tc_block_new(&form.schema);
    for (size_t i = 0; i < 2 * G_N_ELEMENTS(widths);
         i++) { /* packed and not, one after the other */
        const size_t k = i / 2;
        tc_block_clear(block);
        assert_null(block->columns[WHOLE].wide);
        if (i % 2)
            tc_block_pack(block, 70);
        check_width(block, k);
        block->rows[64] = block->rows[65] = tc_row_info(1);
        tc_block_take_row(one, block, 65);
        assert_true(tc_column_value(&one->columns[WHOLE], 0) == widths[k].value);
        assert_int_equal(one->columns[WHOLE].wide != NULL, widths[k].wide);
        tc_block_take_row(one, block, 64);
        assert_true(tc_column_value(&one->columns[WHOLE], 0) == -64);
        assert_null(one->columns[WHOLE].wide);
    }
    data_form_clear(&form);
}

/* A wide column stays so though the cell that made it wide is gone; the cell is told as it was. */
static void test_wide_withdrawn(void **state)
{
    DataForm form;
    mpq_t was;
    (void)state;

    data_form_init(&form);
    g_autoptr(TcBlock) block = tc_block_new(&form.schema);
    mpq_init(was);
    mpq_set_si(was, INT64_C(5000000000), 1);
    for (uint32_t row = 0; row < 3; row++)
        tc_block_set_value(block, row, WHOLE, row == 1 ? INT64_C(5000000000) : 7);
    block->n = 3;
    tc_block_withdraw(block, 1, WHOLE);
    tc_block_finish(block);
    assert_true(mpq_equal(tc_block_withdrawn(block, 1, WHOLE)->value, was));
    assert_true(tc_bit(block->columns[WHOLE].open, 1));
    assert_int_equal(block->columns[WHOLE].low, 7);
    assert_int_equal(block->columns[WHOLE].high, 7);
    tc_block_put(block, 2, WHOLE, -1);
    assert_int_equal(tc_column_value(&block->columns[WHOLE], 2), -1);
    mpq_clear(was);
    data_form_clear(&form);
}

static void test_texts(void **state)
{
    DataForm form;
    g_autofree char *large = g_strnfill(200000, 'a');
    const char *kept[100];
    (void)state;

    data_form_init(&form);
    g_autoptr(TcBlock) block = tc_block_new(&form.schema);
    for (int round = 0; round < 3; round++) {
        tc_block_clear(block);
        assert_int_equal(tc_block_kept(block), 0);
        for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
            kept[i] = tc_block_keep(block, large, i * i * 20);
        tc_block_set_text(block, 9, NOTE, TC_TEXT_OTHER, "ghi chú", strlen("ghi chú"));
        for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
            assert_int_equal(strlen(kept[i]), i * i * 20);
        assert_string_equal(block->texts[NOTE][9], "ghi chú");
    }
    assert_null(block->texts[WHOLE]);
    data_form_clear(&form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact),  cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_widths), cmocka_unit_test(test_wide_withdrawn),
        cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
