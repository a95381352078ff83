/* The block evaluator against the reference, on random rules.
 *
 *   property_agree [pairs [seed]]
 *
 * Complete rows: both give the same, in every indicator, number and conclusion. Open rows, whose
 * few open cells have few values: what is certain is what every completion gives, bounds hold all
 * of them, and what is called proved open has two answers. A summary says how often an answer was
 * left open without need; that is allowed, but may not become more. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "exec/evaluate.h"
#include "exec/reference.h"
#include "sema/document.h"
#include "tools/brute.h"
#include "tools/random_rules.h"

enum { ROWS = 6, COMPLETIONS = 4000, MOST_REPORTS = 20 };
/* Rows with an answer open without need, in percent: what bounds over linear forms reach on such
 * rules. */
#define MOST_NEEDLESS_ROWS 13.7

typedef struct {
    uint64_t sets, complete_rows, open_rows, needless_rows, broken_rows;
    uint64_t answers[3], certain[3], certain_possible[3],
        unproved[3]; /* indicators, verdicts, grades */
    uint64_t silent_rows, silent_differences;
    uint64_t failures;
} Counts;

/* One rule set with all that judges it. */
typedef struct {
    TcRandomRules *rules;
    TcDiagList *diags;
    TcDocument *document;
    const TcModel *model;
    TcPlan *plan;
    TcEvaluator *evaluator;
    TcReference *reference;
    TcResults *results;
    TcBlock *block;
    TcRun run;
    TcValue *cells[ROWS];
    bool *known[ROWS];
    Counts *counts;
    bool silent; /* the rule leaves an indicator of the row at hand undefined */
    bool failed;
} Trial;

static uint32_t cell_count(const TcModel *model)
{
    return model->schema.n_columns + model->schema.n_appraised;
}

static void print_row(const Trial *trial, uint32_t row)
{
    for (uint32_t i = 0; i < cell_count(trial->model); i++) {
        const TcValue *cell = &trial->cells[row][i];
        printf("%s", i ? ", " : "  row: ");
        if (!trial->known[row][i])
            printf("?");
        else if (cell->kind == TC_VALUE_NUMBER)
            gmp_printf("%Qd", cell->number);
        else
            printf("%s", cell->kind == TC_VALUE_TEXT ? cell->text : cell->truth ? "yes" : "no");
    }
    printf("\n");
}

/* Prints the rules once, and what differs in @row. */
static void fail(Trial *trial, uint32_t row, const char *what, uint32_t index, uint64_t got,
                 uint64_t wanted)
{
    if (trial->counts->failures++ >= MOST_REPORTS)
        return;
    if (!trial->failed)
        printf("%s\n", trial->rules->text->str);
    trial->failed = true;
    printf("%s %u: got %" G_GINT64_MODIFIER "x, wanted %" G_GINT64_MODIFIER "x\n", what, index, got,
           wanted);
    printf("%s", trial->run.exact_only ? "  exact path\n" : "");
    print_row(trial, row);
}

/* What is no mistake where the rule is silent. */
static void differ(Trial *trial, uint32_t row, const char *what, uint32_t index, uint64_t got,
                   uint64_t wanted)
{
    if (trial->silent)
        trial->counts->silent_differences++;
    else
        fail(trial, row, what, index, got, wanted);
}

typedef enum { INDICATOR, VERDICT, GRADE } Kind;

/* A set with what is undefined seen every way, as conclusions see it. */
static uint64_t seen(const Trial *trial, Kind kind, uint32_t index, uint64_t set)
{
    const uint64_t undefined = kind == GRADE ? (uint64_t)1 << 63 : TC_OUT_UNDEFINED;
    if (!(set & undefined))
        return set;
    if (kind == GRADE)
        return (((uint64_t)1 << trial->model->grades[index].n_labels) - 1);
    return (set & ~undefined) | TC_OUT_MET | TC_OUT_NOT_MET; /* or: true, false */
}

static bool is_silent(const Trial *trial, const unsigned *outcomes)
{
    for (uint32_t i = 0; i < trial->model->n_indicators; i++) {
        if (outcomes[i] & TC_OUT_UNDEFINED)
            return true;
    }
    return false;
}

/* --- complete rows ---------------------------------------------------------------------------- */

static void check_number(Trial *trial, uint32_t row, const char *what, uint32_t index,
                         const TcNumberResult *result, const TcValue *wanted)
{
    mpq_t low, high;
    mpq_inits(low, high, NULL);
    TcNumberState state = tc_results_number(result, row, low, high);
    bool fits = wanted->defined ? state == TC_NUMBER_KNOWN : state != TC_NUMBER_KNOWN;
    if (!fits)
        differ(trial, row, what, index, (uint64_t)state, wanted->defined);
    else if (wanted->defined && !mpq_equal(low, wanted->number))
        fail(trial, row, what, index, (uint64_t)(mpq_get_d(low) * 1000),
             (uint64_t)(mpq_get_d(wanted->number) * 1000));
    mpq_clears(low, high, NULL);
}

