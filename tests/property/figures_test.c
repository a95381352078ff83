/* Printed figures against verdicts.
 *
 *   property_figures [rules [seed]]
 *
 * One indicator whose threshold is written in some form (a number, negative, money in another unit,
 * a product, a quotient, a parameter, a column) and a value at it or just beside it. What the
 * table, the CSV and the explanation print is read back: it must stand to the threshold as the
 * verdict says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/number.h"
#include "exec/evaluate.h"
#include "exec/explain.h"
#include "report/figures.h"
#include "support/rule_set.h"
#include "tools/random_rules.h"

enum { MOST_REPORTS = 5 };

typedef enum { KIND_LENGTH, KIND_SHARE, KIND_MONEY, N_KINDS } Kind;
typedef enum {
    FORM_NUMBER,
    FORM_PRODUCT,
    FORM_QUOTIENT,
    FORM_PARAMETER,
    FORM_COLUMN,
    FORM_OTHER_UNIT,
    N_FORMS
} Form;

typedef struct {
    Kind kind;
    Form form;
    bool above; /* trên, not từ … trở lên */
    long top, bottom;
    mpq_t threshold;
    GString *text;
} Case;

static unsigned long failures, figures_read, nearly;

/* "1,5 km", "60%", "1500 triệu đồng": @top / @bottom times @factor as a literal; it is finite. */
static void append_literal(const Case *of, unsigned long divisor, GString *out)
{
    static const char *const units[] = {" km", "%", " triệu đồng"};
    mpq_t shown, by;
    mpq_inits(shown, by, NULL);
    mpq_set_ui(by, of->kind == KIND_SHARE ? 100 : 1, divisor);
    mpq_canonicalize(by);
    mpq_mul(shown, of->threshold, by);
    g_autofree char *digits = tc_number_exact(shown, TC_LANG_VI);
    g_string_append_printf(out, "%s%s", digits,
                           of->form == FORM_OTHER_UNIT && of->kind == KIND_MONEY ? " tỷ"
                                                                                 : units[of->kind]);
    mpq_clears(shown, by, NULL);
}

static void append_threshold(const Case *of, GString *out)
{
    mpq_t whole;
    switch (of->form) {
    case FORM_NUMBER:
        append_literal(of, 1, out);
        break;
    case FORM_OTHER_UNIT:
        append_literal(of, of->kind == KIND_MONEY ? 1000 : 1, out);
        break;
    case FORM_PRODUCT:
        g_string_append(out, "2 * ");
        append_literal(of, 2, out);
        break;
    case FORM_QUOTIENT: { /* the one form that may have endless decimals */
        Case times = *of;
        mpq_init(whole);
        mpq_set_si(whole, of->top, 1);
        times.threshold[0] = whole[0];
        append_literal(&times, 1, out);
        g_string_append_printf(out, " / %ld", of->bottom);
        mpq_clear(whole);
        break;
    }
    case FORM_PARAMETER:
        g_string_append(out, "mức");
        break;
    case FORM_COLUMN:
        g_string_append(out, "[L]");
        break;
    case N_FORMS:
        break;
    }
}

static void write_rules(Case *of)
{
    static const char *const columns[] = {
        "  [X] : số (km), có thể âm\n  [L] : số (km), có thể âm\n",
        "  [X] : số nguyên (hộ)\n  [D] : số nguyên (hộ), từ 1 trở lên\n  [L] : phần trăm\n",
        "  [X] : tiền (triệu đồng), có thể âm\n  [L] : tiền (triệu đồng), có thể âm\n"};
    of->text = g_string_new("bộ tiêu chí T \"Thử\"\n  ban hành kèm theo: \"QĐ\"\n"
                            "  đối tượng áp dụng: cấp xã trực thuộc tỉnh\n"
                            "  có hiệu lực từ: 15/3/2025\n\nsố liệu\n");
    g_string_append(of->text, columns[of->kind]);
    if (of->form == FORM_PARAMETER) {
        g_string_append(of->text, "\ntham số\n  mức = ");
        append_literal(of, 1, of->text);
        g_string_append_c(of->text, '\n');
    }
    g_string_append_printf(of->text, "\nchỉ tiêu 1 \"Một\"\n  cách tính: %s\n  yêu cầu: %s ",
                           of->kind == KIND_SHARE ? "[X] / [D]" : "[X]", of->above ? "trên" : "từ");
    append_threshold(of, of->text);
    g_string_append_printf(of->text, "%s\n  quy định tại: \"mục 1\"\n",
                           of->above ? "" : " trở lên");
}

