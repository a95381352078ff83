/* Command lines as people type and paste them: an option with one dash or the dash of a word
 * processor, a file name with blanks and no quotation marks. Before: the words of the shell. After:
 * told, before getopt takes them for something else. */
#include "cli/cli.h"

#include <string.h>

enum { MOST_WORDS = 6, DASHES = 3 };

/* Where the name begins behind the dashes of @word; *@n: how many, *@typed: one of them is no "-".
 */
static const char *behind_dashes(const char *word, unsigned *n, bool *typed)
{
    for (*n = 0, *typed = false; *n < DASHES; word = g_utf8_next_char(word), ++*n) {
        const gunichar c = g_utf8_get_char_validated(word, -1);
        const bool foreign = (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
        if (c != '-' && !foreign)
            break;
        *typed = *typed || foreign;
    }
    return word;
}

/* The option of @command that @word, up to "=", names; or NULL. */
static const char *option_named(TcCommandId command, const char *word)
{
    const size_t length = strcspn(word, "=");
    for (unsigned id = 0; id < TC_N_OPTIONS; id++)
        if (tc_command_takes(command, (TcOptionId)id) && strlen(tc_options[id].name) == length &&
            strncmp(word, tc_options[id].name, length) == 0)
            return tc_options[id].name;
    return NULL;
}

/* "-date", "–date", "— date": which option is meant. Returns: false, told. */
static bool check_dashes(TcCommandId command, TcLang lang, char **words, int n)
{
    unsigned dashes;
    bool foreign;
    const char *rest = behind_dashes(words[0], &dashes, &foreign);
    if (dashes == 0 || (!foreign && dashes > 1))
        return true;
    const bool alone = *rest == '\0' && foreign && n > 1;
    const char *option = option_named(command, alone ? words[1] : rest);
    if (!option)
        return true;
    g_autofree char *shown = tc_say_shown(words[0]);
    tc_say_usage(lang, tc_msg_format(lang, TC_MSG_USAGE_DASHES, shown, NULL),
                 tc_msg_format(lang, TC_MSG_USAGE_DASHES_FIX, option, NULL));
    return false;
}

/* "số liệu.csv" in two words: neither is there, both together are. Returns: false, told. */
static bool check_blanks(TcLang lang, char **words, int n)
{
    if (words[0][0] == '-' || g_file_test(words[0], G_FILE_TEST_EXISTS))
        return true;
    g_autoptr(GString) name = g_string_new(words[0]);
    for (int i = 1; i < MIN(n, MOST_WORDS) && words[i][0] != '-'; i++) {
        g_string_append_printf(name, " %s", words[i]);
        if (!g_file_test(name->str, G_FILE_TEST_EXISTS))
            continue;
        g_autofree char *shown = tc_say_shown(name->str);
        tc_say_usage(lang, tc_msg_format(lang, TC_MSG_USAGE_BLANKS, shown, NULL),
                     tc_msg_format(lang, TC_MSG_USAGE_BLANKS_FIX, shown, NULL));
        return false;
    }
    return true;
}

bool tc_args_check_slips(TcCommandId command, TcLang lang, int argc, char **argv)
{
    bool good = true;
    for (int i = 1; good && i < argc && strcmp(argv[i], "--") != 0; i++)
        good = check_dashes(command, lang, argv + i, argc - i) &&
               (command == TC_COMMAND_EXPR || check_blanks(lang, argv + i, argc - i));
    return good;
}
