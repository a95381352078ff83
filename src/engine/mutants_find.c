/* Finding what can be changed: each clause of a rule set, walked once.
 *
 * Before: the tree of a clause, bound and typed. After: for each change a copy of that tree with
 * the change in it. In a scale or table the ends that meet at one level are moved together, as an
 * author would who mistook that level. */
#include "engine/mutants_internal.h"

#include <stddef.h>
#include <string.h>
#include "base/number.h"
#include "syntax/token.h"

/* --- levels ----------------------------------------------------------------------------------- */

/* The number or date that @node is, a minus before it taken off; or NULL. */
static const TcNode *level_of(const TcNode *node)
{
    if (node->kind == TC_NODE_UNARY && node->sub == TC_OP_NEG)
        node = node->items[0];
    return node->kind == TC_NODE_NUMBER || node->kind == TC_NODE_DATE ? node : NULL;
}

static bool same_level(const TcNode *a, const TcNode *b)
{
    return a->kind == b->kind &&
           (a->kind == TC_NODE_DATE ? a->day == b->day : mpq_equal(a->number, b->number));
}

/* Two mutants: all of @levels, which are one, moved up and down. */
static void move_levels(TcMutantFinder *finder, const GPtrArray *levels, TcSpan span)
{
    for (int by = -1; by <= 1; by += 2) {
        const TcNode *first = g_ptr_array_index(levels, 0);
        g_autofree char *was = tc_span_line(first->span);
        g_autofree char *becomes = NULL;
        for (guint i = 0; i < levels->len; i++) {
            g_autofree char *moved =
                tc_mutant_move(finder, tc_mutant_patch(finder, g_ptr_array_index(levels, i)), by);
            if (!becomes)
                becomes = g_steal_pointer(&moved);
        }
        tc_mutant_emit(finder, TC_MUTANT_MOVED, span, was, becomes);
    }
}

static void move_one(TcMutantFinder *finder, const TcNode *node, TcSpan span)
{
    const TcNode *level = level_of(node);
    g_autoptr(GPtrArray) levels = g_ptr_array_new();
    g_ptr_array_add(levels, (void *)level);
    if (level)
        move_levels(finder, levels, span);
}

/* --- ends of phrases -------------------------------------------------------------------------- */

enum { SINGLE = TC_PHRASE_BARE | TC_PHRASE_EQUAL | TC_PHRASE_NOT };

/* The child that is end LOW or HIGH of @phrase, or NULL. */
static const TcNode *end_of(const TcNode *phrase, unsigned end)
{
    if (phrase->sub & SINGLE || !(phrase->sub & end))
        return NULL;
    const TcNode *node = phrase->n > 1 && end == TC_PHRASE_HIGH ? phrase->items[1] : NULL;
    if (!node || node->kind == TC_NODE_NONE)
        node = phrase->n ? phrase->items[0] : NULL;
    return node && node->kind != TC_NODE_NONE ? node : NULL;
}

static unsigned open_bit(unsigned end)
{
    return end == TC_PHRASE_LOW ? TC_PHRASE_LOW_OPEN : TC_PHRASE_HIGH_OPEN;
}

static void turn_end(TcMutantFinder *finder, const TcNode *phrase, unsigned end)
{
    const TcNode *node = end_of(phrase, end);
    if (!node)
        return;
    g_autofree char *was = tc_span_line(node->span);
    const bool open = phrase->sub & open_bit(end);
    tc_mutant_patch(finder, phrase)->sub ^= (uint16_t)open_bit(end);
    tc_mutant_emit(finder, open ? TC_MUTANT_CLOSED : TC_MUTANT_OPENED, phrase->span, was, NULL);
}

/* A bare value that a requirement asks for at least. */
static void open_bare(TcMutantFinder *finder, const TcNode *phrase)
{
    g_autofree char *was = tc_span_line(phrase->items[0]->span);
    tc_mutant_patch(finder, phrase)->sub = TC_PHRASE_LOW | TC_PHRASE_LOW_OPEN;
    tc_mutant_emit(finder, TC_MUTANT_OPENED, phrase->span, was, NULL);
}

