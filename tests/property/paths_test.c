/* Random expressions of every kind, on every way through the evaluator.
 *
 *   property_paths [sets [seed]]
 *
 * Each set of rules has conditions and points made of all operators, functions, cases and closed
 * questions. Its rows are judged on the fast way, on the exact way, by a plan without
 * optimizations, for outputs that need little, and for one answer alone: the five agree. Open rows
 * are completed at random and the completions judged by the reference: what they come to is in the
 * sets, and in the bounds. Under a sanitizer fewer sets are tried unless told. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "exec/asked.h"
#include "exec/needs.h"
#include "exec/reference.h"
#include "support/rule_set.h"
#include "tools/adversary.h"
#include "tools/random_rules.h"

#ifdef __SANITIZE_ADDRESS__
enum { SETS = 40 };
#else
enum { SETS = 120 };
#endif
enum { ROWS = 40, SAMPLES = 25, INDICATORS = TC_RANDOM_INDICATORS };

/* splitmix64, as in tools */
static TcRandom random_state;
static uint32_t draw(uint32_t n)
{
    return tc_random_below(&random_state, n);
}

/* --- agreement -------------------------------------------------------------------------------- */

typedef struct {
    char *text;
    TcRuleSet set;
    const TcModel *model; /* of `set` */
    TcPlan *plan, *plain_plan;
    TcEvaluator *fast, *exact, *plain, *little, *sliced;
    TcNeeds *needs; /* of `little` */
    TcResults *results, *others;
    TcBlock *block, *copy;
    TcReference *reference;
    TcAdversary *adversary;
    uint32_t n;     /* cells of a row: columns and appraisals */
    TcValue *cells; /* of the row at hand */
    bool *known;
    uint32_t turn; /* which answer is asked for alone */
    unsigned failures, settled, answers;
} Trial;

static void fail(Trial *trial, uint32_t row, const char *what, uint64_t got, uint64_t wanted)
{
    if (trial->failures++ == 0)
        printf("%s\n", trial->text);
    printf("%s: got %" G_GINT64_MODIFIER "x, wanted %" G_GINT64_MODIFIER "x; row", what, got,
           wanted);
    for (uint32_t c = 0; c < trial->model->schema.n_columns; c++)
        printf(tc_bit(trial->block->columns[c].open, row) ? " ?" : " %" G_GINT64_FORMAT,
               tc_column_value(&trial->block->columns[c], row));
    printf("\n");
}

static void same_number(Trial *trial, uint32_t row, const TcNumberResult *a,
                        const TcNumberResult *b)
{
    mpq_t low[2], high[2];
    mpq_inits(low[0], low[1], high[0], high[1], NULL);
    TcNumberState is = tc_results_number(a, row, low[0], high[0]);
    TcNumberState other = tc_results_number(b, row, low[1], high[1]);
    if (is != other || !mpq_equal(low[0], low[1]) || !mpq_equal(high[0], high[1])) {
        gmp_printf("%Qd..%Qd, %Qd..%Qd\n", low[0], high[0], low[1], high[1]);
        fail(trial, row, "number on two ways", is, other);
    }
    mpq_clears(low[0], low[1], high[0], high[1], NULL);
}

static void same_answer(Trial *trial, uint32_t row, TcAsk ask, uint32_t index, const char *what)
{
    const uint64_t a = tc_answer_set(trial->results, ask, index, row);
    const uint64_t b = tc_answer_set(trial->others, ask, index, row);
    if (a != b)
        fail(trial, row, what, b, a);
}

static void same_numbers(Trial *trial, uint32_t row)
{
    const TcResults *results = trial->results, *others = trial->others;
    for (uint32_t i = 0; i < INDICATORS; i++) {
        same_number(trial, row, &results->values[i], &others->values[i]);
        same_number(trial, row, &results->points[i], &others->points[i]);
    }
    same_number(trial, row, &results->total, &others->total);
}

static void check_way(Trial *trial, TcEvaluator *other)
{
    tc_evaluate(other, trial->block, trial->others);
    for (uint32_t r = 0; r < ROWS; r++) {
        for (uint32_t i = 0; i < INDICATORS; i++)
            same_answer(trial, r, TC_ASK_INDICATOR, i, "indicator on two ways");
        same_numbers(trial, r);
        same_answer(trial, r, TC_ASK_VERDICT, 0, "verdict on two ways");
        same_answer(trial, r, TC_ASK_GRADE, 0, "grade on two ways");
    }
}

