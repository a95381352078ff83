/* Texts of rules for reports. */
#include "report/rule_text.h"

#include "base/diag.h"
#include "base/msg.h"
#include "base/date.h"
#include "base/number.h"
#include "sema/written.h"

char *tc_rule_clause(const TcModel *model, const TcIndicator *indicator, TcKeyword keyword)
{
    return tc_written_clause(model, tc_head_clause(indicator->head, keyword));
}

/* Has it a yêu cầu or đạt khi of its own? */
static bool asks(const TcIndicator *indicator)
{
    return tc_head_clause(indicator->head, TC_KW_REQUIRED) ||
           tc_head_clause(indicator->head, TC_KW_MET_WHEN);
}

char *tc_rule_requirement(const TcModel *model, const TcIndicator *indicator)
{
    static const TcKeyword clauses[] = {TC_KW_REQUIRED, TC_KW_MET_WHEN, TC_KW_SCORED_AS};
    for (size_t i = 0; i < G_N_ELEMENTS(clauses); i++) {
        const TcNode *clause = tc_head_clause(indicator->head, clauses[i]);
        if (clause && clause->n > 0)
            return tc_written_clause(model, clause);
    }
    return g_strdup("");
}

char *tc_rule_asked(const TcModel *model, const TcIndicator *indicator)
{
    g_autofree char *head = tc_diag_words("{SCORED_AS}: ", model->lang);
    g_autofree char *words = tc_rule_requirement(model, indicator);
    return g_strconcat(*words && !asks(indicator) ? head : "", words, NULL);
}

char *tc_rule_further(const TcModel *model, const TcIndicator *indicator)
{
    static const struct {
        TcKeyword keyword;
        const char *head;
    } clauses[] = {
        {TC_KW_AIMING_AT, "{AIMING_AT}: "}, {TC_KW_ENCOURAGED, "{ENCOURAGED}: "},
        {TC_KW_SCORED_AS, "{SCORED_AS}: "}, {TC_KW_NOT_APPLICABLE_WHEN, "{NOT_APPLICABLE_WHEN}: "},
        {TC_KW_NOT_FOR, "{NOT_FOR} "},      {TC_KW_ONLY_FOR, "{ONLY_FOR} "},
    };
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(clauses); i++) {
        g_autofree char *text = tc_rule_clause(model, indicator, clauses[i].keyword);
        g_autofree char *head = tc_diag_words(clauses[i].head, model->lang);
        if (clauses[i].keyword == TC_KW_SCORED_AS && !asks(indicator))
            continue; /* told as what it asks */
        if (*text != '\0')
            g_string_append_printf(out, "%s%s%s", out->len > 0 ? "; " : "", head, text);
    }
    return g_string_free(out, FALSE);
}

enum { CONSTANT_STEPS = 1000 }; /* parameters made of parameters can be a tree of any size */

static bool constant(const TcModel *model, const TcNode *node, unsigned *steps, mpq_t value);

static bool constant_binary(const TcModel *model, const TcNode *node, unsigned *steps, mpq_t value)
{
    mpq_t right;
    bool known = true;
    mpq_init(right);
    if (!constant(model, node->items[0], steps, value) ||
        !constant(model, node->items[1], steps, right))
        known = false;
    else if (node->sub == TC_OP_MUL)
        mpq_mul(value, value, right);
    else if (node->sub == TC_OP_DIV && mpq_sgn(right) != 0)
        mpq_div(value, value, right);
    else
        known = false;
    mpq_clear(right);
    return known;
}

static bool constant_sum(const TcModel *model, const TcNode *node, unsigned *steps, mpq_t value)
{
    mpq_t next;
    mpq_init(next);
    bool known = node->sub == TC_OP_ADD && constant(model, node->items[0], steps, value);
    for (uint32_t i = 1; known && i < node->n; i++) {
        known = constant(model, node->items[i], steps, next);
        if (tc_chain_sign(node, i) == TC_OP_SUB)
            mpq_neg(next, next);
        mpq_add(value, value, next);
    }
    mpq_clear(next);
    return known;
}

static bool constant(const TcModel *model, const TcNode *node, unsigned *steps, mpq_t value)
{
    if ((*steps)++ > CONSTANT_STEPS)
        return false;
    if (node->kind == TC_NODE_NUMBER) {
        mpq_set(value, node->number);
        return true;
    }
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_PARAMETER)
        return constant(model, model->parameters[node->ref.index].value, steps, value);
    if (node->kind == TC_NODE_UNARY && node->sub == TC_OP_NEG) {
        bool known = constant(model, node->items[0], steps, value);
        mpq_neg(value, value);
        return known;
    }
    if (node->kind == TC_NODE_CHAIN)
        return constant_sum(model, node, steps, value);
    return node->kind == TC_NODE_BINARY && constant_binary(model, node, steps, value);
}

bool tc_rule_constant(const TcModel *model, const TcNode *node, mpq_t value)
{
    unsigned steps = 0;
    return constant(model, node, &steps, value);
}

