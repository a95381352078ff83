/* tieuchi history RULES… --unit UNIT --data FILE…: one unit over periods, each with its data and
 * the rules in force on its day. */
#include <limits.h>
#include <unistd.h>
#include "base/date.h"
#include "cli/history.h"
#include "cli/form.h"
#include "cli/load.h"
#include "cli/output.h"
#include "cli/rule_files.h"
#include "engine/in_force.h"
#include "engine/transitions.h"
#include "report/history.h"

typedef struct {
    const TcArgs *args;
    TcPageFormat format;
    TcCsvStyle style;
    GArray *files; /* of TcHistoryFile */
    TcFolder *folder;
    TcHistory *history;
} History;

/* --- options ---------------------------------------------------------------------------------- */

static bool check_unit(const TcArgs *args)
{
    if (tc_args_has(args, TC_OPT_UNIT))
        return true;
    tc_say_usage(args->lang, tc_msg_format(args->lang, TC_MSG_USAGE_NEEDS, "history", "unit", NULL),
                 tc_msg_format(args->lang, TC_MSG_USAGE_WRITE,
                               tc_commands[TC_COMMAND_HISTORY].example[args->lang], NULL));
    return false;
}

/* Numbers of the data are written as the rules of the last period are, unless the user says. */
static bool make_history(History *history, const TcModel *model)
{
    static const char *const names[] = {[TC_LANG_VI] = "vi", [TC_LANG_EN] = "en"};
    unsigned style = model->lang;
    if (!tc_args_choice(history->args, TC_OPT_DATA_STYLE, names, G_N_ELEMENTS(names), &style))
        return false;
    history->history = tc_history_new(tc_args_has(history->args, TC_OPT_CLOSE), (TcLang)style);
    return true;
}

/* --- rules ------------------------------------------------------------------------------------ */

static bool load_folder(History *history, TcDiagList *diags, int *status)
{
    const TcArgs *args = history->args;
    g_autoptr(GPtrArray) paths = tc_rule_files(args, status);
    if (!paths)
        return false;
    history->folder = tc_folder_new(tc_rule_sources(args, paths, status), diags);
    return *status == TC_EXIT_DONE;
}

/* The rules in force on the day of @file, into @period. */
static bool choose_rules(const History *history, int32_t day, GPtrArray *programs,
                         TcHistoryPeriod *period, int *status)
{
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(int32_t));
    const TcLoadChoice among = {programs, none, day, TC_OPT_DATE};
    const TcProgram *found = tc_load_choice(history->args, &among, status);
    guint set;
    if (!found || !g_ptr_array_find(programs, found, &set))
        return false;
    *period = (TcHistoryPeriod){.day = day,
                                .version = {history->folder, set, day},
                                .program = g_ptr_array_steal_index_fast(programs, set)};
    return true;
}

/* The sets of each day, of which their mistakes are told together. Returns: (transfer full) of
 * GPtrArray. */
static GPtrArray *load_days(const History *history, TcDiagList *diags)
{
    GPtrArray *days = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < history->files->len; i++) {
        GPtrArray *programs = tc_programs_new();
        const int32_t day = g_array_index(history->files, TcHistoryFile, i).day;
        for (uint32_t set = 0; set < tc_folder_n_sets(history->folder); set++)
            g_ptr_array_add(programs, tc_judged_program(history->folder, set, day, diags));
        g_ptr_array_add(days, programs);
    }
    return days;
}

/* Periods of one set, or of a set and the one that supersedes it. */
static bool check_sets(const History *history, const GArray *periods, int *status)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(history->args->lang);
    for (guint i = 1; i < periods->len; i++) {
        char from[TC_DATE_TEXT], to[TC_DATE_TEXT];
        const TcHistoryPeriod *a = &g_array_index(periods, TcHistoryPeriod, i - 1);
        const TcHistoryPeriod *b = &g_array_index(periods, TcHistoryPeriod, i);
        const TcModel *earlier = tc_program_model(a->program);
        const TcModel *later = tc_program_model(b->program);
        if (g_str_equal(earlier->code, later->code) || tc_supersedes(later, earlier))
            continue;
        tc_diag_list_rules(diags, later->lang);
        TcDiag *diag = tc_diag(diags, TC_DIAG_HISTORY_OTHER_SET, tc_program_place(b->program),
                               earlier->code, tc_date_format(a->day, history->args->lang, from),
                               later->code, tc_date_format(b->day, history->args->lang, to),
                               earlier->issued_with ? earlier->issued_with : earlier->code, NULL);
        tc_diag_label(diag, tc_program_place(a->program), earlier->code);
    }
    return tc_say_errors(diags, status);
}

