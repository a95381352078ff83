/* Data files of tieuchi test. See test_data.h. */
#include "cli/test_data.h"

#include "cli/load.h"
#include "engine/in_force.h"

/* The sets that may be meant: those of the day, of amended ones its version. */
static GPtrArray *candidates(const GPtrArray *programs, int32_t day)
{
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < programs->len; i++) {
        TcProgram *program = g_ptr_array_index(programs, i);
        if (tc_program_model(program) && (day == INT32_MIN || tc_program_has_day(program, day)))
            g_ptr_array_add(found, program);
    }
    return found;
}

static TcProgram *choose(const TcArgs *args, const GPtrArray *programs, int32_t day, int *status)
{
    g_autoptr(GPtrArray) found = candidates(programs, day);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    const TcRulesOnDay rules = {.programs = found, .day = day};
    if (day == INT32_MIN && found->len == 1)
        return g_ptr_array_index(found, 0);
    if (day == INT32_MIN) {
        const TcProgram *last = found->len ? g_ptr_array_index(found, found->len - 1) : NULL;
        *status = tc_say_needs_date(args->lang, TC_MSG_RULES_WHICH_DAY, last);
        return NULL;
    }
    TcProgram *program = tc_in_force(&rules, diags);
    if (program)
        return program;
    *status = TC_EXIT_FAULT;
    if (tc_diag_has_errors(diags))
        tc_say_diags(diags);
    else
        tc_say_usage(args->lang, tc_in_force_none(&rules, args->lang),
                     tc_msg_format(args->lang, TC_MSG_RULES_NONE_IN_FORCE_FIX, "date", NULL));
    return NULL;
}

static bool read_style(const TcArgs *args, TcLang *style)
{
    static const char *const names[] = {[TC_LANG_VI] = "vi", [TC_LANG_EN] = "en"};
    unsigned choice = *style;
    if (!tc_args_choice(args, TC_OPT_DATA_STYLE, names, G_N_ELEMENTS(names), &choice))
        return false;
    *style = (TcLang)choice;
    return true;
}

static bool say_expects_nothing(const TcArgs *args, const char *path, int *status)
{
    g_autofree char *shown = tc_say_shown(path);
    tc_say_usage(args->lang, tc_msg_format(args->lang, TC_MSG_TEST_EXPECTS_NOTHING, shown, NULL),
                 g_strdup(tc_msg(args->lang, TC_MSG_TEST_EXPECTS_NOTHING_FIX)));
    *status = TC_EXIT_FAULT;
    return false;
}

/* Reads the files and tells what is wrong with them. */
static bool read_files(const TcArgs *args, TcProgram *program, const TcTrialFiles *files,
                       TcTrialData **data, int *status)
{
    GError *error = NULL;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    *data = tc_trial_data_read(program, files, diags, &error);
    *status = *data ? tc_say_diags(diags) : tc_say_world(args->lang, error);
    if (*status == TC_EXIT_DONE && tc_trial_data_length(*data) == 0)
        say_expects_nothing(args, files->expected, status);
    return *status == TC_EXIT_DONE;
}

bool tc_test_read_data(const TcArgs *args, const GPtrArray *programs, TcTrialData **data,
                       int *status)
{
    TcTrialFiles files = {.data = tc_args_value(args, TC_OPT_DATA), .day = INT32_MIN};
    *data = NULL;
    *status = TC_EXIT_USAGE;
    if (!files.data && !tc_args_has(args, TC_OPT_EXPECT))
        return true;
    if (!files.data) {
        tc_say_usage(args->lang, g_strdup(tc_msg(args->lang, TC_MSG_TEST_EXPECT_NEEDS_DATA)),
                     g_strdup(tc_msg(args->lang, TC_MSG_TEST_EXPECT_NEEDS_DATA_FIX)));
        return false;
    }
    files.expected =
        tc_args_has(args, TC_OPT_EXPECT) ? tc_args_value(args, TC_OPT_EXPECT) : files.data;
    if (tc_args_has(args, TC_OPT_DATE) && !tc_args_date(args, TC_OPT_DATE, &files.day))
        return false;
    TcProgram *program = choose(args, programs, files.day, status);
    if (!program)
        return false;
    files.style = tc_program_model(program)->lang;
    return read_style(args, &files.style) && read_files(args, program, &files, data, status);
}
