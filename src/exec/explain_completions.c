/* Completions of an open answer: two that differ, and others to see what matters. */
#include "exec/explain_open_internal.h"

#include <stdlib.h>

enum {
    VARIED = 3,     /* completions of the others in which one cell is gone through */
    FIRST_ENDS = 3, /* the trial that takes the upper ends, and the next ones down */
};
#define MANY INT64_C(1000000) /* an end of a range that people would not write */

static uint64_t mix(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* An end that people would not write, as the cell's values are numbered. */
static int64_t many_of(const TcOpen *open, uint32_t i)
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
 * TC_OPEN_MAX_TRIALS turning points alone. */
static int64_t pick(const TcOpen *open, uint32_t i, uint64_t trial, int64_t low, int64_t high)
{
    const uint64_t lot = mix(trial * TC_OPEN_MAX_CELLS + i);
    const GArray *pieces = open->pieces[i];
    const int64_t many = many_of(open, i);
    const bool far = high - low > many && trial < TC_OPEN_MAX_TRIALS / 2;
    const int64_t round = low < many && high > many ? many : low + many;
    const int64_t top = far ? round : high;
    int64_t value = lot % 2 ? low : top;
    if (trial >= TC_OPEN_MAX_TRIALS && pieces)
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
static void fill_others(TcOpen *open, uint64_t trial)
{
    TcProbe *probe = open->explainer->probe;
    for (guint i = 0; i < open->others->len; i++) {
        const uint32_t column = g_array_index(open->others, uint32_t, i);
        int64_t low, high;
        if (tc_probe_range(probe, column, &low, &high))
            tc_probe_put(probe, column, mix(~(trial * TC_OPEN_MAX_CELLS + i)) % 2 ? high : low);
    }
}

bool tc_open_complete(TcOpen *open, uint32_t left_out, uint64_t trial)
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

static void keep_witness(TcOpen *open, TcOpenness *openness, uint64_t answer)
{
    const TcProbe *probe = open->explainer->probe;
    int64_t *found = open->found[openness->n_witnesses];
    openness->witnesses[openness->n_witnesses++].answer = answer;
    for (uint32_t i = 0; i < open->n; i++)
        found[i] = tc_probe_number(probe, open->cells[i], &probe->cells[open->cells[i]]);
}

static void try_completions(TcOpen *open, TcOpenness *openness)
{
    TcProbe *probe = open->explainer->probe;
    const uint64_t trials = MIN(TC_OPEN_MAX_TRIALS, TC_OPEN_BUDGET / open->asking.weight + 2);
    uint64_t budget = TC_OPEN_BUDGET;
    TcAsking asking = open->asking;
    asking.budget = &budget;
    for (uint64_t trial = 0; trial < trials && openness->n_witnesses < 2 && budget > 0; trial++) {
        if (tc_open_complete(open, open->n, trial)) {
            tc_probe_ask(probe);
            const uint64_t answer = tc_probe_answer(probe, &asking);
            const bool other =
                openness->n_witnesses == 0 || openness->witnesses[0].answer != answer;
            if (open->is_settled(answer) && other)
                keep_witness(open, openness, answer);
        }
        tc_probe_reset(probe);
    }
}

/* The first run of a settled answer, another than that of the first witness. */
static const TcPiece *other_run(const TcOpen *open, const GArray *pieces,
                                const TcOpenness *openness)
{
    for (guint i = 0; i < pieces->len; i++) {
        const TcPiece *piece = &g_array_index(pieces, TcPiece, i);
        if (piece->answer != TC_PIECE_INVALID && open->is_settled(piece->answer) &&
            (openness->n_witnesses == 0 || openness->witnesses[0].answer != piece->answer))
            return piece;
    }
    return NULL;
}

static void keep_run(TcOpen *open, TcOpenness *openness, uint32_t i, const TcPiece *piece)
{
    TcProbe *probe = open->explainer->probe;
    const bool far = is_nearer(piece->high, piece->low);
    tc_probe_put(probe, open->cells[i], far ? piece->high : piece->low);
    if (tc_probe_is_valid(probe) && tc_probe_answer(probe, &open->asking) == piece->answer)
        keep_witness(open, openness, piece->answer);
}

/* Where all other cells are given, the runs of the last one tell every answer it can bring: so a
 * band between two marks is met with, which ends of ranges miss. */
static void vary_one(TcOpen *open, TcOpenness *openness, uint32_t i, uint64_t trial)
{
    TcProbe *probe = open->explainer->probe;
    g_autoptr(GArray) pieces = NULL;
    if (tc_open_complete(open, i, trial))
        pieces = tc_probe_all_pieces(probe, open->set, open->cells[i], &open->asking);
    for (uint32_t side = 0; pieces && side < 2; side++) {
        const TcPiece *piece = other_run(open, pieces, openness);
        if (piece)
            keep_run(open, openness, i, piece);
    }
    tc_probe_reset(probe);
}

void tc_open_find_witnesses(TcOpen *open, TcOpenness *openness)
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

bool tc_open_mix_witnesses(TcOpen *open, uint32_t left_out, uint64_t nth)
{
    for (uint32_t i = 0; i < open->n; i++) {
        const bool before = i < nth / 2;
        if (i != left_out)
            tc_probe_put(open->explainer->probe, open->cells[i], open->found[before == nth % 2][i]);
    }
    fill_others(open, nth);
    return tc_probe_is_valid(open->explainer->probe);
}
