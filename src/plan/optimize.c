/* Which nodes are needed, their order, and the slot that each writes. */
#include "plan/passes.h"

#include <string.h>

/* --- which nodes are needed ------------------------------------------------------------------- */

/* Can the answer be read from columns alone, when it is asked for? Then its node is not run. */
static bool is_lazy(const TcPlan *plan, const TcPlanAnswer *answer)
{
    return answer->by_outcome || plan->nodes[answer->node].n == 0;
}

static void need(TcPlan *plan, uint32_t node, uint32_t *last_use)
{
    if (node == TC_NO_NODE)
        return;
    plan->nodes[node].live = true;
    last_use[node] = UINT32_MAX; /* read after the last node has run */
}

static void need_answer(TcPlan *plan, const TcPlanAnswer *answer, bool may_be_lazy,
                        uint32_t *last_use)
{
    if (!answer->by_outcome && !(may_be_lazy && is_lazy(plan, answer)))
        need(plan, answer->node, last_use);
}

static void need_told(TcPlan *plan, uint32_t *last_use)
{
    GHashTableIter iter;
    void *node;
    if (!plan->told)
        return;
    g_hash_table_iter_init(&iter, plan->told);
    while (g_hash_table_iter_next(&iter, NULL, &node))
        need(plan, GPOINTER_TO_UINT(node) - 1, last_use);
}

static void need_roots(TcPlan *plan, uint32_t *last_use)
{
    const TcModel *model = plan->model;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        plan->nodes[plan->indicators[i].outcome].live = true; /* its result is kept as it runs */
        need_answer(plan, &plan->indicators[i].value, true, last_use);
        need_answer(plan, &plan->indicators[i].points, true, last_use);
        need_answer(plan, &plan->indicators[i].max_points, true, last_use);
    }
    for (uint32_t i = 0; i < model->n_groups; i++)
        need_answer(plan, &plan->group_points[i], false, last_use);
    need_answer(plan, &plan->total, false, last_use);
    need_answer(plan, &plan->total_max, false, last_use);
    for (uint32_t i = 0; i < model->n_criteria; i++)
        need(plan, plan->criteria[i], last_use);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        need(plan, plan->verdicts[i], last_use);
    for (uint32_t i = 0; i < model->n_grades; i++)
        need(plan, plan->grades[i], last_use);
    for (uint32_t i = 0; i < model->n_rankings; i++) {
        need(plan, plan->rankings[i].not_applicable, last_use);
        need_answer(plan, &plan->rankings[i].value, false, last_use);
    }
    for (uint32_t i = 0; i < model->n_checks; i++)
        need(plan, plan->checks[i], last_use);
    need_told(plan, last_use);
}

/* Inputs have lower indices than their readers, so one pass from the end marks all. */
static void mark_live(TcPlan *plan, uint32_t *last_use)
{
    need_roots(plan, last_use);
    for (uint32_t i = plan->n_nodes; i-- > 0;) {
        const TcPlanNode *node = &plan->nodes[i];
        const uint32_t *inputs = tc_plan_inputs(plan, node);
        plan->asks_labels |= node->live && node->op == TC_PLAN_LABELLED;
        for (uint32_t k = 0; node->live && k < node->n; k++) {
            plan->nodes[inputs[k]].live = true;
            last_use[inputs[k]] = MAX(last_use[inputs[k]], i);
        }
    }
}

/* --- order and slots -------------------------------------------------------------------------- */

/* Marks what the data checks read: it runs first. */
static void mark_checks(const TcPlan *plan, bool *checked)
{
    for (uint32_t i = 0; i < plan->model->n_checks; i++)
        checked[plan->checks[i]] = true;
    for (uint32_t i = plan->n_nodes; i-- > 0;) {
        const uint32_t *inputs = tc_plan_inputs(plan, &plan->nodes[i]);
        for (uint32_t k = 0; checked[i] && k < plan->nodes[i].n; k++)
            checked[inputs[k]] = true;
    }
}

static void put_in_order(TcPlan *plan, uint32_t check_end)
{
    g_autofree bool *checked = g_new0(bool, plan->n_nodes + 1);
    plan->order = g_new(uint32_t, plan->n_nodes + 1);
    mark_checks(plan, checked);
    for (uint32_t i = 0; i < check_end; i++) {
        if (checked[i])
            plan->order[plan->n_order++] = i;
    }
    plan->n_check_nodes = plan->n_order;
    for (uint32_t i = 0; i < plan->n_nodes; i++) {
        if (plan->nodes[i].live && !(i < check_end && checked[i]))
            plan->order[plan->n_order++] = i;
    }
}

typedef struct {
    GArray *unused[TC_N_SLOT_KINDS];
    bool *released;
} Slots;

static void take_slot(TcPlan *plan, Slots *slots, TcPlanNode *node)
{
    TcSlotKind kind = tc_plan_slot_kind(node->op);
    GArray *unused = slots->unused[kind];
    if (unused->len == 0) {
        node->slot = plan->n_slots[kind]++;
        return;
    }
    node->slot = g_array_index(unused, uint32_t, unused->len - 1);
    g_array_set_size(unused, unused->len - 1);
}

