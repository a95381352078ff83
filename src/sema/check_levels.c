/* Checks of levels beside the requirement: exceptions, aims, encouraged levels. */
#include "sema/checker.h"

/* --- riêng ------------------------------------------------------------------------------------ */

static void check_except(TcChecker *checker, const TcIndicator *indicator,
                         const TcRequirement *requirement, const TcNode *except)
{
    const TcNode *condition = except->items[0];
    TcDiagList *diags = checker->sema->diags;
    if (condition->type && condition->type->kind == TC_KIND_BOOL &&
        !tc_check_has_reversed(checker, condition, (TcAssumption){NULL})) {
        TcReach reach = tc_check_condition_reach(checker, condition);
        if (reach == TC_REACH_NEVER)
            tc_diag(diags, TC_DIAG_EXCEPT_NEVER, condition->span, indicator->code, NULL);
        else if (reach == TC_REACH_ALWAYS)
            tc_diag(diags, TC_DIAG_CONDITION_ALWAYS, condition->span, indicator->code, NULL);
    }
    if (requirement->content && tc_check_same(except->items[1], requirement->content))
        tc_diag(diags, TC_DIAG_EXCEPT_SAME, except->items[1]->span, indicator->code, NULL);
}

static void check_excepts(TcChecker *checker, const TcIndicator *indicator,
                          const TcRequirement *requirement)
{
    for (uint32_t i = 0; i < requirement->n_excepts; i++)
        if (requirement->excepts[i]->n > 1)
            check_except(checker, indicator, requirement, requirement->excepts[i]);
}

/* --- phấn đấu, khuyến khích ------------------------------------------------------------------- */

static bool is_plain(const TcRequirement *requirement)
{
    return requirement->content && requirement->content->kind == TC_NODE_PHRASE &&
           requirement->content->type && requirement->content->type->kind != TC_KIND_ERROR &&
           !requirement->n_excepts;
}

/* Whoever meets the requirement reaches the aim as well. */
static void check_aim(TcChecker *checker, const TcIndicator *indicator, const TcRequirement *aim,
                      TcKeyword clause)
{
    TcWanted required, aimed;
    if (!is_plain(&indicator->required) || !is_plain(aim))
        return;
    const TcNode *level = indicator->required.content;
    tc_wanted_init(&required);
    tc_wanted_init(&aimed);
    if (tc_wanted_of_phrase(checker->model, level, &required) &&
        tc_wanted_of_phrase(checker->model, aim->content, &aimed) &&
        tc_wanted_reach(&aimed, &required.range) == TC_REACH_ALWAYS) {
        g_autofree char *easy = tc_check_text(aim->content);
        g_autofree char *asked = tc_check_text(level);
        TcDiag *diag = tc_diag(checker->sema->diags, TC_DIAG_AIM_BELOW, aim->content->span,
                               indicator->code, easy, tc_check_word(checker, clause), asked, NULL);
        tc_diag_label(diag, level->span, tc_check_word(checker, TC_KW_REQUIRED));
    }
    tc_wanted_clear(&required);
    tc_wanted_clear(&aimed);
}

void tc_check_levels_beside(TcChecker *checker)
{
    for (uint32_t i = 0; i < checker->model->n_indicators; i++) {
        const TcIndicator *indicator = &checker->model->indicators[i];
        check_excepts(checker, indicator, &indicator->required);
        check_excepts(checker, indicator, &indicator->aiming_at);
        check_excepts(checker, indicator, &indicator->encouraged_at);
        check_aim(checker, indicator, &indicator->aiming_at, TC_KW_AIMING_AT);
        check_aim(checker, indicator, &indicator->encouraged_at, TC_KW_ENCOURAGED);
    }
}
