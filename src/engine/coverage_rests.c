/* Following what conditions ask, clause by clause. See coverage_rests.h. */
#include "engine/coverage_rests.h"

#include "exec/comparisons.h"

struct TcRests {
    const TcModel *model;
    TcReference *reference;
    GHashTable *seen; /* keys of parts and clauses */
};

TcRests *tc_rests_new(const TcModel *model, TcReference *reference)
{
    TcRests *rests = g_new0(TcRests, 1);
    rests->model = model;
    rests->reference = reference;
    rests->seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    return rests;
}

void tc_rests_free(TcRests *rests)
{
    if (!rests)
        return;
    g_hash_table_unref(rests->seen);
    g_free(rests);
}

static void *key_of(TcRefKind kind, uint32_t index, TcRestsOn clause)
{
    enum { KINDS = 32 };
    return GSIZE_TO_POINTER(((size_t)index * KINDS + (size_t)kind) * TC_N_RESTS + (size_t)clause +
                            1);
}

bool tc_rests_has(const TcRests *rests, const TcStep *part, TcRestsOn clause)
{
    return g_hash_table_contains(rests->seen, key_of(part->kind, part->index, clause));
}

/* Returns: is it new? */
static bool note(TcRests *rests, TcRefKind kind, uint32_t index, TcRestsOn clause)
{
    return g_hash_table_add(rests->seen, key_of(kind, index, clause));
}

static void walk(TcRests *rests, const TcNode *node, uint32_t self);

/* --- indicators ------------------------------------------------------------------------------- */

/* Returns: does the indicator apply, or may it? */
static bool rest_on_applies(TcRests *rests, uint32_t index)
{
    if (note(rests, TC_REF_INDICATOR, index, TC_RESTS_APPLIES))
        walk(rests, rests->model->indicators[index].not_applicable_when, index);
    return !rests->model->indicators[index].judged ||
           tc_reference_indicator(rests->reference, index) != TC_OUT_NOT_APPLICABLE;
}

static void rest_on_value(TcRests *rests, uint32_t index)
{
    if (note(rests, TC_REF_INDICATOR, index, TC_RESTS_VALUE))
        walk(rests, rests->model->indicators[index].value, index);
}

static void rest_on_met(TcRests *rests, uint32_t index)
{
    const TcIndicator *indicator = &rests->model->indicators[index];
    if (!rest_on_applies(rests, index) || !note(rests, TC_REF_INDICATOR, index, TC_RESTS_MET))
        return;
    if (indicator->required.content)
        rest_on_value(rests, index);
    walk(rests, indicator->required.content, index);
    for (uint32_t i = 0; i < indicator->required.n_excepts; i++)
        walk(rests, indicator->required.excepts[i], index);
    walk(rests, indicator->met_when, index);
}

static void rest_on_points(TcRests *rests, uint32_t index)
{
    const TcIndicator *indicator = &rests->model->indicators[index];
    if (!rest_on_applies(rests, index) || !note(rests, TC_REF_INDICATOR, index, TC_RESTS_POINTS))
        return;
    if (indicator->points)
        walk(rests, indicator->points, index);
    else
        rest_on_met(rests, index);
    walk(rests, indicator->max_points, index);
}

static void rest_on_clause(TcRests *rests, uint32_t index, TcRestsOn clause)
{
    if (clause == TC_RESTS_VALUE)
        rest_on_value(rests, index);
    else if (clause == TC_RESTS_MET)
        rest_on_met(rests, index);
    else if (clause == TC_RESTS_POINTS)
        rest_on_points(rests, index);
    else
        rest_on_applies(rests, index);
}

/* --- parts ------------------------------------------------------------------------------------ */

