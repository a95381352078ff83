/* What the user asked of eval. */
#include "cli/eval.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "cli/form.h"
#include "cli/load.h"

enum { MAX_JOBS = 256, BLANKS_SHOWN = 3 };

static bool check_outputs(const TcEval *eval)
{
    const TcArgs *args = eval->args;
    return tc_form_is(args, TC_OPT_MISSING, "csv") &&
           (!tc_args_has(args, TC_OPT_MISSING) ||
            tc_output_are_two(args, tc_args_value(args, TC_OPT_OUTPUT), TC_OPT_MISSING));
}

static bool read_format(TcEval *eval)
{
    static const char *const judged[] = {
        [TC_EVAL_TABLE] = "table", [TC_EVAL_CSV] = "csv", [TC_EVAL_JSON] = "json"};
    static const char *const explained[] = {"text", "json"}; /* in the order of TcEvalFormat */
    const bool explains = eval->args->command == TC_COMMAND_EXPLAIN;
    const unsigned first = explains ? TC_EVAL_REASONS_TEXT : TC_EVAL_TABLE;
    unsigned format = !explains && tc_args_has(eval->args, TC_OPT_COLUMNS) ? TC_EVAL_CSV : 0;
    if (!tc_form_read(eval->args, explains ? explained : judged,
                      explains ? G_N_ELEMENTS(explained) : G_N_ELEMENTS(judged), &format))
        return false;
    eval->format = (TcEvalFormat)(first + format);
    return true;
}

static bool read_choices(TcEval *eval)
{
    static const char *const styles[] = {[TC_CSV_EXCEL] = "excel", [TC_CSV_PLAIN] = "plain"};
    unsigned style = TC_CSV_EXCEL;
    if (!read_format(eval) || !check_outputs(eval) ||
        !tc_args_choice(eval->args, TC_OPT_CSV_STYLE, styles, G_N_ELEMENTS(styles), &style))
        return false;
    eval->style = (TcCsvStyle)style;
    return true;
}

static bool read_run(TcEval *eval)
{
    const TcArgs *args = eval->args;
    unsigned jobs = 0;
    if (!tc_args_number(args, TC_OPT_JOBS, MAX_JOBS, &jobs) ||
        !tc_args_date(args, TC_OPT_DATE, &eval->run.date_judged))
        return false;
    eval->run.jobs = jobs;
    eval->run.closed = tc_args_has(args, TC_OPT_CLOSE);
    eval->lenient = tc_args_has(args, TC_OPT_LENIENT);
    eval->report = (TcReportRun){.has_date = tc_args_has(args, TC_OPT_DATE),
                                 .date_judged = eval->run.date_judged,
                                 .closed = eval->run.closed,
                                 .lenient = eval->lenient,
                                 .data_file = eval->data_shown};
    return true;
}

/* Combinations that contradict themselves. Returns: are there none? */
static bool check_combinations(const TcEval *eval)
{
    const TcArgs *args = eval->args;
    if (tc_args_has(args, TC_OPT_STRICT) && eval->lenient) {
        tc_say_usage(eval->lang,
                     tc_msg_format(eval->lang, TC_MSG_USAGE_NOT_BOTH, "strict", "lenient", NULL),
                     g_strdup(tc_msg(eval->lang, TC_MSG_USAGE_NOT_BOTH_FIX)));
        return false;
    }
    if (tc_args_has(args, TC_OPT_COLUMNS) && eval->format != TC_EVAL_CSV) {
        tc_say_usage(eval->lang, g_strdup(tc_msg(eval->lang, TC_MSG_COLUMNS_ONLY_CSV)),
                     tc_msg_format(eval->lang, TC_MSG_USAGE_WRITE, "--format csv", NULL));
        return false;
    }
    return true;
}

static bool check_data(const TcEval *eval)
{
    const TcArgs *args = eval->args;
    if (tc_args_has(args, TC_OPT_DATA))
        return true;
    g_autofree char *rules =
        tc_say_shown(args->n_operands > 0 ? args->operands[0] : "cds-xa.tieuchi");
    tc_say_usage(eval->lang, g_strdup(tc_msg(eval->lang, TC_MSG_EVAL_NEEDS_DATA)),
                 tc_msg_format(eval->lang, TC_MSG_EVAL_NEEDS_DATA_FIX, rules, NULL));
    return false;
}

/* There must be a day if the rules ask for it. */
static bool check_date(const TcEval *eval, int *status)
{
    if (eval->report.has_date || !tc_program_asks_date(eval->program))
        return true;
    *status = tc_say_needs_date(eval->lang, TC_MSG_EVAL_NEEDS_DATE, eval->program);
    return false;
}

static bool read_data_style(TcEval *eval)
{
    static const char *const names[] = {[TC_LANG_VI] = "vi", [TC_LANG_EN] = "en"};
    unsigned style = eval->model->lang;
    if (!tc_args_choice(eval->args, TC_OPT_DATA_STYLE, names, G_N_ELEMENTS(names), &style))
        return false;
    eval->data_style = (TcLang)style;
    return true;
}

