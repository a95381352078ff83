/* Facts of a model that are counted, not stored. */
#include "sema/model.h"

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
