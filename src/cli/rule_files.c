/* From operands to rule files. See rule_files.h. */
#include "cli/rule_files.h"

#include <string.h>

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

enum { MOST_DEEP = 32 }; /* folders in folders; a link may lead back */

/* What is in the folder @path by name, but for what is hidden. Returns: (transfer full) of paths,
 * or NULL with @error set. */
static GPtrArray *list_folder(const char *path, GError **error)
{
    GDir *folder = g_dir_open(path, 0, error);
    if (!folder)
        return NULL;
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(folder); name; name = g_dir_read_name(folder))
        if (*name != '.')
            g_ptr_array_add(found, g_build_filename(path, name, NULL));
    g_dir_close(folder);
    g_ptr_array_sort(found, by_name);
    return found;
}

/* The rule files in the folder @path, and in those in it down to @depth, appended. Returns: false
 * with @error set. */
static bool add_files(const char *path, unsigned depth, GPtrArray *paths, GError **error)
{
    g_autoptr(GPtrArray) found = list_folder(path, error);
    for (guint i = 0; found && i < found->len; i++) {
        const char *inner = g_ptr_array_index(found, i);
        if (depth > 0 && g_file_test(inner, G_FILE_TEST_IS_DIR)) {
            if (!add_files(inner, depth - 1, paths, error))
                return false;
        } else if (g_str_has_suffix(inner, ".tieuchi")) {
            g_ptr_array_add(paths, g_strdup(inner));
        }
    }
    return found != NULL;
}

/* Returns: an exit status. */
static int add_folder(const TcArgs *args, const char *path, unsigned depth, GPtrArray *paths)
{
    GError *error = NULL;
    const guint before = paths->len;
    if (!add_files(path, depth, paths, &error))
        return tc_say_world(args->lang, error);
    if (paths->len > before)
        return TC_EXIT_DONE;
    g_autofree char *shown = tc_say_shown(path);
    tc_say_usage(args->lang, tc_msg_format(args->lang, TC_MSG_FOLDER_EMPTY, shown, NULL),
                 g_strdup(tc_msg(args->lang, TC_MSG_FOLDER_EMPTY_FIX)));
    return TC_EXIT_FAULT;
}

static GPtrArray *files_of(const TcArgs *args, unsigned depth, int *status)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    int32_t known;
    *status = tc_args_date(args, TC_OPT_KNOWN, &known) ? TC_EXIT_DONE : TC_EXIT_USAGE;
    for (unsigned i = 0; i < args->n_operands && *status == TC_EXIT_DONE; i++) {
        if (g_file_test(args->operands[i], G_FILE_TEST_IS_DIR))
            *status = add_folder(args, args->operands[i], depth, paths);
        else
            g_ptr_array_add(paths, g_strdup(args->operands[i]));
    }
    if (*status != TC_EXIT_DONE)
        return NULL;
    g_ptr_array_add(paths, NULL);
    return g_steal_pointer(&paths);
}

GPtrArray *tc_rule_files(const TcArgs *args, int *status)
{
    return files_of(args, 0, status);
}

GPtrArray *tc_rule_files_in(const char *path)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    add_files(path, 0, paths, NULL);
    return paths;
}

GPtrArray *tc_rule_files_below(const TcArgs *args, int *status)
{
    return files_of(args, MOST_DEEP, status);
}

GPtrArray *tc_rule_sources(const TcArgs *args, const GPtrArray *paths, int *status)
{
    GPtrArray *sources = tc_sources_new();
    *status = TC_EXIT_DONE;
    for (guint i = 0; i + 1 < paths->len; i++) {
        GError *error = NULL;
        TcSource *source = tc_source_read(g_ptr_array_index(paths, i), &error);
        if (source)
            g_ptr_array_add(sources, source);
        else
            *status = tc_say_world(args->lang, error);
    }
    return sources;
}

TcFolder *tc_rule_folder(const TcArgs *args, GPtrArray *sources, TcDiagList *diags)
{
    int32_t known = INT32_MAX;
    tc_args_date(args, TC_OPT_KNOWN, &known); /* tc_rule_files has told what is no day */
    return tc_folder_new_known(sources, known, diags);
}
