/* The examples of the documentation are tests: examples <file.md> ...
 *
 * Fenced blocks are told by the words behind their opening marks:
 *
 * - `tieuchi check`: rules that `tieuchi check` must accept without a word of complaint.
 *
 * - `tieuchi error TC0203`: rules in which it must find that mistake (several codes: each of them).
 *
 * - either of them `with FILE`: that file of the project's folder is given to the command too, for
 *   texts that amend it.
 *
 * - `tieuchi in FILE`: lines that stand one after the other in that file of the project's folder.
 *
 * - `console`: lines `$ tieuchi ...` are run in the project's folder; the lines behind, up to the
 *   next `$ `, are exactly what must be printed (standard output and error together). A line `...`
 *   stands for any lines. A command that ends in a backslash goes on in the next line.
 *
 * Other blocks are left alone, and so are other commands in a console block. Each block is a test
 * named <file>:<line>. */
#include "support/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum { BLOCK_CHECK, BLOCK_ERROR, BLOCK_PART, BLOCK_CONSOLE, BLOCK_OTHER } BlockKind;

typedef struct {
    char *name; /* "docs/language.md:14 console" */
    BlockKind kind;
    char *codes; /* of BLOCK_ERROR and BLOCK_PART: what stands behind "error", "in" */
    char *with;  /* of BLOCK_CHECK and BLOCK_ERROR: a further file, or NULL */
    GString *text;
} Block;

/* --- rule blocks --- */

/* Runs `tieuchi check` on the block's text, with the file that it amends. Returns: (transfer full).
 */
static RunResult *check_rules(const Block *block)
{
    g_autofree char *path = g_build_filename(run_scratch(), "example.tieuchi", NULL);
    g_autofree char *with =
        block->with ? g_build_filename(TEST_SOURCE_DIR, block->with, NULL) : g_strdup("");
    g_autofree char *command = g_strdup_printf("tieuchi check example.tieuchi %s 2>&1", with);
    run_write(path, block->text);
    return run_shell(command, run_scratch(), "", RUN_SECONDS);
}

static bool has_code(const char *text)
{
    return g_regex_match_simple("\\bTC[0-9]{4}\\b", text, 0, 0);
}

static void test_check(void **state)
{
    const Block *block = *state;
    g_autoptr(RunResult) result = check_rules(block);
    if (result->status != 0 || has_code(result->out->str)) {
        fprintf(stderr, "%s", result->out->str);
        fail_msg("%s: should check clean, exit status %d", block->name, result->status);
    }
}

static void test_error(void **state)
{
    const Block *block = *state;
    g_autoptr(RunResult) result = check_rules(block);
    g_auto(GStrv) codes = g_strsplit_set(block->codes, " ,", -1);
    bool all = true;
    for (char **code = codes; *code; code++)
        all &= strstr(result->out->str, *code) != NULL;
    if (!has_code(block->codes) || !all) {
        fprintf(stderr, "%s", result->out->str);
        fail_msg("%s: should give %s", block->name, block->codes);
    }
}

static void test_part(void **state)
{
    const Block *block = *state;
    g_autofree char *path = g_build_filename(TEST_SOURCE_DIR, block->codes, NULL);
    g_autoptr(GString) file = run_read(path);
    if (!file || !strstr(file->str, block->text->str))
        fail_msg("%s: does not stand in that file", block->name);
}

/* --- console blocks --- */

/* Whether @actual fits the lines @expected, where a line "..." stands for any lines. */
static bool lines_fit(char *const *expected, char *const *actual)
{
    if (!*expected)
        return !*actual;
    if (g_str_equal(*expected, "...")) {
        for (;; actual++) {
            if (lines_fit(expected + 1, actual))
                return true;
            if (!*actual)
                return false;
        }
    }
    return *actual && g_str_equal(*expected, *actual) && lines_fit(expected + 1, actual + 1);
}

/* Lines of @text, without an empty one behind the last line end. Returns: (transfer full). */
static char **split_lines(const char *text)
{
    g_autofree char *copy = g_strdup(text);
    const size_t length = strlen(copy);
    if (length > 0 && copy[length - 1] == '\n')
        copy[length - 1] = '\0';
    return length == 0 ? g_new0(char *, 1) : g_strsplit(copy, "\n", -1);
}

