/* Criteria as text and as JSON. */
#include "report/explain_json.h"
#include "report/explain_writer.h"
#include "report/figures.h"
#include "report/json.h"

static void write_criterion(TcExplainWriter *writer, const TcExplainedCriterion *criterion)
{
    g_autofree char *title = tc_explain_title(criterion->title);
    g_autofree char *failing = tc_explain_codes(writer, criterion->failing, criterion->n_failing);
    g_autofree char *open = tc_explain_codes(writer, criterion->open, criterion->n_open);
    tc_explain_say(writer, 0, TC_MSG_EXPLAIN_CRITERION, criterion->code, title,
                   tc_msg(writer->lang, tc_label_word((TcLabel)criterion->label)), NULL);
    tc_explain_as_of(writer, 2, criterion->as_of_today);
    tc_explain_write_tally(writer, 2, &criterion->tally);
    tc_explain_say_if(writer, 2, TC_MSG_EXPLAIN_FAILING, failing);
    tc_explain_say_if(writer, 2, TC_MSG_EXPLAIN_OPEN_ONES, open);
    tc_explain_provenance(writer, 2, criterion->about);
    g_string_append_c(writer->out, '\n');
}

void tc_explain_write_criteria(TcExplainWriter *writer)
{
    for (uint32_t i = 0; i < writer->explanation->n_criteria; i++)
        write_criterion(writer, &writer->explanation->criteria[i]);
}

void tc_explain_json_criteria(const TcExplainJson *json)
{
    if (json->explanation->n_criteria == 0)
        return;
    tc_explain_json_open_array(json, "criteria");
    for (uint32_t i = 0; i < json->explanation->n_criteria; i++) {
        const TcExplainedCriterion *criterion = &json->explanation->criteria[i];
        tc_json_object(json->gen);
        tc_explain_json_key_text(json, "code", criterion->code);
        tc_explain_json_title(json, criterion->title);
        tc_explain_json_key_text(json, "state", tc_label_id((TcLabel)criterion->label));
        tc_explain_json_key_bool(json, "as_of_today", criterion->as_of_today);
        tc_explain_json_codes(json, "indicators", criterion->counted, criterion->n_counted);
        tc_explain_json_codes(json, "failing", criterion->failing, criterion->n_failing);
        tc_explain_json_codes(json, "open_indicators", criterion->open, criterion->n_open);
        tc_explain_json_about(json, criterion->about);
        tc_json_end(json->gen);
    }
    tc_json_close(json->gen);
}
