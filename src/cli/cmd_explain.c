/* tieuchi explain RULES --data FILE [--unit UNIT …] [--units REGISTER] [--indicator CODE]
 *
 * Of one unit here, as soon as its row is found; of several, or all, it is the run of eval with
 * another output (eval_explain.c). */
#include <string.h>
#include <unistd.h>
#include "base/text.h"
#include "cli/eval.h"
#include "cli/form.h"
#include "cli/explain.h"
#include "cli/load.h"
#include "cli/output.h"
#include "engine/absent.h"
#include "report/explain.h"

enum { TEXT, JSON };

/* The search for the unit, and what was found. */
typedef struct {
    const TcModel *model;
    const char *text; /* --unit */
    TcUnitWanted *wanted;
    TcDataFile *data;
    TcReadOptions reading;
    TcReader *reader;
    TcStandings *standings; /* of all units, where rules rank them */
    TcRun run;
    TcExplainOptions options;
    TcUnits *registered;        /* --units, or NULL */
    TcAbsent absent;            /* units of that without a row */
    TcUnits *units;             /* those that fit */
    TcUnits *namesakes;         /* of rows of the file that are left out */
    const char *kind;           /* of the unit explained */
    TcExplanation *explanation; /* of the first row that fits */
    unsigned n_found;
    unsigned line; /* of that row */
} Search;

char *tc_explain_place(const void *reader, uint32_t line, uint32_t column)
{
    char *place = tc_reader_place(reader, line, column);
    char *heading = strstr(place, " ["); /* it is printed before */
    if (heading)
        heading[heading > place && heading[-1] == ':' ? -1 : 0] = '\0'; /* JSON has no letters */
    return place;
}

/* With --strict all rows are judged: a breach in any of them is an error. */
static bool is_among(const TcBlock *block, const void *context)
{
    const Search *search = context;
    for (uint32_t i = 0; i < block->n; i++) {
        if (tc_unit_wanted_is(search->wanted, &block->rows[i]))
            return true;
    }
    return !search->reading.lenient;
}

static bool look_through(const TcBlock *block, const TcResults *results, const GString *text,
                         void *context, GError **error)
{
    Search *search = context;
    (void)text;
    (void)error;
    for (uint32_t i = 0; i < block->n; i++) {
        const TcRowInfo *row = &block->rows[i];
        tc_absent_tick_off(&search->absent, row);
        if (!tc_unit_wanted_is(search->wanted, row))
            continue;
        tc_units_add_row(search->units, row);
        if (search->n_found++ > 0)
            continue;
        search->line = row->line;
        const TcUnit *unit = tc_units_get(search->units, tc_units_length(search->units) - 1);
        search->kind = unit->kind;
        search->explanation =
            tc_explain(search->model, block, i, results, &search->run, &search->options);
    }
    return true;
}

/* What is said of the unit's row, and of units that stand twice: one of them may be it. */
static bool concerns(const TcDiag *diag, void *user)
{
    const Search *search = user;
    return diag->code == TC_DIAG_ROW_TWICE || diag->code == TC_DIAG_ROW_CODE_TWICE ||
           diag->code == TC_DIAG_ROW_NAME_TWICE ||
           (!diag->span.source && diag->span.start == search->line);
}

/* Is there one unit of that name? A row that was left out counts: it may be the one meant. */
static bool found_one(const Search *search)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    return search->n_found == 1 &&
           tc_units_find(search->units, search->text, found) == TC_UNIT_FOUND;
}

static void add_absent(const Search *search, TcUnits *units)
{
    g_autoptr(TcBlock) block = tc_block_new(&search->model->schema);
    TcAbsent feed = search->absent;
    feed.next = 0;
    while (tc_absent_feed(block, TC_BLOCK_ROWS, &feed, NULL) && block->n > 0) {
        for (uint32_t i = 0; i < block->n; i++)
            tc_units_add_row(units, &block->rows[i]);
        tc_block_clear(block);
    }
}

/* All units that the user may have meant: they are gathered only to tell of them. Returns:
 * (transfer full), or NULL with @error set. */
