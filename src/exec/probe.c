/* The row of a probe: its steps, its changes and what was asked of it; the pieces of an answer are
 * in pieces.c. */
#include "exec/probe.h"

#include "base/number.h"
#include "exec/box.h"
#include "exec/changes.h"
#include "exec/constraints.h"
#include "exec/evaluator.h"
#include "exec/movable.h"
#include "exec/populations.h"
#include "exec/readers.h"
#include "exec/ways_memo.h"

/* Decimals of a number that is not whole: at first, at most, and at most where nothing ends its
 * range. */
enum { PLACES = 6, MOST_PLACES = 12, MOST_PLACES_FAR = 9 };
/* The end of a range that nothing else ends: of whole numbers, and in the least steps of others. */
#define FAR       INT64_C(1000000000000)
#define FAR_STEPS INT64_C(1000000000000000000)
/* Days of 01/01/1900 and 31/12/2100. */
#define FIRST_DAY INT64_C(-25567)
#define LAST_DAY  INT64_C(47846)

/* --- the steps of numbers --- */

static int64_t power_of_ten(unsigned places)
{
    int64_t power = 1;
    while (places-- > 0)
        power *= 10;
    return power;
}

/* Is @number, in steps, well within the numbers that are used? */
static bool has_room(const mpq_t number, int64_t steps)
{
    mpq_t end;
    mpq_init(end);
    mpq_set_si(end, FAR_STEPS / 2, (unsigned long)steps);
    mpq_canonicalize(end);
    bool has = mpq_cmp(number, end) <= 0;
    mpq_neg(end, end);
    has &= mpq_cmp(number, end) >= 0;
    mpq_clear(end);
    return has;
}

/* Is the range of the column ended by what the rules say, well within the numbers that are used? */
static bool is_bounded(const TcColumnSpec *spec, int64_t steps)
{
    return spec->has_high && has_room(spec->high, steps) &&
           (!spec->has_low || has_room(spec->low, steps));
}

void tc_probe_refine(TcProbe *probe, uint32_t column, const mpq_t number)
{
    const TcValue *cell = &probe->cells[column];
    unsigned places;
    if (tc_probe_is_whole(probe, column) || !tc_number_is_decimal(number, &places) ||
        places > MOST_PLACES)
        return;
    const int64_t steps = power_of_ten(places);
    const bool bounded = is_bounded(&probe->model->schema.columns[column], steps);
    if (steps > probe->steps[column] && (bounded || places <= MOST_PLACES_FAR) &&
        has_room(number, steps) && (!cell->defined || cell->none || has_room(cell->number, steps)))
        probe->steps[column] = steps;
}

/* As the cells are written. */
static void start_steps(TcProbe *probe)
{
    for (uint32_t i = 0; i < probe->n; i++) {
        probe->steps[i] = tc_probe_is_whole(probe, i) ? 1 : power_of_ten(PLACES);
        if (probe->cells[i].defined && !probe->cells[i].none)
            tc_probe_refine(probe, i, probe->cells[i].number);
    }
}

/* With all that the rules alone say. */
static TcProbe *probe_of(const TcModel *model, const TcRun *run)
{
    TcProbe *probe = g_new0(TcProbe, 1);
    probe->model = model;
    probe->reference = tc_reference_new(model, run);
    probe->n = tc_schema_width(&model->schema);
    probe->cells = tc_values_new(probe->n);
    probe->known = g_new0(bool, probe->n);
    probe->base = tc_values_new(probe->n);
    probe->steps = g_new(int64_t, probe->n + 1);
    probe->populations = tc_populations_new(model);
    probe->guards = tc_cell_roles_new(model, probe->populations);
    tc_cell_roles_add_guards(probe->guards);
    probe->read = tc_readers_new(model, probe->populations);
    probe->changes = tc_changes_new();
    probe->moved = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    probe->limits = tc_constraints_new(model);
    return probe;
}

