/* What a gap's figures are, asked anew over every value of the open cells: of an open cell that is
 * moved its values are gone through, of a known one that limits and checks tie to open cells those
 * that it can be moved to, since the open cells are what the moved row leaves them. */
#include "exec/constraints.h"
#include "exec/ways_span_internal.h"

/* Over all completions of the cells that are open beside the moved ones. */
static unsigned outcomes_of(TcSpanSearch *search)
{
    TcCompletions over = {.probe = search->probe,
                          .set = search->set,
                          .indicator = search->indicator,
                          .beside = search->beside,
                          .n_beside = search->n_beside,
                          .kept = search->kept,
                          .n = search->n};
    for (uint32_t i = 0; i < search->n; i++) {
        const TcSpanOpen *open = &search->open[i];
        over.open[i] = (TcOpenCell){open->column, open->low, open->high};
    }
    return tc_completions_outcomes(&over);
}

static unsigned outcomes_at(TcSpanSearch *search, int64_t number)
{
    const TcProbeState start = tc_probe_save(search->probe);
    tc_probe_put(search->probe, search->column, number);
    const unsigned outcomes = outcomes_of(search);
    tc_probe_restore(search->probe, start);
    return outcomes;
}

/* The last value of the moved cell from @good towards @bad that gives @wanted, or (TC_SOME_NOT)
 * that does not. */
static int64_t last_good(TcSpanSearch *search, int64_t good, int64_t bad, TcSomeOutcome wanted)
{
    const int step = bad < good ? -1 : 1;
    const bool few = (bad - good) * step < TC_SPAN_SMALL;
    while (good != bad) {
        const int64_t middle = few ? good + step : good + (bad - good) / 2;
        const int64_t next = middle == good ? bad : middle;
        if (((outcomes_at(search, next) & wanted) != 0) == (wanted != TC_SOME_NOT))
            good = next;
        else if (few || middle == good)
            break;
        else
            bad = middle;
    }
    return good;
}

static void set_level(TcSpanSearch *search, mpq_t end, int64_t number)
{
    TcValue value;
    tc_value_init(&value);
    tc_probe_value(search->probe, search->column, number, &value);
    mpq_set(end, value.number);
    tc_value_clear(&value);
}

static int64_t level_of(TcSpanSearch *search, const mpq_t end)
{
    TcValue value;
    tc_value_init(&value);
    tc_value_set_number(&value, end);
    const int64_t number = tc_probe_number(search->probe, search->column, &value);
    tc_value_clear(&value);
    return number;
}

/* May the indicator be met with the cell at @number, or (TC_SOME_NOT) is it? */
static bool gives(TcSpanSearch *search, int64_t number, TcSomeOutcome wanted)
{
    const unsigned outcomes = outcomes_at(search, number);
    return (outcomes & TC_SOME_MET) && (wanted == TC_SOME_MET || !(outcomes & TC_SOME_NOT));
}

static int64_t halve(TcSpanSearch *search, int64_t good, int64_t bad, TcSomeOutcome wanted)
{
    while (llabs(good - bad) > 1) {
        const int64_t middle = good + (bad - good) / 2;
        if (gives(search, middle, wanted))
            good = middle;
        else
            bad = middle;
    }
    return good;
}

/* The value nearest to @now, up to @end, that gives what is wanted: of few all are tried, of many
 * some and @hint, and some between. Returns: false: there is none. */
static bool nearest(TcSpanSearch *search, int64_t now, int64_t end, int64_t hint,
                    TcSomeOutcome wanted, int64_t *found)
{
    const int step = end < now ? -1 : 1;
    const int64_t width = llabs(end - now);
    const int64_t stride = width <= TC_SPAN_SMALL ? 1 : width / TC_SPAN_POINTS;
    int64_t last = now;
    *found = now;
    if (gives(search, now, wanted))
        return true;
    for (; last != end; last = *found) {
        *found = llabs(end - last) <= stride ? end : last + step * stride;
        if ((hint - last) * step > 0 && (*found - hint) * step > 0)
            *found = hint;
        if (gives(search, *found, wanted))
            break;
    }
    if (last == end)
        return false;
    *found = halve(search, *found, last, wanted);
    int64_t nearer;
    if (stride > 1 && nearest(search, now, *found - step, now, wanted, &nearer))
        *found = nearer;
    return true;
}

/* --- of open cells --- */

/* The least value of the open cell that is moved with which it may be met, and the one from which
 * on it is; a window, which ends, is not told. */
