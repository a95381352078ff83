/* Dates of the Gregorian calendar as day numbers (0 = 01/01/1970), years 1 to 9999. */
#ifndef TC_BASE_DATE_H
#define TC_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/lang.h"

typedef enum {
    TC_DATE_OK,
    TC_DATE_BAD,        /* not the form of a date */
    TC_DATE_MONTH,      /* no such month: 01/15/2024 */
    TC_DATE_DAY,        /* no such day in that month: 29/02/2023 */
    TC_DATE_SHORT_YEAR, /* 31/12/25 */
    TC_DATE_PARTIAL,    /* 6/2023, 22/7 */
    TC_DATE_SEPARATOR,  /* 31-12-2025, 2025/12/31: read, but to be written otherwise */
} TcDateStatus;

enum { TC_DATE_TEXT = 16 }; /* bytes of a date as text */

/* Where nothing is declared: the years in which dates of data lie, and days judged. */
enum { TC_DATE_FIRST_YEAR = 1900, TC_DATE_LAST_YEAR = 2100 };

/* Reads d/m/yyyy or yyyy-mm-dd. @day is set on OK and on SEPARATOR. */
TcDateStatus tc_date_parse(const char *text, size_t length, int32_t *day);

/* What may have been meant by @text, to be offered and never taken: 15/01/2024 for 01/15/2024, the
 * last day of the month for a day that it lacks, 31/12/2025 for 31/12/25, both ends of the month
 * for 6/2023, 2025-12-31 for 2025/12/31. Returns: how many dates (0 to 2) were written to @meant,
 * as @lang writes them. */
unsigned tc_date_meant(const char *text, size_t length, TcLang lang, char meant[2][TC_DATE_TEXT]);

int32_t tc_date_from_ymd(int year, int month, int day); /* must exist */
void tc_date_to_ymd(int32_t date, int *year, int *month, int *day);

/* dd/mm/yyyy in Vietnamese, yyyy-mm-dd in English. Returns @buffer. */
char *tc_date_format(int32_t date, TcLang lang, char buffer[TC_DATE_TEXT]);

/* Whole months (years) from @from to @to, negative when @to is earlier; 31/01 to 28/02 is 0 months.
 */
int64_t tc_date_months_between(int32_t from, int32_t to);
int64_t tc_date_years_between(int32_t from, int32_t to);

#endif
