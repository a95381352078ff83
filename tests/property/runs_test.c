/* What is told of an open cell's runs, held against brute force.
 *
 *   property_runs [rule sets [seed]]
 *
 * Three numbers and a day of few values, one to four of them open, with limits and data checks
 * between them, the day perhaps chưa có; points that are linear in a value, quotients by
 * differences, conclusions on points and counts, a grade. For each run of a deciding cell every
 * value and every completion of the others is judged by the reference: none gives an answer that
 * the run does not have, and a run that is told open gives two at each of its values that has a
 * completion, unless the evaluator leaves that open too. Every value that a completion has is in a
 * run. Of what is proved open two completions are told, and the evaluator gives each the answer
 * told. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "exec/complete.h"
#include "exec/explain.h"
#include "exec/probe.h"
#include "support/rule_set.h"
#include "tools/case_text.h"
#include "tools/random_rules.h"

enum { CELLS = 4, DAY = 3, TOP = 12, TOP_DAY = 4 };
#define FIRST_DAY 19723 /* 01/01/2024 */

static unsigned long failures, n_runs, n_settled, n_deciding, n_matters, n_proved, n_shown;
static uint64_t at_seed;

typedef struct {
    TcProbe *probe;
    const char *text;
    TcRefKind kind;
    uint32_t index;
    TcEvaluator *evaluator;
} Asked;

static const char *pick(TcRandom *random, const char *const *of, uint32_t n)
{
    return of[tc_random_below(random, n)];
}
#define PICK(random, of) pick(random, of, G_N_ELEMENTS(of))

static GString *write_rules(TcRandom *random)
{
    static const char *const limits[] = {"", ", không quá [a]", ", không quá [a] - 1"};
    static const char *const checks[] = {"", "", "kiểm tra số liệu\n  [b] + [c] <= [a]\n",
                                         "kiểm tra số liệu\n  [b] <= 2 * [c]\n"};
    static const char *const values[] = {"[c] / ([a] - [b])", "[b] / [a]", "([b] + [c]) / [a]",
                                         "[c] / ([a] + [b])", "([c] - [b]) / [a]"};
    static const char *const days[] = {
        "", " và [d] trước ngày 03/01/2024", " hoặc không ([d] từ ngày 02/01/2024)",
        " và ([d] trước ngày 04/01/2024 hoặc [d] từ ngày 04/01/2024)"};
    static const char *const levels[] = {"từ 60% trở lên", "dưới 30%", "từ 20% đến 70%"};
    static const char *const conclusions[] = {
        "tổng điểm từ 20 trở lên", "tỷ lệ điểm từ 40% trở lên", "tất cả chỉ tiêu đạt",
        "có đúng 01 chỉ tiêu đạt", "tổng điểm từ 12 trở lên và có không quá 01 chỉ tiêu chưa đạt"};
    GString *text = g_string_new("bộ tiêu chí T \"Thử\"\n  ban hành kèm theo: \"QĐ\"\n"
                                 "  đối tượng áp dụng: cấp xã\n  có hiệu lực từ: 1/1/2024\n"
                                 "số liệu\n  [a] : số nguyên (hộ), từ 1 đến 12\n");
    for (char name = 'b'; name <= 'c'; name++)
        g_string_append_printf(text, "  [%c] : số nguyên (hộ), từ 0 đến 12%s\n", name,
                               PICK(random, limits));
    g_string_append_printf(text, "  [d] : ngày, từ ngày 01/01/2024 đến ngày 05/01/2024%s\n",
                           tc_random_chance(random, 70) ? ", để trống là chưa có" : "");
    g_string_append(text, PICK(random, checks));
    for (unsigned i = 1; i <= 2; i++)
        g_string_append_printf(text,
                               "chỉ tiêu %u \"c\"\n  cách tính: %s\n  yêu cầu: %s\n  điểm tối đa: "
                               "%u\n%s  quy định tại: \"x\"\n",
                               i, PICK(random, values), PICK(random, levels), 15 * i,
                               tc_random_chance(random, 60)
                                   ? "  chấm điểm: nhỏ nhất(giá trị; 1) * điểm tối đa\n"
                                   : "");
    g_string_append_printf(
        text, "chỉ tiêu 3 \"d\"\n  đạt khi: [b] + [c] >= 7 hộ%s\n  quy định tại: \"x\"\n",
        PICK(random, days));
    g_string_append_printf(text, "kết luận K\n  đạt khi: %s\n", PICK(random, conclusions));
    g_string_append(text, "xếp loại L theo tổng điểm từ 30 trở lên: \"A\"; từ 12 đến dưới 30: "
                          "\"B\"; còn lại: \"C\"\n");
    return text;
}

