/* Points that can be had yet: steps of a scale, points by the thing, and what they do to a grade
 * (semantics.md 3.2). Of a penalty they are those that need not be taken away. */
#include "exec/explain_points.h"
#include "exec/explain_internal.h"
#include "exec/explain_words.h"
#include "exec/ways.h"

enum {
    MAX_STEPS = 4,
    MAX_RUNGS = 64, /* to where an indicator can earn most */
    MAX_LIFTS = 5,  /* that are listed */
    MAX_TRIED = 400 /* changes that are tried for them, the easiest first */
};

typedef struct {
    TcExplainer *explainer;
    uint32_t indicator;
    bool penalty;      /* the fewer points the better */
    TcValue now, most; /* points, and the best there are: the maximum; of a penalty none */
    TcValue weight;    /* of its group in the total */
    TcProbeState start;
} Earner;

/* An indicator by what it can earn, or by the share of a change. */
typedef struct {
    uint32_t indicator;
    mpq_t by;
} Rank;

/* A change and the points that it comes to. */
typedef struct {
    GArray *way;
    TcValue points;
} Step;

static void clear_step(void *data)
{
    Step *step = data;
    g_array_unref(step->way);
    tc_value_clear(&step->points);
}

static void clear_rank(void *rank)
{
    mpq_clear(((Rank *)rank)->by);
}

GArray *tc_explain_gains_new(void)
{
    GArray *gains = g_array_new(FALSE, FALSE, sizeof(Rank));
    g_array_set_clear_func(gains, clear_rank);
    return gains;
}

static void weight_of(TcExplainer *explainer, uint32_t indicator, TcValue *weight)
{
    const uint32_t group = explainer->model->indicators[indicator].group;
    const TcNode *node = group == TC_NO_PART ? NULL : explainer->model->groups[group].weight;
    if (node)
        tc_reference_value(tc_probe_ask(explainer->probe), node, TC_NO_PART, weight);
    else
        tc_value_set_integer(weight, 1);
}

/* Are points @a worse than points @b? */
static bool is_short(const Earner *earner, const TcValue *a, const TcValue *b)
{
    const int order = tc_value_order(a, b);
    return earner->penalty ? order > 0 : order < 0;
}

/* What points @to add to the total, beside points @from. */
static void add_to_total(bool penalty, const TcValue *from, const TcValue *to, TcValue *gain)
{
    tc_value_compute(TC_OP_SUB, penalty ? from : to, penalty ? to : from, gain);
}

static void best_points(const Earner *earner, TcReference *reference, TcValue *most)
{
    if (earner->penalty)
        tc_value_set_integer(most, 0);
    else
        tc_reference_max_points(reference, earner->indicator, most);
}

/* Returns: false if its points are open, or it has all. */
static bool begin(Earner *earner, TcExplainer *explainer, uint32_t indicator)
{
    TcReference *reference = tc_probe_ask(explainer->probe);
    *earner = (Earner){.explainer = explainer,
                       .indicator = indicator,
                       .penalty = explainer->model->indicators[indicator].penalty};
    tc_value_init(&earner->now);
    tc_value_init(&earner->most);
    tc_value_init(&earner->weight);
    weight_of(explainer, indicator, &earner->weight);
    tc_reference_points(reference, indicator, &earner->now);
    best_points(earner, reference, &earner->most);
    earner->start = tc_probe_save(explainer->probe);
    const bool numbers = earner->now.defined && earner->most.defined &&
                         earner->now.kind == TC_VALUE_NUMBER &&
                         earner->most.kind == TC_VALUE_NUMBER;
    return numbers && earner->weight.defined && mpq_sgn(earner->weight.number) > 0 &&
           is_short(earner, &earner->now, &earner->most) &&
           tc_indicator_scores(&explainer->model->indicators[indicator]);
}

static void end(Earner *earner)
{
    tc_value_clear(&earner->now);
    tc_value_clear(&earner->most);
    tc_value_clear(&earner->weight);
}

/* The easiest change to better than (or at) @points; @before: from where this led, and with it; or
 * NULL. Returns: false if there is none. */
static bool take_step(Earner *earner, const TcValue *points, bool or_equal, const GArray *before,
                      Step *step)
{
    TcProbe *probe = earner->explainer->probe;
    if (before)
        tc_way_apply(probe, before);
    g_autoptr(GPtrArray) ways = tc_point_ways_new(probe, earner->indicator, points, or_equal);
    tc_probe_restore(probe, earner->start);
    if (ways->len == 0)
        return false;
    step->way = before ? tc_way_join(before, ways->pdata[0]) : g_array_ref(ways->pdata[0]);
    tc_value_init(&step->points);
    tc_way_apply(probe, step->way);
    tc_reference_points(tc_probe_ask(probe), earner->indicator, &step->points);
    tc_probe_restore(probe, earner->start);
    return true;
}

