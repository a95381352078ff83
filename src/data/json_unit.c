/* A unit of a JSON file: its keys, its values, and the row that they become.
 *
 * Values are kept as text until the unit ends (numbers too: no double ever), because its code may
 * come last. A key is folded once; afterwards its bytes find its column. */
#include <string.h>

#include "data/csv.h"
#include "data/json_reader.h"
#include "data/words.h"

/* --- keys --- */

enum { MAX_KEYS = 4096, MAX_KEPT_KEY = 1024 };

static guint hash_key(gconstpointer data)
{
    const TcJsonKey *key = data;
    guint hash = 5381;
    for (size_t i = 0; i < key->length; i++)
        hash = hash * 33 + (guchar)key->text[i];
    return hash;
}

static gboolean equal_keys(gconstpointer left, gconstpointer right)
{
    const TcJsonKey *a = left, *b = right;
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static void free_key(void *data)
{
    TcJsonKey *key = data;
    g_free(key->text);
    g_free(key);
}

static void note_source(TcReader *reader, uint32_t source, const TcJsonKey *key)
{
    TcColumnSource *where = &reader->sources[source];

    if (where->present)
        return;
    where->present = true;
    where->heading = tc_data_quote(key->text, key->length);
}

static void note_unknown(TcReader *reader, const TcJsonKey *key)
{
    TcUnknownHeading unknown = {tc_data_quote(key->text, key->length), 0, 1};
    g_array_append_val(reader->json->unknown, unknown);
}

/* What the key names, by folding it. */
static void resolve_key(TcReader *reader, TcJsonKey *key)
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

TcJsonKey tc_json_find_key(TcReader *reader, const char *text, size_t length)
{
    TcJsonReader *json = reader->json;
    TcJsonKey wanted = {.text = (char *)text, .length = length};
    const TcJsonKey *known = g_hash_table_lookup(json->keys, &wanted);

    if (known)
        return *known;
    resolve_key(reader, &wanted);
    if (g_hash_table_size(json->keys) < MAX_KEYS && length < MAX_KEPT_KEY) {
        TcJsonKey *kept = g_memdup2(&wanted, sizeof wanted);
        kept->text = g_strndup(text, length);
        g_hash_table_add(json->keys, kept);
    }
    wanted.text = NULL;
    return wanted;
}

GHashTable *tc_json_keys_new(void)
{
    return g_hash_table_new_full(hash_key, equal_keys, free_key, NULL);
}

uint32_t tc_json_line(TcJsonReader *json)
{
    size_t consumed = yajl_get_bytes_consumed(json->handle);

    for (; json->counted < consumed; json->counted++)
        json->line += json->piece[json->counted] == '\n';
    return json->line;
}

static bool claim(TcReader *reader, uint32_t source)
{
    TcJsonReader *json = reader->json;
    bool twice = json->seen[source] == json->unit;

    json->seen[source] = json->unit;
    if (twice) {
        TcDataPlace where =
            tc_reader_cell_place(reader, (TcRowPlace){.line = tc_json_line(json)}, source);
        const char *args[TC_DATA_ARGS] = {where.heading};
        tc_data_diag_row(&reader->report, TC_DIAG_JSON_KEY_TWICE, &where, args);
    }
    return !twice;
}

void tc_json_add_value(TcReader *reader, TcJsonKind kind, const char *text, size_t length)
{
    TcJsonReader *json = reader->json;
    TcJsonValue value = {json->key.column,   json->key.field,  kind,
                         tc_json_line(json), json->texts->len, length};

    if (value.column == TC_NO_COLUMN && value.field == TC_NO_FIELD)
        return;
    uint32_t source = value.column != TC_NO_COLUMN ? (uint32_t)value.column
                                                   : reader->n_columns + (uint32_t)value.field;
    if (!claim(reader, source))
        return;
    g_string_append_len(json->texts, text, (gssize)length);
    g_array_append_val(json->values, value);
}

/* --- a unit becomes a row --- */

static void refuse_value(TcReader *reader, TcRowPlace place, uint32_t source, TcJsonKind kind)
{
    TcDataPlace where = tc_reader_cell_place(reader, place, source);
    char limit[16];

    g_snprintf(limit, sizeof limit, "%zu", reader->json->scan.string_limit);
    g_autofree char *name = tc_data_cell_name(&where);
    const char *args[TC_DATA_ARGS] = {name, limit};
    tc_data_diag_row(&reader->report,
                     kind == TC_JSON_CUT ? TC_DIAG_CELL_TOO_LONG : TC_DIAG_JSON_VALUE, &where,
                     args);
}

static void store_cell(TcReader *reader, TcRowPlace place, uint32_t column,
                       const TcJsonValue *value, const TcCsvCell *text)
{
    TcBlock *block = reader->json->block;
    TcCellRule *rule = &reader->rules[column];
    TcCell cell;

    switch (value->kind) {
    case TC_JSON_NULL:
        tc_row_blank(reader, block, place.index, column);
        return;
    case TC_JSON_STRING:
        tc_row_cell(reader, block, place, column, text->text, text->length);
        return;
    case TC_JSON_NESTED:
    case TC_JSON_CUT:
        refuse_value(reader, place, column, value->kind);
        tc_block_set_open(block, place.index, column, TC_REASON_BAD_CELL);
        return;
    case TC_JSON_NUMBER:
        tc_cell_read_json_number(rule, text->text, text->length, &cell);
        break;
    case TC_JSON_TRUE:
    case TC_JSON_FALSE:
        tc_cell_read_truth(rule, value->kind == TC_JSON_TRUE, &cell);
        break;
    }
    tc_row_store(reader, block, place, column, &cell, text->text, text->length);
}

static void store_field(TcReader *reader, TcRowPlace place, TcUnitField field,
                        const TcJsonValue *value, const TcCsvCell *text)
{
    if (value->kind == TC_JSON_STRING || value->kind == TC_JSON_NUMBER)
        tc_row_field(reader, reader->json->block, place, field, text->text, text->length);
    else if (value->kind != TC_JSON_NULL)
        refuse_value(reader, place, reader->n_columns + field, value->kind);
}

static void store_value(TcReader *reader, TcRowPlace place, const TcJsonValue *value)
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
        tc_headings_refuse(reader->headings, json->unknown, false, json->unit_line,
                           &reader->report);
}

void tc_json_end_unit(TcReader *reader)
{
    TcJsonReader *json = reader->json;
    TcRowPlace place = {.index = json->block->n, .line = json->unit_line};

    json->in_unit = false;
    check_first_unit(reader);
    tc_row_begin(reader, json->block, place);
    open_unseen(reader, place.index);
    for (guint i = 0; i < json->values->len; i++)
        store_value(reader, place, &g_array_index(json->values, TcJsonValue, i));
    tc_row_end(reader, json->block, place);
}

void tc_json_begin_unit(TcReader *reader)
{
    TcJsonReader *json = reader->json;

    json->in_unit = true;
    json->unit++;
    json->unit_line = tc_json_line(json);
    g_array_set_size(json->values, 0);
    g_string_truncate(json->texts, 0);
}
