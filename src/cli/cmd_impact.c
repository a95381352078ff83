/* tieuchi impact A B --data FILE: what a change of the rules does to the units of a data file. */
#include <stdio.h>
#include <unistd.h>
#include "cli/output.h"
#include "cli/form.h"
#include "cli/pair.h"
#include "cli/sweep_option.h"
#include "engine/transitions.h"
#include "report/impact.h"

enum { MOST_NEAR = 1000000 };

typedef struct {
    const TcArgs *args;
    TcPageFormat format;
    TcCsvStyle style;
    TcLang data_style;
    char *data_shown;
    TcPair pair;
    TcDataFile *data;
    TcStandings *standings[2];
    TcImpactRun run;
    TcImpact *impact;
    TcImpactPage page;
    unsigned near;
    TcLevels levels; /* of --sweep */
    TcLevelSweep sweep;
    TcOutput *output;
    bool any; /* JSON: a unit was written */
} Impact;

/* --- options ---------------------------------------------------------------------------------- */

static bool read_choices(Impact *impact)
{
    const TcArgs *args = impact->args;
    return tc_form_page(args, &impact->format, &impact->style) &&
           tc_args_number(args, TC_OPT_NEAR, MOST_NEAR, &impact->near) &&
           tc_sweep_option_read(args, &impact->levels);
}

static bool check_data(const TcArgs *args)
{
    if (tc_args_has(args, TC_OPT_DATA))
        return true;
    g_autofree char *rules = tc_say_shown(args->n_operands > 0 ? args->operands[0] : "quy-dinh");
    tc_say_usage(args->lang, g_strdup(tc_msg(args->lang, TC_MSG_IMPACT_NEEDS_DATA)),
                 tc_msg_format(args->lang, TC_MSG_IMPACT_NEEDS_DATA_FIX, rules, NULL));
    return false;
}

/* The day judged, which rules may ask for, and how the data are read. */
static bool read_run(Impact *impact)
{
    static const char *const names[] = {[TC_LANG_VI] = "vi", [TC_LANG_EN] = "en"};
    const TcArgs *args = impact->args;
    const TcModel *model = tc_program_model(impact->pair.sides[1].program);
    unsigned style = model->lang;
    TcRun run = {.closed = tc_args_has(args, TC_OPT_CLOSE)};
    if (!tc_pair_run(args, &impact->pair, &run) ||
        !tc_args_choice(args, TC_OPT_DATA_STYLE, names, G_N_ELEMENTS(names), &style))
        return false;
    impact->run.runs[0] = impact->run.runs[1] = run;
    impact->data_style = (TcLang)style;
    impact->run.read = (TcReadOptions){.lenient = tc_args_has(args, TC_OPT_LENIENT),
                                       .style = impact->data_style,
                                       .level = tc_model_level(model)};
    return true;
}

static TcVersionOf version_of(const TcPairSide *side)
{
    return (TcVersionOf){side->folder, side->set, side->day};
}

/* Levels that the indicator never gets to say nothing of the data. */
static void warn_of_levels(const Impact *impact)
{
    g_autoptr(TcDiagList) diags = tc_diag_list_new(impact->args->lang);
    tc_level_sweep_check(&impact->sweep, impact->pair.sides[1].program, "--sweep", diags);
    tc_say_diags(diags);
}

/* --sweep is of the later rules. */
static bool find_level(Impact *impact)
{
    const TcPairSide *side = &impact->pair.sides[1];
    const TcVersionOf version = version_of(side);
    if (!impact->levels.code)
        return true;
    const TcSweepStatus status =
        tc_level_sweep_init(&impact->sweep, &version, side->program, &impact->levels);
    if (status != TC_SWEEP_READY)
        tc_sweep_option_say(impact->args, &impact->levels, status);
    else
        warn_of_levels(impact);
    return status == TC_SWEEP_READY;
}

static bool open_data(Impact *impact, int *status)
{
    GError *error = NULL;
    impact->data = tc_data_file_new(tc_args_value(impact->args, TC_OPT_DATA), true, &error);
    for (unsigned i = 0; impact->data && !error && i < TC_PAIR_SIDES; i++)
        tc_program_rank(impact->pair.sides[i].program, impact->data, &impact->run.read,
                        &impact->run.runs[i], &impact->standings[i], &error);
    if (impact->data && !error && impact->levels.code)
        tc_level_sweep_run(&impact->sweep, impact->data, &impact->run.runs[1], &impact->run.read,
                           &error);
    if (error)
        *status = tc_say_world(impact->args->lang, error);
    return !error;
}

static bool prepare(Impact *impact, int *status)
{
    *status = TC_EXIT_USAGE;
    if (!tc_args_operands(impact->args, 1, TC_PAIR_SIDES) || !check_data(impact->args) ||
        !read_choices(impact) || !tc_pair_load(impact->args, TC_PAIR_SIDES, &impact->pair, status))
        return false;
    *status = TC_EXIT_USAGE;
    return read_run(impact) && find_level(impact) && open_data(impact, status);
}

/* --- the run ---------------------------------------------------------------------------------- */

static void write_text(const Impact *impact, const GString *text)
{
    tc_writer_add(tc_output_writer(impact->output), text->str, text->len);
}

