/* The arguments of a command, by getopt_long and the table of options. */
#include "cli/cli.h"

#include <getopt.h>
#include <string.h>
#include "base/date.h"
#include "base/text.h"

enum { OPTION_BASE = 256 }; /* above any letter: value of a long option in getopt */

typedef struct {
    struct option longs[TC_N_OPTIONS + 1];
    char letters[2 * TC_N_OPTIONS + 2];
    size_t n;
} Getopt;

static void prepare(Getopt *known, TcCommandId command)
{
    GString *letters = g_string_new(":"); /* tells a missing argument from an unknown option */
    memset(known, 0, sizeof *known);
    for (unsigned id = 0; id < TC_N_OPTIONS; id++) {
        const TcOption *option = &tc_options[id];
        bool argument = *option->argument[TC_LANG_EN] != '\0';
        if (!tc_command_takes(command, (TcOptionId)id))
            continue;
        known->longs[known->n++] =
            (struct option){option->name, argument, NULL, OPTION_BASE + (int)id};
        if (option->letter != 0) {
            g_string_append_c(letters, option->letter);
            g_string_append(letters, argument ? ":" : "");
        }
    }
    g_strlcpy(known->letters, letters->str, sizeof known->letters);
    g_string_free(letters, TRUE);
}

static TcOptionId option_of(int value)
{
    unsigned id = 0;
    if (value >= OPTION_BASE)
        return (TcOptionId)(value - OPTION_BASE);
    while (id < TC_N_OPTIONS && (tc_options[id].letter == 0 || tc_options[id].letter != value))
        id++;
    return (TcOptionId)id;
}

static char *fix_see_help(const TcArgs *args)
{
    return tc_msg_format(args->lang, TC_MSG_USAGE_SEE_HELP, tc_commands[args->command].name, NULL);
}

/* "--datta" was not understood. */
static void say_unknown(const TcArgs *args, const Getopt *known, const char *word)
{
    const char *names[TC_N_OPTIONS];
    for (size_t i = 0; i < known->n; i++)
        names[i] = known->longs[i].name;
    g_autofree char *shown = tc_say_shown(word);
    g_autofree char *name = g_strndup(shown, strcspn(shown, "="));
    const char *bare = name + strspn(name, "-");
    const char *near = tc_text_suggest(bare, names, known->n);
    tc_say_usage(args->lang,
                 tc_msg_format(args->lang, TC_MSG_USAGE_NO_OPTION, tc_commands[args->command].name,
                               name, NULL),
                 near ? tc_msg_format(args->lang, TC_MSG_USAGE_NO_OPTION_NEAR, near, NULL)
                      : fix_see_help(args));
}

static void say_letter(const TcArgs *args, int letter)
{
    const char word[] = {'-', (char)letter, '\0'};
    g_autofree char *shown = tc_say_shown(word);
    tc_say_usage(args->lang,
                 tc_msg_format(args->lang, TC_MSG_USAGE_NO_OPTION, tc_commands[args->command].name,
                               shown, NULL),
                 fix_see_help(args));
}

static void say_no_argument(const TcArgs *args, TcOptionId id)
{
    const TcOption *option = &tc_options[id];
    tc_say_usage(args->lang,
                 tc_msg_format(args->lang, TC_MSG_USAGE_NO_ARGUMENT, option->name, NULL),
                 tc_msg_format(args->lang, TC_MSG_USAGE_NO_ARGUMENT_FIX, option->name,
                               option->argument[args->lang], NULL));
}

static void say_argument(const TcArgs *args, TcOptionId id)
{
    const char *name = tc_options[id].name;
    tc_say_usage(args->lang, tc_msg_format(args->lang, TC_MSG_USAGE_ARGUMENT, name, NULL),
                 tc_msg_format(args->lang, TC_MSG_USAGE_ARGUMENT_FIX, name, NULL));
}

static void say_refused(const TcArgs *args, const Getopt *known, int what, char **argv)
{
    if (what == ':')
        say_no_argument(args, option_of(optopt));
    else if (optopt >= OPTION_BASE)
        say_argument(args, option_of(optopt));
    else if (optopt != 0)
        say_letter(args, optopt);
    else
        say_unknown(args, known, argv[optind - 1]);
}

static void add_value(TcArgs *args, TcOptionId option, const char *value)
{
    if (!args->values[option])
        args->values[option] = g_ptr_array_new();
    g_ptr_array_add(args->values[option], (gpointer)(value ? value : ""));
}

static bool check_language(const TcArgs *args)
{
    static const char *const names[] = {"vi", "en"};
    unsigned choice;
    return tc_args_choice(args, TC_OPT_LANG, names, G_N_ELEMENTS(names), &choice);
}

/* Two values of what can have but one: which of them was meant? --lang stands for the last, so that
 * a wrapper's can be overruled. */
