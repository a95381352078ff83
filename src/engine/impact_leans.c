/* Which clauses an answer can hang on. See impact_internal.h.
 *
 * Parts of both versions stand in one graph by what they are called throughout; a part leans on the
 * clauses that touch it and on those that what it reads leans on. Conclusions lean on all that is
 * behind their indicators; of a row they hang only on those behind indicators that came out
 * otherwise: an indicator that leans on one clause alone, and is the same in both versions, is so
 * in all versions in between. Indicators that share clauses are looked at together. */
#include "engine/impact_internal.h"

#include <string.h>
#include "syntax/outline_parts.h"

typedef struct {
    TcClauses own; /* that touch the part */
    GArray *reads; /* guint: nodes */
    bool is_indicator, value_is_read;
    bool entered; /* by the walk at hand */
} Node;

/* Clauses that indicators share, with these indicators. */
typedef struct {
    TcClauses clauses;
    GArray *answers; /* guint */
} Cluster;

struct TcLeans {
    const TcImpact *impact;
    GPtrArray *nodes;    /* of Node */
    GHashTable *ids;     /* key to index + 1 */
    TcClauses *leans;    /* per answer: of indicators all, of conclusions what is not behind one */
    bool *value_is_read; /* per answer */
    GArray *clusters;
    bool points;
};

/* --- the graph -------------------------------------------------------------------------------- */

static void node_free(void *data)
{
    Node *node = data;
    g_array_unref(node->reads);
    g_free(node);
}

static Node *node_at(const TcLeans *leans, guint id)
{
    return g_ptr_array_index(leans->nodes, id);
}

/* The clauses that touch the part, as it is numbered in one of the versions. */
static TcClauses touching(const TcBetween *between, const char *key)
{
    TcClauses clauses = 0;
    for (uint32_t i = 0; i < tc_between_n(between); i++) {
        GHashTable *touched = tc_between_clause(between, i)->touched;
        if (tc_between_all(between) >> i & 1 &&
            (g_hash_table_contains(touched, key) || g_hash_table_contains(touched, TC_TOUCHES_ALL)))
            clauses |= (TcClauses)1 << i;
    }
    return clauses;
}

/* Where the model of one version is entered into the graph. */
typedef struct {
    TcLeans *leans;
    const TcModel *model;
    TcClauses applied;
    guint from; /* node that is being read */
} Entering;

/* The part by its keyword and code. Returns: its node. */
static guint enter_part(const Entering *entering, TcKeyword keyword, const char *code)
{
    TcLeans *leans = entering->leans;
    const TcBetween *between = leans->impact->between;
    g_autofree char *number = tc_part_key(keyword, code);
    char *key = tc_between_key(between, entering->applied, keyword, code);
    guint id = GPOINTER_TO_UINT(g_hash_table_lookup(leans->ids, key));
    if (id == 0) {
        Node *node = g_new0(Node, 1);
        node->reads = g_array_new(FALSE, FALSE, sizeof(guint));
        node->is_indicator = keyword == TC_KW_INDICATOR;
        g_ptr_array_add(leans->nodes, node);
        id = leans->nodes->len;
        g_hash_table_insert(leans->ids, g_strdup(key), GUINT_TO_POINTER(id));
    }
    g_free(key);
    node_at(leans, id - 1)->own |= touching(between, number);
    return id - 1;
}

static guint enter_ref(const Entering *entering, TcRefKind kind, uint32_t index)
{
    const TcModel *model = entering->model;
    switch (kind) {
    case TC_REF_COLUMN:
        return enter_part(entering, TC_KW_DATA, model->schema.columns[index].name);
    case TC_REF_DEFINITION:
        return enter_part(entering, TC_KW_DEFINITIONS, model->definitions[index].name);
    case TC_REF_PARAMETER:
        return enter_part(entering, TC_KW_PARAMETERS, model->parameters[index].name);
    case TC_REF_GROUP:
        return enter_part(entering, TC_KW_GROUP, model->groups[index].code);
    case TC_REF_CRITERION:
        return enter_part(entering, TC_KW_CRITERION, model->criteria[index].code);
    case TC_REF_VERDICT:
        return enter_part(entering, TC_KW_VERDICT, model->verdicts[index].code);
    case TC_REF_GRADE:
        return enter_part(entering, TC_KW_GRADE, model->grades[index].code);
    case TC_REF_RANKING:
        return enter_part(entering, TC_KW_RANKING, model->rankings[index].code);
    case TC_REF_INDICATOR:
        return enter_part(entering, TC_KW_INDICATOR, model->indicators[index].code);
    case TC_REF_SET:
    case TC_REF_NONE:
    case TC_REF_BUILTIN:
    case TC_REF_ROUND_MODE:
    case TC_REF_DATE_JUDGED:
    case TC_REF_YEAR_JUDGED:
        break;
    }
    return enter_part(entering, TC_KW_SET, NULL);
}

