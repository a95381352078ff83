/* JSON through yajl_gen, which hands over its bytes a few at a time. */
#include "report/json_gen.h"

#include <string.h>
#include <yajl/yajl_gen.h>

struct TcJson {
    yajl_gen gen;
    GString *written;
};

/* Every other call is of one mark, and mostly there is room for more. */
static void write_bytes(void *to, const char *bytes, size_t n)
{
    GString *written = to;
    if (n == 1) {
        g_string_append_c(written, *bytes);
    } else if (written->len + n < written->allocated_len) {
        memcpy(written->str + written->len, bytes, n);
        written->len += n;
        written->str[written->len] = '\0';
    } else {
        g_string_append_len(written, bytes, (gssize)n);
    }
}

TcJson *tc_json_new(bool indent)
{
    TcJson *json = g_new0(TcJson, 1);
    json->gen = yajl_gen_alloc(NULL);
    json->written = g_string_new(NULL);
    yajl_gen_config(json->gen, yajl_gen_print_callback, write_bytes, json->written);
    yajl_gen_config(json->gen, yajl_gen_beautify, indent ? 1 : 0);
    yajl_gen_config(json->gen, yajl_gen_indent_string, "  ");
    return json;
}

void tc_json_free(TcJson *json)
{
    if (!json)
        return;
    yajl_gen_free(json->gen);
    g_string_free(json->written, TRUE);
    g_free(json);
}

void tc_json_object(TcJson *json)
{
    yajl_gen_map_open(json->gen);
}

void tc_json_end(TcJson *json)
{
    yajl_gen_map_close(json->gen);
}

void tc_json_array(TcJson *json)
{
    yajl_gen_array_open(json->gen);
}

void tc_json_close(TcJson *json)
{
    yajl_gen_array_close(json->gen);
}

static void valid_string(TcJson *json, const char *text)
{
    yajl_gen_string(json->gen, (const unsigned char *)text, strlen(text));
}

static void string(TcJson *json, const char *text)
{
    if (g_utf8_validate(text, -1, NULL)) {
        valid_string(json, text);
    } else {
        g_autofree char *valid = g_utf8_make_valid(text, -1);
        valid_string(json, valid);
    }
}

void tc_json_key(TcJson *json, const char *key)
{
    valid_string(json, key);
}

void tc_json_text(TcJson *json, const char *text)
{
    if (text)
        string(json, text);
    else
        yajl_gen_null(json->gen);
}

void tc_json_count(TcJson *json, uint64_t number)
{
    char digits[24];
    int length = g_snprintf(digits, sizeof digits, "%" G_GUINT64_FORMAT, number);
    yajl_gen_number(json->gen, digits, (size_t)length);
}

void tc_json_null(TcJson *json)
{
    yajl_gen_null(json->gen);
}

void tc_json_key_text(TcJson *json, const char *key, const char *text)
{
    tc_json_key(json, key);
    tc_json_text(json, text);
}

void tc_json_key_count(TcJson *json, const char *key, uint64_t number)
{
    tc_json_key(json, key);
    tc_json_count(json, number);
}

void tc_json_key_bool(TcJson *json, const char *key, bool truth)
{
    tc_json_key(json, key);
    yajl_gen_bool(json->gen, truth);
}

void tc_json_take(TcJson *json, GString *out)
{
    g_string_append_len(out, json->written->str, (gssize)json->written->len);
    g_string_truncate(json->written, 0);
}
