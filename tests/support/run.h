/* What the runners of tests/ share: a scratch folder, running a shell command in it, comparing.
 *
 * A command finds the built `tieuchi` first in PATH ($TIEUCHI is its path), no user settings, UTC,
 * no colour, and the locale C.UTF-8, or $TIEUCHI_TEST_LOCALE. It is stopped after a time limit.
 * Sanitizer reports go to files of the scratch folder and fail the test whatever the command made
 * of them. */
#ifndef TC_TESTS_SUPPORT_RUN_H
#define TC_TESTS_SUPPORT_RUN_H

#include <glib.h>
#include <stdbool.h>

/* cmocka.h wants these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { RUN_SECONDS = 240, RUN_TIMED_OUT = 124 };

typedef struct {
    GString *out, *err; /* bytes, may hold NUL */
    int status;         /* exit status; 128 + n after signal n; RUN_TIMED_OUT */
    char *sanitizer;    /* a report of a sanitizer, NULL if there was none */
} RunResult;

/* Makes an empty folder for this process below the folder of temporary files; removed at exit. */
const char *run_scratch(void);

/* Runs @script by sh in the folder @cwd with empty standard input. @rules becomes $RULES.
 * Returns: (transfer full); fails the running test if a sanitizer reported anything. */
RunResult *run_shell(const char *script, const char *cwd, const char *rules, int seconds);
void run_result_free(RunResult *result);

/* Prints what differs between two texts (as `diff -u`) under the title @name.
 * Returns: true if they are equal. */
bool run_equal(const char *name, const GString *expected, const GString *actual);

/* Whole file as bytes. Returns: (transfer full), NULL if there is no such file. */
GString *run_read(const char *path);
void run_write(const char *path, const GString *text);

/* Copies the folder @from with all below it to the new folder @to, except expect.* files. */
void run_copy_folder(const char *from, const char *to);
void run_remove_folder(const char *path);

/* Names in a folder, sorted. Returns: (transfer full), empty if there is no such folder. */
GPtrArray *run_list(const char *path);

/* Runs a list of CMUnitTest made at run time. Returns: an exit status. */
int run_group(const char *name, const GArray *tests);

static inline void run_string_free(GString *text)
{
    if (text)
        g_string_free(text, TRUE);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RunResult, run_result_free)

#endif
