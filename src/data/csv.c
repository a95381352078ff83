/* The record splitter. Lines without a quote take the way of memchr; the rest are walked. */
#include "data/csv.h"

#include "base/clones.h"
#include "base/text.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef enum { CELL_START, IN_PLAIN, IN_QUOTED, AFTER_QUOTE } WalkState;

/* A walk over one record, in offsets from the window's start, because the window may move. */
typedef struct {
    WalkState state;
    size_t at, cell_start;
    uint32_t cell;
    uint32_t lines;      /* line ends inside quotes so far */
    uint32_t quote_line; /* `lines` where the open quote stands */
    bool quoted;
} Walk;

void tc_csv_init(TcCsv *csv, TcInput *input, size_t cell_limit)
{
    *csv = (TcCsv){.input = input, .cell_limit = cell_limit, .line = 1};
    csv->cut = g_array_new(FALSE, FALSE, sizeof(uint32_t));
}

void tc_csv_clear(TcCsv *csv)
{
    g_array_unref(csv->cut);
}

static inline bool is_delimiter(const TcCsv *csv, char c)
{
    if (csv->delimiter)
        return c == csv->delimiter;
    return c == ',' || c == ';' || c == '\t';
}

/* Shortens the cell under way to its first bytes. A quote among them would end it, so none stays.
 */
static void cut_cell(TcCsv *csv, Walk *walk)
{
    TcInput *input = csv->input;
    char *window = input->buffer + input->start;
    size_t kept = walk->cell_start + TC_CSV_KEPT_BYTES;

    for (size_t i = walk->cell_start + 1; i < kept; i++)
        if (window[i] == '"' || window[i] == '\n' || is_delimiter(csv, window[i]))
            window[i] = '\'';
    if (walk->state == AFTER_QUOTE) /* the quote just passed, which may close the cell, stays */
        window[kept - 1] = '"';
    memmove(window + kept, window + walk->at, input->end - input->start - walk->at);
    input->end -= walk->at - kept;
    memset(input->buffer + input->end, 0, TC_INPUT_SLACK);
    walk->at = kept;
    guint n = csv->cut->len;
    if (n == 0 || g_array_index(csv->cut, uint32_t, n - 1) != walk->cell)
        g_array_append_val(csv->cut, walk->cell);
}

static size_t skip_until(const char *window, size_t at, size_t length, char wanted)
{
    const char *found = memchr(window + at, wanted, length - at);
    return found ? (size_t)(found - window) : length;
}

static void step_quoted(const char *window, size_t length, Walk *walk)
{
    size_t quote = skip_until(window, walk->at, length, '"');

    for (size_t at = walk->at; (at = skip_until(window, at, quote, '\n')) < quote; at++)
        walk->lines++;
    walk->at = quote;
    if (quote < length) {
        walk->at++;
        walk->state = AFTER_QUOTE;
    }
}

static void step_after_quote(const char *window, Walk *walk)
{
    if (window[walk->at] == '"') {
        walk->at++;
        walk->state = IN_QUOTED;
    } else {
        walk->state = IN_PLAIN;
    }
}

/* One byte outside quotes. Returns: true at the record's line end. */
static bool step_plain(const TcCsv *csv, char c, Walk *walk)
{
    if (c == '\n')
        return true;
    if (c == '"' && walk->state == CELL_START) {
        walk->state = IN_QUOTED;
        walk->quote_line = walk->lines;
    } else {
        walk->state = IN_PLAIN;
    }
    walk->at++;
    if (is_delimiter(csv, c)) {
        walk->state = CELL_START;
        walk->cell_start = walk->at;
        walk->cell++;
    }
    return false;
}

/* Walks to the record's end or to the end of the window. Returns: true at the record's end. */
static bool walk_window(const TcCsv *csv, Walk *walk)
{
    const char *window = csv->input->buffer + csv->input->start;
    size_t length = csv->input->end - csv->input->start;

    while (walk->at < length) {
        if (walk->state == IN_QUOTED)
            step_quoted(window, length, walk);
        else if (walk->state == AFTER_QUOTE)
            step_after_quote(window, walk);
        else if (step_plain(csv, window[walk->at], walk))
            return true;
        if (walk->at - walk->cell_start > csv->cell_limit)
            return false;
    }
    return false;
}

/* The careful way: a record with quotes or of great length. */
static TcCsvStatus walk_record(TcCsv *csv, Walk *walk, GError **error)
{
    GError *failure = NULL;

    while (!walk_window(csv, walk)) {
        if (walk->at - walk->cell_start > csv->cell_limit) {
            cut_cell(csv, walk);
            continue;
        }
        if (tc_input_more(csv->input, &failure))
            continue;
        if (failure) {
            g_propagate_error(error, failure);
            return TC_CSV_FAILED;
        }
        if (csv->input->full)
            return TC_CSV_TOO_LONG;
        return walk->state == IN_QUOTED ? TC_CSV_OPEN_QUOTE : TC_CSV_RECORD;
    }
    return TC_CSV_RECORD;
}

