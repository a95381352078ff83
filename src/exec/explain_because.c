/* Conditions as trees: what each part came to on the row, with the words of the rule. */
#include "base/msg.h"
#include "base/number.h"
#include "exec/explain_internal.h"

#include "exec/explain_words.h"
#include "exec/reference_internal.h"

enum { MAX_DEPTH = 16 }; /* deeper than people read: then the text stands for the rest */

static TcBecause *build(TcExplainer *explainer, const TcNode *node, uint32_t self, unsigned depth);

static TcTruth truth_of(TcExplainer *explainer, const TcNode *node, uint32_t self)
{
    TcValue value;
    TcTruth truth;
    if (tc_explain_told(explainer, node, &truth))
        return truth;
    tc_value_init(&value);
    tc_reference_value(tc_probe_ask(explainer->probe), node, self, &value);
    truth = tc_value_truth(&value);
    tc_value_clear(&value);
    return truth;
}

static bool is_literal(const TcNode *node)
{
    switch ((int)node->kind) {
    case TC_NODE_NUMBER:
    case TC_NODE_DATE:
    case TC_NODE_TEXT:
    case TC_NODE_BOOL:
    case TC_NODE_UNKNOWN:
    case TC_NODE_PHRASE:
        return true;
    default:
        return false;
    }
}

static bool is_points(const TcNode *node)
{
    return node->kind == TC_NODE_TOTAL ||
           (node->kind == TC_NODE_OWN && node->sub == TC_OWN_POINTS && node->n == 0);
}

static TcShown with_unit(TcExplainer *explainer, const TcNode *node, const TcValue *value,
                         const TcMarks *marks)
{
    TcShown result = tc_explain_value(explainer, value, node->type, marks);
    const char *unit = tc_explain_unit(node->type);
    if (unit && is_points(node))
        unit = tc_msg(explainer->lang, TC_MSG_EXPLAIN_OF_POINTS);
    if (!result.shown)
        result.shown = tc_msg(explainer->lang, TC_MSG_EXPLAIN_OPEN);
    else if (unit && value->kind == TC_VALUE_NUMBER && !value->none)
        result.shown =
            tc_explain_keep(explainer, tc_number_with_unit(result.shown, unit, explainer->lang));
    return result;
}

/* The value of the indicator itself, as it stands at its head: one figure has one form. */
static bool is_own_value(const TcExplainer *explainer, const TcNode *node, uint32_t self)
{
    return node->kind == TC_NODE_OWN && node->sub == TC_OWN_VALUE && node->n == 0 &&
           self != TC_NO_PART && explainer->out->indicators[self].value.shown;
}

static TcShown own_value(TcExplainer *explainer, const TcNode *node, uint32_t self)
{
    TcShown shown = explainer->out->indicators[self].value;
    const char *unit = tc_explain_unit(node->type);
    if (unit)
        shown.shown =
            tc_explain_keep(explainer, tc_number_with_unit(shown.shown, unit, explainer->lang));
    return shown;
}

/* What a figure is held against here: the numbers of @node, or of each end of a phrase. */
static void add_marks(TcExplainer *explainer, const TcNode *node, uint32_t self, TcMarks *marks)
{
    TcValue value;
    for (uint32_t i = 0; node->kind == TC_NODE_PHRASE && i < node->n; i++)
        add_marks(explainer, node->items[i], self, marks);
    if (node->kind == TC_NODE_PHRASE)
        return;
    tc_value_init(&value);
    tc_reference_value(tc_probe_ask(explainer->probe), node, self, &value);
    if (value.defined && !value.none && value.kind == TC_VALUE_NUMBER)
        tc_marks_add(marks, value.number);
    tc_value_clear(&value);
}

/* Those of side @i of a condition. Returns: NULL where the figure stands in a cell: it is told as
 * there. */
static const TcMarks *side_marks(TcExplainer *explainer, const TcNode *condition, uint32_t i,
                                 uint32_t self, TcMarks *marks)
{
    const TcNode *node = condition->items[i];
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN)
        return NULL;
    if (is_points(node))
        tc_marks_add_all(marks, &explainer->points);
    if (condition->n > 1)
        add_marks(explainer, condition->items[1 - i], self, marks);
    return marks;
}

