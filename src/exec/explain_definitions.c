/* What the definitions that an indicator rests on came to. */
#include "exec/comparisons.h"
#include "exec/explain_internal.h"
#include "exec/explain_words.h"

static bool is_definition(const TcNode *node, uint32_t index)
{
    return node && node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_DEFINITION &&
           node->ref.index == index;
}

static void add_mark(TcExplainer *explainer, const TcNode *node, uint32_t self, TcMarks *marks)
{
    TcValue value;
    tc_value_init(&value);
    tc_reference_value(tc_probe_ask(explainer->probe), node, self, &value);
    if (value.defined && !value.none && value.kind == TC_VALUE_NUMBER)
        tc_marks_add(marks, value.number);
    tc_value_clear(&value);
}

/* What it is held against, by its name or as the value of an indicator. */
static void marks_of(TcExplainer *explainer, const TcComparisons *set, uint32_t index,
                     TcMarks *marks)
{
    for (guint i = 0; i < set->list->len; i++) {
        const TcComparison *comparison = &g_array_index(set->list, TcComparison, i);
        const TcNode *left = comparison->left;
        if (comparison->points)
            continue;
        if (!left)
            left = explainer->model->indicators[comparison->subject].value;
        if (is_definition(left, index))
            add_mark(explainer, comparison->right, comparison->self, marks);
        else if (is_definition(comparison->right, index))
            add_mark(explainer, left, comparison->self, marks);
    }
}

/* What the evaluator knows of a number that the row leaves open: it, or its ends where both say
 * something. */
static void take_ends(TcExplainer *explainer, const TcNode *node, const TcMarks *marks,
                      TcValue *value, TcValue *most)
{
    const bool ratio = node->type->ratio;
    mpq_t low, high;
    mpq_inits(low, high, NULL);
    const TcNumberState state = tc_explain_told_definition(explainer, node, low, high);
    const bool ends =
        state == TC_NUMBER_OPEN && tc_results_is_end(low, ratio) && tc_results_is_end(high, ratio);
    if (ends) {
        tc_explain_outward(low, false, marks);
        tc_explain_outward(high, true, marks);
        tc_value_set_number(most, high);
    }
    if (ends || state == TC_NUMBER_KNOWN)
        tc_value_set_number(value, low);
    mpq_clears(low, high, NULL);
}

/* Its value; one that the row leaves open without the evaluator, as that has it. */
static void tell_value(TcExplainer *explainer, const TcComparisons *set, uint32_t index,
                       TcExplainedDefinition *definition)
{
    const TcNode *node = explainer->model->definitions[index].value;
    TcMarks marks = {0};
    TcTruth truth;
    TcValue value, most;
    tc_value_init(&value);
    tc_value_init(&most);
    tc_reference_value(tc_probe_ask(explainer->probe), node, TC_NO_PART, &value);
    marks_of(explainer, set, index, &marks);
    if (!value.defined && node->type->kind == TC_KIND_NUMBER)
        take_ends(explainer, node, &marks, &value, &most);
    else if (!value.defined && tc_explain_told(explainer, node, &truth) && truth != TC_TRUTH_OPEN)
        tc_value_set_truth(&value, truth, TC_WHY_NOT);
    definition->value = tc_explain_value(explainer, &value, node->type, &marks);
    definition->most = tc_explain_value(explainer, &most, node->type, &marks);
    tc_marks_clear(&marks);
    tc_value_clear(&value);
    tc_value_clear(&most);
}

void tc_explain_definitions(TcExplainer *explainer, const TcComparisons *set,
                            TcExplainedIndicator *indicator)
{
    const TcModel *model = explainer->model;
    uint32_t n = 0;
    for (uint32_t i = 0; i < model->n_definitions; i++)
        n += tc_comparisons_has_part(set, TC_REF_DEFINITION, i);
    indicator->definitions = TC_EXPLAIN_NEW(explainer, TcExplainedDefinition, n);
    for (uint32_t i = 0; i < model->n_definitions; i++) {
        if (!tc_comparisons_has_part(set, TC_REF_DEFINITION, i))
            continue;
        const TcLet *definition = &model->definitions[i];
        TcExplainedDefinition *told = &indicator->definitions[indicator->n_definitions++];
        *told = (TcExplainedDefinition){
            .name = definition->name,
            .formula = tc_explain_source(explainer, definition->value),
            .unit = tc_explain_unit(definition->value->type),
        };
        tell_value(explainer, set, i, told);
    }
}
