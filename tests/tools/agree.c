/* Asks both evaluators of the same rows, part by part. */
#include "exec/slots.h"
#include "tools/agree.h"

#include "base/number.h"
#include "exec/evaluator.h"

static TcValue *values_new(uint32_t n)
{
    TcValue *values = g_new(TcValue, n);
    for (uint32_t i = 0; i < n; i++)
        tc_value_init(&values[i]);
    return values;
}

static void values_free(TcValue *values, uint32_t n)
{
    for (uint32_t i = 0; values && i < n; i++)
        tc_value_clear(&values[i]);
    g_free(values);
}

TcAgree *tc_agree_new(const TcModel *model, const TcNode *tree, const TcRun *run, TcRandom *random,
                      TcAgreeCounts *counts, TcAgreeReport report, void *context)
{
    TcAgree *agree = g_new0(TcAgree, 1);
    agree->model = model;
    agree->run = *run;
    agree->random = random;
    agree->counts = counts;
    agree->report = report;
    agree->context = context;
    agree->plan = tc_plan_new(model);
    agree->evaluator = tc_evaluator_new(agree->plan, run);
    agree->reference = tc_reference_new(model, run);
    agree->results = tc_results_new(model);
    agree->adversary = tc_adversary_new(model, tree);
    agree->n = model->schema.n_columns + model->schema.n_appraised;
    agree->cells = values_new(agree->n);
    agree->drawn = values_new(agree->n);
    agree->known = g_new0(bool, agree->n);
    return agree;
}

void tc_agree_free(TcAgree *agree)
{
    if (!agree)
        return;
    for (uint32_t i = 0; i < TC_BLOCK_ROWS; i++) {
        values_free(agree->given[i], agree->n);
        g_free(agree->given_known[i]);
    }
    values_free(agree->cells, agree->n);
    values_free(agree->drawn, agree->n);
    g_free(agree->known);
    tc_adversary_free(agree->adversary);
    tc_results_free(agree->results);
    tc_reference_free(agree->reference);
    tc_evaluator_free(agree->evaluator);
    tc_plan_free(agree->plan);
    g_free(agree);
}

void tc_agree_evaluate(TcAgree *agree, TcBlock *block)
{
    agree->block = block;
    for (uint32_t r = 0; r < block->n; r++) {
        if (!agree->given[r]) {
            agree->given[r] = values_new(agree->n);
            agree->given_known[r] = g_new0(bool, agree->n);
        }
        tc_reference_read_row(agree->model, block, r, agree->given[r], agree->given_known[r]);
    }
    tc_evaluate(agree->evaluator, block, agree->results);
}

/* --- differences ------------------------------------------------------------------------------ */

void tc_agree_differ(TcAgree *agree, uint32_t row, bool may_differ, const char *what,
                     const char *code, uint64_t got, uint64_t wanted)
{
    if (may_differ && agree->silent) {
        agree->counts->wider++;
        return;
    }
    agree->counts->failures++;
    g_autofree char *text =
        g_strdup_printf("%s %s: got %" G_GINT64_MODIFIER "x, wanted %" G_GINT64_MODIFIER "x", what,
                        code, got, wanted);
    agree->report(agree, row, text, agree->context);
}

static char *number_text(const TcValue *value)
{
    if (!value->defined)
        return g_strdup("nothing");
    return value->none ? g_strdup("none yet") : tc_number_exact(value->number, TC_LANG_EN);
}

static void differ_number(TcAgree *agree, uint32_t row, const char *what, const char *code,
                          TcNumberState state, const mpq_t low, const mpq_t high,
                          const TcValue *wanted)
{
    static const char *const states[] = {"known", "open", "undefined", "unbounded"};
    g_autofree char *from = tc_number_exact(low, TC_LANG_EN);
    g_autofree char *to = tc_number_exact(high, TC_LANG_EN);
    g_autofree char *value = number_text(wanted);
    g_autofree char *text = g_strdup_printf("%s %s: got %s %s..%s, wanted %s", what, code,
                                            states[state], from, to, value);
    agree->counts->failures++;
    agree->report(agree, row, text, agree->context);
}

uint64_t tc_agree_seen(const TcGrade *grade, uint64_t set)
{
    const uint64_t undefined = grade ? (uint64_t)1 << 63 : TC_OUT_UNDEFINED;
    if (!(set & undefined))
        return set;
    if (grade)
        return ((uint64_t)1 << grade->n_labels) - 1;
    return (set & ~undefined) | TC_OUT_MET | TC_OUT_NOT_MET; /* or: true, false */
}

