/* Parts of an open cell's values at each of which an answer is open (explain_runs.c): two
 * completions of the other cells give different answers all along the part, or what the rule does
 * not say turns it all along. */
#include "exec/comparisons.h"
#include "exec/constraints.h"
#include "exec/explain_runs_internal.h"

enum {
    CORNERS = 8,   /* completions of an end of a part (witness.c) */
    PAIRS = 2,     /* of completions that are tried on a part: of each end */
    PAIR_ROWS = 6, /* that a pair takes */
    MOVES = 16,    /* ways in which the other cells go along with the cell */
};

/* Seen both ways, what the rule does not say turns it at every value. */
void tc_runs_find_silent(TcRuns *runs, TcRunPart *parts, uint32_t n)
{
    if (!tc_runs_take(runs, 2 * n, 0))
        return;
    tc_parts_start(runs->ev, 2 * n, true);
    for (uint32_t i = 0; i < 2 * n; i++)
        tc_runs_put(runs, parts[i / 2].piece.low, parts[i / 2].piece.high, i);
    tc_complete_judge(runs->ev);
    for (uint32_t i = 0; i < n; i++) {
        const uint64_t one = tc_runs_answer(runs, 2 * i), other = tc_runs_answer(runs, 2 * i + 1);
        if (parts[i].state == TC_RUN_LEFT && !tc_set_is_open(one) && !tc_set_is_open(other) &&
            one != other)
            parts[i].state = TC_RUN_OPEN;
    }
}

/* Completes the rows in which the cell is at the ends of the parts, each in eight ways. */
static void complete_ends(TcRuns *runs, TcRunPart **parts, uint32_t n)
{
    tc_parts_start(runs->ev, 2 * n, false);
    for (uint32_t i = 0; i < n; i++) {
        const TcPiece *piece = &parts[i]->piece;
        tc_runs_put(runs, piece->low, piece->low, 2 * i);
        tc_runs_put(runs, piece->high, piece->high, 2 * i + 1);
    }
    tc_complete_judge(runs->ev);
    TcEvaluator *inner = runs->ev->inner;
    tc_complete_start(inner, 2 * n * CORNERS, false);
    for (uint32_t i = 0; i < 2 * n * CORNERS; i++)
        tc_complete(inner, i / CORNERS, &(TcWish){.bits = i % CORNERS}, i);
    tc_complete_judge(inner);
}

/* Two completions of the @nth end that differ. Returns: false if there are none. */
static bool pick_two(const TcRuns *runs, uint32_t nth, uint32_t picked[2])
{
    const TcResults *results = runs->ev->inner->inner_results;
    uint64_t first = 0;
    for (uint32_t i = nth * CORNERS; i < (nth + 1) * CORNERS; i++) {
        const uint64_t answer = tc_answer_set(results, runs->ask, runs->index, i);
        if (tc_bit(results->data_error, i) || tc_set_is_open(answer) || answer == first)
            continue;
        picked[first != 0] = i;
        if (first)
            return true;
        first = answer;
    }
    return false;
}

/* Holds the other open cells as a completion of an end has them. */
static void hold_completion(TcRuns *runs, uint32_t completion)
{
    const TcBlock *completed = runs->ev->inner->inner_block;
    g_array_set_size(runs->held, 0);
    for (uint32_t i = 0; i < tc_column_count(runs->ev); i++) {
        const int64_t value = tc_column_value(&completed->columns[i], completion);
        const TcPartCell cell = {.column = i, .low = value, .high = value};
        if (i != runs->column && tc_bit(runs->ev->block->columns[i].open, 0))
            g_array_append_val(runs->held, cell);
    }
}

/* Holds the other open cells as the @k-th witness has them. */
static void hold_witness(TcRuns *runs, uint32_t k)
{
    const TcTried *tried = runs->tried;
    g_array_set_size(runs->held, 0);
    for (uint32_t i = 0; i < tried->n_cells; i++) {
        const int64_t number = tried->witnesses[k][i];
        const TcPartCell cell = tc_runs_cell(runs, tried->cells[i], number, number);
        if (tried->cells[i] != runs->column)
            g_array_append_val(runs->held, cell);
    }
}

/* Puts the row so over the part, and at its low and at its high end. */
static void put_thrice(TcRuns *runs, const TcPiece *piece, uint32_t to)
{
    const int64_t ends[3][2] = {
        {piece->low, piece->high}, {piece->low, piece->low}, {piece->high, piece->high}};
    const guint n = runs->held->len;
    for (uint32_t i = 0; i < 3; i++) {
        const TcPartCell cell = tc_runs_cell(runs, runs->column, ends[i][0], ends[i][1]);
        g_array_set_size(runs->held, n);
        g_array_append_val(runs->held, cell);
        tc_runs_put_held(runs, to + i);
    }
}

/* Do the two completions keep to different answers, and to what the row must keep, from end to end?
 * In rows @row … + 5: each over the part, at its low end, at its high one. */