/* Finds the end of the record at the window's start: the offset of its line end. */
static TcCsvStatus find_end(TcCsv *csv, Walk *walk, GError **error)
{
    TcInput *input = csv->input;
    GError *failure = NULL;
    size_t scanned = 0;

    for (;;) {
        const char *window = input->buffer + input->start;
        size_t length = input->end - input->start;
        size_t line_end = skip_until(window, scanned, length, '\n');
        walk->quoted = memchr(window + scanned, '"', line_end - scanned);
        if (walk->quoted || line_end > csv->cell_limit)
            return walk_record(csv, walk, error); /* from the record's start */
        scanned = line_end;
        if (line_end < length || !tc_input_more(input, &failure))
            break;
    }
    walk->at = scanned;
    if (failure)
        g_propagate_error(error, failure);
    return failure ? TC_CSV_FAILED : TC_CSV_RECORD;
}

TcCsvStatus tc_csv_next(TcCsv *csv, TcRecord *record, GError **error)
{
    Walk walk = {0};
    TcInput *input = csv->input;

    g_array_set_size(csv->cut, 0);
    TcCsvStatus status = find_end(csv, &walk, error);
    *record = (TcRecord){.line = csv->line,
                         .row = csv->row + 1,
                         .cut = csv->cut->len > 0 ? csv->cut : NULL,
                         .quoted = walk.quoted || walk.at > csv->cell_limit};
    if (status == TC_CSV_OPEN_QUOTE)
        record->line += walk.quote_line;
    if (status != TC_CSV_RECORD)
        return status;
    if (walk.at == 0 && input->start == input->end)
        return TC_CSV_END;
    if (walk.at > TC_INPUT_MAX_BYTES)
        return TC_CSV_TOO_LONG;
    record->start = input->buffer + input->start;
    record->end = record->start + walk.at;
    input->start = MIN(input->start + walk.at + 1, input->end);
    csv->line += 1 + walk.lines;
    csv->row++;
    if (record->end > record->start && record->end[-1] == '\r')
        record->end--;
    if (csv->delimiter)
        *record->end = csv->delimiter;
    return TC_CSV_RECORD;
}

const char *tc_csv_ahead(TcCsv *csv, size_t most, size_t *length, GError **error)
{
    TcInput *input = csv->input;

    while (input->end - input->start < most && tc_input_more(input, error))
        continue;
    *length = MIN(most, input->end - input->start);
    return input->buffer + input->start;
}

const char *tc_csv_peek(TcCsv *csv, size_t most, size_t *length, GError **error)
{
    size_t ahead;
    const char *window = tc_csv_ahead(csv, most, &ahead, error);

    *length = skip_until(window, 0, ahead, '\n');
    if (*length > 0 && window[*length - 1] == '\r')
        (*length)--;
    return window;
}

void tc_csv_skip_line(TcCsv *csv)
{
    TcInput *input = csv->input;
    const char *window = input->buffer + input->start;
    size_t length = input->end - input->start;

    input->start += MIN(skip_until(window, 0, length, '\n') + 1, length);
    csv->line++;
}

/* --- cells --- */

#ifdef __SSE2__
/* A bit for each of the 16 bytes at @at that is @delimiter. */
static inline uint32_t match_sixteen(const char *at, char delimiter)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(delimiter)));
}
#else
static inline uint32_t match_sixteen(const char *at, char delimiter)
{
    uint32_t found = 0;
    for (unsigned i = 0; i < 16; i++)
        found |= (uint32_t)(at[i] == delimiter) << i;
    return found;
}
#endif

enum { GROUP = 64, AT_ONCE = 8 };

static inline uint64_t match_group(const char *at, char delimiter)
{
    uint64_t found = 0;
#pragma GCC unroll 4
    for (unsigned i = 0; i < GROUP / 16; i++)
        found |= (uint64_t)match_sixteen(at + 16 * i, delimiter) << (16 * i);
    return found;
}

/* Without quotes every delimiter ends a cell. All are found before any cell is read, so that the
 * processor can work at several cells at once; eight are written at a time, and rubbish behind the
 * last, because their number cannot be predicted. Processors from 2013 on find and drop the lowest
 * bit of a group in an instruction each. */
