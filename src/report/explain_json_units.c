/* The JSON of many explanations, schema "tieuchi/explanations/1" (docs/json.md): a head that says
 * once what the rules say of their parts, then the units, one a line; tc_eval_json_end closes it.
 */
#include "report/explain_json.h"
#include "report/explain_units.h"

/* --- the head --- */

/* Is the part told of: any, or the one indicator? */
static bool is_told(const TcExplainView *view, const TcOriginPart *part)
{
    if (view->indicator != TC_NO_PART)
        return part->kind == TC_REF_INDICATOR && part->index == view->indicator;
    return part->kind != TC_REF_SET; /* its facts are the head's */
}

static void part_object(TcJson *json, const TcModel *model, const TcOriginPart *part)
{
    tc_json_object(json);
    tc_json_part(json, part);
    tc_json_key_text(json, "title", part->title);
    if (part->kind == TC_REF_INDICATOR)
        tc_explain_json_traits(json, &model->indicators[part->index]);
    tc_json_provenance(json, part->about, false);
    tc_json_end(json);
}

static void rules_member(TcJson *json, const TcModel *model, const TcExplainView *view)
{
    tc_json_key(json, "rules");
    tc_json_object(json);
    tc_json_set(json, model);
    tc_json_key(json, "parts");
    tc_json_array(json);
    for (uint32_t i = 0; i < tc_origin_n_parts(model); i++) {
        const TcOriginPart part = tc_origin_part(model, i);
        if (is_told(view, &part))
            part_object(json, model, &part);
    }
    tc_json_close(json);
    tc_json_end(json);
}

void tc_explain_json_begin(const TcModel *model, const TcReportRun *run, const TcExplainView *view,
                           GString *out)
{
    g_autoptr(TcJson) json = tc_json_new(false);
    tc_json_object(json);
    tc_json_key_text(json, "schema", "tieuchi/explanations/1");
    rules_member(json, model, view);
    tc_json_run(json, run);
    tc_json_key(json, "units");
    tc_json_array(json);
    tc_json_take(json, out);
    g_string_append_c(out, '\n');
}

/* --- a unit --- */

static void unit_members(const TcExplainJson *json)
{
    const TcExplanation *explanation = json->explanation;
    tc_explain_json_key_text(json, "code", explanation->unit_code);
    tc_explain_json_key_text(json, "name", explanation->unit_name);
    tc_explain_json_key_text(json, "parent", explanation->unit_parent);
    tc_explain_json_key(json, "line");
    if (explanation->line > 0)
        tc_json_count(json->gen, explanation->line);
    else
        tc_json_null(json->gen);
    tc_explain_json_some_text(json, "data_source", explanation->data_source);
    tc_explain_json_key_bool(json, "data_error", explanation->data_error);
    tc_explain_json_key_number(json, "bad_cells", explanation->n_bad_cells);
}

void tc_explain_json_unit(const TcExplanation *explanation, const TcExplainView *view, GString *out)
{
    g_autoptr(TcJson) gen = tc_json_new(false);
    const TcExplainJson json = {explanation, gen, .alone = false};
    tc_json_object(gen);
    unit_members(&json);
    tc_explain_json_body(&json, view);
    tc_json_end(gen);
    tc_json_take(gen, out);
}
