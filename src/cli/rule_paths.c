/* Folders of rule files. */
#include "cli/rule_paths.h"

#include <string.h>

enum { MOST_DEEP = 32 }; /* folders in folders; a link may lead back */

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What is in the folder, by name; hidden entries are left out. (transfer full) */
static GPtrArray *names_in(const char *folder, GError **error)
{
    GDir *dir = g_dir_open(folder, 0, error);
    if (!dir)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir))
        if (name[0] != '.')
            g_ptr_array_add(names, g_strdup(name));
    g_dir_close(dir);
    g_ptr_array_sort(names, compare_names);
    return names;
}

static bool add_folder(const char *folder, unsigned depth, GPtrArray *paths, GError **error)
{
    g_autoptr(GPtrArray) names = names_in(folder, error);
    for (guint i = 0; names && i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        const bool is_folder = g_file_test(path, G_FILE_TEST_IS_DIR);
        if (is_folder && depth < MOST_DEEP && !add_folder(path, depth + 1, paths, error))
            return false;
        if (!is_folder && g_str_has_suffix(path, ".tieuchi"))
            g_ptr_array_add(paths, g_steal_pointer(&path));
    }
    return names != NULL;
}

GPtrArray *tc_rule_paths(const TcArgs *args, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < args->n_operands; i++) {
        const char *path = args->operands[i];
        if (!g_file_test(path, G_FILE_TEST_IS_DIR))
            g_ptr_array_add(paths, g_strdup(path));
        else if (!add_folder(path, 0, paths, error))
            return NULL;
    }
    return g_steal_pointer(&paths);
}
