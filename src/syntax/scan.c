/* Bytes to raw tokens with places and texts. Before: any bytes. After: a list ending in END, whose
 * tokens are words, numbers, codes, dates, texts, names and marks; everything else was reported. */
#include "syntax/token.h"

#include <string.h>
#include "base/msg.h"
#include "base/text.h"
#include "lexer.h"

typedef struct {
    const char *bytes; /* with a NUL behind them if they are kept */
    size_t length;
} Text;

typedef struct {
    const TcSource *source;
    TcArena *arena;
    TcTokenList *tokens;
    TcDiagList *diags;
    GHashTable *texts; /* of tokens, in NFC, each kept once (Text) */
    bool tainted;      /* the bytes before were refused: their clause gets no second message */
    bool wide;         /* wide signs of the line at hand were told */
} TcScan;

/* A token takes six to seven bytes: room for all of a usual file at once saves copies. */
enum { BYTES_A_TOKEN = 6, MOST_AT_ONCE = 1 << 14 };

static void make_room(TcTokenList *list, uint32_t capacity)
{
    list->capacity = capacity;
    list->items = g_renew(TcToken, list->items, capacity);
}

static void add(TcTokenList *list, TcToken token)
{
    if (list->n == list->capacity)
        make_room(list, list->capacity ? 2 * list->capacity : 16);
    list->items[list->n++] = token;
}

void tc_token_list_trim(TcTokenList *list)
{
    list->items = g_renew(TcToken, list->items, list->n);
    list->capacity = list->n;
}

void tc_token_list_clear(TcTokenList *list)
{
    g_free(list->items);
    *list = (TcTokenList){0};
}

static guint text_hash(gconstpointer pointer)
{
    const Text *text = pointer;
    guint hash = (guint)text->length;
    for (size_t i = 0; i < text->length; i++)
        hash = hash * 31 + (guchar)text->bytes[i];
    return hash;
}

static gboolean text_equal(gconstpointer left, gconstpointer right)
{
    const Text *a = left, *b = right;
    return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0;
}

static const char *keep(TcScan *scan, Text text)
{
    const Text *kept = g_hash_table_lookup(scan->texts, &text);
    if (kept)
        return kept->bytes;
    Text *added = tc_arena_alloc(scan->arena, sizeof *added);
    *added = (Text){tc_arena_strndup(scan->arena, text.bytes, text.length), text.length};
    g_hash_table_add(scan->texts, added);
    return added->bytes;
}

/* The NFC of @bytes; equal texts are one. Most bytes are in NFC, and looked up where they stand. */
static const char *kept_text(TcScan *scan, const char *bytes, size_t length)
{
    if (tc_text_is_nfc(bytes, length))
        return keep(scan, (Text){bytes, length});
    g_autofree char *nfc = tc_text_nfc(bytes, length);
    return keep(scan, (Text){nfc, strlen(nfc)});
}

/* The content of a quoted @bytes: its marks cut off, the doubled @mark made single. */
static const char *unquote(TcScan *scan, const char *bytes, size_t length, char mark)
{
    g_autofree char *content = g_malloc(length + 1);
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        content[n++] = bytes[i];
        if (bytes[i] == mark && i + 1 < length && bytes[i + 1] == mark)
            i++;
    }
    return kept_text(scan, content, n);
}

static size_t mark_length(const char *bytes)
{
    return (unsigned char)bytes[0] == 0xe2 ? 3 : 1;
}

/* @bytes with plain signs for those that Chinese keyboards type. (transfer full) */
static char *in_plain_signs(const char *bytes, size_t length)
{
    enum { WIDE = 0xFF01, LAST_WIDE = 0xFF5E, PLAIN = '!' };
    GString *text = g_string_new(NULL);
    for (const char *at = bytes; at < bytes + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        g_string_append_unichar(text, c >= WIDE && c <= LAST_WIDE ? c - WIDE + PLAIN : c);
    }
    return g_string_free(text, FALSE);
}

