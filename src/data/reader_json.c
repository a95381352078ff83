/* JSON: yajl's callbacks gather the values of one unit, and its closing brace makes them a row.
 *
 * Values are kept as text until then (numbers too: no double ever), because the unit's code may
 * come last. A key is folded once; afterwards its bytes find its column. */
#include <string.h>
#include <yajl/yajl_parse.h>

#include "base/msg.h"
#include "data/csv.h"
#include "data/json_scan.h"
#include "data/reader_state.h"
#include "data/words.h"

enum { MAX_KEYS = 4096, SNIPPET = 24 };

typedef enum { IS_NULL, IS_TRUE, IS_FALSE, IS_NUMBER, IS_STRING, IS_NESTED, IS_CUT } ValueKind;

typedef struct {
    int column, field;
    ValueKind kind;
    uint32_t line;
    size_t at, length; /* in `texts` */
} Value;

/* A key as it stands in the file; first member of an entry and key of the table. */
typedef struct {
    char *text;
    size_t length;
    int column, field;
    bool is_units;
} Key;

struct TcJsonReader {
    yajl_handle handle;
    TcJsonScan scan;
    TcBlock *block;    /* being filled */
    GHashTable *keys;  /* Key set */
    GArray *unknown;   /* TcUnknownHeading */
    GArray *values;    /* Value, of the unit under way */
    GString *texts;    /* theirs */
    uint64_t *seen;    /* by source: number of the unit that had it last */
    uint64_t unit;     /* number of the unit under way, from 1 */
    Key key;           /* of the value to come */
    const char *piece; /* being parsed */
    size_t counted;    /* bytes of it whose lines are counted */
    uint32_t line, unit_line;
    unsigned nested; /* depth inside a value that is no value */
    bool in_unit, in_list, in_wrapper;
    bool any, checked; /* something was read; the first unit's keys were looked at */
};

/* --- keys --- */

static guint hash_key(gconstpointer data)
{
    const Key *key = data;
    guint hash = 5381;
    for (size_t i = 0; i < key->length; i++)
        hash = hash * 33 + (guchar)key->text[i];
    return hash;
}

