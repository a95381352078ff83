/* The gap of an indicator whose measure is open: over all completions of the other open cells.
 *
 * Yes/no and choices are gone through; of numbers one may be open, and the gap must be monotone in
 * it (as N(d) = t*d - n is), which is checked at its ends and at points between. What is told is
 * asked anew of the moved row (ways_moved.c).
 */
#include "exec/comparisons.h"
#include "exec/constraints.h"
#include "exec/ways_span_internal.h"

void tc_gap_span_free(TcGapSpan *span)
{
    if (!span)
        return;
    if (span->way)
        g_array_unref(span->way);
    mpq_clears(span->least, span->most, NULL);
    g_free(span);
}

/* --- the open cells --- */

static bool is_number(const TcProbe *probe, uint32_t column)
{
    const TcValueKind kind = tc_probe_kind(probe, column);
    return kind == TC_VALUE_NUMBER || kind == TC_VALUE_DATE;
}

static void add_point(TcSpanOpen *open, int64_t number)
{
    uint32_t at = open->n_points;
    if (number < open->low || number > open->high || at == TC_SPAN_SMALL)
        return;
    for (; at > 0 && open->points[at - 1] >= number; at--) {
        if (open->points[at - 1] == number)
            return;
    }
    for (uint32_t i = open->n_points++; i > at; i--)
        open->points[i] = open->points[i - 1];
    open->points[at] = number;
}

/* Next to the numbers that anything is held against, the gap may jump. */
static void add_marks(TcProbe *probe, const TcComparisons *set, TcSpanOpen *open)
{
    TcValue mark;
    tc_value_init(&mark);
    for (guint i = 0; i < set->list->len; i++) {
        const TcComparison *comparison = &g_array_index(set->list, TcComparison, i);
        tc_reference_value(tc_probe_ask(probe), comparison->right, comparison->self, &mark);
        if (!mark.defined || mark.none || mark.kind != tc_probe_kind(probe, open->column))
            continue;
        const int64_t number = tc_probe_number(probe, open->column, &mark);
        for (int64_t j = number - 1; j <= number + 1; j++)
            add_point(open, j);
    }
    tc_value_clear(&mark);
}

static void set_points(TcProbe *probe, const TcComparisons *set, TcSpanOpen *open)
{
    const int64_t width = open->high - open->low;
    open->all = width < TC_SPAN_SMALL;
    for (int64_t i = 0; i < (open->all ? width + 1 : TC_SPAN_POINTS); i++)
        add_point(open, open->all ? open->low + i : open->low + width / (TC_SPAN_POINTS - 1) * i);
    add_point(open, open->high);
    add_point(open, open->low + 1);
    if (!open->all)
        add_marks(probe, set, open);
}

/* What the cell measures stays open: a way begins there. */
static bool is_moved(const TcProbe *probe, const TcCellRoles *roles, uint32_t column)
{
    const TcSchema *schema = &probe->model->schema;
    return column < schema->n_columns && !schema->columns[column].fixed &&
           ((tc_cell_roles_of(roles, column) | tc_cell_roles_of(probe->guards, column)) &
            (TC_CELL_MEASURED | TC_CELL_GIVEN)) == TC_CELL_MEASURED;
}

/* Puts a number last. Returns: false if there are too many cells or numbers, or too many values. */
static bool add_open(TcSpanSearch *search, const TcComparisons *set, uint32_t column)
{
    TcProbe *probe = search->probe;
    TcSpanOpen open = {.column = column};
    tc_probe_sharpen(probe, set, column);
    if (search->n == TC_SPAN_MAX_OPEN || !tc_probe_range(probe, column, &open.low, &open.high))
        return false;
    if (column >= probe->model->schema.n_columns) /* evidence is a move of its own */
        open.low = open.high;
    set_points(probe, set, &open);
    const bool number = is_number(probe, column);
    const bool has_number = search->n > 0 && is_number(probe, search->open[search->n - 1].column);
    if ((number && has_number) || (!number && !open.all))
        return false;
    if (has_number)
        search->open[search->n] = search->open[search->n - 1];
    search->open[search->n - has_number] = open;
    search->n++;
    return true;
}

/* Cells that only the data checks read which tie them to the outcome. Returns: false if too many of
 * them are open. */
