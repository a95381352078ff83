/* JSON lines through yajl: the members of one object are collected, then the expression is
 * answered. */
#include "engine/batch.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <yajl/yajl_gen.h>
#include <yajl/yajl_parse.h>
#include "base/msg.h"
#include "engine/expression.h"

enum { OUTSIDE, IN_LINE, IN_SET };

typedef struct {
    char *bytes; /* may hold NULs */
    size_t length;
} Text;

typedef struct {
    int place;        /* OUTSIDE, IN_LINE, IN_SET */
    unsigned skipped; /* depth inside a member that is ignored */
    bool closed;      /* the object has ended */
    char *key;        /* of the member at hand */
    Text set_key;
    Text id; /* as JSON source, or a text */
    bool id_is_text;
    Text expression;
    bool has_expression;
    char *lang;
    const char *wrong; /* the first member of a wrong kind */
    GArray *given;     /* TcGiven; both texts owned */
} Request;

static Text text_of(const unsigned char *bytes, size_t length)
{
    return (Text){g_memdup2(length ? (const void *)bytes : "", length + (length == 0)), length};
}

static void refuse(Request *request, const char *member)
{
    if (!request->wrong)
        request->wrong = member;
}

/* A value that is no string: fine as an id or in a member that nobody reads. */
static int scalar(Request *request, const char *bytes, size_t length)
{
    if (request->skipped)
        return 1;
    if (request->place == OUTSIDE)
        return 0;
    if (request->place == IN_SET) {
        refuse(request, "set");
    } else if (strcmp(request->key, "id") == 0) {
        g_free(request->id.bytes);
        request->id = text_of((const unsigned char *)bytes, length);
        request->id_is_text = false;
    } else if (strcmp(request->key, "expr") == 0 || strcmp(request->key, "lang") == 0 ||
               strcmp(request->key, "set") == 0) {
        refuse(request, request->key[0] == 'e' ? "expr" : request->key[0] == 'l' ? "lang" : "set");
    }
    return 1;
}

static int on_null(void *data)
{
    return scalar(data, "null", 4);
}

static int on_bool(void *data, int value)
{
    return value ? scalar(data, "true", 4) : scalar(data, "false", 5);
}

static int on_number(void *data, const char *bytes, size_t length)
{
    return scalar(data, bytes, length);
}

static void take_given(Request *request, Text value)
{
    TcGiven given = {request->set_key.bytes, request->set_key.length, value.bytes, value.length};
    request->set_key = (Text){0};
    g_array_append_val(request->given, given);
}

static void take_member(Request *request, Text value)
{
    if (strcmp(request->key, "id") == 0) {
        g_free(request->id.bytes);
        request->id = value;
        request->id_is_text = true;
    } else if (strcmp(request->key, "expr") == 0) {
        g_free(request->expression.bytes);
        request->expression = value;
        request->has_expression = true;
    } else if (strcmp(request->key, "lang") == 0) {
        g_free(request->lang);
        request->lang = g_strndup(value.bytes, value.length);
        g_free(value.bytes);
    } else {
        if (strcmp(request->key, "set") == 0)
            refuse(request, "set");
        g_free(value.bytes);
    }
}

static int on_string(void *data, const unsigned char *bytes, size_t length)
{
    Request *request = data;
    if (request->skipped)
        return 1;
    if (request->place == OUTSIDE)
        return 0;
    if (request->place == IN_SET)
        take_given(request, text_of(bytes, length));
    else
        take_member(request, text_of(bytes, length));
    return 1;
}

static int on_key(void *data, const unsigned char *bytes, size_t length)
{
    Request *request = data;
    if (request->skipped)
        return 1;
    if (request->place == IN_SET) {
        g_free(request->set_key.bytes);
        request->set_key = text_of(bytes, length);
    } else {
        g_free(request->key);
        request->key = g_strndup((const char *)bytes, length);
    }
    return 1;
}

