/* Least sets of indicators that share cells, held against all that the cells can be.
 *
 *   property_sets [rule sets [seed]]
 *
 * A few indicators over a few cells of small ranges, so that what meets one meets or breaks
 * another; verdicts on counts, on named indicators and on points. Every row that the cells allow is
 * judged: one on which the verdict holds needs as many indicators more as are told to be the least,
 * and all that are told to be needed; what is told to turn the verdict does; where nothing is told
 * to, no row does. */
#include <stdio.h>
#include <stdlib.h>
#include "exec/explain.h"
#include "exec/ways.h"
#include "support/rule_set.h"
#include "tools/case_text.h"
#include "tools/random_rules.h"

enum { MOST = 4, CELLS = 3, TOP = 4, ROWS = 125 /* (TOP + 1) to the CELLS */ };

static unsigned long failures, verdicts, turned, unproved, impossible, not_found, overlooked;
static uint64_t at_seed;

/* What the row is with the cells of one row in ROWS. */
typedef struct {
    bool valid, holds;
    unsigned more; /* set of indicators that are met, or earn more, beside the row of the file */
    uint32_t n;
} Row;

typedef struct {
    const TcModel *model;
    const char *text; /* of the rules, and the row */
    TcProbe *probe;
    uint32_t verdict;
    const bool *changing; /* tc_ways_changing of all indicators */
    Row rows[ROWS];
} Trial;

static void fail(const Trial *trial, const char *what)
{
    if (failures++ < 5)
        printf("%s%s: %s, seed %" G_GUINT64_FORMAT "\n", getenv("RULES") ? trial->text : "",
               trial->model->verdicts[trial->verdict].code, what, at_seed);
}

/* --- brute force --- */

/* Is the indicator met, or does it earn more, where it was or did not? @before: per indicator. */
static bool is_more(const Trial *trial, uint32_t indicator, const unsigned *before,
                    const TcValue *points)
{
    TcReference *reference = trial->probe->reference;
    TcValue now;
    bool more = before[indicator] != TC_OUT_MET &&
                tc_reference_indicator(reference, indicator) == TC_OUT_MET;
    tc_value_init(&now);
    tc_reference_points(reference, indicator, &now);
    if (points && now.defined && points[indicator].defined) {
        const int order = tc_value_order(&now, &points[indicator]);
        more |= trial->model->indicators[indicator].penalty ? order < 0 : order > 0;
    }
    tc_value_clear(&now);
    return more;
}

static void judge_row(Trial *trial, uint32_t at, const unsigned *before, const TcValue *points)
{
    Row *row = &trial->rows[at];
    bool may = true; /* does it differ in cells alone that advice may change? */
    *row = (Row){.valid = false};
    for (uint32_t i = 0, left = at; i < CELLS; i++, left /= TOP + 1) {
        const int64_t now = tc_probe_number(trial->probe, i, &trial->probe->cells[i]);
        may &= trial->changing[i] || now == left % (TOP + 1);
        tc_probe_put(trial->probe, i, left % (TOP + 1));
    }
    row->valid = may && tc_probe_is_valid(trial->probe);
    row->holds = tc_reference_verdict(tc_probe_ask(trial->probe), trial->verdict) == TC_OUT_TRUE;
    for (uint32_t i = 0; i < trial->model->n_indicators; i++)
        row->more |= is_more(trial, i, before, points) ? 1u << i : 0;
    row->n = (uint32_t)__builtin_popcount(row->more);
    tc_probe_reset(trial->probe);
}

static void judge_rows(Trial *trial, bool of_points)
{
    const uint32_t n = trial->model->n_indicators;
    unsigned before[MOST];
    TcValue *points = of_points ? tc_values_new(n) : NULL;
    TcReference *reference = tc_probe_ask(trial->probe);
    for (uint32_t i = 0; i < n; i++) {
        before[i] = tc_reference_indicator(reference, i);
        if (points)
            tc_reference_points(reference, i, &points[i]);
    }
    for (uint32_t i = 0; i < ROWS; i++)
        judge_row(trial, i, before, points);
    if (points)
        tc_values_free(points, n);
}

/* The fewest indicators more on a row where the verdict holds, and those that are more on all such
 * rows; UINT32_MAX: there is none. */
static uint32_t fewest(const Trial *trial, unsigned *core)
{
    uint32_t least = UINT32_MAX;
    for (uint32_t i = 0; i < ROWS; i++) {
        const Row *row = &trial->rows[i];
        if (!row->valid || !row->holds || row->n > least)
            continue;
        *core = row->n < least ? row->more : *core & row->more;
        least = row->n;
    }
    return least;
}

/* --- what is said --- */

/* Applies the way that is told of the indicator: the first. */
static void apply_told(const Trial *trial, uint32_t indicator, TcValue *cells)
{
    g_autoptr(GPtrArray) ways = tc_ways_new(trial->probe, indicator);
    const GArray *way = ways->len ? ways->pdata[0] : NULL;
    for (guint i = 0; way && i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        const int order = tc_value_order(&cells[move->column], &move->to);
        if (move->up ? order < 0 : order > 0)
            tc_value_copy(&cells[move->column], &move->to);
    }
}

