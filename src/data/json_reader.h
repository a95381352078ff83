/* The inside of a JSON reader: yajl's callbacks (reader_json.c) gather the values of one unit, and
 * its closing brace makes them a row (json_unit.c). */
#ifndef TC_DATA_JSON_READER_H
#define TC_DATA_JSON_READER_H

#include <yajl/yajl_parse.h>

#include "data/json_scan.h"
#include "data/reader_state.h"

typedef enum {
    TC_JSON_NULL,
    TC_JSON_TRUE,
    TC_JSON_FALSE,
    TC_JSON_NUMBER,
    TC_JSON_STRING,
    TC_JSON_NESTED,
    TC_JSON_CUT
} TcJsonKind;

typedef struct {
    int column, field;
    TcJsonKind kind;
    uint32_t line;
    size_t at, length; /* in `texts` */
} TcJsonValue;

/* A key as it stands in the file, and what it names. */
typedef struct {
    char *text;
    size_t length;
    int column, field;
    bool is_units;
} TcJsonKey;

struct TcJsonReader {
    yajl_handle handle;
    TcJsonScan scan;
    TcBlock *block;    /* being filled */
    GHashTable *keys;  /* TcJsonKey set */
    GArray *unknown;   /* TcUnknownHeading */
    GArray *values;    /* TcJsonValue, of the unit under way */
    GString *texts;    /* theirs */
    uint64_t *seen;    /* by source: number of the unit that had it last */
    uint64_t unit;     /* number of the unit under way, from 1 */
    TcJsonKey key;     /* of the value to come */
    const char *piece; /* being parsed */
    size_t counted;    /* bytes of it whose lines are counted */
    uint32_t line, unit_line;
    unsigned nested; /* depth inside a value that is no value */
    bool in_unit, in_list, in_wrapper;
    bool any, checked; /* something was read; the first unit's keys were looked at */
};

GHashTable *tc_json_keys_new(void);
/* What @text names; its own text is not kept in the result. */
TcJsonKey tc_json_find_key(TcReader *reader, const char *text, size_t length);

/* The line of the token that yajl has just read. */
uint32_t tc_json_line(TcJsonReader *json);

void tc_json_begin_unit(TcReader *reader);
/* Keeps a value of the unit under way for the key before it. */
void tc_json_add_value(TcReader *reader, TcJsonKind kind, const char *text, size_t length);
/* Makes the unit a row of the block. */
void tc_json_end_unit(TcReader *reader);

#endif
