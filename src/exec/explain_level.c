/* The requirement in force: which riêng, case or band, and what chose it. */
#include "base/msg.h"
#include "exec/explain_internal.h"

#include "exec/explain_words.h"
#include "exec/reference_internal.h"

typedef struct {
    TcExplainer *explainer;
    uint32_t self;
    const TcValue *subject;
    GArray *levels; /* TcExplainedLevel */
    bool goals;     /* phấn đấu, khuyến khích: a number alone is told as it is */
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

/* 100% of a share, which has no more. */
static bool is_whole_share(const TcNode *phrase)
{
    const TcNode *number = phrase->n > 0 ? phrase->items[0] : phrase;
    return number->kind == TC_NODE_NUMBER && number->type && number->type->ratio &&
           mpq_cmp_ui(number->number, 1, 1) == 0;
}

/* As written; "từ 2 trở lên" of a number alone. A goal that is the least says just the number. */
static const char *text_of(const Levels *levels, const TcNode *node)
{
    TcExplainer *explainer = levels->explainer;
    if (levels->goals && node->flags & TC_FLAG_LENT && node->sub == TC_PHRASE_LOW)
        node = node->items[0];
    const char *text = tc_explain_source(explainer, node);
    const bool bare = node->kind == TC_NODE_PHRASE && (node->sub & TC_PHRASE_BARE);
    if (!text || !bare || levels->goals || is_whole_share(node))
        return text;
    return tc_explain_keep(explainer, tc_msg_format(explainer->lang, TC_MSG_DATA_FROM, text, NULL));
}

static void add_level(const Levels *levels, const TcNode *node, TcTruth in_force,
                      TcLevelOrigin origin, const char *condition)
{
    const bool phrase = node->kind == TC_NODE_PHRASE;
    const bool low =
        phrase && (node->sub & TC_PHRASE_LOW) && !(node->sub & (TC_PHRASE_HIGH | TC_PHRASE_EQUAL));
    const TcExplainedLevel level = {.origin = origin,
                                    .in_force = in_force,
                                    .text = text_of(levels, node),
                                    .condition = condition,
                                    .level = level_of(levels, node),
                                    .least = low || !phrase || (node->sub & TC_PHRASE_BARE),
                                    .beyond = low && (node->sub & TC_PHRASE_LOW_OPEN)};
    g_array_append_val(levels->levels, level);
}

/* --- the branches of a choice --- */

static bool is_rest(const TcNode *choice, const TcNode *item)
{
    return (choice->kind == TC_NODE_TABLE ? item->items[0] : item)->kind == TC_NODE_OTHERWISE;
}

static const TcNode *result_of(const TcNode *choice, const TcNode *item)
{
    if (choice->kind != TC_NODE_TABLE)
        return item->items[item->kind == TC_NODE_BRANCH];
    const TcNode *last = item->items[item->n - 1];
    return last->kind == TC_NODE_OTHERWISE ? last->items[0] : last;
}

static void append(GString *text, const char *between, const char *more)
{
    g_string_append_printf(text, "%s%s", text->len ? between : "", more ? more : "");
}

/* "[Loại]: "đô thị", "ven đô"": what the subject of a scale had to be. */
static char *band_words(const Levels *levels, const TcNode *scale, const TcNode *band)
{
    GString *text = g_string_new(tc_explain_source(levels->explainer, scale->items[0]));
    for (uint32_t i = 1; i < band->n; i++)
        g_string_append_printf(text, "%s %s", i == 1 ? ":" : ",",
                               tc_explain_source(levels->explainer, band->items[i]));
    return g_string_free(text, FALSE);
}

/* "[Vùng]: "miền núi", [Dân số]: từ 5.000 trở lên (dòng 2 của bảng)"; empty cells ask nothing. */
static char *row_words(const Levels *levels, const TcNode *table, uint32_t row)
{
    TcExplainer *explainer = levels->explainer;
    const TcNode *heads = table->items[0], *cells = table->items[row];
    g_autofree char *number = g_strdup_printf("%u", row);
    g_autofree char *place = tc_msg_format(explainer->lang, TC_MSG_EXPLAIN_TABLE_ROW, number, NULL);
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i + 1 < cells->n; i++) {
        if (cells->items[i]->kind != TC_NODE_NONE)
            g_string_append_printf(text, "%s%s: %s", text->len ? ", " : "",
                                   tc_explain_source(explainer, heads->items[i]),
                                   tc_explain_source(explainer, cells->items[i]));
    }
    g_string_append_printf(text, "%s(%s)", text->len ? " " : "", place);
    return g_string_free(text, FALSE);
}