/* Does what is told turn it: the core and the first of the choices, each in its own way? Of points
 * no ways are told. */
static bool turns(const Trial *trial, const TcLeastSets *said)
{
    TcProbe *probe = trial->probe;
    TcValue *cells = tc_values_new(CELLS);
    for (uint32_t i = 0; i < CELLS; i++)
        tc_value_copy(&cells[i], &probe->cells[i]);
    for (uint32_t i = 0; i < said->n_core; i++)
        apply_told(trial, said->core[i], cells);
    for (uint32_t i = 0; i < said->n_choices; i++) {
        for (uint32_t j = 0; j < said->choices[i].pick; j++)
            apply_told(trial, said->choices[i].of[j], cells);
    }
    for (uint32_t i = 0; i < CELLS; i++)
        tc_probe_set(probe, i, &cells[i]);
    const bool does = tc_probe_is_valid(probe) &&
                      tc_reference_verdict(tc_probe_ask(probe), trial->verdict) == TC_OUT_TRUE;
    tc_probe_reset(probe);
    tc_values_free(cells, CELLS);
    return does;
}

static void check_found(const Trial *trial, const TcLeastSets *said)
{
    unsigned core = 0, said_core = 0;
    const uint32_t least = fewest(trial, &core);
    for (uint32_t i = 0; i < said->n_core; i++)
        said_core |= 1u << said->core[i];
    turned++;
    unproved += said->fewer_may;
    overlooked += said->fewer_may && said->size > least;
    if (least == UINT32_MAX)
        fail(trial, "no row turns it");
    else if (!said->fewer_may && said->size > least)
        fail(trial, "fewer do it");
    else if (said->size == least && (said_core & ~core)) /* else one met meets another */
        fail(trial, "core");
    if (!said->gains && !said->together && !turns(trial, said))
        fail(trial, "what is told does not turn it");
}

static void check_verdict(Trial *trial, const TcExplainedConclusion *conclusion)
{
    const TcLeastSets *said = &conclusion->least;
    unsigned core;
    trial->verdict = conclusion->index;
    verdicts++;
    if (conclusion->outcomes != TC_OUT_FALSE)
        return;
    judge_rows(trial, said->gains != NULL);
    if (said->status == TC_SETS_FOUND) {
        check_found(trial, said);
    } else if (said->status == TC_SETS_IMPOSSIBLE) {
        impossible++;
        if (fewest(trial, &core) != UINT32_MAX)
            fail(trial, "a row turns it");
    } else if (fewest(trial, &core) != UINT32_MAX) {
        not_found++;
    }
}

/* --- rules --- */

/* A condition on one cell, two together, or their difference. */
static void write_condition(TcRandom *random, GString *text)
{
    const uint32_t a = tc_random_below(random, CELLS);
    const uint32_t b = (a + 1 + tc_random_below(random, CELLS - 1)) % CELLS;
    const uint32_t kind = tc_random_below(random, 5), level = 1 + tc_random_below(random, TOP);
    g_string_append_printf(text, "[h%u] ", a);
    if (kind < 2)
        g_string_append_printf(text, "%s [h%u] ", kind ? "+" : "-", b);
    if (tc_random_chance(random, 75))
        g_string_append_printf(text, "từ %u trở lên", level);
    else
        g_string_append_printf(text, "không quá %u", level - 1);
}

static void write_contents(TcRandom *random, GString *text)
{
    g_string_append_printf(text, "đáp ứng ít nhất %02u nội dung", 1 + tc_random_below(random, 2));
    for (char letter = 'a'; letter <= 'c'; letter++) {
        g_string_append_printf(text, "\n    %c) ", letter);
        write_condition(random, text);
    }
}

static void write_met_when(TcRandom *random, GString *text)
{
    const uint32_t kind = tc_random_below(random, 5);
    g_string_append(text, "  đạt khi: ");
    if (kind == 4) {
        write_contents(random, text);
    } else {
        write_condition(random, text);
        if (kind < 2) {
            g_string_append(text, kind ? " và " : " hoặc ");
            write_condition(random, text);
        }
    }
    g_string_append_c(text, '\n');
}

/* A level that is another where a further cell is high: more there is not always more. */
static void write_requirement(TcRandom *random, GString *text)
{
    const uint32_t a = tc_random_below(random, CELLS), b = (a + 1) % CELLS;
    g_string_append_printf(
        text,
        "  cách tính: [h%u]\n  yêu cầu: từ %u trở lên; riêng [h%u] từ %u trở lên: từ %u trở lên\n",
        a, 1 + tc_random_below(random, TOP), b, 1 + tc_random_below(random, TOP),
        1 + tc_random_below(random, TOP));
}

static void write_points(TcRandom *random, GString *text)
{
    const uint32_t kind = tc_random_below(random, 3), a = tc_random_below(random, CELLS);
    g_string_append_printf(text, "  điểm tối đa: %u\n", 10 * (1 + tc_random_below(random, 4)));
    if (kind == 0)
        g_string_append_printf(text, "  chấm điểm: [h%u] / %d hộ * điểm tối đa\n", a, TOP);
    else if (kind == 1)
        g_string_append_printf(text,
                               "  chấm điểm: theo [h%u] từ 4 trở lên: điểm tối đa / 2; từ 2 đến "
                               "dưới 4: điểm tối đa; còn lại: 0\n",
                               a);
}

