/* The reference evaluator: its rows and its public answers. */
#include "exec/reference_internal.h"

#include <string.h>

TcReference *tc_reference_new(const TcModel *model, const TcRun *run)
{
    TcReference *reference = g_new0(TcReference, 1);
    reference->model = model;
    reference->run = *run;
    tc_ref_memo_init(reference);
    reference->memo = &reference->completed;
    return reference;
}

void tc_reference_free(TcReference *reference)
{
    if (!reference)
        return;
    tc_ref_memo_clear(reference);
    g_free(reference);
}

void tc_reference_suppose(TcReference *reference, const TcSupposed *const *supposed)
{
    reference->supposed = supposed;
    tc_ref_begin_epoch(reference);
    reference->row_epoch = reference->epoch;
}

void tc_reference_see(TcReference *reference, uint32_t indicator, bool points, TcSupposed *seen)
{
    const TcRefState state = tc_ref_indicator_seen(reference, indicator);
    *seen = (TcSupposed){.has_state = state.applies != TC_TRUTH_OPEN &&
                                      (state.applies == TC_TRUTH_NO || state.met != TC_TRUTH_OPEN),
                         .applies = state.applies,
                         .met = state.met,
                         .points = seen->points};
    tc_value_undefine(&seen->points, TC_WHY_STATE);
    if (!points || !seen->has_state)
        return;
    const TcValue *earned = tc_ref_points_of(reference, indicator);
    if (reference->memo->points[indicator].mark.steady)
        tc_value_copy(&seen->points, earned);
}

void tc_reference_set_row(TcReference *reference, const TcValue *cells, const bool *known)
{
    reference->cells = cells;
    reference->known = known;
    reference->labels = NULL;
    reference->unit = (TcUnitTold){0};
    tc_ref_forget(reference);
}

void tc_reference_set_unit(TcReference *reference, const TcUnitTold *unit)
{
    reference->unit = *unit;
    tc_ref_forget(reference);
}

void tc_reference_set_labels(TcReference *reference, const uint8_t *labels)
{
    reference->labels = labels;
    tc_ref_forget(reference);
}

/* Cells of a block. */

static void read_text(const TcBlock *block, uint32_t row, uint32_t column, TcValue *cell)
{
    const TcColumnSpec *spec = &block->schema->columns[column];
    const int64_t index = tc_column_value(&block->columns[column], row);
    const char *text =
        block->texts ? (block->texts[column] ? block->texts[column][row] : NULL) : NULL;
    if (index != TC_TEXT_OTHER)
        text = spec->choices[index];
    tc_value_set_text(cell, text ? text : "");
}

static void read_cell(const TcBlock *block, uint32_t row, uint32_t column, TcValueKind kind,
                      TcValue *cell)
{
    const int64_t stored = tc_column_value(&block->columns[column], row);
    cell->kind = kind;
    if (stored == TC_VALUE_NONE) {
        tc_value_set_none(cell, kind);
    } else if (kind == TC_VALUE_NUMBER) {
        tc_value_set_integer(cell, 0);
        tc_block_get_number(block, row, column, cell->number);
    } else if (kind == TC_VALUE_TEXT) {
        read_text(block, row, column, cell);
    } else if (kind == TC_VALUE_BOOL) {
        tc_value_set_truth(cell, stored ? TC_TRUTH_YES : TC_TRUTH_NO, TC_WHY_NOT);
    } else {
        tc_value_set_day(cell, (int32_t)stored);
    }
}

void tc_reference_read_row(const TcModel *model, const TcBlock *block, uint32_t row, TcValue *cells,
                           bool *known)
{
    const TcSchema *schema = &model->schema;
    for (uint32_t i = 0; i < tc_schema_width(schema); i++) {
        TcValueKind kind = TC_VALUE_BOOL;
        if (i < schema->n_columns)
            kind = tc_type_kind(schema->columns[i].type);
        known[i] = !tc_bit(block->columns[i].open, row);
        tc_value_undefine(&cells[i], TC_WHY_LITERAL);
        if (known[i])
            read_cell(block, row, i, kind, &cells[i]);
    }
}

/* Answers about parts. */

void tc_reference_value(TcReference *reference, const TcNode *node, uint32_t self, TcValue *value)
{
    tc_ref_expression(reference, node, self, value);
}

static unsigned outcome_of(TcRefState state)
{
    if (state.applies == TC_TRUTH_NO)
        return TC_OUT_NOT_APPLICABLE;
    if (state.applies == TC_TRUTH_OPEN || state.met == TC_TRUTH_OPEN)
        return TC_OUT_UNDEFINED;
    return state.met == TC_TRUTH_YES ? TC_OUT_MET : TC_OUT_NOT_MET;
}

