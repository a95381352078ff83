/* Writing CSV. */
#include "report/csv_writer.h"

#include <stdint.h>
#include <string.h>
#include "base/text.h"

/* Where @length bytes can be written; end() says how far they were. The functions of GString take
 * care of much that a cell never needs. */
static inline char *room(GString *out, size_t length)
{
    if (out->allocated_len - out->len <= length) {
        const gsize before = out->len;
        g_string_set_size(out, before + length);
        g_string_truncate(out, before);
    }
    return out->str + out->len;
}

static inline void end(GString *out, char *at)
{
    *at = '\0';
    out->len = (gsize)(at - out->str);
}

static inline void append(GString *out, const char *text, size_t length)
{
    char *at = room(out, length);
    memcpy(at, text, length);
    end(out, at + length);
}

static char separator(const TcCsvWriter *csv)
{
    return csv->style == TC_CSV_EXCEL && csv->lang == TC_LANG_VI ? ';' : ',';
}

/* Begins a cell of up to @length bytes. Returns: where they go; end() is to be told. */
static inline char *begin_cell(TcCsvWriter *csv, size_t length)
{
    char *at = room(csv->out, length + 1);
    *at = separator(csv);
    at += csv->begun;
    csv->begun = true;
    return at;
}

static void add_cell(TcCsvWriter *csv, const char *text, size_t length)
{
    char *at = begin_cell(csv, length);
    memcpy(at, text, length);
    end(csv->out, at + length);
}

static uint64_t bit_of(char c)
{
    return (uint64_t)1 << (unsigned char)c;
}

/* All that wants quotes has a code below 64. *@length: of the text, if it needs none. */
static bool needs_quotes(const TcCsvWriter *csv, const char *text, size_t *length)
{
    const uint64_t special = bit_of(separator(csv)) | bit_of('"') | bit_of('\r') | bit_of('\n');
    const char *at = text;
    for (; *at != '\0'; at++) {
        if ((unsigned char)*at < 64 && special >> *at & 1)
            return true;
    }
    *length = (size_t)(at - text);
    return false;
}

/* Would Excel take it for a formula? */
static bool is_formula(const TcCsvWriter *csv, const char *text)
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

void tc_csv_begin(TcCsvWriter *csv)
{
    if (csv->style == TC_CSV_EXCEL)
        g_string_append(csv->out, TC_TEXT_BOM);
}

void tc_csv_text(TcCsvWriter *csv, const char *text)
{
    text = text ? text : "";
    g_autofree char *guarded = is_formula(csv, text) ? g_strconcat("'", text, NULL) : NULL;
    const char *cell = guarded ? guarded : text;
    size_t length;
    if (!needs_quotes(csv, cell, &length)) {
        add_cell(csv, cell, length);
        return;
    }
    add_cell(csv, "", 0);
    append_quoted(csv->out, cell);
}

void tc_csv_number(TcCsvWriter *csv, const char *text)
{
    add_cell(csv, text ? text : "", text ? strlen(text) : 0);
}

/* Digits from the last; returns where the first stands. */
static char *put_digits(char *end_at, guint64 number)
{
    do {
        *--end_at = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return end_at;
}

void tc_csv_integer(TcCsvWriter *csv, gint64 number)
{
    if (number >= 0 && number < 100) { /* most are */
        char *at = begin_cell(csv, 2);
        if (number >= 10)
            *at++ = (char)('0' + number / 10);
        *at++ = (char)('0' + number % 10);
        end(csv->out, at);
        return;
    }
    char digits[24];
    char *first =
        put_digits(digits + sizeof digits, number < 0 ? -(guint64)number : (guint64)number);
    if (number < 0)
        *--first = '-';
    add_cell(csv, first, (size_t)(digits + sizeof digits - first));
}

void tc_csv_end_line(TcCsvWriter *csv)
{
    const bool excel = csv->style == TC_CSV_EXCEL;
    append(csv->out, excel ? "\r\n" : "\n", excel ? 2 : 1);
    csv->begun = false;
}
