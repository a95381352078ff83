/* The line table holds the offset of the first byte of every line. A line ends at LF, CR LF or a
 * CR alone, as for editors. Texts may hold any bytes: messages about bad bytes need places too, so
 * a byte that is no part of a character counts as one column and one UTF-16 unit. */
#include "base/source.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include "base/text.h"

enum { TAB_COLUMNS = 8 };

struct TcSource {
    char *name;
    char *text; /* @length bytes and a NUL */
    uint32_t length;
    GArray *lines; /* of uint32_t: offset of each line's first byte; never empty */
    TcSpan asked;  /* of a made source, else in no file */
    TcSourcePiece *pieces;
    size_t n_pieces;
    TcLang lang; /* TC_N_LANGS: not known yet */
};

void tc_source_set_lang(TcSource *source, TcLang lang)
{
    source->lang = lang;
}

TcLang tc_source_lang(const TcSource *source, TcLang otherwise)
{
    return source && source->lang < TC_N_LANGS ? source->lang : otherwise;
}

static bool ends_line(const TcSource *source, uint32_t offset)
{
    char c = source->text[offset];
    return c == '\n' || (c == '\r' && source->text[offset + 1] != '\n');
}

static void find_lines(TcSource *source)
{
    uint32_t start = 0;
    g_array_append_val(source->lines, start);
    for (uint32_t i = 0; i < source->length; i++) {
        if (ends_line(source, i)) {
            start = i + 1;
            g_array_append_val(source->lines, start);
        }
    }
}

static uint32_t line_start(const TcSource *source, uint32_t index)
{
    return g_array_index(source->lines, uint32_t, index);
}

/* Index of the line that holds @offset: the last one that does not start behind it. */
static uint32_t find_line(const TcSource *source, uint32_t offset)
{
    uint32_t low = 0, high = source->lines->len;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (line_start(source, middle) <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

static uint32_t char_size(const char *text, uint32_t length)
{
    gunichar c = g_utf8_get_char_validated(text, length);
    bool bad = c == (gunichar)-1 || c == (gunichar)-2;
    return bad ? 1 : (uint32_t)g_utf8_skip[(guchar)*text];
}

static uint32_t next_column(uint32_t column, const char *text, uint32_t size)
{
    if (*text == '\t') {
        return (column - 1) / TAB_COLUMNS * TAB_COLUMNS + TAB_COLUMNS + 1;
    }
    return column + (uint32_t)tc_text_width(text, size);
}

/* Reads the whole of @file unless it is longer than a source may be. */
static bool read_all(FILE *file, GString *text)
{
    static const size_t step = 64 * 1024;
    size_t n = step;
    while (n == step && text->len <= TC_SOURCE_MAX_BYTES) {
        gsize before = text->len;
        g_string_set_size(text, before + step);
        n = fread(text->str + before, 1, step, file);
        g_string_set_size(text, before + n);
    }
    return !ferror(file);
}

static void set_error(GError **error, const char *path, int error_number)
{
    g_autofree char *name = g_filename_display_name(path);
    g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(error_number), "%s: %s", name,
                g_strerror(error_number));
}

static void set_too_large(GError **error, const char *path)
{
    g_autofree char *name = g_filename_display_name(path);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOMEM, "%s: larger than %d MB", name,
                TC_SOURCE_MAX_BYTES >> 20);
}

TcSource *tc_source_new(const char *name, const char *text, size_t length)
{
    g_assert(length <= TC_SOURCE_MAX_BYTES);
    TcSource *source = g_new0(TcSource, 1);
    source->name = g_strdup(name);
    source->length = (uint32_t)length;
    source->lang = TC_N_LANGS;
    source->text = g_malloc(length + 1);
    if (length > 0) {
        memcpy(source->text, text, length);
    }
    source->text[length] = '\0';
    source->lines = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    find_lines(source);
    return source;
}

void tc_source_free(TcSource *source)
{
    if (!source) {
        return;
    }
    g_array_free(source->lines, TRUE);
    g_free(source->pieces);
    g_free(source->text);
    g_free(source->name);
    g_free(source);
}

TcSource *tc_source_new_made(const char *name, const char *text, size_t length, TcSpan asked,
                             const TcSourcePiece *pieces, size_t n)
{
    TcSource *source = tc_source_new(name, text, length);
    source->asked = asked;
    source->n_pieces = n;
    source->pieces = g_memdup2(pieces, n * sizeof *pieces);
    return source;
}

static void free_source(void *source)
{
    tc_source_free(source);
}

GPtrArray *tc_sources_new(void)
{
    return g_ptr_array_new_with_free_func(free_source);
}

TcSource *tc_source_read(const char *path, GError **error)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        set_error(error, path, errno);
        return NULL;
    }
    /* read in steps: the size of a pipe or a device is not known before */
    GString *text = g_string_new(NULL);
    TcSource *source = NULL;
    if (!read_all(file, text)) {
        set_error(error, path, errno);
    } else if (text->len > TC_SOURCE_MAX_BYTES) {
        set_too_large(error, path);
    } else {
        source = tc_source_new(path, text->str, text->len);
    }
    fclose(file);
    g_string_free(text, TRUE);
    return source;
}

