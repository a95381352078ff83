/* Marks: bisected or gone through one by one, they give the same sides. */
#include "exec/marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Each row: marks in this order, and what stands on either side of 10; -1: nothing does. */
static const struct {
    const char *name;
    size_t n;
    long marks[6];
    long below, above;
} cases[] = {
    {"none", 0, {0}, -1, -1},
    {"one below", 1, {9}, 9, -1},
    {"one above", 1, {11}, -1, 11},
    {"itself", 1, {10}, 10, 10},
    {"ascending", 5, {1, 3, 9, 12, 40}, 9, 12},
    {"ascending, itself among them", 5, {1, 9, 10, 11, 40}, 10, 10},
    {"ascending, twice each", 6, {8, 8, 10, 10, 12, 12}, 10, 10},
    {"ascending, all below", 3, {1, 2, 3}, 3, -1},
    {"ascending, all above", 3, {11, 12, 13}, -1, 11},
    {"in no order", 5, {40, 3, 12, 9, 1}, 9, 12},
    {"in no order, itself among them", 4, {40, 10, 12, 9}, 10, 10},
};

static void expect_side(const char *name, mpq_srcptr side, long want)
{
    if (!side ? want != -1 : mpq_cmp_si(side, want, 1) != 0)
        fail_msg("%s: not %ld", name, want);
}

static void test_sides(void **state)
{
    (void)state;
    mpq_t value, mark;
    mpq_inits(value, mark, NULL);
    mpq_set_si(value, 10, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        TcMarks marks = {0};
        TcFigureSides sides = {NULL, NULL};
        for (size_t k = 0; k < cases[i].n; k++) {
            mpq_set_si(mark, cases[i].marks[k], 1);
            tc_marks_add(&marks, mark);
        }
        tc_marks_sides(&marks, value, &sides);
        expect_side(cases[i].name, sides.below, cases[i].below);
        expect_side(cases[i].name, sides.above, cases[i].above);
        tc_marks_clear(&marks);
    }
    mpq_clears(value, mark, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
