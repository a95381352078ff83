/* Halving: an answer that the bounds leave open, found by cases of an open cell.
 *
 * Bounds forget what one cell makes two indicators together ("x from 5", "x below 5"), and the
 * corners of a row miss what lies between. So a row with an answer that is neither certain nor
 * proved open is cut into parts (parts.c): each of its open cells by itself, then all in turn. The
 * parts hold every completion of the row, so an answer that all of them give is certain; two parts
 * that give different ones prove it open, if each holds a completion. Indicators come first: where
 * one turns within a range, the conclusions are tried there too (sweep.c) before they are cut for
 * themselves. What is not found within the budget of parts stays as it was.
 *
 * The searches of many rows go on side by side, so that their parts fill a block; what is found of
 * a row depends on that row alone. */
#include "base/order.h"
#include "exec/complete.h"
#include "exec/evaluator.h"
#include "exec/parts.h"
#include "exec/ranges.h"

#include <string.h>

enum {
    ROWS = 64,       /* searched side by side */
    PARTS_ONE = 64,  /* where one cell is cut */
    PARTS_ALL = 256, /* of a row, for its indicators and for its conclusions */
};

typedef struct {
    uint32_t row;
    uint32_t left;       /* of the budget */
    uint32_t first, end; /* what is sought of it */
    TcPart whole;
    TcWithin within[TC_MOST_CUT]; /* of the cells of the whole */
} CutRow;

/* An answer in question. */
typedef struct {
    TcAsk ask;
    uint32_t index;
    uint32_t cells; /* it rests on: a bit each, of those that are cut */
    bool beyond;    /* it rests on others too */
    uint64_t found; /* members; 0: nothing yet */
} Sought;

/* What one search makes of an answer. */
typedef struct {
    uint32_t sought;
    uint64_t found; /* what parts gave that left it certain */
    bool lost;      /* some part leaves it open */
} Finding;

/* One way of cutting a row. */
typedef struct {
    CutRow *cut;
    uint32_t only;       /* the cell that is cut, or TC_MOST_CUT */
    uint32_t left;       /* of its budget */
    uint32_t n;          /* parts to be judged */
    uint32_t first, end; /* findings */
    bool over;           /* it was given up */
} Search;

typedef struct {
    TcEvaluator *ev;
    CutRow rows[ROWS];
    uint32_t n_rows;
    TcPlanSlice *slice;                   /* what the sought answers rest on */
    GArray *sought, *searches, *findings; /* Sought, Search, Finding */
    GArray *parts, *smaller;              /* TcPart: to be judged, by search; what is cut of them */
} Halving;

static Sought *sought_at(const Halving *halving, guint i)
{
    return &g_array_index(halving->sought, Sought, i);
}

static Search *search_at(const Halving *halving, guint i)
{
    return &g_array_index(halving->searches, Search, i);
}

static Finding *finding_at(const Halving *halving, guint i)
{
    return &g_array_index(halving->findings, Finding, i);
}

static TcPart *part_at(const Halving *halving, guint i)
{
    return &g_array_index(halving->parts, TcPart, i);
}

/* --- one round -------------------------------------------------------------------------------- */

/* Its lower end where it has no upper one. */
static int64_t middle_of(const TcPartCell *cell)
{
    return cell->high == TC_NO_HIGH ? cell->low : cell->low + (cell->high - cell->low) / 2;
}

/* Keeps a value at which an indicator is another than at the ends. */
static void note_within(const Halving *halving, const Search *search, const Sought *sought,
                        const TcPart *part)
{
    if (sought->ask != TC_ASK_INDICATOR || search->only == TC_MOST_CUT)
        return;
    const TcPartCell *cell = &part->cells[search->only];
    if (tc_part_is_range(halving->ev, cell))
        search->cut->within[search->only] = (TcWithin){true, middle_of(cell)};
}

/* Keeps what the cells are where an indicator is met that asks several of them for something. */
static void note_met(const Search *search, const Sought *sought, const TcPart *part)
{
    for (uint32_t i = 0; i < part->n && search->only == TC_MOST_CUT; i++) {
        const TcPartCell *cell = &part->cells[i];
        if (sought->cells >> i & 1 && cell->low != TC_NO_LOW && !cell->may_none)
            search->cut->within[i] = (TcWithin){true, middle_of(cell)};
    }
}

/* Takes what a part gives, which is row @i of the results. Returns: whether something in question
 * is open there. @last: it is not cut further. */
