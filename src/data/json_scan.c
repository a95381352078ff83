/* The state of JSON text that matters for cutting it: inside a string or not, and how deep. */
#include "data/json_scan.h"

#include <string.h>

/* A byte at which a string may be cut: not inside a letter and not inside an escape sequence. */
static bool may_cut(const TcJsonScan *scan, char c)
{
    return scan->escape_left == 0 && ((unsigned char)c & 0xC0) != 0x80 && c != '"';
}

static void step_string(TcJsonScan *scan, char c)
{
    scan->string_length++;
    if (scan->escape_left > 0)
        scan->escape_left += (c == 'u' && scan->escape_left == 1 ? 4u : 0u) - 1u;
    else if (c == '\\')
        scan->escape_left = 1;
    else if (c == '"')
        scan->in_string = false;
}

static void open_string(TcJsonScan *scan)
{
    scan->in_string = true;
    scan->string_length = 0;
    scan->word_length = 0;
}

/* A byte outside strings. Returns: true if the piece ends behind it. */
static bool step_outside(TcJsonScan *scan, char c)
{
    bool is_mark = c != '\0' && strchr(" \t\r\n,:{}[]", c);

    scan->word_length = is_mark ? 0 : scan->word_length + 1;
    if (c == '"')
        open_string(scan);
    else if (c == '{' || c == '[')
        scan->depth++;
    else if ((c == '}' || c == ']') && scan->depth > 0)
        scan->depth--;
    return c == '}';
}

static size_t drop_string(TcJsonScan *scan, const char *text, size_t length)
{
    size_t at = 0;

    for (; at < length; at++) {
        if (scan->escape_left == 0 && text[at] == '"') {
            scan->cutting = false;
            break;
        }
        step_string(scan, text[at]);
    }
    return at;
}

TcJsonPiece tc_json_scan(TcJsonScan *scan, const char *text, size_t text_length, size_t *length)
{
    size_t at = 0;

    if (scan->cutting) {
        *length = drop_string(scan, text, text_length);
        if (*length > 0)
            return TC_JSON_DROP;
    }
    for (bool ends = false; at < text_length && !ends; at++) {
        if (scan->in_string && scan->string_length >= scan->string_limit &&
            may_cut(scan, text[at])) {
            scan->cutting = scan->was_cut = true;
            break;
        }
        if (scan->in_string)
            step_string(scan, text[at]);
        else
            ends = step_outside(scan, text[at]);
        if (scan->depth > TC_JSON_MAX_DEPTH || scan->word_length > TC_JSON_MAX_WORD)
            return scan->depth > TC_JSON_MAX_DEPTH ? TC_JSON_TOO_DEEP : TC_JSON_LONG_WORD;
    }
    if (at == 0)
        return tc_json_scan(scan, text, text_length, length); /* cut at once: drop first */
    *length = at;
    return TC_JSON_PIECE;
}
