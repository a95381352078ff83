/* Open answers, exactly: before, a judged block with answers that no way to fill in what is missing
 * has settled; after, for each the set of what all completions of its row give.
 *
 * The known cells of the row are held to their values, the open ones range over all that they can
 * be, and the answer's paths are added up as those of a proof without data (fork_sums.h). Each
 * answer found stands with a completion, which the reference evaluator confirms: so nothing that is
 * told possible was only computed. A search that saw all paths leaves nothing else possible; then
 * one answer is certain, and several are proved open if one of the completions closes the
 * conclusion. Where the budget ends before that, the proved answers still count, and the rest stays
 * as it was. */
#include "exec/fork_open.h"

#include <string.h>
#include "exec/asked.h"
#include "exec/bits.h"
#include "exec/complete.h"
#include "exec/evaluator.h"
#include "exec/fork_sums.h"
#include "exec/ranges.h"
#include "exec/reference.h"

enum { MOST_IN_VAIN = 16 }; /* completions asked of an answer that tell nothing new */

struct TcForkOpen {
    TcForkCells *cells;
    uint32_t *holes; /* per indicator: its own */
    TcReference *reference;
    TcForkBounds *declared; /* the bounds of the cells in any row */
    uint32_t n;             /* columns and appraisals */
    TcValue *values;        /* of the row, filled in */
    bool *known;
    uint8_t *labels;
    int64_t *usual;
    TcForkRow row;
    TcForkQuestion question;
};

/* One answer while it is searched for. */
typedef struct {
    TcForkOpen *open;
    TcAsk ask;
    uint32_t index;
    uint64_t told;     /* before the search */
    bool in_question;  /* is it to be proved open? */
    bool conclusion;   /* then some completion must close it */
    uint64_t found;    /* what the search gave */
    uint64_t possible; /* what the reference gave */
    bool closes;       /* some completion leaves one answer */
    bool beyond;       /* something is not linear */
    unsigned vain;     /* completions that told nothing new */
} Finding;

static bool is_proved(const Finding *finding)
{
    return tc_set_is_open(finding->possible) && (finding->closes || !finding->conclusion);
}

/* Until it is proved open; then while answers that none gives may be told. */
static bool is_wanted(bool all, void *user)
{
    const Finding *finding = user;
    return (finding->in_question && !is_proved(finding)) ||
           (all && !finding->beyond && finding->possible != finding->told);
}

static TcForkOpen *open_new(const TcEvaluator *ev)
{
    TcForkOpen *open = g_new0(TcForkOpen, 1);
    const TcModel *model = ev->model;
    open->n = tc_column_count(ev);
    open->cells = tc_fork_cells_of_rows(ev->plan, ev->run.appraisals);
    open->declared =
        g_memdup2(open->cells->bounds, (open->cells->n_variables + 1) * sizeof *open->declared);
    open->holes = g_new(uint32_t, model->n_indicators + 1);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        open->holes[i] = i;
    open->reference = tc_reference_new(model, &ev->run);
    open->values = tc_values_new(open->n);
    open->known = g_new0(bool, open->n + 1);
    open->labels = g_new0(uint8_t, model->n_indicators + 1);
    open->usual = g_new0(int64_t, open->cells->n_variables + 1);
    open->row.known = open->known;
    open->row.labels = open->labels;
    open->question = (TcForkQuestion){.cells = open->cells,
                                      .run = ev->run,
                                      .holes = {open->holes},
                                      .usual = open->usual,
                                      .row = &open->row,
                                      .wanted = is_wanted};
    return open;
}

void tc_fork_open_free(TcForkOpen *open)
{
    if (!open)
        return;
    tc_reference_free(open->reference);
    tc_values_free(open->values, open->n);
    tc_fork_cells_free(open->cells);
    g_free(open->declared);
    g_free(open->holes);
    g_free(open->known);
    g_free(open->labels);
    g_free(open->usual);
    g_free(open);
}

/* --- the row ---------------------------------------------------------------------------------- */

static TcForkBounds bounds_of_open(const TcEvaluator *ev, const TcForkCell *cell, uint32_t column,
                                   uint32_t row, TcForkBounds declared)
{
    int64_t low, high;
    if (cell->kind != TC_VALUE_NUMBER && cell->kind != TC_VALUE_DATE)
        return declared;
    tc_cell_range(ev, column, row, &low, &high);
    return (TcForkBounds){low == TC_NO_LOW ? declared.low : low,
                          high == TC_NO_HIGH ? declared.high : high, declared.real};
}

/* What a known cell is as a variable; of a text that no rule names the one behind all others. */
static int64_t known_value(const TcForkCell *cell, int64_t stored)
{
    return cell->kind == TC_VALUE_TEXT && stored == TC_TEXT_OTHER ? cell->n_texts : stored;
}