static void run_command(const Block *block, const char *command, const GString *expected)
{
    g_autofree char *script = g_strconcat("{ ", command, "\n} 2>&1", NULL);
    g_autoptr(RunResult) result = run_shell(script, TEST_SOURCE_DIR, "rules", RUN_SECONDS);
    g_auto(GStrv) wanted = split_lines(expected->str);
    g_auto(GStrv) got = split_lines(result->out->str);
    if (!lines_fit(wanted, got)) {
        g_autofree char *title = g_strdup_printf("%s: %s", block->name, command);
        run_equal(title, expected, result->out);
        fail_msg("%s: `%s` prints something else", block->name, command);
    }
}

/* Takes the command that begins at @lines (behind "$ "). Returns: the line behind it. */
static char **take_command(char **lines, GString *command)
{
    g_string_assign(command, *lines + strlen("$ "));
    while (command->len > 0 && command->str[command->len - 1] == '\\' && lines[1]) {
        g_string_append_printf(command, "\n%s", lines[1]);
        lines++;
    }
    return lines + 1;
}

static void test_console(void **state)
{
    const Block *block = *state;
    g_auto(GStrv) lines = split_lines(block->text->str);
    g_autoptr(GString) command = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    for (char **line = lines; *line;) {
        if (!g_str_has_prefix(*line, "$ ")) {
            line++;
            continue;
        }
        line = take_command(line, command);
        g_string_truncate(expected, 0);
        for (; *line && !g_str_has_prefix(*line, "$ "); line++)
            g_string_append_printf(expected, "%s\n", *line);
        if (g_str_has_prefix(command->str, "tieuchi "))
            run_command(block, command->str, expected);
    }
}

/* --- finding the blocks --- */

static BlockKind block_kind(const char *info)
{
    if (g_str_equal(info, "tieuchi check"))
        return BLOCK_CHECK;
    if (g_str_has_prefix(info, "tieuchi error "))
        return BLOCK_ERROR;
    if (g_str_has_prefix(info, "tieuchi in "))
        return BLOCK_PART;
    return g_str_equal(info, "console") ? BLOCK_CONSOLE : BLOCK_OTHER;
}

static void block_free(void *data)
{
    Block *block = data;
    g_free(block->name);
    g_free(block->codes);
    g_free(block->with);
    g_string_free(block->text, TRUE);
    g_free(block);
}

/* The fenced block whose opening line is *@line; sets *@line to its closing line, or to the last
 * line. Returns: (transfer full). */
static Block *take_block(const char *file, char **lines, unsigned *line)
{
    const char *head = lines[*line];
    const size_t fence = strspn(head, "`");
    g_autofree char *info = g_strstrip(g_strdup(head + fence));
    Block *block = g_new0(Block, 1);
    block->name = g_strdup_printf("%s:%u %s", file, *line + 1, info);
    char *with = strstr(info, " with ");
    if (with) {
        block->with = g_strdup(with + strlen(" with "));
        *with = '\0';
    }
    block->kind = block_kind(info);
    if (block->kind == BLOCK_ERROR)
        block->codes = g_strdup(info + strlen("tieuchi error "));
    if (block->kind == BLOCK_PART)
        block->codes = g_strdup(info + strlen("tieuchi in "));
    block->text = g_string_new(NULL);
    for (unsigned i = *line + 1; lines[i]; i++) {
        *line = i;
        if (strspn(lines[i], "`") >= fence)
            break;
        g_string_append_printf(block->text, "%s\n", lines[i]);
    }
    return block;
}

static void add_file(GArray *tests, GPtrArray *blocks, const char *path)
{
    static const CMUnitTestFunction functions[] = {test_check, test_error, test_part, test_console};
    g_autoptr(GString) text = run_read(path);
    if (!text) {
        fprintf(stderr, "examples: cannot read %s\n", path);
        exit(2);
    }
    g_autofree char *file = g_path_get_basename(path);
    g_auto(GStrv) lines = split_lines(text->str);
    for (unsigned line = 0; lines[line]; line++) {
        if (!g_str_has_prefix(lines[line], "```"))
            continue;
        Block *block = take_block(file, lines, &line);
        g_ptr_array_add(blocks, block);
        if (block->kind == BLOCK_OTHER)
            continue;
        const struct CMUnitTest test = {block->name, functions[block->kind], NULL, NULL, block};
        g_array_append_val(tests, test);
    }
}

int main(int argc, char **argv)
{
    g_autoptr(GArray) tests = g_array_new(FALSE, FALSE, sizeof(struct CMUnitTest));
    g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func(block_free);
    for (int i = 1; i < argc; i++)
        add_file(tests, blocks, argv[i]);
    return run_group("examples", tests);
}
