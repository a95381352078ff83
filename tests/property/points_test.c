/* What is missing of points, held against brute force.
 *
 *   property_points [rule sets [seed]]
 *
 * A few indicators, each with a cell of its own that earns the more the higher it is, in groups
 * with weights; verdicts on totals, shares of points, one group, and a total beside a count. All
 * sets of indicators are tried with their cells at the top: the least set is least, the core is in
 * every least set, the choices are all of them where no other shapes are spoken of. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "data/reader.h"
#include "exec/explain.h"
#include "exec/probe.h"
#include "support/rule_set.h"
#include "tools/case_text.h"
#include "tools/random_rules.h"

enum { MOST = 6, TOP = 10 };

static unsigned long failures, verdicts, turned, turned_open, impossible;
static uint64_t at_seed;

typedef struct {
    const TcModel *model;
    const char *text; /* of the rules, and the row */
    TcProbe *probe;
    uint32_t verdict;
    uint32_t n;
    int64_t open_as; /* what open cells are that no one raises */
} Trial;

static void fail(const Trial *trial, const char *what)
{
    if (failures++ < 5)
        printf("%s%s: %s, seed %" G_GUINT64_FORMAT "\n", getenv("RULES") ? trial->text : "",
               trial->model->verdicts[trial->verdict].code, what, at_seed);
}

/* --- brute force --- */

/* Do the indicators of @set turn it, each with its cell at the top? */
static bool turns(const Trial *trial, unsigned set)
{
    for (uint32_t i = 0; i < trial->n; i++) {
        if (set >> i & 1)
            tc_probe_put(trial->probe, i, TOP);
        else if (!trial->probe->known[i])
            tc_probe_put(trial->probe, i, trial->open_as);
    }
    const bool does =
        tc_reference_verdict(tc_probe_ask(trial->probe), trial->verdict) == TC_OUT_TRUE;
    tc_probe_reset(trial->probe);
    return does;
}

static uint32_t size_of(unsigned set)
{
    return (uint32_t)__builtin_popcount(set);
}

/* The least size, how many sets have it and what is in all of them; n + 1: none. */
static uint32_t brute(const Trial *trial, uint32_t *n_least, unsigned *core)
{
    uint32_t least = trial->n + 1;
    for (unsigned set = 0; set < 1u << trial->n; set++) {
        if (size_of(set) > least || !turns(trial, set))
            continue;
        *n_least = size_of(set) < least ? 1 : *n_least + 1;
        *core = size_of(set) < least ? set : *core & set;
        least = size_of(set);
    }
    return least;
}

/* --- what is said --- */

static unsigned bits(const uint32_t *indicators, uint32_t n)
{
    unsigned set = 0;
    for (uint32_t i = 0; i < n; i++)
        set |= 1u << indicators[i];
    return set;
}

/* How many sets of @pick of the members of @of turn it with @core; -1: one does not. */
static long count_choices(const Trial *trial, unsigned core, const TcChoiceOfSet *choice)
{
    const unsigned of = bits(choice->of, choice->n_of);
    long n = 0;
    for (unsigned set = 0; set < 1u << trial->n; set++) {
        if ((set & ~of) || size_of(set) != choice->pick)
            continue;
        if (!turns(trial, core | set))
            return -1;
        n++;
    }
    return n;
}

static void check_found(const Trial *trial, const TcLeastSets *said)
{
    uint32_t n_least = 0;
    unsigned core = 0, chosen = bits(said->core, said->n_core);
    const uint32_t least = brute(trial, &n_least, &core);
    turned++;
    for (uint32_t i = 0; i < said->n_choices; i++)
        chosen |= bits(said->choices[i].of, said->choices[i].pick);
    if (!turns(trial, chosen) || size_of(chosen) != said->size)
        fail(trial, "the set said does not turn it");
    if (said->fewer_may ? said->size < least : said->size != least)
        fail(trial, "size");
    if (!said->fewer_may && bits(said->core, said->n_core) != core)
        fail(trial, "core");
    if (!said->fewer_may && !said->other_shapes && said->n_choices == 1 &&
        count_choices(trial, core, &said->choices[0]) != (long)n_least)
        fail(trial, "choices");
    if (!said->fewer_may && said->n_choices == 0 && n_least != 1)
        fail(trial, "there are others");
}

static void check_sets(Trial *trial, const TcLeastSets *said, int64_t open_as)
{
    const unsigned all = (1u << trial->n) - 1;
    trial->open_as = open_as;
    if (said->status == TC_SETS_FOUND)
        check_found(trial, said);
    else if (said->status != TC_SETS_IMPOSSIBLE || turns(trial, all))
        fail(trial, "a set turns it");
    else
        impossible++;
}

/* Does it matter to the verdict what open cells are? */
static bool hangs_on_open(Trial *trial)
{
    bool hangs = false;
    for (unsigned set = 0; set < 1u << trial->n && !hangs; set++) {
        trial->open_as = TOP;
        const bool at_top = turns(trial, set);
        trial->open_as = 0;
        hangs = at_top != turns(trial, set);
    }
    return hangs;
}

