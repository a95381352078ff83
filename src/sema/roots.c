/* Where the expressions of a model stand: one list for all passes that walk them. */
#include "sema/roots.h"

typedef struct {
    TcRoot root;
    TcRootVisitor visit;
    void *data;
} Walk;

static void visit_node(Walk *walk, TcKeyword clause, const TcNode *node)
{
    if (!node)
        return;
    walk->root.clause = clause;
    walk->root.node = (TcNode *)node; /* the model borrows nodes as const; sema annotates them */
    walk->visit(&walk->root, walk->data);
}

static void visit_requirement(Walk *walk, TcKeyword clause, const TcRequirement *requirement)
{
    walk->root.of = clause;
    visit_node(walk, clause, requirement->content);
    for (uint32_t i = 0; i < requirement->n_excepts; i++)
        visit_node(walk, TC_KW_EXCEPT, requirement->excepts[i]);
    walk->root.of = TC_KW_NONE;
}

static void indicator_roots(Walk *walk, const TcIndicator *indicator)
{
    visit_node(walk, TC_KW_NOT_APPLICABLE_WHEN, indicator->not_applicable_when);
    visit_node(walk, TC_KW_COMPUTED_AS, indicator->value);
    visit_requirement(walk, TC_KW_REQUIRED, &indicator->required);
    visit_requirement(walk, TC_KW_AIMING_AT, &indicator->aiming_at);
    visit_requirement(walk, TC_KW_ENCOURAGED, &indicator->encouraged_at);
    visit_node(walk, TC_KW_MET_WHEN, indicator->met_when);
    visit_node(walk, TC_KW_MAX_POINTS, indicator->max_points);
    visit_node(walk, TC_KW_SCORED_AS, indicator->points);
}

static void group_roots(Walk *walk, const TcGroup *group)
{
    visit_node(walk, TC_KW_MAX_POINTS, group->max_points);
    visit_node(walk, TC_KW_WEIGHT, group->weight);
}

static void ranking_roots(Walk *walk, const TcRanking *ranking)
{
    visit_node(walk, TC_KW_NOT_APPLICABLE_WHEN, ranking->not_applicable_when);
    visit_node(walk, TC_KW_COMPUTED_AS, ranking->by);
}

static void walk_part(Walk *walk, const TcModel *model)
{
    TcRefKind kind = walk->root.owner;
    uint32_t index = walk->root.index;
    if (kind == TC_REF_INDICATOR)
        indicator_roots(walk, &model->indicators[index]);
    else if (kind == TC_REF_GROUP)
        group_roots(walk, &model->groups[index]);
    else if (kind == TC_REF_CRITERION)
        group_roots(walk, &model->criteria[index]);
    else if (kind == TC_REF_VERDICT)
        visit_node(walk, TC_KW_MET_WHEN, model->verdicts[index].met_when);
    else if (kind == TC_REF_GRADE)
        visit_node(walk, TC_KW_SCORED_AS, model->grades[index].content);
    else if (kind == TC_REF_RANKING)
        ranking_roots(walk, &model->rankings[index]);
    else if (kind == TC_REF_DEFINITION)
        visit_node(walk, TC_KW_DEFINITIONS, model->definitions[index].value);
    else if (kind == TC_REF_PARAMETER)
        visit_node(walk, TC_KW_PARAMETERS, model->parameters[index].value);
    else if (kind == TC_REF_SET)
        visit_node(walk, TC_KW_MAX_POINTS, model->max_points);
    else if (kind == TC_REF_NONE)
        visit_node(walk, TC_KW_DATA_CHECK, model->checks[index].condition);
}

void tc_part_roots(const TcModel *model, TcRefKind kind, uint32_t index, TcRootVisitor visit,
                   void *data)
{
    Walk walk = {.root = {.owner = kind, .index = index}, .visit = visit, .data = data};
    walk_part(&walk, model);
}

void tc_all_roots(const TcModel *model, TcRootVisitor visit, void *data)
{
    const struct {
        TcRefKind kind;
        uint32_t n;
    } parts[] = {
        {TC_REF_PARAMETER, model->n_parameters}, {TC_REF_DEFINITION, model->n_definitions},
        {TC_REF_NONE, model->n_checks},          {TC_REF_SET, 1},
        {TC_REF_GROUP, model->n_groups},         {TC_REF_CRITERION, model->n_criteria},
        {TC_REF_INDICATOR, model->n_indicators}, {TC_REF_VERDICT, model->n_verdicts},
        {TC_REF_GRADE, model->n_grades},         {TC_REF_RANKING, model->n_rankings},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        for (uint32_t index = 0; index < parts[i].n; index++)
            tc_part_roots(model, parts[i].kind, index, visit, data);
}
