/* Conditions, outcomes and labels on a path of the fork search: before, cells with what the path
 * has decided of them; after, what a node comes to. */
#include <string.h>
#include "exec/fork_internal.h"
#include "exec/results.h"
#include "syntax/relation.h"

enum { MAX_DEPTH = 2000 };

TcForkValue tc_fork_turned(TcForkValue truth, bool turn)
{
    if (turn && truth.state <= TC_FORK_NOT)
        return tc_fork_truth(truth.state == TC_FORK_NOT);
    return truth;
}

/* --- cells ------------------------------------------------------------------------------------ */

/* Is the variable at least @least? */
static bool reaches(TcFork *fork, uint32_t variable, int64_t least)
{
    TcForkForm form = tc_fork_variable(fork, variable);
    form.constant -= least;
    return tc_fork_holds(fork, &form);
}

bool tc_fork_is_none(TcFork *fork, uint32_t cell)
{
    return fork->cells->cells[cell].may_none && reaches(fork, tc_fork_none(fork->cells, cell), 1);
}

int64_t tc_fork_decided(TcFork *fork, uint32_t variable)
{
    int64_t value = fork->bounds[variable].low;
    while (value < fork->bounds[variable].high && reaches(fork, variable, value + 1))
        value++;
    return value;
}

uint32_t tc_fork_text(TcFork *fork, uint32_t cell)
{
    return (uint32_t)tc_fork_decided(fork, cell);
}

static TcForkValue eval_yes(const TcForkAt *at)
{
    const uint32_t cell = tc_fork_cell(at, at->node->data);
    if (tc_fork_is_none(at->fork, cell))
        return tc_fork_truth(false);
    return tc_fork_truth(reaches(at->fork, cell, 1) == (at->node->sub != 0));
}

/* Where among a column's own choices the text of its cell is; n_choices: another text. */
static uint32_t choice_of(const TcForkAt *at, uint32_t column)
{
    const TcColumnSpec *spec = &at->plan->model->schema.columns[column];
    const TcForkCell *cell = &at->fork->cells->cells[tc_fork_cell(at, column)];
    const uint32_t text = tc_fork_text(at->fork, tc_fork_cell(at, column));
    uint32_t choice = 0;
    if (text >= cell->n_texts)
        return spec->n_choices;
    while (choice < spec->n_choices && strcmp(spec->choices[choice], cell->texts[text]) != 0)
        choice++;
    return choice;
}

static TcForkValue eval_choice(const TcForkAt *at)
{
    const TcChoiceSet *set = &at->plan->choice_sets[at->node->data2];
    if (tc_fork_is_none(at->fork, tc_fork_cell(at, at->node->data)))
        return tc_fork_truth(false);
    return tc_fork_truth(at->plan->members[set->first + choice_of(at, at->node->data)] != 0);
}

/* The text of an operand; NULL: any that no rule names. *@none: it is chưa có. */
static const char *operand_text(const TcForkAt *at, uint32_t index, bool *none)
{
    const TcTextOperand *operand = &at->plan->operands[index];
    if (operand->column == TC_NO_NODE)
        return operand->text;
    const TcForkCell *cell = &at->fork->cells->cells[tc_fork_cell(at, operand->column)];
    *none |= tc_fork_is_none(at->fork, tc_fork_cell(at, operand->column));
    const uint32_t text = tc_fork_text(at->fork, tc_fork_cell(at, operand->column));
    return text < cell->n_texts ? cell->texts[text] : NULL;
}

/* Two texts that no rule names may be one or two; one text that none names differs from those
 * that are named, but nobody can say which of them stands first. */
