/* What is told to be missing is the rule's own level in the rule's own comparison.
 *
 *   property_told [rule sets [seed]]
 *
 * A level of up to seven decimals stands in a phrase, a theo, a case list, a table, a riêng, a
 * product, beside a yes/no, in a step of a scale; it is asked of a percentage, of money, of money
 * by head. The test knows the exact number that the cell has to come to: it is what is told, as
 * itself or as a mark to be passed; at it, a hair above and a hair below the answer is as the rule
 * says. */
#include <stdio.h>
#include <stdlib.h>
#include "exec/ways.h"
#include "support/rule_set.h"
#include "tools/random_rules.h"

enum { P, T, N, V, K, N_CELLS };
typedef enum {
    FORM_PHRASE,
    FORM_BY,
    FORM_CASES,
    FORM_TABLE,
    FORM_EXCEPT,
    FORM_PRODUCT,
    FORM_AND,
    FORM_MET_BY,
    FORM_MET_TABLE,
    FORM_MET_CASES,
    FORM_STEP,
    N_FORMS
} Form;
typedef enum { OF_SHARE, OF_MONEY, OF_MONEY_BY_HEAD, N_MEASURES } Measure;

typedef struct {
    Form form;
    Measure measure;
    bool beyond; /* trên, not từ … trở lên */
    uint32_t whole, fraction, places, heads;
    mpq_t target; /* what the cell has to come to */
    GString *text;
} Trial;

static unsigned long failures, told, marks, refused;
static uint64_t at_seed;

static void fail(const Trial *trial, const char *what)
{
    if (failures++ < 5)
        printf("%s\n%s, form %d, seed %" G_GUINT64_FORMAT "\n",
               getenv("RULES") ? trial->text->str : "", what, (int)trial->form, at_seed);
}

/* --- the level --- */

static uint32_t power_of_ten(uint32_t places)
{
    uint32_t power = 1;
    while (places-- > 0)
        power *= 10;
    return power;
}

static void choose_level(TcRandom *random, Trial *trial)
{
    trial->form = tc_random_below(random, N_FORMS);
    trial->measure = tc_random_below(random, N_MEASURES);
    trial->beyond = tc_random_chance(random, 40);
    trial->whole = 1 + tc_random_below(random, 98);
    trial->places = tc_random_below(random, 8);
    trial->fraction = tc_random_below(random, power_of_ten(trial->places));
    trial->heads = trial->measure == OF_MONEY_BY_HEAD ? 1 + tc_random_below(random, 30) : 1;
    mpq_set_ui(trial->target, trial->fraction, power_of_ten(trial->places));
    mpq_canonicalize(trial->target);
    mpq_t factor;
    mpq_init(factor);
    mpq_set_ui(factor, trial->whole, 1);
    mpq_add(trial->target, trial->target, factor);
    mpq_set_ui(factor, trial->heads, trial->measure == OF_SHARE ? 100 : 1);
    mpq_canonicalize(factor);
    mpq_mul(trial->target, trial->target, factor);
    mpq_set_ui(factor, 4, 5);
    if (trial->form == FORM_PRODUCT)
        mpq_mul(trial->target, trial->target, factor);
    mpq_clear(factor);
}

static void put_level(const Trial *trial)
{
    static const char *const units[] = {"%", " triệu đồng", " triệu đồng/người"};
    g_string_append_printf(trial->text, "%u", trial->whole);
    if (trial->places > 0)
        g_string_append_printf(trial->text, ",%0*u", (int)trial->places, trial->fraction);
    g_string_append(trial->text, units[trial->measure]);
}

static void put_phrase(const Trial *trial)
{
    g_string_append(trial->text, trial->beyond ? "trên " : "từ ");
    put_level(trial);
    if (!trial->beyond)
        g_string_append(trial->text, " trở lên");
}

/* --- the rule --- */

/* What asks for more, where the level does not stand. */
static const char *other(const Trial *trial)
{
    static const char *const others[] = {"từ 99,5% trở lên", "từ 990 triệu đồng trở lên",
                                         "từ 990 triệu đồng/người trở lên"};
    return others[trial->measure];
}

