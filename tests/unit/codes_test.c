/* Finding a code that stands twice: while codes rise, after they fall, against a plain hash table.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <string.h>
#include "data/codes.h"

static uint32_t add(TcCodes *codes, const char *code, uint32_t line)
{
    return tc_codes_add(codes, code, strlen(code), line);
}

static void test_order(void **state)
{
    TcCodes *codes = tc_codes_new();
    (void)state;

    assert_int_equal(add(codes, "9", 2), 0);
    assert_int_equal(add(codes, "10", 3), 0);
    assert_int_equal(add(codes, "11", 4), 0);
    assert_int_equal(add(codes, "11", 5), 4);
    assert_int_equal(add(codes, "9", 6), 2);
    assert_int_equal(add(codes, "1", 7), 0);
    assert_int_equal(add(codes, "1", 8), 7);
    tc_codes_free(codes);
}

static void test_long_codes(void **state)
{
    TcCodes *codes = tc_codes_new();
    g_autofree char *longest = g_strnfill(TC_CODE_MAX_BYTES, 'x');
    g_autofree char *longer = g_strnfill(TC_CODE_MAX_BYTES + 1, 'x');
    (void)state;

    assert_int_equal(add(codes, longest, 1), 0);
    assert_int_equal(add(codes, longest, 2), 1);
    assert_int_equal(add(codes, longer, 3), 0);
    assert_int_equal(add(codes, longer, 4), 0);
    tc_codes_free(codes);
}

static void test_against_table(void **state)
{
    TcCodes *codes = tc_codes_new();
    g_autoptr(GHashTable) table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    uint32_t random = 1;
    (void)state;

    for (uint32_t line = 1; line < 50000; line++) {
        random = random * 1664525 + 1013904223;
        char *code = g_strdup_printf("%u", (random >> 8) % 40000);
        uint32_t known = GPOINTER_TO_UINT(g_hash_table_lookup(table, code));
        assert_int_equal(add(codes, code, line), known);
        if (known)
            g_free(code);
        else
            g_hash_table_insert(table, code, GUINT_TO_POINTER(line));
    }
    tc_codes_free(codes);
}

/* Beyond the limit codes that rise are still told apart, and nothing is stored. */
static void test_limit(void **state)
{
    TcCodes *codes = tc_codes_new();
    char code[16];
    (void)state;

    for (uint32_t line = 1; line <= TC_CODES_MAX + 10; line++) {
        g_snprintf(code, sizeof code, "%07u", line);
        assert_int_equal(add(codes, code, line), 0);
    }
    assert_int_equal(add(codes, code, 7), TC_CODES_MAX + 10);
    tc_codes_free(codes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_long_codes),
        cmocka_unit_test(test_against_table),
        cmocka_unit_test(test_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