static bool take(Halving *halving, const TcPart *part, uint32_t i, bool last)
{
    const Search *search = search_at(halving, part->search);
    bool open = false;
    for (uint32_t k = search->first; k < search->end; k++) {
        Finding *finding = finding_at(halving, k);
        Sought *sought = sought_at(halving, finding->sought);
        const uint64_t set =
            tc_answer_set(halving->ev->inner_results, sought->ask, sought->index, i);
        if (sought->found)
            continue;
        if (!tc_answer_is_settled(sought->ask, set)) {
            finding->lost |= last;
            open = true;
            continue;
        }
        finding->found |= set;
        if (sought->ask == TC_ASK_INDICATOR && set == TC_OUT_MET)
            note_met(search, sought, part);
        if (!tc_set_is_open(finding->found))
            continue;
        sought->found = finding->found;
        note_within(halving, search, sought, part);
    }
    return open;
}

/* Cuts a part on which something is open. */
static void go_on(Halving *halving, const TcPart *part, uint32_t i)
{
    const guint before = halving->smaller->len;
    Search *search = search_at(halving, part->search);
    if (tc_bit(halving->ev->inner_results->data_error, i) || !take(halving, part, i, false))
        return;
    if (!tc_part_cut(halving->ev, part, search->only, halving->smaller))
        take(halving, part, i, true);
    search->n += halving->smaller->len - before;
}

/* Judges @n parts from @first on. */
static void go_through(Halving *halving, guint first, guint n)
{
    TcEvaluator *ev = halving->ev;
    tc_parts_start(ev, n, false);
    for (guint i = 0; i < n; i++) {
        const TcPart *part = part_at(halving, first + i);
        const uint32_t row = search_at(halving, part->search)->cut->row;
        tc_parts_put(ev, row, part->cells, part->n, i);
    }
    ev->inner->slice = halving->slice;
    tc_complete_judge(ev);
    for (guint i = 0; i < n; i++)
        go_on(halving, part_at(halving, first + i), i);
}

/* --- searches --------------------------------------------------------------------------------- */

/* Takes the parts of the next round from the budgets; leaves out those of searches that have
 * nothing to search for any more, or have gone too far. */
static void admit_searches(Halving *halving)
{
    for (guint i = 0; i < halving->searches->len; i++) {
        Search *search = search_at(halving, i);
        bool open = false;
        for (uint32_t k = search->first; k < search->end; k++) {
            const Finding *finding = finding_at(halving, k);
            open |= !finding->lost && !sought_at(halving, finding->sought)->found;
        }
        search->over |= !open || search->n > MIN(search->left, search->cut->left);
        if (!search->over) {
            search->left -= search->n;
            search->cut->left -= search->n;
        }
        search->n = 0;
    }
}

static void admit_parts(Halving *halving)
{
    GArray *parts = halving->parts;
    guint n = 0;
    for (guint i = 0; i < parts->len; i++) {
        if (!search_at(halving, part_at(halving, i)->search)->over)
            *part_at(halving, n++) = *part_at(halving, i);
    }
    g_array_set_size(parts, n);
}

/* What a search without parts has found in all of them is certain. */
static void settle(Halving *halving)
{
    for (guint i = 0; i < halving->searches->len; i++) {
        Search *search = search_at(halving, i);
        for (uint32_t k = search->first; k < search->end && !search->over && search->n == 0; k++) {
            const Finding *finding = finding_at(halving, k);
            Sought *sought = sought_at(halving, finding->sought);
            if (!sought->found && !finding->lost)
                sought->found = finding->found;
        }
        search->over |= search->n == 0;
    }
}

static void run_searches(Halving *halving)
{
    while (halving->parts->len > 0) {
        admit_searches(halving);
        admit_parts(halving);
        g_array_set_size(halving->smaller, 0);
        for (guint i = 0; i < halving->parts->len; i += TC_BLOCK_ROWS)
            go_through(halving, i, MIN(halving->parts->len - i, TC_BLOCK_ROWS));
        settle(halving);
        GArray *parts = halving->parts;
        halving->parts = halving->smaller;
        halving->smaller = parts;
    }
}

/* Can a search settle the answer that cuts the cell @only? */
static bool is_asked(const Sought *sought, uint32_t only)
{
    const bool reads =
        only < TC_MOST_CUT ? sought->cells >> only & 1 : sought->cells && !sought->beyond;
    return reads && !sought->found;
}

