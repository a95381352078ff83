/* The cells of a fork search: before, plans; after, variables with bounds and rules. */
#include "exec/fork_cells.h"

#include <string.h>
#include "base/date.h"
#include "base/number.h"
#include "base/order.h"
#include "base/text.h"

enum { MAX_DIGITS = 15 }; /* an end beyond 62 bits is held to 10 to this, as it is stored */

static int64_t power_of_ten(unsigned exponent)
{
    int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* --- which columns are one cell --------------------------------------------------------------- */

static uint32_t find_cell(const GArray *cells, const char *name)
{
    for (guint i = 0; i < cells->len; i++) {
        if (tc_text_same(g_array_index(cells, TcForkCell, i).spec->name, name))
            return i;
    }
    return TC_NO_NODE;
}

static void join_columns(TcForkCells *cells, uint32_t version, GArray *joined)
{
    const TcSchema *schema = &cells->plans[version]->model->schema;
    const guint before = joined->len;
    cells->cell_of[version] = g_new(uint32_t, schema->n_columns + 1);
    cells->n_columns[version] = schema->n_columns;
    for (uint32_t i = 0; i < schema->n_columns; i++) {
        const TcColumnSpec *spec = &schema->columns[i];
        uint32_t cell = before > 0 ? find_cell(joined, spec->name) : TC_NO_NODE;
        if (cell != TC_NO_NODE &&
            g_array_index(joined, TcForkCell, cell).kind != tc_type_kind(spec->type))
            cell = TC_NO_NODE; /* of another kind: another cell */
        if (cell == TC_NO_NODE) {
            TcForkCell fresh = {
                .spec = spec, .kind = tc_type_kind(spec->type), .scale = spec->scale};
            cell = joined->len;
            g_array_append_val(joined, fresh);
        }
        cells->cell_of[version][i] = cell;
        g_array_index(joined, TcForkCell, cell).specs[version] = spec;
    }
}

/* The appraisals of a row's indicators are yes/no cells behind its columns. */
static void join_appraisals(TcForkCells *cells, GArray *joined)
{
    static const TcColumnSpec spec = {.name = "", .key = "", .type = TC_TYPE_YES_NO};
    const TcSchema *schema = &cells->plans[0]->model->schema;
    cells->cell_of[0] = g_renew(uint32_t, cells->cell_of[0], tc_schema_width(schema) + 1);
    for (uint32_t i = 0; i < schema->n_appraised; i++) {
        const TcForkCell fresh = {.specs = {&spec}, .spec = &spec, .kind = TC_VALUE_BOOL};
        cells->cell_of[0][cells->n_columns[0]++] = joined->len;
        g_array_append_val(joined, fresh);
    }
}

/* The unit is the last cell, if any indicator names units. */
static void join_unit(TcForkCells *cells, GArray *joined)
{
    static const TcColumnSpec spec = {.name = "", .key = "", .type = TC_TYPE_CHOICE};
    TcForkCell fresh = {.specs = {&spec}, .spec = &spec, .kind = TC_VALUE_TEXT};
    cells->unit = TC_NO_NODE;
    cells->units = tc_fork_units_new(cells->plans);
    if (!cells->units)
        return;
    fresh.beyond = cells->units->many;
    cells->unit = joined->len;
    g_array_append_val(joined, fresh);
}

static void find_scales(TcForkCells *cells, uint32_t version)
{
    const TcSchema *schema = &cells->plans[version]->model->schema;
    cells->factor_of[version] = g_new(int64_t, schema->n_columns + 1);
    for (uint32_t i = 0; i < schema->n_columns; i++) {
        const unsigned scale = cells->cells[cells->cell_of[version][i]].scale;
        cells->factor_of[version][i] = power_of_ten(schema->columns[i].scale - scale);
    }
}

/* --- what a cell may be ----------------------------------------------------------------------- */

/* An end of the declared range in units of the cell; one that 62 bits do not hold is left as it is,
 * and the cell goes beyond. */
static void declared_end(TcForkCell *cell, const TcColumnSpec *spec, bool high, int64_t *end)
{
    const bool open = high ? spec->high_open : spec->low_open;
    int64_t units;
    if (!(high ? spec->has_high : spec->has_low))
        return;
    if (!tc_number_whole(high ? spec->high : spec->low, power_of_ten(cell->scale), !high, 62,
                         &units)) {
        cell->beyond = true;
        return;
    }
    mpq_t stored;
    mpq_init(stored);
    mpq_set_si(stored, units, (unsigned long)power_of_ten(cell->scale));
    mpq_canonicalize(stored);
    const bool reached = mpq_equal(stored, high ? spec->high : spec->low);
    mpq_clear(stored);
    *end = units;
    if (open && reached)
        *end += high ? -1 : 1;
}

static TcForkBounds default_bounds(const TcForkCell *cell)
{
    if (cell->kind == TC_VALUE_DATE)
        return tc_fork_between(tc_date_from_ymd(1900, 1, 1), tc_date_from_ymd(2100, 12, 31));
    return tc_fork_between(-power_of_ten(MAX_DIGITS), power_of_ten(MAX_DIGITS));
}

static TcForkBounds number_bounds(TcForkCell *cell, const TcColumnSpec *spec)
{
    TcForkBounds bounds = default_bounds(cell);
    declared_end(cell, spec, false, &bounds.low);
    declared_end(cell, spec, true, &bounds.high);
    return bounds;
}

static bool lists(const TcColumnSpec *spec, const char *text)
{
    for (uint32_t i = 0; i < spec->n_choices; i++) {
        if (strcmp(spec->choices[i], text) == 0)
            return true;
    }
    return false;
}

static bool any_text(const TcColumnSpec *spec)
{
    return !spec || spec->type != TC_TYPE_CHOICE;
}

/* The texts of a cell: those that each version allows and some version names. */
static TcForkBounds text_bounds(TcForkCell *cell)
{
    GPtrArray *texts = g_ptr_array_new();
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        const TcColumnSpec *spec = cell->specs[v], *other = cell->specs[1 - v];
        for (uint32_t i = 0; spec && i < spec->n_choices; i++) {
            const bool allowed = any_text(other) || lists(other, spec->choices[i]);
            if (allowed && (v == 0 || !other || !lists(other, spec->choices[i])))
                g_ptr_array_add(texts, (void *)spec->choices[i]);
            cell->differs |= !allowed;
        }
    }
    cell->n_texts = texts->len;
    cell->texts = (const char **)g_ptr_array_free(texts, FALSE);
    const bool other = any_text(cell->specs[0]) && any_text(cell->specs[1]);
    return tc_fork_between(0, (int64_t)cell->n_texts - !other);
}

