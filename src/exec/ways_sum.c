/* Sums of like cells: one number for the whole sum.
 *
 * The measure of a goal is the numerator of its value (or the value). Where several movable cells
 * of one unit are addends of it, they are filled one after the other, the largest weight first,
 * which takes the least count of things; with one weight any other split does as well. */
#include "exec/ways_terms.h"
#include "exec/ways_internal.h"

#define FARTHEST INT64_C(4000000000000000000)

/* --- the addends --- */

/* The numerator of what the goal holds against something, or the whole; NULL: nothing such. */
static const TcNode *measure_of(const TcGoal *goal)
{
    const TcNode *value = NULL;
    const TcNode *node = goal->node;
    const bool own = !node || ((node->kind == TC_NODE_COMPARE || node->kind == TC_NODE_WITHIN) &&
                               node->items[0]->kind == TC_NODE_OWN &&
                               node->items[0]->sub == TC_OWN_VALUE && node->items[0]->n == 0);
    if (own && goal->self != TC_NO_PART)
        value = goal->model->indicators[goal->self].value;
    else if (node && (node->kind == TC_NODE_COMPARE || node->kind == TC_NODE_WITHIN))
        value = node->items[0];
    if (value && value->kind == TC_NODE_BINARY && value->sub == TC_OP_DIV)
        return value->items[0];
    return value;
}

/* --- the fill --- */

void tc_sum_move(TcProbe *probe, uint32_t column, int64_t number, const void *data)
{
    const TcSum *sum = data;
    int64_t left = number - sum->addends[0].now;
    (void)column;
    tc_probe_restore(probe, sum->start);
    for (uint32_t i = 0; i < sum->n && left != 0; i++) {
        const TcAddend *addend = &sum->addends[i];
        const int64_t step = CLAMP(left, addend->low - addend->now, addend->high - addend->now);
        if (step != 0)
            tc_probe_put(probe, addend->column, addend->now + step);
        left -= step;
    }
}

static bool is_like(const TcProbe *probe, uint32_t a, uint32_t b)
{
    const TcColumnSpec *x = &probe->model->schema.columns[a], *y = &probe->model->schema.columns[b];
    return x->type == y->type && g_strcmp0(x->unit, y->unit) == 0 &&
           probe->steps[a] == probe->steps[b];
}

void tc_sum_share_steps(TcProbe *probe, const uint32_t *cells, uint32_t n)
{
    mpq_t step;
    mpq_init(step);
    for (uint32_t i = 0; i < n * n; i++) {
        mpq_set_ui(step, 1, (unsigned long)probe->steps[cells[i / n]]);
        tc_probe_refine(probe, cells[i % n], step);
    }
    mpq_clear(step);
}

static void init_addends(TcSum *sum, const TcGoal *goal, const uint32_t *cells, uint32_t n)
{
    TcProbe *probe = sum->probe;
    tc_sum_share_steps(probe, cells, n);
    for (uint32_t i = 0; i < n; i++) {
        TcAddend addend = {.column = cells[i]};
        const TcValue *cell = &probe->cells[cells[i]];
        if (tc_probe_kind(probe, cells[i]) != TC_VALUE_NUMBER || !cell->defined || cell->none ||
            !tc_way_range(probe, goal, cells[i], &addend.low, &addend.high))
            continue;
        addend.now = tc_probe_number(probe, cells[i], cell);
        addend.low = MIN(addend.low, addend.now);
        addend.high = MAX(addend.high, addend.now);
        mpq_init(addend.weight);
        sum->addends[sum->n++] = addend;
    }
}

/* What else the measure is of stays as it is. Returns: false: too much to be told of. */
static bool weigh_addends(TcSum *sum, const TcNode *measure, uint32_t self)
{
    TcTerms terms;
    uint32_t columns[TC_WAY_CELLS];
    for (uint32_t i = 0; i < sum->n; i++)
        columns[i] = sum->addends[i].column;
    tc_terms_init(&terms, sum->probe, columns, sum->n);
    tc_terms_add(&terms, measure, self);
    const bool weighed = !tc_terms_too_many(&terms);
    for (uint32_t i = 0; i < sum->n; i++)
        mpq_set(sum->addends[i].weight, terms.weights[i]);
    tc_terms_clear(&terms);
    return weighed;
}

