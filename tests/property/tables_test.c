/* Gaps, clashes and rows without use of random tables, found by the checker and by trying every row
 * of data.
 *
 *   property_tables [tables [seed]] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "support/rule_set.h"
#include "tools/random_rules.h"

enum { COLUMNS = 4, MAX_ROWS = 9, FIRST_LINE = 12 };

/* How many values each column has: two numbers from 0 up, a choice, có/không. */
static const unsigned sizes[COLUMNS] = {7, 6, 3, 2};
static const char *const texts[] = {"x", "y", "z"};

static const char head[] = "bộ tiêu chí T \"Thử\"\n"
                           "số liệu\n"
                           "  a : số nguyên, từ 0 đến 6\n"
                           "  b : số nguyên, từ 0 đến 5\n"
                           "  v : một trong \"x\", \"y\", \"z\"\n"
                           "  w : có/không\n"
                           "chỉ tiêu 1 \"Thử\"\n"
                           "  quy định tại: \"Phụ lục\"\n"
                           "  điểm tối đa: 3\n"
                           "  chấm điểm: bảng\n"
                           "  | a | b | v | w | điểm |\n";

typedef struct {
    unsigned admits[MAX_ROWS][COLUMNS]; /* a bit a value */
    unsigned points[MAX_ROWS];
    unsigned n;
    bool otherwise;
    GString *text;
} Table;

/* What is wrong with a table; rows as bits, còn lại behind the others. */
typedef struct {
    bool gap;
    unsigned clash, never;
} Faults;

/* --- random tables ---------------------------------------------------------------------------- */

/* The bits from @low up to @high. */
static unsigned between(unsigned low, unsigned high)
{
    unsigned bits = 0;
    for (unsigned i = low; i <= high; i++)
        bits |= 1u << i;
    return bits;
}

static unsigned add_number(TcRandom *random, GString *text, unsigned size)
{
    unsigned a = tc_random_below(random, size), b = tc_random_below(random, size);
    unsigned low = MIN(a, b), high = MAX(a, b), all = between(0, size - 1);
    switch (tc_random_below(random, 6)) {
    case 0:
        g_string_append_printf(text, "từ %u trở lên", a);
        return between(a, size - 1);
    case 1:
        g_string_append_printf(text, "dưới %u", a);
        return all & ~between(a, size - 1);
    case 2:
        g_string_append_printf(text, "<> %u", a);
        return all & ~(1u << a);
    case 3:
        g_string_append_printf(text, "trên %u", a);
        return all & ~between(0, a);
    case 4:
        g_string_append_printf(text, "%u", a);
        return 1u << a;
    default:
        g_string_append_printf(text, "từ %u đến %u", low, high);
        return between(low, high);
    }
}

static unsigned add_cell(TcRandom *random, GString *text, unsigned column)
{
    unsigned all = between(0, sizes[column] - 1);
    unsigned value = tc_random_below(random, sizes[column]);
    bool other = column == 2 && tc_random_below(random, 3) == 0;
    if (tc_random_below(random, 5) == 0)
        return all;
    if (column < 2)
        return add_number(random, text, sizes[column]);
    if (column == 2)
        g_string_append_printf(text, "%s\"%s\"", other ? "<> " : "", texts[value]);
    else
        g_string_append(text, value ? "có" : "không");
    return other ? all & ~(1u << value) : 1u << value;
}

static void table_init(Table *table, TcRandom *random)
{
    *table = (Table){.text = g_string_new(head), .n = 1 + tc_random_below(random, MAX_ROWS)};
    for (unsigned row = 0; row < table->n; row++) {
        for (unsigned column = 0; column < COLUMNS; column++) {
            g_string_append(table->text, "  | ");
            table->admits[row][column] = add_cell(random, table->text, column);
        }
        table->points[row] = tc_random_below(random, 2) ? 3 : 1;
        g_string_append_printf(table->text, " | %u |\n", table->points[row]);
    }
    table->otherwise = tc_random_below(random, 2);
    if (table->otherwise)
        g_string_append(table->text, "  | còn lại | 0 |\n");
}

/* --- two ways --------------------------------------------------------------------------------- */

static bool holds(const Table *table, unsigned row, const unsigned values[COLUMNS])
{
    for (unsigned column = 0; column < COLUMNS; column++)
        if (!(table->admits[row][column] >> values[column] & 1))
            return false;
    return true;
}

static void try_values(const Table *table, const unsigned values[COLUMNS], Faults *faults)
{
    unsigned first = MAX_ROWS;
    for (unsigned row = 0; row < table->n; row++) {
        if (!holds(table, row, values))
            continue;
        faults->never &= ~(1u << row);
        if (first == MAX_ROWS)
            first = row;
        else if (table->points[row] != table->points[first])
            faults->clash |= 1u << row;
    }
    if (first == MAX_ROWS)
        faults->never &= ~(1u << table->n);
    faults->gap |= first == MAX_ROWS && !table->otherwise;
}

static Faults by_trying(const Table *table)
{
    Faults faults = {false, 0, between(0, table->n - !table->otherwise)};
    unsigned values[COLUMNS];
    for (values[0] = 0; values[0] < sizes[0]; values[0]++)
        for (values[1] = 0; values[1] < sizes[1]; values[1]++)
            for (values[2] = 0; values[2] < sizes[2]; values[2]++)
                for (values[3] = 0; values[3] < sizes[3]; values[3]++)
                    try_values(table, values, &faults);
    return faults;
}

static Faults by_checker(const Table *table)
{
    Faults faults = {false, 0, 0};
    TcRuleSet set;
    tc_rule_set_open(&set, table->text->str, TC_LANG_VI);
    for (unsigned i = 0; i < tc_diag_list_length(set.diags); i++) {
        const TcDiag *diag = tc_diag_list_get(set.diags, i);
        uint32_t line = tc_source_place(diag->span.source, diag->span.start).line;
        faults.gap |= diag->code == TC_DIAG_CASES_GAP;
        if (diag->code == TC_DIAG_ROWS_CLASH)
            faults.clash |= 1u << (line - FIRST_LINE);
        if (diag->code == TC_DIAG_BRANCH_NEVER)
            faults.never |= 1u << (line - FIRST_LINE);
    }
    tc_rule_set_close(&set);
    return faults;
}

int main(int argc, char **argv)
{
    unsigned long tables = argc > 1 ? strtoul(argv[1], NULL, 10) : 2000, failures = 0;
    TcRandom random = {argc > 2 ? strtoul(argv[2], NULL, 10) : 1};
    for (unsigned long i = 0; i < tables; i++) {
        Table table;
        table_init(&table, &random);
        Faults wanted = by_trying(&table), found = by_checker(&table);
        if (wanted.gap != found.gap || wanted.clash != found.clash || wanted.never != found.never) {
            if (failures++ < 5)
                printf("%swanted gap %d, clashes %x, never %x; found %d, %x, %x\n", table.text->str,
                       wanted.gap, wanted.clash, wanted.never, found.gap, found.clash, found.never);
        }
        g_string_free(table.text, TRUE);
    }
    printf("%lu tables, %lu failures\n", tables, failures);
    return failures > 0;
}
