/* Loops over small cells in vectors of 32 and 64 bytes, held to the plainest loop there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <glib.h>
#include "exec/bits.h"
#include "exec/rows.h"

static int32_t columns[2][TC_BLOCK_ROWS];
static int64_t numbers[TC_BLOCK_ROWS]; /* those of the first */

/* Whole numbers, many of them small, so that sums meet 0. */
static void fill(GRand *chance)
{
    for (uint32_t i = 0; i < TC_BLOCK_ROWS; i++)
        for (unsigned k = 0; k < 2; k++)
            columns[k][i] = g_rand_int_range(chance, -3, g_rand_boolean(chance) ? 4 : 20000);
    for (uint32_t i = 0; i < TC_BLOCK_ROWS; i++)
        numbers[i] = columns[0][i];
}

/* Some rows are open in the first column, others in the second. */
static void check_share(const int32_t weight[3], const int32_t end[2], GRand *chance)
{
    TcBits open[2], reaches, zero;
    TcWideTerm term[2];
    for (unsigned k = 0; k < 2; k++) {
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            open[k][w] = (uint64_t)g_rand_int(chance) << 32 | g_rand_int(chance);
        term[k] = (TcWideTerm){columns[k], open[k], weight[k], end[k]};
    }
    tc_rows_share(term, weight[2], TC_BLOCK_WORDS, (uint64_t *[]){reaches, zero});
    for (uint32_t r = 0; r < TC_BLOCK_ROWS; r++) {
        const int64_t x = tc_bit(open[0], r) ? end[0] : columns[0][r];
        const int64_t y = tc_bit(open[1], r) ? end[1] : columns[1][r];
        assert_int_equal(tc_bit(reaches, r), weight[0] * x + weight[1] * y + weight[2] >= 0);
        assert_int_equal(tc_bit(zero, r), y == 0);
    }
}

static void check(const int32_t weight[3])
{
    const int64_t a = weight[0], c = weight[2];
    const uint32_t pair[] = {(uint32_t)weight[0], (uint32_t)weight[2]};
    TcBits one, same, most;
    assert_true(tc_wide_sign(columns[0], pair, TC_BLOCK_WORDS, one));
    assert_true(tc_wide_equal(columns[0], weight[2] % 4, TC_BLOCK_WORDS, same));
    assert_true(tc_wide_reach(numbers, weight[2], TC_BLOCK_WORDS, most));
    for (uint32_t r = 0; r < TC_BLOCK_ROWS; r++) {
        const int64_t x = columns[0][r];
        assert_int_equal(tc_bit(one, r), a * x + c >= 0);
        assert_int_equal(tc_bit(same, r), x == c % 4);
        assert_int_equal(tc_bit(most, r), x >= c);
    }
}

static void check_all(bool vectors)
{
    GRand *chance = g_rand_new_with_seed(20260131);
    for (unsigned times = 0; times < 200; times++) {
        int32_t weight[3], end[2];
        for (unsigned i = 0; i < 3; i++)
            weight[i] = g_rand_int_range(chance, -9000, 9000);
        for (unsigned i = 0; i < 2; i++)
            end[i] = g_rand_int_range(chance, -1, 3);
        fill(chance);
        check_share(weight, end, chance);
        if (vectors)
            check(weight);
    }
    g_rand_free(chance);
}

/* @bytes of a vector; skipped without such a processor, or in a build without these loops. */
static void check_vectors(uint32_t bytes)
{
    if (tc_wide_limit(bytes))
        check_all(true);
    else
        skip();
}

static void test_64(void **state)
{
    (void)state;
    check_vectors(64);
}

static void test_32(void **state)
{
    (void)state;
    check_vectors(32);
}

static void test_plain(void **state)
{
    (void)state;
    tc_wide_limit(0);
    check_all(false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_64), cmocka_unit_test(test_32),
                                       cmocka_unit_test(test_plain)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