static TcForkValue eval_texts(const TcForkAt *at)
{
    const TcOperator operator=(TcOperator) at->node->sub;
    const bool plain = operator== TC_OP_EQ || operator== TC_OP_NE;
    bool none = false;
    const char *a = operand_text(at, at->node->data, &none);
    const char *b = operand_text(at, at->node->data2, &none);
    if (none)
        return tc_fork_truth(false);
    if (a && b)
        return tc_fork_truth(tc_relation_holds(operator, strcmp(a, b)));
    if (at->node->data == at->node->data2)
        return tc_fork_truth(tc_relation_holds(operator, 0));
    return plain && (a || b) ? tc_fork_truth(operator== TC_OP_NE) : tc_fork_state(TC_FORK_BEYOND);
}

/* --- comparisons ------------------------------------------------------------------------------ */

/* Is @value >= 0 (= 0, > 0: as @sub says)? */
static TcForkValue compare_zero(TcFork *fork, const TcForkValue *value, unsigned sub)
{
    const TcForkValue zero = tc_fork_integer(0);
    if (value->state == TC_FORK_BEYOND)
        return tc_fork_state(TC_FORK_BEYOND);
    if (value->state == TC_FORK_UNDEFINED)
        return tc_fork_state(TC_FORK_UNKNOWN);
    if (value->state == TC_FORK_NONE)
        return tc_fork_truth(false);
    bool truth;
    if ((sub & (TC_TEST_EQUAL | TC_TEST_ABOVE)) == 0 && value->den.n == 0 &&
        value->den.constant > 0) {
        truth = tc_fork_holds(fork, &value->num);
    } else {
        const int order = tc_fork_order(fork, value, &zero);
        if (order == 2)
            return tc_fork_state(TC_FORK_BEYOND);
        truth = sub & TC_TEST_EQUAL ? order == 0 : sub & TC_TEST_ABOVE ? order > 0 : order >= 0;
    }
    return tc_fork_turned(tc_fork_truth(truth), (sub & TC_TEST_NEGATED) != 0);
}

/* A form whose divisor is not below 0; where that is 0 the answer is unknown, or of no matter. */
static TcForkValue eval_test(const TcForkAt *at)
{
    const TcPlanNode *node = at->node;
    if (node->data2 != TC_NO_NODE && (node->sub & TC_TEST_NONZERO) == 0) {
        const TcForkValue divisor = tc_fork_columns(at, &at->plan->linears[node->data2]);
        const TcForkValue above = compare_zero(at->fork, &divisor, TC_TEST_ABOVE);
        if (above.state != TC_FORK_YES)
            return above.state == TC_FORK_BEYOND ? above : tc_fork_state(TC_FORK_UNKNOWN);
    }
    const TcForkValue value = tc_fork_columns(at, &at->plan->linears[node->data]);
    return compare_zero(at->fork, &value, node->sub & ~(unsigned)TC_TEST_ABOVE);
}

TcForkValue tc_fork_compare(TcFork *fork, const TcForkValue *value, const mpq_t number,
                            unsigned sub)
{
    TcForkValue rest = *value;
    mpq_t minus;
    mpq_init(minus);
    mpq_neg(minus, number);
    const TcForkValue threshold = tc_fork_rational(minus);
    mpq_clear(minus);
    if (value->state == TC_FORK_NUMBER)
        rest = tc_fork_plus(fork, value, &threshold);
    return compare_zero(fork, &rest, sub);
}

static TcForkValue eval_compare(const TcForkAt *at)
{
    const TcPlanNumber *number = &at->plan->numbers[at->node->data];
    const TcForkAt input = tc_fork_input_at(at, 0);
    if (tc_fork_is_step(input.node->op)) {
        const TcForkStep step = tc_fork_step(&input);
        return tc_fork_step_compare(&step, number->value, at->node->sub);
    }
    const TcForkValue value = tc_fork_input(at, 0);
    return tc_fork_compare(at->fork, &value, number->value, at->node->sub);
}

/* --- logic ------------------------------------------------------------------------------------ */

/* The inputs that are asked for, on top of what stands for the others; a junction needs no more
 * behind the one that decides. */
