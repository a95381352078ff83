/* An answer as one cell runs through its values: halving between the signs of comparisons. */
#include "exec/comparisons.h"
#include "exec/line.h"

enum { MAX_LISTED = 64 }; /* values of yes/no and choices are asked one by one */

typedef struct {
    TcProbe *probe;
    TcProbeState start;
    uint32_t column;
    const TcAsking *asking;
    int64_t now;   /* number of the cell's value as the walk begins, or the first */
    GArray *marks; /* int64_t: values next to which something turns */
    GArray *turns; /* Turn: of the ranges that are being halved, the narrowest last */
} Walk;

/* From where the walk began: what was tried before leaves nothing behind. */
static void move(const Walk *walk, int64_t number)
{
    tc_probe_restore(walk->probe, walk->start);
    if (walk->asking->mover)
        walk->asking->mover(walk->probe, walk->column, number, walk->asking->mover_data);
    else
        tc_probe_put(walk->probe, walk->column, number);
}

static void spend(const TcAsking *asking, uint64_t looks)
{
    if (asking->budget)
        *asking->budget -= MIN(*asking->budget, looks * asking->weight);
}

/* To look where comparisons stand costs about what an answer does. */
static void spend_one(const Walk *walk)
{
    spend(walk->asking, 1);
}

uint64_t tc_probe_answer(TcProbe *probe, const TcAsking *asking)
{
    TcReference *reference = probe->reference;
    const uint64_t before = tc_reference_resolutions(reference);
    const uint64_t answer = asking->question(reference, asking->data);
    const uint64_t looks = tc_reference_resolutions(reference) - before;
    if (looks > 1)
        spend(asking, looks - 1);
    return answer;
}

/* What may turn as the cell runs. */
typedef struct {
    const TcComparison *comparison; /* NULL: whether the row's open cells can be filled in */
    TcLine *line;                   /* (owned) NULL: the evaluator is asked */
} Looked;

static void clear_looked(void *data)
{
    tc_line_free(((Looked *)data)->line);
}

/* At @number; of what has no line, as the cells stand, and the evaluator was told. */
static int sign_now(const Walk *walk, const Looked *looked, int64_t number)
{
    if (looked->line)
        return tc_line_sign(looked->line, number);
    return looked->comparison ? tc_comparison_sign(walk->probe->reference, looked->comparison)
                              : tc_probe_can_fill(walk->probe);
}

/* Signs at two values, of which there are others between. */
typedef struct {
    const Looked *looked;
    int low, high;
} Turn;

/* If the signs at the two values differ. */
static void keep_turn(const Walk *walk, const Turn *turn, int low, int high)
{
    const Turn kept = {turn->looked, low, high};
    if (low != high)
        g_array_append_val(walk->turns, kept);
}

static Turn turn_at(const Walk *walk, guint i)
{
    return g_array_index(walk->turns, Turn, i);
}

/* Moves the cell, unless no turn from @from on asks the evaluator. */
static void move_for(const Walk *walk, guint from, int64_t number)
{
    bool asks = false;
    for (guint i = from; i < walk->turns->len; i++)
        asks |= turn_at(walk, i).looked->line == NULL;
    if (asks)
        move(walk, number);
    else
        tc_probe_count_move(walk->probe, walk->column);
}

static void mark_turns(const Walk *walk, guint from, int64_t a, int64_t b);

/* Those of the turns from @from to @end that lie below the middle, or above it. */
static void mark_half(const Walk *walk, guint from, guint end, const int *signs, bool above,
                      int64_t a, int64_t b)
{
    for (guint i = from; i < end; i++) {
        const Turn turn = turn_at(walk, i);
        const int sign = signs[i - from];
        keep_turn(walk, &turn, above ? sign : turn.low, above ? turn.high : sign);
    }
    mark_turns(walk, end, a, b);
    g_array_set_size(walk->turns, end);
}

static void mark_pair(const Walk *walk, int64_t a, int64_t b)
{
    g_array_append_val(walk->marks, a);
    g_array_append_val(walk->marks, b);
}

/* The same of one turn along a line, which asks nobody: most are that, so nothing is listed on the
 * way; only where both halves have a turn are they gone through apart. */
