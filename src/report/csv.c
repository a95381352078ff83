/* Writing CSV. */
#include "report/csv.h"

#include <string.h>

/* g_string_append_len without its care for overlaps, which costs more than most cells. */
static inline void append(GString *out, const char *text, size_t length)
{
    if (out->allocated_len - out->len <= length) {
        g_string_append_len(out, text, (gssize)length);
        return;
    }
    memcpy(out->str + out->len, text, length);
    out->len += length;
    out->str[out->len] = '\0';
}

static char separator(const TcCsv *csv)
{
    return csv->style == TC_CSV_EXCEL && csv->lang == TC_LANG_VI ? ';' : ',';
}

static void part(TcCsv *csv)
{
    if (csv->begun)
        g_string_append_c(csv->out, separator(csv));
    csv->begun = true;
}

static bool needs_quotes(const TcCsv *csv, const char *text)
{
    const char parted = separator(csv);
    for (; *text != '\0'; text++) {
        if (*text == parted || *text == '"' || *text == '\r' || *text == '\n')
            return true;
    }
    return false;
}

/* Would Excel take it for a formula? */
static bool is_formula(const TcCsv *csv, const char *text)
{
    return csv->style == TC_CSV_EXCEL && *text != '\0' && strchr("=+-@\t", *text);
}

static void append_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *c);
    }
    g_string_append_c(out, '"');
}

void tc_csv_begin(TcCsv *csv)
{
    if (csv->style == TC_CSV_EXCEL)
        g_string_append(csv->out, "\xEF\xBB\xBF");
}

void tc_csv_text(TcCsv *csv, const char *text)
{
    part(csv);
    if (!text)
        return;
    g_autofree char *guarded = is_formula(csv, text) ? g_strconcat("'", text, NULL) : NULL;
    const char *cell = guarded ? guarded : text;
    if (needs_quotes(csv, cell))
        append_quoted(csv->out, cell);
    else
        append(csv->out, cell, strlen(cell));
}

void tc_csv_number(TcCsv *csv, const char *text)
{
    part(csv);
    if (text)
        append(csv->out, text, strlen(text));
}

void tc_csv_integer(TcCsv *csv, gint64 number)
{
    char digits[24];
    char *c = digits + sizeof digits;
    guint64 rest = number < 0 ? -(guint64)number : (guint64)number;
    part(csv);
    do {
        *--c = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        *--c = '-';
    append(csv->out, c, (size_t)(digits + sizeof digits - c));
}

void tc_csv_end_line(TcCsv *csv)
{
    g_string_append(csv->out, csv->style == TC_CSV_EXCEL ? "\r\n" : "\n");
    csv->begun = false;
}
