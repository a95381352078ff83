/* Gaps of conditions that share cells, against brute force.
 *
 *   property_gap_joined [rule sets [seed]]
 *
 * One indicator of two or three conditions over the same few cells, each of few values. Of every
 * way: it makes the indicator met; so does every split of each of its sums, within the limits and
 * the window told; so does every value of a single cell's window, and the next one does not.
 */
#include <stdio.h>
#include <stdlib.h>
#include "exec/ways.h"
#include "support/rule_set.h"
#include "tools/random_rules.h"

enum { N_CELLS = 4, MOST = 4, ROWS = 4, SPLITS = (MOST + 1) * (MOST + 1) * (MOST + 1) };

static unsigned long failures, refused, ways_seen, sums_seen, windows_seen, never, missed;
static uint64_t at_seed;
static const char *at_text;

static void fail(const char *what, uint32_t row)
{
    if (failures++ < 5)
        printf("%s\n%s, row %u, seed %" G_GUINT64_FORMAT "\n", getenv("RULES") ? at_text : "", what,
               row, at_seed);
}

/* --- rules --- */

static void put_condition(TcRandom *random, GString *text)
{
    static const char *const forms[] = {
        "[A] + [B]", "[A] + [B]",       "[A] + [C]", "[C] - [B]",       "[A]",
        "[C]",       "[A] + [B] + [C]", "[A] * [C]", "[A] + [B] - [D]", "2 * [B] + [C]"};
    static const char *const phrases[] = {"từ %u trở lên", "từ %u trở lên", "không quá %u",
                                          "trên %u",       "dưới %u",       "bằng %u"};
    g_string_append_printf(text, "%s ", forms[tc_random_below(random, G_N_ELEMENTS(forms))]);
    const uint32_t phrase = tc_random_below(random, G_N_ELEMENTS(phrases));
    const uint32_t number = tc_random_below(random, 7);
    const char *at = strstr(phrases[phrase], "%u");
    g_string_append_len(text, phrases[phrase], at - phrases[phrase]);
    g_string_append_printf(text, "%u%s", number, at + 2);
}

static void put_met_when(TcRandom *random, GString *text)
{
    static const char *const heads[] = {"tất cả các nội dung", "một trong các nội dung",
                                        "ít nhất 02 nội dung"};
    const uint32_t n = 2 + tc_random_below(random, 2);
    const bool joined = tc_random_chance(random, 50);
    const char *word = tc_random_chance(random, 80) ? " và " : " hoặc ";
    g_string_append(text, "  đạt khi: ");
    if (!joined)
        g_string_append_printf(text, "đáp ứng %s",
                               heads[tc_random_below(random, G_N_ELEMENTS(heads))]);
    for (uint32_t i = 0; i < n; i++) {
        if (!joined)
            g_string_append_printf(text, "\n    %c) ", (char)('a' + i));
        else if (i > 0)
            g_string_append(text, word);
        put_condition(random, text);
    }
    g_string_append_c(text, '\n');
}

static void put_rules(TcRandom *random, GString *text)
{
    static const char *const limits[] = {"", "", ", không quá [D]"};
    g_string_append_printf(text,
                           "bộ tiêu chí THỬ \"Bộ thử\"\n  đối tượng áp dụng: cấp xã\nsố liệu\n"
                           "  [A] : số nguyên (hộ), từ 0 đến 4%s\n"
                           "  [B] : số nguyên (hộ), từ 0 đến 4\n"
                           "  [C] : số nguyên (hộ), từ 0 đến 4\n"
                           "  [D] : số nguyên (hộ), từ 0 đến 4\n",
                           limits[tc_random_below(random, G_N_ELEMENTS(limits))]);
    if (tc_random_chance(random, 30))
        g_string_append_printf(text, "kiểm tra số liệu\n  [A] + %s <= %u hộ\n",
                               tc_random_chance(random, 50) ? "[B]" : "[C]",
                               4 + tc_random_below(random, 4));
    g_string_append(text, "chỉ tiêu 1 \"1\"\n");
    if (tc_random_chance(random, 20))
        g_string_append(text, "  không áp dụng khi: [C] trên 3\n");
    put_met_when(random, text);
}

/* --- ways --- */

static bool is_met(TcProbe *probe)
{
    return tc_probe_is_valid(probe) && tc_reference_indicator(tc_probe_ask(probe), 0) == TC_OUT_MET;
}

/* Does the cell go to @to within what is told of its sum? */
static bool is_within(TcProbe *probe, const TcMove *move, int64_t to)
{
    const int64_t from = tc_probe_number(probe, move->column, &move->from);
    const int64_t limit = tc_probe_number(probe, move->column, &move->limit);
    return move->up ? from <= to && to <= limit : limit <= to && to <= from;
}

/* All splits of sum @sum, beside the other cells where the way leads. */
static void check_sum(TcProbe *probe, const GArray *way, uint32_t sum, uint32_t row)
{
    int64_t total = 0, last = -1;
    bool up = true;
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        if (move->sum != sum)
            continue;
        if (last < 0) /* of the first */
            last = move->last.defined ? tc_probe_number(probe, move->column, &move->last)
                   : move->up         ? N_CELLS * MOST
                                      : 0;
        total += tc_probe_number(probe, move->column, &move->to);
        up = move->up;
    }
    sums_seen++;
    for (int64_t split = 0; split < SPLITS; split++) {
        int64_t rest = split, here = 0;
        bool within = true;
        const TcProbeState start = tc_probe_save(probe);
        tc_way_apply(probe, way);
        for (guint i = 0; i < way->len; i++) {
            const TcMove *move = &g_array_index(way, TcMove, i);
            if (move->sum != sum)
                continue;
            within &= is_within(probe, move, rest % (MOST + 1));
            tc_probe_put(probe, move->column, rest % (MOST + 1));
            here += rest % (MOST + 1);
            rest /= MOST + 1;
        }
        within &= rest == 0 && MIN(total, last) <= here && here <= MAX(total, last);
        if (within && (up ? here >= total : here <= total) && !is_met(probe))
            fail("split of a sum", row);
        tc_probe_restore(probe, start);
    }
}

