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
    mpq_t share; /* of the first move in the denominator; -1: the value is no quotient */
    char *kind;  /* its class */
    uint32_t class;
    bool needed; /* without it all others do not turn the verdict */
} Candidate;

typedef struct {
    TcExplainer *explainer;
    uint32_t verdict;
    const TcComparisons *set;
    TcProbeState *start;
    GArray *candidates; /* Candidate, the easier first */
    uint32_t n_classes;
    uint32_t *sizes; /* of classes, without needed ones */
    uint32_t *counts, *found;
    uint32_t n_found, n_needed;
    unsigned asked;
    bool hopeless; /* all together do not turn it, and less cannot do more */
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
    mpq_init(made.share);
    if (!tc_explain_share(search->explainer, indicator, ways->pdata[0], made.share))
        mpq_set_si(made.share, -1, 1);
    made.kind = kind_of(search, indicator, ways->pdata[0]);
    g_array_append_val(search->candidates, made);
}

static void clear_candidate(void *data)
{
    Candidate *gone = data;
    g_ptr_array_unref(gone->ways);
    mpq_clear(gone->share);
    g_free(gone->kind);
}

/* The easier first; what has no share behind, in the decision's order. */
static int by_share(const void *a, const void *b)
{
    const Candidate *x = a, *y = b;
    if (mpq_sgn(x->share) < 0 || mpq_sgn(y->share) < 0)
        return (mpq_sgn(x->share) < 0) - (mpq_sgn(y->share) < 0);
    return mpq_cmp(x->share, y->share);
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
        const unsigned outcome = tc_reference_indicator(tc_probe_ask(search->explainer->probe), i);
        if (outcome == TC_OUT_NOT_MET || outcome == TC_OUT_UNDEFINED)
            add_candidate(search, i, sets);
    }
    g_array_sort(search->candidates, by_share);
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

/* Is the indicator met, if it is a candidate, or else what it was? */
static bool is_as_expected(const Search *search, const unsigned *before, uint32_t indicator,
                           guint first, guint end)
{
    const unsigned now = tc_reference_indicator(search->explainer->probe->reference, indicator);
    for (guint i = first; i < end; i++) {
        if (candidate(search, i)->indicator == indicator)
            return now == TC_OUT_MET;
    }
    return now == before[indicator];
}

/* Applies candidates @first to @end: do just they become met? */
static bool meets_just(Search *search, const unsigned *before, guint first, guint end)
{
    TcProbe *probe = search->explainer->probe;
    bool just = true;
    for (guint i = first; i < end; i++)
        apply(probe, candidate(search, i)->ways->pdata[0]);
    tc_probe_ask(probe);
    for (uint32_t i = 0; i < search->explainer->model->n_indicators && just; i++)
        just = is_as_expected(search, before, i, first, end);
    tc_probe_restore(probe, search->start);
    return just;
}

/* Does meeting one indicator, or all, change others through the figures that they share? Then
 * members of a class cannot stand for each other, nor does more always do more. */
static bool is_entangled(Search *search)
{
    const uint32_t n = search->explainer->model->n_indicators;
    const guint n_candidates = search->candidates->len;
    g_autofree unsigned *before = g_new(unsigned, n + 1);
    TcReference *reference = tc_probe_ask(search->explainer->probe);
    for (uint32_t i = 0; i < n; i++)
        before[i] = tc_reference_indicator(reference, i);
    for (guint i = 0; i < n_candidates; i++) {
        if (!meets_just(search, before, i, i + 1))
            return true;
    }
    return !meets_just(search, before, 0, n_candidates);
}

/* The first class that has a member like @one, or a new one. */
static uint32_t class_of(Search *search, guint one, bool entangled)
{
    for (guint i = 0; i < one && !entangled; i++) {
        if (strcmp(candidate(search, i)->kind, candidate(search, one)->kind) == 0)
            return candidate(search, i)->class;
    }
    return search->n_classes++;
}

