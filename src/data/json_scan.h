/* TcJsonScan: a look at JSON bytes ahead of the parser, so that it never gets too much.
 *
 * It hands the text on in pieces of which none holds the end of more than one object: so at most
 * one row is finished by a piece, and the reader can stop between rows. It drops the bytes of a
 * string over the limit, and stops at deep nesting and endless words: a parser would store them. */
#ifndef TC_DATA_JSON_SCAN_H
#define TC_DATA_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum { TC_JSON_MAX_DEPTH = 4, TC_JSON_MAX_WORD = 4096 };

typedef enum {
    TC_JSON_PIECE, /* feed `length` bytes and consume them */
    TC_JSON_DROP,  /* consume them only: the inside of a string over the limit */
    TC_JSON_TOO_DEEP,
    TC_JSON_LONG_WORD, /* a number or word of over TC_JSON_MAX_WORD bytes */
} TcJsonPiece;

typedef struct {
    size_t string_limit;
    bool in_string, cutting;
    unsigned escape_left; /* bytes of the escape sequence under way */
    size_t string_length, word_length;
    unsigned depth;
    bool was_cut; /* a string was shortened; the caller clears it */
} TcJsonScan;

/* Looks at @text; *@length: the bytes of the next piece (over 0 for PIECE and DROP). */
TcJsonPiece tc_json_scan(TcJsonScan *scan, const char *text, size_t text_length, size_t *length);

#endif
