/* Facts of a model that are counted, not stored. */
#include "sema/model.h"

#include "base/order.h"

TcMembers tc_model_members(const TcModel *model, TcRefKind kind, uint32_t index)
{
    const TcGroup *parts = kind == TC_REF_GROUP ? model->groups : model->criteria;
    if (kind != TC_REF_GROUP && kind != TC_REF_CRITERION)
        return (TcMembers){NULL, model->n_indicators};
    return (TcMembers){parts[index].indicators, parts[index].n_indicators};
}

bool tc_model_has_points(const TcModel *model)
{
    bool any = false;
    for (uint32_t i = 0; i < model->n_indicators; i++)
        any |= tc_indicator_has_points(&model->indicators[i]);
    return any;
}

bool tc_model_judges(const TcModel *model)
{
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (model->indicators[i].judged)
            return true;
    }
    return false;
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

/* --- columns that are read -------------------------------------------------------------------- */

typedef struct {
    const TcModel *model;
    GArray *columns;
    GHashTable *entered; /* definitions */
    bool alone;
} Reading;

static void read_columns(Reading *reading, const TcNode *node);

static void read_name(Reading *reading, const TcNode *name)
{
    const TcNode *value = NULL;
    if (name->ref.kind == TC_REF_COLUMN)
        g_array_append_val(reading->columns, name->ref.index);
    else if (name->ref.kind == TC_REF_DEFINITION)
        value = reading->model->definitions[name->ref.index].value;
    else
        reading->alone &= name->ref.kind == TC_REF_PARAMETER;
    if (value && g_hash_table_add(reading->entered, (void *)value))
        read_columns(reading, value);
}

static void read_columns(Reading *reading, const TcNode *node)
{
    if (node->kind == TC_NODE_NAME)
        read_name(reading, node);
    for (uint32_t i = 0; i < node->n; i++)
        read_columns(reading, node->items[i]);
}

GArray *tc_model_columns(const TcModel *model, const TcNode *node, bool *alone)
{
    g_autoptr(GHashTable) entered = g_hash_table_new(NULL, NULL);
    Reading reading = {model, g_array_new(FALSE, FALSE, sizeof(uint32_t)), entered, true};
    read_columns(&reading, node);
    tc_sort_unique(reading.columns);
    if (alone)
        *alone = reading.alone;
    return reading.columns;
}
