/* tieuchi test PATH… [--data FILE [--expect FILE]] [--coverage | --mutate | --generate] */
#include <limits.h>
#include <stdio.h>
#include <unistd.h>
#include "base/text.h"
#include "cli/form.h"
#include "cli/output.h"
#include "cli/rule_files.h"
#include "cli/test_data.h"
#include "engine/generate.h"
#include "engine/transitions.h"
#include "report/coverage.h"
#include "report/mutants.h"
#include "report/trials.h"

enum { TEXT, JUNIT, JSON, HTML, RULES, N_FORMATS };

/* What is asked for, and in which formats that is written. */
typedef enum { RUN, COVERAGE, MUTATE, GENERATE, N_MODES } Mode;
static const struct {
    TcOptionId option; /* of all but RUN */
    unsigned formats[N_FORMATS];
    unsigned n_formats;
} modes[N_MODES] = {
    [RUN] = {TC_N_OPTIONS, {TEXT, JUNIT, JSON}, 3},
    [COVERAGE] = {TC_OPT_COVERAGE, {TEXT, HTML}, 2},
    [MUTATE] = {TC_OPT_MUTATE, {TEXT, JSON}, 2},
    [GENERATE] = {TC_OPT_GENERATE, {RULES, TEXT}, 2},
};

static void clear_set(void *data)
{
    TcTrialSet *set = data;
    g_free((char *)set->file);
    tc_trials_free((TcTrials *)set->trials);
}

/* The programs that have a model and examples. Returns: (transfer full), each borrowed. */
static GPtrArray *with_examples(const GPtrArray *programs)
{
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < programs->len; i++) {
        TcProgram *program = g_ptr_array_index(programs, i);
        if (tc_program_model(program) && tc_program_examples(program)->len > 0)
            g_ptr_array_add(found, program);
    }
    return found;
}

/* The file of its rules, as it is shown. Returns: (transfer full). */
static char *file_of(const TcProgram *program)
{
    return tc_say_shown(tc_source_name(tc_program_place(program).source));
}

static void run(const TcArgs *args, const GPtrArray *programs, GArray *sets)
{
    for (guint i = 0; i < programs->len; i++) {
        const TcProgram *program = g_ptr_array_index(programs, i);
        const TcTrialSet set = {.model = tc_program_model(program),
                                .file = file_of(program),
                                .from = tc_program_from(program),
                                .trials = tc_trials_run(program, args->lang)};
        g_array_append_val(sets, set);
    }
}

static int report(const TcArgs *args, const GArray *sets, unsigned format)
{
    const char *path = tc_args_value(args, TC_OPT_OUTPUT);
    const TcTrialSet *first = (const TcTrialSet *)(const void *)sets->data;
    g_autoptr(GString) out = g_string_new(NULL);
    if (format == JUNIT)
        tc_trials_junit(first, sets->len, args->lang, out);
    else if (format == JSON)
        tc_trials_json(first, sets->len, args->lang, out);
    else
        tc_trials_text(first, sets->len, args->lang, !path && tc_say_colour(STDOUT_FILENO), out);
    return tc_output_text(path, args->lang, out);
}

static int say_none(TcLang lang, TcMsg none, TcMsg fix)
{
    tc_say_usage(lang, g_strdup(tc_msg(lang, none)), g_strdup(tc_msg(lang, fix)));
    return TC_EXIT_FAULT;
}

/* @said: the exit status so far. */
static int finish(const TcArgs *args, const GArray *sets, unsigned format, int said)
{
    uint32_t failing;
    if (sets->len == 0 && said == TC_EXIT_DONE)
        return say_none(args->lang, TC_MSG_TEST_NONE, TC_MSG_TEST_NONE_FIX);
    const TcTrialSet *first = (const TcTrialSet *)(const void *)sets->data;
    tc_trials_count(first, sets->len, &failing);
    const int written = sets->len || format != TEXT ? report(args, sets, format) : TC_EXIT_DONE;
    if (written != TC_EXIT_DONE)
        return written;
    return said == TC_EXIT_DONE && failing ? TC_EXIT_FAULT : said;
}