static void check_indicator(Trial *trial, uint32_t row, uint32_t index, TcValue *value)
{
    const TcResults *results = trial->results;
    unsigned wanted = tc_reference_indicator(trial->reference, index);
    uint64_t got =
        seen(trial, INDICATOR, index, tc_state_outcome(&results->indicators[index], row));
    if (wanted && got != seen(trial, INDICATOR, index, wanted))
        fail(trial, row, "indicator", index, got, wanted);
    if (wanted == TC_OUT_UNDEFINED &&
        tc_state_label(&results->indicators[index], row) != TC_LABEL_RULE_SILENT)
        differ(trial, row, "label", index, tc_state_label(&results->indicators[index], row),
               TC_LABEL_RULE_SILENT);
    if (trial->model->indicators[index].value) {
        tc_reference_indicator_value(trial->reference, index, value);
        check_number(trial, row, "value", index, &results->values[index], value);
    }
    if (!trial->model->indicators[index].max_points)
        return; /* no points at all */
    tc_reference_points(trial->reference, index, value);
    check_number(trial, row, "points", index, &results->points[index], value);
    tc_reference_max_points(trial->reference, index, value);
    check_number(trial, row, "maximum", index, &results->max_points[index], value);
}

static void check_conclusion(Trial *trial, uint32_t row, Kind kind, uint32_t index, uint64_t got,
                             uint64_t wanted)
{
    static const char *const names[] = {"criterion", "verdict", "grade"};
    const char *what = names[kind];
    got = seen(trial, kind, index, got);
    wanted = seen(trial, kind, index, wanted);
    if (wanted & ~got)
        fail(trial, row, what, index, got, wanted);
    else if (got != wanted)
        differ(trial, row, what, index, got, wanted);
}

static void check_conclusions(Trial *trial, uint32_t row)
{
    const TcResults *results = trial->results;
    for (uint32_t i = 0; i < trial->model->n_criteria; i++)
        check_conclusion(trial, row, INDICATOR, i, tc_state_outcome(&results->criteria[i], row),
                         tc_reference_criterion(trial->reference, i));
    for (uint32_t i = 0; i < trial->model->n_verdicts; i++)
        check_conclusion(trial, row, VERDICT, i, tc_state_outcome(&results->verdicts[i], row),
                         tc_reference_verdict(trial->reference, i));
    for (uint32_t i = 0; i < trial->model->n_grades; i++)
        check_conclusion(trial, row, GRADE, i, results->grades[i].set[row],
                         tc_reference_grade(trial->reference, i));
}

static void check_numbers(Trial *trial, uint32_t row)
{
    TcValue value;
    tc_value_init(&value);
    for (uint32_t i = 0; i < trial->model->n_indicators; i++)
        check_indicator(trial, row, i, &value);
    for (uint32_t i = 0; i < trial->model->n_groups; i++) {
        tc_reference_group_points(trial->reference, i, &value);
        check_number(trial, row, "group", i, &trial->results->group_points[i], &value);
    }
    tc_reference_total(trial->reference, TC_TOTAL_POINTS, &value);
    check_number(trial, row, "total", 0, &trial->results->total, &value);
    tc_reference_total(trial->reference, TC_TOTAL_MAX, &value);
    check_number(trial, row, "total maximum", 0, &trial->results->total_max, &value);
    tc_value_clear(&value);
}

static void check_complete_row(Trial *trial, uint32_t row)
{
    tc_reference_set_row(trial->reference, trial->cells[row], NULL);
    if (!tc_reference_row_valid(trial->reference)) {
        trial->counts->broken_rows++;
        if (!tc_bit(trial->results->data_error, row))
            fail(trial, row, "data error", 0, 0, 1);
        return;
    }
    g_autofree unsigned *outcomes = g_new(unsigned, trial->model->n_indicators);
    for (uint32_t i = 0; i < trial->model->n_indicators; i++)
        outcomes[i] = tc_reference_indicator(trial->reference, i);
    trial->silent = is_silent(trial, outcomes);
    check_numbers(trial, row);
    check_conclusions(trial, row);
    trial->counts->complete_rows++;
    trial->counts->silent_rows += trial->silent;
}

/* --- open rows -------------------------------------------------------------------------------- */

