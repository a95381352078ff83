/* What an answer turns on: the comparisons under it, and the cells that it reads. */
#include "exec/comparisons.h"

#include "base/order.h"
TcComparisons *tc_comparisons_new(const TcModel *model)
{
    TcComparisons *set = g_new0(TcComparisons, 1);
    set->model = model;
    set->holders = 1;
    set->list = g_array_new(FALSE, FALSE, sizeof(TcComparison));
    set->cells = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    set->seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    set->reading = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL,
                                         (GDestroyNotify)g_ptr_array_unref);
    return set;
}

TcComparisons *tc_comparisons_hold(TcComparisons *set)
{
    set->holders++;
    return set;
}

void tc_comparisons_free(TcComparisons *set)
{
    if (!set || --set->holders > 0)
        return;
    g_array_unref(set->list);
    g_hash_table_unref(set->seen);
    g_hash_table_unref(set->reading);
    g_array_unref(set->cells);
    g_free(set);
}

const uint32_t *tc_comparisons_cells(TcComparisons *set, uint32_t *n)
{
    if (!set->sorted)
        g_array_sort(set->cells, tc_order_uint32);
    set->sorted = true;
    *n = set->cells->len;
    return (const uint32_t *)(const void *)set->cells->data;
}

static void add_to_list(TcComparisons *set, const TcComparison *comparison)
{
    g_array_append_val(set->list, *comparison);
    g_hash_table_remove_all(set->reading);
}

static void compare(TcComparisons *set, const TcNode *left, uint32_t subject, const TcNode *right,
                    uint32_t self, int like_equal)
{
    const TcComparison comparison = {left, right, self, subject, NULL, like_equal};
    if (right->kind != TC_NODE_NONE)
        add_to_list(set, &comparison);
}

/* What equal sides are to an operator: as the left one below the right one, or above it. */
static int like_equal_of(uint16_t operator)
{
    switch ((int)operator) {
    case TC_OP_LE:
    case TC_OP_GT:
        return -1;
    case TC_OP_GE:
    case TC_OP_LT:
        return 1;
    default:
        return 0;
    }
}

/* And to end @i of a phrase. */
static int like_equal_at(const TcNode *phrase, uint32_t i)
{
    if (phrase->sub & (TC_PHRASE_BARE | TC_PHRASE_EQUAL | TC_PHRASE_NOT))
        return 0;
    const bool open = phrase->sub & (i == 0 ? TC_PHRASE_LOW_OPEN : TC_PHRASE_HIGH_OPEN);
    return (i == 0) != open ? 1 : -1;
}

/* The ends of a phrase, or a value alone, against @left or the value of indicator @subject. */
static void compare_ends(TcComparisons *set, const TcNode *left, uint32_t subject,
                         const TcNode *node, uint32_t self)
{
    if (node->kind != TC_NODE_PHRASE) {
        compare(set, left, subject, node, self, 0);
        return;
    }
    for (uint32_t i = 0; i < node->n; i++)
        compare(set, left, subject, node->items[i], self, like_equal_at(node, i));
}

static void compare_table(TcComparisons *set, const TcNode *table, uint32_t self)
{
    const TcNode *heads = table->items[0];
    for (uint32_t i = 1; i < table->n; i++) {
        const TcNode *row = table->items[i];
        for (uint32_t j = 0; j + 1 < row->n && j + 1 < heads->n; j++) {
            if (row->items[j]->kind != TC_NODE_OTHERWISE)
                compare_ends(set, heads->items[j], TC_NO_PART, row->items[j], self);
        }
    }
}

static void compare_scale(TcComparisons *set, const TcNode *scale, uint32_t self)
{
    for (uint32_t i = 1; i < scale->n; i++) {
        const TcNode *band = scale->items[i];
        for (uint32_t j = 1; band->kind == TC_NODE_BAND && j < band->n; j++)
            compare_ends(set, scale->items[0], TC_NO_PART, band->items[j], self);
    }
}

static void follow(TcComparisons *set, TcRefKind kind, uint32_t index);

bool tc_looks_at(const TcNode *node, const TcIndicator *indicator)
{
    if (node->kind == TC_NODE_TOTAL)
        return tc_indicator_scores(indicator);
    const TcFilter filter = TC_COUNT_FILTER(node->sub);
    return tc_indicator_counts(indicator, filter) &&
           (filter != TC_FILTER_CRITERIA || indicator->criterion != TC_NO_PART);
}