static void read_edge(const Entering *entering, guint to)
{
    g_array_append_val(node_at(entering->leans, entering->from)->reads, to);
}

/* All indicators of a group or criterion, or (any other kind) of the set. */
static void read_members(const Entering *entering, TcRefKind kind, uint32_t index)
{
    const TcMembers members = tc_model_members(entering->model, kind, index);
    for (uint32_t i = 0; i < members.n; i++)
        read_edge(entering, enter_ref(entering, TC_REF_INDICATOR, tc_member(&members, i)));
}

static void read_ref(const Entering *entering, const TcNode *node)
{
    static const bool parts[] = {
        [TC_REF_COLUMN] = true,  [TC_REF_DEFINITION] = true, [TC_REF_PARAMETER] = true,
        [TC_REF_GROUP] = true,   [TC_REF_CRITERION] = true,  [TC_REF_INDICATOR] = true,
        [TC_REF_VERDICT] = true, [TC_REF_GRADE] = true,      [TC_REF_RANKING] = true};
    const TcRefKind kind = node->ref.kind;
    if (kind < G_N_ELEMENTS(parts) && parts[kind])
        read_edge(entering, enter_ref(entering, kind, node->ref.index));
    if (kind == TC_REF_GROUP || kind == TC_REF_CRITERION)
        read_members(entering, kind, node->ref.index);
}

/* What a tree reads. A count or total may be over all indicators. */
static void read_tree(const Entering *entering, const TcNode *node)
{
    read_ref(entering, node);
    if (node->kind == TC_NODE_COUNT || node->kind == TC_NODE_TOTAL)
        read_members(entering, TC_REF_SET, 0);
    if (node->kind == TC_NODE_OWN && node->n > 0 && node->items[0]->ref.kind == TC_REF_INDICATOR) {
        const guint of = enter_ref(entering, TC_REF_INDICATOR, node->items[0]->ref.index);
        node_at(entering->leans, of)->value_is_read = true;
    }
    for (uint32_t i = 0; i < node->n; i++)
        read_tree(entering, node->items[i]);
}

static void read_part(Entering *entering, TcRefKind kind, uint32_t index, const TcNode *tree)
{
    entering->from = enter_ref(entering, kind, index);
    read_tree(entering, tree);
}

static void read_model(TcLeans *leans, const TcModel *model, TcClauses applied)
{
    Entering entering = {leans, model, applied, 0};
    for (uint32_t i = 0; i < model->n_definitions; i++)
        read_part(&entering, TC_REF_DEFINITION, i, model->definitions[i].value);
    for (uint32_t i = 0; i < model->n_parameters; i++)
        read_part(&entering, TC_REF_PARAMETER, i, model->parameters[i].value);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        read_part(&entering, TC_REF_INDICATOR, i, model->indicators[i].head);
    for (uint32_t i = 0; i < model->n_groups; i++)
        read_part(&entering, TC_REF_GROUP, i, model->groups[i].head);
    for (uint32_t i = 0; i < model->n_criteria; i++)
        read_part(&entering, TC_REF_CRITERION, i, model->criteria[i].head);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        read_part(&entering, TC_REF_VERDICT, i, model->verdicts[i].head);
    for (uint32_t i = 0; i < model->n_grades; i++)
        read_part(&entering, TC_REF_GRADE, i, model->grades[i].head);
}

/* The clauses behind a node, through indicators or up to them. */
static TcClauses behind(const TcLeans *leans, guint id, bool through)
{
    Node *node = node_at(leans, id);
    if (node->entered)
        return 0;
    node->entered = true;
    TcClauses clauses = node->own;
    for (guint i = 0; i < node->reads->len; i++) {
        const guint to = g_array_index(node->reads, guint, i);
        if (through || !node_at(leans, to)->is_indicator)
            clauses |= behind(leans, to, through);
    }
    return clauses;
}

