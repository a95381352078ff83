/* Gaps and least sets: adding exactly what is missing turns the answer, one less does not.
 *
 *   property_gap [rule sets [seed]]
 *
 * On random rule sets (small numbers, held against brute force; and large ones) and on the rows of
 * the shipped sets: every way makes its indicator met within the row's constraints; of a single
 * cell no smaller change does, and no population becomes smaller; up to the end of its window all
 * do, one more does not. A least set, applied, turns the verdict, and no smaller set of ways does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "data/reader.h"
#include "exec/explain.h"
#include "exec/ways.h"
#include "support/rule_set.h"
#include "tools/random_rules.h"

enum { ROWS = 4, STEPS = 12, MOST_FAILING = 10, SHIPPED_ROWS = 60 };

static uint64_t at_seed;
static unsigned long failures, gaps, single, never, brute_checked, tight_checked, sets, turned,
    refused, wholes;

typedef struct {
    const char *name; /* of the rules, or their text */
    TcRuleSet read;
    const TcModel *model; /* of `read` */
} Set;

static void fail(const Set *set, const char *what, const char *code, uint32_t row)
{
    if (failures++ < 5)
        printf("%s\n%s: %s, row %u, seed %" G_GUINT64_FORMAT "\n", getenv("RULES") ? set->name : "",
               what, code, row, at_seed);
}

static void set_open(Set *set, const char *name, TcSource *source)
{
    set->name = name;
    tc_rule_set_read(&set->read, source, TC_LANG_VI);
    set->model = set->read.model;
    refused += !set->model; /* the checker has its reasons */
}

static void set_close(Set *set)
{
    tc_rule_set_close(&set->read);
}

/* --- ways --- */

static bool is_met(TcProbe *probe, uint32_t indicator)
{
    return tc_probe_is_valid(probe) &&
           tc_reference_indicator(tc_probe_ask(probe), indicator) == TC_OUT_MET;
}

static bool met_at(TcProbe *probe, uint32_t indicator, uint32_t column, int64_t number)
{
    tc_probe_put(probe, column, number);
    bool met = is_met(probe, indicator);
    tc_probe_reset(probe);
    return met;
}

/* A few numbers strictly between @a and @b. */
static bool none_between(TcProbe *probe, const TcMove *move, uint32_t indicator, int64_t a,
                         int64_t b)
{
    const int64_t low = MIN(a, b) + 1, high = MAX(a, b) - 1;
    for (int64_t i = 0; i < STEPS && low + i <= high; i++) {
        const int64_t at = i % 2 ? high - i / 2 : low + (high - low) / STEPS * i;
        if (met_at(probe, indicator, move->column, CLAMP(at, low, high)))
            return false;
    }
    return true;
}

/* No value of the cell nearer than the way's makes it met; on small ranges all are tried. */
static bool is_nearest(TcProbe *probe, const TcMove *move, uint32_t indicator)
{
    int64_t low, high;
    const int64_t now = tc_probe_number(probe, move->column, &move->from);
    const int64_t distance = llabs(tc_probe_number(probe, move->column, &move->to) - now);
    if (!tc_probe_range(probe, move->column, &low, &high) || high - low > 100)
        return true;
    brute_checked++;
    for (int64_t i = low; i <= high; i++) {
        if (llabs(i - now) < distance && met_at(probe, indicator, move->column, i))
            return false;
    }
    return true;
}

/* Of a cell, the others where the way leads. */
static bool window_holds(TcProbe *probe, const GArray *way, const TcMove *move, uint32_t indicator)
{
    int64_t low, high;
    bool holds;
    tc_way_apply(probe, way);
    const TcProbeState start = tc_probe_save(probe);
    if (!tc_probe_range(probe, move->column, &low, &high))
        high = low = 0;
    const int64_t to = tc_probe_number(probe, move->column, &move->to);
    const int64_t end = move->up ? high : low;
    const int64_t last =
        move->last.defined ? tc_probe_number(probe, move->column, &move->last) : end;
    tc_probe_put(probe, move->column, last);
    holds = is_met(probe, indicator);
    tc_probe_restore(probe, start);
    tc_probe_put(probe, move->column, to + (last - to) / 2);
    holds &= is_met(probe, indicator);
    tc_probe_restore(probe, start);
    tc_probe_put(probe, move->column, last + (move->up ? 1 : -1));
    holds &= !move->last.defined || !is_met(probe, indicator);
    tc_probe_reset(probe);
    return holds;
}

