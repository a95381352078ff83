/* Explanations of many units: those of a block are made and rendered by the thread that judged it.
 */
#include <unistd.h>

#include "cli/eval.h"
#include "cli/explain.h"
#include "report/explain_units.h"

bool tc_eval_explain_prepare(TcEval *eval)
{
    eval->run.block_rows = TC_EXPLAIN_ROWS;
    eval->view.width = MIN(tc_say_width(STDOUT_FILENO), 100);
    eval->explaining = (TcExplainOptions){.lang = eval->lang,
                                          .has_date = eval->report.has_date,
                                          .file = tc_args_value(eval->args, TC_OPT_DATA),
                                          .place = tc_explain_place};
    return tc_explain_find_indicator(eval->args, eval->model, &eval->view.indicator);
}

void tc_eval_explain_from(TcEval *eval, const TcReader *reader)
{
    eval->explaining.place_data = reader;
}

void tc_eval_explain_begin(const TcEval *eval, GString *out)
{
    if (eval->format == TC_EVAL_REASONS_JSON)
        tc_explain_json_begin(eval->model, &eval->report, &eval->view, out);
}

static void render_unit(const TcEval *eval, TcExplainKit *kit, const TcBlock *block,
                        const TcResults *results, uint32_t row, GString *text)
{
    g_autoptr(TcExplanation) explanation =
        tc_explain_with(kit, block, row, results, &eval->explaining);
    if (eval->format == TC_EVAL_REASONS_JSON)
        tc_explain_json_unit(explanation, &eval->view, text);
    else
        tc_explain_text(explanation, &eval->view, text);
}

void tc_eval_explain_render(const TcEval *eval, const TcBlock *block, const TcResults *results,
                            void **kept, GString *text)
{
    if (!*kept)
        *kept = tc_explain_kit_new(eval->model, &eval->run);
    for (uint32_t row = 0; row < block->n; row++) {
        if (!tc_eval_wants(eval, block, row))
            continue;
        if (text->len > 0)
            g_string_append(text, tc_eval_between(eval));
        render_unit(eval, *kept, block, results, row, text);
    }
}

void tc_eval_explain_drop(void *kept)
{
    tc_explain_kit_free(kept);
}
