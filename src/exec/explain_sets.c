/* The least sets of indicators that turn a verdict (semantics.md 3.3).
 *
 * A set is a number from each class of candidates (explain_sets_classes.c); it is tried by really
 * changing the cells of its easiest members and asking the verdict again. Where meeting one
 * indicator changes no other, more only ever do more: then how many of a class are in every set,
 * and how many there are at least beyond those, is found by halving, and only what is left is gone
 * through. */
#include "exec/explain_sets.h"
#include "exec/readers.h"

enum {
    MOST_TRIED = 4096, /* sets */
    LEAST_TRIED = 64,  /* however much work that is */
    MOST_STEPS = 8000000,
};

/* A step is an indicator looked at in a set, a cell changed for it, or the state of an indicator
 * that this changes. */
static bool is_spent(const TcSetSearch *search)
{
    const uint64_t looked_at = (uint64_t)search->asked * search->explainer->model->n_indicators;
    return search->hopeless || search->asked >= MOST_TRIED ||
           (search->asked >= LEAST_TRIED &&
            looked_at + search->explainer->probe->work >= MOST_STEPS);
}

/* Its `count` members from each class. Returns: (transfer full) candidates (uint32_t). */
static GArray *members_of_set(const TcSetSearch *search)
{
    GArray *set = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint i = 0; i < search->classes->len; i++) {
        const TcClass *class = tc_class(search, i);
        g_array_append_vals(set, class->members->data, class->count);
    }
    return set;
}

/* Is the candidate what its way was to make of it? Meets it after all where it is not, from where
 * the ways of the others lead. */
static bool is_met_still(TcSetSearch *search, const TcCandidate *one)
{
    TcProbe *probe = search->explainer->probe;
    if (one->after != TC_OUT_MET ||
        tc_reference_indicator(tc_probe_ask(probe), one->indicator) == TC_OUT_MET)
        return true;
    g_autoptr(GPtrArray) ways = tc_ways_new(probe, one->indicator);
    if (ways->len > 0)
        tc_way_apply(probe, ways->pdata[0]);
    search->anew = true;
    return false;
}

/* The ways of a set change what its members need (riêng [Số lớp] từ 3: …): each is met anew until
 * all are, in as many rounds as the set has members. */
static void meet_together(TcSetSearch *search, const GArray *set)
{
    bool met = false;
    for (guint round = 0; round <= set->len && !met; round++) {
        met = true;
        for (guint i = 0; i < set->len; i++)
            met &= is_met_still(search, tc_candidate(search, g_array_index(set, uint32_t, i)));
    }
}

/* Changes the cells so that the set of `count` from each class is met. */
static void meet_set(TcSetSearch *search)
{
    g_autoptr(GArray) set = members_of_set(search);
    for (guint i = 0; i < set->len; i++) {
        const TcCandidate *one = tc_candidate(search, g_array_index(set, uint32_t, i));
        search->anew |= one->other_way;
        tc_explain_sets_take(search, one);
    }
    if (search->entangled)
        meet_together(search, set);
}

/* Does the set of `count` from each class turn it? */
static bool turns(TcSetSearch *search)
{
    meet_set(search);
    const bool does = tc_explain_sets_hold(search);
    tc_explain_sets_put_back(search);
    return does;
}

/* --- bounds, where more do more --- */

static uint32_t size_of(const TcClass *class)
{
    return class->members->len;
}

/* @more than the least of each class, as far as it has them. */
static void take_of_each(TcSetSearch *search, uint32_t more)
{
    for (guint i = 0; i < search->classes->len; i++) {
        TcClass *class = tc_class(search, i);
        class->count = class->least + MIN(more, size_of(class) - class->least);
    }
}

/* Pre: all others are taken whole, and with the whole of it they turn the verdict. */
static void find_least(TcSetSearch *search, TcClass *class)
{
    uint32_t low = 0, high = size_of(class);
    while (low < high && !is_spent(search)) {
        class->count = low + (high - low) / 2;
        if (turns(search))
            high = class->count;
        else
            low = class->count + 1;
    }
    class->count = size_of(class);
    class->least = low;
}