static bool collect_beside(TcSpanSearch *search)
{
    uint32_t n;
    const uint32_t *cells = tc_comparisons_cells(search->set, &n);
    g_autofree uint32_t *before = g_memdup2(cells, n * sizeof *cells);
    const uint32_t n_before = n;
    tc_constraints_add_tied(search->probe->limits, search->probe->known, search->set);
    cells = tc_comparisons_cells(search->set, &n);
    for (uint32_t i = 0, j = 0; i < n; i++) { /* both rise */
        while (j < n_before && before[j] < cells[i])
            j++;
        const bool outcome = j < n_before && before[j] == cells[i];
        if (outcome || search->probe->known[cells[i]])
            continue;
        if (search->n_beside == TC_SPAN_MAX_BESIDE)
            return false;
        search->beside[search->n_beside++] = cells[i];
    }
    return true;
}

static bool collect(TcSpanSearch *search)
{
    TcProbe *probe = search->probe;
    const TcModel *model = probe->model;
    TcComparisons *set = search->set;
    g_autoptr(TcCellRoles) roles = tc_cell_roles_new(model, probe->populations);
    uint64_t trials = 1;
    uint32_t n;
    tc_comparisons_add_outcome(set, search->indicator);
    tc_cell_roles_add_requirement(roles, search->indicator);
    if (model->indicators[search->indicator].met_when)
        tc_cell_roles_add(roles, model->indicators[search->indicator].met_when, search->indicator);
    const uint32_t *cells = tc_comparisons_cells(set, &n);
    for (uint32_t i = 0; i < n; i++) {
        if (probe->known[cells[i]] || is_moved(probe, roles, cells[i]))
            continue;
        if (!add_open(search, set, cells[i]))
            return false;
    }
    if (!collect_beside(search))
        return false;
    for (uint32_t i = 0; i < search->n; i++)
        trials *= search->open[i].n_points + tc_probe_may_none(probe, search->open[i].column);
    return search->n > 0 && trials <= TC_SPAN_MAX_TRIALS;
}

/* --- one completion --- */

/* The same cell (or sum) in the same direction as before? */
static bool is_same_change(TcSpanSearch *search, const GArray *way)
{
    const TcMove *first = &g_array_index(way, TcMove, 0);
    if (search->n_found > 0)
        return first->column == search->column && first->sum == search->sum &&
               first->up == search->span->up;
    search->column = first->column;
    search->sum = first->sum;
    search->span->up = first->up;
    search->span->is_level = !first->from.defined;
    return true;
}

static bool measure(const GArray *way, bool is_level, mpq_t amount)
{
    const TcMove *move = &g_array_index(way, TcMove, 0);
    if (!is_level)
        return tc_way_amount(way, amount);
    if (move->to.kind != TC_VALUE_NUMBER)
        return false;
    mpq_set(amount, move->to.number);
    return true;
}

static void note(TcSpanSearch *search, GArray *way)
{
    TcGapSpan *span = search->span;
    const bool first = search->n_found++ == 0;
    search->has_now = true;
    if (first || mpq_cmp(search->now, span->least) < 0)
        mpq_set(span->least, search->now);
    if (first || mpq_cmp(search->now, span->most) > 0) {
        mpq_set(span->most, search->now);
        g_clear_pointer(&span->way, g_array_unref);
        span->way = g_array_ref(way);
    }
}

static void try_ways(TcSpanSearch *search)
{
    g_autoptr(GPtrArray) ways = tc_ways_new(search->probe, search->indicator);
    if (ways->len == 0) {
        search->n_stuck++;
        return;
    }
    GArray *way = ways->pdata[0];
    search->fits &= tc_way_is_single(way) && is_same_change(search, way) &&
                    measure(way, search->span->is_level, search->now);
    if (search->fits)
        note(search, way);
}

/* Cells that do not apply, or break a limit, are no completion that asks for anything. */
static void try_completion(TcSpanSearch *search)
{
    TcProbe *probe = search->probe;
    search->has_now = false;
    if (!tc_probe_is_valid(probe))
        return;
    const unsigned outcome = tc_reference_indicator(tc_probe_ask(probe), search->indicator);
    if (outcome == TC_OUT_NOT_APPLICABLE)
        return;
    if (outcome == TC_OUT_MET) {
        search->n_met++;
        search->has_now = true;
        mpq_set_ui(search->now, 0, 1);
    } else {
        try_ways(search);
    }
}