static void check_single(const Set *set, TcProbe *probe, uint32_t indicator, const TcMove *move,
                         uint32_t row)
{
    const char *code = set->model->indicators[indicator].code;
    if (!move->from.defined || move->from.none || move->from.kind != TC_VALUE_NUMBER)
        return;
    const int64_t now = tc_probe_number(probe, move->column, &move->from);
    const int64_t to = tc_probe_number(probe, move->column, &move->to);
    single++;
    if (!none_between(probe, move, indicator, now, to))
        fail(set, "less does it", code, row);
    if (!is_nearest(probe, move, indicator))
        fail(set, "nearer does it", code, row);
}

/* What a limit takes along goes unlimited, and a sum has a window of its own (gap_forms_test.c). */
static void check_windows(const Set *set, TcProbe *probe, const GArray *way, uint32_t indicator,
                          uint32_t row)
{
    bool alone = true;
    for (guint i = 0; i < way->len; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        alone &= !move->dragged && !move->sum;
    }
    for (guint i = 0; i < way->len && alone; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        if (move->from.defined && !move->from.none && move->from.kind == TC_VALUE_NUMBER &&
            !window_holds(probe, way, move, indicator))
            fail(set, "window", set->model->indicators[indicator].code, row);
    }
}

/* Of a way of several cells none can stay nearer to where it is, the others where the way leads: on
 * small ranges all values are tried. A sum's total is held to brute force in gap_forms_test.c. */
static bool is_tight(TcProbe *probe, const GArray *way, uint32_t indicator)
{
    bool tight = true;
    for (guint i = 0; i < way->len && tight; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        if (move->sum || !move->from.defined || move->from.none ||
            move->from.kind != TC_VALUE_NUMBER)
            continue;
        int64_t now = tc_probe_number(probe, move->column, &move->from);
        const int64_t to = tc_probe_number(probe, move->column, &move->to);
        tight_checked++;
        for (; now != to && llabs(to - now) <= 100 && tight; now += now < to ? 1 : -1) {
            tc_way_apply(probe, way);
            tight = !met_at(probe, indicator, move->column, now); /* and resets */
        }
    }
    return tight;
}

/* Does a limit say that other cells are a part of this one, and none that it is part of another? */
static bool is_whole(const TcModel *model, uint32_t column)
{
    bool whole = false, part = model->n_checks > 0; /* which may say so too */
    for (uint32_t i = 0; i < model->schema.n_limits; i++) {
        whole |= model->schema.limits[i].large == column;
        part |= model->schema.limits[i].small == column;
    }
    return whole && !part;
}

/* No advice makes a population smaller that the indicator looks at with anything else. */
static bool keeps_wholes(const TcModel *model, const GArray *way, uint32_t indicator)
{
    uint32_t n;
    bool keeps = true;
    g_autoptr(TcComparisons) set = tc_comparisons_new(model);
    tc_comparisons_add_part(set, TC_REF_INDICATOR, indicator);
    tc_comparisons_cells(set, &n);
    for (guint i = 0; i < way->len && n > 1; i++) {
        const TcMove *move = &g_array_index(way, TcMove, i);
        const bool shrinks = move->from.defined && !move->from.none && !move->up;
        if (move->column < model->schema.n_columns && is_whole(model, move->column)) {
            wholes++;
            keeps &= !shrinks;
        }
    }
    return keeps;
}

static void check_indicator(const Set *set, TcProbe *probe, uint32_t indicator, uint32_t row)
{
    g_autoptr(GPtrArray) ways = tc_ways_new(probe, indicator);
    const char *code = set->model->indicators[indicator].code;
    gaps++;
    never += ways->len == 0;
    for (guint i = 0; i < ways->len; i++) {
        const GArray *way = ways->pdata[i];
        tc_way_apply(probe, way);
        if (!is_met(probe, indicator))
            fail(set, "way", code, row);
        if (!keeps_wholes(set->model, way, indicator))
            fail(set, "makes a population smaller", code, row);
        tc_probe_reset(probe);
        if (way->len == 1)
            check_single(set, probe, indicator, &g_array_index(way, TcMove, 0), row);
        else if (!is_tight(probe, way, indicator))
            fail(set, "a cell of several goes too far", code, row);
        check_windows(set, probe, way, indicator, row);
    }
}

/* --- least sets --- */

/* What the ways of others broke is met anew from where they lead. */
static void meet_anew(TcProbe *probe, uint32_t indicator)
{
    if (tc_reference_indicator(tc_probe_ask(probe), indicator) == TC_OUT_MET)
        return;
    g_autoptr(GPtrArray) ways = tc_ways_new(probe, indicator);
    if (ways->len > 0)
        tc_way_apply(probe, ways->pdata[0]);
}

