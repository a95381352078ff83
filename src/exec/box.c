/* Boxes: what the open cells of one row can be together, by the row rules (plan/row_rules.c).
 *
 * The rules narrow it one by one (narrow.c), and ends that several of them together exclude are cut
 * off; what is left holds all completions. Row limits alone always leave a completion in a box that
 * is not empty; other rules need not, so a box that they narrowed counts only if a completion
 * within it was found, else no answer could be trusted to speak of any. */
#include "exec/box.h"
#include "base/number.h"
#include "base/order.h"
#include "exec/bits.h"
#include "exec/evaluator.h"
#include "exec/narrow.h"
#include "exec/ranges.h"
#include "exec/slots.h"

#include <string.h>

/* --- boxes ------------------------------------------------------------------------------------ */

void tc_boxes_init(TcEvaluator *ev, uint32_t n_columns)
{
    ev->wished = g_new0(uint8_t, n_columns + 1);
    ev->within = g_new0(TcWithin, n_columns + 1);
    for (size_t i = 0; i < G_N_ELEMENTS(ev->boxes); i++) {
        ev->boxes[i].low = g_new0(int64_t, n_columns + 1);
        ev->boxes[i].high = g_new0(int64_t, n_columns + 1);
        ev->boxes[i].cell = g_new0(uint8_t, n_columns + 1);
        ev->boxes[i].due = g_new0(uint64_t, ev->plan->n_rules / 64 + 1);
    }
}

void tc_boxes_clear(TcEvaluator *ev)
{
    g_free(ev->wished);
    g_free(ev->within);
    for (size_t i = 0; i < G_N_ELEMENTS(ev->boxes); i++) {
        g_free(ev->boxes[i].low);
        g_free(ev->boxes[i].high);
        g_free(ev->boxes[i].cell);
        g_free(ev->boxes[i].due);
    }
}

/* Is the known cell one of those that no int64 holds? */
static bool is_exact(const TcEvaluator *ev, uint32_t column, uint32_t row)
{
    for (uint32_t i = 0; tc_bit(ev->block->exact, row) && i < ev->block->n_exacts; i++) {
        if (ev->block->exacts[i].row == row && ev->block->exacts[i].column == column)
            return true;
    }
    return false;
}

static TcBoxCell cell_kind(const TcEvaluator *ev, uint32_t column, uint32_t row)
{
    if (tc_bit(ev->block->columns[column].open, row))
        return tc_cell_may_none(ev, column, row) ? TC_BOX_APART : TC_BOX_OPEN;
    if (tc_cell_is_none(ev, column, row) || is_exact(ev, column, row))
        return TC_BOX_APART;
    return TC_BOX_KNOWN;
}

/* The cells of @row as the ranges have them. */
static void load(const TcEvaluator *ev, uint32_t row, TcBox *box)
{
    box->empty = false;
    tc_narrow_all(ev->plan, box);
    for (uint32_t i = 0; i < ev->plan->n_ruled; i++) {
        uint32_t column = ev->plan->ruled[i];
        box->cell[column] = (uint8_t)cell_kind(ev, column, row);
        if (box->cell[column] != TC_BOX_APART)
            tc_cell_range(ev, column, row, &box->low[column], &box->high[column]);
        if (box->cell[column] == TC_BOX_OPEN)
            box->empty |= box->low[column] > box->high[column];
    }
}

static void store(TcEvaluator *ev, uint32_t row, const TcBox *box)
{
    for (uint32_t i = 0; i < ev->plan->n_ruled; i++) {
        uint32_t column = ev->plan->ruled[i];
        if (box->cell[column] != TC_BOX_OPEN)
            continue;
        ev->ranges[column].low[row] = box->low[column];
        ev->ranges[column].high[row] = box->high[column];
    }
}