static TcForkBounds bounds_of(TcForkCell *cell)
{
    if (cell->kind == TC_VALUE_BOOL)
        return tc_fork_between(0, 1);
    if (cell->kind == TC_VALUE_TEXT)
        return text_bounds(cell);
    TcForkBounds bounds = number_bounds(cell, cell->spec);
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        if (!cell->specs[v])
            continue;
        const TcForkBounds its = number_bounds(cell, cell->specs[v]);
        cell->differs |= its.low != bounds.low || its.high != bounds.high;
        bounds.low = MAX(bounds.low, its.low);
        bounds.high = MIN(bounds.high, its.high);
    }
    return bounds;
}

static void find_bounds(TcForkCells *cells, uint32_t n_holes)
{
    cells->n_variables = 2 * cells->n + n_holes;
    cells->bounds = g_new0(TcForkBounds, cells->n_variables + 1);
    for (uint32_t i = 0; i < cells->n; i++) {
        TcForkCell *cell = &cells->cells[i];
        cell->may_none = true;
        for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
            const TcColumnSpec *spec = cell->specs[v];
            cell->may_none &= !spec || spec->blank == TC_BLANK_NONE;
            cell->differs |=
                spec && (spec->blank == TC_BLANK_NONE) != (cell->spec->blank == TC_BLANK_NONE);
        }
        cells->bounds[i] =
            i == cells->unit ? tc_fork_between(0, cells->units->n - 1) : bounds_of(cell);
        cells->empty |= cells->bounds[i].low > cells->bounds[i].high;
        cells->bounds[tc_fork_none(cells, i)].high = cell->may_none;
    }
    for (uint32_t i = 0; i < n_holes; i++)
        cells->bounds[tc_fork_hole(cells, i)].high = 2;
}

/* --- what rows keep --------------------------------------------------------------------------- */

static int by_variable(const void *a, const void *b)
{
    const TcForkTerm *left = a, *right = b;
    return (left->variable > right->variable) - (left->variable < right->variable);
}

static void add_keep(TcForkCells *cells, uint32_t version, const TcRowRule *stated)
{
    const TcPlan *plan = cells->plans[version];
    TcForkKeep keep = {.positive = TC_NO_NODE, .always = stated->positive == TC_NO_NODE};
    keep.rule.terms = g_new(TcForkTerm, stated->n);
    keep.rule.constant = stated->constant;
    keep.rule.strict = stated->strict;
    if (!keep.always)
        keep.positive = cells->cell_of[version][stated->positive];
    for (uint32_t i = 0; i < stated->n; i++) {
        const TcRuleTerm *term = &plan->rule_terms[stated->first + i];
        const uint32_t cell = cells->cell_of[version][term->column];
        keep.rule.terms[keep.rule.n++] =
            (TcForkTerm){cell, term->weight * cells->factor_of[version][term->column]};
        keep.always &= !cells->cells[cell].may_none;
    }
    qsort(keep.rule.terms, keep.rule.n, sizeof *keep.rule.terms, by_variable);
    tc_fork_rule_reduce(&keep.rule, cells->bounds);
    g_array_append_val(cells->keeps, keep);
}