/* --- answers ---------------------------------------------------------------------------------- */

/* @wanted: what the reference says. Within the bounds; on a complete row the number itself. */
static void check_number(TcAgree *agree, uint32_t row, bool complete, const char *what,
                         const char *code, const TcNumberResult *result, const TcValue *wanted)
{
    mpq_t low, high;
    mpq_inits(low, high, NULL);
    const TcNumberState state = tc_results_number(result, row, low, high);
    const bool number = wanted->defined && !wanted->none;
    const bool bounded = state == TC_NUMBER_KNOWN || state == TC_NUMBER_OPEN;
    bool fits = number ? state != TC_NUMBER_UNDEFINED : state != TC_NUMBER_KNOWN;
    bool silent_too = !fits || state == TC_NUMBER_OPEN || state == TC_NUMBER_UNBOUNDED;
    if (number && bounded)
        fits = mpq_cmp(wanted->number, low) >= 0 && mpq_cmp(wanted->number, high) <= 0;
    if (number && complete)
        fits = fits && state == TC_NUMBER_KNOWN;
    agree->counts->comparisons++;
    if (!fits && agree->silent && silent_too)
        agree->counts->wider++;
    else if (!fits)
        differ_number(agree, row, what, code, state, low, high, wanted);
    mpq_clears(low, high, NULL);
}

/* @got holds all of @wanted; on a complete row they are equal. */
static void check_set(TcAgree *agree, uint32_t row, bool complete, const char *what,
                      const char *code, const TcGrade *grade, uint64_t got, uint64_t wanted)
{
    got = tc_agree_seen(grade, got);
    wanted = tc_agree_seen(grade, wanted);
    agree->counts->comparisons++;
    if (wanted & ~got)
        tc_agree_differ(agree, row, false, what, code, got, wanted);
    else if (complete && got != wanted)
        tc_agree_differ(agree, row, true, what, code, got, wanted);
}

static void check_indicator(TcAgree *agree, uint32_t row, bool complete, uint32_t index,
                            TcValue *value)
{
    const TcIndicator *indicator = &agree->model->indicators[index];
    const TcResults *results = agree->results;
    const unsigned wanted = tc_reference_indicator(agree->reference, index);
    if (wanted)
        check_set(agree, row, complete && !(wanted & TC_OUT_UNDEFINED), "indicator",
                  indicator->code, NULL, tc_state_outcome(&results->indicators[index], row),
                  wanted);
    if (complete && wanted == TC_OUT_UNDEFINED &&
        tc_state_label(&results->indicators[index], row) != TC_LABEL_RULE_SILENT)
        tc_agree_differ(agree, row, true, "label of", indicator->code,
                        tc_state_label(&results->indicators[index], row), TC_LABEL_RULE_SILENT);
    if (indicator->value) {
        tc_reference_indicator_value(agree->reference, index, value);
        check_number(agree, row, complete, "value of", indicator->code, &results->values[index],
                     value);
    }
    if (!indicator->max_points)
        return;
    tc_reference_points(agree->reference, index, value);
    check_number(agree, row, complete, "points of", indicator->code, &results->points[index],
                 value);
    tc_reference_max_points(agree->reference, index, value);
    check_number(agree, row, complete, "maximum of", indicator->code, &results->max_points[index],
                 value);
}

static void check_sums(TcAgree *agree, uint32_t row, bool complete, TcValue *value)
{
    const TcModel *model = agree->model;
    for (uint32_t i = 0; i < model->n_groups; i++) {
        tc_reference_group_points(agree->reference, i, value);
        check_number(agree, row, complete, "points of group", model->groups[i].code,
                     &agree->results->group_points[i], value);
    }
    tc_reference_total(agree->reference, TC_TOTAL_POINTS, value);
    check_number(agree, row, complete, "total", "", &agree->results->total, value);
    tc_reference_total(agree->reference, TC_TOTAL_MAX, value);
    check_number(agree, row, complete, "total maximum", "", &agree->results->total_max, value);
}

