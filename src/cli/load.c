/* Loading the rule file of a command. */
#include "cli/load.h"

#include <stdio.h>
#include "report/origin.h"
#include "report/rule_text.h"

TcProgram *tc_load_rules(const TcArgs *args, int *status)
{
    GError *error = NULL;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    *status = TC_EXIT_USAGE;
    if (!tc_args_operands(args, 1, 1))
        return NULL;
    g_autoptr(TcProgram) program = tc_program_load(args->operands[0], diags, &error);
    if (!program) {
        *status = tc_say_world(args->lang, error);
        return NULL;
    }
    if (tc_program_model(program))
        return g_steal_pointer(&program); /* warnings are for check to tell */
    *status = tc_say_diags(diags);
    return NULL;
}

TcUnits *tc_load_register(const TcArgs *args, int *status)
{
    GError *error = NULL;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    g_autoptr(TcUnits) units = tc_units_read(tc_args_value(args, TC_OPT_UNITS), diags, &error);
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
    g_autofree char *only_for = tc_rule_only_for(model);
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