void tc_probe_turn_to(TcProbe *probe, const TcBlock *block, uint32_t row)
{
    const TcRowInfo *info = &block->rows[row];
    tc_probe_reset(probe);
    tc_probe_count_work(probe, NULL);
    tc_ways_memo_forget(probe->ways);
    probe->evaluator = NULL;
    probe->unit = (TcUnitTold){info->code, info->name, info->parent, info->kind};
    tc_reference_read_row(probe->model, block, row, probe->cells, probe->known);
    tc_reference_set_row(probe->reference, probe->cells, probe->known);
    tc_reference_set_unit(probe->reference, &probe->unit);
    start_steps(probe);
    for (uint32_t i = 0; i < probe->n; i++)
        tc_value_copy(&probe->base[i], &probe->cells[i]);
    probe->valid = tc_reference_row_valid(tc_probe_ask(probe));
}

TcProbe *tc_probe_new(const TcModel *model, const TcRun *run, const TcBlock *block, uint32_t row)
{
    TcProbe *probe = probe_of(model, run);
    tc_probe_turn_to(probe, block, row);
    return probe;
}

void tc_probe_free(TcProbe *probe)
{
    if (!probe)
        return;
    tc_ways_memo_free(probe->ways);
    tc_reference_free(probe->reference);
    tc_values_free(probe->cells, probe->n);
    tc_values_free(probe->base, probe->n);
    tc_cell_roles_free(probe->guards);
    tc_readers_free(probe->read);
    tc_changes_free(probe->changes);
    tc_constraints_free(probe->limits);
    g_array_unref(probe->moved);
    g_free(probe->populations);
    g_free(probe->known);
    g_free(probe->steps);
    g_free(probe);
}

/* Where nothing is left already as the row stands, changes are not held to it. */
void tc_probe_fill_open(TcProbe *probe, TcEvaluator *evaluator)
{
    const TcPlan *plan = evaluator->plan;
    TcBits rows;
    tc_box_rows(evaluator, rows);
    if (tc_bit(rows, 0) && tc_box_leaves(evaluator, plan->ruled, plan->n_ruled, probe->cells))
        probe->evaluator = evaluator;
}

bool tc_probe_can_fill(const TcProbe *probe)
{
    const uint32_t n = tc_changes_length(probe->changes);
    if (!probe->evaluator)
        return true;
    g_array_set_size(probe->moved, 0);
    for (uint32_t i = tc_changes_sound(probe->changes); i < n; i++) {
        const uint32_t column = tc_changes_column(probe->changes, i);
        g_array_append_val(probe->moved, column);
    }
    return tc_box_leaves(probe->evaluator, (const uint32_t *)(const void *)probe->moved->data,
                         probe->moved->len, probe->cells);
}

void tc_probe_reset(TcProbe *probe)
{
    tc_probe_restore(probe, (TcProbeState){0});
}

static uint64_t work_of(const TcProbe *probe, uint32_t column)
{
    const GArray *readers = probe->readers ? probe->readers[column] : NULL;
    return 1 + (readers ? readers->len : 0);
}

void tc_probe_count_move(TcProbe *probe, uint32_t column)
{
    probe->work += 2 * work_of(probe, column);
}

/* When a cell changes. */
static void tell(TcProbe *probe, uint32_t column)
{
    probe->work += work_of(probe, column);
    tc_reference_change_cell(probe->reference, column);
}

void tc_probe_set(TcProbe *probe, uint32_t column, const TcValue *value)
{
    tell(probe, column);
    tc_changes_add(probe->changes, column, &probe->cells[column], probe->known[column]);
    tc_value_copy(&probe->cells[column], value);
    probe->known[column] = value->defined;
}

TcProbeState tc_probe_save(const TcProbe *probe)
{
    return (TcProbeState){tc_changes_length(probe->changes)};
}