/* What a side came to, with the other end of what it may come to in @most (may be NULL); nothing
 * where the text shows it. */
static TcShown side(TcExplainer *explainer, const TcNode *condition, uint32_t i, uint32_t self,
                    TcShown *most)
{
    const TcNode *node = condition->items[i];
    TcShown result = {NULL, NULL};
    TcMarks own = {0};
    TcValue value, high;
    if (is_literal(node))
        return result;
    if (is_own_value(explainer, node, self))
        return own_value(explainer, node, self);
    const TcMarks *marks = side_marks(explainer, condition, i, self, &own);
    tc_value_init(&value);
    tc_value_init(&high);
    tc_reference_value(tc_probe_ask(explainer->probe), node, self, &value);
    if (!value.defined && most &&
        tc_explain_extent(explainer, node, &value, &high) == TC_EXTENT_OPEN)
        *most = with_unit(explainer, node, &high, marks);
    result = most && most->shown ? tc_explain_value(explainer, &value, node->type, marks)
                                 : with_unit(explainer, node, &value, marks);
    tc_value_clear(&value);
    tc_value_clear(&high);
    tc_marks_clear(&own);
    return result;
}

static void add_child(TcBecause *because, TcBecause *child)
{
    because->children[because->n_children++] = child;
}

static void room(TcExplainer *explainer, TcBecause *because, uint32_t n)
{
    because->children = TC_EXPLAIN_NEW(explainer, TcBecause *, n);
}

/* a và (b và c) is one list of three. */
static uint32_t count_operands(const TcNode *node, unsigned sub)
{
    uint32_t n = 0;
    if (node->kind != TC_NODE_CHAIN || node->sub != sub)
        return 1;
    for (uint32_t i = 0; i < node->n; i++)
        n += count_operands(node->items[i], sub);
    return n;
}

static void add_operands(TcExplainer *explainer, TcBecause *because, const TcNode *node,
                         unsigned sub, uint32_t self, unsigned depth)
{
    if (node->kind != TC_NODE_CHAIN || node->sub != sub) {
        add_child(because, build(explainer, node, self, depth));
        return;
    }
    for (uint32_t i = 0; i < node->n; i++)
        add_operands(explainer, because, node->items[i], sub, self, depth);
}

static void build_operands(TcExplainer *explainer, TcBecause *because, const TcNode *node,
                           uint32_t self, unsigned depth)
{
    because->kind = node->sub == TC_OP_AND ? TC_BECAUSE_ALL : TC_BECAUSE_ANY;
    room(explainer, because, count_operands(node, node->sub));
    add_operands(explainer, because, node, node->sub, self, depth);
}

/* R8: up to the first that surely holds. */
static void list_first(TcExplainer *explainer, TcBecause *because)
{
    because->by = TC_EXPLAIN_NEW(explainer, const char *, because->n_children);
    for (uint32_t i = 0; i < because->n_children && because->truth == TC_TRUTH_YES; i++) {
        const TcBecause *child = because->children[i];
        if (child->truth != TC_TRUTH_NO)
            because->by[because->n_by++] = child->label;
        if (child->truth == TC_TRUTH_YES)
            return;
    }
}

static void build_contents(TcExplainer *explainer, TcBecause *because, const TcNode *node,
                           uint32_t self, unsigned depth)
{
    static const TcBecauseKind kinds[] = {
        [TC_CONTENTS_ALL] = TC_BECAUSE_ALL,
        [TC_CONTENTS_ONE] = TC_BECAUSE_ANY,
        [TC_CONTENTS_FIRST] = TC_BECAUSE_FIRST,
        [TC_CONTENTS_AT_LEAST] = TC_BECAUSE_AT_LEAST,
    };
    because->kind = kinds[node->sub];
    because->wanted = (uint32_t)node->day;
    room(explainer, because, node->n);
    for (uint32_t i = 0; i < node->n; i++) {
        TcBecause *child = build(explainer, node->items[i]->items[0], self, depth);
        child->label = node->items[i]->text;
        add_child(because, child);
    }
    if (because->kind == TC_BECAUSE_FIRST)
        list_first(explainer, because);
}

