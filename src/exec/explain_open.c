/* An open answer: the cells that can settle it, and two completions that differ. */
#include "exec/complete.h"
#include "exec/explain_runs.h"
#include "exec/explain_words.h"

#include <stdlib.h>

enum {
    MAX_CELLS = 24,   /* whose values are gone through */
    MAX_PIECES = 8,   /* that are listed */
    MAX_TRIALS = 400, /* completions */
    SHOWN = 64,       /* completions of the others by which a cell may be seen to matter */
    SHIFTED = 16,     /* completions in which one cell is seen to shift another's runs */
    VARIED = 3,       /* completions of the others in which one cell is gone through */
    FEW = 64,         /* values of a cell that are gone through one by one */
    FIRST_ENDS = 3,   /* the trial that takes the upper ends, and the next ones down */
};
#define MANY INT64_C(1000000) /* an end of a range that people would not write */
#define BUDGET                                                                                     \
    UINT64_C(2000000) /* indicators judged for the values of cells, and for completions */

typedef struct {
    TcExplainer *explainer;
    TcComparisons *set;
    TcAsking asking;
    uint64_t budget; /* of the indicators that the answers along the cells take */
    TcIsSettled *is_settled;
    const TcOpenPart *part;
    uint32_t cells[MAX_CELLS];
    uint32_t n;
    GArray *others; /* uint32_t: open cells that are read too, whose values are no matter */
    GArray *pieces[MAX_CELLS];   /* TcPiece, or NULL */
    bool numbered[MAX_CELLS];    /* their values can be gone through */
    int64_t found[2][MAX_CELLS]; /* what the witnesses have there, by number */
    bool proved[MAX_CELLS]; /* the pieces are; points alone and the reference alone prove nothing */
    TcPower power[MAX_CELLS];
    uint32_t order[MAX_CELLS]; /* the stronger first */
} Open;

static bool reads_appraisals(const Open *open)
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
static void collect(Open *open, const TcOpenPart *part)
{
    const TcProbe *probe = open->explainer->probe;
    const uint32_t end = reads_appraisals(open) ? probe->n : probe->model->schema.n_columns;
    g_autoptr(GArray) deciding = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    const bool told = tc_explain_deciding(open->explainer, part->kind, part->index, deciding);
    uint32_t n;
    const uint32_t *read = tc_comparisons_cells(open->set, &n);
    for (uint32_t i = 0; i < n && read[i] < end && open->n < MAX_CELLS; i++) {
        if (probe->known[read[i]])
            continue;
        if (!told || is_in(deciding, read[i]))
            open->cells[open->n++] = read[i];
        else
            g_array_append_val(open->others, read[i]);
    }
}

/* Are the runs of a cell proved? Of points alone, and by the reference alone, they are tried. */
static bool is_proved(const Open *open)
{
    return open->explainer->told && open->part->judged;
}

static TcPower power_of(const Open *open, const GArray *pieces)
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
static void try_cell(Open *open, uint32_t i)
{
    TcProbe *probe = open->explainer->probe;
    int64_t low, high;
    tc_probe_sharpen(probe, open->set, open->cells[i]);
    open->numbered[i] = tc_probe_range(probe, open->cells[i], &low, &high);
    open->pieces[i] = tc_probe_all_pieces(probe, open->set, open->cells[i], &open->asking);
}

/* What was tried along the cell is proved. */
static void prove(Open *open, uint32_t i, bool has_witnesses)
{
    const TcOpenPart *part = open->part;
    GArray *pieces = open->pieces[i];
    const TcTried tried = {
        pieces, open->cells, open->n, has_witnesses, {open->found[0], open->found[1]}};
    open->pieces[i] = tc_explain_runs(open->explainer, part->kind, part->index, open->cells[i],
                                      &tried, &open->proved[i]);
    g_array_unref(pieces);
}