static void change_phrase(TcMutantFinder *finder, const TcNode *phrase)
{
    const bool required = finder->common.part.kind == TC_REF_INDICATOR &&
                          finder->common.offset == offsetof(TcIndicator, required);
    turn_end(finder, phrase, TC_PHRASE_LOW);
    turn_end(finder, phrase, TC_PHRASE_HIGH);
    if (phrase->sub & TC_PHRASE_BARE && required && level_of(phrase->items[0]))
        open_bare(finder, phrase);
    for (uint32_t i = 0; i < phrase->n; i++)
        if (phrase->items[i]->kind != TC_NODE_NONE)
            move_one(finder, phrase->items[i], phrase->span);
}

/* --- conditions ------------------------------------------------------------------------------- */

static void change_compare(TcMutantFinder *finder, const TcNode *node)
{
    static const struct {
        TcOperator from, to;
        TcMutation what;
    } turns[] = {
        {TC_OP_GE, TC_OP_GT, TC_MUTANT_OPENED}, {TC_OP_GT, TC_OP_GE, TC_MUTANT_CLOSED},
        {TC_OP_LE, TC_OP_LT, TC_MUTANT_OPENED}, {TC_OP_LT, TC_OP_LE, TC_MUTANT_CLOSED},
        {TC_OP_EQ, TC_OP_NE, TC_MUTANT_TURNED}, {TC_OP_NE, TC_OP_EQ, TC_MUTANT_TURNED},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(turns); i++)
        if (node->sub == turns[i].from) {
            g_autofree char *was = tc_span_line(node->items[1]->span);
            tc_mutant_patch(finder, node)->sub = (uint16_t)turns[i].to;
            tc_mutant_emit(finder, turns[i].what, node->span, was, NULL);
        }
    move_one(finder, node->items[0], node->span);
    move_one(finder, node->items[1], node->span);
}

static void turn_member(TcMutantFinder *finder, const TcNode *node)
{
    tc_mutant_patch(finder, node)->flags ^= TC_FLAG_NEGATED;
    tc_mutant_emit(finder, TC_MUTANT_TURNED, node->span, NULL, NULL);
}

static void change_chain(TcMutantFinder *finder, const TcNode *node)
{
    const bool all = node->sub == TC_OP_AND;
    if (!all && node->sub != TC_OP_OR)
        return;
    tc_mutant_patch(finder, node)->sub = all ? TC_OP_OR : TC_OP_AND;
    tc_mutant_emit(finder, all ? TC_MUTANT_ANY : TC_MUTANT_ALL, node->span, NULL, NULL);
}

static void move_count(TcMutantFinder *finder, const TcNode *node)
{
    for (int by = -1; by <= 1; by += 2) {
        const int32_t count = node->day + by;
        g_autofree char *was = g_strdup_printf("%d", node->day);
        g_autofree char *becomes = g_strdup_printf("%d", count);
        if (count < 1 || (uint32_t)count > node->n)
            continue;
        tc_mutant_patch(finder, node)->day = count;
        tc_mutant_emit(finder, TC_MUTANT_MOVED, node->at, was, becomes);
    }
}

static void change_contents(TcMutantFinder *finder, const TcNode *node)
{
    if (node->sub == TC_CONTENTS_AT_LEAST) {
        move_count(finder, node);
        return;
    }
    const bool all = node->sub == TC_CONTENTS_ALL;
    tc_mutant_patch(finder, node)->sub = all ? TC_CONTENTS_ONE : TC_CONTENTS_ALL;
    tc_mutant_emit(finder, all ? TC_MUTANT_ANY : TC_MUTANT_ALL, node->at, NULL, NULL);
    for (uint32_t i = 0; i < node->n && node->n > 1; i++) {
        tc_mutant_drop_item(finder, tc_mutant_patch(finder, node), i);
        tc_mutant_emit(finder, TC_MUTANT_DROPPED, node->items[i]->span, NULL, NULL);
    }
}

/* tất cả chỉ tiêu đạt: one of them is enough. */
static void change_count(TcMutantFinder *finder, const TcNode *node)
{
    if (TC_COUNT_QUANTITY(node->sub) != TC_COUNT_ALL) {
        for (uint32_t i = 0; i < node->n; i++)
            move_one(finder, node->items[i], node->span);
        return;
    }
    TcArena *arena = finder->mutants->arena;
    TcNode *one = tc_arena_alloc(arena, sizeof *one);
    mpq_t number;
    mpq_init(number);
    mpq_set_ui(number, 1, 1);
    *one = (TcNode){.kind = TC_NODE_NUMBER, .span = node->span, .at = node->at, .depth = 1};
    one->number = tc_number_keep(arena, number);
    mpq_clear(number);
    TcNode *now = tc_mutant_patch(finder, node);
    TcNode **items = tc_arena_alloc(arena, (node->n + 1) * sizeof *items);
    items[0] = one;
    if (node->n)
        memcpy(&items[1], node->items, node->n * sizeof *items);
    now->items = items;
    now->n = node->n + 1;
    now->sub =
        TC_COUNT_SUB(TC_COUNT_AT_LEAST, TC_COUNT_FILTER(node->sub), TC_COUNT_STATE(node->sub));
    tc_mutant_emit(finder, TC_MUTANT_ANY, node->span, NULL, NULL);
}