/* Begins to cut a row that way, if it has something to search for; as a whole it was judged. */
static void begin(Halving *halving, CutRow *cut, uint32_t only)
{
    Search search = {.cut = cut, .only = only, .left = PARTS_ALL};
    if (only < TC_MOST_CUT) /* half of the budget is for all cells in turn */
        search.left = MIN(PARTS_ONE, PARTS_ALL / 2 / cut->whole.n);
    search.first = halving->findings->len;
    for (uint32_t i = cut->first; i < cut->end; i++) {
        const Finding finding = {.sought = i};
        if (is_asked(sought_at(halving, i), only))
            g_array_append_val(halving->findings, finding);
    }
    search.end = halving->findings->len;
    const guint before = halving->parts->len;
    cut->whole.search = halving->searches->len;
    search.over =
        search.first == search.end || !tc_part_cut(halving->ev, &cut->whole, only, halving->parts);
    search.n = halving->parts->len - before;
    g_array_append_val(halving->searches, search);
}

static void forget_searches(Halving *halving)
{
    g_array_set_size(halving->searches, 0);
    g_array_set_size(halving->findings, 0);
    g_array_set_size(halving->parts, 0);
}

static void search_one(Halving *halving)
{
    forget_searches(halving);
    for (uint32_t i = 0; i < halving->n_rows; i++) {
        for (uint32_t cell = 0; cell < halving->rows[i].whole.n; cell++)
            begin(halving, &halving->rows[i], cell);
    }
    run_searches(halving);
}

static void search_all(Halving *halving)
{
    forget_searches(halving);
    for (uint32_t i = 0; i < halving->n_rows; i++) {
        if (halving->rows[i].whole.n > 1)
            begin(halving, &halving->rows[i], TC_MOST_CUT);
    }
    run_searches(halving);
}

/* --- what was found --------------------------------------------------------------------------- */

/* What parts give of an answer that is not proved open: the only one, or a proof. Data checks, and
 * limits beside a cell that no int64 holds, may leave no completion in a part that was not found to
 * be without: no proof then. */
static void put(const Halving *halving, uint32_t row, const Sought *sought)
{
    const TcModel *model = halving->ev->model;
    const bool proves = model->n_checks == 0 &&
                        (model->schema.n_limits == 0 || !tc_bit(halving->ev->block->exact, row));
    TcResults *results = halving->ev->results;
    if (!tc_set_is_open(sought->found))
        tc_answer_settle(results, sought->ask, sought->index, row, sought->found);
    else if (proves)
        tc_bit_put(tc_answer_unproved(results, sought->ask, sought->index), row, false);
}

static void put_all(const Halving *halving)
{
    for (uint32_t i = 0; i < halving->n_rows; i++) {
        const CutRow *cut = &halving->rows[i];
        for (uint32_t k = cut->first; k < cut->end; k++) {
            const Sought *sought = sought_at(halving, k);
            if (sought->found)
                put(halving, cut->row, sought);
        }
    }
}

/* --- rows ------------------------------------------------------------------------------------- */

static void seek(Halving *halving, uint32_t row, TcAsk ask, uint32_t index,
                 const uint64_t *unproved)
{
    const Sought sought = {.ask = ask, .index = index};
    if (tc_bit(unproved, row))
        g_array_append_val(halving->sought, sought);
}

/* Where a rule asks for labels, those of indicators have been used already. */
static void seek_indicators(Halving *halving, uint32_t row)
{
    const TcModel *model = halving->ev->model;
    const TcResults *results = halving->ev->results;
    for (uint32_t i = 0; i < model->n_indicators && !halving->ev->plan->asks_labels; i++) {
        if (model->indicators[i].judged)
            seek(halving, row, TC_ASK_INDICATOR, i, results->indicators[i].unproved);
    }
    for (uint32_t i = 0; i < model->n_criteria; i++)
        seek(halving, row, TC_ASK_CRITERION, i, results->criteria[i].unproved);
}

static void seek_conclusions(Halving *halving, uint32_t row)
{
    const TcModel *model = halving->ev->model;
    const TcResults *results = halving->ev->results;
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        seek(halving, row, TC_ASK_VERDICT, i, results->verdicts[i].unproved);
    for (uint32_t i = 0; i < model->n_grades; i++)
        seek(halving, row, TC_ASK_GRADE, i, results->grades[i].unproved);
}

/* Was the indicator settled by cutting: do conclusions see more of it than it is? */
static bool was_cut(const TcEvaluator *ev, uint32_t indicator, uint32_t row)
{
    unsigned seen = 0;
    for (unsigned k = 0; k < G_N_ELEMENTS(*ev->view); k++)
        seen += tc_bit(ev->view[indicator][k], row);
    return seen > 1 &&
           !tc_set_is_open(tc_answer_set(ev->results, TC_ASK_INDICATOR, indicator, row));
}

/* Appends the open cells that an answer rests on; a conclusion on those too of the indicators that
 * were settled by cutting. */
