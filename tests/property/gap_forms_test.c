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
#include "tools/random_rules.h"

enum { A, B, M, D, ZONE, N_CELLS };
enum { ROWS = 6, A_LIMITED = 1, WEIGHTED = 2, QUOTIENT = 4, SUM = 8, CHECKED = 16, FORMS = 32 };
enum { NONE = 1000 }; /* no change does it */

typedef struct {
    unsigned form;        /* sum of the flags above */
    const char *left_out; /* when it does not apply, or NULL */
    bool window;    /* asked for from … to … or just one value: not only at least or at most */
    bool of_itself; /* the denominator holds the numerator's cells too */
    GString *text;
} Rules;

static unsigned long failures, refused, ways_seen, sums_seen, spans_seen, points_seen, levels_seen,
    never;
static uint64_t at_seed;
static const char *at_text;

static void fail(const char *what, uint32_t row)
{
    if (failures++ < 5)
        printf("%s\n%s, row %u, seed %" G_GUINT64_FORMAT "\n", getenv("RULES") ? at_text : "", what,
               row, at_seed);
}

/* --- rules --- */

static void put_phrase(TcRandom *random, Rules *rules)
{
    static const char *const before[] = {"từ ",   "trên ", "không quá ", "dưới ",
                                         "bằng ", "từ ",   "từ ",        "từ "};
    static const char *const shares[] = {"60%", "50%", "33,3%", "100%", "80%", "12,5%"};
    static const char *const wholes[] = {"3", "4", "5", "2", "6", "1"};
    const char *const *ends = rules->form & QUOTIENT ? shares : wholes;
    const uint32_t form = tc_random_below(random, G_N_ELEMENTS(before));
    const uint32_t end = tc_random_below(random, 6);
    g_string_append_printf(rules->text, "%s%s", before[form], ends[end]);
    if (form == 5)
        g_string_append_printf(rules->text, " đến %s", rules->form & QUOTIENT ? "100%" : "6");
    else if (form == 0 || form > 5)
        g_string_append(rules->text, " trở lên");
    rules->window |= form == 4 || form == 5;
}

static void put_indicator(TcRandom *random, Rules *rules)
{
    static const char *const below[] = {" / [D]", " / ([A] + [D])", " / ([A] + [B] + [D])"};
    GString *text = rules->text;
    const char *weight = rules->form & WEIGHTED ? "2 * " : "";
    g_string_append(text, "chỉ tiêu 1 \"1\"\n  cách tính: ");
    if (rules->form & SUM)
        g_string_append_printf(text, "([A] + %s[B])", weight);
    else
        g_string_append_printf(text, "%s[A]", weight);
    if (rules->form & QUOTIENT)
        g_string_append(text, below[rules->of_itself ? 1 + !!(rules->form & SUM) : 0]);
    g_string_append_c(text, '\n');
    if (rules->left_out)
        g_string_append_printf(text, "  không áp dụng khi: %s\n", rules->left_out);
    g_string_append(text, "  yêu cầu: ");
    put_phrase(random, rules);
    if (tc_random_chance(random, 50)) {
        g_string_append(text, "; riêng [V] = \"x\": ");
        put_phrase(random, rules);
    }
    if (!(rules->form & QUOTIENT))
        return;
    g_string_append(text, "\n  điểm tối đa: 6\n  chấm điểm: ");
    if (tc_random_chance(random, 50))
        g_string_append(text,
                        "theo giá trị  từ 80% trở lên: 6; từ 30% đến dưới 80%: 3; còn lại: 0");
    else
        g_string_append(text, "nhỏ nhất(giá trị; 100%) * điểm tối đa");
}

/* Ties A to B, which follows it. */
static void put_check(TcRandom *random, Rules *rules)
{
    static const char *const signs[] = {"<=", "<", "="};
    static const char *const weights[] = {"", "2 * "};
    if (rules->form & CHECKED)
        g_string_append_printf(rules->text, "kiểm tra số liệu\n  [A] + %s[B] %s %u hộ\n",
                               weights[tc_random_below(random, 2)],
                               signs[tc_random_below(random, 3)], 4 + tc_random_below(random, 4));
}

