/* Checks for slips of copying and moving: one title twice, an indicator in another's group, two
 * sides that are the same. */
#include "sema/checker.h"

#include <string.h>
#include "base/text.h"
#include "sema/words.h"

/* --- titles ----------------------------------------------------------------------------------- */

void tc_check_titles(TcChecker *checker)
{
    const TcModel *model = checker->model;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i < model->n_indicators; i++) {
        const TcIndicator *indicator = &model->indicators[i];
        if (!indicator->title)
            continue;
        g_autofree char *key = tc_text_key(indicator->title, strlen(indicator->title));
        char *place = g_strdup_printf("%u %u %s", indicator->group, indicator->criterion, key);
        const TcIndicator *first = g_hash_table_lookup(seen, place);
        if (first && g_strcmp0(first->code, indicator->code) != 0) {
            TcDiag *diag = tc_diag(checker->sema->diags, TC_DIAG_TITLE_TWICE, indicator->head->at,
                                   first->code, indicator->code, indicator->title, NULL);
            tc_check_label(checker, diag, first);
        }
        g_hash_table_replace(seen, place, (void *)(first ? first : indicator));
    }
}

/* --- codes ------------------------------------------------------------------------------------ */

/* Is @code one of those below @parent: 3.4 below 3? */
static bool is_below(const char *code, const char *parent)
{
    size_t length = parent ? strlen(parent) : 0;
    return length && code && strncmp(code, parent, length) == 0 && code[length] == '.';
}

/* The one of @parts that @code is below, or n. */
static uint32_t parent_among(const TcGroup *parts, uint32_t n, const char *code)
{
    uint32_t i = 0;
    while (i < n && !is_below(code, parts[i].code))
        i++;
    return i;
}

static void check_group_of(TcChecker *checker, const TcIndicator *indicator)
{
    const TcModel *model = checker->model;
    TcLang said = checker->sema->said;
    bool in_criterion = indicator->criterion != TC_NO_PART,
         in_group = indicator->group != TC_NO_PART;
    if ((in_criterion && is_below(indicator->code, model->criteria[indicator->criterion].code)) ||
        (in_group && is_below(indicator->code, model->groups[indicator->group].code)) ||
        (!in_criterion && !in_group))
        return;
    uint32_t criterion = parent_among(model->criteria, model->n_criteria, indicator->code);
    uint32_t group = parent_among(model->groups, model->n_groups, indicator->code);
    bool of_criterion = criterion < model->n_criteria;
    if (!of_criterion && group == model->n_groups)
        return;
    g_autofree char *stands =
        in_criterion ? tc_words_part(model, TC_REF_CRITERION, indicator->criterion, said)
                     : tc_words_part(model, TC_REF_GROUP, indicator->group, said);
    g_autofree char *numbered = of_criterion
                                    ? tc_words_part(model, TC_REF_CRITERION, criterion, said)
                                    : tc_words_part(model, TC_REF_GROUP, group, said);
    tc_diag(checker->sema->diags, TC_DIAG_OTHER_GROUP, indicator->head->at, indicator->code, stands,
            numbered, NULL);
}

void tc_check_groups(TcChecker *checker)
{
    for (uint32_t i = 0; i < checker->model->n_indicators; i++)
        check_group_of(checker, &checker->model->indicators[i]);
}

/* --- whom and in what ------------------------------------------------------------------------- */

static void check_units(TcChecker *checker, const TcIndicator *indicator)
{
    const TcUnitList *in = &indicator->only_for, *out = &indicator->not_for;
    for (uint32_t i = 0; i < in->n; i++)
        for (uint32_t j = 0; j < out->n; j++)
            if (g_strcmp0(in->units[i].key, out->units[j].key) == 0 &&
                g_strcmp0(in->units[i].parent, out->units[j].parent) == 0)
                tc_diag(checker->sema->diags, TC_DIAG_NEVER_APPLIES,
                        tc_head_clause(indicator->head, TC_KW_NOT_FOR)->span, indicator->code,
                        out->units[j].text, NULL);
}