TC_CLONES static uint32_t split_plain(const TcRecord *record, char delimiter, uint32_t *stops,
                                      uint32_t max)
{
    uint32_t length = (uint32_t)(record->end - record->start) + 1, n = 0;

    for (uint32_t at = 0; at < length && n < max; at += GROUP) {
        uint64_t found = match_group(record->start + at, delimiter);
        if (length - at < GROUP)
            found &= ((uint64_t)1 << (length - at)) - 1;
        uint32_t *to = stops + n;
        n += (uint32_t)__builtin_popcountll(found);
        for (; found; to += AT_ONCE) {
#pragma GCC unroll 8
            for (uint32_t i = 0; i < AT_ONCE; i++) {
                to[i] = at + (uint32_t)__builtin_ctzll(found | (uint64_t)1 << (GROUP - 1));
                found &= found - 1;
            }
        }
    }
    return MIN(n, max);
}

/* Byte behind the closing quote of the cell at @at, or @end. */
static char *skip_quoted(char *at, char *end)
{
    char *quote = at;

    while ((quote = memchr(quote + 1, '"', (size_t)(end - quote - 1)))) {
        if (quote + 1 == end || quote[1] != '"')
            return quote + 1;
        quote++;
    }
    return end;
}

static uint32_t split_quoted(const TcRecord *record, char delimiter, uint32_t *stops, uint32_t max)
{
    char *at = record->start, *end = record->end;
    uint32_t n = 0;

    while (at <= end && n < max) {
        if (at < end && *at == '"')
            at = skip_quoted(at, end);
        char *stop = memchr(at, delimiter, (size_t)(end - at) + 1);
        stops[n++] = (uint32_t)(stop - record->start);
        at = stop + 1;
    }
    return n;
}

uint32_t tc_csv_split(const TcRecord *record, char delimiter, uint32_t *stops, uint32_t max)
{
    return record->quoted ? split_quoted(record, delimiter, stops, max)
                          : split_plain(record, delimiter, stops, max);
}

/* Blank of one or two or three bytes at @text: space, tab, line end, no-break space, zero width. */
static size_t blank_before(const char *text, size_t length)
{
    if (length > 0 && (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\n'))
        return 1;
    if (length > 1 && memcmp(text, "\xC2\xA0", 2) == 0)
        return 2;
    if (length > 2 && (memcmp(text, TC_TEXT_BOM, 3) == 0 || memcmp(text, "\xE2\x80\x8B", 3) == 0))
        return 3;
    return 0;
}

static size_t blank_behind(const char *text, size_t length)
{
    for (size_t n = 1; n <= 3 && n <= length; n++)
        if (blank_before(text + length - n, n) == n)
            return n;
    return 0;
}

/* No blank begins or ends with such a byte. */
static bool is_letter_byte(char c)
{
    return (unsigned char)c > ' ' && (unsigned char)c < 0x80;
}

void tc_csv_trim(TcCsvCell *cell)
{
    size_t n;

    if (cell->length > 0 && is_letter_byte(cell->text[0]) &&
        is_letter_byte(cell->text[cell->length - 1]))
        return;
    while ((n = blank_before(cell->text, cell->length)) > 0) {
        cell->text += n;
        cell->length -= n;
    }
    while ((n = blank_behind(cell->text, cell->length)) > 0)
        cell->length -= n;
}

/* Takes the quotes off in place. Returns: the byte behind the closing quote. */
static char *unquote(char *at, char *end, TcCsvCell *cell)
{
    char *to = cell->text = at + 1;

    for (char *from = to; from < end;) {
        char *quote = memchr(from, '"', (size_t)(end - from));
        size_t length = (size_t)((quote ? quote : end) - from);
        if (to != from)
            memmove(to, from, length);
        to += length;
        from += length;
        if (!quote || quote + 1 >= end || quote[1] != '"') {
            cell->length = (size_t)(to - cell->text);
            return quote ? quote + 1 : end;
        }
        *to++ = '"';
        from += 2;
    }
    cell->length = (size_t)(to - cell->text);
    return end;
}

char *tc_csv_cell(char *at, char *end, char delimiter, TcCsvCell *cell)
{
    char *start = at;

    cell->stray_quote = false;
    if (at < end && *at == '"')
        at = unquote(at, end, cell);
    char *stop = memchr(at, delimiter, (size_t)(end - at) + 1);
    if (!stop) /* the byte at @end is the delimiter, unless it is not known yet */
        stop = end;
    if (at == start) {
        cell->text = start;
        cell->length = (size_t)(stop - start);
    } else {
        TcCsvCell behind = {.text = at, .length = (size_t)(stop - at)};
        tc_csv_trim(&behind);
        cell->stray_quote = behind.length > 0;
    }
    tc_csv_trim(cell);
    return stop + 1;
}