static bool keep_apart(const TcRuns *runs, uint32_t row)
{
    uint64_t answers[6];
    for (uint32_t i = 0; i < 6; i++) {
        answers[i] = tc_runs_answer(runs, row + i);
        if (answers[i] == TC_PIECE_INVALID || tc_set_is_open(answers[i]))
            return false;
    }
    return answers[0] != answers[3];
}

/* Puts the two completions of each end of the part that differ; as many of these two pairs as there
 * are. @to: the row of the first. Returns: how many. */
static uint32_t put_completions(TcRuns *runs, const TcRunPart *part, uint32_t nth, uint32_t to)
{
    uint32_t n = 0, picked[2];
    for (uint32_t end = 0; end < 2; end++) {
        if (!pick_two(runs, 2 * nth + end, picked))
            continue;
        for (uint32_t k = 0; k < 2; k++) {
            hold_completion(runs, picked[k]);
            put_thrice(runs, &part->piece, to + PAIR_ROWS * n + 3 * k);
        }
        n++;
    }
    return n;
}

static void put_witnesses(TcRuns *runs, const TcRunPart *part, uint32_t to)
{
    for (uint32_t k = 0; k < 2; k++) {
        hold_witness(runs, k);
        put_thrice(runs, &part->piece, to + 3 * k);
    }
}

/* Moves those that are left to the front. Returns: how many. */
static uint32_t keep_left(TcRunPart **parts, uint32_t n)
{
    uint32_t n_left = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (parts[i]->state == TC_RUN_LEFT)
            parts[n_left++] = parts[i];
    }
    return n_left;
}

/* Tries the two witnesses on each of the parts, which takes no completion of the row. */
static void try_witnesses(TcRuns *runs, TcRunPart **parts, uint32_t n)
{
    if (n == 0 || !runs->tried->has_witnesses || !tc_runs_take(runs, PAIR_ROWS * n, 0))
        return;
    tc_parts_start(runs->ev, PAIR_ROWS * n, false);
    for (uint32_t i = 0; i < n; i++)
        put_witnesses(runs, parts[i], PAIR_ROWS * i);
    tc_complete_judge(runs->ev);
    for (uint32_t i = 0; i < n; i++) {
        if (keep_apart(runs, PAIR_ROWS * i))
            parts[i]->state = TC_RUN_OPEN;
    }
}

static void try_completions(TcRuns *runs, TcRunPart **parts, uint32_t n)
{
    uint32_t n_pairs[TC_RUNS_TOGETHER];
    if (n == 0 || !tc_runs_take(runs, (2 + PAIRS * PAIR_ROWS) * n, 2 * CORNERS * n))
        return;
    complete_ends(runs, parts, n);
    tc_parts_start(runs->ev, PAIRS * PAIR_ROWS * n, false);
    for (uint32_t i = 0; i < n; i++) {
        const TcPiece *piece = &parts[i]->piece;
        n_pairs[i] = put_completions(runs, parts[i], i, PAIRS * PAIR_ROWS * i);
        for (uint32_t k = PAIR_ROWS * n_pairs[i]; k < PAIRS * PAIR_ROWS; k++)
            tc_runs_put(runs, piece->low, piece->low, PAIRS * PAIR_ROWS * i + k);
    }
    tc_complete_judge(runs->ev);
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < n_pairs[i] && parts[i]->state == TC_RUN_LEFT; k++) {
            if (keep_apart(runs, PAIR_ROWS * (PAIRS * i + k)))
                parts[i]->state = TC_RUN_OPEN;
        }
    }
}

/* --- cells that go along --- */

typedef struct {
    const TcRuns *runs;
    uint32_t ends; /* a bit of each other cell: at its upper end? */
} Along;

/* Of a yes/no or a choice that one of its values, of what has a range that end of it. */
static int64_t end_of(const TcProbe *probe, uint32_t column, int64_t low, int64_t high,
                      uint32_t ends)
{
    const TcValueKind kind = tc_probe_kind(probe, column);
    if (kind == TC_VALUE_NUMBER || kind == TC_VALUE_DATE)
        return ends & 1 ? high : low;
    return low + ends % (high - low + 1);
}

/* Gives each other cell the end of what the cell and those before it leave it: what is counted is
 * none or all of what divides, whatever that is. */
static void go_along(TcProbe *probe, uint32_t column, int64_t number, const void *data)
{
    const Along *along = data;
    const TcTried *tried = along->runs->tried;
    int64_t low, high;
    for (uint32_t i = 0; i < tried->n_cells; i++)
        tc_probe_set(probe, tried->cells[i], &probe->base[tried->cells[i]]);
    tc_probe_put(probe, column, number);
    for (uint32_t i = 0; i < tried->n_cells; i++) {
        const uint32_t cell = tried->cells[i];
        if (cell != column && tc_probe_range(probe, cell, &low, &high) && low <= high)
            tc_probe_put(probe, cell, end_of(probe, cell, low, high, along->ends >> i % 3));
    }
}

static uint64_t ask_outcome(TcReference *reference, const void *indicator)
{
    return tc_reference_indicator(reference, *(const uint32_t *)indicator);
}