static void draw_case(Case *of, TcRandom *random)
{
    static const long finite[] = {1, 2, 4, 5, 10, 100, 1000}, any[] = {1, 3, 6, 7, 8, 9, 11, 12};
    of->kind = (Kind)tc_random_below(random, N_KINDS);
    of->form = (Form)tc_random_below(random, N_FORMS);
    of->above = tc_random_chance(random, 40);
    of->bottom = of->form == FORM_QUOTIENT ? any[tc_random_below(random, G_N_ELEMENTS(any))]
                                           : finite[tc_random_below(random, G_N_ELEMENTS(finite))];
    of->top =
        1 + (long)tc_random_below(random, of->kind == KIND_SHARE ? (uint32_t)of->bottom : 3000);
    if (of->kind == KIND_LENGTH && tc_random_chance(random, 50))
        of->top = -of->top;
    mpq_init(of->threshold);
    mpq_set_si(of->threshold, of->top, (unsigned long)of->bottom);
    mpq_canonicalize(of->threshold);
    write_rules(of);
}

/* The threshold times @times, rounded, and a little more or less. */
static void draw_near(const Case *of, TcRandom *random, long times, mpq_t value)
{
    mpq_t step;
    mpq_init(step);
    mpq_set_si(step, times, 1);
    mpq_mul(value, of->threshold, step);
    const long places = of->kind == KIND_SHARE ? 0 : (long)tc_random_below(random, 7);
    tc_number_round(value, places, TC_ROUND_HALF_UP);
    mpq_set_si(step, (long)tc_random_below(random, 3) - 1, 1);
    for (long i = 0; i < places; i++)
        mpz_mul_ui(mpq_denref(step), mpq_denref(step), 10);
    mpq_canonicalize(step);
    mpq_add(value, value, step);
    if (of->kind == KIND_SHARE && mpq_sgn(value) < 0)
        mpq_set_ui(value, 0, 1);
    mpq_clear(step);
}

/* Cells in the order of the rules: X, D of a share, L. */
static void draw_row(const Case *of, TcRandom *random, TcValue *cells)
{
    static const long sizes[] = {3, 7, 60, 1001, 30000, 999999, 123456789, 1000000000};
    const long whole = sizes[tc_random_below(random, G_N_ELEMENTS(sizes))];
    const bool share = of->kind == KIND_SHARE;
    mpq_t value;
    mpq_init(value);
    draw_near(of, random, share ? whole : 1, value);
    tc_value_set_number(&cells[0], value);
    if (share)
        tc_value_set_integer(&cells[1], whole);
    tc_value_set_number(&cells[1 + share], of->threshold);
    mpq_clear(value);
}

/* Reads "1.499,999 triệu đồng", "-1,5", "58,15%", "2/3", "6 2/3" back. */
static bool read_back(const char *text, mpq_t number)
{
    const char *slash = strchr(text, '/'), *blank = strchr(text, ' ');
    const bool percent = strchr(text, '%') != NULL;
    size_t length = strcspn(text, " %");
    if (slash && (!blank || slash < blank)) { /* n/d, a unit behind it */
        g_autofree char *alone = g_strndup(text, length);
        const bool read = mpq_set_str(number, alone, 10) == 0;
        mpq_canonicalize(number);
        return read;
    }
    if (tc_number_parse(text, length, TC_LANG_VI, number, NULL) != TC_NUMBER_OK)
        return false;
    if (slash && blank) {
        mpq_t rest;
        mpq_init(rest);
        mpq_set_str(rest, blank + 1, 10);
        if (*text == '-')
            mpq_neg(rest, rest);
        mpq_add(number, number, rest);
        mpq_clear(rest);
    }
    if (percent) {
        mpz_mul_ui(mpq_denref(number), mpq_denref(number), 100);
        mpq_canonicalize(number);
    }
    return true;
}

