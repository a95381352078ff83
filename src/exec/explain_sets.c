/* The least sets of indicators that turn a verdict (semantics.md 3.3).
 *
 * Indicators with the same effect on the conclusion form a class: same group and criterion, same
 * flags, same gain of points, not named by the conclusion. A set is then a number from each class;
 * numbers are tried by their sum, each by really changing the cells of its easiest members and
 * asking the verdict again. */
#include "exec/explain_internal.h"

#include <string.h>
#include "base/number.h"
#include "exec/ways.h"

enum { BUDGET = 4096 }; /* evaluations of the verdict */

typedef struct {
    uint32_t indicator;
    GPtrArray *ways;
    char *kind; /* its class */
    uint32_t class;
    bool needed; /* without it all others do not turn the verdict */
} Candidate;

typedef struct {
    TcExplainer *explainer;
    uint32_t verdict;
    const TcComparisons *set;
    TcProbeState *start;
    GArray *candidates; /* Candidate, the decision's order */
    uint32_t n_classes;
    uint32_t *sizes; /* of classes, without needed ones */
    uint32_t *counts, *found;
    uint32_t n_found, n_needed;
    unsigned asked;
} Search;

static Candidate *candidate(const Search *search, guint i)
{
    return &g_array_index(search->candidates, Candidate, i);
}

/* A cell that two ways raise ends at the higher value. */
static void apply(TcProbe *probe, const GArray *way)
{
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        const TcValue *now = &probe->cells[move->column];
        const bool number = now->defined && !now->none && now->kind == TC_VALUE_NUMBER;
        const int order = number ? tc_value_order(now, &move->to) : 0;
        if (!(move->up ? order > 0 : order < 0))
            tc_probe_set(probe, move->column, &move->to);
    }
}

static bool holds(Search *search)
{
    TcProbe *probe = search->explainer->probe;
    search->asked++;
    return tc_probe_is_valid(probe) &&
           tc_reference_verdict(tc_probe_ask(probe), search->verdict) == TC_OUT_TRUE;
}

/* --- does the verdict only rise as indicators are met? --- */

static bool rises(const TcModel *model, const TcNode *node);

static bool speaks_of_parts(const TcModel *model, const TcNode *node)
{
    if (node->kind == TC_NODE_COUNT || node->kind == TC_NODE_STATE ||
        node->kind == TC_NODE_TOTAL || node->kind == TC_NODE_OWN)
        return true;
    if (node->kind == TC_NODE_NAME || node->kind == TC_NODE_PART)
        return node->ref.kind != TC_REF_COLUMN && node->ref.kind != TC_REF_PARAMETER &&
               node->ref.kind != TC_REF_DEFINITION;
    for (uint32_t i = 0; i < node->n; i++) {
        if (speaks_of_parts(model, node->items[i]))
            return true;
    }
    return false;
}

static bool count_rises(const TcNode *node)
{
    const TcState state = TC_COUNT_STATE(node->sub);
    if (TC_COUNT_QUANTITY(node->sub) == TC_COUNT_AT_MOST)
        return state == TC_STATE_NOT_MET;
    return state == TC_STATE_MET && TC_COUNT_QUANTITY(node->sub) != TC_COUNT_EXACTLY;
}

/* A number that rises, held to be at least something. */
static bool measure_rises(const TcModel *model, const TcNode *node)
{
    const TcNode *left = node->items[0], *right = node->items[1];
    const bool total = left->kind == TC_NODE_TOTAL && left->sub != TC_TOTAL_MAX;
    const bool points = left->kind == TC_NODE_OWN && left->sub == TC_OWN_POINTS;
    const bool count = left->kind == TC_NODE_COUNT && count_rises(left);
    if (!(total || points || count) || speaks_of_parts(model, right))
        return false;
    if (node->kind == TC_NODE_COMPARE)
        return node->sub == TC_OP_GE || node->sub == TC_OP_GT;
    return (right->sub & TC_PHRASE_LOW) && !(right->sub & (TC_PHRASE_HIGH | TC_PHRASE_EQUAL));
}

static bool name_rises(const TcModel *model, const TcNode *node)
{
    if (node->ref.kind == TC_REF_VERDICT)
        return rises(model, model->verdicts[node->ref.index].met_when);
    return node->ref.kind == TC_REF_CRITERION;
}

static bool state_rises(const TcModel *model, const TcNode *node)
{
    if (node->sub != TC_STATE_MET || node->n == 0)
        return false;
    const TcNode *part = node->items[0];
    return part->ref.kind == TC_REF_VERDICT ? name_rises(model, part) : true;
}

