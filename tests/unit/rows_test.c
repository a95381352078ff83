/* Loops over rows that work in vectors and bitmaps, held to the plainest loop there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <glib.h>
#include "exec/lanes.h"
#include "exec/rows.h"
#include "exec/sliced.h"

static uint64_t state_of_chance = 20260131;

static uint64_t chance(void)
{
    state_of_chance =
        state_of_chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return state_of_chance >> 32 | state_of_chance << 32;
}

/* Few different values, and the ends of what is @small. */
static int64_t some_value(bool small)
{
    static const int64_t ends[] = {0,         1,         -1,        INT32_MAX,
                                   INT32_MIN, INT64_MAX, INT64_MIN, INT64_C(1) << 32};
    return chance() % 2 ? (int64_t)(chance() % 7) - 3 : ends[chance() % (small ? 5 : 8)];
}

static void check_compare(bool small, int64_t than)
{
    int64_t values[TC_BLOCK_ROWS];
    int32_t narrow[TC_BLOCK_ROWS];
    const TcColumn cells = {.narrow = narrow, .wide = small ? NULL : values};
    TcBits equal, reach;
    for (uint32_t r = 0; r < TC_BLOCK_ROWS; r++) {
        values[r] = some_value(small);
        narrow[r] = small ? (int32_t)values[r] : 0;
    }
    tc_rows_equal(&cells, than, TC_BLOCK_WORDS, equal);
    tc_rows_reach(values, than, small, TC_BLOCK_WORDS, reach);
    for (uint32_t r = 0; r < TC_BLOCK_ROWS; r++) {
        assert_int_equal(tc_bit(equal, r), values[r] == than);
        assert_int_equal(tc_bit(reach, r), values[r] >= than);
    }
}

static void test_compare(void **state)
{
    (void)state;
    for (int times = 0; times < 200; times++) {
        check_compare(true, some_value(true));
        check_compare(true, some_value(false)); /* a threshold beyond all values */
        check_compare(false, some_value(false));
    }
}

/* Sums of @n weights up to @most each, with half of the rows in each; every third bitmap is gone
 * once it was added. */
static void check_sums(uint32_t n, uint64_t most)
{
    static TcSliced sliced;
    static TcBits lasting[64];
    const int64_t base = (int64_t)(chance() % 1000) - 500;
    int64_t want[TC_BLOCK_ROWS], got[TC_BLOCK_ROWS];
    const bool less = chance() % 2;
    for (uint32_t r = 0; r < TC_BLOCK_ROWS; r++)
        want[r] = base;
    tc_sliced_start(&sliced, n * most);
    for (uint32_t i = 0; i < n; i++) {
        const uint64_t weight = i % 5 == 4 ? 0 : i % 5 == 3 ? most : 1 + chance() % most;
        uint64_t *where = lasting[i];
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            where[w] = i % 3 == 2 ? ~(uint64_t)0 : chance();
        tc_sliced_add(&sliced, where, i % 3 != 1, weight);
        for (uint32_t r = 0; r < TC_BLOCK_ROWS; r++)
            want[r] += tc_bit(where, r) ? (less ? -(int64_t)weight : (int64_t)weight) : 0;
        if (i % 3 == 1)
            memset(where, 0, sizeof(TcBits));
    }
    tc_sliced_count_out(&sliced, base, less, TC_BLOCK_WORDS, got);
    for (uint32_t r = 0; r < TC_BLOCK_ROWS; r++)
        assert_int_equal(got[r], want[r]);
}

static void test_sums(void **state)
{
    (void)state;
    for (uint32_t n = 0; n < 120; n++) { /* on both ways to count out */
        tc_wide_limit(n % 2 ? 64 : 0);
        check_sums(n / 2, 3);
        check_sums(n / 2, 1000000);
    }
    check_sums(1, UINT32_MAX); /* all digits that there are */
    check_sums(2, INT32_MAX);
}

/* Weights that come to 255 at most, of rows in either of two bitmaps. */
static void check_bytes(uint32_t n, uint32_t words)
{
    static TcBits rows[16];
    TcWideAdd adds[255];
    int64_t want[TC_BLOCK_ROWS], got[TC_BLOCK_ROWS];
    const int64_t base = (int64_t)(chance() % 1000) - 500;
    const bool less = chance() % 2;
    for (uint32_t i = 0; i < 16; i++)
        for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
            rows[i][w] = i == 0 ? ~UINT64_C(0) : chance();
    for (uint32_t r = 0; r < TC_BLOCK_ROWS; r++)
        want[r] = base;
    for (uint32_t i = 0; i < n; i++) {
        const uint64_t *a = rows[chance() % 16], *b = chance() % 2 ? a : rows[chance() % 16];
        adds[i] = (TcWideAdd){{a, b}, (uint8_t)(255 / n)};
        for (uint32_t r = 0; r < TC_BLOCK_ROWS; r++)
            if (tc_bit(a, r) || tc_bit(b, r))
                want[r] += less ? -(int64_t)adds[i].weight : adds[i].weight;
    }
    tc_rows_sum(adds, n, base, less, words, got);
    for (uint32_t r = 0; r < 64 * words; r++)
        assert_int_equal(got[r], want[r]);
}

static void test_bytes(void **state)
{
    (void)state;
    tc_wide_limit(64);
    if (!tc_wide_sums())
        skip();
    for (uint32_t n = 0; n <= 255; n += n < 5 ? 1 : 50)
        for (uint32_t words = 1; words <= TC_BLOCK_WORDS; words++)
            check_bytes(n, words);
}

static void test_turn(void **state)
{
    (void)state;
    for (int times = 0; times < 100; times++) {
        const uint64_t square = chance(), turned = tc_square_turn(square);
        for (uint32_t i = 0; i < 64; i++)
            assert_int_equal(turned >> i & 1, square >> (8 * (i % 8) + i / 8) & 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compare),
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
