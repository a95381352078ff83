/* Look-ups in long tables and scales (plan/lookup.h).
 *
 * A row whose subjects are all known walks the tree from its root to one leaf: a binary search on
 * every axis, nothing else. A row with an open subject gets all results that it can reach: all
 * leaves between the ends of its subjects. Where a subject can be undefined every box is asked in
 * turn whether it holds, fails or is open, as the language defines it (semantics.md R6). */
#include "exec/bits.h"
#include "exec/kernels.h"
#include "exec/linear.h"
#include "exec/ranges.h"
#include "exec/slots.h"

#include <string.h>

/* What a subject can be on one row: segments low … high, chưa có, undefined. */
typedef struct {
    bool number, none, undefined;
    uint32_t low, high;
} Span;

/* Results that are possible. */
typedef struct {
    bool any, nothing; /* some value; none at all */
    uint32_t low, high;
    uint64_t labels; /* those below 64, as bits */
} Found;

static void add(Found *found, uint32_t result)
{
    if (result == TC_LOOKUP_NOTHING) {
        found->nothing = true;
        return;
    }
    found->low = found->any ? MIN(found->low, result) : result;
    found->high = found->any ? MAX(found->high, result) : result;
    found->labels |= (uint64_t)1 << (result % 64);
    found->any = true;
}

/* --- subjects --------------------------------------------------------------------------------- */

static Span exact_span(const TcLookupAxis *axis, const TcExact *value)
{
    Span span = {.number = value->number, .none = value->none, .undefined = value->undefined};
    if (value->number) {
        span.low = value->below ? 0 : tc_lookup_segment_exact(axis, value->low);
        span.high = value->above ? axis->n - 1 : tc_lookup_segment_exact(axis, value->high);
    }
    return span;
}

static Span ratio_span(TcEvaluator *ev, const TcLookupAxis *axis, uint32_t row)
{
    TcExact *value = &ev->scratch[4];
    tc_exact_reset(value);
    tc_exact_quotient(ev, tc_node_at(ev, axis->input), row, value);
    return exact_span(axis, value);
}

static Span number_span(TcEvaluator *ev, const TcPlanNode *input, const TcLookupAxis *axis,
                        uint32_t row)
{
    const TcNumbers *numbers = tc_numbers_of(ev, input);
    if (tc_bit(numbers->exact, row)) {
        tc_exact_load(ev, input, row, &ev->scratch[1]);
        return exact_span(axis, &ev->scratch[1]);
    }
    Span span = {.number = tc_bit(numbers->number, row),
                 .none = tc_bit(numbers->none, row),
                 .undefined = tc_bit(numbers->undefined, row)};
    if (span.number) {
        span.low = tc_lookup_segment(axis, numbers->low[row]);
        span.high = tc_lookup_segment(axis, numbers->high[row]);
    }
    return span;
}

static Span truth_span(const TcEvaluator *ev, const TcPlanNode *input, uint32_t row)
{
    const TcTruths *truths = tc_truths_of(ev, input);
    bool yes = tc_bit(truths->can[0], row), no = tc_bit(truths->can[1], row);
    return (Span){.number = yes || no,
                  .undefined = tc_bit(truths->can[3], row),
                  .low = no ? 0 : 1,
                  .high = yes ? 1 : 0};
}

static Span text_span(const TcEvaluator *ev, const TcLookupAxis *axis, uint32_t row)
{
    const TcColumn *cells = &ev->block->columns[axis->input];
    const int64_t value = tc_column_value(cells, row);
    if (tc_bit(cells->open, row)) {
        bool listed = ev->model->schema.columns[axis->input].type == TC_TYPE_CHOICE;
        return (Span){.number = true,
                      .none = tc_cell_may_none(ev, axis->input, row),
                      .high = listed && axis->n > 1 ? axis->n - 2 : axis->n - 1};
    }
    if (value == TC_VALUE_NONE)
        return (Span){.none = true};
    uint32_t segment = value >= 0 && value < axis->n - 1 ? (uint32_t)value : axis->n - 1;
    return (Span){.number = true, .low = segment, .high = segment};
}

static Span span_of(TcEvaluator *ev, const TcPlanNode *node, const TcLookupAxis *axis, uint32_t row)
{
    switch (axis->kind) {
    case TC_AXIS_NUMBER:
        return number_span(ev, tc_input_at(ev, node, axis->input), axis, row);
    case TC_AXIS_RATIO:
        return ratio_span(ev, axis, row);
    case TC_AXIS_TRUTH:
        return truth_span(ev, tc_input_at(ev, node, axis->input), row);
    case TC_AXIS_TEXT:
        break;
    }
    return text_span(ev, axis, row);
}