static void write_indicator(TcRandom *random, uint32_t i, bool points, GString *text)
{
    g_string_append_printf(text, "chỉ tiêu %u \"c\"\n", i + 1);
    if (tc_random_chance(random, 25))
        write_requirement(random, text);
    else
        write_met_when(random, text);
    if (points)
        write_points(random, text);
    g_string_append(text, "  quy định tại: \"x\"\n");
}

static void write_verdicts(TcRandom *random, uint32_t n, bool points, GString *text)
{
    g_string_append(text, "kết luận T1\n  đạt khi: tất cả chỉ tiêu đạt\n");
    g_string_append_printf(text, "kết luận T2\n  đạt khi: có ít nhất %u chỉ tiêu đạt\n",
                           1 + tc_random_below(random, n));
    g_string_append_printf(text,
                           "kết luận T3\n  đạt khi: chỉ tiêu %u đạt hoặc (chỉ tiêu %u đạt và "
                           "có ít nhất 2 chỉ tiêu đạt)\n",
                           1 + tc_random_below(random, n), 1 + tc_random_below(random, n));
    if (!points)
        return;
    g_string_append_printf(text, "kết luận T4\n  đạt khi: tổng điểm từ %u trở lên\n",
                           20 + tc_random_below(random, 60));
    g_string_append_printf(text,
                           "kết luận T5\n  đạt khi: tổng điểm từ %u trở lên và chỉ tiêu %u đạt\n",
                           20 + tc_random_below(random, 60), 1 + tc_random_below(random, n));
}

static GString *write_rules(TcRandom *random, uint32_t n, bool points)
{
    GString *text = g_string_new("bộ tiêu chí T \"Thử\"\n  ban hành kèm theo: \"QĐ\"\n"
                                 "  đối tượng áp dụng: cấp xã\n  có hiệu lực từ: 1/1/2024\n"
                                 "số liệu\n");
    for (uint32_t i = 0; i < CELLS; i++)
        g_string_append_printf(text, "  [h%u] : số nguyên (hộ), từ 0 đến %d\n", i, TOP);
    if (tc_random_chance(random, 25))
        g_string_append_printf(text, "kiểm tra số liệu\n  [h0] + [h1] <= %u\n",
                               3 + tc_random_below(random, 4));
    for (uint32_t i = 0; i < n; i++)
        write_indicator(random, i, points, text);
    write_verdicts(random, n, points, text);
    return text;
}

static void check_row(const TcModel *model, const char *text, const TcBlock *block)
{
    const TcRun run = {.date_judged = 19723};
    const TcExplainOptions options = {.lang = TC_LANG_VI};
    g_autoptr(TcProbe) probe = tc_probe_new(model, &run, block, 0);
    g_autoptr(TcExplanation) explanation = tc_explain(model, block, 0, NULL, &run, &options);
    uint32_t all[MOST] = {0, 1, 2, 3};
    g_autofree bool *changing = tc_ways_changing(probe, all, model->n_indicators, true);
    Trial trial = {.model = model, .text = text, .probe = probe, .changing = changing};
    for (uint32_t i = 0; i < explanation->n_conclusions && probe->valid; i++)
        check_verdict(&trial, &explanation->conclusions[i]);
}

static void judge(TcRandom *random, const TcModel *model, GString *text)
{
    g_autoptr(TcBlock) block = tc_block_new(&model->schema);
    TcValue *cells = tc_values_new(CELLS);
    bool known[CELLS];
    for (uint32_t i = 0; i < CELLS; i++) {
        tc_value_set_integer(&cells[i], tc_random_below(random, TOP + 1) / 2);
        known[i] = true;
    }
    tc_random_store(model, cells, known, block, 0);
    tc_case_row(model, cells, known, text);
    tc_block_finish(block);
    check_row(model, text->str, block);
    tc_values_free(cells, CELLS);
}

static void check_random(uint64_t seed)
{
    TcRandom random = {seed};
    at_seed = seed;
    const uint32_t n = 2 + tc_random_below(&random, MOST - 1);
    g_autoptr(GString) text = write_rules(&random, n, seed % 2);
    TcRuleSet set;
    if (tc_rule_set_open(&set, text->str, TC_LANG_VI)) /* else the checker has its reasons */
        judge(&random, set.model, text);
    tc_rule_set_close(&set);
}

int main(int argc, char **argv)
{
    const unsigned long n = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000;
    const uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 20240101;
    for (unsigned long i = 0; i < n; i++)
        check_random(seed + i);
    printf("%lu verdicts, %lu turned, %lu of them not proved to be the least (%lu are not), "
           "%lu impossible, %lu not found though a row turns it; %lu failures\n",
           verdicts, turned, unproved, overlooked, impossible, not_found, failures);
    return failures > 0 || turned == 0 || impossible == 0;
}
