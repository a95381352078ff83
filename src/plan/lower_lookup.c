/* Long tables and scales of constants: one look-up instead of a choice a row (plan/lookup.h). What
 * is not of constants, or asks more of a subject than an order or an equality, is no look-up. */
#include "plan/lower_internal.h"

#include <string.h>
#include "base/number.h"
#include "plan/lookup.h"
#include "sema/types.h"

typedef struct {
    TcLower *lower;
    TcLookup *lookup;
    const TcNode *node;
    bool levels; /* the results are levels of a requirement */
    uint32_t inputs[TC_LOOKUP_MAX_AXES], n_inputs;
    GHashTable *choices[TC_LOOKUP_MAX_AXES]; /* of TEXT axes: text to segment + 1 */
    TcKind kind;                             /* of the results */
    GPtrArray *texts;                        /* results that are texts, once each */
    GHashTable *labels;                      /* these to their place + 1 */
    GArray *runs, *results;                  /* the boxes as they are made */
} Reading;

enum { MAX_BOXES_A_ROW = 4 }; /* on average: "khác a" in two columns makes four boxes */

/* --- constants -------------------------------------------------------------------------------- */

/* The number or day that @node always is, or NULL. */
static mpq_srcptr constant_of(Reading *reading, const TcNode *node)
{
    if (node->kind == TC_NODE_NUMBER && node->number)
        return node->number;
    mpq_ptr value = g_new(__mpq_struct, 1);
    mpq_init(value);
    g_ptr_array_add(reading->lookup->owned, value);
    if (node->kind == TC_NODE_DATE)
        mpq_set_si(value, node->day, 1);
    else if (!tc_sym_constant(tc_lower_expr(reading->lower, node), value))
        return NULL;
    return value;
}

static int compare_constants(const void *left, const void *right)
{
    return mpq_cmp(*(mpq_srcptr const *)left, *(mpq_srcptr const *)right);
}

/* The cells of a long table repeat a few literals, and equal ones of a file are one number. */
static void drop_same(GPtrArray *numbers)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    guint kept = 0;
    for (guint i = 0; i < numbers->len; i++)
        if (g_hash_table_add(seen, numbers->pdata[i]))
            numbers->pdata[kept++] = numbers->pdata[i];
    g_ptr_array_set_size(numbers, (int)kept);
}

/* Sorts @numbers, each once. Returns: (transfer full) them; @n: how many. */
static mpq_srcptr *sorted_once(GPtrArray *numbers, uint32_t *n)
{
    uint32_t kept = 0;
    drop_same(numbers);
    g_ptr_array_sort(numbers, compare_constants);
    for (uint32_t i = 0; i < numbers->len; i++)
        if (kept == 0 || mpq_cmp(numbers->pdata[kept - 1], numbers->pdata[i]) != 0)
            numbers->pdata[kept++] = numbers->pdata[i];
    *n = kept;
    return g_memdup2(numbers->pdata, kept * sizeof(mpq_srcptr));
}

/* value * denominator as it is, or rounded down or up; an end of int64 where it has no room. */
static int64_t stored_from(mpq_srcptr value, int64_t denominator, bool up)
{
    int64_t stored;
    if (tc_number_whole(value, denominator, up, 62, &stored))
        return stored;
    return mpq_sgn(value) < 0 ? INT64_MIN : INT64_MAX;
}

/* --- rows ------------------------------------------------------------------------------------- */

static bool is_scale(const Reading *reading)
{
    return reading->node->kind == TC_NODE_SCALE;
}

static bool is_otherwise(const Reading *reading, const TcNode *row)
{
    return is_scale(reading) ? row->kind == TC_NODE_OTHERWISE : tc_lower_is_otherwise_row(row);
}

/* Of a level its number: its words are asked of what is found (tc_lower_requirement). */
static const TcNode *result_of(const Reading *reading, const TcNode *row)
{
    const TcNode *result = is_scale(reading) ? row->items[0] : tc_lower_row_result(row);
    return result->kind == TC_NODE_PHRASE ? tc_lower_only_end(result) : result;
}

/* What the subject of @axis must fit on @row: one of @n phrases or literals, NULL for any value. */
static TcNode *const *fits_of(const Reading *reading, const TcNode *row, uint32_t axis, uint32_t *n)
{
    *n = is_scale(reading) ? row->n - 1 : 1;
    if (is_scale(reading))
        return row->items + 1;
    return row->items[axis]->kind == TC_NODE_NONE ? NULL : row->items + axis;
}

