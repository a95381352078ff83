/* Groups: how many of their indicators are met, and what they add to the total. */
#include "exec/explain_internal.h"
#include "exec/explain_words.h"

#include <string.h>

static bool group_scores(const TcModel *model, const TcGroup *group)
{
    bool any = false;
    for (uint32_t i = 0; i < group->n_indicators; i++)
        any |= tc_indicator_scores(&model->indicators[group->indicators[i]]);
    return any;
}

/* One that is no decimal is told as a fraction: it is no figure of the unit. */
static TcShown weight_of(TcExplainer *explainer, const TcValue *weight)
{
    TcShown shown = tc_explain_value(explainer, weight, NULL, NULL);
    if (shown.exact && strchr(shown.exact, '/'))
        shown.shown = shown.exact;
    return shown;
}

/* @points: those of the group, initialised; changed. */
static void weigh(TcExplainer *explainer, const TcGroup *part, TcValue *points,
                  TcExplainedGroup *group)
{
    TcValue weight;
    if (!part->weight)
        return;
    tc_value_init(&weight);
    tc_reference_value(tc_probe_ask(explainer->probe), part->weight, TC_NO_PART, &weight);
    group->weight = weight_of(explainer, &weight);
    tc_value_compute(TC_OP_MUL, points, &weight, points);
    group->weighted = tc_explain_value(explainer, points, NULL, &explainer->points);
    tc_value_clear(&weight);
}

static void points_of(TcExplainer *explainer, uint32_t index, TcExplainedGroup *group)
{
    const TcResults *results = explainer->results;
    TcValue points;
    tc_value_init(&points);
    tc_reference_group_points(tc_probe_ask(explainer->probe), index, &points);
    if (results)
        tc_explain_take_settled(explainer, &results->group_points[index], &points);
    group->points = tc_explain_value(explainer, &points, NULL, &explainer->points);
    if (!points.defined && results)
        tc_explain_number_ends(explainer, &results->group_points[index], &explainer->points,
                               &group->points, &group->points_most);
    weigh(explainer, &explainer->model->groups[index], &points, group);
    tc_value_clear(&points);
}

/* The points of indicators without a group. */
static void ungrouped_of(TcExplainer *explainer)
{
    const TcModel *model = explainer->model;
    TcExplanation *out = explainer->out;
    TcValue sum, points;
    tc_value_init(&sum);
    tc_value_init(&points);
    tc_value_set_integer(&sum, 0);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[i];
        if (indicator->group != TC_NO_PART || !tc_indicator_scores(indicator))
            continue;
        tc_reference_points(tc_probe_ask(explainer->probe), i, &points);
        tc_value_compute(indicator->penalty ? TC_OP_SUB : TC_OP_ADD, &sum, &points, &sum);
        out->has_ungrouped = model->n_groups > 0;
    }
    if (out->has_ungrouped)
        out->ungrouped = tc_explain_value(explainer, &sum, NULL, &explainer->points);
    tc_value_clear(&points);
    tc_value_clear(&sum);
}

void tc_explain_groups(TcExplainer *explainer)
{
    const TcModel *model = explainer->model;
    TcExplanation *out = explainer->out;
    out->n_groups = model->n_groups;
    out->groups = TC_EXPLAIN_NEW(explainer, TcExplainedGroup, model->n_groups);
    for (uint32_t i = 0; i < model->n_groups; i++) {
        TcExplainedGroup *group = &out->groups[i];
        group->code = model->groups[i].code;
        group->title = model->groups[i].title;
        group->about = &model->groups[i].about;
        group->tally = tc_explain_tally(explainer, TC_REF_GROUP, i, TC_FILTER_ANY, TC_STATE_MET);
        if (group_scores(model, &model->groups[i]))
            points_of(explainer, i, group);
    }
    ungrouped_of(explainer);
}
