/* Cells of dates, and what was meant by those that are refused. */
#include <string.h>

#include "base/date.h"
#include "data/cell_meant.h"

enum {
    EXCEL_EPOCH = -25569, /* Excel counts days from 30/12/1899 */
    EXCEL_FIRST = 10000,
    EXCEL_LAST = 80000, /* 1927 to 2119 */
};

/* The date that Excel counts as @text, if it can be one: 45076 is 30/05/2023. */
static char *excel_date(const TcCellRule *rule, const char *text, size_t length)
{
    int32_t serial = 0;
    char buffer[TC_DATE_TEXT];

    if (length != 5)
        return NULL;
    for (size_t i = 0; i < length; i++) {
        if (!g_ascii_isdigit(text[i]))
            return NULL;
        serial = serial * 10 + (text[i] - '0');
    }
    if (serial < EXCEL_FIRST || serial > EXCEL_LAST)
        return NULL;
    return g_strdup(tc_date_format(serial + EXCEL_EPOCH, rule->style, buffer));
}

/* 01/15/2024 is 15/01/2024, 31/12/25 is 31/12/2025, what stands beside words: to be offered, never
 * taken. */
static char *meant_date(const TcCellRule *rule, const char *text, size_t length)
{
    static const char *const examples[] = {
        [TC_LANG_VI] = "15/01/2024", [TC_LANG_EN] = "2024-01-15"};
    char meant[2][TC_DATE_TEXT];
    bool known = tc_date_meant(text, length, rule->style, meant) > 0 ||
                 tc_cell_date_meant(text, length, rule->style, meant[0]);

    return g_strdup(known ? meant[0] : examples[rule->style]);
}

/* "-", "chưa có", "đã họp": no day at all. */
static bool has_digit(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (g_ascii_isdigit(text[i]))
            return true;
    return false;
}

static void refuse_date(const TcCellRule *rule, const char *text, size_t length,
                        TcDateStatus status, TcCell *cell)
{
    static const TcDiagCode problems[] = {
        [TC_DATE_OK] = TC_DIAG_CELL_DATE,
        [TC_DATE_BAD] = TC_DIAG_CELL_DATE,
        [TC_DATE_MONTH] = TC_DIAG_CELL_DATE_MONTH,
        [TC_DATE_DAY] = TC_DIAG_CELL_DATE_DAY,
        [TC_DATE_SHORT_YEAR] = TC_DIAG_CELL_DATE_YEAR,
        [TC_DATE_PARTIAL] = TC_DIAG_CELL_DATE_PARTIAL,
        [TC_DATE_SEPARATOR] = TC_DIAG_CELL_DATE,
    };
    TcDiagCode problem = has_digit(text, length) ? problems[status] : TC_DIAG_CELL_NO_DATE;
    char *serial = excel_date(rule, text, length);

    if (serial)
        tc_cell_refuse(cell, TC_DIAG_CELL_DATE_SERIAL, serial);
    else if (status == TC_DATE_BAD && tc_cell_leftover(text, length, &problem))
        tc_cell_refuse(cell, problem, NULL);
    else
        tc_cell_refuse(cell, problem, meant_date(rule, text, length));
}

/* Length of @text without the midnight behind it, which spreadsheets and databases write with a
 * day: 15/06/2026 00:00, 2026-06-15T00:00:00. Any other time is more than a day. */
static size_t without_midnight(const char *text, size_t length)
{
    static const char *const midnights[] = {"0:00", "00:00", "0:00:00", "00:00:00"};

    for (size_t i = 0; i < G_N_ELEMENTS(midnights); i++) {
        size_t time = strlen(midnights[i]);
        if (length <= time + 1 || memcmp(text + length - time, midnights[i], time) != 0)
            continue;
        size_t day = length - time - 1;
        if (text[day] == ' ' || text[day] == 'T')
            return day;
    }
    return length;
}

void tc_cell_read_date(TcCellRule *rule, const char *text, size_t length, TcCell *cell)
{
    int32_t day = 0;
    TcDateStatus status = tc_date_parse(text, without_midnight(text, length), &day);

    if (status != TC_DATE_OK && status != TC_DATE_SEPARATOR)
        refuse_date(rule, text, length, status, cell);
    else if (day < rule->low || day > rule->high)
        tc_cell_refuse(cell, TC_DIAG_CELL_RANGE, NULL);
    else
        tc_cell_give(cell, day);
}
