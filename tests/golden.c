/* Golden tests: each folder tests/cases/<area>/<case>/ is one test.
 *
 * The folder holds `cmd`, a shell command such as `tieuchi eval rules.tieuchi --data data.csv`, the
 * files that it reads, and what must come out; each of these that is present is checked, byte by
 * byte:
 *   expect.out, expect.err   standard output and error
 *   expect.status            exit status; no such file means 0
 *   expect.<name>            the file <name> that the command wrote
 * The command runs in a copy of the folder, which lies in a scratch folder that is laid out as
 *   cases/<area>/<case>/     the copy, and working directory
 *   rules/                   a copy of the project's rules/, made if `cmd` speaks of $RULES
 * $RULES is always ../../../rules: a relative path, so what is printed is the same on any machine.
 *
 * golden [--update] [area | area/case] ...   runs all cases, or those named. --update writes the
 * expectations that are present anew; a case that has none yet gets expect.out, and expect.err and
 * expect.status if there is anything to say. */
#include "support/run.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASES TEST_SOURCE_DIR "/tests/cases"

static gboolean update;

typedef struct {
    char *name;   /* area/case */
    char *folder; /* in the source tree */
    char *copy;   /* working directory */
    bool has_expectation;
    bool same;
} Case;

/* Compares @actual with the expectation file expect.@ending, or rewrites it under --update.
 * @wanted: under --update, whether a case without any expectation shall get this one. */
static void check_text(Case *test, const char *ending, const GString *actual, bool wanted)
{
    g_autofree char *file = g_strconcat("expect.", ending, NULL);
    g_autofree char *path = g_build_filename(test->folder, file, NULL);
    g_autoptr(GString) expected = run_read(path);
    if (!expected && !(update && wanted && !test->has_expectation))
        return;
    if (!update) {
        g_autofree char *title = g_strconcat(test->name, "/", file, NULL);
        test->same &= run_equal(title, expected, actual);
    } else if (!expected || !g_string_equal(expected, actual)) {
        run_write(path, actual);
        printf("wrote %s/%s\n", test->name, file);
    }
}

/* The exit status; its file says 0 by being absent. */
static void check_status(Case *test, int status)
{
    g_autofree char *path = g_build_filename(test->folder, "expect.status", NULL);
    g_autoptr(GString) file = run_read(path);
    const int expected = file ? atoi(file->str) : 0;
    if (status == RUN_TIMED_OUT)
        fail_msg("still running after %d seconds", RUN_SECONDS);
    if (status == expected)
        return;
    if (!update) {
        fprintf(stderr, "%s: exit status %d, expected %d\n", test->name, status, expected);
        test->same = false;
    } else if (status == 0) {
        g_unlink(path);
        printf("removed %s/expect.status\n", test->name);
    } else {
        g_autoptr(GString) text = g_string_new(NULL);
        g_string_printf(text, "%d\n", status);
        run_write(path, text);
        printf("wrote %s/expect.status\n", test->name);
    }
}

/* The files that the command was to write: every expect.<name> besides the three of each run. */
static void check_files(Case *test)
{
    g_autoptr(GPtrArray) names = run_list(test->folder);
    for (unsigned i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        if (!g_str_has_prefix(name, "expect."))
            continue;
        const char *ending = name + strlen("expect.");
        if (g_str_equal(ending, "out") || g_str_equal(ending, "err") ||
            g_str_equal(ending, "status"))
            continue;
        g_autofree char *path = g_build_filename(test->copy, ending, NULL);
        g_autoptr(GString) actual = run_read(path);
        if (actual) {
            check_text(test, ending, actual, false);
        } else {
            fprintf(stderr, "%s: the command wrote no file %s\n", test->name, ending);
            test->same = false;
        }
    }
}

