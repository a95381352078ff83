/* What the outputs of a run need. */
#include "exec/needs.h"

TcNeeds *tc_needs_new(const TcModel *model)
{
    TcNeeds *needs = g_new(TcNeeds, 1);
    needs->verdicts = g_new0(bool, model->n_verdicts + 1);
    needs->grades = g_new0(bool, model->n_grades + 1);
    return needs;
}

void tc_needs_free(TcNeeds *needs)
{
    if (!needs)
        return;
    g_free(needs->verdicts);
    g_free(needs->grades);
    g_free(needs);
}