static void hold_cell(const TcEvaluator *ev, const TcForkOpen *open, uint32_t column, uint32_t row)
{
    const uint32_t cell = tc_fork_cell_of(open->cells, 0, column);
    TcForkBounds *bounds = &open->cells->bounds[cell];
    TcForkBounds *none = &open->cells->bounds[tc_fork_none(open->cells, cell)];
    const TcColumn *cells = &ev->block->columns[column];
    if (tc_bit(cells->open, row)) {
        *bounds = bounds_of_open(ev, &open->cells->cells[cell], column, row, open->declared[cell]);
        *none = tc_fork_between(0, tc_cell_may_none(ev, column, row));
    } else if (tc_column_value(cells, row) == TC_VALUE_NONE) {
        bounds->high = bounds->low = open->declared[cell].low;
        none->high = none->low = 1;
    } else {
        bounds->low = bounds->high =
            known_value(&open->cells->cells[cell], tc_column_value(cells, row));
        none->high = none->low = 0;
    }
}

/* Returns: false: a number of the row is no whole number of stored units, or no completion was
 * found. */
static bool stand_on(const TcEvaluator *ev, TcForkOpen *open, uint32_t row)
{
    const TcRowInfo *info = &ev->block->rows[row];
    if (tc_bit(ev->block->exact, row))
        return false;
    for (uint32_t i = 0; i < open->cells->n_columns[0]; i++)
        hold_cell(ev, open, i, row);
    open->row.unit = (TcUnitTold){info->code, info->name, info->parent, info->kind};
    tc_reference_read_row(ev->model, ev->block, row, open->values, open->known);
    for (uint32_t i = 0; i < ev->model->n_indicators; i++)
        open->labels[i] = (uint8_t)tc_state_label(&ev->results->indicators[i], row);
    return tc_fork_first_row(&open->question, open->usual);
}

/* Fills the row in; @point: a solution. */
static void fill(TcForkOpen *open, const int64_t *point)
{
    for (uint32_t i = 0; i < open->cells->n_columns[0]; i++) {
        if (!open->known[i])
            tc_fork_cells_value(open->cells, tc_fork_cell_of(open->cells, 0, i), point,
                                &open->values[i]);
    }
    tc_reference_set_row(open->reference, open->values, open->known);
    tc_reference_set_unit(open->reference, &open->row.unit);
    tc_reference_set_labels(open->reference, open->labels);
}

/* --- answers ---------------------------------------------------------------------------------- */

static uint64_t member_of(TcAsk ask, const TcForkValue *value)
{
    if (ask == TC_ASK_GRADE)
        return value->state == TC_FORK_LABEL ? UINT64_C(1) << value->label : TC_LABEL_UNDEFINED;
    return value->state == TC_FORK_YES     ? TC_OUT_MET
           : value->state == TC_FORK_NOT   ? TC_OUT_NOT_MET
           : value->state == TC_FORK_APART ? TC_OUT_NOT_APPLICABLE
                                           : TC_OUT_UNDEFINED;
}

static uint64_t ask_reference(TcReference *reference, TcAsk ask, uint32_t index)
{
    switch (ask) {
    case TC_ASK_INDICATOR:
        return tc_reference_indicator(reference, index);
    case TC_ASK_CRITERION:
        return tc_reference_criterion(reference, index);
    case TC_ASK_VERDICT:
        return tc_reference_verdict(reference, index);
    case TC_ASK_GRADE:
        break;
    }
    return tc_reference_grade(reference, index);
}

/* Asks the reference what the completion gives. */
static void confirm(Finding *finding, const int64_t *point)
{
    TcReference *reference = finding->open->reference;
    fill(finding->open, point);
    if (!tc_reference_row_valid(reference))
        return;
    const uint64_t set = ask_reference(reference, finding->ask, finding->index);
    finding->possible |= set;
    finding->closes |= tc_answer_is_settled(finding->ask, set);
}

static void found_answer(const TcForkRowFound *row, void *user)
{
    Finding *finding = user;
    const TcForkValue *value = &row->ways[0][0];
    const uint64_t member = member_of(finding->ask, value);
    if (value->state == TC_FORK_BEYOND) {
        finding->beyond = true;
        return;
    }
    finding->found |= member;
    if ((!(finding->possible & member) || !finding->closes) && finding->vain < MOST_IN_VAIN) {
        const uint64_t before = finding->possible;
        const bool closed = finding->closes;
        confirm(finding, row->point);
        finding->vain += finding->possible == before && finding->closes == closed;
    }
}