/* How many values the cell can have, and which: chưa có is the last. */
static uint32_t count_of(const Asked *asked, uint32_t column)
{
    const TcColumnSpec *spec = &asked->probe->model->schema.columns[column];
    return column == DAY ? TOP_DAY + 1 + (spec->blank == TC_BLANK_NONE) : TOP + (column > 0);
}

static int64_t value_at(uint32_t column, uint32_t i)
{
    if (column == DAY)
        return i > TOP_DAY ? TC_VALUE_NONE : FIRST_DAY + i;
    return i + (column == 0);
}

static void put_value(const Asked *asked, uint32_t column, int64_t value)
{
    TcValue none;
    tc_value_init(&none);
    if (value == TC_VALUE_NONE) {
        tc_random_set_none(&asked->probe->model->schema.columns[column], &none);
        tc_probe_set(asked->probe, column, &none);
    } else {
        tc_probe_put(asked->probe, column, value);
    }
    tc_value_clear(&none);
}

/* Adds to @answers what completions of the cells from @from on give. */
static void complete(const Asked *asked, uint32_t from, uint32_t given, uint64_t *answers)
{
    if (from == CELLS) {
        TcReference *reference = tc_probe_ask(asked->probe);
        if (!tc_reference_row_valid(reference))
            return;
        *answers |= asked->kind == TC_REF_INDICATOR
                        ? tc_reference_indicator(reference, asked->index)
                    : asked->kind == TC_REF_VERDICT ? tc_reference_verdict(reference, asked->index)
                                                    : tc_reference_grade(reference, asked->index);
        return;
    }
    if (from == given || asked->probe->known[from]) {
        complete(asked, from + 1, given, answers);
        return;
    }
    const TcProbeState state = tc_probe_save(asked->probe);
    for (uint32_t i = 0; i < count_of(asked, from); i++) {
        put_value(asked, from, value_at(from, i));
        complete(asked, from + 1, given, answers);
        tc_probe_restore(asked->probe, state);
    }
}

/* A value as it is told. */
static int64_t number_of(uint32_t column, const char *exact)
{
    if (strcmp(exact, "none") == 0)
        return TC_VALUE_NONE;
    return column == DAY ? FIRST_DAY - 1 + atoll(strrchr(exact, '-') + 1) : atoll(exact);
}

/* What the evaluator says with the probe's cells in the file. */
static uint64_t answer_in_file(const Asked *asked)
{
    const TcModel *model = asked->probe->model;
    const TcAsk ask = asked->kind == TC_REF_INDICATOR ? TC_ASK_INDICATOR
                      : asked->kind == TC_REF_VERDICT ? TC_ASK_VERDICT
                                                      : TC_ASK_GRADE;
    g_autoptr(TcBlock) block = tc_block_new(&model->schema);
    TcResults *results = tc_results_new(model);
    tc_random_store(model, asked->probe->cells, asked->probe->known, block, 0);
    tc_block_finish(block);
    tc_evaluate(asked->evaluator, block, results);
    const uint64_t answer = tc_answer_set(results, ask, asked->index, 0);
    tc_results_free(results);
    return answer;
}

/* Does it say that it is open, with @value in the column? Then more cannot be told. */
static bool is_open_in_file(const Asked *asked, uint32_t column, int64_t value)
{
    put_value(asked, column, value);
    const bool open = tc_set_is_open(answer_in_file(asked));
    tc_probe_reset(asked->probe);
    return open;
}

