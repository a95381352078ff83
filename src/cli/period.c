/* A note when rules change within the year judged. See period.h. */
#include "cli/period.h"

#include <stdio.h>
#include <string.h>
#include "base/date.h"
#include "base/msg.h"
#include "engine/in_force.h"

/* Is another set than @found in force on @day? */
static bool other_before(const GPtrArray *programs, const TcProgram *found, int32_t day)
{
    for (guint i = 0; i < programs->len; i++) {
        const TcProgram *other = g_ptr_array_index(programs, i);
        int32_t first, last;
        tc_in_force_days(programs, tc_program_model(other), &first, &last);
        if (other != found && first <= day && day <= last)
            return true;
    }
    return false;
}

/* The day on which @found began where other rules were; INT32_MIN: there were none. */
static int32_t day_of_change(const GPtrArray *programs, const TcProgram *found)
{
    const TcModel *model = tc_program_model(found);
    const int32_t first = model->has_from ? model->in_force_from : INT32_MIN;
    if (tc_program_from(found) > first)
        return tc_program_from(found);
    return first > INT32_MIN && other_before(programs, found, first - 1) ? first : INT32_MIN;
}

/* What the run was told of how to read its data and judge its rows, for another command. */
static char *same_reading(const TcArgs *args)
{
    static const TcOptionId options[] = {TC_OPT_DATA_STYLE, TC_OPT_LENIENT, TC_OPT_CLOSE};
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
        const TcOption *option = &tc_options[options[i]];
        if (!tc_args_has(args, options[i]))
            continue;
        g_string_append_printf(text, " --%s", option->name);
        if (*option->argument[args->lang])
            g_string_append_printf(text, " %s", tc_args_value(args, options[i]));
    }
    return g_string_free(text, FALSE);
}

/* What shows the results by both rules. Returns: (transfer full). */
static char *way_to_see(const TcArgs *args, const char *before, const char *day)
{
    const char *data = tc_args_value(args, TC_OPT_DATA);
    if (args->n_operands != 1 || !data || strcmp(data, "-") == 0)
        return tc_msg_format(args->lang, TC_MSG_PERIOD_AGAIN, before, NULL);
    g_autofree char *folder = tc_say_shown(args->operands[0]);
    g_autofree char *file = tc_say_shown(data);
    g_autofree char *reading = same_reading(args);
    return tc_msg_format(args->lang, TC_MSG_PERIOD_IMPACT, folder, before, day, file, reading,
                         NULL);
}

void tc_say_period(const TcArgs *args, const TcProgram *found, const GPtrArray *programs,
                   int32_t day)
{
    char texts[3][TC_DATE_TEXT];
    int year, month, of_month;
    if (day == INT32_MIN)
        return;
    tc_date_to_ymd(day, &year, &month, &of_month);
    const int32_t change = day_of_change(programs, found);
    if (change <= tc_date_from_ymd(year, 1, 1) || change > day)
        return;
    const char *began = tc_date_format(change, args->lang, texts[0]);
    const char *before = tc_date_format(change - 1, args->lang, texts[1]);
    const char *judged = tc_date_format(day, args->lang, texts[2]);
    g_autofree char *number = g_strdup_printf("%d", year);
    g_autofree char *note =
        tc_msg_format(args->lang, TC_MSG_PERIOD_CHANGES, number, began, judged, NULL);
    g_autofree char *way = way_to_see(args, before, judged);
    fprintf(stderr, "%s: %s\n%s: %s\n", tc_msg(args->lang, TC_MSG_WARNING), note,
            tc_msg(args->lang, TC_MSG_FIX), way);
}