static void clear_mutants(void *data)
{
    TcMutantSet *set = data;
    g_free((char *)set->file);
    tc_mutants_free((TcMutants *)set->mutants);
}

/* Pre: all examples hold. */
static int mutate(const TcArgs *args, const GPtrArray *programs, unsigned format)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GArray) sets = g_array_new(FALSE, FALSE, sizeof(TcMutantSet));
    g_array_set_clear_func(sets, clear_mutants);
    for (guint i = 0; i < programs->len; i++) {
        const TcProgram *program = g_ptr_array_index(programs, i);
        if (!tc_program_model(program))
            continue;
        const TcMutantSet set = {file_of(program), tc_program_from(program),
                                 tc_mutants_run(program)};
        g_array_append_val(sets, set);
    }
    const TcMutantSet *first = (const TcMutantSet *)(const void *)sets->data;
    if (format == JSON)
        tc_mutants_json(first, sets->len, args->lang, out);
    else
        tc_mutants_text(first, sets->len, args->lang, out);
    return tc_output_text(tc_args_value(args, TC_OPT_OUTPUT), args->lang, out);
}

static void clear_coverage(void *data)
{
    TcCoverageSet *set = data;
    g_free((char *)set->file);
    tc_coverage_free((TcCoverage *)set->coverage);
}

/* Pre: all examples hold. */
static int cover(const TcArgs *args, const GPtrArray *programs, unsigned format)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GArray) sets = g_array_new(FALSE, FALSE, sizeof(TcCoverageSet));
    g_array_set_clear_func(sets, clear_coverage);
    for (guint i = 0; i < programs->len; i++) {
        const TcProgram *program = g_ptr_array_index(programs, i);
        if (!tc_program_model(program))
            continue;
        const TcCoverageSet set = {file_of(program), tc_program_from(program),
                                   tc_coverage_run(program)};
        g_array_append_val(sets, set);
    }
    const TcCoverageSet *first = (const TcCoverageSet *)(const void *)sets->data;
    if (format == HTML)
        tc_coverage_html(first, sets->len, args->lang, out);
    else
        tc_coverage_text(first, sets->len, args->lang, out);
    return tc_output_text(tc_args_value(args, TC_OPT_OUTPUT), args->lang, out);
}

/* How the command is to be run, and the exit status so far. */
typedef struct {
    Mode mode;
    unsigned format;
    int said;
} Call;

static int test(const TcArgs *args, const GPtrArray *programs, const Call *call)
{
    uint32_t failing = 0;
    g_autoptr(GPtrArray) tested = with_examples(programs);
    g_autoptr(GArray) sets = g_array_new(FALSE, FALSE, sizeof(TcTrialSet));
    g_array_set_clear_func(sets, clear_set);
    run(args, tested, sets);
    tc_trials_count((const TcTrialSet *)(const void *)sets->data, sets->len, &failing);
    const bool good = call->said == TC_EXIT_DONE && failing == 0 && tested->len > 0;
    if (good && call->mode == MUTATE)
        return mutate(args, programs, call->format);
    if (good && call->mode == COVERAGE)
        return cover(args, programs, call->format);
    return finish(args, sets, call->mode == RUN ? call->format : TEXT, call->said);
}

/* Is its set there in other versions too? */
static bool has_versions(const GPtrArray *programs, const TcProgram *program)
{
    for (guint i = 0; i < programs->len; i++) {
        const TcModel *other = tc_program_model(g_ptr_array_index(programs, i));
        if (other && other != tc_program_model(program) &&
            tc_text_same(other->code, tc_program_model(program)->code))
            return true;
    }
    return false;
}

/* The day that the examples of @program are to say: it is one of several versions, or rests on the
 * day. */
