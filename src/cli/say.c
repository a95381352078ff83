/* Words for the user on the standard error. */
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "base/text.h"
#include "cli/output.h"
#include "report/diag_text.h"

enum { SHOWN_CHARACTERS = 200, DEFAULT_WIDTH = 120, LEAST_WIDTH = 40, MOST_WIDTH = 400 };
enum { MOST_FILES = 2000 }; /* looked through for a name */

char *tc_say_shown(const char *bytes)
{
    g_autofree char *valid = g_utf8_make_valid(bytes, -1);
    GString *shown = g_string_new(NULL);
    unsigned n = 0;
    for (const char *c = valid; *c != '\0' && n < SHOWN_CHARACTERS; c = g_utf8_next_char(c), n++) {
        gunichar character = g_utf8_get_char(c);
        g_string_append_unichar(shown, g_unichar_iscntrl(character) ? 0xFFFD : character);
    }
    if (n == SHOWN_CHARACTERS)
        g_string_append(shown, "…");
    return g_string_free(shown, FALSE);
}

bool tc_say_colour(int fd)
{
    const char *refused = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    return (!refused || *refused == '\0') && isatty(fd) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}

unsigned tc_say_width(int fd)
{
    struct winsize size;
    unsigned width = DEFAULT_WIDTH;
    const char *columns = getenv("COLUMNS");
    if (isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        width = size.ws_col;
    else if (columns && atoi(columns) > 0)
        width = (unsigned)atoi(columns);
    return CLAMP(width, LEAST_WIDTH, MOST_WIDTH);
}

static void say(TcLang lang, const char *message, const char *fix)
{
    fprintf(stderr, "%s: %s\n", tc_msg(lang, TC_MSG_ERROR), message);
    if (fix && *fix != '\0')
        fprintf(stderr, "%s: %s\n", tc_msg(lang, TC_MSG_FIX), fix);
}

int tc_say_usage(TcLang lang, char *message, char *fix)
{
    say(lang, message, fix);
    g_free(message);
    g_free(fix);
    return TC_EXIT_USAGE;
}

/* The two texts for a mistake of the file system that has words of its own; else they stay. */
static void world_words(const GError *error, TcMsg *message, TcMsg *fix)
{
    static const struct {
        GFileError code;
        TcMsg message, fix;
    } words[] = {
        {G_FILE_ERROR_NOENT, TC_MSG_WORLD_NOENT, TC_MSG_WORLD_NOENT_FIX},
        {G_FILE_ERROR_ISDIR, TC_MSG_WORLD_ISDIR, TC_MSG_WORLD_ISDIR_FIX},
        {G_FILE_ERROR_NOTDIR, TC_MSG_WORLD_NOTDIR, TC_MSG_WORLD_NOENT_FIX},
        {G_FILE_ERROR_ACCES, TC_MSG_WORLD_ACCES, TC_MSG_WORLD_ACCES_FIX},
        {G_FILE_ERROR_PERM, TC_MSG_WORLD_ACCES, TC_MSG_WORLD_ACCES_FIX},
        {G_FILE_ERROR_ROFS, TC_MSG_WORLD_ACCES, TC_MSG_WORLD_ACCES_FIX},
        {G_FILE_ERROR_NOSPC, TC_MSG_WORLD_NOSPC, TC_MSG_WORLD_NOSPC_FIX},
        {G_FILE_ERROR_NAMETOOLONG, TC_MSG_WORLD_NAMETOOLONG, TC_MSG_WORLD_NAMETOOLONG_FIX},
        {G_FILE_ERROR_IO, TC_MSG_WORLD_IO, TC_MSG_WORLD_IO_FIX},
        {G_FILE_ERROR_LOOP, TC_MSG_WORLD_LOOP, TC_MSG_WORLD_NOENT_FIX},
        {G_FILE_ERROR_NOMEM, TC_MSG_WORLD_TOO_LARGE, TC_MSG_WORLD_TOO_LARGE_FIX},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (error->code == (int)words[i].code) {
            *message = words[i].message;
            *fix = words[i].fix;
        }
    }
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "so-lieu-2024.csv" is not meant for "so-lieu-2023.csv". */
static bool has_digits_of(const char *name, const char *other)
{
    while (*name || *other) {
        name += strcspn(name, "0123456789");
        other += strcspn(other, "0123456789");
        if (*name != *other)
            return false;
        name += *name != '\0';
        other += *other != '\0';
    }
    return true;
}

/* Is @name, without its ending, spelt nearly like @other? The endings alone make no two names near.
 */
static bool is_near(const char *name, const char *other)
{
    g_autofree char *stem = g_strndup(name, strcspn(name, "."));
    g_autofree char *other_stem = g_strndup(other, strcspn(other, "."));
    const char *const candidates[] = {other_stem};
    return *other_stem && strcmp(name, other) != 0 && has_digits_of(name, other) &&
           tc_text_suggest(stem, candidates, 1);
}

/* The file beside the missing @path that is named nearly so. Returns: (transfer full) NULL if there
 * is none. */
static char *near_file(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *other;
    for (unsigned n = 0; dir && n < MOST_FILES && (other = g_dir_read_name(dir)) != NULL; n++)
        if (is_near(name, other))
            g_ptr_array_add(names, g_strdup(other));
    if (names->len == 0)
        return NULL;
    g_ptr_array_sort(names, compare_names);
    const char *found = tc_text_suggest(name, (const char *const *)names->pdata, names->len);
    found = found ? found : g_ptr_array_index(names, 0);
    return strchr(path, G_DIR_SEPARATOR) ? g_build_filename(folder, found, NULL) : g_strdup(found);
}

/* @error says "file: what the system says". */
static void say_file(TcLang lang, const GError *error)
{
    TcMsg message = TC_MSG_WORLD_OTHER, fix = TC_MSG_WORLD_OTHER_FIX;
    const char *end = g_strrstr(error->message, ": ");
    const gsize length = end ? (gsize)(end - error->message) : strlen(error->message);
    g_autofree char *name = g_strndup(error->message, length);
    g_autofree char *shown =
        tc_say_shown(strcmp(name, "-") ? name : tc_msg(lang, TC_MSG_WORLD_STDIN));
    g_autofree char *system = tc_say_shown(end ? end + strlen(": ") : "");
    world_words(error, &message, &fix);
    if (strcmp(name, "-") == 0 && g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
        message = TC_MSG_WORLD_DATA_ONLY;
        fix = TC_MSG_WORLD_DATA_ONLY_FIX;
    }
    g_autofree char *text = tc_msg_format(lang, message, shown, system, NULL);
    g_autofree char *near = message == TC_MSG_WORLD_NOENT ? near_file(name) : NULL;
    g_autofree char *shown_near = near ? tc_say_shown(near) : NULL;
    g_autofree char *meant =
        near ? tc_msg_format(lang, TC_MSG_WORLD_NOENT_NEAR, shown_near, NULL) : NULL;
    say(lang, text, meant ? meant : tc_msg(lang, fix));
}

int tc_say_world(TcLang lang, GError *error)
{
    if (g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_PIPE)) {
        g_error_free(error);
        return TC_EXIT_WORLD; /* the reader has seen enough */
    }
    if (g_error_matches(error, TC_OUTPUT_ERROR, TC_OUTPUT_NO_FOLDER)) {
        g_autofree char *shown = tc_say_shown(error->message);
        g_autofree char *text = tc_msg_format(lang, TC_MSG_WORLD_NO_FOLDER, shown, NULL);
        say(lang, text, tc_msg(lang, TC_MSG_WORLD_NO_FOLDER_FIX));
    } else if (error->domain == G_FILE_ERROR) {
        say_file(lang, error);
    } else {
        g_autofree char *shown = tc_say_shown(error->message);
        say(lang, shown, NULL);
    }
    g_error_free(error);
    return TC_EXIT_WORLD;
}

int tc_say_diags(TcDiagList *diags)
{
    g_autoptr(GString) text = g_string_new(NULL);
    tc_diag_list_sort(diags);
    tc_diag_text(diags, tc_say_colour(STDERR_FILENO), text);
    fputs(text->str, stderr);
    return tc_diag_has_errors(diags) ? TC_EXIT_FAULT : TC_EXIT_DONE;
}

bool tc_say_errors(TcDiagList *diags, int *status)
{
    if (tc_diag_has_errors(diags)) {
        const int said = tc_say_diags(diags);
        *status = *status == TC_EXIT_DONE ? said : *status;
    }
    return *status == TC_EXIT_DONE;
}