static void add_if_looked_at(TcComparisons *set, const TcNode *node, uint32_t indicator)
{
    if (tc_looks_at(node, &set->model->indicators[indicator]))
        tc_comparisons_add_part(set, TC_REF_INDICATOR, indicator);
}

static void add_looked_at(TcComparisons *set, const TcNode *node)
{
    if (set->keeps)
        return;
    const TcNode *last = node->n ? node->items[node->n - 1] : NULL;
    const TcRefKind kind = last && last->kind == TC_NODE_PART ? last->ref.kind : TC_REF_SET;
    const unsigned whole = node->kind == TC_NODE_TOTAL ? 1 : 2u << TC_COUNT_FILTER(node->sub);
    if (kind == TC_REF_GROUP || kind == TC_REF_CRITERION) {
        const TcGroup *group = kind == TC_REF_GROUP ? &set->model->groups[last->ref.index]
                                                    : &set->model->criteria[last->ref.index];
        for (uint32_t i = 0; i < group->n_indicators; i++)
            add_if_looked_at(set, node, group->indicators[i]);
    } else if (!(set->wholes & whole)) {
        set->wholes |= whole;
        for (uint32_t i = 0; i < set->model->n_indicators; i++)
            add_if_looked_at(set, node, i);
    }
}

static void own_comparisons(TcComparisons *set, const TcNode *node, uint32_t self)
{
    if (node->kind == TC_NODE_COMPARE)
        compare(set, node->items[0], TC_NO_PART, node->items[1], self, like_equal_of(node->sub));
    else if (node->kind == TC_NODE_WITHIN)
        compare_ends(set, node->items[0], TC_NO_PART, node->items[1], self);
    else if (node->kind == TC_NODE_SCALE)
        compare_scale(set, node, self);
    else if (node->kind == TC_NODE_TABLE)
        compare_table(set, node, self);
    for (uint32_t i = 1; node->kind == TC_NODE_MEMBER && i < node->n; i++)
        compare(set, node->items[0], TC_NO_PART, node->items[i], self, 0);
}

static bool looks_at_many(const TcNode *node)
{
    return node->kind == TC_NODE_COUNT || node->kind == TC_NODE_TOTAL;
}

void tc_comparisons_add(TcComparisons *set, const TcNode *node, uint32_t self)
{
    if (!node)
        return;
    own_comparisons(set, node, self);
    if (looks_at_many(node))
        add_looked_at(set, node);
    if (node->kind == TC_NODE_NAME || node->kind == TC_NODE_PART)
        follow(set, node->ref.kind, node->ref.index);
    for (uint32_t i = 0; i < node->n; i++) {
        if (!looks_at_many(node) || node->items[i]->kind != TC_NODE_PART)
            tc_comparisons_add(set, node->items[i], self);
    }
}

/* A clause whose phrases speak of the indicator's value. */
static void add_requirement(TcComparisons *set, const TcNode *node, uint32_t self)
{
    if (!node)
        return;
    if (tc_node_is_choice(node)) {
        const bool table = node->kind == TC_NODE_TABLE; /* its heads are no levels */
        own_comparisons(set, node, self);
        for (uint32_t i = 0; table && i + 1 < node->items[0]->n; i++)
            tc_comparisons_add(set, node->items[0]->items[i], self);
        for (uint32_t i = table; i < node->n; i++)
            add_requirement(set, node->items[i], self);
    } else if (node->kind == TC_NODE_ROW) {
        for (uint32_t i = 0; i + 1 < node->n; i++)
            tc_comparisons_add(set, node->items[i], self);
        add_requirement(set, node->n ? node->items[node->n - 1] : NULL, self);
    } else if (node->kind == TC_NODE_BRANCH || node->kind == TC_NODE_EXCEPT) {
        tc_comparisons_add(set, node->items[0], self);
        add_requirement(set, node->items[1], self);
    } else if (node->kind == TC_NODE_BAND || node->kind == TC_NODE_OTHERWISE) {
        add_requirement(set, node->items[0], self);
    } else {
        compare_ends(set, NULL, self, node, self);
        tc_comparisons_add(set, node, self);
    }
}

