/* Who can be met, and who is like whom. Candidates are alike where the verdict sees no difference
 * between them: it does not name them, nor look at what sets them apart (group, criterion, flags,
 * points), and meeting one changes nothing else. */
#include "base/number.h"
#include "exec/explain_sets.h"

/* Steps in which it is looked for how candidates change others; beyond, they are taken to. */
enum { MAX_STEPS = 4000000 };

void tc_explain_apply(TcProbe *probe, const GArray *way)
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

/* --- candidates --- */

static void add_candidate(TcSetSearch *search, uint32_t indicator, TcLeastSets *sets)
{
    GPtrArray *ways = tc_ways_new(search->explainer->probe, indicator);
    if (ways->len == 0) {
        g_ptr_array_unref(ways);
        sets->stuck[sets->n_stuck++] = indicator;
        return;
    }
    TcCandidate made = {.indicator = indicator, .ways = ways};
    mpq_init(made.share);
    if (!tc_explain_share(search->explainer, indicator, ways->pdata[0], made.share))
        mpq_set_si(made.share, -1, 1);
    g_array_append_val(search->candidates, made);
}

static void clear_candidate(void *data)
{
    TcCandidate *gone = data;
    g_ptr_array_unref(gone->ways);
    mpq_clear(gone->share);
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

void tc_explain_candidates(TcSetSearch *search, TcLeastSets *sets)
{
    const TcModel *model = search->explainer->model;
    search->candidates = g_array_new(FALSE, TRUE, sizeof(TcCandidate));
    g_array_set_clear_func(search->candidates, clear_candidate);
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

/* --- do they change each other? --- */

typedef struct {
    TcSetSearch *search;
    unsigned *before; /* outcomes of all indicators */
    GArray **readers; /* per cell: the indicators that read it, or NULL */
    bool *tried;      /* per indicator: is to be met now */
    uint64_t steps;
} Meeting;

static void add_reader(Meeting *meeting, uint32_t indicator)
{
    g_autoptr(TcComparisons) set = tc_comparisons_new(meeting->search->explainer->model);
    uint32_t n;
    tc_comparisons_add_outcome(set, indicator);
    const uint32_t *cells = tc_comparisons_cells(set, &n);
    for (uint32_t i = 0; i < n; i++) {
        GArray **list = &meeting->readers[cells[i]];
        if (!*list)
            *list = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        g_array_append_val(*list, indicator);
    }
    meeting->steps += n;
}

static Meeting meeting_new(TcSetSearch *search)
{
    const uint32_t n = search->explainer->model->n_indicators;
    TcProbe *probe = search->explainer->probe;
    Meeting meeting = {search, g_new(unsigned, n + 1), g_new0(GArray *, probe->n + 1),
                       g_new0(bool, n + 1), 0};
    TcReference *reference = tc_probe_ask(probe);
    for (uint32_t i = 0; i < n; i++)
        meeting.before[i] = tc_reference_indicator(reference, i);
    for (uint32_t i = 0; i < n && meeting.steps <= MAX_STEPS; i++)
        add_reader(&meeting, i);
    return meeting;
}

static void meeting_clear(Meeting *meeting)
{
    for (uint32_t i = 0; i < meeting->search->explainer->probe->n; i++) {
        if (meeting->readers[i])
            g_array_unref(meeting->readers[i]);
    }
    g_free(meeting->readers);
    g_free(meeting->before);
    g_free(meeting->tried);
}

/* Is the indicator met, if that is tried, or else what it was? */
static bool is_as_expected(const Meeting *meeting, uint32_t indicator)
{
    const unsigned now =
        tc_reference_indicator(meeting->search->explainer->probe->reference, indicator);
    return now == (meeting->tried[indicator] ? TC_OUT_MET : meeting->before[indicator]);
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
    const GArray *way = one->ways->pdata[0];
    meeting->tried[one->indicator] = true;
    tc_explain_apply(probe, way);
    tc_probe_ask(probe);
    const bool just = are_as_expected(meeting, way);
    tc_probe_restore(probe, meeting->search->start);
    meeting->tried[one->indicator] = false;
    return just;
}

/* The same of all of them together. */
static bool meet_just(Meeting *meeting)
{
    const TcSetSearch *search = meeting->search;
    TcProbe *probe = search->explainer->probe;
    bool just = true;
    for (guint i = 0; i < search->candidates->len; i++) {
        meeting->tried[tc_candidate(search, i)->indicator] = true;
        tc_explain_apply(probe, tc_candidate(search, i)->ways->pdata[0]);
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
    for (guint i = 0; i < search->candidates->len && just; i++)
        just = meets_just(&meeting, i);
    just = just && meet_just(&meeting);
    meeting_clear(&meeting);
    return !just;
}

/* --- what the verdict looks at --- */

typedef struct {
    const TcModel *model;
    bool flags, criteria, points;
    GHashTable *parts; /* groups, criteria, indicators, columns, verdicts … that it names */
} Sight;

static void *part_key(TcRefKind kind, uint32_t index)
{
    return GSIZE_TO_POINTER((size_t)index * 32 + (size_t)kind + 1);
}

static bool names(const Sight *sight, TcRefKind kind, uint32_t index)
{
    return g_hash_table_contains(sight->parts, part_key(kind, index));
}

static void look(Sight *sight, const TcNode *node)
{
    if (node->kind == TC_NODE_COUNT) {
        sight->flags |= TC_COUNT_FILTER(node->sub) == TC_FILTER_MANDATORY ||
                        TC_COUNT_FILTER(node->sub) == TC_FILTER_ELECTIVE;
        sight->criteria |= TC_COUNT_FILTER(node->sub) == TC_FILTER_CRITERIA;
    }
    sight->points |= node->kind == TC_NODE_TOTAL || node->kind == TC_NODE_OWN;
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

/* What meeting the candidate adds to its points, exactly. */
static char *gain_of(TcSetSearch *search, const TcCandidate *one)
{
    TcProbe *probe = search->explainer->probe;
    TcValue before, after;
    tc_value_init(&before);
    tc_value_init(&after);
    tc_reference_points(tc_probe_ask(probe), one->indicator, &before);
    tc_explain_apply(probe, one->ways->pdata[0]);
    tc_reference_points(tc_probe_ask(probe), one->indicator, &after);
    tc_probe_restore(probe, search->start);
    tc_value_compute(TC_OP_SUB, &after, &before, &after);
    char *text = after.defined ? tc_number_exact(after.number, TC_LANG_EN) : g_strdup("?");
    tc_value_clear(&before);
    tc_value_clear(&after);
    return text;
}

/* Is it seen apart from all others: named, or by a cell that meeting it changes? */
static bool is_seen_apart(const Sight *sight, const TcCandidate *one)
{
    const GArray *way = one->ways->pdata[0];
    bool apart = names(sight, TC_REF_INDICATOR, one->indicator);
    for (guint i = 0; i < way->len; i++)
        apart |= names(sight, TC_REF_COLUMN, g_array_index(way, TcMove, i).column);
    return apart;
}

/* Where it is equal the verdict sees no difference. Returns: (transfer full). */
static char *kind_of(TcSetSearch *search, const Sight *sight, const TcCandidate *one)
{
    const TcIndicator *part = &sight->model->indicators[one->indicator];
    const bool group = sight->points || names(sight, TC_REF_GROUP, part->group);
    const bool criterion = sight->criteria || names(sight, TC_REF_CRITERION, part->criterion);
    g_autofree char *gain = sight->points ? gain_of(search, one) : NULL;
    return g_strdup_printf("%u|%u|%d%d|%s|%u", group ? part->group : TC_NO_PART,
                           criterion ? part->criterion : TC_NO_PART,
                           sight->flags && part->mandatory, sight->flags && part->elective,
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
    const TcModel *model = search->explainer->model;
    g_autoptr(GHashTable) parts = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GHashTable) kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Sight sight = {.model = model, .parts = parts};
    look(&sight, model->verdicts[search->verdict].met_when);
    search->classes = g_array_new(FALSE, TRUE, sizeof(TcClass));
    g_array_set_clear_func(search->classes, clear_class);
    search->entangled = is_entangled(search);
    for (guint i = 0; i < search->candidates->len; i++) {
        TcCandidate *one = tc_candidate(search, i);
        one->class =
            class_of(search, kinds,
                     search->entangled ? g_strdup_printf("%u", i) : kind_of(search, &sight, one));
        g_array_append_val(tc_class(search, one->class)->members, i);
    }
}

void tc_explain_classes_free(TcSetSearch *search)
{
    g_clear_pointer(&search->candidates, g_array_unref);
    g_clear_pointer(&search->classes, g_array_unref);
}