/* --- the tree --------------------------------------------------------------------------------- */

/* All leaves below @child that @spans reach; none of them is undefined. */
static void reach(const TcLookup *lookup, uint32_t child, const Span *spans, Found *found)
{
    if (child & TC_LOOKUP_LEAF) {
        add(found, child & ~TC_LOOKUP_LEAF);
        return;
    }
    const TcLookupBranch *branch = &lookup->branches[child];
    const TcLookupAxis *axis = &lookup->axes[branch->axis];
    const uint32_t *starts = lookup->starts + branch->first;
    const uint32_t *children = lookup->children + branch->first;
    const Span *span = &spans[branch->axis];
    uint32_t from = span->number ? tc_lookup_group(starts, branch->n, span->low) : branch->n;
    uint32_t to = span->number ? tc_lookup_group(starts, branch->n, span->high) : 0;
    for (uint32_t group = from; group <= to && group < branch->n; group++) {
        uint32_t low = MAX(span->low, starts[group]);
        uint32_t high = group < to ? starts[group + 1] - 1 : span->high;
        bool empty = axis->whole && span->low < span->high && tc_lookup_empty(axis, low, high);
        if (!empty)
            reach(lookup, children[group], spans, found);
    }
    if (span->none && !(span->number && to == branch->n - 1))
        reach(lookup, children[branch->n - 1], spans, found);
}

/* --- box by box ------------------------------------------------------------------------------- */

/* Whether a box can hold, can be other than false, and must hold. */
typedef struct {
    bool can, open, must;
} Fit;

static Fit fit_of(const TcLookup *lookup, uint32_t box, const Span *spans)
{
    Fit fit = {true, true, true};
    for (uint32_t i = 0; fit.open && i < lookup->n_axes; i++) {
        TcLookupRun run = lookup->runs[(size_t)box * lookup->n_axes + i];
        const Span *span = &spans[i];
        if (run.to == lookup->axes[i].n) /* an empty cell */
            continue;
        bool meets = span->number && run.from <= span->high && span->low <= run.to;
        bool covers = span->number && run.from <= span->low && span->high <= run.to;
        fit.can &= meets;
        fit.open &= meets || span->undefined;
        fit.must &= covers && !span->none && !span->undefined;
    }
    fit.can &= fit.open;
    return fit;
}

static bool is_open(const TcLookup *lookup, const Span *spans)
{
    for (uint32_t i = 0; i < lookup->n_axes; i++) {
        const Span *span = &spans[i];
        if (span->number + span->none + span->undefined > 1 ||
            (span->number && span->low != span->high))
            return true;
    }
    return false;
}

/* What is possible by all boxes. Undefined subjects leave boxes open: the answer is known where the
 * results of all open boxes and còn lại agree, or where a box holds whatever the others do. */
static Found scan(const TcLookup *lookup, const Span *spans, bool undefined)
{
    Found can = {0}, open = {0};
    for (uint32_t box = 0; box < lookup->n_boxes; box++) {
        Fit fit = fit_of(lookup, box, spans);
        if (fit.can)
            add(&can, lookup->results[box]);
        if (fit.open)
            add(&open, lookup->results[box]);
        if (fit.must)
            return can;
    }
    add(&open, lookup->otherwise);
    if (open.nothing != open.any && (open.nothing || open.low == open.high))
        return open;
    if (!undefined || is_open(lookup, spans))
        add(&can, lookup->otherwise);
    can.nothing |= undefined;
    return can;
}

/* The results that are possible on a row whose subjects are not all known. What undefined subjects
 * can come to besides nothing is reached by defined ones too, where there are such. */
static Found look_up(TcEvaluator *ev, const TcPlanNode *node, uint32_t row)
{
    const TcLookup *lookup = ev->plan->lookups[node->data];
    Span spans[TC_LOOKUP_MAX_AXES];
    Found found = {0};
    bool undefined = false, defined = lookup->has_tree;
    for (uint32_t i = 0; i < lookup->n_axes; i++) {
        spans[i] = span_of(ev, node, &lookup->axes[i], row);
        undefined |= spans[i].undefined;
        defined &= spans[i].number || spans[i].none;
    }
    if (undefined || !defined)
        found = scan(lookup, spans, undefined);
    if (!defined)
        return found;
    Found reached = {.nothing = found.nothing};
    reach(lookup, lookup->root, spans, &reached);
    return reached;
}

/* --- whole blocks ----------------------------------------------------------------------------- */

