/* Loading the rule files of a command. */
#include "cli/load.h"

#include <limits.h>
#include <stdio.h>
#include "base/date.h"
#include "cli/period.h"
#include "cli/rule_files.h"
#include "engine/in_force.h"
#include "engine/transitions.h"
#include "report/origin.h"
#include "report/rule_text.h"

/* The version of every set of @folder that @day is in, or as first issued; *@days gets the days on
 * which amended ones change. */
static void load_versions(TcFolder *folder, int32_t day, GPtrArray *programs, GArray *days,
                          TcDiagList *diags)
{
    for (uint32_t set = 0; set < tc_folder_n_sets(folder); set++) {
        g_autoptr(GArray) own = tc_folder_days(folder, set);
        g_array_append_vals(days, own->data, own->len);
        g_ptr_array_add(programs, tc_judged_program(folder, set, day, diags));
    }
}

/* Drops the files of examples alone, which are for tieuchi test. Returns: are there others? If not,
 * tells the user. */
static bool keep_rules(GPtrArray *programs, TcLang lang, int *status)
{
    for (guint i = programs->len; i > 0; i--)
        if (tc_program_is_examples(g_ptr_array_index(programs, i - 1)))
            g_ptr_array_remove_index(programs, i - 1);
    if (programs->len == 0)
        *status = tc_say_usage(lang, g_strdup(tc_msg(lang, TC_MSG_RULES_EXAMPLES_ONLY)),
                               g_strdup(tc_msg(lang, TC_MSG_RULES_EXAMPLES_ONLY_FIX)));
    return programs->len > 0;
}

/* Loads all files into @programs. Returns: were all of them good? (Warnings are for check to tell.)
 */
static bool load_all(const TcArgs *args, const GPtrArray *paths, int32_t day, GPtrArray *programs,
                     GArray *days, TcDiagList *diags, int *status)
{
    GError *error = NULL;
    g_autoptr(TcFolder) folder = NULL; /* what is told stands in its files */
    if (paths->len == 2 && !tc_args_has(args, TC_OPT_KNOWN)) { /* one file needs no folder */
        TcProgram *program = tc_program_load(g_ptr_array_index(paths, 0), diags, &error);
        if (program)
            g_ptr_array_add(programs, program);
        *status = program ? TC_EXIT_DONE : tc_say_world(args->lang, error);
    } else {
        GPtrArray *sources = tc_rule_sources(args, paths, status);
        folder = tc_rule_folder(args, sources, diags);
        load_versions(folder, day, programs, days, diags);
    }
    return tc_say_errors(diags, status);
}

static int say_none(const TcRulesOnDay *rules, TcOptionId by, TcLang lang)
{
    tc_say_usage(lang, tc_in_force_none(rules, lang),
                 tc_msg_format(lang, TC_MSG_RULES_NONE_IN_FORCE_FIX, tc_options[by].name, NULL));
    return TC_EXIT_FAULT;
}

/* Several sets or versions and no day: one on which the choice is clear. */
static int say_which_day(const TcLoadChoice *among, TcLang lang)
{
    char text[TC_DATE_TEXT];
    int32_t day = 0;
    for (guint i = 0; i < among->days->len; i++)
        day = MAX(day, g_array_index(among->days, int32_t, i));
    char *fix = among->days->len > 0 || tc_in_force_day(among->programs, &day)
                    ? tc_msg_format(lang, TC_MSG_RULES_WHICH_DAY_FIX, tc_options[among->by].name,
                                    tc_date_format(day, lang, text), NULL)
                    : g_strdup(tc_msg(lang, TC_MSG_RULES_ONE_FILE_FIX));
    return tc_say_usage(lang, g_strdup(tc_msg(lang, TC_MSG_RULES_WHICH_DAY)), fix);
}

TcProgram *tc_load_choice(const TcArgs *args, const TcLoadChoice *among, int *status)
{
    TcRulesOnDay rules = {.programs = among->programs, .day = among->day};
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    if (!keep_rules(among->programs, args->lang, status))
        return NULL;
    if (among->day == INT32_MIN) {
        if (among->programs->len == 1 && among->days->len == 0)
            return g_ptr_array_index(among->programs, 0);
        *status = say_which_day(among, args->lang);
        return NULL;
    }
    TcProgram *found = tc_in_force(&rules, diags);
    if (!found)
        *status = tc_diag_has_errors(diags) ? tc_say_diags(diags)
                                            : say_none(&rules, among->by, args->lang);
    return found;
}

/* Nobody judges by rules that ask to be looked at without knowing; check tells what it is. */
static void say_warnings(const TcArgs *args, const TcDiagList *diags)
{
    const unsigned n = tc_diag_count(diags, TC_WARNING);
    if (n == 0 || args->command != TC_COMMAND_EVAL)
        return;
    g_autoptr(GString) files = g_string_new(NULL);
    for (unsigned i = 0; i < args->n_operands; i++) {
        g_autofree char *shown = tc_say_shown(args->operands[i]);
        g_string_append_printf(files, "%s%s", i > 0 ? " " : "", shown);
    }
    g_autofree char *count = g_strdup_printf("%u", n);
    g_autofree char *text =
        tc_msg_format(args->lang, TC_MSG_EVAL_RULE_WARNINGS, count, files->str, NULL);
    fprintf(stderr, "%s\n", text);
}