static void mark_line(const Walk *walk, const Turn *turn, int64_t a, int64_t b)
{
    const int high = turn->high;
    int low = turn->low;
    while (b - a > 1) {
        const int64_t middle = a + (b - a) / 2;
        const int sign = tc_line_sign(turn->looked->line, middle);
        tc_probe_count_move(walk->probe, walk->column);
        spend_one(walk);
        if (sign != low && sign != high)
            mark_line(walk, &(Turn){turn->looked, low, sign}, a, middle);
        if (sign == high) {
            b = middle;
        } else {
            a = middle;
            low = sign;
        }
    }
    mark_pair(walk, a, b);
}

/* Halves for all turns from @from on together: what they rest on is computed once for a value. */
static void mark_turns(const Walk *walk, guint from, int64_t a, int64_t b)
{
    const guint end = walk->turns->len;
    if (end == from + 1 && turn_at(walk, from).looked->line) {
        const Turn turn = turn_at(walk, from);
        mark_line(walk, &turn, a, b);
        return;
    }
    if (b - a == 1) {
        for (guint i = from; i < end; i++)
            mark_pair(walk, a, b);
        return;
    }
    if (end == from)
        return;
    int few[8];
    int *signs = end - from <= G_N_ELEMENTS(few) ? few : g_new(int, end - from);
    const int64_t middle = a + (b - a) / 2;
    move_for(walk, from, middle);
    spend_one(walk);
    for (guint i = from; i < end; i++)
        signs[i - from] = sign_now(walk, turn_at(walk, i).looked, middle);
    mark_half(walk, from, end, signs, false, a, middle);
    mark_half(walk, from, end, signs, true, middle, b);
    if (signs != few)
        g_free(signs);
}

static Looked *looked_at(const GArray *looked, guint i)
{
    return &g_array_index(looked, Looked, i);
}

/* The signs of all that is looked at, at a value; the cell is moved only if the evaluator is asked
 * of one. Returns: (transfer full) */
static int *signs_at(const Walk *walk, const GArray *looked, int64_t number)
{
    int *signs = g_new(int, looked->len + 1);
    bool asks = false;
    for (guint i = 0; i < looked->len; i++)
        asks |= looked_at(looked, i)->line == NULL;
    if (asks)
        move(walk, number);
    else
        tc_probe_count_move(walk->probe, walk->column);
    spend_one(walk);
    tc_probe_ask(walk->probe);
    for (guint i = 0; i < looked->len; i++)
        signs[i] = sign_now(walk, looked_at(looked, i), number);
    return signs;
}

/* What stands there now, the ends and their neighbours: a comparison which is undefined at an end
 * (x/0) or turns there and back is not taken for a constant one. Returns: how many. */
static unsigned list_stops(const Walk *walk, int64_t low, int64_t high, int64_t stops[7])
{
    const int64_t wanted[] = {low,           low + 1,  walk->now - 1, walk->now,
                              walk->now + 1, high - 1, high};
    int64_t last = low - 1;
    unsigned n = 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++) {
        if (wanted[i] > last && wanted[i] <= high)
            stops[n++] = last = wanted[i];
    }
    return n;
}

/* Those that turn between two stops. */
static void mark_between(const Walk *walk, const GArray *looked, const int64_t stops[2],
                         const int *before, const int *signs)
{
    for (guint k = 0; k < looked->len; k++) {
        const Turn turn = {.looked = looked_at(looked, k)};
        keep_turn(walk, &turn, before[k], signs[k]);
    }
    mark_turns(walk, 0, stops[0], stops[1]);
    g_array_set_size(walk->turns, 0);
}

static void mark_looked(const Walk *walk, const GArray *looked, int64_t low, int64_t high)
{
    int64_t stops[7];
    const unsigned n = list_stops(walk, low, high, stops);
    int *before = signs_at(walk, looked, stops[0]);
    for (unsigned i = 1; i < n; i++) {
        int *signs = signs_at(walk, looked, stops[i]);
        mark_between(walk, looked, &stops[i - 1], before, signs);
        g_free(before);
        before = signs;
    }
    g_free(before);
}

