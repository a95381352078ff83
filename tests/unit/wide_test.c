/* Loops over small cells in vectors of 32 bytes, held to the plainest loop there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <glib.h>
#include "exec/bits.h"
#include "exec/wide.h"

static int64_t columns[2][TC_BLOCK_ROWS];

/* Whole numbers, many of them small, so that sums meet 0. */
static void fill(GRand *chance)
{
    for (uint32_t i = 0; i < TC_BLOCK_ROWS; i++)
        for (unsigned k = 0; k < 2; k++)
            columns[k][i] = g_rand_int_range(chance, -3, g_rand_boolean(chance) ? 4 : 20000);
}

static void check(const uint32_t weight[3])
{
    const int64_t a = (int32_t)weight[0], b = (int32_t)weight[1], c = (int32_t)weight[2];
    TcBits reaches, zero, one, same, most;
    assert_true(tc_wide_share(columns[0], columns[1], weight, TC_BLOCK_WORDS,
                              (uint64_t *[]){reaches, zero}));
    const uint32_t pair[] = {weight[0], weight[2]};
    assert_true(tc_wide_sign(columns[0], pair, TC_BLOCK_WORDS, one));
    assert_true(tc_wide_equal(columns[0], (int32_t)weight[2] % 4, TC_BLOCK_WORDS, same));
    assert_true(tc_wide_reach(columns[0], (int32_t)weight[2], TC_BLOCK_WORDS, most));
    for (uint32_t r = 0; r < TC_BLOCK_ROWS; r++) {
        const int64_t x = columns[0][r], y = columns[1][r];
        assert_int_equal(tc_bit(reaches, r), a * x + b * y + c >= 0);
        assert_int_equal(tc_bit(zero, r), y == 0);
        assert_int_equal(tc_bit(one, r), a * x + c >= 0);
        assert_int_equal(tc_bit(same, r), x == c % 4);
        assert_int_equal(tc_bit(most, r), x >= c);
    }
}

static void test_signs(void **state)
{
    TcBits ignored;
    (void)state;
    if (!tc_wide_equal(columns[0], 0, TC_BLOCK_WORDS, ignored))
        skip(); /* no such processor, or a build without these loops */
    GRand *chance = g_rand_new_with_seed(20260131);
    for (unsigned times = 0; times < 200; times++) {
        uint32_t weight[3];
        for (unsigned i = 0; i < 3; i++)
            weight[i] = (uint32_t)g_rand_int_range(chance, -9000, 9000);
        fill(chance);
        check(weight);
    }
    g_rand_free(chance);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_signs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