static void check_verdict(Trial *trial, const TcExplainedConclusion *said)
{
    trial->verdict = said->index;
    verdicts++;
    if (said->outcomes == TC_OUT_TRUE)
        return;
    check_sets(trial, &said->least, TOP);
    if (!hangs_on_open(trial))
        return;
    turned_open++;
    if (!turns(trial, 0))
        check_sets(trial, &said->least_at_worst, 0);
}

/* --- rules --- */

static void write_indicator(TcRandom *random, uint32_t i, GString *text)
{
    g_string_append_printf(text, "chỉ tiêu %u \"c\"\n  đạt khi: [h%u] từ %u trở lên\n", i + 1, i,
                           1 + tc_random_below(random, TOP));
    g_string_append_printf(text, "  điểm tối đa: %u", 10 * (1 + tc_random_below(random, 4)));
    const uint32_t kind = tc_random_below(random, 3); /* the rest earns all when it is met */
    if (kind == 0)
        g_string_append_printf(text, "\n  chấm điểm: [h%u] / 10 hộ * điểm tối đa", i);
    else if (kind == 1)
        g_string_append_printf(text,
                               "\n  chấm điểm: theo [h%u] từ 8 trở lên: điểm tối đa; từ 3 đến dưới "
                               "8: điểm tối đa / 2; còn lại: 0",
                               i);
    g_string_append(text, "\n  quy định tại: \"x\"\n");
}

static GString *write_rules(TcRandom *random, uint32_t n)
{
    GString *text = g_string_new("bộ tiêu chí T \"Thử\"\n  ban hành kèm theo: \"QĐ\"\n"
                                 "  đối tượng áp dụng: cấp xã\n  có hiệu lực từ: 1/1/2024\n"
                                 "số liệu\n");
    for (uint32_t i = 0; i < n; i++)
        g_string_append_printf(text, "  [h%u] : số nguyên (hộ), từ 0 đến %d\n", i, TOP);
    for (uint32_t i = 0; i < n; i++) {
        if (i % 3 == 0)
            g_string_append_printf(text, "nhóm %u \"g\"\n  trọng số: %u\n", i / 3 + 1,
                                   1 + tc_random_below(random, 3));
        write_indicator(random, i, text);
    }
    g_string_append_printf(text, "kết luận T1\n  đạt khi: tổng điểm từ %u trở lên\n",
                           20 + tc_random_below(random, 200));
    g_string_append_printf(text, "kết luận T2\n  đạt khi: tỷ lệ điểm từ %u%% trở lên\n",
                           20 + tc_random_below(random, 80));
    g_string_append_printf(text, "kết luận T3\n  đạt khi: tổng điểm của nhóm 1 trên %u\n",
                           5 + tc_random_below(random, 60));
    g_string_append_printf(text,
                           "kết luận T4\n  đạt khi: tổng điểm từ %u trở lên và có ít nhất %u chỉ "
                           "tiêu đạt\n",
                           20 + tc_random_below(random, 100), 1 + tc_random_below(random, n));
    return text;
}

static void check_row(const TcModel *model, const char *text, const TcBlock *block, uint32_t n)
{
    const TcRun run = {.date_judged = 19723};
    const TcExplainOptions options = {.lang = TC_LANG_VI};
    g_autoptr(TcProbe) probe = tc_probe_new(model, &run, block, 0);
    g_autoptr(TcExplanation) explanation = tc_explain(model, block, 0, NULL, &run, &options);
    Trial trial = {.model = model, .text = text, .probe = probe, .n = n};
    for (uint32_t i = 0; i < explanation->n_conclusions; i++)
        check_verdict(&trial, &explanation->conclusions[i]);
}

/* One row of the set: whole numbers, some of them open. */
static void judge(TcRandom *random, const TcModel *model, GString *text, uint32_t n, uint32_t open)
{
    g_autoptr(TcBlock) block = tc_block_new(&model->schema);
    TcValue *cells = tc_values_new(n);
    g_autofree bool *known = g_new(bool, n);
    for (uint32_t i = 0; i < n; i++) {
        tc_value_set_integer(&cells[i], tc_random_below(random, TOP + 1));
        known[i] = !tc_random_chance(random, open);
    }
    tc_random_store(model, cells, known, block, 0);
    tc_case_row(model, cells, known, text);
    tc_block_finish(block);
    check_row(model, text->str, block, n);
    tc_values_free(cells, n);
}

static void check_random(uint64_t seed)
{
    TcRandom random = {seed};
    const uint32_t open = seed % 2 ? 25 : 0; /* percent */
    at_seed = seed;
    const uint32_t n = 2 + tc_random_below(&random, MOST - 1);
    g_autoptr(GString) text = write_rules(&random, n);
    TcRuleSet set;
    if (tc_rule_set_open(&set, text->str, TC_LANG_VI)) /* else the checker has its reasons */
        judge(&random, set.model, text, n, open);
    tc_rule_set_close(&set);
}

int main(int argc, char **argv)
{
    const unsigned long n = argc > 1 ? strtoul(argv[1], NULL, 10) : 300;
    const uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 20240101;
    for (unsigned long i = 0; i < n; i++)
        check_random(seed + i);
    printf("%lu verdicts, %lu turned, %lu with open cells, %lu impossible; %lu failures\n",
           verdicts, turned, turned_open, impossible, failures);
    return failures > 0 || turned == 0 || turned_open == 0;
}
