/* Halving: an answer that the bounds leave open, found by cases of an open cell.
 *
 * Bounds forget what one cell makes two indicators together ("x from 5", "x below 5"), and the
 * corners of a row miss what lies between. So a row with an answer that is neither certain nor
 * proved open is cut into parts: one open cell at a time, then all in turn, each value of a choice
 * by itself, a range in two. The parts hold every completion of the row (those of a number that
 * need not be whole share the value where they meet), so an answer that all of them give is
 * certain; two parts that give different ones prove it open. Indicators come first: where one turns
 * within a range, the conclusions are tried there too (sweep.c) before they are cut for themselves.
 * What is not found within the budget of parts stays as it was. */
#include "exec/complete.h"
#include "exec/evaluator.h"
#include "exec/labels.h"
#include "exec/ranges.h"

#include <string.h>

enum {
    MOST_CELLS = 12,
    MOST_OPTIONS = 8,
    PARTS_ONE = 64,  /* where one cell is cut */
    PARTS_ALL = 256, /* of a row, for its indicators and for its conclusions */
};

/* An answer in question. */
typedef struct {
    TcAsk ask;
    uint32_t index;
    uint64_t found; /* what parts gave that left it certain */
    uint32_t cells; /* it rests on: a bit each, of those that are cut */
    bool beyond;    /* it rests on others too */
    bool lost;      /* some part leaves it open */
    bool done;
} Sought;

typedef struct {
    TcPartCell cells[MOST_CELLS];
    uint32_t next; /* the cell that is cut next */
} Part;

typedef struct {
    TcEvaluator *ev;
    uint32_t row;
    GArray *sought; /* Sought */
    Part whole;
    uint32_t n_cells;
    uint32_t only;           /* the cell that is cut, or MOST_CELLS */
    uint32_t left;           /* of the budget */
    GArray *parts, *smaller; /* Part: to be judged; what is cut of them */
} Halving;

static bool is_single(uint64_t set)
{
    return (set & (set - 1)) == 0;
}

static Sought *sought_at(const Halving *halving, guint i)
{
    return &g_array_index(halving->sought, Sought, i);
}

/* --- cells ------------------------------------------------------------------------------------ */

typedef enum { CUT_NEVER, CUT_OPTIONS, CUT_WHOLE, CUT_REAL } Cut;

static Cut cut_of(const TcEvaluator *ev, uint32_t column)
{
    const TcSchema *schema = &ev->model->schema;
    if (column >= schema->n_columns)
        return CUT_OPTIONS;
    const TcColumnSpec *spec = &schema->columns[column];
    switch (tc_type_kind(spec->type)) {
    case TC_VALUE_BOOL:
        return CUT_OPTIONS;
    case TC_VALUE_TEXT:
        return spec->type == TC_TYPE_CHOICE && spec->n_choices > 0 &&
                       spec->n_choices <= MOST_OPTIONS
                   ? CUT_OPTIONS
                   : CUT_NEVER;
    case TC_VALUE_NUMBER:
    case TC_VALUE_DATE:
        break;
    }
    if (tc_column_may_none(ev, column))
        return CUT_NEVER;
    return spec->type == TC_TYPE_INTEGER || spec->type == TC_TYPE_DATE ? CUT_WHOLE : CUT_REAL;
}

/* The place of a cell among those that are cut, which it joins; MOST_CELLS: it cannot. */
static uint32_t place_of(Halving *halving, uint32_t column)
{
    const TcEvaluator *ev = halving->ev;
    const TcSchema *schema = &ev->model->schema;
    TcPartCell cell = {.column = column, .high = 1};
    for (uint32_t i = 0; i < halving->n_cells; i++) {
        if (halving->whole.cells[i].column == column)
            return i;
    }
    if (halving->n_cells == MOST_CELLS || cut_of(ev, column) == CUT_NEVER)
        return MOST_CELLS;
    if (cut_of(ev, column) != CUT_OPTIONS)
        tc_cell_range(ev, column, halving->row, &cell.low, &cell.high);
    else if (column < schema->n_columns && schema->columns[column].type == TC_TYPE_CHOICE)
        cell.high = schema->columns[column].n_choices - 1;
    halving->whole.cells[halving->n_cells] = cell;
    return halving->n_cells++;
}

