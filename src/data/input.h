/* TcInput: the bytes of a data file through one window that moves forward.
 *
 * What is not yet consumed lies together at buffer[start..end), so a record that straddles two
 * reads is whole once enough was read. The window grows only for a record that is longer than it,
 * up to TC_INPUT_MAX_BYTES. Behind `end` stand TC_INPUT_SLACK bytes of zero that may be read (and
 * the first of them written), so that scanners load whole words without asking for the end. */
#ifndef TC_DATA_INPUT_H
#define TC_DATA_INPUT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum {
    TC_INPUT_CHUNK = 256 << 10,
    TC_INPUT_MAX_BYTES = 8 << 20, /* of one record */
    TC_INPUT_SLACK = 64,
};

typedef struct {
    char *buffer;
    size_t start, end, capacity;
    size_t held; /* with `holding`: bytes from here on stay, though they are consumed */
    bool holding;
    bool ended;         /* nothing more will come */
    bool full;          /* the record is longer than the window may grow */
    int fd;             /* -1: from memory */
    const char *memory; /* what is left of it, borrowed */
    size_t memory_length;
    char *name; /* for error messages */
} TcInput;

/* Opens @path ("-": standard input). Errors: G_FILE_ERROR. Returns: (transfer full) or NULL. */
TcInput *tc_input_open(const char *path, GError **error);
/* Reads what @fd gives from where it is; closes it in the end. Returns: (transfer full). */
TcInput *tc_input_new_fd(const char *name, int fd);
/* Reads @length bytes of @bytes, which stay borrowed. Returns: (transfer full). */
TcInput *tc_input_new(const char *name, const char *bytes, size_t length);
void tc_input_free(TcInput *input);

/* Adds bytes behind `end`; may move the window, so only offsets from `start` stay good. Returns:
 * false at the end of the file, when the window is full, or with @error set. */
bool tc_input_more(TcInput *input, GError **error);

/* From here on what is consumed stays as well, until it is handed out. */
void tc_input_hold(TcInput *input);
/* Hands the held bytes out by exchanging buffers: *@buffer of *@capacity bytes (NULL of 0 at first)
 * becomes the input's, which keeps what is not consumed. Returns: where in the new *@buffer the
 * held bytes start; as many as were consumed, and the slack behind them may be read. */
size_t tc_input_hand_out(TcInput *input, char **buffer, size_t *capacity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcInput, tc_input_free)

#endif