char *tc_rule_max_points(const TcModel *model, const TcNode *max_points, TcLang style)
{
    mpq_t value;
    char *text = NULL;
    mpq_init(value);
    if (max_points && tc_rule_constant(model, max_points, value))
        text = tc_number_exact(value, style);
    mpq_clear(value);
    return text;
}

static void append_line(GString *out, char *line)
{
    g_string_append_printf(out, "%s\n", line);
    g_free(line);
}

char *tc_rule_units(const TcUnitList *list)
{
    if (list->n == 0)
        return NULL;
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < list->n; i++)
        g_string_append_printf(text, "%s%s", i ? "; " : "", list->units[i].text);
    return g_string_free(text, FALSE);
}

static void append_some(GString *out, TcLang lang, TcMsg message, const char *text)
{
    if (text)
        append_line(out, tc_msg_format(lang, message, text, NULL));
}

/* "cấp xã trực thuộc cấp huyện" as the file has it. Returns: (transfer full), NULL if not stated.
 */
static char *levels_of(const TcModel *model)
{
    g_autofree char *within = tc_diag_words(" {WITHIN_LEVEL} ", model->lang);
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < model->n_levels; i++)
        g_string_append_printf(text, "%s%s", i ? within : "", model->levels[i]);
    return g_string_free(text, model->n_levels == 0);
}

static void append_day(GString *out, TcLang lang, TcMsg message, bool has, int32_t day)
{
    char text[TC_DATE_TEXT];
    if (has)
        append_line(out, tc_msg_format(lang, message, tc_date_format(day, lang, text), NULL));
}

char *tc_rule_known(const TcModel *model, TcLang lang)
{
    char day[TC_DATE_TEXT];
    if (!model->has_known)
        return NULL;
    return tc_msg_format(lang, TC_MSG_DECISION_KNOWN, tc_date_format(model->known_on, lang, day),
                         NULL);
}

void tc_rule_decision(const TcModel *model, TcLang lang, GString *out)
{
    g_autofree char *only_for = tc_rule_units(&model->only_for);
    g_autofree char *levels = levels_of(model);
    g_autofree char *points = tc_rule_max_points(model, model->max_points, lang);
    append_some(out, lang, TC_MSG_EXPLAIN_ISSUED, model->issued_with);
    append_some(out, lang, TC_MSG_DECISION_AMENDED, model->amended_by);
    append_day(out, lang, TC_MSG_DECISION_KNOWN, model->has_known, model->known_on);
    append_some(out, lang, TC_MSG_DECISION_LEVELS, levels);
    append_day(out, lang, TC_MSG_DECISION_SIGNED, model->has_signed, model->signed_on);
    append_day(out, lang, TC_MSG_DECISION_FROM, model->has_from, model->in_force_from);
    append_day(out, lang, TC_MSG_DECISION_UNTIL, model->has_until, model->in_force_until + 1);
    append_some(out, lang, TC_MSG_DECISION_SUPERSEDES, model->supersedes);
    append_some(out, lang, TC_MSG_DECISION_ONLY_FOR, only_for);
    append_some(out, lang, TC_MSG_DECISION_POINTS, points);
}

typedef struct {
    const TcModel *model;
    TcNodeVisitor visit;
    void *data;
    bool *entered; /* definitions */
} Walk;

static void walk(Walk *w, const TcNode *node)
{
    if (!node)
        return;
    w->visit(node, w->data);
    if (node->kind == TC_NODE_NAME && node->ref.kind == TC_REF_DEFINITION &&
        !w->entered[node->ref.index]) {
        w->entered[node->ref.index] = true;
        walk(w, w->model->definitions[node->ref.index].value);
    }
    for (uint32_t i = 0; i < node->n; i++)
        walk(w, node->items[i]);
}

static void walk_requirement(Walk *w, const TcRequirement *requirement)
{
    walk(w, requirement->content);
    for (uint32_t i = 0; i < requirement->n_excepts; i++)
        walk(w, requirement->excepts[i]);
}

void tc_rule_walk(const TcModel *model, const TcNode *node, TcNodeVisitor visit, void *data)
{
    Walk w = {model, visit, data, g_new0(bool, model->n_definitions + 1)};
    walk(&w, node);
    g_free(w.entered);
}

void tc_rule_walk_indicator(const TcModel *model, const TcIndicator *indicator, TcNodeVisitor visit,
                            void *data)
{
    Walk w = {model, visit, data, g_new0(bool, model->n_definitions + 1)};
    walk(&w, indicator->not_applicable_when);
    walk(&w, indicator->value);
    walk_requirement(&w, &indicator->required);
    walk_requirement(&w, &indicator->aiming_at);
    walk_requirement(&w, &indicator->encouraged_at);
    walk(&w, indicator->met_when);
    walk(&w, indicator->max_points);
    walk(&w, indicator->points);
    g_free(w.entered);
}