static bool rises(const TcModel *model, const TcNode *node)
{
    bool all = true;
    if (!node || !speaks_of_parts(model, node))
        return true;
    if (node->kind == TC_NODE_COUNT)
        return count_rises(node);
    if (node->kind == TC_NODE_STATE)
        return state_rises(model, node);
    if (node->kind == TC_NODE_NAME || node->kind == TC_NODE_PART)
        return name_rises(model, node);
    if (node->kind == TC_NODE_COMPARE || node->kind == TC_NODE_WITHIN)
        return measure_rises(model, node);
    if (node->kind != TC_NODE_BINARY && node->kind != TC_NODE_CONTENTS &&
        node->kind != TC_NODE_ITEM)
        return false;
    for (uint32_t i = 0; i < node->n; i++)
        all &= rises(model, node->items[i]);
    return all;
}

/* --- classes --- */

static bool names_indicator(const TcNode *node, uint32_t indicator)
{
    if (node->ref.kind == TC_REF_INDICATOR && node->ref.index == indicator)
        return true;
    for (uint32_t i = 0; i < node->n; i++) {
        if (names_indicator(node->items[i], indicator))
            return true;
    }
    return false;
}

static void points_now(Search *search, uint32_t indicator, TcValue *points)
{
    tc_reference_points(tc_probe_ask(search->explainer->probe), indicator, points);
}

/* What meeting the indicator adds to its points, exactly. */
static char *gain_of(Search *search, uint32_t indicator, const GArray *way)
{
    TcProbe *probe = search->explainer->probe;
    TcValue before, after;
    tc_value_init(&before);
    tc_value_init(&after);
    points_now(search, indicator, &before);
    apply(probe, way);
    points_now(search, indicator, &after);
    tc_probe_restore(probe, search->start);
    tc_value_compute(TC_OP_SUB, &after, &before, &after);
    char *text = after.defined ? tc_number_exact(after.number, TC_LANG_EN) : g_strdup("?");
    tc_value_clear(&before);
    tc_value_clear(&after);
    return text;
}

static char *kind_of(Search *search, uint32_t indicator, const GArray *way)
{
    const TcModel *model = search->explainer->model;
    const TcIndicator *part = &model->indicators[indicator];
    const bool named = names_indicator(model->verdicts[search->verdict].met_when, indicator);
    g_autofree char *gain = gain_of(search, indicator, way);
    return g_strdup_printf("%u|%u|%d%d|%s|%u", part->group, part->criterion, part->mandatory,
                           part->elective, gain, named ? indicator + 1 : 0);
}

static void add_candidate(Search *search, uint32_t indicator, TcLeastSets *sets)
{
    TcProbe *probe = search->explainer->probe;
    GPtrArray *ways = tc_ways_new(probe, indicator);
    if (ways->len == 0) {
        g_ptr_array_unref(ways);
        sets->stuck[sets->n_stuck++] = indicator;
        return;
    }
    Candidate made = {.indicator = indicator, .ways = ways};
    made.kind = kind_of(search, indicator, ways->pdata[0]);
    g_array_append_val(search->candidates, made);
}

static void clear_candidate(void *data)
{
    Candidate *gone = data;
    g_ptr_array_unref(gone->ways);
    g_free(gone->kind);
}

static void collect(Search *search, TcLeastSets *sets)
{
    const TcModel *model = search->explainer->model;
    sets->stuck = TC_EXPLAIN_NEW(search->explainer, uint32_t, model->n_indicators);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcIndicator *part = &model->indicators[i];
        if (!part->judged || part->encouraged ||
            !tc_comparisons_has_part(search->set, TC_REF_INDICATOR, i))
            continue;
        if (tc_reference_indicator(tc_probe_ask(search->explainer->probe), i) == TC_OUT_NOT_MET)
            add_candidate(search, i, sets);
    }
}

/* Applies all candidates but @left_out. */
static bool all_but(Search *search, guint left_out)
{
    TcProbe *probe = search->explainer->probe;
    for (guint i = 0; i < search->candidates->len; i++) {
        if (i != left_out)
            apply(probe, candidate(search, i)->ways->pdata[0]);
    }
    const bool does = holds(search);
    tc_probe_restore(probe, search->start);
    return does;
}

