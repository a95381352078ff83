/* An open answer: the cells that can settle it, and two completions that differ. */
#include "exec/complete.h"
#include "exec/explain_open_internal.h"
#include "exec/explain_words.h"
#include "exec/readers.h"

enum {
    MAX_PIECES = 8, /* that are listed */
    SHOWN = 64,     /* completions of the others by which a cell may be seen to matter */
    SHIFTED = 16,   /* completions in which one cell is seen to shift another's runs */
    FEW = 64,       /* values of a cell that are gone through one by one */
};
/* Of TC_OPEN_BUDGET, to see that cells matter. */
#define OTHERS_BUDGET UINT64_C(250000)

static bool reads_appraisals(const TcOpen *open)
{
    return open->explainer->out->run.appraisals;
}

static bool is_in(const GArray *columns, uint32_t column)
{
    for (guint i = 0; i < columns->len; i++) {
        if (g_array_index(columns, uint32_t, i) == column)
            return true;
    }
    return false;
}

/* The open cells that the part reads, but for those that the evaluator knows to be no matter. */
static void collect(TcOpen *open, const TcOpenPart *part)
{
    const TcProbe *probe = open->explainer->probe;
    const uint32_t end = reads_appraisals(open) ? probe->n : probe->model->schema.n_columns;
    g_autoptr(GArray) deciding = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    const bool told = tc_explain_deciding(open->explainer, part->kind, part->index, deciding);
    uint32_t n;
    const uint32_t *read = tc_comparisons_cells(open->set, &n);
    for (uint32_t i = 0; i < n && read[i] < end && open->n < TC_OPEN_MAX_CELLS; i++) {
        if (probe->known[read[i]])
            continue;
        if (!told || is_in(deciding, read[i]))
            open->cells[open->n++] = read[i];
        else
            g_array_append_val(open->others, read[i]);
    }
}

/* Are the runs of a cell proved? Of points alone, and by the reference alone, they are tried. */
static bool is_proved(const TcOpen *open)
{
    return open->explainer->told && open->part->judged;
}

static TcPower power_of(const TcOpen *open, const GArray *pieces)
{
    uint32_t settled = 0, valid = 0;
    for (guint i = 0; i < pieces->len; i++) {
        const uint64_t answer = g_array_index(pieces, TcPiece, i).answer;
        valid += answer != TC_PIECE_INVALID;
        settled += answer != TC_PIECE_INVALID && open->is_settled(answer);
    }
    if (settled == 0)
        return TC_MATTERS;
    return settled == valid ? TC_DECIDES : TC_MAY_DECIDE;
}

/* Tries the values of the cell. */
static void try_cell(TcOpen *open, uint32_t i)
{
    TcProbe *probe = open->explainer->probe;
    int64_t low, high;
    tc_probe_sharpen(probe, open->set, open->cells[i]);
    open->numbered[i] = tc_probe_range(probe, open->cells[i], &low, &high);
    open->pieces[i] = tc_probe_all_pieces(probe, open->set, open->cells[i], &open->asking);
}

/* What was tried along the cell is proved. */
static void prove(TcOpen *open, uint32_t i, bool has_witnesses)
{
    const TcOpenPart *part = open->part;
    GArray *pieces = open->pieces[i];
    const TcTried tried = {
        pieces, open->cells, open->n, has_witnesses, {open->found[0], open->found[1]}};
    open->pieces[i] = tc_explain_runs(open->explainer, part->kind, part->index, open->cells[i],
                                      &tried, &open->proved[i]);
    g_array_unref(pieces);
}

static bool begins_with_none(const GArray *pieces)
{
    return pieces->len > 0 && g_array_index(pieces, TcPiece, 0).low == TC_VALUE_NONE;
}

/* Are its values so few that each should have been proved open? */
static bool has_few_values(const TcOpen *open, uint32_t i)
{
    const GArray *pieces = open->pieces[i];
    const guint first = begins_with_none(pieces); /* that is one value, and far from all others */
    return pieces->len <= first ? pieces->len > 0
                                : g_array_index(pieces, TcPiece, pieces->len - 1).high -
                                          g_array_index(pieces, TcPiece, first).low <
                                      FEW;
}

static void weigh(TcOpen *open, uint32_t i, bool has_witnesses)
{
    open->proved[i] = true;
    if (open->pieces[i] && is_proved(open))
        prove(open, i, has_witnesses);
    open->power[i] = open->pieces[i]     ? power_of(open, open->pieces[i])
                     : open->numbered[i] ? TC_UNTRIED
                                         : TC_MATTERS;
    if (open->power[i] == TC_MATTERS && open->pieces[i] && !open->proved[i] &&
        has_few_values(open, i))
        open->power[i] = TC_UNTRIED;
}

