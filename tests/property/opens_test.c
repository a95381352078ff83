/* The laws of open answers (semantics.md 2.1), for the block evaluator on random small rules.
 *
 *   property_opens [rule sets [seed]]
 *
 * Each set is written twice, every clause in one of two ways that mean the same, and once more with
 * one choice changed. Rows with open cells are judged by all three. T1: filling in a cell changes
 * no certain answer. T2: what is open has completions that differ, and what is told as possible is
 * what all completions give (tried one by one where cells are few). T3: what is proved to be the
 * same on complete rows (tieuchi prove) is the same on open ones. T4: so are two ways to write one
 * rule. Nothing in these rules is beyond the search, so nothing may stay unproved. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "engine/prove.h"
#include "exec/asked.h"
#include "exec/evaluate.h"
#include "tools/brute.h"
#include "tools/case_text.h"
#include "tools/random_rules.h"

#ifdef __SANITIZE_ADDRESS__
enum { ALL_SETS = 40 };
#else
enum { ALL_SETS = 250 };
#endif
enum { INDICATORS = 7, ROWS = 12, COMPLETIONS = 4000, MOST_REPORTS = 3 };
enum { PLAIN, OTHERWISE, CHANGED, N_TEXTS };

typedef struct {
    TcRandom random;
    uint32_t drawn, changed; /* choices so far; the one that is made otherwise */
    bool otherwise;          /* clauses are written in the second way */
    GString *text;
} Writer;

static unsigned long failures, rows, answers, certain, proved, tried, same_claims;

/* --- rule sets -------------------------------------------------------------------------------- */

static uint32_t choose(Writer *writer, uint32_t n)
{
    const uint32_t choice = tc_random_below(&writer->random, n);
    return writer->drawn++ == writer->changed ? (choice + 1) % n : choice;
}

