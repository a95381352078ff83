/* What an open answer comes to as one open cell runs through its values, whatever the other open
 * cells are.
 *
 * What is said of a run holds for every value in it, so no value is asked for the others: the
 * evaluator judges the row with the cell held to the run. Where that is more than one answer, the
 * run is cut in two, unless two completions of the other cells that give different answers all
 * along it prove that it is open throughout; a single value is judged as if it stood in the file.
 * What is not settled within the budget of parts is told to be so. */
#include "exec/explain_runs_internal.h"
#include "exec/one_row.h"

enum {
    MOST_PARTS = 600,     /* of one cell and answer */
    MOST_UNSETTLED = 300, /* the same while the answer is settled nowhere yet */
    SHARE = 8, /* one cell takes at most one in so many of the cells that are left to judge */
};

/* --- how parts are held ----------------------------------------------------------------------- */

/* A value by its number as the block keeps it, rounded down or up where it keeps fewer decimals. */
static int64_t stored(const TcRuns *runs, uint32_t column, int64_t number, bool up)
{
    const TcProbe *probe = runs->explainer->probe;
    TcValue value;
    if (tc_probe_is_whole(probe, column))
        return number;
    tc_value_init(&value);
    tc_probe_value(probe, column, number, &value);
    mpz_t scaled;
    mpz_init(scaled);
    mpz_ui_pow_ui(scaled, 10, runs->explainer->model->schema.columns[column].scale);
    mpz_mul(scaled, scaled, mpq_numref(value.number));
    if (up)
        mpz_cdiv_q(scaled, scaled, mpq_denref(value.number));
    else
        mpz_fdiv_q(scaled, scaled, mpq_denref(value.number));
    const int64_t result = mpz_fits_slong_p(scaled) ? mpz_get_si(scaled)
                           : mpz_sgn(scaled) < 0    ? TC_NO_LOW
                                                    : TC_NO_HIGH;
    mpz_clear(scaled);
    tc_value_clear(&value);
    return result;
}

TcPartCell tc_runs_cell(const TcRuns *runs, uint32_t column, int64_t low, int64_t high)
{
    return (TcPartCell){.column = column,
                        .low = stored(runs, column, low, false),
                        .high = stored(runs, column, high, true)};
}

static bool is_range(const TcRuns *runs)
{
    const TcValueKind kind = tc_probe_kind(runs->explainer->probe, runs->column);
    return kind == TC_VALUE_NUMBER || kind == TC_VALUE_DATE;
}

/* Less of a number than the block tells apart: its ends speak for it. */
static bool is_sliver(const TcRuns *runs, const TcRunPart *part)
{
    const TcPartCell cell = tc_runs_cell(runs, runs->column, part->piece.low, part->piece.high);
    return part->piece.low < part->piece.high && cell.high - cell.low <= 1 &&
           !tc_probe_is_whole(runs->explainer->probe, runs->column);
}

/* The cell itself is filled in, so that it is no open one to what asks for such; yet any of the
 * values that it is held to. Pre: it is the last of those held. */
void tc_runs_put_held(TcRuns *runs, uint32_t to)
{
    TcColumn *put = &runs->ev->inner_block->columns[runs->column];
    const TcPartCell *held = (const TcPartCell *)(void *)runs->held->data;
    const TcPartCell *own = &held[runs->held->len - 1];
    tc_parts_put(runs->ev, 0, held, runs->held->len, to);
    if (own->low < own->high)
        tc_bit_set(put->open, to);
}

void tc_runs_put(TcRuns *runs, int64_t low, int64_t high, uint32_t to)
{
    const TcPartCell cell = tc_runs_cell(runs, runs->column, low, high);
    g_array_set_size(runs->held, 0);
    g_array_append_vals(runs->held, runs->endless->data, runs->endless->len);
    g_array_append_val(runs->held, cell);
    tc_runs_put_held(runs, to);
}

uint64_t tc_runs_answer(const TcRuns *runs, uint32_t row)
{
    const TcResults *results = runs->ev->inner_results;
    if (tc_bit(results->data_error, row))
        return TC_PIECE_INVALID;
    return tc_answer_set(results, runs->ask, runs->index, row);
}

/* Does what row @row gives rest on which cells are open today? */
static bool is_of_today(const TcRuns *runs, uint32_t row)
{
    const TcResults *results = runs->ev->inner_results;
    if (runs->kind == TC_REF_INDICATOR)
        return tc_bit(results->indicators[runs->index].as_of_today, row);
    if (runs->kind == TC_REF_VERDICT)
        return tc_bit(results->verdicts[runs->index].as_of_today, row);
    return tc_bit(results->grades[runs->index].as_of_today, row);
}

