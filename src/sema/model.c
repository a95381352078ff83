/* Facts of a model that are counted, not stored. */
#include "sema/model.h"

TcMembers tc_model_members(const TcModel *model, TcRefKind kind, uint32_t index)
{
    const TcGroup *parts = kind == TC_REF_GROUP ? model->groups : model->criteria;
    if (kind != TC_REF_GROUP && kind != TC_REF_CRITERION)
        return (TcMembers){NULL, model->n_indicators};
    return (TcMembers){parts[index].indicators, parts[index].n_indicators};
}

bool tc_indicator_counts(const TcIndicator *indicator, TcFilter filter)
{
    return indicator->judged && !indicator->encouraged &&
           (filter != TC_FILTER_MANDATORY || indicator->mandatory) &&
           (filter != TC_FILTER_ELECTIVE || indicator->elective);
}

const char *tc_model_level(const TcModel *model)
{
    return model->n_levels > 0 ? model->levels[0] : NULL;
}

bool tc_model_concerns(const TcModel *model, const TcUnitTold *unit)
{
    const TcUnitList nobody = {NULL, 0};
    return !tc_unit_is_left_out(&model->only_for, &nobody, unit);
}

uint32_t tc_model_unchecked(const TcModel *model)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < model->n_indicators; i++)
        n += model->indicators[i].about.not_checked || model->indicators[i].about.assumed;
    return n;
}
