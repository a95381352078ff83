/* From a model to a plan: every part is lowered in the model's order, then what the reports ask
 * for. */
#include "plan/lower_internal.h"
#include "plan/passes.h"

static uint32_t *filled(uint32_t n)
{
    uint32_t *nodes = g_new(uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++)
        nodes[i] = TC_NO_NODE;
    return nodes;
}

static GHashTable *appraisal_columns(const TcModel *model)
{
    GHashTable *columns = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t i = 0; i < model->schema.n_appraised; i++)
        g_hash_table_insert(columns, (void *)model->schema.appraised[i],
                            GUINT_TO_POINTER(model->schema.n_columns + i + 1));
    return columns;
}

static void lower_start(TcLower *lower, TcPlan *plan)
{
    const TcModel *model = plan->model;
    *lower = (TcLower){.plan = plan, .model = model, .self = TC_NO_PART};
    lower->builder = tc_builder_new(plan);
    lower->forms = tc_form_pool_new();
    lower->syms = tc_sym_pool_new(lower->builder, lower->forms);
    lower->nonzero = g_ptr_array_new();
    for (unsigned way = 0; way < 4; way++)
        lower->definitions[way / 2][way % 2] = g_new0(const TcSym *, model->n_definitions + 1);
    lower->parameters = g_new0(const TcSym *, model->n_parameters + 1);
    lower->indicators = g_new0(TcLoweredIndicator, model->n_indicators + 1);
    lower->criteria = filled(model->n_criteria);
    lower->verdicts = filled(model->n_verdicts);
    lower->grades = filled(model->n_grades);
    lower->appraised = appraisal_columns(model);
    lower->shares = g_array_new(FALSE, TRUE, sizeof(TcPlanShare));
    plan->indicators = g_new0(TcPlanIndicator, model->n_indicators + 1);
    plan->checks = filled(model->n_checks);
    plan->group_points = g_new0(TcPlanAnswer, model->n_groups + 1);
    plan->rankings = g_new0(TcPlanRanking, model->n_rankings + 1);
}

static void lower_end(TcLower *lower)
{
    TcPlan *plan = lower->plan;
    plan->criteria = lower->criteria;
    plan->verdicts = lower->verdicts;
    plan->grades = lower->grades;
    plan->n_shares = lower->shares->len;
    plan->shares = (TcPlanShare *)(void *)g_array_free(lower->shares, FALSE);
    tc_builder_finish(lower->builder);
    tc_sym_pool_free(lower->syms);
    tc_form_pool_free(lower->forms);
    g_ptr_array_unref(lower->nonzero);
    g_hash_table_unref(lower->appraised);
    for (unsigned way = 0; way < 4; way++)
        g_free(lower->definitions[way / 2][way % 2]);
    g_free(lower->parameters);
    g_free(lower->indicators);
}

/* Ranks of the three weights of an outcome in @form from term @at on: equal weights, equal ranks.
 * Returns: how many terms they are. */
static uint32_t rank_weights(const TcForm *form, uint32_t at, uint8_t rank[3])
{
    mpq_srcptr weight[3] = {NULL, NULL, NULL}; /* NULL: 0 */
    uint32_t n = 0;
    for (; at + n < form->n && form->terms[at + n].kind == TC_ATOM_OUTCOME &&
           form->terms[at + n].index == form->terms[at].index;
         n++) {
        if (mpq_sgn(form->terms[at + n].weight) != 0)
            weight[form->terms[at + n].state] = form->terms[at + n].weight;
    }
    for (uint8_t i = 0; i < 3; i++) {
        rank[i] = i;
        for (uint8_t k = 0; k < i; k++) {
            bool same = weight[i] == weight[k] ||
                        (weight[i] && weight[k] && mpq_equal(weight[i], weight[k]));
            rank[i] = same ? rank[k] : rank[i];
        }
    }
    return n;
}

/* Lists the indicators whose outcomes @form sums up. */
static void list_shares(TcLower *lower, const TcForm *form, TcPlanAnswer *found)
{
    found->first = lower->shares->len;
    for (uint32_t i = 0, n = 1; i < form->n; i += n) {
        n = 1;
        if (form->terms[i].kind != TC_ATOM_OUTCOME)
            continue;
        const TcPlanNode *outcome = tc_builder_node(lower->builder, form->terms[i].index);
        TcPlanShare share = {outcome->data, {0}};
        n = rank_weights(form, i, share.rank);
        if (outcome->op == TC_PLAN_OUTCOME) /* not that of a criterion */
            g_array_append_val(lower->shares, share);
    }
    found->n = lower->shares->len - found->first;
}

