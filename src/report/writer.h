/* TcWriter: bytes on their way to a file, in large pieces; the first failure is kept.
 *
 * Renderers append and never ask; who opened the file asks once, at the end, whether all went well.
 */
#ifndef TC_REPORT_WRITER_H
#define TC_REPORT_WRITER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct TcWriter TcWriter;

/* Writes to @fd, which stays the caller's; @name is for messages. Returns: (transfer full). */
TcWriter *tc_writer_new(int fd, const char *name);
/* What was not flushed is lost. */
void tc_writer_free(TcWriter *writer);

void tc_writer_add(TcWriter *writer, const char *bytes, size_t length);
void tc_writer_text(TcWriter *writer, const char *text);

/* Has all gone well so far? Returns: false with @error set, as tc_writer_flush. */
bool tc_writer_good(const TcWriter *writer, GError **error);
/* Writes out what is left. Returns: false with @error set (G_FILE_ERROR) if any write has failed.
 */
bool tc_writer_flush(TcWriter *writer, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcWriter, tc_writer_free)

#endif
