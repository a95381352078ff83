/* Running rules for the public interface. */
#include "engine/public.h"

#include <string.h>
#include "base/date.h"
#include "base/msg.h"
#include "engine/in_force.h"

static bool deliver(const TcBlock *block, const TcResults *results, const GString *text,
                    void *context, GError **error)
{
    (void)text;
    (void)error;
    for (uint32_t row = 0; row < block->n; row++) {
        const TcRowInfo *info = &block->rows[row];
        const TcUnitTold unit = {info->code, info->name, info->parent, info->kind};
        if (tc_model_concerns(results->model, &unit))
            tc_public_results_add(context, block, results, row);
    }
    return true;
}

/* Takes @file over; NULL: there was none. */
static TieuchiResults *run(const TieuchiRules *rules, TcDataFile *file,
                           const TcReadOptions *reading, TcRun run_options, char **messages,
                           GError **error)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(rules->lang);
    g_autoptr(TcStandings) standings = NULL;
    g_autoptr(TcReader) reader = NULL;
    TieuchiResults *results = tc_public_results_new(rules);
    TcSink sink = {.deliver = deliver, .context = results};
    bool done = false;
    if (file && tc_program_rank(rules->program, file, reading, &run_options, &standings, error))
        reader = tc_data_file_open(file, &tc_program_model(rules->program)->schema, reading, diags,
                                   error);
    if (reader) {
        run_options.appraisals = tc_reader_has_appraisals(reader);
        done = tc_program_run(rules->program, reader, &run_options, &sink, error);
    }
    tc_public_messages(diags, messages);
    if (!done || tc_diag_has_errors(diags))
        g_clear_pointer(&results, tieuchi_results_free);
    tc_data_file_free(file);
    return results;
}

/* @text is taken. */
static bool refuse_day(TcLang lang, char *text, char **messages)
{
    if (messages)
        *messages = g_strdup_printf("%s: %s. %s\n", tc_msg(lang, TC_MSG_ERROR), text,
                                    tc_msg(lang, TC_MSG_PUBLIC_DATE_FIX));
    g_free(text);
    return false;
}

/* Are the rules in force on the day, and is there one if they ask for it? */
static bool check_day(const TieuchiRules *rules, bool given, int32_t day, char **messages)
{
    g_autoptr(GPtrArray) programs = g_ptr_array_new();
    g_autoptr(TcDiagList) diags = tc_diag_list_new(rules->lang);
    const TcRulesOnDay on_day = {.programs = programs, .day = day};
    g_ptr_array_add(programs, rules->program);
    if (given && !tc_in_force(&on_day, diags))
        return refuse_day(rules->lang, tc_in_force_none(&on_day, rules->lang), messages);
    if (!given && tc_program_asks_date(rules->program))
        return refuse_day(rules->lang, g_strdup(tc_msg(rules->lang, TC_MSG_EVAL_NEEDS_DATE)),
                          messages);
    return true;
}

/* Reads the options. Returns: false when the date is none (with @error set) or not one to judge. */
static bool read_options(const TieuchiRules *rules, const TieuchiOptions *options,
                         TcRun *run_options, char **messages, GError **error)
{
    const char *date = options ? options->date : NULL;
    *run_options = (TcRun){0};
    if (messages)
        *messages = NULL;
    if (options) {
        run_options->closed = options->closed;
        run_options->jobs = options->jobs;
    }
    if (date && tc_date_parse(date, strlen(date), &run_options->date_judged) != TC_DATE_OK) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "not a date: %s", date);
        return false;
    }
    return check_day(rules, date != NULL, run_options->date_judged, messages);
}

static TcReadOptions read_as(const TieuchiRules *rules, const TieuchiOptions *options)
{
    const TcModel *model = tc_program_model(rules->program);
    return (TcReadOptions){.lenient = options && options->lenient,
                           .style = model->lang,
                           .level = tc_model_level(model)};
}

TieuchiResults *tieuchi_run_file(const TieuchiRules *rules, const char *path,
                                 const TieuchiOptions *options, char **messages, GError **error)
{
    g_return_val_if_fail(rules && path && (!error || !*error), NULL);
    TcReadOptions reading = read_as(rules, options);
    TcRun run_options;
    if (!read_options(rules, options, &run_options, messages, error))
        return NULL;
    bool again = tc_program_model(rules->program)->n_rankings > 0;
    return run(rules, tc_data_file_new(path, again, error), &reading, run_options, messages, error);
}

/* A cell in quotes. */
static void append_cell(GString *csv, const char *text, bool first)
{
    if (!first)
        g_string_append_c(csv, ',');
    g_string_append_c(csv, '"');
    for (const char *c = text ? text : ""; *c != '\0'; c++) {
        if (*c == '"')
            g_string_append_c(csv, '"');
        g_string_append_c(csv, *c);
    }
    g_string_append_c(csv, '"');
}

static void append_row(GString *csv, const char *const *cells, size_t n)
{
    for (size_t i = 0; i < n; i++)
        append_cell(csv, cells[i], i == 0);
    g_string_append_c(csv, '\n');
}

TieuchiResults *tieuchi_run_rows(const TieuchiRules *rules, const char *const *headings,
                                 size_t n_columns, const char *const *cells, size_t n_rows,
                                 const TieuchiOptions *options, char **messages, GError **error)
{
    g_return_val_if_fail(rules && headings && (cells || n_rows == 0), NULL);
    g_autoptr(GString) csv = g_string_new(NULL);
    TcReadOptions reading = read_as(rules, options);
    TcRun run_options;
    reading.format = TC_FORMAT_CSV;
    if (!read_options(rules, options, &run_options, messages, error))
        return NULL;
    append_row(csv, headings, n_columns);
    for (size_t row = 0; row < n_rows; row++)
        append_row(csv, cells + row * n_columns, n_columns);
    return run(rules, tc_data_file_new_bytes("rows", csv->str, csv->len), &reading, run_options,
               messages, error);
}