static void classify(Search *search)
{
    const bool entangled = is_entangled(search);
    const bool all_turn = !entangled && all_but(search, G_MAXUINT);
    for (guint i = 0; i < search->candidates->len; i++) {
        Candidate *one = candidate(search, i);
        one->needed = all_turn && !all_but(search, i);
        search->n_needed += one->needed;
        one->class = class_of(search, i, entangled);
    }
    search->sizes = g_new0(uint32_t, search->n_classes + 1);
    search->counts = g_new0(uint32_t, search->n_classes + 1);
    for (guint i = 0; i < search->candidates->len; i++)
        search->sizes[candidate(search, i)->class] += !candidate(search, i)->needed;
    search->hopeless = !entangled && !all_turn;
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

/* Is @class taken from in some set found? */
static bool ever_taken(const Search *search, uint32_t class)
{
    bool taken = false;
    for (uint32_t i = 0; i < search->n_found; i++)
        taken |= search->found[i * (size_t)search->n_classes + class] > 0;
    return taken;
}

/* Sets that differ in one indicator only: one of all of these. */
static void list_single(const Search *search, TcLeastSets *sets)
{
    TcChoiceOfSet *choice = sets->choices = TC_EXPLAIN_NEW(search->explainer, TcChoiceOfSet, 1);
    sets->n_choices = 1;
    sets->other_shapes = false;
    choice->pick = 1;
    choice->of = TC_EXPLAIN_NEW(search->explainer, uint32_t, search->candidates->len);
    for (guint i = 0; i < search->candidates->len; i++) {
        const Candidate *one = candidate(search, i);
        if (!one->needed && ever_taken(search, one->class))
            choice->of[choice->n_of++] = one->indicator;
    }
}

static void list_choices(const Search *search, TcLeastSets *sets)
{
    sets->choices = TC_EXPLAIN_NEW(search->explainer, TcChoiceOfSet, search->n_classes);
    for (uint32_t class = 0; class < search->n_classes; class ++) {
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
    sets->status = search->asked >= BUDGET ? TC_SETS_BUDGET : TC_SETS_IMPOSSIBLE;
    if (search->asked >= BUDGET || search->n_found == 0)
        return;
    sets->status = TC_SETS_FOUND;
    sets->other_shapes = search->n_found > 1;
    list_core(search, sets);
    if (sets->other_shapes && sets->size == search->n_needed + 1)
        list_single(search, sets);
    else
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
        classify(&search);
        if (!search.hopeless)
            search_sizes(&search, sets);
    }
    g_array_unref(search.candidates);
    g_free(search.sizes);
    g_free(search.counts);
    g_free(search.found);
    tc_probe_state_free(explainer->probe, search.start);
}

/* --- what is open turns out well, or badly --- */

enum { MAX_FILLS = 16 };

/* The value of the @nth try to fill the @bit-th open cell: all sides of the ranges of the first
 * four, choices one by one. */
static int64_t nth_value(const TcProbe *probe, uint32_t column, unsigned nth, unsigned bit,
                         int64_t low, int64_t high)
{
    if (tc_probe_kind(probe, column) == TC_VALUE_TEXT)
        return low + (int64_t)nth % (high - low + 1);
    return nth >> (bit % 4) & 1 ? high : low;
}

static void set_number(TcProbe *probe, uint32_t column, int64_t number)
{
    TcValue value;
    tc_value_init(&value);
    tc_probe_value(probe, column, number, &value);
    tc_probe_set(probe, column, &value);
    tc_value_clear(&value);
}

static uint64_t ask_indicator(TcReference *reference, const void *data)
{
    return tc_reference_indicator(reference, *(const uint32_t *)data);
}

/* Fills the open cells of an indicator. */
static void fill_open(TcExplainer *explainer, uint32_t indicator, unsigned nth)
{
    TcProbe *probe = explainer->probe;
    TcComparisons *set = tc_comparisons_new(explainer->model);
    tc_comparisons_add_part(set, TC_REF_INDICATOR, indicator);
    const bool *cells = tc_comparisons_cells(set);
    unsigned bit = 0;
    for (uint32_t i = 0; i < probe->n; i++) {
        int64_t low, high;
        if (!cells[i] || probe->known[i] || !tc_probe_range(probe, i, &low, &high))
            continue;
        set_number(probe, i, nth_value(probe, i, nth, bit++, low, high));
    }
    tc_comparisons_free(set);
}

/* Fills one open cell of the indicator with the first value that makes it @wanted, where no end of
 * a range does. */
static bool fill_one(TcExplainer *explainer, uint32_t indicator, unsigned wanted)
{
    TcProbe *probe = explainer->probe;
    const TcAsking asking = {ask_indicator, &indicator, NULL, NULL};
    g_autoptr(TcComparisons) set = tc_comparisons_new(explainer->model);
    tc_comparisons_add_part(set, TC_REF_INDICATOR, indicator);
    g_autofree bool *cells =
        g_memdup2(tc_comparisons_cells(set), sizeof(bool) * ((size_t)probe->n + 1));
    bool does = false;
    tc_comparisons_add_checks(set);
    for (uint32_t i = 0; i < probe->n && !does; i++) {
        int64_t low, high;
        if (!cells[i] || probe->known[i] || !tc_probe_range(probe, i, &low, &high))
            continue;
        g_autoptr(GArray) pieces = tc_probe_pieces(probe, set, i, low, high, &asking);
        for (guint j = 0; j < pieces->len && !does; j++) {
            const TcPiece *piece = &g_array_index(pieces, TcPiece, j);
            does = piece->answer == wanted;
            if (does)
                set_number(probe, i, piece->low);
        }
    }
    return does;
}

/* Fills the open cells of the indicator so that it becomes @wanted. Returns: false, with the cells
 * as they were, if none of the tries does. */
static bool fill_until(TcExplainer *explainer, uint32_t indicator, unsigned wanted)
{
    TcProbe *probe = explainer->probe;
    TcProbeState *before = tc_probe_save(probe);
    bool does = false;
    for (unsigned nth = 0; nth < MAX_FILLS && !does; nth++) {
        tc_probe_restore(probe, before);
        fill_open(explainer, indicator, nth);
        does = tc_reference_indicator(tc_probe_ask(probe), indicator) == wanted &&
               tc_probe_is_valid(probe);
    }
    if (!does) {
        tc_probe_restore(probe, before);
        does = fill_one(explainer, indicator, wanted);
    }
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
        if (!fill_way(explainer->probe, ways) && !fill_until(explainer, indicator, TC_OUT_MET))
            fill_until(explainer, indicator, TC_OUT_NOT_APPLICABLE);
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
    if (explainer->out->run.closed || !tc_explain_rises(model, model->verdicts[verdict].met_when))
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