static void sharpen_level(TcSpanSearch *search)
{
    TcGapSpan *span = search->span;
    int64_t low, high;
    if (!tc_probe_range(search->probe, search->column, &low, &high))
        return;
    mpq_t *const may = span->up ? &span->least : &span->most;
    mpq_t *const surely = span->up ? &span->most : &span->least;
    const int64_t found = level_of(search, *may), enough = level_of(search, *surely);
    search->fits &= (outcomes_at(search, found) & TC_SOME_MET) != 0;
    if (!search->fits)
        return;
    const int64_t least = last_good(search, found, span->up ? low : high, TC_SOME_MET);
    set_level(search, *may, least);
    if (span->endless)
        return;
    const int64_t end = last_good(search, least, span->up ? high : low, TC_SOME);
    int64_t last = least;
    nearest(search, end, least, least, TC_SOME_MET, &last);
    span->impossible = outcomes_at(search, end) & TC_SOME_NOT ||
                       outcomes_at(search, last) & TC_SOME_NOT ||
                       last_good(search, last, end, TC_SOME_NOT) != end;
    search->fits &= !span->impossible || (outcomes_at(search, least) & TC_SOME_NOT &&
                                          outcomes_at(search, enough) & TC_SOME_NOT);
    if (!span->impossible)
        set_level(search, *surely, last_good(search, last, least, TC_SOME_NOT));
}

/* --- of cells that are known --- */

/* Met as the row stands, by a completion that leaves those beside a value? */
static void set_least_met(TcSpanSearch *search)
{
    if (search->n_met == 0)
        return;
    search->kept = search->n_beside > 0;
    search->fits &= !search->kept || (outcomes_of(search) & TC_SOME_MET);
    search->kept = false;
    mpq_set_ui(search->span->least, 0, 1);
}

/* Is what was enough for one completion too much for another? */
static void check_change(TcSpanSearch *search)
{
    TcGapSpan *span = search->span;
    const TcProbeState start = tc_probe_save(search->probe);
    tc_way_apply(search->probe, span->way);
    const unsigned outcomes = outcomes_of(search);
    tc_probe_restore(search->probe, start);
    span->impossible = search->n_stuck > 0 || (outcomes & TC_SOME_NOT);
    span->left_out = (outcomes & TC_SOME_LEFT_OUT) != 0;
    set_least_met(search);
}

static bool is_open_cell(const TcSpanSearch *search, uint32_t column)
{
    bool is = false;
    for (uint32_t i = 0; i < search->n; i++)
        is |= search->open[i].column == column;
    return is;
}

/* Is it gone through? */
static bool is_asked(const TcSpanSearch *search, uint32_t column)
{
    bool is = is_open_cell(search, column);
    for (uint32_t i = 0; i < search->n_beside; i++)
        is |= search->beside[i] == column;
    return is;
}

/* Do limits and checks, by open cells or at once, tie the cell to one that the gap hangs on? */
static bool is_tied(const TcSpanSearch *search, uint32_t column)
{
    const TcProbe *probe = search->probe;
    g_autofree bool *seen = g_new0(bool, probe->n + 1);
    g_autoptr(GArray) next = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool tied = false;
    g_array_append_val(next, column);
    for (guint i = 0; i < next->len && !tied; i++) {
        g_autofree bool *beside =
            tc_constraints_beside(probe->limits, g_array_index(next, uint32_t, i));
        for (uint32_t j = 0; j < probe->n; j++) {
            if (!beside[j] || seen[j] || probe->known[j])
                continue;
            seen[j] = true;
            tied |= is_open_cell(search, j);
            g_array_append_val(next, j);
        }
    }
    return tied;
}

/* Does the move leave the open cells less than before, by limits alone? What they can be after it
 * they could be before, so that what was found for all of that holds. */
static bool leaves_less(const TcSpanSearch *search, const TcMove *move)
{
    const TcProbe *probe = search->probe;
    uint32_t n_limits, n_checks;
    const uint32_t *limits = tc_constraints_limits(probe->limits, move->column, &n_limits);
    tc_constraints_checks(probe->limits, move->column, &n_checks);
    bool less = n_checks == 0;
    for (uint32_t i = 0; i < n_limits; i++) {
        const TcColumnLimit *limit = &probe->model->schema.limits[limits[i]];
        const bool small = limit->small == move->column;
        less &= small == move->up || probe->known[small ? limit->large : limit->small];
    }
    return less;
}

/* May the row move a known cell along, of which ways of one cell know nothing? */
static bool may_follow(const TcSpanSearch *search, uint32_t column)
{
    const TcProbe *probe = search->probe;
    g_autofree bool *beside = tc_constraints_beside(probe->limits, column);
    bool may = false;
    for (uint32_t i = 0; i < probe->model->schema.n_columns; i++)
        may |=
            i != column && beside[i] && probe->known[i] && !probe->model->schema.columns[i].fixed;
    return may;
}

static void set_amount(TcSpanSearch *search, mpq_t amount, int64_t to)
{
    set_level(search, amount, to);
    mpq_sub(amount, amount, search->probe->cells[search->column].number);
    mpq_abs(amount, amount);
}