static void copy(const TcEvaluator *ev, const TcBox *from, TcBox *to)
{
    for (uint32_t i = 0; i < ev->plan->n_ruled; i++) {
        uint32_t column = ev->plan->ruled[i];
        to->low[column] = from->low[column];
        to->high[column] = from->high[column];
        to->cell[column] = from->cell[column];
    }
    to->empty = from->empty;
    memcpy(to->due, from->due, (ev->plan->n_rules / 64 + 1) * sizeof *to->due);
}

/* --- cutting ends off ------------------------------------------------------------------------- */

/* Holds the cell within @low and @high. */
static void hold(const TcNarrowing *n, uint32_t column, int64_t low, int64_t high)
{
    n->box->low[column] = low;
    n->box->high[column] = high;
    tc_narrow_column(n->ev->plan, n->box, column);
}

/* Can the open cell be anything between @low and @high? */
static bool can_lie(TcEvaluator *ev, const TcBox *box, uint32_t column, int64_t low, int64_t high,
                    TcRounding rounding)
{
    const TcNarrowing n = {ev, &ev->boxes[1], ev->plan->n_rules, rounding};
    copy(ev, box, n.box);
    hold(&n, column, low, high);
    return tc_narrow(&n);
}

/* Cuts off what one end of a cell cannot be though no single rule says so: by halving, for with a
 * part of a range all of that part's parts are impossible. */
static void shave_end(TcEvaluator *ev, TcBox *box, uint32_t column, bool from_low,
                      TcRounding rounding)
{
    int64_t low = box->low[column], high = box->high[column];
    int64_t bad = from_low ? low : high, good = from_low ? high : low;
    const TcNarrowing n = {ev, box, ev->plan->n_rules, rounding};
    const bool inward = tc_narrows_inwards(&n, column);
    if (low == TC_NO_LOW || high == TC_NO_HIGH || low >= high ||
        can_lie(ev, box, column, bad, bad, rounding))
        return;
    while (good != bad + 1 && bad != good + 1) {
        int64_t middle = bad + (good - bad) / 2;
        if (can_lie(ev, box, column, MIN(bad, middle), MAX(bad, middle), rounding))
            good = middle;
        else
            bad = middle;
    }
    const int64_t end = inward ? good : bad;
    hold(&n, column, from_low ? end : low, from_low ? high : end);
}

static void shave(TcEvaluator *ev, TcBox *box, uint32_t column, TcRounding rounding)
{
    if (box->cell[column] != TC_BOX_OPEN || !ev->plan->summed[column])
        return; /* limits alone leave nothing to cut off */
    shave_end(ev, box, column, true, rounding);
    shave_end(ev, box, column, false, rounding);
}

/* The value of an open cell nearest to where a completion wants it. */
static int64_t end_of(const TcBox *box, uint32_t column, bool high)
{
    int64_t low = box->low[column], top = box->high[column];
    if (high && top != TC_NO_HIGH)
        return top;
    return low != TC_NO_LOW ? low : MIN(top, 0);
}

/* Is there a completion in the box with its open cells low (or high) where they can be so? */
static bool can_complete(TcEvaluator *ev, const TcBox *box, bool high)
{
    const TcNarrowing n = {ev, &ev->boxes[1], ev->plan->n_rules, TC_ROUND_INWARDS};
    copy(ev, box, n.box);
    tc_narrow_all(ev->plan, n.box); /* they were narrowed outwards */
    for (uint32_t i = 0; i < ev->plan->n_ruled; i++) {
        uint32_t column = ev->plan->ruled[i];
        if (n.box->cell[column] != TC_BOX_OPEN)
            continue;
        const int64_t end = end_of(n.box, column, high);
        hold(&n, column, end, end);
        if (!tc_narrow(&n))
            return false;
    }
    return true;
}

/* Is a cell open that more than limits speak of? */
static bool has_open_sum(const TcEvaluator *ev, const TcBox *box)
{
    for (uint32_t i = 0; i < ev->plan->n_ruled; i++) {
        uint32_t column = ev->plan->ruled[i];
        if (ev->plan->summed[column] && box->cell[column] == TC_BOX_OPEN)
            return true;
    }
    return false;
}