static void put_requirement(const Trial *trial)
{
    GString *text = trial->text;
    switch (trial->form) {
    case FORM_BY:
        g_string_append(text, "  yêu cầu: theo [V] \"a\": ");
        put_phrase(trial);
        g_string_append_printf(text, "; \"b\": %s\n", other(trial));
        return;
    case FORM_CASES:
        g_string_append(text, "  yêu cầu: trường hợp [V] = \"a\" thì ");
        put_phrase(trial);
        g_string_append_printf(text, " còn lại %s\n", other(trial));
        return;
    case FORM_TABLE:
        g_string_append(text,
                        trial->beyond ? "  yêu cầu: trên bảng\n" : "  yêu cầu: ít nhất bảng\n");
        g_string_append(text, "   | [V] | mức |\n   | \"a\" | ");
        put_level(trial);
        g_string_append(text, " |\n   | \"b\" | ");
        put_level(trial);
        g_string_append(text, " |\n");
        return;
    case FORM_EXCEPT:
        g_string_append_printf(text, "  yêu cầu: %s; riêng [V] = \"a\": ", other(trial));
        put_phrase(trial);
        g_string_append_c(text, '\n');
        return;
    case FORM_PRODUCT:
        g_string_append(text, trial->beyond ? "  yêu cầu: trên mức * 80%\n"
                                            : "  yêu cầu: từ mức * 80% trở lên\n");
        return;
    default:
        g_string_append(text, "  yêu cầu: ");
        put_phrase(trial);
        g_string_append_c(text, '\n');
    }
}

static void put_condition(const Trial *trial)
{
    static const struct {
        const char *before, *behind;
    } around[N_FORMS] = {
        [FORM_AND] = {"  đạt khi: giá trị ", " và [K]\n"},
        [FORM_MET_BY] = {"  đạt khi: (theo giá trị ", ": có; còn lại: không)\n"},
        [FORM_MET_TABLE] = {"  đạt khi: bảng\n   | giá trị | k |\n   | ",
                            " | có |\n   | còn lại | không |\n"},
        [FORM_MET_CASES] = {"  đạt khi: trường hợp giá trị ", " thì có còn lại không\n"},
        [FORM_STEP] = {"  điểm tối đa: 10\n  chấm điểm: theo giá trị ", ": 10; còn lại: 0\n"},
    };
    g_string_append(trial->text, around[trial->form].before);
    put_phrase(trial);
    g_string_append(trial->text, around[trial->form].behind);
}

static void put_rules(Trial *trial)
{
    static const char *const values[] = {"[P]", "[T]", "[T] / [N]"};
    GString *text = trial->text;
    g_string_append(text, "bộ tiêu chí T \"Thử\"\n  đối tượng áp dụng: cấp xã\nsố liệu\n"
                          "  [P] : phần trăm\n  [T] : tiền (triệu đồng), từ 0 trở lên\n"
                          "  [N] : số nguyên (người), từ 1 trở lên\n"
                          "  [V] : một trong \"a\", \"b\"\n  [K] : có/không\n");
    if (trial->form == FORM_PRODUCT) {
        g_string_append(text, "tham số\n  mức = ");
        put_level(trial);
        g_string_append_c(text, '\n');
    }
    g_string_append_printf(text, "chỉ tiêu 1 \"c\"\n  cách tính: %s\n", values[trial->measure]);
    if (trial->form < FORM_AND)
        put_requirement(trial);
    else
        put_condition(trial);
}

/* --- what is said --- */

static bool does(TcProbe *probe, const Trial *trial)
{
    if (trial->form != FORM_STEP)
        return tc_probe_is_valid(probe) &&
               tc_reference_indicator(tc_probe_ask(probe), 0) == TC_OUT_MET;
    TcValue points;
    tc_value_init(&points);
    tc_reference_points(tc_probe_ask(probe), 0, &points);
    const bool all = points.defined && mpq_cmp_ui(points.number, 10, 1) == 0;
    tc_value_clear(&points);
    return all;
}

