/* What is told to be impossible is proved: the evaluator says that the verdict does not hold with
 * no values at all of the cells that advice may change. */
#include "exec/explain_sets.h"
#include "exec/movable.h"

static TcCellRoles *roles_of(const TcSetSearch *search)
{
    const TcModel *model = search->explainer->model;
    TcCellRoles *roles = tc_cell_roles_new(model, search->explainer->probe->populations);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcIndicator *part = &model->indicators[i];
        if (!tc_comparisons_has_part(search->set, TC_REF_INDICATOR, i))
            continue;
        tc_cell_roles_add_requirement(roles, i);
        if (part->met_when)
            tc_cell_roles_add(roles, part->met_when, i);
        if (part->points)
            tc_cell_roles_add_points(roles, i);
    }
    return roles;
}

/* Is it neither what some indicator is only measured by, nor a guard, nor cố định? */
static bool may_change(const TcProbe *probe, const TcCellRoles *roles, uint32_t column)
{
    const TcColumnSpec *spec = &probe->model->schema.columns[column];
    return !spec->fixed && spec->type != TC_TYPE_DATE && spec->type != TC_TYPE_TEXT &&
           tc_cell_roles_of(roles, column) != TC_CELL_GIVEN &&
           !(tc_cell_roles_of(probe->guards, column) & TC_CELL_GIVEN);
}

/* All that could change as indicators of the verdict come to be met or earn more, appraisals too.
 * Returns: (transfer full) one bool for each cell. */
static bool *changing(const TcSetSearch *search)
{
    const TcProbe *probe = search->explainer->probe;
    g_autoptr(TcCellRoles) roles = roles_of(search);
    bool *changing = g_new(bool, probe->n + 1);
    for (uint32_t i = 0; i < probe->n; i++)
        changing[i] = i >= probe->model->schema.n_columns || may_change(probe, roles, i);
    for (guint i = 0; i < search->candidates->len; i++) {
        const GArray *way = tc_candidate(search, i)->way;
        for (guint j = 0; j < way->len; j++)
            changing[g_array_index(way, TcMove, j).column] = true;
    }
    return changing;
}

TcSetsStatus tc_explain_not_found(TcSetSearch *search)
{
    g_autofree bool *blank = changing(search);
    const bool never =
        tc_explain_never_holds(search->explainer, search->verdict, blank, search->at_worst);
    return never ? TC_SETS_IMPOSSIBLE : TC_SETS_BUDGET;
}
