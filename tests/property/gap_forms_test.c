/* Gaps of every form against brute force: sums of like cells, gaps while other cells are open, and
 * points.
 *
 *   property_gap_forms [rule sets [seed]]
 *
 * One indicator over cells of few values, so that all values of all cells that may change can be
 * tried, for every completion of the open ones. */
#include <stdio.h>
#include <stdlib.h>
#include "exec/ways.h"
#include "support/rule_set.h"
#include "tools/gap_rules.h"

enum { ROWS = 6, NONE = 1000 /* no change does it */ };

static unsigned long failures, refused, ways_seen, sums_seen, spans_seen, points_seen, levels_seen,
    tied_seen, never;
static uint64_t at_seed;
static const char *at_text;

static void fail(const char *what, uint32_t row)
{
    if (failures++ < 5)
        printf("%s\n%s, row %u, seed %" G_GUINT64_FORMAT "\n", getenv("RULES") ? at_text : "", what,
               row, at_seed);
}

/* --- brute force --- */

/* What is asked for: to be met, or to have more points. */
typedef struct {
    const TcValue *points; /* NULL: to be met */
    bool or_equal;
} Wanted;

static bool does(TcProbe *probe, const Wanted *wanted)
{
    if (!tc_probe_is_valid(probe))
        return false;
    if (!wanted->points)
        return tc_reference_indicator(tc_probe_ask(probe), 0) == TC_OUT_MET;
    TcValue points;
    tc_value_init(&points);
    tc_reference_points(tc_probe_ask(probe), 0, &points);
    const bool enough =
        points.defined && tc_value_order(&points, wanted->points) >= !wanted->or_equal;
    tc_value_clear(&points);
    return enough;
}

static int64_t number_of(const TcProbe *probe, uint32_t column)
{
    return tc_probe_number(probe, column, &probe->cells[column]);
}

static bool takes_along(const TcGapRules *rules)
{
    return (rules->form & TC_GAP_A_LIMITED) && !(rules->form & TC_GAP_QUOTIENT);
}

/* The least number of things by which A and B have to change together; or A alone, or (@follows)
 * with whatever B a data check leaves. */
static int64_t brute_change(TcProbe *probe, const TcGapRules *rules, const Wanted *wanted,
                            bool follows)
{
    const bool sum = rules->form & TC_GAP_SUM, both = sum || follows, drags = takes_along(rules);
    const int64_t a = number_of(probe, A), b = number_of(probe, B);
    int64_t least = NONE;
    const TcProbeState start = tc_probe_save(probe);
    for (int64_t i = 0; i <= 5; i++) {
        for (int64_t j = both ? 0 : b; j <= (both ? 4 : b); j++) {
            tc_probe_put(probe, A, i);
            tc_probe_put(probe, B, j);
            if (drags && number_of(probe, M) < i)
                tc_probe_put(probe, M, i);
            const int64_t change = llabs(i - a) + (sum ? llabs(j - b) : 0);
            if (change < least && does(probe, wanted))
                least = change;
            tc_probe_restore(probe, start);
        }
    }
    return least;
}

/* --- ways --- */

static int64_t count_of(TcProbe *probe, const GArray *way)
{
    int64_t count = 0;
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        if (move->dragged)
            continue;
        count += llabs(tc_probe_number(probe, move->column, &move->to) -
                       tc_probe_number(probe, move->column, &move->from));
    }
    return count;
}

/* Does A to @a and B to @b change by @total in the way's direction, within its limits? */
static bool is_split(TcProbe *probe, const GArray *way, int64_t a, int64_t b, int64_t total)
{
    const int64_t to[] = {a, b};
    int64_t changed = 0;
    for (uint32_t column = A; column <= B; column++) {
        const int64_t change = to[column] - number_of(probe, column);
        const TcMove *move = NULL;
        for (guint i = 0; i < way->len; i++) {
            if (g_array_index(way, TcMove, i).column == column)
                move = &g_array_index(way, TcMove, i);
        }
        if (!move && change != 0)
            return false;
        if (!move)
            continue;
        const int64_t limit = tc_probe_number(probe, column, &move->limit);
        if (move->up ? change < 0 || to[column] > limit : change > 0 || to[column] < limit)
            return false;
        changed += llabs(change);
    }
    return changed == total;
}