static int by_number(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static uint64_t ask_at(const Walk *walk, int64_t number)
{
    move(walk, number);
    if (!tc_probe_is_valid(walk->probe))
        return TC_PIECE_INVALID;
    return tc_probe_answer(walk->probe, walk->asking);
}

static void add_piece(const Walk *walk, GArray *pieces, int64_t low, int64_t high)
{
    TcPiece piece = {low, high, ask_at(walk, low)};
    TcPiece *last = pieces->len ? &g_array_index(pieces, TcPiece, pieces->len - 1) : NULL;
    if (last && last->answer == piece.answer)
        last->high = high;
    else
        g_array_append_val(pieces, piece);
}

/* Each mark is a piece of its own; so is what lies between two. */
static GArray *cut(const Walk *walk, int64_t low, int64_t high)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(TcPiece));
    int64_t next = low;
    g_array_sort(walk->marks, by_number);
    for (guint i = 0; i < walk->marks->len; i++) {
        const int64_t mark = g_array_index(walk->marks, int64_t, i);
        if (mark < next || mark > high)
            continue;
        if (mark > next)
            add_piece(walk, pieces, next, mark - 1);
        add_piece(walk, pieces, mark, mark);
        next = mark + 1;
    }
    if (next <= high)
        add_piece(walk, pieces, next, high);
    return pieces;
}

static void mark_all(const Walk *walk, int64_t low, int64_t high)
{
    for (int64_t i = low; i <= high; i++)
        g_array_append_val(walk->marks, i);
}

/* Has the budget that many answers? */
static bool can_afford(const Walk *walk, uint64_t answers)
{
    const uint64_t *budget = walk->asking->budget;
    return !budget || answers * walk->asking->weight <= *budget;
}

static void look_at(const Walk *walk, GArray *looked, const TcComparison *comparison)
{
    const Looked one = {comparison, comparison && !walk->asking->mover
                                        ? tc_line_new(walk->probe, comparison, walk->column)
                                        : NULL}; /* where others go along no line tells how */
    g_array_append_val(looked, one);
}

static GArray *looked_new(void)
{
    GArray *looked = g_array_new(FALSE, FALSE, sizeof(Looked));
    g_array_set_clear_func(looked, clear_looked);
    return looked;
}

/* The comparisons that the cell can turn (where others go along with it, all), and whether the open
 * cells have room left, if they may have none. Returns: (transfer full) Looked; NULL if even one
 * answer for each is too many. */
static GArray *list_looked(const Walk *walk, const TcComparisons *set)
{
    const bool all = walk->asking->mover != NULL;
    g_autoptr(GPtrArray) comparisons =
        all ? tc_comparisons_all(set) : tc_comparisons_reading(set, walk->column);
    if (!all && !can_afford(walk, comparisons->len))
        return NULL;
    GArray *looked = looked_new();
    for (guint i = 0; i < comparisons->len; i++)
        look_at(walk, looked, comparisons->pdata[i]);
    if (walk->probe->evaluator)
        look_at(walk, looked, NULL);
    return looked;
}

/* Returns: false where that would take more answers than the budget has. */
static bool mark(const Walk *walk, const TcComparisons *set, int64_t low, int64_t high)
{
    if (high - low < MAX_LISTED) {
        mark_all(walk, low, high);
        return true;
    }
    g_autoptr(GArray) looked = list_looked(walk, set);
    if (looked)
        mark_looked(walk, looked, low, high);
    return looked;
}

GArray *tc_probe_pieces(TcProbe *probe, const TcComparisons *set, uint32_t column, int64_t low,
                        int64_t high, const TcAsking *asking)
{
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(GArray) turns = g_array_new(FALSE, FALSE, sizeof(Turn));
    const TcProbeState state = tc_probe_save(probe);
    const TcValue *cell = &probe->cells[column];
    const bool has_value = cell->defined && !cell->none;
    const Walk walk = {.probe = probe,
                       .start = state,
                       .column = column,
                       .asking = asking,
                       .now = has_value ? tc_probe_number(probe, column, cell) : low,
                       .marks = marks,
                       .turns = turns};
    g_array_append_val(marks, low);
    GArray *pieces = NULL;
    const bool marked = mark(&walk, set, low, high);
    const uint64_t answers = 2 * (uint64_t)marks->len + 1; /* at the marks and between them */
    if (marked && can_afford(&walk, answers)) {
        if (asking->budget)
            *asking->budget -= answers * asking->weight;
        pieces = cut(&walk, low, high);
    }
    tc_probe_restore(probe, state);
    return pieces;
}