static gboolean equal_keys(gconstpointer left, gconstpointer right)
{
    const Key *a = left, *b = right;
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static void free_key(void *data)
{
    Key *key = data;
    g_free(key->text);
    g_free(key);
}

static void note_source(TcReader *reader, uint32_t source, const Key *key)
{
    TcColumnSource *where = &reader->sources[source];

    if (where->present)
        return;
    where->present = true;
    where->heading = tc_data_quote(key->text, key->length);
}

static void note_unknown(TcReader *reader, const Key *key)
{
    TcUnknownHeading unknown = {tc_data_quote(key->text, key->length), 0};
    g_array_append_val(reader->json->unknown, unknown);
}

/* What the key names, by folding it. */
static void resolve_key(TcReader *reader, Key *key)
{
    TcHeadingMatch match = tc_headings_find(reader->headings, key->text, key->length);

    key->column = match.column;
    key->field = match.field;
    key->is_units = key->length < 64 && tc_word_roles_of(key->text, key->length) & TC_WORD_UNITS;
    if (key->column != TC_NO_COLUMN)
        note_source(reader, (uint32_t)key->column, key);
    if (key->field != TC_NO_FIELD)
        note_source(reader, reader->n_columns + (uint32_t)key->field, key);
    if (key->column == TC_NO_COLUMN && key->field == TC_NO_FIELD &&
        g_hash_table_size(reader->json->keys) < MAX_KEYS)
        note_unknown(reader, key);
}

static Key find_key(TcReader *reader, const char *text, size_t length)
{
    TcJsonReader *json = reader->json;
    Key wanted = {.text = (char *)text, .length = length};
    const Key *known = g_hash_table_lookup(json->keys, &wanted);

    if (known)
        return *known;
    resolve_key(reader, &wanted);
    if (g_hash_table_size(json->keys) < MAX_KEYS && length < 1024) {
        Key *kept = g_memdup2(&wanted, sizeof wanted);
        kept->text = g_strndup(text, length);
        g_hash_table_add(json->keys, kept);
    }
    wanted.text = NULL;
    return wanted;
}

/* --- places --- */

/* The line of the token that yajl has just read. */
static uint32_t current_line(TcJsonReader *json)
{
    size_t consumed = yajl_get_bytes_consumed(json->handle);

    for (; json->counted < consumed; json->counted++)
        json->line += json->piece[json->counted] == '\n';
    return json->line;
}

static void refuse_line(TcReader *reader, TcDiagCode code, uint32_t line, const char *first,
                        const char *second)
{
    TcDataPlace place = {.line = line};
    const char *args[TC_DATA_ARGS] = {first, second};

    tc_data_diag_file(&reader->report, code, &place, args);
}

static void refuse_shape(TcReader *reader)
{
    char line[16];
    uint32_t at = current_line(reader->json);

    g_snprintf(line, sizeof line, "%u", at);
    TcDataPlace place = {.line = at};
    const char *args[TC_DATA_ARGS] = {line};
    tc_data_diag_row(&reader->report, TC_DIAG_JSON_SHAPE, &place, args);
}

/* --- a unit becomes a row --- */

static void refuse_value(TcReader *reader, TcRowPlace place, uint32_t source, ValueKind kind)
{
    TcDataPlace where = tc_reader_cell_place(reader, place, source);
    char limit[16];

    g_snprintf(limit, sizeof limit, "%zu", reader->json->scan.string_limit);
    g_autofree char *name = tc_data_cell_name(&where);
    const char *args[TC_DATA_ARGS] = {name, limit};
    tc_data_diag_row(&reader->report, kind == IS_CUT ? TC_DIAG_CELL_TOO_LONG : TC_DIAG_JSON_VALUE,
                     &where, args);
}

static void store_cell(TcReader *reader, TcRowPlace place, uint32_t column, const Value *value,
                       const TcCsvCell *text)
{
    TcBlock *block = reader->json->block;
    TcCellRule *rule = &reader->rules[column];
    TcCell cell;

    switch (value->kind) {
    case IS_NULL:
        tc_row_blank(reader, block, place.index, column);
        return;
    case IS_STRING:
        tc_row_cell(reader, block, place, column, text->text, text->length);
        return;
    case IS_NESTED:
    case IS_CUT:
        refuse_value(reader, place, column, value->kind);
        tc_block_set_open(block, place.index, column, TC_REASON_BAD_CELL);
        return;
    case IS_NUMBER:
        tc_cell_read_json_number(rule, text->text, text->length, &cell);
        break;
    case IS_TRUE:
    case IS_FALSE:
        tc_cell_read_truth(rule, value->kind == IS_TRUE, &cell);
        break;
    }
    tc_row_store(reader, block, place, column, &cell, text->text, text->length);
}

static void store_field(TcReader *reader, TcRowPlace place, TcUnitField field, const Value *value,
                        const TcCsvCell *text)
{
    if (value->kind == IS_STRING || value->kind == IS_NUMBER)
        tc_row_field(reader, reader->json->block, place, field, text->text, text->length);
    else if (value->kind != IS_NULL)
        refuse_value(reader, place, reader->n_columns + field, value->kind);
}

static void store_value(TcReader *reader, TcRowPlace place, const Value *value)
{
    char *bytes = reader->json->texts->str + value->at;
    TcCsvCell text = {.text = bytes, .length = value->length};

    tc_csv_trim(&text);
    place.line = value->line;
    if (value->field != TC_NO_FIELD)
        store_field(reader, place, (TcUnitField)value->field, value, &text);
    if (value->column != TC_NO_COLUMN)
        store_cell(reader, place, (uint32_t)value->column, value, &text);
}

static void open_unseen(TcReader *reader, uint32_t row)
{
    for (uint32_t column = 0; column < reader->n_columns; column++)
        if (reader->json->seen[column] != reader->json->unit)
            tc_block_set_open(reader->json->block, row, column, TC_REASON_NO_COLUMN);
}

/* The first unit tells whether the file speaks of the schema's columns at all. */
static void check_first_unit(TcReader *reader)
{
    TcJsonReader *json = reader->json;

    if (json->checked || reader->options.any_columns)
        return;
    json->checked = true;
    for (uint32_t i = 0; i < reader->schema->n_columns; i++)
        if (reader->sources[i].present)
            return;
    if (reader->schema->n_columns > 0)
        tc_headings_refuse(reader->headings, json->unit_line, &reader->report);
}

static void end_unit(TcReader *reader)
{
    TcJsonReader *json = reader->json;
    TcRowPlace place = {.index = json->block->n, .line = json->unit_line};

    json->in_unit = false;
    check_first_unit(reader);
    tc_row_begin(json->block, place);
    open_unseen(reader, place.index);
    for (guint i = 0; i < json->values->len; i++)
        store_value(reader, place, &g_array_index(json->values, Value, i));
    tc_row_end(reader, json->block, place);
}

static void begin_unit(TcReader *reader)
{
    TcJsonReader *json = reader->json;

    json->in_unit = true;
    json->unit++;
    json->unit_line = current_line(json);
    g_array_set_size(json->values, 0);
    g_string_truncate(json->texts, 0);
}

/* --- yajl's callbacks: 0 would stop the parser
 * ----------------------------------------------------- */

static bool claim(TcReader *reader, uint32_t source)
{
    TcJsonReader *json = reader->json;
    bool twice = json->seen[source] == json->unit;

    json->seen[source] = json->unit;
    if (twice) {
        TcDataPlace where =
            tc_reader_cell_place(reader, (TcRowPlace){.line = current_line(json)}, source);
        const char *args[TC_DATA_ARGS] = {where.heading};
        tc_data_diag_row(&reader->report, TC_DIAG_JSON_KEY_TWICE, &where, args);
    }
    return !twice;
}

static int take_value(TcReader *reader, ValueKind kind, const char *text, size_t length)
{
    TcJsonReader *json = reader->json;
    Value value = {json->key.column,   json->key.field,  kind,
                   current_line(json), json->texts->len, length};

    json->any = true;
    if (json->nested > 0)
        return 1;
    if (!json->in_unit) {
        refuse_shape(reader);
        return 1;
    }
    if (value.column == TC_NO_COLUMN && value.field == TC_NO_FIELD)
        return 1;
    uint32_t source = value.column != TC_NO_COLUMN ? (uint32_t)value.column
                                                   : reader->n_columns + (uint32_t)value.field;
    if (!claim(reader, source))
        return 1;
    g_string_append_len(json->texts, text, (gssize)length);
    g_array_append_val(json->values, value);
    return 1;
}

static int on_null(void *context)
{
    return take_value(context, IS_NULL, "null", 4);
}

static int on_boolean(void *context, int truth)
{
    const char *text = truth ? "true" : "false";
    return take_value(context, truth ? IS_TRUE : IS_FALSE, text, strlen(text));
}

static int on_number(void *context, const char *text, size_t length)
{
    return take_value(context, IS_NUMBER, text, length);
}

static int on_string(void *context, const unsigned char *text, size_t length)
{
    TcReader *reader = context;
    TcJsonScan *scan = &reader->json->scan;
    ValueKind kind = scan->was_cut ? IS_CUT : IS_STRING;

    scan->was_cut = false;
    return take_value(reader, kind, (const char *)text, kind == IS_CUT ? 0 : length);
}

static int on_key(void *context, const unsigned char *text, size_t length)
{
    TcReader *reader = context;
    TcJsonReader *json = reader->json;

    json->scan.was_cut = false;
    if (json->nested == 0)
        json->key = find_key(reader, (const char *)text, length);
    return 1;
}

static int on_start_map(void *context)
{
    TcReader *reader = context;
    TcJsonReader *json = reader->json;

    json->any = true;
    if (json->nested > 0 || json->in_unit) {
        if (json->nested == 0)
            take_value(reader, IS_NESTED, "", 0);
        json->nested++;
    } else if (json->in_wrapper && !json->in_list) {
        json->nested++; /* something beside the units */
    } else {
        begin_unit(reader);
    }
    return 1;
}

static int on_end_map(void *context)
{
    TcReader *reader = context;
    TcJsonReader *json = reader->json;

    if (json->nested > 0)
        json->nested--;
    else if (json->in_unit)
        end_unit(reader);
    else
        json->in_wrapper = false;
    return 1;
}

/* The array of units, in the file itself or under the key "units"; another array is no value. */
static int on_start_array(void *context)
{
    TcReader *reader = context;
    TcJsonReader *json = reader->json;

    json->any = true;
    if (json->nested > 0) {
        json->nested++;
    } else if (json->in_unit && !json->in_list && json->key.is_units) {
        json->in_unit = false; /* what looked like a unit was the wrapper */
        json->in_wrapper = json->in_list = true;
    } else if (json->in_unit) {
        take_value(reader, IS_NESTED, "", 0);
        json->nested++;
    } else if (json->in_list) {
        refuse_shape(reader);
        json->nested++;
    } else if (json->in_wrapper && !json->key.is_units) {
        json->nested++;
    } else {
        json->in_list = true;
    }
    return 1;
}

static int on_end_array(void *context)
{
    TcReader *reader = context;
    TcJsonReader *json = reader->json;

    if (json->nested > 0)
        json->nested--;
    else
        json->in_list = false;
    return 1;
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_start_map,
    .yajl_map_key = on_key,
    .yajl_end_map = on_end_map,
    .yajl_start_array = on_start_array,
    .yajl_end_array = on_end_array,
};

/* --- feeding --- */

/* The mistake that yajl met in the piece, or at the end of the file. */
static void refuse_form(TcReader *reader, size_t length)
{
    TcJsonReader *json = reader->json;
    unsigned char *why = yajl_get_error(json->handle, 0, NULL, 0);
    bool encoding = strstr((const char *)why, "UTF8") != NULL;
    size_t at = MIN(yajl_get_bytes_consumed(json->handle), length);
    size_t from = at > SNIPPET ? at - SNIPPET : 0;
    char line[16];

    yajl_free_error(json->handle, why);
    uint32_t number = current_line(json);
    g_snprintf(line, sizeof line, "%u", number);
    g_autofree char *near =
        length > 0 ? tc_data_quote(json->piece + from, MIN(at + SNIPPET, length) - from)
                   : g_strdup(tc_msg(tc_diag_list_lang(reader->report.diags), TC_MSG_JSON_END));
    refuse_line(reader, encoding ? TC_DIAG_BAD_UTF8 : TC_DIAG_JSON_FORM, number, line, near);
    reader->ended = true;
}

static void refuse_depth(TcReader *reader, TcJsonPiece piece)
{
    TcJsonReader *json = reader->json;
    const TcInput *input = reader->input;
    char depth[16], line[16];

    g_snprintf(depth, sizeof depth, "%d", TC_JSON_MAX_DEPTH);
    g_snprintf(line, sizeof line, "%u", json->line);
    g_autofree char *near = tc_data_quote(input->buffer + input->start,
                                          MIN(input->end - input->start, (size_t)SNIPPET));
    if (piece == TC_JSON_TOO_DEEP)
        refuse_line(reader, TC_DIAG_JSON_DEPTH, json->line, depth, line);
    else
        refuse_line(reader, TC_DIAG_JSON_FORM, json->line, line, near);
    reader->ended = true;
}

static void parse_piece(TcReader *reader, size_t length)
{
    TcJsonReader *json = reader->json;
    TcInput *input = reader->input;

    json->piece = input->buffer + input->start;
    json->counted = 0;
    yajl_status status = yajl_parse(json->handle, (const unsigned char *)json->piece, length);
    if (status != yajl_status_ok) {
        refuse_form(reader, length);
        return;
    }
    for (; json->counted < length; json->counted++)
        json->line += json->piece[json->counted] == '\n';
    input->start += length;
}

static void feed(TcReader *reader)
{
    TcInput *input = reader->input;
    size_t length;
    TcJsonPiece piece = tc_json_scan(&reader->json->scan, input->buffer + input->start,
                                     input->end - input->start, &length);

    if (piece == TC_JSON_PIECE)
        parse_piece(reader, length);
    else if (piece == TC_JSON_DROP)
        input->start += length;
    else
        refuse_depth(reader, piece);
}

static void finish_parsing(TcReader *reader)
{
    TcJsonReader *json = reader->json;

    reader->ended = true;
    json->piece = " "; /* what yajl feeds itself to end a number */
    json->counted = 0;
    if (!json->any)
        refuse_line(reader, TC_DIAG_DATA_EMPTY, 1, NULL, NULL);
    else if (yajl_complete_parse(json->handle) != yajl_status_ok || json->scan.depth > 0)
        refuse_form(reader, 0);
}

bool tc_json_reader_fill(TcReader *reader, TcBlock *block, uint32_t max_rows, GError **error)
{
    TcInput *input = reader->input;
    GError *failure = NULL;

    reader->json->block = block;
    while (!reader->ended && !tc_block_is_full(block, max_rows)) {
        if (input->start < input->end || tc_input_more(input, &failure))
            feed(reader);
        else if (failure)
            break;
        else
            finish_parsing(reader);
    }
    if (failure)
        g_propagate_error(error, failure);
    return !failure;
}

void tc_json_reader_finish(TcReader *reader)
{
    TcJsonReader *json = reader->json;
    g_autofree bool *has = g_new0(bool, reader->n_columns + 1);

    for (uint32_t i = 0; i < reader->n_columns; i++)
        has[i] = reader->sources[i].present;
    if (json->checked && !reader->report.failed)
        tc_headings_report(reader->headings, has, json->unknown, false, 1, &reader->report);
}

static void clear_unknown(void *data)
{
    g_free(((TcUnknownHeading *)data)->text);
}

void tc_json_reader_open(TcReader *reader)
{
    TcJsonReader *json = reader->json = g_new0(TcJsonReader, 1);

    json->handle = yajl_alloc(&callbacks, NULL, reader);
    yajl_config(json->handle, yajl_allow_multiple_values, 1);
    json->scan.string_limit = TC_CELL_MAX_BYTES;
    json->keys = g_hash_table_new_full(hash_key, equal_keys, free_key, NULL);
    json->unknown = g_array_new(FALSE, FALSE, sizeof(TcUnknownHeading));
    g_array_set_clear_func(json->unknown, clear_unknown);
    json->values = g_array_new(FALSE, FALSE, sizeof(Value));
    json->texts = g_string_new(NULL);
    json->seen = g_new0(uint64_t, reader->n_columns + TC_N_FIELDS);
    json->line = 1;
}

void tc_json_reader_free(TcJsonReader *json)
{
    if (!json)
        return;
    yajl_free(json->handle);
    g_hash_table_unref(json->keys);
    g_array_unref(json->unknown);
    g_array_unref(json->values);
    g_string_free(json->texts, TRUE);
    g_free(json->seen);
    g_free(json);
}
