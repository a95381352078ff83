/* Files that once broke the program, or might: each must be refused or read, never crash or hang.
 *
 *   tests/bogons/<name>.tieuchi       fed to `tieuchi check`
 *   tests/bogons/data/<name>.csv      fed to `tieuchi eval` with data/rules.tieuchi, so are .json
 * Each run must end within ten seconds with status 0 (fine), 1 (mistakes found) or 3 (results
 * open), and say something if it did not accept the file. Add a case by adding a file. */
#include "support/run.h"

#include <stdio.h>

#define BOGONS TEST_SOURCE_DIR "/tests/bogons"
#define DATA   BOGONS "/data"

enum { SECONDS = 10 };

static void run_bogon(void **state)
{
    const char *command = *state;
    g_autoptr(RunResult) result = run_shell(command, TEST_SOURCE_DIR, "rules", SECONDS);
    if (result->status == RUN_TIMED_OUT)
        fail_msg("still running after %d seconds: %s", SECONDS, command);
    if (result->status != 0 && result->status != 1 && result->status != 3) {
        fprintf(stderr, "%.2000s\n", result->err->str);
        fail_msg("exit status %d: %s", result->status, command);
    }
    if (result->status == 1 && result->out->len + result->err->len == 0)
        fail_msg("refused without a word: %s", command);
}

/* Adds a test for each file of @folder that ends in @ending: @command with its path behind. */
static void add_files(GArray *tests, GPtrArray *texts, const char *folder, const char *ending,
                      const char *command)
{
    g_autoptr(GPtrArray) names = run_list(folder);
    for (unsigned i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        if (!g_str_has_suffix(name, ending) || g_str_equal(name, "rules.tieuchi"))
            continue;
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *quoted = g_shell_quote(path);
        char *title = g_strdup(name);
        char *text = g_strconcat(command, " ", quoted, NULL);
        g_ptr_array_add(texts, title);
        g_ptr_array_add(texts, text);
        const struct CMUnitTest test = {title, run_bogon, NULL, NULL, text};
        g_array_append_val(tests, test);
    }
}

int main(void)
{
    g_autoptr(GArray) tests = g_array_new(FALSE, FALSE, sizeof(struct CMUnitTest));
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    const char *const eval = "tieuchi eval '" DATA "/rules.tieuchi' --data";
    add_files(tests, texts, BOGONS, ".tieuchi", "tieuchi check");
    add_files(tests, texts, DATA, ".csv", eval);
    add_files(tests, texts, DATA, ".json", eval);
    return run_group("bogons", tests);
}