/* --- choices ---------------------------------------------------------------------------------- */

/* Where the result of a branch, band or row stands among its children. */
static uint32_t result_at(const TcNode *row)
{
    return row->kind == TC_NODE_BRANCH ? 1 : row->kind == TC_NODE_ROW ? row->n - 1 : 0;
}

static bool has_result(const TcNode *row)
{
    return row->n > 0 && row->items[result_at(row)]->kind != TC_NODE_NONE;
}

static void swap_results(TcMutantFinder *finder, const TcNode *one, const TcNode *other)
{
    TcNode *a = one->items[result_at(one)], *b = other->items[result_at(other)];
    if (tc_node_equal(a, b))
        return;
    g_autofree char *was = tc_span_line(one->span);
    g_autofree char *becomes = tc_span_line(other->span);
    tc_mutant_put_item(finder, tc_mutant_patch(finder, one), result_at(one), b);
    tc_mutant_put_item(finder, tc_mutant_patch(finder, other), result_at(other), a);
    tc_mutant_emit(finder, TC_MUTANT_SWAPPED, tc_span_join(one->span, other->span), was, becomes);
}

/* The rows of @choice that have results: behind the subject, or the title row. */
static uint32_t first_row(const TcNode *choice)
{
    return choice->kind == TC_NODE_CASES ? 0 : 1;
}

static void swap_rows(TcMutantFinder *finder, const TcNode *choice)
{
    for (uint32_t i = first_row(choice); i + 1 < choice->n; i++)
        if (has_result(choice->items[i]) && has_result(choice->items[i + 1]))
            swap_results(finder, choice->items[i], choice->items[i + 1]);
}

/* A case taken out falls to those behind it. */
static void drop_cases(TcMutantFinder *finder, const TcNode *choice)
{
    for (uint32_t i = 0; i < choice->n && choice->n > 2; i++)
        if (choice->items[i]->kind == TC_NODE_BRANCH) {
            tc_mutant_drop_item(finder, tc_mutant_patch(finder, choice), i);
            tc_mutant_emit(finder, TC_MUTANT_DROPPED, choice->items[i]->span, NULL, NULL);
        }
}

/* The phrases of a scale (@column 1 and all behind) or of one column of a table. */
static GPtrArray *phrases_of(const TcNode *choice, uint32_t column)
{
    GPtrArray *phrases = g_ptr_array_new();
    for (uint32_t i = 1; i < choice->n; i++) {
        const TcNode *row = choice->items[i];
        const bool band = row->kind == TC_NODE_BAND;
        const uint32_t end = band ? row->n : MIN(column + 1, row->n ? row->n - 1 : 0);
        for (uint32_t k = band ? 1 : column; k < end && row->kind != TC_NODE_OTHERWISE; k++)
            if (row->items[k]->kind == TC_NODE_PHRASE)
                g_ptr_array_add(phrases, row->items[k]);
    }
    return phrases;
}

/* The levels among @phrases that are @level. */
static GPtrArray *levels_like(const GPtrArray *phrases, const TcNode *level)
{
    GPtrArray *levels = g_ptr_array_new();
    for (guint i = 0; i < phrases->len; i++) {
        const TcNode *phrase = g_ptr_array_index(phrases, i);
        for (uint32_t k = 0; k < phrase->n; k++) {
            const TcNode *own = level_of(phrase->items[k]);
            if (own && same_level(own, level))
                g_ptr_array_add(levels, (void *)own);
        }
    }
    return levels;
}

/* The bits of @phrase's ends at @level. */
static uint16_t ends_at(const TcNode *phrase, const TcNode *level)
{
    static const unsigned ends[] = {TC_PHRASE_LOW, TC_PHRASE_HIGH};
    unsigned bits = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        const TcNode *end = end_of(phrase, ends[i]);
        const TcNode *own = end ? level_of(end) : NULL;
        if (own && same_level(own, level))
            bits |= open_bit(ends[i]);
    }
    return (uint16_t)bits;
}