static TcForkTally tally_inputs(const TcForkAt *at)
{
    const uint32_t *inputs = tc_plan_inputs(at->plan, at->node);
    const TcPlanOp op = at->node->op;
    const TcForkPart *given = tc_fork_given(at->fork, at->version, at->node);
    TcForkTally tally = {0};
    if (given)
        tc_fork_part_tally(at->node, given, &tally);
    for (uint32_t i = 0; i < at->node->n; i++) {
        if ((op == TC_PLAN_AND && tally.no > 0) || (op == TC_PLAN_OR && tally.yes > 0))
            break;
        if (!tc_fork_asks(at->fork, at->version, at->node, inputs[i]))
            continue;
        const TcForkState state = op == TC_PLAN_CRITERION ? tc_fork_outcome_seen(at, inputs[i])
                                                          : tc_fork_input(at, i).state;
        tally.yes += state == TC_FORK_YES;
        tally.no += state == TC_FORK_NOT;
        tally.unknown += state == TC_FORK_UNKNOWN;
        tally.lost += state == TC_FORK_BEYOND;
    }
    return tally;
}

/* Kleene's junction. */
static TcForkValue join(const TcForkAt *at)
{
    const TcForkTally tally = tally_inputs(at);
    const bool all = at->node->op == TC_PLAN_AND;
    if (all ? tally.no > 0 : tally.yes > 0)
        return tc_fork_truth(!all);
    return tally.lost      ? tc_fork_state(TC_FORK_BEYOND)
           : tally.unknown ? tc_fork_state(TC_FORK_UNKNOWN)
                           : tc_fork_truth(all);
}

static TcForkValue eval_at_least(const TcForkAt *at)
{
    const TcForkTally tally = tally_inputs(at);
    const uint32_t wanted = at->node->data;
    if (tally.yes >= wanted || tally.yes + tally.unknown + tally.lost < wanted)
        return tc_fork_truth(tally.yes >= wanted);
    return tally.lost ? tc_fork_state(TC_FORK_BEYOND) : tc_fork_state(TC_FORK_UNKNOWN);
}

static TcForkValue eval_criterion(const TcForkAt *at)
{
    const TcForkTally tally = tally_inputs(at);
    if (tally.lost && !tally.no)
        return tc_fork_state(TC_FORK_BEYOND);
    return tc_fork_state(tally.no ? TC_FORK_NOT : tally.yes ? TC_FORK_YES : TC_FORK_APART);
}

/* Have both the same value? 2: not known. */
static unsigned agree(const TcForkAt *at, const TcForkValue *a, const TcForkValue *b)
{
    if (a->state == TC_FORK_BEYOND || b->state == TC_FORK_BEYOND)
        return 2;
    if (a->state != b->state || a->state == TC_FORK_UNDEFINED || a->state == TC_FORK_UNKNOWN)
        return 0;
    if (a->state == TC_FORK_LABEL)
        return a->label == b->label;
    if (a->state != TC_FORK_NUMBER)
        return 1;
    const int order = tc_fork_order(at->fork, a, b);
    return order == 2 ? 2 : order == 0;
}

/* CHOOSE, PICK, PICK_LABEL: only the branch that the guard takes is evaluated; behind an unknown
 * one the value that both have. */
TcForkValue tc_fork_choose(const TcForkAt *at, TcForkState without)
{
    const TcForkState guard = tc_fork_input(at, 0).state;
    if (guard == TC_FORK_YES || guard == TC_FORK_NOT)
        return tc_fork_input(at, guard == TC_FORK_YES ? 1 : 2);
    if (guard != TC_FORK_UNKNOWN)
        return tc_fork_state(TC_FORK_BEYOND);
    const TcForkValue a = tc_fork_input(at, 1), b = tc_fork_input(at, 2);
    const unsigned same = agree(at, &a, &b);
    const bool apart = at->node->op != TC_PLAN_PICK_LABEL && at->node->sub == TC_CHOOSE_APART;
    if (same == 2 ||
        (same == 1 && at->node->op == TC_PLAN_CHOOSE && at->node->sub == TC_CHOOSE_EITHER))
        return tc_fork_state(TC_FORK_BEYOND);
    return same == 1 && !apart ? a : tc_fork_state(without);
}

