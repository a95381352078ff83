/* Verdicts and grades: what they rest on. */
#include "exec/explain_internal.h"

#include "exec/explain_points.h"
#include "exec/explain_words.h"
#include "exec/readers.h"
#include "exec/ways.h"
#include "exec/reference_internal.h"

enum { MAX_BOTH_WAYS = 5 }; /* open indicators that are tried both ways at each value of a cell */

typedef struct {
    TcRefKind kind;
    uint32_t index;
    bool plain; /* by Kleene logic alone */
} Question;

static uint64_t ask_plainly(TcReference *reference, const Question *question)
{
    static const unsigned answers[] = {TC_OUT_FALSE, TC_OUT_TRUE, TC_OUT_UNKNOWN};
    return answers[tc_ref_verdict(reference, question->index)];
}

static uint64_t ask_conclusion(TcReference *reference, const void *data)
{
    const Question *question = data;
    if (question->kind == TC_REF_GRADE)
        return tc_reference_grade(reference, question->index);
    if (question->plain)
        return ask_plainly(reference, question);
    return tc_reference_verdict(reference, question->index);
}

static bool verdict_is_settled(uint64_t answer)
{
    return answer == TC_OUT_TRUE || answer == TC_OUT_FALSE;
}

static bool grade_is_settled(uint64_t answer)
{
    return answer != 0 && (answer & (answer - 1)) == 0 && !(answer >> 63);
}

static void list_indicators(TcExplainer *explainer, const TcComparisons *set,
                            TcExplainedConclusion *conclusion)
{
    const TcModel *model = explainer->model;
    conclusion->failing = TC_EXPLAIN_NEW(explainer, uint32_t, model->n_indicators);
    conclusion->open = TC_EXPLAIN_NEW(explainer, uint32_t, model->n_indicators);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcExplainedIndicator *indicator = &explainer->out->indicators[i];
        if (!tc_comparisons_has_part(set, TC_REF_INDICATOR, i) || !model->indicators[i].judged ||
            model->indicators[i].encouraged)
            continue;
        if (indicator->label == TC_LABEL_NOT_MET)
            conclusion->failing[conclusion->n_failing++] = i;
        else if (tc_explain_is_open(indicator))
            conclusion->open[conclusion->n_open++] = i;
    }
}

static bool is_over_budget(const TcExplainer *explainer, const TcExplainedConclusion *conclusion)
{
    const TcResults *results = explainer->results;
    return tc_bit(conclusion->kind == TC_REF_GRADE
                      ? results->grades[conclusion->index].over_budget
                      : results->verdicts[conclusion->index].over_budget,
                  explainer->row);
}

static void openness_of(TcExplainer *explainer, TcComparisons *set,
                        TcExplainedConclusion *conclusion, bool unproved, bool silent)
{
    const Question question = {conclusion->kind, conclusion->index,
                               conclusion->n_open > MAX_BOTH_WAYS};
    const TcOpenPart part = {
        conclusion->kind,
        conclusion->index,
        {.question = ask_conclusion, .data = &question, .weight = explainer->model->n_indicators},
        conclusion->kind == TC_REF_GRADE ? grade_is_settled : verdict_is_settled,
        true};
    conclusion->openness.open = true;
    conclusion->openness.proved = explainer->results && !unproved && !silent;
    conclusion->openness.over_budget = unproved && is_over_budget(explainer, conclusion);
    conclusion->openness.silent = silent;
    if (silent)
        return; /* no cell decides it */
    tc_explain_openness(explainer, set, &part, &conclusion->openness);
}

/* Is there anything that people could do, besides asking for a better rule? */
static bool can_rise(const TcExplainer *explainer, const TcExplainedConclusion *conclusion)
{
    if (conclusion->openness.silent)
        return false;
    bool open = tc_explain_sees_points(explainer->model, conclusion->index);
    for (uint32_t i = 0; i < conclusion->n_open; i++)
        open |= explainer->out->indicators[conclusion->open[i]].label != TC_LABEL_RULE_SILENT;
    return open || conclusion->n_failing > 0;
}