/* Is the label asked for that the cell gives as it is open? With all others filled in it alone is.
 */
static bool is_asked(TcRuns *runs)
{
    if (!runs->ev->plan->asks_labels)
        return false;
    tc_complete_start(runs->ev, 1, true);
    tc_complete(runs->ev, 0, &(TcWish){.bits = 0}, 0);
    tc_bit_set(runs->ev->inner_block->columns[runs->column].open, 0);
    tc_complete_judge(runs->ev);
    return is_of_today(runs, 0);
}

bool tc_runs_take(TcRuns *runs, uint32_t n_rows, uint32_t n_completed)
{
    const uint64_t row = runs->explainer->model->n_indicators + tc_column_count(runs->ev);
    const uint64_t cost =
        n_rows * row + n_completed * (row + (uint64_t)runs->n_open * runs->n_open);
    runs->spent |= cost > runs->budget;
    if (!runs->spent)
        runs->budget -= cost;
    return !runs->spent;
}

static bool is_settled(uint64_t answer)
{
    return answer != TC_PIECE_INVALID && !tc_set_is_open(answer);
}

/* --- what parts come to ----------------------------------------------------------------------- */

static void judge_ranges(TcRuns *runs, TcRunPart *parts, uint32_t n)
{
    if (!tc_runs_take(runs, n, 0))
        return;
    tc_parts_start(runs->ev, n, false);
    for (uint32_t i = 0; i < n; i++)
        tc_runs_put(runs, parts[i].piece.low, parts[i].piece.high, i);
    tc_complete_judge(runs->ev);
    for (uint32_t i = 0; i < n; i++) {
        TcPiece *piece = &parts[i].piece;
        piece->answer = tc_runs_answer(runs, i);
        if (piece->low < piece->high && !tc_set_is_open(piece->answer) && !runs->asked)
            parts[i].state = TC_RUN_KNOWN;
    }
}

/* The ends of single values and of slivers, as if they stood in the file. */
static void judge_values(TcRuns *runs, TcRunPart *parts, uint32_t n)
{
    int64_t numbers[2 * TC_RUNS_TOGETHER];
    uint64_t answers[2 * TC_RUNS_TOGETHER];
    uint32_t n_numbers = 0, at = 0;
    for (uint32_t i = 0; i < n; i++) {
        const TcPiece *piece = &parts[i].piece;
        if (parts[i].state == TC_RUN_KNOWN ||
            (piece->low < piece->high && !is_sliver(runs, &parts[i])))
            continue;
        numbers[n_numbers++] = piece->low;
        numbers[n_numbers++] = piece->high;
    }
    if (n_numbers == 0 || !tc_runs_take(runs, n_numbers, 0))
        return;
    tc_explain_at_values(runs->explainer, runs->ask, runs->index, runs->column, numbers, n_numbers,
                         answers);
    for (uint32_t i = 0; i < n; i++) {
        if (at == n_numbers || parts[i].state == TC_RUN_KNOWN ||
            parts[i].piece.low != numbers[at] || parts[i].piece.high != numbers[at + 1])
            continue;
        if (answers[at] == answers[at + 1]) {
            parts[i].piece.answer = answers[at];
            parts[i].state = TC_RUN_KNOWN;
        }
        at += 2;
    }
}

/* --- all -------------------------------------------------------------------------------------- */

static void add(GArray *parts, int64_t low, int64_t high, uint64_t answer)
{
    const TcRunPart part = {.piece = {low, high, answer}};
    if (low <= high)
        g_array_append_val(parts, part);
}

static uint32_t bits_of(int64_t value)
{
    return value > 0 ? 64 - (uint32_t)__builtin_clzll((uint64_t)value) : 0;
}

/* Halfway between; of a range from small to large, where sizes are halved. */
static int64_t middle_of(const TcPiece *piece)
{
    const uint32_t low = bits_of(piece->low), high = bits_of(piece->high);
    if (piece->low >= 0 && high >= low + 2)
        return (INT64_C(1) << (low + high) / 2) - 1;
    return piece->low + (piece->high - piece->low) / 2;
}

