/* Checks of what an indicator says beside its requirement: goals that are none, points that do not
 * depend on it, letters that stand twice. */
#include "sema/checker.h"

#include <string.h>

/* --- goals ------------------------------------------------------------------------------------ */

/* The one end of a one-sided level. Returns: its TcPhrase bits, 0 if it is no such level. */
static unsigned level_of(const TcModel *model, const TcNode *content, mpq_t level)
{
    if (!content || content->kind != TC_NODE_PHRASE || !content->type ||
        content->type->kind == TC_KIND_ERROR)
        return 0;
    unsigned ends = content->sub & (TC_PHRASE_LOW | TC_PHRASE_HIGH);
    if (content->sub & TC_PHRASE_BARE)
        ends = TC_PHRASE_LOW;
    if (ends != TC_PHRASE_LOW && ends != TC_PHRASE_HIGH)
        return 0;
    return tc_constant(model, content->items[ends == TC_PHRASE_HIGH], level) ? ends : 0;
}

static void check_goal(TcChecker *checker, const TcIndicator *indicator, const TcNode *goal)
{
    const TcModel *model = checker->model;
    mpq_t required, aimed;
    mpq_inits(required, aimed, NULL);
    unsigned ends = level_of(model, indicator->required.content, required);
    bool alike = ends && level_of(model, goal, aimed) == ends;
    int beyond = alike ? mpq_cmp(aimed, required) : 1;
    if (ends == TC_PHRASE_HIGH && alike)
        beyond = -beyond;
    if (beyond < 0 || (beyond == 0 && goal->sub == indicator->required.content->sub)) {
        g_autofree char *text = tc_check_text(goal);
        TcDiag *diag = tc_diag(checker->sema->diags, TC_DIAG_GOAL_NOT_BEYOND, goal->span,
                               indicator->code, text, NULL);
        tc_diag_label(diag, indicator->required.content->span,
                      tc_msg(checker->sema->said, TC_MSG_OTHER_PLACE));
    }
    mpq_clears(required, aimed, NULL);
}

/* --- points ----------------------------------------------------------------------------------- */

/* The most of constant results. */
typedef struct {
    const TcModel *model;
    mpq_t most;
    bool known, any;
} Most;

static void add_result(TcNode *node, void *data)
{
    Most *most = data;
    mpq_t value;
    mpq_init(value);
    most->known = most->known && tc_constant(most->model, node, value);
    if (most->known && (!most->any || mpq_cmp(value, most->most) > 0))
        mpq_set(most->most, value);
    most->any = true;
    mpq_clear(value);
}

/* Points that a judged indicator gives whether it is met or not; a maximum that nothing reaches. */
static void check_points(TcChecker *checker, const TcIndicator *indicator)
{
    const TcModel *model = checker->model;
    const TcNode *points = indicator->points;
    Most most = {.model = model, .known = true};
    mpq_t max;
    mpq_inits(most.most, max, NULL);
    tc_each_result((TcNode *)points, add_result, &most);
    bool known = most.known && most.any && points->type && points->type->kind == TC_KIND_NUMBER;
    if (known && tc_constant(model, points, max)) {
        g_autofree char *text = tc_check_text(points);
        if (indicator->judged && mpq_sgn(max) != 0)
            tc_diag(checker->sema->diags, TC_DIAG_POINTS_ALWAYS, points->span, indicator->code,
                    text, NULL);
    } else if (known && indicator->max_points && tc_constant(model, indicator->max_points, max) &&
               mpq_cmp(most.most, max) < 0) {
        g_autofree char *stated = tc_words_number(checker->sema, max, false);
        g_autofree char *reached = tc_words_number(checker->sema, most.most, false);
        tc_diag(checker->sema->diags, TC_DIAG_MAXIMUM_UNREACHED, indicator->max_points->span,
                indicator->code, stated, reached, NULL);
    }
    mpq_clears(most.most, max, NULL);
}

void tc_check_levels(TcChecker *checker)
{
    const TcModel *model = checker->model;
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[i];
        check_goal(checker, indicator, indicator->aiming_at.content);
        check_goal(checker, indicator, indicator->encouraged_at.content);
        if (indicator->points)
            check_points(checker, indicator);
    }
}

/* --- letters ---------------------------------------------------------------------------------- */

void tc_check_letters(TcChecker *checker, TcNode *node)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t i = 0; i < node->n; i++) {
        const TcNode *item = node->items[i];
        const TcNode *first = item->text ? g_hash_table_lookup(seen, item->text) : NULL;
        if (first) {
            TcDiag *diag =
                tc_diag(checker->sema->diags, TC_DIAG_LETTER_TWICE, item->at, item->text, NULL);
            tc_diag_label(diag, first->at, tc_msg(checker->sema->said, TC_MSG_FIRST_PLACE));
        } else if (item->text) {
            g_hash_table_insert(seen, (char *)item->text, (void *)item);
        }
    }
}
