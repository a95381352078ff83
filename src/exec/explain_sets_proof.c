/* What is told of sets is proved, whatever ways there are. Impossible: the evaluator says that the
 * verdict does not hold with no values at all of the cells that advice may change. Least: with
 * these cells open it says what each indicator could be at best; the verdict is asked with
 * indicators supposed to be that, all others as they are. So many at least are better off on every
 * row on which it holds, for it rises with its indicators. */
#include "exec/explain_points.h"
#include "exec/explain_sets.h"
#include "exec/marks.h"

/* All that could change as indicators of the verdict come to be met or earn more, appraisals too.
 * Returns: (transfer full) one bool for each cell. */
static bool *changing(const TcSetSearch *search)
{
    const TcModel *model = search->explainer->model;
    g_autofree uint32_t *seen = g_new(uint32_t, model->n_indicators + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (tc_comparisons_has_part(search->set, TC_REF_INDICATOR, i))
            seen[n++] = i;
    }
    bool *changing = tc_ways_changing(search->explainer->probe, seen, n, true);
    for (guint i = 0; i < search->candidates->len; i++) {
        const GArray *way = tc_candidate(search, i)->way;
        for (guint j = 0; j < way->len; j++)
            changing[g_array_index(way, TcMove, j).column] = true;
    }
    return changing;
}

TcSetsStatus tc_explain_not_found(TcSetSearch *search)
{
    g_autofree bool *blank = changing(search);
    const bool never =
        tc_explain_never_holds(search->explainer, search->verdict, blank, search->at_worst);
    return never ? TC_SETS_IMPOSSIBLE : TC_SETS_BUDGET;
}

/* --- what each could be at best --- */

static bool is_constant(const TcNode *node)
{
    return !node || tc_is_constant(node);
}

/* Does the verdict look at nothing that changes but outcomes and points? @blank: the cells that
 * may. */
static bool sees_parts_alone(const TcSetSearch *search, const bool *blank)
{
    const TcModel *model = search->explainer->model;
    bool alone = true;
    for (uint32_t i = 0; i < model->schema.n_columns; i++)
        alone &= !blank[i] || !tc_sight_names(&search->sight, TC_REF_COLUMN, i);
    for (uint32_t i = 0; i < model->n_groups && search->sight.points; i++)
        alone &= is_constant(model->groups[i].weight);
    for (uint32_t i = 0; i < model->n_indicators && search->sight.points; i++)
        alone &= is_constant(model->indicators[i].max_points);
    return alone;
}

/* The most points that the evaluator leaves open to it, of a penalty the least. Returns: false if
 * it does not say. */
static bool best_points(const TcResults *results, uint32_t indicator, TcValue *best)
{
    mpq_t low, high;
    mpq_inits(low, high, NULL);
    const TcNumberState state = tc_results_number(&results->points[indicator], 0, low, high);
    tc_value_set_number(best, results->model->indicators[indicator].penalty ? low : high);
    mpq_clears(low, high, NULL);
    return state == TC_NUMBER_KNOWN || state == TC_NUMBER_OPEN;
}

/* Adds the indicator to the candidates if it could be better off. Returns: false if it is not known
 * how much. */
static bool suppose_best(TcSetSearch *best, const TcResults *results, uint32_t indicator)
{
    TcExplainer *explainer = best->explainer;
    TcCandidate made = {.indicator = indicator, .way = g_array_new(FALSE, FALSE, sizeof(TcMove))};
    made.before = tc_reference_indicator(tc_probe_ask(explainer->probe), indicator);
    const bool fails = made.before == TC_OUT_NOT_MET || made.before == TC_OUT_UNDEFINED;
    const bool meets = fails && (tc_state_outcome(&results->indicators[indicator], 0) & TC_OUT_MET);
    const bool scores = best->sight.points && made.before != TC_OUT_NOT_APPLICABLE &&
                        tc_indicator_has_points(&explainer->model->indicators[indicator]);
    mpq_inits(made.share, made.gain, NULL);
    tc_value_init(&made.better.points);
    made.after = meets ? TC_OUT_MET : made.before;
    made.better.has_state = meets || best->as_is[indicator].has_state;
    made.better.applies = meets ? TC_TRUTH_YES : best->as_is[indicator].applies;
    made.better.met = meets ? TC_TRUTH_YES : best->as_is[indicator].met;
    const bool known = !scores || best_points(results, indicator, &made.better.points);
    if (scores && known)
        tc_explain_gain(explainer, indicator, &made.better.points, made.gain);
    g_array_append_val(best->candidates, made);
    if (!meets && mpq_sgn(made.gain) <= 0)
        g_array_set_size(best->candidates, best->candidates->len - 1);
    return known;
}