typedef uint32_t Segments[TC_BLOCK_ROWS];

/* The segments of an axis; takes rows where they are not known out of @known. */
static void number_segments(const TcEvaluator *ev, const TcPlanNode *input,
                            const TcLookupAxis *axis, uint32_t *segments, uint64_t *known)
{
    const TcNumbers *numbers = tc_numbers_of(ev, input);
    const int64_t *low = numbers->low, *high = numbers->high;
    uint32_t row;
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        known[w] &=
            numbers->number[w] & ~(numbers->none[w] | numbers->undefined[w] | numbers->exact[w]);
    if (low != high) {
        for (uint32_t r = 0; r < ev->n; r++)
            tc_bit_put(known, r, tc_bit(known, r) && low[r] == high[r]);
    }
    TC_FOR_ROWS(row, known)
    segments[row] = tc_lookup_segment(axis, low[row]);
}

/* The segment of @top / @bottom, which is not 0. */
static uint32_t ratio_segment(const TcLookupAxis *axis, int64_t top, int64_t bottom)
{
    const TcWide above = bottom < 0 ? -(TcWide)top : top,
                 below = bottom < 0 ? -(TcWide)bottom : bottom;
    uint32_t from = 0, to = axis->n / 2;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        TcWide cut = axis->parts[2 * middle] * below, value = axis->parts[2 * middle + 1] * above;
        if (cut == value)
            return 2 * middle + 1;
        if (cut < value)
            from = middle + 1;
        else
            to = middle;
    }
    return 2 * from;
}

/* Writes the known values of @form times its denominator and @factor. Returns: false if int64 has
 * no room for them. */
static bool whole_terms(const TcEvaluator *ev, const TcLinear *form, int64_t factor,
                        int64_t *values)
{
    uint64_t size;
    if (form->may_none ||
        __builtin_mul_overflow(tc_linear_magnitude(ev, form), (uint64_t)factor, &size) ||
        size > TC_ROOM)
        return false;
    tc_linear_dense(ev, form, values);
    for (uint32_t r = 0; factor != 1 && r < ev->n; r++)
        values[r] = (int64_t)((uint64_t)values[r] * (uint64_t)factor);
    return true;
}

static void ratio_segments(const TcEvaluator *ev, const TcLookupAxis *axis, uint32_t *segments,
                           uint64_t *known)
{
    const TcPlanNode *node = tc_node_at(ev, axis->input);
    const TcLinear *num = &ev->plan->linears[node->data], *den = &ev->plan->linears[node->data2];
    int64_t top[TC_BLOCK_ROWS], bottom[TC_BLOCK_ROWS];
    TcBits open, more;
    uint32_t row;
    bool good = axis->parts && whole_terms(ev, num, den->denominator, top) &&
                whole_terms(ev, den, num->denominator, bottom);
    tc_linear_open(ev, num, open);
    tc_linear_open(ev, den, more);
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        known[w] &= good ? ~(open[w] | more[w] | ev->exact_rows[w]) : 0;
    TC_FOR_ROWS(row, known)
    {
        if (bottom[row] == 0)
            tc_bit_put(known, row, false);
        else
            segments[row] = ratio_segment(axis, top[row], bottom[row]);
    }
}

static void truth_segments(const TcEvaluator *ev, const TcPlanNode *input, uint32_t *segments,
                           uint64_t *known)
{
    const TcTruths *truths = tc_truths_of(ev, input);
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        known[w] &= ~tc_several(truths->can, w) & ~truths->can[3][w];
    for (uint32_t r = 0; r < ev->n; r++)
        segments[r] = tc_bit(truths->can[0], r);
}

static void text_segments(const TcEvaluator *ev, const TcLookupAxis *axis, uint32_t *segments,
                          uint64_t *known)
{
    const TcColumn *cells = &ev->block->columns[axis->input];
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        known[w] &= ~cells->open[w];
    for (uint32_t r = 0; r < ev->n; r++) {
        int64_t value = tc_column_value(cells, r);
        bool listed = value >= 0 && value < axis->n - 1;
        uint32_t other = value == TC_VALUE_NONE ? axis->n : axis->n - 1;
        segments[r] = listed ? (uint32_t)value : other;
    }
}

/* Walks to the leaf of every row whose subjects are known: results[row]. Returns: in @known, these
 * rows. */