/* The others where the way leads. */
static void check_window(TcProbe *probe, const GArray *way, const TcMove *move, uint32_t row)
{
    int64_t low, high;
    const TcProbeState start = tc_probe_save(probe);
    tc_way_apply(probe, way);
    if (!tc_probe_range(probe, move->column, &low, &high))
        low = high = 0;
    const int step = move->up ? 1 : -1;
    const int64_t to = tc_probe_number(probe, move->column, &move->to);
    const int64_t last = move->last.defined ? tc_probe_number(probe, move->column, &move->last)
                         : move->up         ? high
                                            : low;
    windows_seen++;
    if (tc_value_order(&move->from, &move->to) * step >= 0)
        fail("direction", row);
    for (int64_t at = to; (last - at) * step >= 0; at += step) {
        const TcProbeState before = tc_probe_save(probe);
        tc_probe_put(probe, move->column, at);
        if (!is_met(probe))
            fail("window", row);
        tc_probe_restore(probe, before);
    }
    tc_probe_restore(probe, start);
}

static void check_way(TcProbe *probe, const GArray *way, uint32_t row)
{
    uint32_t sums = 0;
    bool drags = false;
    const TcProbeState start = tc_probe_save(probe);
    tc_way_apply(probe, way);
    if (!is_met(probe))
        fail("way", row);
    tc_probe_restore(probe, start);
    ways_seen++;
    for (guint i = 0; i < way->len; i++) {
        sums = MAX(sums, g_array_index(way, TcMove, i).sum);
        drags |= g_array_index(way, TcMove, i).dragged;
    }
    for (uint32_t i = 1; i <= sums; i++)
        check_sum(probe, way, i, row);
    for (guint i = 0; i < way->len && !drags; i++) {
        if (!g_array_index(way, TcMove, i).sum)
            check_window(probe, way, &g_array_index(way, TcMove, i), row);
    }
}

/* --- rows --- */

/* Is there any row of A, B and C with which it is met? */
static bool can_be_met(TcProbe *probe)
{
    bool can = false;
    const TcProbeState start = tc_probe_save(probe);
    for (int64_t i = 0; i < SPLITS && !can; i++) {
        tc_probe_put(probe, 0, i % (MOST + 1));
        tc_probe_put(probe, 1, i / (MOST + 1) % (MOST + 1));
        tc_probe_put(probe, 2, i / (MOST + 1) / (MOST + 1));
        can = is_met(probe);
        tc_probe_restore(probe, start);
    }
    return can;
}

static void check_row(const TcModel *model, const TcBlock *block, uint32_t row)
{
    const TcRun run = {.date_judged = 19723};
    g_autoptr(TcProbe) probe = tc_probe_new(model, &run, block, row);
    if (!probe->valid || tc_reference_indicator(tc_probe_ask(probe), 0) != TC_OUT_NOT_MET)
        return;
    g_autoptr(GPtrArray) ways = tc_ways_new(probe, 0);
    for (guint i = 0; i < ways->len; i++)
        check_way(probe, ways->pdata[i], row);
    never += ways->len == 0;
    if (ways->len == 0 && can_be_met(probe)) {
        if (missed++ < 3 && getenv("MISSED"))
            printf("%s\nmissed, row %u, seed %" G_GUINT64_FORMAT "\n", at_text, row, at_seed);
    }
}

static void check_rows(TcRandom *random, const TcModel *model)
{
    TcValue *cells = tc_values_new(N_CELLS);
    const bool known[N_CELLS] = {true, true, true, true};
    g_autoptr(TcBlock) block = tc_block_new(&model->schema);
    for (uint32_t row = 0; row < ROWS; row++) {
        for (uint32_t i = 0; i < N_CELLS; i++)
            tc_value_set_integer(&cells[i], tc_random_below(random, MOST + 1));
        tc_random_store(model, cells, known, block, row);
    }
    tc_block_finish(block);
    for (uint32_t row = 0; row < ROWS; row++)
        check_row(model, block, row);
    tc_values_free(cells, N_CELLS);
}

static void check(uint64_t seed)
{
    TcRandom random = {seed};
    g_autoptr(GString) text = g_string_new(NULL);
    TcRuleSet set;
    put_rules(&random, text);
    at_seed = seed;
    at_text = text->str;
    if (tc_rule_set_open(&set, at_text, TC_LANG_VI))
        check_rows(&random, set.model);
    else
        refused++;
    if (!set.model && getenv("RULES"))
        printf("%s%s\n", at_text, tc_rule_set_mistake(&set));
    tc_rule_set_close(&set);
}

int main(int argc, char **argv)
{
    const unsigned long n = argc > 1 ? strtoul(argv[1], NULL, 10) : 400;
    const uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 20240101;
    for (unsigned long i = 0; i < n; i++)
        check(seed + i);
    printf("%lu ways, %lu sums, %lu windows, %lu without a way (%lu of them could be met); "
           "%lu sets refused; %lu failures\n",
           ways_seen, sums_seen, windows_seen, never, missed, refused, failures);
    return failures > 0;
}