/* A list or object below the line's: only "set" is read. */
static int enter(Request *request)
{
    if (request->skipped == 0 && request->place == IN_SET)
        refuse(request, "set");
    else if (request->skipped == 0 && strcmp(request->key, "id") == 0)
        refuse(request, "id"); /* not answered null, which no reader could tell from another */
    else if (request->skipped == 0)
        scalar(request, "null", 4);
    request->skipped++;
    return 1;
}

static int on_object(void *data)
{
    Request *request = data;
    if (request->place == OUTSIDE && !request->closed) {
        request->place = IN_LINE;
        return 1;
    }
    if (request->place == IN_LINE && !request->skipped && strcmp(request->key, "set") == 0) {
        request->place = IN_SET;
        return 1;
    }
    return request->place == OUTSIDE ? 0 : enter(request);
}

static int on_object_end(void *data)
{
    Request *request = data;
    if (request->skipped)
        request->skipped--;
    else if (request->place-- == IN_LINE)
        request->closed = true;
    return 1;
}

static int on_list(void *data)
{
    Request *request = data;
    return request->place == OUTSIDE ? 0 : enter(request);
}

static int on_list_end(void *data)
{
    ((Request *)data)->skipped--;
    return 1;
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_bool,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_object,
    .yajl_map_key = on_key,
    .yajl_end_map = on_object_end,
    .yajl_start_array = on_list,
    .yajl_end_array = on_list_end,
};

static void clear_given(void *data)
{
    TcGiven *given = data;
    g_free((char *)given->name);
    g_free((char *)given->value);
}

static void request_init(Request *request)
{
    memset(request, 0, sizeof *request);
    request->given = g_array_new(FALSE, FALSE, sizeof(TcGiven));
    g_array_set_clear_func(request->given, clear_given);
}

static void request_clear(Request *request)
{
    g_free(request->key);
    g_free(request->set_key.bytes);
    g_free(request->id.bytes);
    g_free(request->expression.bytes);
    g_free(request->lang);
    g_array_unref(request->given);
}

static bool read_request(const char *line, size_t length, Request *request)
{
    yajl_handle parser = yajl_alloc(&callbacks, NULL, request);
    bool good = yajl_parse(parser, (const unsigned char *)line, length) == yajl_status_ok &&
                yajl_complete_parse(parser) == yajl_status_ok;
    yajl_free(parser);
    return good && request->closed;
}

/* --- answers -------------------------------------------------------------------------------- */

static void put_text(yajl_gen out, const char *text)
{
    yajl_gen_string(out, (const unsigned char *)text, strlen(text));
}

static void put_id(yajl_gen out, const Request *request)
{
    put_text(out, "id");
    if (!request->id.bytes)
        yajl_gen_null(out);
    else if (request->id_is_text)
        yajl_gen_string(out, (const unsigned char *)request->id.bytes, request->id.length);
    else
        yajl_gen_number(out, request->id.bytes, request->id.length);
}

static void put_error(yajl_gen out, const TcAnswer *answer)
{
    put_text(out, "error");
    yajl_gen_map_open(out);
    put_text(out, "code");
    put_text(out, tc_diag_name(answer->code));
    put_text(out, "message");
    put_text(out, answer->text);
    yajl_gen_map_close(out);
}

static void put_value(yajl_gen out, const TcAnswer *answer)
{
    put_text(out, "type");
    put_text(out, tc_answer_type_name(answer->type));
    put_text(out, "value");
    if (answer->type == TC_ANSWER_UNKNOWN)
        yajl_gen_null(out);
    else if (answer->type == TC_ANSWER_BOOL)
        yajl_gen_bool(out, strcmp(answer->text, "true") == 0);
    else
        put_text(out, answer->text);
}

