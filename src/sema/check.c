/* Pass 5: what is written correctly and still cannot be meant.
 *
 * Before: references and types, where they could be found. After: nothing has changed but the list
 * of diagnostics. Each check is one function and one row below; node checks see every node of a
 * kind, with where it stands in `root`, part checks see the model. Checks are silent about ERROR
 * nodes and types, and what speaks of something missing is silent about all that a clause which
 * could not be read may bear on. */
#include "sema/checker.h"

#include <string.h>
#include "base/date.h"
#include "base/number.h"
#include "sema/roots.h"
#include "sema/ties.h"
#include "sema/whole.h"
#include "sema/words.h"

/* @whole: rests on numbers or on what is not there, so it waits until the indicator (whole.h) or
 * the file can be read. */
static const struct {
    TcNodeKind kind;
    TcNodeCheck *check;
    bool whole;
} node_checks[] = {
    {TC_NODE_CHAIN, tc_check_mixed_logic, false},
    {TC_NODE_CHAIN, tc_check_same_operands, true},
    {TC_NODE_BINARY, tc_check_denominator, true},
    {TC_NODE_BINARY, tc_check_same_sides, true},
    {TC_NODE_BINARY, tc_check_hundredfold, true},
    {TC_NODE_COMPARE, tc_check_same_sides, true},
    {TC_NODE_COMPARE, tc_check_unknown_compared, false},
    {TC_NODE_HAS_DATA, tc_check_has_data, false},
    {TC_NODE_COMPARE, tc_check_share_equal, true},
    {TC_NODE_COMPARE, tc_check_one_sided_compare, true},
    {TC_NODE_WITHIN, tc_check_one_sided_within, true},
    {TC_NODE_COUNT, tc_check_one_sided_count, true},
    {TC_NODE_COUNT, tc_check_count, true},
    {TC_NODE_COMPARE, tc_check_count_compared, true},
    {TC_NODE_WITHIN, tc_check_count_within, true},
    {TC_NODE_UNARY, tc_check_not_met, true},
    {TC_NODE_PHRASE, tc_check_share_phrase, true},
    {TC_NODE_PHRASE, tc_check_phrase, true},
    {TC_NODE_SCALE, tc_check_scale, true},
    {TC_NODE_SCALE, tc_check_one_sided_scale, true},
    {TC_NODE_CASES, tc_check_cases, true},
    {TC_NODE_TABLE, tc_check_table, true},
    {TC_NODE_CONTENTS, tc_check_contents, true},
    {TC_NODE_CONTENTS, tc_check_same_operands, true},
    {TC_NODE_MEMBER, tc_check_same_operands, true},
    {TC_NODE_CONTENTS, tc_check_letters, false},
    {TC_NODE_STATE, tc_check_encouraged_named, false},
    {TC_NODE_OWN, tc_check_encouraged_named, false},
};

/* @whole: waits until the file can be read; the checks that do not leave out indicators that are
 * not whole where they must. */
static const struct {
    TcPartCheck *check;
    bool whole;
} part_checks[] = {
    {tc_check_header, true},          {tc_check_sources, true},
    {tc_check_indicators, true},      {tc_check_traits, false},
    {tc_check_conclusions, true},     {tc_check_unused, true},
    {tc_check_parameters, false},     {tc_check_lookalikes, false},
    {tc_check_verbatim, false},       {tc_check_excepts, false},
    {tc_check_reach, false},          {tc_check_points, false},
    {tc_check_maxima, true},          {tc_check_rankings, true},
    {tc_check_verdicts, true},        {tc_check_titles, true},
    {tc_check_groups, true},          {tc_check_measures, true},
    {tc_check_levels_beside, true},   {tc_check_steady_points, true},
    {tc_check_steady_verdicts, true},
};

char *tc_check_line(const TcNode *node)
{
    uint32_t line = node->at.source ? tc_source_place(node->at.source, node->at.start).line : 0;
    return g_strdup_printf("%u", line);
}

/* Without the brackets around it. */
char *tc_check_text(const TcNode *node)
{
    g_autofree char *text = node->span.source ? tc_span_text(node->span) : g_strdup("");
    size_t length = strlen(text);
    if (node->flags & TC_FLAG_PAREN && length > 1 && text[0] == '(' && text[length - 1] == ')')
        return g_strstrip(g_strndup(text + 1, length - 2));
    return g_steal_pointer(&text);
}