static bool all_known(const TcForkAt *at, const uint32_t *columns, uint32_t n)
{
    const TcForkRow *row = at->fork->row;
    bool known = true;
    for (uint32_t i = 0; i < n && row; i++)
        known &= row->known[columns[i]];
    return known;
}

/* Where no cell is open asked is only whether what is computed has a value. */
static TcForkValue eval_has_data(const TcForkAt *at)
{
    const uint32_t *columns = at->plan->columns + at->node->data;
    const bool known = all_known(at, columns + 1, columns[0]);
    if (at->node->n == 0 || !known)
        return tc_fork_truth(known);
    const TcForkState state = tc_fork_input(at, 0).state;
    return state == TC_FORK_BEYOND
               ? tc_fork_state(TC_FORK_BEYOND)
               : tc_fork_truth(state != TC_FORK_UNKNOWN && state != TC_FORK_UNDEFINED);
}

/* --- labels ----------------------------------------------------------------------------------- */

static TcForkValue eval_labels(const TcForkAt *at)
{
    if (at->node->op == TC_PLAN_LOOKUP_LABEL)
        return tc_fork_lookup(at->fork, at->version, at->node);
    if (at->node->op == TC_PLAN_PICK_LABEL)
        return tc_fork_choose(at, TC_FORK_UNDEFINED);
    if (at->node->sub)
        return tc_fork_state(TC_FORK_BEYOND);
    TcForkValue label = tc_fork_state(at->node->data < 63 ? TC_FORK_LABEL : TC_FORK_UNDEFINED);
    label.label = at->node->data;
    return label;
}

static TcForkValue eval_label_in(const TcForkAt *at)
{
    const uint64_t mask = (uint64_t)at->node->data2 << 32 | at->node->data;
    const TcForkValue label = tc_fork_input(at, 0);
    if (label.state == TC_FORK_LABEL)
        return tc_fork_truth(mask >> label.label & 1);
    return label.state == TC_FORK_BEYOND ? label : tc_fork_state(TC_FORK_UNKNOWN);
}

/* --- conditions ------------------------------------------------------------------------------- */

/* Of units that follow each other and are both left out, or both not, none is told from the next.
 */
static bool unit_is_left_out(const TcForkAt *at)
{
    const TcForkCells *cells = at->fork->cells;
    const TcForkBounds *bounds = &at->fork->bounds[cells->unit];
    bool is =
        tc_fork_unit_is_left_out(cells->units, (uint32_t)bounds->low, at->version, at->node->data);
    for (int64_t unit = bounds->low + 1; unit <= bounds->high; unit++) {
        const bool next =
            tc_fork_unit_is_left_out(cells->units, (uint32_t)unit, at->version, at->node->data);
        if (next != is && !reaches(at->fork, cells->unit, unit))
            break;
        is = next;
    }
    return is;
}

/* Of a row its unit as it is told. */
static TcForkValue eval_unit_is(const TcForkAt *at)
{
    const TcForkRow *row = at->fork->row;
    const TcIndicator *indicator = &at->plan->model->indicators[at->node->data];
    if (at->fork->cells->units)
        return tc_fork_truth(unit_is_left_out(at));
    return tc_fork_truth(
        row && tc_unit_is_left_out(&indicator->only_for, &indicator->not_for, &row->unit));
}

/* What is asked of the row as it stands: of a complete one nothing is missing or awaited. */
static TcForkValue eval_labelled(const TcForkAt *at)
{
    const TcForkRow *row = at->fork->row;
    const TcLabel wanted =
        at->node->sub == TC_STATE_MISSING ? TC_LABEL_DATA_MISSING : TC_LABEL_AWAITS_APPRAISAL;
    return tc_fork_truth(row && row->labels[at->node->data] == wanted);
}

