/* Buffered writing with a memory for failure. */
#include "report/writer.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 256 * 1024 };

struct TcWriter {
    int fd;
    char *name;
    GString *pending;
    int failed; /* errno of the first failure, or 0 */
};

TcWriter *tc_writer_new(int fd, const char *name)
{
    TcWriter *writer = g_new0(TcWriter, 1);
    writer->fd = fd;
    writer->name = g_filename_display_name(name);
    writer->pending = g_string_sized_new(PIECE);
    return writer;
}

void tc_writer_free(TcWriter *writer)
{
    if (!writer)
        return;
    g_string_free(writer->pending, TRUE);
    g_free(writer->name);
    g_free(writer);
}

static void write_all(TcWriter *writer, const char *bytes, size_t length)
{
    while (length > 0 && writer->failed == 0) {
        ssize_t n = write(writer->fd, bytes, length);
        if (n >= 0) {
            bytes += n;
            length -= (size_t)n;
        } else if (errno != EINTR) {
            writer->failed = errno;
        }
    }
}

static void write_pending(TcWriter *writer)
{
    write_all(writer, writer->pending->str, writer->pending->len);
    g_string_truncate(writer->pending, 0);
}

void tc_writer_add(TcWriter *writer, const char *bytes, size_t length)
{
    if (writer->pending->len + length > PIECE)
        write_pending(writer);
    if (length > PIECE)
        write_all(writer, bytes, length);
    else if (writer->failed == 0)
        g_string_append_len(writer->pending, bytes, (gssize)length);
}

void tc_writer_text(TcWriter *writer, const char *text)
{
    tc_writer_add(writer, text, strlen(text));
}

bool tc_writer_good(const TcWriter *writer, GError **error)
{
    if (writer->failed == 0)
        return true;
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(writer->failed), "%s: %s",
                writer->name, g_strerror(writer->failed));
    return false;
}

bool tc_writer_flush(TcWriter *writer, GError **error)
{
    write_pending(writer);
    return tc_writer_good(writer, error);
}