/* What chooses item @i, as written. */
static const char *item_condition(const Levels *levels, const TcNode *choice, uint32_t i)
{
    const TcNode *item = choice->items[i];
    if (choice->kind == TC_NODE_CASES)
        return tc_explain_source(levels->explainer, item->items[0]);
    return tc_explain_keep(levels->explainer, choice->kind == TC_NODE_TABLE
                                                  ? row_words(levels, choice, i)
                                                  : band_words(levels, choice, item));
}

/* Adds "[Vùng] = "miền núi"": what a scale or table looks at, and what it came to. Returns: false
 * if that is not known. */
static bool append_fact(const Levels *levels, const TcNode *subject, GString *text)
{
    TcExplainer *explainer = levels->explainer;
    TcValue value;
    tc_value_init(&value);
    tc_reference_value(tc_probe_ask(explainer->probe), subject, levels->self, &value);
    const char *shown = tc_explain_value(explainer, &value, subject->type, NULL).shown;
    g_autofree char *words = g_strconcat(tc_explain_source(explainer, subject), " = ", shown, NULL);
    append(text, ", ", words);
    tc_value_clear(&value);
    return shown != NULL;
}

/* "không thuộc trường hợp riêng (…)"; NULL: there are none. Takes @conditions. */
static const char *none_of(const Levels *levels, TcMsg msg, GString *conditions)
{
    g_autofree char *text = g_string_free(conditions, FALSE);
    if (!*text)
        return NULL;
    return tc_explain_keep(levels->explainer,
                           tc_msg_format(levels->explainer->lang, msg, text, NULL));
}

/* The facts that a scale or table looks at; NULL for a case list, or while one is open. */
static const char *facts(const Levels *levels, const TcNode *choice)
{
    const TcNode *heads = choice->items[0];
    GString *text = g_string_new(NULL);
    bool known = choice->kind != TC_NODE_CASES;
    if (choice->kind == TC_NODE_SCALE)
        known = append_fact(levels, heads, text);
    for (uint32_t i = 0; choice->kind == TC_NODE_TABLE && i + 1 < heads->n; i++)
        known &= append_fact(levels, heads->items[i], text);
    const char *kept = tc_explain_keep(levels->explainer, g_string_free(text, FALSE));
    return known ? kept : NULL;
}

/* Why it is none of the others. */
static const char *rest_condition(const Levels *levels, const TcNode *choice)
{
    const char *known = facts(levels, choice);
    if (known)
        return known;
    GString *text = g_string_new(NULL);
    for (uint32_t i = choice->kind != TC_NODE_CASES; i < choice->n; i++) {
        if (!is_rest(choice, choice->items[i]))
            append(text, "; ", item_condition(levels, choice, i));
    }
    return none_of(levels, TC_MSG_EXPLAIN_NO_CASE, text);
}

/* --- levels --- */

static const char *both(const Levels *levels, const char *outer, const char *inner)
{
    return outer ? tc_explain_keep(levels->explainer, g_strconcat(outer, "; ", inner, NULL))
                 : inner;
}

static void add_choice(const Levels *levels, const TcNode *choice, TcTruth in_force,
                       const char *condition);

/* Adds what @node may ask for; @in_force: it does, or may. */
static void add_content(const Levels *levels, const TcNode *node, TcTruth in_force,
                        TcLevelOrigin origin, const char *condition)
{
    if (tc_node_is_choice(node))
        add_choice(levels, node, in_force, condition);
    else
        add_level(levels, node, in_force, origin, condition);
}

