/* What the commands share: the tables of commands and options, the arguments of one call, and the
 * ways to speak to the user.
 *
 * Commands get their arguments parsed and return an exit status. Results go to the standard output
 * or the file of --output; everything else goes to the standard error, in the user's language. */
#ifndef TC_CLI_CLI_H
#define TC_CLI_CLI_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include "base/diag.h"
#include "base/lang.h"
#include "base/msg.h"

typedef enum {
    TC_EXIT_DONE,  /* whatever the verdict is */
    TC_EXIT_FAULT, /* the rules or the data have errors */
    TC_EXIT_USAGE,
    TC_EXIT_WORLD, /* a file, a full disk, a closed pipe */
} TcExit;

typedef enum {
#define TC_COMMAND(id, ...) TC_COMMAND_##id,
#include "commands.def"
    TC_N_COMMANDS
} TcCommandId;

typedef enum {
#define TC_OPTION(id, ...) TC_OPT_##id,
#include "options.def"
    TC_N_OPTIONS
} TcOptionId;

typedef struct TcArgs TcArgs;

typedef struct {
    const char *name;
    int (*run)(const TcArgs *args);
    const char *operands[TC_N_LANGS];
    const char *doc[TC_N_LANGS];
    const char *example[TC_N_LANGS];
} TcCommand;

typedef struct {
    const char *name;
    char letter; /* 0: none */
    const char *argument[TC_N_LANGS];
} TcOption;

typedef struct {
    TcCommandId command;
    TcOptionId option;
    const char *doc[TC_N_LANGS];
} TcCommandOption;

extern const TcCommand tc_commands[TC_N_COMMANDS];
extern const TcOption tc_options[TC_N_OPTIONS];
extern const TcCommandOption tc_command_options[];
extern const size_t tc_n_command_options;

/* The command of this name, or TC_N_COMMANDS. */
TcCommandId tc_command_find(const char *name);
bool tc_command_takes(TcCommandId command, TcOptionId option);

#define TC_COMMAND(id, name, function, ...) int function(const TcArgs *args);
#include "commands.def"

/* --- language.c ---------------------------------------------------------------------------- */

/* The user's language: of --lang wherever it stands in @argv, else of the locale. */
TcLang tc_language(int argc, char **argv);
bool tc_language_find(const char *name, TcLang *lang);

/* --- args.c: the arguments of one call ------------------------------------------------------ */

struct TcArgs {
    TcLang lang;
    TcCommandId command;
    GPtrArray *values[TC_N_OPTIONS]; /* of const char *, in the order given; NULL: not given */
    const char *const *operands;     /* n_operands, borrowed from argv */
    unsigned n_operands;
    GPtrArray *words; /* private: what was parsed, where that is not argv */
};

/* Parses what follows the command's name; argv[0] is the name. Returns: false after telling the
 * user what is wrong. */
bool tc_args_parse(TcArgs *args, TcCommandId command, TcLang lang, int argc, char **argv);
void tc_args_clear(TcArgs *args);
/* slips.c: is what follows the command's name free of what looks like an option or a file and is
 * none? Tells the user if not. */
bool tc_args_check_slips(TcCommandId command, TcLang lang, int argc, char **argv);

static inline bool tc_args_has(const TcArgs *args, TcOptionId option)
{
    return args->values[option] != NULL;
}
/* The value given last, or NULL. */
const char *tc_args_value(const TcArgs *args, TcOptionId option);
/* Which of the @n @names the option names; @choice is left alone when it is not given. Returns:
 * false after telling the user. */
bool tc_args_choice(const TcArgs *args, TcOptionId option, const char *const *names, size_t n,
                    unsigned *choice);
/* A whole number from 1 to @most; @value is left alone when it is not given. */
bool tc_args_number(const TcArgs *args, TcOptionId option, unsigned most, unsigned *value);
bool tc_args_date(const TcArgs *args, TcOptionId option, int32_t *day);
/* Tells the user when there are not @least to @most operands. */
bool tc_args_operands(const TcArgs *args, unsigned least, unsigned most);

/* --- say.c: words for the user -------------------------------------------------------------- */

/* "Lỗi: @message" and "Sửa: @fix" on the standard error. Takes both texts. Returns TC_EXIT_USAGE.
 */
int tc_say_usage(TcLang lang, char *message, char *fix);
/* What the world did: a GError of a file, with one thing to do. A closed pipe is passed over in
 * silence. Frees @error. Returns: TC_EXIT_WORLD. */
int tc_say_world(TcLang lang, GError *error);
/* Diagnostics on the standard error. Returns: TC_EXIT_FAULT with errors among them, else DONE. */
int tc_say_diags(TcDiagList *diags);
/* The same if there are errors among them, in silence if there are none: *@status, while it is
 * good, becomes TC_EXIT_FAULT. Returns: is it good still? */
bool tc_say_errors(TcDiagList *diags, int *status);
/* @bytes, whatever they are, as one line of text. Returns: (transfer full). */
char *tc_say_shown(const char *bytes);
/* May colours go to @fd: a terminal, and NO_COLOR is not set. */
bool tc_say_colour(int fd);
/* Of the terminal at @fd, else of $COLUMNS, else 120. */
unsigned tc_say_width(int fd);

#endif
