/* The record splitter against a plain reading of the same rules, on texts made of what matters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>
#include "data/csv.h"

/* The rules once more, byte by byte. Cells are printed as <cell>, records end in a line end. */
typedef struct {
    const char *at, *end;
    GString *out;
    unsigned rows;
} Plain;

static void plain_cell(Plain *plain)
{
    if (plain->at < plain->end && *plain->at == '"') {
        for (plain->at++; plain->at < plain->end; plain->at++) {
            if (*plain->at == '"' && (plain->at + 1 == plain->end || plain->at[1] != '"'))
                break;
            plain->at += *plain->at == '"';
            g_string_append_c(plain->out, *plain->at);
        }
        plain->at += plain->at < plain->end;
        while (plain->at < plain->end && *plain->at != ',' && *plain->at != '\n')
            plain->at++; /* a stray rest is dropped */
        return;
    }
    while (plain->at < plain->end && *plain->at != ',' && *plain->at != '\n')
        g_string_append_c(plain->out, *plain->at++);
}

/* Line ends at the ends of a cell are blanks as others. */
static void plain_trim(GString *out, size_t start)
{
    while (out->len > start && out->str[out->len - 1] == '\n')
        g_string_truncate(out, out->len - 1);
    while (out->len > start && out->str[start] == '\n')
        g_string_erase(out, (gssize)start, 1);
}

static char *read_plainly(const char *text, size_t length)
{
    Plain plain = {text, text + length, g_string_new(NULL), 0};

    while (plain.at < plain.end) {
        do {
            g_string_append_c(plain.out, '<');
            size_t start = plain.out->len;
            plain_cell(&plain);
            plain_trim(plain.out, start);
            g_string_append_c(plain.out, '>');
        } while (plain.at < plain.end && *plain.at++ == ',' &&
                 (plain.at < plain.end || (g_string_append(plain.out, "<>"), false)));
        g_string_append_c(plain.out, '\n');
    }
    return g_string_free(plain.out, FALSE);
}

static char *read_split(const char *text, size_t length, TcCsvStatus *status)
{
    g_autoptr(TcInput) input = tc_input_new("a.csv", text, length);
    GString *out = g_string_new(NULL);
    uint32_t stops[64 + TC_CSV_STOPS_SLACK];
    TcCsv csv;
    TcRecord record;

    tc_csv_init(&csv, input, 1000);
    csv.delimiter = ',';
    while ((*status = tc_csv_next(&csv, &record, NULL)) == TC_CSV_RECORD) {
        uint32_t n = tc_csv_split(&record, ',', stops, 64);
        char *at = record.start;
        for (uint32_t i = 0; i < n; i++) {
            TcCsvCell cell;
            char *stop = record.start + stops[i];
            assert_ptr_equal(tc_csv_cell(at, stop, ',', &cell), stop + 1);
            g_string_append_printf(out, "<%.*s>", (int)cell.length, cell.text);
            at = stop + 1;
        }
        assert_ptr_equal(at, record.end + 1);
        g_string_append_c(out, '\n');
    }
    tc_csv_clear(&csv);
    return g_string_free(out, FALSE);
}

static void test_random(void **state)
{
    static const char letters[] = "aab,,,\"\"\n";
    uint32_t random = 20260131;
    (void)state;

    for (int round = 0; round < 200000; round++) {
        char text[48];
        size_t length = 0;
        random = random * 1664525 + 1013904223;
        for (size_t n = (random >> 8) % sizeof text; length < n; length++) {
            random = random * 1664525 + 1013904223;
            text[length] = letters[(random >> 10) % (sizeof letters - 1)];
        }
        TcCsvStatus status;
        g_autofree char *got = read_split(text, length, &status);
        g_autofree char *want = read_plainly(text, length);
        if (status == TC_CSV_END && strcmp(got, want) != 0)
            fail_msg("%.*s\n--- wanted\n%s--- got\n%s", (int)length, text, want, got);
        if (status != TC_CSV_END)
            assert_int_equal(status, TC_CSV_OPEN_QUOTE);
    }
}

static void test_cell(void **state)
{
    static const struct {
        const char *text, *cell;
        bool stray;
    } cases[] = {
        {"a", "a", false},
        {" a ", "a", false},
        {"\"a\"", "a", false},
        {"\" a\"", "a", false},
        {"\"a\"\"b\"", "a\"b", false},
        {"\"\"", "", false},
        {"\"a\"b", "a", true},
        {"\"a\" ", "a", false},
        {"a\"b\"", "a\"b\"", false},
        {"\"\"\"\"", "\"", false},
        {"\xC2\xA0", "", false},
        {"\xEF\xBB\xBF"
         "a",
         "a", false},
        {"", "", false},
    };
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat(cases[i].text, ";", NULL);
        char *end = text + strlen(cases[i].text);
        TcCsvCell cell;
        assert_ptr_equal(tc_csv_cell(text, end, ';', &cell), end + 1);
        if (cell.length != strlen(cases[i].cell) ||
            memcmp(cell.text, cases[i].cell, cell.length) != 0 ||
            cell.stray_quote != cases[i].stray)
            fail_msg("%s: got %.*s", cases[i].text, (int)cell.length, cell.text);
    }
}

/* More cells than asked for, and a row that ends exactly with a piece of sixteen bytes. */
static void test_split_edges(void **state)
{
    uint32_t stops[4 + TC_CSV_STOPS_SLACK];
    char text[64];
    (void)state;

    for (size_t length = 0; length < 40; length++) {
        memset(text, ',', sizeof text);
        TcRecord record = {.start = text, .end = text + length};
        uint32_t n = tc_csv_split(&record, ',', stops, 4);
        assert_int_equal(n, MIN(length + 1, 4));
        for (uint32_t i = 0; i < n; i++)
            assert_int_equal(stops[i], i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_cell),
        cmocka_unit_test(test_split_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