/* Where the cell comes to by @amount. */
static int64_t moved_by(TcSpanSearch *search, const mpq_t amount)
{
    mpq_t end;
    mpq_init(end);
    if (search->span->up)
        mpq_add(end, search->probe->cells[search->column].number, amount);
    else
        mpq_sub(end, search->probe->cells[search->column].number, amount);
    const int64_t number = level_of(search, end);
    mpq_clear(end);
    return number;
}

/* How far the cell has to go; as far as the way leads, none nearer on the other side. */
static bool set_change(TcSpanSearch *search, int64_t low, int64_t high, TcSomeOutcome wanted,
                       mpq_t amount)
{
    TcProbe *probe = search->probe;
    const bool up = search->span->up;
    const int64_t now = tc_probe_number(probe, search->column, &probe->cells[search->column]);
    const int64_t hint = moved_by(search, amount);
    int64_t found, other;
    const bool is = nearest(search, now, up ? high : low, hint, wanted, &found);
    const int64_t within = is ? MAX(llabs(found - now) - 1, 0) : INT64_MAX / 2;
    const int64_t end = up ? MAX(low, now - within) : MIN(high, now + within);
    search->fits &= !nearest(search, now, end, now, wanted, &other) || (is && found == now);
    if (is)
        set_amount(search, amount, found);
    return is;
}

/* Of a cell that is tied to those that are open: they are what the row leaves them after the move.
 */
static void measure_moved(TcSpanSearch *search)
{
    TcGapSpan *span = search->span;
    const TcGoal goal = {.model = search->probe->model, .self = search->indicator};
    int64_t low, high;
    if (!tc_way_range(search->probe, &goal, search->column, &low, &high)) {
        search->fits = false;
        return;
    }
    search->fits &= set_change(search, low, high, TC_SOME_MET, span->least);
    span->impossible = search->fits && !set_change(search, low, high, TC_SOME_NOT, span->most);
    search->fits &= !span->impossible || !may_follow(search, search->column);
    if (search->fits && !span->impossible)
        span->left_out |=
            (outcomes_at(search, moved_by(search, span->most)) & TC_SOME_LEFT_OUT) != 0;
}

/* A sum's total can be split in many ways, each of which leaves the open cells something else. */
static void measure_sum(TcSpanSearch *search)
{
    const GArray *way = search->span->way;
    bool tied = false, less = true;
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        tied |= is_tied(search, move->column);
        less &= leaves_less(search, move);
    }
    check_change(search);
    search->fits &= !tied || (less && !search->span->impossible);
}

/* --- both --- */

/* Where cells of data checks are open too, what is told has to stand whether or not they are given
 * values: told of all, borne out by completions that there are. */
static void sharpen(TcSpanSearch *search, void (*measure)(TcSpanSearch *search))
{
    TcGapSpan *span = search->span;
    mpq_t least, most;
    mpq_inits(least, most, NULL);
    for (int kept = 0; kept <= (search->n_beside > 0) && search->fits; kept++) {
        const bool impossible = span->impossible;
        mpq_set(least, span->least);
        mpq_set(most, span->most);
        search->kept = kept;
        measure(search);
        search->fits &= !kept || (impossible == span->impossible && mpq_equal(least, span->least) &&
                                  mpq_equal(most, span->most));
    }
    mpq_clears(least, most, NULL);
}

/* With the cells that checks tie to what moves, which can hang on where it goes. */
static void add_beside_moved(TcSpanSearch *search)
{
    const TcProbe *probe = search->probe;
    g_autofree bool *known = g_memdup2(probe->known, probe->n * sizeof *known);
    const GArray *way = search->span->way;
    for (guint i = 0; i < way->len; i++)
        known[g_array_index(way, TcMove, i).column] = false;
    tc_constraints_add_tied(probe->limits, known, search->set);
    uint32_t n;
    const uint32_t *cells = tc_comparisons_cells(search->set, &n);
    for (uint32_t i = 0; i < n && search->fits; i++) {
        if (probe->known[cells[i]] || is_asked(search, cells[i]))
            continue;
        search->fits = search->n_beside < TC_SPAN_MAX_BESIDE && !search->sum;
        if (search->fits)
            search->beside[search->n_beside++] = cells[i];
    }
}

void tc_span_ask_anew(TcSpanSearch *search)
{
    TcGapSpan *span = search->span;
    if (!span->is_level && !span->endless)
        add_beside_moved(search);
    if (span->is_level)
        sharpen(search, sharpen_level);
    else if (span->endless)
        set_least_met(search);
    else if (search->sum)
        measure_sum(search);
    else if (search->n_beside > 0 || is_tied(search, search->column))
        sharpen(search, measure_moved);
    else
        check_change(search);
}