/* The narrowest box that is sure to hold a completion. Returns: false if there is none at all. */
static bool narrow_loaded(TcEvaluator *ev, uint32_t row, TcBox *box)
{
    if (!tc_narrow(&(TcNarrowing){ev, box, ev->plan->n_rules, TC_ROUND_OUTWARDS}))
        return false;
    if (!has_open_sum(ev, box))
        return true;
    for (uint32_t i = 0; i < ev->plan->n_ruled && !ev->in_parts; i++)
        shave(ev, box, ev->plan->ruled[i], TC_ROUND_OUTWARDS);
    if (can_complete(ev, box, false) || can_complete(ev, box, true))
        return true;
    load(ev, row, box);
    return tc_narrow(&(TcNarrowing){ev, box, ev->model->schema.n_limits, TC_ROUND_OUTWARDS});
}

/* --- rows without completion ------------------------------------------------------------------ */

/* Opens the known cells of a rule, which the row breaks. Returns: whether there was one. */
static bool open_rule(TcEvaluator *ev, uint32_t row, uint32_t index)
{
    const TcRowRule *rule = &ev->plan->rules[index];
    const TcRuleTerm *terms = ev->plan->rule_terms + rule->first;
    const TcBreach breach = {
        .row = row, .limit = index < ev->model->schema.n_limits, .index = rule->source};
    bool opened = false;
    for (uint32_t i = 0; i < rule->n; i++) {
        opened |= !tc_bit(ev->block->columns[terms[i].column].open, row);
        tc_ranges_open_cell(ev, terms[i].column, row);
    }
    if (opened)
        tc_note_breach(ev, &breach);
    return opened;
}

/* Opens what is known of the first rule that the empty box cannot keep; of the first rule with
 * something known if it keeps that much. Returns: false: nothing is known of any rule. */
static bool open_culprit(TcEvaluator *ev, uint32_t row, TcBox *box)
{
    const TcNarrowing n = {ev, box, ev->plan->n_rules, TC_ROUND_OUTWARDS};
    for (uint32_t i = 0; i < n.n_rules; i++) {
        if (tc_narrow_violates(&n, &ev->plan->rules[i]) && open_rule(ev, row, i))
            return true;
    }
    for (uint32_t i = n.n_rules; i-- > 0;) {
        if (tc_narrow_speaks(&n, &ev->plan->rules[i]) && open_rule(ev, row, i))
            return true;
    }
    return false;
}

void tc_box_rows(const TcEvaluator *ev, uint64_t *rows)
{
    tc_bits_fill(rows, false);
    for (uint32_t i = 0; i < ev->plan->n_ruled; i++) {
        const TcColumn *cells = &ev->block->columns[ev->plan->ruled[i]];
        for (uint32_t w = 0; cells->any_open && w < TC_BLOCK_WORDS; w++)
            rows[w] |= cells->open[w];
    }
}

void tc_box_narrow_row(TcEvaluator *ev, uint32_t row)
{
    TcBox *box = &ev->boxes[0];
    load(ev, row, box);
    while (!narrow_loaded(ev, row, box)) {
        bool opened = open_culprit(ev, row, box);
        tc_ranges_declare_row(ev, row); /* its ranges start again from the declarations */
        load(ev, row, box);
        if (!opened) { /* no row can keep the rules: nothing is narrowed */
            tc_bit_put(ev->results->data_error, row,
                       ev->in_parts || tc_bit(ev->results->data_error, row));
            return;
        }
    }
    store(ev, row, box);
}

/* --- completions ------------------------------------------------------------------------------ */

void tc_box_start(TcEvaluator *ev, uint32_t row)
{
    load(ev, row, &ev->boxes[0]);
}

bool tc_box_range(TcEvaluator *ev, uint32_t column, int64_t *low, int64_t *high)
{
    TcBox *box = &ev->boxes[0];
    shave(ev, box, column, TC_ROUND_INWARDS);
    if (box->cell[column] != TC_BOX_OPEN || box->low[column] > box->high[column])
        return false;
    *low = box->low[column];
    *high = box->high[column];
    return true;
}