static void find_columns(const Halving *halving, uint32_t row, const Sought *sought,
                         GArray *columns)
{
    TcEvaluator *ev = halving->ev;
    const TcPlanBasis *basis = tc_answer_basis(ev->plan, sought->ask, sought->index);
    tc_deciding_columns(ev, ev->results, row, sought->ask, sought->index, columns);
    for (uint32_t i = 0; basis && i < basis->n_indicators; i++) {
        if (was_cut(ev, basis->indicators[i], row))
            tc_deciding_columns(ev, ev->results, row, TC_ASK_INDICATOR, basis->indicators[i],
                                columns);
    }
}

/* The open cells that an answer rests on. @columns: scratch. */
static void list_cells(Halving *halving, CutRow *cut, Sought *sought, GArray *columns)
{
    g_array_set_size(columns, 0);
    find_columns(halving, cut->row, sought, columns);
    tc_sort_unique(columns);
    for (guint k = 0; k < columns->len; k++) {
        const uint32_t place =
            tc_part_place(halving->ev, cut->row, &cut->whole, g_array_index(columns, uint32_t, k));
        if (place < TC_MOST_CUT)
            sought->cells |= UINT32_C(1) << place;
        else
            sought->beyond = true;
    }
}

/* Returns: (transfer full). */
static TcPlanSlice *slice_of(const Halving *halving)
{
    const TcPlan *plan = halving->ev->plan;
    g_autofree uint32_t *nodes = g_new(uint32_t, halving->sought->len + 1);
    for (guint i = 0; i < halving->sought->len; i++) {
        const Sought *sought = sought_at(halving, i);
        nodes[i] = tc_answer_node(plan, sought->ask, sought->index);
    }
    return tc_plan_slice_new(plan, nodes, halving->sought->len);
}

/* Searches for what @list says is in question of the rows, and puts what is found. */
static void halve(Halving *halving, void (*list)(Halving *halving, uint32_t row))
{
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_set_size(halving->sought, 0);
    for (uint32_t i = 0; i < halving->n_rows; i++) {
        CutRow *cut = &halving->rows[i];
        *cut = (CutRow){.row = cut->row, .left = PARTS_ALL, .first = halving->sought->len};
        list(halving, cut->row);
        cut->end = halving->sought->len;
        for (uint32_t k = cut->first; k < cut->end; k++)
            list_cells(halving, cut, sought_at(halving, k), columns);
    }
    halving->slice = slice_of(halving);
    search_one(halving);
    search_all(halving);
    put_all(halving);
    tc_plan_slice_free(halving->slice);
}

/* Tries conclusions that are not proved open where indicators turn within a range. */
static void sweep(Halving *halving, const CutRow *cut)
{
    TcEvaluator *ev = halving->ev;
    bool any = false;
    memset(ev->within, 0, tc_column_count(ev) * sizeof *ev->within);
    for (uint32_t i = 0; i < cut->whole.n; i++) {
        ev->within[cut->whole.cells[i].column] = cut->within[i];
        any |= cut->within[i].is;
    }
    g_array_set_size(halving->sought, 0);
    seek_conclusions(halving, cut->row);
    if (any && halving->sought->len > 0)
        tc_sweep_row(ev, cut->row);
}

static void halve_rows(Halving *halving)
{
    halve(halving, seek_indicators);
    for (uint32_t i = 0; i < halving->n_rows; i++)
        sweep(halving, &halving->rows[i]);
    halve(halving, seek_conclusions);
    halving->n_rows = 0;
}

/* Rows with a completion and an answer that is not proved open. */
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
        rows[w] &= ev->completed[w];
    }
}

void tc_halve_block(TcEvaluator *ev)
{
    TcBits rows = {0};
    uint32_t row;
    find_rows(ev, rows);
    if (ev->run.closed || !tc_bits_any(rows))
        return;
    Halving *halving = g_new0(Halving, 1);
    halving->ev = ev;
    halving->sought = g_array_new(FALSE, FALSE, sizeof(Sought));
    halving->searches = g_array_new(FALSE, FALSE, sizeof(Search));
    halving->findings = g_array_new(FALSE, FALSE, sizeof(Finding));
    halving->parts = g_array_new(FALSE, FALSE, sizeof(TcPart));
    halving->smaller = g_array_new(FALSE, FALSE, sizeof(TcPart));
    TC_FOR_ROWS(row, rows)
    {
        halving->rows[halving->n_rows++].row = row;
        if (halving->n_rows == ROWS)
            halve_rows(halving);
    }
    if (halving->n_rows > 0)
        halve_rows(halving);
    g_array_unref(halving->sought);
    g_array_unref(halving->searches);
    g_array_unref(halving->findings);
    g_array_unref(halving->parts);
    g_array_unref(halving->smaller);
    g_free(halving);
}
