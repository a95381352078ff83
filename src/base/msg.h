/* The catalogue of everything that the program says and that is not a diagnostic: words of
 * reports, help, usage errors. Both languages of a text stand side by side in grammar/messages.def.
 */
#ifndef TC_BASE_MSG_H
#define TC_BASE_MSG_H

#include <glib.h>
#include <stdarg.h>
#include "base/lang.h"

typedef enum {
#define TC_MSG(id, vi, en) TC_MSG_##id,
#include "messages.def"
    TC_N_MSGS
} TcMsg;

const char *tc_msg(TcLang lang, TcMsg msg);

/* The text with {0}, {1} … replaced by the further arguments (strings, ended by NULL), and
 * {0|row|rows} by the form that goes with the argument as a number: the first with 1.
 * Returns: (transfer full). */
char *tc_msg_format(TcLang lang, TcMsg msg, ...) G_GNUC_NULL_TERMINATED;
/* The same over any template; @args has @n strings. A brace that opens no placeholder, and a
 * placeholder without a string, stay as they are. Returns: (transfer full). */
char *tc_text_fill(const char *template_text, const char *const *args, unsigned n);
/* The same with the strings of a function's further arguments, ended by NULL. */
char *tc_text_fill_list(const char *template_text, va_list args);

#endif