/* The branches up to the first that holds; those that cannot hold are left out. */
static void build_cases(TcExplainer *explainer, TcBecause *because, const TcNode *node,
                        uint32_t self, unsigned depth)
{
    because->kind = TC_BECAUSE_CASE;
    room(explainer, because, node->n);
    for (uint32_t i = 0; i < node->n; i++) {
        const TcNode *item = node->items[i];
        const bool rest = item->kind == TC_NODE_OTHERWISE;
        const TcTruth guard = rest ? TC_TRUTH_YES : truth_of(explainer, item->items[0], self);
        if (guard == TC_TRUTH_NO)
            continue;
        TcBecause *child = build(explainer, item->items[rest ? 0 : 1], self, depth);
        child->label = rest ? "" : tc_explain_source(explainer, item->items[0]);
        add_child(because, child);
        if (guard == TC_TRUTH_YES)
            return;
    }
}

static void build_count(TcExplainer *explainer, TcBecause *because, const TcNode *node)
{
    because->kind = TC_BECAUSE_COUNT;
    because->state = TC_COUNT_STATE(node->sub);
    because->tally = tc_explain_tally_of(explainer, node);
}

static bool is_condition_count(const TcNode *node)
{
    if (node->kind != TC_NODE_COUNT)
        return false;
    const TcQuantity quantity = TC_COUNT_QUANTITY(node->sub);
    return quantity != TC_COUNT_NUMBER && quantity != TC_COUNT_SHARE;
}

/* The count or share in "tỷ lệ chỉ tiêu đạt từ 90%", "số chỉ tiêu đạt >= 3"; or NULL. */
static const TcNode *counted(const TcNode *node)
{
    if (is_condition_count(node))
        return node;
    if (node->kind != TC_NODE_COMPARE && node->kind != TC_NODE_WITHIN)
        return NULL;
    return node->items[0]->kind == TC_NODE_COUNT ? node->items[0] : NULL;
}

static const TcLet *definition_of(const TcExplainer *explainer, const TcNode *node)
{
    if (node->kind != TC_NODE_NAME || node->ref.kind != TC_REF_DEFINITION)
        return NULL;
    return &explainer->model->definitions[node->ref.index];
}

/* --- what points are too few by --- */

/* "tổng điểm từ 80 trở lên", "điểm > 50%": what has to be reached, or NULL. */
static const TcNode *least_asked(const TcNode *node, bool *beyond)
{
    const TcNode *left = node->items[0], *right = node->items[1];
    const bool points = (left->kind == TC_NODE_TOTAL && left->sub != TC_TOTAL_MAX) ||
                        (left->kind == TC_NODE_OWN && left->sub == TC_OWN_POINTS);
    if (!points)
        return NULL;
    if (node->kind == TC_NODE_COMPARE) {
        *beyond = node->sub == TC_OP_GT;
        return node->sub == TC_OP_GE || node->sub == TC_OP_GT ? right : NULL;
    }
    *beyond = right->sub & TC_PHRASE_LOW_OPEN;
    return right->kind == TC_NODE_PHRASE && (right->sub & TC_PHRASE_LOW) &&
                   !(right->sub & (TC_PHRASE_EQUAL | TC_PHRASE_BARE))
               ? right->items[0]
               : NULL;
}

/* |level - value|, of points or of percentages; NULL: it is not below. */
static TcShown short_of(TcExplainer *explainer, const TcValue *level, const TcValue *value,
                        bool share)
{
    const TcMarks none = {0};
    TcShown shown = {NULL, NULL};
    TcValue missing;
    tc_value_init(&missing);
    tc_value_compute(TC_OP_SUB, level, value, &missing);
    if (missing.defined && missing.kind == TC_VALUE_NUMBER && mpq_sgn(missing.number) > 0)
        shown = share ? tc_explain_percent_points(explainer, missing.number, &none)
                      : tc_explain_number(explainer, missing.number, false, NULL);
    tc_value_clear(&missing);
    return shown;
}