/* Where the run tracks no evidence it is not asked for. */
static TcForkValue eval_appraised(const TcForkAt *at)
{
    const uint32_t cell = tc_fork_cell(at, at->node->data);
    return tc_fork_truth(cell == TC_NO_NODE || reaches(at->fork, cell, 1));
}

static TcForkValue eval_truth(const TcForkAt *at)
{
    const unsigned set = at->node->sub;
    return set == TC_IS_TRUE || set == TC_IS_FALSE ? tc_fork_truth(set == TC_IS_TRUE)
           : set == TC_IS_UNKNOWN                  ? tc_fork_state(TC_FORK_UNKNOWN)
                                                   : tc_fork_state(TC_FORK_BEYOND);
}

static TcForkValue eval_condition(const TcForkAt *at)
{
    switch ((int)at->node->op) {
    case TC_PLAN_TRUTH:
        return eval_truth(at);
    case TC_PLAN_YES:
        return eval_yes(at);
    case TC_PLAN_CHOICE:
        return eval_choice(at);
    case TC_PLAN_TEST:
        return eval_test(at);
    case TC_PLAN_COMPARE:
        return eval_compare(at);
    case TC_PLAN_LABEL_IN:
        return eval_label_in(at);
    case TC_PLAN_TEXTS:
        return eval_texts(at);
    case TC_PLAN_AND:
    case TC_PLAN_OR:
        return join(at);
    case TC_PLAN_NOT:
        return tc_fork_turned(tc_fork_input(at, 0), true);
    case TC_PLAN_AT_LEAST:
        return eval_at_least(at);
    case TC_PLAN_CHOOSE:
        return tc_fork_choose(at, TC_FORK_UNKNOWN);
    case TC_PLAN_HAS_DATA:
        return eval_has_data(at);
    case TC_PLAN_OUTCOME:
        return tc_fork_outcome(at);
    case TC_PLAN_CRITERION:
        return eval_criterion(at);
    case TC_PLAN_STATE:
        return tc_fork_state_asked(at);
    case TC_PLAN_APPRAISED:
        return eval_appraised(at);
    case TC_PLAN_LABELLED:
        return eval_labelled(at);
    default:
        return eval_unit_is(at);
    }
}

static TcForkValue evaluate(const TcForkAt *at)
{
    const TcSlotKind kind = tc_plan_slot_kind(at->node->op);
    return kind == TC_SLOT_NUMBER   ? tc_fork_number(at)
           : kind == TC_SLOT_LABELS ? eval_labels(at)
                                    : eval_condition(at);
}

TcForkValue tc_fork_value(TcFork *fork, uint32_t version, uint32_t node)
{
    TcForkSlot *slot = &fork->slots[version][node];
    const TcPlan *plan = fork->cells->plans[version];
    if (slot->epoch == fork->epoch)
        return slot->value;
    const TcForkPart *whole = tc_fork_given_whole(fork, version, node);
    if (whole)
        return tc_fork_part_value(whole);
    if (fork->depth >= MAX_DEPTH)
        return tc_fork_state(TC_FORK_BEYOND);
    fork->depth++;
    const TcForkAt at = {fork, plan, version, &plan->nodes[node]};
    const TcForkValue value = evaluate(&at);
    fork->depth--;
    slot->epoch = fork->epoch;
    slot->value = value;
    return value;
}

TcForkPart tc_fork_part(TcFork *fork, uint32_t version, uint32_t node, bool whole)
{
    const TcPlan *plan = fork->cells->plans[version];
    const TcForkAt at = {fork, plan, version, &plan->nodes[node]};
    if (!whole && at.node->op != TC_PLAN_LINEAR) {
        const TcForkTally tally = tally_inputs(&at);
        return tc_fork_part_of_tally(at.node, &tally);
    }
    const TcForkValue value = whole ? tc_fork_value(fork, version, node) : tc_fork_linear(&at);
    const TcForkValue decided = tc_fork_decide_number(fork, &value);
    return tc_fork_part_of_value(&decided);
}