static bool same_keep(const TcForkKeep *a, const TcForkKeep *b)
{
    return a->positive == b->positive && a->rule.constant == b->rule.constant &&
           tc_fork_same_terms(&a->rule, &b->rule);
}

/* Is the weight of @term in all rules of @from … @to on the same side of 0? */
static bool is_one_sided(const TcForkCells *cells, guint from, guint to, const TcForkTerm *term)
{
    bool same = true;
    for (guint i = from; i < to; i++) {
        const TcForkRule *rule = &g_array_index(cells->keeps, TcForkKeep, i).rule;
        for (uint32_t k = 0; k < rule->n; k++)
            same &= rule->terms[k].variable != term->variable ||
                    (rule->terms[k].weight > 0) == (term->weight > 0);
    }
    return same;
}

/* Does the rule hold, whatever the other cells are, where @free has the end that suits it? */
static bool holds_by(const TcForkCells *cells, const TcForkRule *rule, const TcForkTerm *free)
{
    __int128 least = rule->constant;
    for (uint32_t i = 0; i < rule->n; i++) {
        const TcForkTerm *term = &rule->terms[i];
        const TcForkBounds *bounds = &cells->bounds[term->variable];
        const bool high = (term->weight > 0) == (term == free);
        least += (__int128)term->weight * (high ? bounds->high : bounds->low);
    }
    return rule->strict ? least > 0 : least >= 0;
}

/* Can a cell that the other version lacks always be such that this rule of @from … @to holds, and
 * all others that it is in? Then the rule forbids no values of the cells that both have. */
static bool forbids_nothing(const TcForkCells *cells, const TcForkRule *rule, guint from, guint to)
{
    bool free = false;
    for (uint32_t i = 0; i < rule->n && !free; i++) {
        const TcForkCell *cell = &cells->cells[rule->terms[i].variable];
        free = !(cell->specs[0] && cell->specs[1]) &&
               is_one_sided(cells, from, to, &rule->terms[i]) &&
               holds_by(cells, rule, &rule->terms[i]);
    }
    return free;
}

/* Cells of a rule of @from … @to that none of @others … @end says. */
static void note_differing(TcForkCells *cells, guint from, guint to, guint others, guint end)
{
    for (guint i = from; i < to; i++) {
        const TcForkKeep *keep = &g_array_index(cells->keeps, TcForkKeep, i);
        bool known = forbids_nothing(cells, &keep->rule, from, to);
        for (guint k = others; k < end && !known; k++)
            known = same_keep(keep, &g_array_index(cells->keeps, TcForkKeep, k));
        for (uint32_t k = 0; k < keep->rule.n && !known; k++) {
            TcForkCell *cell = &cells->cells[keep->rule.terms[k].variable];
            cell->differs |= cell->specs[0] && cell->specs[1];
        }
    }
}

/* All that is known of the cells once they are joined. */
static void find_variables(TcForkCells *cells, uint32_t n_plans, uint32_t n_holes, bool real)
{
    cells->keeps = g_array_new(FALSE, TRUE, sizeof(TcForkKeep));
    find_bounds(cells, n_holes);
    for (uint32_t i = 0; i < cells->n; i++)
        cells->bounds[i].real = real && cells->cells[i].kind == TC_VALUE_NUMBER &&
                                cells->cells[i].spec->type != TC_TYPE_INTEGER;
    for (uint32_t v = 0; v < n_plans; v++) {
        find_scales(cells, v);
        for (uint32_t i = 0; i < cells->plans[v]->n_rules; i++)
            add_keep(cells, v, &cells->plans[v]->rules[i]);
    }
}

TcForkCells *tc_fork_cells_of_rows(const TcPlan *plan, bool appraisals)
{
    TcForkCells *cells = g_new0(TcForkCells, 1);
    GArray *joined = g_array_new(FALSE, TRUE, sizeof(TcForkCell));
    cells->plans[0] = plan;
    cells->unit = TC_NO_NODE; /* that of the row */
    join_columns(cells, 0, joined);
    if (appraisals)
        join_appraisals(cells, joined);
    cells->n = joined->len;
    cells->cells = (TcForkCell *)(void *)g_array_free(joined, FALSE);
    find_variables(cells, 1, plan->model->n_indicators, true);
    return cells;
}

