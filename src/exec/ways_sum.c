/* Sums of like cells: one number for the whole sum.
 *
 * The measure of a goal is the numerator of its value (or the value). Where several movable cells
 * of one unit are addends of it, they are filled one after the other, the largest weight first,
 * which takes the least count of things; with one weight any other split does as well. */
#include "exec/marks.h"
#include "exec/ways_internal.h"

#define FARTHEST INT64_C(4000000000000000000)

typedef struct {
    uint32_t column;
    int64_t now, low, high; /* as the probe numbers its values */
    mpq_t weight;
} Addend;

typedef struct {
    TcProbe *probe;
    uint32_t self;
    Addend addends[TC_WAY_CELLS]; /* the heaviest first */
    uint32_t n;
    uint32_t steps; /* of finding the weights */
    bool any_split; /* whatever way a total is split, the row and the goal take it alike */
    TcProbeState start;
} Sum;

enum { MAX_STEPS = 10000 }; /* more, and it is no sum to be told of */

static void add_terms(Sum *sum, const TcNode *node, uint32_t self, const mpq_t factor);

/* --- the addends --- */

static void add_column(Sum *sum, uint32_t column, const mpq_t factor)
{
    for (uint32_t i = 0; i < sum->n; i++) {
        if (sum->addends[i].column == column)
            mpq_add(sum->addends[i].weight, sum->addends[i].weight, factor);
    }
}

/* @constant * @node, or @node / @constant. */
static void add_product(Sum *sum, const TcNode *node, const TcNode *constant, uint32_t self,
                        const mpq_t factor)
{
    const bool divide = constant == node->items[1] && node->sub == TC_OP_DIV;
    TcValue value;
    mpq_t product;
    tc_value_init(&value);
    mpq_init(product);
    tc_reference_value(tc_probe_ask(sum->probe), constant, self, &value);
    if (value.defined && value.kind == TC_VALUE_NUMBER && mpq_sgn(value.number) != 0) {
        if (divide)
            mpq_div(product, factor, value.number);
        else
            mpq_mul(product, factor, value.number);
        add_terms(sum, constant == node->items[0] ? node->items[1] : node->items[0], self, product);
    }
    mpq_clear(product);
    tc_value_clear(&value);
}

static void add_operands(Sum *sum, const TcNode *node, uint32_t self, const mpq_t factor)
{
    mpq_t minus;
    mpq_init(minus);
    mpq_neg(minus, factor);
    for (uint32_t i = 0; i < node->n; i++)
        add_terms(sum, node->items[i], self, tc_chain_sign(node, i) == TC_OP_SUB ? minus : factor);
    mpq_clear(minus);
}

static void add_operation(Sum *sum, const TcNode *node, uint32_t self, const mpq_t factor)
{
    if (tc_is_constant(node->items[1]))
        add_product(sum, node, node->items[1], self, factor);
    else if (node->sub == TC_OP_MUL && tc_is_constant(node->items[0]))
        add_product(sum, node, node->items[0], self, factor);
}

/* Adds what @node is a linear form of; what it is not is left out, and stays as it is. */
static void add_terms(Sum *sum, const TcNode *node, uint32_t self, const mpq_t factor)
{
    const TcModel *model = sum->probe->model;
    if (++sum->steps > MAX_STEPS)
        return;
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_COLUMN)
        add_column(sum, node->ref.index, factor);
    else if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_DEFINITION)
        add_terms(sum, model->definitions[node->ref.index].value, TC_NO_PART, factor);
    else if (node->kind == TC_NODE_CHAIN && node->sub == TC_OP_ADD)
        add_operands(sum, node, self, factor);
    else if (node->kind == TC_NODE_BINARY)
        add_operation(sum, node, self, factor);
}

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