static bool turns(TcProbe *probe, GPtrArray *const *ways, const uint32_t *indicators, uint32_t n,
                  unsigned chosen, uint32_t verdict)
{
    for (uint32_t i = 0; i < n; i++) {
        if (chosen >> i & 1)
            tc_way_apply(probe, ways[indicators[i]]->pdata[0]);
    }
    for (uint32_t i = 0; i < n; i++) {
        if (chosen >> i & 1)
            meet_anew(probe, indicators[i]);
    }
    const bool does = tc_probe_is_valid(probe) &&
                      tc_reference_verdict(tc_probe_ask(probe), verdict) == TC_OUT_TRUE;
    tc_probe_reset(probe);
    return does;
}

/* The least number of failing indicators whose first ways turn the verdict; n + 1: none. */
static uint32_t brute_size(TcProbe *probe, GPtrArray *const *ways, const uint32_t *indicators,
                           uint32_t n, uint32_t verdict)
{
    uint32_t least = n + 1;
    for (unsigned chosen = 0; chosen < 1u << n; chosen++) {
        const uint32_t size = (uint32_t)__builtin_popcount(chosen);
        if (size < least && turns(probe, ways, indicators, n, chosen, verdict))
            least = size;
    }
    return least;
}

/* Does some set of @size without @missing turn it? */
static bool turns_without(TcProbe *probe, GPtrArray *const *ways, const uint32_t *indicators,
                          uint32_t n, uint32_t missing, uint32_t size, uint32_t verdict)
{
    for (unsigned chosen = 0; chosen < 1u << n; chosen++) {
        bool has = false;
        for (uint32_t i = 0; i < n; i++)
            has |= (chosen >> i & 1) && indicators[i] == missing;
        if (!has && (uint32_t)__builtin_popcount(chosen) == size &&
            turns(probe, ways, indicators, n, chosen, verdict))
            return true;
    }
    return false;
}

/* Ways of several indicators may meet in one cell; then sets of ways are no sets of indicators. */
static bool share_cells(GPtrArray *const *ways, const uint32_t *indicators, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        const GArray *a = ways[indicators[i]]->pdata[0];
        for (uint32_t j = 0; j < i; j++) {
            const GArray *b = ways[indicators[j]]->pdata[0];
            for (guint k = 0; k < a->len * b->len; k++) {
                if (g_array_index(a, TcMove, k / b->len).column ==
                    g_array_index(b, TcMove, k % b->len).column)
                    return true;
            }
        }
    }
    return false;
}

/* Does the way of one meet another too? Then, too, fewer ways than indicators do it. */
static bool meet_others(TcProbe *probe, GPtrArray *const *ways, const uint32_t *indicators,
                        uint32_t n)
{
    bool others = false;
    for (uint32_t i = 0; i < n; i++) {
        tc_way_apply(probe, ways[indicators[i]]->pdata[0]);
        TcReference *reference = tc_probe_ask(probe);
        for (uint32_t j = 0; j < n; j++)
            others |= j != i && tc_reference_indicator(reference, indicators[j]) == TC_OUT_MET;
        tc_probe_reset(probe);
    }
    return others;
}

static void check_sets(const Set *set, TcProbe *probe, const TcExplainedConclusion *conclusion,
                       uint32_t row)
{
    const uint32_t n_all = set->model->n_indicators;
    g_autofree GPtrArray **ways = g_new0(GPtrArray *, n_all);
    g_autofree uint32_t *indicators = g_new(uint32_t, n_all);
    uint32_t n = 0;
    for (uint32_t i = 0; i < conclusion->n_failing; i++) {
        const uint32_t indicator = conclusion->failing[i];
        ways[indicator] = tc_ways_new(probe, indicator);
        if (ways[indicator]->len > 0)
            indicators[n++] = indicator;
    }
    const bool points = conclusion->least.gains != NULL;              /* points_test.c has those */
    const bool open = conclusion->outcomes & ~(uint64_t)TC_OUT_FALSE; /* points may be open alone */
    if (n <= MOST_FAILING && conclusion->n_open == 0 && !open && !points &&
        !share_cells(ways, indicators, n) && !meet_others(probe, ways, indicators, n)) {
        const uint32_t size = brute_size(probe, ways, indicators, n, conclusion->index);
        const TcLeastSets *least = &conclusion->least;
        sets++;
        turned += least->status == TC_SETS_FOUND;
        if (least->status == TC_SETS_FOUND &&
            (least->fewer_may ? least->size < size : least->size != size))
            fail(set, "size of least set", conclusion->code, row);
        if (least->status == TC_SETS_IMPOSSIBLE && size <= n)
            fail(set, "a set turns it", conclusion->code, row);
        for (uint32_t i = 0; i < least->n_core && least->status == TC_SETS_FOUND; i++) {
            if (turns_without(probe, ways, indicators, n, least->core[i], least->size,
                              conclusion->index))
                fail(set, "core", conclusion->code, row);
        }
    }
    for (uint32_t i = 0; i < n_all; i++) {
        if (ways[i])
            g_ptr_array_unref(ways[i]);
    }
}