static void judge(TcRuns *runs, TcRunPart *parts, uint32_t n)
{
    bool left = false;
    judge_ranges(runs, parts, n);
    judge_values(runs, parts, n);
    for (uint32_t i = 0; i < n; i++) {
        left |= parts[i].state == TC_RUN_LEFT;
        runs->settled |= parts[i].state == TC_RUN_KNOWN && is_settled(parts[i].piece.answer);
    }
    left &= !runs->asked && runs->settled;
    if (left)
        tc_runs_find_silent(runs, parts, n);
    if (left && runs->n_open > 1 && is_range(runs))
        tc_runs_find_open(runs, parts, n);
    for (uint32_t i = 0; i < n; i++) {
        const TcPiece *piece = &parts[i].piece;
        if (parts[i].state != TC_RUN_LEFT) {
            g_array_append_val(runs->pieces, *piece);
            continue;
        }
        const int64_t middle = middle_of(piece);
        add(runs->smaller, piece->low, middle, piece->answer);
        add(runs->smaller, middle + 1, piece->high, piece->answer);
    }
}

/* Where the answer is settled nowhere no run is told, so that it is given up sooner. Returns:
 * whether all parts were settled within the budget; those that were not are open.
 */
static bool judge_all(TcRuns *runs)
{
    uint32_t n = 0;
    while (runs->parts->len > 0) {
        n += runs->parts->len;
        if (n > MOST_PARTS || runs->spent || (n > MOST_UNSETTLED && !runs->settled))
            break;
        g_array_set_size(runs->smaller, 0);
        for (guint i = 0; i < runs->parts->len; i += TC_RUNS_TOGETHER)
            judge(runs, &g_array_index(runs->parts, TcRunPart, i),
                  MIN(TC_RUNS_TOGETHER, runs->parts->len - i));
        GArray *parts = runs->parts;
        runs->parts = runs->smaller;
        runs->smaller = parts;
    }
    for (guint i = 0; i < runs->parts->len; i++)
        g_array_append_val(runs->pieces, g_array_index(runs->parts, TcRunPart, i).piece);
    return runs->parts->len == 0;
}

static int by_low(const void *a, const void *b)
{
    const int64_t x = ((const TcPiece *)a)->low, y = ((const TcPiece *)b)->low;
    return x < y ? -1 : x > y;
}

/* Do two runs side by side come to the same? What is open may be known to be more of the one. */
static bool are_alike(const TcRuns *runs, uint64_t a, uint64_t b)
{
    const uint64_t both = TC_OUT_MET | TC_OUT_NOT_MET;
    if (a == b || !tc_set_is_open(a) || !tc_set_is_open(b))
        return a == b;
    if (runs->kind == TC_REF_INDICATOR)
        return (a & both) == both && (b & both) == both;
    return (a & ~b) == 0 || (b & ~a) == 0;
}

static void join(const TcRuns *runs)
{
    GArray *pieces = runs->pieces;
    guint n = 0;
    g_array_sort(pieces, by_low);
    for (guint i = 0; i < pieces->len; i++) {
        const TcPiece piece = g_array_index(pieces, TcPiece, i);
        TcPiece *last = n > 0 ? &g_array_index(pieces, TcPiece, n - 1) : NULL;
        if (last && last->low != TC_VALUE_NONE && are_alike(runs, last->answer, piece.answer)) {
            last->high = piece.high;
            last->answer |= piece.answer;
        } else {
            g_array_index(pieces, TcPiece, n++) = piece;
        }
    }
    g_array_set_size(pieces, n);
}

/* What the most that any number may be comes to by itself is nothing to tell. */
static void join_far_end(const TcRuns *runs)
{
    GArray *pieces = runs->pieces;
    const TcProbe *probe = runs->explainer->probe;
    if (pieces->len < 2 || !is_range(runs))
        return;
    const TcPiece last = g_array_index(pieces, TcPiece, pieces->len - 1);
    TcPiece *before = &g_array_index(pieces, TcPiece, pieces->len - 2);
    TcValue value;
    tc_value_init(&value);
    tc_probe_value(probe, runs->column, last.high, &value);
    if (last.low == last.high && tc_set_is_open(before->answer) &&
        tc_probe_is_far(probe, runs->column, &value)) {
        before->high = last.high;
        g_array_set_size(pieces, pieces->len - 1);
    }
    tc_value_clear(&value);
}

/* The other open cells: where nothing but the most that any number may be ends one, it has no end,
 * so that no run turns on that. */
