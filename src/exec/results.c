/* Results: their room, and reading answers from them. */
#include "exec/evaluator.h"
#include "exec/exact.h"
#include "exec/kernels.h"
#include "exec/labels.h"
#include "exec/ranges.h"
#include "exec/slots.h"

#include <string.h>

TcResults *tc_results_new(const TcModel *model)
{
    TcResults *results = g_new0(TcResults, 1);
    results->model = model;
    results->indicators = g_new0(TcStateResult, model->n_indicators + 1);
    results->criteria = g_new0(TcStateResult, model->n_criteria + 1);
    results->values = g_new0(TcNumberResult, model->n_indicators + 1);
    results->points = g_new0(TcNumberResult, model->n_indicators + 1);
    results->max_points = g_new0(TcNumberResult, model->n_indicators + 1);
    results->group_points = g_new0(TcNumberResult, model->n_groups + 1);
    results->verdicts = g_new0(TcStateResult, model->n_verdicts + 1);
    results->none_applies = g_malloc0_n(model->n_verdicts + 1, sizeof(TcBits));
    results->grades = g_new0(TcGradeResult, model->n_grades + 1);
    results->rankings = g_new0(TcRankingResult, model->n_rankings);
    results->breaches = g_array_new(FALSE, FALSE, sizeof(TcBreach));
    return results;
}

void tc_results_free(TcResults *results)
{
    if (!results)
        return;
    void *parts[] = {results->indicators, results->criteria,     results->values,   results->points,
                     results->max_points, results->group_points, results->verdicts, results->grades,
                     results->rankings,   results->none_applies};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        g_free(parts[i]);
    g_array_unref(results->breaches);
    g_free(results);
}

static void clear_rows(TcBits *bitmaps, size_t n, uint32_t words)
{
    for (size_t i = 0; i < n; i++)
        memset(bitmaps[i], 0, words * sizeof *bitmaps[i]);
}

static void clear_states(TcStateResult *states, uint32_t n, uint32_t words)
{
    G_STATIC_ASSERT(sizeof *states % sizeof(TcBits) == 0); /* it is nothing but bitmaps */
    clear_rows((TcBits *)(void *)states, n * (sizeof *states / sizeof(TcBits)), words);
}

void tc_results_clear(TcResults *results, uint32_t n)
{
    const TcModel *model = results->model;
    const uint32_t words = (n + 63) / 64;
    clear_states(results->indicators, model->n_indicators, words);
    clear_states(results->criteria, model->n_criteria, words);
    clear_states(results->verdicts, model->n_verdicts, words);
    for (uint32_t i = 0; i < model->n_grades; i++) {
        TcGradeResult *grade = &results->grades[i];
        memset(grade->set, 0, 64 * words * sizeof *grade->set);
        clear_rows(&grade->unproved, 1, words);
        clear_rows(&grade->over_budget, 1, words);
        clear_rows(&grade->as_of_today, 1, words);
        clear_rows(&grade->silent, 1, words);
        clear_rows(&grade->several, 1, words);
    }
}

/* --- numbers ---------------------------------------------------------------------------------- */

static void widen(TcExact *exact, const mpq_t value)
{
    if (!exact->number || mpq_cmp(value, exact->low) < 0)
        mpq_set(exact->low, value);
    if (!exact->number || mpq_cmp(value, exact->high) > 0)
        mpq_set(exact->high, value);
    exact->number = true;
}

/* Do the outcomes that conclusions see count differently? */
static bool counts_differ(const TcEvaluator *ev, const TcPlanShare *share, uint32_t row)
{
    unsigned ranks = 0;
    for (uint32_t k = 0; k < 3; k++) {
        if (tc_bit(ev->view[share->indicator][k], row))
            ranks |= 1U << share->rank[k];
    }
    return (ranks & (ranks - 1)) != 0;
}

/* May an outcome be in question that counts the same as another one: so that what is undefined
 * there is no matter? */
static bool may_count_same(const TcEvaluator *ev, const TcPlanShare *share, uint32_t row)
{
    unsigned seen = 0, twice = 0;
    for (uint32_t k = 0; k < 3; k++) {
        unsigned rank = tc_bit(ev->view[share->indicator][k], row) ? 1U << share->rank[k] : 0;
        twice |= seen & rank;
        seen |= rank;
    }
    return twice != 0;
}

/* Where bounds lie ready for a block, may @row not be read from them? Its outcomes are
 * undefined. */
