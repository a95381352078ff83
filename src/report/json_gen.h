/* TcJson: JSON being written: a thin layer over yajl_gen that never fails on bytes that are no
 * text.
 *
 * Exact numbers are written as texts; only counts, lines and columns are JSON numbers. */
#ifndef TC_REPORT_JSON_GEN_H
#define TC_REPORT_JSON_GEN_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct TcJson TcJson;

/* @indent: for people. Returns: (transfer full). */
TcJson *tc_json_new(bool indent);
void tc_json_free(TcJson *json);

void tc_json_object(TcJson *json);               /* { */
void tc_json_end(TcJson *json);                  /* } */
void tc_json_array(TcJson *json);                /* [ */
void tc_json_close(TcJson *json);                /* ] */
void tc_json_key(TcJson *json, const char *key); /* UTF-8 */
/* NULL becomes null; bytes that are no UTF-8 become U+FFFD. */
void tc_json_text(TcJson *json, const char *text);
void tc_json_count(TcJson *json, uint64_t number);
void tc_json_null(TcJson *json);

/* A key with its value. */
void tc_json_key_text(TcJson *json, const char *key, const char *text);
void tc_json_key_count(TcJson *json, const char *key, uint64_t number);
void tc_json_key_bool(TcJson *json, const char *key, bool truth);

/* Appends what has been written so far to @out and forgets it. */
void tc_json_take(TcJson *json, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcJson, tc_json_free)

#endif