static void explain_verdict(TcExplainer *explainer, TcComparisons *set,
                            TcExplainedConclusion *conclusion)
{
    const TcVerdict *verdict = &explainer->model->verdicts[conclusion->index];
    const TcResults *results = explainer->results;
    const TcStateResult *state = results ? &results->verdicts[conclusion->index] : NULL;
    conclusion->code = verdict->code;
    conclusion->title = verdict->title;
    conclusion->about = &verdict->about;
    conclusion->why = tc_explain_because(explainer, verdict->met_when, TC_NO_PART);
    conclusion->outcomes =
        state ? tc_state_outcome(state, explainer->row)
              : tc_reference_verdict(tc_probe_ask(explainer->probe), conclusion->index);
    conclusion->as_of_today = state && tc_bit(state->as_of_today, explainer->row);
    if (results)
        conclusion->none_applies = tc_bit(results->none_applies[conclusion->index], explainer->row);
    if (verdict_is_settled(conclusion->outcomes))
        conclusion->why->truth = conclusion->outcomes == TC_OUT_TRUE ? TC_TRUTH_YES : TC_TRUTH_NO;
    else
        openness_of(explainer, set, conclusion, state && tc_bit(state->unproved, explainer->row),
                    state && tc_state_label(state, explainer->row) == TC_LABEL_RULE_SILENT);
    if (conclusion->outcomes != TC_OUT_TRUE && can_rise(explainer, conclusion))
        tc_explain_least_sets(explainer, conclusion->index, conclusion);
}

/* --- grades --- */

/* Is the lower end of a band a number above @now, or just where it has to be passed? */
static bool begins_above(TcExplainer *explainer, const TcNode *band, const TcValue *now,
                         TcValue *end)
{
    const TcNode *phrase = band->kind == TC_NODE_BAND && band->n > 1 ? band->items[1] : NULL;
    if (!phrase || phrase->kind != TC_NODE_PHRASE || !(phrase->sub & TC_PHRASE_LOW))
        return false;
    tc_reference_value(tc_probe_ask(explainer->probe), phrase->items[0], TC_NO_PART, end);
    return end->defined && end->kind == TC_VALUE_NUMBER &&
           tc_value_order(end, now) >= (phrase->sub & TC_PHRASE_LOW_OPEN ? 0 : 1);
}

/* The lowest band that begins above @now; its lower end in @next. */
static const TcNode *next_band(TcExplainer *explainer, const TcNode *scale, const TcValue *now,
                               TcNextGrade *next)
{
    const TcNode *found = NULL;
    TcValue end;
    tc_value_init(&end);
    for (uint32_t i = 1; i < scale->n; i++) {
        const TcNode *band = scale->items[i];
        if (!begins_above(explainer, band, now, &end) ||
            (found && tc_value_order(&end, &next->low) >= 0))
            continue;
        tc_value_copy(&next->low, &end);
        next->beyond = band->items[1]->sub & TC_PHRASE_LOW_OPEN;
        found = band;
    }
    tc_value_clear(&end);
    return found;
}

static void missing_points(TcExplainer *explainer, TcNextGrade *next)
{
    TcValue most;
    tc_value_init(&most);
    tc_value_copy(&next->points, &next->missing);
    if (next->total->sub == TC_TOTAL_SHARE) {
        tc_reference_total(tc_probe_ask(explainer->probe), TC_TOTAL_MAX, &most);
        tc_value_compute(TC_OP_MUL, &next->points, &most, &next->points);
    }
    tc_value_clear(&most);
}

static bool is_own_label(const TcExplainedConclusion *conclusion)
{
    const unsigned own = (unsigned)__builtin_ctzll(conclusion->outcomes);
    return g_strcmp0(conclusion->labels[own], conclusion->next) == 0;
}

/* Of a total that is open, but in one grade: from its other end it is less. */
static void missing_at_least(TcExplainer *explainer, const TcNextGrade *next, const TcValue *most,
                             TcExplainedConclusion *conclusion)
{
    const TcMarks none = {0};
    TcValue least;
    tc_value_init(&least);
    tc_value_compute(TC_OP_SUB, &next->low, most, &least);
    if (mpq_sgn(least.number) <= 0 || is_own_label(conclusion))
        conclusion->next = NULL; /* its ends are too wide to tell */
    conclusion->next_missing_most = conclusion->next_missing;
    conclusion->next_missing =
        tc_explain_number(explainer, least.number, next->total->sub == TC_TOTAL_SHARE, &none);
    tc_value_clear(&least);
}

/* Does the total stay short of it with any values at all of the cells that advice may change? By
 * the evaluator's ends of it, that nothing lies beyond. */