static TcClauses walk(const TcLeans *leans, guint id, bool through)
{
    for (guint i = 0; i < leans->nodes->len; i++)
        node_at(leans, i)->entered = false;
    return behind(leans, id, through);
}

/* --- what all conclusions hang on ------------------------------------------------------------- */

static const char *code_of(const TcGroup *groups, uint32_t index)
{
    return index == TC_NO_PART ? "" : groups[index].code;
}

/* Does an indicator enter counts and sums in another way, whatever it comes to? */
static bool enters_otherwise(const TcModel *a, const TcIndicator *x, const TcModel *b,
                             const TcIndicator *y)
{
    return x->mandatory != y->mandatory || x->elective != y->elective ||
           x->not_scored != y->not_scored || x->encouraged != y->encouraged ||
           x->judged != y->judged || x->evidence != y->evidence || x->bonus != y->bonus ||
           x->penalty != y->penalty || tc_indicator_has_points(x) != tc_indicator_has_points(y) ||
           strcmp(code_of(a->groups, x->group), code_of(b->groups, y->group)) != 0 ||
           strcmp(code_of(a->criteria, x->criterion), code_of(b->criteria, y->criterion)) != 0;
}

static TcClauses always(const TcLeans *leans)
{
    const TcImpact *impact = leans->impact;
    const TcModel *a = tc_program_model(impact->programs[0]);
    const TcModel *b = tc_program_model(impact->programs[1]);
    TcClauses clauses = 0;
    for (guint i = 0; i < impact->answers->len; i++) {
        const TcImpactAnswer *answer = tc_impact_answer(impact, i);
        if (answer->kind == TC_REF_INDICATOR &&
            (!tc_impact_can_turn(answer) ||
             enters_otherwise(a, &a->indicators[answer->before], b, &b->indicators[answer->after])))
            clauses |= leans->leans[i];
    }
    return clauses;
}

/* The clauses that touch a group or criterion: its weight, its maximum. */
static TcClauses of_groups(TcLeans *leans)
{
    TcClauses clauses = 0;
    const TcClauses applied[] = {0, tc_between_all(leans->impact->between)};
    for (int side = 0; side < 2; side++) {
        const TcModel *model = tc_program_model(leans->impact->programs[side]);
        const Entering entering = {leans, model, applied[side], 0};
        for (uint32_t i = 0; i < model->n_groups; i++)
            clauses |= walk(leans, enter_ref(&entering, TC_REF_GROUP, i), false);
        for (uint32_t i = 0; i < model->n_criteria; i++)
            clauses |= walk(leans, enter_ref(&entering, TC_REF_CRITERION, i), false);
    }
    return clauses;
}

/* --- clusters --------------------------------------------------------------------------------- */

static void clear_cluster(void *data)
{
    g_array_unref(((Cluster *)data)->answers);
}

/* Makes one cluster of those that share a clause with @clauses, and of the indicator @answer. */
static void join_cluster(TcLeans *leans, TcClauses clauses, guint answer)
{
    Cluster joined = {clauses, g_array_new(FALSE, FALSE, sizeof(guint))};
    for (guint i = leans->clusters->len; i-- > 0;) {
        const Cluster *cluster = &g_array_index(leans->clusters, Cluster, i);
        if (!(cluster->clauses & clauses))
            continue;
        joined.clauses |= cluster->clauses;
        g_array_append_vals(joined.answers, cluster->answers->data, cluster->answers->len);
        g_array_remove_index(leans->clusters, i);
    }
    g_array_append_val(joined.answers, answer);
    g_array_append_val(leans->clusters, joined);
}

static bool same_number(const TcNumberResult *a, uint32_t row_a, const TcNumberResult *b,
                        uint32_t row_b)
{
    mpq_t number[4];
    for (int i = 0; i < 4; i++)
        mpq_init(number[i]);
    const TcNumberState x = tc_results_number(a, row_a, number[0], number[1]);
    const TcNumberState y = tc_results_number(b, row_b, number[2], number[3]);
    const bool same = x == y && (x == TC_NUMBER_UNDEFINED ||
                                 (x == TC_NUMBER_KNOWN && mpq_equal(number[0], number[2])));
    for (int i = 0; i < 4; i++)
        mpq_clear(number[i]);
    return same;
}