static void drop(TcSum *sum, uint32_t i)
{
    mpq_clear(sum->addends[i].weight);
    for (sum->n--; i < sum->n; i++)
        sum->addends[i] = sum->addends[i + 1];
}

/* Keeps what weighs and is like the heaviest, that first. */
static void sort_addends(TcSum *sum)
{
    for (uint32_t i = sum->n; i > 0; i--) {
        if (mpq_sgn(sum->addends[i - 1].weight) <= 0)
            drop(sum, i - 1);
    }
    for (uint32_t i = 1; i < sum->n; i++) {
        const TcAddend addend = sum->addends[i];
        uint32_t at = i;
        for (; at > 0 && mpq_cmp(sum->addends[at - 1].weight, addend.weight) < 0; at--)
            sum->addends[at] = sum->addends[at - 1];
        sum->addends[at] = addend;
    }
    for (uint32_t i = sum->n; i > 1; i--) {
        if (!is_like(sum->probe, sum->addends[0].column, sum->addends[i - 1].column))
            drop(sum, i - 1);
    }
}

static bool has_one_weight(const TcSum *sum)
{
    return mpq_equal(sum->addends[0].weight, sum->addends[sum->n - 1].weight);
}

/* --- what else the row has to hold --- */

static uint64_t ask_applies(TcReference *reference, const void *goal)
{
    return tc_goal_applies(reference, goal);
}

/* Leaves each addend what the data checks leave it by itself, where the indicator applies. */
static void narrow_addends(TcSum *sum, const TcComparisons *set, const TcGoal *goal)
{
    const TcAsking asking = {.question = ask_applies, .data = goal};
    for (uint32_t i = 0; i < sum->n; i++) {
        TcAddend *addend = &sum->addends[i];
        g_autoptr(GArray) pieces =
            tc_probe_pieces(sum->probe, set, addend->column, addend->low, addend->high, &asking);
        for (guint j = 0; j < pieces->len; j++) {
            const TcPiece *piece = &g_array_index(pieces, TcPiece, j);
            if (piece->low > addend->now || piece->high < addend->now || piece->answer != 1)
                continue;
            addend->low = piece->low;
            addend->high = piece->high;
        }
    }
}

/* Do all comparisons in @set take the total alike whatever its split, or look at one addend alone?
 */
static bool all_take_splits(const TcSum *sum, const TcComparisons *set)
{
    uint32_t columns[TC_WAY_CELLS];
    bool all = true;
    for (uint32_t i = 0; i < sum->n; i++)
        columns[i] = sum->addends[i].column;
    for (guint i = 0; i < set->list->len && all; i++) {
        const TcComparison *comparison = &g_array_index(set->list, TcComparison, i);
        all = tc_terms_split(sum->probe, comparison, columns, sum->n, NULL) != TC_SPLIT_MIXED;
    }
    return all;
}

static void look_at_splits(TcSum *sum, const TcComparisons *set, const TcGoal *goal)
{
    if (tc_goal_left_out_when(goal) || goal->n_kept > 0 || sum->probe->model->n_checks > 0)
        narrow_addends(sum, set, goal);
    sum->any_split = has_one_weight(sum) && all_take_splits(sum, set);
}

/* --- the way --- */

/* The total of the cells in @way as the fill comes to @number. */
static void total_at(const TcSum *sum, int64_t number, const GArray *way, TcValue *total)
{
    tc_probe_value(sum->probe, sum->addends[0].column, number - sum->addends[0].now, total);
    for (guint i = 0; i < way->len; i++)
        tc_value_compute(TC_OP_ADD, total, &g_array_index(way, TcMove, i).from, total);
}

/* A move for each addend that the fill changes; with one weight for each that has room. */
static GArray *record(const TcSum *sum, TcNearest found)
{
    TcProbe *probe = sum->probe;
    const TcAddend *first = &sum->addends[0];
    GArray *way = tc_way_new();
    int64_t left = found.to - first->now;
    for (uint32_t i = 0; i < sum->n; i++) {
        const TcAddend *addend = &sum->addends[i];
        const int64_t step = CLAMP(left, addend->low - addend->now, addend->high - addend->now);
        const int64_t end = found.up ? addend->high : addend->low;
        left -= step;
        if (end == addend->now || (step == 0 && !sum->any_split))
            continue;
        TcMove *move = tc_way_add(way, probe, addend->column);
        tc_probe_value(probe, addend->column, addend->now + step, &move->to);
        tc_probe_value(probe, addend->column, end, &move->limit);
        move->up = found.up;
        move->sum = sum->any_split;
    }
    if (way->len == 1)
        g_array_index(way, TcMove, 0).sum = 0;
    return way;
}