/* --- rows --- */

static void check_row(const Set *set, const TcBlock *block, uint32_t row)
{
    const TcRun run = {.date_judged = 19723};
    const TcExplainOptions options = {.lang = TC_LANG_VI};
    g_autoptr(TcProbe) probe = tc_probe_new(set->model, &run, block, row);
    g_autoptr(TcExplanation) explanation = tc_explain(set->model, block, row, NULL, &run, &options);
    if (!probe->valid)
        return;
    for (uint32_t i = 0; i < set->model->n_indicators; i++) {
        if (set->model->indicators[i].judged &&
            tc_reference_indicator(tc_probe_ask(probe), i) == TC_OUT_NOT_MET)
            check_indicator(set, probe, i, row);
    }
    for (uint32_t i = 0; i < explanation->n_conclusions; i++) {
        if (explanation->conclusions[i].kind == TC_REF_VERDICT)
            check_sets(set, probe, &explanation->conclusions[i], row);
    }
}

static void check_random(uint64_t seed, unsigned kind)
{
    TcRandom random = {seed};
    at_seed = seed;
    TcRandomRules *rules = tc_random_rules_new(&random, TC_LANG_VI, kind);
    Set set;
    set_open(&set, rules->text->str, tc_source_new("random", rules->text->str, rules->text->len));
    if (set.model) {
        const uint32_t n = set.model->schema.n_columns + set.model->schema.n_appraised;
        TcValue *cells = tc_values_new(n);
        g_autofree bool *known = g_new(bool, n);
        g_autoptr(TcBlock) block = tc_block_new(&set.model->schema);
        for (uint32_t row = 0; row < ROWS; row++) {
            memset(known, true, n * sizeof *known);
            tc_random_row(&random, rules, set.model, cells);
            tc_random_open(&random, set.model, row % 2, cells, known);
            tc_random_store(set.model, cells, known, block, row);
        }
        tc_block_finish(block);
        for (uint32_t row = 0; row < ROWS; row++)
            check_row(&set, block, row);
        tc_values_free(cells, n);
    }
    set_close(&set);
    tc_random_rules_free(rules);
}

static void check_rows(const Set *set, const char *data)
{
    g_autofree char *rows = g_build_filename(TEST_SOURCE_DIR, data, NULL);
    const TcReadOptions options = {.lenient = true};
    g_autoptr(TcReader) reader =
        tc_reader_open(rows, &set->model->schema, &options, set->read.diags, NULL);
    g_autoptr(TcBlock) block = tc_block_new(&set->model->schema);
    if (!reader || !tc_reader_next(reader, block, SHIPPED_ROWS, NULL))
        fail(set, "no data", "", 0);
    for (uint32_t row = 0; row < block->n; row++)
        check_row(set, block, row);
}

static void check_shipped(const char *rules, const char *data)
{
    g_autofree char *path = g_build_filename(TEST_SOURCE_DIR, rules, NULL);
    Set set;
    set_open(&set, rules, tc_source_read(path, NULL));
    if (set.model)
        check_rows(&set, data);
    else
        fail(&set, "no model", "", 0);
    set_close(&set);
}

int main(int argc, char **argv)
{
    const unsigned long n = argc > 1 ? strtoul(argv[1], NULL, 10) : 150;
    const uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 20240101;
    for (unsigned long i = 0; i < n; i++)
        check_random(seed + i, i % 2 ? TC_RANDOM_SMALL : 0);
    check_shipped("rules/thanh-hoa/cds-xa-2023.tieuchi", "rules/thanh-hoa/data/so-lieu-2024.csv");
    check_shipped("rules/nghe-an/ke-hoach-thanh-huong.tieuchi",
                  "rules/nghe-an/data/ke-hoach-2025.csv");
    printf("%lu gaps, %lu single moves (%lu by brute force), %lu beside others, %lu never, "
           "%lu moves of populations; "
           "%lu verdicts, %lu turned; "
           "%lu sets refused; %lu failures\n",
           gaps, single, brute_checked, tight_checked, never, wholes, sets, turned, refused,
           failures);
    return failures > 0;
}