/* Nothing but what was found is possible. */
static void put_all(TcResults *results, const Finding *finding, uint32_t row)
{
    if (tc_set_is_open(finding->possible)) {
        tc_answer_narrow(results, finding->ask, finding->index, row, finding->possible);
        return;
    }
    tc_answer_settle(results, finding->ask, finding->index, row, finding->possible);
    if (!tc_answer_is_settled(finding->ask, finding->possible))
        tc_answer_silence(results, finding->ask, finding->index, row);
}

static void put(const TcEvaluator *ev, const Finding *finding, TcForkOutcome outcome, uint32_t row)
{
    TcResults *results = ev->results;
    const bool all =
        outcome == TC_FORK_ALL && !finding->beyond && !(finding->found & ~finding->possible);
    if (all && finding->possible)
        put_all(results, finding, row);
    if (is_proved(finding))
        tc_bit_put(tc_answer_unproved(results, finding->ask, finding->index), row, false);
    tc_bit_put(tc_answer_over_budget(results, finding->ask, finding->index), row,
               outcome == TC_FORK_OVER_BUDGET);
}

static void search(const TcEvaluator *ev, TcAsk ask, uint32_t index, uint32_t row)
{
    const uint32_t nodes[TC_FORK_VERSIONS] = {tc_answer_node(ev->plan, ask, index), TC_NO_NODE};
    Finding finding = {.open = ev->fork_open,
                       .ask = ask,
                       .index = index,
                       .told = tc_answer_set(ev->results, ask, index, row),
                       .in_question = tc_bit(tc_answer_unproved(ev->results, ask, index), row),
                       .conclusion = tc_answer_basis(ev->plan, ask, index) != NULL};
    const TcForkOutcome outcome =
        tc_fork_answers(&ev->fork_open->question, nodes, found_answer, &finding);
    put(ev, &finding, outcome, row);
}

/* --- rows ------------------------------------------------------------------------------------- */

typedef void (*EachAnswer)(const TcEvaluator *ev, TcAsk ask, uint32_t index, uint32_t row);

/* Where a rule asks for labels, those of indicators have been used already. */
static void each_in_question(const TcEvaluator *ev, uint32_t row, EachAnswer each)
{
    const uint32_t n[] = {[TC_ASK_INDICATOR] = ev->plan->asks_labels ? 0 : ev->model->n_indicators,
                          [TC_ASK_CRITERION] = ev->model->n_criteria,
                          [TC_ASK_VERDICT] = ev->model->n_verdicts,
                          [TC_ASK_GRADE] = ev->model->n_grades};
    for (unsigned ask = 0; ask < G_N_ELEMENTS(n); ask++) {
        for (uint32_t i = 0; i < n[ask]; i++) {
            if (ask == TC_ASK_INDICATOR && !ev->model->indicators[i].judged)
                continue;
            if (tc_bit(tc_answer_unproved(ev->results, (TcAsk)ask, i), row) ||
                (ask == TC_ASK_GRADE && tc_bit(ev->wide[i], row)))
                each(ev, (TcAsk)ask, i, row);
        }
    }
}

static void is_beyond(const TcEvaluator *ev, TcAsk ask, uint32_t index, uint32_t row)
{
    tc_bit_put(tc_answer_over_budget(ev->results, ask, index), row, false);
}

/* Rows with an answer that is not proved open, or with a grade that may be told too wide. */
static void find_rows(const TcEvaluator *ev, uint64_t *rows)
{
    const TcModel *model = ev->model;
    const uint32_t n[] = {model->n_indicators, model->n_criteria, model->n_verdicts,
                          model->n_grades};
    for (unsigned ask = 0; ask < G_N_ELEMENTS(n) && ev->results->unproved; ask++) {
        for (uint32_t i = 0; i < n[ask]; i++) {
            const uint64_t *unproved = tc_answer_unproved(ev->results, (TcAsk)ask, i);
            for (uint32_t w = 0; w < ev->words; w++)
                rows[w] |= unproved[w];
        }
    }
    for (uint32_t i = 0; i < model->n_grades; i++) {
        for (uint32_t w = 0; w < ev->words; w++)
            rows[w] |= ev->wide[i][w];
    }
}

void tc_fork_open_block(TcEvaluator *ev)
{
    TcBits rows = {0};
    uint32_t row;
    if (ev->run.closed || ev->slice)
        return;
    tc_wide_block(ev);
    find_rows(ev, rows);
    if (!tc_bits_any(rows))
        return;
    if (!ev->fork_open)
        ev->fork_open = open_new(ev);
    TC_FOR_ROWS(row, rows)
    {
        each_in_question(ev, row, stand_on(ev, ev->fork_open, row) ? search : is_beyond);
    }
}