/* The open cells that the answers in question rest on. */
static void list_cells(Halving *halving)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    halving->n_cells = 0;
    for (guint i = 0; i < halving->sought->len; i++) {
        Sought *sought = sought_at(halving, i);
        g_array_set_size(columns, 0);
        tc_deciding_columns(halving->ev, halving->ev->results, halving->row, sought->ask,
                            sought->index, columns);
        for (guint k = 0; k < columns->len; k++) {
            const uint32_t place = place_of(halving, g_array_index(columns, uint32_t, k));
            if (place < MOST_CELLS)
                sought->cells |= UINT32_C(1) << place;
            else
                sought->beyond = true;
        }
    }
}

/* --- cutting ---------------------------------------------------------------------------------- */

static void add_part(Halving *halving, const Part *part, uint32_t cell, int64_t low, int64_t high)
{
    Part made = *part;
    made.cells[cell].low = low;
    made.cells[cell].high = high;
    made.next = (cell + 1) % halving->n_cells;
    g_array_append_val(halving->smaller, made);
}

static void cut_options(Halving *halving, const Part *part, uint32_t cell)
{
    const TcPartCell *span = &part->cells[cell];
    for (int64_t option = span->low; option <= span->high; option++)
        add_part(halving, part, cell, option, option);
    if (tc_column_may_none(halving->ev, span->column))
        add_part(halving, part, cell, TC_VALUE_NONE, TC_VALUE_NONE);
}

static uint32_t bits_of(int64_t value)
{
    return value > 0 ? 64 - (uint32_t)__builtin_clzll((uint64_t)value) : 0;
}

/* Halfway between; of a range from small to large, where sizes are halved. */
static int64_t middle_of(const TcPartCell *span)
{
    const uint32_t low = bits_of(span->low), high = bits_of(span->high);
    if (span->low >= 0 && high >= low + 2)
        return (INT64_C(1) << (low + high) / 2) - 1;
    return span->low + (int64_t)(((uint64_t)span->high - (uint64_t)span->low) / 2);
}

static bool cut_range(Halving *halving, const Part *part, uint32_t cell, bool whole)
{
    const TcPartCell *span = &part->cells[cell];
    const int64_t middle = middle_of(span);
    if (span->low == TC_NO_LOW || (!whole && span->high - 1 <= span->low))
        return false;
    add_part(halving, part, cell, span->low, middle);
    add_part(halving, part, cell, middle + whole, span->high);
    return true;
}

/* Cuts @cell of the part. Returns: false if it cannot be cut. */
static bool cut_cell(Halving *halving, const Part *part, uint32_t cell)
{
    const TcPartCell *span = &part->cells[cell];
    if (span->low >= span->high)
        return false;
    switch (cut_of(halving->ev, span->column)) {
    case CUT_OPTIONS:
        cut_options(halving, part, cell);
        return true;
    case CUT_WHOLE:
        return cut_range(halving, part, cell, true);
    case CUT_REAL:
        return cut_range(halving, part, cell, false);
    case CUT_NEVER:
        break;
    }
    return false;
}

/* Cuts the one cell, or the next one that can be cut. */
static bool cut(Halving *halving, const Part *part)
{
    if (halving->only < MOST_CELLS)
        return cut_cell(halving, part, halving->only);
    for (uint32_t i = 0; i < halving->n_cells; i++) {
        if (cut_cell(halving, part, (part->next + i) % halving->n_cells))
            return true;
    }
    return false;
}

/* --- searching -------------------------------------------------------------------------------- */

static bool is_settled(const Sought *sought, uint64_t set)
{
    static const uint64_t undefined[] = {
        [TC_ASK_INDICATOR] = TC_OUT_UNDEFINED,
        [TC_ASK_CRITERION] = TC_OUT_UNDEFINED,
        [TC_ASK_VERDICT] = TC_OUT_UNKNOWN,
        [TC_ASK_GRADE] = TC_LABEL_UNDEFINED,
    };
    return set != 0 && is_single(set) && !(set & undefined[sought->ask]);
}

/* Can the present way of cutting settle it? */
static bool is_asked(const Halving *halving, const Sought *sought)
{
    const bool reads = halving->only < MOST_CELLS ? sought->cells >> halving->only & 1
                                                  : sought->cells && !sought->beyond;
    return reads && !sought->done;
}

