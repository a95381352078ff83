/* JSON files: bytes to yajl piece by piece, its callbacks, and where in the file's form they are.
 */
#include <string.h>

#include "base/msg.h"
#include "data/json_reader.h"

enum { SNIPPET = 24 }; /* bytes shown on either side of a mistake */

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
    uint32_t at = tc_json_line(reader->json);

    g_snprintf(line, sizeof line, "%u", at);
    TcDataPlace place = {.line = at};
    const char *args[TC_DATA_ARGS] = {line};
    tc_data_diag_row(&reader->report, TC_DIAG_JSON_SHAPE, &place, args);
}

/* --- yajl's callbacks; 0 would stop the parser --- */

static int take_value(TcReader *reader, TcJsonKind kind, const char *text, size_t length)
{
    TcJsonReader *json = reader->json;

    json->any = true;
    if (json->nested > 0)
        return 1;
    if (json->in_unit)
        tc_json_add_value(reader, kind, text, length);
    else if (!json->in_wrapper || json->in_list)
        refuse_shape(reader);
    return 1;
}

static int on_null(void *context)
{
    return take_value(context, TC_JSON_NULL, "null", 4);
}

static int on_boolean(void *context, int truth)
{
    const char *text = truth ? "true" : "false";
    return take_value(context, truth ? TC_JSON_TRUE : TC_JSON_FALSE, text, strlen(text));
}

static int on_number(void *context, const char *text, size_t length)
{
    return take_value(context, TC_JSON_NUMBER, text, length);
}

static int on_string(void *context, const unsigned char *text, size_t length)
{
    TcReader *reader = context;
    TcJsonScan *scan = &reader->json->scan;
    TcJsonKind kind = scan->was_cut ? TC_JSON_CUT : TC_JSON_STRING;

    scan->was_cut = false;
    return take_value(reader, kind, (const char *)text, kind == TC_JSON_CUT ? 0 : length);
}

static int on_key(void *context, const unsigned char *text, size_t length)
{
    TcReader *reader = context;
    TcJsonReader *json = reader->json;

    json->scan.was_cut = false;
    if (json->nested == 0)
        json->key = tc_json_find_key(reader, (const char *)text, length);
    return 1;
}

static int on_start_map(void *context)
{
    TcReader *reader = context;
    TcJsonReader *json = reader->json;

    json->any = true;
    if (json->nested > 0 || json->in_unit) {
        if (json->nested == 0)
            take_value(reader, TC_JSON_NESTED, "", 0);
        json->nested++;
    } else if (json->in_wrapper && !json->in_list) {
        json->nested++; /* something beside the units */
    } else {
        tc_json_begin_unit(reader);
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
        tc_json_end_unit(reader);
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
        take_value(reader, TC_JSON_NESTED, "", 0);
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
    uint32_t number = tc_json_line(json);
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

    json->piece = " "; /* what yajl feeds itself to end a number */
    json->counted = 0;
    bool well = yajl_complete_parse(json->handle) == yajl_status_ok && json->scan.depth == 0;
    reader->ended = true;
    if (!json->any)
        refuse_line(reader, TC_DIAG_DATA_EMPTY, 1, NULL, NULL);
    else if (!well)
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

void tc_json_reader_open(TcReader *reader)
{
    TcJsonReader *json = reader->json = g_new0(TcJsonReader, 1);

    json->handle = yajl_alloc(&callbacks, NULL, reader);
    yajl_config(json->handle, yajl_allow_multiple_values, 1);
    json->scan.string_limit = TC_CELL_MAX_BYTES;
    json->keys = tc_json_keys_new();
    json->unknown = g_array_new(FALSE, FALSE, sizeof(TcUnknownHeading));
    g_array_set_clear_func(json->unknown, tc_unknown_heading_clear);
    json->values = g_array_new(FALSE, FALSE, sizeof(TcJsonValue));
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
