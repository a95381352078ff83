/* The cells of a unit that differ between two files, and who reads them. See history.h.
 *
 * Before: the rows of both files, by the rules of both versions. After: each column that either
 * version has, once, where the files differ in it. */
#include <string.h>

#include "engine/history.h"
#include "exec/reference.h"

/* --- what differs ----------------------------------------------------------------------------- */

static bool same_withdrawn(const TcBlock *const blocks[2], uint32_t column)
{
    const TcWithdrawnCell *a = tc_block_withdrawn(blocks[0], 0, column);
    const TcWithdrawnCell *b = tc_block_withdrawn(blocks[1], 0, column);
    return (!a && !b) ||
           (a && b && mpq_equal(a->value, b->value) && g_strcmp0(a->text, b->text) == 0);
}

/* The row of both files as one version reads it. */
typedef struct {
    const TcModel *model;
    const TcBlock *blocks[2];
    TcValue *values[2];
    bool *known[2];
    uint32_t n;
} Cells;

static Cells cells_of(const TcHistoryStep *step, unsigned rules)
{
    Cells cells;
    for (unsigned file = 0; file < 2; file++) {
        const TcHistoryRow *row = step->corners[rules | file];
        cells.model = row->results->model;
        cells.blocks[file] = row->block;
        cells.n = tc_schema_width(&cells.model->schema);
        cells.values[file] = tc_values_new(cells.n);
        cells.known[file] = g_new0(bool, cells.n + 1);
        tc_reference_read_row(cells.model, row->block, 0, cells.values[file], cells.known[file]);
    }
    return cells;
}

static void cells_clear(Cells *cells)
{
    for (unsigned file = 0; file < 2; file++) {
        tc_values_free(cells->values[file], cells->n);
        g_free(cells->known[file]);
    }
}

static bool same_cell(const Cells *cells, uint32_t column)
{
    if (cells->known[0][column] != cells->known[1][column])
        return false;
    if (cells->known[0][column])
        return tc_value_same(&cells->values[0][column], &cells->values[1][column]);
    return cells->blocks[0]->columns[column].reason[0] ==
               cells->blocks[1]->columns[column].reason[0] &&
           same_withdrawn(cells->blocks, column);
}

/* --- columns of both versions ----------------------------------------------------------------- */

/* What names a column in every version. */
static const char *key_of(const TcSchema *schema, uint32_t column)
{
    return column < schema->n_columns ? schema->columns[column].key
                                      : schema->appraised[column - schema->n_columns];
}

static uint32_t column_in(const TcSchema *schema, const TcSchema *of, uint32_t column)
{
    const bool appraised = column >= of->n_columns;
    const uint32_t first = appraised ? schema->n_columns : 0;
    const uint32_t end = schema->n_columns + (appraised ? schema->n_appraised : 0);
    for (uint32_t i = first; i < end; i++)
        if (strcmp(key_of(schema, i), key_of(of, column)) == 0)
            return i;
    return TC_NO_PART;
}

void tc_history_find_cells(TcHistoryStep *step)
{
    for (int rules = 1; rules >= 0; rules--) { /* what only the earlier rules have comes last */
        Cells cells = cells_of(step, rules ? TC_MOVER_LAW : 0);
        const TcSchema *own = &cells.model->schema;
        const TcSchema *other =
            &step->corners[rules ? TC_CORNER_OLD : TC_CORNER_LAW]->results->model->schema;
        for (uint32_t i = 0; i < cells.n; i++) {
            TcHistoryCell cell = {.rules = rules};
            cell.columns[rules] = i;
            cell.columns[!rules] = column_in(other, own, i);
            if ((rules || cell.columns[1] == TC_NO_PART) && !same_cell(&cells, i))
                g_array_append_val(step->cells, cell);
        }
        cells_clear(&cells);
    }
}

/* --- who reads them --------------------------------------------------------------------------- */