/* Outputs that need numbers, and one conclusion or both, or neither. */
static void check_needs(Trial *trial)
{
    const bool verdict = trial->needs->verdicts[0] = draw(2);
    const bool grade = trial->needs->grades[0] = draw(2);
    tc_evaluate(trial->little, trial->block, trial->others);
    for (uint32_t r = 0; r < ROWS; r++) {
        same_numbers(trial, r);
        if (verdict)
            same_answer(trial, r, TC_ASK_VERDICT, 0, "verdict where little is needed");
        if (grade)
            same_answer(trial, r, TC_ASK_GRADE, 0, "grade where little is needed");
    }
}

/* Alone more parts are cut for it, so that one that was left open may be found; not all completions
 * are seen, so that one that is open may be told wider. */
static void check_slice(Trial *trial)
{
    static const TcAsk kinds[] = {TC_ASK_VERDICT, TC_ASK_GRADE};
    const uint32_t turn = trial->turn++ % (INDICATORS + G_N_ELEMENTS(kinds));
    const bool first = turn < INDICATORS;
    const TcAsk ask = first ? TC_ASK_INDICATOR : kinds[turn - INDICATORS];
    const uint32_t index = first ? turn : 0;
    tc_evaluator_ask_for(trial->sliced, ask, index);
    tc_evaluate(trial->sliced, trial->block, trial->others);
    for (uint32_t r = 0; r < ROWS; r++) {
        const uint64_t all = tc_answer_set(trial->results, ask, index, r);
        const uint64_t alone = tc_answer_set(trial->others, ask, index, r);
        const bool unproved = tc_bit(tc_answer_unproved(trial->results, ask, index), r);
        const bool doubted =
            ask == TC_ASK_GRADE || tc_bit(tc_answer_unproved(trial->others, ask, index), r);
        const bool found = unproved && alone && (alone & ~all) == 0;
        const bool wider = doubted && tc_set_is_open(alone) && (all & ~alone) == 0;
        if (alone != all && !found && !wider)
            fail(trial, r, "an answer asked for alone", alone, all);
    }
}

/* --- completions ------------------------------------------------------------------------------ */

static void check_bounds(Trial *trial, uint32_t row, const TcNumberResult *result,
                         const TcValue *value)
{
    mpq_t low, high;
    mpq_inits(low, high, NULL);
    TcNumberState is = tc_results_number(result, row, low, high);
    bool known = is == TC_NUMBER_KNOWN || is == TC_NUMBER_OPEN;
    if (value->defined && !value->none && is == TC_NUMBER_UNDEFINED)
        fail(trial, row, "number where none is expected", is, value->kind);
    if (known && value->defined && !value->none && value->kind == TC_VALUE_NUMBER &&
        (mpq_cmp(value->number, low) < 0 || mpq_cmp(value->number, high) > 0)) {
        gmp_printf("%Qd not in %Qd..%Qd\n", value->number, low, high);
        fail(trial, row, "number out of bounds", 0, 0);
    }
    if (is == TC_NUMBER_KNOWN && !value->defined)
        fail(trial, row, "undefined number was known", 0, 0);
    mpq_clears(low, high, NULL);
}

static void check_completion(Trial *trial, uint32_t row)
{
    TcValue value;
    tc_value_init(&value);
    for (uint32_t i = 0; i < INDICATORS; i++) {
        unsigned set = tc_reference_indicator(trial->reference, i);
        unsigned got = tc_state_outcome(&trial->results->indicators[i], row);
        if (set & ~got) {
            printf("of indicator %u\n", i + 1);
            fail(trial, row, "indicator", got, set);
        }
        tc_reference_indicator_value(trial->reference, i, &value);
        check_bounds(trial, row, &trial->results->values[i], &value);
        tc_reference_points(trial->reference, i, &value);
        check_bounds(trial, row, &trial->results->points[i], &value);
    }
    unsigned verdict = tc_reference_verdict(trial->reference, 0);
    if (verdict & ~(unsigned)tc_state_outcome(&trial->results->verdicts[0], row))
        fail(trial, row, "verdict", tc_state_outcome(&trial->results->verdicts[0], row), verdict);
    uint64_t grade = tc_reference_grade(trial->reference, 0);
    if (grade & ~trial->results->grades[0].set[row])
        fail(trial, row, "grade", trial->results->grades[0].set[row], grade);
    tc_value_clear(&value);
}