TcProgram *tc_load_rules(const TcArgs *args, int *status)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    g_autoptr(GPtrArray) programs = tc_programs_new();
    g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(int32_t));
    int32_t day = INT32_MIN;
    *status = TC_EXIT_USAGE;
    if (!tc_args_operands(args, 1, UINT_MAX) ||
        (tc_args_has(args, TC_OPT_DATE) && !tc_args_date(args, TC_OPT_DATE, &day)))
        return NULL;
    g_autoptr(GPtrArray) paths = tc_rule_files(args, status);
    if (!paths || !load_all(args, paths, day, programs, days, diags, status))
        return NULL;
    say_warnings(args, diags);
    const TcLoadChoice among = {programs, days, day, TC_OPT_DATE};
    TcProgram *found = tc_load_choice(args, &among, status);
    guint index;
    if (!found || !g_ptr_array_find(programs, found, &index))
        return NULL;
    if (args->command == TC_COMMAND_EVAL || args->command == TC_COMMAND_EXPLAIN)
        tc_say_period(args, found, programs, day);
    return g_ptr_array_steal_index_fast(programs, index);
}

/* The last day on which @program is in force of the year in which it begins. */
static int32_t example_day(const TcProgram *program)
{
    int year = 2024, month, of_month;
    const TcModel *model = program ? tc_program_model(program) : NULL;
    int32_t from = program ? tc_program_from(program) : INT32_MIN;
    if (from == INT32_MIN && model && model->has_from)
        from = model->in_force_from;
    if (from != INT32_MIN)
        tc_date_to_ymd(from, &year, &month, &of_month);
    const int32_t last = tc_date_from_ymd(year, 12, 31);
    const bool ends = model && model->has_until && model->in_force_until < last;
    return ends && model->in_force_until >= from ? model->in_force_until : last;
}

int tc_say_needs_date(TcLang lang, TcMsg what, const TcProgram *program)
{
    char day[TC_DATE_TEXT];
    return tc_say_usage(lang, g_strdup(tc_msg(lang, what)),
                        tc_msg_format(lang, TC_MSG_EVAL_NEEDS_DATE_FIX,
                                      tc_date_format(example_day(program), lang, day), NULL));
}

/* The day of --date. Returns: false after telling the user. */
static bool needed_day(const TcArgs *args, int32_t *day)
{
    if (tc_args_has(args, TC_OPT_DATE))
        return tc_args_date(args, TC_OPT_DATE, day);
    tc_say_needs_date(args->lang, TC_MSG_RULES_WHICH_DAY, NULL);
    return false;
}

TcFolder *tc_load_folder(const TcArgs *args, GPtrArray *programs, int *status)
{
    int32_t day = INT32_MIN;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    *status = TC_EXIT_USAGE;
    if (!tc_args_operands(args, 1, UINT_MAX) || !needed_day(args, &day))
        return NULL;
    g_autoptr(GPtrArray) paths = tc_rule_files(args, status);
    if (!paths)
        return NULL;
    g_autoptr(TcFolder) folder = tc_rule_folder(args, tc_rule_sources(args, paths, status), diags);
    for (uint32_t set = 0; set < tc_folder_n_sets(folder); set++)
        g_ptr_array_add(programs, tc_judged_program(folder, set, day, diags));
    if (tc_say_errors(diags, status))
        return g_steal_pointer(&folder);
    g_ptr_array_set_size(programs, 0); /* their places were told */
    return NULL;
}

int64_t tc_load_choose(const TcArgs *args, GPtrArray *programs, int *status)
{
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(int32_t));
    int32_t day;
    guint index;
    *status = TC_EXIT_USAGE;
    if (!needed_day(args, &day))
        return -1;
    const TcLoadChoice among = {programs, none, day, TC_OPT_DATE};
    const TcProgram *found = tc_load_choice(args, &among, status);
    return found && g_ptr_array_find(programs, found, &index) ? (int64_t)index : -1;
}

TcUnits *tc_load_register(const TcArgs *args, const TcModel *model, int *status)
{
    GError *error = NULL;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    g_autoptr(TcUnits) units =
        tc_units_read(tc_args_value(args, TC_OPT_UNITS), tc_model_level(model), diags, &error);
    if (error) {
        *status = tc_say_world(args->lang, error);
        return NULL;
    }
    *status = tc_say_diags(diags);
    return *status == TC_EXIT_DONE ? g_steal_pointer(&units) : NULL;
}

bool tc_load_check_unit(const TcModel *model, const TcUnitTold *unit, const char *shown,
                        TcLang lang)
{
    if (tc_model_concerns(model, unit))
        return true;
    g_autofree char *only_for = tc_rule_units(&model->only_for);
    tc_say_usage(lang, tc_msg_format(lang, TC_MSG_UNIT_OUTSIDE, shown, model->code, only_for, NULL),
                 g_strdup(tc_msg(lang, TC_MSG_UNIT_OUTSIDE_FIX)));
    return false;
}

void tc_load_say_origin(const TcModel *model, const char *sources, TcLang lang)
{
    g_autofree char *note = tc_origin_note(model, lang);
    if (*note || sources)
        fprintf(stderr, "%s: %s%s%s\n", tc_msg(lang, TC_MSG_WARNING), note,
                *note && sources ? "; " : "", sources ? sources : "");
}