static bool read_columns(TcEval *eval)
{
    const char *text = tc_args_value(eval->args, TC_OPT_COLUMNS);
    char *message = NULL, *fix = NULL;
    eval->columns = text ? tc_columns_parse(text, eval->model, eval->lang, &message, &fix)
                         : tc_columns_default(eval->model, eval->lang, eval->style);
    if (!eval->columns)
        tc_say_usage(eval->lang, message, fix);
    else if (eval->run.closed)
        tc_columns_note(eval->columns, tc_msg(eval->lang, TC_MSG_NOTE_CLOSED));
    return eval->columns != NULL;
}

static void make_figures(TcEval *eval)
{
    bool plain = eval->format == TC_EVAL_CSV && eval->style == TC_CSV_PLAIN;
    TcFiguresFor purpose = plain                           ? TC_FIGURES_EXACT
                           : eval->format == TC_EVAL_TABLE ? TC_FIGURES_PAGE
                                                           : TC_FIGURES_SHEET;
    eval->figures =
        tc_figures_new(eval->model, &eval->run, plain ? TC_LANG_EN : eval->lang, purpose);
    eval->summary = tc_summary_new(eval->model);
    if (tc_args_has(eval->args, TC_OPT_MISSING)) /* which tells of every answer why it is open */
        eval->missing = tc_missing_new(tc_program_plan(eval->program), &eval->run);
    else if (eval->columns)
        eval->needs = tc_columns_needs(eval->columns, eval->model, eval->figures);
    eval->run.needs = eval->needs;
}

static bool prepare_rules(TcEval *eval, int *status)
{
    eval->program = tc_load_rules(eval->args, status);
    if (!eval->program)
        return false;
    eval->model = tc_program_model(eval->program);
    if (!check_date(eval, status))
        return false;
    *status = TC_EXIT_USAGE;
    if (!read_data_style(eval) || (eval->format == TC_EVAL_CSV && !read_columns(eval)) ||
        (tc_eval_gives_reasons(eval) && !tc_eval_explain_prepare(eval)))
        return false;
    make_figures(eval);
    return true;
}

/* The units of --unit are looked for in the file before it is judged; ranks need all of it. */
static bool prepare_data(TcEval *eval, int *status)
{
    GError *error = NULL;
    bool again = tc_args_has(eval->args, TC_OPT_UNIT) || eval->model->n_rankings > 0;
    eval->data = tc_data_file_new(tc_args_value(eval->args, TC_OPT_DATA), again, &error);
    if (!eval->data)
        *status = tc_say_world(eval->lang, error);
    return eval->data != NULL;
}

bool tc_eval_prepare(TcEval *eval, const TcArgs *args, int *status)
{
    *eval = (TcEval){.args = args, .lang = args->lang};
    const char *data = tc_args_value(args, TC_OPT_DATA);
    eval->data_shown = tc_say_shown(data ? data : "");
    *status = TC_EXIT_USAGE;
    if (!tc_args_operands(args, 1, UINT_MAX) || !check_data(eval) || !read_choices(eval) ||
        !read_run(eval) || !check_combinations(eval) || !prepare_rules(eval, status))
        return false;
    if (tc_args_has(args, TC_OPT_UNITS) &&
        !(eval->units = tc_load_register(args, eval->model, status)))
        return false;
    eval->absent = tc_absent_new(eval->model, eval->units);
    return tc_eval_check_lists(eval, status) && prepare_data(eval, status);
}

void tc_eval_clear(TcEval *eval)
{
    tc_output_free(eval->output);
    tc_output_free(eval->missing_output);
    tc_missing_free(eval->missing);
    tc_unit_table_free(eval->table);
    tc_columns_free(eval->columns);
    tc_needs_free(eval->needs);
    tc_figures_free(eval->figures);
    tc_summary_free(eval->summary);
    tc_units_free(eval->units);
    tc_program_free(eval->program);
    if (eval->wanted)
        g_array_free(eval->wanted, TRUE);
    if (eval->outsiders)
        g_ptr_array_free(eval->outsiders, TRUE);
    if (eval->annex)
        g_string_free(eval->annex, TRUE);
    tc_data_file_free(eval->data);
    tc_standings_free(eval->standings);
    tc_absent_clear(&eval->absent);
    g_free(eval->present);
    g_free(eval->data_shown);
}

TcReader *tc_eval_open_data(const TcEval *eval, TcUnits *namesakes, TcDiagList *diags,
                            GError **error)
{
    const bool table =
        eval->format == TC_EVAL_TABLE && !eval->missing && !tc_args_has(eval->args, TC_OPT_UNIT);
    const TcReadOptions options = {.lenient = eval->lenient,
                                   .style = eval->data_style,
                                   .blanks = table ? BLANKS_SHOWN : 0,
                                   .units = eval->units,
                                   .namesakes = namesakes,
                                   .level = tc_model_level(eval->model),
                                   .only_for = &eval->model->only_for};
    tc_diag_list_rules(diags, eval->model->lang);
    return tc_data_file_open(eval->data, &eval->model->schema, &options, diags, error);
}