/* A TcMover: the first addend's number, counted on beyond its limit into the next ones. */
static void move_sum(TcProbe *probe, uint32_t column, int64_t number, const void *data)
{
    const Sum *sum = data;
    int64_t left = number - sum->addends[0].now;
    (void)column;
    tc_probe_restore(probe, sum->start);
    for (uint32_t i = 0; i < sum->n && left != 0; i++) {
        const Addend *addend = &sum->addends[i];
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

/* Gives all cells the least of their steps, as far as there is room. */
static void share_steps(TcProbe *probe, const uint32_t *cells, uint32_t n)
{
    mpq_t step;
    mpq_init(step);
    for (uint32_t i = 0; i < n * n; i++) {
        mpq_set_ui(step, 1, (unsigned long)probe->steps[cells[i / n]]);
        tc_probe_refine(probe, cells[i % n], step);
    }
    mpq_clear(step);
}

static void init_addends(Sum *sum, const TcGoal *goal, const uint32_t *cells, uint32_t n)
{
    TcProbe *probe = sum->probe;
    share_steps(probe, cells, n);
    for (uint32_t i = 0; i < n; i++) {
        Addend addend = {.column = cells[i]};
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

static void drop(Sum *sum, uint32_t i)
{
    mpq_clear(sum->addends[i].weight);
    for (sum->n--; i < sum->n; i++)
        sum->addends[i] = sum->addends[i + 1];
}

/* Keeps what weighs and is like the heaviest, that first. */
static void sort_addends(Sum *sum)
{
    for (uint32_t i = sum->n; i > 0; i--) {
        if (mpq_sgn(sum->addends[i - 1].weight) <= 0)
            drop(sum, i - 1);
    }
    for (uint32_t i = 1; i < sum->n; i++) {
        const Addend addend = sum->addends[i];
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

static bool has_one_weight(const Sum *sum)
{
    return mpq_equal(sum->addends[0].weight, sum->addends[sum->n - 1].weight);
}

/* --- what else the row has to hold --- */

static uint64_t ask_applies(TcReference *reference, const void *goal)
{
    return tc_goal_applies(reference, goal);
}

/* Leaves each addend what the data checks leave it by itself, where the indicator applies. */
static void narrow_addends(Sum *sum, const TcComparisons *set, const TcGoal *goal)
{
    const TcAsking asking = {.question = ask_applies, .data = goal};
    for (uint32_t i = 0; i < sum->n; i++) {
        Addend *addend = &sum->addends[i];
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

/* Does a comparison read at most one addend, or all of them alike, so that it looks at the total?
 */
static bool looks_at_total(const Sum *sum, const TcNode *comparison)
{
    uint32_t n_read = 0, n_alike = 0;
    mpq_t first, slope;
    mpq_inits(first, slope, NULL);
    for (uint32_t i = 0; i < sum->n; i++) {
        tc_way_slope(sum->probe, comparison, sum->addends[i].column, slope);
        n_read += mpq_sgn(slope) != 0;
        if (i == 0)
            mpq_set(first, slope);
        n_alike += mpq_equal(first, slope) != 0;
    }
    mpq_clears(first, slope, NULL);
    return n_read <= 1 || n_alike == sum->n;
}

/* Do all comparisons in @node, of what is never or always to hold, look at the total? */
static bool all_look_at_total(const Sum *sum, const TcNode *node)
{
    if (node->kind == TC_NODE_COMPARE)
        return looks_at_total(sum, node);
    bool all = true;
    for (uint32_t i = 0; i < node->n && all; i++)
        all = all_look_at_total(sum, node->items[i]);
    return all;
}

static void look_at_splits(Sum *sum, const TcComparisons *set, const TcGoal *goal)
{
    const TcModel *model = sum->probe->model;
    const TcNode *left_out = tc_goal_left_out_when(goal);
    if (left_out || model->n_checks > 0)
        narrow_addends(sum, set, goal);
    sum->any_split = has_one_weight(sum) && (!left_out || all_look_at_total(sum, left_out));
    for (uint32_t i = 0; i < model->n_checks && sum->any_split; i++)
        sum->any_split = all_look_at_total(sum, model->checks[i].condition);
}

/* --- the way --- */

/* The total of the cells in @way as the fill comes to @number. */
static void total_at(const Sum *sum, int64_t number, const GArray *way, TcValue *total)
{
    tc_probe_value(sum->probe, sum->addends[0].column, number - sum->addends[0].now, total);
    for (guint i = 0; i < way->len; i++)
        tc_value_compute(TC_OP_ADD, total, &g_array_index(way, TcMove, i).from, total);
}

/* A move for each addend that the fill changes; with one weight for each that has room. */
static GArray *record(const Sum *sum, TcNearest found)
{
    TcProbe *probe = sum->probe;
    const Addend *first = &sum->addends[0];
    GArray *way = tc_way_new();
    int64_t left = found.to - first->now;
    for (uint32_t i = 0; i < sum->n; i++) {
        const Addend *addend = &sum->addends[i];
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
static void record_mark(const Sum *sum, const TcComparisons *set, TcNearest found, GArray *way)
{
    TcMove *first = &g_array_index(way, TcMove, 0);
    const uint32_t column = sum->addends[0].column;
    const int64_t before = found.to + (found.up ? -1 : 1);
    const bool total = first->sum || way->len == 1;
    if (total && !tc_probe_is_whole(sum->probe, column) &&
        tc_probe_touches(sum->probe, set, column, before, move_sum, sum))
        total_at(sum, before, way, &first->mark);
}

/* The end of the window of the one cell that moves, where that is not the end of its range: what
 * the row leaves it, as its limit is. */
static void end_at_limit(const Sum *sum, const TcGoal *goal, TcMove *move)
{
    int64_t low, high;
    const int64_t limit = tc_probe_number(sum->probe, move->column, &move->limit);
    if (tc_way_range(sum->probe, goal, move->column, &low, &high) &&
        limit != (move->up ? high : low))
        tc_value_copy(&move->last, &move->limit);
}

/* The end of the window: of a sum's total, or of the one cell that moves while that can. */
static void record_window(const Sum *sum, const TcGoal *goal, TcNearest found, GArray *way)
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
static void fill_range(const Sum *sum, int64_t *low, int64_t *high)
{
    *low = *high = sum->addends[0].now;
    for (uint32_t i = 0; i < sum->n; i++) {
        const Addend *addend = &sum->addends[i];
        *low = MAX(*low - (addend->now - addend->low), -FARTHEST);
        *high = MIN(*high + (addend->high - addend->now), FARTHEST);
    }
}

static GArray *sum_way(Sum *sum, const TcComparisons *set, const TcGoal *goal)
{
    int64_t low, high;
    fill_range(sum, &low, &high);
    const TcNearest found =
        tc_nearest(sum->probe, set, goal, sum->addends[0].column, low, high, move_sum, sum);
    if (!found.found)
        return NULL;
    GArray *way = record(sum, found);
    record_mark(sum, set, found, way);
    record_window(sum, goal, found, way);
    return way;
}

static void mark_taken(const Sum *sum, const uint32_t *cells, uint32_t n, bool *taken)
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
    Sum sum = {.probe = probe, .self = goal->self};
    GArray *way = NULL;
    mpq_t one;
    if (!measure || n < 2)
        return NULL;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    init_addends(&sum, goal, cells, n);
    add_terms(&sum, measure, goal->self, one);
    sort_addends(&sum);
    if (sum.n > 1 && sum.steps <= MAX_STEPS) {
        sum.start = tc_probe_save(probe);
        look_at_splits(&sum, set, goal);
        way = sum_way(&sum, set, goal);
    }
    if (way)
        mark_taken(&sum, cells, n, taken);
    while (sum.n > 0)
        drop(&sum, sum.n - 1);
    mpq_clear(one);
    return way;
}