static void put(Writer *writer, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void put(Writer *writer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_string_append_vprintf(writer->text, format, arguments);
    va_end(arguments);
}

/* A comparison, or its opposite denied. */
static void put_comparison(Writer *writer, const char *left, uint32_t operator, uint32_t right)
{
    static const char *const all[] = {">=", ">", "<=", "<", "=", "<>"};
    static const char *const opposite[] = {"<", "<=", ">", ">=", "<>", "="};
    if (writer->otherwise)
        put(writer, "không (%s %s %u)", left, opposite[operator], right);
    else
        put(writer, "%s %s %u", left, all[operator], right);
}

/* A share with a level for a zone; or products, by cases. */
static void put_share(Writer *writer)
{
    const uint32_t level = 10 * choose(writer, 11), other = 10 * choose(writer, 11);
    const char *zone = choose(writer, 2) ? "A" : "B";
    if (writer->otherwise)
        put(writer,
            "  không áp dụng khi: [d] < 1\n  đạt khi: ([z] = \"%s\" và 100 * [n] >= %u * [d]) hoặc "
            "(không ([z] = \"%s\") và 100 * [n] >= %u * [d])\n",
            zone, other, zone, level);
    else
        put(writer,
            "  không áp dụng khi: [d] = 0\n  cách tính: [n] / [d]\n  yêu cầu: từ %u%% trở lên; "
            "riêng [z] = \"%s\": từ %u%% trở lên\n",
            level, zone, other);
}

static void put_scored(Writer *writer)
{
    const uint32_t cut = choose(writer, 3) + 1, low = choose(writer, 4),
                   high = 4 + choose(writer, 6);
    const uint32_t level = choose(writer, 4);
    put(writer, "  cách tính: [m]\n  yêu cầu: từ %u trở lên\n  điểm tối đa: 10\n", level);
    if (writer->otherwise)
        put(writer, "  chấm điểm: trường hợp giá trị < %u thì %u còn lại %u\n", cut, low, high);
    else
        put(writer, "  chấm điểm: theo giá trị dưới %u: %u; từ %u trở lên: %u\n", cut, low, cut,
            high);
}

static void put_junction(Writer *writer)
{
    const bool both = choose(writer, 2);
    const uint32_t operator= choose(writer, 6), level = choose(writer, 4);
    put(writer,
        writer->otherwise ? "  đạt khi: không (không ([f] = có) %s không ("
                          : "  đạt khi: [f] = có %s (",
        both == writer->otherwise ? "hoặc" : "và");
    put_comparison(writer, "[m]", operator, level);
    put(writer, writer->otherwise ? "))\n" : ")\n");
}

static void put_least(Writer *writer)
{
    const uint32_t level = choose(writer, 5);
    if (writer->otherwise)
        put(writer, "  đạt khi: [n] >= %u và 2 * [m] >= %u\n", level, level);
    else
        put(writer, "  đạt khi: nhỏ nhất([n]; 2 * [m]) >= %u\n", level);
    put(writer, "  điểm tối đa: 5\n");
}

static void put_indicator(Writer *writer, uint32_t index)
{
    static const char *const sums[] = {"[n] + [m]", "[n] + 2 * [m]", "[d] - [m]", "[p] * 10"};
    put(writer, "\nchỉ tiêu 1.%u \"Chỉ tiêu\"\n", index + 1);
    switch (tc_random_below(&writer->random, index == 0 ? 6 : 7)) {
    case 0:
        put_share(writer);
        break;
    case 1:
        put_scored(writer);
        break;
    case 2:
        put_junction(writer);
        break;
    case 3:
        put_least(writer);
        break;
    case 4:
        put(writer, "  đạt khi: ");
        put_comparison(writer, sums[choose(writer, G_N_ELEMENTS(sums))], choose(writer, 6),
                       choose(writer, 7));
        put(writer, "\n");
        break;
    case 5: /* chưa có is neither */
        put(writer, "  đạt khi: %s[k] >= 0%u/01/2024%s\n  điểm tối đa: 3\n",
            writer->otherwise ? "không (không (" : "", 1 + choose(writer, 3),
            writer->otherwise ? "))" : "");
        break;
    default:
        put(writer, "  đạt khi: chỉ tiêu 1.%u đạt %s ", 1 + tc_random_below(&writer->random, index),
            choose(writer, 2) ? "và" : "hoặc");
        put_comparison(writer, "[m]", choose(writer, 6), choose(writer, 4));
        put(writer, "\n");
    }
}

static void put_conclusions(Writer *writer)
{
    const uint32_t least = 1 + choose(writer, INDICATORS - 1), share = 20 + 10 * choose(writer, 8);
    const uint32_t low = 4 + choose(writer, 4), high = 10 + choose(writer, 5);
    const bool other = writer->otherwise;
    put(writer, "\nkết luận K1 \"Một\"\n  đạt khi: %s\n",
        other ? "không (có ít nhất 01 chỉ tiêu chưa đạt)" : "tất cả chỉ tiêu đạt");
    put(writer, "\nkết luận K2 \"Hai\"\n  đạt khi: %s%u%s\n",
        other ? "số chỉ tiêu đạt từ " : "có ít nhất ", least, other ? " trở lên" : " chỉ tiêu đạt");
    put(writer, "\nkết luận K3 \"Ba\"\n  đạt khi: tỷ lệ chỉ tiêu đạt từ %u%% trở lên%s\n", share,
        other ? " và ([f] = có hoặc không ([f] = có))" : "");
    put(writer, "\nkết luận K4 \"Bốn\"\n  đạt khi: %s\n",
        other ? "(chỉ tiêu 1.1 đạt và chỉ tiêu 1.2 đạt) hoặc (chỉ tiêu 1.1 đạt và không (chỉ tiêu "
                "1.2 đạt)) hoặc chỉ tiêu 1.3 đạt"
              : "chỉ tiêu 1.1 đạt hoặc chỉ tiêu 1.3 đạt");
    put(writer, "\nxếp loại H \"Hạng\" theo tổng điểm\n");
    if (other)
        put(writer, "  từ %u trở lên: \"Tốt\"; từ %u đến dưới %u: \"Khá\"; còn lại: \"Yếu\"\n",
            high, low, high);
    else
        put(writer, "  từ %u trở lên: \"Tốt\"; từ %u đến dưới %u: \"Khá\"; dưới %u: \"Yếu\"\n",
            high, low, high, low);
}

/* Returns: (transfer full); *@n: the choices. */
static char *write_rules(uint64_t seed, bool otherwise, uint32_t changed, uint32_t *n)
{
    Writer writer = {.random = {seed}, .changed = changed, .otherwise = otherwise};
    writer.text = g_string_new("bộ tiêu chí T \"Thử\"\n  đối tượng áp dụng: cấp xã\n\nsố liệu\n"
                               "  [d]: số nguyên, từ 0 đến 4\n"
                               "  [n]: số nguyên, từ 0 đến 4, không quá [d]\n"
                               "  [m]: số nguyên, từ 0 đến 3\n  [z]: một trong \"A\", \"B\"\n"
                               "  [f]: có/không\n  [p]: số, từ 0 đến 1\n"
                               "  [k]: ngày, từ 01/01/2024 đến 03/01/2024, để trống là chưa có\n");
    if (tc_random_chance(&writer.random, 30))
        put(&writer, "  kiểm tra số liệu: [n] + [m] >= 2\n");
    put(&writer, "\nnhóm 1 \"Nhóm\"\n");
    for (uint32_t i = 0; i < INDICATORS; i++)
        put_indicator(&writer, i);
    put_conclusions(&writer);
    *n = writer.drawn;
    return g_string_free(writer.text, FALSE);
}

/* --- one trial -------------------------------------------------------------------------------- */

typedef struct {
    char *text;
    TcProgram *program;
    const TcModel *model;
    TcEvaluator *evaluator;
    TcResults *results;
    TcBlock *block;
} Set;

typedef struct {
    Set sets[N_TEXTS];
    TcValue *full, *cells; /* of a row: complete; with open cells */
    bool *known;
    uint32_t n;
    bool told; /* its texts */
} Trial;

static const TcRun run = {0};

static bool set_open(Set *set, TcDiagList *diags)
{
    set->program = tc_program_load_text("test", set->text, strlen(set->text), diags);
    set->model = tc_program_model(set->program);
    if (!set->model)
        return false;
    set->evaluator = tc_evaluator_new(tc_program_plan(set->program), &run);
    set->results = tc_results_new(set->model);
    set->block = tc_block_new(&set->model->schema);
    return true;
}

static void set_close(Set *set)
{
    tc_evaluator_free(set->evaluator);
    tc_results_free(set->results);
    tc_block_free(set->block);
    tc_program_free(set->program);
    g_free(set->text);
}

static void fail(Trial *trial, const char *law, TcAsk ask, uint32_t index, uint64_t a, uint64_t b)
{
    if (failures++ >= MOST_REPORTS)
        return;
    for (unsigned k = 0; k < N_TEXTS && !trial->told; k++)
        printf("%s\n-----\n", trial->sets[k].text);
    trial->told = true;
    g_autoptr(GString) row = g_string_new(NULL);
    tc_case_row(trial->sets[0].model, trial->cells, trial->known, row);
    printf("%s%s: kind %d, %u: %" G_GINT64_MODIFIER "x, %" G_GINT64_MODIFIER "x\n", row->str, law,
           (int)ask, index, a, b);
}

static void judge(Set *set, const TcValue *cells, const bool *known)
{
    tc_block_clear(set->block);
    tc_random_store(set->model, cells, known, set->block, 0);
    set->block->rows[0] = tc_row_info(2);
    tc_block_finish(set->block);
    tc_evaluate(set->evaluator, set->block, set->results);
}

static uint32_t n_of(const TcModel *model, TcAsk ask)
{
    return ask == TC_ASK_INDICATOR   ? model->n_indicators
           : ask == TC_ASK_CRITERION ? model->n_criteria
           : ask == TC_ASK_VERDICT   ? model->n_verdicts
                                     : model->n_grades;
}

static uint64_t answer(const Set *set, TcAsk ask, uint32_t index)
{
    return tc_answer_set(set->results, ask, index, 0);
}

/* Calls @each for each answer of the row. */
typedef void (*EachAnswer)(Trial *trial, TcAsk ask, uint32_t index, const void *data);
static void each_answer(Trial *trial, EachAnswer each, const void *data)
{
    for (unsigned ask = TC_ASK_INDICATOR; ask <= TC_ASK_GRADE; ask++) {
        for (uint32_t i = 0; i < n_of(trial->sets[PLAIN].model, (TcAsk)ask); i++)
            each(trial, (TcAsk)ask, i, data);
    }
}

/* Of an indicator what is open may be told too wide; it is told only that it is open. */
static void check_same(Trial *trial, TcAsk ask, uint32_t index, const char *law, unsigned other)
{
    const uint64_t a = answer(&trial->sets[PLAIN], ask, index);
    const uint64_t b = answer(&trial->sets[other], ask, index);
    const bool open = ask == TC_ASK_INDICATOR && tc_set_is_open(a) && tc_set_is_open(b);
    if (a != b && !open)
        fail(trial, law, ask, index, a, b);
}

static void check_written(Trial *trial, TcAsk ask, uint32_t index, const void *data)
{
    (void)data;
    Set *set = &trial->sets[PLAIN];
    answers++;
    certain += !tc_set_is_open(answer(set, ask, index));
    if (tc_bit(tc_answer_unproved(set->results, ask, index), 0))
        fail(trial, "unproved", ask, index, answer(set, ask, index), 0);
    check_same(trial, ask, index, "T4", OTHERWISE);
}

static uint64_t given(const TcBrute *brute, TcAsk ask, uint32_t index)
{
    return ask == TC_ASK_INDICATOR ? brute->indicators[index]
           : ask == TC_ASK_VERDICT ? brute->verdicts[index]
                                   : brute->grades[index];
}

static void check_possible(Trial *trial, TcAsk ask, uint32_t index, const void *data)
{
    const uint64_t told = answer(&trial->sets[PLAIN], ask, index);
    const uint64_t possible = given(data, ask, index);
    const bool open = ask == TC_ASK_INDICATOR && tc_set_is_open(told) && tc_set_is_open(possible);
    tried++;
    proved += tc_set_is_open(possible);
    if (told != possible && !(open && (possible & ~told) == 0))
        fail(trial, "T2", ask, index, told, possible);
}

/* The share whose denominator is open takes all values between: not tried one by one. */
static void check_completions(Trial *trial)
{
    TcBrute *brute =
        tc_brute_new(trial->sets[PLAIN].model, &run, trial->cells, trial->known, COMPLETIONS);
    if (brute && brute->completions > 0)
        each_answer(trial, check_possible, brute);
    if (brute)
        tc_brute_free(brute, trial->sets[PLAIN].model);
}

static uint64_t filled[4][INDICATORS]; /* the answers before a cell was filled in */

static void keep(Trial *trial, TcAsk ask, uint32_t index, const void *data)
{
    (void)data;
    filled[ask][index] = answer(&trial->sets[PLAIN], ask, index);
}

static void check_filled(Trial *trial, TcAsk ask, uint32_t index, const void *data)
{
    (void)data;
    const uint64_t before = filled[ask][index], after = answer(&trial->sets[PLAIN], ask, index);
    if (!tc_set_is_open(before) && after != before)
        fail(trial, "T1", ask, index, before, after);
}

static void check_claims(Trial *trial, const TcProof *proof)
{
    static const TcAsk asked[] = {[TC_REF_INDICATOR] = TC_ASK_INDICATOR,
                                  [TC_REF_VERDICT] = TC_ASK_VERDICT,
                                  [TC_REF_GRADE] = TC_ASK_GRADE};
    for (guint i = 0; i < proof->claims->len; i++) {
        const TcProofClaim *claim = g_ptr_array_index(proof->claims, i);
        if (claim->of_points || claim->proved != TC_PROVED_SAME)
            continue;
        same_claims++;
        check_same(trial, asked[claim->kind], claim->index[0], "T3", CHANGED);
    }
}

/* Judges the row by all sets, then with one open cell filled in. */
static void check_row(Trial *trial, const TcProof *proof)
{
    for (unsigned k = 0; k < N_TEXTS; k++)
        judge(&trial->sets[k], trial->cells, trial->known);
    each_answer(trial, check_written, NULL);
    check_claims(trial, proof);
    if (trial->known[5])
        check_completions(trial);
    each_answer(trial, keep, NULL);
    for (uint32_t i = 0; i < trial->n; i++) {
        if (trial->known[i])
            continue;
        trial->known[i] = true;
        tc_value_copy(&trial->cells[i], &trial->full[i]);
        break;
    }
    judge(&trial->sets[PLAIN], trial->cells, trial->known);
    each_answer(trial, check_filled, NULL);
    rows++;
}

/* --- rows ------------------------------------------------------------------------------------- */

/* A complete row that keeps the rules: the cells in order, by their columns' ranges. */
static void draw(Trial *trial, TcRandom *random)
{
    const int64_t d = tc_random_below(random, 5), n = tc_random_below(random, (uint32_t)d + 1);
    const uint32_t day = tc_random_below(random, 4);
    tc_value_set_integer(&trial->full[0], d);
    tc_value_set_integer(&trial->full[1], n);
    tc_value_set_integer(&trial->full[2], tc_random_below(random, 4));
    tc_value_set_text(&trial->full[3], tc_random_chance(random, 50) ? "A" : "B");
    tc_value_set_truth(&trial->full[4], tc_random_chance(random, 50) ? TC_TRUTH_YES : TC_TRUTH_NO,
                       TC_WHY_NOT);
    tc_value_set_integer(&trial->full[5], tc_random_below(random, 11));
    mpz_set_si(mpq_denref(trial->full[5].number), 10);
    mpq_canonicalize(trial->full[5].number);
    tc_value_set_day(&trial->full[6], tc_date_from_ymd(2024, 1, 1) + (int32_t)day % 3);
    if (day == 3)
        tc_value_set_none(&trial->full[6], TC_VALUE_DATE);
}

static void open_cells(Trial *trial, TcRandom *random)
{
    for (uint32_t i = 0; i < trial->n; i++) {
        trial->known[i] = tc_random_chance(random, 45);
        if (trial->known[i])
            tc_value_copy(&trial->cells[i], &trial->full[i]);
        else
            trial->cells[i].defined = false;
    }
}

static void check_rows(Trial *trial, TcRandom *random)
{
    const TcProgram *pair[] = {trial->sets[PLAIN].program, trial->sets[CHANGED].program};
    g_autoptr(TcProof) proof = tc_prove(pair, 2, &run);
    g_autoptr(TcReference) reference = tc_reference_new(trial->sets[PLAIN].model, &run);
    trial->n = trial->sets[PLAIN].model->schema.n_columns;
    trial->full = tc_values_new(trial->n);
    trial->cells = tc_values_new(trial->n);
    trial->known = g_new0(bool, trial->n + 1);
    for (unsigned i = 0; i < ROWS; i++) {
        draw(trial, random);
        tc_reference_set_row(reference, trial->full, NULL);
        if (!tc_reference_row_valid(reference))
            continue;
        open_cells(trial, random);
        check_row(trial, proof);
    }
    tc_values_free(trial->full, trial->n);
    tc_values_free(trial->cells, trial->n);
    g_free(trial->known);
}

static bool trial_open(Trial *trial, uint64_t seed, TcRandom *random, TcDiagList *diags)
{
    uint32_t n;
    trial->sets[PLAIN].text = write_rules(seed, false, UINT32_MAX, &n);
    trial->sets[OTHERWISE].text = write_rules(seed, true, UINT32_MAX, &n);
    trial->sets[CHANGED].text = write_rules(seed, false, tc_random_below(random, n), &n);
    bool open = true;
    for (unsigned k = 0; k < N_TEXTS; k++)
        open &= set_open(&trial->sets[k], diags);
    return open;
}

int main(int argc, char **argv)
{
    const uint64_t n = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : ALL_SETS;
    TcRandom random = {argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 21};
    unsigned long refused = 0;
    for (uint64_t i = 0; i < n; i++) {
        g_autoptr(TcDiagList) diags = tc_diag_list_new(TC_LANG_VI);
        Trial trial = {0};
        if (trial_open(&trial, tc_random_next(&random), &random, diags))
            check_rows(&trial, &random);
        else
            refused++;
        for (unsigned k = 0; k < N_TEXTS; k++)
            set_close(&trial.sets[k]);
    }
    printf("opens: %" G_GUINT64_FORMAT
           " rule sets (%lu not accepted by the checker), %lu rows, %lu "
           "answers, %.1f%% certain; %lu tried by all completions, %lu of them open; %lu compared "
           "with a set proved the same; %lu failures\n",
           n, refused, rows, answers, 100.0 * (double)certain / (double)(answers ? answers : 1),
           tried, proved, same_claims, failures);
    return failures || rows == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