/* Keeps a value at which an indicator is another than at the ends. */
static void note_within(Halving *halving, const Sought *sought, const Part *part)
{
    if (sought->ask != TC_ASK_INDICATOR || halving->only == MOST_CELLS)
        return;
    const TcPartCell *cell = &part->cells[halving->only];
    if (cut_of(halving->ev, cell->column) == CUT_OPTIONS || cell->high == TC_NO_HIGH)
        return;
    halving->ev->within[cell->column] = (TcWithin){true, cell->low + (cell->high - cell->low) / 2};
}

/* Takes what the @i-th part gives. Returns: whether something in question is open there. */
static bool take(Halving *halving, uint32_t i, bool last)
{
    bool open = false;
    for (guint k = 0; k < halving->sought->len; k++) {
        Sought *sought = sought_at(halving, k);
        if (!is_asked(halving, sought))
            continue;
        const uint64_t set =
            tc_answer_set(halving->ev->inner_results, sought->ask, sought->index, i);
        if (!is_settled(sought, set)) {
            sought->lost |= last;
            open = true;
            continue;
        }
        sought->found |= set;
        sought->done = !is_single(sought->found);
        if (sought->done)
            note_within(halving, sought, &g_array_index(halving->parts, Part, i));
    }
    return open;
}

static void judge_parts(Halving *halving)
{
    TcEvaluator *ev = halving->ev;
    tc_parts_start(ev, halving->parts->len, false);
    for (guint i = 0; i < halving->parts->len; i++)
        tc_parts_put(ev, halving->row, g_array_index(halving->parts, Part, i).cells,
                     halving->n_cells, i);
    tc_complete_judge(ev);
}

/* Judges the parts and cuts those on which something is open. */
static void go_through(Halving *halving)
{
    judge_parts(halving);
    g_array_set_size(halving->smaller, 0);
    for (guint i = 0; i < halving->parts->len; i++) {
        const Part *part = &g_array_index(halving->parts, Part, i);
        if (!tc_bit(halving->ev->inner_results->data_error, i) && take(halving, i, false) &&
            !cut(halving, part))
            take(halving, i, true);
    }
    GArray *parts = halving->parts;
    halving->parts = halving->smaller;
    halving->smaller = parts;
}

/* Returns: whether there is something to search for. */
static bool start(Halving *halving)
{
    bool any = false;
    for (guint i = 0; i < halving->sought->len; i++) {
        Sought *sought = sought_at(halving, i);
        any |= is_asked(halving, sought);
        sought->found = sought->done ? sought->found : 0;
        sought->lost = false;
    }
    return any;
}

/* What is settled when no part is left is what all of them give. */
static void settle(Halving *halving)
{
    for (guint i = 0; i < halving->sought->len; i++) {
        Sought *sought = sought_at(halving, i);
        sought->done |= is_asked(halving, sought) && !sought->lost && sought->found != 0;
    }
}

static void search(Halving *halving, uint32_t only, uint32_t budget)
{
    halving->only = only;
    if (!start(halving))
        return;
    g_array_set_size(halving->parts, 0);
    g_array_append_val(halving->parts, halving->whole);
    while (halving->parts->len > 0 && halving->parts->len <= MIN(budget, halving->left)) {
        budget -= halving->parts->len;
        halving->left -= halving->parts->len;
        go_through(halving);
    }
    if (halving->parts->len == 0)
        settle(halving);
}

/* --- what was found --------------------------------------------------------------------------- */

static void put_state(TcStateResult *state, uint32_t row, uint64_t set, bool proves)
{
    if (!is_single(set)) {
        tc_bit_put(state->unproved, row, tc_bit(state->unproved, row) && !proves);
        return;
    }
    G_STATIC_ASSERT(TC_LABEL_MET == 0 && TC_LABEL_NOT_MET == 1 && TC_LABEL_NOT_APPLICABLE == 2);
    for (unsigned k = 0; k < TC_OUT_MEMBERS; k++)
        tc_bit_put(state->can[k], row, set >> k & 1);
    tc_label_put(state->label, row, (TcLabel)__builtin_ctzll(set));
    tc_bit_put(state->unproved, row, false);
}