static TcShown value_text(TcOpen *open, uint32_t column, int64_t number)
{
    TcValue value;
    tc_value_init(&value);
    tc_probe_value(open->explainer->probe, column, number, &value);
    const TcShown shown = tc_explain_cell_value(open->explainer, column, &value);
    tc_value_clear(&value);
    return shown;
}

static void list_pieces(TcOpen *open, uint32_t i, TcDecidingCell *deciding)
{
    const GArray *pieces = open->pieces[i];
    const guint first = pieces && begins_with_none(pieces);
    if (!pieces || !open->proved[i] || pieces->len > MAX_PIECES || open->power[i] >= TC_MATTERS)
        return;
    deciding->pieces = TC_EXPLAIN_NEW(open->explainer, TcExplainedPiece, pieces->len);
    for (guint j = 0; j < pieces->len; j++) {
        const TcPiece *piece = &g_array_index(pieces, TcPiece, j);
        if (piece->answer == TC_PIECE_INVALID)
            continue;
        deciding->pieces[deciding->n_pieces++] = (TcExplainedPiece){
            .low = value_text(open, open->cells[i], piece->low),
            .high = value_text(open, open->cells[i], piece->high),
            .first = j == first && !(pieces->len > j + 1 && piece[1].answer == TC_PIECE_INVALID),
            .last = j + 1 == pieces->len,
            .joins = j > first && piece[-1].answer != TC_PIECE_INVALID,
            .answer = piece->answer,
        };
    }
}

/* Is one cell open, and its answer the same wherever it is possible? */
static bool is_one_answer(const TcOpen *open)
{
    uint64_t answer = TC_PIECE_INVALID;
    if (open->n != 1 || open->power[0] != TC_DECIDES)
        return false;
    for (guint i = 0; i < open->pieces[0]->len; i++) {
        const uint64_t here = g_array_index(open->pieces[0], TcPiece, i).answer;
        if (answer == TC_PIECE_INVALID)
            answer = here;
        else if (here != TC_PIECE_INVALID && here != answer)
            return false;
    }
    return answer != 0; /* 0: only scored */
}

static void list_cells(TcOpen *open, TcOpenness *openness)
{
    uint32_t n = 0;
    openness->deciding = TC_EXPLAIN_NEW(open->explainer, TcDecidingCell, open->n);
    for (int power = TC_DECIDES; power <= TC_UNTRIED; power++) {
        for (uint32_t i = 0; i < open->n; i++) {
            if ((int)open->power[i] != power)
                continue;
            TcDecidingCell *deciding = &openness->deciding[n];
            deciding->cell = tc_explain_cell(open->explainer, open->cells[i]);
            deciding->power = open->power[i];
            list_pieces(open, i, deciding);
            open->order[n++] = i;
        }
    }
    openness->n_deciding = n;
}

static void list_witnesses(TcOpen *open, TcOpenness *openness)
{
    for (uint32_t k = 0; k < openness->n_witnesses; k++) {
        TcShown *values = TC_EXPLAIN_NEW(open->explainer, TcShown, open->n);
        for (uint32_t i = 0; i < openness->n_deciding; i++)
            values[i] =
                value_text(open, open->cells[open->order[i]], open->found[k][open->order[i]]);
        openness->witnesses[k].values = values;
    }
}

/* Do values of the cell give different answers, the other cells filled in? */
static bool matters(TcOpen *open, uint32_t i, bool possible)
{
    TcProbe *probe = open->explainer->probe;
    uint64_t all = 0;
    g_autoptr(GArray) pieces = NULL;
    if (possible)
        pieces = tc_probe_all_pieces(probe, open->set, open->cells[i], &open->asking);
    for (guint j = 0; pieces && j < pieces->len; j++) {
        const uint64_t answer = g_array_index(pieces, TcPiece, j).answer;
        if (answer != TC_PIECE_INVALID && open->is_settled(answer))
            all |= answer;
    }
    tc_probe_reset(probe);
    return tc_set_is_open(all);
}

/* Do runs of one cell give a number of it different answers? */
static bool runs_differ(const TcOpen *open, const GArray *a, const GArray *b)
{
    guint i = 0, j = 0;
    while (a && b && i < a->len && j < b->len) {
        const TcPiece *x = &g_array_index(a, TcPiece, i), *y = &g_array_index(b, TcPiece, j);
        const bool overlap = x->low <= y->high && y->low <= x->high;
        const bool valid = x->answer != TC_PIECE_INVALID && y->answer != TC_PIECE_INVALID;
        if (overlap && valid && x->answer != y->answer && open->is_settled(x->answer) &&
            open->is_settled(y->answer))
            return true;
        if (x->high <= y->high)
            i++;
        else
            j++;
    }
    return false;
}

