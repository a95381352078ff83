/* Who can be met, and who is like whom. Candidates are alike where the verdict sees no difference
 * between them: it does not name them, nor look at what sets them apart (group, criterion, flags,
 * points), and meeting one changes nothing else. */
#include "base/number.h"
#include "exec/explain_points.h"
#include "exec/explain_sets.h"
#include "exec/readers.h"

/* Steps in which it is looked for how candidates change others; beyond, they are taken to. */
enum { MAX_STEPS = 4000000 };

void tc_explain_apply(TcProbe *probe, const GArray *way)
{
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        const TcValue *now = &probe->cells[move->column];
        const bool ordered = now->defined && !now->none &&
                             (now->kind == TC_VALUE_NUMBER || now->kind == TC_VALUE_DATE);
        const int order = ordered ? tc_value_order(now, &move->to) : 0;
        if (!(move->up ? order > 0 : order < 0))
            tc_probe_set(probe, move->column, &move->to);
    }
}

/* --- candidates --- */

/* Of a penalty, for a verdict that looks at a total alone: nothing is had by meeting it. */
static bool costs_by_being_met(const TcSetSearch *search, uint32_t indicator)
{
    return search->sight.one_total && search->explainer->model->indicators[indicator].penalty;
}

/* The way to the most points, and from there to met where that is further. Returns: (transfer full)
 * or NULL. */
static GArray *earning_way(TcSetSearch *search, uint32_t indicator)
{
    TcProbe *probe = search->explainer->probe;
    GArray *way = tc_explain_furthest(search->explainer, indicator);
    if (!way || !search->explainer->model->indicators[indicator].judged ||
        costs_by_being_met(search, indicator))
        return way;
    tc_way_apply(probe, way);
    if (tc_reference_indicator(tc_probe_ask(probe), indicator) != TC_OUT_MET) {
        g_autoptr(GPtrArray) more = tc_ways_new(probe, indicator);
        if (more->len > 0) {
            GArray *both = tc_way_join(way, more->pdata[0]);
            g_array_unref(way);
            way = both;
        }
    }
    tc_probe_restore(probe, search->start);
    return way;
}

/* Returns: (transfer full), or NULL: nothing makes it met, or earn more. */
static GArray *easiest_way(TcSetSearch *search, uint32_t indicator, bool fails)
{
    GArray *way = search->sight.points ? earning_way(search, indicator) : NULL;
    if (way || !fails || costs_by_being_met(search, indicator))
        return way;
    g_autoptr(GPtrArray) ways = tc_ways_new(search->explainer->probe, indicator);
    return ways->len > 0 ? g_array_ref(ways->pdata[0]) : NULL;
}

/* @way: (transfer full). */
static void add_candidate(TcSetSearch *search, uint32_t indicator, GArray *way)
{
    TcExplainer *explainer = search->explainer;
    TcCandidate made = {.indicator = indicator, .way = way};
    TcValue points;
    tc_value_init(&points);
    tc_value_init(&made.better.points);
    mpq_inits(made.share, made.gain, NULL);
    if (!tc_explain_share(explainer, indicator, way, made.share))
        mpq_set_si(made.share, -1, 1);
    made.before = tc_reference_indicator(tc_probe_ask(explainer->probe), indicator);
    tc_way_apply(explainer->probe, way);
    made.after = tc_reference_indicator(tc_probe_ask(explainer->probe), indicator);
    tc_reference_points(explainer->probe->reference, indicator, &points);
    tc_reference_see(explainer->probe->reference, indicator, search->sight.points, &made.better);
    tc_probe_restore(explainer->probe, search->start);
    if (search->sight.points)
        tc_explain_gain(explainer, indicator, &points, made.gain);
    tc_value_clear(&points);
    g_array_append_val(search->candidates, made);
}

static void clear_candidate(void *data)
{
    TcCandidate *gone = data;
    g_array_unref(gone->way);
    mpq_clears(gone->share, gone->gain, NULL);
    tc_value_clear(&gone->better.points);
}

/* The easier first; what has no share behind; in the decision's order among equals. */
static int by_share(const void *a, const void *b)
{
    const TcCandidate *x = a, *y = b;
    const bool bare_x = mpq_sgn(x->share) < 0, bare_y = mpq_sgn(y->share) < 0;
    int order = bare_x - bare_y;
    if (!bare_x && !bare_y)
        order = mpq_cmp(x->share, y->share);
    return order ? order : (x->indicator > y->indicator) - (x->indicator < y->indicator);
}

