/* Running a command in a scratch folder. */
#include "support/run.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A failed test leaves by longjmp and leaks; the runner's own leaks are of no interest. The
 * commands that it runs get options of their own. */
__attribute__((visibility("default"))) const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

static char *scratch;

static void remove_scratch(void)
{
    run_remove_folder(scratch);
    g_clear_pointer(&scratch, g_free);
}

const char *run_scratch(void)
{
    if (!scratch) {
        g_autoptr(GError) error = NULL;
        scratch = g_dir_make_tmp("tieuchi-test-XXXXXX", &error);
        if (!scratch)
            g_error("no scratch folder: %s", error->message);
        atexit(remove_scratch);
    }
    return scratch;
}

GString *run_read(const char *path)
{
    char *bytes = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &bytes, &length, NULL))
        return NULL;
    GString *text = g_string_new_len(bytes, (gssize)length);
    g_free(bytes);
    return text;
}

void run_write(const char *path, const GString *text)
{
    g_autoptr(GError) error = NULL;
    if (!g_file_set_contents(path, text->str, (gssize)text->len, &error))
        fail_msg("%s", error->message);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *run_list(const char *path)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir)) != NULL)
        g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

void run_copy_folder(const char *from, const char *to)
{
    g_mkdir_with_parents(to, 0700);
    g_autoptr(GPtrArray) names = run_list(from);
    for (unsigned i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *source = g_build_filename(from, name, NULL);
        g_autofree char *target = g_build_filename(to, name, NULL);
        if (g_file_test(source, G_FILE_TEST_IS_DIR)) {
            run_copy_folder(source, target);
        } else if (!g_str_has_prefix(name, "expect.")) {
            g_autoptr(GString) text = run_read(source);
            if (text)
                run_write(target, text);
        }
    }
}

void run_remove_folder(const char *path)
{
    g_autoptr(GPtrArray) names = run_list(path);
    for (unsigned i = 0; i < names->len; i++) {
        g_autofree char *entry = g_build_filename(path, names->pdata[i], NULL);
        if (g_file_test(entry, G_FILE_TEST_IS_DIR) && !g_file_test(entry, G_FILE_TEST_IS_SYMLINK))
            run_remove_folder(entry);
        else
            g_unlink(entry);
    }
    g_rmdir(path);
}

/* The environment of a command; of the user's settings PATH is kept. Returns: (transfer full). */
static char **environment(const char *rules, const char *files)
{
    const char *given = g_getenv("TIEUCHI");
    g_autofree char *program =
        given ? g_strdup(given) : g_build_filename(TEST_PROGRAM_DIR, "tieuchi", NULL);
    g_autofree char *folder = g_path_get_dirname(program);
    g_autofree char *path = g_strconcat(folder, ":", g_getenv("PATH"), NULL);
    const char *locale = g_getenv("TIEUCHI_TEST_LOCALE");
    g_autofree char *sanitizer = g_strdup_printf("exitcode=99:log_path=%s.sanitizer", files);

    char **env = g_get_environ();
    const struct {
        const char *name, *value; /* NULL: unset */
    } settings[] = {
        {"PATH", path},
        {"TIEUCHI", program},
        {"RULES", rules},
        {"LC_ALL", locale ? locale : "C.UTF-8"},
        {"LANG", NULL},
        {"LANGUAGE", NULL},
        {"TZ", "UTC"},
        {"TERM", "dumb"},
        {"NO_COLOR", "1"},
        {"COLUMNS", NULL},
        {"TIEUCHI_TEST_LOCALE", NULL},
        {"G_SLICE", "always-malloc"},
        {"ASAN_OPTIONS", sanitizer},
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(settings); i++) {
        if (settings[i].value)
            env = g_environ_setenv(env, settings[i].name, settings[i].value, TRUE);
        else
            env = g_environ_unsetenv(env, settings[i].name);
    }
    return env;
}

/* Reads and removes the sanitizers' reports <files>.sanitizer.<pid>. */
static char *take_sanitizer_reports(const char *files)
{
    g_autofree char *folder = g_path_get_dirname(files);
    g_autofree char *base = g_path_get_basename(files);
    g_autofree char *prefix = g_strconcat(base, ".sanitizer", NULL);
    g_autoptr(GPtrArray) names = run_list(folder);
    GString *all = NULL;
    for (unsigned i = 0; i < names->len; i++) {
        if (!g_str_has_prefix(names->pdata[i], prefix))
            continue;
        g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
        g_autoptr(GString) text = run_read(path);
        if (!all)
            all = g_string_new(NULL);
        g_string_append(all, text ? text->str : path);
        g_unlink(path);
    }
    return all ? g_string_free(all, FALSE) : NULL;
}

/* Reads and removes <files>.<ending>. */
static GString *take_file(const char *files, const char *ending)
{
    g_autofree char *path = g_strconcat(files, ending, NULL);
    GString *text = run_read(path);
    g_unlink(path);
    return text ? text : g_string_new(NULL);
}

RunResult *run_shell(const char *script, const char *cwd, const char *rules, int seconds)
{
    g_autofree char *files = g_build_filename(run_scratch(), "run", NULL);
    g_autofree char *limit = g_strdup_printf("%d", seconds);
    /* Outputs go to files, not pipes, since they may hold NUL bytes. */
    const char *const wrapper = "exec timeout \"$2\" sh -c \"$1\" >\"$3.out\" 2>\"$3.err\"";
    const char *argv[] = {"sh", "-c", wrapper, "sh", script, limit, files, NULL};
    g_auto(GStrv) env = environment(rules, files);
    g_autoptr(GError) error = NULL;
    int wait = 0;
    if (!g_spawn_sync(cwd, (char **)argv, env, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &wait,
                      &error))
        fail_msg("%s", error->message);

    RunResult *result = g_new0(RunResult, 1);
    result->status = WIFEXITED(wait) ? WEXITSTATUS(wait) : 128 + WTERMSIG(wait);
    result->out = take_file(files, ".out");
    result->err = take_file(files, ".err");
    result->sanitizer = take_sanitizer_reports(files);
    if (result->sanitizer) {
        fprintf(stderr, "%s\n", result->sanitizer);
        run_result_free(result);
        fail_msg("a sanitizer reported an error, see above");
    }
    return result;
}

void run_result_free(RunResult *result)
{
    if (!result)
        return;
    g_string_free(result->out, TRUE);
    g_string_free(result->err, TRUE);
    g_free(result->sanitizer);
    g_free(result);
}

bool run_equal(const char *name, const GString *expected, const GString *actual)
{
    if (g_string_equal(expected, actual))
        return true;
    g_autofree char *one = g_build_filename(run_scratch(), "expected", NULL);
    g_autofree char *two = g_build_filename(run_scratch(), "actual", NULL);
    run_write(one, expected);
    run_write(two, actual);
    g_autofree char *label = g_strconcat(name, " (expected)", NULL);
    char *argv[] = {"diff", "-a", "-u", "--label", label, "--label", "actual", one, two, NULL};
    char *text = NULL;
    if (g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, NULL))
        fprintf(stderr, "%s", text);
    else
        fprintf(stderr, "%s differs:\n%s", name, actual->str);
    g_free(text);
    return false;
}

int run_group(const char *name, const GArray *tests)
{
    const struct CMUnitTest *first = (const struct CMUnitTest *)(const void *)tests->data;
    return _cmocka_run_group_tests(name, first, tests->len, NULL, NULL) == 0 ? 0 : 1;
}