static const char *content_of(TcScan *scan, TcRawType type, TcSpan span)
{
    const char *bytes = tc_source_text(span.source) + span.start;
    size_t length = span.end - span.start, open = mark_length(bytes);
    switch ((int)type) {
    case TC_RAW_TEXT:
    case TC_RAW_SINGLE_TEXT:
        return unquote(scan, bytes + open, length - 2 * open, '"');
    case TC_RAW_NAME:
        return unquote(scan, bytes + 1, length - 2, ']');
    case TC_RAW_OPEN_TEXT:
        return unquote(scan, bytes + open, length - open, '"');
    case TC_RAW_OPEN_NAME:
        return unquote(scan, bytes + 1, length - 1, ']');
    case TC_RAW_WIDE: {
        g_autofree char *plain = in_plain_signs(bytes, length);
        return kept_text(scan, plain, strlen(plain));
    }
    default:
        return kept_text(scan, bytes, length);
    }
}

static void report_open(TcScan *scan, TcRawType type, TcSpan span)
{
    bool text = type == TC_RAW_OPEN_TEXT;
    TcSpan mark = {span.source, span.start, span.start + 1};
    g_autofree char *written = tc_span_text(span);
    g_autofree char *meant = g_strconcat(g_strchomp(written), text ? "\"" : "]", NULL);
    TcDiag *diag =
        tc_diag(scan->diags, text ? TC_DIAG_OPEN_TEXT : TC_DIAG_OPEN_NAME, mark, meant, NULL);
    if (!text)
        tc_diag_edit(diag, span, meant);
}

/* 'miền núi': the text that was meant. */
static void report_single(TcScan *scan, TcSpan span, const char *text)
{
    size_t mark = mark_length(text), length = strlen(text);
    g_autofree char *meant = g_strdup_printf("\"%.*s\"", (int)(length - 2 * mark), text + mark);
    tc_diag_edit(tc_diag(scan->diags, TC_DIAG_SINGLE_QUOTES, span, meant, NULL), span, meant);
}

/* "yêu cầu： từ 60％": told once for the line, and read as the plain signs. */
static void report_wide(TcScan *scan, TcSpan span)
{
    const char *text = tc_source_text(span.source);
    uint32_t start = span.start, end = span.end;
    if (scan->wide)
        return;
    while (start > 0 && text[start - 1] != '\n')
        start--;
    start += (uint32_t)strspn(text + start, " \t");
    end += (uint32_t)strcspn(text + end, "#\r\n");
    while (end > span.end && g_ascii_isspace(text[end - 1]))
        end--;
    g_autofree char *sign = tc_span_text(span);
    g_autofree char *line = in_plain_signs(text + start, end - start);
    g_autofree char *rest = in_plain_signs(text + span.start, end - span.start);
    tc_diag_edit(tc_diag(scan->diags, TC_DIAG_WIDE_SIGN, span, sign, line, NULL),
                 (TcSpan){span.source, span.start, end}, rest);
    scan->wide = true;
}

/* What stands for something else: said, and read as that. Returns: whether there is nothing to
 * read. */
static bool take_wrong(TcScan *scan, TcRawType type, TcSpan span)
{
    if (type != TC_RAW_BAD && type != TC_RAW_BULLET && type != TC_RAW_WRONG_COMMENT &&
        type != TC_RAW_SINGLE_TEXT)
        return false;
    g_autofree char *text = tc_span_text(span);
    if (type == TC_RAW_BAD)
        tc_diag(scan->diags, TC_DIAG_BAD_CHARACTER, span, text, NULL);
    else if (type == TC_RAW_BULLET)
        tc_diag(scan->diags, TC_DIAG_LIST_MARK, span, text, NULL);
    else if (type == TC_RAW_WRONG_COMMENT)
        tc_diag_edit(tc_diag(scan->diags, TC_DIAG_COMMENT_MARK,
                             (TcSpan){span.source, span.start, span.start + 2}, NULL),
                     (TcSpan){span.source, span.start, span.start + 2}, "#");
    else if (type == TC_RAW_SINGLE_TEXT)
        report_single(scan, span, text);
    scan->tainted = scan->tainted || type == TC_RAW_BAD || type == TC_RAW_BULLET;
    return type != TC_RAW_SINGLE_TEXT;
}