static void classify(Search *search)
{
    for (guint i = 0; i < search->candidates->len; i++) {
        Candidate *one = candidate(search, i);
        one->needed = !all_but(search, i);
        search->n_needed += one->needed;
        one->class = search->n_classes;
        for (guint j = 0; j < i && one->class == search->n_classes; j++) {
            if (strcmp(candidate(search, j)->kind, one->kind) == 0)
                one->class = candidate(search, j)->class;
        }
        search->n_classes += one->class == search->n_classes;
    }
    search->sizes = g_new0(uint32_t, search->n_classes + 1);
    search->counts = g_new0(uint32_t, search->n_classes + 1);
    search->found = NULL;
    for (guint i = 0; i < search->candidates->len; i++)
        search->sizes[candidate(search, i)->class] += !candidate(search, i)->needed;
}

/* --- the search --- */

static bool turns(Search *search)
{
    TcProbe *probe = search->explainer->probe;
    g_autofree uint32_t *left = g_new(uint32_t, search->n_classes + 1);
    memcpy(left, search->counts, sizeof *left * search->n_classes);
    for (guint i = 0; i < search->candidates->len; i++) {
        const Candidate *one = candidate(search, i);
        if (!one->needed && left[one->class] == 0)
            continue;
        if (!one->needed)
            left[one->class]--;
        apply(probe, one->ways->pdata[0]);
    }
    const bool does = holds(search);
    tc_probe_restore(probe, search->start);
    return does;
}

/* Tries all ways to take @left more from class @from on. */
static void try_counts(Search *search, uint32_t from, uint32_t left)
{
    if (search->asked >= BUDGET)
        return;
    if (from == search->n_classes) {
        if (left == 0 && turns(search)) {
            search->found = g_renew(uint32_t, search->found,
                                    (search->n_found + 1) * (size_t)search->n_classes + 1);
            memcpy(search->found + search->n_found * (size_t)search->n_classes, search->counts,
                   sizeof *search->counts * search->n_classes);
            search->n_found++;
        }
        return;
    }
    for (uint32_t take = 0; take <= MIN(left, search->sizes[from]); take++) {
        search->counts[from] = take;
        try_counts(search, from + 1, left - take);
    }
    search->counts[from] = 0;
}

/* Is class @class taken whole in every set found? */
static bool always_whole(const Search *search, uint32_t class)
{
    for (uint32_t i = 0; i < search->n_found; i++) {
        if (search->found[i * (size_t)search->n_classes + class] != search->sizes[class])
            return false;
    }
    return true;
}

static void list_core(const Search *search, TcLeastSets *sets)
{
    sets->core = TC_EXPLAIN_NEW(search->explainer, uint32_t, search->candidates->len);
    for (guint i = 0; i < search->candidates->len; i++) {
        const Candidate *one = candidate(search, i);
        if (one->needed || always_whole(search, one->class))
            sets->core[sets->n_core++] = one->indicator;
    }
}

static void list_choices(const Search *search, TcLeastSets *sets)
{
    sets->choices = TC_EXPLAIN_NEW(search->explainer, TcChoiceOfSet, search->n_classes);
    for (uint32_t class = 0; class < search->n_classes; class++) {
        if (search->found[class] == 0 || always_whole(search, class))
            continue;
        TcChoiceOfSet *choice = &sets->choices[sets->n_choices++];
        choice->pick = search->found[class];
        choice->of = TC_EXPLAIN_NEW(search->explainer, uint32_t, search->sizes[class]);
        for (guint i = 0; i < search->candidates->len; i++) {
            const Candidate *one = candidate(search, i);
            if (one->class == class && !one->needed)
                choice->of[choice->n_of++] = one->indicator;
        }
    }
}

static void search_sizes(Search *search, TcLeastSets *sets)
{
    const uint32_t free = (uint32_t)search->candidates->len - search->n_needed;
    for (uint32_t k = 0; k <= free && search->n_found == 0 && search->asked < BUDGET; k++) {
        sets->size = search->n_needed + k;
        try_counts(search, 0, k);
    }
    if (search->asked >= BUDGET || search->n_found == 0) {
        sets->status = TC_SETS_BUDGET;
        return;
    }
    sets->status = TC_SETS_FOUND;
    sets->other_shapes = search->n_found > 1;
    list_core(search, sets);
    list_choices(search, sets);
}