static bool same_node(const TcNode *a, const TcNode *b)
{
    bool numbers =
        a->number && b->number ? mpq_equal(a->number, b->number) : a->number == b->number;
    return a->kind == b->kind && a->sub == b->sub && a->n == b->n && a->day == b->day &&
           ((a->flags ^ b->flags) & ~(TC_FLAG_PAREN | TC_FLAG_POINTS)) == 0 && numbers &&
           a->ref.kind == b->ref.kind && a->ref.index == b->ref.index &&
           (a->ref.kind != TC_REF_NONE || g_strcmp0(a->text, b->text) == 0);
}

bool tc_check_same(const TcNode *a, const TcNode *b)
{
    if (!same_node(a, b))
        return false;
    for (uint32_t i = 0; i < a->n; i++)
        if (!tc_check_same(a->items[i], b->items[i]))
            return false;
    return true;
}

const char *tc_check_word(const TcChecker *checker, TcKeyword keyword)
{
    return tc_keyword_name(keyword, checker->model->lang);
}

void tc_check_label(const TcChecker *checker, TcDiag *diag, const TcIndicator *indicator)
{
    uint32_t index = (uint32_t)(indicator - checker->model->indicators);
    g_autofree char *part =
        tc_words_part(checker->model, TC_REF_INDICATOR, index, checker->sema->said);
    tc_diag_label(diag, indicator->head->at, part);
}

char *tc_check_number(const TcChecker *checker, const TcType *type, const mpq_t value)
{
    char date[TC_DATE_TEXT];
    if (type && type->kind == TC_KIND_DATE) {
        int32_t day = (int32_t)mpz_get_si(mpq_numref(value));
        return g_strdup(tc_date_format(day, checker->model->lang, date));
    }
    if (type && type->calendar)
        return tc_number_exact(value, checker->model->lang);
    return tc_words_number(checker->sema, (TcSpan){0}, value, type && type->ratio);
}

static void mark_used(TcChecker *checker, const TcNode *node)
{
    bool name = node->ref.kind == TC_REF_COLUMN || node->ref.kind == TC_REF_DEFINITION ||
                node->ref.kind == TC_REF_PARAMETER;
    if (name)
        checker->used[node->ref.kind][node->ref.index] = true;
}

static bool is_whole(const TcChecker *checker)
{
    const TcRoot *root = &checker->root;
    return !checker->sema->broken ||
           (root->owner == TC_REF_INDICATOR && checker->whole[root->index]);
}

/* Nodes that a pass has put into the tree stand where their inner node stands. */
static void walk(TcChecker *checker, TcNode *node)
{
    bool choice = tc_node_is_choice(node);
    mark_used(checker, node);
    for (size_t i = 0; i < G_N_ELEMENTS(node_checks); i++)
        if (node_checks[i].kind == node->kind && (!node_checks[i].whole || is_whole(checker)))
            node_checks[i].check(checker, node);
    if (choice)
        g_ptr_array_add(checker->choices, node);
    for (uint32_t i = 0; i < node->n; i++)
        walk(checker, node->items[i]);
    if (choice)
        g_ptr_array_set_size(checker->choices, (int)checker->choices->len - 1);
}

static void walk_root(const TcRoot *root, void *data)
{
    TcChecker *checker = data;
    checker->root = *root;
    walk(checker, root->node);
}

void tc_checker_init(TcChecker *checker, TcSema *sema)
{
    const TcModel *model = sema->model;
    *checker = (TcChecker){.sema = sema, .model = model, .choices = g_ptr_array_new()};
    checker->used[TC_REF_COLUMN] = g_new0(bool, model->schema.n_columns + 1);
    checker->used[TC_REF_DEFINITION] = g_new0(bool, model->n_definitions + 1);
    checker->used[TC_REF_PARAMETER] = g_new0(bool, model->n_parameters + 1);
    tc_ties_build(checker);
    tc_whole_find(checker);
}

void tc_checker_clear(TcChecker *checker)
{
    tc_ties_clear(checker);
    g_free(checker->whole);
    g_ptr_array_free(checker->choices, TRUE);
    for (size_t i = 0; i < G_N_ELEMENTS(checker->used); i++)
        g_free(checker->used[i]);
}

void tc_check(TcSema *sema)
{
    TcChecker checker;
    tc_checker_init(&checker, sema);
    tc_all_roots(sema->model, walk_root, &checker);
    for (size_t i = 0; i < G_N_ELEMENTS(part_checks); i++)
        if (!(part_checks[i].whole && sema->broken))
            part_checks[i].check(&checker);
    tc_checker_clear(&checker);
}