/* With another value of the cell, does what the @other one gives turn elsewhere, the rest filled
 * in? So a cell is seen to matter that does at no end of the other one. */
static bool shifts(TcOpen *open, uint32_t i, uint32_t other, uint64_t trial)
{
    TcProbe *probe = open->explainer->probe;
    const uint32_t column = open->cells[other];
    int64_t low, high, from, to;
    g_autoptr(GArray) one = NULL, two = NULL;
    if (tc_open_complete(open, other, trial) && tc_probe_range(probe, column, &from, &to))
        one = tc_probe_pieces(probe, open->set, column, from, to, &open->asking);
    if (one && tc_probe_range(probe, open->cells[i], &low, &high)) {
        const bool few = high - low < SHIFTED;
        const int64_t end = trial % 2 ? low : high;
        tc_probe_put(probe, open->cells[i], few ? low + (int64_t)trial % (high - low + 1) : end);
        two = tc_probe_pieces(probe, open->set, column, from, to, &open->asking);
    }
    tc_probe_reset(probe);
    return runs_differ(open, one, two);
}

static bool can_go_on(const TcOpen *open)
{
    return open->budget >= open->asking.weight;
}

static bool is_shown(TcOpen *open, uint32_t i, bool has_witnesses)
{
    bool shown = false;
    for (uint64_t nth = 0; nth < 2 * (open->n + 1) && has_witnesses && !shown && can_go_on(open);
         nth++)
        shown = matters(open, i, tc_open_mix_witnesses(open, i, nth));
    for (uint64_t trial = 0; trial < SHOWN && !shown && can_go_on(open); trial++)
        shown = matters(open, i,
                        tc_open_complete(open, i, trial % 2 ? trial : TC_OPEN_MAX_TRIALS + trial));
    for (uint64_t trial = 0; trial < SHIFTED * open->n && !shown && can_go_on(open); trial++) {
        const uint32_t other = (uint32_t)(trial / SHIFTED);
        shown = other != i && shifts(open, i, other, trial % SHIFTED);
    }
    return shown;
}

/* Cells that decide nothing by themselves: where one settles the answer, no other matters; else a
 * completion of the others shows that one does. */
static void weigh_others(TcOpen *open, bool has_witnesses)
{
    bool decided = false;
    for (uint32_t i = 0; i < open->n; i++)
        decided |= open->power[i] == TC_DECIDES;
    open->budget = MIN(open->budget, OTHERS_BUDGET);
    for (uint32_t i = 0; i < open->n; i++) {
        if (open->power[i] != TC_MATTERS)
            continue;
        if (decided)
            open->power[i] = TC_NO_MATTER;
        else if (!is_shown(open, i, has_witnesses))
            open->power[i] = TC_UNTRIED;
    }
}

void tc_explain_openness(TcExplainer *explainer, TcComparisons *set, const TcOpenPart *part,
                         TcOpenness *openness)
{
    TcOpen open = {.explainer = explainer,
                   .set = set,
                   .asking = part->asking,
                   .budget = TC_OPEN_BUDGET,
                   .is_settled = part->is_settled,
                   .part = part,
                   .others = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    collect(&open, part);
    TcOpenMemo *memo = tc_open_memo_new(&open, &part->asking);
    open.asking.question = tc_open_ask_remembered;
    open.asking.data = memo;
    open.asking.budget = &open.budget;
    g_autoptr(TcComparisons) checked = /* where values become impossible, runs end */
        tc_readers_part(explainer->probe->read, part->kind, part->index, true);
    open.set = checked;
    for (uint32_t i = 0; i < open.n; i++)
        try_cell(&open, i);
    tc_open_find_witnesses(&open, openness);
    for (uint32_t i = 0; i < open.n; i++)
        weigh(&open, i, openness->n_witnesses == 2);
    if (openness->n_witnesses == 0)
        tc_open_find_witnesses(&open, openness); /* where the answer turns is known better now */
    if (is_proved(&open))
        weigh_others(&open, openness->n_witnesses == 2);
    list_cells(&open, openness);
    openness->settled = is_one_answer(&open) && openness->deciding[0].n_pieces > 0;
    list_witnesses(&open, openness);
    tc_open_memo_free(memo);
    g_array_unref(open.others);
    for (uint32_t i = 0; i < open.n; i++) {
        if (open.pieces[i])
            g_array_unref(open.pieces[i]);
    }
}