/* No set has fewer beyond the least of each class than would be enough if they were taken of each.
 */
static uint32_t least_more(TcSetSearch *search)
{
    uint32_t low = 0, high = 0;
    for (guint i = 0; i < search->classes->len; i++)
        high = MAX(high, size_of(tc_class(search, i)) - tc_class(search, i)->least);
    while (low < high && !is_spent(search)) {
        const uint32_t middle = low + (high - low) / 2;
        take_of_each(search, middle);
        if (turns(search))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* --- sets one by one --- */

static void note_set(TcSetSearch *search)
{
    const bool first = search->n_found++ == 0;
    for (guint i = 0; i < search->classes->len; i++) {
        TcClass *class = tc_class(search, i);
        class->first = first ? class->count : class->first;
        class->fewest = first ? class->count : MIN(class->fewest, class->count);
        class->most = MAX(class->most, class->count);
    }
}

/* Tries all ways to take @left more from class @from on; @rooms: how many each can give, with all
 * behind it. */
static void try_sets(TcSetSearch *search, const uint32_t *rooms, uint32_t from, uint32_t left)
{
    if (is_spent(search))
        return;
    if (left == 0) {
        if (turns(search))
            note_set(search);
        return;
    }
    for (uint32_t i = from; i < search->classes->len && rooms[i] >= left; i++) {
        TcClass *class = tc_class(search, i);
        const uint32_t others = rooms[i + 1];
        for (uint32_t take = left > others ? left - others : 1;
             take <= MIN(left, size_of(class) - class->least); take++) {
            class->count = class->least + take;
            try_sets(search, rooms, i + 1, left - take);
        }
        class->count = class->least;
    }
}

/* From @more beyond the least of each class on, until there are some. Returns: how many beyond. */
static uint32_t search_sizes(TcSetSearch *search, uint32_t more)
{
    const uint32_t n = search->classes->len;
    g_autofree uint32_t *rooms = g_new0(uint32_t, n + 1);
    for (uint32_t i = n; i > 0; i--)
        rooms[i - 1] = rooms[i] + size_of(tc_class(search, i - 1)) - tc_class(search, i - 1)->least;
    take_of_each(search, 0);
    for (; more <= rooms[0] && !is_spent(search); more++) {
        search->hopeless = more > MOST_TRIED && n > 1;
        try_sets(search, rooms, 0, more);
        if (search->n_found > 0)
            break;
    }
    return more;
}

/* --- what was found --- */

static void list_core(const TcSetSearch *search, TcLeastSets *sets)
{
    sets->core = TC_EXPLAIN_NEW(search->explainer, uint32_t, search->candidates->len);
    for (guint i = 0; i < search->candidates->len; i++) {
        const TcCandidate *one = tc_candidate(search, i);
        const TcClass *class = tc_class(search, one->class);
        if (class->fewest == size_of(class))
            sets->core[sets->n_core++] = one->indicator;
    }
}

/* Sets that are the core and one more: one of all of these. */
static void list_single(const TcSetSearch *search, TcLeastSets *sets)
{
    TcChoiceOfSet *choice = sets->choices = TC_EXPLAIN_NEW(search->explainer, TcChoiceOfSet, 1);
    sets->n_choices = 1;
    sets->other_shapes = false;
    choice->pick = 1;
    choice->of = TC_EXPLAIN_NEW(search->explainer, uint32_t, search->candidates->len);
    for (guint i = 0; i < search->candidates->len; i++) {
        const TcCandidate *one = tc_candidate(search, i);
        const TcClass *class = tc_class(search, one->class);
        if (class->most > 0 && class->fewest < size_of(class))
            choice->of[choice->n_of++] = one->indicator;
    }
}

static void list_choices(const TcSetSearch *search, TcLeastSets *sets)
{
    sets->choices = TC_EXPLAIN_NEW(search->explainer, TcChoiceOfSet, search->classes->len);
    for (guint i = 0; i < search->classes->len; i++) {
        const TcClass *class = tc_class(search, i);
        if (class->first == 0 || class->fewest == size_of(class))
            continue;
        TcChoiceOfSet *choice = &sets->choices[sets->n_choices++];
        choice->pick = class->first;
        choice->of = TC_EXPLAIN_NEW(search->explainer, uint32_t, size_of(class));
        for (uint32_t j = 0; j < size_of(class); j++)
            choice->of[choice->n_of++] =
                tc_candidate(search, g_array_index(class->members, uint32_t, j))->indicator;
    }
}

/* The changes that meet the set which is told, where some member had to be met anew. */
static void tell_together(TcSetSearch *search, TcLeastSets *sets)
{
    TcExplainer *explainer = search->explainer;
    TcProbe *probe = explainer->probe;
    for (guint i = 0; i < search->classes->len; i++)
        tc_class(search, i)->count = tc_class(search, i)->first;
    search->anew = false;
    meet_set(search);
    TcValue *met = tc_values_new(probe->n);
    for (uint32_t i = 0; i < probe->n; i++)
        tc_value_copy(&met[i], &probe->cells[i]);
    tc_explain_sets_put_back(search);
    if (search->anew) {
        g_autoptr(GArray) way = tc_way_between(probe, met);
        sets->together = TC_EXPLAIN_NEW(explainer, TcExplainedWay, 1);
        *sets->together = tc_explain_way(explainer, way);
    }
    tc_values_free(met, probe->n);
}

static void list_sets(TcSetSearch *search, uint32_t more, TcLeastSets *sets)
{
    sets->status = TC_SETS_FOUND;
    sets->size = more;
    for (guint i = 0; i < search->classes->len; i++)
        sets->size += tc_class(search, i)->least;
    sets->other_shapes = search->n_found > 1;
    list_core(search, sets);
    if (sets->other_shapes && sets->size == sets->n_core + 1)
        list_single(search, sets);
    else
        list_choices(search, sets);
    if (!search->imagined)
        tell_together(search, sets);
}

/* --- all of it --- */

/* Returns: false if even all candidates together do not turn it. */
static bool find_bounds(TcSetSearch *search, uint32_t *more)
{
    take_of_each(search, UINT32_MAX);
    if (!turns(search))
        return false;
    if (search->sight.one_total)
        return true; /* what earns most is enough */
    for (guint i = 0; i < search->classes->len && !is_spent(search); i++)
        find_least(search, tc_class(search, i));
    *more = least_more(search);
    return true;
}

/* Searches from @more beyond the least of each class on. */
static void search_from(TcSetSearch *search, uint32_t more, TcLeastSets *sets)
{
    const bool earns = search->sight.points && !search->entangled;
    if (!earns || !search->sight.one_total)
        more = search_sizes(search, more);
    if (earns && (search->sight.one_total || is_spent(search)))
        tc_explain_earn_sets(search, sets);
    else if (search->n_found > 0 && !is_spent(search))
        list_sets(search, more, sets);
}

void tc_explain_search_sets(TcSetSearch *search, TcLeastSets *sets)
{
    uint32_t more = 0;
    sets->status = TC_SETS_BUDGET;
    if (search->entangled || find_bounds(search, &more))
        search_from(search, more, sets);
}

/* Does the search itself prove what it finds? It does where the verdict looks at outcomes alone,
 * none hangs on another, and all that fail can be met. */
static bool is_exact(const TcSetSearch *search, const TcLeastSets *sets)
{
    bool columns = false;
    for (uint32_t i = 0; i < search->explainer->model->schema.n_columns; i++)
        columns |= tc_sight_names(&search->sight, TC_REF_COLUMN, i);
    return !search->entangled && !search->sight.points && !columns && sets->n_stuck == 0;
}

static void search_sets(TcSetSearch *search, TcLeastSets *sets)
{
    tc_explain_candidates(search, sets);
    tc_explain_classes(search);
    if (search->sight.points)
        tc_explain_list_gains(search, sets);
    tc_explain_search_sets(search, sets);
    sets->tried = search->asked;
    if (sets->status != TC_SETS_FOUND)
        sets->status = tc_explain_not_found(search);
    else if (!is_exact(search, sets))
        tc_explain_prove_sets(search, sets);
}

/* From the probe's present cells. */
static void solve(TcSetSearch *search, TcLeastSets *sets)
{
    search->start = tc_probe_save(search->explainer->probe);
    search->asked = search->n_found = 0;
    search->hopeless = false;
    if (tc_explain_sets_hold(search))
        sets->status = TC_SETS_FOUND;
    else
        search_sets(search, sets);
    tc_explain_classes_free(search);
}

/* Was a completion found on which it holds? What the rule leaves undefined may prove a verdict open
 * without one. */
static bool may_hold(const TcExplainer *explainer, const TcExplainedConclusion *conclusion)
{
    const TcOpenness *openness = &conclusion->openness;
    bool holds = openness->proved && (conclusion->outcomes & TC_OUT_TRUE);
    for (uint32_t i = 0; i < conclusion->n_open; i++)
        holds &= !(explainer->out->indicators[conclusion->open[i]].outcomes & TC_OUT_UNDEFINED);
    for (uint32_t i = 0; i < openness->n_witnesses; i++)
        holds |= openness->witnesses[i].answer == TC_OUT_TRUE;
    return openness->open && holds;
}

/* What is open fails, and still it holds: there is no worst to tell of. */
static void solve_at_worst(TcSetSearch *search, const TcExplainedConclusion *conclusion,
                           TcLeastSets *sets)
{
    search->at_worst = true;
    if (tc_explain_turn_out_badly(search->explainer, conclusion, search->set, &search->sight))
        solve(search, sets);
    if (sets->status == TC_SETS_FOUND && sets->size == 0)
        sets->status = TC_SETS_NONE;
}

/* Are there indicators whose points are open, met or not? */
static bool has_open_points(const TcSetSearch *search)
{
    const TcModel *model = search->explainer->model;
    TcReference *reference = tc_probe_ask(search->explainer->probe);
    bool open = false;
    TcValue points;
    tc_value_init(&points);
    for (uint32_t i = 0; i < model->n_indicators && search->sight.points && !open; i++) {
        if (!tc_comparisons_has_part(search->set, TC_REF_INDICATOR, i) ||
            !tc_indicator_has_points(&model->indicators[i]))
            continue;
        tc_reference_points(reference, i, &points);
        open = !points.defined;
    }
    tc_value_clear(&points);
    return open;
}

void tc_explain_least_sets(TcExplainer *explainer, uint32_t verdict,
                           TcExplainedConclusion *conclusion)
{
    const TcModel *model = explainer->model;
    if (explainer->out->run.closed || !tc_explain_rises(model, model->verdicts[verdict].met_when))
        return;
    g_autoptr(TcComparisons) set =
        tc_readers_part(explainer->probe->read, TC_REF_VERDICT, verdict, false);
    TcSetSearch search = {.explainer = explainer,
                          .verdict = verdict,
                          .set = set,
                          .sight = tc_sight_new(model, verdict)};
    if (may_hold(explainer, conclusion))
        conclusion->least.status = TC_SETS_FOUND;
    else if (tc_explain_turn_out_well(explainer, conclusion, set, &search.sight))
        solve(&search, &conclusion->least);
    tc_probe_reset(explainer->probe);
    if (conclusion->n_open > 0 || has_open_points(&search))
        solve_at_worst(&search, conclusion, &conclusion->least_at_worst);
    tc_probe_reset(explainer->probe);
    tc_sight_clear(&search.sight);
}