void tc_probe_restore(TcProbe *probe, TcProbeState state)
{
    const uint32_t n = tc_changes_length(probe->changes);
    for (uint32_t i = state.n_changes; i < n; i++)
        tell(probe, tc_changes_column(probe->changes, i));
    tc_changes_undo(probe->changes, state.n_changes, probe->cells, probe->known);
}

TcReference *tc_probe_ask(TcProbe *probe)
{
    return probe->reference;
}

void tc_probe_count_work(TcProbe *probe, GArray *const *readers)
{
    probe->readers = readers;
    probe->work = 0;
}

bool tc_probe_is_valid(TcProbe *probe)
{
    TcReference *reference = tc_probe_ask(probe);
    const uint32_t n = tc_changes_length(probe->changes), sound = tc_changes_sound(probe->changes);
    bool holds = true;
    if (!probe->valid)
        return true;
    for (uint32_t i = sound; i < n && holds; i++)
        holds = tc_constraints_hold(probe->limits, reference, tc_changes_column(probe->changes, i));
    if (holds && sound < n)
        holds = tc_probe_can_fill(probe);
    if (holds)
        tc_changes_mark_sound(probe->changes);
    return holds;
}

TcValueKind tc_probe_kind(const TcProbe *probe, uint32_t column)
{
    const TcSchema *schema = &probe->model->schema;
    return column < schema->n_columns ? tc_type_kind(schema->columns[column].type) : TC_VALUE_BOOL;
}

bool tc_probe_is_whole(const TcProbe *probe, uint32_t column)
{
    const TcSchema *schema = &probe->model->schema;
    if (tc_probe_kind(probe, column) != TC_VALUE_NUMBER)
        return true;
    return schema->columns[column].type == TC_TYPE_INTEGER;
}

/* --- values by number --- */

static int64_t number_of(const mpq_t number, int64_t steps)
{
    const int64_t far = steps == 1 ? FAR : FAR_STEPS;
    if (steps == 1 && mpz_cmp_ui(mpq_denref(number), 1) == 0 &&
        mpz_fits_slong_p(mpq_numref(number)))
        return mpz_get_si(mpq_numref(number)); /* as most are */
    mpz_t whole;
    mpz_init(whole);
    mpz_mul_si(whole, mpq_numref(number), steps);
    mpz_fdiv_q(whole, whole, mpq_denref(number));
    const int64_t beyond = mpz_sgn(whole) < 0 ? -far : far;
    const int64_t result = mpz_fits_slong_p(whole) ? mpz_get_si(whole) : beyond;
    mpz_clear(whole);
    return steps == 1 ? result : CLAMP(result, -far, far);
}

bool tc_probe_may_none(const TcProbe *probe, uint32_t column)
{
    const TcSchema *schema = &probe->model->schema;
    return column < schema->n_columns && schema->columns[column].blank == TC_BLANK_NONE;
}

int64_t tc_probe_number(const TcProbe *probe, uint32_t column, const TcValue *value)
{
    const TcSchema *schema = &probe->model->schema;
    if (value->none)
        return TC_VALUE_NONE;
    if (value->kind == TC_VALUE_NUMBER)
        return number_of(value->number, probe->steps[column]);
    if (value->kind == TC_VALUE_DATE)
        return value->day;
    if (value->kind == TC_VALUE_BOOL)
        return value->truth;
    for (uint32_t i = 0; i < schema->columns[column].n_choices; i++) {
        if (g_strcmp0(schema->columns[column].choices[i], value->text) == 0)
            return i;
    }
    return -1;
}