static void release_slot(Slots *slots, const TcPlan *plan, uint32_t index)
{
    const TcPlanNode *node = &plan->nodes[index];
    if (slots->released[index])
        return;
    slots->released[index] = true;
    g_array_append_val(slots->unused[tc_plan_slot_kind(node->op)], node->slot);
}

/* What is told is asked for behind its block, and of one row the next block starts from what is
 * alike: all nodes keep what they give. */
static void keep_all(const TcPlan *plan, uint32_t *last_use)
{
    for (uint32_t i = 0; i < plan->n_nodes; i++)
        last_use[i] = UINT32_MAX;
}

/* A slot is free again after the last reader of its node has run; a result never lies in the slot
 * of an input. */
static void assign_slots(TcPlan *plan, const uint32_t *last_use)
{
    Slots slots = {.released = g_new0(bool, plan->n_nodes + 1)};
    for (unsigned kind = 0; kind < TC_N_SLOT_KINDS; kind++)
        slots.unused[kind] = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = 0; i < plan->n_order; i++) {
        uint32_t index = plan->order[i];
        TcPlanNode *node = &plan->nodes[index];
        const uint32_t *inputs = tc_plan_inputs(plan, node);
        take_slot(plan, &slots, node);
        for (uint32_t k = 0; k < node->n; k++) {
            if (last_use[inputs[k]] == index)
                release_slot(&slots, plan, inputs[k]);
        }
        if (last_use[index] == 0) /* an outcome that nobody asks about */
            release_slot(&slots, plan, index);
    }
    for (unsigned kind = 0; kind < TC_N_SLOT_KINDS; kind++)
        g_array_unref(slots.unused[kind]);
    g_free(slots.released);
}

/* The checks' nodes first, as they stand; then all others. */
static void add_all_nodes(TcPlan *plan)
{
    g_autofree bool *checked = g_new0(bool, plan->n_nodes + 1);
    for (uint32_t i = 0; i < plan->n_check_nodes; i++)
        checked[plan->order[i]] = true;
    plan->n_order = plan->n_check_nodes;
    for (uint32_t i = 0; i < plan->n_nodes; i++) {
        plan->nodes[i].live = true;
        if (!checked[i])
            plan->order[plan->n_order++] = i;
    }
}

void tc_plan_make_plain(TcPlan *plan)
{
    add_all_nodes(plan);
    memset(plan->n_slots, 0, sizeof plan->n_slots);
    for (uint32_t i = 0; i < plan->n_order; i++) {
        TcPlanNode *node = &plan->nodes[plan->order[i]];
        node->slot = plan->n_slots[tc_plan_slot_kind(node->op)]++;
    }
}

/* --- pairs under row limits ------------------------------------------------------------------- */

enum { MAX_PAIRED_TERMS = 16 }; /* longer forms take their cells as independent */

static uint64_t limit_key(uint32_t small, uint32_t large)
{
    return (uint64_t)small << 32 | large;
}

static GHashTable *limit_set(const TcSchema *schema)
{
    GHashTable *limits = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (uint32_t i = 0; i < schema->n_limits; i++) {
        const TcColumnLimit *limit = &schema->limits[i];
        if (schema->columns[limit->small].scale == schema->columns[limit->large].scale)
            g_hash_table_add(limits, g_memdup2(&(uint64_t){limit_key(limit->small, limit->large)},
                                               sizeof(uint64_t)));
    }
    return limits;
}

static void pair_terms(const TcPlan *plan, TcLinear *form, GHashTable *limits, GArray *pairs)
{
    bool taken[MAX_PAIRED_TERMS] = {false};
    const TcTerm *terms = plan->terms + form->first;
    form->first_pair = pairs->len;
    for (uint32_t i = 0; i < form->n_columns; i++) {
        for (uint32_t k = 0; k < form->n_columns; k++) {
            uint64_t key = limit_key(terms[i].index, terms[k].index);
            if (taken[i] || taken[k] || i == k || !g_hash_table_contains(limits, &key))
                continue;
            TcTermPair pair = {i, k};
            taken[i] = taken[k] = true;
            g_array_append_val(pairs, pair);
        }
    }
    form->n_pairs = pairs->len - form->first_pair;
}

static void find_pairs(TcPlan *plan)
{
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(TcTermPair));
    g_autoptr(GHashTable) limits = limit_set(&plan->model->schema);
    for (uint32_t i = 0; i < plan->n_linears; i++) {
        if (plan->linears[i].n_columns <= MAX_PAIRED_TERMS)
            pair_terms(plan, &plan->linears[i], limits, pairs);
    }
    plan->n_pairs = pairs->len;
    plan->pairs = (TcTermPair *)(void *)g_array_free(pairs, FALSE);
}

void tc_plan_optimize(TcPlan *plan, uint32_t check_end)
{
    g_autofree uint32_t *last_use = g_new0(uint32_t, plan->n_nodes + 1);
    mark_live(plan, last_use);
    /* A check's nodes run before others of a lower index: what both read must stay. */
    g_autofree bool *checked = g_new0(bool, plan->n_nodes + 1);
    mark_checks(plan, checked);
    for (uint32_t i = 0; i < plan->n_nodes; i++) {
        if (checked[i])
            last_use[i] = UINT32_MAX;
    }
    if (plan->told)
        keep_all(plan, last_use);
    put_in_order(plan, check_end);
    assign_slots(plan, last_use);
    find_pairs(plan);
}
