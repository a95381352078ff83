/* Reading in large pieces into one window. */
#include "data/input.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static TcInput *input_new(const char *name, int fd, size_t capacity)
{
    TcInput *input = g_new0(TcInput, 1);

    input->name = g_filename_display_name(name);
    input->fd = fd;
    input->capacity = capacity;
    input->buffer = g_malloc0(input->capacity + TC_INPUT_SLACK);
    return input;
}

TcInput *tc_input_new(const char *name, const char *bytes, size_t length)
{
    TcInput *input = input_new(name, -1, MIN(length + 1, (size_t)TC_INPUT_CHUNK));
    input->memory = bytes;
    input->memory_length = length;
    return input;
}

TcInput *tc_input_new_fd(const char *name, int fd)
{
    return input_new(name, fd, TC_INPUT_CHUNK);
}

static void set_file_error(GError **error, const char *name, int number)
{
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(number), "%s: %s", name,
                g_strerror(number));
}

TcInput *tc_input_open(const char *path, GError **error)
{
    if (strcmp(path, "-") == 0)
        return input_new(path, STDIN_FILENO, TC_INPUT_CHUNK);
    int fd = g_open(path, O_RDONLY, 0);
    if (fd < 0) {
        int number = errno;
        g_autofree char *name = g_filename_display_name(path);
        set_file_error(error, name, number);
        return NULL;
    }
    return input_new(path, fd, TC_INPUT_CHUNK);
}

void tc_input_free(TcInput *input)
{
    if (!input)
        return;
    if (input->fd > STDIN_FILENO)
        close(input->fd);
    g_free(input->buffer);
    g_free(input->name);
    g_free(input);
}

/* Room for at least one byte behind `end`: by moving what is left to the front, else by growing. */
static bool make_room(TcInput *input)
{
    size_t from = input->holding ? input->held : input->start;

    if (from > 0) {
        memmove(input->buffer, input->buffer + from, input->end - from);
        input->held = 0;
        input->start -= from;
        input->end -= from;
    }
    if (input->capacity - input->end > input->capacity / 2)
        return true;
    if (input->capacity >= TC_INPUT_MAX_BYTES + input->start)
        return input->capacity > input->end;
    input->capacity *= 2;
    input->buffer = g_realloc(input->buffer, input->capacity + TC_INPUT_SLACK);
    return true;
}

static gssize read_memory(TcInput *input, char *to, size_t room)
{
    size_t n = MIN(room, input->memory_length);

    if (n > 0)
        memcpy(to, input->memory, n);
    input->memory += n;
    input->memory_length -= n;
    return (gssize)n;
}

static gssize read_some(TcInput *input, char *to, size_t room)
{
    gssize n;

    if (input->fd < 0)
        return read_memory(input, to, room);
    do
        n = read(input->fd, to, room);
    while (n < 0 && errno == EINTR);
    return n;
}

void tc_input_hold(TcInput *input)
{
    input->holding = true;
    input->held = input->start;
}

size_t tc_input_hand_out(TcInput *input, char **buffer, size_t *capacity)
{
    size_t left = input->end - input->start, held = input->held;
    size_t needed = MAX(left, (size_t)TC_INPUT_CHUNK);
    char *next = *buffer;

    if (*capacity < needed) {
        g_free(next);
        *capacity = needed;
        next = g_malloc(needed + TC_INPUT_SLACK);
    }
    memcpy(next, input->buffer + input->start, left);
    memset(next + left, 0, TC_INPUT_SLACK);
    *buffer = input->buffer;
    input->buffer = next;
    size_t capacity_out = input->capacity;
    input->capacity = *capacity;
    *capacity = capacity_out;
    input->start = 0;
    input->end = left;
    input->holding = false;
    return held;
}

bool tc_input_more(TcInput *input, GError **error)
{
    if (input->fd < 0 && input->memory_length == 0)
        input->ended = true;
    if (input->ended)
        return false;
    if (!make_room(input)) {
        input->full = true;
        return false;
    }
    gssize n = read_some(input, input->buffer + input->end, input->capacity - input->end);
    if (n < 0)
        set_file_error(error, input->name, errno);
    if (n <= 0)
        input->ended = true;
    else
        input->end += (size_t)n;
    memset(input->buffer + input->end, 0, TC_INPUT_SLACK);
    return n > 0;
}