/* By single changes, then by changes on top of the last one. */
static bool next_step(Earner *earner, const TcValue *level, const GArray *steps, Step *step)
{
    const GArray *before = steps->len ? g_array_index(steps, Step, steps->len - 1).way : NULL;
    return take_step(earner, level, false, NULL, step) ||
           (before && take_step(earner, level, false, before, step));
}

static GArray *take_steps(Earner *earner, guint most)
{
    GArray *steps = g_array_new(FALSE, FALSE, sizeof(Step));
    g_array_set_clear_func(steps, clear_step);
    TcValue level;
    tc_value_init(&level);
    tc_value_copy(&level, &earner->now);
    Step step;
    while (steps->len < most && is_short(earner, &level, &earner->most) &&
           next_step(earner, &level, steps, &step)) {
        tc_value_copy(&level, &step.points);
        g_array_append_val(steps, step);
    }
    tc_value_clear(&level);
    return steps;
}

static TcExplainedStep explain_step(Earner *earner, const Step *step)
{
    TcExplainer *explainer = earner->explainer;
    TcExplainedStep explained = {.way = tc_explain_way(explainer, step->way)};
    const TcMarks most = {.numbers = &earner->most.number, .n = 1}, none = {0};
    TcValue gain;
    tc_value_init(&gain);
    add_to_total(earner->penalty, &earner->now, &step->points, &gain);
    explained.penalty = earner->penalty;
    explained.points = tc_explain_value(explainer, &step->points, NULL, &most);
    explained.gain = tc_explain_value(explainer, &gain, NULL, &none);
    tc_value_clear(&gain);
    return explained;
}

/* Adds a step, further than those before it: so far it can earn that much. */
static void add_step(Earner *earner, const Step *step, TcExplainedSteps *more)
{
    GArray *gains = earner->explainer->gains;
    if (more->n_steps == 0) {
        Rank rank = {.indicator = earner->indicator};
        mpq_init(rank.by);
        g_array_append_val(gains, rank);
    }
    Rank *last = &g_array_index(gains, Rank, gains->len - 1);
    mpq_sub(last->by, step->points.number, earner->now.number);
    mpq_abs(last->by, last->by);
    mpq_mul(last->by, last->by, earner->weight.number);
    more->steps[more->n_steps++] = explain_step(earner, step);
}

/* --- points by the thing --- */

/* By how much the points change with one step of the cell, if two steps on end both do it alike. */
static bool grows_evenly(const Earner *earner, const GArray *steps, mpq_t amount, mpq_t gain)
{
    if (steps->len < 2)
        return false;
    const Step *one = &g_array_index(steps, Step, 0), *two = &g_array_index(steps, Step, 1);
    mpq_t twice;
    mpq_init(twice);
    bool even = tc_way_is_single(one->way) && tc_way_is_single(two->way) &&
                tc_way_amount(one->way, amount) && tc_way_amount(two->way, twice);
    mpq_sub(twice, twice, amount);
    even = even && mpq_equal(twice, amount) && mpq_sgn(amount) > 0;
    mpq_sub(gain, two->points.number, one->points.number);
    mpq_sub(twice, one->points.number, earner->now.number);
    even = even && mpq_equal(twice, gain);
    mpq_abs(gain, gain);
    const TcMove *move = &g_array_index(one->way, TcMove, 0);
    const int64_t from = tc_probe_number(earner->explainer->probe, move->column, &move->from);
    const int64_t to = tc_probe_number(earner->explainer->probe, move->column, &move->to);
    mpq_clear(twice);
    return even && (move->sum || to == from + (move->up ? 1 : -1));
}

/* Points by one thing, by one unit of what is no whole thing, or by a percentage point. */
static void explain_each(Earner *earner, const Step *one, const mpq_t amount, mpq_t gain,
                         TcExplainedSteps *more)
{
    TcExplainer *explainer = earner->explainer;
    const uint32_t column = g_array_index(one->way, TcMove, 0).column;
    mpq_t unit;
    mpq_init(unit);
    more->each_percent = tc_explain_is_percent(explainer, column);
    mpq_set_ui(unit, 1, more->each_percent ? 100 : 1);
    mpq_div(gain, gain, amount);
    mpq_mul(gain, gain, unit);
    more->each = tc_explain_number(explainer, gain, false, NULL);
    more->each_of = tc_explain_column_unit(explainer, column);
    mpq_clear(unit);
}

/* The points at the end of what the cell of a move may be; all that it can earn where that is far.
 */
