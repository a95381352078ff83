/* Parts of an open cell's values at each of which an answer is open (explain_runs.c): two
 * completions of the other cells give different answers all along the part, or what the rule does
 * not say turns it all along. */
#include "exec/explain_runs_internal.h"

enum {
    CORNERS = 8,   /* completions of an end of a part (witness.c) */
    PAIRS = 3,     /* of completions that are tried on a part */
    PAIR_ROWS = 6, /* that a pair takes */
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
static void complete_ends(TcRuns *runs, const TcRunPart *parts, uint32_t n)
{
    tc_parts_start(runs->ev, 2 * n, false);
    for (uint32_t i = 0; i < n; i++) {
        tc_runs_put(runs, parts[i].piece.low, parts[i].piece.low, 2 * i);
        tc_runs_put(runs, parts[i].piece.high, parts[i].piece.high, 2 * i + 1);
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
        const int64_t value = completed->columns[i].value[completion];
        const TcPartCell cell = {i, value, value};
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

/* Puts the two completions of each end of the part that differ, then the two witnesses; as many of
 * these three pairs as there are. @to: the row of the first. Returns: how many. */
static uint32_t put_pairs(TcRuns *runs, const TcRunPart *part, uint32_t nth, uint32_t to)
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
    for (uint32_t k = 0; k < 2 && runs->tried->has_witnesses; k++) {
        hold_witness(runs, k);
        put_thrice(runs, &part->piece, to + PAIR_ROWS * n + 3 * k);
    }
    return n + runs->tried->has_witnesses;
}

void tc_runs_find_open(TcRuns *runs, TcRunPart *parts, uint32_t n)
{
    uint32_t n_pairs[TC_RUNS_TOGETHER];
    if (!tc_runs_take(runs, (2 + PAIRS * PAIR_ROWS) * n, 2 * CORNERS * n))
        return;
    complete_ends(runs, parts, n);
    tc_parts_start(runs->ev, PAIRS * PAIR_ROWS * n, false);
    for (uint32_t i = 0; i < n; i++) {
        n_pairs[i] = put_pairs(runs, &parts[i], i, PAIRS * PAIR_ROWS * i);
        for (uint32_t k = PAIR_ROWS * n_pairs[i]; k < PAIRS * PAIR_ROWS; k++)
            tc_runs_put(runs, parts[i].piece.low, parts[i].piece.low, PAIRS * PAIR_ROWS * i + k);
    }
    tc_complete_judge(runs->ev);
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < n_pairs[i] && parts[i].state == TC_RUN_LEFT; k++) {
            if (keep_apart(runs, PAIR_ROWS * (PAIRS * i + k)))
                parts[i].state = TC_RUN_OPEN;
        }
    }
}