/* --- axes ------------------------------------------------------------------------------------- */

static bool is_whole_column(const Reading *reading, uint32_t node)
{
    const TcPlanNode *n = tc_builder_node(reading->lower->builder, node);
    return n->op == TC_PLAN_COLUMN &&
           reading->lower->model->schema.columns[n->data].type == TC_TYPE_INTEGER;
}

static bool add_cuts(Reading *reading, const TcNode *fit, GPtrArray *cuts)
{
    uint32_t n = fit->kind == TC_NODE_PHRASE ? fit->n : 1;
    for (uint32_t i = 0; i < n; i++) {
        const TcNode *end = fit->kind == TC_NODE_PHRASE ? fit->items[i] : fit;
        mpq_srcptr cut = end->kind == TC_NODE_NONE ? NULL : constant_of(reading, end);
        if (cut)
            g_ptr_array_add(cuts, (void *)cut);
        else if (end->kind != TC_NODE_NONE)
            return false;
    }
    return true;
}

static bool gather_cuts(Reading *reading, uint32_t axis, GPtrArray *cuts)
{
    bool good = true;
    for (uint32_t i = 1; good && i < reading->node->n; i++) {
        const TcNode *row = reading->node->items[i];
        uint32_t n;
        if (is_otherwise(reading, row))
            continue;
        TcNode *const *fits = fits_of(reading, row, axis, &n);
        for (uint32_t k = 0; good && fits && k < n; k++)
            good = add_cuts(reading, fits[k], cuts);
    }
    return good;
}

/* The cuts as fractions of integers, where int64 has room for them. */
static int64_t *cut_parts(const TcLookupAxis *axis)
{
    uint32_t n = axis->n / 2;
    g_autofree int64_t *parts = g_new(int64_t, 2 * (size_t)n + 1);
    for (uint32_t i = 0; i < n; i++) {
        if (mpz_sizeinbase(mpq_numref(axis->cuts[i]), 2) > 61 ||
            mpz_sizeinbase(mpq_denref(axis->cuts[i]), 2) > 61)
            return NULL;
        parts[2 * i] = mpz_get_si(mpq_numref(axis->cuts[i]));
        parts[2 * i + 1] = mpz_get_si(mpq_denref(axis->cuts[i]));
    }
    return g_steal_pointer(&parts);
}

/* Where the stored integers of each segment of @axis begin. */
static int64_t *segment_starts(const TcLookupAxis *axis, int64_t denominator)
{
    uint32_t n = axis->n / 2;
    int64_t *starts = g_new(int64_t, 2 * (size_t)n + 1);
    for (uint32_t i = 0; i < n; i++) {
        int64_t last = stored_from(axis->cuts[i], denominator, false);
        starts[2 * i] = stored_from(axis->cuts[i], denominator, true);
        starts[2 * i + 1] = last == INT64_MAX ? last : last + 1;
    }
    return starts;
}

static bool read_number_axis(Reading *reading, uint32_t index, const TcSym *subject)
{
    TcLookupAxis *axis = &reading->lookup->axes[index];
    g_autoptr(GPtrArray) cuts = g_ptr_array_new();
    uint32_t node = tc_sym_to_number(reading->lower->syms, subject), n_cuts;
    if (!gather_cuts(reading, index, cuts))
        return false;
    const TcPlanNode *found = tc_builder_node(reading->lower->builder, node);
    axis->cuts = sorted_once(cuts, &n_cuts);
    axis->n = 2 * n_cuts + 1;
    if (found->op == TC_PLAN_QUOTIENT) {
        axis->kind = TC_AXIS_RATIO;
        axis->input = node;
        axis->parts = cut_parts(axis);
        return true;
    }
    axis->starts = segment_starts(axis, found->denominator ? found->denominator : 1);
    axis->whole = is_whole_column(reading, node);
    axis->input = reading->n_inputs;
    reading->inputs[reading->n_inputs++] = node;
    return true;
}