/* --- periods ---------------------------------------------------------------------------------- */

static void clear_period(void *data)
{
    TcHistoryPeriod *period = data;
    tc_program_free(period->program);
    tc_data_file_free(period->data);
    g_free(period->shown);
}

/* The periods with their rules and data. Returns: (transfer full), or NULL with *@status set. */
static GArray *load_periods(const History *history, GPtrArray *days, int *status)
{
    g_autoptr(GArray) periods = g_array_new(FALSE, TRUE, sizeof(TcHistoryPeriod));
    g_array_set_clear_func(periods, clear_period);
    for (guint i = 0; i < history->files->len; i++) {
        const TcHistoryFile *file = &g_array_index(history->files, TcHistoryFile, i);
        TcHistoryPeriod period;
        GError *error = NULL;
        if (!choose_rules(history, file->day, g_ptr_array_index(days, i), &period, status))
            return NULL;
        period.shown = tc_say_shown(file->path);
        period.data = tc_data_file_new(file->path, true, &error);
        g_array_append_val(periods, period);
        if (error) {
            *status = tc_say_world(history->args->lang, error);
            return NULL;
        }
    }
    return check_sets(history, periods, status) ? g_steal_pointer(&periods) : NULL;
}

static bool add_periods(History *history, int *status)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(history->args->lang);
    if (!load_folder(history, diags, status))
        return false;
    g_autoptr(GPtrArray) days = load_days(history, diags);
    if (!tc_say_errors(diags, status))
        return false;
    g_autoptr(GArray) periods = load_periods(history, days, status);
    if (!periods)
        return false;
    const TcHistoryPeriod *last = &g_array_index(periods, TcHistoryPeriod, periods->len - 1);
    if (!make_history(history, tc_program_model(last->program))) {
        *status = TC_EXIT_USAGE;
        return false;
    }
    for (guint i = 0; i < periods->len; i++)
        tc_history_add(history->history, &g_array_index(periods, TcHistoryPeriod, i));
    g_array_set_clear_func(periods, NULL); /* they are the history's now */
    return true;
}

/* --- the run ---------------------------------------------------------------------------------- */

static int write_out(const History *history)
{
    const TcArgs *args = history->args;
    const char *path = tc_args_value(args, TC_OPT_OUTPUT);
    const TcHistoryPage page = {.history = history->history,
                                .lang = args->lang,
                                .figures = tc_form_figures(history->format, history->style)};
    g_autoptr(GString) out = g_string_new(NULL);
    TcCsvWriter csv = {.out = out, .style = history->style, .lang = args->lang};
    if (history->format == TC_PAGE_CSV)
        tc_history_csv(&page, &csv);
    else if (history->format == TC_PAGE_JSON)
        tc_history_json(&page, out);
    else if (history->format == TC_PAGE_HTML)
        tc_history_html(&page, out);
    else
        tc_history_text(&page, tc_say_width(STDOUT_FILENO), !path && tc_say_colour(STDOUT_FILENO),
                        out);
    return tc_output_text(path, args->lang, out);
}

/* Tells of a unit that the rules of no period are for. */
static bool check_concerned(const History *history)
{
    const TcHistory *of = history->history;
    const TcHistoryPeriod *last = tc_history_period(of, of->periods->len - 1);
    const TcRowInfo *info = &last->row.block->rows[0];
    const TcUnitTold told = {info->code, info->name, info->parent, info->kind};
    for (guint i = 0; i < of->periods->len; i++)
        if (tc_model_concerns(tc_history_period(of, i)->row.results->model, &told))
            return true;
    return tc_load_check_unit(last->row.results->model, &told,
                              tc_args_value(history->args, TC_OPT_UNIT), history->args->lang);
}

static int run(History *history)
{
    const TcLang lang = history->args->lang;
    GError *error = NULL;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(lang);
    const bool good = tc_history_find_unit(history->args, history->history, diags, &error) &&
                      tc_history_run(history->history, diags, &error);
    if (error)
        return tc_say_world(lang, error);
    const int status = tc_say_diags(diags);
    if (!good || status != TC_EXIT_DONE)
        return status;
    return check_concerned(history) ? write_out(history) : TC_EXIT_USAGE;
}

int tc_cmd_history(const TcArgs *args)
{
    History history = {.args = args};
    int status = TC_EXIT_USAGE;
    if (tc_args_operands(args, 1, UINT_MAX) && check_unit(args) &&
        tc_form_page(history.args, &history.format, &history.style) &&
        (history.files = tc_history_files(args)) && add_periods(&history, &status))
        status = run(&history);
    tc_history_free(history.history);
    tc_folder_unref(history.folder);
    if (history.files)
        g_array_unref(history.files);
    return status;
}