/* Any split of the total does, up to the end of the window, and one thing more than that not. */
static void check_sum(TcProbe *probe, const GArray *way, const Wanted *wanted, uint32_t row)
{
    const TcMove *first = &g_array_index(way, TcMove, 0);
    const int64_t least = count_of(probe, way);
    int64_t most = least, before = 0;
    for (guint i = 0; i < way->len; i++)
        before += number_of(probe, g_array_index(way, TcMove, i).column);
    if (first->last.defined)
        most = llabs(tc_probe_number(probe, first->column, &first->last) - before);
    sums_seen++;
    const TcProbeState start = tc_probe_save(probe);
    for (int64_t total = least - 1; total <= most + first->last.defined; total++) {
        for (int64_t i = 0; i < 6 * 5; i++) {
            if (!is_split(probe, way, i / 5, i % 5, total))
                continue;
            tc_probe_put(probe, A, i / 5);
            tc_probe_put(probe, B, i % 5);
            if (does(probe, wanted) != (total >= least && total <= most))
                fail("split of a sum", row);
            tc_probe_restore(probe, start);
        }
    }
}

/* All do from where a single cell's way leads to the end of its window, or of its range; the next
 * does not. */
static void check_window(TcProbe *probe, const TcMove *move, const Wanted *wanted, uint32_t row)
{
    int64_t low, high;
    const TcProbeState start = tc_probe_save(probe);
    const bool windowed = move->last.defined;
    if (!tc_probe_range(probe, move->column, &low, &high))
        return;
    int64_t at = tc_probe_number(probe, move->column, &move->to);
    const int step = move->up ? 1 : -1;
    const int64_t end = windowed   ? tc_probe_number(probe, move->column, &move->last) + step
                        : move->up ? high
                                   : low;
    for (; (end - at) * step >= 0; at += step) {
        tc_probe_put(probe, move->column, at);
        if (does(probe, wanted) != !(windowed && at == end))
            fail("window of a cell", row);
        tc_probe_restore(probe, start);
    }
}

/* Of a sum heavy things may step over a window that lighter ones would meet, and divide no more
 * than those; its limits are those of the row. */
static bool is_exact(const TcGapRules *rules, const Wanted *wanted)
{
    if (!(rules->form & TC_GAP_SUM))
        return true;
    const bool even = !rules->window || wanted->points;
    return !takes_along(rules) && (!(rules->form & TC_GAP_WEIGHTED) || (even && !rules->of_itself));
}

static void check_ways(TcProbe *probe, const TcGapRules *rules, GPtrArray *ways,
                       const Wanted *wanted, uint32_t row)
{
    const bool checked = rules->form & TC_GAP_CHECKED, exact = is_exact(rules, wanted);
    int64_t least = brute_change(probe, rules, wanted, false);
    if (checked && least == NONE)
        least = brute_change(probe, rules, wanted, true);
    ways_seen++;
    never += ways->len == 0;
    if (ways->len == 0) {
        if (least != NONE && exact)
            fail("no way found", row);
        return;
    }
    const GArray *way = ways->pdata[0];
    if (exact ? count_of(probe, way) != least : count_of(probe, way) < least)
        fail("least change", row);
    if (g_array_index(way, TcMove, 0).sum)
        check_sum(probe, way, wanted, row);
    else if (way->len == 1)
        check_window(probe, &g_array_index(way, TcMove, 0), wanted, row);
}

/* --- while other cells are open --- */

typedef enum { SOME = 1, SOME_MET = 2, SOME_NOT = 4, SOME_LEFT_OUT = 8 } Outcomes;
typedef struct {
    int64_t least, most; /* NONE: there is none */
    int64_t applies_too; /* … with which it surely applies, too */
    bool left_out;       /* with `most` it may not apply */
} Range;

static unsigned outcome_of(TcProbe *probe)
{
    if (!tc_probe_is_valid(probe))
        return 0;
    const unsigned outcome = tc_reference_indicator(tc_probe_ask(probe), 0);
    if (outcome == TC_OUT_NOT_APPLICABLE)
        return SOME | SOME_LEFT_OUT;
    return SOME | (outcome == TC_OUT_MET ? SOME_MET : SOME_NOT);
}

/* Of the row as it has been moved, over all that its open cells may be then. */
static unsigned outcomes_of(TcProbe *probe)
{
    static const int64_t first[] = {[B] = 0, [D] = 1, [ZONE] = 0},
                         n[] = {[B] = 5, [D] = 7, [ZONE] = 2};
    const int64_t n_b = probe->known[B] ? 1 : n[B], n_d = probe->known[D] ? 1 : n[D];
    const int64_t n_zone = probe->known[ZONE] ? 1 : n[ZONE];
    const TcProbeState start = tc_probe_save(probe);
    unsigned outcomes = 0;
    for (int64_t i = 0; i < n_b * n_d * n_zone; i++) {
        if (n_b > 1)
            tc_probe_put(probe, B, first[B] + i % n_b);
        if (n_d > 1)
            tc_probe_put(probe, D, first[D] + i / n_b % n_d);
        if (n_zone > 1)
            tc_probe_put(probe, ZONE, first[ZONE] + i / n_b / n_d);
        outcomes |= outcome_of(probe);
        tc_probe_restore(probe, start);
    }
    return outcomes;
}