TcForkCells *tc_fork_cells_new(const TcPlan *const *plans, uint32_t n_plans, uint32_t n_holes)
{
    TcForkCells *cells = g_new0(TcForkCells, 1);
    GArray *joined = g_array_new(FALSE, TRUE, sizeof(TcForkCell));
    for (uint32_t v = 0; v < n_plans; v++) {
        cells->plans[v] = plans[v];
        join_columns(cells, v, joined);
        for (guint i = 0; i < joined->len; i++) {
            TcForkCell *cell = &g_array_index(joined, TcForkCell, i);
            cell->scale = cell->specs[v] ? MIN(cell->scale, cell->specs[v]->scale) : cell->scale;
        }
    }
    join_unit(cells, joined);
    cells->n = joined->len;
    cells->cells = (TcForkCell *)(void *)g_array_free(joined, FALSE);
    find_variables(cells, n_plans, n_holes, false);
    const guint first = plans[0]->n_rules, all = cells->keeps->len;
    if (n_plans > 1) {
        note_differing(cells, 0, first, first, all);
        note_differing(cells, first, all, 0, first);
    }
    return cells;
}

void tc_fork_cells_free(TcForkCells *cells)
{
    if (!cells)
        return;
    for (guint i = 0; i < cells->keeps->len; i++)
        g_free(g_array_index(cells->keeps, TcForkKeep, i).rule.terms);
    g_array_unref(cells->keeps);
    for (uint32_t i = 0; i < cells->n; i++)
        g_free(cells->cells[i].texts);
    for (unsigned v = 0; v < TC_FORK_VERSIONS; v++) {
        g_free(cells->cell_of[v]);
        g_free(cells->factor_of[v]);
    }
    tc_fork_units_free(cells->units);
    g_free(cells->bounds);
    g_free(cells->cells);
    g_free(cells);
}

/* --- what nodes read -------------------------------------------------------------------------- */

typedef struct {
    const TcForkCells *cells;
    uint32_t version;
    TcReadColumn read;
    void *user;
} Reading;

static void read_column(uint32_t column, void *user)
{
    const Reading *reading = user;
    const uint32_t cell = tc_fork_cell_of(reading->cells, reading->version, column);
    if (cell != TC_NO_NODE)
        reading->read(cell, reading->user);
}

void tc_fork_own_cells(const TcForkCells *cells, uint32_t version, const TcPlanNode *node,
                       TcReadColumn read, void *user)
{
    Reading reading = {cells, version, read, user};
    tc_plan_own_columns(cells->plans[version], node, read_column, &reading);
    if (node->op == TC_PLAN_UNIT_IS && cells->unit != TC_NO_NODE)
        read(cells->unit, user);
}

static void add_cell(uint32_t cell, void *found)
{
    g_array_append_val((GArray *)found, cell);
}

static bool add_own_cells(const TcPlanNode *node, void *user)
{
    const Reading *reading = user;
    tc_fork_own_cells(reading->cells, reading->version, node, reading->read, reading->user);
    return true;
}

void tc_fork_cells_read(const TcForkCells *cells, uint32_t version, uint32_t node, GArray *found)
{
    Reading reading = {cells, version, add_cell, found};
    tc_plan_walk(cells->plans[version], node, add_own_cells, &reading);
    tc_sort_unique(found);
}

/* --- rows ------------------------------------------------------------------------------------- */

const TcUnitTold *tc_fork_cells_unit(const TcForkCells *cells, const int64_t *point)
{
    return cells->units ? &cells->units->told[point[cells->unit]] : NULL;
}

void tc_fork_cells_value(const TcForkCells *cells, uint32_t index, const int64_t *point,
                         TcValue *value)
{
    const TcForkCell *cell = &cells->cells[index];
    if (cell->may_none && point[tc_fork_none(cells, index)] > 0) {
        tc_value_set_none(value, cell->kind);
    } else if (cell->kind == TC_VALUE_NUMBER) {
        tc_value_set_integer(value, point[index]);
        mpz_set_si(mpq_denref(value->number), power_of_ten(cell->scale));
        mpq_canonicalize(value->number);
    } else if (cell->kind == TC_VALUE_DATE) {
        tc_value_set_day(value, (int32_t)point[index]);
    } else if (cell->kind == TC_VALUE_BOOL) {
        tc_value_set_truth(value, point[index] > 0 ? TC_TRUTH_YES : TC_TRUTH_NO, TC_WHY_NOT);
    } else {
        const uint32_t text = (uint32_t)point[index];
        tc_value_set_text(value, text < cell->n_texts ? cell->texts[text] : "…");
    }
}

void tc_fork_cells_row(const TcForkCells *cells, uint32_t version, const int64_t *point,
                       TcValue *row)
{
    const uint32_t n = cells->plans[version]->model->schema.n_columns;
    for (uint32_t i = 0; i < n; i++)
        tc_fork_cells_value(cells, cells->cell_of[version][i], point, &row[i]);
}