/* Copies what the command needs into the scratch folder. */
static void prepare(Case *test, const char *command)
{
    test->copy = g_build_filename(run_scratch(), "cases", test->name, NULL);
    run_copy_folder(test->folder, test->copy);
    if (strstr(command, "$RULES") || strstr(command, "${RULES")) {
        g_autofree char *rules = g_build_filename(run_scratch(), "rules", NULL);
        if (!g_file_test(rules, G_FILE_TEST_IS_DIR))
            run_copy_folder(TEST_SOURCE_DIR "/rules", rules);
    }
}

static bool has_expectation(const char *folder)
{
    g_autoptr(GPtrArray) names = run_list(folder);
    for (unsigned i = 0; i < names->len; i++)
        if (g_str_has_prefix(names->pdata[i], "expect."))
            return true;
    return false;
}

static void run_case(void **state)
{
    Case *test = *state;
    g_autofree char *path = g_build_filename(test->folder, "cmd", NULL);
    g_autoptr(GString) command = run_read(path);
    if (!command)
        fail_msg("no file %s", path);
    test->has_expectation = has_expectation(test->folder);
    if (!test->has_expectation && !update)
        fail_msg("no expect.* file; let `golden --update %s` write one, then read it", test->name);
    test->same = true;
    prepare(test, command->str);
    g_autoptr(RunResult) result =
        run_shell(command->str, test->copy, "../../../rules", RUN_SECONDS);
    check_status(test, result->status);
    check_text(test, "out", result->out, true);
    check_text(test, "err", result->err, result->err->len > 0);
    check_files(test);
    run_remove_folder(test->copy);
    assert_true(test->same);
}

static bool is_wanted(const char *area, const char *name, char *const *wanted)
{
    if (!wanted || !wanted[0])
        return true;
    for (; *wanted; wanted++)
        if (g_str_equal(*wanted, area) || g_str_equal(*wanted, name))
            return true;
    return false;
}

/* Appends the cases of one area as tests. The cases live as long as the process. */
static void add_area(GArray *tests, GPtrArray *cases, const char *area, char *const *wanted)
{
    g_autofree char *path = g_build_filename(CASES, area, NULL);
    g_autoptr(GPtrArray) names = run_list(path);
    for (unsigned i = 0; i < names->len; i++) {
        g_autofree char *folder = g_build_filename(path, names->pdata[i], NULL);
        g_autofree char *name = g_build_filename(area, names->pdata[i], NULL);
        if (!g_file_test(folder, G_FILE_TEST_IS_DIR) || !is_wanted(area, name, wanted))
            continue;
        Case *test = g_new0(Case, 1);
        test->name = g_steal_pointer(&name);
        test->folder = g_steal_pointer(&folder);
        g_ptr_array_add(cases, test);
        const struct CMUnitTest entry = {test->name, run_case, NULL, NULL, test};
        g_array_append_val(tests, entry);
    }
}

static void case_free(void *data)
{
    Case *test = data;
    g_free(test->name);
    g_free(test->folder);
    g_free(test->copy);
    g_free(test);
}

int main(int argc, char **argv)
{
    g_auto(GStrv) wanted = NULL;
    const GOptionEntry options[] = {
        {"update", 0, 0, G_OPTION_ARG_NONE, &update, "write the expectations anew", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &wanted, NULL, "[area[/case]...]"},
        G_OPTION_ENTRY_NULL};
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_add_main_entries(context, options, NULL);
    g_autoptr(GError) error = NULL;
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        fprintf(stderr, "golden: %s\n", error->message);
        return 2;
    }
    if (update && g_getenv("CI")) {
        fprintf(stderr, "golden: no --update under CI\n");
        return 2;
    }
    g_autoptr(GArray) tests = g_array_new(FALSE, FALSE, sizeof(struct CMUnitTest));
    g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func(case_free);
    g_autoptr(GPtrArray) areas = run_list(CASES);
    for (unsigned i = 0; i < areas->len; i++)
        add_area(tests, cases, areas->pdata[i], wanted);
    if (tests->len == 0 && wanted && wanted[0]) {
        fprintf(stderr, "golden: no such case\n");
        return 2;
    }
    return run_group("golden", tests);
}