static bool is_out_of_reach(TcExplainer *explainer, const TcComparisons *set,
                            const TcNextGrade *next, uint32_t grade)
{
    const TcModel *model = explainer->model;
    g_autofree uint32_t *seen = g_new(uint32_t, model->n_indicators + 1);
    uint32_t n = 0;
    TcValue least, most;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (tc_comparisons_has_part(set, TC_REF_INDICATOR, i))
            seen[n++] = i;
    }
    g_autofree bool *blank = tc_ways_changing(explainer->probe, seen, n, true);
    TcExplainer blanked = *explainer;
    blanked.results = tc_explain_judge_blanked(explainer, blank, false);
    blanked.row = 0;
    tc_value_init(&least);
    tc_value_init(&most);
    const bool ends = tc_explain_extent(&blanked, next->total, &least, &most) != TC_EXTENT_NONE &&
                      !tc_bit(blanked.results->grades[grade].as_of_today, 0);
    const bool out = ends && tc_value_order(&most, &next->low) < (next->beyond ? 1 : 0);
    tc_value_clear(&least);
    tc_value_clear(&most);
    return out;
}

/* What brings the next grade up, or that nothing does. */
static void reach_grade(TcExplainer *explainer, const TcComparisons *set, const TcNextGrade *next,
                        bool open, TcExplainedConclusion *conclusion)
{
    if (!conclusion->next || explainer->out->run.closed)
        return;
    conclusion->next_impossible =
        explainer->results && is_out_of_reach(explainer, set, next, conclusion->index);
    if (!open && !conclusion->next_impossible)
        tc_explain_grade_lifts(explainer, next, conclusion);
}

static void next_grade(TcExplainer *explainer, const TcComparisons *set,
                       TcExplainedConclusion *conclusion)
{
    const TcNode *scale = explainer->model->grades[conclusion->index].content;
    const TcMarks none = {0};
    if (scale->kind != TC_NODE_SCALE || scale->items[0]->kind != TC_NODE_TOTAL)
        return;
    TcNextGrade next = {.total = scale->items[0]};
    TcValue now, most;
    tc_value_init(&now);
    tc_value_init(&most);
    tc_value_init(&next.low);
    tc_value_init(&next.missing);
    tc_value_init(&next.points);
    tc_reference_value(tc_probe_ask(explainer->probe), next.total, TC_NO_PART, &now);
    tc_value_copy(&most, &now);
    const bool open = !now.defined && tc_explain_extent(explainer, next.total, &now, &most);
    const TcNode *band = NULL;
    if (now.defined && now.kind == TC_VALUE_NUMBER)
        band = next_band(explainer, scale, &now, &next);
    if (band) {
        tc_value_compute(TC_OP_SUB, &next.low, &now, &next.missing);
        conclusion->next = band->items[0]->text;
        conclusion->next_beyond = next.beyond;
        conclusion->next_missing = tc_explain_number(explainer, next.missing.number,
                                                     next.total->sub == TC_TOTAL_SHARE, &none);
        missing_points(explainer, &next);
        if (open)
            missing_at_least(explainer, &next, &most, conclusion);
        reach_grade(explainer, set, &next, open, conclusion);
    }
    tc_value_clear(&now);
    tc_value_clear(&most);
    tc_value_clear(&next.low);
    tc_value_clear(&next.missing);
    tc_value_clear(&next.points);
}

static void explain_grade(TcExplainer *explainer, TcComparisons *set,
                          TcExplainedConclusion *conclusion)
{
    const TcGrade *grade = &explainer->model->grades[conclusion->index];
    const TcResults *results = explainer->results;
    conclusion->code = grade->code;
    conclusion->title = grade->title;
    conclusion->labels = grade->labels;
    conclusion->about = &grade->about;
    conclusion->outcomes =
        results ? results->grades[conclusion->index].set[explainer->row]
                : tc_reference_grade(tc_probe_ask(explainer->probe), conclusion->index);
    conclusion->as_of_today =
        results && tc_bit(results->grades[conclusion->index].as_of_today, explainer->row);
    if (grade_is_settled(conclusion->outcomes))
        next_grade(explainer, set, conclusion);
    else
        openness_of(explainer, set, conclusion,
                    results && tc_bit(results->grades[conclusion->index].unproved, explainer->row),
                    results && tc_bit(results->grades[conclusion->index].silent, explainer->row));
}

void tc_explain_conclusion(TcExplainer *explainer, TcRefKind kind, uint32_t index,
                           TcExplainedConclusion *conclusion)
{
    g_autoptr(TcComparisons) set = tc_readers_part(explainer->probe->read, kind, index, false);
    conclusion->kind = kind;
    conclusion->index = index;
    list_indicators(explainer, set, conclusion);
    if (kind == TC_REF_VERDICT)
        explain_verdict(explainer, set, conclusion);
    else
        explain_grade(explainer, set, conclusion);
}