/* A yes/no cell that can be chưa có is neither: its truth does not say so. */
static bool read_truth_axis(Reading *reading, uint32_t index, const TcSym *subject)
{
    TcLookupAxis *axis = &reading->lookup->axes[index];
    uint32_t truth = tc_sym_to_truth(reading->lower->syms, subject);
    const TcPlanNode *node = tc_builder_node(reading->lower->builder, truth);
    if (node->op == TC_PLAN_YES && tc_builder_column_may_none(reading->lower->builder, node->data))
        return false;
    axis->kind = TC_AXIS_TRUTH;
    axis->n = 2;
    axis->input = reading->n_inputs;
    reading->inputs[reading->n_inputs++] = truth;
    return true;
}

static bool read_text_axis(Reading *reading, uint32_t index, const TcSym *subject)
{
    TcLookupAxis *axis = &reading->lookup->axes[index];
    if (subject->kind != TC_SYM_COLUMN)
        return false;
    const TcColumnSpec *spec = &reading->lower->model->schema.columns[subject->column];
    axis->kind = TC_AXIS_TEXT;
    axis->n = spec->n_choices + 1;
    axis->input = subject->column;
    reading->choices[index] = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t i = 0; i < spec->n_choices; i++)
        g_hash_table_insert(reading->choices[index], (void *)spec->choices[i],
                            GUINT_TO_POINTER(i + 1));
    return true;
}

static bool read_axis(Reading *reading, uint32_t index, const TcNode *head)
{
    const TcSym *subject = tc_lower_expr(reading->lower, head);
    switch (head->type ? head->type->kind : TC_KIND_ERROR) {
    case TC_KIND_NUMBER:
    case TC_KIND_DATE:
        return read_number_axis(reading, index, subject);
    case TC_KIND_BOOL:
        return read_truth_axis(reading, index, subject);
    case TC_KIND_TEXT:
        return read_text_axis(reading, index, subject);
    case TC_KIND_ERROR:
    case TC_KIND_UNKNOWN:
        break;
    }
    return false;
}

static bool read_axes(Reading *reading)
{
    const TcNode *head = reading->node->items[0];
    uint32_t n = is_scale(reading) ? 1 : head->n - 1;
    bool good = n > 0 && n <= TC_LOOKUP_MAX_AXES;
    for (uint32_t i = 0; good && i < n; i++) {
        reading->lookup->n_axes++;
        good = read_axis(reading, i, is_scale(reading) ? head : head->items[i]);
    }
    return good;
}

/* --- boxes ------------------------------------------------------------------------------------ */

/* The segment of the constant @node on an axis: of a number its cut. False: it is on none. */
static bool segment_of(Reading *reading, uint32_t index, const TcNode *node, uint32_t *segment)
{
    const TcLookupAxis *axis = &reading->lookup->axes[index];
    if (axis->cuts) {
        *segment = tc_lookup_segment_exact(axis, constant_of(reading, node));
        return true;
    }
    if (axis->kind == TC_AXIS_TRUTH) {
        *segment = node->sub != 0;
        return node->kind == TC_NODE_BOOL;
    }
    uint32_t place =
        node->kind == TC_NODE_TEXT
            ? GPOINTER_TO_UINT(g_hash_table_lookup(reading->choices[index], node->text))
            : 0;
    *segment = place - 1;
    return place > 0;
}

/* The runs of segments that fit @fit: two at most. Returns: how many, or -1. */
static int runs_of_fit(Reading *reading, uint32_t index, const TcNode *fit, TcLookupRun runs[2])
{
    enum { ONE = TC_PHRASE_BARE | TC_PHRASE_EQUAL | TC_PHRASE_NOT };
    const TcLookupAxis *axis = &reading->lookup->axes[index];
    unsigned ends = fit->kind == TC_NODE_PHRASE ? fit->sub : TC_PHRASE_BARE;
    bool phrase = fit->kind == TC_NODE_PHRASE;
    uint32_t low = 0, high = 0;
    if (!(ends & ONE) && !axis->cuts)
        return -1;
    const TcNode *low_end = phrase ? tc_lower_only_end(fit) : fit;
    if (!low_end || !segment_of(reading, index, low_end, &low))
        return -1;
    if (ends & TC_PHRASE_NOT) {
        int n = 0;
        if (low > 0)
            runs[n++] = (TcLookupRun){0, low - 1};
        if (low + 1 < axis->n)
            runs[n++] = (TcLookupRun){low + 1, axis->n - 1};
        return n;
    }
    if (ends & ONE) {
        runs[0] = (TcLookupRun){low, low};
        return 1;
    }
    if (ends & TC_PHRASE_HIGH && !segment_of(reading, index, tc_lower_high_end(fit), &high))
        return -1;
    runs[0] = (TcLookupRun){0, axis->n - 1};
    if (ends & TC_PHRASE_LOW)
        runs[0].from = low + (ends & TC_PHRASE_LOW_OPEN ? 1 : 0);
    if (ends & TC_PHRASE_HIGH)
        runs[0].to = high - (ends & TC_PHRASE_HIGH_OPEN ? 1 : 0);
    return runs[0].from <= runs[0].to;
}