static char *write_answer(const Request *request, const TcAnswer *answer)
{
    const unsigned char *bytes;
    size_t length;
    yajl_gen out = yajl_gen_alloc(NULL);
    yajl_gen_map_open(out);
    put_id(out, request);
    if (answer->type == TC_ANSWER_ERROR)
        put_error(out, answer);
    else
        put_value(out, answer);
    yajl_gen_map_close(out);
    yajl_gen_get_buf(out, &bytes, &length);
    char *text = g_strndup((const char *)bytes, length);
    yajl_gen_free(out);
    return text;
}

static void refuse_line(TcDiagCode code, const char *word, uint64_t number, TcLang said,
                        TcAnswer *answer)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(said);
    g_autofree char *line = g_strdup_printf("%" G_GUINT64_FORMAT, number);
    const TcDiag *diag = tc_diag(diags, code, (TcSpan){0}, line, word, NULL);
    *answer = (TcAnswer){.type = TC_ANSWER_ERROR, .code = code, .text = g_strdup(diag->message)};
}

/* The language that the line names. Returns: false if it is none. */
static bool read_lang(const Request *request, TcLang *lang)
{
    if (!request->lang)
        return true;
    if (strcmp(request->lang, "vi") != 0 && strcmp(request->lang, "en") != 0)
        return false;
    *lang = request->lang[0] == 'v' ? TC_LANG_VI : TC_LANG_EN;
    return true;
}

static void answer_request(Request *request, uint64_t number, TcLang lang, TcLang said,
                           TcAnswer *answer)
{
    if (!request->wrong && !request->has_expression)
        request->wrong = "expr";
    if (!read_lang(request, &lang))
        refuse(request, "lang");
    if (request->wrong)
        refuse_line(TC_DIAG_BATCH_MEMBER, request->wrong, number, said, answer);
    else
        tc_expression_evaluate(request->expression.bytes, request->expression.length,
                               (const TcGiven *)(void *)request->given->data, request->given->len,
                               lang, said, answer);
}

char *tc_batch_answer(const char *line, size_t length, uint64_t number, TcLang lang, TcLang said)
{
    Request request;
    TcAnswer answer;
    request_init(&request);
    if (length > TC_BATCH_MAX_LINE)
        refuse_line(TC_DIAG_BATCH_LONG, "1048576", number, said, &answer);
    else if (read_request(line, length, &request))
        answer_request(&request, number, lang, said, &answer);
    else
        refuse_line(TC_DIAG_BATCH_JSON, "", number, said, &answer);
    char *text = write_answer(&request, &answer);
    tc_answer_clear(&answer);
    request_clear(&request);
    return text;
}

/* --- the run -------------------------------------------------------------------------------- */

/* Reads a line without its end; of a too long one only so much that it is known for one.
 * Returns: false at the end of the file. */
static bool read_line(FILE *in, GString *line)
{
    int c = getc_unlocked(in);
    g_string_truncate(line, 0);
    if (c == EOF)
        return false;
    for (; c != EOF && c != '\n'; c = getc_unlocked(in)) {
        if (line->len <= TC_BATCH_MAX_LINE)
            g_string_append_c(line, (char)c);
    }
    return true;
}

static bool is_blank(const GString *line)
{
    return line->len == strspn(line->str, " \t\r") && line->len == strlen(line->str);
}

static bool failed(GError **error, const char *what)
{
    int cause = errno;
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(cause), "%s: %s", what,
                g_strerror(cause));
    return false;
}

bool tc_batch_run(FILE *in, FILE *out, TcLang lang, TcLang said, GError **error)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (uint64_t number = 1; read_line(in, line); number++) {
        if (is_blank(line))
            continue;
        g_autofree char *answer = tc_batch_answer(line->str, line->len, number, lang, said);
        if (fprintf(out, "%s\n", answer) < 0 || fflush(out) != 0)
            return failed(error, tc_msg(said, TC_MSG_WORLD_STDOUT));
    }
    return !ferror(in) || failed(error, tc_msg(said, TC_MSG_WORLD_STDIN));
}
