/* Loading the rule files of a command. */
#include "cli/load.h"

#include <limits.h>
#include <stdio.h>
#include "base/date.h"
#include "engine/in_force.h"
#include "report/origin.h"
#include "report/rule_text.h"

static void free_program(void *program)
{
    tc_program_free(program);
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
static bool load_all(const TcArgs *args, GPtrArray *programs, TcDiagList *diags, int *status)
{
    *status = TC_EXIT_DONE;
    for (unsigned i = 0; i < args->n_operands; i++) {
        GError *error = NULL;
        TcProgram *program = tc_program_load(args->operands[i], diags, &error);
        if (program)
            g_ptr_array_add(programs, program);
        else
            *status = tc_say_world(args->lang, error);
    }
    if (!tc_diag_has_errors(diags))
        return *status == TC_EXIT_DONE;
    int said = tc_say_diags(diags);
    *status = *status == TC_EXIT_DONE ? said : *status;
    return false;
}

static int say_none(const TcRulesOnDay *rules, TcLang lang)
{
    tc_say_usage(lang, tc_in_force_none(rules, lang),
                 g_strdup(tc_msg(lang, TC_MSG_RULES_NONE_IN_FORCE_FIX)));
    return TC_EXIT_FAULT;
}

/* Several sets and no day: one on which the choice is clear. */
static int say_which_day(const GPtrArray *programs, TcLang lang)
{
    char text[TC_DATE_TEXT];
    int32_t day;
    char *fix =
        tc_in_force_day(programs, &day)
            ? tc_msg_format(lang, TC_MSG_RULES_WHICH_DAY_FIX, tc_date_format(day, lang, text), NULL)
            : g_strdup(tc_msg(lang, TC_MSG_RULES_ONE_FILE_FIX));
    return tc_say_usage(lang, g_strdup(tc_msg(lang, TC_MSG_RULES_WHICH_DAY)), fix);
}

/* The set of @programs that is in force on --date; a single one without a date is taken as it is.
 * Returns: (transfer none) NULL after telling the user. */
static TcProgram *choose(const TcArgs *args, const GPtrArray *programs, int *status)
{
    TcRulesOnDay rules = {.programs = programs};
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    if (!tc_args_has(args, TC_OPT_DATE)) {
        if (programs->len == 1)
            return g_ptr_array_index(programs, 0);
        *status = say_which_day(programs, args->lang);
        return NULL;
    }
    if (!tc_args_date(args, TC_OPT_DATE, &rules.day)) {
        *status = TC_EXIT_USAGE;
        return NULL;
    }
    TcProgram *found = tc_in_force(&rules, diags);
    if (!found)
        *status = tc_diag_has_errors(diags) ? tc_say_diags(diags) : say_none(&rules, args->lang);
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
    g_autoptr(GPtrArray) programs = g_ptr_array_new_with_free_func(free_program);
    *status = TC_EXIT_USAGE;
    if (!tc_args_operands(args, 1, UINT_MAX) || !load_all(args, programs, diags, status))
        return NULL;
    say_warnings(args, diags);
    if (!keep_rules(programs, args->lang, status))
        return NULL;
    TcProgram *found = choose(args, programs, status);
    guint index;
    if (!found || !g_ptr_array_find(programs, found, &index))
        return NULL;
    return g_ptr_array_steal_index_fast(programs, index);
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