/* Appends a box for every combination of runs of the axes from @index on; @box: those before. */
static bool add_boxes(Reading *reading, const TcNode *row, uint32_t index, TcLookupRun *box,
                      uint32_t result)
{
    TcLookup *lookup = reading->lookup;
    uint32_t n;
    if (index == lookup->n_axes) {
        g_array_append_vals(reading->runs, box, lookup->n_axes);
        g_array_append_val(reading->results, result);
        return reading->results->len < (guint)MAX_BOXES_A_ROW * reading->node->n;
    }
    TcNode *const *fits = fits_of(reading, row, index, &n);
    if (!fits) {
        box[index] = (TcLookupRun){0, lookup->axes[index].n};
        return add_boxes(reading, row, index + 1, box, result);
    }
    bool good = true;
    for (uint32_t i = 0; good && i < n; i++) {
        TcLookupRun runs[2];
        int n_runs = runs_of_fit(reading, index, fits[i], runs);
        good = n_runs >= 0;
        for (int k = 0; good && k < n_runs; k++) {
            box[index] = runs[k];
            good = add_boxes(reading, row, index + 1, box, result);
        }
    }
    return good;
}

/* --- results ---------------------------------------------------------------------------------- */

/* Lists the number @node among @numbers, or the text or truth among the labels. */
static bool list_result(Reading *reading, const TcNode *node, GPtrArray *numbers)
{
    mpq_srcptr number;
    switch (reading->kind) {
    case TC_KIND_NUMBER:
    case TC_KIND_DATE:
        number = constant_of(reading, node);
        if (number)
            g_ptr_array_add(numbers, (void *)number);
        return number != NULL;
    case TC_KIND_TEXT:
        if (node->kind != TC_NODE_TEXT)
            return false;
        if (!g_hash_table_contains(reading->labels, node->text)) {
            g_ptr_array_add(reading->texts, (void *)node->text);
            g_hash_table_insert(reading->labels, (void *)node->text,
                                GUINT_TO_POINTER(reading->texts->len));
        }
        return reading->texts->len <= TC_MAX_LABELS;
    case TC_KIND_BOOL:
        return node->kind == TC_NODE_BOOL;
    case TC_KIND_ERROR:
    case TC_KIND_UNKNOWN:
        break;
    }
    return false;
}

/* The place of a listed result. */
static uint32_t result_index(Reading *reading, const TcNode *node)
{
    const TcLookup *lookup = reading->lookup;
    if (reading->kind == TC_KIND_BOOL)
        return node->sub != 0;
    if (reading->kind == TC_KIND_TEXT)
        return GPOINTER_TO_UINT(g_hash_table_lookup(reading->labels, node->text)) - 1;
    mpq_srcptr value = constant_of(reading, node);
    mpq_srcptr *found =
        bsearch(&value, lookup->values, lookup->n_values, sizeof value, compare_constants);
    return (uint32_t)(found - lookup->values);
}

/* The numbers as integers over one denominator, if int64 has room for all of them. */
static void store_values(TcLookup *lookup)
{
    mpz_t common;
    bool fits = true;
    mpz_init_set_ui(common, 1);
    for (uint32_t i = 0; fits && i < lookup->n_values; i++) {
        mpz_lcm(common, common, mpq_denref(lookup->values[i]));
        fits = mpz_sizeinbase(common, 2) <= 61;
    }
    lookup->denominator = fits ? mpz_get_si(common) : 0;
    lookup->stored = g_new0(int64_t, lookup->n_values + 1);
    for (uint32_t i = 0; fits && i < lookup->n_values; i++) {
        lookup->stored[i] = stored_from(lookup->values[i], lookup->denominator, false);
        int64_t size = lookup->stored[i] < 0 ? -(lookup->stored[i] + 1) : lookup->stored[i];
        fits = size < (int64_t)1 << 60;
    }
    if (!fits)
        lookup->denominator = 0;
    mpz_clear(common);
}