/* One raw token into the list; @first says that it is the first on its line. */
static void take(TcScan *scan, TcRawType type, TcSpan span, bool first)
{
    TcToken token = {.type = (int)type, .span = span, .first = first, .reported = scan->tainted};
    scan->tainted = false;
    token.text = content_of(scan, type, span);
    if (type == TC_RAW_OPEN_TEXT || type == TC_RAW_OPEN_NAME)
        report_open(scan, type, span);
    if (type == TC_RAW_WIDE) {
        report_wide(scan, span);
        token.type = g_ascii_isdigit(*token.text) ? TC_RAW_NUMBER : TC_RAW_MARK;
    }
    if (type == TC_RAW_OPEN_TEXT || type == TC_RAW_SINGLE_TEXT)
        token.type = TC_RAW_TEXT;
    if (type == TC_RAW_OPEN_NAME)
        token.type = TC_RAW_NAME;
    add(scan->tokens, token);
}

static void scan_all(TcScan *scan, yyscan_t lexer, const TcSpan *place)
{
    bool first = true;
    for (int type; (type = tc_raw_lex(lexer)) != TC_RAW_END;) {
        if (type == TC_RAW_NEWLINE) {
            first = true;
            scan->wide = false;
        }
        if (type == TC_RAW_NEWLINE || type == TC_RAW_COMMENT ||
            take_wrong(scan, (TcRawType)type, *place))
            continue;
        take(scan, (TcRawType)type, *place, first);
        first = false;
    }
}

/* Documents and UTF-16 are told by their first bytes. */
static bool refuse_foreign(TcScan *scan)
{
    static const struct {
        const char *magic;
        TcMsg what;
    } kinds[] = {{"PK\x03\x04", TC_MSG_RULES_WORD},
                 {"\xD0\xCF\x11\xE0", TC_MSG_RULES_OLD_WORD},
                 {"%PDF-", TC_MSG_RULES_PDF},
                 {"\xFF\xFE", TC_MSG_DATA_UTF16},
                 {"\xFE\xFF", TC_MSG_DATA_UTF16}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        size_t length = strlen(kinds[i].magic);
        if (tc_source_length(scan->source) < length ||
            memcmp(tc_source_text(scan->source), kinds[i].magic, length) != 0)
            continue;
        tc_diag(scan->diags, TC_DIAG_RULES_NOT_TEXT, (TcSpan){scan->source, 0, 0},
                tc_msg(tc_diag_list_lang(scan->diags), kinds[i].what), NULL);
        return true;
    }
    return false;
}

/* The bytes up to the first that is no Unicode text: that one is reported. */
static size_t readable_length(TcScan *scan)
{
    const char *text = tc_source_text(scan->source);
    size_t length = tc_source_length(scan->source), valid = tc_text_invalid(text, length);
    if (refuse_foreign(scan))
        return 0;
    if (valid < length) {
        TcSpan span = {scan->source, (uint32_t)valid, (uint32_t)valid + 1};
        tc_diag(scan->diags, text[valid] == 0 ? TC_DIAG_NUL_BYTE : TC_DIAG_BAD_UTF8, span, NULL);
    }
    return valid < length ? 0 : length;
}

void tc_scan(const TcSource *source, TcArena *arena, TcTokenList *tokens, TcDiagList *diags)
{
    g_autoptr(GHashTable) texts = g_hash_table_new(text_hash, text_equal);
    TcScan scan = {
        .source = source, .arena = arena, .tokens = tokens, .diags = diags, .texts = texts};
    size_t length = readable_length(&scan);
    make_room(tokens, (uint32_t)MIN(length / BYTES_A_TOKEN + 16, MOST_AT_ONCE));
    TcSpan place = {source, 0, 0};
    yyscan_t lexer;
    tc_raw_lex_init_extra(&place, &lexer);
    tc_raw__scan_bytes(tc_source_text(source), (int)length, lexer);
    scan_all(&scan, lexer, &place);
    tc_raw_lex_destroy(lexer);
    uint32_t end = tc_source_length(source);
    add(tokens, (TcToken){.type = TC_RAW_END, .span = {source, end, end}, .first = true});
}
