/* Whole files or none. */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct TcOutput {
    int fd;
    bool own; /* fd is ours to close */
    char *shown, *path;
    char *passing; /* name while it is written; NULL: written directly */
    TcWriter *writer;
};

/* The passing files that a signal must remove; NULL: a free place. */
enum { MAX_PASSING = 2 };
static char *volatile removed_on_signal[MAX_PASSING];

static void on_signal(int number)
{
    for (unsigned i = 0; i < MAX_PASSING; i++) {
        if (removed_on_signal[i])
            unlink(removed_on_signal[i]);
    }
    signal(number, SIG_DFL);
    raise(number);
}

/* Puts @path where @old stands; NULL is none. */
static void note_passing(const char *old, char *path)
{
    unsigned i = 0;
    while (removed_on_signal[i] != old && ++i < MAX_PASSING)
        ;
    g_assert(i < MAX_PASSING);
    removed_on_signal[i] = path;
}

static void watch_signals(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal}, old;
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++) {
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
            sigaction(signals[i], &action, NULL);
    }
}

static void set_error(GError **error, const char *name, int number)
{
    g_autofree char *shown = g_filename_display_name(name);
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(number), "%s: %s", shown,
                g_strerror(number));
}

/* "There is no such file" of a file that is to be made means its folder. */
static void set_passing_error(GError **error, const TcOutput *output, const char *folder,
                              int number)
{
    g_autofree char *shown = g_filename_display_name(folder);
    if (number == ENOENT)
        g_set_error_literal(error, TC_OUTPUT_ERROR, TC_OUTPUT_NO_FOLDER, shown);
    else
        set_error(error, output->shown, number);
}

static mode_t mode_of_new_file(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static char *behind_links(const char *path)
{
    char *real = realpath(path, NULL);
    char *copy = g_strdup(real);
    free(real);
    return copy;
}

/* The path behind symbolic links, so that the link stays and its target is replaced. Of a file that
 * is to be made: in its folder. */
static char *real_path(const char *path)
{
    char *real = behind_links(path);
    if (real)
        return real;
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *real_folder = behind_links(folder);
    return real_folder ? g_build_filename(real_folder, name, NULL) : g_strdup(path);
}

static bool open_passing(TcOutput *output, mode_t mode, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(output->path);
    output->passing = g_build_filename(folder, ".tieuchi-XXXXXX", NULL);
    output->fd = mkostemp(output->passing, O_CLOEXEC);
    if (output->fd < 0) {
        set_passing_error(error, output, folder, errno);
        g_clear_pointer(&output->passing, g_free);
        return false;
    }
    note_passing(NULL, output->passing);
    watch_signals();
    if (fchmod(output->fd, mode) == 0)
        return true;
    set_error(error, output->shown, errno);
    return false;
}

static bool open_file(TcOutput *output, GError **error)
{
    struct stat found;
    bool there = stat(output->path, &found) == 0;
    output->own = true;
    if (there && S_ISDIR(found.st_mode)) {
        set_error(error, output->shown, EISDIR);
        return false;
    }
    if (there && access(output->path, W_OK) != 0) { /* renaming over it would not ask */
        set_error(error, output->shown, errno);
        return false;
    }
    if (!there || S_ISREG(found.st_mode))
        return open_passing(output, there ? found.st_mode & 07777 : mode_of_new_file(), error);
    output->fd = open(output->path, O_WRONLY | O_CLOEXEC);
    if (output->fd < 0)
        set_error(error, output->shown, errno);
    return output->fd >= 0;
}

static bool is_standard(const char *path)
{
    return !path || strcmp(path, "-") == 0;
}

TcOutput *tc_output_open(const char *path, TcLang lang, GError **error)
{
    g_autoptr(TcOutput) output = g_new0(TcOutput, 1);
    const bool standard = is_standard(path);
    output->fd = standard ? STDOUT_FILENO : -1;
    output->shown = g_strdup(standard ? tc_msg(lang, TC_MSG_WORLD_STDOUT) : path);
    if (!standard) {
        output->path = real_path(path);
        if (!open_file(output, error))
            return NULL;
    }
    output->writer = tc_writer_new(output->fd, output->shown);
    return g_steal_pointer(&output);
}

/* --- what must not be replaced ---------------------------------------------------------------- */

/* Is it a file of the disk? */
static bool find_file(const char *path, struct stat *found)
{
    return path && stat(path, found) == 0 && S_ISREG(found->st_mode);
}

/* Is the input @path (NULL: none; "-": standard input) the file @other? */
static bool is_same_file(const char *path, const struct stat *other)
{
    struct stat found;
    bool there =
        path && strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &found) == 0 : find_file(path, &found);
    return there && found.st_dev == other->st_dev && found.st_ino == other->st_ino;
}

