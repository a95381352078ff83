/* Whole-number solutions of linear inequalities: before, bounds and rules; after, a point. */
#include "exec/fork_system.h"

enum { MAX_ROUNDS = 16, MAX_RULES = 4096, MAX_STEPS = 5000, STEPS_A_RULE = 4 };

typedef __int128 Wide;

/* What is left when the variables from some place on are eliminated. */
typedef struct {
    GPtrArray *rules; /* of TcForkRule */
} Level;

typedef struct {
    TcForkBounds *bounds; /* of the variables named, by place */
    uint32_t *variables;  /* those named in a rule, rising */
    uint32_t n;
    Level *levels; /* n + 1: level k has the rules over the first k variables */
    unsigned steps;
    uint64_t work;
    bool no_room;
} System;

static Wide floor_divide(Wide a, Wide b)
{
    const Wide quotient = a / b;
    return quotient - (a % b != 0 && (a < 0) != (b < 0));
}

static bool fits(Wide value)
{
    return value < INT64_MAX && value > -INT64_MAX;
}

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
    while (b != 0) {
        const uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

bool tc_fork_rule_is_real(const TcForkRule *rule, const TcForkBounds *bounds)
{
    bool real = false;
    for (uint32_t i = 0; i < rule->n; i++) {
        const TcForkBounds *ends = &bounds[rule->terms[i].variable];
        real |= ends->real && !tc_fork_is_one(ends);
    }
    return real;
}

void tc_fork_rule_negate(TcForkRule *rule, const TcForkBounds *bounds)
{
    const bool real = tc_fork_rule_is_real(rule, bounds);
    for (uint32_t i = 0; i < rule->n; i++)
        rule->terms[i].weight = -rule->terms[i].weight;
    rule->constant = -rule->constant - !real;
    rule->strict = real && !rule->strict;
}

void tc_fork_rule_reduce(TcForkRule *rule, const TcForkBounds *bounds)
{
    const bool real = tc_fork_rule_is_real(rule, bounds);
    uint64_t divisor = real ? (uint64_t)ABS(rule->constant) : 0;
    rule->constant -= !real && rule->strict; /* of whole numbers */
    rule->strict &= real;
    for (uint32_t i = 0; i < rule->n && divisor != 1; i++)
        divisor = common_divisor(divisor, (uint64_t)ABS(rule->terms[i].weight));
    if (divisor <= 1)
        return;
    for (uint32_t i = 0; i < rule->n; i++)
        rule->terms[i].weight /= (int64_t)divisor;
    rule->constant = (int64_t)floor_divide(rule->constant, (Wide)divisor);
}

bool tc_fork_same_terms(const TcForkRule *a, const TcForkRule *b)
{
    bool same = a->n == b->n;
    for (uint32_t i = 0; same && i < a->n; i++)
        same = a->terms[i].variable == b->terms[i].variable &&
               a->terms[i].weight == b->terms[i].weight;
    return same;
}

void tc_fork_rule_ends(const TcForkRule *rule, const TcForkBounds *bounds, __int128 *low,
                       __int128 *high)
{
    *low = *high = rule->constant;
    for (uint32_t i = 0; i < rule->n; i++) {
        const TcForkBounds *ends = &bounds[rule->terms[i].variable];
        const Wide weight = rule->terms[i].weight;
        *low += weight * (weight > 0 ? ends->low : ends->high);
        *high += weight * (weight > 0 ? ends->high : ends->low);
    }
}

static void rule_free(void *data)
{
    TcForkRule *rule = data;
    g_free(rule->terms);
    g_free(rule);
}

/* --- narrowing -------------------------------------------------------------------------------- */

/* What the rule leaves its @i-th variable, if its others are as good as they can be. Returns: has
 * the range become smaller? */
static bool narrow(const TcForkRule *rule, uint32_t i, TcForkBounds *bounds)
{
    Wide low, high;
    TcForkBounds *ends = &bounds[rule->terms[i].variable];
    const Wide weight = rule->terms[i].weight;
    tc_fork_rule_ends(rule, bounds, &low, &high);
    const Wide others = high - weight * (weight > 0 ? ends->high : ends->low);
    if (weight > 0) { /* weight * x >= -others; what is real lies between whole numbers */
        const Wide least =
            ends->real ? floor_divide(-others, weight) : -floor_divide(others, weight);
        if (least <= ends->low)
            return false;
        ends->low = least > ends->high ? ends->high + 1 : (int64_t)least;
    } else {
        const Wide most =
            ends->real ? -floor_divide(-others, -weight) : floor_divide(others, -weight);
        if (most >= ends->high)
            return false;
        ends->high = most < ends->low ? ends->low - 1 : (int64_t)most;
    }
    return true;
}

/* Narrows all bounds by all rules. Returns: false: a range is empty. */
static bool propagate(TcForkBounds *bounds, const GPtrArray *rules)
{
    bool again = true;
    for (unsigned round = 0; again && round < MAX_ROUNDS; round++) {
        again = false;
        for (guint r = 0; r < rules->len; r++) {
            const TcForkRule *rule = g_ptr_array_index(rules, r);
            for (uint32_t i = 0; i < rule->n; i++) {
                again |= narrow(rule, i, bounds);
                const TcForkBounds *ends = &bounds[rule->terms[i].variable];
                if (ends->low > ends->high)
                    return false;
            }
        }
    }
    return true;
}

/* --- elimination ------------------------------------------------------------------------------ */

static int64_t weight_of(const TcForkRule *rule, uint32_t variable)
{
    for (uint32_t i = rule->n; i-- > 0;) {
        if (rule->terms[i].variable == variable)
            return rule->terms[i].weight;
    }
    return 0;
}

/* Takes @rule in, unless the bounds say as much. Returns: false: it cannot be kept. */
static bool add_rule(System *system, GPtrArray *rules, TcForkRule *rule)
{
    Wide low, high;
    system->work++;
    tc_fork_rule_reduce(rule, system->bounds);
    tc_fork_rule_ends(rule, system->bounds, &low, &high);
    if (low >= rule->strict || high < rule->strict) {
        const bool kept = high >= rule->strict;
        rule_free(rule);
        return kept;
    }
    for (guint i = 0; i < rules->len; i++) {
        TcForkRule *other = g_ptr_array_index(rules, i);
        if (!tc_fork_same_terms(rule, other))
            continue;
        other->strict = other->constant == rule->constant  ? other->strict || rule->strict
                        : other->constant < rule->constant ? other->strict
                                                           : rule->strict;
        other->constant = MIN(other->constant, rule->constant);
        rule_free(rule);
        return true;
    }
    g_ptr_array_add(rules, rule);
    system->no_room |= rules->len > MAX_RULES;
    return true;
}

/* a * times + b * times_b; NULL: no room. */
static TcForkRule *combine(const TcForkRule *a, Wide times, const TcForkRule *b, Wide times_b)
{
    TcForkRule *sum = g_new0(TcForkRule, 1);
    sum->terms = g_new(TcForkTerm, a->n + b->n);
    const Wide constant = a->constant * times + b->constant * times_b;
    bool room = fits(constant);
    sum->constant = (int64_t)constant;
    sum->strict = a->strict || (times_b != 0 && b->strict);
    for (uint32_t i = 0, k = 0; i < a->n || k < b->n;) {
        const uint32_t in_a = i < a->n ? a->terms[i].variable : UINT32_MAX;
        const uint32_t in_b = k < b->n ? b->terms[k].variable : UINT32_MAX;
        const uint32_t variable = MIN(in_a, in_b);
        Wide weight = 0;
        if (in_a == variable)
            weight += a->terms[i++].weight * times;
        if (in_b == variable)
            weight += b->terms[k++].weight * times_b;
        room &= fits(weight);
        if (weight != 0)
            sum->terms[sum->n++] = (TcForkTerm){variable, (int64_t)weight};
    }
    if (room)
        return sum;
    rule_free(sum);
    return NULL;
}

/* All that @rules say without their last variable @place. Returns: false: they cannot be kept. */
static bool eliminate(System *system, const GPtrArray *rules, uint32_t place, GPtrArray *left)
{
    for (guint i = 0; i < rules->len && !system->no_room; i++) {
        const TcForkRule *lower = g_ptr_array_index(rules, i);
        const int64_t weight = weight_of(lower, place);
        if (weight == 0 && !add_rule(system, left, combine(lower, 1, lower, 0)))
            return false;
        for (guint k = 0; weight > 0 && k < rules->len && !system->no_room; k++) {
            const TcForkRule *upper = g_ptr_array_index(rules, k);
            const int64_t other = weight_of(upper, place);
            if (other >= 0)
                continue;
            TcForkRule *sum = combine(lower, -(Wide)other, upper, weight);
            system->no_room |= sum == NULL;
            if (sum && !add_rule(system, left, sum))
                return false;
        }
    }
    return true;
}

/* The ends of @place as rules, where @rules have it at all. */
static bool add_ends(System *system, GPtrArray *rules, uint32_t place)
{
    const TcForkBounds *ends = &system->bounds[place];
    for (unsigned high = 0; high < 2; high++) {
        TcForkRule *rule = g_new0(TcForkRule, 1);
        rule->terms = g_new(TcForkTerm, 1);
        rule->n = 1;
        rule->terms[0] = (TcForkTerm){place, high ? -1 : 1};
        rule->constant = high ? ends->high : -ends->low;
        g_ptr_array_add(rules, rule);
    }
    return true;
}

static bool eliminate_all(System *system)
{
    for (uint32_t k = system->n; k > 0 && !system->no_room; k--) {
        add_ends(system, system->levels[k].rules, k - 1);
        if (!eliminate(system, system->levels[k].rules, k - 1, system->levels[k - 1].rules))
            return false;
    }
    return true;
}

/* --- values ----------------------------------------------------------------------------------- */

/* What the values before @place leave it. */
static TcForkBounds range_at(const System *system, uint32_t place, const int64_t *values)
{
    const GPtrArray *rules = system->levels[place + 1].rules;
    TcForkBounds range = system->bounds[place];
    for (guint r = 0; r < rules->len; r++) {
        const TcForkRule *rule = g_ptr_array_index(rules, r);
        Wide rest = (Wide)rule->constant - rule->strict, weight = 0;
        for (uint32_t i = 0; i < rule->n; i++) {
            if (rule->terms[i].variable == place)
                weight = rule->terms[i].weight;
            else
                rest += (Wide)rule->terms[i].weight * values[rule->terms[i].variable];
        }
        if (weight > 0)
            range.low = (int64_t)MAX((Wide)range.low, MIN(-floor_divide(rest, weight), INT64_MAX));
        if (weight < 0)
            range.high =
                (int64_t)MIN((Wide)range.high, MAX(floor_divide(rest, -weight), -INT64_MAX));
    }
    return range;
}

static int64_t nearest_zero(TcForkBounds range)
{
    return range.low > 0 ? range.low : MIN(range.high, 0);
}

/* Finds values for @place and all behind it: upwards from the nearest to 0, then downwards. */
static TcForkAnswer try_values(System *system, uint32_t place, int64_t *values)
{
    if (place == system->n)
        return TC_FORK_FOUND;
    const TcForkBounds range = range_at(system, place, values);
    if (range.low > range.high)
        return TC_FORK_NO;
    const int64_t start = nearest_zero(range);
    for (int step = 1; step >= -1; step -= 2) {
        for (int64_t value = step > 0 ? start : start - 1;
             value >= range.low && value <= range.high; value += step) {
            if (++system->steps > MAX_STEPS)
                return TC_FORK_UNDECIDED;
            values[place] = value;
            const TcForkAnswer answer = try_values(system, place + 1, values);
            if (answer != TC_FORK_NO)
                return answer;
        }
    }
    return TC_FORK_NO;
}

/* --- the system ------------------------------------------------------------------------------- */

/* Numbers the variables that the rules name. */
static uint32_t *number_variables(System *system, uint32_t n_variables,
                                  const TcForkRule *const *rules, uint32_t n_rules)
{
    uint32_t *places = g_new0(uint32_t, n_variables + 1);
    for (uint32_t r = 0; r < n_rules; r++) {
        for (uint32_t i = 0; i < rules[r]->n; i++)
            places[rules[r]->terms[i].variable] = 1;
    }
    system->variables = g_new(uint32_t, n_variables + 1);
    for (uint32_t v = 0; v < n_variables; v++) {
        if (places[v] == 0)
            continue;
        places[v] = system->n;
        system->variables[system->n++] = v;
    }
    return places;
}

static GPtrArray *rules_by_place(const uint32_t *places, const TcForkRule *const *rules,
                                 uint32_t n_rules)
{
    GPtrArray *renamed = g_ptr_array_new_with_free_func(rule_free);
    for (uint32_t r = 0; r < n_rules; r++) {
        TcForkRule *rule = combine(rules[r], 1, rules[r], 0);
        for (uint32_t i = 0; rule && i < rule->n; i++)
            rule->terms[i].variable = places[rule->terms[i].variable];
        if (rule)
            g_ptr_array_add(renamed, rule);
    }
    return renamed;
}

static bool any_real(const System *system)
{
    bool real = false;
    for (uint32_t k = 0; k < system->n; k++)
        real |= system->bounds[k].real;
    return real;
}

static TcForkAnswer solve(System *system, const GPtrArray *rules, int64_t *values)
{
    if (!propagate(system->bounds, rules))
        return TC_FORK_NO;
    for (guint r = 0; r < rules->len; r++) {
        TcForkRule *rule = g_ptr_array_index(rules, r);
        if (!add_rule(system, system->levels[system->n].rules, combine(rule, 1, rule, 0)))
            return TC_FORK_NO;
    }
    if (!eliminate_all(system))
        return TC_FORK_NO;
    const TcForkAnswer answer = system->no_room ? TC_FORK_UNDECIDED : try_values(system, 0, values);
    return answer == TC_FORK_NO && any_real(system) ? TC_FORK_UNDECIDED : answer;
}

static void system_clear(System *system)
{
    for (uint32_t k = 0; k <= system->n; k++)
        g_ptr_array_unref(system->levels[k].rules);
    g_free(system->levels);
    g_free(system->bounds);
    g_free(system->variables);
}

TcForkAnswer tc_fork_solve(const TcForkBounds *bounds, uint32_t n_variables,
                           const TcForkRule *const *rules, uint32_t n_rules, int64_t *point,
                           uint64_t *work)
{
    System system = {0};
    g_autofree uint32_t *places = number_variables(&system, n_variables, rules, n_rules);
    g_autofree int64_t *values = g_new0(int64_t, system.n + 1);
    g_autoptr(GPtrArray) renamed = rules_by_place(places, rules, n_rules);
    system.bounds = g_new(TcForkBounds, system.n + 1);
    system.levels = g_new0(Level, system.n + 1);
    for (uint32_t k = 0; k <= system.n; k++)
        system.levels[k].rules = g_ptr_array_new_with_free_func(rule_free);
    for (uint32_t k = 0; k < system.n; k++)
        system.bounds[k] = bounds[system.variables[k]];
    TcForkAnswer answer = solve(&system, renamed, values);
    for (uint32_t v = 0; v < n_variables && answer == TC_FORK_FOUND; v++) {
        point[v] = nearest_zero(bounds[v]);
        if (bounds[v].low > bounds[v].high)
            answer = TC_FORK_NO;
    }
    for (uint32_t k = 0; k < system.n && answer == TC_FORK_FOUND; k++)
        point[system.variables[k]] = values[k];
    *work += system.work + system.steps / STEPS_A_RULE;
    system_clear(&system);
    return answer;
}