static bool read_results(Reading *reading)
{
    const TcNode *first = result_of(reading, reading->node->items[1]);
    const TcType *type = reading->levels ? first->type : reading->node->type;
    g_autoptr(GPtrArray) numbers = g_ptr_array_new();
    reading->kind = type ? type->kind : TC_KIND_ERROR;
    for (uint32_t i = 1; i < reading->node->n; i++)
        if (!list_result(reading, result_of(reading, reading->node->items[i]), numbers))
            return false;
    if (reading->kind == TC_KIND_NUMBER || reading->kind == TC_KIND_DATE) {
        reading->lookup->values = sorted_once(numbers, &reading->lookup->n_values);
        store_values(reading->lookup);
    }
    return true;
}

static bool read_rows(Reading *reading)
{
    TcLookup *lookup = reading->lookup;
    TcLookupRun box[TC_LOOKUP_MAX_AXES];
    bool good = true;
    lookup->otherwise = TC_LOOKUP_NOTHING;
    for (uint32_t i = 1; good && i < reading->node->n; i++) {
        const TcNode *row = reading->node->items[i];
        uint32_t result = result_index(reading, result_of(reading, row));
        if (is_otherwise(reading, row))
            lookup->otherwise = result;
        else
            good = add_boxes(reading, row, 0, box, result);
    }
    return good;
}

/* --- the look-up ------------------------------------------------------------------------------ */

/* The texts of a set of labels, each behind the question whether it is that one. */
static const TcSym *choose_texts(Reading *reading, uint32_t labels)
{
    TcLower *lower = reading->lower;
    uint32_t i = reading->texts->len - 1;
    const TcSym *sym = tc_sym_text(lower->syms, g_ptr_array_index(reading->texts, i));
    while (i-- > 0)
        sym =
            tc_sym_choose(lower->syms, tc_build_label_in(lower->builder, labels, (uint64_t)1 << i),
                          tc_sym_text(lower->syms, g_ptr_array_index(reading->texts, i)), sym);
    return sym;
}

static const TcSym *finish(Reading *reading)
{
    TcLower *lower = reading->lower;
    TcLookup *lookup = reading->lookup;
    bool number = reading->kind == TC_KIND_NUMBER || reading->kind == TC_KIND_DATE;
    lookup->n_boxes = reading->results->len;
    lookup->runs = (void *)g_array_free(g_steal_pointer(&reading->runs), FALSE);
    lookup->results = (void *)g_array_free(g_steal_pointer(&reading->results), FALSE);
    tc_lookup_grow(lookup);
    uint32_t node =
        tc_build_lookup(lower->builder, number ? TC_PLAN_LOOKUP : TC_PLAN_LOOKUP_LABEL,
                        g_steal_pointer(&reading->lookup), reading->inputs, reading->n_inputs);
    if (number)
        return tc_sym_node(lower->syms, node);
    if (reading->kind == TC_KIND_BOOL)
        return tc_sym_truth(lower->syms, tc_build_label_in(lower->builder, node, 2));
    return choose_texts(reading, node);
}

const TcSym *tc_lower_lookup(TcLower *lower, const TcNode *node, bool levels)
{
    Reading reading = {
        .lower = lower, .node = node, .levels = levels, .lookup = g_new0(TcLookup, 1)};
    reading.lookup->owned = g_ptr_array_new();
    reading.texts = g_ptr_array_new();
    reading.labels = g_hash_table_new(g_str_hash, g_str_equal);
    reading.runs = g_array_new(FALSE, FALSE, sizeof(TcLookupRun));
    reading.results = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool good = read_results(&reading) && read_axes(&reading) && read_rows(&reading);
    const TcSym *sym = good ? finish(&reading) : NULL;
    if (reading.runs) {
        g_array_unref(reading.runs);
        g_array_unref(reading.results);
    }
    tc_lookup_free(reading.lookup);
    g_ptr_array_unref(reading.texts);
    g_hash_table_unref(reading.labels);
    for (uint32_t i = 0; i < TC_LOOKUP_MAX_AXES; i++)
        g_clear_pointer(&reading.choices[i], g_hash_table_unref);
    return sym;
}