/* With A and B, of which B moves in a sum alone, where they are put; what a limit takes along is.
 */
static unsigned outcomes_at(TcProbe *probe, const TcGapRules *rules, int64_t a, int64_t b)
{
    const TcProbeState start = tc_probe_save(probe);
    const bool known = probe->known[A];
    tc_probe_put(probe, A, a);
    if (rules->form & TC_GAP_SUM)
        tc_probe_put(probe, B, b);
    if (known && takes_along(rules) && number_of(probe, M) < a)
        tc_probe_put(probe, M, a);
    const unsigned outcomes = outcomes_of(probe);
    tc_probe_restore(probe, start);
    return outcomes;
}

static bool is_sure(unsigned outcomes)
{
    return (outcomes & SOME_MET) && !(outcomes & SOME_NOT);
}

static bool moves(const GArray *way, uint32_t column)
{
    bool does_move = false;
    for (guint i = 0; i < way->len; i++)
        does_move |= g_array_index(way, TcMove, i).column == column;
    return does_move;
}

static void note_change(Range *range, int64_t change, unsigned outcomes)
{
    if (outcomes & SOME_MET)
        range->least = MIN(range->least, change);
    if (!is_sure(outcomes))
        return;
    if (change < range->most)
        range->left_out = outcomes & SOME_LEFT_OUT;
    range->most = MIN(range->most, change);
    if (!(outcomes & SOME_LEFT_OUT))
        range->applies_too = MIN(range->applies_too, change);
}

/* The least change of what the way moves with which it may be met, and (of a sum: some split of it)
 * with which it is. */
static Range brute_changes(TcProbe *probe, const TcGapRules *rules, const GArray *way)
{
    const int64_t a = number_of(probe, A), b = rules->form & TC_GAP_SUM ? number_of(probe, B) : 0;
    Range range = {NONE, NONE, NONE, false};
    for (int64_t i = 0; i <= 5; i++) {
        for (int64_t j = 0; j <= (rules->form & TC_GAP_SUM ? 4 : 0); j++) {
            if ((i == a || moves(way, A)) && (j == b || moves(way, B)))
                note_change(&range, llabs(i - a) + llabs(j - b), outcomes_at(probe, rules, i, j));
        }
    }
    return range;
}

/* The value of an open A that is first to do, from below (@up) or from above, and from which on all
 * do. */
static Range brute_levels(TcProbe *probe, const TcGapRules *rules, bool up)
{
    Range range = {NONE, NONE, NONE, false};
    for (int64_t i = 0; i <= 5; i++) {
        const int64_t level = up ? i : 5 - i;
        const unsigned outcomes = outcomes_at(probe, rules, level, 0);
        if ((outcomes & SOME_MET) && range.least == NONE)
            range.least = level;
        if (outcomes & SOME_NOT)
            range.most = NONE;
        else if (is_sure(outcomes) && range.most == NONE)
            range.most = level;
    }
    range.applies_too = range.most;
    return range;
}

static bool may_be_left_out(TcProbe *probe)
{
    return outcomes_of(probe) & SOME_LEFT_OUT;
}

static void check_span(TcProbe *probe, const TcGapRules *rules, uint32_t row)
{
    g_autoptr(TcGapSpan) span = tc_gap_span_new(probe, 0);
    const Wanted met = {NULL, false};
    if (!span || !outcomes_of(probe) || !is_exact(rules, &met) ||
        (span->is_level && (rules->form & TC_GAP_SUM)) || rules->form & TC_GAP_CHECKED)
        return;
    const bool turned = span->is_level && !span->up;
    const Range range = span->is_level ? brute_levels(probe, rules, span->up)
                                       : brute_changes(probe, rules, span->way);
    levels_seen += span->is_level;
    spans_seen++;
    tied_seen += (rules->form & TC_GAP_TIED) != 0;
    if (mpq_cmp_si(turned ? span->most : span->least, (long)range.least, 1) != 0)
        fail("what may do", row);
    if (span->impossible ? range.applies_too != NONE
                         : mpq_cmp_si(turned ? span->least : span->most, (long)range.most, 1) != 0)
        fail("what surely does", row);
    if (!span->impossible && range.left_out && !span->left_out && !may_be_left_out(probe))
        fail("may not apply", row);
    if (span->endless)
        fail("endless", row);
}