static bool suppose_all(TcSetSearch *best, const TcResults *results)
{
    bool known = true;
    for (uint32_t i = 0; i < best->explainer->model->n_indicators && known; i++)
        known = !tc_comparisons_has_part(best->set, TC_REF_INDICATOR, i) ||
                suppose_best(best, results, i);
    return known;
}

/* --- the least of all sets --- */

/* As if each indicator could be its best without touching another. @least is left empty where that
 * does not tell. */
static void find_least(const TcSetSearch *search, const bool *blank, TcLeastSets *least)
{
    TcExplainer *explainer = search->explainer;
    TcSetSearch best = {.explainer = explainer,
                        .verdict = search->verdict,
                        .sight = search->sight,
                        .set = search->set,
                        .start = search->start,
                        .imagined = true,
                        .candidates = tc_explain_candidates_new()};
    tc_explain_sets_see(&best);
    const bool known =
        suppose_all(&best, tc_explain_judge_blanked(explainer, blank, search->at_worst));
    tc_explain_classes(&best);
    if (known)
        tc_explain_search_sets(&best, least);
    if (least->fewer_may)
        *least = (TcLeastSets){.status = TC_SETS_NONE};
    tc_explain_classes_free(&best);
}

static bool is_in(uint32_t indicator, const uint32_t *list, uint32_t n)
{
    bool in = false;
    for (uint32_t i = 0; i < n; i++)
        in |= list[i] == indicator;
    return in;
}

/* Leaves in the core what is in that of @least. Returns: what goes, as a choice of all of it. */
static TcChoiceOfSet thin_core(TcExplainer *explainer, TcLeastSets *sets, const TcLeastSets *least)
{
    TcChoiceOfSet gone = {.of = TC_EXPLAIN_NEW(explainer, uint32_t, sets->size)};
    const uint32_t n = sets->n_core;
    sets->n_core = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (is_in(sets->core[i], least->core, least->n_core))
            sets->core[sets->n_core++] = sets->core[i];
        else
            gone.of[gone.n_of++] = sets->core[i];
    }
    gone.pick = gone.n_of;
    return gone;
}

/* Of a set that need not be least one shape is told. */
static void tell_one(TcLeastSets *sets, TcChoiceOfSet *all)
{
    for (uint32_t i = 0; i < sets->n_choices; i++) {
        for (uint32_t j = 0; j < sets->choices[i].pick; j++)
            all->of[all->n_of++] = sets->choices[i].of[j];
    }
    all->pick = all->n_of;
    sets->fewer_may = true;
    sets->other_shapes = false;
    sets->n_choices = 0;
}

static void add_choice(TcExplainer *explainer, TcLeastSets *sets, const TcChoiceOfSet *choice)
{
    TcChoiceOfSet *choices = TC_EXPLAIN_NEW(explainer, TcChoiceOfSet, sets->n_choices + 1);
    choices[0] = *choice;
    for (uint32_t i = 0; i < sets->n_choices; i++)
        choices[i + 1] = sets->choices[i];
    sets->choices = choices;
    sets->n_choices++;
}

void tc_explain_prove_sets(TcSetSearch *search, TcLeastSets *sets)
{
    TcLeastSets least = {.status = TC_SETS_NONE};
    g_autofree bool *blank = changing(search);
    const bool parts = sees_parts_alone(search, blank);
    if (parts)
        find_least(search, blank, &least);
    const bool proved = parts && sets->size <= MAX(least.size, 1);
    TcChoiceOfSet gone = thin_core(search->explainer, sets, proved ? &least : &(TcLeastSets){0});
    if (!proved)
        tell_one(sets, &gone);
    if (gone.n_of > 0)
        add_choice(search->explainer, sets, &gone);
}