/* A denominator may not be moved, another limit is taken along. */
static void put_rules(TcRandom *random, Rules *rules)
{
    static const char *const limits[] = {"", ", không quá [D]", ", không quá [M]"};
    g_string_append_printf(rules->text,
                           "bộ tiêu chí THỬ \"Bộ thử\"\n  đối tượng áp dụng: cấp xã\n"
                           "số liệu\n"
                           "  [A] : số nguyên (hộ), từ 0 đến 5%s\n"
                           "  [B] : số nguyên (hộ), từ 0 đến 4\n"
                           "  [M] : số nguyên (hộ), từ 0 đến 6\n"
                           "  [D] : số nguyên (hộ), từ 1 đến 7\n"
                           "  [V] : một trong \"x\", \"y\"\n",
                           limits[rules->form & A_LIMITED ? 1 + !(rules->form & QUOTIENT) : 0]);
    put_check(random, rules);
    put_indicator(random, rules);
    g_string_append_c(rules->text, '\n');
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

static bool takes_along(const Rules *rules)
{
    return (rules->form & (A_LIMITED | QUOTIENT)) == A_LIMITED;
}

/* The least number of things by which A and B have to change together; or A alone, or (@follows)
 * with whatever B a data check leaves. */
static int64_t brute_change(TcProbe *probe, const Rules *rules, const Wanted *wanted, bool follows)
{
    const bool sum = rules->form & SUM, both = sum || follows, drags = takes_along(rules);
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
static bool is_exact(const Rules *rules, const Wanted *wanted)
{
    if (!(rules->form & SUM))
        return true;
    const bool even = !rules->window || wanted->points;
    return !takes_along(rules) && (!(rules->form & WEIGHTED) || (even && !rules->of_itself));
}

static void check_ways(TcProbe *probe, const Rules *rules, GPtrArray *ways, const Wanted *wanted,
                       uint32_t row)
{
    const bool exact = is_exact(rules, wanted);
    int64_t least = brute_change(probe, rules, wanted, false);
    if (rules->form & CHECKED && least == NONE)
        least = brute_change(probe, rules, wanted, true);
    ways_seen++;
    never += ways->len == 0;
    if (ways->len == 0 && least != NONE && exact)
        fail("no way found", row);
    if (ways->len == 0)
        return;
    const GArray *way = ways->pdata[0];
    if (exact ? count_of(probe, way) != least : count_of(probe, way) < least)
        fail("least change", row);
    if (g_array_index(way, TcMove, 0).sum)
        check_sum(probe, way, wanted, row);
    else if (way->len == 1)
        check_window(probe, &g_array_index(way, TcMove, 0), wanted, row);
}

/* --- while other cells are open --- */

typedef struct {
    int64_t least, most;
    bool impossible, any;
} Range;

static void widen(TcProbe *probe, const Rules *rules, Range *range)
{
    const Wanted met = {NULL, false};
    if (!tc_probe_is_valid(probe))
        return;
    const int64_t change = does(probe, &met) ? 0 : brute_change(probe, rules, &met, false);
    range->any = true;
    if (change == NONE) {
        range->impossible = true;
        return;
    }
    range->least = MIN(range->least, change);
    range->most = MAX(range->most, change);
}

/* What an open A has to reach: the first value that does, or (@up false) the last one from the
 * bottom on. */
static void widen_level(TcProbe *probe, bool up, Range *range)
{
    const Wanted met = {NULL, false};
    int64_t level = NONE;
    bool broken = false;
    const TcProbeState start = tc_probe_save(probe);
    for (int64_t i = 0; i <= 5; i++) {
        tc_probe_put(probe, A, i);
        const bool good = does(probe, &met);
        if (good && (up ? level == NONE : !broken))
            level = i;
        broken |= !good;
        tc_probe_restore(probe, start);
    }
    range->impossible |= level == NONE;
    if (level == NONE)
        return;
    range->least = MIN(range->least, level);
    range->most = MAX(range->most, level);
}

/* Over all that the open ones of D and the zone may be. */
static Range brute_range(TcProbe *probe, const Rules *rules, const TcGapSpan *span)
{
    Range range = {NONE, -1, false, false};
    const TcProbeState start = tc_probe_save(probe);
    const bool open_d = !probe->known[D], open_zone = !probe->known[ZONE];
    for (int64_t d = 1; d <= (open_d ? 7 : 1); d++) {
        for (int64_t zone = 0; zone <= open_zone; zone++) {
            if (open_d)
                tc_probe_put(probe, D, d);
            if (open_zone)
                tc_probe_put(probe, ZONE, zone);
            if (span->is_level)
                widen_level(probe, span->up, &range);
            else
                widen(probe, rules, &range);
            tc_probe_restore(probe, start);
        }
    }
    return range;
}

/* Does some completion that keeps the limits fail where the most that is told has been done, or an
 * open A is at @level? */
static bool is_failed(TcProbe *probe, const TcGapSpan *span, int64_t level)
{
    const Wanted met = {NULL, false};
    const TcProbeState start = tc_probe_save(probe);
    bool failed = false;
    for (int64_t i = 0; i < 7 * 2; i++) {
        if (!probe->known[D])
            tc_probe_put(probe, D, i / 2 + 1);
        if (!probe->known[ZONE])
            tc_probe_put(probe, ZONE, i % 2);
        tc_way_apply(probe, span->way);
        if (span->is_level)
            tc_probe_put(probe, A, level);
        failed |= tc_probe_is_valid(probe) && !does(probe, &met);
        tc_probe_restore(probe, start);
    }
    return failed;
}

static void check_span(TcProbe *probe, const Rules *rules, uint32_t row)
{
    g_autoptr(TcGapSpan) span = tc_gap_span_new(probe, 0);
    const Wanted met = {NULL, false};
    if (!span || !is_exact(rules, &met) || (span->is_level && (rules->form & SUM)) ||
        rules->form & CHECKED || rules->left_out)
        return;
    Range range = brute_range(probe, rules, span);
    levels_seen += span->is_level;
    spans_seen++;
    if (mpq_cmp_si(span->least, (long)range.least, 1) != 0)
        fail("what may do", row);
    if (mpq_cmp_si(span->most, (long)range.most, 1) != 0)
        fail("what surely does", row);
    range.impossible |= is_failed(probe, span, span->up ? range.most : range.least);
    if (span->impossible != range.impossible || span->endless)
        fail("impossible, endless", row);
}

/* --- rows --- */

static void check_points(TcProbe *probe, const Rules *rules, uint32_t row)
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

static void check_row(const TcModel *model, const TcBlock *block, const Rules *rules, uint32_t row)
{
    const TcRun run = {.date_judged = 19723};
    const Wanted met = {NULL, false};
    g_autoptr(TcProbe) probe = tc_probe_new(model, &run, block, row);
    if (!probe->valid)
        return;
    if (!probe->known[A] || !probe->known[D] || !probe->known[ZONE]) {
        check_span(probe, rules, row);
        return;
    }
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

static void check_rows(TcRandom *random, const TcModel *model, const Rules *rules)
{
    static const uint32_t most[] = {[A] = 5, [B] = 4, [M] = 6, [D] = 7, [ZONE] = 1};
    TcValue *cells = tc_values_new(N_CELLS);
    bool known[N_CELLS];
    g_autoptr(TcBlock) block = tc_block_new(&model->schema);
    for (uint32_t row = 0; row < ROWS; row++) {
        for (uint32_t i = 0; i < ZONE; i++)
            tc_value_set_integer(&cells[i], tc_random_below(random, most[i] + (i != D)) + (i == D));
        tc_value_set_text(&cells[ZONE], tc_random_chance(random, 50) ? "x" : "y");
        for (uint32_t i = 0; i < N_CELLS; i++)
            known[i] = (i < D && (i != A || row < ROWS - 1)) || row < ROWS / 2 ||
                       tc_random_chance(random, 40);
        tc_random_store(model, cells, known, block, row);
    }
    tc_block_finish(block);
    for (uint32_t row = 0; row < ROWS; row++)
        check_row(model, block, rules, row);
    tc_values_free(cells, N_CELLS);
}

static void check(uint64_t seed)
{
    static const char *const left_out[] = {"[A] trên 4", "[A] dưới 1", "[A] + [B] trên 6"};
    TcRandom random = {seed};
    Rules rules = {.form = tc_random_below(&random, FORMS), .text = g_string_new(NULL)};
    at_seed = seed;
    if (rules.form & CHECKED) /* a sum whose cells follow each other: gap_test.c */
        rules.form &= ~(unsigned)SUM;
    rules.of_itself = tc_random_chance(&random, 30);
    if (tc_random_chance(&random, 40))
        rules.left_out = left_out[tc_random_below(&random, rules.form & CHECKED ? 2 : 3)];
    put_rules(&random, &rules);
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
    printf(
        "%lu ways, %lu never, %lu sums, %lu for points, %lu spans, %lu levels; %lu sets refused; "
        "%lu failures\n",
        ways_seen, never, sums_seen, points_seen, spans_seen, levels_seen, refused, failures);
    return failures > 0;
}
