/* Reading a data file again. */
#include "data/data_file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "data/input.h"

struct TcDataFile {
    char *path;
    int copy;          /* the temporary file, or -1 */
    const char *bytes; /* borrowed, or NULL */
    size_t length;
};

static TcDataFile *file_new(const char *path)
{
    TcDataFile *file = g_new0(TcDataFile, 1);
    file->path = g_strdup(path);
    file->copy = -1;
    return file;
}

void tc_data_file_free(TcDataFile *file)
{
    if (!file)
        return;
    if (file->copy >= 0)
        close(file->copy);
    g_free(file->path);
    g_free(file);
}

/* What cannot be opened is no pipe: the reader tells of it. */
static bool comes_once(const char *path)
{
    GStatBuf status;
    return strcmp(path, "-") == 0 ||
           (g_stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode));
}

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        gssize n = write(fd, bytes, length);
        if (n < 0 && errno != EINTR)
            return false;
        bytes += MAX(n, 0);
        length -= (size_t)MAX(n, 0);
    }
    return true;
}

static bool failed(const char *name, GError **error)
{
    int cause = errno;
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(cause), "%s: %s", name,
                g_strerror(cause));
    return false;
}

static bool copy_input(TcInput *input, int to, GError **error)
{
    GError *not_read = NULL;
    while (tc_input_more(input, &not_read)) {
        if (!write_all(to, input->buffer + input->start, input->end - input->start))
            return failed(g_get_tmp_dir(), error);
        input->start = input->end;
    }
    if (not_read)
        g_propagate_error(error, not_read);
    return !not_read;
}

static bool make_copy(TcDataFile *file, GError **error)
{
    g_autofree char *name = g_build_filename(g_get_tmp_dir(), "tieuchi-XXXXXX", NULL);
    g_autoptr(TcInput) input = tc_input_open(file->path, error);
    if (!input)
        return false;
    file->copy = g_mkstemp(name);
    if (file->copy < 0)
        return failed(g_get_tmp_dir(), error);
    g_unlink(name);
    return copy_input(input, file->copy, error);
}

TcDataFile *tc_data_file_new(const char *path, bool again, GError **error)
{
    g_autoptr(TcDataFile) file = file_new(path);
    if (again && comes_once(path) && !make_copy(file, error))
        return NULL;
    return g_steal_pointer(&file);
}

TcDataFile *tc_data_file_new_bytes(const char *name, const char *bytes, size_t length)
{
    TcDataFile *file = file_new(name);
    file->bytes = bytes;
    file->length = length;
    return file;
}

/* The copy opened anew, with a place of its own in it: readers may go side by side. */
static int open_copy(const TcDataFile *file, GError **error)
{
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", file->copy);
    const int fd = g_open(path, O_RDONLY, 0);
    if (fd < 0)
        failed(path, error);
    return fd;
}

TcReader *tc_data_file_open(const TcDataFile *file, const TcSchema *schema,
                            const TcReadOptions *options, TcDiagList *diags, GError **error)
{
    if (file->bytes)
        return tc_reader_open_bytes(file->path, file->bytes, file->length, schema, options, diags);
    if (file->copy < 0)
        return tc_reader_open(file->path, schema, options, diags, error);
    const int fd = open_copy(file, error);
    return fd < 0 ? NULL : tc_reader_open_fd(file->path, fd, schema, options, diags, error);
}
