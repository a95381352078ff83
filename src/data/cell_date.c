/* Cells of dates, and what was meant by those that are refused. */
#include "base/date.h"
#include "data/cell.h"

enum {
    EXCEL_EPOCH = -25569, /* Excel counts days from 30/12/1899 */
    EXCEL_FIRST = 10000,
    EXCEL_LAST = 80000, /* 1927 to 2119 */
    MAX_DATE = 10,      /* bytes of dd/mm/yyyy */
    CENTURY_PIVOT = 50,
};

/* Reads up to four digits. Returns: the byte behind them, or NULL if there are none. */
static const char *read_part(const char *at, const char *end, int *value)
{
    const char *start = at;

    for (*value = 0; at < end && at - start < 4 && g_ascii_isdigit(*at); at++)
        *value = *value * 10 + (*at - '0');
    return at > start ? at : NULL;
}

/* Three numbers with '/' between, whatever their values. */
static bool read_parts(const char *text, size_t length, int parts[3])
{
    const char *end = text + length, *at = text;

    for (int i = 0; i < 3; i++) {
        at = read_part(at, end, &parts[i]);
        if (!at || (i < 2 && (at == end || *at++ != '/')))
            return false;
    }
    return at == end;
}

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

static char *date_text(const TcCellRule *rule, int year, int month, int day)
{
    char buffer[TC_DATE_TEXT];

    if (!tc_date_exists(year, month, day))
        return NULL;
    return g_strdup(tc_date_format(tc_date_from_ymd(year, month, day), rule->style, buffer));
}

/* 01/15/2024 is 15/01/2024, 31/12/25 is 31/12/2025: to be offered, never taken. */
static char *meant_date(const TcCellRule *rule, const char *text, size_t length,
                        TcDateStatus status)
{
    int parts[3];
    char *meant = NULL;

    if (length <= MAX_DATE && read_parts(text, length, parts)) {
        if (status == TC_DATE_MONTH)
            meant = date_text(rule, parts[2], parts[0], parts[1]);
        if (status == TC_DATE_SHORT_YEAR && parts[2] < 100)
            meant = date_text(rule, parts[2] + (parts[2] < CENTURY_PIVOT ? 2000 : 1900), parts[1],
                              parts[0]);
    }
    return meant ? meant : g_strdup("15/01/2024");
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
    else if (status == TC_DATE_MONTH || status == TC_DATE_SHORT_YEAR)
        tc_cell_refuse(cell, problems[status], meant_date(rule, text, length, status));
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