void tc_box_give(TcEvaluator *ev, uint32_t column, int64_t value)
{
    TcBox *box = &ev->boxes[0];
    if (box->cell[column] != TC_BOX_OPEN)
        return;
    const TcNarrowing n = {ev, box, ev->plan->n_rules, TC_ROUND_INWARDS};
    hold(&n, column, value, value);
    tc_narrow(&n);
}

/* --- other values in the row ------------------------------------------------------------------ */

/* Between the stored numbers next to the value. Returns: false where no int64 holds it. */
static bool load_value(const TcValue *value, int64_t unit, int64_t *low, int64_t *high)
{
    if (value->none || (value->kind != TC_VALUE_NUMBER && value->kind != TC_VALUE_DATE))
        return false;
    if (value->kind == TC_VALUE_DATE)
        *low = *high = value->day;
    return value->kind == TC_VALUE_DATE || (tc_number_whole(value->number, unit, false, 61, low) &&
                                            tc_number_whole(value->number, unit, true, 61, high));
}

/* The cell as @value; of open ones the rules are due. */
static void load_other(const TcEvaluator *ev, uint32_t column, const TcValue *value, TcBox *box)
{
    const TcRanges *ranges = &ev->ranges[column];
    TcBoxCell kind = TC_BOX_APART;
    if (value->defined) {
        if (load_value(value, ranges->unit, &box->low[column], &box->high[column]))
            kind = TC_BOX_KNOWN;
    } else if (cell_kind(ev, column, 0) == TC_BOX_OPEN) {
        kind = TC_BOX_OPEN;
        box->low[column] = ranges->declared[0];
        box->high[column] = ranges->declared[1];
        tc_narrow_column(ev->plan, box, column);
    }
    box->cell[column] = (uint8_t)kind;
}

/* What is loaded of a row: from the cells that moved on, what rules hold them to, and what open
 * cells are held to in turn. */
typedef struct {
    TcEvaluator *ev;
    const TcValue *cells;
    bool *loaded; /* per column */
    GArray *next; /* uint32_t: columns to go on from */
} Loading;

static void load_once(const Loading *loading, uint32_t column, bool moved)
{
    TcBox *box = &loading->ev->boxes[0];
    if (loading->loaded[column])
        return;
    loading->loaded[column] = true;
    load_other(loading->ev, column, &loading->cells[column], box);
    if (moved || box->cell[column] == TC_BOX_OPEN)
        g_array_append_val(loading->next, column);
}

static void load_held(const Loading *loading, uint32_t column)
{
    const TcPlan *plan = loading->ev->plan;
    for (uint32_t i = plan->first_rule[column]; i < plan->first_rule[column + 1]; i++) {
        const TcRowRule *rule = &plan->rules[plan->rules_of[i]];
        for (uint32_t k = 0; k < rule->n; k++)
            load_once(loading, plan->rule_terms[rule->first + k].column, false);
        if (rule->positive != TC_NO_NODE)
            load_once(loading, rule->positive, false);
    }
}

bool tc_box_leaves(TcEvaluator *ev, const uint32_t *moved, uint32_t n, const TcValue *cells)
{
    TcBox *box = &ev->boxes[0];
    g_autofree bool *loaded = g_new0(bool, tc_column_count(ev) + 1);
    g_autoptr(GArray) next = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    const Loading loading = {ev, cells, loaded, next};
    box->empty = false;
    memset(box->due, 0, (ev->plan->n_rules / 64 + 1) * sizeof *box->due);
    for (uint32_t i = 0; i < n; i++) {
        if (moved[i] < ev->model->schema.n_columns) /* no appraisal: no rule names those */
            load_once(&loading, moved[i], true);
    }
    for (guint i = 0; i < next->len; i++)
        load_held(&loading, g_array_index(next, uint32_t, i));
    return tc_narrow(&(TcNarrowing){ev, box, ev->plan->n_rules, TC_ROUND_OUTWARDS});
}