static void check_completions(Trial *trial)
{
    for (uint32_t r = 0; r < ROWS; r++) {
        for (uint32_t i = 0; i < INDICATORS; i++) {
            unsigned set = tc_state_outcome(&trial->results->indicators[i], r);
            trial->answers++;
            trial->settled += (set & (set - 1)) == 0;
        }
        for (uint32_t k = 0; k < SAMPLES; k++) {
            tc_reference_read_row(trial->model, trial->block, r, trial->cells, trial->known);
            bool open = memchr(trial->known, false, trial->n) != NULL;
            tc_adversary_complete(trial->adversary, &random_state, trial->cells, trial->known);
            tc_reference_set_row(trial->reference, trial->cells, trial->known);
            if (tc_reference_row_valid(trial->reference))
                check_completion(trial, r);
            if (!open)
                break;
        }
    }
}

static void put_rows(Trial *trial, bool complete)
{
    tc_block_clear(trial->block);
    for (uint32_t r = 0; r < ROWS; r++) {
        trial->block->rows[r] = tc_row_info(r + 1);
        tc_adversary_row(trial->adversary, &random_state, trial->cells);
        tc_random_open(&random_state, trial->model, complete ? 0 : draw(trial->n / 2 + 1),
                       trial->cells, trial->known);
        tc_random_store(trial->model, trial->cells, trial->known, trial->block, r);
    }
    tc_block_finish(trial->block);
}

static bool start(Trial *trial)
{
    TcRun run = {.date_judged = 19800}, exact = {.date_judged = 19800, .exact_only = true};
    trial->text = tc_random_expressions(&random_state);
    tc_rule_set_open(&trial->set, trial->text, TC_LANG_EN);
    trial->model = trial->set.model;
    if (!trial->model && getenv("VERBOSE"))
        printf("%s\n", tc_rule_set_mistake(&trial->set));
    if (!trial->model) {
        tc_rule_set_close(&trial->set);
        g_free(trial->text);
        return false;
    }
    trial->plan = tc_plan_new(trial->model);
    trial->fast = tc_evaluator_new(trial->plan, &run);
    trial->exact = tc_evaluator_new(trial->plan, &exact);
    trial->plain_plan = tc_plan_new_plain(trial->model);
    trial->plain = tc_evaluator_new(trial->plain_plan, &run);
    trial->sliced = tc_evaluator_new(trial->plan, &run);
    trial->needs = tc_needs_new(trial->model);
    run.needs = trial->needs;
    trial->little = tc_evaluator_new(trial->plan, &run);
    trial->results = tc_results_new(trial->model);
    trial->others = tc_results_new(trial->model);
    trial->block = tc_block_new(&trial->model->schema);
    trial->reference = tc_reference_new(trial->model, &run);
    trial->adversary = tc_adversary_new(trial->model, tc_document_tree(trial->set.document));
    trial->n = trial->model->schema.n_columns + trial->model->schema.n_appraised;
    trial->cells = g_new(TcValue, trial->n);
    trial->known = g_new(bool, trial->n);
    for (uint32_t c = 0; c < trial->n; c++)
        tc_value_init(&trial->cells[c]);
    return true;
}

static void end(Trial *trial)
{
    for (uint32_t c = 0; c < trial->n; c++)
        tc_value_clear(&trial->cells[c]);
    tc_adversary_free(trial->adversary);
    g_free(trial->cells);
    g_free(trial->known);
    tc_reference_free(trial->reference);
    tc_block_free(trial->block);
    tc_results_free(trial->results);
    tc_results_free(trial->others);
    tc_evaluator_free(trial->fast);
    tc_evaluator_free(trial->exact);
    tc_evaluator_free(trial->plain);
    tc_evaluator_free(trial->sliced);
    tc_evaluator_free(trial->little);
    tc_needs_free(trial->needs);
    tc_plan_free(trial->plan);
    tc_plan_free(trial->plain_plan);
    tc_rule_set_close(&trial->set);
    g_free(trial->text);
}

int main(int argc, char **argv)
{
    unsigned sets = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : SETS;
    unsigned failures = 0, tried = 0, settled = 0, answers = 0;
    random_state.state = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
    for (unsigned i = 0; i < sets; i++) {
        Trial trial = {.turn = i};
        if (!start(&trial))
            continue;
        tried++;
        for (unsigned pass = 0; pass < 2; pass++) {
            put_rows(&trial, pass == 0);
            tc_evaluate(trial.fast, trial.block, trial.results);
            check_way(&trial, trial.exact);
            check_way(&trial, trial.plain);
            check_slice(&trial);
            check_needs(&trial);
            check_completions(&trial);
        }
        failures += trial.failures;
        settled += trial.settled;
        answers += trial.answers;
        end(&trial);
    }
    printf("paths: %u of %u rule sets accepted, %u of %u indicators settled, %u failures\n", tried,
           sets, settled, answers, failures);
    return failures > 0;
}