/* Data checks may leave no completion in a part that was not found to be without. */
static void put(const Halving *halving, const Sought *sought)
{
    const uint32_t row = halving->row;
    const bool proves = halving->ev->model->n_checks == 0;
    TcResults *results = halving->ev->results;
    switch (sought->ask) {
    case TC_ASK_INDICATOR:
        put_state(&results->indicators[sought->index], row, sought->found, proves);
        return;
    case TC_ASK_CRITERION:
        put_state(&results->criteria[sought->index], row, sought->found, proves);
        return;
    case TC_ASK_VERDICT:
        put_state(&results->verdicts[sought->index], row, sought->found, proves);
        return;
    case TC_ASK_GRADE:
        if (is_single(sought->found))
            results->grades[sought->index].set[row] = sought->found;
        if (proves || is_single(sought->found))
            tc_bit_put(results->grades[sought->index].unproved, row, false);
        return;
    }
}

/* --- rows ------------------------------------------------------------------------------------- */

static void seek(Halving *halving, TcAsk ask, uint32_t index, const uint64_t *unproved)
{
    const Sought sought = {.ask = ask, .index = index};
    if (tc_bit(unproved, halving->row))
        g_array_append_val(halving->sought, sought);
}

/* Where a rule asks for labels, those of indicators have been used already. */
static void seek_indicators(Halving *halving)
{
    const TcModel *model = halving->ev->model;
    const TcResults *results = halving->ev->results;
    for (uint32_t i = 0; i < model->n_indicators && !halving->ev->plan->asks_labels; i++) {
        if (model->indicators[i].judged)
            seek(halving, TC_ASK_INDICATOR, i, results->indicators[i].unproved);
    }
    for (uint32_t i = 0; i < model->n_criteria; i++)
        seek(halving, TC_ASK_CRITERION, i, results->criteria[i].unproved);
}

static void seek_conclusions(Halving *halving)
{
    const TcModel *model = halving->ev->model;
    const TcResults *results = halving->ev->results;
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        seek(halving, TC_ASK_VERDICT, i, results->verdicts[i].unproved);
    for (uint32_t i = 0; i < model->n_grades; i++)
        seek(halving, TC_ASK_GRADE, i, results->grades[i].unproved);
}

/* Searches for what was listed, and puts what is found. */
static void halve(Halving *halving)
{
    halving->left = PARTS_ALL;
    list_cells(halving);
    for (uint32_t i = 0; i < halving->n_cells; i++)
        search(halving, i, PARTS_ONE);
    if (halving->n_cells > 1)
        search(halving, MOST_CELLS, PARTS_ALL);
    for (guint i = 0; i < halving->sought->len; i++) {
        if (sought_at(halving, i)->done)
            put(halving, sought_at(halving, i));
    }
    g_array_set_size(halving->sought, 0);
}

static void halve_row(Halving *halving)
{
    TcEvaluator *ev = halving->ev;
    if (!tc_has_completion(ev, halving->row))
        return;
    memset(ev->within, 0, tc_column_count(ev) * sizeof *ev->within);
    seek_indicators(halving);
    halve(halving);
    seek_conclusions(halving);
    if (halving->sought->len > 0)
        tc_sweep_row(ev, halving->row);
    g_array_set_size(halving->sought, 0);
    seek_conclusions(halving);
    halve(halving);
}

static void find_rows(const TcEvaluator *ev, uint64_t *rows)
{
    const TcModel *model = ev->model;
    const TcResults *results = ev->results;
    for (uint32_t w = 0; w < ev->words; w++) {
        for (uint32_t i = 0; i < model->n_indicators; i++)
            rows[w] |= results->indicators[i].unproved[w];
        for (uint32_t i = 0; i < model->n_criteria; i++)
            rows[w] |= results->criteria[i].unproved[w];
        for (uint32_t i = 0; i < model->n_verdicts; i++)
            rows[w] |= results->verdicts[i].unproved[w];
        for (uint32_t i = 0; i < model->n_grades; i++)
            rows[w] |= results->grades[i].unproved[w];
    }
}

void tc_halve_block(TcEvaluator *ev)
{
    TcBits rows = {0};
    uint32_t row;
    Halving halving = {.ev = ev};
    find_rows(ev, rows);
    if (ev->run.closed || !tc_bits_any(rows))
        return;
    halving.sought = g_array_new(FALSE, FALSE, sizeof(Sought));
    halving.parts = g_array_new(FALSE, FALSE, sizeof(Part));
    halving.smaller = g_array_new(FALSE, FALSE, sizeof(Part));
    TC_FOR_ROWS(row, rows)
    {
        halving.row = row;
        halve_row(&halving);
    }
    g_array_unref(halving.sought);
    g_array_unref(halving.parts);
    g_array_unref(halving.smaller);
}