static void points_at_limit(Earner *earner, const TcMove *move, TcValue *points)
{
    TcProbe *probe = earner->explainer->probe;
    int64_t low, high;
    tc_value_copy(points, &earner->most);
    if (move->sum || !tc_probe_range(probe, move->column, &low, &high))
        return;
    TcValue end;
    tc_value_init(&end);
    tc_probe_value(probe, move->column, move->up ? high : low, &end);
    tc_probe_set(probe, move->column, &end);
    if (tc_probe_is_valid(probe) && !tc_probe_is_far(probe, move->column, &end))
        tc_reference_points(probe->reference, earner->indicator, points);
    tc_probe_restore(probe, earner->start);
    tc_value_clear(&end);
}

/* The step that goes as far as it can: to the maximum, or to the cell's limit. @one: of steps that
 * grow evenly. Returns: false if there is none. */
static bool reach(Earner *earner, const Step *one, Step *full)
{
    TcValue limit;
    tc_value_init(&limit);
    points_at_limit(earner, &g_array_index(one->way, TcMove, 0), &limit);
    const bool does = take_step(earner, &earner->most, true, NULL, full) ||
                      (limit.defined && is_short(earner, &earner->now, &limit) &&
                       take_step(earner, &limit, true, NULL, full));
    tc_value_clear(&limit);
    return does;
}

static void explain_reach(Earner *earner, const Step *one, TcExplainedSteps *more)
{
    Step full;
    if (!reach(earner, one, &full))
        return;
    add_step(earner, &full, more);
    clear_step(&full);
}

void tc_explain_more_points(TcExplainer *explainer, TcExplainedIndicator *indicator)
{
    TcExplainedSteps *more = &indicator->more;
    Earner earner;
    mpq_t amount, gain;
    mpq_inits(amount, gain, NULL);
    more->steps = TC_EXPLAIN_NEW(explainer, TcExplainedStep, MAX_STEPS);
    if (begin(&earner, explainer, indicator->index) && !explainer->out->run.closed &&
        indicator->label != TC_LABEL_NOT_APPLICABLE) {
        g_autoptr(GArray) steps = take_steps(&earner, MAX_STEPS);
        if (grows_evenly(&earner, steps, amount, gain)) {
            explain_each(&earner, &g_array_index(steps, Step, 0), amount, gain, more);
            explain_reach(&earner, &g_array_index(steps, Step, 0), more);
        } else {
            for (guint i = 0; i < steps->len; i++)
                add_step(&earner, &g_array_index(steps, Step, i), more);
        }
    }
    end(&earner);
    mpq_clears(amount, gain, NULL);
}

/* --- the most that it can earn --- */

static void copy_step(const Step *from, Step *to)
{
    to->way = g_array_ref(from->way);
    tc_value_init(&to->points);
    tc_value_copy(&to->points, &from->points);
}

static bool take_furthest(Earner *earner, Step *furthest)
{
    mpq_t amount, gain;
    if (take_step(earner, &earner->most, true, NULL, furthest))
        return true;
    g_autoptr(GArray) steps = take_steps(earner, 2);
    mpq_inits(amount, gain, NULL);
    const bool evenly = grows_evenly(earner, steps, amount, gain);
    mpq_clears(amount, gain, NULL);
    if (evenly && reach(earner, &g_array_index(steps, Step, 0), furthest))
        return true;
    g_autoptr(GArray) rungs = take_steps(earner, MAX_RUNGS);
    if (rungs->len > 0)
        copy_step(&g_array_index(rungs, Step, rungs->len - 1), furthest);
    return rungs->len > 0;
}

GArray *tc_explain_furthest(TcExplainer *explainer, uint32_t indicator)
{
    Earner earner;
    Step furthest;
    GArray *way = NULL;
    if (begin(&earner, explainer, indicator) && take_furthest(&earner, &furthest)) {
        way = g_array_ref(furthest.way);
        clear_step(&furthest);
    }
    end(&earner);
    return way;
}

void tc_explain_gain(TcExplainer *explainer, uint32_t indicator, const TcValue *points, mpq_t gain)
{
    TcValue now, weight;
    tc_value_init(&now);
    tc_value_init(&weight);
    weight_of(explainer, indicator, &weight);
    tc_reference_points(tc_probe_ask(explainer->probe), indicator, &now);
    add_to_total(explainer->model->indicators[indicator].penalty, &now, points, &now);
    tc_value_compute(TC_OP_MUL, &now, &weight, &now);
    mpq_set_ui(gain, 0, 1);
    if (now.defined && now.kind == TC_VALUE_NUMBER)
        mpq_set(gain, now.number);
    tc_value_clear(&now);
    tc_value_clear(&weight);
}

/* --- what lifts the total --- */

static int most_first(const void *a, const void *b)
{
    const Rank *x = a, *y = b;
    const int order = mpq_cmp(y->by, x->by);
    return order ? order : (x->indicator > y->indicator) - (x->indicator < y->indicator);
}

