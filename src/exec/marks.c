/* Where the numbers stand that a figure is held against, and what they come to. */
#include "exec/marks.h"

#include <stdlib.h>
#include <string.h>

#include "exec/comparisons.h"
#include "exec/evaluator.h"

typedef struct {
    const TcNode *node;
    uint32_t self;
    bool constant;
} Threshold;

struct TcThresholds {
    GArray *list; /* Threshold */
    bool vary;
};

void tc_marks_add(TcMarks *marks, const mpq_t number)
{
    if (marks->n == marks->capacity) {
        marks->capacity = 2 * marks->capacity + 4;
        marks->numbers = g_renew(mpq_t, marks->numbers, marks->capacity);
    }
    mpq_init(marks->numbers[marks->n]);
    mpq_set(marks->numbers[marks->n++], number);
}

void tc_marks_add_all(TcMarks *marks, const TcMarks *more)
{
    for (size_t i = 0; i < more->n; i++)
        tc_marks_add(marks, more->numbers[i]);
}

static int by_number(const void *a, const void *b)
{
    return mpq_cmp(*(const mpq_t *)a, *(const mpq_t *)b);
}

/* Leaves each number once. */
static void keep_once(TcMarks *marks)
{
    size_t kept = 0;
    if (marks->n > 1)
        qsort(marks->numbers, marks->n, sizeof *marks->numbers, by_number);
    for (size_t i = 0; i < marks->n; i++) {
        if (kept > 0 && mpq_equal(marks->numbers[kept - 1], marks->numbers[i]))
            mpq_clear(marks->numbers[i]);
        else
            memmove(&marks->numbers[kept++], &marks->numbers[i], sizeof *marks->numbers);
    }
    marks->n = kept;
}

void tc_marks_clear(TcMarks *marks)
{
    for (size_t i = 0; i < marks->n; i++)
        mpq_clear(marks->numbers[i]);
    g_clear_pointer(&marks->numbers, g_free);
    marks->n = marks->capacity = 0;
}

/* --- where they stand --- */

bool tc_is_constant(const TcNode *node)
{
    const bool leaf = node->kind == TC_NODE_NUMBER ||
                      (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_PARAMETER);
    bool constant = leaf || node->kind == TC_NODE_UNARY || node->kind == TC_NODE_BINARY ||
                    node->kind == TC_NODE_CHAIN || node->kind == TC_NODE_CALL;
    for (uint32_t i = 0; i < node->n && constant; i++)
        constant = tc_is_constant(node->items[i]);
    return constant;
}

static void add_threshold(TcThresholds *thresholds, const TcNode *node, uint32_t self)
{
    const Threshold threshold = {node, self, tc_is_constant(node)};
    g_array_append_val(thresholds->list, threshold);
    thresholds->vary |= !threshold.constant;
}

/* Is @node the thing that is printed: giá trị, cách tính once more, or a sum of points? */
static bool is_subject(const TcNode *node, const TcNode *value)
{
    return node->kind == TC_NODE_TOTAL || node->kind == TC_NODE_COUNT ||
           (node->kind == TC_NODE_OWN && node->sub != TC_OWN_LEVEL) ||
           (value && tc_node_equal(node, value));
}

/* The side that the other one is held against: one beside the subject, and a constant beside
 * anything. */
static void add_side(TcThresholds *thresholds, const TcNode *side, const TcNode *other,
                     const TcNode *value, uint32_t self)
{
    if (!is_subject(side, value) && (is_subject(other, value) || tc_is_constant(side)))
        add_threshold(thresholds, side, self);
}

static void add_comparison(TcThresholds *thresholds, const TcComparison *comparison,
                           const TcNode *value)
{
    const uint32_t self = comparison->self;
    if (!comparison->left) {
        add_threshold(thresholds, comparison->right, self);
        return;
    }
    add_side(thresholds, comparison->left, comparison->right, value, self);
    add_side(thresholds, comparison->right, comparison->left, value, self);
}

/* Takes @set. */
static TcThresholds *thresholds_of(TcComparisons *set, const TcNode *value)
{
    TcThresholds *thresholds = g_new0(TcThresholds, 1);
    thresholds->list = g_array_new(FALSE, FALSE, sizeof(Threshold));
    for (guint i = 0; i < set->list->len; i++)
        add_comparison(thresholds, &g_array_index(set->list, TcComparison, i), value);
    tc_comparisons_free(set);
    return thresholds;
}

TcThresholds *tc_thresholds_of_value(const TcModel *model, uint32_t indicator)
{
    TcComparisons *set = tc_comparisons_new(model);
    tc_comparisons_keep_to(set, indicator);
    return thresholds_of(set, model->indicators[indicator].value);
}

TcThresholds *tc_thresholds_of_points(const TcModel *model)
{
    TcComparisons *set = tc_comparisons_new(model);
    tc_comparisons_keep_to(set, TC_NO_PART);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        tc_comparisons_add(set, model->verdicts[i].met_when, TC_NO_PART);
    for (uint32_t i = 0; i < model->n_grades; i++)
        tc_comparisons_add(set, model->grades[i].content, TC_NO_PART);
    TcThresholds *thresholds = thresholds_of(set, NULL);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcNode *most = model->indicators[i].max_points;
        if (most && tc_is_constant(most))
            add_threshold(thresholds, most, i);
    }
    return thresholds;
}

void tc_thresholds_free(TcThresholds *thresholds)
{
    if (!thresholds)
        return;
    g_array_unref(thresholds->list);
    g_free(thresholds);
}

bool tc_thresholds_vary(const TcThresholds *thresholds)
{
    return thresholds->vary;
}

/* --- what they come to --- */

void tc_thresholds_read(const TcThresholds *thresholds, TcReference *reference, TcMarksOf which,
                        TcMarks *marks)
{
    TcValue value;
    tc_value_init(&value);
    for (guint i = 0; i < thresholds->list->len; i++) {
        const Threshold *threshold = &g_array_index(thresholds->list, Threshold, i);
        if (!(which & (threshold->constant ? TC_MARKS_CONSTANT : TC_MARKS_OF_ROW)))
            continue;
        tc_reference_value(reference, threshold->node, threshold->self, &value);
        if (value.defined && !value.none && value.kind == TC_VALUE_NUMBER)
            tc_marks_add(marks, value.number);
    }
    keep_once(marks);
    tc_value_clear(&value);
}

void tc_thresholds_read_row(const TcThresholds *thresholds, const TcNumberResult *result,
                            uint32_t row, TcMarks *marks)
{
    const TcEvaluator *ev = result->evaluator;
    if (!ev)
        return;
    const uint32_t n = ev->model->schema.n_columns + ev->model->schema.n_appraised;
    g_autoptr(TcReference) reference = tc_reference_new(ev->model, &ev->run);
    g_autofree TcValue *cells = g_new(TcValue, n + 1);
    g_autofree bool *known = g_new(bool, n + 1);
    for (uint32_t i = 0; i < n; i++)
        tc_value_init(&cells[i]);
    tc_reference_read_row(ev->model, ev->block, row, cells, known);
    tc_reference_set_row(reference, cells, known);
    tc_thresholds_read(thresholds, reference, TC_MARKS_OF_ROW, marks);
    for (uint32_t i = 0; i < n; i++)
        tc_value_clear(&cells[i]);
}