static void add_requirements(TcComparisons *set, const TcRequirement *requirement, uint32_t self)
{
    add_requirement(set, requirement->content, self);
    for (uint32_t i = 0; i < requirement->n_excepts; i++)
        add_requirement(set, requirement->excepts[i], self);
}

void tc_comparisons_add_outcome(TcComparisons *set, uint32_t index)
{
    const TcIndicator *indicator = &set->model->indicators[index];
    tc_comparisons_add(set, indicator->not_applicable_when, index);
    tc_comparisons_add(set, indicator->value, index);
    add_requirements(set, &indicator->required, index);
    tc_comparisons_add(set, indicator->met_when, index);
    if (indicator->appraisal != TC_NO_PART)
        follow(set, TC_REF_COLUMN, indicator->appraisal);
}

static void add_indicator(TcComparisons *set, uint32_t index)
{
    const TcIndicator *indicator = &set->model->indicators[index];
    tc_comparisons_add_outcome(set, index);
    add_requirements(set, &indicator->aiming_at, index);
    add_requirements(set, &indicator->encouraged_at, index);
    tc_comparisons_add(set, indicator->points, index);
    tc_comparisons_add(set, indicator->max_points, index);
}

static void add_members(TcComparisons *set, const TcGroup *group)
{
    for (uint32_t i = 0; i < group->n_indicators; i++)
        tc_comparisons_add_part(set, TC_REF_INDICATOR, group->indicators[i]);
}

static void *part_key(TcRefKind kind, uint32_t index)
{
    return GSIZE_TO_POINTER((size_t)index * 32 + (size_t)kind + 1);
}

bool tc_comparisons_has_part(const TcComparisons *set, TcRefKind kind, uint32_t index)
{
    return g_hash_table_contains(set->seen, part_key(kind, index));
}

static void add_cell(TcComparisons *set, uint32_t cell)
{
    g_array_append_val(set->cells, cell);
    set->sorted = false;
}

/* What a name or code stands for, once. */
static void follow(TcComparisons *set, TcRefKind kind, uint32_t index)
{
    const TcModel *model = set->model;
    void *key = part_key(kind, index);
    const bool inner = kind == TC_REF_COLUMN || kind == TC_REF_DEFINITION;
    if ((set->keeps && !inner) || !g_hash_table_add(set->seen, key))
        return;
    if (kind == TC_REF_COLUMN)
        add_cell(set, index);
    else if (kind == TC_REF_DEFINITION)
        tc_comparisons_add(set, model->definitions[index].value, TC_NO_PART);
    else if (kind == TC_REF_INDICATOR)
        add_indicator(set, index);
    else if (kind == TC_REF_VERDICT)
        tc_comparisons_add(set, model->verdicts[index].met_when, TC_NO_PART);
    else if (kind == TC_REF_GRADE)
        tc_comparisons_add(set, model->grades[index].content, TC_NO_PART);
    else if (kind == TC_REF_GROUP)
        add_members(set, &model->groups[index]);
    else if (kind == TC_REF_CRITERION)
        add_members(set, &model->criteria[index]);
}

void tc_comparisons_add_part(TcComparisons *set, TcRefKind kind, uint32_t index)
{
    follow(set, kind, index);
}

void tc_comparisons_keep_to(TcComparisons *set, uint32_t indicator)
{
    set->keeps = true;
    if (indicator != TC_NO_PART)
        add_indicator(set, indicator);
}

void tc_comparisons_add_points(TcComparisons *set, uint32_t indicator, const TcValue *points)
{
    const TcComparison comparison = {NULL, NULL, TC_NO_PART, indicator, points, 0};
    add_to_list(set, &comparison);
}

void tc_comparisons_add_checks(TcComparisons *set)
{
    for (uint32_t i = 0; i < set->model->n_checks; i++)
        tc_comparisons_add(set, set->model->checks[i].condition, TC_NO_PART);
}

/* --- which of them read a column --- */

typedef struct {
    const TcModel *model;
    uint32_t column;
    GHashTable *parts; /* key of a part: does it (TRUE + 1, FALSE + 1)? */
} Reader;

