/* Replays files through a fuzz target when libFuzzer is not there: fuzz_x [-.ending] path ...
 *
 * A path may be a folder; then all files below it are taken, or those with the ending. Every file
 * is also given cut in half, which finds readers that rely on a proper end. Crashes are left to the
 * sanitizers. */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned n_files;

static void replay_file(const char *path)
{
    char *text = NULL;
    gsize length = 0;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(path, &text, &length, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return;
    }
    for (size_t size = length;; size /= 2) {
        /* A copy of the very size, so that a read behind the end is found. */
        uint8_t *copy = g_memdup2(text, size);
        LLVMFuzzerTestOneInput(copy, size);
        g_free(copy);
        if (size < length || length == 0)
            break;
    }
    g_free(text);
    n_files++;
}

static void replay(const char *path, const char *ending)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    if (!dir) {
        if (!ending || g_str_has_suffix(path, ending))
            replay_file(path);
        return;
    }
    const char *name;
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *entry = g_build_filename(path, name, NULL);
        replay(entry, ending);
    }
}

int main(int argc, char **argv)
{
    const char *ending = NULL;
    for (int i = 1; i < argc; i++) {
        if (g_str_has_prefix(argv[i], "-."))
            ending = argv[i] + 1;
        else if (g_file_test(argv[i], G_FILE_TEST_EXISTS))
            replay(argv[i], ending);
    }
    printf("%u files\n", n_files);
    return 0;
}
