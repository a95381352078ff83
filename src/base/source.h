/* TcSource: the text of one file, kept once, and the way from a byte to a line and a column.
 *
 * Every token, node and message carries a TcSpan, a half-open range of bytes of one source. Lines
 * and columns exist only when something is printed. A source outlives all spans into it. */
#ifndef TC_BASE_SOURCE_H
#define TC_BASE_SOURCE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct TcSource TcSource;

typedef struct {
    const TcSource *source; /* NULL: a place in no file (a command line, a whole run) */
    uint32_t start, end;    /* bytes, end exclusive */
} TcSpan;

typedef struct {
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in columns of a terminal (tab to 8, combining marks 0, wide 2) */
    uint32_t utf16;  /* from 0, UTF-16 units from the line's start, for editors */
} TcPlace;

enum { TC_SOURCE_MAX_BYTES = 256 << 20 }; /* a rule file above this is refused */

/* Takes @length bytes of @text (copied; a NUL is put behind). @name is what messages print.
 * Returns: (transfer full). */
TcSource *tc_source_new(const char *name, const char *text, size_t length);
void tc_source_free(TcSource *source);
GPtrArray *tc_sources_new(void); /* (transfer full) a list that frees its sources */

/* Reads a rule file. Errors: G_FILE_ERROR (missing, a directory, unreadable; NOMEM: too large),
 * with the file's name in the message. Returns: (transfer full) or NULL. */
TcSource *tc_source_read(const char *path, GError **error);

const char *tc_source_name(const TcSource *source);
const char *tc_source_text(const TcSource *source); /* NUL-terminated; may hold NULs inside */
uint32_t tc_source_length(const TcSource *source);

/* Where the byte @offset (0..length) stands. Cost: a binary search and one line. */
TcPlace tc_source_place(const TcSource *source, uint32_t offset);

/* The bytes of line @line (from 1), without its line end: start and length. */
const char *tc_source_line(const TcSource *source, uint32_t line, uint32_t *length);

/* Bytes of a made source stand for @from: where both are equally long, byte by byte. */
typedef struct {
    uint32_t start, end;
    TcSpan from;
} TcSourcePiece;

/* A source that nobody wrote as it stands: its bytes are those of other sources, or were made
 * because @asked asks for them. @pieces: in order, without overlap; copied. (transfer full) */
TcSource *tc_source_new_made(const char *name, const char *text, size_t length, TcSpan asked,
                             const TcSourcePiece *pieces, size_t n);
/* The place that people wrote and @span stands for: @span itself if it is no made source's. Of a
 * span over several pieces those that stand where @asked does. */
TcSpan tc_span_origin(TcSpan span);
/* Are the bytes of @span those of its origin, one by one? */
bool tc_span_is_written(TcSpan span);

/* Returns: (transfer full) the text of @span; "" of one in no file, or whose end is not behind its
 * start. */
char *tc_span_text(TcSpan span);
/* The same on one line, with one blank between words. Returns: (transfer full). */
char *tc_span_line(TcSpan span);
/* The least span with both; of places in two files (a version has clauses of several) @first. */
TcSpan tc_span_join(TcSpan first, TcSpan last);
/* From the end of @first to the start of @last; empty if they do not follow each other. */
TcSpan tc_span_between(TcSpan first, TcSpan last);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcSource, tc_source_free)

#endif