static void check_conclusions(TcAgree *agree, uint32_t row, bool complete)
{
    const TcModel *model = agree->model;
    const TcResults *results = agree->results;
    for (uint32_t i = 0; i < model->n_criteria; i++)
        check_set(agree, row, complete, "criterion", model->criteria[i].code, NULL,
                  tc_state_outcome(&results->criteria[i], row),
                  tc_reference_criterion(agree->reference, i));
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        check_set(agree, row, complete, "verdict", model->verdicts[i].code, NULL,
                  tc_state_outcome(&results->verdicts[i], row),
                  tc_reference_verdict(agree->reference, i));
    for (uint32_t i = 0; i < model->n_grades; i++)
        check_set(agree, row, complete, "grade", model->grades[i].code, &model->grades[i],
                  results->grades[i].set[row], tc_reference_grade(agree->reference, i));
}

static bool is_silent(const TcAgree *agree)
{
    for (uint32_t i = 0; i < agree->model->n_indicators; i++) {
        if (tc_reference_indicator(agree->reference, i) == TC_OUT_UNDEFINED)
            return true;
    }
    return false;
}

/* Pre: the reference stands on the row. */
static void check_answers(TcAgree *agree, uint32_t row, bool complete)
{
    TcValue value;
    tc_value_init(&value);
    agree->silent = is_silent(agree);
    for (uint32_t i = 0; i < agree->model->n_indicators; i++)
        check_indicator(agree, row, complete, i, &value);
    check_sums(agree, row, complete, &value);
    check_conclusions(agree, row, complete);
    tc_value_clear(&value);
}

/* --- rows ------------------------------------------------------------------------------------- */

static void stand_on(TcAgree *agree, uint32_t row, const TcValue *cells, const bool *known)
{
    const TcRowInfo *info = &agree->block->rows[row];
    tc_reference_set_row(agree->reference, cells, known);
    const TcUnitTold unit = {info->code, info->name, info->parent, info->kind};
    tc_reference_set_unit(agree->reference, &unit);
}

static bool all_known(const bool *known, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (!known[i])
            return false;
    }
    return true;
}

/* Whether the data of a complete row hold together is told alike. */
static void check_validity(TcAgree *agree, uint32_t row)
{
    const bool broken = tc_bit(agree->results->data_error, row);
    agree->counts->broken += broken;
    agree->silent = false;
    if (!all_known(agree->given_known[row], agree->n))
        return;
    stand_on(agree, row, agree->given[row], NULL);
    agree->counts->comparisons++;
    if (tc_reference_row_valid(agree->reference) == broken)
        tc_agree_differ(agree, row, false, "data error", "", broken, !broken);
}

static void check_completion(TcAgree *agree, uint32_t row)
{
    g_autofree uint8_t *labels = g_new(uint8_t, agree->model->n_indicators);
    for (uint32_t i = 0; i < agree->n; i++)
        tc_value_copy(&agree->drawn[i], &agree->cells[i]);
    tc_adversary_complete(agree->adversary, agree->random, agree->drawn, agree->known);
    stand_on(agree, row, agree->drawn, agree->known);
    for (uint32_t i = 0; i < agree->model->n_indicators; i++)
        labels[i] = (uint8_t)tc_state_label(&agree->results->indicators[i], row);
    tc_reference_set_labels(agree->reference, labels);
    if (!tc_reference_row_valid(agree->reference))
        return;
    agree->counts->completions++;
    check_answers(agree, row, false);
}

/* Did it go the exact way, as a whole or in a number whose slot was not used again since? */
static bool went_exact(const TcAgree *agree, uint32_t row)
{
    const TcEvaluator *evaluator = agree->evaluator;
    if (agree->run.exact_only || tc_bit(evaluator->exact_rows, row))
        return true;
    for (uint32_t i = 0; i < agree->plan->n_slots[TC_SLOT_NUMBER]; i++) {
        const TcNumbers *numbers = &evaluator->numbers[i];
        if (numbers->any_exact && tc_bit(numbers->exact, row))
            return true;
    }
    return false;
}

void tc_agree_row(TcAgree *agree, uint32_t row, unsigned completions)
{
    TcAgreeCounts *counts = agree->counts;
    counts->pairs++;
    counts->exact += went_exact(agree, row);
    check_validity(agree, row);
    tc_reference_read_row(agree->model, agree->block, row, agree->cells, agree->known);
    if (all_known(agree->known, agree->n)) {
        stand_on(agree, row, agree->cells, NULL);
        check_answers(agree, row, true);
        counts->complete++;
        counts->silent += agree->silent;
        return;
    }
    const uint64_t before = counts->completions;
    for (unsigned i = 0; i < completions; i++)
        check_completion(agree, row);
    counts->open += counts->completions > before;
}