/* Is it counted, and not met? */
static bool can_be_met(const TcSetSearch *search, uint32_t indicator)
{
    const TcIndicator *part = &search->explainer->model->indicators[indicator];
    if (!part->judged || part->encouraged ||
        search->explainer->out->indicators[indicator].label == TC_LABEL_MET)
        return false;
    const unsigned outcome =
        tc_reference_indicator(tc_probe_ask(search->explainer->probe), indicator);
    return outcome == TC_OUT_NOT_MET || outcome == TC_OUT_UNDEFINED;
}

GArray *tc_explain_candidates_new(void)
{
    GArray *candidates = g_array_new(FALSE, TRUE, sizeof(TcCandidate));
    g_array_set_clear_func(candidates, clear_candidate);
    return candidates;
}

void tc_explain_candidates(TcSetSearch *search, TcLeastSets *sets)
{
    const TcModel *model = search->explainer->model;
    search->candidates = tc_explain_candidates_new();
    sets->stuck = TC_EXPLAIN_NEW(search->explainer, uint32_t, model->n_indicators);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (!tc_comparisons_has_part(search->set, TC_REF_INDICATOR, i))
            continue;
        const bool fails = can_be_met(search, i);
        GArray *way = fails || search->sight.points ? easiest_way(search, i, fails) : NULL;
        if (way)
            add_candidate(search, i, way);
        else if (fails && !costs_by_being_met(search, i))
            sets->stuck[sets->n_stuck++] = i;
    }
    g_array_sort(search->candidates, by_share);
}

/* --- do they change each other? --- */

typedef struct {
    TcSetSearch *search;
    unsigned *before;       /* outcomes of all indicators */
    GArray *const *readers; /* of the search, as it will know them */
    unsigned *after;        /* per indicator: its outcome when its way is gone now; 0: it is not */
    TcValue *points; /* before, of all indicators, where the verdict looks at them; or NULL */
    uint64_t steps;
} Meeting;

static Meeting meeting_new(TcSetSearch *search)
{
    const uint32_t n = search->explainer->model->n_indicators;
    TcProbe *probe = search->explainer->probe;
    Meeting meeting = {.search = search,
                       .before = g_new(unsigned, n + 1),
                       .after = g_new0(unsigned, n + 1),
                       .points = search->sight.points ? tc_values_new(n) : NULL};
    TcReference *reference = tc_probe_ask(probe);
    for (uint32_t i = 0; i < n; i++) {
        meeting.before[i] = tc_reference_indicator(reference, i);
        if (meeting.points)
            tc_reference_points(reference, i, &meeting.points[i]);
    }
    meeting.readers = tc_readers_of_cells(probe->read, &meeting.steps);
    return meeting;
}

static void meeting_clear(Meeting *meeting)
{
    if (meeting->points)
        tc_values_free(meeting->points, meeting->search->explainer->model->n_indicators);
    g_free(meeting->before);
    g_free(meeting->after);
}

/* Is the indicator what its own way makes of it, if that is gone, or else what it was? */
static bool is_as_expected(const Meeting *meeting, uint32_t indicator)
{
    TcReference *reference = meeting->search->explainer->probe->reference;
    const unsigned after = meeting->after[indicator];
    TcValue points;
    if (tc_reference_indicator(reference, indicator) !=
        (after ? after : meeting->before[indicator]))
        return false;
    if (after || !meeting->points)
        return true;
    tc_value_init(&points);
    tc_reference_points(reference, indicator, &points);
    const bool same = points.defined == meeting->points[indicator].defined &&
                      (!points.defined || tc_value_same(&points, &meeting->points[indicator]));
    tc_value_clear(&points);
    return same;
}

/* Of those that read what the way changed. */
static bool are_as_expected(Meeting *meeting, const GArray *way)
{
    bool all = true;
    for (guint i = 0; i < way->len && all; i++) {
        const GArray *readers = meeting->readers[g_array_index(way, TcMove, i).column];
        for (guint j = 0; readers && j < readers->len && all; j++)
            all = is_as_expected(meeting, g_array_index(readers, uint32_t, j));
        meeting->steps += readers ? readers->len : 0;
    }
    return all && meeting->steps <= MAX_STEPS;
}