static bool is_undefined(const TcEvaluator *ev, const TcPlanAnswer *answer, uint32_t row)
{
    for (uint32_t i = 0; i < answer->n; i++) {
        const TcPlanShare *share = &ev->plan->shares[answer->first + i];
        unsigned set = tc_state_outcome(&ev->results->indicators[share->indicator], row);
        if (set & TC_OUT_UNDEFINED && counts_differ(ev, share, row))
            return true;
    }
    return false;
}

/* Is it undefined in every completion? Of one that is only scored the outcomes do not tell that it
 * may apply; its label does. */
static bool is_never_said(const TcEvaluator *ev, uint32_t indicator, uint32_t row)
{
    const TcStateResult *state = &ev->results->indicators[indicator];
    return tc_state_outcome(state, row) == TC_OUT_UNDEFINED &&
           (ev->model->indicators[indicator].judged ||
            tc_state_label(state, row) != TC_LABEL_DATA_MISSING);
}

/* An undefined indicator stands in a sum's bounds both ways; the sum itself is undefined. */
static void undefine(const TcEvaluator *ev, const TcPlanAnswer *answer, uint32_t row,
                     TcExact *exact)
{
    if (!is_undefined(ev, answer, row))
        return;
    exact->undefined = true;
    for (uint32_t i = 0; i < answer->n; i++) {
        const TcPlanShare *share = &ev->plan->shares[answer->first + i];
        if (is_never_said(ev, share->indicator, row) && counts_differ(ev, share, row) &&
            !may_count_same(ev, share, row))
            exact->number = false;
    }
}

static void answer_by_outcome(const TcEvaluator *ev, const TcPlanAnswer *answer, uint32_t indicator,
                              uint32_t row, TcExact *exact)
{
    exact->undefined = is_undefined(ev, answer, row);
    if (exact->undefined && is_never_said(ev, indicator, row) &&
        !may_count_same(ev, &ev->plan->shares[answer->first], row))
        return;
    if (ev->run.closed && !exact->undefined &&
        tc_state_outcome(&ev->results->indicators[indicator], row) == TC_OUT_NOT_MET) {
        widen(exact, ev->plan->numbers[answer->weights[1]].value); /* R20: as the total has it */
        return;
    }
    for (uint32_t k = 0; k < 3; k++) {
        if (tc_bit(ev->view[indicator][k], row))
            widen(exact, ev->plan->numbers[answer->weights[k]].value);
    }
}

TcNumberState tc_answer_number(TcEvaluator *ev, const TcPlanAnswer *answer, uint32_t indicator,
                               uint32_t row, TcExact *exact)
{
    tc_exact_reset(exact);
    if (answer->by_outcome)
        answer_by_outcome(ev, answer, indicator, row, exact);
    else if (tc_node_at(ev, answer->node)->n == 0)
        tc_kernels[tc_node_at(ev, answer->node)->op].exact(ev, tc_node_at(ev, answer->node), row,
                                                           exact);
    else
        tc_exact_load(ev, tc_node_at(ev, answer->node), row, exact);
    if (!answer->by_outcome)
        undefine(ev, answer, row, exact);
    if (!exact->number)
        return TC_NUMBER_UNDEFINED;
    if (exact->below || exact->above)
        return TC_NUMBER_UNBOUNDED;
    if (exact->undefined || exact->none || !mpq_equal(exact->low, exact->high))
        return TC_NUMBER_OPEN;
    return TC_NUMBER_KNOWN;
}

TcNumberState tc_results_number(const TcNumberResult *result, uint32_t row, mpq_t low, mpq_t high)
{
    TcExact exact;
    tc_exact_init(&exact);
    TcNumberState state =
        tc_answer_number(result->evaluator, result->answer, result->indicator, row, &exact);
    if (state == TC_NUMBER_KNOWN || state == TC_NUMBER_OPEN) {
        mpq_set(low, exact.low);
        mpq_set(high, exact.high);
    }
    tc_exact_clear(&exact);
    return state;
}

/* The one outcome that conclusions see, or -1. */
static int only_outcome(const TcEvaluator *ev, uint32_t indicator, uint32_t row)
{
    int only = -1;
    for (int k = 0; k < 3; k++) {
        if (tc_bit(ev->view[indicator][k], row))
            only = only < 0 ? k : 3;
    }
    return only < 3 ? only : -1;
}

