/* Many expressions: JSON lines in, JSON lines out, one answer a line and in order.
 *
 *   {"id": …, "expr": "x + 1", "set": {"x": "2"}, "lang": "en"}
 *   {"id": …, "type": "number", "value": "3"}
 *   {"id": …, "error": {"code": "TC0202", "message": "…"}}
 *
 * "id" is any scalar, given back as it is; "set" and "lang" may be absent. Values are number: a
 * text (a decimal or n/d); bool: true or false; text, date (ISO): a text; unknown: null. No line
 * stops the run: what is no such object, is too long or is no UTF-8 gets an error for an answer.
 * Blank lines are passed over. Members of other names are ignored. */
#ifndef TC_ENGINE_BATCH_H
#define TC_ENGINE_BATCH_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <glib.h>
#include "base/lang.h"

enum { TC_BATCH_MAX_LINE = 1 << 20 }; /* bytes; the rest of a longer line is skipped unread */

/* Answers one line, the @number-th (from 1). Expressions are in @lang unless the line says
 * otherwise; messages in @said. Returns: (transfer full) the answer without line end. */
char *tc_batch_answer(const char *line, size_t length, uint64_t number, TcLang lang, TcLang said);

/* Answers all lines of @in on @out, each as soon as it is read. Returns: false with @error set when
 * @in or @out fails. */
bool tc_batch_run(FILE *in, FILE *out, TcLang lang, TcLang said, GError **error);

#endif
