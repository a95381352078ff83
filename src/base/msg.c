/* The catalogue of messages and the filling of their placeholders. */
#include "base/msg.h"

#include <string.h>

static const char *const messages[TC_N_MSGS][TC_N_LANGS] = {
#define TC_MSG(id, vi, en) [TC_MSG_##id] = {[TC_LANG_VI] = vi, [TC_LANG_EN] = en},
#include "messages.def"
};

enum { MAX_INDEX_DIGITS = 2 };

/* Reads "{n}" at @text. Returns: its bytes, or 0 if there is no placeholder. */
static size_t read_placeholder(const char *text, unsigned *index)
{
    size_t at = 1;
    *index = 0;
    while (at <= MAX_INDEX_DIGITS && g_ascii_isdigit(text[at])) {
        *index = *index * 10 + (unsigned)g_ascii_digit_value(text[at]);
        at++;
    }
    return at > 1 && text[at] == '}' ? at + 1 : 0;
}

const char *tc_msg(TcLang lang, TcMsg msg)
{
    return messages[msg][lang];
}

char *tc_msg_format(TcLang lang, TcMsg msg, ...)
{
    va_list args;
    va_start(args, msg);
    char *text = tc_text_fill_list(tc_msg(lang, msg), args);
    va_end(args);
    return text;
}

char *tc_text_fill(const char *template_text, const char *const *args, unsigned n)
{
    GString *out = g_string_sized_new(2 * strlen(template_text) + 1);
    for (const char *c = template_text; *c != '\0';) {
        unsigned index = 0;
        size_t size = *c == '{' ? read_placeholder(c, &index) : 0;
        if (size > 0 && index < n && args[index]) {
            g_string_append(out, args[index]);
        } else { /* also a lone brace, or a place without a word for it */
            size = 1 + strcspn(c + 1, "{");
            g_string_append_len(out, c, (gssize)size);
        }
        c += size;
    }
    return g_string_free(out, FALSE);
}

char *tc_text_fill_list(const char *template_text, va_list args)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (const char *word = va_arg(args, const char *); word; word = va_arg(args, const char *)) {
        g_ptr_array_add(words, (gpointer)word);
    }
    return tc_text_fill(template_text, (const char *const *)words->pdata, words->len);
}