static void add_choice(const Levels *levels, const TcNode *choice, TcTruth in_force,
                       const char *condition)
{
    TcReference *reference = levels->explainer->probe->reference;
    const guint before = levels->levels->len;
    TcTruth rest = in_force;
    for (uint32_t i = choice->kind != TC_NODE_CASES; i < choice->n; i++) {
        const TcNode *item = choice->items[i], *result = result_of(choice, item);
        if (is_rest(choice, item)) {
            add_content(levels, result, rest, TC_LEVEL_REST,
                        both(levels, condition, rest_condition(levels, choice)));
            continue;
        }
        tc_probe_ask(levels->explainer->probe);
        const TcTruth guard = tc_ref_guard(reference, choice, i, levels->self);
        if (guard == TC_TRUTH_NO)
            continue;
        if (guard == TC_TRUTH_YES && choice->kind != TC_NODE_CASES) {
            g_array_set_size(levels->levels, before); /* disjoint or agree: this one answers */
            rest = in_force;
        }
        add_content(levels, result, tc_truth_and(rest, guard), TC_LEVEL_CASE,
                    both(levels, condition, item_condition(levels, choice, i)));
        if (guard == TC_TRUTH_YES)
            return;
        rest = TC_TRUTH_OPEN;
    }
}

static const char *general_condition(const Levels *levels, const TcRequirement *requirement)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < requirement->n_excepts; i++)
        append(text, "; ", tc_explain_source(levels->explainer, requirement->excepts[i]->items[0]));
    return none_of(levels, TC_MSG_EXPLAIN_NO_EXCEPT, text);
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
        add_content(levels, requirement->content, rest, TC_LEVEL_GENERAL,
                    general_condition(levels, requirement));
}

/* "65%", or all that it may be: "65% hoặc 70%". */
static const char *goal_text(const Levels *levels, const TcRequirement *goal)
{
    g_autofree char *between =
        g_strdup_printf(" %s ", tc_msg(levels->explainer->lang, TC_MSG_EXPLAIN_OR));
    GString *text = g_string_new(NULL);
    add_requirement(levels, goal);
    for (guint i = 0; i < levels->levels->len; i++)
        append(text, between, g_array_index(levels->levels, TcExplainedLevel, i).text);
    g_array_set_size(levels->levels, 0);
    const char *kept = tc_explain_keep(levels->explainer, g_string_free(text, FALSE));
    return *kept ? kept : NULL;
}

void tc_explain_levels(TcExplainer *explainer, TcExplainedIndicator *indicator)
{
    const TcIndicator *part = &explainer->model->indicators[indicator->index];
    TcValue subject;
    tc_value_init(&subject);
    tc_reference_indicator_value(tc_probe_ask(explainer->probe), indicator->index, &subject);
    Levels levels = {explainer, indicator->index, &subject,
                     g_array_new(FALSE, FALSE, sizeof(TcExplainedLevel)), true};
    TcReference *reference = tc_probe_ask(explainer->probe);
    indicator->aiming_at.text = goal_text(&levels, &part->aiming_at);
    indicator->aiming_at.reached =
        tc_reference_requirement(reference, indicator->index, &part->aiming_at);
    indicator->encouraged_at.text = goal_text(&levels, &part->encouraged_at);
    indicator->encouraged_at.reached =
        tc_reference_requirement(reference, indicator->index, &part->encouraged_at);
    levels.goals = false;
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
    const Levels levels = {explainer, self, NULL, NULL, false};
    if (!tc_node_is_choice(node))
        return tc_explain_source(explainer, node);
    for (uint32_t i = node->kind != TC_NODE_CASES; i < node->n; i++) {
        const TcTruth guard = tc_ref_guard(tc_probe_ask(explainer->probe), node, i, self);
        if (guard == TC_TRUTH_OPEN)
            return NULL;
        if (guard == TC_TRUTH_YES && node->kind == TC_NODE_TABLE)
            return is_rest(node, node->items[i]) ? rest_condition(&levels, node)
                                                 : item_condition(&levels, node, i);
        if (guard == TC_TRUTH_YES)
            return tc_explain_source(explainer, node->items[i]);
    }
    return NULL;
}
