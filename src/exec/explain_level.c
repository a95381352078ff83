/* The requirement in force: which riêng, case or band, and what chose it. */
#include "exec/explain_internal.h"

#include "exec/reference_internal.h"

typedef struct {
    TcExplainer *explainer;
    uint32_t self;
    const TcValue *subject;
    GArray *levels; /* TcExplainedLevel */
} Levels;

static TcTruth condition_of(const Levels *levels, const TcNode *node)
{
    return tc_ref_condition(tc_probe_ask(levels->explainer->probe), node, levels->self);
}

/* The number or day that a phrase asks for. */
static TcShown level_of(const Levels *levels, const TcNode *node)
{
    const TcRefScope scope = {levels->self, levels->subject, true};
    TcShown shown = {NULL, NULL};
    const TcNode *value = levels->explainer->model->indicators[levels->self].value;
    TcValue level;
    tc_value_init(&level);
    tc_ref_result(tc_probe_ask(levels->explainer->probe), node, &scope, &level);
    if (level.defined && (level.kind == TC_VALUE_NUMBER || level.kind == TC_VALUE_DATE))
        shown = tc_explain_value(levels->explainer, &level, value ? value->type : node->type, NULL);
    tc_value_clear(&level);
    return shown;
}

static void add_level(const Levels *levels, const TcNode *node, TcTruth in_force,
                      TcLevelOrigin origin, const char *condition)
{
    TcExplainedLevel level = {origin, in_force, tc_explain_source(levels->explainer, node),
                              condition, level_of(levels, node)};
    if (node->kind == TC_NODE_TABLE)
        level.text = level.level.shown;
    g_array_append_val(levels->levels, level);
}

static TcTruth band_fits(const Levels *levels, const TcNode *scale, const TcNode *band)
{
    TcReference *reference = tc_probe_ask(levels->explainer->probe);
    TcTruth fits = TC_TRUTH_NO;
    TcValue subject;
    tc_value_init(&subject);
    tc_reference_value(reference, scale->items[0], levels->self, &subject);
    for (uint32_t i = 1; i < band->n; i++)
        fits = tc_truth_or(fits, tc_ref_fits(reference, band->items[i], &subject, levels->self));
    tc_value_clear(&subject);
    return fits;
}

/* "[Loại]: "đô thị"": what the subject of a scale had to be. */
static const char *band_condition(const Levels *levels, const TcNode *scale, const TcNode *band)
{
    GString *text = g_string_new(tc_explain_source(levels->explainer, scale->items[0]));
    for (uint32_t i = 1; i < band->n; i++)
        g_string_append_printf(text, "%s %s", i == 1 ? ":" : ",",
                               tc_explain_source(levels->explainer, band->items[i]));
    return tc_explain_keep(levels->explainer, g_string_free(text, FALSE));
}

/* Adds what @node may ask for; @in_force: it does, or may. */
static void add_content(const Levels *levels, const TcNode *node, TcTruth in_force,
                        TcLevelOrigin origin, const char *condition)
{
    const bool scale = node->kind == TC_NODE_SCALE;
    if (!scale && node->kind != TC_NODE_CASES) {
        add_level(levels, node, in_force, origin, condition);
        return;
    }
    for (uint32_t i = scale; i < node->n; i++) {
        const TcNode *item = node->items[i];
        if (item->kind == TC_NODE_OTHERWISE) {
            add_content(levels, item->items[0], in_force, TC_LEVEL_REST, NULL);
            continue;
        }
        const TcTruth guard =
            scale ? band_fits(levels, node, item) : condition_of(levels, item->items[0]);
        if (guard == TC_TRUTH_NO)
            continue;
        const char *why = scale ? band_condition(levels, node, item)
                                : tc_explain_source(levels->explainer, item->items[0]);
        add_content(levels, item->items[scale ? 0 : 1], tc_truth_and(in_force, guard),
                    TC_LEVEL_CASE, why);
        if (guard == TC_TRUTH_YES)
            return;
        in_force = TC_TRUTH_OPEN;
    }
}