/* Points that follow from the outcome, where it is one. */
static bool fraction_of_outcome(const TcNumberResult *result, uint32_t row, TcFraction *value)
{
    const TcEvaluator *ev = result->evaluator;
    const int k = only_outcome(ev, result->indicator, row);
    return k >= 0 && !ev->run.closed && !is_undefined(ev, result->answer, row) &&
           tc_number_to_fraction(ev->plan->numbers[result->answer->weights[k]].value, value);
}

bool tc_results_fraction(const TcNumberResult *result, uint32_t row, TcFraction *value)
{
    const TcPlanAnswer *answer = result->answer;
    if (result->low) {
        *value = (TcFraction){result->low[row], result->denominator};
        return result->low[row] == result->high[row] &&
               !(result->apart && tc_bit(result->apart, row));
    }
    if (answer->by_outcome)
        return fraction_of_outcome(result, row, value);
    const TcPlanNode *node = tc_node_at(result->evaluator, answer->node);
    if (answer->n > 0)
        return false;
    if (node->op == TC_PLAN_COLUMN)
        return tc_cell_fraction(result->evaluator, node->data, row, value);
    return node->op == TC_PLAN_QUOTIENT &&
           tc_quotient_fraction(result->evaluator, node, row, value);
}

/* --- tallies ---------------------------------------------------------------------------------- */

unsigned tc_results_seen(const TcResults *results, uint32_t indicator, uint32_t row)
{
    unsigned set = tc_state_outcome(&results->indicators[indicator], row);
    if (!(set & TC_OUT_UNDEFINED))
        return set;
    for (unsigned k = 0; k < 3; k++)
        set |= (unsigned)tc_bit(results->view[indicator][k], row) << k;
    return set & ~(unsigned)TC_OUT_UNDEFINED;
}

static void count(TcTally *tally, unsigned set)
{
    tally->met_high += (set & TC_OUT_MET) != 0;
    tally->met_low += !(set & ~(unsigned)TC_OUT_MET) && set;
    tally->applicable_high += (set & (TC_OUT_MET | TC_OUT_NOT_MET)) != 0;
    tally->applicable_low += !(set & TC_OUT_NOT_APPLICABLE) && set;
}

bool tc_results_none_applies(const TcResults *results, uint32_t row)
{
    bool any = false;
    for (uint32_t i = 0; i < results->model->n_indicators; i++) {
        const TcIndicator *indicator = &results->model->indicators[i];
        if (!indicator->judged || indicator->encouraged)
            continue;
        any = true;
        if (tc_state_label(&results->indicators[i], row) != TC_LABEL_NOT_APPLICABLE)
            return false;
    }
    return any;
}

TcTally tc_results_tally(const TcResults *results, uint32_t row, uint32_t group)
{
    TcTally tally = {0};
    for (uint32_t i = 0; i < results->model->n_indicators; i++) {
        const TcIndicator *indicator = &results->model->indicators[i];
        if (indicator->judged && !indicator->encouraged &&
            (group == TC_NO_PART || indicator->group == group))
            count(&tally, tc_results_seen(results, i, row));
    }
    return tally;
}

TcLabel tc_results_criterion(const TcResults *results, uint32_t row, uint32_t criterion)
{
    const TcGroup *group = &results->model->criteria[criterion];
    const TcLabel own = tc_state_label(&results->criteria[criterion], row);
    bool found[TC_N_LABELS] = {false};
    if (own <= TC_LABEL_NOT_APPLICABLE)
        return own;
    for (uint32_t i = 0; i < group->n_indicators; i++) {
        const uint32_t index = group->indicators[i];
        if (tc_indicator_counts(&results->model->indicators[index], TC_FILTER_ANY))
            found[tc_state_label(&results->indicators[index], row)] = true;
    }
    if (found[TC_LABEL_DATA_MISSING])
        return TC_LABEL_DATA_MISSING;
    if (found[TC_LABEL_AWAITS_APPRAISAL])
        return TC_LABEL_AWAITS_APPRAISAL;
    return found[TC_LABEL_RULE_SILENT] ? TC_LABEL_RULE_SILENT : own;
}

bool tc_results_is_end(const mpq_t end, bool share)
{
    mpq_t size;
    mpq_init(size);
    mpq_abs(size, end);
    const bool near = mpq_cmp_ui(size, share ? 10 : 1000000000, 1) <= 0;
    mpq_clear(size);
    return near;
}