static void read_number(const TcPlan *plan, const TcPlanAnswer *answer, GArray *found)
{
    if (answer->node != TC_NO_NODE)
        tc_plan_columns_read(plan, answer->node, NULL, NULL, found);
    for (uint32_t i = 0; answer->by_outcome && i < answer->n; i++)
        tc_plan_columns_read(plan,
                             plan->indicators[plan->shares[answer->first + i].indicator].outcome,
                             NULL, NULL, found);
}

static void read_state(const TcPlan *plan, TcRefKind kind, uint32_t index, GArray *found)
{
    const uint32_t node = kind == TC_REF_VERDICT ? plan->verdicts[index]
                          : kind == TC_REF_GRADE ? plan->grades[index]
                                                 : plan->indicators[index].outcome;
    tc_plan_columns_read(plan, node, NULL, NULL, found);
}

/* The columns that a part reads in one version. Returns: (transfer full) of uint32_t. */
static GArray *columns_read(const TcHistoryStep *step, const TcImpactTurn *what, int side)
{
    const TcPlan *plan = tc_program_plan((side ? step->to : step->from)->program);
    GArray *found = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    if (what->answer == TC_NO_PART) {
        read_number(plan, &plan->total, found);
        return found;
    }
    const TcImpactAnswer *answer = tc_impact_answer(step->impact, what->answer);
    const uint32_t index = side ? answer->after : answer->before;
    if (index == TC_NO_PART)
        return found;
    read_state(plan, answer->kind, index, found);
    if (what->of == TC_TURN_POINTS)
        read_number(plan, &plan->indicators[index].points, found);
    return found;
}

static bool has_column(const GArray *columns, uint32_t column)
{
    for (guint i = 0; i < columns->len; i++)
        if (g_array_index(columns, uint32_t, i) == column)
            return true;
    return false;
}

GArray *tc_history_cells_read(const TcHistoryStep *step, const TcImpactTurn *what)
{
    g_autoptr(GArray) before = columns_read(step, what, 0);
    g_autoptr(GArray) after = columns_read(step, what, 1);
    GArray *read = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint i = 0; i < step->cells->len; i++) {
        const TcHistoryCell *cell = &g_array_index(step->cells, TcHistoryCell, i);
        if (has_column(before, cell->columns[0]) || has_column(after, cell->columns[1]))
            g_array_append_val(read, i);
    }
    return read;
}

bool tc_history_reads(const TcHistoryStep *step, uint32_t answer, uint32_t cell)
{
    const bool indicator = tc_impact_answer(step->impact, answer)->kind == TC_REF_INDICATOR;
    const TcImpactTurn what = {.answer = answer, .of = indicator ? TC_TURN_POINTS : TC_TURN_STATE};
    g_autoptr(GArray) read = tc_history_cells_read(step, &what);
    return has_column(read, cell);
}

static bool has_indicator(const TcPlanBasis *basis, uint32_t indicator)
{
    for (uint32_t i = 0; i < basis->n_indicators; i++)
        if (basis->indicators[i] == indicator)
            return true;
    return false;
}

static bool rests_on(const TcPlan *plan, TcRefKind kind, uint32_t index, uint32_t indicator)
{
    if (kind == TC_REF_VERDICT)
        return has_indicator(&plan->bases[index], indicator);
    return kind == TC_REF_GRADE &&
           has_indicator(&plan->bases[plan->model->n_verdicts + index], indicator);
}

bool tc_history_rests_on(const TcHistoryStep *step, const TcImpactTurn *what,
                         const TcImpactTurn *on)
{
    if (on->answer == TC_NO_PART)
        return false;
    const TcImpactAnswer *of = tc_impact_answer(step->impact, on->answer);
    if (of->kind != TC_REF_INDICATOR)
        return false;
    if (what->answer == TC_NO_PART)
        return on->of == TC_TURN_POINTS;
    const TcImpactAnswer *answer = tc_impact_answer(step->impact, what->answer);
    return rests_on(tc_program_plan(step->from->program), answer->kind, answer->before,
                    of->before) ||
           rests_on(tc_program_plan(step->to->program), answer->kind, answer->after, of->after);
}
