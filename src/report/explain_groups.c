/* Groups as text and as JSON: what they add to the total, and what they state of themselves. */
#include "report/explain_json.h"
#include "report/explain_writer.h"
#include "report/json.h"
#include "report/origin.h"

static bool has_texts(const TcProvenance *about)
{
    for (size_t i = 0; i < tc_origin_n_texts; i++) {
        if (tc_origin_text(about, &tc_origin_texts[i]))
            return true;
    }
    return false;
}

void tc_explain_write_groups(TcExplainWriter *writer)
{
    for (uint32_t i = 0; i < writer->explanation->n_groups; i++) {
        const TcExplainedGroup *group = &writer->explanation->groups[i];
        g_autofree char *title = tc_explain_title(group->title);
        if (!has_texts(group->about))
            continue;
        tc_explain_say(writer, 0, TC_MSG_EXPLAIN_GROUP, group->code, title, NULL);
        tc_explain_provenance(writer, 2, group->about);
        g_string_append_c(writer->out, '\n');
    }
}

/* --- the total --- */

static void add(GString *text, char *part)
{
    g_string_append_printf(text, "%s%s", text->len ? "; " : "", part);
    g_free(part);
}

/* "nhóm 1: 40 × 2 = 80". */
static char *part_of(const TcExplainWriter *writer, const TcExplainedGroup *group)
{
    const char *open = tc_msg(writer->lang, TC_MSG_EXPLAIN_OPEN);
    g_autofree char *ends = tc_explain_perhaps(writer, group->points, group->points_most,
                                               tc_explain_ends(group->points, group->points_most));
    GString *text = g_string_new(ends ? ends : open);
    if (group->weight.shown)
        g_string_append_printf(text, group->points_most.shown ? " (× %s)" : " × %s",
                               group->weight.shown);
    if (group->weighted.shown)
        g_string_append_printf(text, " = %s", group->weighted.shown);
    char *part =
        tc_msg_format(writer->lang, TC_MSG_EXPLAIN_ADDS_GROUP, group->code, text->str, NULL);
    g_string_free(text, TRUE);
    return part;
}

/* Does the group give points, or has it none to give? */
static bool adds(const TcExplainedGroup *group)
{
    return group->points.shown || group->weight.shown;
}

void tc_explain_write_adding(TcExplainWriter *writer)
{
    const TcExplanation *explanation = writer->explanation;
    const char *rest = explanation->ungrouped.shown;
    GString *text = g_string_new(NULL);
    uint32_t parts = explanation->has_ungrouped;
    for (uint32_t i = 0; i < explanation->n_groups; i++) {
        const TcExplainedGroup *group = &explanation->groups[i];
        if (!adds(group))
            continue;
        add(text, part_of(writer, group));
        parts += group->weight.shown ? 2 : 1; /* a weight alone is worth telling */
    }
    if (explanation->has_ungrouped)
        add(text, tc_msg_format(writer->lang, TC_MSG_EXPLAIN_ADDS_REST,
                                rest ? rest : tc_msg(writer->lang, TC_MSG_EXPLAIN_OPEN), NULL));
    if (parts > 1)
        tc_explain_say(writer, 0, TC_MSG_EXPLAIN_ADDS, text->str, NULL);
    g_string_free(text, TRUE);
}

/* --- JSON --- */

static void group_object(const TcExplainJson *json, const TcExplainedGroup *group)
{
    tc_json_object(json->gen);
    tc_explain_json_key_text(json, "code", group->code);
    tc_explain_json_title(json, group->title);
    tc_explain_json_key_number(json, "met_least", group->tally.met_low);
    tc_explain_json_key_number(json, "met_most", group->tally.met_high);
    tc_explain_json_key_number(json, "applicable_least", group->tally.applicable_low);
    tc_explain_json_key_number(json, "applicable_most", group->tally.applicable_high);
    if (group->points.shown)
        tc_explain_json_key_shown(json, "points", group->points);
    if (group->points_most.shown)
        tc_explain_json_key_shown(json, "points_most", group->points_most);
    if (group->weight.shown)
        tc_explain_json_key_shown(json, "weight", group->weight);
    if (group->weighted.shown)
        tc_explain_json_key_shown(json, "weighted_points", group->weighted);
    tc_explain_json_about(json, group->about);
    tc_json_end(json->gen);
}

void tc_explain_json_groups(const TcExplainJson *json)
{
    if (json->explanation->n_groups == 0)
        return;
    tc_explain_json_open_array(json, "groups");
    for (uint32_t i = 0; i < json->explanation->n_groups; i++)
        group_object(json, &json->explanation->groups[i]);
    tc_json_close(json->gen);
    if (json->explanation->has_ungrouped)
        tc_explain_json_key_shown(json, "ungrouped_points", json->explanation->ungrouped);
}