static void find_others(TcRuns *runs)
{
    const TcSchema *schema = &runs->explainer->model->schema;
    runs->n_open = 1;
    for (uint32_t i = 0; i < tc_column_count(runs->ev); i++) {
        TcPartCell cell = {.column = i};
        if (i == runs->column || !tc_bit(runs->ev->block->columns[i].open, 0))
            continue;
        runs->n_open++;
        if (i >= schema->n_columns || tc_type_kind(schema->columns[i].type) != TC_VALUE_NUMBER)
            continue;
        tc_cell_range(runs->ev, i, 0, &cell.low, &cell.high);
        if (schema->columns[i].high_default) {
            cell.high = TC_NO_HIGH;
            g_array_append_val(runs->endless, cell);
        }
    }
}

/* The values that the row's rules leave the cell, by number. */
static void range_of(const TcRuns *runs, int64_t *low, int64_t *high)
{
    const TcProbe *probe = runs->explainer->probe;
    const bool whole = tc_probe_is_whole(probe, runs->column);
    const int64_t unit = runs->ev->ranges[runs->column].unit;
    const int64_t steps = whole ? 1 : probe->steps[runs->column] / unit;
    int64_t least, most;
    tc_cell_range(runs->ev, runs->column, 0, &least, &most);
    if (least == TC_NO_LOW || __builtin_mul_overflow(least, steps, low))
        *low = INT64_MIN;
    if (most == TC_NO_HIGH || __builtin_mul_overflow(most, steps, high))
        *high = INT64_MAX;
}

static void add_invalid(TcRuns *runs, int64_t low, int64_t high)
{
    const TcPiece piece = {low, high, TC_PIECE_INVALID};
    if (low <= high)
        g_array_append_val(runs->pieces, piece);
}

/* The first parts end where what was tried turns; yes/no and choices are gone through, chưa có is
 * by itself. */
static void start(TcRuns *runs)
{
    const GArray *tried = runs->tried->pieces;
    const uint64_t open = TC_OUT_TRUE | TC_OUT_FALSE; /* any two answers */
    int64_t low, high;
    range_of(runs, &low, &high);
    for (guint i = 0; i < tried->len; i++) {
        const TcPiece *piece = &g_array_index(tried, TcPiece, i);
        runs->settled |= is_settled(piece->answer);
        if (piece->low == TC_VALUE_NONE) {
            add(runs->parts, piece->low, piece->high, open);
            continue;
        }
        if (is_range(runs)) {
            add_invalid(runs, piece->low, MIN(piece->high, low - (low > INT64_MIN)));
            add(runs->parts, MAX(piece->low, low), MIN(piece->high, high), open);
            add_invalid(runs, MAX(piece->low, high + (high < INT64_MAX)), piece->high);
        }
        for (int64_t value = piece->low; value <= piece->high && !is_range(runs); value++)
            add(runs->parts, value, value, open);
    }
}

GArray *tc_explain_runs(TcExplainer *explainer, TcRefKind kind, uint32_t index, uint32_t column,
                        const TcTried *tried, bool *proved)
{
    TcRuns runs = {.explainer = explainer,
                   .tried = tried,
                   .ev = tc_explain_told_evaluator(explainer),
                   .kind = kind,
                   .ask = tc_explain_ask_of(kind),
                   .index = index,
                   .column = column,
                   .budget = explainer->runs_left / SHARE,
                   .parts = g_array_new(FALSE, FALSE, sizeof(TcRunPart)),
                   .smaller = g_array_new(FALSE, FALSE, sizeof(TcRunPart)),
                   .pieces = g_array_new(FALSE, FALSE, sizeof(TcPiece)),
                   .endless = g_array_new(FALSE, FALSE, sizeof(TcPartCell)),
                   .held = g_array_new(FALSE, FALSE, sizeof(TcPartCell))};
    const uint64_t given = runs.budget;
    find_others(&runs);
    tc_one_row_begin(runs.ev);
    tc_evaluator_ask_for(runs.ev, runs.ask, index);
    runs.asked = is_asked(&runs);
    start(&runs);
    tc_bit_put(runs.ev->block->columns[column].open, 0, false); /* as if it were filled in */
    *proved = judge_all(&runs);
    tc_evaluator_ask_for_all(runs.ev);
    tc_bit_put(runs.ev->block->columns[column].open, 0, true);
    explainer->runs_left -= given - runs.budget;
    join(&runs);
    join_far_end(&runs);
    g_array_unref(runs.endless);
    g_array_unref(runs.parts);
    g_array_unref(runs.smaller);
    g_array_unref(runs.held);
    return runs.pieces;
}