static void find_missing(TcExplainer *explainer, TcBecause *because, const TcNode *node,
                         uint32_t self)
{
    const TcNode *asked = least_asked(node, &because->missing_beyond);
    const bool share =
        node->items[0]->kind == TC_NODE_TOTAL && node->items[0]->sub == TC_TOTAL_SHARE;
    TcValue level, low, high;
    if (!asked || because->truth == TC_TRUTH_YES)
        return;
    tc_value_init(&level);
    tc_value_init(&low);
    tc_value_init(&high);
    tc_reference_value(tc_probe_ask(explainer->probe), asked, self, &level);
    tc_reference_value(explainer->probe->reference, node->items[0], self, &low);
    tc_value_copy(&high, &low);
    because->missing_share = share;
    if (low.defined || tc_explain_extent(explainer, node->items[0], &low, &high)) {
        because->missing = short_of(explainer, &level, &high, share);
        if (!tc_value_same(&low, &high))
            because->missing_most = short_of(explainer, &level, &low, share);
    }
    tc_value_clear(&level);
    tc_value_clear(&low);
    tc_value_clear(&high);
}

/* The document, or có or không; nothing of an open cell. */
static TcShown cell_told(TcExplainer *explainer, uint32_t column)
{
    const TcShown document = tc_explain_document(explainer, column);
    return document.shown
               ? document
               : tc_explain_cell_value(explainer, column, &explainer->probe->cells[column]);
}

static void build_condition(TcExplainer *explainer, TcBecause *because, const TcNode *node,
                            uint32_t self, unsigned depth)
{
    const TcLet *definition = definition_of(explainer, node);
    const TcNode *count = counted(node);
    because->kind = TC_BECAUSE_CONDITION;
    if (count)
        build_count(explainer, because, count);
    if (definition) {
        because->definition = definition->name;
        room(explainer, because, 1);
        add_child(because, build(explainer, definition->value, TC_NO_PART, depth));
        return;
    }
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN)
        because->left = cell_told(explainer, node->ref.index);
    if (node->n == 0 || (node->kind != TC_NODE_COMPARE && node->kind != TC_NODE_WITHIN &&
                         node->kind != TC_NODE_MEMBER && node->kind != TC_NODE_HAS_DATA))
        return;
    because->left = side(explainer, node, 0, self, &because->left_most);
    if (node->n > 1 && node->kind == TC_NODE_COMPARE)
        because->right = side(explainer, node, 1, self, NULL);
    if (node->n > 1 && node->kind != TC_NODE_MEMBER)
        find_missing(explainer, because, node, self);
}

static TcBecause *build(TcExplainer *explainer, const TcNode *node, uint32_t self, unsigned depth)
{
    TcBecause *because = TC_EXPLAIN_NEW(explainer, TcBecause, 1);
    because->truth = truth_of(explainer, node, self);
    because->text = tc_explain_source(explainer, node);
    const bool logic = node->kind == TC_NODE_CHAIN && node->sub != TC_OP_ADD;
    if (depth >= MAX_DEPTH) {
        because->kind = TC_BECAUSE_CONDITION;
    } else if (logic) {
        build_operands(explainer, because, node, self, depth + 1);
    } else if (node->kind == TC_NODE_UNARY && node->sub == TC_OP_NOT) {
        because->kind = TC_BECAUSE_NOT;
        room(explainer, because, 1);
        add_child(because, build(explainer, node->items[0], self, depth + 1));
    } else if (node->kind == TC_NODE_CONTENTS) {
        build_contents(explainer, because, node, self, depth + 1);
    } else if (node->kind == TC_NODE_CASES) {
        build_cases(explainer, because, node, self, depth + 1);
    } else {
        build_condition(explainer, because, node, self, depth + 1);
    }
    return because;
}

TcBecause *tc_explain_because(TcExplainer *explainer, const TcNode *node, uint32_t self)
{
    return node ? build(explainer, node, self, 0) : NULL;
}
