/* What several commands load: the rule file, a register of units. */
#ifndef TC_CLI_LOAD_H
#define TC_CLI_LOAD_H

#include "cli/cli.h"
#include "data/units.h"
#include "engine/folder.h"
#include "engine/program.h"

/* The rules of @args, ready to run: of several files the set in force on --date
 * (engine/in_force.h). Mistakes in any of the files are told. Returns: (transfer full), or NULL
 * with *@status set after telling the user. */
TcProgram *tc_load_rules(const TcArgs *args, int *status);
/* The folder of the rule files of @args, and the version of each of its sets (TcProgram, appended
 * to
 * @programs) on --date, which must be given. Returns: (transfer full), or NULL with *@status set
 * after telling the user. */
TcFolder *tc_load_folder(const TcArgs *args, GPtrArray *programs, int *status);
/* Sets, of which one is to be taken. */
typedef struct {
    GPtrArray *programs; /* of TcProgram, without errors; borrowed; files of examples alone, which
                            are for tieuchi test, are dropped */
    const GArray *days;  /* on which versions begin */
    int32_t day;         /* on which the set is to be in force; INT32_MIN: not given */
    TcOptionId by;       /* the option that tells the day */
} TcLoadChoice;
/* The set in force on the day; a single one that nothing amends is taken as it is without a day.
 * Returns: (transfer none) NULL with *@status set after telling the user. */
TcProgram *tc_load_choice(const TcArgs *args, const TcLoadChoice *among, int *status);
/* Which of @programs is in force on --date: its index, or -1 with *@status set. */
int64_t tc_load_choose(const TcArgs *args, GPtrArray *programs, int *status);
/* Says @what, which a day would mend, with one on which @program (NULL: any) is in force. Returns:
 * TC_EXIT_USAGE. */
int tc_say_needs_date(TcLang lang, TcMsg what, const TcProgram *program);
/* The register of --units for the units of @model, likewise. */
TcUnits *tc_load_register(const TcArgs *args, const TcModel *model, int *status);
/* Are the rules for the unit that the user calls @shown? If not, tells the user. */
bool tc_load_check_unit(const TcModel *model, const TcUnitTold *unit, const char *shown,
                        TcLang lang);
/* Beside a CSV, which has no foot: what in the rules was not checked or is assumed, and @sources of
 * the data (NULL: none). */
void tc_load_say_origin(const TcModel *model, const char *sources, TcLang lang);

#endif