/* What both ends of the part come to; 0 where that is not one settled answer. */
static uint64_t answer_at_ends(const TcRuns *runs, const TcPiece *part, const Along *along)
{
    TcProbe *probe = runs->explainer->probe;
    const TcProbeState start = tc_probe_save(probe);
    uint64_t answers = 0;
    for (uint32_t end = 0; end < 2; end++) {
        go_along(probe, runs->column, end ? part->high : part->low, along);
        answers |= tc_probe_is_valid(probe) ? ask_outcome(tc_probe_ask(probe), &runs->index)
                                            : TC_PIECE_INVALID;
        tc_probe_restore(probe, start);
    }
    return answers == TC_OUT_MET || answers == TC_OUT_NOT_MET ? answers : 0;
}

/* Does the part come to the same all along it? */
static bool is_one_along(const TcRuns *runs, const TcComparisons *set, const TcPiece *part,
                         const Along *along)
{
    const TcAsking asking = {
        .question = ask_outcome, .data = &runs->index, .mover = go_along, .mover_data = along};
    g_autoptr(GArray) pieces =
        tc_probe_pieces(runs->explainer->probe, set, runs->column, part->low, part->high, &asking);
    return pieces->len == 1;
}

/* Writes the row with the cell at @number and the others as they go along into row @to. */
static void put_along(TcRuns *runs, const Along *along, int64_t number, uint32_t to)
{
    TcProbe *probe = runs->explainer->probe;
    const TcTried *tried = runs->tried;
    const TcProbeState start = tc_probe_save(probe);
    const TcPartCell own = tc_runs_cell(runs, runs->column, number, number);
    go_along(probe, runs->column, number, along);
    g_array_set_size(runs->held, 0);
    for (uint32_t i = 0; i < tried->n_cells; i++) {
        const uint32_t cell = tried->cells[i];
        if (cell == runs->column || !probe->known[cell])
            continue;
        const int64_t at = tc_probe_number(probe, cell, &probe->cells[cell]);
        const TcPartCell held = tc_runs_cell(runs, cell, at, at);
        g_array_append_val(runs->held, held);
    }
    g_array_append_val(runs->held, own);
    tc_runs_put_held(runs, to);
    tc_probe_restore(probe, start);
}

/* Does the evaluator give the same at both ends of the part, whatever all other cells are? */
static bool stands_at_ends(TcRuns *runs, const TcPiece *part, const Along *along, uint64_t answer)
{
    if (!tc_runs_take(runs, 2, 0))
        return false;
    tc_parts_start(runs->ev, 2, false);
    put_along(runs, along, part->low, 0);
    put_along(runs, along, part->high, 1);
    tc_complete_judge(runs->ev);
    return tc_runs_answer(runs, 0) == answer && tc_runs_answer(runs, 1) == answer;
}

/* Do two ways to go along keep to different answers from end to end? */
static bool moves_apart(TcRuns *runs, const TcComparisons *set, const TcPiece *part)
{
    uint64_t answers = 0;
    for (uint32_t ends = 0; ends < MOVES && !tc_set_is_open(answers); ends++) {
        const Along along = {runs, ends};
        const uint64_t answer = answer_at_ends(runs, part, &along);
        if (answer & ~answers && is_one_along(runs, set, part, &along) &&
            stands_at_ends(runs, part, &along, answer))
            answers |= answer;
    }
    return tc_set_is_open(answers);
}

/* Are all open cells of @set among those that are tried? */
static bool has_all(const TcRuns *runs, TcComparisons *set)
{
    uint32_t n, n_tried = 0, n_open = 0;
    const uint32_t *cells = tc_comparisons_cells(set, &n);
    for (uint32_t i = 0; i < n; i++) {
        n_open += !runs->explainer->probe->known[cells[i]];
        for (uint32_t j = 0; j < runs->tried->n_cells; j++)
            n_tried += runs->tried->cells[j] == cells[i];
    }
    return n_tried >= n_open;
}

static void try_moves(TcRuns *runs, TcRunPart **parts, uint32_t n)
{
    const TcProbe *probe = runs->explainer->probe;
    g_autoptr(TcComparisons) set = tc_comparisons_new(runs->explainer->model);
    if (n == 0 || runs->kind != TC_REF_INDICATOR || !tc_runs_take(runs, MOVES * n, 0))
        return;
    tc_comparisons_add_outcome(set, runs->index);
    tc_constraints_add_tied(probe->limits, probe->known, set);
    for (uint32_t i = 0; i < n && has_all(runs, set); i++) {
        if (moves_apart(runs, set, &parts[i]->piece))
            parts[i]->state = TC_RUN_OPEN;
    }
}

void tc_runs_find_open(TcRuns *runs, TcRunPart *parts, uint32_t n)
{
    TcRunPart *left[TC_RUNS_TOGETHER];
    for (uint32_t i = 0; i < n; i++)
        left[i] = &parts[i];
    n = keep_left(left, n);
    try_witnesses(runs, left, n);
    n = keep_left(left, n);
    try_moves(runs, left, n);
    n = keep_left(left, n);
    try_completions(runs, left, n);
}