const char *tc_source_name(const TcSource *source)
{
    return source->name;
}

const char *tc_source_text(const TcSource *source)
{
    return source->text;
}

uint32_t tc_source_length(const TcSource *source)
{
    return source->length;
}

TcPlace tc_source_place(const TcSource *source, uint32_t offset)
{
    offset = MIN(offset, source->length);
    uint32_t index = find_line(source, offset);
    TcPlace place = {.line = index + 1, .column = 1, .utf16 = 0};
    for (uint32_t at = line_start(source, index); at < offset;) {
        const char *c = source->text + at;
        uint32_t size = char_size(c, source->length - at);
        if (at + size > offset) {
            break; /* inside a character: its start */
        }
        place.column = next_column(place.column, c, size);
        place.utf16 += size == 4 ? 2 : 1;
        at += size;
    }
    return place;
}

const char *tc_source_line(const TcSource *source, uint32_t line, uint32_t *length)
{
    *length = 0;
    if (line == 0 || line > source->lines->len) {
        return "";
    }
    uint32_t start = line_start(source, line - 1);
    uint32_t end = line < source->lines->len ? line_start(source, line) : source->length;
    while (end > start && (source->text[end - 1] == '\n' || source->text[end - 1] == '\r')) {
        end--;
    }
    *length = end - start;
    return source->text + start;
}

char *tc_span_text(TcSpan span)
{
    if (!span.source || span.start >= span.end) {
        return g_strdup("");
    }
    g_assert(span.end <= span.source->length);
    return g_strndup(span.source->text + span.start, span.end - span.start);
}

char *tc_span_line(TcSpan span)
{
    g_autofree char *text = tc_span_text(span);
    g_auto(GStrv) words = g_strsplit_set(text, " \t\r\n", -1);
    g_autoptr(GString) line = g_string_new(NULL);
    for (char **word = words; *word; word++)
        if (**word)
            g_string_append_printf(line, "%s%s", line->len ? " " : "", *word);
    return g_strdup(line->str);
}

TcSpan tc_span_join(TcSpan first, TcSpan last)
{
    if (first.source != last.source) {
        return first.source ? first : last;
    }
    return (TcSpan){first.source, MIN(first.start, last.start), MAX(first.end, last.end)};
}

/* Is it a stretch of @piece alone, or an end of it? */
static bool is_within(TcSpan span, const TcSourcePiece *piece)
{
    return piece->start <= span.start && span.end <= piece->end;
}

static bool is_even(const TcSourcePiece *piece)
{
    return piece->end - piece->start == piece->from.end - piece->from.start;
}

/* What the bytes of @span that are in @piece stand for. */
static TcSpan part_of(TcSpan span, const TcSourcePiece *piece)
{
    const uint32_t start = MAX(span.start, piece->start) - piece->start;
    const uint32_t end = MIN(span.end, piece->end) - piece->start;
    return is_even(piece)
               ? (TcSpan){piece->from.source, piece->from.start + start, piece->from.start + end}
               : piece->from;
}

/* The piece that @span is within, or NULL. Of two that it lies between, the one behind it. */
static const TcSourcePiece *piece_of(TcSpan span)
{
    const TcSourcePiece *found = NULL;
    for (size_t i = 0; span.source && i < span.source->n_pieces; i++)
        if (is_within(span, &span.source->pieces[i]))
            found = &span.source->pieces[i];
    return found;
}

/* Of a span over several pieces: where these stand, those beside what asked for the source first.
 */
static TcSpan joined_origin(TcSpan span)
{
    const TcSpan asked = tc_span_origin(span.source->asked);
    TcSpan near = {0}, far = {0};
    for (size_t i = 0; i < span.source->n_pieces; i++) {
        const TcSourcePiece *piece = &span.source->pieces[i];
        if (piece->end <= span.start || span.end <= piece->start)
            continue;
        const TcSpan origin = tc_span_origin(part_of(span, piece));
        TcSpan *among = origin.source == asked.source ? &near : &far;
        *among = tc_span_join(*among, origin);
    }
    return near.source ? near : far.source ? far : asked;
}

TcSpan tc_span_origin(TcSpan span)
{
    if (!span.source || !span.source->asked.source)
        return span;
    const TcSourcePiece *piece = piece_of(span);
    return piece ? tc_span_origin(part_of(span, piece)) : joined_origin(span);
}

bool tc_span_is_written(TcSpan span)
{
    if (!span.source || !span.source->asked.source)
        return true;
    const TcSourcePiece *piece = piece_of(span);
    return piece && is_even(piece) && tc_span_is_written(part_of(span, piece));
}

TcSpan tc_span_between(TcSpan first, TcSpan last)
{
    const bool apart = first.source == last.source && first.end <= last.start;
    return (TcSpan){first.source, first.end, apart ? last.start : first.end};
}
