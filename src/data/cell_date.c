/* Cells of dates, and what was meant by those that are refused. */
#include "base/date.h"
#include "data/cell.h"

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

/* 01/15/2024 is 15/01/2024, 31/12/25 is 31/12/2025: to be offered, never taken. */
static char *meant_date(const TcCellRule *rule, const char *text, size_t length)
{
    static const char *const examples[] = {
        [TC_LANG_VI] = "15/01/2024", [TC_LANG_EN] = "2024-01-15"};
    char meant[2][TC_DATE_TEXT];
    bool known = tc_date_meant(text, length, rule->style, meant) > 0;

    return g_strdup(known ? meant[0] : examples[rule->style]);
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
    char *serial = excel_date(rule, text, length);

    if (serial)
        tc_cell_refuse(cell, TC_DIAG_CELL_DATE_SERIAL, serial);
    else if (status != TC_DATE_BAD)
        tc_cell_refuse(cell, problems[status], meant_date(rule, text, length));
    else
        tc_cell_refuse_with_hint(cell, text, length, problems[status]);
}

void tc_cell_read_date(TcCellRule *rule, const char *text, size_t length, TcCell *cell)
{
    int32_t day = 0;
    TcDateStatus status = tc_date_parse(text, length, &day);

    if (status != TC_DATE_OK && status != TC_DATE_SEPARATOR)
        refuse_date(rule, text, length, status, cell);
    else if (day < rule->low || day > rule->high)
        tc_cell_refuse(cell, TC_DIAG_CELL_RANGE, NULL);
    else
        tc_cell_give(cell, day);
}