static void check_run(const Asked *asked, uint32_t column, const TcExplainedPiece *run)
{
    const bool settled = (run->answer & (run->answer - 1)) == 0;
    n_runs++;
    n_settled += settled;
    const int64_t high = number_of(column, run->high.exact);
    for (int64_t value = number_of(column, run->low.exact); value <= high; value++) {
        uint64_t answers = 0;
        put_value(asked, column, value);
        complete(asked, 0, column, &answers);
        tc_probe_reset(asked->probe);
        const bool one = answers != 0 && (answers & (answers - 1)) == 0 &&
                         !(asked->kind == TC_REF_VERDICT && answers == TC_OUT_UNKNOWN);
        const bool strange =
            settled ? (answers & ~run->answer) != 0
                    : one && answers != TC_OUT_UNDEFINED && !is_open_in_file(asked, column, value);
        if (strange && failures++ < 5)
            printf("%s%s: from %s to %s, at %d: told %x, is %x; seed %" G_GUINT64_FORMAT "\n",
                   getenv("RULES") ? asked->text : "",
                   asked->probe->model->schema.columns[column].name, run->low.exact,
                   run->high.exact, (int)value, (unsigned)run->answer, (unsigned)answers, at_seed);
    }
}

/* Is every value that a completion has in one of the runs? */
static void check_cover(const Asked *asked, const TcDecidingCell *deciding)
{
    const uint32_t column = deciding->cell.column;
    for (uint32_t i = 0; i < count_of(asked, column); i++) {
        const int64_t value = value_at(column, i);
        uint64_t answers = 0;
        bool told = false;
        for (uint32_t j = 0; j < deciding->n_pieces; j++)
            told |= value >= number_of(column, deciding->pieces[j].low.exact) &&
                    value <= number_of(column, deciding->pieces[j].high.exact);
        put_value(asked, column, value);
        complete(asked, 0, column, &answers);
        tc_probe_reset(asked->probe);
        if (!told && answers && failures++ < 5)
            printf("%s%s: %s is in no run; seed %" G_GUINT64_FORMAT "\n",
                   getenv("RULES") ? asked->text : "", deciding->cell.heading,
                   value == TC_VALUE_NONE ? "none yet" : "a value", at_seed);
    }
}

static void check_witness(const Asked *asked, const TcOpenness *openness, uint32_t k)
{
    for (uint32_t i = 0; i < openness->n_deciding; i++) {
        const uint32_t column = openness->deciding[i].cell.column;
        put_value(asked, column, number_of(column, openness->witnesses[k].values[i].exact));
    }
    const uint64_t answer = answer_in_file(asked);
    tc_probe_reset(asked->probe);
    if (answer != openness->witnesses[k].answer && failures++ < 5)
        printf("%s: completion told to give %x gives %x; seed %" G_GUINT64_FORMAT "\n",
               getenv("RULES") ? asked->text : "", (unsigned)openness->witnesses[k].answer,
               (unsigned)answer, at_seed);
}

/* Told to matter only with others: no value that it can have settles the answer. */
static void check_no_value_decides(const Asked *asked, uint32_t column)
{
    n_matters++;
    for (uint32_t i = 0; i < count_of(asked, column); i++) {
        const int64_t value = value_at(column, i);
        uint64_t answers = 0;
        put_value(asked, column, value);
        complete(asked, 0, column, &answers);
        tc_probe_reset(asked->probe);
        if (answers != 0 && (answers & (answers - 1)) == 0 &&
            !(asked->kind == TC_REF_VERDICT && answers == TC_OUT_UNKNOWN) &&
            answers != TC_OUT_UNDEFINED && answers != TC_LABEL_UNDEFINED && failures++ < 5)
            printf("%s%s = %d decides, told only with others: %x; seed %" G_GUINT64_FORMAT "\n",
                   getenv("RULES") ? asked->text : "",
                   asked->probe->model->schema.columns[column].name, (int)value, (unsigned)answers,
                   at_seed);
    }
}