GArray *tc_probe_all_pieces(TcProbe *probe, const TcComparisons *set, uint32_t column,
                            const TcAsking *asking)
{
    int64_t low, high;
    if (!tc_probe_range(probe, column, &low, &high))
        return NULL;
    GArray *pieces = tc_probe_pieces(probe, set, column, low, high, asking);
    if (pieces && tc_probe_may_none(probe, column)) {
        const TcProbeState state = tc_probe_save(probe);
        const Walk walk = {.probe = probe, .start = state, .column = column, .asking = asking};
        const TcPiece none = {TC_VALUE_NONE, TC_VALUE_NONE, ask_at(&walk, TC_VALUE_NONE)};
        g_array_prepend_val(pieces, none);
        tc_probe_restore(probe, state);
    }
    return pieces;
}

bool tc_probe_touches(TcProbe *probe, const TcComparisons *set, uint32_t column, int64_t number,
                      TcMover *mover, const void *mover_data)
{
    const TcAsking asking = {.mover = mover, .mover_data = mover_data};
    const TcProbeState state = tc_probe_save(probe);
    const Walk walk = {.probe = probe, .start = state, .column = column, .asking = &asking};
    g_autoptr(GPtrArray) comparisons = tc_comparisons_all(set);
    g_autoptr(GArray) all = looked_new();
    for (guint i = 0; i < comparisons->len; i++)
        g_array_append_vals(all, &(Looked){.comparison = comparisons->pdata[i]}, 1);
    g_autofree int *at = signs_at(&walk, all, number);
    g_autofree int *below = signs_at(&walk, all, number - 1);
    g_autofree int *above = signs_at(&walk, all, number + 1);
    bool touches = false;
    for (guint i = 0; i < all->len && !touches; i++)
        touches = at[i] == 0 && below[i] != 0 && above[i] != 0;
    tc_probe_restore(probe, state);
    return touches;
}

/* --- where comparisons turn --- */

/* The left side less the right one, with @value in the cell. Returns: false if they are no numbers.
 */
static bool difference_at(const Walk *walk, const TcComparison *comparison, const TcValue *value,
                          mpq_t difference)
{
    tc_probe_set(walk->probe, walk->column, value);
    return tc_comparison_difference(tc_probe_ask(walk->probe), comparison, difference);
}

/* Where a comparison that is linear in the cell turns, by its values at @low and @high; asked anew.
 * Returns: false if it is not linear, or nowhere turns. */
static bool find_turn(const Walk *walk, const TcComparison *comparison, const TcValue *low,
                      const TcValue *high, TcValue *turn)
{
    mpq_t at_low, at_high;
    mpq_inits(at_low, at_high, NULL);
    bool found = difference_at(walk, comparison, low, at_low) &&
                 difference_at(walk, comparison, high, at_high) && !mpq_equal(at_low, at_high);
    if (found) { /* low + (high - low) * at_low / (at_low - at_high) */
        tc_value_compute(TC_OP_SUB, high, low, turn);
        mpq_sub(at_high, at_low, at_high);
        mpq_div(at_low, at_low, at_high);
        mpq_mul(turn->number, turn->number, at_low);
        tc_value_compute(TC_OP_ADD, low, turn, turn);
        found = difference_at(walk, comparison, turn, at_low) && mpq_sgn(at_low) == 0;
    }
    mpq_clears(at_low, at_high, NULL);
    return found;
}

void tc_probe_sharpen(TcProbe *probe, const TcComparisons *set, uint32_t column)
{
    const TcAsking asking = {.question = NULL};
    const TcProbeState state = tc_probe_save(probe);
    const Walk walk = {.probe = probe, .start = state, .column = column, .asking = &asking};
    int64_t low, high;
    TcValue ends[2], turn;
    if (tc_probe_is_whole(probe, column) || !tc_probe_range(probe, column, &low, &high))
        return;
    g_autoptr(GPtrArray) reading = tc_comparisons_reading(set, column);
    tc_value_init(&ends[0]);
    tc_value_init(&ends[1]);
    tc_value_init(&turn);
    tc_probe_value(probe, column, low, &ends[0]);
    tc_probe_value(probe, column, high, &ends[1]);
    for (guint i = 0; i < reading->len; i++) {
        if (find_turn(&walk, reading->pdata[i], &ends[0], &ends[1], &turn)) {
            tc_probe_restore(probe, state); /* its own value counts for the room */
            tc_probe_refine(probe, column, turn.number);
        }
    }
    tc_probe_restore(probe, state);
    tc_value_clear(&ends[0]);
    tc_value_clear(&ends[1]);
    tc_value_clear(&turn);
}