static bool says_percent(const char *key)
{
    static const char *const words[] = {"%", "phần trăm", "tỷ lệ %", "percent", "per cent"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *word = tc_text_key(words[i], strlen(words[i]));
        if (strcmp(key, word) == 0)
            return true;
    }
    return false;
}

/* % over what is no share; things over what is one. */
static void check_measure(TcChecker *checker, const TcIndicator *indicator)
{
    const TcType *type = indicator->value ? indicator->value->type : NULL;
    const char *unit = indicator->about.unit;
    if (!unit || !type || type->kind != TC_KIND_NUMBER)
        return;
    g_autofree char *key = tc_text_key(unit, strlen(unit));
    const TcUnitInfo *info = g_hash_table_lookup(checker->sema->units, key);
    bool wrong = type->ratio ? info && info->counted : says_percent(key);
    if (!wrong)
        return;
    g_autofree char *computed = tc_words_type(type, checker->sema->said);
    tc_diag(checker->sema->diags, TC_DIAG_UNIT_OF_VALUE,
            tc_head_clause(indicator->head, TC_KW_UNIT_OF_MEASURE)->span, indicator->code, unit,
            computed, NULL);
}

void tc_check_measures(TcChecker *checker)
{
    for (uint32_t i = 0; i < checker->model->n_indicators; i++) {
        check_units(checker, &checker->model->indicators[i]);
        check_measure(checker, &checker->model->indicators[i]);
    }
}

/* --- two sides -------------------------------------------------------------------------------- */

/* In longer lists a search for pairs would cost more than it tells. */
enum { MAX_OPERANDS = 64 };

static void report_same(TcChecker *checker, const TcNode *node, const TcNode *first,
                        const TcNode *second)
{
    g_autofree char *side = tc_check_text(second);
    g_autofree char *whole = tc_check_text(node);
    TcDiag *diag =
        tc_diag(checker->sema->diags, TC_DIAG_SAME_SIDES, second->span, whole, side, NULL);
    tc_diag_label(diag, first->span, tc_msg(checker->sema->said, TC_MSG_OTHER_PLACE));
}

void tc_check_same_sides(TcChecker *checker, TcNode *node)
{
    bool division = node->kind == TC_NODE_BINARY && node->sub == TC_OP_DIV;
    if ((division || node->kind == TC_NODE_COMPARE) && node->n == 2 &&
        tc_check_same(node->items[0], node->items[1]) &&
        !tc_has_constant(checker->model, node->items[0]))
        report_same(checker, node, node->items[0], node->items[1]);
}

/* Does @later say nothing beside @earlier: the same once more, or in a sum taken away again? */
static bool is_needless(const TcNode *chain, uint32_t earlier, uint32_t later)
{
    const TcNode *a = chain->items[earlier], *b = chain->items[later];
    bool sum = chain->kind == TC_NODE_CHAIN && chain->sub == TC_OP_ADD;
    if (sum && tc_chain_sign(chain, earlier) == tc_chain_sign(chain, later))
        return false;
    TcNode left = *a, right = *b;
    left.flags = right.flags = 0;
    return tc_check_same(&left, &right);
}

/* Operands of và, hoặc, of a difference, contents of a list. */
void tc_check_same_operands(TcChecker *checker, TcNode *node)
{
    for (uint32_t i = 1; node->n <= MAX_OPERANDS && i < node->n; i++)
        for (uint32_t j = 0; j < i; j++) {
            const TcNode *a = node->items[j], *b = node->items[i];
            bool item = a->kind == TC_NODE_ITEM && b->kind == TC_NODE_ITEM && a->n && b->n;
            if (item ? tc_check_same(a->items[0], b->items[0]) : is_needless(node, j, i)) {
                report_same(checker, node, a, b);
                return;
            }
        }
}