static void check_openness(const Asked *asked, const TcOpenness *openness)
{
    n_proved += openness->open && openness->proved;
    n_shown += openness->open && openness->proved && openness->n_witnesses == 2;
    for (uint32_t k = 0; k < openness->n_witnesses; k++)
        check_witness(asked, openness, k);
    for (uint32_t i = 0; i < openness->n_deciding; i++) {
        const TcDecidingCell *deciding = &openness->deciding[i];
        n_deciding++;
        if (deciding->n_pieces > 0)
            check_cover(asked, deciding);
        if (deciding->power == TC_MATTERS)
            check_no_value_decides(asked, deciding->cell.column);
        for (uint32_t j = 0; j < deciding->n_pieces; j++)
            check_run(asked, deciding->cell.column, &deciding->pieces[j]);
    }
}

static void check_row(const TcModel *model, TcBlock *block, const char *text)
{
    const TcRun run = {.date_judged = 19723};
    const TcExplainOptions options = {.lang = TC_LANG_VI};
    TcPlan *plan = tc_plan_new(model);
    TcEvaluator *judge = tc_evaluator_new(plan, &run);
    TcEvaluator *evaluator = tc_evaluator_new(plan, &run);
    TcResults *results = tc_results_new(model);
    tc_evaluate(evaluator, block, results);
    g_autoptr(TcProbe) probe = tc_probe_new(model, &run, block, 0);
    g_autoptr(TcExplanation) told = tc_explain(model, block, 0, results, &run, &options);
    for (uint32_t i = 0; i < told->n_indicators; i++)
        check_openness(&(Asked){probe, text, TC_REF_INDICATOR, i, judge},
                       &told->indicators[i].openness);
    for (uint32_t i = 0; i < told->n_conclusions; i++) {
        const TcExplainedConclusion *conclusion = &told->conclusions[i];
        check_openness(&(Asked){probe, text, conclusion->kind, conclusion->index, judge},
                       &conclusion->openness);
    }
    tc_results_free(results);
    tc_evaluator_free(judge);
    tc_evaluator_free(evaluator);
    tc_plan_free(plan);
}

static void judge(TcRandom *random, const TcModel *model, GString *text)
{
    g_autoptr(TcBlock) block = tc_block_new(&model->schema);
    TcValue *cells = tc_values_new(CELLS);
    bool known[CELLS];
    const uint32_t open = 1 + tc_random_below(random, 15); /* a bit each, one at least */
    const uint32_t a = 1 + tc_random_below(random, TOP);
    tc_value_set_day(&cells[DAY], (int32_t)(FIRST_DAY + tc_random_below(random, TOP_DAY + 1)));
    known[DAY] = !(open >> DAY & 1);
    for (uint32_t i = 0; i < DAY; i++) {
        tc_value_set_integer(&cells[i], i == 0 ? a : tc_random_below(random, a));
        known[i] = !(open >> i & 1);
    }
    tc_random_store(model, cells, known, block, 0);
    tc_case_row(model, cells, known, text);
    tc_block_finish(block);
    check_row(model, block, text->str);
    tc_values_free(cells, CELLS);
}

static void check_random(uint64_t seed)
{
    TcRandom random = {seed};
    TcRuleSet set;
    at_seed = seed;
    g_autoptr(GString) text = write_rules(&random);
    if (tc_rule_set_open(&set, text->str, TC_LANG_VI)) /* else the checker has its reasons */
        judge(&random, set.model, text);
    tc_rule_set_close(&set);
}

int main(int argc, char **argv)
{
    const unsigned long n = argc > 1 ? strtoul(argv[1], NULL, 10) : 120;
    const uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 20240101;
    for (unsigned long i = 0; i < n; i++)
        check_random(seed + i);
    printf("%lu deciding cells (%lu only with others), %lu runs, %lu of them settled; %lu proved "
           "open, %lu of them shown; %lu failures\n",
           n_deciding, n_matters, n_runs, n_settled, n_proved, n_shown, failures);
    return failures > 0 || n_settled == 0 || n_runs == n_settled;
}