static bool check_repeated(const TcArgs *args)
{
    for (unsigned i = 0; i < TC_N_OPTIONS; i++) {
        const GPtrArray *values = args->values[i];
        const bool periods = args->command == TC_COMMAND_HISTORY;
        const bool many = i == TC_OPT_UNIT || i == TC_OPT_SET || i == TC_OPT_LANG ||
                          (periods && (i == TC_OPT_DATA || i == TC_OPT_DATE));
        if (!values || many || values->len < 2 ||
            g_str_equal(g_ptr_array_index(values, 0), tc_args_value(args, i)))
            continue;
        g_autofree char *first = tc_say_shown(g_ptr_array_index(values, 0));
        g_autofree char *last = tc_say_shown(tc_args_value(args, i));
        tc_say_usage(
            args->lang,
            tc_msg_format(args->lang, TC_MSG_USAGE_TWICE, tc_options[i].name, first, last, NULL),
            g_strdup(tc_msg(args->lang, TC_MSG_USAGE_NOT_BOTH_FIX)));
        return false;
    }
    return true;
}

/* --unit "" is what a script makes of a variable that is not set. */
static bool check_units(const TcArgs *args)
{
    const GPtrArray *units = args->values[TC_OPT_UNIT];
    for (guint i = 0; units && i < units->len; i++) {
        const char *unit = g_ptr_array_index(units, i);
        if (unit[strspn(unit, " \t\n")] == '\0') {
            say_no_argument(args, TC_OPT_UNIT);
            return false;
        }
    }
    return true;
}

/* Is it the name of a file of that kind? */
static bool is_data_name(const char *name)
{
    static const char *const ends[] = {".csv", ".json", ".xlsx", ".xls", ".tsv"};
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
        if (g_str_has_suffix(name, ends[i]))
            return true;
    return false;
}

/* "--data 2023.csv 2024.csv": --data is put before each further file. Returns: (transfer full) the
 * words with it. */
static GPtrArray *spread_data(int argc, char **argv)
{
    GPtrArray *words = g_ptr_array_new();
    bool value = false, listed = false; /* is the word that of --data; may it be a further one? */
    for (int i = 0; i < argc; i++) {
        const bool option = strcmp(argv[i], "--data") == 0 || strcmp(argv[i], "-d") == 0;
        const bool further = listed && !value && argv[i][0] != '-' && is_data_name(argv[i]);
        if (further)
            g_ptr_array_add(words, (gpointer)g_intern_static_string("--data"));
        g_ptr_array_add(words, argv[i]);
        listed = value || further || option || g_str_has_prefix(argv[i], "--data=");
        value = !value && option;
    }
    g_ptr_array_add(words, NULL);
    return words;
}

/* "-5 + x" is an expression, no option: a blank before it says so to getopt and nothing to us. */
static void protect_minus(TcCommandId command, int argc, char **argv)
{
    for (int i = 1; i < argc && command == TC_COMMAND_EXPR; i++) {
        bool option = argv[i][0] != '-' || argv[i][1] == '\0' || argv[i][1] == '-' ||
                      g_ascii_isalpha(argv[i][1]);
        if (!option) {
            g_autofree char *spaced = g_strconcat(" ", argv[i], NULL);
            argv[i] = (char *)g_intern_string(spaced);
        }
    }
}

bool tc_args_parse(TcArgs *args, TcCommandId command, TcLang lang, int argc, char **argv)
{
    Getopt known;
    int value;
    *args = (TcArgs){.lang = lang, .command = command};
    if (!tc_args_check_slips(command, lang, argc, argv))
        return false;
    prepare(&known, command);
    protect_minus(command, argc, argv);
    if (command == TC_COMMAND_HISTORY) {
        args->words = spread_data(argc, argv);
        argc = (int)args->words->len - 1;
        argv = (char **)args->words->pdata;
    }
    opterr = 0;
    optind = 0; /* GNU: start anew */
    while ((value = getopt_long(argc, argv, known.letters, known.longs, NULL)) != -1) {
        if (value == '?' || value == ':') {
            say_refused(args, &known, value, argv);
            return false;
        }
        add_value(args, option_of(value), optarg);
    }
    args->operands = (const char *const *)&argv[optind];
    args->n_operands = (unsigned)(argc - optind);
    return check_language(args) && check_repeated(args) && check_units(args);
}

void tc_args_clear(TcArgs *args)
{
    for (unsigned i = 0; i < TC_N_OPTIONS; i++) {
        if (args->values[i])
            g_ptr_array_free(args->values[i], TRUE);
    }
    if (args->words)
        g_ptr_array_free(args->words, TRUE);
}

const char *tc_args_value(const TcArgs *args, TcOptionId option)
{
    const GPtrArray *values = args->values[option];
    return values ? g_ptr_array_index(values, values->len - 1) : NULL;
}

static void say_bad_value(const TcArgs *args, TcOptionId option, char *fix)
{
    g_autofree char *shown = tc_say_shown(tc_args_value(args, option));
    tc_say_usage(
        args->lang,
        tc_msg_format(args->lang, TC_MSG_USAGE_BAD_VALUE, tc_options[option].name, shown, NULL),
        fix);
}