unsigned tc_reference_indicator(TcReference *reference, uint32_t indicator)
{
    unsigned outcome = outcome_of(tc_ref_indicator_state(reference, indicator));
    bool judged = reference->model->indicators[indicator].judged;
    return judged || outcome != TC_OUT_MET ? outcome : 0;
}

void tc_reference_indicator_value(TcReference *reference, uint32_t indicator, TcValue *value)
{
    tc_ref_value_of(reference, indicator, value);
}

void tc_reference_points(TcReference *reference, uint32_t indicator, TcValue *points)
{
    tc_ref_points(reference, indicator, points);
}

void tc_reference_max_points(TcReference *reference, uint32_t indicator, TcValue *points)
{
    tc_ref_max_points(reference, indicator, points);
}

void tc_reference_group_points(TcReference *reference, uint32_t group, TcValue *points)
{
    tc_ref_total(reference, TC_TOTAL_POINTS, TC_REF_GROUP, group, points);
}

void tc_reference_total(TcReference *reference, TcTotal what, TcValue *total)
{
    tc_ref_total(reference, what, TC_REF_SET, 0, total);
}

/* Conclusions. */

/* The next resolution: the last choice with a member left takes it, those behind it are made anew.
 * Returns: false when all have been seen. */
static bool next_resolution(TcRefResolution *resolution)
{
    while (resolution->n > 0) {
        uint8_t chosen = resolution->choices[resolution->n - 1].chosen;
        unsigned left = resolution->choices[resolution->n - 1].possible & ~(2u * chosen - 1);
        if (left) {
            resolution->choices[resolution->n - 1].chosen = (uint8_t)(left & (~left + 1));
            return true;
        }
        resolution->n--;
    }
    return false;
}

/* @data: what the conclusion needs besides its number. */
typedef uint64_t Conclusion(TcReference *reference, uint32_t index, void *data);

uint64_t tc_reference_resolutions(const TcReference *reference)
{
    return reference->n_resolutions;
}

/* The union of @conclude over all resolutions; 0 when there are too many. */
static uint64_t over_resolutions(TcReference *reference, Conclusion *conclude, uint32_t index,
                                 void *data)
{
    TcRefResolution resolution = {0};
    uint64_t set = 0;
    reference->resolution = &resolution;
    do {
        tc_ref_begin_epoch(reference);
        reference->n_resolutions++;
        set |= conclude(reference, index, data);
    } while (!resolution.overflow && next_resolution(&resolution));
    reference->resolution = NULL;
    reference->epoch = reference->row_epoch;
    return resolution.overflow ? 0 : set;
}

static uint64_t conclude_criterion(TcReference *reference, uint32_t index, void *data)
{
    (void)data;
    return outcome_of(tc_ref_criterion(reference, index));
}

unsigned tc_reference_criterion(TcReference *reference, uint32_t criterion)
{
    const uint64_t set = over_resolutions(reference, conclude_criterion, criterion, NULL);
    return set ? (unsigned)set : outcome_of(tc_ref_criterion(reference, criterion));
}

static uint64_t conclude_verdict(TcReference *reference, uint32_t index, void *data)
{
    (void)data;
    TcTruth truth = tc_ref_verdict(reference, index);
    if (truth == TC_TRUTH_OPEN)
        return TC_OUT_UNKNOWN;
    return truth == TC_TRUTH_YES ? TC_OUT_TRUE : TC_OUT_FALSE;
}

unsigned tc_reference_verdict(TcReference *reference, uint32_t verdict)
{
    uint64_t set = over_resolutions(reference, conclude_verdict, verdict, NULL);
    if (set == 0) {
        set = conclude_verdict(reference, verdict, NULL);
        if (set == TC_OUT_UNKNOWN)
            set = TC_OUT_TRUE | TC_OUT_FALSE | TC_OUT_UNKNOWN;
    }
    return (unsigned)set;
}

static uint64_t conclude_grade(TcReference *reference, uint32_t index, void *data)
{
    const TcGrade *grade = &reference->model->grades[index];
    uint64_t set = (uint64_t)1 << 63;
    TcValue label, text;
    (void)data;
    tc_value_init(&label);
    tc_value_init(&text);
    tc_ref_grade(reference, index, &label);
    for (uint32_t i = 0; label.defined && i < grade->n_labels; i++) {
        tc_value_set_text(&text, grade->labels[i]);
        if (tc_value_same(&label, &text))
            set = (uint64_t)1 << i;
    }
    tc_value_clear(&text);
    tc_value_clear(&label);
    return set;
}

