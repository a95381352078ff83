/* Whole numbers side by side, which are read four at a time: each gives what it gives in quotation
 * marks, where every cell is read by its rule. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "support/data_cases.h"

enum { COLUMNS = 9 };

/* Counts, but for one with bounds of its own and one with decimals. */
static void wholes_form_init(DataForm *form)
{
    static const char *const names[COLUMNS] = {"A", "B", "C", "D", "E", "F", "G", "H", "I"};

    *form = (DataForm){.schema = {.columns = form->columns, .limits = form->limits}};
    for (unsigned i = 0; i < COLUMNS; i++)
        data_form_add(form, names[i], i == 5 ? TC_TYPE_NUMBER : TC_TYPE_INTEGER);
    TcColumnSpec *bounded = &form->columns[2];
    bounded->has_low = bounded->has_high = true;
    mpq_set_si(bounded->low, 7, 1);
    mpq_set_si(bounded->high, 4000, 1);
}

/* A file of one unit with @n columns; of one row the cell at @place is @odd. */
static char *file_of(unsigned n, unsigned place, const char *odd, const char *mark)
{
    static const char *const plain[COLUMNS] = {"12",  "99999999", "1234",  "0",      "5",
                                               "250", "4567",     "34567", "1234567"};
    GString *text = g_string_new("Mã");

    for (unsigned i = 0; i < n; i++)
        g_string_append_printf(text, ";%c", 'A' + (char)i);
    g_string_append(text, "\n1");
    for (unsigned i = 0; i < n; i++)
        g_string_append_printf(text, ";%s%s%s", mark, i == place ? odd : plain[i], mark);
    g_string_append_c(text, '\n');
    return g_string_free(text, FALSE);
}

static void check_place(const DataForm *form, unsigned n, unsigned place, const char *odd)
{
    g_autofree char *bare = file_of(n, place, odd, "");
    g_autofree char *quoted = file_of(n, place, odd, "\"");
    g_autofree char *got = data_read(&form->schema, "a.csv", bare, strlen(bare), NULL, 9);
    g_autofree char *want = data_read(&form->schema, "a.csv", quoted, strlen(quoted), NULL, 9);
    data_check_text(bare, want, got);
}

static void test_side_by_side(void **state)
{
    static const char *const odd[] = {"",         "0",     "7",     "6",         "4000",  "4001",
                                      "00000012", "-5",    "12a4",  "123456789", "1,5",   "1.234",
                                      "không",    "12/45", "1:345", "  7",       "12 34", "x"};
    DataForm form;
    (void)state;

    wholes_form_init(&form);
    for (unsigned n = 3; n <= COLUMNS; n++)
        for (unsigned place = 0; place < n; place++)
            for (size_t i = 0; i < G_N_ELEMENTS(odd); i++)
                check_place(&form, n, place, odd[i]);
    data_form_clear(&form);
}

/* A file of some units, whose last column but one (six decimals) has numbers that 32 bits hold and
 * such that they do not. */
static char *file_of_widths(const char *mark)
{
    static const char *const cells[] = {"250", "2147", "2148", "3",   "",  "99999999",
                                        "7",   "1,5",  "4567", "2,5", "8", "-3000"};
    GString *text = g_string_new("Mã;A;B;C;D;F;E\n");

    for (unsigned i = 0; i < 3 * G_N_ELEMENTS(cells); i++)
        g_string_append_printf(text, "%u;%s1%s;%s2%s;%s8%s;%s4%s;%s%s%s;%s6%s\n", i, mark, mark,
                               mark, mark, mark, mark, mark, mark, mark,
                               cells[i % G_N_ELEMENTS(cells)], mark, mark, mark);
    return g_string_free(text, FALSE);
}

/* Wide in one block, narrow in the next: the same as row by row. */
static void test_widths(void **state)
{
    static const uint32_t block_rows[] = {1, 2, 3, 5, 9, TC_BLOCK_ROWS};
    DataForm form;
    (void)state;

    wholes_form_init(&form);
    g_autofree char *bare = file_of_widths("");
    g_autofree char *quoted = file_of_widths("\"");
    g_autofree char *want = data_read(&form.schema, "a.csv", quoted, strlen(quoted), NULL, 1);
    assert_non_null(strstr(want, "|99999999|"));
    for (size_t i = 0; i < G_N_ELEMENTS(block_rows); i++) {
        g_autofree char *got =
            data_read(&form.schema, "a.csv", bare, strlen(bare), NULL, block_rows[i]);
        data_check_text(bare, want, got);
    }
    data_form_clear(&form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_side_by_side),
                                       cmocka_unit_test(test_widths)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