/* --- all --- */

static void set_point(TcSpanSearch *search, const TcSpanOpen *open, int64_t number)
{
    TcValue value;
    tc_value_init(&value);
    tc_probe_value(search->probe, open->column, number, &value);
    tc_probe_set(search->probe, open->column, &value);
    tc_value_clear(&value);
}

/* How the gap went from the last point of the number that has one to this. */
static void compare_with_last(TcSpanSearch *search, bool *has_last)
{
    const int order = *has_last && search->has_now ? mpq_cmp(search->now, search->last) : 0;
    search->rises |= order > 0;
    search->falls |= order < 0;
    if (search->has_now)
        mpq_set(search->last, search->now);
    *has_last |= search->has_now;
}

/* Between a point whose gap no way closes and one that has a way there may be a lesser gap, unless
 * they are next to each other. Of an open cell all is asked anew. */
static bool is_even(TcSpanSearch *search, bool has_last, bool is_stuck, int64_t apart)
{
    const bool turns =
        is_stuck ? has_last && !search->was_stuck : search->has_now && search->was_stuck;
    search->was_stuck = is_stuck;
    return !turns || apart == 1 || search->span->is_level;
}

static void try_all(TcSpanSearch *search, uint32_t depth)
{
    if (depth == search->n) {
        try_completion(search);
        return;
    }
    const TcSpanOpen *open = &search->open[depth];
    bool has_last = false, even = true;
    search->rises = search->falls = search->was_stuck = false;
    if (tc_probe_may_none(search->probe,
                          open->column)) { /* beside its values, in no order with them */
        set_point(search, open, TC_VALUE_NONE);
        try_all(search, depth + 1);
    }
    for (uint32_t i = 0; i < open->n_points && search->fits; i++) {
        const uint32_t n_stuck = search->n_stuck;
        set_point(search, open, open->points[i]);
        try_all(search, depth + 1);
        if (depth + 1 == search->n) {
            even &= is_even(search, has_last, search->n_stuck > n_stuck,
                            i > 0 ? open->points[i] - open->points[i - 1] : 1);
            compare_with_last(search, &has_last);
        }
    }
    if (depth + 1 < search->n || !is_number(search->probe, open->column))
        return;
    TcValue end;
    tc_value_init(&end);
    tc_probe_value(search->probe, open->column, open->high, &end);
    search->span->endless |= search->rises && tc_probe_is_far(search->probe, open->column, &end);
    search->fits &=
        open->all || ((even || search->span->endless) && !(search->rises && search->falls));
    tc_value_clear(&end);
}

static bool finish(TcSpanSearch *search)
{
    TcGapSpan *span = search->span;
    if (!search->fits || search->n_found == 0 || (span->is_level && search->n_met > 0))
        return false;
    tc_span_ask_anew(search);
    for (uint32_t i = 0; i < search->n; i++) {
        if (search->open[i].low != search->open[i].high)
            span->hangs[span->n_hangs++] = search->open[i].column;
        search->fits &= search->open[i].column != search->column; /* what moves hangs on others */
    }
    return search->fits && span->n_hangs > 0;
}

TcGapSpan *tc_gap_span_new(TcProbe *probe, uint32_t indicator)
{
    TcGapSpan *span = g_new0(TcGapSpan, 1);
    g_autoptr(TcComparisons) set = tc_comparisons_new(probe->model);
    TcSpanSearch search = {
        .probe = probe, .indicator = indicator, .span = span, .set = set, .fits = true};
    bool found = false;
    mpq_inits(span->least, span->most, search.now, search.last, NULL);
    if (probe->model->indicators[indicator].judged && collect(&search)) {
        const TcProbeState start = tc_probe_save(probe);
        try_all(&search, 0);
        tc_probe_restore(probe, start);
        found = finish(&search);
    }
    mpq_clears(search.now, search.last, NULL);
    if (!found)
        g_clear_pointer(&span, tc_gap_span_free);
    return span;
}