/* Is @phrase that level alone ("100%: 40")? */
static bool is_point(const TcNode *phrase, const TcNode *level)
{
    const bool alone = phrase->sub & (TC_PHRASE_BARE | TC_PHRASE_EQUAL) && phrase->n;
    const TcNode *own = alone ? level_of(phrase->items[0]) : NULL;
    return own && same_level(own, level);
}

/* A point that its neighbour takes is above itself and below itself. Returns: is there one? */
static bool empty_points(TcMutantFinder *finder, const GPtrArray *phrases, const TcNode *level)
{
    enum { ENDS = 2 };
    for (guint i = 0; i < phrases->len; i++) {
        const TcNode *phrase = g_ptr_array_index(phrases, i);
        if (!is_point(phrase, level))
            continue;
        TcNode *now = tc_mutant_patch(finder, phrase);
        now->sub = TC_PHRASE_LOW | TC_PHRASE_LOW_OPEN | TC_PHRASE_HIGH | TC_PHRASE_HIGH_OPEN;
        now->n = ENDS;
        now->items = tc_arena_alloc(finder->mutants->arena, ENDS * sizeof *now->items);
        now->items[0] = now->items[1] = phrase->items[0];
    }
    return finder->patches->len > 0;
}

/* The level itself goes over to the band or row on its other side; a point to the first that ends
 * there. */
static void turn_ends(TcMutantFinder *finder, const GPtrArray *phrases, const TcNode *level,
                      TcSpan span)
{
    g_autofree char *was = tc_span_line(level->span);
    const bool point = empty_points(finder, phrases, level);
    const guint points = finder->patches->len;
    for (guint i = 0; i < phrases->len && (!point || finder->patches->len == points); i++) {
        const TcNode *phrase = g_ptr_array_index(phrases, i);
        const uint16_t ends = ends_at(phrase, level);
        const uint16_t turned = point ? ends & phrase->sub : ends;
        if (turned)
            tc_mutant_patch(finder, phrase)->sub ^= turned;
    }
    if (finder->patches->len > points)
        tc_mutant_emit(finder, TC_MUTANT_OTHER_SIDE, span, was, NULL);
    g_array_set_size(finder->patches, 0);
}

static bool is_known(const GPtrArray *levels, const TcNode *level)
{
    for (guint i = 0; i < levels->len; i++)
        if (same_level(g_ptr_array_index(levels, i), level))
            return true;
    return false;
}

/* Each level among @phrases, once. */
static void change_bands(TcMutantFinder *finder, const GPtrArray *phrases)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < phrases->len; i++) {
        const TcNode *phrase = g_ptr_array_index(phrases, i);
        for (uint32_t k = 0; k < phrase->n; k++) {
            const TcNode *level = level_of(phrase->items[k]);
            if (!level || is_known(known, level))
                continue;
            g_ptr_array_add(known, (void *)level);
            g_autoptr(GPtrArray) levels = levels_like(phrases, level);
            move_levels(finder, levels, phrase->span);
            turn_ends(finder, phrases, level, phrase->span);
        }
    }
}

static void change_choice(TcMutantFinder *finder, const TcNode *choice)
{
    const uint32_t columns = choice->kind == TC_NODE_TABLE ? choice->items[0]->n - 1 : 1;
    for (uint32_t c = 0; choice->kind != TC_NODE_CASES && c < columns; c++) {
        g_autoptr(GPtrArray) phrases = phrases_of(choice, c);
        change_bands(finder, phrases);
    }
    drop_cases(finder, choice);
    swap_rows(finder, choice);
}

/* --- the rules -------------------------------------------------------------------------------- */

static void change_own(TcMutantFinder *finder, const TcNode *node)
{
    switch ((int)node->kind) {
    case TC_NODE_COMPARE:
        change_compare(finder, node);
        return;
    case TC_NODE_PHRASE:
        change_phrase(finder, node);
        return;
    case TC_NODE_MEMBER:
        turn_member(finder, node);
        return;
    case TC_NODE_CHAIN:
        change_chain(finder, node);
        return;
    case TC_NODE_CONTENTS:
        change_contents(finder, node);
        return;
    case TC_NODE_COUNT:
        change_count(finder, node);
        return;
    default:
        if (tc_node_is_choice(node))
            change_choice(finder, node);
    }
}

