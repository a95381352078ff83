/* Boxes: what the open cells of one row can be together, by the row rules (plan/row_rules.c).
 *
 * A rule with all but one cell at their best says how far that one may go. So every cell of every
 * rule is narrowed in turn until nothing moves or the rounds are over, and ends that several rules
 * together exclude are cut off; what is left holds all completions. Whole numbers are rounded
 * inwards, others outwards. Row limits alone always leave a completion in a box that is not empty;
 * other rules need not, so a box that they narrowed counts only if a completion within it was
 * found, else no answer could be trusted to speak of any. */
#include "exec/box.h"
#include "exec/bits.h"
#include "exec/evaluator.h"
#include "exec/ranges.h"
#include "exec/slots.h"

#include <string.h>

enum { RULE_ROUNDS = 8 };
#define BOX_FAR  (INT64_MAX / 4)
#define SUM_ROOM ((TcWide)1 << 126) /* so that a term can be taken from a sum */

/* Whole numbers only: of a completion every number is one of the stored ones. */
typedef enum { BOX_OUTWARDS, BOX_INWARDS } BoxRounding;

typedef struct {
    const TcEvaluator *ev;
    TcBox *box;
    uint32_t n_rules; /* the first of the plan's */
    BoxRounding rounding;
} Narrowing;

/* --- boxes ------------------------------------------------------------------------------------ */