/* The answer @side hairs above the exact number, all other moves made. */
static bool does_beside(TcProbe *probe, const Trial *trial, const GArray *way, uint32_t column,
                        int side)
{
    TcValue value, hair;
    tc_value_init(&value);
    tc_value_init(&hair);
    tc_value_set_number(&value, trial->target);
    tc_value_set_integer(&hair, side);
    mpz_ui_pow_ui(mpq_denref(hair.number), 10, 15);
    mpq_canonicalize(hair.number);
    tc_value_compute(TC_OP_ADD, &value, &hair, &value);
    tc_way_apply(probe, way);
    tc_probe_set(probe, column, &value);
    const bool it_does = does(probe, trial);
    tc_probe_reset(probe);
    tc_value_clear(&value);
    tc_value_clear(&hair);
    return it_does;
}

static void check_way(TcProbe *probe, const Trial *trial, const GArray *way)
{
    const uint32_t column = trial->measure == OF_SHARE ? P : T;
    const TcMove *move = NULL;
    for (guint i = 0; i < way->len; i++) {
        if (g_array_index(way, TcMove, i).column == column)
            move = &g_array_index(way, TcMove, i);
    }
    if (!move || way->len != 1 + (trial->form == FORM_AND)) {
        fail(trial, "what moves");
        return;
    }
    told++;
    marks += trial->beyond;
    if (move->mark.defined != trial->beyond ||
        !mpq_equal(trial->beyond ? move->mark.number : move->to.number, trial->target))
        fail(trial, "the level");
    if (does_beside(probe, trial, way, column, 0) == trial->beyond ||
        !does_beside(probe, trial, way, column, 1) || does_beside(probe, trial, way, column, -1))
        fail(trial, "beside the level");
    tc_way_apply(probe, way);
    if (!does(probe, trial))
        fail(trial, "it is not met");
    tc_probe_reset(probe);
}

static void check_model(const TcModel *model, const Trial *trial)
{
    const TcRun run = {.date_judged = 19723};
    TcValue *cells = tc_values_new(N_CELLS), zero;
    bool known[N_CELLS] = {true, true, true, true, true};
    g_autoptr(TcBlock) block = tc_block_new(&model->schema);
    tc_value_init(&zero);
    tc_value_set_integer(&zero, 0);
    tc_value_set_integer(&cells[P], 0);
    tc_value_set_integer(&cells[T], 0);
    tc_value_set_integer(&cells[N], trial->heads);
    tc_value_set_text(&cells[V], "a");
    tc_value_set_truth(&cells[K], TC_TRUTH_NO, TC_WHY_NOT);
    tc_random_store(model, cells, known, block, 0);
    tc_block_finish(block);
    g_autoptr(TcProbe) probe = tc_probe_new(model, &run, block, 0);
    g_autoptr(GPtrArray) ways = trial->form == FORM_STEP ? tc_point_ways_new(probe, 0, &zero, false)
                                                         : tc_ways_new(probe, 0);
    if (ways->len == 0)
        fail(trial, "no way");
    else
        check_way(probe, trial, ways->pdata[0]);
    tc_value_clear(&zero);
    tc_values_free(cells, N_CELLS);
}

static void check(uint64_t seed)
{
    TcRandom random = {seed};
    Trial trial = {.text = g_string_new(NULL)};
    at_seed = seed;
    mpq_init(trial.target);
    choose_level(&random, &trial);
    put_rules(&trial);
    TcRuleSet set;
    if (tc_rule_set_open(&set, trial.text->str, TC_LANG_VI))
        check_model(set.model, &trial);
    else
        refused++;
    if (!set.model && getenv("RULES"))
        printf("%s%s\n", trial.text->str, tc_rule_set_mistake(&set));
    tc_rule_set_close(&set);
    g_string_free(trial.text, TRUE);
    mpq_clear(trial.target);
}

int main(int argc, char **argv)
{
    const unsigned long n = argc > 1 ? strtoul(argv[1], NULL, 10) : 1500;
    const uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 20240101;
    for (unsigned long i = 0; i < n; i++)
        check(seed + i);
    printf("%lu told, %lu of them marks; %lu sets refused; %lu failures\n", told, marks, refused,
           failures);
    return failures > 0 || refused > 0;
}