static bool refuse(const TcArgs *args, const char *path, TcMsg message, char *fix)
{
    g_autofree char *shown = tc_say_shown(path);
    tc_say_usage(args->lang, tc_msg_format(args->lang, message, shown, NULL), fix);
    return false;
}

char *tc_output_example(TcLang lang, TcOptionId option, TcMsg fix)
{
    const TcMsg name =
        option == TC_OPT_MISSING ? TC_MSG_OUTPUT_NAME_MISSING : TC_MSG_OUTPUT_NAME_RESULTS;
    return tc_msg_format(lang, fix, tc_options[option].name, tc_msg(lang, name), NULL);
}

bool tc_output_spares_inputs(const TcArgs *args, TcOptionId option, const char *path)
{
    struct stat output;
    if (!find_file(path, &output))
        return true;
    const GPtrArray *data = args->values[TC_OPT_DATA];
    bool input = is_same_file(tc_args_value(args, TC_OPT_UNITS), &output);
    for (guint i = 0; data && i < data->len; i++)
        input |= is_same_file(g_ptr_array_index(data, i), &output);
    for (unsigned i = 0; i < (unsigned)args->n_operands; i++)
        input |= is_same_file(args->operands[i], &output);
    return !input || refuse(args, path, TC_MSG_OUTPUT_IS_INPUT,
                            tc_output_example(args->lang, option, TC_MSG_OUTPUT_IS_INPUT_FIX));
}

bool tc_output_is_new(const TcArgs *args, const char *path)
{
    struct stat found;
    return !find_file(path, &found) || found.st_size == 0 ||
           refuse(args, path, TC_MSG_OUTPUT_EXISTS,
                  g_strdup(tc_msg(args->lang, TC_MSG_OUTPUT_EXISTS_FIX)));
}

bool tc_output_are_two(const TcArgs *args, const char *path, TcOptionId option)
{
    const char *other = tc_args_value(args, option);
    g_autofree char *first = is_standard(path) ? NULL : real_path(path);
    g_autofree char *second = is_standard(other) ? NULL : real_path(other);
    return g_strcmp0(first, second) != 0 ||
           refuse(args, first ? other : tc_msg(args->lang, TC_MSG_WORLD_STDOUT),
                  TC_MSG_OUTPUT_TWICE,
                  tc_output_example(args->lang, option, TC_MSG_OUTPUT_IS_INPUT_FIX));
}

TcWriter *tc_output_writer(TcOutput *output)
{
    return output->writer;
}

bool tc_output_is_terminal(const TcOutput *output)
{
    return isatty(output->fd) != 0;
}

/* The name in the folder must survive a power cut too; a file system that cannot sync a folder has
 * done what it can. */
static void sync_folder(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

static bool put_in_place(TcOutput *output, GError **error)
{
    if (fsync(output->fd) != 0 || rename(output->passing, output->path) != 0) {
        set_error(error, output->shown, errno);
        return false;
    }
    note_passing(output->passing, NULL);
    g_clear_pointer(&output->passing, g_free);
    sync_folder(output->path);
    return true;
}

bool tc_output_commit(TcOutput *output, GError **error)
{
    if (!tc_writer_flush(output->writer, error))
        return false;
    return !output->passing || put_in_place(output, error);
}

void tc_output_free(TcOutput *output)
{
    if (!output)
        return;
    if (output->passing) {
        unlink(output->passing);
        note_passing(output->passing, NULL);
    }
    if (output->own && output->fd >= 0)
        close(output->fd);
    tc_writer_free(output->writer);
    g_free(output->passing);
    g_free(output->shown);
    g_free(output->path);
    g_free(output);
}

int tc_output_text(const char *path, TcLang lang, const GString *text)
{
    GError *error = NULL;
    g_autoptr(TcOutput) output = tc_output_open(path, lang, &error);
    if (!output)
        return tc_say_world(lang, error);
    tc_writer_add(output->writer, text->str, text->len);
    return tc_output_commit(output, &error) ? TC_EXIT_DONE : tc_say_world(lang, error);
}