void tc_boxes_init(TcEvaluator *ev, uint32_t n_columns)
{
    ev->wished = g_new0(uint8_t, n_columns + 1);
    ev->within = g_new0(TcWithin, n_columns + 1);
    for (size_t i = 0; i < G_N_ELEMENTS(ev->boxes); i++) {
        ev->boxes[i].low = g_new0(int64_t, n_columns + 1);
        ev->boxes[i].high = g_new0(int64_t, n_columns + 1);
        ev->boxes[i].cell = g_new0(uint8_t, n_columns + 1);
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
        return tc_column_may_none(ev, column) ? TC_BOX_APART : TC_BOX_OPEN;
    if (tc_cell_is_none(ev, column, row) || is_exact(ev, column, row))
        return TC_BOX_APART;
    return TC_BOX_KNOWN;
}

/* The cells of @row as the ranges have them. */
static void load(const TcEvaluator *ev, uint32_t row, TcBox *box)
{
    for (uint32_t i = 0; i < ev->plan->n_ruled; i++) {
        uint32_t column = ev->plan->ruled[i];
        box->cell[column] = (uint8_t)cell_kind(ev, column, row);
        if (box->cell[column] != TC_BOX_APART)
            tc_cell_range(ev, column, row, &box->low[column], &box->high[column]);
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
}

static bool is_empty(const TcEvaluator *ev, const TcBox *box)
{
    for (uint32_t i = 0; i < ev->plan->n_ruled; i++) {
        uint32_t column = ev->plan->ruled[i];
        if (box->cell[column] == TC_BOX_OPEN && box->low[column] > box->high[column])
            return true;
    }
    return false;
}

/* --- one rule --------------------------------------------------------------------------------- */

/* The most that a rule's sum can be. */
typedef struct {
    TcWide sum;           /* of the terms that have an end */
    uint32_t n_unbounded; /* the others */
} Most;

static const TcRuleTerm *terms_of(const Narrowing *n, const TcRowRule *rule)
{
    return n->ev->plan->rule_terms + rule->first;
}

/* The end of a term's cell that makes the sum most; false: it has none. */
static bool best_end(const TcBox *box, const TcRuleTerm *term, int64_t *end)
{
    *end = term->weight > 0 ? box->high[term->column] : box->low[term->column];
    return term->weight == 0 || (*end != TC_NO_HIGH && *end != TC_NO_LOW);
}

/* Returns: false where the rule says nothing of this row. */
static bool rule_most(const Narrowing *n, const TcRowRule *rule, Most *most)
{
    const TcRuleTerm *terms = terms_of(n, rule);
    const TcBox *box = n->box;
    bool counts = n->rounding == BOX_INWARDS || rule->whole;
    bool good = true;
    *most = (Most){rule->constant - (TcWide)(rule->strict && counts), 0};
    if (rule->positive != TC_NO_NODE &&
        (box->cell[rule->positive] == TC_BOX_APART || box->low[rule->positive] <= 0))
        return false;
    for (uint32_t i = 0; i < rule->n; i++) {
        int64_t end;
        if (box->cell[terms[i].column] == TC_BOX_APART)
            return false;
        if (best_end(box, &terms[i], &end))
            good &= !__builtin_add_overflow(most->sum, (TcWide)terms[i].weight * end, &most->sum);
        else
            most->n_unbounded++;
    }
    return good && most->sum < SUM_ROOM && most->sum > -SUM_ROOM;
}

static bool is_violated(const Narrowing *n, const TcRowRule *rule)
{
    Most most;
    return rule_most(n, rule, &most) && most.n_unbounded == 0 && most.sum < 0;
}

/* @top / @bottom (positive), rounded up or down. */
static TcWide divide(TcWide top, TcWide bottom, bool up)
{
    TcWide quotient = top / bottom;
    if (quotient * bottom != top)
        quotient += up ? top > 0 : -(top < 0);
    return quotient;
}

static bool is_inward(const Narrowing *n, uint32_t column)
{
    const TcTypeId type = n->ev->model->schema.columns[column].type;
    return n->rounding == BOX_INWARDS || type == TC_TYPE_INTEGER || type == TC_TYPE_DATE;
}

static bool raise_low(TcBox *box, uint32_t column, TcWide least)
{
    if (least <= box->low[column])
        return false;
    box->low[column] = (int64_t)MIN(least, BOX_FAR);
    return true;
}

static bool drop_high(TcBox *box, uint32_t column, TcWide greatest)
{
    if (greatest >= box->high[column])
        return false;
    box->high[column] = (int64_t)MAX(greatest, -BOX_FAR);
    return true;
}

/* weight * cell + @rest must not be negative. Returns: whether the cell's range moved. */
static bool narrow_cell(const Narrowing *n, const TcRuleTerm *term, TcWide rest)
{
    bool inward = is_inward(n, term->column);
    if (term->weight > 0)
        return raise_low(n->box, term->column, divide(-rest, term->weight, inward));
    return drop_high(n->box, term->column, divide(rest, -(TcWide)term->weight, !inward));
}

/* Narrows the open cells of a rule. Returns: whether anything moved. A term's own best end, which
 * its rest leaves out, is not what it moves, so one sum serves all. */
static bool narrow_by(const Narrowing *n, const TcRowRule *rule)
{
    const TcRuleTerm *terms = terms_of(n, rule);
    Most most;
    bool moved = false;
    if (!rule_most(n, rule, &most) || most.n_unbounded > 1)
        return false;
    for (uint32_t i = 0; i < rule->n; i++) {
        int64_t end;
        bool bounded = best_end(n->box, &terms[i], &end);
        if (n->box->cell[terms[i].column] != TC_BOX_OPEN || terms[i].weight == 0 ||
            (bounded && most.n_unbounded > 0))
            continue;
        moved |= narrow_cell(n, &terms[i],
                             bounded ? most.sum - (TcWide)terms[i].weight * end : most.sum);
    }
    return moved;
}

/* --- all rules -------------------------------------------------------------------------------- */

/* Narrows the box. Returns: whether it holds anything still. */
static bool narrow(const Narrowing *n)
{
    const TcPlan *plan = n->ev->plan;
    const uint32_t rounds = plan->model->schema.n_limits + RULE_ROUNDS;
    bool moved = true;
    for (uint32_t round = 0; moved && round < rounds; round++) {
        moved = false;
        for (uint32_t i = 0; i < n->n_rules; i++)
            moved |= narrow_by(n, &plan->rules[i]);
    }
    if (is_empty(n->ev, n->box))
        return false;
    for (uint32_t i = 0; i < n->n_rules; i++) {
        if (is_violated(n, &plan->rules[i]))
            return false;
    }
    return true;
}

/* Can the open cell be anything between @low and @high? */
static bool can_lie(TcEvaluator *ev, const TcBox *box, uint32_t column, int64_t low, int64_t high,
                    BoxRounding rounding)
{
    const Narrowing n = {ev, &ev->boxes[1], ev->plan->n_rules, rounding};
    copy(ev, box, n.box);
    n.box->low[column] = low;
    n.box->high[column] = high;
    return narrow(&n);
}

/* Cuts off what one end of a cell cannot be though no single rule says so: by halving, for with a
 * part of a range all of that part's parts are impossible. */
static void shave_end(TcEvaluator *ev, TcBox *box, uint32_t column, bool from_low,
                      BoxRounding rounding)
{
    int64_t low = box->low[column], high = box->high[column];
    int64_t bad = from_low ? low : high, good = from_low ? high : low;
    const bool inward = is_inward(&(Narrowing){.ev = ev, .rounding = rounding}, column);
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
    if (from_low)
        box->low[column] = inward ? good : bad;
    else
        box->high[column] = inward ? good : bad;
}

static void shave(TcEvaluator *ev, TcBox *box, uint32_t column, BoxRounding rounding)
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
    const Narrowing n = {ev, &ev->boxes[1], ev->plan->n_rules, BOX_INWARDS};
    copy(ev, box, n.box);
    for (uint32_t i = 0; i < ev->plan->n_ruled; i++) {
        uint32_t column = ev->plan->ruled[i];
        if (n.box->cell[column] != TC_BOX_OPEN)
            continue;
        n.box->low[column] = n.box->high[column] = end_of(n.box, column, high);
        if (!narrow(&n))
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
    if (!narrow(&(Narrowing){ev, box, ev->plan->n_rules, BOX_OUTWARDS}))
        return false;
    if (!has_open_sum(ev, box))
        return true;
    for (uint32_t i = 0; i < ev->plan->n_ruled && !ev->in_parts; i++)
        shave(ev, box, ev->plan->ruled[i], BOX_OUTWARDS);
    if (can_complete(ev, box, false) || can_complete(ev, box, true))
        return true;
    load(ev, row, box);
    return narrow(&(Narrowing){ev, box, ev->model->schema.n_limits, BOX_OUTWARDS});
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
    const Narrowing n = {ev, box, ev->plan->n_rules, BOX_OUTWARDS};
    for (uint32_t i = 0; i < n.n_rules; i++) {
        if (is_violated(&n, &ev->plan->rules[i]) && open_rule(ev, row, i))
            return true;
    }
    for (uint32_t i = n.n_rules; i-- > 0;) {
        Most most;
        if (rule_most(&n, &ev->plan->rules[i], &most) && open_rule(ev, row, i))
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
    shave(ev, box, column, BOX_INWARDS);
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
    box->low[column] = box->high[column] = value;
    narrow(&(Narrowing){ev, box, ev->plan->n_rules, BOX_INWARDS});
}