/* From the probe's present cells. */
static void solve(TcExplainer *explainer, uint32_t verdict, const TcComparisons *set,
                  TcLeastSets *sets)
{
    Search search = {.explainer = explainer,
                     .verdict = verdict,
                     .set = set,
                     .start = tc_probe_save(explainer->probe),
                     .candidates = g_array_new(FALSE, TRUE, sizeof(Candidate))};
    g_array_set_clear_func(search.candidates, clear_candidate);
    if (holds(&search)) {
        sets->status = TC_SETS_FOUND;
    } else {
        collect(&search, sets);
        sets->status = TC_SETS_IMPOSSIBLE;
        if (all_but(&search, G_MAXUINT)) {
            classify(&search);
            search_sizes(&search, sets);
        }
    }
    g_array_unref(search.candidates);
    g_free(search.sizes);
    g_free(search.counts);
    g_free(search.found);
    tc_probe_state_free(explainer->probe, search.start);
}

/* --- what is open turns out well, or badly --- */

/* Fills the open cells of an indicator with the ends of their ranges. */
static void fill_open(TcExplainer *explainer, uint32_t indicator, bool top)
{
    TcProbe *probe = explainer->probe;
    TcComparisons *set = tc_comparisons_new(explainer->model);
    tc_comparisons_add_part(set, TC_REF_INDICATOR, indicator);
    const bool *cells = tc_comparisons_cells(set);
    TcValue value;
    tc_value_init(&value);
    for (uint32_t i = 0; i < probe->n; i++) {
        int64_t low, high;
        if (!cells[i] || probe->known[i] || !tc_probe_range(probe, i, &low, &high))
            continue;
        tc_probe_value(probe, i, top ? high : low, &value);
        tc_probe_set(probe, i, &value);
    }
    tc_value_clear(&value);
    tc_comparisons_free(set);
}

/* Fills the open cells of the indicator so that it becomes @wanted, with one end of their ranges or
 * the other, or one by one. Returns: false, with the cells as they were, if none of it does. */
static bool fill_until(TcExplainer *explainer, uint32_t indicator, unsigned wanted)
{
    TcProbe *probe = explainer->probe;
    TcProbeState *before = tc_probe_save(probe);
    bool does = false;
    for (int top = 0; top < 2 && !does; top++) {
        tc_probe_restore(probe, before);
        fill_open(explainer, indicator, top);
        does = tc_reference_indicator(tc_probe_ask(probe), indicator) == wanted &&
               tc_probe_is_valid(probe);
    }
    if (!does)
        tc_probe_restore(probe, before);
    tc_probe_state_free(probe, before);
    return does;
}

/* A way that changes no known cell: it only fills in what is missing. Returns: false if none. */
static bool fill_way(TcProbe *probe, const GPtrArray *ways)
{
    for (guint i = 0; i < ways->len; i++) {
        const GArray *way = ways->pdata[i];
        bool fills = true;
        for (guint j = 0; j < way->len; j++)
            fills &= !g_array_index(way, TcMove, j).from.defined;
        if (fills) {
            apply(probe, way);
            return true;
        }
    }
    return false;
}

/* Ways first: they change least. What is filled must leave the others no worse, so all is asked
 * again afterwards by the search. */
static void turn_out_well(TcExplainer *explainer, const TcExplainedConclusion *conclusion)
{
    for (uint32_t i = 0; i < conclusion->n_open; i++) {
        const uint32_t indicator = conclusion->open[i];
        if (tc_reference_indicator(tc_probe_ask(explainer->probe), indicator) == TC_OUT_MET)
            continue;
        g_autoptr(GPtrArray) ways = tc_ways_new(explainer->probe, indicator);
        if (!fill_way(explainer->probe, ways))
            fill_until(explainer, indicator, TC_OUT_MET);
    }
}

/* Returns: false if an open indicator could not be made to fail. */
static bool turn_out_badly(TcExplainer *explainer, const TcExplainedConclusion *conclusion)
{
    for (uint32_t i = 0; i < conclusion->n_open; i++) {
        if (!fill_until(explainer, conclusion->open[i], TC_OUT_NOT_MET))
            return false;
    }
    return true;
}

void tc_explain_least_sets(TcExplainer *explainer, uint32_t verdict,
                           TcExplainedConclusion *conclusion)
{
    const TcModel *model = explainer->model;
    if (explainer->out->run.closed || !rises(model, model->verdicts[verdict].met_when))
        return;
    TcComparisons *set = tc_comparisons_new(model);
    tc_comparisons_add_part(set, TC_REF_VERDICT, verdict);
    turn_out_well(explainer, conclusion);
    solve(explainer, verdict, set, &conclusion->least);
    tc_probe_reset(explainer->probe);
    if (conclusion->n_open > 0 && turn_out_badly(explainer, conclusion))
        solve(explainer, verdict, set, &conclusion->least_at_worst);
    tc_probe_reset(explainer->probe);
    tc_comparisons_free(set);
}