static void check_text(const Case *of, const char *where, const char *text, TcLabel label)
{
    mpq_t number;
    mpq_init(number);
    const bool read = text && read_back(text, number);
    const int order = read ? mpq_cmp(number, of->threshold) : 0;
    const bool met = of->above ? order > 0 : order >= 0;
    figures_read++;
    if ((!read || met != (label == TC_LABEL_MET)) && failures++ < MOST_REPORTS)
        printf("%s%s prints %s, %s\n", of->text->str, where, text ? text : "nothing",
               label == TC_LABEL_MET ? "met" : "not met");
    mpq_clear(number);
}

static void check_row(const Case *of, const TcModel *model, const TcBlock *block,
                      const TcResults *results, const TcRun *run)
{
    static const char *const names[] = {"table", "csv"};
    static const TcFiguresFor purposes[] = {TC_FIGURES_PAGE, TC_FIGURES_SHEET};
    const TcLabel label = tc_state_label(&results->indicators[0], 0);
    const TcExplainOptions options = {.lang = TC_LANG_VI};
    for (size_t i = 0; i < G_N_ELEMENTS(purposes); i++) {
        g_autoptr(TcFigures) figures = tc_figures_new(model, run, TC_LANG_VI, purposes[i]);
        g_autofree char *text = tc_figures_value(figures, results, 0, 0);
        check_text(of, names[i], text, label);
    }
    g_autoptr(TcExplanation) explanation = tc_explain(model, block, 0, results, run, &options);
    check_text(of, "explain", explanation->indicators[0].value.shown, label);
    nearly += explanation->indicators[0].value.shown && label == TC_LABEL_NOT_MET;
}

static void judge(const Case *of, const TcModel *model, TcRandom *random)
{
    const TcRun run = {.exact_only = tc_random_chance(random, 20)};
    g_autoptr(TcPlan) plan = tc_plan_new(model);
    g_autoptr(TcResults) results = tc_results_new(model);
    g_autoptr(TcEvaluator) evaluator = tc_evaluator_new(plan, &run);
    TcBlock *block = tc_block_new(&model->schema);
    TcValue cells[3];
    bool known[3] = {true, true, true};
    for (size_t i = 0; i < G_N_ELEMENTS(cells); i++)
        tc_value_init(&cells[i]);
    draw_row(of, random, cells);
    tc_random_store(model, cells, known, block, 0);
    tc_block_finish(block);
    tc_evaluate(evaluator, block, results);
    check_row(of, model, block, results, &run);
    for (size_t i = 0; i < G_N_ELEMENTS(cells); i++)
        tc_value_clear(&cells[i]);
    tc_block_free(block);
}

static void run_case(TcRandom *random)
{
    Case of;
    draw_case(&of, random);
    TcRuleSet set;
    if (tc_rule_set_open(&set, of.text->str, TC_LANG_EN))
        judge(&of, set.model, random);
    else if (failures++ < MOST_REPORTS)
        printf("%s%s\n", of.text->str, tc_rule_set_mistake(&set));
    tc_rule_set_close(&set);
    g_string_free(of.text, TRUE);
    mpq_clear(of.threshold);
}

int main(int argc, char **argv)
{
    uint64_t wanted = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : 3000;
    TcRandom random = {argc > 2 ? g_ascii_strtoull(argv[2], NULL, 10) : 29};
    for (uint64_t i = 0; i < wanted; i++)
        run_case(&random);
    printf("figures: %lu read back, %lu of indicators not met, %lu failures\n", figures_read,
           nearly, failures);
    return failures || nearly == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