/* The answer that @sym gives: by outcome where it is a form over that alone, else a node. */
static TcPlanAnswer answer(TcLower *lower, const TcSym *sym)
{
    TcPlanAnswer found = {.node = TC_NO_NODE};
    if (sym->kind == TC_SYM_FORM && !sym->den)
        list_shares(lower, sym->num, &found);
    bool plain = sym->kind == TC_SYM_FORM && !sym->den && sym->num->n > 0 &&
                 mpq_sgn(sym->num->constant) == 0;
    for (uint32_t i = 0; plain && i < sym->num->n; i++)
        plain = sym->num->terms[i].kind == TC_ATOM_OUTCOME &&
                sym->num->terms[i].index == sym->num->terms[0].index &&
                tc_builder_node(lower->builder, sym->num->terms[0].index)->op == TC_PLAN_OUTCOME;
    if (!plain) {
        found.node = tc_sym_to_number(lower->syms, sym);
        return found;
    }
    mpq_t zero;
    mpq_init(zero);
    found.by_outcome = true;
    for (uint32_t i = 0; i < 3; i++)
        found.weights[i] = tc_build_constant(lower->builder, zero);
    for (uint32_t i = 0; i < sym->num->n; i++)
        found.weights[sym->num->terms[i].state] =
            tc_build_constant(lower->builder, sym->num->terms[i].weight);
    mpq_clear(zero);
    return found;
}

static TcPlanAnswer node_answer(TcLower *lower, const TcSym *sym)
{
    TcPlanAnswer found = {.node = tc_sym_to_number(lower->syms, sym)};
    if (sym->kind == TC_SYM_FORM && !sym->den)
        list_shares(lower, sym->num, &found);
    return found;
}

static void lower_step(TcLower *lower, const TcStep *step)
{
    switch ((int)step->kind) {
    case TC_REF_INDICATOR:
        tc_lower_outcome(lower, step->index);
        break;
    case TC_REF_CRITERION:
        tc_lower_criterion(lower, step->index);
        break;
    case TC_REF_VERDICT:
        tc_lower_verdict(lower, step->index);
        break;
    case TC_REF_GRADE:
        tc_lower_grade(lower, step->index);
        break;
    default: /* a definition is lowered where it is used */
        break;
    }
}

static void lower_indicator_answers(TcLower *lower, uint32_t index)
{
    TcPlanIndicator *indicator = &lower->plan->indicators[index];
    const TcIndicator *stated = &lower->model->indicators[index];
    const TcLoweredIndicator *lowered = tc_lower_indicator(lower, index);
    indicator->not_applicable = lowered->not_applicable;
    indicator->figures = stated->judged ? lowered->figures : TC_NO_NODE;
    indicator->outcome = lowered->outcome;
    indicator->counted = stated->judged && !stated->encouraged;
    indicator->value = node_answer(lower, lowered->value);
    indicator->points = answer(lower, tc_lower_points(lower, index));
    if (indicator->points.n == 0 && stated->judged && !stated->points && stated->max_points) {
        TcPlanShare own = {index, {0, 1, 1}};
        indicator->points.first = lower->shares->len;
        indicator->points.n = 1;
        g_array_append_val(lower->shares, own);
    }
    indicator->max_points = answer(lower, tc_lower_max_points(lower, index));
    lower->plan->any_evidence |= indicator->appraised != TC_NO_NODE;
}

static void lower_answers(TcLower *lower)
{
    const TcModel *model = lower->model;
    for (uint32_t i = 0; i < model->n_indicators; i++)
        lower_indicator_answers(lower, i);
    for (uint32_t i = 0; i < model->n_criteria; i++)
        tc_lower_criterion(lower, i);
    for (uint32_t i = 0; i < model->n_groups; i++)
        lower->plan->group_points[i] =
            node_answer(lower, tc_lower_group_points(lower, &model->groups[i], false));
    lower->plan->total = node_answer(lower, tc_lower_all_points(lower, false));
    lower->plan->total_max = node_answer(lower, tc_lower_all_points(lower, true));
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        tc_lower_verdict(lower, i);
    for (uint32_t i = 0; i < model->n_grades; i++)
        tc_lower_grade(lower, i);
    for (uint32_t i = 0; i < model->n_rankings; i++)
        tc_lower_ranking(lower, i);
}

static void make_plan(TcPlan *plan)
{
    const TcModel *model = plan->model;
    TcLower lower;
    lower_start(&lower, plan);
    for (uint32_t i = 0; i < model->n_checks; i++)
        plan->checks[i] = tc_lower_condition(&lower, model->checks[i].condition);
    uint32_t check_end = tc_builder_length(lower.builder);
    for (uint32_t i = 0; i < model->n_steps; i++)
        lower_step(&lower, &model->steps[i]);
    lower_answers(&lower);
    lower_end(&lower);
    tc_plan_optimize(plan, check_end);
    tc_plan_find_rules(plan);
    tc_plan_certify(plan);
    tc_plan_find_bases(plan);
    tc_plan_find_sum_steps(plan);
}

TcPlan *tc_plan_new(const TcModel *model)
{
    TcPlan *plan = g_new0(TcPlan, 1);
    plan->model = model;
    make_plan(plan);
    return plan;
}

TcPlan *tc_plan_new_plain(const TcModel *model)
{
    TcPlan *plan = tc_plan_new(model);
    tc_plan_make_plain(plan);
    return plan;
}

TcPlan *tc_plan_new_telling(const TcModel *model)
{
    TcPlan *plan = g_new0(TcPlan, 1);
    plan->model = model;
    plan->told = g_hash_table_new(NULL, NULL);
    make_plan(plan);
    return plan;
}
