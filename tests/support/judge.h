/* Judging a few rows by a rule file written in the test: text and rows in, results out.
 *
 * Cells of a row are parted by '|' in the order of the columns (then appraisals); "?" is open, "-"
 * is chưa có, yes and no are conditions, n/d and decimals are numbers, dates are yyyy-mm-dd. */
#ifndef TC_TESTS_SUPPORT_JUDGE_H
#define TC_TESTS_SUPPORT_JUDGE_H

#include <string.h>
#include "base/date.h"
#include "base/number.h"
#include "exec/evaluate.h"
#include "support/rule_set.h"

typedef struct {
    TcRuleSet rules;
    const TcModel *model;
    TcPlan *plan;
    TcRun run;
    TcEvaluator *evaluator;
    TcResults *results;
    TcBlock *block;
} TcJudge;

static inline void tc_judge_start(TcJudge *judge, const char *rules, TcRun run)
{
    if (!tc_rule_set_open(&judge->rules, rules, TC_LANG_EN))
        fail_msg("%s", tc_rule_set_mistake(&judge->rules));
    judge->model = judge->rules.model;
    judge->run = run;
    judge->plan = tc_plan_new(judge->model);
    judge->evaluator = tc_evaluator_new(judge->plan, &judge->run);
    judge->results = tc_results_new(judge->model);
    judge->block = tc_block_new(&judge->model->schema);
}

static inline void tc_judge_end(TcJudge *judge)
{
    tc_block_free(judge->block);
    tc_results_free(judge->results);
    tc_evaluator_free(judge->evaluator);
    tc_plan_free(judge->plan);
    tc_rule_set_close(&judge->rules);
}

static inline int64_t tc_judge_choice(const TcColumnSpec *spec, const char *text)
{
    for (uint32_t i = 0; i < spec->n_choices; i++) {
        if (strcmp(spec->choices[i], text) == 0)
            return i;
    }
    return TC_TEXT_OTHER;
}

static inline void tc_judge_number(TcJudge *judge, uint32_t row, uint32_t column, const char *text)
{
    mpq_t value;
    mpq_init(value);
    if (strchr(text, '/')) {
        mpq_set_str(value, text, 10);
        mpq_canonicalize(value);
    } else
        assert_int_equal(tc_number_parse(text, strlen(text), TC_LANG_EN, value, NULL),
                         TC_NUMBER_OK);
    tc_block_set_number(judge->block, row, column, value);
    mpq_clear(value);
}

static inline void tc_judge_cell(TcJudge *judge, uint32_t row, uint32_t column, const char *text)
{
    const TcSchema *schema = &judge->model->schema;
    TcTypeId type = column < schema->n_columns ? schema->columns[column].type : TC_TYPE_YES_NO;
    int32_t day;
    if (strcmp(text, "?") == 0)
        tc_block_set_open(judge->block, row, column, TC_REASON_BLANK);
    else if (strcmp(text, "-") == 0)
        tc_block_set_value(judge->block, row, column, TC_VALUE_NONE);
    else if (tc_type_kind(type) == TC_VALUE_BOOL)
        tc_block_set_value(judge->block, row, column, strcmp(text, "yes") == 0);
    else if (tc_type_kind(type) == TC_VALUE_DATE) {
        assert_int_equal(tc_date_parse(text, strlen(text), &day), TC_DATE_OK);
        tc_block_set_value(judge->block, row, column, day);
    } else if (type == TC_TYPE_TEXT)
        tc_block_set_text(judge->block, row, column,
                          tc_judge_choice(&schema->columns[column], text), text, strlen(text));
    else if (type == TC_TYPE_CHOICE)
        tc_block_set_value(judge->block, row, column,
                           tc_judge_choice(&schema->columns[column], text));
    else
        tc_judge_number(judge, row, column, text);
}

/* Fills the block with @n rows and judges them. */
static inline void tc_judge_rows(TcJudge *judge, const char *const *rows, uint32_t n)
{
    tc_block_clear(judge->block);
    judge->block->n = n;
    for (uint32_t r = 0; r < n; r++) {
        g_auto(GStrv) cells = g_strsplit(rows[r], "|", -1);
        judge->block->rows[r] = tc_row_info(r + 1);
        for (uint32_t c = 0; cells[c]; c++)
            tc_judge_cell(judge, r, c, g_strstrip(cells[c]));
    }
    tc_block_finish(judge->block);
    tc_evaluate(judge->evaluator, judge->block, judge->results);
}

/* "3", "1/2..5", "undefined", "unbounded". Returns: (transfer full). */
static inline char *tc_judge_text(const TcNumberResult *result, uint32_t row)
{
    mpq_t low, high;
    mpq_inits(low, high, NULL);
    TcNumberState state = tc_results_number(result, row, low, high);
    g_autofree char *a = mpq_get_str(NULL, 10, low), *b = mpq_get_str(NULL, 10, high);
    mpq_clears(low, high, NULL);
    if (state == TC_NUMBER_UNDEFINED || state == TC_NUMBER_UNBOUNDED)
        return g_strdup(state == TC_NUMBER_UNDEFINED ? "undefined" : "unbounded");
    return state == TC_NUMBER_KNOWN ? g_strdup(a) : g_strdup_printf("%s..%s", a, b);
}

#endif