/* Are its values so few that each should have been proved open? */
static bool has_few_values(const Open *open, uint32_t i)
{
    const GArray *pieces = open->pieces[i];
    return pieces->len > 0 && g_array_index(pieces, TcPiece, pieces->len - 1).high -
                                      g_array_index(pieces, TcPiece, 0).low <
                                  FEW;
}

static void weigh(Open *open, uint32_t i, bool has_witnesses)
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

static TcShown value_text(Open *open, uint32_t column, int64_t number)
{
    TcValue value;
    tc_value_init(&value);
    tc_probe_value(open->explainer->probe, column, number, &value);
    const TcShown shown = tc_explain_cell_value(open->explainer, column, &value);
    tc_value_clear(&value);
    return shown;
}

static void list_pieces(Open *open, uint32_t i, TcDecidingCell *deciding)
{
    const GArray *pieces = open->pieces[i];
    const guint first = pieces && g_array_index(pieces, TcPiece, 0).low == TC_VALUE_NONE;
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
static bool is_one_answer(const Open *open)
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

static void list_cells(Open *open, TcOpenness *openness)
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

/* --- completions --- */

static uint64_t mix(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* An end that people would not write, as the cell's values are numbered. */
static int64_t many_of(const Open *open, uint32_t i)
{
    return MANY * open->explainer->probe->steps[open->cells[i]];
}

/* Is the end @a of a run nearer to 0 than @b is? Chưa có is a run by itself. */
static bool is_nearer(int64_t a, int64_t b)
{
    return a != b && llabs(a) < llabs(b);
}

/* Where the answer turns, of the ends of its runs the @nth, or the other end of that run where it
 * is one that people would not write; invalid runs count too and are refused later. */
static int64_t turning_point(const GArray *pieces, uint64_t nth, int64_t many)
{
    const TcPiece *piece = &g_array_index(pieces, TcPiece, (nth / 2) % pieces->len);
    const int64_t end = nth % 2 ? piece->high : piece->low;
    const int64_t other = nth % 2 ? piece->low : piece->high;
    return is_nearer(other, end) && llabs(end) > many ? other : end;
}

/* The first trials take the first and the last run of each cell, the next ones the ends of its
 * range, all others ends and turning points by lot (the same lot on every machine); those beyond
 * MAX_TRIALS turning points alone. */
static int64_t pick(const Open *open, uint32_t i, uint64_t trial, int64_t low, int64_t high)
{
    const uint64_t lot = mix(trial * MAX_CELLS + i);
    const GArray *pieces = open->pieces[i];
    const int64_t many = many_of(open, i);
    const bool far = high - low > many && trial < MAX_TRIALS / 2;
    const int64_t round = low < many && high > many ? many : low + many;
    const int64_t top = far ? round : high;
    int64_t value = lot % 2 ? low : top;
    if (trial >= MAX_TRIALS && pieces)
        value = turning_point(pieces, lot / 16, many);
    else if (trial < 2 && pieces)
        value = turning_point(pieces, trial ? 2 * (pieces->len - 1) : 0, many);
    else if (trial < 4)
        value = trial % 2 ? top : low;
    else if (pieces && lot % 3 == 0)
        value = turning_point(pieces, lot / 16, many);
    return value == TC_VALUE_NONE ? value : CLAMP(value, low, high);
}

/* To the reference, which takes no cell for no matter. */
static void fill_others(Open *open, uint64_t trial)
{
    TcProbe *probe = open->explainer->probe;
    for (guint i = 0; i < open->others->len; i++) {
        const uint32_t column = g_array_index(open->others, uint32_t, i);
        int64_t low, high;
        if (tc_probe_range(probe, column, &low, &high))
            tc_probe_put(probe, column, mix(~(trial * MAX_CELLS + i)) % 2 ? high : low);
    }
}

/* Gives all cells but @left_out a value. Returns: false if they cannot be so. */
static bool complete(Open *open, uint32_t left_out, uint64_t trial)
{
    TcProbe *probe = open->explainer->probe;
    TcValue value;
    tc_value_init(&value);
    bool possible = true;
    for (uint32_t i = 0; i < open->n && possible; i++) {
        int64_t low, high;
        if (i == left_out)
            continue;
        possible = tc_probe_range(probe, open->cells[i], &low, &high);
        if (!possible)
            break;
        tc_probe_value(probe, open->cells[i], pick(open, i, trial, low, high), &value);
        tc_probe_set(probe, open->cells[i], &value);
    }
    tc_value_clear(&value);
    fill_others(open, trial);
    return possible && tc_probe_is_valid(probe);
}

static void keep_witness(Open *open, TcOpenness *openness, uint64_t answer)
{
    const TcProbe *probe = open->explainer->probe;
    int64_t *found = open->found[openness->n_witnesses];
    openness->witnesses[openness->n_witnesses++].answer = answer;
    for (uint32_t i = 0; i < open->n; i++)
        found[i] = tc_probe_number(probe, open->cells[i], &probe->cells[open->cells[i]]);
}

static void list_witnesses(Open *open, TcOpenness *openness)
{
    for (uint32_t k = 0; k < openness->n_witnesses; k++) {
        TcShown *values = TC_EXPLAIN_NEW(open->explainer, TcShown, open->n);
        for (uint32_t i = 0; i < openness->n_deciding; i++)
            values[i] =
                value_text(open, open->cells[open->order[i]], open->found[k][open->order[i]]);
        openness->witnesses[k].values = values;
    }
}

static void try_completions(Open *open, TcOpenness *openness)
{
    TcProbe *probe = open->explainer->probe;
    const uint64_t trials = MIN(MAX_TRIALS, BUDGET / open->asking.weight + 2);
    for (uint64_t trial = 0; trial < trials && openness->n_witnesses < 2; trial++) {
        if (complete(open, open->n, trial)) {
            const uint64_t answer = open->asking.question(tc_probe_ask(probe), open->asking.data);
            const bool other =
                openness->n_witnesses == 0 || openness->witnesses[0].answer != answer;
            if (open->is_settled(answer) && other)
                keep_witness(open, openness, answer);
        }
        tc_probe_reset(probe);
    }
}

/* The first run of a settled answer, another than that of the first witness. */
static const TcPiece *other_run(const Open *open, const GArray *pieces, const TcOpenness *openness)
{
    for (guint i = 0; i < pieces->len; i++) {
        const TcPiece *piece = &g_array_index(pieces, TcPiece, i);
        if (piece->answer != TC_PIECE_INVALID && open->is_settled(piece->answer) &&
            (openness->n_witnesses == 0 || openness->witnesses[0].answer != piece->answer))
            return piece;
    }
    return NULL;
}

static void keep_run(Open *open, TcOpenness *openness, uint32_t i, const TcPiece *piece)
{
    TcProbe *probe = open->explainer->probe;
    const bool far = is_nearer(piece->high, piece->low);
    tc_probe_put(probe, open->cells[i], far ? piece->high : piece->low);
    if (tc_probe_is_valid(probe) &&
        open->asking.question(tc_probe_ask(probe), open->asking.data) == piece->answer)
        keep_witness(open, openness, piece->answer);
}

/* Where all other cells are given, the runs of the last one tell every answer it can bring: so a
 * band between two marks is met with, which ends of ranges miss. */
static void vary_one(Open *open, TcOpenness *openness, uint32_t i, uint64_t trial)
{
    TcProbe *probe = open->explainer->probe;
    g_autoptr(GArray) pieces = NULL;
    if (complete(open, i, trial))
        pieces = tc_probe_all_pieces(probe, open->set, open->cells[i], &open->asking);
    for (uint32_t side = 0; pieces && side < 2; side++) {
        const TcPiece *piece = other_run(open, pieces, openness);
        if (piece)
            keep_run(open, openness, i, piece);
    }
    tc_probe_reset(probe);
}

static void find_witnesses(Open *open, TcOpenness *openness)
{
    try_completions(open, openness);
    for (uint32_t i = 0; i < VARIED * open->n && openness->n_witnesses < 2; i++) {
        openness->n_witnesses = 0;
        vary_one(open, openness, i % open->n, FIRST_ENDS - i / open->n);
    }
    if (openness->n_witnesses == 2)
        openness->proved = true;
    else
        openness->n_witnesses = 0;
}

/* Gives the cells before the @nth what one witness has, the others what the other one has.
 * Returns: false if they cannot be so. */
static bool mix_witnesses(Open *open, uint32_t left_out, uint64_t nth)
{
    for (uint32_t i = 0; i < open->n; i++) {
        const bool before = i < nth / 2;
        if (i != left_out)
            tc_probe_put(open->explainer->probe, open->cells[i], open->found[before == nth % 2][i]);
    }
    fill_others(open, nth);
    return tc_probe_is_valid(open->explainer->probe);
}

/* Do values of the cell give different answers, the other cells filled in? */
static bool matters(Open *open, uint32_t i, bool possible)
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
static bool runs_differ(const Open *open, const GArray *a, const GArray *b)
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
static bool shifts(Open *open, uint32_t i, uint32_t other, uint64_t trial)
{
    TcProbe *probe = open->explainer->probe;
    const uint32_t column = open->cells[other];
    int64_t low, high, from, to;
    g_autoptr(GArray) one = NULL, two = NULL;
    if (complete(open, other, trial) && tc_probe_range(probe, column, &from, &to))
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

static bool is_shown(Open *open, uint32_t i, bool has_witnesses)
{
    bool shown = false;
    for (uint64_t nth = 0; nth < 2 * (open->n + 1) && has_witnesses && !shown; nth++)
        shown = matters(open, i, mix_witnesses(open, i, nth));
    for (uint64_t trial = 0; trial < SHOWN && !shown; trial++)
        shown = matters(open, i, complete(open, i, trial % 2 ? trial : MAX_TRIALS + trial));
    for (uint64_t trial = 0; trial < SHIFTED * open->n && !shown; trial++) {
        const uint32_t other = (uint32_t)(trial / SHIFTED);
        shown = other != i && shifts(open, i, other, trial % SHIFTED);
    }
    return shown;
}

/* Cells that decide nothing by themselves: where one settles the answer, no other matters; else a
 * completion of the others shows that one does. */
static void weigh_others(Open *open, bool has_witnesses)
{
    bool decided = false;
    for (uint32_t i = 0; i < open->n; i++)
        decided |= open->power[i] == TC_DECIDES;
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
    Open open = {.explainer = explainer,
                 .set = set,
                 .asking = part->asking,
                 .budget = BUDGET,
                 .is_settled = part->is_settled,
                 .part = part,
                 .others = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    open.asking.budget = &open.budget;
    collect(&open, part);
    tc_comparisons_add_checks(set); /* where values become impossible, runs end */
    for (uint32_t i = 0; i < open.n; i++)
        try_cell(&open, i);
    find_witnesses(&open, openness);
    for (uint32_t i = 0; i < open.n; i++)
        weigh(&open, i, openness->n_witnesses == 2);
    if (openness->n_witnesses == 0)
        find_witnesses(&open, openness); /* where the answer turns is known better now */
    if (is_proved(&open))
        weigh_others(&open, openness->n_witnesses == 2);
    list_cells(&open, openness);
    openness->settled = is_one_answer(&open) && openness->deciding[0].n_pieces > 0;
    list_witnesses(&open, openness);
    g_array_unref(open.others);
    for (uint32_t i = 0; i < open.n; i++) {
        if (open.pieces[i])
            g_array_unref(open.pieces[i]);
    }
}