/* The part that a name stands for; of an indicator its @clause. */
static void rest_on_part(TcRests *rests, TcRefKind kind, uint32_t index, TcRestsOn clause)
{
    const TcModel *model = rests->model;
    const TcMembers members = tc_model_members(model, kind, index);
    if (kind == TC_REF_INDICATOR)
        rest_on_clause(rests, index, clause);
    for (uint32_t i = 0; kind == TC_REF_CRITERION && i < members.n; i++)
        rest_on_clause(rests, tc_member(&members, i), clause);
    if (kind == TC_REF_DEFINITION && note(rests, kind, index, TC_RESTS_WHOLE))
        walk(rests, model->definitions[index].value, TC_NO_PART);
    if (kind == TC_REF_VERDICT && note(rests, kind, index, TC_RESTS_WHOLE))
        walk(rests, model->verdicts[index].met_when, TC_NO_PART);
    if (kind == TC_REF_GRADE && note(rests, kind, index, TC_RESTS_WHOLE))
        walk(rests, model->grades[index].content, TC_NO_PART);
}

static bool asks_whether_it_applies(unsigned state)
{
    return state == TC_STATE_APPLICABLE || state == TC_STATE_NOT_APPLICABLE;
}

/* All that a COUNT or TOTAL goes over. */
static void rest_on_many(TcRests *rests, const TcNode *node)
{
    const TcNode *last = node->n ? node->items[node->n - 1] : NULL;
    const bool part = last && last->kind == TC_NODE_PART;
    const TcMembers members = tc_model_members(rests->model, part ? last->ref.kind : TC_REF_SET,
                                               part ? last->ref.index : 0);
    const bool whether = node->kind == TC_NODE_TOTAL
                             ? node->sub == TC_TOTAL_MAX
                             : asks_whether_it_applies(TC_COUNT_STATE(node->sub));
    const TcRestsOn clause = whether                       ? TC_RESTS_APPLIES
                             : node->kind == TC_NODE_TOTAL ? TC_RESTS_POINTS
                                                           : TC_RESTS_MET;
    for (uint32_t i = 0; i < members.n; i++) {
        const uint32_t indicator = tc_member(&members, i);
        if (tc_looks_at(node, &rests->model->indicators[indicator]))
            rest_on_clause(rests, indicator, clause);
    }
}

/* --- conditions ------------------------------------------------------------------------------- */

static TcRestsOn clause_of(const TcNode *node)
{
    static const TcRestsOn owns[] = {
        [TC_OWN_VALUE] = TC_RESTS_VALUE,
        [TC_OWN_LEVEL] = TC_RESTS_MET,
        [TC_OWN_POINTS] = TC_RESTS_POINTS,
        [TC_OWN_MAX_POINTS] = TC_RESTS_APPLIES,
    };
    if (node->kind == TC_NODE_OWN)
        return owns[node->sub];
    return asks_whether_it_applies(node->sub) ? TC_RESTS_APPLIES : TC_RESTS_MET;
}

/* A STATE or OWN, of the part that it names or of indicator @self. */
static void rest_on_asked(TcRests *rests, const TcNode *node, uint32_t self)
{
    const TcNode *part = node->n ? node->items[0] : NULL;
    if (part)
        rest_on_part(rests, part->ref.kind, part->ref.index, clause_of(node));
    else if (self != TC_NO_PART)
        rest_on_clause(rests, self, clause_of(node));
}

/* @node: NULL: nothing. */
static void walk(TcRests *rests, const TcNode *node, uint32_t self)
{
    if (!node)
        return;
    if (node->kind == TC_NODE_STATE || node->kind == TC_NODE_OWN) {
        rest_on_asked(rests, node, self);
        return;
    }
    if (node->kind == TC_NODE_COUNT || node->kind == TC_NODE_TOTAL)
        rest_on_many(rests, node);
    else if (node->kind == TC_NODE_PART)
        rest_on_part(rests, node->ref.kind, node->ref.index, TC_RESTS_MET);
    else if (node->kind == TC_NODE_NAME)
        rest_on_part(rests, node->ref.kind, node->ref.index, TC_RESTS_VALUE);
    for (uint32_t i = 0; i < node->n; i++)
        if (node->kind != TC_NODE_COUNT || node->items[i]->kind != TC_NODE_PART)
            walk(rests, node->items[i], self);
}

void tc_rests_add(TcRests *rests, const TcNode *condition)
{
    walk(rests, condition, TC_NO_PART);
}