static TcCsvWriter csv_of(const Impact *impact, GString *text)
{
    return (TcCsvWriter){.out = text, .style = impact->style, .lang = impact->args->lang};
}

static void begin(const Impact *impact)
{
    g_autoptr(GString) text = g_string_new(NULL);
    TcCsvWriter csv = csv_of(impact, text);
    if (impact->format == TC_PAGE_CSV) {
        tc_csv_begin(&csv);
        if (!impact->page.sweep)
            tc_impact_csv_head(&csv);
    } else if (impact->format == TC_PAGE_JSON) {
        tc_impact_json_begin(&impact->page, text);
    }
    write_text(impact, text);
}

static bool tell_unit(const TcImpactUnit *unit, void *context, GError **error)
{
    Impact *impact = context;
    g_autoptr(GString) text = g_string_new(NULL);
    TcCsvWriter csv = csv_of(impact, text);
    if (impact->format == TC_PAGE_CSV && !impact->page.sweep)
        tc_impact_csv_unit(&impact->page, unit, &csv);
    else if (impact->format == TC_PAGE_JSON)
        tc_impact_json_unit(&impact->page, unit, &impact->any, text);
    else if (impact->format != TC_PAGE_CSV)
        tc_impact_tell(&impact->page, unit);
    write_text(impact, text);
    return tc_writer_good(tc_output_writer(impact->output), error);
}

static void end(const Impact *impact)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const bool file = tc_args_has(impact->args, TC_OPT_OUTPUT);
    TcCsvWriter csv = csv_of(impact, text);
    if (impact->format == TC_PAGE_CSV && impact->page.sweep)
        tc_sweep_csv(impact->page.sweep, &csv);
    else if (impact->format == TC_PAGE_JSON)
        tc_impact_json_end(&impact->page, text);
    else if (impact->format == TC_PAGE_TEXT)
        tc_impact_text(&impact->page, tc_say_width(STDOUT_FILENO),
                       !file && tc_say_colour(STDOUT_FILENO), text);
    else if (impact->format == TC_PAGE_HTML)
        tc_impact_html(&impact->page, text);
    write_text(impact, text);
}

static void make_impact(Impact *impact)
{
    TcPairSide *sides = impact->pair.sides;
    const TcVersionOf from = version_of(&sides[0]), to = version_of(&sides[1]);
    TcProgram *programs[] = {g_steal_pointer(&sides[0].program),
                             g_steal_pointer(&sides[1].program)};
    const char *names[] = {sides[0].name, sides[1].name};
    const TcFiguresFor purpose = tc_form_figures(impact->format, impact->style);
    impact->impact = tc_impact_new(tc_edits_between(&from, &to), programs);
    tc_impact_page_init(&impact->page, impact->impact, names, impact->run.runs, impact->args->lang,
                        purpose);
    impact->page.transitions = tc_any_transition(to.folder, to.set, to.day);
    impact->page.near = impact->near;
    impact->page.sweep = impact->levels.code ? &impact->sweep : NULL;
    impact->page.run = (TcReportRun){.has_date = tc_args_has(impact->args, TC_OPT_DATE),
                                     .date_judged = impact->run.runs[1].date_judged,
                                     .closed = impact->run.runs[1].closed,
                                     .lenient = impact->run.read.lenient,
                                     .data_file = impact->data_shown};
    impact->run.each = tell_unit;
    impact->run.context = impact;
}

/* Nothing is written unless the data were good. */
static int run(Impact *impact)
{
    const TcLang lang = impact->args->lang;
    GError *error = NULL;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(lang);
    impact->output = tc_output_open(tc_args_value(impact->args, TC_OPT_OUTPUT), lang, &error);
    if (!impact->output)
        return tc_say_world(lang, error);
    make_impact(impact);
    begin(impact);
    tc_impact_run(impact->impact, impact->data, &impact->run, diags, &error);
    if (error)
        return tc_say_world(lang, error);
    const int status = tc_say_diags(diags);
    if (status != TC_EXIT_DONE)
        return status;
    end(impact);
    return tc_output_commit(impact->output, &error) ? TC_EXIT_DONE : tc_say_world(lang, error);
}

static void clear(Impact *impact)
{
    tc_output_free(impact->output);
    tc_impact_page_clear(&impact->page);
    tc_impact_free(impact->impact);
    tc_standings_free(impact->standings[0]);
    tc_standings_free(impact->standings[1]);
    tc_data_file_free(impact->data);
    tc_pair_clear(&impact->pair);
    tc_level_sweep_clear(&impact->sweep);
    tc_sweep_option_clear(&impact->levels);
    g_free(impact->data_shown);
}

int tc_cmd_impact(const TcArgs *args)
{
    Impact impact = {.args = args};
    int status;
    mpq_inits(impact.levels.low, impact.levels.high, impact.levels.step, NULL);
    impact.data_shown =
        tc_say_shown(tc_args_has(args, TC_OPT_DATA) ? tc_args_value(args, TC_OPT_DATA) : "");
    if (prepare(&impact, &status))
        status = run(&impact);
    clear(&impact);
    return status;
}