bool tc_args_choice(const TcArgs *args, TcOptionId option, const char *const *names, size_t n,
                    unsigned *choice)
{
    const char *value = tc_args_value(args, option);
    g_autoptr(GString) all = g_string_new(NULL);
    if (!value)
        return true;
    for (unsigned i = 0; i < n; i++) {
        if (strcmp(value, names[i]) == 0) {
            *choice = i;
            return true;
        }
        g_string_append_printf(all, "%s%s", i > 0 ? ", " : "", names[i]);
    }
    say_bad_value(args, option, tc_msg_format(args->lang, TC_MSG_USAGE_CHOOSE, all->str, NULL));
    return false;
}

bool tc_args_number(const TcArgs *args, TcOptionId option, unsigned most, unsigned *value)
{
    const char *text = tc_args_value(args, option);
    guint64 number;
    if (!text)
        return true;
    if (g_ascii_string_to_unsigned(text, 10, 1, most, &number, NULL)) {
        *value = (unsigned)number;
        return true;
    }
    g_autofree char *limit = g_strdup_printf("%u", most);
    say_bad_value(args, option, tc_msg_format(args->lang, TC_MSG_USAGE_NUMBER, limit, NULL));
    return false;
}

/* What to write for the day @text: the one that is meant, if it can be only one. */
static char *date_fix(const char *text, TcLang lang)
{
    char meant[2][TC_DATE_TEXT];
    int32_t day;
    const TcDateStatus status = tc_date_parse(text, strlen(text), &day);
    const bool exists = status != TC_DATE_DAY && status != TC_DATE_MONTH;
    if (tc_date_meant(text, strlen(text), lang, meant) != 1)
        return g_strdup(tc_msg(lang, exists ? TC_MSG_USAGE_DATE : TC_MSG_USAGE_NO_DAY));
    return tc_msg_format(lang, exists ? TC_MSG_USAGE_DATE_MEANT : TC_MSG_USAGE_NO_SUCH_DAY,
                         meant[0], NULL);
}

bool tc_args_date(const TcArgs *args, TcOptionId option, int32_t *day)
{
    const char *text = tc_args_value(args, option);
    if (!text || tc_date_parse(text, strlen(text), day) == TC_DATE_OK)
        return true;
    say_bad_value(args, option, date_fix(text, args->lang));
    return false;
}

/* "tieuchi eval rules.tieuchi data.csv": the file was meant for --data. */
static char *wrong_kind_fix(const TcArgs *args, const char *wrong)
{
    const bool data = wrong && wrong != args->operands[0] && !tc_args_has(args, TC_OPT_DATA) &&
                      tc_command_takes(args->command, TC_OPT_DATA);
    g_autofree char *shown = data ? tc_say_shown(wrong) : NULL;
    g_autofree char *option = data ? g_strdup_printf("--data %s", shown) : NULL;
    const char *example = tc_commands[args->command].example[args->lang];
    return tc_msg_format(args->lang, TC_MSG_USAGE_WRITE, data ? option : example, NULL);
}

/* What @option names, if that is a rule file by its name; else NULL. */
static const char *rules_for(const TcArgs *args, TcOptionId option)
{
    const char *path = tc_args_value(args, option);
    return path && g_str_has_suffix(path, ".tieuchi") ? path : NULL;
}

/* A data file in the place of the rules, or rules in that of the data or the register. Returns: are
 * there none? */
static bool check_kinds(const TcArgs *args)
{
    const char *wrong = NULL;
    bool rules = args->command != TC_COMMAND_EXPR && args->command != TC_COMMAND_HELP;
    for (unsigned i = 0; i < args->n_operands && rules && !wrong; i++)
        wrong = is_data_name(args->operands[i]) ? args->operands[i] : NULL;
    const char *data = rules_for(args, TC_OPT_DATA), *units = rules_for(args, TC_OPT_UNITS);
    if (!wrong && !data && !units)
        return true;
    g_autofree char *shown = tc_say_shown(wrong ? wrong : data ? data : units);
    const TcMsg said = wrong  ? TC_MSG_USAGE_NOT_RULES
                       : data ? TC_MSG_USAGE_NOT_DATA
                              : TC_MSG_USAGE_NOT_REGISTER;
    tc_say_usage(args->lang, tc_msg_format(args->lang, said, shown, NULL),
                 wrong_kind_fix(args, wrong));
    return false;
}

bool tc_args_operands(const TcArgs *args, unsigned least, unsigned most)
{
    const TcCommand *command = &tc_commands[args->command];
    if (args->n_operands < least) {
        tc_say_usage(
            args->lang,
            tc_msg_format(args->lang, TC_MSG_USAGE_TOO_FEW, command->name,
                          command->operands[args->lang], NULL),
            tc_msg_format(args->lang, TC_MSG_USAGE_WRITE, command->example[args->lang], NULL));
        return false;
    }
    if (args->n_operands > most) {
        g_autofree char *shown = tc_say_shown(args->operands[most]);
        tc_say_usage(args->lang, tc_msg_format(args->lang, TC_MSG_USAGE_TOO_MANY, shown, NULL),
                     fix_see_help(args));
        return false;
    }
    return check_kinds(args);
}