/* Is the indicator surely the same thing for all that reads it, in both versions? */
static bool same_indicator(const TcLeans *leans, guint index, const TcRowPairs *pairs, uint32_t row)
{
    const TcImpactAnswer *answer = tc_impact_answer(leans->impact, index);
    const TcResults *a = pairs->results[0], *b = pairs->results[1];
    const uint32_t at = pairs->first[0] + row, to = pairs->first[1] + row;
    if (!tc_impact_can_turn(answer))
        return false;
    const TcStateResult *x = &a->indicators[answer->before], *y = &b->indicators[answer->after];
    const unsigned set = tc_state_outcome(x, at);
    if (set != tc_state_outcome(y, to) || (set & (set - 1)) || set == TC_OUT_UNDEFINED ||
        tc_state_label(x, at) != tc_state_label(y, to))
        return false;
    if (leans->points &&
        (!same_number(&a->points[answer->before], at, &b->points[answer->after], to) ||
         !same_number(&a->max_points[answer->before], at, &b->max_points[answer->after], to)))
        return false;
    return !leans->value_is_read[index] ||
           same_number(&a->values[answer->before], at, &b->values[answer->after], to);
}

static bool is_one(const TcImpact *impact, TcClauses clauses)
{
    if (!(clauses & (clauses - 1)))
        return true;
    for (guint i = 0; i < impact->bundles->len; i++)
        if (!(clauses & ~g_array_index(impact->bundles, TcClauses, i)))
            return true;
    return false;
}

static bool same_cluster(const TcLeans *leans, const Cluster *cluster, const TcRowPairs *pairs,
                         uint32_t row)
{
    bool same = is_one(leans->impact, cluster->clauses);
    for (guint i = 0; same && i < cluster->answers->len; i++)
        same = same_indicator(leans, g_array_index(cluster->answers, guint, i), pairs, row);
    return same;
}

TcClauses tc_leans_on(const TcLeans *leans, uint32_t answer, const TcRowPairs *pairs, uint32_t row)
{
    TcClauses clauses = leans->leans[answer];
    if (tc_impact_answer(leans->impact, answer)->kind == TC_REF_INDICATOR)
        return clauses;
    for (guint i = 0; i < leans->clusters->len; i++) {
        const Cluster *cluster = &g_array_index(leans->clusters, Cluster, i);
        if ((cluster->clauses & ~clauses) && !same_cluster(leans, cluster, pairs, row))
            clauses |= cluster->clauses;
    }
    return clauses;
}

/* --- making ----------------------------------------------------------------------------------- */

static void lean_answers(TcLeans *leans)
{
    const TcImpact *impact = leans->impact;
    for (guint i = 0; i < impact->answers->len; i++) {
        const TcImpactAnswer *answer = tc_impact_answer(impact, i);
        const guint id = GPOINTER_TO_UINT(g_hash_table_lookup(leans->ids, answer->key)) - 1;
        const bool indicator = answer->kind == TC_REF_INDICATOR;
        leans->leans[i] = walk(leans, id, indicator);
        leans->value_is_read[i] = node_at(leans, id)->value_is_read;
        if (indicator && leans->leans[i])
            join_cluster(leans, leans->leans[i], i);
    }
    const TcClauses all = always(leans) | of_groups(leans);
    for (guint i = 0; i < impact->answers->len; i++)
        if (tc_impact_answer(impact, i)->kind != TC_REF_INDICATOR)
            leans->leans[i] |= all;
}

TcLeans *tc_leans_new(const TcImpact *impact)
{
    TcLeans *leans = g_new0(TcLeans, 1);
    leans->impact = impact;
    leans->nodes = g_ptr_array_new_with_free_func(node_free);
    leans->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    leans->leans = g_new0(TcClauses, impact->answers->len);
    leans->value_is_read = g_new0(bool, impact->answers->len);
    leans->clusters = g_array_new(FALSE, FALSE, sizeof(Cluster));
    g_array_set_clear_func(leans->clusters, clear_cluster);
    leans->points = tc_model_has_points(tc_program_model(impact->programs[0])) ||
                    tc_model_has_points(tc_program_model(impact->programs[1]));
    read_model(leans, tc_program_model(impact->programs[0]), 0);
    read_model(leans, tc_program_model(impact->programs[1]), tc_between_all(impact->between));
    lean_answers(leans);
    return leans;
}

void tc_leans_free(TcLeans *leans)
{
    if (!leans)
        return;
    g_ptr_array_unref(leans->nodes);
    g_hash_table_unref(leans->ids);
    g_array_unref(leans->clusters);
    g_free(leans->leans);
    g_free(leans->value_is_read);
    g_free(leans);
}