/* Does candidate @i become met, and nothing else change? */
static bool meets_just(Meeting *meeting, guint i)
{
    TcProbe *probe = meeting->search->explainer->probe;
    const TcCandidate *one = tc_candidate(meeting->search, i);
    const GArray *way = one->way;
    meeting->after[one->indicator] = one->after;
    tc_explain_apply(probe, way);
    tc_probe_ask(probe);
    const bool just = are_as_expected(meeting, way);
    tc_probe_restore(probe, meeting->search->start);
    meeting->after[one->indicator] = 0;
    return just;
}

/* Does it in some way? Takes the first that does; of points there is one alone. */
static bool meets_just_somehow(Meeting *meeting, guint i)
{
    TcCandidate *one = tc_candidate(meeting->search, i);
    if (meets_just(meeting, i))
        return true;
    if (meeting->points || meeting->steps > MAX_STEPS)
        return false;
    GArray *easiest = one->way;
    g_autoptr(GPtrArray) ways = tc_ways_new(meeting->search->explainer->probe, one->indicator);
    for (guint j = 1; j < ways->len && !one->other_way; j++) {
        one->way = ways->pdata[j];
        one->other_way = meets_just(meeting, i);
    }
    one->way = one->other_way ? g_array_ref(one->way) : easiest;
    if (one->other_way)
        g_array_unref(easiest);
    return one->other_way;
}

/* The same of all of them together. */
static bool meet_just(Meeting *meeting)
{
    const TcSetSearch *search = meeting->search;
    TcProbe *probe = search->explainer->probe;
    bool just = true;
    for (guint i = 0; i < search->candidates->len; i++) {
        const TcCandidate *one = tc_candidate(search, i);
        meeting->after[one->indicator] = one->after;
        tc_explain_apply(probe, one->way);
    }
    tc_probe_ask(probe);
    for (uint32_t i = 0; i < search->explainer->model->n_indicators && just; i++)
        just = is_as_expected(meeting, i);
    tc_probe_restore(probe, search->start);
    return just;
}

/* Does meeting one indicator, or all, change others through the figures that they share? Then
 * members of a class cannot stand for each other, nor does more always do more. */
static bool is_entangled(TcSetSearch *search)
{
    Meeting meeting = meeting_new(search);
    bool just = meeting.steps <= MAX_STEPS;
    if (just)
        search->readers = meeting.readers;
    for (guint i = 0; i < search->candidates->len && meeting.steps <= MAX_STEPS; i++)
        just &= meets_just_somehow(&meeting, i);
    just = just && meet_just(&meeting);
    meeting_clear(&meeting);
    return !just;
}

/* --- what the verdict looks at --- */

static void *part_key(TcRefKind kind, uint32_t index)
{
    return GSIZE_TO_POINTER((size_t)index * 32 + (size_t)kind + 1);
}

bool tc_sight_names(const TcSight *sight, TcRefKind kind, uint32_t index)
{
    return g_hash_table_contains(sight->parts, part_key(kind, index));
}

static void look(TcSight *sight, const TcNode *node)
{
    if (node->kind == TC_NODE_COUNT) {
        sight->flags |= TC_COUNT_FILTER(node->sub) == TC_FILTER_MANDATORY ||
                        TC_COUNT_FILTER(node->sub) == TC_FILTER_ELECTIVE;
        sight->criteria |= TC_COUNT_FILTER(node->sub) == TC_FILTER_CRITERIA;
    }
    const bool measure = node->kind == TC_NODE_TOTAL || node->kind == TC_NODE_OWN;
    sight->points |= measure;
    if (measure && !sight->measure)
        sight->measure = node;
    const bool named = node->kind == TC_NODE_NAME || node->kind == TC_NODE_PART;
    if (named && g_hash_table_add(sight->parts, part_key(node->ref.kind, node->ref.index))) {
        sight->points |= node->ref.kind == TC_REF_GRADE;
        if (node->ref.kind == TC_REF_VERDICT)
            look(sight, sight->model->verdicts[node->ref.index].met_when);
        else if (node->ref.kind == TC_REF_DEFINITION)
            look(sight, sight->model->definitions[node->ref.index].value);
    }
    for (uint32_t i = 0; i < node->n; i++)
        look(sight, node->items[i]);
}

