/* A set of indicators while it is tried: its members are met in the cells, by their ways, and the
 * verdict is asked. Where none reads a cell that another's way changes, what conclusions see of
 * each is one thing in every set that has it and another in all others: both are found once and
 * supposed when the verdict is asked, which so looks at no cell for them. */
#include "exec/explain_sets.h"
#include "exec/readers.h"

/* --- who reads what --- */

/* Notes whose way changes which cell. Returns: false if one is changed by two. */
static bool note_owners(const TcSetSearch *search, uint32_t *owners)
{
    for (guint i = 0; i < search->candidates->len; i++) {
        const TcCandidate *one = tc_candidate(search, i);
        for (guint j = 0; j < one->way->len; j++) {
            uint32_t *owner = &owners[g_array_index(one->way, TcMove, j).column];
            if (*owner != TC_NO_PART && *owner != one->indicator)
                return false;
            *owner = one->indicator;
        }
    }
    return true;
}

/* Does the indicator read no cell that another's way changes? */
static bool reads_its_own(const TcSetSearch *search, uint32_t indicator, const uint32_t *owners)
{
    const GArray *cells = tc_readers_cells(search->explainer->probe->read, indicator);
    bool own = true;
    for (guint i = 0; i < cells->len && own; i++) {
        const uint32_t owner = owners[g_array_index(cells, uint32_t, i)];
        own = owner == TC_NO_PART || owner == indicator;
    }
    return own;
}

bool tc_explain_sets_apart(const TcSetSearch *search)
{
    const TcModel *model = search->explainer->model;
    const uint32_t n = search->explainer->probe->n;
    g_autofree uint32_t *owners = g_new(uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++)
        owners[i] = TC_NO_PART;
    bool apart = note_owners(search, owners);
    for (uint32_t i = 0; i < model->n_indicators && apart; i++)
        apart = !tc_comparisons_has_part(search->set, TC_REF_INDICATOR, i) ||
                reads_its_own(search, i, owners);
    return apart;
}

/* May what it comes to hang on other indicators? */
static bool looks_at_others(const TcNode *node)
{
    bool looks = node && (node->kind == TC_NODE_COUNT || node->kind == TC_NODE_TOTAL ||
                          node->kind == TC_NODE_PART ||
                          (node->kind == TC_NODE_NAME && node->ref.kind != TC_REF_COLUMN));
    for (uint32_t i = 0; node && i < node->n && !looks; i++)
        looks = looks_at_others(node->items[i]);
    return looks;
}

/* --- what is seen --- */

static void see(const TcSetSearch *search, uint32_t indicator, TcSupposed *seen)
{
    const TcIndicator *part = &search->explainer->model->indicators[indicator];
    const bool own =
        !search->imagined || !(looks_at_others(part->points) || looks_at_others(part->max_points));
    tc_reference_see(tc_probe_ask(search->explainer->probe), indicator, search->sight.points && own,
                     seen);
}

static void see_none_better(TcSetSearch *search)
{
    for (uint32_t i = 0; i < search->explainer->model->n_indicators; i++)
        search->seen[i] = &search->as_is[i];
}

void tc_explain_sets_see(TcSetSearch *search)
{
    const uint32_t n = search->explainer->model->n_indicators;
    search->as_is = g_new0(TcSupposed, n + 1);
    search->seen = g_new(const TcSupposed *, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        tc_value_init(&search->as_is[i].points);
        if (tc_comparisons_has_part(search->set, TC_REF_INDICATOR, i))
            see(search, i, &search->as_is[i]);
    }
    see_none_better(search);
}

void tc_explain_sets_unsee(TcSetSearch *search)
{
    for (uint32_t i = 0; search->as_is && i < search->explainer->model->n_indicators; i++)
        tc_value_clear(&search->as_is[i].points);
    g_clear_pointer(&search->as_is, g_free);
    g_clear_pointer(&search->seen, g_free);
}

/* --- a set --- */

void tc_explain_sets_take(TcSetSearch *search, const TcCandidate *one)
{
    tc_explain_apply(search->explainer->probe, one->way);
    if (search->seen)
        search->seen[one->indicator] = &one->better;
}

void tc_explain_sets_put_back(TcSetSearch *search)
{
    tc_probe_restore(search->explainer->probe, search->start);
    if (search->seen)
        see_none_better(search);
}

TcReference *tc_explain_sets_ask(TcSetSearch *search)
{
    TcReference *reference = tc_probe_ask(search->explainer->probe);
    if (search->seen)
        tc_reference_suppose(reference, search->seen);
    return reference;
}

void tc_explain_sets_asked(TcSetSearch *search)
{
    if (search->seen)
        tc_reference_suppose(search->explainer->probe->reference, NULL);
}

bool tc_explain_sets_hold(TcSetSearch *search)
{
    search->asked++;
    if (!search->imagined && !tc_probe_is_valid(search->explainer->probe))
        return false;
    const unsigned answer = tc_reference_verdict(tc_explain_sets_ask(search), search->verdict);
    tc_explain_sets_asked(search);
    return answer == TC_OUT_TRUE;
}