static bool is_single(uint64_t set)
{
    return (set & (set - 1)) == 0;
}

/* Holds @got, what the evaluator says is possible, against @possible, what is.
 * Returns: was it left open without need? */
static bool check_answer(Trial *trial, uint32_t row, Kind kind, uint32_t index, uint64_t got,
                         uint64_t possible, bool unproved)
{
    static const char *const names[] = {"open indicator", "open verdict", "open grade"};
    Counts *counts = trial->counts;
    got = seen(trial, kind, index, got);
    possible = seen(trial, kind, index, possible);
    if (possible & ~got)
        fail(trial, row, names[kind], index, got, possible);
    if (!is_single(got) && !unproved && is_single(possible))
        differ(trial, row, "wrongly proved", index, got, possible);
    counts->answers[kind]++;
    counts->certain[kind] += is_single(got);
    counts->certain_possible[kind] += is_single(possible);
    counts->unproved[kind] += unproved;
    return !is_single(got) && is_single(possible);
}

static void check_bounds(Trial *trial, uint32_t row, const char *what, uint32_t index,
                         const TcNumberResult *result, const TcValue *low, const TcValue *high)
{
    mpq_t got_low, got_high;
    mpq_inits(got_low, got_high, NULL);
    TcNumberState state = tc_results_number(result, row, got_low, got_high);
    bool bounded = state == TC_NUMBER_KNOWN || state == TC_NUMBER_OPEN;
    if (low->defined && state == TC_NUMBER_UNDEFINED)
        fail(trial, row, what, index, 0, 1);
    else if (low->defined && bounded &&
             (mpq_cmp(got_low, low->number) > 0 || mpq_cmp(got_high, high->number) < 0))
        fail(trial, row, what, index, (uint64_t)mpq_get_d(got_low),
             (uint64_t)mpq_get_d(low->number));
    mpq_clears(got_low, got_high, NULL);
}

static void check_open_row(Trial *trial, uint32_t row)
{
    const TcModel *model = trial->model;
    const TcResults *results = trial->results;
    TcBrute *brute =
        tc_brute_new(model, &trial->run, trial->cells[row], trial->known[row], COMPLETIONS);
    bool needless = false;
    if (!brute)
        return;
    trial->silent = is_silent(trial, brute->indicators);
    for (uint32_t i = 0; brute->completions && i < model->n_indicators; i++) {
        const TcStateResult *state = &results->indicators[i];
        if (model->indicators[i].judged)
            needless |= check_answer(trial, row, INDICATOR, i, tc_state_outcome(state, row),
                                     brute->indicators[i], tc_bit(state->unproved, row));
        if (model->indicators[i].max_points)
            check_bounds(trial, row, "bounds of points", i, &results->points[i],
                         &brute->points_low[i], &brute->points_high[i]);
    }
    for (uint32_t i = 0; brute->completions && i < model->n_criteria; i++)
        needless |=
            check_answer(trial, row, INDICATOR, i, tc_state_outcome(&results->criteria[i], row),
                         brute->criteria[i], tc_bit(results->criteria[i].unproved, row));
    for (uint32_t i = 0; brute->completions && i < model->n_verdicts; i++)
        needless |=
            check_answer(trial, row, VERDICT, i, tc_state_outcome(&results->verdicts[i], row),
                         brute->verdicts[i], tc_bit(results->verdicts[i].unproved, row));
    for (uint32_t i = 0; brute->completions && i < model->n_grades; i++)
        needless |= check_answer(trial, row, GRADE, i, results->grades[i].set[row],
                                 brute->grades[i], tc_bit(results->grades[i].unproved, row));
    check_bounds(trial, row, "bounds of the total", 0, &results->total, &brute->total_low,
                 &brute->total_high);
    trial->counts->open_rows += brute->completions > 0;
    trial->counts->silent_rows += trial->silent;
    trial->counts->needless_rows += needless;
    tc_brute_free(brute, model);
}

/* --- trials ----------------------------------------------------------------------------------- */

static bool trial_open(Trial *trial, TcRandom *random, bool small, Counts *counts)
{
    TcLang lang = tc_random_chance(random, 50) ? TC_LANG_VI : TC_LANG_EN;
    memset(trial, 0, sizeof *trial);
    trial->counts = counts;
    trial->run = (TcRun){.appraisals = true, .exact_only = tc_random_chance(random, 20)};
    trial->rules =
        tc_random_rules_new(random, lang, TC_RANDOM_CLOSED | (small ? TC_RANDOM_SMALL : 0));
    trial->diags = tc_diag_list_new(TC_LANG_EN);
    trial->document = tc_document_new(
        tc_source_new("random", trial->rules->text->str, trial->rules->text->len), trial->diags);
    trial->model = tc_document_model(trial->document);
    if (!trial->model) {
        printf("%s\n%s\n", trial->rules->text->str, tc_random_first_error(trial->diags));
        counts->failures++;
        return false;
    }
    trial->plan = tc_plan_new(trial->model);
    trial->evaluator = tc_evaluator_new(trial->plan, &trial->run);
    trial->reference = tc_reference_new(trial->model, &trial->run);
    trial->results = tc_results_new(trial->model);
    trial->block = tc_block_new(&trial->model->schema);
    return true;
}