static int32_t day_of(const GPtrArray *programs, const TcProgram *program)
{
    const TcModel *model = tc_program_model(program);
    const int32_t from = tc_program_from(program);
    const bool asked = tc_program_asks_date(program) || has_versions(programs, program);
    const bool needed = asked && model->has_from;
    return from != INT32_MIN ? from : needed ? model->in_force_from : INT32_MIN;
}

static int generate(const TcArgs *args, const GPtrArray *programs)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < programs->len; i++) {
        const TcProgram *program = g_ptr_array_index(programs, i);
        if (tc_program_model(program))
            tc_generate(program, day_of(programs, program), out);
    }
    if (out->len == 0)
        return say_none(args->lang, TC_MSG_GENERATE_NONE, TC_MSG_GENERATE_NONE_FIX);
    return tc_output_text(tc_args_value(args, TC_OPT_OUTPUT), args->lang, out);
}

/* The same with the rows of --data. */
static int with_data(const TcArgs *args, const GPtrArray *programs, const Call *call)
{
    int status;
    g_autoptr(TcTrialData) data = NULL;
    if (call->said == TC_EXIT_DONE && !tc_test_read_data(args, programs, &data, &status))
        return status;
    return test(args, programs, call);
}

static bool check_date(const TcArgs *args)
{
    if (!tc_args_has(args, TC_OPT_DATE) || tc_args_has(args, TC_OPT_DATA))
        return true;
    tc_say_usage(args->lang, g_strdup(tc_msg(args->lang, TC_MSG_TEST_DATE_NEEDS_DATA)),
                 g_strdup(tc_msg(args->lang, TC_MSG_TEST_EXPECT_NEEDS_DATA_FIX)));
    return false;
}

/* Reads the options. Returns: false after telling the user. */
static bool read_call(const TcArgs *args, Call *call)
{
    static const char *const all[N_FORMATS] = {"text", "junit", "json", "html", "rules"};
    const char *names[N_FORMATS];
    unsigned choice = 0, asked = 0;
    for (Mode mode = COVERAGE; mode < N_MODES; mode++)
        if (tc_args_has(args, modes[mode].option)) {
            call->mode = mode;
            asked++;
        }
    if (asked > 1) {
        tc_say_usage(args->lang, g_strdup(tc_msg(args->lang, TC_MSG_TEST_ONE_OF)),
                     g_strdup(tc_msg(args->lang, TC_MSG_TEST_ONE_OF_FIX)));
        return false;
    }
    for (unsigned i = 0; i < modes[call->mode].n_formats; i++)
        names[i] = all[modes[call->mode].formats[i]];
    if (!check_date(args) || !tc_form_read(args, names, modes[call->mode].n_formats, &choice))
        return false;
    call->format = modes[call->mode].formats[choice];
    return true;
}

int tc_cmd_test(const TcArgs *args)
{
    Call call = {.mode = RUN};
    if (!tc_args_operands(args, 1, UINT_MAX) || !read_call(args, &call))
        return TC_EXIT_USAGE;
    g_autoptr(GPtrArray) paths = tc_rule_files_below(args, &call.said);
    if (!paths)
        return call.said;
    g_autoptr(TcDiagList) diags = tc_diag_list_new(args->lang);
    g_autoptr(GPtrArray) programs = tc_programs_new();
    g_autoptr(TcFolder) folder = tc_folder_new(tc_rule_sources(args, paths, &call.said), diags);
    tc_folder_programs(folder, tc_judged_program, programs, NULL, diags);
    const int said = tc_diag_has_errors(diags) ? tc_say_diags(diags) : TC_EXIT_DONE;
    call.said = call.said == TC_EXIT_DONE ? said : call.said;
    if (call.mode == GENERATE && call.said == TC_EXIT_DONE)
        return generate(args, programs);
    return with_data(args, programs, &call);
}