static void add_requirement(const Levels *levels, const TcRequirement *requirement)
{
    TcTruth rest = TC_TRUTH_YES;
    for (uint32_t i = 0; i < requirement->n_excepts; i++) {
        const TcNode *except = requirement->excepts[i];
        const TcTruth guard = condition_of(levels, except->items[0]);
        if (guard == TC_TRUTH_NO)
            continue;
        if (guard == TC_TRUTH_YES) /* riêng are disjoint or agree: this one answers */
            g_array_set_size(levels->levels, 0);
        add_content(levels, except->items[1], guard, TC_LEVEL_EXCEPT,
                    tc_explain_source(levels->explainer, except->items[0]));
        if (guard == TC_TRUTH_YES)
            return;
        rest = TC_TRUTH_OPEN;
    }
    if (requirement->content)
        add_content(levels, requirement->content, rest, TC_LEVEL_GENERAL, NULL);
}

static TcTruth goal_reached(const Levels *levels, const TcRequirement *goal)
{
    TcValue result;
    tc_value_init(&result);
    tc_ref_requirement(tc_probe_ask(levels->explainer->probe), goal,
                       &(TcRefScope){levels->self, levels->subject, false}, &result);
    const TcTruth reached = tc_value_truth(&result);
    tc_value_clear(&result);
    return reached;
}

static const char *goal_text(const Levels *levels, const TcRequirement *goal)
{
    const guint before = levels->levels->len;
    if (!goal->content && goal->n_excepts == 0)
        return NULL;
    add_requirement(levels, goal);
    const char *text = NULL;
    if (levels->levels->len > before)
        text = g_array_index(levels->levels, TcExplainedLevel, before).text;
    g_array_set_size(levels->levels, before);
    return text;
}

void tc_explain_levels(TcExplainer *explainer, TcExplainedIndicator *indicator)
{
    const TcIndicator *part = &explainer->model->indicators[indicator->index];
    TcValue subject;
    tc_value_init(&subject);
    tc_reference_indicator_value(tc_probe_ask(explainer->probe), indicator->index, &subject);
    Levels levels = {explainer, indicator->index, &subject,
                     g_array_new(FALSE, FALSE, sizeof(TcExplainedLevel))};
    indicator->aiming_at.text = goal_text(&levels, &part->aiming_at);
    indicator->encouraged_at.text = goal_text(&levels, &part->encouraged_at);
    if (indicator->aiming_at.text)
        indicator->aiming_at.reached = goal_reached(&levels, &part->aiming_at);
    if (indicator->encouraged_at.text)
        indicator->encouraged_at.reached = goal_reached(&levels, &part->encouraged_at);
    add_requirement(&levels, &part->required);
    indicator->n_levels = levels.levels->len;
    indicator->levels = TC_EXPLAIN_NEW(explainer, TcExplainedLevel, indicator->n_levels);
    for (uint32_t i = 0; i < indicator->n_levels; i++)
        indicator->levels[i] = g_array_index(levels.levels, TcExplainedLevel, i);
    g_array_unref(levels.levels);
    tc_value_clear(&subject);
}

const char *tc_explain_branch(TcExplainer *explainer, const TcNode *node, uint32_t self)
{
    const Levels levels = {explainer, self, NULL, NULL};
    const bool scale = node->kind == TC_NODE_SCALE;
    if (!scale && node->kind != TC_NODE_CASES)
        return node->kind == TC_NODE_TABLE ? NULL : tc_explain_source(explainer, node);
    for (uint32_t i = scale; i < node->n; i++) {
        const TcNode *item = node->items[i];
        const bool rest = item->kind == TC_NODE_OTHERWISE;
        TcTruth guard = TC_TRUTH_YES;
        if (!rest)
            guard = scale ? band_fits(&levels, node, item) : condition_of(&levels, item->items[0]);
        if (guard == TC_TRUTH_OPEN)
            return NULL;
        if (guard == TC_TRUTH_YES)
            return tc_explain_source(explainer, item);
    }
    return NULL;
}
