/* Where the numbers stand that a figure is held against, and what they come to. */
#include "exec/marks.h"

#include <stdlib.h>

#include "exec/comparisons.h"
#include "exec/evaluator.h"

typedef struct {
    const TcNode *node;
    uint32_t self;
    bool constant;
} Threshold;

struct TcThresholds {
    GArray *list;         /* Threshold */
    GHashTable *literals; /* the numbers of those that are one; equal ones of a file are the same */
    bool vary;
};

/* --- numbers --- */

static void make_room(TcMarks *marks)
{
    const size_t before = marks->capacity;
    marks->capacity = 2 * before + 4;
    marks->numbers = g_renew(mpq_t, marks->numbers, marks->capacity);
    for (size_t i = before; i < marks->capacity; i++)
        mpq_init(marks->numbers[i]);
}

void tc_marks_add(TcMarks *marks, const mpq_t number)
{
    const size_t n = marks->n;
    if (n == marks->capacity)
        make_room(marks);
    marks->ascending = n == 0 || (marks->ascending && mpq_cmp(marks->numbers[n - 1], number) <= 0);
    mpq_set(marks->numbers[marks->n++], number);
}

void tc_marks_add_all(TcMarks *marks, const TcMarks *more)
{
    for (size_t i = 0; i < more->n; i++)
        tc_marks_add(marks, more->numbers[i]);
}

void tc_marks_clear(TcMarks *marks)
{
    for (size_t i = 0; i < marks->capacity; i++)
        mpq_clear(marks->numbers[i]);
    g_free(marks->numbers);
    *marks = (TcMarks){0};
}

static int by_number(const void *a, const void *b)
{
    return mpq_cmp(*(const mpq_t *)a, *(const mpq_t *)b);
}

static void sort(TcMarks *marks)
{
    if (!marks->ascending && marks->n > 1)
        qsort(marks->numbers, marks->n, sizeof *marks->numbers, by_number);
    marks->ascending = true;
}

/* How many of the ascending marks are below @value. */
static size_t count_below(const TcMarks *marks, const mpq_t value)
{
    size_t low = 0, high = marks->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (mpq_cmp(marks->numbers[middle], value) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void tc_marks_sides(const TcMarks *marks, const mpq_t value, TcFigureSides *sides)
{
    size_t from = 0, to = marks->n;
    if (marks->ascending) {
        const size_t below = count_below(marks, value);
        from = below > 0 ? below - 1 : 0;
        to = below < marks->n ? below + 1 : below;
    }
    for (size_t i = from; i < to; i++)
        tc_figure_sides_add(sides, value, marks->numbers[i]);
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
    if (node->kind == TC_NODE_NUMBER && !g_hash_table_add(thresholds->literals, node->number))
        return;
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
    thresholds->literals = g_hash_table_new(NULL, NULL);
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
    g_hash_table_unref(thresholds->literals);
    g_free(thresholds);
}

/* --- what they come to --- */

/* @value: scratch. */
static void read_all(const TcThresholds *thresholds, TcReference *reference, TcMarksOf which,
                     TcValue *value, TcMarks *marks)
{
    for (guint i = 0; i < thresholds->list->len; i++) {
        const Threshold *threshold = &g_array_index(thresholds->list, Threshold, i);
        if (!(which & (threshold->constant ? TC_MARKS_CONSTANT : TC_MARKS_OF_ROW)))
            continue;
        tc_reference_value(reference, threshold->node, threshold->self, value);
        if (value->defined && !value->none && value->kind == TC_VALUE_NUMBER)
            tc_marks_add(marks, value->number);
    }
    sort(marks);
}

void tc_thresholds_read(const TcThresholds *thresholds, TcReference *reference, TcMarksOf which,
                        TcMarks *marks)
{
    TcValue value;
    tc_value_init(&value);
    read_all(thresholds, reference, which, &value, marks);
    tc_value_clear(&value);
}

/* --- row by row --- */

struct TcRowMarks {
    TcReference *reference;
    uint32_t n; /* cells */
    TcValue *cells;
    bool *known;
    TcValue value;                  /* scratch */
    uint32_t row;                   /* that `reference` stands on; TC_NO_ROW: on none */
    const TcThresholds *thresholds; /* that `marks` are of on this row; NULL: of none */
    TcMarks marks, of_figure;
};

enum { TC_NO_ROW = TC_BLOCK_ROWS };

static TcRowMarks *row_marks_new(const TcModel *model, const TcRun *run)
{
    TcRowMarks *row_marks = g_new0(TcRowMarks, 1);
    row_marks->reference = tc_reference_new(model, run);
    row_marks->n = tc_schema_width(&model->schema);
    row_marks->cells = tc_values_new(row_marks->n);
    row_marks->known = g_new0(bool, row_marks->n + 1);
    row_marks->row = TC_NO_ROW;
    tc_value_init(&row_marks->value);
    return row_marks;
}

void tc_row_marks_free(TcRowMarks *row_marks)
{
    if (!row_marks)
        return;
    tc_reference_free(row_marks->reference);
    tc_values_free(row_marks->cells, row_marks->n);
    g_free(row_marks->known);
    tc_value_clear(&row_marks->value);
    tc_marks_clear(&row_marks->marks);
    tc_marks_clear(&row_marks->of_figure);
    g_free(row_marks);
}

void tc_row_marks_forget(TcRowMarks *row_marks)
{
    if (row_marks)
        row_marks->row = TC_NO_ROW;
}

static TcRowMarks *row_marks_of(TcEvaluator *ev)
{
    if (!ev->row_marks)
        ev->row_marks = row_marks_new(ev->model, &ev->run);
    return ev->row_marks;
}

static void stand_on(TcRowMarks *row_marks, const TcEvaluator *ev, uint32_t row)
{
    const TcRowInfo *info = &ev->block->rows[row];
    const TcUnitTold unit = {info->code, info->name, info->parent, info->kind};
    tc_reference_read_row(ev->model, ev->block, row, row_marks->cells, row_marks->known);
    tc_reference_set_row(row_marks->reference, row_marks->cells, row_marks->known);
    tc_reference_set_unit(row_marks->reference, &unit);
    row_marks->row = row;
    row_marks->thresholds = NULL;
}

bool tc_thresholds_vary(const TcThresholds *thresholds)
{
    return thresholds->vary;
}

const TcMarks *tc_thresholds_of_row(const TcThresholds *thresholds, const TcNumberResult *result,
                                    uint32_t row)
{
    if (!thresholds->vary || !result->evaluator)
        return NULL;
    TcRowMarks *row_marks = row_marks_of(result->evaluator);
    if (row_marks->row != row)
        stand_on(row_marks, result->evaluator, row);
    if (row_marks->thresholds != thresholds) {
        row_marks->marks.n = 0;
        read_all(thresholds, row_marks->reference, TC_MARKS_OF_ROW, &row_marks->value,
                 &row_marks->marks);
        row_marks->thresholds = thresholds;
    }
    return &row_marks->marks;
}

TcMarks *tc_marks_of_figure(const TcNumberResult *result)
{
    TcRowMarks *row_marks = row_marks_of(result->evaluator);
    row_marks->of_figure.n = 0;
    return &row_marks->of_figure;
}