uint64_t tc_reference_grade(TcReference *reference, uint32_t grade)
{
    uint64_t set = over_resolutions(reference, conclude_grade, grade, NULL);
    if (set == 0) {
        set = conclude_grade(reference, grade, NULL);
        if (set >> 63)
            set |= ((uint64_t)1 << reference->model->grades[grade].n_labels) - 1;
    }
    return set;
}

/* The numbers seen so far: low and high. */
static void widen(TcValue *const ends[2], const TcValue *value)
{
    if (!ends[0]->defined || tc_value_order(value, ends[0]) < 0)
        tc_value_copy(ends[0], value);
    if (!ends[1]->defined || tc_value_order(value, ends[1]) > 0)
        tc_value_copy(ends[1], value);
}

static uint64_t conclude_ranking(TcReference *reference, uint32_t index, void *data)
{
    const TcRanking *ranking = &reference->model->rankings[index];
    TcTruth left_out = TC_TRUTH_NO;
    TcValue value;
    tc_value_init(&value);
    if (ranking->not_applicable_when)
        left_out = tc_ref_condition(reference, ranking->not_applicable_when, TC_NO_PART);
    tc_ref_expression(reference, ranking->by, TC_NO_PART, &value);
    bool number = value.defined && !value.none;
    uint64_t set = (left_out != TC_TRUTH_YES && number ? TC_OUT_TRUE : 0U) |
                   (left_out != TC_TRUTH_NO || !number ? TC_OUT_FALSE : 0U);
    if (set & TC_OUT_TRUE)
        widen(data, &value);
    tc_value_clear(&value);
    return set;
}

unsigned tc_reference_ranking(TcReference *reference, uint32_t ranking, TcValue *low, TcValue *high)
{
    TcValue *const ends[2] = {low, high};
    return (unsigned)over_resolutions(reference, conclude_ranking, ranking, (void *)ends);
}

/* Is the row one that the declarations allow? */

bool tc_reference_range_holds(const TcReference *reference, uint32_t column)
{
    const TcColumnSpec *spec = &reference->model->schema.columns[column];
    const TcValue *cell = &reference->cells[column];
    if (!cell->defined || cell->none)
        return true;
    if (cell->kind == TC_VALUE_DATE)
        return !(spec->has_low && mpq_cmp_si(spec->low, cell->day, 1) > 0) &&
               !(spec->has_high && mpq_cmp_si(spec->high, cell->day, 1) < 0);
    return cell->kind != TC_VALUE_NUMBER ||
           (!(spec->has_low && mpq_cmp(spec->low, cell->number) > 0) &&
            !(spec->has_high && mpq_cmp(spec->high, cell->number) < 0));
}

static bool is_none(TcReference *reference, const TcNode *node)
{
    TcValue value;
    tc_value_init(&value);
    tc_ref_expression(reference, node, TC_NO_PART, &value);
    bool none = value.defined && value.none;
    tc_value_clear(&value);
    return none;
}

bool tc_reference_limit_holds(const TcReference *reference, uint32_t limit)
{
    const TcColumnLimit *stated = &reference->model->schema.limits[limit];
    const TcValue *small = &reference->cells[stated->small];
    const TcValue *large = &reference->cells[stated->large];
    return small->none || large->none || tc_value_compare(TC_OP_GT, small, large) != TC_TRUTH_YES;
}

bool tc_reference_check_holds(TcReference *reference, uint32_t index)
{
    const TcDataCheck *check = &reference->model->checks[index];
    const TcNode *condition = check->condition;
    if (tc_ref_condition(reference, condition, TC_NO_PART) != TC_TRUTH_NO)
        return true;
    /* one that is a column's range says nothing of chưa có */
    return check->column != TC_NO_PART &&
           (is_none(reference, condition->items[0]) || is_none(reference, condition->items[1]));
}

bool tc_reference_row_valid(TcReference *reference)
{
    const TcSchema *schema = &reference->model->schema;
    bool valid = true;
    for (uint32_t i = 0; i < schema->n_columns && valid; i++)
        valid = tc_reference_range_holds(reference, i);
    for (uint32_t i = 0; i < schema->n_limits && valid; i++)
        valid = tc_reference_limit_holds(reference, i);
    for (uint32_t i = 0; i < reference->model->n_checks && valid; i++)
        valid = tc_reference_check_holds(reference, i);
    return valid;
}