void tc_probe_value(const TcProbe *probe, uint32_t column, int64_t number, TcValue *value)
{
    const TcValueKind kind = tc_probe_kind(probe, column);
    if (number == TC_VALUE_NONE && tc_probe_may_none(probe, column)) {
        tc_value_set_none(value, kind);
    } else if (kind == TC_VALUE_BOOL) {
        tc_value_set_truth(value, number ? TC_TRUTH_YES : TC_TRUTH_NO, TC_WHY_NOT);
    } else if (kind == TC_VALUE_DATE) {
        tc_value_set_day(value, (int32_t)number);
    } else if (kind == TC_VALUE_TEXT) {
        tc_value_set_text(value, probe->model->schema.columns[column].choices[number]);
    } else {
        tc_value_set_integer(value, number);
        if (!tc_probe_is_whole(probe, column)) {
            mpz_set_si(mpq_denref(value->number), probe->steps[column]);
            mpq_canonicalize(value->number);
        }
    }
}

void tc_probe_put(TcProbe *probe, uint32_t column, int64_t number)
{
    TcValue value;
    tc_value_init(&value);
    tc_probe_value(probe, column, number, &value);
    tc_probe_set(probe, column, &value);
    tc_value_clear(&value);
}

const uint32_t *tc_probe_limits(const TcProbe *probe, uint32_t column, uint32_t *n)
{
    return tc_constraints_limits(probe->limits, column, n);
}

/* Narrows the range of a number by the limits to other cells that are known. */
static void narrow(const TcProbe *probe, uint32_t column, int64_t *low, int64_t *high)
{
    uint32_t n;
    const uint32_t *limits = tc_probe_limits(probe, column, &n);
    for (uint32_t i = 0; i < n; i++) {
        const TcColumnLimit *limit = &probe->model->schema.limits[limits[i]];
        const bool small = limit->small == column;
        const TcValue *other = &probe->cells[small ? limit->large : limit->small];
        if (!other->defined || other->none)
            continue;
        int64_t end = tc_probe_number(probe, column, other);
        if (small)
            *high = MIN(*high, end);
        else
            *low = MAX(*low, end);
    }
}

static void number_range(const TcProbe *probe, uint32_t column, int64_t *low, int64_t *high)
{
    const TcColumnSpec *spec = &probe->model->schema.columns[column];
    const int64_t steps = probe->steps[column];
    *high = steps == 1 ? FAR : FAR_STEPS;
    *low = spec->has_high && !spec->has_low ? -*high : 0;
    if (spec->has_low)
        *low = number_of(spec->low, steps);
    if (spec->has_high)
        *high = number_of(spec->high, steps);
    narrow(probe, column, low, high);
}

static void date_range(const TcProbe *probe, uint32_t column, int64_t *low, int64_t *high)
{
    const TcColumnSpec *spec = &probe->model->schema.columns[column];
    *low = spec->has_low ? number_of(spec->low, 1) : FIRST_DAY;
    *high = spec->has_high ? number_of(spec->high, 1) : LAST_DAY;
    narrow(probe, column, low, high);
}

bool tc_probe_is_far(const TcProbe *probe, uint32_t column, const TcValue *value)
{
    if (!value->defined || value->kind != TC_VALUE_NUMBER ||
        tc_probe_kind(probe, column) != TC_VALUE_NUMBER)
        return false;
    const int64_t steps = probe->steps[column];
    const int64_t number = number_of(value->number, steps);
    const int64_t far = steps == 1 ? FAR : FAR_STEPS;
    return number >= far || number <= -far;
}

bool tc_probe_range(const TcProbe *probe, uint32_t column, int64_t *low, int64_t *high)
{
    const TcValueKind kind = tc_probe_kind(probe, column);
    *low = 0;
    *high = 1;
    if (kind == TC_VALUE_NUMBER) {
        number_range(probe, column, low, high);
    } else if (kind == TC_VALUE_DATE) {
        date_range(probe, column, low, high);
    } else if (kind == TC_VALUE_TEXT) {
        const TcColumnSpec *spec = &probe->model->schema.columns[column];
        *high = (int64_t)spec->n_choices - 1;
        return spec->type == TC_TYPE_CHOICE && *high >= 0;
    }
    return *low <= *high;
}
