/* Memory of an arena: zeroed, aligned, apart from its neighbours, freed with what was deferred. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void test_alloc(void **state)
{
    (void)state;
    static const struct {
        size_t size;
    } cases[] = {{0}, {1}, {7}, {16}, {100}, {8191}, {8192}, {8193}, {16384}, {1000000}};
    g_autoptr(TcArena) arena = tc_arena_new();
    unsigned char *memory[G_N_ELEMENTS(cases) * 3];
    for (size_t i = 0; i < G_N_ELEMENTS(memory); i++) {
        size_t size = cases[i % G_N_ELEMENTS(cases)].size;
        memory[i] = tc_arena_alloc(arena, size);
        if ((uintptr_t)memory[i] % _Alignof(max_align_t) != 0) {
            fail_msg("size %zu: not aligned", size);
        }
        for (size_t k = 0; k < size; k++) {
            assert_int_equal(memory[i][k], 0);
        }
        memset(memory[i], (int)i + 1, size);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(memory); i++) {
        size_t size = cases[i % G_N_ELEMENTS(cases)].size;
        for (size_t k = 0; k < size; k++) {
            if (memory[i][k] != i + 1) {
                fail_msg("size %zu: byte %zu belongs to another request too", size, k);
            }
        }
    }
}

static void test_strndup(void **state)
{
    (void)state;
    g_autoptr(TcArena) arena = tc_arena_new();
    assert_string_equal(tc_arena_strndup(arena, "tiêu chí", 5), "tiêu");
    assert_string_equal(tc_arena_strndup(arena, NULL, 0), "");
    assert_memory_equal(tc_arena_strndup(arena, "a\0b", 3), "a\0b", 4);
}

static void test_pointers(void **state)
{
    (void)state;
    g_autoptr(TcArena) arena = tc_arena_new();
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GPtrArray) two = g_ptr_array_new();
    int a = 0, b = 0;
    g_ptr_array_add(two, &a);
    g_ptr_array_add(two, &b);
    assert_non_null(tc_arena_pointers(arena, none));
    void **copy = tc_arena_pointers(arena, two);
    assert_ptr_equal(copy[0], &a);
    assert_ptr_equal(copy[1], &b);
}

static void note_letter(void *data)
{
    GString **note = data;
    g_string_append_c(note[0], (gchar)('a' + note[0]->len));
}

static void free_string(void *data)
{
    g_string_free(data, TRUE);
}

static void test_defer(void **state)
{
    (void)state;
    GString *note = g_string_new(NULL);
    TcArena *arena = tc_arena_new();
    GString **slot = tc_arena_alloc(arena, sizeof(GString *));
    slot[0] = note;
    tc_arena_defer(arena, note_letter, slot);
    tc_arena_defer(arena, note_letter, slot);
    tc_arena_defer(arena, free_string, g_string_new("freed with the arena"));
    assert_string_equal(note->str, "");
    tc_arena_free(arena);
    assert_string_equal(note->str, "ab");
    g_string_free(note, TRUE);
    tc_arena_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alloc),
        cmocka_unit_test(test_strndup),
        cmocka_unit_test(test_pointers),
        cmocka_unit_test(test_defer),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
