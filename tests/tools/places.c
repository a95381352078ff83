/* Counting who stands before a unit. */
#include "tools/places.h"

#include <string.h>

void tc_field_init(TcField *field, const char *code)
{
    *field = (TcField){.code = code};
    for (int i = 0; i < TC_FIELD_UNITS; i++)
        mpq_inits(field->low[i], field->high[i], NULL);
}

void tc_field_clear(TcField *field)
{
    for (int i = 0; i < TC_FIELD_UNITS; i++)
        mpq_clears(field->low[i], field->high[i], NULL);
}

bool tc_field_keep(const TcBlock *block, const TcResults *results, const GString *text,
                   void *context, GError **error)
{
    TcField *field = context;
    (void)text;
    (void)error;
    for (uint32_t r = 0; r < results->model->n_rankings; r++) {
        if (strcmp(results->model->rankings[r].code, field->code) != 0)
            continue;
        field->found = true;
        field->lowest_first = results->model->rankings[r].lowest_first;
        for (uint32_t i = 0; i < block->n; i++) {
            const uint64_t unit = block->first + i;
            field->ranked[unit] = results->rankings[r].ranked[i];
            tc_results_number(&results->rankings[r].value, i, field->low[unit], field->high[unit]);
        }
    }
    return true;
}

/* Does @unit surely stand before @other, whatever both turn out to have (or can it)? */
static bool stands_before(const TcField *field, uint64_t unit, uint64_t other, bool surely)
{
    const int order = surely == field->lowest_first ? mpq_cmp(field->high[unit], field->low[other])
                                                    : mpq_cmp(field->low[unit], field->high[other]);
    const bool before = field->lowest_first ? order < 0 : order > 0;
    return before &&
           (surely ? field->ranked[unit] == TC_OUT_TRUE : (field->ranked[unit] & TC_OUT_TRUE) != 0);
}

TcFieldPlace tc_field_place(const TcField *field, uint64_t unit)
{
    TcFieldPlace place = {field->ranked[unit], 0, 0};
    if (!field->found || !(place.ranked & TC_OUT_TRUE))
        return place;
    place.best = place.worst = 1;
    for (uint64_t other = 0; other < TC_FIELD_UNITS; other++)
        if (other != unit) {
            place.best += stands_before(field, other, unit, true);
            place.worst += stands_before(field, other, unit, false);
        }
    return place;
}