static bool part_reads(const Reader *reader, TcRefKind kind, uint32_t index);

static bool node_reads(const Reader *reader, const TcNode *node, uint32_t self)
{
    if (!node)
        return false;
    if (looks_at_many(node))
        return true;
    if ((node->kind == TC_NODE_NAME || node->kind == TC_NODE_PART) &&
        part_reads(reader, node->ref.kind, node->ref.index))
        return true;
    if ((node->kind == TC_NODE_OWN || node->kind == TC_NODE_STATE) && node->n == 0 &&
        part_reads(reader, TC_REF_INDICATOR, self))
        return true;
    for (uint32_t i = 0; i < node->n; i++) {
        if (node_reads(reader, node->items[i], self))
            return true;
    }
    return false;
}

static bool requirement_reads(const Reader *reader, const TcRequirement *requirement, uint32_t self)
{
    bool reads = node_reads(reader, requirement->content, self);
    for (uint32_t i = 0; i < requirement->n_excepts && !reads; i++)
        reads = node_reads(reader, requirement->excepts[i], self);
    return reads;
}

static bool indicator_reads(const Reader *reader, uint32_t index)
{
    const TcIndicator *indicator = &reader->model->indicators[index];
    return indicator->appraisal == reader->column || node_reads(reader, indicator->value, index) ||
           node_reads(reader, indicator->not_applicable_when, index) ||
           node_reads(reader, indicator->met_when, index) ||
           node_reads(reader, indicator->points, index) ||
           node_reads(reader, indicator->max_points, index) ||
           requirement_reads(reader, &indicator->required, index);
}

static bool part_reads(const Reader *reader, TcRefKind kind, uint32_t index)
{
    void *known = g_hash_table_lookup(reader->parts, part_key(kind, index));
    bool reads = true; /* of conclusions and parts made of indicators it is not asked */
    if (known)
        return GPOINTER_TO_INT(known) - 1;
    if (kind == TC_REF_COLUMN)
        return index == reader->column;
    g_hash_table_insert(reader->parts, part_key(kind, index), GINT_TO_POINTER(FALSE + 1));
    if (kind == TC_REF_DEFINITION)
        reads = node_reads(reader, reader->model->definitions[index].value, TC_NO_PART);
    else if (kind == TC_REF_INDICATOR)
        reads = indicator_reads(reader, index);
    else if (kind == TC_REF_PARAMETER || kind == TC_REF_DATE_JUDGED || kind == TC_REF_YEAR_JUDGED)
        reads = false;
    g_hash_table_insert(reader->parts, part_key(kind, index), GINT_TO_POINTER(reads + 1));
    return reads;
}

/* The value or the points of its subject, or a side of its own. */
static bool comparison_reads(const Reader *reader, const TcComparison *comparison)
{
    if (!comparison->left && part_reads(reader, TC_REF_INDICATOR, comparison->subject))
        return true;
    return node_reads(reader, comparison->left, comparison->self) ||
           node_reads(reader, comparison->right, comparison->self);
}

GPtrArray *tc_comparisons_all(const TcComparisons *set)
{
    GPtrArray *all = g_ptr_array_new();
    for (guint i = 0; i < set->list->len; i++)
        g_ptr_array_add(all, &g_array_index(set->list, TcComparison, i));
    return all;
}

static GPtrArray *find_reading(const TcComparisons *set, uint32_t column)
{
    g_autoptr(GHashTable) parts = g_hash_table_new(g_direct_hash, g_direct_equal);
    const Reader reader = {set->model, column, parts};
    GPtrArray *reading = g_ptr_array_new();
    for (guint i = 0; i < set->list->len; i++) {
        TcComparison *comparison = &g_array_index(set->list, TcComparison, i);
        if (comparison_reads(&reader, comparison))
            g_ptr_array_add(reading, comparison);
    }
    return reading;
}

GPtrArray *tc_comparisons_reading(const TcComparisons *set, uint32_t column)
{
    void *key = GSIZE_TO_POINTER((size_t)column + 1);
    GPtrArray *reading = g_hash_table_lookup(set->reading, key);
    if (!reading) {
        reading = find_reading(set, column);
        g_hash_table_insert(set->reading, key, reading);
    }
    return g_ptr_array_ref(reading);
}