void tc_explain_lifts(TcExplainer *explainer)
{
    TcExplanation *out = explainer->out;
    g_array_sort(explainer->gains, most_first);
    out->lifts = tc_arena_alloc(explainer->arena, sizeof *out->lifts * (explainer->gains->len + 1));
    for (guint i = 0; i < explainer->gains->len; i++) {
        const TcMarks none = {0};
        Rank *rank = &g_array_index(explainer->gains, Rank, i);
        out->lifts[i].indicator = rank->indicator;
        out->lifts[i].gain = tc_explain_number(explainer, rank->by, false, &none);
    }
    out->n_lifts = explainer->gains->len;
}

/* --- what brings the next grade up --- */

/* Points that the indicator alone has to have for the total to rise by @missing. */
static void wanted_points(const Earner *earner, const TcNextGrade *next, TcValue *wanted)
{
    tc_value_copy(wanted, &next->points);
    if (next->total->n == 0) /* the sum of one group is without its weight */
        tc_value_compute(TC_OP_DIV, wanted, &earner->weight, wanted);
    tc_value_compute(earner->penalty ? TC_OP_SUB : TC_OP_ADD, &earner->now, wanted, wanted);
}

/* Does the change, asked anew, bring the total there? */
static bool reaches(TcExplainer *explainer, const TcNextGrade *next, const GArray *way)
{
    TcProbe *probe = explainer->probe;
    TcValue total;
    tc_value_init(&total);
    tc_way_apply(probe, way);
    tc_reference_value(tc_probe_ask(probe), next->total, TC_NO_PART, &total);
    tc_probe_reset(probe);
    const bool there = total.defined && total.kind == TC_VALUE_NUMBER &&
                       tc_value_order(&total, &next->low) >= (next->beyond ? 1 : 0);
    tc_value_clear(&total);
    return there;
}

/* A change that may bring the grade, by its share of the denominator. */
typedef struct {
    uint32_t indicator;
    Step step;
    mpq_t share;
    bool has_share;
} Lift;

static void clear_lift(void *data)
{
    Lift *lift = data;
    clear_step(&lift->step);
    mpq_clear(lift->share);
}

static void find_lift(TcExplainer *explainer, uint32_t indicator, const TcNextGrade *next,
                      GArray *lifts)
{
    Earner earner;
    Lift lift = {.indicator = indicator};
    TcValue wanted;
    tc_value_init(&wanted);
    if (begin(&earner, explainer, indicator)) {
        wanted_points(&earner, next, &wanted);
        if (wanted.defined && wanted.kind == TC_VALUE_NUMBER &&
            take_step(&earner, &wanted, !next->beyond, NULL, &lift.step)) {
            mpq_init(lift.share);
            lift.has_share = tc_explain_share(explainer, indicator, lift.step.way, lift.share);
            if (!lift.has_share)
                mpq_set_si(lift.share, 1, 1);
            g_array_append_val(lifts, lift);
        }
    }
    end(&earner);
    tc_value_clear(&wanted);
}

static int least_first(const void *a, const void *b)
{
    const Lift *x = a, *y = b;
    const int order = mpq_cmp(x->share, y->share);
    return order ? order : (x->indicator > y->indicator) - (x->indicator < y->indicator);
}

static void add_lift(TcExplainer *explainer, const Lift *lift, TcExplainedConclusion *conclusion)
{
    const TcMarks none = {0};
    TcExplainedLift *explained = &conclusion->lifts[conclusion->n_lifts++];
    Earner earner;
    begin(&earner, explainer, lift->indicator);
    explained->indicator = lift->indicator;
    explained->step = explain_step(&earner, &lift->step);
    if (lift->has_share && explainer->model->indicators[lift->indicator].value->type->ratio)
        explained->share = tc_explain_number(explainer, lift->share, true, &none);
    end(&earner);
}

void tc_explain_grade_lifts(TcExplainer *explainer, const TcNextGrade *next,
                            TcExplainedConclusion *conclusion)
{
    g_autoptr(GArray) lifts = g_array_new(FALSE, FALSE, sizeof(Lift));
    g_array_set_clear_func(lifts, clear_lift);
    for (uint32_t i = 0; i < explainer->model->n_indicators; i++)
        find_lift(explainer, i, next, lifts);
    g_array_sort(lifts, least_first);
    conclusion->lifts = TC_EXPLAIN_NEW(explainer, TcExplainedLift, MAX_LIFTS);
    for (guint i = 0; i < MIN(lifts->len, MAX_TRIED) && conclusion->n_lifts < MAX_LIFTS; i++) {
        const Lift *lift = &g_array_index(lifts, Lift, i);
        if (reaches(explainer, next, lift->step.way))
            add_lift(explainer, lift, conclusion);
    }
    if (lifts->len > MAX_TRIED && conclusion->n_lifts < MAX_LIFTS)
        conclusion->lifts_tried = MAX_TRIED;
}