static void trial_close(Trial *trial)
{
    for (uint32_t row = 0; row < ROWS && trial->cells[row]; row++) {
        for (uint32_t i = 0; i < cell_count(trial->model); i++)
            tc_value_clear(&trial->cells[row][i]);
        g_free(trial->cells[row]);
        g_free(trial->known[row]);
    }
    g_clear_pointer(&trial->block, tc_block_free);
    g_clear_pointer(&trial->results, tc_results_free);
    g_clear_pointer(&trial->reference, tc_reference_free);
    g_clear_pointer(&trial->evaluator, tc_evaluator_free);
    g_clear_pointer(&trial->plan, tc_plan_free);
    tc_document_free(trial->document);
    tc_diag_list_free(trial->diags);
    tc_random_rules_free(trial->rules);
}

static void make_row(Trial *trial, TcRandom *random, uint32_t row, bool open)
{
    const uint32_t n = cell_count(trial->model);
    trial->cells[row] = g_new(TcValue, n);
    trial->known[row] = g_new(bool, n);
    for (uint32_t i = 0; i < n; i++) {
        tc_value_init(&trial->cells[row][i]);
        trial->known[row][i] = true;
    }
    tc_random_row(random, trial->rules, trial->model, trial->cells[row]);
    if (open)
        tc_random_open(random, trial->model, 1 + tc_random_below(random, 5), trial->cells[row],
                       trial->known[row]);
    tc_random_store(trial->model, trial->cells[row], trial->known[row], trial->block, row);
}

/* The rows of one block are of both sorts, so that a block is never only of one. */
static void run_trial(TcRandom *random, bool small, Counts *counts)
{
    Trial trial;
    if (trial_open(&trial, random, small, counts)) {
        for (uint32_t row = 0; row < ROWS; row++)
            make_row(&trial, random, row, small && row % 2);
        tc_block_finish(trial.block);
        tc_evaluate(trial.evaluator, trial.block, trial.results);
        for (uint32_t row = 0; row < ROWS; row++) {
            if (small && row % 2)
                check_open_row(&trial, row);
            else
                check_complete_row(&trial, row);
        }
        counts->sets++;
    }
    trial_close(&trial);
}

static double percent(uint64_t part, uint64_t whole)
{
    return whole ? 100.0 * (double)part / (double)whole : 0;
}

static void print_summary(const Counts *counts)
{
    static const char *const names[] = {"indicators", "verdicts", "grades"};
    printf("agree: %" G_GUINT64_FORMAT " rule sets, %" G_GUINT64_FORMAT " complete rows, "
           "%" G_GUINT64_FORMAT " broken rows, %" G_GUINT64_FORMAT " open rows, "
           "%" G_GUINT64_FORMAT " failures\n",
           counts->sets, counts->complete_rows, counts->broken_rows, counts->open_rows,
           counts->failures);
    for (int i = 0; i < 3; i++)
        printf("  %s certain: %.1f%% of %" G_GUINT64_FORMAT " (%.1f%% could be), unproved %.1f%%\n",
               names[i], percent(counts->certain[i], counts->answers[i]), counts->answers[i],
               percent(counts->certain_possible[i], counts->answers[i]),
               percent(counts->unproved[i], counts->answers[i]));
    printf("  rows with a needless open: %.1f%%; where the rule is silent: %" G_GUINT64_FORMAT
           " rows, %" G_GUINT64_FORMAT " answers wider than need be\n",
           percent(counts->needless_rows, counts->open_rows), counts->silent_rows,
           counts->silent_differences);
}

int main(int argc, char **argv)
{
    uint64_t pairs = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : 12000;
    TcRandom random = {argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 1};
    Counts counts = {0};
    for (uint64_t done = 0; done < pairs; done += ROWS)
        run_trial(&random, done / ROWS % 4 != 0, &counts);
    print_summary(&counts);
    bool needy = percent(counts.needless_rows, counts.open_rows) > MOST_NEEDLESS_ROWS;
    return counts.failures > 0 || needy ? EXIT_FAILURE : EXIT_SUCCESS;
}