static void walk_known(TcEvaluator *ev, const TcPlanNode *node, uint32_t *results, uint64_t *known)
{
    const TcLookup *lookup = ev->plan->lookups[node->data];
    Segments segments[TC_LOOKUP_MAX_AXES];
    uint32_t row;
    memcpy(known, ev->rows, sizeof(TcBits));
    for (uint32_t i = 0; i < lookup->n_axes; i++) {
        const TcLookupAxis *axis = &lookup->axes[i];
        if (axis->kind == TC_AXIS_NUMBER)
            number_segments(ev, tc_input_at(ev, node, axis->input), axis, segments[i], known);
        else if (axis->kind == TC_AXIS_RATIO)
            ratio_segments(ev, axis, segments[i], known);
        else if (axis->kind == TC_AXIS_TRUTH)
            truth_segments(ev, tc_input_at(ev, node, axis->input), segments[i], known);
        else
            text_segments(ev, axis, segments[i], known);
    }
    TC_FOR_ROWS(row, known)
    {
        uint32_t child = lookup->root;
        while (!(child & TC_LOOKUP_LEAF)) {
            const TcLookupBranch *branch = &lookup->branches[child];
            uint32_t group = tc_lookup_group(lookup->starts + branch->first, branch->n,
                                             segments[branch->axis][row]);
            child = lookup->children[branch->first + group];
        }
        results[row] = child & ~TC_LOOKUP_LEAF;
    }
}

/* Rows that a walk does not answer. */
static void rows_behind(const TcEvaluator *ev, const uint64_t *known, uint64_t *rows)
{
    for (uint32_t w = 0; w < TC_BLOCK_WORDS; w++)
        rows[w] = ev->rows[w] & ~known[w];
}

static void put_number(const TcLookup *lookup, TcNumbers *to, uint32_t row, const Found *found)
{
    to->low[row] = found->any ? lookup->stored[found->low] : 0;
    if (found->any && found->low != found->high)
        tc_numbers_split(to);
    to->high[row] = found->any ? lookup->stored[found->high] : 0;
    tc_bit_put(to->number, row, found->any);
    tc_bit_put(to->undefined, row, found->nothing);
}

bool tc_block_lookup(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcLookup *lookup = ev->plan->lookups[node->data];
    uint32_t results[TC_BLOCK_ROWS], row;
    TcBits known = {0}, rows;
    if (node->denominator == 0)
        return false;
    TcNumbers *to = tc_numbers_start(ev, node);
    memset(to->low, 0, TC_BLOCK_ROWS * sizeof *to->low);
    if (lookup->n_values > 0)
        to->magnitude =
            (uint64_t)MAX(ABS(lookup->stored[0]), ABS(lookup->stored[lookup->n_values - 1]));
    if (lookup->has_tree)
        walk_known(ev, node, results, known);
    TC_FOR_ROWS(row, known)
    {
        bool there = results[row] != TC_LOOKUP_NOTHING;
        to->low[row] = there ? lookup->stored[results[row]] : 0;
        tc_bit_put(to->number, row, there);
        tc_bit_put(to->undefined, row, !there);
    }
    rows_behind(ev, known, rows);
    TC_FOR_ROWS(row, rows)
    {
        Found found = look_up(ev, node, row);
        put_number(lookup, to, row, &found);
    }
    return true;
}

void tc_exact_lookup(TcEvaluator *ev, const TcPlanNode *node, uint32_t row, TcExact *result)
{
    const TcLookup *lookup = ev->plan->lookups[node->data];
    Found found = look_up(ev, node, row);
    result->number = found.any;
    result->undefined = found.nothing;
    if (found.any) {
        mpq_set(result->low, lookup->values[found.low]);
        mpq_set(result->high, lookup->values[found.high]);
    }
}

/* Exact subjects are asked where they stand, so this is right for every row. */
bool tc_block_lookup_label(TcEvaluator *ev, const TcPlanNode *node)
{
    const TcLookup *lookup = ev->plan->lookups[node->data];
    TcLabelSets *sets = &ev->labels[node->slot];
    uint32_t results[TC_BLOCK_ROWS], row;
    TcBits known = {0}, rows;
    sets->used = 0;
    if (lookup->has_tree)
        walk_known(ev, node, results, known);
    TC_FOR_ROWS(row, known)
    tc_labels_add(sets, row,
                  results[row] == TC_LOOKUP_NOTHING ? TC_LABEL_UNDEFINED
                                                    : (uint64_t)1 << results[row]);
    rows_behind(ev, known, rows);
    TC_FOR_ROWS(row, rows)
    {
        Found found = look_up(ev, node, row);
        tc_labels_add(sets, row, found.labels | (found.nothing ? TC_LABEL_UNDEFINED : 0));
    }
    return true;
}