/* Are the phrases of @node's child @index looked at with the whole choice? */
static bool is_band(const TcNode *node, uint32_t index)
{
    return (node->kind == TC_NODE_BAND || node->kind == TC_NODE_ROW) && index != result_at(node);
}

static void walk(TcMutantFinder *finder, const TcNode *node)
{
    change_own(finder, node);
    for (uint32_t i = 0; i < node->n; i++)
        if (!is_band(node, i) || node->items[i]->kind != TC_NODE_PHRASE)
            walk(finder, node->items[i]);
}

/* Where the clauses of parts are. */
static const struct {
    TcRefKind kind;
    size_t offset;
    bool may_go; /* the part means something without it */
} clauses[] = {
    {TC_REF_INDICATOR, offsetof(TcIndicator, not_applicable_when), true},
    {TC_REF_INDICATOR, offsetof(TcIndicator, value), false},
    {TC_REF_INDICATOR, offsetof(TcIndicator, required.content), false},
    {TC_REF_INDICATOR, offsetof(TcIndicator, met_when), false},
    {TC_REF_INDICATOR, offsetof(TcIndicator, points), false},
    {TC_REF_DEFINITION, offsetof(TcLet, value), false},
    {TC_REF_VERDICT, offsetof(TcVerdict, met_when), false},
    {TC_REF_GRADE, offsetof(TcGrade, content), false},
};

/* Words that stand before its own ride along. */
static void drop_clause(TcMutantFinder *finder, const TcNode *root, size_t offset)
{
    const bool clause = offset == offsetof(TcIndicator, not_applicable_when);
    g_autofree char *head = g_strdup_printf(
        "%s: ", tc_keyword_name(TC_KW_NOT_APPLICABLE_WHEN, finder->mutants->model->lang));
    tc_mutant_emit(finder, TC_MUTANT_DROPPED, root->span, clause ? head : NULL, NULL);
}

static void change_clause(TcMutantFinder *finder, const TcNode *root, size_t offset, bool may_go)
{
    if (!root)
        return;
    finder->root = root;
    finder->common.offset = offset;
    if (may_go)
        drop_clause(finder, root, offset);
    walk(finder, root);
}

static void change_excepts(TcMutantFinder *finder, const TcRequirement *requirement)
{
    for (uint32_t i = 0; i < requirement->n_excepts; i++) {
        finder->common.except = i;
        change_clause(finder, requirement->excepts[i], offsetof(TcIndicator, required), true);
    }
    finder->common.except = -1;
}

static void change_part(TcMutantFinder *finder, TcRefKind kind, uint32_t index, const void *part)
{
    finder->common.part = (TcStep){kind, index};
    for (size_t i = 0; i < G_N_ELEMENTS(clauses); i++) {
        const TcNode *root;
        if (clauses[i].kind != kind)
            continue;
        memcpy(&root, (const char *)part + clauses[i].offset, sizeof root);
        change_clause(finder, root, clauses[i].offset, clauses[i].may_go);
    }
    if (kind == TC_REF_INDICATOR)
        change_excepts(finder, &((const TcIndicator *)part)->required);
}

static void move_parameter(TcMutantFinder *finder, uint32_t index, const TcLet *parameter)
{
    finder->common.part = (TcStep){TC_REF_PARAMETER, index};
    finder->common.offset = offsetof(TcLet, value);
    finder->root = parameter->value;
    move_one(finder, parameter->value, parameter->value->span);
}

void tc_mutants_find(TcMutants *mutants)
{
    const TcModel *model = mutants->model;
    g_autoptr(GArray) patches = g_array_new(FALSE, FALSE, sizeof(TcMutantPatch));
    TcMutantFinder finder = {.mutants = mutants, .patches = patches, .common = {.except = -1}};
    for (uint32_t i = 0; i < model->n_parameters; i++)
        move_parameter(&finder, i, &model->parameters[i]);
    for (uint32_t i = 0; i < model->n_definitions; i++)
        change_part(&finder, TC_REF_DEFINITION, i, &model->definitions[i]);
    for (uint32_t i = 0; i < model->n_indicators; i++)
        change_part(&finder, TC_REF_INDICATOR, i, &model->indicators[i]);
    for (uint32_t i = 0; i < model->n_verdicts; i++)
        change_part(&finder, TC_REF_VERDICT, i, &model->verdicts[i]);
    for (uint32_t i = 0; i < model->n_grades; i++)
        change_part(&finder, TC_REF_GRADE, i, &model->grades[i]);
}