static TcUnits *all_units(Search *search, GError **error)
{
    g_clear_pointer(&search->reader, tc_reader_free);
    search->reading.namesakes = NULL; /* they were found before */
    TcUnits *units =
        tc_units_of_file(search->data, &search->model->schema, &search->reading, error);
    if (!units)
        return NULL;
    add_absent(search, units);
    tc_units_add_all(units, search->namesakes);
    return units;
}

/* Tells the user why there is none: of two rows with its code @data tells. */
static int report_unit(Search *search, TcDiagList *data, TcLang lang)
{
    GError *error = NULL;
    g_autoptr(TcUnits) units = all_units(search, &error);
    if (!units)
        return tc_say_world(lang, error);
    g_autoptr(TcDiagList) diags = tc_diag_list_new(lang);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    TcUnitMatch match = tc_units_find(units, search->text, found);
    if (match == TC_UNIT_FOUND) {
        tc_say_diags(data);
        return TC_EXIT_FAULT;
    }
    tc_units_report(units, search->text, match, found, diags);
    return tc_say_diags(diags);
}

bool tc_explain_find_indicator(const TcArgs *args, const TcModel *model, uint32_t *indicator)
{
    const char *code = tc_args_value(args, TC_OPT_INDICATOR);
    *indicator = TC_NO_PART;
    if (!code)
        return true;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (tc_code_compare(model->indicators[i].code, code) == 0) {
            *indicator = i;
            return true;
        }
    }
    tc_say_usage(
        args->lang, tc_msg_format(args->lang, TC_MSG_EXPLAIN_NO_INDICATOR, code, NULL),
        tc_msg_format(args->lang, TC_MSG_EXPLAIN_NO_INDICATOR_FIX, args->operands[0], NULL));
    return false;
}

static int write_out(const TcArgs *args, const Search *search, uint32_t indicator, unsigned format)
{
    const char *path = tc_args_value(args, TC_OPT_OUTPUT);
    g_autoptr(GString) out = g_string_new(NULL);
    const TcExplainView view = {.indicator = indicator,
                                .width = MIN(tc_say_width(STDOUT_FILENO), 100)};
    if (format == JSON)
        tc_explain_json(search->explanation, &view, out);
    else
        tc_explain_text(search->explanation, &view, out);
    return tc_output_text(path, args->lang, out);
}

static bool open_reader(const TcArgs *args, const TcProgram *program, Search *search,
                        TcDiagList *diags, int *status)
{
    GError *error = NULL;
    static const char *const styles[] = {[TC_LANG_VI] = "vi", [TC_LANG_EN] = "en"};
    unsigned style = search->model->lang;
    *status = TC_EXIT_USAGE;
    if (!tc_args_choice(args, TC_OPT_DATA_STYLE, styles, G_N_ELEMENTS(styles), &style))
        return false;
    tc_diag_list_rules(diags, search->model->lang);
    search->reading = (TcReadOptions){.lenient = !tc_args_has(args, TC_OPT_STRICT),
                                      .style = (TcLang)style,
                                      .level = tc_model_level(search->model),
                                      .units = search->registered};
    search->data = tc_data_file_new(tc_args_value(args, TC_OPT_DATA), true, &error);
    const bool ranked = search->data && tc_program_rank(program, search->data, &search->reading,
                                                        &search->run, &search->standings, &error);
    search->reading.namesakes = search->namesakes; /* those of this run */
    if (ranked)
        search->reader = tc_data_file_open(search->data, &search->model->schema, &search->reading,
                                           diags, &error);
    if (error)
        *status = tc_say_world(args->lang, error);
    else if (!search->reader)
        *status = tc_say_diags(diags);
    return search->reader != NULL;
}

/* A unit of the register without a row is explained like a row in which every cell is open. */
static bool look_among_absent(const TcProgram *program, Search *search, const TcSink *sink,
                              GError **error)
{
    if (!search->registered)
        return true;
    TcAbsent feed = search->absent; /* shares what was ticked off */
    return tc_program_run_feed(program, tc_absent_feed, &feed, &search->run, sink, error);
}