/* --- rows --- */

static void check_points(TcProbe *probe, const TcGapRules *rules, uint32_t row)
{
    TcValue now;
    tc_value_init(&now);
    tc_reference_points(tc_probe_ask(probe), 0, &now);
    for (int or_equal = 0; or_equal <= 1 && now.defined; or_equal++) {
        TcValue level;
        tc_value_init(&level);
        tc_value_copy(&level, &now);
        if (or_equal)
            tc_reference_max_points(probe->reference, 0, &level);
        const Wanted wanted = {&level, or_equal};
        if (!does(probe, &wanted)) {
            g_autoptr(GPtrArray) ways = tc_point_ways_new(probe, 0, &level, or_equal);
            points_seen++;
            check_ways(probe, rules, ways, &wanted, row);
        }
        tc_value_clear(&level);
    }
    tc_value_clear(&now);
}

static void check_row(const TcModel *model, const TcBlock *block, const TcGapRules *rules,
                      uint32_t row)
{
    const TcRun run = {.date_judged = 19723};
    const Wanted met = {NULL, false};
    g_autoptr(TcProbe) probe = tc_probe_new(model, &run, block, row);
    if (!probe->valid)
        return;
    if (!probe->known[A] || !probe->known[B] || !probe->known[D] || !probe->known[ZONE]) {
        check_span(probe, rules, row);
        return;
    }
    if (rules->form & TC_GAP_TIED) /* whose cells follow each other: gap_test.c */
        return;
    const unsigned outcome = tc_reference_indicator(tc_probe_ask(probe), 0);
    if (outcome == TC_OUT_NOT_APPLICABLE)
        return;
    if (outcome == TC_OUT_NOT_MET) {
        g_autoptr(GPtrArray) ways = tc_ways_new(probe, 0);
        check_ways(probe, rules, ways, &met, row);
    }
    if (model->indicators[0].points)
        check_points(probe, rules, row);
}

static void check_rows(TcRandom *random, const TcModel *model, const TcGapRules *rules)
{
    static const uint32_t most[] = {[A] = 5, [B] = 4, [M] = 6, [D] = 7, [ZONE] = 1};
    TcValue *cells = tc_values_new(N_CELLS);
    bool known[N_CELLS];
    const bool may_lack_b = (rules->form & TC_GAP_TIED) && !(rules->form & TC_GAP_SUM);
    g_autoptr(TcBlock) block = tc_block_new(&model->schema);
    for (uint32_t row = 0; row < ROWS; row++) {
        for (uint32_t i = 0; i < ZONE; i++)
            tc_value_set_integer(&cells[i], tc_random_below(random, most[i] + (i != D)) + (i == D));
        tc_value_set_text(&cells[ZONE], tc_random_chance(random, 50) ? "x" : "y");
        for (uint32_t i = 0; i < N_CELLS; i++)
            known[i] = (i < D && (i != A || row < ROWS - 1) && (i != B || !may_lack_b)) ||
                       row < ROWS / 2 || tc_random_chance(random, 40);
        tc_random_store(model, cells, known, block, row);
    }
    tc_block_finish(block);
    for (uint32_t row = 0; row < ROWS; row++)
        check_row(model, block, rules, row);
    tc_values_free(cells, N_CELLS);
}

static void check(uint64_t seed)
{
    TcRandom random = {seed};
    TcGapRules rules;
    at_seed = seed;
    tc_gap_rules_init(&random, &rules);
    at_text = rules.text->str;
    TcRuleSet set;
    if (tc_rule_set_open(&set, at_text, TC_LANG_VI))
        check_rows(&random, set.model, &rules);
    else
        refused++;
    if (!set.model && getenv("RULES"))
        printf("%s%s\n", at_text, tc_rule_set_mistake(&set));
    tc_rule_set_close(&set);
    g_string_free(rules.text, TRUE);
}

int main(int argc, char **argv)
{
    const unsigned long n = argc > 1 ? strtoul(argv[1], NULL, 10) : 400;
    const uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 20240101;
    for (unsigned long i = 0; i < n; i++)
        check(seed + i);
    printf("%lu ways, %lu never, %lu sums, %lu for points, %lu spans (%lu tied), %lu levels; %lu "
           "sets refused; "
           "%lu failures\n",
           ways_seen, never, sums_seen, points_seen, spans_seen, tied_seen, levels_seen, refused,
           failures);
    return failures > 0;
}
