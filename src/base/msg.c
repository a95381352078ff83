/* The catalogue of messages and the filling of their placeholders. */
#include "base/msg.h"

#include <string.h>

static const char *const messages[TC_N_MSGS][TC_N_LANGS] = {
#define TC_MSG(id, vi, en) [TC_MSG_##id] = {[TC_LANG_VI] = vi, [TC_LANG_EN] = en},
#include "messages.def"
};

enum { MAX_INDEX_DIGITS = 2 };

typedef struct {
    unsigned index;       /* of the argument */
    const char *forms[3]; /* where "|one|many}" begin and end; NULL of "{n}" */
    size_t size;          /* 0: it is none */
} Placeholder;

/* Reads "{n}" or "{n|one|many}" at @text. */
static Placeholder read_placeholder(const char *text)
{
    Placeholder place = {0};
    size_t at = 1;
    while (at <= MAX_INDEX_DIGITS && g_ascii_isdigit(text[at])) {
        place.index = place.index * 10 + (unsigned)g_ascii_digit_value(text[at]);
        at++;
    }
    for (unsigned form = 0; at > 1 && text[at] == '|' && form < 2; form++) {
        place.forms[form] = text + at;
        at += 1 + strcspn(text + at + 1, "|{}");
        place.forms[form + 1] = text + at;
    }
    place.size = at > 1 && text[at] == '}' && !place.forms[0] == !place.forms[2] ? at + 1 : 0;
    return place;
}

/* What stands in @place for the argument @word: itself, or the form that goes with the number. */
static void fill(GString *out, const Placeholder *place, const char *word)
{
    const char *const *form = &place->forms[strcmp(word, "1") != 0];
    if (place->forms[0])
        g_string_append_len(out, form[0] + 1, form[1] - form[0] - 1);
    else
        g_string_append(out, word);
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
        const Placeholder place = *c == '{' ? read_placeholder(c) : (Placeholder){0};
        size_t size = place.size;
        if (size > 0 && place.index < n && args[place.index]) {
            fill(out, &place, args[place.index]);
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