static bool is_one_total(const TcNode *node)
{
    return (node->kind == TC_NODE_COMPARE || node->kind == TC_NODE_WITHIN) &&
           node->items[0]->kind == TC_NODE_TOTAL;
}

TcSight tc_sight_new(const TcModel *model, uint32_t verdict)
{
    const TcNode *node = model->verdicts[verdict].met_when;
    TcSight sight = {.model = model,
                     .one_total = is_one_total(node),
                     .parts = g_hash_table_new(g_direct_hash, g_direct_equal)};
    look(&sight, node);
    return sight;
}

void tc_sight_clear(TcSight *sight)
{
    g_clear_pointer(&sight->parts, g_hash_table_unref);
}

bool tc_explain_sees_points(const TcModel *model, uint32_t verdict)
{
    TcSight sight = tc_sight_new(model, verdict);
    tc_sight_clear(&sight);
    return sight.points;
}

/* Is it seen apart from all others: named, or by a cell that meeting it changes? */
static bool is_seen_apart(const TcSight *sight, const TcCandidate *one)
{
    const GArray *way = one->way;
    bool apart = tc_sight_names(sight, TC_REF_INDICATOR, one->indicator);
    for (guint i = 0; i < way->len; i++)
        apart |= tc_sight_names(sight, TC_REF_COLUMN, g_array_index(way, TcMove, i).column);
    return apart;
}

/* Where it is equal the verdict sees no difference. Returns: (transfer full). */
static char *kind_of(const TcSight *sight, const TcCandidate *one)
{
    const TcIndicator *part = &sight->model->indicators[one->indicator];
    const bool group = tc_sight_names(sight, TC_REF_GROUP, part->group);
    const bool criterion =
        sight->criteria || tc_sight_names(sight, TC_REF_CRITERION, part->criterion);
    g_autofree char *gain = sight->points ? tc_number_exact(one->gain, TC_LANG_EN) : NULL;
    return g_strdup_printf("%u|%u|%d%d|%u|%s|%u", group ? part->group : TC_NO_PART,
                           criterion ? part->criterion : TC_NO_PART,
                           sight->flags && part->mandatory, sight->flags && part->elective,
                           one->before | one->after << 8 | (part->encouraged ? 1u << 16 : 0),
                           gain ? gain : "", is_seen_apart(sight, one) ? one->indicator + 1 : 0);
}

/* --- classes --- */

static void clear_class(void *data)
{
    g_array_unref(((TcClass *)data)->members);
}

/* The class of this kind, or a new one. @kind: (transfer full). */
static uint32_t class_of(TcSetSearch *search, GHashTable *kinds, char *kind)
{
    void *known;
    if (g_hash_table_lookup_extended(kinds, kind, NULL, &known)) {
        g_free(kind);
        return GPOINTER_TO_UINT(known);
    }
    const TcClass made = {.members = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    g_hash_table_insert(kinds, kind, GUINT_TO_POINTER(search->classes->len));
    g_array_append_val(search->classes, made);
    return search->classes->len - 1;
}

void tc_explain_classes(TcSetSearch *search)
{
    g_autoptr(GHashTable) kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    search->classes = g_array_new(FALSE, TRUE, sizeof(TcClass));
    g_array_set_clear_func(search->classes, clear_class);
    search->entangled = !search->imagined && is_entangled(search);
    if (!search->entangled && !search->imagined && tc_explain_sets_apart(search))
        tc_explain_sets_see(search);
    tc_probe_count_work(search->explainer->probe, search->readers);
    for (guint i = 0; i < search->candidates->len; i++) {
        TcCandidate *one = tc_candidate(search, i);
        one->class =
            class_of(search, kinds,
                     search->entangled ? g_strdup_printf("%u", i) : kind_of(&search->sight, one));
        g_array_append_val(tc_class(search, one->class)->members, i);
    }
}

void tc_explain_classes_free(TcSetSearch *search)
{
    tc_probe_count_work(search->explainer->probe, NULL);
    search->readers = NULL;
    tc_explain_sets_unsee(search);
    g_clear_pointer(&search->candidates, g_array_unref);
    g_clear_pointer(&search->classes, g_array_unref);
}