static int explain(const TcArgs *args, const TcProgram *program, Search *search, unsigned format)
{
    GError *error = NULL;
    uint32_t indicator;
    int status = TC_EXIT_USAGE;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    const TcSink sink = {.wants = is_among, .deliver = look_through, .context = search};
    if (!tc_explain_find_indicator(args, search->model, &indicator) ||
        !open_reader(args, program, search, diags, &status))
        return status;
    search->options.place_data = search->reader;
    search->run.appraisals = tc_reader_has_appraisals(search->reader);
    if (!tc_program_run(program, search->reader, &search->run, &sink, &error) ||
        !look_among_absent(program, search, &sink, &error))
        return tc_say_world(args->lang, error);
    if (tc_diag_has_errors(diags))
        return tc_say_diags(diags);
    tc_diag_list_keep(diags, concerns, search);
    tc_units_add_all(search->units, search->namesakes);
    if (!found_one(search))
        return report_unit(search, diags, args->lang);
    tc_say_diags(diags);
    const TcExplanation *found = search->explanation;
    const TcUnitTold told = {found->unit_code, found->unit_name, found->unit_parent, search->kind};
    if (!tc_load_check_unit(search->model, &told, search->text, args->lang))
        return TC_EXIT_USAGE;
    return write_out(args, search, indicator, format);
}

static bool needs(const TcArgs *args, TcOptionId option)
{
    if (tc_args_has(args, option))
        return true;
    tc_say_usage(
        args->lang,
        tc_msg_format(args->lang, TC_MSG_USAGE_NEEDS, "explain", tc_options[option].name, NULL),
        g_strdup(tc_commands[TC_COMMAND_EXPLAIN].example[args->lang]));
    return false;
}

/* A bad cell elsewhere is no reason to be silent about this unit, and its own are told of: so
 * --lenient is what holds without it. */
static bool one_way_to_read(const TcArgs *args)
{
    if (!tc_args_has(args, TC_OPT_STRICT) || !tc_args_has(args, TC_OPT_LENIENT))
        return true;
    tc_say_usage(args->lang,
                 tc_msg_format(args->lang, TC_MSG_USAGE_NOT_BOTH, "strict", "lenient", NULL),
                 g_strdup(tc_msg(args->lang, TC_MSG_USAGE_NOT_BOTH_FIX)));
    return false;
}

static int explain_one(const TcArgs *args)
{
    static const char *const formats[] = {[TEXT] = "text", [JSON] = "json"};
    unsigned format = TEXT;
    int status;
    Search search = {.text = tc_args_value(args, TC_OPT_UNIT)};
    if (!tc_form_read(args, formats, G_N_ELEMENTS(formats), &format) ||
        !tc_args_date(args, TC_OPT_DATE, &search.run.date_judged) || !needs(args, TC_OPT_DATA) ||
        !one_way_to_read(args))
        return TC_EXIT_USAGE;
    g_autoptr(TcProgram) program = tc_load_rules(args, &status);
    if (!program)
        return status;
    search.model = tc_program_model(program);
    if (tc_program_asks_date(program) && !needs(args, TC_OPT_DATE))
        return TC_EXIT_USAGE;
    search.run.jobs = 1;
    search.run.block_rows = TC_EXPLAIN_ROWS;
    search.run.closed = tc_args_has(args, TC_OPT_CLOSE);
    if (tc_args_has(args, TC_OPT_UNITS) &&
        !(search.registered = tc_load_register(args, search.model, &status)))
        return status;
    search.absent = tc_absent_new(search.model, search.registered);
    search.wanted = tc_unit_wanted_new(search.text);
    search.units = tc_units_new();
    search.namesakes = tc_units_new();
    search.options = (TcExplainOptions){.lang = args->lang,
                                        .has_date = tc_args_has(args, TC_OPT_DATE),
                                        .file = tc_args_value(args, TC_OPT_DATA),
                                        .place = tc_explain_place};
    status = explain(args, program, &search, format);
    tc_explanation_free(search.explanation);
    tc_reader_free(search.reader);
    tc_data_file_free(search.data);
    tc_standings_free(search.standings);
    tc_unit_wanted_free(search.wanted);
    tc_units_free(search.units);
    tc_units_free(search.namesakes);
    tc_absent_clear(&search.absent);
    tc_units_free(search.registered);
    return status;
}

int tc_cmd_explain(const TcArgs *args)
{
    const GPtrArray *units = args->values[TC_OPT_UNIT];
    return units && units->len == 1 ? explain_one(args) : tc_eval(args);
}
