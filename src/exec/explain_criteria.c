/* Criteria: what they came to, and by which of their indicators. */
#include "exec/explain_internal.h"

bool tc_explain_is_open(const TcExplainedIndicator *indicator)
{
    return indicator->label == TC_LABEL_DATA_MISSING ||
           indicator->label == TC_LABEL_AWAITS_APPRAISAL ||
           indicator->label == TC_LABEL_RULE_SILENT;
}

static TcLabel label_of(const TcExplainer *explainer, uint32_t index)
{
    if (explainer->results)
        return tc_results_criterion(explainer->results, explainer->row, index);
    switch (tc_explain_criterion_seen(explainer, index)) {
    case TC_OUT_MET:
        return TC_LABEL_MET;
    case TC_OUT_NOT_MET:
        return TC_LABEL_NOT_MET;
    case TC_OUT_NOT_APPLICABLE:
        return TC_LABEL_NOT_APPLICABLE;
    default:
        return TC_LABEL_DATA_MISSING;
    }
}

static void list_indicators(TcExplainer *explainer, const TcGroup *part,
                            TcExplainedCriterion *criterion)
{
    criterion->counted = TC_EXPLAIN_NEW(explainer, uint32_t, part->n_indicators);
    criterion->failing = TC_EXPLAIN_NEW(explainer, uint32_t, part->n_indicators);
    criterion->open = TC_EXPLAIN_NEW(explainer, uint32_t, part->n_indicators);
    for (uint32_t i = 0; i < part->n_indicators; i++) {
        const uint32_t index = part->indicators[i];
        const TcExplainedIndicator *indicator = &explainer->out->indicators[index];
        if (!tc_indicator_counts(&explainer->model->indicators[index], TC_FILTER_ANY))
            continue;
        criterion->counted[criterion->n_counted++] = index;
        if (indicator->label == TC_LABEL_NOT_MET)
            criterion->failing[criterion->n_failing++] = index;
        else if (tc_explain_is_open(indicator))
            criterion->open[criterion->n_open++] = index;
    }
}

void tc_explain_criteria(TcExplainer *explainer)
{
    const TcModel *model = explainer->model;
    TcExplanation *out = explainer->out;
    out->n_criteria = model->n_criteria;
    out->criteria = TC_EXPLAIN_NEW(explainer, TcExplainedCriterion, model->n_criteria);
    for (uint32_t i = 0; i < model->n_criteria; i++) {
        TcExplainedCriterion *criterion = &out->criteria[i];
        criterion->index = i;
        criterion->code = model->criteria[i].code;
        criterion->title = model->criteria[i].title;
        criterion->about = &model->criteria[i].about;
        criterion->label = (uint8_t)label_of(explainer, i);
        criterion->as_of_today =
            explainer->results &&
            tc_bit(explainer->results->criteria[i].as_of_today, explainer->row);
        criterion->tally =
            tc_explain_tally(explainer, TC_REF_CRITERION, i, TC_FILTER_ANY, TC_STATE_MET);
        list_indicators(explainer, &model->criteria[i], criterion);
    }
}