/* What the total, or the one cell that moves, has to be beyond. */
static void record_mark(const TcSum *sum, const TcComparisons *set, TcNearest found, GArray *way)
{
    TcMove *first = &g_array_index(way, TcMove, 0);
    const uint32_t column = sum->addends[0].column;
    const int64_t before = found.to + (found.up ? -1 : 1);
    const bool total = first->sum || way->len == 1;
    if (total && !tc_probe_is_whole(sum->probe, column) &&
        tc_probe_touches(sum->probe, set, column, before, tc_sum_move, sum))
        total_at(sum, before, way, &first->mark);
}

/* The end of the window of the one cell that moves, where that is not the end of its range: what
 * the row leaves it, as its limit is. */
static void end_at_limit(const TcSum *sum, const TcGoal *goal, TcMove *move)
{
    int64_t low, high;
    const int64_t limit = tc_probe_number(sum->probe, move->column, &move->limit);
    if (tc_way_range(sum->probe, goal, move->column, &low, &high) &&
        limit != (move->up ? high : low))
        tc_value_copy(&move->last, &move->limit);
}

/* The end of the window: of a sum's total, or of the one cell that moves while that can. */
static void record_window(const TcSum *sum, const TcGoal *goal, TcNearest found, GArray *way)
{
    TcMove *first = &g_array_index(way, TcMove, 0);
    TcValue last;
    if (!first->sum && way->len > 1)
        return;
    tc_value_init(&last);
    total_at(sum, found.last, way, &last);
    const int beyond = tc_value_order(&last, &first->limit);
    if (found.windowed && (first->sum || (first->up ? beyond <= 0 : beyond >= 0)))
        tc_value_copy(&first->last, &last);
    else if (!first->sum)
        end_at_limit(sum, goal, first);
    tc_value_clear(&last);
}

/* How far the fill goes to either side: no further than an int64 can be halved without overflow. */
static void fill_range(const TcSum *sum, int64_t *low, int64_t *high)
{
    *low = *high = sum->addends[0].now;
    for (uint32_t i = 0; i < sum->n; i++) {
        const TcAddend *addend = &sum->addends[i];
        *low = MAX(*low - (addend->now - addend->low), -FARTHEST);
        *high = MIN(*high + (addend->high - addend->now), FARTHEST);
    }
}

static GArray *sum_way(TcSum *sum, const TcComparisons *set, const TcGoal *goal)
{
    int64_t low, high;
    fill_range(sum, &low, &high);
    const TcNearest found =
        tc_nearest(sum->probe, set, goal, sum->addends[0].column, low, high, tc_sum_move, sum);
    if (!found.found)
        return NULL;
    GArray *way = record(sum, found);
    record_mark(sum, set, found, way);
    record_window(sum, goal, found, way);
    return way;
}

static void mark_taken(const TcSum *sum, const uint32_t *cells, uint32_t n, bool *taken)
{
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t j = 0; j < sum->n; j++)
            taken[i] |= cells[i] == sum->addends[j].column;
    }
}

GArray *tc_sum_way(TcProbe *probe, const TcComparisons *set, const TcGoal *goal,
                   const uint32_t *cells, uint32_t n, bool *taken)
{
    const TcNode *measure = measure_of(goal);
    TcSum sum = {.probe = probe};
    GArray *way = NULL;
    if (!measure || n < 2)
        return NULL;
    init_addends(&sum, goal, cells, n);
    const bool weighed = weigh_addends(&sum, measure, goal->self);
    sort_addends(&sum);
    if (sum.n > 1 && weighed) {
        sum.start = tc_probe_save(probe);
        look_at_splits(&sum, set, goal);
        way = sum_way(&sum, set, goal);
    }
    if (way && (sum.any_split || !has_one_weight(&sum))) /* else one of them alone may be easier */
        mark_taken(&sum, cells, n, taken);
    while (sum.n > 0)
        drop(&sum, sum.n - 1);
    return way;
}
