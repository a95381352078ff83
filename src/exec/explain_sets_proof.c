/* What is told to be impossible is proved: the evaluator says that the verdict does not hold with
 * no values at all of the cells that advice may change. */
#include "exec/explain_sets.h"

/* All that could change as indicators of the verdict come to be met or earn more, appraisals too.
 * Returns: (transfer full) one bool for each cell. */
static bool *changing(const TcSetSearch *search)
{
    const TcModel *model = search->explainer->model;
    g_autofree uint32_t *seen = g_new(uint32_t, model->n_indicators + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        if (tc_comparisons_has_part(search->set, TC_REF_INDICATOR, i))
            seen[n++] = i;
    }
    bool *changing = tc_ways_changing(search->explainer->probe, seen, n, true);
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
